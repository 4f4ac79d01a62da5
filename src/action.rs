//! What the host should do or know.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::fact::WriteOutcome;
use crate::names::Mood;
use crate::time::Time;

/// Something the host should do, or should know was done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Action {
    /// Bring a person into the conversation.
    HandOff(Box<HandOff>),
    /// Nobody is there: keep this message for the people who come back.
    TakeMessage {
        /// What it is about, in the buyer's words, masked.
        message: String,
        /// The order it is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        order_id: Option<String>,
        /// Why a person was wanted, as in [`HandOff::reason`].
        reason: String,
        /// How soon somebody should look.
        priority: Priority,
    },
    /// The hand-off that was ordered has become more urgent.
    Raise {
        /// Why.
        reason: String,
        /// How soon a person should come now.
        priority: Priority,
    },
    /// The buyer wants something else than the package of the hand-off says: show it to the person who was called.
    Update {
        /// What the buyer wants now, by its name in the knowledge.
        wants: String,
        /// How the buyer said it, masked.
        message: String,
    },
    /// Send [`Content::Wake`](crate::input::Content::Wake) at this time. Several may be under way; what came to nothing is no harm.
    /// The session says the same, and for longer than this turn: [`Session::wake_at`](crate::Session::wake_at).
    WakeAt {
        /// When, by the clock of the inputs.
        at: Time,
    },
    /// Show the buyer the platform's invitation to rate the service.
    InviteRating,
    /// A write that was requested of the host, and how it ended.
    Request {
        /// The idempotency key it went out with.
        key: String,
        /// What was requested, for example `cancel`.
        kind: String,
        /// How it ended.
        outcome: WriteOutcome,
    },
    /// The buyer wants to hear nothing that was not asked for any more: keep it, and send no campaign.
    OptOut,
    /// Put a tag on the conversation.
    Tag {
        /// The tag, from the shop's knowledge.
        tag: String,
    },
}

/// How soon a person should come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Priority {
    /// In turn.
    #[default]
    Normal,
    /// Before the normal ones.
    High,
    /// Now: safety, health, exposure.
    Urgent,
}

/// A hand-off with everything the person needs. [`Display`](std::fmt::Display) shows it as text for an agent's desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct HandOff {
    /// Why, as an id: `asked`, `not_understood`, `intercept`, `lookup_failed`, … or a rule's own.
    pub reason: String,
    /// How soon.
    pub priority: Priority,
    /// The group of people who should take it, from the knowledge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
    /// Who, what they want, what was done: three lines.
    pub summary: Vec<String>,
    /// The last lines of the conversation, masked, oldest first.
    pub transcript: Vec<Line>,
    /// How many earlier lines are not in the transcript.
    pub omitted: u32,
    /// The order under discussion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_id: Option<String>,
    /// The product under discussion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_id: Option<String>,
    /// What was asked for and given, by slot, masked.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub slots: BTreeMap<String, String>,
    /// How the buyer feels.
    pub mood: Mood,
    /// What the bot has already promised or said was done, verbatim, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub promised: Vec<String>,
    /// What the person could say first.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub first_reply: String,
}

/// Who said a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Speaker {
    /// The buyer.
    Buyer,
    /// The bot.
    Bot,
    /// A person of the shop.
    Agent,
}

/// One line of a conversation, masked.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Line {
    /// Who said it.
    pub by: Speaker,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Time>,
    /// What, with phone numbers and names masked.
    pub text: String,
}

impl Line {
    /// A line that `by` said at `at`.
    #[must_use]
    pub fn new(by: Speaker, at: Option<Time>, text: impl Into<String>) -> Line {
        Line { by, at, text: text.into() }
    }
}
