//! Long numbers: orders, waybills, telephones, the last four digits, the shop's codes.

use std::ops::Range;

use crate::language::identity::is_mobile;
use crate::names::{EntityKind, Value};
use crate::text::{ends, holds, starts};

use super::scan::{Scan, first, last};
use super::words::Meaning;

/// Letters that open a waybill number.
const WAYBILL_LETTERS: &[&str] =
    &["sf", "yt", "jt", "jd", "jdv", "jdk", "jdx", "zto", "zt", "sto", "yd", "dpk", "jtsf", "cn", "ky", "htky"];

/// What the shop's code of a product is called.
const CODE_NAMES: &[&str] =
    &["货号", "款号", "商品编码", "商品编号", "商品号", "商品id", "宝贝编号", "产品编号", "商家编码"];

/// Letters before digits that are a unit, a size or a word, not a product's code.
const NOT_CODES: &[&str] =
    &["s", "m", "l", "xl", "xxl", "cm", "mm", "ml", "kg", "no", "qq", "wx", "vx", "v", "x", "g", "w"];

/// A run of letters and digits.
#[derive(Clone, Debug)]
struct Run {
    range: Range<usize>,
    letters: usize,
    digits: usize,
}

/// The runs of letters and digits in `text` that have a digit.
fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut open: Option<Run> = None;
    for (at, byte) in text.bytes().enumerate().chain([(text.len(), b' ')]) {
        if byte.is_ascii_alphanumeric() {
            let run = open.get_or_insert(Run { range: at..at, letters: 0, digits: 0 });
            run.range.end = at + 1;
            if byte.is_ascii_digit() {
                run.digits += 1;
            } else {
                run.letters += 1;
            }
        } else if let Some(run) = open.take()
            && run.digits > 0
        {
            runs.push(run);
        }
    }
    runs
}

/// Reads the ids out of `scan`.
pub(super) fn read(scan: &mut Scan<'_>) {
    let text = scan.text;
    let runs = runs(text);
    let mut at = 0;
    while let Some(run) = runs.get(at) {
        if let Some(range) = landline(text, runs.get(at..).unwrap_or(&[])) {
            let digits = landline_value(text, &range);
            scan.read(EntityKind::Landline, range.clone(), Value::Text(digits));
            at += runs.iter().skip(at).take_while(|run| run.range.start < range.end).count();
            continue;
        }
        let group = group(text, runs.get(at..).unwrap_or(&[]));
        if let Some((range, count)) = group
            && read_digits(scan, range)
        {
            at += count;
            continue;
        }
        if run.letters == 0 {
            read_digits(scan, run.range.clone());
        } else {
            read_mixed(scan, run);
        }
        at += 1;
    }
}

/// A number that is written in groups (`138 0000 1035`), as one range with the count of its runs.
fn group(text: &str, runs: &[Run]) -> Option<(Range<usize>, usize)> {
    let head = runs.first()?;
    let (mut range, mut count, mut digits) = (head.range.clone(), 0, 0);
    for run in runs.iter().take(6) {
        let joined = count == 0
            || (run.range.start == range.end + 1 && matches!(text.get(range.end..run.range.start), Some(" " | "-")));
        // A run that is a telephone or an order by itself is no group of another.
        if !joined || run.letters > 0 || run.digits == 11 || run.digits >= 15 || run.digits < 2 {
            break;
        }
        range.end = run.range.end;
        digits += run.digits;
        count += 1;
        if digits == 11 && count > 1 && is_mobile(&digits_of(text, &range)) {
            return Some((range, count));
        }
    }
    let regular = runs.iter().take(count).all(|run| run.digits >= 3);
    (count > 1 && regular && (digits == 11 || (15..=20).contains(&digits))).then_some((range, count))
}

