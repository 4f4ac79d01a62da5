//! Everything that can be wrong with the knowledge: a closed set, so that every language has words for all of it.

mod en;
mod facts;
pub(crate) mod reserved;
pub(super) mod zh;

use super::Place;
use super::nearest::Hint;
use super::{IntentKind, TopicOf};
use crate::fact::Blocked;
use crate::guard::Rule;
pub(crate) use facts::FactsProblem;

/// A language in which a [`Diagnostic`](crate::knowledge::Diagnostic) is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Language {
    /// For the people who write a shop's knowledge.
    #[default]
    Chinese,
    /// For the people who build a bot of it.
    English,
}

/// What a problem is called, and what to do about it; empty when that is said already.
pub(crate) struct Words {
    pub(crate) message: String,
    pub(crate) help: String,
}

/// The words of a problem that takes a help.
fn words(message: impl Into<String>, help: impl Into<String>) -> Words {
    Words { message: message.into(), help: help.into() }
}

/// What kind of entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Intent,
    Answer,
    Faq,
    Flow,
    HandOff,
    Mode,
    Event,
    Topic,
    Promotion,
    Property,
}

impl Kind {
    /// The table that it is written in.
    pub(crate) fn table(self) -> &'static str {
        match self {
            Kind::Intent => "[[intent]]",
            Kind::Answer => "[[answer]]",
            Kind::Faq => "[[faq]]",
            Kind::Flow => "[[flow]]",
            Kind::HandOff => "[[hand_off]]",
            Kind::Mode => "[[mode]]",
            Kind::Event => "[[event]]",
            Kind::Topic => "[[topic]]",
            Kind::Promotion => "[[promotion]]",
            Kind::Property => "[[property]]",
        }
    }
}

/// What kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileKind {
    Toml,
    Csv,
}

/// How a file is written that is not UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Workbook,
    Utf16,
    Gbk,
    Other,
}

/// What a value is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    Table,
    Tables,
    List,
    Text,
    Texts,
    /// Texts and whole numbers, in `[policy]`.
    TextOrWhole,
    Flag,
    /// `true`, or a table.
    FlagOrTable,
    Whole,
    Number,
    /// Money in 分, or in yuan as a text.
    Fen,
    Date,
    /// What a condition can ask for.
    Condition,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Text,
    Whole,
    Float,
    Flag,
    Date,
    List,
    Table,
}

/// Where a key belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    Ask,
    FindOrder,
    AsDate,
    PeopleFirst,
}

/// A list of texts of an intent that can have each text but once among all intents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Own {
    Keyword,
    Example,
}

/// Why a keyword never decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Never {
    /// A message of nothing but marks is answered before.
    Light,
    /// It is the keyword of this answer, which comes first.
    Answer { id: String, place: Place },
    /// It is taken for this intent.
    Taken { intent: String },
    /// It means nothing.
    Nothing,
}

