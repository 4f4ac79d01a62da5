//! Which of several goods is asked for, and by what: `哪样放得久`, `何者更重`; and how pages say how long, how much and since when.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::numeral::number;
use crate::text::{holds, starts};

/// By what goods can be held side by side beside their properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scale {
    /// How long it keeps.
    Keeps,
    /// How much there is of it.
    Amount,
    Weight,
    /// Since when it is made.
    New,
    Price,
}

/// How a scale is asked for, and whether the most of it is meant.
const SCALES: &[(Scale, bool, &[&str])] = &[
    (
        Scale::Keeps,
        true,
        &[
            "放得久",
            "放的久",
            "放得住",
            "放得长",
            "保质期长",
            "保质期更长",
            "保质期久",
            "耐放",
            "存得久",
            "久放",
            "放更久",
            "保存得久",
            "保存久",
            "保存更久",
            "放久",
        ],
    ),
    (Scale::Keeps, false, &["保质期短", "保质期更短", "先过期", "先到期", "早过期", "坏得快", "放不久", "容易坏"]),
    (Scale::New, true, &["最新款", "新款", "更新款", "最新的", "新出的", "上市晚", "上市最晚", "刚上", "新上", "最新"]),
    (Scale::New, false, &["老款", "旧款", "上市早", "最老"]),
    (
        Scale::Amount,
        true,
        &[
            "装得多",
            "装的多",
            "分量足",
            "量多",
            "量大",
            "更大",
            "大些",
            "大一点",
            "大点",
            "份量足",
            "容量大",
            "更多",
            "含量多",
            "最大",
            "耐用些",
            "大瓶",
        ],
    ),
    (Scale::Amount, false, &["装得少", "量少", "更小", "小些", "小一点", "容量小", "最小"]),
    (Scale::Weight, true, &["更重", "重些", "重一点", "重点", "最重", "沉"]),
    (Scale::Weight, false, &["更轻", "轻些", "轻一点", "最轻", "轻便"]),
    (Scale::Price, true, &["更贵", "贵些", "贵一点", "贵点", "最贵", "顶贵"]),
    (Scale::Price, false, &["便宜", "更平", "划得来"]),
];

/// The same behind what chooses: `哪个大`, `哪瓶重`.
const BARE: &[(Scale, bool, &[&str])] = &[
    (Scale::Amount, true, &["大", "多"]),
    (Scale::Amount, false, &["小", "少"]),
    (Scale::Weight, true, &["重"]),
    (Scale::Weight, false, &["轻"]),
    (Scale::Price, true, &["贵"]),
    (Scale::New, true, &["新"]),
];

static CHOOSES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let kind = "一?(?:个|款|条|件|双|种|样|瓶|罐|盒|袋|包|支|只|套|把|台|顶|款式|边)";
    Regex::new(&format!("哪{kind}|何者|谁(?:更|最|要)|孰|[^对]比[^较如例赛起].*(?:吗|么|嘛|不|吧|[?])")).ok()
});

/// What asks for a place, a carrier or a trade, and not which of the goods.
const OTHERS: &[&str] =
    &["发货", "先发", "有货", "先到", "退", "快递", "用券", "优惠", "活动", "包邮", "什么时候", "几号", "赠", "保修"];

/// Whether a text asks which of several it is.
pub(crate) fn chooses(text: &str) -> bool {
    CHOOSES.as_ref().is_some_and(|chooses| chooses.is_match(text)) && !holds(text, OTHERS)
}

/// Whether it asks for an option of one product and of no other: `哪个颜色`.
pub(crate) fn chooses_option(text: &str) -> bool {
    ["哪个", "哪种", "哪款", "哪一个"].iter().any(|which| {
        text.split_once(which)
            .is_some_and(|(_, rest)| starts(rest, &["颜色", "色", "码", "尺码", "口味", "味", "规格", "号"]))
    })
}

/// Whether it holds something beside what is looked at: `跟裙子比`, `这个和睡衣`.
pub(crate) fn holds_beside(text: &str) -> bool {
    holds(text, &["和", "跟", "与", "同", "比", "vs", "还是", "、"])
}

