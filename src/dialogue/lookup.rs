//! What a turn asked the host and what it was told. `decide` starts again with every new answer, so this is its memory.

use std::collections::BTreeMap;

use crate::fact::{Fact, LookedUp, LookupOutcome};
use crate::guard::privacy::Secrets;
use crate::guard::written;
use crate::shop::order::Order;
use crate::shop::query::{Looked, Query, Question, Told};
use crate::shop::{LookupError, OrderBy, OrderQuery, ProductQuery, Request, RequestOutcome};

/// A value, or the question that must be answered first.
pub(crate) type Known<T> = Result<T, Question>;
/// The questions of one turn with their answers, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answers {
    known: Vec<Told>,
}

impl Answers {
    /// Adds what the host told.
    pub(crate) fn add(&mut self, told: Told) {
        self.known.push(told);
    }

    /// How many questions were answered.
    pub(crate) fn len(&self) -> usize {
        self.known.len()
    }

    /// What the host told to this question.
    pub(crate) fn get<Q: Query>(&self, query: &Q) -> Known<&Looked<Q::Answer>> {
        let mut known = self.known.iter().filter_map(Q::of);
        let told = known.find(|(asked, _)| *asked == query).map(|(_, told)| told);
        told.ok_or_else(|| query.clone().question())
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
                Told::Order(query, Ok(orders)) => {
                    let seen = orders.iter().filter(|order| asked(query, order));
                    seen.filter_map(|order| order.receiver.as_ref()).for_each(|it| secrets.add_receiver(it));
                }
                Told::Request(request, Ok(RequestOutcome::Done(order))) => {
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
        for told in &self.known {
            match told {
                Told::Order(_, Ok(orders)) => {
                    let items = orders.iter().flat_map(|order| &order.items);
                    titles.extend(items.flat_map(|item| [item.title.as_str(), item.sku.as_str()]));
                }
                Told::Product(_, Ok(products)) => {
                    titles.extend(products.iter().flat_map(|it| [it.title.as_str(), it.short_title()]));
                }
                Told::Request(_, Ok(RequestOutcome::Done(order))) => {
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
            .map(|told| {
                let (what, query) = describe(told);
                let query = written::mask(&query, secrets).into_owned();
                Fact::LookedUp { what, query, outcome: outcome(told, proved) }
            })
            .collect()
    }
}

fn describe(told: &Told) -> (LookedUp, String) {
    match told {
        Told::Order(query, _) => {
            let by = match &query.by {
                OrderBy::Id(id) => format!("id {id}"),
                OrderBy::Phone(phone) => format!("phone {phone}"),
                OrderBy::Recent => "recent".to_owned(),
            };
            (LookedUp::Order, by)
        }
        Told::Product(query, _) => {
            let by = match query {
                ProductQuery::Id(id) => format!("id {id}"),
                ProductQuery::Text(text) => format!("text {text}"),
                ProductQuery::Link(number) => format!("link {number}"),
                ProductQuery::Wish(wish) => format!("wish {wish}"),
            };
            (LookedUp::Product, by)
        }
        Told::Request(request, _) => {
            (LookedUp::Request, format!("{} {}", request.kind, request.order_id.as_deref().unwrap_or_default()))
        }
        Told::Call(call, _) => (LookedUp::Call, call.name.clone()),
        Told::Compose(compose, _) => (LookedUp::Compose, compose.question.clone()),
    }
}

fn outcome(told: &Told, proved: Option<&str>) -> LookupOutcome {
    fn of<T>(answer: &Looked<T>, empty: impl Fn(&T) -> bool) -> LookupOutcome {
        match answer {
            Ok(found) if empty(found) => LookupOutcome::NotFound,
            Ok(_) => LookupOutcome::Found,
            Err(LookupError::Unsupported) => LookupOutcome::Declined,
            Err(_) => LookupOutcome::Failed,
        }
    }
    match told {
        Told::Order(query, answer) => {
            let may_see = |order: &Order| match &query.buyer {
                Some(buyer) => order.buyer == *buyer,
                None => proved == Some(order.id.as_str()),
            };
            of(answer, |orders| !orders.iter().any(may_see))
        }
        Told::Product(_, answer) => of(answer, Vec::is_empty),
        Told::Request(_, answer) => of(answer, |_| false),
        Told::Call(_, answer) => of(answer, BTreeMap::is_empty),
        Told::Compose(_, answer) => of(answer, String::is_empty),
    }
}
