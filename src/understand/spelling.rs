//! Misspellings: a stretch that the shop's language does not have, and that sounds or looks like one it has often, is read
//! as that one (`发或` as `发货`, `优惠卷` as `优惠券`).
//!
//! Buyers type by sound, so a wrong word sounds like the right one. What the language is, the knowledge's own phrases say: a
//! pair of characters that never stands in them is looked at, everything else is left alone. A pair is also left alone where
//! the language at large has a word, and where one of its characters belongs to its other neighbour. A correction keeps the
//! number of bytes, so every map back to the original stays right.

use std::ops::Range;

use crate::language::misspelt::{Correction, GRAMMAR, LOOK_ALIKE, Likeness, MOST, OR, PARTICLES, Written, same_sound};
use crate::text::pinyin::{alike, is_word, readings};

use super::bigrams::{Bigrams, key};

/// Corrects messages; made from the knowledge's phrases, 3 ms for 11,000 of them. Looking at a message of 17 characters takes
/// half a microsecond to one.
#[derive(Debug)]
pub(crate) struct Spelling {
    /// How often the phrases have each pair of characters.
    counts: Bigrams,
    /// The frequent pairs, sorted by their sound.
    sounds: Vec<Sounding>,
    /// [`LOOK_ALIKE`], each character with each other of its group, sorted.
    looks: Vec<(char, char)>,
    /// How often a pair must stand in the phrases for another to be read as it.
    least: u32,
    written: Written,
}

/// A frequent pair under one of its sounds.
#[derive(Clone, Copy, Debug)]
struct Sounding {
    sound: u32,
    pair: (char, char),
    count: u32,
}

/// Pairs that are wrong in both characters must be meant this many times as often.
const BOTH_WRONG: u32 = 10;

/// So must those that sound only nearly alike.
const NEARLY: u32 = 2;

