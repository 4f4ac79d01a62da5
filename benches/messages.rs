//! The ten messages that the whole bot is measured with, and the demo shop that answers them.

use kefu::{Bot, Input, MemoryOrders, MemoryProducts, Order, Product, Session, Shop, Time};

/// Messages of all kinds, 8 characters on average.
pub const MESSAGES: &[&str] = &[
    "到哪了",
    "什么时候发货呀",
    "这个衣服什么材质?",
    "我165 110斤穿什么码",
    "能放驿站吗",
    "退款到账了吗",
    "有什么优惠",
    "新疆发货吗运费多少",
    "收到的衣服破了个洞怎么办",
    "好的谢谢",
];

fn read<T: serde::de::DeserializeOwned>(name: &str) -> T {
    let path = format!("{}/../examples/shop/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The demo shop's orders and products.
pub fn sources() -> (MemoryOrders, MemoryProducts) {
    (MemoryOrders::new(read::<Vec<Order>>("orders.json")), MemoryProducts::new(read::<Vec<Product>>("products.json")))
}

pub fn now() -> Time {
    "2026-11-22T10:00:00+08:00".parse().unwrap()
}

/// One buyer sends all messages in a new session.
pub fn conversation(bot: &Bot, session: &mut Session, shop: &Shop<'_>) {
    for text in MESSAGES {
        std::hint::black_box(bot.reply(session, Input::text(*text).at(now()).buyer("b1"), shop));
    }
}

/// All messages are understood.
pub fn understanding(bot: &Bot) {
    for text in MESSAGES {
        std::hint::black_box(bot.understand(text));
    }
}
