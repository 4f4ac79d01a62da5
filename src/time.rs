//! Instants, and the shop's wall clock.

use std::fmt;
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use jiff::tz::Offset;
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Milliseconds of a day.
pub(crate) const DAY: i64 = 86_400_000;
/// Milliseconds of an hour.
pub(crate) const HOUR: i64 = 3_600_000;

/// An instant: milliseconds since 1970-01-01T00:00:00Z.
///
/// It reads and writes RFC 3339 (`2026-11-18T09:12:00+08:00`), as text and with serde. serde also reads whole numbers since
/// 1970, as platforms give them: seconds below 100,000,000,000 (the year 5138), milliseconds from there on (1973). The
/// engine has no clock of its own: every instant comes from the host, with an [`Input`](crate::Input) or in an order's data;
/// `Time::from(SystemTime::now())` is now.
///
/// ```
/// use kefu::Time;
///
/// let read: [Time; 3] = serde_json::from_str(r#"["2026-11-18T09:12:00+08:00", 1794964320, 1794964320000]"#).unwrap();
/// assert!(read.iter().all(|time| *time == read[0]));
///
/// let time: Time = "2026-11-18T01:12:00Z".parse()?;
/// assert_eq!(time.to_string(), "2026-11-18T09:12:00+08:00");
/// assert_eq!(time.millis(), 1_794_964_320_000);
/// # Ok::<(), kefu::time::TimeError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(i64);

/// A text that is not an RFC 3339 time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a time: write it as in RFC 3339, for example 2026-11-18T09:12:00+08:00")]
pub struct TimeError {
    text: String,
}

impl Time {
    /// The instant `millis` milliseconds after 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Time {
        Time(millis)
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// The instant `millis` milliseconds later (earlier when negative); stops at the ends of the range.
    #[must_use]
    pub const fn plus_millis(self, millis: i64) -> Time {
        Time(self.0.saturating_add(millis))
    }

    /// Milliseconds from `earlier` to this instant; negative when `earlier` is the later one.
    #[must_use]
    pub const fn since(self, earlier: Time) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// What a clock on the wall shows `offset_minutes` east of Greenwich.
    pub(crate) fn wall(self, offset_minutes: i32) -> Wall {
        let offset = Offset::from_seconds(offset_minutes.saturating_mul(60)).unwrap_or(Offset::UTC);
        let at = offset.to_datetime(self.timestamp());
        Wall {
            year: at.year(),
            month: at.month(),
            day: at.day(),
            hour: at.hour(),
            minute: at.minute(),
            weekday: at.weekday().to_monday_one_offset(),
            day_number: self.0.saturating_add(i64::from(offset_minutes) * 60_000).div_euclid(DAY),
        }
    }

    fn timestamp(self) -> Timestamp {
        Timestamp::from_millisecond(self.within()).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// The nearest milliseconds that a calendar of four-digit years has.
    fn within(self) -> i64 {
        self.0.clamp(Timestamp::MIN.as_millisecond() + DAY, Timestamp::MAX.as_millisecond() - DAY)
    }
}

impl From<SystemTime> for Time {
    fn from(time: SystemTime) -> Time {
        let millis = |passed: std::time::Duration| i64::try_from(passed.as_millis()).unwrap_or(i64::MAX);
        match time.duration_since(UNIX_EPOCH) {
            Ok(after) => Time(millis(after)),
            Err(before) => Time(-millis(before.duration())),
        }
    }
}

/// Days from 1970-01-01 to a date that is written `2026-11-20`.
pub(crate) fn day_number(date: &str) -> Option<i64> {
    let date: jiff::civil::Date = date.parse().ok()?;
    let epoch = jiff::civil::Date::new(1970, 1, 1).ok()?;
    epoch.until(date).ok().map(|span| i64::from(span.get_days()))
}

/// The beginning of a day, which is counted from 1970-01-01.
pub(crate) fn day_of(day_number: i64) -> Wall {
    Time::from_millis(day_number.saturating_mul(DAY)).wall(0)
}

/// Minutes since midnight, as people read them: `9:05`.
pub(crate) fn clock(minutes: u16) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// Whether `now` lies in a daily window, which may run over midnight. Minutes since midnight.
pub(crate) fn within(now: u16, (from, to): (u16, u16)) -> bool {
    if from <= to { (from..to).contains(&now) } else { now >= from || now < to }
}

/// A date and a time of day in the shop's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wall {
    pub(crate) year: i16,
    pub(crate) month: i8,
    pub(crate) day: i8,
    pub(crate) hour: i8,
    pub(crate) minute: i8,
    /// 1 is Monday, 7 is Sunday.
    pub(crate) weekday: i8,
    /// Days since 1970-01-01 in the shop's zone: tells yesterday from today.
    pub(crate) day_number: i64,
}

