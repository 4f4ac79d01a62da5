//! The options of a product's variants, whatever the product has (颜色, 规格, 色号, 口味, 版本), and those that a message names.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::language::entity::size::letter_size;
use crate::names::is_whole;
use crate::shop::product::{Product, Sku};
use crate::text::normalize::{Normalized, folded};
use crate::text::{Letters, ends, numeral};

/// Units that are written in several ways, after a figure: `128GB` is `128g`, `500毫升` is `500ml`.
const UNITS: &[(&str, &str)] = &[
    ("千克", "kg"),
    ("公斤", "kg"),
    ("毫升", "ml"),
    ("毫克", "mg"),
    ("克", "g"),
    ("升", "l"),
    ("gb", "g"),
    ("tb", "t"),
    ("英寸", "寸"),
];

/// What stands behind a figure that counts money, days or times, and is no variant.
const COUNTS: &[char] = &['元', '块', '月', '日', '号', '点', '天', '件', '个', '岁', '%', '.', '折'];

/// The names of the product's options in the order in which its variants are called by them.
pub(crate) fn axes(product: &Product) -> Vec<&str> {
    // Nearly all variants have options of the same names.
    let first = product.skus.first();
    let has_others = |sku: &&Sku| first.is_none_or(|first| !sku.options.keys().eq(first.options.keys()));
    let several = first.into_iter().chain(product.skus.iter().filter(has_others));
    let names: BTreeSet<&str> = several.flat_map(|sku| sku.options.keys()).map(String::as_str).collect();
    let mut names: Vec<&str> = names.into_iter().collect();
    let place = |name: &str| product.skus.iter().find_map(|sku| sku.id.find(sku.options.get(name)?.as_str()));
    names.sort_by_cached_key(|name| place(name).unwrap_or(usize::MAX));
    names
}

/// The values of an option over all variants, in their order.
pub(crate) fn values<'p>(product: &'p Product, axis: &str) -> Vec<&'p str> {
    values_of(product.skus.iter(), axis)
}

/// The values of one option that these variants have, each once.
pub(crate) fn values_of<'p>(skus: impl Iterator<Item = &'p Sku>, axis: &str) -> Vec<&'p str> {
    let mut values: Vec<&str> = Vec::new();
    for value in skus.filter_map(|sku| sku.options.get(axis)) {
        if !values.contains(&value.as_str()) {
            values.push(value);
        }
    }
    values
}

/// The same in the order in which buyers look for them: sizes from the smallest on, all else as the product has it.
pub(crate) fn values_in_order<'p>(
    product: &'p Product,
    skus: impl Iterator<Item = &'p Sku>,
    axis: &str,
) -> Vec<&'p str> {
    let mut found = values_of(skus, axis);
    let every = values(product, axis);
    let rows = || product.size_chart.iter().flat_map(|chart| &chart.rows).filter_map(|row| row.first());
    let in_chart = |value: &str| rows().position(|row| row == value);
    let of_size = is_size(axis) && found.iter().all(|value| in_chart(value).or(rank(value)).is_some());
    let charted = of_size && found.iter().all(|value| in_chart(value).is_some());
    found.sort_by_key(|value| match (charted, of_size) {
        (true, _) => in_chart(value),
        (false, true) => rank(value),
        (false, false) => every.iter().position(|it| it == value),
    });
    found
}

/// Where a size stands among others: letters from XXS to 8XL, or its figure.
fn rank(size: &str) -> Option<usize> {
    let word = size.trim().to_ascii_uppercase();
    let word = word.trim_end_matches('码');
    if let Ok(number) = word.parse::<f64>() {
        return (number > 0.0 && number < 1000.0).then_some(100 + (number * 10.0) as usize);
    }
    let letters = letter_size(&word.to_ascii_lowercase())?;
    let steps = |times: &str| if times.is_empty() { Some(1) } else { times.parse::<usize>().ok() };
    match letters.as_str() {
        "S" => Some(10),
        "M" => Some(11),
        "L" => Some(12),
        other => match (other.strip_suffix("XL"), other.strip_suffix("XS")) {
            (Some(times), _) => Some(12 + steps(times)?),
            (_, Some(times)) => 10_usize.checked_sub(steps(times)?),
            _ => None,
        },
    }
}

