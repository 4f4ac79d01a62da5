//! `when`: what a field may be asked, by its kind.

use super::super::Place;
use super::super::diagnostic::Problems;
use super::super::field::{Accept, Condition, FieldKind, Reference, Test};
use super::super::nearest::did_you_mean;
use super::super::source::{Is, Places, WhenEntry};
use super::text::{Slots, reference_is_known, unknown_field};

pub(super) fn condition(
    when: &[WhenEntry],
    places: &Places,
    key: &'static str,
    slots: &Slots<'_>,
    problems: &mut Problems,
) -> Condition {
    let mut tests = Vec::with_capacity(when.len());
    for (index, entry) in when.iter().enumerate() {
        let place = places.item(key, index);
        let Some(subject) = Reference::parse(entry.field.trim()) else {
            unknown_field(entry.field.trim(), place, problems);
            continue;
        };
        reference_is_known(&subject, place, slots, problems);
        let kind = match &subject {
            Reference::Field(field) => field.kind(),
            Reference::Slot(_) => FieldKind::Text,
        };
        match accept(&entry.field, kind, &entry.is) {
            Ok(accept) => tests.push(Test { subject, accept }),
            Err(Wrong { message, help }) => problems.error(place, message, help),
        }
    }
    Condition { tests }
}

/// Why a condition cannot be asked.
struct Wrong {
    message: String,
    help: String,
}

fn wrong<T>(message: impl Into<String>, help: impl Into<String>) -> Result<T, Wrong> {
    Err(Wrong { message: message.into(), help: help.into() })
}

fn accept(field: &str, kind: FieldKind, is: &Is) -> Result<Accept, Wrong> {
    match (kind, is) {
        (_, Is::Known(known)) => Ok(Accept::Is(*known)),
        (_, Is::OneOf(values)) if values.is_empty() => {
            wrong(format!("`{field}` can be none of an empty list"), "`false` means: not known")
        }
        (FieldKind::Text, Is::Number(number)) => Ok(Accept::OneOf(vec![number.to_string()])),
        (FieldKind::Text, Is::OneOf(values)) => Ok(Accept::OneOf(values.clone())),
        (FieldKind::OneOf(known), Is::OneOf(values)) => {
            match values.iter().find(|value| !known.contains(&value.as_str())) {
                None => Ok(Accept::OneOf(values.clone())),
                Some(other) => {
                    wrong(format!("`{field}` is never `{other}`"), did_you_mean(other, known.iter().copied()))
                }
            }
        }
        (FieldKind::OneOf(known), Is::Number(_)) => {
            wrong(format!("`{field}` is not a number"), format!("known: {}", known.join(", ")))
        }
        (FieldKind::Number, Is::Number(number)) => Ok(Accept::Between(*number, *number)),
        (FieldKind::Number, Is::OneOf(values)) => range(field, values, whole),
        (FieldKind::Money, Is::OneOf(values)) => range(field, values, fen),
        (FieldKind::Money, Is::Number(number)) => wrong(
            format!("`{field}` is an amount of yuan, and a bare number does not say whether it means 元 or 分"),
            format!("write it as a text, in yuan: \"{number}.00\" or \">={number}.00\""),
        ),
        (FieldKind::Time, _) => {
            wrong(format!("`{field}` is a time: a condition can only ask whether it is known"), "write true or false")
        }
        (FieldKind::Flag, _) => wrong(format!("`{field}` is yes or no"), "write true or false"),
    }
}

/// A comparison or a range, both of whose ends belong to it.
fn range(field: &str, values: &[String], read: fn(&str) -> Option<i64>) -> Result<Accept, Wrong> {
    const HELP: &str = "write for example \">1\", \">=2\", \"<5\", \"<=5\", \"2..5\" (both ends belong to it) or \"3\"";
    let [value] = values else {
        return wrong(format!("`{field}` is compared with one number or range, not with a list"), HELP);
    };
    let text = value.trim();
    let bounds = if let Some(rest) = text.strip_prefix(">=") {
        read(rest).map(|low| (low, i64::MAX))
    } else if let Some(rest) = text.strip_prefix("<=") {
        read(rest).map(|high| (i64::MIN, high))
    } else if let Some(rest) = text.strip_prefix('>') {
        read(rest).map(|low| (low.saturating_add(1), i64::MAX))
    } else if let Some(rest) = text.strip_prefix('<') {
        read(rest).map(|high| (i64::MIN, high.saturating_sub(1)))
    } else if let Some((low, high)) = text.split_once("..") {
        read(low).zip(read(high))
    } else {
        read(text).map(|number| (number, number))
    };
    match bounds {
        Some((low, high)) if low <= high => Ok(Accept::Between(low, high)),
        Some(_) => wrong(format!("nothing lies in the range `{text}`"), "the smaller number comes first"),
        None => wrong(format!("`{text}` is not something that `{field}` can be compared with"), HELP),
    }
}

fn whole(text: &str) -> Option<i64> {
    text.trim().parse().ok()
}

/// 分 of an amount in yuan with at most two decimals.
fn fen(text: &str) -> Option<i64> {
    let text = text.trim().trim_start_matches(['¥', '￥']).trim_end_matches('元').trim();
    let (yuan, cents) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(yuan) || !digits(cents) || cents.len() > 2 {
        return None;
    }
    let cents: i64 = cents.parse::<i64>().ok()? * if cents.len() == 1 { 10 } else { 1 };
    yuan.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents)
}

/// Reports a slot that is compared with something it never is.
pub(super) fn choice_is_known(test: &Test, slot: &str, choices: &[String], place: &Place, problems: &mut Problems) {
    let (Reference::Slot(name), Accept::OneOf(values)) = (&test.subject, &test.accept) else { return };
    if name == slot {
        for value in values.iter().filter(|value| !choices.contains(value)) {
            let help = did_you_mean(value, choices.iter().map(String::as_str));
            problems.error(place, format!("`slot.{slot}` is never `{value}`"), help);
        }
    }
}