/// A number of the fixed network, with its area code: `010-62345678`, `(0571)88886666`, `0571 8888 6666 转 102`.
fn landline(text: &str, runs: &[Run]) -> Option<Range<usize>> {
    let head = runs.first()?;
    let code = digits_of(text, &head.range);
    let three = starts(&code, &["010", "02"]) && !code.starts_with("026");
    let area = if three { 3 } else { 4 };
    if head.letters > 0 || head.digits != area || !code.starts_with('0') || code.starts_with("00") {
        return None;
    }
    let mut end = head.range.end;
    let mut digits = 0;
    let mut rest = runs.iter().skip(1);
    while digits < 7 {
        let run = rest.next().filter(|run| run.letters == 0)?;
        let gap = text.get(end..run.range.start)?;
        let first = digits_of(text, &run.range);
        let joined = matches!(gap, " " | "-" | ")" | ") ") && (digits > 0 || !first.starts_with(['0', '1']));
        if !joined {
            return None;
        }
        digits += run.digits;
        end = run.range.end;
    }
    if !matches!(digits, 7 | 8) {
        return None;
    }
    if let Some(run) = rest.next().filter(|run| run.letters == 0 && run.digits <= 6) {
        let gap = text.get(end..run.range.start)?.trim();
        if matches!(gap, "转" | "-" | "分机" | "转分机") {
            end = run.range.end;
        }
    }
    Some(head.range.start..end)
}

/// `0571-88886666`, with an extension `0571-88886666-102`.
fn landline_value(text: &str, range: &Range<usize>) -> String {
    let digits = digits_of(text, range);
    let area = if starts(&digits, &["010", "02"]) { 3 } else { 4 };
    let local = text.get(range.clone()).unwrap_or("");
    let extension: String = local
        .rsplit_once(['转', '机'])
        .or_else(|| local.matches('-').nth(1).and_then(|_| local.rsplit_once('-')).filter(|(_, tail)| tail.len() != 4))
        .map(|(_, tail)| tail.chars().filter(char::is_ascii_digit).collect())
        .unwrap_or_default();
    let end = digits.len().saturating_sub(extension.len());
    let number = format!("{}-{}", digits.get(..area).unwrap_or(""), digits.get(area..end).unwrap_or(""));
    if extension.is_empty() { number } else { format!("{number}-{extension}") }
}

fn digits_of(text: &str, range: &Range<usize>) -> String {
    text.get(range.clone()).unwrap_or("").chars().filter(char::is_ascii_digit).collect()
}

/// Reads a run of digits, maybe in groups. Says whether it was something.
fn read_digits(scan: &mut Scan<'_>, range: Range<usize>) -> bool {
    let digits = digits_of(scan.text, &range);
    let before = scan.before(range.start);
    // A fraction is no id.
    if digits.len() == 4
        && before.ends_with('.')
        && before.trim_end_matches('.').ends_with(|c: char| c.is_ascii_digit())
    {
        return false;
    }
    let abroad = digits.strip_prefix("0086").or(digits.strip_prefix("86")).filter(|number| is_mobile(number));
    if let Some(number) = abroad {
        let start = if before.ends_with('+') { range.start - 1 } else { range.start };
        scan.read(EntityKind::Phone, start..range.end, Value::Text(number.to_owned()));
        return true;
    }
    let named = ends(before.trim_end_matches([':', ' ', '是', '为']), CODE_NAMES);
    let kind = match digits.len() {
        3..=14 if named => EntityKind::ProductCode,
        4 if is_last_four(scan, &range) => EntityKind::LastFour,
        11 if is_mobile(&digits) => EntityKind::Phone,
        length if length <= 15 && is_waybill(scan, &range, &digits) => EntityKind::Tracking,
        16..=20
            if ends(last(before, 4), &["运单号", "快递单号", "物流单号", "快递号", "中通", "圆通", "申通", "韵达"]) =>
        {
            EntityKind::Tracking
        }
        15..=20 => EntityKind::OrderId,
        _ => return false,
    };
    let start = match kind {
        EntityKind::Phone if before.ends_with("+86") => range.start - 3,
        EntityKind::Tracking => waybill_letters(before).map_or(range.start, |letters| range.start - letters.len() - 1),
        _ => range.start,
    };
    let letters = scan.text.get(start..range.start).filter(|_| kind == EntityKind::Tracking).unwrap_or("").trim_end();
    scan.read(kind, start..range.end, Value::Text(letters.to_ascii_uppercase() + &digits));
    true
}

