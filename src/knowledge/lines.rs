//! The lines of a file, for the places of what stands in it.

use std::cell::Cell;
use std::sync::Arc;

use super::Place;

/// A file's name and text, and where its lines begin.
pub(crate) struct Lines<'a> {
    file: Arc<str>,
    text: &'a str,
    starts: Vec<usize>,
    /// What was asked for last: where its line begins, the byte, and the characters before it in the line. The next one is
    /// mostly near it.
    last: Cell<(usize, usize, usize)>,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(file: &str, text: &'a str) -> Lines<'a> {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        // A place without a file means "built in code".
        let file = if file.is_empty() { "(unnamed)" } else { file };
        Lines { file: Arc::from(file), text, starts, last: Cell::new((0, 0, 0)) }
    }

    /// The place of a byte of the text.
    pub(crate) fn place(&self, byte: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = line.checked_sub(1).and_then(|index| self.starts.get(index)).copied().unwrap_or(0);
        let (of, last, before) = self.last.get();
        let count = |from: usize, to: usize| self.text.get(from..to).map_or(0, |between| between.chars().count());
        let before = match last {
            last if of == start && last <= byte => before + count(last, byte),
            last if of == start && last - byte < byte - start => before.saturating_sub(count(byte, last)),
            _ => count(start, byte),
        };
        self.last.set((start, byte, before));
        let column = before + 1;
        Place {
            file: Arc::clone(&self.file),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever was asked for before.
    #[test]
    fn places_are_counted_in_characters() {
        let text = "a = '退货'\nb = ['甲', '乙', '丙']\n";
        let lines = Lines::new("f", text);
        let place = |byte: usize| {
            let place = lines.place(byte);
            (place.line, place.column)
        };
        let at = |part: &str| text.find(part).unwrap();
        let expect = [("a", (1, 1)), ("甲", (2, 7)), ("丙", (2, 17)), ("乙", (2, 12)), ("b", (2, 1)), ("货", (1, 7))];
        for (first, place_of_first) in expect {
            for (second, place_of_second) in expect {
                assert_eq!(
                    (place(at(first)), place(at(second))),
                    (place_of_first, place_of_second),
                    "{first} {second}"
                );
            }
        }
    }
}