/// By which scale a text chooses, and whether it means the most.
pub(crate) fn scale(text: &str) -> Option<(Scale, bool)> {
    let plain = text.replace(['最', '更'], "");
    let said = SCALES.iter().find(|(.., words)| holds(text, words) || holds(&plain, words));
    let behind = || {
        let found = CHOOSES.as_ref()?.find(text)?;
        let rest = text.get(found.end()..)?.trim_start_matches(['更', '最', '比', '较', '要', '会', '顶']);
        BARE.iter().find(|(.., words)| {
            words.iter().any(|word| rest.strip_prefix(word).is_some_and(|left| left.is_empty() || starts(left, ENDS)))
        })
    };
    said.or_else(behind).map(|(scale, most, _)| (*scale, *most))
}

/// What may stand behind a word that ends the question.
const ENDS: &[&str] = &["一", "些", "点", "的", "?", "呢", "啊", "呀", "吗", ",", " ", "哦", "嘛"];

/// The parts of a text that name different goods.
pub(crate) fn parts(text: &str) -> impl Iterator<Item = &str> {
    let text = text.split("还是").flat_map(|part| part.split("vs"));
    let parts =
        text.flat_map(|part| part.split([' ', '和', '跟', '与', '同', '比', '、', ',', '+', ';', '.', '?', '及']));
    parts.map(str::trim).filter(|part| part.chars().count() > 1)
}

/// The first figure of a text and what stands behind it.
fn figure(text: &str) -> Option<(i64, &str)> {
    let at = text.find(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十半".contains(c))?;
    let rest = text.get(at..)?;
    let arabic = rest.starts_with(|c: char| c.is_ascii_digit());
    let inside = |c: char| {
        if arabic { c.is_ascii_digit() || c == '.' } else { "一二两三四五六七八九十百半".contains(c) }
    };
    let width = rest.find(|c: char| !inside(c)).unwrap_or(rest.len());
    let (digits, behind) = (rest.get(..width)?, rest.get(width..)?.trim_start());
    let value = match digits {
        "半" => 500,
        _ if arabic => crate::language::attribute::thousandths(digits)?,
        _ => i64::try_from(number(digits)?).ok()?.checked_mul(1_000)?,
    };
    Some((value, behind))
}

/// So many days, in thousandths: `8个月`, `3年`, `180天`.
pub(crate) fn days(value: &str) -> Option<i64> {
    let (number, unit) = figure(value)?;
    let units = [("年", 365), ("周年", 365), ("个月", 30), ("月", 30), ("周", 7), ("星期", 7), ("天", 1), ("日", 1)];
    let (_, days) = units.iter().find(|(name, _)| unit.starts_with(name))?;
    number.checked_mul(*days)
}

/// What an amount counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Grams,
    Millilitres,
}

/// How much it is, in thousandths of a gram or a millilitre: `189克（9克×21丸）/罐`, `250ml`.
pub(crate) fn amount(value: &str) -> Option<(Unit, i64)> {
    let value = value.to_lowercase();
    let (number, unit) = figure(&value)?;
    let units = [
        ("千克", Unit::Grams, 1_000),
        ("公斤", Unit::Grams, 1_000),
        ("kg", Unit::Grams, 1_000),
        ("斤", Unit::Grams, 500),
        ("克", Unit::Grams, 1),
        ("g", Unit::Grams, 1),
        ("毫升", Unit::Millilitres, 1),
        ("ml", Unit::Millilitres, 1),
        ("升", Unit::Millilitres, 1_000),
        ("l", Unit::Millilitres, 1_000),
    ];
    let (_, unit, times) = units.iter().find(|(name, ..)| unit.starts_with(name))?;
    Some((*unit, number.checked_mul(*times)?))
}

/// When something came out, as a number that grows with time: `2026年秋季`, `2025年3月`.
pub(crate) fn season(value: &str) -> Option<i64> {
    let at = value.find("20")?;
    let year: i64 = value.get(at..at + 4)?.parse().ok()?;
    let rest = value.get(at + 4..)?;
    let quarter = [("春", 2), ("夏", 5), ("秋", 8), ("冬", 11)].iter().find(|(name, _)| rest.contains(name));
    let month = || figure(rest).filter(|(_, behind)| behind.starts_with('月')).map(|(number, _)| number / 1_000);
    Some(year * 12 + quarter.map(|(_, month)| *month).or_else(month).unwrap_or(6))
}

