//! What several pieces cost, with what is taken off; and what is still missing for the next thing that is.

use super::Said;
use super::basket::{Applied, Lack, Line, Offer, best};
use crate::knowledge::TextKey;
use crate::knowledge::promotion::{Amount, BuyerKind, Needs, Promotion, PromotionKind};
use crate::language::basket::Pieces;
use crate::language::options;
use crate::language::shown::{self, in_a_row, list, money};
use crate::language::sums;
use crate::language::terms;
use crate::money::Fen;
use crate::shop::product::{Product, Sku};
use crate::time::{Time, Wall};

/// What is asked of a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    /// How much it is.
    Sum,
    /// Whether it is enough for something to be taken off.
    Enough,
    /// What is missing for that.
    Missing,
    /// Whether a gift comes along.
    Gift,
}

/// What is asked about a sum beside the goods.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'a> {
    pub(crate) of: Of,
    /// The promotion that is named.
    pub(crate) wanted: Option<usize>,
    /// The kind of promotion that is.
    pub(crate) kind: Option<PromotionKind>,
    /// What sending costs, where it is asked for, too.
    pub(crate) freight: Option<Fen>,
    pub(crate) buyer: BuyerKind,
    /// When it is paid.
    pub(crate) now: Wall,
    pub(crate) promotions: &'a [Promotion],
}

/// The promotion that is asked about: the one that is named, else of the kind that is the one that needs the least.
fn meant(asked: &Asked<'_>, basket: &[Line]) -> Option<usize> {
    let covers = |it: &Promotion| basket.iter().any(|line| it.covers(&line.product, &line.category));
    let of_kind = |it: &Promotion| Some(it.kind) == asked.kind && it.level.is_some() && covers(it);
    let open = |it: &Promotion| it.open_to(asked.buyer, asked.now);
    let needs = |it: &Promotion| match it.needs {
        Needs::Amount(least) => least.0,
        _ => 0,
    };
    let all = asked.promotions.iter().enumerate();
    let least = || all.filter(|(_, it)| of_kind(it) && open(it)).min_by_key(|(_, it)| needs(it)).map(|(at, _)| at);
    // A promotion without a threshold is enough for nothing: its name shares the goods' words.
    let threshold = |at: &usize| asked.promotions.get(*at).is_some_and(|it| it.needs != Needs::Nothing);
    asked.wanted.filter(threshold).or_else(least)
}

/// The pieces as lines of a basket, or what keeps them from being one.
fn lines(
    product: &Product,
    pieces: &[Pieces],
    dearest: bool,
    shows: &dyn Fn(Time) -> String,
) -> Result<Vec<(Line, String)>, Said> {
    let mut lines = Vec::new();
    if product.skus.is_empty() {
        return Ok(lines);
    }
    for wanted in pieces {
        let fitting = options::fitting(product, &wanted.options);
        let there: Vec<&&Sku> = fitting.iter().filter(|sku| sku.stock != Some(0)).collect();
        let name =
            if wanted.options.is_empty() { product.short_title().to_owned() } else { shown::variant(&wanted.options) };
        if there.is_empty() {
            let said = Said::new(TextKey::SumGone).with("title", product.short_title()).with("gone", name);
            let back = fitting.iter().filter_map(|sku| sku.restock_at).min();
            let said = said.with("day", back.map(shows).unwrap_or_default());
            return Err(said.with("options", options::all(product)));
        }
        if let Some(most) = Sku::stock_of(there.iter().map(|sku| **sku)).filter(|most| *most < wanted.quantity) {
            let said = Said::new(TextKey::SumShort).with("title", product.short_title()).with("gone", name);
            return Err(said.with("left", most.to_string()));
        }
        let mut prices: Vec<(Fen, &str)> = there.iter().filter_map(|sku| Some((sku.price?, sku.id.as_str()))).collect();
        prices.sort();
        let (Some((least, _)), Some((most, id))) = (prices.first().copied(), prices.last().copied()) else {
            return Err(Said::new(TextKey::SumUnknown).with("title", product.short_title()));
        };
        let name = if dearest && least != most { id.to_owned() } else { name };
        if least != most && !dearest {
            let each: Vec<String> = prices.iter().take(6).map(|(price, id)| sums::priced(id, *price)).collect();
            return Err(Said::new(TextKey::SumWhich).with("title", product.short_title()).with("prices", list(&each)));
        }
        let line = Line {
            product: product.id.clone(),
            category: product.category.clone(),
            sku: there.first().map(|sku| sku.id.clone()).unwrap_or_default(),
            price: most,
            quantity: wanted.quantity,
        };
        lines.push((line, name));
    }
    Ok(lines)
}

