//! `没有取消成`, `还没取消掉`: what was to be cancelled is not, as the buyer sees it.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::fits;

/// The whole message, and nothing left over.
static NOT_CANCELLED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?x)^(?:怎么|为什么|为啥|咋|到底|你们?|您|我|的|这|那|订单|单|一|个|啊|都|好像|显示|看|可是|但是|不对|刚才|[\\s,.!?])*
        (?:(?:还是|还|又|也)*(?:没有?|未)(?:给|帮|我|有|能|被)*取消(?:成功|成|掉|了|好|到|完)?|取消(?:不了|不掉|不成|失败))
        (?:啊|呀|呢|吗|了|的|哦|诶|怎么回事|什么情况|为什么|[\\s,.!?])*$",
    )
    .ok()
});

/// Whether what was to be cancelled is not, and nothing else is said.
pub(crate) fn is_not_cancelled(text: &str) -> bool {
    fits(&NOT_CANCELLED, text)
}

#[cfg(test)]
mod tests {
    use super::is_not_cancelled;

    #[test]
    fn what_was_to_be_cancelled_is_not() {
        for text in [
            "没有取消成",
            "还没取消掉",
            "怎么还没取消",
            "没取消成功啊",
            "订单还是没取消",
            "取消不了",
            "取消失败了",
            "我看还没有取消呢",
            "没给我取消",
        ] {
            assert!(is_not_cancelled(text), "{text}");
        }
        for text in
            ["取消订单", "帮我取消", "没有取消键在哪", "我没有要取消", "不取消了", "取消了吗", "退款没有取消吧我要退"]
        {
            assert!(!is_not_cancelled(text), "{text}");
        }
    }
}
