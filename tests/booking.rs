//! A shop with a flow of its own that needs no order: an appointment, with a day that may be full.

#![allow(missing_docs, clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use std::cell::RefCell;

use kefu::transcript::Transcript;
use kefu::{Bot, Knowledge, LookupError, Order, OrderQuery, OrderSource, Request, RequestOutcome, Shop};

const SHOP: &str = r#"
[shop]
name = "安心家电"

[[intent]]
id = "install"
name = "预约安装"
keywords = ["预约安装"]
patterns = ['预约.{0,8}安装', '约.{0,6}师傅']

[[flow]]
id = "install"
title = "预约安装"
intents = ["install"]

[[flow.step]]
id = "what"
ask = "what"
choices = ["空调", "热水器", "油烟机"]
say = "要装哪一样？"

[[flow.step]]
id = "model"
ask = "model"
say = "型号是多少？机身铭牌上有。"

[[flow.step]]
id = "day"
ask = "day"
as = "date"
min = "+1d"
max = "+30d"
say = "想约哪一天？"

[[flow.step]]
id = "time"
ask = "time"
as = "time"
say = "几点方便？"

[[flow.step]]
id = "call"
ask = "call"
as = "landline"
say = "留一个座机，师傅出发前打给您。"

[[flow.step]]
id = "book"
request = "book_install"
order = false
slots = ["what", "model", "day", "time", "call"]
confirm = "{slot.what} {slot.model}，{slot.day} {slot.time}，座机 {slot.call}，确认预约吗？"
refused = "full"
next = "booked"

[[flow.step]]
id = "full"
say = "{slot.why}。"
clear = ["day"]
next = "day"

[[flow.step]]
id = "booked"
say = "约好了，{slot.day} {slot.time} 上门。"
next = "end"
"#;

/// Takes bookings; one day is full.
#[derive(Default)]
struct Calendar {
    taken: RefCell<Vec<Request>>,
}

impl OrderSource for Calendar {
    fn orders(&self, _: &OrderQuery) -> Result<Vec<Order>, LookupError> {
        Ok(Vec::new())
    }

    fn request(&self, request: &Request) -> Result<RequestOutcome, LookupError> {
        self.taken.borrow_mut().push(request.clone());
        if request.slots.get("day").is_some_and(|day| day == "2026-11-25") {
            return Ok(RequestOutcome::Refused("那天约满了".into()));
        }
        Ok(RequestOutcome::DoneWithoutOrder)
    }
}

fn bot(shop: &str) -> Bot {
    Bot::new(Knowledge::builder().toml("shop.toml", shop).build().unwrap_or_else(|error| panic!("{error}")))
}

/// Runs a conversation, and gives what was requested.
fn run(bot: &Bot, name: &str, text: &str) -> Vec<Request> {
    let calendar = Calendar::default();
    let text = format!("@at 2026-11-22T10:00:00+08:00\n@buyer b1\n\n{text}");
    let transcript = Transcript::parse(name, &text).unwrap_or_else(|error| panic!("{error}"));
    transcript.run(bot, &Shop::new().orders(&calendar)).unwrap_or_else(|failure| panic!("{failure}"));
    calendar.taken.into_inner()
}

