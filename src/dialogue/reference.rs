//! What a text points at without naming it: `上一单`, `昨天买的那件`, `还没发货的那单`, `第二个`, `这个`.

use crate::dialogue::Draft;
use crate::dialogue::find::fits;
use crate::knowledge::Among;
use crate::language::pointing::{OrderPlace, OrderState, Span};
use crate::language::variant::bare_colour;
use crate::names::EntityKind;
use crate::shop::order::{Order, OrderStatus};
use crate::time::day_number;
use crate::understand::Understanding;

impl Draft<'_> {
    /// The orders that the message narrows down to: by the day, the amount, the state, the place in the list, what was bought
    /// or its colour. Empty when it says nothing of the kind; `orders` are the buyer's, newest first.
    pub(crate) fn narrowed<'o>(&self, orders: &[&'o Order]) -> Vec<&'o Order> {
        let Some(heard) = self.world.heard else { return Vec::new() };
        if let Some(order) = heard.order_place().and_then(|place| self.by_place(place, orders)) {
            return vec![order];
        }
        // `这单已发货了吗` asks whether it is so, and tells nothing of another.
        let here = heard.points_at_this_order() && orders.iter().any(|order| self.is_in_focus(order));
        let describes = heard.describes_order() && !here;
        let mut left: Vec<&'o Order> = orders.to_vec();
        if let Some((from, to)) = self.days(heard).filter(|_| heard.says_when_bought() && !here) {
            let offset = self.knowledge().profile.offset_minutes;
            narrow(&mut left, |order| {
                order.ordered_at.is_some_and(|at| (from..=to).contains(&at.wall(offset).day_number))
            });
        }
        if describes {
            if let Some(fen) = heard.number(EntityKind::Amount) {
                let is = |money: Option<crate::money::Fen>| money.is_some_and(|money| money.0 == fen);
                narrow(&mut left, |order| {
                    is(order.total) || is(order.paid) || order.items.iter().any(|item| item.price.0 == fen)
                });
            }
            if let Some(state) = heard.order_state() {
                narrow(&mut left, |order| is_in(order, state));
            }
        }
        let titles =
            |order: &Order| order.items.iter().map(|item| heard.likeness(&item.title)).max().unwrap_or_default();
        let scores: Vec<usize> = left.iter().map(|order| titles(order)).collect();
        let best = scores.iter().copied().max().unwrap_or_default();
        if best >= 2 {
            left = left.into_iter().zip(scores).filter(|(_, score)| *score == best).map(|(order, _)| order).collect();
        }
        if let Some(colour) = heard.value(EntityKind::Colour).filter(|_| best >= 2 || describes) {
            let colour = bare_colour(&colour);
            narrow(&mut left, |order| order.items.iter().any(|item| item.sku.contains(colour)));
        }
        if left.len() == orders.len() { Vec::new() } else { left }
    }

    fn is_in_focus(&self, order: &Order) -> bool {
        self.focus.order_id().as_ref() == Some(&order.id)
    }

    /// `最近那单` is the newest; `上一单` the one before the order under discussion, or the newest; `另一单` the other of two.
    fn by_place<'o>(&self, place: OrderPlace, orders: &[&'o Order]) -> Option<&'o Order> {
        let focus = orders.iter().position(|order| self.is_in_focus(order));
        match place {
            OrderPlace::Other => {
                let mut others =
                    orders.iter().copied().enumerate().filter(|(at, _)| Some(*at) != focus).map(|(_, order)| order);
                others.next().filter(|_| focus.is_some() && others.next().is_none())
            }
            OrderPlace::Before => orders.get(focus.map_or(0, |at| at.saturating_add(1))).copied(),
            OrderPlace::Newest => orders.first().copied(),
        }
    }

    /// The days of which the message speaks, as numbers of days: `昨天`, `上周`, `上个月`, `前几天`.
    fn days(&self, heard: &Understanding) -> Option<(i64, i64)> {
        let now = self.wall_now()?;
        if let Some(day) = heard.value(EntityKind::Date) {
            let day = day_number(&day)?;
            return Some((day, day));
        }
        let today = now.day_number;
        let monday = today - i64::from(now.weekday) + 1;
        let first = today - i64::from(now.day) + 1;
        Some(match heard.span()? {
            Span::LastWeek => (monday - 7, monday - 1),
            Span::ThisWeek => (monday, today),
            // A month has at most 31 days; the few more of a short one do no harm.
            Span::LastMonth => (first - 31, first - 1),
            Span::ThisMonth => (first, today),
            Span::Lately => (today - 7, today),
        })
    }
}

/// Keeps what fits, unless nothing does.
fn narrow(orders: &mut Vec<&Order>, fits: impl Fn(&Order) -> bool) {
    if orders.iter().any(|order| fits(order)) {
        orders.retain(|order| fits(order));
    }
}

/// Whether an order is in the state that it is called by.
fn is_in(order: &Order, state: OrderState) -> bool {
    match state {
        OrderState::Unpaid => order.status == OrderStatus::PendingPayment,
        OrderState::Cancelled => order.status == OrderStatus::Cancelled,
        OrderState::Unshipped => fits(order, Among::Unshipped),
        OrderState::Aftersale => fits(order, Among::Aftersale),
        OrderState::Received => fits(order, Among::Received),
        OrderState::Shipped => fits(order, Among::Shipped),
    }
}
