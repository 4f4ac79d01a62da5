//! What hosts and buyers should not send, and what nobody may read in the record.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

#[path = "common/cases.rs"]
mod cases;
#[path = "common/mod.rs"]
mod common;
#[path = "hostile/held_back.rs"]
mod held_back;
#[path = "common/private.rs"]
mod private;
#[path = "hostile/record.rs"]
mod record_hides;

use cases::cases;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use common::{demo_bot, demo_knowledge, now, record};
use kefu::knowledge::Language;
use kefu::names::EntityKind;
use kefu::shop::{
    Call, CallSource, Compose, Composer, OrderItem, Parcel, ParcelNode, ParcelState, ProductQuery, ProductSource,
    Receiver, Sku,
};
use kefu::{
    Bot, Fact, Input, Knowledge, LookupError, MemoryOrders, Order, OrderQuery, OrderSource, OrderStatus, Product,
    Reply, Session, Shop, Turn,
};
use private::{ADDRESS, BUYER, NAME, PHONE};
use proptest::prelude::*;
use serde_json::json;

fn bot() -> &'static Bot {
    static BOT: OnceLock<Bot> = OnceLock::new();
    BOT.get_or_init(demo_bot)
}

fn shop_bot(toml: &str) -> Bot {
    Bot::new(demo_knowledge().toml("own.toml", toml).build().unwrap())
}

/// A source that answers everything with the same orders.
struct Fixed(Vec<Order>);

impl OrderSource for Fixed {
    fn orders(&self, _: &OrderQuery) -> Result<Vec<Order>, LookupError> {
        Ok(self.0.clone())
    }
}

struct FixedProducts(Vec<Product>);

impl ProductSource for FixedProducts {
    fn products(&self, _: &ProductQuery) -> Result<Vec<Product>, LookupError> {
        Ok(self.0.clone())
    }
}

fn order(id: &str) -> Order {
    let mut order = private::orders().swap_remove(0);
    id.clone_into(&mut order.id);
    order
}

fn item(title: &str) -> OrderItem {
    OrderItem::new(title).product("p1").sku("黑色/M")
}

// --- sizes -----------------------------------------------------------------------------------------------------------

/// Bytes of the lines, of the recorded replies, and of the rest of a stored session.
fn sizes(session: &Session) -> (usize, usize, usize) {
    let mut state = serde_json::to_value(session).unwrap();
    let rings = state.as_object_mut().unwrap();
    let lines = rings.remove("lines").unwrap_or_default().to_string().len();
    let seen = rings.remove("seen").unwrap_or_default().to_string().len();
    (lines, seen, state.to_string().len())
}

/// Texts that are long, or are longer as JSON than they look.
fn nasty() -> impl Strategy<Value = String> {
    let unit = prop::sample::select(&["长", "\"", "\\", "😭", "\u{1}", "\n", "a", "退"][..]);
    (unit, prop::sample::select(&[1_usize, 60, 130, 900, 3_000][..])).prop_map(|(unit, count)| unit.repeat(count))
}

fn nasty_id() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[0-9]{19}",
        2 => "[0-9]{19}".prop_map(|id| format!("{id}{}", "9".repeat(109))),
        1 => nasty(),
    ]
}

fn nasty_order() -> impl Strategy<Value = Order> {
    let status = prop::sample::select(&[OrderStatus::Paid, OrderStatus::Shipped, OrderStatus::Finished][..]);
    (nasty_id(), status, prop::collection::vec((nasty(), nasty()), 0..4), nasty()).prop_map(
        |(id, status, items, text)| {
            let node = ParcelNode::new(now(), ParcelState::InTransit).text(&text);
            Order::new(id, BUYER, status)
                .items(items.iter().map(|(title, sku)| item(title).sku(sku)))
                .parcels([Parcel::new(&text, "753").nodes(vec![node; 3])])
                .receiver(Receiver::new().name(&text).address(&text))
        },
    )
}

const MESSAGES: &[&str] = &[
    "我的快递到哪了",
    "取消订单",
    "什么时候发货",
    "地址填错了，改一下地址",
    "江苏省南京市鼓楼区中山路88号3栋501",
    "是的",
    "1",
    "2",
    "好的",
    "转人工",
    "我要退货",
    "多少钱",
    "有货吗",
    "能开发票吗",
    "这个",
];

