//! Policies and promotions that stand in tables, said in sentences.

use crate::language::entity::places::Place;
use crate::language::shown::{WEEKDAYS, list, yuan};
use crate::money::Fen;
use crate::shop::promotion::{Amount, Audience, Needs, Promotion, PromotionKind};
use crate::text::holds;
use crate::time::{Wall, clock, day_of};

/// Names one of which it will be: `韵达或申通`.
fn one_of(names: &[String]) -> String {
    match names {
        [first, last] => format!("{first}或{last}"),
        names => list(names),
    }
}

/// Clauses as one sentence; `None` without any.
fn sentence(clauses: &[String]) -> Option<String> {
    (!clauses.is_empty()).then(|| format!("{}。", clauses.join("；")))
}

/// When things leave. `closed` are the first and the last days of what is closed and not over yet.
pub(crate) fn shipping(
    within_hours: Option<u32>,
    cutoff: Option<u16>,
    weekdays: &[i8],
    closed: &[(Wall, Wall)],
) -> Option<String> {
    let mut clauses = Vec::new();
    match (cutoff, within_hours) {
        (Some(cutoff), Some(hours)) => {
            clauses.push(format!("{} 前付款的当天发出，之后付款的 {hours} 小时内发出", clock(cutoff)));
        }
        (Some(cutoff), None) => clauses.push(format!("{} 前付款的当天发出", clock(cutoff))),
        (None, Some(hours)) => clauses.push(format!("付款后 {hours} 小时内发出")),
        (None, None) => {}
    }
    let rest = (1..).zip(WEEKDAYS).filter(|(day, _)| !weekdays.contains(day)).map(|(_, name)| name);
    let rest: Vec<&str> = rest.collect();
    if !rest.is_empty() {
        clauses.push(format!("{}不发货", list(&rest)));
    }
    let date = |wall: &Wall| format!("{} 月 {} 日", wall.month, wall.day);
    for (first, last) in closed {
        clauses.push(match first.day_number == last.day_number {
            true => format!("{}不发货", date(first)),
            false => format!("{}到 {}不发货", date(first), date(last)),
        });
    }
    sentence(&clauses)
}

/// By whom things are sent.
pub(crate) fn carriers(default: &[String], on_request: &[String], extra: Option<Fen>) -> Option<String> {
    let mut clauses = Vec::new();
    if !default.is_empty() {
        clauses.push(format!("默认发{}", one_of(default)));
    }
    if !on_request.is_empty() {
        let extra = extra.filter(|extra| extra.0 > 0).map(|extra| format!("，需要补 {} 元差价", yuan(extra)));
        clauses.push(format!("也可以选{}{}", one_of(on_request), extra.unwrap_or_default()));
    }
    sentence(&clauses)
}

/// How long things are on the road: to which places (none: everywhere else), and the fewest and the most days, if anything is
/// delivered there.
pub(crate) fn delivery<'a>(rows: impl Iterator<Item = (&'a [Place], Option<(u8, u8)>)>) -> Option<String> {
    let (mut clauses, mut never, mut elsewhere) = (Vec::new(), Vec::new(), None);
    let named: Vec<_> = rows
        .filter_map(|(to, days)| {
            if to.is_empty() && elsewhere.is_none() {
                elsewhere = Some(days);
            }
            (!to.is_empty()).then(|| (list(&to.iter().map(Place::short_name).collect::<Vec<_>>()), days))
        })
        .collect();
    for (places, days) in named {
        match days {
            Some(days) => clauses.push(format!("{places} {}", span(days))),
            None => never.push(places),
        }
    }
    match elsewhere {
        Some(Some(days)) if clauses.is_empty() && never.is_empty() => {
            return Some(format!("发出后一般 {} 到，以物流更新为准。", span(days)));
        }
        Some(Some(days)) => clauses.push(format!("其他地区 {}", span(days))),
        Some(None) => never.push("其他地区".to_owned()),
        None => {}
    }
    let mut sentences = Vec::new();
    if !clauses.is_empty() {
        sentences.push(format!("发出后路上的时间：{}，以物流更新为准", clauses.join("，")));
    }
    if !never.is_empty() {
        sentences.push(format!("{}暂时不送", list(&never)));
    }
    sentence(&sentences)
}

fn span((fewest, most): (u8, u8)) -> String {
    if fewest == most { format!("{fewest} 天") } else { format!("{fewest}–{most} 天") }
}

/// How buyers pay.
pub(crate) fn payment(accepted: &[String], refused: &[String], instalments: Option<bool>) -> Option<String> {
    let mut clauses = Vec::new();
    if !accepted.is_empty() {
        clauses.push(format!("支持{}", list(accepted)));
    }
    if !refused.is_empty() {
        clauses.push(format!("不支持{}", list(refused)));
    }
    clauses.extend(instalments.map(|possible| if possible { "可以分期" } else { "不支持分期" }.to_owned()));
    sentence(&clauses)
}

/// Which invoices are written.
pub(crate) fn invoice(kinds: &[String], refused: &[String], after: Option<&str>) -> Option<String> {
    let mut clauses = Vec::new();
    let after = after.map(|after| format!("{after}可以申请"));
    match (kinds.is_empty(), after) {
        (false, Some(after)) => clauses.push(format!("可以开{}，{after}", list(kinds))),
        (false, None) => clauses.push(format!("可以开{}", list(kinds))),
        (true, Some(after)) => clauses.push(format!("发票{after}")),
        (true, None) => {}
    }
    if !refused.is_empty() {
        clauses.push(format!("不能开{}", list(refused)));
    }
    sentence(&clauses)
}

