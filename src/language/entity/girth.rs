//! The buyer's girths and lengths: waist, bust, hips, shoulders, feet, and what rings and hats ask for.

use std::ops::Range;

use crate::names::{EntityKind, Value};
use crate::text::ends;

use super::body::{counts, is_gap, unnamed};
use super::number::Number;
use super::scan::{Scan, unit};

/// A measure of a body.
#[derive(Debug)]
struct Measure {
    kind: EntityKind,
    /// The millimetres that a body may have.
    bounds: (i64, i64),
    /// What it is called.
    names: &'static [&'static str],
}

const fn measure(kind: EntityKind, least: i64, most: i64, names: &'static [&'static str]) -> Measure {
    Measure { kind, bounds: (least, most), names }
}

/// A name that ends with another one stands before it.
const MEASURES: &[Measure] = &[
    measure(EntityKind::UnderBust, 550, 1_200, &["下胸围", "底围", "下围"]),
    measure(EntityKind::Bust, 400, 1_500, &["上胸围", "胸围", "上围", "胸"]),
    measure(EntityKind::Waist, 500, 1_500, &["腰围", "裤腰", "腰"]),
    measure(EntityKind::Hips, 400, 1_600, &["臀围", "坐围", "胯围", "臀部", "臀", "屁股"]),
    measure(EntityKind::Shoulder, 200, 650, &["肩宽", "肩膀", "肩"]),
    measure(EntityKind::FootLength, 80, 330, &["脚长", "足长", "脚"]),
    measure(EntityKind::Calf, 200, 600, &["小腿围", "小腿粗", "小腿"]),
    measure(EntityKind::Thigh, 300, 900, &["大腿围", "大腿粗", "大腿", "腿围"]),
    measure(EntityKind::Head, 400, 680, &["头围"]),
    measure(EntityKind::Neck, 250, 560, &["颈围", "领围", "脖围", "脖子"]),
    measure(EntityKind::Wrist, 100, 260, &["手围", "手腕围", "手腕", "腕围"]),
    measure(EntityKind::Finger, 38, 90, &["指围", "手指周长", "手指围", "手指"]),
];

/// The measure of 尺 without a name.
const UNNAMED: &Measure = &measure(EntityKind::Waist, 500, 1_500, &[]);

/// Every name has one of these characters.
const SIGNS: &[char] = &['围', '胸', '腰', '臀', '股', '肩', '脚', '足', '腿', '脖', '腕', '指', '尺'];

/// What stands before the name of a measure that goods have (`M的胸围92`, `衣服肩宽38`).
const GOODS: &[&str] = &["衣服", "裤子", "裙子", "上衣", "成衣", "平铺", "鞋子", "码", "号", "表上", "页面", "写的"];

/// Millimetres of the units that lengths of bodies are told in.
const LENGTHS: &[(&str, i64)] =
    &[("cm", 10), ("厘米", 10), ("公分", 10), ("mm", 1), ("毫米", 1), ("m", 1000), ("米", 1000)];

/// Reads girths and lengths, each by its name. `三围` names three.
pub(super) fn read(scan: &mut Scan<'_>) {
    if !scan.text.contains(SIGNS) {
        return;
    }
    read_three(scan);
    // A name that stood behind its number is not the next number's.
    let mut spent = 0;
    for index in 0..scan.numbers.len() {
        let Some(number) = scan.free(index) else { continue };
        let Some(length) = length(scan, index, &number) else { continue };
        let before = scan.text.get(spent..number.range.start).unwrap_or("");
        let named = MEASURES.iter().find_map(|measure| Some((measure, unnamed(before, measure.names)?)));
        let measure = match named {
            Some((_, owner)) if of_goods(owner) => continue,
            Some((measure, _)) => measure,
            None => match behind(scan, before, length.range.end) {
                Some((measure, name)) => {
                    spent = length.range.end + name;
                    measure
                }
                None if length.chi => UNNAMED,
                None => continue,
            },
        };
        let (least, most) = measure.bounds;
        if let Some(millimetres) = length.millimetres.iter().find(|it| (least..=most).contains(*it)) {
            keep(scan, measure.kind, length.range, *millimetres);
        }
    }
}

/// A waist is told in centimetres, as heights are.
fn keep(scan: &mut Scan<'_>, kind: EntityKind, range: Range<usize>, millimetres: i64) {
    let value = if kind == EntityKind::Waist { (millimetres + 5) / 10 } else { millimetres };
    scan.read(kind, range, Value::Number(value));
}

