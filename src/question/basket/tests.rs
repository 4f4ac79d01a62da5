use proptest::prelude::*;

use super::*;
use crate::knowledge::promotion::{Audience, PromotionKind, Window};
use crate::time::Time;

fn now() -> Wall {
    "2026-11-22T10:00:00+08:00".parse::<Time>().unwrap().wall(480)
}

fn line(product: &str, yuan: i64, quantity: u32) -> Line {
    let category = if product.starts_with('a') { "服饰/上衣" } else { "食品" };
    Line { product: product.into(), category: category.into(), sku: "默认".into(), price: Fen(yuan * 100), quantity }
}

fn over(yuan: i64, off: i64) -> Promotion {
    Promotion::new(PromotionKind::FullReduction, Needs::Amount(Fen(yuan * 100)), Amount::Off(Fen(off * 100)))
}

fn coupon(yuan: i64, off: i64) -> Promotion {
    Promotion { kind: PromotionKind::Coupon, level: Some(PromotionLevel::Coupon), ..over(yuan, off) }
}

fn live(product: &str, yuan: i64) -> Promotion {
    let products = vec![product.to_owned()];
    Promotion { products, ..Promotion::new(PromotionKind::LivePrice, Needs::Nothing, Amount::Price(Fen(yuan * 100))) }
}

type Told = (i64, Vec<(usize, i64)>, Option<(usize, Lack, i64)>);

/// The total in 分, what was applied, and how much the next one lacks.
fn told(lines: &[Line], promotions: &[Promotion]) -> Told {
    let offer = best(lines, promotions, BuyerKind::default(), now());
    let applied = offer.applied.iter().map(|applied| (applied.promotion, applied.off.0)).collect();
    (offer.total.0, applied, offer.next.map(|next| (next.promotion, next.lack, next.off.0)))
}

#[test]
fn levels_add_up_and_each_looks_at_what_is_left() {
    let yuan = |yuan: i64| yuan * 100;
    let lack = |index, missing: i64, off: i64| Some((index, Lack::Amount(Fen(missing * 100)), off * 100));
    let shop = [over(150, 15), coupon(140, 10), live("a1", 120)];
    for (basket, expect) in [
        // Neither threshold is reached; the coupon's is nearer.
        (vec![line("b1", 100, 1)], (yuan(100), vec![], lack(1, 40, 10))),
        // The coupon alone.
        (vec![line("b1", 145, 1)], (yuan(135), vec![(1, yuan(10))], lack(0, 5, 15))),
        // After 满150减15 there are 135 left: too few for the coupon.
        (vec![line("b1", 150, 1)], (yuan(135), vec![(0, yuan(15))], lack(1, 5, 10))),
        (vec![line("b1", 155, 1)], (yuan(130), vec![(0, yuan(15)), (1, yuan(10))], None)),
        // The price of the live room first: it costs the order's threshold and is worth it.
        (vec![line("a1", 160, 1)], (yuan(120), vec![(2, yuan(40))], lack(1, 20, 10))),
        (vec![line("a1", 160, 2)], (yuan(215), vec![(2, yuan(80)), (0, yuan(15)), (1, yuan(10))], None)),
    ] {
        assert_eq!(told(&basket, &shop), expect, "{basket:?}");
    }
}

#[test]
fn at_the_level_of_items_each_line_has_its_own_price() {
    let nth = |product: &str, nth, yuan: i64| Promotion {
        products: vec![product.into()],
        ..Promotion::new(PromotionKind::NthPrice, Needs::Nothing, Amount::Nth { nth, price: Fen(yuan * 100) })
    };
    let shop = [live("a1", 80), nth("b1", 2, 10), nth("a1", 2, 20)];
    for (basket, total) in [
        (vec![line("a1", 100, 1), line("b1", 30, 1)], 110),
        // Every second piece of b1; of a1 the live price of two, or the second for 20.
        (vec![line("a1", 100, 2), line("b1", 30, 5)], 120 + 30 * 3 + 20),
        (vec![line("a1", 100, 3)], 220),
        // A price above the goods' own is none.
        (vec![line("a1", 70, 1)], 70),
    ] {
        assert_eq!(told(&basket, &shop).0, total * 100, "{basket:?}");
    }
}

