//! One form for what buyers write in many.

use std::ops::Range;

/// A text in its normal form, with a map back to the bytes of the original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Normalized {
    text: String,
}

impl Normalized {
    /// Normalises `original`.
    pub(crate) fn new(original: &str) -> Normalized {
        Normalized { text: original.to_lowercase() }
    }

    /// The normal form.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original behind `range`, bytes of the normal form.
    pub(crate) fn span(&self, range: Range<usize>) -> Range<usize> {
        range
    }
}
