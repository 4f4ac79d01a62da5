//! What stands under cards and welcomes, and what states and days are called: `[[topic]]` and `[label]`.

use kefu::shop::{Fen, OrderItem, Parcel, ParcelNode, ParcelState, Sku};
use kefu::{
    Bot, Input, Knowledge, MemoryOrders, MemoryProducts, Order, OrderStatus, Product, Reply, Session, Shop, Time, Turn,
};

use super::{check, shown};

fn time(text: &str) -> Time {
    text.parse().unwrap()
}

fn turn(toml: &str, inputs: &[Input]) -> Turn {
    let bot = Bot::new(Knowledge::builder().toml("shop.toml", toml).build().unwrap());
    let order = |id, status, title| {
        let order = Order::new(id, "b1", status).items([OrderItem::new(title).product("p1")]).total(Fen(2_000));
        order.ordered_at(time("2026-11-20T09:00:00+08:00")).ship_by(time("2026-11-23T09:00:00+08:00"))
    };
    let node = ParcelNode::new(time("2026-11-22T08:00:00+08:00"), ParcelState::InTransit);
    let orders = MemoryOrders::new([
        order("6917533224570258991", OrderStatus::Paid, "茶杯"),
        order("6917533224570258992", OrderStatus::Shipped, "茶壶")
            .shipped_at(time("2026-11-21T08:00:00+08:00"))
            .parcels([Parcel::new("中通快递", "75312345678901").nodes([node])]),
    ]);
    let plain = Product::new("p1", "茶杯").skus([Sku::new("白")]);
    let many = Product::new("p2", "茶壶").skus(["大", "小"].map(|it| Sku::new(it).options([("容量", it)])));
    let products = MemoryProducts::new([plain, many]);
    let shop = Shop::new().orders(&orders).products(&products);
    let mut session = Session::new("s");
    let mut last = None;
    for input in inputs {
        last = Some(bot.reply(&mut session, input.clone().at(time("2026-11-22T10:00:00+08:00")).buyer("b1"), &shop));
    }
    last.unwrap()
}

fn items(turn: &Turn) -> Vec<String> {
    let menus = turn.replies.iter().filter_map(|reply| match reply {
        Reply::Menu { items, .. } => Some(items),
        _ => None,
    });
    menus.flatten().map(|item| item.label.clone()).collect()
}

const OWN: &str = r#"
[[topic]]
id = "order-paid"
disabled = true

[[topic]]
id = "order-shipped"
of = "order"
when = { order.status = "shipped" }
intents = ["invoice", "deliver.track"]

[[topic]]
id = "dear"
of = "order"
when = { order.total = ">=1000.00" }
intents = ["human"]

[[topic]]
id = "pots"
of = "product"
when = { product.skus = ">=2" }
intents = ["product.stock", "ship.time"]
"#;

#[test]
fn what_buyers_ask_under_a_card_is_the_shops() {
    let (paid, shipped) = (Input::order_card("6917533224570258991"), Input::order_card("6917533224570258992"));
    let (cup, pot) = (Input::product_card("p1"), Input::product_card("p2"));
    for (input, pack, own) in [
        (&paid, ["发货时间", "修改订单", "取消订单"].as_slice(), ["退货退款", "换货", "发票"].as_slice()),
        (&shipped, &["查物流", "配送安排", "退货退款"], &["发票", "查物流"]),
        (&cup, &["库存", "发货时间", "优惠活动", "退换规则"], &["库存", "发货时间", "优惠活动", "退换规则"]),
        (&pot, &["可选规格", "库存", "发货时间", "退换规则"], &["库存", "发货时间"]),
    ] {
        assert_eq!(items(&turn("", std::slice::from_ref(input))), pack, "{input:?}");
        assert_eq!(items(&turn(OWN, std::slice::from_ref(input))), own, "{input:?}");
    }
    // Under a welcome there is a person besides.
    let visit = items(&turn(OWN, &[Input::visit(Some("p2".into()))]));
    assert_eq!(visit.first().map(String::as_str), Some("库存"));
    assert_eq!(visit.len(), 3);
    // An intent that the shop has disabled leaves its place to the next.
    let without = "[[intent]]\nid = 'order.modify'\ndisabled = true\n";
    assert_eq!(items(&turn(without, &[paid])), ["发货时间", "取消订单"]);
}

