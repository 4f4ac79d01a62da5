//! What is asked about properties of goods: of one, for somebody who is allergic, and which of several has most of it.

use crate::dialogue::Draft;
use crate::dialogue::lookup::Known;
use crate::language::compare::Scale;
use crate::language::{likeness, options};
use crate::question::attribute::{Judgement, Verdict};
use crate::question::choose::{By, Side};
use crate::question::{Said, advice, allergy, attribute, choose, value};
use crate::shop::ProductQuery;
use crate::shop::product::Product;
use crate::understand::Understanding;
use crate::understand::property::PropertyAsk;

/// So many products are held side by side.
const SIDES: usize = 3;
/// So many parts of a message may name them.
const PARTS: usize = 5;
/// So many values of an option are.
const VALUES: usize = 12;
/// So many properties of one message are answered.
const ANSWERS: usize = 3;

impl<'a> Draft<'a> {
    /// Whether the product that is meant has the properties that are asked about.
    pub(super) fn property(&mut self, heard: &Understanding) -> Known<Option<Said>> {
        if !self.passive_product()? {
            return Ok(None);
        }
        let knowledge = self.knowledge();
        let Some(product) = self.focus.product() else { return Ok(None) };
        let asked = asked_of(heard, product);
        let judged = attribute::judge_each(&asked, &knowledge.properties, product);
        // Where somebody could be hurt and the page is silent, the pack's own flow shows what is written of it.
        let told = |it: &&(_, Judgement<'_>)| it.1.verdict != Verdict::Unknown;
        let mut known: Vec<_> = judged.iter().filter(told).collect();
        let unknown = judged.iter().filter(|it| it.1.verdict == Verdict::Unknown && !it.1.safety);
        // What the page speaks of is said; that it is silent only where nothing else is, or in a clause of its own.
        for one in unknown {
            if known.iter().all(|other| heard.parts_clauses(&one.0, &other.0)) {
                known.push(one);
            }
        }
        let title = product.short_title();
        let mut said: Vec<Said> = known.iter().take(ANSWERS).map(|it| advice::property(&it.1, title)).collect();
        let figure =
            known.first().filter(|_| known.len() == 1).and_then(|it| self.figure_beside(heard, &it.1, product));
        said.extend(figure);
        if said.is_empty() && judged.iter().any(|it| it.1.health) {
            let judged = judged.iter().find(|it| it.1.health);
            said.extend(judged.map(|it| advice::property(&it.1, title)));
        }
        Ok(Said::all(said))
    }

    /// How much of a property there is, where a second clause asks for it.
    fn figure_beside(&self, heard: &Understanding, judged: &Judgement<'_>, product: &Product) -> Option<Said> {
        let unit = heard.asked_unit().filter(|_| heard.has_clauses())?;
        value::figure_of(product, judged, unit)
    }

    /// What the page says of what somebody is allergic to.
    pub(super) fn allergic(&mut self, heard: &Understanding) -> Known<Option<Said>> {
        // `坚果过敏` names no nuts: the goods are what the rest names, else those in focus.
        let rest = heard.goods_beside_allergens();
        let named = self.products(&self.text_query(heard))?.iter().find(|product| likeness::is_named(product, &rest));
        let found = match (named, self.focus.product_id().clone()) {
            (None, Some(id)) => self.products(&ProductQuery::Id(id))?.first(),
            (named, _) => named,
        };
        match found {
            Some(product) => {
                self.focus_product(product);
            }
            None if !self.passive_product()? => return Ok(None),
            None => {}
        }
        let Some(product) = self.focus.product() else { return Ok(None) };
        Ok(allergy::allergy(product, &heard.allergens(), &self.knowledge().properties))
    }

    /// Which of several products, or of the variants of one, has most of what is asked.
    pub(super) fn chosen(&mut self, heard: &Understanding) -> Known<Option<Said>> {
        if heard.scale().is_none() && heard.properties.is_empty() {
            return Ok(None);
        }
        let products = if heard.chooses_option() { Vec::new() } else { self.side_by_side(heard, false)? };
        if products.len() > 1 {
            self.held_side_by_side(&products);
            let sides: Vec<Side<'_>> = products.iter().map(|product| Side { product, option: None }).collect();
            return Ok(self.best_of(heard, &sides));
        }
        // What variants cost, for what is in them and in which number, has answers of its own.
        if matches!(heard.scale(), Some((Scale::Price, _))) {
            return Ok(None);
        }
        if !self.passive_product()? {
            return Ok(None);
        }
        let Some(product) = self.focus.product() else { return Ok(None) };
        let named = self.heard_options(product);
        let sides = |axis| {
            let of_axis = options::of_axis(product, axis, &named);
            let values = options::values(product, axis).into_iter();
            let meant = values.filter(|value| of_axis.len() < 2 || of_axis.iter().any(|named| named == value));
            meant.take(VALUES).map(|value| Side { product, option: Some((axis, value)) }).collect::<Vec<_>>()
        };
        let every = options::axes(product).into_iter().map(sides).filter(|sides| sides.len() > 1);
        let said = every.map(|sides| self.best_of(heard, &sides)).find(Option::is_some).flatten();
        // Of variants that nothing tells apart, what the page says of the goods.
        if said.is_none() && named.len() > 1 && heard.scale().is_none() {
            return self.property(heard);
        }
        Ok(said)
    }

    /// What is asked next is asked of these, or of the one that was named last.
    pub(super) fn held_side_by_side(&mut self, products: &[&'a Product]) {
        self.focus.hold(products.iter().map(|product| product.id.clone()).collect());
        if let Some(last) = products.last().filter(|_| self.focus.product_id().is_none()) {
            self.focus_product(last);
        }
    }

    fn best_of(&self, heard: &Understanding, sides: &[Side<'_>]) -> Option<Said> {
        let properties = &self.knowledge().properties;
        let asked = sides.first().map(|side| asked_of(heard, side.product)).unwrap_or_default();
        let asked = asked.into_iter().filter(|ask| sides.iter().all(|side| !heard.names_with(side.product, &ask.span)));
        // Of several with the same words the one that most pages speak of; the first of them.
        let ask = asked.rev().max_by_key(|ask| choose::ranked(ask, sides, properties));
        let by = match (heard.scale(), &ask) {
            (Some((scale, most)), None) => By::Scale(scale, most),
            (_, Some(ask)) => By::Property(ask, heard.words_at(&ask.span)),
            (None, None) => return None,
        };
        choose::choose(by, sides, properties)
    }

    /// The products that a message names, and the one in focus beside a single one; any message where `wide`, else one that says so.
    pub(super) fn side_by_side(&mut self, heard: &Understanding, wide: bool) -> Known<Vec<&'a Product>> {
        let named = self.products(&self.text_query(heard))?;
        let mut sides: Vec<&Product> = named.iter().filter(|product| heard.names(product)).take(SIDES).collect();
        for part in heard.sides().take(PARTS) {
            if sides.len() < if wide { 2 } else { SIDES } {
                let new = self.named_by(part)?;
                sides.extend(new.filter(|product| sides.iter().all(|other| other.id != product.id)));
            }
        }
        // `黑裤子跟夹克`: a part that no name of goods stands in may still find a single one.
        for part in heard.sides().take(PARTS).filter(|_| !wide && heard.holds_beside()) {
            if let ([only], [found]) = (sides.as_slice(), self.products(&ProductQuery::Text(part.to_owned()))?)
                && only.id != found.id
            {
                sides.push(found);
            }
        }
        if let ([only], Some(id)) = (sides.as_slice(), self.focus.product_id().clone())
            && only.id != id
            && (wide || heard.holds_beside())
        {
            sides.extend(self.products(&ProductQuery::Id(id))?.first());
        }
        // `哪个装得多` behind `帆布包跟商务包哪个好`.
        let shown = self.shown().to_vec();
        if sides.is_empty() && self.focus.product_id().as_ref().is_none_or(|id| shown.contains(id)) {
            for id in shown.into_iter().take(SIDES) {
                sides.extend(self.products(&ProductQuery::Id(id))?.first());
            }
            return Ok(sides);
        }
        if !wide {
            sides.sort_by_key(|product| heard.place_of(product));
        }
        Ok(sides)
    }
}

/// What is asked of a product. A word of its name asks nothing: `防晒寄西藏行么`.
fn asked_of(heard: &Understanding, product: &Product) -> Vec<PropertyAsk> {
    heard.properties.iter().filter(|ask| !heard.names_with(product, &ask.span)).cloned().collect()
}
