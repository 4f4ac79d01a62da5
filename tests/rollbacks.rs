//! Where the dialogue tries something and takes it back, nothing of it is left: not what the conversation is about, no tag, no
//! fact, no reason in the trace, nothing that is open, nothing that was counted as said.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "common/mod.rs"]
mod common;

use std::sync::OnceLock;

use common::{DemoData, now};
use kefu::fact::{AskedFor, Outcome, Point};
use kefu::{Action, Bot, Fact, Input, Knowledge, MemoryOrders, MemoryProducts, Session, Shop, Turn};
use serde_json::Value;

/// Orders of the demo shop: `b1` has one on its way and others, `b2` two.
const ON_ITS_WAY: &str = "6917533224570258991";
const PAID: &str = "6917529178373367292";
const PREPARING: &str = "6917543139203565989";

const SHOP: &str = r#"
[[intent]]
id = "aftersale.fitting"
name = "量尺"
patterns = ["量尺"]

[[flow]]
id = "fitting"
title = "量尺"
intents = ["aftersale.fitting"]
[[flow.step]]
ask = "room"
say = "量哪一间？"
[[flow.step]]
say = "量 {slot.room}，记下了。"

[[intent]]
id = "aftersale.engraving"
name = "刻字"
patterns = ["刻字"]

[[flow]]
id = "engraving"
title = "刻字"
intents = ["aftersale.engraving"]
[[flow.step]]
say = "刻字要先看图。"
tag = "要刻字"
[[flow.step]]
ask = "picture"
as = "photo"
say = "请发一张图。"
[[flow.step]]
ask = "words"
say = "刻什么字？"
[[flow.step]]
say = "刻 {slot.words}，记下了。"

[[intent]]
id = "order.card"
name = "贺卡"
patterns = ["贺卡"]

[[flow]]
id = "card"
title = "贺卡"
intents = ["order.card"]
[[flow.step]]
find = "order"
among = "any"
[[flow.step]]
ask = "wish"
say = "贺卡上写什么？"
[[flow.step]]
say = "写 {slot.wish}，记下了。"

[[intent]]
id = "product.wash"
name = "怎么洗"
patterns = ["怎么清洗"]

[[flow]]
id = "wash"
title = "怎么洗"
intents = ["product.wash"]
[[flow.step]]
find = "product"
[[flow.step]]
ask = "how"
say = "机洗还是手洗？"
[[flow.step]]
say = "{slot.how} 可以。"

[[intent]]
id = "order.wrapping"
name = "礼盒"
patterns = ["礼盒"]

[[flow]]
id = "wrapping"
title = "礼盒"
intents = ["order.wrapping"]
[[flow.step]]
find = "order"
among = "any"
[[flow.step]]
say = "每一单都有礼盒。"
tag = "问礼盒"

[[intent]]
id = "order.sample"
name = "色卡"
patterns = ["色卡"]

[[answer]]
id = "sample"
intent = "order.sample"
say = "色卡免费送。"
tag = "要色卡"

[[faq]]
id = "gift"
question = "有赠品吗"
answer = "每单送一双袜子。"

[[hand_off]]
id = "quarrel"
words = ["要个说法"]
ask = "是哪一个订单？"
as = "order"
"#;

fn bot() -> &'static Bot {
    static BOT: OnceLock<Bot> = OnceLock::new();
    BOT.get_or_init(|| {
        Bot::new(Knowledge::builder().toml("shop.toml", SHOP).build().unwrap_or_else(|problem| panic!("{problem}")))
    })
}

struct Talked {
    buyer: &'static str,
    session: Session,
    orders: MemoryOrders,
    products: MemoryProducts,
    minutes: i64,
}

impl Talked {
    fn with(buyer: &'static str) -> Talked {
        let data = DemoData::read();
        let (orders, products) = (data.orders(), data.products());
        Talked { buyer, session: Session::new("s"), orders, products, minutes: 0 }
    }

    fn send(&mut self, input: Input) -> Turn {
        self.minutes += 1;
        let input = input.buyer(self.buyer).at(now().plus_millis(self.minutes * 60_000));
        bot().reply(&mut self.session, input, &Shop::new().orders(&self.orders).products(&self.products))
    }

    fn say(&mut self, text: &str) -> Turn {
        self.send(Input::text(text))
    }

    fn card(&mut self, order: &str) -> Turn {
        self.send(Input::order_card(order))
    }

    fn picture(&mut self) -> Turn {
        self.send(Input::image("https://example.com/a.jpg"))
    }

    /// A part of what the session keeps.
    fn kept(&self, key: &str) -> Value {
        serde_json::to_value(&self.session).unwrap().get(key).cloned().unwrap_or_default()
    }
}

fn tags(turn: &Turn) -> Vec<&str> {
    turn.actions.iter().filter_map(|it| if let Action::Tag { tag } = it { Some(tag.as_str()) } else { None }).collect()
}

fn any(turn: &Turn, test: fn(&Fact) -> bool) -> bool {
    turn.facts.iter().any(test)
}

