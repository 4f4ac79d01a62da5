//! The core of a message, by which it is compared with keywords and labels.

/// What may stand before the message proper without changing it.
const OPENINGS: &[&str] = &[
    "你好",
    "您好",
    "在吗",
    "亲爱的",
    "亲亲",
    "亲",
    "请问一下",
    "请问",
    "麻烦问一下",
    "麻烦",
    "问一下",
    "我想问一下",
    "我想问",
    "想问一下",
    "想问",
    "那个",
    "客服",
];
/// What may stand after it.
const CLOSINGS: &[&str] =
    &["谢谢", "谢了", "吗", "嘛", "呢", "啊", "呀", "吧", "哦", "噢", "哈", "啦", "了吗", "么", "亲"];

/// The message without politeness, particles and punctuation at its ends; itself where nothing else would be left.
pub(crate) fn core(text: &str) -> &str {
    let edge = |c: char| !c.is_alphanumeric();
    let mut rest = text.trim_matches(edge);
    loop {
        let before = rest;
        for opening in OPENINGS {
            if let Some(shorter) = rest.strip_prefix(opening).map(|shorter| shorter.trim_matches(edge))
                && !shorter.is_empty()
            {
                rest = shorter;
                break;
            }
        }
        for closing in CLOSINGS {
            if let Some(shorter) = rest.strip_suffix(closing).map(|shorter| shorter.trim_matches(edge))
                && shorter.chars().nth(1).is_some()
            {
                rest = shorter;
                break;
            }
        }
        if rest == before {
            return rest;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_core_of_a_message_is_without_politeness() {
        for (text, expect) in [
            ("你好,请问催发货吗?", "催发货"),
            ("亲 转人工 谢谢", "转人工"),
            ("你好", "你好"),
            ("在吗", "在吗"),
            ("!!!", ""),
            ("好吗", "好吗"),
            ("请问一下尺码表呢", "尺码表"),
        ] {
            assert_eq!(core(text), expect, "{text}");
        }
    }
}
