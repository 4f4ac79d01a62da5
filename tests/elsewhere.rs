//! What must never happen, tried with messages of a hundred other matters: whatever the bot has just asked, offered or kept,
//! a message that has nothing to do with it writes nothing, sends nobody anything, and makes no bare yes after it a consent.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "common/mod.rs"]
mod common;

use common::talk::Talk;
use kefu::fact::Outcome;
use kefu::input::Content;
use kefu::{Action, Fact, Turn};

fn messages() -> impl Iterator<Item = &'static str> {
    include_str!("elsewhere/messages.txt").lines().filter(|line| !line.starts_with('#'))
}

/// What lies close to what the bot waits for, and is none of it.
fn close() -> impl Iterator<Item = &'static str> {
    include_str!("elsewhere/close.txt").lines().filter(|line| !line.starts_with('#'))
}

/// What asks for a figure or tells one, of whatever else.
fn figures() -> impl Iterator<Item = &'static str> {
    include_str!("elsewhere/figures.txt").lines().filter(|line| !line.starts_with('#'))
}

fn other_matters() -> impl Iterator<Item = &'static str> {
    messages().chain(close()).chain(figures())
}

const ADDRESS: &str = "地址写错了，改成浙江省杭州市西湖区文三路100号2栋301";

/// Who says what before: after it the bot waits for something, or keeps something.
const SITUATIONS: &[(&str, &str, &[&str])] = &[
    ("a cancellation waits for a yes", "b7", &["取消订单"]),
    ("an address waits for a yes", "b7", &[ADDRESS]),
    ("a wrong address is asked for again", "b7", &[ADDRESS, "门牌错了，是200号"]),
    ("a withdrawal waits for a yes", "b9", &["6917524416308857290 撤销退款申请"]),
    ("an exchange waits for a yes", "b3", &["尺码大了换小一码"]),
    ("a cancellation is put off", "b7", &["取消订单", "等等"]),
    ("a cancellation has lapsed", "b7", &["取消订单", "我没有要取消啊"]),
    ("it was asked what urging costs", "b7", &["催发货要钱吗"]),
    ("it was urged", "b7", &["催一下发货"]),
    ("a refusal of an address", "b7", &["改地址", "不要寄到浙江省宁波市鄞州区四明路55号"]),
    ("it is asked which order", "b2", &["催一下发货"]),
    ("it is asked which product", "b1", &["那件羽绒服多少钱", "黑色的"]),
    ("it was asked whether it can be returned", "b3", &["不想要了能退吗"]),
    ("it was told what was done", "b2", &["我取消牛仔裤那单了，不过好像还在备货"]),
    ("a cancellation was threatened", "b7", &["再不发货我就取消订单了"]),
    ("a return waits for a yes", "b3", &["卫衣我要退货，不喜欢"]),
    ("it is asked which order to return", "b3", &["我要申请售后"]),
    ("goods are to be sent back", "b4", &["6917510878459846650 退货进度"]),
    ("nothing was understood", "b1", &["嘟嘟嘟呱呱"]),
    ("a person was called", "b3", &["卫衣我要退货", "转人工"]),
    ("it was told what a return gives back", "b3", &["卫衣这单退的话能退多少"]),
    ("it was told what a cancellation gives back", "b7", &["这单退的话能退多少"]),
    ("it was told where an order goes", "b7", &["我这单寄到哪个地址"]),
    ("it was told what was bought", "b7", &["我买的是哪个规格"]),
    ("it is asked what was paid for which order", "b2", &["这单我付了多少钱"]),
    ("a basket was summed up", "b1", &["纯棉圆领T恤买两件到手多少钱"]),
    ("a size was recommended", "b1", &["165 110穿什么码"]),
    ("a day was promised", "b7", &["26号之前能到吗"]),
    ("a coupon was explained", "b1", &["满200减多少"]),
];

fn wrote(talk: &Talk, before: usize) -> Vec<String> {
    talk.ledger.kinds().split_off(before)
}

/// Whether the turn ends with a question for a yes: then a yes is one to it.
fn asks(turn: &Turn) -> bool {
    turn.text().ends_with("吗？")
}

#[test]
fn other_matters_write_nothing_and_make_no_bare_yes_a_consent() {
    assert!(messages().count() >= 60);
    for (situation, buyer, before) in SITUATIONS {
        for text in other_matters() {
            let mut talk = Talk::new(buyer);
            before.iter().for_each(|text| drop(talk.say(text)));
            let written = talk.ledger.kinds().len();
            let turn = talk.say(text);
            assert_eq!(wrote(&talk, written), Vec::<String>::new(), "{situation}: {text}: {}", turn.text());
            for yes in ["好的", "嗯", "可以"] {
                let mut talk = Talk { session: talk.session.clone(), at: talk.at, ..Talk::new(buyer) };
                let then = talk.say(yes);
                let wrote = talk.ledger.kinds();
                assert!(wrote.is_empty() || asks(&turn), "{situation}: {text}: {yes}: {} {wrote:?}", then.text());
            }
        }
    }
}

