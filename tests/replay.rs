//! What old conversations are replayed against: the shops, the orders made by rule, the masks that these fill.

#![allow(missing_docs, dead_code, clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../examples/replay/orders.rs"]
mod orders;
#[path = "../examples/replay/reading.rs"]
mod reading;
#[path = "../examples/shop/mod.rs"]
mod shop;

use std::path::{Path, PathBuf};

use kefu::shop::{AftersaleKind, AftersaleStatus, ParcelState};
use kefu::{Bot, Order, OrderStatus, Product, Time};

use reading::{Conversation, Line, Sent};

const SHOPS: &[&str] = &["digital", "pantry"];

fn directory(shop: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shops").join(shop)
}

fn products(shop: &str) -> Vec<Product> {
    shop::json(&directory(shop).join("products.json")).unwrap_or_else(|problem| panic!("{problem}"))
}

fn now() -> Time {
    shop::DEMO_NOW.parse().unwrap()
}

/// A conversation out of lines that begin with who says them: `客` or `服`.
fn conversation(session: &str, lines: &[&str]) -> Conversation {
    let line = |line: &&str| {
        let (by, text) = line.split_once('：').unwrap();
        Line { by: if by == "客" { "buyer" } else { "agent" }.to_owned(), text: text.to_owned() }
    };
    Conversation { number: 1, session: session.to_owned(), turns: lines.iter().map(line).collect() }
}

fn orders_of(shop: &str, session: &str, lines: &[&str]) -> Vec<Order> {
    orders::by_rule(&conversation(session, lines), "b1", &products(shop), now()).unwrap()
}

#[test]
fn the_shops_have_nothing_to_remark_on() {
    for name in SHOPS {
        let knowledge = shop::knowledge(&directory(name)).unwrap_or_else(|problem| panic!("{problem}"));
        assert!(knowledge.warnings().is_empty(), "{name}: {:#?}", knowledge.warnings());
        let found = kefu::knowledge::lint(&Bot::new(knowledge));
        assert!(found.is_empty(), "{name}: {found:#?}");
        for product in products(name) {
            assert!(!product.attributes.is_empty() && !product.skus.is_empty(), "{name}: {}", product.id);
        }
    }
}

#[test]
fn the_main_order_is_as_far_as_fits_the_words() {
    for (line, status) in [
        ("客：帮我把这单取消了吧", OrderStatus::Paid),
        ("客：收货地址写错了，能换一个吗", OrderStatus::Paid),
        ("客：几时发货呀", OrderStatus::Paid),
        ("客：一直支付失败", OrderStatus::PendingPayment),
        ("客：我的包裹到哪了", OrderStatus::Shipped),
        ("客：今天派送得到吗", OrderStatus::Shipped),
        ("客：想开一张专票", OrderStatus::Finished),
        ("客：用了两天就坏了，要返修", OrderStatus::Finished),
        ("客：取消了那么久怎么还没退款", OrderStatus::Cancelled),
        ("客：这个好用吗", OrderStatus::Finished),
    ] {
        assert_eq!(orders_of("digital", "s", &[line])[0].status, status, "{line}");
    }
}

#[test]
fn what_the_main_order_tells_fits_too() {
    let first = |line: &str| orders_of("digital", "s", &[line]).remove(0);
    let last = |order: &Order| order.parcels[0].nodes.last().unwrap().state;
    assert!(first("客：怎么一直没发货").ship_by.unwrap() < now());
    assert!(first("客：什么时候发货").ship_by.unwrap() > now());
    assert_eq!(last(&first("客：显示签收了，可是我没收到")), ParcelState::Signed);
    assert_eq!(last(&first("客：快递怎么放在驿站了")), ParcelState::AtPickupPoint);
    assert_eq!(last(&first("客：物流三天没更新了")), ParcelState::InTransit);
    assert_eq!(last(&first("客：派件的电话打不通")), ParcelState::OutForDelivery);
    let running = |line: &str| {
        let request = first(line).aftersales.remove(0);
        (request.kind, request.status)
    };
    let sent_back = AftersaleStatus::WaitingBuyerReturn;
    assert_eq!(running("客：退货的取件什么时候来"), (AftersaleKind::ReturnRefund, sent_back));
    assert_eq!(running("客：维修的没人来取件"), (AftersaleKind::Repair, sent_back));
    assert_eq!(running("客：退货的退款多久到账"), (AftersaleKind::ReturnRefund, AftersaleStatus::Refunding));
    // What got cheaper cost more when it was bought.
    let bought = first("客：电饭煲降价了，能退差价吗");
    let today = products("digital").into_iter().find(|it| it.id == bought.items[0].product).unwrap();
    assert!(today.skus[0].price.unwrap() < bought.items[0].price, "{bought:?}");
}

