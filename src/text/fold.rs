//! What becomes of a single character in the normal form.

use super::simplified::simplify;

/// What a character becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Folded {
    /// This character.
    Char(char),
    /// A number, in digits: `⑫`.
    Number(u32),
    /// A unit of measure, in letters: `㎝`.
    Unit(&'static str),
    /// White space.
    Space,
    /// An emoji: remembered, not kept.
    Emoji,
    /// Nothing: zero-width and control characters.
    Nothing,
}

/// What `c` becomes.
pub(super) fn fold(c: char) -> Folded {
    match c {
        'A'..='Z' => Folded::Char(c.to_ascii_lowercase()),
        '!'..='~' => Folded::Char(c),
        '\u{4E00}'..='\u{9FFF}' => Folded::Char(simplify(c)),
        _ if c.is_whitespace() => Folded::Space,
        _ if is_invisible(c) => Folded::Nothing,
        // The full-width forms of ASCII lie in ASCII's order.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).map_or(Folded::Nothing, fold),
        '\u{2000}'..='\u{303F}' | '\u{3220}'..='\u{33FF}' => symbol(c),
        '￥' => Folded::Char('¥'),
        '×' => Folded::Char('x'),
        '﹐' | '﹑' => Folded::Char(','),
        '\u{1F100}'..='\u{1F10A}' => Folded::Number((u32::from(c) - 0x1F100).saturating_sub(1)),
        '\u{1F130}'..='\u{1F149}' => letter(c, 0x1F130),
        '\u{1F150}'..='\u{1F169}' => letter(c, 0x1F150),
        '\u{1F170}'..='\u{1F189}' => letter(c, 0x1F170),
        '\u{1F000}'..='\u{1FAFF}' => Folded::Emoji,
        _ => Folded::Char(lower(c)),
    }
}

/// Whether `c` is a letter, a digit or a Chinese character that stays as it is, whatever stands beside it.
pub(super) fn is_kept(c: char) -> bool {
    match c {
        'a'..='z' | '0'..='9' => true,
        '\u{4E00}'..='\u{9FFF}' => c != '著' && simplify(c) == c,
        _ => false,
    }
}

/// Punctuation, enclosed numbers and units, and the older emoji, from the blocks that hold them.
fn symbol(c: char) -> Folded {
    let code = u32::from(c);
    match c {
        '。' | '…' | '⋯' => Folded::Char('.'),
        '、' => Folded::Char(','),
        '“' | '”' | '„' | '‟' | '「' | '」' | '『' | '』' | '《' | '》' | '〈' | '〉' => {
            Folded::Char('"')
        }
        '‘' | '’' | '‛' | '′' => Folded::Char('\''),
        '【' | '〔' | '〖' => Folded::Char('('),
        '】' | '〕' | '〗' => Folded::Char(')'),
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => Folded::Char('-'),
        '〜' | '∼' | '〰' => Folded::Char('~'),
        '‼' => Folded::Char('!'),
        '⁇' | '⁉' => Folded::Char('?'),
        '①'..='⑳' => Folded::Number(code - 0x2460 + 1),
        '⑴'..='⒇' => Folded::Number(code - 0x2474 + 1),
        '⒈'..='⒛' => Folded::Number(code - 0x2488 + 1),
        '⒜'..='⒵' => letter(c, 0x249C),
        'Ⓐ'..='Ⓩ' => letter(c, 0x24B6),
        'ⓐ'..='ⓩ' => letter(c, 0x24D0),
        '⓪' | '⓿' => Folded::Number(0),
        '⓫'..='⓴' => Folded::Number(code - 0x24EB + 11),
        '⓵'..='⓾' => Folded::Number(code - 0x24F5 + 1),
        '❶'..='❿' => Folded::Number(code - 0x2776 + 1),
        '➀'..='➉' => Folded::Number(code - 0x2780 + 1),
        '➊'..='➓' => Folded::Number(code - 0x278A + 1),
        '㈠'..='㈩' => Folded::Number(code - 0x3220 + 1),
        '㊀'..='㊉' => Folded::Number(code - 0x3280 + 1),
        '㉑'..='㉟' => Folded::Number(code - 0x3251 + 21),
        '㊱'..='㊿' => Folded::Number(code - 0x32B1 + 36),
        '㎝' => Folded::Unit("cm"),
        '㎜' => Folded::Unit("mm"),
        '㎞' => Folded::Unit("km"),
        '㎏' => Folded::Unit("kg"),
        '㎎' => Folded::Unit("mg"),
        '㎖' => Folded::Unit("ml"),
        '㏄' => Folded::Unit("cc"),
        '㊗' | '㊙' | '〽' | '⌚' | '⌛' | '⏏' => Folded::Emoji,
        '\u{23E9}'..='\u{23FA}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' => Folded::Emoji,
        _ => Folded::Char(lower(c)),
    }
}

/// The letter that `c` stands for in an enclosed alphabet that starts at `first`.
fn letter(c: char, first: u32) -> Folded {
    char::from_u32(u32::from(c) - first + u32::from('a')).map_or(Folded::Nothing, Folded::Char)
}

/// Lower case, where that is one character.
fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// Whether nothing of `c` is seen: control and format characters, variation selectors, marks that enclose, private use.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{20D0}'..='\u{20FF}' | '\u{E000}'..='\u{F8FF}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFF}' | '\u{E0000}'..='\u{E0FFF}'
            | '\u{F0000}'..='\u{10FFFF}')
}

/// Whether `c` is a Chinese character.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{3FFFF}')
}
