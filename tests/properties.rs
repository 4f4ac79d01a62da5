//! What holds for every conversation, whatever is said.

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
#[path = "common/private.rs"]
mod private;
#[path = "common/said.rs"]
mod said;

use cases::cases;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use common::{DemoData, demo_bot, now};
use kefu::fact::{AskedFor, Outcome};
use kefu::input::{AgentAction, Content, People};
use kefu::{Action, Bot, Fact, Input, MemoryOrders, MemoryProducts, Session, Shop, Step, Time, Turn};
use private::{ADDRESS, BUYER, Counting, Leaky, NAME, OF_OTHER, OTHER, PHONE};
use proptest::prelude::*;
use said::{Said, conversation, conversation_with_agents, noise};

/// Building a bot takes longer than a thousand turns.
fn bot() -> &'static Bot {
    static BOT: OnceLock<Bot> = OnceLock::new();
    BOT.get_or_init(demo_bot)
}

fn products() -> &'static MemoryProducts {
    static PRODUCTS: OnceLock<MemoryProducts> = OnceLock::new();
    PRODUCTS.get_or_init(|| DemoData::read().products())
}

fn orders() -> MemoryOrders {
    MemoryOrders::new(private::orders())
}

/// Everything that a turn gives away, as JSON.
fn shown(turn: &Turn) -> String {
    serde_json::to_string(&(&turn.replies, &turn.actions, &turn.facts)).unwrap()
}

fn hand_offs(turn: &Turn) -> usize {
    turn.actions.iter().filter(|action| matches!(action, Action::HandOff(_))).count()
}

/// Sentences that promise a person, as opposed to those that offer one.
fn promises_a_person(text: &str) -> bool {
    let promises = [
        "转给同事",
        "请同事来接",
        "为您转",
        "转接已经提交",
        "请同事帮您",
        "请同事直接看",
        "请同事来确认",
        "请同事核实",
    ];
    let sentences =
        text.split(['。', '！', '\n', '；', '，']).filter(|it| !it.contains("回复") && !it.contains("人工"));
    sentences.into_iter().any(|it| promises.iter().any(|promise| it.contains(promise)))
}

/// What an input asks, for telling whether the buyer repeats it: what was understood, or a choice or card as it is.
fn asked(turn: &Turn, said: &Said) -> String {
    let best = turn.facts.iter().find_map(|fact| match fact {
        Fact::Understood { intents, .. } => intents.first().map(|intent| intent.id.to_string()),
        _ => None,
    });
    best.unwrap_or_else(|| said.text())
}

/// What a session keeps, but for when it was last looked at and how often.
fn apart_from_time(session: &Session) -> serde_json::Value {
    let mut state = serde_json::to_value(session).unwrap();
    for key in ["revision", "at"] {
        state.as_object_mut().unwrap().remove(key);
    }
    state
}

/// Drives a turn by hand over the same sources as [`Bot::reply`], and counts what was asked.
fn by_hand(session: &Session, input: Input, shop: &Shop<'_>) -> (Turn, usize) {
    let (orders, products) = (shop.orders.unwrap(), shop.products.unwrap());
    let mut step = bot().begin(session, input);
    let mut needs = 0;
    loop {
        needs += 1;
        step = match step {
            Step::Done(turn) => return (turn, needs - 1),
            Step::Order(need) => {
                let found = orders.orders(need.query());
                need.resume(found)
            }
            Step::Product(need) => {
                let found = products.products(need.query());
                need.resume(found)
            }
            Step::Request(need) => {
                let outcome = orders.request(need.query());
                need.resume(outcome)
            }
            other => other.decline(),
        };
    }
}

