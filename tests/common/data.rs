//! A shop of a directory: its knowledge, orders and products.

#[path = "../../examples/shop/mod.rs"]
mod shop;

use std::path::Path;

use kefu::{Bot, Order, Product};

pub struct Data {
    pub bot: Bot,
    pub orders: Vec<Order>,
    pub products: Vec<Product>,
}

impl Data {
    pub fn open(directory: &Path) -> Data {
        let problem = |problem: String| -> ! { panic!("{problem}") };
        Data {
            bot: Bot::new(shop::knowledge(directory).unwrap_or_else(|it| problem(it))),
            orders: shop::json(&directory.join("orders.json")).unwrap_or_else(|it| problem(it)),
            products: shop::json(&directory.join("products.json")).unwrap_or_else(|it| problem(it)),
        }
    }
}
