//! Who may see an order: what is said of orders is read here, out of what the host told, and nowhere else.

use crate::dialogue::Draft;
use crate::dialogue::lookup::{Answers, Known};
use crate::guard::privacy::Secrets;
use crate::shop::LookupError;
use crate::shop::OrderBy;
use crate::shop::OrderQuery;
use crate::shop::Request;
use crate::shop::order::Order;

impl<'a> Draft<'a> {
    /// The buyer's orders that `by` names, and no one else's: what a source returns of another buyer is dropped here.
    pub(super) fn own_orders(&self, by: OrderBy) -> Known<Result<Vec<&'a Order>, &'a LookupError>> {
        let query = OrderQuery::new(self.world.input.buyer.clone(), by);
        let answers: &'a Answers = self.world.answers;
        let own = |order: &&Order| match (&query.buyer, &query.by) {
            (Some(buyer), OrderBy::Id(id)) => order.buyer == *buyer && order.id == *id,
            (Some(buyer), _) => order.buyer == *buyer,
            (None, OrderBy::Id(id)) => order.id == *id,
            (None, _) => false,
        };
        Ok(answers.get(&query)?.as_ref().map(|orders| orders.iter().filter(own).collect()))
    }

    /// Finds the buyer's order with this id; `false` when there is none.
    pub(super) fn own_order(&mut self, id: &str) -> Known<bool> {
        let found = self.own_orders(OrderBy::Id(id.to_owned()))?;
        self.focus.show_order(found.ok().and_then(|orders| orders.into_iter().next()));
        Ok(self.focus.order().is_some())
    }

    /// Counts the orders of a buyer who is signed in, as many as the host shows.
    pub(super) fn count_orders(&mut self) -> Known<()> {
        if self.world.input.buyer.is_some() {
            let orders = self.own_orders(OrderBy::Recent)?.ok();
            self.focus.count_orders(orders.and_then(|orders| i64::try_from(orders.len()).ok()));
        }
        Ok(())
    }

    /// The receivers of the orders that whoever speaks may see. Those of others, which a careless source returned, are never
    /// shown, so there is nothing to mask; and a mask on a name that the buyer wrote would tell that there is such a receiver.
    pub(super) fn receivers(&self) -> Secrets {
        let proved = self.focus.proved().as_deref();
        let may_see = |buyer: Option<&String>, id: Option<&str>, order: &Order| match buyer {
            Some(buyer) => order.buyer == *buyer,
            None => proved.is_some() && id == proved && order.id == id.unwrap_or_default(),
        };
        let asked = |query: &OrderQuery, order: &Order| {
            let id = if let OrderBy::Id(id) = &query.by { Some(id.as_str()) } else { None };
            may_see(query.buyer.as_ref(), id, order)
        };
        let written =
            |request: &Request, order: &Order| may_see(request.buyer.as_ref(), request.order_id.as_deref(), order);
        self.world.answers.receivers(asked, written)
    }
}
