//! Long random walks: many turns over phrases of all kinds, and people who sign in and out over a source that shows everybody
//! everything. Each walk is the same every time.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

#[path = "common/mod.rs"]
mod common;
#[path = "common/private.rs"]
mod private;

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use common::{DemoData, demo_bot, now};
use kefu::fact::AskedFor;
use kefu::input::{AgentAction, Content, People};
use kefu::{Action, Bot, Fact, Input, MemoryOrders, MemoryProducts, Order, Session, Shop, Turn};
use private::{BUYER, Leaky, OF_BUYER, OF_OTHER, OTHER, PHONE};

fn bot() -> &'static Bot {
    static BOT: OnceLock<Bot> = OnceLock::new();
    BOT.get_or_init(demo_bot)
}

fn products() -> &'static MemoryProducts {
    static PRODUCTS: OnceLock<MemoryProducts> = OnceLock::new();
    PRODUCTS.get_or_init(|| DemoData::read().products())
}

/// Numbers that look random and are the same every time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, count: usize) -> usize {
        (self.next() % count as u64) as usize
    }

    fn of<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.below(all.len())]
    }
}

/// What buyers answer to what is asked, and what leads into every flow; `#` is an order's number.
const LEADING: &[&str] = &[
    "取消订单",
    "取消订单 #",
    "# 我要退款",
    "# 我要退货，不喜欢",
    "# 我要退货，开线了",
    "我要换货",
    "地址填错了，改一下地址",
    "收货电话留错了",
    "# 帮我备注：包装严实一点",
    "催一下发货",
    "# 到哪了",
    "我的快递到哪了",
    "没收到货，显示签收了",
    "少发了一个",
    "发错货了",
    "能开发票吗",
    "撤销退款申请",
    "# 退款进度",
    "# 尺码拍错了，改成L码",
    "#",
    "价保怎么申请",
    "收到的东西是坏的",
    "批发一百件",
    "这个",
    "我想问下",
    "转人工",
    "我要投诉你们",
    "穿了过敏了",
    "烦死了，到底什么时候发货",
    "垃圾东西",
    "客服死哪去了",
];
const ANSWERS: &[&str] = &[
    "好的",
    "是的",
    "确认",
    "嗯",
    "对",
    "可以",
    "1",
    "2",
    "3",
    "第一个",
    "第二个",
    "选3",
    "不用了",
    "算了",
    "不",
    "先别",
    "等等",
    "没有",
    "没有了",
    "谢谢",
    "再见",
    "是黑色的那个",
    "另一单呢",
    "上一单",
    "最近那单",
    "那黑色的呢",
    "不对，我说的是 #",
    "错了，说的是别的订单",
    "江苏省南京市鼓楼区中山路88号3栋501",
    "13912345678",
    "质量问题",
    "开线了",
    "破了个洞",
    "拍不了",
    "公司的，腾讯科技",
    "浙江呢",
    "M码呢",
    "多少钱",
    "还有别的吗",
    "怎么弄",
    "是吗",
    "要多久",
    "好贵",
    "什么意思",
    "不是",
    "1234",
    "[捂脸]",
    "😂😂",
    "……",
    "",
    "呜呼啦呼",
    "？",
    "在吗",
];

/// Phrases of all matters: what leads into flows, what answers them, noise, and a part of what the pack was taught.
fn phrases() -> &'static [String] {
    static PHRASES: OnceLock<Vec<String>> = OnceLock::new();
    PHRASES.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let noise = fs::read_to_string(root.join("tests/noise/phrases.txt")).unwrap();
        let taught = fs::read_to_string(root.join("src/knowledge/pack/phrases/phrases.tsv")).unwrap();
        let noise = noise.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(str::to_owned);
        let taught = taught.lines().step_by(40).filter_map(|line| Some(line.split_once('\t')?.1.to_owned()));
        let all: Vec<String> = noise.chain(taught).filter(|it| !it.contains(['{', '}'])).collect();
        assert!(all.len() > 600, "{}", all.len());
        all
    })
}

/// Something that a buyer sends.
fn content(dice: &mut Dice, ids: &[String]) -> Content {
    let id = dice.of(ids).clone();
    let (leading, answer, phrase) = (*dice.of(LEADING), *dice.of(ANSWERS), dice.of(phrases()).clone());
    let phrase = phrase.as_str();
    let text = |text: &str| Content::Text { text: text.replace('#', &id) };
    match dice.below(100) {
        0..30 => text(leading),
        30..62 => text(answer),
        62..84 => text(phrase),
        84..86 => text(&format!("{leading} {phrase}")),
        86..90 => Content::Menu { choice: dice.below(7) as u32 },
        90..92 => Content::OrderCard { order_id: id },
        92..94 => Content::ProductCard { product_id: dice.of(&["p1001", "p1012", "p9999"]).to_string() },
        94 => Content::Image { url: "https://example.com/a.jpg".to_owned() },
        95 => Content::Visit { product_id: None },
        96 => Content::OrderEvent { order_id: id, status: dice.of(&["shipped", "refunded", "cancelled"]).to_string() },
        97 => Content::Rated { stars: dice.below(6) as u32 },
        _ => Content::Wake,
    }
}

