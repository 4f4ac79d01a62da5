//! When a parcel leaves and when it arrives, against the day that is asked about.
//!
//! Days are counted from 1970-01-01 in the shop's zone.

use super::Said;
use crate::knowledge::TextKey;
use crate::knowledge::policy::{Delivery, Facts, Shipping};
use crate::language::labels::Labels;
use crate::language::shown::{self, date, dates, span, weekdays};
use crate::time::{Wall, clock, day_number, day_of};

/// A shop that is closed longer than this does not say when things leave.
const LOOKS_AHEAD: i64 = 60;

/// The first and the last day on which something may happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days {
    pub(crate) first: i64,
    pub(crate) last: i64,
}

impl Days {
    /// What holds of it until a day: surely, surely not, or perhaps.
    fn until(self, day: i64, [yes, no, perhaps]: [TextKey; 3]) -> TextKey {
        if self.last <= day {
            yes
        } else if self.first > day {
            no
        } else {
            perhaps
        }
    }
}

/// The minute at which it is paid, as a message says it: a date, a clock, or both.
pub(crate) fn paid(said: &str, now: Wall) -> Option<Wall> {
    let day = said.split(' ').find_map(day_number).unwrap_or(now.day_number);
    let clock = said.split(' ').find_map(|part| part.split_once(':'));
    let minutes = match clock {
        Some((hour, minute)) => hour.parse::<u16>().ok()? * 60 + minute.parse::<u16>().ok()?,
        // Of another day it is not known when.
        None if day == now.day_number => now.minutes(),
        None => 0,
    };
    let wall = day_of(day);
    Some(Wall { hour: i8::try_from(minutes / 60).ok()?, minute: i8::try_from(minutes % 60).ok()?, ..wall })
}

/// A product's own word about when it leaves.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct OfProduct {
    pub(crate) within_hours: Option<u32>,
    /// Of a presale: the day on which it leaves.
    pub(crate) presale: Option<i64>,
}

impl OfProduct {
    /// Whether it needs longer than the shop's rule says: what the product says of itself is more exact.
    fn has_own_hours(self, shipping: &Shipping) -> bool {
        self.within_hours.is_some_and(|hours| hours > shipping.within_hours.unwrap_or(24))
    }
}

/// The first day from `day` on, itself included, on which parcels leave.
fn next_open(day: i64, shipping: &Shipping) -> Option<i64> {
    (day..day + LOOKS_AHEAD).find(|day| shipping.ships_on(*day))
}

/// When something leaves that is paid at this minute; `None` where the shop has not said.
pub(crate) fn leaves(paid: Wall, shipping: &Shipping, product: OfProduct) -> Option<Days> {
    if let Some(day) = product.presale.filter(|day| *day >= paid.day_number) {
        return next_open(day, shipping).map(|first| Days { first: day, last: first });
    }
    if let Some(cutoff) = shipping.cutoff.filter(|_| !product.has_own_hours(shipping)) {
        let from = if paid.minutes() < cutoff { paid.day_number } else { paid.day_number + 1 };
        return next_open(from, shipping).map(|day| Days { first: day, last: day });
    }
    let hours = i64::from(product.within_hours.or(shipping.within_hours)?);
    let due = paid.day_number + (i64::from(paid.minutes()) + hours * 60).div_euclid(24 * 60);
    let first = next_open(paid.day_number, shipping)?;
    Some(Days { first, last: next_open(due, shipping)?.max(first) })
}

/// When it arrives, where it leaves on these days.
fn arrives(leaves: Days, (fewest, most): (u8, u8)) -> Days {
    Days { first: leaves.first + i64::from(fewest), last: leaves.last + i64::from(most) }
}

/// What is asked about the way of a parcel that has not left.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'a> {
    /// When it is paid.
    pub(crate) paid: Wall,
    pub(crate) now: Wall,
    /// The day on which it is to leave.
    pub(crate) leave: Option<i64>,
    /// The day until which it is to arrive.
    pub(crate) arrive: Option<i64>,
    /// The name of the place, and the row for it.
    pub(crate) place: Option<(&'a str, Option<&'a Delivery>)>,
}

