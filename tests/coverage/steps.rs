//! Which steps of the flows the transcripts reach: `cargo test --test transcripts steps -- --nocapture` prints it, flow by flow.
//!
//! A step is reached when the conversation waits at it, when the buyer reads its words (of several steps those whose words fit best),
//! or when the record has its call, its write or its hand-off. Steps that only branch or find leave no sign and are not counted.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use kefu::fact::LookedUp;
use kefu::transcript::Transcript;
use kefu::{Fact, Session, Shop, Turn};
use toml::{Table, Value};

use crate::common::{DemoData, demo_bot};
use crate::files;

/// Steps that no transcript reaches. A new step needs a transcript, or a line here; what is reached can be taken off.
const UNREACHED: &[(&str, &str)] = &[
    ("attribute", "there sold_out"),
    ("can_return", "running exception several open"),
    ("cancel", "refused"),
    ("change_address", "refused over person"),
    ("change_phone", "refused kept over person"),
    ("change_sku", "refused over person"),
    ("exchange", "running cancelled no_return"),
    ("invoice", "order title apply applied dropped unpaid cancelled person"),
    ("missing", "not_now running person cancelled"),
    ("modify", "shipped"),
    ("not_received", "missing several cancelled"),
    ("note", "refused over person"),
    ("options", "asked"),
    // Of orders of which the host tells less than the demo shop does: `tests/orders.rs`.
    ("order_carrier", "unknown carrier_alone"),
    ("order_contents", "unknown"),
    ("order_destination", "unknown"),
    ("order_discount", "unknown"),
    ("order_freight", "unknown"),
    ("order_note", "note"),
    ("order_ordered", "unknown paid"),
    ("order_paid", "unknown unpaid"),
    ("order_receiver", "unknown"),
    ("order_refundable", "several freight refunded_unknown cancelled unknown"),
    ("order_shipped", "unknown"),
    ("order_status", "unknown aftersale parcels"),
    ("order_variant", "unknown"),
    ("price", "no_such"),
    ("price_protection", "unclear person not_now"),
    ("problem", "applied"),
    ("progress", "order overdue overdue_person waiting_buyer refunding refused refused_person closed"),
    ("refund_only", "running unpaid cancelled not_now"),
    ("refund_progress", "closed cancelled"),
    ("refused", "none"),
    ("repair", "what apply applied not_now running person unshipped cancelled"),
    (
        "return",
        "unknown_window unknown_person before_shipping_all returning returning_person on_the_way_only no_return applied_refund",
    ),
    ("safety", "has unknown"),
    ("ship_time", "order preparing partly"),
    ("size", "ask no_chart show"),
    ("stock", "unknown in_stock no_such"),
    ("track", "no_data several finished late late_person"),
    ("withdraw", "order refused"),
    ("wrong_item", "person running return not_now cancelled"),
];

/// A step that leaves a sign.
struct Step {
    name: String,
    flow: String,
    id: String,
    /// Its texts, each as the pieces between references.
    texts: Vec<Vec<String>>,
    call: Option<String>,
    request: Option<String>,
    hand_off: Option<String>,
}

fn tables<'v>(parent: &'v Table, key: &str) -> Vec<&'v Table> {
    let all = parent.get(key).and_then(Value::as_array);
    all.into_iter().flatten().filter_map(Value::as_table).collect()
}

