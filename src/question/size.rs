//! Which size of a product fits whom, by its chart, and what a size measures.

use std::cmp::Ordering;

use crate::language::body::{Body, Wish};
use crate::language::size::{self, Column, Measure, Table};
use crate::language::{options, variant};
use crate::names::{EntityKind, Value, stands_in};
use crate::shop::product::{Product, SizeChart, Sku};
use crate::understand::Understanding;

/// What a chart says of a body. Sizes are named as the chart names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Advice {
    /// This size.
    One { size: Size, why: Why },
    /// Either of two neighbours.
    Between {
        smaller: Side,
        larger: Side,
        /// Whether both are large enough for all that is known: the smaller sits closer, the larger looser. Else the body is between
        /// the two, or one measure asks for one and another for the other.
        both_fit: bool,
    },
    /// The body is beyond the chart.
    Outside {
        /// The size that is nearest to it.
        nearest: Size,
        /// The measure that is beyond.
        by: Measure,
        /// Whether even the largest size is too small; else the smallest is too large.
        too_small: bool,
    },
    /// The measures ask for sizes that are no neighbours. The larger is to be recommended: it can be worn.
    Conflict { by: Vec<(Measure, Size)>, larger: Size },
    /// Nothing is known that the chart asks for: these it would.
    Need(Vec<Measure>),
    /// The chart measures the goods only: no body can be compared with it.
    OfGoods,
    /// There is no chart.
    NoChart,
}

/// A size, and how much of it there is; `None`: not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) name: String,
    pub(crate) stock: Option<Stock>,
}

/// Whether a size is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stock {
    Left(u64),
    Gone,
    /// There is no such variant: this colour is not made in that size.
    NotMade,
}

/// Why it is one size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// Its row holds these.
    Fits(Vec<Measure>),
    /// It is what is worn otherwise.
    Usual,
    /// The wish moved it there, from the size that the measures ask for; `None` where they left two.
    Wished { wish: Wish, from: Option<String> },
    /// The wish would move it beyond the chart: it is the last one already.
    Last(Wish),
}

/// One of two sizes, and the measures that speak for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Side {
    pub(crate) size: Size,
    pub(crate) by: Vec<Measure>,
}

impl Advice {
    /// The size to say where only one can be: of two that both fit the smaller, as charts have it, else the larger, for what is
    /// tight comes back. `None` where none can be recommended.
    pub(crate) fn size(&self) -> Option<&Size> {
        match self {
            Advice::One { size, .. } | Advice::Conflict { larger: size, .. } => Some(size),
            Advice::Between { smaller, larger, both_fit } => Some(if *both_fit { &smaller.size } else { &larger.size }),
            Advice::Outside { .. } | Advice::Need(_) | Advice::OfGoods | Advice::NoChart => None,
        }
    }
}

/// The size for a body. `stock` tells how much there is of a size of the chart.
pub(crate) fn recommend(chart: Option<&SizeChart>, body: &Body, stock: impl Fn(&str) -> Option<Stock>) -> Advice {
    let Some(table) = table(chart) else { return Advice::NoChart };
    let usual = body.usual.as_ref().and_then(|usual| table.rank(usual));
    let asked: Vec<Asked> = table.columns.iter().filter_map(|column| asked(column, body)).collect();
    let found = match usual {
        Some(row) if asked.is_empty() => Found::One(row, Why::Usual),
        None if asked.is_empty() => return needed(&table),
        _ => match (found(&asked), usual) {
            (Found::Two(smaller, larger, _), Some(row)) if row == smaller || row == larger => {
                Found::One(row, Why::Usual)
            }
            (found, _) => found,
        },
    };
    let found = match body.wish {
        Some(wish) => wished(&table, found, wish),
        None => found,
    };
    advice(&table, &asked, found, stock)
}

/// A cell of the chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Measured {
    /// The size as the chart names it.
    pub(crate) size: String,
    /// The column's name without its unit.
    pub(crate) what: String,
    /// The cell with its unit.
    pub(crate) value: String,
}

/// What a size measures there where the message asks: `胸围与裤长` asks for both.
pub(crate) fn measured(chart: &SizeChart, size: &str, heard: &Understanding) -> Vec<Measured> {
    let columns = size::columns_asked(chart, &heard.text);
    columns.into_iter().filter_map(|at| cell(chart, size, at)).collect()
}

/// The size of the chart that a message names as a word of its own: `27` of `27码的脚口`.
pub(crate) fn named_in(chart: &SizeChart, heard: &Understanding) -> Option<String> {
    let sizes = chart.rows.iter().filter_map(|row| row.first());
    let named = |size: &&String| stands_in(&size.to_lowercase(), &heard.text);
    sizes.filter(named).max_by_key(|size| size.len()).cloned()
}

