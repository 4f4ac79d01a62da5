//! FAQ retrieval: which entries answer a text. Search over the index, and for small knowledge bases a classifier over
//! the entries beside it.
//!
//! Search compares a text with one phrase at a time. Where an entry has several phrases, learning which n-grams tell it
//! from the others finds more. Both speak in one softmax, so the score is a probability.

use super::classify::Classifier;
use super::index::Index;
use super::search::{Hit, Scratch};

/// Documents times entries up to which the classifier is trained: its cost is their product, about 0.15 ms a thousand.
const LEARNABLE: usize = 600_000;
/// How many hits of search speak beside the classifier.
const WITNESSES: usize = 16;
/// What a cosine of 1 adds to an entry's log-odds: the entry's own phrase always wins. The cosine's third power keeps
/// weaker likeness, which the classifier judges better, out of it (cross-validated on five phrases an entry).
const SIMILARITY: f32 = 6.0;

/// Finds the entries that answer a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Retriever {
    index: Index,
    learnt: Option<Classifier>,
    /// By entry: its first document, for entries that search did not find.
    first: Vec<u32>,
}

impl Retriever {
    /// A retriever over `docs`, each with its entry below `entries`.
    pub(crate) fn build(docs: &[(&str, u32)], entries: usize) -> Retriever {
        let index = Index::build(docs);
        // one phrase an entry leaves nothing to learn that search does not know
        let worthwhile = entries > 1 && docs.len() >= entries * 2 && docs.len().saturating_mul(entries) <= LEARNABLE;
        if !worthwhile {
            return Retriever { index, learnt: None, first: Vec::new() };
        }
        let mut first = vec![u32::MAX; entries];
        for ((_, entry), doc) in docs.iter().zip(0_u32..) {
            if let Some(place) = first.get_mut(*entry as usize) {
                *place = doc.min(*place);
            }
        }
        Retriever { index, learnt: Some(Classifier::train(docs, entries)), first }
    }

    /// The `k` entries that most probably answer `text`, best first. The score is 0 to 1: with a classifier the
    /// probability among the entries, else the similarity.
    pub(crate) fn search(&self, text: &str, k: usize, scratch: &mut Scratch) -> Vec<Hit> {
        let Some(learnt) = &self.learnt else { return self.index.search(text, k, scratch) };
        let found = self.index.search(text, WITNESSES, scratch);
        let mut odds = Vec::new();
        let prediction = learnt.predict(text, &mut odds);
        if prediction.best.is_none() && found.is_empty() {
            return Vec::new();
        }
        for hit in &found {
            if let Some(odds) = odds.get_mut(hit.entry as usize) {
                *odds *= (SIMILARITY * hit.score.powi(3)).exp();
            }
        }
        let total: f32 = odds.iter().sum();
        let mut ranked: Vec<(u32, f32)> = (0..).zip(odds.iter().map(|odds| odds / total)).collect();
        ranked.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.truncate(k);
        let doc = |entry: u32| match found.iter().find(|hit| hit.entry == entry) {
            Some(hit) => hit.doc,
            None => self.first.get(entry as usize).copied().unwrap_or(u32::MAX),
        };
        ranked.into_iter().map(|(entry, score)| Hit { entry, doc: doc(entry), score }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAQ: [(&str, u32); 6] = [
        ("怎么开发票", 0),
        ("可以开专票吗", 0),
        ("几天能到", 1),
        ("送到要多久", 1),
        ("七天无理由怎么退", 2),
        ("不喜欢能退吗", 2),
    ];

    fn search(text: &str) -> Vec<Hit> {
        Retriever::build(&FAQ, 3).search(text, 2, &mut Scratch::default())
    }

    #[test]
    fn the_entry_with_the_like_phrases_comes_first() {
        for (text, entry) in [("专票怎么开呀", 0), ("要几天送到", 1), ("不喜欢的话怎么退", 2)] {
            assert_eq!(search(text).first().map(|hit| hit.entry), Some(entry), "{text}");
        }
    }

    #[test]
    fn its_own_phrase_is_found_with_its_document() {
        for ((text, entry), doc) in FAQ.iter().zip(0_u32..) {
            let hits = search(text);
            assert_eq!(hits.first().map(|hit| (hit.entry, hit.doc)), Some((*entry, doc)));
            assert!(hits.first().is_some_and(|hit| hit.score > 0.8));
        }
    }

    #[test]
    fn nothing_known_finds_nothing() {
        assert_eq!(search(""), []);
        assert_eq!(search("\u{1F600}"), []);
        assert_eq!(Retriever::build(&[], 0).search("退货", 3, &mut Scratch::default()), []);
    }

    #[test]
    fn one_phrase_an_entry_is_searched_without_learning() {
        let retriever = Retriever::build(&[("怎么开发票", 0), ("几天能到", 1)], 2);
        assert!(retriever.learnt.is_none());
        let hits = retriever.search("发票怎么开", 2, &mut Scratch::default());
        assert_eq!(hits.first().map(|hit| hit.entry), Some(0));
    }
}
