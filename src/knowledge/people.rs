//! How the bot and people work together: who speaks first, what is asked first, and how long what waits.

use super::Place;
use super::field::{Condition, Template};

/// How long what waits.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pace {
    /// A beginning of a message, for the rest of it.
    pub(crate) pause_millis: i64,
    /// What is a beginning only, normalised.
    pub(crate) fragments: Vec<String>,
    /// A reminder of what the bot asked; 0: never.
    pub(crate) remind_millis: i64,
    /// When nobody is told of an order's events: minutes since midnight.
    pub(crate) quiet: Option<(u16, u16)>,
}

/// Who speaks to the buyer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mode {
    /// The bot.
    #[default]
    Automatic,
    /// People. The bot sends nothing; it suggests replies to them.
    Assist,
    /// People, and the bot when nobody has answered within a set time.
    PeopleFirst,
}

/// When which mode holds.
#[derive(Clone, Debug)]
pub(crate) struct ModeRule {
    pub(crate) id: String,
    pub(crate) mode: Mode,
    pub(crate) daily: Option<(u16, u16)>,
    pub(crate) when: Condition,
    /// People first: how long they have.
    pub(crate) wait_millis: i64,
    pub(crate) place: Place,
}

/// What a buyer is told of an order without having asked.
#[derive(Clone, Debug)]
pub(crate) struct EventRule {
    pub(crate) id: String,
    pub(crate) status: Vec<String>,
    pub(crate) when: Condition,
    pub(crate) say: Vec<Template>,
}

/// What a hand-off rule asks before a person is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FirstAsk {
    /// Anything.
    Text,
    /// Which order it is about.
    Order,
    /// The proof that an order is theirs, of somebody who is not signed in.
    Verify,
}
