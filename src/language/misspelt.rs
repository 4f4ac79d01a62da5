//! How words are misspelt: what looks alike, what is usually mistaken, and which characters say nothing of their neighbours.
//!
//! That a word sounds like one of the shop's is found by `understand::spelling`, which knows the shop's phrases.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

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

    /// The misspellings of the list in a text, in order.
    pub(crate) fn find(&self, text: &str) -> Vec<Correction> {
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

/// Whether two characters have a reading in common.
pub(crate) fn same_sound(one: char, other: char) -> bool {
    readings(one).iter().any(|reading| *reading > 0 && readings(other).contains(reading))
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
