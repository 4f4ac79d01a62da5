//! Orders, parcels and after-sale requests, in the shapes that hosts store them.

mod sums;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::money::Fen;
use crate::time::Time;

/// An order of a buyer. Optional parts that are absent are never invented: what is not known is not said.
///
/// It reads and writes JSON like this, ignores fields it does not know, and reads unknown states as `Unknown`:
///
/// ```
/// use kefu::{Order, OrderStatus};
///
/// let order: Order = serde_json::from_str(r#"{
///     "id": "6917533224570258991", "buyer": "b1", "status": "shipped",
///     "items": [{"product": "p1001", "title": "纯棉圆领T恤", "sku": "黑色/M", "quantity": 1, "price": 12900}],
///     "total": 12900, "paid": 11900, "ordered_at": "2026-11-18T09:12:00+08:00"
/// }"#)?;
/// assert_eq!(order.status, OrderStatus::Shipped);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Order {
    /// The order's number: 15 to 20 digits, never a number type.
    pub id: String,
    /// The platform's id of the buyer, who alone may see it.
    pub buyer: String,
    /// How far it is.
    pub status: OrderStatus,
    /// What was bought.
    #[serde(default)]
    pub items: Vec<OrderItem>,
    /// The sum of the items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Fen>,
    /// What sending costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freight: Option<Fen>,
    /// What was taken off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<Fen>,
    /// What the buyer paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid: Option<Fen>,
    /// When it was placed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordered_at: Option<Time>,
    /// When it was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_at: Option<Time>,
    /// Until when the shop promised to ship.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ship_by: Option<Time>,
    /// When it was shipped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipped_at: Option<Time>,
    /// When the buyer received it: the seven days count from here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_at: Option<Time>,
    /// When it was cancelled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled_at: Option<Time>,
    /// Where it goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receiver: Option<Receiver>,
    /// The buyer's note.
    #[serde(default)]
    pub note: String,
    /// Whether return freight is insured (运费险); `None`: not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freight_insurance: Option<bool>,
    /// The parcels it went out in.
    #[serde(default)]
    pub parcels: Vec<Parcel>,
    /// What was asked for after the sale, oldest first.
    #[serde(default)]
    pub aftersales: Vec<Aftersale>,
}

/// One line of an order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OrderItem {
    /// The product's id.
    #[serde(default)]
    pub product: String,
    /// The product's title when it was bought.
    pub title: String,
    /// The variant, as the product names it (`黑色/M`).
    #[serde(default)]
    pub sku: String,
    /// How many.
    #[serde(default = "one")]
    pub quantity: u32,
    /// The price of one; 0 where it is not known.
    #[serde(default)]
    pub price: Fen,
}

fn one() -> u32 {
    1
}

/// Who receives a parcel. Sources should give what the platform gives: masked values. [`fmt::Debug`] shows province and city only.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Receiver {
    /// The name.
    pub name: String,
    /// The phone number, usually masked (`138****1035`).
    pub phone: String,
    /// The province.
    pub province: String,
    /// The city.
    pub city: String,
    /// The rest of the address.
    pub address: String,
}

impl fmt::Debug for Receiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").field("province", &self.province).field("city", &self.city).finish_non_exhaustive()
    }
}

/// One parcel of an order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Parcel {
    /// Who carries it.
    pub carrier: String,
    /// The waybill's number.
    pub tracking: String,
    /// What happened to it, oldest first.
    pub nodes: Vec<ParcelNode>,
}

/// One event of a parcel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ParcelNode {
    /// When.
    pub at: Time,
    /// What.
    #[serde(default)]
    pub state: ParcelState,
    /// In the carrier's words.
    #[serde(default)]
    pub text: String,
}

/// One request after the sale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Aftersale {
    /// Its id; as long as an order's.
    pub id: String,
    /// What is wanted.
    #[serde(default)]
    pub kind: AftersaleKind,
    /// How far it is.
    #[serde(default)]
    pub status: AftersaleStatus,
    /// The money it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Fen>,
    /// Why, in the buyer's words.
    #[serde(default)]
    pub reason: String,
    /// When it was applied for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applied_at: Option<Time>,
    /// When it last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Time>,
    /// Until when whoever has to act must act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Time>,
    /// When the money went back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refunded_at: Option<Time>,
    /// What the shop noted, for example why it refused.
    #[serde(default)]
    pub note: String,
}

/// Declares a state with its name in JSON. Its name for buyers stands in `language::labels`.
macro_rules! states {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $json:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $json)] $variant,)*
            /// A state that this version does not know.
            #[default]
            #[serde(other, rename = "unknown")]
            Unknown,
        }

        impl $name {
            /// Every state, with its name in JSON.
            pub(crate) const NAMES: &'static [&'static str] = &[$($json,)* "unknown"];

            /// The state's name in JSON and in the knowledge.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $json,)*
                    $name::Unknown => "unknown",
                }
            }
        }
    };
}

states! {
    /// How far an order is.
    OrderStatus {
        /// Placed, not paid.
        PendingPayment = "pending_payment";
        /// Paid.
        Paid = "paid";
        /// Being prepared.
        Preparing = "preparing";
        /// Some parcels are out.
        PartlyShipped = "partly_shipped";
        /// Everything is out.
        Shipped = "shipped";
        /// Cancelled or closed by a refund.
        Cancelled = "cancelled";
        /// Received and finished.
        Finished = "finished";
    }
}

states! {
    /// What happened to a parcel. The platform gives words, not codes.
    ParcelState {
        /// The waybill exists, nothing was picked up.
        Created = "created";
        /// Picked up.
        Collected = "collected";
        /// Under way.
        InTransit = "in_transit";
        /// With the courier.
        OutForDelivery = "out_for_delivery";
        /// At a pickup point.
        AtPickupPoint = "at_pickup_point";
        /// Signed for.
        Signed = "signed";
        /// Something is wrong.
        Exception = "exception";
        /// On its way back.
        Returned = "returned";
    }
}

