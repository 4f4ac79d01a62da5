//! The manuals, as pages.
//!
//! - [`knowledge`]: what a shop writes, in which files, tables and keys; [`knowledge_zh`] is the same in Chinese, for its people.
//! - [`questions`]: what is answered from a shop's typed facts, and in which sentences.
//! - [`guard`]: what may be said, by which rules, and how strictly.
//! - [`hosts`]: what a program does that embeds the engine: sources, writes, sessions, bounds.

/// [chinese]: knowledge_zh
/// [bounds]: hosts#bounds
/// [requests]: hosts#requests
///
#[doc = include_str!("../docs/knowledge.md")]
pub mod knowledge {}

/// [english]: knowledge
/// [readme]: crate
/// [bounds]: hosts#bounds
/// [requests]: hosts#requests
///
#[doc = include_str!("../docs/knowledge.zh.md")]
pub mod knowledge_zh {}

#[doc = include_str!("../docs/hosts.md")]
pub mod hosts {}

#[doc = include_str!("../docs/questions.md")]
pub mod questions {}

#[doc = include_str!("../docs/guard.md")]
pub mod guard {}
