//! Days in numbers.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::language::entity::festival::{self, Festival};
use crate::language::entity::number::{Number, is_numeral};
use crate::language::entity::scan::{Scan, first, last, unit};
use crate::names::{EntityKind, Value};
use crate::text::{ends, holds, starts};

use super::{
    MONTHS, Side, away, days_between, festival_day, month_day, of_three_years, plus, side, small, today, weekday,
    which_year, year_day,
};

/// Reads days in numbers: `11月20号`, `11-20`, `2026-11-20`, `20号`.
pub(in crate::language::entity) fn read_numbers(scan: &mut Scan<'_>) {
    let Some(today) = today(scan.now) else { return };
    for index in 0..scan.numbers.len() {
        let Some(number) = scan.free(index) else { continue };
        let read = year_month_day(scan, index, &number)
            .or_else(|| month_and_day(scan, index, &number, today))
            .or_else(|| dotted(scan, &number, today))
            .or_else(|| day_of_named_month(scan, &number, today))
            .or_else(|| days_away(scan, &number, today))
            .or_else(|| day_of_sales(scan, &number, today))
            .or_else(|| numeral_festival(scan, &number, today))
            .or_else(|| numbered_weekday(scan, &number, today))
            .or_else(|| day_alone(scan, &number, today));
        if let Some((range, date)) = read {
            scan.read(EntityKind::Date, range, Value::Text(date.to_string()));
        }
    }
}

/// Where a day ends: behind 号 or 日, if they follow.
fn day_end(scan: &Scan<'_>, end: usize) -> (usize, bool) {
    unit(scan.after(end), &[("号", ()), ("日", ())]).map_or((end, false), |(_, length)| (end + length, true))
}

/// `2026-11-20`, `2026年11月20日`, `26年11月20日`, `20261120`.
fn year_month_day(scan: &Scan<'_>, index: usize, number: &Number) -> Option<(Range<usize>, Date)> {
    let value = number.milli / 1000;
    if number.ascii && number.width == 8 && number.decimals == 0 {
        let date = date(value / 10_000, i8::try_from(value / 100 % 100).ok()?, i8::try_from(value % 100).ok()?);
        return Some((number.range.clone(), date.filter(|date| (2020..=2039).contains(&date.year()))?));
    }
    let short = number.width == 2 && (20..=39).contains(&value) && (number.ascii || number.spelled);
    let year = if short { 2000 + value } else { value };
    if !(2000..=2099).contains(&year) {
        return None;
    }
    if number.decimals > 0 {
        return dotted_year(scan, number, year).filter(|_| !short);
    }
    let month = scan.free(index + 1)?;
    let gap = scan.text.get(number.range.end..month.range.start)?.trim();
    if !matches!(gap, "年" | "年的") && (short || !matches!(gap, "-" | "/" | ".")) {
        return None;
    }
    let day = scan.free(index + 2)?;
    let gap = scan.text.get(month.range.end..day.range.start)?.trim();
    if !matches!(gap, "月" | "月份") && (short || !matches!(gap, "-" | "/")) {
        return None;
    }
    Some((number.range.start..day_end(scan, day.range.end).0, date(year, small(&month, 12)?, small(&day, 31)?)?))
}

fn date(year: i64, month: i8, day: i8) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}

/// `2026.11.20`: year and month were read as one number with a fraction, and the day as none.
fn dotted_year(scan: &Scan<'_>, number: &Number, year: i64) -> Option<(Range<usize>, Date)> {
    let month = scan.text.get(number.range.clone())?.rsplit('.').next()?.parse().ok()?;
    let rest = scan.after(number.range.end).strip_prefix('.')?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let date = date(year, month, rest.get(..digits)?.parse().ok()?)?;
    Some((number.range.start..day_end(scan, number.range.end + 1 + digits).0, date))
}

