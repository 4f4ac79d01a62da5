//! Claims that may be superlatives (极限词) in the sense of the law on advertising beside those that the platform is known
//! to hold back: `全网最甜`, `口碑第一`. Whether one is harmless only people can tell, so a shop hears of it and it is said.

use std::sync::LazyLock;

use regex::Regex;

use super::outbound::OutboundGuard;
use crate::text::normalize::Normalized;

/// `最` with a quality, or with anything where everybody is compared; `第一` of something that is counted or praised.
static CLAIM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)(?:全网|全国|全球|世界|国内|国际|行业|业内|同行|同类|史上|抖音|平台|市面上?|全城|全场)(?:里|中|内)?最(?:[^\s\p{P}新近后初终]\p{Han}?)
        | 最(?:甜|香|鲜|嫩|脆|美|帅|酷|潮|牛|靓|省心|值|耐用|耐穿|耐磨|结实|保暖|透气|显瘦|百搭|柔软|健康|天然|纯|正|豪华|领先|有效
            |知名|著名|有名|热门|热销|抢手|爆|高品质|高质量|高性价比|有性价比|优质|靠谱|放心|好(?:穿|闻|玩|卖|货))
        | (?:全网|全国|全球|世界|国内|行业|业内|类目|品类|同类|销售?量?|口碑|质量|品质|人气|热度|排名|排行|抖音|平台|市场|市占率|复购率|好评率?)
            (?:排名|排行|稳居|位居|蝉联)?第一
        | 第一(?:大牌|名牌|大品牌)
        | 性价比之王|(?:界|行业|性价比|品质)的?天花板
        ",
    )
    .ok()
});

impl OutboundGuard {
    /// What in `text` may be a superlative, as written, but for what the shop allows.
    pub(crate) fn claims(&self, text: &str) -> Vec<String> {
        let Some(claim) = &*CLAIM else { return Vec::new() };
        let normalized = Normalized::new(text);
        let normal = normalized.text();
        let mut claims = Vec::new();
        for found in claim.find_iter(normal) {
            // An allowed word that holds the claim begins and ends near it.
            let allowed = |word: &String| {
                let from = normal.floor_char_boundary(found.start().saturating_sub(word.len()));
                let to = normal.ceil_char_boundary(found.end() + word.len());
                let near = normal.get(from..to).unwrap_or_default();
                let mut places = near.match_indices(word.as_str()).map(|(at, word)| from + at..from + at + word.len());
                places.any(|place| place.start <= found.start() && found.end() <= place.end)
            };
            if !self.allowed().iter().any(allowed) {
                claims.push(text.get(normalized.span(found.range())).unwrap_or_default().to_owned());
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