/// What the pieces cost, whether that is enough, and what is missing. `None` where nothing is known.
pub(crate) fn sum(
    asked: &Asked<'_>,
    goods: &[(&Product, Vec<Pieces>)],
    shows: &dyn Fn(Time) -> String,
) -> Option<Said> {
    let said = sum_of(asked, goods, false, shows);
    let open = said.as_ref().is_none_or(|said| said.key == TextKey::SumWhich);
    if asked.of == Of::Sum || !open {
        return said;
    }
    // Where the dearest variant is not enough, none is.
    let most = sum_of(asked, goods, true, shows);
    let short = [TextKey::GiftMissing, TextKey::SumNotEnough];
    most.filter(|most| short.contains(&most.key)).or(said)
}

/// The same; where variants cost differently, `dearest` takes the one that costs most.
fn sum_of(
    asked: &Asked<'_>,
    goods: &[(&Product, Vec<Pieces>)],
    dearest: bool,
    shows: &dyn Fn(Time) -> String,
) -> Option<Said> {
    let Asked { of, promotions, buyer, now, .. } = *asked;
    let mut all = Vec::new();
    for (product, pieces) in goods {
        match lines(product, pieces, dearest, shows) {
            Ok(lines) => all.extend(lines),
            // Which gift there is can be said all the same.
            Err(_) if of == Of::Gift => return None,
            Err(said) => return Some(said),
        }
    }
    if all.is_empty() {
        return None;
    }
    let shown: Vec<(&str, Fen, u32)> =
        all.iter().map(|(line, name)| (name.as_str(), line.price, line.quantity)).collect();
    // What is the second piece of a product does not hang on its colour.
    let mut basket: Vec<Line> = Vec::new();
    for (line, _) in &all {
        match basket.iter_mut().find(|other| other.product == line.product && other.price == line.price) {
            Some(other) => other.quantity = other.quantity.saturating_add(line.quantity),
            None => basket.push(line.clone()),
        }
    }
    let offer = best(&basket, promotions, buyer, now);
    let applied = applied(&offer, promotions);
    let gifts = gifts(&offer, promotions);
    let said = |key, next: String| {
        let title = goods.first().map(|(product, _)| product.short_title()).unwrap_or_default();
        let said = Said::new(key).with("title", title).with("sum", sums::calculation(&shown, offer.before));
        let said = said.with("before", money(offer.before)).with("total", money(offer.total));
        said.with("applied", in_a_row(&applied)).with("next", next).with("gifts", list(&gifts))
    };
    if of == Of::Gift {
        let open = |promotion: &&Promotion| promotion.kind == PromotionKind::Gift && promotion.open_to(buyer, now);
        let covers = |promotion: &&Promotion| basket.iter().any(|line| promotion.covers(&line.product, &line.category));
        let gift = promotions.iter().filter(open).find(covers)?;
        return Some(match lack(gift, &offer, promotions) {
            Some(next) if gifts.is_empty() => said(TextKey::GiftMissing, next),
            _ => said(TextKey::GiftYes, String::new()).with("gifts", terms::called(gift)),
        });
    }
    // The one that is asked about decides, where it can be had at all.
    let wanted = meant(asked, &basket).filter(|_| of != Of::Sum);
    if let Some((at, promotion)) = wanted.and_then(|at| Some((at, promotions.get(at)?))) {
        // Whoever asks about what is for new buyers is answered as one.
        if !promotion.is_open(Some(now)) {
            return None;
        }
        let counts = offer.applied.iter().any(|it| it.promotion == at);
        if let Some(next) = lack(promotion, &offer, promotions).filter(|_| !counts) {
            return Some(said(if of == Of::Missing { TextKey::SumMissing } else { TextKey::SumNotEnough }, next));
        }
    }
    if let Some(freight) = asked.freight.filter(|_| of == Of::Sum) {
        let whole = Fen(offer.total.0.saturating_add(freight.0));
        return Some(said(TextKey::SumSent, String::new()).with("freight", money(freight)).with("whole", money(whole)));
    }
    let next = next(&offer, promotions);
    let key = match (of, applied.is_empty(), next.is_empty()) {
        (Of::Sum, true, _) => TextKey::SumPlain,
        (Of::Sum, false, _) => TextKey::SumOff,
        (Of::Missing, _, false) => TextKey::SumMissing,
        (_, false, _) => TextKey::SumEnough,
        (_, true, false) => TextKey::SumNotEnough,
        (_, true, true) => TextKey::SumNothing,
    };
    Some(said(key, next))
}

