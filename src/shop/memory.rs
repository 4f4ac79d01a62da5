//! Sources over maps in memory: for demonstrations, tests and small shops, and as the model of a real source.

mod titles;
mod wishes;

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::shop::order::{Aftersale, AftersaleKind, AftersaleStatus, Order, OrderStatus};
use crate::shop::product::{Product, ProductStatus};
use crate::shop::{
    LookupError, OrderBy, OrderQuery, OrderSource, ProductQuery, ProductSource, Request, RequestOutcome,
};
use titles::{MOST, Titles};
use wishes::Wishes;

/// Orders in memory, with the writes that the built-in flows request.
///
/// ```
/// use kefu::{MemoryOrders, Order, OrderBy, OrderQuery, OrderSource, OrderStatus};
///
/// let orders = MemoryOrders::new([Order::new("6917533224570258991", "b1", OrderStatus::Shipped)]);
/// let query = OrderQuery::new(Some("b1".into()), OrderBy::Recent);
/// assert_eq!(orders.orders(&query)?.len(), 1);
/// # Ok::<(), kefu::LookupError>(())
/// ```
#[derive(Debug, Default)]
pub struct MemoryOrders {
    /// One lock over orders and keys: a write and the memory of its key happen together or not at all.
    shelves: Mutex<Shelves>,
}

#[derive(Debug, Default)]
struct Shelves {
    orders: HashMap<String, Order>,
    /// The ids of each buyer's orders, newest first. No write changes the buyer or the time of an order.
    of_buyer: HashMap<String, Vec<String>>,
    /// What each request came to, by its key.
    outcomes: HashMap<String, RequestOutcome>,
}

impl MemoryOrders {
    /// These orders.
    #[must_use]
    pub fn new(orders: impl IntoIterator<Item = Order>) -> MemoryOrders {
        let orders: HashMap<String, Order> = orders.into_iter().map(|order| (order.id.clone(), order)).collect();
        let mut newest: Vec<&Order> = orders.values().collect();
        newest.sort_unstable_by(|a, b| b.ordered_at.cmp(&a.ordered_at).then(a.id.cmp(&b.id)));
        let mut of_buyer: HashMap<String, Vec<String>> = HashMap::new();
        for order in newest {
            of_buyer.entry(order.buyer.clone()).or_default().push(order.id.clone());
        }
        MemoryOrders { shelves: Mutex::new(Shelves { orders, of_buyer, outcomes: HashMap::new() }) }
    }
}

/// Orders in an answer.
const RECENT: usize = 20;

impl OrderSource for MemoryOrders {
    fn orders(&self, query: &OrderQuery) -> Result<Vec<Order>, LookupError> {
        let shelves = self.shelves.lock().unwrap_or_else(PoisonError::into_inner);
        // Without a buyer only the number opens anything, and the engine then asks for the phone's last digits.
        let of = |order: &&Order| query.buyer.as_ref().is_none_or(|buyer| *buyer == order.buyer);
        let ids = query.buyer.as_ref().and_then(|buyer| shelves.of_buyer.get(buyer));
        let own = ids.into_iter().flatten().filter_map(|id| shelves.orders.get(id));
        Ok(match &query.by {
            OrderBy::Id(id) => shelves.orders.get(id).filter(of).cloned().into_iter().collect(),
            OrderBy::Phone(phone) => own.filter(|order| order.phone_ends_with(phone)).take(RECENT).cloned().collect(),
            OrderBy::Recent => own.take(RECENT).cloned().collect(),
        })
    }

    fn request(&self, request: &Request) -> Result<RequestOutcome, LookupError> {
        let mut shelves = self.shelves.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(first) = shelves.outcomes.get(&request.key) {
            return Ok(first.clone());
        }
        // What needs no order is the shop's own: nothing here could carry it out.
        let Some(order_id) = &request.order_id else { return Err(LookupError::Unsupported) };
        let order = shelves.orders.get_mut(order_id);
        let outcome = match order.filter(|order| request.buyer.as_ref().is_none_or(|buyer| *buyer == order.buyer)) {
            Some(order) => write(order, request)?,
            None => RequestOutcome::Refused(Refusal::NoOrder.to_string()),
        };
        shelves.outcomes.insert(request.key.clone(), outcome.clone());
        Ok(outcome)
    }
}

