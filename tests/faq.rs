//! A FAQ that abstains: what its entries do not answer is left to who can, however few or many entries there are; and what
//! they answer is found in other words.
//!
//! `faq/shops.tsv` has 15 entries of each of three shops with two other wordings of each, `faq/unrelated.txt` 40 questions that
//! none of them answers.

#![allow(missing_docs, clippy::unwrap_used)]

use kefu::fact::Source;
use kefu::knowledge::FaqEntry;
use kefu::{Bot, Fact, Input, Knowledge, MemoryOrders, MemoryProducts, Session, Shop, Turn};

struct Entry {
    question: &'static str,
    similar: &'static str,
    otherwise: [&'static str; 2],
}

fn shops() -> Vec<(&'static str, Vec<Entry>)> {
    let mut shops: Vec<(&str, Vec<Entry>)> = Vec::new();
    for line in include_str!("faq/shops.tsv").lines().filter(|line| !line.starts_with('#')) {
        let [shop, _, question, similar, first, second] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        if shops.last().is_none_or(|(name, _)| *name != shop) {
            shops.push((shop, Vec::new()));
        }
        shops.last_mut().unwrap().1.push(Entry { question, similar, otherwise: [first, second] });
    }
    shops
}

fn unrelated() -> impl Iterator<Item = &'static str> {
    include_str!("faq/unrelated.txt").lines().filter(|line| !line.starts_with('#'))
}

/// A bot with some of a shop's entries; the id of an entry is its question.
fn bot<'e>(entries: impl Iterator<Item = &'e Entry>) -> Bot {
    let mut builder = Knowledge::builder();
    for entry in entries {
        let mut faq = FaqEntry::new(entry.question, "见详情页说明。");
        entry.question.clone_into(&mut faq.id);
        faq.similar.push(entry.similar.to_owned());
        builder = builder.faq(faq);
    }
    Bot::new(builder.build().unwrap())
}

fn turn(bot: &Bot, text: &str) -> Turn {
    bot.reply(
        &mut Session::new("s"),
        Input::text(text).buyer("b"),
        &Shop::new().orders(&MemoryOrders::new([])).products(&MemoryProducts::new([])),
    )
}

/// The entry that was said.
fn answered(turn: &Turn) -> Option<String> {
    turn.facts.iter().find_map(|fact| match fact {
        Fact::Answered { by: Source::Faq(id), .. } => Some(id.clone()),
        _ => None,
    })
}

#[test]
fn of_40_questions_that_no_entry_answers_at_most_one_gets_an_entry() {
    for (shop, entries) in shops() {
        for size in [1, 2, 3, 5, 8, 15] {
            for first in (0..entries.len()).step_by(size.max(3)) {
                let bot = bot(entries.iter().cycle().skip(first).take(size));
                let wrong: Vec<String> = unrelated()
                    .filter_map(|text| answered(&turn(&bot, text)).map(|entry| format!("{text} → {entry}")))
                    .collect();
                println!("{shop}: {size} entries from {first}: {} {wrong:?}", wrong.len());
                assert!(wrong.len() <= 1, "{shop}: {size} entries from {first}: {wrong:?}");
            }
        }
    }
}

#[test]
fn what_entries_answer_is_found_in_other_words() {
    let (mut said, mut offered, mut wrong, mut all) = (0, 0, Vec::new(), 0);
    let mut missed = Vec::new();
    for (_, entries) in shops() {
        let bot = bot(entries.iter());
        for (entry, text) in entries.iter().flat_map(|entry| entry.otherwise.map(|text| (entry, text))) {
            let turn = turn(&bot, text);
            all += 1;
            match answered(&turn) {
                Some(id) if id == entry.question => said += 1,
                Some(id) => wrong.push(format!("{text} → {id}, not {}", entry.question)),
                None if turn.text().contains(entry.question) => offered += 1,
                None => missed.push(format!("{text} ({}) → {}", entry.question, turn.text().replace('\n', " / "))),
            }
        }
    }
    assert_eq!(all, 90);
    println!(
        "of {all}: said {said}, offered {offered}, wrong {}: {wrong:#?}\nmissed {}: {missed:#?}",
        wrong.len(),
        missed.len()
    );
    // 32, 31 and 1 when this was written last.
    assert!(said >= 30 && said + offered >= 63, "{said} said and {offered} offered: {missed:#?}");
    assert!(wrong.len() <= 3, "{wrong:#?}");
}
