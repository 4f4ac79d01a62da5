//! Reading the conversations, and filling what their masks took out.
//!
//! Published conversations come without numbers: an order's number is gone or a short number stands in its place, a card
//! is an empty turn. Where orders are made by rule, the main one fills these places before anything is sent.

use std::sync::LazyLock;

use kefu::Order;
use regex::{Captures, Regex};
use serde::Deserialize;

/// What a masked phone number becomes: it ends like the receiver's of the orders made by rule.
pub const PHONE: &str = "13900002048";

#[derive(Clone, Debug, Deserialize)]
pub struct Conversation {
    /// The line of the file, from 1.
    #[serde(skip)]
    pub number: usize,
    pub session: String,
    pub turns: Vec<Line>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Line {
    pub by: String,
    pub text: String,
}

impl Line {
    pub fn is_buyers(&self) -> bool {
        self.by == "buyer"
    }
}

/// What is sent in the place of a buyer's line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    Text(String),
    OrderCard(String),
}

/// The conversations of a file, a line each; empty lines are none, and count.
pub fn conversations(name: &str, text: &str) -> Result<Vec<Conversation>, String> {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            let read: Conversation = serde_json::from_str(line).map_err(|error| format!("{name}:{number}: {error}"))?;
            Ok(Conversation { number, ..read })
        })
        .collect()
}

/// The buyer's lines as they stand.
pub fn as_written(conversation: &Conversation) -> Vec<Sent> {
    conversation.turns.iter().filter(|line| line.is_buyers()).map(|line| Sent::Text(line.text.clone())).collect()
}

/// The buyer's lines with their masks filled from `order`; an empty one that was no card of an order is left out.
pub fn filled(conversation: &Conversation, order: &Order) -> Vec<Sent> {
    let turns = &conversation.turns;
    let mut sent = Vec::new();
    for (place, line) in turns.iter().enumerate().filter(|(_, line)| line.is_buyers()) {
        let agents = |line: Option<&Line>| {
            line.filter(|line| !line.is_buyers()).map_or("", |line| line.text.as_str()).to_owned()
        };
        let before = agents(place.checked_sub(1).and_then(|before| turns.get(before)));
        let after = agents(turns.get(place + 1));
        if line.text.trim().is_empty() {
            let opens = turns.iter().take(place).all(|line| !line.is_buyers());
            if opens || asked(&before) == Some(Asked::Order) || speaks_of_an_order(&after) {
                sent.push(Sent::OrderCard(order.id.clone()));
            }
        } else if is_card(&line.text) {
            sent.push(Sent::OrderCard(order.id.clone()));
        } else {
            sent.push(Sent::Text(without_masks(&line.text, &before, order)));
        }
    }
    sent
}

/// What an agent's line asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Order,
    Phone,
}

/// What is asked for last counts: that is what a number after it answers.
fn asked(agent: &str) -> Option<Asked> {
    static ORDER: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new("订单号|订单编号|单号|哪个订单|哪一?单|哪笔|(提供|发|告知|选择|给)[^，。！!?？]{0,8}订单|订单[^，。！!?？]{0,6}(提供|发|告知|给)").ok()
    });
    static PHONE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new("联系方式|电话|手机号|联系号码|联系您的号码").ok());
    let last = |pattern: &Option<Regex>| pattern.as_ref()?.find_iter(agent).last().map(|found| found.start());
    match (last(&ORDER), last(&PHONE)) {
        (Some(order), Some(phone)) if phone > order => Some(Asked::Phone),
        (Some(_), _) => Some(Asked::Order),
        (None, Some(_)) => Some(Asked::Phone),
        (None, None) => None,
    }
}

/// Whether the agent's answer to an empty line has an order before it.
fn speaks_of_an_order(agent: &str) -> bool {
    ["这个订单", "这个单", "这单", "该订单", "此订单", "您的订单"].iter().any(|words| agent.contains(words))
}

/// A mark of an order's number, and what the mask left behind it: nothing, or a few digits.
const NUMBER: &str = r"(订单编?号)\s*[:：]\s*(\d{0,11})(\D|$)";
const AMOUNT: &str = r"(订单金额)\s*[:：]\s*[¥￥]?\s*[\d.]*";
const PLACED: &str =
    r"(下单时间)\s*[:：]\s*(\d{1,2}月\d{1,2}日(\s*\d{1,2}:\d{2})?|NaN-NaN-NaN NaN:NaN|[\d-]{8,10}( [\d:]{4,8})?)?";
