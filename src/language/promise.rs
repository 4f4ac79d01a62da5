//! What a text promises in figures: money, percentages, discounts, dates and days.
//!
//! Values are read, not words: `129元`, `¥129.00` and `129块` are the same, as are `2天` and `48小时`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::text::{numeral, starts};

/// Something that a text promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Claim {
    /// An amount, in 分.
    Money(u64),
    /// A share, in hundredths of a percent.
    Percent(u64),
    /// What is paid after a discount, in hundredths of a percent: 8折 is 8,000.
    Discount(u64),
    /// A day of the calendar.
    Date { year: Option<u64>, month: u64, day: u64 },
    /// A stretch of time, shortest and longest.
    Span(Unit, u64, u64),
    /// Days from today.
    Day(u64),
    /// A day of the week; Monday is 1.
    Weekday(u64),
    /// Pieces that are left.
    Stock(u64),
    /// Pieces that were sold.
    Sold(u64),
}

/// A unit of time that does not convert into the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Minute,
    WorkingDay,
    Month,
}

/// The characters of which every claim of a kind has one, its pattern, and how a match of it is read.
type Rule = (&'static [char], Regex, Read);

/// Reads a match and the text after it. Two claims at most: the ends of a range of prices.
type Read = fn(&Captures<'_>, &str) -> Option<[Option<Claim>; 2]>;

/// A number, with Chinese numerals allowed.
const NUMBER: &str = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千万]+)";

/// The rules; a match of an earlier one hides what it covers from the later ones.
static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let rules: [(&'static [char], &str, Read); 13] = [
        (&['-', '/', '.'], r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})", date),
        (&['月'], r"(?:(?P<y>\d{4})年)?(?P<m>N)月(?:份)?(?P<d>N)[日号]?", date),
        (&['¥'], r"¥ ?(?P<a>N)(?:[-~]¥?(?P<b>N))?(?P<w>万)?", money),
        (
            &['元', '块', '圆', 'r'],
            r"(?P<a>N)(?:[-~到至](?P<b>N))? ?(?P<w>万)?(?P<unit>元|块钱|块|圆|rmb)(?P<tail>[1-9一二三四五六七八九])?",
            money,
        ),
        (&['%', '分'], r"(?:百分之(?P<a>N)|(?P<b>\d+(?:\.\d+)?) ?%)", percent),
        (&['折', '价'], r"(?:(?P<a>N) ?折|(?P<half>半价|对折|五折))", discount),
        (
            &['工', '自', '天', '日', '时', '钟', '周', '期', '拜', '年', '月'],
            r"(?P<a>N)(?:[-~到至](?P<b>N))? ?个?(?P<unit>工作日|自然日|天|日|小时|钟头|分钟|周|星期|礼拜|年|月)",
            stretch,
        ),
        (
            &['存', '剩'],
            r"(?:库存|剩余|还剩|只剩|仅剩|剩下?)(?:只有|还有|只剩|仅剩|还剩|就剩|最后|为|:)* ?(?P<a>N) ?(?:件|双|条|个|套|份|瓶|盒)",
            stock,
        ),
        (
            &['卖', '售', '销'],
            r"(?:卖|售|销量|月销|销)(?:出|了|掉|过|:)* ?(?P<a>N)(?P<w>万)? ?(?:件|双|条|单|份|瓶|盒)",
            sold,
        ),
        (
            &['价', '手', '只', '在'],
            r"(?:价|到手|只要|只需|现在|只卖) ?(?:只要|是|为|:)? ?(?P<a>\d+(?:\.\d+)?)",
            bare_money,
        ),
        (
            &['满', '减', '抵', '返', '省', '惠', '宜', '券'],
            r"(?:满|减|抵|返|省|优惠|便宜|券) ?(?P<a>\d+(?:\.\d+)?)",
            bare_money,
        ),
        (
            &['周', '期', '拜'],
            r"(?:下|这|本)?个?(?:周|星期|礼拜)(?P<week>[一二三四五六日天])[^,.!?;]{0,6}?(?:发|到|达|寄|送|退|处理|补|完成)",
            weekday,
        ),
        (
            &['今', '当', '明', '次', '后'],
            r"(?P<day>今天|今日|当天|当日|今晚|明天|明日|次日|明早|明晚|后天)[^,.!?;]{0,6}?(?:发|到|达|寄|送|退|处理|补|完成)",
            relative,
        ),
    ];
    let compile =
        |(letters, pattern, read): (_, &str, _)| Some((letters, Regex::new(&pattern.replace('N', NUMBER)).ok()?, read));
    rules.into_iter().filter_map(compile).collect()
});

