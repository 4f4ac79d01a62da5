//! How many of which variants a buyer speaks of: `灰的两条加黑的一条`, `要四罐`, `M 和 L 各一件`.

use std::sync::LazyLock;

use regex::Regex;

use crate::language::options;
use crate::language::variant::alike;
use crate::names::{Entity, EntityKind, is_whole};
use crate::shop::product::Product;
use crate::text::numeral;

/// A number of pieces.
static PIECES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let unit = "个|件|条|双|罐|瓶|盒|袋|包|份|套|支|片装|箱|桶|提|只|顶|本|张|对|打|桶|枚|颗|块(?:面膜)?|组|床|把|台|部|副|串|根|板|听|杯|管|单";
    Regex::new(&format!("([0-9]{{1,4}}|[一二两俩三仨四五六七八九十百]{{1,4}}) ?(?:{unit})")).ok()
});
/// A number without its measure word: `拍3`, `×2`, `要俩`.
static BARE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("(?:拍|要|买|来|拿|x|×|\\*|各) ?([0-9]{1,3}|[两俩仨])(?:$|[的吗呢,，?。 ])").ok());

/// What stands between one kind and the next.
const JOINTS: &[char] = &[' ', '加', '和', '跟', '与', '、', ',', '，', '+', ';', '；', '。'];

/// Pieces of a variant that somebody speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pieces {
    /// The values of options that are named.
    pub(crate) options: Vec<String>,
    pub(crate) quantity: u32,
}

/// How many a text names; `None` where it names none.
pub(crate) fn quantity(text: &str) -> Option<u32> {
    if !text.contains(|c: char| c.is_ascii_digit() || "一二两俩三仨四五六七八九十百".contains(c)) {
        return None;
    }
    let mut every = PIECES.as_ref().into_iter().flat_map(|pieces| pieces.captures_iter(text));
    // `第二个` is a place.
    let counts = |found: &regex::Captures<'_>| {
        let before = found.get(0).and_then(|whole| text.get(..whole.start())).unwrap_or_default();
        let after = found.get(0).and_then(|whole| text.get(whole.end()..)).unwrap_or_default();
        // … and `四件套` a name.
        !before.ends_with('第') && !after.starts_with('套') && found.get(0).is_none_or(|whole| !is_money(text, &whole))
    };
    let found = every.find(counts);
    found.and_then(|found| value(found.get(1)?.as_str())).or_else(|| bare(text))
}

/// The parts of a text that speak of different goods.
pub(crate) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(JOINTS).map(str::trim).filter(|part| !part.is_empty())
}

/// The pieces of a product that a text names, in its order. What is named without a number is one piece; `各` gives each its number.
pub(crate) fn pieces(product: &Product, text: &str, entities: &[Entity]) -> Vec<Pieces> {
    let each = text.split_once('各').and_then(|(_, rest)| quantity(&format!("各{rest}")).or_else(|| quantity(rest)));
    let mut found: Vec<(Vec<String>, Option<u32>)> = Vec::new();
    for part in text.split(JOINTS).flat_map(|part| counted(product, part)) {
        let options = named(product, part, entities);
        let quantity = counts(product, part).first().map(|(quantity, _)| *quantity).or_else(|| bare(part));
        let kinds = found.len();
        let open = kinds > 0 && found.iter().all(|(_, quantity)| quantity.is_none());
        let all = |quantity: u32| usize::try_from(quantity).ok();
        match (options.is_empty(), quantity) {
            (true, None) => {}
            (true, Some(quantity)) => {
                let single = single(product, part);
                match found.last_mut().filter(|_| single.is_empty()) {
                    // `黑L多少钱，买两件呢`, and `黑L两件一共多少，那三件呢`: the same, in this number.
                    Some((_, last)) if (open && kinds == 1) || is_another(part) => *last = Some(quantity),
                    // `M和L，两件都要`: one of each.
                    Some(_) if open && all(quantity) == Some(kinds) => {}
                    _ => found.push((single, Some(quantity))),
                }
            }
            // `红的跟黑的两条都要`: one of each.
            (false, Some(quantity)) if open && each.is_none() && all(quantity) == Some(kinds + 1) => {
                found.push((options, None));
            }
            (false, quantity) if part.contains('各') => {
                found.extend(apart(product, options).into_iter().map(|options| (options, quantity)));
            }
            (false, quantity) => found.push((options, quantity)),
        }
    }
    let pieces = |(options, quantity): (_, Option<u32>)| Pieces { options, quantity: quantity.or(each).unwrap_or(1) };
    found.into_iter().map(pieces).collect()
}

