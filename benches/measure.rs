//! Percentiles, building and memory of one engine over the questions of a made-up shop: a row of a table.

use std::hint::black_box;
use std::time::{Duration, Instant};

use kefu::knowledge::FaqEntry;
use kefu::{Bot, Knowledge};
use peak_alloc::PeakAlloc;

use crate::questions::{Entry, Shop};

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// Different messages.
const MESSAGES: usize = 2_000;
/// All messages are asked so many times, and the least time of each counts: what else the machine does is no part of it. In
/// between the others pass, so that nothing but what is common to all messages is in the nearest caches.
const ROUNDS: usize = 7;

/// The sizes that were asked for on the command line.
pub fn sizes() -> Vec<usize> {
    let mut sizes = vec![1_000, 10_000, 100_000];
    sizes.extend(std::env::args().any(|argument| argument == "--million").then_some(1_000_000));
    sizes
}

/// That many entries, and messages with the entry that each of them asks for.
pub fn questions(size: usize) -> (Vec<String>, Vec<(String, usize)>) {
    let mut shop = Shop::new(size as u64);
    let entries = shop.entries(size);
    // a step that shares no factor with the sizes spreads the messages over all entries
    let asked = (0..MESSAGES).map(|number| number * 7_919 % size);
    let messages = asked.map(|at| (shop.message(&entries[at]), at)).collect();
    (entries.into_iter().map(|Entry { question, .. }| question).collect(), messages)
}

pub fn print_header() {
    println!("| engine | entries | p50 µs | p99 µs | right first | build ms | heap MB |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
}

/// The row of kefu: a whole bot over the entries, asked through [`Bot::search`].
pub fn kefu(entries: &[String], messages: &[(String, usize)]) {
    let mut builder = Knowledge::empty();
    for question in entries {
        builder = builder.faq(FaqEntry::new(question, "亲，详情页有写哦"));
    }
    let started = Instant::now();
    let knowledge = builder.build().unwrap();
    let checked = started.elapsed();
    row(
        "kefu (with its checks)",
        entries,
        messages,
        checked,
        || Bot::new(knowledge),
        |bot, text| bot.search(text, 5).first().map(|found| found.question.clone()),
    );
}

/// Builds an engine, asks it every message, and prints its row. `spent` is what building took before.
pub fn row<T>(
    name: &str,
    entries: &[String],
    messages: &[(String, usize)],
    spent: Duration,
    build: impl FnOnce() -> T,
    first: impl Fn(&T, &str) -> Option<String>,
) {
    let before = HEAP.current_usage();
    let started = Instant::now();
    let engine = build();
    let built = spent + started.elapsed();
    let heap = HEAP.current_usage().saturating_sub(before);
    let mut times = vec![Duration::MAX; messages.len()];
    for _ in 0..ROUNDS {
        for ((text, _), least) in messages.iter().zip(&mut times) {
            let started = Instant::now();
            black_box(first(&engine, black_box(text)));
            *least = started.elapsed().min(*least);
        }
    }
    let right = messages.iter().filter(|(text, entry)| first(&engine, text).as_ref() == entries.get(*entry)).count();
    times.sort_unstable();
    let micros = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1e6;
    println!(
        "| {name} | {} | {:.1} | {:.1} | {:.3} | {} | {:.1} |",
        entries.len(),
        micros(50),
        micros(99),
        right as f64 / messages.len() as f64,
        built.as_millis(),
        heap as f64 / 1e6,
    );
}
