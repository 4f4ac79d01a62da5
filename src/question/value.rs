//! What a page says of what is asked by a measure or by a place, where no property and no attribute is named.

use super::Said;
use super::attribute::Judgement;
use crate::knowledge::TextKey;
use crate::language::asked::{
    Pairs, counted, counts, has_unit, is_of_contents, is_of_sizes, is_origin, measured, named, range_of_sizes,
    size_fits, thing_in,
};
use crate::language::attribute::sentences;
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
    let figure = heard.asks_for_figure();
    if form == Form::Whether && !figure && !heard.asks_for_contents() {
        return None;
    }
    let attributes = || product.attributes.iter();
    let unit = counted(text);
    let (name, value) = attributes()
        .find(|(name, _)| measured(text, name))
        .or_else(|| unit.and_then(|unit| attributes().find(|(_, value)| counts(value, unit))))
        .or_else(|| attributes().find(|(name, value)| named(text, name, value)))
        .or_else(|| {
            let pairs = Some(Pairs::of(text, "")).filter(|_| figure)?;
            // `烟酰胺浓度几个点`: the figure stands behind its word in a list.
            let with = |(_, value): &(&String, &String)| value.contains(|c: char| c.is_ascii_digit());
            let shared = |(name, value): (&'_ String, &'_ String)| pairs.shared(&format!("{name} {value}"));
            let most = attributes().filter(with).max_by_key(|line| shared(*line));
            most.filter(|line| shared(*line) > 1)
        })
        .or_else(|| attributes().find(|(name, _)| heard.asks_for_contents() && is_of_contents(name)))?;
    let missing = thing_in(text).filter(|thing| is_of_contents(name) && !value.to_lowercase().contains(thing));
    Some(match missing {
        Some(thing) => said(TextKey::PropertySays, name, value).with("property", thing),
        None => said(TextKey::PropertyValue, name, value),
    })
}

/// How much of what was judged there is: what another line says of it in this unit, or that none does. `None` where what is said says it.
pub(crate) fn figure_of(product: &Product, judged: &Judgement<'_>, unit: &str) -> Option<Said> {
    if judged.value.as_deref().is_some_and(|value| has_unit(value, unit)) {
        return None;
    }
    let mut lines = product.attributes.iter().filter(|(_, value)| has_unit(value, unit));
    let found = lines.find(|(name, value)| {
        name.contains(judged.property)
            || judged.attribute.is_some_and(|attribute| name.contains(attribute) || value.contains(attribute))
    });
    let said = match found {
        Some((name, value)) => {
            Said::new(TextKey::PropertyValue).with("attribute", name.as_str()).with("value", value.as_str())
        }
        None => Said::new(TextKey::PropertyNoFigure).with("property", judged.property).with("unit", unit),
    };
    Some(said.with("title", product.short_title()))
}

/// The line of the page that has most of the words of the question, where no property and no name of an attribute is in it.
pub(crate) fn mentioned(product: &Product, heard: &Understanding) -> Option<Said> {
    let options = product.skus.iter().flat_map(|sku| sku.options.values());
    let known: Vec<&str> = std::iter::once(product.title.as_str()).chain(options.map(String::as_str)).collect();
    let known = known.join(" ").to_lowercase();
    let attributes = product.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let lines = attributes.chain(sentences(&product.description).map(|sentence| ("", sentence)));
    let pairs = Pairs::of(&heard.text, &known);
    let mut best: Option<(usize, &str, &str)> = None;
    for (name, value) in lines {
        let shared = pairs.shared(&format!("{name} {value}"));
        if shared > best.map_or(0, |(most, ..)| most) {
            best = Some((shared, name, value));
        }
    }
    let (_, name, value) = best?;
    let said = Said::new(TextKey::PropertyValue).with("title", product.short_title());
    Some(said.with("attribute", name).with("value", value))
}

/// Whether a size is one of those that the page says the goods fit, where they come in none: `45码大脚能穿吗` of socks.
pub(crate) fn fits(product: &Product, size: u32) -> Option<Said> {
    let (name, value) = product.attributes.iter().find(|(name, _)| is_of_sizes(name))?;
    let (low, high) = range_of_sizes(value)?;
    let fits = (low..=high).contains(&size);
    let said = Said::new(if fits { TextKey::PropertyYes } else { TextKey::PropertyNo });
    let said = said.with("title", product.short_title()).with("said", size_fits(size, fits));
    Some(said.with("attribute", name.as_str()).with("value", value.as_str()))
}
