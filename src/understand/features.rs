//! What the learning parts see of a text: the character 1-, 2- and 3-grams that occur in it.
//!
//! Buyers' Chinese has no reliable word borders (`不退货款` cuts as 不/退/货款), so characters are the units. An n-gram of up
//! to three characters fits a `u64` exactly, 21 bits a character: keys never collide and can be read back for
//! explanations, and hashing one is a multiplication. A text's features are a set, not counts: in messages of 17
//! characters a repetition is emphasis (`快快快`), not evidence.

use std::collections::BTreeMap;

/// An n-gram of up to three characters, 21 bits each, the first in the highest bits used.
pub(crate) type Key = u64;

/// Characters read of one text. Longer texts are pasted, and their beginning says enough; it bounds the cost of a
/// message at about 25 µs.
pub(crate) const MAX_CHARS: usize = 512;

/// Marks both ends of a text, so that `发货` alone and `发货` inside a sentence differ. No text contains it: control
/// characters are not read.
const EDGE: char = '\u{2}';

/// What an n-gram of one, two and three characters counts for. One character says more than its rarity suggests, three
/// say little that two do not: .595 → .641 on five phrases per intent, .818 → .842 on full training sets, over
/// `[1, 1, 1]` (cross-validated). Skip-grams (`a_b`) and a lower weight for the text's ends changed nothing.
const ORDER_WEIGHTS: [f32; 3] = [1.6, 1.0, 0.6];

/// What a group of like-meaning words counts for. Groups are worth 2.5 points on five phrases per intent, 0.7 on full
/// training sets (cross-validated; flat between 1.2 and 1.8).
const CONCEPT_WEIGHT: f32 = 1.5;

/// Words that mean the same to a shop, a group a line.
const CONCEPTS: &str = include_str!("concepts.txt");
/// The most groups there can be: a set of them is four words, and a number of one fits a byte with 0 to spare.
const MAX_CONCEPTS: usize = 254;

/// Fewest texts with an n-gram of one, two, three characters for it to become a feature: better and half the size.
const MIN_TEXTS: [u32; 3] = [1, 1, 2];
/// The same of [many](super::linear::MANY) texts: as good, and half the size again.
const MIN_OF_MANY: [u32; 3] = [1, 2, 3];

/// What the two edges of a text without characters would make.
const EMPTY: Key = ((EDGE as u64) << 21) | EDGE as u64;

/// Calls `emit` once for every distinct n-gram of `text`.
pub(crate) fn for_each_key(text: &str, mut emit: impl FnMut(Key)) {
    let mut seen = Seen { bits: [0; 32], keys: Vec::with_capacity(64) };
    let mut offer = |key: Key| {
        if seen.insert(key) {
            emit(key);
        }
    };
    let inside = text.chars().filter(|c| *c > ' ').take(MAX_CHARS);
    let (mut before, mut last) = (0, EDGE as u64);
    for now in inside.chain([EDGE]).map(u64::from) {
        if now != EDGE as u64 {
            offer(now);
        }
        let pair = (last << 21) | now;
        if pair != EMPTY {
            offer(pair);
        }
        if before != 0 {
            offer((before << 42) | pair);
        }
        (before, last) = (last, now);
    }
}

/// The n-gram as people read it; the edges of the text show as `^`.
#[cfg(any(test, feature = "jieba"))]
fn readable(key: Key) -> String {
    [key >> 42, (key >> 21) & 0x1F_FFFF, key & 0x1F_FFFF]
        .iter()
        .filter(|code| **code != 0)
        .filter_map(|code| u32::try_from(*code).ok().and_then(char::from_u32))
        .map(|c| if c == EDGE { '^' } else { c })
        .collect()
}

/// The n-grams met so far in one text. A small bit set answers for almost every new one, so the list is rarely read.
struct Seen {
    bits: [u64; 32],
    keys: Vec<Key>,
}

impl Seen {
    /// Whether `key` is new.
    fn insert(&mut self, key: Key) -> bool {
        let hash = mix(key);
        let bit = 1_u64 << (hash & 63);
        let Some(word) = self.bits.get_mut((hash >> 6) as usize & 31) else { return true };
        if *word & bit != 0 && self.keys.contains(&key) {
            return false;
        }
        *word |= bit;
        self.keys.push(key);
        true
    }
}

