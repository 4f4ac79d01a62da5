//! Whom a size is for: the measures that a message tells, the size that is worn otherwise, how it should sit, and who wears it.

use std::collections::BTreeMap;

use crate::language::entity::size::letter_size;
use crate::language::size::{Measure, TOLD};
use crate::names::{Entity, EntityKind, Value};
use crate::text::{Letters, ends, holds, numeral, starts, without};

/// What is known of who wears it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Body {
    /// Thousandths of a millimetre, of a gram, of a month.
    pub(crate) measures: BTreeMap<Measure, i64>,
    /// The size that is worn otherwise (`平时穿M`).
    pub(crate) usual: Option<String>,
    /// How it should sit, where that is said.
    pub(crate) wish: Option<Wish>,
    /// Who wears it, where that is said.
    pub(crate) of: Option<Whom>,
}

/// How goods should sit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    Loose,
    Tight,
    /// Something is worn under it: a jumper under a coat, thick socks in shoes.
    Layered,
}

/// Who wears what is bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whom {
    /// The buyer.
    Buyer,
    Other,
}

impl Body {
    /// What a message tells, in its normal form, with what it names.
    pub(crate) fn read(text: &str, entities: &[Entity]) -> Body {
        let mut body = Body { usual: usual(text), wish: wish(text), of: whom(text), ..Body::default() };
        for entity in entities {
            if let Value::Number(number) = entity.value {
                body.know(entity.kind, number);
            }
        }
        if let Some(months) = age(text) {
            body.measures.insert(Measure::Age, months * 1_000);
        }
        body
    }

    /// Takes in what an entity tells, where it is a measure and the first of its kind.
    pub(crate) fn know(&mut self, kind: EntityKind, number: i64) {
        if let Some((_, measure, unit)) = TOLD.iter().find(|(told, ..)| *told == kind) {
            self.measures.entry(*measure).or_insert(number.saturating_mul(*unit));
        }
    }

    /// The same with what was known before of the same person.
    pub(crate) fn after(mut self, earlier: &Body) -> Body {
        if self.of.is_some() && earlier.of.is_some() && self.of != earlier.of {
            return self;
        }
        for (measure, amount) in &earlier.measures {
            self.measures.entry(*measure).or_insert(*amount);
        }
        self.usual = self.usual.or_else(|| earlier.usual.clone());
        self.wish = self.wish.or(earlier.wish);
        self.of = self.of.or(earlier.of);
        self
    }
}

/// What a length that is told without a name is not of: goods and parts of the body.
const NO_HEIGHT: &[&str] =
    &["长", "宽", "围", "肩", "袖", "腰", "胸", "臀", "厚", "径", "跟", "筒", "尺寸", "包", "箱", "桌", "床"];

/// A child's height that is told by its unit alone (`118cm要粉色`): a height only where the goods are sized by heights. Centimetres.
pub(crate) fn bare_height(text: &str) -> Option<i64> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let at = ["cm", "厘米", "公分"].iter().find_map(|unit| text.find(unit))?;
    let before = text.get(..at)?.trim_end();
    let digits = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let height = before.get(digits.len()..)?.parse::<i64>().ok()?;
    ((60..140).contains(&height) && !holds(text, NO_HEIGHT)).then_some(height)
}

/// Whether a text asks how a size that it names would sit: `XL会不会太大`, `均码穿得上不`.
pub(crate) fn judges_size(text: &str) -> bool {
    let words = [
        "太大",
        "太小",
        "大不大",
        "小不小",
        "会大",
        "会小",
        "偏大",
        "偏小",
        "会紧",
        "太紧",
        "紧不紧",
        "紧吗",
        "会松",
        "松不松",
        "穿得上",
        "穿得下",
        "穿得进",
        "穿得了",
        "塞得",
        "能穿",
        "可以穿",
        "合适",
        "合身",
        "会不会紧",
        "勒不勒",
        "会勒",
        "穿不穿得",
    ];
    holds(text, &words)
}

