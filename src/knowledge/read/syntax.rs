//! What was probably meant where a text is not TOML.

use super::super::problem::Problem;
use crate::language::files::{EQUALS, KEYS, MARKS, TABLES};

/// A mistake in the syntax.
pub(super) struct Mistake {
    /// The byte where it stands.
    pub(super) at: usize,
    /// What it is, where that can be told better than the parser does.
    pub(super) what: Option<Problem>,
    /// The byte up to which other errors follow from this one.
    pub(super) ends: usize,
}

/// A key in Chinese: nothing but a mistake, whatever it stands for among the keys that are `known` where it stands.
pub(super) fn chinese_key(word: &str, known: impl Fn(&str) -> bool) -> Option<Problem> {
    if !is_chinese(word) {
        return None;
    }
    let key = KEYS.iter().find(|(chinese, key)| *chinese == word && known(key)).map(|(_, key)| *key);
    Some(Problem::ChineseKey { key })
}

/// The same of the name of a table.
pub(super) fn chinese_table(word: &str) -> Option<Problem> {
    let (_, table) = TABLES.iter().find(|(chinese, _)| *chinese == word)?;
    Some(Problem::ChineseTable { table })
}

fn is_chinese(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_ascii())
}

/// What is wrong in the line that holds the byte `error`, where the parser stumbled.
pub(super) fn mistake(text: &str, error: usize) -> Mistake {
    let start = text.get(..error).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    // The parser may stumble over the end of the line itself.
    let ends = start + line.len() + 1;
    let word = line.trim_start().split(|c| EQUALS.contains(&c) || matches!(c, ' ' | '\t')).next().unwrap_or_default();
    let indent = line.len() - line.trim_start().len();
    let table = word.starts_with('[').then(|| chinese_table(word.trim_matches(['[', ']', '\r']))).flatten();
    if let Some(what) = chinese_key(word, |_| true).or(table) {
        return Mistake { at: start + indent, what: Some(what), ends };
    }
    let scan = scan(line);
    if let Some((at, mark, instead)) = scan.mark {
        return Mistake { at: start + at, what: Some(Problem::ChineseMark { mark, instead }), ends };
    }
    if let Some(at) = scan.open {
        // The text goes on in the lines below, up to the quote that was to close it.
        let below = rest.get(line.len()..).unwrap_or_default();
        let closing = below.find('"').filter(|end| !below.get(..*end).unwrap_or_default().contains(" = "));
        let closes = closing.map(|end| {
            let behind = below.get(end..).unwrap_or_default();
            ends + end + behind.find('\n').unwrap_or(behind.len())
        });
        return Mistake { at: start + at, what: Some(Problem::Unclosed), ends: closes.unwrap_or(ends) };
    }
    Mistake { at: error, what: None, ends }
}

/// What stands in a line outside of its quoted texts.
struct Scan {
    /// The first mark of a Chinese keyboard, where, and what to write instead.
    mark: Option<(usize, char, &'static str)>,
    /// Where a quote begins that is never closed.
    open: Option<usize>,
}

fn scan(line: &str) -> Scan {
    let mut open: Option<(usize, char)> = None;
    let mut chars = line.char_indices();
    while let Some((at, c)) = chars.next() {
        match open {
            Some((_, '"')) if c == '\\' => {
                chars.next();
            }
            Some((_, quote)) if c == quote => open = None,
            Some(_) => {}
            None if c == '#' => break,
            None if matches!(c, '"' | '\'') => open = Some((at, c)),
            None => {
                if let Some((mark, instead)) = MARKS.iter().find(|(mark, _)| *mark == c) {
                    return Scan { mark: Some((at, *mark, instead)), open: None };
                }
            }
        }
    }
    Scan { mark: None, open: open.map(|(at, _)| at) }
}
