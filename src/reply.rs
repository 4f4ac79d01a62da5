//! What the buyer sees.

use serde::{Deserialize, Serialize};

use crate::fact::Source;
use crate::money::Fen;

/// One message to the buyer.
///
/// Every reply can be shown as plain text, also on a channel that has no cards: [`Reply::text`].
///
/// ```
/// use kefu::Reply;
/// use kefu::reply::MenuItem;
///
/// let reply = Reply::Menu { text: "想问哪一个？".into(), items: vec![MenuItem::new("物流进度"), MenuItem::new("退换货")] };
/// assert_eq!(reply.text(), "想问哪一个？\n1 物流进度\n2 退换货");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reply {
    /// A text.
    Text {
        /// At most 800 characters, the platform's limit.
        text: String,
    },
    /// A question with numbered answers. The buyer clicks one or writes its number.
    Menu {
        /// The line above the items.
        text: String,
        /// The items; the first has number 1.
        items: Vec<MenuItem>,
    },
    /// A card of a product.
    Product {
        /// The product's id.
        product_id: String,
        /// Its title.
        title: String,
        /// Its price, the lowest of what is there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        price: Option<Fen>,
        /// Whether another of its variants has another price.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        varies: bool,
        /// What speaks for it, from its data; empty: nothing is said.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// A card of one of the buyer's orders.
    Order {
        /// The order's id.
        order_id: String,
        /// What was bought, in a few words.
        title: String,
    },
    /// A picture.
    Image {
        /// Where it lies.
        url: String,
        /// What it shows, for channels without pictures.
        caption: String,
    },
}

/// One item of a menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MenuItem {
    /// What the buyer reads.
    pub label: String,
}

impl MenuItem {
    /// An item with its label.
    #[must_use]
    pub fn new(label: impl Into<String>) -> MenuItem {
        MenuItem { label: label.into() }
    }
}

/// A reply that is not sent but suggested to the person who has the conversation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Suggestion {
    /// What could be said.
    pub replies: Vec<Reply>,
    /// The probability that it answers the buyer, 0 to 1.
    pub confidence: f32,
    /// Where it comes from.
    pub source: Source,
}

impl Suggestion {
    /// These replies, from there.
    #[must_use]
    pub fn new(replies: Vec<Reply>, confidence: f32, source: Source) -> Suggestion {
        Suggestion { replies, confidence, source }
    }

    /// The replies as plain text, a paragraph each.
    #[must_use]
    pub fn text(&self) -> String {
        self.replies.iter().map(Reply::text).collect::<Vec<_>>().join("\n")
    }
}
