//! A write goes out after an explicit yes to its own question and after nothing else, whatever else is said.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "common/mod.rs"]
mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use common::talk::Talk;
use kefu::{Order, OrderStatus, Turn};

/// What wants a yes: its name in the table, who asks for it and how, and the kind of the write.
const QUESTIONS: &[(&str, &str, &str, &str)] = &[
    ("cancel", "b7", "取消订单", "cancel"),
    ("change_address", "b7", "地址写错了，改成浙江省杭州市西湖区文三路100号2栋301", "change_address"),
    ("refund", "b7", "我要退款", "refund_only"),
    ("withdraw", "b9", "6917524416308857290 撤销退款申请", "withdraw_aftersale"),
];

/// A conversation in which the bot has just asked for a yes.
fn asked(question: &(&'static str, &'static str, &'static str, &'static str)) -> Talk {
    let mut talk = Talk::new(question.1);
    let turn = talk.say(question.2);
    assert!(turn.text().ends_with("吗？"), "{}: {}", question.0, turn.text());
    assert_eq!(talk.ledger.kinds(), Vec::<String>::new());
    talk
}

/// The lines of the table: what is expected, for which question (all, where it is empty), and the reply.
fn replies() -> Vec<(String, String, String)> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/consent/replies.txt")).unwrap();
    let (mut expect, mut only) = (String::new(), String::new());
    let mut replies = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix("== ") {
            Some(heading) => {
                let (first, rest) = heading.split_once(' ').unwrap_or((heading, ""));
                (expect, only) = (first.to_owned(), rest.to_owned());
            }
            None => replies.push((expect.clone(), only.clone(), line.to_owned())),
        }
    }
    replies
}

#[test]
fn the_table_has_what_it_should() {
    let replies = replies();
    let agree = replies.iter().filter(|(expect, ..)| expect == "yes").count();
    assert!(replies.len() >= 300 && agree * 3 >= replies.len(), "{agree} of {}", replies.len());
}

#[test]
fn a_yes_to_this_question_and_nothing_else_writes() {
    let mut failures = Vec::new();
    for question in QUESTIONS {
        for (expect, only, reply) in replies() {
            if !only.is_empty() && only != question.0 {
                continue;
            }
            let mut talk = asked(question);
            let turn = talk.say(&reply);
            let wrote = talk.ledger.kinds();
            let expected: &[&str] = if expect == "yes" { &[question.3] } else { &[] };
            if wrote != expected {
                failures.push(format!("{} `{reply}`: wrote {wrote:?}\n  {}", question.0, turn.text()));
            }
            let held = turn.facts.iter().any(|fact| matches!(fact, kefu::Fact::Held));
            if turn.text().is_empty() && !held {
                failures.push(format!("{} `{reply}`: no answer", question.0));
            }
        }
    }
    assert!(failures.is_empty(), "{}\n{}", failures.len(), failures.join("\n"));
}

/// What was refused is dropped, what was put off still stands, and what was neither is asked once more and no further.
#[test]
fn a_refusal_drops_it_a_pause_holds_it_and_anything_else_is_asked_once_more() {
    let mut failures = Vec::new();
    let question = &QUESTIONS[0];
    for (expect, only, reply) in replies() {
        if !only.is_empty() {
            continue;
        }
        let mut talk = asked(question);
        talk.say(&reply);
        let mut after = |text: &str| {
            talk.say(text);
            !talk.ledger.kinds().is_empty()
        };
        let wrong = match expect.as_str() {
            "no" => after("好的"),
            "later" => !after("确认"),
            "other" => {
                let asked_again = |turn: &Turn| turn.text().contains("确认");
                let again = talk.say("今天天气真热呀");
                asked_again(&again) && asked_again(&talk.say("昨天也很热呀"))
            }
            _ => false,
        };
        if wrong {
            failures.push(format!("{expect} `{reply}`"));
        }
    }
    assert!(failures.is_empty(), "{}\n{}", failures.len(), failures.join("\n"));
}

/// Every example, keyword and counter-example of the pack.
fn phrases_of_the_pack() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/knowledge/pack/intents");
    let mut phrases = BTreeSet::new();
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let table: toml::Table = text.parse().unwrap();
        for intent in table["intent"].as_array().unwrap() {
            for key in ["examples", "keywords", "counter_examples"] {
                let list = intent.get(key).and_then(|list| list.as_array()).into_iter().flatten();
                phrases.extend(list.filter_map(|text| text.as_str()).map(str::to_owned));
            }
        }
    }
    assert!(phrases.len() > 10_000, "{}", phrases.len());
    phrases
}

