//! How often Chinese characters stand beside each other, and alone: one look-up is one hash and mostly one read.

/// Counts by pair and by character. Memory is 8 bytes for each of at most four thirds of twice the distinct pairs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bigrams {
    /// Pair and count; a count of 0 is a free place. The length is a power of two.
    slots: Vec<(u32, u32)>,
    len: usize,
    /// By character of the common block.
    singles: Vec<u32>,
    /// Characters counted.
    total: u64,
}

/// The first and the last character of the common Chinese block.
const FIRST: char = '\u{4E00}';
const LAST: char = '\u{9FFF}';

/// The pair as a key; `None` unless both are characters of the common Chinese block.
pub(crate) fn key(first: char, second: char) -> Option<u32> {
    let common = |c: char| (FIRST..=LAST).contains(&c);
    (common(first) && common(second)).then(|| u32::from(first) << 16 | u32::from(second))
}

impl Bigrams {
    /// Counts the pairs of `text`.
    pub(crate) fn add(&mut self, text: &str) {
        self.singles.resize(LAST as usize - FIRST as usize + 1, 0);
        let mut previous = None;
        for c in text.chars() {
            if let Some(count) = self.singles.get_mut((c as usize).wrapping_sub(FIRST as usize)) {
                *count = count.saturating_add(1);
                self.total += 1;
            }
            if let Some(key) = previous.replace(c).and_then(|before| key(before, c)) {
                self.count(key, 1);
            }
        }
    }

    /// How often the pair was counted.
    pub(crate) fn get(&self, key: u32) -> u32 {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = mix(key) & mask;
        loop {
            match self.slots.get(at) {
                None | Some((_, 0)) => return 0,
                Some((pair, count)) if *pair == key => return *count,
                Some(_) => at = (at + 1) & mask,
            }
        }
    }

    /// How often the character was counted.
    pub(crate) fn single(&self, c: char) -> u32 {
        self.singles.get((c as usize).wrapping_sub(FIRST as usize)).copied().unwrap_or(0)
    }

    /// How many characters were counted.
    pub(crate) fn total(&self) -> u64 {
        self.total
    }

    /// Every pair with its count, in no order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = ((char, char), u32)> {
        self.slots
            .iter()
            .filter(|(_, count)| *count > 0)
            .filter_map(|(pair, count)| Some(((char::from_u32(pair >> 16)?, char::from_u32(pair & 0xFFFF)?), *count)))
    }

    fn count(&mut self, key: u32, more: u32) {
        if self.len * 4 >= self.slots.len() * 3 {
            let larger = vec![(0, 0); (self.slots.len() * 2).max(1024)];
            self.len = 0;
            for (key, count) in std::mem::replace(&mut self.slots, larger) {
                if count > 0 {
                    self.count(key, count);
                }
            }
        }
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = mix(key) & mask;
        while let Some((pair, count)) = self.slots.get_mut(at) {
            if *count == 0 {
                (*pair, *count) = (key, more);
                self.len += 1;
                return;
            }
            if *pair == key {
                *count = count.saturating_add(more);
                return;
            }
            at = (at + 1) & mask;
        }
    }
}

fn mix(key: u32) -> usize {
    (u64::from(key).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_counted() {
        let mut pairs = Bigrams::default();
        assert_eq!(pairs.get(key('发', '货').unwrap()), 0);
        for _ in 0..3 {
            pairs.add("发货，发货了a");
        }
        assert_eq!(pairs.get(key('发', '货').unwrap()), 6);
        assert_eq!(pairs.get(key('货', '了').unwrap()), 3);
        assert_eq!((pairs.single('发'), pairs.single('了'), pairs.single('a')), (6, 3, 0));
        assert_eq!(key('了', 'a'), None);
        assert_eq!(pairs.iter().count(), 2);
    }

    #[test]
    fn it_grows() {
        let mut pairs = Bigrams::default();
        let text: String = ('\u{4E00}'..'\u{6000}').collect();
        pairs.add(&text);
        assert_eq!(pairs.iter().count(), 0x11FF);
        assert!(pairs.iter().all(|(_, count)| count == 1));
    }
}
