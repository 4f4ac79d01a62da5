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
    (&["放多久", "放几天", "保存多久", "多久过期", "能放"], &["保质期"]),
];

/// Whether a text asks for the measure that an attribute of this name says.
pub(crate) fn measured(text: &str, name: &str) -> bool {
    MEASURES.iter().any(|(asked, names)| holds(text, asked) && names.contains(&name))
}

/// What is counted.
static COUNTED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("(?:几|多少) ?(片|丸|粒|颗|包|袋|支|层|瓦|毫安|只|张|抽|枚|块|条|滴|泡|杯)").ok());

/// Whether a text asks how many there are of what a value counts: `一盒几丸` of `每盒 126g（14 丸）`.
pub(crate) fn counted(text: &str, value: &str) -> bool {
    let unit = COUNTED.as_ref().and_then(|counted| counted.captures(text)).and_then(|found| found.get(1));
    let Some(unit) = unit.map(|unit| unit.as_str()) else { return false };
    value.match_indices(unit).any(|(at, _)| {
        let before = value.get(..at).unwrap_or_default().trim_end();
        before.ends_with(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c))
    })
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
