//! What a host meets beside replies: what its log shows, ids that are empty, what it stores, and whether it must wake the bot.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "common/mod.rs"]
mod common;

use std::sync::OnceLock;

use common::{DemoData, demo_bot, demo_knowledge, now};
use kefu::fact::Source;
use kefu::input::{AgentAction, Content};
use kefu::shop::Call;
use kefu::{
    Action, Bot, Fact, Input, LookupError, OrderBy, OrderQuery, OrderSource, OrderStatus, Request, RequestOutcome,
    Session, Shop, Step, Turn,
};

const BUYER: &str = "b5";
const STREET: &str = "中山路88号";
const NAME: &str = "李小明";
const PHONE: &str = "13912345678";

/// A bot whose host does not wake it.
fn bot() -> &'static Bot {
    static BOT: OnceLock<Bot> = OnceLock::new();
    BOT.get_or_init(|| demo_bot().wakes(false))
}

fn say(text: &str) -> Input {
    Input::text(text).at(now()).buyer(BUYER)
}

/// Runs a turn, and hands everything that a host may log to `see`.
fn run(session: &mut Session, input: Input, see: &mut impl FnMut(String)) -> Turn {
    let data = DemoData::read();
    let mut orders = data.orders;
    for receiver in orders.iter_mut().filter_map(|order| order.receiver.as_mut()) {
        (receiver.name, receiver.phone, receiver.address) = (NAME.into(), PHONE.into(), STREET.into());
    }
    let orders = kefu::MemoryOrders::new(orders);
    see(format!("{input:?} {:#?}", input.content));
    let mut step = bot().begin(session, input);
    loop {
        see(format!("{step:?} {step:#?}"));
        step = match step {
            Step::Done(turn) => {
                see(format!("{turn:?} {:?} {:?}", turn.session, turn.trace()));
                session.clone_from(&turn.session);
                return turn;
            }
            Step::Order(need) => {
                see(format!("{:?}", need.query()));
                let found = orders.orders(need.query());
                see(format!("{:?}", found.iter().flatten().map(|order| &order.receiver).collect::<Vec<_>>()));
                need.resume(found)
            }
            Step::Request(need) => {
                see(format!("{:?}", need.query()));
                let outcome = orders.request(need.query());
                need.resume(outcome)
            }
            other => other.decline(),
        };
    }
}

#[test]
fn a_log_shows_no_phone_no_address_and_no_name() {
    let mut session = Session::new("s1");
    let mut requested = false;
    let address = format!("江苏省南京市鼓楼区{STREET}3栋501，{NAME}，{PHONE}");
    let agent = Input::agent(AgentAction::Said, Some(format!("您好，{PHONE}"))).at(now()).buyer(BUYER);
    let inputs = [
        say("改一下收货地址"),
        say("2"),
        say(&address),
        say("确认"),
        say(PHONE),
        say(&format!("{PHONE} 到哪了")),
        agent,
    ];
    for input in inputs {
        let turn = run(&mut session, input, &mut |shown| {
            for secret in [STREET, NAME, PHONE] {
                assert!(!shown.contains(secret), "{secret} in {shown}");
            }
        });
        requested |= turn.actions.iter().any(|action| matches!(action, Action::Request { .. }));
    }
    assert!(requested, "the conversation should have got as far as a write, or nothing was tested");
}

