//! What a size chart measures: the columns that measure a body, their cells as amounts, and the column that a question asks for.

use crate::language::entity::size::letter_size;
use crate::names::EntityKind;
use crate::shop::product::SizeChart;
use crate::text::normalize::plain;
use crate::text::{ends, holds, starts};

/// What is measured of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Measure {
    Height,
    Weight,
    Bust,
    UnderBust,
    Waist,
    Hips,
    Shoulder,
    Foot,
    Thigh,
    Calf,
    Head,
    Neck,
    Wrist,
    Finger,
    Age,
}

/// What the columns of charts are called. Of two names in one place the first of this list counts.
const NAMES: &[(&str, Measure)] = &[
    ("身高", Measure::Height),
    ("体重", Measure::Weight),
    ("下胸围", Measure::UnderBust),
    ("底围", Measure::UnderBust),
    ("胸围", Measure::Bust),
    ("上围", Measure::Bust),
    ("腰围", Measure::Waist),
    ("臀围", Measure::Hips),
    ("肩宽", Measure::Shoulder),
    ("脚长", Measure::Foot),
    ("足长", Measure::Foot),
    ("小腿围", Measure::Calf),
    ("大腿围", Measure::Thigh),
    ("腿围", Measure::Thigh),
    ("头围", Measure::Head),
    ("领围", Measure::Neck),
    ("颈围", Measure::Neck),
    ("手腕围", Measure::Wrist),
    ("腕围", Measure::Wrist),
    ("手围", Measure::Wrist),
    ("手指围", Measure::Finger),
    ("手指周长", Measure::Finger),
    ("指围", Measure::Finger),
    ("年龄", Measure::Age),
    ("月龄", Measure::Age),
];

/// What makes a column one of the body, and what one of the goods.
const OF_BODY: &[&str] = &["净", "适合", "适用", "适穿", "参考", "建议", "推荐", "人体", "身体", "体型", "上胸围"];
const OF_GOODS: &[&str] = &["成衣", "成品", "衣服", "平铺", "裤子", "裙子", "鞋子", "实物", "产品"];

const MILLIMETRE: i64 = 1_000;
const CENTIMETRE: i64 = 10_000;

/// The entities that tell a measure, and what their unit has of [`Span`]'s.
pub(crate) const TOLD: &[(EntityKind, Measure, i64)] = &[
    (EntityKind::Height, Measure::Height, CENTIMETRE),
    (EntityKind::Weight, Measure::Weight, 1_000),
    (EntityKind::Waist, Measure::Waist, CENTIMETRE),
    (EntityKind::Bust, Measure::Bust, MILLIMETRE),
    (EntityKind::UnderBust, Measure::UnderBust, MILLIMETRE),
    (EntityKind::Hips, Measure::Hips, MILLIMETRE),
    (EntityKind::Shoulder, Measure::Shoulder, MILLIMETRE),
    (EntityKind::FootLength, Measure::Foot, MILLIMETRE),
    (EntityKind::Thigh, Measure::Thigh, MILLIMETRE),
    (EntityKind::Calf, Measure::Calf, MILLIMETRE),
    (EntityKind::Head, Measure::Head, MILLIMETRE),
    (EntityKind::Neck, Measure::Neck, MILLIMETRE),
    (EntityKind::Wrist, Measure::Wrist, MILLIMETRE),
    (EntityKind::Finger, Measure::Finger, MILLIMETRE),
];

impl Measure {
    /// What buyers call it.
    pub(crate) fn label(self) -> &'static str {
        NAMES.iter().find(|(_, measure)| *measure == self).map_or("", |(name, _)| name)
    }

    /// Whether a column that says no more than this measures a body: clothes have a bust too, and no height.
    fn is_of_body(self) -> bool {
        use Measure::{Age, Finger, Foot, Head, Height, UnderBust, Weight, Wrist};
        matches!(self, Height | Weight | Foot | Age | Head | Wrist | Finger | UnderBust)
    }
}

/// The least and the most of a cell: thousandths of a millimetre, of a gram, of a month. An end may be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) low: i64,
    pub(crate) high: i64,
}

impl Span {
    /// Whether the amount is in it.
    pub(crate) fn holds(self, amount: i64) -> bool {
        (self.low..=self.high).contains(&amount)
    }
}