/// `11月20号`, `11-20`, `11/20`, `农历八月十五`.
fn month_and_day(scan: &Scan<'_>, index: usize, number: &Number, today: Date) -> Option<(Range<usize>, Date)> {
    let (month, next) = (small(number, 12)?, scan.free(index + 1)?);
    let day = small(&next, 31)?;
    let (end, told) = day_end(scan, next.range.end);
    let (before, after) = (scan.before(number.range.start), scan.after(end));
    let range = number.range.start..end;
    match scan.text.get(number.range.end..next.range.start)?.trim() {
        // A unit says that the second number counts something: `3月2件`.
        "月" | "月份" | "月的" if !told && measured(after) && !starts(after, &["的", "左右"]) => return None,
        "月" | "月份" | "月的" => {}
        "月初" if ends(before, MOON) => {}
        joint @ ("-" | "/") => {
            let joined = before.ends_with(|c: char| matches!(c, '-' | '/' | '.') || c.is_ascii_alphanumeric());
            let whole = number.ascii && next.ascii && !joined && !starts(after, &["-", "/", "."]);
            let plain = next.width == 2 || told || is_short_day(joint, month, day, before, after, today);
            if !whole || !plain || (!told && measured(after)) {
                return None;
            }
        }
        _ => return None,
    }
    // `10-12号` are days of a month where the day of that month is far away.
    if told
        && scan.text.get(number.range.end..next.range.start) == Some("-")
        && day > month
        && !is_near(today, month, day)
    {
        return None;
    }
    if ends(before, MOON) {
        let festival = festival::of_the_moon(month, day)?;
        return Some((range, of_three_years(today, side(after), |year| festival::day(festival, year))?));
    }
    if let Some((year, length)) = which_year(before, today) {
        return Some((range.start - length..end, Date::new(year, month, day).ok()?));
    }
    // A year that is none of ours: `1990年3月5日`.
    if before.strip_suffix('年').is_some_and(|year| year.ends_with(is_numeral)) {
        return None;
    }
    Some((range, year_day(today, month, day, side(after))?))
}

/// What says that a month is one of the moon.
const MOON: &[&str] = &["农历", "阴历", "旧历", "农历的", "农历是"];

/// Whether a month and one digit are a day and no fraction, range or size: `12/1能到吗`, `12/1`; not `1/2`, `3-5天`.
fn is_short_day(joint: &str, month: i8, day: i8, before: &str, after: &str, today: Date) -> bool {
    let falls = month > day;
    let said = ends(before, DEADLINES) || starts(after, GOES_ON);
    let alone = before.is_empty() && !after.starts_with(char::is_alphanumeric);
    if joint == "-" { falls && month > 9 && said } else { said || (falls && alone && is_near(today, month, day)) }
}

/// Whether a day is so near that a number may mean it by itself.
fn is_near(today: Date, month: i8, day: i8) -> bool {
    let date = of_three_years(today, Side::Nearest, |year| Date::new(year, month, day).ok());
    date.is_some_and(|date| (-31..=62).contains(&days_between(today, date)))
}

/// What stands before a day that something is to be done by or on.
const DEADLINES: &[&str] = &[
    "赶得上",
    "赶上",
    "赶在",
    "赶不上",
    "来得及",
    "最晚",
    "最迟",
    "最快",
    "截止",
    "截止到",
    "预计",
    "等到",
    "到",
    "在",
    "从",
    "约",
];

/// What is done on a day that is written short.
const GOES_ON: &[&str] = &[
    "能",
    "前",
    "之前",
    "以前",
    "到",
    "发",
    "送",
    "寄",
    "收",
    "下单",
    "下的",
    "买",
    "拍",
    "付",
    "的单",
    "的订单",
    "的快递",
    "那天",
    "当天",
    "晚上",
    "早上",
    "上午",
    "下午",
    "来得及",
    "赶",
    "可以到",
    "可以发",
    "会到",
    "会发",
    "要用",
    "要到",
    "生日",
    "才",
    "就",
];

/// `上个月20号`.
fn day_of_named_month(scan: &Scan<'_>, number: &Number, today: Date) -> Option<(Range<usize>, Date)> {
    let day = small(number, 31)?;
    let (end, told) = day_end(scan, number.range.end);
    let before = scan.before(number.range.start);
    let month_word = before.strip_suffix('的').unwrap_or(before);
    // `腊月二十三`, `正月初六` without the words that have a name of their own.
    for (word, month) in [("腊月", 12), ("正月", 1), ("腊月初", 12), ("正月初", 1)] {
        if month_word.ends_with(word) {
            let festival = festival::of_the_moon(month, day)?;
            let date = of_three_years(today, side(scan.after(end)), |year| festival::day(festival, year))?;
            return Some((number.range.start - word.len()..end, date));
        }
    }
    if month_word.ends_with("元月") {
        return Some((number.range.start - "元月".len()..end, year_day(today, 1, day, side(scan.after(end)))?));
    }
    let told = told || starts(scan.after(end), GOES_ON);
    let (word, months) = MONTHS.iter().find(|(word, _)| told && month_word.ends_with(word))?;
    let month = today.first_of_month().checked_add(months.months()).ok()?;
    let date = Date::new(month.year(), month.month(), day).ok()?;
    Some((number.range.start - word.len() - (before.len() - month_word.len())..end, date))
}

