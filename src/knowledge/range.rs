//! The counts of the knowledge, and which of them make sense.

use super::diagnostic::Problems;
use super::problem::Problem;
use super::source::Places;

/// The smallest and the largest that each key can have. A `remind` of 0 is never beside them.
const RANGES: &[(&str, i64, i64)] = &[
    ("given", 1, 20),
    ("tries", 1, 5),
    ("not_understood", 1, 10),
    ("repeated", 1, 10),
    ("stalled", 1, 10),
    // Seconds. Somebody who writes `wait = 3` or `remind = 5` means minutes.
    ("wait", 10, 3_600),
    ("remind", 30, 86_400),
    ("within_hours", 1, 2_160),
    ("pieces", 1, 999),
    ("nth", 2, 99),
    ("percent", 1, 99),
    ("per_buyer", 0, 9_999),
    ("left", 0, 1_000_000_000),
    ("valid_days", 1, 3_650),
];

/// The smallest and the largest count that a key can have.
pub(crate) fn of(key: &str) -> (i64, i64) {
    let found = RANGES.iter().find(|(name, ..)| *name == key);
    found.map_or((0, i64::from(u32::MAX)), |(_, min, max)| (*min, *max))
}

/// Reports a count that makes no sense.
pub(crate) fn check(key: &'static str, count: Option<u32>, places: &Places, problems: &mut Problems) {
    let Some(count) = count.map(i64::from) else { return };
    let (min, max) = of(key);
    let never = key == "remind" && count == 0;
    if !never && !(min..=max).contains(&count) {
        problems.error(places.key(key), Problem::OutOfRange { key, value: count.to_string(), min, max });
    }
}
