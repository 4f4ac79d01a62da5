//! Days.

use std::ops::Range;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::names::{EntityKind, Value};
use crate::text::{ends, holds, starts};
use crate::time::Wall;

use super::festival::{self, Festival};
use super::number::{Number, is_numeral};
use super::scan::{Scan, first, unit};
use super::words::{Meaning, Part, Word};

mod numbers;

pub(super) use numbers::read_numbers;

/// Words after a day that say that it is over (`周五下的单`).
const PAST: &[&str] = &[
    "的单",
    "下的",
    "下单的",
    "买的",
    "拍的",
    "付的",
    "付款的",
    "收的",
    "收到的",
    "签收的",
    "申请的",
    "寄的",
    "寄出的",
    "发的",
    "退的",
    "到的",
    "已",
    "买了",
    "拍了",
    "下了",
    "收到了",
    "到了",
    "发了",
    "那单",
    "那个订单",
    "的订单",
    "的快递",
    "的包裹",
    "的那",
    "还没",
    "没发",
    "没到",
    "没收",
    "都没",
    "到现在",
    "到今天",
    "至今",
];

/// What is done on a day that is over, or to come: the nearest is meant (`周五下单`).
const DONE: &[&str] = &["下单", "买", "拍", "付", "收到", "签收", "申请", "就", "寄出"];

/// Words after a day that say that it is to come (`20号能到吗`).
const COMING: &[&str] = &[
    "能",
    "会",
    "前",
    "送",
    "到",
    "才",
    "再",
    "可以",
    "发",
    "之前",
    "要",
    "来得及",
    "赶",
    "想",
    "就要",
    "就得",
    "就能",
    "就会",
];

/// A day without a year counts as over when no more days than this have passed since.
const LATELY: i64 = 92;

/// Today in the shop's zone; `None` when the message has no time.
fn today(now: Option<Wall>) -> Option<Date> {
    now.and_then(|wall| Date::new(wall.year, wall.month, wall.day).ok())
}

fn plus(date: Date, days: i64) -> Option<Date> {
    date.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// The day after a date that is written `2026-11-20`.
pub(crate) fn day_after(date: &str) -> Option<String> {
    plus(date.parse().ok()?, 1).map(|date| date.to_string())
}

/// Which way a day without a year, a month or a week is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Past,
    Coming,
    Nearest,
    /// Nothing says it: the one that comes.
    Open,
}

fn side(after: &str) -> Side {
    let near = first(after, 6);
    if near.contains("的话") {
        return Side::Coming;
    }
    if near.strip_prefix('的').is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)) {
        return Side::Nearest;
    }
    let found = |words: &[&str]| words.iter().filter_map(|word| near.find(word)).min();
    let sides = [(found(PAST), Side::Past), (found(COMING), Side::Coming), (found(DONE), Side::Nearest)];
    // Of words that start together the first list has the longer ones.
    let first = sides.into_iter().filter_map(|(at, side)| at.map(|at| (at, side))).min_by_key(|(at, _)| *at);
    first.map_or(Side::Open, |(_, side)| side)
}

/// The one of `dates` that is meant.
fn choose(dates: impl Iterator<Item = Date>, today: Date, side: Side) -> Option<Date> {
    let away = |date: &Date| days_between(today, *date);
    dates
        .filter(|date| match side {
            Side::Past => *date <= today,
            Side::Coming | Side::Open => *date >= today,
            Side::Nearest => true,
        })
        .min_by_key(|date| away(date).abs())
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(i64::MAX / 2, |span| i64::from(span.get_days()))
}

/// Reads the lexicon's days: `昨天`, `上周三`, `双十一`, `月底`.
pub(super) fn read_words(scan: &mut Scan<'_>) {
    let Some(today) = today(scan.now) else { return };
    for word in scan.words.clone() {
        if let Some((range, date)) = read_word(scan, &word, today) {
            scan.read(EntityKind::Date, range, Value::Text(date.to_string()));
        }
    }
}

