//! Holds every conversation in `tests/transcripts/` with the demo shop.
//!
//! `cargo test --test transcripts` reports all that fail, each with the line, what came, and why.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, clippy::panic)]

#[path = "common/mod.rs"]
mod common;
#[path = "coverage/steps.rs"]
mod coverage;

use std::fs;
use std::path::{Path, PathBuf};

use common::DemoData;
use kefu::Shop;
use kefu::transcript::Transcript;

fn files(directory: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(directory)).expect(directory);
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn every_conversation_goes_as_written() {
    let bot = common::demo_bot();
    let data = DemoData::read();
    let mut failures = Vec::new();
    let mut count = 0;
    for path in files("tests/transcripts") {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        let transcript = Transcript::parse(&name, &text).unwrap_or_else(|error| panic!("{error}"));
        // What one conversation writes must not show in the next.
        let (orders, products) = (data.orders(), data.products());
        let shop = Shop::new().orders(&orders).products(&products);
        if let Err(failure) = transcript.run(&bot, &shop) {
            failures.push(failure.to_string());
        }
        count += 1;
    }
    assert!(count > 0, "there are no transcripts");
    assert!(failures.is_empty(), "{} of {count} failed\n\n{}", failures.len(), failures.join("\n\n"));
}
