//! The guard over lines of a table, guilty ones and innocent look-alikes: precision and recall of .98 at least.
//!
//! `KEFU_SHOW=1 cargo test --test guard -- --nocapture` prints the figures and the lines of the table that went wrong;
//! `KEFU_SHOW=all` also those of the lines that are held back.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

use std::collections::BTreeSet;

use kefu::Guard;
use kefu::guard::{Evidence, Rule};

const GUILTY: &str = include_str!("guard/guilty.tsv");
const INNOCENT: &str = include_str!("guard/innocent.tsv");
/// Lines that no word was chosen for.
const FRESH: &str = include_str!("guard/fresh.tsv");

/// What both have to reach.
const BAR: f64 = 0.98;

/// A text, the rules that are expected, and the evidence.
fn lines(table: &str) -> impl Iterator<Item = (String, BTreeSet<Rule>, Evidence)> + '_ {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| {
        let mut cells = line.split('\t');
        let text = cells.next().unwrap().replace("\\n", "\n");
        let names = cells.next().unwrap_or_else(|| panic!("no rule: {line}")).split(',').filter(|name| *name != "-");
        let rule = |name: &str| {
            Rule::ALL.into_iter().find(|rule| rule.name() == name).unwrap_or_else(|| panic!("no such rule: {line}"))
        };
        let evidence = match cells.next() {
            None => Evidence::none(),
            Some("~") => Evidence::of([""; 0]),
            Some(texts) => Evidence::of(texts.split(" | ")),
        };
        (text, names.map(rule).collect(), evidence)
    })
}

/// Precision and recall over rules, how many lines there are, and how many of them are innocent.
fn measure(name: &str, tables: &[&str]) -> (f64, f64, usize, usize) {
    // Who looks at the lines that are held back chooses words for them.
    let show = std::env::var("KEFU_SHOW").is_ok_and(|show| show == "all" || (show == "1" && name == "table"));
    let guard = Guard::new();
    let (mut right, mut wrong, mut missed, mut innocent, mut blamed) = (0, 0, 0, 0, 0);
    let mut seen = BTreeSet::new();
    for (text, expect, evidence) in tables.iter().flat_map(|table| lines(table)) {
        let found = guard.check(&text, &evidence);
        let rules: BTreeSet<Rule> = found.iter().map(|finding| finding.rule).collect();
        right += rules.intersection(&expect).count();
        wrong += rules.difference(&expect).count();
        missed += expect.difference(&rules).count();
        innocent += usize::from(expect.is_empty());
        blamed += usize::from(expect.is_empty() && !rules.is_empty());
        if show && rules != expect {
            let words: Vec<&str> = found.iter().map(|finding| &text[finding.span.clone()]).collect();
            println!("{text:?}: {rules:?} ({words:?}), expected {expect:?}");
        }
        assert!(seen.insert(format!("{text} {evidence:?}")), "twice in the table: {text}");
    }
    let precision = f64::from(right as u32) / f64::from((right + wrong) as u32);
    let recall = f64::from(right as u32) / f64::from((right + missed) as u32);
    println!(
        "{name}: {} lines: precision {precision:.4}, recall {recall:.4}; {blamed} of {innocent} innocent lines blamed",
        seen.len()
    );
    (precision, recall, seen.len(), innocent)
}

#[test]
fn precision_and_recall() {
    let (precision, recall, lines, innocent) = measure("table", &[GUILTY, INNOCENT]);
    assert!(lines >= 400 && innocent * 5 >= lines * 2, "{lines} lines, {innocent} innocent");
    assert!(precision >= BAR && recall >= BAR, "precision {precision:.4}, recall {recall:.4}: KEFU_SHOW=1 shows where");
}

#[test]
fn lines_that_it_does_not_know() {
    let (precision, recall, ..) = measure("fresh", &[FRESH]);
    assert!(precision >= 0.9 && recall >= 0.5, "precision {precision:.4}, recall {recall:.4}");
}