/// What the properties look for does come, where it may.
#[test]
fn the_owner_sees_the_order() {
    let orders = Leaky::new();
    let shop = Shop::new().orders(&orders).products(products());
    for (buyer, parts) in [(BUYER, private::OF_BUYER), (OTHER, OF_OTHER)] {
        let turn = bot().reply(&mut Session::new("s"), Input::text("我的快递到哪了").buyer(buyer), &shop);
        assert!(parts.iter().any(|part| shown(&turn).contains(part)), "{}", turn.text());
    }
    let proof = &PHONE[PHONE.len() - 4..];
    let mut session = Session::new("s");
    bot().reply(&mut session, Input::text("6917000000000000101 到哪了"), &shop);
    let turn = bot().reply(&mut session, Input::text(proof), &shop);
    assert!(shown(&turn).contains("琥珀灯罩"), "{}", turn.text());
}

/// While nobody is there and no source answers, each message is answered all the same: noted at least.
#[test]
fn nobody_is_left_without_an_answer_while_nobody_is_there() {
    let declined = |session: &Session, turn: usize, text: &str| {
        let mut input = Input::text(text).at(now().plus_millis(turn as i64 * 10_000)).buyer(BUYER);
        input.id = Some(format!("m{turn}"));
        input.people = Some(People::new(0, 0));
        let mut step = bot().begin(session, input);
        loop {
            step = match step {
                Step::Done(turn) => return turn,
                other => other.decline(),
            };
        }
    };
    for first in said::PHRASES {
        let before = declined(&Session::new("s"), 0, first);
        for second in said::PHRASES {
            let turn = declined(&before.session, 1, second);
            let silent = turn.replies.is_empty() && !turn.facts.contains(&Fact::Held);
            assert!(!silent, "{first:?}, {second:?}: nothing was said");
        }
    }
}

/// The last fact of a turn is what became of it, and nothing else of the turn says otherwise.
fn says_what_became_of_it(turn: &Turn) -> Result<(), TestCaseError> {
    let outcome = turn.outcome;
    let became = turn.facts.iter().filter(|fact| matches!(fact, Fact::Became { .. })).count();
    prop_assert_eq!(became, 1);
    prop_assert_eq!(turn.facts.last(), Some(&Fact::Became { outcome }));
    // The last but one says which point of the policy decided it.
    let decided = turn.facts.iter().filter(|fact| matches!(fact, Fact::Decided { .. })).count();
    let stands = turn.facts.iter().nth_back(1).is_some_and(|fact| matches!(fact, Fact::Decided { .. }));
    prop_assert!(decided <= 1 && stands == (decided == 1), "{:?}", turn.facts);
    prop_assert!(stands, "nothing has decided it: {:?}", turn.facts);
    let called = turn.actions.iter().any(|it| matches!(it, Action::HandOff(_) | Action::TakeMessage { .. }));
    prop_assert_eq!(called, outcome == Outcome::HandedOver);
    let lost = turn.facts.contains(&Fact::NotUnderstood) && !called;
    prop_assert_eq!(lost, matches!(outcome, Outcome::NotUnderstood | Outcome::Noted));
    prop_assert_eq!(turn.facts.contains(&Fact::Held), outcome == Outcome::Held);
    if matches!(outcome, Outcome::Answered | Outcome::Courtesy) {
        prop_assert!(!turn.replies.is_empty());
    }
    Ok(())
}

