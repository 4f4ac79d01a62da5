//! One calibrated confidence out of the evidence of several matchers.

use std::ops::Range;

use super::keyword::{PatternHit, Target};
use super::{Evidence, EvidenceKind, FaqHit};
use crate::knowledge::Knowledge;
use crate::language::lacks::lacks;
use crate::language::negation::{may_deny, negated};

/// What the matchers found in one text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Evidences {
    /// What the whole message stands for.
    pub(crate) keywords: Vec<Target>,
    /// Patterns that matched.
    pub(crate) patterns: Vec<PatternHit>,
    /// The rules that say an intent are the shop's own: nothing of the pack's stands beside them.
    pub(crate) own: bool,
    /// The classifier's probabilities, by class.
    pub(crate) probabilities: Vec<f32>,
    /// How much of the text the classifier has ever seen, 0 to 1.
    pub(crate) coverage: f32,
}

impl Evidences {
    /// Whether a rule decided.
    pub(crate) fn decide(&self) -> bool {
        self.decide_whole() || !self.patterns.is_empty()
    }

    /// Whether a rule over the whole message decided.
    pub(crate) fn decide_whole(&self) -> bool {
        self.keywords.iter().any(|target| matches!(target, Target::Intent(_) | Target::Example(_)))
    }
}

/// What is left of an intent's probability when its own words stand in the message and are all denied.
const DENIED: f32 = 0.03;
/// How much of the probability a whole-message keyword takes.
const KEYWORD: f32 = 0.99;
/// … a message that equals an example.
const EXAMPLE: f32 = 0.97;
/// … a pattern.
const PATTERN: f32 = 0.93;
/// … and what the shop's own rules take, keywords and patterns alike: no figure of the pack reaches it.
const OWN: f32 = 0.99;
/// What another intent gets at most of what one lost that cannot be meant.
const SHARED: f32 = 0.6;
/// Less probable intents are not reported.
const FLOOR: f32 = 0.02;
/// How many intents are reported.
const REPORTED: usize = 5;

/// The intents that the evidence speaks for, by index, most probable first. Probabilities add up to at most 1.
///
/// A keyword beats an example, an example beats a pattern, a pattern beats the classifier: the rule takes a fixed share, and
/// what the classifier thinks is scaled into the rest. Among several rules of one kind the classifier decides. Where the
/// shop's own rules speak, the pack's are not among the evidence.
pub(crate) fn rank(knowledge: &Knowledge, classes: &[usize], text: &str, evidences: &Evidences) -> Vec<(usize, f32)> {
    let intent = |index: usize| knowledge.intents.get(index);
    let root = |index: usize| super::root(knowledge, index);
    let mut ranked: Vec<(usize, f32)> = classes.iter().copied().zip(evidences.probabilities.iter().copied()).collect();
    let mut boost = |targets: Vec<usize>, share: f32| {
        if targets.is_empty() {
            return;
        }
        for target in &targets {
            if !ranked.iter().any(|(index, _)| index == target) {
                ranked.push((*target, 0.0));
            }
        }
        // A rule's intent that the classifier never heard of still gets its part.
        let meant = ranked.iter().enumerate().filter(|(_, (index, _))| targets.contains(index));
        let meant: Vec<(usize, f32)> = meant.map(|(place, (_, probability))| (place, probability + 0.05)).collect();
        let total: f32 = meant.iter().map(|(_, weight)| weight).sum();
        ranked.iter_mut().for_each(|(_, probability)| *probability *= 1.0 - share);
        for (place, weight) in meant {
            if let Some((_, probability)) = ranked.get_mut(place) {
                *probability += weight / total * share;
            }
        }
    };
    let mut patterns: Vec<usize> = evidences.patterns.iter().map(|hit| root(hit.intent)).collect();
    patterns.dedup();
    boost(patterns, if evidences.own { OWN } else { PATTERN });
    let whole = |wanted: fn(&Target) -> Option<usize>| -> Vec<usize> {
        evidences.keywords.iter().filter_map(wanted).map(root).collect()
    };
    let keywords = whole(|target| if let Target::Intent(index) = target { Some(*index) } else { None });
    if keywords.is_empty() {
        boost(whole(|target| if let Target::Example(index) = target { Some(*index) } else { None }), EXAMPLE);
    }
    boost(keywords, KEYWORD);
    for (index, probability) in &mut ranked {
        if !evidences.own && *probability > 0.2 && is_denied(knowledge, *index, text) {
            *probability *= DENIED;
        }
    }
    without_lacking(knowledge, text, evidences, &mut ranked);
    ranked.retain(|(_, probability)| *probability >= FLOOR);
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked.truncate(REPORTED);
    for (index, _) in &mut ranked {
        if let Some(finer) = refinement(knowledge, *index, evidences)
            && intent(finer).is_some()
        {
            *index = finer;
        }
    }
    ranked
}

