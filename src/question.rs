//! Answers to questions, over typed facts: pure functions without a conversation.

pub(crate) mod size;
