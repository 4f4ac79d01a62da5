//! Text as buyers write it: made uniform, with a way back to the original.

use std::sync::LazyLock;

use regex::Regex;

pub(crate) mod bare;
mod fold;
#[cfg(feature = "jieba")]
pub(crate) mod lexicon;
pub(crate) mod limit;
pub(crate) mod normalize;
pub(crate) mod numeral;
pub(crate) mod pinyin;
mod simplified;

/// Whether a text fits a form that is compiled once. One that did not compile, which a test rules out, fits nothing.
pub(crate) fn fits(form: &LazyLock<Option<Regex>>, text: &str) -> bool {
    form.as_ref().is_some_and(|form| form.is_match(text))
}

/// Whether `text` starts with one of `words`.
pub(crate) fn starts(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

/// Whether `text` ends with one of `words`.
pub(crate) fn ends(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word))
}

/// The length of the longest of these words that `text` starts with, 0 where it starts with none.
pub(crate) fn longest<'w>(text: &str, words: impl Iterator<Item = &'w str>) -> usize {
    // These bytes are one Chinese character: hardly any word starts as the text does.
    let first = text.as_bytes().first_chunk::<3>();
    let may_start = |word: &str| word.as_bytes().first_chunk().is_none_or(|begin| Some(begin) == first);
    words.filter(|word| may_start(word) && text.starts_with(*word)).map(str::len).max().unwrap_or_default()
}

/// Bytes of a text that has so few characters that most words begin with none of them.
const SHORT: usize = 96;

/// Whether `text` holds one of `words`.
pub(crate) fn holds(text: &str, words: &[&str]) -> bool {
    if words.len() < 3 {
        return words.iter().any(|word| text.contains(word));
    }
    let letters = Letters::of(text);
    words.iter().any(|word| letters.may_spell(word) && text.contains(word))
}

/// The text without these words, one after the other.
pub(crate) fn without<'w>(text: &str, words: impl IntoIterator<Item = &'w &'w str>) -> String {
    let mut rest = text.to_owned();
    for word in words {
        if rest.contains(word) {
            rest = rest.replace(word, "");
        }
    }
    rest
}

/// The characters of a text, a bit for each, which a few share: what has no bit is not among them. Asking this takes a tenth of looking
/// for a word, and nearly all words that are looked for are not there. A long text may have any.
#[derive(Clone, Copy)]
pub(crate) struct Letters(u64);

impl Letters {
    pub(crate) fn of(text: &str) -> Letters {
        if text.len() > SHORT {
            return Letters(u64::MAX);
        }
        Letters(text.chars().fold(0, |letters, c| letters | bit(c)))
    }

    /// Whether the text may have the character.
    pub(crate) fn may_have(self, c: char) -> bool {
        self.0 & bit(c) != 0
    }

    /// Whether the text may have the word, as far as its first two characters say.
    pub(crate) fn may_spell(self, word: &str) -> bool {
        let mut chars = word.chars();
        let mut may_have_next = || chars.next().is_none_or(|c| self.may_have(c));
        may_have_next() && may_have_next()
    }
}

fn bit(c: char) -> u64 {
    let code = u32::from(c);
    1 << ((code ^ (code >> 6)) & 63)
}
