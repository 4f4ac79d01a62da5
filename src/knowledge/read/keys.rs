//! The keys of each table of the knowledge.

pub(super) const TABLES: &[&str] = &[
    "shop", "policy", "text", "guard", "lexicon", "intent", "answer", "faq", "flow", "hand_off", "mode", "event",
    "topic", "label", "property",
];
pub(super) const SHOP: &[&str] = &[
    "name",
    "assistant",
    "hours",
    "utc_offset",
    "notice",
    "welcome",
    "menu",
    "compose",
    "pause",
    "fragments",
    "notices",
    "remind",
    "quiet",
];
pub(super) const GUARD: &[&str] = &["banned", "allowed"];
pub(crate) const LEXICON: &[&str] = &[
    "worried",
    "sad",
    "annoyed",
    "angry",
    "abusive",
    "threats",
    "crisis",
    "self_harm",
    "no_signs",
    "harmless",
    "no_harmless",
    "wares",
    "no_wares",
    "colours",
    "no_colours",
    "carriers",
    "doubtful_carriers",
    "no_carriers",
    "promises",
    "no_promises",
    "abbreviations",
    "no_abbreviations",
    "misspellings",
    "no_misspellings",
];
pub(super) const INTENT: &[&str] = &[
    "id",
    "name",
    "ask",
    "examples",
    "counter_examples",
    "keywords",
    "patterns",
    "attributes",
    "threshold",
    "kind",
    "disabled",
];
pub(super) const ANSWER: &[&str] = &[
    "id", "intent", "keywords", "when", "product", "from", "until", "daily", "given", "say", "menu", "image", "tag",
    "hand_off", "disabled",
];
pub(super) const FAQ: &[&str] = &["id", "question", "similar", "answer", "disabled"];
pub(super) const FLOW: &[&str] = &["id", "title", "intents", "disabled", "step"];
pub(super) const STEP: &[&str] = &[
    "id", "ask", "find", "branch", "say", "call", "request", "hand_off", "as", "choices", "behind", "again", "tries",
    "gave_up", "among", "none", "menu", "tag", "clear", "order", "min", "max", "past", "slots", "failed", "confirm",
    "agree", "refused", "declined", "next",
];
pub(super) const HAND_OFF: &[&str] = &[
    "id",
    "intents",
    "words",
    "threats",
    "mood",
    "not_understood",
    "repeated",
    "stalled",
    "when",
    "reason",
    "priority",
    "queue",
    "ask",
    "as",
    "say",
    "say_here",
    "say_queue",
    "say_nobody",
    "disabled",
];
pub(super) const MODE: &[&str] = &["id", "mode", "daily", "when", "wait", "disabled"];
pub(super) const EVENT: &[&str] = &["id", "status", "when", "say", "disabled"];
pub(super) const TOPIC: &[&str] = &["id", "of", "when", "intents", "disabled"];
pub(super) const PROPERTY: &[&str] = &[
    "id",
    "name",
    "is",
    "is_not",
    "asked",
    "asked_not",
    "innocent",
    "unless",
    "attributes",
    "yes",
    "no",
    "partly",
    "rule",
    "safety",
    "age",
    "disabled",
];
pub(super) const PROPERTY_RULE: &[&str] = &["attributes", "yes", "no", "partly", "except", "shows", "absent"];
pub(super) const HAND_OFF_TO: &[&str] = &["reason", "priority", "queue"];
pub(super) const CHOICE: &[&str] = &["value", "words"];

/// Every key that a file can have; the documentation has them all.
#[cfg(test)]
pub(crate) const KEYS: &[&[&str]] = &[
    SHOP,
    GUARD,
    LEXICON,
    INTENT,
    ANSWER,
    FAQ,
    FLOW,
    STEP,
    HAND_OFF,
    HAND_OFF_TO,
    CHOICE,
    MODE,
    EVENT,
    TOPIC,
    PROPERTY,
    PROPERTY_RULE,
];
