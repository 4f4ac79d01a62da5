//! A delivery address as buyers send it: name, telephone, region and street in any order, in one line or several, with the
//! labels of a form or without.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::places::{CITIES, PROVINCES};
use crate::language::identity::mobile_numbers;
use crate::language::person::names;
use crate::text::{ends, fits, holds, longest, starts};

/// Where something is sent to, as one message says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Delivery {
    /// The receiver's name.
    pub(crate) name: Option<String>,
    /// The receiver's telephone.
    pub(crate) phone: Option<String>,
    /// Region, street and house, in this order, without spaces.
    pub(crate) address: String,
}

/// Characters that an address has at most.
const MAX_ADDRESS: usize = 100;

/// Words behind which the new address stands.
const TO: &[&str] =
    &["改成", "改为", "改到", "改寄到", "换成", "换到", "寄到", "送到", "发到", "地址是", "应该是", "收货到"];

/// What is said of other things than where something is to be sent.
const OTHER_MATTERS: &[&str] = &[
    "你们",
    "快递员",
    "物流",
    "包裹",
    "发货",
    "没收到",
    "没到",
    "还没",
    "退款",
    "退货",
    "投诉",
    "转运",
    "到达",
    "签收",
    "派件",
    "派送",
    "已发",
    "客服",
    "实体店",
    "门店",
    "的店",
    "堵车",
    "路过",
    "路上",
    "上班",
    "下雨",
    "运费",
    "包邮",
    "退回",
    "仓库",
];

/// Pieces that are courtesy or introduction.
const FILLER: &[&str] = &[
    "麻烦",
    "谢谢",
    "你好",
    "您好",
    "亲",
    "在吗",
    "帮我",
    "帮忙",
    "请",
    "尽快",
    "辛苦",
    "好的",
    "就这个",
    "这个",
    "新地址",
    "以上",
    "改一下",
    "改下",
    "改地址",
    "地址",
    "收货信息",
    "寄",
    "换",
    "发",
    "不对",
    "错了",
    "写错",
    "填错",
    "我要",
    "我想",
    "改",
    "中国",
    "默认",
    "复制",
    "家",
    "公司地址",
    "收件信息",
    "老板",
    "客服",
];

/// Surnames that most people have.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔\
    谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤欧阳司马诸葛上官尚文施洪柳樊\
    季康齐伍牛庞安颜倪章鲁葛毕聂岳焦左穆翟祝俞";

static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<name>收货人姓名|收件人姓名|收货人|收件人|联系人|姓名|名字)?",
        r"(?P<phone>手机号码|联系电话|收货电话|电话号码|联系方式|手机号|手机|电话)?",
        r"(?P<region>所在地区|所在区域|省市区|地区|区域)?",
        r"(?P<street>详细地址|收货地址|收件地址|配送地址|街道地址|街道|门牌号|小区|地址)?",
        r"(?P<post>邮政编码|邮编)?",
        r"(?:改成|改为|换成|是|为)?\s*[:：]\s*",
    ))
    .ok()
});

static LANDLINE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\b0\d{2,3}[- ]?[2-9]\d{6,7}(?:\s?(?:转|-)\s?\d{1,6})?\b").ok());

/// What hides a number on the platforms: `15712345678转1234`.
static EXTENSION: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^\s?(?:转|-|－|分机)\s?(\d{3,4})\b").ok());

static ROAD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"[\p{Han}\dA-Za-z]{1,12}?(?:街道|大道|路|街|巷|弄|胡同|村|屯|庄|小区|社区|花园|家园|新苑|花苑|苑|名城|公寓|大厦|",
        r"工业园|产业园|科技园|园区|开发区|宿舍|镇|乡|小镇|家属院|里弄)",
    ))
    .ok()
});

static HOUSE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"[0-9一二三四五六七八九十]+\s*(?:号楼|号院|号门|栋|幢|座|单元|室|楼|弄|组|排|户|房|层)|[A-Za-z]\s*(?:座|栋|区|幢)|\d+[-－—]\d+|",
        r"(?:路|街|巷|道|弄|村|里|胡同|园|苑|城|庄|屯|镇|区|厦|寓|段|线)\S{0,4}?\d+\s*号|(?:楼|室|幢|栋|苑|寓|厦|区)\d{2,4}",
    ))
    .ok()
});

