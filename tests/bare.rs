//! A bot without the pack: it knows nothing but the engine's own sentences, says so, and leaves nobody without a word.

#![allow(missing_docs, clippy::unwrap_used)]

use kefu::input::{AgentAction, People};
use kefu::knowledge::{HandOffEntry, IntentEntry, IntentKind, KnowledgeBuilder, Language};
use kefu::shop::{Fen, OrderItem};
use kefu::{
    Action, Bot, Input, Knowledge, MemoryOrders, MemoryProducts, Order, OrderStatus, Product, Session, Shop, Turn,
};

fn turns(builder: KnowledgeBuilder, inputs: &[Input]) -> Vec<Turn> {
    let bot = Bot::new(builder.build().unwrap());
    let order = Order::new("6917533224570258991", "b1", OrderStatus::Shipped);
    let order = order.items([OrderItem::new("茶杯").product("p1")]).total(Fen(2_000));
    let (orders, products) = (MemoryOrders::new([order]), MemoryProducts::new([Product::new("p1", "茶杯")]));
    let shop = Shop::new().orders(&orders).products(&products);
    let mut session = Session::new("s");
    let now = "2026-11-22T10:00:00+08:00".parse().unwrap();
    let mut say =
        |input: &Input| bot.reply(&mut session, input.clone().at(now).buyer("b1").people(People::new(1, 0)), &shop);
    inputs.iter().map(&mut say).collect()
}

/// Whether somebody who writes gets something back, or a person.
fn is_answered(turn: &Turn) -> bool {
    let person = turn.actions.iter().any(|action| matches!(action, Action::HandOff { .. }));
    person || !turn.text().trim().is_empty()
}

/// Whatever a buyer can do.
fn inputs() -> Vec<Input> {
    let texts = [
        "你好",
        "在吗",
        "？",
        "😀",
        "什么时候发货",
        "我要退款",
        "转人工",
        "人工",
        "谢谢",
        "好的",
        "不用了",
        "再见",
        "黑色M码的",
        "茶杯有吗",
        "身高165体重110斤",
        "6917533224570258991",
        "75312345678901",
        "单号是SF1234567890123",
        "13812341035",
        "我要投诉你们",
        "过敏了",
        "垃圾",
        "地址改成浙江省杭州市西湖区某某路1号",
        "这个",
        "第二个",
        "没取消成",
        "我已经申请退款了",
        "茶杯怎么洗，还有什么时候发货",
    ];
    let more = [
        Input::order_card("6917533224570258991"),
        Input::order_card("6917533224570258999"),
        Input::product_card("p1"),
        Input::product_card("p9"),
        Input::image("https://example.com/1.jpg"),
        Input::menu(1),
        Input::rated(5),
        Input::rated(1),
        Input::visit(None),
        Input::visit(Some("p1".into())),
    ];
    texts.into_iter().map(Input::text).chain(more).collect()
}

#[test]
fn every_kind_of_input_gets_an_answer_or_a_person() {
    let mut silent = Vec::new();
    for input in inputs() {
        // Alone, again, and behind an order and goods.
        let before = [Input::order_card("6917533224570258991"), Input::product_card("p1")];
        for session in [vec![input.clone(), input.clone()], before.iter().cloned().chain([input.clone()]).collect()] {
            let turns = turns(Knowledge::empty(), &session);
            silent.extend(
                turns.iter().filter(|turn| !is_answered(turn)).map(|turn| format!("{session:?}: {:?}", turn.facts)),
            );
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
    // These are no buyer's words: silence is right.
    let quiet = [
        Input::agent(AgentAction::Said, Some("您好".into())),
        Input::wake(),
        Input::order_event("6917533224570258991", "shipped"),
    ];
    for input in quiet {
        turns(Knowledge::empty(), &[input]);
    }
}

/// What the welcome of a bot without the pack offers.
const MENU: &str = "[shop]\nmenu = ['human']\n";

fn warnings(builder: KnowledgeBuilder) -> Vec<String> {
    let english = builder.build().unwrap();
    english.warnings().iter().map(|one| one.in_language(Language::English).to_string()).collect()
}

#[test]
fn what_is_missing_is_said_once() {
    let [only] = warnings(Knowledge::empty()).try_into().unwrap();
    for name in [
        "`deliver.track`",
        "`goodbye`",
        "`human`",
        "`inform`",
        "`product.size`",
        "`product.stock`",
        "calls a person",
        "`menu`",
    ] {
        assert!(only.contains(name), "{name}: {only}");
    }
    let intents = ["deliver.track", "goodbye", "human", "inform", "product.size", "product.stock"];
    let whole = || {
        intents.into_iter().fold(Knowledge::empty().toml("a.toml", MENU), |builder, id| {
            let mut intent = IntentEntry::new(id);
            intent.name = Some(id.to_owned());
            intent.keywords = vec![id.to_owned()];
            intent.kind = match id {
                "goodbye" => Some(IntentKind::Courtesy),
                "inform" => Some(IntentKind::Remark),
                _ => None,
            };
            builder.intent(intent)
        })
    };
    let mut rule = HandOffEntry::new("lost");
    rule.not_understood = Some(2);
    let lost = warnings(whole());
    assert!(
        lost.len() == 1 && lost.iter().all(|one| !one.contains("`human`") && one.contains("calls a person")),
        "{lost:?}"
    );
    assert_eq!(warnings(whole().hand_off(rule)), [""; 0]);
}

#[test]
fn an_intent_of_the_engines_is_what_the_engine_takes_it_for() {
    let over = |toml: &str| warnings(Knowledge::builder().toml("a.toml", toml));
    for (toml, expect) in [
        (
            "[[intent]]\nid = 'goodbye'\ndisabled = true\n",
            "a.toml:2:6: warning: `goodbye` is disabled, and the engine itself needs it",
        ),
        (
            "[[intent]]\nid = 'thanks'\nkind = 'question'\n",
            "a.toml:3:8: warning: `thanks` is an intent that the engine itself knows",
        ),
        (
            "[[intent]]\nid = 'faq'\nname = '问答'\nkeywords = ['问答在哪']\n",
            "a.toml:2:6: warning: no intent can be called `faq`",
        ),
    ] {
        let found = over(toml);
        assert!(found.len() == 1 && found.iter().all(|one| one.starts_with(expect)), "{found:?}");
    }
    // What the engine can do without may go, and what only says more of an intent says nothing of its kind.
    assert_eq!(over("[[intent]]\nid = 'order.cancel'\ndisabled = true\n"), [""; 0]);
    assert_eq!(over("[[intent]]\nid = 'thanks'\nkeywords = ['蟹蟹侬']\n"), [""; 0]);
    let anew = "[[intent]]\nid = 'thanks'\nname = '打赏'\nkeywords = ['打赏']\n";
    let found = warnings(Knowledge::empty().toml("a.toml", anew));
    assert!(found.iter().any(|one| one.starts_with("a.toml:2:6: warning: `thanks` is an intent")), "{found:?}");
}
