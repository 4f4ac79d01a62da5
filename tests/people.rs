//! How the bot and people work together in shops that have their own rules: each file of `tests/people/` is a knowledge in
//! TOML over the demo shop's, and conversations, which begin with a line `=== NAME`.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, clippy::panic)]

#[path = "common/mod.rs"]
mod common;

use std::fs;
use std::path::Path;

use common::{DemoData, demo_knowledge, now};
use kefu::action::HandOff;
use kefu::input::People;
use kefu::transcript::Transcript;
use kefu::{Action, Bot, Input, Knowledge, Session, Shop, Turn};

/// Holds the conversations of a file, each from a fresh session and fresh orders on.
fn check(file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/people").join(file);
    let text = fs::read_to_string(path).expect("the file");
    let mut parts = text.split("\n=== ");
    let knowledge = demo_knowledge().toml(file, parts.next().unwrap_or_default());
    let bot = Bot::new(knowledge.build().unwrap_or_else(|problem| panic!("{problem}"))).wakes(true);
    let data = DemoData::read();
    let mut count = 0;
    for part in parts {
        let (name, conversation) = part.split_once('\n').expect("a name");
        let transcript = Transcript::parse(name, conversation).unwrap_or_else(|error| panic!("{file}: {error}"));
        let (orders, products) = (data.orders(), data.products());
        let shop = Shop::new().orders(&orders).products(&products);
        transcript.run(&bot, &shop).unwrap_or_else(|failure| panic!("{file}: {failure}"));
        count += 1;
    }
    assert!(count > 0, "{file} has no conversation");
}

#[test]
fn assist() {
    check("assist.txt");
}

#[test]
fn people_first() {
    check("people-first.txt");
}

#[test]
fn rules() {
    check("rules.txt");
}

#[test]
fn pace() {
    check("pace.txt");
}

