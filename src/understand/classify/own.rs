//! A shop's own examples beside those of the pack: only what is new is learnt when the bot is built.
//!
//! The classes that have new examples get changes to their weights, all others stay as the pack taught them. So that a new
//! class does not take what is the pack's, some of the pack's examples are learnt against: those most like the new ones, and
//! a few of all kinds. The cost depends on what the shop added, not on the pack.

use super::{Classifier, features, quantised};
use crate::understand::bigrams::{self, Bigrams};
use crate::understand::linear::{self, Adjusting};

/// Passes over the examples.
const PASSES: u32 = 6;
/// Of the pack's examples: how many that are like the new ones, for each of these, and at most.
const NEAR_EACH: usize = 8;
const NEAR: usize = 400;
/// And how many of all kinds.
const SPREAD: usize = 300;
/// What an example counts, one of the shop's and one of the pack's.
const OWN_COST: f32 = 50.0;
const PACK_COST: f32 = 5.0;

/// Learns the `new` examples; `known` are those that `model` has learnt already.
pub(super) fn learn(mut model: Classifier, new: &[&(&str, u32)], known: &[&(&str, u32)]) -> Classifier {
    let mut columns: Vec<u32> = new.iter().map(|(_, class)| *class).collect();
    columns.sort_unstable();
    columns.dedup();
    if columns.is_empty() {
        return model;
    }
    model.make_room(new, known.len());
    let adjusting = |(text, class): &(&str, u32), cost| {
        let items = features(&model.vocabulary, model.dense, text);
        let mut scores = vec![0.0; model.stride];
        items.iter().for_each(|(id, value)| model.add(*id, *value, &mut scores));
        scores.truncate(model.classes);
        scores.iter_mut().zip(&model.bias).for_each(|(score, bias)| *score += bias);
        Adjusting { items, class: *class, scores, cost }
    };
    let mut examples: Vec<Adjusting> = new.iter().map(|example| adjusting(example, OWN_COST)).collect();
    examples.extend(against(new, known).into_iter().map(|example| adjusting(example, PACK_COST)));
    let changes = linear::adjust(&examples, model.scales.len(), &columns, PASSES);
    model.change(&columns, &changes);
    model
}

/// Examples of the pack that a new class could take: those most like the new ones, and some of all kinds.
fn against<'e>(new: &[&(&str, u32)], known: &[&'e (&'e str, u32)]) -> Vec<&'e (&'e str, u32)> {
    let mut pairs = Bigrams::default();
    new.iter().for_each(|(text, _)| pairs.add(text));
    let mut like: Vec<(u32, usize)> = Vec::new();
    for (at, (text, _)) in known.iter().enumerate() {
        let mut previous = None;
        let (mut shared, mut all) = (0_u32, 1_u32);
        for c in text.chars() {
            let pair = previous.replace(c).and_then(|before| bigrams::key(before, c));
            shared += u32::from(pair.is_some_and(|pair| pairs.get(pair) > 0));
            all += 1;
        }
        // as a share of the text, so that long ones do not come first for their length
        like.push((shared * 1_000 / all, at));
    }
    like.sort_unstable_by_key(|(likeness, at)| (std::cmp::Reverse(*likeness), *at));
    let near = like.iter().filter(|(likeness, _)| *likeness > 0).take((new.len() * NEAR_EACH).min(NEAR));
    let mut taken: Vec<usize> = near.map(|(_, at)| *at).collect();
    taken.extend((0..known.len()).step_by(known.len().div_ceil(SPREAD).max(1)));
    taken.sort_unstable();
    taken.dedup();
    taken.into_iter().filter_map(|at| known.get(at).copied()).collect()
}

impl Classifier {
    /// Takes in the n-grams of the new examples, with nothing known of them.
    fn make_room(&mut self, new: &[&(&str, u32)], known: usize) {
        let at = self.vocabulary.ngrams();
        let (vocabulary, added) = self.vocabulary.with(new.iter().map(|(text, _)| *text), known);
        self.rows.splice(at * self.stride..at * self.stride, std::iter::repeat_n(0, added * self.stride));
        self.scales.splice(at..at, std::iter::repeat_n(1.0, added));
        self.vocabulary = vocabulary;
    }

    /// Adds changes to the weights of some classes.
    fn change(&mut self, columns: &[u32], changes: &[f32]) {
        let mut weights = vec![0.0_f32; self.classes];
        for (id, changes) in changes.chunks_exact(columns.len()).enumerate() {
            if changes.iter().all(|change| *change == 0.0) {
                continue;
            }
            let (Some(row), Some(scale)) = (self.rows.get_mut(id * self.stride..(id + 1) * self.stride), self.scales.get_mut(id))
            else {
                // after the last feature: the constant one
                for (column, change) in columns.iter().zip(changes) {
                    if let Some(bias) = self.bias.get_mut(*column as usize) {
                        *bias += change;
                    }
                }
                continue;
            };
            weights.iter_mut().zip(row.iter()).for_each(|(weight, steps)| *weight = f32::from(*steps) * *scale);
            for (column, change) in columns.iter().zip(changes) {
                if let Some(weight) = weights.get_mut(*column as usize) {
                    *weight += change;
                }
            }
            let (steps, step) = quantised(&weights);
            row.iter_mut().zip(steps).for_each(|(place, steps)| *place = steps);
            *scale = step;
        }
    }
}
