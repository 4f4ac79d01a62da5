//! Old conversations against today's bot: `cargo run --release --example replay -- FILE [--shop DIR | --no-shop] [--buyer ID] [--worst N] [--show SESSION | --sample N]`
//!
//! FILE has a conversation a line: `{"session":"…","turns":[{"by":"buyer","text":"…"},{"by":"agent","text":"…"}]}`. The
//! buyers' turns alone are sent, ten seconds after each other, from a buyer who is signed in; the built-in knowledge answers
//! from the demo shop's orders and products. Printed is what became of the turns, and the conversations that went worst:
//! with `--show` one of them in full, with `--sample` every so many-th.

#![allow(missing_docs)]

#[macro_use]
#[path = "shop/mod.rs"]
mod shop;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use kefu::{
    Action, Bot, Fact, Input, Knowledge, MemoryOrders, MemoryProducts, Order, People, Product, Session, Shop, Time,
    Turn,
};
use serde::Deserialize;

const USAGE: &str =
    "usage: replay FILE [--shop DIR | --no-shop] [--buyer ID] [--worst N] [--show SESSION | --sample N]";

#[derive(Deserialize)]
struct Conversation {
    session: String,
    turns: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    by: String,
    text: String,
}

struct Options {
    file: PathBuf,
    shop: Option<PathBuf>,
    buyer: Option<String>,
    worst: usize,
    show: Option<String>,
    sample: Option<usize>,
}

/// What became of a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Answered,
    Courtesy,
    WithPerson,
    Menu,
    AskedBack,
    NotUnderstood,
    HandedOver,
    Held,
    Silent,
}

impl Outcome {
    const ALL: [(Outcome, &str); 9] = [
        (Outcome::Answered, "answered"),
        (Outcome::Courtesy, "courtesies and remarks"),
        (Outcome::WithPerson, "noted for the person called"),
        (Outcome::Menu, "offered a menu of meanings"),
        (Outcome::AskedBack, "asked back"),
        (Outcome::NotUnderstood, "not understood"),
        (Outcome::HandedOver, "handed over"),
        (Outcome::Held, "waits for its rest"),
        (Outcome::Silent, "silent"),
    ];

    /// `called`: a person was called before.
    fn of(turn: &Turn, called: bool) -> Outcome {
        let any = |test: fn(&Fact) -> bool| turn.facts.iter().any(test);
        let calls = |action: &Action| matches!(action, Action::HandOff(_) | Action::TakeMessage { .. });
        if turn.actions.iter().any(calls) {
            Outcome::HandedOver
        } else if any(|fact| matches!(fact, Fact::NotUnderstood)) {
            if called { Outcome::WithPerson } else { Outcome::NotUnderstood }
        } else if any(|fact| matches!(fact, Fact::Clarified { .. })) {
            Outcome::Menu
        } else if any(|fact| matches!(fact, Fact::Asked { .. })) {
            Outcome::AskedBack
        } else if any(|fact| matches!(fact, Fact::Held)) {
            Outcome::Held
        } else if turn.replies.is_empty() {
            Outcome::Silent
        } else if any(|fact| matches!(fact, Fact::FlowEnded { .. } | Fact::Requested { .. }))
            || turn.facts.iter().any(answers)
        {
            Outcome::Answered
        } else {
            Outcome::Courtesy
        }
    }

    /// How bad that is for a buyer.
    fn cost(self) -> u32 {
        match self {
            Outcome::Answered | Outcome::Courtesy | Outcome::WithPerson | Outcome::Held => 0,
            Outcome::Menu | Outcome::AskedBack => 1,
            Outcome::HandedOver => 2,
            Outcome::NotUnderstood | Outcome::Silent => 3,
        }
    }
}

/// Whether it is the answer to a question, and no courtesy.
fn answers(fact: &Fact) -> bool {
    const COURTESIES: &[&str] = &["greeting", "thanks", "goodbye", "affirm", "deny", "nudge", "inform", "complaint"];
    match fact {
        Fact::Answered { intent: Some(intent), .. } => !COURTESIES.iter().any(|courtesy| intent.is(courtesy)),
        Fact::Answered { .. } => true,
        _ => false,
    }
}

/// One conversation, replayed.
struct Replayed {
    session: String,
    turns: Vec<(String, Turn, Outcome)>,
    /// Turns that said what the turn before had said.
    repeated: u32,
}

impl Replayed {
    fn cost(&self) -> u32 {
        self.turns.iter().map(|(_, _, outcome)| outcome.cost()).sum::<u32>() + 3 * self.repeated
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
        buyer: Some("b1".to_owned()),
        worst: 20,
        show: None,
        sample: None,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--no-shop" => options.shop = None,
            "--shop" => options.shop = Some(PathBuf::from(arguments.next()?)),
            "--buyer" => options.buyer = Some(arguments.next()?).filter(|buyer| !buyer.is_empty()),
            "--worst" => options.worst = arguments.next()?.parse().ok()?,
            "--show" => options.show = Some(arguments.next()?),
            "--sample" => options.sample = Some(arguments.next()?.parse().ok().filter(|every| *every > 0)?),
            _ if argument.starts_with("--") || !options.file.as_os_str().is_empty() => return None,
            file => options.file = PathBuf::from(file),
        }
    }
    (!options.file.as_os_str().is_empty()).then_some(options)
}