/// What a chart says of one measure of a body, by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) measure: Measure,
    pub(crate) cells: Vec<Option<Span>>,
    /// The last digit's worth: between `22.1-22.5` and `22.6-23` nothing is missing.
    pub(crate) grain: i64,
}

/// A chart, read: its sizes from the smallest to the largest, and what it says of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) sizes: Vec<String>,
    pub(crate) columns: Vec<Column>,
    /// The sizes by what else the chart calls them (`欧码`, `中国码`), by row.
    aliases: Vec<Vec<String>>,
}

impl Table {
    /// Reads a chart. A row without a size is none.
    pub(crate) fn of(chart: &SizeChart) -> Table {
        let named = |row: &&Vec<String>| row.first().is_some_and(|size| !size.trim().is_empty());
        let mut rows: Vec<&[String]> = chart.rows.iter().filter(named).map(Vec::as_slice).collect();
        if falls(&rows) {
            rows.reverse();
        }
        let sizes = rows.iter().filter_map(|row| row.first()).map(|size| size.trim().to_owned()).collect();
        let mut columns: Vec<Column> = Vec::new();
        let keep = |columns: &mut Vec<Column>, column: Option<Column>| {
            let new = |column: &Column| columns.iter().all(|known| known.measure != column.measure);
            columns.extend(column.filter(new));
        };
        for (at, name) in chart.columns.iter().enumerate().skip(1) {
            let measures = measures(name, &chart.body);
            for (part, measure) in measures.iter().enumerate() {
                let cells = rows.iter().map(|row| {
                    let cell = row.get(at)?;
                    if measures.len() > 1 { parts(cell).nth(part).map(plain) } else { Some(plain(cell)) }
                });
                keep(&mut columns, column(*measure, name, cells));
            }
        }
        // `165/84A` says for whom it is made by the standard of clothes sizes: a height and a girth.
        let girth = if is_of_legs(chart) { Measure::Waist } else { Measure::Bust };
        for at in 0..chart.columns.len() {
            for (part, measure) in [Measure::Height, girth].into_iter().enumerate() {
                let cells = rows.iter().map(|row| Some(label(&plain(row.get(at)?))?.get(part)?.to_string()));
                keep(&mut columns, column(measure, "cm", cells));
            }
        }
        if columns.is_empty() {
            let cells = || rows.iter().map(|row| row.first().map(|size| plain(size)));
            let whole = |cell: Option<String>| cell?.trim_end_matches(['码', '号']).parse::<i64>().ok();
            let all = |fits: fn(i64) -> bool| cells().all(|cell| whole(cell).is_some_and(fits));
            // Children's sizes are heights, and shoes' in three digits are feet.
            if all(|size| (50..=195).contains(&size) && (size % 5 == 0 || matches!(size, 59 | 66 | 73))) {
                keep(&mut columns, column(Measure::Height, "cm", cells()));
            } else if all(|size| (200..=320).contains(&size) && size % 5 == 0) {
                keep(&mut columns, column(Measure::Foot, "mm", cells()));
            }
        }
        let named = |(_, name): &(usize, &String)| name.contains('码') || name.contains("号型");
        let also: Vec<usize> = chart.columns.iter().enumerate().skip(1).filter(named).map(|(at, _)| at).collect();
        let called = |row: &&[String]| also.iter().filter_map(|at| row.get(*at)).cloned().collect();
        let aliases = rows.iter().map(called).collect();
        Table { sizes, columns, aliases }
    }

    /// The row of a size, as buyers and shops write it: `XXL` is `2XL`, and `M` stands for `M(165/84A)`.
    pub(crate) fn rank(&self, size: &str) -> Option<usize> {
        let same = |known: &String| known.eq_ignore_ascii_case(size.trim());
        let alike = |known: &String| is_size(size, known);
        let of_sizes = self.sizes.iter().position(same).or_else(|| self.sizes.iter().position(alike));
        of_sizes.or_else(|| self.aliases.iter().position(|row| row.iter().any(alike)))
    }
}

