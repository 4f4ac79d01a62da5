//! What the shop knows: checked as a whole, then immutable.

mod builder;
mod check;
mod diagnostic;
mod encoding;
mod faq_csv;
pub(crate) mod field;
mod lexicon;
mod lines;
mod lint;
mod merge;
mod nearest;
mod pack;
mod people;
pub(crate) mod policy;
mod problem;
pub(crate) mod property;
mod range;
mod read;
mod reserved;
mod slot;
mod source;
#[cfg(test)]
mod tests;
mod text_key;
mod topic;
mod view;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::action::Priority;
use crate::language::labels::Labels;
use crate::language::lexicon::Lexicon;
use crate::names::{IntentId, Mood};
pub(crate) use crate::shop::promotion;
pub use crate::shop::promotion::{Audience, PromotionKind, PromotionLevel};
use crate::time::Time;
use field::{Condition, Template};
use property::Property;

pub use builder::KnowledgeBuilder;
pub use diagnostic::{Diagnostic, KnowledgeError, Severity};
pub use lint::lint;
pub(crate) use people::{EventRule, ModeRule, Pace};
pub use people::{FirstAsk, Mode};
use policy::Facts;
pub use problem::Language;
pub(crate) use problem::reserved::OF_A_ROW;
pub use slot::{DayRange, SlotChoice, SlotKind};
pub use source::{
    AnswerEntry, ArmEntry, CarriersEntry, DeliveryEntry, Does, EventEntry, FaqEntry, FlowEntry, HandOffEntry,
    HandOffTo, IntentEntry, IntentKind, InvoiceEntry, Is, ModeEntry, PaymentEntry, PromotionEntry, PropertyEntry,
    PropertyHolds, PropertyRule, PropertySafety, ShippingEntry, ShopEntry, StepEntry, TopicEntry, WhenEntry,
};
pub(crate) use text_key::TextKey;
pub(crate) use topic::Topic;
pub use topic::TopicOf;
pub use view::{AnswerView, FaqView, FlowView, HandOffView, IntentView};

/// Everything a bot is built from. See `docs/knowledge.md` for the files it is read from.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    pub(crate) profile: Profile,
    /// Values of the `policy.*` fields.
    pub(crate) policies: BTreeMap<field::Field, String>,
    /// Policies that can be computed with.
    pub(crate) facts: Facts,
    pub(crate) texts: BTreeMap<TextKey, Vec<Template>>,
    pub(crate) labels: Labels,
    pub(crate) intents: Vec<Intent>,
    /// The intents that say of what kind they and their finer ones are, the finest first.
    pub(crate) kinds: Vec<(IntentId, IntentKind)>,
    /// In the order in which they are tried for one intent: see [`Class`].
    pub(crate) answers: Vec<Answer>,
    pub(crate) faqs: Vec<Faq>,
    pub(crate) flows: Vec<Flow>,
    /// First match wins.
    pub(crate) hand_offs: Vec<HandOffRule>,
    /// First match wins; none: automatic.
    pub(crate) modes: Vec<ModeRule>,
    /// First match wins.
    pub(crate) events: Vec<EventRule>,
    /// First match of its kind wins.
    pub(crate) topics: Vec<Topic>,
    pub(crate) properties: Vec<Property>,
    pub(crate) guard: GuardWords,
    pub(crate) lexicon: Lexicon,
    /// The items of the shop's own menus.
    pub(crate) menus: Vec<MenuSite>,
    /// What is probably not meant, and keeps nobody from using it.
    pub(crate) warnings: Vec<Diagnostic>,
}

/// Where an entry of the knowledge stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// The file's name as the host gave it; of what was built in code its kind and its id.
    pub(crate) file: Arc<str>,
    /// From 1; 0 for what was built in code.
    pub(crate) line: u32,
    /// From 1, in characters; 0 for what was built in code.
    pub(crate) column: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => f.write_str(&self.file),
            line => write!(f, "{}:{line}:{}", self.file, self.column),
        }
    }
}

