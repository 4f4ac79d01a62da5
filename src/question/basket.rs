//! What a basket costs: the cheapest combination of promotions that is allowed.
//!
//! At the level of items a line has one promotion at most: either the one that looks at the sum of its lines, or a price of a
//! piece. The prices of pieces come together: none of them, one of them, or for every line its best. Of the order and of
//! coupons there is one at most. Each level looks at what the one before has left; what is taken off of several lines falls on
//! them in proportion.

use crate::knowledge::promotion::{Amount, BuyerKind, Needs, Promotion, PromotionLevel};
use crate::limits;
use crate::money::Fen;
use crate::time::Wall;

/// Pieces of one variant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) product: String,
    /// The path of its category.
    pub(crate) category: String,
    pub(crate) sku: String,
    /// Of a piece.
    pub(crate) price: Fen,
    pub(crate) quantity: u32,
}

/// What a basket costs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Offer {
    /// Without any promotion.
    pub(crate) before: Fen,
    pub(crate) total: Fen,
    /// What takes something off, by level.
    pub(crate) applied: Vec<Applied>,
    /// The promotions that add something to the parcel.
    pub(crate) gifts: Vec<usize>,
    /// What is nearest of what would take more off.
    pub(crate) next: Option<Missing>,
}

/// A promotion that takes something off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Applied {
    /// Its place among the promotions.
    pub(crate) promotion: usize,
    pub(crate) off: Fen,
}

/// What a promotion still wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Missing {
    pub(crate) promotion: usize,
    pub(crate) lack: Lack,
    /// What it takes off then, at the least; nothing of a gift.
    pub(crate) off: Fen,
}

/// How much more must be bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lack {
    Amount(Fen),
    Pieces(u32),
}

/// No line costs more, so that no sum overflows.
const DEAREST: i64 = i64::MAX / 128;

/// The cheapest combination that this buyer can have at this minute. Of what costs the same the one with fewer promotions
/// counts, then the one whose promotions come first.
pub(crate) fn best(lines: &[Line], promotions: &[Promotion], buyer: BuyerKind, now: Wall) -> Offer {
    let lines = lines.get(..limits::BASKET).unwrap_or(lines);
    let open = open(lines, promotions, buyer, now);
    let plain = State::new(lines);
    let chosen = cheapest(&open, lines, &plain);
    Offer {
        before: plain.total(),
        total: chosen.last().total(),
        gifts: gifts(&open, lines, &chosen),
        next: next(&open, lines, &chosen),
        applied: chosen.applied,
    }
}

/// What a basket lacks for one promotion, whatever it takes off; `None` where it lacks nothing, or the promotion cannot be had.
pub(crate) fn lack(lines: &[Line], promotions: &[Promotion], at: usize, buyer: BuyerKind, now: Wall) -> Option<Lack> {
    let lines = lines.get(..limits::BASKET).unwrap_or(lines);
    let open = open(lines, promotions, buyer, now);
    let one = open.iter().find(|one| one.index == at)?;
    let chosen = cheapest(&open, lines, &State::new(lines));
    let before = if one.promotion.alone {
        chosen.before(Some(PromotionLevel::Item))
    } else {
        chosen.before(one.promotion.level)
    };
    match one.promotion.needs {
        Needs::Nothing => None,
        Needs::Amount(least) => {
            Some(least.0 - one.sum(before)).filter(|lack| *lack > 0).map(|lack| Lack::Amount(Fen(lack)))
        }
        Needs::Pieces(least) => {
            let lack = i64::from(least) - one.pieces(lines);
            u32::try_from(lack).ok().filter(|lack| *lack > 0).map(Lack::Pieces)
        }
    }
}

/// The promotions that this buyer can have at this minute.
fn open<'a>(lines: &[Line], promotions: &'a [Promotion], buyer: BuyerKind, now: Wall) -> Vec<Open<'a>> {
    let open = promotions.iter().take(limits::PROMOTIONS).enumerate().filter(|(_, it)| it.open_to(buyer, now));
    open.map(|(index, promotion)| Open::new(index, promotion, lines)).collect()
}

/// A promotion that this buyer can have, and which lines it looks at.
struct Open<'a> {
    index: usize,
    promotion: &'a Promotion,
    /// A bit for each line.
    covered: u64,
}

