//! The policy without a classifier: a reader that reads texts by a table, and a table of situations. Each says what came before and
//! what comes now, which point decides it, and what becomes of it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::*;
use crate::dialogue::answer::answers_of;
use crate::dialogue::burst::{self, Read};
use crate::dialogue::lookup::Answers;
use crate::dialogue::private::private_slots;
use crate::dialogue::{Compiled, Decision, World, decide, notice};
use crate::fact::Outcome;
use crate::guard::Guard;
use crate::guard::outbound::OutboundGuard;
use crate::input::Input;
use crate::knowledge::Knowledge;
use crate::money::Fen;
use crate::names::{Entity, EntityKind, Form, ScoredIntent, Value};
use crate::session::{Session, State};
use crate::shop::order::Order;
use crate::shop::product::{Product, Sku};
use crate::shop::query::{Query, Question};
use crate::shop::{LookupError, MemoryOrders, MemoryProducts, OrderSource, ProductSource, ProductStatus};
use crate::text::normalize::Normalized;
use crate::time::Time;
use crate::understand::{Ask, FaqHit, Reader};
use Outcome as Became;

/// The points in the order in which they are tried.
fn tried() -> Vec<Point> {
    let turn = Draft::TURN.into_iter().map(|(point, _)| point);
    let texts = Draft::TEXT.into_iter().chain(Draft::FRESH).map(|(point, _)| point);
    std::iter::once(Point::Again).chain(turn).chain([Point::NoText]).chain(texts).collect()
}

#[test]
fn every_point_is_tried_in_the_order_in_which_they_are_listed() {
    assert_eq!(tried(), Point::ALL);
}

#[test]
fn the_page_on_the_dialogue_has_them_in_this_order() {
    let page = include_str!("../../../docs/dialogue.md");
    let section = page.split("\n## ").find(|section| section.starts_with("The order")).unwrap();
    let names = section.lines().filter_map(|line| line.strip_prefix("- `")?.split('`').next());
    let tried: Vec<&str> = tried().into_iter().map(Point::as_str).collect();
    assert_eq!(names.collect::<Vec<_>>(), tried);
}

/// The pack, with a few words of a shop's own.
const SHOP: &str = r#"
[[answer]]
id = "freight"
keywords = ["运费"]
say = "满 99 元包邮。"

[policy.carriers]
default = ["中通快递"]

[[faq]]
id = "gift"
question = "有赠品吗"
answer = "每单送一双袜子。"

[[faq]]
id = "late"
question = "超过时间没发货怎么办"
answer = "超过 24 小时可以把订单发来，我请同事催一下。"

[[faq]]
id = "title"
question = "发票抬头可以从个人改到公司吗"
answer = "开票前都可以改。"
"#;

/// Orders of the demo shop: `b1` has one on its way, `b2` two that can be cancelled, of `b4` the shop waits for goods.
const ORDERS: &str = include_str!("../../../examples/shop/orders.json");
const ON_ITS_WAY: &str = "6917533224570258991";
const FINISHED: &str = "6917236205857591471";
const PAID: &str = "6917529178373367292";

/// What a text means, by the table: its words, and nothing else yet.
fn words(text: &str) -> Understanding {
    let normal = Normalized::new(text);
    Understanding {
        text: normal.text().to_owned(),
        coverage: 1.0,
        light: normal.is_light(),
        ..Understanding::default()
    }
}

/// The text asks for this, so surely.
fn asks(text: &str, intent: &str, confidence: f32) -> Understanding {
    let heard = words(text);
    let ask = Ask { intent: intent.into(), confidence, by_rule: false, certain: false, span: 0..heard.text.len() };
    Understanding { intents: vec![ScoredIntent::new(intent.into(), confidence)], asks: vec![ask], ..heard }
}

