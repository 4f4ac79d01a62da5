//! The words that the platform forbids, with the contexts in which they are harmless.
//!
//! A rule speaks about a normal form without spaces and symbols. `最` with a plain measure (最近 最后 最晚 最早 最多 最少 最快 最新
//! 最大码 最低39元) states a fact and is fine; with a quality or a price in general (最佳 最高级 最低价) it is a superlative.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::text::normalize::Normalized;
use crate::text::{ends, starts};

/// A word and when it is forbidden.
#[derive(Debug)]
pub(crate) struct Rule {
    /// The word.
    pub(crate) word: &'static str,
    context: Context,
}

/// Where a word is forbidden.
#[derive(Clone, Copy, Debug)]
enum Context {
    /// Everywhere.
    Any,
    /// Unless the text before ends, or the text after starts, with one of these.
    Unless(&'static [&'static str], &'static [&'static str]),
    /// Only if the text before ends, or the text after starts, with one of these, or five digits follow.
    OnlyWith(&'static [&'static str], &'static [&'static str]),
    /// Only where the text after is empty, goes on with no letter or character, or starts with one of these.
    OnlyBefore(&'static [&'static str]),
    /// Unless it is part of a longer Latin word; letters with digits (`vxabc123`) are an account's name.
    Latin,
    /// 微信: unless payment is meant.
    WeChat,
}

impl Rule {
    /// Whether the word is forbidden between `before` and `after`.
    pub(crate) fn applies(&self, before: &str, after: &str) -> bool {
        match self.context {
            Context::Any => true,
            Context::Unless(heads, tails) => !ends(before, heads) && !starts(after, tails),
            Context::OnlyWith(heads, tails) => {
                ends(before, heads)
                    || starts(after, tails)
                    || after.trim_start_matches(':').chars().take_while(char::is_ascii_digit).count() >= 5
            }
            Context::OnlyBefore(tails) => {
                !after.starts_with(char::is_alphanumeric) || starts(after, tails) || is_account(after)
            }
            Context::Latin => {
                let is_word = after.starts_with(|c: char| c.is_ascii_alphabetic()) && !is_account(after);
                !before.ends_with(|c: char| c.is_ascii_alphabetic()) && !is_word
            }
            Context::WeChat => {
                let contact = starts(after, &["联系", "沟通", "咨询", "客服", "号", "群", "加", "好友", "聊"]);
                let near = before.chars().rev().take(4).collect::<String>();
                let pays = starts(after, PAY)
                    || near.contains("宝付支")
                    || after.chars().take(5).collect::<String>().contains("支付宝")
                    || ends(before, &["支持"]);
                contact || !pays
            }
        }
    }
}

/// What follows 微信 where it is a way to pay.
const PAY: &[&str] = &["支付", "付", "零钱", "钱包", "扣款", "免密", "代付", "账单", "分期"];

/// Whether `text` starts with letters and digits mixed: an account's name.
fn is_account(text: &str) -> bool {
    let name = text.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    name.contains(|c: char| c.is_ascii_digit())
}

const fn contact(word: &'static str, context: Context) -> Rule {
    Rule { word, context }
}

const fn banned(word: &'static str) -> Rule {
    Rule { word, context: Context::Any }
}