proptest! {
    #![proptest_config(cases(48))]

    /// Whatever ids, titles and texts come from the platform and the sources.
    #[test]
    fn a_session_stays_within_its_bounds(
        orders in prop::collection::vec(nasty_order(), 0..7),
        product in (nasty_id(), nasty(), nasty()),
        said in prop::collection::vec((prop::sample::select(MESSAGES), nasty(), nasty_id(), 0_u32..9), 20),
    ) {
        let orders = Fixed(orders);
        let mut big = Product::new(product.0, product.1);
        big.attributes = BTreeMap::from([(product.2.clone(), product.2)]);
        let products = FixedProducts(vec![big; 4]);
        let shop = Shop::new().orders(&orders).products(&products);
        let mut session = Session::new("conversation-6917533224570258991");
        for (number, (message, text, id, kind)) in said.into_iter().enumerate() {
            let input = match kind {
                0 => Input::order_card(id.clone()),
                1 => Input::product_card(id.clone()),
                2 => Input::image(text),
                3 => Input::text(text),
                4 => Input::menu(1),
                5 => Input::agent(kefu::input::AgentAction::HandedBack, Some(text)),
                _ => Input::text(message),
            };
            let input = input.id(format!("{id}{number}")).buyer(BUYER).at(now().plus_millis(number as i64 * 30_000));
            let turn = bot().reply(&mut session, input, &shop);
            prop_assert!(turn.replies.len() <= 5);
            prop_assert!(turn.replies.iter().all(|reply| reply.text().chars().count() <= 800 + 12 * 64));
            let (lines, seen, rest) = sizes(&session);
            prop_assert!(lines <= 8_000 && seen <= 20_000 && rest <= 8_000, "{lines}, {seen} and {rest} bytes");
            let stored = serde_json::to_string(&session).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Session>(&stored).unwrap(), &session, "what is within its bounds stays as it is");
        }
    }
}

/// A sixteenth of what a conversation of long menus and long replies would take, sixteen times.
#[test]
fn sixteen_recorded_menus() {
    let orders: Vec<Order> = (0..6)
        .map(|number| {
            let mut order = Order::new(format!("{number}{}", "9".repeat(127)), BUYER, OrderStatus::Shipped);
            order.items = vec![item(&"长".repeat(100_000))];
            order
        })
        .collect();
    let orders = Fixed(orders);
    let shop = Shop::new().orders(&orders);
    let mut session = Session::new("s");
    for number in 0..32 {
        let input = Input::text("我的快递到哪了").buyer(BUYER).id(format!("{number:0>128}"));
        let turn = bot().reply(&mut session, input, &shop);
        let (lines, seen, rest) = sizes(&session);
        assert!(lines <= 8_000 && seen <= 12_000 && rest <= 8_000, "{lines}, {seen} and {rest} bytes");
        assert!(turn.replies.iter().all(|reply| reply.text().chars().count() < 1_000), "{}", turn.text());
    }
}

// --- what a turn looks at --------------------------------------------------------------------------------------------

fn receiver(name: &str, phone: &str, address: &str) -> Receiver {
    serde_json::from_value(
        json!({ "name": name, "phone": phone, "province": "四川省", "city": "成都市", "address": address }),
    )
    .unwrap()
}

/// Over-long ids are absent, and not somebody else's.
#[test]
fn ids_that_are_none() {
    let orders = MemoryOrders::new(private::orders());
    let shop = Shop::new().orders(&orders);
    let long = format!("{BUYER}{}", " ".repeat(200));
    let turn = bot().reply(&mut Session::new("s"), Input::text("我的快递到哪了").buyer(long), &shop);
    assert_eq!(turn.session.buyer(), None);
    assert!(!turn.text().contains("琥珀"), "{}", turn.text());

    let mut session = Session::new("s");
    let id = "m".repeat(200);
    bot().reply(&mut session, Input::text("你好").id(id.clone()), &shop);
    let turn = bot().reply(&mut session, Input::text("能开发票吗").id(id), &shop);
    assert!(!turn.facts.iter().any(|fact| matches!(fact, Fact::Repeated { .. })), "an id that is none is nobody's");

    for input in [Input::order_card("1".repeat(200)), Input::product_card("1".repeat(200))] {
        let turn = bot().reply(&mut Session::new("s"), input.buyer(BUYER), &shop);
        assert!(!turn.replies.is_empty());
        assert_eq!((turn.session.order(), turn.session.product()), (None, None));
    }
}

/// A mebibyte of text costs what two thousand characters cost: the rest is gone before anything walks it.
#[test]
fn a_long_message_is_cut_at_the_door() {
    let long = "1 ".repeat(1 << 19);
    for input in [Input::text(long.clone()), Input::agent(kefu::input::AgentAction::Said, Some(long))] {
        let turn = bot().reply(&mut Session::new("s"), input, &Shop::new());
        let heard = turn.facts.iter().find_map(|fact| match fact {
            Fact::Heard { text, .. } => Some(text.chars().count()),
            _ => None,
        });
        assert!(heard.unwrap() <= 2_000);
        assert!(turn.session.lines().all(|line| line.text.chars().count() <= 800));
    }
}

