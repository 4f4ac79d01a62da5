//! Sessions that were stored by version 1 load for ever, and their conversations go on.
//!
//! `golden/session-v1-full.json` has every field and every variant that a session can hold, more than one conversation ever sets at once.
//!
//! `golden/session-v1.json` is never written again. When the version grows, its conversations are stored as a new file
//! beside it, by `cargo test --test golden -- --ignored`.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "common/mod.rs"]
mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use common::{DemoData, demo_bot, now};
use kefu::fact::WriteOutcome;
use kefu::input::AgentAction;
use kefu::{Action, Bot, Input, Session, Shop, Turn};
use serde_json::Value;

fn golden(version: u64) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/session-v{version}.json"))
}

/// Conversations that are stopped in the middle, by what they wait for.
fn conversations() -> Vec<(&'static str, Option<&'static str>, Vec<Input>)> {
    let text = Input::text;
    vec![
        ("a_confirmation", Some("b3"), vec![text("在吗"), text("卫衣我要退货")]),
        ("which_order", Some("b2"), vec![text("催一下发货"), text("对了你们发什么快递")]),
        ("a_proof", None, vec![text("查一下 6917533224570258991"), text("1234")]),
        ("a_slot", Some("b1"), vec![text("我想批量采购"), text("一百件")]),
        ("a_product_question", Some("b1"), vec![Input::product_card("p1001"), text("那黑色M还有吗")]),
        ("a_called_person", Some("b1"), vec![text("转人工")]),
        ("a_person", Some("b1"), vec![text("转人工"), Input::agent(AgentAction::TookOver, None)]),
    ]
}

/// Says something to a bot with a fresh demo shop.
fn say(bot: &Bot, session: &mut Session, buyer: Option<&str>, mut input: Input) -> Turn {
    let data = DemoData::read();
    let (orders, products) = (data.orders(), data.products());
    input.buyer = buyer.map(str::to_owned);
    let step = i64::try_from(session.revision()).unwrap() * 10_000;
    let id = format!("m{}", session.revision() + 1);
    bot.reply(session, input.id(id).at(now().plus_millis(step)), &Shop::new().orders(&orders).products(&products))
}

fn stored() -> BTreeMap<String, Value> {
    read(&golden(1))
}

fn full() -> BTreeMap<String, Value> {
    read(&golden(1).with_file_name("session-v1-full.json"))
}

fn read(path: &Path) -> BTreeMap<String, Value> {
    let text = fs::read_to_string(path).expect("the golden file");
    serde_json::from_str(&text).expect("the golden file")
}

#[test]
fn version_1_is_read_and_nothing_of_it_is_lost() {
    for (name, value) in stored().into_iter().chain(full()) {
        assert_eq!(value["v"], 1, "{name}");
        let session: Session = serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(serde_json::to_value(&session).unwrap(), value, "{name}");
    }
}

/// Every key and every word of a stored session.
fn words(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.keys().cloned());
            fields.values().for_each(|value| words(value, found));
        }
        Value::Array(all) => all.iter().for_each(|value| words(value, found)),
        Value::String(text) => found.extend([text.clone()]),
        _ => {}
    }
}

/// The names that the code of the state writes: of its fields, and of the variants of what is one of several.
fn names_in_the_code() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut names = BTreeSet::new();
    for file in ["session.rs", "session/kept.rs", "session/own.rs"] {
        let code = fs::read_to_string(root.join(file)).unwrap();
        let code = code.split("#[cfg(test)]").next().unwrap();
        let (mut inside, mut flattened, mut renamed) = (None, false, None);
        for line in code.lines() {
            // `Session` itself is a box around the state.
            match line.strip_prefix("pub(crate) ").map(|rest| rest.trim_end_matches(" {")) {
                Some(rest) if rest.starts_with("struct ") => inside = Some(false),
                Some(rest) if rest.starts_with("enum ") => inside = Some(true),
                _ if line == "}" => inside = None,
                _ => {}
            }
            let line = line.trim();
            flattened |= line.contains("serde(flatten)");
            renamed = line.split("rename = \"").nth(1).and_then(|rest| rest.split('"').next()).or(renamed);
            let field = line.strip_prefix("pub(crate) ").and_then(|rest| rest.split_once(':')).map(|(name, _)| name);
            let variant = line.split(['(', ',', '{']).next().filter(|it| it.starts_with(char::is_uppercase));
            let found = match inside {
                Some(false) => field.map(str::to_owned),
                Some(true) => variant.map(snake_case),
                None => None,
            };
            if let Some(name) = found {
                if !flattened {
                    names.insert(renamed.map_or(name, str::to_owned));
                }
                (flattened, renamed) = (false, None);
            }
        }
    }
    names
}

fn snake_case(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// What is not written because it is empty (`bot`: nobody was called) cannot be lost.
#[test]
fn the_full_sessions_set_every_field() {
    let (names, mut set) = (names_in_the_code(), BTreeSet::new());
    full().values().for_each(|value| words(value, &mut set));
    let missing: Vec<&String> = names.difference(&set).filter(|name| *name != "bot").collect();
    assert!(names.len() > 70, "only {} names found: {names:?}", names.len());
    assert!(missing.is_empty(), "no golden session sets {missing:?}");
}

#[test]
fn the_conversations_go_on() {
    let bot = demo_bot();
    let go_on = |name: &str, buyer: Option<&str>, text: &str| {
        let mut session: Session = serde_json::from_value(stored()[name].clone()).unwrap();
        say(&bot, &mut session, buyer, Input::text(text))
    };
    let requested = |turn: &Turn, wanted: &str| {
        turn.actions
            .iter()
            .any(|it| matches!(it, Action::Request { kind, outcome, .. } if kind == wanted && *outcome == WriteOutcome::Done))
    };

    let turn = go_on("a_confirmation", Some("b3"), "嗯");
    assert!(requested(&turn, "return_refund"), "{turn:?}");
    let turn = go_on("which_order", Some("b2"), "裤子");
    assert!(requested(&turn, "urge"), "{turn:?}");
    let turn = go_on("a_proof", None, "1035");
    assert!(turn.text().contains("纯棉圆领T恤"), "{}", turn.text());
    let turn = go_on("a_slot", Some("b1"), "下个月初");
    assert!(turn.text().contains("100 件，下个月初"), "{}", turn.text());
    let turn = go_on("a_product_question", Some("b1"), "这个什么材质");
    assert!(turn.text().contains("100%棉"), "{}", turn.text());
    let turn = go_on("a_called_person", Some("b1"), "转人工");
    assert!(turn.actions.is_empty() && !turn.replies.is_empty(), "{turn:?}");
    let turn = go_on("a_person", Some("b1"), "在吗");
    assert!(turn.actions.is_empty() && turn.replies.is_empty(), "{turn:?}");
}

#[test]
#[ignore = "writes the golden file of a new version"]
fn write_the_golden_file_of_this_version() {
    let bot = demo_bot();
    let mut sessions: BTreeMap<&str, Value> = BTreeMap::new();
    for (name, buyer, inputs) in conversations() {
        let mut session = Session::new(format!("golden-{name}"));
        for input in inputs {
            let turn = say(&bot, &mut session, buyer, input);
            let heard = matches!(turn.facts.first(), Some(kefu::Fact::Heard { .. }));
            assert!(heard, "{name}");
        }
        sessions.insert(name, serde_json::to_value(&session).unwrap());
    }
    let path = golden(sessions["a_person"]["v"].as_u64().unwrap());
    assert!(!path.exists(), "{} is never written again", path.display());
    fs::write(path, serde_json::to_string_pretty(&sessions).unwrap() + "\n").unwrap();
}
