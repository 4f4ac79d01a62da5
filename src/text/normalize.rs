//! One form for what buyers write in many.
//!
//! `退貨！！！`, `退货!` and `退　货` with an emoji in the middle should match the same knowledge. The normal form has half-width
//! lower-case letters and ASCII punctuation, simplified characters, single spaces, no emoji and nothing invisible. A map
//! leads from its bytes back to those of the original, because replies and facts speak about what the buyer wrote.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::fold::{Folded, fold, is_han, is_kept};

/// A text in its normal form, with a map back to the bytes of the original.
///
/// About half a microsecond for a message of 17 characters; memory is linear in the original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Normalized {
    text: String,
    /// The map: pieces that follow each other in the normal form.
    pieces: Vec<Piece>,
    marks: Vec<Mark>,
}

/// The normal form of a text that is compared as a whole.
pub(crate) fn normal(text: &str) -> String {
    Normalized::new(text).text
}

/// A text in half width and lower case, without white space, emoji and what is invisible; codes in brackets stay. Two texts that
/// were said alike are equal so, whatever a channel did to them.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match (c, fold(c)) {
            ('【' | '〔' | '〖', _) => plain.push('['),
            ('】' | '〕' | '〗', _) => plain.push(']'),
            (_, Folded::Char(c)) => plain.push(c),
            (_, Folded::Number(number)) => plain.push_str(&number.to_string()),
            (_, Folded::Unit(unit)) => plain.push_str(unit),
            (_, Folded::Space | Folded::Emoji | Folded::Nothing) => {}
        }
    }
    plain
}

/// The one character that becomes of this one in a normal form, if it stays there; `None` of a sign for a number or a unit, and of `著`,
/// which the characters around it decide.
pub(crate) fn folded(c: char) -> Option<char> {
    match fold(c) {
        Folded::Char('著') | Folded::Number(_) | Folded::Unit(_) => None,
        Folded::Char(c) => Some(c),
        Folded::Space | Folded::Emoji | Folded::Nothing => Some(' '),
    }
}

/// A piece of the normal form and where it comes from. It ends where the next one starts. When both sides have the same
/// length, every character has kept its length, and the map is a shift; otherwise it is one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    /// Where it starts in the normal form.
    normal: usize,
    /// Where it starts in the original.
    start: usize,
    /// Where it ends in the original.
    end: usize,
}

/// An emoji, or a code in brackets that the app shows as one (`[捂脸]`): not part of the normal form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// As written: `😭`, `[捂脸]`.
    pub(crate) text: Box<str>,
    /// Where in the original, in bytes.
    pub(crate) span: Range<usize>,
}

impl Mark {
    /// The emoji, or the code without its brackets: `捂脸`.
    pub(crate) fn name(&self) -> &str {
        self.text.trim_matches(['[', ']', '［', '］'])
    }
}

impl Normalized {
    /// Normalises `original`.
    pub(crate) fn new(original: &str) -> Normalized {
        let mut pass = Pass::new(original);
        pass.apart = is_apart(original);
        let mut next = 0;
        while let Some(rest) = original.get(next..)
            && let Some(c) = rest.chars().next()
        {
            let at = next;
            let unchanged = pass.unchanged(rest);
            if unchanged > 0 {
                next += unchanged;
                pass.append_all(at..next);
                continue;
            }
            let span = at..at + c.len_utf8();
            next = span.end;
            match fold(c) {
                Folded::Char('[') => match code(original, span.end) {
                    Some(end) => {
                        pass.mark(at..end);
                        next = end;
                    }
                    None => pass.put('[', span),
                },
                Folded::Char('著') => pass.put(zhu(pass.last, original, span.end), span),
                Folded::Char(c) => pass.put(c, span),
                Folded::Number(number) => pass.put_all(&number.to_string(), span),
                Folded::Unit(unit) => pass.put_all(unit, span),
                Folded::Space => pass.space(span),
                Folded::Emoji => {
                    next = at + rest.graphemes(true).next().map_or(span.len(), str::len);
                    pass.mark(at..next);
                }
                Folded::Nothing => {}
            }
        }
        pass.normalized
    }