/// Who wrote an entry. What the shop wrote comes before what the pack brings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Origin {
    /// The shop.
    #[default]
    Shop,
    /// The built-in pack.
    Pack,
}

/// Who speaks, and when.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profile {
    pub(crate) name: String,
    /// What the bot calls itself.
    pub(crate) assistant: String,
    /// When people are there: minutes since midnight, from and to; to may be past midnight. Empty: not known.
    pub(crate) hours: Option<(u16, u16)>,
    /// The shop's wall clock, minutes east of Greenwich.
    pub(crate) offset_minutes: i32,
    /// That an AI answers: said once, at the start.
    pub(crate) notice: String,
    /// What tells a notice of the platform from what a buyer wrote, normalised.
    pub(crate) notices: Vec<String>,
    pub(crate) welcome: Vec<Template>,
    /// The menu under the welcome.
    pub(crate) menu: Vec<MenuEntry>,
    /// Whether the host's [`Composer`](crate::shop::Composer) is asked when nothing curated fits.
    pub(crate) compose: bool,
    pub(crate) pace: Pace,
}

/// An item of a menu: what is read, and what choosing it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MenuEntry {
    /// What the buyer reads.
    pub label: String,
    /// The text that the buyer is taken to have written.
    pub ask: String,
}

impl MenuEntry {
    /// An item that reads `label` and asks `ask`.
    #[must_use]
    pub fn new(label: impl Into<String>, ask: impl Into<String>) -> MenuEntry {
        MenuEntry { label: label.into(), ask: ask.into() }
    }
}

/// Where an item of a menu stands.
#[derive(Clone, Debug)]
pub(crate) struct MenuSite {
    pub(crate) item: MenuEntry,
    pub(crate) place: Place,
}

/// What a buyer may want.
#[derive(Clone, Debug)]
pub(crate) struct Intent {
    pub(crate) id: IntentId,
    /// For menus and for people: `发货时间`.
    pub(crate) name: String,
    /// The buyer's own sentence for it: what a menu item sends.
    pub(crate) ask: String,
    pub(crate) examples: Vec<String>,
    /// Look like it and are not.
    pub(crate) counter_examples: Vec<String>,
    /// The whole message, apart from politeness, is this.
    pub(crate) keywords: Vec<String>,
    /// Regular expressions over the normalised text; each compiles.
    pub(crate) patterns: Vec<String>,
    /// Those of the keywords that the shop wrote.
    pub(crate) own_keywords: Vec<String>,
    /// Those of the patterns that the shop wrote.
    pub(crate) own_patterns: Vec<String>,
    /// The attributes of a product that answer it, best first.
    pub(crate) attributes: Vec<String>,
    /// From this confidence on it is answered without asking back.
    pub(crate) threshold: f32,
    /// The coarser intent that must be chosen first: index into [`Knowledge::intents`].
    pub(crate) refines: Option<usize>,
    /// Where the shop's own texts stand.
    pub(crate) sites: Vec<Site>,
}

/// Where a text of an intent stands.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    pub(crate) list: List,
    /// In the list.
    pub(crate) index: usize,
    pub(crate) place: Place,
}

/// A list of texts of an intent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    Examples,
    CounterExamples,
    Keywords,
}

impl Intent {
    /// The texts of a list.
    pub(crate) fn list(&self, list: List) -> &[String] {
        match list {
            List::Examples => &self.examples,
            List::CounterExamples => &self.counter_examples,
            List::Keywords => &self.keywords,
        }
    }
}

/// 飞鸽's order of precedence: what kind of condition an answer has decides when it is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// An exact keyword.
    Keyword,
    /// A window of time.
    Window,
    /// The order's state.
    OrderState,
    /// Named products.
    Product,
    /// What is known of the product, or heard from the buyer.
    Variable,
    /// How often it was given already.
    HitCount,
    /// A hand-off.
    HandOff,
    /// Nothing in particular.
    Default,
}

