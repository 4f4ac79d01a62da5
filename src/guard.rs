//! What may come in and what may go out.

mod claims;
pub(crate) mod grounding;
pub(crate) mod outbound;
pub(crate) mod privacy;
pub(crate) mod written;

use std::borrow::Cow;

use crate::text::limit;

/// A buyer's message as the engine reads it: cut to the limit, without control characters (line breaks and tabs stay).
pub(crate) fn inbound(text: &str) -> Cow<'_, str> {
    let text = limit::inbound(text);
    let is_unwanted = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if text.contains(is_unwanted) { Cow::Owned(text.replace(is_unwanted, "")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        assert_eq!(inbound(text), expect);
    }

    #[test]
    fn inbound_strips_and_cuts() {
        check("到哪了\n谢谢", "到哪了\n谢谢");
        check("到\u{0}哪\u{1b}[0m了\r\n", "到哪[0m了\n");
        check(&"退".repeat(2_500), &"退".repeat(2_000));
    }
}
