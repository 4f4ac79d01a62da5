//! `when`: what a field may be asked, by its kind.

use super::super::Place;
use super::super::diagnostic::Problems;
use super::super::field::{Accept, Condition, FieldKind, Reference, Test};
use super::super::nearest::did_you_mean;
use super::super::problem::Problem;
use super::super::source::{Is, Places, WhenEntry};
use super::text::{Slots, reference_is_known, unknown_field};
use crate::language::files::without_currency;

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
            Err(problem) => problems.error(place, problem),
        }
    }
    Condition { tests }
}

fn accept(name: &str, kind: FieldKind, is: &Is) -> Result<Accept, Problem> {
    let field = name.to_owned();
    match (kind, is) {
        (_, Is::Known(known)) => Ok(Accept::Is(*known)),
        (_, Is::OneOf(values)) if values.is_empty() => Err(Problem::NoneOfNothing { field }),
        (FieldKind::Text, Is::Number(number)) => Ok(Accept::OneOf(vec![number.to_string()])),
        (FieldKind::Text, Is::OneOf(values)) => Ok(Accept::OneOf(values.clone())),
        (FieldKind::OneOf(known), Is::OneOf(values)) => {
            match values.iter().find(|value| !known.contains(&value.as_str())) {
                None => Ok(Accept::OneOf(values.clone())),
                Some(other) => {
                    let hint = did_you_mean(other, known.iter().copied());
                    Err(Problem::NeverIs { field, value: other.clone(), hint })
                }
            }
        }
        (FieldKind::OneOf(known), Is::Number(_)) => Err(Problem::NotANumber { field, known }),
        (FieldKind::Number, Is::Number(number)) => Ok(Accept::Between(*number, *number)),
        (FieldKind::Number, Is::OneOf(values)) => range(name, values, whole),
        (FieldKind::Money, Is::OneOf(values)) => range(name, values, fen),
        (FieldKind::Money, Is::Number(number)) => Err(Problem::BareMoney { field, number: *number }),
        (FieldKind::Time, _) => Err(Problem::TimeIsKnownOnly { field }),
        (FieldKind::Flag, _) => Err(Problem::FlagOnly { field }),
    }
}

/// A comparison or a range, both of whose ends belong to it.
fn range(field: &str, values: &[String], read: fn(&str) -> Option<i64>) -> Result<Accept, Problem> {
    let [value] = values else { return Err(Problem::NotOneNumber { field: field.to_owned() }) };
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
        Some(_) => Err(Problem::EmptyRange { range: text.to_owned() }),
        None => Err(Problem::NotComparable { field: field.to_owned(), text: text.to_owned() }),
    }
}

fn whole(text: &str) -> Option<i64> {
    text.trim().parse().ok()
}

/// 分 of an amount in yuan with at most two decimals.
fn fen(text: &str) -> Option<i64> {
    let text = without_currency(text);
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
            let hint = did_you_mean(value, choices.iter().map(String::as_str));
            problems.error(place, Problem::NeverIs { field: format!("slot.{slot}"), value: value.clone(), hint });
        }
    }
}
