//! Instructions a turn, counted by valgrind: the same in every run, where a time is not. `docs/performance.md` has the command.
//!
//! `instructions WHAT [ROUNDS]`: the ten messages of the bench, so many times. WHAT is `alone` (whole turns without sources),
//! `shop` (with those of the demo shop) or `understand`. The first round, in which patterns are compiled, is not counted.

#![allow(missing_docs, clippy::unwrap_used)]

mod messages;

use kefu::{Bot, Knowledge, Session, Shop};
use messages::{conversation, sources, understanding};

/// What is counted: everything inside of it.
#[inline(never)]
fn counted(bot: &Bot, what: &str, shop: &Shop<'_>, rounds: usize) {
    for _ in 0..rounds {
        match what {
            "understand" => understanding(bot),
            _ => conversation(bot, &mut Session::new("s"), shop),
        }
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().unwrap_or_else(|| "alone".to_owned());
    let rounds = arguments.next().map_or(20, |rounds| rounds.parse().unwrap());
    let (orders, products) = sources();
    let shop = match what.as_str() {
        "shop" => Shop::new().orders(&orders).products(&products),
        _ => Shop::new(),
    };
    let bot = Bot::new(Knowledge::ecommerce());
    conversation(&bot, &mut Session::new("s"), &shop);
    understanding(&bot);
    counted(&bot, &what, &shop, rounds);
}
