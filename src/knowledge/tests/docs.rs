//! The documentation, in both languages, is about the knowledge as it is.

use std::fs;
use std::path::Path;

use super::super::field::{Field, FieldKind};
use super::super::problem::reserved::{RESERVED, Reserved, kind_is};
use super::super::property::{Phrase, Property};
use super::super::{Intent, Knowledge, TextKey, read};

const DOCS: [&str; 2] = ["docs/knowledge.md", "docs/knowledge.zh.md"];
/// Pages of the same languages with the sentences that answer what is computed.
const QUESTIONS: [&str; 2] = ["docs/questions.md", "docs/questions.zh.md"];
/// And with those that are said before the sale.
const SELLING: [&str; 2] = ["docs/selling.md", "docs/selling.zh.md"];

fn text(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

#[test]
fn the_documentation_has_every_name() {
    let fields = Field::ALL.iter().map(|field| field.name());
    let policies = fields.clone().filter_map(|name| name.strip_prefix("policy."));
    let texts = TextKey::ALL.iter().map(|key| key.name());
    let names: Vec<&str> = fields.chain(policies).chain(texts).collect();
    let values = Field::ALL.iter().filter_map(|field| match field.kind() {
        FieldKind::OneOf(values) => Some(values),
        _ => None,
    });
    let values: Vec<&str> = values.flatten().copied().collect();
    for ((file, questions), selling) in DOCS.iter().zip(QUESTIONS).zip(SELLING) {
        let docs = text(file) + &text(questions) + &text(selling);
        let missing: Vec<&&str> =
            names.iter().chain(&values).filter(|name| !docs.contains(&format!("`{name}`"))).collect();
        assert!(missing.is_empty(), "{file} does not mention {missing:?}");
        for key in read::keys::KEYS.iter().copied().flatten().filter(|key| **key != "step") {
            assert!(docs.contains(&format!("`{key}`")) || docs.contains(&format!("`{key} = ")), "{file}: {key}");
        }
    }
}

#[test]
fn examples_in_the_documentation_have_no_problems() {
    for file in DOCS {
        let docs = text(file);
        for block in docs.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()) {
            let (_, diagnostics) = Knowledge::builder().toml(file, block).check();
            assert_eq!(diagnostics, [], "{block}");
        }
    }
}

/// A row for each intent of the pack: its id, its name, and what a buyer says for it.
fn rows() -> String {
    let example = |intent: &Intent| {
        let own = Some(&intent.ask).filter(|ask| **ask != intent.name);
        own.or(intent.examples.first()).or(intent.keywords.first()).cloned().unwrap_or_default()
    };
    let knowledge = Knowledge::ecommerce();
    let row = |intent: &Intent| format!("| `{}` | {} | {} |\n", intent.id, intent.name, example(intent));
    let mut rows: Vec<String> = knowledge.intents.iter().map(row).collect();
    rows.sort();
    rows.concat()
}

/// One test, for both tables are written into the same files.
#[test]
fn the_documentation_lists_the_packs_intents() {
    let rows = rows();
    lists("intents", ["id | what it means | for example", "`id` | 意思 | 比如"], [rows.clone(), rows]);
    let kind = |one: &Reserved| format!("`{}`{}", kind_is(one.kind), if one.needed { " \\*" } else { "" });
    let row = |one: &Reserved, does: &str| format!("| `{}` | {} | {does} |\n", one.id, kind(one));
    let english = RESERVED.iter().map(|one| row(one, one.english)).collect();
    let chinese = RESERVED.iter().map(|one| row(one, one.chinese)).collect();
    lists("reserved", ["id | `kind` | what the engine does", "`id` | `kind` | 机器人自己怎么用"], [english, chinese]);
}

/// A row for each property of the pack: its id, its name, and what it is asked with.
#[test]
fn the_documentation_lists_the_packs_properties() {
    let knowledge = Knowledge::ecommerce();
    let words = |property: &Property| {
        let first = |phrase: &Phrase| -> Option<String> {
            let with = phrase.with.iter().filter_map(|words| words.first());
            let words: Vec<&str> = phrase.words.first().into_iter().chain(with).map(String::as_str).collect();
            (!words.is_empty()).then(|| words.join("…"))
        };
        property.asked.iter().filter_map(first).take(3).collect::<Vec<_>>().join(" ")
    };
    let row = |one: &Property| format!("| `{}` | {} | {} |\n", one.id, one.name, words(one));
    let mut rows: Vec<String> = knowledge.properties.iter().map(row).collect();
    rows.sort();
    let rows = rows.concat();
    lists("properties", ["id | what it is | asked with", "`id` | 叫什么 | 比如怎么问"], [rows.clone(), rows]);
}

/// Between the marks of this name the documentation has the table with these headings and rows.
#[track_caller]
fn lists(name: &str, headings: [&str; 2], rows: [String; 2]) {
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    for ((file, heading), rows) in DOCS.into_iter().zip(headings).zip(rows) {
        let expect = format!("| {heading} |\n| --- | --- | --- |\n{rows}");
        let docs = text(file);
        let (before, rest) = docs.split_once(&begin).unwrap();
        let (found, after) = rest.split_once(&end).unwrap();
        if std::env::var_os("KEFU_BLESS").is_some() {
            let whole = format!("{before}{begin}{expect}{end}{after}");
            fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(file), whole).unwrap();
        } else {
            assert_eq!(found, expect, "{file}: run `KEFU_BLESS=1 cargo test --lib documentation`");
        }
    }
}
