//! What a text points at without naming it: `上一单`, `昨天买的那件`, `还没发货的那单`, `第二个`, `这个`.

use crate::dialogue::Draft;
use crate::dialogue::focus::fits;
use crate::knowledge::Among;
use crate::language::likeness::likeness;
use crate::language::pointing::THAT_ORDER;
use crate::names::EntityKind;
use crate::shop::order::{Order, OrderStatus};
use crate::time::Time;
use crate::understand::Understanding;

impl Draft<'_> {
    /// The orders that the message narrows down to: by the day, the amount, the state, the place in the list, what was bought
    /// or its colour. Empty when it says nothing of the kind; `orders` are the buyer's, newest first.
    pub(crate) fn narrowed(&self, orders: &[Order]) -> Vec<Order> {
        let Some(heard) = self.world.heard else { return Vec::new() };
        let text = heard.text.as_str();
        if let Some(order) = self.by_place(text, orders) {
            return vec![order.clone()];
        }
        let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
        let mut left: Vec<&Order> = orders.iter().collect();
        if let Some((from, to)) =
            self.days(heard).filter(|_| says(&["买", "拍", "下单", "下的", "那单", "订", "那件", "那个"]))
        {
            let offset = self.knowledge().profile.offset_minutes;
            narrow(&mut left, |order| {
                order.ordered_at.is_some_and(|at| (from..=to).contains(&at.wall(offset).day_number))
            });
        }
        if says(THAT_ORDER) {
            if let Some(fen) = heard.number(EntityKind::Amount) {
                let is = |money: Option<crate::money::Fen>| money.is_some_and(|money| money.0 == fen);
                narrow(&mut left, |order| {
                    is(order.total) || is(order.paid) || order.items.iter().any(|item| item.price.0 == fen)
                });
            }
            if let Some((_, state)) = STATES.iter().find(|(words, _)| says(words)) {
                narrow(&mut left, |order| state.fits(order));
            }
        }
        let titles =
            |order: &Order| order.items.iter().map(|item| likeness(text, &item.title)).max().unwrap_or_default();
        let best = left.iter().map(|order| titles(order)).max().unwrap_or_default();
        if best >= 2 {
            narrow(&mut left, |order| titles(order) == best);
        }
        if let Some(colour) = heard.value(EntityKind::Colour).filter(|_| best >= 2 || says(THAT_ORDER)) {
            let colour = colour.trim_end_matches('色');
            narrow(&mut left, |order| order.items.iter().any(|item| item.sku.contains(colour)));
        }
        if left.len() == orders.len() { Vec::new() } else { left.into_iter().cloned().collect() }
    }

    /// `最近那单` is the newest; `上一单` the one before the order under discussion, or the newest; `另一单` the other of two.
    fn by_place<'o>(&self, text: &str, orders: &'o [Order]) -> Option<&'o Order> {
        let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
        let focus = orders.iter().position(|order| Some(&order.id) == self.state.order.as_ref());
        if says(&["另一单", "另外一单", "另一个订单", "另外那单", "另外那个", "另一件"]) {
            let mut others = orders.iter().enumerate().filter(|(at, _)| Some(*at) != focus).map(|(_, order)| order);
            return others.next().filter(|_| focus.is_some() && others.next().is_none());
        }
        if says(&["上一单", "上个单", "上一个订单", "上个订单", "前一单", "上次买的", "上回买的"])
        {
            return orders.get(focus.map_or(0, |at| at.saturating_add(1)));
        }
        says(&[
            "最近那单",
            "最近的那单",
            "最近一单",
            "最近的一单",
            "最新的",
            "最新那单",
            "刚下的",
            "刚下单",
            "刚买的",
            "刚拍的",
            "刚刚买的",
            "刚刚拍的",
        ])
        .then(|| orders.first())?
    }

    /// The days of which the message speaks, as numbers of days: `昨天`, `上周`, `上个月`, `前几天`.
    fn days(&self, heard: &Understanding) -> Option<(i64, i64)> {
        let now = self.world.input.at?.wall(self.knowledge().profile.offset_minutes);
        if let Some(day) = heard.value(EntityKind::Date) {
            let day = format!("{day}T00:00:00Z").parse::<Time>().ok()?.wall(0).day_number;
            return Some((day, day));
        }
        let today = now.day_number;
        let monday = today - i64::from(now.weekday) + 1;
        let first = today - i64::from(now.day) + 1;
        let spans = [
            (&["上周", "上个星期", "上星期"][..], (monday - 7, monday - 1)),
            (&["这周", "本周", "这个星期"], (monday, today)),
            // A month has at most 31 days; the few more of a short one do no harm.
            (&["上个月", "上月"], (first - 31, first - 1)),
            (&["这个月", "本月"], (first, today)),
            (&["前几天", "前两天", "这几天", "这两天"], (today - 7, today)),
        ];
        let span = spans.into_iter().find(|(words, _)| words.iter().any(|word| heard.text.contains(word)));
        span.map(|(_, days)| days)
    }
}

/// Keeps what fits, unless nothing does.
fn narrow(orders: &mut Vec<&Order>, fits: impl Fn(&Order) -> bool) {
    if orders.iter().any(|order| fits(order)) {
        orders.retain(|order| fits(order));
    }
}

/// What orders are called by their state.
#[derive(Clone, Copy)]
enum Called {
    Among(Among),
    Unpaid,
    Cancelled,
}

impl Called {
    fn fits(self, order: &Order) -> bool {
        match self {
            Called::Among(among) => fits(order, among),
            Called::Unpaid => order.status == OrderStatus::PendingPayment,
            Called::Cancelled => order.status == OrderStatus::Cancelled,
        }
    }
}

const STATES: &[(&[&str], Called)] = &[
    (&["没付款", "未付款", "待付款", "没付钱"], Called::Unpaid),
    (&["取消的", "取消了的", "已取消"], Called::Cancelled),
    (&["没发货", "未发货", "还没发", "没发的"], Called::Among(Among::Unshipped)),
    (&["退款的", "售后的", "在退的", "退货的"], Called::Among(Among::Aftersale)),
    (&["签收的", "收到的", "已签收", "到货的"], Called::Among(Among::Received)),
    (&["发货的", "已发货", "在路上的", "没收到的"], Called::Among(Among::Shipped)),
];
