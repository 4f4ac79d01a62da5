//! How pages say what goods are like: names of attributes, and what a value says of a word in it.

use std::ops::Range;

use crate::language::property::{ages, is_denied};
use crate::text::{ends, holds, starts};

/// What an attribute's name carries beside what it is about, in front and behind.
const NAME_FRONTS: &[&str] =
    &["是否支持", "是否可", "是否含", "是否有", "是否", "有无", "能否", "可否", "可", "产品", "商品", "支持"];
const NAME_ENDS: &[&str] = &[
    "等级", "性能", "级别", "指数", "情况", "说明", "功能", "效果", "程度", "类型", "方式", "方法", "条件", "标准",
    "建议", "提示", "信息", "性",
];

/// What an attribute's name is about: `是否防水`, `防水等级` and `防水(主机)` are about the same. `name` is in its normal form.
pub(crate) fn about(name: &str) -> &str {
    let name = name.split(['(', '[', ':']).next().unwrap_or(name).trim();
    let enough = |rest: &&str| rest.chars().count() > 1;
    let front = |name: &'_ str| NAME_FRONTS.iter().find(|front| name.starts_with(**front)).map(|front| front.len());
    let end = |name: &'_ str| NAME_ENDS.iter().find(|end| name.ends_with(**end)).map(|end| end.len());
    let name = front(name).and_then(|width| name.get(width..)).filter(enough).unwrap_or(name);
    end(name).and_then(|width| name.get(..name.len() - width)).filter(enough).unwrap_or(name)
}

/// The parts of a value that say something of their own.
pub(crate) fn clauses(value: &str) -> impl Iterator<Item = &str> {
    let clauses = value.split([',', '，', ';', '；', '。', '!', '！', '\n', '|', '｜']);
    clauses.map(str::trim).filter(|clause| !clause.is_empty())
}

/// The sentences of a description that state something.
pub(crate) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let sentences = text.split_inclusive(['。', '!', '！', '\n', '?', '？', ';', '；']);
    sentences.filter(|one| !one.ends_with(['?', '？'])).map(|one| one.trim_end_matches(['。', '；', ';', '\n']).trim())
}

/// `是`, `支持`; `否`, `无`: what a value says that is nothing but a yes or a no.
pub(crate) fn yes_no(clause: &str) -> Option<bool> {
    let yes = [
        "是", "有", "支持", "可", "可以", "能", "√", "✓", "yes", "y", "true", "带", "含", "具备", "会", "是的", "有的",
        "含有",
    ];
    let no = [
        "否",
        "无",
        "没有",
        "不支持",
        "不",
        "不可",
        "不可以",
        "不能",
        "×",
        "x",
        "no",
        "n",
        "false",
        "不带",
        "不含",
        "未添加",
        "0",
        "零添加",
        "不会",
        "未检出",
        "不是",
        "不具备",
        "不含有",
        "无添加",
        "0添加",
        "不适用",
        "不易",
    ];
    let clause = clause.trim();
    if yes.contains(&clause) {
        return Some(true);
    }
    no.contains(&clause).then_some(false)
}

/// How a clause speaks of a word in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    Plain,
    Denied,
    /// With a condition, or in part.
    Conditional,
}

/// What makes a statement one of some cases only.
const CONDITIONS: &[&str] = &[
    "轻微",
    "略",
    "稍",
    "少量",
    "少许",
    "偶尔",
    "可能",
    "或许",
    "慎用",
    "慎食",
    "谨慎",
    "遵医嘱",
    "医嘱",
    "医生",
    "酌情",
    "视情况",
    "因人而异",
    "部分",
    "局部",
    "仅限",
    "短时",
    "低温",
    "适量",
    "微量",
    "痕量",
    "同线",
    "生产线",
    "同一生产",
    "共用",
    "个别",
    "未做",
    "未经",
    "测试后",
    "试用后",
    "先做",
    "以下使用",
    "监护",
    "陪同",
    "指导下",
    "不完全",
    "不建议长",
    "如需",
    "款可",
    "款支持",
    "版支持",
    "选配",
    "另购",
    "需另",
    "另配",
];

/// How a clause speaks of the words from `start` to `end`.
pub(crate) fn tone(clause: &str, start: usize, end: usize) -> Tone {
    let before = clause.get(..start).unwrap_or_default();
    let word = clause.get(start..end).unwrap_or_default();
    if takes_out(clause, start, end) {
        return Tone::Denied;
    }
    let aside = aside(clause, end);
    let behind = clause.get(end..aside.start).unwrap_or_default();
    if holds(clause.get(..aside.start).unwrap_or_default(), CONDITIONS)
        || holds(clause.get(aside.end..).unwrap_or_default(), CONDITIONS)
    {
        return Tone::Conditional;
    }
    let denied_behind = [
        "禁",
        "不宜",
        "不可",
        "不能",
        "不适",
        "勿",
        "忌",
        "不得",
        "不建议",
        "避免",
        "不推荐",
        "不支持",
        "为0",
        "未检出",
        "不存在",
        "不明显",
        ":否",
        ":无",
    ];
    if is_denied(before, word) || holds(behind, &denied_behind) || far_denied(before) {
        return Tone::Denied;
    }
    Tone::Plain
}

