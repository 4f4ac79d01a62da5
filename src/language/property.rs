//! How buyers ask about a property of goods: the forms of such a question around the word for it, what denies the word, and ages.

use std::ops::Range;

use crate::text::numeral::{digit, number, unit};
use crate::text::{ends, holds, starts};

/// That a thing is not so, where nobody has written it: `不起球`.
pub(crate) fn contrary(name: &str) -> String {
    format!("不{name}")
}

/// What a form of a word says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    /// The word: whether it is asked stands around it.
    Word,
    /// The word behind an adverb, which another word could go on from: `太薄` in `太薄荷`.
    Open,
    /// The word in a question: `厚不厚`, `多厚`, `厚吗`.
    Asked,
    /// The word with a `不` that asks where the clause ends: `厚不`.
    Ending,
}

/// What a word of one character is asked with. Alone it stands in too many others.
const BEFORE_ONE: &[(&str, Form)] = &[
    ("会", Form::Open),
    ("太", Form::Open),
    ("很", Form::Open),
    ("偏", Form::Open),
    ("好", Form::Open),
    ("挺", Form::Open),
    ("够", Form::Open),
    ("有点", Form::Open),
    ("特别", Form::Open),
    ("比较", Form::Open),
    ("更", Form::Open),
    ("最", Form::Open),
    ("哪个", Form::Open),
    ("哪款", Form::Open),
    ("哪种", Form::Open),
    ("哪件", Form::Open),
    ("哪条", Form::Open),
    ("哪样", Form::Open),
    ("是不是", Form::Open),
    ("多", Form::Open),
];
const BEHIND_ONE: &[(&str, Form)] = &[
    ("吗", Form::Asked),
    ("么", Form::Asked),
    ("嘛", Form::Asked),
    ("吧", Form::Asked),
    ("不", Form::Ending),
    ("没", Form::Ending),
    ("的吗", Form::Asked),
    ("的不", Form::Ending),
    ("呢", Form::Ending),
    ("还是", Form::Asked),
];

/// The forms in which a word is looked for.
pub(crate) fn forms(word: &str) -> Vec<(String, Form)> {
    let mut forms = Vec::new();
    if word.chars().nth(1).is_some() {
        return vec![(word.to_owned(), Form::Word)];
    }
    forms.push((format!("{word}不{word}"), Form::Asked));
    forms.extend(BEFORE_ONE.iter().map(|(before, form)| (format!("{before}{word}"), *form)));
    forms.extend(BEHIND_ONE.iter().map(|(behind, form)| (format!("{word}{behind}"), *form)));
    forms
}

/// The word of a form without what asks with it: `辣` of `更辣`, `厚` of `厚不厚`.
pub(crate) fn bare_word(form: &str) -> &str {
    let word = BEFORE_ONE.iter().filter_map(|(before, _)| form.strip_prefix(before)).min_by_key(|word| word.len());
    let word = word.filter(|word| !word.is_empty()).unwrap_or(form);
    let first = word.chars().next().map_or(0, char::len_utf8);
    match word.get(first..) {
        Some(rest) if rest.starts_with(['不', '没', '吗', '么', '嘛', '吧', '呢']) => {
            word.get(..first).unwrap_or(word)
        }
        _ => word,
    }
}

/// The whole of a question that names both sides around a word of several characters: `起不起球`, `有没有香味`, `掉色不掉色`.
pub(crate) fn doubled(text: &str, hit: &Range<usize>) -> Option<Range<usize>> {
    let word = text.get(hit.clone())?;
    let first = word.chars().next()?;
    let before = text.get(..hit.start)?;
    if let Some(rest) = before.strip_suffix(['不', '没']).and_then(|rest| rest.strip_suffix(first)) {
        return Some(rest.len()..hit.end);
    }
    let behind = text.get(hit.end..)?;
    let rest = behind.strip_prefix(['不', '没'])?.strip_prefix(word)?;
    Some(hit.start..text.len() - rest.len())
}