#[test]
fn a_log_shows_which_slots_there_are_but_not_what_is_in_them() {
    let mut request = Request::new("k1", Some(BUYER.into()), "o1", "change_address");
    request.slots.insert("address".into(), STREET.into());
    let mut call = Call::new("book", None);
    call.slots.insert("phone".into(), PHONE.into());
    let shown = format!("{request:?} {call:?} {:?}", OrderBy::Phone(PHONE.into()));
    assert!(shown.contains("change_address") && shown.contains(r#""address": …"#), "{shown}");
    assert!(!shown.contains(STREET) && !shown.contains(PHONE), "{shown}");
}

#[test]
fn an_empty_buyer_is_nobody_and_an_empty_message_id_is_none() {
    struct Asked;
    impl OrderSource for Asked {
        fn orders(&self, query: &OrderQuery) -> Result<Vec<kefu::Order>, LookupError> {
            assert_eq!(query.buyer, None, "nobody is signed in");
            Ok(DemoData::read().orders)
        }
    }
    for empty in ["", " "] {
        let mut session = Session::new("s1");
        let shop = Shop::new().orders(&Asked);
        let first = bot().reply(&mut session, Input::text("我的快递到哪了").id(empty).buyer(empty), &shop);
        assert_eq!(session.buyer(), None);
        assert!(first.text().contains("订单号"), "{}", first.text());
        let second = bot().reply(&mut session, Input::text("转人工").id(empty).buyer(empty), &shop);
        assert!(!second.facts.iter().any(|fact| matches!(fact, Fact::Repeated { .. })), "{:?}", second.facts);
    }
}

#[test]
fn without_a_host_that_wakes_every_message_is_answered_at_once() {
    let people_first =
        demo_knowledge().toml("mode.toml", "[[mode]]\nid = 'day'\nmode = 'people_first'\n").build().unwrap();
    let people_first = Bot::new(people_first);
    for text in ["我想问下", "在吗 我问下", "还有", "这个", "我的快递到哪了", "改一下收货地址", "好的", "？"]
    {
        for bot in [bot(), &people_first] {
            let data = DemoData::read();
            let (orders, products) = (data.orders(), data.products());
            let turn = bot.reply(&mut Session::new("s1"), say(text), &Shop::new().orders(&orders).products(&products));
            assert!(!turn.replies.is_empty(), "{text}: {}", turn.trace());
            assert!(!turn.facts.contains(&Fact::Held), "{text}");
            assert!(!turn.actions.iter().any(|action| matches!(action, Action::WakeAt { .. })), "{text}");
        }
    }
}

#[test]
fn a_beginning_that_was_answered_is_no_miss_and_its_rest_is_answered_too() {
    let (data, mut session) = (DemoData::read(), Session::new("s1"));
    let orders = data.orders();
    let shop = Shop::new().orders(&orders);
    for round in 0..3 {
        let turn = bot().reply(&mut session, say("我想问下"), &shop);
        let called = turn.actions.iter().any(|action| matches!(action, Action::HandOff(_)));
        assert!(!called && !turn.facts.contains(&Fact::NotUnderstood), "{round}: {}", turn.text());
    }
    let turn = bot().reply(&mut session, say("有实体店吗"), &shop);
    assert!(turn.facts.iter().any(|fact| matches!(fact, Fact::Answered { .. })), "{}", turn.trace());
}

#[test]
fn what_a_host_stores_is_written_and_read_again() {
    let mut session = Session::new("s1");
    let turn = run(&mut session, say("转人工"), &mut |_| {});
    let stored = serde_json::to_value(&turn).unwrap();
    assert_eq!(serde_json::from_value::<Vec<kefu::Reply>>(stored["replies"].clone()).unwrap(), turn.replies);
    assert_eq!(serde_json::from_value::<Vec<Action>>(stored["actions"].clone()).unwrap(), turn.actions);
    assert_eq!(serde_json::from_value::<Vec<Fact>>(stored["facts"].clone()).unwrap(), turn.facts);
    assert_eq!(serde_json::from_value::<Session>(stored["session"].clone()).unwrap(), turn.session);

    let order = DemoData::read().orders.remove(0);
    for outcome in
        [RequestOutcome::Done(Box::new(order)), RequestOutcome::Refused("已发出".into()), RequestOutcome::Unknown]
    {
        let stored = serde_json::to_string(&outcome).unwrap();
        assert_eq!(serde_json::from_str::<RequestOutcome>(&stored).unwrap(), outcome);
    }
}

#[test]
fn states_and_content_are_shown_as_people_say_them() {
    assert_eq!(OrderStatus::Shipped.to_string(), OrderStatus::Shipped.label());
    assert_eq!(format!("[{:>3}]", kefu::action::Priority::High), "[  高]");
    assert_eq!(kefu::names::Mood::Calm.to_string(), "平静");
    assert_eq!(format!("{:?}", Content::Text { text: "你好".into() }), "Text(… 2 characters)");
}

/// News comes again without a message's id, and between news of other orders: each is told once.
#[test]
fn news_of_an_order_is_told_once() {
    let mut data = DemoData::read();
    let shipped: Vec<String> =
        data.orders.iter().filter(|order| order.status == OrderStatus::Shipped).map(|order| order.id.clone()).collect();
    data.orders.iter_mut().for_each(|order| BUYER.clone_into(&mut order.buyer));
    let orders = data.orders();
    let shop = Shop::new().orders(&orders);
    let mut session = Session::new("s1");
    let mut tell = |id: &String| {
        let content = Content::OrderEvent { order_id: id.clone(), status: "shipped".into() };
        !bot().reply(&mut session, Input::new(content).at(now()).buyer(BUYER), &shop).replies.is_empty()
    };
    for id in &shipped[..8] {
        assert!(tell(id), "{id} is new");
    }
    for id in &shipped[..8] {
        assert!(!tell(id), "{id} was told");
    }
}

/// A parcel that could not be delivered goes out again the next day: that is news.
#[test]
fn a_second_delivery_is_told_and_its_copy_is_not() {
    let mut data = DemoData::read();
    let order = data.orders.iter_mut().find(|order| order.status == OrderStatus::Shipped).unwrap();
    BUYER.clone_into(&mut order.buyer);
    order.parcels.truncate(1);
    let order = order.clone();
    let mut session = Session::new("s1");
    let mut tell = |state: &str, minute: i64| {
        let mut order = order.clone();
        let mut node = serde_json::to_value(&order.parcels[0].nodes[0]).unwrap();
        node["at"] = serde_json::to_value(now().plus_millis(minute * 60_000)).unwrap();
        node["state"] = state.into();
        order.parcels[0].nodes.push(serde_json::from_value(node).unwrap());
        let orders = kefu::MemoryOrders::new([order.clone()]);
        let content = Content::OrderEvent { order_id: order.id, status: state.into() };
        let input = Input::new(content).at(now().plus_millis(minute * 60_000)).buyer(BUYER);
        !bot().reply(&mut session, input, &Shop::new().orders(&orders)).replies.is_empty()
    };
    assert!(tell("out_for_delivery", 1));
    assert!(tell("exception", 2));
    assert!(!tell("out_for_delivery", 1), "the first news again");
    assert!(tell("out_for_delivery", 3), "it goes out again");
    assert!(!tell("out_for_delivery", 3));
}

/// A report over facts can name everything that they speak of.
#[test]
fn what_facts_name_can_be_looked_up() {
    let knowledge = bot().knowledge();
    let (data, mut session) = (DemoData::read(), Session::new("s1"));
    let (orders, products) = (data.orders(), data.products());
    let shop = Shop::new().orders(&orders).products(&products);
    let mut seen = [0; 5];
    for text in ["发什么快递", "会不会起球", "催一下发货", "1", "你们有实体店吗", "你好", "充电的时候起火了"]
    {
        for fact in bot().reply(&mut session, say(text), &shop).facts {
            match fact {
                Fact::Understood { intents, .. } => {
                    for wanted in intents {
                        let intent = knowledge.intents().find(|it| *it.id == wanted.id).expect("the intent");
                        assert!(!intent.name.is_empty(), "{intent:?}");
                        seen[0] += 1;
                    }
                }
                Fact::FlowStarted { flow } => {
                    let flow = knowledge.flows().find(|it| it.id == flow).expect("the flow");
                    assert!(!flow.title.is_empty() && !flow.intents.is_empty(), "{flow:?}");
                    seen[1] += 1;
                }
                Fact::Answered { by, .. } => match by {
                    Source::Answer(id) => {
                        let answer = knowledge.answers().find(|it| it.id == id).expect("the answer");
                        assert!(!answer.intents.is_empty() || !answer.keywords.is_empty(), "{answer:?}");
                        seen[2] += 1;
                    }
                    Source::Faq(id) => {
                        let faq = knowledge.faqs().find(|it| it.id == id).expect("the entry");
                        assert!(!faq.question.is_empty() && !faq.answer.is_empty(), "{faq:?}");
                        seen[3] += 1;
                    }
                    _ => {}
                },
                Fact::HandedOff { reason } => {
                    seen[4] += knowledge.hand_offs().filter(|it| it.reason == reason).count();
                }
                _ => {}
            }
        }
    }
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
}