/// An amount that evidence gives without a sign of currency: as the shop's data prints it.
static DECIMAL: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\d+\.\d{2}\b").ok());

/// Whether there is anything in a text that a claim could be made of.
pub(crate) fn may_claim(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit() || numeral::digit(c).is_some() || matches!(c, '十' | '半' | '对'))
        || text.contains(['今', '当', '明', '次', '后'])
}

/// All claims of a normal form with their place.
pub(crate) fn claims(text: &str) -> Vec<(Claim, Range<usize>)> {
    let mut claims: Vec<(Claim, Range<usize>)> = Vec::new();
    if !may_claim(text) {
        return claims;
    }
    for (_, pattern, read) in RULES.iter().filter(|(letters, ..)| text.contains(*letters)) {
        for captures in pattern.captures_iter(text) {
            let Some(span) = captures.get(0).map(|whole| whole.range()) else { continue };
            if claims.iter().any(|(_, other)| other.start < span.end && span.start < other.end) {
                continue;
            }
            let before = text.get(..span.start).and_then(|text| text.chars().next_back());
            let starts_inside = before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '*'))
                && text.get(span.start..).is_some_and(|text| text.starts_with(|c: char| c.is_ascii_digit()));
            let after = text.get(span.end..).unwrap_or_default();
            if !starts_inside && let Some(read) = read(&captures, after) {
                claims.extend(read.into_iter().flatten().map(|claim| (claim, span.clone())));
            }
        }
    }
    claims
}

/// The amounts that evidence gives without a sign of currency: as the shop's data prints them, or as the whole text.
pub(crate) fn amounts(evidence: &str) -> Vec<Claim> {
    let decimals = DECIMAL.iter().flat_map(|decimal| decimal.find_iter(evidence));
    let bare = decimals.map(|found| found.as_str()).chain([evidence]);
    bare.filter_map(|number| hundredths(number).map(Claim::Money)).collect()
}

fn date(captures: &Captures<'_>, _: &str) -> Option<[Option<Claim>; 2]> {
    let (month, day) = (whole(captures, "m")?, whole(captures, "d")?);
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day);
    valid.then_some([Some(Claim::Date { year: whole(captures, "y"), month, day }), None])
}

fn money(captures: &Captures<'_>, _: &str) -> Option<[Option<Claim>; 2]> {
    let text = captures.name("a")?.as_str();
    // `一块发` is together, not a yuan.
    if captures.name("unit").is_some_and(|unit| unit.as_str() == "块") && text == "一" {
        return None;
    }
    let times = if captures.name("w").is_some() { 10_000 } else { 1 };
    // `15块5`
    let tail = captures.name("tail").and_then(|tail| number(tail.as_str())).unwrap_or(0) / 10;
    let amount =
        |name| Some(Claim::Money(number(captures.name(name)?.as_str())?.checked_mul(times)?.checked_add(tail)?));
    Some([amount("a"), amount("b")])
}

fn bare_money(captures: &Captures<'_>, after: &str) -> Option<[Option<Claim>; 2]> {
    // `满2件`, `满3天`: something else is counted.
    let counts = after.starts_with([
        '点', ':', '号', '人', '-', '件', '个', '天', '折', '%', '小', '双', '条', '张', '份', '套', '.', '单', '次',
        '周', '月', '年', '斤',
    ]);
    let amount = hundredths(captures.name("a")?.as_str())?;
    (!counts).then_some([Some(Claim::Money(amount)), None])
}

