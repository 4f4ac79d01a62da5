//! What files are, and what stands in them by its kind: syntax, keys, types, tables.

use kefu::Knowledge;

use super::{check, check_csv, shown};

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
a.toml:2:12: 错误: 这段文字在本行没有写右引号
  建议: 在本行补上右引号；要换行就写 `\n`，或者用 `"""` 把整段文字括起来
a.toml:6:8: 错误: 这里不符合 TOML 的写法。解析器的原话：extra `=`, expected nothing
  建议: 每行写成 `名字 = "内容"`：一个等号，引号、方括号成对，都用英文符号
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
a.toml:1:2: 错误: 没有 `[shpo]` 这种表
  建议: 是不是想写 `shop`？
a.toml:6:1: 错误: `[[answer]]` 里没有 `intnet` 这一项
  建议: 是不是想写 `intent`？
a.toml:8:7: 错误: `say` 要写文字或文字列表，这里写成了整数
  建议: 文字要加引号：`"…"`，几条写成 `["…", "…"]`
a.toml:9:9: 错误: `given` 不能是 -1
  建议: 单位是次，写 1 到 20 之间的整数
a.toml:11:1: 错误: `intent` 可以有好几个，要用双方括号
  建议: 写成 `[[intent]]`
a.toml:14:1: 错误: 这个 `[[answer]]` 没有写 `id`
  建议: 补一行 `id = "…"`
a.toml:20:8: 错误: `mood` 不能是 `furious`
  建议: 可以写：`calm`、`worried`、`annoyed`、`angry`、`abusive`
a.toml:21:12: 错误: `priority` 不能是 `hihg`
  建议: 是不是想写 `high`？
a.toml:22:15: 错误: `words` 要写文字或文字列表，这里写成了整数
  建议: 文字要加引号：`"…"`，几条写成 `["…", "…"]`
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
faq.csv:1:10: 警告: `备注` 这一列不会被读取
  建议: 可以写：`问题`、`question`、`相似问法`、`similar`、`答案`、`answer`、`编号`、`id`
faq.csv:4:3: 错误: 这一行没有写问题
  建议: 补上，或者删掉这一行
faq.csv:5:5: 错误: 这一行没有写答案
  建议: 补上，或者删掉这一行
faq.csv:6:14: 错误: 这一行有 5 个单元格，第一行是 4 个
  建议: 单元格里有英文逗号时，用引号括起来：`"满99元,包邮"`
faq.csv:7:1: 错误: 这一行有 2 个单元格，第一行是 4 个
  建议: 单元格里有英文逗号时，用引号括起来：`"满99元,包邮"`
"#,
    );
}

#[test]
fn what_is_not_a_table() {
    check_csv(
        "问题,回答\n会起球吗,不会\n".as_bytes(),
        "
faq.csv:1:1: 错误: 表格缺少「答案」这一列
  建议: 第一行写：问题,相似问法,答案
faq.csv:1:4: 警告: `回答` 这一列不会被读取
  建议: 可以写：`问题`、`question`、`相似问法`、`similar`、`答案`、`answer`、`编号`、`id`
",
    );
    check_csv(
        "问题\t答案\n会起球吗\t不会\n".as_bytes(),
        "
faq.csv:1:1: 错误: 表格缺少「问题」和「答案」这一列
  建议: 单元格不是用逗号分开的：另存为「CSV UTF-8（逗号分隔）」
",
    );
    check_csv(
        "问题,答案\n\"会起球吗,不会\n".as_bytes(),
        r#"
faq.csv:2:1: 错误: 这个单元格开头有引号，后面一直没有右引号
  建议: 补上右引号；单元格里面的引号要写两个：`""`
"#,
    );
    check_csv(b"", "faq.csv:1:1: 错误: 表格是空的\n  建议: 第一行写：问题,相似问法,答案\n");
}

#[test]
fn a_table_in_another_encoding_is_refused_with_the_way_out() {
    for (bytes, what) in [
        (&b"\xce\xca\xcc\xe2,\xb4\xf0\xb0\xb8\n"[..], "faq.csv:1:1: 错误: 文件的编码是 GBK，要用 UTF-8"),
        (b"\xff\xfe\x95\x98", "faq.csv:1:1: 错误: 文件的编码是 UTF-16，要用 UTF-8"),
        (b"question,answer\nok,\xff\xff\n", "faq.csv:2:4: 错误: 文件的编码不是 UTF-8"),
    ] {
        let shown = shown(Knowledge::empty().faq_csv("faq.csv", bytes));
        assert!(shown.starts_with(what), "{shown}");
        assert!(shown.contains("CSV UTF-8（逗号分隔）"), "{shown}");
    }
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
