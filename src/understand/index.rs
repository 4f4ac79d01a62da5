//! The inverted index under FAQ search: which documents share rare pairs of characters with a text.
//!
//! A document's terms are its characters and its pairs of neighbouring characters. Postings lead from a term to the
//! documents that have it; the documents' characters are kept too (two bytes each), so that a candidate is scored by
//! reading it once instead of by reading the postings of common terms. IDs of characters are dense, so a pair is a `u32`.

/// Documents in a block: the sums of one fit the processor's nearest cache.
pub(super) const BLOCK: usize = 1 << 12;
/// Characters read of a document.
const MAX_DOC_CHARS: usize = 256;
/// Common terms have no postings beyond this share of the documents; they still count when a candidate is scored.
const COMMON_SHARE: usize = 16;
/// Below this many documents every term has postings.
const COMMON_FLOOR: usize = 4096;
/// What a character counts for beside a pair of the same rarity.
pub(crate) const SINGLE_WEIGHT: f32 = 1.0;

/// Dense numbers for the characters that occur, from 1; 0 is every other character.
#[derive(Clone, Debug)]
struct Alphabet {
    /// Page of 256 code points → its place in `ids`, 0 where no character of the page occurs.
    pages: Vec<u16>,
    ids: Vec<u16>,
    count: u16,
}

impl Default for Alphabet {
    fn default() -> Alphabet {
        Alphabet { pages: vec![0; 0x1100], ids: vec![0; 256], count: 0 }
    }
}

impl Alphabet {
    fn id(&self, c: char) -> u16 {
        let code = c as usize;
        let page = self.pages.get(code >> 8).copied().unwrap_or(0) as usize;
        self.ids.get(page * 256 + (code & 255)).copied().unwrap_or(0)
    }

    fn intern(&mut self, c: char) -> u16 {
        let code = c as usize;
        let Some(page) = self.pages.get_mut(code >> 8) else { return 0 };
        if *page == 0 {
            *page = u16::try_from(self.ids.len() / 256).unwrap_or(0);
            self.ids.resize(self.ids.len() + 256, 0);
        }
        let Some(id) = self.ids.get_mut(*page as usize * 256 + (code & 255)) else { return 0 };
        if *id == 0 && self.count < u16::MAX {
            self.count += 1;
            *id = self.count;
        }
        *id
    }
}

/// Pairs of character ids → term numbers: open addressing over a power of two.
#[derive(Clone, Debug, Default)]
struct Pairs {
    slots: Vec<(u32, u32)>,
    count: u32,
}

impl Pairs {
    fn home(&self, pair: u32) -> usize {
        let hash = u64::from(pair).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (hash >> 32) as usize & self.slots.len().wrapping_sub(1)
    }

    fn get(&self, pair: u32) -> Option<u32> {
        let mut at = self.home(pair);
        loop {
            match self.slots.get(at) {
                None | Some((0, _)) => return None,
                Some((found, term)) if *found == pair => return Some(*term),
                Some(_) => at = (at + 1) & (self.slots.len() - 1),
            }
        }
    }

    fn intern(&mut self, pair: u32) -> u32 {
        if self.count as usize * 3 >= self.slots.len() * 2 {
            let larger = vec![(0, 0); (self.slots.len() * 2).max(1024)];
            for (pair, term) in std::mem::replace(&mut self.slots, larger) {
                if pair != 0 {
                    self.place(pair, term);
                }
            }
        }
        let term = self.place(pair, self.count);
        self.count += u32::from(term == self.count);
        term
    }

    fn place(&mut self, pair: u32, term: u32) -> u32 {
        let mut at = self.home(pair);
        loop {
            match self.slots.get_mut(at) {
                Some(slot) if slot.0 == 0 => {
                    *slot = (pair, term);
                    return term;
                }
                Some(slot) if slot.0 == pair => return slot.1,
                _ => at = (at + 1) & self.slots.len().wrapping_sub(1),
            }
        }
    }
}

/// Term → documents, ascending.
#[derive(Clone, Debug, Default)]
struct Postings {
    /// In how many documents each term occurs.
    counts: Vec<u32>,
    /// Where each term's documents begin in `docs`, and one more for the end of the last.
    starts: Vec<u32>,
    docs: Vec<u32>,
}

impl Postings {
    /// Space for the documents of terms with these counts; those above `limit` get none.
    fn with_counts(counts: Vec<u32>, limit: u32) -> Postings {
        let mut starts = Vec::with_capacity(counts.len() + 1);
        let mut end = 0;
        for count in &counts {
            starts.push(end);
            end += if *count <= limit { *count } else { 0 };
        }
        starts.push(end);
        Postings { counts, starts, docs: vec![0; end as usize] }
    }