#[test]
fn a_promotion_for_some_goods_looks_at_these_alone() {
    let clothes = Promotion { categories: vec!["服饰".into()], ..over(100, 20) };
    let one = Promotion { products: vec!["b1".into()], ..coupon(30, 5) };
    let shop = [clothes, one];
    for (basket, expect) in [
        (vec![line("b2", 200, 1)], 200),
        (vec![line("a1", 60, 1), line("b2", 60, 1)], 120),
        (vec![line("a1", 60, 2), line("b2", 60, 1)], 160),
        (vec![line("a1", 60, 2), line("b1", 30, 1)], 125),
    ] {
        assert_eq!(told(&basket, &shop).0, expect * 100, "{basket:?}");
    }
    // What was taken off of the clothes falls on them in proportion, so that a coupon for one of them looks at what is left.
    let half = Promotion { products: vec!["a1".into()], ..coupon(50, 7) };
    let shop = [over(100, 20), half];
    assert_eq!(told(&[line("a1", 60, 1), line("b1", 60, 1)], &shop).0, 9_300);
    assert_eq!(told(&[line("a1", 59, 1), line("b1", 61, 1)], &shop).0, 10_000);
}

#[test]
fn thresholds_in_pieces_and_for_each() {
    let pieces = Promotion::new(PromotionKind::FullReduction, Needs::Pieces(2), Amount::Percent(10));
    let each = Promotion { each: true, ..over(100, 10) };
    assert_eq!(
        told(&[line("b1", 100, 1)], std::slice::from_ref(&pieces)),
        (10_000, vec![], Some((0, Lack::Pieces(1), 1_000)))
    );
    assert_eq!(told(&[line("b1", 100, 2)], &[pieces]), (18_000, vec![(0, 2_000)], None));
    let more = Some((0, Lack::Amount(Fen(5_000)), 4_000));
    assert_eq!(told(&[line("b1", 350, 1)], &[each]), (32_000, vec![(0, 3_000)], more));
}

#[test]
fn what_suffers_no_other_comes_alone() {
    let alone = |off| Promotion { alone: true, ..over(100, off) };
    let basket = [line("b1", 200, 1)];
    assert_eq!(told(&basket, &[alone(30), over(150, 15), coupon(100, 10)]).1, [(0, 3_000)]);
    assert_eq!(told(&basket, &[alone(20), over(150, 15), coupon(100, 10)]).1, [(1, 1_500), (2, 1_000)]);
    // What costs the same with fewer promotions is chosen.
    assert_eq!(told(&basket, &[over(150, 15), coupon(100, 10), alone(25)]).1, [(2, 2_500)]);
    let gift = Promotion::new(PromotionKind::Gift, Needs::Nothing, Amount::Gift { gift: "袜子".into(), sku: None });
    let gifts = |promotions: &[Promotion]| best(&basket, promotions, BuyerKind::default(), now()).gifts;
    assert_eq!(gifts(&[over(150, 15), gift.clone()]), [1]);
    assert_eq!(gifts(&[alone(30), gift.clone()]), [] as [usize; 0]);
    let gift = Promotion { alone: true, ..gift };
    assert_eq!(gifts(std::slice::from_ref(&gift)), [0]);
    assert_eq!(gifts(&[over(150, 15), gift]), [] as [usize; 0]);
}

#[test]
fn nobody_is_promised_what_is_for_others_or_another_time() {
    let time = |text: &str| {
        let wall = text.parse::<Time>().unwrap().wall(480);
        wall.day_number * 1440 + i64::from(wall.minutes())
    };
    let window =
        |from: Option<&str>, until: Option<&str>, daily| Window { from: from.map(time), until: until.map(time), daily };
    let applies = |change: &dyn Fn(&mut Promotion), buyer: BuyerKind| {
        let mut promotion = over(100, 10);
        change(&mut promotion);
        !best(&[line("b1", 100, 1)], &[promotion], buyer, now()).applied.is_empty()
    };
    let new = BuyerKind { returning: Some(false), member: Some(false) };
    let member = BuyerKind { returning: Some(true), member: Some(true) };
    let nobody = BuyerKind::default();
    for (audience, buyer, expect) in [
        (Audience::New, new, true),
        (Audience::New, member, false),
        (Audience::New, nobody, false),
        (Audience::Returning, member, true),
        (Audience::Returning, nobody, false),
        (Audience::Member, member, true),
        (Audience::Member, new, false),
        (Audience::Member, nobody, false),
    ] {
        assert_eq!(applies(&|it| it.audience = Some(audience), buyer), expect, "{audience:?} {buyer:?}");
    }
    for (left, expect) in [(Some(0), false), (Some(1), true), (None, true)] {
        assert_eq!(applies(&|it| it.left = left, nobody), expect, "{left:?}");
        assert_eq!(applies(&|it| it.per_buyer = left, nobody), expect, "{left:?}");
    }
    let (before, at, after) = ("2026-11-22T09:59:00+08:00", "2026-11-22T10:00:00+08:00", "2026-11-22T10:01:00+08:00");
    for (from, until, daily, expect) in [
        (Some(at), None, None, true),
        (Some(after), None, None, false),
        (None, Some(at), None, false),
        (Some(before), Some(after), None, true),
        (None, None, Some((600, 601)), true),
        (None, None, Some((540, 600)), false),
        (None, None, Some((1_320, 660)), true),
        (Some(at), Some(after), Some((1_320, 480)), false),
    ] {
        let found = applies(&|it| it.window = window(from, until, daily), nobody);
        assert_eq!(found, expect, "{from:?} {until:?} {daily:?}");
    }
}

