//! How much two texts mean the same: a figure that does not depend on what else there is to compare with.

use super::classify::Classifier;
use super::features::{Key, Vocabulary};
use super::kinds::Kinds;
use super::vectors::{DIMS, dot, vector};
use crate::language::subjects::subjects;

/// What the agreement of intents counts.
const INTENTS: f32 = 0.3;
/// What the agreement of kinds of questions counts …
const KINDS: f32 = 1.0;
/// … and what it takes away where the text is surely of another kind.
const OTHER_KIND: f32 = 0.5;

/// What it takes away that the text speaks of somebody and the phrase of somebody else, or of nobody.
const OTHER_SUBJECT: [f32; 2] = [1.0, 0.4];

/// What a text means, for comparing. About 15 µs and 1.5 KB.
#[derive(Clone, Debug)]
pub(crate) struct Meaning {
    /// Its n-grams in order, a vector of length one; the rare ones, by the pack's phrases, count more.
    grams: Vec<(Key, f32)>,
    vector: [f32; DIMS],
    /// The roots of the probabilities of its intents.
    intents: Vec<f32>,
    kinds: Kinds,
    /// Whom it speaks of, as bits.
    subjects: u16,
}

impl Meaning {
    /// What `text` means, whose intents have these probabilities.
    pub(crate) fn new(text: &str, vocabulary: &Vocabulary, probabilities: &[f32]) -> Meaning {
        Meaning::with(text, vector(text), vocabulary, probabilities)
    }

    fn with(text: &str, vector: [f32; DIMS], vocabulary: &Vocabulary, probabilities: &[f32]) -> Meaning {
        Meaning {
            grams: vocabulary.ngrams_of(text),
            kinds: Kinds::of(&vector),
            vector,
            subjects: subjects(text),
            intents: probabilities.iter().map(|probability| probability.max(0.0).sqrt()).collect(),
        }
    }

    /// What a phrase of the knowledge means.
    pub(crate) fn of(text: &str, classifier: Option<&Classifier>) -> Meaning {
        let mut probabilities = Vec::new();
        match classifier {
            Some(classifier) => {
                let vector = vector(text);
                classifier.predict_with(text, &vector, &mut probabilities);
                Meaning::with(text, vector, classifier.vocabulary(), &probabilities)
            }
            None => Meaning::new(text, &Vocabulary::default(), &probabilities),
        }
    }

    /// How much this text means what `phrase` means: about 2.8 for the same text, below 0.5 for what has nothing to do with
    /// it. About a quarter of a microsecond.
    pub(crate) fn likeness(&self, phrase: &Meaning) -> f32 {
        let intents = dot(&self.intents, &phrase.intents);
        let kinds = self.kinds.agreement(&phrase.kinds);
        self.shared(phrase) + self.near(phrase) + INTENTS * intents + KINDS * kinds
            - OTHER_KIND * self.kinds.highest() * (1.0 - kinds)
            - self.other_subject(phrase)
    }

    fn other_subject(&self, phrase: &Meaning) -> f32 {
        let [other, none] = OTHER_SUBJECT;
        match (self.subjects, phrase.subjects) {
            (0, _) => 0.0,
            (_, 0) => none,
            (mine, theirs) if mine & theirs == 0 => other,
            _ => 0.0,
        }
    }

    /// The text's distilled vector.
    pub(crate) fn vector(&self) -> &[f32; DIMS] {
        &self.vector
    }

    /// The likeness of the distilled vectors alone.
    pub(crate) fn near(&self, phrase: &Meaning) -> f32 {
        dot(&self.vector, &phrase.vector)
    }

    /// The cosine of the n-grams.
    fn shared(&self, phrase: &Meaning) -> f32 {
        let (mut sum, mut others) = (0.0, phrase.grams.iter().peekable());
        for (key, weight) in &self.grams {
            while others.next_if(|(other, _)| other < key).is_some() {}
            if let Some((_, other)) = others.next_if(|(other, _)| other == key) {
                sum += weight * other;
            }
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(a: &str, b: &str) -> f32 {
        Meaning::of(a, None).likeness(&Meaning::of(b, None))
    }

    #[test]
    fn what_means_the_same_is_alike_and_what_only_sounds_so_is_not() {
        assert!(likeness("怎么退货", "怎么退货") > 2.0);
        assert!(likeness("孕妇能吃吗", "我老婆有宝宝了 这个她能吃不") > likeness("孕妇能吃吗", "老人家里能寄到吗"));
        assert!(likeness("什么时候发货", "什么时候有活动") < likeness("什么时候发货", "多久能寄出来"));
    }

    #[test]
    fn what_holds_for_one_is_not_said_of_another() {
        for (text, own, other) in [
            ("宝宝八个月能吃吗", "小孩能吃吗", "糖尿病人能吃吗"),
            ("猫能吃吗", "宠物可以吃吗", "老人能吃吗"),
            ("孕妇能穿吗", "怀孕了可以穿吗", "男女都能穿吗"),
            ("哺乳期能抹吗", "孕妇能用吗", "敏感肌能用吗"),
        ] {
            assert!(likeness(text, own) > likeness(text, other) + 0.5, "{text}");
        }
    }

    #[test]
    fn odd_texts_are_like_nothing() {
        for text in ["", "\u{1F600}", "\u{0}", &"囧".repeat(4_000)] {
            assert!(likeness(text, "怎么退货") < 0.7, "{text:.8}: {}", likeness(text, "怎么退货"));
        }
    }
}
