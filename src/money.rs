//! Money, in integers.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An amount of money in 分, the hundredth part of a yuan. Displays as yuan with two decimals, without a sign of currency.
///
/// ```
/// use kefu::Fen;
///
/// assert_eq!(Fen(12_900).to_string(), "129.00");
/// assert_eq!(Fen(-5).to_string(), "-0.05");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fen(pub i64);

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let value = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", value / 100, value % 100)
    }
}
