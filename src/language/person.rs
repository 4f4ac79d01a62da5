//! Names and addresses of people, by their shape, in texts that nobody asked for one in.
//!
//! What the buyer is asked to write is read by `entity::address`, which knows the provinces and cities and has to find every
//! part; here a word too many is no harm, and a street that nobody has heard of is an address too.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::text::starts;

/// A place, and behind it a house, a flat or a floor.
static ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let gap = r"[\p{Han}A-Za-z0-9０-９ #－-]{0,14}?";
    let number = r"[A-Za-z0-9０-９一二三四五六七八九十百]{1,6} ?";
    let road = "路|街|大道|巷|弄|胡同|村|镇|乡|小区|花园|公寓|苑|大厦|广场|家园|园区";
    let house = "号楼|号院|号|栋|幢|座|单元|室|弄|楼|层|户";
    let flat = "号楼|号院|栋|幢|单元|室|弄";
    Regex::new(&format!("(?:(?:{road}){gap}{number}(?:{house})|(?:省|市|区|县|旗){gap}{number}(?:{flat}))")).ok()
});

/// Whether a house, a flat or a floor of an address may end so. Hardly any text has such a character.
fn ends_house(c: char) -> bool {
    matches!(c, '号' | '栋' | '幢' | '座' | '元' | '室' | '弄' | '楼' | '层' | '户')
}

/// What an address goes on with: `2栋301`.
const HOUSE: &str = "号栋幢座单元室楼层户#-－—* ";
/// Words that an address stands behind.
const LEADING: &[&str] = &[
    "改成",
    "改为",
    "改到",
    "换成",
    "换到",
    "寄到",
    "送到",
    "发到",
    "寄往",
    "寄去",
    "地址是",
    "地址",
    "住在",
    "家在",
    "人在",
    "搬到",
    "住",
    "到",
    "是",
    "在",
];
/// What ends a phrase.
const MARKS: &[char] =
    &['，', '。', '！', '？', '；', '：', ',', '!', '?', ';', ':', '\n', '“', '”', '"', '、', '|', '/'];

/// Words that a person's name stands behind.
static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:收件人|收货人|联系人|姓名|户名|我叫|抬头)(?:写错了|名字|改成|改为|换成|写|填|是|叫|为|个人|[：:，, ])*",
    )
    .ok()
});
/// What follows a name without a mark between them.
const BEHIND_NAME: &[&str] = &["电话", "手机", "地址", "的", "吧", "谢谢", "收", "，"];
/// Family names of two characters, and of one.
const FAMILIES: &[&str] = &[
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "司徒", "南宫", "长孙",
    "宇文", "端木",
];
const FAMILY: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤欧";
/// Characters of a name.
const MAX_NAME: usize = 4;
/// What begins like a name and is none.
const NO_NAMES: &[&str] =
    &["谢谢", "谢了", "方便", "白天", "高兴", "何时", "万一", "向您", "马上", "任何", "金额", "黄金", "石头"];

/// Whether a text is a person's name and nothing else.
pub(crate) fn is_name(text: &str) -> bool {
    let text = text.trim();
    name_length(text).is_some_and(|length| length == text.len()) && !is_no_name(text)
}

/// The addresses in what somebody wrote.
pub(crate) fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let Some(address) = ADDRESS.as_ref().filter(|_| text.contains(ends_house)) else { return found };
    let mut start = 0;
    for phrase in text.split_inclusive(MARKS) {
        let whole = phrase.trim_end_matches(MARKS);
        let mut places = address.find_iter(whole);
        if let Some(first) = places.next() {
            let last = places.last().map_or(first.end(), |last| last.end());
            let rest = whole.get(last..).unwrap_or_default();
            let more = rest.find(|c: char| !c.is_ascii_alphanumeric() && !HOUSE.contains(c)).unwrap_or(rest.len());
            let end = last + rest.get(..more).unwrap_or_default().trim_end().len();
            let before = whole.get(..first.start()).unwrap_or_default();
            let begins = LEADING.iter().filter_map(|word| Some(before.rfind(word)? + word.len())).max().unwrap_or(0);
            found.push(start + begins..start + end);
        }
        start += phrase.len();
    }
    found
}

/// The names in what somebody wrote: behind a word that announces one and, beside a phone or an address, by themselves.
pub(crate) fn names(text: &str, beside: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if let Some(named) = &*NAMED {
        for before in named.find_iter(text) {
            // No name is longer, and a text may announce hundreds.
            let rest = text.get(before.end()..).unwrap_or_default();
            let rest = rest.char_indices().nth(MAX_NAME).map_or(rest, |(end, _)| rest.get(..end).unwrap_or_default());
            let end = BEHIND_NAME.iter().filter_map(|word| rest.find(word)).min().unwrap_or(rest.len());
            let length = rest.get(..end).and_then(name_length);
            found.extend(length.map(|length| before.end()..before.end() + length));
        }
    }
    if beside {
        let mut start = 0;
        for word in text.split_inclusive(|c: char| c.is_whitespace() || MARKS.contains(&c)) {
            let name = word.trim_end_matches(|c: char| c.is_whitespace() || MARKS.contains(&c));
            if is_name(name) {
                found.push(start..start + name.len());
            }
            start += word.len();
        }
    }
    found
}

/// Bytes of the name that a text begins with.
fn name_length(text: &str) -> Option<usize> {
    let family = FAMILIES.iter().find(|family| text.starts_with(**family)).map(|family| family.len());
    let family = family.or_else(|| text.chars().next().filter(|c| FAMILY.contains(*c)).map(char::len_utf8))?;
    let is_han = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    let given: usize = text.get(family..)?.chars().take_while(is_han).take(2).map(char::len_utf8).sum();
    (given > 0).then_some(family + given)
}

fn is_no_name(word: &str) -> bool {
    starts(word, NO_NAMES) || word.ends_with(['色', '码', '款', '号', '了', '吗', '的', '呢', '吧'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_by_themselves() {
        for (text, expect) in [
            ("王小明", true),
            ("欧阳晓岚", true),
            ("腾讯科技", false),
            ("王小明家", false),
            ("谢谢", false),
            ("黄色", false),
        ] {
            assert_eq!(is_name(text), expect, "{text}");
        }
    }
}