static SPOT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\p{Han}{2,}(?:大学|学院|中学|小学|幼儿园|学校|校区|医院|公司|驿站|广场|市场|超市|酒店|政府|派出所|银行|工厂|厂)").ok()
});

static DISTRICT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^\p{Han}{1,6}?(?:新区|区|县|旗|市)").ok());

/// Every road, house and spot has one of these: most messages have none, and need no reading.
const GROUND: &str = "道路街巷弄同村屯庄区园苑城寓厦镇乡院舍号栋幢座元室楼组排户房层学校司站场市店府所行厂-－—";

/// The address in a text, with the name and the telephone that stand with it; `None` where there is none down to the street.
pub(crate) fn read(text: &str) -> Option<Delivery> {
    if !text.contains(|c| GROUND.contains(c)) {
        return None;
    }
    if holds(text, OTHER_MATTERS) || text.chars().count() > MAX_ADDRESS * 2 {
        return None;
    }
    // Behind the last of these words that an address follows stands the new one.
    let mut starts: Vec<usize> =
        TO.iter().flat_map(|word| text.match_indices(word).map(|(at, word)| at + word.len())).collect();
    starts.sort_unstable();
    starts.dedup();
    let behind = starts.iter().rev().find_map(|at| {
        let found = block(text.get(*at..)?)?;
        let before = text.get(..*at)?;
        Some(with_before(found, before))
    });
    behind.or_else(|| block(text))
}

/// The address with a telephone that was said before it.
fn with_before(found: Delivery, before: &str) -> Delivery {
    let phone = found.phone.clone().or_else(|| {
        let (_, last) = mobile_numbers(before).pop()?;
        let of_an_order = holds(before, &["那单", "的订单", "下的单", "的单"]);
        (!of_an_order).then_some(last)
    });
    Delivery { phone, ..found }
}

/// What the parts of a block are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Name,
    Phone,
    Region,
    Street,
    Unknown,
}

/// The name of a person in the answer to a question that asks for one: alone, behind what announces it, or beside a telephone.
pub(crate) fn name(text: &str) -> Option<String> {
    // A foreign name has blanks in it.
    let whole = bare_name(text.trim());
    if can_name(whole) {
        return Some(whole.to_owned());
    }
    let (name, pieces) = pieces(&without_phone(text).0);
    name.or_else(|| {
        let names = pieces.iter().filter(|(part, _)| *part == Part::Unknown).map(|(_, piece)| bare_name(piece));
        let mut names = names.filter(|piece| can_name(piece));
        // Of two it is not known which.
        names.next().filter(|_| names.next().is_none()).map(str::to_owned)
    })
}

/// The name of a person that a text announces, whatever it was sent for: `我叫王小明`, `收件人：阿咪咪`.
pub(crate) fn announced_name(text: &str) -> Option<String> {
    if text.contains("抬头") {
        return None;
    }
    let behind = names(text, false).into_iter().next().and_then(|span| text.get(span)).map(str::to_owned);
    behind.or_else(|| pieces(&without_phone(text).0).0.filter(|name| can_name(name)))
}

