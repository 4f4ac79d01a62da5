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