/// Something of the knowledge was said.
fn ran(fact: &Fact) -> bool {
    matches!(fact, Fact::Answered { .. } | Fact::FlowStarted { .. } | Fact::FlowEnded { .. })
}

/// Two questions of one message that both need the buyer: the first asks, the second was tried and is not asked. What the same
/// buyer would have, who asked the first alone, is what is left.
fn two_questions(first: &str, both: &str) -> (Talked, Turn, Talked) {
    let mut talked = Talked::with("b1");
    let turn = talked.say(both);
    let mut alone = Talked::with("b1");
    let expected = alone.say(first);
    assert_eq!(turn.text(), expected.text(), "the first is asked, and nothing else is said\n{}", turn.trace());
    (talked, turn, alone)
}

#[test]
fn the_second_question_of_a_message_is_not_asked_and_the_first_stands() {
    let (talked, turn, alone) = two_questions("我要量尺", "我要量尺，还要刻字");
    for key in ["flow", "waiting", "menu", "pending", "lapsed", "asked"] {
        assert_eq!(talked.kept(key), alone.kept(key), "{key}");
    }
    assert!(!any(&turn, |fact| matches!(fact, Fact::FlowStarted { flow } if flow == "engraving")), "{:?}", turn.facts);
    assert!(!any(&turn, |fact| matches!(fact, Fact::FlowLeft { .. })), "{:?}", turn.facts);
    assert_eq!(turn.outcome, Outcome::AskedBack);
}

#[test]
fn a_question_that_is_not_asked_puts_no_tag() {
    let (_, turn, _) = two_questions("我要量尺", "我要量尺，还要刻字");
    assert_eq!(tags(&turn), [] as [&str; 0]);
}

#[test]
fn a_question_that_is_not_asked_gives_no_reasons() {
    let (_, turn, _) = two_questions("我要量尺", "我要量尺，还要刻字");
    let trace = turn.trace().to_string();
    assert!(!trace.contains("流程「engraving」"), "{trace}");
}

#[test]
fn a_question_that_is_not_asked_is_about_no_order() {
    let (talked, _, alone) = two_questions("我要量尺", "我要量尺，还有那个纯棉T恤的贺卡");
    assert_eq!(talked.session.order(), alone.session.order());
    assert_eq!(talked.session.product(), alone.session.product());
}

#[test]
fn a_question_that_is_not_asked_is_about_no_product() {
    let (talked, _, alone) = two_questions("我要量尺", "我要量尺，还有小白鞋要刻字");
    assert_eq!(talked.session.product(), alone.session.product());
}

#[test]
fn a_question_that_is_not_asked_takes_no_picture() {
    let mut talked = Talked::with("b1");
    talked.picture();
    let kept = talked.kept("photo");
    assert!(!kept.is_null());
    let turn = talked.say("我要量尺，还要刻字");
    assert!(turn.text().contains("量哪一间"), "{}", turn.trace());
    assert_eq!(talked.kept("photo"), kept);
}

/// The last question is the one that was asked; what the second was about is not what `那…呢` goes on with.
#[test]
fn a_question_that_is_not_asked_is_not_the_last() {
    let (talked, _, alone) = two_questions("我要量尺", "我要量尺，还要刻字");
    assert_eq!(talked.kept("last"), alone.kept("last"));
}

/// A rule asks which order first, and calls a person whatever the answer is: it is not asked again.
fn called() -> (Talked, Turn) {
    let mut talked = Talked::with("b2");
    let asked = talked.say("我要个说法");
    assert!(asked.facts.contains(&Fact::Asked { what: AskedFor::Order }), "{}", asked.trace());
    let turn = talked.say("都有问题");
    assert!(turn.actions.iter().any(|it| matches!(it, Action::HandOff(_))), "{}", turn.trace());
    (talked, turn)
}

#[test]
fn a_person_is_called_and_nothing_is_asked_once_more() {
    let (talked, turn) = called();
    assert!(!turn.text().contains("哪一个订单"), "{}", turn.text());
    assert!(talked.kept("waiting").is_null());
    assert_eq!(turn.outcome, Outcome::HandedOver);
}

#[test]
fn what_is_not_asked_once_more_is_no_fact() {
    let (_, turn) = called();
    assert!(!any(&turn, |fact| matches!(fact, Fact::Asked { .. })), "{:?}", turn.facts);
}

#[test]
fn what_is_not_asked_once_more_offers_nothing() {
    let (mut talked, _) = called();
    assert!(talked.kept("menu").is_null(), "{}", talked.kept("menu"));
    let next = talked.say("1");
    assert!(!next.facts.contains(&Fact::Decided { by: Point::MenuChoice }), "{}", next.trace());
}

#[test]
fn what_is_not_asked_once_more_is_not_counted() {
    let mut before = Talked::with("b2");
    before.say("我要个说法");
    let (talked, _) = called();
    assert_eq!(talked.kept("asked"), before.kept("asked"));
}

/// Within a topic it is asked how long: what was said of it says nothing of that, and is not said again.
fn how_long(first: &str) -> (Talked, Turn, Talked) {
    let mut talked = Talked::with("b7");
    talked.say(first);
    let mut before = Talked::with("b7");
    before.say(first);
    let turn = talked.say("要几天");
    assert!(turn.facts.contains(&Fact::Decided { by: Point::WithinTopic }), "{}", turn.trace());
    (talked, turn, before)
}