    fn of(&self, term: u32) -> &[u32] {
        let term = term as usize;
        match (self.starts.get(term), self.starts.get(term + 1)) {
            (Some(from), Some(to)) => self.docs.get(*from as usize..*to as usize).unwrap_or_default(),
            _ => &[],
        }
    }
}

/// Counts documents per term and remembers the last one, so that a repetition inside a document counts once.
#[derive(Default)]
struct Counter {
    counts: Vec<u32>,
    last: Vec<u32>,
}

impl Counter {
    /// Whether `doc` is new to `term`.
    fn add(&mut self, term: usize, doc: u32) -> bool {
        if term >= self.counts.len() {
            self.counts.resize(term + 1, 0);
            self.last.resize(term + 1, u32::MAX);
        }
        match (self.counts.get_mut(term), self.last.get_mut(term)) {
            (Some(count), Some(last)) if *last != doc => {
                *count += 1;
                *last = doc;
                true
            }
            _ => false,
        }
    }
}

/// The documents of a shop's FAQ, findable by the characters they share with a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    alphabet: Alphabet,
    pairs: Pairs,
    single_docs: Postings,
    pair_docs: Postings,
    /// All documents' characters, one after another.
    text: Vec<u16>,
    /// Where each document begins in `text`, and one more.
    starts: Vec<u32>,
    /// One over each document's length as a vector.
    inverse: Vec<f32>,
    /// By block of documents: the least and the greatest of `inverse`.
    spans: Vec<(f32, f32)>,
    /// What each document was called when the index was built, and its entry.
    origins: Vec<(u32, u32)>,
}

/// One term of a text: what it counts for, and where it is found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term<'a> {
    /// Its squared weight.
    pub(super) mass: f32,
    /// How many documents have it.
    pub(super) count: u32,
    /// Which; empty for the commonest.
    pub(super) docs: &'a [u32],
}

impl Index {
    /// An index over `docs`, each with the entry it belongs to. They are numbered anew by length, so that all documents
    /// of a block have about the same and a bound for the block is close for each of them.
    pub(crate) fn build(docs: &[(&str, u32)]) -> Index {
        let mut index = Index { starts: Vec::with_capacity(docs.len() + 1), ..Index::default() };
        let (mut singles, mut pairs) = (Counter::default(), Counter::default());
        let mut pair_terms: Vec<u32> = Vec::new();
        index.starts.push(0);
        let mut order: Vec<(usize, u32)> = docs.iter().map(|(text, _)| text.len()).zip(0..).collect();
        order.sort_unstable();
        for ((_, origin), doc) in order.into_iter().zip(0_u32..) {
            let Some((text, entry)) = docs.get(origin as usize) else { continue };
            let mut last = 0_u16;
            for c in characters(text).take(MAX_DOC_CHARS) {
                let id = index.alphabet.intern(c);
                index.text.push(id);
                singles.add(id as usize, doc);
                let mut term = u32::MAX;
                if last != 0 && id != 0 {
                    term = index.pairs.intern(pair(last, id));
                    pairs.add(term as usize, doc);
                }
                pair_terms.push(term);
                last = id;
            }
            index.starts.push(u32::try_from(index.text.len()).unwrap_or(u32::MAX));
            index.origins.push((origin, *entry));
        }
        let limit = u32::try_from((docs.len() / COMMON_SHARE).max(COMMON_FLOOR)).unwrap_or(u32::MAX);
        index.single_docs = Postings::with_counts(singles.counts, limit);
        index.pair_docs = Postings::with_counts(pairs.counts, limit);
        index.fill(&pair_terms);
        let span = |block: &[f32]| block.iter().fold((f32::MAX, 0.0_f32), |span, x| (span.0.min(*x), span.1.max(*x)));
        index.spans = index.inverse.chunks(BLOCK).map(span).collect();
        index
    }