/// What stands before the size that is worn otherwise.
const USUALLY: &[&str] = &[
    "平时",
    "平常",
    "一般",
    "通常",
    "日常",
    "往常",
    "一直",
    "经常",
    "以前",
    "之前",
    "从来",
    "向来",
    "正常",
    "穿惯",
    "习惯",
    "别家",
    "别的牌子",
    "其他牌子",
];
/// What stands between that and the size.
const WORN: &[&str] = &[
    "都",
    "是",
    "穿",
    "买",
    "选",
    "拿",
    "要",
    "的",
    "我",
    "会",
    "衣服",
    "裤子",
    "裙子",
    "鞋子",
    "鞋",
    "上衣",
    "内衣",
    "尺码",
    "码数",
    "码",
    "就",
    "戴",
    "也",
    "在",
    "牌子",
    "家",
    "大概",
    "差不多",
    " ",
    ":",
    ",",
    "t恤",
    "外套",
    "运动",
    "皮",
    "童装",
    "文胸",
    "裤",
    "了",
];
/// What stands before 穿 where a size is looked for and not told (`130斤能穿L`).
const LOOKS_FOR: &[&str] =
    &["想", "要", "该", "能", "以", "合", "会", "得", "议", "荐", "人", "斤", "g", "m", "适", "不", "没", "选", "够"];
/// What asks whether a size fits.
const FITS: &[&str] =
    &["吗", "么", "?", "还是", "合适", "可以", "行不", "能", "够", "会", "怎么样", "咋样", "呢", "对不"];

/// The size that is worn otherwise: `平时穿M`, `一般38码`, `我穿L`.
fn usual(text: &str) -> Option<String> {
    let letters = Letters::of(text);
    let told = text.contains('我') || letters.may_have('穿') || USUALLY.iter().any(|word| letters.may_spell(word));
    if !told || !text.contains(|c: char| c.is_ascii_alphanumeric() || c == '码') {
        return None;
    }
    let told = USUALLY.iter().filter(|word| letters.may_spell(word)).find_map(|word| {
        let (_, after) = text.split_once(word)?;
        size_at(after).map(|(size, _)| size)
    });
    // `我穿L`, `优衣库穿M`, `我是L码的`: told, unless the clause asks.
    let worn = || {
        let (before, after) = text.split_once('穿')?;
        let told = !ends(before, LOOKS_FOR) && !before.ends_with(|c: char| c.is_ascii_digit());
        size_here(after.trim_start_matches(['的', '是'])).filter(|_| told)
    };
    let own = || {
        let after = text.strip_prefix('我')?;
        let found = size_here(after.strip_prefix('是').unwrap_or(after))?;
        Some(found).filter(|(size, rest)| rest.starts_with(['码', '号']) || letter_size(size).is_some())
    };
    told.or_else(|| {
        let (size, rest) = worn().or_else(own)?;
        let clause = rest.split([',', '.', ' ']).next().unwrap_or("");
        (!holds(clause, FITS)).then_some(size)
    })
}

/// The size that `text` starts with, small words aside, and what follows it.
fn size_at(text: &str) -> Option<(String, &str)> {
    let mut rest = text;
    while let Some(shorter) = WORN.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    size_here(rest)
}

/// The size that `text` starts with, and what follows it.
fn size_here(text: &str) -> Option<(String, &str)> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '/')).unwrap_or(text.len());
    let (word, after) = text.split_at_checked(end)?;
    let word = word.trim_matches('.');
    if let Some(size) = letter_size(word) {
        return Some((size, after));
    }
    if let Some(named) = ["均码", "大码", "中码", "小码"].iter().find(|it| text.starts_with(**it)) {
        return text.strip_prefix(named).map(|after| ((*named).to_owned(), after));
    }
    // A number is a size unless it counts or measures something.
    let marked = after.starts_with(['码', '号']);
    let number = word.parse::<f32>().ok();
    let numbered = number
        .is_some_and(|it| (22.0..=50.0).contains(&it) || ((59.0..=330.0).contains(&it) && (marked || it >= 215.0)));
    let lettered = number.is_none() && word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 8;
    let counts = !marked
        && after.starts_with(|c: char| c.is_alphabetic())
        && !starts(after, &["的", "就", "刚", "正", "这", "那", "鞋", "裤", "左右", "合适", "有"]);
    let unit = ends(word, &["kg", "cm", "mm", "g", "m"]);
    ((numbered || (lettered && !unit)) && !counts).then(|| (word.to_ascii_uppercase(), after))
}

