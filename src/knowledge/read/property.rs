//! `[[property]]`.

use toml::Spanned;
use toml::de::DeValue;

use super::super::source::{PropertyEntry, PropertyHolds, PropertyRule, PropertySafety};
use super::entry::{Entry, Reader};
use super::keys::{PROPERTY, PROPERTY_RULE};

const HOLDS: &[(&str, PropertyHolds)] =
    &[("yes", PropertyHolds::Yes), ("no", PropertyHolds::No), ("partly", PropertyHolds::Partly)];

const SAFETY: &[(&str, PropertySafety)] =
    &[("suits", PropertySafety::Suits), ("harms", PropertySafety::Harms), ("health", PropertySafety::Health)];

impl Reader<'_> {
    pub(super) fn property<'t>(&self, value: &'t Spanned<DeValue<'t>>) -> Option<PropertyEntry> {
        let mut e = Entry::new(self, "[[property]]", value, PROPERTY)?;
        let rules = e.raw("rule");
        Some(PropertyEntry {
            id: e.required("id")?,
            name: e.text("name"),
            is: e.text("is"),
            is_not: e.text("is_not"),
            asked: e.texts("asked"),
            asked_not: e.texts("asked_not"),
            innocent: e.texts("innocent"),
            unless: e.texts("unless"),
            attributes: e.texts("attributes"),
            yes: e.texts("yes"),
            no: e.texts("no"),
            partly: e.texts("partly"),
            rules: rules.map(|rules| self.each("[[property.rule]]", rules, Self::property_rule)).unwrap_or_default(),
            safety: e.named("safety", SAFETY),
            age: e.flag("age"),
            disabled: e.flag("disabled").unwrap_or(false),
            places: e.into_places(),
        })
    }

    fn property_rule<'t>(&self, value: &'t Spanned<DeValue<'t>>) -> Option<PropertyRule> {
        let mut e = Entry::new(self, "[[property.rule]]", value, PROPERTY_RULE)?;
        Some(PropertyRule {
            attributes: e.texts("attributes"),
            yes: e.texts("yes"),
            no: e.texts("no"),
            partly: e.texts("partly"),
            except: e.texts("except"),
            shows: e.flag("shows"),
            absent: e.named("absent", HOLDS),
            places: e.into_places(),
        })
    }
}
