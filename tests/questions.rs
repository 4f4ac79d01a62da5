//! Single questions over shops' data: each is answered as it is asked. `KEFU_SHOW=1` prints every answer that is not as written.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../examples/shop/mod.rs"]
mod shop;

use std::fs;
use std::path::{Path, PathBuf};

use kefu::{Bot, Input, MemoryOrders, MemoryProducts, Order, Product, Session, Shop, Time};

/// The files of questions, their shops, and how many of a hundred must be answered as written.
const SHOPS: &[(&str, &str, usize)] = &[
    ("food", "examples/food", 77),
    ("cosmetics", "examples/cosmetics", 75),
    ("clothes", "tests/questions/clothes", 81),
];

struct Open {
    bot: Bot,
    orders: Vec<Order>,
    products: Vec<Product>,
}

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn open(directory: &Path) -> Open {
    let problem = |problem: String| -> ! { panic!("{problem}") };
    Open {
        bot: Bot::new(shop::knowledge(directory).unwrap_or_else(|it| problem(it))),
        orders: shop::json(&directory.join("orders.json")).unwrap_or_else(|it| problem(it)),
        products: shop::json(&directory.join("products.json")).unwrap_or_else(|it| problem(it)),
    }
}

/// One line of a file.
struct Question {
    line: usize,
    text: String,
    setup: Vec<(String, String)>,
    say: String,
    never: String,
}

fn questions(path: &Path) -> Vec<Question> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    lines
        .map(|(number, line)| {
            let mut cells = line.split('\t').map(|cell| cell.trim().to_owned());
            let mut next = || cells.next().unwrap_or_default();
            let (text, setup, say, never) = (next(), next(), next(), next());
            let pairs = setup.split(';').map(str::trim).filter(|pair| !pair.is_empty());
            let pair = |pair: &str| pair.split_once('=').map(|(key, value)| (key.to_owned(), value.to_owned()));
            let setup = pairs.map(|it| pair(it).unwrap_or_else(|| panic!("line {}: {it}", number + 1))).collect();
            assert!(!say.is_empty() || !never.is_empty(), "line {} expects nothing: {line}", number + 1);
            Question { line: number + 1, text, setup, say, never }
        })
        .collect()
}

/// What the bot says to the question, after what was before it.
fn answer(shop: &Open, question: &Question) -> String {
    let (orders, products) = (MemoryOrders::new(shop.orders.clone()), MemoryProducts::new(shop.products.clone()));
    let sources = Shop::new().orders(&orders).products(&products);
    let value = |name: &str| question.setup.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let time = value("at").unwrap_or("2026-11-21T10:00");
    let now: Time = format!("{time}:00+08:00").parse().unwrap_or_else(|_| panic!("line {}: {time}", question.line));
    let buyer = value("buyer").unwrap_or("b1");
    let mut session = Session::new(format!("q{}", question.line));
    let mut send = |input: Input| {
        let input = if buyer.is_empty() { input } else { input.buyer(buyer) };
        shop.bot.reply(&mut session, input.at(now), &sources).text()
    };
    for (key, value) in &question.setup {
        match key.as_str() {
            "page" => drop(send(Input::visit(Some(value.clone())))),
            "order" => drop(send(Input::order_card(value))),
            "said" => drop(send(Input::text(value))),
            "at" | "buyer" => {}
            other => panic!("line {}: {other}", question.line),
        }
    }
    send(Input::text(&question.text))
}

/// What is wrong with an answer; empty where nothing is.
fn faults(question: &Question, answer: &str) -> Vec<String> {
    let text = answer.replace(' ', "");
    let has = |part: &str| !part.trim().is_empty() && text.contains(&part.replace(' ', ""));
    let lacks = question.say.split('&').filter(|part| !part.is_empty() && !part.split('|').any(has));
    let lacks = lacks.map(|part| format!("lacks {part}"));
    lacks.chain(question.never.split('|').filter(|part| has(part)).map(|part| format!("has {part}"))).collect()
}

#[test]
fn questions_are_answered_as_they_are_asked() {
    let show = std::env::var_os("KEFU_SHOW").is_some();
    let mut low = Vec::new();
    for (name, directory, least) in SHOPS {
        let shop = open(&at(directory));
        let questions = questions(&at(&format!("tests/questions/{name}.tsv")));
        let mut right = 0;
        for question in &questions {
            let said = answer(&shop, question);
            let faults = faults(question, &said);
            right += usize::from(faults.is_empty());
            if show && !faults.is_empty() {
                let setup: Vec<String> = question.setup.iter().map(|(key, value)| format!("{key}={value}")).collect();
                println!(
                    "{name}:{} {} [{}]\n    {}\n    ! {}",
                    question.line,
                    question.text,
                    setup.join("; "),
                    said.replace('\n', "\n    "),
                    faults.join(", ")
                );
            }
        }
        let share = right * 100 / questions.len().max(1);
        println!("{name}: {right} of {} ({share} %)", questions.len());
        if share < *least {
            low.push(format!("{name}: {share} % of {least}"));
        }
    }
    assert!(low.is_empty(), "{low:?}");
}
