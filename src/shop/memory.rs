//! Sources over maps in memory: for demonstrations, tests and small shops, and as the model of a real source.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

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
        let order = shelves.orders.get_mut(&request.order_id);
        let Some(order) = order.filter(|order| request.buyer.as_ref().is_none_or(|buyer| *buyer == order.buyer)) else {
            return Ok(RequestOutcome::Refused("没有找到这个订单".to_owned()));
        };
        let outcome = write(order, request)?;
        shelves.outcomes.insert(request.key.clone(), outcome.clone());
        Ok(outcome)
    }
}

/// Carries a request out, if the order's state allows it.
fn write(order: &mut Order, request: &Request) -> Result<RequestOutcome, LookupError> {
    use OrderStatus::{Paid, PartlyShipped, PendingPayment, Preparing};
    let unshipped = matches!(order.status, PendingPayment | Paid | Preparing);
    let slot = |name: &str| request.slots.get(name).cloned().unwrap_or_default();
    let refused = |why: &str| Ok(RequestOutcome::Refused(why.to_owned()));
    match request.kind.as_str() {
        "cancel" if !unshipped => return refused("订单已经发出，不能取消了"),
        "cancel" => order.status = OrderStatus::Cancelled,
        "urge" if unshipped || order.status == PartlyShipped => add_note(order, "买家催发货"),
        "urge" => return refused("订单已经发出了"),
        "change_address" if !unshipped => return refused("订单已经发出，地址改不了了"),
        "change_address" => {
            if let Some(receiver) = &mut order.receiver {
                receiver.address = slot("address");
            }
        }
        "note" => add_note(order, &slot("note")),
        "return_refund" | "refund_only" | "exchange" => {
            let kind = match request.kind.as_str() {
                "return_refund" => AftersaleKind::ReturnRefund,
                "refund_only" if unshipped => AftersaleKind::RefundBeforeShipping,
                "refund_only" => AftersaleKind::RefundOnly,
                _ => AftersaleKind::Exchange,
            };
            let running =
                |it: &Aftersale| matches!(it.status, AftersaleStatus::WaitingSeller | AftersaleStatus::Refunding);
            if order.aftersales.iter().any(running) {
                return refused("这单已经有一个售后申请在处理");
            }
            let aftersale = Aftersale {
                id: format!("{}-{}", order.id, order.aftersales.len() + 1),
                kind,
                status: AftersaleStatus::WaitingSeller,
                amount: order.paid,
                reason: slot("reason"),
                applied_at: None,
                updated_at: None,
                deadline: None,
                refunded_at: None,
                note: String::new(),
            };
            order.aftersales.push(aftersale);
        }
        "withdraw_aftersale" => match order.aftersales.last_mut() {
            Some(aftersale) => aftersale.status = AftersaleStatus::Cancelled,
            None => return refused("这单没有售后申请"),
        },
        _ => return Err(LookupError::Unsupported),
    }
    Ok(RequestOutcome::Done(Box::new(order.clone())))
}

fn add_note(order: &mut Order, note: &str) {
    if !order.note.is_empty() {
        order.note.push('；');
    }
    order.note.push_str(note);
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
    let ends = name.char_indices().map(|(at, _)| name.get(at..).unwrap_or_default());
    let longest = ends.filter(|end| text.contains(end)).map(|end| end.chars().count()).max().unwrap_or_default();
    match longest {
        0 | 1 => 0,
        whole if whole == length => whole * 2,
        part => part,
    }
}
