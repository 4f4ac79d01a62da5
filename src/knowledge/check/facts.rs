//! Policies that can be computed with.

use std::collections::{HashMap, HashSet};

use super::super::diagnostic::Problems;
use super::super::merge::MergedFacts;
use super::super::nearest::did_you_mean;
use super::super::policy::{Carriers, Delivery, Facts, Invoice, Payment, Shipping, Weekdays};
use super::super::problem::{FactsProblem, Problem};
use super::super::source::{CarriersEntry, DeliveryEntry, InvoiceEntry, PaymentEntry, Places, ShippingEntry};
use super::super::{Place, range};
use super::{clock, text};
use crate::language::entity::places;
use crate::language::files;
use crate::limits;
use crate::money::Fen;
use crate::time::day_number;

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// Days on the road that somebody may wait for.
const ON_THE_ROAD: std::ops::RangeInclusive<u8> = 0..=90;

/// What the tables of `[policy]` say.
pub(super) fn facts(merged: MergedFacts, problems: &mut Problems) -> Facts {
    Facts {
        shipping: merged.shipping.map(|entry| shipping(entry, problems)),
        carriers: merged.carriers.map(|entry| carriers(entry, problems)),
        delivery: delivery(merged.delivery, problems),
        payment: merged.payment.map(|entry| payment(entry, problems)),
        invoice: merged.invoice.map(|entry| invoice(entry, problems)),
        ..Facts::default()
    }
}

fn shipping(entry: ShippingEntry, problems: &mut Problems) -> Shipping {
    let places = &entry.places;
    if entry == (ShippingEntry { places: places.clone(), ..ShippingEntry::default() }) {
        warn_empty("[policy.shipping]", &["within_hours", "cutoff", "weekdays", "closed", "from"], places, problems);
    }
    range::check("within_hours", entry.within_hours, places, problems);
    let cutoff = entry.cutoff.as_deref().and_then(|text| {
        let minutes = clock::minutes(text);
        if minutes.is_none() {
            problems.error(
                places.key("cutoff"),
                Problem::Facts(FactsProblem::NotAClock { key: "cutoff", text: text.to_owned() }),
            );
        }
        minutes
    });
    let mut days: Vec<i8> = Vec::new();
    for (index, name) in entry.weekdays.iter().enumerate() {
        let day = (1..).zip(WEEKDAYS).find(|(_, known)| *known == name.trim());
        match day {
            Some((day, _)) => days.push(day),
            None => {
                let hint = did_you_mean(name.trim(), WEEKDAYS);
                let problem = Problem::UnknownValue { key: "weekdays", value: name.clone(), hint };
                problems.error(places.item("weekdays", index), problem);
            }
        }
    }
    if places.has("weekdays") && entry.weekdays.is_empty() {
        problems.error(places.key("weekdays"), Problem::Facts(FactsProblem::NoWeekday));
    }
    let closed = (0..).zip(&entry.closed);
    let closed = closed.filter_map(|(index, text)| closed_days(text, places.item("closed", index), problems)).collect();
    let closed = in_a_row(closed);
    Shipping {
        within_hours: entry.within_hours,
        cutoff,
        weekdays: if days.is_empty() { Weekdays::default() } else { Weekdays::of(days) },
        closed,
        from: entry.from.and_then(|from| said(&from, "from", places.key("from"), problems)),
    }
}

/// `2027-02-05..2027-02-12`, both ends in it, or one date.
fn closed_days(text: &str, place: &Place, problems: &mut Problems) -> Option<(i64, i64)> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let Some((first, last)) = date(first).zip(date(last)) else {
        problems.error(place, Problem::Facts(FactsProblem::NotDates { text: text.to_owned() }));
        return None;
    };
    if first > last {
        problems.error(place, Problem::Facts(FactsProblem::DatesBackward { text: text.to_owned() }));
    }
    Some((first, last))
}

/// In order, and what touches as one: three days that were written one by one are said as three days.
fn in_a_row(mut closed: Vec<(i64, i64)>) -> Vec<(i64, i64)> {
    closed.sort_unstable();
    let mut rows: Vec<(i64, i64)> = Vec::with_capacity(closed.len());
    for (first, last) in closed {
        match rows.last_mut().filter(|row| first <= row.1.saturating_add(1)) {
            Some(row) => row.1 = row.1.max(last),
            None => rows.push((first, last)),
        }
    }
    rows
}

/// The day of a date without a time.
pub(super) fn date(text: &str) -> Option<i64> {
    let text = text.trim();
    day_number(text).filter(|_| text.len() == "2027-02-05".len())
}

fn carriers(entry: CarriersEntry, problems: &mut Problems) -> Carriers {
    let places = &entry.places;
    if entry.default.is_empty() && entry.on_request.is_empty() && entry.extra.is_none() {
        warn_empty("[policy.carriers]", &["default", "on_request", "extra"], places, problems);
    } else if entry.extra.is_some() && entry.on_request.is_empty() {
        problems.warning(places.key("extra"), Problem::Facts(FactsProblem::ExtraForNothing));
    }
    let default = names(&entry.default, "default", places, problems);
    let on_request = names(&entry.on_request, "on_request", places, problems);
    in_both(("default", &default), ("on_request", &on_request), places, problems);
    Carriers { default, on_request, extra: entry.extra.and_then(|fen| at_least(0, fen, "extra", places, problems)) }
}

