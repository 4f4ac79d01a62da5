//! Old conversations against today's bot: `cargo run --release --example replay -- FILE [options]`
//!
//! FILE has a conversation a line: `{"session":"…","turns":[{"by":"buyer","text":"…"},{"by":"agent","text":"…"}]}`. The
//! buyers' turns alone are sent, ten seconds after each other, from a buyer who is signed in. Printed is what became of the
//! turns, and the conversations that went worst: with `--show` one of them in full, with `--sample` every so many-th.
//!
//! - `--orders file`, as without it: the built-in knowledge answers, from the orders and products of the demo shop, of
//!   `--shop DIR`, or of none (`--no-shop`), and the turns are sent as they stand.
//! - `--orders rule`: the shop's own knowledge answers over the built-in one, and each conversation gets a buyer with two or
//!   three orders of the shop's products, made by rule from the words of the whole conversation ([`orders`]). What the
//!   file's masks took out is filled from the main one ([`reading`]): order numbers, phones that were asked for, cards of
//!   orders, which are empty turns; an empty turn that was none is left out. The host wakes the bot when it asks for it.
//! - `--judge OUT` writes the conversations as a text for a reader who judges the bot's turns: the buyer's orders in short, then
//!   what was sent and what came, with no word of how sure the bot was.
//! - `--from N --count M` and `--only ID,ID…` pick conversations for any of these: a conversation's number is its line in the
//!   file, and an id may be cut short.

#![allow(missing_docs)]

#[macro_use]
#[path = "../shop/mod.rs"]
mod shop;

mod orders;
mod outcome;
mod printing;
mod reading;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use kefu::input::{Content, People};
use kefu::{Bot, Fact, Input, Knowledge, MemoryOrders, MemoryProducts, Order, Product, Session, Shop, Time, Turn};

use reading::{Conversation, Sent};

const USAGE: &str = "\
usage: replay FILE [--shop DIR | --no-shop] [--orders file|rule] [--buyer ID] [--from N] [--count M] [--only ID,ID…]
                   [--worst N] [--show SESSION | --sample N | --judge OUT]

  --orders rule   the shop's own knowledge, orders made from each conversation's words, masks filled from them
  --judge OUT     writes the conversations for a reader who judges the bot's turns
  --from, --count the first conversation, by its line in FILE, and how many";

/// Whose orders made by rule are, where `--buyer` says that nobody is signed in.
const SOMEBODY: &str = "b1";

/// How long after each other the buyer's turns come.
const BETWEEN: i64 = 10_000;

struct Options {
    file: PathBuf,
    shop: Option<PathBuf>,
    by_rule: bool,
    buyer: Option<String>,
    from: usize,
    count: usize,
    only: Vec<String>,
    worst: usize,
    show: Option<String>,
    sample: Option<usize>,
    judge: Option<PathBuf>,
}

/// One conversation, replayed.
pub struct Replayed {
    number: usize,
    session: String,
    /// The buyer's orders as they were before it, where they were made for it.
    orders: Vec<Order>,
    exchanges: Vec<Exchange>,
    /// Turns that said what the turn before had said.
    repeated: u32,
}

pub struct Exchange {
    said: String,
    turn: Turn,
    /// What came when the bot was woken before the next turn.
    woken: Option<Turn>,
}

impl Replayed {
    fn cost(&self) -> u32 {
        self.exchanges.iter().map(|it| outcome::cost(it.turn.outcome)).sum::<u32>() + 3 * self.repeated
    }
}

fn main() -> ExitCode {
    let Some(options) = options() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn options() -> Option<Options> {
    let mut options = Options {
        file: PathBuf::new(),
        shop: Some(PathBuf::from(shop::DEMO)),
        by_rule: false,
        buyer: Some(SOMEBODY.to_owned()),
        from: 1,
        count: usize::MAX,
        only: Vec::new(),
        worst: 20,
        show: None,
        sample: None,
        judge: None,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--no-shop" => options.shop = None,
            "--shop" => options.shop = Some(PathBuf::from(arguments.next()?)),
            "--orders" => match arguments.next()?.as_str() {
                "rule" => options.by_rule = true,
                "file" => options.by_rule = false,
                _ => return None,
            },
            "--buyer" => options.buyer = Some(arguments.next()?).filter(|buyer| !buyer.is_empty()),
            "--from" => options.from = arguments.next()?.parse().ok()?,
            "--count" => options.count = arguments.next()?.parse().ok()?,
            "--only" => {
                let ids = arguments.next()?;
                options.only.extend(ids.split(',').map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned));
            }
            "--worst" => options.worst = arguments.next()?.parse().ok()?,
            "--show" => options.show = Some(arguments.next()?),
            "--sample" => options.sample = Some(arguments.next()?.parse().ok().filter(|every| *every > 0)?),
            "--judge" => options.judge = Some(PathBuf::from(arguments.next()?)),
            _ if argument.starts_with("--") || !options.file.as_os_str().is_empty() => return None,
            file => options.file = PathBuf::from(file),
        }
    }
    // Orders made by rule are of a shop's products.
    let sound = !options.by_rule || options.shop.is_some();
    (sound && !options.file.as_os_str().is_empty()).then_some(options)
}

