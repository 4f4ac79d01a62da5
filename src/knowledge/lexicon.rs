//! `[lexicon]`: the words of the trade. The shop's are laid over the pack's, list by list: it adds words, and takes words out.

use std::collections::{HashMap, HashSet};

use super::Place;
use super::diagnostic::Problems;
use super::nearest::hint;
use super::problem::Problem;
use crate::language::lexicon::{Lexicon, SignKind};
use crate::text::normalize::normal;

/// A word of a list, as it was written.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// The list's key.
    pub(crate) key: &'static str,
    pub(crate) word: String,
    /// What it stands for, where that is written.
    pub(crate) value: Option<String>,
    pub(crate) place: Place,
}

/// What a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Sign(SignKind),
    Harmless,
    Wares,
    Colours,
    Carriers,
    DoubtfulCarriers,
    Promises,
    Abbreviations,
    Misspellings,
}

/// The lists by their keys, each with the key that takes words out of it. A word is in one only of the lists that have the same.
const LISTS: &[(&str, Holds, &str)] = &[
    ("worried", Holds::Sign(SignKind::Worried), "no_signs"),
    ("sad", Holds::Sign(SignKind::Sad), "no_signs"),
    ("annoyed", Holds::Sign(SignKind::Annoyed), "no_signs"),
    ("angry", Holds::Sign(SignKind::Angry), "no_signs"),
    ("abusive", Holds::Sign(SignKind::Abusive), "no_signs"),
    ("threats", Holds::Sign(SignKind::Threat), "no_signs"),
    ("crisis", Holds::Sign(SignKind::Crisis), "no_signs"),
    ("self_harm", Holds::Sign(SignKind::SelfHarm), "no_signs"),
    ("harmless", Holds::Harmless, "no_harmless"),
    ("wares", Holds::Wares, "no_wares"),
    ("colours", Holds::Colours, "no_colours"),
    ("carriers", Holds::Carriers, "no_carriers"),
    ("doubtful_carriers", Holds::DoubtfulCarriers, "no_carriers"),
    ("promises", Holds::Promises, "no_promises"),
    ("abbreviations", Holds::Abbreviations, "no_abbreviations"),
    ("misspellings", Holds::Misspellings, "no_misspellings"),
];

/// Whether the words of a list may stand for something.
pub(crate) fn has_values(key: &'static str) -> bool {
    use Holds::{Abbreviations, Carriers, Colours, DoubtfulCarriers, Misspellings};
    matches!(list(key).0, Some(Colours | Carriers | DoubtfulCarriers | Abbreviations | Misspellings))
}

/// What the words of a key are, and the key that takes words out there; nothing where it is that key itself.
fn list(key: &'static str) -> (Option<Holds>, &'static str) {
    let found = LISTS.iter().find(|(name, ..)| *name == key);
    found.map_or((None, key), |(_, holds, out)| (Some(*holds), out))
}

/// Lays the shop's words over the pack's, which a test holds to be in their normal form. The words of the hand-off rules are signs
/// too, as far as they can be taken out.
pub(crate) fn lay(
    pack: Vec<Word>,
    shop: Vec<Word>,
    rules: impl FnOnce() -> Vec<String>,
    problems: &mut Problems,
) -> Lexicon {
    let shop = checked(shop, problems);
    let outs: Vec<&Word> = shop.iter().filter(|word| list(word.key).0.is_none()).collect();
    if !outs.is_empty() {
        let rules = rules();
        outs.iter().for_each(|out| warn_of_nothing(out, &pack, &rules, problems));
    }
    let mut lexicon = Lexicon::default();
    let mut seen: HashSet<(&str, String)> = HashSet::with_capacity(pack.len());
    // The shop's come first, so what it says of a word counts.
    for Word { key, word, value, .. } in shop.into_iter().chain(pack) {
        let (holds, out) = list(key);
        if !seen.insert((out, word.clone())) {
            continue;
        }
        let Some(holds) = holds else {
            match out {
                "no_signs" => lexicon.no_signs.push(word),
                "no_colours" | "no_carriers" => lexicon.no_names.push(word),
                _ => {}
            }
            continue;
        };
        if let (Holds::Colours | Holds::Carriers | Holds::DoubtfulCarriers, Some(name)) = (holds, &value) {
            let called = normal(name);
            if called != word && seen.insert((out, called.clone())) {
                match holds {
                    Holds::Colours => lexicon.colours.push((called, Some(name.clone()))),
                    _ => lexicon.carriers.push((called, name.clone())),
                }
            }
        }
        match holds {
            Holds::Sign(kind) => lexicon.signs.push((word, kind)),
            Holds::Harmless => lexicon.harmless.push(word),
            Holds::Wares => lexicon.wares.push(word),
            Holds::Colours => lexicon.colours.push((word, value)),
            Holds::Carriers => lexicon.carriers.push((word.clone(), value.unwrap_or(word))),
            Holds::DoubtfulCarriers => lexicon.doubtful_carriers.push((word.clone(), value.unwrap_or(word))),
            Holds::Promises => lexicon.promises.push(word),
            Holds::Abbreviations => lexicon.abbreviations.extend(value.map(|value| (word, value))),
            Holds::Misspellings => lexicon.misspellings.extend(value.map(|value| (word, value))),
        }
    }
    lexicon
}

