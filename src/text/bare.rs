//! The letters of a text and nothing else, read in one cheap pass: what decides whether it has to be read in earnest.

use super::fold::{Folded, fold};
use super::numeral;

/// A text without anything that stands between its letters, and what that was.
///
/// What stands together in the normal form stands together here. About a hundred nanoseconds for a short message.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bare {
    /// Letters, digits and Chinese characters of the normal form.
    pub(crate) letters: String,
    /// Characters of the original.
    pub(crate) length: usize,
    /// Digits, also Chinese ones.
    pub(crate) digits: usize,
    /// Whether there is an emoji.
    pub(crate) marked: bool,
    /// Whether there may be a link.
    pub(crate) linked: bool,
    /// Whether there is something that becomes several letters: `⑫`, `㎝`.
    pub(crate) enclosed: bool,
}

impl Bare {
    /// The letters of `text`.
    pub(crate) fn of(text: &str) -> Bare {
        let mut bare = Bare { letters: String::with_capacity(text.len()), ..Bare::default() };
        let mut last = ' ';
        let mut dotted = false;
        for c in text.chars() {
            bare.length += 1;
            let c = match fold(c) {
                Folded::Char(c) => c,
                Folded::Space => ' ',
                Folded::Nothing => continue,
                Folded::Emoji => {
                    bare.marked = true;
                    continue;
                }
                Folded::Number(_) | Folded::Unit(_) => {
                    bare.enclosed = true;
                    continue;
                }
            };
            if c.is_ascii() {
                bare.linked |= (dotted && c.is_ascii_alphanumeric()) || (c == '/' && last == ':');
                dotted = c == '.' && last.is_ascii_alphanumeric();
                if c.is_ascii_alphanumeric() {
                    bare.digits += usize::from(c.is_ascii_digit());
                    bare.letters.push(c);
                }
            } else {
                dotted = false;
                bare.digits += usize::from(numeral::digit(c).is_some());
                if ('\u{4E00}'..='\u{9FFF}').contains(&c) || c.is_alphanumeric() {
                    bare.letters.push(c);
                }
            }
            last = c;
        }
        bare
    }
}
