//! The knowledge as it was written, before anything was checked: what files are read into, and what hosts build in code.
//!
//! The fields are the keys of the files; `docs/knowledge.md` says what each means.

mod facts;
mod people;
mod property;
mod topic;

use std::collections::BTreeMap;

use super::lexicon::Word;
use super::{Among, FirstAsk, MenuEntry, Place, SlotKind};
use crate::action::Priority;
use crate::names::Mood;

pub use facts::{CarriersEntry, DeliveryEntry, InvoiceEntry, PaymentEntry, PromotionEntry, ShippingEntry};
pub use people::{EventEntry, ModeEntry};
pub use property::{PropertyEntry, PropertyHolds, PropertyRule, PropertySafety};
pub use topic::TopicEntry;

/// One layer of knowledge: the pack's, or the shop's.
#[derive(Clone, Debug, Default)]
pub(crate) struct Source {
    pub(crate) shop: Vec<ShopEntry>,
    pub(crate) policies: Vec<NamedEntry>,
    pub(crate) texts: Vec<NamedEntry>,
    pub(crate) labels: Vec<NamedEntry>,
    pub(crate) banned: Vec<String>,
    /// Each with where it stands.
    pub(crate) allowed: Vec<(String, Place)>,
    pub(crate) lexicon: Vec<Word>,
    pub(crate) intents: Vec<IntentEntry>,
    pub(crate) answers: Vec<AnswerEntry>,
    pub(crate) faqs: Vec<FaqEntry>,
    pub(crate) flows: Vec<FlowEntry>,
    pub(crate) hand_offs: Vec<HandOffEntry>,
    pub(crate) modes: Vec<ModeEntry>,
    pub(crate) events: Vec<EventEntry>,
    pub(crate) topics: Vec<TopicEntry>,
    pub(crate) shipping: Vec<ShippingEntry>,
    pub(crate) carriers: Vec<CarriersEntry>,
    pub(crate) delivery: Vec<DeliveryEntry>,
    pub(crate) payment: Vec<PaymentEntry>,
    pub(crate) invoice: Vec<InvoiceEntry>,
    pub(crate) promotions: Vec<PromotionEntry>,
    pub(crate) properties: Vec<PropertyEntry>,
}

/// One key of `[policy]`, `[text]` or `[label]`.
#[derive(Clone, Debug)]
pub(crate) struct NamedEntry {
    pub(crate) name: String,
    /// A policy and a label have one.
    pub(crate) values: Vec<String>,
    pub(crate) places: Places,
}

/// Where an entry stands, and where its parts stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Places {
    whole: Place,
    parts: BTreeMap<(&'static str, Option<usize>), Place>,
}

impl Places {
    /// Of an entry that begins at `whole`.
    pub(crate) fn at(whole: Place) -> Places {
        Places { whole, parts: BTreeMap::new() }
    }

    /// Notes where a key's value stands, or the item of its list with this index.
    pub(crate) fn note(&mut self, key: &'static str, index: Option<usize>, place: Place) {
        self.parts.insert((key, index), place);
    }

    /// Takes what `others` knows of a key, if it knows anything, in the place of what is known of it here.
    pub(crate) fn replace(&mut self, key: &'static str, others: &Places) {
        if others.find(key, None).is_some() {
            self.parts.retain(|(name, _), _| *name != key);
            let new = others.parts.iter().filter(|((name, _), _)| *name == key);
            self.parts.extend(new.map(|(part, place)| (*part, place.clone())));
        }
    }

    /// Where the entry begins.
    pub(crate) fn whole(&self) -> &Place {
        &self.whole
    }

    /// Whether the key is there, even where its value could not be read.
    pub(crate) fn has(&self, key: &'static str) -> bool {
        self.find(key, None).is_some()
    }

    /// Where the key's value stands, else the entry.
    pub(crate) fn key(&self, key: &'static str) -> &Place {
        self.find(key, None).unwrap_or(&self.whole)
    }

    /// Where the item of the key's list stands, else the key's value, else the entry.
    pub(crate) fn item(&self, key: &'static str, index: usize) -> &Place {
        self.find(key, Some(index)).unwrap_or_else(|| self.key(key))
    }

