//! Masks what people write: besides what [`privacy::mask`] finds, phones in every form that is read as one, addresses and
//! people's names by their shape.
//!
//! For the record only (facts, lines, packages). A reply may name the shop's own address or a street; a record that hides a
//! word too many is no harm.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::privacy::{self, Secrets, initial, is_mobile, masked_number};
use crate::text::normalize::Normalized;

/// A place, and behind it a house, a flat or a floor.
static ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let gap = r"[\p{Han}A-Za-z0-9０-９ #－-]{0,14}?";
    let number = r"[A-Za-z0-9０-９一二三四五六七八九十百]{1,6} ?";
    let road = "路|街|大道|巷|弄|胡同|村|镇|乡|小区|花园|公寓|苑|大厦|广场|家园|园区";
    let house = "号楼|号院|号|栋|幢|座|单元|室|弄|楼|层|户";
    let flat = "号楼|号院|栋|幢|单元|室|弄";
    Regex::new(&format!("(?:(?:{road}){gap}{number}(?:{house})|(?:省|市|区|县|旗){gap}{number}(?:{flat}))")).ok()
});

/// The number of an identity card, or of a bank card as UnionPay gives them. Orders have 19 digits and begin otherwise.
static CARD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^0-9])([1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx]|62[0-9]{14}(?:[0-9]{3})?)(?:[^0-9]|$)").ok()
});

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

/// `text` with everything masked that identifies a person, for the record.
pub(crate) fn mask<'t>(text: &'t str, secrets: &Secrets) -> Cow<'t, str> {
    let mut found = privacy::found_in(text, secrets);
    let phones = phones(text);
    let addresses = addresses(text);
    let names = names(text, !phones.is_empty() || !addresses.is_empty() || !found.is_empty());
    found.extend(phones.into_iter().map(|(span, digits)| (span, masked_number(&digits))));
    let cards = CARD.iter().flat_map(|card| card.captures_iter(text)).filter_map(|found| Some(found.get(1)?.range()));
    found.extend(cards.map(|span| (span.clone(), masked_number(text.get(span).unwrap_or_default()))));
    found.extend(addresses.into_iter().map(|span| (span, "****".to_owned())));
    found.extend(names.into_iter().filter_map(|span| Some((span.clone(), initial(text.get(span)?)))));
    if found.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(privacy::replace(text, found)) }
}

/// Whether a text is a person's name and nothing else.
pub(crate) fn is_name(text: &str) -> bool {
    let text = text.trim();
    name_length(text).is_some_and(|length| length == text.len()) && !is_no_name(text)
}