/// Whether a buyer's word for a size names the one that a shop wrote.
pub(crate) fn is_size(said: &str, written: &str) -> bool {
    let said = plain(said);
    let said = said.trim_end_matches(['码', '号']);
    let letters = letter_size(said);
    // `M【100-110斤】`: what is in brackets is no size of its own.
    let written = plain(written);
    let name = written.split(['(', '[']).next().unwrap_or("").trim_end_matches(['码', '号']);
    let of_letters = |part: &str| letters.is_some() && letter_size(part) == letters;
    let mut parts = name.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').chain([name]);
    let labels = label(said).is_some() && label(said) == label(&written);
    !said.is_empty() && (said == written || labels || parts.any(|part| part == said || of_letters(part)))
}

/// Whether the rows run from the largest to the smallest.
fn falls(rows: &[&[String]]) -> bool {
    let first = |cell: &String| numbers(&plain(cell), None).first().map(|number| number.milli);
    let (mut up, mut down) = (0_usize, 0_usize);
    for (row, next) in rows.iter().zip(rows.iter().skip(1)) {
        for (cell, next) in row.iter().zip(next.iter()) {
            if let Some((cell, next)) = first(cell).zip(first(next)) {
                up += usize::from(cell < next);
                down += usize::from(cell > next);
            }
        }
    }
    down > up
}

/// The measures of a body that a column's name names, in their order.
fn measures(name: &str, body: &[String]) -> Vec<Measure> {
    let plain_name = plain(name);
    let mut found: Vec<(usize, usize, Measure)> = Vec::new();
    for (word, measure) in NAMES {
        if let Some(at) = plain_name.find(word)
            && found.iter().all(|(from, to, _)| at >= *to || at + word.len() <= *from)
        {
            found.push((at, at + word.len(), *measure));
        }
    }
    found.sort_unstable();
    let listed = body.iter().any(|it| stem(it) == stem(name));
    let told = listed || (holds(&plain_name, OF_BODY) && !holds(&plain_name, OF_GOODS));
    let of_goods = !told && holds(&plain_name, OF_GOODS);
    found.into_iter().map(|(.., measure)| measure).filter(|it| told || (it.is_of_body() && !of_goods)).collect()
}

/// Whether the chart is one of trousers or skirts: the girth of their labels is a waist.
fn is_of_legs(chart: &SizeChart) -> bool {
    let named = |words: &[&str]| chart.columns.iter().any(|name| holds(name, words));
    named(&["裤", "裙长", "腰围", "臀围"]) && !named(&["胸", "肩", "袖", "衣长"])
}

/// A cell of several measures, by measure.
fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(['/', ' ', '，', ',', '、', '；', ';', '\n']).filter(|part| !part.is_empty())
}

/// The height and the girth of a label (`165/84a`), wherever it stands in a cell.
fn label(cell: &str) -> Option<[i64; 2]> {
    cell.match_indices('/').find_map(|(at, _)| {
        let (before, after) = (cell.get(..at)?, cell.get(at + 1..)?);
        let height = before.trim_start_matches(|c: char| !c.is_ascii_digit());
        let height = height.rsplit(|c: char| !c.is_ascii_digit()).next()?;
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let (girth, build) = after.split_at_checked(digits)?;
        let built = build.starts_with(['a', 'b', 'c', 'y']);
        let (height, girth) = (height.parse::<i64>().ok()?, girth.parse::<i64>().ok()?);
        (built && (50..=210).contains(&height) && (40..=150).contains(&girth)).then_some([height, girth])
    })
}

/// How many thousandths of a millimetre, a gram or a month a unit has, as a fraction.
type Unit = (i64, i64);

const KILOGRAM: Unit = (1_000_000, 1);
const JIN: Unit = (500_000, 1);
const CHI: Unit = (1_000_000, 3);
const YEAR: Unit = (12_000, 1);

/// Units; of two in one place the first counts.
const UNITS: &[(&str, Unit)] = &[
    ("mm", (MILLIMETRE, 1)),
    ("毫米", (MILLIMETRE, 1)),
    ("cm", (CENTIMETRE, 1)),
    ("厘米", (CENTIMETRE, 1)),
    ("公分", (CENTIMETRE, 1)),
    ("kg", KILOGRAM),
    ("公斤", KILOGRAM),
    ("千克", KILOGRAM),
    ("市斤", JIN),
    ("斤", JIN),
    ("英寸", (25_400, 1)),
    ("inch", (25_400, 1)),
    ("尺", CHI),
    ("个月", (1_000, 1)),
    ("月", (1_000, 1)),
    ("周岁", YEAR),
    ("岁", YEAR),
    ("米", (1_000_000, 1)),
    ("m", (1_000_000, 1)),
];