/// A fixed hash: one multiplication, folded. The keys are packed characters, which nobody can choose so as to hurt: a
/// text has at most [`MAX_CHARS`] of them and the tables are filled by the shop, not by buyers.
fn mix(key: Key) -> u64 {
    let wide = u128::from(key ^ 0x9E37_79B9_7F4A_7C15) * 0xD6E8_FEB8_6659_FD93_u128;
    (wide as u64) ^ ((wide >> 64) as u64)
}

/// The n-grams that training saw, numbered in the order they were first met, with their rarity; and after them the groups
/// of like-meaning words that it saw.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    /// Open addressing over a power of two.
    slots: Vec<Slot>,
    keys: Vec<Key>,
    /// By group: how much it counts; 0 for those that training did not see.
    concepts: Vec<f32>,
    /// What n-grams that no text had would count, by length.
    unknown: [f32; 3],
}

/// A place of the table: one cache line says all that reading a text needs.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: Key,
    /// In the low 24 bits the feature's id + 1, or 0 for a word that only stands for its group; in the high 8 bits the
    /// group + 1, or 0. Nothing but 0 where the place is free.
    id: u32,
    /// How much the n-gram counts, by rarity and length.
    weight: f32,
}

/// The squared weights of a text's n-grams, those in the vocabulary and those not.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mass {
    known: f32,
    unknown: f32,
}

impl Mass {
    /// What the known weights are multiplied by to make a vector of length one; 0 where nothing is known.
    pub(crate) fn scale(self) -> f32 {
        if self.known > 0.0 { self.known.sqrt().recip() } else { 0.0 }
    }

    /// How much of the text the vocabulary knows, 0 to 1; rare n-grams count more.
    pub(crate) fn coverage(self) -> f32 {
        if self.known > 0.0 { self.known / (self.known + self.unknown) } else { 0.0 }
    }
}

fn length(key: Key) -> usize {
    1 + usize::from(key >> 21 != 0) + usize::from(key >> 42 != 0)
}

fn order_weight(key: Key) -> f32 {
    ORDER_WEIGHTS.get(length(key) - 1).copied().unwrap_or(1.0)
}

/// What an n-gram in `count` of `texts` counts for. The power below one is worth half a point where there are many texts.
fn rarity(texts: u32, count: u32) -> f32 {
    let idf = ((texts as f32 + 1.0) / (count as f32 + 1.0)).ln() + 1.0;
    idf.powf(0.75)
}

impl Slot {
    const ID_BITS: u32 = 24;

    fn feature(self) -> Option<u32> {
        (self.id & ((1 << Slot::ID_BITS) - 1)).checked_sub(1)
    }

    fn concept(self) -> Option<u8> {
        u8::try_from(self.id >> Slot::ID_BITS).unwrap_or(0).checked_sub(1)
    }
}

/// A set of groups.
#[derive(Default)]
struct Concepts([u64; 4]);

impl Concepts {
    /// Whether `concept` is new.
    fn insert(&mut self, concept: u8) -> bool {
        let bit = 1_u64 << (concept & 63);
        self.0.get_mut(concept as usize >> 6).is_some_and(|word| {
            let new = *word & bit == 0;
            *word |= bit;
            new
        })
    }
}

/// The groups of words: each word as a key, with its group.
fn concept_words() -> impl Iterator<Item = (Key, u8)> {
    let key = |word: &str| word.chars().fold(0, |key, c| key << 21 | u64::from(c));
    (0..).zip(concept_lines()).flat_map(move |(group, line)| line.split(' ').map(move |word| (key(word), group)))
}

fn concept_lines() -> impl Iterator<Item = &'static str> {
    CONCEPTS.lines().filter(|line| !line.starts_with('#')).take(MAX_CONCEPTS)
}

