//! Which variants there are, which are left, when one comes back, and which costs least.

use super::Said;
use crate::knowledge::TextKey;
use crate::language::labels::Labels;
use crate::language::options;
use crate::language::shown::{self, date, list, money};
use crate::language::sums;
use crate::money::Fen;
use crate::names::Form;
use crate::shop::product::{Product, ProductStatus, Sku};
use crate::time::Wall;

/// What is asked of the variants of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    /// Whether there is one, or which there are.
    There,
    /// Which sizes of a colour are left, or which colours of a size.
    Options,
    /// When what is gone comes back.
    Restock,
    /// Which costs least, or most.
    Cheapest,
    Dearest,
    /// Which costs least for what is in it.
    BestValue,
    /// How many are left.
    Left,
}

/// A question about the variants of a product.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'a> {
    pub(crate) of: Of,
    pub(crate) form: Form,
    /// The options of the product that are meant.
    pub(crate) named: &'a [String],
    /// What is meant and the product lacks, in the buyer's words.
    pub(crate) lacking: &'a str,
    /// How many pieces are wanted.
    pub(crate) wanted: Option<u32>,
    pub(crate) now: Option<Wall>,
    pub(crate) offset_minutes: i32,
}

impl Asked<'_> {
    /// The day on which a variant comes back; a day that is over says nothing.
    fn comes_back(&self, sku: &Sku) -> Option<i64> {
        let day = sku.restock_at?.wall(self.offset_minutes).day_number;
        Some(day).filter(|day| self.now.is_none_or(|now| *day >= now.day_number))
    }
}

