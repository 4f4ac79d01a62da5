//! How words are misspelt: what looks alike, what the lexicon says is usually mistaken, and which characters say nothing of their neighbours.
//!
//! That a word sounds like one of the shop's is found by `understand::spelling`, which knows the shop's phrases.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::lexicon::Lexicon;
use crate::text::pinyin::readings;

/// Characters that are taken for each other by their looks.
pub(crate) const LOOK_ALIKE: &[&str] = &[
    "券卷",
    "己已",
    "末未",
    "货贷",
    "侯候",
    "拆折析",
    "晴睛",
    "拨拔",
    "侍待",
    "土士",
    "入人",
    "千干",
    "天夭",
    "评抨",
    "质盾",
    "帐账",
    "换唤",
    "洗冼",
    "兑况",
    "末来",
    "退腿",
    "慢漫",
    "颜颇",
    "运远",
    "邮油",
    "尺尽",
    "码妈",
    "钱残",
    "质贡",
    "快块",
    "递第",
    "到倒",
    "收牧",
    "地他",
    "址扯",
    "开井",
    "票栗",
    "工土",
    "破玻",
    "坏环",
    "补朴",
    "差羌",
    "优忧",
    "惠患",
    "库裤",
    "订钉",
    "单草",
    "取职",
    "消销",
    "申甲",
    "请清情",
    "损捐",
    "缺缼",
    "间问",
    "性姓",
    "牌脾",
    "话活",
    "吗妈",
    "付什",
];

/// The most stretches that are corrected in one message.
pub(crate) const MOST: usize = 8;

/// Characters of grammar. They stand beside anything, so a new neighbour says nothing: none is read as another character,
/// and no other as one of them.
pub(crate) const GRAMMAR: &str = "的得了吗嘛呢啦吧啊呀哦么是我你您他她它那哪这不没有在再一二三两俩几已以也都就个到给只又和跟与还想要什能可对来去看说上下亲新";

/// Those that make no word with what stands beside them.
pub(crate) const PARTICLES: &str = "的得了吗嘛呢啦吧啊呀哦么是我你那哪这不没有在个";

/// It joins two things: before a word it is right, however it sounds.
pub(crate) const OR: char = '或';

/// A stretch of a message that is read as something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Correction {
    /// Where, in the text that was corrected.
    pub(crate) range: Range<usize>,
    /// What it is read as: as many bytes.
    pub(crate) to: String,
    /// Why.
    pub(crate) likeness: Likeness,
}

/// What a misspelling has in common with the word that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Likeness {
    /// It sounds the same, or nearly.
    Sound,
    /// It looks the same, or is a usual slip.
    Shape,
}

/// The written list, compiled.
#[derive(Debug)]
pub(crate) struct Written {
    /// `None` only if the list outgrew the automaton's limits, which a test rules out.
    automaton: Option<AhoCorasick>,
    words: Vec<(String, String)>,
}

impl Written {
    /// Compiles the list without those that stand in `rules`, which the merchant wrote to be found.
    pub(crate) fn new(lexicon: &Lexicon, rules: &str) -> Written {
        let kept = lexicon.misspellings.iter().filter(|(wrong, _)| !rules.contains(wrong.as_str()));
        let words: Vec<(String, String)> = kept.cloned().collect();
        let wrong = words.iter().map(|(wrong, _)| wrong);
        // Every word starts with one of the same few bytes, so looking for those first would only cost.
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::DFA))
            .prefilter(false)
            .build(wrong)
            .ok();
        Written { automaton, words }
    }

    /// The misspellings of the list in a text, in order.
    pub(crate) fn find(&self, text: &str) -> Vec<Correction> {
        let matches = self.automaton.iter().flat_map(|automaton| automaton.find_iter(text));
        matches
            .take(MOST)
            .filter_map(|found| {
                let (wrong, right) = self.words.get(found.pattern().as_usize())?;
                let alike = wrong.chars().zip(right.chars()).all(|(a, b)| same_sound(a, b));
                let likeness = if alike { Likeness::Sound } else { Likeness::Shape };
                Some(Correction { range: found.range(), to: right.clone(), likeness })
            })
            .collect()
    }

    /// A text of the knowledge, with the usual misspellings as they are meant: so both sides of a comparison agree.
    pub(crate) fn correct(&self, text: &str) -> String {
        corrected(text, &self.find(text))
    }
}

/// `text` with its corrections, which are in order and apart.
pub(crate) fn corrected(text: &str, corrections: &[Correction]) -> String {
    let mut right = String::with_capacity(text.len());
    let mut at = 0;
    for Correction { range, to, .. } in corrections {
        right.push_str(text.get(at..range.start).unwrap_or_default());
        right.push_str(to);
        at = range.end;
    }
    right.push_str(text.get(at..).unwrap_or_default());
    right
}

/// Whether two characters have a reading in common.
pub(crate) fn same_sound(one: char, other: char) -> bool {
    readings(one).iter().any(|reading| *reading > 0 && readings(other).contains(reading))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;

    #[test]
    fn the_written_list_compiles_and_what_is_right_stays() {
        let lexicon = Knowledge::ecommerce().lexicon;
        let written = Written::new(&lexicon, "");
        assert!(written.automaton.is_some());
        for (wrong, right) in &lexicon.misspellings {
            assert_eq!(written.correct(right), *right, "{wrong}");
        }
    }

    #[test]
    fn what_a_rule_waits_for_stays() {
        let lexicon = Knowledge::ecommerce().lexicon;
        assert_eq!(Written::new(&lexicon, "(领|抢)(卷|券)|优惠卷").correct("优惠卷和代金卷"), "优惠卷和代金券");
    }
}
