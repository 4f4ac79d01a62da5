//! placeholder
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)
)]

mod action;
mod bot;
mod dialogue;
mod fact;
mod guard;
mod input;
mod knowledge;
mod money;
mod names;
mod reply;
mod session;
mod shop;
mod text;
mod time;
mod turn;
mod understand;

pub use action::{Action, HandOff, Line, Priority, Speaker};
pub use bot::{Bot, FaqMatch};
pub use dialogue::trace::Trace;
pub use fact::{Fact, LookupOutcome};
pub use input::{AgentAction, Content, Input, People};
pub use knowledge::{
    Among, AnswerEntry, ArmEntry, Diagnostic, Does, FaqEntry, FlowEntry, HandOffEntry, HandOffTo, IntentEntry, Is,
    Knowledge, KnowledgeBuilder, KnowledgeError, MenuEntry, Severity, ShopEntry, SlotKind, StepEntry, WhenEntry,
};
pub use money::Fen;
pub use names::{Entity, EntityKind, IntentId, Mood, ScoredIntent, Value};
pub use reply::{MenuItem, Reply};
pub use session::{Session, SessionError};
pub use shop::memory::{MemoryOrders, MemoryProducts};
pub use shop::order::{
    Aftersale, AftersaleKind, AftersaleStatus, Order, OrderItem, OrderStatus, Parcel, ParcelNode, ParcelState, Receiver,
};
pub use shop::product::{Product, ProductStatus, SizeChart, Sku};
pub use shop::{
    Call, CallSource, Compose, Composer, LookupError, OrderBy, OrderQuery, OrderSource, ProductQuery, ProductSource,
    Request, RequestOutcome, Shop,
};
pub use time::{Time, TimeError};
pub use turn::{NeedCall, NeedCompose, NeedOrder, NeedProduct, NeedRequest, Step, Turn};
pub use understand::{Evidence, EvidenceKind, Understanding};
