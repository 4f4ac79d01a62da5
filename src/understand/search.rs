//! Search: the entries most like a text, by the cosine of weighted characters and pairs of characters.
//!
//! Documents stand in the order of their lengths and are taken a stretch at a time, so that the sums stay in the processor's
//! nearest cache. In a stretch, rare terms are read first. What a document that has not turned up could still reach falls
//! with every term; once that is below the best found so far, the postings of the common terms are not touched. The few
//! candidates are scored exactly from their characters, so the result is that of scoring every document, commonest terms
//! aside (see `COMMON_SHARE`). Costs: `docs/performance.md`.

use std::ops::Range;

use super::index::{Index, Term, characters};

/// Different characters, and different pairs, read of a text: sets of them are the bits of a `u64`.
const MAX_TERMS: usize = 64;

/// An entry that search found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Hit {
    /// Which entry.
    pub(crate) entry: u32,
    /// Its most similar document.
    pub(crate) doc: u32,
    /// 0 to 1; 1 is the same text. Comparable between texts.
    pub(crate) score: f32,
}

/// Documents in a stretch: the sums of one fit the processor's nearest cache.
const STRETCH: usize = 1 << 14;
/// A stretch's postings are read until unseen documents could reach this share of the threshold. At 1 that is enough for the
/// right answer; reading on leaves fewer candidates to score. Over a million documents the slowest hundredth of messages takes 1.9 ms
/// at .6, 1.3 at .45 and .9 at .3, half of them .29, .25 and .29.
const SETTLED: f32 = 0.4;
/// Sums looked at together: their documents have about the same length, which makes one bound for all.
const CHUNK: usize = 128;
/// Documents of the rarest terms that are scored first, for every hit that is wanted.
const SEEDS: usize = 4;
/// The sum of a document that shares everything; below `u8::MAX` by more than rounding of [`MAX_TERMS`] twice.
const FULL: f32 = 190.0;

/// Memory that searches share, so that none of them allocates much: 16 KB and one byte per different character.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scratch {
    /// By document of the stretch: the mass of the terms it shares so far. All zero between searches.
    sums: Vec<u8>,
    /// By character: its number in the query from 1. All zero between searches.
    slots: Vec<u8>,
    candidates: Vec<(u8, u32)>,
}

/// A text made ready for scoring documents.
struct Query {
    /// By the character's number; number 0 is every character that the text does not have.
    letters: [Letter; MAX_TERMS + 1],
    single_mass: [f32; MAX_TERMS],
    pair_mass: [f32; MAX_TERMS],
    /// One over the text's length as a vector.
    inverse: f32,
    /// The mass of what a document could share at most.
    known: f32,
}

/// What a character takes part in, as bits.
#[derive(Clone, Copy, Default)]
struct Letter {
    own: u64,
    /// The pairs that begin with it.
    begins: u64,
    /// The pairs that end with it.
    ends: u64,
}

impl Index {
    /// The `k` entries most like `text`, best first.
    pub(crate) fn search(&self, text: &str, k: usize, scratch: &mut Scratch) -> Vec<Hit> {
        scratch.sums.resize(self.len().min(STRETCH), 0);
        scratch.slots.resize(self.characters(), 0);
        let mut terms = Vec::with_capacity(48);
        let (query, used) = self.query(text, &mut scratch.slots, &mut terms);
        let mut best = Best { hits: Vec::with_capacity(k + 1), k };
        if query.known > 0.0 && k > 0 {
            self.collect(&query, terms, scratch, &mut best);
        }
        for id in used {
            set(&mut scratch.slots, id as usize, 0);
        }
        best.hits.iter_mut().for_each(|hit| hit.score = (hit.score * query.inverse).min(1.0));
        best.hits
    }

