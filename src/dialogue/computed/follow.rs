//! What goes on with a sum: goods are added to it, taken out of it, or wanted in another number; and what fills the gap to the next
//! thing that is taken off.

use super::called::ALIKE;
use crate::dialogue::Draft;
use crate::dialogue::computed::goods::Basket;
use crate::dialogue::lookup::Known;
use crate::knowledge::TextKey;
use crate::language::basket::{self, Pieces};
use crate::language::follow::Follow;
use crate::language::matter::Matter;
use crate::language::{likeness, options};
use crate::names::EntityKind;
use crate::question::basket::{Lack, Offer};
use crate::question::sum::{self, Of};
use crate::session::Summed;
use crate::shop::product::Product;
use crate::shop::wish::{Sorting, Wish};
use crate::understand::Understanding;

/// Where sums are spoken of.
const BEFORE_SALE: &[&str] = &["price", "promo", "product", "order.place"];
/// Goods that may fill a gap.
const FILLERS: usize = 3;

impl<'a> Draft<'a> {
    /// `再加条围巾一起呢`, `那五盒`, `一共多少`: the goods whose sum was said, with what the message does to them.
    pub(in crate::dialogue) fn goes_on_with_sum(&mut self, heard: &Understanding) -> Known<bool> {
        let fills = heard.asks_what_fills();
        let follow = heard.follows_sum();
        if (follow.is_none() && !fills) || !self.may_sum(heard) {
            return Ok(false);
        }
        if fills {
            return self.attempt(Draft::fills_gap);
        }
        self.attempt(|draft| match follow {
            Some(follow) => draft.sums_with(follow, heard),
            None => Ok(false),
        })
    }

    /// Nothing that was bought is under discussion, nothing is being asked or done, and the last question was one before the sale.
    fn may_sum(&self, heard: &Understanding) -> bool {
        let idle = self.open.flow().is_none() && self.open.waiting().is_none() && !self.crew.is_called();
        let last = self.talk.last().as_ref();
        let open = last.is_none_or(|last| BEFORE_SALE.iter().any(|of| last.intent.is(of)));
        idle && open && self.focus.order_id().is_none() && !heard.speaks_of_sending() && heard.places().is_empty()
    }

    fn sums_with(&mut self, follow: Follow<'_>, heard: &Understanding) -> Known<bool> {
        let mut basket = self.goods_of_sum()?;
        match follow {
            // `围巾都啥颜色`, `加条围巾一起呢`: to the goods of before.
            Follow::With { goods, .. } if among(&basket, goods).is_some() && !self.focus.summed().is_empty() => {
                basket = self.basket_of(self.focus.summed())?;
            }
            // Another number of what was asked about alone in the meantime.
            Follow::Number(_) | Follow::Order(_) if !self.was_summed_just_now() && basket.len() > 1 => {
                let focus = self.focus.product_id().clone();
                basket.retain(|(product, _)| Some(&product.id) == focus.as_ref());
            }
            _ => {}
        }
        if basket.is_empty() {
            return Ok(false);
        }
        let asked_enough =
            self.talk.last().as_ref().is_some_and(|last| last.intent.as_str() == Matter::Enough.intent());
        let mut of = if asked_enough { Of::Enough } else { Of::Sum };
        let changed = match follow {
            Follow::With { goods, more, enough } => {
                of = if enough { Of::Enough } else { of };
                self.adds(&mut basket, goods, more, heard)?
            }
            Follow::Without(goods) => self.takes_out(&mut basket, goods)?,
            Follow::Number(quantity) | Follow::Order(quantity) => sets_number(&mut basket, quantity),
            Follow::Again => {
                of = Of::Sum;
                self.focus.summed().len() > 1 || self.talk.last().is_some()
            }
            Follow::Missing => {
                of = Of::Missing;
                !self.focus.summed().is_empty()
            }
        };
        Ok(changed && self.says_sum_of(of, basket, heard)?)
    }

    /// Whether what the buyer said before was about a sum, too.
    fn was_summed_just_now(&self) -> bool {
        let of_sum = |before: Understanding| {
            let matter = before.matter("price.inquiry");
            let summed = [Matter::Sum, Matter::Enough, Matter::Missing, Matter::Pack].map(Some).contains(&matter);
            summed || before.follows_sum().is_some() || before.is_plain_sum() || before.asks_whether_counts()
        };
        self.heard_before().is_some_and(of_sum)
    }

