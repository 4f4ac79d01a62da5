//! The linear classifier: which class a text belongs to, learnt from examples when the bot is built.
//!
//! Weights are kept as `i8` with one scale per feature, all classes of a feature side by side: reading a text is one hash
//! and one short row per known n-gram. Measured on one core of a busy machine: training on 3,926 phrases × 48 classes
//! 31 ms, on 2,094 × 51 18 ms; predicting 17 characters 1.3 µs.

mod own;
pub(crate) mod pretrained;

use super::features::Vocabulary;
use super::{linear, vectors};

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
    /// The rows of the distilled vector's components once more, as they are multiplied: for each [`LANES`] classes those of all
    /// components. Every text has all of them, and so their sums stay in registers and nothing is converted.
    dense_rows: Vec<[f32; LANES]>,
    bias: Vec<f32>,
    sharpness: f32,
    /// What the distilled vector counts beside the n-grams.
    dense: f32,
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
        let dense = if examples.len() < linear::MANY { 1.0 } else { DENSE_OF_MANY };
        let vectors: Vec<_> = examples.iter().map(|(text, _)| features(&vocabulary, dense, text)).collect();
        let stride = classes.next_multiple_of(LANES);
        let rows: Vec<linear::Example<'_>> =
            vectors.iter().zip(&examples).map(|(vector, (_, class))| (vector.as_slice(), *class)).collect();
        let fitted = linear::fit(&rows, vocabulary.len() + vectors::DIMS, classes);
        let mut model = Classifier {
            rows: Vec::with_capacity((vocabulary.len() + vectors::DIMS) * stride),
            scales: Vec::with_capacity(vocabulary.len() + vectors::DIMS),
            vocabulary,
            classes,
            stride,
            bias: fitted.bias,
            sharpness: fitted.sharpness,
            dense,
            dense_rows: Vec::new(),
        };
        if classes > 0 {
            fitted.weights.chunks_exact(classes).for_each(|row| model.keep(row));
        }
        model.ready()
    }

    /// The same, ready to predict: after the last change of its rows.
    fn ready(mut self) -> Classifier {
        let first = self.vocabulary.len() * self.stride;
        let rows = self.rows.get(first..).unwrap_or_default();
        let mut dense_rows = vec![[0.0; LANES]; rows.len() / LANES];
        if self.stride > 0 {
            for (component, row) in rows.chunks_exact(self.stride).enumerate() {
                for (block, steps) in row.as_chunks::<LANES>().0.iter().enumerate() {
                    if let Some(place) = dense_rows.get_mut(block * vectors::DIMS + component) {
                        *place = steps.map(f32::from);
                    }
                }
            }
        }
        self.dense_rows = dense_rows;
        self
    }

    /// Appends a row, quantised.
    fn keep(&mut self, row: &[f32]) {
        let (steps, step) = quantised(row);
        self.rows.extend(steps);
        self.rows.extend(std::iter::repeat_n(0, self.stride - self.classes));
        self.scales.push(step);
    }

    /// The same with other classes: each is the given one of these, or one that nothing is known of.
    fn with_classes(&self, columns: &[Option<usize>]) -> Classifier {
        let stride = columns.len().next_multiple_of(LANES);
        let unchanged = columns.iter().take(self.classes).copied().eq((0..self.classes).map(Some));
        let mut rows = Vec::with_capacity(self.scales.len() * stride);
        for row in self.rows.chunks_exact(self.stride) {
            let end = rows.len() + stride;
            if unchanged {
                rows.extend_from_slice(row.get(..self.classes).unwrap_or_default());
            } else {
                rows.extend(columns.iter().map(|column| column.and_then(|at| row.get(at)).copied().unwrap_or(0)));
            }
            rows.resize(end, 0);
        }
        let bias =
            columns.iter().map(|column| column.and_then(|at| self.bias.get(at)).copied().unwrap_or(0.0)).collect();
        let vocabulary = self.vocabulary.clone();
        let (scales, dense_rows) = (self.scales.clone(), Vec::new());
        Classifier { vocabulary, classes: columns.len(), stride, rows, bias, scales, dense_rows, ..*self }
    }

    /// Fills `out` with the probability of every class. They need not sum to 1: a text that is a little like many classes
    /// is probably of none. Unknown text gives every class the same.
    pub(crate) fn predict(&self, text: &str, out: &mut Vec<f32>) -> Prediction {
        self.predict_with(text, &vectors::vector(text), out)
    }

    /// The same for a text whose distilled vector is known already.
    pub(crate) fn predict_with(&self, text: &str, vector: &[f32; vectors::DIMS], out: &mut Vec<f32>) -> Prediction {
        out.clear();
        out.resize(self.stride, 0.0);
        let mass = self.vocabulary.read(text, |id, weight| self.add(id, weight, out));
        let scale = mass.scale();
        if scale == 0.0 {
            out.truncate(self.classes);
            let share = 1.0 / self.classes.max(1) as f32;
            out.fill(share);
            return Prediction { best: None, confidence: share, coverage: 0.0 };
        }
        out.iter_mut().for_each(|sum| *sum *= scale);
        self.add_dense(vector, out);
        out.truncate(self.classes);
        for (sum, bias) in out.iter_mut().zip(&self.bias) {
            *sum = (*sum + bias) * self.sharpness;
        }
        let doubt = entropy(out);
        linear::softmax(out);
        let highest = out.iter().copied().fold(1e-9, f32::max);
        let coverage = mass.coverage();
        let (offset, known) = match self.dense < 1.0 {
            true => (CERTAIN_OF_MANY, 10.0 * (coverage - FAMILIAR).min(0.0)),
            false => (CERTAIN, coverage),
        };
        let confidence = 1.0 / (1.0 + (-offset - SLOPE * (0.5 * highest.ln() - doubt + known)).exp());
        out.iter_mut().for_each(|probability| *probability *= confidence / highest);
        let best = (0_u32..).zip(out.iter()).max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)));
        let confidence = best.map_or(0.0, |(_, probability)| *probability);
        Prediction { best: best.map(|(class, _)| class), confidence, coverage }
    }

    /// The n-grams that it knows, with their rarity.
    pub(crate) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The n-grams of `text` that speak most for `class` against the average class, strongest first, at most eight. The
    /// unit is that of log-odds. An edge of the text shows as `^`.
    #[cfg(any(test, feature = "jieba"))]
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
        let named = found.iter().filter_map(|(id, weight)| Some((self.vocabulary.name(*id)?, weight * scale)));
        named.collect()
    }

    /// Adds what a feature of this weight says of every class.
    fn add(&self, id: u32, weight: f32, sums: &mut [f32]) {
        let (row, step) = self.row(id);
        let factor = weight * step;
        for (sum, weight) in sums.iter_mut().zip(row) {
            *sum += factor * f32::from(*weight);
        }
    }

    /// Adds what the distilled vector says of every class.
    fn add_dense(&self, vector: &[f32; vectors::DIMS], sums: &mut [f32]) {
        let mut factors = *vector;
        for (factor, step) in factors.iter_mut().zip(self.scales.iter().skip(self.vocabulary.len())) {
            *factor = *factor * self.dense * step;
        }
        for (sums, rows) in sums.as_chunks_mut::<LANES>().0.iter_mut().zip(self.dense_rows.chunks_exact(vectors::DIMS))
        {
            let mut these = *sums;
            for (factor, row) in factors.iter().zip(rows) {
                these.iter_mut().zip(row).for_each(|(sum, weight)| *sum += factor * weight);
            }
            *sums = these;
        }
    }

    fn row(&self, id: u32) -> (&[i8], f32) {
        let from = id as usize * self.stride;
        let row = self.rows.get(from..from + self.stride).unwrap_or_default();
        (row, self.scales.get(id as usize).copied().unwrap_or(0.0))
    }
}

