//! What is wrong with the knowledge, where, and what to do about it.

use crate::guard::outbound::OutboundGuard;
use std::fmt;

use super::Place;
use super::problem::{Language, Problem, zh};
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

impl Severity {
    fn name(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::Chinese, Severity::Error) => zh::ERROR,
            (Language::Chinese, Severity::Warning) => zh::WARNING,
            (Language::English, Severity::Error) => "error",
            (Language::English, Severity::Warning) => "warning",
        }
    }
}

/// In Chinese, as [`Diagnostic`] displays.
impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name(Language::Chinese))
    }
}

/// One thing that is wrong with the knowledge. Displays as compilers write it, in Chinese, for those who write the
/// knowledge are a shop's people; [`in_language`](Diagnostic::in_language) displays it otherwise:
///
/// ```
/// use kefu::Knowledge;
/// use kefu::knowledge::Language;
///
/// let (_, diagnostics) = Knowledge::builder().toml("shop.toml", "[shop]\nnmae = '小店'\n").check();
/// assert_eq!(
///     diagnostics[0].to_string(),
///     "shop.toml:2:1: 错误: `[shop]` 里没有 `nmae` 这一项\n  建议: 是不是想写 `name`？",
/// );
/// assert_eq!(
///     diagnostics[0].in_language(Language::English).to_string(),
///     "shop.toml:2:1: error: `[shop]` has no key `nmae`\n  help: did you mean `name`?",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The file's name as the host gave it; the table and the id of an entry that was built in code.
    pub file: String,
    /// The line, from 1; 0 where there is none.
    pub line: u32,
    /// The column, from 1, in characters; 0 where there is none.
    pub column: u32,
    pub(crate) problem: Problem,
}

impl Diagnostic {
    /// What is wrong.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        self.problem.words(language).message
    }

    /// What to do; empty when the message says it.
    #[must_use]
    pub fn help(&self, language: Language) -> String {
        self.problem.words(language).help
    }

    /// Displays it in a language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> impl fmt::Display + '_ {
        let write = move |f: &mut fmt::Formatter<'_>| self.write(language, f);
        fmt::from_fn(write)
    }

    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => f.write_str(&self.file)?,
            line => write!(f, "{}:{line}:{}", self.file, self.column)?,
        }
        let words = self.problem.words(language);
        write!(f, ": {}: {}", self.severity.name(language), words.message)?;
        let help = match language {
            Language::Chinese => zh::HELP,
            Language::English => "help",
        };
        if words.help.is_empty() { Ok(()) } else { write!(f, "\n  {help}: {}", words.help) }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(Language::Chinese, f)
    }
}

/// Knowledge that cannot be used. Displays every diagnostic, in Chinese.
///
/// ```
/// use kefu::Knowledge;
///
/// let error = Knowledge::builder().toml("a.toml", "[[faq]]\nquestion = '几点下班'\n").build().unwrap_err();
/// assert_eq!(error.diagnostics().len(), 1);
/// assert!(error.to_string().contains("a.toml:1:1: 错误: 这个 `[[faq]]` 没有写 `answer`"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", listed(.diagnostics, Language::Chinese))]
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

    /// Displays it in a language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> impl fmt::Display + '_ {
        fmt::from_fn(move |f| f.write_str(&listed(&self.diagnostics, language)))
    }
}

fn listed(diagnostics: &[Diagnostic], language: Language) -> String {
    let errors = diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
    let mut out = match language {
        Language::Chinese => zh::mistakes(errors),
        Language::English => format!("the knowledge has {errors} error{}", if errors == 1 { "" } else { "s" }),
    };
    for diagnostic in diagnostics {
        out.push_str(&format!("\n{}", diagnostic.in_language(language)));
    }
    out
}

/// Claims of a text that are named: who mends these sees the others.
const CLAIMS: usize = 3;

/// Whether one is the other, or a part of it.
fn overlap(one: &str, other: &str) -> bool {
    one.contains(other) || other.contains(one)
}

/// Collects diagnostics while the knowledge is read and checked.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    found: Vec<Diagnostic>,
    /// How many more there were.
    more: usize,
    /// What texts are held against; none until it is known which words the shop bans and allows.
    guard: Option<OutboundGuard>,
    part_missing: bool,
}

impl Problems {
    /// From now on texts are held against these words and the platform's.
    pub(crate) fn guard_with(&mut self, guard: OutboundGuard) {
        self.guard = Some(guard);
    }

    /// A text that buyers will read: what the platform forbids in it would be held back, so it is an error here; what is
    /// over `limit` characters would be cut off.
    pub(crate) fn said(&mut self, text: &str, limit: usize, place: &Place) {
        let length = text.trim().chars().count();
        if length > limit {
            self.warning(place, Problem::LongText { length, limit });
        }
        let Some(guard) = &self.guard else { return };
        let (findings, claims, remarks) = (guard.check(text), guard.claims(text), guard.remarks(text));
        for word in
            claims.into_iter().take(CLAIMS).filter(|claim| !findings.iter().any(|one| overlap(claim, &one.text)))
        {
            self.warning(place, Problem::Superlative { word });
        }
        for (rule, word) in
            remarks.into_iter().take(CLAIMS).filter(|(_, word)| !findings.iter().any(|one| overlap(word, &one.text)))
        {
            self.warning(place, Problem::Unlawful { word, rule });
        }
        for finding in findings {
            self.error(place, Problem::Forbidden { text: finding.text, kind: finding.kind });
        }
    }

    /// Something that keeps the knowledge from being used.
    pub(crate) fn error(&mut self, place: &Place, problem: Problem) {
        self.push(Severity::Error, place, problem);
    }

    /// Something that is probably not meant.
    pub(crate) fn warning(&mut self, place: &Place, problem: Problem) {
        self.push(Severity::Warning, place, problem);
    }

    /// From now on nothing is reported that what could not be read may hold: what others refer to, or allow.
    pub(crate) fn part_is_missing(&mut self) {
        self.part_missing = true;
    }

    fn push(&mut self, severity: Severity, place: &Place, problem: Problem) {
        if self.part_missing && problem.may_be_mended_elsewhere() {
            return;
        }
        let file = place.file.to_string();
        self.add(Diagnostic { severity, file, line: place.line, column: place.column, problem });
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
            let (file, problem) = (last.file.clone(), Problem::More { count: self.more });
            self.found.push(Diagnostic { severity, file, line: 0, column: 0, problem });
        }
        self.found
    }
}
