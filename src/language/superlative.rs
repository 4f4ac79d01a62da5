//! What may be a superlative beside the words that the platform is known to hold back.
//!
//! `最` with a measure, a place or a wish states a fact (`最近`, `最大码`, `最喜欢`), with anything else it praises. `第一` counts (`第一次`,
//! `第一双`) unless something is ranked.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::banned::denied;
use crate::text::starts;

/// `最` and what follows, `第一` of something that is ranked or praised, and words that leave nobody beside.
static CLAIM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)(?:全网|全国|全球|世界|国内|国际|行业|业内|同行|同类|史上|抖音|平台|市面上?|全城|全场)(?:里|中|内)?最(?:[^\s\p{P}新近后初终]\p{Han}?)
        | 最(?:高品质|高质量|高性价比|有性价比|有效|值得买|耐用|耐穿|耐磨|省心|好[穿闻玩卖货]|(?:甜|香|鲜|嫩|脆|美|帅|酷|潮|牛|靓|值|纯|正|爆)|\p{Han}{1,2})
        | (?:全网|全国|全球|世界|国内|行业|业内|类目|品类|同类|销售?量?|口碑|质量|品质|人气|热度|排名|排行|抖音|平台|市场|市占率|占有率
            |复购率|好评率?|口感|宇宙|史上)
            (?:排名|排行|稳居|位居|蝉联)?第一
        | 第一(?:大牌|名牌|大品牌|品质|选择|好[吃用看喝穿]|口碑|梯队)
        | (?:国宝|殿堂|大师|王者|教科书)级|填补(?:国内|国际|行业)空白|销冠|销量冠军|冠军品牌|极致|巅峰之作|绝版|无可比拟|无人能及|无可替代
        | (?:碾压|吊打|秒杀)(?:同行|同类|同款|全网)
        | (?:全网|全国|全球|行业)(?:独一份|独家|仅此一家|首家|首个)|唯一一家|仅此一家
        | 性价比之王|(?:界|行业|性价比|品质)的?天花板
        ",
    )
    .ok()
});

/// What follows `最` where it states a fact, a place, an order or a wish.
const FACTS: &[&str] = &[
    "新",
    "近",
    "后",
    "初",
    "终",
    "早",
    "晚",
    "迟",
    "多",
    "少",
    "快",
    "慢",
    "大",
    "小",
    "高",
    "低",
    "长",
    "短",
    "外",
    "里",
    "上面",
    "上边",
    "上层",
    "下",
    "左",
    "右",
    "前",
    "内",
    "中间",
    "中央",
    "主要",
    "常",
    "喜欢",
    "喜爱",
    "想",
    "爱",
    "怕",
    "担心",
    "关心",
    "关键",
    "重要",
    "合适",
    "适合",
    "适宜",
    "容易",
    "基本",
    "基础",
    "起码",
    "接近",
    "相近",
    "相似",
    "直接",
    "简单",
    "普通",
    "方便",
    "便捷",
    "稳妥",
    "保险",
    "省事",
    "清楚",
    "明显",
    "严重",
    "需要",
    "厚",
    "薄",
    "深",
    "浅",
    "宽",
    "窄",
    "重",
    "热的",
    "热天",
    "冷",
    "边",
    "底",
    "末",
    "先",
    "贵",
    "难",
    "佳",
    "优先",
    "好",
    "顶上",
    "顶层",
    "细",
    "粗",
    "硬",
    "胖",
    "瘦",
    "远",
    "东",
    "西",
    "南",
    "北",
    "开始",
    "原始",
    "坏",
    "差",
    "麻烦",
    "不",
    "没",
    "会",
    "能",
    "可能",
    "应该",
    "在意",
    "看重",
    "讨厌",
    "有可能",
    "心疼",
    "对不起",
    "抱歉",
    "根本",
    "明智",
    "受影响",
    "密",
    "松",
    "紧",
    "亮",
    "暗",
];

/// What follows `最` and praises although it begins like a fact.
const PRAISE: &[&str] =
    &["好穿", "好闻", "好玩", "好卖", "好货", "高品质", "高质量", "高性价比", "高端", "先进", "小巧", "细腻", "大牌"];

/// What may be a superlative in a normal form beside the words that are [banned](super::banned::BANNED), and is not denied.
pub(crate) fn superlatives(normal: &str) -> impl Iterator<Item = Range<usize>> {
    let found = CLAIM.iter().flat_map(move |claim| claim.find_iter(normal));
    let claims = found.filter(move |found| {
        let quality = found.as_str().strip_prefix('最');
        let states = quality.is_some_and(|quality| starts(quality, FACTS) && !starts(quality, PRAISE));
        let after = normal.get(found.end()..).unwrap_or_default();
        let asks = quality.is_some() && starts(after, &["的办法", "的方法", "的方式", "的时间", "的问题", "的原因"]);
        !states && !asks && !denied(normal.get(..found.start()).unwrap_or_default())
    });
    claims.map(|found| found.range())
}