/// Named values in the order in which variants are called: `黑色/L`, and not `L/黑色`.
pub(crate) fn in_order(product: &Product, named: &[String]) -> Vec<String> {
    let known: Vec<String> = axes(product).into_iter().flat_map(|axis| of_axis(product, axis, named)).collect();
    let other = named.iter().filter(|name| !known.contains(name)).cloned().collect::<Vec<_>>();
    known.into_iter().chain(other).collect()
}

/// The options of some variants for buyers, but for those that were named: `黑色、白色；M、L`.
fn listed(product: &Product, skus: &[&Sku], named: &[String]) -> String {
    let list = |axis: &str| {
        let mut values = values_in_order(product, skus.iter().copied(), axis);
        values.retain(|value| named.iter().all(|it| it != value));
        values.join("、")
    };
    let lists: Vec<String> = axes(product).into_iter().map(list).filter(|list| !list.is_empty()).collect();
    lists.join("；")
}

/// Whether the option says a size of clothes or shoes.
pub(crate) fn is_size(axis: &str) -> bool {
    axis.contains("尺码") || axis.contains("鞋码")
}

/// Whether the option says a colour.
pub(crate) fn is_colour(axis: &str) -> bool {
    axis.contains('色')
}

/// Whether the value is a colour of the product.
pub(crate) fn is_colour_of(product: &Product, value: &str) -> bool {
    axes(product).into_iter().any(|axis| is_colour(axis) && values(product, axis).contains(&value))
}

/// All options of the product for buyers: `黑色、白色；M、L`. Those of which nothing is left are left out, unless nothing of the
/// product is.
pub(crate) fn all(product: &Product) -> String {
    let left: Vec<&Sku> = product.skus.iter().filter(|sku| sku.stock != Some(0)).collect();
    let skus = if left.is_empty() { product.skus.iter().collect() } else { left };
    listed(product, &skus, &[])
}

/// The variants that have one of the named values of each option of which one was named.
pub(crate) fn fitting<'p>(product: &'p Product, named: &[String]) -> Vec<&'p Sku> {
    let is_named = |value: &String| named.contains(value);
    let every = product.skus.iter().flat_map(|sku| sku.options.iter());
    let axes: BTreeSet<&String> = every.filter(|(_, value)| is_named(value)).map(|(axis, _)| axis).collect();
    let fits = |sku: &&Sku| axes.iter().all(|axis| sku.options.get(*axis).is_some_and(is_named));
    product.skus.iter().filter(fits).collect()
}

/// The values that stand in the text, longest first: `5斤装` for `5斤`, `五斤` and `5 斤装`. One character is no name.
pub(crate) fn written(product: &Product, text: &str) -> Vec<String> {
    covered(product, &form(text)).into_iter().map(|(value, _)| value).collect()
}

/// The values that stand in the text, and the one that is all of it.
pub(crate) fn in_full(product: &Product, text: &str) -> Vec<String> {
    let mut values = written(product, text);
    let every = product.skus.iter().flat_map(|sku| sku.options.values());
    values.extend(every.filter(|value| *value == text).take(1).cloned());
    values
}

/// Those of the values that one option has, in the product's order.
pub(crate) fn of_axis(product: &Product, axis: &str, named: &[String]) -> Vec<String> {
    values(product, axis).into_iter().filter(|value| named.iter().any(|it| it == value)).map(str::to_owned).collect()
}

