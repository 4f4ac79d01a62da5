//! Why a message was read as it was.

use std::fmt;

use crate::language::reasons;

/// One reason for a decision.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Evidence {
    /// What kind of reason.
    pub kind: EvidenceKind,
    /// What it speaks for: an intent's id, or `faq:ID` or `answer:ID`.
    pub target: String,
    /// The words of the message, or the question of the FAQ.
    pub text: String,
    /// How much it says, 0 to 1.
    pub weight: f32,
}

/// Kinds of [`Evidence`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EvidenceKind {
    /// The whole message is a keyword.
    Keyword,
    /// The whole message is an example.
    Example,
    /// A pattern matched.
    Pattern,
    /// The classifier's opinion.
    Classifier,
    /// An entry of the FAQ is like it.
    Faq,
    /// A misspelling was read as the word that sounds like it. [`Evidence::target`] is that word.
    SoundAlike,
    /// A misspelling was read as the word that looks like it. [`Evidence::target`] is that word.
    LookAlike,
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (target, text) = (&self.target, &self.text);
        let why = match self.kind {
            EvidenceKind::Keyword => reasons::KEYWORD,
            EvidenceKind::Example => reasons::EXAMPLE,
            EvidenceKind::Pattern => reasons::PATTERN,
            EvidenceKind::Classifier => reasons::CLASSIFIER,
            EvidenceKind::Faq => reasons::FAQ,
            EvidenceKind::SoundAlike => return reasons::read_as(f, text, reasons::SOUND, target),
            EvidenceKind::LookAlike => return reasons::read_as(f, text, reasons::SHAPE, target),
        };
        reasons::speaks_for(f, why, text, target, self.weight)
    }
}
