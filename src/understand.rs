//! What a message means: intents with confidence, entities, mood, and the evidence for them.

pub(crate) mod entity;
pub(crate) mod mood;
pub(crate) mod negation;
