//! The host's side: where orders and products come from, and where writes go.

mod build;
pub(crate) mod memory;
pub(crate) mod order;
pub(crate) mod product;
pub(crate) mod promotion;
pub(crate) mod query;
pub(crate) mod wish;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

pub use build::IntoText;
pub use memory::{MemoryOrders, MemoryProducts};
pub use order::{
    Aftersale, AftersaleKind, AftersaleStatus, Order, OrderItem, OrderStatus, Parcel, ParcelNode, ParcelState, Receiver,
};
pub use product::{Product, ProductStatus, SizeChart, Sku};
pub use query::Query;
pub use wish::{Sorting, Unwanted, Whom, Wish};

use crate::action::Line;
pub use crate::money::{Fen, FenError};

/// A question about orders. It always says for whom.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OrderQuery {
    /// Who asks, by the platform's id; `None`: somebody who is not signed in.
    ///
    /// A source returns orders of this buyer only. The engine checks it again: what belongs to another buyer is treated
    /// as not found.
    pub buyer: Option<String>,
    /// Which orders.
    pub by: OrderBy,
}

/// Which orders an [`OrderQuery`] asks for. [`fmt::Debug`] does not show the phone.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum OrderBy {
    /// The order with this id. The one question that also comes without a buyer: what is found is then shown only after
    /// the last four digits of its phone are proved.
    Id(String),
    /// The buyer's orders with this phone number, or with a phone number that ends in these four digits.
    Phone(String),
    /// The buyer's orders, newest first; 20 are enough.
    Recent,
}

impl fmt::Debug for OrderBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OrderBy::Id(id) => f.debug_tuple("Id").field(id).finish(),
            OrderBy::Phone(_) => f.write_str("Phone(…)"),
            OrderBy::Recent => f.write_str("Recent"),
        }
    }
}

impl OrderQuery {
    /// `buyer`'s question for the orders that `by` names.
    #[must_use]
    pub fn new(buyer: Option<String>, by: OrderBy) -> OrderQuery {
        OrderQuery { buyer, by }
    }
}

/// A question about products.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ProductQuery {
    /// The product with this id.
    Id(String),
    /// The products that these words of a buyer name, best first.
    Text(String),
    /// The product behind this number in the live room's list.
    Link(u32),
    /// Goods that a buyer wishes for, best first.
    Wish(Box<Wish>),
}

/// A write that the buyer asked for and confirmed.
///
/// The source checks the conditions itself, at once with the write, and answers a repeated [`key`](Request::key) with
/// the first outcome: a turn that is run again after a crash then writes nothing twice. [`fmt::Debug`] shows the names of its
/// slots and not what is in them.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Request {
    /// The same for the same wish of the same buyer, however often it is sent.
    pub key: String,
    /// Who wants it.
    pub buyer: Option<String>,
    /// The order it is about; `None` for what needs no order: a booking.
    pub order_id: Option<String>,
    /// What is wanted: `cancel`, `change_address`, `urge`, `apply_aftersale`, … as the flow names it.
    pub kind: String,
    /// What belongs to it, by slot, in clear: a new address must reach the host.
    pub slots: BTreeMap<String, String>,
}

impl Request {
    /// A write of `kind` on an order.
    #[must_use]
    pub fn new(
        key: impl Into<String>,
        buyer: Option<String>,
        order_id: impl Into<String>,
        kind: impl Into<String>,
    ) -> Request {
        Request { order_id: Some(order_id.into()), ..Request::without_order(key, buyer, kind) }
    }

    /// A write of `kind` that is about no order: a booking.
    #[must_use]
    pub fn without_order(key: impl Into<String>, buyer: Option<String>, kind: impl Into<String>) -> Request {
        Request { key: key.into(), buyer, order_id: None, kind: kind.into(), slots: BTreeMap::new() }
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("key", &self.key)
            .field("buyer", &self.buyer)
            .field("order_id", &self.order_id)
            .field("kind", &self.kind)
            .field("slots", &Names(&self.slots))
            .finish()
    }
}

/// The names of slots, whose values are what a buyer wrote.
struct Names<'a>(&'a BTreeMap<String, String>);

impl fmt::Debug for Names<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.0.keys().map(|name| (name, format_args!("…")))).finish()
    }
}

/// How a [`Request`] ended. A source stores it by the request's key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RequestOutcome {
    /// It was done; the order as it is now.
    Done(Box<Order>),
    /// It was done, and is about no order.
    DoneWithoutOrder,
    /// It was not done, and why, in words for the buyer.
    Refused(String),
    /// Nobody knows whether it was done. A person is called.
    Unknown,
}

/// A question that a flow asks the host by name. [`fmt::Debug`] shows the names of its slots and not what is in them.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Call {
    /// The name in the flow.
    pub name: String,
    /// Who asks.
    pub buyer: Option<String>,
    /// The slots that the flow passes.
    pub slots: BTreeMap<String, String>,
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("name", &self.name)
            .field("buyer", &self.buyer)
            .field("slots", &Names(&self.slots))
            .finish()
    }
}