    fn find(&self, key: &'static str, index: Option<usize>) -> Option<&Place> {
        self.parts.get(&(key, index))
    }
}

/// `[shop]`: who speaks. What is `None` or empty stays as the layer below has it.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ShopEntry {
    /// The shop's name.
    pub name: Option<String>,
    /// What the bot calls itself.
    pub assistant: Option<String>,
    /// When people are there, by the shop's clock: `09:00-23:00`.
    pub hours: Option<String>,
    /// The shop's clock: `+08:00`.
    pub utc_offset: Option<String>,
    /// That an AI answers: said once, at the start.
    pub notice: Option<String>,
    /// Said to a buyer who comes in: variants.
    pub welcome: Vec<String>,
    /// The menu under the welcome.
    pub menu: Vec<MenuEntry>,
    /// Whether the host's [`Composer`](crate::shop::Composer) is asked when nothing curated fits.
    pub compose: Option<bool>,
    /// How long a message that is a beginning only waits for the rest, in seconds: 0 to 10.
    pub pause: Option<f32>,
    /// Messages that are a beginning only, beside those known already.
    pub fragments: Vec<String>,
    /// Words that tell a notice of the platform from what a buyer wrote, beside those known already.
    pub notices: Vec<String>,
    /// After so many seconds a buyer is reminded of what the bot asked; 0: never.
    pub remind: Option<u32>,
    /// The time of the day at which nobody is told of an order's events: `22:00-08:00`.
    pub quiet: Option<String>,
    pub(crate) places: Places,
}

impl ShopEntry {
    /// Nothing set.
    #[must_use]
    pub fn new() -> ShopEntry {
        ShopEntry::default()
    }
}

/// `[[intent]]`: something a buyer may want.
///
/// ```
/// use kefu::Knowledge;
/// use kefu::knowledge::IntentEntry;
///
/// let mut intent = IntentEntry::new("shop.engraving");
/// intent.name = Some("刻字".into());
/// intent.examples = vec!["能刻字吗".into(), "可以定制名字不".into()];
/// assert!(Knowledge::builder().intent(intent).build().is_ok());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct IntentEntry {
    /// Hierarchical by dots. An id that is known already extends that intent.
    pub id: String,
    /// For menus and for people; a new intent needs one.
    pub name: Option<String>,
    /// The buyer's own sentence for it; the name when it is not given.
    pub ask: Option<String>,
    /// How buyers say it.
    pub examples: Vec<String>,
    /// What looks like it and is not.
    pub counter_examples: Vec<String>,
    /// Whole messages that mean it, whatever the classifier says.
    pub keywords: Vec<String>,
    /// Regular expressions over the normalised text.
    pub patterns: Vec<String>,
    /// The attributes of a product that answer it, best first.
    pub attributes: Vec<String>,
    /// From this confidence on it is answered without asking back, 0 to 1.
    pub threshold: Option<f32>,
    /// Whether it wants something; as the coarser intent when it is not given.
    pub kind: Option<IntentKind>,
    /// Takes the intent out, and what answers to it alone.
    pub disabled: bool,
    pub(crate) places: Places,
}

impl IntentEntry {
    /// An intent without anything to recognise it by.
    #[must_use]
    pub fn new(id: impl Into<String>) -> IntentEntry {
        IntentEntry { id: id.into(), ..IntentEntry::default() }
    }
}

/// Whether an intent wants something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum IntentKind {
    /// A question or a wish: it is answered, counted and led to a person where nothing answers it.
    #[default]
    Question,
    /// Politeness (`谢谢`, `好的`): it is answered in kind and changes nothing.
    Courtesy,
    /// Something that is told (`我昨天买的`, `太慢了`), or nothing in particular.
    Remark,
}

/// One condition of a `when`: what is looked at, and what it must be.
///
/// ```
/// use kefu::knowledge::WhenEntry;
///
/// let paid = WhenEntry::new("order.status", ["paid", "preparing"]);
/// let late = WhenEntry::new("order.late", true);
/// let dear = WhenEntry::new("order.total", ">=99.00");
/// assert_eq!(late.field, "order.late");
/// # let _ = (paid, dear);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WhenEntry {
    /// A field, or `slot.` and the name of a slot.
    pub field: String,
    /// What it must be.
    pub is: Is,
}