/// Whether a part asks for another number of the same: `那三件呢`.
fn is_another(part: &str) -> bool {
    part.starts_with(['那', '换', '要']) && part.trim_end_matches(['?', '？', '。']).ends_with('呢')
}

/// `浅灰驼色各一条`: each of the values of an option for itself, with what else was named.
fn apart(product: &Product, options: Vec<String>) -> Vec<Vec<String>> {
    let several = options::axes(product).into_iter().find_map(|axis| {
        let named = options::of_axis(product, axis, &options);
        (named.len() > 1).then_some(named)
    });
    let Some(several) = several else { return vec![options] };
    let rest = || options.iter().filter(|option| !several.contains(option)).cloned();
    several.iter().map(|value| rest().chain([value.clone()]).collect()).collect()
}

/// The two variants of a product that a text holds side by side: `140的比120的贵几块`.
pub(crate) fn two(product: &Product, text: &str, entities: &[Entity]) -> Option<[Vec<String>; 2]> {
    let parts = text.split(|c: char| JOINTS.contains(&c) || "比同还".contains(c));
    let named = parts.map(|part| named(product, part, entities)).filter(|options| !options.is_empty());
    // `中辣微辣一样价不` has nothing between them.
    let mut named = named.flat_map(|options| apart(product, options));
    let (first, second) = (named.next()?, named.next()?);
    (first != second).then_some([first, second])
}

/// A part of a text in which several things are counted, behind each count: `五香拿两包麻辣拿一包`.
fn counted<'t>(product: &Product, part: &'t str) -> Vec<&'t str> {
    let counts = counts(product, part);
    let mut parts = Vec::new();
    let mut from = 0;
    for (_, end) in counts.iter().take(counts.len().saturating_sub(1)) {
        parts.extend(part.get(from..*end));
        from = *end;
    }
    parts.extend(part.get(from..).filter(|rest| !rest.trim().is_empty()));
    parts
}

/// The counts of a text, and where each ends. `7袋` of `7袋装` is a variant and counts nothing.
fn counts(product: &Product, text: &str) -> Vec<(u32, usize)> {
    let values: Vec<&String> = product.skus.iter().flat_map(|sku| sku.options.values()).collect();
    let every: Vec<_> = PIECES.as_ref().into_iter().flat_map(|pieces| pieces.captures_iter(text)).collect();
    let several = every.len() > 1;
    let count = |found: regex::Captures<'_>| {
        let (whole, number) = (found.get(0)?, value(found.get(1)?.as_str())?);
        if is_money(text, &whole) {
            return None;
        }
        let unit = whole.as_str().chars().next_back()?;
        let packed = format!("{number}{unit}");
        let after = text.get(whole.end()..).unwrap_or_default();
        if after.starts_with('套') {
            return None;
        }
        let of_variant = values.iter().any(|value| value.starts_with(&packed));
        let counts =
            !of_variant || (number == 1 && !after.starts_with(['装', '的'])) || !(several || after.starts_with('装'));
        counts.then_some((number, whole.end()))
    };
    every.into_iter().filter_map(count).collect()
}

/// Whether a number of `块` is money: `能减十块`, `十块钱`.
fn is_money(text: &str, found: &regex::Match<'_>) -> bool {
    let before = text.get(..found.start()).unwrap_or_default();
    let after = text.get(found.end()..).unwrap_or_default();
    let spent = ["减", "省", "差", "贵", "便宜", "花", "优惠", "补", "才", "卖", "是", "到", "加", "运费", "邮费"];
    found.as_str().ends_with('块')
        && (after.starts_with(['钱', '的']) || spent.iter().any(|word| before.trim_end().ends_with(word)))
}

/// A number as a buyer writes it.
fn value(number: &str) -> Option<u32> {
    match number {
        "俩" => Some(2),
        "仨" => Some(3),
        _ => u32::try_from(numeral::number(number)?).ok(),
    }
}

fn bare(text: &str) -> Option<u32> {
    value(BARE.as_ref()?.captures(text)?.get(1)?.as_str())
}

/// Of a product that is packed in several numbers, the single one: `四袋` of `1袋装` and `3袋装`.
fn single(product: &Product, part: &str) -> Vec<String> {
    let found = PIECES.as_ref().and_then(|pieces| pieces.find(part));
    let Some(unit) = found.and_then(|found| found.as_str().chars().next_back()) else { return Vec::new() };
    let one = format!("1{unit}装");
    let mut values = product.skus.iter().flat_map(|sku| sku.options.values());
    values.find(|value| **value == one).cloned().into_iter().collect()
}