#[test]
fn strange_figures_end_in_time_and_in_no_overflow() {
    let many: Vec<Promotion> = (0..300_i64)
        .map(|at| {
            let level = [PromotionLevel::Item, PromotionLevel::Order, PromotionLevel::Coupon][(at % 3) as usize];
            Promotion { level: Some(level), ..over(1, at + 1) }
        })
        .collect();
    let basket: Vec<Line> = (0..80).map(|at| line(&format!("b{at}"), i64::MAX / 100, u32::MAX)).collect();
    let offer = best(&basket, &many, BuyerKind::default(), now());
    assert!(offer.total > Fen(0) && offer.total < offer.before);
    // The first of each level beyond the bounds would take off more.
    assert!(offer.applied.iter().all(|applied| applied.promotion < limits::PROMOTIONS));
    let offer = best(&[line("b1", -5, 3), line("b2", 0, 0)], &many, BuyerKind::default(), now());
    assert_eq!((offer.total, offer.applied), (Fen(0), vec![]));
}

/// All that is allowed, each tried out: which promotions are on is a set of bits, and what they make is computed 分 by 分 where the
/// code divides.
mod brute {
    use super::*;

    pub(super) fn cheapest(lines: &[Line], promotions: &[Promotion], buyer: BuyerKind) -> i64 {
        let subsets = (0_u32..1 << promotions.len()).map(|set| -> Vec<&Promotion> {
            promotions.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, promotion)| promotion).collect()
        });
        subsets.filter_map(|on| total(lines, &on, promotions, buyer)).min().unwrap()
    }

    fn usable(promotion: &Promotion, lines: &[Line], buyer: BuyerKind) -> bool {
        promotion.open_to(buyer, now()) && {
            let own = lines.iter().filter(|line| promotion.covers(&line.product, &line.category));
            let (sum, pieces) = own.fold((0, 0), |(sum, pieces), line| {
                (sum + line.price.0 * i64::from(line.quantity), pieces + line.quantity)
            });
            match promotion.needs {
                Needs::Nothing => pieces > 0,
                Needs::Amount(threshold) => sum >= threshold.0,
                Needs::Pieces(wanted) => pieces >= wanted,
            }
        }
    }

    /// What the basket costs with exactly these; `None`: they are not allowed together.
    fn total(lines: &[Line], on: &[&Promotion], all: &[Promotion], buyer: BuyerKind) -> Option<i64> {
        let count = |level| on.iter().filter(|one| one.level == Some(level)).count();
        let is_price = |one: &&Promotion| matches!(one.amount, Amount::Price(_) | Amount::Nth { .. });
        let alone = on.iter().any(|one| one.alone) && on.len() > 1;
        let gifts = on.iter().any(|one| one.level.is_none());
        let many = count(PromotionLevel::Order) > 1 || count(PromotionLevel::Coupon) > 1;
        if alone || gifts || many || !on.iter().all(|one| one.open_to(buyer, now())) {
            return None;
        }
        let items: Vec<&Promotion> = on.iter().copied().filter(|one| one.level == Some(PromotionLevel::Item)).collect();
        let sums: Vec<&Promotion> = items.iter().copied().filter(|one| !is_price(one)).collect();
        let prices: Vec<&Promotion> = items.iter().copied().filter(is_price).collect();
        let useful = |one: &&Promotion| {
            is_price(one)
                && !one.alone
                && usable(one, lines, buyer)
                && lines.iter().any(|line| priced(one, line) < full(line))
        };
        let every = prices.iter().filter(|one| useful(one)).count() == all.iter().filter(useful).count();
        // One item promotion, or every line's best price, beside one that looks at a sum.
        if sums.len() > 1 || !(items.len() <= 1 || every) {
            return None;
        }
        if !items.iter().all(|one| usable(one, lines, buyer)) {
            return None;
        }
        let mut costs: Vec<i64> = lines.iter().map(full).collect();
        let covered = |one: &Promotion, line: &Line| one.covers(&line.product, &line.category);
        for (cost, line) in costs.iter_mut().zip(lines) {
            if !sums.iter().any(|sum| covered(sum, line)) {
                *cost = prices.iter().map(|one| priced(one, line)).chain([*cost]).min().unwrap();
            }
        }
        let levels = [PromotionLevel::Item, PromotionLevel::Order, PromotionLevel::Coupon];
        for one in levels.iter().flat_map(|level| on.iter().filter(move |one| one.level == Some(*level))) {
            if is_price(one) {
                continue;
            }
            let own: Vec<usize> = (0..lines.len()).filter(|at| covered(one, &lines[*at])).collect();
            let sum: i64 = own.iter().map(|at| costs[*at]).sum();
            let pieces: u32 = own.iter().map(|at| lines[*at].quantity).sum();
            let mut times = 0;
            let (mut money, mut count) = (sum, pieces);
            loop {
                let again = match one.needs {
                    Needs::Nothing => times == 0 && pieces > 0,
                    Needs::Amount(threshold) => money >= threshold.0,
                    Needs::Pieces(wanted) => count >= wanted,
                };
                if !again || (times == 1 && !one.each) {
                    break;
                }
                times += 1;
                match one.needs {
                    Needs::Nothing => {}
                    Needs::Amount(threshold) => money -= threshold.0,
                    Needs::Pieces(wanted) => count -= wanted,
                }
            }
            let off = match one.amount {
                Amount::Off(off) => (off.0 * times).min(sum),
                Amount::Percent(percent) if times > 0 => {
                    (1..=sum).filter(|fen| fen * i64::from(percent) % 100 < i64::from(percent)).count() as i64
                }
                _ => 0,
            };
            // 分 by 分: the next one falls where the sum so far has earned it.
            let (mut passed, mut given) = (0, 0);
            for at in own {
                for _ in 0..costs[at] {
                    passed += 1;
                    if passed * off / sum > given {
                        given += 1;
                        costs[at] -= 1;
                    }
                }
            }
        }
        Some(costs.iter().sum())
    }

    fn full(line: &Line) -> i64 {
        line.price.0 * i64::from(line.quantity)
    }

    /// Piece by piece.
    fn priced(one: &Promotion, line: &Line) -> i64 {
        if !one.covers(&line.product, &line.category) {
            return full(line);
        }
        let piece = |number: u32| match one.amount {
            Amount::Price(price) => price.min(line.price).0,
            Amount::Nth { nth, price } if number.is_multiple_of(nth) => price.min(line.price).0,
            _ => line.price.0,
        };
        (1..=line.quantity).map(piece).sum()
    }
}

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let line = (0..3_usize, 1..300_i64, 0..6_u32).prop_map(|(product, price, quantity)| Line {
        price: Fen(price),
        ..line(["a1", "a2", "b1"][product], 0, quantity)
    });
    proptest::collection::vec(line, 0..4)
}

