//! Which product is meant: by its code, its name, or as the goods of the order under discussion. And what texts and
//! conditions speak of, looked up without asking the buyer.

use crate::dialogue::Draft;
use crate::dialogue::find::Found;
use crate::dialogue::hash;
use crate::dialogue::lookup::Answers;
use crate::dialogue::lookup::Known;
use crate::fact::AskedFor;
use crate::knowledge::TextKey;
use crate::knowledge::field::About;
use crate::knowledge::field::Reference;
use crate::knowledge::field::Template;
use crate::language::likeness;
use crate::language::notes;
use crate::language::offer;
use crate::names::EntityKind;
use crate::names::Value;
use crate::session::Choice;
use crate::session::Pick;
use crate::session::Sought;
use crate::session::Waiting;
use crate::shop::ProductQuery;
use crate::shop::product::Product;
use crate::shop::wish::Wish;
use crate::understand::Understanding;

/// Turns for which goods that were shown are what is talked about.
const TURNS: u64 = 4;
/// Characters of a message that calls goods by what they are like.
const MAX_DESCRIPTION: usize = 20;

impl<'a> Draft<'a> {
    /// Puts the product that the message, a card or the order in focus names into focus; asks for it where there is none.
    pub(super) fn find_product(&mut self, say: &[Template]) -> Known<Found> {
        if self.passive_product()? {
            return Ok(Found::Yes);
        }
        let knowledge = self.knowledge();
        self.may_mean_shown()?;
        if !self.focus.similar().is_empty() {
            self.open.ask_afresh();
            let choice =
                |product: &&Product| Choice { label: offer::label(product), pick: Pick::Product(product.id.clone()) };
            let choices = self.focus.similar().iter().map(choice).collect();
            self.out.asked(AskedFor::Product);
            self.open.wait_for(Waiting::Product);
            // The one under discussion is not what is meant.
            self.focus.discuss_product(None);
            let text = self.choose(knowledge.text(TextKey::SimilarProducts)).unwrap_or_default();
            self.offer_under(text, choices);
            return Ok(Found::Asked);
        }
        if self.asks_in_vain() {
            return Ok(Found::Asked);
        }
        self.out.asked(AskedFor::Product);
        self.open.wait_for(Waiting::Product);
        let offered = self.offered();
        if self.world.session.own.open.waiting == Some(Waiting::Product) && !offered.is_empty() {
            // The list that nothing was chosen from.
            let text = self.choose(knowledge.text(TextKey::SimilarProducts)).unwrap_or_default();
            self.offer_under(text, offered.to_vec());
            return Ok(Found::Asked);
        }
        // Asked again, it is asked in other words, whatever was said in between.
        let fresh = self.choose(say).filter(|text| hash(text) != self.talk.said() && self.open.asked_in_vain() <= 1);
        let text = fresh.or_else(|| self.other_words(knowledge.text(TextKey::WhichProduct)));
        self.offer_under(text.unwrap_or_default(), Vec::new());
        Ok(Found::Asked)
    }

    /// One of the variants, and another one each time that it is asked in vain.
    pub(super) fn other_words(&self, variants: &[Template]) -> Option<String> {
        let count = u64::try_from(variants.len()).ok().filter(|count| *count > 0)?;
        let at = hash(&self.state.id).wrapping_add(self.open.asked_in_vain().into()) % count;
        let variant = variants.get(usize::try_from(at).ok()?)?;
        self.render(variant).or_else(|| self.choose(variants))
    }

    /// The product that the message names, or the one in focus; `false` when there is none.
    pub(super) fn passive_product(&mut self) -> Known<bool> {
        if self.focus.product().is_some_and(|product| Some(&product.id) == self.focus.product_id().as_ref()) {
            return Ok(true);
        }
        let code = self.world.heard.and_then(|heard| heard.entity(EntityKind::ProductCode));
        let query = match code.map(|code| &code.value) {
            Some(Value::Number(link)) => u32::try_from(*link).ok().map(ProductQuery::Link),
            Some(Value::Text(id)) => Some(ProductQuery::Id(id.clone())),
            None => None,
        };
        if let Some(query) = query
            && let Some(product) = self.products(&query)?.first()
        {
            return Ok(self.focus_product(product));
        }
        if let Some(heard) = self.world.heard {
            // `这款`, or the goods of the order that is looked at: what is in focus, unless another one is called by its name.
            let points = (heard.points() || self.focus.order().is_some()) && self.focus.product_id().is_some();
            let named = self.products(&self.text_query(heard))?;
            let in_focus = named.iter().any(|product| Some(&product.id) == self.focus.product_id().as_ref());
            match named {
                [first, rest @ ..]
                    if !in_focus && (!points || heard.names(first) || heard.likeness(first.short_title()) > 2) =>
                {
                    if rest.is_empty() || heard.names(first) {
                        return Ok(self.focus_product(first));
                    }
                    self.focus.may_mean(named.iter().collect());
                    return Ok(false);
                }
                _ => {}
            }
        }
        if self.focus.product_id().is_none() && self.describes_goods()? {
            return Ok(self.focus.product().is_some());
        }
        let order_named = self.world.heard.is_some_and(|heard| heard.entity(EntityKind::OrderId).is_some());
        let bought = order_named || self.world.heard.is_some_and(|heard| heard.points() || heard.speaks_of_bought());
        if self.focus.product_id().is_none() && bought && self.passive_order()? {
            self.note(notes::ORDERS_GOODS);
        }
        let Some(id) = self.focus.product_id().clone() else { return Ok(false) };
        let found = self.products(&ProductQuery::Id(id))?.first();
        Ok(found.is_some_and(|product| self.focus_product(product)))
    }

