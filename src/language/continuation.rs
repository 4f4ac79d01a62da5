//! What belongs together with the message before or behind it: beginnings that wait for their rest, and what goes on with a question.

use crate::language::deed::asks_for;
use crate::language::question::is_question;
use crate::text::normalize::Normalized;
use crate::text::{holds, longest, starts};

/// Characters of a question, at least.
const QUESTION_LENGTH: usize = 4;
/// Characters of a continuation.
const CONTINUATION: usize = 12;

/// `谢谢哈 再问下罐头什么口味`: what stands behind the thanks, where that asks something; else the whole text.
pub(crate) fn behind_thanks(text: &str) -> &str {
    let rest = text.trim_start_matches(['好', '的', '嗯', '哦', '行', ',', '，', ' ', '。']);
    let Some(rest) = ["谢谢", "多谢", "感谢", "谢了"].iter().find_map(|word| rest.strip_prefix(word)) else {
        return text;
    };
    let edge = |c: char| !c.is_alphanumeric() || "哈啦了啊哦您你呀亲".contains(c);
    let rest = rest.trim_start_matches(edge);
    let rest = ["再问下", "再问一下", "再问", "另外", "对了", "还有", "那个"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest);
    let rest = rest.trim_start_matches(edge);
    let goes_on = is_question(rest) || asks_for(rest) || holds(rest, &["帮我", "给我", "请"]);
    if rest.chars().count() >= QUESTION_LENGTH && goes_on { rest } else { text }
}

/// A beginning and its rest: `这个` and `多少钱` are one phrase.
pub(crate) fn joined(before: &str, rest: &str) -> String {
    let before = before.trim();
    let phrase = before.chars().count() <= 3 && before.ends_with(char::is_alphanumeric);
    format!("{before}{}{}", if phrase { "" } else { "，" }, rest.trim())
}

/// Whether a message is a beginning only: greetings, and then nothing but words that something must follow.
pub(crate) fn is_fragment(text: &str, fragments: &[String]) -> bool {
    const GREETINGS: &[&str] =
        &["你好", "您好", "在吗", "在不在", "在么", "有人吗", "哈喽", "亲", "hi", "hello", "客服", "老板"];
    let edge = |c: char| !c.is_alphanumeric();
    let mut rest = text.trim_matches(edge);
    let mut begun = false;
    while !rest.is_empty() {
        let greeting = longest(rest, GREETINGS.iter().copied());
        let fragment = longest(rest, fragments.iter().map(String::as_str));
        begun = fragment >= greeting && fragment > 0;
        let Some(shorter) = rest.get(greeting.max(fragment)..).filter(|_| greeting.max(fragment) > 0) else {
            return false;
        };
        rest = shorter.trim_start_matches(edge);
    }
    begun
}

/// Whether a beginning only announces what follows: `我想问下`, `还有`. `这个` and `我的` are a part of it.
pub(crate) fn says_nothing(before: &str, fragments: &[String]) -> bool {
    let normal = Normalized::new(before);
    let begins = holds(before, &["这", "那", "我", "帮", "能", "可不", "有没", "是不"]);
    let announces = before.contains('问') || before.contains("咨询");
    (announces || !begins) && is_fragment(normal.text(), fragments)
}

/// A message and what was said right behind it.
pub(crate) fn with_behind(before: &str, behind: &str) -> String {
    format!("{before}，{behind}")
}

/// Whether a message is short enough to go on with the one before it.
pub(crate) fn is_short(text: &str) -> bool {
    text.chars().count() <= CONTINUATION
}

/// Whether a message begins as one that says more of the question before it: `是黑色的那个`.
pub(crate) fn begins_so(text: &str) -> bool {
    let begins = ["是", "就是", "也就是", "我说的是", "那个", "这个", "要", "我要"];
    starts(text, &begins) && !text.starts_with("是的")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;

    #[test]
    fn thanks_hide_no_question() {
        for (text, expect) in [
            ("谢谢哈 再问下罐头什么口味", "罐头什么口味"),
            ("好的谢谢，那下单了送罐头吗", "那下单了送罐头吗"),
            ("谢谢", "谢谢"),
            ("好的谢谢你", "好的谢谢你"),
            ("谢谢啦，辛苦了", "谢谢啦，辛苦了"),
        ] {
            assert_eq!(behind_thanks(text), expect, "{text}");
        }
    }

    #[test]
    fn only_a_beginning_waits() {
        let fragments = &Knowledge::ecommerce().profile.pace.fragments;
        for (text, expect) in [
            ("这个", true),
            ("那个...", true),
            ("我想问下", true),
            ("在吗 我问下", true),
            ("你好,我想问一下", true),
            ("还有", true),
            ("还有,那个", true),
            ("对了", true),
            ("在吗", false),
            ("你好", false),
            ("这个多少钱", false),
            ("还有货吗", false),
            ("我想问下什么时候发货", false),
            ("人工", false),
            ("", false),
        ] {
            assert_eq!(is_fragment(text, fragments), expect, "{text}");
        }
    }

    #[test]
    fn a_beginning_and_its_rest_are_one_text() {
        assert_eq!(joined("这个", "多少钱"), "这个多少钱");
        assert_eq!(joined("麻烦你帮我", "查下单"), "麻烦你帮我，查下单");
        assert_eq!(joined("那个…", "多少钱"), "那个…，多少钱");
        let fragments = &Knowledge::ecommerce().profile.pace.fragments;
        for (text, expect) in [
            ("我想问下", true),
            ("还有", true),
            ("在吗 我问下", true),
            ("还有那个", false),
            ("我的", false),
            ("到哪了", false),
        ] {
            assert_eq!(says_nothing(text, fragments), expect, "{text}");
        }
    }
}
