//! An asynchronous host: tokio, orders and sessions in SQLite.
//!
//! `cargo run --release --manifest-path examples/async_host/Cargo.toml`
//!
//! The engine has no `async` in it: [`Host::turn`] drives [`Step`]s in a loop of eight lines and awaits what they need.
//! Around it stands what every real host needs: a limit to every look-up, sessions saved by compare-and-set, and writes
//! that happen once however often a turn is run.

#![allow(missing_docs)]

#[path = "../../shop/mod.rs"]
mod shop;
mod store;

use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use kefu::{
    Bot, Input, LookupError, MemoryProducts, Order, OrderQuery, ProductSource, Request, RequestOutcome, Session, Step,
    Time, Turn,
};

use store::{Pool, StoreError};

/// The demo shop, which the other examples share.
const SHOP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shop");
/// How often a turn is run again because another one of its conversation was quicker.
const RETRIES: usize = 5;

#[derive(Clone)]
struct Host {
    bot: Bot,
    pool: Pool,
    /// A few hundred products fit in memory; more of them would be looked up like the orders.
    products: Arc<MemoryProducts>,
    /// How long a look-up may take: a buyer waits for it.
    patience: Duration,
}

impl Host {
    /// Answers one message of a conversation: load, run, save. A crash in between leaves the old session, and the message
    /// is simply answered when it is delivered again.
    async fn answer(&self, conversation: &str, input: Input) -> Result<Turn, StoreError> {
        for _ in 0..RETRIES {
            let session = self.load(conversation).await?;
            let turn = self.turn(&session, input.clone()).await;
            if self.save(session.revision(), &turn.session).await? {
                return Ok(turn);
            }
            // Another message of this conversation was quicker. What this turn would have said is forgotten: it did not
            // know of that message.
        }
        Err(StoreError::Busy)
    }

    async fn turn(&self, session: &Session, input: Input) -> Turn {
        let mut step = self.bot.begin(session, input);
        loop {
            step = match step {
                Step::Done(turn) => return turn,
                Step::Order(need) => {
                    let found = self.orders(need.query().clone()).await;
                    need.resume(found)
                }
                Step::Product(need) => {
                    let found = self.products.products(need.query());
                    need.resume(found)
                }
                Step::Request(need) => {
                    let outcome = self.request(need.query().clone()).await;
                    need.resume(outcome)
                }
                other => other.decline(), // calls of flows, composed texts, and what later versions may need
            }
        }
    }

    async fn orders(&self, query: OrderQuery) -> Result<Vec<Order>, LookupError> {
        let found = self.pool.run(move |connection| store::orders(connection, &query));
        match tokio::time::timeout(self.patience, found).await {
            Ok(found) => found.map_err(|error| LookupError::Failed(error.to_string())),
            Err(_) => Err(LookupError::TimedOut),
        }
    }

    async fn request(&self, request: Request) -> Result<RequestOutcome, LookupError> {
        let outcome = self.pool.run(move |connection| store::request(connection, &request));
        match tokio::time::timeout(self.patience, outcome).await {
            Ok(Ok(Some(outcome))) => Ok(outcome),
            Ok(Ok(None)) => Err(LookupError::Unsupported),
            // It may have been written, or still be: nobody knows, and nobody should claim to.
            Ok(Err(_)) | Err(_) => Ok(RequestOutcome::Unknown),
        }
    }

    async fn load(&self, conversation: &str) -> Result<Session, StoreError> {
        let id = conversation.to_owned();
        let stored = self.pool.run(move |connection| store::load(connection, &id)).await?;
        Ok(stored.unwrap_or_else(|| Session::new(conversation)))
    }