/// Something to say to an intent or a keyword, under conditions.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) id: String,
    pub(crate) intents: Vec<IntentId>,
    /// The whole message, apart from politeness, is this.
    pub(crate) keywords: Vec<String>,
    pub(crate) class: Class,
    pub(crate) when: Condition,
    /// Ids of products, one of which must be in focus.
    pub(crate) products: Vec<String>,
    /// From the first instant to before the second.
    pub(crate) dates: (Option<Time>, Option<Time>),
    /// Minutes since midnight; the second may be smaller: over midnight.
    pub(crate) daily: Option<(u16, u16)>,
    /// How often it must have been given before in this conversation.
    pub(crate) given: Option<u32>,
    /// Variants.
    pub(crate) say: Vec<Template>,
    /// Questions offered under the text.
    pub(crate) menu: Vec<MenuEntry>,
    pub(crate) image: Option<String>,
    pub(crate) tag: Option<String>,
    pub(crate) hand_off: Option<HandOffOrder>,
    pub(crate) origin: Origin,
    pub(crate) place: Place,
}

/// A question with its answer, said verbatim.
#[derive(Clone, Debug)]
pub(crate) struct Faq {
    pub(crate) id: String,
    pub(crate) question: String,
    pub(crate) similar: Vec<String>,
    pub(crate) answer: String,
    pub(crate) place: Place,
    /// Of each of `similar`.
    pub(crate) similar_places: Vec<Place>,
}

/// To whom, and how soon.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct HandOffOrder {
    pub(crate) reason: String,
    pub(crate) priority: Priority,
    pub(crate) queue: Option<String>,
}

/// What the engine itself notices; the hand-off rule with this id says to whom it goes, and needs no condition.
pub(crate) const OCCASIONS: &[&str] =
    &["lookup_failed", "verify_failed", "request", "no_answer", "gave_up", "passed_on", "left_open"];

/// When a person is called. Every part that is given must hold.
#[derive(Clone, Debug)]
pub(crate) struct HandOffRule {
    pub(crate) id: String,
    pub(crate) intents: Vec<IntentId>,
    /// One of these stands in the message and is not denied.
    pub(crate) words: Vec<String>,
    /// The buyer threatens.
    pub(crate) threats: bool,
    /// At least this upset.
    pub(crate) mood: Option<Mood>,
    /// So many turns in a row were not understood.
    pub(crate) not_understood: Option<u32>,
    /// The same intent was asked so many times in a row.
    pub(crate) repeated: Option<u32>,
    /// So many turns brought the buyer no further; an upset buyer waits for one only.
    pub(crate) stalled: Option<u32>,
    pub(crate) when: Condition,
    pub(crate) order: HandOffOrder,
    /// What is asked first, and in which words; empty: in the engine's own.
    pub(crate) first: Option<FirstAsk>,
    pub(crate) ask: Vec<Template>,
    /// Said before the sentence about the transfer; empty: nothing.
    pub(crate) say: Vec<Template>,
    /// In the place of the sentence about the transfer; empty: the engine's own.
    pub(crate) say_here: Vec<Template>,
    pub(crate) say_queue: Vec<Template>,
    pub(crate) say_nobody: Vec<Template>,
    pub(crate) place: Place,
}

/// A multi-turn procedure.
#[derive(Clone, Debug)]
pub(crate) struct Flow {
    pub(crate) id: String,
    /// What it is about, for the sentence that comes back to it: `催发货`.
    pub(crate) title: String,
    pub(crate) intents: Vec<IntentId>,
    /// It starts at the first; never empty.
    pub(crate) steps: Vec<FlowStep>,
    pub(crate) origin: Origin,
    pub(crate) place: Place,
}

/// One step of a flow.
#[derive(Clone, Debug)]
pub(crate) struct FlowStep {
    pub(crate) id: String,
    pub(crate) kind: StepKind,
    /// Where it goes on.
    pub(crate) next: Target,
    pub(crate) place: Place,
}

