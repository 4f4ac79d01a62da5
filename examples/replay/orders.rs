//! A buyer's orders, made by rule from the words of the whole conversation.
//!
//! The main order is as far as fits what the conversation is about, and is of the product that is named in it most, by its
//! aliases; one or two older ones are finished. The same conversation gets the same orders.

use std::sync::LazyLock;

use kefu::shop::Sku;
use kefu::{Order, Product, Time};
use regex::Regex;
use serde_json::{Value, json};

use crate::reading::Conversation;

/// What a conversation is about, as far as its order's state goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    Refund,
    Unshipped,
    OnTheWay,
    Received,
}

/// Words of each matter, and what says it outright when a buyer says it: that counts several times.
const MATTERS: [(Matter, &[&str], &str); 4] = [
    (
        Matter::Refund,
        &["到账", "没退", "退款进度", "多久退", "退到哪", "退回到哪", "原路"],
        "(没|未|多久|什么时候|几时|几天|怎么还|怎么没|哪|啥时候).{0,8}(退款|退给|退回|退钱|返还|到账)|\
         (退款|退的钱|钱款?|退回).{0,8}(没|未|多久|什么时候|哪|啥时候|几天|到账|进度)",
    ),
    (
        Matter::Unshipped,
        &[
            "取消",
            "发货",
            "没发",
            "未发",
            "出库",
            "备货",
            "预售",
            "缺货",
            "断货",
            "没货",
            "采购中",
            "尾款",
            "付不了",
            "支付失败",
        ],
        "(什么时候|啥时候|几时|还不|还没|没有?).{0,2}发(货|出)|(改|换|写错|填错|选错|弄错).{0,6}(地址|收件|收货|电话|手机号)|(地址|电话|手机号|收件人).{0,6}(改|换|错)",
    ),
    (
        Matter::OnTheWay,
        &[
            "到哪",
            "派送",
            "派件",
            "配送",
            "没收到",
            "没有收到",
            "未收到",
            "物流",
            "快递",
            "送到",
            "送货",
            "站点",
            "运单",
            "能到",
            "没到",
            "签收",
            "催",
            "自提",
            "运输",
            "在路上",
        ],
        "(到哪|什么时候到|几时到|什么时候送|几点.{0,4}送|今天.{0,6}(送|到)|明天.{0,6}(送|到))",
    ),
    (
        Matter::Received,
        &[
            "退货",
            "换货",
            "退换",
            "坏",
            "维修",
            "返修",
            "保修",
            "修理",
            "售后",
            "发票",
            "开票",
            "抬头",
            "税号",
            "专票",
            "价保",
            "保价",
            "差价",
            "降价",
            "质量",
            "安装",
            "破",
            "漏",
            "少发",
            "少了",
            "取件",
            "退款",
            "不能用",
            "故障",
            "检测",
            "怎么用",
        ],
        "发票|专票|价保|保价|降价|返修|维修|(收到|打开|用了).{0,12}(坏|破|少|漏|错|有问题)",
    ),
];

const UNPAID: &[&str] = &["付不了", "支付失败", "付款失败", "没付款", "未付款"];
const LATE: &[&str] = &["还没发", "一直没发", "还不发", "一直不发", "迟迟", "怎么不发"];
const NOT_RECEIVED: &[&str] = &["没收到", "没有收到", "未收到"];
const SIGNED: &[&str] = &["签收", "妥投", "已完成", "显示完成"];
const AT_PICKUP: &[&str] = &["自提", "代收", "驿站", "快递柜"];
const STUCK: &[&str] = &["没更新", "不更新", "没有更新", "没动", "不动", "没变"];
const WITH_COURIER: &[&str] = &["派送", "派件", "配送员", "快递员", "今天"];
const FETCHED: &[&str] = &["取件", "上门取", "来取", "取货", "审核通过"];
const REPAIR: &[&str] = &["维修", "返修", "送修"];
const CHEAPER: &[&str] = &["价保", "保价", "降价", "差价", "便宜了"];
const NEVER_SHIPPED: &[&str] = &["取消", "拒收", "没发货", "未发货"];

/// What names goods only in part of it.
const NO_GOODS: &[&str] = &[
    "手机号",
    "手机端",
    "手机畅通",
    "手机上",
    "手机客户端",
    "手机短信",
    "手机app",
    "手机APP",
    "电脑端",
    "电脑上",
    "电脑网页",
];

/// What the buyer says weighs more than what the agent says, whose courtesies name much that nobody asked for.
const BUYERS_WEIGHT: usize = 3;
const OUTRIGHT_WEIGHT: usize = 3 * BUYERS_WEIGHT;

/// What the words are about; what nothing speaks of was received: that is where buyers ask about goods.
pub fn matter(conversation: &Conversation) -> Matter {
    let mut best = (Matter::Received, 0);
    for ((matter, words, _), outright) in MATTERS.iter().zip(OUTRIGHT.iter()) {
        let said = buyers(conversation).filter(|text| outright.as_ref().is_some_and(|it| it.is_match(text))).count();
        let weight = weight(conversation, words) + OUTRIGHT_WEIGHT * said;
        if weight > best.1 {
            best = (*matter, weight);
        }
    }
    best.0
}

