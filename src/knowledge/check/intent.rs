//! Intents: what they are recognised by.

use std::collections::{BTreeMap, HashMap, HashSet};

use regex::Regex;
use regex_syntax::hir::{Class, Hir, HirKind};

use super::super::diagnostic::Problems;
use super::super::merge::{MergedIntent, Sited};
use super::super::problem::{Own, Problem};
use super::super::{Intent, IntentKind, List, Origin, Place, Site};
use crate::language::samples::UNRELATED;
use crate::limits;
use crate::names::IntentId;
use crate::text::normalize::Normalized;

/// Of an intent that names none.
const DEFAULT_THRESHOLD: f32 = 0.5;

pub(super) fn intents(mut merged: Vec<MergedIntent>, problems: &mut Problems) -> Vec<Intent> {
    give_to_one(&mut merged, Own::Keyword, |intent| &mut intent.keywords, problems);
    give_to_one(&mut merged, Own::Example, |intent| &mut intent.examples, problems);
    let ids: BTreeMap<String, usize> = merged.iter().enumerate().map(|(at, intent)| (intent.id.clone(), at)).collect();
    let mut size = 0;
    merged.into_iter().map(|intent| checked(intent, &ids, &mut size, problems)).collect()
}

/// A text that says what it is can belong to one intent only. The shop's word for it counts more than the pack's; within
/// one layer it is a contradiction: of keywords, which are exact, an error; of examples, which are weighed, a warning.
fn give_to_one(
    merged: &mut [MergedIntent],
    own: Own,
    list: impl Fn(&mut MergedIntent) -> &mut Vec<Sited>,
    problems: &mut Problems,
) {
    let mut owners: HashMap<String, (usize, Origin, Place)> = HashMap::new();
    let mut lost: Vec<(usize, String)> = Vec::new();
    let names: Vec<String> = merged.iter().map(|intent| intent.id.clone()).collect();
    for layer in [Origin::Shop, Origin::Pack] {
        for (index, intent) in merged.iter_mut().enumerate() {
            for sited in list(intent).iter().filter(|sited| sited.origin == layer) {
                let key = &sited.normal;
                if key.is_empty() {
                    continue;
                }
                let Some((owner, origin, first)) = owners.get(key) else {
                    owners.insert(key.clone(), (index, sited.origin, sited.place.clone()));
                    continue;
                };
                if *owner == index {
                    continue;
                }
                lost.push((index, key.clone()));
                if *origin != sited.origin {
                    if own == Own::Keyword {
                        let id = names.get(index).cloned().unwrap_or_default();
                        problems.warning(first, Problem::TakenKeyword { word: sited.text.clone(), id });
                    }
                    continue;
                }
                let id = names.get(*owner).cloned().unwrap_or_default();
                let problem = Problem::UnderTwo { own, text: sited.text.clone(), id, first: first.clone() };
                match own {
                    Own::Keyword => problems.error(&sited.place, problem),
                    Own::Example => problems.warning(&sited.place, problem),
                }
            }
        }
    }
    for (index, key) in lost {
        if let Some(intent) = merged.get_mut(index) {
            list(intent).retain(|sited| sited.normal != key);
        }
    }
}

