//! Distilled n-gram vectors: what a sentence-embedding model would roughly say of a text, without the model.
//!
//! A static table gives each of 24,000 character 1- and 2-grams a row of small integers. The rows of a text's n-grams,
//! added up, are a short vector: its first block predicts the text's place in the space of a multilingual embedding model,
//! its second block how much the text sounds like each of the buyers' intents, its third which kind of question it is.
//! Texts that mean the same without sharing a character come close. `docs/vectors` has the scripts that make
//! the table, its sources, its layout and its figures.

use super::features::MAX_CHARS;

/// The table: 4.1 MB in the program's read-only data, used as it lies there.
static TABLE: &[u8] = include_bytes!("vectors.bin");

/// Components of the first block, the space of the embedding model.
const SPACE: usize = 64;
/// Components of the second block, one for each intent.
const INTENTS: usize = 48;
/// Components of the third block, the kinds of questions.
const QUESTIONS: usize = 48;
/// Components of a vector.
pub(crate) const DIMS: usize = SPACE + INTENTS + QUESTIONS;

/// How long each block is beside features of length one (chosen by cross-validation on five phrases an intent and on full
/// training sets).
const WEIGHTS: [f32; 3] = [0.8, 0.5, 0.65];

const HEAD: usize = 32;
const SLOT_BITS: u32 = 16;
const SLOTS: usize = 1 << SLOT_BITS;
const SLOT_BYTES: usize = 4;
const ROWS: usize = HEAD + SLOTS * SLOT_BYTES;
/// What a slot says that has no row.
const FREE: u16 = u16::MAX;

const BEGIN: char = '\u{2}';
const END: char = '\u{3}';

/// The vector of a text in its normal form: three blocks of lengths [`WEIGHTS`], each zero where no n-gram is known. About
/// 1 µs for 17 characters.
pub(crate) fn vector(text: &str) -> [f32; DIMS] {
    // small numbers are added up many at a time; before they could grow too large they are put away
    let (mut sums, mut small) = ([0_i32; DIMS], [0_i16; DIMS]);
    let mut room = SMALL;
    let mut add = |key: u64| {
        let Some(row) = row(key) else { return };
        small.iter_mut().zip(row).for_each(|(sum, component)| *sum += i16::from(component.cast_signed()));
        room -= 1;
        if room == 0 {
            put_away(&mut small, &mut sums);
            room = SMALL;
        }
    };
    let mut last = BEGIN;
    add(u64::from(BEGIN));
    for now in units(text).chain([END]) {
        add(u64::from(now));
        add(u64::from(last) << 21 | u64::from(now));
        last = now;
    }
    put_away(&mut small, &mut sums);
    let mut vector = [0.0; DIMS];
    let (mut out, mut sums) = (vector.as_mut_slice(), sums.as_slice());
    for (components, weight) in [SPACE, INTENTS, QUESTIONS].into_iter().zip(WEIGHTS) {
        let ((block, out_rest), (block_sums, sums_rest)) = (out.split_at_mut(components), sums.split_at(components));
        scale(block_sums, weight, block);
        (out, sums) = (out_rest, sums_rest);
    }
    vector
}

/// Rows whose sum fits 16 bits whatever is in them.
const SMALL: u32 = 255;

fn put_away(small: &mut [i16; DIMS], sums: &mut [i32; DIMS]) {
    for (sum, small) in sums.iter_mut().zip(small) {
        *sum += i32::from(std::mem::take(small));
    }
}

/// The characters as the table knows them: a run of digits is one `0`, a run of what is neither alphanumeric nor `?` is
/// one space, none at the ends.
fn units(text: &str) -> impl Iterator<Item = char> {
    let mut last = ' ';
    let mut rest = text.chars().take(MAX_CHARS).peekable();
    std::iter::from_fn(move || {
        loop {
            let c = match rest.next()? {
                c if c.is_ascii_digit() => '0',
                c if c.is_alphanumeric() || c == '?' => c,
                _ => ' ',
            };
            let repeats = c == last && matches!(c, '0' | ' ');
            let closes = || c == ' ' && rest.clone().all(|c| !c.is_alphanumeric() && c != '?');
            if !repeats && !closes() {
                last = c;
                return Some(c);
            }
        }
    })
}

/// Brings `sums` to the length `weight`.
fn scale(sums: &[i32], weight: f32, out: &mut [f32]) {
    let squares: f32 = sums.iter().map(|sum| (*sum as f32).powi(2)).sum();
    let factor = if squares > 0.0 { weight / squares.sqrt() } else { 0.0 };
    for (out, sum) in out.iter_mut().zip(sums) {
        *out = *sum as f32 * factor;
    }
}

/// The row of an n-gram, if it has one.
fn row(key: u64) -> Option<&'static [u8]> {
    const K: u64 = 0x9E37_79B9_7F4A_7C15;
    let hash = key.wrapping_mul(K);
    let hash = (hash ^ hash >> 32).wrapping_mul(K);
    let check = (hash >> 32) as u16;
    let mut slot = (hash >> (64 - SLOT_BITS)) as usize;
    loop {
        let at = HEAD + slot * SLOT_BYTES;
        let [c0, c1, r0, r1] = *TABLE.get(at..at + SLOT_BYTES)?.first_chunk()?;
        let row = u16::from_le_bytes([r0, r1]);
        if row == FREE {
            return None;
        }
        if u16::from_le_bytes([c0, c1]) == check {
            let from = ROWS + usize::from(row) * DIMS;
            return TABLE.get(from..from + DIMS);
        }
        slot = (slot + 1) % SLOTS;
    }
}