    async fn save(&self, read: u64, session: &Session) -> Result<bool, StoreError> {
        let session = session.clone();
        self.pool.run(move |connection| store::save(connection, read, &session)).await
    }
}

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
    let pool = Pool::open(&database, &orders)?;
    let products = shop::json(&directory.join("products.json"))?;
    let host = Host {
        bot: Bot::new(shop::knowledge(directory)?),
        pool,
        products: Arc::new(MemoryProducts::new(products)),
        patience: Duration::from_secs(2),
    };
    let outcome = demonstrate(&host).await;
    drop(host);
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", database.display())); // best effort: it lies in the temporary directory
    }
    outcome
}

async fn demonstrate(host: &Host) -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout(); // `println!` would panic where nobody reads any more
    let now: Time = shop::DEMO_NOW.parse()?;

    // Several conversations at once, on one thread; each is printed as a whole.
    let running: Vec<_> = SCRIPTS.iter().map(|script| tokio::spawn(converse(host.clone(), script, now))).collect();
    for conversation in running {
        writeln!(out, "{}", conversation.await??)?;
    }

    // Two messages of one conversation at the same instant: the slower turn is dropped and run again.
    let ask = |id: &str, text: &str| Input::text(text).id(id).at(now).buyer("b1");
    let (first, second) = tokio::join!(
        host.answer("c-race", ask("m1", "你们发什么快递")),
        host.answer("c-race", ask("m2", "几天能到成都")),
    );
    writeln!(out, "—— 同一会话同时来两句 ——")?;
    show(&mut out, "你们发什么快递", &first?)?;
    show(&mut out, "几天能到成都", &second?)?;
    writeln!(out, "    （会话的版本是 {}：两句都算数）\n", host.load("c-race").await?.revision())?;

    // The process dies after the write and before the session is saved; the message is delivered again.
    let say = |id: &str, text: &str| Input::text(text).id(id).at(now).buyer("b5");
    writeln!(out, "—— 写完还没存会话就断电，消息重新送达 ——")?;
    let mut session = Session::new("c-crash");
    for (id, text) in [("m1", "我要取消订单"), ("m2", "3")] {
        let turn = host.turn(&session, say(id, text)).await;
        show(&mut out, text, &turn)?;
        session = turn.session;
    }
    let before = host.pool.run(|connection| store::requests(connection)).await?;
    let lost = host.turn(&session, say("m3", "确认")).await;
    let again = host.turn(&session, say("m3", "确认")).await;
    show(&mut out, "确认", &again)?;
    let after = host.pool.run(|connection| store::requests(connection)).await?;
    writeln!(
        out,
        "    （跑了两遍，写了 {} 次，两遍说的{}）\n",
        after - before,
        if lost == again { "一样" } else { "不一样" }
    )?;

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
    let turn = hasty.turn(&Session::new("c-slow"), ask("m1", "我的快递到哪了")).await;
    show(&mut out, "我的快递到哪了", &turn)?;
    for work in busy {
        work.await??;
    }
    Ok(())
}

async fn converse(host: Host, script: &Script, now: Time) -> Result<String, StoreError> {
    let mut out = format!("—— 买家 {} ——\n", script.buyer);
    for (number, text) in (1..).zip(script.messages) {
        let input = Input::text(*text).id(format!("m{number}")).at(now).buyer(script.buyer);
        let turn = host.answer(&format!("c-{}", script.buyer), input).await?;
        out.push_str(&written(text, &turn));
    }
    Ok(out)
}

fn show(out: &mut impl Write, text: &str, turn: &Turn) -> io::Result<()> {
    write!(out, "{}", written(text, turn))
}

fn written(text: &str, turn: &Turn) -> String {
    let mut out = format!("客> {text}\n");
    for reply in &turn.replies {
        out.push_str(&format!("服> {}\n", reply.text().replace('\n', "\n    ")));
    }
    for action in &turn.actions {
        match action {
            kefu::Action::HandOff(package) => out.push_str(&format!("    （转人工：{}）\n", package.reason)),
            kefu::Action::Request { kind, outcome, .. } => out.push_str(&format!("    （申请 {kind}：{outcome}）\n")),
            other => out.push_str(&format!("    （{other:?}）\n")),
        }
    }
    out
}
