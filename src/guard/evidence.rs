//! What a text may rest on.

use super::grounding::Known;
use crate::money::Fen;
use crate::text::normalize::normal;

/// What the data of a turn say: figures, dates and claims that a text may repeat.
///
/// Whatever a text claims in figures is read, not compared letter by letter: `129块` rests on `售价¥129.00`, `2天内` on `48小时`.
///
/// ```
/// use kefu::Guard;
/// use kefu::guard::Evidence;
/// use kefu::shop::Fen;
///
/// let guard = Guard::new();
/// assert!(guard.check("这款129元", &Evidence::none()).is_empty()); // nobody asked
/// assert_eq!(guard.check("这款129元", &Evidence::of(["有货"])).len(), 1);
/// assert!(guard.check("这款129元", &Evidence::of(["有货"]).amount(Fen(12_900))).is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    known: Option<Known>,
    texts: Vec<String>,
}

impl Evidence {
    /// Figures are not judged. All other rules are.
    pub fn none() -> Evidence {
        Evidence::default()
    }

    /// What these texts say, and nothing else. With no text at all every figure lacks evidence. Reading them takes as long as
    /// understanding them would, some microseconds each: keep it for the texts of a turn.
    pub fn of<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Evidence {
        let mut evidence = Evidence { known: Some(Known::default()), texts: Vec::new() };
        for text in texts {
            evidence = evidence.text(text.as_ref());
        }
        evidence
    }

    /// Also what this text says.
    #[must_use]
    pub fn text(mut self, text: &str) -> Evidence {
        self.known.get_or_insert_default().add(text);
        self.texts.push(normal(text));
        self
    }

    /// Also this amount. A negative one is none.
    #[must_use]
    pub fn amount(mut self, amount: Fen) -> Evidence {
        if let Ok(amount) = u64::try_from(amount.0) {
            self.known.get_or_insert_default().add_amount(amount);
        }
        self
    }

    /// What figures are held against, if they are judged.
    pub(super) fn known(&self) -> Option<&Known> {
        self.known.as_ref()
    }

    /// Whether one of the texts says these very words.
    pub(super) fn says(&self, words: &str) -> bool {
        !self.texts.is_empty() && {
            let words = normal(words);
            self.texts.iter().any(|text| text.contains(&words))
        }
    }
}