static OUTRIGHT: LazyLock<Vec<Option<Regex>>> =
    LazyLock::new(|| MATTERS.iter().map(|(_, _, outright)| Regex::new(outright).ok()).collect());

fn buyers(conversation: &Conversation) -> impl Iterator<Item = &str> {
    conversation.turns.iter().filter(|line| line.is_buyers()).map(|line| line.text.as_str())
}

/// How often lines have one of the words, the buyer's more than the agent's.
fn weight<W: AsRef<str>>(conversation: &Conversation, words: &[W]) -> usize {
    let lines = conversation.turns.iter();
    lines
        .map(|line| {
            let weight = if line.is_buyers() { BUYERS_WEIGHT } else { 1 };
            let text = NO_GOODS.iter().fold(line.text.clone(), |text, no_goods| text.replace(no_goods, " "));
            weight * words.iter().filter(|word| text.contains(word.as_ref())).count()
        })
        .sum()
}

/// The orders of `buyer`, the main one first.
pub fn by_rule(
    conversation: &Conversation,
    buyer: &str,
    products: &[Product],
    now: Time,
) -> Result<Vec<Order>, String> {
    let seed = hash(&conversation.session);
    let main = fitting(conversation, products, seed).ok_or("the shop has no product with a variant")?;
    let mut written = vec![main_order(conversation, buyer, &goods(main, seed), now, seed)];
    // Two or three orders: the older ones are of other products where there are others.
    for age in 1..=1 + (seed >> 8) % 2 {
        let others: Vec<&Product> =
            products.iter().filter(|product| product.id != main.id && !product.skus.is_empty()).collect();
        let product = pick(&others, seed.rotate_left(16 * age as u32)).copied().unwrap_or(main);
        written.push(finished(buyer, &goods(product, seed), now, seed, age));
    }
    let read: Result<Vec<Order>, _> = written.into_iter().map(serde_json::from_value).collect();
    read.map_err(|error| error.to_string())
}

/// The product that is named most, and any where none is.
fn fitting<'a>(conversation: &Conversation, products: &'a [Product], seed: u64) -> Option<&'a Product> {
    let sold: Vec<&Product> = products.iter().filter(|product| !product.skus.is_empty()).collect();
    let named = |product: &&&Product| weight(conversation, &product.aliases);
    let most = sold.iter().map(|product| named(&product)).max()?;
    let best: Vec<&Product> = sold.iter().filter(|product| named(product) == most).copied().collect();
    pick(&best, seed).copied()
}

fn pick<T>(from: &[T], seed: u64) -> Option<&T> {
    from.get(usize::try_from(seed % from.len().max(1) as u64).unwrap_or(0))
}

/// FNV-1a: the same on every machine and in every version.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// What an order is of.
struct Goods<'a> {
    product: &'a Product,
    sku: &'a str,
    price: i64,
}

fn goods(product: &Product, seed: u64) -> Goods<'_> {
    let sku: Option<&Sku> = pick(&product.skus, seed >> 16);
    Goods {
        product,
        sku: sku.map_or("", |sku| sku.id.as_str()),
        price: sku.and_then(|sku| sku.price).map_or(9_900, |price| price.0),
    }
}

const MINUTES: i64 = 60_000;
const HOURS: i64 = 60 * MINUTES;
const DAYS: i64 = 24 * HOURS;

