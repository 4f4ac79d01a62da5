//! Turns that crash: at every step, after the write, before the save. Nothing is written twice, and no reply is false.

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

use cases::cases;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use common::{DemoData, demo_bot, now};
use kefu::input::Content;
use kefu::shop::{Aftersale, AftersaleStatus, ProductSource};
use kefu::{
    Action, Bot, Input, LookupError, MemoryOrders, MemoryProducts, Order, OrderBy, OrderQuery, OrderSource,
    OrderStatus, Request, RequestOutcome, Session, Step, Turn,
};
use proptest::prelude::*;

/// Being prepared, finished within the seven days, and with a request after the sale.
const WAITING: &str = "6917546120833570411";
const RECEIVED: &str = "6917526033417794502";
const REFUNDING: &str = "6917524416308857290";
const BUYER: &str = "crash";
const ADDRESS: &str = "浙江省杭州市西湖区文三路100号2栋301";
const PHONE: &str = "13912345678";

const PHRASES: &[&str] = &[
    "取消订单 6917546120833570411",
    "催一下发货",
    "地址写错了，改成浙江省杭州市西湖区文三路100号2栋301",
    "6917546120833570411 改地址",
    "浙江省杭州市西湖区文三路100号2栋301",
    "收货电话留错了",
    "13912345678",
    "6917546120833570411 帮我备注：包装严实一点",
    "6917546120833570411 尺码拍错了，改成L码",
    "6917546120833570411 我要退款",
    "6917526033417794502 我要退货，不喜欢",
    "6917526033417794502 我要退货，开线了",
    "6917526033417794502 少发了一个",
    "6917526033417794502 我要换货",
    "换成小号的",
    "拍不了，少了一个小包",
    "6917524416308857290 撤销退款申请",
    "6917524416308857290 退款到账了吗",
    "能开发票吗",
    "我的快递到哪了",
    "不对，是 6917526033417794502",
];
const ANSWERS: &[&str] = &["是的", "确认", "好的", "对", "不用了", "算了", "1"];

fn bot() -> &'static Bot {
    static BOT: OnceLock<Bot> = OnceLock::new();
    BOT.get_or_init(demo_bot)
}

fn products() -> &'static MemoryProducts {
    static PRODUCTS: OnceLock<MemoryProducts> = OnceLock::new();
    PRODUCTS.get_or_init(|| DemoData::read().products())
}

/// What goes wrong with the next write.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    Nothing,
    TimeoutBefore,
    TimeoutAfter,
}

/// A source that honours keys, fails when it is told to, and remembers what it carried out.
struct Source {
    orders: RefCell<BTreeMap<String, Order>>,
    /// By key: what the first request came to, and how often its write was carried out.
    ledger: RefCell<BTreeMap<String, (RequestOutcome, u32)>>,
    fault: RefCell<Fault>,
}

impl Source {
    fn new() -> Source {
        let wanted = [WAITING, RECEIVED, REFUNDING];
        let orders = DemoData::read().orders.into_iter().filter(|order| wanted.contains(&order.id.as_str()));
        let of_buyer = |mut order: Order| {
            order.buyer = BUYER.to_owned();
            (order.id.clone(), order)
        };
        let orders = orders.map(of_buyer).collect();
        Source { orders: RefCell::new(orders), ledger: RefCell::default(), fault: RefCell::new(Fault::Nothing) }
    }

    /// The shop ships what waits, whatever a conversation is about to do.
    fn ship(&self) {
        let mut orders = self.orders.borrow_mut();
        let order = orders.get_mut(WAITING).unwrap();
        if order.status == OrderStatus::Paid {
            order.status = OrderStatus::Shipped;
            order.shipped_at = Some(now());
        }
    }
}

impl OrderSource for Source {
    fn orders(&self, query: &OrderQuery) -> Result<Vec<Order>, LookupError> {
        let orders = self.orders.borrow();
        let found = orders.values().filter(|order| match &query.by {
            OrderBy::Id(id) => order.id == *id,
            OrderBy::Phone(phone) => order.phone_ends_with(phone),
            _ => true,
        });
        Ok(found.cloned().collect())
    }

