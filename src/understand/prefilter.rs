//! Which patterns could match a text at all, found in one pass over it.
//!
//! A pattern such as `(退款|退钱)(了)?(进度|状态)` can only match where one word of each of its two groups stands. All words of
//! all patterns are in one automaton, so that a message costs one pass and the few patterns that are left, each with an
//! automaton of its own: one over all patterns has so many states that messages spend their time building them.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;
use regex_syntax::hir::literal::{Extractor, Seq};
use regex_syntax::hir::{Hir, HirKind};

/// The words that patterns cannot do without.
#[derive(Debug, Default)]
pub(crate) struct Prefilter {
    words: Option<AhoCorasick>,
    /// By word: the patterns and the groups, as bits, that it stands in.
    uses: Vec<Vec<(usize, u8)>>,
    /// By pattern: its groups, as bits.
    groups: Vec<u8>,
    /// The patterns without groups: they could match anywhere.
    anywhere: Vec<usize>,
}

/// Words of which a match has at least one.
type Group = Vec<Box<[u8]>>;
/// Groups of one pattern that are looked at.
const MAX_GROUPS: usize = 8;

impl Prefilter {
    /// Over patterns that can be read; others could match anywhere. About 15 µs a pattern.
    pub(crate) fn new<'a>(patterns: impl Iterator<Item = &'a str>) -> Prefilter {
        let mut words: BTreeMap<Box<[u8]>, Vec<(usize, u8)>> = BTreeMap::new();
        let mut all = Vec::new();
        for (number, pattern) in patterns.enumerate() {
            let groups = regex_syntax::parse(pattern).map(|hir| groups(&hir)).unwrap_or_default();
            let mut bits = 0;
            for (group, bit) in groups.into_iter().take(MAX_GROUPS).zip((0..).map(|at| 1_u8 << at)) {
                bits |= bit;
                for word in group {
                    words.entry(word).or_default().push((number, bit));
                }
            }
            all.push(bits);
        }
        let anywhere = (0..).zip(&all).filter(|(_, groups)| **groups == 0).map(|(at, _)| at).collect();
        match AhoCorasick::new(words.keys()) {
            Ok(automaton) => {
                Prefilter { words: Some(automaton), uses: words.into_values().collect(), groups: all, anywhere }
            }
            Err(_) => Prefilter { anywhere: (0..all.len()).collect(), ..Prefilter::default() },
        }
    }

    /// The patterns, ascending, that could match `text`.
    pub(crate) fn candidates(&self, text: &str) -> Vec<usize> {
        let Some(words) = self.words.as_ref().filter(|_| !self.uses.is_empty()) else { return self.anywhere.clone() };
        let mut found = vec![0_u8; self.groups.len()];
        let mut candidates = self.anywhere.clone();
        for word in words.find_overlapping_iter(text) {
            for (pattern, bit) in self.uses.get(word.pattern().as_usize()).into_iter().flatten() {
                if let (Some(found), Some(groups)) = (found.get_mut(*pattern), self.groups.get(*pattern))
                    && *found & bit == 0
                {
                    *found |= bit;
                    if found == groups {
                        candidates.push(*pattern);
                    }
                }
            }
        }
        candidates.sort_unstable();
        candidates
    }
}

/// Groups of words, one of each of which stands in every match.
fn groups(hir: &Hir) -> Vec<Group> {
    match hir.kind() {
        HirKind::Capture(capture) => groups(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => groups(&repetition.sub),
        HirKind::Concat(parts) => parts.iter().flat_map(groups).collect(),
        HirKind::Literal(_) | HirKind::Class(_) => beginnings(hir).into_iter().collect(),
        HirKind::Alternation(ways) => {
            // each way has a group of its own; together they are one
            let ways = ways
                .iter()
                .map(|way| groups(way).into_iter().max_by_key(|group| group.iter().map(|word| word.len()).min()));
            ways.collect::<Option<Vec<Group>>>().map(|ways| ways.concat()).into_iter().collect()
        }
        HirKind::Repetition(_) | HirKind::Empty | HirKind::Look(_) => Vec::new(),
    }
}

/// What all matches begin with, if that is some words.
fn beginnings(hir: &Hir) -> Option<Group> {
    let seq: Seq = Extractor::new().extract(hir);
    let words: Group = seq.literals()?.iter().map(|literal| literal.as_bytes().into()).collect();
    (!words.is_empty() && words.iter().all(|word| !word.is_empty())).then_some(words)
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::*;
    use crate::knowledge::Knowledge;

    #[test]
    fn a_pattern_needs_a_word_of_each_group() {
        let patterns = ["(退款|退钱)(了)?(进度|状态)", "^[^保]*(换[大小]号|调换)", "a*b?", "发.{0,3}货|快递"];
        let filter = Prefilter::new(patterns.into_iter());
        for (text, expect) in [
            ("退款的进度", vec![0, 2]),
            ("退款", vec![2]),
            ("换小号", vec![1, 2]),
            ("换中码", vec![2]),
            ("货都发了", vec![2, 3]),
            ("", vec![2]),
        ] {
            assert_eq!(filter.candidates(text), expect, "{text}");
        }
    }

    #[test]
    fn no_match_is_lost() {
        let knowledge = Knowledge::ecommerce();
        let patterns: Vec<&str> =
            knowledge.intents.iter().flat_map(|intent| &intent.patterns).map(String::as_str).collect();
        let regexes: Vec<Regex> = patterns.iter().map(|pattern| Regex::new(pattern).unwrap()).collect();
        let filter = Prefilter::new(patterns.iter().copied());
        let mut tried = 0;
        for text in knowledge.intents.iter().flat_map(|intent| &intent.examples).step_by(7) {
            let candidates = filter.candidates(text);
            for (at, _) in regexes.iter().enumerate().filter(|(_, regex)| regex.is_match(text)) {
                assert!(candidates.contains(&at), "{} {text}", patterns[at]);
            }
            tried += candidates.len();
        }
        // most patterns are passed over
        assert!(tried * 20 < patterns.len() * knowledge.intents.iter().flat_map(|i| &i.examples).step_by(7).count());
    }
}
