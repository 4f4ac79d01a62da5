//! What several pieces cost, with what is taken off; and what is still missing for the next thing that is.

use super::Said;
use super::basket::{self, Applied, Lack, Line, Offer, best};
use crate::knowledge::TextKey;
use crate::knowledge::promotion::{Amount, Audience, BuyerKind, Needs, Promotion, PromotionKind};
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
    /// Whether a gift is asked for, too.
    pub(crate) gift: bool,
    pub(crate) buyer: BuyerKind,
    /// When it is paid.
    pub(crate) now: Wall,
    pub(crate) promotions: &'a [Promotion],
}

impl Asked<'_> {
    /// Whoever asks about what is for some buyers only is answered as one of them.
    fn as_one_of_those(&self) -> Self {
        let mut asked = *self;
        match self.wanted.and_then(|at| self.promotions.get(at)).and_then(|it| it.audience) {
            Some(Audience::New) => asked.buyer.returning = Some(false),
            Some(Audience::Returning) => asked.buyer.returning = Some(true),
            Some(Audience::Member) => asked.buyer.member = Some(true),
            None => {}
        }
        asked
    }
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
    several: bool,
    shows: &dyn Fn(Time) -> String,
) -> Result<Vec<(Line, String)>, Said> {
    let mut lines = Vec::new();
    if product.skus.is_empty() {
        return Ok(lines);
    }
    for wanted in pieces {
        let fitting = options::fitting(product, &wanted.options);
        let there: Vec<&&Sku> = fitting.iter().filter(|sku| sku.stock != Some(0)).collect();
        let ordered = options::in_order(product, &wanted.options);
        let name = if ordered.is_empty() { product.short_title().to_owned() } else { shown::variant(&ordered) };
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
            let each = by_price(product, &there);
            let each: Vec<String> = each.iter().take(6).map(|(price, name)| sums::priced(name, *price)).collect();
            let said = Said::new(TextKey::SumWhich).with("title", product.short_title());
            return Err(said.with("prices", terms::side_by_side(&each)));
        }
        // Among those of other products, whose it is.
        let name = if several {
            sums::of_product(called(product), if ordered.is_empty() { called(product) } else { &name })
        } else {
            name
        };
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

/// The shortest of the names by which buyers call a product.
fn called(product: &Product) -> &str {
    let names = product.aliases.iter().map(String::as_str).filter(|name| name.chars().count() > 1);
    names.min_by_key(|name| name.chars().count()).unwrap_or(product.short_title())
}

/// The prices of variants, the lowest first, each with what costs that: the values of the one option that decides, else the variants.
fn by_price(product: &Product, skus: &[&&Sku]) -> Vec<(Fen, String)> {
    let mut prices: Vec<Fen> = skus.iter().filter_map(|sku| sku.price).collect();
    prices.sort();
    prices.dedup();
    let costs = |axis: &str, value: &str, price: Fen| {
        let mut of_value = skus.iter().filter(|sku| sku.options.get(axis).is_some_and(|it| it == value));
        of_value.all(|sku| sku.price == Some(price))
    };
    let every = |axis: &str| options::values_in_order(product, skus.iter().map(|sku| **sku), axis);
    let decides = |axis: &&str| every(axis).iter().all(|value| prices.iter().any(|price| costs(axis, value, *price)));
    let axis = options::axes(product).into_iter().find(decides);
    let named = |price: Fen| -> Vec<&str> {
        match axis {
            Some(axis) => every(axis).into_iter().filter(|value| costs(axis, value, price)).collect(),
            None => skus.iter().filter(|sku| sku.price == Some(price)).map(|sku| sku.id.as_str()).take(4).collect(),
        }
    };
    prices.iter().map(|price| (*price, list(&named(*price)))).collect()
}

/// So many prices are calculated with where none of them was named.
const POSSIBLE: usize = 3;

/// What so many pieces of a product cost at each of its prices.
fn possible(asked: &Asked<'_>, product: &Product, pieces: &Pieces) -> Option<Said> {
    let fitting = options::fitting(product, &pieces.options);
    let there: Vec<&&Sku> = fitting.iter().filter(|sku| sku.stock.is_none_or(|left| left >= pieces.quantity)).collect();
    let prices = by_price(product, &there);
    if !(2..=POSSIBLE).contains(&prices.len()) || there.iter().any(|sku| sku.price.is_none()) {
        return None;
    }
    let of = |(price, name): &(Fen, String)| {
        let line = Line {
            product: product.id.clone(),
            category: product.category.clone(),
            price: *price,
            quantity: pieces.quantity,
            ..Line::default()
        };
        let offer = best(&[line], asked.promotions, asked.buyer, asked.now);
        let sum = sums::calculation(&[(name, *price, pieces.quantity)], offer.before);
        sums::possible(&sum, &in_a_row(&applied(&offer, asked.promotions)), offer.total)
    };
    let sums: Vec<String> = prices.iter().map(of).collect();
    Some(Said::new(TextKey::SumEach).with("title", product.short_title()).with("sums", sums.join("\n")))
}

/// What the pieces cost, whether that is enough, and what is missing. `None` where nothing is known.
pub(crate) fn sum(
    asked: &Asked<'_>,
    goods: &[(&Product, Vec<Pieces>)],
    shows: &dyn Fn(Time) -> String,
) -> Option<Said> {
    let asked = &asked.as_one_of_those();
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
        match lines(product, pieces, dearest, goods.len() > 1, shows) {
            Ok(lines) => all.extend(lines),
            Err(said) if said.key == TextKey::SumWhich && of == Of::Sum && asked.freight.is_none() => {
                return match (goods, pieces.as_slice()) {
                    ([_], [only]) => possible(asked, product, only).or(Some(said)),
                    _ => Some(said),
                };
            }
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
    let basket = together(&all);
    let offer = best(&basket, promotions, buyer, now);
    let applied = applied(&offer, promotions);
    let gifts = gifts(&offer, promotions);
    let lack = |at: usize| basket::lack(&basket, promotions, at, buyer, now).map(|lack| lacking(lack, at, promotions));
    let gift = gift_of(asked, &basket);
    let gift_state = gift.filter(|_| asked.gift).and_then(|at| Some((at, promotions.get(at)?)));
    let gift_state = gift_state.map(|(at, gift)| sums::gift(&terms::called(gift), lack(at)));
    let said = |key, next: String| {
        let title = goods.first().map(|(product, _)| product.short_title()).unwrap_or_default();
        let said = Said::new(key).with("title", title).with("sum", sums::calculation(&shown, offer.before));
        let said = said.with("before", money(offer.before)).with("total", money(offer.total));
        let missing = next.clone();
        let said = said.with("applied", in_a_row(&applied)).with("next", next).with("gifts", list(&gifts));
        said.with("gift", gift_state.clone().filter(|state| *state != missing).unwrap_or_default())
    };
    if of == Of::Gift {
        let at = gift?;
        return Some(match lack(at) {
            Some(next) => said(TextKey::GiftMissing, next),
            None => said(TextKey::GiftYes, String::new()).with("gifts", terms::called(promotions.get(at)?)),
        });
    }
    // The one that is asked about decides, where it can be had at all.
    let wanted = meant(asked, &basket).filter(|_| of != Of::Sum);
    if let Some((at, promotion)) = wanted.and_then(|at| Some((at, promotions.get(at)?))) {
        if !promotion.is_open(Some(now)) {
            return None;
        }
        if !basket.iter().any(|line| promotion.covers(&line.product, &line.category)) {
            return Some(Said::new(TextKey::PromoNotFor).with("name", terms::called(promotion)));
        }
        let counts = offer.applied.iter().any(|it| it.promotion == at);
        if let Some(next) = lack(at).filter(|_| !counts) {
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

/// What these goods cost, where every price is known: of variants that cost differently the dearest counts.
pub(crate) fn offer(asked: &Asked<'_>, goods: &[(&Product, Vec<Pieces>)]) -> Option<Offer> {
    let never = |_: Time| String::new();
    let mut all = Vec::new();
    for (product, pieces) in goods {
        all.extend(lines(product, pieces, true, false, &never).ok()?);
    }
    let basket = together(&all);
    (!basket.is_empty()).then(|| best(&basket, asked.promotions, asked.buyer, asked.now))
}

/// Lines of one product and one price are one: what is the second piece of a product does not hang on its colour.
fn together(all: &[(Line, String)]) -> Vec<Line> {
    let mut basket: Vec<Line> = Vec::new();
    for (line, _) in all {
        match basket.iter_mut().find(|other| other.product == line.product && other.price == line.price) {
            Some(other) => other.quantity = other.quantity.saturating_add(line.quantity),
            None => basket.push(line.clone()),
        }
    }
    basket
}

/// The gift that these pieces may have: the one that is named, else one that they reach, else the first.
fn gift_of(asked: &Asked<'_>, basket: &[Line]) -> Option<usize> {
    let Asked { promotions, buyer, now, .. } = *asked;
    let covers = |it: &Promotion| basket.iter().any(|line| it.covers(&line.product, &line.category));
    let open = |it: &Promotion| it.kind == PromotionKind::Gift && it.open_to(buyer, now) && covers(it);
    let all: Vec<usize> = (0..).zip(promotions).filter(|(_, it)| open(it)).map(|(at, _)| at).collect();
    let named = asked.wanted.filter(|at| all.contains(at));
    let reached = || all.iter().copied().find(|at| basket::lack(basket, promotions, *at, buyer, now).is_none());
    named.or_else(reached).or(all.first().copied())
}

/// What is taken off a sum, whatever is bought for it; `off` is how much is asked about, or (`claimed`) taken for so.
pub(crate) fn of_amount(sum: Fen, off: Option<Fen>, claimed: bool, asked: &Asked<'_>) -> Said {
    let Asked { promotions, buyer, now, .. } = *asked;
    let basket = [Line { price: sum, quantity: 1, ..Line::default() }];
    let offer = best(&basket, promotions, buyer, now);
    let applied = applied(&offer, promotions);
    let taken = offer.applied.iter().map(|applied| applied.off);
    let same = off.is_none_or(|off| offer.before.0 - offer.total.0 == off.0 || taken.into_iter().any(|it| it == off));
    let key = match applied.is_empty() {
        _ if !same => TextKey::SumOtherwise,
        true => TextKey::SumNotEnough,
        false if claimed => TextKey::SumSo,
        false => TextKey::SumEnough,
    };
    let said = Said::new(key).with("sum", money(sum)).with("before", money(sum)).with("total", money(offer.total));
    said.with("applied", in_a_row(&applied)).with("next", next(&offer, promotions))
}

/// What is missing for a promotion, in words.
pub(crate) fn lacking(lack: Lack, at: usize, promotions: &[Promotion]) -> String {
    let name = promotions.get(at).map(terms::called).unwrap_or_default();
    match lack {
        Lack::Amount(fen) => sums::lacks_amount(fen, &name),
        Lack::Pieces(pieces) => sums::lacks_pieces(pieces, &name),
    }
}

/// What is taken off, by name.
pub(super) fn applied(offer: &Offer, promotions: &[Promotion]) -> Vec<String> {
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

/// `还差 26 元就够「满150减15」`; empty where nothing more can be had.
pub(super) fn next(offer: &Offer, promotions: &[Promotion]) -> String {
    offer.next.map(|missing| lacking(missing.lack, missing.promotion, promotions)).unwrap_or_default()
}
