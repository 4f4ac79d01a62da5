//! What became of the buyers' turns.

use kefu::{Action, Fact, Turn};

/// What became of a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    Answered,
    Courtesy,
    WithPerson,
    Menu,
    AskedBack,
    NotUnderstood,
    HandedOver,
    Held,
    Silent,
}

impl Outcome {
    pub const ALL: [(Outcome, &str); 9] = [
        (Outcome::Answered, "answered"),
        (Outcome::Courtesy, "courtesies and remarks"),
        (Outcome::WithPerson, "noted for the person called"),
        (Outcome::Menu, "offered a menu of meanings"),
        (Outcome::AskedBack, "asked back"),
        (Outcome::NotUnderstood, "not understood"),
        (Outcome::HandedOver, "handed over"),
        (Outcome::Held, "waits for its rest"),
        (Outcome::Silent, "silent"),
    ];

    /// `called`: a person was called before.
    pub fn of(turn: &Turn, called: bool) -> Outcome {
        let any = |test: fn(&Fact) -> bool| turn.facts.iter().any(test);
        let calls = |action: &Action| matches!(action, Action::HandOff(_) | Action::TakeMessage { .. });
        if turn.actions.iter().any(calls) {
            Outcome::HandedOver
        } else if any(|fact| matches!(fact, Fact::NotUnderstood)) {
            if called { Outcome::WithPerson } else { Outcome::NotUnderstood }
        } else if any(|fact| matches!(fact, Fact::Clarified { .. })) {
            Outcome::Menu
        } else if any(|fact| matches!(fact, Fact::Asked { .. })) {
            Outcome::AskedBack
        } else if any(|fact| matches!(fact, Fact::Held)) {
            Outcome::Held
        } else if turn.replies.is_empty() {
            Outcome::Silent
        } else if any(|fact| matches!(fact, Fact::FlowEnded { .. } | Fact::Requested { .. }))
            || turn.facts.iter().any(answers)
        {
            Outcome::Answered
        } else {
            Outcome::Courtesy
        }
    }

    /// How bad that is for a buyer.
    pub fn cost(self) -> u32 {
        match self {
            Outcome::Answered | Outcome::Courtesy | Outcome::WithPerson | Outcome::Held => 0,
            Outcome::Menu | Outcome::AskedBack => 1,
            Outcome::HandedOver => 2,
            Outcome::NotUnderstood | Outcome::Silent => 3,
        }
    }
}

/// Whether it is the answer to a question, and no courtesy.
fn answers(fact: &Fact) -> bool {
    const COURTESIES: &[&str] = &["greeting", "thanks", "goodbye", "affirm", "deny", "nudge", "inform", "complaint"];
    match fact {
        Fact::Answered { intent: Some(intent), .. } => !COURTESIES.iter().any(|courtesy| intent.is(courtesy)),
        Fact::Answered { .. } => true,
        _ => false,
    }
}
