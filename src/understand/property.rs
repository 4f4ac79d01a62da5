//! Which properties of goods a message asks about: one pass over it for all words of all properties, then a look around each.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::knowledge::property::{Phrase, Property};
use crate::language::property::{
    Form, affirms, age, doubled, ends_clause, forms, goes_on, happened, is_asked, is_denied, is_denied_behind,
    is_doubled, is_told, is_unit_of_age,
};

/// A property that a message asks about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PropertyAsk {
    /// Index into the properties of the knowledge.
    pub(crate) index: usize,
    /// Whether it asks that it is so (`会起球吗`), or that it is not (`不会起球吧`).
    pub(crate) positive: bool,
    /// The words, in bytes of the normalised text.
    pub(crate) span: Range<usize>,
    /// The age of the person that it is for, where it is named.
    pub(crate) months: Option<u32>,
}

/// Finds them. Compiled once; a message without any of the words costs one pass.
#[derive(Debug, Default)]
pub(crate) struct PropertyFinder {
    words: Option<AhoCorasick>,
    /// By word.
    uses: Vec<Vec<Use>>,
    phrases: Vec<Phrase>,
    properties: Vec<Conditions>,
}

/// What a word is for a property.
#[derive(Clone, Debug)]
enum Use {
    /// It holds a word of this one, and does not ask for it.
    Innocent {
        property: usize,
    },
    Asks {
        property: usize,
        form: Form,
        phrase: usize,
    },
}

/// What keeps a property from being asked, whatever the word.
#[derive(Clone, Debug)]
struct Conditions {
    unless: Vec<String>,
    age: bool,
}

/// The most words of a message that are looked at.
const MOST: usize = 64;
/// How far, in bytes, what has to stand with a word may be from it, and what keeps it from being asked.
const NEAR: usize = 48;
/// Somebody of this age is no child.
const GROWN: u32 = 18 * 12;

impl PropertyFinder {
    /// Compiles the words.
    pub(crate) fn new(properties: &[Property]) -> PropertyFinder {
        let mut words: BTreeMap<String, Vec<Use>> = BTreeMap::new();
        let mut phrases: Vec<Phrase> = Vec::new();
        for (index, property) in properties.iter().enumerate() {
            for word in &property.innocent {
                words.entry(word.clone()).or_default().push(Use::Innocent { property: index });
            }
            for phrase in &property.asked {
                add(&mut words, index, phrase, phrases.len());
                phrases.push(Phrase { words: Vec::new(), ..phrase.clone() });
            }
        }
        let properties = properties.iter().map(|one| Conditions { unless: one.unless.clone(), age: one.age }).collect();
        let automaton = if words.is_empty() { None } else { AhoCorasick::new(words.keys()).ok() };
        PropertyFinder { words: automaton, uses: words.into_values().collect(), phrases, properties }
    }