/// A message that waited for people does what one does that is answered at once: it writes, calls and tells nothing more or less.
#[test]
fn a_message_that_waited_does_what_one_does_that_comes_now() {
    assert_eq!(Talk::people_first("b1").say("怎么洗").outcome, Outcome::Held);
    let done = |talk: &Talk, turn: &Turn| {
        let actions = turn.actions.iter().filter(|action| !matches!(action, Action::WakeAt { .. }));
        (turn.outcome, actions.map(std::mem::discriminant).collect::<Vec<_>>(), talk.ledger.kinds())
    };
    for (situation, buyer, before) in SITUATIONS {
        for text in other_matters() {
            let (mut talk, mut waits) = (Talk::new(buyer), Talk::people_first(buyer));
            for text in *before {
                answered(&mut talk, text);
                answered(&mut waits, text);
            }
            let (turn, woken) = (answered(&mut talk, text), answered(&mut waits, text));
            assert_eq!(done(&waits, &woken), done(&talk, &turn), "{situation}: {text}: {}", woken.text());
        }
    }
}

/// What a text is answered with, now or when its time has come.
fn answered(talk: &mut Talk, text: &str) -> Turn {
    let turn = talk.say(text);
    if turn.outcome == Outcome::Held { talk.wake() } else { turn }
}

/// What the bot says that the buyer has done or said, and what ends the matter or calls somebody for it.
const OF_THE_BUYER: &[&str] =
    &["打开或用过", "已经寄回", "自己办好了", "那我这边就不动了", "只退一部分", "已经取消了，我这边"];

#[test]
fn nobody_is_told_to_have_done_what_he_did_not_say() {
    for (situation, buyer, before) in SITUATIONS {
        for text in other_matters() {
            let mut talk = Talk::new(buyer);
            before.iter().for_each(|text| drop(talk.say(text)));
            let said = talk.say(text).text();
            let claimed = OF_THE_BUYER.iter().find(|claim| said.contains(**claim));
            assert!(claimed.is_none(), "{situation}: {text}: {said}");
        }
    }
}

/// What is told of another matter, while it is asked which order to return, is not kept as the reason of that return.
#[test]
fn other_matters_give_a_return_no_reason() {
    for text in other_matters() {
        let mut talk = Talk::new("b3");
        talk.say("我要申请售后");
        let turn = talk.say(text);
        let trace = format!("{:?}", turn.trace());
        assert!(!trace.contains("先记下"), "{text}: {trace}");
    }
}

#[test]
fn other_matters_tell_the_person_on_the_way_of_no_other_wish() {
    for text in messages() {
        let mut talk = Talk::new("b3");
        talk.say("卫衣我要退货");
        talk.say("转人工");
        let turn = talk.say(text);
        let told =
            |action: &Action| matches!(action, Action::Update { .. } | Action::TakeMessage { .. } | Action::HandOff(_));
        assert!(!turn.actions.iter().any(told), "{text}: {:?}", turn.actions);
    }
}

#[test]
fn a_picture_before_other_matters_starts_no_complaint() {
    for text in messages() {
        let mut talk = Talk::new("b3");
        talk.send(Content::Image { url: "https://example.com/1.jpg".to_owned() });
        let turn = talk.say(text);
        let aftersale = |fact: &Fact| matches!(fact, Fact::FlowStarted { flow } if ["defect", "return", "exchange"].contains(&flow.as_str()));
        assert!(!turn.facts.iter().any(aftersale), "{text}: {}", turn.text());
    }
}

/// Whatever comes after each other: who was twice in a row not understood, or offered meanings to choose from, has a person.
#[test]
fn nobody_is_not_understood_twice() {
    let all: Vec<&str> = messages().collect();
    let mut called = 0;
    for start in 0..all.len() {
        let mut talk = Talk::new("b1");
        let mut stood = 0;
        for step in 0..8 {
            let turn = talk.say(all[(start + step * 7) % all.len()]);
            if turn.actions.iter().any(|action| matches!(action, Action::HandOff(_))) {
                called += 1;
                break;
            }
            let lost = |fact: &Fact| matches!(fact, Fact::NotUnderstood | Fact::Clarified { .. });
            stood = if turn.facts.iter().any(lost) { stood + 1 } else { 0 };
            assert!(stood < 2, "from {start}: {}", turn.text());
        }
    }
    assert!(called > 20, "a person was called in {called} conversations only");
}
