//! What haggling comes to: the price that goods really have at this minute, with all that may be taken off it. Never a figure of the buyer's.

use super::Said;
use super::basket::{Line, best};
use super::sum::{applied, next};
use crate::knowledge::TextKey;
use crate::knowledge::promotion::{BuyerKind, Promotion};
use crate::language::bargain::Haggle;
use crate::language::options;
use crate::language::shown::{self, in_a_row, money};
use crate::language::sums;
use crate::money::Fen;
use crate::shop::product::Product;
use crate::time::Wall;

/// What is said to who haggles about one piece of a product, of the variants that are named. `None` where its price is not known.
pub(crate) fn answer(
    (haggle, figure): (Haggle, Option<Fen>),
    product: &Product,
    named: &[String],
    promotions: &[Promotion],
    (buyer, now): (BuyerKind, Wall),
) -> Option<Said> {
    let fitting = options::fitting(product, named);
    let there = || fitting.iter().filter(|sku| sku.stock != Some(0));
    let least = there().filter_map(|sku| sku.price).min()?;
    let varies = there().any(|sku| sku.price.is_some_and(|price| price != least));
    let name = if named.is_empty() { product.short_title().to_owned() } else { shown::variant(named) };
    let line = Line {
        product: product.id.clone(),
        category: product.category.clone(),
        price: least,
        quantity: 1,
        ..Line::default()
    };
    let offer = best(&[line], promotions, buyer, now);
    let off = applied(&offer, promotions);
    let key = match haggle {
        // Of variants with other prices it is not known which one is meant.
        _ if !varies && figure.is_some_and(|figure| figure >= offer.total) => TextKey::BargainReached,
        Haggle::Asks => TextKey::BargainNo,
        Haggle::Claims => TextKey::BargainClaimed,
        Haggle::Elsewhere => TextKey::BargainElsewhere,
        Haggle::Settles => TextKey::BargainSettled,
    };
    let price = if varies { sums::priced_from(&name, least) } else { sums::priced(&name, least) };
    let said = Said::new(key).with("price", price).with("applied", in_a_row(&off));
    Some(said.with("total", money(offer.total)).with("next", next(&offer, promotions)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::promotion::{Amount, Needs, PromotionKind};
    use crate::shop::product::Sku;
    use crate::time::Time;

    #[test]
    fn a_figure_of_the_buyer_is_reached_or_never_said() {
        let product = Product::new("p1", "羽绒服").skus([Sku::new("黑色").price(Fen(46_900)).stock(3)]);
        let now = "2026-11-25T10:00:00+08:00".parse::<Time>().unwrap().wall(480);
        let (needs, amount) = (Needs::Amount(Fen(20_000)), Amount::Off(Fen(2_000)));
        let promotion = Promotion::new(PromotionKind::FullReduction, needs, amount);
        let said = |haggle, figure: i64| {
            answer(
                (haggle, Some(Fen(figure))),
                &product,
                &[],
                std::slice::from_ref(&promotion),
                (BuyerKind::default(), now),
            )
            .unwrap()
        };
        assert_eq!(said(Haggle::Settles, 40_000).key, TextKey::BargainSettled);
        assert_eq!(said(Haggle::Asks, 45_000).key, TextKey::BargainReached);
        let no = said(Haggle::Asks, 40_000);
        let slots: Vec<&str> = no.slots.iter().map(|(_, value)| value.as_str()).collect();
        assert!(slots.contains(&"449 元") && !slots.iter().any(|slot| slot.contains("400")), "{slots:?}");
    }
}
