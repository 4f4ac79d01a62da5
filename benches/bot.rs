//! The whole bot, understanding alone, building, and sessions:
//! `cargo bench --manifest-path benches/Cargo.toml --bench bot`.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod messages;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use kefu::{Bot, Input, Knowledge, Session, Shop};
use messages::{MESSAGES, conversation, now, sources, understanding};

fn message(c: &mut Criterion) {
    let bot = Bot::new(Knowledge::ecommerce());
    let (orders, products) = sources();
    let shop = Shop::new().orders(&orders).products(&products);

    let mut group = c.benchmark_group("message");
    group.throughput(Throughput::Elements(MESSAGES.len() as u64));
    group.bench_function("whole turn, ten messages", |bencher| {
        bencher.iter_batched(
            || Session::new("s"),
            |mut session| conversation(&bot, &mut session, &shop),
            BatchSize::SmallInput,
        );
    });
    group.bench_function("understanding alone, ten messages", |bencher| bencher.iter(|| understanding(&bot)));
    group.finish();
}

fn build(c: &mut Criterion) {
    let mut group = c.benchmark_group("build");
    group.sample_size(10);
    group.bench_function("knowledge: read and check the built-in pack", |bencher| bencher.iter(Knowledge::ecommerce));
    let knowledge = Knowledge::ecommerce();
    group.bench_function("bot: compile and train", |bencher| {
        bencher.iter_batched(|| knowledge.clone(), Bot::new, BatchSize::LargeInput);
    });
    group.finish();
}

/// A session after so many turns.
fn after(bot: &Bot, turns: usize) -> Session {
    let mut session = Session::new("s");
    for number in 0..turns {
        bot.reply(&mut session, Input::text(MESSAGES[number % MESSAGES.len()]).at(now()).buyer("b1"), &Shop::new());
    }
    session
}

/// The next turn of a long conversation: as quick after 200 turns as after 20.
fn long(c: &mut Criterion) {
    let bot = Bot::new(Knowledge::ecommerce());
    let mut group = c.benchmark_group("the next turn");
    for turns in [20, 200] {
        let session = after(&bot, turns);
        group.bench_function(format!("after {turns}"), |bencher| {
            bencher.iter(|| bot.begin(&session, Input::text("有什么优惠").at(now()).buyer("b1")));
        });
    }
    group.finish();
}

fn session(c: &mut Criterion) {
    let bot = Bot::new(Knowledge::ecommerce());
    let session = after(&bot, 20);
    let stored = serde_json::to_string(&session).unwrap();
    let mut group = c.benchmark_group("session of 20 turns");
    group.bench_function("save as JSON", |bencher| bencher.iter(|| serde_json::to_string(&session).unwrap()));
    group.bench_function("load from JSON", |bencher| {
        bencher.iter(|| serde_json::from_str::<Session>(&stored).unwrap());
    });
    group.finish();
}

criterion_group!(benches, message, build, session, long);
criterion_main!(benches);
