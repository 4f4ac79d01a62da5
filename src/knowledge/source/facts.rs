//! Policies that can be computed with, and promotions, as written.

use super::super::{Audience, PromotionKind, PromotionLevel};
use super::Places;
use crate::money::Fen;

/// `[policy.shipping]`: when things leave.
///
/// ```
/// use kefu::Knowledge;
/// use kefu::knowledge::ShippingEntry;
///
/// let mut shipping = ShippingEntry::new();
/// shipping.cutoff = Some("14:30".into());
/// shipping.weekdays = ["mon", "tue", "wed", "thu", "fri"].map(String::from).to_vec();
/// shipping.closed = vec!["2027-02-05..2027-02-12".into()];
/// assert!(Knowledge::builder().shipping(shipping).build().is_ok());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ShippingEntry {
    /// At the latest so many hours after the payment.
    pub within_hours: Option<u32>,
    /// What is paid before leaves on the same day: `14:30`.
    pub cutoff: Option<String>,
    /// The days of the week on which things leave (`mon` to `sun`); empty: all.
    pub weekdays: Vec<String>,
    /// Days without parcels, each a date or `DATE..DATE` with both ends.
    pub closed: Vec<String>,
    /// From where.
    pub from: Option<String>,
    pub(crate) places: Places,
}

/// `[policy.carriers]`: by whom things are sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CarriersEntry {
    /// The shop's own choice.
    pub default: Vec<String>,
    /// What the buyer may choose …
    pub on_request: Vec<String>,
    /// … for so much.
    pub extra: Option<Fen>,
    pub(crate) places: Places,
}

/// `[[policy.delivery]]`: how long it is on the road to some places. The first row that names a place counts for it.
///
/// ```
/// use kefu::Knowledge;
/// use kefu::knowledge::DeliveryEntry;
///
/// let mut nowhere = DeliveryEntry::new(["西藏"]);
/// nowhere.none = true;
/// let mut near = DeliveryEntry::new(["江浙沪"]);
/// near.days = Some("1-2".into());
/// let mut far = DeliveryEntry::new([]);
/// far.days = Some("2-5".into());
/// let builder = [nowhere, near, far].into_iter().fold(Knowledge::builder(), |builder, row| builder.delivery(row));
/// assert!(builder.build().is_ok());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeliveryEntry {
    /// Provinces and cities, in full or in short; empty: everywhere else.
    pub to: Vec<String>,
    /// `2`, or `1-3`.
    pub days: Option<String>,
    /// Nothing is delivered there.
    pub none: bool,
    pub(crate) places: Places,
}

/// `[policy.payment]`: how buyers pay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PaymentEntry {
    /// What is taken.
    pub accepted: Vec<String>,
    /// What is not.
    pub refused: Vec<String>,
    /// Whether it can be paid in instalments.
    pub instalments: Option<bool>,
    pub(crate) places: Places,
}

/// `[policy.invoice]`: which invoices are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvoiceEntry {
    /// Those that are.
    pub kinds: Vec<String>,
    /// Those that are not.
    pub refused: Vec<String>,
    /// When one can be asked for: `确认收货后`.
    pub after: Option<String>,
    pub(crate) places: Places,
}

/// `[[promotion]]`: what takes money off, or adds something to the parcel.
///
/// ```
/// use kefu::Knowledge;
/// use kefu::knowledge::{PromotionEntry, PromotionKind};
/// use kefu::shop::Fen;
///
/// let mut promotion = PromotionEntry::new("full150", PromotionKind::FullReduction);
/// promotion.name = Some("满150减15".into());
/// promotion.threshold = Some(Fen(15_000));
/// promotion.off = Some(Fen(1_500));
/// promotion.through = Some("2026-11-30".into());
/// assert!(Knowledge::builder().promotion(promotion).build().is_ok());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PromotionEntry {
    /// An id that is known already replaces that promotion.
    pub id: String,
    /// What it is.
    pub kind: PromotionKind,
    /// What it looks at; by its kind when it is not given.
    pub level: Option<PromotionLevel>,
    /// What buyers read.
    pub name: Option<String>,
    /// From this sum on.
    pub threshold: Option<Fen>,
    /// From so many pieces on.
    pub pieces: Option<u32>,
    /// So much is taken off.
    pub off: Option<Fen>,
    /// So many hundredths are taken off: 10 is 九折.
    pub percent: Option<u32>,
    /// The price of a piece.
    pub price: Option<Fen>,
    /// Of which piece: 2 for every second one.
    pub nth: Option<u32>,
    /// Again for each time that the threshold is reached.
    pub each: bool,
    /// With no other.
    pub alone: bool,
    /// Ids of the products that it is for; empty, and no categories: all.
    pub products: Vec<String>,
    /// Categories that it is for.
    pub categories: Vec<String>,
    /// What comes along: a product's id, or words.
    pub gift: Option<String>,
    /// Which variant of it.
    pub gift_sku: Option<String>,
    /// For whom; everybody when it is not given.
    pub audience: Option<Audience>,
    /// Where a coupon is fetched.
    pub claim: Option<String>,
    /// How often a buyer can have it; 0: not any more.
    pub per_buyer: Option<u32>,
    /// How many there are; 0: none any more.
    pub left: Option<u32>,
    /// Days that a coupon is good for after it was fetched.
    pub valid_days: Option<u32>,
    /// From this instant on: RFC 3339, or a date or a time of the shop's clock.
    pub from: Option<String>,
    /// Before this instant.
    pub until: Option<String>,
    /// The last day, the whole of it: a date.
    pub through: Option<String>,
    /// Only at this time of the day, by the shop's clock: `20:00-22:00`.
    pub daily: Option<String>,
    /// Takes it out.
    pub disabled: bool,
    pub(crate) places: Places,
}

impl ShippingEntry {
    /// Nothing written.
    #[must_use]
    pub fn new() -> ShippingEntry {
        ShippingEntry::default()
    }
}

impl CarriersEntry {
    /// The shop's own choice.
    #[must_use]
    pub fn new<const N: usize>(default: [&str; N]) -> CarriersEntry {
        CarriersEntry { default: default.map(str::to_owned).to_vec(), ..CarriersEntry::default() }
    }
}

impl DeliveryEntry {
    /// To these places; none: everywhere else.
    #[must_use]
    pub fn new<const N: usize>(to: [&str; N]) -> DeliveryEntry {
        DeliveryEntry { to: to.map(str::to_owned).to_vec(), ..DeliveryEntry::default() }
    }
}

impl PaymentEntry {
    /// What is taken.
    #[must_use]
    pub fn new<const N: usize>(accepted: [&str; N]) -> PaymentEntry {
        PaymentEntry { accepted: accepted.map(str::to_owned).to_vec(), ..PaymentEntry::default() }
    }
}

impl InvoiceEntry {
    /// Those that are written.
    #[must_use]
    pub fn new<const N: usize>(kinds: [&str; N]) -> InvoiceEntry {
        InvoiceEntry { kinds: kinds.map(str::to_owned).to_vec(), ..InvoiceEntry::default() }
    }
}

impl PromotionEntry {
    /// A promotion of this kind that gives nothing yet.
    #[must_use]
    pub fn new(id: impl Into<String>, kind: PromotionKind) -> PromotionEntry {
        PromotionEntry { id: id.into(), kind, ..PromotionEntry::default() }
    }
}