impl WhenEntry {
    /// `field` must be `is`: `true`, `false`, an integer, a text, or a list of texts.
    #[must_use]
    pub fn new(field: impl Into<String>, is: impl Into<Is>) -> WhenEntry {
        WhenEntry { field: field.into(), is: is.into() }
    }
}

/// What a field must be for a [`WhenEntry`] to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Is {
    /// `true`: known (of a flag: yes). `false`: not known (of a flag: no).
    Known(bool),
    /// This number.
    Number(i64),
    /// One of these; of a number or an amount of yuan also a range: `>1`, `>=99.00`, `<5`, `<=5`, `2..5`.
    OneOf(Vec<String>),
}

impl From<bool> for Is {
    fn from(known: bool) -> Is {
        Is::Known(known)
    }
}

impl From<i64> for Is {
    fn from(number: i64) -> Is {
        Is::Number(number)
    }
}

impl From<&str> for Is {
    fn from(text: &str) -> Is {
        Is::OneOf(vec![text.to_owned()])
    }
}

impl<const N: usize> From<[&str; N]> for Is {
    fn from(texts: [&str; N]) -> Is {
        Is::OneOf(texts.map(str::to_owned).to_vec())
    }
}

impl From<Vec<String>> for Is {
    fn from(texts: Vec<String>) -> Is {
        Is::OneOf(texts)
    }
}

/// To whom a conversation is handed, and how soon.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct HandOffTo {
    /// Why, as an id for reports; the entry's own id when it is not given.
    pub reason: Option<String>,
    /// How soon.
    pub priority: Priority,
    /// The group of people who should take it.
    pub queue: Option<String>,
}

impl HandOffTo {
    /// To anybody, in turn.
    #[must_use]
    pub fn new() -> HandOffTo {
        HandOffTo::default()
    }
}

/// `[[answer]]`: something to say to an intent or a keyword, under conditions.
///
/// ```
/// use kefu::Knowledge;
/// use kefu::knowledge::{AnswerEntry, WhenEntry};
///
/// let mut answer = AnswerEntry::new("late");
/// answer.intents = vec!["ship.time".into()];
/// answer.when = vec![WhenEntry::new("order.late", true)];
/// answer.say = vec!["这单已经超时，我帮您催。".into()];
/// assert_eq!(answer.id, "late");
/// # let _ = Knowledge::builder().answer(answer);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct AnswerEntry {
    /// An id that is known already replaces that answer.
    pub id: String,
    /// The intents it answers (the key `intent`).
    pub intents: Vec<String>,
    /// Whole messages it answers.
    pub keywords: Vec<String>,
    /// What must hold, all of it.
    pub when: Vec<WhenEntry>,
    /// Ids of products, one of which must be in focus (the key `product`).
    pub products: Vec<String>,
    /// From this instant on: RFC 3339, or a date or a time of the shop's clock.
    pub from: Option<String>,
    /// Before this instant.
    pub until: Option<String>,
    /// Only at this time of the day, by the shop's clock: `22:00-08:00`.
    pub daily: Option<String>,
    /// How often it must have been given before in this conversation.
    pub given: Option<u32>,
    /// What is said: variants.
    pub say: Vec<String>,
    /// Questions offered under the text.
    pub menu: Vec<MenuEntry>,
    /// Where a picture lies that is sent with it.
    pub image: Option<String>,
    /// A tag for the conversation.
    pub tag: Option<String>,
    /// A hand-off.
    pub hand_off: Option<HandOffTo>,
    /// Takes the answer out.
    pub disabled: bool,
    pub(crate) places: Places,
}

impl AnswerEntry {
    /// An answer to nothing yet.
    #[must_use]
    pub fn new(id: impl Into<String>) -> AnswerEntry {
        AnswerEntry { id: id.into(), ..AnswerEntry::default() }
    }
}

