//! The words that the platform forbids, with the contexts in which they are harmless.
//!
//! A rule speaks about a normal form without spaces and symbols. `最` with a plain measure (最近 最后 最晚 最早 最多 最少 最快 最新
//! 最大码 最低39元) states a fact and is fine; with a quality or a price in general (最佳 最高级 最低价) it is a superlative.

use std::ops::Range;

use crate::text::normalize::Normalized;
use crate::text::{ends, holds, starts};

/// A word and when it is forbidden.
#[derive(Debug)]
pub(crate) struct Rule {
    /// The word.
    pub(crate) word: &'static str,
    /// What it is.
    pub(crate) class: Class,
    pub(super) context: Context,
}

/// What a forbidden word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// A contact or a way to pay off the platform.
    Contact,
    /// A superlative.
    Superlative,
    /// A price that is shouted, or compared with one that nobody can show.
    Price,
    /// A reward for a review.
    Review,
    /// A health claim, as of food.
    Health,
    /// An effect of a cosmetic that is more than care.
    Efficacy,
    /// What medicine may say alone.
    Medical,
}

/// Where a word is forbidden.
#[derive(Clone, Copy, Debug)]
pub(super) enum Context {
    /// Everywhere.
    Any,
    /// Unless it is denied, or the text before ends, or the text after starts, with one of these.
    Claimed(&'static [&'static str], &'static [&'static str]),
    /// A code: unless it is printed on something.
    Code,
    /// Only if an invitation stands right before, or what one does stands right behind.
    Invited,
    /// Unless the text before ends, or the text after starts, with one of these.
    Unless(&'static [&'static str], &'static [&'static str]),
    /// Only if the text before ends, or the text after starts, with one of these, or five digits follow.
    OnlyWith(&'static [&'static str], &'static [&'static str]),
    /// Only where the text after is empty, goes on with no letter or character, or starts with one of these.
    OnlyBefore(&'static [&'static str]),
    /// Another shop: only where the buyer is sent there.
    Shopping,
    /// Only where it is asked for or given.
    Handed,
    /// Only before an account's name or its number.
    Account,
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
            Context::Claimed(heads, tails) => {
                !ends(before, heads)
                    && !starts(after, tails)
                    && !before.ends_with(['不', '没', '未', '非'])
                    && !denied(before)
            }
            Context::Code => {
                let near = last(before, 8);
                !ends(before, CODES)
                    && !starts(after, &["发货"])
                    && (!holds(near, PRINTED) || holds(near, &["加", "群"]) || starts(after, &["加", "进群", "入群"]))
            }
            Context::Invited => {
                let near: String = before.chars().rev().take(5).collect();
                near.contains(['加', '+', '留', '搜', '扫', '添'])
                    || ends(before, &["我的", "老板的", "老板", "私人", "客服"]) && after.starts_with([':', '号'])
                    || starts(after, &["号", "聊", "联系", "同号", "好友", "加"])
                    || is_account(after.trim_start_matches(':'))
            }
            Context::Unless(heads, tails) => !ends(before, heads) && !starts(after, tails),
            Context::OnlyWith(heads, tails) => {
                ends(before, heads)
                    || starts(after, tails)
                    || after.trim_start_matches(':').chars().take_while(char::is_ascii_digit).count() >= 5
            }
            Context::OnlyBefore(tails) => {
                !after.starts_with(char::is_alphanumeric) || starts(after, tails) || is_account(after)
            }
            Context::Shopping => {
                let sentence = after.split(['.', '!', '?', ';']).next().unwrap_or_default();
                let near: String = sentence.chars().filter(|c| *c != ',').take(12).collect();
                let sends = ends(before, SENDING) || holds(&near, &["来", "搜"]);
                sends && holds(&near, CHEAPER) && !denied(before)
            }
            Context::Handed => last(before, 4).contains(['留', '加', '互', '换']) && !denied(before),
            Context::Account => {
                let name = after.trim_start_matches(':');
                let letters = name.chars().take_while(char::is_ascii_alphanumeric).count();
                !before.ends_with(|c: char| c.is_ascii_alphabetic()) && (is_account(name) || letters >= 5)
            }
            Context::Latin => {
                let is_word = after.starts_with(|c: char| c.is_ascii_alphabetic()) && !is_account(after);
                !before.ends_with(|c: char| c.is_ascii_alphabetic()) && !is_word
            }
            Context::WeChat => {
                let contact = starts(after, &["联系", "沟通", "咨询", "客服", "号", "群", "加", "好友", "聊"]);
                let near = before.chars().rev().take(4).collect::<String>();
                let earlier = last(before, 8);
                let pays = starts(after, PAY)
                    || holds(earlier, &["付款", "支付方式", "退到", "退回", "花呗", "收银"])
                    || starts(after, &[",花呗", "和花呗", "或花呗", "即可", "都能付", "上下单"])
                    || near.contains("宝付支")
                    || after.chars().take(5).collect::<String>().contains("支付宝")
                    || ends(before, &["支持"]);
                (contact || !pays) && !before.ends_with('稍')
            }
        }
    }
}

