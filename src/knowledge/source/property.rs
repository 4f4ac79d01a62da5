//! What buyers ask of goods in their own words, as written.

use super::Places;

/// `[[property]]`: a property of goods, how buyers ask for it, and what attributes say of it. A word is written as it is, `a|b` for one of
/// several, `a + b` for both; a value as a word, as `=the whole value`, or as a figure (`>=4级`, `ipx>=7`).
///
/// ```
/// use kefu::Knowledge;
/// use kefu::knowledge::PropertyEntry;
///
/// let mut property = PropertyEntry::new("shop.engravable");
/// property.name = Some("刻字".into());
/// property.asked = vec!["刻字".into(), "刻名字".into()];
/// property.attributes = vec!["刻字".into()];
/// property.no = vec!["无法定制".into()];
/// assert!(Knowledge::builder().property(property).build().is_ok());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct PropertyEntry {
    /// An id that is known already extends that property.
    pub id: String,
    /// What it is called; a new property needs one.
    pub name: Option<String>,
    /// That it is so; the name when it is not given.
    pub is: Option<String>,
    /// That it is not so; `不` and the name when it is not given.
    pub is_not: Option<String>,
    /// Words by which buyers ask whether it is so.
    pub asked: Vec<String>,
    /// Words by which buyers ask whether it is not so.
    pub asked_not: Vec<String>,
    /// Words that hold one of those and ask nothing.
    pub innocent: Vec<String>,
    /// It is not asked where one of these stands near.
    pub unless: Vec<String>,
    /// The attributes that are named after it: `是` is a yes.
    pub attributes: Vec<String>,
    /// Values of these that mean yes.
    pub yes: Vec<String>,
    /// Values of these that mean no.
    pub no: Vec<String>,
    /// Values of these that mean yes under a condition.
    pub partly: Vec<String>,
    /// What other attributes say of it (the key `rule`).
    pub rules: Vec<PropertyRule>,
    /// Somebody could be hurt: nothing good follows from silence or from a text beside the attributes.
    pub safety: Option<PropertySafety>,
    /// It depends on an age: `适用年龄`.
    pub age: Option<bool>,
    /// Takes the property out.
    pub disabled: bool,
    pub(crate) places: Places,
}

impl PropertyEntry {
    /// A property that nothing asks for yet.
    #[must_use]
    pub fn new(id: impl Into<String>) -> PropertyEntry {
        PropertyEntry { id: id.into(), ..PropertyEntry::default() }
    }
}

/// What values of other attributes say of a property.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct PropertyRule {
    /// Which attributes.
    pub attributes: Vec<String>,
    /// Values that mean yes.
    pub yes: Vec<String>,
    /// Values that mean no.
    pub no: Vec<String>,
    /// Values that mean yes under a condition.
    pub partly: Vec<String>,
    /// What holds such a word and says nothing: `麦芽糖醇` for `麦芽糖`.
    pub except: Vec<String>,
    /// Whether a value that is neither yes nor no is shown; of the attributes that are named after the property it always is.
    pub shows: Option<bool>,
    /// What it means that a whole list has none of them: `yes`, `no`, `partly`; nothing when it is not given.
    pub absent: Option<PropertyHolds>,
    pub(crate) places: Places,
}

/// Whether a property is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PropertyHolds {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// It is under a condition.
    Partly,
}

/// Which answer about a property is the harmless one, where somebody could be hurt by a mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PropertySafety {
    /// That it is so: it is for pregnant women.
    Suits,
    /// That it is not so: it has peanuts in it.
    Harms,
    /// As `Suits`, of an illness: what the page says is shown, and nothing but a no is concluded from it.
    Health,
}

impl PropertyRule {
    /// A rule about nothing yet.
    #[must_use]
    pub fn new() -> PropertyRule {
        PropertyRule::default()
    }
}