const fn superlative(word: &'static str, unless_after: &'static [&'static str]) -> Rule {
    Rule { word, context: Context::Unless(&[], unless_after) }
}

/// What follows an invitation (`加微聊`) that says it is one.
const CHAT: &[&str] = &[
    "我", "吧", "哦", "呢", "聊", "联", "领券", "领取", "领优", "领红", "了", "详", "好友", "咨询", "客服", "号", "吗",
    "可以", "私", "群",
];

/// What follows `最好用` and the like where it is praise and no advice.
const PRAISE: &[&str] = &["的", "了", "呢", "啦"];

/// Codes in a picture that are no contact.
const CODES: &[&str] =
    &["取件", "退货", "寄件", "包裹", "面单", "商品", "防伪", "吊牌", "溯源", "收货", "取货", "核销", "付款", "支付"];

/// Contacts off the platform, and invitations to one.
pub(crate) static CONTACTS: &[Rule] = &[
    contact("微信", Context::WeChat),
    contact("薇信", Context::Any),
    contact("威信", Context::Unless(&["有", "立", "的"], &["力", "扫地"])),
    contact("维信", Context::Any),
    contact("徽信", Context::Any),
    contact("v信", Context::Any),
    contact("加v信", Context::Any),
    contact("weixin", Context::Any),
    contact("wechat", Context::Any),
    contact("wx", Context::Latin),
    contact("vx", Context::Latin),
    contact("加v", Context::OnlyBefore(CHAT)),
    contact("+v", Context::OnlyBefore(CHAT)),
    contact("加微", Context::OnlyBefore(CHAT)),
    contact("+微", Context::OnlyBefore(CHAT)),
    contact("加薇", Context::OnlyBefore(CHAT)),
    contact("加卫星", Context::Unless(&[], &["定位", "电视", "信号", "导航"])),
    contact("加我卫星", Context::Any),
    contact("加个卫星", Context::Any),
    contact("加下卫星", Context::Any),
    contact("卫星号", Context::Any),
    contact("卫星联系", Context::Any),
    contact("企微", Context::Any),
    contact("企业微信", Context::Any),
    contact(
        "qq",
        Context::OnlyWith(
            &["加", "加下", "加个", "加我", "我的", "您的", "留个", "发个", "扫", "联系", "通过"],
            &["号", "群", "联系", "客服", "好友", "聊"],
        ),
    ),
    contact("扣扣号", Context::Any),
    contact("加扣扣", Context::Any),
    contact("二维码", Context::Unless(CODES, &["发货"])),
    contact("公众号", Context::Any),
];

/// Superlatives (极限词) and shouted prices.
pub(crate) static BANNED: &[Rule] = &[
    banned("国家级"),
    banned("世界级"),
    banned("宇宙级"),
    banned("最高级"),
    banned("最高端"),
    banned("最高档"),
    banned("最顶"),
    banned("最佳"),
    superlative("最好的", &["办法", "方法", "方式", "结果"]),
    banned("质量最好"),
    banned("品质最好"),
    banned("效果最好"),
    Rule { word: "最好用", context: Context::OnlyBefore(PRAISE) },
    Rule { word: "最好看", context: Context::OnlyBefore(PRAISE) },
    Rule { word: "最好吃", context: Context::OnlyBefore(PRAISE) },
    Rule { word: "最好喝", context: Context::OnlyBefore(PRAISE) },
    banned("最优"),
    banned("最优惠"),
    banned("最强"),
    banned("最棒"),
    banned("最先进"),
    banned("最奢"),
    banned("最低价"),
    banned("全网最低"),
    banned("全国最低"),
    banned("史上最低"),
    banned("历史最低"),
    banned("全网最低价"),
    banned("最便宜"),
    banned("最实惠"),
    banned("最划算"),
    banned("最流行"),
    banned("最受欢迎"),
    banned("最时尚"),
    banned("最畅销"),
    banned("最火"),
    banned("最安全"),
    banned("最舒适"),
    banned("最舒服"),
    banned("最正宗"),
    banned("最权威"),
    banned("最专业"),
    banned("最大牌"),
    banned("最大优惠"),
    banned("第一品牌"),
    banned("销量第一"),
    banned("全国第一"),
    banned("全网第一"),
    banned("世界第一"),
    banned("行业第一"),
    banned("排名第一"),
    banned("质量第一名"),
    Rule { word: "no1", context: Context::Latin },
    Rule { word: "top1", context: Context::Latin },
    banned("全网唯一"),
    banned("国内唯一"),
    banned("唯一指定"),
    banned("独一无二"),
    banned("全国首家"),
    banned("全球首发"),
    banned("全网首发"),
    banned("首选品牌"),
    banned("领导品牌"),
    banned("领袖品牌"),
    banned("世界领先"),
    banned("国际领先"),
    banned("全国领先"),
    banned("遥遥领先"),
    banned("顶级"),
    banned("顶尖"),
    banned("极品"),
    banned("绝无仅有"),
    banned("史无前例"),
    banned("前无古人"),
    banned("空前绝后"),
    banned("无与伦比"),
    banned("国家免检"),
    banned("驰名商标"),
    banned("特供"),
    banned("包治"),
    banned("根治"),
    banned("无副作用"),
    banned("零风险"),
    banned("跳楼价"),
    banned("清仓价"),
    banned("亏本价"),
    banned("亏本甩"),
    banned("白菜价"),
    banned("骨折价"),
    banned("吐血价"),
    banned("赔本价"),
    banned("随时涨价"),
    banned("马上涨价"),
];

/// Phrases in which a forbidden word is none.
pub(crate) const ALLOWED: &[&str] =
    &["最佳赏味", "最佳食用", "最佳饮用", "最佳使用", "最佳保存", "最优先", "取件二维码", "退货二维码"];

/// Emoji that are read as 心.
const HEARTS: &[char] = &['❤', '♥', '💚', '💌', '💗', '💖', '💙', '💛', '💕'];

/// What 微信 begins with, also where it is misspelt on purpose.
const HEADS: &[char] = &['微', '薇', '威', '维', '徽', 'v', 'V', 'ｖ', 'Ｖ'];

/// A heart right after 微 or v stands for 信 (心): `微❤️`.
pub(crate) fn hearts<'t>(text: &'t str, normalized: &'t Normalized) -> impl Iterator<Item = Range<usize>> + 't {
    normalized.marks().iter().filter_map(move |mark| {
        let is_heart = mark.text.starts_with(HEARTS) || mark.name() == "爱心";
        let before = text.get(..mark.span.start)?.trim_end();
        let c = before.chars().next_back()?;
        (is_heart && HEADS.contains(&c)).then(|| before.len() - c.len_utf8()..mark.span.end)
    })
}

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

/// What may be a superlative in a normal form beside [`BANNED`].
pub(crate) fn superlatives(normal: &str) -> impl Iterator<Item = Range<usize>> {
    CLAIM.iter().flat_map(move |claim| claim.find_iter(normal)).map(|found| found.range())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_in_normal_form() {
        for word in CONTACTS.iter().chain(BANNED).map(|rule| rule.word).chain(ALLOWED.iter().copied()) {
            assert_eq!(Normalized::new(word).text(), word);
        }
    }

    #[test]
    fn no_word_is_there_twice() {
        let mut words: Vec<_> = CONTACTS.iter().chain(BANNED).map(|rule| rule.word).collect();
        words.sort_unstable();
        assert!(words.is_sorted_by(|a, b| a < b));
    }
}
