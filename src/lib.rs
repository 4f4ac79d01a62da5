//! placeholder
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)
)]

mod action;
mod fact;
mod guard;
mod input;
mod knowledge;
mod money;
mod names;
mod reply;
mod shop;
mod text;
mod time;
mod understand;

pub use action::{Action, HandOff, Line, Priority, Speaker};
pub use fact::{Fact, LookupOutcome};
pub use input::{AgentAction, Content, Input, People};
pub use knowledge::{
    Among, AnswerEntry, ArmEntry, Diagnostic, Does, FaqEntry, FlowEntry, HandOffEntry, HandOffTo, IntentEntry, Is,
    Knowledge, KnowledgeBuilder, KnowledgeError, MenuEntry, Severity, ShopEntry, SlotKind, StepEntry, WhenEntry,
};
pub use money::Fen;
pub use names::{Entity, EntityKind, IntentId, Mood, ScoredIntent, Value};
pub use reply::{MenuItem, Reply};
pub use shop::order::{
    Aftersale, AftersaleKind, AftersaleStatus, Order, OrderItem, OrderStatus, Parcel, ParcelNode, ParcelState, Receiver,
};
pub use shop::product::{Product, ProductStatus, SizeChart, Sku};
pub use shop::{
    Call, CallSource, Compose, Composer, LookupError, OrderBy, OrderQuery, OrderSource, ProductQuery, ProductSource,
    Request, RequestOutcome, Shop,
};
pub use time::{Time, TimeError};
