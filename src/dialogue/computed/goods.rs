//! What is asked about goods: variants, sums, properties, sizes, two of them side by side.

use crate::dialogue::Draft;
use crate::dialogue::lookup::Known;
use crate::knowledge::promotion::BuyerKind;
use crate::language::matter::Matter;
use crate::language::{basket, likeness, options, shown};
use crate::money::Fen;
use crate::names::{EntityKind, Form};
use crate::question::size::Advice;
use crate::question::{Said, advice, compare, deadline, goods, pack, size, sum, value};
use crate::shop::ProductQuery;
use crate::shop::product::Product;
use crate::time::{Time, Wall};
use crate::understand::Understanding;

/// So many kinds of goods are looked for in one message.
const KINDS: usize = 3;
/// In so many parts of it.
const PARTS: usize = 8;

/// Goods and how many of which variants.
pub(super) type Basket<'a> = Vec<(&'a Product, Vec<basket::Pieces>)>;

impl<'a> Draft<'a> {
    /// Whether a variant is there, which else are, and when one comes back.
    pub(super) fn variant(&mut self, of: goods::Of, heard: &Understanding) -> Known<Option<Said>> {
        if !self.passive_product()? {
            return Ok(None);
        }
        if let Some(said) = self.fits(heard) {
            return Ok(Some(said));
        }
        // `啥时候补` goes on with the variant that was asked about.
        let last = self.talk.last().clone().filter(|last| of == goods::Of::Restock && last.intent.is("product.stock"));
        if let Some(last) = last.filter(|_| self.talk.carried().is_empty() && self.talk.carried_words().is_empty()) {
            self.talk.carry(last.named, last.words);
        }
        let Some(product) = self.focus.product() else { return Ok(None) };
        let (mut named, lacking) = self.meant_and_lacking(product);
        let lacking = self.as_written(&lacking);
        let counted = of == goods::Of::There && heard.form == Form::Whether && heard.quantity().is_some();
        // `礼盒要十盒有吗` calls its variant as pieces are called; where none is called, so many of any are asked for.
        if counted && named.is_empty() {
            let pieces = heard.pieces(product, None).into_iter().map(|pieces| pieces.options);
            named = pieces.into_iter().find(|options| !options.is_empty()).unwrap_or_default();
        }
        let of = if counted && named.is_empty() && lacking.is_empty() { goods::Of::Left } else { of };
        let asked = goods::Asked {
            of,
            form: heard.form,
            named: &named,
            lacking: &lacking,
            wanted: heard.quantity(),
            now: self.wall_now(),
            offset_minutes: self.knowledge().profile.offset_minutes,
        };
        let said = goods::variant(&asked, product, &self.knowledge().labels);
        // `那五盒` behind `礼盒要十盒有吗`, and `五个一共多少` behind `那黑的呢`.
        let before = match self.focus.summed() {
            [only] if only.product == product.id && !named.is_empty() => Some(only.quantity),
            _ => None,
        };
        if let Some(quantity) =
            asked.wanted.or(before).filter(|_| said.is_some() && (of == goods::Of::There || counted))
        {
            self.remembers_sum(&vec![(product, vec![basket::Pieces { options: named, quantity }])]);
        }
        Ok(said)
    }

    /// What several pieces cost: of the product that is meant, and of others that are named beside it.
    pub(super) fn sum(&mut self, of: sum::Of, heard: &Understanding) -> Known<Option<Said>> {
        let Some(now) = self.wall_now() else { return Ok(None) };
        let basket = self.basket(heard)?;
        self.sum_of(of, heard, basket, now)
    }

