//! Days and times of day.

use std::ops::Range;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::names::{EntityKind, Value};
use crate::text::{ends, holds, starts};
use crate::time::Wall;

use super::number::Number;
use super::scan::{Scan, first, last, unit};
use super::words::Meaning;

/// Words after a day that say that it is over (`周五下的单`).
const PAST: &[&str] =
    &["的单", "下单", "买", "拍", "付", "收到", "签收", "申请", "寄的", "寄出", "发的", "退的", "就", "到的", "已"];

/// Words after a day that say that it is to come (`20号能到吗`).
const COMING: &[&str] = &["能", "会", "前", "送", "到", "才", "再", "可以", "发", "之前", "要"];

/// Today in the shop's zone; `None` when the message has no time.
fn today(now: Option<Wall>) -> Option<Date> {
    now.and_then(|wall| Date::new(wall.year, wall.month, wall.day).ok())
}

fn plus(date: Date, days: i64) -> Option<Date> {
    date.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// Which way a day without a year, a month or a week is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Past,
    Coming,
    Nearest,
}

fn side(after: &str) -> Side {
    let near = first(after, 5);
    let found = |words: &[&str]| words.iter().filter_map(|word| near.find(word)).min();
    match (found(PAST), found(COMING)) {
        (Some(past), Some(coming)) if past <= coming => Side::Past,
        (Some(_), None) => Side::Past,
        (_, Some(_)) => Side::Coming,
        (None, None) => Side::Nearest,
    }
}

/// The one of `dates` that is meant.
fn choose(dates: impl Iterator<Item = Date>, today: Date, side: Side) -> Option<Date> {
    let away = |date: &Date| days_between(today, *date);
    dates
        .filter(|date| match side {
            Side::Past => *date <= today,
            Side::Coming => *date >= today,
            Side::Nearest => true,
        })
        .min_by_key(|date| away(date).abs())
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(i64::MAX / 2, |span| i64::from(span.get_days()))
}

/// Reads the lexicon's days: `昨天`, `上周三`, `双十一`.
pub(super) fn read_words(scan: &mut Scan<'_>) {
    let Some(today) = today(scan.now) else { return };
    for word in scan.words.clone() {
        let (before, after) = (scan.before(word.range.start), scan.after(word.range.end));
        let date = match *word.meaning {
            Meaning::Day(offset) => plus(today, i64::from(offset)),
            // `一周三次`, `每周三`, `三周五天` name no day.
            Meaning::Weekday { week: None, .. }
                if before.ends_with(['每', '一', '两', '二', '三', '四', '几', '半', '双', '逢'])
                    || before.ends_with(|c: char| c.is_ascii_digit())
                    || starts(after, &["次", "至", "到周", "到星", "-"]) =>
            {
                None
            }
            Meaning::Weekday { week, day } => weekday(today, week, day, side(after)),
            Meaning::YearDay(month, day) => year_day(today, month, day, side(after)),
            _ => None,
        };
        if let Some(date) = date {
            scan.push(EntityKind::Date, word.range, Value::Text(date.to_string()));
        }
    }
}

fn weekday(today: Date, week: Option<i8>, day: i8, side: Side) -> Option<Date> {
    let monday = plus(today, -i64::from(today.weekday().to_monday_zero_offset()))?;
    let this = plus(monday, i64::from(day) - 1)?;
    match (week, side) {
        (Some(week), _) => plus(this, i64::from(week) * 7),
        (None, Side::Past) if this > today => plus(this, -7),
        (None, Side::Coming | Side::Nearest) if this < today => plus(this, 7),
        (None, _) => Some(this),
    }
}

fn year_day(today: Date, month: i8, day: i8, side: Side) -> Option<Date> {
    let years = [today.year().checked_sub(1)?, today.year(), today.year().checked_add(1)?];
    choose(years.into_iter().filter_map(|year| Date::new(year, month, day).ok()), today, side)
}

/// A day of this, the last or the next month.
fn month_day(today: Date, day: i8, side: Side) -> Option<Date> {
    let first = today.first_of_month();
    let months = [first.checked_sub(1.month()).ok()?, first, first.checked_add(1.month()).ok()?];
    choose(months.into_iter().filter_map(|month| Date::new(month.year(), month.month(), day).ok()), today, side)
}