/// `[[faq]]`: a question with its answer, said verbatim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FaqEntry {
    /// Empty: the question itself. An id that is known already replaces that entry.
    pub id: String,
    /// The question.
    pub question: String,
    /// Other words for it.
    pub similar: Vec<String>,
    /// What is said, as it stands: braces mean nothing in it.
    pub answer: String,
    /// Takes the entry out.
    pub disabled: bool,
    pub(crate) places: Places,
}

impl FaqEntry {
    /// A question and its answer.
    #[must_use]
    pub fn new(question: impl Into<String>, answer: impl Into<String>) -> FaqEntry {
        FaqEntry { question: question.into(), answer: answer.into(), ..FaqEntry::default() }
    }
}

/// `[[flow]]`: a multi-turn procedure.
///
/// ```
/// use kefu::Knowledge;
/// use kefu::knowledge::{FlowEntry, SlotKind, StepEntry};
///
/// let mut ask = StepEntry::ask("size", SlotKind::Text);
/// ask.say = vec!["您平时穿什么码？".into()];
/// let flow = FlowEntry::new("exchange-size", ["aftersale.exchange"], vec![ask, StepEntry::request("exchange")]);
/// assert_eq!(flow.steps.len(), 2);
/// # let _ = Knowledge::builder().flow(flow);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct FlowEntry {
    /// An id that is known already replaces that flow.
    pub id: String,
    /// What it is about, for the sentence that comes back to it; the id when it is not given.
    pub title: Option<String>,
    /// The intents that start it.
    pub intents: Vec<String>,
    /// It starts at the first.
    pub steps: Vec<StepEntry>,
    /// Takes the flow out.
    pub disabled: bool,
    /// Some step could not be read: that others point to it is no problem of its own.
    pub(crate) incomplete: bool,
    pub(crate) places: Places,
}

impl FlowEntry {
    /// A procedure that these intents start.
    #[must_use]
    pub fn new<const N: usize>(id: impl Into<String>, intents: [&str; N], steps: Vec<StepEntry>) -> FlowEntry {
        FlowEntry { id: id.into(), intents: intents.map(str::to_owned).to_vec(), steps, ..FlowEntry::default() }
    }
}

/// `[[flow.step]]`: one step of a flow. A target is the id of a step, `end`, or `answers`; one that is not given is `end`,
/// but for `next`, which is the step that follows.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StepEntry {
    /// For targets; `step-3` for the third when it is not given.
    pub id: Option<String>,
    /// What it does.
    pub does: Does,
    /// What is said: the question, the line above a menu of orders, the text.
    pub say: Vec<String>,
    /// `ask`: said when the answer did not fit; `say` when it is not given.
    pub again: Vec<String>,
    /// `ask`: how often in all; 2 when it is not given.
    pub tries: Option<u32>,
    /// `ask`: where it goes on when it asked so often in vain.
    pub gave_up: Option<String>,
    /// `find`: where it goes on when there is none.
    pub none: Option<String>,
    /// `say`: questions offered under the text.
    pub menu: Vec<MenuEntry>,
    /// `say`: a tag for the conversation.
    pub tag: Option<String>,
    /// `say`: slots that are emptied, to be asked for again.
    pub clear: Vec<String>,
    /// `request`: whether it is about the order in focus; yes when it is not given.
    pub order: Option<bool>,
    /// `call`, `request`: the slots that go with it.
    pub slots: Vec<String>,
    /// `call`: where it goes on when the host could not answer.
    pub failed: Option<String>,
    /// `request`: asks the buyer to confirm; when it is not given the request goes out at once.
    pub confirm: Vec<String>,
    /// `request`: words for it by which the buyer may agree: `改`, `换`. The verb of the question need not be given.
    pub agree: Vec<String>,
    /// `request`: where it goes on when the host refused.
    pub refused: Option<String>,
    /// `request`: where it goes on when the buyer did not confirm.
    pub declined: Option<String>,
    /// Where it goes on.
    pub next: Option<String>,
    pub(crate) places: Places,
}

