//! Opening hours, daily windows, instants: what the shop's clock says.

use super::super::Place;
use super::super::diagnostic::Problems;
use super::super::problem::Problem;
use super::super::source::ShopEntry;
use crate::language::files;
use crate::time::Time;

/// Beijing's.
const DEFAULT_OFFSET: i32 = 480;

/// Minutes east of Greenwich.
pub(super) fn offset(shop: &ShopEntry, problems: &mut Problems) -> i32 {
    let Some(text) = &shop.utc_offset else { return DEFAULT_OFFSET };
    parse_offset(text).unwrap_or_else(|| {
        problems.error(shop.places.key("utc_offset"), Problem::NotAnOffset { text: text.clone() });
        DEFAULT_OFFSET
    })
}

fn parse_offset(text: &str) -> Option<i32> {
    let text = text.trim();
    if matches!(text, "Z" | "z" | "UTC") {
        return Some(0);
    }
    let (sign, rest) = match (text.strip_prefix('+'), text.strip_prefix('-')) {
        (Some(rest), _) => (1, rest),
        (_, Some(rest)) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':').unwrap_or((rest, "0"));
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then(|| sign * i32::from(hours * 60 + minutes))
}

/// When people are there.
pub(super) fn hours(shop: &ShopEntry, problems: &mut Problems) -> Option<(u16, u16)> {
    window("hours", shop.hours.as_deref()?, shop.places.key("hours"), problems)
}

/// `09:00-23:00` as minutes since midnight; the second may be the smaller one.
pub(super) fn window(key: &'static str, text: &str, place: &Place, problems: &mut Problems) -> Option<(u16, u16)> {
    let parsed = text.split_once(files::TO);
    let parsed = parsed.and_then(|(from, to)| minutes(from).zip(minutes(to)));
    let Some((from, to)) = parsed else {
        problems.error(place, Problem::NotAWindow { key, text: text.to_owned() });
        return None;
    };
    if from == to || from == 1440 {
        problems.error(place, Problem::EmptyWindow { key, text: text.to_owned() });
        return None;
    }
    Some((from, to))
}

/// `14:30`, or TOML's own `14:30:00`, as minutes since midnight.
pub(super) fn minutes(text: &str) -> Option<u16> {
    let text = text.trim();
    let text = text.strip_suffix(":00").filter(|before| before.contains(':')).unwrap_or(text);
    let (hours, minutes) = text.split_once(files::COLON)?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let total = hours.checked_mul(60)?.checked_add(minutes)?;
    (minutes < 60 && total <= 1440).then_some(total)
}

/// An instant: RFC 3339, or a date or a date and time of the shop's clock.
pub(super) fn instant(
    key: &'static str,
    text: &str,
    offset: i32,
    place: &Place,
    problems: &mut Problems,
) -> Option<Time> {
    let text = text.trim();
    let zone = format!("{}{:02}:{:02}", if offset < 0 { '-' } else { '+' }, offset.abs() / 60, offset.abs() % 60);
    let candidates = [text.to_owned(), format!("{text}{zone}"), format!("{text}T00:00:00{zone}")];
    let found = candidates.iter().find_map(|candidate| candidate.parse().ok());
    if found.is_none() {
        problems.error(place, Problem::NotATime { key, text: text.to_owned() });
    }
    found
}
