//! The linear classifier: which class a text belongs to, learnt from examples when the bot is built.
//!
//! Weights are kept as `i8` with one scale per n-gram, all classes of an n-gram side by side: reading a text is one hash
//! and one short row per known n-gram. Measured (release, one core): training on 3,926 phrases × 48 classes TRAIN_A ms, on
//! 2,094 × 51 TRAIN_B ms; predicting 17 characters PREDICT ns.

use super::features::{Vocabulary, readable};
use super::linear;

/// Rows are padded to this, so that the loop over classes has no rest.
const LANES: usize = 16;

/// A trained classifier. Training twice on the same examples gives the same bits.
#[derive(Clone, Debug, Default)]
pub(crate) struct Classifier {
    vocabulary: Vocabulary,
    classes: usize,
    stride: usize,
    rows: Vec<i8>,
    /// By feature: what one step of its row is worth.
    scales: Vec<f32>,
    bias: Vec<f32>,
    sharpness: f32,
}

/// What [`Classifier::predict`] says beside the probabilities.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Prediction {
    /// The most probable class; `None` when nothing of the text is known.
    pub(crate) best: Option<u32>,
    /// Its probability.
    pub(crate) confidence: f32,
    /// How much of the text the classifier has ever seen, 0 to 1. Low: probably about something else.
    pub(crate) coverage: f32,
}

impl Classifier {
    /// Learns from `examples`, texts with their class below `classes`; others are ignored.
    pub(crate) fn train(examples: &[(&str, u32)], classes: usize) -> Classifier {
        let examples: Vec<_> = examples.iter().filter(|(_, class)| (*class as usize) < classes).collect();
        let vocabulary = Vocabulary::of(examples.iter().map(|(text, _)| *text));
        let vectors: Vec<_> = examples.iter().map(|(text, _)| vocabulary.vector(text)).collect();
        let stride = classes.next_multiple_of(LANES);
        let rows: Vec<linear::Example<'_>> =
            vectors.iter().zip(&examples).map(|(vector, (_, class))| (vector.as_slice(), *class)).collect();
        let fitted = linear::fit(&rows, vocabulary.len(), classes);
        let mut model = Classifier {
            rows: Vec::with_capacity(vocabulary.len() * stride),
            scales: Vec::with_capacity(vocabulary.len()),
            vocabulary,
            classes,
            stride,
            bias: fitted.bias,
            sharpness: fitted.sharpness,
        };
        if classes > 0 {
            fitted.weights.chunks_exact(classes).for_each(|row| model.keep(row));
        }
        model
    }

    /// Appends a row, quantised.
    fn keep(&mut self, row: &[f32]) {
        let largest = row.iter().fold(0.0_f32, |largest, weight| largest.max(weight.abs()));
        let step = if largest > 0.0 { largest / 127.0 } else { 1.0 };
        // `as` saturates, and the quotient is within ±127 by construction
        self.rows.extend(row.iter().map(|weight| (weight / step).round() as i8));
        self.rows.extend(std::iter::repeat_n(0, self.stride - self.classes));
        self.scales.push(step);
    }

    /// Fills `out` with the probability of every class; they sum to 1. Unknown text gives every class the same.
    pub(crate) fn predict(&self, text: &str, out: &mut Vec<f32>) -> Prediction {
        out.clear();
        out.resize(self.stride, 0.0);
        let mass = self.vocabulary.read(text, |id, weight| {
            let (row, step) = self.row(id);
            let factor = weight * step;
            for (sum, weight) in out.iter_mut().zip(row) {
                *sum += factor * f32::from(*weight);
            }
        });
        out.truncate(self.classes);
        let scale = mass.scale();
        if scale == 0.0 {
            let share = 1.0 / self.classes.max(1) as f32;
            out.fill(share);
            return Prediction { best: None, confidence: share, coverage: 0.0 };
        }
        for (sum, bias) in out.iter_mut().zip(&self.bias) {
            *sum = (*sum * scale + bias) * self.sharpness;
        }
        linear::softmax(out);
        let best = (0_u32..).zip(out.iter()).max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)));
        let confidence = best.map_or(0.0, |(_, probability)| *probability);
        Prediction { best: best.map(|(class, _)| class), confidence, coverage: mass.coverage() }
    }

    /// The n-grams of `text` that speak most for `class` against the average class, strongest first, at most eight. The
    /// unit is that of log-odds. An edge of the text shows as `^`.
    pub(crate) fn explain(&self, text: &str, class: u32) -> Vec<(String, f32)> {
        let mut found: Vec<(u32, f32)> = Vec::new();
        let mass = self.vocabulary.read(text, |id, weight| {
            let (row, step) = self.row(id);
            let mean = row.iter().map(|weight| f32::from(*weight)).sum::<f32>() / self.classes.max(1) as f32;
            let own = row.get(class as usize).copied().map_or(0.0, f32::from);
            found.push((id, (own - mean) * step * weight));
        });
        found.retain(|(_, weight)| *weight > 0.0);
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(8);
        let scale = mass.scale() * self.sharpness;
        let named = found.iter().filter_map(|(id, weight)| Some((readable(self.vocabulary.key(*id)?), weight * scale)));
        named.collect()
    }

    fn row(&self, id: u32) -> (&[i8], f32) {
        let from = id as usize * self.stride;
        let row = self.rows.get(from..from + self.stride).unwrap_or_default();
        (row, self.scales.get(id as usize).copied().unwrap_or(0.0))
    }
}
