//! From a question and facts to an answer: pure functions that know of no dialogue.

pub(crate) mod basket;