fn read_word(scan: &Scan<'_>, word: &Word<'_>, today: Date) -> Option<(Range<usize>, Date)> {
    let range = word.range.clone();
    match *word.meaning {
        Meaning::Day(offset) => {
            is_day_word(scan, &range).then_some(())?;
            Some((range, plus(today, i64::from(offset))?))
        }
        Meaning::Weekday(day) => {
            // `这周一定能到`, `这周五折`: the numeral is another word's.
            let after = scan.after(range.end);
            let numeral = scan.before(range.end).chars().next_back();
            let other = match numeral {
                Some('一') => starts(after, &["定", "直", "般", "共", "样"]),
                Some('日') => starts(after, &["常", "期", "历"]),
                Some('天') => starts(after, &["气", "天"]),
                _ => starts(after, &["折", "包", "斤", "块", "件套"]),
            };
            if other { None } else { weekday(scan, range, day, today) }
        }
        Meaning::Weekend => weekend(scan, range, today),
        Meaning::WithinWeek => {
            let sunday = 7 - today.weekday().to_monday_one_offset();
            Some((range, plus(today, i64::from(sunday))?))
        }
        Meaning::Festival(festival) => {
            let (before, after) = (scan.before(range.start), scan.after(range.end));
            let name = scan.text.get(range.clone())?;
            festival::is_day(name, before, after).then(|| festival_day(scan, range, festival, today))?
        }
        Meaning::Part(part) => part_day(scan, range, part, today),
        Meaning::HalfMonth => {
            let (before, after) = (scan.before(range.start), scan.after(range.end));
            let (sign, back, length) = away(before, after)?;
            Some((range.start - back..range.end + length, plus(today, 15 * sign)?))
        }
        _ => None,
    }
}

/// `前晚`, `后日`: the shorter words of days around yesterday and tomorrow also stand behind others (`睡前晚上`).
fn is_day_word(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    let word = scan.text.get(range.clone()).unwrap_or("");
    if !word.starts_with(['前', '后']) {
        return true;
    }
    if word.ends_with('天') {
        return !scan.after(range.end).starts_with('天');
    }
    let before = scan.before(range.start);
    !before.ends_with(char::is_alphanumeric) || ends(before, &["我", "是", "在", "的", "就", "那", "要", "到", "了"])
}

/// How many weeks from this one the words before a weekday name (`下下`, `上个`, `这周的`), and their bytes.
fn week(before: &str) -> Option<(i64, usize)> {
    let bare = before.strip_suffix('的').unwrap_or(before);
    // `下周周三`, `这个星期的周五`.
    let named = ["周", "星期", "礼拜"].iter().find_map(|unit| which_week(bare.strip_suffix(unit)?));
    let (weeks, start) = named.or_else(|| which_week(before))?;
    Some((weeks, before.len() - start))
}

const WEEKS: &[(&str, i64)] = &[
    ("下下", 2),
    ("下下个", 2),
    ("下", 1),
    ("下个", 1),
    ("下一个", 1),
    ("上上", -2),
    ("上上个", -2),
    ("上", -1),
    ("上个", -1),
    ("上一个", -1),
    ("这", 0),
    ("这个", 0),
    ("本", 0),
];

/// The week that the end of `text` names, and where its words start.
fn which_week(text: &str) -> Option<(i64, usize)> {
    let (word, weeks) = WEEKS.iter().filter(|(word, _)| text.ends_with(word)).max_by_key(|(word, _)| word.len())?;
    let start = text.len() - word.len();
    let before = text.get(..start)?;
    // `问一下下周五`: the first is another word's.
    if *word == "下下" && before.ends_with('一') {
        return Some((1, text.len() - "下".len()));
    }
    // `晚上周三`, `赶得上周五`, `问一下周五`, `基本周三`: the end of another word.
    let other = match *word {
        "上" => ends(
            before,
            &[
                "晚", "早", "马", "加", "路", "得", "赶", "网", "线", "以", "不", "送", "换", "穿", "碰", "遇", "能",
                "用",
            ],
        ),
        "下" => ends(before, &["一", "以", "当", "留", "底", "放", "收", "剩", "乡", "拍", "等", "问", "楼"]),
        "本" => ends(before, &["日", "版", "基", "成", "根", "原", "文"]),
        _ => false,
    };
    (!other).then_some((*weeks, start))
}

/// `周三`, `下下周三`. `一周三次`, `每周三`, `三周五天` name no day.
fn weekday(scan: &Scan<'_>, range: Range<usize>, day: i8, today: Date) -> Option<(Range<usize>, Date)> {
    let (before, after) = (scan.before(range.start), scan.after(range.end));
    let monday = plus(today, -i64::from(today.weekday().to_monday_zero_offset()))?;
    let this = plus(monday, i64::from(day) - 1)?;
    if let Some((weeks, length)) = week(before) {
        return Some((range.start - length..range.end, plus(this, weeks * 7)?));
    }
    let counted = before.ends_with(['每', '一', '两', '二', '三', '四', '几', '半', '双', '逢', '个'])
        || before.ends_with(|c: char| c.is_ascii_digit())
        || starts(after, &["次", "至", "到周", "到星", "到礼", "-"]);
    if counted {
        return None;
    }
    let weeks = [plus(this, -7)?, this, plus(this, 7)?];
    Some((range, choose(weeks.into_iter(), today, side(after))?))
}

