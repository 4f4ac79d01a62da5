//! The demo shop, for the tests.

#![allow(dead_code, reason = "each test uses its part")]

#[path = "../../examples/shop/mod.rs"]
mod shop;
pub mod talk;

use std::fs;
use std::path::{Path, PathBuf};

use kefu::knowledge::KnowledgeBuilder;
use kefu::{Bot, Knowledge, MemoryOrders, MemoryProducts, Order, Product, Time, Turn};
use serde::de::DeserializeOwned;

/// The instant that the demo shop's data lead up to.
pub const NOW: &str = "2026-11-22T10:00:00+08:00";

pub fn now() -> Time {
    NOW.parse().unwrap()
}

/// Everything that is written down of a turn.
pub fn record(turn: &Turn) -> String {
    let lines: Vec<_> = turn.session.lines().collect();
    let record = serde_json::to_string(&(&turn.actions, &turn.facts, &turn.suggestions, &lines)).unwrap();
    format!("{record}\n{}", turn.trace())
}

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/shop")
}

/// The demo shop's knowledge, for more to be added.
pub fn demo_knowledge() -> KnowledgeBuilder {
    let files = shop::knowledge_files(&directory()).unwrap_or_else(|problem| panic!("{problem}"));
    files.iter().fold(Knowledge::builder(), |builder, path| {
        let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        shop::add(builder, &path.display().to_string(), bytes).unwrap_or_else(|problem| panic!("{problem}"))
    })
}

/// A bot with the demo shop's knowledge.
pub fn demo_bot() -> Bot {
    Bot::new(shop::knowledge(&directory()).unwrap_or_else(|problem| panic!("{problem}"))).wakes(true)
}

/// The demo shop's orders and products.
pub struct DemoData {
    pub orders: Vec<Order>,
    pub products: Vec<Product>,
}

impl DemoData {
    pub fn read() -> DemoData {
        DemoData { orders: json("orders.json"), products: json("products.json") }
    }

    pub fn orders(&self) -> MemoryOrders {
        MemoryOrders::new(self.orders.clone())
    }

    pub fn products(&self) -> MemoryProducts {
        MemoryProducts::new(self.products.clone())
    }
}

fn json<T: DeserializeOwned>(name: &str) -> Vec<T> {
    let text = fs::read_to_string(directory().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}
