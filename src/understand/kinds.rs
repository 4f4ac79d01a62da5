//! Which of 268 kinds of questions a text may be: finer than intents, so that two texts of one kind ask nearly the same.
//!
//! A multinomial logistic regression over the distilled vector, made by `docs/vectors/kinds.py` from the phrases that the
//! vector's third block was made from.

use std::sync::LazyLock;

use super::linear;
use super::vectors::{DIMS, dot};

/// 45 KB of read-only data: a head, a bias for each kind, a step for each component, and rows of the components' weights.
static TABLE: &[u8] = include_bytes!("kinds.bin");

const HEAD: usize = 16;
const KINDS: usize = 268;
const STEPS: usize = HEAD + KINDS * 4;
const ROWS: usize = STEPS + DIMS * 4;

/// The weights of each kind: 170 KB. Read as they lie in the table, where a row is a component, they take five times as long.
static WEIGHTS: LazyLock<Vec<[f32; DIMS]>> = LazyLock::new(|| {
    let mut kinds = vec![[0.0_f32; DIMS]; KINDS];
    let rows = TABLE.get(ROWS..).unwrap_or_default().as_chunks::<KINDS>().0;
    for (component, (step, row)) in floats(STEPS).zip(rows).enumerate() {
        for (kind, weight) in kinds.iter_mut().zip(row) {
            if let Some(place) = kind.get_mut(component) {
                *place = step * f32::from(weight.cast_signed());
            }
        }
    }
    kinds
});

/// So many kinds say what a text may be.
const KEPT: usize = 8;

/// The most probable kinds of a text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Kinds([Kind; KEPT]);

#[derive(Clone, Copy, Debug, Default)]
struct Kind {
    number: u16,
    /// The root of its probability: the sum of products is then the likeness of two distributions.
    root: f32,
}

impl Kinds {
    /// The kinds of the text that has this vector.
    pub(crate) fn of(vector: &[f32; DIMS]) -> Kinds {
        let mut scores = [0.0_f32; KINDS];
        for ((score, bias), weights) in scores.iter_mut().zip(floats(HEAD)).zip(WEIGHTS.iter()) {
            *score = bias + dot(vector, weights);
        }
        linear::softmax(&mut scores);
        let mut kinds = Kinds::default();
        for (number, probability) in (0..).zip(scores) {
            let [.., last] = &mut kinds.0;
            if probability > last.root {
                *last = Kind { number, root: probability };
                kinds.0.sort_by(|a, b| b.root.total_cmp(&a.root));
            }
        }
        kinds.0.iter_mut().for_each(|kind| kind.root = kind.root.sqrt());
        kinds
    }

    /// How probable the most probable kind is.
    pub(crate) fn highest(&self) -> f32 {
        let [first, ..] = self.0;
        first.root * first.root
    }

    /// Whether two texts may be of one kind: 0 to 1.
    pub(crate) fn agreement(&self, other: &Kinds) -> f32 {
        let same = |kind: &Kind| other.0.iter().find(|it| it.number == kind.number).map_or(0.0, |it| it.root);
        self.0.iter().map(|kind| kind.root * same(kind)).sum()
    }
}

fn floats(from: usize) -> impl Iterator<Item = f32> {
    TABLE.get(from..).unwrap_or_default().as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::super::vectors::vector;
    use super::*;

    #[test]
    fn the_table_is_what_the_reader_expects() {
        assert_eq!(&TABLE[..8], b"KEFUKND1");
        assert_eq!(TABLE[8..12], [160, 0, 12, 1]);
        assert_eq!(TABLE.len(), ROWS + DIMS * KINDS);
    }

    #[test]
    fn a_text_has_the_kind_that_the_script_gives() {
        for (text, number, probability) in [("什么时候发货", 7, 0.979), ("孕妇可以吃吗", 149, 0.981)] {
            let kinds = Kinds::of(&vector(text));
            assert_eq!(kinds.0[0].number, number, "{text}");
            assert!((kinds.highest() - probability).abs() < 2e-3, "{text}: {}", kinds.highest());
        }
    }

    #[test]
    fn texts_of_one_kind_agree_and_others_do_not() {
        let agreement = |a: &str, b: &str| Kinds::of(&vector(a)).agreement(&Kinds::of(&vector(b)));
        assert!(agreement("孕妇能吃吗", "我老婆有宝宝了 这个她能吃不") > 0.8);
        assert!(agreement("什么时候发货", "有没有实体店") < 0.1);
        assert!(agreement("什么时候发货", "什么时候有活动") < 0.2);
    }
}