/// An intent whose necessary words are not in the text is none of those that are meant; the others share what it had.
fn without_lacking(knowledge: &Knowledge, text: &str, evidences: &Evidences, ranked: &mut [(usize, f32)]) {
    let lacking = |(index, probability): &(usize, f32)| {
        *probability > 0.2
            && !evidences.decide()
            && knowledge.intents.get(*index).is_some_and(|intent| lacks(intent.id.as_str(), text))
    };
    let Some(at) = ranked.iter().position(lacking) else { return };
    let taken = ranked.get(at).map_or(0.0, |(_, probability)| *probability);
    let best = ranked.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, (_, it))| *it).fold(0.0, f32::max);
    // What was hardly thought of is not made sure.
    let factor = (1.0 / (1.0 - taken).max(f32::EPSILON)).min((SHARED / best.max(f32::EPSILON)).max(1.0));
    for (place, (_, probability)) in ranked.iter_mut().enumerate() {
        *probability *= if place == at { DENIED } else { factor };
    }
}

/// Whether the intent's own words stand in the text and every one of them is denied there (`别给我转人工`), or the text is
/// one of its counter-examples.
fn is_denied(knowledge: &Knowledge, index: usize, text: &str) -> bool {
    let Some(intent) = knowledge.intents.get(index) else { return false };
    if intent.counter_examples.iter().any(|counter| counter == text) {
        return true;
    }
    if !may_deny(text) {
        return false;
    }
    let mut said = intent.keywords.iter().flat_map(|keyword| places(text, keyword)).peekable();
    said.peek().is_some() && said.all(|range| negated(text, range))
}

/// Where `word` stands in `text`. For texts and words as short as these that takes less than preparing a searcher.
fn places<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    let here = move |(at, _): &(usize, char)| text.get(*at..).is_some_and(|rest| rest.starts_with(word));
    text.char_indices().filter(here).map(|(at, _)| at..at + word.len())
}

/// The finer intent inside `parent` that a rule picks; the longest match where several do.
fn refinement(knowledge: &Knowledge, parent: usize, evidences: &Evidences) -> Option<usize> {
    let inside = |index: usize| index != parent && super::root(knowledge, index) == parent;
    let whole = evidences.keywords.iter().find_map(|target| match target {
        Target::Intent(index) | Target::Example(index) if inside(*index) => Some(*index),
        _ => None,
    });
    whole.or_else(|| {
        let hits = evidences.patterns.iter().filter(|hit| inside(hit.intent));
        hits.max_by_key(|hit| (hit.span.len(), std::cmp::Reverse(hit.intent))).map(|hit| hit.intent)
    })
}

/// The reasons behind a ranking, strongest first.
pub(crate) fn explain(
    knowledge: &Knowledge,
    text: &str,
    evidences: &Evidences,
    ranked: &[(usize, f32)],
    faqs: &[FaqHit],
) -> Vec<Evidence> {
    let name = |index: usize| knowledge.intents.get(index).map(|intent| intent.id.to_string()).unwrap_or_default();
    let mut reasons = Vec::new();
    for target in &evidences.keywords {
        let (kind, target) = match target {
            Target::Intent(index) => (EvidenceKind::Keyword, name(*index)),
            Target::Example(index) => (EvidenceKind::Example, name(*index)),
            Target::Answer(index) => match knowledge.answers.get(*index) {
                Some(answer) => (EvidenceKind::Keyword, format!("answer:{}", answer.id)),
                None => continue,
            },
            Target::Faq(_) => continue,
        };
        let weight = if kind == EvidenceKind::Keyword { KEYWORD } else { EXAMPLE };
        reasons.push(Evidence { kind, target, text: text.to_owned(), weight });
    }
    for hit in &evidences.patterns {
        let text = text.get(hit.span.clone()).unwrap_or_default().to_owned();
        reasons.push(Evidence {
            kind: EvidenceKind::Pattern,
            target: name(hit.intent),
            text,
            weight: if evidences.own { OWN } else { PATTERN },
        });
    }
    for hit in faqs.iter().take(2) {
        if let Some(faq) = knowledge.faqs.get(hit.index) {
            let target = format!("faq:{}", faq.id);
            reasons.push(Evidence {
                kind: EvidenceKind::Faq,
                target,
                text: faq.question.clone(),
                weight: hit.confidence,
            });
        }
    }
    for (index, confidence) in ranked.iter().take(2) {
        let target = name(*index);
        reasons.push(Evidence { kind: EvidenceKind::Classifier, target, text: text.to_owned(), weight: *confidence });
    }
    reasons.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    reasons
}
