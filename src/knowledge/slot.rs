//! What may fill a slot of a flow.

use crate::names::EntityKind;

/// What may fill a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SlotKind {
    /// Any text.
    Text,
    /// Any text; of a message that was no answer to the question, what stands behind one of these words (`备注`).
    Behind(Vec<String>),
    /// Yes or no: `yes`, `no`.
    YesNo,
    /// One of these.
    Choice(Vec<SlotChoice>),
    /// An address, down to the street.
    Address,
    /// A person's name: the answer, or what a message announces as one (`我叫…`, `收件人：…`).
    Name,
    /// A picture, or words instead of one.
    Photo,
    /// A variant of the product of the order in focus, by the options that the message names (`换成L码`): its id. While it is in
    /// the slot `sku`, the fields of the product speak of it.
    Sku,
    /// A day in this range: `2026-12-01`.
    Day(DayRange),
    /// An entity of this kind.
    Entity(EntityKind),
}

/// Which days a slot takes, counted from the day of the message; `None`: no bound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DayRange {
    /// The first: 0 is today.
    pub min: Option<i32>,
    /// The last.
    pub max: Option<i32>,
}

impl DayRange {
    /// From `min` days from today to `max`, both included.
    #[must_use]
    pub fn new(min: Option<i32>, max: Option<i32>) -> DayRange {
        DayRange { min, max }
    }
}

/// A value that a slot may have, and the words that mean it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SlotChoice {
    /// The value, as the menu shows it.
    pub value: String,
    /// Words that mean it beside the value itself.
    pub words: Vec<String>,
}

impl SlotChoice {
    /// A value that only its own words mean.
    #[must_use]
    pub fn new(value: impl Into<String>) -> SlotChoice {
        SlotChoice { value: value.into(), words: Vec::new() }
    }
}
