//! Tables of questions, in files beside this one: what they ask for, what pages say to them, and what asks for nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::*;
use crate::knowledge::Knowledge;
use crate::shop::product::Product;
use crate::understand::property::PropertyFinder;

/// The pack's ontology alone, read as a shop's.
fn knowledge() -> Knowledge {
    Knowledge::empty().toml("ontology.toml", file("../../../knowledge/pack/ontology.toml")).build().unwrap()
}

fn file(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/question/attribute/tests");
    fs::read_to_string(folder.join(name)).unwrap()
}

/// The lines of a table that say something.
fn lines(table: &str) -> impl Iterator<Item = &str> {
    table.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// `@ name | title | tags | description | option: values`, then an attribute a line.
fn products() -> BTreeMap<String, Product> {
    let mut products: Vec<(String, Product)> = Vec::new();
    for line in lines(&file("products.txt")) {
        if let Some(head) = line.strip_prefix("@ ") {
            let mut parts = head.split('|').map(str::trim);
            let name = parts.next().unwrap().to_owned();
            let title = parts.next().unwrap_or("商品");
            let tags: Vec<&str> = parts.next().unwrap_or("").split(',').filter(|tag| !tag.is_empty()).collect();
            let description = parts.next().unwrap_or("");
            let (option, values) = parts.next().unwrap_or("").split_once(": ").unwrap_or(("", ""));
            let skus: Vec<_> = values
                .split(',')
                .filter(|value| !value.is_empty())
                .map(|value| serde_json::json!({ "id": value, "options": { option: value } }))
                .collect();
            let product = serde_json::json!({ "id": name, "title": title, "tags": tags, "description": description, "skus": skus });
            products.push((name, serde_json::from_value(product).unwrap()));
            continue;
        }
        let (name, value) = line.split_once(": ").unwrap();
        products.last_mut().unwrap().1.attributes.insert(name.to_owned(), value.to_owned());
    }
    products.into_iter().collect()
}

#[test]
fn pages_answer_questions() {
    let (knowledge, products) = (knowledge(), products());
    let finder = PropertyFinder::new(&knowledge.properties);
    let (mut wrong, mut counts) = (Vec::new(), BTreeMap::<String, usize>::new());
    let table = file("cases.txt");
    let mut product = None;
    for line in lines(&table) {
        if let Some(name) = line.strip_prefix("@ ") {
            product = Some(products.get(name).unwrap_or_else(|| panic!("no product {name}")));
            continue;
        }
        let (question, expect) = line.split_once(" → ").unwrap();
        let asked = finder.find(&normal(question));
        let judged = judge_all(&asked, &knowledge.properties, product.unwrap());
        let verdicts: Vec<String> = judged.iter().map(|one| format!("{:?}", one.verdict)).collect();
        *counts.entry(expect.to_owned()).or_default() += 1;
        if verdicts.join(" ") != expect {
            wrong.push(format!("{} {question}: {expect}, not {judged:?}", product.unwrap().id));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    let all: usize = counts.values().sum();
    let yes = counts.get("Yes").copied().unwrap_or(0);
    assert!(all >= 200 && yes * 2 <= all, "{counts:?}");
}

/// A line is an id and questions; behind `!` they ask whether it is not so.
#[test]
fn questions_ask_for_properties() {
    let knowledge = knowledge();
    let finder = PropertyFinder::new(&knowledge.properties);
    let (mut wrong, mut count) = (Vec::new(), 0);
    for line in lines(&file("asked.txt")) {
        let (id, questions) = line.split_once(' ').unwrap();
        for question in questions.split('|') {
            count += 1;
            let (positive, text) = question.strip_prefix('!').map_or((true, question), |text| (false, text));
            let asked = finder.find(&normal(text));
            let found: Vec<(&str, bool)> =
                asked.iter().map(|ask| (knowledge.properties[ask.index].id.as_str(), ask.positive)).collect();
            if !found.contains(&(id, positive)) {
                wrong.push(format!("{question}: {id}, not {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong of {count}\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 300, "{count}");
}

#[test]
fn other_matters_ask_for_no_property() {
    let knowledge = knowledge();
    let finder = PropertyFinder::new(&knowledge.properties);
    let table = file("innocent.txt");
    let found = lines(&table).filter_map(|text| {
        let asked = finder.find(&normal(text));
        let ids: Vec<&str> = asked.iter().map(|ask| knowledge.properties[ask.index].id.as_str()).collect();
        (!ids.is_empty()).then(|| format!("{text}: {ids:?}"))
    });
    let wrong: Vec<String> = found.collect();
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    assert!(lines(&table).count() >= 120);
}