/// What a clause takes out of what it says: the `敏感肌` of `除敏感肌外的各类肤质` and of `所有肤质(敏感肌除外)`.
fn exception(clause: &str) -> Option<Range<usize>> {
    // `去除`, `除尘`, `除臭外层` take nothing out.
    let ends_it = |rest: &str| {
        rest.is_empty()
            || starts(rest, &["的", "均", "都", "其", "皆", "所", "任", "全", "各", "一", "可", "不", "也", ")", " "])
    };
    let outside = ["以外", "之外", "外"];
    let opened = clause.match_indices('除').find_map(|(at, _)| {
        let before = clause.get(..at).unwrap_or_default();
        let from = at + '除'.len_utf8();
        let rest = clause.get(from..)?;
        let closing = outside.iter().find_map(|word| {
            let closing = rest.find(word)?;
            ends_it(rest.get(closing + word.len()..)?).then_some(closing)
        })?;
        let whole = !ends(before, &["去", "清", "排", "解", "消", "扫", "免", "祛", "拆"]) && closing > 0;
        whole.then_some(from..from + closing)
    });
    opened.or_else(|| {
        let at = ["除外", "以外", "之外"].iter().find_map(|word| clause.find(word))?;
        let before = clause.get(..at)?;
        let from = before.rfind(['(', '[', ':', ' ']).map_or(0, |open| open + 1);
        Some(from..at)
    })
}

/// Whether a clause takes the words from `start` to `end` out of all that it speaks of.
pub(crate) fn takes_out(clause: &str, start: usize, end: usize) -> bool {
    let word = clause.get(start..end).unwrap_or_default();
    exception(clause).is_some_and(|out| out.start < end && start < out.end && !is_all(word))
}

/// Whether a word is for all, so that an exception is taken out of it.
fn is_all(word: &str) -> bool {
    starts(word, &["所有", "任何", "全", "各", "多数", "多种", "一般"])
}

/// A bracket behind a word that judges somebody else: `油性肌肤(敏感肌慎用)` says nothing of care to oily skin. Empty, at the end, where there is none.
fn aside(clause: &str, end: usize) -> Range<usize> {
    let none = clause.len()..clause.len();
    let Some(open) = clause.get(end..).and_then(|rest| rest.find('(')).map(|at| end + at) else { return none };
    let inside = clause.get(open + 1..).unwrap_or_default();
    let Some(close) = inside.find(')') else { return none };
    let inside = inside.get(..close).unwrap_or_default();
    let judges = ["慎用", "慎食", "不适合", "不适用", "不适宜", "禁用", "勿用", "不宜", "不可用", "不建议", "除外"];
    let somebody = judges.iter().any(|word| inside.find(word).is_some_and(|at| at > 0));
    if somebody { open..open + 1 + close + 1 } else { none }
}

/// Whether a prohibition at the beginning covers the whole clause: `不适合3岁以下儿童及孕妇`, `请勿长时间浸泡或机洗`.
fn far_denied(before: &str) -> bool {
    let denials = [
        "不适合",
        "不适宜",
        "不宜",
        "勿",
        "严禁",
        "禁止",
        "不得",
        "不建议",
        "不可",
        "不能",
        "不推荐",
        "禁用",
        "避免",
        "不含",
        "不添加",
        "未添加",
        "无添加",
        "0添加",
        "零添加",
        "不使用",
        "没有",
    ];
    let open = |denial: &&str| {
        let behind = before.rfind(*denial).and_then(|at| before.get(at + denial.len()..));
        behind.is_some_and(|behind| !holds(behind, &["可", "只", "仅", "但", "应", "请", "而", "含"]))
    };
    denials.iter().any(open)
}

/// Whether an attribute's name says for whom or what something is not: `不适宜人群`; with care: `慎用人群`.
pub(crate) fn tone_of_name(name: &str) -> Tone {
    if name.starts_with('慎') {
        return Tone::Conditional;
    }
    if starts(name, &["不适", "不宜", "禁", "忌", "不含", "不可", "不建议", "无添加"]) {
        Tone::Denied
    } else {
        Tone::Plain
    }
}

/// Whether an attribute with this name warns of allergens, or says what is added.
pub(crate) fn is_of_allergens(name: &str) -> bool {
    holds(name, &["过敏", "致敏", "警示", "提示", "注意", "添加", "口味", "材质", "面料"])
}

