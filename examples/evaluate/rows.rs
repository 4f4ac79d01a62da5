//! Reading tab-separated files without header and quoting.

use std::fs;
use std::path::Path;

/// A line: its text, and its labels, the first one first.
pub struct Row {
    pub text: String,
    pub labels: Vec<String>,
}

/// The lines of a file. What is malformed is said with file and line.
pub fn read(path: &Path) -> Result<Vec<Row>, String> {
    let name = path.display();
    let bytes = fs::read(path).map_err(|error| format!("{name}: {error}"))?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let mut lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    if lines.last().is_some_and(|last| last.is_empty()) {
        lines.pop(); // what is after the last line end
    }
    if lines.is_empty() {
        return Err(format!("{name}: there is nothing in it"));
    }
    let mut rows = Vec::with_capacity(lines.len());
    for (number, line) in (1..).zip(lines) {
        let line = std::str::from_utf8(line).map_err(|_| format!("{name}:{number}: not UTF-8"))?;
        let line = line.strip_suffix('\r').unwrap_or(line);
        let mut fields = line.split('\t');
        let text = fields.next().unwrap_or_default();
        if text.trim().is_empty() {
            return Err(format!("{name}:{number}: no text before the first tab"));
        }
        let fields: Vec<&str> = fields.map(str::trim).collect();
        if fields.len() > 2 {
            return Err(format!(
                "{name}:{number}: {} columns, where text, label and second label are known",
                fields.len() + 1
            ));
        }
        if fields.first().is_some_and(|label| label.is_empty()) && fields.iter().any(|label| !label.is_empty()) {
            return Err(format!("{name}:{number}: a second label without a first one"));
        }
        let labels = fields.into_iter().filter(|label| !label.is_empty()).map(str::to_owned).collect();
        rows.push(Row { text: text.to_owned(), labels });
    }
    Ok(rows)
}

/// The lines of a file that is learnt from: every one has a label.
pub fn read_labelled(path: &Path) -> Result<Vec<Row>, String> {
    let rows = read(path)?;
    match (1..).zip(&rows).find(|(_, row)| row.labels.is_empty()) {
        Some((number, _)) => Err(format!("{}:{number}: no label after the text", path.display())),
        None => Ok(rows),
    }
}
