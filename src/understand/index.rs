//! The inverted index under FAQ search: which documents share rare pairs of characters with a text.
//!
//! A document's terms are its characters and its pairs of neighbouring characters. Postings lead from a term to the
//! documents that have it; the documents' characters are kept too (two bytes each), so that a candidate is scored by
//! reading it once instead of by reading the postings of common terms. IDs of characters are dense, so a pair is a `u32`.

/// Characters read of a document.
const MAX_DOC_CHARS: usize = 256;
/// Common terms have no postings beyond this share of the documents; they still count when a candidate is scored.
const COMMON_SHARE: usize = 16;
/// Below this many documents every term has postings.
const COMMON_FLOOR: usize = 4096;

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

/// Pairs of character ids → a value: open addressing over a power of two. Pair 0 is a free place.
#[derive(Clone, Debug, Default)]
struct Pairs<T> {
    slots: Vec<(u32, T)>,
}

impl<T: Copy + Default> Pairs<T> {
    fn home(&self, pair: u32) -> usize {
        let hash = u64::from(pair).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (hash >> 32) as usize & self.slots.len().wrapping_sub(1)
    }

    fn get(&self, pair: u32) -> Option<T> {
        let mut at = self.home(pair);
        loop {
            match self.slots.get(at) {
                None | Some((0, _)) => return None,
                Some((found, value)) if *found == pair => return Some(*value),
                Some(_) => at = (at + 1) & (self.slots.len() - 1),
            }
        }
    }

    /// The value of `pair`, which is `new` where it had none.
    fn place(&mut self, pair: u32, new: T) -> T {
        let mut at = self.home(pair);
        loop {
            match self.slots.get_mut(at) {
                Some(slot) if slot.0 == 0 => {
                    *slot = (pair, new);
                    return new;
                }
                Some(slot) if slot.0 == pair => return slot.1,
                _ => at = (at + 1) & self.slots.len().wrapping_sub(1),
            }
        }
    }
}

impl Pairs<u32> {
    /// The number of `pair`, which is `count` where it had none; `count` pairs are known.
    fn number(&mut self, pair: u32, count: u32) -> u32 {
        if count as usize * 3 >= self.slots.len() * 2 {
            let larger = vec![(0, 0); (self.slots.len() * 2).max(1024)];
            for (pair, number) in std::mem::replace(&mut self.slots, larger) {
                if pair != 0 {
                    self.place(pair, number);
                }
            }
        }
        self.place(pair, count)
    }
}

/// A term as the index knows it.
#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    /// In how many documents it occurs.
    count: u32,
    /// Where its documents begin in the postings.
    start: u32,
    /// Its squared weight.
    mass: f32,
}

/// The terms of one kind while the index is built.
#[derive(Default)]
struct Terms {
    entries: Vec<Entry>,
    /// The last document of each, so that a repetition inside a document counts once.
    last: Vec<u32>,
    /// How many documents each has been given.
    given: Vec<u32>,
}

impl Terms {
    /// Counts `doc` for a term, unless it is known to have it.
    fn count(&mut self, term: usize, doc: u32) {
        if term >= self.entries.len() {
            self.entries.resize(term + 1, Entry::default());
            self.last.resize(term + 1, u32::MAX);
        }
        if let (Some(entry), Some(last)) = (self.entries.get_mut(term), self.last.get_mut(term))
            && *last != doc
        {
            entry.count += 1;
            *last = doc;
        }
    }

    /// Gives every term its mass, and its place in the postings from `end` on unless more than `limit` documents have it;
    /// where the places end.
    fn arrange(&mut self, total: usize, limit: u32, mut end: u32) -> u32 {
        for entry in &mut self.entries {
            *entry = Entry { start: end, mass: mass(total, entry.count), ..*entry };
            end += if entry.count <= limit { entry.count } else { 0 };
        }
        self.last.fill(u32::MAX);
        self.given = vec![0; self.entries.len()];
        end
    }

    /// The mass of a term that is new to `doc`.
    fn weigh(&mut self, term: usize, doc: u32) -> f32 {
        match (self.entries.get(term), self.last.get_mut(term)) {
            (Some(entry), Some(last)) if *last != doc => {
                *last = doc;
                entry.mass
            }
            _ => 0.0,
        }
    }

    /// Writes `doc` into the postings of a term; documents come in ascending order.
    fn post(&mut self, postings: &mut [u32], limit: u32, term: usize, doc: u32) {
        let (Some(entry), Some(given)) = (self.entries.get(term), self.given.get_mut(term)) else { return };
        if entry.count > limit {
            return;
        }
        let at = (entry.start + *given) as usize;
        if *given > 0 && postings.get(at - 1) == Some(&doc) {
            return;
        }
        if let Some(place) = postings.get_mut(at) {
            *place = doc;
            *given += 1;
        }
    }
}

/// A document.
#[derive(Clone, Copy, Debug)]
struct Doc {
    /// Where its characters begin in the text.
    start: u32,
    /// One over its length as a vector, 0 for an empty one.
    inverse: f32,
}