struct Everything;

impl CallSource for Everything {
    fn call(&self, _: &Call) -> Result<BTreeMap<String, String>, LookupError> {
        Ok((0..10_000).map(|number| (format!("v{number:0>5}"), "长".repeat(1_000))).collect())
    }
}

impl Composer for Everything {
    fn compose(&self, compose: &Compose) -> Result<String, LookupError> {
        Ok(compose.evidence.join("").repeat(1_000))
    }
}

#[test]
fn a_call_that_tells_everything() {
    let bot = shop_bot(
        r#"
        [[intent]]
        id = "stars"
        name = "星座"
        keywords = ["今日运势"]

        [[flow]]
        id = "stars"
        intents = ["stars"]
        [[flow.step]]
        id = "ask"
        call = "stars"
        [[flow.step]]
        id = "which"
        ask = "which"
        as = "text"
        say = "哪个星座？"
        [[flow.step]]
        id = "tell"
        say = "{slot.which}：{slot.v00001}"
        "#,
    );
    let mut session = Session::new("s");
    let turn = bot.reply(&mut session, Input::text("今日运势"), &Shop::new().calls(&Everything));
    assert!(turn.text().ends_with("哪个星座？"), "{}", turn.text());
    let (_, _, rest) = sizes(&session);
    assert!(rest <= 20 * 400, "{rest}");
}

#[test]
fn a_flow_that_never_stops_talking() {
    let steps: String =
        (0..40).map(|number| format!("[[flow.step]]\nid = \"s{number}\"\nsay = \"第{number}条\"\n")).collect();
    let flow = |steps: &str| {
        format!(
            "[[intent]]\nid = \"talk\"\nname = \"聊\"\nkeywords = [\"讲个故事\"]\n[[flow]]\nid = \"talk\"\nintents = [\"talk\"]\n{steps}"
        )
    };
    let turn = shop_bot(&flow(&steps)).reply(&mut Session::new("s"), Input::text("讲个故事"), &Shop::new());
    assert!(turn.replies.len() <= 5, "{}", turn.replies.len());
    let all: String = (0..40).map(|number| format!("\n第{number}条")).collect();
    assert!(turn.text().ends_with(&all), "short texts are joined: {}", turn.text());

    // More steps than a turn takes: a person, and not silence.
    let branches: String = (0..70)
        .map(|number| {
            format!(
                "[[flow.step]]\nid = \"s{number}\"\nbranch = [{{ when = {{ \"shop.open\" = true }}, to = \"end\" }}]\n"
            )
        })
        .collect();
    let branches = format!("{branches}[[flow.step]]\nid = \"last\"\nsay = \"完\"\n");
    let long = demo_knowledge().toml("own.toml", flow(&branches)).build().unwrap();
    assert!(
        long.warnings().iter().any(|one| one.message(Language::English).contains("more than 64 steps")),
        "{:?}",
        long.warnings()
    );
    let turn = Bot::new(long).reply(&mut Session::new("s"), Input::text("讲个故事"), &Shop::new());
    assert!(!turn.replies.is_empty(), "{turn:?}");
}

/// A request that nobody confirms listens to nobody: it may not go round.
#[test]
fn a_circle_of_requests() {
    let circle = "[[intent]]\nid = \"x\"\nname = \"某\"\nkeywords = [\"某事\"]\n[[flow]]\nid = \"x\"\nintents = [\"x\"]\n\
        [[flow.step]]\nid = \"a\"\nfind = \"order\"\n[[flow.step]]\nid = \"b\"\nrequest = \"urge\"\nrefused = \"b\"\n";
    let found = problems(Knowledge::builder().toml("a.toml", circle));
    assert!(found.iter().any(|one| one.contains("would go round for ever")), "{found:?}");
}

/// A variant more is one more to look at, and not one more for each of the others.
#[test]
fn a_product_of_many_variants_is_told_of() {
    let mut product = Product::new("p1", "琥珀灯罩");
    product.skus = (0..5_000)
        .map(|number| {
            let options = [("颜色".to_owned(), format!("色{number}")), ("尺码".to_owned(), "M".to_owned())];
            Sku::new(number.to_string()).options(options).stock(1)
        })
        .collect();
    let products = FixedProducts(vec![product]);
    let turn = bot().reply(&mut Session::new("s"), Input::text("琥珀灯罩有哪些颜色"), &Shop::new().products(&products));
    assert!(turn.replies.iter().all(|reply| reply.text().chars().count() <= 800), "{}", turn.text());
    let turn =
        bot().reply(&mut Session::new("s"), Input::text("琥珀灯罩色17还有货吗"), &Shop::new().products(&products));
    assert!(turn.text().contains("琥珀灯罩"), "{}", turn.text());
}