/// A figure in a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found<'t> {
    pub(crate) before: &'t str,
    /// In thousandths.
    pub(crate) milli: i64,
    pub(crate) behind: &'t str,
}

/// The figures of a clause. Both ends of a range have the unit behind it; what it is reckoned by (`0g/100g`, `每100g`) is none of them.
pub(crate) fn figures(clause: &str) -> Vec<Found<'_>> {
    let mut figures: Vec<Found<'_>> = Vec::new();
    let mut at = 0;
    while let Some(rest) = clause.get(at..).filter(|rest| !rest.is_empty()) {
        let width = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let Some(milli) = rest.get(..width).filter(|_| width > 0).and_then(thousandths) else {
            at += if width > 0 { width } else { rest.chars().next().map_or(1, char::len_utf8) };
            continue;
        };
        let before = clause.get(..at).unwrap_or_default();
        at += width;
        let behind = clause.get(at..).unwrap_or_default();
        let (milli, behind) = match behind.strip_prefix('万') {
            Some(behind) => (milli.saturating_mul(10_000), behind),
            None => (milli, behind),
        };
        let base = before.trim_end();
        if base.ends_with(['/', '每']) {
            continue;
        }
        let behind = behind.trim_start();
        let dashed = |one: &&mut Found<'_>| starts(one.behind, &["-", "~", "–", "—", "至", "到"]);
        if let Some(first) = figures.last_mut().filter(dashed)
            && base.ends_with(['-', '~', '–', '—', '至', '到'])
        {
            first.behind = behind;
        }
        figures.push(Found { before: base, milli, behind });
    }
    figures
}

/// A number in thousandths: `1.65` is 1650. What is finer is cut.
pub(crate) fn thousandths(number: &str) -> Option<i64> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let part: String = part.chars().filter(char::is_ascii_digit).chain("000".chars()).take(3).collect();
    let whole: i64 = whole.parse().ok().filter(|whole| *whole < 1_000_000_000_000)?;
    Some(whole * 1_000 + part.parse::<i64>().ok()?)
}

/// Whether a list says that it is not whole: `水、甘油等`.
pub(crate) fn is_open(list: &str) -> bool {
    ends(list.trim_end(), &["等", "等等", "…", "...", "等成分", "等辅料", "等配料"])
}

/// For whom a clause says that something is, by age in months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ages {
    pub(crate) from: u32,
    /// Not any more; none: without end.
    pub(crate) until: Option<u32>,
    /// It says for whom it is not.
    pub(crate) denied: bool,
    /// With care, or after asking a doctor.
    pub(crate) careful: bool,
}

impl Ages {
    pub(crate) fn holds(self, months: u32) -> bool {
        self.from <= months && self.until.is_none_or(|until| months < until)
    }
}

/// The ages that a clause is about, if it says so in figures or in words for ages.
pub(crate) fn ages_of(clause: &str) -> Option<Ages> {
    let careful = holds(clause, &["慎", "遵医嘱", "医生", "监护", "陪同", "指导", "咨询"]);
    let denied = !careful && (holds(clause, &["不", "禁", "勿", "忌", "避免"]) || exception(clause).is_some());
    let found = ages(clause);
    let (from, until) = match (found.as_slice(), found.last()) {
        ([(one, end)], _) => {
            let behind = clause.get(*end..).unwrap_or_default().trim_start();
            let over = ["以上", "及以上", "起", "+", "m+", "月+", "月以上", "以后", "后"]
                .iter()
                .any(|over| behind.starts_with(over));
            let under = ["以下", "以内", "及以下", "之前", "以前", "内"].iter().any(|under| behind.starts_with(under));
            let least =
                clause.contains('≥') || clause.contains(">=") || clause.contains("大于") || clause.contains("满");
            match (over || least, under) {
                (true, _) => (*one, None),
                (_, true) => (0, Some(*one)),
                _ => return None,
            }
        }
        ([(first, _), (_, _)], Some((last, end))) if first < last => {
            let unit = if clause.get(*end..).is_some_and(|rest| rest.starts_with('以')) { 0 } else { 1 };
            // `0-3岁` ends with the third birthday or with the fourth: what is beyond doubt counts.
            (*first, Some(last + unit))
        }
        _ => {
            let words = [
                ("新生儿", 0, Some(36)),
                ("初生", 0, Some(36)),
                ("全年龄", 0, None),
                ("成人", 216, None),
                ("成年人", 216, None),
                ("中老年", 480, None),
            ];
            let (_, from, until) = *words.iter().find(|(word, ..)| clause.contains(word))?;
            if holds(clause, &["儿童", "小孩", "孩子", "宝宝", "婴", "幼"]) {
                return None;
            }
            (from, until)
        }
    };
    Some(Ages { from, until, denied, careful })
}

