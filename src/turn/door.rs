//! The door of a turn: what comes in, from a buyer or from the host, is cut to its bound before anything looks at it.

use std::collections::BTreeMap;

use crate::input::{Content, Input};
use crate::language::labels;
use crate::limits::{self, is_id};
use crate::shop::order::{Aftersale, Order, OrderItem, Parcel, Receiver};
use crate::shop::product::{Product, SizeChart, Sku};
use crate::shop::query::Told;
use crate::shop::{LookupError, RequestOutcome};
use crate::text::limit;

/// The input as it is taken. An id that cannot be one counts as absent: a shortened one would be another's.
pub(super) fn input(mut input: Input) -> Input {
    input.id = input.id.filter(|id| is_id(id));
    input.buyer = input.buyer.filter(|buyer| is_id(buyer));
    input.content = content(input.content);
    input
}

fn content(content: Content) -> Content {
    let nothing = || Content::Text { text: String::new() };
    match content {
        Content::Text { text } => Content::Text { text: start(text, limits::INBOUND) },
        Content::Agent { action, text } => {
            Content::Agent { action, text: text.map(|text| start(text, limits::INBOUND)) }
        }
        Content::ProductCard { product_id } if !is_id(&product_id) => nothing(),
        Content::OrderCard { order_id } if !is_id(&order_id) => nothing(),
        Content::Visit { product_id } => Content::Visit { product_id: product_id.filter(|id| is_id(id)) },
        // What has no order, or a state that is no word, is news of nothing.
        Content::OrderEvent { order_id, status } if !is_id(&order_id) || !is_id(&status) => {
            Content::OrderEvent { order_id: String::new(), status: String::new() }
        }
        Content::Image { url } if url.chars().nth(limits::URL).is_some() => {
            Content::Image { url: labels::PICTURE.to_owned() }
        }
        other => other,
    }
}

/// The start of a text, without moving what is left of it.
fn start(mut text: String, max: usize) -> String {
    let length = limit::cut(&text, max).len();
    if length < text.len() {
        text.truncate(length);
        text.shrink_to_fit();
    }
    text
}

/// What the host told as it is taken.
pub(super) fn told(told: Told) -> Told {
    let failed = |error: LookupError| match error {
        LookupError::Failed(why) => LookupError::Failed(start(why, limits::SLOT)),
        other => other,
    };
    match told {
        Told::Order(query, answer) => Told::Order(query, answer.map(orders).map_err(failed)),
        Told::Product(query, answer) => Told::Product(query, answer.map(products).map_err(failed)),
        Told::Request(query, answer) => Told::Request(query, answer.map(outcome).map_err(failed)),
        Told::Call(query, answer) => Told::Call(query, answer.map(values).map_err(failed)),
        Told::Compose(query, answer) => Told::Compose(query, answer.map(composed).map_err(failed)),
    }
}

fn orders(orders: Vec<Order>) -> Vec<Order> {
    let possible = orders.into_iter().filter(|order| is_id(&order.id) && order.buyer.len() <= limits::ID);
    possible.take(limits::ORDERS).map(order).collect()
}

fn outcome(outcome: RequestOutcome) -> RequestOutcome {
    match outcome {
        RequestOutcome::Done(done) => RequestOutcome::Done(Box::new(order(*done))),
        RequestOutcome::Refused(mut why) => {
            text(&mut why, limits::SLOT);
            RequestOutcome::Refused(why)
        }
        RequestOutcome::DoneWithoutOrder => RequestOutcome::DoneWithoutOrder,
        RequestOutcome::Unknown => RequestOutcome::Unknown,
    }
}

fn order(mut order: Order) -> Order {
    order.items.truncate(limits::ITEMS);
    order.items.iter_mut().for_each(item);
    order.parcels.truncate(limits::PARCELS);
    order.parcels.iter_mut().for_each(parcel);
    last(&mut order.aftersales, limits::AFTERSALES);
    order.aftersales.iter_mut().for_each(aftersale);
    text(&mut order.note, limits::TEXT);
    if let Some(Receiver { name, phone, province, city, address }) = &mut order.receiver {
        [name, phone, province, city].into_iter().for_each(|it| text(it, limits::TITLE));
        text(address, limits::TEXT);
    }
    order
}

fn item(item: &mut OrderItem) {
    id(&mut item.product);
    text(&mut item.title, limits::TITLE);
    text(&mut item.sku, limits::TITLE);
}

fn parcel(parcel: &mut Parcel) {
    text(&mut parcel.carrier, limits::TITLE);
    id(&mut parcel.tracking);
    last(&mut parcel.nodes, limits::NODES);
    parcel.nodes.iter_mut().for_each(|node| text(&mut node.text, limits::TEXT));
}

fn aftersale(aftersale: &mut Aftersale) {
    id(&mut aftersale.id);
    text(&mut aftersale.reason, limits::TEXT);
    text(&mut aftersale.note, limits::TEXT);
}