/// Every phrase of the pack, said to the question whether to cancel: none of them cancels but those that say yes to it.
#[test]
fn no_phrase_of_the_pack_cancels_but_a_yes() {
    let phrases = phrases_of_the_pack();
    let asked = asked(&QUESTIONS[0]);
    let agrees: BTreeSet<String> = replies().into_iter().filter(|it| it.0 == "yes").map(|it| it.2).collect();
    let wrote: Vec<String> = phrases
        .into_iter()
        .filter(|phrase| {
            let mut talk = Talk { session: asked.session.clone(), at: asked.at, ..Talk::new(QUESTIONS[0].1) };
            talk.say(phrase);
            talk.ledger.kinds().contains(&"cancel".to_owned())
        })
        .filter(|phrase| !agrees.contains(phrase))
        .collect();
    assert_eq!(wrote, Vec::<String>::new());
}

#[test]
fn a_question_in_between_is_answered_and_the_confirmation_is_asked_once_more_and_then_let_go() {
    let mut talk = asked(&QUESTIONS[0]);
    let first = talk.say("你们发什么快递");
    assert!(first.text().contains("确认取消吗"), "{}", first.text());
    let second = talk.say("有什么优惠");
    assert!(second.text().contains("取消订单") && !second.text().contains("吗？\n"), "{}", second.text());
    assert!(!second.text().contains("确认取消吗"), "{}", second.text());
    let third = talk.say("能开发票吗");
    assert!(!third.text().contains("取消"), "{}", third.text());
    assert_eq!(talk.ledger.kinds(), Vec::<String>::new());
}

/// That it does not work on the buyer's side, and where the money goes, are no answer: it is asked again in the same turn, and a
/// bare yes to that is one.
#[test]
fn what_belongs_to_the_question_keeps_it_and_a_bare_yes_then_counts() {
    for between in ["取消不了", "没法取消", "点不了啊", "页面上不能取消", "钱是原路退回吗", "退到哪里", "多久能到账"]
    {
        for yes in ["好的", "嗯", "确认"] {
            let mut talk = asked(&QUESTIONS[0]);
            let turn = talk.say(between);
            assert!(turn.text().ends_with("确认取消吗？"), "{between}: {}", turn.text());
            assert_eq!(talk.ledger.kinds(), Vec::<String>::new(), "{between}");
            talk.say(yes);
            assert_eq!(talk.ledger.kinds(), ["cancel"], "{between} {yes}");
        }
        let mut talk = asked(&QUESTIONS[0]);
        talk.say(between);
        talk.say("不取消了");
        assert_eq!(talk.ledger.kinds(), Vec::<String>::new(), "{between}");
    }
}

#[test]
fn a_day_is_no_farewell() {
    for day in ["28号再送", "那周六再送", "等下周一再说吧"] {
        let mut talk = asked(&QUESTIONS[0]);
        let turn = talk.say(day);
        let let_go = turn.facts.iter().any(|fact| matches!(fact, kefu::Fact::FlowLeft { .. }));
        assert!(!let_go && turn.text().contains("确认"), "{day}: {}", turn.text());
        talk.say("确认");
        assert_eq!(talk.ledger.kinds(), ["cancel"], "{day}");
    }
}

#[test]
fn another_day_for_the_parcel_is_passed_on() {
    for day in ["28号再送", "那改成周六送吧"] {
        let mut talk = Talk::new("b7");
        talk.say("什么时候发货");
        let turn = talk.say(day);
        let called = turn.facts.iter().any(|fact| matches!(fact, kefu::Fact::HandedOff { .. }));
        assert!(called && turn.text().contains("希望送货的日子"), "{day}: {}", turn.text());
    }
}

#[test]
fn a_question_about_a_deed_begins_nothing() {
    for (question, never) in [
        ("改地址收费吗", "新的收货地址"),
        ("改地址麻烦吗", "新的收货地址"),
        ("取消订单会扣钱吗", "确认取消吗"),
        ("取消订单要手续费吗", "确认取消吗"),
    ] {
        let mut talk = Talk::new("b7");
        let turn = talk.say(question);
        assert!(!turn.text().contains(never), "{question}: {}", turn.text());
        talk.say("好的");
        assert_eq!(talk.ledger.kinds(), Vec::<String>::new(), "{question}");
    }
    let mut talk = Talk::new("b7");
    assert!(talk.say("麻烦帮我取消订单").text().contains("确认取消吗"));
}

#[test]
fn a_telephone_is_added_to_the_address_that_waits() {
    for text in
        ["电话也换成这个吧 13912345678", "顺便电话改成13912345678", "手机号也改一下 13912345678", "号码用13912345678"]
    {
        let mut talk = asked(&QUESTIONS[1]);
        let turn = talk.say(text);
        assert!(turn.text().contains("浙江省杭州市西湖区") && turn.text().contains("5678"), "{text}: {}", turn.text());
        assert!(
            turn.text().ends_with("确认修改吗？") && !turn.text().contains("13912345678"),
            "{text}: {}",
            turn.text()
        );
        talk.say("好的");
        let requests = talk.ledger.requests.borrow();
        assert_eq!(requests.len(), 1, "{text}");
        assert_eq!(requests[0].slots["phone"], "13912345678", "{text}");
        assert!(requests[0].slots["address"].contains("文三路100号"), "{text}");
    }
}

