//! Questions that are answered from typed facts: what the message asks, and which sentence says it. Which product, order, place and day
//! are meant is found in the files below; what is answered is computed in `question`.

mod called;
mod follow;
mod goods;
mod property;
mod saying;
mod way;

use crate::dialogue::Draft;
use crate::dialogue::lookup::Known;
use crate::dialogue::rows::{FAQ_LIKELY, FAQ_SURE};
use crate::knowledge::TextKey;
use crate::knowledge::promotion::{BuyerKind, Promotion, PromotionKind};
use crate::language::matter::{self, Matter};
use crate::language::options;
use crate::language::size::Measure;
use crate::names::{EntityKind, Form, IntentId, lies_in};
use crate::question::deadline;
use crate::question::goods::Of as OfVariant;
use crate::question::promo::{self, Of as OfPromotion};
use crate::question::sum::Of as OfSum;
use crate::question::{Said, terms};
use crate::understand::Understanding;

/// Options of goods.
const OPTIONS: [EntityKind; 3] = [EntityKind::Colour, EntityKind::Size, EntityKind::ShoeSize];

impl Draft<'_> {
    /// A question of its own that typed facts answer. An entry of the FAQ on just this stands above it.
    pub(super) fn computes(&mut self, heard: &Understanding) -> Known<bool> {
        let goods = self.focus.product_id().is_some() && !self.crew.is_called();
        if goods && heard.bare_height().is_some() {
            self.passive_product()?;
        }
        if let Some(before) = self.asked_of_another(heard)? {
            let said = self.attempt(|draft| draft.says_computed(Matter::Property, &before))?;
            if said {
                return Ok(true);
            }
        }
        // Whoever may not eat something asks nothing else, whatever else the message may be taken for.
        let allergic = !self.crew.is_called() && !heard.allergens().is_empty();
        if allergic && !self.row_stands_above(Matter::Allergy, heard)? {
            let said = self.attempt(|draft| draft.says_computed(Matter::Allergy, heard))?;
            if said {
                return Ok(true);
            }
        }
        if heard.chooses() && self.computes_matter(Matter::Choose, heard)? {
            return Ok(true);
        }
        let figure = heard.asks_for_figure() || heard.asks_for_contents();
        if goods && figure && heard.properties.is_empty() && !self.row_stands_above(Matter::Property, heard)? {
            let said = self.attempt(|draft| draft.says_computed(Matter::Value, heard))?;
            if said {
                return Ok(true);
            }
        }
        let matter = self.asked_about(heard, heard.best().map_or("", |best| best.id.as_str()));
        if matter.map_or(Ok(false), |matter| self.computes_matter(matter, heard))? {
            return Ok(true);
        }
        if matter.is_none() && self.asks_price_of_one(heard)? {
            let said = self.attempt(|draft| draft.says_computed(Matter::Sum, heard))?;
            if said {
                return Ok(true);
            }
        }
        let of_goods = matter.is_none_or(|matter| matter.family() == "product" || matter == Matter::Compare);
        let two = heard.form == Form::WhichOfTwo || heard.properties.is_empty();
        let best = heard.asks.first().filter(|ask| self.is_sure(ask));
        let open = best.is_none_or(|best| best.intent.is("product"));
        let row = heard.faqs.first().is_some_and(|hit| hit.confidence >= FAQ_LIKELY);
        if !goods || !of_goods || !open || row || heard.form == Form::Statement || heard.is_of_trade() || !two {
            return Ok(false);
        }
        self.attempt(|draft| draft.says_computed(Matter::Mentioned, heard))
    }

    /// `32的多少`, `碎花裙现在多少`: what one piece costs, where the variant is named or it has another price at this minute.
    fn asks_price_of_one(&mut self, heard: &Understanding) -> Known<bool> {
        let asked = matches!(heard.form, Form::HowMuch | Form::HowMany)
            && heard.best().is_none_or(|best| best.id.is("price.inquiry") || best.confidence < FAQ_LIKELY);
        if !asked
            || heard.speaks_of_sending()
            || self.crew.is_called()
            || self.focus.order_id().is_some()
            || !self.passive_product()?
        {
            return Ok(false);
        }
        let (Some(product), Some(now)) = (self.focus.product(), self.wall_now()) else { return Ok(false) };
        let promotions = &self.knowledge().facts.promotions;
        let of_item =
            |it: &&Promotion| it.kind == PromotionKind::LivePrice && it.covers(&product.id, &product.category);
        let off = promotions.iter().filter(of_item).any(|it| it.open_to(BuyerKind::default(), now));
        let there = |options: &[String]| options::fitting(product, options).iter().any(|sku| sku.stock != Some(0));
        let named = heard.pieces(product, None).iter().any(|it| !it.options.is_empty() && there(&it.options));
        Ok(off || named)
    }

    /// `T恤呢` behind `围巾能机洗吗`: the question before, asked of the goods that are named now.
    pub(super) fn asked_of_another(&mut self, heard: &Understanding) -> Known<Option<Understanding>> {
        let of_goods = self.talk.last().as_ref().is_some_and(|last| last.intent.is(Matter::Property.intent()));
        if !of_goods || heard.form != Form::Another || !heard.properties.is_empty() || !heard.entities.is_empty() {
            return Ok(None);
        }
        let named = self.products(&self.text_query(heard))?;
        if !named.iter().any(|product| heard.likeness(product.short_title()) > 1) {
            return Ok(None);
        }
        Ok(self.heard_before().filter(|before| !before.properties.is_empty()))
    }

    fn computes_matter(&mut self, matter: Matter, heard: &Understanding) -> Known<bool> {
        let another = |intent: &IntentId| self.knowledge().asks_something(intent) && !intent.is(matter.family());
        // `焦糖L来三件几多钱` is nothing else, whatever its words remind of.
        let plain = !heard.tells_of_body()
            && match matter {
                Matter::Sum | Matter::Pack | Matter::Missing => heard.is_plain_sum() && heard.properties.is_empty(),
                Matter::Enough | Matter::Until => heard.asks_to_use() && heard.properties.is_empty(),
                _ => false,
            };
        let reminds = |intent: &IntentId| plain && matter::LIKE_SUMS.iter().any(|id| intent.is(id));
        let several = heard.asks.len() > 1
            && heard.asks.iter().any(|ask| self.is_sure(ask) && another(&ask.intent) && !reminds(&ask.intent));
        let more = matter == Matter::Property && heard.best().is_some_and(|best| self.asks_more(&best.id));
        if several || more || self.crew.is_called() || self.row_stands_above(matter, heard)? {
            return Ok(false);
        }
        self.attempt(|draft| draft.says_computed(matter, heard))
    }

    /// The answer to an intent, where the message asks something of it that typed facts answer.
    pub(super) fn computes_for(&mut self, intent: &IntentId) -> Known<bool> {
        let Some(heard) = self.world.heard else { return Ok(false) };
        let matter = self.asked_about(heard, intent.as_str()).filter(|matter| intent.is(matter.family()));
        match matter {
            Some(matter) => self.attempt(|draft| draft.says_computed(matter, heard)),
            None => Ok(false),
        }
    }

    /// Whether beside a property an attribute is asked for in a clause of its own: `什么材质，能机洗吗`.
    pub(super) fn asks_more(&self, intent: &IntentId) -> bool {
        let named = self.knowledge().intent(intent.as_str()).is_some_and(|intent| !intent.attributes.is_empty());
        let more = |heard: &Understanding| {
            heard.has_clauses() && !heard.properties.is_empty() && !heard.asks_for_properties_alone()
        };
        named && self.world.heard.is_some_and(more)
    }

    /// What the message asks about.
    fn asked_about(&self, heard: &Understanding, intent: &str) -> Option<Matter> {
        let named = heard.entities.iter().any(|entity| OPTIONS.contains(&entity.kind));
        let last = self.talk.last().as_ref();
        let asked = |id: &str| lies_in(intent, id);
        let of = |id: &str| asked(id) || last.is_some_and(|last| last.intent.is(id));
        let body = heard.body();
        // Whoever tells what they measure asks which size fits, while goods are talked about.
        let by_height = heard.bare_height().is_some() && self.is_sized_by_height();
        let told = !body.measures.is_empty() || body.usual.is_some() || by_height;
        let unsure = heard.asks.first().is_none_or(|ask| !self.is_sure(ask));
        let goods = unsure || intent.is_empty() || ["product", "inform", "other"].iter().any(|id| asked(id));
        let size = (told && goods) || (of("product.size") && heard.tells_of_body()) || asked("product.size");
        let property = !heard.properties.is_empty();
        let measure = !told
            && (named || of("product.size") || heard.bare_number().is_some() || intent.is_empty() || asked("product"))
            && heard.names_measure();
        let pieces = last.is_some_and(|last| last.intent.is("price")) && heard.quantity().is_some();
        let many = heard.counts_each() || heard.quantity().is_some_and(|count| count > 1);
        // `黑白各一件` alone reminds of what was sent wrongly.
        let each = heard.counts_each() && !heard.speaks_of_sent();
        let several = many && self.focus.product_id().is_some() && heard.length() < 16;
        // How old somebody is decides first whether it is for them at all.
        let aged = property && body.usual.is_none() && body.measures.keys().all(|measure| *measure == Measure::Age);
        let judged = named && last.is_some_and(|last| last.intent.is("product.size")) && heard.judges_size();
        let promotions = &self.knowledge().facts.promotions;
        let of_price = || heard.form != Form::Statement && promotions.iter().any(|it| heard.speaks_of_price(it));
        let follows = last.is_some_and(|last| last.intent.is(Matter::Until.intent())) && heard.form == Form::Another;
        let stock = many && heard.form == Form::Whether && heard.speaks_of_stock();
        let both = heard.asks_for_both() && matches!(heard.form, Form::HowMuch | Form::HowMany);
        let counts = heard.asks_whether_counts() && heard.quantity().is_some();
        let of_promotion = heard.promotion(promotions).is_some() || heard.promotion_kind().is_some();
        match heard.matter(intent) {
            // A guess at the rules for sending back is none.
            Some(Matter::Return) if unsure => None,
            None if aged && told => Some(Matter::Property),
            Some(Matter::Variant) | None if judged => Some(Matter::Size),
            _ if measure => Some(Matter::Measure),
            None | Some(Matter::Arriving | Matter::Variant | Matter::Cheaper) if of_price() => Some(Matter::Until),
            None | Some(Matter::Variant | Matter::Cheaper) if both => Some(Matter::Sum),
            // `礼盒要十盒有吗` asks for so many of a variant.
            None | Some(Matter::Gift) if stock => Some(Matter::Variant),
            None if heard.asks_until_when() && !self.focus.summed().is_empty() => Some(Matter::Until),
            None | Some(Matter::Gift | Matter::Variant) if counts => Some(Matter::Enough),
            None | Some(Matter::Variant)
                if heard.asks_whether_still() && !named && heard.promotion(promotions).is_some() =>
            {
                Some(Matter::Until)
            }
            None | Some(Matter::Arriving | Matter::Leaving)
                if follows && (of_promotion || heard.days.any.is_some()) =>
            {
                Some(Matter::Until)
            }
            Some(Matter::Variant | Matter::Compare) | None if told && size => Some(Matter::Size),
            Some(Matter::Variant) if property && !(named && heard.speaks_of_stock()) => Some(Matter::Property),
            // `送干洗店行不` gives nothing away.
            Some(Matter::Gift) if property && !heard.speaks_of_gifts() => Some(Matter::Property),
            None if pieces || (heard.form == Form::Statement && several && (goods || each)) => Some(Matter::Sum),
            None if size && of("product.size") && heard.tells_of_body() => Some(Matter::Size),
            None if property => Some(Matter::Property),
            None if size => Some(Matter::Size),
            None if heard.form != Form::Statement && asked("product") => Some(Matter::Value),
            matter => matter,
        }
    }

    /// Whether an entry of the FAQ is on just what is asked: as good as sure, and about no other product.
    fn row_stands_above(&mut self, matter: Matter, heard: &Understanding) -> Known<bool> {
        let Some(hit) = heard.faqs.first().filter(|hit| hit.confidence >= FAQ_SURE) else { return Ok(false) };
        // What so many pieces cost stands in no entry that is only like it.
        let counted = heard.is_plain_sum() && (heard.counts_each() || heard.quantity().is_some_and(|count| count > 1));
        if !hit.exact && counted && matter == Matter::Sum {
            return Ok(false);
        }
        if hit.exact || matter != Matter::Property {
            return Ok(true);
        }
        // `干洗呢` behind that very entry asks for more.
        let id = self.knowledge().faqs.get(hit.index).map(|faq| &faq.id);
        let again = self.talk.last().as_ref().is_some_and(|last| last.faq.is_some() && last.faq.as_ref() == id);
        if again {
            return Ok(false);
        }
        Ok(!self.is_of_another_product(hit.index)?)
    }

    fn says_computed(&mut self, matter: Matter, heard: &Understanding) -> Known<bool> {
        let Some(said) = self.computed(matter, heard)? else { return Ok(false) };
        // A likely entry of the FAQ says more than that the page is silent.
        let row = heard.faqs.first().copied().filter(|hit| hit.confidence >= FAQ_LIKELY);
        if let Some(hit) = row.filter(|_| said.key == TextKey::PropertyUnknown)
            && !self.is_of_another_product(hit.index)?
        {
            self.say_faq(hit);
            return Ok(true);
        }
        Ok(self.says_of(matter, said))
    }

    fn computed(&mut self, matter: Matter, heard: &Understanding) -> Known<Option<Said>> {
        let knowledge = self.knowledge();
        let (facts, labels, now) = (&knowledge.facts, &knowledge.labels, self.wall_now());
        Ok(match matter {
            Matter::Carrier => {
                let asked = heard.carriers();
                facts.carriers.as_ref().and_then(|carriers| terms::carrier(heard.form, &asked, carriers))
            }
            Matter::Payment => {
                let ways = heard.ways_to_pay();
                facts.payment.as_ref().and_then(|payment| terms::payment(heard.form, &ways, payment))
            }
            Matter::Invoice => {
                let kinds = heard.invoices();
                facts.invoice.as_ref().and_then(|invoice| terms::invoice(heard.form, &kinds, invoice))
            }
            Matter::Return => self.returning(heard)?,
            Matter::Rest => {
                facts.shipping.as_ref().zip(now).map(|(shipping, now)| deadline::rest(shipping, now, labels))
            }
            Matter::From => {
                let from = facts.shipping.as_ref().and_then(|shipping| shipping.from.as_deref());
                from.map(|from| deadline::from(from, &heard.places()))
            }
            Matter::Leaving | Matter::Arriving => self.deadline(matter, heard)?,
            Matter::Variant => self.variant(OfVariant::There, heard)?,
            Matter::Options => self.variant(OfVariant::Options, heard)?,
            Matter::Restock => self.variant(OfVariant::Restock, heard)?,
            Matter::Left => self.variant(OfVariant::Left, heard)?,
            Matter::Cheapest => self.variant(OfVariant::Cheapest, heard)?,
            Matter::Dearest => self.variant(OfVariant::Dearest, heard)?,
            Matter::BestValue => self.variant(OfVariant::BestValue, heard)?,
            Matter::Sum => self.sum(OfSum::Sum, heard)?,
            Matter::Enough => match self.sum(OfSum::Enough, heard)? {
                None => self.promotion(OfPromotion::Until, heard)?,
                said => said,
            },
            Matter::Pack => self.pack(heard)?,
            Matter::Missing => self.sum(OfSum::Missing, heard)?,
            Matter::Gift => match self.sum(OfSum::Gift, heard)? {
                None => self.promotion(OfPromotion::Gift, heard)?,
                said => said,
            },
            // `坚果大包的，99的券用得上不` asks whether that is enough.
            Matter::Until => match if heard.asks_to_use() { self.of_named(heard)? } else { None } {
                None => self.promotion(OfPromotion::Until, heard)?,
                said => said,
            },
            // `防晒和晚霜一起买能一起减吗` asks about these two.
            Matter::Together => match self.of_several(heard)? {
                None => self.promotion(OfPromotion::Together, heard)?,
                said => said,
            },
            Matter::Claim => self.promotion(OfPromotion::Claim, heard)?,
            Matter::Property => self.property(heard)?,
            Matter::Value => self.attribute_of(heard)?,
            Matter::Mentioned => self.mentioned(heard)?,
            Matter::Size => self.sized(heard)?,
            Matter::Measure => self.measured(heard)?,
            Matter::Choose => self.chosen(heard)?,
            Matter::Allergy => self.allergic(heard)?,
            Matter::Compare => self.compared(heard, false)?,
            Matter::Cheaper => self.compared(heard, true)?,
        })
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
        let title = product.map(|product| product.short_title()).unwrap_or_default();
        Ok(Some(terms::returning(title, days, heard.days_passed(), heard.says_opened())))
    }

    fn promotion(&mut self, of: OfPromotion, heard: &Understanding) -> Known<Option<Said>> {
        self.passive_product()?;
        let Some(now) = self.wall_now() else { return Ok(None) };
        let knowledge = self.knowledge();
        let all = &knowledge.facts.promotions;
        let product = self.focus.product();
        let covers = |promotion: &Promotion| product.is_none_or(|it| promotion.covers(&it.id, &it.category));
        let of_price = |promotion: &Promotion| covers(promotion) && heard.speaks_of_price(promotion);
        // `那双12呢` goes on with the promotion of before.
        let follows = heard.form == Form::Another && heard.promotion(all).is_none() && heard.promotion_kind().is_none();
        let last = if follows { self.heard_before() } else { None };
        // `这价到几号` behind a sum: what was taken off there.
        let bare = of == OfPromotion::Until && heard.promotion(all).is_none() && heard.promotion_kind().is_none();
        let applied = if bare { self.applied_to_sum()? } else { None };
        let before = last.as_ref().and_then(|last| last.promotion(all)).or(applied);
        let before_kind = last.as_ref().and_then(Understanding::promotion_kind);
        let asked = promo::Asked {
            of,
            kind: heard.promotion_kind().or(before_kind),
            named: all.iter().position(of_price).or_else(|| heard.promotion(all)).or(before),
            heard,
            day: heard.days.any.as_deref().and_then(crate::time::day_number).or_else(|| heard.bare_day(now)),
            product: product.map(|product| (product.id.as_str(), product.category.as_str())),
        };
        Ok(promo::promotions(&asked, all, now, &knowledge.labels))
    }
}