impl Asked<'_> {
    /// When it is paid: now, or on another day.
    fn paid_in_words(&self, labels: &Labels) -> String {
        match self.paid.day_number == self.now.day_number {
            true => shown::NOW.to_owned(),
            false => date(self.paid.day_number, self.now, labels),
        }
    }
}

/// Whether an order that has left, or is to leave, arrives until the day that is asked about: from the day on which it left and the shop's days
/// on the road.
pub(crate) fn on_the_road(
    left: Days,
    day: i64,
    place: &str,
    row: &Delivery,
    now: Wall,
    labels: &Labels,
) -> Option<Said> {
    let days = row.days?;
    let there = arrives(left, days);
    // What should be there already arrives today at the soonest.
    let there = Days { first: there.first.max(now.day_number), last: there.last.max(now.day_number) };
    let key = there.until(day, [TextKey::RoadYes, TextKey::RoadNo, TextKey::RoadMaybe]);
    let shows = |day: i64| date(day, now, labels);
    let said = Said::new(key).with("day", shows(day)).with("arrives", dates(there.first, there.last, now, labels));
    let said = said.with("first", shows(there.first)).with("last", shows(there.last));
    Some(said.with("place", place).with("days", span(days)))
}

/// Whether it leaves on the day that is asked about, or when it does.
pub(crate) fn leaving(asked: &Asked<'_>, facts: &Facts, product: OfProduct, labels: &Labels) -> Option<Said> {
    let shipping = facts.shipping.clone().unwrap_or_default();
    if facts.shipping.is_none() && product.within_hours.is_none() && product.presale.is_none() {
        return None;
    }
    let cutoff = shipping.cutoff.map(clock).unwrap_or_default();
    let open = open_days(&shipping);
    let shows = |day: i64| date(day, asked.now, labels);
    let said = |key: TextKey, plan: Option<Days>| {
        let said = Said::new(key).with("cutoff", cutoff.clone()).with("paid", asked.paid_in_words(labels));
        let said = said.with("weekdays", open.clone());
        match plan {
            Some(plan) => said.with("leaves", shows(plan.first)).with("leaves_by", shows(plan.last)),
            None => said,
        }
    };
    let plan = leaves(asked.paid, &shipping, product);
    let hours = product.within_hours.or(shipping.within_hours).map(|hours| hours.to_string()).unwrap_or_default();
    let Some(day) = asked.leave else {
        let key = if product.presale.is_some() { TextKey::LeavesPresale } else { TextKey::LeavesWhen };
        let only_within = (shipping.cutoff.is_none() || product.has_own_hours(&shipping)) && product.presale.is_none();
        let key = if only_within { TextKey::LeavesWithin } else { key };
        return plan.map(|plan| said(key, Some(plan)).with("hours", hours));
    };
    if product.presale.is_some() {
        let plan = plan?;
        let key = if plan.first <= day { TextKey::LeavesYes } else { TextKey::LeavesPresaleNo };
        return Some(said(key, Some(plan)).with("day", shows(day)));
    }
    if !shipping.ships_on(day) {
        let closed = shipping.weekdays.has(day_of(day).weekday);
        let key = if closed { TextKey::LeavesClosed } else { TextKey::LeavesDayNo };
        let next = next_open(day, &shipping).map(shows).unwrap_or_default();
        return Some(said(key, None).with("day", shows(day)).with("next", next));
    }
    let plan = plan?;
    let key = plan.until(day, [TextKey::LeavesYes, TextKey::LeavesNo, TextKey::LeavesMaybe]);
    Some(said(key, Some(plan)).with("day", shows(day)).with("hours", hours))
}

