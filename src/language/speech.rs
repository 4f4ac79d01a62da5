//! How the bot's own texts are made and taken apart: marks at their ends, what is cheerful, sorry, promised.

/// Without emoji and without cheerful waves.
pub(crate) fn sober(text: &str) -> String {
    let emoji = |c: char| matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{200D}' | '\u{2B50}');
    let text: String = text.chars().filter(|c| !emoji(*c)).collect();
    text.replace("～\n", "\n").trim_end_matches(['～', '~']).replace('～', "，")
}

/// Whether a text says sorry.
pub(crate) fn is_sorry(text: &str) -> bool {
    ["歉", "对不起", "没做好", "添麻烦"].iter().any(|word| text.contains(word))
}

/// A text without the stop at its end, for the middle of a sentence.
pub(crate) fn without_stop(text: &str) -> &str {
    text.trim_end_matches(['。', '！', '.', '!', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_cheerful_is_left() {
        for (text, expect) in [
            ("好的～", "好的"),
            ("收到～有什么", "收到，有什么"),
            ("发出啦🎉❤️", "发出啦"),
            ("1–5 天，满¥99包邮", "1–5 天，满¥99包邮"),
        ] {
            assert_eq!(sober(text), expect);
        }
    }
}