states! {
    /// What is wanted after the sale.
    AftersaleKind {
        /// Goods back, money back.
        ReturnRefund = "return_refund";
        /// Money back, goods stay.
        RefundOnly = "refund_only";
        /// Money back before anything was shipped.
        RefundBeforeShipping = "refund_before_shipping";
        /// Other goods.
        Exchange = "exchange";
        /// The price fell.
        PriceProtection = "price_protection";
        /// What was missing.
        Resend = "resend";
        /// Mending.
        Repair = "repair";
    }
}

states! {
    /// How far a request after the sale is.
    AftersaleStatus {
        /// The shop has to agree.
        WaitingSeller = "waiting_seller";
        /// The buyer has to send the goods back.
        WaitingBuyerReturn = "waiting_buyer_return";
        /// The shop has to receive them.
        WaitingSellerReceipt = "waiting_seller_receipt";
        /// The money is on its way.
        Refunding = "refunding";
        /// The money is back.
        Refunded = "refunded";
        /// The new goods are on their way.
        ExchangeShipped = "exchange_shipped";
        /// The new goods arrived.
        Exchanged = "exchanged";
        /// The shop refused.
        Refused = "refused";
        /// Closed without success.
        Closed = "closed";
        /// The buyer withdrew it.
        Cancelled = "cancelled";
    }
}

impl OrderStatus {
    /// The state behind the platform's `order_status` or `main_status`.
    #[must_use]
    pub fn from_code(code: u32) -> OrderStatus {
        match code {
            1 | 103 => OrderStatus::PendingPayment,
            105 => OrderStatus::Paid,
            2 => OrderStatus::Preparing,
            101 => OrderStatus::PartlyShipped,
            3 => OrderStatus::Shipped,
            4 | 21 | 22 | 39 => OrderStatus::Cancelled,
            5 => OrderStatus::Finished,
            _ => OrderStatus::Unknown,
        }
    }
}

impl AftersaleKind {
    /// What the platform's `aftersale_type` asks for.
    #[must_use]
    pub fn from_code(code: u32) -> AftersaleKind {
        match code {
            0 => AftersaleKind::ReturnRefund,
            1 => AftersaleKind::RefundOnly,
            2 => AftersaleKind::RefundBeforeShipping,
            3 => AftersaleKind::Exchange,
            6 => AftersaleKind::PriceProtection,
            7 => AftersaleKind::Resend,
            8 => AftersaleKind::Repair,
            _ => AftersaleKind::Unknown,
        }
    }
}

impl AftersaleStatus {
    /// Whether it is under way: somebody still has to do something. A refusal is not: the buyer may take it or not.
    #[must_use]
    pub fn is_running(self) -> bool {
        use AftersaleStatus::{ExchangeShipped, Refunding, WaitingBuyerReturn, WaitingSeller, WaitingSellerReceipt};
        matches!(self, WaitingSeller | WaitingBuyerReturn | WaitingSellerReceipt | Refunding | ExchangeShipped)
    }

    /// The state behind the platform's `aftersale_status`. It does not tell a refund that is on its way from one that
    /// is done: that is in `refund_status`, where 2 is [`AftersaleStatus::Refunding`].
    #[must_use]
    pub fn from_code(code: u32) -> AftersaleStatus {
        match code {
            6 => AftersaleStatus::WaitingSeller,
            7 => AftersaleStatus::WaitingBuyerReturn,
            11 => AftersaleStatus::WaitingSellerReceipt,
            12 | 53 => AftersaleStatus::Refunded,
            8 | 13 => AftersaleStatus::ExchangeShipped,
            14 => AftersaleStatus::Exchanged,
            27 | 29 => AftersaleStatus::Refused,
            28 => AftersaleStatus::Closed,
            51 => AftersaleStatus::Cancelled,
            _ => AftersaleStatus::Unknown,
        }
    }
}

impl Order {
    /// Whether the receiver's phone ends in `digits`, as far as its mask shows; four digits at least.
    #[must_use]
    pub fn phone_ends_with(&self, digits: &str) -> bool {
        let Some(receiver) = &self.receiver else { return false };
        let visible: Vec<char> = receiver.phone.chars().rev().take_while(char::is_ascii_digit).collect();
        let wanted: Vec<char> = digits.chars().rev().collect();
        let compared = visible.len().min(wanted.len());
        compared >= 4 && visible.iter().zip(&wanted).all(|(shown, given)| shown == given)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_match_on_the_digits_that_are_visible() {
        let mut order = Order::new("1", "b", OrderStatus::Paid);
        for (phone, given, expect) in [
            ("138****1035", "1035", true),
            ("*******1035", "13800001035", true),
            ("138****1035", "1036", false),
            ("1********35", "1035", false),
            ("", "1035", false),
            ("138****1035", "35", false),
        ] {
            order.receiver = Some(Receiver { phone: phone.into(), ..Receiver::default() });
            assert_eq!(order.phone_ends_with(given), expect, "{phone} {given}");
        }
    }

    #[test]
    fn unknown_states_are_read_as_unknown() {
        let order: Order =
            serde_json::from_str(r#"{"id":"1","buyer":"b","status":"teleported","new_field":1}"#).unwrap();
        assert_eq!(order.status, OrderStatus::Unknown);
        assert_eq!(AftersaleStatus::from_code(29), AftersaleStatus::Refused);
        assert_eq!(AftersaleStatus::from_code(999), AftersaleStatus::Unknown);
    }
}