impl Spelling {
    /// Learns the language of `phrases`, which are normalised; `written` is the list of usual misspellings.
    pub(crate) fn new<'a>(phrases: impl Iterator<Item = &'a str>, written: Written) -> Spelling {
        let mut counts = Bigrams::default();
        let mut read: u32 = 0;
        for phrase in phrases {
            read = read.saturating_add(1);
            counts.add(phrase);
        }
        let least = (read / 1000).max(3);
        let mut sounds: Vec<Sounding> = Vec::new();
        for (pair, count) in counts.iter().filter(|(pair, count)| *count >= least && holds_together(&counts, *pair)) {
            for sound in sounds_of(pair).filter(|sound| *sound > 0) {
                sounds.push(Sounding { sound, pair, count });
            }
        }
        sounds.sort_unstable_by_key(|sounding| (sounding.sound, std::cmp::Reverse(sounding.count), sounding.pair));
        let looks = |group: &'static str| group.chars().flat_map(|c| group.chars().map(move |other| (c, other)));
        let mut looks: Vec<_> =
            LOOK_ALIKE.iter().flat_map(|group| looks(group)).filter(|(c, other)| c != other).collect();
        looks.sort_unstable();
        Spelling { counts, sounds, looks, least, written }
    }

    /// What is misspelt in a normalised text, in order.
    pub(crate) fn find(&self, text: &str) -> Vec<Correction> {
        let mut found = self.written.find(text);
        let mut previous = None;
        let unknown = text.chars().any(|c| {
            let pair = previous.replace(c).zip(Some(c));
            pair.and_then(|(a, b)| key(a, b)).is_some_and(|key| self.counts.get(key) == 0)
        });
        if unknown {
            self.find_alike(text, &mut found);
            found.sort_by_key(|correction| correction.range.start);
        }
        found
    }

    /// Looks for pairs that sound or look like a frequent one.
    fn find_alike(&self, text: &str, found: &mut Vec<Correction>) {
        let mut chars: Vec<(usize, char)> = text.char_indices().collect();
        let written: Vec<Range<usize>> = found.iter().map(|correction| correction.range.clone()).collect();
        let mut last: Option<Correction> = None;
        for at in 1..chars.len() {
            let (Some(&(start, a)), Some(&(middle, b))) = (chars.get(at - 1), chars.get(at)) else { continue };
            let range = start..middle + b.len_utf8();
            if written.iter().any(|word| word.start < range.end && range.start < word.end) {
                continue;
            }
            let before = at.checked_sub(2).and_then(|at| chars.get(at)).map(|(_, c)| *c);
            let after = chars.get(at + 1).map(|(_, c)| *c);
            let Some(((c, d), likeness)) = self.meant((a, b), before, after) else { continue };
            for (place, meant) in [(at - 1, c), (at, d)] {
                if let Some((_, char)) = chars.get_mut(place) {
                    *char = meant;
                }
            }
            match &mut last {
                // `优会卷`: what was corrected goes on.
                Some(last) if last.range.end > range.start => {
                    last.range.end = range.end;
                    last.to.pop();
                    last.to.extend([c, d]);
                }
                _ => {
                    found.extend(last.take());
                    last = Some(Correction { range, to: String::from_iter([c, d]), likeness });
                }
            }
            if found.len() >= MOST {
                return;
            }
        }
        found.extend(last);
    }

    /// What the pair is meant to be, between its neighbours; `None` when it is right, or nobody knows.
    fn meant(
        &self,
        (a, b): (char, char),
        before: Option<char>,
        after: Option<char>,
    ) -> Option<((char, char), Likeness)> {
        if self.counts.get(key(a, b)?) > 0 {
            return None;
        }
        let fits = |(c, d): (char, char)| {
            (c == a || self.yields(a, c, before.map(|p| (p, a)), before.map(|p| (p, c))))
                && (d == b || self.yields(b, d, after.map(|n| (b, n)), after.map(|n| (d, n))))
                && !(c == a && before.is_some_and(|p| is_word(p, a)) && self.is_common(b))
                && !(d == b && after.is_some_and(|n| is_word(b, n)) && self.is_common(a))
                && !(b == OR && after.is_some_and(|n| key(b, n).is_some() && !PARTICLES.contains(n)))
        };
        let mut best: Option<((char, char), u32, Likeness)> = None;
        let mut weigh = |pair: (char, char), count: u32, likeness| {
            let hard = u32::from(pair.0 != a && pair.1 != b) * (BOTH_WRONG - 1) + 1;
            let near = likeness == Likeness::Sound && !(same_sound(pair.0, a) && same_sound(pair.1, b));
            let worth = count / hard / if near { NEARLY } else { 1 };
            if worth >= self.least && best.is_none_or(|(_, most, _)| most < worth) && fits(pair) {
                best = Some((pair, worth, likeness));
            }
        };
        for sound in sounds_of((a, b)).filter(|sound| *sound > 0) {
            let from = self.sounds.partition_point(|sounding| sounding.sound < sound);
            let same = self.sounds.iter().skip(from).take_while(|sounding| sounding.sound == sound);
            same.for_each(|sounding| weigh(sounding.pair, sounding.count, Likeness::Sound));
        }
        let shapes = self.look_alikes(a).map(|c| (c, b)).chain(self.look_alikes(b).map(|d| (a, d)));
        for pair in shapes {
            let count = key(pair.0, pair.1).map_or(0, |key| self.counts.get(key));
            if count >= self.least && holds_together(&self.counts, pair) {
                weigh(pair, count, Likeness::Shape);
            }
        }
        best.filter(|_| !is_word(a, b)).map(|(pair, _, likeness)| (pair, likeness))
    }

    /// Whether `typed` may give way to `meant` on the side of a neighbour: it makes no word with it, and what replaces it
    /// stands there more often.
    fn yields(&self, typed: char, meant: char, old: Option<(char, char)>, new: Option<(char, char)>) -> bool {
        if GRAMMAR.contains(typed) || GRAMMAR.contains(meant) {
            return false;
        }
        let count =
            |pair: Option<(char, char)>| pair.and_then(|(a, b)| key(a, b)).map_or(0, |key| self.counts.get(key));
        let word = old.is_some_and(|(a, b)| is_word(a, b));
        // `优会吗`: that 吗 often stands behind 会 says nothing of 惠.
        if old.is_some_and(|(a, b)| PARTICLES.contains([a, b])) {
            return !word;
        }
        let (old, new) = (count(old), count(new));
        !word && (old == 0 || new > old)
    }

    /// The characters that `c` is taken for by its looks.
    fn look_alikes(&self, c: char) -> impl Iterator<Item = char> {
        let from = self.looks.partition_point(|(one, _)| *one < c);
        self.looks.iter().skip(from).take_while(move |(one, _)| *one == c).map(|(_, other)| *other)
    }

    /// Whether the shop's language has the character often: beside a whole word it may well be a word of its own
    /// (`好评加五分`, `生核桃`).
    fn is_common(&self, typed: char) -> bool {
        self.counts.single(typed) >= self.least
    }
}