/// What is taken off a sum, whatever is bought for it; `off` is how much is asked about.
pub(crate) fn of_amount(sum: Fen, off: Option<Fen>, asked: &Asked<'_>) -> Said {
    let Asked { promotions, buyer, now, .. } = *asked;
    let basket = [Line { price: sum, quantity: 1, ..Line::default() }];
    let offer = best(&basket, promotions, buyer, now);
    let applied = applied(&offer, promotions);
    let taken = offer.applied.iter().map(|applied| applied.off);
    let same = off.is_none_or(|off| offer.before.0 - offer.total.0 == off.0 || taken.into_iter().any(|it| it == off));
    let key = match applied.is_empty() {
        _ if !same => TextKey::SumOtherwise,
        true => TextKey::SumNotEnough,
        false => TextKey::SumEnough,
    };
    let said = Said::new(key).with("sum", money(sum)).with("before", money(sum)).with("total", money(offer.total));
    said.with("applied", in_a_row(&applied)).with("next", next(&offer, promotions))
}

/// What a basket lacks for a promotion, in words; `None` where it lacks nothing.
fn lack(promotion: &Promotion, offer: &Offer, promotions: &[Promotion]) -> Option<String> {
    let name = terms::called(promotion);
    // It looks at what the levels before its own have left.
    let level = |applied: &&Applied| promotions.get(applied.promotion).and_then(|it| it.level);
    let before = |applied: &&Applied| promotion.level.is_none_or(|own| level(applied).is_some_and(|it| it < own));
    let off: i64 = offer.applied.iter().filter(before).map(|applied| applied.off.0).sum();
    let left = Fen(offer.before.0 - off);
    match promotion.needs {
        Needs::Amount(least) if least > left => Some(sums::lacks_amount(Fen(least.0 - left.0), &name)),
        _ => None,
    }
}

/// What is taken off, by name.
fn applied(offer: &Offer, promotions: &[Promotion]) -> Vec<String> {
    let shown = |applied: &Applied| {
        let promotion = promotions.get(applied.promotion)?;
        Some(sums::taken_off(&terms::called(promotion), applied.off, promotion.claim.as_deref()))
    };
    offer.applied.iter().filter_map(shown).collect()
}

fn gifts(offer: &Offer, promotions: &[Promotion]) -> Vec<String> {
    let gift = |index: &usize| match &promotions.get(*index)?.amount {
        Amount::Gift { .. } => Some(terms::called(promotions.get(*index)?)),
        _ => None,
    };
    offer.gifts.iter().filter_map(gift).collect()
}

/// `再买 26 元可用满150减15`; empty where nothing more can be had.
fn next(offer: &Offer, promotions: &[Promotion]) -> String {
    let Some(missing) = &offer.next else { return String::new() };
    let name = promotions.get(missing.promotion).map(terms::called).unwrap_or_default();
    match missing.lack {
        Lack::Amount(fen) => sums::lacks_amount(fen, &name),
        Lack::Pieces(pieces) => sums::lacks_pieces(pieces, &name),
    }
}
