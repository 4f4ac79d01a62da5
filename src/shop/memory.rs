//! Sources over maps in memory: for demonstrations, tests and small shops, and as the model of a real source.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use crate::names::{is_whole, stands_in};
use crate::shop::order::{Aftersale, AftersaleKind, AftersaleStatus, Order, OrderStatus};
use crate::shop::product::{Product, ProductStatus};
use crate::shop::{
    LookupError, OrderBy, OrderQuery, OrderSource, ProductQuery, ProductSource, Request, RequestOutcome,
};

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
    orders: BTreeMap<String, Order>,
    /// What each request came to, by its key.
    outcomes: HashMap<String, RequestOutcome>,
}

impl MemoryOrders {
    /// These orders.
    #[must_use]
    pub fn new(orders: impl IntoIterator<Item = Order>) -> MemoryOrders {
        let orders = orders.into_iter().map(|order| (order.id.clone(), order)).collect();
        MemoryOrders { shelves: Mutex::new(Shelves { orders, outcomes: HashMap::new() }) }
    }
}

impl OrderSource for MemoryOrders {
    fn orders(&self, query: &OrderQuery) -> Result<Vec<Order>, LookupError> {
        let shelves = self.shelves.lock().unwrap_or_else(PoisonError::into_inner);
        let own = |order: &&Order| query.buyer.as_ref().is_some_and(|buyer| *buyer == order.buyer);
        let mut found: Vec<Order> = match &query.by {
            // Without a buyer only the number opens anything, and the engine then asks for the phone's last digits.
            OrderBy::Id(id) => {
                let order = shelves.orders.get(id);
                order.into_iter().filter(|order| query.buyer.is_none() || own(order)).cloned().collect()
            }
            OrderBy::Phone(phone) => {
                shelves.orders.values().filter(own).filter(|order| order.phone_ends_with(phone)).cloned().collect()
            }
            OrderBy::Recent => shelves.orders.values().filter(own).cloned().collect(),
        };
        found.sort_by(|a, b| b.ordered_at.cmp(&a.ordered_at).then(a.id.cmp(&b.id)));
        found.truncate(20);
        Ok(found)
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
}

impl MemoryProducts {
    /// These products.
    #[must_use]
    pub fn new(products: impl IntoIterator<Item = Product>) -> MemoryProducts {
        MemoryProducts {
            products: products.into_iter().filter(|product| product.status != ProductStatus::Deleted).collect(),
        }
    }

    fn with_ids<'a>(&'a self, ids: &'a [String]) -> impl Iterator<Item = &'a Product> {
        ids.iter().filter_map(|id| self.products.iter().find(|product| product.id == *id))
    }
}

impl ProductSource for MemoryProducts {
    fn products(&self, query: &ProductQuery) -> Result<Vec<Product>, LookupError> {
        let all = self.products.iter();
        let found: Vec<Product> = match query {
            ProductQuery::Id(id) => all.filter(|product| product.id.eq_ignore_ascii_case(id)).cloned().collect(),
            ProductQuery::Link(number) => all.filter(|product| product.link_number == Some(*number)).cloned().collect(),
            ProductQuery::Text(text) => named_in(&self.products, text),
            ProductQuery::Related(id) => {
                let product = self.products.iter().find(|product| product.id == *id);
                product
                    .into_iter()
                    .flat_map(|product| self.with_ids(&product.complements).chain(self.with_ids(&product.related)))
                    .cloned()
                    .collect()
            }
            ProductQuery::Category { category, from, to } => all
                .filter(|product| {
                    product.category.starts_with(category.as_str()) || product.category.contains(category.as_str())
                })
                .filter(|product| {
                    product.skus.iter().filter_map(|sku| sku.price).any(|price| *from <= price && price <= *to)
                })
                .cloned()
                .collect(),
        };
        Ok(found.into_iter().take(5).collect())
    }
}

/// The products whose name stands in the text, or at least the end of it, which in Chinese says what the thing is (`羽绒服`
/// of `轻薄羽绒服`); the longest match first.
fn named_in(products: &[Product], text: &str) -> Vec<Product> {
    let text = text.to_lowercase();
    let score = |product: &Product| {
        let names = product.aliases.iter().map(String::as_str).chain([product.short_title()]);
        names.map(|name| ending_in(&text, &name.to_lowercase())).max().unwrap_or_default()
    };
    let mut scored: Vec<(usize, &Product)> =
        products.iter().map(|product| (score(product), product)).filter(|(score, _)| *score > 0).collect();
    scored.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.id.cmp(&b.1.id)));
    scored.into_iter().map(|(_, product)| product.clone()).collect()
}

/// The length of the longest end of `name`, two characters or more, that stands in the text; a whole name counts double.
fn ending_in(text: &str, name: &str) -> usize {
    let length = name.chars().count();
    let ends = name.char_indices().filter(|(at, _)| is_whole(name, &(*at..name.len())));
    let ends = ends.map(|(at, _)| name.get(at..).unwrap_or_default());
    // `20元` names no `S20`.
    let longest = ends.filter(|end| stands_in(end, text)).map(|end| end.chars().count()).max().unwrap_or_default();
    match longest {
        0 | 1 => 0,
        whole if whole == length => whole * 2,
        part => part,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Fen;
    use crate::shop::order::OrderItem;

    #[test]
    fn a_number_names_no_code_that_ends_with_it() {
        for (text, name, expect) in [
            ("今天降价20元", "s20", 0),
            ("s20多少钱", "s20", 6),
            ("xs200", "s20", 0),
            ("有羽绒服吗", "轻薄羽绒服", 3),
            ("买台电脑", "轻羽14笔记本电脑", 2),
        ] {
            assert_eq!(ending_in(text, name), expect, "{text} {name}");
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