    /// The properties that a text in its normal form asks about, in the order of the text, each once. One word may ask for several
    /// (`热不热` of clothes and of a phone): which is meant the product says.
    pub(crate) fn find(&self, text: &str) -> Vec<PropertyAsk> {
        let Some(words) = &self.words else { return Vec::new() };
        let mut innocent: Vec<(usize, Range<usize>)> = Vec::new();
        let mut found: Vec<PropertyAsk> = Vec::new();
        let mut months = None;
        for hit in words.find_overlapping_iter(text).take(MOST) {
            let span = hit.start()..hit.end();
            for used in self.uses.get(hit.pattern().as_usize()).into_iter().flatten() {
                match used {
                    Use::Innocent { property } => innocent.push((*property, span.clone())),
                    Use::Asks { property, form, phrase } => {
                        let Some(Phrase { with, positive, .. }) = self.phrases.get(*phrase) else { continue };
                        let alone = *form == Form::Word && with.is_empty();
                        let (form, span) = match doubled(text, &span).filter(|_| alone) {
                            Some(whole) => (Form::Asked, whole),
                            None => (*form, span.clone()),
                        };
                        if !asks(text, &span, form, with) || !self.may_ask(text, &span, *property) {
                            continue;
                        }
                        let months = *months.get_or_insert_with(|| age(text));
                        if self.properties.get(*property).is_some_and(|one| one.age)
                            && (months.is_some_and(|months| months >= GROWN) || counts_no_age(text, &span, months))
                        {
                            continue;
                        }
                        let word = text.get(span.clone()).unwrap_or_default();
                        let before = text.get(..span.start).unwrap_or_default();
                        let behind = text.get(span.end..).unwrap_or_default();
                        let denied = form != Form::Asked || !is_doubled(word);
                        let denied = if with.is_empty() {
                            denied && (is_denied(before, word) || is_denied_behind(behind))
                        } else {
                            !affirms(text, &span, with.iter().flatten().map(String::as_str), *positive)
                        };
                        let positive = *positive != denied;
                        found.push(PropertyAsk { index: *property, positive, span: span.clone(), months });
                    }
                }
            }
        }
        if found.is_empty() {
            return found;
        }
        let holds = |outer: &Range<usize>, inner: &Range<usize>| {
            outer.start <= inner.start && inner.end <= outer.end && outer.len() > inner.len()
        };
        found.retain(|ask| {
            let over = |span: &Range<usize>| span.start < ask.span.end && ask.span.start < span.end;
            !innocent.iter().any(|(property, span)| *property == ask.index && over(span))
        });
        let spans: Vec<Range<usize>> = found.iter().map(|ask| ask.span.clone()).collect();
        found.retain(|ask| !spans.iter().any(|span| holds(span, &ask.span)));
        found.sort_by_key(|ask| (ask.span.start, ask.index));
        let mut once: Vec<PropertyAsk> = Vec::with_capacity(found.len());
        for ask in found {
            if !once.iter().any(|one| one.index == ask.index) {
                once.push(ask);
            }
        }
        once
    }

    /// Whether nothing near says that something else is meant.
    fn may_ask(&self, text: &str, span: &Range<usize>, property: usize) -> bool {
        let unless = self.properties.get(property).map(|one| one.unless.as_slice()).unwrap_or_default();
        if unless.is_empty() {
            return true;
        }
        let (before, behind) = near(text, span);
        !unless.iter().any(|word| before.contains(word.as_str()) || behind.contains(word.as_str()))
    }
}

fn add(words: &mut BTreeMap<String, Vec<Use>>, property: usize, phrase: &Phrase, number: usize) {
    for word in &phrase.words {
        let forms = if phrase.with.is_empty() { forms(word) } else { vec![(word.clone(), Form::Word)] };
        for (text, form) in forms {
            words.entry(text).or_default().push(Use::Asks { property, form, phrase: number });
        }
    }
}

/// Whether the word at `span` asks.
fn asks(text: &str, span: &Range<usize>, form: Form, with: &[Vec<String>]) -> bool {
    let told = || happened(text, span) || is_told(text, span);
    if !with.is_empty() {
        let (before, behind) = near(text, span);
        let stands = |word: &String| before.contains(word.as_str()) || behind.contains(word.as_str());
        return with.iter().all(|words| words.iter().any(stands)) && !is_told(text, span);
    }
    match form {
        Form::Asked => !told(),
        Form::Ending => ends_clause(text, span) && !told(),
        Form::Open => !goes_on(text, span) && is_asked(text, span) && !told(),
        Form::Word => is_asked(text, span) && !told(),
    }
}

/// What stands near, before and behind.
fn near<'t>(text: &'t str, span: &Range<usize>) -> (&'t str, &'t str) {
    let start = text.floor_char_boundary(span.start.saturating_sub(NEAR));
    let end = text.ceil_char_boundary(span.end.saturating_add(NEAR).min(text.len()));
    (text.get(start..span.start).unwrap_or_default(), text.get(span.end..end).unwrap_or_default())
}

/// Whether the word is a unit of age and no number stands before it: `岁月`.
fn counts_no_age(text: &str, span: &Range<usize>, months: Option<u32>) -> bool {
    let unit = text.get(span.clone()).is_some_and(is_unit_of_age);
    unit && months.is_none()
}
