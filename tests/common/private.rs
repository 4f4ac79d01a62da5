//! Two buyers whose orders have nothing masked and share no word, and a source that shows everybody everything.

#![allow(dead_code, reason = "each test uses its part")]

use kefu::shop::{Aftersale, AftersaleKind, AftersaleStatus, Fen};
use kefu::{LookupError, MemoryOrders, Order, OrderQuery, OrderSource, Request, RequestOutcome};
use serde_json::json;

/// Who asks.
pub const BUYER: &str = "b1";
/// Whose orders must not be seen.
pub const OTHER: &str = "b2";

pub const PHONE: &str = "13800001111";
pub const NAME: &str = "欧阳晓岚";
pub const ADDRESS: &str = "幸福里77号青年公寓9栋1203室";

/// Two orders of each buyer.
pub fn orders() -> Vec<Order> {
    let order = |id: &str, buyer: &str, status: &str, title: &str, tracking: &str, text: &str| {
        json!({
            "id": id, "buyer": buyer, "status": status,
            "items": [{ "product": "p1001", "title": title, "sku": "黑色/M", "quantity": 1, "price": 12_900 }],
            "total": 12_900, "paid": 11_900,
            "ordered_at": "2026-11-18T09:12:00+08:00", "ship_by": "2026-11-23T09:12:00+08:00",
            "receiver": {
                "name": NAME, "phone": PHONE, "province": "四川省", "city": "成都市", "address": ADDRESS,
            },
            "note": format!("请放{ADDRESS}门口，打{PHONE}"),
            "parcels": if tracking.is_empty() { json!([]) } else { json!([{
                "carrier": "中通快递", "tracking": tracking,
                "nodes": [{ "at": "2026-11-21T20:00:00+08:00", "state": "in_transit", "text": text }],
            }]) },
        })
    };
    let signed = format!("已送到{ADDRESS}，签收人：{NAME}，电话{PHONE}");
    let all = json!([
        order("6917000000000000101", BUYER, "shipped", "琥珀灯罩", "75311111111101", &signed),
        order("6917000000000000102", BUYER, "preparing", "珐琅茶杯", "", ""),
        order("6917000000000000201", OTHER, "shipped", "翡翠屏风", "75322222222201", "到达【乌有转运中心】"),
        order("6917000000000000202", OTHER, "preparing", "紫檀木梳", "", ""),
    ]);
    let mut orders: Vec<Order> = serde_json::from_value(all).unwrap();
    orders[2].aftersales.push(aftersale("7312000000000000201"));
    orders
}

/// The numbers of a buyer's orders and after-sale requests.
pub fn ids_of(buyer: &str) -> Vec<String> {
    let orders = orders().into_iter().filter(|order| order.buyer == buyer);
    orders.flat_map(|order| order.aftersales.into_iter().map(|it| it.id).chain([order.id])).collect()
}

fn aftersale(id: &str) -> Aftersale {
    Aftersale::new(id, AftersaleKind::ReturnRefund, AftersaleStatus::Refused).amount(Fen(77_700)).note("包装已毁")
}

/// What tells that an order of [`BUYER`] was seen, besides its number.
pub const OF_BUYER: &[&str] = &["琥珀灯罩", "珐琅", "75311111111101", "¥119"];
/// What tells that an order of [`OTHER`] was seen, besides its number.
pub const OF_OTHER: &[&str] = &["翡翠", "屏风", "紫檀", "木梳", "75322222222201", "乌有转运", "¥777", "包装已毁"];

/// A source that does not look at who asks: every question gets every order.
#[derive(Debug)]
pub struct Leaky(MemoryOrders, Vec<Order>);

impl Leaky {
    pub fn new() -> Leaky {
        Leaky(MemoryOrders::new(orders()), orders())
    }
}

impl OrderSource for Leaky {
    fn orders(&self, _: &OrderQuery) -> Result<Vec<Order>, LookupError> {
        Ok(self.1.clone())
    }

    fn request(&self, request: &Request) -> Result<RequestOutcome, LookupError> {
        match self.0.request(request)? {
            // Not even what it did is to be believed.
            RequestOutcome::Done(_) => Ok(RequestOutcome::Done(Box::new(self.1[3].clone()))),
            outcome => Ok(outcome),
        }
    }
}

/// A source that counts the writes that reach it.
#[derive(Debug)]
pub struct Counting(MemoryOrders, std::cell::Cell<usize>);

impl Counting {
    pub fn new() -> Counting {
        Counting(MemoryOrders::new(orders()), std::cell::Cell::new(0))
    }

    pub fn asked(&self) -> usize {
        self.1.get()
    }
}

impl OrderSource for Counting {
    fn orders(&self, query: &OrderQuery) -> Result<Vec<Order>, LookupError> {
        self.0.orders(query)
    }

    fn request(&self, request: &Request) -> Result<RequestOutcome, LookupError> {
        self.1.set(self.1.get() + 1);
        self.0.request(request)
    }
}
