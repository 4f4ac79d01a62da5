//! The parts of a message that may be questions of their own.

use std::ops::Range;

use crate::text::starts;

/// Characters of a text without marks that is several questions.
const RUN_ON_TEXT: usize = 40;
/// What a question begins with that stands behind another one without a mark: `多久发货发什么快递能开发票吗`.
const OPENERS: &[&str] = &[
    "什么时候",
    "啥时候",
    "多久",
    "几天",
    "多少钱",
    "发什么",
    "发啥",
    "发哪",
    "用什么快递",
    "走什么快递",
    "有没有",
    "能不能",
    "可不可以",
    "可以开",
    "能开",
    "给开",
    "包邮",
    "包不包邮",
    "支持",
    "有运费险",
    "送运费险",
    "怎么",
    "有货",
    "有现货",
];

/// The questions of a text without marks between them, by what one ends and the next begins with; none when there is only one.
pub(crate) fn run_on(text: &str) -> Vec<Range<usize>> {
    if text.chars().count() > RUN_ON_TEXT {
        return Vec::new();
    }
    let mut cuts: Vec<usize> = Vec::new();
    let mut begin = 0;
    for (at, c) in text.char_indices() {
        let Some(rest) = text.get(at..) else { continue };
        let mark = is_mark(c);
        let behind = text.get(..at).is_some_and(|before| before.ends_with('吗'));
        let long = text.get(begin..at).is_some_and(|clause| clause.chars().count() >= 3);
        if mark || (long && (behind || starts(rest, OPENERS))) {
            cuts.push(at);
            begin = if mark { at.saturating_add(c.len_utf8()) } else { at };
        }
    }
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for at in cuts.into_iter().chain([text.len()]) {
        let clause = text.get(start..at).unwrap_or("");
        let blank = clause.len() - clause.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        if clause.chars().any(char::is_alphanumeric) {
            spans.push(start + blank..at);
        }
        start = at;
    }
    if spans.len() < 2 { Vec::new() } else { spans }
}

/// The clauses of a text that are long enough to ask something; none when there is only one.
pub(crate) fn marked(text: &str) -> Vec<Range<usize>> {
    let mut clauses = Vec::new();
    let mut start = 0;
    let ends = text.char_indices().filter(|(_, c)| is_mark(*c));
    for (at, width) in ends.map(|(at, c)| (at, c.len_utf8())).chain(std::iter::once((text.len(), 0))) {
        if text.get(start..at).is_some_and(|clause| clause.chars().count() >= 3) {
            clauses.push(start..at);
        }
        start = at + width;
    }
    if clauses.len() < 2 { Vec::new() } else { clauses }
}

/// Whether a clause ends here.
fn is_mark(c: char) -> bool {
    matches!(c, ' ' | ',' | '.' | '?' | '!' | ';' | '、' | '\n')
}

/// Whether a mark ends something in it.
pub(crate) fn has_mark(text: &str) -> bool {
    text.contains([',', '?', '.', ';', ' ', '!', '、'])
}