/// The text names this.
fn names(mut heard: Understanding, kind: EntityKind, text: &str) -> Understanding {
    heard.entities.push(Entity::new(kind, text, 0..text.len(), Value::Text(text.to_owned())));
    heard
}

/// An entry of the FAQ fits the text, so surely; from 1 on word for word.
fn fits(mut heard: Understanding, faq: &str, confidence: f32) -> Understanding {
    let index = COMPILED.faqs.iter().position(|id| id == faq).unwrap();
    heard.faqs.push(FaqHit { index, confidence: confidence.min(1.0), exact: confidence >= 1.0 });
    heard
}

/// The knowledge of the tests, and where its entries stand.
struct Known {
    knowledge: Knowledge,
    faqs: Vec<String>,
    freight: usize,
}

static COMPILED: LazyLock<Known> = LazyLock::new(|| {
    let knowledge = Knowledge::builder().toml("shop.toml", SHOP).build().unwrap();
    let faqs = knowledge.faqs.iter().map(|faq| faq.id.clone()).collect();
    let freight = knowledge.answers.iter().position(|answer| answer.id == "freight").unwrap();
    Known { knowledge, faqs, freight }
});

fn table() -> Vec<(&'static str, Understanding)> {
    let all = [
        ("在吗", asks("在吗", "greeting", 0.95)),
        ("😂", words("😂")),
        ("转人工", asks("转人工", "human", 0.99)),
        ("谢谢", asks("谢谢", "thanks", 0.95)),
        ("再见", asks("再见", "goodbye", 0.95)),
        ("好的", asks("好的", "affirm", 0.95)),
        ("我的快递到哪了", asks("我的快递到哪了", "deliver.track", 0.95)),
        ("什么时候发货", asks("什么时候发货", "ship.when", 0.95)),
        ("我要取消订单", asks("我要取消订单", "order.cancel", 0.95)),
        ("确认", asks("确认", "affirm", 0.6)),
        ("能退吗", asks("能退吗", "aftersale.return", 0.95)),
        ("我要换", asks("我要换", "aftersale.exchange", 0.95)),
        (
            "走申通吗",
            Understanding { form: Form::Whether, ..names(words("走申通吗"), EntityKind::Carrier, "申通快递") },
        ),
        ("能开发票吗", asks("能开发票吗", "invoice", 0.95)),
        ("运费", Understanding { answer: Some(COMPILED.freight), ..words("运费") }),
        ("有赠品吗", fits(words("有赠品吗"), "gift", 1.0)),
        ("买一件送什么", fits(asks("买一件送什么", "promo", 0.6), "gift", 0.9)),
        ("会送点东西吧", fits(words("会送点东西吧"), "gift", 0.6)),
        ("一直没发", fits(words("一直没发"), "late", 1.0)),
        (ON_ITS_WAY, names(words(ON_ITS_WAY), EntityKind::OrderId, ON_ITS_WAY)),
        ("不对，是尾号7742那单", names(words("不对，是尾号7742那单"), EntityKind::LastFour, "7742")),
        (FINISHED, names(words(FINISHED), EntityKind::OrderId, FINISHED)),
        ("从个人改到公司", fits(words("从个人改到公司"), "title", 0.3)),
        ("赠品从个人改到公司", fits(words("赠品从个人改到公司"), "title", 0.95)),
        ("包装挺大的", asks("包装挺大的", "inform", 0.9)),
        ("还有的吧", asks("还有的吧", "product.stock", 0.55)),
    ];
    all.into_iter().collect()
}

static BOT: LazyLock<Compiled> = LazyLock::new(|| {
    let knowledge = COMPILED.knowledge.clone();
    let guard = Guard::over(OutboundGuard::new(&knowledge.guard.banned, &knowledge.guard.allowed));
    let table: BTreeMap<String, Understanding> =
        table().into_iter().map(|(text, heard)| (text.to_owned(), heard)).collect();
    let answers = answers_of(&knowledge);
    Compiled { private_slots: private_slots(&knowledge), answers, guard, reader: Reader::of_table(table), knowledge }
});

