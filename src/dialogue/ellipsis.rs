//! Messages that only make sense with the question before them: `那黑色的呢`, `M码呢`, `新疆呢`, `不对，是尾号1035那单`.

use crate::dialogue::Draft;
use crate::dialogue::find::Found;
use crate::dialogue::known::same_kind;
use crate::dialogue::lookup::Known;
use crate::fact::{Corrected, Fact};
use crate::knowledge::{Among, TextKey};
use crate::language::notes;
use crate::names::{Entity, EntityKind, Form, IntentId, Value};
use crate::shop::{OrderBy, ProductQuery};
use crate::understand::{Ask, Understanding};

/// From here on what an order's number stands with is what is asked of the order.
const LIKELY: f32 = 0.3;
/// Values of one question that are remembered.
const MAX_NAMED: usize = 6;

/// What is asked of variants of a product.
const VARIANTS: &[&str] = &["product", "price", "aftersale.exchange", "order.modify.sku"];

/// What is remembered of a question for the next one. The others name orders, which focus remembers.
const REMEMBERED: &[EntityKind] = &[
    EntityKind::Colour,
    EntityKind::Size,
    EntityKind::ShoeSize,
    EntityKind::Height,
    EntityKind::Weight,
    EntityKind::Quantity,
    EntityKind::Province,
    EntityKind::City,
];