/// Whether a form asks by naming both sides (`厚不厚`), so that nothing before it denies it.
pub(crate) fn is_doubled(form: &str) -> bool {
    form.chars().skip(1).any(|c| matches!(c, '不' | '没'))
}

/// Whether a clause ends with `c`.
fn is_mark(c: char) -> bool {
    matches!(c, ',' | '.' | '!' | ';' | '?' | '\n' | ' ')
}

/// The clause around `hit`, before and behind it, and whether a question mark ends it.
fn around<'t>(text: &'t str, hit: &Range<usize>) -> (&'t str, &'t str, bool) {
    let before = text.get(..hit.start).unwrap_or_default();
    let behind = text.get(hit.end..).unwrap_or_default();
    let before = before.rsplit(is_mark).next().unwrap_or_default();
    let end = behind.find(is_mark).unwrap_or(behind.len());
    let rest = behind.get(end..).unwrap_or_default();
    (before, behind.get(..end).unwrap_or_default(), rest.trim_start().starts_with('?'))
}

/// Whether it happened already: `起球了`, `缩水得厉害`. `加糖了没有` asks.
pub(crate) fn happened(text: &str, hit: &Range<usize>) -> bool {
    let (before, behind, _) = around(text, hit);
    let done = starts(behind, &["了", "得厉害", "得很", "成这", "过", "严重了", "的要", "死了"]);
    done && !starts(behind, &["了没", "了吗", "了么"]) && !holds(before, &["会", "能", "可以", "要"])
}

/// Whether the clause asks something else of the word: why it is so, what becomes of it, what it costs (`掉色能退吗`, `烘干机有货吗`).
pub(crate) fn is_told(text: &str, hit: &Range<usize>) -> bool {
    let (before, behind, _) = around(text, hit);
    let wondering = ["怎么", "为什么", "为啥", "咋", "居然", "竟然", "已经", "一洗就", "穿一次就", "一次就", "还是"];
    let wondered = holds(before, &wondering) && !holds(before, &["怎么样", "会不会", "是不是"]);
    let after = [
        "退货",
        "退款",
        "能退",
        "包退",
        "可以退",
        "给退",
        "退吗",
        "要退",
        "退掉",
        "退换",
        "想退",
        "退不",
        "赔",
        "怎么办",
        "咋办",
        "怎么处理",
        "能换",
        "差评",
        "投诉",
        "怎么洗掉",
        "怎么去",
    ];
    let trade = [
        "有货",
        "多少钱",
        "怎么卖",
        "发货",
        "包邮",
        "优惠",
        "有现货",
        "什么价",
        "补货",
        "有几",
        "几个",
        "有赠品",
        "上架",
    ];
    // What stands behind the end of this question is another one.
    let own = behind.split('吗').next().unwrap_or_default();
    // `淡斑精华有吗` asks for an essence, `甲醛有吗` for what it says.
    let ware = ["有吗", "有没有", "有么", "还有吗", "有没", "有木有"].iter().find_map(|ends| behind.strip_suffix(ends));
    let ware = ware.is_some_and(|ware| !ware.is_empty() && !starts(ware, &["这", "它", "那", "的"]));
    wondered || ware || holds(behind, &after) || holds(own, &trade)
}

