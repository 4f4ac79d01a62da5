//! What the FAQ benches share: the questions of a made-up shop, and the rows of their tables.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

pub mod measure;
pub mod questions;