#[test]
fn topics_that_cannot_be_meant() {
    check(
        r#"
[[topic]]
id = "a"
of = "parcel"
intents = ["ship", "shp"]

[[topic]]
id = "b"
of = "product"
when = { order.status = "paid", buyer.orders = ">1", shop.open = true }
intents = ["ship"]

[[topic]]
id = "c"

[[topic]]
id = "d"
disabled = true
"#,
        r#"
a.toml:3:6: 错误: `of` 不能是 `parcel`
  建议: 可以写：`order`、`product`
a.toml:4:20: 错误: 没有 `shp` 这个意图
  建议: 是不是想写 `ship`？
a.toml:9:16: 错误: 商品的卡片菜单不能用 `order.status`
  建议: 可以用 `product.…`
a.toml:9:39: 错误: 商品的卡片菜单不能用 `buyer.orders`
  建议: 可以用 `product.…`
a.toml:12:1: 错误: 这个 `[[topic]]` 没有写 `of`
  建议: 补一行 `of = "…"`
a.toml:12:1: 错误: 卡片菜单 `c` 没有写 `intents`
  建议: 补上买家常问的意图
a.toml:16:6: 警告: 没有 `d` 这个卡片菜单，停用不了
  建议: 核对 `id`：要和内置的一字不差；不需要停用就删掉这一段
"#,
    );
}

#[test]
fn states_and_days_are_called_as_the_shop_calls_them() {
    let own = r#"
[label]
order.status.paid = "排单中"
parcel.state.in_transit = "在路上"
"day.today" = "今儿"

[label.day]
tomorrow = "明儿"

[[intent]]
id = "x"
name = "看看"
patterns = ["^看看状态$"]

[[answer]]
id = "x"
intent = "x"
say = "{order.status}，{parcel.all}，{order.ship_by}"

[[answer]]
id = "y"
intent = "x"
when = { order.status = "paid" }
say = "{order.status}，{order.ship_by}"
"#;
    let ask = |card: &str| turn(own, &[Input::order_card(card), Input::text("看看状态")]).text();
    assert_eq!(ask("6917533224570258991"), "排单中，明儿 09:00");
    assert_eq!(ask("6917533224570258992"), "已发货，1. 中通快递 75312345678901：在路上（今儿 08:00），明儿 09:00");
    let which = items(&turn(own, &[Input::text("我的订单什么时候到")]));
    assert!(which.is_empty() || which.iter().any(|item| item.contains("排单中")), "{which:?}");
}

#[test]
fn labels_of_nothing() {
    check(
        r#"
[label]
order.status.payd = "排单中"
order.status.unknown = "？"
parcel = "包裹"
day.today = 3
day.tomorrow = " "
buyer.mood.angry = "最佳"
"#,
        r#"
a.toml:2:14: 错误: `[label]` 里没有 `order.status.payd` 这个叫法
  建议: 是不是想写 `order.status.paid`？
a.toml:3:14: 错误: `[label]` 里没有 `order.status.unknown` 这个叫法
  建议: 能写的都列在 docs/knowledge.zh.md 里
a.toml:4:1: 错误: `[label]` 里没有 `parcel` 这个叫法
  建议: 能写的都列在 docs/knowledge.zh.md 里
a.toml:5:13: 错误: `day.today` 要写文字，这里写成了整数
  建议: 文字要加引号：`"…"`
a.toml:6:16: 错误: `[label]` 里的 `day.tomorrow` 是空的
  建议: 补上内容，或者删掉这一项
a.toml:7:20: 错误: 平台不允许说 `最佳`（违禁词）
  建议: 换个说法；如果在这里没有问题，把这个词写进 `[guard]` 的 `allowed`
"#,
    );
    let twice = Knowledge::builder().label("day.today", "今儿").label("day.today", "今日");
    assert_eq!(shown(twice), "");
}