#[test]
fn an_appointment_needs_no_order() {
    let bot = bot(SHOP);
    let booked = run(
        &bot,
        "booked",
        "客> 预约安装\n服~ 装哪一样\n客> 热水器\n服~ 型号\n客> X200\n服~ 哪一天\n客> 11月26号\n服~ 几点\n客> 下午三点\n服~ 座机\n\
         客> 0571 8888 6666 转 102\n服~ 热水器 X200，2026-11-26 15:00\n服~ 确认预约吗\n动> （无）\n客> 确认\n服~ 约好了，2026-11-26 15:00 上门\n\
         动> request kind=book_install outcome=done\n",
    );
    let [request] = booked.as_slice() else { panic!("{booked:?}") };
    assert_eq!(request.order_id, None);
    assert!(!request.key.is_empty());
    assert_eq!(request.buyer.as_deref(), Some("b1"));
    assert_eq!(request.slots["call"], "0571-88886666-102");
    assert_eq!(request.slots["time"], "15:00");

    // The day is full: only the day is asked again, and the second wish has a key of its own.
    let twice = run(
        &bot,
        "full",
        "客> 预约安装空调\n服~ 型号\n客> X200\n服~ 哪一天\n客> 11月25号\n服~ 几点\n客> 15:30\n服~ 座机\n客> 010-62345678\n服~ 确认预约吗\n\
         客> 确认\n服~ 那天约满了\n服~ 哪一天\n客> 11月27号\n服~ 2026-11-27 15:30\n服~ 确认预约吗\n客> 确认\n服~ 约好了\n",
    );
    assert_eq!(twice.len(), 2);
    assert_ne!(twice[0].key, twice[1].key);
    assert_eq!((twice[1].slots["model"].as_str(), twice[1].slots["call"].as_str()), ("X200", "010-62345678"));

    // Days that cannot be: it is said which can.
    run(
        &bot,
        "range",
        "客> 预约安装空调\n客> X200\n服~ 哪一天\n客> 昨天\n服~ 可以选的是明天到 12 月 22 日\n服~ 哪一天\n客> 明天\n服~ 几点\n",
    );
    run(&bot, "too-late", "客> 预约安装空调\n客> X200\n客> 12月30号\n服~ 可以选的是\n服! 几点\n");
    run(&bot, "no-such-day", "客> 预约安装空调\n客> X200\n服~ 哪一天\n客> 2月30日\n服! 几点\n");

    // A step is corrected wherever the flow stands, and the others are kept.
    run(
        &bot,
        "corrected",
        "客> 预约安装空调\n客> X200\n客> 11月26号\n服~ 几点\n客> 不对，我是装热水器\n服~ 几点\n客> 下午三点\n客> 010-62345678\n\
         服~ 热水器 X200，2026-11-26 15:00\n客> 等下，改成11月27号吧\n服~ 热水器 X200，2026-11-27 15:00\n服~ 确认预约吗\n动> （无）\n\
         客> 型号说错了，是X300\n服~ 热水器 X300，2026-11-27 15:00\n动> （无）\n客> 确认\n服~ 约好了\n",
    );
    // Another matter fills nothing.
    run(&bot, "matters", "客> 预约安装空调\n服~ 型号\n客> 多久能到\n服~ 型号\n服! 哪一天\n客> X200\n服~ 哪一天\n");
}

/// The problem that a shop with this change has.
fn problem(from: &str, to: &str) -> String {
    let shop = SHOP.replacen(from, to, 1);
    assert_ne!(shop, SHOP);
    Knowledge::builder()
        .toml("shop.toml", &shop)
        .build()
        .map(|_| String::new())
        .unwrap_or_else(|error| error.to_string())
}

#[test]
fn what_cannot_work_is_found_when_it_is_loaded() {
    for (from, to, expect) in [
        ("order = false\n", "", "请求 `book_install` 是针对订单的，前面却没有找订单"),
        ("clear = [\"day\"]\n", "", "那时 `day` 已经有了，不会再问"),
        ("clear = [\"day\"]", "clear = [\"dya\"]", "还没有问到 `slot.dya`"),
        ("min = \"+1d\"", "min = \"soon\"", "`soon` 看不懂是哪一天"),
        ("min = \"+1d\"", "min = \"+31d\"", "这个范围里一天也没有"),
        ("as = \"time\"", "as = \"time\"\npast = true", "`past` 只能和 `as = \"date\"` 一起写"),
    ] {
        let found = problem(from, to);
        assert!(found.contains(expect), "{to:?}: {found}");
    }
}

