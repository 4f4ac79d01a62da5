//! Texts with references.

use super::super::Place;
use super::super::diagnostic::Problems;
use super::super::field::{Field, Part, Reference, Template, TemplateError};
use super::super::nearest::did_you_mean;
use super::super::problem::Problem;
use super::super::source::Places;
use crate::language::files::{CLOSE, OPEN, STOP};
use crate::language::speech::promises_person;
use crate::limits;

/// Which slots a text or a condition may refer to.
pub(super) enum Slots<'a> {
    /// None: it stands outside of a flow.
    None,
    /// Any: the host's answer to a call may have brought it.
    Any,
    /// Those that the engine fills for this text.
    These(&'a [&'a str]),
    /// Those of the flow it stands in.
    Flow(&'a [String]),
}

/// The variants of a key, each as a template.
pub(super) fn templates(
    texts: &[String],
    places: &Places,
    key: &'static str,
    slots: &Slots<'_>,
    problems: &mut Problems,
) -> Vec<Template> {
    let mut templates = Vec::with_capacity(texts.len());
    for (index, text) in texts.iter().enumerate() {
        let place = places.item(key, index);
        if text.trim().is_empty() {
            problems.error(place, Problem::EmptyText);
            continue;
        }
        let template = Template::parse(text);
        match &template {
            Ok(_) => problems.said(&without_dots(text), limits::OUTBOUND, place),
            Err(_) => problems.said(text, limits::OUTBOUND, place),
        }
        match template {
            Ok(template) => {
                for name in full_width(text) {
                    problems.error(place, Problem::FullWidthBraces { name });
                }
                for reference in template.references() {
                    reference_is_known(reference, place, slots, problems);
                }
                templates.push(template);
            }
            Err(_) if !full_width(text).is_empty() => {
                let name = full_width(text).swap_remove(0);
                problems.error(place, Problem::FullWidthBraces { name });
            }
            Err(TemplateError::UnknownField(name)) => unknown_field(&name, place, problems),
            Err(TemplateError::Unclosed) => problems.error(place, Problem::UnclosedBrace),
        }
    }
    templates
}

/// What is said where a person is called is said too while nobody can come: a promise of somebody has to be marked there.
pub(super) fn promises_are_marked(texts: &[String], places: &Places, key: &'static str, problems: &mut Problems) {
    for (index, text) in texts.iter().enumerate() {
        let Ok(template) = Template::parse(text) else { continue };
        let parts = template.lines.iter().flatten();
        let unmarked = parts.filter_map(|part| if let Part::Text(text) = part { Some(text) } else { None });
        if unmarked.into_iter().any(|text| promises_person(text)) {
            problems.warning(places.item(key, index), Problem::PromisesNobody);
        }
    }
}

/// The text with names of fields that are no links: `buyer.vip` and `people.online` end like domains.
fn without_dots(text: &str) -> String {
    let mut inside = false;
    let plain = text.chars().map(|c| {
        inside = (inside || c == '{') && c != '}';
        if inside && c == '.' { '_' } else { c }
    });
    plain.collect()
}

/// Characters of the longest name of a field, and some more.
const NAME: usize = 40;

/// A text that is said as it stands: braces mean nothing in it.
pub(super) fn verbatim(text: &str, limit: usize, place: &Place, problems: &mut Problems) {
    problems.said(text, limit, place);
    let template = Template::parse(text).ok();
    let field = template.iter().flat_map(Template::references).find(|one| matches!(one, Reference::Field(_)));
    let name = field.map(ToString::to_string).or_else(|| full_width(text).into_iter().next());
    if let Some(name) = name {
        problems.warning(place, Problem::NoReferences { name });
    }
}

/// What stands in braces one of which at least is of the Chinese keyboard, and is the name of a field or looks like one.
fn full_width(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, open) in text.match_indices(OPEN) {
        let rest = text.get(at + open.len()..).unwrap_or_default();
        let ends = |(_, c): &(usize, char)| CLOSE.contains(c);
        let Some((end, _)) = rest.char_indices().take(NAME).find(ends) else { continue };
        let (name, close) = rest.split_at(end);
        // `shop．name` was typed without changing the keyboard.
        let name = name.trim().replace(STOP, ".");
        let is_name = name.contains('.') && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_'));
        if is_name && !name.starts_with('.') && !name.ends_with('.') && (open != "{" || !close.starts_with('}')) {
            names.push(name);
        }
    }
    names
}

/// Reports a name that is not a field.
pub(super) fn unknown_field(name: &str, place: &Place, problems: &mut Problems) {
    let hint = match name.rsplit_once('.') {
        // `order.state` is nearer to `order.status` than to `parcel.state`: look in the same group first.
        Some((group, _)) if Field::ALL.iter().any(|field| in_group(*field, group)) => {
            did_you_mean(name, Field::ALL.iter().filter(|field| in_group(**field, group)).map(|field| field.name()))
        }
        _ => did_you_mean(name, Field::ALL.iter().map(|field| field.name())),
    };
    problems.error(place, Problem::UnknownField { name: name.to_owned(), hint });
}

fn in_group(field: Field, group: &str) -> bool {
    field.name().strip_prefix(group).is_some_and(|rest| rest.starts_with('.'))
}

/// Reports a slot that nothing can have filled.
pub(super) fn reference_is_known(reference: &Reference, place: &Place, slots: &Slots<'_>, problems: &mut Problems) {
    let Reference::Slot(slot) = reference else { return };
    let known: Vec<&str> = match slots {
        Slots::Any => return,
        Slots::None => return problems.error(place, Problem::NoSlotsHere { slot: slot.clone() }),
        Slots::These(known) => known.to_vec(),
        Slots::Flow(known) => known.iter().map(String::as_str).collect(),
    };
    if !known.contains(&slot.as_str()) {
        let hint = did_you_mean(slot, known.iter().copied());
        let slot = slot.clone();
        let in_flow = matches!(slots, Slots::Flow(_));
        problems.error(
            place,
            if in_flow { Problem::EmptySlot { slot, hint } } else { Problem::ForeignSlot { slot, hint } },
        );
    }
}