impl Wall {
    /// Minutes since midnight.
    pub(crate) fn minutes(self) -> u16 {
        u16::try_from(i32::from(self.hour) * 60 + i32::from(self.minute)).unwrap_or(0)
    }
}

impl FromStr for Time {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Time, TimeError> {
        let parsed: Result<Timestamp, _> = text.trim().parse();
        parsed.map(|at| Time(at.as_millisecond())).map_err(|_| TimeError { text: text.chars().take(60).collect() })
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let offset = Offset::constant(8);
        self.timestamp().display_with_offset(offset).fmt(f)
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Beyond the calendar only a number comes back as it went.
        if self.within() == self.0 { serializer.collect_str(self) } else { serializer.serialize_i64(self.0) }
    }
}

/// Numbers below are seconds, others milliseconds.
const MILLIS_FROM: u64 = 100_000_000_000;

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Time, D::Error> {
        struct Written;

        impl Visitor<'_> for Written {
            type Value = Time;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an RFC 3339 time, or a whole number of seconds or milliseconds since 1970")
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Time, E> {
                let seconds = number.unsigned_abs() < MILLIS_FROM;
                Ok(Time(if seconds { number * 1_000 } else { number }))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Time, E> {
                self.visit_i64(i64::try_from(number).map_err(E::custom)?)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Time, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_any(Written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_rfc_3339() {
        for (text, expect) in [
            ("2026-11-18T09:12:00+08:00", Some("2026-11-18T09:12:00+08:00")),
            ("2026-11-18T01:12:00Z", Some("2026-11-18T09:12:00+08:00")),
            ("2026-11-18T01:12:00.250Z", Some("2026-11-18T09:12:00.25+08:00")),
            ("2026-11-18", None),
            ("昨天", None),
        ] {
            assert_eq!(text.parse::<Time>().ok().map(|time| time.to_string()).as_deref(), expect, "{text}");
        }
    }

    #[test]
    fn the_wall_clock_follows_the_offset() {
        let time: Time = "2026-11-18T23:30:00+08:00".parse().unwrap_or_default();
        let shop = time.wall(480);
        assert_eq!((shop.month, shop.day, shop.minutes(), shop.weekday), (11, 18, 23 * 60 + 30, 3));
        assert_eq!(time.wall(540).day_number, shop.day_number + 1);
    }

    #[test]
    fn a_number_is_seconds_or_milliseconds_by_its_size() {
        for (json, expect) in [
            ("1794964320", Some(1_794_964_320_000)),
            ("1794964320123", Some(1_794_964_320_123)),
            ("0", Some(0)),
            ("-1", Some(-1_000)),
            ("99999999999", Some(99_999_999_999_000)),
            ("100000000000", Some(100_000_000_000)),
            ("1794964320.5", None),
            ("18446744073709551615", None),
            ("\"1794964320\"", None),
            ("null", None),
        ] {
            let read = serde_json::from_str::<Time>(json).ok();
            assert_eq!(read.map(Time::millis), expect, "{json}");
        }
    }

    #[test]
    fn every_instant_is_the_same_after_storage() {
        let calendar = [Timestamp::MIN.as_millisecond(), Timestamp::MAX.as_millisecond()];
        let edges = calendar.into_iter().flat_map(|end| [end - 1, end, end + 1, end - DAY, end + DAY, end + DAY - 1]);
        for millis in edges.chain([i64::MIN, i64::MAX, 0, -1, 1, 99_999_999_999, -62_135_596_800_001]) {
            let stored = serde_json::to_string(&Time(millis)).unwrap();
            assert_eq!(serde_json::from_str::<Time>(&stored).unwrap().millis(), millis, "{stored}");
        }
    }

    #[test]
    fn the_clock_of_the_system_is_an_instant() {
        let later = std::time::Duration::from_millis(1_500);
        assert_eq!(Time::from(UNIX_EPOCH + later).millis(), 1_500);
        assert_eq!(Time::from(UNIX_EPOCH - later).millis(), -1_500);
    }

    #[test]
    fn the_ends_of_the_range_do_not_panic() {
        for millis in [i64::MIN, i64::MAX] {
            assert!(!Time::from_millis(millis).to_string().is_empty());
            assert!(Time::from_millis(millis).wall(480).month > 0);
        }
    }
}