/// The unit that a column's name carries, and how it is written.
fn unit_of(name: &str) -> Option<(&'static str, Unit)> {
    let name = plain(name).replace("尺码", "").replace("尺寸", "").replace("月龄", "");
    UNITS.iter().find(|(word, _)| name.contains(word)).copied()
}

/// The unit of a column that names none, by the largest number in it.
fn usual_unit(measure: Measure, most: i64) -> Unit {
    match measure {
        Measure::Weight if most >= 105_000 => JIN,
        Measure::Weight => KILOGRAM,
        Measure::Age => YEAR,
        Measure::Waist | Measure::Bust | Measure::Hips if most < 5_000 => CHI,
        Measure::Height if most < 3_000 => (1_000_000, 1),
        Measure::Foot if most >= 80_000 => (MILLIMETRE, 1),
        Measure::Finger if most >= 30_000 => (MILLIMETRE, 1),
        _ => (CENTIMETRE, 1),
    }
}

/// A number of a cell.
#[derive(Clone, Copy, Debug)]
struct Number {
    milli: i64,
    /// The worth of its last digit, in thousandths.
    grain: i64,
    unit: Option<Unit>,
}

/// The numbers of a cell. `2尺1` and `1米65` are one number each; one without a unit has `unit`.
fn numbers(cell: &str, unit: Option<Unit>) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let mut rest = cell;
    let mut goes_on = false;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        goes_on &= at == 0;
        let text = rest.get(at..).unwrap_or("");
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (whole, after) = text.split_at_checked(digits).unwrap_or((text, ""));
        let fraction = after.strip_prefix('.').unwrap_or("");
        let decimals = fraction.bytes().take_while(u8::is_ascii_digit).count().min(3);
        let thousandths = format!("{:0<3}", fraction.get(..decimals).unwrap_or("")).parse().unwrap_or(0);
        rest = after.get(if decimals > 0 { decimals + 1 } else { 0 }..).unwrap_or("");
        let Some(whole) = whole.parse::<i64>().ok().filter(|whole| *whole < 10_000_000) else { continue };
        let grain = 10_i64.pow(3 - u32::try_from(decimals).unwrap_or(0));
        let milli = whole * 1_000 + thousandths;
        let own = UNITS.iter().find(|(word, _)| rest.starts_with(word));
        match found.last_mut().filter(|_| goes_on && decimals == 0) {
            // The digits behind 尺 are tenths of it, those behind 米 centimetres.
            Some(last) => {
                let size = if whole < 10 { 100 } else { 10 };
                *last = Number { milli: last.milli + whole.min(99) * size, grain: size, ..*last };
                goes_on = false;
            }
            None => {
                found.push(Number { milli, grain, unit: own.map(|(_, unit)| *unit).or(unit) });
                goes_on = own.is_some_and(|(word, _)| matches!(*word, "尺" | "米" | "m"));
            }
        }
        rest = own.and_then(|(word, _)| rest.strip_prefix(word)).unwrap_or(rest);
    }
    found
}

/// The column of a measure; `None` where no cell says anything.
fn column(measure: Measure, name: &str, cells: impl Iterator<Item = Option<String>>) -> Option<Column> {
    let cells: Vec<String> = cells.map(|cell| single(&cell.unwrap_or_default(), measure)).collect();
    let unit = unit_of(name).map(|(_, unit)| unit);
    let all = || cells.iter().flat_map(|cell| numbers(cell, unit));
    let most = all().filter(|number| number.unit.is_none()).map(|number| number.milli).max().unwrap_or(0);
    let unit = unit.unwrap_or_else(|| usual_unit(measure, most));
    let amount = |milli: i64, (up, down): Unit| milli.saturating_mul(up) / down.saturating_mul(1_000);
    let grain = all().map(|number| amount(number.grain, number.unit.unwrap_or(unit))).min()?;
    let mut spans: Vec<Option<Span>> = cells.iter().map(|cell| span(cell, unit, amount)).collect();
    close(&mut spans);
    let grain = if widen(&mut spans) { 0 } else { grain };
    spans.iter().any(Option::is_some).then_some(Column { measure, cells: spans, grain })
}