impl Draft<'_> {
    /// `不对，是尾号1035那单`: takes the last question up again with what is named now.
    pub(crate) fn corrects(&mut self, heard: &Understanding) -> Known<bool> {
        let marker = heard.corrects();
        let Some(last) = self.talk.last().clone().filter(|_| marker) else { return Ok(false) };
        // `电话写错了 改成…` is a wish of its own.
        let changes = |ask: &Ask| ask.intent.is("order.modify") && !last.intent.is("order.modify");
        if heard.asks.iter().any(|ask| self.is_sure(ask) && changes(ask)) {
            return Ok(false);
        }
        let order = names_something(heard) || self.names_an_order()?;
        let number = bare_number(heard, &last.named);
        let value = number.is_some() || heard.entities.iter().any(|entity| REMEMBERED.contains(&entity.kind));
        if !order && !value {
            return Ok(false);
        }
        let what = if order { Corrected::Order } else { Corrected::Value };
        self.out.fact(Fact::Corrected { what });
        self.note(notes::corrected(last.intent.as_str()));
        if order {
            self.focus.discuss_order(None);
        }
        self.ask_again(last.intent, with(last.named, number), last.words)?;
        Ok(true)
    }

    /// `不是这单`: takes the matter up again, with another order than the one under discussion; `false` when none is, or
    /// nobody is signed in.
    pub(super) fn another_order(&mut self, heard: &Understanding) -> Known<bool> {
        let signed_in = self.world.input.buyer.is_some();
        let focus = self.focus.order_id().clone().filter(|_| signed_in && heard.means_another_order());
        let Some(focus) = focus else { return Ok(false) };
        let orders = self.own_orders(OrderBy::Recent)?.unwrap_or_default();
        self.out.fact(Fact::Corrected { what: Corrected::Order });
        self.note(notes::ANOTHER_ORDER);
        if orders.iter().all(|order| order.id == focus) {
            self.say_own(TextKey::OnlyOrder);
            return Ok(true);
        }
        self.focus.mean_another(focus);
        let running = self.running_flow();
        if let Some(flow) = running {
            self.restart(flow)?;
            self.go_on()?;
        } else if let Some(last) = self.talk.last().clone() {
            self.ask_again(last.intent, last.named, last.words)?;
        } else if self.find_order(Among::Any, &[])? == Found::Yes
            && let Some(order) = self.focus.order_id().clone()
        {
            self.order_card(&order)?;
        }
        Ok(true)
    }

    /// A message that only names something: it belongs to the last question (`那黑色的呢`), or, an order's number alone, to
    /// that order.
    pub(crate) fn continues(&mut self, heard: &Understanding) -> Known<bool> {
        // `干洗呢` is a question of its own; `T恤呢` is the one before, of other goods.
        let own = heard.form == Form::Another && !heard.properties.is_empty() && self.focus.product_id().is_some();
        // `一袋装的四袋多少` is a sum.
        let counted = heard.is_plain_sum() && (heard.counts_each() || heard.quantity().is_some_and(|count| count > 1));
        if own || (counted && self.focus.product_id().is_some()) || self.asked_of_another(heard)?.is_some() {
            return Ok(false);
        }
        let asks = heard.asks.first();
        let bare = asks.is_none_or(|ask| !self.surely_asks(ask));
        let last = self.talk.last().clone().filter(|last| !self.writes_unasked(&last.intent));
        let goes_on = last.as_ref().is_some_and(|last| VARIANTS.iter().any(|of| last.intent.is(of)));
        let by_option = goes_on && self.names_only_an_option(heard)?;
        // `灰的`, `有XL吗`: what is wished for must be there; of which product is asked, where it is not known.
        let wish = heard.only_options() && !self.crew.is_called();
        let whether = wish && heard.asks_whether();
        let waybill = heard.only_waybill() || (bare && heard.little_beside_waybill());
        if !bare && !heard.is_ellipsis() && !by_option && !wish && !waybill {
            return Ok(false);
        }
        let by_phone = heard.entity(EntityKind::Phone).is_some() && heard.asks_of_order();
        let by_number = [EntityKind::OrderId, EntityKind::LastFour].iter().any(|kind| heard.entity(*kind).is_some());
        let by_order = by_number || by_phone;
        // A number of a parcel alone asks where that is; after a request to send something back it may be that one's.
        let by_waybill = waybill && last.as_ref().is_none_or(|last| !last.intent.is("aftersale"));
        let by_name = bare && heard.follows() && heard.asks_what_of_it();
        let telephone =
            heard.entities.iter().all(|entity| matches!(entity.kind, EntityKind::Phone | EntityKind::Landline));
        let by_value = heard.is_ellipsis() || by_name || (bare && heard.only_entities() && !telephone);
        let by_pointing = bare && last.is_some() && heard.points_at_order() && self.names_an_order()?;
        let number = last.as_ref().filter(|_| bare).and_then(|last| bare_number(heard, &last.named));
        // With the number of an order, less is enough to know what is asked of it.
        let about = |id: &IntentId| {
            ["deliver", "ship", "order", "aftersale", "invoice", "price.protect"].iter().any(|of| id.is(of))
        };
        let likely = heard.best().filter(|best| by_number && best.confidence >= LIKELY && about(&best.id));
        let (intent, named, words) = match (last, likely) {
            (_, Some(likely)) => (likely.id.clone(), Vec::new(), Vec::new()),
            (_, _) if by_waybill => (IntentId::from("deliver.track"), Vec::new(), Vec::new()),
            // `黑的m` behind the size that fits: whether that is there.
            (Some(last), _) if wish && last.intent.is("product.size") && heard.entity(EntityKind::Colour).is_some() => {
                (IntentId::from("product.stock"), last.named, last.words)
            }
            (Some(last), _) if whether || (wish && !goes_on && !bare) => {
                let (named, words) = if goes_on { (last.named, last.words) } else { (Vec::new(), Vec::new()) };
                (IntentId::from("product.stock"), named, words)
            }
            (Some(last), _) if by_value || by_option || by_order || by_pointing || number.is_some() => {
                (last.intent, with(last.named, number), last.words)
            }
            (None, _) if by_order && heard.little_else() && self.knowledge().intent("order.status").is_some() => {
                (IntentId::from("order.status"), Vec::new(), Vec::new())
            }
            (None, _) if wish => (IntentId::from("product.stock"), Vec::new(), Vec::new()),
            (None, _) if heard.entity(EntityKind::Height).is_some() || heard.entity(EntityKind::Weight).is_some() => {
                (IntentId::from("product.size"), Vec::new(), Vec::new())
            }
            _ => return Ok(false),
        };
        if self.knowledge().intent(intent.as_str()).is_none() {
            return Ok(false);
        }
        self.note(notes::continued(intent.as_str()));
        self.ask_again(intent, named, words)?;
        Ok(true)
    }

    /// Whether the message is a variant of the product under discussion and nothing else: `那海盐味的呢`.
    fn names_only_an_option(&self, heard: &Understanding) -> Known<bool> {
        let Some(id) = self.focus.product_id().clone().filter(|_| heard.is_name_of_option()) else {
            return Ok(false);
        };
        let found = self.products(&ProductQuery::Id(id))?;
        Ok(found.first().is_some_and(|product| heard.is_option_of(product)))
    }

    /// Answers the last question again, with what was named in it where the message names nothing of the kind.
    fn ask_again(&mut self, intent: IntentId, named: Vec<(EntityKind, Value)>, words: Vec<String>) -> Known<()> {
        self.talk.understand();
        self.talk.carry(named, words);
        // The old question with something new in it is not asked again.
        self.talk.forget_last();
        match self.several_orders(&intent) {
            Some(orders) => self.answer_each(&intent, &orders),
            None => self.answer(&intent, None),
        }
    }

    /// Keeps what the question names for the message after it: called at the end of the turn that answered it.
    pub(crate) fn remember_named(&mut self) {
        // A flow knows the intent that it is for, the question its finest.
        let own = |intent: &IntentId| self.talk.intent().as_ref().is_some_and(|answered| intent.is(answered.as_str()));
        let Some(answered) = self.talk.last().as_ref().map(|last| last.intent.clone()).filter(own) else { return };
        let goes_on = self.world.session.own.open.flow.is_some();
        let (before, words) = match &self.world.session.own.last {
            Some(last) if goes_on && last.intent == answered => (last.named.clone(), last.words.clone()),
            _ => (self.talk.carried().to_vec(), self.talk.carried_words().to_vec()),
        };
        let of_variants = VARIANTS.iter().any(|of| answered.is(of));
        let is_remembered = |entity: &&Entity| REMEMBERED.contains(&entity.kind);
        let names = |heard: &Understanding| heard.entities.iter().any(|entity| is_remembered(&entity));
        let matters = of_variants || !before.is_empty() || self.world.heard.is_some_and(names);
        let product = self.focus.product().filter(|_| matters);
        let (meant, lacking) = product.map(|product| self.meant_and_lacking(product)).unwrap_or_default();
        let words = if of_variants { self.named_words(words, meant) } else { Vec::new() };
        let Some(heard) = self.world.heard else {
            self.talk.remember(before, words);
            return;
        };
        let mut named: Vec<(EntityKind, Value)> = Vec::new();
        for entity in heard.entities.iter().filter(is_remembered) {
            if !named.iter().any(|(kind, _)| *kind == entity.kind) {
                named.push((entity.kind, entity.value.clone()));
            }
        }
        for (kind, value) in before {
            if !named.iter().any(|(new, _)| same_kind(*new, kind)) {
                named.push((kind, value));
            }
        }
        // What the product lacks was said to be lacking: it is not wished for any more.
        named.retain(|(_, value)| !lacking.contains(&value.to_string()));
        named.truncate(MAX_NAMED);
        self.talk.remember(named, words);
    }
}

/// A number without a unit, where the last question had one that it can only replace: `那175呢` after a height.
fn bare_number(heard: &Understanding, named: &[(EntityKind, Value)]) -> Option<(EntityKind, Value)> {
    let number = heard.bare_number()?;
    let fits = |kind: &EntityKind| match kind {
        EntityKind::Height => (100..=230).contains(&number),
        EntityKind::ShoeSize => (30..=50).contains(&number),
        _ => false,
    };
    let kind = named.iter().map(|(kind, _)| *kind).find(|kind| fits(kind))?;
    Some((kind, Value::Number(number)))
}

/// What was named, with one value in the place of the one it had.
fn with(mut named: Vec<(EntityKind, Value)>, new: Option<(EntityKind, Value)>) -> Vec<(EntityKind, Value)> {
    if let Some((kind, value)) = new {
        named.retain(|(other, _)| *other != kind);
        named.insert(0, (kind, value));
    }
    named
}

/// Whether the message names an order or a product.
fn names_something(heard: &Understanding) -> bool {
    heard.entities.iter().any(|entity| {
        matches!(
            entity.kind,
            EntityKind::OrderId | EntityKind::LastFour | EntityKind::Phone | EntityKind::ProductCode | EntityKind::Date
        )
    })
}
