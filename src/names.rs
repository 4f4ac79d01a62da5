//! The small name types that every module shares: intents, entities, moods.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// An intent's id, hierarchical by dots: `product.attribute.material` is a kind of `product.attribute`.
///
/// ```
/// use kefu::names::IntentId;
///
/// let id = IntentId::from("product.attribute.material");
/// assert!(id.is("product.attribute"));
/// assert!(!id.is("product.attr"));
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IntentId(Arc<str>);

impl IntentId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is `ancestor` itself or a finer intent inside it.
    #[must_use]
    pub fn is(&self, ancestor: &str) -> bool {
        lies_in(&self.0, ancestor)
    }

    /// The next coarser id; `None` at the top.
    #[must_use]
    pub fn parent(&self) -> Option<IntentId> {
        self.0.rsplit_once('.').map(|(parent, _)| IntentId::from(parent))
    }
}

impl From<&str> for IntentId {
    fn from(id: &str) -> IntentId {
        IntentId(Arc::from(id))
    }
}

impl fmt::Display for IntentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for IntentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// An intent with the calibrated probability, 0 to 1, that it is what the buyer wants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ScoredIntent {
    /// Which intent.
    pub id: IntentId,
    /// The probability that it is right, 0 to 1.
    pub confidence: f32,
}

impl ScoredIntent {
    /// An intent with its confidence.
    #[must_use]
    pub fn new(id: IntentId, confidence: f32) -> ScoredIntent {
        ScoredIntent { id, confidence }
    }
}

/// What kind of answer a question wants, whatever it is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Form {
    /// Nothing is asked.
    #[default]
    Statement,
    /// Whether something is so: 能…吗, 有没有, 扎不扎.
    Whether,
    /// Which, or what: 哪个快递, 什么材质.
    Which,
    /// How much money: 多少钱, 怎么算.
    HowMuch,
    /// How many, how large: 几片, 多重.
    HowMany,
    /// When: 什么时候, 几号.
    When,
    /// Until when, or in time for when: 周三以前收得到不, 赶得上15号吗.
    By,
    /// How long something takes: 多久, 几天.
    HowLong,
    /// Where: 从哪发货.
    Where,
    /// How something is done: 怎么领.
    How,
    /// Why: 为什么还没发.
    Why,
    /// Which of two, or what tells them apart: 哪条更显瘦, 有什么区别.
    WhichOfTwo,
    /// What else there is: 不要红的，还有哪几种.
    Else,
    /// The same for another value: 那申通呢.
    Another,
}

/// What kind of thing an [`Entity`] names. It also fixes the unit of the entity's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EntityKind {
    /// 15 to 20 digits: an order's or an after-sale's id, only a lookup tells which. Value: the digits.
    OrderId,
    /// A carrier's waybill number. Value: the number in upper case.
    Tracking,
    /// A mobile number of 11 digits. Value: the digits.
    Phone,
    /// A number of the fixed network (`0571 8888 6666 转 102`). Value: `0571-88886666`, with an extension `0571-88886666-102`.
    Landline,
    /// Four digits that end an order number or a phone number (`尾号1035`). Value: the digits.
    LastFour,
    /// The shop's code of a product (`p1001`, `3号链接`). Value: the code, or the number of the link.
    ProductCode,
    /// A clothing size in letters (`XL`, `2xl`, `均码`). Value: the size as shops write it.
    Size,
    /// A shoe size. Value: the number in European sizes.
    ShoeSize,
    /// A waist in 尺 or centimetres. Value: centimetres.
    Waist,
    /// A bust or a chest (`胸围88`, the first of `三围88 66 90`). Value: millimetres.
    Bust,
    /// What a bra's band goes around (`下胸围75`). Value: millimetres.
    UnderBust,
    /// Hips (`臀围92`). Value: millimetres.
    Hips,
    /// How broad the shoulders are (`肩宽38`). Value: millimetres.
    Shoulder,
    /// How long a foot is (`脚长24.5`, `脚长245`). Value: millimetres.
    FootLength,
    /// A thigh. Value: millimetres.
    Thigh,
    /// A calf. Value: millimetres.
    Calf,
    /// A head, for hats. Value: millimetres.
    Head,
    /// A neck, for shirts. Value: millimetres.
    Neck,
    /// A wrist, for bracelets and watches. Value: millimetres.
    Wrist,
    /// A finger, for rings. Value: millimetres.
    Finger,
    /// A body height. Value: centimetres.
    Height,
    /// A body weight. Value: grams.
    Weight,
    /// An amount of money. Value: 分.
    Amount,
    /// How many pieces. Value: the count.
    Quantity,
    /// A colour. Value: the colour's usual name (`黑色`).
    Colour,
    /// A province or what has its rank. Value: its full name (`新疆维吾尔自治区`).
    Province,
    /// A city. Value: its short name.
    City,
    /// A day, said absolutely or relative to the message. Value: `YYYY-MM-DD`.
    Date,
    /// A time of day. Value: `HH:MM`.
    Clock,
    /// A carrier. Value: its usual full name (`中通快递`).
    Carrier,
}

/// Whether an intent's id is `ancestor` itself or lies inside it.
pub(crate) fn lies_in(id: &str, ancestor: &str) -> bool {
    id.strip_prefix(ancestor).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// An entity's value. The kind says the unit.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// A count or a measure, in the unit that the kind names.
    Number(i64),
    /// A name or a number that must keep its digits.
    Text(String),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(number) => number.fmt(f),
            Value::Text(text) => f.write_str(text),
        }
    }
}

/// Something the buyer named: an order number, a size, a colour, …
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Entity {
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// The words of the message that name it.
    pub text: String,
    /// Where in the original message, in bytes.
    pub span: Range<usize>,
    /// What it means.
    pub value: Value,
}

impl Entity {
    /// An entity of `kind`, read from `span` of the message.
    #[must_use]
    pub fn new(kind: EntityKind, text: impl Into<String>, span: Range<usize>, value: Value) -> Entity {
        Entity { kind, text: text.into(), span, value }
    }
}

/// How the buyer feels, as the words show it, from calm to abusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Mood {
    /// Nothing shows.
    #[default]
    Calm,
    /// Uneasy: 着急, 担心.
    Worried,
    /// Impatient, disappointed.
    Annoyed,
    /// Angry.
    Angry,
    /// Insulting.
    Abusive,
}

impl Mood {
    /// Its name in JSON.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Mood::Calm => "calm",
            Mood::Worried => "worried",
            Mood::Annoyed => "annoyed",
            Mood::Angry => "angry",
            Mood::Abusive => "abusive",
        }
    }
}

/// Whether two neighbours are of one code or word in letters.
pub(crate) fn joins(a: Option<char>, b: Option<char>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric())
}

/// Whether what stands here is no part of a longer number, code or word in letters: `20` of `20元`, and not of `s20` or `420`.
pub(crate) fn is_whole(text: &str, found: &std::ops::Range<usize>) -> bool {
    let (before, rest) = text.split_at_checked(found.start).unwrap_or_default();
    let (word, after) = rest.split_at_checked(found.len()).unwrap_or_default();
    !joins(before.chars().next_back(), word.chars().next()) && !joins(word.chars().next_back(), after.chars().next())
}

/// Whether a word stands in a text as a whole.
pub(crate) fn stands_in(word: &str, text: &str) -> bool {
    text.match_indices(word).any(|(at, found)| is_whole(text, &(at..at + found.len())))
}