fn checked(intent: MergedIntent, ids: &BTreeMap<String, usize>, size: &mut usize, problems: &mut Problems) -> Intent {
    let place = &intent.place;
    if intent.id.split('.').any(str::is_empty) || intent.id.chars().any(char::is_whitespace) {
        problems.error(place, Problem::IntentId { id: intent.id.clone() });
    }
    if intent.name.as_deref().is_none_or(|name| name.trim().is_empty()) {
        problems.error(place, Problem::IntentName { id: intent.id.clone() });
    }
    if intent.examples.is_empty() && intent.keywords.is_empty() && intent.patterns.is_empty() {
        problems.error(place, Problem::NothingLeads { id: intent.id.clone() });
    }
    for (key, list) in [
        ("examples", &intent.examples),
        ("counter_examples", &intent.counter_examples),
        ("keywords", &intent.keywords),
        ("patterns", &intent.patterns),
    ] {
        for sited in list.iter().filter(|sited| sited.text.trim().is_empty()) {
            problems.error(&sited.place, Problem::EmptyItem { key });
        }
    }
    for sited in &intent.counter_examples {
        if intent.examples.iter().any(|example| example.normal == sited.normal) {
            let (text, id) = (sited.text.clone(), intent.id.clone());
            problems.error(&sited.place, Problem::ExampleAndCounter { text, id });
        }
    }
    // A test holds that those of the pack are in order: hundreds of them cost more than all the rest of the check.
    for sited in intent.patterns.iter().filter(|sited| sited.origin == Origin::Shop) {
        pattern(sited, size, problems);
    }
    let threshold = match intent.threshold {
        Some((value, place)) if !(0.0..=1.0).contains(&value) => {
            let value = value.to_string();
            problems.error(&place, Problem::OutOfRange { key: "threshold", value, min: 0, max: 1 });
            DEFAULT_THRESHOLD
        }
        Some((value, _)) => value,
        None => DEFAULT_THRESHOLD,
    };
    let name = intent.name.unwrap_or_default();
    let mut sites = Vec::new();
    let mut texts = |list: List, all: Vec<Sited>| {
        let mut seen = HashSet::new();
        // Both layers may have the same text.
        let once = all.into_iter().filter(|sited| seen.insert(sited.normal.clone()));
        let note = |(index, sited): (usize, Sited)| {
            if sited.origin == Origin::Shop {
                sites.push(Site { list, index, place: sited.place });
            }
            sited.text
        };
        once.enumerate().map(note).collect::<Vec<String>>()
    };
    let own = |all: &[Sited]| -> Vec<String> {
        all.iter().filter(|sited| sited.origin == Origin::Shop).map(|sited| sited.text.clone()).collect()
    };
    let (own_keywords, own_patterns) = (own(&intent.keywords), own(&intent.patterns));
    let examples = texts(List::Examples, intent.examples);
    let counter_examples = texts(List::CounterExamples, intent.counter_examples);
    let keywords = texts(List::Keywords, intent.keywords);
    let patterns = intent.patterns.into_iter().map(|sited| sited.text).collect();
    Intent {
        refines: nearest_ancestor(&intent.id, ids),
        id: IntentId::from(intent.id.as_str()),
        ask: intent.ask.unwrap_or_else(|| name.clone()),
        name,
        examples,
        counter_examples,
        keywords,
        patterns,
        own_keywords,
        own_patterns,
        attributes: intent.attributes,
        threshold,
        sites,
    }
}

/// Of what kind the intents are that say so, the finest first.
pub(super) fn kinds(intents: &[MergedIntent]) -> Vec<(IntentId, IntentKind)> {
    let kind = |intent: &MergedIntent| Some((IntentId::from(intent.id.as_str()), intent.kind?));
    let mut kinds: Vec<_> = intents.iter().filter_map(kind).collect();
    kinds.sort_by_key(|(id, _)| std::cmp::Reverse(id.as_str().len()));
    kinds
}

fn nearest_ancestor(id: &str, ids: &BTreeMap<String, usize>) -> Option<usize> {
    let mut rest = id;
    while let Some((parent, _)) = rest.rsplit_once('.') {
        if let Some(index) = ids.get(parent) {
            return Some(*index);
        }
        rest = parent;
    }
    None
}

