//! Two workers over one database, which die at every await, and a platform that delivers copies, late copies and later messages
//! first: every buyer gets what a host that never fails would have said, once and in order.

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use kefu::{Order, Session, Time};
use tokio::time::Sleep;

use crate::host::Host;
use crate::mailbox::{Message, Outgoing};
use crate::platform::Platform;
use crate::store::{self, Pool, StoreError};
use crate::{SHOP, message, open, outgoing, remove, shop};

const CONVERSATIONS: usize = 200;
/// One await of so many kills the worker.
const CRASH: usize = 25;
/// Before one of so many it hangs.
const HANG: usize = 20;

/// Numbers that look random (SplitMix64).
#[derive(Clone)]
struct Dice(Arc<Mutex<u64>>);

impl Dice {
    fn below(&self, count: usize) -> usize {
        let mut state = self.0.lock().unwrap();
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = *state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % count as u64).unwrap()
    }
}

/// Work that may die before each step, and after its last one, when nobody hears of it any more; and that may hang for a while, so
/// that others overtake it.
struct Mortal<F> {
    work: Pin<Box<F>>,
    dice: Dice,
    hangs: Option<Pin<Box<Sleep>>>,
}

impl<F: Future> Future for Mortal<F> {
    /// `None`: the process died.
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.dice.below(CRASH) == 0 {
            return Poll::Ready(None);
        }
        if let Some(hangs) = &mut self.hangs {
            ready!(hangs.as_mut().poll(context));
            self.hangs = None;
        } else if self.dice.below(HANG) == 0 {
            let millis = u64::try_from(self.dice.below(30)).unwrap();
            self.hangs = Some(Box::pin(tokio::time::sleep(Duration::from_millis(millis))));
            return self.poll(context);
        }
        match self.work.as_mut().poll(context) {
            Poll::Ready(_) if self.dice.below(CRASH) == 0 => Poll::Ready(None),
            other => other.map(Some),
        }
    }
}

/// Whether it was done; otherwise the worker died in it, or its database was busy for too long.
async fn survives(dice: &Dice, work: impl Future<Output = Result<(), StoreError>>) -> bool {
    matches!(Mortal { work: Box::pin(work), dice: dice.clone(), hangs: None }.await, Some(Ok(())))
}

/// What buyers write: writes that are confirmed, given up, or answered with something else.
const MATTERS: &[&[&str]] = &[
    &["我要取消订单", "1", "确认"],
    &["取消订单", "2", "好的"],
    &["我要取消订单", "1", "发什么快递", "确认"],
    &["我要取消订单", "2", "算了"],
    &["催一下发货", "1"],
    &["我的快递到哪了", "什么时候发货"],
    &["能退吗", "1", "不喜欢", "是的"],
    &["能开发票吗", "谢谢"],
    &["好的", "确认", "还有什么优惠"],
    &["转人工"],
];

fn script(dice: &Dice, number: usize, now: Time) -> Vec<Message> {
    let (conversation, buyer) = (format!("c{number}"), format!("buyer{number}"));
    let matters = 2 + dice.below(7);
    let texts = (0..matters).flat_map(|_| MATTERS[dice.below(MATTERS.len())]);
    let say = |(index, text)| message(&conversation, &buyer, index, text, now.plus_millis(index * 20_000));
    (1..).zip(texts).map(|(index, text): (i64, &&str)| say((index, *text))).collect()
}

/// Each buyer has two orders that can be cancelled and one that is on its way.
fn orders() -> Vec<Order> {
    let all: Vec<Order> = shop::json(&std::path::Path::new(SHOP).join("orders.json")).unwrap();
    let some = ["6917543139203565989", "6917529178373367292", "6917533224570258991"];
    let some: Vec<&Order> = all.iter().filter(|order| some.contains(&order.id.as_str())).collect();
    let of_buyer = |number: usize| {
        some.clone().into_iter().map(move |order| {
            let mut order = order.clone();
            order.id.replace_range(15.., &format!("{number:0>4}"));
            order.buyer = format!("buyer{number}");
            order
        })
    };
    (0..CONVERSATIONS).flat_map(of_buyer).collect()
}

