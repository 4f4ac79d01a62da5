//! The buyer's height and weight. Girths and lengths are read before, in `girth`.

use std::ops::Range;

use crate::names::{EntityKind, Value};
use crate::text::{ends, starts};

use super::number::Number;
use super::scan::{Found, Scan, last, unit};

const CENTIMETRES: &[(&str, ())] = &[("cm", ()), ("厘米", ()), ("公分", ())];
const METRES: &[(&str, ())] = &[("米", ()), ("m", ())];

/// Weights by grams.
const WEIGHTS: &[(&str, i64)] =
    &[("kg", 1000), ("公斤", 1000), ("千克", 1000), ("斤", 500), ("市斤", 500), ("kg左右", 1000)];

/// Words between a measure's name and its number (`身高大概是165`).
const FILLERS: &[&str] = &[
    "是",
    "大概",
    "大约",
    "差不多",
    "有",
    "在",
    "为",
    "左右",
    "约",
    "就",
    "才",
    "只有",
    ":",
    "：",
    " ",
    "我",
    "了",
    "快",
    "到",
    "分别",
];

/// What a number without a unit may be asked with (`165穿什么码`).
const WEARING: &[&str] = &[
    "穿",
    "的穿",
    "能穿",
    "可以穿",
    "应该穿",
    "适合穿",
    "要穿",
    "的能穿",
    "的人",
    "的身高",
    "选",
    "的选",
    "该选",
    "拍多大",
    "买多大",
    "要多大",
];

/// What the metres of a thing stand with (`1.8米床`), where a height would not.
const NOT_TALL: &[&str] = &[
    "床",
    "长",
    "宽",
    "被",
    "线",
    "款",
    "乘",
    "*",
    "x",
    "×",
    "的床",
    "的被",
    "的线",
    "的绳",
    "的桌",
    "桌",
    "沙发",
    "的沙发",
    "的款",
    "布",
    "的布",
    "帘",
    "窗",
    "杆",
    "绳",
    "深",
    "厚",
];

/// Whose height is less than a grown person's.
const CHILDREN: &[&str] =
    &["孩子", "宝宝", "儿子", "女儿", "娃", "小孩", "宝贝", "小朋友", "女孩", "男孩", "弟弟", "妹妹", "孙子", "孙女"];

/// Reads heights and weights. Pairs (`165 110`) are read together: neither number would say what it is alone.
pub(super) fn read(scan: &mut Scan<'_>) {
    read_labelled_pairs(scan);
    for index in 0..scan.numbers.len() {
        let Some(number) = scan.free(index) else { continue };
        if !read_height(scan, index, &number) {
            read_weight(scan, &number);
        }
    }
    read_pairs(scan);
}

/// `身高体重165 104`, and `165的身高104的体重`, where the second name must not be taken for the next number's.
fn read_labelled_pairs(scan: &mut Scan<'_>) {
    if !scan.text.contains("身高") || !scan.text.contains("体重") {
        return;
    }
    for index in 0..scan.numbers.len() {
        let (Some(one), Some(other)) = (scan.free(index), scan.free(index + 1)) else { continue };
        let called = |number: &Number, name: &str| {
            let after = scan.after(number.range.end);
            after.strip_prefix("的").unwrap_or(after).starts_with(name)
        };
        let before = |names: &[&str]| named(scan, one.range.start, names);
        let joined = is_gap(scan.text.get(one.range.end..other.range.start));
        let (height, weight) = if called(&one, "身高") && called(&other, "体重") && !before(&["身高", "体重"]) {
            (one, other)
        } else if called(&one, "体重") && called(&other, "身高") && !before(&["身高", "体重"]) {
            (other, one)
        } else if joined && before(&["身高体重", "身高和体重", "身高、体重", "身高/体重"]) {
            (one, other)
        } else if joined && before(&["体重身高", "体重和身高"]) {
            (other, one)
        } else {
            continue;
        };
        let Some(centimetres) = height.whole().filter(|height| (50..=210).contains(height)) else { continue };
        let measured = unit(scan.after(weight.range.end), WEIGHTS);
        let grams =
            measured.map_or_else(|| by_size(weight.milli), |(grams, _)| weight.milli.saturating_mul(grams) / 1000);
        let end = weight.range.end + measured.map_or(0, |(_, length)| length);
        if (2_000..=250_000).contains(&grams) {
            scan.read(EntityKind::Height, height.range, Value::Number(centimetres));
            scan.read(EntityKind::Weight, weight.range.start..end, Value::Number(grams));
        }
    }
}

