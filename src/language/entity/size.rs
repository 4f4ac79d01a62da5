//! Sizes of clothes and shoes.

use std::ops::Range;

use crate::names::{EntityKind, Value};
use crate::text::{ends, holds, starts};

use super::number::Number;
use super::scan::{Scan, first, last};

/// A size in letters as shops write it most: `2XL` for `xxl`, upper case, without 码. `None` when `word` is no such size.
///
/// Shops and buyers write `XXL` and `2XL` for one size; comparing both sides in this form finds them equal.
pub(crate) fn letter_size(word: &str) -> Option<String> {
    let word = word.trim().to_ascii_lowercase();
    let word = word.trim_end_matches(['码', '号']);
    let (count, letters) = match word.split_at_checked(1) {
        Some((digit, rest)) if digit.bytes().all(|b| b.is_ascii_digit()) => (digit.parse::<usize>().ok()?, rest),
        _ => (0, word),
    };
    let xs = letters.bytes().take_while(|&b| b == b'x').count();
    match (count, xs, letters.get(xs..)?) {
        (0, 0, "s") => Some("S".to_owned()),
        (0, 0, "m") => Some("M".to_owned()),
        (0, 0, "l") => Some("L".to_owned()),
        (0 | 1, 1, "l") => Some("XL".to_owned()),
        (0, 2..=8, "l") => Some(format!("{xs}XL")),
        (2..=8, 1, "l") => Some(format!("{count}XL")),
        (0 | 1, 1, "s") => Some("XS".to_owned()),
        (0, 2..=3, "s") => Some(format!("{xs}XS")),
        (2..=3, 1, "s") => Some(format!("{count}XS")),
        _ => None,
    }
}

/// Reads sizes in letters and cups (`75b`).
pub(super) fn read_letters(scan: &mut Scan<'_>) {
    let mut open: Option<usize> = None;
    for (at, byte) in scan.text.bytes().enumerate().chain([(scan.text.len(), b' ')]) {
        if byte.is_ascii_alphanumeric() {
            open.get_or_insert(at);
        } else if let Some(start) = open.take() {
            read_run(scan, start..at);
        }
    }
}

fn read_run(scan: &mut Scan<'_>, run: Range<usize>) {
    let Some(word) = scan.text.get(run.clone()).filter(|word| word.len() <= 9) else { return };
    let (before, after) = (scan.before(run.start), scan.after(run.end));
    let value = if let Some(size) = letter_size(word) {
        // `it's`, `h&m`, `t-s`, `1.m`: a letter that belongs to something longer.
        let joined = |side: Option<char>, next: Option<char>| match side {
            Some('\'' | '’' | '&' | '.' | '_' | '@' | '#') => next.is_some_and(|c| c.is_ascii_alphanumeric()),
            _ => false,
        };
        let mut back = before.chars().rev();
        let mut ahead = after.chars();
        if joined(back.next(), back.next()) || joined(ahead.next(), ahead.next()) || in_english(before, after) {
            return;
        }
        size
    } else if is_cup(word) {
        word.to_ascii_uppercase()
    } else {
        return;
    };
    let length = if starts(after, &["码数", "号码"]) { 0 } else { mark(after) };
    scan.read(EntityKind::Size, run.start..run.end + length, Value::Text(value));
}

/// Whether the run stands in a sentence of Latin words: a Latin word that is no size is its neighbour.
fn in_english(before: &str, after: &str) -> bool {
    let latin =
        |word: &str| !word.is_empty() && word.bytes().any(|b| b.is_ascii_alphabetic()) && letter_size(word).is_none();
    let near = |side: Option<char>| matches!(side, Some(' ' | '-' | '/'));
    let left = before.chars().next_back();
    let right = after.chars().next();
    let left_word = before.get(..before.len().saturating_sub(1)).map(|text| {
        let tail = last(text, 12);
        tail.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("")
    });
    let right_word = after.get(1..).map(|text| text.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or(""));
    (near(left) && left_word.is_some_and(latin))
        || (near(right) && right_word.is_some_and(|word| latin(first(word, 12))))
}

/// A bra's size: a band of 65 to 100 in fives and a cup.
fn is_cup(word: &str) -> bool {
    let cup = word.strip_suffix(|c: char| ('a'..='g').contains(&c));
    cup.and_then(|band| band.parse::<u32>().ok()).is_some_and(|band| (65..=100).contains(&band) && band % 5 == 0)
}