/// A row in steps of its largest weight's 127th part, and what a step is worth.
fn quantised(row: &[f32]) -> (impl Iterator<Item = i8>, f32) {
    let largest = row.iter().fold(0.0_f32, |largest, weight| largest.max(weight.abs()));
    let step = if largest > 0.0 { largest / 127.0 } else { 1.0 };
    // the quotient is within ±127; adding 1.5 * 2^23 rounds it into the lowest bits, where `round` would be a call
    let scale = 1.0 / step;
    (row.iter().map(move |weight| (weight * scale + 12_582_912.0).to_bits() as i8), step)
}

/// What the distilled vector counts where there are many examples: then the n-grams know more themselves.
const DENSE_OF_MANY: f32 = 0.55;

/// How the doubt between classes, and how much of the text is known, become a confidence: offset and slope of a logistic
/// curve, fitted by cross-validation. Which texts belong to no class at all shows in the doubt between all classes, and in
/// n-grams never seen, more than in the highest probability (area under the curve .736 → .763).
const CERTAIN: f32 = 4.6;
const SLOPE: f32 = 1.35;
/// The offset of a classifier that learnt from many examples. To one who has read so much a text of shopping has few new
/// n-grams: one that lies below this coverage is about something else.
const CERTAIN_OF_MANY: f32 = 5.0;
const FAMILIAR: f32 = 0.62;

