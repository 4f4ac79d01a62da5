//! Masks what identifies a person: phones, identity cards and e-mail addresses by their shape, names and addresses by
//! equality with what the engine has seen.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use crate::language::identity::{
    digit, digit_runs, emails, identity_cards, is_mobile, may_be_number, mobile_numbers_in,
};
use crate::shop::order::Receiver;
use crate::text::Letters;

/// What a secret value is, which decides what is left of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SecretKind {
    /// A person's name: the first character stays.
    Name,
    /// A phone number: the ends of it stay.
    Phone,
    /// An address: nothing stays.
    Address,
}

/// Values that must not leave the engine: those of the receivers of the buyer's orders, and what the buyer typed as one.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Secrets {
    /// The values with what is shown in their place.
    values: BTreeMap<Box<str>, Box<str>>,
    /// The names among them.
    names: Vec<Box<str>>,
    /// What looks like a person's name or telephone in an answer of the buyer. The buyer may see it, the record does not show it.
    of_record: Vec<(SecretKind, Box<str>)>,
}

impl Secrets {
    /// Adds a receiver's name, phone and address. Province and city are no secret.
    pub(crate) fn add_receiver(&mut self, receiver: &Receiver) {
        self.add(SecretKind::Name, &receiver.name);
        self.add(SecretKind::Phone, &receiver.phone);
        self.add(SecretKind::Address, &receiver.address);
    }

    /// Adds one value. Values of fewer than two characters and those of which nothing is left to hide are no secret.
    pub(crate) fn add(&mut self, kind: SecretKind, value: &str) {
        let value = value.trim();
        if value.chars().nth(1).is_none() || is_masked(kind, value) || self.values.contains_key(value) {
            return;
        }
        let shown = match kind {
            SecretKind::Name => initial(value),
            SecretKind::Phone => masked_number(value),
            SecretKind::Address => "****".to_owned(),
        };
        if kind == SecretKind::Name {
            self.names.push(value.into());
        }
        self.values.insert(value.into(), shown.into());
    }

    /// Adds a value that only the record hides.
    pub(crate) fn add_of_record(&mut self, kind: SecretKind, value: &str) {
        self.of_record.push((kind, value.trim().into()));
    }

    /// The secrets of the record: facts, lines, packages, the trace.
    pub(crate) fn for_record(&self) -> Secrets {
        let mut secrets = self.clone();
        for (kind, value) in &self.of_record {
            secrets.add(*kind, value);
        }
        secrets
    }

    /// The secrets of what is said: a receiver who is called like a word of the shop's own sentences is none.
    pub(crate) fn for_replies(&self, is_word: impl Fn(&str) -> bool) -> Secrets {
        let words: Vec<&str> = self.names.iter().map(|name| &**name).filter(|name| is_word(name)).collect();
        let mut secrets = self.clone();
        secrets.values.retain(|value, _| !words.contains(&&**value));
        secrets
    }
}

/// Whether the platform has masked the value: a name's end (`王*`), a phone's middle, all of an address. A single `*` in what
/// somebody typed masks nothing.
fn is_masked(kind: SecretKind, value: &str) -> bool {
    match kind {
        SecretKind::Name => value.ends_with('*') || value.contains("**"),
        SecretKind::Phone => value.contains("**"),
        SecretKind::Address => !value.contains(char::is_alphanumeric),
    }
}

/// What is shown of a name: `王*`.
pub(crate) fn initial(name: &str) -> String {
    name.chars().take(1).chain(['*']).collect()
}

/// Who receives a parcel, as far as it may be shown: the name's first character, and the ends of the telephone.
pub(crate) fn receiver(receiver: &Receiver) -> String {
    let shown = |kind, value: &str, mask: fn(&str) -> String| match value.trim() {
        value if value.is_empty() || is_masked(kind, value) => value.to_owned(),
        value => mask(value),
    };
    let name = shown(SecretKind::Name, &receiver.name, initial);
    let phone = shown(SecretKind::Phone, &receiver.phone, masked_number);
    [name, phone].into_iter().filter(|part| !part.is_empty()).collect::<Vec<String>>().join(" ")
}

/// How many, and none of them.
impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secrets({})", self.values.len())
    }
}

/// `text` with everything masked that identifies a person. Borrowed, and without an allocation, when there is nothing to mask.
pub(crate) fn mask<'t>(text: &'t str, secrets: &Secrets) -> Cow<'t, str> {
    let found = found_in(text, secrets, may_be_number(text));
    if found.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(replace(text, found)) }
}

