//! Why a turn came out as it did, in words that a merchant understands.

use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::dialogue::private::masked;
use crate::guard::privacy::Secrets;
use crate::guard::written;
use crate::language::notes;
use crate::names::Mood;
use crate::understand::Understanding;

/// Why a turn came out as it did. [`fmt::Display`] shows it in Chinese, a reason a line, masked.
#[derive(Clone, Default)]
pub struct Trace {
    understanding: Option<Arc<Understanding>>,
    /// What was decided, in clear: hardly any turn is asked why, and masking it takes longer than deciding it.
    noted: Vec<String>,
    decisions: OnceLock<Vec<String>>,
    secrets: Secrets,
}

impl PartialEq for Trace {
    fn eq(&self, other: &Trace) -> bool {
        (&self.understanding, &self.noted, &self.secrets) == (&other.understanding, &other.noted, &other.secrets)
    }
}

impl Trace {
    pub(crate) fn new(understanding: Option<Arc<Understanding>>, noted: Vec<String>, secrets: Secrets) -> Trace {
        Trace { understanding, noted, decisions: OnceLock::new(), secrets }
    }

    /// What was understood, with the evidence; `None` when the input was not a text.
    #[must_use]
    pub fn understanding(&self) -> Option<&Understanding> {
        self.understanding.as_deref()
    }

    /// What was decided, in order, masked.
    #[must_use]
    pub fn decisions(&self) -> &[String] {
        let masked = |note: &String| written::mask(note, &self.secrets).into_owned();
        self.decisions.get_or_init(|| self.noted.iter().map(masked).collect())
    }
}

impl fmt::Debug for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Trace").field(&self.to_string()).finish()
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let secrets = &self.secrets;
        if let Some(heard) = &self.understanding {
            let intents: Vec<String> =
                heard.intents.iter().map(|intent| format!("{} {:.0}%", intent.id, intent.confidence * 100.0)).collect();
            writeln!(f, "{}", notes::understood(&intents))?;
            for evidence in heard.evidence.iter().take(5) {
                let mut evidence = evidence.clone();
                evidence.text = written::mask(&evidence.text, secrets).into_owned();
                writeln!(f, "{}", notes::because(&evidence))?;
            }
            for entity in &heard.entities {
                let entity = masked(entity.clone(), secrets);
                writeln!(f, "{}", notes::named(&entity))?;
            }
            for sign in &heard.signs {
                writeln!(f, "{}", notes::sign(&written::mask(&sign.word, secrets), &sign.meaning))?;
            }
            if heard.mood != Mood::Calm {
                writeln!(f, "{}", notes::mood(heard.mood))?;
            }
        }
        for decision in self.decisions() {
            writeln!(f, "{}", notes::decided(decision))?;
        }
        Ok(())
    }
}