/// What stands behind the words that announce a name.
fn bare_name(piece: &str) -> &str {
    const BEFORE: &[&str] = &[
        "麻烦",
        "您好",
        "你好",
        "我的名字是",
        "我名字叫",
        "名字叫",
        "名字是",
        "名字",
        "姓名是",
        "姓名",
        "收件人",
        "收货人",
        "联系人",
        "免贵姓",
        "我叫",
        "叫我",
        "我是",
        "我姓",
        "就叫",
        "就写",
        "改成",
        "改为",
        "换成",
        "写",
        "叫",
        "是",
        "姓",
    ];
    const BEHIND: &[&str] = &["就行了", "就行", "就好", "就可以", "即可", "谢谢", "吧", "哈", "啊", "哦", "的"];
    let rest = trimmed(piece);
    let rest = BEFORE.iter().fold(rest, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    BEHIND.iter().fold(rest, |rest, word| rest.strip_suffix(word).unwrap_or(rest)).trim()
}

/// Whether this can be how somebody is called: a name, or a family name alone.
fn can_name(piece: &str) -> bool {
    is_name(piece) || (piece.chars().count() == 1 && begins_with_surname(piece))
}

/// Reads a block that holds nothing but the parts of an address.
fn block(text: &str) -> Option<Delivery> {
    let (text, phone) = without_phone(text);
    let (mut name, mut pieces) = pieces(&text);
    if name.is_none()
        && let Some(at) = name_among(&pieces)
    {
        name = Some(pieces.remove(at).1);
    }
    let mut parts: Vec<&str> = Vec::new();
    for (index, (part, piece)) in pieces.iter().enumerate() {
        let aside = *part == Part::Unknown && is_aside(piece);
        let goes_on = !parts.is_empty() && index > 0 && !is_filler(piece) && !aside;
        let placed = (matches!(part, Part::Region | Part::Street) || is_placed(piece)) && !aside;
        if *part != Part::Phone && !is_postcode(piece) && (placed || (goes_on && piece.chars().count() <= 12)) {
            parts.push(piece);
        }
    }
    // `文一西路98号 浙江杭州西湖区`: the larger stands before the smaller.
    if let Some(at) = parts.iter().position(|part| region_length(part) > 0).filter(|at| *at > 0) {
        let region = parts.remove(at);
        parts.insert(0, region);
    }
    let address = from_region(&joined(&parts)).to_owned();
    (is_address(&address) && address.chars().count() <= MAX_ADDRESS).then_some(Delivery { name, phone, address })
}

/// The pieces of a block whose telephones are marked, and the name that a label gives.
fn pieces(text: &str) -> (Option<String>, Vec<(Part, String)>) {
    let mut name: Option<String> = None;
    let mut pieces: Vec<(Part, String)> = Vec::new();
    for (label, value) in labelled(text) {
        for (at, piece) in value.split(is_separator).map(str::trim).filter(|piece| !piece.is_empty()).enumerate() {
            if piece == PHONE_MARK {
                pieces.push((Part::Phone, String::new()));
                continue;
            }
            let piece = trimmed(piece);
            if piece.is_empty() {
                continue;
            }
            match label {
                // `收货人：张三 13812345678 浙江省…`: the label is for what stands right behind it.
                Part::Name if at == 0 => name = Some(piece.to_owned()),
                Part::Region | Part::Street if at == 0 || is_placed(piece) => pieces.push((label, piece.to_owned())),
                _ => pieces.push((Part::Unknown, piece.to_owned())),
            }
        }
    }
    (name, pieces)
}

/// In the place of the telephone.
const PHONE_MARK: &str = "\u{1}";

fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            ',' | '，' | ';' | '；' | '|' | '。' | '!' | '！' | '、' | '/' | '【' | '】' | '(' | ')' | '（' | '）'
        )
}

/// The text with marks in the places of telephones, and the first of them.
fn without_phone(text: &str) -> (String, Option<String>) {
    let mut found: Vec<(Range<usize>, String)> = mobile_numbers(text)
        .into_iter()
        .map(|(span, digits)| {
            let rest = text.get(span.end..).unwrap_or_default();
            match EXTENSION.as_ref().and_then(|extension| extension.captures(rest)) {
                Some(hit) => {
                    let end = hit.get(0).map_or(0, |all| all.end());
                    let more = hit.get(1).map_or("", |digits| digits.as_str());
                    (span.start..span.end + end, format!("{digits}-{more}"))
                }
                None => (span, digits),
            }
        })
        .collect();
    if found.is_empty()
        && let Some(landline) = LANDLINE.as_ref().and_then(|landline| landline.find(text))
    {
        found.push((landline.range(), landline.as_str().to_owned()));
    }
    let mut rest = String::with_capacity(text.len());
    let mut end = 0;
    for (span, _) in &found {
        let before = text.get(end..span.start).unwrap_or_default();
        rest.push_str(before.trim_end_matches(['+', '-', ' ', '(', '（']).trim_end_matches("86").trim_end_matches('+'));
        rest.push(' ');
        rest.push_str(PHONE_MARK);
        rest.push(' ');
        end = span.end;
    }
    rest.push_str(text.get(end..).unwrap_or_default());
    (rest, found.into_iter().next().map(|(_, phone)| phone))
}