/// One thing that can be wrong with the knowledge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    // What a file is.
    NotUtf8 { encoding: Encoding, file: FileKind },
    TooManyBytes { file: FileKind, bytes: usize },
    // In the parser's own words.
    Syntax { why: String },
    // A key in Chinese, and the one that is meant.
    ChineseKey { key: Option<&'static str> },
    ChineseTable { table: &'static str },
    ChineseMark { mark: char, instead: &'static str },
    Unclosed,
    More { count: usize },

    // Tables, keys and types.
    UnknownTable { name: String, hint: Hint },
    UnknownKey { table: &'static str, key: String, hint: Hint },
    NotAList { table: &'static str },
    WrongType { key: String, expected: Expected, found: Type },
    NoKey { table: &'static str, key: &'static str },
    EmptyKey { key: &'static str },
    EmptyItem { key: &'static str },
    UnknownValue { key: &'static str, value: String, hint: Hint },
    OutOfRange { key: &'static str, value: String, min: i64, max: i64 },
    BelongsTo { key: &'static str, owner: Owner },

    // An FAQ as a table.
    CsvUnclosed,
    CsvEmpty,
    CsvColumns { columns: usize },
    CsvRows { rows: usize },
    CsvWidth { cells: usize, width: usize },
    CsvCell,
    CsvTwoColumns { name: String },
    CsvUnread { name: String, hint: Hint },
    CsvNoColumn { missing: Vec<&'static str>, commas: bool },
    CsvNoQuestion,
    CsvNoAnswer,

    // Layers.
    Twice { kind: Kind, id: String, first: Place },
    NothingToDisable { kind: Kind, id: String, hint: Hint },
    TwoShops { first: Place },
    SetTwice { table: &'static str, name: String, first: Place },
    Gone { kind: Kind, id: String },
    UnknownIntent { id: String, hint: Hint },

    // The words of the trade.
    LexiconTwice { word: String, first: Place },
    LexiconNothing { key: &'static str, word: String, hint: Hint },
    LexiconNoValue { word: String },
    LexiconLetters { word: String },
    LexiconLength { word: String, value: String },

    // Texts and what they refer to.
    EmptyText,
    EmptyMenuItem,
    Forbidden { text: String, kind: Blocked },
    Superlative { word: String },
    Unlawful { word: String, rule: Rule },
    PromisesNobody,
    LongText { length: usize, limit: usize },
    LongMenu { items: usize },
    UnknownField { name: String, hint: Hint },
    UnclosedBrace,
    FullWidthBraces { name: String },
    NoReferences { name: String },
    NoSlotsHere { slot: String },
    EmptySlot { slot: String, hint: Hint },
    ForeignSlot { slot: String, hint: Hint },
    UnknownText { name: String, hint: Hint },
    NoVariants { name: String },
    UnknownLabel { name: String, hint: Hint },
    EmptyLabel { name: String },

    // Policies, times.
    UnknownPolicy { name: String, hint: Hint },
    EmptyPolicy { name: String },
    PolicyDays { name: String, value: String },
    NotAnOffset { text: String },
    NotAWindow { key: &'static str, text: String },
    EmptyWindow { key: &'static str, text: String },
    NotATime { key: &'static str, text: String },
    NotADay { text: String },
    NoDayInRange,
    NameAsText { slot: String },

    // Policies that can be computed with, and promotions.
    Facts(FactsProblem),

    // Conditions.
    NoneOfNothing { field: String },
    NeverIs { field: String, value: String, hint: Hint },
    NotANumber { field: String, known: &'static [&'static str] },
    BareMoney { field: String, number: i64 },
    TimeIsKnownOnly { field: String },
    FlagOnly { field: String },
    NotOneNumber { field: String },
    EmptyRange { range: String },
    NotComparable { field: String, text: String },

    // Intents.
    IntentId { id: String },
    IntentName { id: String },
    NothingLeads { id: String },
    TakenKeyword { word: String, id: String },
    UnderTwo { own: Own, text: String, id: String, first: Place },
    ExampleAndCounter { text: String, id: String },
    PatternTooLarge { size: usize },
    PatternsTooLarge,
    PatternUnreadable { pattern: String, why: String },
    PatternMatchesEmpty { pattern: String },
    PatternMatchesAll { pattern: String },
    PatternNever { pattern: String, written: char, normal: String },

    // Intents that the engine itself names.
    Missing { intents: Vec<&'static str>, people: bool, menu: bool },
    NeededDisabled { id: &'static str },
    KindOfTheEngine { id: &'static str, kind: IntentKind },
    NameOfTheEngine { id: String },

    // Answers and questions.
    AnswersNothing { id: String },
    AnswerSaysNothing { id: String },
    NeverInTime { id: String },
    NeverChosen { id: String, first: String, place: Place },
    AnswerTakesKeyword { word: String, id: String },
    FaqNoQuestion,
    FaqNoAnswer,
    QuestionTwice { question: String, first: Place },
    SimilarIsQuestion { similar: String, other: Place },

    // Flows.
    TwoKinds { first: &'static str, second: &'static str },
    OneKindOfAsk { key: &'static str },
    StepDoesNothing,
    StepSaysNothing,
    StartsAnother { intent: String, flow: String, other: Place },
    NothingStarts { flow: String },
    NoSteps { flow: String },
    ReservedStep { step: String },
    StepTwice { flow: String, step: String },
    UnknownStep { step: String, hint: Hint },
    NextOfHandOff,
    ForeignKey { key: &'static str, step: &'static str, owners: &'static [&'static str] },
    NoWords { slot: String },
    NoChoices,
    NoArms,
    ArmAlways,
    SlotName { slot: String },
    NeverReached { flow: String, step: String },
    CannotEnd { flow: String, step: String },
    RoundForEver { flow: String, steps: Vec<String> },
    LongWay { flow: String, step: String },
    NoOrderBefore { request: String },
    AskedAgain { step: String, slot: String },

    // People.
    Fragment { text: String },
    ModeLooksUp { field: String },
    TopicAsksNothing { id: String },
    TopicLooksUp { field: String, of: TopicOf },
    EventLacks { id: String, key: &'static str },
    NoCondition { id: String },
    AsTextWithoutAsk,

    // Properties of goods.
    PropertyName { id: String },
    PropertyNeverAsked { id: String },
    PropertyNoAttributes,
    PropertyPhrase { key: &'static str, text: String },
    PropertyValue { key: &'static str, text: String },

    // What only the built bot can tell.
    ExampleTaken { text: String, own: String, taken: String, percent: u32 },
    CounterTaken { text: String, own: String, percent: u32 },
    KeywordNever { text: String, intent: String, never: Never },
    AnswerKeywordNever { text: String, answer: String },
    AnotherFaqFirst { text: String, question: String, place: Place },
    MenuNotUnderstood { label: String, ask: String },
}

impl Problem {
    /// Whether an entry in another file may be all that is missing.
    pub(crate) fn may_be_mended_elsewhere(&self) -> bool {
        matches!(
            self,
            Problem::UnknownIntent { .. }
                | Problem::NothingLeads { .. }
                | Problem::IntentName { .. }
                | Problem::NothingToDisable { .. }
                | Problem::Gone { .. }
                | Problem::LexiconNothing { .. }
                | Problem::Missing { .. }
                | Problem::Forbidden { .. }
                | Problem::Superlative { .. }
                | Problem::Unlawful { .. }
        )
    }

    /// Its words in a language.
    pub(crate) fn words(&self, language: Language) -> Words {
        match language {
            Language::Chinese => zh::say(self),
            Language::English => en::say(self),
        }
    }
}
