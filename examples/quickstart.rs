//! The file to copy: a synchronous host with its own orders and products. `cargo run --example quickstart`
//!
//! A host implements two traits over whatever it stores its data in, here two maps, and calls [`Bot::reply`] once for each
//! message. The session is a serde value: a real host keeps it in its database between two messages.

use std::collections::HashMap;
use std::error::Error;
use std::io::{self, Write};

use kefu::Product;
use kefu::shop::{ProductQuery, ProductSource};
use kefu::{Action, Bot, Input, Knowledge, LookupError, Order, OrderBy, OrderQuery, OrderSource, Session, Shop, Time};

struct Orders(HashMap<String, Order>);

impl OrderSource for Orders {
    fn orders(&self, query: &OrderQuery) -> Result<Vec<Order>, LookupError> {
        let own = |order: &&Order| query.buyer.as_ref() == Some(&order.buyer);
        let mut found: Vec<Order> = match &query.by {
            // Without a buyer only a full order number finds anything, and the bot then asks for the phone's last digits.
            OrderBy::Id(id) => {
                self.0.get(id).filter(|order| query.buyer.is_none() || own(order)).into_iter().cloned().collect()
            }
            OrderBy::Phone(phone) => {
                self.0.values().filter(own).filter(|order| order.phone_ends_with(phone)).cloned().collect()
            }
            OrderBy::Recent => self.0.values().filter(own).cloned().collect(),
            _ => return Err(LookupError::Unsupported), // a question of a newer version
        };
        found.sort_by_key(|order| std::cmp::Reverse(order.ordered_at)); // newest first
        Ok(found)
    }
    // `request` is left out here: writes (cancel, after-sale, …) then go to a person, with everything filled in.
}

struct Products(HashMap<String, Product>);

impl ProductSource for Products {
    fn products(&self, query: &ProductQuery) -> Result<Vec<Product>, LookupError> {
        let named = |product: &&Product, text: &str| product.aliases.iter().any(|alias| text.contains(alias.as_str()));
        Ok(match query {
            ProductQuery::Id(id) => self.0.get(id).into_iter().cloned().collect(),
            ProductQuery::Text(text) => self.0.values().filter(|product| named(product, text)).cloned().collect(),
            _ => return Err(LookupError::Unsupported), // related products, price ranges: the bot does without
        })
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    // A shop's own knowledge, usually out of files, laid over the built-in e-commerce knowledge.
    let knowledge = Knowledge::builder()
        .toml("shop.toml", "[shop]\nname = '棉花糖服饰'\n[policy]\nreturn_days = 7\ncarriers = '默认发中通快递。'\n")
        .faq_csv("faq.csv", "问题,答案\n会起球吗,正常穿着和机洗不会起球。\n".as_bytes())
        .build()?; // every problem at once, each with file, line and what to do
    let bot = Bot::new(knowledge); // once for the whole process: clones share it

    let order: Order = serde_json::from_str(ORDER)?;
    let product: Product = serde_json::from_str(PRODUCT)?;
    let orders = Orders(HashMap::from([(order.id.clone(), order)]));
    let products = Products(HashMap::from([(product.id.clone(), product)]));
    let shop = Shop::new().orders(&orders).products(&products);

    let mut out = io::stdout().lock(); // `println!` would panic where nobody reads any more
    let mut session = Session::new("conversation-1");
    let now: Time = "2026-11-22T10:00:00+08:00".parse()?; // the engine has no clock: time comes with the input
    for (number, text) in
        (1..).zip(["你好", "我的快递到哪了", "这个T恤什么材质", "那黑色M还有吗", "会起球吗", "转人工"])
    {
        let input = Input::text(text).id(format!("m{number}")).at(now).buyer("b1");
        let turn = bot.reply(&mut session, input, &shop);
        writeln!(out, "客> {text}\n服> {}", turn.text().replace('\n', "\n    "))?;
        for action in &turn.actions {
            match action {
                Action::HandOff(package) => writeln!(out, "    （请一位同事来，这是交给他的）\n{package}")?,
                other => writeln!(out, "    （宿主要做：{other:?}）")?, // keep a message, put a tag, …
            }
        }
    }
    writeln!(out, "会话存下来是 {} 字节的 JSON", serde_json::to_string(&session)?.len())?;
    Ok(())
}

const ORDER: &str = r#"{ "id": "6917533224570258991", "buyer": "b1", "status": "shipped",
  "items": [ { "product": "p1001", "title": "纯棉圆领T恤", "sku": "黑色/M", "quantity": 1, "price": 12900 } ],
  "total": 12900, "paid": 12900, "ordered_at": "2026-11-18T09:12:00+08:00", "shipped_at": "2026-11-19T18:00:00+08:00",
  "parcels": [ { "carrier": "中通快递", "tracking": "75312345678901", "nodes": [
    { "at": "2026-11-21T20:10:00+08:00", "state": "in_transit", "text": "到达【成都转运中心】" } ] } ] }"#;

const PRODUCT: &str = r#"{ "id": "p1001", "title": "纯棉圆领T恤", "aliases": ["T恤"], "category": "服饰/上衣/T恤",
  "status": "on_sale", "attributes": { "材质": "100%棉", "厚度": "常规" }, "ship_within_hours": 48,
  "skus": [ { "id": "黑色/M", "options": { "颜色": "黑色", "尺码": "M" }, "price": 12900, "stock": 12 } ] }"#;
