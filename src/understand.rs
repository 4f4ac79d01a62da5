//! What a message means: intents with confidence, entities, mood, and the evidence for them.
