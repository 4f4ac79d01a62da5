//! What is asked of an order that was placed: in which words it may be asked, and what is said where the host does not know it.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, clippy::panic)]

use kefu::shop::{Aftersale, AftersaleKind, AftersaleStatus, Fen, OrderItem, Parcel, Receiver};
use kefu::{
    Bot, Input, Knowledge, LookupError, MemoryOrders, MemoryProducts, Order, OrderBy, OrderQuery, OrderSource,
    OrderStatus, Request, RequestOutcome, Session, Shop, Time,
};

const ID: &str = "6917533224570258991";

/// The words of buyers, under what they ask for.
const WORDINGS: &[(&str, &[&str])] = &[
    (
        "order.status.paid",
        &[
            "这单花了我多少来着",
            "实付多少",
            "一共付了几块",
            "我付的多少",
            "当时花了多少钱买的",
            "到底扣了我多少",
            "我多少钱拍的",
            "我下单的时候是什么价",
            "那笔订单总共多少钱",
            "这单的成交价是多少",
            "最后实际付了多少啊",
            "订单金额多少",
            "我买这个掏了多少钱",
            "这个衣服我买成多少钱",
        ],
    ),
    ("order.status.discount", &["这单优惠了多少", "给我减了几块", "我这单用券了没", "总共省了多少"]),
    ("order.status.freight", &["这单运费多少", "收了我几块运费", "运费付了多少", "我这单收邮费了吗"]),
    (
        "order.status.refundable",
        &[
            "退的话退几块",
            "能退我多少",
            "退货能退回来多少钱",
            "可以退全款吗",
            "要是退了会给我退多少",
            "只退一件能退多少",
            "退款金额是多少",
            "退掉的话我能拿回多少",
            "应该退我几块钱",
            "退回来能有多少",
            "这单退的话钱能全退吗",
        ],
    ),
    (
        "order.status.variant",
        &[
            "我买的哪个颜色",
            "我拍的几码",
            "不记得拍的什么规格了",
            "颜色我选的啥",
            "我下单的是多大的",
            "这单是什么尺码",
            "我订的哪个口味",
            "我拍的是黑色的吗",
            "上次买的是哪款来着",
            "我拍的是M还是L",
            "我买的黑的还是白的",
            "拍的哪个规格忘记了",
        ],
    ),
    ("order.status.count", &["我买了几件", "这单一共几件", "我拍的是几双", "数量填的几", "上次买了多少盒来着"]),
    ("order.status.contents", &["我买了啥", "这单里都有什么", "我拍的什么东西来着"]),
    (
        "order.status.destination",
        &[
            "地址填的哪",
            "寄到哪个地址了",
            "收货地址写的是哪里",
            "你们往哪儿寄的",
            "看下我地址对不对",
            "我地址填对了没",
            "这单寄到哪个城市",
            "我写的哪个地址",
            "地址是不是公司那个",
        ],
    ),
    ("order.status.receiver", &["收件人写的谁", "我留的哪个电话", "电话填的多少", "收货人是谁", "我留的电话对吗"]),
    (
        "order.status.ordered",
        &[
            "啥时候下的单",
            "这单哪天买的",
            "我几号拍的",
            "下单时间是多少",
            "什么时候付的款",
            "我多久前买的",
            "这个订单是什么时候的",
        ],
    ),
    ("order.status.shipped", &["哪天发的货", "什么时候寄出的", "几号发的"]),
    ("order.status.received", &["什么时候签收的", "我哪天收到的货", "签收时间是几点"]),
    ("order.status.carrier", &["用的啥快递发的", "这单发的哪家快递", "我的是什么快递", "哪家快递送的"]),
    ("order.status.number", &["订单号多少", "我的订单编号是什么", "这单编号多少"]),
    ("order.status.note", &["备注写的什么", "我的备注有没有写上"]),
    ("order.modify.address", &["地址填成老家了", "寄到以前的地址去了怎么办", "忘了改收货地址"]),
];

/// What sounds like it and asks for no order.
const OTHERS: &[&str] = &[
    "这件多少钱",
    "退货运费多少",
    "退货要付多少运费",
    "一共多少钱",
    "两件一共多少钱",
    "实付满多少能用券",
    "退差价能退多少",
    "能补多少差价",
    "发什么快递",
    "你们用的什么快递",
    "默认用的哪家快递",
    "寄到新疆运费多少",
    "买几件包邮",
    "拍几件",
    "拍哪个颜色",
    "身高170拍几码",
    "我买什么颜色好看",
    "什么时候发货",
    "什么时候买最划算",
    "付款方式有哪些",
    "到手价多少",
    "满减减多少",
    "你们地址是哪里",
    "退货地址是什么",
    "退货寄到哪个地址",
    "客服电话是多少",
    "多少天可以退",
    "几天能退",
    "这款有什么颜色",
    "一盒多少件",
    "能便宜多少",
    "运费险能赔多少",
    "什么时候到货",
    "发到哪了",
    "寄到哪了",
    "电话填错了",
    "尾款要付多少",
    "黑的还是白的好看",
    "我穿M还是L",
    "退回来的衣服怎么处理",
    "地址是公司的可以送吗",
    "我的快递到哪了",
    "买成套的便宜多少",
];

