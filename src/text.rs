//! Text as buyers write it: made uniform, with a way back to the original.

pub(crate) mod normalize;
