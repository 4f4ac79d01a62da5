//! Questions that are answered from typed facts: which product, order, place and day are meant is found here, what is answered in
//! `question`.

use crate::dialogue::Draft;
use crate::dialogue::lookup::Known;
use crate::dialogue::rows::FAQ_SURE;
use crate::fact::Source;
use crate::knowledge::policy::Delivery;
use crate::knowledge::promotion::BuyerKind;
use crate::language::entity::places;
use crate::language::matter::Matter;
use crate::language::{basket, notes, pay};
use crate::names::{EntityKind, IntentId};
use crate::question::deadline::{self, OfProduct};
use crate::question::{Said, compare, goods, promo, sum, terms};
use crate::shop::ProductQuery;
use crate::shop::product::Product;
use crate::understand::Understanding;

impl<'a> Draft<'a> {
    /// A question of its own that typed facts answer. An entry of the FAQ on just this stands above it.
    pub(super) fn computes(&mut self, heard: &Understanding) -> Known<bool> {
        let Some(matter) = heard.matter(heard.best().map_or("", |best| best.id.as_str())) else { return Ok(false) };
        let sure = heard.faqs.first().is_some_and(|hit| hit.confidence >= FAQ_SURE);
        let another = |intent: &IntentId| self.knowledge().asks_something(intent) && !intent.is(matter.intent());
        let several = heard.asks.len() > 1 && heard.asks.iter().any(|ask| self.is_sure(ask) && another(&ask.intent));
        if sure || several || self.crew.is_called() {
            return Ok(false);
        }
        self.says_computed(matter, heard)
    }

    /// The answer to an intent, where the message asks something of it that typed facts answer.
    pub(super) fn computes_for(&mut self, intent: &IntentId) -> Known<bool> {
        let Some(heard) = self.world.heard else { return Ok(false) };
        let Some(matter) = heard.matter(intent.as_str()).filter(|matter| intent.is(matter.intent())) else {
            return Ok(false);
        };
        self.says_computed(matter, heard)
    }

    fn says_computed(&mut self, matter: Matter, heard: &Understanding) -> Known<bool> {
        let Some(said) = self.computed(matter, heard)? else { return Ok(false) };
        let intent = IntentId::from(matter.intent());
        self.note(notes::computed(said.key.name()));
        self.talk.understand();
        self.talk.answer_to(Some(intent.clone()));
        self.talk.moves();
        self.talk.ask(intent.clone(), 1);
        let key = said.key;
        for (slot, value) in said.slots {
            self.talk.say_of(slot, value);
        }
        self.say_own(key);
        self.answered(Source::Text(key.name().to_owned()), Some(intent));
        Ok(true)
    }

    fn computed(&mut self, matter: Matter, heard: &Understanding) -> Known<Option<Said>> {
        let facts = &self.knowledge().facts;
        Ok(match matter {
            Matter::Carrier => {
                let asked = heard.values(EntityKind::Carrier);
                facts.carriers.as_ref().and_then(|carriers| terms::carrier(heard.form, &asked, carriers))
            }
            Matter::Payment => {
                facts.payment.as_ref().and_then(|payment| terms::payment(&pay::ways(&heard.text), payment))
            }
            Matter::Invoice => {
                let kinds = pay::invoices(&heard.text);
                facts.invoice.as_ref().and_then(|invoice| terms::invoice(heard.form, &kinds, invoice))
            }
            Matter::Leaving | Matter::Arriving => self.deadline(matter, heard)?,
            Matter::Variant => self.variant(goods::Of::There, heard)?,
            Matter::Restock => self.variant(goods::Of::Restock, heard)?,
            Matter::Cheapest => self.variant(goods::Of::Cheapest, heard)?,
            Matter::Dearest => self.variant(goods::Of::Dearest, heard)?,
            Matter::Sum => self.sum(sum::Of::Sum, heard)?,
            Matter::Enough => self.sum(sum::Of::Enough, heard)?,
            Matter::Missing => self.sum(sum::Of::Missing, heard)?,
            Matter::Until => self.promotion(promo::Of::Until, heard),
            Matter::Together => self.promotion(promo::Of::Together, heard),
            Matter::Claim => self.promotion(promo::Of::Claim, heard),
            Matter::Gift => self.promotion(promo::Of::Gift, heard),
            Matter::Compare => self.compared(heard, false)?,
            Matter::Cheaper => self.compared(heard, true)?,
        })
    }

