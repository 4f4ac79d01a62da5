//! Text as buyers write it: made uniform, with a way back to the original.

mod fold;
#[cfg(feature = "jieba")]
pub(crate) mod lexicon;
pub(crate) mod limit;
pub(crate) mod normalize;
pub(crate) mod numeral;
pub(crate) mod pinyin;
mod simplified;
