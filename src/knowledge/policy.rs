//! Policies that can be computed with: when things leave, how long they are on the road, what is taken and what is written.

use super::field::Field;
use super::promotion::Promotion;
use crate::language::entity::places::{self, Place};
use crate::language::terms;
use crate::money::Fen;
use crate::time::{Wall, day_of};

/// The days of the law (消费者权益保护法 第二十五条): what is bought at a distance goes back within seven days without a reason.
const STATUTORY_DAYS: u32 = 7;

/// Days before which nobody asks whether the shop will be closed.
const SOON: i64 = 30;

/// What the shop has written so that it can be computed with.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Facts {
    pub(crate) shipping: Option<Shipping>,
    pub(crate) carriers: Option<Carriers>,
    /// The first that fits; see [`Facts::delivery_to`].
    pub(crate) delivery: Vec<Delivery>,
    pub(crate) payment: Option<Payment>,
    pub(crate) invoice: Option<Invoice>,
    /// In the order of the files.
    pub(crate) promotions: Vec<Promotion>,
    /// `policy.return_days`, which is a number as it stands.
    pub(crate) return_days: Option<u32>,
}

/// When things leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shipping {
    /// At the latest so many hours after the payment.
    pub(crate) within_hours: Option<u32>,
    /// What is paid before leaves on the same day: minutes since midnight.
    pub(crate) cutoff: Option<u16>,
    /// The days of the week on which things leave; all of them where the shop has not said.
    pub(crate) weekdays: Weekdays,
    /// Days without parcels: the first and the last of each row, as days since 1970-01-01; in order, and none touches the next.
    pub(crate) closed: Vec<(i64, i64)>,
    /// From where.
    pub(crate) from: Option<String>,
}

impl Shipping {
    /// What is closed and begins within a month, or has begun and is not over.
    fn soon_closed(&self, now: Option<Wall>) -> Vec<(Wall, Wall)> {
        let Some(today) = now.map(|now| now.day_number) else { return Vec::new() };
        let soon = self.closed.iter().filter(|(first, last)| *last >= today && *first <= today + SOON);
        soon.map(|(first, last)| (day_of(*first), day_of(*last))).collect()
    }

    /// Whether parcels leave on this day, which is counted from 1970-01-01 in the shop's zone.
    pub(crate) fn ships_on(&self, day_number: i64) -> bool {
        let begun = self.closed.partition_point(|(first, _)| *first <= day_number);
        let closed = self.closed.get(..begun).and_then(<[_]>::last).is_some_and(|(_, last)| day_number <= *last);
        !closed && self.weekdays.has(day_of(day_number).weekday)
    }
}

/// A set of days of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Weekdays(u8);

impl Default for Weekdays {
    fn default() -> Weekdays {
        Weekdays(0x7f)
    }
}

impl Weekdays {
    /// Of these days: 1 is Monday, 7 is Sunday.
    pub(crate) fn of(days: impl IntoIterator<Item = i8>) -> Weekdays {
        let bit = |day: i8| u32::try_from(day - 1).ok().and_then(|shift| 1_u8.checked_shl(shift)).unwrap_or(0);
        Weekdays(days.into_iter().fold(0, |set, day| set | bit(day)))
    }

    /// Whether the day is one of them.
    pub(crate) fn has(self, day: i8) -> bool {
        self.0 & Weekdays::of([day]).0 != 0
    }

    /// Monday first.
    pub(crate) fn days(self) -> impl Iterator<Item = i8> {
        (1..=7).filter(move |day| self.has(*day))
    }
}

/// By whom things are sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Carriers {
    /// The shop's own choice.
    pub(crate) default: Vec<String>,
    /// What the buyer may choose.
    pub(crate) on_request: Vec<String>,
    /// What choosing costs.
    pub(crate) extra: Option<Fen>,
}

/// How long it is on the road to some places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Delivery {
    /// Empty: everywhere else.
    pub(crate) to: Vec<Place>,
    /// The fewest and the most days; `None`: nothing is delivered there.
    pub(crate) days: Option<(u8, u8)>,
}

/// How buyers pay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Payment {
    pub(crate) accepted: Vec<String>,
    pub(crate) refused: Vec<String>,
    /// Whether it can be paid in instalments, where that is known.
    pub(crate) instalments: Option<bool>,
}

/// Which invoices are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Invoice {
    pub(crate) kinds: Vec<String>,
    pub(crate) refused: Vec<String>,
    /// When it can be asked for: `确认收货后`.
    pub(crate) after: Option<String>,
}