fn database(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("kefu-async-host-{name}-{}.db", std::process::id()))
}

/// Delivers a conversation: each message until a worker has kept it, later ones sometimes before it, and copies, of which some
/// come when all is over.
async fn deliver(workers: [Host; 2], dice: Dice, messages: Vec<Message>) -> usize {
    let mut crashes = 0;
    let mut waiting = messages.clone();
    waiting.extend(messages.into_iter().filter(|_| dice.below(100) < 16)); // late copies, in order after everything
    while !waiting.is_empty() {
        let message = waiting.remove(dice.below(waiting.len().min(3)));
        if dice.below(100) < 16 {
            waiting.insert(dice.below(waiting.len() + 1), message.clone());
        }
        let worker = &workers[dice.below(2)];
        if !survives(&dice, worker.receive(message.clone())).await {
            crashes += 1;
            waiting.insert(dice.below(waiting.len() + 1).min(5), message); // delivered again
            continue;
        }
        // Both workers are told of it, now and then.
        let (first, second) = (workers[0].work(&message.conversation), workers[1].work(&message.conversation));
        let (first, second) = match dice.below(3) {
            0 => (survives(&dice, first).await, true),
            1 => (true, survives(&dice, second).await),
            _ => tokio::join!(survives(&dice, first), survives(&dice, second)),
        };
        crashes += usize::from(!first) + usize::from(!second);
    }
    crashes
}

#[tokio::test]
async fn nothing_is_lost_doubled_or_out_of_order_wherever_workers_die() {
    let (shaken, steady) = (database("shaken"), database("steady"));
    let now: Time = shop::DEMO_NOW.parse().unwrap();
    let dice = Dice(Arc::new(Mutex::new(2)));
    let orders = orders();
    let patience = Duration::from_secs(60);
    let first = Host { patience, gap: patience, ..open(&shaken, &orders).unwrap() };
    let second = Host { pool: Pool::open(&shaken).unwrap(), ..first.clone() };
    let calm = Host { pool: Pool::create(&steady, &orders).unwrap(), platform: Platform::default(), ..first.clone() };
    let scripts: Vec<Vec<Message>> = (0..CONVERSATIONS).map(|number| script(&dice, number, now)).collect();

    let mut crashes = 0;
    for some in scripts.chunks(8) {
        let workers = || [first.clone(), second.clone()];
        let running: Vec<_> =
            some.iter().map(|messages| tokio::spawn(deliver(workers(), dice.clone(), messages.clone()))).collect();
        for conversation in running {
            crashes += conversation.await.unwrap();
        }
    }
    for _ in 0..1_000 {
        if survives(&dice, first.sweep()).await {
            break;
        }
        crashes += 1;
    }

    let (mut said, mut wrong) = (0, Vec::new());
    for messages in &scripts {
        let conversation = &messages[0].conversation;
        let mut session = Session::new(conversation.as_str());
        let mut expected: Vec<Outgoing> = Vec::new();
        for message in messages {
            let turn = calm.turn(&session, message.input.clone()).await;
            expected.extend(outgoing(&turn));
            session = turn.session;
        }
        said += expected.len();
        if first.platform.arrived(conversation) != expected {
            wrong.push(conversation.clone());
        }
    }
    let written = |host: &Host| {
        let pool = host.pool.clone();
        async move { pool.run(|connection| store::requests(connection)).await.unwrap() }
    };
    let (once, steadily) = (written(&first).await, written(&calm).await);
    remove(&shaken);
    remove(&steady);
    assert!(wrong.is_empty(), "{} of {CONVERSATIONS} are not as they should be: {wrong:?}", wrong.len());
    assert_eq!(once, steadily, "writes");
    assert!(crashes > 1_000 && said > 2_500 && once > 100, "{crashes} crashes, {said} sent, {once} writes");
}
