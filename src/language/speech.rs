//! How the bot's own texts are made and taken apart: marks at their ends, what is cheerful, sorry, promised.

use crate::text::holds;

/// Marks behind which something must follow.
const OPEN: &[char] = &['；', '，', '、', ';', ','];
/// Marks that end or join clauses.
const MARKS: &[char] = &['。', '！', '？', '；', '，', '、', '”', '）', '」'];
/// What promises that somebody comes.
const PROMISES_PERSON: &[&str] = &[
    "转给",
    "转接",
    "转到",
    "请同事",
    "请专门",
    "让同事",
    "同事马上",
    "同事就来",
    "同事会来",
    "同事来看",
    "同事来处理",
];
/// Marks that end a sentence.
const ENDS: &[char] = &['。', '！', '？', '～'];

/// Without emoji and without cheerful waves.
pub(crate) fn sober(text: &str) -> String {
    let emoji = |c: char| matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{200D}' | '\u{2B50}');
    let text: String = text.chars().filter(|c| !emoji(*c)).collect();
    text.replace("～\n", "\n").trim_end_matches(['～', '~']).replace('～', "，")
}

/// Whether a text says sorry.
pub(crate) fn is_sorry(text: &str) -> bool {
    holds(text, &["歉", "对不起", "没做好", "添麻烦"])
}

/// A text without the stop at its end, for the middle of a sentence.
pub(crate) fn without_stop(text: &str) -> &str {
    text.trim_end_matches(['。', '！', '.', '!', ' '])
}

/// A text that ends: where what should follow was left out, with a full stop.
pub(crate) fn closed(mut text: String) -> String {
    let end = text.trim_end().trim_end_matches(OPEN).len();
    if end < text.trim_end().len() && end > 0 {
        text.truncate(end);
        if !text.ends_with(ENDS) {
            text.push('。');
        }
    }
    text
}

/// Whether a text promises that somebody comes, whatever the buyer does.
pub(crate) fn promises_person(text: &str) -> bool {
    let mut sentences = text.split(ENDS);
    sentences.any(|sentence| holds(sentence, PROMISES_PERSON) && !sentence.contains("回复"))
}

/// Adds the words of a template to a text that may end in a value.
pub(crate) fn add(text: &mut String, fixed: &str) {
    if text.ends_with(ENDS) {
        // A value may be a sentence of the merchant's: its full stop is the template's too.
        text.push_str(fixed.strip_prefix(['。', '，', '；']).unwrap_or(fixed));
        return;
    }
    if text.ends_with(OPEN) && fixed.starts_with(MARKS) {
        // … and one that breaks off ends as the template says.
        text.truncate(text.trim_end_matches(OPEN).len());
    }
    text.push_str(fixed);
}

/// The clauses of a text that others wrote, each with its mark.
pub(crate) fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['。', '！', '；', '，', '\n', ';', ',', '!'])
}

/// The sentences of a text that promise something, by the lexicon's words. What is said of the transfer itself is over when the
/// person reads it.
pub(crate) fn promises<'t>(text: &'t str, words: &'t [String]) -> impl Iterator<Item = &'t str> {
    let of_people = |sentence: &str| holds(sentence, &["同事", "回复“", "人工"]);
    text.split(['。', '！', '？', '\n'])
        .map(str::trim)
        .filter(move |sentence| words.iter().any(|word| sentence.contains(word.as_str())) && !of_people(sentence))
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