/// What sends a buyer to another shop, before its name and behind it.
const SENDING: &[&str] = &["去", "上", "到", "来", "在", "我们", "咱家", "咱们", "咱", "我家"];
const CHEAPER: &[&str] = &["下单", "便宜", "赠", "划算", "搜", "送东西", "找我买", "折扣", "优惠", "来"];

/// The last characters of a text.
fn last(text: &str, count: usize) -> &str {
    let from = text.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at);
    text.get(from..).unwrap_or_default()
}

/// What follows 微信 where it is a way to pay.
const PAY: &[&str] = &["支付", "付", "零钱", "钱包", "扣款", "免密", "代付", "账单", "分期"];

/// Whether `text` starts with letters and digits mixed: an account's name.
fn is_account(text: &str) -> bool {
    let name = text.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    name.contains(|c: char| c.is_ascii_digit())
}

/// What denies a claim that follows: `不能降血糖`.
const DENIALS: &[&str] = &[
    "不是",
    "不算",
    "不敢",
    "不能",
    "不会",
    "不可",
    "不得",
    "不具",
    "不属",
    "不做",
    "不搞",
    "不参与",
    "不支持",
    "不提供",
    "不含",
    "不允许",
    "不让",
    "不承诺",
    "不宣传",
    "没有",
    "没法",
    "没说",
    "没见",
    "无法",
    "并非",
    "谈不上",
    "禁止",
    "严禁",
    "杜绝",
    "哪敢",
    "反对",
    "代替",
];

/// What begins like a denial and is none.
const NO_DENIALS: &[&str] =
    &["不是吹", "没有比", "没有谁比", "没有哪家比", "不得不说", "不会错", "不能错过", "不可错过"];

/// How many characters a denial reaches.
const REACH: usize = 12;

/// Whether the clause that `before` ends in denies what follows.
pub(crate) fn denied(before: &str) -> bool {
    let near = last(before, REACH);
    let clause = near.rsplit([',', '.', '!', '?', ';', ':', '\n']).next().unwrap_or_default();
    clause.contains(['不', '没', '无', '非', '禁', '绝', '哪', '反', '代', '谈'])
        && DENIALS.iter().any(|word| clause.contains(word))
        && !NO_DENIALS.iter().any(|word| clause.contains(word))
}

/// What warns of a contact instead of giving one: `平台不允许加微信`.
const WARNINGS: &[&str] = &[
    "不加",
    "不允许",
    "不让",
    "不能加",
    "不会让",
    "不会加",
    "不要加",
    "别加",
    "请勿",
    "切勿",
    "禁止",
    "谨防",
    "不要相信",
    "不要线下",
    "不要私下",
];

/// Whether the sentence that `before` ends in warns of the contact that follows, and `after` does not take it back.
pub(crate) fn warned(before: &str, after: &str) -> bool {
    let near = last(before, REACH);
    let clause = near.rsplit([',', '.', '!', '?', ';', ':', '\n']).next().unwrap_or_default();
    WARNINGS.iter().any(|word| clause.contains(word)) && !starts(after, &["不行", "也", "就", "没", "怎么"])
}

const fn contact(word: &'static str, context: Context) -> Rule {
    Rule { word, class: Class::Contact, context }
}

const fn banned(word: &'static str) -> Rule {
    Rule { word, class: Class::Superlative, context: Context::Claimed(&[], &[]) }
}

const fn price(word: &'static str) -> Rule {
    Rule { word, class: Class::Price, context: Context::Claimed(&[], &[]) }
}

const fn medical(word: &'static str) -> Rule {
    Rule { word, class: Class::Medical, context: Context::Any }
}

const fn superlative(word: &'static str, context: Context) -> Rule {
    Rule { word, class: Class::Superlative, context }
}

/// What follows an invitation (`加微聊`) that says it is one.
const CHAT: &[&str] = &[
    "我", "吧", "哦", "呢", "聊", "联", "领券", "领取", "领优", "领红", "了", "详", "好友", "咨询", "客服", "号", "吗",
    "可以", "私", "群", "拿", "发", "看", "给", "进", "送", "享", "备", "俺", "咱", "细", "说",
];

/// What follows `最好用` and the like where it is praise and no advice.
const PRAISE: &[&str] = &["的", "了", "呢", "啦"];

/// Codes in a picture that are no contact.
const CODES: &[&str] =
    &["取件", "退货", "寄件", "包裹", "面单", "商品", "防伪", "吊牌", "溯源", "收货", "取货", "核销", "付款", "支付"];

/// What a code that is no contact is printed on.
const PRINTED: &[&str] =
    &["包裹", "吊牌", "标签", "包装", "瓶身", "盒", "说明书", "机身", "底部", "袋", "产品", "衣服", "防伪", "快递柜"];