/// `3天前下的单`, `两天后能到吗`, `三天内能到吗`, `过两天`, `一个月后`.
fn days_away(scan: &Scan<'_>, number: &Number, today: Date) -> Option<(Range<usize>, Date)> {
    let count = number.whole().filter(|count| (1..=365).contains(count) && !number.vague())?;
    let units = [("天", 1), ("日", 1), ("周", 7), ("个星期", 7), ("星期", 7), ("个礼拜", 7), ("礼拜", 7), ("个月", 0)];
    let (days, length) = unit(scan.after(number.range.end), &units)?;
    let end = number.range.end + length;
    let (before, after) = (scan.before(number.range.start), scan.after(end));
    let (sign, back, more) = away(before, after)?;
    // `3日后` is as often said of the third.
    if sign < 2 && days == 1 && scan.before(end).ends_with('日') && !starts(after, &["内", "之内", "以内"]) {
        return None;
    }
    let date = match days {
        0 => today.checked_add(i32::try_from(count * sign).ok()?.months()).ok()?,
        days => plus(today, count * days * sign)?,
    };
    Some((number.range.start - back..end + more, date))
}

/// `618买的`, `520能到吗`: days of sales that are called by their digits.
fn day_of_sales(scan: &Scan<'_>, number: &Number, today: Date) -> Option<(Range<usize>, Date)> {
    let (month, day) = match number.whole()? {
        618 => (6, 18),
        520 => (5, 20),
        818 => (8, 18),
        _ => return None,
    };
    let after = scan.after(number.range.end);
    let told = [
        "买",
        "下单",
        "下的单",
        "拍",
        "活动",
        "大促",
        "期间",
        "的时候",
        "那天",
        "当天",
        "付",
        "前",
        "之前",
        "能到",
        "能送",
        "能收",
        "有活动",
        "有优惠",
        "到",
        "来得及",
        "礼物",
        "情人节",
        "年中",
    ];
    let alone = month == 6 && scan.alone(&number.range);
    (number.ascii && (alone || starts(after, &told))).then_some(())?;
    Some((number.range.clone(), of_three_years(today, side(after), |year| Date::new(year, month, day).ok())?))
}

/// `十一发货吗`, `五一前能到吗`, `年三十`: festivals that are called by a numeral.
fn numeral_festival(scan: &Scan<'_>, number: &Number, today: Date) -> Option<(Range<usize>, Date)> {
    if number.ascii {
        return None;
    }
    let festival = match number.whole()? {
        11 => Festival::Fixed(10, 1),
        51 if number.spelled => Festival::Fixed(5, 1),
        61 if number.spelled => Festival::Fixed(6, 1),
        38 if number.spelled => Festival::Fixed(3, 8),
        30 => Festival::Spring(-1),
        _ => return None,
    };
    let (before, after) = (scan.before(number.range.start), scan.after(number.range.end));
    if !festival::goes_on(before, after) {
        return None;
    }
    if let Festival::Spring(_) = festival {
        let outside = before.strip_suffix('年').filter(|before| festival::is_new_year(before))?;
        return festival_day(scan, outside.len()..number.range.end, festival, today);
    }
    // `第十一`, `周十一`, `一米五一`, `从三到十一`, and `十一到十五`.
    let other = before.ends_with(|c: char| {
        is_numeral(c) || "第初月米点周号路数至-减打卖价要选拿加乘楼层栋期共斤重高尾约,、.满:多".contains(c)
    }) || starts(after, &["到", "至"]) && after.chars().nth(1).is_some_and(is_numeral);
    if other { None } else { festival_day(scan, number.range.clone(), festival, today) }
}

/// `周3`, `下星期5`.
fn numbered_weekday(scan: &Scan<'_>, number: &Number, today: Date) -> Option<(Range<usize>, Date)> {
    let before = scan.before(number.range.start);
    let word = ["周", "星期", "礼拜"].iter().find(|word| before.ends_with(**word))?;
    let after = scan.after(number.range.end);
    if !number.ascii || number.width != 1 || measured(after) || starts(after, &["人", "折", "-", "~", "/", ":"]) {
        return None;
    }
    weekday(scan, number.range.start - word.len()..number.range.end, small(number, 7)?, today)
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
    "赶",
    "来得及",
    "生日",
    "结婚",
    "婚礼",
    "那单",
    "那个",
    "要穿",
    "直播",
    "开学",
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
    "约",
    "赶得上",
    "赶不上",
    "赶上",
    "赶在",
    "赶",
    "来得及",
    "最快",
];

/// What is asked about a thing with a number (`4号有货吗`).
const OF_A_THING: &[&str] = &[
    "有", "还有", "多少", "怎么", "是什", "是哪", "什么", "哪", "好", "到底", "的有", "的还", "能用", "和", "跟", "质",
];

