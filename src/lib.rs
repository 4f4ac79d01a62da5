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
//!   or built in code, and checked as a whole; every problem is a [`Diagnostic`] with file, line, column and what to do.
//! - [`Bot`] is knowledge compiled: immutable, `Send + Sync`, shared by all conversations.
//! - [`Session`] is one conversation's state, a small serde value that the host stores wherever it likes.
//! - [`Input`] is what reaches the bot; [`Turn`] is what comes of it: [`Reply`]s for the buyer, [`Action`]s for the host,
//!   [`Fact`]s for the record, the next session, and the [`Trace`] that says why.
//! - [`Shop`] holds the host's sources for [`Bot::reply`]. A host that is asynchronous, or has its own way of looking things
//!   up, drives [`Step`]s from [`Bot::begin`] itself.
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
mod action;
mod bot;
mod dialogue;
pub mod fact;
mod guard;
mod input;
mod knowledge;
mod language;
mod limits;
mod money;
mod names;
mod reply;
mod session;
mod shop;
mod text;
mod time;
mod transcript;
mod turn;
mod understand;

pub use action::{Action, HandOff, Line, Priority, Speaker};
pub use bot::{Bot, FaqMatch};
pub use dialogue::trace::Trace;
pub use fact::{Fact, LookupOutcome, Outcome, Source};
pub use input::{AgentAction, Content, Input, People};
pub use knowledge::{
    Among, AnswerEntry, AnswerView, ArmEntry, DayRange, Diagnostic, Does, EventEntry, FaqEntry, FaqView, FirstAsk,
    FlowEntry, FlowView, HandOffEntry, HandOffTo, HandOffView, IntentEntry, IntentKind, IntentView, Is, Knowledge,
    KnowledgeBuilder, KnowledgeError, Language, MenuEntry, Mode, ModeEntry, Severity, ShopEntry, SlotChoice, SlotKind,
    StepEntry, TopicEntry, TopicOf, WhenEntry, lint,
};
pub use money::{Fen, FenError};
pub use names::{Entity, EntityKind, IntentId, Mood, ScoredIntent, Value};
pub use reply::{MenuItem, Reply, Suggestion};
pub use session::{Session, SessionError};
pub use shop::memory::{MemoryOrders, MemoryProducts};
pub use shop::order::{
    Aftersale, AftersaleKind, AftersaleStatus, Order, OrderItem, OrderStatus, Parcel, ParcelNode, ParcelState, Receiver,
};
pub use shop::product::{Product, ProductStatus, SizeChart, Sku};
pub use shop::query::Query;
pub use shop::{
    Call, CallSource, Compose, Composer, IntoText, LookupError, OrderBy, OrderQuery, OrderSource, ProductQuery,
    ProductSource, Request, RequestOutcome, Shop,
};
pub use time::{Time, TimeError};
pub use transcript::{Transcript, TranscriptError, TranscriptFailure};
pub use turn::{Need, Step, Turn};
pub use understand::{Evidence, EvidenceKind, Understanding};

/// The README's examples run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