/// What a promotion gives, to whom and until when, without a full stop: `满150减15（限指定商品，截至 11 月 30 日）`.
pub(crate) fn promotion(promotion: &Promotion, now: Option<Wall>) -> String {
    let computed = computed(promotion);
    let mut text = match &promotion.name {
        Some(name) if says(name, &computed) => name.clone(),
        Some(name) => format!("{name}：{computed}"),
        None => computed,
    };
    let notes = notes(promotion, now);
    if !notes.is_empty() {
        text.push_str(&format!("（{}）", notes.join("，")));
    }
    text
}

/// Promotions in a sentence that goes on.
pub(crate) fn side_by_side(promotions: &[String]) -> String {
    promotions.join("；")
}

/// Whether a name says what was computed, in the same figures: then nothing else needs to be said.
fn says(name: &str, computed: &str) -> bool {
    let plain = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace() && *c != '元').collect() };
    let (name, computed) = (plain(name), plain(computed));
    // `满300减300` does not say `满300减30`.
    name.split_once(&computed).is_some_and(|(_, rest)| !rest.starts_with(|c: char| c.is_ascii_digit() || c == '.'))
}

/// What a promotion gives, in few words: its name, or what it does.
pub(crate) fn called(promotion: &Promotion) -> String {
    promotion.name.clone().unwrap_or_else(|| computed(promotion))
}

/// The kind of promotion that a text names.
pub(crate) fn promotion_kind(text: &str) -> Option<PromotionKind> {
    let kinds = [
        (PromotionKind::Coupon, &["券", "优惠卷", "红包"][..]),
        (PromotionKind::NthPrice, &["第二件", "第2件", "第二个", "第2个", "第三件", "第3件", "半价"]),
        (PromotionKind::FullReduction, &["满减", "满"]),
        (PromotionKind::Gift, &["赠", "送"]),
        (PromotionKind::LivePrice, &["直播价", "直播间价", "直播间的价"]),
        (PromotionKind::MemberPrice, &["会员价", "会员"]),
    ];
    kinds.into_iter().find(|(_, words)| holds(text, words)).map(|(kind, _)| kind)
}

/// Where a coupon is fetched.
pub(crate) fn claimed(name: &str, place: &str) -> String {
    format!("「{name}」在{place}领")
}

fn computed(promotion: &Promotion) -> String {
    let each = if promotion.each { "每" } else { "" };
    let needs = match promotion.needs {
        Needs::Nothing => None,
        Needs::Amount(fen) => Some(format!("{each}满{}", yuan(fen))),
        Needs::Pieces(pieces) => Some(format!("{each}满{pieces}件")),
    };
    let from = needs.clone().unwrap_or_default();
    match &promotion.amount {
        Amount::Off(off) => match needs {
            None => format!("立减{}元", yuan(*off)),
            Some(needs) => format!("{needs}减{}", yuan(*off)),
        },
        Amount::Percent(percent) => format!("{from}打{}折", tenths(*percent)),
        Amount::Price(price) if promotion.kind == PromotionKind::MemberPrice => {
            format!("{from}会员价{}元", yuan(*price))
        }
        Amount::Price(price) => format!("{from}直播价{}元", yuan(*price)),
        Amount::Nth { nth, price } => format!("{from}第{nth}件{}元", yuan(*price)),
        Amount::Gift { gift, .. } => {
            // An id tells a buyer nothing.
            let gift = if gift.is_ascii() { "赠品" } else { gift };
            format!("{}送{gift}", needs.as_deref().unwrap_or("下单"))
        }
    }
}

/// So many hundredths off as what is left: 10 is `9`, 15 is `8.5`.
fn tenths(percent: u8) -> String {
    let left = 100_u8.saturating_sub(percent);
    if left.is_multiple_of(10) { (left / 10).to_string() } else { format!("{}.{}", left / 10, left % 10) }
}

fn notes(promotion: &Promotion, now: Option<Wall>) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    let audience = promotion.audience.filter(|_| promotion.kind != PromotionKind::MemberPrice);
    notes.extend(audience.map(|audience| {
        match audience {
            Audience::New => "新客专享",
            Audience::Returning => "老客专享",
            Audience::Member => "会员专享",
        }
        .to_owned()
    }));
    if !promotion.categories.is_empty() {
        notes.push(format!("限{}", list(&promotion.categories)));
    }
    if !promotion.products.is_empty() {
        notes.push("限指定商品".to_owned());
    }
    notes.extend(promotion.claim.clone());
    notes.extend(promotion.per_buyer.map(|times| match promotion.kind {
        PromotionKind::Coupon => format!("每人限领{times}张"),
        _ => format!("每人限{times}次"),
    }));
    notes.extend(promotion.valid_days.map(|days| format!("领取后{days}天内有效")));
    notes.extend(promotion.window.daily.map(|(from, to)| format!("每天 {}–{}", clock(from), clock(to))));
    notes.extend(promotion.window.until.map(|until| ends(until, now)));
    if promotion.alone {
        notes.push("不与其他优惠同享".to_owned());
    }
    notes
}

/// Until which day, or which minute of it.
fn ends(until: i64, now: Option<Wall>) -> String {
    let (day, minute) = (until.div_euclid(1440), until.rem_euclid(1440));
    let last = day_of(if minute == 0 { day - 1 } else { day });
    let year = if now.is_some_and(|now| now.year == last.year) { String::new() } else { format!("{} 年 ", last.year) };
    let date = format!("{year}{} 月 {} 日", last.month, last.day);
    match u16::try_from(minute) {
        Ok(minute) if minute > 0 => format!("{date} {} 前", clock(minute)),
        _ => format!("截至 {date}"),
    }
}
