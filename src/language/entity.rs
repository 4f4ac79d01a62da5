//! What a message names: orders, telephones, sizes, colours, places, days.
//!
//! Numbers and words are found first, each in one pass; then the readers look at what stands around them. The order of the
//! readers is the precedence: a number belongs to the first that claims it, and the time of a message is bounded by its
//! length, whatever it says.

pub(crate) mod address;
mod body;
mod clock;
mod count;
mod day;
mod festival;
mod girth;
mod ids;
mod number;
pub(crate) mod places;
mod scan;
pub(crate) mod size;
mod words;

use std::ops::Range;

use crate::language::lexicon::Lexicon;
use crate::names::{Entity, EntityKind, Value};
use crate::text::normalize::Normalized;
use crate::text::{ends, starts};
use crate::time::Time;

pub(crate) use day::day_after;
use scan::{Found, Scan};
use words::{Meaning, Words, in_letters};

/// Finds entities. Built once and shared: it holds the compiled lexicon.
#[derive(Debug)]
pub(crate) struct EntityFinder {
    words: Words,
    /// Carriers that are written in letters, and what they are called.
    latin: Vec<(String, String)>,
}

impl EntityFinder {
    /// Compiles the lexicon.
    pub(crate) fn new(lexicon: &Lexicon) -> EntityFinder {
        let latin = lexicon.carriers.iter().filter(|(word, _)| in_letters(word)).cloned().collect();
        EntityFinder { words: Words::new(lexicon), latin }
    }

    /// The entities of `original`, by place, none over another. `text` is its normal form.
    ///
    /// Days need `now` and the shop's offset from Greenwich: without it nothing relative and no day without a year is read.
    pub(crate) fn find(
        &self,
        text: &Normalized,
        original: &str,
        now: Option<Time>,
        offset_minutes: i32,
    ) -> Vec<Entity> {
        let normal = text.text();
        let words = self.words.find(normal);
        let covered: Vec<Range<usize>> = words.iter().map(|word| word.range.clone()).collect();
        let numbers = number::numbers(normal, &covered);
        let now = now.map(|now| now.wall(offset_minutes));
        let mut scan = Scan { text: normal, words, numbers, found: Vec::new(), now };
        if normal.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
            ids::read(&mut scan);
            size::read_letters(&mut scan);
            self.read_latin_carriers(&mut scan);
        }
        if !scan.numbers.is_empty() {
            count::read_links(&mut scan);
            count::read_amounts(&mut scan);
            clock::read(&mut scan);
            girth::read(&mut scan);
            size::read_numbers(&mut scan);
            day::read_numbers(&mut scan);
            body::read(&mut scan);
            count::read_quantities(&mut scan);
        }
        if !scan.words.is_empty() {
            day::read_words(&mut scan);
            read_words(&mut scan);
        }
        in_original(scan.found, text, original)
    }

    /// Reads the carriers that are written in letters.
    fn read_latin_carriers(&self, scan: &mut Scan<'_>) {
        for (letters, name) in &self.latin {
            for (at, _) in scan.text.match_indices(letters.as_str()) {
                let (before, after) = (scan.before(at), scan.after(at + letters.len()));
                let free = !before.ends_with(|c: char| c.is_ascii_alphanumeric())
                    && !after.starts_with(|c: char| c.is_ascii_alphanumeric());
                if free {
                    scan.push(EntityKind::Carrier, at..at + letters.len(), Value::Text(name.clone()));
                }
            }
        }
    }
}

/// Reads the names among the lexicon's words.
fn read_words(scan: &mut Scan<'_>) {
    for word in scan.words.clone() {
        let range = word.range.clone();
        let (kind, value) = match word.meaning {
            Meaning::Colour(name) => (EntityKind::Colour, name.as_str()),
            Meaning::ShortColour(name) if is_colour(scan, &range) => (EntityKind::Colour, name.as_str()),
            Meaning::Province(name) => (EntityKind::Province, *name),
            Meaning::City(name) => (EntityKind::City, *name),
            Meaning::DoubtfulCity(name) if is_place(scan, &range) => (EntityKind::City, *name),
            Meaning::Carrier(name) => (EntityKind::Carrier, name.as_str()),
            Meaning::DoubtfulCarrier(name) if is_carrier(scan, &range) => (EntityKind::Carrier, name.as_str()),
            Meaning::Size(name) => (EntityKind::Size, *name),
            _ => continue,
        };
        scan.push(kind, range, Value::Text(value.to_owned()));
    }
}

/// Words before a name that make it what is chosen, sent or asked for.
const CHOOSING: &[&str] = &[
    "要", "换", "拿", "选", "拍", "买", "个", "件", "款", "是", "有", "那", "这", "没", "发", "成", "的", "和", "跟",
    "或", "了", "双", "条", "改", "还", "与", "穿", "订", "到", "只", "套", "就",
];

/// Whether one character is a colour here: alone, beside a size, or with 的 or 款 after it.
fn is_colour(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    if scan.alone(range) {
        return true;
    }
    let beside = |found: &Found| {
        let gap =
            if found.range.start >= range.end { range.end..found.range.start } else { found.range.end..range.start };
        found.kind == EntityKind::Size
            && scan.text.get(gap).is_some_and(|gap| matches!(gap, "" | " " | "/" | "," | "-" | "的"))
    };
    let before = scan.before(range.start);
    let fresh = before.is_empty() || before.ends_with(|c: char| !c.is_alphanumeric()) || ends(before, CHOOSING);
    (fresh && starts(scan.after(range.end), &["的", "款", "颜色"])) || scan.found.iter().any(beside)
}

/// Whether a doubtful name is a place here: something is sent there, or it stands alone.
fn is_place(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    let before = scan.before(range.start);
    // `北京朝阳区`: a district of the same name.
    if starts(scan.after(range.end), &["区", "县", "路", "街", "小区"]) {
        return false;
    }
    let after_place =
        scan.words.iter().any(|word| word.range.end == range.start && matches!(word.meaning, Meaning::Province(_)));
    after_place
        || scan.alone(range)
        || ends(before, &["到", "寄", "往", "去", "在", "至", "寄给", "发", "住", "省", "邮"])
}

/// Whether a doubtful name is a carrier here: something is sent by it.
fn is_carrier(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    let chosen = ends(scan.before(range.start), &["发", "走", "寄", "用", "换", "选", "改"]);
    let after = scan.after(range.end);
    let closes = after.is_empty()
        || !after.starts_with(|c: char| c.is_alphanumeric())
        || starts(after, &["吗", "吧", "的", "可", "行", "好", "么", "呢", "嘛", "快", "不", "送", "配"]);
    chosen && closes
}

/// Maps what was found to the original, in order; of two that overlap the longer one stays, or else the first reader's.
fn in_original(found: Vec<Found>, text: &Normalized, original: &str) -> Vec<Entity> {
    let mut entities: Vec<Entity> = Vec::with_capacity(found.len());
    for Found { kind, range, value } in found {
        let span = text.span(range);
        let Some(words) = original.get(span.clone()).filter(|words| !words.is_empty()) else { continue };
        entities.push(Entity::new(kind, words, span, value));
    }
    entities.sort_by_key(|entity| (entity.span.start, std::cmp::Reverse(entity.span.end)));
    let mut end = 0;
    entities.retain(|entity| {
        let apart = entity.span.start >= end;
        if apart {
            end = entity.span.end;
        }
        apart
    });
    entities
}

#[cfg(test)]
mod tests;
