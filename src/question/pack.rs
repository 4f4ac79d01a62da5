//! What a pack saves against so many single ones.

use super::Said;
use crate::knowledge::TextKey;
use crate::language::shown::money;
use crate::language::{options, sums};
use crate::money::Fen;
use crate::shop::product::{Product, Sku};

/// A variant by how much is in it.
struct Packed<'p> {
    sku: &'p Sku,
    price: Fen,
    axis: &'p str,
    amount: i64,
    unit: String,
}

fn packed(sku: &Sku) -> Option<Packed<'_>> {
    let price = sku.price?;
    let of = |(axis, value): (_, &str)| options::amount(value).map(|(amount, unit)| (axis, amount, unit));
    let (axis, amount, unit) = sku.options.iter().find_map(|(axis, value)| of((axis.as_str(), value)))?;
    Some(Packed { sku, price, axis, amount, unit })
}

impl Packed<'_> {
    /// How many of the other one are as much as this: of the same unit, and the same in all else.
    fn holds(&self, other: &Packed<'_>) -> Option<i64> {
        let rest = |it: &Packed<'_>| -> Vec<String> {
            it.sku.options.iter().filter(|(axis, _)| *axis != self.axis).map(|(_, value)| value.clone()).collect()
        };
        let alike = self.unit == other.unit && self.axis == other.axis && rest(self) == rest(other);
        let times =
            self.amount.checked_div(other.amount).filter(|times| *times > 1 && times * other.amount == self.amount);
        times.filter(|_| alike)
    }
}

/// The pack that is named, else the largest, beside the smallest that fills it in whole numbers. `None` where there is no such pair.
pub(crate) fn saves(product: &Product, named: &[String]) -> Option<Said> {
    let all: Vec<Packed<'_>> = product.skus.iter().filter_map(packed).collect();
    let fitting = options::fitting(product, named);
    let is_named = |it: &&Packed<'_>| fitting.iter().any(|sku| sku.id == it.sku.id);
    let pairs = |it: &Packed<'_>| {
        all.iter().filter_map(|other| Some((it.holds(other)?, other.price, other.sku.id.clone()))).max()
    };
    let mut packs: Vec<&Packed<'_>> = all.iter().filter(|it| pairs(it).is_some()).collect();
    packs.sort_by_key(|it| (is_named(it), it.amount));
    let pack = packs.last()?;
    let (times, price, single) = pairs(pack)?;
    let apart = Fen(price.0.saturating_mul(times));
    let shown = [(single.as_str(), price, u32::try_from(times).ok()?)];
    let key = if apart > pack.price { TextKey::PackSaves } else { TextKey::PackNot };
    let said = Said::new(key).with("title", product.short_title()).with("pack", pack.sku.id.clone());
    let said = said.with("price", money(pack.price)).with("apart", sums::calculation(&shown, apart));
    Some(said.with("difference", money(Fen(apart.0.saturating_sub(pack.price.0).saturating_abs()))))
}
