//! What became of the buyers' turns, in words, and how bad that is for a buyer.

use kefu::fact::Outcome;

/// Every outcome with its words, in the order of the table.
pub const ALL: [(Outcome, &str); 9] = [
    (Outcome::Answered, "answered"),
    (Outcome::Courtesy, "courtesies and remarks"),
    (Outcome::Noted, "noted for the person called"),
    (Outcome::Menu, "offered a menu of meanings"),
    (Outcome::AskedBack, "asked back"),
    (Outcome::NotUnderstood, "not understood"),
    (Outcome::HandedOver, "handed over"),
    (Outcome::Held, "waits for its rest"),
    (Outcome::Silent, "silent"),
];

/// How bad that is for a buyer.
pub fn cost(outcome: Outcome) -> u32 {
    match outcome {
        Outcome::Menu | Outcome::AskedBack => 1,
        Outcome::HandedOver => 2,
        Outcome::NotUnderstood | Outcome::Silent => 3,
        _ => 0,
    }
}