/// The documents of a shop's FAQ, findable by the characters they share with a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    alphabet: Alphabet,
    /// By the number of the character.
    singles: Vec<Entry>,
    pairs: Pairs<Entry>,
    /// The documents of all terms, ascending for each.
    postings: Vec<u32>,
    /// Terms of more documents have no postings.
    limit: u32,
    /// All documents' characters, one after another.
    text: Vec<u16>,
    /// In the order of their lengths as vectors, and one more for the end of the last.
    docs: Vec<Doc>,
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
    /// An index over `docs`, each with the entry it belongs to. They are numbered anew by their lengths as vectors: those
    /// that stand together have about the same, and a bound for all of them is close for each.
    pub(crate) fn build(docs: &[(&str, u32)]) -> Index {
        let mut index = Index::default();
        let (mut singles, mut pairs) = (Terms::default(), Terms::default());
        let mut numbers: Pairs<u32> = Pairs::default();
        let mut read: Vec<(u16, u32)> = Vec::with_capacity(docs.len() * 16);
        let mut ends = Vec::with_capacity(docs.len());
        for ((text, _), doc) in docs.iter().zip(0_u32..) {
            let mut last = 0_u16;
            for c in characters(text).take(MAX_DOC_CHARS) {
                let id = index.alphabet.intern(c);
                singles.count(id as usize, doc);
                let mut number = u32::MAX;
                if last != 0 && id != 0 {
                    let known = u32::try_from(pairs.entries.len()).unwrap_or(u32::MAX);
                    number = numbers.number(pair(last, id), known);
                    pairs.count(number as usize, doc);
                }
                read.push((id, number));
                last = id;
            }
            ends.push(read.len());
        }
        index.limit = u32::try_from((docs.len() / COMMON_SHARE).max(COMMON_FLOOR)).unwrap_or(u32::MAX);
        let end = singles.arrange(docs.len(), index.limit, 0);
        let end = pairs.arrange(docs.len(), index.limit, end);
        index.postings = vec![0; end as usize];
        let mut order = Vec::with_capacity(docs.len());
        let starts = std::iter::once(&0).chain(&ends);
        for ((start, end), doc) in starts.zip(&ends).zip(0_u32..) {
            let letters = read.get(*start..*end).unwrap_or_default();
            let weigh =
                |(id, number): &(u16, u32)| singles.weigh(*id as usize, doc) + pairs.weigh(*number as usize, doc);
            order.push((letters.iter().map(weigh).sum::<f32>(), doc, letters));
        }
        order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        index.text.reserve_exact(read.len());
        index.docs.reserve_exact(docs.len() + 1);
        index.origins.reserve_exact(docs.len());
        for ((mass, origin, letters), doc) in order.iter().zip(0_u32..) {
            index.add_doc(if *mass > 0.0 { mass.sqrt().recip() } else { 0.0 });
            index.origins.push((*origin, docs.get(*origin as usize).map_or(u32::MAX, |(_, entry)| *entry)));
            for (id, number) in *letters {
                index.text.push(*id);
                singles.post(&mut index.postings, index.limit, *id as usize, doc);
                if *number != u32::MAX {
                    pairs.post(&mut index.postings, index.limit, *number as usize, doc);
                }
            }
        }
        index.add_doc(0.0);
        let entry = |number: u32| pairs.entries.get(number as usize).copied().unwrap_or_default();
        index.pairs.slots = numbers.slots.iter().map(|(pair, number)| (*pair, entry(*number))).collect();
        index.singles = singles.entries;
        index
    }

    /// Begins a document where the text ends.
    fn add_doc(&mut self, inverse: f32) {
        self.docs.push(Doc { start: u32::try_from(self.text.len()).unwrap_or(u32::MAX), inverse });
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
        self.term(if id == 0 { None } else { self.singles.get(id as usize).copied() })
    }

    /// The term of two neighbouring characters.
    pub(super) fn pair(&self, first: u16, second: u16) -> Term<'_> {
        self.term(if first != 0 && second != 0 { self.pairs.get(pair(first, second)) } else { None })
    }

    fn term(&self, entry: Option<Entry>) -> Term<'_> {
        let Some(Entry { count, start, mass }) = entry else {
            return Term { mass: mass(self.len(), 0), count: 0, docs: &[] };
        };
        let from = start as usize;
        let docs = if count <= self.limit { self.postings.get(from..from + count as usize) } else { None };
        Term { mass, count, docs: docs.unwrap_or_default() }
    }

    /// A document's characters, and one over its length as a vector, which is 0 for an empty one.
    pub(super) fn doc(&self, doc: u32) -> (&[u16], f32) {
        match (self.docs.get(doc as usize), self.docs.get(doc as usize + 1)) {
            (Some(Doc { start, inverse }), Some(next)) => {
                (self.text.get(*start as usize..next.start as usize).unwrap_or_default(), *inverse)
            }
            _ => (&[], 0.0),
        }
    }

    /// One over the document's length as a vector, 0 for an empty one. It falls from document to document, but for empty
    /// ones at the beginning.
    pub(super) fn inverse_length(&self, doc: usize) -> f32 {
        self.docs.get(doc).map_or(0.0, |doc| doc.inverse)
    }

    /// The first document that is not shorter than one with this [`Index::inverse_length`].
    pub(super) fn first_below(&self, inverse: f32) -> usize {
        let docs = self.docs.get(..self.len()).unwrap_or_default();
        docs.partition_point(|doc| doc.inverse == 0.0 || doc.inverse > inverse)
    }

    /// What the document was called when the index was built, and its entry.
    pub(super) fn origin(&self, doc: u32) -> (u32, u32) {
        self.origins.get(doc as usize).copied().unwrap_or((u32::MAX, u32::MAX))
    }
}

/// What is read of a text: spaces and control characters are not.
pub(super) fn characters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| *c > ' ')
}

fn pair(first: u16, second: u16) -> u32 {
    u32::from(first) << 16 | u32::from(second)
}

/// The squared weight of a term in `count` of `total` documents.
fn mass(total: usize, count: u32) -> f32 {
    let weight = ((total as f32 + 1.0) / (count as f32 + 1.0)).ln() + 1.0;
    weight * weight
}
