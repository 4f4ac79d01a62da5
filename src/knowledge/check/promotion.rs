//! Promotions: what each kind must have, and what it cannot.

use super::super::diagnostic::Problems;
use super::super::merge::Laid;
use super::super::problem::{FactsProblem, Problem};
use super::super::promotion::{Amount, Audience, Needs, Promotion, PromotionKind, PromotionLevel, Window, minute_of};
use super::super::range;
use super::super::source::PromotionEntry;
use super::clock;
use super::facts::{at_least, date, names, said};
use crate::limits;
use crate::money::Fen;
use crate::time::Time;

pub(super) fn promotions(laid: Vec<Laid<PromotionEntry>>, offset: i32, problems: &mut Problems) -> Vec<Promotion> {
    if let Some(over) = laid.get(limits::PROMOTIONS) {
        problems.error(
            over.entry.places.whole(),
            Problem::Facts(FactsProblem::TooManyPromotions { promotions: laid.len() }),
        );
    }
    laid.into_iter().filter_map(|laid| promotion(laid.entry, offset, problems)).collect()
}

fn promotion(entry: PromotionEntry, offset: i32, problems: &mut Problems) -> Option<Promotion> {
    let needs = needs(&entry, problems);
    let amount = amount(&entry, problems);
    let level = level(&entry, problems);
    let window = window(&entry, offset, problems);
    let PromotionEntry { id, kind, places, .. } = entry;
    for (key, count) in [("per_buyer", entry.per_buyer), ("left", entry.left), ("valid_days", entry.valid_days)] {
        range::check(key, count, &places, problems);
    }
    if entry.each && needs == Needs::Nothing {
        problems.error(places.key("each"), Problem::Facts(FactsProblem::EachOfNothing { id: id.clone() }));
    }
    if let (Needs::Amount(threshold), Some(Amount::Off(off))) = (needs, &amount)
        && *off >= threshold
        && threshold > Fen(0)
    {
        problems.warning(places.key("off"), Problem::Facts(FactsProblem::NothingLeftToPay { id: id.clone() }));
    }
    let audience = entry.audience.or((kind == PromotionKind::MemberPrice).then_some(Audience::Member));
    Some(Promotion {
        name: entry.name.and_then(|name| said(&name, "name", places.key("name"), problems)),
        products: names(&entry.products, "products", &places, problems),
        categories: names(&entry.categories, "categories", &places, problems),
        claim: entry.claim.and_then(|claim| said(&claim, "claim", places.key("claim"), problems)),
        id,
        kind,
        level,
        needs,
        amount: amount?,
        each: entry.each,
        alone: entry.alone,
        audience,
        per_buyer: entry.per_buyer,
        left: entry.left,
        valid_days: entry.valid_days,
        window,
    })
}

fn needs(entry: &PromotionEntry, problems: &mut Problems) -> Needs {
    let places = &entry.places;
    range::check("pieces", entry.pieces, places, problems);
    if let (Some(_), Some(_)) = (entry.threshold, entry.pieces) {
        two(entry, "threshold", "pieces", problems);
    }
    let threshold = entry.threshold.and_then(|fen| at_least(0, fen, "threshold", places, problems));
    match (threshold, entry.pieces) {
        (Some(threshold), _) if threshold > Fen(0) => Needs::Amount(threshold),
        (_, Some(pieces)) => Needs::Pieces(pieces),
        _ => Needs::Nothing,
    }
}