    /// The normal form.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The same with another text, whose characters have the lengths of this one's: the map stays as it is.
    pub(crate) fn reworded(self, text: String) -> Normalized {
        debug_assert_eq!(self.text.len(), text.len());
        Normalized { text, ..self }
    }

    /// The emoji and bracket codes, in order.
    pub(crate) fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Whether there is nothing to understand: emoji, stickers, punctuation or white space only.
    pub(crate) fn is_light(&self) -> bool {
        !self.text.contains(char::is_alphanumeric)
    }

    /// The bytes of the original behind `range`, bytes of the normal form.
    ///
    /// Always on borders of characters and inside the original; a range that is not is widened or cut first.
    pub(crate) fn span(&self, range: Range<usize>) -> Range<usize> {
        let start = self.text.floor_char_boundary(range.start);
        let end = self.text.ceil_char_boundary(range.end);
        let from =
            self.origin(start).map_or(0, |(piece, shift)| shift.map_or(piece.start, |shift| piece.start + shift));
        if start >= end {
            let last = self.pieces.last().map_or(0, |piece| piece.end);
            let here = if start < self.text.len() { from } else { last };
            return here..here;
        }
        // The end belongs to the character before it: what was removed between two characters is in no span's end.
        let to = self
            .origin(end - 1)
            .map_or(from, |(piece, shift)| shift.map_or(piece.end, |shift| piece.start + shift + 1));
        from..to.max(from)
    }

    /// The piece that holds the byte `at` of the normal form, and how far into it, where the map is a shift.
    fn origin(&self, at: usize) -> Option<(&Piece, Option<usize>)> {
        let next = self.pieces.partition_point(|piece| piece.normal <= at);
        let piece = self.pieces.get(next.checked_sub(1)?)?;
        let end = self.pieces.get(next).map_or(self.text.len(), |piece| piece.normal);
        let is_shift = end - piece.normal == piece.end - piece.start;
        Some((piece, is_shift.then_some(at - piece.normal)))
    }
}

/// The one pass over the original.
struct Pass<'t> {
    original: &'t str,
    normalized: Normalized,
    /// The last character put, and how often in a row.
    last: Option<char>,
    run: usize,
    /// White space and a tilde that wait for what follows: neither is kept at the end.
    space: Option<Range<usize>>,
    tilde: Option<Range<usize>>,
    /// Chinese characters stand apart (`退 货`): spaces between them say nothing.
    apart: bool,
}