/// Whether the clause asks whether it is so, or fears it. What is nothing but the word asks too.
pub(crate) fn is_asked(text: &str, hit: &Range<usize>) -> bool {
    let (before, behind, marked) = around(text, hit);
    let word = text.get(hit.clone()).unwrap_or_default();
    let clause = text.get(hit.start - before.len()..hit.end + behind.len()).unwrap_or_default();
    if marked || word.starts_with(['多', '哪']) || names_both(clause) {
        return true;
    }
    let asked_behind = [
        "吗",
        "么",
        "嘛",
        "吧",
        "否",
        "呢",
        "怎么样",
        "咋样",
        "如何",
        "多少",
        "多大",
        "多重",
        "几",
        "不行",
        "可以不",
        "好不好",
        "严重",
        "厉害",
        "行不",
        "能行",
        "还是",
        "没有",
        "哇",
        "咩",
        "伐",
        "不啦",
        "不啊",
        "不呀",
        "不呢",
        "没啊",
    ];
    if holds(behind, &asked_behind) || ends(behind, &["不", "没", "不的", "没得"]) {
        return true;
    }
    let asked_before = [
        "会不会",
        "能不能",
        "可不可以",
        "是不是",
        "有没有",
        "是否",
        "能否",
        "可否",
        "要不要",
        "需不需要",
        "用不用",
        "容不容易",
        "含不含",
        "带不带",
        "支不支持",
        "怕",
        "担心",
        "听说",
        "有人说",
        "都说",
        "网上说",
        "评论说",
        "请问",
        "想问",
        "问一下",
        "问下",
        "可以",
        "能",
        "多少",
        "多大",
        "算不算",
        "有木有",
        "有无",
        "咋样",
        "哪",
        "何者",
        "谁",
    ];
    if holds(before, &asked_before) {
        return true;
    }
    is_bare(before) && is_bare(behind)
}

/// Whether a text has both sides of a question: `大不大`, `有没有`.
fn names_both(text: &str) -> bool {
    let (mut first, mut second) = (' ', ' ');
    text.chars().any(|c| {
        let both = matches!(second, '不' | '没') && first == c && c.is_alphanumeric();
        (first, second) = (second, c);
        both
    })
}

/// Whether what stands beside the word says nothing.
fn is_bare(text: &str) -> bool {
    let mut rest = text;
    'more: while !rest.is_empty() {
        for word in [
            "这个", "这款", "这件", "它", "那个", "这", "那", "会", "容易", "有", "是", "支持", "的", "呀", "啊",
            "请问", "亲", "你好",
        ] {
            if let Some(left) = rest.strip_prefix(word) {
                rest = left;
                continue 'more;
            }
        }
        return false;
    }
    true
}

/// Whether another word may go on behind a form that is open: `太薄` in `太薄荷`.
pub(crate) fn goes_on(text: &str, hit: &Range<usize>) -> bool {
    let behind = text.get(hit.end..).unwrap_or_default();
    let next = behind.chars().next();
    next.is_some_and(|c| {
        !is_mark(c) && !matches!(c, '吗' | '么' | '嘛' | '不' | '没' | '吧' | '呢' | '啊' | '呀' | '的' | '还' | '哦')
    })
}

/// Whether the clause ends behind the form, but for a particle.
pub(crate) fn ends_clause(text: &str, hit: &Range<usize>) -> bool {
    let behind =
        text.get(hit.end..).unwrap_or_default().trim_start_matches(['啊', '呀', '呢', '的', '哦', '亲', '了', '啦']);
    behind.chars().next().is_none_or(is_mark)
}

/// What may stand between a denial and what it denies.
const BETWEEN: &[&str] = &[
    "太", "怎么", "容易", "易", "会", "能", "可以", "是", "含有", "含", "带", "有", "添加", "添", "放", "加", "要",
    "需要", "用", "那么", "这么", "特别", "很", "够", "得", "大", "轻易", "随便", "应该", "存在", "可", "宜", "建议",
    "支持", "适合", "直接", "高温", "任何", "额外", "使用", "做", "再", "另外",
];
const DENIALS: &[&str] =
    &["不", "没", "无", "别", "非", "未", "零", "0", "免", "勿", "禁止", "禁", "避免", "忌", "防", "抗", "莫"];