/// Checks a pattern; `all` is the size of the shop's patterns before it.
fn pattern(sited: &Sited, all: &mut usize, problems: &mut Problems) {
    // Before it is compiled: that is what takes time and memory.
    let own = regex_syntax::parse(&sited.text).map(|hir| size(&hir)).unwrap_or_default();
    let fits = *all <= limits::PATTERNS;
    // Each takes something by itself.
    *all = all.saturating_add(own).saturating_add(200);
    if own > limits::PATTERN {
        problems.error(&sited.place, Problem::PatternTooLarge { size: own });
        return;
    }
    if *all > limits::PATTERNS {
        if fits {
            problems.error(&sited.place, Problem::PatternsTooLarge);
        }
        return;
    }
    let pattern = sited.text.clone();
    match Regex::new(&pattern) {
        Err(error) => {
            // The last line of it says why; the others draw the place.
            let text = error.to_string();
            let why = text.lines().last().unwrap_or_default().trim_start_matches("error:").trim().to_owned();
            problems.error(&sited.place, Problem::PatternUnreadable { pattern, why });
        }
        Ok(regex) if regex.is_match("") => {
            problems.error(&sited.place, Problem::PatternMatchesEmpty { pattern });
        }
        Ok(regex) if UNRELATED.iter().all(|text| regex.is_match(text)) => {
            problems.error(&sited.place, Problem::PatternMatchesAll { pattern });
        }
        Ok(_) => {
            if let Some((written, normal)) = never_there(&pattern) {
                problems.warning(&sited.place, Problem::PatternNever { pattern, written, normal });
            }
        }
    }
}

/// How large a pattern becomes when it is compiled: its characters, and its classes by their ranges, times their repetitions.
fn size(hir: &Hir) -> usize {
    let sum = |parts: &[Hir]| parts.iter().map(size).fold(0, usize::saturating_add);
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Class(Class::Unicode(class)) => class.ranges().len().max(1),
        HirKind::Class(Class::Bytes(class)) => class.ranges().len().max(1),
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min).max(1);
            size(&repetition.sub).saturating_mul(usize::try_from(times).unwrap_or(usize::MAX))
        }
        HirKind::Capture(capture) => size(&capture.sub).saturating_add(1),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => sum(parts),
    }
}

/// A character that the pattern wants as it stands and that no normalised text has, with what they have in its place.
fn never_there(pattern: &str) -> Option<(char, String)> {
    let mut chars = pattern.chars().peekable();
    let mut in_class = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                // `\S`, `\p{Han}`: not characters.
                let escaped = chars.next();
                if matches!(escaped, Some('p' | 'P' | 'x' | 'u' | 'U')) && chars.peek() == Some(&'{') {
                    chars.by_ref().take_while(|c| *c != '}').for_each(drop);
                }
            }
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if chars.peek() == Some(&'?') => {
                let flags: String = chars.by_ref().take_while(|c| !matches!(c, ':' | ')' | '>')).collect();
                if !flags.contains('<') && flags.contains('i') {
                    return None;
                }
            }
            // One of several: the others may be there.
            _ if in_class => {}
            _ if c.is_ascii_uppercase() || (!c.is_ascii() && !c.is_whitespace()) => {
                let normalized = Normalized::new(c.encode_utf8(&mut [0; 4])).text().to_owned();
                if !normalized.is_empty() && !normalized.chars().eq([c]) {
                    return Some((c, normalized));
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_of_patterns() {
        for (pattern, expect) in
            [("退款", 6), ("(退款|退钱)?", 13), ("[一-龥]{3,10}", 10), ("a*", 1), ("(?:a{100}){1000}", 100_000)]
        {
            assert_eq!(size(&regex_syntax::parse(pattern).unwrap()), expect, "{pattern}");
        }
        assert!(size(&regex_syntax::parse(r"\p{Han}{150}").unwrap()) > 1_500);
    }

    #[test]
    fn finds_characters_that_no_message_has() {
        for (pattern, expect) in [
            ("换[ABCabc]", None),
            (r"\S+\d\D", None),
            (r"\p{Han}{3,}VIP", Some('V')),
            ("(?i)VIP", None),
            ("(?P<Size>m|l)码", None),
            ("发货.*VIP", Some('V')),
            ("什么时候发货", None),
        ] {
            assert_eq!(never_there(pattern).map(|(c, _)| c), expect, "{pattern}");
        }
    }
}
