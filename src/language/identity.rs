//! Numbers and signs that lead to a person: telephones, identity cards, bank cards, e-mail addresses, by their shape.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::text::normalize::Normalized;
use crate::text::numeral;

/// The sign of an e-mail address, half or full width.
const AT: [char; 2] = ['@', '＠'];

static EMAIL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[A-Za-z0-9._%+-]+[@＠][A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+").ok());

/// The number of an identity card, or of a bank card as UnionPay gives them. Orders have 19 digits and begin otherwise.
static CARD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^0-9])([1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx]|62[0-9]{14}(?:[0-9]{3})?)(?:[^0-9]|$)").ok()
});

/// The mobile numbers in `text`: where, and their 11 digits. Full-width digits, and spaces or dashes between the usual
/// groups of digits count; digits inside longer numbers do not.
pub(crate) fn mobile_numbers(text: &str) -> Vec<(Range<usize>, String)> {
    if may_be_number(text) { mobile_numbers_in(text, &digit_runs(text)) } else { Vec::new() }
}

/// What is put between the digits of a number to hide it.
const GAPS: &[char] = &[' ', ',', '.', '-', '*', '/', '|', '_', '·', '~', ':', '(', ')', '+'];

/// The mobile numbers of a normal form that [`mobile_numbers`] does not see, for they are spelt in Chinese (`幺三八…`), or have other
/// marks between their digits.
pub(crate) fn spelt_numbers(normal: &str) -> Vec<Range<usize>> {
    let value = |c: char| c.to_digit(10).or_else(|| numeral::digit(c).and_then(|digit| u32::try_from(digit).ok()));
    if normal.len() < SHORTEST || normal.chars().filter(|c| value(*c).is_some()).nth(SHORTEST - 1).is_none() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let (mut digits, mut sizes, mut start, mut end, mut gap) = (String::new(), Vec::new(), 0, 0, usize::MAX);
    let is_whole = |digits: &str, sizes: &[usize]| {
        let usual = matches!(*sizes, [11] | [3, 4, 4] | [4, 4, 3] | [4, 3, 4] | [3, 3, 5] | [3, 8])
            || sizes.iter().all(|size| *size == 1);
        usual && is_mobile(digits)
    };
    for (at, c) in normal.char_indices().chain([(normal.len(), '\0')]) {
        if let Some(digit) = value(c) {
            if digits.is_empty() {
                start = at;
            }
            match sizes.last_mut() {
                Some(size) if gap == 0 => *size += 1,
                _ => sizes.push(1),
            }
            digits.push(char::from_digit(digit, 10).unwrap_or('0'));
            (end, gap) = (at + c.len_utf8(), 0);
        } else if GAPS.contains(&c) && gap < 2 {
            gap += 1;
        } else if !digits.is_empty() {
            if is_whole(&digits, &sizes) {
                found.push(start..end);
            }
            digits.clear();
            sizes.clear();
            gap = usize::MAX;
        }
    }
    found
}

/// The e-mail addresses in `text`: where, and what stands before and behind the sign.
pub(crate) fn emails(text: &str) -> Vec<(Range<usize>, &str, &str)> {
    let Some(email) = EMAIL.as_ref().filter(|_| AT.iter().any(|at| text.contains(*at))) else { return Vec::new() };
    let parts = |found: regex::Match<'_>| {
        let (local, host) = text.get(found.range())?.split_once(AT)?;
        Some((found.range(), local, host))
    };
    email.find_iter(text).filter_map(parts).collect()
}

/// Digits of the shortest number that leads to a person.
pub(crate) const SHORTEST: usize = 11;

/// Whether a text has as many digits, in whatever form, as the shortest number that leads to a person.
pub(crate) fn may_be_number(text: &str) -> bool {
    // No Chinese character is a digit, `一` neither: it need not be looked up.
    let is_numeric = |c: &char| !('\u{4e00}'..='\u{9fff}').contains(c) && c.is_numeric();
    text.len() >= SHORTEST && text.chars().filter(is_numeric).nth(SHORTEST - 1).is_some()
}

/// The phones in what somebody wrote, in every form that is read as one: the normal form has no emoji and nothing invisible
/// between the digits, and half-width ones. Groups may be of any size.
pub(crate) fn phones(text: &str) -> Vec<(Range<usize>, String)> {
    if !may_be_number(text) {
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

/// Where numbers of identity cards and bank cards stand in what somebody wrote.
pub(crate) fn cards(text: &str) -> impl Iterator<Item = Range<usize>> {
    CARD.iter().flat_map(move |card| card.captures_iter(text)).filter_map(|found| Some(found.get(1)?.range()))
}

/// The ASCII form of a digit, half or full width.
pub(crate) fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - 0xFF10 + 0x30),
        _ => None,
    }
}