/// The shop's words in their normal form, without those that cannot be meant.
fn checked(shop: Vec<Word>, problems: &mut Problems) -> Vec<Word> {
    let mut first: HashMap<(&str, String), Place> = HashMap::new();
    let mut kept = Vec::with_capacity(shop.len());
    for mut word in shop {
        let (holds, out) = list(word.key);
        let written = word.word.trim().to_owned();
        word.word = normal(&written);
        word.value = word.value.map(|value| value.trim().to_owned());
        if word.word.is_empty() {
            problems.error(&word.place, Problem::EmptyItem { key: word.key });
            continue;
        }
        if let Some(first) = first.get(&(out, word.word.clone())) {
            let first = first.clone();
            problems.warning(&word.place, Problem::LexiconTwice { word: written, first });
            continue;
        }
        first.insert((out, word.word.clone()), word.place.clone());
        if let Some(holds @ (Holds::Abbreviations | Holds::Misspellings)) = holds {
            let Some(value) = word.value.as_deref().map(normal).filter(|value| !value.is_empty()) else {
                problems.error(&word.place, Problem::LexiconNoValue { word: written });
                continue;
            };
            let letters = word.word.chars().all(|c| c.is_ascii_alphanumeric());
            if holds == Holds::Abbreviations && !letters {
                problems.error(&word.place, Problem::LexiconLetters { word: written.clone() });
            }
            if holds == Holds::Misspellings && word.word.len() != value.len() {
                problems.error(&word.place, Problem::LexiconLength { word: written, value: value.clone() });
            }
            word.value = Some(value);
        }
        kept.push(word);
    }
    kept
}

/// What takes out nothing was misspelt, or is not needed. A word that holds a colour or a carrier keeps it from being found.
fn warn_of_nothing(out: &Word, pack: &[Word], rules: &[String], problems: &mut Problems) {
    let known = || {
        let listed = pack.iter().filter(|word| list(word.key).1 == out.key);
        let called = listed.clone().filter_map(|word| word.value.as_deref().filter(|_| has_values(word.key)));
        let rules = rules.iter().filter(|_| out.key == "no_signs").map(String::as_str);
        listed.map(|word| word.word.as_str()).chain(called).chain(rules)
    };
    let covers = matches!(out.key, "no_colours" | "no_carriers");
    if known().any(|word| word == out.word || (covers && out.word.contains(word))) {
        return;
    }
    let hint = hint(&out.word, known());
    problems.warning(&out.place, Problem::LexiconNothing { key: out.key, word: out.word.clone(), hint });
}

#[cfg(test)]
mod tests {
    use super::super::{pack, read};
    use super::*;

    #[test]
    fn every_list_has_its_keys() {
        let lists = LISTS.iter().flat_map(|(key, _, out)| [*key, *out]);
        let (lists, keys): (HashSet<&str>, HashSet<&str>) =
            (lists.collect(), read::keys::LEXICON.iter().copied().collect());
        assert_eq!(lists, keys);
    }

    /// What is not normalised when it is laid must be in its normal form, and what is laid first must not hide the rest.
    #[test]
    fn the_packs_words_are_in_their_normal_form_and_stand_once() {
        let mut problems = Problems::default();
        let words = pack::sentences(&mut problems).lexicon;
        assert!(words.len() > 1_500, "only {}", words.len());
        for word in &words {
            assert_eq!(normal(&word.word), word.word, "{}", word.place);
        }
        let count = words.len();
        assert_eq!(checked(words, &mut problems).len(), count);
        assert!(problems.into_sorted().is_empty());
    }
}