/// `周末`: its first day, or today where it has begun.
fn weekend(scan: &Scan<'_>, range: Range<usize>, today: Date) -> Option<(Range<usize>, Date)> {
    let (before, after) = (scan.before(range.start), scan.after(range.end));
    if before.ends_with(['每', '个']) && week(before).is_none() || starts(after, &["愉快", "快乐", "双休", "款"])
    {
        return None;
    }
    let sunday = today.weekday().to_monday_one_offset() == 7;
    let (range, saturday) = weekday(scan, range, 6, today)?;
    let begun = sunday && side(after) != Side::Past && days_between(today, saturday).rem_euclid(7) == 6;
    match week(before) {
        Some((0, _)) | None if begun => Some((range, today)),
        _ => Some((range, saturday)),
    }
}

/// Years from this one.
const YEARS: &[(&str, i16)] =
    &[("去年", -1), ("去年的", -1), ("今年", 0), ("今年的", 0), ("明年", 1), ("明年的", 1), ("来年", 1), ("后年", 2)];

/// The year that the end of `before` names, and its bytes.
fn which_year(before: &str, today: Date) -> Option<(i16, usize)> {
    if let Some((word, years)) = YEARS.iter().find(|(word, _)| before.ends_with(word)) {
        return Some((today.year().checked_add(*years)?, word.len()));
    }
    // `2027年`, `27年`.
    let head = before.strip_suffix('年')?;
    let digits = head.bytes().rev().take_while(u8::is_ascii_digit).take(5).count();
    let year: i16 = head.get(head.len() - digits..)?.parse().ok()?;
    let year = if digits == 2 { 2000 + year } else { year };
    (2020..=2039).contains(&year).then_some((year, digits + '年'.len_utf8()))
}

fn festival_day(scan: &Scan<'_>, range: Range<usize>, festival: Festival, today: Date) -> Option<(Range<usize>, Date)> {
    // What belongs to the new year is in the next year of the sun when it is called this year's before it.
    let new_year = matches!(festival, Festival::Spring(_) | Festival::Laba(_));
    if let Some((year, length)) = which_year(scan.before(range.start), today) {
        let date = festival::day(festival, year)?;
        let date = if new_year && year == today.year() && date < today && side(scan.after(range.end)) != Side::Past {
            festival::day(festival, year.checked_add(1)?)?
        } else {
            date
        };
        return Some((range.start - length..range.end, date));
    }
    let date = of_three_years(today, side(scan.after(range.end)), |year| festival::day(festival, year))?;
    Some((range, date))
}

/// Of the last year, this and the next the day that is meant.
fn of_three_years(today: Date, side: Side, day: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    let years = [today.year().checked_sub(1)?, today.year(), today.year().checked_add(1)?];
    choose(years.into_iter().filter_map(day), today, side)
}

/// A day by its month and its place in it.
fn year_day(today: Date, month: i8, day: i8, side: Side) -> Option<Date> {
    let of = |side| of_three_years(today, side, |year| Date::new(year, month, day).ok());
    let lately = (side == Side::Open).then(|| of(Side::Past)).flatten();
    lately.filter(|date| days_between(*date, today) <= LATELY).or_else(|| of(side))
}

/// A day of the months around this one.
fn month_day(today: Date, day: i8, side: Side) -> Option<Date> {
    let first = today.first_of_month();
    let months = (-2..=2).filter_map(|months: i32| first.checked_add(months.months()).ok());
    choose(months.filter_map(|month| Date::new(month.year(), month.month(), day).ok()), today, side)
}

