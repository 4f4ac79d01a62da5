//! Every field that texts may speak of, said of a full order and a full product: the field, and what the buyer reads.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use kefu::input::People;
use kefu::shop::{
    Aftersale, AftersaleKind, AftersaleStatus, Fen, OrderItem, Parcel, ParcelNode, ParcelState, Receiver, SizeChart,
    Sku,
};
use kefu::{Bot, Input, Knowledge, MemoryOrders, MemoryProducts, Order, OrderStatus, Product, Session, Shop, Time};

const FIELDS: &str = include_str!("../src/knowledge/field.rs");

/// What is asked where nothing in particular must be named.
const ASK: &str = "说说看";

/// The field, what the buyer writes, and what stands in the place of the field.
const TABLE: &[(&str, &str, &str)] = &[
    ("shop.name", ASK, "青禾服饰"),
    ("shop.assistant", ASK, "小禾"),
    ("shop.hours", ASK, "9:00–23:00"),
    ("shop.open", ASK, "否"),
    ("shop.opens_at", ASK, "今天 9:00"),
    ("buyer.signed_in", ASK, "是"),
    ("buyer.mood", ASK, "平静"),
    ("buyer.opened", ASK, "否"),
    ("buyer.vip", ASK, "3"),
    ("buyer.orders", ASK, "1"),
    ("people.online", ASK, "2"),
    ("people.waiting", ASK, "5"),
    ("people.wait", ASK, "5"),
    ("shop.daytime", ASK, "早上"),
    ("heard.colour", "黑色", "黑色"),
    ("heard.size", "L码", "L"),
    ("heard.height", "身高165", "165"),
    ("heard.weight", "体重120斤", "60"),
    ("heard.province", "新疆", "新疆维吾尔自治区"),
    ("heard.city", "成都", "成都"),
    ("heard.carrier", "顺丰", "顺丰速运"),
    ("heard.quantity", "3件", "3"),
    ("heard.amount", "50元", "¥50.00"),
    ("policy.return_days", ASK, "7"),
    ("policy.return_exceptions", ASK, "关于return_exceptions"),
    ("policy.return_condition", ASK, "关于return_condition"),
    ("policy.return_address", ASK, "关于return_address"),
    ("policy.return_freight", ASK, "关于return_freight"),
    ("policy.exchange", ASK, "关于exchange"),
    ("policy.refund_time", ASK, "关于refund_time"),
    ("policy.carriers", ASK, "关于carriers"),
    ("policy.ship_within", ASK, "关于ship_within"),
    ("policy.ship_from", ASK, "关于ship_from"),
    ("policy.freight", ASK, "关于freight"),
    ("policy.remote", ASK, "关于remote"),
    ("policy.delivery_time", ASK, "关于delivery_time"),
    ("policy.coupons", ASK, "关于coupons"),
    ("policy.gifts", ASK, "关于gifts"),
    ("policy.invoice", ASK, "关于invoice"),
    ("policy.payment", ASK, "关于payment"),
    ("policy.price_protection", ASK, "关于price_protection"),
    ("policy.warranty", ASK, "关于warranty"),
    ("policy.quality", ASK, "关于quality"),
    ("policy.members", ASK, "关于members"),
    ("shipping.within_hours", ASK, "48"),
    ("shipping.cutoff", ASK, "14:30"),
    ("carriers.default", ASK, "韵达快递、申通快递"),
    ("carriers.on_request", ASK, "京东快递"),
    ("carriers.extra", ASK, "¥9.00"),
    ("payment.accepted", ASK, "抖音支付、支付宝"),
    ("payment.refused", ASK, "货到付款"),
    ("payment.instalments", ASK, "否"),
    ("invoice.kinds", ASK, "电子普通发票"),
    ("invoice.refused", ASK, "增值税专用发票"),
    ("invoice.after", ASK, "确认收货后"),
    ("promotion.terms", ASK, "满150减15（截至 11 月 30 日）\n第2件19.9元（限指定商品）"),
    ("order.id", ASK, "6917533224570258991"),
    ("order.status", ASK, "已完成"),
    ("order.title", ASK, "纯棉圆领T恤（黑色/M）"),
    ("order.total", ASK, "¥258.00"),
    ("order.paid", ASK, "¥254.00"),
    ("order.ordered_at", ASK, "11-10 09:12"),
    ("order.paid_at", ASK, "11-10 09:13"),
    ("order.ship_by", ASK, "11-12 09:13"),
    ("order.shipped_at", ASK, "11-11 18:00"),
    ("order.received_at", ASK, "昨晚 20:10"),
    ("order.cancelled_at", ASK, "今天 08:00"),
    ("order.late", ASK, "否"),
    ("order.return_open", ASK, "是"),
    ("order.return_until", ASK, "11-28 23:59"),
    ("order.freight_insurance", ASK, "是"),
    ("order.destination", ASK, "四川省成都市"),
    ("order.parcels", ASK, "2"),
    ("order.parcels_open", ASK, "1"),
    ("order.parcels_stuck", ASK, "1"),
    ("order.items", ASK, "1"),
    ("order.sku", ASK, "黑色/M"),
    ("order.named", ASK, "是"),
    ("order.freight", ASK, "¥6.00"),
    ("order.discount", ASK, "¥10.00"),
    ("order.due", ASK, "¥254.00"),
    ("order.sum", ASK, "商品 ¥258.00，优惠 ¥10.00，运费 ¥6.00"),
    ("order.lines", ASK, "纯棉圆领T恤（黑色/M） ¥129.00 × 2"),
    ("order.shares", ASK, "纯棉圆领T恤（黑色/M） × 2：¥248.00，每件 ¥124.00"),
    ("order.refunded", ASK, "¥50.00"),
    ("order.refundable", ASK, "¥204.00"),
    ("order.pieces", ASK, "2"),
    ("order.contents", ASK, "纯棉圆领T恤（黑色/M） × 2"),
    ("order.receiver", ASK, "王* 138****1035"),
    ("order.note", ASK, "放门口"),
    ("parcel.carrier", ASK, "中通快递"),
    ("parcel.tracking", ASK, "75312345678901"),
    ("parcel.state", ASK, "已签收"),
    ("parcel.text", ASK, "已签收，感谢使用"),
    ("parcel.at", ASK, "昨晚 20:10"),
    ("parcel.stuck", ASK, "否"),
    (
        "parcel.all",
        ASK,
        "1. 中通快递 75312345678901：已签收（昨晚 20:10）\n2. 韵达快递 43112345678902：运输中（11-12 08:00）",
    ),
    ("aftersale.id", ASK, "7312000000000000201"),
    ("aftersale.kind", ASK, "退货退款"),
    ("aftersale.status", ASK, "待商家同意"),
    ("aftersale.running", ASK, "是"),
    ("aftersale.amount", ASK, "¥129.00"),
    ("aftersale.reason", ASK, "尺码不合适"),
    ("aftersale.applied_at", ASK, "昨晚 21:00"),
    ("aftersale.updated_at", ASK, "昨晚 22:00"),
    ("aftersale.deadline", ASK, "今天 09:00"),
    ("aftersale.overdue", ASK, "否"),
    ("aftersale.refunded_at", ASK, "今天 09:30"),
    ("aftersale.note", ASK, "请补充照片"),
    ("product.id", ASK, "p1001"),
    ("product.title", ASK, "纯棉圆领T恤"),
    ("product.status", ASK, "在售"),
    ("product.price", ASK, "¥109.00–129.00"),
    ("product.price_drop", ASK, "¥40.00"),
    ("product.sku", "黑色M码", "黑色/M"),
    ("product.stock", ASK, "9"),
    ("product.colours", ASK, "黑色、白色"),
    ("product.variants", ASK, "3"),
    ("product.skus", ASK, "3"),
    ("product.options", ASK, "黑色、白色；M、L"),
    ("product.sizes", ASK, "M、L"),
    ("product.size_chart", ASK, "M：身高cm 160-170，体重kg 50-60\nL：身高cm 170-180，体重kg 60-75"),
    ("product.size_fit", "身高165体重110斤", "M"),
    ("product.ship_within", ASK, "48"),
    ("product.restock_at", ASK, "11-25 10:00"),
    ("product.presale_ship_at", ASK, "12-05 00:00"),
    ("product.seven_day_return", ASK, "是"),
    ("product.free_shipping", ASK, "否"),
    ("product.freight", ASK, "¥8.00"),
    ("product.remote_freight", "新疆", "¥15.00"),
    ("product.delivered", "西藏", "否"),
    ("product.category", ASK, "服饰/上衣/T恤"),
    ("attribute.name", ASK, "材质"),
    ("attribute.value", ASK, "100%棉"),
    ("attribute.others", ASK, "厚度适中，材质100%棉"),
];