/// One walk: so many turns in conversations of twenty, and what never happens in them. Says how many turns there were.
fn walk(seed: u64, turns: usize) -> usize {
    let mut dice = Dice(seed);
    let demo = DemoData::read();
    let ids: Vec<String> =
        demo.orders.iter().map(|order| order.id.clone()).chain(["6917999999999999999".to_owned()]).collect();
    let of_buyer = |mut order: Order| {
        BUYER.clone_into(&mut order.buyer);
        order
    };
    let (mut done, mut writes, mut called) = (0, 0, 0);
    while done < turns {
        let start = dice.below(demo.orders.len());
        let some = demo.orders.iter().cycle().skip(start).take(1 + dice.below(4)).cloned().map(of_buyer);
        let orders = MemoryOrders::new(some);
        let shop = Shop::new().orders(&orders).products(products());
        let mut session = Session::new(format!("s{done}"));
        let (mut with_a_person, mut asked_to_confirm) = (false, false);
        let mut before = (String::new(), String::new());
        let mut at = now();
        for number in 0..20 {
            at = at.plus_millis(*dice.of(&[500, 8_000, 60_000, 400_000]));
            let content = match dice.below(40) {
                0 => Content::Agent { action: *dice.of(&[AgentAction::TookOver, AgentAction::Said]), text: None },
                1 | 2 => Content::Agent { action: AgentAction::HandedBack, text: None },
                _ => content(&mut dice, &ids),
            };
            let mut input = Input::new(content.clone()).at(at).id(format!("m{number}")).buyer(BUYER);
            if dice.below(3) == 0 {
                input = input.people(People::new(dice.below(2) as u32, dice.below(3) as u32));
            }
            let said = format!("{} {number}. {content:?}\n{}", session.id(), before.0);

            let mut again = session.clone();
            let turn = bot().reply(&mut session, input.clone(), &shop);
            let repeated = bot().reply(&mut again, input, &shop);
            assert_eq!((turn.text(), &turn.actions, &session), (repeated.text(), &repeated.actions, &again), "{said}");

            assert!(turn.replies.len() <= 5, "{} replies: {said}", turn.replies.len());
            for line in turn.replies.iter().map(kefu::Reply::text) {
                assert!(!line.trim().is_empty(), "an empty reply: {said}");
                assert!(!line.contains(['{', '}']), "{line}\n{said}");
                let open = line.lines().find(|line| line.trim_end().ends_with(['；', '，', '、']));
                assert!(open.is_none(), "{open:?} in {line}\n{said}");
            }
            match &content {
                Content::Agent { action: AgentAction::HandedBack, .. } => with_a_person = false,
                Content::Agent { .. } => with_a_person = true,
                _ => {}
            }
            assert!(
                !with_a_person || (turn.replies.is_empty() && turn.actions.is_empty()),
                "talked over a person: {said}"
            );

            let (text, asked) = (turn.text(), asked(&turn, &content));
            assert!(text.is_empty() || text != before.0 || asked == before.1, "twice: {text}\n{said}");
            if !text.is_empty() {
                before = (text, asked);
            }

            // What waits for a yes was asked for.
            let asks = turn.facts.iter().any(|fact| matches!(fact, Fact::Asked { what: AskedFor::Confirm }));
            let question = turn.replies.iter().any(|reply| reply.text().contains(['吗', '？', '认']));
            asked_to_confirm |= asks && question;
            let stored = serde_json::to_value(&session).unwrap();
            let waits = stored.get("waiting").is_some_and(|waiting| waiting == "confirm");
            assert!(!waits || asked_to_confirm, "waits for a yes to nothing: {said}");
            asked_to_confirm &= waits;

            writes += turn.actions.iter().filter(|action| matches!(action, Action::Request { .. })).count();
            called += turn.actions.iter().filter(|action| matches!(action, Action::HandOff(_))).count();
            done += 1;
        }
    }
    // The walk went where things happen.
    assert!(writes * 1_000 > turns && called * 60 > turns, "{writes} writes, {called} hand-offs in {turns} turns");
    done
}

/// What an input asks, for telling whether the buyer repeats it.
fn asked(turn: &Turn, content: &Content) -> String {
    let best = turn.facts.iter().find_map(|fact| match fact {
        Fact::Understood { intents, .. } => intents.first().map(|intent| intent.id.to_string()),
        _ => None,
    });
    best.unwrap_or_else(|| format!("{content:?}"))
}

