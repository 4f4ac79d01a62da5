//! What the built bot finds in the knowledge it was built from: each kind of finding, with its place.

#![allow(clippy::expect_used, reason = "a test that cannot begin has failed")]

use kefu::knowledge::Language;
use kefu::{Bot, Knowledge};

/// The line, the column and the first words of each finding.
fn check(toml: &str, expect: &[(u32, u32, &str)]) {
    let knowledge = Knowledge::builder().toml("shop.toml", toml).build().expect("the knowledge has no errors");
    let found = kefu::knowledge::lint(&Bot::new(knowledge));
    assert_eq!(found.len(), expect.len(), "{found:#?}");
    for (one, (line, column, message)) in found.iter().zip(expect) {
        assert_eq!((one.file.as_str(), one.line, one.column), ("shop.toml", *line, *column), "{one}");
        assert!(one.message(Language::Chinese).starts_with(message), "{one}");
    }
}

const ENGRAVING: &str = "[[intent]]\nid = 'shop.engraving'\nname = '刻字'\n";

#[test]
fn knowledge_that_does_what_it_says_is_not_remarked_on() {
    check(&format!("{ENGRAVING}keywords = ['刻字']\nexamples = ['能刻字吗', '可以刻名字吗', '刻字要加钱吗']\n"), &[]);
}

#[test]
fn an_example_that_is_taken_for_another_intent() {
    let toml = format!("{ENGRAVING}examples = ['能刻字吗', '可以刻名字吗', '刻字要加钱吗',\n  '我的快递怎么还不到']\n");
    check(&toml, &[(5, 3, "和例句 `我的快递怎么还不到`（`shop.engraving`）差不多的话，机器人会当成")]);
}

#[test]
fn a_counter_example_that_is_taken_for_its_intent() {
    let toml = format!("{ENGRAVING}keywords = ['刻字']\ncounter_examples = [\n  '请问刻字吗',\n]\n");
    check(&toml, &[(6, 3, "反例 `请问刻字吗` 还是会被当成 `shop.engraving`")]);
}

#[test]
fn a_keyword_that_never_decides() {
    let toml = format!("{ENGRAVING}keywords = ['刻字', '[捂脸]']\n");
    check(&toml, &[(4, 19, "关键词 `[捂脸]`（`shop.engraving`）不起作用")]);
}

#[test]
fn the_built_in_pack_is_not_the_shops_business() {
    assert!(kefu::knowledge::lint(&Bot::new(Knowledge::ecommerce())).is_empty());
}

#[test]
fn an_item_of_a_menu_that_the_bot_does_not_understand() {
    let toml = "[shop]\nmenu = [\n  '查物流',\n  { label = '养护', ask = '叽里咕噜哇啦' },\n  { label = '找客服', ask = '转人工' },\n]\n";
    check(toml, &[(4, 3, "菜单里的 `养护` 点了没有用：`叽里咕噜哇啦` 这句话机器人答不上来")]);
    let answered = format!("{toml}[[answer]]\nid = 'care'\nkeywords = ['叽里咕噜哇啦']\nsay = '冷水手洗。'\n");
    check(&answered, &[]);
    let flow = "[[flow]]\nid = 'f'\nintents = ['greeting']\n[[flow.step]]\nsay = '选一个：'\nmenu = ['唔哩嘛哩哄']\n";
    check(flow, &[(6, 9, "菜单里的 `唔哩嘛哩哄` 点了没有用")]);
}

#[test]
fn a_keyword_of_an_answer_that_a_rule_of_the_pack_understands() {
    let toml = "[[answer]]\nid = 'where'\nkeywords = ['退换货收件地址']\nsay = '退到哪里请看退款页。'\n";
    check(toml, &[(1, 1, "`退换货收件地址` 已经是内置意图 `aftersale.pickup` 的词")]);
    let meant = toml.replace("say", "intent = 'aftersale.pickup'\nsay");
    check(&meant, &[]);
}