fn time(text: &str) -> Time {
    text.parse().unwrap()
}

fn order() -> Order {
    let scan = |at: &str, state, text: &str| ParcelNode::new(time(at), state).text(text);
    Order::new("6917533224570258991", "b1", OrderStatus::Finished)
        .items([OrderItem::new("纯棉圆领T恤").product("p1001").sku("黑色/M").quantity(2).price(Fen(12_900))])
        .total(Fen(25_800))
        .freight(Fen(600))
        .discount(Fen(1_000))
        .paid(Fen(25_400))
        .ordered_at(time("2026-11-10T09:12:00+08:00"))
        .paid_at(time("2026-11-10T09:13:00+08:00"))
        .ship_by(time("2026-11-12T09:13:00+08:00"))
        .shipped_at(time("2026-11-11T18:00:00+08:00"))
        .received_at(time("2026-11-21T20:10:00+08:00"))
        .cancelled_at(time("2026-11-22T08:00:00+08:00"))
        .receiver(Receiver::new().name("王*").phone("138****1035").province("四川省").city("成都市").address("某路1号"))
        .note("放门口")
        .freight_insurance(true)
        .parcels([
            Parcel::new("中通快递", "75312345678901").nodes([
                scan("2026-11-11T20:00:00+08:00", ParcelState::Collected, "已揽收"),
                scan("2026-11-21T20:10:00+08:00", ParcelState::Signed, "已签收，感谢使用"),
            ]),
            Parcel::new("韵达快递", "43112345678902").nodes([scan(
                "2026-11-12T08:00:00+08:00",
                ParcelState::InTransit,
                "快件已到达【成都转运中心】",
            )]),
        ])
        .aftersales([
            Aftersale::new("7312000000000000200", AftersaleKind::PriceProtection, AftersaleStatus::Refunded)
                .amount(Fen(5_000)),
            Aftersale::new("7312000000000000201", AftersaleKind::ReturnRefund, AftersaleStatus::WaitingSeller)
                .amount(Fen(12_900))
                .reason("尺码不合适")
                .applied_at(time("2026-11-21T21:00:00+08:00"))
                .updated_at(time("2026-11-21T22:00:00+08:00"))
                .deadline(time("2026-11-22T09:00:00+08:00"))
                .refunded_at(time("2026-11-22T09:30:00+08:00"))
                .note("请补充照片"),
        ])
}

