//! Questions that are answered from typed facts: which product, order, place and day are meant is found here, what is answered in
//! `question`.

use crate::dialogue::Draft;
use crate::dialogue::find::fits;
use crate::dialogue::lookup::Known;
use crate::dialogue::rows::{FAQ_LIKELY, FAQ_SURE};
use crate::fact::Source;
use crate::knowledge::policy::Delivery;
use crate::knowledge::promotion::BuyerKind;
use crate::knowledge::{Among, TextKey};
use crate::language::body::Body;
use crate::language::entity::places;
use crate::language::matter::Matter;
use crate::language::{basket, carrier, notes, options, pay, returns};
use crate::names::{EntityKind, IntentId};
use crate::question::deadline::{self, OfProduct};
use crate::question::{Said, advice, attribute, compare, goods, promo, size, sum, terms};
use crate::shop::product::Product;
use crate::shop::{OrderBy, ProductQuery};
use crate::time::day_number;
use crate::understand::Understanding;

impl<'a> Draft<'a> {
    /// A question of its own that typed facts answer. An entry of the FAQ on just this stands above it.
    pub(super) fn computes(&mut self, heard: &Understanding) -> Known<bool> {
        let Some(matter) = self.asked_about(heard, heard.best().map_or("", |best| best.id.as_str())) else {
            return Ok(false);
        };
        let sure = heard.faqs.first().is_some_and(|hit| hit.confidence >= FAQ_SURE);
        let another = |intent: &IntentId| self.knowledge().asks_something(intent) && !intent.is(matter.family());
        let several = heard.asks.len() > 1 && heard.asks.iter().any(|ask| self.is_sure(ask) && another(&ask.intent));
        if sure || several || self.crew.is_called() {
            return Ok(false);
        }
        self.says_computed(matter, heard)
    }

    /// The answer to an intent, where the message asks something of it that typed facts answer.
    pub(super) fn computes_for(&mut self, intent: &IntentId) -> Known<bool> {
        let Some(heard) = self.world.heard else { return Ok(false) };
        let Some(matter) = self.asked_about(heard, intent.as_str()).filter(|matter| intent.is(matter.family())) else {
            return Ok(false);
        };
        self.says_computed(matter, heard)
    }