/// The pieces of each of the texts of a key, which is a text or a list.
fn texts(step: &Table, key: &str) -> Vec<Vec<String>> {
    let all = match step.get(key) {
        Some(Value::String(text)) => vec![text.as_str()],
        Some(Value::Array(texts)) => texts.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    all.into_iter().map(pieces).collect()
}

fn pieces(text: &str) -> Vec<String> {
    let mut outside = String::new();
    let mut inside = false;
    for c in text.chars() {
        inside = (inside || c == '{') && c != '}';
        outside.push(if inside || c == '}' { '\n' } else { c });
    }
    outside.lines().map(str::trim).filter(|piece| piece.chars().count() > 1).map(str::to_owned).collect()
}

fn steps() -> Vec<Step> {
    let mut steps = Vec::new();
    let all = files("src/knowledge/pack/flows").into_iter().chain(files("examples/shop"));
    for path in all.filter(|path| path.extension().is_some_and(|it| it == "toml")) {
        let file: Table = fs::read_to_string(&path).unwrap().parse().unwrap();
        for flow in tables(&file, "flow") {
            let name = flow["id"].as_str().unwrap();
            for (number, step) in (1..).zip(tables(flow, "step")) {
                let text = |key: &str| step.get(key).and_then(Value::as_str).map(str::to_owned);
                let id = text("id").unwrap_or_else(|| format!("step-{number}"));
                let hand_off = step
                    .get("hand_off")
                    .map(|it| it.get("reason").and_then(Value::as_str).unwrap_or_default().to_owned());
                let step = Step {
                    name: format!("{name}/{id}"),
                    flow: name.to_owned(),
                    texts: ["say", "again", "confirm"].into_iter().flat_map(|key| texts(step, key)).collect(),
                    call: text("call"),
                    request: text("request"),
                    hand_off,
                    id,
                };
                if !step.texts.is_empty() || step.call.is_some() || step.request.is_some() || step.hand_off.is_some() {
                    steps.push(step);
                }
            }
        }
    }
    steps
}

/// Characters of the pieces that the reply has, less those that it lacks; `None` without the first.
fn fit(pieces: &[String], reply: &str) -> Option<isize> {
    let first = pieces.first()?;
    let size = |piece: &String| isize::try_from(piece.chars().count()).unwrap();
    let sum = pieces.iter().map(|piece| if reply.contains(piece) { size(piece) } else { -size(piece) }).sum();
    reply.contains(first).then_some(sum)
}

/// The steps of a turn in which these flows ran.
fn reached<'s>(steps: &'s [Step], turn: &Turn, flows: &BTreeSet<String>) -> Vec<&'s Step> {
    let running: Vec<&Step> = steps.iter().filter(|step| flows.contains(&step.flow)).collect();
    let mut found: Vec<&Step> = Vec::new();
    for reply in turn.replies.iter().map(kefu::Reply::text) {
        let fits = running.iter().map(|step| step.texts.iter().filter_map(|text| fit(text, &reply)).max());
        let fits: Vec<Option<isize>> = fits.collect();
        let best = fits.iter().flatten().max().copied().filter(|best| *best > 0);
        let best = running.iter().zip(&fits).filter(|(_, fit)| best.is_some() && **fit == best);
        found.extend(best.map(|(step, _)| *step));
    }
    for fact in &turn.facts {
        found.extend(running.iter().filter(|step| match fact {
            Fact::LookedUp { what, query, .. } => *what == LookedUp::Call && step.call.as_deref() == Some(query),
            Fact::Requested { kind, .. } => step.request.as_deref() == Some(kind),
            Fact::HandedOff { reason } => step.hand_off.as_deref().is_some_and(|it| it == reason || it.is_empty()),
            _ => false,
        }));
    }
    found
}

/// The flow that a stored session is in, and its step.
fn stands(session: &Session) -> Option<(String, String)> {
    let state = serde_json::to_value(session).unwrap();
    let text = |key: &str| state.get("flow")?.get(key)?.as_str().map(str::to_owned);
    text("flow").zip(text("step"))
}

#[test]
fn the_transcripts_reach_the_steps_of_the_flows() {
    let (bot, data, steps) = (demo_bot(), DemoData::read(), steps());
    assert!(steps.len() > 100, "only {} steps", steps.len());
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for path in files("tests/transcripts") {
        let transcript = Transcript::parse("t", &fs::read_to_string(path).unwrap()).unwrap();
        let (orders, products) = (data.orders(), data.products());
        let shop = Shop::new().orders(&orders).products(&products);
        let mut session = Session::new("t");
        for input in transcript.inputs() {
            let before = stands(&session).map(|(flow, _)| flow);
            let turn = bot.reply(&mut session, input, &shop);
            let after = stands(&session);
            let begun = turn.facts.iter().filter_map(|fact| match fact {
                Fact::FlowStarted { flow } => Some(flow.clone()),
                _ => None,
            });
            let flows = begun.chain(before).chain(after.clone().map(|(flow, _)| flow)).collect();
            seen.extend(reached(&steps, &turn, &flows).into_iter().map(|step| step.name.as_str()));
            if let Some((flow, id)) = after {
                seen.extend(steps.iter().filter(|it| it.flow == flow && it.id == id).map(|it| it.name.as_str()));
            }
        }
    }
    let mut flows: BTreeMap<&str, Vec<&Step>> = BTreeMap::new();
    for step in &steps {
        flows.entry(&step.flow).or_default().push(step);
    }
    println!("{} of {} steps with a sign are reached", seen.len(), steps.len());
    for (flow, steps) in flows {
        let missing: Vec<&str> =
            steps.iter().filter(|it| !seen.contains(it.name.as_str())).map(|it| it.id.as_str()).collect();
        let reached = steps.len() - missing.len();
        println!("{flow:20} {reached:3} of {:3}   {}", steps.len(), missing.join(" "));
    }
    let listed: BTreeSet<String> =
        UNREACHED.iter().flat_map(|(flow, ids)| ids.split(' ').map(move |id| format!("{flow}/{id}"))).collect();
    let names: BTreeSet<&str> = steps.iter().map(|step| step.name.as_str()).collect();
    let late: Vec<&String> = listed.iter().filter(|name| seen.contains(name.as_str())).collect();
    println!("in the list of what is not reached, and reached: {late:?}");
    let gone: Vec<&String> = listed.iter().filter(|name| !names.contains(name.as_str())).collect();
    assert!(gone.is_empty(), "there is no step {gone:?}");
    let new: Vec<&&str> = names.iter().filter(|name| !seen.contains(**name) && !listed.contains(**name)).collect();
    assert!(new.is_empty(), "no transcript reaches {new:?}");
}