fn product() -> Product {
    let sku = |colour: &str, size: &str, price| {
        Sku::new(format!("{colour}/{size}")).options([("颜色", colour), ("尺码", size)]).price(Fen(price)).stock(3)
    };
    let back = |at: &str, sku: Sku| sku.restock_at(time(at));
    Product::new("p1001", "纯棉圆领T恤 短袖夏季")
        .aliases(["白T"])
        .link_number(3)
        .category("服饰/上衣/T恤")
        .attributes([("材质", "100%棉"), ("厚度", "适中")])
        .skus([
            back("2026-11-28T10:00:00+08:00", sku("黑色", "M", 10_900)),
            back("2026-11-25T10:00:00+08:00", sku("黑色", "L", 11_900)),
            sku("白色", "M", 12_900),
        ])
        .size_chart(SizeChart::new(
            ["尺码", "身高cm", "体重kg"],
            [["M", "160-170", "50-60"], ["L", "170-180", "60-75"]],
        ))
        .ship_within_hours(48)
        .presale_ship_at(time("2026-12-05T00:00:00+08:00"))
        .seven_day_return(true)
        .free_shipping(false)
        .freight(Fen(800))
        .remote_freight([("新疆维吾尔自治区", Some(Fen(1_500))), ("西藏自治区", None)])
        .tags(["夏"])
        .related(["p1002"])
        .complements(["p1003"])
        .description("一件T恤")
}