fn delivery(entries: Vec<DeliveryEntry>, problems: &mut Problems) -> Vec<Delivery> {
    let mut first_of: HashMap<places::Place, Place> = HashMap::new();
    let mut elsewhere: Option<Place> = None;
    let mut rows = Vec::with_capacity(entries.len());
    for entry in entries {
        let whole = entry.places.whole().clone();
        let mut to = Vec::new();
        for (index, name) in entry.to.iter().enumerate() {
            let place = entry.places.item("to", index);
            let found = places::all_named(name);
            if found.is_empty() {
                let hint = did_you_mean(name.trim(), places::province_names());
                problems.error(place, Problem::Facts(FactsProblem::NotAPlace { name: name.clone(), hint }));
            }
            for known in found {
                match first_of.get(&known) {
                    Some(first) => {
                        let (name, first) = (known.short_name().to_owned(), first.clone());
                        problems.warning(place, Problem::Facts(FactsProblem::PlaceTwice { name, first }));
                    }
                    None => to.push(known),
                }
                first_of.entry(known).or_insert_with(|| place.clone());
            }
        }
        if !entry.places.has("to") && entry.to.is_empty() {
            if let Some(first) = &elsewhere {
                problems.warning(&whole, Problem::Facts(FactsProblem::ElsewhereTwice { first: first.clone() }));
            }
            elsewhere.get_or_insert(whole);
        } else if entry.to.is_empty() {
            // Written, and not readable or empty: an error of its own, and not everywhere else.
            problems.error(entry.places.key("to"), Problem::EmptyKey { key: "to" });
            continue;
        } else if to.is_empty() {
            continue;
        }
        rows.push(Delivery { to, days: on_the_road(&entry, problems) });
    }
    rows
}

fn on_the_road(entry: &DeliveryEntry, problems: &mut Problems) -> Option<(u8, u8)> {
    let places = &entry.places;
    match (&entry.days, entry.none) {
        (Some(_), true) => problems.error(places.key("none"), Problem::Facts(FactsProblem::DeliverySaysTwo)),
        (None, false) if !places.has("days") => {
            problems.error(places.whole(), Problem::Facts(FactsProblem::DeliverySaysNothing))
        }
        _ => {}
    }
    let text = entry.days.as_deref()?;
    let (fewest, most) = text.split_once(files::TO).unwrap_or((text, text));
    let day = |text: &str| text.trim().parse().ok().filter(|days| ON_THE_ROAD.contains(days));
    let days = day(fewest).zip(day(most)).filter(|(fewest, most)| fewest <= most);
    if days.is_none() {
        problems.error(places.key("days"), Problem::Facts(FactsProblem::NotDaysOnTheRoad { text: text.to_owned() }));
    }
    days
}

fn payment(entry: PaymentEntry, problems: &mut Problems) -> Payment {
    let places = &entry.places;
    if entry.accepted.is_empty() && entry.refused.is_empty() && entry.instalments.is_none() {
        warn_empty("[policy.payment]", &["accepted", "refused", "instalments"], places, problems);
    }
    let accepted = names(&entry.accepted, "accepted", places, problems);
    let refused = names(&entry.refused, "refused", places, problems);
    in_both(("accepted", &accepted), ("refused", &refused), places, problems);
    Payment { accepted, refused, instalments: entry.instalments }
}

fn invoice(entry: InvoiceEntry, problems: &mut Problems) -> Invoice {
    let places = &entry.places;
    if entry.kinds.is_empty() && entry.refused.is_empty() && entry.after.is_none() {
        warn_empty("[policy.invoice]", &["kinds", "refused", "after"], places, problems);
    }
    let kinds = names(&entry.kinds, "kinds", places, problems);
    let refused = names(&entry.refused, "refused", places, problems);
    in_both(("kinds", &kinds), ("refused", &refused), places, problems);
    let after = entry.after.and_then(|after| said(&after, "after", places.key("after"), problems));
    Invoice { kinds, refused, after }
}

/// A table in which nothing stands; one whose keys could not be read has its errors.
fn warn_empty(table: &'static str, keys: &[&'static str], places: &Places, problems: &mut Problems) {
    if !keys.iter().any(|key| places.has(key)) {
        problems.warning(places.whole(), Problem::Facts(FactsProblem::EmptyTable { table }));
    }
}

/// A text that is said in a sentence; empty: an error.
pub(super) fn said(text: &str, key: &'static str, place: &Place, problems: &mut Problems) -> Option<String> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        problems.error(place, Problem::EmptyKey { key });
        return None;
    }
    text::verbatim(text, limits::LABEL, place, problems);
    Some(trimmed.to_owned())
}

/// Names that are said in a row.
pub(super) fn names(list: &[String], key: &'static str, places: &Places, problems: &mut Problems) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(list.len());
    let mut seen: HashSet<&str> = HashSet::with_capacity(list.len());
    for (index, name) in list.iter().enumerate() {
        let place = places.item(key, index);
        if name.trim().is_empty() {
            problems.error(place, Problem::EmptyItem { key });
            continue;
        }
        text::verbatim(name, limits::LABEL, place, problems);
        if seen.insert(name.trim()) {
            names.push(name.trim().to_owned());
        }
    }
    names
}

/// What stands in two lists that exclude each other.
fn in_both(
    (first, one): (&'static str, &[String]),
    (second, other): (&'static str, &[String]),
    places: &Places,
    problems: &mut Problems,
) {
    let one: HashSet<&String> = one.iter().collect();
    if let Some(name) = other.iter().find(|name| one.contains(name)) {
        problems
            .error(places.key(second), Problem::Facts(FactsProblem::InBothLists { name: name.clone(), first, second }));
    }
}

/// An amount that is not too small; reported otherwise.
pub(super) fn at_least(min: i64, fen: Fen, key: &'static str, places: &Places, problems: &mut Problems) -> Option<Fen> {
    if fen.0 < min {
        problems.error(places.key(key), Problem::Facts(FactsProblem::MoneyTooSmall { key, fen: fen.0, min }));
        return None;
    }
    Some(fen)
}