/// The size that was named with the question before.
pub(crate) fn carried(named: &[(EntityKind, Value)]) -> Option<String> {
    let sized = |kind: &EntityKind| matches!(kind, EntityKind::Size | EntityKind::ShoeSize);
    named.iter().find(|(kind, _)| sized(kind)).map(|(_, value)| value.to_string())
}

/// What a size measures there where `text` asks (`M的肩宽是几`); `None` where the chart has no such size or column, or tells nothing.
fn measure(chart: &SizeChart, size: &str, text: &str) -> Option<Measured> {
    cell(chart, size, size::column_asked(chart, text)?)
}

/// What a size measures by a column.
fn cell(chart: &SizeChart, size: &str, at: usize) -> Option<Measured> {
    let table = Table::of(chart);
    let name = table.sizes.get(table.rank(size)?)?;
    let row = chart.rows.iter().find(|row| row.first().is_some_and(|first| first.trim() == name))?;
    let column = chart.columns.get(at)?;
    let cell = row.get(at).filter(|cell| !cell.trim().is_empty())?;
    Some(Measured { size: name.clone(), what: size::stem(column)?, value: size::with_unit(column, cell) })
}

/// How a size of the chart lies to another one.
pub(crate) fn compared(chart: &SizeChart, named: &str, other: &str) -> Option<Ordering> {
    let table = Table::of(chart);
    Some(table.rank(named)?.cmp(&table.rank(other)?))
}

/// Whom a size fits by one measure, as the chart writes it.
pub(crate) fn limit(chart: &SizeChart, size: &str, measure: Measure) -> Option<String> {
    let cell = self::measure(chart, size, measure.label())?;
    Some(format!("{} {}", cell.what, cell.value))
}

/// Whether the chart is by heights.
pub(crate) fn is_by_height(chart: &SizeChart) -> bool {
    Table::of(chart).columns.iter().any(|column| column.measure == Measure::Height)
}

/// How much there is of a size, of one colour where that is named; `None`: the shop does not tell, or its variants have no such size.
pub(crate) fn stock(product: &Product, size: &str, colour: Option<&str>) -> Option<Stock> {
    let sized = |sku: &&Sku| {
        let mut values = sku.options.iter().filter(|(axis, _)| !options::is_colour(axis));
        values.any(|(_, value)| size::is_size(size, value) || size::is_size(value, size))
    };
    let coloured = |sku: &&Sku| {
        let mut values = sku.options.iter().filter(|(axis, _)| options::is_colour(axis));
        colour.is_none_or(|colour| values.any(|(_, value)| value.contains(variant::bare_colour(colour))))
    };
    let exact = |sku: &&Sku| colour.is_some_and(|colour| sku.options.values().any(|value| value == colour));
    let sizes: Vec<&Sku> = product.skus.iter().filter(sized).collect();
    if sizes.is_empty() {
        return None;
    }
    let mut skus: Vec<&Sku> = sizes.into_iter().filter(coloured).collect();
    if skus.iter().any(exact) {
        skus.retain(exact);
    }
    if skus.is_empty() {
        return Some(Stock::NotMade);
    }
    let known: Vec<u64> = skus.iter().filter_map(|sku| sku.stock).map(u64::from).collect();
    match known.iter().sum() {
        0 if known.len() < skus.len() => None,
        0 => Some(Stock::Gone),
        left => Some(Stock::Left(left)),
    }
}

/// The chart, read; `None` where it has no sizes.
fn table(chart: Option<&SizeChart>) -> Option<Table> {
    chart.map(Table::of).filter(|table| !table.sizes.is_empty())
}

/// What the chart would have to know.
fn needed(table: &Table) -> Advice {
    let measures: Vec<Measure> = table.columns.iter().map(|column| column.measure).collect();
    if measures.is_empty() { Advice::OfGoods } else { Advice::Need(measures) }
}

/// The rows that one measure asks for, from the smallest.
struct Asked {
    measure: Measure,
    rows: Vec<usize>,
    how: How,
    /// The first row that is not too small.
    enough: usize,
}

/// How a measure stands to its rows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Held,
    /// It is between those that are too small and those that are too large.
    Between,
    /// It is below the smallest.
    Below,
    /// It is above the largest.
    Above,
}