/// What can be computed with.
const FACTS: &str = "
[policy.shipping]
within_hours = 48
cutoff = '14:30'

[policy.carriers]
default = ['韵达快递', '申通快递']
on_request = ['京东快递']
extra = 900

[policy.payment]
accepted = ['抖音支付', '支付宝']
refused = ['货到付款']
instalments = false

[policy.invoice]
kinds = ['电子普通发票']
refused = ['增值税专用发票']
after = '确认收货后'

[[promotion]]
id = 'full150'
kind = 'full_reduction'
name = '满150减15'
threshold = 15000
off = 1500
through = 2026-11-30

[[promotion]]
id = 'over'
kind = 'full_reduction'
off = 100
through = 2026-11-21

[[promotion]]
id = 'second'
kind = 'nth_price'
nth = 2
price = 1990
products = ['p1020']
";

/// The names in the list of fields.
fn names() -> Vec<&'static str> {
    let list = FIELDS.split_once("\nfields! {\n").and_then(|(_, rest)| rest.split_once("\n}\n")).unwrap().0;
    list.lines().filter_map(|line| line.split('"').nth(1)).collect()
}

/// What tells a row's question from the others: in letters, so that nobody hears a number in it.
fn mark(row: usize) -> String {
    let letters = format!("{row:03}").bytes().map(|digit| char::from(digit - b'0' + b'a')).collect::<String>();
    format!("第{letters}项")
}

/// A shop whose answer to each row says its field.
fn knowledge() -> Knowledge {
    let policies = names().into_iter().filter_map(|name| name.strip_prefix("policy."));
    let policies: String = policies
        .map(|policy| match policy {
            "return_days" => "return_days = 7\n".to_owned(),
            other => format!("{other} = '关于{other}'\n"),
        })
        .collect();
    let rows: String = (0..)
        .zip(TABLE)
        .map(|(at, (field, ..))| {
            let mark = mark(at);
            // What fell in price since the order is told where the order is spoken of.
            let order = if *field == "product.price_drop" { "，{order.id}" } else { "" };
            let intent = format!("id = 'f{at}'\nname = '{field}'\npatterns = ['请说.*{mark}']\nattributes = ['材质']");
            let answer = format!("id = 'a{at}'\nintent = 'f{at}'\nsay = '「{{{field}}}」{order}'");
            format!("[[intent]]\n{intent}\n[[answer]]\n{answer}\n")
        })
        .collect();
    let shop = "[shop]\nname = '青禾服饰'\nassistant = '小禾'\nhours = '09:00-23:00'\n";
    let texts = Knowledge::empty().toml("shop.toml", format!("{shop}[policy]\n{policies}{rows}"));
    texts.toml("facts.toml", FACTS).build().unwrap()
}

#[test]
fn every_field_is_said() {
    let bot = Bot::new(knowledge());
    let (orders, products) = (MemoryOrders::new([order()]), MemoryProducts::new([product()]));
    let shop = Shop::new().orders(&orders).products(&products);
    let mut wrong = Vec::new();
    for (at, (field, ask, expect)) in (0..).zip(TABLE) {
        let mut session = Session::new("s1");
        // Before the shop opens, with somebody there.
        let mut say = |input: Input| {
            let input = input.at(time("2026-11-22T08:30:00+08:00")).buyer("b1").vip(3);
            bot.reply(&mut session, input.people(People::new(2, 5).wait(290)), &shop)
        };
        say(Input::order_card("6917533224570258991"));
        say(Input::product_card("p1001"));
        let text = say(Input::text(format!("请说{ask}{}", mark(at)))).text();
        if !text.starts_with(&format!("「{expect}」")) {
            wrong.push(format!("    (\"{field}\", \"{ask}\", {text:?}),"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_table_has_every_field() {
    let rows: Vec<&str> = TABLE.iter().map(|(field, ..)| *field).collect();
    let missing: Vec<&str> = names().into_iter().filter(|name| !rows.contains(name)).collect();
    assert!(names().len() > 90 && missing.is_empty(), "no row for {missing:?}");
    assert!(rows.iter().all(|row| names().contains(row)), "a row for no field");
}