/// Carries a request out, if the order's state allows it. The kinds and their slots are those of the built-in flows; see
/// `docs/hosts.md`.
fn write(order: &mut Order, request: &Request) -> Result<RequestOutcome, LookupError> {
    use AftersaleStatus::{WaitingBuyerReturn, WaitingSeller};
    let slot = |name: &str| request.slots.get(name).cloned().unwrap_or_default();
    let unshipped = matches!(order.status, OrderStatus::PendingPayment | OrderStatus::Paid | OrderStatus::Preparing);
    let refused = match request.kind.as_str() {
        "cancel" | "change_address" | "change_phone" | "change_sku" | "note" if !unshipped => {
            Some(if order.status == OrderStatus::Cancelled { Refusal::Cancelled } else { Refusal::Shipped })
        }
        "cancel" => {
            order.status = OrderStatus::Cancelled;
            None
        }
        "urge" if !unshipped && order.status != OrderStatus::PartlyShipped => Some(Refusal::NothingToShip),
        "urge" => {
            add_note(order, &Note::Urged);
            None
        }
        "note" => {
            add_note(order, &Note::Own(&slot("note")));
            None
        }
        "invoice" if order.status == OrderStatus::Cancelled => Some(Refusal::Cancelled),
        "invoice" => {
            add_note(order, &Note::Invoice(&slot("title")));
            None
        }
        "change_address" => {
            let receiver = order.receiver.get_or_insert_default();
            receiver.address = slot("address");
            for (slot, field) in [("name", &mut receiver.name), ("phone", &mut receiver.phone)] {
                if let Some(value) = request.slots.get(slot) {
                    field.clone_from(value);
                }
            }
            None
        }
        "change_phone" => {
            order.receiver.get_or_insert_default().phone = slot("phone");
            None
        }
        "change_sku" => match order.items.as_mut_slice() {
            [item] => {
                item.sku = slot("sku");
                None
            }
            _ => Some(Refusal::SeveralItems),
        },
        "withdraw_aftersale" => match order.aftersales.iter_mut().rev().find(|it| it.status.is_running()) {
            Some(it) if matches!(it.status, WaitingSeller | WaitingBuyerReturn) => {
                it.status = AftersaleStatus::Cancelled;
                None
            }
            Some(_) => Some(Refusal::TooLate),
            None => Some(Refusal::NoAftersale),
        },
        kind => {
            let kind = match kind {
                "refund_only" if unshipped => AftersaleKind::RefundBeforeShipping,
                "refund_only" => AftersaleKind::RefundOnly,
                "return_refund" => AftersaleKind::ReturnRefund,
                "exchange" => AftersaleKind::Exchange,
                "resend" => AftersaleKind::Resend,
                "repair" => AftersaleKind::Repair,
                "price_protection" => AftersaleKind::PriceProtection,
                _ => return Err(LookupError::Unsupported),
            };
            apply(order, kind, request)
        }
    };
    Ok(match refused {
        Some(why) => RequestOutcome::Refused(why.to_string()),
        None => RequestOutcome::Done(Box::new(order.clone())),
    })
}

/// Adds a request after the sale, unless one is under way or there is nothing to ask for: then why not.
fn apply(order: &mut Order, kind: AftersaleKind, request: &Request) -> Option<Refusal> {
    let shipped = matches!(order.status, OrderStatus::PartlyShipped | OrderStatus::Shipped | OrderStatus::Finished);
    if matches!(order.status, OrderStatus::PendingPayment | OrderStatus::Cancelled) {
        return Some(Refusal::NothingPaid);
    }
    if !shipped && kind != AftersaleKind::RefundBeforeShipping && kind != AftersaleKind::PriceProtection {
        return Some(Refusal::Unshipped);
    }
    if order.aftersales.iter().any(|it| it.status.is_running()) {
        return Some(Refusal::Running);
    }
    let money =
        matches!(kind, AftersaleKind::ReturnRefund | AftersaleKind::RefundOnly | AftersaleKind::RefundBeforeShipping);
    order.aftersales.push(Aftersale {
        id: format!("{}{}", order.id, order.aftersales.len() + 1),
        kind,
        status: AftersaleStatus::WaitingSeller,
        // Of a part of the order the source must work it out.
        amount: order.paid.filter(|_| money && !request.slots.contains_key("item")),
        reason: request.slots.get("reason").cloned().unwrap_or_default(),
        applied_at: None,
        updated_at: None,
        deadline: None,
        refunded_at: None,
        note: String::new(),
    });
    None
}

