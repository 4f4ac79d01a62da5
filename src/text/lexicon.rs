//! Word borders from jieba: the only file that names it.
//!
//! Its dictionary takes 100 to 240 ms to load and 32 MB. It is loaded at the first call and shared by the whole process.
//! With the feature `jieba` only. Borders are evidence, never a veto.

use std::ops::Range;
use std::sync::OnceLock;

/// The words of `text` in order, as ranges of bytes that cover it; punctuation and white space are words too.
pub(crate) fn words(text: &str) -> Vec<Range<usize>> {
    static JIEBA: OnceLock<jieba_rs::Jieba> = OnceLock::new();

    // Without the hidden Markov model: it makes words of strangers, and an unknown word is no evidence.
    let words = JIEBA.get_or_init(jieba_rs::Jieba::new).cut(text, false);
    words.into_iter().map(|word| word.byte_start..word.byte_end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expect: &[&str]) {
        let words: Vec<_> = words(text).into_iter().filter_map(|word| text.get(word)).collect();
        assert_eq!(words, expect);
    }

    #[test]
    fn borders() {
        check("", &[]);
        check("什么时候发货", &["什么", "时候", "发货"]);
        check("xl 有货吗", &["xl", " ", "有", "货", "吗"]);
    }

    proptest! {
        #[test]
        fn words_cover_any_text(text in ".{0,30}") {
            let mut end = 0;
            for word in words(&text) {
                prop_assert_eq!(word.start, end);
                prop_assert!(text.get(word.clone()).is_some());
                end = word.end;
            }
            prop_assert_eq!(end, text.len());
        }
    }
}