impl Call {
    /// A call of `name` without slots.
    #[must_use]
    pub fn new(name: impl Into<String>, buyer: Option<String>) -> Call {
        Call { name: name.into(), buyer, slots: BTreeMap::new() }
    }
}

/// A wish for words, where `[shop] compose` is set and nothing curated fits (no rule, answer, flow or entry of the FAQ): a text that answers `question` from `evidence` and nothing else, for hosts that have a writer of
/// their own (a language model, say). What comes back passes the outbound guard; prices that are not in the evidence are
/// held back.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Compose {
    /// What the buyer asked, masked.
    pub question: String,
    /// What may be used: entries of the FAQ that are near, attributes of the product in focus, the shop's policies. It may
    /// be empty.
    pub evidence: Vec<String>,
    /// The last lines of the conversation before the question, masked, oldest first; ten at most.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dialogue: Vec<Line>,
}

impl Compose {
    /// A wish for an answer to `question` from `evidence`.
    #[must_use]
    pub fn new(question: impl Into<String>, evidence: Vec<String>) -> Compose {
        Compose { question: question.into(), evidence, dialogue: Vec::new() }
    }
}

/// Why the host could not answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum LookupError {
    /// The host does not offer this at all. Flows that need it call a person.
    #[error("the host does not support this")]
    Unsupported,
    /// The host tried and failed; the buyer hears that it cannot be looked up right now.
    #[error("the look-up failed: {0}")]
    Failed(String),
    /// It took too long.
    #[error("the look-up timed out")]
    TimedOut,
}

/// Where orders come from, and where writes on them go.
pub trait OrderSource {
    /// The orders that `query` asks for; an empty list when there are none.
    ///
    /// # Errors
    ///
    /// [`LookupError`] when it could not be found out. "No such order" is not an error but an empty list.
    fn orders(&self, query: &OrderQuery) -> Result<Vec<Order>, LookupError>;

    /// Carries a write out. Without an implementation a write ends in a hand-off with everything filled in.
    ///
    /// # Errors
    ///
    /// [`LookupError::Unsupported`] by default. Any other error is taken as [`RequestOutcome::Unknown`].
    fn request(&self, request: &Request) -> Result<RequestOutcome, LookupError> {
        let _ = request;
        Err(LookupError::Unsupported)
    }
}

/// Where products come from.
pub trait ProductSource {
    /// The products that `query` asks for, best first; an empty list when there are none. Five are enough, of a wish 20.
    ///
    /// # Errors
    ///
    /// [`LookupError`] when it could not be found out.
    fn products(&self, query: &ProductQuery) -> Result<Vec<Product>, LookupError>;
}

/// Who answers the calls that flows make by name.
pub trait CallSource {
    /// Answers a call with values that the flow can use as slots.
    ///
    /// # Errors
    ///
    /// [`LookupError::Unsupported`] for a name that is not known.
    fn call(&self, call: &Call) -> Result<BTreeMap<String, String>, LookupError>;
}

/// Who writes an answer from evidence.
pub trait Composer {
    /// A text for the buyer; empty when the evidence does not answer the question.
    ///
    /// # Errors
    ///
    /// [`LookupError`] when it could not be written.
    fn compose(&self, compose: &Compose) -> Result<String, LookupError>;
}

/// The host's sources for one call of [`Bot::reply`](crate::Bot::reply). What is left out is declined.
#[derive(Clone, Copy, Default)]
#[non_exhaustive]
pub struct Shop<'a> {
    /// Where orders come from.
    pub orders: Option<&'a dyn OrderSource>,
    /// Where products come from.
    pub products: Option<&'a dyn ProductSource>,
    /// Who answers the calls of flows.
    pub calls: Option<&'a dyn CallSource>,
    /// Who writes answers from evidence.
    pub composer: Option<&'a dyn Composer>,
}

impl<'a> Shop<'a> {
    /// No sources at all: the bot answers from its knowledge alone.
    #[must_use]
    pub fn new() -> Shop<'a> {
        Shop::default()
    }

    /// With orders.
    #[must_use]
    pub fn orders(mut self, orders: &'a dyn OrderSource) -> Shop<'a> {
        self.orders = Some(orders);
        self
    }

    /// With products.
    #[must_use]
    pub fn products(mut self, products: &'a dyn ProductSource) -> Shop<'a> {
        self.products = Some(products);
        self
    }

    /// With answers to calls.
    #[must_use]
    pub fn calls(mut self, calls: &'a dyn CallSource) -> Shop<'a> {
        self.calls = Some(calls);
        self
    }

    /// With a writer of answers.
    #[must_use]
    pub fn composer(mut self, composer: &'a dyn Composer) -> Shop<'a> {
        self.composer = Some(composer);
        self
    }
}

impl std::fmt::Debug for Shop<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shop")
            .field("orders", &self.orders.is_some())
            .field("products", &self.products.is_some())
            .field("calls", &self.calls.is_some())
            .field("composer", &self.composer.is_some())
            .finish()
    }
}
