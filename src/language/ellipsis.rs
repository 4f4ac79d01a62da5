//! What is left out of a message: `那黑色的呢`, `M码呢`, `那175呢`: what it names, and hardly anything beside it.

use crate::names::Entity;
use crate::text::holds;

/// `那黑色的呢`, `M码呢`, `新疆呢`: a value, and nothing that asks.
pub(crate) fn is_ellipsis(text: &str, entities: &[Entity]) -> bool {
    let short = text.trim_end_matches(['?', '.', '!']).chars().count() <= 12;
    short && asks_what_of_it(text) && !entities.is_empty()
}

/// `…呢`: whether the text asks what of something.
pub(crate) fn asks_what_of_it(text: &str) -> bool {
    text.trim_end_matches(['?', '.', '!']).ends_with('呢')
}

/// Whether the text is so short that it follows what was said. `那怎么办呢` is a question of its own.
pub(crate) fn follows(text: &str) -> bool {
    let most = if text.starts_with('那') { 10 } else { 5 };
    let asks = holds(text, &["怎么", "为什么", "为啥", "什么", "多久", "多少"]);
    text.chars().count() <= most && !asks
}

/// The number that a short text has.
pub(crate) fn number(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|_| text.contains(digits.as_str()) && text.chars().count() <= 12)
}

/// Whether beside what a message names there is hardly a question in it: `帮我查下这单`.
pub(crate) fn little_else(text: &str, entities: &[Entity]) -> bool {
    letters(text) <= named(entities) + 10
}

/// Whether the entities cover the message but for a few characters.
pub(crate) fn only_entities(text: &str, entities: &[Entity]) -> bool {
    let named = named(entities);
    named > 0 && letters(text) <= named + 2
}

fn named(entities: &[Entity]) -> usize {
    entities.iter().map(|entity| entity.text.chars().count()).sum()
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Whether a text with a telephone asks for an order by it.
pub(crate) fn asks_of_order(text: &str) -> bool {
    text.contains(['查', '单'])
}
