//! What buyers ask of goods in their own words, and which attributes of a page answer it.

use crate::language::attribute::{Found, about, thousandths};
use crate::text::normalize::normal;

/// A property of goods: `pilling`, `waterproof`.
#[derive(Clone, Debug)]
pub(crate) struct Property {
    /// Stable; shops and hosts refer to it.
    pub(crate) id: String,
    /// What it is called: `起球`.
    pub(crate) name: String,
    /// That it is so, and that it is not: `会起球`, `不易起球`.
    pub(crate) is: String,
    pub(crate) is_not: String,
    pub(crate) asked: Vec<Phrase>,
    /// Words that hold one of those and ask nothing, normalised.
    pub(crate) innocent: Vec<String>,
    /// It is not asked where one of these stands near, normalised.
    pub(crate) unless: Vec<String>,
    /// In the order in which pages are read; those that the property is named after come first.
    pub(crate) rules: Vec<Rule>,
    /// What would hurt somebody who trusts the contrary: nothing else follows from silence, or from a text beside the attributes.
    pub(crate) bad: Option<Holds>,
    /// It is a matter of an illness: nothing but a no is concluded.
    pub(crate) health: bool,
    /// It depends on an age.
    pub(crate) age: bool,
}

/// Words by which it is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// One of these, normalised.
    pub(crate) words: Vec<String>,
    /// And near it one of each of these, normalised.
    pub(crate) with: Vec<Vec<String>>,
    /// Whether they ask that it is so, or that it is not.
    pub(crate) positive: bool,
}

impl Phrase {
    /// What is written as `a|b` or `a|b + c|d`. `None` when a part of it is empty.
    pub(crate) fn read(text: &str, positive: bool) -> Option<Phrase> {
        let group = |part: &str| -> Option<Vec<String>> {
            let words: Vec<String> = part.split('|').map(normal).collect();
            words.iter().all(|word| !word.is_empty()).then_some(words)
        };
        let mut groups = text.split('+').map(group);
        let words = groups.next()??;
        Some(Phrase { words, with: groups.collect::<Option<_>>()?, positive })
    }
}

/// What values of some attributes say about a property.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    /// What the attributes are about ([`about`]).
    pub(crate) attributes: Vec<String>,
    /// The property is named after them: a yes or a no is one to it, and its own words in them count.
    pub(crate) named: bool,
    pub(crate) values: Vec<(Value, Holds)>,
    /// These hold such a word and say nothing, normalised.
    pub(crate) except: Vec<String>,
    /// What stands in one of them is shown where it is neither yes nor no.
    pub(crate) shows: bool,
    /// What it means that a whole list has none of the values.
    pub(crate) absent: Option<Holds>,
}

/// Whether a property is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    Yes,
    No,
    Partly,
}

impl Holds {
    /// For the contrary.
    pub(crate) fn turned(self) -> Holds {
        match self {
            Holds::Yes => Holds::No,
            Holds::No => Holds::Yes,
            Holds::Partly => Holds::Partly,
        }
    }
}

/// What is looked for in a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// The word stands in it, normalised.
    Word(String),
    /// A part of it is this, normalised.
    Whole(String),
    /// A figure.
    Figure(Figure),
}

/// A figure within bounds, in thousandths: `ipx>=7`, `<=100wh`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Figure {
    /// What stands before it; empty: anything.
    pub(crate) before: String,
    pub(crate) least: i64,
    pub(crate) most: i64,
    /// What stands behind it; empty: anything.
    pub(crate) unit: String,
}

impl Figure {
    /// Whether a figure is one of those that are meant.
    pub(crate) fn means(&self, found: &Found<'_>) -> bool {
        let rest = found.behind.strip_prefix(self.unit.as_str());
        let letters = self.unit.ends_with(|c: char| c.is_ascii_alphabetic());
        let longer = |rest: &str| letters && rest.starts_with(|c: char| c.is_ascii_alphabetic());
        found.before.ends_with(self.before.as_str()) && rest.is_some_and(|rest| !longer(rest))
    }

