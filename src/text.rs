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

/// Whether `text` holds one of `words`.
pub(crate) fn holds(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}