/// The letters of a waybill that end `before`, with a space behind them (`sf 1234567890123`).
fn waybill_letters(before: &str) -> Option<&str> {
    let before = before.strip_suffix(' ')?;
    let start = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
    before.get(start..).filter(|letters| WAYBILL_LETTERS.contains(letters))
}

/// Whether a run of 10 to 15 digits is a waybill's: by its shape, or because a carrier or 单号 is named beside it.
fn is_waybill(scan: &Scan<'_>, range: &Range<usize>, digits: &str) -> bool {
    if digits.len() < 10 {
        return false;
    }
    let before = last(scan.before(range.start), 10);
    let after = first(scan.after(range.end), 8);
    if ends(before.trim_end_matches([':', '：', '是', ' ', '为']), &["订单号", "订单编号", "订单"]) {
        return false;
    }
    let told = ["快递", "运单", "物流", "单号", "速递", "邮政", "ems"];
    let named = holds(before, &told)
        || holds(after, &told)
        || scan.words.iter().any(|word| {
            let near = range.start - before.len()..range.end + after.len();
            let beside = near.start <= word.range.start && word.range.end <= near.end;
            beside && matches!(word.meaning, Meaning::Carrier(_))
        })
        || waybill_letters(scan.before(range.start)).is_some();
    match digits.len() {
        15 => named || starts(digits, &["773", "776", "777"]),
        14 => named || starts(digits, &["73", "75", "76", "77", "78", "79"]),
        13 => named || starts(digits, &["10", "11", "12", "97", "98", "99"]),
        _ => named,
    }
}

/// Whether four digits are said to end an order's or a telephone's number.
fn is_last_four(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    if scan.alone(range) {
        return true;
    }
    let before = last(scan.before(range.start), 10).trim_end_matches(|c: char| {
        matches!(c, '是' | '为' | ':' | '：' | ' ' | ',' | '，' | '数' | '字' | '的' | '号' | '"')
    });
    let before = before.trim_end_matches("手机").trim_end_matches("电话").trim_end_matches("订单");
    let told = ["尾", "末尾", "后四位", "后4位", "末四位", "最后四位", "后四", "尾四位", "末4位", "结尾"];
    let closes = [
        "那单",
        "那个单",
        "那个订单",
        "这单",
        "这个单",
        "这个订单",
        "的订单",
        "的那单",
        "的那个",
        "的单",
        "结尾",
        "尾号",
        "那一单",
        "的这单",
    ];
    ends(before, &told) || starts(scan.after(range.end).trim_start(), &closes)
}

/// Reads a run of letters and digits: a waybill with letters, or the shop's code of a product.
fn read_mixed(scan: &mut Scan<'_>, run: &Run) {
    let Some(word) = scan.text.get(run.range.clone()) else { return };
    let head = word.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let (letters, tail) = (word.get(..head).unwrap_or(""), word.get(head..).unwrap_or(""));
    let all_digits = tail.bytes().all(|byte| byte.is_ascii_digit());
    let waybill = (WAYBILL_LETTERS.contains(&letters) && all_digits && (10..=18).contains(&tail.len()))
        || (word.starts_with("jd") && (11..=20).contains(&run.digits) && run.letters <= 6)
        || (run.letters == 4 && letters.len() == 2 && word.len() == 13 && run.digits == 9 && ends_in_letters(word));
    if waybill {
        scan.read(EntityKind::Tracking, run.range.clone(), Value::Text(word.to_ascii_uppercase()));
    } else if all_digits
        && (1..=3).contains(&letters.len())
        && (3..=8).contains(&tail.len())
        && !NOT_CODES.contains(&letters)
    {
        scan.read(EntityKind::ProductCode, run.range.clone(), Value::Text(word.to_owned()));
    }
}

fn ends_in_letters(word: &str) -> bool {
    word.bytes().rev().take(2).all(|byte| byte.is_ascii_alphabetic())
}
