//! Why goods are offered, in words from their data.

use crate::language::shown::money;
use crate::money::Fen;
use crate::shop::product::Product;
use crate::shop::wish::{Sorting, Wish};

/// A value of more characters is no reason but a text.
const SHORT: usize = 12;
/// Sold less often, it is not said.
const MANY: u64 = 100;

/// What the page says of the goods in words of the wish, and what speaks for them beside others.
pub(crate) fn reason(product: &Product, wish: &Wish, other: Option<&Product>, cheaper: Option<Fen>) -> String {
    let mut reasons: Vec<String> = Vec::new();
    let short = |value: &&String| (2..=SHORT).contains(&value.chars().count());
    if let Some(other) = other {
        let same =
            product.attributes.iter().find(|(name, value)| other.attributes.get(*name) == Some(*value) && short(value));
        reasons.extend(same.map(|(_, value)| format!("同样是{value}")));
    }
    let words: Vec<&str> = wish.words.split_whitespace().collect();
    let in_words = |value: &&String| words.iter().any(|word| word.chars().count() > 1 && value.contains(word));
    reasons.extend(product.attributes.values().filter(short).find(in_words).cloned());
    if wish.with.is_some()
        && let Some(other) = other
    {
        reasons = vec![format!("可以配「{}」", other.short_title())];
    }
    if let Some(off) = cheaper.filter(|off| off.0 > 0) {
        reasons.push(format!("便宜 {}", money(off)));
    }
    if wish.order == Sorting::Popular
        && let Some(sold) = product.sold.filter(|sold| *sold >= MANY)
    {
        reasons.push(format!("卖出 {sold} 件"));
    }
    if reasons.is_empty() {
        reasons.extend(product.attributes.values().find(short).cloned());
    }
    reasons.join("，")
}

/// A product in a menu: what it is called, and what it costs.
pub(crate) fn label(product: &Product) -> String {
    let price = product.lowest_price().map(|price| format!(" {}", money(price))).unwrap_or_default();
    format!("{}{price}", product.short_title())
}