    /// What these goods cost; of one product or none it is the one that is meant.
    fn sum_of(&mut self, of: sum::Of, heard: &Understanding, mut basket: Basket<'a>, now: Wall) -> Known<Option<Said>> {
        // `还差多少能减` goes on with the pieces of before.
        let before =
            self.talk.last().clone().filter(|last| last.intent.is("price") || last.intent.is(Matter::Missing.intent()));
        if let Some(last) = before.filter(|_| heard.quantity().is_none() && self.talk.carried().is_empty()) {
            self.talk.carry(last.named, last.words);
        }
        let mut asked = self.asked_of_sum(of, heard, now);
        if basket.len() < 2 {
            let fen = |yuan: i64| Fen(yuan.saturating_mul(100));
            if let Some((whole, off)) = heard.claims_off().filter(|_| of == sum::Of::Enough) {
                return Ok(Some(sum::of_amount(fen(whole), Some(fen(off)), true, &asked)));
            }
            if let Some(yuan) = heard.spends().filter(|_| of != sum::Of::Gift && of != sum::Of::Sum) {
                return Ok(Some(sum::of_amount(fen(yuan), heard.wants_off().map(fen), false, &asked)));
            }
            if !self.passive_product()? {
                return Ok(None);
            }
            let Some(product) = self.focus.product() else { return Ok(None) };
            let mut pieces = heard.pieces(product, None);
            let named = self.heard_options(product);
            if pieces.is_empty() {
                let quantity = self.named(EntityKind::Quantity).and_then(|value| value.to_string().parse().ok());
                pieces.push(basket::Pieces { options: Vec::new(), quantity: quantity.unwrap_or(1) });
            }
            // Two values of one option, and nobody knows which piece has which: that is no sum.
            let open = pieces.len() > 1 && pieces.iter().any(|piece| piece.options.is_empty());
            let several = |axis: &&str| options::of_axis(product, axis, &named).len() > 1;
            if open && options::axes(product).iter().any(several) {
                return Ok(None);
            }
            for piece in pieces.iter_mut().filter(|piece| piece.options.is_empty()) {
                piece.options.clone_from(&named);
            }
            basket = vec![(product, pieces)];
        }
        if heard.speaks_of_sending() || !heard.places().is_empty() {
            asked.freight = self.freight(&basket, heard);
            if asked.freight.is_none() && heard.speaks_of_sending() {
                return Ok(None);
            }
        }
        Ok(self.summed(&asked, &basket))
    }