fn promotions() -> impl Strategy<Value = Vec<Promotion>> {
    let needs = prop_oneof![
        Just(Needs::Nothing),
        (1..500_i64).prop_map(|fen| Needs::Amount(Fen(fen))),
        (1..6_u32).prop_map(Needs::Pieces),
    ];
    let amount = prop_oneof![
        (1..200_i64).prop_map(|fen| Amount::Off(Fen(fen))),
        (1..100_u8).prop_map(Amount::Percent),
        (0..250_i64).prop_map(|fen| Amount::Price(Fen(fen))),
        (2..4_u32, 0..250_i64).prop_map(|(nth, fen)| Amount::Nth { nth, price: Fen(fen) }),
        Just(Amount::Gift { gift: "袜子".into(), sku: None }),
    ];
    let levels = [PromotionLevel::Item, PromotionLevel::Order, PromotionLevel::Coupon];
    let scope = prop_oneof![3 => Just(None), 1 => Just(Some("a1")), 1 => Just(Some("b1"))];
    let rest = (scope, prop::bool::weighted(0.3), prop::bool::weighted(0.2), prop::option::of(Just(Audience::New)));
    let one = (needs, amount, 0..3_usize, rest).prop_map(move |(needs, amount, level, rest)| {
        let (kind, level) = match amount {
            Amount::Price(_) => (PromotionKind::LivePrice, Some(PromotionLevel::Item)),
            Amount::Nth { .. } => (PromotionKind::NthPrice, Some(PromotionLevel::Item)),
            Amount::Gift { .. } => (PromotionKind::Gift, None),
            _ => (PromotionKind::FullReduction, Some(levels[level])),
        };
        let (scope, each, alone, audience) = rest;
        let each = each && needs != Needs::Nothing && level.is_some() && kind == PromotionKind::FullReduction;
        let products = scope.into_iter().map(str::to_owned).collect();
        Promotion { level, products, each, alone, audience, ..Promotion::new(kind, needs, amount) }
    });
    proptest::collection::vec(one, 0..6)
}

