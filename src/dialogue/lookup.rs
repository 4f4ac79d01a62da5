//! What a turn asked the host and what it was told. `decide` starts again with every new answer, so this is its memory.

use std::collections::BTreeMap;

use crate::fact::{Fact, LookedUp, LookupOutcome};
use crate::guard::privacy::Secrets;
use crate::guard::written;
use crate::shop::order::Order;
use crate::shop::product::Product;
use crate::shop::{Call, Compose, LookupError, OrderQuery, ProductQuery, Request, RequestOutcome};

/// Something that only the host can tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    Orders(OrderQuery),
    Products(ProductQuery),
    Request(Request),
    Call(Call),
    Compose(Compose),
}

/// What the host told.
#[derive(Clone, Debug)]
pub(crate) enum Told {
    Orders(Result<Vec<Order>, LookupError>),
    Products(Result<Vec<Product>, LookupError>),
    Request(Result<RequestOutcome, LookupError>),
    Call(Result<BTreeMap<String, String>, LookupError>),
    Compose(Result<String, LookupError>),
}

/// A value, or the question that must be answered first.
pub(crate) type Need<T> = Result<T, Question>;
/// What a look-up gave.
pub(crate) type Looked<T> = Result<T, LookupError>;

/// The questions of one turn with their answers, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answers {
    known: Vec<(Question, Told)>,
}

impl Answers {
    /// Adds what the host told.
    pub(crate) fn add(&mut self, question: Question, told: Told) {
        self.known.push((question, told));
    }

    /// How many questions were answered.
    pub(crate) fn len(&self) -> usize {
        self.known.len()
    }

    pub(crate) fn orders(&self, query: &OrderQuery) -> Need<&Looked<Vec<Order>>> {
        let found = self.known.iter().find_map(|entry| match entry {
            (Question::Orders(asked), Told::Orders(told)) if asked == query => Some(told),
            _ => None,
        });
        found.ok_or_else(|| Question::Orders(query.clone()))
    }

    pub(crate) fn products(&self, query: &ProductQuery) -> Need<&Looked<Vec<Product>>> {
        let found = self.known.iter().find_map(|entry| match entry {
            (Question::Products(asked), Told::Products(told)) if asked == query => Some(told),
            _ => None,
        });
        found.ok_or_else(|| Question::Products(query.clone()))
    }

    pub(crate) fn request(&self, request: &Request) -> Need<&Looked<RequestOutcome>> {
        let found = self.known.iter().find_map(|entry| match entry {
            (Question::Request(asked), Told::Request(told)) if asked == request => Some(told),
            _ => None,
        });
        found.ok_or_else(|| Question::Request(request.clone()))
    }

    pub(crate) fn call(&self, call: &Call) -> Need<&Looked<BTreeMap<String, String>>> {
        let found = self.known.iter().find_map(|entry| match entry {
            (Question::Call(asked), Told::Call(told)) if asked == call => Some(told),
            _ => None,
        });
        found.ok_or_else(|| Question::Call(call.clone()))
    }

    pub(crate) fn compose(&self, compose: &Compose) -> Need<&Looked<String>> {
        let found = self.known.iter().find_map(|entry| match entry {
            (Question::Compose(asked), Told::Compose(told)) if asked == compose => Some(told),
            _ => None,
        });
        found.ok_or_else(|| Question::Compose(compose.clone()))
    }

    /// The receivers of the orders that were told to a question or after a write, of those that may be seen.
    pub(crate) fn receivers(
        &self,
        asked: impl Fn(&OrderQuery, &Order) -> bool,
        written: impl Fn(&Request, &Order) -> bool,
    ) -> Secrets {
        let mut secrets = Secrets::default();
        for known in &self.known {
            match known {
                (Question::Orders(query), Told::Orders(Ok(orders))) => {
                    let seen = orders.iter().filter(|order| asked(query, order));
                    seen.filter_map(|order| order.receiver.as_ref()).for_each(|it| secrets.add_receiver(it));
                }
                (Question::Request(request), Told::Request(Ok(RequestOutcome::Done(order)))) => {
                    let seen = order.receiver.as_ref().filter(|_| written(request, order));
                    seen.into_iter().for_each(|it| secrets.add_receiver(it));
                }
                _ => {}
            }
        }
        secrets
    }

