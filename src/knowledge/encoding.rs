//! From a file's bytes to its text, or what kind of file it is instead.

use super::diagnostic::Problems;
use super::lines::Lines;
use super::problem::{Encoding, FileKind, Problem};

/// The bytes as text, without a byte order mark; `None`, and a problem, when they are not UTF-8.
pub(crate) fn text<'a>(file: &str, bytes: &'a [u8], kind: FileKind, problems: &mut Problems) -> Option<&'a str> {
    // A workbook's first bytes can be UTF-8 by chance.
    let workbook = matches!(bytes, [b'P', b'K', 3, 4, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..]);
    let sound = match std::str::from_utf8(bytes) {
        Ok(text) if !workbook => return Some(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) if !workbook => bytes.get(..error.valid_up_to()).unwrap_or_default(),
        _ => &[],
    };
    let sound = std::str::from_utf8(sound).unwrap_or_default();
    let place = Lines::new(file, sound).place(sound.len());
    let encoding = match bytes {
        _ if workbook => Encoding::Workbook,
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Encoding::Utf16,
        _ if looks_like_gbk(bytes) => Encoding::Gbk,
        _ => Encoding::Other,
    };
    problems.error(&place, Problem::NotUtf8 { encoding, file: kind });
    None
}

/// Whether every byte that is not ASCII belongs to a pair that GBK has.
fn looks_like_gbk(bytes: &[u8]) -> bool {
    let mut rest = bytes.iter();
    while let Some(&lead) = rest.next() {
        let fits = match lead {
            0..=0x7f => true,
            0x81..=0xfe => rest.next().is_some_and(|trail| (0x40..=0xfe).contains(trail) && *trail != 0x7f),
            _ => false,
        };
        if !fits {
            return false;
        }
    }
    true
}
