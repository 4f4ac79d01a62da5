//! Latin abbreviations that buyers write for words: `kd` for 快递, `tk` for 退款.

/// What stands for what, by the initials of its syllables. Those that are units, sizes or words elsewhere are not here.
const SHORT: &[(&str, &str)] = &[
    ("kd", "快递"),
    ("kf", "客服"),
    ("tk", "退款"),
    ("th", "退货"),
    ("thh", "退换货"),
    ("fh", "发货"),
    ("hh", "换货"),
    ("zfb", "支付宝"),
    ("wx", "微信"),
    ("vx", "微信"),
    ("yhq", "优惠券"),
    ("yhj", "优惠券"),
    ("yfx", "运费险"),
    ("pyq", "朋友圈"),
    ("mm", "妹妹"),
    ("jm", "姐妹"),
    ("jms", "姐妹"),
    ("xjm", "姐妹"),
    ("dd", "弟弟"),
    ("gg", "哥哥"),
    ("xdm", "兄弟"),
    ("bb", "宝宝"),
    ("gkd", "搞快点"),
    ("yto", "圆通"),
    ("bdjw", "请问"),
    ("dbq", "对不起"),
    ("yyds", "永远的神"),
    ("tql", "太强了"),
    ("xswl", "笑死我了"),
    ("nb", "厉害"),
    ("ntm", "你他妈"),
];

/// The abbreviations that are written out.
#[derive(Debug)]
pub(crate) struct Shorthand {
    words: Vec<(&'static str, &'static str)>,
}

impl Shorthand {
    /// All of them but those that stand in `rules`, which the merchant wrote to be found.
    pub(crate) fn new(rules: &str) -> Shorthand {
        let said = |short: &str| rules.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == short);
        Shorthand { words: SHORT.iter().copied().filter(|(short, _)| !said(short)).collect() }
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
            let long = self.words.iter().find(|(short, _)| *short == word).map(|(_, long)| *long);
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

    #[test]
    fn abbreviations_are_written_out() {
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
            assert_eq!(Shorthand::new("").expanded(text).as_deref(), expect, "{text}");
        }
        assert_eq!(Shorthand::new("(加|\\+)(vx|wx)").expanded("加vx聊").as_deref(), None);
        assert_eq!(Shorthand::new("(加|\\+)(vx|wx)").expanded("加vx再tk").as_deref(), Some("加vx再退款"));
    }
}