/// Whether an attribute of this name is about a scale.
pub(crate) fn is_about(scale: Scale, name: &str) -> bool {
    match scale {
        Scale::Keeps => holds(name, &["保质期", "保存期", "赏味期", "有效期"]),
        Scale::Amount => holds(name, &["净含量", "容量", "净重", "规格", "含量"]),
        Scale::Weight => holds(name, &["净重", "重量", "净含量", "克重", "毛重"]),
        Scale::New => holds(name, &["上市", "年份", "新品"]),
        Scale::Price => false,
    }
}

/// What a scale is called, and what is said to be the case of the one that wins by it.
pub(crate) fn called(scale: Scale, most: bool) -> (&'static str, &'static str) {
    match (scale, most) {
        (Scale::Keeps, true) => ("保质期", "保质期更长的"),
        (Scale::Keeps, false) => ("保质期", "保质期更短的"),
        (Scale::Amount, true) => ("分量", "分量更多的"),
        (Scale::Amount, false) => ("分量", "分量更少的"),
        (Scale::Weight, true) => ("重量", "更重的"),
        (Scale::Weight, false) => ("重量", "更轻的"),
        (Scale::New, true) => ("上市时间", "更新的"),
        (Scale::New, false) => ("上市时间", "上市更早的"),
        (Scale::Price, true) => ("价格", "更贵的"),
        (Scale::Price, false) => ("价格", "更便宜的"),
    }
}

/// What is said of those that are level: `都可以机洗`.
pub(crate) fn all_are(is: &str) -> String {
    format!("都{is}")
}

/// What is said of the one that has most of a property: `可以机洗的`, and by degrees `更辣的`.
pub(crate) fn that_is(is: &str, word: Option<&str>) -> String {
    match word {
        Some(word) => format!("更{word}的"),
        None => format!("{}的", is.trim_start_matches('是').trim_end_matches('的')),
    }
}

/// Who it is: `更辣的是「牛肉酱」`.
pub(crate) fn it_is(what: &str, names: &str) -> String {
    format!("{what}是{names}")
}

/// A side of a comparison with what its page says.
pub(crate) fn side(name: &str, says: &str) -> String {
    format!("{name}{says}")
}

/// That its page does not say it.
pub(crate) fn silent(name: &str, of: &str) -> String {
    format!("{name}的资料没有写{of}")
}

/// What an option of goods is called among the others of it.
pub(crate) fn within(title: &str, found: &str) -> String {
    format!("「{title}」里{found}")
}

/// A name among others in a sentence.
pub(crate) fn quoted(title: &str) -> String {
    format!("「{title}」")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_what_is_chosen() {
        for (text, expect) in [
            ("芝麻丸同巴旦木 哪样放得久", Some((Scale::Keeps, true))),
            ("哪个大", Some((Scale::Amount, true))),
            ("面霜和洁面哪瓶重一点", Some((Scale::Weight, true))),
            ("哪个贵些", Some((Scale::Price, true))),
            ("哪件最新款", Some((Scale::New, true))),
            ("哪个更便宜", Some((Scale::Price, false))),
            ("哪个放得最久", Some((Scale::Keeps, true))),
            ("哪个大小合适", None),
            ("哪个多买多送", None),
            ("哪个更厚实", None),
        ] {
            assert_eq!(scale(text), expect, "{text}");
        }
        for text in ["裙子跟睡衣 哪个厚实些", "面膜与面霜,何者含酒精?", "哪件最新款", "裙子比睡衣厚吗"]
        {
            assert!(chooses(text), "{text}");
        }
        for text in ["哪里发货", "这个比较厚吗", "哪个快递", "哪款先发货", "哪天发货", "厚不厚"]
        {
            assert!(!chooses(text), "{text}");
        }
    }

    #[test]
    fn how_long_how_much_since_when() {
        assert_eq!(
            ["8个月", "3年", "180天", "十二个月", "开封后6个月", "常温", ""]
                .map(days)
                .map(|it| it.map(|it| it / 1_000)),
            [Some(240), Some(1_095), Some(180), Some(360), Some(180), None, None]
        );
        assert_eq!(amount("189克（9克×21丸）/罐"), Some((Unit::Grams, 189_000)));
        assert_eq!(amount("1.5L"), Some((Unit::Millilitres, 1_500_000)));
        assert_eq!(amount("一瓶"), None);
        assert!(season("2026年秋季") > season("2026年春季") && season("2026年春季") > season("2025年冬季"));
        assert_eq!(season("秋冬"), None);
    }
}
