//! The number of a parcel in a message, whole or not, and whether two are the same.

use crate::names::{Entity, EntityKind};
use crate::text::normalize::Normalized;

/// Letters that open the number of a parcel.
const LETTERS: &[&str] =
    &["sf", "yt", "jt", "jd", "jdv", "jdk", "jdx", "jdvb", "zto", "zt", "sto", "yd", "yto", "dpk", "dp", "jtsf", "ems"];
/// What the number of a parcel is called.
const CALLED: &[&str] = &["单号", "快递号", "快递", "运单", "包裹"];
/// Digits behind such letters, at least.
const MIN_BEHIND_LETTERS: usize = 4;
/// Digits of a number that is called one, at least.
const MIN_CALLED: usize = 6;
/// Digits of a number that is called nothing and is no telephone and no order's, at least.
const MIN_ALONE: usize = 10;

/// Characters beside a number that say little of what is wanted.
const FEW: usize = 8;

/// The number of a parcel that the message gives: a whole one, or something that was to be one (`SF9990001`, `单号 7531234`).
pub(crate) fn waybill(text: &str, entities: &[Entity]) -> Option<String> {
    let whole = entities.iter().find(|entity| entity.kind == EntityKind::Tracking);
    whole.map(|entity| entity.value.to_string()).or_else(|| attempt(text, entities))
}

fn attempt(text: &str, entities: &[Entity]) -> Option<String> {
    if text.bytes().filter(u8::is_ascii_digit).count() < MIN_BEHIND_LETTERS {
        return None;
    }
    let is_something_else = |run: &str| {
        let others = entities.iter().filter(|entity| entity.kind != EntityKind::ProductCode);
        others.into_iter().any(|entity| Normalized::new(&entity.text).text().contains(run))
    };
    let carriers: Vec<Normalized> =
        entities.iter().filter(|it| it.kind == EntityKind::Carrier).map(|it| Normalized::new(&it.text)).collect();
    let mut at = 0;
    for run in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        let begin = text.get(at..)?.find(run)?.checked_add(at)?;
        at = begin.checked_add(run.len())?;
        let letters = run.find(|c: char| c.is_ascii_digit()).unwrap_or(run.len());
        let (letters, rest) = run.split_at_checked(letters)?;
        let digits = rest.chars().filter(char::is_ascii_digit).count();
        let by_letters = LETTERS.contains(&letters) && digits >= MIN_BEHIND_LETTERS;
        let before = text.get(..begin)?.trim_end_matches(|c: char| " :是为,".contains(c));
        let mut names = CALLED.iter().copied().chain(carriers.iter().map(Normalized::text));
        let called = names.any(|word| before.ends_with(word)) && !before.ends_with("订单号");
        let enough = if called { MIN_CALLED } else { MIN_ALONE };
        let by_name = letters.is_empty() && digits == run.len() && digits >= enough;
        if (by_letters || by_name) && !is_something_else(run) {
            return Some(run.to_ascii_uppercase());
        }
    }
    None
}

/// `单号是SF9990001`: the number of a parcel, and nothing that says what of it.
pub(crate) fn only_waybill(text: &str, entities: &[Entity]) -> bool {
    let Some(number) = waybill(text, entities) else { return false };
    let text: String = text.to_ascii_uppercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let number: String = number.chars().filter(|c| c.is_alphanumeric()).collect();
    let rest = text.replacen(&number, "", 1);
    rest.len() < text.len() && rest.chars().all(|c| "快递单号运包裹的这个那是我查一下帮看麻烦你您呢啊吧".contains(c))
}

/// `SF1402285719346帮查下`, `78899012345671 卡哪了`: the number of a parcel, and few words beside it.
pub(crate) fn little_beside_waybill(text: &str, entities: &[Entity]) -> bool {
    let whole = entities.iter().find(|entity| entity.kind == EntityKind::Tracking);
    let number = whole.map_or(0, |entity| entity.text.chars().filter(|c| c.is_alphanumeric()).count());
    number > 0 && text.chars().filter(|c| c.is_alphanumeric()).count() <= number + FEW
}

/// Whether two numbers of parcels are the same: buyers leave the carrier's letters out.
pub(crate) fn same_number(a: &str, b: &str) -> bool {
    let digits = |number: &str| number.trim_start_matches(|c: char| c.is_ascii_alphabetic()).to_ascii_uppercase();
    !digits(a).is_empty() && digits(a) == digits(b)
}

#[cfg(test)]
mod tests {
    use crate::knowledge::Knowledge;
    use crate::understand::Reader;

    #[test]
    fn what_was_to_be_the_number_of_a_parcel_is_told_from_other_numbers() {
        let knowledge = Knowledge::ecommerce();
        let reader = Reader::new(&knowledge);
        let read = |text: &str| reader.read(&knowledge, text, None).waybill();
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
