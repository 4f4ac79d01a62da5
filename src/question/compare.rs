//! Two products side by side: what tells them apart, and which costs less.

use super::Said;
use crate::knowledge::TextKey;
use crate::language::options;
use crate::language::shown::{self, in_a_row, money};
use crate::language::sums::attribute;
use crate::money::Fen;
use crate::shop::product::Product;

/// So many attributes are said of each.
const ATTRIBUTES: usize = 4;

/// What two variants of a product cost. `None` where it is not known of both, or where all else than a price is asked for.
pub(crate) fn variants(product: &Product, two: &[Vec<String>; 2], cheaper: bool) -> Option<Said> {
    let [first, second] = two;
    let price = |named: &[String]| {
        let fitting = options::fitting(product, named);
        let prices: Option<Vec<Fen>> = fitting.iter().map(|sku| sku.price).collect();
        let prices = prices?;
        prices.first().copied().filter(|first| prices.iter().all(|price| price == first))
    };
    let (a, b) = (price(first)?, price(second)?);
    if a == b && !cheaper {
        return None;
    }
    let said = Said::new(if a == b { TextKey::VariantPricesSame } else { TextKey::VariantPrices });
    let said = said.with("title", product.short_title()).with("first_price", money(a));
    let said = said.with("first", shown::variant(first)).with("second", shown::variant(second));
    if a == b {
        return Some(said);
    }
    Some(said.with("second_price", money(b)).with("difference", difference(a, b)))
}

fn difference(a: Fen, b: Fen) -> String {
    money(Fen(a.0.saturating_sub(b.0).saturating_abs()))
}

/// What tells two products apart: the attributes that both have and that differ, and the prices. `cheaper` asks for the price alone.
pub(crate) fn compare(first: &Product, second: &Product, cheaper: bool) -> Option<Said> {
    let said = |key| Said::new(key).with("first", first.short_title()).with("second", second.short_title());
    let (a, b) = (first.lowest_price(), second.lowest_price());
    let prices = |said: Said| {
        let shown = |price: Option<Fen>| price.map(money).unwrap_or_default();
        said.with("first_price", shown(a)).with("second_price", shown(b))
    };
    if cheaper && let Some((a, b)) = a.zip(b) {
        let key = if a == b { TextKey::CompareSamePrice } else { TextKey::CompareCheaper };
        let (less, more) = if a <= b { (first, second) } else { (second, first) };
        let said = Said::new(key).with("first", less.short_title()).with("second", more.short_title());
        let said = said.with("first_price", money(a.min(b))).with("second_price", money(a.max(b)));
        return Some(if a == b { said } else { said.with("difference", difference(a, b)) });
    }
    let differs = |name: &&String| first.attributes.get(*name) != second.attributes.get(*name);
    let alike: Vec<&String> = first.attributes.keys().filter(|name| second.attributes.contains_key(*name)).collect();
    let both: Vec<&String> = first
        .attributes
        .keys()
        .filter(|name| second.attributes.contains_key(*name))
        .filter(differs)
        .take(ATTRIBUTES)
        .collect();
    let shown = |product: &Product| {
        // Where they have no attribute in common, each shows its own.
        let own = || product.attributes.keys().take(ATTRIBUTES).collect();
        let names: Vec<&String> = if both.is_empty() { own() } else { both.clone() };
        let values = names.iter().filter_map(|name| Some(attribute(name, product.attributes.get(*name)?)));
        in_a_row(&values.collect::<Vec<_>>())
    };
    let apart = |product: &Product| product.attributes.keys().any(|name| !alike.contains(&name));
    if both.is_empty() && !(apart(first) && apart(second)) {
        return (a.is_some() && a != b).then(|| prices(said(TextKey::ComparePrices)));
    }
    Some(prices(said(TextKey::Compare)).with("first_is", shown(first)).with("second_is", shown(second)))
}