fn buyers() -> impl Strategy<Value = BuyerKind> {
    prop::option::of(any::<bool>()).prop_map(|returning| BuyerKind { returning, member: None })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn it_is_as_cheap_as_it_can_be(lines in lines(), promotions in promotions(), buyer in buyers()) {
        let offer = best(&lines, &promotions, buyer, now());
        prop_assert_eq!(offer.total.0, brute::cheapest(&lines, &promotions, buyer));
    }

    #[test]
    fn what_is_told_of_it_makes_its_total(lines in lines(), promotions in promotions(), buyer in buyers()) {
        let offer = best(&lines, &promotions, buyer, now());
        let off: i64 = offer.applied.iter().map(|applied| applied.off.0).sum();
        prop_assert_eq!(offer.total.0, offer.before.0 - off);
        prop_assert!(offer.applied.iter().all(|applied| applied.off > Fen(0)));
        let of = |level| offer.applied.iter().filter(|applied| promotions[applied.promotion].level == Some(level)).count();
        prop_assert!(of(PromotionLevel::Order) <= 1 && of(PromotionLevel::Coupon) <= 1);
        let alone = offer.applied.iter().any(|applied| promotions[applied.promotion].alone);
        prop_assert!(!alone || (offer.applied.len() == 1 && offer.gifts.is_empty()));
        prop_assert!(offer.gifts.iter().all(|gift| promotions[*gift].level.is_none()));
    }

    /// Whoever buys what is missing gets what was said of it, where nothing else comes between.
    #[test]
    fn what_is_missing_is_enough(lines in lines(), promotions in promotions(), buyer in buyers()) {
        let Some(next) = best(&lines, &promotions, buyer, now()).next else { return Ok(()) };
        let one = &promotions[next.promotion];
        let product = one.products.first().map_or("a1", String::as_str);
        let more = match next.lack {
            Lack::Amount(fen) => Line { price: fen, ..line(product, 0, 1) },
            Lack::Pieces(pieces) => line(product, 10_000, pieces),
        };
        let lines: Vec<Line> = lines.into_iter().chain([more]).collect();
        let offer = best(&lines, std::slice::from_ref(one), buyer, now());
        match one.level {
            None => prop_assert_eq!(offer.gifts, [0]),
            // No more is taken off than there is.
            Some(_) => prop_assert!(offer.applied[0].off >= next.off || offer.total == Fen(0)
                || offer.applied[0].off.0 >= lines.iter().filter(|line| one.covers(&line.product, "")).map(sum_of).sum()),
        }
    }
}

#[test]
fn what_a_basket_lacks_is_counted_of_what_the_promotion_looks_at() {
    let of_food = Promotion { categories: vec!["食品".into()], ..over(100, 10) };
    let lack = |lines: &[Line]| super::lack(lines, std::slice::from_ref(&of_food), 0, BuyerKind::default(), now());
    assert_eq!(lack(&[line("a", 500, 1), line("b", 70, 1)]), Some(Lack::Amount(Fen(3_000))));
    assert_eq!(lack(&[line("a", 500, 1)]), Some(Lack::Amount(Fen(10_000))));
    assert_eq!(lack(&[line("b", 50, 2)]), None);
}
