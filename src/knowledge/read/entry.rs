//! A small reader of TOML tables that knows where everything stands and goes on after a problem.

use std::cell::RefCell;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::Place;
use super::super::diagnostic::Problems;
use super::super::lines::Lines;
use super::super::nearest::{Hint, did_you_mean};
use super::super::problem::{Expected, Problem, Type};
use super::super::range;
use super::super::source::Places;
use super::syntax::chinese_key;
use crate::money::Fen;

/// A file that is being read.
pub(crate) struct Reader<'a> {
    pub(crate) lines: Lines<'a>,
    pub(crate) problems: RefCell<Problems>,
}

impl Reader<'_> {
    pub(crate) fn error(&self, place: &Place, problem: Problem) {
        self.problems.borrow_mut().error(place, problem);
    }

    pub(crate) fn place(&self, value: &Spanned<DeValue<'_>>) -> Place {
        self.lines.place(value.span().start)
    }

    /// Reports a value of the wrong type.
    pub(crate) fn wrong(&self, key: &str, expected: Expected, value: &Spanned<DeValue<'_>>) {
        let (key, found) = (key.to_owned(), type_of(value.get_ref()));
        self.error(&self.place(value), Problem::WrongType { key, expected, found });
    }

    /// The texts of a string or a list of strings, with their places.
    pub(crate) fn text_list(&self, what: &str, value: &Spanned<DeValue<'_>>) -> Vec<(String, Place)> {
        match value.get_ref() {
            DeValue::String(text) => vec![(text.to_string(), self.place(value))],
            DeValue::Array(items) => items
                .iter()
                .filter_map(|item| {
                    let text = item.get_ref().as_str();
                    if text.is_none() {
                        self.wrong(what, Expected::Texts, item);
                    }
                    Some((text?.to_owned(), self.place(item)))
                })
                .collect(),
            _ => {
                self.wrong(what, Expected::Texts, value);
                Vec::new()
            }
        }
    }
}

fn type_of(value: &DeValue<'_>) -> Type {
    match value {
        DeValue::String(_) => Type::Text,
        DeValue::Integer(_) => Type::Whole,
        DeValue::Float(_) => Type::Float,
        DeValue::Boolean(_) => Type::Flag,
        DeValue::Datetime(_) => Type::Date,
        DeValue::Array(_) => Type::List,
        DeValue::Table(_) => Type::Table,
    }
}

/// What is said of a key that the table has not, and which of those that it has was meant.
fn unknown_key(table: &'static str, key: &str, known: &[&'static str]) -> (Problem, Option<&'static str>) {
    let problem = chinese_key(key, |key| known.contains(&key)).unwrap_or_else(|| {
        let hint = did_you_mean(key, known.iter().copied());
        Problem::UnknownKey { table, key: key.to_owned(), hint }
    });
    let meant = match &problem {
        Problem::ChineseKey { key: Some(key) } => Some(*key),
        Problem::UnknownKey { hint: Hint::Near(near), .. } => Some(near.as_str()),
        _ => None,
    };
    let meant = meant.and_then(|meant| known.iter().copied().find(|name| *name == meant));
    (problem, meant)
}

/// A table whose keys are all known; reading a key notes where its value stands.
pub(crate) struct Entry<'r, 't> {
    reader: &'r Reader<'r>,
    what: &'static str,
    fields: Vec<(&'static str, &'t Spanned<DeValue<'t>>)>,
    pub(crate) places: Places,
}

impl<'r, 't> Entry<'r, 't> {
    /// The table that `value` is; `None`, and a problem, when it is none. Unknown keys are reported here.
    pub(crate) fn new(
        reader: &'r Reader<'r>,
        what: &'static str,
        value: &'t Spanned<DeValue<'t>>,
        known: &[&'static str],
    ) -> Option<Entry<'r, 't>> {
        let Some(table) = value.get_ref().as_table() else {
            reader.wrong(what, Expected::Table, value);
            return None;
        };
        Some(Entry::of(reader, what, reader.place(value), table, known))
    }

    /// The same of a table that is known to be one.
    pub(crate) fn of(
        reader: &'r Reader<'r>,
        what: &'static str,
        place: Place,
        table: &'t DeTable<'t>,
        known: &[&'static str],
    ) -> Entry<'r, 't> {
        let mut fields = Vec::new();
        for (key, value) in table {
            let meant = match known.iter().find(|name| **name == key.get_ref()) {
                Some(name) => Some(*name),
                None => {
                    let (problem, meant) = unknown_key(what, key.get_ref(), known);
                    reader.error(&reader.lines.place(key.span().start), problem);
                    // It counts as what it was meant for, so that nobody hears that this is missing.
                    meant.filter(|meant| table.keys().all(|key| key.get_ref() != meant))
                }
            };
            fields.extend(meant.map(|name| (name, value)));
        }
        Entry { reader, what, fields, places: Places::at(place) }
    }

    /// A key's value as it stands.
    pub(crate) fn raw(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        let value = self.fields.iter().find(|(name, _)| *name == key).map(|(_, value)| *value)?;
        self.places.note(key, None, self.reader.place(value));
        Some(value)
    }

    /// A text.
    pub(crate) fn text(&mut self, key: &'static str) -> Option<String> {
        let value = self.raw(key)?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.reader.wrong(key, Expected::Text, value);
        }
        text.map(str::to_owned)
    }

    /// A text without which the entry means nothing.
    pub(crate) fn required(&mut self, key: &'static str) -> Option<String> {
        if !self.fields.iter().any(|(name, _)| *name == key) {
            self.reader.error(self.places.whole(), Problem::NoKey { table: self.what, key });
            return None;
        }
        let text = self.text(key)?;
        if text.trim().is_empty() {
            self.reader.error(self.places.key(key), Problem::EmptyKey { key });
            return None;
        }
        Some(text.trim().to_owned())
    }

    /// A text or a list of texts.
    pub(crate) fn texts(&mut self, key: &'static str) -> Vec<String> {
        let Some(value) = self.raw(key) else { return Vec::new() };
        let mut texts = Vec::new();
        for (index, (text, place)) in self.reader.text_list(key, value).into_iter().enumerate() {
            self.places.note(key, Some(index), place);
            texts.push(text);
        }
        texts
    }

    /// `true` or `false`.
    pub(crate) fn flag(&mut self, key: &'static str) -> Option<bool> {
        let value = self.raw(key)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.reader.wrong(key, Expected::Flag, value);
        }
        flag
    }