impl<'t> Pass<'t> {
    fn new(original: &'t str) -> Pass<'t> {
        let mut normalized = Normalized::default();
        normalized.text.reserve(original.len());
        Pass { original, normalized, last: None, run: 0, space: None, tilde: None, apart: false }
    }

    /// Remembers the emoji or code at `span`.
    fn mark(&mut self, span: Range<usize>) {
        let text = self.original.get(span.clone()).unwrap_or_default().into();
        self.normalized.marks.push(Mark { text, span });
    }

    /// White space at `span`.
    fn space(&mut self, span: Range<usize>) {
        match &mut self.space {
            Some(space) => space.end = span.end,
            None if self.last.is_some() => self.space = Some(span),
            None => {}
        }
    }

    /// The character `c` for the original's `span`.
    fn put(&mut self, c: char, span: Range<usize>) {
        if c == '~' {
            if self.last.is_some() {
                self.tilde.get_or_insert(span);
            }
            return;
        }
        if let Some(tilde) = self.tilde.take()
            && c.is_ascii_digit()
        {
            // A tilde before a digit is a range, `100~120`; any other is a smile.
            self.space = None;
            self.append('~', tilde);
        }
        if let Some(space) = self.space.take()
            && !(self.apart && is_han(c) && self.last.is_some_and(is_han))
        {
            self.append(' ', space);
        }
        if self.last == Some(c) {
            let most = if is_han(c) && !is_numeral(c) {
                2
            } else if is_repeatable(c) {
                usize::MAX
            } else {
                1
            };
            if self.run >= most {
                return;
            }
        }
        self.append(c, span);
    }

    /// All of `text` for the original's `span`, which becomes one unit of the map.
    fn put_all(&mut self, text: &str, span: Range<usize>) {
        for c in text.chars() {
            self.put(c, span.clone());
        }
    }

    /// How much of the rest of the original is put as it is: Chinese characters, letters and digits, none of them twice in a row. That
    /// is nearly all that is written.
    fn unchanged(&self, rest: &str) -> usize {
        if self.space.is_some() || self.tilde.is_some() {
            return 0;
        }
        let mut last = self.last;
        let mut goes_on = |c: char| is_kept(c) && last.replace(c) != Some(c);
        rest.find(|c| !goes_on(c)).unwrap_or(rest.len())
    }

    /// Appends what is put as it is.
    fn append_all(&mut self, span: Range<usize>) {
        let text = self.original.get(span.clone()).unwrap_or_default();
        let Some(last) = text.chars().next_back() else { return };
        (self.last, self.run) = (Some(last), 1);
        let normal = self.normalized.text.len();
        self.normalized.text.push_str(text);
        match self.normalized.pieces.last_mut() {
            Some(piece) if piece.end == span.start && normal - piece.normal == piece.end - piece.start => {
                piece.end = span.end;
            }
            _ => self.normalized.pieces.push(Piece { normal, start: span.start, end: span.end }),
        }
    }

    /// Appends to the normal form and to the map.
    fn append(&mut self, c: char, span: Range<usize>) {
        self.run = if self.last == Some(c) { self.run + 1 } else { 1 };
        self.last = Some(c);
        let normal = self.normalized.text.len();
        self.normalized.text.push(c);
        match self.normalized.pieces.last_mut() {
            // One more character that keeps its length, right after a piece of such: the shift goes on.
            Some(piece)
                if piece.end == span.start
                    && c.len_utf8() == span.len()
                    && normal - piece.normal == piece.end - piece.start =>
            {
                piece.end = span.end;
            }
            // One more character for the same unit.
            Some(piece) if piece.start == span.start => {}
            _ => self.normalized.pieces.push(Piece { normal, start: span.start, end: span.end }),
        }
    }
}

/// Whether Chinese characters are written with spaces between nearly all of them: twice as many pairs have one as have none.
fn is_apart(original: &str) -> bool {
    if !original.contains(char::is_whitespace) {
        return false;
    }
    let (mut apart, mut together, mut last, mut spaced) = (0_usize, 0_usize, None, false);
    for c in original.chars() {
        match fold(c) {
            Folded::Space => spaced = true,
            Folded::Nothing | Folded::Emoji | Folded::Char('~') => {}
            Folded::Char(c) if is_han(c) => {
                if last.is_some() && spaced {
                    apart += 1;
                } else if last.is_some_and(|last| last != c) {
                    together += 1;
                }
                (last, spaced) = (Some(c), false);
            }
            _ => (last, spaced) = (None, false),
        }
    }
    apart >= 3 && apart > together * 2
}

/// Whether a repeat of `c` means something: letters, digits, and signs that come in twos. Repeats of other punctuation do not.
fn is_repeatable(c: char) -> bool {
    !matches!(c, ',' | '.' | '!' | '?' | ';' | ':' | '-' | '^' | '_' | '=' | '+' | ' ')
}

/// Whether `c` is a Chinese digit: `八八八八` says something.
fn is_numeral(c: char) -> bool {
    matches!(c, '零' | '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '幺')
}

/// Where a code in brackets that opened before `start` ends: `捂脸]`. One to seven Chinese characters; what names a colour, a
/// size or a number is the buyer's own words in brackets.
fn code(original: &str, start: usize) -> Option<usize> {
    let rest = original.get(start..)?;
    let mut last = None;
    for (count, (at, c)) in rest.char_indices().enumerate() {
        match c {
            ']' | '］' => {
                let is_code = !matches!(last?, '色' | '码' | '碼' | '号' | '號' | '款' | '单' | '單' | '元' | '斤');
                return is_code.then_some(start + at + c.len_utf8());
            }
            _ if count >= 7 || !is_han(c) => return None,
            _ => last = Some(c),
        }
    }
    None
}

/// The simplified form of `著`, which stays in a few words and is `着` elsewhere (`穿著`, `等著`).
fn zhu(before: Option<char>, original: &str, end: usize) -> char {
    let after = original.get(end..).and_then(|rest| rest.chars().next());
    let stays = matches!(before, Some('显' | '名' | '原' | '专' | '巨' | '论' | '译' | '合' | '编' | '卓'))
        || matches!(after, Some('名' | '作' | '者' | '称' | '稱' | '述' | '书' | '書'));
    if stays { '著' } else { '着' }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(original: &str, expect: &str) {
        let normalized = Normalized::new(original);
        assert_eq!(normalized.text(), expect, "{original:?}");
        assert_eq!(Normalized::new(expect).text(), expect, "{original:?} again");
    }

    #[test]
    fn width_and_case() {
        check("ＸＬ号，１２３．５元", "xl号,123.5元");
        check("（退货）！？，。；：", "(退货)!?,.;:");
        check("【急】“在吗”《说明》、好", "(急)\"在吗\"\"说明\",好");
        check("￥１２９　Ａ款", "¥129 a款");
        check("ÀÉ Ω Я", "àé ω я");
        check("İ", "İ");
    }

    #[test]
    fn traditional() {
        check("請問訂單幾時出貨", "请问订单几时出货");
        check("穿著舒服嗎", "穿着舒服吗");
        check("著名品牌 顯著", "著名品牌 显著");
    }

    #[test]
    fn white_space_and_invisible() {
        check("  退 \t\n 货  ", "退 货");
        check("退\u{200B}货\u{FEFF}\u{0}吗\u{202E}", "退货吗");
        check("\u{3000}", "");
        check("a\u{A0}b", "a b");
        check("什 么 时 候 发 货 ？ 急", "什么时候发货 ? 急");
        check("我 要退货 谢谢", "我 要退货 谢谢");
    }

    #[test]
    fn repeats() {
        check("在吗！！！", "在吗!");
        check("好吧。。。", "好吧.");
        check("什么……", "什么.");
        check("啊啊啊啊啊", "啊啊");
        check("好好", "好好");
        check("八八八八", "八八八八");
        check("xxxl 6666 138****1035 https://a.cn", "xxxl 6666 138****1035 https://a.cn");
        check("亲~~~在吗～～", "亲在吗");
        check("100～120斤", "100~120斤");
        check("100 ~~ 120斤", "100~120斤");
        check("~3号", "3号");
        check("？！？！", "?!?!");
    }

    #[test]
    fn enclosed() {
        check("①②⑩⒓⒀㈢㊉㉑㊿⓪❷➂➍", "1210121331021500234");
        check("Ⓥ信", "v信");
        check("175㎝ 60㎏ 5㎜", "175cm 60kg 5mm");
        check("1\u{FE0F}\u{20E3}", "1");
    }

    #[test]
    fn marks() {
        let check = |original: &str, text: &str, marks: &[&str]| {
            let normalized = Normalized::new(original);
            assert_eq!(normalized.text(), text);
            assert_eq!(normalized.marks().iter().map(Mark::name).collect::<Vec<_>>(), marks);
            for mark in normalized.marks() {
                assert_eq!(original.get(mark.span.clone()), Some(&*mark.text));
            }
        };
        check("怎么还没到[流泪][捂脸]", "怎么还没到", &["流泪", "捂脸"]);
        check("微❤️信", "微信", &["❤️"]);
        check("👨‍👩‍👧好👍🏽🇨🇳", "好", &["👨‍👩‍👧", "👍🏽", "🇨🇳"]);
        check("［比心］", "", &["比心"]);
        check("[红色] [XL] [] [捂脸", "[红色] [xl] [] [捂脸", &[]);
        check("好的😭", "好的", &["😭"]);
    }

    #[test]
    fn light() {
        for (text, light) in [
            ("", true),
            ("😭[捂脸]!!", true),
            ("  ？", true),
            ("~", true),
            ("嗯", false),
            ("1", false),
            ("[XL]", false),
        ] {
            assert_eq!(Normalized::new(text).is_light(), light, "{text:?}");
        }
    }

    #[test]
    fn spans() {
        let check = |original: &str, part: &str, expect: &str| {
            let normalized = Normalized::new(original);
            let start = normalized.text().find(part).unwrap();
            let span = normalized.span(start..start + part.len());
            assert_eq!(&original[span], expect, "{original:?}");
        };
        check("我要退貨，谢谢", "退货", "退貨");
        check("我要退😭货，谢谢", "退货", "退😭货");
        check("订单１２３号", "123", "１２３");
        check("身高175㎝，体重60㎏", "60kg", "60㎏");
        check("身高175㎝，体重60㎏", "175c", "175㎝");
        check("选⑩号", "10", "⑩");
        check("选⑩号", "号", "号");
        check("好啊啊啊啊啊的", "啊的", "啊啊啊啊的");
        check("好  的", "好 的", "好  的");
        check("  [捂脸]退货[捂脸]", "退货", "退货");
    }

    #[test]
    fn odd_ranges() {
        let normalized = Normalized::new("退货😭");
        assert_eq!(normalized.span(1..2), 0..3);
        assert_eq!(normalized.span(3..3), 3..3);
        assert_eq!(normalized.span(6..6), 6..6);
        assert_eq!(normalized.span(4..999), 3..6);
        assert_eq!(normalized.span(999..999), 6..6);
        assert_eq!(Normalized::new("").span(0..5), 0..0);
    }

    #[test]
    fn every_character_maps_to_borders() {
        // Beyond the symbols lie Chinese characters that stay as they are.
        for c in (0..=0x2FFF).chain(0x3000..0x3400).chain(0xA000..0x20010).filter_map(char::from_u32) {
            let original = format!("啊{c}z");
            borders(&original);
        }
    }

    /// Every range of the normal form leads to a range of the original, on borders of characters.
    fn borders(original: &str) {
        let normalized = Normalized::new(original);
        for start in 0..=normalized.text().len() {
            for end in start..=(start + 9).min(normalized.text().len()) {
                let span = normalized.span(start..end);
                assert!(span.start <= span.end && original.get(span).is_some(), "{original:?} {start}..{end}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_text(original in ".{0,40}") {
            borders(&original);
        }

        #[test]
        fn chat_text(original in "[退货貨著名啊！。~～1２①⑩㎝ \u{200B}😭❤️\\[\\]［捂脸色a-cA-C…]{0,30}") {
            borders(&original);
            let once = Normalized::new(&original.replace(['[', ']', '［'], ""));
            let again = Normalized::new(once.text());
            prop_assert_eq!(again.text(), once.text());
        }

        #[test]
        fn spans_are_in_order(original in ".{0,30}") {
            let normalized = Normalized::new(&original);
            let ends: Vec<_> = normalized.text().char_indices().map(|(at, c)| normalized.span(at..at + c.len_utf8())).collect();
            prop_assert!(ends.is_sorted_by_key(|span| span.start));
        }
    }
}
