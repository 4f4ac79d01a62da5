//! What the procedures are about: orders, or products.

use crate::dialogue::Draft;
use crate::dialogue::find::fits;
use crate::dialogue::lookup::Known;
use crate::knowledge::{Among, Flow, StepKind};
use crate::names::{EntityKind, IntentId};
use crate::shop::OrderBy;

/// What the flow looks for first: an order, or a product.
fn first_search(flow: &Flow) -> Option<&StepKind> {
    let mut kinds = flow.steps.iter().map(|step| &step.kind);
    kinds.find(|kind| matches!(kind, StepKind::FindOrder { .. } | StepKind::FindProduct { .. }))
}

/// Which orders the flow is about; none where it is about something else.
pub(super) fn finds_order(flow: &Flow) -> Option<Among> {
    match first_search(flow) {
        Some(StepKind::FindOrder { among, .. }) => Some(*among),
        _ => None,
    }
}

/// Whether the flow is about an order.
pub(super) fn is_about_orders(flow: &Flow) -> bool {
    finds_order(flow).is_some()
}

/// Whether the flow is about a product.
pub(super) fn finds_product(flow: &Flow) -> bool {
    matches!(first_search(flow), Some(StepKind::FindProduct { .. }))
}

impl<'a> Draft<'a> {
    /// Whether the flow for the intent is about orders and the buyer has one that it is about, or names one: their own data
    /// says more than an entry of the FAQ.
    pub(crate) fn has_orders_for(&self, intent: &IntentId) -> Known<bool> {
        let Some(among) = self.flow_for(intent).and_then(finds_order) else { return Ok(false) };
        let named = |kind| self.world.heard.is_some_and(|heard| heard.entity(kind).is_some());
        if named(EntityKind::OrderId) || named(EntityKind::Tracking) {
            return Ok(true);
        }
        if self.world.input.buyer.is_none() {
            return Ok(false);
        }
        let orders = self.own_orders(OrderBy::Recent)?.unwrap_or_default();
        Ok(orders.iter().any(|order| fits(order, among)))
    }

    /// The flow for an intent, or for the nearest one above it that has one.
    pub(super) fn flow_for(&self, intent: &IntentId) -> Option<&'a Flow> {
        let flows = &self.knowledge().flows;
        let of_level = |id: &str| flows.iter().find(|flow| flow.intents.iter().any(|it| it.as_str() == id));
        let mut level = Some(intent.as_str());
        while let Some(id) = level {
            if let Some(flow) = of_level(id) {
                return Some(flow);
            }
            level = id.rsplit_once('.').map(|(above, _)| above);
        }
        None
    }

    /// Whether the flow for the intent is about an order.
    pub(crate) fn finds_order_for(&self, intent: &IntentId) -> bool {
        self.flow_for(intent).is_some_and(is_about_orders)
    }
}
