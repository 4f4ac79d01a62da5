//! What is asked for as an address, a phone or a name is a secret under whatever name a shop gives its slot: in facts, actions,
//! remembered lines and the trace, while it is collected, while its write waits, and after it.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "common/mod.rs"]
mod common;

use std::cell::RefCell;
use std::collections::BTreeMap;

use common::{now, record};
use kefu::shop::{Call, CallSource};
use kefu::{
    Action, Bot, Fact, Input, Knowledge, LookupError, Order, OrderQuery, OrderSource, Request, RequestOutcome, Session,
    Shop, Turn,
};

const FLOW: &str = r#"
[[intent]]
id = "fitting"
name = "预约量尺"
keywords = ["预约量尺"]

[[flow]]
id = "fitting"
title = "预约量尺"
intents = ["fitting"]
[[flow.step]]
ask = "home"
as = "address"
say = "量尺地址是？"
[[flow.step]]
ask = "contact"
as = "KIND"
say = "联系电话是？"
[[flow.step]]
ask = "who"
as = "WHO"
say = "怎么称呼您？"
[[flow.step]]
call = "free"
slots = ["home", "contact", "who"]
failed = "person"
[[flow.step]]
request = "fitting"
order = false
slots = ["home", "contact", "who"]
confirm = "给 {slot.who} 预约量尺：{slot.home}，{slot.contact}，确认吗？"
refused = "person"
next = "person"
[[flow.step]]
id = "person"
hand_off = { reason = "fitting" }
say = "已记下 {slot.who}、{slot.contact}。"
"#;

/// Takes everything, and remembers what reached it.
#[derive(Default)]
struct Desk {
    called: RefCell<Vec<BTreeMap<String, String>>>,
    written: RefCell<Vec<BTreeMap<String, String>>>,
}

impl OrderSource for Desk {
    fn orders(&self, _: &OrderQuery) -> Result<Vec<Order>, LookupError> {
        Ok(Vec::new())
    }

    fn request(&self, request: &Request) -> Result<RequestOutcome, LookupError> {
        self.written.borrow_mut().push(request.slots.clone());
        Ok(RequestOutcome::DoneWithoutOrder)
    }
}

impl CallSource for Desk {
    fn call(&self, call: &Call) -> Result<BTreeMap<String, String>, LookupError> {
        self.called.borrow_mut().push(call.slots.clone());
        Ok(BTreeMap::new())
    }
}

/// Holds the conversation, with each of the `secrets` in clear for the host alone; the slots take these kinds of answers.
fn hidden([contact, who]: [&str; 2], messages: &[&str], secrets: &[&str]) {
    let flow = FLOW.replace("KIND", contact).replace("WHO", who);
    let bot = Bot::new(Knowledge::builder().toml("own.toml", flow).build().unwrap());
    let desk = Desk::default();
    let shop = Shop::new().orders(&desk).calls(&desk);
    let mut session = Session::new("s");
    let mut turns = Vec::new();
    let messages: Vec<&str> = [&["预约量尺"], messages, &["确认", "在吗"]].concat();
    // The same again is masked as it was the first time.
    for (number, text) in messages.iter().enumerate().chain(messages.iter().enumerate()) {
        let input = Input::text(*text).buyer("b1").id(number.to_string()).at(now());
        turns.push(bot.reply(&mut session, input, &shop));
    }
    let said: Vec<String> = turns.iter().map(Turn::text).collect();
    let has = |wanted: fn(&Action) -> bool| turns.iter().any(|turn| turn.actions.iter().any(wanted));
    assert!(has(|it| matches!(it, Action::Request { .. })) && has(|it| matches!(it, Action::HandOff(_))), "{said:?}");
    for (what, slots) in [("call", desk.called.borrow()), ("request", desk.written.borrow())] {
        let values: String = slots.first().expect(what).values().cloned().collect();
        for secret in secrets {
            assert!(values.contains(secret), "the {what} gets {secret} in clear: {values}");
        }
    }
    let heard = turns.iter().flat_map(|turn| &turn.facts).filter(|fact| matches!(fact, Fact::Heard { .. })).count();
    assert!(heard >= messages.len());
    for (turn, number) in turns.iter().zip(0..) {
        let record = record(turn);
        for secret in secrets {
            assert!(!record.contains(secret), "{secret} after message {number} in\n{record}");
        }
    }
}

#[test]
fn an_own_address_phone_and_name_are_masked_everywhere() {
    for who in ["text", "name"] {
        hidden(
            ["phone", who],
            &["江苏省南京市鼓楼区中山路88号3栋501", "13912345678", "欧阳晓岚"],
            &["中山路88号", "13912345678", "欧阳晓岚"],
        );
    }
}

#[test]
fn what_comes_in_other_forms_is_masked_too() {
    for who in ["text", "name"] {
        for name in ["我叫王小明", "收件人写王小明吧", "姓名：王小明", "王小明 13912345678"] {
            hidden(
                ["phone", who],
                &["浙江省杭州市西湖区文三路 269 号华星大厦 12 楼", "139 1234 5678", name],
                &["文三路", "13912345678", "王小明"],
            );
        }
    }
}

#[test]
fn an_own_landline_is_masked_everywhere() {
    for landline in ["025-88886666", "025 8888 6666", "025-88886666-102"] {
        hidden(
            ["landline", "name"],
            &["江苏省南京市鼓楼区中山路88号3栋501", landline, "王小明"],
            &["中山路88号", "88886666", "王小明"],
        );
    }
}

/// A telephone that is told to a question which any text answers.
#[test]
fn an_own_landline_in_a_free_text_is_masked_everywhere() {
    hidden(
        ["phone", "text"],
        &["江苏省南京市鼓楼区中山路88号3栋501", "13912345678", "王小明，电话025-88886666"],
        &["中山路88号", "025-88886666", "王小明"],
    );
}

/// A name that looks like none.
#[test]
fn an_own_name_of_any_form_is_masked_everywhere() {
    for name in ["阿咪咪", "我是阿咪咪", "叫我阿咪咪就行", "收件人：阿咪咪"] {
        hidden(
            ["phone", "name"],
            &["江苏省南京市鼓楼区中山路88号3栋501", "13912345678", name],
            &["中山路88号", "阿咪咪"],
        );
    }
}
