//! Money, pieces, and the numbers of links in a live room.

use crate::names::{EntityKind, Value};
use crate::text::{ends, holds, starts};

use super::number::{Number, is_numeral};
use super::scan::{Scan, unit};

/// Money words by their worth in 分.
const MONEY: &[(&str, i64)] = &[
    ("元", 100),
    ("元钱", 100),
    ("块钱", 100),
    ("块", 100),
    ("圆", 100),
    ("rmb", 100),
    ("毛", 10),
    ("毛钱", 10),
    ("角", 10),
    ("角钱", 10),
    ("分钱", 1),
];

/// Classifiers of goods.
const CLASSIFIERS: &[(&str, ())] = &[
    ("件", ()),
    ("双", ()),
    ("个", ()),
    ("套", ()),
    ("条", ()),
    ("箱", ()),
    ("包", ()),
    ("盒", ()),
    ("瓶", ()),
    ("袋", ()),
    ("份", ()),
    ("只", ()),
    ("支", ()),
    ("罐", ()),
    ("桶", ()),
    ("组", ()),
    ("张", ()),
    ("片", ()),
    ("枚", ()),
    ("本", ()),
    ("把", ()),
    ("台", ()),
    ("部", ()),
    ("顶", ()),
    ("根", ()),
    ("提", ()),
    ("对", ()),
    ("杯", ()),
    ("串", ()),
    ("床", ()),
];

/// What stands after a classifier when it does not count goods: `一个问题`, `三个月`, `两条信息`, `大一个码`.
const NOT_GOODS: &[&str] = &[
    "问题",
    "小问题",
    "大问题",
    "人",
    "月",
    "星期",
    "礼拜",
    "小时",
    "钟",
    "工作日",
    "订单",
    "单",
    "电话",
    "多月",
    "多星期",
    "多小时",
    "地址",
    "客服",
    "字",
    "号",
    "快递",
    "包裹",
    "疑问",
    "事",
    "要求",
    "意思",
    "样",
    "说法",
    "解释",
    "答复",
    "交代",
    "机会",
    "好评",
    "差评",
    "评价",
    "优惠",
    "券",
    "红包",
    "价",
    "品牌",
    "牌",
    "链接",
    "系统",
    "账",
    "半",
    "位置",
    "周",
    "学期",
    "都",
    "也",
    "码",
    "尺",
    "色",
    "颜色",
    "型号",
    "规格",
    "款",
    "店",
    "短信",
    "消息",
    "信息",
    "图",
    "照片",
    "截图",
    "视频",
    "裹",
    "分",
    "年",
    "部门",
    "晚上",
    "早上",
    "上午",
    "下午",
    "天",
    "手",
    "流程",
    "数据",
    "评论",
    "物流",
    "说明",
    "时间",
    "付",
    "比",
    "例",
    "来月",
    "头",
    "来回",
    "钟头",
    "名字",
    "季度",
    "步骤",
    "方法",
    "办法",
    "原因",
    "理由",
    "城市",
    "地方",
    "省",
    "区",
    "平台",
    "活动",
    "积分",
    "会员",
    "秒",
    "表",
    "发票",
    "邮",
];

/// Reads amounts: `129元`, `¥129`, `129块9`, `50元6角3分`, `二十来块`, `一百二能卖吗`.
pub(super) fn read_amounts(scan: &mut Scan<'_>) {
    for index in 0..scan.numbers.len() {
        let Some(number) = scan.free(index) else { continue };
        let before = scan.before(number.range.start);
        let after = scan.after(number.range.end);
        let worth = |fen: i64| number.milli.saturating_mul(fen) / 1000;
        let bare = before.strip_suffix(' ').unwrap_or(before);
        if bare.ends_with(['¥', '￥']) {
            let start = bare.char_indices().next_back().map_or(0, |(at, _)| at);
            let (value, end) = thousands(scan, index, &number);
            let end = end + unit(scan.after(end), MONEY).map_or(0, |(_, length)| length);
            let fen = value.saturating_mul(100) / 1000;
            scan.read(EntityKind::Amount, start..end, Value::Number(fen));
            continue;
        }
        let about = about(&number, after);
        let Some((fen, length)) = unit(after.get(about..).unwrap_or(""), MONEY) else {
            if let Some(end) = price(&number, before, after) {
                scan.read(EntityKind::Amount, number.range.start..end, Value::Number(worth(100)));
            }
            continue;
        };
        let end = number.range.end + about + length;
        if before.ends_with(['几', '第', '数'])
            || number.vague()
            // `二三十块`
            || (!number.ascii && before.ends_with(is_numeral))
            || starts(scan.after(end), &["旦", "素", "气", "宵", "度", "落", "店"])
            // `八角` is a spice, `三角` a form.
            || (!number.ascii && scan.before(end).ends_with('角') && matches!(number.milli, 3_000 | 8_000))
        {
            continue;
        }
        let (change, end) = if about > 0 { (None, end) } else { change(scan, index, end, fen) };
        let lump = after.get(about..).unwrap_or("").trim_start().starts_with('块');
        if lump && !is_money(&number, before, scan.after(end), change.is_some()) {
            continue;
        }
        scan.read(
            EntityKind::Amount,
            number.range.start..end,
            Value::Number(worth(fen).saturating_add(change.unwrap_or(0))),
        );
    }
}