/// What [`mask`] masks, with what is shown in its place, in a text that may have `numbers` which lead to a person.
pub(super) fn found_in(text: &str, secrets: &Secrets, numbers: bool) -> Vec<(Range<usize>, String)> {
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    let letters = Letters::of(if secrets.values.is_empty() { "" } else { text });
    for (value, shown) in &secrets.values {
        if !letters.may_spell(value) || !text.contains(&**value) {
            continue;
        }
        for (at, _) in text.match_indices(&**value) {
            let span = at..at + value.len();
            if is_whole(text, &span) {
                found.push((span, shown.to_string()));
            }
        }
    }
    if numbers {
        let runs = digit_runs(text);
        found.extend(mobile_numbers_in(text, &runs).into_iter().map(|(span, digits)| (span, masked_number(&digits))));
        found.extend(identity_cards(text, &runs).into_iter().map(|(span, number)| {
            let head: String = number.chars().take(3).collect();
            (span, format!("{head}****"))
        }));
    }
    found.extend(
        emails(text)
            .into_iter()
            .map(|(span, local, host)| (span, format!("{}***@{host}", local.chars().next().unwrap_or('*')))),
    );
    found
}

/// `text` with the spans replaced. What overlaps becomes `****` as a whole: no part of either is shown.
pub(super) fn replace(text: &str, mut found: Vec<(Range<usize>, String)>) -> String {
    found.sort_by_key(|(span, _)| (span.start, usize::MAX - span.end));
    let mut merged: Vec<(Range<usize>, String)> = Vec::with_capacity(found.len());
    for (span, shown) in found {
        match merged.last_mut() {
            Some((last, _)) if span.end <= last.end => {}
            Some((last, mask)) if span.start < last.end => {
                last.end = span.end;
                *mask = "****".to_owned();
            }
            _ => merged.push((span, shown)),
        }
    }
    let mut masked = String::with_capacity(text.len());
    let mut end = 0;
    for (span, shown) in merged {
        masked.push_str(text.get(end..span.start).unwrap_or_default());
        masked.push_str(&shown);
        end = span.end;
    }
    masked.push_str(text.get(end..).unwrap_or_default());
    masked
}

/// Whether the value at `span` stands for itself: `Li` in `Lining` and a number inside a longer one do not.
fn is_whole(text: &str, span: &Range<usize>) -> bool {
    let value = text.get(span.clone()).unwrap_or_default();
    let before = text.get(..span.start).and_then(|text| text.chars().next_back());
    let after = text.get(span.end..).and_then(|text| text.chars().next());
    let joins = |a: Option<char>, b: Option<char>| {
        a.zip(b).is_some_and(|(a, b)| {
            (a.is_ascii_alphabetic() && b.is_ascii_alphabetic()) || (digit(a).is_some() && digit(b).is_some())
        })
    };
    !joins(before, value.chars().next()) && !joins(value.chars().next_back(), after)
}