fn add_note(order: &mut Order, note: &Note<'_>) {
    order.note = note.behind(&order.note);
}

/// Why a request is refused. What the buyer hears of it stands in `language::labels`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    NoOrder,
    Cancelled,
    Shipped,
    NothingToShip,
    SeveralItems,
    TooLate,
    NoAftersale,
    NothingPaid,
    Unshipped,
    Running,
}

/// What is noted on an order.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Note<'a> {
    /// The buyer urged the shipment.
    Urged,
    /// An invoice with this title is wanted.
    Invoice(&'a str),
    /// The buyer's own words.
    Own(&'a str),
}

/// Products in memory.
#[derive(Clone, Debug, Default)]
pub struct MemoryProducts {
    products: Vec<Product>,
    /// By id, in which the case of letters does not count: the numbers of the products, ascending.
    by_id: HashMap<String, Vec<u32>>,
    by_link: HashMap<u32, Vec<u32>>,
    titles: Titles,
    wishes: Wishes,
}

impl MemoryProducts {
    /// These products.
    #[must_use]
    pub fn new(products: impl IntoIterator<Item = Product>) -> MemoryProducts {
        let products: Vec<Product> =
            products.into_iter().filter(|product| product.status != ProductStatus::Deleted).collect();
        let mut by_id: HashMap<String, Vec<u32>> = HashMap::new();
        let mut by_link: HashMap<u32, Vec<u32>> = HashMap::new();
        for (number, product) in (0..).zip(&products) {
            by_id.entry(product.id.to_ascii_lowercase()).or_default().push(number);
            if let Some(link) = product.link_number {
                by_link.entry(link).or_default().push(number);
            }
        }
        MemoryProducts { titles: Titles::of(&products), wishes: Wishes::of(&products), products, by_id, by_link }
    }

    fn numbered<'a>(&'a self, numbers: impl IntoIterator<Item = &'a u32>) -> impl Iterator<Item = &'a Product> {
        numbers.into_iter().filter_map(|number| self.products.get(*number as usize))
    }

    fn like_id(&self, id: &str) -> impl Iterator<Item = &Product> {
        self.numbered(self.by_id.get(&id.to_ascii_lowercase()).into_iter().flatten())
    }
}

impl ProductSource for MemoryProducts {
    fn products(&self, query: &ProductQuery) -> Result<Vec<Product>, LookupError> {
        Ok(match query {
            ProductQuery::Id(id) => self.like_id(id).take(MOST).cloned().collect(),
            ProductQuery::Link(link) => {
                self.numbered(self.by_link.get(link).into_iter().flatten()).take(MOST).cloned().collect()
            }
            ProductQuery::Text(text) => self.numbered(&self.titles.named_in(text, &self.products)).cloned().collect(),
            ProductQuery::Wish(wish) => self.numbered(&self.wishes.that_fit(wish, &self.products)).cloned().collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::money::Fen;
    use crate::shop::order::{OrderItem, Receiver};
    use crate::shop::product::Sku;
    use crate::time::Time;

    fn ids<T>(found: Vec<T>, id: impl Fn(&T) -> &str) -> Vec<String> {
        found.iter().map(|it| id(it).to_owned()).collect()
    }

    /// What a look at every order answers.
    fn scanned_orders(orders: &[Order], query: &OrderQuery) -> Vec<String> {
        let own = |order: &&Order| query.buyer.as_ref() == Some(&order.buyer);
        let mut found: Vec<Order> = match &query.by {
            OrderBy::Id(id) => {
                let of = |order: &&Order| order.id == *id && (query.buyer.is_none() || own(order));
                orders.iter().filter(of).cloned().collect()
            }
            OrderBy::Phone(phone) => {
                orders.iter().filter(own).filter(|order| order.phone_ends_with(phone)).cloned().collect()
            }
            OrderBy::Recent => orders.iter().filter(own).cloned().collect(),
        };
        found.sort_by(|a, b| b.ordered_at.cmp(&a.ordered_at).then(a.id.cmp(&b.id)));
        found.truncate(20);
        ids(found, |order| &order.id)
    }

    /// What a look at every product answers; what a text names has a test of its own.
    fn scanned_products(products: &[Product], query: &ProductQuery) -> Vec<String> {
        let found: Vec<&Product> = match query {
            ProductQuery::Id(id) => products.iter().filter(|product| product.id.eq_ignore_ascii_case(id)).collect(),
            ProductQuery::Link(link) => products.iter().filter(|product| product.link_number == Some(*link)).collect(),
            ProductQuery::Text(_) | ProductQuery::Wish(_) => Vec::new(),
        };
        ids(found, |product| &product.description).into_iter().take(5).collect()
    }

    proptest! {
        #[test]
        fn orders_are_found_as_by_a_look_at_every_order(
            rows in prop::collection::vec(("[ab]", prop::option::of(0..4_i64), "1?[0-9*]{4,5}"), 0..50),
            buyer in prop::option::of("[abc]"),
            phone in "1?[0-9]{4}",
            number in 0..50_usize,
        ) {
            let order = |(number, (buyer, day, phone)): (usize, (String, Option<i64>, String))| Order {
                ordered_at: day.map(Time::from_millis),
                receiver: Some(Receiver { phone, ..Receiver::default() }),
                ..Order::new(number.to_string(), buyer, OrderStatus::Paid)
            };
            let orders: Vec<Order> = rows.into_iter().enumerate().map(order).collect();
            let source = MemoryOrders::new(orders.clone());
            for by in [OrderBy::Id(number.to_string()), OrderBy::Phone(phone), OrderBy::Recent] {
                let query = OrderQuery::new(buyer.clone(), by);
                let found = ids(source.orders(&query).unwrap(), |order| &order.id);
                prop_assert_eq!(found, scanned_orders(&orders, &query));
            }
        }

        #[test]
        fn products_are_found_as_by_a_look_at_every_product(
            rows in prop::collection::vec(
                ("[abAB]{1,2}", prop::option::of(0..4_u32), "[ab]/[ab]", 0..9_i64, prop::collection::vec("[abAB]{1,2}", 0..3)),
                0..40,
            ),
            id in "[abAB]{1,2}",
            link in 0..4_u32,
        ) {
            let product = |(number, (id, link, category, price, related)): (usize, (String, _, _, _, Vec<String>))| {
                let sku = Sku { id: "s".into(), options: Default::default(), price: Some(Fen(price)), stock: None, restock_at: None };
                Product {
                    link_number: link,
                    category,
                    skus: vec![sku],
                    complements: related.clone(),
                    related,
                    // tells apart products with one id
                    description: number.to_string(),
                    ..Product::new(id, "衬衫")
                }
            };
            let products: Vec<Product> = rows.into_iter().enumerate().map(product).collect();
            let source = MemoryProducts::new(products.clone());
            for query in [
                ProductQuery::Id(id.clone()),
                ProductQuery::Link(link),
            ] {
                let found = ids(source.products(&query).unwrap(), |product| &product.description);
                prop_assert_eq!(found, scanned_products(&products, &query));
            }
        }
    }

    fn order(status: OrderStatus) -> Order {
        let item = OrderItem {
            product: "p1".into(),
            title: "衬衫".into(),
            sku: "黑色/M".into(),
            quantity: 1,
            price: Fen(9900),
        };
        Order { items: vec![item], paid: Some(Fen(9900)), ..Order::new("1", "b", status) }
    }

    fn request(kind: &str, slots: &[(&str, &str)]) -> Request {
        let mut request = Request::new("k", Some("b".into()), "1", kind);
        request.slots = slots.iter().map(|(slot, value)| ((*slot).to_owned(), (*value).to_owned())).collect();
        request
    }

    /// What a request comes to: `Some(true)` done, `Some(false)` refused, `None` not supported.
    fn outcome(status: OrderStatus, aftersale: Option<AftersaleStatus>, kind: &str) -> Option<bool> {
        let mut order = order(status);
        if let Some(status) = aftersale {
            assert_eq!(apply(&mut order, AftersaleKind::ReturnRefund, &request("return_refund", &[])), None);
            order.aftersales[0].status = status;
        }
        match MemoryOrders::new([order]).request(&request(kind, &[])) {
            Ok(RequestOutcome::Done(_)) => Some(true),
            Ok(_) => Some(false),
            Err(_) => None,
        }
    }

    #[test]
    fn each_kind_has_its_conditions() {
        use OrderStatus::{Cancelled, Finished, Paid, PartlyShipped, PendingPayment, Preparing, Shipped};
        let all = [PendingPayment, Paid, Preparing, PartlyShipped, Shipped, Finished, Cancelled];
        let before = [PendingPayment, Paid, Preparing];
        let after = [PartlyShipped, Shipped, Finished];
        let cases: [(&str, &[OrderStatus]); 12] = [
            ("cancel", &before),
            ("change_address", &before),
            ("change_phone", &before),
            ("change_sku", &before),
            ("note", &before),
            ("urge", &[PendingPayment, Paid, Preparing, PartlyShipped]),
            ("invoice", &[PendingPayment, Paid, Preparing, PartlyShipped, Shipped, Finished]),
            ("refund_only", &[Paid, Preparing, PartlyShipped, Shipped, Finished]),
            ("return_refund", &after),
            ("exchange", &after),
            ("resend", &after),
            ("price_protection", &[Paid, Preparing, PartlyShipped, Shipped, Finished]),
        ];
        for (kind, possible) in cases {
            for status in all {
                assert_eq!(outcome(status, None, kind), Some(possible.contains(&status)), "{kind} of {status:?}");
            }
        }
        assert_eq!(outcome(Paid, None, "dance"), None);
    }

    #[test]
    fn one_request_after_the_sale_at_a_time_and_it_can_be_taken_back_at_first() {
        use AftersaleStatus::{Refunded, Refunding, Refused, WaitingBuyerReturn, WaitingSeller, WaitingSellerReceipt};
        for (status, again, withdrawn) in [
            (WaitingSeller, false, true),
            (WaitingBuyerReturn, false, true),
            (WaitingSellerReceipt, false, false),
            (Refunding, false, false),
            (Refunded, true, false),
            (Refused, true, false),
        ] {
            let finished = OrderStatus::Finished;
            assert_eq!(outcome(finished, Some(status), "return_refund"), Some(again), "{status:?}");
            assert_eq!(outcome(finished, Some(status), "withdraw_aftersale"), Some(withdrawn), "{status:?}");
        }
        assert_eq!(outcome(OrderStatus::Finished, None, "withdraw_aftersale"), Some(false));
    }

    #[test]
    fn a_key_gets_its_first_outcome_whatever_happened_since() {
        let orders = MemoryOrders::new([order(OrderStatus::Paid)]);
        let note = request("note", &[("note", "送货前打电话")]);
        let first = orders.request(&note).unwrap();
        let cancel = Request { key: "k2".into(), ..request("cancel", &[]) };
        orders.request(&cancel).unwrap();
        let refused = Request { key: "k3".into(), ..note.clone() };
        let refusal = orders.request(&refused).unwrap();
        assert_eq!(refusal, RequestOutcome::Refused("订单已经取消了".to_owned()));
        assert_eq!(orders.request(&note).unwrap(), first);
        assert_eq!(orders.request(&refused).unwrap(), refusal);
        let RequestOutcome::Done(order) = first else { panic!("{first:?}") };
        assert_eq!((order.note.as_str(), order.status), ("送货前打电话", OrderStatus::Paid));
    }

    #[test]
    fn orders_of_others_are_not_written() {
        let orders = MemoryOrders::new([order(OrderStatus::Paid)]);
        let stranger = Request { buyer: Some("c".into()), ..request("cancel", &[]) };
        assert!(matches!(orders.request(&stranger), Ok(RequestOutcome::Refused(_))));
        let owner = Request { key: "k2".into(), ..request("cancel", &[]) };
        assert!(matches!(orders.request(&owner), Ok(RequestOutcome::Done(_))));
    }

    #[test]
    fn what_was_asked_for_is_what_was_written() {
        let orders = MemoryOrders::new([order(OrderStatus::Paid)]);
        let slots = [("address", "某某路1号"), ("phone", "13912345678"), ("sku", "白色/L"), ("title", "某某公司")];
        let mut written = None;
        for (number, kind) in ["change_address", "change_phone", "change_sku", "invoice", "urge"].iter().enumerate() {
            let request = Request { key: number.to_string(), ..request(kind, &slots) };
            written = Some(orders.request(&request).unwrap());
        }
        let Some(RequestOutcome::Done(order)) = written else { panic!("{written:?}") };
        let receiver = order.receiver.unwrap();
        assert_eq!((receiver.address.as_str(), receiver.phone.as_str()), ("某某路1号", "13912345678"));
        assert_eq!(order.items[0].sku, "白色/L");
        assert_eq!(order.note, "开票：某某公司；买家催发货");
    }
}
