//! What somebody is allergic to, by a message that asks whether goods suit them.

use crate::text::{ends, holds, starts};

/// What people are allergic to, and pages name.
const ALLERGENS: &[&str] = &[
    "花生",
    "坚果",
    "核桃",
    "杏仁",
    "腰果",
    "开心果",
    "榛子",
    "巴旦木",
    "松子",
    "果仁",
    "牛奶",
    "奶粉",
    "奶制品",
    "乳制品",
    "奶蛋白",
    "乳蛋白",
    "牛奶蛋白",
    "乳糖",
    "奶",
    "鸡蛋",
    "蛋清",
    "蛋黄",
    "蛋",
    "海鲜",
    "鱼虾",
    "虾",
    "螃蟹",
    "蟹",
    "鱼",
    "贝类",
    "甲壳类",
    "大豆",
    "黄豆",
    "豆类",
    "豆制品",
    "小麦",
    "面粉",
    "麸质",
    "荞麦",
    "芝麻",
    "黑芝麻",
    "芒果",
    "桃子",
    "桃",
    "菠萝",
    "草莓",
    "猕猴桃",
    "香蕉",
    "椰子",
    "蜂蜜",
    "花粉",
    "巧克力",
    "牛肉",
    "羊肉",
    "酒精",
    "乙醇",
    "香精",
    "香料",
    "防腐剂",
    "烟酰胺",
    "水杨酸",
    "羊毛",
    "羽绒",
    "乳胶",
    "尘螨",
    "化纤",
    "镍",
    "金属",
    "蛋白",
];

/// Words for the state.
const SIGNS: &[&str] = &["过敏", "不耐受"];

/// What links two of them.
const LINKS: &[&str] = &["和", "跟", "与", "及", "、", "或"];

/// What the goods of this conversation are called: whoever names them says what happened.
const GOODS: &[&str] = &["你家", "你们", "这个", "这款", "这件", "这瓶", "店里", "贵店", "它"];

/// What asks whether goods suit somebody.
const SUITS: &[&str] = &[
    "能",
    "可以",
    "可不可",
    "要紧",
    "打紧",
    "碍事",
    "有事",
    "影响",
    "敢",
    "适合",
    "合适",
    "安全",
    "吃得",
    "喝得",
    "用得",
    "冲得",
    "行不",
    "行吗",
    "有没有",
    "含不含",
    "有吗",
];

/// What asks for something else.
const OTHERS: &[&str] = &["退", "赔", "怎么办", "咋办", "投诉", "发货", "快递", "运费"];

/// The allergens that a clause which ends before the sign names, the last first.
fn before(clause: &str) -> Vec<&str> {
    let mut rest = clause.trim_end_matches(['会', '很', '也', '都', '严', '重', '轻', '度', '有', '点', '些']);
    let mut found = Vec::new();
    while let Some(word) = ALLERGENS.iter().filter(|word| rest.ends_with(**word)).max_by_key(|word| word.len()) {
        found.extend(rest.get(rest.len() - word.len()..));
        rest = rest.strip_suffix(word).unwrap_or_default();
        let Some(link) = LINKS.iter().find(|link| rest.ends_with(**link)) else { break };
        rest = rest.strip_suffix(link).unwrap_or_default();
    }
    if found.is_empty()
        && let Some((_, thing)) = rest.rsplit_once('对')
    {
        let known =
            (1..=6).contains(&thing.chars().count()) && !holds(thing, GOODS) && !holds(thing, &["什么", "啥", "哪"]);
        found.extend(Some(thing).filter(|_| known));
    }
    found
}

/// Whether a mark ends a clause.
fn is_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '.' | '!' | ';' | '?' | '，' | '。' | '！' | '；' | '？')
}

/// The allergens that a text says somebody has, where it asks whether goods suit them: `娃花生过敏 吃这个要紧不`.
pub(crate) fn asked(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for sign in SIGNS {
        for (at, _) in text.match_indices(sign) {
            let head = text.get(..at).unwrap_or_default();
            let clause = head.rsplit(is_mark).next().unwrap_or_default();
            let tail = text.get(at + sign.len()..).unwrap_or_default();
            if !starts(tail, &["原", "源", "了", "药", "性", "体质", "肌", "皮"]) && !has_happened(clause) {
                found.extend(before(clause));
            }
        }
    }
    found.truncate(4);
    if holds(text, SUITS) && !holds(text, OTHERS) { found } else { Vec::new() }
}

/// A text without the allergies that it tells: what is left names the goods.
pub(crate) fn without(text: &str) -> String {
    let told = |text: String, allergen: &&str| {
        SIGNS.iter().fold(text, |text, sign| text.replace(&format!("{allergen}{sign}"), " "))
    };
    let mut allergens = asked(text);
    allergens.sort_unstable_by_key(|allergen| std::cmp::Reverse(allergen.len()));
    allergens.iter().fold(text.to_owned(), told)
}

/// Whether a clause before the sign says that something was used: `吃了花生`.
fn has_happened(clause: &str) -> bool {
    holds(clause, &["了", "完", "后", "就", "着"]) || holds(clause, GOODS)
}

/// Whether the sign is what somebody is, and nothing that happened: an allergen stands before it, or nothing was used and the next clause asks
/// whether somebody may. `head` is the clause before the sign, `end` where the sign ends.
pub(crate) fn is_told(text: &str, head: &str, end: usize, happened: bool) -> bool {
    if happened || has_happened(head) {
        return false;
    }
    let tail = text.get(end..).unwrap_or_default();
    if !before(head).is_empty() {
        return !holds(tail, &["进医院", "住院", "送医院", "肿", "起疹", "红了"]);
    }
    let used = ends(head, &["用", "吃", "穿", "喝", "涂", "抹", "敷", "擦", "戴", "贴", "洗"]);
    let next = tail.trim_start_matches(is_mark);
    let asks = starts(next, &["能", "可以", "可不可以", "这个能", "这款能", "这个可以", "这款可以", "敢", "适合"]);
    let takes = holds(next, &["用", "吃", "喝", "穿", "冲", "涂", "抹", "擦", "敷", "戴"]);
    !used && !head.is_empty() && next.len() < tail.len() && asks && takes && !holds(next, &["还能", "继续", "退", "赔"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_not_eat_what() {
        for (text, expect) in [
            ("娃花生过敏 吃这个丸子要紧不", &["花生"][..]),
            ("花生过敏 坚果能冲吗", &["花生"]),
            ("我对芒果过敏能吃吗", &["芒果"]),
            ("对羊绒过敏 能穿不", &["羊绒"]),
            ("花生和牛奶过敏的人可以吃吗", &["牛奶", "花生"]),
            ("牛奶蛋白过敏的宝宝能喝吗", &["牛奶蛋白"]),
            ("酒精过敏能用吗", &["酒精"]),
            ("乳糖不耐受能喝吗", &["乳糖"]),
            ("吃了花生过敏 还能吃吗", &[]),
            ("过敏体质能用吗", &[]),
            ("过敏原有哪些", &[]),
            ("会不会过敏", &[]),
            ("花生过敏能退吗", &[]),
        ] {
            assert_eq!(asked(text), expect, "{text}");
        }
    }
}