impl Vocabulary {
    /// The vocabulary of `texts`. Reading 3,926 phrases takes 3 ms.
    pub(crate) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Vocabulary {
        let mut all = Vocabulary { slots: vec![Slot::default(); 1024], ..Vocabulary::default() };
        // the groups' words come first, so that a low id tells the group
        let mut groups: Vec<u8> = Vec::new();
        for (key, group) in concept_words() {
            if all.intern(key) as usize == groups.len() {
                groups.push(group);
            }
        }
        let mut counts = vec![0_u32; groups.len()];
        let mut group_counts = vec![0_u32; concept_lines().count()];
        let mut texts_read = 0_u32;
        for text in texts {
            texts_read += 1;
            let mut met = Concepts::default();
            for_each_key(text, |key| {
                let id = all.intern(key) as usize;
                if id == counts.len() {
                    counts.push(0);
                }
                if let Some(count) = counts.get_mut(id) {
                    *count += 1;
                }
                if let Some(group) = groups.get(id).filter(|group| met.insert(**group))
                    && let Some(count) = group_counts.get_mut(*group as usize)
                {
                    *count += 1;
                }
            });
        }
        let least = if (texts_read as usize) < super::linear::MANY { MIN_TEXTS } else { MIN_OF_MANY };
        let keep = |key: Key, count: u32| least.get(length(key) - 1).is_some_and(|least| count >= *least);
        let kept_count = all.keys.iter().zip(&counts).filter(|(key, count)| keep(**key, **count)).count();
        let capacity = ((kept_count + groups.len()) * 3 / 2).next_power_of_two().max(16);
        let mut kept = Vocabulary { slots: vec![Slot::default(); capacity], ..Vocabulary::default() };
        for ((key, count), at) in all.keys.iter().zip(&counts).zip(0..) {
            let concept = groups.get(at).map_or(0, |group| u32::from(*group) + 1);
            let mut slot = Slot { key: *key, id: concept << Slot::ID_BITS, weight: 0.0 };
            if keep(*key, *count) && kept.keys.len() < (1 << Slot::ID_BITS) - 512 {
                kept.keys.push(*key);
                slot.id |= u32::try_from(kept.keys.len()).unwrap_or(0);
                slot.weight = rarity(texts_read, *count) * order_weight(*key);
            }
            if slot.id != 0 {
                kept.place(slot);
            }
        }
        let concept_weight = |count: &u32| if *count > 0 { rarity(texts_read, *count) * CONCEPT_WEIGHT } else { 0.0 };
        kept.concepts = group_counts.iter().map(concept_weight).collect();
        kept.unknown = ORDER_WEIGHTS.map(|weight| weight * rarity(texts_read, 0));
        kept
    }

    /// The vocabulary that [`parts`](Vocabulary::parts) took apart.
    pub(crate) fn from_parts(keys: &[Key], weights: &[f32], concepts: Vec<f32>, unknown: [f32; 3]) -> Vocabulary {
        let groups: Vec<(Key, u8)> = concept_words().collect();
        let capacity = ((keys.len() + groups.len()) * 3 / 2).next_power_of_two().max(16);
        let mut kept = Vocabulary { slots: vec![Slot::default(); capacity], keys: keys.to_vec(), concepts, unknown };
        for ((key, weight), id) in keys.iter().zip(weights).zip(1..) {
            kept.place(Slot { key: *key, id, weight: *weight });
        }
        for (key, group) in groups {
            let slot = kept.slot_mut(key);
            *slot = Slot { key, id: slot.id | (u32::from(group) + 1) << Slot::ID_BITS, weight: slot.weight };
        }
        kept
    }

    /// N-grams and their weights by id, the groups' weights, and what unknown n-grams count.
    pub(crate) fn parts(&self) -> (Vec<Key>, Vec<f32>, Vec<f32>, [f32; 3]) {
        let weight = |key: &Key| self.get(*key).map_or(0.0, |slot| slot.weight);
        (self.keys.clone(), self.keys.iter().map(weight).collect(), self.concepts.clone(), self.unknown)
    }