/// Reads days in numbers: `11月20号`, `11-20`, `2026-11-20`, `20号`.
pub(super) fn read_numbers(scan: &mut Scan<'_>) {
    let Some(today) = today(scan.now) else { return };
    for index in 0..scan.numbers.len() {
        let Some(number) = scan.free(index) else { continue };
        let read = year_month_day(scan, index, &number)
            .or_else(|| month_and_day(scan, index, &number, today))
            .or_else(|| dotted(scan, &number, today))
            .or_else(|| day_of_named_month(scan, &number, today))
            .or_else(|| days_away(scan, &number, today))
            .or_else(|| shopping_day(scan, &number, today))
            .or_else(|| day_alone(scan, &number, today));
        if let Some((range, date)) = read {
            scan.read(EntityKind::Date, range, Value::Text(date.to_string()));
        }
    }
}

fn small(number: &Number, most: i64) -> Option<i8> {
    let value = number.whole().filter(|value| (1..=most).contains(value) && !number.vague())?;
    i8::try_from(value).ok()
}

/// Where a day ends: behind 号 or 日, if they follow.
fn day_end(scan: &Scan<'_>, end: usize) -> (usize, bool) {
    unit(scan.after(end), &[("号", ()), ("日", ())]).map_or((end, false), |(_, length)| (end + length, true))
}

/// `2026-11-20`, `2026年11月20日`.
fn year_month_day(scan: &Scan<'_>, index: usize, number: &Number) -> Option<(Range<usize>, Date)> {
    let year = Some(number.milli / 1000).filter(|year| (2000..=2099).contains(year) && number.ascii)?;
    if number.decimals > 0 {
        return dotted_year(scan, number, year);
    }
    let month = scan.free(index + 1)?;
    let gap = scan.text.get(number.range.end..month.range.start)?;
    if !matches!(gap, "-" | "/" | "." | "年") {
        return None;
    }
    let day = scan.free(index + 2)?;
    let gap = scan.text.get(month.range.end..day.range.start)?;
    if !matches!(gap, "-" | "/" | "月") {
        return None;
    }
    let date = Date::new(i16::try_from(year).ok()?, small(&month, 12)?, small(&day, 31)?).ok()?;
    Some((number.range.start..day_end(scan, day.range.end).0, date))
}

/// `2026.11.20`: year and month were read as one number with a fraction, and the day as none.
fn dotted_year(scan: &Scan<'_>, number: &Number, year: i64) -> Option<(Range<usize>, Date)> {
    let month = scan.text.get(number.range.clone())?.rsplit('.').next()?.parse().ok()?;
    let rest = scan.after(number.range.end).strip_prefix('.')?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let date = Date::new(i16::try_from(year).ok()?, month, rest.get(..digits)?.parse().ok()?).ok()?;
    Some((number.range.start..day_end(scan, number.range.end + 1 + digits).0, date))
}

/// `11月20号`, `11-20`, `11/20`.
fn month_and_day(scan: &Scan<'_>, index: usize, number: &Number, today: Date) -> Option<(Range<usize>, Date)> {
    let (month, next) = (small(number, 12)?, scan.free(index + 1)?);
    let day = small(&next, 31)?;
    let (end, told) = day_end(scan, next.range.end);
    let after = scan.after(end);
    match scan.text.get(number.range.end..next.range.start)? {
        "月" | "月 " | "月份" => {}
        "-" | "/" => {
            let whole = number.ascii && next.ascii && next.width == 2;
            let joined =
                scan.before(number.range.start).ends_with(|c: char| matches!(c, '-' | '/' | '.') || c.is_ascii_digit());
            if !whole || joined || starts(after, &["-", "/", "."]) || (!told && measured(after)) {
                return None;
            }
        }
        _ => return None,
    }
    let before = scan.before(number.range.start);
    if let Some((word, years)) = YEARS.iter().find(|(word, _)| before.ends_with(word)) {
        let date = Date::new(today.year().checked_add(*years)?, month, day).ok()?;
        return Some((number.range.start - word.len()..end, date));
    }
    Some((number.range.start..end, year_day(today, month, day, side(after))?))
}

