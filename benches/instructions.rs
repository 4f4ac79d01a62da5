//! Instructions a turn, counted by valgrind: the same in every run, where a time is not. `docs/performance.md` has the command.
//!
//! `instructions WHAT [ROUNDS]`: the ten messages of the bench, so many times. WHAT is `alone` (whole turns without sources),
//! `shop` (with those of the demo shop) or `understand`. With `search` it is a hundred questions to a FAQ of 1,000 entries, with
//! `build` and `own` a bot over the built-in knowledge, and one over it and one example of the shop's own. The first round, in which
//! patterns are compiled, is not counted.

#![allow(missing_docs, clippy::unwrap_used)]

mod messages;
mod questions;

use kefu::knowledge::FaqEntry;
use kefu::{Bot, Knowledge, Session, Shop};
use messages::{conversation, sources, understanding};

/// What is counted: everything inside of it.
#[inline(never)]
fn counted(round: &dyn Fn(), rounds: usize) {
    (0..rounds).for_each(|_| round());
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().unwrap_or_else(|| "alone".to_owned());
    let rounds = arguments.next().map_or(10, |rounds| rounds.parse().unwrap());
    let measure = |round: &dyn Fn()| {
        round();
        counted(round, rounds);
    };
    if what == "search" {
        let mut shop = questions::Shop::new(1_000);
        let entries = shop.entries(1_000);
        let messages: Vec<String> = entries.iter().step_by(10).map(|entry| shop.message(entry)).collect();
        let faq = entries.iter().map(|entry| FaqEntry::new(&entry.question, "亲，详情页有写哦"));
        let bot = Bot::new(faq.fold(Knowledge::empty(), |knowledge, entry| knowledge.faq(entry)).build().unwrap());
        return measure(&|| messages.iter().for_each(|text| drop(bot.search(text, 5))));
    }
    if what == "build" {
        return measure(&|| drop(Bot::new(Knowledge::ecommerce())));
    }
    if what == "own" {
        let own = "[[intent]]\nid = 'ship.time'\nexamples = ['几号能从仓里出来']\n";
        return measure(&|| drop(Bot::new(Knowledge::builder().toml("own.toml", own).build().unwrap())));
    }
    let (orders, products) = sources();
    let shop = match what.as_str() {
        "shop" => Shop::new().orders(&orders).products(&products),
        _ => Shop::new(),
    };
    let bot = Bot::new(Knowledge::ecommerce());
    match what.as_str() {
        "understand" => measure(&|| understanding(&bot)),
        _ => measure(&|| conversation(&bot, &mut Session::new("s"), &shop)),
    }
}