fn main_order(conversation: &Conversation, buyer: &str, goods: &Goods<'_>, now: Time, seed: u64) -> Value {
    let says = |words: &[&str]| buyers(conversation).any(|text| words.iter().any(|word| text.contains(word)));
    // Not everybody buys at ten o'clock.
    let some = i64::try_from(seed % 90).unwrap_or(0) * MINUTES;
    let ago = |millis: i64| now.plus_millis(-millis - some);
    match matter(conversation) {
        Matter::Unshipped if says(UNPAID) => with(
            order(buyer, goods, seed, 0, ago(40 * MINUTES)),
            json!({ "status": "pending_payment", "paid": null, "paid_at": null }),
        ),
        Matter::Unshipped if says(LATE) => {
            with(order(buyer, goods, seed, 0, ago(4 * DAYS)), json!({ "status": "paid", "ship_by": ago(2 * DAYS) }))
        }
        Matter::Unshipped => {
            let ship_by = ago(5 * HOURS).plus_millis(DAYS);
            with(order(buyer, goods, seed, 0, ago(5 * HOURS)), json!({ "status": "paid", "ship_by": ship_by }))
        }
        Matter::OnTheWay => {
            let (state, at, text) = if says(NOT_RECEIVED) && says(SIGNED) {
                ("signed", ago(16 * HOURS), "您的快件已签收，签收人：门卫")
            } else if says(AT_PICKUP) {
                ("at_pickup_point", ago(15 * HOURS), "快件已到菜鸟驿站代收点，请凭取件码领取")
            } else if says(STUCK) {
                ("in_transit", ago(3 * DAYS), "快件离开分拨中心，发往收货城市")
            } else if says(WITH_COURIER) {
                ("out_for_delivery", ago(100 * MINUTES), "快递员正在派送，请保持电话畅通")
            } else {
                ("in_transit", ago(12 * HOURS), "快件到达收货城市的分拨中心")
            };
            let shipped = ago(4 * DAYS);
            let parcel = parcel(seed, 0, shipped, state, at, text);
            let order = order(buyer, goods, seed, 0, ago(5 * DAYS));
            with(order, json!({ "status": "shipped", "shipped_at": shipped, "parcels": [parcel] }))
        }
        Matter::Received => {
            // What got cheaper cost more when it was bought.
            let price = if says(CHEAPER) { goods.price * 108 / 100 / 100 * 100 } else { goods.price };
            let order = received(buyer, &Goods { price, ..*goods }, seed, 0, ago(7 * DAYS), ago(3 * DAYS));
            if !says(FETCHED) {
                return order;
            }
            let kind = if says(REPAIR) { "repair" } else { "return_refund" };
            with(
                order,
                json!({ "aftersales": [aftersale(seed, kind, "waiting_buyer_return", ago(2 * DAYS), ago(DAYS), price)] }),
            )
        }
        Matter::Refund if says(NEVER_SHIPPED) => {
            let asked = ago(2 * DAYS);
            let refund =
                aftersale(seed, "refund_before_shipping", "refunding", asked, asked.plus_millis(HOURS), goods.price);
            let order = order(buyer, goods, seed, 0, ago(3 * DAYS));
            with(order, json!({ "status": "cancelled", "cancelled_at": asked, "aftersales": [refund] }))
        }
        Matter::Refund => {
            let kind = if says(CHEAPER) { "price_protection" } else { "return_refund" };
            let refund = aftersale(seed, kind, "refunding", ago(5 * DAYS), ago(DAYS), goods.price);
            let order = received(buyer, goods, seed, 0, ago(11 * DAYS), ago(7 * DAYS));
            with(order, json!({ "aftersales": [refund] }))
        }
    }
}

/// An order of months ago that nothing is to be done about.
fn finished(buyer: &str, goods: &Goods<'_>, now: Time, seed: u64, age: u64) -> Value {
    let days = 30 * i64::try_from(age).unwrap_or(1) + i64::try_from(seed % 11).unwrap_or(0);
    let some = i64::try_from(seed % 600).unwrap_or(0) * MINUTES;
    let ago = |days: i64| now.plus_millis(some - days * DAYS);
    received(buyer, goods, seed, age, ago(days + 4), ago(days))
}

fn received(buyer: &str, goods: &Goods<'_>, seed: u64, age: u64, ordered: Time, received: Time) -> Value {
    let shipped = ordered.plus_millis(10 * HOURS);
    let parcel = parcel(seed, age, shipped, "signed", received, "您的快件已签收");
    with(
        order(buyer, goods, seed, age, ordered),
        json!({ "status": "finished", "shipped_at": shipped, "received_at": received, "parcels": [parcel] }),
    )
}

fn order(buyer: &str, goods: &Goods<'_>, seed: u64, age: u64, ordered: Time) -> Value {
    json!({
        "id": format!("69{:016}{age}", seed % 10_000_000_000_000_000),
        "buyer": buyer,
        "status": "paid",
        "items": [{
            "product": goods.product.id, "title": goods.product.short_title(), "sku": goods.sku, "quantity": 1, "price": goods.price,
        }],
        "total": goods.price,
        "paid": goods.price,
        "ordered_at": ordered,
        "paid_at": ordered.plus_millis(MINUTES),
        "receiver": { "name": "陈*", "phone": "139****2048", "province": "湖北省", "city": "宜昌市", "address": "西陵区****" },
        "freight_insurance": seed.is_multiple_of(2),
    })
}

fn parcel(seed: u64, age: u64, shipped: Time, state: &str, at: Time, text: &str) -> Value {
    json!({
        "carrier": "中通快递",
        "tracking": format!("753{:010}{age}", seed % 10_000_000_000),
        "nodes": [
            { "at": shipped, "state": "collected", "text": "快件已揽收" },
            { "at": shipped.plus_millis(6 * HOURS), "state": "in_transit", "text": "快件离开发货城市的分拨中心" },
            { "at": at, "state": state, "text": text },
        ],
    })
}

fn aftersale(seed: u64, kind: &str, status: &str, applied: Time, updated: Time, price: i64) -> Value {
    // Of the price only a part is protected.
    let amount = match kind {
        "repair" => None,
        "price_protection" => Some(price / 1_000 * 100),
        _ => Some(price),
    };
    json!({
        "id": format!("14{:017}", seed % 10_000_000_000_000_000),
        "kind": kind,
        "status": status,
        "amount": amount,
        "applied_at": applied,
        "updated_at": updated,
        "deadline": updated.plus_millis(7 * DAYS),
    })
}

/// The first with what the second says otherwise.
fn with(mut order: Value, more: Value) -> Value {
    if let (Value::Object(order), Value::Object(more)) = (&mut order, more) {
        order.extend(more);
    }
    order
}