#[test]
fn an_address_is_shown_masked_and_written_whole() {
    let shop = r#"
[[intent]]
id = "sample"
name = "领样品"
keywords = ["领样品"]

[[flow]]
id = "sample"
intents = ["sample"]

[[flow.step]]
ask = "address"
as = "address"
say = "寄到哪里？"

[[flow.step]]
request = "send_sample"
order = false
slots = ["address", "name", "phone"]
confirm = "寄给 {slot.name}，{slot.phone}，{slot.address}，对吗？"
"#;
    let sent = run(
        &bot(shop),
        "sample",
        "客> 领样品\n服~ 寄到哪里\n客> 张三，13812345678，浙江省杭州市西湖区文一西路98号3幢501\n\
         服~ 寄给 张*，138****5678，浙江省杭州市西湖区****，对吗\n服! 文一西路\n动> （无）\n客> 确认\n动> request kind=send_sample outcome=done\n",
    );
    let [request] = sent.as_slice() else { panic!("{sent:?}") };
    let slot = |name: &str| request.slots[name].as_str();
    assert_eq!((slot("name"), slot("phone")), ("张三", "13812345678"));
    assert_eq!(slot("address"), "浙江省杭州市西湖区文一西路98号3幢501");
}

/// A slot for a person: what is asked of who somebody is, what fills it unasked, and what is none.
#[test]
fn a_name_is_read_as_one() {
    let shop = r#"
[[intent]]
id = "fitting"
name = "预约量尺"
keywords = ["预约量尺", "约个量尺"]
patterns = ["^约个量尺"]

[[flow]]
id = "fitting"
intents = ["fitting"]

[[flow.step]]
ask = "who"
as = "name"
say = "怎么称呼您？"
again = "请留一个称呼，比如“王女士”。"
tries = 3

[[flow.step]]
request = "book_fitting"
order = false
slots = ["who"]
confirm = "给 {slot.who} 预约量尺，对吗？"
"#;
    let bot = bot(shop);
    let who = |name: &str, said: &str| {
        let sent = run(&bot, name, &format!("{said}\n客> 确认\n动> request kind=book_fitting outcome=done\n"));
        let [request] = sent.as_slice() else { panic!("{name}: {sent:?}") };
        request.slots["who"].clone()
    };
    let asked = "客> 预约量尺\n服~ 怎么称呼您\n";
    assert_eq!(who("alone", &format!("{asked}客> 王小明\n服~ 给 王* 预约量尺\n服! 王小明\n动> （无）")), "王小明");
    assert_eq!(who("announced", &format!("{asked}客> 我叫阿咪咪\n服~ 给 阿* 预约量尺\n动> （无）")), "阿咪咪");
    assert_eq!(who("titled", &format!("{asked}客> 叫我王女士就行\n服~ 给 王* 预约量尺\n动> （无）")), "王女士");
    assert_eq!(who("unasked", "客> 约个量尺，我叫王小明\n服~ 给 王* 预约量尺\n服! 怎么称呼\n动> （无）"), "王小明");
    let changed =
        "客> 王小明\n服~ 给 王* 预约量尺\n动> （无）\n客> 名字写错了，是李小红\n服~ 给 李* 预约量尺\n动> （无）";
    assert_eq!(who("corrected", &format!("{asked}{changed}")), "李小红");
    for (name, text) in [("question", "多少钱"), ("nothing", "不知道"), ("digits", "13812345678"), ("place", "3号楼")]
    {
        run(&bot, name, &format!("{asked}客> {text}\n服! 对吗\n动> （无）\n"));
    }

    // Any text that asks who somebody is gets a warning, and what a firm is called does not.
    let warned = |from: &str, to: &str| {
        let (_, found) = Knowledge::builder().toml("shop.toml", shop.replace(from, to)).check();
        found.iter().filter(|it| it.to_string().contains("问的是人的姓名")).map(|it| it.line).collect::<Vec<_>>()
    };
    assert_eq!(warned("as = \"name\"\n", ""), [13]);
    assert_eq!(warned("as = \"name\"\n", "as = \"text\"\n"), [13]);
    assert_eq!(warned("as = \"name\"\nsay = \"怎么称呼您？\"", "say = \"发票抬头是？个人写姓名\""), [] as [u32; 0]);
    assert_eq!(warned("", ""), [] as [u32; 0]);
}
