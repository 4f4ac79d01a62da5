//! Layers, precedence, and what the checked model holds.

mod docs;
mod facts;

use super::field::{Accept, Field};
use super::problem::{Kind, Problem};
use super::*;

const INTENTS: &str = r#"
[[intent]]
id = "ship"
name = "发货"
examples = ["发货吗"]

[[intent]]
id = "ship.time"
name = "发货时间"
ask = "什么时候发货"
examples = ["几点发货", "几点发货 "]
threshold = 0.8

[[intent]]
id = "ship.time.today.late"
name = "今天发"
patterns = ["今天.*发"]
"#;

fn build(toml: &str) -> Knowledge {
    match Knowledge::empty().toml("base.toml", INTENTS).toml("a.toml", toml).build() {
        Ok(knowledge) => knowledge,
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn the_pack_has_no_problems() {
    let (_, diagnostics) = Knowledge::builder().check();
    let shown: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
    assert!(shown.is_empty(), "{}", shown.join("\n"));
}

#[test]
fn answers_are_tried_by_class_then_by_conditions() {
    let knowledge = build(
        r#"
[[answer]]
id = "default"
intent = "ship"
say = "x"

[[answer]]
id = "person"
intent = "ship.time"
hand_off = true

[[answer]]
id = "again"
intent = "ship"
given = 2
say = "x"

[[answer]]
id = "variable"
intent = "ship"
when = { product.stock = ">0" }
say = "x"

[[answer]]
id = "product"
intent = "ship"
product = "p1"
say = "x"

[[answer]]
id = "order"
intent = "ship"
when = { order.status = "paid" }
say = "x"

[[answer]]
id = "order-and-late"
intent = "ship"
when = { order.status = "paid", order.late = true }
say = "x"

[[answer]]
id = "night"
intent = "ship"
daily = "22:00-08:00"
say = "x"

[[answer]]
id = "word"
keywords = ["满减"]
say = "x"
"#,
    );
    let order: Vec<&str> = knowledge.answers.iter().map(|answer| answer.id.as_str()).collect();
    assert_eq!(
        order,
        ["word", "night", "order-and-late", "order", "product", "variable", "again", "person", "default"]
    );
}

#[test]
fn an_intent_refines_the_nearest_one_above_it() {
    let knowledge = build("");
    let refines: Vec<Option<usize>> = knowledge.intents.iter().map(|intent| intent.refines).collect();
    assert_eq!(refines, [None, Some(0), Some(1)]);
    let time = knowledge.intent("ship.time").unwrap();
    assert_eq!((time.ask.as_str(), time.examples.len(), time.threshold), ("什么时候发货", 1, 0.8));
}

#[test]
fn conditions_are_read_by_the_kind_of_their_field() {
    for (when, expect) in [
        ("order.parcels = \">1\"", Accept::Between(2, i64::MAX)),
        ("order.parcels = \"<=5\"", Accept::Between(i64::MIN, 5)),
        ("order.parcels = \"2..5\"", Accept::Between(2, 5)),
        ("order.parcels = 2", Accept::Between(2, 2)),
        ("order.total = \">=99.00\"", Accept::Between(9900, i64::MAX)),
        ("order.total = \"9.9\"", Accept::Between(990, 990)),
        ("order.total = true", Accept::Is(true)),
        ("order.late = false", Accept::Is(false)),
        ("order.status = \"paid\"", Accept::OneOf(vec!["paid".into()])),
        ("heard.colour = [\"黑色\"]", Accept::OneOf(vec!["黑色".into()])),
    ] {
        let knowledge = build(&format!("[[answer]]\nid = 'a'\nintent = 'ship'\nsay = 'x'\nwhen = {{ {when} }}\n"));
        assert_eq!(knowledge.answers[0].when.tests[0].accept, expect, "{when}");
    }
}

/// Lays `shop` over a small pack.
fn over(shop: &str) -> (Knowledge, Vec<Diagnostic>) {
    const PACK: &str = r#"
[shop]
assistant = "小助手"
welcome = "您好"

[policy]
return_days = 7
freight = "满99包邮"

[[intent]]
id = "ship"
name = "发货"
examples = ["什么时候发", "几点发"]
keywords = ["发货"]

[[intent]]
id = "gone"
name = "没了"
examples = ["没了"]

[[answer]]
id = "ship"
intent = "ship"
say = "pack"

[[answer]]
id = "gone"
intent = "gone"
say = "pack"

[[answer]]
id = "both"
intent = ["gone", "ship"]
given = 1
say = "pack"

[[flow]]
id = "gone"
intents = ["gone"]

[[flow.step]]
say = "x"

[[hand_off]]
id = "gone"
intents = ["gone"]

[[hand_off]]
id = "315"
words = ["315"]
"#;
    let mut problems = diagnostic::Problems::default();
    let (mut below, mut above) = (source::Source::default(), source::Source::default());
    read::toml("pack.toml", PACK.as_bytes(), &mut below, &mut problems);
    read::toml("shop.toml", shop.as_bytes(), &mut above, &mut problems);
    let knowledge = check::check(below, above, &mut problems);
    let mut found = problems.into_sorted();
    // A pack of a few lines has little of what the engine itself needs.
    found.retain(|one| !matches!(one.problem, Problem::Missing { .. }));
    (knowledge, found)
}

#[test]
fn a_disabled_intent_takes_along_what_is_for_it_alone() {
    let (knowledge, diagnostics) = over("[[intent]]\nid = 'gone'\ndisabled = true\n");
    assert_eq!(diagnostics, []);
    assert!(knowledge.intent("gone").is_none() && knowledge.flow("gone").is_none());
    let answers: Vec<(&str, usize)> =
        knowledge.answers.iter().map(|one| (one.id.as_str(), one.intents.len())).collect();
    assert_eq!(answers, [("both", 1), ("ship", 1)]);
    let rules: Vec<&str> = knowledge.hand_offs.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(rules, ["315"]);
}

#[test]
fn an_intent_is_extended_and_other_entries_are_replaced() {
    let (knowledge, diagnostics) = over(
        r#"
[shop]
welcome = "欢迎"

[policy]
return_days = 15

[[intent]]
id = "ship"
ask = "啥时候发"
examples = ["啥时候发"]

[[intent]]
id = "mine"
name = "我的"
keywords = ["发货"]
examples = ["几点发"]

[[answer]]
id = "ship"
intent = "ship"
say = "shop"

[[hand_off]]
id = "mine"
words = ["律师"]

[[hand_off]]
id = "315"
disabled = true
"#,
    );
    // The shop's word counts, and the shop hears of it.
    let warned: Vec<(u32, &Problem)> = diagnostics.iter().map(|one| (one.line, &one.problem)).collect();
    assert_eq!(warned, [(16, &Problem::TakenKeyword { word: "发货".into(), id: "ship".into() })]);
    assert_eq!(knowledge.profile.assistant, "小助手");
    assert_eq!(knowledge.profile.welcome, [Template::parse("欢迎").unwrap()]);
    assert_eq!(knowledge.policies[&Field::PolicyReturnDays], "15");
    assert_eq!(knowledge.policies[&Field::PolicyFreight], "满99包邮");
    let ship = knowledge.intent("ship").unwrap();
    assert_eq!((ship.name.as_str(), ship.ask.as_str()), ("发货", "啥时候发"));
    // What the shop says of a text counts: the pack's intent loses it.
    assert_eq!((&ship.examples[..], ship.keywords.len()), (&["什么时候发".to_owned(), "啥时候发".to_owned()][..], 0));
    let answer = knowledge.answers.iter().find(|answer| answer.id == "ship").unwrap();
    assert_eq!((&answer.say[..], answer.origin), (&[Template::parse("shop").unwrap()][..], Origin::Shop));
    let rules: Vec<&str> = knowledge.hand_offs.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(rules, ["mine", "gone"]);
}

#[test]
fn what_the_shop_wrote_for_a_disabled_intent_is_a_warning() {
    let (_, diagnostics) =
        over("[[intent]]\nid = 'gone'\ndisabled = true\n[[answer]]\nid = 'a'\nintent = 'gone'\nsay = 'x'\n");
    let found: Vec<&Problem> = diagnostics.iter().map(|one| &one.problem).collect();
    assert_eq!(found, [&Problem::Gone { kind: Kind::Answer, id: "a".into() }]);
}
