//! Why a message was understood as it was, in the merchant's words.

use std::fmt;

pub(crate) const KEYWORD: &str = "整句关键词";
pub(crate) const EXAMPLE: &str = "与例句相同";
pub(crate) const PATTERN: &str = "命中规则";
pub(crate) const CLASSIFIER: &str = "像这类说法";
pub(crate) const FAQ: &str = "像问答库里的";
pub(crate) const SOUND: &str = "同音字";
pub(crate) const SHAPE: &str = "形近字";

/// That a word was misspelt: it is like another, by its sound or its shape.
pub(crate) fn read_as(f: &mut fmt::Formatter<'_>, text: &str, like: &str, word: &str) -> fmt::Result {
    write!(f, "「{text}」按{like}读作「{word}」")
}

/// That a text speaks for something, and how much, 0 to 1.
pub(crate) fn speaks_for(f: &mut fmt::Formatter<'_>, why: &str, text: &str, target: &str, weight: f32) -> fmt::Result {
    write!(f, "{why}「{text}」→ {target}（{:.0}%）", weight * 100.0)
}
