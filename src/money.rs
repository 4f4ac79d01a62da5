//! Money, in integers.

use std::fmt;
use std::str::FromStr;

use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize};

/// An amount of money in 分, the hundredth part of a yuan. Displays as yuan with two decimals, without a sign of currency.
///
/// As text it is in yuan, `12.50`, with two decimals at most; in serde a whole number is 分, and a text is in yuan. A number
/// with decimals is refused: nobody could tell which of both it is. It writes 分.
///
/// ```
/// use kefu::shop::Fen;
///
/// assert_eq!(Fen(12_900).to_string(), "129.00");
/// assert_eq!(Fen(-5).to_string(), "-0.05");
/// assert_eq!("12.5".parse(), Ok(Fen(1_250)));
/// assert_eq!(serde_json::from_str::<[Fen; 2]>(r#"[1250, "12.50"]"#)?, [Fen(1_250); 2]);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Fen(pub i64);

/// A text that is not an amount of money.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not an amount: write it in yuan with two decimals at most, for example 12.50")]
pub struct FenError {
    text: String,
}

impl FromStr for Fen {
    type Err = FenError;

    fn from_str(text: &str) -> Result<Fen, FenError> {
        let read = || {
            let amount = text.trim();
            let (sign, amount) = amount.strip_prefix('-').map_or((1, amount), |amount| (-1, amount));
            let (yuan, cents) = amount.split_once('.').unwrap_or((amount, "00"));
            let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            if !digits(yuan) || !digits(cents) || cents.len() > 2 {
                return None;
            }
            let cents: i64 = format!("{cents:0<2}").parse().ok()?;
            let yuan: i64 = yuan.parse().ok()?;
            yuan.checked_mul(100)?.checked_add(cents).map(|fen| Fen(sign * fen))
        };
        read().ok_or_else(|| FenError { text: text.chars().take(60).collect() })
    }
}

impl<'de> Deserialize<'de> for Fen {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Fen, D::Error> {
        struct Amount;

        impl Visitor<'_> for Amount {
            type Value = Fen;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number of fen, or a text in yuan such as \"12.50\"")
            }

            fn visit_i64<E: de::Error>(self, fen: i64) -> Result<Fen, E> {
                Ok(Fen(fen))
            }

            fn visit_u64<E: de::Error>(self, fen: u64) -> Result<Fen, E> {
                i64::try_from(fen).map(Fen).map_err(E::custom)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Fen, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_any(Amount)
    }
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let value = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", value / 100, value % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_in_yuan_are_read() {
        for (text, expect) in [
            ("12.50", Some(1_250)),
            ("12.5", Some(1_250)),
            ("12.05", Some(1_205)),
            (" 12 ", Some(1_200)),
            ("-0.05", Some(-5)),
            ("0", Some(0)),
            ("92233720368547758.07", Some(i64::MAX)),
            ("92233720368547758.08", None),
            ("12.505", None),
            ("12.", None),
            (".5", None),
            ("+1", None),
            ("--1", None),
            ("1,299.00", None),
            ("¥12", None),
            ("12元", None),
            ("１２", None),
            ("", None),
        ] {
            assert_eq!(text.parse::<Fen>().ok(), expect.map(Fen), "{text}");
        }
    }

    #[test]
    fn a_whole_number_is_fen_and_a_text_is_yuan() {
        for (json, expect) in [
            ("1250", Some(1_250)),
            ("-5", Some(-5)),
            ("\"12.50\"", Some(1_250)),
            ("\"1250\"", Some(125_000)),
            ("12.5", None),
            ("12.0", None),
            ("18446744073709551615", None),
            ("null", None),
        ] {
            assert_eq!(serde_json::from_str::<Fen>(json).ok(), expect.map(Fen), "{json}");
        }
        assert_eq!(serde_json::to_string(&Fen(1_250)).unwrap(), "1250");
    }

    #[test]
    fn what_is_shown_is_read_again() {
        for fen in [0, 5, -5, 1_250, 12_900, i64::MAX, -i64::MAX] {
            assert_eq!(Fen(fen).to_string().parse(), Ok(Fen(fen)));
        }
    }
}