    /// Whether a variant is there, which else are, and when one comes back.
    fn variant(&mut self, of: goods::Of, heard: &Understanding) -> Known<Option<Said>> {
        if !self.passive_product()? {
            return Ok(None);
        }
        let Some(product) = self.focus.product() else { return Ok(None) };
        let (named, lacking) = self.meant_and_lacking(product);
        let lacking = self.as_written(&lacking);
        let asked = goods::Asked {
            of,
            form: heard.form,
            named: &named,
            lacking: &lacking,
            now: self.wall_now(),
            offset_minutes: self.knowledge().profile.offset_minutes,
        };
        Ok(goods::variant(&asked, product, &self.knowledge().labels))
    }

    /// What several pieces cost, of the product that is meant.
    fn sum(&mut self, of: sum::Of, heard: &Understanding) -> Known<Option<Said>> {
        let Some(now) = self.wall_now() else { return Ok(None) };
        if !self.passive_product()? {
            return Ok(None);
        }
        let Some(product) = self.focus.product() else { return Ok(None) };
        let mut pieces = basket::pieces(product, &heard.text, &heard.entities);
        if pieces.is_empty() {
            let quantity =
                self.named(EntityKind::Quantity).and_then(|value| value.to_string().parse().ok()).unwrap_or(1);
            pieces.push(basket::Pieces { options: self.heard_options(product), quantity });
        }
        let promotions = &self.knowledge().facts.promotions;
        Ok(sum::sum(of, product, &pieces, promotions, BuyerKind::default(), now))
    }

    fn promotion(&self, of: promo::Of, heard: &Understanding) -> Option<Said> {
        let kind = heard.promotion_kind();
        promo::promotions(of, kind, &self.knowledge().facts.promotions, self.wall_now()?, &self.knowledge().labels)
    }

    /// Two products that the message names, or the one in focus and one that it names.
    fn compared(&mut self, heard: &Understanding, cheaper: bool) -> Known<Option<Said>> {
        let named = self.products(&ProductQuery::Text(heard.text.clone()))?;
        let mut two: Vec<&Product> = named.iter().filter(|product| heard.names(product)).take(2).collect();
        if let ([only], Some(id)) = (two.as_slice(), self.focus.product_id().clone())
            && only.id != id
        {
            two.extend(self.products(&ProductQuery::Id(id))?.first());
        }
        let [first, second] = two.as_slice() else { return Ok(None) };
        Ok(compare::compare(first, second, cheaper))
    }

    /// When what is bought now leaves, or arrives. What is bought already has its own dates.
    fn deadline(&mut self, matter: Matter, heard: &Understanding) -> Known<Option<Said>> {
        let Some(now) = self.wall_now() else { return Ok(None) };
        let general = heard.is_bought_now() || heard.asks_of_days();
        let place = self.place(heard);
        let to_place = matter == Matter::Arriving && place.is_some();
        let intent = IntentId::from(matter.intent());
        if !general
            && !to_place
            && (self.has_orders_for(&intent)? || self.has_orders_for(&IntentId::from("ship.time"))?)
        {
            return Ok(None);
        }
        self.passive_product()?;
        let product = self.focus.product();
        let offset = self.knowledge().profile.offset_minutes;
        let of_product = OfProduct {
            within_hours: product.and_then(|product| product.ship_within_hours),
            presale: product.and_then(|product| product.presale_ship_at).map(|at| at.wall(offset).day_number),
        };
        let facts = &self.knowledge().facts;
        let days = heard.days();
        let place = place.map(|(name, province, city)| (name, facts.delivery_to(&province, city.as_deref())));
        let asked = deadline::Asked {
            paid: now,
            now,
            leave: days.leave,
            arrive: days.arrive,
            place: place.as_ref().map(|(name, row): &(String, Option<&Delivery>)| (name.as_str(), *row)),
        };
        let labels = &self.knowledge().labels;
        Ok(match matter {
            Matter::Leaving => deadline::leaving(&asked, facts, of_product, labels),
            _ => deadline::arriving(&asked, facts, of_product, labels),
        })
    }

    /// The place that is named, now or with the question before: what it is called, its province and its city.
    fn place(&self, heard: &Understanding) -> Option<(String, String, Option<String>)> {
        let named = |kind| heard.value(kind).or_else(|| self.named(kind).map(ToString::to_string));
        let (province, city) = (named(EntityKind::Province), named(EntityKind::City));
        match (province, city) {
            (_, Some(city)) => {
                let province = places::province_of(&city).map(ToString::to_string)?;
                Some((city.clone(), province, Some(city)))
            }
            (Some(province), None) => {
                let short = places::named(&province).map(|place| place.short_name().to_owned());
                Some((short.unwrap_or_else(|| province.clone()), province, None))
            }
            _ => None,
        }
    }
}
