//! Claims that may be superlatives (极限词) in the sense of the law on advertising beside those that the platform is known
//! to hold back: `全网最甜`, `口碑第一`. Whether one is harmless only people can tell, so a shop hears of it and it is said.

use std::ops::Range;

use super::outbound::OutboundGuard;
use crate::language::superlative::superlatives;
use crate::text::normalize::Normalized;

impl OutboundGuard {
    /// What in `text` may be a superlative, as written, but for what the shop allows.
    pub(crate) fn claims(&self, text: &str) -> Vec<String> {
        let normalized = Normalized::new(text);
        let found = self.superlatives_in(normalized.text());
        found.into_iter().map(|span| text.get(normalized.span(span)).unwrap_or_default().to_owned()).collect()
    }

    /// Where in a normal form may be a superlative.
    pub(super) fn superlatives_in(&self, normal: &str) -> Vec<Range<usize>> {
        let mut claims = Vec::new();
        for found in superlatives(normal) {
            // An allowed word that holds the claim begins and ends near it.
            let allowed = |word: &String| {
                let from = normal.floor_char_boundary(found.start.saturating_sub(word.len()));
                let to = normal.ceil_char_boundary(found.end + word.len());
                let near = normal.get(from..to).unwrap_or_default();
                let mut places = near.match_indices(word.as_str()).map(|(at, word)| from + at..from + at + word.len());
                places.any(|place| place.start <= found.start && found.end <= place.end)
            };
            if !self.allowed().iter().any(allowed) {
                claims.push(found);
            }
        }
        claims
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_that_nobody_can_prove() {
        let guard = OutboundGuard::new(&[], &["同行最甜".to_owned()]);
        for (text, expect) in [
            ("我们家橙子全网最甜！", Some("全网最甜")),
            ("这款是最甜的", Some("最甜")),
            ("复购率稳居第一", Some("复购率稳居第一")),
            ("抖音类目第一", Some("类目第一")),
            ("面料最透气", Some("最透气")),
            ("最近卖得快，最晚明天发，最多两件，最好量一下脚长", None),
            ("第一时间为您处理，第一次洗用冷水", None),
            ("最新款，最大码到 3XL", None),
            ("本店同行最甜", None),
        ] {
            assert_eq!(guard.claims(text).first().map(String::as_str), expect, "{text}");
        }
    }
}