/// The bytes of the word behind a round number that makes it an estimate: `二十来块`, `30多元`, `二十几块`.
fn about(number: &Number, after: &str) -> usize {
    let round = number.whole().is_some_and(|value| value >= 10 && value % 10 == 0);
    after.chars().next().filter(|c| round && matches!(c, '来' | '多' | '几')).map_or(0, char::len_utf8)
}

/// A number behind a sign of money with its groups of thousands (`¥1,299.00`), in thousandths, and where it ends.
fn thousands(scan: &Scan<'_>, index: usize, number: &Number) -> (i64, usize) {
    let mut read = (number.milli, number.range.end);
    let mut groups = scan.numbers.iter().skip(index + 1);
    let first = number.ascii && number.width <= 3 && number.decimals == 0;
    while let Some(group) = groups.next().filter(|group| first && group.ascii && group.width == 3) {
        let joined = scan.text.get(read.1..group.range.start) == Some(",");
        // A fraction ends the number.
        if !joined || read.0 % 1000 != 0 {
            break;
        }
        read = (read.0.saturating_mul(1000).saturating_add(group.milli), group.range.end);
    }
    read
}

/// Words before a price that is said without its unit.
const PRICED: &[&str] = &[
    "便宜到",
    "降到",
    "卖",
    "卖我",
    "卖你",
    "花了",
    "付了",
    "收了",
    "退了",
    "减到",
    "只要",
    "才",
    "一共",
    "总共",
    "预算",
    "给我",
    "给你",
    "价",
    "价格",
    "售价",
    "原价",
    "到手",
    "到手价",
    "补了",
    "多收了",
    "扣了",
    "充了",
    "赔了",
    "赔",
];

/// How a price goes on that is said without its unit.
const PRICE_GOES_ON: &[&str] = &[
    "能卖",
    "卖不卖",
    "卖吗",
    "卖给",
    "包邮",
    "出不出",
    "成交",
    "的价",
    "买的",
    "拿下",
    "拍的",
    "一件",
    "一双",
    "一套",
    "一条",
    "一箱",
    "一个",
    "左右的",
    "以内的",
    "太贵",
    "有点贵",
    "贵了",
];

/// Where a sum ends that is said without its unit: `一百二能卖吗`, `花了1.2万`, `一百二`. Without words around it, it must be said
/// as only sums are, round or in 万, and be all of the message.
fn price(number: &Number, before: &str, after: &str) -> Option<usize> {
    // What is said is the same in 分 and in hundreds: 一百二, 两千三, 1.2万.
    let sized = number.milli >= 100_000 && number.milli % 10_000 == 0 && number.decimals == 0;
    let spoken = !number.ascii && !number.spelled;
    if !sized || number.ascii && number.milli < 10_000_000 {
        return None;
    }
    let closed =
        !after.starts_with(char::is_alphanumeric) || starts(after, &["了", "吗", "吧", "呢", "行", "可以", "啊"]);
    let all = before.is_empty() && (after.is_empty() || starts(after, &["吧", "吗", "行", "可以", "?"]));
    // `一百六` alone is a height.
    let rough =
        number.milli >= 10_000_000 || (spoken && number.width == 3 && !(140_000..200_000).contains(&number.milli));
    let told = (ends(before, PRICED) && closed) || starts(after, PRICE_GOES_ON) || (all && rough);
    told.then_some(number.range.end)
}

/// The small money after 块, 元 or 角 (`块9`, `元5角`, `元6角3分`) in 分, and where the amount ends.
fn change(scan: &Scan<'_>, index: usize, end: usize, fen: i64) -> (Option<i64>, usize) {
    let next = scan.free(index + 1).filter(|next| next.range.start == end && next.decimals == 0 && fen > 1);
    let Some(next) = next else { return (None, end) };
    let value = next.milli / 1000;
    let after = scan.after(next.range.end);
    match unit(after, &[("毛", 10), ("角", 10), ("毛钱", 10), ("角钱", 10), ("分", 1), ("分钱", 1)]) {
        Some((worth, length)) if value < 10 && worth < fen && !after.starts_with("分钟") => {
            let end = next.range.end + length;
            let (more, end) = if worth == 10 { change(scan, index + 1, end, worth) } else { (None, end) };
            (Some(value.saturating_mul(worth).saturating_add(more.unwrap_or(0))), end)
        }
        // `九块九一件`: the price of one.
        _ if next.spelled
            && next.width == 2
            && value % 10 == 1
            && (unit(after, CLASSIFIERS).is_some() || starts(after, &["斤", "公斤", "两", "米", "克"])) =>
        {
            let first = scan.after(end).chars().next().map_or(0, char::len_utf8);
            (Some((value / 10).saturating_mul(fen / 10)), end + first)
        }
        // `129块9`, `12块50`, `3毛5`; but not `3块2个`, where the second number counts something.
        None if (unit(after, CLASSIFIERS).is_none() || after.starts_with("包邮"))
            && next.width <= 2
            && (next.ascii || next.spelled) =>
        {
            if fen == 10 && next.width > 1 {
                return (None, end);
            }
            let tenth = if next.width == 1 { fen / 10 } else { 1 };
            (Some(value.saturating_mul(tenth)), next.range.end)
        }
        _ => (None, end),
    }
}

