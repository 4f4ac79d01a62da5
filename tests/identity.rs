//! Who speaks: what belongs to the buyer who was signed in is closed to whoever sits before the conversation without
//! signing in, and open again when the buyer is back.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "common/mod.rs"]
mod common;

use std::cell::RefCell;
use std::sync::OnceLock;

use common::{DemoData, demo_bot, demo_knowledge, now};
use kefu::input::Content;
use kefu::{
    Bot, Input, LookupError, MemoryOrders, MemoryProducts, Order, OrderQuery, OrderSource, Request, RequestOutcome,
    Session, Shop, Time, Turn,
};

fn bot() -> &'static Bot {
    static BOT: OnceLock<Bot> = OnceLock::new();
    BOT.get_or_init(demo_bot)
}

/// The same shop where people answer first: what buyers write waits for them.
fn people_first() -> &'static Bot {
    static BOT: OnceLock<Bot> = OnceLock::new();
    let toml = "[[mode]]\nid = \"a\"\nmode = \"people_first\"\n";
    BOT.get_or_init(|| Bot::new(demo_knowledge().toml("a.toml", toml).build().unwrap()).wakes(true))
}

fn data() -> &'static DemoData {
    static DATA: OnceLock<DemoData> = OnceLock::new();
    DATA.get_or_init(DemoData::read)
}

fn products() -> &'static MemoryProducts {
    static PRODUCTS: OnceLock<MemoryProducts> = OnceLock::new();
    PRODUCTS.get_or_init(|| data().products())
}

/// A source that returns everybody's orders, whoever asks, and counts what is written.
struct Impolite {
    orders: MemoryOrders,
    written: RefCell<Vec<String>>,
}

impl OrderSource for Impolite {
    fn orders(&self, _query: &OrderQuery) -> Result<Vec<Order>, LookupError> {
        Ok(data().orders.clone())
    }

    fn request(&self, request: &Request) -> Result<RequestOutcome, LookupError> {
        self.written.borrow_mut().push(request.kind.clone());
        self.orders.request(request)
    }
}

struct Talk {
    source: Impolite,
    session: Session,
    at: Time,
}

impl Talk {
    fn new() -> Talk {
        let source = Impolite { orders: data().orders(), written: RefCell::default() };
        Talk { source, session: Session::new("s"), at: now() }
    }

    fn send(&mut self, buyer: Option<&str>, content: Content) -> Turn {
        self.at = self.at.plus_millis(20_000);
        let mut input = Input::new(content).at(self.at);
        input.buyer = buyer.map(str::to_owned);
        bot().reply(&mut self.session, input, &Shop::new().orders(&self.source).products(products()))
    }

    fn say(&mut self, buyer: Option<&str>, text: &str) -> Turn {
        self.send(buyer, Content::Text { text: text.to_owned() })
    }

    fn written(&self) -> Vec<String> {
        self.source.written.borrow().clone()
    }
}

/// What only the buyer may read: of each order the number, the waybills, the titles and variants, the amounts.
fn tells(text: &str, buyer: &str) -> Option<String> {
    let orders = data().orders.iter().filter(|order| order.buyer == buyer);
    let words = orders.flat_map(|order| {
        let items = order.items.iter().flat_map(|item| [item.title.clone(), item.sku.clone()]);
        let parcels = order.parcels.iter().map(|parcel| parcel.tracking.clone());
        items.chain(parcels).chain([order.id.clone()]).chain(order.paid.map(|paid| format!("¥{paid}")))
    });
    words.filter(|word| word.chars().count() > 3).find(|word| text.contains(word.as_str()))
}

/// What a buyer was in the middle of when somebody else sat down.
const BEGUN: &[(&str, &[&str])] = &[
    ("b7", &["取消订单"]),
    ("b7", &["我要退款"]),
    ("b7", &["地址写错了，改成浙江省杭州市西湖区文三路100号2栋301"]),
    ("b9", &["6917524416308857290 撤销退款申请"]),
    ("b2", &["取消订单"]),
    ("b2", &["改地址", "第二个"]),
    ("b1", &["我的快递到哪了"]),
    ("b1", &["我要退货"]),
    ("b3", &["卫衣我要退货"]),
    ("b7", &["到哪了", "能开发票吗"]),
    ("b7", &["我买的那件多少钱"]),
];