    fn request(&self, request: &Request) -> Result<RequestOutcome, LookupError> {
        let fault = *self.fault.borrow();
        if fault == Fault::TimeoutBefore {
            return Err(LookupError::TimedOut);
        }
        let mut ledger = self.ledger.borrow_mut();
        let (outcome, _) = match ledger.get(&request.key) {
            Some(first) => first.clone(),
            None => {
                let before = self.orders.borrow()[request.order_id.as_ref().unwrap()].clone();
                let outcome = MemoryOrders::new([before]).request(request)?;
                let mut written = 0;
                if let RequestOutcome::Done(order) = &outcome {
                    self.orders.borrow_mut().insert(order.id.clone(), (**order).clone());
                    written = 1;
                }
                ledger.insert(request.key.clone(), (outcome.clone(), written));
                (outcome, written)
            }
        };
        if fault == Fault::TimeoutAfter { Err(LookupError::TimedOut) } else { Ok(outcome) }
    }
}

/// Runs a turn; with `crash`, only until the host has answered so many needs: `None` when it was lost.
fn drive(session: &Session, input: &Input, source: &Source, crash: Option<usize>) -> Option<Turn> {
    let mut step = bot().begin(session, input.clone());
    for answered in 0.. {
        step = match step {
            Step::Done(turn) => return Some(turn),
            Step::Order(need) => {
                let found = source.orders(need.query());
                need.resume(found)
            }
            Step::Product(need) => {
                let found = products().products(need.query());
                need.resume(found)
            }
            Step::Request(need) => {
                let outcome = source.request(need.query());
                need.resume(outcome)
            }
            other => other.decline(),
        };
        if crash == Some(answered) {
            return None;
        }
    }
    None
}

fn input(number: usize, text: &str) -> Input {
    let content = match text.strip_prefix("图片 ") {
        Some(url) => Content::Image { url: url.to_owned() },
        None => Content::Text { text: text.to_owned() },
    };
    Input::new(content).buyer(BUYER).id(format!("m{number}")).at(now().plus_millis(number as i64 * 10_000))
}

fn running(order: &Order) -> bool {
    order.aftersales.iter().any(|aftersale| aftersale.status.is_running())
}

fn is_last(order: &Order, status: AftersaleStatus) -> bool {
    order.aftersales.last().map(|it: &Aftersale| it.status) == Some(status)
}

/// What replies say of an order, and when it is true.
type Claim = (&'static str, fn(&Order) -> bool);
const CLAIMS: &[Claim] = &[
    ("」已经取消", |order| order.status == OrderStatus::Cancelled),
    ("这单已经取消", |order| order.status == OrderStatus::Cancelled),
    ("已经是取消状态", |order| order.status == OrderStatus::Cancelled),
    ("照常安排", |order| order.status != OrderStatus::Cancelled),
    ("还没发出", |order| matches!(order.status, OrderStatus::Paid | OrderStatus::Preparing)),
    ("还没发货", |order| matches!(order.status, OrderStatus::Paid | OrderStatus::Preparing)),
    ("已经发出", |order| matches!(order.status, OrderStatus::Shipped | OrderStatus::Finished)),
    ("已经给仓库加了催发备注", |order| order.note.contains("买家催发货")),
    ("地址已经改好", |order| order.receiver.as_ref().unwrap().address == ADDRESS),
    ("电话已经改好", |order| order.receiver.as_ref().unwrap().phone == PHONE),
    ("会按新规格发出", |order| order.items[0].sku == "深灰/L"),
    ("备注已经加上", |order| order.note.contains("包装严实一点")),
    ("已提交", running),
    ("不用重复申请", running),
    ("先不申请", |order| !running(order)),
    ("先不提交", |order| !running(order)),
    ("先不换", |order| !running(order)),
    ("的申请已经撤销", |order| is_last(order, AftersaleStatus::Cancelled)),
    ("申请已撤销，不用再撤销", |order| is_last(order, AftersaleStatus::Cancelled)),
    ("申请继续办", running),
];

/// That a turn says what is so, and reports its writes as the source has them.
fn is_true(turn: &Turn, source: &Source) -> Result<usize, TestCaseError> {
    let mut claimed = 0;
    let orders = source.orders.borrow();
    for reply in &turn.replies {
        let text = reply.text();
        let named: Vec<&Order> = orders.values().filter(|order| text.contains(&order.items[0].title)).collect();
        let order = match named.as_slice() {
            [only] => Some(*only),
            _ => turn.session.order().and_then(|id| orders.get(id)),
        };
        let Some(order) = order else { continue };
        for (claim, holds) in CLAIMS.iter().filter(|(claim, _)| text.contains(claim)) {
            claimed += 1;
            prop_assert!(holds(order), "`{claim}` is not true: {text}\n{order:#?}\n{}", turn.trace());
        }
    }
    let ledger = source.ledger.borrow();
    for action in &turn.actions {
        let Action::Request { key, outcome, .. } = action else { continue };
        let carried_out = ledger.get(key);
        match outcome.as_str() {
            "done" => prop_assert!(matches!(carried_out, Some((RequestOutcome::Done(_), 1))), "{key} was not done"),
            "refused" => prop_assert!(matches!(carried_out, Some((RequestOutcome::Refused(_), 0))), "{key}"),
            // Nobody knows: then neither is said, and a person looks.
            _ => {
                prop_assert!(turn.text().contains("核实"), "{}", turn.text());
                prop_assert!(!["已提交", "已经改", "已经取消", "已经加"].iter().any(|said| turn.text().contains(said)));
            }
        }
    }
    Ok(claimed)
}

fn message() -> impl Strategy<Value = &'static str> {
    prop_oneof![3 => prop::sample::select(PHRASES), 3 => prop::sample::select(ANSWERS), 1 => Just("图片 https://a.example/1.jpg")]
}

