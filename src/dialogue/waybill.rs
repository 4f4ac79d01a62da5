//! The number of a parcel in a message, whole or not: which order and which parcel it names, and that it is none of the
//! buyer's.

use crate::dialogue::Draft;
use crate::names::EntityKind;
use crate::shop::order::{Order, Parcel};
use crate::text::normalize::Normalized;
use crate::understand::Understanding;

/// Letters that open the number of a parcel.
const LETTERS: &[&str] =
    &["sf", "yt", "jt", "jd", "jdv", "jdk", "jdx", "jdvb", "zto", "zt", "sto", "yd", "yto", "dpk", "dp", "jtsf", "ems"];
/// What the number of a parcel is called.
const CALLED: &[&str] = &["单号", "快递号", "快递", "运单", "包裹", "中通", "圆通", "申通", "韵达", "顺丰", "极兔"];
/// Digits behind such letters, at least.
const MIN_BEHIND_LETTERS: usize = 4;
/// Digits of a number that is called one, at least.
const MIN_CALLED: usize = 6;
/// Digits of a number that is called nothing and is no telephone and no order's, at least.
const MIN_ALONE: usize = 10;

/// The number of a parcel that the message gives: a whole one, or something that was to be one (`SF9990001`, `单号 7531234`).
pub(crate) fn waybill(heard: &Understanding) -> Option<String> {
    heard.value(EntityKind::Tracking).or_else(|| attempt(heard))
}

fn attempt(heard: &Understanding) -> Option<String> {
    let text = heard.text.as_str();
    let is_something_else = |run: &str| {
        let others = heard.entities.iter().filter(|entity| entity.kind != EntityKind::ProductCode);
        others.into_iter().any(|entity| Normalized::new(&entity.text).text().contains(run))
    };
    let mut at = 0;
    for run in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        let begin = text.get(at..)?.find(run)?.checked_add(at)?;
        at = begin.checked_add(run.len())?;
        let letters = run.find(|c: char| c.is_ascii_digit()).unwrap_or(run.len());
        let (letters, rest) = run.split_at_checked(letters)?;
        let digits = rest.chars().filter(char::is_ascii_digit).count();
        let by_letters = LETTERS.contains(&letters) && digits >= MIN_BEHIND_LETTERS;
        let before = text.get(..begin)?.trim_end_matches(|c: char| " :是为,".contains(c));
        let called = CALLED.iter().any(|word| before.ends_with(word)) && !before.ends_with("订单号");
        let enough = if called { MIN_CALLED } else { MIN_ALONE };
        let by_name = letters.is_empty() && digits == run.len() && digits >= enough;
        if (by_letters || by_name) && !is_something_else(run) {
            return Some(run.to_ascii_uppercase());
        }
    }
    None
}

/// `单号是SF9990001`: the number of a parcel, and nothing that says what of it.
pub(crate) fn only_waybill(heard: &Understanding) -> bool {
    let Some(number) = waybill(heard) else { return false };
    let text: String = heard.text.to_ascii_uppercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let number: String = number.chars().filter(|c| c.is_alphanumeric()).collect();
    let rest = text.replacen(&number, "", 1);
    rest.len() < text.len() && rest.chars().all(|c| "快递单号运包裹的这个那是我查一下帮看麻烦你您呢啊吧".contains(c))
}

/// Whether two numbers of parcels are the same: buyers leave the carrier's letters out.
fn same_number(a: &str, b: &str) -> bool {
    let digits = |number: &str| number.trim_start_matches(|c: char| c.is_ascii_alphabetic()).to_ascii_uppercase();
    !digits(a).is_empty() && digits(a) == digits(b)
}

impl Draft<'_> {
    /// The number of a parcel in the message.
    pub(crate) fn heard_waybill(&self) -> Option<String> {
        waybill(self.world.heard?)
    }

    /// The parcel of the order that the message names, where it is asked where a parcel is.
    pub(crate) fn named_parcel<'o>(&self, order: &'o Order) -> Option<&'o Parcel> {
        let number = self.heard_waybill().filter(|_| self.asks_of_parcel())?;
        parcel_with(order, &number)
    }

    /// Whether what is asked is where a parcel is: a number of a parcel that is sent back belongs to no order.
    pub(crate) fn asks_of_parcel(&self) -> bool {
        self.intent.as_ref().is_some_and(|intent| intent.is("deliver"))
    }
}

/// The order's parcel with this number.
pub(crate) fn parcel_with<'o>(order: &'o Order, number: &str) -> Option<&'o Parcel> {
    order.parcels.iter().find(|parcel| same_number(&parcel.tracking, number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;
    use crate::understand::Reader;

    #[test]
    fn what_was_to_be_the_number_of_a_parcel_is_told_from_other_numbers() {
        let knowledge = Knowledge::ecommerce();
        let reader = Reader::new(&knowledge);
        let read = |text: &str| waybill(&reader.read(&knowledge, text, None));
        for (text, expect) in [
            ("SF9990001 到哪了", "SF9990001"),
            ("yt88661到哪了", "YT88661"),
            ("YT886617509382x 到哪了", "YT886617509382X"),
            ("快递单号 7531234 查一下", "7531234"),
            ("单号：7531234", "7531234"),
            ("43128890756499到哪了", "43128890756499"),
            ("SF1391628840057 到哪了", "SF1391628840057"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expect), "{text}");
        }
        for text in [
            "订单号 7531234",
            "010-62345678",
            "我的快递到哪了",
            "手机号13812341035",
            "快递打12345投诉",
            "尾号1035那单",
            "有没有XL",
            "6917533224570258991 到哪了",
            "货号p1001",
            "快递3天了",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