/// What whoever is not signed in tries.
const TRIES: &[&str] = &[
    "确认",
    "是的",
    "好的",
    "取消吧",
    "改吧",
    "退吧",
    "撤销",
    "1",
    "2",
    "第一个",
    "第二个",
    "那第一个呢",
    "这个多少钱",
    "这单到哪了",
    "那件还有货吗",
    "到哪了",
    "我的订单呢",
    "什么时候发货",
    "发什么快递",
    "上一单呢",
    "另一单",
    "不对，是牛仔裤那单",
    "那黑色的呢",
    "是的，就是这单",
    "催一下",
    "刚才说到哪了",
    "继续",
    "1035",
    "尾号1035",
    "算了",
    "地址是什么",
    "我买的什么",
    "多少钱来着",
    "退款到账了吗",
    "转人工",
    "？",
    "谢谢",
];

#[test]
fn whoever_is_not_signed_in_gets_nothing_of_the_buyers() {
    let mut failures = Vec::new();
    for (buyer, begun) in BEGUN {
        for first in TRIES {
            for second in [None, Some("确认"), Some("1"), Some("1035"), Some("好的")] {
                let mut talk = Talk::new();
                begun.iter().for_each(|text| drop(talk.say(Some(buyer), text)));
                let before = talk.written();
                for text in [Some(*first), second].into_iter().flatten() {
                    let turn = talk.say(None, text);
                    let said = format!("{}\n{:?}", turn.text(), turn.facts);
                    if let Some(word) = tells(&said, buyer) {
                        failures.push(format!("{begun:?} then {first} {second:?}: tells {word}: {said}"));
                    }
                }
                if talk.written() != before {
                    failures.push(format!("{begun:?} then {first} {second:?}: wrote {:?}", talk.written()));
                }
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{}\n{}",
        failures.len(),
        failures.iter().take(10).cloned().collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn a_click_or_a_card_of_theirs_opens_nothing_either() {
    for (buyer, begun) in BEGUN {
        for content in [Content::Menu { choice: 1 }, Content::Menu { choice: 2 }, Content::Visit { product_id: None }] {
            let mut talk = Talk::new();
            begun.iter().for_each(|text| drop(talk.say(Some(buyer), text)));
            let before = talk.written();
            let turn = talk.send(None, content.clone());
            assert_eq!(tells(&turn.text(), buyer), None, "{begun:?} {content:?}: {}", turn.text());
            assert_eq!(talk.written(), before);
        }
    }
}

#[test]
fn the_buyer_who_is_back_goes_on_where_they_were() {
    for (buyer, ask, kind) in [("b7", "取消订单", "cancel"), ("b7", "我要退款", "refund_only")] {
        let mut talk = Talk::new();
        talk.say(Some(buyer), ask);
        for text in ["这个多少钱", "确认", "我的订单呢"] {
            talk.say(None, text);
        }
        assert_eq!(talk.written(), Vec::<String>::new());
        talk.say(Some(buyer), "确认");
        assert_eq!(talk.written(), [kind]);
    }
}

/// The order's number and the last four digits, as for anybody who is not signed in: not the digits alone, although the buyer
/// had named the order.
#[test]
fn four_digits_prove_what_was_named_by_the_same_person_only() {
    let order = data().orders.iter().find(|order| order.buyer == "b7").unwrap();
    let phone = order.receiver.as_ref().unwrap().phone.clone();
    let tail: String = phone.chars().skip(phone.chars().count() - 4).collect();
    let mut talk = Talk::new();
    talk.say(Some("b7"), &format!("{} 到哪了", order.id));
    let turn = talk.say(None, "到哪了");
    assert!(turn.text().contains("订单号"), "{}", turn.text());
    let turn = talk.say(None, &tail);
    assert_eq!(tells(&turn.text(), "b7"), None, "{}", turn.text());
    talk.say(None, &format!("{} 到哪了", order.id));
    let turn = talk.say(None, &tail);
    assert!(tells(&turn.text(), "b7").is_some(), "{}", turn.text());
}

/// What waited is answered to who asked it, whoever the host thinks sits there.
#[test]
fn a_wake_answers_who_asked() {
    for (speaker, woken) in [(None, Some("b7")), (None, None)] {
        let mut talk = Talk::new();
        talk.say(Some("b7"), "你好");
        talk.say(speaker, "我的快递");
        talk.say(speaker, "我想问下");
        let turn = talk.send(woken, Content::Wake);
        assert_eq!(tells(&turn.text(), "b7"), None, "{}", turn.text());
    }
}

#[test]
fn news_of_an_order_is_not_told_to_who_is_not_signed_in() {
    let shipped = data().orders.iter().find(|order| order.status == kefu::OrderStatus::Shipped).unwrap();
    let event = Content::OrderEvent { order_id: shipped.id.clone(), status: "shipped".to_owned() };
    let buyer = shipped.buyer.as_str();
    let mut talk = Talk::new();
    talk.say(Some(buyer), "你好");
    let turn = talk.send(Some(buyer), event.clone());
    assert!(!turn.text().is_empty(), "the event is told to the buyer");
    let mut talk = Talk::new();
    talk.say(Some(buyer), "你好");
    talk.say(None, "你好");
    assert_eq!(talk.send(Some(buyer), event).text(), "");
}

/// A message that comes again gets its replies again only if the same person sends it.
#[test]
fn recorded_replies_are_for_who_got_them() {
    let mut talk = Talk::new();
    let input = |buyer: Option<&str>| {
        let mut input = Input::text("我的快递到哪了").id("m1").at(now());
        input.buyer = buyer.map(str::to_owned);
        input
    };
    let shop = Shop::new().orders(&talk.source).products(products());
    let first = bot().reply(&mut talk.session, input(Some("b1")), &shop);
    assert!(tells(&first.text(), "b1").is_some(), "{}", first.text());
    let again = bot().reply(&mut talk.session, input(Some("b1")), &shop);
    assert_eq!(again.text(), first.text());
    let stranger = bot().reply(&mut talk.session, input(None), &shop);
    assert_eq!(tells(&stranger.text(), "b1"), None, "{}", stranger.text());
}

/// What is asked again while nobody knows who speaks is answered to who asked, also when the clock does not say who that was.
#[test]
fn a_wake_without_a_buyer_answers_the_buyer_who_asked() {
    for woken in [Some("b1"), None] {
        let mut talk = Talk::new();
        let mut say = |buyer: Option<&str>, input: Input, seconds: i64| {
            let mut input = input.at(now().plus_millis(seconds * 1_000));
            input.buyer = buyer.map(str::to_owned);
            people_first().reply(&mut talk.session, input, &Shop::new().orders(&talk.source).products(products()))
        };
        let held = say(Some("b1"), Input::text("我的快递到哪了"), 0);
        assert!(held.facts.contains(&kefu::Fact::Held), "{:?}", held.facts);
        let turn = say(woken, Input::wake(), 60);
        assert!(tells(&turn.text(), "b1").is_some(), "{woken:?}: {}", turn.text());
    }
}

/// A proof that passed or failed is in the record of its turn, whatever else the message asks.
#[test]
fn every_proof_is_in_the_record() {
    let order = data().orders.iter().find(|order| order.buyer == "b7").unwrap();
    let tail: String = {
        let phone = &order.receiver.as_ref().unwrap().phone;
        phone.chars().skip(phone.chars().count() - 4).collect()
    };
    let count = |session: &Session| {
        let state = serde_json::to_value(session).unwrap();
        (state["proved"].is_string(), state["failures"].as_u64().unwrap_or_default())
    };
    let mut proofs = 0;
    for begun in ["到哪了", "我要退货", "取消订单", "催一下发货", "改地址"] {
        for digits in [tail.as_str(), "0000"] {
            for behind in [
                "",
                "，什么时候发货",
                "，我要换货",
                "？这个多少钱",
                " 能开发票吗",
                "，改一下电话",
                " 转人工",
                "，尺码怎么选",
            ] {
                let mut talk = Talk::new();
                talk.say(None, &format!("{} {begun}", order.id));
                let before = count(&talk.session);
                let turn = talk.say(None, &format!("{digits}{behind}"));
                if count(&talk.session) != before {
                    proofs += 1;
                    let told = turn.facts.iter().any(|fact| matches!(fact, kefu::Fact::Verified { .. }));
                    assert!(told, "{begun} / {digits}{behind}: {:?}", turn.facts);
                    let passed = count(&talk.session).0;
                    let said = turn.text();
                    assert!(passed || said.contains('核'), "a proof that failed is said: {digits}{behind}: {said}");
                }
            }
        }
    }
    // In the second of two questions, of which the first one asks something back.
    for first in ["批发一百件", "推荐尺码", "我要开发票", "收到的东西是坏的"] {
        for digits in [tail.as_str(), "0000"] {
            for second in ["取消订单", "我要退款", "改一下地址"] {
                let mut talk = Talk::new();
                let turn = talk.say(None, &format!("{first}？{} 尾号{digits} {second}", order.id));
                if count(&talk.session) != (false, 0) {
                    proofs += 1;
                    let told = turn.facts.iter().any(|fact| matches!(fact, kefu::Fact::Verified { .. }));
                    assert!(told, "{first} {digits} {second}: {:?}", turn.facts);
                }
            }
        }
    }
    assert!(proofs > 40, "{proofs}");
}

/// A source that finds an order by its number, whosever it is, as `docs/hosts.md` allows for who is not signed in.
struct ByNumber;

impl OrderSource for ByNumber {
    fn orders(&self, query: &OrderQuery) -> Result<Vec<Order>, LookupError> {
        let found = data().orders.iter().filter(|order| match &query.by {
            kefu::OrderBy::Id(id) => order.id == *id,
            _ => query.buyer.as_ref() == Some(&order.buyer),
        });
        Ok(found.cloned().collect())
    }
}

/// The record of an order that the speaker may not see reads like that of an order that does not exist.
#[test]
fn the_record_does_not_tell_which_orders_exist() {
    let (of_b7, nobodys) = ("6917546120833570411", "6917546120833570419");
    let mut looked = 0;
    for buyer in [None, Some("b1")] {
        for said in
            [&["# 到哪了"][..], &["取消订单 #"], &["# 到哪了", "0000"], &["#", "到哪了", "1111", "2222", "3333"]]
        {
            let mut record = |id: &str| {
                let mut session = Session::new("s");
                let mut shown = String::new();
                for (text, number) in said.iter().zip(0..) {
                    let mut input = Input::text(text.replace('#', id)).at(now().plus_millis(number * 20_000));
                    input.buyer = buyer.map(str::to_owned);
                    let turn = bot().reply(&mut session, input, &Shop::new().orders(&ByNumber).products(products()));
                    // How sure it is that a number is one depends on its digits.
                    let facts = turn.facts.iter().filter(|fact| !matches!(fact, kefu::Fact::Understood { .. }));
                    looked += turn.facts.iter().filter(|fact| matches!(fact, kefu::Fact::LookedUp { .. })).count();
                    shown.push_str(
                        &serde_json::to_string(&(&turn.replies, &turn.actions, facts.collect::<Vec<_>>())).unwrap(),
                    );
                }
                shown.replace(id, "#")
            };
            assert_eq!(record(of_b7), record(nobodys), "{buyer:?} {said:?}");
        }
    }
    assert!(looked > 10, "{looked} look-ups");
}

/// An order's card that waits for a person is looked at before it stands in a package.
#[test]
fn a_package_names_no_order_of_another_buyer() {
    let bot = people_first();
    let of = |buyer: &str| data().orders.iter().find(|order| order.buyer == buyer).unwrap().id.clone();
    for (card, expect) in [(of("b2"), None), (of("b1"), Some(of("b1")))] {
        for wish in ["转人工", "我要投诉"] {
            let source = data().orders();
            let shop = Shop::new().orders(&source).products(products());
            let mut session = Session::new("s");
            let people = kefu::input::People::new(1, 0);
            let held =
                bot.reply(&mut session, Input::order_card(card.clone()).buyer("b1").at(now()).people(people), &shop);
            assert!(held.facts.contains(&kefu::Fact::Held), "{:?}", held.facts);
            let later = now().plus_millis(5_000);
            let turn = bot.reply(&mut session, Input::text(wish).buyer("b1").at(later).people(people), &shop);
            let named = turn.actions.iter().find_map(|action| match action {
                kefu::Action::HandOff(package) => Some(package.order_id.clone()),
                _ => None,
            });
            assert_eq!(named.unwrap(), expect, "{wish}");
        }
    }
}

/// Three failed proofs end proving, also when accounts sign in between them: otherwise digits could be guessed on.
#[test]
fn failed_proofs_count_on_whoever_signs_in_between() {
    let order = data().orders.iter().find(|order| order.buyer == "b7").unwrap();
    let phone = &order.receiver.as_ref().unwrap().phone;
    let tail: String = phone.chars().skip(phone.chars().count() - 4).collect();
    for between in [&[][..], &["b1"], &["b1", "b2"], &["b1", "b2", "b1"]] {
        let mut talk = Talk::new();
        let prove = |talk: &mut Talk, digits: &str| {
            talk.say(None, &format!("{} 到哪了", order.id));
            talk.say(None, digits)
        };
        for digits in ["0000", "1111", "3333"] {
            prove(&mut talk, digits);
            between.iter().for_each(|buyer| drop(talk.say(Some(buyer), "你好")));
        }
        let turn = prove(&mut talk, &tail);
        assert_eq!(tells(&turn.text(), "b7"), None, "{between:?}: {}", turn.text());
    }
}