#[derive(Clone, Copy, Debug)]
enum Fate {
    /// Answered and stored.
    Saved,
    /// Answered, perhaps seen by the buyer, and not stored.
    Lost,
    /// Gone after so many needs were answered.
    Crashed(usize),
    /// Stored, and then the shop ships.
    Shipped,
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![4 => Just(Fate::Saved), 3 => Just(Fate::Lost), 2 => (0_usize..4).prop_map(Fate::Crashed), 1 => Just(Fate::Shipped)]
}

fn fault() -> impl Strategy<Value = Fault> {
    prop_oneof![6 => Just(Fault::Nothing), 1 => Just(Fault::TimeoutBefore), 1 => Just(Fault::TimeoutAfter)]
}

proptest! {
    #![proptest_config(cases(192))]

    /// Every turn crashes after each of its needs, then before it is stored, and is run again each time.
    #[test]
    fn a_conversation_that_crashes_everywhere_goes_like_one_that_does_not(said in prop::collection::vec(message(), 1..9)) {
        let (steady, crashing) = (Source::new(), Source::new());
        let (mut session, mut session_of_crashing) = (Session::new("s"), Session::new("s"));
        for (number, text) in said.iter().enumerate() {
            let input = input(number, text);
            let turn = drive(&session, &input, &steady, None).unwrap();
            for step in 0.. {
                if drive(&session_of_crashing, &input, &crashing, Some(step)).is_some() {
                    break; // and that turn is lost, too
                }
            }
            let again = drive(&session_of_crashing, &input, &crashing, None).unwrap();
            // All but the trace, which hides the receiver that it saw: the old one, or the one that was written.
            prop_assert_eq!(serde_json::to_value(&turn).unwrap(), serde_json::to_value(&again).unwrap());
            prop_assert_eq!(&*steady.orders.borrow(), &*crashing.orders.borrow());
            (session, session_of_crashing) = (turn.session, again.session);
        }
        prop_assert_eq!(steady.ledger.borrow().len(), crashing.ledger.borrow().len());
    }
}

proptest! {
    #![proptest_config(cases(512))]

    /// Turns crash or are lost, writes time out before or after they happened, the shop ships meanwhile, and the buyer goes on
    /// as if nothing were wrong.
    #[test]
    fn no_reply_is_false(said in prop::collection::vec((message(), fate(), fault()), 1..10)) {
        let source = Source::new();
        let mut session = Session::new("s");
        for (number, (text, fate, fault)) in said.iter().enumerate() {
            *source.fault.borrow_mut() = *fault;
            let crash = if let Fate::Crashed(step) = fate { Some(*step) } else { None };
            let Some(turn) = drive(&session, &input(number, text), &source, crash) else { continue };
            is_true(&turn, &source)?;
            match fate {
                Fate::Lost => continue,
                Fate::Shipped => source.ship(),
                Fate::Saved | Fate::Crashed(_) => {}
            }
            session = turn.session;
        }
        prop_assert!(source.ledger.borrow().values().all(|(_, written)| *written <= 1));
    }
}