    /// Which of the goods that were shown is meant: a question of one of them names none.
    fn may_mean_shown(&mut self) -> Known<()> {
        if self.shown().len() < 2 || !self.focus.similar().is_empty() {
            return Ok(());
        }
        let mut shown = Vec::new();
        for id in self.shown().to_vec() {
            shown.extend(self.products(&ProductQuery::Id(id))?.first());
        }
        self.focus.may_mean(shown);
        Ok(())
    }

    /// The wish, where it is what the last turns were about.
    pub(super) fn lately_sought(&self) -> Option<&Sought> {
        let turns = |sought: &&Sought| self.state.revision.saturating_sub(sought.revision) <= TURNS;
        self.focus.sought().filter(turns)
    }

    /// What was shown last.
    pub(super) fn shown(&self) -> &[String] {
        self.lately_sought().map_or(&[], |sought| &sought.shown)
    }

    /// `那条格子的还有吗`: what the message says that the goods are like is looked for. `true` where something is like that.
    fn describes_goods(&mut self) -> Known<bool> {
        let Some(heard) = self.world.heard.filter(|heard| heard.describes_goods()) else { return Ok(false) };
        let words = &heard.wished().words;
        if words.is_empty() || heard.length() > MAX_DESCRIPTION {
            return Ok(false);
        }
        let found = self.products(&ProductQuery::Wish(Box::new(Wish::new(words.clone()))))?;
        match found {
            [] => return Ok(false),
            [only] => drop(self.focus_product(only)),
            several => self.focus.may_mean(several.iter().collect()),
        }
        Ok(true)
    }

    /// The product that a part of a message names.
    pub(super) fn named_by(&self, part: &str) -> Known<Option<&'a Product>> {
        let found = self.products(&ProductQuery::Text(part.to_owned()))?;
        Ok(found.iter().find(|product| likeness::is_named(product, part)))
    }

    /// The products that a message names: what it gives away of a person is not asked for.
    pub(super) fn text_query(&self, heard: &Understanding) -> ProductQuery {
        ProductQuery::Text(crate::guard::written::mask(&heard.text, &self.receivers()).into_owned())
    }

    pub(super) fn products(&self, query: &ProductQuery) -> Known<&'a [Product]> {
        let answers: &'a Answers = self.world.answers;
        Ok(answers.get(query)?.as_deref().unwrap_or_default())
    }

    pub(super) fn focus_product(&mut self, product: &'a Product) -> bool {
        self.note(notes::product(&product.id, product.short_title()));
        self.open.ask_afresh();
        self.focus.take_product(product);
        true
    }

    /// Looks up what texts speak of: a flow that waited for the buyer has an order in focus, and does not know it any more.
    pub(super) fn look_up_for(&mut self, texts: &[Template]) -> Known<()> {
        let about = |about: About| {
            texts
                .iter()
                .flat_map(Template::references)
                .any(|it| matches!(it, Reference::Field(field) if field.about() == about))
        };
        if about(About::Order) && self.focus.order_id().is_some() {
            self.passive_order()?;
        }
        if about(About::Product) && self.focus.product_id().is_some() {
            self.passive_product()?;
        }
        Ok(())
    }

    /// Looks up what a condition speaks of, without asking the buyer.
    pub(super) fn prepare(&mut self, when: &crate::knowledge::field::Condition) -> Known<()> {
        if when.needs(About::Buyer) {
            self.count_orders()?;
        }
        if when.needs(About::Order) {
            self.passive_order()?;
        }
        if when.needs(About::Product) {
            self.passive_product()?;
        }
        Ok(())
    }
}