/// Whether the text is a value of the product and nothing else but the words around it: `那海盐味的呢`, `要128g的`.
pub(crate) fn only_written(product: &Product, text: &str) -> bool {
    let text = form(text);
    let found = covered(product, &text);
    let inside = |at: usize| found.iter().any(|(_, range)| range.contains(&at));
    let mut rest = text.char_indices().filter(|(at, _)| !inside(*at)).map(|(_, c)| c);
    !found.is_empty() && rest.all(|c| !c.is_alphanumeric() || "那这个要的呢装味色款版呀啊吧1有还看换".contains(c))
}

/// How many of what a pack holds: 30 and `袋` of `30袋装`.
pub(crate) fn amount(value: &str) -> Option<(i64, String)> {
    let digits: String = value.chars().take_while(char::is_ascii_digit).collect();
    let number: i64 = digits.parse().ok().filter(|number| *number > 0)?;
    let rest = value.get(digits.len()..)?.trim_start();
    // `包` of `30包家庭装`, `ml` of `60ml旅行装`.
    let letters: String = rest.chars().take_while(char::is_ascii_alphabetic).collect();
    let long = ["毫升", "公斤", "千克", "毫克", "英寸", "小包", "小袋", "小瓶", "小罐"]
        .iter()
        .find(|unit| rest.starts_with(**unit));
    let unit = match (letters.is_empty(), long) {
        (false, _) => letters,
        (true, Some(long)) => (*long).to_owned(),
        (true, None) => rest.chars().take(1).filter(|c| c.is_alphabetic() && *c != '装').collect(),
    };
    (!unit.is_empty()).then_some((number, unit))
}

/// A measure or a taste that the text names and that is none of these values: `8斤` of 3斤装 and 5斤装, `草莓味`. One of a unit
/// (`一斤多少钱`) is no variant.
pub(crate) fn other(values: &[&str], text: &str) -> Option<String> {
    let text = form(text);
    // Only what begins with a figure is a measure.
    let measures = values.iter().filter(|value| has_figure(value));
    let names: BTreeSet<String> = measures.flat_map(|value| names(value)).collect();
    let figure = |c: char| c.is_ascii_digit() || c == '.';
    for name in &names {
        let unit = name.trim_start_matches(figure);
        if unit.len() == name.len() || unit.is_empty() || unit.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        for range in text.match_indices(unit).map(|(at, found)| at..at + found.len()) {
            let before = text.get(..range.start)?;
            let begin = before.trim_end_matches(figure).len();
            let measure = before.get(begin..)?;
            let whole = ends_unit(text.get(range.end..)?) && !before.get(..begin)?.ends_with(is_letter);
            let said = format!("{measure}{unit}");
            if whole && !["", "1", "."].contains(&measure) && !names.contains(&said) {
                return Some(said);
            }
        }
    }
    if let Some(other) = other_of_kind(values, &text) {
        return Some(other);
    }
    if values.iter().all(|value| !value.ends_with('味')) {
        return None;
    }
    let (before, _) = text.split_once('味')?;
    let taste = before.rsplit(|c: char| !c.is_alphabetic() || "有没的那要个是吃买来款想和种换还".contains(c)).next()?;
    let is_taste = (1..=4).contains(&taste.chars().count()) && !ends(taste, NO_TASTE);
    is_taste.then(|| format!("{taste}味"))
}

/// `特辣` of 微辣 and 中辣: a word of two characters that ends as all values do.
fn other_of_kind(values: &[&str], text: &str) -> Option<String> {
    let last =
        values.first()?.chars().next_back().filter(|last| !"味色装码款的".contains(*last) && last.is_alphabetic())?;
    let alike = values.len() > 1 && values.iter().all(|value| value.chars().count() == 2 && value.ends_with(last));
    if !alike {
        return None;
    }
    let chars: Vec<char> = text.chars().collect();
    let degrees = "特微中重超不麻香甜酸变小大半全无少多低高";
    let mut pairs = chars.windows(2).filter_map(|pair| match pair {
        [first, second] if *second == last && degrees.contains(*first) => Some(format!("{first}{second}")),
        _ => None,
    });
    pairs.find(|word| !values.contains(&word.as_str()))
}