impl Options {
    fn picks(&self, conversation: &Conversation) -> bool {
        self.only.is_empty() || self.only.iter().any(|id| conversation.session.starts_with(id.as_str()))
    }
}

fn run(options: &Options) -> Result<(), String> {
    let name = options.file.display().to_string();
    let text = fs::read_to_string(&options.file).map_err(|error| format!("{name}: {error}"))?;
    let none = Path::new("");
    let directory = options.shop.as_deref().unwrap_or(none);
    let knowledge = if options.by_rule {
        shop::knowledge(directory)?
    } else {
        Knowledge::builder().build().map_err(|error| error.to_string())?
    };
    let bot = Bot::new(knowledge).wakes(true);
    let listed: Vec<Order> = shop::json(&directory.join("orders.json"))?;
    let products: Vec<Product> = shop::json(&directory.join("products.json"))?;
    let now: Time = shop::DEMO_NOW.parse().unwrap_or_default();
    let mut replayed = Vec::new();
    let conversations = reading::conversations(&name, &text)?;
    let from = conversations.iter().filter(|it| it.number >= options.from && options.picks(it));
    for conversation in from.take(options.count) {
        let (orders, sent) = if options.by_rule {
            let buyer = options.buyer.as_deref().unwrap_or(SOMEBODY);
            let made = orders::by_rule(conversation, buyer, &products, now)?;
            let sent = made.first().map(|main| reading::filled(conversation, main)).unwrap_or_default();
            (made, sent)
        } else {
            (Vec::new(), reading::as_written(conversation))
        };
        // What one conversation writes must not show in the next.
        let held = MemoryOrders::new(if options.by_rule { orders.clone() } else { listed.clone() });
        let shown = MemoryProducts::new(products.clone());
        let sources = match options.shop {
            Some(_) => Shop::new().orders(&held).products(&shown),
            None => Shop::new(),
        };
        let (exchanges, repeated) = replay(&bot, &sources, options, now, &conversation.session, sent);
        let (number, session) = (conversation.number, conversation.session.clone());
        replayed.push(Replayed { number, session, orders, exchanges, repeated });
    }
    if let Some(id) = &options.show {
        replayed.iter().filter(|it| it.session.starts_with(id.as_str())).for_each(printing::show);
        return Ok(());
    }
    if let Some(every) = options.sample {
        replayed.iter().step_by(every).for_each(printing::show);
        return Ok(());
    }
    if let Some(out) = &options.judge {
        let text: String = replayed.iter().map(|it| printing::for_judging(it, now)).collect();
        fs::write(out, text).map_err(|error| format!("{}: {error}", out.display()))?;
    }
    printing::report(&replayed);
    replayed.sort_by_key(|it| std::cmp::Reverse(it.cost()));
    println!("\nThe worst of them:");
    for worst in replayed.iter().take(options.worst) {
        println!("  {}  {} turns, cost {}", worst.session, worst.exchanges.len(), worst.cost());
    }
    Ok(())
}

fn replay(
    bot: &Bot,
    sources: &Shop<'_>,
    options: &Options,
    start: Time,
    id: &str,
    sent: Vec<Sent>,
) -> (Vec<Exchange>, u32) {
    let mut session = Session::new(id);
    let mut now = start;
    let mut exchanges: Vec<Exchange> = Vec::new();
    let mut repeated = 0;
    let arrives = |input: Input, at: Time| {
        let mut input = input.at(at);
        input.buyer.clone_from(&options.buyer);
        input.people = Some(People::new(1, 0));
        input
    };
    for sent in sent {
        let (said, input) = match sent {
            Sent::Text(text) => (text.clone(), Input::text(text)),
            Sent::OrderCard(order) => (format!("[订单 {order}]"), Input::order_card(order)),
        };
        let turn = bot.reply(&mut session, arrives(input, now), sources);
        now = now.plus_millis(BETWEEN);
        let woken = due(&turn, now).filter(|_| options.by_rule);
        let wake = |at| bot.reply(&mut session, arrives(Input::new(Content::Wake), at), sources);
        let woken = woken.map(wake);
        let text = turn.text();
        if exchanges.last().is_some_and(|last| !text.is_empty() && last.turn.text() == text) {
            repeated += 1;
        }
        exchanges.push(Exchange { said, turn, woken });
    }
    (exchanges, repeated)
}

/// When a bot that waits for the rest of a message wants to be woken, if that is before the next one comes.
fn due(turn: &Turn, next: Time) -> Option<Time> {
    let waits = turn.facts.iter().any(|fact| matches!(fact, Fact::Held));
    turn.session.wake_at().filter(|at| waits && *at < next)
}