#[test]
fn the_product_is_the_one_that_is_named_most() {
    for (shop, line, id) in [
        ("digital", "客：洗衣机什么时候送", "dg6"),
        ("digital", "客：电视挂墙的耳机孔在哪，电视要自己装吗\n电视", "dg3"),
        ("pantry", "客：牛奶胀包了", "pt3"),
    ] {
        assert_eq!(orders_of(shop, "s", &[line])[0].items[0].product, id, "{line}");
    }
    let other =
        |session: &str| orders_of("digital", session, &["客：在吗", "服：请保持手机畅通"])[0].items[0].product.clone();
    let any: std::collections::BTreeSet<String> = (0..40).map(|number| other(&number.to_string())).collect();
    assert!(any.len() > 6, "what names no goods is about all of them: {any:?}");
}

#[test]
fn orders_made_by_rule_are_orders_that_a_shop_could_have() {
    let talks = ["客：取消订单", "客：到哪了", "客：要开票", "客：退款怎么还没到账", "客：返修没人来取件", "客：你好"];
    let mut counts = std::collections::BTreeSet::new();
    for shop in SHOPS {
        for (number, talk) in (0..60).zip(talks.iter().cycle()) {
            let made = orders_of(shop, &format!("session {number}"), &[talk]);
            counts.insert(made.len());
            assert_eq!(made, orders_of(shop, &format!("session {number}"), &[talk]), "the same talk, the same orders");
            let written = serde_json::to_string(&made).unwrap();
            assert_eq!(serde_json::from_str::<Vec<Order>>(&written).unwrap(), made);
            let ids: std::collections::BTreeSet<&str> = made.iter().map(|order| order.id.as_str()).collect();
            assert_eq!(ids.len(), made.len());
            for (place, order) in made.iter().enumerate() {
                assert!((15..=20).contains(&order.id.len()) && order.id.bytes().all(|byte| byte.is_ascii_digit()));
                assert_ne!(order.status, OrderStatus::Unknown);
                assert!(place == 0 || order.status == OrderStatus::Finished && order.aftersales.is_empty());
                let item = &order.items[0];
                let product =
                    products(shop).into_iter().find(|it| it.id == item.product).expect("a product of the shop");
                assert!(product.skus.iter().any(|sku| sku.id == item.sku), "{item:?}");
                let mut times = vec![order.ordered_at, order.paid_at, order.shipped_at];
                let nodes = order.parcels.iter().flat_map(|parcel| &parcel.nodes);
                times.extend(nodes.map(|node| Some(node.at)));
                times.extend([order.received_at, order.cancelled_at]);
                let told: Vec<Time> = times.into_iter().flatten().chain([now()]).collect();
                assert!(told.is_sorted(), "{talk}: {order:#?}");
            }
        }
    }
    assert_eq!(counts.into_iter().collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn masks_are_filled_from_the_main_order() {
    let order = orders_of("digital", "s", &["客：想开发票"]).remove(0);
    let id = order.id.clone();
    let card = || vec![Sent::OrderCard(id.clone())];
    let text = |text: &str| vec![Sent::Text(text.replace("ID", &id))];
    let paid = order.paid.unwrap();
    for (lines, sent) in [
        // A short number answers what was asked for last.
        (&["服：请发一下订单号", "客：37"][..], text("ID")),
        (&["服：订单号收到了，再留个电话吧", "客：37"], text(reading::PHONE)),
        (&["服：您要几台", "客：37"], text("37")),
        (&["服：请发一下订单号", "客：要 37 台"], text("要 37 台")),
        // The number of an order in a sentence.
        (&["客：订单号: 帮我看看"], text("订单号:ID 帮我看看")),
        (&["客：订单号:62;到哪了"], text("订单号:ID;到哪了")),
        (&["客：订单编号：123456789012345678 到哪了"], text("订单编号：123456789012345678 到哪了")),
        (&["客：订单号:  3月4日 10:11 怎么没到"], text("订单号:ID 3月4日 10:11 怎么没到")),
        // A card is a card, and beside words its amount is the order's.
        (&["客：咨询订单号: 订单金额:17.5 下单时间:3月4日"], card()),
        (&["客：，订单金额:17.5，下单时间:3月4日 10:11]"], card()),
        // Empty turns: what was asked for, how it began, what the agent then spoke of; others were something else.
        (&["服：请问是哪个订单", "客："], card()),
        (&["客：", "服：您好"], card()),
        (&["客：在吗", "服：您好", "客：", "服：这个订单今天会到"], [text("在吗"), card()].concat()),
        (&["客：在吗", "服：您好", "客：", "服：不客气"], text("在吗")),
    ] {
        assert_eq!(reading::filled(&conversation("s", lines), &order), sent, "{lines:?}");
    }
    let beside =
        reading::filled(&conversation("s", &["客：能开票吗 咨询订单号: 订单金额:17.5 下单时间:3月4日"]), &order);
    let [Sent::Text(beside)] = beside.as_slice() else { panic!("{beside:?}") };
    assert!(beside.starts_with(&format!("能开票吗 咨询订单号:{id} 订单金额:{paid} 下单时间:2026-11-")), "{beside}");
}
