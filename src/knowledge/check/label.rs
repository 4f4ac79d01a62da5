//! `[label]`: what states and days are called.

use super::super::diagnostic::Problems;
use super::super::field::{Field, FieldKind};
use super::super::nearest::did_you_mean;
use super::super::problem::Problem;
use super::super::source::NamedEntry;
use super::text;
use crate::language::labels::Labels;
use crate::limits;

/// What can be called otherwise: the states of each field, and the days. What is not known is not called anything.
fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    let states = Field::ALL.iter().flat_map(|field| {
        let values = match field.kind() {
            FieldKind::OneOf(values) => values,
            _ => &[],
        };
        values.iter().filter(|value| **value != "unknown").map(|value| (field.name(), *value))
    });
    states.chain(Labels::DAYS.map(|day| (Labels::DAY, day)))
}

pub(super) fn labels(entries: Vec<NamedEntry>, problems: &mut Problems) -> Labels {
    let mut labels = Labels::default();
    for entry in entries {
        let called = |(of, name): &(&str, &str)| format!("{of}.{name}");
        let Some((of, name)) = names().find(|name| called(name) == entry.name) else {
            let known: Vec<String> = names().map(|name| called(&name)).collect();
            let hint = did_you_mean(&entry.name, known.iter().map(String::as_str));
            problems.error(entry.places.whole(), Problem::UnknownLabel { name: entry.name, hint });
            continue;
        };
        let place = entry.places.item("value", 0);
        let label = entry.values.first().map(|label| label.trim()).unwrap_or_default();
        if label.is_empty() {
            problems.error(place, Problem::EmptyLabel { name: entry.name.clone() });
        }
        text::verbatim(label, limits::LABEL, place, problems);
        labels.set(of, name, label.to_owned());
    }
    labels
}
