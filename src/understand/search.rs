//! Search: the entries most like a text, by the cosine of weighted characters and pairs of characters.
//!
//! Rare terms are read first. What a document that has not turned up yet could still reach falls with every term read;
//! once that is below the best found, the postings of the common terms are never touched, and the few candidates are
//! scored exactly from their characters.

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

/// Memory that searches share, so that none of them allocates much. Two bytes a document after the first search.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scratch {
    /// By document: the mass of the terms it shares so far, in units of the query.
    sums: Vec<u16>,
    /// The documents with a sum.
    touched: Vec<u32>,
    /// By character: its number in the query from 1.
    slots: Vec<u8>,
    candidates: Vec<(u16, u32)>,
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
        scratch.sums.resize(self.len(), 0);
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
        for doc in scratch.touched.drain(..) {
            set(&mut scratch.sums, doc as usize, 0);
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
                    if term.count > 0 {
                        set(&mut query.pair_mass, pairs, term.mass);
                        if let Some(letter) = query.letters.get_mut(before_number) {
                            letter.begins |= 1 << pairs;
                        }
                        if let Some(letter) = query.letters.get_mut(number) {
                            letter.ends |= 1 << pairs;
                        }
                        pairs += 1;
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

    /// Finds the best documents: postings of rare terms, then exact scores of what can still win.
    fn collect(&self, query: &Query, mut terms: Vec<Term<'_>>, scratch: &mut Scratch, best: &mut Best) {
        terms.sort_by_key(|term| term.count);
        // the commonest terms have no postings and are last
        let unit = 60_000.0 / query.known;
        let mut rest = query.known;
        let mut trial = query.known * 0.5;
        for term in terms.iter().filter(|term| !term.docs.is_empty()) {
            if rest.sqrt() <= best.threshold() {
                break;
            }
            if rest <= trial {
                // knowing some good documents early tells when to stop
                self.try_best(query, scratch, best);
                trial = rest * 0.6;
                if rest.sqrt() <= best.threshold() {
                    break;
                }
            }
            let step = (term.mass * unit).max(1.0) as u16;
            for doc in term.docs {
                if let Some(sum) = scratch.sums.get_mut(*doc as usize) {
                    if *sum == 0 {
                        scratch.touched.push(*doc);
                    }
                    *sum = sum.saturating_add(step);
                }
            }
            rest -= term.mass;
        }
        self.try_best(query, scratch, best);
        self.finish(query, rest.max(0.0), unit, scratch, best);
    }

    /// Scores the documents that share most so far.
    fn try_best(&self, query: &Query, scratch: &mut Scratch, best: &mut Best) {
        let wanted = best.k * 2;
        scratch.candidates.clear();
        let mut floor = 0;
        for doc in &scratch.touched {
            let sum = scratch.sums.get(*doc as usize).copied().unwrap_or(0);
            if sum > floor {
                scratch.candidates.push((sum, *doc));
                if scratch.candidates.len() >= wanted * 4 {
                    let (_, at, _) = scratch.candidates.select_nth_unstable_by(wanted, |a, b| b.cmp(a));
                    floor = at.0;
                    scratch.candidates.truncate(wanted);
                }
            }
        }
        for (_, doc) in &scratch.candidates {
            best.offer(self.hit(query, *doc, &scratch.slots));
        }
    }

    /// Scores every candidate that could still be among the best when it shared all of the `rest`.
    fn finish(&self, query: &Query, rest: f32, unit: f32, scratch: &mut Scratch, best: &mut Best) {
        scratch.candidates.clear();
        // rounding took less than one unit a term from the sums
        let rest = rest + 2.0 * MAX_TERMS as f32 / unit;
        for doc in &scratch.touched {
            let sum = scratch.sums.get(*doc as usize).copied().unwrap_or(0);
            let mass = f32::from(sum) / unit + rest;
            if mass.sqrt() > best.threshold() && mass * self.inverse_length(*doc) > best.threshold() {
                scratch.candidates.push((sum, *doc));
            }
        }
        scratch.candidates.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        for (sum, doc) in &scratch.candidates {
            let mass = f32::from(*sum) / unit + rest;
            if mass.sqrt() <= best.threshold() {
                break;
            }
            if mass * self.inverse_length(*doc) > best.threshold() {
                best.offer(self.hit(query, *doc, &scratch.slots));
            }
        }
    }

    /// The document's exact score, but for the query's length.
    fn hit(&self, query: &Query, doc: u32, slots: &[u8]) -> Hit {
        let (mut singles, mut pairs, mut begins) = (0, 0, 0);
        for id in self.text(doc) {
            let number = slots.get(*id as usize).copied().unwrap_or(0);
            let letter = query.letters.get(number as usize).copied().unwrap_or_default();
            singles |= letter.own;
            pairs |= begins & letter.ends;
            begins = letter.begins;
        }
        let mass = sum(&query.single_mass, singles) + sum(&query.pair_mass, pairs);
        Hit { entry: self.entry(doc), doc, score: mass * self.inverse_length(doc) }
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
