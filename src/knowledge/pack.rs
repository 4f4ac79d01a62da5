//! The built-in e-commerce knowledge.

use std::collections::HashMap;

use super::diagnostic::Problems;
use super::read;
use super::source::Source;

/// The files of the pack with their texts.
const FILES: &[(&str, &str)] = &[
    ("pack/answers.toml", include_str!("pack/answers.toml")),
    ("pack/events.toml", include_str!("pack/events.toml")),
    ("pack/flows/aftersale.toml", include_str!("pack/flows/aftersale.toml")),
    ("pack/flows/bought.toml", include_str!("pack/flows/bought.toml")),
    ("pack/flows/delivery.toml", include_str!("pack/flows/delivery.toml")),
    ("pack/flows/order.toml", include_str!("pack/flows/order.toml")),
    ("pack/flows/problem.toml", include_str!("pack/flows/problem.toml")),
    ("pack/flows/product.toml", include_str!("pack/flows/product.toml")),
    ("pack/flows/return.toml", include_str!("pack/flows/return.toml")),
    ("pack/hand_off.toml", include_str!("pack/hand_off.toml")),
    ("pack/intents/aftersale.toml", include_str!("pack/intents/aftersale.toml")),
    ("pack/intents/conversation.toml", include_str!("pack/intents/conversation.toml")),
    ("pack/intents/delivery.toml", include_str!("pack/intents/delivery.toml")),
    ("pack/intents/order.toml", include_str!("pack/intents/order.toml")),
    ("pack/intents/price.toml", include_str!("pack/intents/price.toml")),
    ("pack/intents/product.toml", include_str!("pack/intents/product.toml")),
    ("pack/intents/review.toml", include_str!("pack/intents/review.toml")),
    ("pack/intents/shipping.toml", include_str!("pack/intents/shipping.toml")),
    ("pack/intents/attribute.toml", include_str!("pack/intents/attribute.toml")),
    ("pack/intents/payment.toml", include_str!("pack/intents/payment.toml")),
    ("pack/intents/service.toml", include_str!("pack/intents/service.toml")),
    ("pack/intents/statement.toml", include_str!("pack/intents/statement.toml")),
    LEXICON,
    QUESTIONS,
    ("pack/ontology.toml", include_str!("pack/ontology.toml")),
    TEXTS,
    ("pack/topics.toml", include_str!("pack/topics.toml")),
];

/// The words of the trade, which a shop adds to and takes from.
const LEXICON: (&str, &str) = ("pack/lexicon.toml", include_str!("pack/lexicon.toml"));

/// The sentences that answer what is computed.
const QUESTIONS: (&str, &str) = ("pack/questions.toml", include_str!("pack/questions.toml"));

/// The engine's own sentences, without which a bot has nothing to say.
const TEXTS: (&str, &str) = ("pack/texts.toml", include_str!("pack/texts.toml"));

/// More examples of the pack's intents, `intent ⇥ phrase` a line: a table of texts, which is read ten times as fast as TOML.
const PHRASES: &str = include_str!("pack/phrases/phrases.tsv");

/// The whole pack.
pub(crate) fn ecommerce(problems: &mut Problems) -> Source {
    let mut source = read_all(FILES, problems);
    let mut at: HashMap<String, usize> = HashMap::new();
    at.extend(source.intents.iter().enumerate().map(|(at, intent)| (intent.id.clone(), at)));
    for (id, phrase) in PHRASES.lines().filter_map(|line| line.split_once('\t')) {
        if let Some(intent) = at.get(id).and_then(|at| source.intents.get_mut(*at)) {
            intent.examples.push(phrase.to_owned());
        }
    }
    source
}

/// The engine's own sentences and the words of the trade alone.
pub(crate) fn sentences(problems: &mut Problems) -> Source {
    read_all(&[LEXICON, QUESTIONS, TEXTS], problems)
}

fn read_all(files: &[(&str, &str)], problems: &mut Problems) -> Source {
    let mut source = Source::default();
    for (file, text) in files {
        read::toml(file, text.as_bytes(), &mut source, problems);
    }
    source
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::knowledge::Knowledge;

    /// As if a shop had written it: then nothing of it is taken on trust.
    #[test]
    fn the_pack_has_no_problems() {
        let builder = FILES.iter().fold(Knowledge::empty(), |builder, (file, text)| builder.toml(file, text));
        let (_, diagnostics) = builder.check();
        let shown: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
        assert!(shown.is_empty(), "{}", shown.join("\n"));
    }

    /// What is read fast is not checked when it is read.
    #[test]
    fn every_phrase_has_an_intent_and_stands_once() {
        let (knowledge, mut seen) = (Knowledge::ecommerce(), HashMap::new());
        let mut wrong = Vec::new();
        for (number, line) in (1..).zip(PHRASES.lines()) {
            match line.split_once('\t') {
                Some((id, phrase)) if !phrase.trim().is_empty() && !phrase.contains('\t') => {
                    if knowledge.intent(id).is_none() {
                        wrong.push(format!("phrases.tsv:{number}: there is no intent `{id}`"));
                    }
                    if let Some(before) = seen.insert((id, phrase), number) {
                        wrong.push(format!("phrases.tsv:{number}: `{phrase}` stands in line {before} already"));
                    }
                }
                _ => wrong.push(format!("phrases.tsv:{number}: no intent and phrase: `{line}`")),
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(seen.len() > 20_000, "only {} phrases", seen.len());
    }

    #[test]
    fn every_file_of_the_pack_is_embedded() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/knowledge");
        let mut found: Vec<String> = Vec::new();
        for folder in ["pack", "pack/flows", "pack/intents"] {
            for entry in std::fs::read_dir(root.join(folder)).unwrap() {
                let name = entry.unwrap().file_name().into_string().unwrap();
                found.extend(name.ends_with(".toml").then(|| format!("{folder}/{name}")));
            }
        }
        found.sort();
        let mut embedded: Vec<&str> = FILES.iter().map(|(file, _)| *file).collect();
        embedded.sort_unstable();
        assert_eq!(embedded, found);
    }
}