/// What says how goods should sit. Under `Layered` stands what is worn beneath.
const WISHES: &[(Wish, &[&str])] = &[
    (
        Wish::Layered,
        &[
            "穿毛衣",
            "套毛衣",
            "加毛衣",
            "穿卫衣",
            "套卫衣",
            "里面要套",
            "里面套",
            "里头套",
            "里头穿",
            "里头要",
            "套厚",
            "套件毛衣",
            "内搭",
            "里面加",
            "里面要穿",
            "里面还要",
            "里面穿",
            "里面会穿",
            "穿厚",
            "加厚的里",
            "叠穿",
            "厚袜",
            "棉袜",
            "秋衣",
            "加衣服",
            "保暖内衣",
        ],
    ),
    (
        Wish::Loose,
        &[
            "宽松",
            "宽大",
            "宽一点",
            "宽点",
            "松一点",
            "松点",
            "松一些",
            "肥一点",
            "肥点",
            "大一点",
            "大点",
            "大一些",
            "大一码",
            "大1码",
            "大一号",
            "大1号",
            "大个码",
            "大个号",
            "大两码",
            "大2码",
            "oversize",
            "oversized",
            "不紧绷",
            "不勒",
            "脚背高",
            "脚背有点高",
            "脚背比较高",
            "脚宽",
            "脚有点宽",
            "脚比较宽",
            "脚胖",
            "脚肥",
        ],
    ),
    (
        Wish::Tight,
        &[
            "修身",
            "紧身",
            "贴身",
            "紧一点",
            "紧点",
            "紧一些",
            "瘦一点",
            "瘦点",
            "小一点",
            "小点",
            "小一些",
            "小一码",
            "小1码",
            "小一号",
            "小1号",
            "小个码",
            "收身",
            "短一点",
            "脚瘦",
            "脚窄",
        ],
    ),
    (Wish::Loose, &["松"]),
    (Wish::Tight, &["紧", "包身"]),
];
/// Words with 松 or 紧 in them that say nothing of how goods sit.
const NO_WISH: &[&str] = &["抓紧", "赶紧", "要紧", "紧急", "轻松", "放松", "松紧", "松软", "肉松"];
/// What wants something.
const WANTING: &[&str] =
    &["想", "要", "喜欢", "希望", "爱", "习惯", "偏", "最好", "倾向", "需要", "打算", "准备", "给我", "再", "换"];
/// What turns a wish around.
const NOT: &[&str] = &["不要", "不想", "不喜欢", "别", "不爱", "怕", "不能", "不穿", "不希望", "讨厌", "不习惯"];
/// What asks how goods sit, and what says how those sit that somebody has.
const ASKS: &[&str] = &["吗", "会不会", "是不是", "偏大", "偏小", "么", "?", "还是", "怎么办", "不宽", "不修", "不紧"];
const HAPPENED: &[&str] = &["了", "买大", "买小", "拍大", "拍小", "穿着", "收到"];
/// Steps from one size to the next: a wish however they are asked for.
const STEPS: &[&str] = &["一码", "1码", "两码", "2码", "一号", "1号", "个码", "个号"];

