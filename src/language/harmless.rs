//! Words that hold the sign of a feeling, a threat or an emergency and mean something else: `空气炸锅`, `去死皮`, `报警器`.
//!
//! The pack and the shop list them, and what the shop's own questions are about is never a sign either: a shop that answers
//! `爆炸鱿鱼辣不辣` sells it.

use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::text::holds;

/// The harmless words, compiled.
#[derive(Debug, Default)]
pub(crate) struct Harmless {
    words: Option<AhoCorasick>,
}

impl Harmless {
    /// Compiles words in their normal form.
    pub(crate) fn new<'a>(words: impl IntoIterator<Item = &'a String>) -> Harmless {
        let words: Vec<&str> = words.into_iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
        Harmless { words: AhoCorasick::new(words).ok() }
    }

    /// Where such words stand in a text.
    pub(crate) fn places(&self, text: &str) -> Vec<Range<usize>> {
        let found = self.words.iter().flat_map(|words| words.find_overlapping_iter(text));
        found.map(|found| found.range()).collect()
    }
}

/// Whether what stands at `range` belongs to a harmless word: it lies inside of one, or begins inside.
pub(crate) fn covered(harmless: &[Range<usize>], range: &Range<usize>) -> bool {
    harmless.iter().any(|word| {
        let inside = word.start <= range.start && range.end <= word.end;
        inside || (word.start < range.start && range.start < word.end)
    })
}

/// Behind a sign these make no name of it: `骗子吗`, `假货怎么办`, `过敏了`.
const NO_NAME: &[char] = &[
    '吗', '呢', '啊', '吧', '嘛', '么', '了', '的', '过', '着', '怎', '咋', '如', '为', '能', '可', '会', '要', '是',
    '有', '就', '都', '该', '给', '我', '你', '您', '他', '她', '孩', '宝', '老', '不', '没', '还', '和', '跟', '及',
    '或', '以', '后', '时', '算', '找', '去', '在',
];

/// What makes of an emergency's sign something that happened, and not a name. `mood` asks more of a buyer's message; here a
/// question that the shop has an answer to is looked at.
const EVENTS: &[&str] = &["了", "怎么办", "咋办", "怎么处理", "赔", "我", "孩子", "宝宝", "老人", "手", "脸"];

/// The name that a sign is part of in a question of the shop: the sign with the character before and behind it. `None` where it
/// stands there as what it is.
pub(crate) fn name_around(text: &str, sign: &Range<usize>, emergency: bool) -> Option<String> {
    let next = text.get(sign.end..)?.chars().next().filter(|c| c.is_alphanumeric() && !NO_NAME.contains(c))?;
    if emergency && holds(text, EVENTS) {
        return None;
    }
    let before = text.get(..sign.start)?.chars().next_back().filter(|c| c.is_alphanumeric());
    let start = sign.start - before.map_or(0, char::len_utf8);
    text.get(start..sign.end + next.len_utf8()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_more_than_its_sign() {
        for (text, sign, emergency, expect) in [
            ("空气炸锅怎么用", "气炸", false, Some("空气炸锅")),
            ("去死皮膏多久用一次", "去死", false, Some("去死皮")),
            ("爆炸鱿鱼辣不辣", "爆炸", true, Some("爆炸鱿")),
            ("你们是骗子吗", "骗子", false, None),
            ("收到假货怎么办", "假货", false, None),
            ("用了过敏能退吗", "过敏", true, None),
            ("孩子烫伤皮肤怎么处理", "烫伤", true, None),
            ("骗子", "骗子", false, None),
        ] {
            let start = text.find(sign).unwrap();
            let name = name_around(text, &(start..start + sign.len()), emergency);
            assert_eq!(name.as_deref(), expect, "{text}");
        }
    }

    #[test]
    fn what_begins_inside_a_harmless_word_is_covered() {
        let word = 3..9;
        for (range, expect) in [(3..6, true), (6..12, true), (3..12, false), (0..6, false), (9..12, false)] {
            assert_eq!(covered(std::slice::from_ref(&word), &range), expect, "{range:?}");
        }
    }
}