/// The platform's words before a card that was sent from a page.
const SENDER: &str = r"顾客通过[^，,\[]{0,30}发送\s*[:：]";

/// Whether nothing but the card of an order stands in it.
fn is_card(text: &str) -> bool {
    static PARTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let date = r"\d{1,2}月\d{1,2}日(\s*\d{1,2}:\d{2})?";
        let product = r"商品(ID|编?号)\s*[:：]\s*\d*";
        let number = r"(咨询|查询)?订单编?号\s*[:：]\s*\d{0,11}";
        Regex::new(&format!("{SENDER}|{number}|{product}|{AMOUNT}|{PLACED}|{date}|[\\s，,;；\\[\\]]")).ok()
    });
    static SIGN: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new("(咨询|查询)订单号|商品(ID|编?号)|订单金额|下单时间").ok());
    let signed = SIGN.as_ref().is_some_and(|sign| sign.is_match(text));
    signed && PARTS.as_ref().is_some_and(|parts| parts.replace_all(text, "").is_empty())
}

fn without_masks(text: &str, before: &str, order: &Order) -> String {
    static BARE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^\D{0,2}\d{1,4}\D{0,2}$").ok());
    static WORD: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^\s*订单编?号\s*$").ok());
    // A short number that answers nothing may be anything: a count, a price, an hour.
    let bare = BARE.as_ref().is_some_and(|bare| bare.is_match(text)) && !text.chars().any(char::is_alphabetic);
    match asked(before) {
        Some(Asked::Order) if bare => return order.id.clone(),
        Some(Asked::Phone) if bare => return PHONE.to_owned(),
        _ => {}
    }
    if WORD.as_ref().is_some_and(|word| word.is_match(text)) {
        return format!("{}：{}", text.trim(), order.id);
    }
    static MASKS: LazyLock<[Option<Regex>; 5]> = LazyLock::new(|| {
        let headless = format!(r"(^|[^\d\p{{Han}}])[，,]\s*{AMOUNT}");
        [SENDER, &headless, NUMBER, AMOUNT, PLACED].map(|pattern| Regex::new(pattern).ok())
    });
    let [sender, headless, number, amount, placed] = &*MASKS;
    let paid = order.paid.map(|paid| paid.to_string()).unwrap_or_default();
    let at = order.ordered_at.map(day_and_time).unwrap_or_default();
    let text = replace(sender, text, |_| String::new());
    // The head of a card, with the number in it, is gone altogether.
    let text = replace(headless, &text, |found| format!("{}[订单编号:，订单金额:", group(found, 1)));
    let text = replace(number, &text, |found| {
        let (mark, left, next) = (group(found, 1), group(found, 2), group(found, 3));
        // Where the mask left nothing, the digits may be those of a date.
        let left = if next.starts_with(['年', '月', '日', '-']) { format!(" {left}") } else { String::new() };
        format!("{mark}:{}{left}{}", order.id, if left.is_empty() { spaced(next) } else { next.to_owned() })
    });
    let text = replace(amount, &text, |_| format!("订单金额:{paid}"));
    replace(placed, &text, |_| format!("下单时间:{at}"))
}

/// What follows a number must not look like a part of it.
fn spaced(next: &str) -> String {
    let joins = next.chars().next().is_some_and(char::is_alphanumeric);
    format!("{}{next}", if joins { " " } else { "" })
}

fn group<'a>(found: &'a Captures<'_>, number: usize) -> &'a str {
    found.get(number).map_or("", |part| part.as_str())
}

fn replace(pattern: &Option<Regex>, text: &str, with: impl Fn(&Captures<'_>) -> String) -> String {
    match pattern {
        Some(pattern) => pattern.replace_all(text, |found: &Captures<'_>| with(found)).into_owned(),
        None => text.to_owned(),
    }
}

/// `2026-11-18 09:12`, by the shops' clock.
pub fn day_and_time(at: kefu::Time) -> String {
    at.to_string().chars().take(16).map(|c| if c == 'T' { ' ' } else { c }).collect()
}
