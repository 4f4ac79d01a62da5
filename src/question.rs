//! Answers to questions: pure functions from what is asked and what is known.

pub(crate) mod attribute;