impl<'a> Open<'a> {
    fn new(index: usize, promotion: &'a Promotion, lines: &[Line]) -> Open<'a> {
        let bits = (0_u32..).zip(lines).filter(|(_, line)| promotion.covers(&line.product, &line.category));
        let covered = bits.fold(0, |set, (bit, _)| set | 1_u64.checked_shl(bit).unwrap_or(0));
        Open { index, promotion, covered }
    }

    fn covers(&self, line: usize) -> bool {
        self.covered.checked_shr(u32::try_from(line).unwrap_or(u32::MAX)).unwrap_or(0) & 1 == 1
    }

    fn is_at(&self, level: PromotionLevel) -> bool {
        self.promotion.level == Some(level) && !self.promotion.alone
    }

    /// Whether it changes the price of pieces, line by line.
    fn is_price(&self) -> bool {
        matches!(self.promotion.amount, Amount::Price(_) | Amount::Nth { .. })
    }

    fn sum(&self, state: &State) -> i64 {
        (0..).zip(&state.sums).filter(|(line, _)| self.covers(*line)).map(|(_, sum)| sum).sum()
    }

    fn pieces(&self, lines: &[Line]) -> i64 {
        (0..).zip(lines).filter(|(line, _)| self.covers(*line)).map(|(_, line)| i64::from(line.quantity)).sum()
    }

    /// How many times its threshold is reached.
    fn times(&self, lines: &[Line], state: &State) -> i64 {
        let times = match self.promotion.needs {
            Needs::Nothing => i64::from(self.pieces(lines) > 0),
            Needs::Amount(threshold) => self.sum(state).checked_div(threshold.0).unwrap_or(1),
            Needs::Pieces(pieces) => self.pieces(lines).checked_div(pieces.into()).unwrap_or(1),
        };
        if self.promotion.each { times } else { times.min(1) }
    }

    /// What it takes off of the sum of its lines.
    fn off(&self, lines: &[Line], state: &State) -> i64 {
        let times = self.times(lines, state);
        if times <= 0 {
            return 0;
        }
        let sum = self.sum(state);
        match self.promotion.amount {
            Amount::Off(off) => off.0.saturating_mul(times).min(sum),
            Amount::Percent(percent) => hundredths(sum, percent),
            Amount::Price(_) | Amount::Nth { .. } => (0..lines.len()).map(|line| self.off_line(line, lines)).sum(),
            Amount::Gift { .. } => 0,
        }
    }

    /// What its price takes off of a line; its threshold aside.
    fn off_line(&self, at: usize, lines: &[Line]) -> i64 {
        let Some(line) = lines.get(at).filter(|_| self.covers(at)) else { return 0 };
        let (pieces, price) = match self.promotion.amount {
            Amount::Price(price) => (line.quantity, price),
            Amount::Nth { nth, price } => (line.quantity.checked_div(nth).unwrap_or(0), price),
            _ => return 0,
        };
        let off = line.price.0.saturating_sub(price.0).max(0).saturating_mul(pieces.into());
        off.min(sum_of(line))
    }

    /// The basket with it.
    fn applied(&self, lines: &[Line], state: &State) -> State {
        let mut sums = state.sums.clone();
        if self.is_price() {
            (0..).zip(&mut sums).for_each(|(line, sum)| *sum -= self.off_line(line, lines));
            return State { sums };
        }
        // In proportion, so that the parts make the whole: each line bears what the lines up to it bear, less what those before it do.
        let (off, whole) = (self.off(lines, state), self.sum(state));
        let share = |sum: i64| i64::try_from(i128::from(off) * i128::from(sum) / i128::from(whole.max(1))).unwrap_or(0);
        let mut before = 0;
        for (_, sum) in (0..).zip(&mut sums).filter(|(line, _)| self.covers(*line)) {
            let up_to = before + *sum;
            *sum -= share(up_to) - share(before);
            before = up_to;
        }
        State { sums }
    }
}

fn hundredths(sum: i64, percent: u8) -> i64 {
    i64::try_from(i128::from(sum) * i128::from(percent.min(100)) / 100).unwrap_or(0)
}

fn sum_of(line: &Line) -> i64 {
    line.price.0.max(0).saturating_mul(line.quantity.into()).min(DEAREST)
}

/// What each line costs.
#[derive(Clone)]
struct State {
    sums: Vec<i64>,
}

impl State {
    fn new(lines: &[Line]) -> State {
        State { sums: lines.iter().map(sum_of).collect() }
    }

    fn total(&self) -> Fen {
        Fen(self.sums.iter().sum())
    }
}

/// A combination.
struct Chosen {
    applied: Vec<Applied>,
    /// The basket before the items' promotions, after them, after the order's, and after the coupon.
    levels: [State; 4],
    /// A promotion that suffers no other.
    alone: bool,
}

impl Chosen {
    fn last(&self) -> &State {
        let [.., last] = &self.levels;
        last
    }