/// What stands before 味 and is no taste.
const NO_TASTE: &[&str] =
    &["什么", "啥", "哪", "几", "口", "异", "怪", "气", "香", "臭", "霉", "股", "入", "回", "对", "一", "够"];

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
}

/// What there is beside what is lacking: all options; where some that were named are there, what they come with.
pub(crate) fn offered(product: &Product, named: &[String]) -> String {
    let mut kept = named;
    let mut there = fitting(product, kept);
    while there.is_empty() && !kept.is_empty() {
        // No variant has them all: what the first ones come with.
        kept = kept.split_last().map_or(kept, |(_, rest)| rest);
        there = fitting(product, kept);
    }
    if kept.is_empty() {
        return all(product);
    }
    let with = listed(product, &there, kept);
    let kept = kept.join("、");
    if with.is_empty() { kept } else { format!("{kept}的{with}") }
}

/// The values that the text names, with where: of those that overlap the longest.
fn covered(product: &Product, text: &str) -> Vec<(String, Range<usize>)> {
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    let letters = Letters::of(text);
    // What has no figure is called by its own characters: where the text has none of them, it is not named.
    let may_stand = |value: &&str| has_figure(value) || value.chars().filter_map(folded).any(|c| letters.may_have(c));
    for value in axes(product).into_iter().flat_map(|axis| values(product, axis)).filter(may_stand) {
        for name in names(value) {
            found.extend(places(text, &name).map(|range| (value.to_owned(), range)));
        }
    }
    found.sort_by_key(|(_, range)| std::cmp::Reverse(range.len()));
    let mut kept: Vec<(String, Range<usize>)> = Vec::new();
    for (value, range) in found {
        let covered =
            |other: &Range<usize>| range.start < other.end && other.start < range.end && other.len() > range.len();
        let known = kept.iter().any(|(other, place)| *other == value && *place == range);
        if !known && !kept.iter().any(|(_, other)| covered(other)) {
            kept.push((value, range));
        }
    }
    kept
}

/// How a value may be said: as it is, without what only says that it is a variant (`5斤装`, `海盐味`), and by its parts
/// (`8GB+256GB`, `M【100-110斤】`).
fn names(value: &str) -> Vec<String> {
    let normal = Normalized::new(value);
    let parts = normal.text().split(['+', '(', ')', '【', '】', '[', ']', '/', ' ', '#', ',']).map(measured);
    let mut names: Vec<String> = std::iter::once(measured(normal.text())).chain(parts).collect();
    // `01豆沙红`: the colour behind its number.
    let behind: Vec<String> = names.iter().filter_map(|name| behind_number(name)).collect();
    names.extend(behind);
    // `256的`: of a memory the figure says enough.
    let memories = names.iter().filter_map(|name| name.strip_suffix(['g', 't']));
    let figures: Vec<String> = memories.filter(|it| it.len() >= 3 && digits(it)).map(str::to_owned).collect();
    names.extend(figures);
    for at in 0..names.len() {
        let Some(name) = names.get(at) else { break };
        let figure = name.contains(|c: char| c.is_ascii_digit());
        let short = name.strip_suffix('装').filter(|_| figure).or(name.strip_suffix('味')).map(str::to_owned);
        names.extend(short);
    }
    names.retain(|name| name.chars().count() >= 2);
    names.sort();
    names.dedup();
    names
}

/// `豆沙` of `301豆沙`; nothing of `30片装`.
fn behind_number(name: &str) -> Option<String> {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = name.len() - rest.len();
    let of_colour = number == 3 || name.starts_with('0');
    (of_colour && number > 0 && !rest.ends_with('装') && rest.chars().all(char::is_alphabetic)).then(|| rest.to_owned())
}

