//! JSON lines in, JSON lines out: `cargo run --release --example batch -- [--shop DIR] < in.jsonl > out.jsonl`
//!
//! In: `{"id","session","buyer","at","people","vip","input":{"type":"text","text":"…"}}`. `input` alone is needed. `id` is the
//! message's id, unique in its session: the same one again gets the first answer again. Lines without `session` share the
//! session named by the empty string. No `buyer`: not signed in. No `at`: the example's clock, on which such lines of a session
//! are two seconds apart; nobody keeps the time for them, so what would wait is woken at once.
//!
//! `input` is also one of `{"type":"order_card","order_id"}`, `{"type":"product_card","product_id"}`, `{"type":"image","url"}`,
//! `{"type":"menu","choice"}`, `{"type":"visit","product_id"}`, `{"type":"agent","action","text"}` (`took_over`, `said`,
//! `handed_back`), `{"type":"order_event","order_id","status"}`, `{"type":"rated","stars"}`, `{"type":"wake"}`.
//!
//! Out: one line for each input line, in order. A line that cannot be understood, a blank one too, gives
//! `{"error","line"}` (and `id` where it has one), so that line N of the output always answers line N of the input.

#![allow(missing_docs)]
#![allow(clippy::indexing_slicing, reason = "only of JSON objects, which take any key")]

#[path = "shop/mod.rs"]
mod shop;

use std::collections::HashMap;
use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use kefu::input::{Content, People};
use kefu::reply::Suggestion;
use kefu::{Fact, Input, Reply, Session, Time, Turn};
use serde_json::{Map, Value, json};

/// A line of input.
struct Line {
    session: String,
    input: Input,
}

/// A session, and when its last line was.
struct Known {
    session: Session,
    at: Option<Time>,
}

fn main() -> ExitCode {
    let Some(directory) = directory() else {
        eprintln!("usage: batch [--shop DIR] < in.jsonl > out.jsonl");
        return ExitCode::from(2);
    };
    let shop = match shop::open(&directory) {
        Ok(mut shop) => {
            shop.bot = shop.bot.wakes(true);
            shop
        }
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::FAILURE;
        }
    };
    let mut sessions: HashMap<String, Known> = HashMap::new();
    let mut out = io::BufWriter::new(io::stdout().lock());
    for (number, line) in (1_u64..).zip(io::stdin().lock().split(b'\n')) {
        let line = match line {
            Ok(line) => line,
            Err(error) => {
                eprintln!("standard input: {error}");
                return ExitCode::FAILURE;
            }
        };
        let answer = match read(&line) {
            Ok(line) => answer(&shop, &mut sessions, line),
            Err((id, error)) => {
                let mut answer = json!({ "error": error, "line": number });
                if let Some(id) = id {
                    answer["id"] = id;
                }
                answer
            }
        };
        // Flushed line by line: whoever writes a line may wait for its answer before writing the next.
        if writeln!(out, "{answer}").and_then(|()| out.flush()).is_err() {
            return ExitCode::SUCCESS; // whoever read the answers has gone
        }
    }
    ExitCode::SUCCESS
}

/// The directory after `--shop`, or the demo shop's; `None` for anything else.
fn directory() -> Option<PathBuf> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => Some(PathBuf::from(shop::DEMO)),
        ["--shop", given] => Some(PathBuf::from(given)),
        _ => None,
    }
}

/// Reads a line; an error comes with the line's id where it has one.
fn read(line: &[u8]) -> Result<Line, (Option<Value>, String)> {
    let value: Value = serde_json::from_slice(line).map_err(|error| {
        let blank = line.iter().all(u8::is_ascii_whitespace);
        (None, if blank { "an empty line".to_owned() } else { format!("not JSON: {error}") })
    })?;
    let Value::Object(fields) = value else { return Err((None, "not a JSON object".to_owned())) };
    let id = fields.get("id").filter(|id| !id.is_null()).cloned();
    parse(&fields).map_err(|error| (id, error))
}

fn parse(fields: &Map<String, Value>) -> Result<Line, String> {
    let text = |key: &str| match fields.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        // A number may have lost digits before it came here (an id of 19 digits), so it is not taken for a text.
        Some(other) => Err(format!("`{key}` must be a string, not {other}")),
    };
    let content = fields.get("input").filter(|input| !input.is_null()).ok_or("no `input`")?;
    let content: Content = serde_json::from_value(content.clone()).map_err(|error| format!("`input`: {error}"))?;
    let people = fields.get("people").filter(|people| !people.is_null()).cloned();
    let people: Option<People> =
        people.map(serde_json::from_value).transpose().map_err(|error| format!("`people`: {error}"))?;
    let vip = fields.get("vip").filter(|vip| !vip.is_null()).cloned();
    let vip: Option<u32> = vip.map(serde_json::from_value).transpose().map_err(|error| format!("`vip`: {error}"))?;
    let at = text("at")?.map(|at| at.parse::<Time>()).transpose().map_err(|error| format!("`at`: {error}"))?;
    let mut input = Input::new(content);
    input.at = at;
    input.id = text("id")?;
    input.buyer = text("buyer")?;
    input.people = people;
    input.vip = vip;
    Ok(Line { session: text("session")?.unwrap_or_default(), input })
}

fn answer(shop: &shop::Demo, sessions: &mut HashMap<String, Known>, line: Line) -> Value {
    let new = || Known { session: Session::new(line.session.as_str()), at: None };
    let Known { session, at } = sessions.entry(line.session.clone()).or_insert_with(new);
    let timed = line.input.at.is_some();
    let mut input = line.input;
    let later = at.map(|at| at.plus_millis(2_000));
    input.at = input.at.or_else(|| later.max(Some(shop.now())));
    *at = input.at;
    let id = input.id.clone();
    let mut turn = shop.bot.reply(session, input.clone(), &shop.sources());
    if let Some(due) = session.wake_at().filter(|_| !timed && turn.facts.contains(&Fact::Held)) {
        let mut wake = input;
        (wake.id, wake.content, wake.at) = (None, Content::Wake, Some(due));
        let woken = shop.bot.reply(session, wake, &shop.sources());
        (turn.replies, turn.suggestions, turn.actions) = (woken.replies, woken.suggestions, woken.actions);
        turn.facts.extend(woken.facts);
    }
    show(id, &line.session, &turn)
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
    json!({
        "id": id,
        "session": session,
        "intents": understood.map_or(json!([]), |(intents, _)| json!(intents)),
        "entities": entities,
        "replies": turn.replies.iter().map(reply).collect::<Vec<_>>(),
        "suggestions": turn.suggestions.iter().map(suggestion).collect::<Vec<_>>(),
        "actions": turn.actions,
        "facts": turn.facts,
    })
}

/// What a person could say, with its plain text.
fn suggestion(suggestion: &Suggestion) -> Value {
    let mut value = json!(suggestion);
    value["text"] = json!(suggestion.text());
    value["replies"] = suggestion.replies.iter().map(reply).collect();
    value
}

/// A reply with its plain text, which every channel can show.
fn reply(reply: &Reply) -> Value {
    let mut value = json!(reply);
    value["text"] = json!(reply.text());
    value
}