/// What it gives, where that is sound.
fn amount(entry: &PromotionEntry, problems: &mut Problems) -> Option<Amount> {
    use PromotionKind::{Coupon, FullReduction, Gift, LivePrice, MemberPrice, NthPrice};
    let places = &entry.places;
    range::check("percent", entry.percent, places, problems);
    range::check("nth", entry.nth, places, problems);
    let price = entry.price.and_then(|fen| at_least(0, fen, "price", places, problems));
    let off = entry.off.and_then(|fen| at_least(1, fen, "off", places, problems));
    let (own, rest): (&'static [&'static str], &[&'static str]) = match entry.kind {
        FullReduction | Coupon => (&["off", "percent"], &["price", "nth", "gift", "gift_sku"]),
        Gift => (&["gift"], &["off", "percent", "price", "nth", "level"]),
        LivePrice | MemberPrice => (&["price"], &["off", "percent", "nth", "gift", "gift_sku", "each"]),
        NthPrice => (&["nth", "price"], &["off", "percent", "gift", "gift_sku", "each"]),
    };
    for key in rest.iter().copied().filter(|key| given(entry, key)) {
        let (id, kind) = (entry.id.clone(), entry.kind);
        problems.error(places.key(key), Problem::Facts(FactsProblem::PromotionForeign { id, key, kind }));
    }
    let lacks = |problems: &mut Problems| {
        problems
            .error(places.whole(), Problem::Facts(FactsProblem::PromotionLacks { id: entry.id.clone(), keys: own }));
    };
    let any = matches!(entry.kind, FullReduction | Coupon);
    let written = |key: &&&'static str| given(entry, key) || places.has(key);
    let there = own.iter().filter(written).count();
    if there == 0 || (!any && there < own.len()) {
        lacks(problems);
        return None;
    }
    match entry.kind {
        FullReduction | Coupon => {
            if entry.off.is_some() && entry.percent.is_some() {
                two(entry, "off", "percent", problems);
            }
            let percent = entry.percent.and_then(|percent| u8::try_from(percent).ok());
            off.map(Amount::Off).or(percent.map(Amount::Percent))
        }
        LivePrice | MemberPrice => price.map(Amount::Price),
        NthPrice => entry.nth.zip(price).map(|(nth, price)| Amount::Nth { nth, price }),
        Gift => {
            let gift = said(entry.gift.as_deref()?, "gift", places.key("gift"), problems)?;
            Some(Amount::Gift { gift, sku: entry.gift_sku.clone() })
        }
    }
}

/// Whether a key that not every kind has is there.
fn given(entry: &PromotionEntry, key: &str) -> bool {
    match key {
        "off" => entry.off.is_some(),
        "percent" => entry.percent.is_some(),
        "price" => entry.price.is_some(),
        "nth" => entry.nth.is_some(),
        "gift" => entry.gift.is_some(),
        "gift_sku" => entry.gift_sku.is_some(),
        "level" => entry.level.is_some(),
        "each" => entry.each,
        _ => false,
    }
}

fn two(entry: &PromotionEntry, first: &'static str, second: &'static str, problems: &mut Problems) {
    problems.error(
        entry.places.key(second),
        Problem::Facts(FactsProblem::PromotionTwo { id: entry.id.clone(), first, second }),
    );
}

/// What it looks at: as written, else by its kind.
fn level(entry: &PromotionEntry, problems: &mut Problems) -> Option<PromotionLevel> {
    let own = entry.kind.level()?;
    let level = entry.level.unwrap_or(own);
    if own == PromotionLevel::Item && level != own {
        let problem = Problem::Facts(FactsProblem::PromotionOfItems { id: entry.id.clone(), kind: entry.kind });
        problems.error(entry.places.key("level"), problem);
        return Some(own);
    }
    Some(level)
}

fn window(entry: &PromotionEntry, offset: i32, problems: &mut Problems) -> Window {
    let places = &entry.places;
    let mut minute = |key: &'static str, text: &Option<String>| {
        let time = clock::instant(key, text.as_deref()?, offset, places.key(key), problems)?;
        Some(minute_after(time, offset))
    };
    let (from, until) = (minute("from", &entry.from), minute("until", &entry.until));
    let through = entry.through.as_deref().and_then(|text| {
        let day = date(text);
        if day.is_none() {
            problems.error(
                places.key("through"),
                Problem::Facts(FactsProblem::NotADate { key: "through", text: text.to_owned() }),
            );
        }
        day.map(|day| minute_of(day + 1, 0))
    });
    if entry.until.is_some() && entry.through.is_some() {
        two(entry, "until", "through", problems);
    } else if let Some(text) = entry.until.as_deref().map(str::trim).filter(|text| date(text).is_some()) {
        problems.warning(places.key("until"), Problem::Facts(FactsProblem::BareUntil { date: text.to_owned() }));
    }
    let key = if entry.until.is_some() { "until" } else { "through" };
    let until = until.or(through);
    if from.zip(until).is_some_and(|(from, until)| from >= until) {
        problems
            .error(places.key(key), Problem::Facts(FactsProblem::PromotionNeverInTime { id: entry.id.clone(), key }));
    }
    let daily = entry.daily.as_deref().and_then(|text| clock::window("daily", text, places.key("daily"), problems));
    Window { from, until, daily }
}

/// The first minute of the shop's clock that begins at an instant or after it.
fn minute_after(time: Time, offset: i32) -> i64 {
    let wall = time.wall(offset);
    minute_of(wall.day_number, wall.minutes()) + i64::from(time.millis().rem_euclid(60_000) > 0)
}
