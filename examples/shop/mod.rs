//! A shop out of a directory, as the examples share it: `orders.json`, `products.json`, any `*.toml` and `*.csv`.
//!
//! The library takes texts and reads no files; this is the host's part of it.

#![allow(dead_code, missing_docs, unused_macros, reason = "each example uses its part")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use kefu::knowledge::KnowledgeBuilder;
use kefu::{Bot, Knowledge, MemoryOrders, MemoryProducts, Order, Product, Shop, Time};

/// Prints a line, and ends the program quietly where nobody reads any more (`… | head -1`): the standard one panics.
macro_rules! println {
    ($($line:tt)*) => {
        if std::io::Write::write_fmt(&mut std::io::stdout(), format_args!("{}\n", format_args!($($line)*))).is_err() {
            std::process::exit(0);
        }
    };
}

/// The demo shop that comes with the crate.
pub const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/shop");
/// The demo shop's data tell of the days before this instant: its clock starts here.
pub const DEMO_NOW: &str = "2026-11-22T10:00:00+08:00";

/// A shop with its bot.
pub struct Demo {
    pub bot: Bot,
    pub orders: MemoryOrders,
    pub products: MemoryProducts,
    /// The products once more, for listing them: a source answers questions only.
    pub catalogue: Vec<Product>,
    /// Who has orders, in the order of the file.
    pub buyers: Vec<String>,
    /// Whether it is the demo shop, which has a time of its own.
    pub is_demo: bool,
    started: SystemTime,
}

impl Demo {
    /// The host's sources.
    pub fn sources(&self) -> Shop<'_> {
        Shop::new().orders(&self.orders).products(&self.products)
    }

    /// The shop's clock: the machine's, but for the demo shop, whose time goes on from when its data were written.
    pub fn now(&self) -> Time {
        if self.is_demo {
            let start: Time = DEMO_NOW.parse().unwrap_or_default();
            let passed = self.started.elapsed().unwrap_or_default();
            return start.plus_millis(i64::try_from(passed.as_millis()).unwrap_or(i64::MAX));
        }
        Time::from(SystemTime::now())
    }
}

/// Reads a shop and builds its bot. An error says which file, where, and what to do.
pub fn open(directory: &Path) -> Result<Demo, String> {
    let orders: Vec<Order> = json(&directory.join("orders.json"))?;
    let products: Vec<Product> = json(&directory.join("products.json"))?;
    let knowledge = knowledge(directory)?;
    let mut buyers: Vec<String> = Vec::new();
    for order in &orders {
        if !buyers.contains(&order.buyer) {
            buyers.push(order.buyer.clone());
        }
    }
    let same = |a: &Path, b: &Path| fs::canonicalize(a).is_ok_and(|a| fs::canonicalize(b).is_ok_and(|b| a == b));
    Ok(Demo {
        bot: Bot::new(knowledge),
        orders: MemoryOrders::new(orders),
        products: MemoryProducts::new(products.iter().cloned()),
        catalogue: products,
        buyers,
        is_demo: same(directory, Path::new(DEMO)),
        started: SystemTime::now(),
    })
}

/// The knowledge in a directory, over the built-in pack.
pub fn knowledge(directory: &Path) -> Result<Knowledge, String> {
    let mut builder = Knowledge::builder();
    for path in knowledge_files(directory)? {
        let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        builder = add(builder, &path.display().to_string(), bytes)?;
    }
    builder.build().map_err(|error| error.to_string())
}

/// Adds a file: a table when its name ends in `.csv`, TOML otherwise.
pub fn add(builder: KnowledgeBuilder, name: &str, bytes: Vec<u8>) -> Result<KnowledgeBuilder, String> {
    if is_csv(name) {
        return Ok(builder.faq_csv(name, &bytes));
    }
    Ok(builder.toml(name, &bytes))
}

fn is_csv(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".csv")
}

/// The knowledge files of a directory, in the order of their names.
pub fn knowledge_files(directory: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(directory).map_err(|error| format!("{}: {error}", directory.display()))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            path.is_file() && (name.ends_with(".toml") || is_csv(&name))
        })
        .collect();
    files.sort();
    Ok(files)
}

/// A list out of a JSON file; an empty one when there is no such file.
pub fn json<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Vec<T>, String> {
    match fs::read_to_string(path) {
        Ok(text) => serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(format!("{}: {error}", path.display())),
    }
}
