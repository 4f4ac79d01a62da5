//! How the properties of conversations are tried: the same cases every time, so that a change that lands is not refused for
//! another's luck. `PROPTEST_RNG_SEED=7 cargo test --test properties` tries others: worth an hour after a change of the dialogue.

use proptest::test_runner::{Config, RngSeed};

/// So many cases, the same ones unless the environment has another seed.
pub fn cases(count: u32) -> Config {
    let seed = match std::env::var("PROPTEST_RNG_SEED") {
        Ok(seed) => RngSeed::Fixed(seed.parse().expect("PROPTEST_RNG_SEED is a number")),
        Err(_) => RngSeed::Fixed(20_261_122),
    };
    Config { cases: count, failure_persistence: None, rng_seed: seed, ..Config::default() }
}
