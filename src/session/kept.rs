//! What a session keeps of a conversation: what was asked and waits, what was named, offered and answered.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};

use super::bounds::is_of_a_number;
use super::is_default;
use crate::action::Priority;
use crate::input::Content;
use crate::limits;
use crate::names::{EntityKind, IntentId, Mood, Value};
use crate::reply::Reply;
use crate::shop::Request;
use crate::shop::wish::Wish;
use crate::time::Time;

/// Which order and which product the conversation is about, and which order is proved to be whose.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct FocusKept {
    /// The product under discussion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) product: Option<String>,
    /// The product whose page or card the buyer opened, as long as no order is spoken of after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) opened: Option<String>,
    /// The goods that are looked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sought: Option<Box<Sought>>,
    /// The product that was under discussion before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) beside: Option<String>,
    /// The goods whose sum was said last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) summed: Vec<Summed>,
    /// The order under discussion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) order: Option<String>,
    /// The order that a card, its number or a choice named last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) named: Option<Named>,
    /// Of somebody who is not signed in: the order they claim, until it is proved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) claim: Option<String>,
    /// Of somebody who is not signed in: the order that was proved to be theirs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) proved: Option<String>,
}

/// Goods that the buyer looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Sought {
    /// What they shall be.
    pub(crate) wish: Wish,
    /// The ids of those that were shown last, in their order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) shown: Vec<String>,
    /// When that was.
    pub(crate) revision: u64,
    /// How often something was said to this wish.
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) rounds: u8,
}

/// Pieces of a variant whose price was counted in a sum.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Summed {
    pub(crate) product: String,
    /// The values of options that were named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) options: Vec<String>,
    pub(crate) quantity: u32,
}

/// What is open: what was asked, offered and begun.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct OpenKept {
    /// What the bot asked and has no answer to yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) waiting: Option<Waiting>,
    /// What the numbers of the last menu stand for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) menu: Vec<Choice>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) flow: Option<FlowState>,
    /// A write that waits for the buyer's confirmation, in clear.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) pending: Option<Pending>,
    /// A write that was asked about and not done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) lapsed: Option<Lapsed>,
    /// The hand-off rule whose question was asked first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) calling: Option<String>,
    /// How often in a row it was asked in vain which order or which product is meant.
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) asked: u8,
}

/// How the conversation goes: what was said and understood, and whether it moves.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct TalkKept {
    /// How many turns in a row were not understood.
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) misses: u8,
    /// How many turns brought the buyer no further, since one that did.
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) stalls: u8,
    /// The last question was not answered.
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) unanswered: bool,
    /// How often it was asked whether there is anything else.
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) more: u8,
    /// How often an answer was given.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) given: BTreeMap<String, u16>,
    /// Hashes of the last entries of the FAQ and ends of flows that were told: what is told again brings nothing.
    #[serde(skip_serializing_if = "VecDeque::is_empty")]
    pub(crate) answers: VecDeque<u32>,
    /// A hash of what was said last: the same is not said twice in a row.
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) said: u64,
    /// A hash of everything that the last turn said.
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) turn: u64,
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) mood: Mood,
    /// Whether the bot has said that it is sorry.
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) soothed: bool,
    /// Whether the buyer was invited to rate.
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) invited: bool,
}

/// Who has the conversation, and what people know of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct PeopleKept {
    #[serde(rename = "people", skip_serializing_if = "is_default")]
    pub(crate) has_it: PeopleState,
    /// How urgent the person was who was called.
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) called: Priority,
    /// Whether a message was taken for the people who come back.
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) noted: bool,
}

impl TalkKept {
    /// How often the answer was given in this conversation.
    pub(crate) fn times_given(&self, answer: &str) -> u32 {
        self.given.get(answer).copied().map_or(0, u32::from)
    }

    /// Whether this, by its hash, was told in one of the last answers of this conversation; it is told now.
    pub(crate) fn answered_before(&mut self, hash: u64) -> bool {
        let short = u32::try_from(hash >> 32).unwrap_or_default();
        let before = self.answers.contains(&short);
        if !before {
            self.answers.push_back(short);
            while self.answers.len() > limits::ANSWERS {
                self.answers.pop_front();
            }
        }
        before
    }

    /// Counts an answer; of very many, those given once are forgotten first.
    pub(crate) fn count_given(&mut self, answer: &str) {
        if self.given.len() >= limits::GIVEN && !self.given.contains_key(answer) {
            let rarest = self.given.iter().min_by_key(|(_, times)| **times).map(|(id, _)| id.clone());
            if let Some(rarest) = rarest {
                self.given.remove(&rarest);
            }
        }
        let times = self.given.entry(answer.to_owned()).or_default();
        *times = times.saturating_add(1);
    }
}

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

impl Unread {
    /// Cut to its end. A number that is cut in two would be another one: it is left out.
    pub(crate) fn new(mut content: Content, due: Time) -> Unread {
        if let Content::Text { text } = &mut content {
            let over = text.chars().count().saturating_sub(limits::UNREAD);
            let inside = over.checked_sub(1).and_then(|last| text.chars().nth(last)).is_some_and(is_of_a_number);
            let end: String = text.chars().skip(over).collect();
            *text = if inside { end.trim_start_matches(is_of_a_number).to_owned() } else { end };
        }
        Unread { content, due }
    }
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