/// The values of options that a part of a text names, by their words or by a colour or size that is like them.
fn named(product: &Product, part: &str, entities: &[Entity]) -> Vec<String> {
    let mut named = options::written(product, part);
    for axis in options::axes(product) {
        let values = options::values(product, axis);
        if named.iter().any(|name| values.contains(&name.as_str())) {
            continue;
        }
        let of_axis = |entity: &&Entity| match entity.kind {
            EntityKind::Colour => options::is_colour(axis),
            EntityKind::Size | EntityKind::ShoeSize => options::is_size(axis),
            _ => false,
        };
        let said: Vec<String> = entities
            .iter()
            .filter(of_axis)
            .filter(|entity| part.contains(entity.text.to_lowercase().as_str()))
            .map(|entity| entity.value.to_string())
            .collect();
        let mut found = alike(&values, &said).unwrap_or_default();
        if found.is_empty() {
            found.extend(in_short(&values, part, options::is_colour(axis)));
        }
        named.extend(found);
    }
    named
}

/// The one value that a part of a text names in short: `黑` of 黑色 and 白色, `500的` of 500ml and 300ml, `大的` of 15g and 50g.
fn in_short(values: &[&str], part: &str, colours: bool) -> Option<String> {
    let one = |fits: &dyn Fn(&str) -> bool| {
        let mut fitting = values.iter().filter(|value| fits(value));
        fitting.next().filter(|_| fitting.next().is_none()).map(|value| (*value).to_owned())
    };
    if colours {
        let first = |value: &str| value.chars().next();
        let alone = |c: Option<char>| values.iter().filter(|value| first(value) == c).count() == 1;
        let named =
            |value: &str| first(value).is_some_and(|c| part.contains(c) && !c.is_ascii()) && alone(first(value));
        return one(&named);
    }
    let number = |value: &str| value.chars().take_while(char::is_ascii_digit).collect::<String>();
    let by_number = |value: &str| {
        let number = number(value);
        let whole = |at: usize| is_whole(part, &(at..at + number.len()));
        let places = part.match_indices(number.as_str()).filter(|(at, _)| number.len() > 1 && whole(*at));
        let mut after = places.map(|(at, _)| part.get(at + number.len()..).and_then(|rest| rest.chars().next()));
        after.any(|next| next.is_none_or(|next| !"元块折天号月%".contains(next)))
    };
    if let Some(found) = one(&by_number) {
        return Some(found);
    }
    let amounts = || values.iter().filter_map(|value| Some((options::amount(value)?, *value)));
    let units: Vec<String> = amounts().map(|((_, unit), _)| unit).collect();
    if units.len() != values.len() || units.iter().any(|unit| Some(unit) != units.first()) {
        return None;
    }
    let sized = |word: char| {
        let mut behind =
            part.match_indices(word).filter_map(|(at, found)| part.get(at + found.len()..)?.chars().next());
        behind.any(|next| "的罐瓶支盒袋包份装号管".contains(next))
    };
    let by_amount = |(amount, _): &((i64, String), &str)| amount.0;
    let found = match (sized('大'), sized('小')) {
        (true, false) => amounts().max_by_key(by_amount),
        (false, true) => amounts().min_by_key(by_amount),
        _ => None,
    };
    found.map(|(_, value)| value.to_owned())
}

/// The sum for which somebody buys, without saying what: `买四百`, `买两百块的东西`. In yuan.
pub(crate) fn spends(text: &str) -> Option<i64> {
    static SPENDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new("(?:买|凑|拍)(?:够|满|个)?([0-9]{2,5}|[一二两三四五六七八九十百千]{2,6}) ?(?:块|元|能|是|可|的|$)")
            .ok()
    });
    let found = SPENDS.as_ref()?.captures(text)?.get(1)?.as_str();
    i64::try_from(numeral::number(found)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_counts_no_pieces() {
        for (text, expect) in [
            ("草莓脆四袋能减十块吗", Some(4)),
            ("能便宜10块吗", None),
            ("十块钱的有吗", None),
            ("底料来三块", Some(3)),
            ("第二件便宜吗", None),
        ] {
            assert_eq!(quantity(text), expect, "{text}");
        }
    }
}