/// A cell without what stands in brackets behind it, and of `50kg/100斤` the first; `160/165` is a range.
fn single(cell: &str, measure: Measure) -> String {
    let before = cell.split(['(', '[']).next().unwrap_or("");
    let cell = if before.contains(|c: char| c.is_ascii_digit()) { before } else { cell };
    if let Some([height, girth]) = label(cell) {
        return (if measure == Measure::Height { height } else { girth }).to_string();
    }
    let bare = cell.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | '.'));
    if bare {
        return cell.replace('/', "-");
    }
    let first = cell.split(['/', ',', '或', ';']).find(|part| part.contains(|c: char| c.is_ascii_digit()));
    first.unwrap_or("").to_owned()
}

/// A cell as its least and its most. A column's unit is that of its numbers which name none; of a range the last names it for both.
fn span(cell: &str, unit: Unit, amount: impl Fn(i64, Unit) -> i64) -> Option<Span> {
    let last = numbers(cell, None).last()?.unit.unwrap_or(unit);
    let found = numbers(cell, Some(last));
    let values: Vec<i64> = found.iter().map(|number| amount(number.milli, number.unit.unwrap_or(last))).collect();
    let below = starts(cell, &["≤", "<", "≦", "小于", "不超过", "低于", "少于", "至多"])
        || ends(cell, &["以下", "以内", "之内", "内", "下"]);
    let above =
        starts(cell, &["≥", ">", "≧", "大于", "超过", "高于", "至少"]) || ends(cell, &["以上", "+", "上", "起"]);
    let span = match *values.as_slice() {
        [one] if below => Span { low: i64::MIN, high: one },
        [one] if above => Span { low: one, high: i64::MAX },
        [one] => Span { low: one, high: one },
        [one, around] if cell.contains('±') => {
            Span { low: one.saturating_sub(around), high: one.saturating_add(around) }
        }
        [one, other] => Span { low: one.min(other), high: one.max(other) },
        _ => return None,
    };
    // 尺 and inches are rounded by whoever converts them, to half a centimetre.
    let rounded = if span.low < span.high && (last.1 != 1 || last.0 == 25_400) { 5_000 } else { 0 };
    Some(Span { low: span.low.saturating_sub(rounded), high: span.high.saturating_add(rounded) })
}

/// Of cells with one open end (`110斤以内`, `120斤以内`) each begins where the one before it ends.
fn close(spans: &mut [Option<Span>]) {
    let known: Vec<Span> = spans.iter().copied().flatten().collect();
    for span in spans.iter_mut().flatten() {
        if span.low == i64::MIN {
            let below = known.iter().map(|it| it.high).filter(|high| *high < span.high).max();
            span.low = below.map_or(i64::MIN, |high| high.saturating_add(1));
        } else if span.high == i64::MAX {
            let above = known.iter().map(|it| it.low).filter(|low| *low > span.low).min();
            span.high = above.map_or(i64::MAX, |low| low.saturating_sub(1));
        }
    }
}

/// Where all cells are single values, each stands for what is about it: a quarter of the way to the next one. Whether they are.
fn widen(spans: &mut [Option<Span>]) -> bool {
    let points: Vec<i64> = spans.iter().flatten().filter(|span| span.low == span.high).map(|span| span.low).collect();
    if points.len() < spans.iter().flatten().count() {
        return false;
    }
    for span in spans.iter_mut().flatten() {
        let at = span.low;
        let below = points.iter().filter(|it| **it < at).max().map(|it| (at - it) / 4);
        let above = points.iter().filter(|it| **it > at).min().map(|it| (it - at) / 4);
        span.low = at - below.or(above).unwrap_or(0);
        span.high = at + above.or(below).unwrap_or(0);
    }
    true
}

