//! Sums of several pieces and promotions, over the shops of the examples: every line of `tests/sums/*.tsv` is answered as written.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "common/data.rs"]
mod data;

use std::fs;
use std::path::{Path, PathBuf};

use data::Data;
use kefu::{Input, MemoryOrders, MemoryProducts, Session, Shop, Time};

/// The files of questions and their shops.
const SHOPS: &[(&str, &str)] =
    &[("food", "examples/food"), ("cosmetics", "examples/cosmetics"), ("clothes", "tests/questions/clothes")];

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// What is said to a question, after what `setup` has before it.
fn answer(shop: &Data, text: &str, setup: &str) -> String {
    let (orders, products) = (MemoryOrders::new(shop.orders.clone()), MemoryProducts::new(shop.products.clone()));
    let sources = Shop::new().orders(&orders).products(&products);
    let pairs: Vec<(&str, &str)> = setup.split(';').filter_map(|pair| pair.trim().split_once('=')).collect();
    let time = pairs.iter().find(|(key, _)| *key == "at").map_or("2026-11-21T10:00", |(_, time)| time);
    let now: Time = format!("{time}:00+08:00").parse().unwrap();
    let mut session = Session::new(text);
    let mut send = |input: Input| shop.bot.reply(&mut session, input.buyer("b1").at(now), &sources).text();
    for (key, value) in pairs {
        match key {
            "page" => drop(send(Input::visit(Some(value.to_owned())))),
            "said" => drop(send(Input::text(value))),
            _ => assert_eq!(key, "at", "{text}"),
        }
    }
    send(Input::text(text))
}

#[test]
fn every_sum_is_said_as_it_is() {
    let mut wrong = Vec::new();
    for (name, directory) in SHOPS {
        let shop = Data::open(&at(directory));
        let file = fs::read_to_string(at(&format!("tests/sums/{name}.tsv"))).unwrap();
        for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let mut cells = line.split('\t').map(str::trim);
            let mut next = || cells.next().unwrap_or_default();
            let (text, setup, say, never) = (next(), next(), next(), next());
            let said = answer(&shop, text, setup);
            let plain = said.replace(' ', "");
            let has = |part: &str| !part.is_empty() && plain.contains(&part.replace(' ', ""));
            let lacks = say.split('&').any(|part| !part.split('|').any(has));
            if lacks || never.split('|').any(has) {
                wrong.push(format!("{name}: {text} [{setup}] {say} | {never}\n    {said}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A conversation of `tests/sums/followed.txt`, and what it did not say.
fn wrong_in(shop: &Data, page: &str, time: &str, block: &str) -> Vec<String> {
    let (orders, products) = (MemoryOrders::new(shop.orders.clone()), MemoryProducts::new(shop.products.clone()));
    let sources = Shop::new().orders(&orders).products(&products);
    let mut now: Time = format!("{time}:00+08:00").parse().unwrap();
    let mut session = Session::new(block);
    let (mut said, mut wrong) = (String::new(), Vec::new());
    let mut send = |input: Input| {
        now = now.plus_millis(20_000);
        // What a session keeps is stored between two messages.
        session = serde_json::from_str(&serde_json::to_string(&session).unwrap()).unwrap();
        let turn = shop.bot.reply(&mut session, input.buyer("b1").at(now), &sources);
        if std::env::var("KEFU_TRACE").is_ok_and(|text| block.contains(&text)) {
            println!("{}", turn.trace());
        }
        turn.text()
    };
    if !page.is_empty() {
        send(Input::visit(Some(page.to_owned())));
    }
    for line in block.lines() {
        let has = |part: &str| said.replace(' ', "").contains(&part.replace(' ', ""));
        match line.split_at_checked(2) {
            Some(("> ", text)) => said = send(Input::text(text)),
            Some(("+ ", parts)) if !parts.split('|').any(has) => wrong.push(format!("lacks {parts}: {said}")),
            Some(("- ", part)) if has(part) => wrong.push(format!("has {part}: {said}")),
            _ => {}
        }
    }
    wrong
}

#[test]
fn a_sum_goes_on() {
    let file = fs::read_to_string(at("tests/sums/followed.txt")).unwrap();
    let shops: Vec<(&str, Data)> = SHOPS.iter().map(|(name, path)| (*name, Data::open(&at(path)))).collect();
    let mut wrong = Vec::new();
    for block in file.split("\n@ ").skip(1) {
        let (first, _) = block.split_once('\n').unwrap();
        let mut words = first.split(' ');
        let name = words.next().unwrap();
        let shop = &shops.iter().find(|(shop, _)| *shop == name).unwrap().1;
        let pairs: Vec<(&str, &str)> = words.filter_map(|word| word.split_once('=')).collect();
        let of = |key: &str| pairs.iter().find(|(name, _)| *name == key).map(|(_, value)| *value);
        let time = of("at").unwrap_or("2026-11-21T10:00");
        wrong.extend(
            wrong_in(shop, of("page").unwrap_or_default(), time, block).iter().map(|it| format!("{block}  {it}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