/// The sum of products, in eight sums beside each other: one alone could not be vectorised.
#[inline]
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let ((left, left_rest), (right, right_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    let mut sums = [0.0_f32; 8];
    left.iter().zip(right).for_each(|(a, b)| add_products(&mut sums, a, b));
    let rest: f32 = left_rest.iter().zip(right_rest).map(|(a, b)| a * b).sum();
    total(&sums) + rest
}

/// Apart from the loop, where the order of these sums would decide how the products are put into registers: shuffling them about
/// took longer than multiplying.
#[inline(never)]
fn total([s0, s1, s2, s3, s4, s5, s6, s7]: &[f32; 8]) -> f32 {
    ((s0 + s4) + (s1 + s5)) + ((s2 + s6) + (s3 + s7))
}

/// Plain lines, as in [`linear`](super::linear), because a loop takes several times as long in a debug build.
#[inline]
fn add_products(sums: &mut [f32; 8], &[a, b, c, d, e, f, g, h]: &[f32; 8], &[i, j, k, l, m, n, o, p]: &[f32; 8]) {
    let [s0, s1, s2, s3, s4, s5, s6, s7] = sums;
    *s0 += a * i;
    *s1 += b * j;
    *s2 += c * k;
    *s3 += d * l;
    *s4 += e * m;
    *s5 += f * n;
    *s6 += g * o;
    *s7 += h * p;
}

/// A vector in whole numbers, to look at many quickly.
pub(crate) type Rough = [i16; DIMS];

/// So many steps are one. No component is greater than one, and the sum of squares stays far below 2^31.
const STEPS: f32 = 8192.0;
/// By how much [`rough_dot`] may be off, in its own unit: half a step of each component makes .002.
pub(crate) const ROUGHNESS: i32 = (0.002 * STEPS * STEPS) as i32;

pub(crate) fn rough(vector: &[f32; DIMS]) -> Rough {
    vector.map(|component| (component * STEPS).round() as i16)
}

/// The sum of products, in half the time of [`dot`]; the unit is that of [`ROUGHNESS`].
#[inline]
pub(crate) fn rough_dot(a: &Rough, b: &Rough) -> i32 {
    // thirty-two at a time: unrolled as a whole, the loop is vectorised at half the width
    let products =
        |(a, b): (&[i16; 32], &[i16; 32])| a.iter().zip(b).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum::<i32>();
    a.as_chunks().0.iter().zip(b.as_chunks().0).map(products).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_what_the_reader_expects() {
        assert_eq!(&TABLE[..12], b"KEFUVEC1\x02\0\x02\x10");
        assert_eq!(TABLE[12..20], [64, 0, 48, 0, 48, 0, 0, 0]);
        let rows = u32::from_le_bytes(*TABLE[20..].first_chunk().unwrap()) as usize;
        assert_eq!(TABLE.len(), ROWS + rows * DIMS);
    }

    #[test]
    fn a_text_has_the_vector_that_the_script_gives() {
        for (text, first, second) in [
            ("你好", [0.5142, 0.0767, 0.1074], [-0.0204, 0.1838, -0.0817]),
            ("什么时候发货", [0.3118, -0.1673, 0.5057], [-0.0082, -0.0328, -0.0985]),
            ("快递到哪了?", [0.1503, 0.1572, 0.1640], [0.0052, -0.0104, -0.0363]),
        ] {
            let vector = vector(text);
            for (at, expect) in (0..).zip(first).chain((SPACE..).zip(second)) {
                let weight = WEIGHTS[usize::from(at >= SPACE)];
                assert!((vector[at] / weight - expect).abs() < 1e-4, "{text} {at}: {} {expect}", vector[at] / weight);
            }
        }
    }

    #[test]
    fn a_rough_product_is_near_the_exact_one() {
        let vectors = ["你好", "什么时候发货", "快递到哪了?", "这个衣服会掉色吗", "可以开发票吗"].map(vector);
        for (a, b) in vectors.iter().flat_map(|a| vectors.iter().map(move |b| (a, b))) {
            let exact = (dot(a, b) * STEPS * STEPS) as i32;
            assert!((exact - rough_dot(&rough(a), &rough(b))).abs() < ROUGHNESS);
        }
    }

    #[test]
    fn a_long_text_has_a_vector_too() {
        // more rows than 16 bits hold the sum of
        let (short, long) = (vector("发货发货发货"), vector(&"发货".repeat(MAX_CHARS / 2)));
        assert!(dot(&short, &long) > 0.95 * dot(&long, &long));
    }

    #[test]
    fn digits_and_punctuation_are_one_unit_each() {
        let units = |text: &str| units(text).collect::<String>();
        assert_eq!(units("  12.5元,, 啊?! "), "0 0元 啊?");
        assert_eq!(units("!!"), "");
    }

    #[test]
    fn a_text_without_known_ngrams_is_no_reason_to_divide_by_zero() {
        assert!(vector("").iter().chain(&vector("\u{20000}")).all(|component| component.is_finite()));
    }
}
