//! Everything that a bot does, to be compared with what another version of it does: `cargo run --release --example record -- OUT [FILE]`
//!
//! Writes a line of JSON for each input to OUT: what it belongs to, and the whole turn (replies, suggestions, actions, facts, session).
//! Sent are all transcripts under `tests/transcripts`, a random walk over their inputs (10,000, the same every time) in which conversations,
//! buyers and inputs are mixed, and, where FILE is given, its conversations (as `replay` reads them), all with the demo shop. Two
//! records of the same behaviour are the same bytes: `diff` tells what a change has changed.

#![allow(missing_docs)]

#[macro_use]
#[path = "shop/mod.rs"]
mod shop;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use kefu::input::People;
use kefu::transcript::Transcript;
use kefu::{Bot, Input, MemoryOrders, MemoryProducts, Order, Product, Session, Shop, Time};
use serde::Deserialize;

const TRANSCRIPTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/transcripts");
/// Inputs of the walk, and of one of its conversations.
const WALK: usize = 10_000;
const CONVERSATION: usize = 16;

#[derive(Deserialize)]
struct Conversation {
    session: String,
    turns: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    by: String,
    text: String,
}

/// Where the lines go, and what answers.
struct Recorder {
    out: BufWriter<File>,
    bot: Bot,
    orders: Vec<Order>,
    products: Vec<Product>,
    lines: usize,
}

impl Recorder {
    /// Holds a conversation, with orders of its own: what it writes must not show in the next.
    fn hold(&mut self, of: &str, inputs: impl Iterator<Item = Input>) -> Result<(), String> {
        let (orders, products) = (MemoryOrders::new(self.orders.clone()), MemoryProducts::new(self.products.clone()));
        let sources = Shop::new().orders(&orders).products(&products);
        let mut session = Session::new(of);
        for input in inputs {
            let turn = self.bot.reply(&mut session, input, &sources);
            let turn = serde_json::to_string(&turn).map_err(|error| error.to_string())?;
            writeln!(self.out, "{{\"of\":\"{of}\",\"turn\":{turn}}}").map_err(|error| error.to_string())?;
            self.lines += 1;
        }
        Ok(())
    }
}

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(out) = arguments.next() else {
        eprintln!("usage: record OUT [FILE]");
        return ExitCode::from(2);
    };
    match run(Path::new(&out), arguments.next().as_deref()) {
        Ok(lines) => {
            println!("{lines} turns");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(out: &Path, file: Option<&str>) -> Result<usize, String> {
    let directory = Path::new(shop::DEMO);
    let mut recorder = Recorder {
        out: BufWriter::new(File::create(out).map_err(|error| format!("{}: {error}", out.display()))?),
        bot: Bot::new(shop::knowledge(directory)?).wakes(true),
        orders: shop::json(&directory.join("orders.json"))?,
        products: shop::json(&directory.join("products.json"))?,
        lines: 0,
    };
    let mut pool = Vec::new();
    for (name, transcript) in transcripts()? {
        pool.extend(transcript.inputs());
        recorder.hold(&name, transcript.inputs())?;
    }
    walk(&mut recorder, &pool)?;
    if let Some(file) = file {
        conversations(&mut recorder, file)?;
    }
    recorder.out.flush().map_err(|error| error.to_string())?;
    Ok(recorder.lines)
}

/// The project's transcripts, in the order of their names.
fn transcripts() -> Result<Vec<(String, Transcript)>, String> {
    let entries = fs::read_dir(TRANSCRIPTS).map_err(|error| format!("{TRANSCRIPTS}: {error}"))?;
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let read = |path: &Path| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let transcript = Transcript::parse(&name, &text).map_err(|error| error.to_string())?;
        Ok((name, transcript))
    };
    paths.iter().map(|path| read(path)).collect()
}

/// Conversations of inputs that do not belong together, from several buyers and from nobody, some of them while a person is there.
fn walk(recorder: &mut Recorder, pool: &[Input]) -> Result<(), String> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    // SplitMix64: the same numbers everywhere.
    let mut below = |count: usize| -> usize {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % count.max(1) as u64).unwrap_or_default()
    };
    let start: Time = shop::DEMO_NOW.parse().unwrap_or_default();
    for number in 0..WALK / CONVERSATION {
        let owner = format!("b{}", 1 + below(9));
        let (mut inputs, mut at) = (Vec::new(), start);
        for turn in 0..CONVERSATION {
            let Some(drawn) = pool.get(below(pool.len())) else { continue };
            let mut input = Input::new(drawn.content.clone()).id(format!("m{turn}"));
            // Bursts, conversations, and pauses in which a reminder is due.
            let pause = match below(3) {
                0 => 500,
                1 => 10_000,
                _ => 400_000,
            };
            at = at.plus_millis(pause);
            input.at = Some(at);
            input.buyer = Some(owner.clone()).filter(|_| below(8) > 0);
            input.people = Some(People::new(u32::from(below(4) > 0), 0));
            inputs.push(input);
        }
        recorder.hold(&format!("walk-{number}"), inputs.into_iter())?;
    }
    Ok(())
}

fn conversations(recorder: &mut Recorder, file: &str) -> Result<(), String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let start: Time = shop::DEMO_NOW.parse().unwrap_or_default();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let conversation: Conversation =
            serde_json::from_str(line).map_err(|error| format!("{file}:{number}: {error}"))?;
        let said = conversation.turns.into_iter().filter(|line| line.by == "buyer");
        let inputs = (0..).zip(said).map(|(turn, line)| {
            let input = Input::text(line.text).buyer("b1").id(format!("m{turn}"));
            input.at(start.plus_millis(turn * 10_000)).people(People::new(1, 0))
        });
        recorder.hold(&conversation.session, inputs)?;
    }
    Ok(())
}