    /// A question about a sum, but for the goods.
    pub(super) fn asked_of_sum(&self, of: sum::Of, heard: &Understanding, now: Wall) -> sum::Asked<'a> {
        let promotions = &self.knowledge().facts.promotions;
        sum::Asked {
            of,
            wanted: heard.promotion(promotions),
            kind: heard.promotion_kind(),
            freight: None,
            gift: heard.speaks_of_gift(),
            buyer: BuyerKind { returning: heard.is_of_new_buyer().then_some(false), ..BuyerKind::default() },
            // `今晚九点买两支` costs what it costs then.
            now: heard.days.pay.as_deref().and_then(|pay| deadline::paid(pay, now)).unwrap_or(now),
            promotions,
        }
    }

    /// What is said of the sum of these goods; the conversation goes on with them.
    pub(super) fn summed(&mut self, asked: &sum::Asked<'_>, basket: &Basket<'a>) -> Option<Said> {
        let (labels, offset) = (&self.knowledge().labels, self.knowledge().profile.offset_minutes);
        let today = self.wall_now().unwrap_or(asked.now);
        let shows = |at: Time| shown::date(at.wall(offset).day_number, today, labels);
        let said = sum::sum(asked, basket, &shows);
        if said.is_some() {
            self.remembers_sum(basket);
        }
        said
    }

    /// What several products that the message names cost together; `None` where it names fewer.
    pub(super) fn of_several(&mut self, heard: &Understanding) -> Known<Option<Said>> {
        let Some(now) = self.wall_now() else { return Ok(None) };
        let basket = self.basket(heard)?;
        if basket.len() < 2 {
            return Ok(None);
        }
        self.sum_of(sum::Of::Enough, heard, basket, now)
    }

    /// Whether the variants that a message names are enough for what it asks about; `None` where it names none.
    pub(super) fn of_named(&mut self, heard: &Understanding) -> Known<Option<Said>> {
        let Some(now) = self.wall_now() else { return Ok(None) };
        let basket = self.basket(heard)?;
        if !basket.iter().flat_map(|(_, pieces)| pieces).any(|piece| !piece.options.is_empty()) {
            return Ok(None);
        }
        self.sum_of(sum::Of::Enough, heard, basket, now)
    }

    /// What a pack of the product that is meant saves against single ones; where none is a multiple of another, which is the better value.
    pub(super) fn pack(&mut self, heard: &Understanding) -> Known<Option<Said>> {
        if !self.passive_product()? {
            return Ok(None);
        }
        let Some(product) = self.focus.product() else { return Ok(None) };
        let named: Vec<String> = heard.pieces(product, None).into_iter().flat_map(|piece| piece.options).collect();
        match pack::saves(product, &named) {
            None if product.skus.len() < 2 => Ok(None),
            None => self.variant(goods::Of::BestValue, heard),
            said => Ok(said),
        }
    }

    /// The products that the parts of a message name, each with its pieces. A part that names options alone is of the product before
    /// it, else of the one in focus.
    fn basket(&mut self, heard: &Understanding) -> Known<Basket<'a>> {
        let mut basket: Basket<'a> = Vec::new();
        let mut current = match self.focus.product_id().clone() {
            Some(id) => self.products(&ProductQuery::Id(id))?.first(),
            None => None,
        };
        for part in heard.parts().take(PARTS) {
            let mut named = self.named_by(part)?;
            // `125克的跟壶一起拿多少`: the pot that was spoken of, or the only one.
            if named.is_none() && current.is_some() && heard.asks_for_both() && !heard.names_option(current, part) {
                named = self.called(part)?;
            }
            let named = named.filter(|_| basket.len() <= KINDS);
            // `这件白M跟牛仔裤一起买`, and the trousers are looked at: the shirt of before.
            let beside = match named.is_none() && heard.asks_for_both() && !heard.names_option(current, part) {
                true => self.by_id(self.focus.beside().clone())?.filter(|it| heard.names_option(Some(it), part)),
                false => None,
            };
            let Some(product) = named.or(beside).or(current) else { continue };
            let pieces = heard.pieces(product, Some(part));
            // A number alone is no other goods.
            if named.or(beside).is_none() && pieces.iter().all(|piece| piece.options.is_empty()) {
                continue;
            }
            current = Some(product);
            match basket.iter_mut().find(|(other, _)| other.id == product.id) {
                Some((_, before)) => before.extend(pieces),
                None => basket.push((product, pieces)),
            }
        }
        for (_, pieces) in basket.iter_mut().filter(|(_, pieces)| pieces.is_empty()) {
            pieces.push(basket::Pieces { options: Vec::new(), quantity: 1 });
        }
        Ok(basket)
    }

    /// What sending the goods costs, where each of them says so: that of the one that costs most.
    fn freight(&self, basket: &[(&'a Product, Vec<basket::Pieces>)], heard: &Understanding) -> Option<Fen> {
        let province = self.place(heard).map(|(_, province, _)| province);
        let of = |product: &Product| {
            let own = product.freight.or((product.free_shipping == Some(true)).then_some(Fen(0)));
            province.as_ref().and_then(|province| product.remote_freight.get(province)).copied().unwrap_or(own)
        };
        let all: Option<Vec<Fen>> = basket.iter().map(|(product, _)| of(product)).collect();
        all?.into_iter().max()
    }

    /// What the page of the product says of what is asked by its name or its measure: `跟多高`, `一盒几丸`.
    pub(super) fn attribute_of(&mut self, heard: &Understanding) -> Known<Option<Said>> {
        if !self.passive_product()? {
            return Ok(None);
        }
        let Some(product) = self.focus.product() else { return Ok(None) };
        Ok(value::value_of(product, heard))
    }

    /// Whether an entry of the FAQ names another product than the one that is meant.
    pub(in crate::dialogue) fn is_of_another_product(&mut self, row: usize) -> Known<bool> {
        let Some(row) = self.knowledge().faqs.get(row) else { return Ok(false) };
        if !self.passive_product()? {
            return Ok(false);
        }
        let named = self.products(&ProductQuery::Text(row.question.clone()))?;
        let meant = self.focus.product_id().clone();
        let question = row.question.to_lowercase();
        let mut named = named.iter().filter(|product| likeness::is_named(product, &question)).peekable();
        Ok(named.peek().is_some() && named.all(|product| Some(&product.id) != meant.as_ref()))
    }

    /// Which size of the product fits, by all that was told of the body.
    pub(super) fn sized(&mut self, heard: &Understanding) -> Known<Option<Said>> {
        // Measures that are not read do not fall back to those of before: `115cm 21kg呢`.
        let unread = heard.has_figures() && !heard.tells_of_body();
        let last = self.talk.last().clone().filter(|last| !unread && last.intent.is("product.size"));
        if let Some(last) = last {
            self.talk.carry(last.named, last.words);
        }
        let mut body = heard.body().clone().after(&self.body());
        if let Some(height) = heard.bare_height().filter(|_| self.is_sized_by_height()) {
            body.know(EntityKind::Height, height);
        }
        if body.measures.is_empty() && body.usual.is_none() && body.wish.is_none() {
            return Ok(None);
        }
        // `里面要套毛衣` names no other product.
        let followed = heard.body().wish.is_some() && self.focus.product_id().is_some();
        let found = match self.focus.product_id().clone().filter(|_| followed) {
            Some(id) => self.products(&ProductQuery::Id(id))?.first(),
            None => None,
        };
        match found {
            Some(product) => {
                self.focus_product(product);
            }
            None if !self.passive_product()? => return Ok(None),
            None => {}
        }
        if let Some(said) = self.fits(heard) {
            return Ok(Some(said));
        }
        let Some(product) = self.focus.product() else { return Ok(None) };
        let colour = self.heard_options(product).into_iter().find(|option| options::is_colour_of(product, option));
        let stock = |size: &str| size::stock(product, size, colour.as_deref());
        let (chart, title) = (product.size_chart.as_ref(), product.short_title());
        let advice = size::recommend(chart, &body, stock);
        let named = chart.filter(|_| heard.judges_size()).and_then(|chart| size::named_in(chart, heard));
        let lies = |named: &str| size::compared(chart?, named, &advice.size()?.name);
        let judged = named.and_then(|named| advice::named_size(&advice, &named, lies(&named)?, title));
        let limit = match (&advice, chart) {
            (Advice::Outside { nearest, by, too_small: true }, Some(chart)) => size::limit(chart, &nearest.name, *by),
            _ => None,
        };
        let said = judged.or_else(|| advice::size(&advice, title));
        Ok(said.map(|said| match limit {
            Some(limit) => said.with("limit", limit),
            None => said,
        }))
    }

    /// Whether the product that is looked at comes in sizes by height.
    pub(super) fn is_sized_by_height(&self) -> bool {
        let chart = self.focus.product().and_then(|product| product.size_chart.as_ref());
        chart.is_some_and(size::is_by_height)
    }

    /// What the page says in words of the question.
    pub(super) fn mentioned(&mut self, heard: &Understanding) -> Known<Option<Said>> {
        if self.focus.order().is_some() || !self.passive_product()? {
            return Ok(None);
        }
        Ok(self.focus.product().and_then(|product| value::mentioned(product, heard)))
    }

    /// Whether a size is one of those that goods without a chart fit.
    fn fits(&self, heard: &Understanding) -> Option<Said> {
        let product = self.focus.product().filter(|product| product.size_chart.is_none())?;
        let shoe = heard.entities.iter().find(|entity| entity.kind == EntityKind::ShoeSize)?;
        value::fits(product, shoe.value.to_string().parse().ok()?)
    }

    /// What a size of the product measures.
    pub(super) fn measured(&mut self, heard: &Understanding) -> Known<Option<Said>> {
        if !self.passive_product()? {
            return Ok(None);
        }
        let Some(product) = self.focus.product() else { return Ok(None) };
        let Some(chart) = product.size_chart.as_ref() else { return self.attribute_of(heard) };
        let carried = [EntityKind::Size, EntityKind::ShoeSize];
        let carried = carried.into_iter().find_map(|kind| self.named(kind).map(ToString::to_string));
        let carried = carried.or_else(|| self.talk.last().as_ref().and_then(|last| size::carried(&last.named)));
        let Some(size) = size::named_in(chart, heard).or(carried) else { return Ok(None) };
        let measured = size::measured(chart, &size, heard);
        if measured.is_empty() {
            return Ok(Some(advice::not_measured(size, product.short_title())));
        }
        Ok(Said::all(measured.into_iter().map(|one| advice::measured(one, product.short_title())).collect()))
    }

    /// Two products that the message names, or the one in focus and one that it names.
    pub(super) fn compared(&mut self, heard: &Understanding, cheaper: bool) -> Known<Option<Said>> {
        let two = self.side_by_side(heard, true)?;
        let [first, second, ..] = two.as_slice() else { return self.compared_variants(heard, cheaper) };
        self.held_side_by_side(&two);
        Ok(compare::compare(first, second, cheaper))
    }

    /// Two variants of the product that is meant.
    fn compared_variants(&mut self, heard: &Understanding, cheaper: bool) -> Known<Option<Said>> {
        if !(cheaper || heard.asks_what_differs()) || !self.passive_product()? {
            return Ok(None);
        }
        let Some(product) = self.focus.product() else { return Ok(None) };
        Ok(heard.two_variants(product).and_then(|two| compare::variants(product, &two, cheaper)))
    }
}
