//! What a message means: intents with confidence, entities, mood, and the evidence for them.

pub(crate) mod classify;
pub(crate) mod features;
pub(crate) mod index;
pub(crate) mod linear;
pub(crate) mod retrieve;
pub(crate) mod search;
