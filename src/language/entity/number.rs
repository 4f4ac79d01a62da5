//! Numbers in digits and in Chinese numerals.

use std::ops::Range;

use crate::text::numeral;

/// The most digits a count or a measure may have; longer runs are ids.
const MOST_DIGITS: usize = 8;

/// The most numbers that are read out of one message: what the readers do with each is bounded, so is the whole.
const MOST_NUMBERS: usize = 64;

/// A number of the message, before anything says what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Where, in the normal form.
    pub(super) range: Range<usize>,
    /// The value in thousandths: 1.65 is 1650.
    pub(super) milli: i64,
    /// Written in digits, not in Chinese numerals.
    pub(super) ascii: bool,
    /// Digits before the point, or characters of a numeral.
    pub(super) width: usize,
    /// Digits after the point.
    pub(super) decimals: usize,
    /// A numeral without 十, 百, 千 or 万: `六五` is said for 65, and `两三` for two or three.
    pub(super) spelled: bool,
    /// Already part of an entity.
    pub(super) used: bool,
}

impl Number {
    /// The value, when it is whole.
    pub(super) fn whole(&self) -> Option<i64> {
        (self.decimals == 0).then_some(self.milli / 1000)
    }

    /// A numeral of several digits without a unit (`两三件`): an estimate, not a count.
    pub(super) fn vague(&self) -> bool {
        self.spelled && self.width > 1
    }
}

/// The value of a digit written in Chinese. `text::numeral` reads telephones and sums of money, with 幺 and 壹, 贰 …; here people
/// and things are counted, with 俩, and a digit behind a digit goes on (`六五`).
fn digit(c: char) -> Option<i64> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' | '俩' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn unit(c: char) -> Option<i64> {
    numeral::unit(c).and_then(|unit| i64::try_from(unit).ok())
}

/// Whether `c` may be part of a number.
pub(super) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || digit(c).is_some() || unit(c).is_some()
}

/// The value of a Chinese numeral: `一百六十五`, `一百六` (160), `两千三` (2300), and `六五`, digit by digit.
pub(super) fn value(numeral: &str) -> Option<i64> {
    if numeral.chars().count() > MOST_DIGITS * 2 {
        return None;
    }
    let (mut total, mut section, mut pending, mut last_unit, mut zero) = (0_i64, 0_i64, None, 0_i64, false);
    for c in numeral.chars() {
        if let Some(d) = digit(c) {
            zero |= d == 0;
            pending = Some(pending.map_or(d, |p: i64| p.saturating_mul(10).saturating_add(d)));
        } else {
            let size = unit(c)?;
            let count = pending.take();
            if size == 10_000 {
                total = total.saturating_add(section.saturating_add(count.unwrap_or(0)).max(1).saturating_mul(size));
                section = 0;
            } else {
                section = section.saturating_add(count.unwrap_or(1).saturating_mul(size));
            }
            (last_unit, zero) = (size, false);
        }
    }
    let tail = match pending {
        // `一百六` says 160, but `一百零六` 106 and `十六` 16; `一百六五` is said for 165.
        Some(d) if last_unit >= 100 && !zero && d < 10 => d.saturating_mul(last_unit / 10),
        Some(d) => d,
        None => 0,
    };
    Some(total.saturating_add(section).saturating_add(tail))
}

/// The numbers of `text` outside `covered` (sorted ranges of words): runs of digits of at most eight with a fraction, and
/// Chinese numerals. A digit glued to a letter before it (`p1001`) starts no number.
pub(super) fn numbers(text: &str, covered: &[Range<usize>]) -> Vec<Number> {
    let mut found = Vec::new();
    let mut covered = covered.iter().peekable();
    let (mut previous, mut fraction) = (' ', false);
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        while covered.peek().is_some_and(|range| range.end <= start) {
            covered.next();
        }
        let limit = covered.peek().map_or(text.len(), |range| range.start.max(start));
        if limit == start || !is_numeral(c) {
            fraction &= c == '.';
            previous = c;
            continue;
        }
        if found.len() == MOST_NUMBERS {
            break;
        }
        let ascii = c.is_ascii_digit();
        let (mut end, mut last, mut width) = (start + c.len_utf8(), c, 1_usize);
        let belongs =
            |next: char| if ascii { next.is_ascii_digit() } else { !next.is_ascii_digit() && is_numeral(next) };
        // `一米六五一百斤`: a digit behind a digit and before a unit starts the next numeral.
        let starts_next = |last: char, at: usize, next: char| {
            let after = text.get(at + next.len_utf8()..).and_then(|rest| rest.chars().next());
            digit(last).is_some() && digit(next).is_some() && after.is_some_and(|c| unit(c).is_some())
        };
        while let Some((at, next)) =
            chars.next_if(|&(at, next)| at < limit && belongs(next) && !starts_next(last, at, next))
        {
            (end, last, width) = (at + next.len_utf8(), next, width + 1);
        }
        let glued = previous.is_ascii_alphabetic() || (fraction && previous == '.');
        (previous, fraction) = (last, false);
        if glued || (ascii && width > MOST_DIGITS) {
            continue;
        }
        let number = if ascii { in_digits(text, start..end, width) } else { in_words(text, start..end, width) };
        let number = number.map(|number| in_hundreds(text, number, limit));
        if let Some(number) = number {
            // The fraction's digits belong to this number.
            while chars.next_if(|&(at, _)| at < number.range.end).is_some() {
                (previous, fraction) = ('0', number.decimals > 0);
            }
            found.push(number);
        }
    }
    found
}

