//! An asynchronous host: tokio, messages, sessions and orders in SQLite.
//!
//! `cargo run --release --manifest-path examples/async_host/Cargo.toml`
//!
//! The engine has no `async` in it: [`Host::turn`] drives [`Step`](kefu::Step)s in a loop of a few lines and awaits what they need.
//! Around it stands what every real host needs: a limit to every look-up, messages that are answered once and in their turn
//! however often and in whatever order they come, writes that happen once however often a turn is run, and replies that arrive
//! once. `crashes.rs` kills workers everywhere and checks it.

#![allow(missing_docs)]

#[cfg(test)]
mod crashes;
mod host;
mod mailbox;
mod platform;
#[path = "../../shop/mod.rs"]
mod shop;
mod store;

use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use kefu::{Action, Bot, Input, MemoryProducts, Order, Session, Time, Turn};

use host::Host;
use mailbox::{Message, Outgoing};
use platform::Platform;
use store::{Pool, StoreError};

/// The demo shop, which the other examples share.
const SHOP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shop");

/// What one buyer writes, in one conversation.
struct Script {
    buyer: &'static str,
    messages: &'static [&'static str],
}

const SCRIPTS: &[Script] = &[
    Script { buyer: "b1", messages: &["我的快递到哪了", "能退吗"] },
    Script { buyer: "b2", messages: &["我要取消订单", "1", "确认", "还有什么优惠"] },
    Script { buyer: "b4", messages: &["退款到账了吗", "转人工"] },
];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let directory = Path::new(SHOP);
    let orders: Vec<Order> = shop::json(&directory.join("orders.json"))?;
    let database = std::env::temp_dir().join(format!("kefu-async-host-{}.db", std::process::id()));
    let host = open(&database, &orders)?;
    host.sweep().await?; // what an earlier process left, if the database is not new
    let outcome = demonstrate(&host).await;
    drop(host);
    remove(&database);
    outcome
}

/// A host over a new database with these orders.
fn open(database: &Path, orders: &[Order]) -> Result<Host, Box<dyn Error>> {
    let directory = Path::new(SHOP);
    let products = shop::json(&directory.join("products.json"))?;
    Ok(Host {
        bot: Bot::new(shop::knowledge(directory)?),
        pool: Pool::create(database, orders)?,
        products: Arc::new(MemoryProducts::new(products)),
        platform: Platform::default(),
        patience: Duration::from_secs(2),
        gap: Duration::from_secs(5),
    })
}

fn remove(database: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", database.display())); // best effort: it lies in the temporary directory
    }
}

async fn demonstrate(host: &Host) -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout(); // `println!` would panic where nobody reads any more
    let now: Time = shop::DEMO_NOW.parse()?;

    // Several conversations at once, on one thread; each is printed as a whole.
    let running: Vec<_> = SCRIPTS.iter().map(|script| tokio::spawn(converse(host.clone(), script, now))).collect();
    for conversation in running {
        writeln!(out, "{}", conversation.await??)?;
    }

    // Two messages of one conversation, the second one first and each twice: answered in the platform's order, and once.
    writeln!(out, "—— 两句颠倒着来，每句来两遍 ——")?;
    let ask = |number: i64, text: &str| message("c-race", "b1", number, text, now);
    let (first, second) = (ask(1, "你们发什么快递"), ask(2, "几天能到成都"));
    for message in [&second, &first, &second, &first] {
        host.receive(message.clone()).await?;
        host.work("c-race").await?;
    }
    writeln!(out, "{}", shown(&host.platform.arrived("c-race")))?;

    // The process dies after the write and before anything is stored; the turn is run again.
    writeln!(out, "—— 写完还没存就断电，重新处理这一句 ——")?;
    let mut session = Session::new("c-crash");
    for (number, text) in [(1, "我要取消订单"), (2, "3")] {
        let turn = host.turn(&session, message("c-crash", "b5", number, text, now).input).await;
        write!(out, "客> {text}\n{}", shown(&outgoing(&turn)))?;
        session = turn.session;
    }
    let before = host.pool.run(|connection| store::requests(connection)).await?;
    let confirm = message("c-crash", "b5", 3, "确认", now).input;
    let lost = host.turn(&session, confirm.clone()).await;
    let again = host.turn(&session, confirm).await;
    write!(out, "客> 确认\n{}", shown(&outgoing(&again)))?;
    let after = host.pool.run(|connection| store::requests(connection)).await?;
    let same = if lost == again { "一样" } else { "不一样" };
    writeln!(out, "    （跑了两遍，写了 {} 次，两遍说的{same}）\n", after - before)?;

    // A look-up that takes too long is said, not guessed.
    let busy: Vec<_> = (0..store::CONNECTIONS)
        .map(|_| {
            let pool = host.pool.clone();
            let sleep = |_: &mut rusqlite::Connection| {
                std::thread::sleep(Duration::from_millis(300));
                Ok(())
            };
            tokio::spawn(async move { pool.run(sleep).await })
        })
        .collect();
    tokio::task::yield_now().await;
    let hasty = Host { patience: Duration::from_millis(50), ..host.clone() };
    writeln!(out, "—— 订单系统没有及时回答 ——")?;
    let slow = message("c-slow", "b1", 1, "我的快递到哪了", now);
    let turn = hasty.turn(&Session::new("c-slow"), slow.input).await;
    write!(out, "客> 我的快递到哪了\n{}", shown(&outgoing(&turn)))?;
    for work in busy {
        work.await??;
    }
    Ok(())
}

async fn converse(host: Host, script: &Script, now: Time) -> Result<String, StoreError> {
    let conversation = format!("c-{}", script.buyer);
    let mut out = format!("—— 买家 {} ——\n", script.buyer);
    let mut seen = 0;
    for (number, text) in (1..).zip(script.messages) {
        host.receive(message(&conversation, script.buyer, number, text, now)).await?;
        host.work(&conversation).await?;
        let arrived = host.platform.arrived(&conversation);
        out.push_str(&format!("客> {text}\n{}", shown(&arrived[seen..])));
        seen = arrived.len();
    }
    Ok(out)
}

fn message(conversation: &str, buyer: &str, number: i64, text: &str, at: Time) -> Message {
    let input = Input::text(text).id(format!("m{number}")).at(at).buyer(buyer);
    Message { conversation: conversation.to_owned(), number, input }
}

/// What a turn sends.
fn outgoing(turn: &Turn) -> Vec<Outgoing> {
    let replies = turn.replies.iter().cloned().map(Outgoing::Reply);
    replies.chain(turn.actions.iter().cloned().map(Outgoing::Action)).collect()
}

fn shown(outgoing: &[Outgoing]) -> String {
    let line = |one: &Outgoing| match one {
        Outgoing::Reply(reply) => format!("服> {}\n", reply.text().replace('\n', "\n    ")),
        Outgoing::Action(Action::HandOff(package)) => format!("    （转人工：{}）\n", package.reason),
        Outgoing::Action(Action::Request { kind, outcome, .. }) => format!("    （申请 {kind}：{outcome}）\n"),
        Outgoing::Action(other) => format!("    （{other:?}）\n"),
    };
    outgoing.iter().map(line).collect()
}
