//! What is said of sending something back.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::numeral;

/// `签收十天了`, `买了8天`.
static DAYS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("([0-9]{1,3}|[一二两三四五六七八九十]{1,3}|半) ?(个月|天|周|星期|礼拜)").ok());

/// How many days have passed since the goods came, as a text says it.
pub(crate) fn days_passed(text: &str) -> Option<u32> {
    let found = DAYS.as_ref()?.captures(text)?;
    let (number, unit) = (found.get(1)?.as_str(), found.get(2)?.as_str());
    let after = text.get(found.get(0)?.end()..)?;
    // `7天无理由` is the rule, and no time that has passed.
    if after.starts_with("无理由") || after.starts_with("内") || after.starts_with("包") {
        return None;
    }
    let number = match number {
        "半" => return (unit == "个月").then_some(15),
        number => u32::try_from(numeral::number(number)?).ok()?,
    };
    Some(match unit {
        "个月" => number.saturating_mul(30),
        "天" => number,
        _ => number.saturating_mul(7),
    })
}