/// What is said of the variants that are asked about.
pub(crate) fn variant(asked: &Asked<'_>, product: &Product, labels: &Labels) -> Option<Said> {
    // Where one variant is left of what is named, it is called by its whole name.
    let fitting = options::fitting(product, asked.named);
    let name = match fitting.as_slice() {
        [only] if !asked.named.is_empty() => only.id.clone(),
        _ => shown::variant(asked.named),
    };
    let said = |key| Said::new(key).with("title", product.short_title()).with("asked", name.clone());
    if product.skus.is_empty() || matches!(product.status, ProductStatus::OffShelf | ProductStatus::Deleted) {
        return None;
    }
    if !asked.lacking.is_empty() && asked.form != Form::Else {
        let said = Said::new(TextKey::VariantNo).with("title", product.short_title()).with("asked", asked.lacking);
        return Some(said.with("options", options::offered(product, asked.named)));
    }
    let presale = product.presale_ship_at.map(|at| at.wall(asked.offset_minutes).day_number);
    let presale = presale.zip(asked.now).filter(|(day, now)| *day > now.day_number);
    if let Some((day, now)) = presale.filter(|_| asked.of == Of::There && asked.form == Form::Whether) {
        return Some(
            said(TextKey::VariantPresale).with("day", date(day, now, labels)).with("options", options::all(product)),
        );
    }
    let gone = |sku: &&Sku| sku.stock == Some(0);
    let there: Vec<&Sku> = fitting.iter().copied().filter(|sku| !gone(sku)).collect();
    let rest = options::all(product);
    match asked.of {
        Of::Cheapest | Of::Dearest => {
            let priced = |sku: &&Sku| sku.price.map(|price| (price, sku.id.clone()));
            let mut prices: Vec<(Fen, String)> = there.iter().filter_map(priced).collect();
            prices.sort();
            let ((least, _), (most, _)) = (prices.first()?.clone(), prices.last()?.clone());
            if least == most {
                return Some(said(TextKey::VariantSamePrice).with("price", money(least)));
            }
            let (key, price) = match asked.of {
                Of::Cheapest => (TextKey::VariantCheapest, least),
                _ => (TextKey::VariantDearest, most),
            };
            let names: Vec<String> =
                prices.into_iter().filter(|(it, _)| *it == price).map(|(_, id)| id).take(4).collect();
            Some(said(key).with("found", list(&names)).with("price", money(price)))
        }
        Of::BestValue => {
            // Where nothing is measured, what costs least is the better value.
            let measured = |sku: &&Sku| sku.options.values().any(|value| options::amount(value).is_some());
            if !there.iter().any(measured) {
                return variant(&Asked { of: Of::Cheapest, ..*asked }, product, labels);
            }
            // One alone is the better value of nothing.
            let all = || product.skus.iter().filter(|sku| !gone(sku)).collect();
            let there: Vec<&Sku> = if there.len() < 2 { all() } else { there };
            let mut each: Vec<(i64, &Sku, String)> = Vec::new();
            for sku in &there {
                let (amount, unit) = sku.options.values().find_map(|value| options::amount(value))?;
                each.push((sku.price?.0.saturating_mul(1000) / amount, sku, unit));
            }
            each.sort_by(|a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
            let ((per, best, unit), (_, last, _)) = (each.first()?, each.last()?);
            let same = each.iter().all(|(_, _, other)| other == unit);
            if best.id == last.id || !same {
                return None;
            }
            let said = said(TextKey::VariantBestValue).with("found", best.id.clone());
            Some(
                said.with("price", best.price.map(money).unwrap_or_default())
                    .with("each", sums::each(Fen(per / 1000), unit)),
            )
        }
        Of::Options => {
            let axis = options::axes(product).into_iter().find(|axis| {
                let values = options::values(product, axis);
                !asked.named.iter().any(|name| values.contains(&name.as_str()))
            });
            let axis = axis.filter(|_| !asked.named.is_empty() && asked.lacking.is_empty())?;
            if there.is_empty() {
                return variant(&Asked { of: Of::There, form: Form::Whether, ..*asked }, product, labels);
            }
            let values = options::values_in_order(product, there.iter().copied(), axis);
            Some(said(TextKey::VariantOptions).with("options", list(&values)))
        }
        Of::Left => {
            let left = Sku::stock_of(there.iter().copied())?;
            if there.is_empty() {
                return Some(said(TextKey::VariantGone).with("options", rest));
            }
            let short = asked.wanted.filter(|wanted| left < *wanted);
            let key = if short.is_some() { TextKey::VariantShort } else { TextKey::VariantLeft };
            let wanted = short.map(|wanted| wanted.to_string()).unwrap_or_default();
            Some(said(key).with("left", left.to_string()).with("wanted", wanted))
        }
        Of::Restock => {
            let lost: Vec<&Sku> = fitting.iter().copied().filter(gone).collect();
            if lost.is_empty() {
                return (!asked.named.is_empty()).then(|| said(TextKey::RestockThere));
            }
            let names: Vec<&str> = lost.iter().map(|sku| sku.id.as_str()).take(4).collect();
            let day = |sku: &Sku| asked.comes_back(sku);
            let first = lost.iter().filter_map(|sku| Some((day(sku)?, sku.id.as_str()))).min();
            let shows = |day: i64| asked.now.map(|now| date(day, now, labels)).unwrap_or_default();
            Some(match first {
                Some((day, name)) => said(TextKey::RestockWhen).with("gone", name).with("day", shows(day)),
                None => said(TextKey::RestockUnknown).with("gone", list(&names)).with("options", rest),
            })
        }
        Of::There if asked.form == Form::Else => {
            let other = product.skus.iter().filter(|sku| !gone(sku) && !fitting.contains(sku));
            let axis = options::axes(product).into_iter().find(|axis| {
                let values = options::values(product, axis);
                asked.named.iter().any(|name| values.contains(&name.as_str()))
            })?;
            let mut values = options::values_in_order(product, other, axis);
            values.retain(|value| asked.named.iter().all(|it| it != value));
            let key = if values.is_empty() { TextKey::VariantNoElse } else { TextKey::VariantElse };
            Some(said(key).with("options", list(&values)))
        }
        Of::There if asked.named.is_empty() => None,
        Of::There => {
            if fitting.is_empty() {
                return Some(said(TextKey::VariantNo).with("options", options::offered(product, asked.named)));
            }
            if there.is_empty() {
                let back = fitting.iter().filter_map(|sku| asked.comes_back(sku)).min();
                let day = back.zip(asked.now).map(|(day, now)| date(day, now, labels));
                return Some(said(TextKey::VariantGone).with("day", day.unwrap_or_default()).with("options", rest));
            }
            let left = Sku::stock_of(there.iter().copied());
            if let Some((left, wanted)) = left.zip(asked.wanted).filter(|(left, wanted)| left < wanted) {
                let said = said(TextKey::VariantShort).with("left", left.to_string());
                return Some(said.with("wanted", wanted.to_string()));
            }
            let prices: Vec<Fen> = there.iter().filter_map(|sku| sku.price).collect();
            let price = prices.first().filter(|first| prices.iter().all(|it| it == *first));
            // Of some sizes of a colour nothing may be left.
            let lost: Vec<&str> = fitting.iter().filter(|sku| gone(sku)).map(|sku| sku.id.as_str()).take(4).collect();
            let said = said(if lost.is_empty() { TextKey::VariantYes } else { TextKey::VariantSome });
            let said = said.with("left", left.map(|left| left.to_string()).unwrap_or_default());
            Some(said.with("price", price.copied().map(money).unwrap_or_default()).with("gone", list(&lost)))
        }
    }
}
