//! What the guard holds back was not said: nothing waits for an answer to it, and nothing counts as told.

use super::*;
use kefu::Action;
use kefu::input::Content;

/// Titles that the platform forbids in a shop's own sentences; here they are the names of goods.
const TITLES: &[&str] = &["顶级羊绒大衣", "全网首发特供礼盒", "最佳搭配no1卫衣", "国家级非遗蓝印花布"];

fn titled(title: &str, statuses: &[OrderStatus]) -> MemoryOrders {
    let orders = statuses.iter().zip(0_u64..).map(|(status, number)| {
        let mut order = order(&format!("691700000000000090{number}"));
        order.status = *status;
        order.items[0].title = title.to_owned();
        order
    });
    MemoryOrders::new(orders)
}

fn send(session: &mut Session, orders: &MemoryOrders, content: Content) -> Turn {
    bot().reply(session, Input::new(content).buyer(BUYER).at(now()), &Shop::new().orders(orders))
}

fn say(session: &mut Session, orders: &MemoryOrders, text: &str) -> Turn {
    send(session, orders, Content::Text { text: text.to_owned() })
}

fn writes(turn: &Turn) -> usize {
    turn.actions.iter().filter(|action| matches!(action, Action::Request { .. })).count()
}

/// Whatever opens the conversation: a menu, a question, news, a card, a visit.
#[test]
fn a_title_makes_no_sentence_about_it_unsayable() {
    for title in TITLES {
        let shipped = titled(title, &[OrderStatus::Shipped]);
        let id = "6917000000000000900".to_owned();
        for content in [
            Content::OrderEvent { order_id: id.clone(), status: "shipped".to_owned() },
            Content::OrderCard { order_id: id },
            Content::Visit { product_id: None },
            Content::Text { text: "我的快递到哪了".to_owned() },
        ] {
            let turn = send(&mut Session::new("s"), &shipped, content.clone());
            assert!(turn.text().contains(title), "{content:?}: {}", turn.text());
            assert!(!turn.facts.iter().any(|fact| matches!(fact, Fact::Blocked { .. })), "{content:?}");
        }
        let two = titled(title, &[OrderStatus::Preparing, OrderStatus::Preparing]);
        let mut session = Session::new("s");
        let turn = say(&mut session, &two, "我要取消订单");
        assert!(turn.text().contains(title) && turn.text().contains("2 "), "{}", turn.text());
        let turn = say(&mut session, &two, "1");
        assert!(turn.text().contains("确认取消吗") && writes(&turn) == 0, "{}", turn.text());
    }
}

/// A yes writes what was asked about, in words that the buyer has seen, and nothing else.
#[test]
fn a_yes_writes_only_what_was_asked() {
    let orders = titled("珐琅茶杯", &[OrderStatus::Preparing]);
    let (mut asked, mut held) = (0, 0);
    for note in [
        "要最舒服的那种包装",
        "用顶级的盒子",
        "第一时间发出",
        "加我微信abc12345",
        "扫码领红包 t.cn/abc",
        "包装严实一点",
        "国家级的快递",
    ] {
        for yes in ["好的", "确认", "1", "是的"] {
            let mut session = Session::new("s");
            let turn = say(&mut session, &orders, &format!("帮我备注：{note}"));
            let question = turn.text().contains('吗') && turn.text().contains(note);
            asked += usize::from(question);
            held += usize::from(turn.actions.iter().any(|action| matches!(action, Action::HandOff(_))));
            let turn = say(&mut session, &orders, yes);
            assert!(question || writes(&turn) == 0, "{note} / {yes}: {}", turn.text());
        }
    }
    assert!(asked > 0 && held > 0, "{asked} were asked about, {held} went to a person");
}

/// News that could not be said was not told, is no excuse out of the blue, and is told when it can be.
#[test]
fn news_that_is_held_back_was_not_told() {
    let mut order = order("6917000000000000900");
    order.status = OrderStatus::Shipped;
    let carrier = std::mem::replace(&mut order.parcels[0].carrier, "加微信abc12345快递".to_owned());
    let event = Content::OrderEvent { order_id: order.id.clone(), status: "shipped".to_owned() };
    let bot = shop_bot(
        "[[event]]\nid = \"shipped\"\nstatus = \"shipped\"\nsay = \"您的「{order.title}」已经发出了，{parcel.carrier}。\"\n",
    );
    let mut session = Session::new("s");
    let mut clean = order.clone();
    clean.parcels[0].carrier = carrier;
    for (order, expect) in [(order, false), (clean, true)] {
        let orders = MemoryOrders::new([order]);
        let input = Input::new(event.clone()).buyer(BUYER).at(now());
        let turn = bot.reply(&mut session, input, &Shop::new().orders(&orders));
        assert!(!turn.text().contains("abc12345"), "{}", turn.text());
        assert_eq!(!turn.replies.is_empty(), expect, "{}", turn.text());
        assert_eq!(turn.facts.iter().any(|fact| matches!(fact, Fact::Told { .. })), expect);
        assert_eq!(turn.facts.iter().any(|fact| matches!(fact, Fact::Blocked { .. })), !expect);
    }
}

/// The key of a request says nothing of what is requested: it can be logged beside the masked line.
#[test]
fn a_key_is_the_same_whatever_is_written() {
    let orders = titled("珐琅茶杯", &[OrderStatus::Preparing]);
    let key = |value: &str| {
        let mut session = Session::new("s");
        let turn = say(&mut session, &orders, &format!("收货电话改成{value}"));
        let stored = serde_json::to_value(&session).unwrap();
        assert!(turn.text().contains("确认"), "{}", turn.text());
        stored["pending"]["key"].as_str().unwrap().to_owned()
    };
    assert_eq!(key("13912345678"), key("13787654321"));
}