/// A conversation in the making.
struct Talked {
    state: State,
    orders: MemoryOrders,
    at: Time,
    wakes: bool,
    buyer: &'static str,
}

impl Talked {
    fn new(buyer: &'static str) -> Talked {
        let orders: Vec<Order> = serde_json::from_str(ORDERS).unwrap();
        let at = "2026-11-22T10:00:00+08:00".parse().unwrap();
        Talked { state: Session::new("s").into(), orders: MemoryOrders::new(orders), at, wakes: false, buyer }
    }

    /// Decides about an input, with the demo shop's orders behind it.
    fn decide(&mut self, input: Input, exhausted: bool) -> Decision {
        let at = input.at.unwrap_or(self.at);
        let input = Input { at: Some(at), buyer: Some(self.buyer.to_owned()), ..input };
        self.at = at.plus_millis(60_000);
        let turned = self.state.for_input(&input);
        let session = turned.as_ref().unwrap_or(&self.state);
        let notice = notice::notice_in(&BOT, &input.content);
        let read: Option<Read> = if notice.is_some() { None } else { burst::read(&BOT, session, &input) };
        let mut answers = Answers::default();
        loop {
            let world = World {
                compiled: &BOT,
                stored: &self.state,
                session,
                input: &input,
                read: read.as_ref(),
                heard: read.as_ref().map(|read| &*read.heard),
                notice: notice.as_deref(),
                answers: &answers,
                wakes: self.wakes,
                exhausted,
            };
            answers.add(match decide(world) {
                Ok(decision) => {
                    self.state = decision.state.clone();
                    return decision;
                }
                Err(Question::Order(query)) => {
                    let found = self.orders.orders(&query);
                    query.told(found)
                }
                Err(Question::Request(query)) => {
                    let outcome = self.orders.request(&query);
                    query.told(outcome)
                }
                Err(Question::Product(query)) => {
                    let coat = Product::new("p1", "羽绒服").status(ProductStatus::OnSale);
                    let coat = coat.skus([Sku::new("黑色").price(Fen(46_900))]);
                    let found = MemoryProducts::new([coat, tee()]).products(&query);
                    query.told(found)
                }
                Err(Question::Call(query)) => query.told(Err(LookupError::Unsupported)),
                Err(Question::Compose(query)) => query.told(Err(LookupError::Unsupported)),
            });
        }
    }
}

/// The only product that is known.
const TEE: &str = "tee";

fn tee() -> Product {
    Product::new(TEE, "圆领T恤").skus([Sku::new("白色").price(Fen(5_900)).stock(9)])
}

