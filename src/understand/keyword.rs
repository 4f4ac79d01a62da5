//! Exact rules: whole messages that stand for something, and patterns that decide.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use regex::{Regex, RegexBuilder};

use super::prefilter::Prefilter;
use crate::language::harmless::covered;
use crate::language::keyword::core;
use crate::language::negation::negated;
use crate::limits;

/// What a keyword stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// An intent, by its index.
    Intent(usize),
    /// An answer, by its index.
    Answer(usize),
    /// An entry of the FAQ, by its index.
    Faq(usize),
    /// An example of an intent: as sure as a keyword, but not written as a rule.
    Example(usize),
}

/// Keywords and patterns, compiled.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    keywords: HashMap<Box<str>, Vec<Target>>,
    prefilter: Prefilter,
    patterns: Vec<Pattern>,
}

/// One pattern of an intent. It is compiled when a text first has the words it needs: compiling all of them would take
/// longer than everything else that building a bot takes.
#[derive(Debug)]
struct Pattern {
    text: String,
    intent: usize,
    regex: OnceLock<Option<Regex>>,
}

/// A pattern that matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PatternHit {
    /// The intent, by its index.
    pub(crate) intent: usize,
    /// Where, in bytes of the normalised text.
    pub(crate) span: Range<usize>,
}

impl Rules {
    /// Compiles keywords (normalised here) and patterns; a pattern that does not compile was refused by the check and is
    /// passed over.
    pub(crate) fn new<'a>(
        keywords: impl IntoIterator<Item = (String, Target)>,
        patterns: impl IntoIterator<Item = (&'a str, usize)>,
    ) -> Rules {
        let mut rules = Rules::default();
        for (keyword, target) in keywords {
            let core = core(&keyword);
            if core.is_empty() {
                continue;
            }
            match rules.keywords.entry(core.into()) {
                // hardly any keyword has a second target, and a vector that grows begins with room for four
                Entry::Vacant(place) => {
                    place.insert(vec![target]);
                }
                Entry::Occupied(mut targets) => {
                    if !targets.get().contains(&target) {
                        targets.get_mut().push(target);
                    }
                }
            }
        }
        let pattern = |(text, intent): (&str, usize)| Pattern { text: text.to_owned(), intent, regex: OnceLock::new() };
        rules.patterns = patterns.into_iter().map(pattern).collect();
        rules.prefilter = Prefilter::new(rules.patterns.iter().map(|pattern| pattern.text.as_str()));
        rules
    }

    /// What the whole message stands for, by its core.
    pub(crate) fn keyword(&self, core: &str) -> &[Target] {
        self.keywords.get(core).map_or(&[], Vec::as_slice)
    }

    /// Bytes that one pattern may remember of the texts it looked at: its part of what all may.
    fn states(&self) -> usize {
        limits::STATES.checked_div(self.patterns.len()).unwrap_or_default().clamp(64_000, 2_000_000)
    }

    /// The patterns that match and are not denied.
    pub(crate) fn patterns(&self, text: &str) -> Vec<PatternHit> {
        let mut hits = Vec::new();
        for pattern in self.prefilter.candidates(text).into_iter().filter_map(|at| self.patterns.get(at)) {
            let compile = || RegexBuilder::new(&pattern.text).dfa_size_limit(self.states()).build().ok();
            let Some(regex) = pattern.regex.get_or_init(compile) else { continue };
            if let Some(found) = regex.find_iter(text).find(|found| !negated(text, found.range())) {
                hits.push(PatternHit { intent: pattern.intent, span: found.range() });
            }
        }
        hits
    }
}

/// The words of the hand-off rules, all of them found in one pass.
#[derive(Debug)]
pub(crate) struct Alarms {
    words: Option<AhoCorasick>,
    /// The rule of each word.
    rules: Vec<String>,
}

impl Alarms {
    /// The words, normalised, of each rule, without those that are no signs for this shop.
    pub(crate) fn new<'a>(rules: impl IntoIterator<Item = (&'a str, &'a [String])>, no_signs: &[String]) -> Alarms {
        let (words, rules): (Vec<&str>, Vec<String>) = rules
            .into_iter()
            .flat_map(|(rule, words)| words.iter().map(move |word| (word.as_str(), rule.to_owned())))
            .filter(|(word, _)| !no_signs.iter().any(|no_sign| no_sign == word))
            .unzip();
        Alarms { words: AhoCorasick::new(words).ok(), rules }
    }

    /// Where a word of a rule stands in a text that the shop wrote.
    pub(crate) fn signs<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        self.words.iter().flat_map(move |words| words.find_overlapping_iter(text)).map(|found| found.range())
    }

    /// The rules one of whose words stands in the text, with that word: where it is not denied, and no part of a `harmless` one.
    pub(crate) fn heard(&self, text: &str, harmless: &[Range<usize>]) -> Vec<(String, String)> {
        let mut heard: Vec<(String, String)> = Vec::new();
        for found in self.words.iter().flat_map(|words| words.find_overlapping_iter(text)) {
            let Some(rule) = self.rules.get(found.pattern().as_usize()) else { continue };
            let known = heard.iter().any(|(_, known)| known == rule);
            if !known && !covered(harmless, &found.range()) && !negated(text, found.range()) {
                heard.push((text.get(found.range()).unwrap_or_default().to_owned(), rule.clone()));
            }
        }
        heard
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyword_is_the_whole_message_and_a_pattern_is_anywhere() {
        let rules = Rules::new(
            [("转人工".to_owned(), Target::Intent(0)), ("尺码表".to_owned(), Target::Answer(3))],
            [("转(一下)?人工", 0), ("发(货|出)", 1)],
        );
        assert_eq!(rules.keyword(core("亲,转人工吧")), [Target::Intent(0)]);
        assert!(rules.keyword(core("转人工多少钱")).is_empty());
        let hits = rules.patterns("什么时候发货");
        assert_eq!(hits.iter().map(|hit| hit.intent).collect::<Vec<_>>(), [1]);
        assert!(rules.patterns("别给我转人工").is_empty());
    }
}