/// What a [`StepEntry`] does.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Does {
    /// Asks the buyer for a slot.
    Ask(String, SlotKind),
    /// Puts an order in focus.
    FindOrder(Among),
    /// Puts a product in focus.
    FindProduct,
    /// Goes on at the first target whose conditions hold, else at `next`.
    Branch(Vec<ArmEntry>),
    /// Says something.
    Say,
    /// Asks the host by this name; what it answers becomes slots.
    Call(String),
    /// Sends a write of this kind on the order in focus.
    Request(String),
    /// Calls a person and ends the flow.
    HandOff(HandOffTo),
}

/// One arm of a branch.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ArmEntry {
    /// What must hold, all of it.
    pub when: Vec<WhenEntry>,
    /// Where it goes on then.
    pub to: String,
    pub(crate) places: Places,
}

impl ArmEntry {
    /// Goes on at `to` when all of `when` holds.
    #[must_use]
    pub fn new(when: Vec<WhenEntry>, to: impl Into<String>) -> ArmEntry {
        ArmEntry { when, to: to.into(), places: Places::default() }
    }
}

impl StepEntry {
    /// A step that does this.
    #[must_use]
    pub fn new(does: Does) -> StepEntry {
        StepEntry {
            id: None,
            does,
            say: Vec::new(),
            again: Vec::new(),
            tries: None,
            gave_up: None,
            none: None,
            menu: Vec::new(),
            tag: None,
            clear: Vec::new(),
            order: None,
            slots: Vec::new(),
            failed: None,
            confirm: Vec::new(),
            agree: Vec::new(),
            refused: None,
            declined: None,
            next: None,
            places: Places::default(),
        }
    }

    /// A step that asks for a slot; it needs a `say`.
    #[must_use]
    pub fn ask(slot: impl Into<String>, kind: SlotKind) -> StepEntry {
        StepEntry::new(Does::Ask(slot.into(), kind))
    }

    /// A step that says one of some variants.
    #[must_use]
    pub fn say(variants: Vec<String>) -> StepEntry {
        StepEntry { say: variants, ..StepEntry::new(Does::Say) }
    }

    /// A step that sends a write of this kind.
    #[must_use]
    pub fn request(kind: impl Into<String>) -> StepEntry {
        StepEntry::new(Does::Request(kind.into()))
    }
}

/// `[[hand_off]]`: when a person is called. Every part that is given must hold.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct HandOffEntry {
    /// An id that is known already replaces that rule.
    pub id: String,
    /// One of these is what the buyer wants.
    pub intents: Vec<String>,
    /// One of these stands in the message and is not denied.
    pub words: Vec<String>,
    /// The buyer threatens: with a bad review, the platform, the authorities, the public.
    pub threats: bool,
    /// At least this upset.
    pub mood: Option<Mood>,
    /// So many turns in a row were not understood.
    pub not_understood: Option<u32>,
    /// The same intent was asked so many times in a row.
    pub repeated: Option<u32>,
    /// So many turns brought the buyer no further.
    pub stalled: Option<u32>,
    /// What must hold besides.
    pub when: Vec<WhenEntry>,
    /// To whom, and how soon (the keys `reason`, `priority`, `queue`).
    pub to: HandOffTo,
    /// Asked first, once: variants. The person is called after the answer, whatever it is.
    pub ask: Vec<String>,
    /// What is asked first (the key `as`); with a text in `ask` alone any answer.
    pub first: Option<FirstAsk>,
    /// Said before the sentence about the transfer: variants.
    pub say: Vec<String>,
    /// In the place of the sentence about a transfer that works.
    pub say_here: Vec<String>,
    /// In the place of the sentence about a transfer that has to wait.
    pub say_queue: Vec<String>,
    /// In the place of the sentence about a transfer that cannot be.
    pub say_nobody: Vec<String>,
    /// Takes the rule out.
    pub disabled: bool,
    pub(crate) places: Places,
}

impl HandOffEntry {
    /// A rule without a condition yet.
    #[must_use]
    pub fn new(id: impl Into<String>) -> HandOffEntry {
        HandOffEntry { id: id.into(), ..HandOffEntry::default() }
    }
}