/// How it should sit: `想穿宽松点`, `喜欢修身的`, `不要太紧`, `里面要穿毛衣`, `再大一码呢`.
fn wish(text: &str) -> Option<Wish> {
    let letters = Letters::of(text);
    let words = || WISHES.iter().flat_map(|(wish, words)| words.iter().map(|word| (*wish, *word)));
    let spelt = || words().filter(|(_, word)| letters.may_spell(word));
    if !spelt().any(|(_, word)| text.contains(word)) {
        return None;
    }
    let sits = holds(text, &["要紧身", "要紧一", "要紧点"]);
    let idle = NO_WISH.iter().filter(|word| letters.may_spell(word) && !(sits && **word == "要紧"));
    let text = without(text, idle);
    let mut clauses = text.split([',', '.', '!', ' ', ';']).filter(|clause| !clause.is_empty());
    clauses.find_map(|clause| {
        let (wish, at, word) = spelt().find_map(|(wish, word)| clause.find(word).map(|at| (wish, at, word)))?;
        let step = ends(word, STEPS);
        let before = clause.get(..at).unwrap_or("");
        let happened = holds(clause, HAPPENED) && !(step && holds(clause, &["再", "换"]));
        let turned = holds(before, NOT);
        let short = clause.chars().count() <= word.chars().count() + 3;
        let wanted =
            step || wish == Wish::Layered || turned || short || holds(clause, WANTING) || starts(word, &["脚"]);
        // `里面能穿毛衣吗` asks for the goods; whoever wears one says so.
        let asks = holds(clause, ASKS) && !step;
        if (happened && !turned) || asks || !wanted {
            return None;
        }
        match (wish, turned) {
            (Wish::Layered, true) => None,
            (Wish::Loose, true) => Some(Wish::Tight),
            (Wish::Tight, true) => Some(Wish::Loose),
            (wish, false) => Some(wish),
        }
    })
}

/// Somebody else than the buyer.
const OTHERS: &[&str] = &[
    "爸", "妈", "老公", "老婆", "老头", "男友", "女友", "朋友", "对象", "媳妇", "儿子", "女儿", "孩子", "宝宝", "小孩",
    "娃", "闺女", "孙子", "孙女", "爷爷", "奶奶", "外公", "外婆", "姥", "弟", "妹", "我哥", "我姐", "哥哥", "姐姐",
    "同学", "同事", "公公", "婆婆", "岳父", "岳母", "长辈", "老人", "父亲", "母亲", "闺蜜", "丈夫", "妻子", "侄",
    "外甥", "他", "她", "送人",
];
/// What only looks like one of them.
const NOBODY: &[&str] = &[
    "其他",
    "其她",
    "他们家",
    "吉他",
    "小哥哥",
    "小姐姐",
    "宝宝们",
    "男朋友风",
    "姐妹",
    "朋友推荐",
    "朋友介绍",
    "朋友说",
    "朋友圈",
];
/// The buyer.
const BUYER: &[&str] =
    &["自己穿", "我自己", "本人", "我穿", "我身高", "我体重", "我平时", "我一般", "我是1", "我1", "我一米"];

/// Who wears it, where that is said: `给我爸买，他178 160斤`.
fn whom(text: &str) -> Option<Whom> {
    if !holds(text, OTHERS) {
        return holds(text, BUYER).then_some(Whom::Buyer);
    }
    let masked = without(text, NOBODY);
    if holds(&masked, OTHERS) && !holds(&masked, &["自己穿", "我自己"]) {
        return Some(Whom::Other);
    }
    holds(text, BUYER).then_some(Whom::Buyer)
}

/// A child's age in months: `3岁`, `三岁半`, `18个月的宝宝`.
fn age(text: &str) -> Option<i64> {
    if !text.contains(['岁', '月']) {
        return None;
    }
    let before = |unit: &str| {
        let (before, after) = text.split_once(unit)?;
        let digit = |c: char| c.is_ascii_digit();
        let start = before.trim_end_matches(digit).len();
        let digits = before.get(start..).filter(|digits| !digits.is_empty());
        let number = match digits {
            Some(digits) => digits.parse::<i64>().ok(),
            None => {
                let start = before.trim_end_matches(|c| numeral::digit(c).is_some() || c == '十').len();
                numeral::value(before.get(start..)?).and_then(|value| i64::try_from(value).ok())
            }
        };
        Some((number?, after))
    };
    if let Some((years, after)) = before("周岁").or_else(|| before("岁")).filter(|(years, _)| *years <= 17) {
        return Some(years * 12 + if after.starts_with('半') { 6 } else { 0 });
    }
    let child = holds(text, &["宝宝", "孩子", "娃", "儿子", "女儿", "月大", "穿多大", "穿什么码"]);
    before("个月").filter(|(months, _)| child && *months <= 48).map(|(months, _)| months)
}

#[cfg(test)]
mod tests;
