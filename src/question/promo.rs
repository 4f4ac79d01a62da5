//! What promotions are asked about beside sums: until when, together with which, where they are fetched, what comes along.

use super::Said;
use crate::knowledge::TextKey;
use crate::knowledge::promotion::{Promotion, PromotionKind, minute_of};
use crate::language::labels::Labels;
use crate::language::shown::{date, list};
use crate::language::{sums, terms};
use crate::time::{Wall, clock, within};
use crate::understand::Understanding;

/// What is asked of promotions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    /// Until when, or whether still.
    Until,
    /// Whether several count together.
    Together,
    /// Where a coupon is fetched.
    Claim,
    /// What comes along.
    Gift,
}

/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// A question about promotions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'a> {
    pub(crate) of: Of,
    /// The kind that the words name.
    pub(crate) kind: Option<PromotionKind>,
    /// The one that they name.
    pub(crate) named: Option<usize>,
    /// The day that is asked about.
    pub(crate) day: Option<i64>,
    /// The message, for the gift that it names.
    pub(crate) heard: &'a Understanding,
    /// The product under discussion: its id, and the path of its category.
    pub(crate) product: Option<(&'a str, &'a str)>,
}

/// What is said of the promotions that are asked about.
pub(crate) fn promotions(asked: &Asked<'_>, all: &[Promotion], now: Wall, labels: &Labels) -> Option<Said> {
    let kind = |promotion: &&Promotion| asked.kind.is_none_or(|kind| promotion.kind == kind);
    let meant: Vec<&Promotion> = match asked.named.and_then(|at| all.get(at)) {
        Some(named) => vec![named],
        None => all.iter().filter(kind).collect(),
    };
    let open: Vec<&Promotion> = all.iter().filter(|promotion| promotion.is_open(Some(now))).collect();
    let names = |of: &[&Promotion]| list(&of.iter().map(|promotion| terms::called(promotion)).collect::<Vec<_>>());
    match asked.of {
        Of::Until => {
            let covers =
                |promotion: &&Promotion| asked.product.is_none_or(|(id, category)| promotion.covers(id, category));
            let covered: Vec<&Promotion> = meant.iter().copied().filter(covers).collect();
            match (covered.is_empty(), meant.first()) {
                (true, Some(first)) => {
                    let first = meant.iter().find(|promotion| promotion.is_open(Some(now))).unwrap_or(first);
                    Some(Said::new(TextKey::PromoNotFor).with("name", terms::called(first)))
                }
                _ => until(&covered, asked, now, labels),
            }
        }
        Of::Together => {
            let counted: Vec<&Promotion> = open.into_iter().filter(|promotion| promotion.level.is_some()).collect();
            let (alone, joined): (Vec<&Promotion>, Vec<&Promotion>) =
                counted.iter().copied().partition(|promotion| promotion.alone);
            let several =
                joined.iter().any(|promotion| Some(promotion.level) != joined.first().map(|first| first.level));
            if counted.len() < 2 {
                return None;
            }
            let key = if several { TextKey::PromoTogether } else { TextKey::PromoNotTogether };
            Some(
                Said::new(key)
                    .with("names", names(if several { &joined } else { &counted }))
                    .with("alone", names(&alone)),
            )
        }
        Of::Claim => {
            let claim =
                |promotion: &&Promotion| Some(terms::claimed(&terms::called(promotion), promotion.claim.as_deref()?));
            let claimed: Vec<String> = open.iter().filter_map(claim).collect();
            if !claimed.is_empty() {
                return Some(Said::new(TextKey::PromoClaim).with("names", list(&claimed)));
            }
            let own = |promotion: &&Promotion| promotion.kind == PromotionKind::FullReduction;
            let own: Vec<&Promotion> = open.into_iter().filter(own).collect();
            (!own.is_empty()).then(|| Said::new(TextKey::PromoByItself).with("names", names(&own)))
        }
        Of::Gift => {
            let gifts: Vec<&Promotion> = open
                .into_iter()
                .filter(|promotion| promotion.kind == PromotionKind::Gift)
                .filter(|promotion| asked.product.is_none_or(|(id, category)| promotion.covers(id, category)))
                .collect();
            let called: Vec<String> = gifts.iter().map(|gift| terms::called(gift)).collect();
            let key = match gifts.is_empty() {
                true => TextKey::GiftNone,
                false if asked.heard.wants_other_gift(&called) => TextKey::GiftOther,
                false => TextKey::GiftThere,
            };
            (!all.is_empty()).then(|| Said::new(key).with("names", names(&gifts)))
        }
    }
}

