//! An FAQ from a table, as Excel and WPS save it.
//!
//! Cells are split here and not by a crate, because each needs its place in the file, and a quote that is never closed
//! must be reported and not swallow the rest.

use super::diagnostic::Problems;
use super::lines::Lines;
use super::nearest::did_you_mean;
use super::problem::{FileKind, Problem};
use super::source::{FaqEntry, Places};
use super::{Place, encoding};
use crate::language::files;
use crate::limits;

const COLUMNS: &[(&str, Column)] = &[
    (files::QUESTION, Column::Question),
    ("question", Column::Question),
    (files::SIMILAR, Column::Similar),
    ("similar", Column::Similar),
    (files::ANSWER, Column::Answer),
    ("answer", Column::Answer),
    (files::ID, Column::Id),
    ("id", Column::Id),
];

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Id,
    Question,
    Similar,
    Answer,
}

/// A cell, and at which byte it begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Cell {
    text: String,
    start: usize,
}

/// Reads the rows of a table. `false` when it is not a table at all.
pub(crate) fn read(file: &str, bytes: &[u8], faqs: &mut Vec<FaqEntry>, problems: &mut Problems) -> bool {
    let Some(text) = encoding::text(file, bytes, FileKind::Csv, problems) else { return false };
    let lines = Lines::new(file, text);
    if bytes.len() > limits::CSV {
        problems.error(&lines.place(0), Problem::TooManyBytes { file: FileKind::Csv, bytes: bytes.len() });
        return false;
    }
    let (rows, unclosed) = rows(text);
    if let Some(start) = unclosed {
        problems.error(&lines.place(start), Problem::CsvUnclosed);
        return false;
    }
    let mut rows = rows.into_iter().filter(|row| row.iter().any(|cell| !cell.text.trim().is_empty()));
    let Some(header) = rows.next() else {
        problems.error(&lines.place(0), Problem::CsvEmpty);
        return false;
    };
    if header.len() > limits::COLUMNS {
        problems.error(&lines.place(0), Problem::CsvColumns { columns: header.len() });
        return false;
    }
    let Some(columns) = columns(&header, &lines, problems) else { return false };
    let rows: Vec<_> = rows.collect();
    if let Some(over) = rows.get(limits::ROWS) {
        let place = lines.place(over.first().map_or(0, |cell| cell.start));
        problems.error(&place, Problem::CsvRows { rows: rows.len() });
        return false;
    }
    for row in rows {
        faqs.extend(faq(&row, &columns, header.len(), &lines, problems));
    }
    true
}

fn faq(
    row: &[Cell],
    columns: &[Option<Column>],
    width: usize,
    lines: &Lines<'_>,
    problems: &mut Problems,
) -> Option<FaqEntry> {
    let start = lines.place(row.first().map_or(0, |cell| cell.start));
    // Excel writes empty cells behind the last column when something stood there once.
    let filled = row.iter().rposition(|cell| !cell.text.trim().is_empty()).map_or(0, |last| last + 1);
    if filled > width || row.len() < width {
        let place = row.get(width).map_or(start.clone(), |cell| lines.place(cell.start));
        problems.error(&place, Problem::CsvWidth { cells: row.len().max(filled), width });
        return None;
    }
    if let Some(cell) = row.iter().find(|cell| cell.text.chars().nth(limits::CELL).is_some()) {
        problems.error(&lines.place(cell.start), Problem::CsvCell);
        return None;
    }
    let mut faq = FaqEntry { places: Places::at(start.clone()), ..FaqEntry::default() };
    for (cell, column) in row.iter().zip(columns) {
        let place = lines.place(cell.start);
        let text = cell.text.trim();
        match column {
            Some(Column::Id) => {
                faq.places.note("id", None, place);
                text.clone_into(&mut faq.id);
            }
            Some(Column::Question) => {
                faq.places.note("question", None, place);
                text.clone_into(&mut faq.question);
            }
            Some(Column::Answer) => {
                faq.places.note("answer", None, place);
                text.clone_into(&mut faq.answer);
            }
            Some(Column::Similar) => {
                faq.places.note("similar", None, place);
                let similar = text.split(files::SEVERAL).map(str::trim);
                faq.similar = similar.filter(|text| !text.is_empty()).map(str::to_owned).collect();
            }
            None => {}
        }
    }
    let mut complete = true;
    for (key, text, problem) in
        [("question", &faq.question, Problem::CsvNoQuestion), ("answer", &faq.answer, Problem::CsvNoAnswer)]
    {
        if text.is_empty() {
            problems.error(faq.places.key(key), problem);
            complete = false;
        }
    }
    complete.then_some(faq)
}