/// Whether what stands before a measure's name gives it to the goods.
fn of_goods(before: &str) -> bool {
    let of = before.trim_end_matches(['的', ' ']);
    let owned = before.trim_end().ends_with('的') && of.ends_with(|c: char| c.is_ascii_alphanumeric());
    owned || ends(of, GOODS)
}

/// The measure whose name stands behind a number (`92的胸围`), and the bytes up to the name's end.
fn behind(scan: &Scan<'_>, before: &str, end: usize) -> Option<(&'static Measure, usize)> {
    if unnamed(before, &["体重", "身高", "重", "高"]).is_some() {
        return None;
    }
    let after = scan.after(end);
    let rest = after.strip_prefix('的').unwrap_or(after);
    let (measure, tail) = name_at(rest)?;
    // `55胸围84`: the name goes with the number behind it, unless that one has its own behind itself.
    let next = tail.trim_start_matches([' ', ':', '是']);
    let own = next.trim_start_matches(|c: char| c.is_ascii_digit());
    let goes_on = own.len() < next.len() && name_at(own).is_none() && !own.starts_with('的');
    (!goes_on || rest.len() < after.len()).then_some((measure, after.len() - tail.len()))
}

/// The measure whose name `text` starts with, and what follows the name.
fn name_at(text: &str) -> Option<(&'static Measure, &str)> {
    MEASURES.iter().find_map(|measure| Some((measure, measure.names.iter().find_map(|name| text.strip_prefix(name))?)))
}

/// A number as a length.
struct Length {
    /// Up to the end of its unit.
    range: Range<usize>,
    /// Its millimetres. Without a unit they are read as centimetres, and as millimetres where those are too many.
    millimetres: Vec<i64>,
    /// Told in 尺.
    chi: bool,
}

/// The length that a number tells; `None` when it counts something else.
fn length(scan: &Scan<'_>, index: usize, number: &Number) -> Option<Length> {
    let after = scan.after(number.range.end);
    let start = number.range.start;
    if let Some((_, length)) = unit(after, &[("尺", ())]) {
        let rest = after.trim_start();
        let end = number.range.end + length;
        let next = scan.free(index + 1).filter(|next| next.range.start == end && next.decimals == 0 && next.width == 1);
        let tenths = next.as_ref().map_or(0, |next| next.milli / 10);
        // A 尺 is a third of a metre; a girth has 1.5 to 4.5 of them.
        let chi = number.milli.saturating_add(tenths);
        if rest.starts_with("尺码") || rest.starts_with("尺寸") || !(1_500..=4_500).contains(&chi) {
            return None;
        }
        let range = start..next.map_or(end, |next| next.range.end);
        return Some(Length { range, millimetres: vec![chi / 3], chi: true });
    }
    let (end, millimetres) = match unit(after, LENGTHS) {
        Some((size, length)) => (number.range.end + length, vec![number.milli.saturating_mul(size) / 1000]),
        None if counts(after) || number.vague() => return None,
        None => (number.range.end, vec![(number.milli + 50) / 100, number.milli / 1000]),
    };
    Some(Length { range: start..end, millimetres, chi: false })
}

/// `三围88 66 90`: bust, waist and hips.
fn read_three(scan: &mut Scan<'_>) {
    let Some(named) = scan.text.find("三围").map(|at| at + "三围".len()) else { return };
    let Some(first) = scan.numbers.iter().position(|number| number.range.start >= named) else { return };
    let three: Vec<Number> = (first..first + 3).filter_map(|index| scan.free(index)).collect();
    let [bust, waist, hips] = three.as_slice() else { return };
    let gap = |from: usize, to: usize| scan.text.get(from..to);
    let near = gap(named, bust.range.start).is_some_and(|gap| gap.chars().count() <= 4);
    let unit = |number: &Number| {
        number.range.end
            + unit(scan.after(number.range.end), &[("cm", ()), ("厘米", ())]).map_or(0, |(_, length)| length)
    };
    let joined = is_gap(gap(unit(bust), waist.range.start)) && is_gap(gap(unit(waist), hips.range.start));
    let fits =
        three.iter().all(|number| (40_000..160_000).contains(&number.milli)) && !counts(scan.after(hips.range.end));
    if !(near && joined && fits) {
        return;
    }
    for (kind, number) in [EntityKind::Bust, EntityKind::Waist, EntityKind::Hips].into_iter().zip(&three) {
        keep(scan, kind, number.range.clone(), (number.milli + 50) / 100);
    }
}
