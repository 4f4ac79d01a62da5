//! `收到就是这样的`, `你看都成这样了`: words that point at a picture.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::fits;

/// `收到就是这样的`, `你看都成这样了`, `打开一看就这个样子`: what came is as the picture shows. The whole message.
static POINTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?x)^(?:收到(?:的)?|拿到|到手|寄来|发来|打开|拆开|你们?|您|我|看看?|瞧|一|自己|亲|刚刚?|才|今天|货|东西|衣服|的时候|时候
            |就|是|都|全|已经|变|成|怎么|的|给|发|寄|来|\\s|[,.!?~])*
        (?:这(?:个)?样子?|这个?鬼?样子|这种|这玩意儿?|这是什么(?:情况|东西)?|图上?(?:这样|这个|的)|照片(?:上|里)?(?:这样|的)?)
        (?:的|了|啊|呀|吗|呢|吧|哦|货|东西|情况|子|\\s|[,.!?~])*$",
    )
    .ok()
});

/// Whether a message points at a picture, and says nothing else.
pub(crate) fn points_at_photo(text: &str) -> bool {
    fits(&POINTS, text)
}

#[cfg(test)]
mod tests {
    use super::points_at_photo;

    #[test]
    fn words_that_only_point_at_a_picture() {
        for text in [
            "收到就是这样的",
            "你看都成这样了",
            "打开一看就这个样子",
            "收到的货是这样的",
            "就是这样",
            "你看看这是什么东西",
            "怎么这样",
            "发来的就是这种",
            "图上这样",
        ] {
            assert!(points_at_photo(text), "{text}");
        }
        for text in ["这个颜色有吗", "是这个吗", "好的", "就这样吧我不退了", "有没有这样的裤子", "收到了", "这款多少钱"]
        {
            assert!(!points_at_photo(text), "{text}");
        }
    }
}