/// Whether it arrives until the day that is asked about, or when it does. Where no place is known it is said for both ends, if that
/// answers; else the place is asked for.
pub(crate) fn arriving(asked: &Asked<'_>, facts: &Facts, product: OfProduct, labels: &Labels) -> Option<Said> {
    if facts.delivery.is_empty() {
        return None;
    }
    let shipping = facts.shipping.clone().unwrap_or_default();
    let plan = leaves(asked.paid, &shipping, product)?;
    if let Some((place, row)) = asked.place {
        let row = row?;
        return Some(match row.days {
            None => Said::new(TextKey::ArrivesNever).with("place", place),
            Some(days) => judged(asked, plan, days, labels).with("place", place).with("days", span(days)),
        });
    }
    let days: Vec<(u8, u8)> = facts.delivery.iter().filter_map(|row| row.days).collect();
    let fewest = days.iter().map(|(fewest, _)| *fewest).min()?;
    let most = days.iter().map(|(_, most)| *most).max()?;
    let near = days.iter().copied().min()?;
    let said = judged(asked, plan, (fewest, most), labels);
    Some(match said.key {
        // It depends on where it goes.
        TextKey::ArrivesMaybe | TextKey::ArrivesWhen => {
            let (near, far) = (arrives(plan, near), arrives(plan, (fewest, most)));
            let key = if asked.arrive.is_some() { TextKey::ArrivesWhereBy } else { TextKey::ArrivesWhere };
            let said = Said::new(key).with("paid", asked.paid_in_words(labels));
            let said = said.with("leaves", date(plan.last, asked.now, labels)).with("days", span((fewest, most)));
            let said =
                said.with("first", date(near.first, asked.now, labels)).with("last", date(far.last, asked.now, labels));
            said.with("day", asked.arrive.map(|day| date(day, asked.now, labels)).unwrap_or_default())
        }
        _ => said.with("days", span((fewest, most))),
    })
}

fn judged(asked: &Asked<'_>, plan: Days, days: (u8, u8), labels: &Labels) -> Said {
    let there = arrives(plan, days);
    let shows = |day: i64| date(day, asked.now, labels);
    let key = match asked.arrive {
        None => TextKey::ArrivesWhen,
        Some(day) => there.until(day, [TextKey::ArrivesYes, TextKey::ArrivesNo, TextKey::ArrivesMaybe]),
    };
    let said = Said::new(key)
        .with("paid", asked.paid_in_words(labels))
        .with("leaves", shows(plan.last))
        .with("arrives", dates(there.first, there.last, asked.now, labels));
    let said = said.with("first", shows(there.first)).with("last", shows(there.last));
    said.with("day", asked.arrive.map(shows).unwrap_or_default())
}

/// From where things leave, and whether that is one of the places that are asked about.
pub(crate) fn from(from: &str, asked: &[String]) -> Said {
    let key = match asked {
        [] => TextKey::LeavesFrom,
        places if places.iter().any(|place| from.contains(place.as_str())) => TextKey::LeavesFromYes,
        _ => TextKey::LeavesFromNo,
    };
    Said::new(key).with("from", from).with("asked", asked.first().cloned().unwrap_or_default())
}

/// The days on which parcels leave, where not every day.
fn open_days(shipping: &Shipping) -> String {
    let open: Vec<i8> = shipping.weekdays.days().collect();
    if open.len() < 7 { weekdays(&open) } else { String::new() }
}