/// Whatever is said, the state stays within its bound, and each ring within its own.
fn stays_small(said: &[Vec<Said>]) -> Result<(), TestCaseError> {
    let orders = orders();
    let shop = Shop::new().orders(&orders).products(products());
    let mut session = Session::new("conversation-6917533224570258991");
    for (number, said) in said.iter().flatten().enumerate() {
        let turn = bot().reply(&mut session, said.input(number, Some(BUYER)), &shop);
        says_what_became_of_it(&turn)?;
    }
    let mut state = serde_json::to_value(&session).unwrap();
    let rings = state.as_object_mut().unwrap();
    let lines = rings.remove("lines").unwrap_or_default().to_string().len();
    let seen = rings.remove("seen").unwrap_or_default().to_string().len();
    let rest = state.to_string();
    prop_assert!(rest.len() <= 1_500, "{} bytes: {rest}", rest.len());
    prop_assert!(lines <= 8_000 && seen <= 12_000, "{lines} and {seen} bytes");
    Ok(())
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn any_text_is_survived(text in noise(), before in conversation(2)) {
        let orders = orders();
        let shop = Shop::new().orders(&orders).products(products());
        let mut session = Session::new("s");
        for (turn, said) in before.iter().enumerate() {
            bot().reply(&mut session, said.input(turn, Some(BUYER)), &shop);
        }
        let turn = bot().reply(&mut session, Input::text(text.clone()).buyer(BUYER), &shop);
        prop_assert!(!turn.replies.is_empty(), "{text:?} was answered with nothing");
        for reply in &turn.replies {
            prop_assert!(reply.text().chars().count() <= 1_000, "{text:?} got a reply that is too long");
        }
        prop_assert!(bot().understand(&text).intents.iter().all(|intent| intent.confidence <= 1.0));
        prop_assert!(bot().search(&text, 5).len() <= 5);
    }
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn a_session_survives_storage_between_any_two_messages(said in conversation_with_agents(10)) {
        let (orders, orders_of_stored) = (orders(), orders());
        let shop = Shop::new().orders(&orders).products(products());
        let shop_of_stored = Shop::new().orders(&orders_of_stored).products(products());
        let mut session = Session::new("s");
        let mut stored = session.clone();
        for (number, said) in said.iter().enumerate() {
            let input = said.input(number, Some(BUYER));
            let turn = bot().reply(&mut session, input.clone(), &shop);
            let json = serde_json::to_string(&stored).unwrap();
            stored = serde_json::from_str(&json).unwrap();
            let turn_of_stored = bot().reply(&mut stored, input, &shop_of_stored);
            prop_assert_eq!(turn, turn_of_stored);
        }
    }

    #[test]
    fn driving_by_hand_is_the_same_as_reply(said in conversation_with_agents(8), signed_in: bool) {
        let buyer = signed_in.then_some(BUYER);
        let (orders, orders_by_hand) = (orders(), orders());
        let shop = Shop::new().orders(&orders).products(products());
        let shop_by_hand = Shop::new().orders(&orders_by_hand).products(products());
        let mut session = Session::new("s");
        for (number, said) in said.iter().enumerate() {
            let (turn, needs) = by_hand(&session, said.input(number, buyer), &shop_by_hand);
            prop_assert!(needs <= 8, "{needs} needs");
            let replied = bot().reply(&mut session, said.input(number, buyer), &shop);
            prop_assert_eq!(turn, replied);
        }
    }

    /// A crash after the turn and before it was stored: the turn is run again on the same session and the same sources, in
    /// which its writes have happened.
    #[test]
    fn a_turn_that_is_run_again_says_the_same_and_writes_nothing_twice(said in conversation(10)) {
        let orders = orders();
        let shop = Shop::new().orders(&orders).products(products());
        let mut session = Session::new("s");
        for (number, said) in said.iter().enumerate() {
            let before = session.clone();
            let turn = bot().reply(&mut session, said.input(number, Some(BUYER)), &shop);
            let mut retried = before;
            let again = bot().reply(&mut retried, said.input(number, Some(BUYER)), &shop);
            prop_assert_eq!(turn.text(), again.text());
            prop_assert_eq!(turn.actions, again.actions);
            prop_assert_eq!(&session, &retried);
        }
    }

    #[test]
    fn a_host_that_declines_everything_still_gets_an_answer(said in conversation(8), signed_in: bool) {
        let mut session = Session::new("s");
        for (number, said) in said.iter().enumerate() {
            let mut step = bot().begin(&session, said.input(number, signed_in.then_some(BUYER)));
            let mut needs = 0;
            let turn = loop {
                step = match step {
                    Step::Done(turn) => break turn,
                    other => other.decline(),
                };
                needs += 1;
                prop_assert!(needs <= 8, "asked {needs} times");
            };
            let nothing_asked =
                matches!(said.content, Content::Wake | Content::OrderEvent { .. } | Content::Visit { .. }) || turn.facts.contains(&Fact::Held);
            prop_assert!(nothing_asked || !turn.replies.is_empty(), "{} was answered with nothing", said.text());
            session = turn.session;
        }
    }

    /// The host's source is broken and returns everybody's orders to everybody.
    #[test]
    fn the_order_of_another_buyer_is_never_shown(said in conversation(10)) {
        let orders = Leaky::new();
        let shop = Shop::new().orders(&orders).products(products());
        let mut session = Session::new("s");
        let mut typed = String::new();
        for (number, said) in said.iter().enumerate() {
            typed.push_str(&said.text());
            let turn = bot().reply(&mut session, said.input(number, Some(BUYER)), &shop);
            let shown = shown(&turn);
            for part in OF_OTHER {
                prop_assert!(typed.contains(part) || !shown.contains(part), "{part} in {shown}");
            }
            for id in private::ids_of(OTHER) {
                prop_assert!(typed.contains(&id) || !shown.contains(&id), "{id} in {shown}");
                prop_assert_ne!(session.order(), Some(id.as_str()));
            }
        }
    }

    /// One screen, two buyers after each other, the same message ids.
    #[test]
    fn the_next_buyer_sees_nothing_of_the_one_before(first in conversation(6), second in conversation(6)) {
        let orders = orders();
        let shop = Shop::new().orders(&orders).products(products());
        let mut session = Session::new("s");
        for (number, said) in first.iter().enumerate() {
            bot().reply(&mut session, said.input(number, Some(OTHER)), &shop);
        }
        for (number, said) in second.iter().enumerate() {
            let turn = bot().reply(&mut session, said.input(number, Some(BUYER)), &shop);
            let shown = shown(&turn);
            for part in OF_OTHER {
                prop_assert!(said.text().contains(part) || !shown.contains(part), "{part} in {shown}");
            }
        }
    }

    /// The messages of the properties contain no proof.
    #[test]
    fn nobody_who_is_not_signed_in_sees_an_order(said in conversation(10)) {
        let orders = Leaky::new();
        let shop = Shop::new().orders(&orders).products(products());
        let mut session = Session::new("s");
        let tail = &PHONE[PHONE.len() - 4..];
        prop_assume!(said.iter().all(|said| !said.text().contains(tail)));
        for (number, said) in said.iter().enumerate() {
            let turn = bot().reply(&mut session, said.input(number, None), &shop);
            let shown = shown(&turn);
            for part in private::OF_BUYER.iter().chain(OF_OTHER) {
                prop_assert!(said.text().contains(part) || !shown.contains(part), "{part} in {shown}");
            }
        }
    }

    #[test]
    fn no_phone_name_or_address_leaves_the_engine(said in conversation(10)) {
        let orders = orders();
        let shop = Shop::new().orders(&orders).products(products());
        let mut session = Session::new("s");
        for (number, said) in said.iter().enumerate() {
            let turn = bot().reply(&mut session, said.input(number, Some(BUYER)), &shop);
            let shown = shown(&turn);
            for part in [PHONE, NAME, ADDRESS, "13912345678", "139 1234 5678"] {
                prop_assert!(!shown.contains(part), "{part} in {shown}");
                let trace = turn.trace().to_string();
                prop_assert!(!trace.contains(part), "{part} in the trace\n{trace}");
            }
            for line in session.lines() {
                prop_assert!(!line.text.contains("13912345678"), "{}", line.text);
            }
        }
    }

    #[test]
    fn one_person_is_called_until_the_conversation_is_handed_back(said in conversation_with_agents(16)) {
        let orders = orders();
        let shop = Shop::new().orders(&orders).products(products());
        let mut session = Session::new("s");
        let (mut called, mut with_a_person) = (false, false);
        for (number, said) in said.iter().enumerate() {
            let turn = bot().reply(&mut session, said.input(number, Some(BUYER)), &shop);
            match &said.content {
                Content::Agent { action: AgentAction::HandedBack, .. } => {
                    (called, with_a_person) = (false, false);
                    prop_assert_eq!(hand_offs(&turn), 0);
                }
                Content::Agent { .. } => {
                    with_a_person = true;
                    prop_assert!(turn.replies.is_empty() && turn.actions.is_empty(), "talked over a person");
                }
                _ if with_a_person => {
                    prop_assert!(turn.replies.is_empty() && turn.actions.is_empty(), "talked over a person");
                }
                _ => {
                    let ordered = hand_offs(&turn);
                    prop_assert!(ordered <= usize::from(!called), "called again: {}", said.text());
                    called |= ordered > 0;
                }
            }
        }
    }

    /// Courtesies apart, which answer courtesies.
    #[test]
    fn nothing_is_said_twice_in_a_row(said in conversation_with_agents(20)) {
        let orders = orders();
        let shop = Shop::new().orders(&orders).products(products());
        let mut session = Session::new("s");
        let mut before = (String::new(), String::new());
        for (number, said) in said.iter().enumerate() {
            let turn = bot().reply(&mut session, said.input(number, Some(BUYER)), &shop);
            let (text, asked) = (turn.text(), asked(&turn, said));
            let same = !text.is_empty() && text == before.0 && asked != before.1;
            prop_assert!(!same, "twice: {text}\nto {:?} and {:?}", before.1, asked);
            if !text.is_empty() {
                before = (text, asked);
            }
        }
    }

    /// What is not understood and what is asked in vain ends with a person, not with the same question for ever.
    #[test]
    fn nothing_goes_round(said in conversation(24)) {
        let orders = orders();
        let shop = Shop::new().orders(&orders).products(products());
        let mut session = Session::new("s");
        let (mut lost, mut in_vain, mut called, mut before) = (0, 0, false, None::<Time>);
        for (number, said) in said.iter().enumerate() {
            let mut input = said.input(number, Some(BUYER));
            input.people = Some(People::new(1, 0));
            // What comes in one breath is one message that was not understood.
            let at = input.at;
            let burst = at.zip(before).is_some_and(|(at, before)| at < before.plus_millis(1_200));
            before = at;
            let turn = bot().reply(&mut session, input, &shop);
            called |= hand_offs(&turn) > 0;
            let any = |test: fn(&Fact) -> bool| turn.facts.iter().any(test);
            if any(|fact| matches!(fact, Fact::NotUnderstood)) {
                lost += i32::from(!burst);
            } else {
                lost = 0;
            }
            let answered = any(|fact| matches!(fact, Fact::Answered { .. } | Fact::FlowEnded { .. }));
            if !answered && any(|fact| matches!(fact, Fact::Asked { what } if matches!(what, AskedFor::Order | AskedFor::Product))) {
                in_vain += 1;
            } else {
                in_vain = 0;
            }
            prop_assert!(called || lost < 2, "lost {lost} times and nobody called");
            prop_assert!(in_vain <= 4, "asked which one {in_vain} times in a row");
        }
    }

    #[test]
    fn a_late_wake_is_nothing(said in conversation_with_agents(8)) {
        let orders = orders();
        let shop = Shop::new().orders(&orders).products(products());
        let mut session = Session::new("s");
        for (number, said) in said.iter().enumerate() {
            bot().reply(&mut session, said.input(number, Some(BUYER)), &shop);
        }
        // The first answers what waits, the second reminds of what that asked; then nothing is left.
        let wake = |hours: i64| Input::wake().buyer(BUYER).at(common::now().plus_millis(hours * 3_600_000));
        bot().reply(&mut session, wake(1), &shop);
        bot().reply(&mut session, wake(2), &shop);
        for hours in [3, 4] {
            let turn = bot().reply(&mut session, wake(hours), &shop);
            prop_assert!(turn.replies.is_empty() && turn.actions.is_empty(), "{turn:?}");
        }
    }

    /// The session says when it wants to be woken: no later than a turn has ordered it, and a wake then does what was ordered.
    #[test]
    fn a_session_knows_when_it_wants_to_be_woken(said in conversation_with_agents(10)) {
        let orders = orders();
        let shop = Shop::new().orders(&orders).products(products());
        let mut session = Session::new("s");
        for (number, said) in said.iter().enumerate() {
            let input = said.input(number, Some(BUYER));
            let people = input.people;
            let turn = bot().reply(&mut session, input, &shop);
            for action in &turn.actions {
                if let Action::WakeAt { at } = action {
                    prop_assert!(session.wake_at().is_some_and(|wants| wants <= *at), "{:?} and not {at}", session.wake_at());
                }
            }
            let woken = |at: Time| {
                let mut session = session.clone();
                let mut input = Input::wake().buyer(BUYER).at(at);
                input.people = people;
                let turn = bot().reply(&mut session, input, &shop);
                let acts = turn.facts.iter().any(|fact| matches!(fact, Fact::Woken | Fact::Reminded));
                (session, acts, turn)
            };
            let Some(due) = session.wake_at() else {
                prop_assert!(!turn.facts.contains(&Fact::Held), "it is held and nobody would wake it");
                let (after, acts, turn) = woken(now().plus_millis(3_600_000));
                prop_assert!(!acts && turn.replies.is_empty() && turn.actions.is_empty(), "{}", turn.trace());
                prop_assert_eq!(apart_from_time(&after), apart_from_time(&session));
                continue;
            };
            let (early, acts, turn) = woken(due.plus_millis(-1));
            prop_assert!(!acts && turn.replies.is_empty(), "too early: {}", turn.text());
            prop_assert!(turn.actions.contains(&Action::WakeAt { at: due }), "{:?}", turn.actions);
            prop_assert_eq!(apart_from_time(&early), apart_from_time(&session));
            let (after, acts, turn) = woken(due);
            prop_assert!(acts && !turn.replies.is_empty(), "it wanted to be woken for nothing: {}", turn.trace());
            prop_assert!(after.wake_at().is_none_or(|next| next > due), "it would be woken for ever");
        }
    }

    #[test]
    fn a_hand_off_that_is_promised_is_ordered(said in conversation_with_agents(16), signed_in: bool) {
        let orders = orders();
        let shop = Shop::new().orders(&orders).products(products());
        let mut session = Session::new("s");
        let mut ordered = false;
        for (number, said) in said.iter().enumerate() {
            let turn = bot().reply(&mut session, said.input(number, signed_in.then_some(BUYER)), &shop);
            if matches!(said.content, Content::Agent { action: AgentAction::HandedBack, .. }) {
                ordered = false;
            }
            ordered |= turn.actions.iter().any(|it| matches!(it, Action::HandOff(_) | Action::TakeMessage { .. }));
            prop_assert!(ordered || !promises_a_person(&turn.text()), "promised and not ordered: {}", turn.text());
        }
    }

    /// No key goes out twice, and no turn says that something was written which was not.
    #[test]
    fn nothing_is_written_twice(said in conversation(24)) {
        let orders = Counting::new();
        let shop = Shop::new().orders(&orders).products(products());
        let mut session = Session::new("s");
        let mut keys = BTreeSet::new();
        for (number, said) in said.iter().enumerate() {
            let turn = bot().reply(&mut session, said.input(number, Some(BUYER)), &shop);
            for action in &turn.actions {
                if let Action::Request { key, .. } = action {
                    prop_assert!(keys.insert(key.clone()), "{key} went out twice");
                }
            }
        }
        prop_assert_eq!(orders.asked(), keys.len());
    }

    #[test]
    fn a_session_stays_small(said in prop::collection::vec(conversation_with_agents(1), 20)) {
        stays_small(&said)?;
    }

    #[test]
    fn the_same_fallback_is_not_said_twice_in_a_row(texts in prop::collection::vec(noise(), 2..8)) {
        let mut session = Session::new("s");
        let mut before: Option<String> = None;
        for (number, text) in texts.into_iter().enumerate() {
            let said = Said { content: Content::Text { text }, people: None, after: 0 };
            let turn = bot().reply(&mut session, said.input(number, Some(BUYER)), &Shop::new());
            let lost = turn.facts.contains(&Fact::NotUnderstood);
            let text = turn.text();
            prop_assert!(!lost || before.as_ref() != Some(&text), "twice: {text}");
            before = lost.then_some(text);
        }
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn a_session_of_200_turns_is_as_small_as_one_of_20(said in prop::collection::vec(conversation_with_agents(1), 200)) {
        stays_small(&said)?;
    }
}