fn weekday(captures: &Captures<'_>, _: &str) -> Option<[Option<Claim>; 2]> {
    let day = match captures.name("week")?.as_str() {
        "日" | "天" => 7,
        day => numeral::value(day)?,
    };
    Some([Some(Claim::Weekday(day)), None])
}

fn stock(captures: &Captures<'_>, _: &str) -> Option<[Option<Claim>; 2]> {
    Some([Some(Claim::Stock(whole(captures, "a")?)), None])
}

fn sold(captures: &Captures<'_>, _: &str) -> Option<[Option<Claim>; 2]> {
    let times = if captures.name("w").is_some() { 10_000 } else { 1 };
    Some([Some(Claim::Sold(whole(captures, "a")?.checked_mul(times)?)), None])
}

fn percent(captures: &Captures<'_>, _: &str) -> Option<[Option<Claim>; 2]> {
    let share = captures.name("a").or_else(|| captures.name("b"))?;
    Some([Some(Claim::Percent(number(share.as_str())?)), None])
}

fn discount(captures: &Captures<'_>, after: &str) -> Option<[Option<Claim>; 2]> {
    if after.starts_with(['叠', '痕', '扇']) {
        return None;
    }
    let paid = match captures.name("a") {
        Some(paid) => number(paid.as_str())?,
        None => 500,
    };
    // 8折 and 80折, 85折 and 8.5折 are the same.
    Some([Some(Claim::Discount(if paid < 1_000 { paid * 10 } else { paid })), None])
}

fn stretch(captures: &Captures<'_>, after: &str) -> Option<[Option<Claim>; 2]> {
    let text = captures.name("a")?.as_str();
    let unit = captures.name("unit")?.as_str();
    // `一天` and `一年` are mostly said without a promise.
    if text == "一" && !starts(after, &["内", "之内", "以内", "左右", "后", "到", "发"]) {
        return None;
    }
    let from = number(text)?;
    let to = match captures.name("b") {
        Some(to) => number(to.as_str())?,
        None => from,
    };
    let (unit, factor) = match unit {
        "分钟" => (Unit::Minute, 1),
        "小时" | "钟头" => (Unit::Minute, 60),
        "天" | "日" | "自然日" => (Unit::Minute, 24 * 60),
        "周" | "星期" | "礼拜" => (Unit::Minute, 7 * 24 * 60),
        "工作日" => (Unit::WorkingDay, 1),
        // Months are counted with 个; `11月` is a name. Years beyond a hundred are names as well.
        "月" if captures.get(0)?.as_str().contains('个') => (Unit::Month, 1),
        "年" if to < 10_000 => (Unit::Month, 12),
        _ => return None,
    };
    Some([Some(Claim::Span(unit, from.checked_mul(factor)?, to.checked_mul(factor)?)), None])
}

fn relative(captures: &Captures<'_>, _: &str) -> Option<[Option<Claim>; 2]> {
    let day = match captures.name("day")?.as_str() {
        "明天" | "明日" | "次日" | "明早" | "明晚" => 1,
        "后天" => 2,
        _ => 0,
    };
    Some([Some(Claim::Day(day)), None])
}

/// The group's value as a whole number.
fn whole(captures: &Captures<'_>, name: &str) -> Option<u64> {
    Some(number(captures.name(name)?.as_str())? / 100)
}

/// A number in digits or Chinese numerals, in hundredths.
fn number(text: &str) -> Option<u64> {
    hundredths(text).or_else(|| numeral::value(text)?.checked_mul(100))
}

/// A number in digits, in hundredths; further decimals are cut.
fn hundredths(text: &str) -> Option<u64> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if !decimals.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let mut value: u64 = whole.replace(',', "").parse().ok()?;
    for at in 0..2 {
        let digit = decimals.chars().nth(at).and_then(|c| c.to_digit(10)).unwrap_or(0);
        value = value.checked_mul(10)?.checked_add(u64::from(digit))?;
    }
    Some(value)
}