    /// The goods whose sum was said, where the product under discussion is among them; else one piece of that product, as it was asked about.
    fn goods_of_sum(&mut self) -> Known<Basket<'a>> {
        let focus = self.focus.product_id().clone();
        let summed = self.focus.summed().to_vec();
        let among = |id: &String| summed.iter().any(|line| line.product == *id);
        if !summed.is_empty() && focus.as_ref().is_none_or(among) {
            return self.basket_of(&summed);
        }
        let Some(product) = self.by_id(focus)? else { return Ok(Vec::new()) };
        let last = self.talk.last().clone();
        let words = last.iter().flat_map(|last| &last.words);
        let mut named: Vec<String> = words.flat_map(|word| options::in_full(product, word)).collect();
        if named.is_empty() {
            let before = self.heard_before().map(|before| before.pieces(product, None)).unwrap_or_default();
            named = before.into_iter().map(|pieces| pieces.options).find(|named| !named.is_empty()).unwrap_or_default();
        }
        let counted = last.iter().flat_map(|last| &last.named).find(|(kind, _)| *kind == EntityKind::Quantity);
        let quantity = counted.and_then(|(_, value)| value.to_string().parse().ok()).unwrap_or(1);
        Ok(vec![(product, vec![Pieces { options: named, quantity }])])
    }

    fn basket_of(&self, lines: &[Summed]) -> Known<Basket<'a>> {
        let mut basket: Basket<'a> = Vec::new();
        for line in lines {
            let Some(product) = self.by_id(Some(line.product.clone()))? else { continue };
            let pieces = Pieces { options: line.options.clone(), quantity: line.quantity };
            match basket.iter_mut().find(|(other, _)| other.id == product.id) {
                Some((_, before)) => before.push(pieces),
                None => basket.push((product, vec![pieces])),
            }
        }
        Ok(basket)
    }

    /// What is called comes to the goods; `false` where no goods are called so.
    fn adds(&mut self, basket: &mut Basket<'a>, goods: &str, more: bool, heard: &Understanding) -> Known<bool> {
        let mut added = false;
        for part in basket::parts(goods) {
            let found = match among(basket, part) {
                Some(found) => Some(found),
                None => self.called(part)?,
            };
            let quantity = basket::quantity(part);
            let Some(product) = found.or_else(|| of_option(basket, part, heard)) else {
                // `那加两包`, `再来一件`: of what came to it last.
                let Some(quantity) = quantity else { return Ok(false) };
                added |= adds_number(basket, quantity, more);
                continue;
            };
            let mut pieces = heard.pieces(product, Some(part));
            if pieces.is_empty() {
                pieces.push(Pieces { options: Vec::new(), quantity: 1 });
            }
            let Some((_, lines)) = basket.iter_mut().find(|(other, _)| other.id == product.id) else {
                basket.push((product, pieces));
                added = true;
                continue;
            };
            for piece in pieces {
                added = true;
                let same = lines.iter_mut().find(|line| piece.options.is_empty() || line.options == piece.options);
                match same {
                    Some(line) if more => line.quantity = line.quantity.saturating_add(piece.quantity),
                    Some(line) => line.quantity = piece.quantity,
                    None => lines.push(piece),
                }
            }
        }
        Ok(added)
    }

    /// What is called goes; `false` where it is not among the goods, or nothing would be left.
    fn takes_out(&mut self, basket: &mut Basket<'a>, goods: &str) -> Known<bool> {
        let Some(product) = among(basket, goods).filter(|_| basket.len() > 1) else { return Ok(false) };
        basket.retain(|(other, _)| other.id != product.id);
        // What is left is what the conversation is about.
        if self.focus.product_id().as_ref() == Some(&product.id)
            && let Some((left, _)) = basket.first()
        {
            self.focus_product(left);
        }
        Ok(true)
    }

    /// What the goods cost is said, and remembered.
    fn says_sum_of(&mut self, of: Of, basket: Basket<'a>, heard: &Understanding) -> Known<bool> {
        let Some(now) = self.wall_now() else { return Ok(false) };
        let mut asked = self.asked_of_sum(of, heard, now);
        let promotions = &self.knowledge().facts.promotions;
        if of == Of::Enough && asked.wanted.is_none() {
            asked.wanted = self.heard_before().and_then(|before| before.promotion(promotions));
        }
        let said = self.summed(&asked, &basket);
        let matter = match of {
            Of::Sum => Matter::Sum,
            Of::Missing => Matter::Missing,
            _ => Matter::Enough,
        };
        if let Some((product, _)) = basket.first().filter(|_| self.focus.product_id().is_none()) {
            self.focus_product(product);
        }
        Ok(said.is_some_and(|said| self.says_of(matter, said)))
    }

    /// What the goods cost that were summed last, or the one that is under discussion.
    fn offer_of_sum(&mut self) -> Known<Option<Offer>> {
        let basket = self.goods_of_sum()?;
        let Some(now) = self.wall_now() else { return Ok(None) };
        let Some(heard) = self.world.heard else { return Ok(None) };
        Ok(sum::offer(&self.asked_of_sum(Of::Sum, heard, now), &basket))
    }

    /// The promotion that was applied to the goods whose sum was said: the one that ends first.
    pub(super) fn applied_to_sum(&mut self) -> Known<Option<usize>> {
        if self.focus.summed().is_empty() {
            return Ok(None);
        }
        let promotions = &self.knowledge().facts.promotions;
        let applied = self.offer_of_sum()?.map(|offer| offer.applied).unwrap_or_default();
        let applied = applied.iter().map(|applied| applied.promotion);
        Ok(applied.min_by_key(|at| promotions.get(*at).and_then(|it| it.window.until).unwrap_or(i64::MAX)))
    }

    /// Goods that fill the gap to the next thing that is taken off, the cheapest first.
    fn fills_gap(&mut self) -> Known<bool> {
        let Some(missing) = self.offer_of_sum()?.and_then(|offer| offer.next) else { return Ok(false) };
        let promotions = &self.knowledge().facts.promotions;
        let Some(promotion) = promotions.get(missing.promotion) else { return Ok(false) };
        let basket = self.goods_of_sum()?;
        let from = match missing.lack {
            Lack::Amount(fen) => Some(fen),
            Lack::Pieces(_) => None,
        };
        let mut wish = Wish::default().price(from, None).order(Sorting::Cheapest);
        // What is bought already is in the basket.
        wish.not.ids = basket.iter().map(|(product, _)| product.id.clone()).collect();
        // The price that stands on a card is the lowest of its variants: it must be enough.
        let enough = |product: &&'a Product| {
            promotion.covers(&product.id, &product.category)
                && from.is_none_or(|from| product.lowest_price().is_some_and(|price| price >= from))
        };
        let mut found: Vec<&'a Product> = self.finds(&wish)?.into_iter().filter(enough).collect();
        found.sort_by_key(|product| product.lowest_price());
        found.truncate(FILLERS);
        if found.is_empty() {
            return Ok(false);
        }
        self.talk.say_of("next", sum::lacking(missing.lack, missing.promotion, promotions));
        Ok(self.shows(TextKey::SumFills, &found, &wish))
    }
}

