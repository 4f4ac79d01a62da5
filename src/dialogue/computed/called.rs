//! Goods by their ids, or by what they are called among those that are spoken of; and those whose sum was said.

use super::goods::Basket;
use crate::dialogue::Draft;
use crate::dialogue::lookup::Known;
use crate::language::{follow, likeness};
use crate::session::Summed;
use crate::shop::ProductQuery;
use crate::shop::product::Product;
use crate::shop::wish::Wish;

/// So many characters of a name say which goods are meant.
pub(super) const ALIKE: usize = 2;

impl<'a> Draft<'a> {
    pub(super) fn by_id(&self, id: Option<String>) -> Known<Option<&'a Product>> {
        match id {
            Some(id) => Ok(self.products(&ProductQuery::Id(id))?.first()),
            None => Ok(None),
        }
    }

    /// The product that words call by its name, else the one like that of those that were spoken of, else the only one there is.
    pub(super) fn called(&mut self, words: &str) -> Known<Option<&'a Product>> {
        if let Some(named) = self.named_by(words)? {
            return Ok(Some(named));
        }
        // `加上第一个`: of the cards that were shown.
        let shown = follow::place(words).and_then(|place| self.shown().get(place.checked_sub(1)?).cloned());
        if shown.is_some() {
            return self.by_id(shown);
        }
        let words = follow::goods_of(words);
        let like = |product: &&Product| likeness::likeness(words, product.short_title()) >= ALIKE;
        let sought = self.focus.sought();
        let shown =
            sought.iter().flat_map(|sought| sought.shown.iter().chain(&sought.wish.with).chain(&sought.wish.like));
        let spoken_of: Vec<String> = self.focus.beside().iter().chain(shown).cloned().collect();
        for id in spoken_of {
            let found = self.by_id(Some(id))?.filter(like);
            if found.is_some() {
                return Ok(found);
            }
        }
        // Of several that are there nobody knows which is meant.
        let mut there = self.finds(&Wish::new(words))?.into_iter().filter(like);
        Ok(there.next().filter(|_| there.next().is_none()))
    }

    /// These goods were summed: a message after it goes on with them.
    pub(super) fn remembers_sum(&mut self, basket: &Basket<'a>) {
        let lines = basket.iter().flat_map(|(product, pieces)| {
            pieces.iter().map(|piece| Summed {
                product: product.id.clone(),
                options: piece.options.clone(),
                quantity: piece.quantity,
            })
        });
        self.focus.sum_up(lines.collect());
    }
}