/// A phone number with its middle hidden: `138****1035`. Of other numbers the last four digits stay, of short ones nothing.
pub(crate) fn masked_number(number: &str) -> String {
    let digits: String = number.chars().filter_map(digit).collect();
    let mobile = digits.len().checked_sub(11).and_then(|start| digits.get(start..)).filter(|digits| is_mobile(digits));
    let head = mobile.and_then(|mobile| mobile.get(..3)).unwrap_or_default();
    let tail = if digits.len() >= 7 { digits.get(digits.len() - 4..).unwrap_or_default() } else { "" };
    format!("{head}****{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::identity::mobile_numbers;
    use proptest::prelude::*;

    fn secrets() -> Secrets {
        let mut secrets = Secrets::default();
        let receiver = Receiver {
            name: "欧小明".to_owned(),
            phone: "0571-88886666".to_owned(),
            province: "浙江省".to_owned(),
            city: "杭州市".to_owned(),
            address: "文三路90号5幢".to_owned(),
        };
        secrets.add_receiver(&receiver);
        secrets.add(SecretKind::Name, "Li");
        secrets
    }

    fn check(text: &str, expect: &str) {
        let masked = mask(text, &secrets());
        assert_eq!(masked, expect, "{text:?}");
        assert_eq!(matches!(masked, Cow::Borrowed(_)), text == expect, "{text:?}");
    }

    #[test]
    fn phones() {
        check("打13812341035", "打138****1035");
        check("138 1234 1035，谢谢", "138****1035，谢谢");
        check("138-1234-1035", "138****1035");
        check("１３８１２３４１０３５", "138****1035");
        check("+8613812341035", "+86138****1035");
        check("+86 138 1234 1035", "+86 138****1035");
        check("1 3 8 1 2 3 4 1 0 3 5", "138****1035");
        check("13812341035 13912341036", "138****1035 139****1036");
        check("座机0571-88886666", "座机****6666");
    }

    #[test]
    fn numbers_that_are_no_phones() {
        check("订单6917533224570258991", "订单6917533224570258991");
        check("订单138123410351", "订单138123410351");
        check("单号773138123410352", "单号773138123410352");
        check("160 50 26 38 42", "160 50 26 38 42");
        check("138****1035", "138****1035");
        check("12812341035", "12812341035");
        check("129.00元，2件", "129.00元，2件");
    }

    #[test]
    fn receivers() {
        check("欧小明您好，寄到浙江省杭州市文三路90号5幢", "欧*您好，寄到浙江省杭州市****");
        check("Lining 的 Li", "Lining 的 L*");
        check("文三路90号5幢13812341035", "****138****1035");
        check("欧小红", "欧小红");
    }

    #[test]
    fn what_is_no_secret() {
        let mut secrets = Secrets::default();
        for value in ["", "  ", "王", "王*", "1********35"] {
            secrets.add(SecretKind::Name, value);
        }
        secrets.add(SecretKind::Phone, "138****1035");
        secrets.add(SecretKind::Address, "****");
        assert!(secrets.values.is_empty());
    }

    /// Who types a star into an address has masked nothing.
    #[test]
    fn a_star_is_no_mask() {
        let mut secrets = Secrets::default();
        secrets.add(SecretKind::Address, "文三路100号2栋*301");
        secrets.add(SecretKind::Name, "王*明");
        assert_eq!(mask("王*明收，文三路100号2栋*301", &secrets), "王*收，****");
    }

    #[test]
    fn a_receiver_who_is_called_like_a_word() {
        let mut secrets = Secrets::default();
        secrets.add(SecretKind::Name, "确认");
        secrets.add(SecretKind::Name, "欧小明");
        let said = secrets.for_replies(|name| "确认取消吗".contains(name));
        assert_eq!(mask("欧小明，确认取消吗", &said), "欧*，确认取消吗");
        assert_eq!(mask("确认", &secrets), "确*");
    }

    #[test]
    fn what_only_the_record_hides() {
        let mut secrets = Secrets::default();
        secrets.add_of_record(SecretKind::Name, "欧小明");
        assert_eq!(mask("按“欧小明”开发票", &secrets), "按“欧小明”开发票");
        assert_eq!(mask("按“欧小明”开发票", &secrets.for_record()), "按“欧*”开发票");
    }

    /// Twenty thousand receivers take twenty times as long as a thousand: each is looked for among the others once.
    #[test]
    fn many_receivers() {
        let mut secrets = Secrets::default();
        for number in 0..40_000 {
            secrets.add(SecretKind::Address, &format!("文三路{}号", number % 20_000));
        }
        assert_eq!(secrets.values.len(), 20_000);
    }

    #[test]
    fn identity_cards() {
        check("11010519491231002X", "110****");
        check("身份证11010519491231002x谢谢", "身份证110****谢谢");
        check("440308199901101512", "440****");
        check("440308199901101513", "440308199901101513");
        check("11010519491331002X", "11010519491331002X");
    }

    #[test]
    fn emails() {
        check("发到abc.d@qq.com吧", "发到a***@qq.com吧");
        check("@我", "@我");
    }

    #[test]
    fn secrets_do_not_print() {
        assert_eq!(format!("{:?}", secrets()), "Secrets(4)");
    }

    proptest! {
        #[test]
        fn no_phone_survives(text in "[0-9１２３ 退货@.a-c*-]{0,12}", phone in "1[3-9][0-9]{9}", tail in "[退货 ,.a]{0,5}") {
            let masked = mask(&format!("{text}退{phone}{tail}"), &secrets()).into_owned();
            prop_assert!(!masked.contains(&phone));
            prop_assert_eq!(mobile_numbers(&masked), vec![]);
        }

        #[test]
        fn any_text(text in ".{0,60}") {
            let masked = mask(&text, &secrets()).into_owned();
            prop_assert!(!masked.contains("文三路90号5幢"));
        }
    }
}