/// The goods of a basket that words call.
fn among<'a>(basket: &Basket<'a>, words: &str) -> Option<&'a Product> {
    let called = |product: &&Product| likeness::is_named(product, words);
    let like = |product: &&Product| likeness::likeness(words, product.short_title()) >= ALIKE;
    let all = || basket.iter().map(|(product, _)| *product);
    all().find(called).or_else(|| all().find(like))
}

/// The goods of a basket of which words name an option: `再加一条灰的`.
fn of_option<'a>(basket: &Basket<'a>, words: &str, heard: &Understanding) -> Option<&'a Product> {
    let names = |product: &&Product| heard.pieces(product, Some(words)).iter().any(|piece| !piece.options.is_empty());
    basket.iter().map(|(product, _)| *product).find(names)
}

/// So many pieces of what came last; of the only goods there are, so many more.
fn adds_number(basket: &mut Basket<'_>, quantity: u32, more: bool) -> bool {
    let only = matches!(basket.as_slice(), [(_, pieces)] if pieces.len() == 1);
    let Some(line) = basket.last_mut().and_then(|(_, pieces)| pieces.last_mut()) else { return false };
    line.quantity = if more || only { line.quantity.saturating_add(quantity) } else { quantity };
    true
}

/// What came last in this number. Of several variants of one product nobody knows which is meant.
fn sets_number(basket: &mut Basket<'_>, quantity: u32) -> bool {
    match basket.last_mut().map(|(_, pieces)| pieces.as_mut_slice()) {
        Some([line]) => {
            line.quantity = quantity;
            true
        }
        _ => false,
    }
}
