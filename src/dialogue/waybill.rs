//! The number of a parcel in a message, whole or not: which order and which parcel it names, and that it is none of the
//! buyer's.

use crate::dialogue::Draft;
use crate::language::waybill::same_number;
use crate::names::IntentId;
use crate::shop::order::{Order, Parcel};

impl Draft<'_> {
    /// The number of a parcel in the message.
    pub(crate) fn heard_waybill(&self) -> Option<String> {
        self.world.heard?.waybill()
    }

    /// The parcel of the order that the message names, where it is asked of a parcel.
    pub(crate) fn named_parcel<'o>(&self, order: &'o Order) -> Option<&'o Parcel> {
        let number = self.heard_waybill().filter(|_| self.asks_of_parcel())?;
        parcel_with(order, &number)
    }

    /// Whether what is asked is of a parcel that was sent, or of what is in it: a number of a parcel that is sent back belongs to no
    /// order.
    pub(crate) fn asks_of_parcel(&self) -> bool {
        let of = |intent: &IntentId| ["deliver", "order", "ship"].iter().any(|of| intent.is(of));
        self.talk.intent().as_ref().is_some_and(of)
    }
}

/// The order's parcel with this number.
pub(crate) fn parcel_with<'o>(order: &'o Order, number: &str) -> Option<&'o Parcel> {
    order.parcels.iter().find(|parcel| same_number(&parcel.tracking, number))
}
