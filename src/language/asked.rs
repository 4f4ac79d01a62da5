//! Attributes that are asked for without their names: by what they measure, or by the unit of what they count.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::holds;

/// How a measure is asked for, and what attributes of it are called.
const MEASURES: &[(&[&str], &[&str])] = &[
    (&["多长", "长多少", "长度"], &["长度", "尺寸", "规格尺寸", "长"]),
    (&["多宽", "宽多少", "宽度"], &["宽度", "尺寸"]),
    (&["多高", "高多少", "高度"], &["跟高", "高度", "尺寸"]),
    (&["多厚", "厚多少"], &["厚度", "克重"]),
    (&["多重", "重多少", "多少克", "几克", "几斤", "多少斤"], &["净含量", "净重", "重量", "克重", "规格"]),
    (&["多大", "多少毫升", "多少ml"], &["容量", "净含量", "尺寸"]),
    (&["几度", "多少度"], &["酒精度", "度数", "酒精含量"]),
    (
        &[
            "放多久",
            "放几天",
            "保存多久",
            "多久过期",
            "能放",
            "放半年",
            "放几个月",
            "放一年",
            "放到",
            "还能吃",
            "还能用",
            "还能喝",
            "会不会过期",
        ],
        &["保质期"],
    ),
];

/// Whether a text asks for the measure that an attribute of this name says.
pub(crate) fn measured(text: &str, name: &str) -> bool {
    MEASURES.iter().any(|(asked, names)| names.contains(&name) && holds(text, asked))
}

/// What is counted.
static COUNTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("(?:几|多少) ?(片|丸|粒|颗|包|袋|支|层|瓦|毫安|只|张|抽|枚|块|条|滴|泡|杯|分钟|格|针|寸|口|节)").ok()
});

/// What a text asks the number of: the `丸` of `一盒几丸`.
pub(crate) fn counted(text: &str) -> Option<&str> {
    let found = COUNTED.as_ref()?.captures(text)?.get(1)?;
    Some(found.as_str())
}

/// Whether a value counts this: `每盒 126g（14 丸）`.
pub(crate) fn counts(value: &str, unit: &str) -> bool {
    value.match_indices(unit).any(|(at, _)| {
        let before = value.get(..at).unwrap_or_default().trim_end();
        before.ends_with(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c))
    })
}

/// A figure of what goods contain.
static UNIT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("(?:多少|几) ?(mg|毫克|微克|大卡|千卡|卡路里|kj|千焦|iu|ppm|%|度|克|g(?:[^a-z]|$))").ok()
});

/// The unit of a figure of what goods contain that a text asks for: `每包多少mg`.
pub(crate) fn unit(text: &str) -> Option<&str> {
    let found = UNIT.as_ref()?.captures(text)?.get(1)?;
    Some(found.as_str().trim_end_matches(|c: char| !c.is_alphanumeric() && c != '%'))
}

/// Whether a value has a figure in it with this unit, by whatever name.
pub(crate) fn has_unit(value: &str, unit: &str) -> bool {
    let value = value.to_lowercase();
    let same: &[&str] = match unit {
        "mg" | "毫克" => &["mg", "毫克"],
        "g" | "克" => &["g", "克"],
        "大卡" | "千卡" | "卡路里" => &["大卡", "千卡", "kcal"],
        "kj" | "千焦" => &["kj", "千焦"],
        other => &[other],
    };
    same.iter().any(|unit| {
        let mut places = value.match_indices(unit).filter_map(|(at, _)| value.get(..at));
        places.any(|before| before.trim_end().ends_with(|c: char| c.is_ascii_digit()))
    })
}

/// What asks for a figure or a number, whatever stands with it.
const FIGURES: &[&str] = &[
    "报一下",
    "念一下",
    "几个点",
    "几个加",
    "百分之几",
    "浓度",
    "净重",
    "净含量",
    "含量多",
    "几分钟",
    "编号",
    "备案号",
    "批准文号",
    "放半年",
    "放一年",
    "放几个月",
    "没拆还能",
    "没开封还能",
    "没拆封还能",
];
/// What counts something else than what goods are.
const NO_FIGURES: &[&str] = &[
    "块钱", "几块", "满", "减", "券", "运费", "单号", "电话", "快递", "发货", "到货", "买几", "拍几", "拿几", "限购",
    "库存", "还剩", "剩几", "优惠", "付", "税号",
];

/// Whether a text asks for a figure or a number of the goods: `一盒几丸`, `pa几个加`, `备案号报一下`.
pub(crate) fn for_figure(text: &str) -> bool {
    let counts = COUNTED.as_ref().is_some_and(|counted| counted.is_match(text));
    (counts || holds(text, FIGURES)) && !holds(text, NO_FIGURES)
}

/// Whether a text asks what is in the goods: `里面有没有夏威夷果`, `配料有啥`.
pub(crate) fn for_contents(text: &str) -> bool {
    holds(
        text,
        &[
            "里面有",
            "里头有",
            "里边有",
            "里面含",
            "含不含",
            "里面都",
            "里头都",
            "里面是",
            "放了什么",
            "放了啥",
            "加了什么",
            "加了啥",
            "都有什么料",
            "都有啥料",
            "配料",
            "成分",
        ],
    )
}

/// Whether an attribute of this name lists what is in the goods.
pub(crate) fn is_of_contents(name: &str) -> bool {
    holds(name, &["配料", "套装内容", "套装清单", "包装清单", "清单", "内含", "成分", "原料", "填充物"])
}