/// Whether a value has a figure, in any writing.
fn has_figure(value: &str) -> bool {
    let figure = |c: char| c.is_ascii_digit() || c == '.' || is_numeral(c);
    value.chars().any(|c| folded(c).is_none_or(figure))
}

/// The places where a name stands for itself: no part of a longer word in letters or of a longer figure, and no sum.
fn places(text: &str, name: &str) -> impl Iterator<Item = Range<usize>> {
    let sum = digits(name);
    text.match_indices(name).filter_map(move |(at, found)| {
        let end = at.checked_add(found.len())?;
        let before = text.get(..at)?.chars().next_back();
        let after = text.get(end..)?.chars().next();
        let part = !is_whole(text, &(at..end));
        // `0.5斤` is not `5斤`.
        let fraction = before == Some('.') && name.starts_with(|c: char| c.is_ascii_digit());
        let other = part || fraction || (sum && after.is_some_and(|after| COUNTS.contains(&after)));
        (!other).then_some(at..end)
    })
}

/// The form in which values and messages are compared: normal, figures in digits, units in one way.
pub(crate) fn form(text: &str) -> String {
    measured(Normalized::new(text).text())
}

/// A normal text with its figures in digits and its units in one way.
fn measured(text: &str) -> String {
    let mut form = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let end = rest.find(|c: char| !is_numeral(c)).unwrap_or(rest.len());
        let (figure, after) = rest.split_at(end);
        if let Some(number) = numeral::value(figure) {
            // `500克一包` and `140三条` are two figures.
            if form.ends_with(|c: char| c.is_ascii_alphanumeric()) {
                form.push(' ');
            }
            form.push_str(&number.to_string());
            rest = after;
            continue;
        }
        let counted = form.ends_with(|c: char| c.is_ascii_digit());
        let is_unit = |(unit, _): &&(&str, &str)| rest.strip_prefix(unit).is_some_and(ends_unit);
        if let Some((unit, usual)) = UNITS.iter().filter(|_| counted).find(is_unit) {
            form.push_str(usual);
            rest = rest.strip_prefix(unit).unwrap_or_default();
            continue;
        }
        if !(c == ' ' && counted) {
            form.push(c);
        }
        rest = rest.strip_prefix(c).unwrap_or_default();
    }
    form
}

/// Whether what follows a unit does not go on with it: `gb` of `gbx`.
fn ends_unit(after: &str) -> bool {
    !after.starts_with(|c: char| c.is_ascii_alphabetic())
}

fn digits(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit())
}