/// Something that is sent.
#[derive(Clone, Debug)]
enum Sent {
    Text(&'static str),
    /// A text with the id of the one before it.
    Again(&'static str),
    Content(Content),
    /// What a person is said to have written.
    Agent(&'static str),
    /// A wake, so many milliseconds later.
    Wake(i64),
    /// A text for which too much was asked of the host.
    TooMuch(&'static str),
    /// The bot's own host wakes it from here on.
    Wakes,
}

use Sent::{Again, Agent, Content as Sends, Text, TooMuch, Wake, Wakes};

/// The buyer, what was sent before, what is sent now, which point decides it, and what becomes of it.
type Situation = (&'static str, Vec<Sent>, Sent, Point, Became);

fn situations() -> Vec<Situation> {
    let card = |id: &str| Sends(Content::OrderCard { order_id: id.to_owned() });
    let person = || Sends(Content::Agent { action: AgentAction::TookOver, text: None });
    let picture = || Sends(Content::Image { url: "https://example.com/a.jpg".to_owned() });
    let shipped = Content::OrderEvent { order_id: ON_ITS_WAY.to_owned(), status: "shipped".to_owned() };
    vec![
        ("b1", vec![Text("运费")], Again("运费"), Point::Again, Became::Repeated),
        ("b1", vec![], TooMuch("我的快递到哪了"), Point::TooMuchAsked, Became::HandedOver),
        ("b1", vec![], Text("[系统消息]订单已发货"), Point::PlatformNotice, Became::Silent),
        ("b1", vec![Text("运费")], Agent("满 99 元包邮。"), Point::Echo, Became::Silent),
        ("b1", vec![Text("运费")], Agent("您好"), Point::PersonActed, Became::Silent),
        ("b1", vec![], Sends(Content::Rated { stars: 5 }), Point::Rating, Became::Courtesy),
        ("b1", vec![person()], Text("运费"), Point::PersonHasIt, Became::Silent),
        ("b1", vec![Wakes, Text("我想问下")], Wake(60_000), Point::Woken, Became::Courtesy),
        ("b1", vec![], Sends(shipped), Point::OrderNews, Became::Courtesy),
        ("b1", vec![Wakes], Text("我想问下"), Point::Waits, Became::Held),
        ("b1", vec![], card(ON_ITS_WAY), Point::NoText, Became::Courtesy),
        ("b1", vec![], Text("😂"), Point::NoWords, Became::Courtesy),
        ("b1", vec![], Text("转人工"), Point::CallsPeople, Became::HandedOver),
        ("b2", vec![Text("我要取消订单")], Text("1"), Point::MenuChoice, Became::AskedBack),
        ("b1", vec![], Text("稍等"), Point::Moment, Became::Courtesy),
        ("b2", vec![card(PAID)], Text("不是这单"), Point::AnotherOrder, Became::Courtesy),
        ("b1", vec![Text("我的快递到哪了")], Text("找到了"), Point::Settled, Became::Answered),
        ("b1", vec![Text("能开发票吗")], Text("不需要开票了"), Point::Unwanted, Became::Courtesy),
        ("b1", vec![Text("能退吗")], Text("说错了，是换不是退"), Point::Understood, Became::AskedBack),
        ("b1", vec![Text("能退吗"), Text("转人工")], Text("说错了，是换不是退"), Point::AnotherWish, Became::Courtesy),
        ("b2", vec![Text("我要取消订单"), Text("2")], Text("确认"), Point::Asked, Became::Answered),
        (
            "b2",
            vec![Text("我要取消订单"), Text("2"), Text("运费"), Text("有赠品吗")],
            Text("确认"),
            Point::Lapsed,
            Became::AskedBack,
        ),
        ("b1", vec![], Text("运费"), Point::Keyword, Became::Answered),
        ("b1", vec![], Text("有赠品吗"), Point::Row, Became::Answered),
        ("b1", vec![Text("推荐羽绒服")], Text("能便宜点吗"), Point::Haggling, Became::Answered),
        ("b1", vec![], Text("先逛逛"), Point::Doubt, Became::Answered),
        ("b1", vec![], Text("别再给我发广告了"), Point::OptOut, Became::Courtesy),
        ("b1", vec![Text("一直没发")], Text(ON_ITS_WAY), Point::OrderSent, Became::HandedOver),
        ("b2", vec![card(PAID)], Text("没有取消成"), Point::NotCancelled, Became::AskedBack),
        ("b1", vec![picture()], Text("收到就是这样的"), Point::Photo, Became::AskedBack),
        ("b1", vec![], Text("再见"), Point::Closing, Became::Courtesy),
        ("b4", vec![], Text("我已经寄回去了"), Point::SentBack, Became::HandedOver),
        ("b1", vec![], Text("哈哈哈"), Point::NothingMuch, Became::Courtesy),
        (
            "b2",
            vec![Text("我要取消订单"), Text("2"), Text("确认")],
            Text("不对，写错了"),
            Point::WriteCorrected,
            Became::HandedOver,
        ),
        (
            "b2",
            vec![Text("什么时候发货"), Text("1")],
            Text("不对，是尾号7742那单"),
            Point::Correction,
            Became::Answered,
        ),
        ("b1", vec![Text(FINISHED)], Text("谁家送的"), Point::OrderDetail, Became::Answered),
        ("b1", vec![Text("我的快递到哪了")], Text(FINISHED), Point::Continuation, Became::Answered),
        ("b1", vec![Text("推荐一下卫衣")], Text("再便宜些的呢"), Point::WishRefined, Became::Answered),
        (
            "b1",
            vec![Sends(Content::ProductCard { product_id: TEE.to_owned() }), Text("两件一共多少")],
            Text("再来一件呢"),
            Point::SumFollowed,
            Became::Answered,
        ),
        ("b1", vec![], Text("走申通吗"), Point::Computed, Became::Answered),
        ("b1", vec![], Text("哪个卖得最好"), Point::Wish, Became::Answered),
        ("b1", vec![Text("有赠品吗")], Text("要几天"), Point::WithinTopic, Became::HandedOver),
        ("b1", vec![Text("有赠品吗")], Text("从个人改到公司"), Point::RowWithinTopic, Became::Answered),
        ("b1", vec![Text("我的快递到哪了")], Text("包装挺大的"), Point::OutOfPlace, Became::Courtesy),
        ("b1", vec![], Text("买一件送什么"), Point::LikelyRow, Became::Answered),
        ("b1", vec![Text("转人工")], Text("还有的吧"), Point::GuessWhileCalled, Became::Courtesy),
        ("b1", vec![], Text("我的快递到哪了"), Point::Understood, Became::Answered),
        ("b1", vec![], Text("会送点东西吧"), Point::PossibleRow, Became::Answered),
        ("b1", vec![], Text("呜呼啦呼"), Point::Unsure, Became::NotUnderstood),
    ]
}

/// The turn that a situation ends with.
fn turn_of(buyer: &'static str, before: &[Sent], now: &Sent) -> Decision {
    let mut talked = Talked::new(buyer);
    let mut number = 0;
    let mut last = None;
    for sent in before.iter().chain([now]) {
        number += 1;
        let id = format!("m{number}");
        let (input, exhausted) = match sent {
            Text(text) => (Input::text(*text).id(id), false),
            Again(text) => (Input::text(*text).id(format!("m{}", number - 1)), false),
            TooMuch(text) => (Input::text(*text).id(id), true),
            Sends(content) => (Input::new(content.clone()).id(id), false),
            Agent(text) => (Input::agent(AgentAction::Said, Some((*text).to_owned())).id(id), false),
            Wake(after) => (Input::wake().id(id).at(talked.at.plus_millis(*after)), false),
            Wakes => {
                talked.wakes = true;
                continue;
            }
        };
        last = Some(talked.decide(input, exhausted));
    }
    last.unwrap()
}

fn decided(turn: &Decision) -> Option<Point> {
    turn.facts.iter().find_map(|fact| if let Fact::Decided { by } = fact { Some(*by) } else { None })
}

#[test]
fn each_situation_is_decided_by_its_point() {
    let mut wrong = Vec::new();
    for (buyer, before, now, point, outcome) in situations() {
        let turn = turn_of(buyer, &before, &now);
        if (decided(&turn), turn.outcome) != (Some(point), outcome) {
            let said: Vec<String> = turn.replies.iter().map(crate::reply::Reply::text).collect();
            wrong.push(format!(
                "{before:?}, {now:?}: {:?} {:?}, not {point:?} {outcome:?}\n  {said:?}\n  {}",
                decided(&turn),
                turn.outcome,
                turn.trace
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn there_is_a_situation_for_every_point() {
    let reached: Vec<Point> = situations().into_iter().map(|(_, _, _, point, _)| point).collect();
    let missing: Vec<&Point> = Point::ALL.iter().filter(|point| !reached.contains(point)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
