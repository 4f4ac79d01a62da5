//! Times of day.

use crate::names::{EntityKind, Value};
use crate::text::{ends, starts};

use super::number::Number;
use super::scan::{Scan, unit};

/// Words that say which half of the day, with what they do to the hour.
const DAY_PARTS: &[(&str, Part)] = &[
    ("凌晨", Part::Night),
    ("半夜", Part::Night),
    ("午夜", Part::Night),
    ("早上", Part::Morning),
    ("早晨", Part::Morning),
    ("清晨", Part::Morning),
    ("今早", Part::Morning),
    ("明早", Part::Morning),
    ("早", Part::Morning),
    ("上午", Part::Morning),
    ("中午", Part::Noon),
    ("下午", Part::Afternoon),
    ("傍晚", Part::Afternoon),
    ("晚上", Part::Evening),
    ("今晚", Part::Evening),
    ("明晚", Part::Evening),
    ("昨晚", Part::Evening),
    ("夜里", Part::Evening),
    ("今夜", Part::Evening),
    ("晚", Part::Evening),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Night,
    Morning,
    Noon,
    Afternoon,
    Evening,
}

fn hour_of_day(hour: i64, part: Option<Part>) -> Option<i64> {
    Some(match (part, hour) {
        (_, 25..) => return None,
        (Some(Part::Night | Part::Evening), 12) | (_, 24) => 0,
        (Some(Part::Noon), 1..=3) | (Some(Part::Afternoon | Part::Evening), 1..=11) => hour + 12,
        (_, hour) => hour,
    })
}

/// Reads times of day: `20:10`, `下午3点半`, `晚上八点`.
pub(super) fn read(scan: &mut Scan<'_>) {
    for index in 0..scan.numbers.len() {
        let Some(number) = scan.free(index) else { continue };
        let Some(hour) = number.whole().filter(|hour| (0..=24).contains(hour) && !number.vague()) else { continue };
        let before = scan.before(number.range.start);
        let part = DAY_PARTS.iter().find(|(word, _)| before.trim_end().ends_with(word));
        let Some((end, minute)) = colon(scan, index, &number).or_else(|| o_clock(scan, index, &number, part.is_some()))
        else {
            continue;
        };
        let Some(hour) = hour_of_day(hour, part.map(|(_, part)| *part)) else { continue };
        // The part of the day belongs to the time, unless it is half of a day's word (`今晚八点`).
        let start = part.map_or(number.range.start, |(word, _)| before.trim_end().len() - word.len());
        let dated = scan.words.iter().any(|word| word.range.start <= start && start < word.range.end);
        let start = if dated { number.range.start } else { start };
        scan.read(EntityKind::Clock, start..end, Value::Text(format!("{hour:02}:{minute:02}")));
    }
}

/// `20:10` or `20:10:33`.
fn colon(scan: &Scan<'_>, index: usize, number: &Number) -> Option<(usize, i64)> {
    let minute = scan.free(index + 1).filter(|minute| number.ascii && minute.ascii && minute.width == 2)?;
    let value = minute.whole().filter(|value| (0..60).contains(value))?;
    matches!(scan.text.get(number.range.end..minute.range.start)?, ":" | "：").then_some(())?;
    let seconds = scan.free(index + 2).filter(|seconds| {
        seconds.width == 2
            && scan.text.get(minute.range.end..seconds.range.start).is_some_and(|gap| matches!(gap, ":" | "："))
    });
    Some((seconds.map_or(minute.range.end, |seconds| seconds.range.end), value))
}

/// `3点`, `3点半`, `8点27`, `八点一刻`.
fn o_clock(scan: &Scan<'_>, index: usize, number: &Number, part: bool) -> Option<(usize, i64)> {
    let (_, length) = unit(scan.after(number.range.end), &[("点", ()), ("点钟", ()), ("时", ())])?;
    let end = number.range.end + length;
    let after = scan.after(end);
    let before = scan.before(number.range.start);
    if before.ends_with(['几', '第', '有', '差']) {
        return None;
    }
    let minute = scan.free(index + 1).filter(|minute| minute.range.start == end).and_then(|minute| {
        let value = minute.whole().filter(|value| (0..60).contains(value))?;
        if scan.after(minute.range.end).starts_with('刻') {
            return Some((minute.range.end + '刻'.len_utf8(), value.checked_mul(15).filter(|value| *value < 60)?));
        }
        let whole = minute.width == 2 || value == 10 || minute.width == 3;
        let end = minute.range.end + if scan.after(minute.range.end).starts_with('分') { '分'.len_utf8() } else { 0 };
        whole.then_some((end, value))
    });
    let half = after.starts_with('半').then_some((end + '半'.len_utf8(), 30));
    let told = part
        || minute.is_some()
        || half.is_some()
        || scan.text.get(number.range.end..end).is_some_and(|word| word.ends_with('钟'));
    // `一点` and `两点` are little things and arguments (`便宜一点`), `时` is an hour's end only with a part of the day.
    let little = !number.ascii && (1_000..=3_000).contains(&number.milli) || number.milli == 1_000;
    let closed = starts(after, &["前", "之前", "能", "到", "多", "左右", "以前", "后", "之后", "下", "才", "就"]);
    let hour_word = scan.text.get(number.range.end..end).is_some_and(|word| word.trim_start() == "时");
    if (!told && ((little && !closed) || hour_word))
        || starts(after, &["点", "儿", "几"])
        || (little && !told && ends(before, &["快", "早", "晚", "宜", "大", "小"]))
    {
        return None;
    }
    // `5点5`: a digit alone behind 点 makes a fraction, not a time.
    if minute.is_none() && scan.free(index + 1).is_some_and(|next| next.range.start == end) {
        return None;
    }
    minute.or(half).or(Some((end, 0)))
}