/// Years from this one.
const YEARS: &[(&str, i16)] = &[("去年", -1), ("今年", 0), ("明年", 1)];

/// Months from this one.
const MONTHS: &[(&str, i32)] =
    &[("上个月", -1), ("上月", -1), ("这个月", 0), ("本月", 0), ("这月", 0), ("下个月", 1), ("下月", 1)];

/// `上个月20号`.
fn day_of_named_month(scan: &Scan<'_>, number: &Number, today: Date) -> Option<(Range<usize>, Date)> {
    let day = small(number, 31)?;
    let (end, told) = day_end(scan, number.range.end);
    let before = scan.before(number.range.start);
    let (word, months) = MONTHS.iter().find(|(word, _)| told && before.ends_with(word))?;
    let month = today.first_of_month().checked_add(months.months()).ok()?;
    let date = Date::new(month.year(), month.month(), day).ok()?;
    Some((number.range.start - word.len()..end, date))
}

/// `3天前下的单`, `两天后能到吗`, `一周前`. What is said of another day (`收到7天后`) or of a time limit (`3天前能到吗`) is no day.
fn days_away(scan: &Scan<'_>, number: &Number, today: Date) -> Option<(Range<usize>, Date)> {
    let count = number.whole().filter(|count| (1..=365).contains(count) && !number.vague())?;
    let units = [("天", 1), ("周", 7), ("个星期", 7), ("星期", 7), ("个礼拜", 7)];
    let (days, length) = unit(scan.after(number.range.end), &units)?;
    let (sign, more) = unit(
        scan.after(number.range.end + length),
        &[("前", -1), ("以前", -1), ("之前", -1), ("后", 1), ("以后", 1), ("之后", 1)],
    )?;
    let end = number.range.end + length + more;
    let before = scan.before(number.range.start);
    let fresh =
        before.is_empty() || before.ends_with(|c: char| !c.is_alphanumeric()) || ends(before, &["我", "是", "在"]);
    if !fresh || (sign < 0 && side(scan.after(end)) == Side::Coming) {
        return None;
    }
    Some((number.range.start..end, plus(today, count * days * sign)?))
}

/// `618买的`: the day of sales that is called by its digits.
fn shopping_day(scan: &Scan<'_>, number: &Number, today: Date) -> Option<(Range<usize>, Date)> {
    let after = scan.after(number.range.end);
    let told = ["买", "下单", "下的单", "拍", "活动", "大促", "期间", "的时候", "那天", "当天", "付"];
    (number.whole() == Some(618) && number.ascii && starts(after, &told)).then_some(())?;
    Some((number.range.clone(), year_day(today, 6, 18, side(after))?))
}

/// What is done on a day, or how it goes on.
const EVENTS: &[&str] = &[
    "发",
    "到",
    "送",
    "寄",
    "收",
    "前",
    "后",
    "买",
    "下单",
    "下的",
    "拍",
    "付",
    "出",
    "取",
    "退",
    "签",
    "开始",
    "活动",
    "上午",
    "下午",
    "晚",
    "早",
    "中午",
    "那天",
    "当天",
    "才",
    "的单",
    "的订单",
    "的快递",
    "申请",
    "用",
    "预售",
    "之间",
    "左右",
    "就",
];

/// What a day is announced with.
const ANNOUNCED: &[&str] = &[
    "预计",
    "最晚",
    "最迟",
    "最早",
    "截止",
    "截止到",
    "等到",
    "到",
    "在",
    "从",
    "今天",
    "明天",
    "昨天",
    "今天都",
    "说",
    "说是",
    "写的",
    "显示",
    "改到",
    "改成",
    "推到",
    "大概",
    "月底",
    "约",
];

/// What is asked about a thing with a number (`4号有货吗`).
const OF_A_THING: &[&str] = &[
    "有", "还有", "多少", "怎么", "是什", "是哪", "什么", "哪", "好", "到底", "的有", "的还", "能用", "和", "跟", "质",
];