#[test]
fn each_wording_asks_for_its_fact() {
    let bot = Bot::new(Knowledge::ecommerce());
    let best = |text: &str| bot.understand(text).best().map(|it| it.id.to_string()).unwrap_or_default();
    let table = WORDINGS.iter().flat_map(|(intent, texts)| texts.iter().map(move |text| (*intent, *text)));
    let wrong: Vec<String> = table
        .filter(|(intent, text)| best(text) != *intent)
        .map(|(intent, text)| format!("{text}: {} and not {intent}", best(text)))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    let wrong: Vec<String> = OTHERS
        .iter()
        .filter(|text| best(text).starts_with("order.status"))
        .map(|text| format!("{text}: {}", best(text)))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn now() -> Time {
    "2026-11-22T10:00:00+08:00".parse().unwrap()
}

/// What is said to the question, behind a card of the order.
fn answer(orders: &impl OrderSource, question: &str) -> String {
    let bot = Bot::new(Knowledge::ecommerce());
    let products = MemoryProducts::new([]);
    let shop = Shop::new().orders(orders).products(&products);
    let mut session = Session::new("s1");
    let mut say = |input: Input| bot.reply(&mut session, input.at(now()).buyer("b1"), &shop).text();
    say(Input::order_card(ID));
    say(Input::text(question))
}

/// An order of which the host tells no more than that it is there.
fn bare(status: OrderStatus) -> Order {
    Order::new(ID, "b1", status).items([OrderItem::new("衬衫")])
}

#[test]
fn what_is_not_known_is_said_not_to_be_known() {
    let shipped = || bare(OrderStatus::Shipped);
    let part = || [OrderItem::new("衬衫").price(Fen(10_000)), OrderItem::new("帽子").price(Fen(5_000))];
    let back = |amount: Option<Fen>| {
        let back = Aftersale::new("7312", AftersaleKind::RefundOnly, AftersaleStatus::Refunded);
        [amount.into_iter().fold(back, |back, amount| back.amount(amount))]
    };
    let receiver = Receiver::new().name("欧阳小明").phone("13800001035");
    for (order, question, says, never) in [
        (shipped(), "这单付了多少钱", "没有查到", "¥"),
        (bare(OrderStatus::PendingPayment), "这单付了多少钱", "还没付款", "¥"),
        (shipped(), "能退我多少", "没有查到", "¥"),
        (shipped().paid(Fen(11_000)).total(Fen(10_000)).freight(Fen(1_000)), "能退我多少", "其中运费 ¥10.00", "最多退"),
        (shipped().items(part()).paid(Fen(12_000)), "能退我多少", "整单退最多退 ¥120.00", "分摊"),
        (shipped().items(part()).paid(Fen(12_000)), "能退我多少", "算不出来", "分摊"),
        (shipped().paid(Fen(12_000)).aftersales(back(None)), "能退我多少", "退了多少我这边没有查到", "¥"),
        (shipped().paid(Fen(12_000)).aftersales(back(Some(Fen(12_000)))), "能退我多少", "已经退了 ¥120.00", "最多"),
        (bare(OrderStatus::Cancelled).paid(Fen(12_000)), "能退我多少", "实付的 ¥120.00 原路退回", "最多"),
        (shipped(), "我拍的几码", "没有写规格", "件"),
        (Order::new(ID, "b1", OrderStatus::Shipped), "这单买了几件", "没有查到", "0"),
        (shipped(), "地址填的哪", "看不到", "。。"),
        (shipped(), "收件人是谁", "看不到", "*"),
        (shipped().receiver(receiver), "收件人是谁", "欧* 138****1035", "小明"),
        (shipped(), "什么时候下的单", "没有查到", "-"),
        (shipped().paid_at(now()), "什么时候下的单", "今天 10:00 付的款", "下的单"),
        (shipped(), "什么时候发的货", "没有查到", "-"),
        (shipped(), "什么时候签收的", "没有查到签收", "-"),
        (shipped(), "这单发的哪家快递", "没有查到", "单号"),
        (shipped().parcels([Parcel::new("中通快递", "")]), "这单发的哪家快递", "中通快递", "单号 "),
        (shipped(), "这单优惠了多少", "没有查到", "¥"),
        (shipped(), "这单运费多少", "没有查到", "¥"),
        (shipped().note("放门口"), "备注写的什么", "放门口", "没有"),
        (shipped(), "备注写的什么", "没有看到备注", "。。"),
    ] {
        let said = answer(&MemoryOrders::new([order]), question);
        assert!(said.contains(says) && !said.contains(never), "{question}: {said}");
    }
}

/// A host that lists the newest orders only, and tells of an older one who names it.
struct Newest(MemoryOrders);

impl OrderSource for Newest {
    fn orders(&self, query: &OrderQuery) -> Result<Vec<Order>, LookupError> {
        let mut orders = self.0.orders(query)?;
        if query.by == OrderBy::Recent {
            orders.retain(|order| order.id != ID);
        }
        Ok(orders)
    }

    fn request(&self, request: &Request) -> Result<RequestOutcome, LookupError> {
        self.0.request(request)
    }
}

#[test]
fn a_card_of_an_order_that_is_no_more_in_the_list_is_still_the_one() {
    let other = |id: &str, status| Order::new(id, "b1", status).items([OrderItem::new("帽子")]).paid(Fen(100));
    let named = bare(OrderStatus::Finished).paid(Fen(12_000));
    let orders = [
        named,
        other("6917533224570258992", OrderStatus::Paid),
        other("6917533224570258993", OrderStatus::Paid),
        other("6917533224570258994", OrderStatus::Shipped),
    ];
    let orders = Newest(MemoryOrders::new(orders));
    for question in ["这单花了多少钱", "催一下发货", "地址填成老家了", "到哪了", "什么时候发货"]
    {
        let said = answer(&orders, question);
        assert!(said.contains("衬衫") && !said.contains("帽子"), "{question}: {said}");
    }
}
