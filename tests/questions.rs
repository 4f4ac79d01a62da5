//! Single questions over shops' data: each is answered as it is asked. `KEFU_SHOW=1` prints every answer that is not as written,
//! `KEFU_TRACE=QUESTION` why one is as it is.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "common/data.rs"]
mod data;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use data::Data;
use kefu::shop::Fen;
use kefu::{Input, MemoryOrders, MemoryProducts, Session, Shop, Time};

/// The files of questions, their shops, and how many of a hundred must be answered as written.
const SHOPS: &[(&str, &str, usize)] = &[
    ("food", "examples/food", 87),
    ("cosmetics", "examples/cosmetics", 89),
    ("clothes", "tests/questions/clothes", 89),
];

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
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
fn answer(shop: &Data, question: &Question) -> String {
    let (orders, products) = (MemoryOrders::new(shop.orders.clone()), MemoryProducts::new(shop.products.clone()));
    let sources = Shop::new().orders(&orders).products(&products);
    let value = |name: &str| question.setup.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let time = value("at").unwrap_or("2026-11-21T10:00");
    let now: Time = format!("{time}:00+08:00").parse().unwrap_or_else(|_| panic!("line {}: {time}", question.line));
    let buyer = value("buyer").unwrap_or("b1");
    let mut session = Session::new(format!("q{}", question.line));
    let mut send = |input: Input| {
        let input = if buyer.is_empty() { input } else { input.buyer(buyer) };
        let turn = shop.bot.reply(&mut session, input.at(now), &sources);
        if std::env::var("KEFU_TRACE").is_ok_and(|text| text == question.text) {
            println!("{}", turn.trace());
        }
        turn.text()
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
        let shop = Data::open(&at(directory));
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

/// The amounts of a text, in 分: `12.5 元`, `¥129.00`.
fn amounts(text: &str) -> Vec<i64> {
    let mut found = Vec::new();
    let mut number = String::new();
    let (mut money, mut spaced) = (false, false);
    for c in text.chars().chain(['\n']) {
        if c.is_ascii_digit() || (c == '.' && !number.is_empty()) {
            if std::mem::take(&mut spaced) {
                number.clear();
            }
            number.push(c);
            continue;
        }
        if c == ' ' && !number.is_empty() && !money {
            spaced = true;
            continue;
        }
        if (c == '元' || money) && !number.is_empty() {
            let (whole, part) = number.split_once('.').unwrap_or((&number, ""));
            let part: String = part.chars().chain("00".chars()).take(2).collect();
            // A number without a unit may be longer than any amount.
            found.extend(whole.parse::<i64>().ok().map(|whole| whole * 100 + part.parse::<i64>().unwrap_or(0)));
        }
        money = c == '¥';
        spaced = false;
        number.clear();
    }
    found
}

/// The amounts of an answer that follow from others in it by the rules that `docs/questions.md` names: a sum of prices times pieces, what is
/// left of it, and what is missing to a figure of the shop.
fn computed(said: &str, told: &BTreeSet<i64>) -> BTreeSet<i64> {
    let mut follows = BTreeSet::new();
    for line in said.lines() {
        let (sum, rest) = line.split_once('＝').unwrap_or(("", line));
        let lines = sum.split('＋').filter_map(|part| {
            let price = *amounts(part).last()?;
            let pieces = part.rsplit_once('×').and_then(|(_, count)| count.trim().parse().ok()).unwrap_or(1);
            Some(price * pieces)
        });
        let whole: i64 = if sum.is_empty() { amounts(line).first().copied().unwrap_or_default() } else { lines.sum() };
        follows.insert(whole);
        // What is taken off: again for each time that a threshold is reached, or a piece that has another price.
        let prices: Vec<i64> = sum.split('＋').filter_map(|part| amounts(part).last().copied()).collect();
        for off in rest.split('，').filter(|clause| clause.contains("减 ")).filter_map(|it| amounts(it).last().copied())
        {
            let again = |step: i64| step > 0 && off % step == 0 && off / step <= 20;
            let known = told.iter().any(|step| again(*step) || prices.iter().any(|price| again(price - step)));
            follows.extend(known.then_some(off));
        }
        // With what sending costs; and by how much two prices differ.
        if let Some((_, sent)) = rest.split_once("运费 ") {
            let freight = amounts(sent).first().copied().filter(|freight| told.contains(freight)).unwrap_or_default();
            follows.insert(whole + freight);
        }
        if line.contains("差 ") {
            let said = amounts(line);
            follows.extend(said.iter().flat_map(|a| said.iter().map(move |b| a - b)).filter(|it| *it > 0));
        }
        // What a pack costs, for one of what is in it.
        if let Some((price, each)) = line.split_once("合 ") {
            let (price, each) = (amounts(price).last().copied(), amounts(each).first().copied());
            let of_pack = price.zip(each).filter(|(price, each)| (1..=500).any(|count| price / count == *each));
            follows.extend(of_pack.map(|(_, each)| each));
        }
        let off: i64 =
            rest.split('，').filter(|clause| clause.contains("减 ")).filter_map(|it| amounts(it).last().copied()).sum();
        follows.insert(whole - off);
        let left = [whole, whole - off];
        follows.extend(
            told.iter()
                .flat_map(|figure| left.map(|left| figure - left))
                .filter(|lack| *lack > 0 && line.contains("还差")),
        );
    }
    follows
}

/// No amount is said that stands neither in the shop's data nor in the question, and follows from none that do.
#[test]
fn no_amount_is_said_without_evidence() {
    let mut seen = 0;
    let mut wrong = Vec::new();
    for (name, directory, _) in SHOPS {
        let directory = at(directory);
        let shop = Data::open(&directory);
        let told = told(&directory);
        for question in questions(&at(&format!("tests/questions/{name}.tsv"))) {
            let said = answer(&shop, &question);
            // Shares of what was paid for several things are said to be about so much.
            let said = said.split("大约是：").next().unwrap_or_default().to_owned();
            let asked: Vec<i64> = amounts(&question.text.replace('块', " 元"));
            let amounts = amounts(&said);
            let computed = computed(&said, &told);
            for amount in &amounts {
                seen += 1;
                if !told.contains(amount) && !asked.contains(amount) && !computed.contains(amount) {
                    wrong.push(format!("{name}:{} {}\n    {amount} 分 in {said}", question.line, question.text));
                }
            }
        }
    }
    assert!(seen > 300, "only {seen} amounts were seen");
    assert!(wrong.is_empty(), "{} of {seen}\n{}", wrong.len(), wrong.join("\n"));
}

/// The amounts of a shop's files, in 分: what stands behind a key of JSON or TOML, and what sentences say of yuan.
fn told(directory: &Path) -> BTreeSet<i64> {
    let mut told = BTreeSet::new();
    for path in fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()) {
        let text = fs::read_to_string(&path).unwrap();
        for line in text.lines() {
            let behind = line
                .split([':', '=', ','])
                .filter_map(|part| part.trim().trim_end_matches([',', '}', ']', ' ']).parse::<i64>().ok());
            told.extend(behind);
            told.extend(amounts(&line.replace('块', " 元")));
        }
    }
    // What an order comes to, and what a part of it does, is the order's own.
    let orders = Data::open(directory).orders;
    for item in orders.iter().flat_map(|order| &order.items) {
        told.insert(item.price.0 * i64::from(item.quantity));
    }
    told
}

/// What the test above takes for evidence.
#[test]
fn an_amount_follows_or_does_not() {
    let told = BTreeSet::from([15_000]);
    for (said, follows, never) in [
        (
            "灰色 99 元×2＋黑色 99 元＝297 元，「满150减15」减 15 元，到手 282 元。",
            &[29_700, 28_200][..],
            &[28_300, 19_800][..],
        ),
        ("99 元，还差 51 元就够「满150减15」。", &[5_100], &[4_100]),
    ] {
        let computed = computed(said, &told);
        assert!(follows.iter().all(|it| computed.contains(it)), "{said}: {computed:?}");
        assert!(never.iter().all(|it| !computed.contains(it)), "{said}: {computed:?}");
    }
    assert_eq!(amounts("到手 12.5 元，¥129.00，30 天"), [1_250, 12_900]);
}

/// Whatever numbers a host's data have, every question has an answer and none a panic.
#[test]
fn extreme_data_panic_nothing() {
    for (name, directory, _) in SHOPS {
        let mut shop = Data::open(&at(directory));
        for extreme in [i64::MAX, i64::MIN, 0] {
            let time = Time::from_millis(extreme);
            for product in &mut shop.products {
                product.ship_within_hours = Some(u32::MAX);
                product.presale_ship_at = Some(time);
                product.freight = Some(Fen(extreme));
                product.remote_freight.values_mut().for_each(|freight| *freight = Some(Fen(extreme)));
                for sku in &mut product.skus {
                    (sku.price, sku.stock, sku.restock_at) = (Some(Fen(extreme)), Some(u32::MAX), Some(time));
                }
            }
            for order in &mut shop.orders {
                (order.paid, order.total, order.discount) =
                    (Some(Fen(extreme)), Some(Fen(extreme)), Some(Fen(extreme)));
                (order.shipped_at, order.ship_by) = (order.shipped_at.map(|_| time), Some(time));
                order.items.iter_mut().for_each(|item| (item.price, item.quantity) = (Fen(extreme), u32::MAX));
            }
            for question in questions(&at(&format!("tests/questions/{name}.tsv"))) {
                assert!(!answer(&shop, &question).is_empty(), "{}", question.text);
            }
        }
    }
}