#[test]
fn a_part_of_the_money_is_for_a_person() {
    for text in ["能退一半吗", "部分退款可以吗", "退我一半钱吧"] {
        let turn = Talk::new("b9").say(text);
        assert!(turn.text().contains("同事看过"), "{text}: {}", turn.text());
        let mut talk = asked(&QUESTIONS[2]);
        let turn = talk.say(text);
        assert!(turn.text().contains("同事看过"), "{text}: {}", turn.text());
        talk.say("好的");
        assert_eq!(talk.ledger.kinds(), Vec::<String>::new(), "{text}");
    }
}

/// A street without its city is asked for with both, and is never shown as nothing but stars.
#[test]
fn an_address_without_its_region_is_not_filed() {
    for part in ["小陈一路十号7铺一楼", "文三路100号2栋301", "人民大道88号5单元601"] {
        let mut talk = Talk::new("b7");
        talk.say("我要改地址");
        let turn = talk.say(part);
        assert!(turn.text().contains("省市区"), "{part}: {}", turn.text());
        talk.say("确认");
        assert_eq!(talk.ledger.kinds(), Vec::<String>::new(), "{part}");
    }
}

#[test]
fn a_yes_after_it_was_let_go_asks_again() {
    for yes in ["确认", "是的", "取消吧", "好的，取消吧"] {
        let mut talk = asked(&QUESTIONS[0]);
        talk.say("你们发什么快递");
        talk.say("有什么优惠");
        let turn = talk.say(yes);
        assert!(turn.text().contains("确认取消吗"), "{yes}: {}", turn.text());
        assert_eq!(talk.ledger.kinds(), Vec::<String>::new(), "{yes}");
        talk.say(yes);
        assert_eq!(talk.ledger.kinds(), ["cancel"], "{yes}");
    }
}

/// A bare yes is one to what was said last.
#[test]
fn a_bare_yes_after_something_else_asks_again_and_an_explicit_one_does_not() {
    for between in ["等等", "我再想想", "嗯？", "😊", "滚"] {
        for yes in ["好", "好的", "嗯嗯", "行", "对啊", "是的"] {
            let mut talk = asked(&QUESTIONS[0]);
            talk.say(between);
            talk.say(yes);
            assert_eq!(talk.ledger.kinds(), Vec::<String>::new(), "{between} {yes}");
        }
        for yes in ["确认", "取消吧", "好的，取消吧"] {
            let mut talk = asked(&QUESTIONS[0]);
            talk.say(between);
            talk.say(yes);
            assert_eq!(talk.ledger.kinds(), ["cancel"], "{between} {yes}");
        }
    }
}

/// What is wrong with what waits is not written by the next yes.
#[test]
fn a_correction_that_is_not_understood_disarms_what_waits() {
    let address = QUESTIONS.iter().find(|question| question.3 == "change_address").unwrap();
    for correction in [
        "门牌错了，是200号",
        "不对，是文二路",
        "改成200号",
        "应该是200号",
        "是200号不是100号",
        "还有301室",
        "名字错了 叫韩梅梅",
    ] {
        for yes in ["好的", "确认"] {
            let mut talk = asked(address);
            let turn = talk.say(correction);
            talk.say(yes);
            assert_eq!(talk.ledger.kinds(), Vec::<String>::new(), "{correction} {yes}: {}", turn.text());
        }
    }
    for denial in ["我没有要取消啊", "刚才点错了", "我点错了", "不是这个意思"] {
        for yes in ["对啊", "对", "是的", "好的"] {
            let mut talk = asked(&QUESTIONS[0]);
            let turn = talk.say(denial);
            talk.say(yes);
            assert_eq!(talk.ledger.kinds(), Vec::<String>::new(), "{denial} {yes}: {}", turn.text());
        }
    }
}

#[test]
fn a_yes_after_more_than_a_day_asks_again() {
    let mut talk = asked(&QUESTIONS[0]);
    talk.at = talk.at.plus_millis(25 * 60 * 60 * 1000);
    let turn = talk.say("确认");
    assert!(turn.text().contains("确认取消吗"), "{}", turn.text());
    assert_eq!(talk.ledger.kinds(), Vec::<String>::new());
    talk.say("确认");
    assert_eq!(talk.ledger.kinds(), ["cancel"]);
}