fn in_digits(text: &str, range: Range<usize>, width: usize) -> Option<Number> {
    let whole: i64 = text.get(range.clone())?.parse().ok()?;
    let fraction: &str = text.get(range.end..).and_then(|rest| rest.strip_prefix('.')).unwrap_or("");
    // More than two digits are no fraction that buyers write, but a second number behind a full stop (`165。110`).
    let decimals =
        Some(fraction.bytes().take_while(u8::is_ascii_digit).count()).filter(|&count| count <= 2).unwrap_or(0);
    let (mut thousandths, mut place) = (0_i64, 100_i64);
    for byte in fraction.bytes().take(decimals) {
        thousandths += i64::from(byte - b'0') * place;
        place /= 10;
    }
    let end = if decimals > 0 { range.end + 1 + decimals } else { range.end };
    let milli = whole * 1000 + thousandths;
    Some(Number { range: range.start..end, milli, ascii: true, width, decimals, spelled: false, used: false })
}

/// A number in digits with the 百, 千 or 万 behind it (`1.5万`); `2千克` are kilograms.
fn in_hundreds(text: &str, number: Number, limit: usize) -> Number {
    let mut after = text.get(number.range.end..limit).unwrap_or("").chars();
    let next = after.next();
    let size = next.and_then(unit).filter(|size| number.ascii && *size > 10);
    match (size, next) {
        (Some(size), Some(c)) if !after.next().is_some_and(|c| matches!(c, '克' | '瓦') || is_numeral(c)) => Number {
            range: number.range.start..number.range.end + c.len_utf8(),
            milli: number.milli.saturating_mul(size),
            decimals: 0,
            ..number
        },
        _ => number,
    }
}

fn in_words(text: &str, range: Range<usize>, width: usize) -> Option<Number> {
    let numeral = text.get(range.clone())?;
    let milli = value(numeral)?.saturating_mul(1000);
    let spelled = !numeral.chars().any(|c| unit(c).is_some());
    Some(Number { range, milli, ascii: false, width, decimals: 0, spelled, used: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read_as_they_are_said() {
        for (numeral, expect) in [
            ("一", 1),
            ("两", 2),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("三十五", 35),
            ("一百", 100),
            ("一百六", 160),
            ("一百零六", 106),
            ("一百六十五", 165),
            ("一百六五", 165),
            ("一百一十", 110),
            ("一百一", 110),
            ("两千三", 2300),
            ("一千零五十", 1050),
            ("一万二", 12_000),
            ("十二万", 120_000),
            ("六五", 65),
            ("一六五", 165),
            ("百", 100),
            ("千万", 10_000_000),
        ] {
            assert_eq!(value(numeral), Some(expect), "{numeral}");
        }
    }

    #[test]
    fn numbers_are_whole_runs() {
        let read = |text: &str| numbers(text, &[]).into_iter().map(|n| (n.range, n.milli)).collect::<Vec<_>>();
        assert_eq!(read("a12 3.5斤"), [(4..7, 3_500)]);
        assert_eq!(read("12345678901"), []);
        assert_eq!(read("1米65"), [(0..1, 1_000), (4..6, 65_000)]);
        assert_eq!(read("11.20."), [(0..5, 11_200)]);
        assert_eq!(read("1.2.3"), [(0..3, 1_200)]);
        assert_eq!(read("1.5万元"), [(0..6, 15_000_000)]);
        assert_eq!(read("2千克"), [(0..1, 2_000), (1..4, 1_000_000)]);
        assert_eq!(read("三3"), [(0..3, 3_000), (3..4, 3_000)]);
    }
}