fn products(products: Vec<Product>) -> Vec<Product> {
    let possible = products.into_iter().filter(|product| is_id(&product.id));
    possible.take(limits::PRODUCTS).map(product).collect()
}

fn product(mut product: Product) -> Product {
    text(&mut product.title, limits::TITLE);
    text(&mut product.category, limits::TITLE);
    text(&mut product.description, limits::TEXT);
    for list in [&mut product.aliases, &mut product.tags] {
        list.truncate(limits::ATTRIBUTES);
        list.iter_mut().for_each(|it| text(it, limits::TITLE));
    }
    for list in [&mut product.related, &mut product.complements] {
        list.retain(|it| is_id(it));
        list.truncate(limits::ATTRIBUTES);
    }
    pairs(&mut product.attributes, limits::ATTRIBUTES, limits::TEXT);
    let regions = std::mem::take(&mut product.remote_freight).into_iter();
    product.remote_freight = regions.filter(|(region, _)| is_name(region)).take(limits::ATTRIBUTES).collect();
    product.skus.retain(|sku| is_id(&sku.id));
    product.skus.truncate(limits::SKUS);
    product.skus.iter_mut().for_each(sku);
    if let Some(SizeChart { columns, rows, body }) = &mut product.size_chart {
        rows.truncate(limits::CHART);
        for cells in [columns, body].into_iter().chain(rows) {
            cells.truncate(limits::CHART);
            cells.iter_mut().for_each(|cell| text(cell, limits::TITLE));
        }
    }
    product
}

fn sku(sku: &mut Sku) {
    pairs(&mut sku.options, limits::OPTIONS, limits::TITLE);
}

fn values(mut values: BTreeMap<String, String>) -> BTreeMap<String, String> {
    pairs(&mut values, limits::VALUES, limits::SLOT);
    values
}

/// A text that is too long to be a reply is none: its end may be what makes it true.
fn composed(text: String) -> String {
    if text.chars().nth(limits::OUTBOUND).is_some() { String::new() } else { text }
}

/// The first pairs whose names can be names, with their values cut.
fn pairs(pairs: &mut BTreeMap<String, String>, count: usize, max: usize) {
    pairs.retain(|name, _| is_name(name));
    while pairs.len() > count {
        pairs.pop_last();
    }
    pairs.values_mut().for_each(|value| text(value, max));
}

fn is_name(name: &str) -> bool {
    name.len() <= limits::TITLE || name.chars().nth(limits::TITLE).is_none()
}

/// An id that cannot be one is not known.
fn id(id: &mut String) {
    if !is_id(id) {
        id.clear();
    }
}

/// A text within its bound, and without control characters: line breaks stay.
fn text(text: &mut String, max: usize) {
    let end = limit::cut(text, max).len();
    text.truncate(end);
    // Hardly any text has a byte of one.
    if limits::has_byte(text, |byte| (byte < 0x20) | (byte == 0x7f) | (byte == 0xc2)) {
        text.retain(|c| c == '\n' || !c.is_control());
    }
}