    /// A count.
    pub(crate) fn count(&mut self, key: &'static str) -> Option<u32> {
        let value = self.raw(key)?;
        let count = integer(value.get_ref()).and_then(|number| u32::try_from(number).ok());
        match (count, value.get_ref()) {
            (Some(_), _) => {}
            (None, DeValue::Integer(number)) => {
                let (min, max) = range::of(key);
                self.reader
                    .error(self.places.key(key), Problem::OutOfRange { key, value: number.to_string(), min, max });
            }
            (None, _) => self.reader.wrong(key, Expected::Whole, value),
        }
        count
    }

    /// A number with or without a point.
    pub(crate) fn number(&mut self, key: &'static str) -> Option<f32> {
        let value = self.raw(key)?;
        let number = match value.get_ref() {
            DeValue::Float(float) => float.as_str().replace('_', "").parse().ok(),
            DeValue::Integer(whole) => whole.as_str().parse().ok(),
            _ => None,
        };
        if number.is_none() {
            self.reader.wrong(key, Expected::Number, value);
        }
        number
    }

    /// An instant, as a text or as TOML's own kind of date.
    pub(crate) fn instant(&mut self, key: &'static str) -> Option<String> {
        let value = self.raw(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            DeValue::Datetime(at) => Some(at.to_string()),
            _ => {
                self.reader.wrong(key, Expected::Date, value);
                None
            }
        }
    }

    /// Days, as a text or a whole number.
    pub(crate) fn days(&mut self, key: &'static str) -> Option<String> {
        let value = self.raw(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            DeValue::Integer(whole) => Some(whole.to_string()),
            _ => {
                self.reader.wrong(key, Expected::TextOrWhole, value);
                None
            }
        }
    }

    /// A date, or a list of dates, as texts or as TOML's own kind of date.
    pub(crate) fn dates(&mut self, key: &'static str) -> Vec<String> {
        let Some(value) = self.raw(key) else { return Vec::new() };
        let items = value.get_ref().as_array().map_or(std::slice::from_ref(value), |items| items);
        let mut dates = Vec::new();
        for item in items {
            let date = match item.get_ref() {
                DeValue::String(text) => text.to_string(),
                DeValue::Datetime(at) => at.to_string(),
                _ => {
                    self.reader.wrong(key, Expected::Date, item);
                    continue;
                }
            };
            self.places.note(key, Some(dates.len()), self.reader.place(item));
            dates.push(date);
        }
        dates
    }

    /// Money: a whole number of 分, or a text in yuan.
    pub(crate) fn fen(&mut self, key: &'static str) -> Option<Fen> {
        let value = self.raw(key)?;
        let fen = match value.get_ref() {
            DeValue::String(text) => text.parse().ok(),
            whole => integer(whole).map(Fen),
        };
        if fen.is_none() {
            self.reader.wrong(key, Expected::Fen, value);
        }
        fen
    }

    /// One of a closed list of names.
    pub(crate) fn named<T: Clone>(&mut self, key: &'static str, names: &[(&'static str, T)]) -> Option<T> {
        let text = self.text(key)?;
        let found = names.iter().find(|(name, _)| *name == text.trim()).map(|(_, value)| value.clone());
        if found.is_none() {
            let hint = did_you_mean(text.trim(), names.iter().map(|(name, _)| *name));
            self.reader.error(self.places.key(key), Problem::UnknownValue { key, value: text, hint });
        }
        found
    }

    /// Which of these keys are there.
    pub(crate) fn present(&self, keys: &[&'static str]) -> Vec<&'static str> {
        keys.iter().copied().filter(|key| self.fields.iter().any(|(name, _)| name == key)).collect()
    }

    /// The places of everything that was read.
    pub(crate) fn into_places(self) -> Places {
        self.places
    }
}

/// The integer that a value is.
pub(crate) fn integer(value: &DeValue<'_>) -> Option<i64> {
    let whole = value.as_integer()?;
    i64::from_str_radix(whole.as_str(), whole.radix()).ok()
}
