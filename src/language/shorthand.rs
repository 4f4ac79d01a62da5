//! Latin abbreviations that buyers write for words: `kd` for 快递, `tk` for 退款.

use super::lexicon::Lexicon;

/// The abbreviations that are written out.
#[derive(Debug)]
pub(crate) struct Shorthand {
    words: Vec<(String, String)>,
}

impl Shorthand {
    /// All of them but those that stand in `rules`, which the merchant wrote to be found.
    pub(crate) fn new(lexicon: &Lexicon, rules: &str) -> Shorthand {
        let said = |short: &str| rules.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == short);
        Shorthand { words: lexicon.abbreviations.iter().filter(|(short, _)| !said(short)).cloned().collect() }
    }

    /// `text` with its abbreviations written out. `None`, and no copy, where there are none, as in most messages.
    pub(crate) fn expanded(&self, text: &str) -> Option<String> {
        if !text.bytes().any(|byte| byte.is_ascii_alphabetic()) {
            return None;
        }
        let mut right = String::new();
        let mut rest = text;
        let mut met = false;
        while let Some(start) = rest.find(|c: char| c.is_ascii_alphanumeric()) {
            let (before, from) = rest.split_at(start);
            let end = from.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(from.len());
            let (word, after) = from.split_at(end);
            let long = self.words.iter().find(|(short, _)| short == word).map(|(_, long)| long.as_str());
            // `h&m`, `a-bb`, `wx.qq.com`, `gg bb`: parts of something in letters.
            let joined = |side: Option<char>| matches!(side, Some('&' | '-' | '.' | '_' | '@' | '/' | ':' | '\''));
            let free = !joined(before.chars().next_back()) && !joined(after.chars().next());
            right.push_str(before);
            right.push_str(long.filter(|_| free).unwrap_or(word));
            met |= long.is_some() && free;
            rest = after;
        }
        right.push_str(rest);
        met.then_some(right)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;

    #[test]
    fn abbreviations_are_written_out() {
        let lexicon = Knowledge::ecommerce().lexicon;
        for (text, expect) in [
            ("kd到哪了", Some("快递到哪了")),
            ("什么时候fh", Some("什么时候发货")),
            ("用zfb付款", Some("用支付宝付款")),
            ("kd kf", Some("快递 客服")),
            ("5mm厚", None),
            ("th001", None),
            ("h&mm", None),
            ("www.kd.com", None),
            ("ok", None),
            ("快递", None),
            ("", None),
        ] {
            assert_eq!(Shorthand::new(&lexicon, "").expanded(text).as_deref(), expect, "{text}");
        }
        assert_eq!(Shorthand::new(&lexicon, "(加|\\+)(vx|wx)").expanded("加vx聊").as_deref(), None);
        assert_eq!(Shorthand::new(&lexicon, "(加|\\+)(vx|wx)").expanded("加vx再tk").as_deref(), Some("加vx再退款"));
    }
}
