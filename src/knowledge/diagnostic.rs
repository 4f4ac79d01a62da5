//! What is wrong with the knowledge, where, and what to do about it.

use crate::guard::outbound::OutboundGuard;
use std::fmt;

use super::Place;
use crate::limits;

/// How bad a [`Diagnostic`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// The knowledge cannot mean what it says: nothing is built from it.
    Error,
    /// It can be used, and probably does not do what was meant.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        })
    }
}

/// One thing that is wrong with the knowledge. Displays as compilers write it:
///
/// ```
/// use kefu::Knowledge;
///
/// let (_, diagnostics) = Knowledge::builder().toml("shop.toml", "[shop]\nnmae = '小店'\n").check();
/// assert_eq!(
///     diagnostics[0].to_string(),
///     "shop.toml:2:1: error: `[shop]` has no key `nmae`\n  help: did you mean `name`?",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The file's name as the host gave it; the kind and the id of an entry that was built in code.
    pub file: String,
    /// The line, from 1; 0 where there is none.
    pub line: u32,
    /// The column, from 1, in characters; 0 where there is none.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// What to do; empty when the message says it.
    pub help: String,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => f.write_str(&self.file)?,
            line => write!(f, "{}:{line}:{}", self.file, self.column)?,
        }
        write!(f, ": {}: {}", self.severity, self.message)?;
        if !self.help.is_empty() {
            write!(f, "\n  help: {}", self.help)?;
        }
        Ok(())
    }
}

/// Knowledge that cannot be used. Displays every diagnostic.
///
/// ```
/// use kefu::Knowledge;
///
/// let error = Knowledge::builder().toml("a.toml", "[[faq]]\nquestion = '几点下班'\n").build().unwrap_err();
/// assert_eq!(error.diagnostics().len(), 1);
/// assert!(error.to_string().contains("a.toml:1:1: error: this `[[faq]]` has no `answer`"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", listed(.diagnostics))]
pub struct KnowledgeError {
    diagnostics: Vec<Diagnostic>,
}

impl KnowledgeError {
    pub(crate) fn new(diagnostics: Vec<Diagnostic>) -> KnowledgeError {
        KnowledgeError { diagnostics }
    }

    /// Everything that was found, warnings too, by file and line; at least one is an error.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}

fn listed(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
    let mut out = format!("the knowledge has {errors} error{}", if errors == 1 { "" } else { "s" });
    for diagnostic in diagnostics {
        out.push_str(&format!("\n{diagnostic}"));
    }
    out
}

/// Collects diagnostics while the knowledge is read and checked.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    found: Vec<Diagnostic>,
    /// How many more there were.
    more: usize,
    /// What texts are held against; none until it is known which words the shop bans and allows.
    guard: Option<OutboundGuard>,
}

impl Problems {
    /// From now on texts are held against these words and the platform's.
    pub(crate) fn guard_with(&mut self, guard: OutboundGuard) {
        self.guard = Some(guard);
    }

    /// A text that buyers will read: what the platform forbids in it would be held back, so it is an error here.
    pub(crate) fn said(&mut self, text: &str, place: &Place) {
        let findings = self.guard.as_ref().map(|guard| guard.check(text)).unwrap_or_default();
        for finding in findings {
            let message = format!("`{}` must not be said on the platform ({})", finding.text, finding.kind.name());
            self.error(place, message, "rewrite the text, or name the word in [guard] allowed if it is harmless here");
        }
    }

    /// Something that keeps the knowledge from being used.
    pub(crate) fn error(&mut self, place: &Place, message: impl Into<String>, help: impl Into<String>) {
        self.push(Severity::Error, place, message.into(), help.into());
    }

    /// Something that is probably not meant.
    pub(crate) fn warning(&mut self, place: &Place, message: impl Into<String>, help: impl Into<String>) {
        self.push(Severity::Warning, place, message.into(), help.into());
    }

    fn push(&mut self, severity: Severity, place: &Place, message: String, help: String) {
        let file = place.file.to_string();
        self.add(Diagnostic { severity, file, line: place.line, column: place.column, message, help });
    }

    /// Keeps so many that somebody can read them, errors before warnings, and counts the rest.
    fn add(&mut self, one: Diagnostic) {
        if self.found.len() < limits::DIAGNOSTICS {
            self.found.push(one);
            return;
        }
        self.more = self.more.saturating_add(1);
        let warning = |other: &&mut Diagnostic| other.severity == Severity::Warning;
        if one.severity == Severity::Error
            && let Some(place) = self.found.iter_mut().rev().find(warning)
        {
            *place = one;
        }
    }

    /// Adds what was found elsewhere.
    pub(crate) fn append(&mut self, other: Problems) {
        self.more = self.more.saturating_add(other.more);
        other.found.into_iter().for_each(|one| self.add(one));
    }

    /// Whether anything keeps the knowledge from being used.
    pub(crate) fn has_errors(&self) -> bool {
        self.found.iter().any(|one| one.severity == Severity::Error)
    }

    /// What was found, in the order of the files' names and lines.
    pub(crate) fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.found.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
        if let Some(last) = self.found.last().filter(|_| self.more > 0) {
            let severity = if self.has_errors() { Severity::Error } else { Severity::Warning };
            let (file, message) = (last.file.clone(), format!("and {} more", self.more));
            let help = "mend these first: others may come from them".to_owned();
            self.found.push(Diagnostic { severity, file, line: 0, column: 0, message, help });
        }
        self.found
    }
}
