//! Sums, and what is taken off them, in words.

use crate::language::shown::{money, yuan};
use crate::money::Fen;

/// A variant with its price.
pub(crate) fn priced(name: &str, price: Fen) -> String {
    format!("{name} {}", money(price))
}

/// Goods with the lowest of their prices.
pub(crate) fn priced_from(name: &str, price: Fen) -> String {
    format!("{name} {}起", money(price))
}

/// The calculation in one line: `灰色 99 元×2＋黑色 99 元＝297 元`; of a single piece its price.
pub(crate) fn calculation(lines: &[(&str, Fen, u32)], sum: Fen) -> String {
    let line = |(name, price, quantity): &(&str, Fen, u32)| {
        let times = if *quantity == 1 { String::new() } else { format!("×{quantity}") };
        format!("{name} {}{times}", money(*price))
    };
    let all: Vec<String> = lines.iter().map(line).collect();
    match lines {
        [(_, _, 1)] => all.concat(),
        _ => format!("{}＝{}", all.join("＋"), money(sum)),
    }
}

/// `「满150减15」减 15 元`; of a coupon where it is fetched first.
pub(crate) fn taken_off(name: &str, off: Fen, claim: Option<&str>) -> String {
    let claim = claim.map(|place| format!("（先到{}）", fetched(place))).unwrap_or_default();
    format!("「{name}」{claim}减 {} 元", yuan(off))
}

/// Where something is fetched, with the verb: `店铺首页领`, and of `店铺首页领取` no second one.
pub(crate) fn fetched(place: &str) -> String {
    let place = place.trim_start_matches(['在', '到', '去']);
    if place.ends_with("领取") || place.ends_with('领') { place.to_owned() } else { format!("{place}领") }
}

/// The same with its preposition: `在店铺首页领`.
pub(crate) fn at_place(place: &str) -> String {
    format!("在{}", fetched(place))
}

/// A gift that is reached, or what is missing for it.
pub(crate) fn gift(name: &str, lack: Option<String>) -> String {
    lack.unwrap_or_else(|| format!("已经够「{name}」了"))
}

/// Pieces of a product among those of others: `裙子 黑色/L`.
pub(crate) fn of_product(product: &str, variant: &str) -> String {
    if product == variant { product.to_owned() } else { format!("{product} {variant}") }
}

/// One of several possible sums, on a line of its own.
pub(crate) fn possible(sum: &str, applied: &str, total: Fen) -> String {
    match applied.is_empty() {
        true => sum.to_owned(),
        false => format!("{sum}，{applied}，到手 {}", money(total)),
    }
}

/// How much more must be bought for a promotion.
pub(crate) fn lacks_amount(fen: Fen, name: &str) -> String {
    format!("还差 {}就够「{name}」", money(fen))
}

/// How many more must be bought for one.
pub(crate) fn lacks_pieces(pieces: u32, name: &str) -> String {
    format!("再买 {pieces} 件就够「{name}」")
}

/// An attribute with its value, in a row of others.
pub(crate) fn attribute(name: &str, value: &str) -> String {
    format!("{name}{value}")
}

/// A price for what is in a pack: `合 3.3 元一袋`.
pub(crate) fn each(price: Fen, unit: &str) -> String {
    format!("{}一{unit}", money(price))
}
