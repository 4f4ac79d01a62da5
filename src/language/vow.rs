//! What a text vows (`保证明天到`, `绝对不起球`) and nobody can keep, and a wait with nothing behind it.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::text::{ends, starts};

/// A word that vows, and in its clause what is vowed.
static VOW: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)(?<vow>保证|确保|一定|肯定|绝对|百分之?百|100%|必定|铁定|准保|打包票|包您|包你)(?:,(?:放心)?)?(?<way>[^,.!?;\n]{0,10}?)
        (?:(?<arrives>送到|送达|收到|到货|到达|赶得上|来得及|发[出走货]|(?:能|会|以|时|前|天|晚|号|日|周[一二三四五六日天末])(?:之?[前内])?(?:就|能|会)*(?:到|收货|拿到|用上|穿上|吃上))
            |(?:不|不会|不可能|没有?)(?:起球|起静电|起毛|勾丝|脱胶|掉漆|生锈|漏水|发霉|异味|磨脚|闷脚|掉粉|卡粉|发黑|卡顿|掉色|褪色|缩水|变形|过敏|坏|断|漏|破|皱|开线|开胶|掉毛|涨价|刺激|扎|勒|闷)
            |合身|合适|满意|能退|给[您你]退|能赔|喜欢|有效|有货|修好)
        | (?<never>永(?:不|远不会?)(?:褪|掉|变|起|坏|断|缩))
        | (?<sure>必达)",
    )
    .ok()
});

/// What every vow has.
pub(crate) const VOWS: &[&str] = &[
    "保证",
    "确保",
    "一定",
    "肯定",
    "绝对",
    "百分百",
    "百分之百",
    "100",
    "必定",
    "铁定",
    "准保",
    "打包票",
    "包您",
    "包你",
    "永不",
    "永远不",
    "必达",
];

/// What takes a vow back before it is said.
const DOUBTS: &[&str] = &[
    "不",
    "没",
    "没有",
    "非",
    "无法",
    "没法",
    "不能",
    "不敢",
    "不好",
    "难以",
    "没办法",
    "无法给您",
    "不能给您",
    "不能百分百",
    "没有人能",
    "谁也不能",
];

/// What stands behind `一定` where it asks or orders.
const ORDERS: &[&str] = &["要", "得", "记得", "别忘", "先", "别", "不要", "的", "程度", "金额", "帮", "通知"];

/// What follows `到` where nothing arrives.
const NOT_THERE: &[&str] = &["您了解", "问题", "原因", "位"];

/// A vow in a normal form.
pub(crate) struct Vow {
    /// Where.
    pub(crate) span: Range<usize>,
    /// Where the word that vows is, if it is arrival that it vows: there `尽量` can be said.
    pub(crate) word: Option<Range<usize>>,
}

/// The vows of a normal form.
pub(crate) fn vows(text: &str) -> Vec<Vow> {
    let captures = VOW.iter().flat_map(|vow| vow.captures_iter(text));
    let read = |found: regex::Captures<'_>| {
        let span = found.get(0)?.range();
        let (before, after) = (text.get(..span.start)?, text.get(span.end..)?);
        let word = found.name("vow").map(|word| word.range());
        let behind = word.as_ref().and_then(|word| text.get(word.end..)).unwrap_or_default();
        if ends(before, DOUBTS) || starts(after, NOT_THERE) || starts(behind, ORDERS) {
            return None;
        }
        Some(Vow { span, word: word.filter(|_| found.name("arrives").is_some()) })
    };
    captures.filter_map(read).collect()
}

/// What stands in the place of the word that vows.
pub(crate) const TRY: &str = "尽量";

/// A text that asks to wait and says nothing else, without spaces and marks.
static WAIT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^(?:亲+|亲爱的|您好|你好|在[的呢哦]?|好[的嘞哒呀滴]?呢?|嗯+呢?|收到|宝子?|宝贝|哦|哈喽|行|可以)*(?:麻烦|请|您|你|先|再|还)*
        (?:稍等|稍候|等我?一?下|等等|稍后回复|稍后|耐心等待?|等我?一?会儿?|等待)
        (?:稍等|一|下|会|儿|片刻|哦|哈|呢|啦|的|了|您|你|马上|回复|谢谢|亲|吧|呀|啊|噢|喔|哟|嘛|来|就|感谢)*$",
    )
    .ok()
});

/// What every wait has.
pub(crate) const WAITS: &[&str] =
    &["稍等", "稍候", "等一下", "等下", "等等", "稍后", "等待", "等一会", "等会", "耐心等", "等我"];

/// Whether a text asks to wait, and nothing else.
pub(crate) fn only_waits(normal: &str) -> bool {
    if !WAITS.iter().any(|word| normal.contains(word)) {
        return false;
    }
    let letters: String = normal.chars().filter(|c| c.is_alphanumeric()).collect();
    WAIT.as_ref().is_some_and(|wait| wait.is_match(&letters))
}