    /// Whether it is within the bounds.
    pub(crate) fn holds(&self, found: &Found<'_>) -> bool {
        (self.least..=self.most).contains(&found.milli)
    }
}

impl Value {
    /// Whether it is the word for a property, denied.
    pub(crate) fn denies(&self, name: &str) -> bool {
        let Value::Word(word) = self else { return false };
        crate::language::property::denies(word) && word.contains(name)
    }

    /// What is written as `word`, `=whole value`, `ipx>=7`, `<0.5g` or `4..5级`. `None` when it is nothing, or its figure cannot be read.
    pub(crate) fn read(text: &str) -> Option<Value> {
        // Before anything is normal: of two dots one would be left.
        if let Some((least, most)) = text.split_once("..") {
            let (least, most) = (normal(least), normal(most));
            let digits = least.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
            let width = most.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(most.len());
            return Some(Value::Figure(Figure {
                before: digits.trim().to_owned(),
                least: thousandths(least.strip_prefix(digits)?)?,
                most: thousandths(most.get(..width)?)?,
                unit: most.get(width..)?.trim().to_owned(),
            }));
        }
        let text = &normal(text);
        let sign = text.find(['<', '>', '=']);
        if let Some(at) = sign
            && let (Some(before), Some(rest)) = (text.get(..at), text.get(at..))
        {
            let bare = rest.trim_start_matches(['<', '>', '=']);
            let sign = rest.strip_suffix(bare).unwrap_or_default();
            let width = bare.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(bare.len());
            if width == 0 {
                let whole = (before.is_empty() && sign == "=").then(|| bare.trim()).filter(|whole| !whole.is_empty());
                return whole.map(|whole| Value::Whole(whole.to_owned()));
            }
            let number = thousandths(bare.get(..width)?)?;
            let (least, most) = match sign {
                ">=" => (number, i64::MAX),
                ">" => (number.checked_add(1)?, i64::MAX),
                "<=" => (0, number),
                "<" => (0, number.checked_sub(1)?),
                "=" => (number, number),
                _ => return None,
            };
            let (before, unit) = (before.trim().to_owned(), bare.get(width..)?.trim().to_owned());
            return Some(Value::Figure(Figure { before, least, most, unit }));
        }
        (!text.is_empty()).then(|| Value::Word(text.clone()))
    }
}

/// What an attribute with this name is about.
pub(crate) fn attribute(name: &str) -> String {
    about(&normal(name)).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        let figure = |before: &str, least, most, unit: &str| {
            Some(Value::Figure(Figure { before: before.into(), least, most, unit: unit.into() }))
        };
        for (text, expect) in [
            ("双层", Some(Value::Word("双层".into()))),
            ("=手洗", Some(Value::Whole("手洗".into()))),
            ("IPX>=7", figure("ipx", 7_000, i64::MAX, "")),
            ("<=0.5g", figure("", 0, 500, "g")),
            ("<0.5g", figure("", 0, 499, "g")),
            ("=3级", figure("", 3_000, 3_000, "级")),
            ("3..4.5级", figure("", 3_000, 4_500, "级")),
            ("3..级", None),
            ("..3", None),
            (">4级", figure("", 4_001, i64::MAX, "级")),
            ("", None),
            ("=", None),
            (">x", None),
            ("a=b", None),
            ("<>3", None),
            ("<=9999999999999999999", None),
        ] {
            assert_eq!(Value::read(text), expect, "{text}");
        }
    }

    #[test]
    fn phrases() {
        let phrase = Phrase::read("孕妇|孕期 + 能|可以", true).unwrap();
        assert_eq!(phrase.words, ["孕妇", "孕期"]);
        assert_eq!(phrase.with, [["能", "可以"]]);
        for text in ["", "a|", "+能", "a + ", "|"] {
            assert_eq!(Phrase::read(text, true), None, "{text}");
        }
    }
}