    /// What the message asks about.
    fn asked_about(&self, heard: &Understanding, intent: &str) -> Option<Matter> {
        let option = [EntityKind::Colour, EntityKind::Size, EntityKind::ShoeSize];
        let named = heard.entities.iter().any(|entity| option.contains(&entity.kind));
        let property = || (!heard.properties.is_empty()).then_some(Matter::Property);
        let sized = || {
            let last = self.talk.last().as_ref().is_some_and(|last| last.intent.is("product.size"));
            let asked = IntentId::from(intent).is("product.size");
            (asked || (last && heard.tells_of_body())).then_some(Matter::Size)
        };
        match heard.matter(intent) {
            Some(Matter::Variant) if !named => property().or(Some(Matter::Variant)),
            Some(matter) => Some(matter),
            None => property().or_else(sized),
        }
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
        let (facts, labels, now) = (&self.knowledge().facts, &self.knowledge().labels, self.wall_now());
        Ok(match matter {
            Matter::Carrier => {
                let mut asked = heard.values(EntityKind::Carrier);
                if asked.is_empty() {
                    asked = carrier::mentioned(&heard.text);
                }
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
            Matter::BestValue => self.variant(goods::Of::BestValue, heard)?,
            Matter::Left => self.variant(goods::Of::Left, heard)?,
            Matter::Rest => {
                facts.shipping.as_ref().zip(now).map(|(shipping, now)| deadline::rest(shipping, now, labels))
            }
            Matter::From => {
                let from = facts.shipping.as_ref().and_then(|shipping| shipping.from.clone());
                from.map(|from| Said::new(TextKey::LeavesFrom).with("from", from))
            }
            Matter::Return => self.returning(heard)?,
            Matter::Sum => self.sum(sum::Of::Sum, heard)?,
            Matter::Enough => self.sum(sum::Of::Enough, heard)?,
            Matter::Missing => self.sum(sum::Of::Missing, heard)?,
            Matter::Until => self.promotion(promo::Of::Until, heard),
            Matter::Together => self.promotion(promo::Of::Together, heard),
            Matter::Claim => self.promotion(promo::Of::Claim, heard),
            Matter::Gift => self.promotion(promo::Of::Gift, heard),
            Matter::Property => self.property(heard)?,
            Matter::Size => self.sized(heard)?,
            Matter::Measure => self.measured(heard)?,
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

    /// The law's rule about sending something back, where the shop has written nothing and nothing bought is meant.
    fn returning(&mut self, heard: &Understanding) -> Known<Option<Said>> {
        let knowledge = self.knowledge();
        if knowledge.facts.return_days.is_some() || heard.points_at_order() || self.focus.order().is_some() {
            return Ok(None);
        }
        self.passive_product()?;
        let product = self.focus.product();
        let days = knowledge.facts.return_days(product.and_then(|product| product.seven_day_return));
        Ok(Some(terms::returning(product, days, returns::days_passed(&heard.text), heard.says_opened())))
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

    /// Whether the product that is meant has the property that is asked about. A likely entry of the FAQ says more than that it is not
    /// known.
    fn property(&mut self, heard: &Understanding) -> Known<Option<Said>> {
        if !self.passive_product()? {
            return Ok(None);
        }
        let knowledge = self.knowledge();
        let Some(product) = self.focus.product() else { return Ok(None) };
        let judged = heard.properties.iter().filter_map(|asked| {
            let property = knowledge.properties.get(asked.index)?;
            Some(attribute::judge(asked, property, product))
        });
        // What the page speaks of is said, and not that it is silent about the rest.
        let judged = judged.min_by_key(|judgement| judgement.verdict == attribute::Verdict::Unknown);
        let row = heard.faqs.first().is_some_and(|hit| hit.confidence >= FAQ_LIKELY);
        let judged = judged.filter(|judgement| !row || judgement.verdict != attribute::Verdict::Unknown);
        Ok(judged.map(|judgement| advice::property(&judgement, product.short_title())))
    }

    /// Which size of the product fits, by all that was told of the body.
    fn sized(&mut self, heard: &Understanding) -> Known<Option<Said>> {
        if let Some(last) = self.talk.last().clone().filter(|last| last.intent.is("product.size")) {
            self.talk.carry(last.named, last.words);
        }
        let body = heard.body().after(&self.body());
        if body == Body::default() || !self.passive_product()? {
            return Ok(None);
        }
        let Some(product) = self.focus.product() else { return Ok(None) };
        let colour = self.heard_options(product).into_iter().find(|option| options::is_colour_of(product, option));
        let stock = |size: &str| size::stock(product, size, colour.as_deref());
        Ok(advice::size(&size::recommend(product.size_chart.as_ref(), &body, stock), product.short_title()))
    }

    /// What a size of the product measures.
    fn measured(&mut self, heard: &Understanding) -> Known<Option<Said>> {
        if !self.passive_product()? {
            return Ok(None);
        }
        let Some(product) = self.focus.product() else { return Ok(None) };
        let named = heard.value(EntityKind::Size).or_else(|| heard.value(EntityKind::ShoeSize));
        let measured = product.size_chart.as_ref().zip(named);
        let measured = measured.and_then(|(chart, size)| size::measure(chart, &size, &heard.text));
        Ok(measured.map(|measured| advice::measured(measured, product.short_title())))
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
        self.passive_product()?;
        let general = heard.is_bought_now() || heard.asks_of_days() || self.is_of_new_product()?;
        let place = self.place(heard);
        let to_place = matter == Matter::Arriving && place.is_some();
        let intent = IntentId::from(matter.intent());
        if !general
            && !to_place
            && (self.has_orders_for(&intent)? || self.has_orders_for(&IntentId::from("ship.time"))?)
        {
            return Ok(None);
        }
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
            paid: days.pay.as_deref().and_then(|pay| deadline::paid(pay, now)).unwrap_or(now),
            now,
            leave: days.leave.and_then(|day| day_number(&day.date)),
            arrive: days.arrive.and_then(|day| day_number(&day.date)),
            place: place.as_ref().map(|(name, row): &(String, Option<&Delivery>)| (name.as_str(), *row)),
        };
        let labels = &self.knowledge().labels;
        Ok(match matter {
            Matter::Leaving => deadline::leaving(&asked, facts, of_product, labels),
            _ => deadline::arriving(&asked, facts, of_product, labels),
        })
    }

    /// Whether the product that is meant is none that the buyer waits for.
    fn is_of_new_product(&self) -> Known<bool> {
        let Some(product) = self.focus.product().filter(|_| self.focus.order().is_none()) else { return Ok(false) };
        if self.world.input.buyer.is_none() {
            return Ok(true);
        }
        let orders = self.own_orders(OrderBy::Recent)?.unwrap_or_default();
        let open = orders.iter().filter(|order| fits(order, Among::Open)).flat_map(|order| &order.items);
        Ok(open.into_iter().all(|item| item.product != product.id))
    }

    /// The place that is named, now or with the question before: what it is called, its province and its city.
    fn place(&self, heard: &Understanding) -> Option<(String, String, Option<String>)> {
        let mut place = (heard.value(EntityKind::Province), heard.value(EntityKind::City));
        if place == (None, None) {
            let carried = |kind| self.named(kind).map(ToString::to_string);
            place = (carried(EntityKind::Province), carried(EntityKind::City));
        }
        let (province, city) = place;
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
