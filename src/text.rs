//! Text as buyers write it: made uniform, with a way back to the original.

use std::sync::LazyLock;

use regex::Regex;

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

/// Bytes of a text that has so few characters that most words begin with none of them.
const SHORT: usize = 96;

/// Whether `text` holds one of `words`.
pub(crate) fn holds(text: &str, words: &[&str]) -> bool {
    if text.len() > SHORT || words.len() < 3 {
        return words.iter().any(|word| text.contains(word));
    }
    let letters = Letters::of(text);
    let may_stand = |word: &str| word.chars().next().is_none_or(|first| letters.may_have(first));
    words.iter().any(|word| may_stand(word) && text.contains(word))
}

/// The characters of a short text, a bit for each, which a few share: what has no bit is not among them. Asking this takes a tenth of
/// looking for a word, and nearly all words that are looked for are not there.
#[derive(Clone, Copy)]
pub(crate) struct Letters(u64);

impl Letters {
    pub(crate) fn of(text: &str) -> Letters {
        Letters(text.chars().fold(0, |letters, c| letters | bit(c)))
    }

    /// Whether the text may have the character.
    pub(crate) fn may_have(self, c: char) -> bool {
        self.0 & bit(c) != 0
    }
}

fn bit(c: char) -> u64 {
    let code = u32::from(c);
    1 << ((code ^ (code >> 6)) & 63)
}