fn is_numeral(c: char) -> bool {
    matches!(c, '十' | '百' | '千') || numeral::digit(c).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product(values: &[&str]) -> Product {
        let mut product = Product::new("p", "商品");
        let sku = |value: &&str| {
            serde_json::from_value(serde_json::json!({ "id": value, "options": { "规格": value } })).unwrap()
        };
        product.skus = values.iter().map(sku).collect();
        product
    }

    #[track_caller]
    fn check(values: &[&str], text: &str, named: &[&str]) {
        assert_eq!(written(&product(values), text), named, "{text}");
    }

    #[test]
    fn values_are_named_in_any_writing() {
        let fruit = ["3斤装", "5斤装", "10斤装"];
        for text in ["芒果5斤还有货吗", "五斤装多少钱", "5 斤的", "要５斤装"] {
            check(&fruit, text, &["5斤装"]);
        }
        check(&fruit, "十斤的呢", &["10斤装"]);
        let phone = ["8GB+128GB", "8GB+256GB"];
        for text in ["128G的多少钱", "128gb有吗", "8+128g"] {
            check(&phone, text, &["8GB+128GB"]);
        }
        check(&["海盐味", "海盐焦糖味", "原味"], "那海盐味的呢", &["海盐味"]);
        check(&["海盐味", "海盐焦糖味", "原味"], "海盐焦糖的", &["海盐焦糖味"]);
        check(&["8GB+128GB", "8GB+256GB"], "冰川蓝256有吗", &["8GB+256GB"]);
        check(&["500ml", "1L"], "五百毫升的有吗", &["500ml"]);
        check(&["500ml", "1L"], "1升装的", &["1L"]);
        check(&["01豆沙红", "02正红"], "豆沙红有货吗", &["01豆沙红"]);
        check(&["#01 豆沙红", "#02 正红"], "豆沙红有货吗", &["#01 豆沙红"]);
    }

    #[test]
    fn sizes_are_listed_from_the_smallest_on() {
        let mut product = Product::new("p", "裤子");
        let sku = |(colour, size, stock): (&str, &str, u32)| {
            serde_json::from_value(
                serde_json::json!({ "id": format!("{colour}/{size}"), "options": { "颜色": colour, "尺码": size }, "stock": stock }),
            )
            .unwrap()
        };
        let all = [
            ("黑色", "M", 1),
            ("黑色", "2XL", 1),
            ("黑色", "L", 0),
            ("灰色", "XL", 1),
            ("灰色", "L", 1),
            ("灰色", "S", 1),
        ];
        product.skus = all.into_iter().map(sku).collect();
        assert_eq!(super::all(&product), "黑色、灰色；S、M、L、XL、2XL");
        assert_eq!(in_order(&product, &["L".to_owned(), "灰色".to_owned()]), ["灰色", "L"]);
    }

    #[test]
    fn how_much_is_in_a_pack() {
        for (value, expect) in [
            ("30包家庭装", Some((30, "包"))),
            ("60ml旅行装", Some((60, "ml"))),
            ("15包/盒", Some((15, "包"))),
            ("500毫升", Some((500, "毫升"))),
            ("3盒装", Some((3, "盒"))),
            ("黑色", None),
        ] {
            assert_eq!(amount(value), expect.map(|(amount, unit)| (amount, unit.to_owned())), "{value}");
        }
    }

    #[test]
    fn what_only_looks_like_a_value_names_none() {
        for text in ["15斤装有吗", "0.5斤有吗", "我在105斤左右", "五星好评", "多少钱一斤", "5天能到吗"]
        {
            check(&["3斤装", "5斤装"], text, &[]);
        }
        for text in ["1280g", "a128gx", "128元", "128块能买吗"] {
            check(&["128GB", "128"], text, &[]);
        }
        check(&["原味", "红", "大"], "红的大的原来有吗", &[]);
    }

    #[test]
    fn what_is_none_of_the_values_is_told() {
        for (values, text, expect) in [
            (&["3斤装", "5斤装"][..], "8斤装有吗", Some("8斤")),
            (&["3斤装", "5斤装"], "要十斤的", Some("10斤")),
            (&["3斤装", "5斤装"], "一斤多少钱", None),
            (&["3斤装", "5斤装"], "5斤的", None),
            (&["8GB+128GB", "8GB+256GB"], "有512G的吗", Some("512g")),
            (&["8GB+128GB", "8GB+256GB"], "256gb的", None),
            (&["海盐味", "原味"], "有草莓味的吗", Some("草莓味")),
            (&["海盐味", "原味"], "有什么口味", None),
            (&["海盐味", "原味"], "有股怪味", None),
            (&["M【100-110斤】"], "我120斤", None),
            (&["黑色", "白色"], "8斤重吗", None),
        ] {
            assert_eq!(other(values, text).as_deref(), expect, "{text}");
        }
    }

    #[test]
    fn a_value_alone_is_told_from_a_question() {
        let product = product(&["海盐味", "原味"]);
        for text in ["那海盐味的呢", "海盐的", "原味呢"] {
            assert!(only_written(&product, text), "{text}");
        }
        for text in ["海盐味好吃吗", "海盐味保质期多久", "那呢"] {
            assert!(!only_written(&product, text), "{text}");
        }
    }
}
