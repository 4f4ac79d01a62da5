//! `[[topic]]`.

use toml::Spanned;
use toml::de::DeValue;

use super::super::TopicOf;
use super::super::source::TopicEntry;
use super::entry::{Entry, Reader};
use super::keys::TOPIC;

const OF: &[(&str, TopicOf)] = &[("order", TopicOf::Order), ("product", TopicOf::Product)];

impl Reader<'_> {
    pub(super) fn topic<'t>(&self, value: &'t Spanned<DeValue<'t>>) -> Option<TopicEntry> {
        let mut e = Entry::new(self, "[[topic]]", value, TOPIC)?;
        let disabled = e.flag("disabled").unwrap_or(false);
        if !disabled && e.present(&["of"]).is_empty() {
            e.required("of");
        }
        Some(TopicEntry {
            id: e.required("id")?,
            of: e.named("of", OF).unwrap_or_default(),
            when: self.when(&mut e),
            intents: e.texts("intents"),
            disabled,
            places: e.into_places(),
        })
    }
}