/// Contacts off the platform, and invitations to one.
pub(crate) static CONTACTS: &[Rule] = &[
    contact("微信", Context::WeChat),
    contact("薇信", Context::Any),
    contact("威信", Context::Unless(&["有", "立", "的"], &["力", "扫地", "县", "度"])),
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
    contact("二维码", Context::Code),
    contact("公众号", Context::Any),
    contact("w信", Context::Any),
    contact("魏信", Context::Any),
    contact("唯信", Context::Invited),
    contact("围信", Context::Unless(&["范", "周", "外", "包", "氛"], &["息", "号"])),
    contact("微芯", Context::Invited),
    contact("微心", Context::Invited),
    contact("薇芯", Context::Any),
    contact("薇心", Context::Any),
    contact("wei信", Context::Any),
    contact("微xin", Context::Any),
    contact("我的v", Context::Invited),
    contact("老板的v", Context::Invited),
    contact("v:", Context::Account),
    contact("薇:", Context::Account),
    contact("微:", Context::Account),
    contact("薇聊", Context::Unless(&["加", "+"], &[])),
    contact("微聊", Context::Unless(&["加", "+"], &[])),
    contact("绿泡泡", Context::Any),
    contact("小绿软件", Context::Any),
    contact("绿色软件", Context::Any),
    contact("加q", Context::Account),
    contact("q号", Context::Any),
    contact("企鹅号", Context::Any),
    contact("粉丝微信", Context::Any),
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
    superlative("最好的", Context::Claimed(&[], &["办法", "方法", "方式", "结果"])),
    banned("质量最好"),
    banned("品质最好"),
    banned("效果最好"),
    superlative("最好用", Context::OnlyBefore(PRAISE)),
    superlative("最好看", Context::OnlyBefore(PRAISE)),
    superlative("最好吃", Context::OnlyBefore(PRAISE)),
    superlative("最好喝", Context::OnlyBefore(PRAISE)),
    banned("最优"),
    banned("最优惠"),
    banned("最强"),
    banned("最棒"),
    banned("最先进"),
    banned("最奢"),
    price("最低价"),
    price("全网最低"),
    price("全国最低"),
    price("史上最低"),
    price("历史最低"),
    price("全网最低价"),
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
    superlative("no1", Context::Latin),
    superlative("top1", Context::Latin),
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
    medical("包治"),
    medical("根治"),
    medical("无副作用"),
    banned("零风险"),
    price("跳楼价"),
    price("清仓价"),
    price("亏本价"),
    price("亏本甩"),
    price("白菜价"),
    price("骨折价"),
    price("吐血价"),
    price("赔本价"),
    price("随时涨价"),
    price("马上涨价"),
];

/// Phrases in which a forbidden word is none.
pub(crate) const ALLOWED: &[&str] =
    &["最佳赏味", "最佳食用", "最佳饮用", "最佳使用", "最佳保存", "最优先", "取件二维码", "退货二维码"];

/// Emoji that are read as 心.
const HEARTS: &[char] = &['❤', '♥', '💚', '💌', '💗', '💖', '💙', '💛', '💕'];

/// What 微信 begins with, also where it is misspelt on purpose.
const HEADS: &[char] = &['微', '薇', '威', '维', '徽', 'v', 'V', 'ｖ', 'Ｖ', 'w', 'W'];

/// Whether an emoji beside one of these letters of a normal form could make a contact of it.
pub(crate) fn may_mark(letters: &str) -> bool {
    letters.contains(HEADS)
}

/// Emoji that are read as 加.
const PLUS: &[char] = &['➕', '✚'];

/// A plus right before 微 or v is an invitation: `➕v聊`.
pub(crate) fn pluses<'t>(text: &'t str, normalized: &'t Normalized) -> impl Iterator<Item = Range<usize>> + 't {
    normalized.marks().iter().filter_map(move |mark| {
        let is_plus = mark.text.starts_with(PLUS) || mark.name() == "加";
        let after = text.get(mark.span.end..)?;
        let head = after.trim_start().chars().next()?;
        let end = text.len() - after.trim_start().len() + head.len_utf8();
        let rest = text.get(end..).unwrap_or_default().to_lowercase();
        let goes_on =
            !rest.starts_with(char::is_alphanumeric) || starts(&rest, CHAT) || starts(&rest, &["信", "发", "看"]);
        (is_plus && HEADS.contains(&head) && goes_on).then_some(mark.span.start..end)
    })
}

/// A heart right after 微 or v stands for 信 (心): `微❤️`.
pub(crate) fn hearts<'t>(text: &'t str, normalized: &'t Normalized) -> impl Iterator<Item = Range<usize>> + 't {
    normalized.marks().iter().filter_map(move |mark| {
        let is_heart = mark.text.starts_with(HEARTS) || mark.name() == "爱心";
        let before = text.get(..mark.span.start)?.trim_end();
        let c = before.chars().next_back()?;
        (is_heart && HEADS.contains(&c)).then(|| before.len() - c.len_utf8()..mark.span.end)
    })
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
