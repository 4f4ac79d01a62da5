//! FAQ retrieval: which entries answer a text, and whether any does.
//!
//! Candidates come from search over the index and, for small knowledge bases, from a classifier over the entries. How much a
//! candidate means what the text means (`meaning`) does not depend on the other entries, so its odds against "none of them"
//! are the same in a FAQ of one entry and of a thousand; among the candidates, the classifier helps to tell which.

use super::classify::Classifier;
use super::index::Index;
use super::meaning::Meaning;
use super::search::{Hit, Scratch};
use super::vectors::{ROUGHNESS, Rough, rough, rough_dot};

/// Documents times entries up to which the classifier is trained: its cost is their product, about 0.15 ms a thousand.
const LEARNABLE: usize = 600_000;
/// How many hits of search speak beside the classifier.
const WITNESSES: usize = 16;
/// What a cosine of 1 adds to an entry's log-odds: the entry's own phrase always wins. The cosine's third power keeps
/// weaker likeness, which the classifier judges better, out of it (cross-validated on five phrases an entry).
const SIMILARITY: f32 = 6.0;
/// How many entries are compared by what they mean.
const CANDIDATES: usize = 12;
/// Documents up to which all are looked at where nothing is learnt: 10 µs.
const SCANNED: usize = 2_048;
/// Documents whose meanings are kept: 15 MB. Of more, those of the candidates are read when they are needed.
const KEPT: usize = 10_000;
/// Documents of an entry that are compared.
const PHRASES: usize = 64;
/// An entry is as like a text as its phrases that are most like it, so many of them: the best alone would favour entries
/// that have many.
const BEST: usize = 3;
/// The log-odds that an entry answers a text, by their likeness: slope and offset of a logistic curve (fitted on FAQs of 1 to
/// 15 entries with 1, 2 and 5 phrases each, half of the texts without an entry; `docs/understanding.md`).
const SLOPE: f32 = 4.0;
const OFFSET: f32 = 3.9;
/// What the likeness adds to an entry's log-odds among the candidates, beside what the classifier thinks: less than its slope,
/// so that of entries about nearly the same none is said and both are offered.
const RANK: f32 = 2.0;

/// Finds the entries that answer a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Retriever {
    index: Index,
    learnt: Option<Classifier>,
    /// By entry: its documents.
    docs: Vec<Vec<u32>>,
    /// By document, where they are not too many …
    meanings: Vec<Meaning>,
    /// … and else its text.
    texts: Vec<String>,
    /// By document, where all are looked at.
    rough: Vec<Rough>,
}

impl Retriever {
    /// A retriever over `docs`, each with its entry below `entries`. The classifier is that of the intents.
    pub(crate) fn build(docs: &[(&str, u32)], entries: usize, intents: Option<&Classifier>) -> Retriever {
        let index = Index::build(docs);
        // one phrase an entry leaves nothing to learn that search does not know
        let worthwhile = entries > 1 && docs.len() >= entries * 2 && docs.len().saturating_mul(entries) <= LEARNABLE;
        let mut of_entry: Vec<Vec<u32>> = vec![Vec::new(); entries];
        for ((_, entry), doc) in docs.iter().zip(0_u32..) {
            if let Some(of_entry) = of_entry.get_mut(*entry as usize) {
                of_entry.push(doc);
            }
        }
        let texts = || docs.iter().map(|(text, _)| *text);
        let kept = docs.len() <= KEPT;
        let meanings: Vec<Meaning> =
            if kept { texts().map(|text| Meaning::of(text, intents)).collect() } else { Vec::new() };
        let scanned = !worthwhile && docs.len() <= SCANNED;
        let looked_at = meanings.iter().filter(|_| scanned);
        Retriever {
            index,
            learnt: worthwhile.then(|| Classifier::train(docs, entries)),
            docs: of_entry,
            rough: looked_at.map(|meaning| rough(meaning.vector())).collect(),
            meanings,
            texts: if kept { Vec::new() } else { texts().map(str::to_owned).collect() },
        }
    }