/// Where a flow goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// At this step.
    Step(usize),
    /// Nowhere: it has ended.
    End,
    /// The flow ends without having answered: the other answers to the intent are tried.
    Answers,
}

/// What a step does.
#[derive(Clone, Debug)]
pub(crate) enum StepKind {
    /// Asks the buyer, unless the slot is filled already, and goes on when it is.
    Ask {
        slot: String,
        kind: SlotKind,
        say: Vec<Template>,
        /// Said when the answer did not fit; empty: `say` again.
        again: Vec<Template>,
        /// How often it is asked in all.
        tries: u32,
        /// Where it goes on when it was asked so often in vain.
        gave_up: Target,
    },
    /// Puts an order in focus, and asks which one where there is a doubt.
    FindOrder { among: Among, say: Vec<Template>, none: Target },
    /// Puts a product in focus, and asks which one where there is none.
    FindProduct { say: Vec<Template>, none: Target },
    /// Goes on at the first arm whose condition holds, else at `next`.
    Branch { arms: Vec<(Condition, Target)> },
    /// Says something.
    Say {
        say: Vec<Template>,
        menu: Vec<MenuEntry>,
        tag: Option<String>,
        /// Slots that are to be asked for again.
        clear: Vec<String>,
    },
    /// Asks the host by name. The values of its answer become slots.
    Call { name: String, slots: Vec<String>, failed: Target },
    /// Asks the buyer to confirm a write on the order in focus, and sends it.
    Request {
        kind: String,
        /// It is about the order in focus, and needs one.
        about_order: bool,
        slots: Vec<String>,
        /// Empty: no confirmation is needed.
        confirm: Vec<Template>,
        /// Words for it by which the buyer may agree.
        agree: Vec<String>,
        refused: Target,
        declined: Target,
    },
    /// Calls a person.
    HandOff { order: HandOffOrder, say: Vec<Template> },
}

/// Which of the buyer's orders a flow is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Among {
    /// All.
    #[default]
    Any,
    /// Paid, and not all of it shipped.
    Unshipped,
    /// Nothing of it shipped, paid or not: it can still be changed.
    Changeable,
    /// Shipped, and not received yet.
    Shipped,
    /// With a parcel that the carrier says was signed for.
    Signed,
    /// Received.
    Received,
    /// With a request after the sale: those that are under way, else the one that changed last.
    Aftersale,
    /// The same of requests that give money back.
    Refund,
    /// With a request after the sale that the shop refused.
    Refused,
    /// Anything that is not over: neither cancelled nor finished.
    Open,
    /// Paid, and among the last that were bought: the newest, and what was bought within a fortnight of it.
    Recent,
}

/// What must not be said, beside the platform's own words.
#[derive(Clone, Debug, Default)]
pub(crate) struct GuardWords {
    pub(crate) banned: Vec<String>,
    pub(crate) allowed: Vec<String>,
}

impl Knowledge {
    /// The intent with this id.
    pub(crate) fn intent(&self, id: &str) -> Option<&Intent> {
        self.intents.iter().find(|intent| intent.id.as_str() == id)
    }

    /// Whether an intent wants something, and is no courtesy or remark.
    pub(crate) fn asks_something(&self, intent: &IntentId) -> bool {
        let known = self.kinds.iter().find(|(id, _)| intent.is(id.as_str()));
        known.is_none_or(|(_, kind)| *kind == IntentKind::Question)
    }

    /// The flow with this id.
    pub(crate) fn flow(&self, id: &str) -> Option<&Flow> {
        self.flows.iter().find(|flow| flow.id == id)
    }

    /// The engine's sentence for `key`, in its variants.
    pub(crate) fn text(&self, key: TextKey) -> &[Template] {
        self.texts.get(&key).map_or(&[], Vec::as_slice)
    }
}
