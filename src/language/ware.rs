//! Signs that are part of the name of a ware, by what stands around them: `割伤膏`, `骗子酒馆多少钱`. Names that this does not tell are listed in
//! the lexicon.

use std::ops::Range;

use crate::text::{ends, starts};

/// Whether the sign of an emergency is part of the name of a ware, and nothing says that it happened. `wares` are the words that make
/// one of it: `割伤膏`, `过敏药`.
pub(crate) fn names_a_ware(text: &str, range: &Range<usize>, wares: &[String]) -> bool {
    let after = text.get(range.end..).unwrap_or("");
    let before = text.get(..range.start).unwrap_or("");
    let treated = ends(before, &["治", "治疗", "缓解", "预防", "针对", "专治", "急救"]);
    treated || wares.iter().any(|ware| after.strip_prefix(ware.as_str()).is_some_and(|rest| !rest.starts_with('了')))
}

/// How a question about a ware ends, behind its name.
const WARE_QUESTIONS: &[&str] = &[
    "有吗",
    "有么",
    "有没有",
    "有没",
    "有货吗",
    "有货没",
    "有货",
    "还有吗",
    "还有货吗",
    "还有没有",
    "还有",
    "多少钱",
    "什么价",
    "怎么卖",
    "卖吗",
    "有卖吗",
    "几块",
    "几个装",
    "几克",
    "多大",
    "多重",
    "多高",
    "怎么用",
    "怎么吃",
    "怎么玩",
    "好用吗",
    "好吃吗",
    "好玩吗",
    "辣吗",
    "甜吗",
    "包邮吗",
    "有几款",
    "有几种",
    "有优惠吗",
    "在哪买",
    "链接",
    "保质期多久",
    "有现货吗",
];

/// What may stand before the name of a ware that is asked for.
const WARE_OPENINGS: &[&str] = &[
    "",
    "你好",
    "您好",
    "请问",
    "亲",
    "老板",
    "有",
    "有没有",
    "你家",
    "你家的",
    "你们家",
    "你们家的",
    "店里",
    "店里的",
    "卖",
    "卖不卖",
    "买",
    "来",
    "要",
    "想买",
    "想要",
    "我要",
    "我想买",
    "这个",
    "那个",
    "这款",
    "那款",
    "推荐",
];

/// What an angry buyer calls: `垃圾店还有货吗` asks for no ware.
const ABUSED: &[&str] = &[
    "店", "商", "客服", "货", "东西", "玩意", "公司", "平台", "卖家", "老板", "质量", "服务", "产品", "衣", "鞋", "们",
];

/// Whether a hard word begins the name of a ware that the clause does nothing but ask for: `骗子酒馆多少钱`.
pub(crate) fn asks_for_a_ware(text: &str, range: &Range<usize>) -> bool {
    let border = |c: char| !c.is_alphanumeric();
    let before = text.get(..range.start).unwrap_or("").rsplit(border).next().unwrap_or("");
    let after = text.get(range.end..).unwrap_or("").split(border).next().unwrap_or("");
    let counted = ["个", "支", "盒", "瓶", "本", "件", "包", "箱", "袋", "套", "款", "份"];
    let opened = WARE_OPENINGS.contains(&before) || ends(before, &counted);
    let name = WARE_QUESTIONS.iter().filter_map(|question| after.strip_suffix(question)).min_by_key(|name| name.len());
    opened && name.is_some_and(|name| !name.is_empty() && !starts(name, ABUSED))
}
