//! One message while it is read, and looks at what stands around a place in it.

use std::ops::Range;

use crate::names::{EntityKind, Value};
use crate::time::Wall;

use super::number::Number;
use super::words::Word;

/// An entity in the normal form, before it is mapped to the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) kind: EntityKind,
    pub(super) range: Range<usize>,
    pub(super) value: Value,
}

/// One message: what was seen in it and what was read out of it so far.
#[derive(Debug)]
pub(super) struct Scan<'t> {
    /// The normal form.
    pub(super) text: &'t str,
    /// The lexicon's words, left to right.
    pub(super) words: Vec<Word<'t>>,
    /// The numbers, left to right. A reader marks those it used.
    pub(super) numbers: Vec<Number>,
    /// What was read.
    pub(super) found: Vec<Found>,
    /// The shop's wall clock when the message came.
    pub(super) now: Option<Wall>,
}

impl<'t> Scan<'t> {
    /// What stands before `at`.
    pub(super) fn before(&self, at: usize) -> &'t str {
        self.text.get(..at).unwrap_or("")
    }

    /// What stands from `at` on.
    pub(super) fn after(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or("")
    }

    /// Whether `range` is the whole message, spaces and closing punctuation aside.
    pub(super) fn alone(&self, range: &Range<usize>) -> bool {
        let idle = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | '!' | '?' | '~' | '。' | '，' | '！' | '？');
        self.before(range.start).chars().all(idle) && self.after(range.end).chars().all(idle)
    }

    /// Keeps an entity.
    pub(super) fn push(&mut self, kind: EntityKind, range: Range<usize>, value: Value) {
        self.found.push(Found { kind, range, value });
    }

    /// The number at `index`, unless an entity has it.
    pub(super) fn free(&self, index: usize) -> Option<Number> {
        self.numbers.get(index).filter(|number| !number.used).cloned()
    }

    /// Marks the numbers that `range` touches as read.
    pub(super) fn take(&mut self, range: &Range<usize>) {
        for number in &mut self.numbers {
            number.used |= number.range.start < range.end && range.start < number.range.end;
        }
    }

    /// Keeps an entity that was read from numbers, and marks them.
    pub(super) fn read(&mut self, kind: EntityKind, range: Range<usize>, value: Value) {
        self.take(&range);
        self.push(kind, range, value);
    }
}

/// The last `count` characters of `text`.
pub(super) fn last(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().take(count).last().map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or("")
}

/// The first `count` characters of `text`.
pub(super) fn first(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or("")
}

/// The longest of `units` that `text` starts with, and the bytes up to its end. One space may stand before it, and a unit of
/// letters must not go on as a longer word (`m` in `ml`).
pub(super) fn unit<'u, T: Copy>(text: &str, units: &'u [(&'u str, T)]) -> Option<(T, usize)> {
    let (rest, skipped) = text.strip_prefix(' ').map_or((text, 0), |rest| (rest, 1));
    let mut best: Option<(T, usize)> = None;
    for &(word, meaning) in units {
        let Some(tail) = rest.strip_prefix(word) else { continue };
        let cut =
            word.ends_with(|c: char| c.is_ascii_alphabetic()) && tail.starts_with(|c: char| c.is_ascii_alphanumeric());
        if !cut && best.is_none_or(|(_, length)| length < skipped + word.len()) {
            best = Some((meaning, skipped + word.len()));
        }
    }
    best
}
