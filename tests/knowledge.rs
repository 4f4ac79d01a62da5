//! What is reported of knowledge that is not right: TOML in, diagnostics out.

use kefu::{AnswerEntry, FaqEntry, Knowledge, KnowledgeBuilder, Severity, WhenEntry};

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

fn shown(builder: KnowledgeBuilder) -> String {
    let (knowledge, diagnostics) = builder.check();
    let errors = diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
    assert_eq!(knowledge.is_none(), errors > 0, "{diagnostics:?}");
    diagnostics.iter().map(|one| format!("{one}\n")).collect()
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

#[test]
fn every_syntax_error_is_reported_at_once() {
    check(
        r#"
[[faq]]
question = "会起球吗
answer = "不会"

[shop]
name = = "x"
"#,
        r#"
a.toml:2:12: error: this text is not closed in its line
  help: close the quote in its line, or write the text between """ and """, with \n for a new line
a.toml:6:8: error: this is not TOML: extra `=`, expected nothing
"#,
    );
}

#[test]
fn keys_and_types() {
    check(
        r#"
[shpo]
name = "x"

[[answer]]
id = "a"
intnet = "ship"
intent = "ship"
say = 3
given = -1

[intent]
id = "x"

[[answer]]
intent = "ship"
say = "x"

[[hand_off]]
id = "h"
mood = "furious"
priority = "hihg"
words = ["a", 1]
"#,
        r#"
a.toml:1:2: error: there is no table `shpo`
  help: did you mean `shop`?
a.toml:6:1: error: `[[answer]]` has no key `intnet`
  help: did you mean `intent`?
a.toml:8:7: error: `say` is a text or a list of texts, not an integer
a.toml:9:9: error: `given` cannot be -1: it is a count
a.toml:11:1: error: `intent` is a list of tables
  help: write `[[intent]]` with two brackets: there can be several
a.toml:14:1: error: this `[[answer]]` has no `id`
a.toml:20:8: error: `mood` cannot be `furious`
  help: known: calm, worried, annoyed, angry, abusive
a.toml:21:12: error: `priority` cannot be `hihg`
  help: did you mean `high`?
a.toml:22:15: error: `words` is a text or a list of texts, not an integer
"#,
    );
}

#[test]
fn names_that_nothing_has() {
    check(
        r#"
[policy]
return_day = 7
freight = ""
return_days = "七"

[text]
not_understod = "x"
clarify = "{slot.x}"

[[answer]]
id = "a"
intent = ["shp.time", "ship"]
when = { order.state = "paid", order.status = "payed", order.late = "yes", order.total = 99, order.ship_by = "2026" }
say = ["{order.titel}", "{order.title", "{slot.size}"]

[[hand_off]]
id = "h"
intents = ["retrun"]

[[hand_off]]
id = "all"
"#,
        r#"
a.toml:2:1: error: there is no policy `return_day`
  help: did you mean `return_days`?
a.toml:3:11: error: the policy `freight` is empty
  help: leave it out: what is not known is not said
a.toml:4:15: error: the policy `return_days` is a whole number, not `七`
a.toml:7:1: error: there is no text `not_understod`
  help: did you mean `not_understood`?
a.toml:8:11: error: nothing fills the slot `x` before this
a.toml:12:11: error: there is no intent `shp.time`
  help: did you mean `ship.time`?
a.toml:13:16: error: there is no field `order.state`
  help: did you mean `order.status`?
a.toml:13:38: error: `order.status` is never `payed`
  help: known: pending_payment, paid, preparing, partly_shipped, shipped, cancelled, finished, unknown
a.toml:13:62: error: `order.late` is yes or no
  help: write true or false
a.toml:13:82: error: `order.total` is an amount of yuan, and a bare number does not say whether it means 元 or 分
  help: write it as a text, in yuan: "99.00" or ">=99.00"
a.toml:13:100: error: `order.ship_by` is a time: a condition can only ask whether it is known
  help: write true or false
a.toml:14:8: error: there is no field `order.titel`
  help: did you mean `order.title`?
a.toml:14:25: error: a `{` in this text has no `}`
  help: braces stand around the name of a field
a.toml:14:41: error: `slot.size`: only flows have slots
  help: what the buyer said anyway is in the fields `heard.…`
a.toml:18:12: error: there is no intent `retrun`
  help: did you mean `return`?
a.toml:20:1: error: the hand-off rule `all` has no condition: it would hand over every message
  help: give it intents, words, threats, mood, not_understood, repeated or when; only lookup_failed, verify_failed, request, no_answer, gave_up do without
"#,
    );
}

#[test]
fn numbers_and_ranges() {
    check(
        r#"
[[answer]]
id = "a"
intent = "ship"
when = { order.parcels = "5..2", product.stock = ["1", "2"], heard.amount = "9.999", heard.height = "tall", order.id = [] }
say = "x"
"#,
        r#"
a.toml:4:16: error: nothing lies in the range `5..2`
  help: the smaller number comes first
a.toml:4:42: error: `product.stock` is compared with one number or range, not with a list
  help: write for example ">1", ">=2", "<5", "<=5", "2..5" (both ends belong to it) or "3"
a.toml:4:68: error: `9.999` is not something that `heard.amount` can be compared with
  help: write for example ">1", ">=2", "<5", "<=5", "2..5" (both ends belong to it) or "3"
a.toml:4:92: error: `tall` is not something that `heard.height` can be compared with
  help: write for example ">1", ">=2", "<5", "<=5", "2..5" (both ends belong to it) or "3"
a.toml:4:115: error: `order.id` can be none of an empty list
  help: `false` means: not known
"#,
    );
}

#[test]
fn windows_of_time() {
    check(
        r#"
[shop]
hours = "from nine"
utc_offset = "8"

[[answer]]
id = "a"
intent = "ship"
from = "2026-11-12"
until = "2026-11-11T20:00:00+08:00"
daily = "25:00-08:00"
say = "x"

[[answer]]
id = "b"
intent = "ship"
from = "双十一"
say = "x"
"#,
        r#"
a.toml:2:9: error: `hours` cannot be read: `from nine`
  help: write for example 09:00-23:00, or 22:00-08:00 for over midnight
a.toml:3:14: error: `8` is not an offset from UTC
  help: write for example +08:00
a.toml:9:9: error: the answer `a` can never be chosen: `until` is not after `from`
  help: `until` is the first instant at which it is no longer given
a.toml:10:9: error: `daily` cannot be read: `25:00-08:00`
  help: write for example 09:00-23:00, or 22:00-08:00 for over midnight
a.toml:16:8: error: `from` is not a time: `双十一`
  help: write for example 2026-11-11T20:00:00+08:00, or 2026-11-11 for its first instant
"#,
    );
}

#[test]
fn ids_are_distinct_in_a_layer() {
    check(
        r#"
[[answer]]
id = "a"
intent = "ship"
say = "x"

[[answer]]
id = "a"
intent = "return"
say = "y"

[[faq]]
question = "会起球吗"
answer = "不会"

[[faq]]
id = "pilling"
question = "会起球吗 "
similar = ["几点下班"]
answer = "不会"

[[faq]]
question = "几点下班"
answer = "十一点"

[[answer]]
id = "gone"
disabled = true
"#,
        r#"
a.toml:7:6: error: the answer `a` stands twice
  help: the first one: a.toml:2:6; give one of them another id
a.toml:17:12: error: the question `会起球吗` stands twice
  help: the first one: a.toml:12:12; make one of both
a.toml:18:12: warning: `几点下班` is the question of another FAQ
  help: the other one: a.toml:22:12
a.toml:26:6: warning: there is no answer `gone` to disable
"#,
    );
}

#[test]
fn intents() {
    check(
        r#"
[[intent]]
id = "a"
name = "甲"
examples = ["几点发货", ""]
counter_examples = ["会不会"]
keywords = ["发货", "甲"]
threshold = 1.5

[[intent]]
id = "b"
examples = ["乙", "丙"]
counter_examples = ["丙"]
patterns = ["(发货", "发?货?", "VIP", "[Vv]ip", '\S+发']

[[intent]]
id = "c..d"
name = "丁"
"#,
        r#"
a.toml:4:13: warning: the example `几点发货` stands under two intents
  help: the other one: `ship.time`, base.toml:10:13; leave it in one of them
a.toml:4:21: error: this example is empty
a.toml:6:13: error: the keyword `发货` stands under two intents
  help: the other one: `ship.time`, base.toml:11:13; leave it in one of them
a.toml:7:13: error: the threshold 1.5 does not lie between 0 and 1
a.toml:10:6: error: the intent `b` has no `name`
  help: menus show it to buyers: name = "发货时间"
a.toml:12:21: error: `丙` is an example and a counter-example of `b`
a.toml:13:13: error: the pattern `(发货` cannot be read: unclosed group
a.toml:13:20: error: the pattern `发?货?` matches anything
  help: something in it must be neither `*` nor `?`
a.toml:13:28: warning: the pattern `VIP` can never match: messages have no `V`
  help: patterns look at the normalised message: write `v`
a.toml:16:6: error: `c..d` cannot be an intent's id
  help: write words between dots, without blanks: shop.engraving
a.toml:16:6: error: nothing leads to the intent `c..d`
  help: give it examples, keywords or patterns
"#,
    );
}

#[test]
fn answers_that_can_never_be_chosen() {
    check(
        r#"
[[answer]]
id = "first"
intent = ["ship", "return"]
say = "x"

[[answer]]
id = "covered"
intent = "ship"
say = "y"

[[answer]]
id = "narrow"
intent = "ship.time"
when = { order.status = "paid" }
say = "y"

[[answer]]
id = "wide"
intent = "ship.time"
when = { order.status = ["paid", "shipped"] }
say = "y"

[[answer]]
id = "narrow-too-late"
intent = "ship.time"
when = { order.status = "shipped" }
say = "y"

[[answer]]
id = "may-have-nothing-to-say"
intent = "ship.time"
say = "{order.ship_by}前发出"

[[answer]]
id = "fine"
intent = "ship.time"
say = "y"

[[answer]]
id = "word"
keywords = ["满减"]
say = "y"

[[answer]]
id = "word-again"
keywords = ["满减"]
say = "y"

[[answer]]
id = "empty"
intent = "ship"

[[answer]]
id = "to-nobody"
say = "x"
"#,
        r#"
a.toml:6:1: warning: the answer `covered` can never be chosen: `first` is tried before it
  help: a.toml:1:1 holds whenever this does; make them variants of one `say`, or give this a condition
a.toml:23:1: warning: the answer `narrow-too-late` can never be chosen: `wide` is tried before it
  help: a.toml:17:1 holds whenever this does; make them variants of one `say`, or give this a condition
a.toml:44:1: warning: the answer `word-again` can never be chosen: `word` is tried before it
  help: a.toml:39:1 holds whenever this does; make them variants of one `say`, or give this a condition
a.toml:49:1: error: the answer `empty` says nothing
  help: give it `say`, `image`, `menu` or `hand_off`
a.toml:53:1: error: the answer `to-nobody` answers nothing
  help: give it an `intent` or `keywords`
"#,
    );
}

#[test]
fn steps_of_flows() {
    check(
        r#"
[[flow]]
id = "f"
intents = ["ship"]

[[flow.step]]
ask = "size"
find = "order"

[[flow.step]]
id = "end"
ask = "size"
as = "sise"
next = "two"

[[flow.step]]
say = "{slot.colour}"
confirm = "x"
tries = 3

[[flow.step]]
tag = "x"

[[flow.step]]
hand_off = true
next = "end"

[[flow.step]]
request = "cancel"
slots = ["siez"]
among = "any"

[[flow]]
id = "empty"
intents = []
"#,
        r#"
a.toml:5:1: error: this step has both `ask` and `find`
  help: a step does exactly one thing: ask, find, branch, say, call, request or hand_off
a.toml:9:1: error: the question for `size` has no words
  help: give it `say`
a.toml:10:6: error: a step cannot be called `end`
  help: as a target it means the end of the flow
a.toml:12:6: error: `as` cannot be `sise`
  help: did you mean `size`?
a.toml:16:7: error: nothing fills the slot `colour` before this
  help: known: size, why
a.toml:17:11: error: `confirm` does not belong to a step with `say`
  help: it belongs to request
a.toml:18:9: error: `tries` does not belong to a step with `say`
  help: it belongs to ask
a.toml:20:1: error: this step does nothing
  help: a step does exactly one thing: ask, find, branch, say, call, request or hand_off
a.toml:25:8: error: a hand-off ends the flow: it has no `next`
a.toml:29:10: error: nothing fills the slot `siez` before this
  help: did you mean `size`?
a.toml:30:9: error: `among` belongs to steps with `find = "order"`
a.toml:32:1: error: nothing starts the flow `empty`
  help: give it `intents`
a.toml:32:1: error: the flow `empty` has no steps
  help: write `[[flow.step]]` under it
"#,
    );
}

#[test]
fn ways_through_flows() {
    check(
        r#"
[[flow]]
id = "endless"
intents = ["ship"]

[[flow.step]]
id = "a"
ask = "x"
say = "x"
gave_up = "b"

[[flow.step]]
id = "b"
say = "b"
next = "a"

[[flow]]
id = "busy"
intents = ["return"]

[[flow.step]]
id = "a"
say = "x"

[[flow.step]]
id = "b"
branch = [{ when = { order.late = true }, to = "a" }]
next = "end"

[[flow.step]]
id = "never"
say = "x"
"#,
        r#"
a.toml:5:1: error: the flow `endless` cannot end: from `a` no way leads out
  help: let a `next` be "end" or "answers", or hand off
a.toml:20:1: error: the flow `busy` would go round for ever without asking: a → b → a
  help: put a step with `ask`, `find` or `request` into the circle
a.toml:29:1: warning: the step `never` of `busy` is never reached
  help: no step goes on there
"#,
    );
}

#[test]
fn a_choice_is_compared_with_what_it_can_be() {
    check(
        r#"
[[flow]]
id = "f"
intents = ["ship"]

[[flow.step]]
ask = "why"
choices = ["尺码", "质量"]
say = "为什么？"

[[flow.step]]
branch = [{ when = { slot.why = "质量问题" }, to = "end" }, { to = "answers" }]
"#,
        r#"
a.toml:11:27: error: `slot.why` is never `质量问题`
  help: known: 尺码, 质量
a.toml:11:57: error: this arm has no condition: those after it are never reached
  help: for what remains write `next`
"#,
    );
}

#[test]
fn tables() {
    check_csv("\u{feff}问题,相似问法,答案\r\n会起球吗,起毛吗|起球不；掉毛吗,不会\r\n,,\r\n".as_bytes(), "");
    check_csv(b"question,answer\na,b\n", "");
    check_csv(
        "编号,问题,答案,备注\n1,\"多行\n问题\",答,\n2,,答,\n3,问,,\n4,满99元,包邮,行吗,多\n5,短\n6,问二,答,\n"
            .as_bytes(),
        r#"
faq.csv:1:10: warning: the column `备注` is not read
  help: known: 问题, question, 相似问法, similar, 答案, answer, 编号, id
faq.csv:4:3: error: this row has no question
  help: fill it in, or delete the row
faq.csv:5:5: error: this row has no answer
  help: fill it in, or delete the row
faq.csv:6:14: error: this row has 5 cells, the first row has 4
  help: a cell with a comma in it stands in quotes: "满99元,包邮"
faq.csv:7:1: error: this row has 2 cells, the first row has 4
  help: a cell with a comma in it stands in quotes: "满99元,包邮"
"#,
    );
}

#[test]
fn what_is_not_a_table() {
    check_csv(
        "问题,回答\n会起球吗,不会\n".as_bytes(),
        "
faq.csv:1:1: error: the table has no column 答案
  help: the first row is: 问题,相似问法,答案
faq.csv:1:4: warning: the column `回答` is not read
  help: known: 问题, question, 相似问法, similar, 答案, answer, 编号, id
",
    );
    check_csv(
        "问题\t答案\n会起球吗\t不会\n".as_bytes(),
        "
faq.csv:1:1: error: the table has no column 问题 and no column 答案
  help: the cells are not separated by commas: save it as 「CSV UTF-8（逗号分隔）」
",
    );
    check_csv(
        "问题,答案\n\"会起球吗,不会\n".as_bytes(),
        r#"
faq.csv:2:1: error: this quoted cell is never closed
  help: a quote inside a quoted cell is written twice: ""
"#,
    );
    check_csv(b"", "faq.csv:1:1: error: this table is empty\n  help: its first row is: 问题,相似问法,答案\n");
}

#[test]
fn a_table_in_another_encoding_is_refused_with_the_way_out() {
    for (bytes, what) in [
        (&b"\xce\xca\xcc\xe2,\xb4\xf0\xb0\xb8\n"[..], "faq.csv:1:1: error: this file is encoded in GBK, not in UTF-8"),
        (b"\xff\xfe\x95\x98", "faq.csv:1:1: error: this file is encoded in UTF-16, not in UTF-8"),
        (b"question,answer\nok,\xff\xff\n", "faq.csv:2:4: error: this file is not encoded in UTF-8"),
    ] {
        let shown = shown(Knowledge::empty().faq_csv("faq.csv", bytes));
        assert!(shown.starts_with(what), "{shown}");
        assert!(shown.contains("CSV UTF-8（逗号分隔）"), "{shown}");
    }
}

#[test]
fn what_is_built_in_code_is_checked_too() {
    let mut answer = AnswerEntry::new("a");
    answer.intents = vec!["ship".into()];
    answer.when = vec![WhenEntry::new("order.parcels", 2), WhenEntry::new("order.late", "yes")];
    answer.say = vec!["x".into()];
    let builder = Knowledge::empty()
        .toml("base.toml", BASE)
        .answer(answer)
        .faq(FaqEntry::new("", "x"))
        .policy("return_days", 7)
        .text("clarif", ["x"]);
    assert_eq!(
        shown(builder),
        "FAQ ``: error: the question of an FAQ is empty
[text]: error: there is no text `clarif`
  help: did you mean `clarify`?
answer `a`: error: `order.late` is yes or no
  help: write true or false
",
    );
}

#[test]
fn a_file_that_cannot_be_read_hides_no_other() {
    let builder = Knowledge::empty()
        .toml("a.toml", "[[faq]\n")
        .toml("b.toml", "[shop]\nnmae = 'x'\n")
        .toml("c.toml", "[[answer]]\nid = 'a'\nintent = 'in-a'\nsay = 'x'\n");
    let shown = shown(builder);
    assert!(shown.contains("a.toml:1:") && shown.contains("b.toml:2:1"), "{shown}");
    assert!(!shown.contains("c.toml"), "what it refers to may stand in a.toml: {shown}");
}