/// `11.20`: a month and a day, unless money, a measure or a price is spoken of.
fn dotted(scan: &Scan<'_>, number: &Number, today: Date) -> Option<(Range<usize>, Date)> {
    let month = i8::try_from(number.milli / 1000).ok().filter(|month| (1..=12).contains(month))?;
    let hundredths = number.milli % 1000 / 10;
    let (end, told) = day_end(scan, number.range.end);
    let day = match number.decimals {
        2 => hundredths,
        1 if told => hundredths / 10,
        _ => return None,
    };
    let before = last(scan.before(number.range.start), 4);
    let after = scan.after(end);
    let priced = holds(before, &["价", "钱", "付", "退", "卖", "¥", "花", "减", "只要", "版", "系统"]);
    if !told && (measured(after) || priced || before.ends_with(['-', '/', '.', 'v'])) {
        return None;
    }
    Some((number.range.start..end, year_day(today, month, i8::try_from(day).ok()?, side(after))?))
}

/// `20号`: but no house, link, size or thing with a number.
fn day_alone(scan: &Scan<'_>, number: &Number, today: Date) -> Option<(Range<usize>, Date)> {
    let day = small(number, 31)?;
    let (end, told) = day_end(scan, number.range.end);
    let before = scan.before(number.range.start);
    let after = scan.after(end);
    let thing = [
        "链接",
        "楼",
        "院",
        "店",
        "门",
        "线",
        "仓",
        "码",
        "电池",
        "球",
        "色",
        "款",
        "机",
        "商品",
        "的链接",
        "元",
        "用",
        "常",
        "杆",
        "针",
        "罐",
        "桶",
        "栋",
        "单元",
    ];
    let house = ends(
        before,
        &[
            "第", "路", "街", "巷", "弄", "村", "区", "道", "单元", "栋", "楼", "几", "数", "鞋", "选", "大", "小",
            "-", "/", "月",
        ],
    );
    if !told || starts(after, &thing) || house {
        return None;
    }
    // `1号` is as often a thing's number; a day of it is asked about with more words.
    let alone = after.is_empty() && before.is_empty();
    let near = first(after, 6);
    let told = ends(before, ANNOUNCED) || (holds(near, EVENTS) && !starts(after, OF_A_THING));
    (told && !alone).then_some(())?;
    Some((number.range.start..end, month_day(today, day, side(after))?))
}

/// Whether a unit follows, so that the number is no day.
fn measured(after: &str) -> bool {
    starts(
        after.trim_start(),
        &[
            "元", "块", "件", "个", "天", "斤", "kg", "公斤", "cm", "厘米", "码", "双", "包", "小时", "毛", "ml", "克",
            "g", "米", "m", "寸", "折", "分", "岁", "年", "月", "点", "度", "左右", "尺", "升", "l", "%", "w", "v",
            "a", "次", "的",
        ],
    )
}

/// Words that say which half of the day, with what they do to the hour.
const DAY_PARTS: &[(&str, Part)] = &[
    ("凌晨", Part::Night),
    ("半夜", Part::Night),
    ("早上", Part::Morning),
    ("早晨", Part::Morning),
    ("清晨", Part::Morning),
    ("今早", Part::Morning),
    ("明早", Part::Morning),
    ("早", Part::Morning),
    ("上午", Part::Morning),
    ("中午", Part::Noon),
    ("下午", Part::Afternoon),
    ("傍晚", Part::Afternoon),
    ("晚上", Part::Evening),
    ("今晚", Part::Evening),
    ("明晚", Part::Evening),
    ("昨晚", Part::Evening),
    ("夜里", Part::Evening),
    ("晚", Part::Evening),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Night,
    Morning,
    Noon,
    Afternoon,
    Evening,
}

fn hour_of_day(hour: i64, part: Option<Part>) -> Option<i64> {
    Some(match (part, hour) {
        (_, 25..) => return None,
        (Some(Part::Night | Part::Evening), 12) | (_, 24) => 0,
        (Some(Part::Noon), 1..=3) | (Some(Part::Afternoon | Part::Evening), 1..=11) => hour + 12,
        (_, hour) => hour,
    })
}