/// The text cut at the labels of a form, each value with what its label says.
fn labelled(text: &str) -> Vec<(Part, String)> {
    let Some(label) = &*LABEL else { return vec![(Part::Unknown, text.to_owned())] };
    let mut values = Vec::new();
    let (mut part, mut start) = (Part::Unknown, 0);
    for hit in label.captures_iter(text) {
        let Some(all) = hit.get(0) else { continue };
        values.push((part, text.get(start..all.start()).unwrap_or_default().to_owned()));
        let named = |name: &str| hit.name(name).is_some();
        part = match () {
            () if named("name") => Part::Name,
            () if named("region") => Part::Region,
            () if named("street") => Part::Street,
            () if named("phone") || named("post") => Part::Phone,
            () => Part::Unknown,
        };
        start = all.end();
    }
    values.push((part, text.get(start..).unwrap_or_default().to_owned()));
    values
}

/// A piece without the label or the courtesy that is written together with it.
fn trimmed(piece: &str) -> &str {
    let mut rest = piece.trim_matches(|c: char| "[]()（）“”\"'：:-—*·.~".contains(c));
    for label in ["收货人", "收件人", "联系人", "姓名", "手机号码", "手机号", "手机", "联系电话", "电话", "邮编"]
    {
        rest = rest.strip_prefix(label).unwrap_or(rest);
    }
    for label in ["详细地址", "收货地址", "新地址", "地址", "所在地区"] {
        rest = rest.strip_prefix(label).filter(|rest| is_placed(rest)).unwrap_or(rest);
    }
    for closing in
        ["谢谢", "麻烦了", "收件", "（收）", "(收)", "收", "吧", "哈", "哦", "啊", "这里", "了", "改成", "改为", "换成"]
    {
        rest = rest.strip_suffix(closing).unwrap_or(rest);
    }
    rest.trim_matches(|c: char| "[]()（）：:".contains(c))
}

fn is_filler(piece: &str) -> bool {
    starts(piece, FILLER) && !is_placed(piece)
}

/// What is said beside an address and is no part of it, nor of a name: `电话不变`, `这是我公司`, `急急急`.
fn is_aside(piece: &str) -> bool {
    const BEGINS: &[&str] = &[
        "这是",
        "这里是",
        "别写",
        "别送",
        "别放",
        "不要",
        "放在",
        "放门",
        "电话",
        "名字",
        "手机",
        "其他",
        "其余",
        "都不",
        "不变",
        "没变",
        "对了",
        "那边",
    ];
    let said = |piece: &str| piece.chars().any(|c| "换改急托我你他这那吗没也还请别再变不谢".contains(c));
    piece == "对" || starts(piece, BEGINS) || (!is_placed(piece) && !begins_with_surname(piece) && said(piece))
}