    /// The same with the new n-grams of a shop's own texts beside those of `known` others, and how many they are: their ids
    /// follow those of the n-grams before.
    pub(crate) fn with<'a>(&self, texts: impl Iterator<Item = &'a str>, known: usize) -> (Vocabulary, usize) {
        let mut new: Vec<Key> = Vec::new();
        let mut counts: BTreeMap<Key, u32> = BTreeMap::new();
        let (mut read, known) = (0_u32, u32::try_from(known).unwrap_or(u32::MAX));
        for text in texts {
            read += 1;
            for_each_key(text, |key| {
                if self.get(key).and_then(Slot::feature).is_none() {
                    let count = counts.entry(key).or_default();
                    *count += 1;
                    if MIN_TEXTS.get(length(key) - 1) == Some(count) {
                        new.push(key);
                    }
                }
            });
        }
        let (mut keys, mut weights, concepts, unknown) = self.parts();
        let all = known.saturating_add(read);
        let weight = |key: &Key| rarity(all, counts.get(key).copied().unwrap_or(1)) * order_weight(*key);
        weights.extend(new.iter().map(weight));
        keys.extend(&new);
        (Vocabulary::from_parts(&keys, &weights, concepts, unknown), new.len())
    }

    /// How many n-grams there are; the groups come after them.
    pub(crate) fn ngrams(&self) -> usize {
        self.keys.len()
    }

    /// How many features there are.
    pub(crate) fn len(&self) -> usize {
        self.keys.len() + self.concepts.len()
    }

    /// A feature as people read it: an n-gram, or the first word of a group in brackets.
    #[cfg(any(test, feature = "jieba"))]
    pub(crate) fn name(&self, id: u32) -> Option<String> {
        match (id as usize).checked_sub(self.keys.len()) {
            None => self.keys.get(id as usize).copied().map(readable),
            Some(group) => {
                concept_lines().nth(group).and_then(|line| line.split(' ').next()).map(|word| format!("[{word}]"))
            }
        }
    }

    fn get(&self, key: Key) -> Option<Slot> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = mix(key) as usize & mask;
        loop {
            match self.slots.get(at) {
                Some(slot) if slot.id == 0 => return None,
                Some(slot) if slot.key == key => return Some(*slot),
                None => return None,
                Some(_) => at = (at + 1) & mask,
            }
        }
    }

    /// Calls `emit` with id and weight of every known feature of `text`.
    pub(crate) fn read(&self, text: &str, mut emit: impl FnMut(u32, f32)) -> Mass {
        let mut mass = Mass { known: 0.0, unknown: 0.0 };
        let mut met = Concepts::default();
        let first_concept = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        let [one, two, _] = self.unknown;
        for_each_key(text, |key| {
            let slot = self.get(key).unwrap_or_default();
            if let Some(id) = slot.feature() {
                mass.known += slot.weight * slot.weight;
                emit(id, slot.weight);
            } else {
                // most n-grams of three characters are new in any text: they say nothing about what is known
                match length(key) {
                    1 => mass.unknown += one * one,
                    2 => mass.unknown += two * two,
                    _ => {}
                }
            }
            if let Some(concept) = slot.concept() {
                let weight = self.concepts.get(concept as usize).copied().unwrap_or(0.0);
                if weight > 0.0 && met.insert(concept) {
                    mass.known += weight * weight;
                    emit(first_concept + u32::from(concept), weight);
                }
            }
        });
        mass
    }

    /// `text` as a vector of length one: feature ids with their weights.
    pub(crate) fn vector(&self, text: &str) -> Vec<(u32, f32)> {
        let mut items = Vec::with_capacity(64);
        let scale = self.read(text, |id, weight| items.push((id, weight))).scale();
        items.iter_mut().for_each(|(_, weight)| *weight *= scale);
        items
    }

    /// The n-grams of `text` in their order, also those that no text had, as a vector of length one.
    pub(crate) fn ngrams_of(&self, text: &str) -> Vec<(Key, f32)> {
        let known = |key| self.get(key).filter(|slot| slot.feature().is_some()).map(|slot| slot.weight);
        let unknown = if self.keys.is_empty() { ORDER_WEIGHTS } else { self.unknown };
        let weight = |key| known(key).or_else(|| unknown.get(length(key) - 1).copied()).unwrap_or(1.0);
        let mut items = Vec::with_capacity(64);
        for_each_key(text, |key| items.push((key, weight(key))));
        let squares: f32 = items.iter().map(|(_, weight)| weight * weight).sum();
        let scale = if squares > 0.0 { squares.sqrt().recip() } else { 0.0 };
        items.iter_mut().for_each(|(_, weight)| *weight *= scale);
        items.sort_unstable_by_key(|(key, _)| *key);
        items
    }

    fn intern(&mut self, key: Key) -> u32 {
        if self.keys.len() * 3 >= self.slots.len() * 2 {
            let larger = vec![Slot::default(); self.slots.len() * 2];
            for slot in std::mem::replace(&mut self.slots, larger) {
                if slot.id != 0 {
                    self.place(slot);
                }
            }
        }
        let next = u32::try_from(self.keys.len()).unwrap_or(u32::MAX - 1) + 1;
        let id = self.place(Slot { key, id: next, weight: 0.0 });
        if id == next {
            self.keys.push(key);
        }
        id - 1
    }

    /// Puts a key into the table unless it is there; the id + 1 that it has.
    fn place(&mut self, new: Slot) -> u32 {
        let slot = self.slot_mut(new.key);
        if slot.id == 0 {
            *slot = new;
        }
        slot.id
    }

    /// The place of a key: its own, or a free one.
    fn slot_mut(&mut self, key: Key) -> &mut Slot {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = mix(key) as usize & mask;
        while self.slots.get(at).is_some_and(|slot| slot.id != 0 && slot.key != key) {
            at = (at + 1) & mask;
        }
        #[expect(clippy::indexing_slicing, reason = "the mask keeps it inside, and a table is never empty")]
        &mut self.slots[at]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ngrams(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        for_each_key(text, |key| found.push(readable(key)));
        found
    }

    #[test]
    fn a_text_is_its_ngrams_with_both_ends_marked() {
        assert_eq!(ngrams("退 货"), ["退", "^退", "货", "退货", "^退货", "货^", "退货^"]);
        assert_eq!(ngrams(" \u{2}"), [""; 0]);
    }

    #[test]
    fn a_repetition_counts_once() {
        assert_eq!(ngrams("快快快快").iter().filter(|ngram| *ngram == "快快").count(), 1);
        assert_eq!(ngrams(&"快".repeat(100_000)).len(), 7);
    }

    #[test]
    fn vectors_have_length_one() {
        let vocabulary = Vocabulary::of(["怎么退货", "怎么退款"].into_iter());
        let squares: f32 = vocabulary.vector("怎么退换").iter().map(|(_, weight)| weight * weight).sum();
        assert!((squares - 1.0).abs() < 1e-5);
        assert!(vocabulary.vector("abc").is_empty());
    }

    #[test]
    fn every_ngram_is_found_again() {
        let text: String = ('一'..'丰').collect();
        let vocabulary = Vocabulary::of([text.as_str(), text.as_str()].into_iter());
        let mut found = Vec::new();
        vocabulary.read(&text, |id, _| found.extend(vocabulary.name(id)));
        found.retain(|name| !name.starts_with('['));
        assert_eq!(found, ngrams(&text));
    }

    #[test]
    fn words_of_one_group_share_a_feature() {
        let vocabulary = Vocabulary::of(["什么时候发货"].into_iter());
        let mut names = Vec::new();
        vocabulary.read("几时寄出", |id, _| names.extend(vocabulary.name(id)));
        assert_eq!(names, ["时", "[么时候]", "[发货]"]);
    }

    #[test]
    fn groups_are_well_formed() {
        let mut words: Vec<Key> = concept_words().map(|(key, _)| key).collect();
        assert!(concept_lines().all(|line| line.split(' ').all(|word| (1..=3).contains(&word.chars().count()))));
        assert!(CONCEPTS.lines().count() < MAX_CONCEPTS);
        words.sort_unstable();
        assert!(words.windows(2).all(|pair| pair[0] != pair[1]), "a word is in two groups");
    }
}