/// The last ones of a list whose newest stands at its end.
fn last<T>(list: &mut Vec<T>, count: usize) {
    list.drain(..list.len().saturating_sub(count));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shop::order::{OrderStatus, ParcelNode};
    use crate::shop::query::Query;
    use crate::shop::{Call, Compose, OrderBy, OrderQuery, ProductQuery, Request};
    use crate::time::Time;

    fn long(count: usize) -> String {
        "长".repeat(count)
    }

    #[test]
    fn what_a_buyer_sends() {
        let check = |content: Content, expect: Content| {
            assert_eq!(super::input(Input::new(content)).content, expect);
        };
        let text = |text: String| Content::Text { text };
        check(text(long(1_000_000)), text(long(2_000)));
        check(Content::OrderCard { order_id: "1".repeat(129) }, text(String::new()));
        check(Content::ProductCard { product_id: "1".repeat(129) }, text(String::new()));
        check(Content::Visit { product_id: Some("1".repeat(129)) }, Content::Visit { product_id: None });
        check(Content::Image { url: "u".repeat(301) }, Content::Image { url: labels::PICTURE.to_owned() });
        let event = |id: &str, status: &str| Content::OrderEvent { order_id: id.to_owned(), status: status.to_owned() };
        check(event(&"1".repeat(129), "shipped"), event("", ""));
        check(event("1", "shipped"), event("1", "shipped"));
        let said = crate::input::AgentAction::Said;
        check(
            Content::Agent { action: said, text: Some(long(9_000)) },
            Content::Agent { action: said, text: Some(long(2_000)) },
        );
        let input = super::input(Input::text("到哪了").id("m".repeat(129)).buyer("b".repeat(129)));
        assert_eq!((input.id, input.buyer), (None, None));
    }

    #[test]
    fn what_an_order_has() {
        let mut big = Order::new("1", "b", OrderStatus::Shipped);
        let item = OrderItem {
            product: "p".repeat(200),
            title: long(300),
            sku: long(300),
            quantity: 1,
            price: Default::default(),
        };
        big.items = vec![item; 300];
        let node =
            |number: i64| ParcelNode { at: Time::from_millis(number), state: Default::default(), text: long(900) };
        let parcel = Parcel { carrier: long(300), tracking: "7".repeat(200), nodes: (0..300).map(node).collect() };
        big.parcels = vec![parcel; 30];
        let request = |number: u32| -> Aftersale {
            serde_json::from_value(serde_json::json!({ "id": number.to_string() })).unwrap()
        };
        big.aftersales = (0..30).map(request).collect();
        big.receiver = Some(Receiver { name: long(300), address: long(900), ..Receiver::default() });
        let strange = Order::new("1".repeat(200), "b", OrderStatus::Shipped);
        let many = std::iter::once(strange).chain(std::iter::repeat_n(big, 60)).collect();

        let query = OrderQuery::new(None, OrderBy::Recent);
        let Told::Order(_, Ok(orders)) = told(query.told(Ok(many))) else { panic!() };
        assert_eq!(orders.len(), 50);
        let order = &orders[0];
        assert_eq!((order.id.as_str(), order.items.len(), order.parcels.len()), ("1", 100, 20));
        assert_eq!((order.items[0].product.as_str(), order.items[0].title.chars().count()), ("", 200));
        let parcel = &order.parcels[0];
        assert_eq!((parcel.tracking.as_str(), parcel.carrier.chars().count(), parcel.nodes.len()), ("", 200, 200));
        assert_eq!(parcel.nodes[0].at, Time::from_millis(100), "the newest are kept");
        assert_eq!(parcel.nodes[0].text.chars().count(), 800);
        assert_eq!((order.aftersales.len(), order.aftersales[0].id.as_str()), (20, "10"), "the newest are kept");
        let receiver = order.receiver.as_ref().unwrap();
        assert_eq!((receiver.name.chars().count(), receiver.address.chars().count()), (200, 800));
    }

    #[test]
    fn what_a_product_has() {
        let mut big = Product::new("p", long(300));
        let pairs = |count: usize| (0..count).map(|it| (it.to_string(), long(900))).collect::<BTreeMap<_, _>>();
        big.attributes = pairs(300);
        big.aliases = vec![long(300); 300];
        big.related = vec!["1".repeat(200), "2".to_owned()];
        let sku = |id: String| Sku { id, options: pairs(30), price: None, stock: None, restock_at: None };
        big.skus = (0..900).map(|it| sku(it.to_string())).chain([sku("s".repeat(200))]).rev().collect();
        big.size_chart =
            Some(SizeChart::new(vec![long(300); 90], vec![vec![long(300); 90]; 90]).body(vec![long(300); 90]));
        let strange = Product::new("p".repeat(200), "x");
        let many = std::iter::once(strange).chain(std::iter::repeat_n(big, 30)).collect();

        let query = ProductQuery::Link(1);
        let Told::Product(_, Ok(products)) = told(query.told(Ok(many))) else { panic!() };
        assert_eq!(products.len(), 20);
        let product = &products[0];
        assert_eq!((product.id.as_str(), product.title.chars().count()), ("p", 200));
        assert_eq!((product.attributes.len(), product.aliases.len(), product.skus.len()), (100, 100, 500));
        assert_eq!(product.attributes["0"].chars().count(), 800);
        assert_eq!(product.related, ["2"]);
        assert_eq!((product.skus[0].id.as_str(), product.skus[0].options.len()), ("899", 10));
        let chart = product.size_chart.as_ref().unwrap();
        assert_eq!((chart.columns.len(), chart.rows.len(), chart.rows[0].len(), chart.body.len()), (50, 50, 50, 50));
    }

    #[test]
    fn what_else_a_host_tells() {
        let many = (0..90).map(|it| (it.to_string(), long(900))).collect();
        let Told::Call(_, Ok(values)) = told(Call::new("c", None).told(Ok(many))) else { panic!() };
        assert_eq!((values.len(), values["0"].chars().count()), (20, 120));
        let Told::Compose(_, Ok(text)) = told(Compose::new("q", Vec::new()).told(Ok(long(801)))) else { panic!() };
        assert_eq!(text, "");
        let request = Request::without_order("k", None, "cancel");
        let Told::Request(_, Ok(RequestOutcome::Refused(why))) =
            told(request.told(Ok(RequestOutcome::Refused(long(900)))))
        else {
            panic!()
        };
        assert_eq!(why.chars().count(), 120);
        let query = OrderQuery::new(None, OrderBy::Recent);
        let Told::Order(_, Err(LookupError::Failed(why))) = told(query.told(Err(LookupError::Failed(long(900)))))
        else {
            panic!()
        };
        assert_eq!(why.chars().count(), 120);
    }
}
