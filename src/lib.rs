//! `kefu` (客服) is the engine of a customer-service bot for a Douyin shop (抖店), as a library.
//!
//! It reads what a buyer sends, understands it, keeps the state of the dialogue, looks orders and products up through traits
//! that the host implements, and answers: in microseconds, with the same answer every time, without a network, a model server
//! or a GPU. Where it should not answer, it hands the buyer to a person, with everything that person needs.
//!
//! ```
//! use kefu::{Bot, Input, Knowledge, MemoryOrders, Order, OrderStatus, Session, Shop};
//!
//! let bot = Bot::new(Knowledge::ecommerce()); // the built-in knowledge; a shop's own is laid over it
//! let orders = MemoryOrders::new([Order::new("6917533224570258991", "b1", OrderStatus::Cancelled)]);
//! let shop = Shop::new().orders(&orders); // the host's data, behind a trait
//!
//! let mut session = Session::new("conversation-1"); // plain data: store it between two messages
//! let turn = bot.reply(&mut session, Input::text("我的快递到哪了").buyer("b1"), &shop);
//! assert!(turn.text().contains("取消"));
//! ```
//!
//! # The parts
//!
//! - [`Knowledge`] is what the shop knows: intents, FAQ, answers, flows, hand-off rules. It is read from TOML and CSV texts,
//!   or built in code, and checked as a whole; every problem is a [`Diagnostic`](knowledge::Diagnostic) with
//!   file, line, column and what to do.
//! - [`Bot`] is knowledge compiled: immutable, `Send + Sync`, shared by all conversations.
//! - [`Session`] is one conversation's state, a small serde value that the host stores wherever it likes.
//! - [`Input`] is what reaches the bot; [`Turn`] is what comes of it: [`Reply`]s for the buyer, [`Action`]s for the host,
//!   [`Fact`]s for the record, the next session, and the [`Trace`] that says why.
//! - [`Shop`] holds the host's sources for [`Bot::reply`]. A host that is asynchronous, or has its own way of looking things
//!   up, drives [`Step`]s from [`Bot::begin`] itself.
//!
//! # Where names are
//!
//! The root has what nearly every host needs; all others stand in the module that they belong to:
//!
//! | module | what |
//! | --- | --- |
//! | [`knowledge`] | the entries of what a shop knows, built in code; its builder, problems, [`lint`](knowledge::lint) and views |
//! | [`shop`] | orders, products and their parts; what a host is asked, and the traits by which it answers |
//! | [`input`] · [`action`] · [`reply`] | what goes in, what the host should do, what the buyer sees |
//! | [`fact`] | what happened, for the record |
//! | [`turn`] | the needs of a turn that is run step by step |
//! | [`understand`] · [`names`] | what a message means: evidence, intents, entities, moods |
//! | [`session`] · [`time`] | what is stored, and instants, with their errors |
//! | [`guard`] | what a shop may say: the check of any text before it goes out |
//! | [`transcript`] | conversations as tests |
//!
//! # Manuals
//!
//! [The knowledge format](_documentation::knowledge) ([中文](_documentation::knowledge_zh)) and [what hosts do](_documentation::hosts).
//!
//! # Features
//!
//! - `jieba` (off unless asked for): `Bot::telling_words`, which names the words that decided. It brings some 30 crates, a C compiler
//!   among what they need, and a dictionary that is loaded at the first call (0.2 s, 32 MB). Nothing else changes with it: a bot
//!   understands and answers the same without.
//!
//! The core does no I/O and has no clock and no randomness: the same session, input and answers always give the same turn.

#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)
)]

pub mod _documentation;
pub mod action;
mod bot;
mod dialogue;
pub mod fact;
pub mod guard;
pub mod input;
pub mod knowledge;
mod language;
mod limits;
mod money;
pub mod names;
mod question;
pub mod reply;
pub mod session;
pub mod shop;
mod text;
pub mod time;
pub mod transcript;
pub mod turn;
pub mod understand;

pub use action::Action;
pub use bot::{Bot, FaqMatch};
pub use dialogue::trace::Trace;
pub use fact::Fact;
pub use guard::Guard;
pub use input::Input;
pub use knowledge::{Knowledge, KnowledgeError};
pub use reply::Reply;
pub use session::Session;
pub use shop::{
    LookupError, MemoryOrders, MemoryProducts, Order, OrderBy, OrderQuery, OrderSource, OrderStatus, Product, Request,
    RequestOutcome, Shop,
};
pub use time::Time;
pub use turn::{Step, Turn};

/// The README's examples run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