/// How much more often than by chance two characters stand together in a word.
const TOGETHER: u64 = 12;

/// Whether a pair is a word, as far as the counts tell: the language has it, or its characters seek each other.
fn holds_together(counts: &Bigrams, (a, b): (char, char)) -> bool {
    if PARTICLES.contains([a, b]) {
        return false;
    }
    let together = key(a, b).map_or(0, |key| u64::from(counts.get(key)));
    let chance = u64::from(counts.single(a)) * u64::from(counts.single(b));
    is_word(a, b) || together.saturating_mul(counts.total()) >= chance.saturating_mul(TOGETHER)
}

/// The sounds of a pair, 0 for what it does not have: every reading of the one with every reading of the other.
fn sounds_of((a, b): (char, char)) -> impl Iterator<Item = u32> {
    let (first, second) = (readings(a).map(alike), readings(b).map(alike));
    let [one, other] = first;
    let other = if other == one { 0 } else { other };
    [one, other].into_iter().flat_map(move |x| {
        let [one, other] = second;
        let other = if other == one { 0 } else { other };
        [one, other].map(|y| if x == 0 || y == 0 { 0 } else { u32::from(x) << 16 | u32::from(y) })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;
    use crate::language::misspelt::corrected;

    fn written() -> Written {
        Written::new(&Knowledge::empty().build().unwrap().lexicon, "")
    }
    use proptest::prelude::*;

    /// A small shop's language, each phrase said several times.
    const PHRASES: [&str; 12] = [
        "什么时候发货",
        "我要退款",
        "怎么退款",
        "可以包邮吗",
        "尺码怎么选",
        "优惠券怎么用",
        "转人工客服",
        "能换货吗",
        "快递到哪了",
        "已经签收了",
        "质量问题",
        "什么材质的",
    ];

    fn check(text: &str, expect: &str) {
        let phrases = PHRASES.iter().flat_map(|phrase| std::iter::repeat_n(*phrase, 12));
        let spelling = Spelling::new(phrases, written());
        let found = spelling.find(text);
        assert_eq!(corrected(text, &found), expect, "{found:?}");
    }

    #[test]
    fn what_sounds_like_a_word_of_the_shop_is_read_as_it() {
        check("什么时候发或", "什么时候发货");
        check("我要退矿", "我要退款");
        check("可以包油吗", "可以包邮吗");
        check("尺马怎么选", "尺码怎么选");
        check("转人公", "转人工");
        check("优会券", "优惠券");
        check("优会卷", "优惠券");
        check("知量问题", "质量问题");
        check("什么是候发或", "什么时候发货");
    }

    #[test]
    fn so_is_what_looks_like_one() {
        check("优惠卷怎么用", "优惠券怎么用");
        check("己经签收了", "已经签收了");
        check("什么时侯发贷", "什么时候发货");
    }

    #[test]
    fn what_is_right_or_unknown_stays() {
        for text in [
            "",
            "什么时候发货",
            "克服困难",
            "石油多少钱",
            "发火了",
            "黄铜水龙头",
            "abc 123",
            "😀",
            "发或者不发",
            "螺蛳粉好吃",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn a_correction_says_where_and_why() {
        let spelling = Spelling::new(PHRASES.iter().flat_map(|phrase| std::iter::repeat_n(*phrase, 12)), written());
        let found = spelling.find("我要退矿");
        assert_eq!(found, [Correction { range: 6..12, to: "退款".to_owned(), likeness: Likeness::Sound }]);
    }

    proptest! {
        #[test]
        fn a_correction_keeps_every_border(text in "(发或|退矿|卷|优会|贷|a|，|[退货款包邮优惠券一-龥]){0,12}") {
            let spelling = Spelling::new(PHRASES.iter().flat_map(|phrase| std::iter::repeat_n(*phrase, 12)), written());
            let found = spelling.find(&text);
            let right = corrected(&text, &found);
            prop_assert!(found.is_sorted_by(|a, b| a.range.end <= b.range.start));
            let borders = |text: &str| text.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
            prop_assert_eq!(borders(&right), borders(&text));
        }
    }
}