/// The package of a turn that must have one.
fn package(turn: &Turn) -> &HandOff {
    let found = turn.actions.iter().find_map(|action| match action {
        Action::HandOff(package) => Some(package),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("nobody was called: {}", turn.text()))
}

/// The package that a signed-in buyer's last message leads to.
fn package_after(buyer: &str, texts: &[&str]) -> HandOff {
    let bot = common::demo_bot();
    let data = DemoData::read();
    let (orders, products) = (data.orders(), data.products());
    let shop = Shop::new().orders(&orders).products(&products);
    let mut session = Session::new("s");
    let mut last = None;
    for (text, minute) in texts.iter().zip(0..) {
        let input = Input::text(*text).buyer(buyer).at(now().plus_millis(minute * 60_000)).people(People::new(1, 0));
        last = Some(bot.reply(&mut session, input, &shop));
    }
    package(&last.expect("a turn")).clone()
}

#[test]
fn an_emergency_is_not_about_what_was_under_way() {
    for first in ["牛仔裤那单改一下地址", "取消牛仔裤那单", "牛仔裤那单什么时候发货"] {
        let package = package_after("b2", &[first, "穿了你们的衣服我过敏进医院了"]);
        let shown = format!("{:?} {} {:?}", package.summary, package.first_reply, package.slots);
        assert_eq!(package.priority, kefu::action::Priority::Urgent, "{first}");
        for over in ["地址", "取消", "发货", "修改"] {
            assert!(!shown.contains(over), "{first}: {shown}");
        }
        assert!(shown.contains("过敏"), "{shown}");
    }
}

#[test]
fn what_was_done_is_not_proposed_again() {
    let package = package_after("b2", &["取消牛仔裤那单", "确认", "转人工"]);
    assert!(!package.first_reply.contains("取消"), "{}", package.first_reply);
    let wants = package.summary.get(1).expect("what is wanted");
    assert!(wants.contains("已提交") && !wants.contains("诉求：取消"), "{wants}");
}

#[test]
fn the_package_has_what_the_person_needs() {
    let bot = common::demo_bot();
    let data = DemoData::read();
    let (orders, products) = (data.orders(), data.products());
    let shop = Shop::new().orders(&orders).products(&products);
    let mut session = Session::new("s");
    let mut say = |text: &str, seconds: i64| {
        let input = Input::text(text).buyer("b2").vip(4).at(now().plus_millis(seconds * 1_000));
        bot.reply(&mut session, input.people(People::new(1, 0)), &shop)
    };
    say("6917543139203565989 催一下发货", 0);
    let turn = say("太慢了气死我了，转人工，我电话13912345678", 40);
    let package = package(&turn);
    assert_eq!(package.reason, "asked");
    assert_eq!(package.order_id.as_deref(), Some("6917543139203565989"));
    let [who, wants, done] = package.summary.as_slice() else { panic!("{:?}", package.summary) };
    assert!(who.contains("b2") && who.contains("VIP 4"), "{who}");
    assert!(wants.contains("催") && wants.contains("转人工"), "{wants}");
    assert!(done.contains("6917543139203565989"), "{done}");
    assert!(package.promised.iter().any(|promise| promise.contains("催发备注")), "{:?}", package.promised);
    assert!(package.first_reply.contains("抱歉"), "{}", package.first_reply);

    let shown = package.to_string();
    for part in ["转人工：asked", "情绪 ", "已答应：", "建议先说：", "客> ", "服> "] {
        assert!(shown.contains(part), "{part} in\n{shown}");
    }
    assert!(!shown.contains("13912345678"), "{shown}");
    let json = serde_json::to_value(package).unwrap();
    let read: HandOff = serde_json::from_value(json).unwrap();
    assert_eq!(&read, package);
}

#[test]
fn wrong_rules_are_refused_where_they_stand() {
    for (toml, part) in [
        ("[[mode]]\nid = \"a\"\nmode = \"assist\"\nwhen = { order.late = true }\n", "这里不能用 `order.late`"),
        ("[[mode]]\nid = \"a\"\nmode = \"assist\"\nwait = 3\n", "`wait` 只能和 `mode = \"people_first\"` 一起写"),
        ("[[mode]]\nid = \"a\"\nmode = \"manual\"\n", "`mode` 不能是 `manual`"),
        ("[[mode]]\nid = \"a\"\n", "没有写 `mode`"),
        ("[[event]]\nid = \"a\"\nsay = \"x\"\n", "没有写 `status`"),
        ("[[event]]\nid = \"a\"\nstatus = \"paid\"\n", "没有写 `say`"),
        ("[shop]\npause = 60\n", "`pause` 不能是 60"),
        ("[shop]\nfragments = [\"这是一句已经说完了的完整的话\"]\n", "不像一句话的开头"),
        ("[shop]\nquiet = \"晚上\"\n", "`quiet` 的时间段看不懂"),
        ("[[hand_off]]\nid = \"a\"\nwords = [\"x\"]\nas = \"text\"\n", "没有写要问什么"),
        ("[[hand_off]]\nid = \"a\"\nwords = [\"x\"]\nas = \"phone\"\n", "`as` 不能是 `phone`"),
        ("[text]\napology = \"{slot.reason}抱歉\"\n", "不能用 `slot.reason`"),
    ] {
        let problem = Knowledge::builder().toml("a.toml", toml).build().unwrap_err().to_string();
        assert!(problem.contains("a.toml:") && problem.contains(part), "{toml}{problem}");
    }
}

#[test]
fn what_waits_keeps_a_session_small() {
    let people_first = "[[mode]]\nid = \"a\"\nmode = \"people_first\"\n";
    let knowledge = demo_knowledge().toml("a.toml", people_first).build().unwrap_or_else(|problem| panic!("{problem}"));
    let bot = Bot::new(knowledge).wakes(true);
    let mut session = Session::new("conversation-6917533224570258991");
    let turns = 200;
    for number in 0..turns {
        let text =
            format!("第{number}句，地址填错了想改一下，是浙江省杭州市西湖区文三路一百号二栋三零一，麻烦尽快").repeat(3);
        let at = now().plus_millis(number * 1_000);
        let turn = bot.reply(&mut session, Input::text(text).id(number.to_string()).buyer("b1").at(at), &Shop::new());
        assert!(turn.replies.is_empty(), "{}", turn.text());
    }
    let mut state = serde_json::to_value(&session).unwrap();
    let rings = state.as_object_mut().unwrap();
    rings.remove("lines");
    rings.remove("seen");
    let rest = state.to_string();
    assert!(rest.len() <= 1_500, "{} bytes: {rest}", rest.len());
}

/// Where people come first, what calls for one is not held, whatever waits before it.
#[test]
fn no_beginning_hides_what_calls_for_a_person() {
    let people_first = "[[mode]]\nid = \"a\"\nmode = \"people_first\"\n";
    let knowledge = demo_knowledge().toml("a.toml", people_first).build().unwrap_or_else(|problem| panic!("{problem}"));
    let bot = Bot::new(knowledge).wakes(true);
    let before = [
        "没有",
        "不要",
        "早上好",
        "催单",
        "我没说",
        "别",
        "不是",
        "没",
        "不用",
        "不想",
        "这个",
        "那个",
        "我想问下",
        "还有",
        "好的",
        "谢谢",
        "可以便宜点吗",
        "有没有蓝色的",
        "到哪了",
        "不会",
        "不可能",
        "从来没有",
        "没人",
        "算了",
        "尺码",
        "L码",
        "退货",
        "6917543139203565989",
        "在吗",
        "嗯",
    ];
    let wishes = ["转人工", "人工客服", "找个真人来", "我要投诉", "曝光你们", "充电的时候起火了", "垃圾东西"];
    let mut held = 0;
    for first in before {
        for wish in wishes {
            let mut session = Session::new("s");
            let mut say = |text: &str, seconds: i64| {
                let input =
                    Input::text(text).buyer("b1").people(People::new(1, 0)).at(now().plus_millis(seconds * 1_000));
                bot.reply(&mut session, input, &Shop::new())
            };
            let first_turn = say(first, 0);
            held += usize::from(first_turn.facts.contains(&kefu::Fact::Held));
            let turn = say(wish, 5);
            assert!(!turn.facts.iter().any(|fact| matches!(fact, kefu::Fact::Held)), "{first} / {wish} is held");
        }
    }
    assert!(held > 150, "of what came before, {held} waited: otherwise nothing was tested");
}

/// Nobody is there: neither a text nor what stands above a menu promises somebody.
#[test]
fn nobody_is_promised_above_a_menu_either() {
    let answer = "[[answer]]\nid = \"points\"\nkeywords = [\"会员积分\"]\nsay = \"{people:积分我转给同事来查。}\"\nhand_off = { reason = \"points\" }\n";
    for menu in ["", "menu = [\"物流进度\"]\n"] {
        let knowledge = demo_knowledge().toml("a.toml", format!("{answer}{menu}"));
        let bot = Bot::new(knowledge.build().unwrap_or_else(|problem| panic!("{problem}")));
        for (people, promised) in [(People::new(0, 0), false), (People::new(1, 0), true)] {
            let input = Input::text("会员积分").buyer("b1").at(now()).people(people);
            let turn = bot.reply(&mut Session::new("s"), input, &Shop::new());
            assert_eq!(turn.text().contains("转给同事来查"), promised, "{menu}{}", turn.text());
            assert_eq!(turn.text().contains("物流进度"), !menu.is_empty(), "{}", turn.text());
        }
    }
}

/// The menu of orders that was asked first is chosen from once; what comes then is answered like anything else.
#[test]
fn after_the_order_was_asked_first_every_message_is_answered() {
    let rule = "[[hand_off]]\nid = \"vip\"\nintents = [\"human\"]\nask = \"哪个订单？\"\nas = \"order\"\n";
    let knowledge = demo_knowledge().toml("a.toml", rule).build().unwrap_or_else(|problem| panic!("{problem}"));
    let bot = Bot::new(knowledge);
    let data = DemoData::read();
    let (orders, products) = (data.orders(), data.products());
    let shop = Shop::new().orders(&orders).products(&products);
    for then in ["那第一个呢", "第二个", "1", "2", "另一单呢", "上一单", "不是这单", "[选 1]", "[选 2]"]
    {
        let mut session = Session::new("s");
        let mut number = 0;
        let mut send = |text: &str| {
            number += 1;
            let input = match text.strip_prefix("[选 ").and_then(|rest| rest.strip_suffix(']')) {
                Some(choice) => Input::menu(choice.parse().unwrap()),
                None => Input::text(text),
            };
            let input = input.buyer("b2").at(now().plus_millis(number * 20_000)).people(People::new(1, 0));
            bot.reply(&mut session, input, &shop)
        };
        send("转人工");
        package(&send("1"));
        let turn = send(then);
        assert!(!turn.replies.is_empty(), "{then}: {}", turn.trace());
    }
}

/// A message that waited for people is answered as one that comes now: what nothing is done with reaches somebody.
#[test]
fn a_message_that_waited_loses_nothing() {
    let people_first = "[[mode]]\nid = \"a\"\nmode = \"people_first\"\n";
    let knowledge = demo_knowledge().toml("a.toml", people_first).build().unwrap_or_else(|problem| panic!("{problem}"));
    let bot = Bot::new(knowledge).wakes(true);
    let data = DemoData::read();
    let (orders, products) = (data.orders(), data.products());
    let shop = Shop::new().orders(&orders).products(&products);
    for text in ["我的地址是浙江省杭州市西湖区文三路100号", "帮我改成放驿站", "麻烦让快递员明天下午再送"]
    {
        let mut session = Session::new("s");
        let input =
            |input: Input, millis: i64| input.buyer("b1").at(now().plus_millis(millis)).people(People::new(1, 0));
        let held = bot.reply(&mut session, input(Input::text(text), 0), &shop);
        assert!(held.replies.is_empty(), "{text}: {}", held.text());
        let due = session.wake_at().expect("it waits");
        let turn = bot.reply(&mut session, input(Input::wake(), due.since(now())), &shop);
        let called = turn.actions.iter().any(|action| matches!(action, Action::HandOff(_)));
        assert!(called, "{text}: {}", turn.trace());
    }
}
