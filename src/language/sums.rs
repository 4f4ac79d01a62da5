//! Sums, and what is taken off them, in words.

use crate::language::shown::{money, yuan};
use crate::money::Fen;

/// A variant with its price.
pub(crate) fn priced(name: &str, price: Fen) -> String {
    format!("{name} {}", money(price))
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
    let claim = claim.map(|place| format!("（先到{place}领）")).unwrap_or_default();
    format!("「{name}」{claim}减 {} 元", yuan(off))
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
