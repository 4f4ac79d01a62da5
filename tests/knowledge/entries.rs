//! Entries of every kind: names, numbers, times, ids.

use kefu::Knowledge;
use kefu::knowledge::{AnswerEntry, FaqEntry, WhenEntry};

use super::{BASE, check, shown};

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
a.toml:2:1: 错误: `[policy]` 里没有 `return_day` 这一项
  建议: 是不是想写 `return_days`？
a.toml:3:11: 错误: `freight` 是空的
  建议: 整行删掉就行：没写的政策，机器人不会说
a.toml:4:15: 错误: `return_days` 是天数，不能写 `七`
  建议: 写 0 到 365 之间的整数，不带引号和单位：`return_days = 7`
a.toml:7:1: 错误: `[text]` 里没有 `not_understod` 这句话
  建议: 是不是想写 `not_understood`？
a.toml:8:11: 错误: 这句话里不能用 `slot.x`
  建议: 删掉它
a.toml:12:11: 错误: 没有 `shp.time` 这个意图
  建议: 是不是想写 `ship.time`？
a.toml:13:16: 错误: 没有 `order.state` 这个字段
  建议: 是不是想写 `order.status`？
a.toml:13:38: 错误: `order.status` 不会是 `payed`
  建议: 可以写：`pending_payment`、`paid`、`preparing`、`partly_shipped`、`shipped`、`cancelled`、`finished`、`unknown`
a.toml:13:62: 错误: `order.late` 只有是和否
  建议: 写 `true`（是）或 `false`（否）
a.toml:13:82: 错误: `order.total` 是金额，光写数字分不清是元还是分
  建议: 加上引号，按元写：`"99.00"` 或 `">=99.00"`
a.toml:13:100: 错误: `order.ship_by` 是时间，条件里只能问有没有
  建议: 写 `true`（是）或 `false`（否）
a.toml:14:8: 错误: 没有 `order.titel` 这个字段
  建议: 是不是想写 `order.title`？
a.toml:14:25: 错误: 这段话里有 `{`，后面没有 `}`
  建议: 大括号里写字段名，比如 `{shop.name}`；不用字段就删掉 `{`
a.toml:14:41: 错误: 这里不能用 `slot.size`：只有流程的步骤里才有
  建议: 买家自己提到的颜色、尺码、身高等，用 `heard.…` 字段
a.toml:18:12: 错误: 没有 `retrun` 这个意图
  建议: 是不是想写 `return`？
a.toml:20:1: 错误: 转人工规则 `all` 没有条件，每条消息都会转人工
  建议: 写上 `intents`、`words`、`threats`、`mood`、`not_understood`、`repeated`、`stalled` 或 `when`；只有 `lookup_failed`、`verify_failed`、`request`、`no_answer`、`gave_up`、`passed_on`、`left_open` 可以不写
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
a.toml:4:16: 错误: `5..2` 这个范围里没有数
  建议: 小的数写在前面
a.toml:4:42: 错误: `product.stock` 只能和一个数或一个范围比，不能写成列表
  建议: 可以写 `">1"`（大于）、`">=2"`（至少）、`"<5"`（小于）、`"<=5"`（至多）、`"2..5"`（2 到 5，含两头）或 `"3"`（正好）
a.toml:4:68: 错误: `heard.amount` 没法和 `9.999` 比
  建议: 可以写 `">1"`（大于）、`">=2"`（至少）、`"<5"`（小于）、`"<=5"`（至多）、`"2..5"`（2 到 5，含两头）或 `"3"`（正好）
a.toml:4:92: 错误: `heard.height` 没法和 `tall` 比
  建议: 可以写 `">1"`（大于）、`">=2"`（至少）、`"<5"`（小于）、`"<=5"`（至多）、`"2..5"`（2 到 5，含两头）或 `"3"`（正好）
a.toml:4:115: 错误: `order.id` 后面的列表是空的，永远不会成立
  建议: 想表示「不知道」就写 `false`
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
a.toml:2:9: 错误: `hours` 的时间段看不懂：`from nine`
  建议: 照这样写：09:00-23:00；跨过零点写 22:00-08:00
a.toml:3:14: 错误: `8` 不是时区
  建议: 北京时间写 +08:00，或者不写这一项
a.toml:9:9: 错误: 回答 `a` 永远用不上：`until` 不在 `from` 后面
  建议: `until` 写停用的时刻，要晚于 `from`
a.toml:10:9: 错误: `daily` 的时间段看不懂：`25:00-08:00`
  建议: 照这样写：09:00-23:00；跨过零点写 22:00-08:00
a.toml:16:8: 错误: `from` 的时间看不懂：`双十一`
  建议: 照这样写：2026-11-11（当天零点），或 2026-11-11T20:00:00+08:00
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
a.toml:7:6: 错误: 回答 `a` 写了两次
  建议: 第一处在 a.toml:2:6；给其中一个换个 `id`
a.toml:17:12: 错误: 问题 `会起球吗` 写了两次
  建议: 第一处在 a.toml:12:12；合成一条
a.toml:18:12: 警告: `几点下班` 已经是另一条问答的问题
  建议: 那一条在 a.toml:22:12；从其中一处删掉
a.toml:26:6: 警告: 没有 `gone` 这个回答，停用不了
  建议: 核对 `id`：要和内置的一字不差；不需要停用就删掉这一段
"#,
    );
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
        "[[answer]] `a`: 错误: `order.late` 只有是和否
  建议: 写 `true`（是）或 `false`（否）
[[faq]] ``: 错误: 这条问答没有写问题
  建议: 补上内容，或者删掉这一项
[text]: 错误: `[text]` 里没有 `clarif` 这句话
  建议: 是不是想写 `clarify`？
",
    );
}