/// Whether the words before deny what begins with `word`, and do not ask it in the form `能不能`.
pub(crate) fn is_denied(before: &str, word: &str) -> bool {
    let mut before = before;
    // What stands behind the denial, outermost last: it asks when it repeats what stands before.
    let mut behind: &str = word;
    for _ in 0..6 {
        if let Some(rest) = DENIALS.iter().find_map(|denial| before.strip_suffix(denial)) {
            let repeated = rest.chars().next_back().zip(behind.chars().next());
            let asks = before.ends_with(['不', '没']) && repeated.is_some_and(|(one, other)| one == other);
            let number = before.ends_with('0') && rest.ends_with(|c: char| c.is_ascii_digit() || c == '.');
            return !asks && !number;
        }
        let Some(between) = BETWEEN.iter().filter(|between| before.ends_with(**between)).max_by_key(|word| word.len())
        else {
            return false;
        };
        behind = between;
        before = before.strip_suffix(between).unwrap_or_default();
    }
    false
}

/// Whether the words behind deny all of it: `香精一点都没有吧`. `加了香精没有` asks.
pub(crate) fn is_denied_behind(behind: &str) -> bool {
    let behind = behind.trim_start_matches(['儿', '的']);
    let all =
        ["一点都", "一点也", "一点儿都", "半点都", "半点也", "丝毫", "完全", "压根", "根本", "一点", "都", "也", "全"];
    let rest = all.iter().find_map(|word| behind.strip_prefix(word));
    rest.is_some_and(|rest| starts(rest, &["不", "没", "无", "未"]) && !starts(rest, &["不错", "没关系", "没事"]))
}

/// What fears the contrary of what suits: `孕妇用有影响吗`.
const FEARS: &[&str] = &[
    "影响",
    "有事",
    "慎用",
    "禁用",
    "忌",
    "碍事",
    "打紧",
    "要紧",
    "刺激",
    "有毒",
    "冲突",
    "升糖",
    "误食",
    "刺不刺激",
    "闷不闷",
    "闷",
    "腻",
    "拔干",
];

/// Whether what stands with a word asks that it is so: the first of `words` behind it, else before. A denial and a fear ask the contrary.
pub(crate) fn affirms<'w>(text: &str, span: &Range<usize>, words: impl Iterator<Item = &'w str>, fears: bool) -> bool {
    let mut found: Option<(bool, usize, &str)> = None;
    for word in words {
        let behind = text.get(span.end..).and_then(|rest| rest.find(word)).map(|at| (false, span.end + at, word));
        let hit = behind.or_else(|| text.get(..span.start)?.rfind(word).map(|at| (true, at, word)));
        let Some(hit) = hit else { continue };
        let better = |known: &(bool, usize, &str)| {
            (hit.0, hit.1, usize::MAX - word.len()) < (known.0, known.1, usize::MAX - known.2.len())
        };
        if found.as_ref().is_none_or(better) {
            found = Some(hit);
        }
    }
    let Some((_, at, word)) = found else { return true };
    let before = text.get(..at).unwrap_or_default();
    let behind = text.get(at + word.len()..).unwrap_or_default();
    let denied = is_denied(before, word) || (word.ends_with('不') && starts(behind, &["得", "了"]));
    denied == (fears && FEARS.contains(&word))
}

/// The first age that a text names, in months: `两岁`, `8个月`, `一岁半`.
pub(crate) fn age(text: &str) -> Option<u32> {
    let born = holds(text, &["新生儿", "刚出生", "初生儿", "刚生下来"]).then_some(0);
    ages(text).first().map(|(months, _)| *months).or(born)
}

/// Whether a word counts ages, and says nothing without a number.
pub(crate) fn is_unit_of_age(word: &str) -> bool {
    matches!(word, "岁" | "周岁" | "个月" | "个多月" | "月龄")
}

