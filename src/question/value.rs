//! What a page says of what is asked by a measure or by a place, where no property and no attribute is named.

use super::Said;
use crate::knowledge::TextKey;
use crate::language::asked::{counted, is_origin, measured, named};
use crate::names::Form;
use crate::shop::product::Product;
use crate::understand::Understanding;

/// The attribute that is asked for: where it comes from, how long it is, how many there are in it.
pub(crate) fn value_of(product: &Product, heard: &Understanding) -> Option<Said> {
    let (text, form, places) = (heard.text.as_str(), heard.form, heard.places());
    let said = |key, name: &str, value: &str| {
        Said::new(key).with("title", product.short_title()).with("attribute", name).with("value", value)
    };
    if form == Form::Whether
        && let Some(place) = places.first()
    {
        let (name, value) = product.attributes.iter().find(|(name, _)| is_origin(name))?;
        let there = places.iter().any(|place| value.contains(place.as_str()));
        return Some(
            said(if there { TextKey::PropertyYes } else { TextKey::PropertyNo }, name, value).with("property", place),
        );
    }
    if form == Form::Whether {
        return None;
    }
    let attributes = || product.attributes.iter();
    let (name, value) = attributes()
        .find(|(name, _)| measured(text, name))
        .or_else(|| attributes().find(|(_, value)| counted(text, value)))
        .or_else(|| attributes().find(|(name, value)| named(text, name, value)))?;
    Some(said(TextKey::PropertyValue, name, value))
}
