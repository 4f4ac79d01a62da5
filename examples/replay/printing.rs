//! Printing: what became of the turns, a conversation in full with its reasons, and the text for a reader who judges.

use std::collections::BTreeMap;

use kefu::fact::{Outcome, WriteOutcome};
use kefu::{Action, Fact, Order, Reply, Time, Turn};

use crate::outcome;
use crate::reading::day_and_time;
use crate::{Exchange, Replayed};

pub fn report(replayed: &[Replayed]) {
    let mut counts: BTreeMap<Outcome, usize> = BTreeMap::new();
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    for Exchange { turn, .. } in replayed.iter().flat_map(|it| &it.exchanges) {
        *counts.entry(turn.outcome).or_default() += 1;
        for fact in &turn.facts {
            if let Fact::HandedOff { reason } = fact {
                *reasons.entry(reason.clone()).or_default() += 1;
            }
        }
    }
    let total: usize = counts.values().sum();
    println!("{} conversations, {total} turns of buyers", replayed.len());
    for (outcome, name) in outcome::ALL {
        let count = counts.get(&outcome).copied().unwrap_or_default();
        println!("  {name:<28}{count:>6}  {:>5.1} %", 100.0 * count as f64 / total.max(1) as f64);
    }
    let repeated: u32 = replayed.iter().map(|it| it.repeated).sum();
    println!("  {:<28}{repeated:>6}", "the same words as before");
    let reasons: Vec<String> = reasons.iter().map(|(reason, count)| format!("{reason} {count}")).collect();
    println!("Handed over because of: {}", reasons.join(", "));
}

pub fn show(replayed: &Replayed) {
    println!("== {}  cost {}", replayed.session, replayed.cost());
    for Exchange { said, turn, woken } in &replayed.exchanges {
        println!("客> {said}");
        let texts = [Some(turn), woken.as_ref()].into_iter().flatten().map(Turn::text);
        for line in texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()) {
            println!("服> {line}");
        }
        let best = turn.trace().understanding().and_then(kefu::understand::Understanding::best);
        let best = best.map(|best| format!("{} {:.2}", best.id, best.confidence)).unwrap_or_default();
        println!("    [{}; {best}; {}]", turn.outcome, turn.trace().decisions().join("; "));
    }
    println!("");
}

/// The conversation for a reader who judges the bot's turns: what a buyer and the shop would see, and no reasons.
pub fn for_judging(replayed: &Replayed, now: Time) -> String {
    let mut lines = vec![format!("## {}  {}", replayed.number, replayed.session)];
    if !replayed.orders.is_empty() {
        lines.push(format!("买家的订单（对话开始于 {}）：", day_and_time(now)));
    }
    lines.extend(replayed.orders.iter().map(|order| format!("- {}", in_short(order))));
    for (number, exchange) in (1..).zip(&replayed.exchanges) {
        lines.push(format!("{number} 客：{}", indented(&exchange.said)));
        let turns = [Some(&exchange.turn), exchange.woken.as_ref()];
        let came: Vec<String> = turns.into_iter().flatten().flat_map(seen).collect();
        if came.is_empty() {
            lines.push("  服：（没有回复）".to_owned());
        }
        lines.extend(came);
    }
    lines.join("\n") + "\n\n"
}

/// `6917…01 纯棉圆领T恤（黑色/M） 129.00 元，已发货；11-18 下单，11-19 发货；中通快递 753…：派送中 11-22 08:20`.
fn in_short(order: &Order) -> String {
    let paid = order.paid.map(|paid| format!(" {paid} 元")).unwrap_or_default();
    let mut parts = vec![format!("{} {}{paid}，{}", order.id, order.title(), order.status)];
    for (what, at) in [
        ("下单", order.ordered_at),
        ("承诺发货", order.ship_by),
        ("发货", order.shipped_at),
        ("签收", order.received_at),
        ("取消", order.cancelled_at),
    ] {
        parts.extend(at.map(|at| format!("{what} {}", day_and_time(at))));
    }
    for parcel in &order.parcels {
        let last = parcel.nodes.last();
        let last = last.map(|node| format!("：{} {}，{}", node.state, day_and_time(node.at), node.text));
        parts.push(format!("{} {}{}", parcel.carrier, parcel.tracking, last.unwrap_or_default()));
    }
    for request in &order.aftersales {
        let amount = request.amount.map(|amount| format!(" {amount} 元")).unwrap_or_default();
        parts.push(format!("售后 {}{amount}：{}", request.kind, request.status));
    }
    parts.join("；")
}

/// What the buyer sees of a turn, a line or more for each bubble, and what the shop is told to do.
fn seen(turn: &Turn) -> Vec<String> {
    let replies = turn.replies.iter().map(|reply| {
        let text = match reply {
            Reply::Menu { text, items } => {
                let items = (1..).zip(items).map(|(number, item)| format!("\n[{number}] {}", item.label));
                text.clone() + &items.collect::<String>()
            }
            Reply::Order { order_id, title } => format!("[订单卡片 {order_id} {title}]"),
            Reply::Product { product_id, title, .. } => format!("[商品卡片 {product_id} {title}]"),
            other => other.text(),
        };
        format!("  服：{}", indented(&text))
    });
    replies.chain(turn.actions.iter().filter_map(done)).collect()
}

/// What the bot has done beside talking, but for its own alarm clock.
fn done(action: &Action) -> Option<String> {
    Some(match action {
        Action::HandOff(package) => {
            let queue = package.queue.as_ref().map(|queue| format!("，{queue}")).unwrap_or_default();
            format!("  [转人工：{}，优先级{}{queue}]", package.reason, package.priority)
        }
        Action::TakeMessage { message, .. } => format!("  [给同事留言：{}]", indented(message)),
        Action::Raise { reason, priority } => format!("  [转人工加急：{reason}，优先级{priority}]"),
        Action::Update { wants, message } => format!("  [备注给同事：{wants}：{}]", indented(message)),
        Action::InviteRating => "  [邀请评价]".to_owned(),
        Action::Request { kind, outcome, .. } => {
            let outcome = match outcome {
                WriteOutcome::Done => "成功",
                WriteOutcome::Refused => "被拒绝",
                WriteOutcome::Unsupported => "系统不支持",
                _ => "结果不明",
            };
            format!("  [提交申请 {kind}：{outcome}]")
        }
        Action::Tag { tag } => format!("  [标签：{tag}]"),
        _ => return None,
    })
}

fn indented(text: &str) -> String {
    text.replace('\n', "\n      ")
}
