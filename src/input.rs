//! What reaches the bot.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::time::Time;

/// One thing that reaches the bot: a buyer's message, a visit, an event, a timer.
///
/// ```
/// use kefu::Input;
///
/// let input = Input::text("到哪了").id("m1").at("2026-11-22T10:00:00+08:00".parse()?).buyer("b1");
/// assert_eq!(input.buyer.as_deref(), Some("b1"));
/// # Ok::<(), kefu::time::TimeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Input {
    /// The message's id, unique in its conversation. With it a message that is delivered twice is answered once. An empty
    /// one is none.
    #[serde(default)]
    pub id: Option<String>,
    /// When it happened. Without it nothing that depends on the time is said or matched.
    #[serde(default)]
    pub at: Option<Time>,
    /// Who is signed in, by the platform's id. `None`, and an empty one: nobody, and orders are shown after a check only.
    #[serde(default)]
    pub buyer: Option<String>,
    /// Who could take the conversation over now. `None`: not known, and taken as somebody being there.
    #[serde(default)]
    pub people: Option<People>,
    /// The buyer's level in the shop's own scheme, from 0. `None`: not known.
    #[serde(default)]
    pub vip: Option<u32>,
    /// What it is.
    #[serde(rename = "input")]
    pub content: Content,
}

/// What an [`Input`] is. [`fmt::Debug`] shows how long texts are and not what was written: there may be a phone or an address in it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Content {
    /// A text that the buyer wrote: anything at all.
    Text {
        /// The text as written.
        text: String,
    },
    /// A card of a product, sent by the buyer.
    ProductCard {
        /// The product's id.
        product_id: String,
    },
    /// A card of an order, sent by the buyer.
    OrderCard {
        /// The order's id.
        order_id: String,
    },
    /// A picture.
    Image {
        /// Where it lies.
        url: String,
    },
    /// A choice of the last menu.
    Menu {
        /// The number of the item, from 1.
        choice: u32,
    },
    /// The buyer opened the conversation.
    Visit {
        /// The product's page the buyer came from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        product_id: Option<String>,
    },
    /// A person of the shop acted in the conversation.
    Agent {
        /// What was done.
        action: AgentAction,
        /// What was said, or the note left when handing back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// Something happened to an order. The buyer is told when the order's data say the same, and it is a good moment.
    OrderEvent {
        /// The order's id.
        order_id: String,
        /// What it became: a state of an order, a parcel or a request after the sale, as in the knowledge's `[[event]]`.
        status: String,
    },
    /// The buyer rated the service.
    Rated {
        /// 1 to 5.
        stars: u32,
    },
    /// The time that an [`Action::WakeAt`](crate::Action::WakeAt) named has come. One too many, or too late, changes nothing.
    Wake,
}

impl Content {
    /// Whether it comes from the person who sits before the conversation, and not from the shop, the platform or a clock.
    pub(crate) fn is_of_buyer(&self) -> bool {
        match self {
            Content::Text { .. }
            | Content::ProductCard { .. }
            | Content::OrderCard { .. }
            | Content::Image { .. }
            | Content::Menu { .. }
            | Content::Visit { .. } => true,
            Content::Agent { .. } | Content::OrderEvent { .. } | Content::Rated { .. } | Content::Wake => false,
        }
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = |f: &mut fmt::Formatter<'_>, what: &str, text: &str| {
            write!(f, "{what}(… {} characters)", text.chars().count())
        };
        match self {
            Content::Text { text } => written(f, "Text", text),
            Content::ProductCard { product_id } => f.debug_tuple("ProductCard").field(product_id).finish(),
            Content::OrderCard { order_id } => f.debug_tuple("OrderCard").field(order_id).finish(),
            Content::Image { .. } => f.write_str("Image(…)"),
            Content::Menu { choice } => f.debug_tuple("Menu").field(choice).finish(),
            Content::Visit { product_id } => f.debug_tuple("Visit").field(product_id).finish(),
            Content::Agent { action, text } => {
                write!(f, "{action:?} ")?;
                written(f, "Agent", text.as_deref().unwrap_or_default())
            }
            Content::OrderEvent { order_id, status } => {
                f.debug_tuple("OrderEvent").field(order_id).field(status).finish()
            }
            Content::Rated { stars } => f.debug_tuple("Rated").field(stars).finish(),
            Content::Wake => f.write_str("Wake"),
        }
    }
}