fn is_postcode(piece: &str) -> bool {
    piece.len() == 6 && piece.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a piece names a place, or what stands in one.
fn is_placed(piece: &str) -> bool {
    region_length(piece) > 0
        || fits(&ROAD, piece)
        || fits(&HOUSE, piece)
        || fits(&SPOT, piece)
        || piece.chars().any(|c| c.is_ascii_digit())
        || fits(&DISTRICT, piece)
}

/// Where the receiver's name stands among the pieces: beside the telephone, at the end or at the beginning.
fn name_among(pieces: &[(Part, String)]) -> Option<usize> {
    let can_be = |at: usize| {
        let (part, piece) = pieces.get(at)?;
        (*part == Part::Unknown && is_name(piece)).then_some(at)
    };
    let phone = pieces.iter().position(|(part, _)| *part == Part::Phone);
    let last = pieces.len().checked_sub(1)?;
    let beside = phone.and_then(|at| at.checked_sub(1).and_then(can_be).or_else(|| can_be(at + 1)));
    let surname = |at: &usize| pieces.get(*at).is_some_and(|(_, piece)| begins_with_surname(piece));
    beside.or_else(|| can_be(last).filter(surname)).or_else(|| can_be(0).filter(surname))
}

fn begins_with_surname(name: &str) -> bool {
    name.chars().next().is_some_and(|first| SURNAMES.contains(first))
}

/// Whether a piece can be the name of a person.
fn is_name(piece: &str) -> bool {
    let count = piece.chars().count();
    let han = piece.chars().all(|c| matches!(c, '\u{4E00}'..='\u{9FFF}' | '·' | '•' | '㐀'..='䶿'));
    let titled = ends(piece, &["先生", "女士", "小姐", "老师", "阿姨", "同学"]);
    let foreign =
        piece.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '.' | '·' | ' ')) && (2..=20).contains(&count);
    let foreign_parts = piece.contains(['·', '•']) && (4..=15).contains(&count);
    let shaped = han && ((2..=4).contains(&count) || (titled && count <= 6) || foreign_parts);
    (shaped || foreign) && !is_filler(piece) && !is_placed(piece) && !is_aside(piece)
}

/// The pieces as one line. Letters and digits do not run into one another.
fn joined(parts: &[&str]) -> String {
    let mut line = String::new();
    for part in parts {
        let joins = line.ends_with(|c: char| c.is_ascii_alphanumeric())
            && part.starts_with(|c: char| c.is_ascii_alphanumeric());
        if joins {
            line.push(' ');
        }
        line.push_str(part);
    }
    line
}

/// The line from the region on, where a few words stand before it (`就寄浙江省杭州市…`).
fn from_region(line: &str) -> &str {
    let names = PROVINCES.iter().flat_map(|(full, _)| std::iter::once(*full));
    let at = names.filter_map(|name| line.find(name)).min().unwrap_or_default();
    let few = line.get(..at).is_some_and(|before| before.chars().count() <= 8);
    if few { line.get(at..).unwrap_or(line) } else { line }
}

/// Whether the line goes down to the street or the house, the larger before the smaller.
fn is_address(line: &str) -> bool {
    let region = region_length(line);
    let rest = line.get(region..).unwrap_or_default();
    let (road, house, spot) = (fits(&ROAD, rest), fits(&HOUSE, line), fits(&SPOT, rest));
    let district = line.get(..region).is_some_and(|region| region.ends_with(['区', '县', '旗', '市']));
    (road && (house || region > 0)) || (house && (region > 0 || spot)) || (spot && district)
}

/// The part of an address that tells no house: province, city and district.
pub(crate) fn region(address: &str) -> &str {
    address.get(..region_length(address)).unwrap_or_default()
}

static CITY_NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    CITIES.iter().flat_map(|(_, sure, doubtful)| sure.split_whitespace().chain(doubtful.split_whitespace())).collect()
});

fn region_length(address: &str) -> usize {
    let mut at = 0;
    let provinces = || PROVINCES.iter().flat_map(|(full, short)| std::iter::once(*full).chain(short.iter().copied()));
    at += longest(address, provinces());
    let rest = address.get(at..).unwrap_or_default();
    let city = longest(rest, CITY_NAMES.iter().copied());
    at += city;
    if city > 0 {
        let rest = address.get(at..).unwrap_or_default();
        at += longest(rest, ["市", "地区", "州", "盟"].into_iter());
    }
    let rest = address.get(at..).unwrap_or_default();
    let district = DISTRICT.as_ref().and_then(|district| district.find(rest)).map(|found| found.as_str());
    let no_district = |name: &str| {
        ends(name, &["小区", "社区", "园区", "校区", "街区", "发区", "景区", "城市", "超市"])
            || name.contains(['路', '街', '村', '镇', '道', '巷'])
            || holds(name, &["这个", "那个", "我们", "我在", "地址"])
    };
    at + district.filter(|name| !no_district(name)).map_or(0, str::len)
}

#[cfg(test)]
mod tests;