/// Whether what stands before `at` ends with one of `names`, small words aside.
fn named(scan: &Scan<'_>, at: usize, names: &[&str]) -> bool {
    unnamed(scan.before(at), names).is_some()
}

/// What stands before the one of `names` that `before` ends with, small words aside.
pub(super) fn unnamed<'t>(before: &'t str, names: &[&str]) -> Option<&'t str> {
    let mut rest = before;
    for _ in 0..4 {
        if let Some(unnamed) = names.iter().find_map(|name| rest.strip_suffix(name)) {
            return Some(unnamed);
        }
        rest = FILLERS.iter().find_map(|filler| rest.strip_suffix(filler))?;
    }
    None
}

/// What is high behind a number that is no height of a body.
const HIGH: &[&str] = &[
    "高腰", "高跟", "高领", "高帮", "高弹", "高清", "高端", "高温", "高筒", "高速", "高级", "高配", "高一", "高二",
    "高三",
];

/// `165cm`, `1米65`, `1.65米`, `一米六五`, `身高165`, `125高`.
fn read_height(scan: &mut Scan<'_>, index: usize, number: &Number) -> bool {
    let after = scan.after(number.range.end);
    // `125高`, `118的个子`; `125高腰裤` is none.
    let behind = starts(after, &["高", "的个"]) && !starts(after, HIGH);
    let told = behind || named(scan, number.range.start, &["身高", "高", "个子", "个头"]);
    let (end, centimetres) = if let Some((_, length)) = unit(after, METRES) {
        let end = number.range.end + length;
        match scan.free(index + 1).filter(|next| next.range.start == end && next.decimals == 0) {
            Some(next) if number.milli <= 2_000 && number.decimals == 0 => {
                (next.range.end, after_the_metre(number, &next))
            }
            _ => (end, if told || number.decimals > 0 { number.milli / 10 } else { 0 }),
        }
    } else if let Some((end, centimetres)) = metres_and_letter(scan, number) {
        (end, centimetres)
    } else if let Some((_, length)) = unit(after, CENTIMETRES) {
        (number.range.end + length, number.milli / 1000)
    } else if told && number.decimals == 2 && number.milli < 2_200 {
        (number.range.end, number.milli / 10)
    } else if (told || starts(after, WEARING) || scan.alone(&number.range)) && !counts(after) {
        (number.range.end, number.milli / 1000)
    } else {
        return false;
    };
    let child = named(scan, number.range.start, CHILDREN) && end > number.range.end;
    let least = if told || child { 50 } else { 140 };
    let sure = told
        || !starts(scan.after(end), NOT_TALL)
            && !ends(last(scan.before(number.range.start), 3), &["长", "宽", "长度", "围", "*", "x"]);
    let bare = end == number.range.end && !told;
    if !(least..=210).contains(&centimetres) || !sure || (bare && !(145..=195).contains(&centimetres)) {
        return false;
    }
    scan.read(EntityKind::Height, number.range.start..end, Value::Number(centimetres));
    true
}

/// `1米65`, `1米6`, `一米六五`: centimetres.
fn after_the_metre(metres: &Number, rest: &Number) -> i64 {
    let rest_value = rest.milli / 1000;
    let centimetres = match (rest.ascii || rest.spelled, rest.width) {
        (true, 1) => rest_value * 10,
        (true, 2) | (false, _) if rest_value < 100 => rest_value,
        _ => return 0,
    };
    metres.milli / 10 + centimetres
}

/// `1m65`: the number goes on behind the letter, where no number of its own starts.
fn metres_and_letter(scan: &Scan<'_>, number: &Number) -> Option<(usize, i64)> {
    let rest = scan.after(number.range.end).strip_prefix('m').filter(|_| number.ascii && number.decimals == 0)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let value: i64 = rest.get(..digits)?.parse().ok()?;
    let centimetres = match digits {
        1 => value * 10,
        2 => value,
        _ => return None,
    };
    Some((number.range.end + 1 + digits, number.milli / 10 + centimetres))
}

/// Whether a unit of something else follows.
pub(super) fn counts(after: &str) -> bool {
    let unit = after.trim_start();
    starts(
        unit,
        &[
            "元", "块", "件", "个", "天", "斤", "kg", "公斤", "码", "号", "双", "包", "小时", "毛", "%", "ml", "克",
            "g", "米", "寸", "折", "分", "岁", "年", "月", "点", "尺",
        ],
    )
}

