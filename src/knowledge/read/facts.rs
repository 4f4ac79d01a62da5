//! The tables of `[policy]`, and promotions.

use toml::Spanned;
use toml::de::DeValue;

use super::super::source::{
    CarriersEntry, DeliveryEntry, InvoiceEntry, PaymentEntry, PromotionEntry, ShippingEntry, Source,
};
use super::super::{Audience, PromotionKind, PromotionLevel};
use super::entry::{Entry, Reader};
use super::keys::{CARRIERS, DELIVERY, INVOICE, PAYMENT, PROMOTION, SHIPPING};

const LEVELS: &[(&str, PromotionLevel)] =
    &[("item", PromotionLevel::Item), ("order", PromotionLevel::Order), ("coupon", PromotionLevel::Coupon)];
const AUDIENCES: &[(&str, Audience)] =
    &[("new", Audience::New), ("returning", Audience::Returning), ("member", Audience::Member)];

impl Reader<'_> {
    /// Reads a key of `[policy]` that is a table; `false` where it is to be a text.
    pub(super) fn table_of_policy<'t>(&self, key: &str, value: &'t Spanned<DeValue<'t>>, source: &mut Source) -> bool {
        match (key, value.get_ref()) {
            ("shipping", _) => source.shipping.extend(self.shipping(value)),
            ("delivery", _) => source.delivery.extend(self.each("[[policy.delivery]]", value, Self::delivery)),
            ("carriers", DeValue::Table(_)) => source.carriers.extend(self.carriers(value)),
            ("payment", DeValue::Table(_)) => source.payment.extend(self.payment(value)),
            ("invoice", DeValue::Table(_)) => source.invoice.extend(self.invoice(value)),
            _ => return false,
        }
        true
    }

    fn shipping<'t>(&self, value: &'t Spanned<DeValue<'t>>) -> Option<ShippingEntry> {
        let mut e = Entry::new(self, "[policy.shipping]", value, SHIPPING)?;
        Some(ShippingEntry {
            within_hours: e.count("within_hours"),
            cutoff: e.instant("cutoff"),
            weekdays: e.texts("weekdays"),
            closed: e.dates("closed"),
            from: e.text("from"),
            places: e.into_places(),
        })
    }

    fn carriers<'t>(&self, value: &'t Spanned<DeValue<'t>>) -> Option<CarriersEntry> {
        let mut e = Entry::new(self, "[policy.carriers]", value, CARRIERS)?;
        Some(CarriersEntry {
            default: e.texts("default"),
            on_request: e.texts("on_request"),
            extra: e.fen("extra"),
            places: e.into_places(),
        })
    }

    fn delivery<'t>(&self, value: &'t Spanned<DeValue<'t>>) -> Option<DeliveryEntry> {
        let mut e = Entry::new(self, "[[policy.delivery]]", value, DELIVERY)?;
        Some(DeliveryEntry {
            to: e.texts("to"),
            days: e.days("days"),
            none: e.flag("none").unwrap_or(false),
            places: e.into_places(),
        })
    }

    fn payment<'t>(&self, value: &'t Spanned<DeValue<'t>>) -> Option<PaymentEntry> {
        let mut e = Entry::new(self, "[policy.payment]", value, PAYMENT)?;
        Some(PaymentEntry {
            accepted: e.texts("accepted"),
            refused: e.texts("refused"),
            instalments: e.flag("instalments"),
            places: e.into_places(),
        })
    }

    fn invoice<'t>(&self, value: &'t Spanned<DeValue<'t>>) -> Option<InvoiceEntry> {
        let mut e = Entry::new(self, "[policy.invoice]", value, INVOICE)?;
        Some(InvoiceEntry {
            kinds: e.texts("kinds"),
            refused: e.texts("refused"),
            after: e.text("after"),
            places: e.into_places(),
        })
    }

    pub(super) fn promotion<'t>(&self, value: &'t Spanned<DeValue<'t>>) -> Option<PromotionEntry> {
        let mut e = Entry::new(self, "[[promotion]]", value, PROMOTION)?;
        let disabled = e.flag("disabled").unwrap_or(false);
        let id = e.required("id")?;
        if e.present(&["kind"]).is_empty() && !disabled {
            e.required("kind")?;
        }
        Some(PromotionEntry {
            id,
            kind: if disabled { PromotionKind::default() } else { e.named("kind", PromotionKind::NAMES)? },
            level: e.named("level", LEVELS),
            name: e.text("name"),
            threshold: e.fen("threshold"),
            pieces: e.count("pieces"),
            off: e.fen("off"),
            percent: e.count("percent"),
            price: e.fen("price"),
            nth: e.count("nth"),
            each: e.flag("each").unwrap_or(false),
            alone: e.flag("alone").unwrap_or(false),
            products: e.texts("products"),
            categories: e.texts("categories"),
            gift: e.text("gift"),
            gift_sku: e.text("gift_sku"),
            audience: e.named("audience", AUDIENCES),
            claim: e.text("claim"),
            per_buyer: e.count("per_buyer"),
            left: e.count("left"),
            valid_days: e.count("valid_days"),
            from: e.instant("from"),
            until: e.instant("until"),
            through: e.instant("through"),
            daily: e.text("daily"),
            disabled,
            places: e.into_places(),
        })
    }
}