    /// Writes the postings and the documents' lengths, now that the counts are known.
    fn fill(&mut self, pair_terms: &[u32]) {
        let total = self.origins.len();
        let single_mass: Vec<f32> = self.single_docs.counts.iter().map(|count| single_mass(total, *count)).collect();
        let pair_mass: Vec<f32> = self.pair_docs.counts.iter().map(|count| pair_mass(total, *count)).collect();
        let (mut singles, mut pairs) = (Cursor::new(&self.single_docs), Cursor::new(&self.pair_docs));
        for (bounds, doc) in self.starts.windows(2).zip(0_u32..) {
            let [from, to] = bounds else { continue };
            let range = *from as usize..*to as usize;
            let mut mass = 0.0;
            for (id, term) in
                self.text.get(range.clone()).unwrap_or_default().iter().zip(pair_terms.get(range).unwrap_or_default())
            {
                if singles.put(&mut self.single_docs.docs, *id as usize, doc) {
                    mass += single_mass.get(*id as usize).copied().unwrap_or(0.0);
                }
                if *term != u32::MAX && pairs.put(&mut self.pair_docs.docs, *term as usize, doc) {
                    mass += pair_mass.get(*term as usize).copied().unwrap_or(0.0);
                }
            }
            self.inverse.push(if mass > 0.0 { mass.sqrt().recip() } else { 0.0 });
        }
    }

    /// How many documents there are.
    pub(crate) fn len(&self) -> usize {
        self.origins.len()
    }

    /// One more than the highest number of a character.
    pub(super) fn characters(&self) -> usize {
        self.alphabet.count as usize + 1
    }

    /// The number of a character, 0 when no document has it.
    pub(super) fn character(&self, c: char) -> u16 {
        self.alphabet.id(c)
    }

    /// The term of one character.
    pub(super) fn single(&self, id: u16) -> Term<'_> {
        let count = if id == 0 { 0 } else { self.single_docs.counts.get(id as usize).copied().unwrap_or(0) };
        let docs = if id == 0 { &[] } else { self.single_docs.of(u32::from(id)) };
        Term { mass: single_mass(self.len(), count), count, docs }
    }

    /// The term of two neighbouring characters.
    pub(super) fn pair(&self, first: u16, second: u16) -> Term<'_> {
        let known = if first != 0 && second != 0 { self.pairs.get(pair(first, second)) } else { None };
        let count = known.and_then(|term| self.pair_docs.counts.get(term as usize)).copied().unwrap_or(0);
        Term { mass: pair_mass(self.len(), count), count, docs: known.map_or(&[], |term| self.pair_docs.of(term)) }
    }

    /// A document's characters.
    pub(super) fn text(&self, doc: u32) -> &[u16] {
        let doc = doc as usize;
        match (self.starts.get(doc), self.starts.get(doc + 1)) {
            (Some(from), Some(to)) => self.text.get(*from as usize..*to as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// One over the document's length as a vector, 0 for an empty one.
    pub(super) fn inverse_length(&self, doc: u32) -> f32 {
        self.inverse.get(doc as usize).copied().unwrap_or(0.0)
    }

    /// By block of documents: the least and the greatest [`Index::inverse_length`].
    pub(super) fn spans(&self) -> &[(f32, f32)] {
        &self.spans
    }

    /// What the document was called when the index was built, and its entry.
    pub(super) fn origin(&self, doc: u32) -> (u32, u32) {
        self.origins.get(doc as usize).copied().unwrap_or((u32::MAX, u32::MAX))
    }
}

/// Where the next document of each term goes.
struct Cursor {
    next: Vec<u32>,
    end: Vec<u32>,
    last: Vec<u32>,
}

impl Cursor {
    fn new(postings: &Postings) -> Cursor {
        let next: Vec<u32> = postings.starts.iter().take(postings.counts.len()).copied().collect();
        let end = postings.starts.iter().skip(1).copied().collect();
        Cursor { last: vec![u32::MAX; next.len()], next, end }
    }

    /// Adds `doc` to `term`; whether it was new.
    fn put(&mut self, docs: &mut [u32], term: usize, doc: u32) -> bool {
        match (self.next.get_mut(term), self.end.get(term), self.last.get_mut(term)) {
            (Some(next), Some(end), Some(last)) if *last != doc => {
                *last = doc;
                if *next < *end {
                    if let Some(slot) = docs.get_mut(*next as usize) {
                        *slot = doc;
                    }
                    *next += 1;
                }
                true
            }
            _ => false,
        }
    }
}

/// What is read of a text: spaces and control characters are not.
pub(super) fn characters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| *c > ' ')
}

fn pair(first: u16, second: u16) -> u32 {
    u32::from(first) << 16 | u32::from(second)
}

fn single_mass(total: usize, count: u32) -> f32 {
    pair_mass(total, count) * (SINGLE_WEIGHT * SINGLE_WEIGHT)
}

/// The squared weight of a term in `count` of `total` documents.
fn pair_mass(total: usize, count: u32) -> f32 {
    let weight = ((total as f32 + 1.0) / (count as f32 + 1.0)).ln() + 1.0;
    weight * weight
}
