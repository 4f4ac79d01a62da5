//! How characters are read, without tones, and which words of two characters the language uses often.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A line for each syllable: the syllable and its characters. Lines that start with `#` are comments. Made by
/// `docs/pinyin/make.py`.
const READINGS: &str = include_str!("pinyin.txt");

/// Frequent words of two characters, sorted, each as two 16-bit code points. Made by `docs/pinyin/make.py`.
const WORDS: &[u8] = include_bytes!("words.bin");

/// The first and the last character of the block that the table covers.
const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;

/// A syllable's number; 0 is none.
pub(crate) type Syllable = u16;

/// The readings by character, and which syllables sound alike. Made in a tenth of a millisecond at first use; 84 KB.
struct Table {
    /// The syllables of each character of the block.
    readings: Vec<[Syllable; 2]>,
    /// By syllable: the number that it shares with those that many people do not tell from it.
    alike: Vec<Syllable>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { readings: vec![[0; 2]; (LAST - FIRST + 1) as usize], alike: vec![0] };
    let mut sounds: HashMap<String, Syllable> = HashMap::new();
    let lines = READINGS.lines().filter_map(|line| line.split_once(' ')).filter(|(syllable, _)| *syllable != "#");
    for ((syllable, chars), number) in lines.zip(1..) {
        let next = Syllable::try_from(sounds.len() + 1).unwrap_or(0);
        table.alike.push(*sounds.entry(blurred(syllable)).or_insert(next));
        for c in chars.chars() {
            let readings = table.readings.get_mut((c as usize).wrapping_sub(FIRST as usize));
            if let Some(free) = readings.and_then(|readings| readings.iter_mut().find(|reading| **reading == 0)) {
                *free = number;
            }
        }
    }
    table
});

/// A syllable as those say it who do not tell zh from z, ng from n and n from l.
fn blurred(syllable: &str) -> String {
    let open = syllable.strip_suffix('g').unwrap_or(syllable);
    let (first, rest) = open.split_at_checked(1).unwrap_or((open, ""));
    match first {
        "z" | "c" | "s" => format!("{first}{}", rest.strip_prefix('h').unwrap_or(rest)),
        "n" => format!("l{rest}"),
        _ => open.to_owned(),
    }
}

/// The readings of `c`; 0 where it has fewer than two.
pub(crate) fn readings(c: char) -> [Syllable; 2] {
    TABLE.readings.get((c as usize).wrapping_sub(FIRST as usize)).copied().unwrap_or_default()
}

/// The number that `syllable` shares with those that sound nearly like it.
pub(crate) fn alike(syllable: Syllable) -> Syllable {
    TABLE.alike.get(syllable as usize).copied().unwrap_or(0)
}

/// Whether the two characters are a frequent word of the language.
pub(crate) fn is_word(first: char, second: char) -> bool {
    let key = |word: &[u8]| match word {
        [a, b, c, d] => (u32::from(u16::from_le_bytes([*a, *b])), u32::from(u16::from_le_bytes([*c, *d]))),
        _ => (0, 0),
    };
    let (words, _) = WORDS.as_chunks::<4>();
    words.binary_search_by_key(&(u32::from(first), u32::from(second)), |word| key(word)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the two characters have a reading in common: truly, or nearly.
    fn check(one: char, other: char, same: bool, near: bool) {
        let shared = |of: fn(Syllable) -> Syllable| {
            readings(one).iter().filter(|s| **s > 0).any(|s| readings(other).iter().any(|o| of(*o) == of(*s)))
        };
        assert_eq!((shared(|s| s), shared(alike)), (same, near), "{one} {other}");
    }

    #[test]
    fn characters_that_sound_alike() {
        check('货', '或', true, true);
        check('还', '环', true, true);
        check('还', '海', true, true);
        check('是', '四', false, true);
        check('拼', '瓶', false, true);
        check('年', '连', false, true);
        check('女', '旅', false, true);
        check('货', '退', false, false);
        check('券', '卷', false, false);
    }

    #[test]
    fn every_common_character_is_read() {
        assert!("的一是不了我发货退款快递尺码优惠券".chars().all(|c| readings(c)[0] > 0));
        assert_eq!(readings('a'), [0, 0]);
        assert_eq!(readings('貨'), [0, 0]);
    }

    #[test]
    fn words_of_the_language() {
        for (word, expect) in [("克服", true), ("石油", true), ("以后", true), ("退矿", false), ("发或", false)]
        {
            let chars: Vec<char> = word.chars().collect();
            assert_eq!(is_word(chars[0], chars[1]), expect, "{word}");
        }
    }
}