/// Whether 块 is money here: it also counts lumps (`三块手表`), and `一块` means together.
fn is_money(number: &Number, before: &str, after: &str, change: bool) -> bool {
    let value = number.milli / 1000;
    if change
        || value >= 10
        || number.decimals > 0
        || ends(
            &before.replace("了", ""),
            &["便宜", "减", "返", "退", "差", "涨", "降", "付", "花", "多", "优惠", "卖", "加", "贵"],
        )
    {
        return true;
    }
    let closes = after.is_empty()
        || after.starts_with(|c: char| c.is_ascii_digit())
        || starts(
            after,
            &[
                " ", ",", "，", "。", ".", "?", "？", "!", "！", "的", "了", "吗", "吧", "啊", "呢", "不", "左右",
                "以", "都", "就", "还", "红包", "券", "优惠", "差", "运费", "邮费",
            ],
        );
    // `少了3块`, `碎了两块`: lumps are missing or broken.
    let lumps = ends(before, &["少了", "缺了", "漏了", "碎了", "坏了", "破了", "化了"]);
    value > 1 && closes && !lumps
}

/// Reads how many pieces: `两件`, `3双`.
pub(super) fn read_quantities(scan: &mut Scan<'_>) {
    for index in 0..scan.numbers.len() {
        let Some(number) = scan.free(index) else { continue };
        let Some(count) = number.whole().filter(|&count| count > 0 && !number.vague()) else { continue };
        let Some(((), length)) = unit(scan.after(number.range.end), CLASSIFIERS) else { continue };
        let end = number.range.end + length;
        let before = scan.before(number.range.start);
        let after = scan.after(end);
        if before.ends_with(['第', '几', '数', '统', '单', '每', '哪', '另', '某']) && count < 100
            || starts(after, NOT_GOODS)
            // `99对吧` asks whether it is right.
            || (scan.before(end).ends_with('对') && starts(after, &["吧", "吗", "么", "不", "的", "于", "嘛", "方"]))
            || (number.ascii && before.ends_with(['-', '~', '/']))
        {
            continue;
        }
        scan.read(EntityKind::Quantity, number.range.start..end, Value::Number(count));
    }
}

/// What is asked of a live room about one of its links (`讲解一下4号`).
const SHOWING: &[&str] = &[
    "讲解",
    "讲解下",
    "讲解一下",
    "讲一下",
    "讲下",
    "讲讲",
    "介绍",
    "介绍下",
    "介绍一下",
    "试穿",
    "试穿一下",
    "试一下",
    "试下",
];

/// Reads the number of a link: `3号链接`, `链接3`, `三号链接`.
pub(super) fn read_links(scan: &mut Scan<'_>) {
    if !holds(scan.text, &["链接", "号商品", "小黄车"]) && !holds(scan.text, SHOWING) {
        return;
    }
    for index in 0..scan.numbers.len() {
        let Some(number) = scan.free(index) else { continue };
        let Some(value) = number.whole().filter(|value| (1..=999).contains(value)) else { continue };
        let before = scan.before(number.range.start);
        let after = scan.after(number.range.end);
        let mut range = number.range.clone();
        if let Some((_, length)) = unit(
            after,
            &[("号链接", ()), ("号的链接", ()), ("号小黄车链接", ()), ("号小黄车", ()), ("号商品", ()), ("链接", ())],
        ) {
            range.end += length;
            if before.ends_with('第') {
                range.start -= '第'.len_utf8();
            }
        } else if let Some((_, length)) = unit(after, &[("个链接", ())]).filter(|_| before.ends_with('第')) {
            range = range.start - '第'.len_utf8()..range.end + length;
        } else if after.starts_with('号') && ends(before, SHOWING) {
            range.end += '号'.len_utf8();
        } else if let Some(word) =
            ["链接", "链接 ", "链接是", "链接:", "小黄车"].iter().find(|word| before.ends_with(**word))
        {
            range.start -= word.len();
            if after.starts_with('号') {
                range.end += '号'.len_utf8();
            }
        } else {
            continue;
        }
        scan.read(EntityKind::ProductCode, range, Value::Number(value));
    }
}
