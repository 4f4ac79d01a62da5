//! What promotions are asked about beside sums: until when, together with which, where they are fetched, what comes along.

use super::Said;
use crate::knowledge::TextKey;
use crate::knowledge::promotion::{Promotion, PromotionKind};
use crate::language::labels::Labels;
use crate::language::shown::{date, list};
use crate::language::terms;
use crate::time::Wall;

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

/// What is said of the promotions that are asked about. `kind` is the one that the words name.
pub(crate) fn promotions(
    of: Of,
    kind: Option<PromotionKind>,
    all: &[Promotion],
    now: Wall,
    labels: &Labels,
) -> Option<Said> {
    let meant: Vec<&Promotion> =
        all.iter().filter(|promotion| kind.is_none_or(|kind| promotion.kind == kind)).collect();
    let open: Vec<&Promotion> = meant.iter().copied().filter(|promotion| promotion.is_open(Some(now))).collect();
    let names = |of: &[&Promotion]| list(&of.iter().map(|promotion| terms::called(promotion)).collect::<Vec<_>>());
    match of {
        Of::Until => until(&meant, now, labels),
        Of::Together => {
            let levels: Vec<_> = open.iter().filter_map(|promotion| promotion.level).collect();
            let several = levels.iter().any(|level| Some(level) != levels.first());
            if levels.len() < 2 {
                return None;
            }
            let alone: Vec<&Promotion> = open.iter().copied().filter(|promotion| promotion.alone).collect();
            let together =
                several && open.iter().filter(|promotion| promotion.level.is_some() && !promotion.alone).count() > 1;
            let key = if together { TextKey::PromoTogether } else { TextKey::PromoNotTogether };
            let shown: Vec<&Promotion> =
                open.iter().copied().filter(|promotion| promotion.level.is_some() && !promotion.alone).collect();
            Some(
                Said::new(key).with("names", names(if together { &shown } else { &open })).with("alone", names(&alone)),
            )
        }
        Of::Claim => {
            let claimed: Vec<String> = open
                .iter()
                .filter_map(|promotion| Some(terms::claimed(&terms::called(promotion), promotion.claim.as_deref()?)))
                .collect();
            if !claimed.is_empty() {
                return Some(Said::new(TextKey::PromoClaim).with("names", list(&claimed)));
            }
            let own: Vec<&Promotion> =
                open.iter().copied().filter(|promotion| promotion.kind == PromotionKind::FullReduction).collect();
            (!own.is_empty()).then(|| Said::new(TextKey::PromoByItself).with("names", names(&own)))
        }
        Of::Gift => {
            let gifts: Vec<&Promotion> = all
                .iter()
                .filter(|promotion| promotion.kind == PromotionKind::Gift && promotion.is_open(Some(now)))
                .collect();
            let key = if gifts.is_empty() { TextKey::GiftNone } else { TextKey::GiftThere };
            (!all.is_empty()).then(|| Said::new(key).with("names", names(&gifts)))
        }
    }
}

/// Until when they hold; those that are over or have not begun are said to.
fn until(meant: &[&Promotion], now: Wall, labels: &Labels) -> Option<Said> {
    let minute = crate::knowledge::promotion::minute_of(now.day_number, now.minutes());
    let over = |promotion: &&&Promotion| promotion.window.until.is_some_and(|until| until <= minute);
    let later = |promotion: &&&Promotion| promotion.window.from.is_some_and(|from| from > minute);
    let shows = |day: i64| date(day, now, labels);
    let open: Vec<&&Promotion> = meant.iter().filter(|it| !over(it) && !later(it)).collect();
    if let Some(promotion) = open.iter().find(|promotion| promotion.window.until.is_some()) {
        let last = promotion.window.until?.saturating_sub(1).div_euclid(DAY);
        let days = promotion.valid_days.map(|days| days.to_string()).unwrap_or_default();
        let said = Said::new(TextKey::PromoUntil).with("name", terms::called(promotion)).with("day", shows(last));
        return Some(said.with("valid", days));
    }
    if let Some(promotion) = open.first() {
        let said = Said::new(TextKey::PromoNoEnd).with("name", terms::called(promotion));
        return Some(match promotion.valid_days {
            Some(days) => {
                Said::new(TextKey::PromoValid).with("name", terms::called(promotion)).with("valid", days.to_string())
            }
            None => said,
        });
    }
    if let Some(promotion) = meant.iter().find(later) {
        let from = promotion.window.from?.div_euclid(DAY);
        return Some(Said::new(TextKey::PromoFrom).with("name", terms::called(promotion)).with("day", shows(from)));
    }
    let promotion = meant.iter().rfind(over)?;
    let last = promotion.window.until?.saturating_sub(1).div_euclid(DAY);
    Some(Said::new(TextKey::PromoOver).with("name", terms::called(promotion)).with("day", shows(last)))
}