/// Until when they hold, and whether on the day that is asked about; those that are over or have not begun are said to.
fn until(meant: &[&Promotion], question: &Asked<'_>, now: Wall, labels: &Labels) -> Option<Said> {
    let minute = minute_of(now.day_number, now.minutes());
    let day = question.day.filter(|day| *day > now.day_number);
    let asked = day.map_or(minute, |day| minute_of(day, 12 * 60));
    let over = |promotion: &&&Promotion| promotion.window.until.is_some_and(|until| until <= asked);
    let later = |promotion: &&&Promotion| promotion.window.from.is_some_and(|from| from > asked);
    let shows = |day: i64| date(day, now, labels);
    let last = |promotion: &Promotion| promotion.window.until.map(|until| until.saturating_sub(1).div_euclid(DAY));
    let said = |key, promotion: &Promotion| Said::new(key).with("name", terms::called(promotion));
    let valid = |promotion: &Promotion| promotion.valid_days.map(|days| days.to_string()).unwrap_or_default();
    // Where it is fetched, where just that is asked about.
    let claim = |promotion: &Promotion| {
        let place = promotion.claim.as_deref().filter(|_| question.heard.asks_to_fetch());
        place.map(sums::at_place).unwrap_or_default()
    };
    // What holds now and no more on the day that is asked about.
    let lost = |it: &&&Promotion| over(it) && it.window.until.is_some_and(|until| until > minute);
    if let Some((day, promotion)) = day.zip(meant.iter().find(lost)) {
        let said = said(TextKey::PromoOverBy, promotion).with("day", shows(last(promotion)?));
        return Some(said.with("asked", shows(day)));
    }
    let open: Vec<&&Promotion> = meant.iter().filter(|it| !over(it) && !later(it)).collect();
    let begins = |it: &&&&Promotion| it.window.from.is_some_and(|from| from > minute);
    if let Some(promotion) = open.iter().find(begins) {
        let from = promotion.window.from?.div_euclid(DAY);
        return Some(said(TextKey::PromoFrom, promotion).with("day", shows(from)));
    }
    let told = question.named.is_some() || question.kind.is_some();
    if let Some(promotion) = open.iter().find(|promotion| told && promotion.window.daily.is_some()) {
        let (from, to) = promotion.window.daily?;
        let holds = within(now.minutes(), (from, to));
        let key = if holds { TextKey::PromoDailyNow } else { TextKey::PromoDaily };
        return Some(said(key, promotion).with("from", clock(from)).with("to", clock(to)));
    }
    let limited = open.iter().find(|promotion| promotion.window.until.is_some()).or(open.first());
    if let Some(promotion) = limited {
        return Some(match (last(promotion), promotion.valid_days) {
            (Some(last), None) if day.is_some() => {
                let asked = day.map(shows).unwrap_or_default();
                said(TextKey::PromoOn, promotion).with("day", shows(last)).with("asked", asked)
            }
            (Some(day), _) => {
                said(TextKey::PromoUntil, promotion).with("day", shows(day)).with("valid", valid(promotion))
            }
            (None, Some(_)) => said(TextKey::PromoValid, promotion).with("valid", valid(promotion)),
            (None, None) => said(TextKey::PromoNoEnd, promotion),
        })
        .map(|said| said.with("claim", claim(promotion)));
    }
    if let Some(promotion) = meant.iter().find(later) {
        let from = promotion.window.from?.div_euclid(DAY);
        return Some(said(TextKey::PromoFrom, promotion).with("day", shows(from)));
    }
    let promotion = meant.iter().rfind(over)?;
    Some(said(TextKey::PromoOver, promotion).with("day", shows(last(promotion)?)))
}
