//! What a session keeps of a conversation: what was asked and waits, what was named, offered and answered.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::is_default;
use crate::input::Content;
use crate::names::{EntityKind, IntentId, Value};
use crate::reply::Reply;
use crate::shop::Request;
use crate::time::Time;

/// An order that was named, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Named {
    pub(crate) order: String,
    pub(crate) revision: u64,
}

/// A picture that no flow has asked for yet, and when it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Photo {
    pub(crate) url: String,
    pub(crate) revision: u64,
}

/// What the bot asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Waiting {
    /// Which order.
    Order,
    /// Which product.
    Product,
    /// The last four digits of the phone.
    Verify,
    /// The slot of the step the flow stands at.
    Slot,
    /// Yes or no to the pending request.
    Confirm,
    /// A message for the people who come back.
    Message,
    /// What a hand-off rule asks first.
    HandOff,
    /// Whether there is anything else.
    More,
    /// What was not good, after few stars.
    Feedback,
}

/// A write that waits for the buyer's yes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Pending {
    #[serde(flatten)]
    pub(crate) request: Request,
    /// When its question was asked: a yes is good for a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// A hash of the order as it was then; 0 when it is not known.
    #[serde(default, skip_serializing_if = "is_default")]
    pub(crate) seen: u64,
    /// How often something else came instead of an answer.
    #[serde(default, skip_serializing_if = "is_default")]
    pub(crate) passed: u8,
    /// Whether something else was said since its question, by the bot or as a beginning by the buyer: then a bare yes is no
    /// answer to it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub(crate) aside: bool,
}

impl Pending {
    /// A write whose question was not asked yet.
    pub(crate) fn new(request: Request) -> Pending {
        Pending { request, at: None, seen: 0, passed: 0, aside: false }
    }
}

/// A write that was asked about and not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Lapsed {
    pub(crate) intent: IntentId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) order: Option<String>,
    /// When it was let go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
}

/// What the buyer sent and nobody has answered yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Unread {
    pub(crate) content: Content,
    /// When it is answered whatever comes.
    pub(crate) due: Time,
}

/// A message that was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Just {
    pub(crate) at: Time,
    pub(crate) text: String,
    /// It was not understood.
    #[serde(default, skip_serializing_if = "is_default")]
    pub(crate) missed: bool,
}

/// What an item of a menu stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Choice {
    /// What the buyer reads.
    pub(crate) label: String,
    /// What choosing it does.
    #[serde(flatten)]
    pub(crate) pick: Pick,
}

/// What choosing an item does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Pick {
    /// Like writing this.
    Ask(String),
    /// An intent, for certain.
    Intent(IntentId),
    /// An entry of the FAQ.
    Faq(String),
    /// An order.
    Order(String),
    /// A product.
    Product(String),
    /// A value for the slot that was asked for.
    Slot(String),
}

/// Where a flow stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct FlowState {
    pub(crate) flow: String,
    pub(crate) step: String,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) slots: BTreeMap<String, String>,
    /// The step that found the order, as long as nothing was said or done since: the next turn goes on there, so that what
    /// was true of the order is looked at again.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) anchor: String,
    /// The order that it is about, whatever a digression put into focus.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) order: Option<String>,
    /// How often the step has asked.
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) asked: u32,
    /// How often it was come back to after something else was answered.
    #[serde(default, skip_serializing_if = "is_default")]
    pub(crate) returned: u8,
    /// What the buyer wanted when it began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) intent: Option<IntentId>,
}

/// The last question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LastAsk {
    pub(crate) intent: IntentId,
    /// How often in a row.
    pub(crate) times: u32,
    /// What it named: `黑色`, `M`, `新疆`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) named: Vec<(EntityKind, Value)>,
    /// Which options of a product it named, in words: `5斤装`, `海盐味`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) words: Vec<String>,
    /// The entry of the FAQ that it was answered with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) faq: Option<String>,
    /// Whether what was wanted was done: nobody needs to do it any more.
    #[serde(default, skip_serializing_if = "is_default")]
    pub(crate) done: bool,
}

/// Who has the conversation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PeopleState {
    /// The bot.
    #[default]
    Bot,
    /// The bot, until the person comes who was called.
    Called,
    /// A person: the bot is silent.
    Person,
}

/// An input that was answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Seen {
    pub(crate) id: String,
    /// What it was answered with; empty when that was nothing, or is too long ago.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) replies: Vec<Reply>,
    /// It came from somebody who was not signed in.
    #[serde(default, skip_serializing_if = "is_default")]
    pub(crate) unsigned: bool,
}
