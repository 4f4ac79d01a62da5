//! FAQ search over 1 k, 10 k and 100 k entries, and a million when asked for:
//! `cargo bench --manifest-path benches/Cargo.toml --bench faq [-- --million]`.
//!
//! `benches/peers` prints the same rows beside those of other engines.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use kefu_benches::measure;

fn main() {
    measure::print_header();
    for size in measure::sizes() {
        let (entries, messages) = measure::questions(size);
        measure::kefu(&entries, &messages);
    }
}
