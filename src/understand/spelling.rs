//! Misspellings: a stretch that the shop's language does not have, and that sounds or looks like one it has often, is read
//! as that one (`发或` as `发货`, `优惠卷` as `优惠券`).
//!
//! Buyers type by sound, so a wrong word sounds like the right one. What the language is, the knowledge's own phrases say: a
//! pair of characters that never stands in them is looked at, everything else is left alone. A pair is also left alone where
//! the language at large has a word, and where one of its characters belongs to its other neighbour. A correction keeps the
//! number of bytes, so every map back to the original stays right.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

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

/// Characters that are taken for each other by their looks.
const LOOK_ALIKE: &[&str] = &[
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

/// Usual misspellings whose own pairs of characters are words, or which are more than one character off.
const WRITTEN: &[(&str, &str)] = &[
    ("优惠卷", "优惠券"),
    ("优惠劵", "优惠券"),
    ("代金卷", "代金券"),
    ("消费卷", "消费券"),
    ("满减卷", "满减券"),
    ("领卷", "领券"),
    ("用卷", "用券"),
    ("卷怎么领", "券怎么领"),
    ("卷怎么用", "券怎么用"),
    ("卷用不了", "券用不了"),
    ("克服在吗", "客服在吗"),
    ("克服呢", "客服呢"),
    ("人工克服", "人工客服"),
    ("找克服", "找客服"),
    ("转克服", "转客服"),
    ("联系克服", "联系客服"),
    ("克服电话", "客服电话"),
    ("客户在吗", "客服在吗"),
    ("还不发火", "还不发货"),
    ("还没发火", "还没发货"),
    ("时候发火", "时候发货"),
    ("几天发火", "几天发货"),
    ("多久发火", "多久发货"),
    ("今天发火", "今天发货"),
    ("能发火吗", "能发货吗"),
    ("快点发火", "快点发货"),
    ("催发火", "催发货"),
    ("换伙", "换货"),
    ("盗货", "到货"),
    ("定单", "订单"),
    ("帐号", "账号"),
    ("帐户", "账户"),
    ("登陆", "登录"),
    ("时侯", "时候"),
    ("是候", "时候"),
    ("时后", "时候"),
    ("什莫", "什么"),
    ("什末", "什么"),
    ("甚么", "什么"),
    ("神马", "什么"),
    ("怎莫", "怎么"),
    ("怎末", "怎么"),
    ("肿么", "怎么"),
    ("现再", "现在"),
    ("可已", "可以"),
    ("阔以", "可以"),
    ("没由", "没有"),
    ("木有", "没有"),
    ("米有", "没有"),
    ("在马", "在吗"),
    ("在嘛", "在吗"),
    ("好马", "好吗"),
    ("多捎钱", "多少钱"),
    ("多烧钱", "多少钱"),
    ("多少前", "多少钱"),
    ("快的单", "快递单"),
    ("快的到", "快递到"),
    ("查快的", "查快递"),
    ("发快的", "发快递"),
    ("运费先", "运费险"),
    ("运费现", "运费险"),
    ("运费显", "运费险"),
    ("运费线", "运费险"),
    ("退回来的前", "退回来的钱"),
    ("己经", "已经"),
    ("以经", "已经"),
    ("在次", "再次"),
    ("到帐", "到账"),
    ("从新发", "重新发"),
    ("从新寄", "重新寄"),
    ("快的单号", "快递单号"),
    ("快第", "快递"),
    ("地只", "地址"),
    ("收贷", "收货"),
    ("退贷", "退货"),
    ("发贷", "发货"),
    ("换贷", "换货"),
    ("有贷", "有货"),
    ("到贷", "到货"),
    ("补贷", "补货"),
    ("运废", "运费"),
    ("邮废", "邮费"),
    ("退宽", "退款"),
    ("推货", "退货"),
    ("推款", "退款"),
    ("腿货", "退货"),
    ("腿款", "退款"),
    ("退活", "退货"),
    ("发活", "发货"),
    ("换活", "换货"),
    ("发祸", "发货"),
    ("赠平", "赠品"),
    ("差平", "差评"),
    ("好平", "好评"),
    ("自量", "质量"),
    ("直量", "质量"),
    ("吃码", "尺码"),
    ("此码", "尺码"),
    ("吃寸", "尺寸"),
    ("合是吗", "合适吗"),
    ("不合是", "不合适"),
    ("均马", "均码"),
    ("大一马", "大一码"),
    ("小一马", "小一码"),
    ("几号马", "几号码"),
    ("多大马", "多大码"),
    ("有线货", "有现货"),
    ("有先货", "有现货"),
    ("顺风快递", "顺丰快递"),
    ("发顺风", "发顺丰"),
    ("园通", "圆通"),
    ("中同", "中通"),
    ("申同", "申通"),
    ("运达快递", "韵达快递"),
    ("发运达", "发韵达"),
    ("极图快递", "极兔快递"),
];

/// The most stretches that are corrected in one message.
const MOST: usize = 8;

/// Characters of grammar. They stand beside anything, so a new neighbour says nothing: none is read as another character,
/// and no other as one of them.
const GRAMMAR: &str = "的得了吗嘛呢啦吧啊呀哦么是我你您他她它那哪这不没有在再一二三两俩几已以也都就个到给只又和跟与还想要什能可对来去看说上下亲新";

/// Those that make no word with what stands beside them.
const PARTICLES: &str = "的得了吗嘛呢啦吧啊呀哦么是我你那哪这不没有在个";

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
                && !(b == '或' && after.is_some_and(|n| key(b, n).is_some() && !PARTICLES.contains(n)))
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

fn same_sound(one: char, other: char) -> bool {
    readings(one).iter().any(|reading| *reading > 0 && readings(other).contains(reading))
}

/// The written list, compiled.
#[derive(Debug)]
pub(crate) struct Written {
    /// `None` only if the list outgrew the automaton's limits, which a test rules out.
    automaton: Option<AhoCorasick>,
    words: Vec<(&'static str, &'static str)>,
}

impl Written {
    /// Compiles the list without those that stand in `rules`, which the merchant wrote to be found.
    pub(crate) fn new(rules: &str) -> Written {
        let words: Vec<_> = WRITTEN.iter().copied().filter(|(wrong, _)| !rules.contains(wrong)).collect();
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

    fn find(&self, text: &str) -> Vec<Correction> {
        let matches = self.automaton.iter().flat_map(|automaton| automaton.find_iter(text));
        matches
            .take(MOST)
            .filter_map(|found| {
                let (wrong, right) = self.words.get(found.pattern().as_usize())?;
                let alike = wrong.chars().zip(right.chars()).all(|(a, b)| same_sound(a, b));
                let likeness = if alike { Likeness::Sound } else { Likeness::Shape };
                Some(Correction { range: found.range(), to: (*right).to_owned(), likeness })
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

#[cfg(test)]
mod tests {
    use super::*;
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
        let spelling = Spelling::new(phrases, Written::new(""));
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
        let spelling =
            Spelling::new(PHRASES.iter().flat_map(|phrase| std::iter::repeat_n(*phrase, 12)), Written::new(""));
        let found = spelling.find("我要退矿");
        assert_eq!(found, [Correction { range: 6..12, to: "退款".to_owned(), likeness: Likeness::Sound }]);
    }

    #[test]
    fn the_written_list_compiles_and_keeps_lengths() {
        let written = Written::new("");
        assert!(written.automaton.is_some());
        for (wrong, right) in WRITTEN {
            assert_eq!(wrong.len(), right.len(), "{wrong}");
            assert_eq!(written.correct(right), *right, "{wrong}");
        }
    }

    #[test]
    fn what_a_rule_waits_for_stays() {
        assert_eq!(Written::new("(领|抢)(卷|券)|优惠卷").correct("优惠卷和代金卷"), "优惠卷和代金券");
    }

    proptest! {
        #[test]
        fn a_correction_keeps_every_border(text in "(发或|退矿|卷|优会|贷|a|，|[退货款包邮优惠券一-龥]){0,12}") {
            let spelling = Spelling::new(PHRASES.iter().flat_map(|phrase| std::iter::repeat_n(*phrase, 12)), Written::new(""));
            let found = spelling.find(&text);
            let right = corrected(&text, &found);
            prop_assert!(found.is_sorted_by(|a, b| a.range.end <= b.range.start));
            let borders = |text: &str| text.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
            prop_assert_eq!(borders(&right), borders(&text));
        }
    }
}
