//! JSON lines in, JSON lines out: `cargo run --release --example batch -- [--shop DIR] < in.jsonl > out.jsonl`
//!
//! Each input line is `{"id","session","buyer","at","input":{"type":"text","text":"…"}}`; each output line answers the input
//! line at the same place. Sessions are kept in memory by their id. A line that cannot be understood gives
//! `{"error","line"}`, and the run goes on.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used)]

#[path = "shop/mod.rs"]
mod shop;

use std::collections::HashMap;
use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use kefu::{Action, Fact, Input, People, Reply, Session, Time, Turn};
use serde::Deserialize;
use serde_json::{Value, json};

/// A line of input.
#[derive(Deserialize)]
struct Line {
    id: Option<String>,
    session: Option<String>,
    buyer: Option<String>,
    at: Option<Time>,
    people: Option<People>,
    input: kefu::Content,
}

fn main() -> ExitCode {
    let directory = match shop::directory_from_args() {
        Ok(directory) => directory,
        Err(usage) => {
            eprintln!("{usage}");
            return ExitCode::from(2);
        }
    };
    let shop = match shop::open(&directory) {
        Ok(shop) => shop,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::FAILURE;
        }
    };
    let mut sessions: HashMap<String, Session> = HashMap::new();
    let mut out = io::BufWriter::new(io::stdout().lock());
    for (number, line) in (1_u64..).zip(io::stdin().lock().split(b'\n')) {
        let line = match line {
            Ok(line) => String::from_utf8_lossy(&line).into_owned(),
            Err(error) => {
                eprintln!("standard input: {error}");
                return ExitCode::FAILURE;
            }
        };
        let answer = match read(&line) {
            Ok(line) => answer(&shop, &mut sessions, line),
            Err((id, error)) => {
                let mut value = json!({ "error": error, "line": number });
                if let Some(id) = id {
                    value["id"] = id;
                }
                value
            }
        };
        if writeln!(out, "{answer}").and_then(|()| out.flush()).is_err() {
            return ExitCode::SUCCESS; // whoever read the answers has gone
        }
    }
    ExitCode::SUCCESS
}

/// Reads a line; an error comes with the line's id where it has one.
fn read(line: &str) -> Result<Line, (Option<Value>, String)> {
    let value: Value = serde_json::from_str(line).map_err(|error| (None, format!("not JSON: {error}")))?;
    let id = value.get("id").filter(|id| !id.is_null()).cloned();
    serde_json::from_value(value).map_err(|error| (id, error.to_string()))
}

fn answer(shop: &shop::Demo, sessions: &mut HashMap<String, Session>, line: Line) -> Value {
    let name = line.session.unwrap_or_default();
    let session = sessions.entry(name.clone()).or_insert_with(|| Session::new(name.clone()));
    let mut input = Input::new(line.input).at(line.at.unwrap_or_else(|| shop.now()));
    input.id.clone_from(&line.id);
    input.buyer = line.buyer;
    input.people = line.people;
    let turn = shop.bot.reply(session, input, &shop.sources());
    show(line.id, &name, &turn)
}

fn show(id: Option<String>, session: &str, turn: &Turn) -> Value {
    let understood = turn.facts.iter().find_map(|fact| match fact {
        Fact::Understood { intents, entities, .. } => Some((intents, entities)),
        _ => None,
    });
    let entities: Vec<Value> = understood
        .iter()
        .flat_map(|(_, entities)| entities.iter())
        .map(|entity| json!({ "kind": entity.kind, "text": entity.text, "value": entity.value }))
        .collect();
    let replies: Vec<Value> = turn.replies.iter().map(reply).collect();
    let actions: Vec<&Action> = turn.actions.iter().collect();
    json!({
        "id": id,
        "session": session,
        "intents": understood.map_or(json!([]), |(intents, _)| json!(intents)),
        "entities": entities,
        "replies": replies,
        "actions": actions,
        "facts": turn.facts,
    })
}

/// A reply with its plain text, which every channel can show.
fn reply(reply: &Reply) -> Value {
    let mut value = json!(reply);
    value["text"] = json!(reply.text());
    value
}
