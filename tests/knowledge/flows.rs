//! Steps, and the ways through them.

use super::check;

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
a.toml:5:1: 错误: 这一步同时写了 `ask` 和 `find`
  建议: 一步只做一件事，从 `ask`、`find`、`branch`、`say`、`call`、`request`、`hand_off` 里选一个
a.toml:9:1: 错误: 要问 `size`，却没有写怎么问
  建议: 写上 `say`
a.toml:10:6: 错误: 步骤的 `id` 不能叫 `end`
  建议: 这个名字表示流程到此结束，换一个
a.toml:12:6: 错误: `as` 不能是 `sise`
  建议: 是不是想写 `size`？
a.toml:16:7: 错误: 走到这一步时还没有问到 `slot.colour`
  建议: 可以写：`size`、`why`
a.toml:17:11: 错误: 有 `say` 的步骤里不能写 `confirm`
  建议: 它只能写在有 `request` 的步骤里
a.toml:18:9: 错误: 有 `say` 的步骤里不能写 `tries`
  建议: 它只能写在有 `ask` 的步骤里
a.toml:20:1: 错误: 这一步什么都没做
  建议: 一步只做一件事，从 `ask`、`find`、`branch`、`say`、`call`、`request`、`hand_off` 里选一个
a.toml:25:8: 错误: 转人工以后流程就结束了，不能再写 `next`
  建议: 删掉 `next`
a.toml:29:10: 错误: 走到这一步时还没有问到 `slot.siez`
  建议: 是不是想写 `size`？
a.toml:30:9: 错误: `among` 只能写在有 `find = "order"` 的步骤里
  建议: 删掉它，或者补上它要配的那一项
a.toml:32:1: 错误: 流程 `empty` 没有写从哪个意图开始
  建议: 写上 `intents`
a.toml:32:1: 错误: 流程 `empty` 一步也没有
  建议: 在它下面写 `[[flow.step]]`
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
a.toml:5:1: 错误: 流程 `endless` 结束不了：从 `a` 起没有出路
  建议: 让某一步的 `next` 写 `"end"` 或 `"answers"`，或者转人工
a.toml:20:1: 错误: 流程 `busy` 会一直转圈，停不下来：`a → b → a`
  建议: 在这一圈里放一个有 `ask`、`find` 或 `request` 的步骤，等买家说话
a.toml:29:1: 警告: 流程 `busy` 的 `never` 这一步永远走不到
  建议: 让某一步的 `next` 指向它，或者删掉它
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
a.toml:11:27: 错误: `slot.why` 不会是 `质量问题`
  建议: 可以写：`尺码`、`质量`
a.toml:11:57: 错误: 这个分支没有条件，后面的分支永远走不到
  建议: 剩下的情况用 `next` 写
"#,
    );
}
