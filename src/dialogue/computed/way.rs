//! When what is bought now leaves, and when it arrives where.

use crate::dialogue::Draft;
use crate::dialogue::find::fits;
use crate::dialogue::lookup::Known;
use crate::knowledge::policy::Delivery;
use crate::knowledge::{Among, TextKey};
use crate::language::entity::places;
use crate::language::matter::Matter;
use crate::names::{EntityKind, IntentId};
use crate::question::Said;
use crate::question::deadline::{self, OfProduct};
use crate::shop::OrderBy;
use crate::shop::order::Order;
use crate::time::day_number;
use crate::understand::Understanding;

/// What a place is named with that a question after it may be about.
const PLACES: &[&str] = &["deliver", "ship"];

impl Draft<'_> {
    /// When what is bought now leaves, or arrives. What is bought already has its own dates.
    pub(super) fn deadline(&mut self, matter: Matter, heard: &Understanding) -> Known<Option<Said>> {
        let Some(now) = self.wall_now() else { return Ok(None) };
        let days = &heard.days;
        self.passive_product()?;
        // An order that is talked about has its own dates.
        let named = days.any.is_some() || heard.value(EntityKind::City).is_some();
        let opened = self.focus.is_opened() && (named || heard.value(EntityKind::Province).is_some());
        let bought_now = heard.is_bought_now() || heard.asks_of_days() || days.pay.is_some() || opened;
        if !bought_now && self.focus.order_id().is_some() && !self.is_of_new_product()? {
            return self.on_the_road(matter, heard);
        }
        let general = bought_now || self.is_of_new_product()?;
        let place = self.place(heard);
        let to_place = matter == Matter::Arriving && place.is_some();
        if !general && !to_place {
            for intent in [matter.intent(), "ship.time"] {
                if self.has_orders_for(&IntentId::from(intent))? {
                    return Ok(None);
                }
            }
        }
        let (knowledge, product) = (self.knowledge(), self.focus.product());
        let (facts, offset) = (&knowledge.facts, knowledge.profile.offset_minutes);
        let of_product = OfProduct {
            within_hours: product.and_then(|product| product.ship_within_hours),
            presale: product.and_then(|product| product.presale_ship_at).map(|at| at.wall(offset).day_number),
        };
        let row = |province: &str, city: Option<&str>| {
            // What holds everywhere else holds in the country: beyond it only a row of its own does.
            facts.delivery_to(province, city).filter(|row| !row.to.is_empty() || !places::is_beyond(province))
        };
        if let Some((name, province, _)) = place.as_ref().filter(|_| matter == Matter::Arriving)
            && product.is_some_and(|product| product.remote_freight.get(province) == Some(&None))
        {
            return Ok(Some(Said::new(TextKey::ArrivesNever).with("place", name.clone())));
        }
        let place = place.map(|(name, province, city)| (name, row(&province, city.as_deref())));
        // A day without a role is the one that it is about: `25号要用，来得及吗`.
        let paid_on = days.pay.as_deref().unwrap_or_default();
        let other = days.any.as_deref().filter(|day| days.leave.is_none() && !paid_on.contains(day));
        let arrive = days.arrive.as_ref().map(|day| day.date.as_str()).or(other);
        let asked = deadline::Asked {
            paid: days.pay.as_deref().and_then(|pay| deadline::paid(pay, now)).unwrap_or(now),
            now,
            leave: days.leave.as_ref().and_then(|day| day_number(&day.date)),
            // `28号前` is over when that day begins.
            arrive: arrive.and_then(day_number).map(|day| day - i64::from(heard.is_before_day())),
            place: place.as_ref().map(|(name, row): &(String, Option<&Delivery>)| (name.as_str(), *row)),
        };
        Ok(match matter {
            Matter::Leaving => deadline::leaving(&asked, facts, of_product, &knowledge.labels),
            _ => deadline::arriving(&asked, facts, of_product, &knowledge.labels),
        })
    }

    /// Whether the order under discussion arrives until the day that is asked about; what else is asked of it its flow tells.
    fn on_the_road(&mut self, matter: Matter, heard: &Understanding) -> Known<Option<Said>> {
        let Some(now) = self.wall_now() else { return Ok(None) };
        let days = &heard.days;
        let day = days.arrive.as_ref().map(|day| day.date.as_str()).or(days.any.as_deref()).and_then(day_number);
        let Some(day) = day.filter(|_| matter == Matter::Arriving) else { return Ok(None) };
        if !self.passive_order()? {
            return Ok(None);
        }
        let (knowledge, Some(order)) = (self.knowledge(), self.focus.order()) else { return Ok(None) };
        let open = fits(order, Among::Open) && order.received_at.is_none();
        let Some(receiver) = order.receiver.as_ref().filter(|_| open) else { return Ok(None) };
        let offset = knowledge.profile.offset_minutes;
        let left = match order.shipped_at.map(|at| at.wall(offset).day_number) {
            Some(day) => Some(deadline::Days { first: day, last: day }),
            None => {
                let shipping = knowledge.facts.shipping.clone().unwrap_or_default();
                deadline::leaves(now, &shipping, OfProduct::default())
            }
        };
        let row = knowledge.facts.delivery_to(&receiver.province, Some(receiver.city.as_str()));
        let place = if receiver.city.is_empty() { &receiver.province } else { &receiver.city };
        let day = day - i64::from(heard.is_before_day());
        let said =
            left.zip(row).and_then(|(left, row)| deadline::on_the_road(left, day, place, row, now, &knowledge.labels));
        Ok(said)
    }

    /// Whether the product that is meant is none that the buyer waits for.
    fn is_of_new_product(&self) -> Known<bool> {
        let Some(product) = self.focus.product().filter(|_| self.focus.order().is_none()) else { return Ok(false) };
        if self.world.input.buyer.is_none() {
            return Ok(true);
        }
        let orders = self.own_orders(OrderBy::Recent)?.unwrap_or_default();
        let talked = |order: &Order| fits(order, Among::Open) || Some(&order.id) == self.focus.order_id().as_ref();
        let has = |order: &Order| order.items.iter().any(|item| item.product == product.id);
        Ok(!orders.into_iter().any(|order| talked(order) && has(order)))
    }

    /// The place that is named, now or with the question before: what it is called, its province and its city.
    pub(super) fn place(&self, heard: &Understanding) -> Option<(String, String, Option<String>)> {
        let mut place = (heard.value(EntityKind::Province), heard.value(EntityKind::City));
        if place == (None, None) {
            // `新疆呢` → `几天能到`: the place of the question before.
            let last = self.talk.last().as_ref().filter(|last| PLACES.iter().any(|of| last.intent.is(of)));
            let before = |kind| last?.named.iter().find(|(own, _)| *own == kind).map(|(_, value)| value);
            let carried = |kind| self.named(kind).or_else(|| before(kind)).map(ToString::to_string);
            place = (carried(EntityKind::Province), carried(EntityKind::City));
        }
        match place {
            (_, Some(city)) => {
                let province = places::province_of(&city).map(ToString::to_string)?;
                Some((city.clone(), province, Some(city)))
            }
            (Some(province), None) => {
                let short = places::named(&province).map(|place| place.short_name().to_owned());
                Some((short.unwrap_or_else(|| province.clone()), province, None))
            }
            (None, None) => None,
        }
    }
}