/// Who gives the right to send something back without a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    /// The shop says so.
    Shop,
    /// The law does, and the shop has said nothing.
    Law,
}

impl Facts {
    /// The row for a place: the first that names it, else the one for everywhere else. A row that names a city says nothing of
    /// the rest of its province. A province may be named in short, and need not be where the city is known.
    pub(crate) fn delivery_to(&self, province: &str, city: Option<&str>) -> Option<&Delivery> {
        let wanted = place_of(province, city)?;
        let named = self.delivery.iter().find(|row| row.to.iter().any(|place| place.holds(&wanted)));
        named.or_else(|| self.delivery.iter().find(|row| row.to.is_empty()))
    }

    /// A policy in words, made of what can be computed with: for who has written no text of their own. What is over, or closed long
    /// from now, is left out; without a clock, all that depends on the day is.
    pub(crate) fn text_of(&self, field: Field, now: Option<Wall>) -> Option<String> {
        match field {
            Field::PolicyShipWithin => self.shipping.as_ref().and_then(|shipping| {
                let days: Vec<i8> = shipping.weekdays.days().collect();
                terms::shipping(shipping.within_hours, shipping.cutoff, &days, &shipping.soon_closed(now))
            }),
            Field::PolicyShipFrom => self.shipping.as_ref()?.from.clone(),
            Field::PolicyCarriers => {
                let carriers = self.carriers.as_ref()?;
                terms::carriers(&carriers.default, &carriers.on_request, carriers.extra)
            }
            Field::PolicyDeliveryTime => terms::delivery(self.delivery.iter().map(|row| (row.to.as_slice(), row.days))),
            Field::PolicyPayment => {
                let payment = self.payment.as_ref()?;
                terms::payment(&payment.accepted, &payment.refused, payment.instalments)
            }
            Field::PolicyInvoice => {
                let invoice = self.invoice.as_ref()?;
                terms::invoice(&invoice.kinds, &invoice.refused, invoice.after.as_deref())
            }
            Field::PolicyCoupons => {
                let promotions = self.promotions_in_words(now);
                (!promotions.is_empty()).then(|| terms::side_by_side(&promotions))
            }
            _ => None,
        }
    }

    /// The promotions that hold now, each in words. Without a clock those that always hold.
    pub(crate) fn promotions_in_words(&self, now: Option<Wall>) -> Vec<String> {
        let open = self.promotions.iter().filter(|promotion| promotion.is_open(now));
        open.map(|promotion| terms::promotion(promotion, now)).collect()
    }

    /// Within how many days a product can be sent back without a reason, and who says so; `None` where it cannot.
    /// `seven_day_return` is what the product says of itself.
    pub(crate) fn return_days(&self, seven_day_return: Option<bool>) -> Option<(u32, Whose)> {
        if seven_day_return == Some(false) {
            return None;
        }
        Some(self.return_days.map_or((STATUTORY_DAYS, Whose::Law), |days| (days, Whose::Shop)))
    }
}

fn place_of(province: &str, city: Option<&str>) -> Option<Place> {
    let city = city.and_then(places::named).filter(|place| place.city.is_some());
    city.or_else(|| places::named(province))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::day_number;

    #[test]
    fn parcels_leave_on_the_shops_days_that_are_not_closed() {
        let day = |text: &str| day_number(text).unwrap();
        let shipping = Shipping {
            weekdays: Weekdays::of([1, 2, 3, 4, 5]),
            closed: vec![(day("2027-02-05"), day("2027-02-12"))],
            ..Shipping::default()
        };
        for (date, expect) in [
            ("2027-02-04", true),  // Thursday
            ("2027-02-05", false), // the first closed day
            ("2027-02-12", false), // the last one
            ("2027-02-13", false), // Saturday
            ("2027-02-15", true),
        ] {
            assert_eq!(shipping.ships_on(day(date)), expect, "{date}");
        }
        assert!(Shipping::default().ships_on(day("2027-02-13")), "every day where nothing is written");
    }

    #[test]
    fn the_law_gives_seven_days_where_the_shop_is_silent() {
        let (silent, shop) = (Facts::default(), Facts { return_days: Some(15), ..Facts::default() });
        for (facts, product, expect) in [
            (&silent, None, Some((7, Whose::Law))),
            (&silent, Some(true), Some((7, Whose::Law))),
            (&silent, Some(false), None),
            (&shop, None, Some((15, Whose::Shop))),
            (&shop, Some(false), None),
        ] {
            assert_eq!(facts.return_days(product), expect, "{product:?}");
        }
    }
}