/// A run of digits that no digit follows or precedes.
pub(crate) struct Run {
    span: Range<usize>,
    digits: String,
}

/// The runs of digits in `text`.
pub(crate) fn digit_runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, c) in text.char_indices() {
        let Some(digit) = digit(c) else { continue };
        match runs.last_mut() {
            Some(run) if run.span.end == at => {
                run.span.end += c.len_utf8();
                run.digits.push(digit);
            }
            _ => runs.push(Run { span: at..at + c.len_utf8(), digits: digit.to_string() }),
        }
    }
    runs
}

/// The mobile numbers among the runs.
pub(crate) fn mobile_numbers_in(text: &str, runs: &[Run]) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = runs.get(at..).filter(|rest| !rest.is_empty()) {
        match mobile_number(text, rest) {
            Some((used, span, digits)) => {
                found.push((span, digits));
                at += used;
            }
            None => at += 1,
        }
    }
    found
}

/// The mobile number that starts with the first of `runs`: how many of them it takes, where it is, and its digits.
fn mobile_number(text: &str, runs: &[Run]) -> Option<(usize, Range<usize>, String)> {
    let first = runs.first()?;
    if is_mobile(&first.digits) {
        return Some((1, first.span.clone(), first.digits.clone()));
    }
    // With the country's code, which stays.
    for code in ["0086", "86"] {
        if let Some(digits) = first.digits.strip_prefix(code)
            && is_mobile(digits)
        {
            let written = text.get(first.span.clone())?.chars().take(code.len());
            let start = first.span.start + written.map(char::len_utf8).sum::<usize>();
            return Some((1, start..first.span.end, digits.to_owned()));
        }
    }
    let mut digits = String::new();
    let mut sizes = Vec::new();
    let mut end = first.span.start;
    for run in runs.iter().take(11) {
        let gap = text.get(end..run.span.start)?;
        let is_close = gap.chars().count() <= 2
            && gap.chars().all(|c| matches!(c, ' ' | '\u{3000}' | '\u{A0}' | '-' | '－' | '—' | '–' | '.' | '·' | '_'));
        if !sizes.is_empty() && !is_close {
            return None;
        }
        digits.push_str(&run.digits);
        sizes.push(run.digits.len());
        end = run.span.end;
        if digits.len() >= 11 {
            break;
        }
    }
    // Sizes and prices in a row have groups of two and three: only the groups that people use for a phone.
    let usual =
        matches!(*sizes, [3, 4, 4] | [4, 4, 3] | [4, 3, 4] | [3, 3, 5] | [3, 5, 3] | [3, 8] | [7, 4] | [5, 6] | [6, 5])
            || sizes.iter().all(|&size| size == 1);
    (usual && is_mobile(&digits)).then_some((sizes.len(), first.span.start..end, digits))
}

/// Whether the digits are a mobile number's.
pub(crate) fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1') && matches!(digits.as_bytes().get(1), Some(b'3'..=b'9'))
}

/// The identity card numbers among the runs. Order numbers have 15 to 20 digits too, so province, date of birth and check
/// digit must all be right.
pub(crate) fn identity_cards(text: &str, runs: &[Run]) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    for run in runs {
        let mut span = run.span.clone();
        let mut number = run.digits.clone();
        if number.len() == 17
            && let Some(x) = text.get(span.end..).and_then(|rest| rest.chars().next())
            && matches!(x, 'X' | 'x' | 'Ｘ' | 'ｘ')
        {
            span.end += x.len_utf8();
            number.push('X');
        }
        if is_identity_card(&number) {
            found.push((span, number));
        }
    }
    found
}

/// Whether 18 characters are an identity card's number.
fn is_identity_card(number: &str) -> bool {
    if number.len() != 18 {
        return false;
    }
    let part = |range: Range<usize>| number.get(range).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    let province = matches!(part(0..2), 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83);
    let (year, month, day) = (part(6..10), part(10..12), part(12..14));
    let days = match month {
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => 0,
    };
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = number.chars().zip(WEIGHTS).map(|(c, weight)| c.to_digit(10).unwrap_or(0) * weight).sum();
    let expect = "10X98765432".chars().nth((sum % 11) as usize);
    province && (1900..2100).contains(&year) && (1..=days).contains(&day) && number.chars().next_back() == expect
}
