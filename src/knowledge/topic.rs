//! What buyers mostly ask, for the menus under cards and welcomes.

use super::field::Condition;
use crate::names::IntentId;

/// Under which cards and welcomes a topic's questions stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TopicOf {
    /// An order's.
    #[default]
    Order,
    /// A product's.
    Product,
}

/// What buyers ask of an order or a product like this.
#[derive(Clone, Debug)]
pub(crate) struct Topic {
    pub(crate) of: TopicOf,
    pub(crate) when: Condition,
    pub(crate) intents: Vec<IntentId>,
}