/// What a column asks for; `None` where that measure is not known.
fn asked(column: &Column, body: &Body) -> Option<Asked> {
    let amount = *body.measures.get(&column.measure)?;
    let spans = || column.cells.iter().enumerate().filter_map(|(row, span)| Some((row, (*span)?)));
    let told = |mut rows: Vec<usize>, how, enough: Option<usize>| {
        rows.sort_unstable();
        rows.dedup();
        let enough = enough.or(rows.first().copied())?;
        Some(Asked { measure: column.measure, rows, how, enough })
    };
    let held: Vec<usize> = spans().filter(|(_, span)| span.holds(amount)).map(|(row, _)| row).collect();
    if !held.is_empty() {
        return told(held, How::Held, None);
    }
    let below = spans().map(|(_, span)| span.high).filter(|high| *high < amount).max();
    let above = spans().map(|(_, span)| span.low).filter(|low| *low > amount).min();
    let ending = || spans().filter(|(_, span)| Some(span.high) == below).map(|(row, _)| row);
    let starting = || spans().filter(|(_, span)| Some(span.low) == above).map(|(row, _)| row);
    match (below, above) {
        // Between `45-50` and `51-55` nothing is missing.
        (Some(below), Some(above)) if above.saturating_sub(below) <= column.grain => {
            told(starting().collect(), How::Held, None)
        }
        (Some(_), Some(_)) => told(ending().chain(starting()).collect(), How::Between, starting().min()),
        (Some(_), None) => told(ending().collect(), How::Above, None),
        (None, Some(_)) => told(starting().collect(), How::Below, None),
        (None, None) => None,
    }
}

/// What was found, by the places of the rows.
enum Found {
    One(usize, Why),
    Two(usize, usize, bool),
    Outside(usize, Measure, bool),
    Apart(usize),
}

/// What the measures ask for together.
fn found(asked: &[Asked]) -> Found {
    let rows = || asked.iter().flat_map(|it| it.rows.iter().copied());
    let mut common: Vec<usize> = rows().filter(|row| asked.iter().all(|it| it.rows.contains(row))).collect();
    common.sort_unstable();
    common.dedup();
    // The smallest row that is large enough for every measure, and the largest that is small enough.
    let enough = asked.iter().filter_map(|it| it.rows.first()).max().copied().unwrap_or(0);
    let most = asked.iter().filter_map(|it| it.rows.last()).min().copied().unwrap_or(0);
    let beyond = |how: How| asked.iter().find(|it| it.how == how).map(|it| it.measure);
    if let Some(measure) = beyond(How::Above) {
        return Found::Outside(common.last().copied().unwrap_or(enough), measure, true);
    }
    if let Some(measure) = beyond(How::Below) {
        return Found::Outside(common.first().copied().unwrap_or(enough), measure, false);
    }
    match *common.as_slice() {
        [one] => {
            let holding = asked.iter().filter(|it| it.how == How::Held).map(|it| it.measure);
            Found::One(one, Why::Fits(holding.collect()))
        }
        [first, second, ..] => Found::Two(first, second, asked.iter().all(|it| it.enough <= first)),
        [] if enough == most + 1 => Found::Two(most, enough, false),
        [] => Found::Apart(enough),
    }
}

/// What a wish makes of it: the next size, where there is one. A body that the chart does not hold is not moved.
fn wished(table: &Table, found: Found, wish: Wish) -> Found {
    let looser = wish != Wish::Tight;
    match found {
        Found::One(row, _) => {
            let next = if looser { row.checked_add(1) } else { row.checked_sub(1) };
            match next.filter(|next| *next < table.sizes.len()) {
                Some(next) => Found::One(next, Why::Wished { wish, from: table.sizes.get(row).cloned() }),
                None => Found::One(row, Why::Last(wish)),
            }
        }
        Found::Two(smaller, larger, _) => {
            Found::One(if looser { larger } else { smaller }, Why::Wished { wish, from: None })
        }
        found => found,
    }
}

/// What was found, with the names of the sizes and what there is of them.
fn advice(table: &Table, asked: &[Asked], found: Found, stock: impl Fn(&str) -> Option<Stock>) -> Advice {
    let size = |row: usize| {
        let name = table.sizes.get(row).cloned().unwrap_or_default();
        Size { stock: stock(&name), name }
    };
    let side = |row: usize| {
        let by = asked.iter().filter(|it| it.rows.contains(&row)).map(|it| it.measure).collect();
        Side { size: size(row), by }
    };
    match found {
        Found::One(row, why) => Advice::One { size: size(row), why },
        Found::Two(smaller, larger, both_fit) => {
            Advice::Between { smaller: side(smaller), larger: side(larger), both_fit }
        }
        Found::Outside(nearest, by, too_small) => Advice::Outside { nearest: size(nearest), by, too_small },
        Found::Apart(larger) => {
            // Of the rows that a measure asks for, the one next to what is recommended.
            let next = |it: &Asked| it.rows.iter().copied().min_by_key(|row| row.abs_diff(larger)).unwrap_or(larger);
            let by = asked.iter().map(|it| (it.measure, size(next(it)))).collect();
            Advice::Conflict { by, larger: size(larger) }
        }
    }
}

#[cfg(test)]
mod tests;