/// The bytes of 码 or 号 at the start of `after`.
fn mark(after: &str) -> usize {
    after.chars().next().filter(|c| matches!(c, '码' | '号')).map_or(0, char::len_utf8)
}

/// Reads sizes in numbers: `175码`, `38码`, `鞋子38`, `裤子28`, `165/88a`.
pub(super) fn read_numbers(scan: &mut Scan<'_>) {
    for index in 0..scan.numbers.len() {
        let Some(number) = scan.free(index) else { continue };
        if let Some(next) = scan.free(index + 1)
            && let Some(range) = label(scan, &number, &next)
        {
            let value = scan.text.get(range.clone()).unwrap_or("").to_ascii_uppercase();
            scan.read(EntityKind::Size, range, Value::Text(value));
            continue;
        }
        if number.vague() || number.decimals > 1 {
            continue;
        }
        let after = scan.after(number.range.end);
        let marked = mark(after);
        let range = number.range.start..number.range.end + marked;
        let half = number.milli % 1000 == 500;
        let value = number.milli / 1000;
        let tail = scan.after(range.end);
        if (number.decimals == 1 && !half) || ends(scan.before(range.start), &["第", "大", "小"]) {
            continue;
        }
        if marked > 0
            && starts(
                after,
                &["号链接", "号楼", "号店", "号线", "号院", "号电池", "号门", "号仓", "号之", "号到", "号能", "码头"],
            )
        {
            continue;
        }
        let address = ends(
            scan.before(range.start),
            &["路", "街", "巷", "弄", "村", "道", "院", "区", "楼", "栋", "幢", "座", "单元", "组", "队"],
        );
        let (shoe, trousers) = (near(scan, &range, &["鞋", "脚", "靴"]), near(scan, &range, &["裤", "腰"]));
        let bare_ok = marked == 0
            && !starts(after, UNITS)
            && !after.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '/' | '~' | '%'));
        let kind = match value {
            35..=48 if (shoe && (marked > 0 || bare_ok)) || (marked > 0 && !trousers && !address) => {
                EntityKind::ShoeSize
            }
            26..=36 if trousers && !half && (marked > 0 || bare_ok) => EntityKind::Size,
            24..=50 if starts(after, &["码"]) && !half => EntityKind::Size,
            66..=195 if starts(after, &["码"]) && !half && value % 5 == 0 => EntityKind::Size,
            _ => continue,
        };
        if marked == 0 && starts(tail, &["号", "码"]) {
            continue;
        }
        let value = match (kind, half) {
            (EntityKind::ShoeSize, false) => Value::Number(value),
            (_, true) => Value::Text(format!("{value}.5")),
            (_, false) => Value::Text(value.to_string()),
        };
        scan.read(kind, range, value);
    }
}

/// Units that say that a number is no size.
const UNITS: &[&str] = &[
    "元", "块", "件", "个", "天", "斤", "公斤", "双", "包", "小时", "毛", "克", "米", "寸", "折", "分", "岁", "年",
    "月", "点", "尺", "条", "厘米", "公分", "日", "单", "套", "盒", "瓶", "袋", "箱", "次", "人", "多", "几", "来",
    "层", "楼", "栋", " 元", " 块", "、",
];

/// Whether one of `words` stands within six characters of `range`, and no other number between.
fn near(scan: &Scan<'_>, range: &Range<usize>, words: &[&str]) -> bool {
    let stop = |c: char| c.is_ascii_digit() || matches!(c, ',' | '，' | '。' | '.' | '!' | '?');
    let before = last(scan.before(range.start), 6);
    let before = before.rsplit(stop).next().unwrap_or("");
    let after = first(scan.after(range.end), 6);
    let after = after.split(stop).next().unwrap_or("");
    holds(before, words) || holds(after, words)
}

/// A clothes label of height, girth and build: `165/88a`.
fn label(scan: &Scan<'_>, number: &Number, next: &Number) -> Option<Range<usize>> {
    let whole = |number: &Number| number.whole().filter(|_| number.ascii);
    let fits = (80..=200).contains(&whole(number)?) && (48..=130).contains(&whole(next)?);
    let slash = scan.text.get(number.range.end..next.range.start)? == "/";
    let mut tail = scan.after(next.range.end).chars();
    let build = tail.next().is_some_and(|c| matches!(c, 'a' | 'b' | 'c' | 'y'));
    let closes = !tail.next().is_some_and(|c| c.is_ascii_alphanumeric());
    (fits && slash && build && closes).then(|| number.range.start..next.range.end + 1)
}