#[test]
fn what_is_not_said_again_is_not_heard() {
    for (first, text) in [("有赠品吗", "袜子"), ("有色卡吗", "免费送"), ("有礼盒吗", "都有礼盒")] {
        let (_, turn, _) = how_long(first);
        assert!(!turn.text().contains(text), "{}", turn.text());
    }
}

#[test]
fn what_is_not_said_again_is_no_fact() {
    for first in ["有赠品吗", "有色卡吗", "有礼盒吗"] {
        let (_, turn, _) = how_long(first);
        assert!(!any(&turn, ran), "{first}: {:?}", turn.facts);
    }
}

#[test]
fn what_is_not_said_again_puts_no_tag() {
    for first in ["有色卡吗", "有礼盒吗"] {
        let (_, turn, _) = how_long(first);
        assert_eq!(tags(&turn), [] as [&str; 0], "{first}");
    }
}

#[test]
fn what_is_not_said_again_was_not_given() {
    let (talked, _, before) = how_long("有色卡吗");
    assert_eq!(talked.kept("given"), before.kept("given"));
}

/// The reasons for what was taken back are no reasons for what came of the turn.
#[test]
fn what_is_not_said_again_gives_no_reasons() {
    for (first, reason) in [("有色卡吗", "答案「sample」"), ("有赠品吗", "有赠品吗"), ("有礼盒吗", "流程「wrapping」")]
    {
        let (_, turn, _) = how_long(first);
        let trace = turn.trace().to_string();
        assert!(!trace.contains(reason), "{trace}");
    }
}

/// A card of another order while its matter is open: of this order there is nothing that was not said.
fn nothing_new() -> (Talked, Turn, Talked) {
    let mut talked = Talked::with("b2");
    let first = |talked: &mut Talked| {
        talked.say("有礼盒吗");
        let told = talked.card(PAID);
        assert!(told.text().contains("都有礼盒"), "{}", told.trace());
    };
    first(&mut talked);
    let mut before = Talked::with("b2");
    first(&mut before);
    let turn = talked.card(PREPARING);
    assert!(!turn.text().contains("礼盒"), "{}", turn.trace());
    (talked, turn, before)
}

#[test]
fn a_card_that_says_nothing_new_is_a_card() {
    let (talked, turn, before) = nothing_new();
    assert!(!turn.replies.is_empty());
    assert_eq!(talked.session.order(), Some(PREPARING), "it is about the order of the card");
    for key in ["flow", "waiting", "last"] {
        assert_eq!(talked.kept(key), before.kept(key), "{key}");
    }
}

#[test]
fn a_card_that_says_nothing_new_is_no_answer() {
    let (_, turn, _) = nothing_new();
    assert!(!any(&turn, ran), "{:?}", turn.facts);
    assert_eq!(turn.outcome, Outcome::Courtesy);
}

#[test]
fn a_card_that_says_nothing_new_puts_no_tag() {
    let (_, turn, _) = nothing_new();
    assert_eq!(tags(&turn), [] as [&str; 0]);
}

#[test]
fn a_card_that_says_nothing_new_gives_no_reasons() {
    let (_, turn, _) = nothing_new();
    let trace = turn.trace().to_string();
    assert!(!trace.contains("流程「wrapping」"), "{trace}");
}

/// A conversation that does not move: what would have been said is not, and a person is called.
fn stalled(text: &str) -> Turn {
    let mut talked = Talked::with("b1");
    for _ in 0..5 {
        let turn = talked.say(text);
        if turn.actions.iter().any(|it| matches!(it, Action::HandOff(_))) {
            assert!(!turn.text().contains("免费送") && !turn.text().contains("袜子"), "{}", turn.text());
            return turn;
        }
    }
    panic!("nobody was called");
}

#[test]
fn what_is_not_said_for_a_person_comes_is_no_fact() {
    for text in ["有色卡吗", "有赠品吗"] {
        let turn = stalled(text);
        assert!(!any(&turn, ran), "{text}: {:?}", turn.facts);
    }
}

#[test]
fn what_is_not_said_for_a_person_comes_puts_no_tag() {
    assert_eq!(tags(&stalled("有色卡吗")), [] as [&str; 0]);
}

/// Asked which product, a buyer sends an order of several goods: which one is not known, and the order is not under discussion.
#[test]
fn an_order_of_several_goods_is_no_product() {
    let several = "6916629006339157603";
    let mut talked = Talked::with("b1");
    talked.say("怎么清洗");
    assert_eq!(talked.kept("waiting"), "product");
    let (order, product) = (talked.session.order().map(str::to_owned), talked.session.product().map(str::to_owned));
    talked.card(several);
    assert_eq!(talked.session.order().map(str::to_owned), order);
    assert_eq!(talked.session.product().map(str::to_owned), product);
    // Of one kind of goods it is.
    talked.card(ON_ITS_WAY);
    assert_ne!(talked.kept("waiting"), "product");
}