/// The addresses in what somebody wrote.
pub(crate) fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let Some(address) = &*ADDRESS else { return found };
    let mut start = 0;
    for phrase in text.split_inclusive(MARKS) {
        let whole = phrase.trim_end_matches(MARKS);
        if let Some(first) = address.find(whole) {
            let last = address.find_iter(whole).last().map_or(first.end(), |last| last.end());
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

/// The phones in what somebody wrote, in every form that is read as one: the normal form has no emoji and nothing invisible
/// between the digits, and half-width ones. Groups may be of any size.
fn phones(text: &str) -> Vec<(Range<usize>, String)> {
    if text.chars().filter(|c| c.is_numeric()).nth(10).is_none() {
        return Vec::new();
    }
    let normal = Normalized::new(text);
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in normal.text().bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = runs.get(at..).filter(|rest| !rest.is_empty()) {
        match phone(normal.text(), rest) {
            Some((count, range, digits)) => {
                found.push((normal.span(range), digits));
                at += count;
            }
            None => at += 1,
        }
    }
    found
}

/// The phone that begins with the first of these runs of digits: how many of them it takes.
fn phone(text: &str, runs: &[Range<usize>]) -> Option<(usize, Range<usize>, String)> {
    let first = runs.first()?;
    let mut digits = String::new();
    let mut end = first.start;
    for (count, run) in (1..).zip(runs.iter().take(11)) {
        let gap = text.get(end..run.start)?;
        if count > 1 && ![" ", "-", ")", ") "].contains(&gap) {
            return None;
        }
        digits.push_str(text.get(run.clone())?);
        end = run.end;
        let number = digits.strip_prefix("0086").or(digits.strip_prefix("86")).unwrap_or(&digits);
        if is_mobile(number) {
            return Some((count, first.start..end, number.to_owned()));
        }
        if count > 1 && matches!(first.len(), 3 | 4) && is_landline(&digits) {
            return Some((count, first.start..end, digits));
        }
        if digits.len() > 15 {
            return None;
        }
    }
    None
}

/// Whether these are an area code and a number of the fixed network.
fn is_landline(digits: &str) -> bool {
    (11..=12).contains(&digits.len()) && digits.starts_with('0') && !digits.starts_with("00")
}

/// The names in what somebody wrote: behind a word that announces one and, beside a phone or an address, by themselves.
fn names(text: &str, beside: bool) -> Vec<Range<usize>> {
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
    NO_NAMES.iter().any(|it| word.starts_with(it))
        || word.ends_with(['色', '码', '款', '号', '了', '吗', '的', '呢', '吧'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        assert_eq!(mask(text, &Secrets::default()), expect, "{text:?}");
    }

    #[test]
    fn phones_in_every_form_that_is_read() {
        for text in [
            "13812341035",
            "138 12 34 10 35",
            "13 812 341 035",
            "138   1234   1035",
            "138\n1234\n1035",
            "138123410 35",
            "138\u{200b}1234\u{200b}1035",
            "138😀1234😀1035",
            "①③⑧①②③④①⓪③⑤",
            "１３８ １２３４ １０３５",
            "138-1234-1035",
        ] {
            let masked = mask(text, &Secrets::default()).into_owned();
            assert_eq!(masked, "138****1035", "{text:?}");
        }
        check("电话 86 138 1234 1035 谢谢", "电话 138****1035 谢谢");
        for landline in ["0571-88886666", "0571 8888 6666", "(0571)88886666", "010-62345678", "010 6234 5678"] {
            let masked = mask(landline, &Secrets::default()).into_owned();
            assert!(masked.ends_with("****6666") || masked.ends_with("****5678"), "{landline} {masked}");
        }
        check("08-15 20点发的", "08-15 20点发的");
        check("身份证330106199001011234，卡号6222021234567890123", "身份证****1234，卡号****0123");
        check("订单6917533224570258991", "订单6917533224570258991");
        check("165 110 穿什么码", "165 110 穿什么码");
    }

    #[test]
    fn addresses_before_they_are_asked_for() {
        check("寄到浙江省杭州市西湖区文三路100号2栋301吧", "寄到****吧");
        check("我住幸福里77号青年公寓9栋1203室，放门口", "我住****，放门口");
        check("改成文三路100号2栋*301", "改成****");
        check("成都市武侯区3栋2单元501", "****");
        for text in [
            "在路上吗",
            "18号能到吗",
            "发到杭州市了吗",
            "黑色M码3件",
            "路上堵车了",
            "到【杭州转运中心】了",
            "第2层的架子",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn names_that_are_announced() {
        check("收件人改成欧阳晓岚", "收件人改成欧*");
        check("收货人：王小明，电话13812341035", "收货人：王*，电话138****1035");
        check("我叫王小明", "我叫王*");
        check("张三，13812341035，浙江省杭州市西湖区文三路100号2栋301", "张*，138****1035，****");
        check("发票抬头个人王小明", "发票抬头个人王*");
        for text in ["收货人写错了", "王小明", "谢谢", "抬头是腾讯科技", "黄色 M"] {
            check(text, text);
        }
        check("谢谢 13812341035 黄色", "谢谢 138****1035 黄色");
    }

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
