//! What a text tells of somebody else: the name, the street or the number of another buyer.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::identity::{cards, phones};
use super::person::{addresses, is_name, names};
use crate::text::holds;

/// Another buyer, and the name behind `叫`.
static OTHER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:上一?[个位]|别的|其他|其它|另外?一?[个位]|有一?[个位]|隔壁|前一?[个位]|旁边)(?:买家|顾客|客户|客人|单)",
    )
    .ok()
});

/// A name that is told.
static CALLED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"叫(?:做)?(?<name>\p{Han}{2,3})").ok());

/// The number of an order or a waybill.
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[A-Za-z]{0,3}\d{10,20}").ok());

/// Words of which every text that tells something of others has one, where it has no long number.
pub(crate) const SIGNS: &[&str] =
    &["买家", "顾客", "客户", "客人", "隔壁", "旁边单", "收件人", "收货人", "联系人", "寄到", "寄往"];

/// Words that say that an address is the shop's own, or the reader's.
const OWN: &[&str] = &["退", "我们", "仓", "门店", "店", "自提", "您", "你", "亲", "寄回"];

/// Where a text as written tells something of somebody else.
pub(crate) fn told(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = cards(text).collect();
    found.extend(
        names(text, false).into_iter().filter(|name| !text.get(name.end..).unwrap_or_default().starts_with('*')),
    );
    let of_another = OTHER.as_ref().is_some_and(|other| other.is_match(text));
    let announced = !found.is_empty();
    if of_another {
        let called = CALLED.iter().flat_map(|called| called.captures_iter(text)).filter_map(|found| found.name("name"));
        found.extend(called.filter(|name| is_name(name.as_str())).map(|name| name.range()));
        found.extend(NUMBER.iter().flat_map(|number| number.find_iter(text)).map(|number| number.range()));
        found.extend(phones(text).into_iter().map(|(span, _)| span));
    }
    if of_another || announced || (!holds(text, OWN) && holds(text, &["寄到", "寄往"])) {
        found.extend(addresses(text));
    }
    found
}
