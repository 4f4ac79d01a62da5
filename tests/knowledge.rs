//! What is reported of knowledge that is not right: TOML in, diagnostics out.

#![allow(clippy::unwrap_used)]

#[path = "knowledge/entries.rs"]
mod entries;
#[path = "knowledge/facts.rs"]
mod facts;
#[path = "knowledge/files.rs"]
mod files;
#[path = "knowledge/flows.rs"]
mod flows;
#[path = "knowledge/meaning.rs"]
mod meaning;
#[path = "knowledge/menus.rs"]
mod menus;
#[path = "knowledge/words.rs"]
mod words;

use kefu::Knowledge;
use kefu::knowledge::{Diagnostic, KnowledgeBuilder, Language, Severity};

/// Stands under every case, so that there are intents to refer to.
const BASE: &str = r#"
[[intent]]
id = "ship"
name = "发货"
examples = ["什么时候发货"]

[[intent]]
id = "ship.time"
name = "发货时间"
examples = ["几点发货"]
keywords = ["发货"]

[[intent]]
id = "return"
name = "退货"
examples = ["我要退货"]
"#;

/// What is reported, but for what every knowledge without the pack lacks: `menus` looks at that.
fn shown(builder: KnowledgeBuilder) -> String {
    let (knowledge, mut diagnostics) = builder.check();
    diagnostics.retain(|one| (one.file.as_str(), one.line) != ("[[intent]]", 0));
    let errors = diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
    assert_eq!(knowledge.is_none(), errors > 0, "{diagnostics:?}");
    diagnostics.iter().for_each(is_said_in_both_languages);
    diagnostics.iter().map(|one| format!("{one}\n")).collect()
}

/// What is said in Chinese has no English in it but what is written in files, in backticks, and a parser's own words.
fn is_said_in_both_languages(one: &Diagnostic) {
    const NAMES: &str = "TOML CSV UTF GBK Excel WPS docs/knowledge.zh.md *.csv a.toml base.toml 2026-11-11T20:00:00";
    let words = [one.message(Language::Chinese), one.help(Language::Chinese)].join("。");
    let words = words.split_once("原话：").map_or(words.as_str(), |(before, _)| before);
    let outside: String = words.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    let english = outside.split(|c: char| !c.is_ascii_alphabetic()).find(|word| !NAMES.contains(word));
    assert_eq!(english, None, "{one}");
    assert_ne!(one.message(Language::English), one.message(Language::Chinese));
    assert!(!one.help(Language::Chinese).is_empty(), "{one}");
}

/// Checks the diagnostics of `toml`, written without its first line break, over [`BASE`].
#[track_caller]
fn check(toml: &str, expect: &str) {
    let builder = Knowledge::empty().toml("base.toml", BASE).toml("a.toml", toml.trim_start_matches('\n'));
    assert_eq!(shown(builder), expect.trim_start_matches('\n'), "{toml}");
}

#[track_caller]
fn check_csv(bytes: &[u8], expect: &str) {
    assert_eq!(shown(Knowledge::empty().faq_csv("faq.csv", bytes)), expect.trim_start_matches('\n'));
}

#[test]
fn sound_knowledge_has_no_diagnostics() {
    check(
        r#"
[shop]
name = "小店"
hours = "9:00-23:00"
utc_offset = "+08:00"
welcome = ["您好，{shop.name}", "欢迎"]
menu = ["退换货政策", { label = "物流进度", ask = "我的快递到哪了" }]

[policy]
return_days = 7
freight = "满99元包邮"

[text]
resume = "刚才说的{slot.flow}，我们继续。"
request_refused = ["没有办成：{slot.why}"]

[guard]
banned = ["全网最低"]

[[answer]]
id = "paid"
intent = ["ship", "ship.time"]
when = { order.status = ["paid", "preparing"], order.late = false, order.total = ">=99.00", order.parcels = "1..3" }
from = 2026-11-11
until = 2026-11-12T00:00:00+08:00
daily = "22:00-08:00"
say = "您的{order.title}在备货。"

[[answer]]
id = "plain"
intent = "ship"
say = ["48小时内发出。", "两天内发出。"]

[[faq]]
question = "会起球吗"
answer = "不会{起球}。"

[[flow]]
id = "exchange"
title = "换货"
intents = ["return"]

[[flow.step]]
find = "order"
among = "received"
none = "answers"

[[flow.step]]
id = "ask"
ask = "reason"
choices = ["尺码", "质量"]
say = "为什么换？"
gave_up = "person"

[[flow.step]]
branch = [{ when = { slot.reason = "质量" }, to = "person" }]

[[flow.step]]
call = "stock"
slots = ["reason"]
failed = "person"

[[flow.step]]
say = "有货：{slot.left}"

[[flow.step]]
request = "exchange"
confirm = "换{slot.reason}？"
refused = "person"

[[flow.step]]
say = "好了。"
next = "end"

[[flow.step]]
id = "person"
hand_off = { priority = "high", queue = "售后" }

[[hand_off]]
id = "angry"
mood = "angry"
priority = "urgent"
"#,
        "",
    );
}

/// Those who build bots of it may read it in English.
#[test]
fn what_is_wrong_is_said_in_english_too() {
    let toml =
        "[shop]\nnmae = 'x'\nhours = 9\n[[answer]]\nid = 'a'\nintent = 'shp'\ngiven = 50\nsay = '{order.state}'\n";
    let built = Knowledge::empty().toml("base.toml", BASE).toml("a.toml", toml).build();
    let said = built.map(drop).map_err(|error| (error.in_language(Language::English).to_string(), error.to_string()));
    let (english, chinese) = said.err().unwrap_or_default();
    assert_eq!(
        english,
        "the knowledge has 5 errors
a.toml:2:1: error: `[shop]` has no key `nmae`
  help: did you mean `name`?
a.toml:3:9: error: `hours` is a text, not an integer
a.toml:6:10: error: there is no intent `shp`
  help: did you mean `ship`?
a.toml:7:9: error: `given` cannot be 50
  help: it is a count, from 1 to 20
a.toml:8:7: error: there is no field `order.state`
  help: did you mean `order.status`?",
    );
    assert!(chinese.starts_with("店铺知识有 5 处错误，改好才能用\na.toml:2:1: 错误: "), "{chinese}");
}