/// Reads times of day: `20:10`, `下午3点半`, `晚上八点`.
pub(super) fn read_clocks(scan: &mut Scan<'_>) {
    for index in 0..scan.numbers.len() {
        let Some(number) = scan.free(index) else { continue };
        let Some(hour) = number.whole().filter(|hour| (0..=24).contains(hour) && !number.vague()) else { continue };
        let before = scan.before(number.range.start);
        let part = DAY_PARTS.iter().find(|(word, _)| before.trim_end().ends_with(word));
        let Some((end, minute)) = colon(scan, index, &number).or_else(|| o_clock(scan, index, &number, part.is_some()))
        else {
            continue;
        };
        let Some(hour) = hour_of_day(hour, part.map(|(_, part)| *part)) else { continue };
        // The part of the day belongs to the time, unless it is half of a day's word (`今晚八点`).
        let start = part.map_or(number.range.start, |(word, _)| before.trim_end().len() - word.len());
        let dated = scan.words.iter().any(|word| word.range.start <= start && start < word.range.end);
        let start = if dated { number.range.start } else { start };
        scan.read(EntityKind::Clock, start..end, Value::Text(format!("{hour:02}:{minute:02}")));
    }
}

/// `20:10` or `20:10:33`.
fn colon(scan: &Scan<'_>, index: usize, number: &Number) -> Option<(usize, i64)> {
    let minute = scan.free(index + 1).filter(|minute| number.ascii && minute.ascii && minute.width == 2)?;
    let value = minute.whole().filter(|value| (0..60).contains(value))?;
    matches!(scan.text.get(number.range.end..minute.range.start)?, ":" | "：").then_some(())?;
    let seconds = scan.free(index + 2).filter(|seconds| {
        seconds.width == 2
            && scan.text.get(minute.range.end..seconds.range.start).is_some_and(|gap| matches!(gap, ":" | "："))
    });
    Some((seconds.map_or(minute.range.end, |seconds| seconds.range.end), value))
}

/// `3点`, `3点半`, `8点27`, `八点一刻`.
fn o_clock(scan: &Scan<'_>, index: usize, number: &Number, part: bool) -> Option<(usize, i64)> {
    let (_, length) = unit(scan.after(number.range.end), &[("点", ()), ("点钟", ()), ("时", ())])?;
    let end = number.range.end + length;
    let after = scan.after(end);
    let before = scan.before(number.range.start);
    if before.ends_with(['几', '第', '有', '差']) {
        return None;
    }
    let minute = scan.free(index + 1).filter(|minute| minute.range.start == end).and_then(|minute| {
        let value = minute.whole().filter(|value| (0..60).contains(value))?;
        if scan.after(minute.range.end).starts_with('刻') {
            return Some((minute.range.end + '刻'.len_utf8(), value.checked_mul(15).filter(|value| *value < 60)?));
        }
        let whole = minute.width == 2 || value == 10 || minute.width == 3;
        let end = minute.range.end + if scan.after(minute.range.end).starts_with('分') { '分'.len_utf8() } else { 0 };
        whole.then_some((end, value))
    });
    let half = after.starts_with('半').then_some((end + '半'.len_utf8(), 30));
    let told = part
        || minute.is_some()
        || half.is_some()
        || scan.text.get(number.range.end..end).is_some_and(|word| word.ends_with('钟'));
    // `一点` and `两点` are little things and arguments (`便宜一点`), `时` is an hour's end only with a part of the day.
    let little = !number.ascii && number.milli <= 3_000 || number.milli == 1_000;
    let closed = starts(after, &["前", "之前", "能", "到", "多", "左右", "以前", "后", "之后", "下", "才", "就"]);
    let hour_word = scan.text.get(number.range.end..end).is_some_and(|word| word.trim_start() == "时");
    if (!told && ((little && !closed) || hour_word))
        || starts(after, &["点", "儿"])
        || (little && !told && ends(before, &["快", "早", "晚", "宜", "大", "小"]))
    {
        return None;
    }
    // `5点5`: a digit alone behind 点 makes a fraction, not a time.
    if minute.is_none() && scan.free(index + 1).is_some_and(|next| next.range.start == end) {
        return None;
    }
    minute.or(half).or(Some((end, 0)))
}