#[test]
fn a_yes_after_a_hand_off_writes_nothing() {
    for yes in ["好的", "确认", "取消吧"] {
        let mut talk = asked(&QUESTIONS[0]);
        talk.say("转人工");
        talk.say(yes);
        assert_eq!(talk.ledger.kinds(), Vec::<String>::new(), "{yes}");
    }
}

/// What the buyer agreed to is what was shown: an order that has changed since is shown, and asked about, again.
#[test]
fn an_order_that_changed_since_is_asked_about_again() {
    let changes: &[fn(&mut Order)] = &[
        |order| order.paid = Some(kefu::shop::Fen(100)),
        |order| order.status = OrderStatus::Preparing,
        |order| order.items[0].quantity = 7,
        |order| order.items[0].sku = "白色/S".to_owned(),
    ];
    for (number, change) in changes.iter().enumerate() {
        let mut talk = asked(&QUESTIONS[0]);
        let mine = |order: &&mut Order| order.buyer == "b7";
        talk.ledger.orders.borrow_mut().iter_mut().filter(mine).for_each(change);
        let turn = talk.say("确认");
        assert_eq!(talk.ledger.kinds(), Vec::<String>::new(), "{number}: {}", turn.text());
        assert!(turn.text().contains("确认取消吗"), "{number}: {}", turn.text());
        talk.say("确认");
        assert_eq!(talk.ledger.kinds(), ["cancel"], "{number}");
    }
    let mut talk = asked(&QUESTIONS[0]);
    talk.ledger.orders.borrow_mut().iter_mut().for_each(|order| order.status = OrderStatus::Shipped);
    let turn = talk.say("确认");
    assert!(turn.text().contains("不能直接取消"), "{}", turn.text());
    talk.say("确认");
    assert_eq!(talk.ledger.kinds(), Vec::<String>::new());
}

#[test]
fn another_address_is_asked_about_before_it_is_written() {
    let mut talk = asked(&QUESTIONS[1]);
    let turn = talk.say("改成江苏省南京市玄武区中山路18号3单元502");
    assert!(turn.text().contains("确认修改吗"), "{}", turn.text());
    assert_eq!(talk.ledger.kinds(), Vec::<String>::new());
    talk.say("确认");
    let requests = talk.ledger.requests.borrow();
    assert_eq!(requests.len(), 1);
    assert!(requests[0].slots["address"].contains("中山路18号"), "{:?}", requests[0]);
}

/// The shop's own title is quoted, whatever it praises; a question that could not be said waits for no answer.
#[test]
fn nothing_is_armed_whose_words_were_not_said() {
    for title in ["顶级羊绒大衣", "全网首发特供礼盒", "最佳搭配no1卫衣"] {
        let mut talk = Talk::new("b7");
        let mine = |order: &&mut Order| order.buyer == "b7";
        talk.ledger
            .orders
            .borrow_mut()
            .iter_mut()
            .filter(mine)
            .for_each(|order| order.items[0].title = title.to_owned());
        let turn = talk.say("我要取消订单");
        assert!(turn.text().contains(title) && turn.text().contains("确认取消吗"), "{}", turn.text());
        talk.say("好的");
        assert_eq!(talk.ledger.kinds(), ["cancel"]);
    }
    for note in ["加我微信abc12345发货", "扫码加vx: abc12345"] {
        let mut talk = Talk::new("b7");
        let turn = talk.say(&format!("帮我备注：{note}"));
        assert!(!turn.text().contains("abc12345"), "{}", turn.text());
        for text in ["好的", "确认", "1"] {
            talk.say(text);
            assert_eq!(talk.ledger.kinds(), Vec::<String>::new(), "{note}");
        }
    }
}

/// While it is asked which order, an order is chosen by what names it: no phrase of the pack chooses one, but by the name of
/// what was bought.
#[test]
fn no_phrase_of_the_pack_chooses_an_order() {
    let mut asked = Talk::new("b2");
    let turn = asked.say("催一下发货");
    assert!(turn.text().contains("1 高腰直筒牛仔裤") && turn.text().contains("2 羊毛半高领毛衣"), "{}", turn.text());
    let names =
        ["裤", "衣", "毛", "牛仔", "高领", "蓝", "备货", "最近", "刚", "上一单", "新", "前天", "另一件", "上次买"];
    let chosen: Vec<String> = phrases_of_the_pack()
        .into_iter()
        .filter(|phrase| !names.iter().any(|name| phrase.contains(name)))
        .filter(|phrase| {
            let mut talk = Talk { session: asked.session.clone(), at: asked.at, ..Talk::new("b2") };
            talk.say(phrase);
            !talk.ledger.kinds().is_empty()
        })
        .collect();
    assert_eq!(chosen, Vec::<String>::new());
}
