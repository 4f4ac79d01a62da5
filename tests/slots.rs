//! What fills a free slot, and what does not: the tables in `tests/slots/`, one file for each question.
//!
//! A file begins with the buyer and the wish that leads to the question; `+ text` is an answer to it, `- text` is none.

#![allow(missing_docs, clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

#[path = "common/mod.rs"]
mod common;

use std::fs;
use std::path::Path;

use common::DemoData;
use kefu::{Bot, Input, Knowledge, Session, Shop, Time, Turn};

const HOUR: i64 = 3_600_000;

/// The turn after the question: `None` when the wish does not lead to it.
fn answered(bot: &Bot, data: &DemoData, head: &[&str], text: &str) -> Option<Turn> {
    let (orders, products) = (data.orders(), data.products());
    let shop = Shop::new().orders(&orders).products(&products);
    let mut session = Session::new("slots");
    let mut at: Time = common::now();
    let mut say = |words: &str, at: Time| bot.reply(&mut session, Input::text(words).buyer(head[0]).at(at), &shop);
    for wish in &head[1..] {
        say(wish, at);
        at = at.plus_millis(HOUR / 60);
    }
    Some(say(text, at))
}

#[test]
fn a_free_slot_takes_what_answers_it() {
    // The built-in knowledge alone: a shop that has said nothing of invoices asks for the title.
    let bot = Bot::new(Knowledge::ecommerce());
    let data = DemoData::read();
    let mut wrong = Vec::new();
    let mut tables = 0;
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/slots");
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let table = fs::read_to_string(&path).unwrap();
        let head: Vec<&str> = table.lines().filter_map(|line| line.strip_prefix("> ")).collect();
        let texts = |mark: &str| -> Vec<String> {
            table.lines().filter_map(|line| line.strip_prefix(mark)).map(str::to_owned).collect()
        };
        let (right, others) = (texts("+ "), texts("- "));
        assert!(right.len() >= 25 && others.len() >= 40, "{name}: {} and {}", right.len(), others.len());
        for (text, fills) in right.iter().map(|text| (text, true)).chain(others.iter().map(|text| (text, false))) {
            let turn = answered(&bot, &data, &head, text).unwrap();
            let said = turn.text();
            // What is asked back names the value.
            let filled = said.contains(&format!("“{text}”")) || (fills && said.contains("确认"));
            if filled != fills {
                wrong.push(format!("{name}: {text} → {}", said.replace('\n', " / ")));
            }
        }
        tables += 1;
    }
    assert!(tables > 0);
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
