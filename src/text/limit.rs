//! How much of a text is read and how much is sent. A cut never splits what a reader sees as one character.

use std::borrow::Cow;

use unicode_segmentation::GraphemeCursor;

use crate::limits::{INBOUND, OUTBOUND};

/// The start of a buyer's message, [`INBOUND`] characters at most.
pub(crate) fn inbound(text: &str) -> &str {
    cut(text, INBOUND)
}

/// The start of a reply, [`OUTBOUND`] characters at most, with `…` where it was cut.
pub(crate) fn outbound(text: &str) -> Cow<'_, str> {
    shortened(text, OUTBOUND)
}

/// The start of a text, `max` characters at most, with `…` where it was cut.
pub(crate) fn shortened(text: &str, max: usize) -> Cow<'_, str> {
    if cut(text, max).len() == text.len() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("{}…", cut(text, max.saturating_sub(1)).trim_end()))
}

/// The longest start of `text` with at most `max` characters that ends between two grapheme clusters.
///
/// Time is linear in `max`, whatever the length of `text`, but for a single cluster longer than that.
pub(crate) fn cut(text: &str, max: usize) -> &str {
    if text.len() <= max {
        return text;
    }
    let Some((limit, _)) = text.char_indices().nth(max) else { return text };
    let mut cursor = GraphemeCursor::new(limit, text.len(), true);
    let end = match cursor.is_boundary(text, 0) {
        Ok(true) => limit,
        _ => cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0),
    };
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    fn check(text: &str, max: usize, expect: &str) {
        assert_eq!(cut(text, max), expect, "{text:?} {max}");
    }

    #[test]
    fn cuts() {
        check("", 0, "");
        check("退货吗", 5, "退货吗");
        check("退货吗", 3, "退货吗");
        check("退货吗", 2, "退货");
        check("退货吗", 0, "");
        check("好👨‍👩‍👧的", 3, "好");
        check("好👨‍👩‍👧的", 6, "好👨‍👩‍👧");
        check("🇨🇳🇨🇳", 3, "🇨🇳");
        check("e\u{301}e\u{301}", 3, "e\u{301}");
        check("a\r\nb", 2, "a");
    }

    #[test]
    fn outbound_says_where_it_was_cut() {
        let long = "退".repeat(801);
        assert_eq!(outbound(&long), format!("{}…", "退".repeat(799)));
        let fits = "退".repeat(800);
        assert!(matches!(outbound(&fits), Cow::Borrowed(text) if text == fits));
    }

    proptest! {
        #[test]
        fn a_cut_is_a_start_within_the_limit(text in ".{0,60}", max in 0_usize..70) {
            let start = cut(&text, max);
            prop_assert!(text.starts_with(start));
            prop_assert!(start.chars().count() <= max);
            let borders: Vec<_> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
            prop_assert!(borders.contains(&start.len()));
        }
    }
}