/// What a question about the goods' measures says, and how the columns that answer it are called.
const ASKED: &[(&[&str], &[&str])] = &[
    (&["肩"], &["肩"]),
    (&["袖口"], &["袖口"]),
    (&["袖"], &["袖"]),
    (&["下胸围", "底围"], &["下胸围", "底围"]),
    (&["胸"], &["胸"]),
    (&["腰"], &["腰"]),
    (&["臀", "屁股"], &["臀"]),
    (&["裤脚", "脚口"], &["裤脚", "脚口"]),
    (&["大腿", "腿围"], &["大腿", "腿围"]),
    (&["领"], &["领"]),
    (&["下摆"], &["下摆"]),
    (&["裤长", "裤子多长", "裤子长", "裤腿"], &["裤长"]),
    (&["裙长", "裙子多长", "裙子长"], &["裙长"]),
    (&["衣长", "衣服多长", "衣服长", "身长"], &["衣长"]),
    (&["内长"], &["内长"]),
    (&["脚长", "脚多长", "多长的脚", "多大的脚"], &["脚长", "足长"]),
    (&["身高", "多高"], &["身高"]),
    (&["体重", "多重", "多少斤"], &["体重"]),
    (&["头围", "头多大"], &["头围"]),
    (&["多长", "长度", "有多长"], &["衣长", "裙长", "裤长", "长"]),
];

/// The place of the chart's column that a question asks for (`M的肩宽是几`, `XL衣长多少`, `腰多大`).
pub(crate) fn column_asked(chart: &SizeChart, text: &str) -> Option<usize> {
    let columns = || chart.columns.iter().enumerate().skip(1);
    let named = columns().filter(|(_, name)| stem(name).is_some_and(|stem| text.contains(&stem)));
    named.max_by_key(|(at, name)| (name.len(), std::cmp::Reverse(*at))).map(|(at, _)| at).or_else(|| {
        let asked = ASKED.iter().filter(|(words, _)| holds(text, words));
        let called = |names: &[&str]| {
            names.iter().find_map(|it| columns().find(|(_, name)| name.contains(it))).map(|(at, _)| at)
        };
        asked.map(|(_, names)| called(names)).next().flatten()
    })
}

/// The columns that a text asks for, in the order of the chart: those whose names it has, else the one that it means.
pub(crate) fn columns_asked(chart: &SizeChart, text: &str) -> Vec<usize> {
    let columns = chart.columns.iter().enumerate().skip(1);
    let stems: Vec<(usize, String)> = columns.filter_map(|(at, name)| Some((at, stem(name)?))).collect();
    let named = stems.iter().filter(|(_, stem)| text.contains(stem));
    // `腰围` stands in `下腰围`.
    let longer = |at: usize, stem: &str| {
        stems
            .iter()
            .any(|(other, long)| *other != at && long.len() > stem.len() && long.contains(stem) && text.contains(long))
    };
    let mut found: Vec<usize> = named.filter(|(at, stem)| !longer(*at, stem)).map(|(at, _)| *at).collect();
    if found.is_empty() {
        found.extend(column_asked(chart, text));
    }
    found
}

/// A column's name without its unit; `None` when nothing is left.
pub(crate) fn stem(name: &str) -> Option<String> {
    let name = plain(name);
    let bare = name.split(['(', '[', '/']).next().unwrap_or("");
    let unit = UNITS.iter().find(|(word, _)| bare.ends_with(word));
    let stem = unit.and_then(|(word, _)| bare.strip_suffix(word)).unwrap_or(bare);
    (!stem.is_empty()).then(|| stem.to_owned())
}

/// A cell as it stands in the chart, with the unit that its column names.
pub(crate) fn with_unit(name: &str, cell: &str) -> String {
    let cell = cell.trim();
    // `55以上` and `46cm` say more than a number, `165/84A` is none.
    let bare = !cell.contains(char::is_alphabetic) && cell.contains(|c: char| c.is_ascii_digit());
    format!("{cell}{}", unit_of(name).filter(|_| bare).map_or("", |(word, _)| word))
}

/// The chart as lines: `M：身高cm 160-170，体重kg 50-60`.
pub(crate) fn chart(chart: &SizeChart) -> String {
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = chart
            .columns
            .iter()
            .zip(row)
            .skip(1)
            .take(3)
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(name, cell)| format!("{name} {cell}"))
            .collect();
        format!("{}：{}", row.first().map_or("", String::as_str), cells.join("，"))
    };
    chart.rows.iter().take(8).map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests;
