//! What takes money off, or adds something to the parcel.

use crate::money::Fen;
use crate::time::{Wall, within};

/// What a promotion is, for buyers and for who fills it in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PromotionKind {
    /// So much off from a sum on (满减), by itself.
    #[default]
    FullReduction,
    /// The same, of a coupon that is fetched first.
    Coupon,
    /// Something that comes along.
    Gift,
    /// Another price: in the live room, or of a sale.
    LivePrice,
    /// Every second, third … piece has another price.
    NthPrice,
    /// Another price for members.
    MemberPrice,
}

impl PromotionKind {
    /// Each with its name in the knowledge.
    pub(crate) const NAMES: &[(&str, PromotionKind)] = &[
        ("full_reduction", PromotionKind::FullReduction),
        ("coupon", PromotionKind::Coupon),
        ("gift", PromotionKind::Gift),
        ("live_price", PromotionKind::LivePrice),
        ("nth_price", PromotionKind::NthPrice),
        ("member_price", PromotionKind::MemberPrice),
    ];

    /// Its name in the knowledge.
    pub(crate) fn as_str(self) -> &'static str {
        PromotionKind::NAMES.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }

    /// What it looks at where nothing is said about it; `None` of a gift. Other prices are of single goods.
    pub(crate) fn level(self) -> Option<PromotionLevel> {
        match self {
            PromotionKind::FullReduction => Some(PromotionLevel::Order),
            PromotionKind::Coupon => Some(PromotionLevel::Coupon),
            PromotionKind::Gift => None,
            PromotionKind::LivePrice | PromotionKind::NthPrice | PromotionKind::MemberPrice => {
                Some(PromotionLevel::Item)
            }
        }
    }
}

/// What a promotion looks at. At most one of each counts, and they add up in this order: each looks at the sum that the one
/// before has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum PromotionLevel {
    /// Single goods.
    Item,
    /// The order.
    Order,
    /// A coupon, after the order's.
    Coupon,
}

/// For whom a promotion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Audience {
    /// Who has not bought here yet.
    New,
    /// Who has.
    Returning,
    /// Members of the shop.
    Member,
}

/// A checked promotion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Promotion {
    pub(crate) id: String,
    /// What buyers read: `满150减15`.
    pub(crate) name: Option<String>,
    pub(crate) kind: PromotionKind,
    /// `None` of a gift, which takes nothing off.
    pub(crate) level: Option<PromotionLevel>,
    pub(crate) needs: Needs,
    pub(crate) amount: Amount,
    /// Again for each time that the threshold is reached.
    pub(crate) each: bool,
    /// With no other.
    pub(crate) alone: bool,
    /// Ids; empty together with `categories`: everything.
    pub(crate) products: Vec<String>,
    /// Parts of a category's path, between slashes.
    pub(crate) categories: Vec<String>,
    pub(crate) audience: Option<Audience>,
    /// Of a coupon: where it is fetched.
    pub(crate) claim: Option<String>,
    pub(crate) per_buyer: Option<u32>,
    pub(crate) left: Option<u32>,
    /// Days after it was fetched.
    pub(crate) valid_days: Option<u32>,
    pub(crate) window: Window,
}

/// What must be bought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Needs {
    #[default]
    Nothing,
    Amount(Fen),
    Pieces(u32),
}

/// What it gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Amount {
    Off(Fen),
    /// Hundredths of the sum that are taken off: 10 is 九折.
    Percent(u8),
    /// A price of a piece.
    Price(Fen),
    /// The price of every so-many-eth piece.
    Nth {
        nth: u32,
        price: Fen,
    },
    /// A product's id, or words; and which variant.
    Gift {
        gift: String,
        sku: Option<String>,
    },
}

/// When it holds, by the minutes of the shop's clock: days since 1970-01-01 times 1440, and the minutes of the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) from: Option<i64>,
    /// Before this minute.
    pub(crate) until: Option<i64>,
    /// Minutes since midnight; the second may be smaller: over midnight.
    pub(crate) daily: Option<(u16, u16)>,
}

impl Window {
    /// Whether it holds now.
    pub(crate) fn holds(&self, now: Wall) -> bool {
        let at = minute_of(now.day_number, now.minutes());
        let daily = self.daily.is_none_or(|daily| within(now.minutes(), daily));
        daily && self.from.is_none_or(|from| at >= from) && self.until.is_none_or(|until| at < until)
    }
}

/// The minute of a day.
pub(crate) fn minute_of(day_number: i64, minute: u16) -> i64 {
    day_number.saturating_mul(1440).saturating_add(minute.into())
}

/// What is known of a buyer; `None`: it is not known, and no promotion for some buyers is promised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct BuyerKind {
    /// Whether the buyer has bought here before.
    pub(crate) returning: Option<bool>,
    pub(crate) member: Option<bool>,
}

impl Promotion {
    /// One of a kind and nothing more, as the knowledge makes it.
    #[cfg(test)]
    pub(crate) fn new(kind: PromotionKind, needs: Needs, amount: Amount) -> Promotion {
        Promotion {
            id: String::new(),
            name: None,
            kind,
            level: kind.level(),
            needs,
            amount,
            each: false,
            alone: false,
            products: Vec::new(),
            categories: Vec::new(),
            audience: None,
            claim: None,
            per_buyer: None,
            left: None,
            valid_days: None,
            window: Window::default(),
        }
    }

    /// Whether anybody can have it now; without a clock whether it always holds.
    pub(crate) fn is_open(&self, now: Option<Wall>) -> bool {
        let window = now.map_or(self.window == Window::default(), |now| self.window.holds(now));
        window && self.left != Some(0) && self.per_buyer != Some(0)
    }

    /// Whether this buyer can have it at this minute, whatever is bought.
    pub(crate) fn open_to(&self, buyer: BuyerKind, now: Wall) -> bool {
        let audience = match self.audience {
            None => true,
            Some(Audience::New) => buyer.returning == Some(false),
            Some(Audience::Returning) => buyer.returning == Some(true),
            Some(Audience::Member) => buyer.member == Some(true),
        };
        audience && self.is_open(Some(now))
    }

    /// Whether it looks at a product of this id and this category's path.
    pub(crate) fn covers(&self, product: &str, category: &str) -> bool {
        let path = |wanted: &str| {
            let mut parts = category.split('/').map(str::trim);
            // `服饰/上衣` stands for all below it, and so does `上衣`.
            parts.any(|part| part == wanted.trim()) || is_above(wanted, category)
        };
        let everything = self.products.is_empty() && self.categories.is_empty();
        everything || self.products.iter().any(|id| id == product) || self.categories.iter().any(|wanted| path(wanted))
    }
}

/// Whether a category's path begins with another one.
fn is_above(path: &str, category: &str) -> bool {
    category.strip_prefix(path.trim()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
