//! How values are said to buyers: times, days, lists, states, labels of choices.

use std::borrow::Borrow;

use super::labels::Labels;
use crate::money::Fen;
use crate::shop::product::ProductStatus;
use crate::time::{Wall, day_of};

/// The item of a menu of meanings behind which a person stands.
pub(crate) const NONE_OF_THESE: &str = "都不是，找人工";

/// A yes or a no.
pub(crate) fn flag(flag: bool) -> &'static str {
    if flag { "是" } else { "否" }
}

/// As people say it: `今天 18:00`, `昨晚 20:10`, `11-20 18:00`, and with the year when it is another one.
pub(crate) fn moment(wall: Wall, now: Option<Wall>, labels: &Labels) -> String {
    let clock = format!("{:02}:{:02}", wall.hour, wall.minute);
    let date = format!("{:02}-{:02}", wall.month, wall.day);
    let Some(now) = now else { return format!("{}-{date} {clock}", wall.year) };
    match wall.day_number - now.day_number {
        0 => format!("{} {clock}", today(labels)),
        1 => format!("{} {clock}", tomorrow(labels)),
        -1 if wall.hour >= 18 => format!("{} {clock}", labels.of(Labels::DAY, "last_night", "昨晚")),
        -1 => format!("{} {clock}", labels.of(Labels::DAY, "yesterday", "昨天")),
        _ if wall.year == now.year => format!("{date} {clock}"),
        _ => format!("{}-{date} {clock}", wall.year),
    }
}

fn today(labels: &Labels) -> &str {
    labels.of(Labels::DAY, "today", "今天")
}

fn tomorrow(labels: &Labels) -> &str {
    labels.of(Labels::DAY, "tomorrow", "明天")
}

/// The part of the day.
pub(crate) fn daytime(hour: i8) -> &'static str {
    match hour {
        5..9 => "早上",
        9..12 => "上午",
        12..14 => "中午",
        14..18 => "下午",
        _ => "晚上",
    }
}

/// When people are back.
pub(crate) fn opening(on_this_day: bool, clock: &str, labels: &Labels) -> String {
    format!("{} {clock}", if on_this_day { today(labels) } else { tomorrow(labels) })
}

/// A day, so many days from today.
pub(crate) fn day(days: i32, wall: Wall, labels: &Labels) -> String {
    match days {
        0 => today(labels).to_owned(),
        1 => tomorrow(labels).to_owned(),
        _ => month_day(&wall),
    }
}

/// A day of the year.
pub(crate) fn month_day(wall: &Wall) -> String {
    format!("{} 月 {} 日", wall.month, wall.day)
}

/// The days from one to another; `None` where there is no bound.
pub(crate) fn days(from: Option<String>, to: Option<String>) -> Option<String> {
    Some(match (from, to) {
        (Some(from), Some(to)) => format!("{from}到 {to}"),
        (Some(from), None) => format!("{from}和以后的日子"),
        (None, Some(to)) => format!("{to}和以前的日子"),
        (None, None) => return None,
    })
}

/// An amount, as people say it: `9 元`, `12.5 元`.
pub(crate) fn money(fen: Fen) -> String {
    format!("{} 元", yuan(fen))
}

/// An amount of yuan as people write it: `15`, `15.5`.
pub(crate) fn yuan(fen: Fen) -> String {
    let text = fen.to_string();
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A day, counted from 1970-01-01: `今天`, `明天（11月22日）`, `11月28日`, and with the year when it is another one.
pub(crate) fn date(day: i64, now: Wall, labels: &Labels) -> String {
    let Wall { year, month, day: number, .. } = day_of(day);
    let date =
        if year == now.year { format!("{month}月{number}日") } else { format!("{year}年{month}月{number}日") };
    match day - now.day_number {
        0 => today(labels).to_owned(),
        1 => format!("{}（{date}）", tomorrow(labels)),
        _ => date,
    }
}

/// Days in a row: `11月24日到26日`, one where they are the same.
pub(crate) fn dates(from: i64, to: i64, now: Wall, labels: &Labels) -> String {
    if from >= to {
        return date(from, now, labels);
    }
    let (first, last) = (day_of(from), day_of(to));
    let same_month = (first.year, first.month) == (last.year, last.month) && from - now.day_number > 1;
    match same_month && last.year == now.year {
        true => format!("{}到{}日", date(from, now, labels), last.day),
        false => format!("{}到{}", date(from, now, labels), date(to, now, labels)),
    }
}

/// When it is paid, in front of the verb.
pub(crate) const NOW: &str = "现在";

/// The days of a week, Monday first.
pub(crate) const WEEKDAYS: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];