fn run(options: &Options) -> Result<(), String> {
    let text = fs::read_to_string(&options.file).map_err(|error| format!("{}: {error}", options.file.display()))?;
    let bot = Bot::new(Knowledge::builder().build().map_err(|error| error.to_string())?).wakes(true);
    let none = Path::new("");
    let directory = options.shop.as_deref().unwrap_or(none);
    let orders: Vec<Order> = shop::json(&directory.join("orders.json"))?;
    let products: Vec<Product> = shop::json(&directory.join("products.json"))?;
    let mut replayed = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let conversation: Conversation =
            serde_json::from_str(line).map_err(|error| format!("{}:{number}: {error}", options.file.display()))?;
        // What one conversation writes must not show in the next.
        let (orders, products) = (MemoryOrders::new(orders.clone()), MemoryProducts::new(products.clone()));
        let sources = match options.shop {
            Some(_) => Shop::new().orders(&orders).products(&products),
            None => Shop::new(),
        };
        replayed.push(replay(&bot, &sources, options.buyer.as_deref(), conversation));
    }
    if let Some(id) = &options.show {
        replayed.iter().filter(|it| it.session.starts_with(id.as_str())).for_each(show);
        return Ok(());
    }
    if let Some(every) = options.sample {
        replayed.iter().step_by(every).for_each(show);
        return Ok(());
    }
    report(&replayed);
    replayed.sort_by_key(|it| std::cmp::Reverse(it.cost()));
    println!("\nThe worst of them:");
    for worst in replayed.iter().take(options.worst) {
        println!("  {}  {} turns, cost {}", worst.session, worst.turns.len(), worst.cost());
    }
    Ok(())
}

fn replay(bot: &Bot, sources: &Shop<'_>, buyer: Option<&str>, conversation: Conversation) -> Replayed {
    let mut session = Session::new(conversation.session.as_str());
    let mut now: Time = shop::DEMO_NOW.parse().unwrap_or_default();
    let mut turns: Vec<(String, Turn, Outcome)> = Vec::new();
    let mut called = false;
    let mut repeated = 0;
    for line in conversation.turns.into_iter().filter(|line| line.by == "buyer") {
        let mut input = Input::text(line.text.as_str()).at(now);
        input.buyer = buyer.map(str::to_owned);
        input.people = Some(People::new(1, 0));
        now = now.plus_millis(10_000);
        let turn = bot.reply(&mut session, input, sources);
        if turns.last().is_some_and(|(_, last, _)| !turn.text().is_empty() && last.text() == turn.text()) {
            repeated += 1;
        }
        let outcome = Outcome::of(&turn, called);
        called |= outcome == Outcome::HandedOver;
        turns.push((line.text, turn, outcome));
    }
    Replayed { session: conversation.session, turns, repeated }
}

fn report(replayed: &[Replayed]) {
    let mut counts: BTreeMap<Outcome, usize> = BTreeMap::new();
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    for (_, turn, outcome) in replayed.iter().flat_map(|it| &it.turns) {
        *counts.entry(*outcome).or_default() += 1;
        for fact in &turn.facts {
            if let Fact::HandedOff { reason } = fact {
                *reasons.entry(reason.clone()).or_default() += 1;
            }
        }
    }
    let total: usize = counts.values().sum();
    println!("{} conversations, {total} turns of buyers", replayed.len());
    for (outcome, name) in Outcome::ALL {
        let count = counts.get(&outcome).copied().unwrap_or_default();
        println!("  {name:<28}{count:>6}  {:>5.1} %", 100.0 * count as f64 / total.max(1) as f64);
    }
    let repeated: u32 = replayed.iter().map(|it| it.repeated).sum();
    println!("  {:<28}{repeated:>6}", "the same words as before");
    let reasons: Vec<String> = reasons.iter().map(|(reason, count)| format!("{reason} {count}")).collect();
    println!("Handed over because of: {}", reasons.join(", "));
}

fn show(replayed: &Replayed) {
    println!("== {}  cost {}", replayed.session, replayed.cost());
    for (said, turn, outcome) in &replayed.turns {
        println!("客> {said}");
        for line in turn.text().lines() {
            println!("服> {line}");
        }
        let best = turn.trace().understanding().and_then(kefu::Understanding::best);
        let best = best.map(|best| format!("{} {:.2}", best.id, best.confidence)).unwrap_or_default();
        println!("    [{:?}; {best}; {}]", outcome, turn.trace().decisions().join("; "));
    }
    println!("");
}