/// On which days nothing leaves, the next of those that are written.
pub(crate) fn rest(shipping: &Shipping, now: Wall, labels: &Labels) -> Said {
    let next = shipping.closed.iter().filter(|(_, last)| *last >= now.day_number).min();
    let Some((first, last)) = next else {
        return Said::new(TextKey::LeavesNoRest).with("weekdays", open_days(shipping));
    };
    let shows = |day: i64| date(day, now, labels);
    let said = Said::new(TextKey::LeavesRest).with("from", shows(*first)).with("until", shows(*last));
    said.with("next", next_open(last + 1, shipping).map(shows).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::policy::Weekdays;
    use crate::language::entity::places;
    use crate::time::{Time, day_number};

    fn wall(text: &str) -> Wall {
        let time: Time = format!("{text}:00+08:00").parse().unwrap();
        time.wall(480)
    }

    fn day(text: &str) -> i64 {
        day_number(text).unwrap()
    }

    fn shop() -> Facts {
        let to = |names: &[&str]| names.iter().map(|name| places::named(name).unwrap()).collect();
        Facts {
            shipping: Some(Shipping {
                within_hours: Some(48),
                cutoff: Some(14 * 60 + 30),
                weekdays: Weekdays::of(1..=5),
                closed: vec![(day("2027-02-05"), day("2027-02-12"))],
                from: None,
            }),
            delivery: vec![
                Delivery { to: to(&["广东省"]), days: Some((1, 2)) },
                Delivery { to: to(&["西藏自治区"]), days: None },
                Delivery { to: Vec::new(), days: Some((3, 5)) },
            ],
            ..Facts::default()
        }
    }

    /// 2026-11-23 is a Monday.
    #[test]
    fn a_parcel_leaves_by_the_cut_off_on_the_days_of_the_shop() {
        for (paid, leave, expect) in [
            ("2026-11-23T09:00", Some("2026-11-23"), TextKey::LeavesYes),
            ("2026-11-23T20:00", Some("2026-11-23"), TextKey::LeavesNo),
            ("2026-11-23T20:00", Some("2026-11-24"), TextKey::LeavesYes),
            ("2026-11-27T20:00", Some("2026-11-28"), TextKey::LeavesDayNo),
            ("2026-11-27T20:00", Some("2026-11-30"), TextKey::LeavesYes),
            ("2027-02-04T20:00", Some("2027-02-08"), TextKey::LeavesClosed),
            ("2026-11-27T20:00", None, TextKey::LeavesWhen),
        ] {
            let paid = wall(paid);
            let asked = Asked { paid, now: paid, leave: leave.map(day), arrive: None, place: None };
            let said = leaving(&asked, &shop(), OfProduct::default(), &Labels::default()).unwrap();
            assert_eq!(said.key, expect, "{paid:?} {leave:?} {said:?}");
        }
    }

    #[test]
    fn a_parcel_arrives_in_time_or_not_or_perhaps() {
        for (place, arrive, expect) in [
            (Some("广东"), Some("2026-11-25"), TextKey::ArrivesYes),
            (Some("广东"), Some("2026-11-24"), TextKey::ArrivesMaybe),
            (Some("广东"), Some("2026-11-23"), TextKey::ArrivesNo),
            (Some("江苏"), Some("2026-11-25"), TextKey::ArrivesNo),
            (Some("江苏"), Some("2026-11-27"), TextKey::ArrivesMaybe),
            (Some("江苏"), None, TextKey::ArrivesWhen),
            (Some("西藏"), Some("2026-12-25"), TextKey::ArrivesNever),
            (None, Some("2026-12-25"), TextKey::ArrivesYes),
            (None, Some("2026-11-23"), TextKey::ArrivesNo),
            (None, Some("2026-11-25"), TextKey::ArrivesWhereBy),
            (None, None, TextKey::ArrivesWhere),
        ] {
            let (facts, paid) = (shop(), wall("2026-11-23T09:00"));
            let place = place.map(|name| (name, facts.delivery_to(name, None)));
            let asked = Asked { paid, now: paid, leave: None, arrive: arrive.map(day), place };
            let said = arriving(&asked, &facts, OfProduct::default(), &Labels::default()).unwrap();
            assert_eq!(said.key, expect, "{place:?} {arrive:?} {said:?}");
        }
    }

    #[test]
    fn without_a_cut_off_it_may_leave_until_the_promised_hour() {
        let facts = Facts { shipping: Some(Shipping { within_hours: Some(48), ..Shipping::default() }), ..shop() };
        let paid = wall("2026-11-23T09:00");
        for (leave, expect) in [
            ("2026-11-23", TextKey::LeavesMaybe),
            ("2026-11-25", TextKey::LeavesYes),
            ("2026-11-24", TextKey::LeavesMaybe),
        ] {
            let asked = Asked { paid, now: paid, leave: Some(day(leave)), arrive: None, place: None };
            let said = leaving(&asked, &facts, OfProduct::default(), &Labels::default()).unwrap();
            assert_eq!(said.key, expect, "{leave}");
        }
    }
}
