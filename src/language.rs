//! What a Chinese text says by closed rules: without a classifier, and without knowing a shop, a conversation or an order.
//!
//! One file is one grammar or one kind of word. The tables stand at its top, the one reader of them below; the compiler checks
//! them, and nothing is read at the start. The names that people see for states, moods and the like are in `labels`.

pub(crate) mod banned;
pub(crate) mod clauses;
pub(crate) mod entity;
pub(crate) mod files;
pub(crate) mod harmless;
pub(crate) mod identity;
pub(crate) mod keyword;
pub(crate) mod labels;
pub(crate) mod lacks;
pub(crate) mod misspelt;
pub(crate) mod mood;
pub(crate) mod negation;
pub(crate) mod person;
pub(crate) mod promise;
pub(crate) mod reasons;
pub(crate) mod samples;
pub(crate) mod shorthand;
pub(crate) mod subjects;
pub(crate) mod verb;
pub(crate) mod ware;