/// `月底`, `下个月初`, `12月底`, `明年年初`.
fn part_day(scan: &Scan<'_>, range: Range<usize>, part: Part, today: Date) -> Option<(Range<usize>, Date)> {
    let (before, after) = (scan.before(range.start), scan.after(range.end));
    let side = side(after);
    if matches!(part, Part::YearStart | Part::YearEnd) {
        let (month, day) = if part == Part::YearStart { (1, 1) } else { (12, 31) };
        // `今年底` has the 年 of both, `今年年底` each its own.
        let shared = range.start + '年'.len_utf8();
        for end in [range.start, shared] {
            if let Some((year, length)) = which_year(scan.before(end), today) {
                return Some((end - length..range.end, Date::new(year, month, day).ok()?));
            }
        }
        // `年初三` is of the moon.
        let day_of_spring = scan.numbers.iter().find(|number| number.range.start == range.end && !number.used);
        if let Some(number) = day_of_spring.filter(|_| part == Part::YearStart && !after.starts_with("一定")) {
            let festival = Festival::Spring(i64::from(small(number, 10)?) - 1);
            return festival_day(scan, range.start..number.range.end, festival, today);
        }
        if !festival::is_new_year(before) {
            return None;
        }
        return Some((range, of_three_years(today, side, |year| Date::new(year, month, day).ok())?));
    }
    let of = |month: Date| match part {
        Part::MonthStart | Part::YearStart => Some(month.first_of_month()),
        Part::MonthMiddle => Date::new(month.year(), month.month(), 15).ok(),
        Part::MonthEnd | Part::YearEnd => Some(month.last_of_month()),
    };
    let first = today.first_of_month();
    // `12月底`: the month is a number.
    let number = scan.numbers.iter().find(|number| number.range.end == range.start && !number.used);
    if let Some(number) = number {
        let month = small(number, 12)?;
        let in_year = |year| of(Date::new(year, month, 1).ok()?);
        if let Some((year, length)) = which_year(scan.before(number.range.start), today) {
            return Some((number.range.start - length..range.end, in_year(year)?));
        }
        return Some((number.range.start..range.end, of_three_years(today, side, in_year)?));
    }
    // `下月底` has the month's word in common with its part; `下个月月底` has it twice.
    let bare = before.strip_suffix('的').unwrap_or(before);
    let named = MONTHS.iter().find(|(word, _)| bare.ends_with(word)).map(|(word, months)| (word.len(), *months));
    let shared = MONTHS
        .iter()
        .filter_map(|(word, months)| word.strip_suffix('月').map(|word| (word, *months)))
        .find(|(word, _)| before.ends_with(word))
        .map(|(word, months)| (word.len(), months));
    let named = named.map(|(length, months)| (length + before.len() - bare.len(), months));
    if let Some((length, months)) = named.or(shared) {
        return Some((range.start - length..range.end, of(first.checked_add(months.months()).ok()?)?));
    }
    // `十二月初八` is of the moon.
    let of_the_moon = part == Part::MonthStart && after.starts_with(is_numeral) && !after.starts_with("一定");
    let other =
        of_the_moon || before.ends_with(['个', '每', '几', '半', '满', '坐', '当', '岁', '足', '正', '腊', '多']);
    if other || scan.text.get(range.clone()) == Some("月内") || starts(after, &["旬", "薪", "嫂"]) {
        return None;
    }
    let months = (-1..=1).filter_map(|months: i32| first.checked_add(months.months()).ok());
    Some((range, choose(months.filter_map(of), today, side)?))
}

/// Months from this one.
const MONTHS: &[(&str, i32)] = &[
    ("下下个月", 2),
    ("下下月", 2),
    ("上上个月", -2),
    ("上上月", -2),
    ("上个月", -1),
    ("上月", -1),
    ("这个月", 0),
    ("本月", 0),
    ("这月", 0),
    ("下个月", 1),
    ("下月", 1),
];

/// Which way a span of days lies from today by the words around it, and their bytes before and behind it. What is said of another
/// day (`收到7天后`), of a time limit (`3天前能到吗`) or of a right (`7天内可以退`) is no day.
fn away(before: &str, after: &str) -> Option<(i64, usize, usize)> {
    let through = before.strip_suffix('过').or_else(|| before.strip_suffix('等').filter(|_| after.starts_with('再')));
    if let Some(rest) = through {
        // `吃过三天`, `超过三天`: a verb's past, and other words.
        let fresh = !rest.ends_with(char::is_alphanumeric)
            || ends(rest, &["再", "我", "要", "得", "那", "先", "能", "可以", "说", "想", "等"]);
        let more = unit(after, &[("后", ()), ("以后", ()), ("之后", ())]).map_or(0, |(_, length)| length);
        return (fresh && !starts(after, &["了", "内", "前"])).then_some((1, before.len() - rest.len(), more));
    }
    let ways = [
        ("前", -1),
        ("以前", -1),
        ("之前", -1),
        ("后", 1),
        ("以后", 1),
        ("之后", 1),
        ("内", 2),
        ("以内", 2),
        ("之内", 2),
    ];
    let (way, length) = unit(after, &ways)?;
    let tail = after.get(length..).unwrap_or("");
    let fresh = before.is_empty()
        || before.ends_with(|c: char| !c.is_alphanumeric())
        || ends(
            before,
            &[
                "我", "是", "在", "能", "可以", "会", "要", "说", "那", "就", "请", "再", "得", "等", "想", "最晚",
                "最快", "保证",
            ],
        );
    let right = holds(first(tail, 6), &["退", "换", "无理由", "取消", "评价", "理赔", "坏", "质保"]);
    let wrong = match way {
        -1 => side(tail) == Side::Coming,
        2 => right || !(side(tail) == Side::Coming || starts(tail, &["收", "拿", "寄", "可"])),
        _ => starts(tail, &["退", "换", "无理由"]),
    };
    (fresh && !wrong).then_some((way.min(1), 0, length))
}

/// A number of a calendar that is no larger than `most`.
fn small(number: &Number, most: i64) -> Option<i8> {
    let value = number.whole().filter(|value| (1..=most).contains(value) && !number.vague())?;
    i8::try_from(value).ok()
}