/// What each column of the table is.
fn columns(header: &[Cell], lines: &Lines<'_>, problems: &mut Problems) -> Option<Vec<Option<Column>>> {
    let mut columns: Vec<Option<Column>> = Vec::new();
    let place = |cell: &Cell| lines.place(cell.start);
    for cell in header {
        let name = cell.text.trim().to_lowercase();
        let column = COLUMNS.iter().find(|(known, _)| *known == name).map(|(_, column)| *column);
        match column {
            Some(found) if columns.contains(&Some(found)) => {
                problems.error(&place(cell), Problem::CsvTwoColumns { name });
            }
            None if !name.is_empty() && !name.contains(['\t', ';']) => {
                let hint = did_you_mean(&name, COLUMNS.iter().map(|(known, _)| *known));
                problems.warning(&place(cell), Problem::CsvUnread { name, hint });
            }
            _ => {}
        }
        columns.push(column);
    }
    let missing = |column| !columns.contains(&Some(column));
    let named = [(files::QUESTION, Column::Question), (files::ANSWER, Column::Answer)];
    let missing: Vec<&'static str> =
        named.into_iter().filter(|(_, column)| missing(*column)).map(|(name, _)| name).collect();
    if missing.is_empty() {
        return Some(columns);
    }
    let first = header.first().map_or_else(Place::default, place);
    let tabs = header.iter().any(|cell| cell.text.contains(['\t', ';']));
    problems.error(&first, Problem::CsvNoColumn { missing, commas: !tabs });
    None
}

/// Splits a table into rows of cells. Also returns where a quoted cell begins that is never closed.
fn rows(text: &str) -> (Vec<Vec<Cell>>, Option<usize>) {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = Cell::default();
    let mut quoted = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = at + c.len_utf8();
        match c {
            '"' if quoted => {
                if chars.next_if(|(_, next)| *next == '"').is_some() {
                    cell.text.push('"');
                } else {
                    quoted = false;
                }
            }
            _ if quoted => cell.text.push(c),
            '"' if at == cell.start => quoted = true,
            ',' => row.push(std::mem::replace(&mut cell, Cell { text: String::new(), start: after })),
            '\r' | '\n' => {
                let after = match chars.next_if(|(_, next)| c == '\r' && *next == '\n') {
                    Some((at, _)) => at + 1,
                    None => after,
                };
                row.push(std::mem::replace(&mut cell, Cell { text: String::new(), start: after }));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.text.push(c),
        }
    }
    let unclosed = quoted.then_some(cell.start);
    if !row.is_empty() || cell.start < text.len() {
        row.push(cell);
        rows.push(row);
    }
    (rows, unclosed)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Whether a cell is written without quotes.
    fn bare(cell: &str) -> bool {
        !cell.is_empty() && !cell.contains([',', '"', '\r', '\n'])
    }

    proptest! {
        #[test]
        fn cells_are_split_as_other_programs_write_them(
            table in prop::collection::vec(prop::collection::vec("[a,\"\r\n 中]{0,6}", 3), 1..5),
            crlf: bool,
        ) {
            let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
            let line = |row: &Vec<String>| row.iter().map(|cell| if bare(cell) { cell.clone() } else { quoted(cell) }).collect::<Vec<_>>();
            let text: String =
                table.iter().map(|row| line(row).join(",") + if crlf { "\r\n" } else { "\n" }).collect();
            let (rows, unclosed) = rows(&text);
            let read: Vec<Vec<String>> =
                rows.into_iter().map(|row| row.into_iter().map(|cell| cell.text).collect()).collect();
            prop_assert_eq!(unclosed, None);
            prop_assert_eq!(read, table);
        }
    }
}