    /// What the shop calls the goods in every order and product seen, the longest first.
    pub(crate) fn titles(&self) -> Vec<&str> {
        let mut titles: Vec<&str> = Vec::new();
        for (_, told) in &self.known {
            match told {
                Told::Orders(Ok(orders)) => {
                    let items = orders.iter().flat_map(|order| &order.items);
                    titles.extend(items.flat_map(|item| [item.title.as_str(), item.sku.as_str()]));
                }
                Told::Products(Ok(products)) => {
                    titles.extend(products.iter().flat_map(|it| [it.title.as_str(), it.short_title()]));
                }
                Told::Request(Ok(RequestOutcome::Done(order))) => {
                    titles.extend(order.items.iter().flat_map(|item| [item.title.as_str(), item.sku.as_str()]));
                }
                _ => {}
            }
        }
        titles.retain(|title| !title.is_empty());
        titles.sort_by_key(|title| std::cmp::Reverse(title.len()));
        titles
    }

    /// The look-ups as facts, masked.
    ///
    /// An order that the buyer may not see (`proved` is the one that was proved to be theirs) was not found: a fact must not
    /// tell that it is there.
    pub(crate) fn facts(&self, secrets: &Secrets, proved: Option<&str>) -> Vec<Fact> {
        self.known
            .iter()
            .map(|(question, told)| {
                let (what, query) = describe(question);
                let query = written::mask(&query, secrets).into_owned();
                Fact::LookedUp { what, query, outcome: outcome(question, told, proved) }
            })
            .collect()
    }
}

fn describe(question: &Question) -> (LookedUp, String) {
    use crate::shop::OrderBy;
    match question {
        Question::Orders(query) => (
            LookedUp::Order,
            match &query.by {
                OrderBy::Id(id) => format!("id {id}"),
                OrderBy::Phone(phone) => format!("phone {phone}"),
                OrderBy::Recent => "recent".to_owned(),
            },
        ),
        Question::Products(query) => (
            LookedUp::Product,
            match query {
                ProductQuery::Id(id) => format!("id {id}"),
                ProductQuery::Text(text) => format!("text {text}"),
                ProductQuery::Link(number) => format!("link {number}"),
                ProductQuery::Related(id) => format!("related {id}"),
                ProductQuery::Category { category, from, to } => format!("category {category} {from}..{to}"),
            },
        ),
        Question::Request(request) => {
            (LookedUp::Request, format!("{} {}", request.kind, request.order_id.as_deref().unwrap_or_default()))
        }
        Question::Call(call) => (LookedUp::Call, call.name.clone()),
        Question::Compose(compose) => (LookedUp::Compose, compose.question.clone()),
    }
}

fn outcome(question: &Question, told: &Told, proved: Option<&str>) -> LookupOutcome {
    fn of<T>(told: &Looked<T>, empty: impl Fn(&T) -> bool) -> LookupOutcome {
        match told {
            Ok(found) if empty(found) => LookupOutcome::NotFound,
            Ok(_) => LookupOutcome::Found,
            Err(LookupError::Unsupported) => LookupOutcome::Declined,
            Err(_) => LookupOutcome::Failed,
        }
    }
    let may_see = |order: &Order| match question {
        Question::Orders(OrderQuery { buyer: Some(buyer), .. }) => order.buyer == *buyer,
        _ => proved == Some(order.id.as_str()),
    };
    match told {
        Told::Orders(told) => of(told, |orders| !orders.iter().any(may_see)),
        Told::Products(told) => of(told, Vec::is_empty),
        Told::Request(told) => of(told, |_| false),
        Told::Call(told) => of(told, BTreeMap::is_empty),
        Told::Compose(told) => of(told, String::is_empty),
    }
}