/// What a person of the shop did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AgentAction {
    /// Took the conversation over: the bot is silent from now on.
    TookOver,
    /// Said something to the buyer.
    Said,
    /// Gave the conversation back to the bot.
    HandedBack,
}

/// Who could take a conversation over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct People {
    /// How many people are there.
    pub online: u32,
    /// How many buyers are waiting for them already.
    #[serde(default)]
    pub waiting: u32,
    /// How long the next buyer will wait, in seconds, where the host knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait: Option<u32>,
}

impl People {
    /// `online` people, with `waiting` buyers in the queue.
    #[must_use]
    pub fn new(online: u32, waiting: u32) -> People {
        People { online, waiting, wait: None }
    }

    /// With how long the next buyer will wait, in seconds.
    #[must_use]
    pub fn wait(mut self, seconds: u32) -> People {
        self.wait = Some(seconds);
        self
    }
}

impl Input {
    /// An input with nothing but its content known.
    #[must_use]
    pub fn new(content: Content) -> Input {
        Input { id: None, at: None, buyer: None, people: None, vip: None, content }
    }

    /// A text from the buyer.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Input {
        Input::new(Content::Text { text: text.into() })
    }

    /// A product card from the buyer.
    #[must_use]
    pub fn product_card(product_id: impl Into<String>) -> Input {
        Input::new(Content::ProductCard { product_id: product_id.into() })
    }

    /// An order card from the buyer.
    #[must_use]
    pub fn order_card(order_id: impl Into<String>) -> Input {
        Input::new(Content::OrderCard { order_id: order_id.into() })
    }

    /// A picture from the buyer.
    #[must_use]
    pub fn image(url: impl Into<String>) -> Input {
        Input::new(Content::Image { url: url.into() })
    }

    /// Item `choice` of the last menu, from 1.
    #[must_use]
    pub fn menu(choice: u32) -> Input {
        Input::new(Content::Menu { choice })
    }

    /// The buyer opened the conversation, from the shop's front page or from `product_id`'s.
    #[must_use]
    pub fn visit(product_id: Option<String>) -> Input {
        Input::new(Content::Visit { product_id })
    }

    /// A person of the shop acted, and perhaps said `text`.
    #[must_use]
    pub fn agent(action: AgentAction, text: Option<String>) -> Input {
        Input::new(Content::Agent { action, text })
    }

    /// An order became `status`.
    #[must_use]
    pub fn order_event(order_id: impl Into<String>, status: impl Into<String>) -> Input {
        Input::new(Content::OrderEvent { order_id: order_id.into(), status: status.into() })
    }

    /// The buyer gave 1 to 5 stars.
    #[must_use]
    pub fn rated(stars: u32) -> Input {
        Input::new(Content::Rated { stars })
    }

    /// The time has come that the bot asked to be woken at.
    #[must_use]
    pub fn wake() -> Input {
        Input::new(Content::Wake)
    }

    /// What is empty names nothing: neither a message nor a buyer.
    pub(crate) fn without_empty_ids(mut self) -> Input {
        let named = |id: &String| !id.trim().is_empty();
        self.id = self.id.filter(named);
        self.buyer = self.buyer.filter(named);
        self
    }

    /// With the message's id.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Input {
        self.id = Some(id.into());
        self
    }

    /// With the instant it happened.
    #[must_use]
    pub fn at(mut self, at: Time) -> Input {
        self.at = Some(at);
        self
    }

    /// From a buyer who is signed in.
    #[must_use]
    pub fn buyer(mut self, buyer: impl Into<String>) -> Input {
        self.buyer = Some(buyer.into());
        self
    }

    /// From a buyer of this level.
    #[must_use]
    pub fn vip(mut self, level: u32) -> Input {
        self.vip = Some(level);
        self
    }

    /// With who could take over.
    #[must_use]
    pub fn people(mut self, people: People) -> Input {
        self.people = Some(people);
        self
    }
}