    /// Reads `text` and lists the terms that documents have; also the characters whose slot it used.
    fn query<'a>(&'a self, text: &str, slots: &mut [u8], terms: &mut Vec<Term<'a>>) -> (Query, Vec<u16>) {
        let mut query = Query {
            letters: [Letter::default(); MAX_TERMS + 1],
            single_mass: [0.0; MAX_TERMS],
            pair_mass: [0.0; MAX_TERMS],
            inverse: 0.0,
            known: 0.0,
        };
        let mut used: Vec<u16> = Vec::with_capacity(MAX_TERMS);
        let mut mass = 0.0;
        let mut pairs = 0;
        let mut last: Option<(u16, usize)> = None;
        for c in characters(text).take(MAX_TERMS) {
            let id = self.character(c);
            let mut number = slots.get(id as usize).copied().unwrap_or(0) as usize;
            if number == 0 {
                let term = self.single(id);
                mass += term.mass;
                if id != 0 {
                    used.push(id);
                    number = used.len();
                    set(slots, id as usize, u8::try_from(number).unwrap_or(0));
                    set(&mut query.single_mass, number - 1, term.mass);
                    set(&mut query.letters, number, Letter { own: 1 << (number - 1), ..Letter::default() });
                    terms.push(term);
                }
            }
            if let Some((before, before_number)) = last {
                let begins = query.letters.get(before_number).map_or(0, |letter| letter.begins);
                let ends = query.letters.get(number).map_or(0, |letter| letter.ends);
                if begins & ends == 0 {
                    let term = self.pair(before, id);
                    mass += term.mass;
                    // a pair of known characters gets its bit even if no document has it, lest it count twice
                    if number != 0 && before_number != 0 {
                        set(&mut query.pair_mass, pairs, term.mass);
                        if let Some(letter) = query.letters.get_mut(before_number) {
                            letter.begins |= 1 << pairs;
                        }
                        if let Some(letter) = query.letters.get_mut(number) {
                            letter.ends |= 1 << pairs;
                        }
                        pairs += 1;
                    }
                    if term.count > 0 {
                        terms.push(term);
                    }
                }
            }
            last = Some((id, number));
        }
        query.known = terms.iter().map(|term| term.mass).sum();
        query.inverse = if mass > 0.0 { mass.sqrt().recip() } else { 0.0 };
        (query, used)
    }

    /// Finds the best documents, stretch by stretch.
    fn collect(&self, query: &Query, mut terms: Vec<Term<'_>>, scratch: &mut Scratch, best: &mut Best) {
        // rare first; the commonest have no postings and are only met in the exact scores
        terms.retain(|term| !term.docs.is_empty());
        terms.sort_unstable_by_key(|term| term.count);
        self.seed(&terms, query, &scratch.slots, best);
        // documents as long as the text are most like it: seeing them first tells what the others must exceed
        let home = self.first_below(query.inverse).saturating_sub(STRETCH / 2).min(self.len().saturating_sub(STRETCH));
        let end = (home + STRETCH).min(self.len());
        self.stretch(home..end, query, &mut terms.clone(), true, scratch, best);
        for start in (0..home).step_by(STRETCH) {
            self.stretch(start..(start + STRETCH).min(home), query, &mut terms, false, scratch, best);
        }
        for start in (end..self.len()).step_by(STRETCH) {
            self.stretch(start..(start + STRETCH).min(self.len()), query, &mut terms, false, scratch, best);
        }
    }

    /// Scores a few documents of the rarest terms: what is worth finding is often among them.
    fn seed(&self, terms: &[Term<'_>], query: &Query, slots: &[u8], best: &mut Best) {
        for doc in terms.iter().flat_map(|term| term.docs).take(best.k * SEEDS) {
            best.offer(self.hit(query, *doc, slots));
        }
    }

    /// Finds the best documents of a stretch. `terms` lose the documents passed.
    fn stretch(
        &self,
        range: Range<usize>,
        query: &Query,
        terms: &mut [Term<'_>],
        mut unscored: bool,
        scratch: &mut Scratch,
        best: &mut Best,
    ) {
        let Scratch { sums, slots, candidates } = scratch;
        let Some(sums) = sums.get_mut(..range.len()) else { return };
        // empty documents stand first and count as endlessly long
        let (greatest, least) = (self.inverse_length(range.start), self.inverse_length(range.end - 1));
        let greatest = if greatest > 0.0 { greatest } else { f32::MAX };
        // the score of a document is mass * inverse length; what it shares is no more than its own length squared
        let reach = |rest: f32| rest.sqrt().min(rest * greatest).min(1.0 / least);
        if reach(query.known) <= best.threshold() {
            return;
        }
        let base = u32::try_from(range.start).unwrap_or(u32::MAX);
        let end = u32::try_from(range.end).unwrap_or(u32::MAX);
        let unit = FULL / query.known;
        let mut rest = query.known;
        let mut slack = 0.0;
        for term in terms {
            if reach(rest) <= best.threshold() * SETTLED {
                break;
            }
            if term.docs.first().is_some_and(|doc| *doc < base) {
                let passed = term.docs.partition_point(|doc| *doc < base);
                term.docs = term.docs.get(passed..).unwrap_or_default();
            }
            let step = (term.mass * unit + 0.5) as u8;
            let mut read = 0;
            for doc in term.docs.iter().take_while(|doc| **doc < end) {
                if let Some(sum) = sums.get_mut((*doc - base) as usize) {
                    *sum = sum.wrapping_add(step);
                }
                read += 1;
            }
            term.docs = term.docs.get(read..).unwrap_or_default();
            rest -= term.mass;
            slack += 0.5;
            if unscored && rest < query.known * 0.5 {
                unscored = false;
                self.score_best(query, sums, base, slots, candidates, best);
            }
        }
        if best.hits.len() < best.k {
            self.score_best(query, sums, base, slots, candidates, best);
        }
        // a sum may be too low by what rounding took
        let rest = rest.max(0.0) + slack / unit;
        let threshold = best.threshold().max(0.0);
        candidates.clear();
        for (chunk, at) in sums.chunks(CHUNK).zip((range.start..).step_by(CHUNK)) {
            let length = self.inverse_length(at);
            let floor = (threshold * threshold).max(if length > 0.0 { threshold / length } else { 0.0 });
            let floor = ((floor - rest) * unit).clamp(0.0, 255.0) as u8;
            each_above(chunk, at, floor, |sum, doc| {
                candidates.push((sum, doc));
                floor
            });
        }
        sums.fill(0);
        candidates.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        for (sum, doc) in candidates.iter() {
            let mass = f32::from(*sum) / unit + rest;
            if mass.sqrt().min(mass * greatest) <= best.threshold() {
                break;
            }
            if mass * self.inverse_length(*doc as usize) > best.threshold() {
                best.offer(self.hit(query, *doc, slots));
            }
        }
    }

    /// Scores the documents of the stretch that share most so far.
    fn score_best(
        &self,
        query: &Query,
        sums: &[u8],
        base: u32,
        slots: &[u8],
        candidates: &mut Vec<(u8, u32)>,
        best: &mut Best,
    ) {
        let wanted = best.k + 3;
        candidates.clear();
        let mut floor = 0;
        for (chunk, at) in sums.chunks(CHUNK).zip((base as usize..).step_by(CHUNK)) {
            each_above(chunk, at, floor, |sum, doc| {
                if sum > floor {
                    candidates.push((sum, doc));
                    if candidates.len() >= wanted * 4 {
                        floor = candidates.select_nth_unstable_by(wanted, |a, b| b.cmp(a)).1.0;
                        candidates.truncate(wanted);
                    }
                }
                floor
            });
        }
        candidates.sort_unstable_by(|a, b| b.cmp(a));
        for (_, doc) in candidates.iter().take(wanted) {
            best.offer(self.hit(query, *doc, slots));
        }
    }

    /// The document's exact score, but for the query's length.
    fn hit(&self, query: &Query, doc: u32, slots: &[u8]) -> Hit {
        let (mut singles, mut pairs, mut begins) = (0, 0, 0);
        let (text, inverse) = self.doc(doc);
        for id in text {
            let number = slots.get(*id as usize).copied().unwrap_or(0);
            let letter = query.letters.get(number as usize).copied().unwrap_or_default();
            singles |= letter.own;
            pairs |= begins & letter.ends;
            begins = letter.begins;
        }
        let mass = sum(&query.single_mass, singles) + sum(&query.pair_mass, pairs);
        let (doc_name, entry) = self.origin(doc);
        Hit { entry, doc: doc_name, score: mass * inverse }
    }
}

/// Calls `see` with the sums of a chunk above a floor and their documents; it answers with the floor from then on. Most
/// chunks are passed over by their maximum.
fn each_above(chunk: &[u8], base: usize, mut floor: u8, mut see: impl FnMut(u8, u32) -> u8) {
    if chunk.iter().fold(0, |highest, sum| (*sum).max(highest)) > floor {
        for (sum, doc) in chunk.iter().zip(u32::try_from(base).unwrap_or(u32::MAX)..) {
            if *sum > floor {
                floor = see(*sum, doc);
            }
        }
    }
}

fn set<T>(places: &mut [T], at: usize, value: T) {
    if let Some(place) = places.get_mut(at) {
        *place = value;
    }
}

/// The sum of the masses whose bit is set.
fn sum(masses: &[f32; MAX_TERMS], mut bits: u64) -> f32 {
    let mut total = 0.0;
    while bits != 0 {
        total += masses.get(bits.trailing_zeros() as usize).copied().unwrap_or(0.0);
        bits &= bits - 1;
    }
    total
}

/// The best hits of different entries, best first.
struct Best {
    hits: Vec<Hit>,
    k: usize,
}

impl Best {
    /// What a document must exceed to matter.
    fn threshold(&self) -> f32 {
        if self.hits.len() < self.k { -1.0 } else { self.hits.last().map_or(-1.0, |hit| hit.score) }
    }

    fn offer(&mut self, hit: Hit) {
        let before = |a: &Hit, b: &Hit| a.score > b.score || (a.score == b.score && a.doc < b.doc);
        if hit.score <= 0.0 {
            return;
        }
        if let Some(at) = self.hits.iter().position(|found| found.entry == hit.entry) {
            match self.hits.get(at) {
                Some(found) if before(&hit, found) => drop(self.hits.remove(at)),
                _ => return,
            }
        }
        let at = self.hits.iter().position(|found| before(&hit, found)).unwrap_or(self.hits.len());
        self.hits.insert(at, hit);
        self.hits.truncate(self.k);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn entries(docs: &[&str], text: &str) -> Vec<u32> {
        let docs: Vec<(&str, u32)> = docs.iter().copied().zip(0..).collect();
        let hits = Index::build(&docs).search(text, 3, &mut Scratch::default());
        hits.iter().map(|hit| hit.entry).collect()
    }

    #[test]
    fn what_shares_the_rare_words_comes_first() {
        let docs = ["怎么开发票", "怎么申请退货", "发货要多久", "发票抬头怎么改"];
        assert_eq!(entries(&docs, "我想改一下发票的抬头").first(), Some(&3));
        assert_eq!(entries(&docs, "退货要怎么弄").first(), Some(&1));
        assert!(entries(&docs, "hello").is_empty());
    }

    #[test]
    fn the_same_text_scores_one_and_entries_come_once() {
        let index = Index::build(&[("怎么退货", 7), ("退货怎么操作", 7), ("运费谁出", 2)]);
        let hits = index.search("怎么退货", 5, &mut Scratch::default());
        let first = hits.first().unwrap();
        assert_eq!((first.entry, first.doc), (7, 0));
        assert!((first.score - 1.0).abs() < 1e-4, "{first:?}");
        assert_eq!(hits.iter().filter(|hit| hit.entry == 7).count(), 1);
    }

    #[test]
    fn odd_texts_find_nothing_and_harm_nothing() {
        let index = Index::build(&[("怎么退货", 0), ("", 1), ("   ", 2)]);
        let mut scratch = Scratch::default();
        for text in ["", " ", "\u{1F600}\u{1F600}", "\u{0}", &"囧".repeat(40_000)] {
            assert_eq!(index.search(text, 5, &mut scratch), []);
        }
        assert_eq!(index.search(&"退货".repeat(20_000), 5, &mut scratch).len(), 1);
        assert_eq!(index.search("退货", 0, &mut scratch), []);
        assert_eq!(Index::build(&[]).search("退货", 5, &mut scratch), []);
    }

    #[test]
    fn several_blocks_are_searched() {
        let texts: Vec<String> = (0..10_000).map(|number| format!("第{number}款的尺码怎么选")).collect();
        let docs: Vec<(&str, u32)> = texts.iter().map(String::as_str).zip(0..).collect();
        let index = Index::build(&docs);
        let mut scratch = Scratch::default();
        for wanted in [0, 78, 4096, 9_876] {
            let hits = index.search(&format!("第{wanted}款的尺码"), 5, &mut scratch);
            assert_eq!(hits.first().map(|hit| hit.entry), Some(wanted));
        }
    }

    /// The cosine by the definition: every term of both texts, no index.
    fn by_definition(docs: &[String], text: &str) -> Vec<f32> {
        fn terms(text: &str) -> BTreeSet<Vec<char>> {
            let chars: Vec<char> = text.chars().collect();
            chars.windows(1).chain(chars.windows(2)).map(<[char]>::to_vec).collect()
        }
        let docs: Vec<_> = docs.iter().map(|doc| terms(doc)).collect();
        let mass = |term: &Vec<char>| {
            let count = docs.iter().filter(|doc| doc.contains(term)).count();
            (((docs.len() + 1) as f32 / (count + 1) as f32).ln() + 1.0).powi(2)
        };
        let length = |terms: &BTreeSet<Vec<char>>| terms.iter().map(mass).sum::<f32>().sqrt();
        let query = terms(text);
        let cosine = |doc| query.intersection(doc).map(mass).sum::<f32>() / (length(&query) * length(doc));
        let mut scores: Vec<f32> = docs.iter().map(cosine).filter(|score| *score > 0.0).collect();
        scores.sort_by(|a, b| b.total_cmp(a));
        scores.truncate(5);
        scores
    }

    proptest! {
        #[test]
        fn search_finds_what_scoring_every_document_finds(
            mut docs in prop::collection::vec("[退货款发快递运费]{1,9}", 1..60),
            text in "[退货款发快递运费]{1,12}",
        ) {
            docs.push("退货款发快递运费".to_owned());
            let refs: Vec<(&str, u32)> = docs.iter().map(String::as_str).zip(0..).collect();
            let found: Vec<f32> =
                Index::build(&refs).search(&text, 5, &mut Scratch::default()).iter().map(|hit| hit.score).collect();
            let wanted = by_definition(&docs, &text);
            prop_assert_eq!(found.len(), wanted.len());
            for (found, wanted) in found.iter().zip(&wanted) {
                prop_assert!((found - wanted).abs() < 1e-4, "{} {}", found, wanted);
            }
        }

        #[test]
        fn any_text_is_searched_and_leaves_no_trace(docs in prop::collection::vec(".{0,20}", 0..20), text in ".{0,90}") {
            let refs: Vec<(&str, u32)> = docs.iter().map(String::as_str).zip(0..).collect();
            let index = Index::build(&refs);
            let mut scratch = Scratch::default();
            let first = index.search(&text, 5, &mut scratch);
            prop_assert!(first.iter().all(|hit| (0.0..=1.0).contains(&hit.score)));
            prop_assert_eq!(first, index.search(&text, 5, &mut scratch));
        }
    }
}
