//! How what an order holds is said to buyers: the pieces, what each cost, what was paid for it, and how the sum comes about.

use crate::money::Fen;
use crate::shop::order::{Order, OrderItem};

/// Lines of an order that are told one by one.
const MAX_LINES: usize = 8;

/// A line as it is called: `纯棉圆领T恤（黑色/M）`.
fn name(item: &OrderItem) -> String {
    if item.sku.is_empty() { item.title.clone() } else { format!("{}（{}）", item.title, item.sku) }
}

fn told(order: &Order, mut lines: Vec<String>) -> String {
    if order.items.len() > MAX_LINES {
        lines.truncate(MAX_LINES);
        lines.push(format!("……共 {} 种", order.items.len()));
    }
    lines.join("\n")
}

/// What was bought, a line each: `纯棉圆领T恤（黑色/M）× 1`.
pub(crate) fn contents(order: &Order) -> String {
    let line = |item: &OrderItem| format!("{} × {}", name(item), item.quantity);
    told(order, order.items.iter().take(MAX_LINES + 1).map(line).collect())
}

/// What each costs: `纯棉圆领T恤（黑色/M）¥129.00 × 1`. `None` where there is one piece, or a price is not known.
pub(crate) fn lines(order: &Order) -> Option<String> {
    let known = order.items.iter().all(|item| item.amount().is_some());
    let line = |item: &OrderItem| format!("{} ¥{} × {}", name(item), item.price, item.quantity);
    (order.pieces() > 1 && known).then(|| told(order, order.items.iter().take(MAX_LINES + 1).map(line).collect()))
}

/// What was paid for each, where there are several: `中筒袜 × 2：¥75.98，每件 ¥37.99`.
pub(crate) fn shares(order: &Order) -> Option<String> {
    let line = |(item, share): (&OrderItem, Fen)| {
        let quantity = i64::from(item.quantity);
        let each = share.0.checked_div(quantity).filter(|_| quantity > 1).map(|each| {
            let about = if each.checked_mul(quantity) == Some(share.0) { "" } else { "约" };
            format!("，每件{about} ¥{}", Fen(each))
        });
        format!("{} × {quantity}：¥{share}{}", name(item), each.unwrap_or_default())
    };
    let shares = order.shares().filter(|_| order.pieces() > 1)?;
    Some(told(order, order.items.iter().zip(shares).take(MAX_LINES + 1).map(line).collect()))
}

/// How what was paid, or is to be paid, comes about: `商品 ¥129.00，优惠 ¥10.00，运费 ¥6.00`. `None` where it is the price of the goods and
/// nothing else, or the figures do not explain it.
pub(crate) fn sum(order: &Order) -> Option<String> {
    let part = |name: &str, fen: Option<Fen>| fen.filter(|fen| fen.0 > 0).map(|fen| format!("{name} ¥{fen}"));
    let parts = [part("优惠", order.discount), part("运费", order.freight)];
    let goods = part("商品", order.total).filter(|_| order.adds_up() && parts.iter().any(Option::is_some))?;
    Some([Some(goods)].into_iter().chain(parts).flatten().collect::<Vec<String>>().join("，"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shop::order::OrderStatus;

    fn order() -> Order {
        let item = |title: &str, sku: &str, quantity, price| {
            OrderItem::new(title).sku(sku).quantity(quantity).price(Fen(price))
        };
        Order::new("1", "b", OrderStatus::Finished)
            .items([item("纯棉圆领T恤", "白色/L", 1, 12_900), item("中筒袜", "", 2, 3_990)])
            .total(Fen(20_880))
            .discount(Fen(1_000))
            .freight(Fen(600))
            .paid(Fen(20_480))
    }

    #[test]
    fn an_order_is_told_line_by_line() {
        assert_eq!(contents(&order()), "纯棉圆领T恤（白色/L） × 1\n中筒袜 × 2");
        assert_eq!(lines(&order()).unwrap(), "纯棉圆领T恤（白色/L） ¥129.00 × 1\n中筒袜 ¥39.90 × 2");
        assert_eq!(shares(&order()).unwrap(), "纯棉圆领T恤（白色/L） × 1：¥122.82\n中筒袜 × 2：¥75.98，每件 ¥37.99");
        assert_eq!(sum(&order()).unwrap(), "商品 ¥208.80，优惠 ¥10.00，运费 ¥6.00");
    }

    #[test]
    fn figures_that_do_not_explain_what_was_paid_are_not_told() {
        let paid_less = order().paid(Fen(18_000));
        assert_eq!((sum(&paid_less), shares(&paid_less)), (None, None));
        let mut one = order();
        one.items.truncate(1);
        assert_eq!(lines(&one), None);
        let item = |number: u32| OrderItem::new(format!("袜{number}"));
        let many = Order::new("1", "b", OrderStatus::Finished).items((0..100).map(item));
        assert_eq!(contents(&many).lines().count(), MAX_LINES + 1);
    }
}