    /// The basket at which a promotion of this level looks.
    fn before(&self, level: Option<PromotionLevel>) -> &State {
        let [items, order, coupon, last] = &self.levels;
        match level {
            Some(PromotionLevel::Item) => items,
            Some(PromotionLevel::Order) => order,
            Some(PromotionLevel::Coupon) => coupon,
            None => last,
        }
    }

    fn off(&self) -> i64 {
        self.applied.iter().map(|applied| applied.off.0).sum()
    }
}

/// What decides between combinations; the smaller one is better.
fn key(total: i64, applied: &[Applied]) -> (i64, usize, Vec<usize>) {
    let mut indices: Vec<usize> = applied.iter().map(|applied| applied.promotion).collect();
    indices.sort_unstable();
    (total, indices.len(), indices)
}

fn cheapest(open: &[Open<'_>], lines: &[Line], plain: &State) -> Chosen {
    let at = |level| -> Vec<Option<&Open<'_>>> {
        std::iter::once(None).chain(open.iter().filter(|one| one.is_at(level)).map(Some)).collect()
    };
    let (orders, coupons) = (at(PromotionLevel::Order), at(PromotionLevel::Coupon));
    let mut best_key = key(plain.total().0, &[]);
    let mut best = Chosen { applied: Vec::new(), levels: std::array::from_fn(|_| plain.clone()), alone: false };
    for one in open.iter().filter(|one| one.promotion.alone && one.promotion.level.is_some()) {
        let off = one.off(lines, plain);
        let applied = vec![Applied { promotion: one.index, off: Fen(off) }];
        let found = key(plain.total().0 - off, &applied);
        if off > 0 && found < best_key {
            best_key = found;
            let after = one.applied(lines, plain);
            best = Chosen { applied, levels: [plain.clone(), after.clone(), after.clone(), after], alone: true };
        }
    }
    for (items, of_items) in items(open, lines, plain) {
        for order in &orders {
            let off = order.map_or(0, |order| order.off(lines, &items));
            if order.is_some() && off <= 0 {
                continue;
            }
            let ordered = order.map_or_else(|| items.clone(), |order| order.applied(lines, &items));
            for coupon in &coupons {
                let coupon_off = coupon.map_or(0, |coupon| coupon.off(lines, &ordered));
                let total = ordered.total().0 - coupon_off;
                if total > best_key.0 || (coupon.is_some() && coupon_off <= 0) {
                    continue;
                }
                let mut applied = of_items.clone();
                let taken = [(order, off), (coupon, coupon_off)];
                let taken = taken.into_iter().filter_map(|(one, off)| Some(((*one)?.index, off)));
                applied.extend(taken.map(|(promotion, off)| Applied { promotion, off: Fen(off) }));
                let found = key(total, &applied);
                if found < best_key {
                    best_key = found;
                    let last = coupon.map_or_else(|| ordered.clone(), |coupon| coupon.applied(lines, &ordered));
                    let levels = [plain.clone(), items.clone(), ordered.clone(), last];
                    best = Chosen { applied, levels, alone: false };
                }
            }
        }
    }
    best
}

/// The baskets that the promotions of items can make, each with what was taken off.
fn items(open: &[Open<'_>], lines: &[Line], plain: &State) -> Vec<(State, Vec<Applied>)> {
    let of_items = open.iter().filter(|one| one.is_at(PromotionLevel::Item));
    let of_items: Vec<(&Open<'_>, i64)> =
        of_items.map(|one| (one, one.off(lines, plain))).filter(|(_, off)| *off > 0).collect();
    let prices: Vec<&Open<'_>> = of_items.iter().map(|(one, _)| *one).filter(|one| one.is_price()).collect();
    let mut baskets = vec![(plain.clone(), Vec::new())];
    for (one, off) in &of_items {
        baskets.push((one.applied(lines, plain), vec![Applied { promotion: one.index, off: Fen(*off) }]));
    }
    let sums = of_items.iter().map(|(one, _)| *one).filter(|one| !one.is_price());
    for sum in std::iter::once(None).chain(sums.map(Some)) {
        let mut basket = sum.map_or_else(|| plain.clone(), |sum| sum.applied(lines, plain));
        let mut applied: Vec<Applied> = Vec::new();
        for (line, left) in (0..).zip(&mut basket.sums) {
            if sum.is_some_and(|sum| sum.covers(line)) {
                continue;
            }
            // The first of those that take off the most.
            let best = prices.iter().rev().max_by_key(|price| price.off_line(line, lines));
            let Some((best, off)) = best.map(|best| (best, best.off_line(line, lines))).filter(|(_, off)| *off > 0)
            else {
                continue;
            };
            *left -= off;
            match applied.iter_mut().find(|applied| applied.promotion == best.index) {
                Some(applied) => applied.off.0 += off,
                None => applied.push(Applied { promotion: best.index, off: Fen(off) }),
            }
        }
        if applied.is_empty() {
            continue;
        }
        applied.extend(sum.map(|sum| Applied { promotion: sum.index, off: Fen(sum.off(lines, plain)) }));
        baskets.push((basket, applied));
    }
    baskets
}

/// What comes along. A gift that suffers no other promotion comes alone.
fn gifts(open: &[Open<'_>], lines: &[Line], chosen: &Chosen) -> Vec<usize> {
    let reached = |one: &&Open<'_>| one.promotion.level.is_none() && one.times(lines, chosen.last()) > 0;
    let (alone, together): (Vec<&Open<'_>>, Vec<&Open<'_>>) =
        open.iter().filter(reached).partition(|one| one.promotion.alone);
    if chosen.alone {
        return Vec::new();
    }
    if together.is_empty() && chosen.applied.is_empty() {
        return alone.first().map(|one| one.index).into_iter().collect();
    }
    together.iter().map(|one| one.index).collect()
}

/// The promotion that needs the least more of those that would take more off at their level than what is applied there; where
/// there is none, the gift that does.
fn next(open: &[Open<'_>], lines: &[Line], chosen: &Chosen) -> Option<Missing> {
    let lacking = open.iter().filter_map(|one| Some((missing(one, open, lines, chosen)?, one)));
    let near = lacking.min_by_key(|(missing, one)| {
        let dear = match missing.lack {
            Lack::Amount(fen) => fen.0,
            Lack::Pieces(pieces) => cheapest_piece(one, lines).saturating_mul(pieces.into()),
        };
        (one.promotion.level.is_none(), dear, one.index)
    });
    near.map(|(missing, _)| missing)
}

/// What one piece more costs, at the least.
fn cheapest_piece(one: &Open<'_>, lines: &[Line]) -> i64 {
    let prices = (0..).zip(lines).filter(|(line, _)| one.covers(*line)).map(|(_, line)| line.price.0.max(0));
    prices.min().unwrap_or(DEAREST)
}

fn missing(one: &Open<'_>, open: &[Open<'_>], lines: &[Line], chosen: &Chosen) -> Option<Missing> {
    let promotion = one.promotion;
    // What is for other goods than these is no step further.
    let everything = promotion.products.is_empty() && promotion.categories.is_empty();
    if one.is_price() || (one.covered == 0 && !everything) || (chosen.alone && promotion.level.is_none()) {
        return None;
    }
    let before =
        if promotion.alone { chosen.before(Some(PromotionLevel::Item)) } else { chosen.before(promotion.level) };
    let times = one.times(lines, before);
    if times > 0 && (!promotion.each || matches!(promotion.amount, Amount::Percent(_))) {
        return None;
    }
    let wanted = times.checked_add(1)?;
    let (lack, sum) = match promotion.needs {
        Needs::Nothing => return None,
        Needs::Amount(threshold) => {
            let sum = threshold.0.checked_mul(wanted)?;
            (Lack::Amount(Fen(sum - one.sum(before))), sum)
        }
        Needs::Pieces(pieces) => {
            let more = i64::from(pieces).checked_mul(wanted)? - one.pieces(lines);
            (Lack::Pieces(u32::try_from(more).ok()?), one.sum(before))
        }
    };
    let off = match promotion.amount {
        Amount::Off(off) => off.0.saturating_mul(wanted),
        Amount::Percent(percent) => hundredths(sum, percent),
        _ => 0,
    };
    let of_level = |applied: &&Applied| {
        let level = open.iter().find(|other| other.index == applied.promotion).map(|other| other.promotion.level);
        level == Some(promotion.level)
    };
    let now: i64 = match promotion.alone || chosen.alone {
        true => chosen.off(),
        false => chosen.applied.iter().filter(of_level).map(|applied| applied.off.0).sum(),
    };
    (off > now || promotion.level.is_none()).then_some(Missing { promotion: one.index, lack, off: Fen(off) })
}

#[cfg(test)]
mod tests;