/// Whether a clause is about children without saying how old they are.
pub(crate) fn names_children(clause: &str) -> bool {
    holds(clause, &["婴", "幼儿", "宝宝", "新生儿", "儿童", "小孩", "孩子", "小朋友"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_about_something() {
        for (name, expect) in [
            ("是否防水", "防水"),
            ("防水等级", "防水"),
            ("防水性能", "防水"),
            ("防水(主机)", "防水"),
            ("洗涤说明", "洗涤"),
            ("储存方法", "储存"),
            ("弹性", "弹性"),
            ("厚度", "厚度"),
            ("配料", "配料"),
            ("产品重量", "重量"),
            ("", ""),
        ] {
            assert_eq!(about(name), expect, "{name}");
        }
    }

    #[test]
    fn the_tone_of_a_word() {
        for (clause, word, expect) in [
            ("不可机洗", "机洗", Tone::Denied),
            ("翻面机洗", "机洗", Tone::Plain),
            ("不含酒精", "酒精", Tone::Denied),
            ("含酒精", "酒精", Tone::Plain),
            ("孕妇慎用", "孕妇", Tone::Conditional),
            ("孕妇禁用", "孕妇", Tone::Denied),
            ("孕妇及婴幼儿不宜食用", "孕妇", Tone::Denied),
            ("轻微起球", "起球", Tone::Conditional),
            ("请勿长时间浸泡或机洗", "机洗", Tone::Denied),
            ("0添加防腐剂", "防腐剂", Tone::Denied),
            ("同一生产线加工花生", "花生", Tone::Conditional),
            ("不含酒精和香精", "香精", Tone::Denied),
            ("不可装碳酸饮料", "碳酸饮料", Tone::Denied),
            ("不可机洗可手洗", "手洗", Tone::Plain),
            ("除敏感肌外的各类肤质", "敏感肌", Tone::Denied),
            ("除敏感肌外的各类肤质", "各类肤质", Tone::Plain),
            ("除孕妇、儿童外均可食用", "儿童", Tone::Denied),
            ("除油皮以外都可以", "油皮", Tone::Denied),
            ("除了敏感肌之外的肌肤", "敏感肌", Tone::Denied),
            ("所有肤质(敏感肌除外)", "敏感肌", Tone::Denied),
            ("所有肤质(敏感肌除外)", "所有肤质", Tone::Plain),
            ("敏感肌以外的肤质", "敏感肌", Tone::Denied),
            ("非敏感肌", "敏感肌", Tone::Denied),
            ("油性肌肤(敏感肌慎用)", "油性", Tone::Plain),
            ("油性肌肤(敏感肌慎用)", "敏感肌", Tone::Conditional),
            ("混合肌(敏感肌不适用)", "混合", Tone::Plain),
            ("去除油皮外层油脂", "油皮", Tone::Plain),
            ("机洗(慎用)", "机洗", Tone::Conditional),
        ] {
            let at = clause.find(word).unwrap();
            assert_eq!(tone(clause, at, at + word.len()), expect, "{clause}");
        }
    }

    #[test]
    fn figures_of_a_value() {
        for (clause, expect) in [
            ("0g/100g", &[(0, "g/100g")][..]),
            ("每100g含糖3.6g", &[(3_600, "g")]),
            ("18–38分贝", &[(18_000, "分贝"), (38_000, "分贝")]),
            ("ipx7", &[(7_000, "")]),
            ("2万毫安", &[(20_000_000, "毫安")]),
            ("20000mah", &[(20_000_000, "mah")]),
            ("1.5 匹", &[(1_500, "匹")]),
            ("常规", &[]),
            ("...", &[]),
        ] {
            let found: Vec<(i64, &str)> = figures(clause).into_iter().map(|one| (one.milli, one.behind)).collect();
            assert_eq!(found, expect, "{clause}");
        }
    }

    #[test]
    fn for_whom_by_age() {
        let of = |from, until| Some(Ages { from, until, denied: false, careful: false });
        for (clause, expect) in [
            ("3岁以上", of(36, None)),
            ("6个月以上", of(6, None)),
            ("36个月+", of(36, None)),
            ("6m+", of(6, None)),
            ("0-3岁", of(0, Some(37))),
            ("6-12个月", of(6, Some(13))),
            ("≥3岁", of(36, None)),
            ("成人", of(216, None)),
            ("成人及儿童", None),
            ("3岁", None),
            ("一般人群", None),
            ("3岁以下不宜", Some(Ages { from: 0, until: Some(36), denied: true, careful: false })),
            ("14岁以下慎用", Some(Ages { from: 0, until: Some(168), denied: false, careful: true })),
        ] {
            assert_eq!(ages_of(clause), expect, "{clause}");
        }
    }
}