/// The days of a week, 1 is Monday: `周一到周六`, `周一、周三`.
pub(crate) fn weekdays(days: &[i8]) -> String {
    let name = |day: i8| usize::try_from(day - 1).ok().and_then(|at| WEEKDAYS.get(at)).copied().unwrap_or_default();
    match days {
        [] => String::new(),
        [first, .., last]
            if days.len() > 2 && usize::try_from(last - first).is_ok_and(|span| span + 1 == days.len()) =>
        {
            format!("{}到{}", name(*first), name(*last))
        }
        _ => list(&days.iter().map(|day| name(*day)).collect::<Vec<_>>()),
    }
}

/// A count of days: `2 天`, `1–3 天`.
pub(crate) fn span((fewest, most): (u8, u8)) -> String {
    if fewest == most { format!("{most} 天") } else { format!("{fewest}–{most} 天") }
}

/// The options of one variant, as orders write them: `黑色/M`.
pub(crate) fn variant(options: &[String]) -> String {
    options.join("/")
}

/// Values side by side: `黑色、白色`.
pub(crate) fn list<T: Borrow<str>>(values: &[T]) -> String {
    values.join("、")
}

/// Clauses in a row.
pub(crate) fn in_a_row(clauses: &[String]) -> String {
    clauses.join("，")
}

/// A value with its name.
pub(crate) fn named(name: &str, value: &str) -> String {
    format!("{name}：{value}")
}

/// One of the parcels of an order, with the last that is known of it: its state and when.
pub(crate) fn parcel_line(number: usize, carrier: &str, tracking: &str, last: Option<(&str, String)>) -> String {
    let state = match last {
        Some((state, at)) => format!("{state}（{at}）"),
        None => "暂无物流信息".to_owned(),
    };
    format!("{number}. {carrier} {tracking}：{state}")
}

/// The state of a product: its name in the knowledge and its name for buyers.
pub(crate) fn product_status(status: ProductStatus) -> (&'static str, &'static str) {
    match status {
        ProductStatus::OnSale => ("on_sale", "在售"),
        ProductStatus::OffShelf => ("off_shelf", "已下架"),
        ProductStatus::Deleted => ("deleted", "已下架"),
        ProductStatus::Unknown => ("unknown", ""),
    }
}

/// An order in a menu, with when it was ordered.
pub(crate) fn order_choice(title: &str, ordered: Option<Wall>, status: &str) -> String {
    let when = ordered.map(|wall| format!("，{:02}-{:02} 下单", wall.month, wall.day)).unwrap_or_default();
    format!("{title}{when}，{status}")
}

/// A request after the sale in a menu.
pub(crate) fn aftersale_choice(title: &str, kind: &str, status: &str) -> String {
    format!("{title}，{kind}，{status}")
}

/// What a buyer hands over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Given {
    Order,
    Tracking,
    Phone,
    Address,
    Day,
    Title,
    TaxId,
}

impl Given {
    /// Its name for buyers.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Given::Order => "订单号",
            Given::Tracking => "快递单号",
            Given::Phone => "电话",
            Given::Address => "地址",
            Given::Day => "希望送货的日子",
            Given::Title => "抬头",
            Given::TaxId => "税号",
        }
    }
}