// --- knowledge -------------------------------------------------------------------------------------------------------

fn problems(builder: kefu::knowledge::KnowledgeBuilder) -> Vec<String> {
    builder.check().1.iter().map(|one| one.in_language(Language::English).to_string()).collect()
}

#[test]
fn files_that_are_too_large() {
    let found = problems(Knowledge::builder().toml("a.toml", "x".repeat(2_000_001)));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("2000001 bytes"), "{found:?}");
    let header = "问题,答案".to_owned() + &",".repeat(1_000_000);
    let found = problems(Knowledge::builder().faq_csv("a.csv", header.as_bytes()));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("columns, and 64 are read"), "{found:?}");
    let row = "问题,答案\n几点下班".to_owned() + &",".repeat(1_000_000);
    let found = problems(Knowledge::builder().faq_csv("a.csv", row.as_bytes()));
    assert_eq!(found.len(), 1, "{found:?}");
    let rows = "问题,答案\n".to_owned() + &"几点下班,九点\n".repeat(50_001);
    let found = problems(Knowledge::builder().faq_csv("a.csv", rows.as_bytes()));
    assert!(found.len() == 1 && found[0].contains("50001 rows"), "{found:?}");
    let cell = format!("问题,答案\n几点下班,\"{}\"\n", "长".repeat(20_001));
    let found = problems(Knowledge::builder().faq_csv("a.csv", cell.as_bytes()));
    assert!(found.len() == 1 && found[0].contains("more than 20000 characters"), "{found:?}");
}

#[test]
fn many_problems_are_counted() {
    let toml = "[[faq]]\nquestion = '几点下班'\n".repeat(400);
    let found = problems(Knowledge::builder().toml("a.toml", toml));
    assert_eq!(found.len(), 101);
    assert_eq!(found[100], "a.toml: error: and 300 more\n  help: mend these first: others may come from them");
    // Warnings make room for errors.
    let warned: String = (0..150).map(|number| format!("[[answer]]\nid = 'a{number}'\nkeywords = ['k{number}']\nsay = '好'\nfrom = '2020-01-01'\nuntil = '2020-01-02'\n")).collect();
    let found = Knowledge::builder().toml("a.toml", format!("{warned}[[faq]]\nquestion = '几点下班'\n")).check().1;
    assert!(found.iter().any(|one| one.message(Language::English).contains("has no `answer`")), "{found:?}");
}

#[test]
fn patterns_that_are_too_large() {
    let intent = |patterns: &str| format!("[[intent]]\nid = \"x\"\nname = \"某\"\npatterns = [{patterns}]\n");
    let found = problems(Knowledge::builder().toml("a.toml", intent(r"'\p{Han}{2000}字'")));
    assert!(found.len() == 1 && found[0].contains("this pattern is too large"), "{found:?}");
    let many: Vec<String> = (150..350).map(|count| format!(r"'\p{{Han}}{{{count}}}字'")).collect();
    let found = problems(Knowledge::builder().toml("a.toml", intent(&many.join(","))));
    assert!(found.len() == 1 && found[0].contains("too large together"), "{found:?}");
    assert!(problems(Knowledge::builder().toml("a.toml", intent("'(退|换).{0,10}(货|钱)'"))).is_empty());
}

#[test]
fn policies_have_a_range() {
    for (days, sound) in [("7", true), ("0", true), ("9223372036854775807", false), ("-3", false), ("3651", false)] {
        let found = problems(Knowledge::builder().toml("a.toml", format!("[policy]\nreturn_days = {days}\n")));
        assert_eq!(found.is_empty(), sound, "{days}: {found:?}");
    }
}

/// Six times as much in one line takes about six times as long, and not thirty-six times.
#[test]
fn a_long_line_is_read_in_linear_time() {
    let seconds = |count: usize| {
        let similar: Vec<String> = (0..count).map(|number| format!("'几点下班{number}'")).collect();
        let toml = format!("[[faq]]\nquestion = '几点'\nanswer = '九点'\nsimilar = [{}]\n", similar.join(","));
        let runs = (0..3).map(|_| {
            let began = std::time::Instant::now();
            assert!(problems(Knowledge::builder().toml("a.toml", &toml)).is_empty());
            began.elapsed()
        });
        runs.min().unwrap().as_secs_f64()
    };
    let (once, six_times) = (seconds(15_000), seconds(90_000));
    assert!(six_times < 14.0 * once, "{once} and {six_times} seconds");
}