/// Each turn is run twice: this is the half of 200,000.
const HALF: usize = 50_000;

#[test]
fn the_first_half_of_a_long_walk() {
    assert!(walk(7, HALF) >= HALF);
}

#[test]
fn the_second_half_of_a_long_walk() {
    assert!(walk(8, HALF) >= HALF);
}

/// Everything that a turn gives away, as JSON.
fn shown(turn: &Turn) -> String {
    serde_json::to_string(&(&turn.replies, &turn.actions, &turn.facts, &turn.suggestions)).unwrap()
}

/// Who speaks in an identity walk.
const SPEAKERS: &[Option<&str>] = &[Some(BUYER), Some(OTHER), None];

/// Walks in which whoever speaks changes, over a source that gives everybody's orders to everybody. `check` gets the speaker, what
/// was written in this conversation, and the turn.
fn identity_walk(seed: u64, conversations: usize, mut check: impl FnMut(Option<&str>, &str, &Turn)) {
    let mut dice = Dice(seed);
    let ids: Vec<String> = [BUYER, OTHER].into_iter().flat_map(private::ids_of).collect();
    for number in 0..conversations {
        let orders = Leaky::new();
        let shop = Shop::new().orders(&orders).products(products());
        let mut session = Session::new(format!("s{number}"));
        let mut speaker = *dice.of(SPEAKERS);
        let mut typed = String::new();
        for turn in 0..16 {
            if dice.below(4) == 0 {
                speaker = *dice.of(SPEAKERS);
            }
            if session.buyer().is_some_and(|owner| speaker.is_some_and(|speaker| speaker != owner)) {
                // Another buyer gets a fresh conversation.
                typed.clear();
            }
            let content = content(&mut dice, &ids);
            typed.push_str(&serde_json::to_string(&content).unwrap());
            let mut input = Input::new(content).at(now().plus_millis(turn * 20_000)).id(format!("m{turn}"));
            input.buyer = speaker.map(str::to_owned);
            let turn = bot().reply(&mut session, input, &shop);
            check(speaker, &typed, &turn);
        }
    }
}

/// Nothing of another buyer is in what a buyer gets, nor in the session that is stored after it.
#[test]
fn whoever_signs_in_sees_nothing_of_another_buyer() {
    let mut own = 0;
    identity_walk(11, 1_500, |speaker, typed, turn| {
        let (of_others, other) = match speaker {
            Some(BUYER) => (OF_OTHER, OTHER),
            Some(_) => (OF_BUYER, BUYER),
            None => return,
        };
        let shown = format!("{}{}", shown(turn), serde_json::to_string(&turn.session).unwrap());
        // What both paid is the same.
        let of_others = of_others.iter().filter(|part| **part != "¥119").map(|it| (*it).to_owned());
        for part in of_others.chain(private::ids_of(other)) {
            assert!(
                typed.contains(&part) || !shown.contains(&part),
                "{part} for {speaker:?} in {shown}\n{}",
                turn.trace()
            );
        }
        let of_own = if speaker == Some(BUYER) { OF_BUYER } else { OF_OTHER };
        own += usize::from(of_own.iter().any(|part| shown.contains(part)));
    });
    assert!(own > 2_000, "own orders were shown {own} times");
}

/// Whoever is not signed in, in a conversation of a buyer or not, sees nobody's orders, writes nothing, and is not told whether an
/// order exists: the messages contain no proof.
#[test]
fn whoever_is_not_signed_in_sees_nothing_of_anybody() {
    let tail = &PHONE[PHONE.len() - 4..];
    identity_walk(12, 1_500, |speaker, typed, turn| {
        if speaker.is_some() || typed.contains(tail) {
            return;
        }
        // The package for a person has the owner's lines: it goes to the shop.
        let shown = serde_json::to_string(&(&turn.replies, &turn.suggestions, &turn.facts)).unwrap();
        for part in OF_BUYER.iter().chain(OF_OTHER).map(|it| (*it).to_owned()) {
            assert!(!shown.contains(&part), "{part} in {shown}\n{}", turn.trace());
        }
        for id in [BUYER, OTHER].into_iter().flat_map(private::ids_of) {
            assert!(typed.contains(&id) || !shown.contains(&id), "{id} in {shown}\n{}", turn.trace());
        }
        let wrote = turn.actions.iter().any(|action| matches!(action, Action::Request { .. }));
        assert!(!wrote, "{shown}\n{}", turn.trace());
        let found = turn.facts.iter().any(|fact| matches!(fact, Fact::Verified { passed: true }));
        assert!(!found, "{shown}\n{}", turn.trace());
    });
}
