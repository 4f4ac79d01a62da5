//! `[label]`: names by fields and their values, so the tables of the fields stand in one another.

use toml::Spanned;
use toml::de::DeValue;

use super::super::problem::Expected;
use super::super::source::{NamedEntry, Places};
use super::entry::Reader;

impl Reader<'_> {
    pub(super) fn labels(&self, of: &str, value: &Spanned<DeValue<'_>>, labels: &mut Vec<NamedEntry>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.wrong("[label]", Expected::Table, value);
        };
        for (key, value) in table {
            let name = match of {
                "" => key.get_ref().to_string(),
                _ => format!("{of}.{}", key.get_ref()),
            };
            match value.get_ref() {
                DeValue::Table(_) => self.labels(&name, value, labels),
                DeValue::String(label) => {
                    let mut places = Places::at(self.lines.place(key.span().start));
                    places.note("value", Some(0), self.place(value));
                    labels.push(NamedEntry { name, values: vec![label.to_string()], places });
                }
                _ => self.wrong(&name, Expected::Text, value),
            }
        }
    }
}