/// The ages that a text names, in months, each with the byte behind it. Of a range, `0-3岁`, both ends.
pub(crate) fn ages(text: &str) -> Vec<(u32, usize)> {
    let mut ages = Vec::new();
    let mut waiting: Option<u32> = None;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let width = rest
            .chars()
            .take_while(|c| c.is_ascii_digit() || digit(*c).is_some() || unit(*c).is_some())
            .map(char::len_utf8)
            .sum::<usize>();
        if width == 0 {
            if !starts(rest, &["-", "~", "至", "到", "–", "—"]) {
                waiting = None;
            }
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let number = rest.get(..width).and_then(number).and_then(|number| u32::try_from(number).ok());
        at += width;
        let rest = text.get(at..).unwrap_or_default();
        // `3 岁以上`: a space before the unit is none between numbers.
        let behind = rest.trim_start_matches(' ');
        let Some(number) = number.filter(|number| *number <= 1_200) else { continue };
        let unit = [
            ("周岁", 12),
            ("岁", 12),
            ("个多月", 1),
            ("个半月", 1),
            ("个月", 1),
            ("月龄", 1),
            ("m+", 1),
            ("月+", 1),
            ("月以上", 1),
        ];
        match unit.iter().find(|(unit, _)| behind.starts_with(unit)) {
            Some((unit, months)) => {
                at += rest.len() - behind.len();
                let behind_unit = behind.strip_prefix(unit).unwrap_or_default();
                let half = if *months == 12 && behind_unit.starts_with('半') { 6 } else { 0 };
                ages.extend(waiting.take().map(|first| (first * months, at)));
                let end = if matches!(*unit, "m+" | "月+" | "月以上") { at } else { at + unit.len() };
                ages.push((number * months + half, end));
                at += unit.len();
            }
            None => waiting = Some(number),
        }
    }
    ages
}

/// Whether a word denies what stands behind its beginning: `不透`, `防水`.
pub(crate) fn denies(word: &str) -> bool {
    word.starts_with(['不', '无', '非', '未', '防'])
}

/// What an allergy to something is called.
pub(crate) fn allergy_to(allergen: &str) -> String {
    format!("{allergen}过敏")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_denial_stands_before_the_word() {
        for (text, word, expect) in [
            ("不会掉色吧", "掉色", true),
            ("会不会掉色", "掉色", false),
            ("不含酒精", "酒精", true),
            ("含不含酒精", "酒精", false),
            ("能不能机洗", "机洗", false),
            ("可不可以机洗", "机洗", false),
            ("可以机洗", "机洗", false),
            ("不太容易起球", "起球", true),
            ("是不是不透", "透", true),
            ("有没有香味", "香味", false),
            ("没有香味", "香味", true),
            ("抗起球", "起球", true),
            ("10糖", "糖", false),
            ("0糖", "糖", true),
            ("未添加香精", "加香精", true),
        ] {
            let before = text.split(word).next().unwrap();
            assert_eq!(is_denied(before, word), expect, "{text}");
        }
    }

    #[test]
    fn ages_in_months() {
        for (text, expect) in [
            ("我家娃两岁能用吗", &[24][..]),
            ("8个月可以吃吗", &[8]),
            ("一岁半", &[18]),
            ("3岁以上", &[36]),
            ("0-3岁", &[0, 36]),
            ("6-12个月", &[6, 12]),
            ("36个月+", &[36]),
            ("3 岁以上", &[36]),
            ("0-3 岁", &[0, 36]),
            ("6m+", &[6]),
            ("十个月大", &[10]),
            ("4个半月", &[4]),
            ("买了3件", &[]),
            ("2026年3月", &[]),
            ("9999999999999岁", &[]),
        ] {
            let found: Vec<u32> = ages(text).into_iter().map(|(months, _)| months).collect();
            assert_eq!(found, expect, "{text}");
        }
    }

    #[test]
    fn what_happened_is_not_asked() {
        for (text, word, told) in [
            ("起球了怎么办", "起球", true),
            ("洗一次就掉色了", "掉色", true),
            ("掉色能退吗", "掉色", true),
            ("怎么起球这么厉害", "起球", true),
            ("会起球吗", "起球", false),
            ("加糖了没有", "加糖", false),
            ("烘干机有货吗", "烘干", true),
            ("起球吗多少钱", "起球", false),
            ("穿久了会起球吗", "起球", false),
        ] {
            let at = text.find(word).unwrap();
            let hit = at..at + word.len();
            assert_eq!(happened(text, &hit) || is_told(text, &hit), told, "{text}");
        }
    }
}
