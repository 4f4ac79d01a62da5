//! Who speaks first, and what is told of orders, as written.

use super::super::Mode;
use super::{Places, WhenEntry};

/// `[[mode]]`: who speaks first. The first whose conditions hold counts; without one the bot does.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ModeEntry {
    /// An id that is known already replaces that entry.
    pub id: String,
    /// Who speaks (the key `mode`).
    pub mode: Mode,
    /// Only at this time of the day, by the shop's clock: `09:00-18:00`.
    pub daily: Option<String>,
    /// What must hold besides.
    pub when: Vec<WhenEntry>,
    /// [`Mode::PeopleFirst`]: after so many seconds without a person's answer the bot fills in; 60 when it is not given.
    pub wait: Option<u32>,
    /// Takes the entry out.
    pub disabled: bool,
    pub(crate) places: Places,
}

impl ModeEntry {
    /// A mode that always holds.
    #[must_use]
    pub fn new(id: impl Into<String>, mode: Mode) -> ModeEntry {
        ModeEntry {
            id: id.into(),
            mode,
            daily: None,
            when: Vec::new(),
            wait: None,
            disabled: false,
            places: Places::default(),
        }
    }
}

/// `[[event]]`: what a buyer is told of an order without having asked.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct EventEntry {
    /// An id that is known already replaces that entry.
    pub id: String,
    /// The events it is for, by the host's names.
    pub status: Vec<String>,
    /// What the order's data must say.
    pub when: Vec<WhenEntry>,
    /// What is said: variants.
    pub say: Vec<String>,
    /// Takes the entry out.
    pub disabled: bool,
    pub(crate) places: Places,
}

impl EventEntry {
    /// Something to say when an order becomes one of these.
    #[must_use]
    pub fn new<const N: usize>(id: impl Into<String>, status: [&str; N], say: Vec<String>) -> EventEntry {
        EventEntry { id: id.into(), status: status.map(str::to_owned).to_vec(), say, ..EventEntry::default() }
    }
}