/// What the properties look for does come: each of these is done, once, and said.
#[test]
fn the_writes_happen() {
    for (said, claim) in [
        (&["取消订单 6917546120833570411", "是的"][..], "」已经取消"),
        (&["催一下发货"], "已经给仓库加了催发备注"),
        (&["6917546120833570411 改地址", ADDRESS, "确认"], "地址已经改好"),
        (&["收货电话留错了", PHONE, "对"], "电话已经改好"),
        (&["6917546120833570411 尺码拍错了，改成L码", "好的"], "会按新规格发出"),
        (&["6917546120833570411 帮我备注：包装严实一点", "是的"], "备注已经加上"),
        (&["6917526033417794502 我要退货，不喜欢", "是的"], "已提交"),
        (&["6917526033417794502 我要退货，开线了", "图片 https://a.example/1.jpg", "是的"], "已提交"),
        (&["6917526033417794502 少发了一个", "拍不了，少了一个小包", "是的"], "已提交"),
        (&["6917524416308857290 撤销退款申请", "是的"], "的申请已经撤销"),
    ] {
        let source = Source::new();
        let mut session = Session::new("s");
        let mut last = String::new();
        for (number, text) in said.iter().enumerate() {
            let turn = drive(&session, &input(number, text), &source, None).unwrap();
            is_true(&turn, &source).unwrap();
            last = turn.text();
            session = turn.session;
        }
        assert!(last.contains(claim), "{said:?}: {last}");
        assert_eq!(source.ledger.borrow().len(), 1, "{said:?}");
    }
}

/// The shop ships between the question and the answer: nothing is requested, and the buyer hears what is possible now.
#[test]
fn the_shop_was_quicker() {
    let source = Source::new();
    let ask = drive(&Session::new("s"), &input(0, "取消订单 6917546120833570411"), &source, None).unwrap();
    assert!(ask.text().contains("确认取消吗"), "{}", ask.text());
    source.ship();
    let turn = drive(&ask.session, &input(1, "是的"), &source, None).unwrap();
    assert!(turn.text().contains("已经发出，不能直接取消了。\n不想要可以拒收"), "{}", turn.text());
    assert!(source.ledger.borrow().is_empty());
    is_true(&turn, &source).unwrap();
}

/// A host that carries nothing out, and one that does not know: a person gets everything that is needed to do it.
#[test]
fn a_person_does_what_the_host_cannot() {
    let said = ["地址写错了，改成浙江省杭州市西湖区文三路100号2栋301", "是的"];
    for (fault, word) in [(None, "同事"), (Some(LookupError::TimedOut), "核实")] {
        let source = Source::new();
        let mut session = Session::new("s");
        for (number, text) in said.iter().enumerate() {
            let mut step = bot().begin(&session, input(number, text));
            let turn = loop {
                step = match step {
                    Step::Done(turn) => break turn,
                    Step::Order(need) => {
                        let found = source.orders(need.query());
                        need.resume(found)
                    }
                    Step::Request(need) => need.resume(Err(fault.clone().unwrap_or(LookupError::Unsupported))),
                    other => other.decline(),
                };
            };
            if number == 1 {
                assert!(turn.text().contains(word), "{}", turn.text());
                let package = turn.actions.iter().find_map(|action| match action {
                    Action::HandOff(package) => Some(package),
                    _ => None,
                });
                let package = package.unwrap();
                assert_eq!(package.order_id.as_deref(), Some(WAITING));
                assert_eq!(package.slots.get("request").map(String::as_str), Some("change_address"));
                assert!(package.slots.contains_key("address"));
                assert!(!serde_json::to_string(&turn.actions).unwrap().contains("文三路"));
            }
            session = turn.session;
        }
    }
}

/// While an address waits for the confirmation, it stands in the session once, in the request that is to go out.
#[test]
fn what_goes_with_a_write_waits_in_one_place() {
    let source = Source::new();
    let said = "地址写错了，改成浙江省杭州市西湖区文三路100号2栋301";
    let turn = drive(&Session::new("s"), &input(0, said), &source, None).unwrap();
    let stored = serde_json::to_string(&turn.session).unwrap();
    assert_eq!(stored.matches("文三路").count(), 1, "{stored}");
    let done = drive(&turn.session, &input(1, "确认"), &source, None).unwrap();
    assert_eq!(serde_json::to_string(&done.session).unwrap().matches("文三路").count(), 0);
}

/// A request that waits is not taken for that of another order: each wish has its own.
#[test]
fn a_request_that_waits_belongs_to_its_order() {
    let source = Source::new();
    let first = drive(&Session::new("s"), &input(0, "6917546120833570411 我要退款"), &source, None).unwrap();
    assert!(first.text().contains("可以直接退款"), "{}", first.text());
    let second = drive(&first.session, &input(1, "6917526033417794502 我要退货，不喜欢"), &source, None).unwrap();
    let third = drive(&second.session, &input(2, "是的"), &source, None).unwrap();
    is_true(&third, &source).unwrap();
    assert!(source.ledger.borrow().len() <= 1);
}
