//! What follows from an order's figures: the pieces, what is due, what each line was paid, what went back and what is left of it.

use std::cmp::Reverse;

use super::{AftersaleStatus, Order, OrderItem};
use crate::money::Fen;

impl OrderItem {
    /// What the line comes to at its price; `None` where that is not known.
    pub(crate) fn amount(&self) -> Option<Fen> {
        let amount = self.price.0.checked_mul(self.quantity.into())?;
        (self.price.0 > 0 && self.quantity > 0).then_some(Fen(amount))
    }
}

impl Order {
    /// How many pieces were bought.
    pub(crate) fn pieces(&self) -> u32 {
        self.items.iter().map(|item| item.quantity).fold(0, u32::saturating_add)
    }

    /// What is to be paid by what makes it up: the goods, less what is taken off, with what sending costs.
    pub(crate) fn due(&self) -> Option<Fen> {
        let off = self.discount.map_or(0, |off| off.0);
        let freight = self.freight.map_or(0, |freight| freight.0);
        self.total?.0.checked_sub(off)?.checked_add(freight).filter(|due| *due >= 0).map(Fen)
    }

    /// Whether the figures explain what was paid: where they do not, something took part that is not known.
    pub(crate) fn adds_up(&self) -> bool {
        self.due().is_some_and(|due| self.paid.is_none_or(|paid| paid == due))
    }

    /// What went back already; `None` where nothing did, or it is not known how much.
    pub(crate) fn refunded(&self) -> Option<Fen> {
        let back = || self.aftersales.iter().filter(|it| it.status == AftersaleStatus::Refunded);
        let sum = back().try_fold(0_i64, |sum, it| sum.checked_add(it.amount?.0))?;
        (back().next().is_some() && sum > 0).then_some(Fen(sum))
    }

    /// What was paid and did not go back; `None` where that is nothing, or not known.
    pub(crate) fn refundable(&self) -> Option<Fen> {
        let back = match self.refunded() {
            Some(back) => back.0,
            None if self.aftersales.iter().any(|it| it.status == AftersaleStatus::Refunded) => return None,
            None => 0,
        };
        self.paid?.0.checked_sub(back).filter(|left| *left > 0).map(Fen)
    }

    /// What was paid for each line, without freight: what was taken off the whole is shared in the proportion of the prices, and what
    /// rounding leaves goes to those that lost most by it. `None` where a price is not known, or the figures do not explain what was paid.
    pub(crate) fn shares(&self) -> Option<Vec<Fen>> {
        let amounts: Vec<i64> = self.items.iter().map(|item| item.amount().map(|it| it.0)).collect::<Option<_>>()?;
        let sum = amounts.iter().try_fold(0_i64, |sum, amount| sum.checked_add(*amount))?;
        let goods = self.paid?.0.checked_sub(self.freight.map_or(0, |freight| freight.0))?;
        if !self.adds_up() || self.total != Some(Fen(sum)) || !(0..=sum).contains(&goods) {
            return None;
        }
        let share = |amount: i64| {
            let product = i128::from(goods).checked_mul(amount.into())?;
            let exact = product.checked_div(sum.into())?;
            Some((i64::try_from(exact).ok()?, product.checked_rem(sum.into())?))
        };
        let mut shares: Vec<(i64, i128)> = amounts.into_iter().map(share).collect::<Option<_>>()?;
        let left = usize::try_from(goods - shares.iter().map(|(share, _)| share).sum::<i64>()).ok()?;
        let mut by_rest: Vec<&mut (i64, i128)> = shares.iter_mut().collect();
        by_rest.sort_by_key(|(_, rest)| Reverse(*rest));
        by_rest.into_iter().take(left).for_each(|(share, _)| *share = share.saturating_add(1));
        Some(shares.into_iter().map(|(share, _)| Fen(share)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shop::order::{Aftersale, AftersaleKind, OrderStatus};
    use proptest::prelude::*;

    fn order(prices: &[(i64, u32)], discount: i64, freight: i64) -> Order {
        let mut order = Order::new("1", "b", OrderStatus::Finished);
        order.items = prices
            .iter()
            .map(|(price, quantity)| OrderItem { quantity: *quantity, price: Fen(*price), ..OrderItem::new("shirt") })
            .collect();
        let total: i64 = prices.iter().map(|(price, quantity)| price * i64::from(*quantity)).sum();
        order.total = Some(Fen(total));
        order.discount = Some(Fen(discount));
        order.freight = Some(Fen(freight));
        order.paid = Some(Fen(total - discount + freight));
        order
    }

    #[test]
    fn what_was_taken_off_is_shared_by_price() {
        for (prices, discount, freight, expect) in [
            (&[(12900, 1)][..], 1000, 600, Some(vec![11900])),
            (&[(12900, 1), (3990, 2)], 1000, 0, Some(vec![12282, 7598])),
            (&[(100, 1), (100, 1), (100, 1)], 100, 0, Some(vec![67, 67, 66])),
            (&[(100, 1), (0, 1)], 0, 0, None),
            (&[(100, 1)], 200, 150, None),
        ] {
            let shares = order(prices, discount, freight).shares();
            assert_eq!(shares, expect.map(|shares| shares.into_iter().map(Fen).collect()), "{prices:?} {discount}");
        }
        let mut paid_less = order(&[(100, 1), (200, 1)], 0, 0);
        paid_less.paid = Some(Fen(250));
        assert_eq!(paid_less.shares(), None);
    }

    #[test]
    fn what_went_back_is_no_more_to_come() {
        let mut order = order(&[(10000, 2)], 0, 0);
        assert_eq!((order.refunded(), order.refundable()), (None, Some(Fen(20000))));
        let mut back = Aftersale::new("2", AftersaleKind::RefundOnly, AftersaleStatus::Refunded);
        back.amount = Some(Fen(5000));
        order.aftersales = vec![back.clone()];
        assert_eq!((order.refunded(), order.refundable()), (Some(Fen(5000)), Some(Fen(15000))));
        back.amount = None;
        order.aftersales.push(back);
        assert_eq!((order.refunded(), order.refundable()), (None, None));
    }

    proptest! {
        #[test]
        fn shares_are_the_goods_and_nothing_else(
            prices in prop::collection::vec((1_i64..1_000_000, 1_u32..9), 1..6),
            off in 0_i64..1000,
            freight in 0_i64..5000,
        ) {
            let order = order(&prices, off, freight);
            if let Some(shares) = order.shares() {
                let sum: i64 = shares.iter().map(|share| share.0).sum();
                prop_assert_eq!(Some(Fen(sum + freight)), order.paid);
                for (share, item) in shares.iter().zip(&order.items) {
                    prop_assert!(share.0 >= 0 && share.0 <= item.amount().unwrap().0);
                }
            }
        }
    }
}
