//! What buyers mostly ask, as written.

use super::super::TopicOf;
use super::{Places, WhenEntry};

/// `[[topic]]`: the questions under the card of an order or a product, and under a welcome that shows one. The first whose
/// conditions hold counts.
///
/// ```
/// use kefu::Knowledge;
/// use kefu::knowledge::{TopicEntry, TopicOf, WhenEntry};
///
/// let mut unpaid = TopicEntry::new("unpaid-first", TopicOf::Order, ["payment", "promo.offer"]);
/// unpaid.when = vec![WhenEntry::new("order.status", "pending_payment")];
/// assert!(Knowledge::builder().topic(unpaid).build().is_ok());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct TopicEntry {
    /// An id that is known already replaces that entry.
    pub id: String,
    /// What the cards and welcomes are of (the key `of`).
    pub of: TopicOf,
    /// What must hold, all of it.
    pub when: Vec<WhenEntry>,
    /// The questions, most probable first; four are shown of those that there are.
    pub intents: Vec<String>,
    /// Takes the entry out.
    pub disabled: bool,
    pub(crate) places: Places,
}

impl TopicEntry {
    /// Questions that always fit.
    #[must_use]
    pub fn new<const N: usize>(id: impl Into<String>, of: TopicOf, intents: [&str; N]) -> TopicEntry {
        TopicEntry { id: id.into(), of, intents: intents.map(str::to_owned).to_vec(), ..TopicEntry::default() }
    }
}