    /// The `k` entries that most probably answer `text`, best first, with that probability. `probabilities` are those of the
    /// text's intents.
    pub(crate) fn search(
        &self,
        text: &str,
        probabilities: &[f32],
        intents: Option<&Classifier>,
        k: usize,
        scratch: &mut Scratch,
    ) -> Vec<Hit> {
        let wanted = if self.learnt.is_some() { WITNESSES } else { CANDIDATES / 2 };
        let found = self.index.search(text, wanted, scratch);
        let meaning = match intents {
            Some(intents) => Meaning::new(text, intents.vocabulary(), probabilities),
            None => Meaning::of(text, None),
        };
        let candidates = match &self.learnt {
            Some(learnt) => by_learning(learnt, text, &meaning, &found),
            None => self.alike(&meaning, &found),
        };
        let mut hits: Vec<(Hit, f32)> = Vec::new();
        for (entry, prior) in candidates.into_iter().take(CANDIDATES.max(k)) {
            let Some((doc, likeness)) = self.compare(&meaning, entry, intents) else { continue };
            let odds = (SLOPE * likeness - OFFSET).exp();
            hits.push((Hit { entry, doc, score: prior * (RANK * likeness).exp() }, odds));
        }
        let any: f32 = hits.iter().map(|(_, odds)| odds).sum();
        let shares: f32 = hits.iter().map(|(hit, _)| hit.score).sum();
        if shares <= 0.0 {
            return Vec::new();
        }
        let mut hits: Vec<Hit> =
            hits.into_iter().map(|(hit, _)| Hit { score: any / (1.0 + any) * hit.score / shares, ..hit }).collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.entry.cmp(&b.entry)));
        hits.truncate(k);
        hits
    }

    /// The entries that search found, and those whose vectors are near, all alike.
    fn alike(&self, meaning: &Meaning, found: &[Hit]) -> Vec<(u32, f32)> {
        let mut entries: Vec<u32> = found.iter().map(|hit| hit.entry).collect();
        let near = |doc: &u32| self.meanings.get(*doc as usize).map_or(0.0, |phrase| meaning.near(phrase));
        let nearest =
            |entry: u32| self.docs.get(entry as usize).into_iter().flatten().map(near).fold(0.0_f32, f32::max);
        let mut near: Vec<(u32, f32)> = self.perhaps_near(meaning).map(|entry| (entry, nearest(entry))).collect();
        near.retain(|(_, near)| *near > 0.0);
        near.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let new = near.into_iter().map(|(entry, _)| entry).filter(|entry| !entries.contains(entry));
        let new: Vec<u32> = new.take(CANDIDATES - CANDIDATES / 2).collect();
        entries.extend(new);
        entries.into_iter().map(|entry| (entry, 1.0)).collect()
    }

    /// The entries among which the [`CANDIDATES`] with the nearest vectors are.
    fn perhaps_near(&self, meaning: &Meaning) -> impl Iterator<Item = u32> {
        let mut near: Vec<i32> = Vec::new();
        if !self.rough.is_empty() {
            let vector = rough(meaning.vector());
            let likeness = |doc: &u32| self.rough.get(*doc as usize).map_or(0, |rough| rough_dot(&vector, rough));
            near.extend(self.docs.iter().map(|docs| docs.iter().map(likeness).max().unwrap_or(0)));
        }
        let mut best = [0; CANDIDATES];
        for likeness in &near {
            let [least, ..] = &mut best;
            if likeness > least {
                *least = *likeness;
                best.sort_unstable();
            }
        }
        let [least, ..] = best;
        let near = (0..).zip(near).filter(move |(_, likeness)| *likeness >= least - 2 * ROUGHNESS);
        near.map(|(entry, _)| entry)
    }

    /// How like an entry is, and its document that is most like.
    fn compare(&self, meaning: &Meaning, entry: u32, intents: Option<&Classifier>) -> Option<(u32, f32)> {
        let likeness = |doc: &u32| match self.meanings.get(*doc as usize) {
            Some(phrase) => meaning.likeness(phrase),
            None => {
                let text = self.texts.get(*doc as usize).map_or("", String::as_str);
                meaning.likeness(&Meaning::of(text, intents))
            }
        };
        let docs = self.docs.get(entry as usize)?.iter().take(PHRASES);
        let mut alike: Vec<(u32, f32)> = docs.map(|doc| (*doc, likeness(doc))).collect();
        alike.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        alike.truncate(BEST);
        let mean = alike.iter().map(|(_, likeness)| likeness).sum::<f32>() / alike.len().max(1) as f32;
        alike.first().map(|(doc, _)| (*doc, mean))
    }
}

/// The entries by what the classifier and search think of them.
fn by_learning(learnt: &Classifier, text: &str, meaning: &Meaning, found: &[Hit]) -> Vec<(u32, f32)> {
    let mut odds = Vec::new();
    let prediction = learnt.predict_with(text, meaning.vector(), &mut odds);
    if prediction.best.is_none() && found.is_empty() {
        return Vec::new();
    }
    for hit in found {
        if let Some(odds) = odds.get_mut(hit.entry as usize) {
            *odds *= (SIMILARITY * hit.score.powi(3)).exp();
        }
    }
    let mut ranked: Vec<(u32, f32)> = (0..).zip(odds).collect();
    ranked.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked
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
        Retriever::build(&FAQ, 3, None).search(text, &[], None, 2, &mut Scratch::default())
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
        assert_eq!(Retriever::build(&[], 0, None).search("退货", &[], None, 3, &mut Scratch::default()), []);
    }

    #[test]
    fn one_phrase_an_entry_is_searched_without_learning() {
        let retriever = Retriever::build(&[("怎么开发票", 0), ("几天能到", 1)], 2, None);
        assert!(retriever.learnt.is_none());
        let hits = retriever.search("发票怎么开", &[], None, 2, &mut Scratch::default());
        assert_eq!(hits.first().map(|hit| hit.entry), Some(0));
    }
}