/// `50kg`, `110斤`, `体重120`.
fn read_weight(scan: &mut Scan<'_>, number: &Number) -> bool {
    let after = scan.after(number.range.end);
    let told = named(scan, number.range.start, &["体重", "重", "净重"]);
    let beside =
        |found: &Found| found.kind == EntityKind::Height && is_gap(scan.text.get(found.range.end..number.range.start));
    let body = told
        || named(scan, number.range.start, &["我"])
        || named(scan, number.range.start, CHILDREN)
        || scan.found.iter().any(beside);
    let more = ["多", "来"].iter().find(|more| after.starts_with(**more)).map_or(0, |more| more.len());
    let measured = unit(after.get(more..).unwrap_or(""), WEIGHTS);
    let (end, grams) = match measured {
        Some((grams, length)) => {
            let end = number.range.end + more + length;
            // Light weights are goods (`5斤装`) unless the buyer says whose they are.
            let light = number.milli < if grams == 500 { 60_000 } else { 30_000 };
            let goods = starts(scan.after(end), &["装", "一箱", "一袋", "的核桃", "以内", "包邮"]);
            if (light && !body) || (goods && !told) || number.vague() {
                return false;
            }
            (end, number.milli.saturating_mul(grams) / 1000)
        }
        None if told && !counts(after) && (20_000..=400_000).contains(&number.milli) => {
            (number.range.end, by_size(number.milli))
        }
        None => return false,
    };
    if !(2_000..=250_000).contains(&grams) {
        return false;
    }
    scan.read(EntityKind::Weight, number.range.start..end, Value::Number(grams));
    true
}

/// Grams of a weight said without a unit: above 75 it must be 斤, else it is taken for kilograms.
fn by_size(milli: i64) -> i64 {
    if milli > 75_000 { milli.saturating_mul(500) / 1000 } else { milli }
}

/// `165 110`, `165/55`, `165，110斤`, `110斤 165`: one number of the pair says nothing alone, both say height and weight.
fn read_pairs(scan: &mut Scan<'_>) {
    for index in 0..scan.numbers.len() {
        let Some(number) = scan.free(index) else { continue };
        let Some(height) = number.whole().filter(|cm| (140..=210).contains(cm)) else { continue };
        if counts(scan.after(number.range.end)) {
            continue;
        }
        if beside_weight(scan, &number.range) {
            scan.read(EntityKind::Height, number.range.clone(), Value::Number(height));
        } else if let Some(next) = scan.free(index + 1)
            && (30_000..=250_000).contains(&next.milli)
            && is_gap(scan.text.get(number.range.end..next.range.start))
            && !counts(scan.after(next.range.end))
            && !scan.after(next.range.end).starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-'))
            && !scan.before(number.range.start).ends_with(['/', '-', '*', '#'])
        {
            scan.read(EntityKind::Height, number.range.clone(), Value::Number(height));
            scan.read(EntityKind::Weight, next.range.clone(), Value::Number(by_size(next.milli)));
        }
    }
    // `身高165 110` and `165cm/55`: the height was told, the weight stands bare beside it.
    for index in 0..scan.numbers.len() {
        let Some(number) = scan.free(index).filter(|number| (35_000..=200_000).contains(&number.milli)) else {
            continue;
        };
        let beside = scan.found.iter().any(|found| {
            found.kind == EntityKind::Height && is_gap(scan.text.get(found.range.end..number.range.start))
        });
        if beside
            && !counts(scan.after(number.range.end))
            && !scan.found.iter().any(|found| found.kind == EntityKind::Weight)
        {
            scan.read(EntityKind::Weight, number.range.clone(), Value::Number(by_size(number.milli)));
        }
    }
}

/// Whether a weight stands right beside `range`.
fn beside_weight(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    scan.found.iter().filter(|found| found.kind == EntityKind::Weight).any(|found| {
        found.range.end == range.start
            || is_gap(scan.text.get(range.end..found.range.start))
            || is_gap(scan.text.get(found.range.end..range.start))
    })
}

/// Whether `gap` only separates two numbers of a pair.
pub(super) fn is_gap(gap: Option<&str>) -> bool {
    let between = |c: char| {
        matches!(
            c,
            ' ' | '/'
                | ','
                | '，'
                | '、'
                | '.'
                | '。'
                | ';'
                | '-'
                | '+'
                | '体'
                | '重'
                | '的'
                | '左'
                | '右'
                | '高'
                | '身'
                | ':'
        )
    };
    gap.is_some_and(|gap| !gap.is_empty() && gap.chars().count() <= 6 && gap.chars().all(between))
}
