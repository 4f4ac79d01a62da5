//! Questions answered from typed facts: pure functions from what is asked, how it is asked and with which values, to what is said.
//!
//! They see no session, look nothing up and write no sentence: they choose one of the knowledge's sentences and fill it. The dialogue
//! finds out which product and which order are meant, and has the last word.

pub(crate) mod advice;
pub(crate) mod allergy;
pub(crate) mod attribute;
pub(crate) mod bargain;
pub(crate) mod basket;
pub(crate) mod choose;
pub(crate) mod compare;
pub(crate) mod deadline;
pub(crate) mod goods;
pub(crate) mod pack;
pub(crate) mod promo;
pub(crate) mod size;
pub(crate) mod sum;
pub(crate) mod terms;
pub(crate) mod value;

use crate::knowledge::TextKey;

/// What to say: a sentence of the knowledge, with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) key: TextKey,
    pub(crate) slots: Vec<(&'static str, String)>,
    /// What is said behind it, to a second question of the message.
    pub(crate) then: Vec<Said>,
}

impl Said {
    /// A sentence whose values come with [`Said::with`].
    pub(crate) fn new(key: TextKey) -> Said {
        Said { key, slots: Vec::new(), then: Vec::new() }
    }

    /// The same, with a value; an empty one is not known, and the variant of the sentence that needs it is not said.
    pub(crate) fn with(mut self, slot: &'static str, value: impl Into<String>) -> Said {
        let value = value.into();
        if !value.is_empty() {
            self.slots.push((slot, value));
        }
        self
    }

    /// The first of these with the others behind it.
    pub(crate) fn all(mut said: Vec<Said>) -> Option<Said> {
        if said.is_empty() {
            return None;
        }
        let first = said.remove(0);
        Some(Said { then: said, ..first })
    }
}