/// Characters of no content: a pair with one of them names nothing.
const EMPTY: &str = "的了吗么嘛呢吧啊呀哦哈不没无有是会能要可以我你您它他她这那哪就都也还很太多少几个一二两三点些下上里中后前得着过把被给跟和与或到在从对于用做买卖拍穿戴吃喝";
/// Pairs that stand on every page and in every question.
const EVERYWHERE: &[&str] = &[
    "建议", "适合", "适用", "使用", "直接", "需要", "喜欢", "时候", "什么", "怎么", "商品", "产品", "颜色", "尺码",
    "规格", "款式", "衣服", "东西", "大小", "质量", "自己", "现在", "今天", "明天", "请问", "客服", "老板", "宝贝",
    "店铺", "发货", "快递", "包邮", "价格", "多久", "孩子", "宝宝", "朋友", "老人", "区别", "推荐", "担心", "感觉",
    "觉得", "知道", "确认", "版本", "皮肤", "常规", "天天", "每天", "方便", "注意", "温馨", "生产", "提示", "说明",
    "信息",
];

/// What speaks of a trade and of no page.
const TRADE: &[&str] = &[
    "买",
    "拍",
    "卖",
    "寄",
    "退",
    "换",
    "钱",
    "价",
    "便宜",
    "送",
    "补",
    "发票",
    "到货",
    "单号",
    "运费",
    "优惠",
    "活动",
    "赔",
    "改",
    "取消",
    "签收",
    "投诉",
    "付",
    "下单",
    "生产日期",
    "哪天",
];

/// Whether a text speaks of a trade.
pub(crate) fn is_of_trade(text: &str) -> bool {
    holds(text, TRADE)
}

/// What a text asks for in the goods: `夏威夷果` of `坚果里面有没有夏威夷果`.
pub(crate) fn thing_in(text: &str) -> Option<&str> {
    let asked = ["有没有", "含不含", "里面有", "里头有", "里边有", "含有", "里面含"];
    let behind = asked.iter().find_map(|word| text.split_once(word)).map(|(_, behind)| behind)?;
    let thing = behind
        .split([',', '?', '.', '!', ' ', ';'])
        .next()?
        .trim_end_matches(['吗', '么', '嘛', '没', '不', '呀', '啊', '呢', '的', '吧']);
    let chars = thing.chars().count();
    ((1..=6).contains(&chars) && !holds(thing, &["什么", "啥", "哪", "多少", "几", "东西"])).then_some(thing)
}

/// The pairs of characters of a text that say what it is about.
pub(crate) struct Pairs(Vec<String>);

impl Pairs {
    /// Of a text; what stands in `known` (the title, the options) says nothing.
    pub(crate) fn of(text: &str, known: &str) -> Pairs {
        let chars: Vec<char> = text.chars().take(80).collect();
        let content = |c: &char| c.is_alphabetic() && !c.is_ascii() && !EMPTY.contains(*c);
        let telling = chars.windows(2).filter(|pair| pair.iter().all(content));
        let mut pairs: Vec<String> = telling.map(|pair| pair.iter().collect()).collect();
        pairs.retain(|pair| !EVERYWHERE.contains(&pair.as_str()) && !known.contains(pair.as_str()));
        pairs.sort_unstable();
        pairs.dedup();
        Pairs(pairs)
    }

    /// How many of them stand in a line of a page.
    pub(crate) fn shared(&self, line: &str) -> usize {
        let line = line.to_lowercase();
        self.0.iter().filter(|pair| line.contains(pair.as_str())).count()
    }
}

/// The first two figures of a range of sizes: `36-43`, `适合35到39码`.
pub(crate) fn range_of_sizes(value: &str) -> Option<(u32, u32)> {
    let mut numbers = value.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse::<u32>().ok());
    let (low, high) = (numbers.next()?, numbers.next()?);
    (low < high && (15..=60).contains(&low) && (15..=60).contains(&high)).then_some((low, high))
}

/// Whether an attribute says which sizes something fits.
pub(crate) fn is_of_sizes(name: &str) -> bool {
    holds(name, &["适合鞋码", "适用鞋码", "适合脚码", "适用脚码", "鞋码范围", "适合尺码", "适用尺码", "适合码数"])
}

/// That a size fits or does not.
pub(crate) fn size_fits(size: u32, fits: bool) -> String {
    if fits { format!("{size} 码可以") } else { format!("{size} 码不在合适的范围里") }
}

/// Whether an attribute says where goods come from.
pub(crate) fn is_origin(name: &str) -> bool {
    holds(name, &["产地", "原产", "产区"])
}

/// Whether a text asks for an attribute by the beginning of its name, or by letters that stand in its value: `备案号报一下`, `spf多少`.
pub(crate) fn named(text: &str, name: &str, value: &str) -> bool {
    let chars: Vec<char> = name.chars().collect();
    let begins = chars.len() > 2 && text.contains(&chars.iter().take(2).collect::<String>());
    let asked =
        holds(text, &["报一下", "发一下", "是什么", "是多少", "多少", "几个", "几点", "给一下", "说一下", "什么"]);
    let letters = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1);
    let mut in_value = letters.filter(|word| value.to_lowercase().contains(word));
    asked && (begins || in_value.next().is_some())
}

/// `多少`, `那多少呀`: nothing but how much.
pub(crate) fn is_bare_price(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric() || "那呀啊呢来着的".contains(c));
    ["多少", "多少钱", "几多", "啥价", "什么价"].contains(&bare)
}

/// Whether it speaks of what was sent, or of what is sent back.
pub(crate) fn is_of_sent(text: &str) -> bool {
    text.contains(['发', '收', '寄', '错', '少', '退', '换'])
}