/// `11.20`, `12.1`: a month and a day, unless money, a measure or a price is spoken of.
fn dotted(scan: &Scan<'_>, number: &Number, today: Date) -> Option<(Range<usize>, Date)> {
    let month = i8::try_from(number.milli / 1000).ok().filter(|month| (1..=12).contains(month) && number.ascii)?;
    let hundredths = i8::try_from(number.milli % 1000 / 10).ok()?;
    let (end, told) = day_end(scan, number.range.end);
    let (before, after) = (scan.before(number.range.start), scan.after(end));
    let near = last(before, 4);
    let priced = holds(
        near,
        &[
            "价", "钱", "付", "退", "卖", "¥", "花", "减", "只要", "版", "系统", "降", "涨", "便宜", "直径", "尺寸",
            "蓝牙", "打",
        ],
    );
    if !told
        && (measured(after)
            || priced
            || before.ends_with(|c: char| matches!(c, '-' | '/' | '.') || c.is_ascii_alphabetic()))
    {
        return None;
    }
    let holiday = starts(after, &["放假", "假期", "国庆", "劳动节", "儿童节"]);
    let day = match number.decimals {
        2 => hundredths,
        1 if told => hundredths / 10,
        1 => {
            let day = hundredths / 10;
            let goes_on = scan.alone(&number.range) || starts(after, GOES_ON);
            let sure = holiday || starts(after, ARRIVES) || ends(before, WAITED_FOR);
            (sure || (goes_on && is_near(today, month, day))).then_some(day)?
        }
        _ => return None,
    };
    let side = if holiday { Side::Coming } else { side(after) };
    Some((number.range.start..end, year_day(today, month, day, side)?))
}

/// What only goes on behind a day.
const ARRIVES: &[&str] = &["前", "之前", "以前", "能到", "能送", "能收", "能发", "到货", "送到", "到得"];

/// What only a day stands behind.
const WAITED_FOR: &[&str] = &["赶得上", "赶上", "赶在", "赶不上", "截止到", "预计", "等到"];

/// Things that have a number with 号.
const NUMBERED: &[&str] = &[
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
    "房",
    "车",
    "铺",
    "柜",
    "口红",
    "粉",
    "轮",
    "戒",
    "鞋",
    "裤",
    "衣",
    "字",
    "库",
    "主播",
    "宝贝",
    "的色",
    "的码",
    "客服",
    "学",
    "病",
    "男",
    "女",
    "技师",
    "洞",
    "钩",
    "琴",
    "坑",
    "桌",
    "位",
    "键",
    "牙",
    "台",
];

/// What a number of days with 日 is part of (`7日装`, `30日抛`, `3日游`).
const OF_DAYS: &[&str] =
    &["装", "抛", "游", "内", "后", "间", "子", "无理由", "系", "式", "本", "元", "均", "达", "龄", "历", "退"];

/// Words before a thing's number.
const BEFORE_NUMBERED: &[&str] = &[
    "第", "路", "街", "巷", "弄", "村", "区", "道", "单元", "栋", "楼", "几", "数", "鞋", "选", "大", "小", "-", "/",
    "月", "座", "幢", "组", "队", "年", "生", "链接", "色号", "尺码", "型号", "编号", "工号", "尾号",
];

/// `20号`, `12日`: but no house, link, size or thing with a number.
fn day_alone(scan: &Scan<'_>, number: &Number, today: Date) -> Option<(Range<usize>, Date)> {
    let day = small(number, 31)?;
    let (end, told) = day_end(scan, number.range.end);
    let (before, after) = (scan.before(number.range.start), scan.after(end));
    // `28-30号能到吗`: the last day of a few.
    let head = before.strip_suffix(['-', '~']).map(|head| head.trim_end_matches(|c: char| c.is_ascii_digit()));
    let several = head.is_some_and(|head| !head.ends_with(['-', '/', '.']) && head.len() + 1 < before.len());
    let head = head.filter(|_| several && !before.ends_with('/')).unwrap_or(before);
    if !told || starts(after, NUMBERED) || ends(head, BEFORE_NUMBERED) {
        return None;
    }
    let sun = scan.before(end).ends_with('日');
    if sun && starts(after, OF_DAYS) {
        return None;
    }
    // `1号` is as often a thing's number: small ones are a day with more words only. What is wanted (`要26号`) is a size.
    let closed = after.is_empty()
        || !after.starts_with(char::is_alphanumeric)
        || starts(
            after,
            &["吧", "吗", "呢", "啊", "可以", "行", "好吗", "来得及", "左右", "的时候", "或", "也", "都", "呀", "哦"],
        );
    let wanted =
        ends(before, &["要", "拍", "买", "换", "穿", "戴", "换成", "拿", "个", "件", "双", "条", "款", "的", "码"]);
    let announced = ends(before, ANNOUNCED);
    let event = holds(first(after, 6), EVENTS) && !starts(after, OF_A_THING);
    let large = !several && (sun || day > 12) && closed && !wanted && (before.is_empty() || !starts(after, OF_A_THING));
    let alone = after.is_empty() && before.is_empty();
    (large || ((announced || event) && !alone)).then_some(())?;
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
