//! What messages mean, and what is said to them.

use super::check;

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
a.toml:4:13: 警告: 例句 `几点发货` 写在了两个意图下面
  建议: 另一个是 `ship.time`，在 base.toml:10:13；只留一处
a.toml:4:21: 错误: `examples` 里有一项是空的
  建议: 补上内容，或者删掉这一项
a.toml:6:13: 错误: 关键词 `发货` 写在了两个意图下面
  建议: 另一个是 `ship.time`，在 base.toml:11:13；只留一处
a.toml:7:13: 错误: `threshold` 不能是 1.5
  建议: 写 0 到 1 之间的小数，比如 0.5
a.toml:10:6: 错误: 意图 `b` 没有写 `name`
  建议: 菜单上给买家看的名字，比如 `name = "发货时间"`
a.toml:12:21: 错误: `丙` 既是 `b` 的例句又是反例
  建议: 只留一处
a.toml:13:13: 错误: 规则 `(发货` 看不懂。解析器的原话：unclosed group
  建议: 检查括号是否成对；只是几个词的话，写进 `keywords` 就行
a.toml:13:20: 错误: 规则 `发?货?` 什么消息都符合
  建议: 至少要有一个词后面不带 `*` 和 `?`
a.toml:13:28: 警告: 规则 `VIP` 永远不会符合：消息里不会有 `V`
  建议: 消息会先统一写法（小写、半角、简体），规则里写 `v`
a.toml:16:6: 错误: `c..d` 不能当意图的 `id`
  建议: 用英文单词加点，中间不留空格：`shop.engraving`
a.toml:16:6: 错误: 买家说什么都到不了意图 `c..d`
  建议: 写上 `examples`（例句）、`keywords`（关键词）或 `patterns`（规则）
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
a.toml:6:1: 警告: 回答 `covered` 永远用不上：每次都先用了 `first`
  建议: a.toml:1:1 那条总是同时符合；把两条并成一条，`say` 写成几种说法，或者给这一条加上条件
a.toml:23:1: 警告: 回答 `narrow-too-late` 永远用不上：每次都先用了 `wide`
  建议: a.toml:17:1 那条总是同时符合；把两条并成一条，`say` 写成几种说法，或者给这一条加上条件
a.toml:44:1: 警告: 回答 `word-again` 永远用不上：每次都先用了 `word`
  建议: a.toml:39:1 那条总是同时符合；把两条并成一条，`say` 写成几种说法，或者给这一条加上条件
a.toml:49:1: 错误: 回答 `empty` 没有内容
  建议: 写上 `say`（话术）、`image`（图片）、`menu`（菜单）或 `hand_off`（转人工）
a.toml:53:1: 错误: 回答 `to-nobody` 没有写回答什么
  建议: 写上 `intent`（意图）或 `keywords`（关键词）
"#,
    );
}