/// The entropy of scores, taken at twice the temperature of their probabilities, where small likenesses still show.
fn entropy(scores: &[f32]) -> f32 {
    let mut flat: Vec<f32> = scores.iter().map(|score| score * 0.5).collect();
    linear::softmax(&mut flat);
    flat.iter().map(|probability| -probability * (probability + 1e-9).ln()).sum()
}

/// Everything that is learnt from: the text's n-grams, as a vector of length one, and its distilled vector beside them,
/// numbered after those of the vocabulary.
fn features(vocabulary: &Vocabulary, weight: f32, text: &str) -> Vec<(u32, f32)> {
    let mut features = vocabulary.vector(text);
    let first = u32::try_from(vocabulary.len()).unwrap_or(u32::MAX);
    features.extend((first..).zip(vectors::vector(text).map(|component| component * weight)));
    features
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const EXAMPLES: [(&str, u32); 9] = [
        ("什么时候发货", 0),
        ("今天能发货吗", 0),
        ("怎么还不发货呀", 0),
        ("我要退款", 1),
        ("怎么申请退款", 1),
        ("把钱退给我", 1),
        ("有优惠券吗", 2),
        ("能不能便宜点", 2),
        ("现在有什么优惠活动", 2),
    ];

    fn predict(text: &str) -> (Prediction, Vec<f32>) {
        let mut out = Vec::new();
        let prediction = Classifier::train(&EXAMPLES, 3).predict(text, &mut out);
        (prediction, out)
    }

    #[test]
    fn new_wordings_go_to_the_class_they_resemble() {
        for (text, class) in [("明天可以发货么", 0), ("申请退钱", 1), ("还有别的优惠吗", 2)] {
            assert_eq!(predict(text).0.best, Some(class), "{text}");
        }
    }

    #[test]
    fn training_again_gives_the_same_bits() {
        let (first, second) = (predict("优惠什么时候退").1, predict("优惠什么时候退").1);
        assert!(first.iter().zip(&second).all(|(a, b)| a.to_bits() == b.to_bits()));
    }

    #[test]
    fn coverage_tells_the_known_from_the_unknown() {
        assert!(predict("我要退款").0.coverage > 0.9);
        assert!(predict("三角函数如何求导").0.coverage < 0.3);
        let (nothing, probabilities) = predict("\u{1F600}");
        assert_eq!((nothing.best, nothing.coverage), (None, 0.0));
        assert!(probabilities.iter().all(|probability| (probability - 1.0 / 3.0).abs() < 1e-6));
    }

    #[test]
    fn an_explanation_names_what_the_class_was_known_by() {
        let evidence = Classifier::train(&EXAMPLES, 3).explain("怎么退款", 1);
        let text: String = evidence.iter().map(|(ngram, _)| ngram.as_str()).collect();
        assert!(text.contains("退款"), "{evidence:?}");
        assert!(evidence.windows(2).all(|pair| pair[0].1 >= pair[1].1));
    }

    #[test]
    fn few_or_no_examples_are_no_reason_to_panic() {
        let mut out = Vec::new();
        assert_eq!(Classifier::default().predict("你好", &mut out).best, None);
        assert_eq!(Classifier::train(&[], 4).predict("你好", &mut out).best, None);
        assert_eq!(out.len(), 4);
        assert_eq!(Classifier::train(&[("", 0), ("你好", 9)], 1).predict("你好", &mut out).best, None);
        assert_eq!(Classifier::train(&[("你好", 0)], 1).predict("你好", &mut out).best, Some(0));
        Classifier::train(&EXAMPLES, 3).predict(&"退".repeat(40_000), &mut out);
    }

    proptest! {
        #[test]
        fn probabilities_are_probabilities(text in ".{0,80}|[发货退款优惠]{0,40}") {
            let (prediction, out) = predict(&text);
            prop_assert!(out.iter().all(|probability| (0.0..=1.0).contains(probability)));
            prop_assert!((0.0..=1.0).contains(&prediction.coverage));
        }
    }
}
