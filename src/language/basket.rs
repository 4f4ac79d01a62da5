//! How many of which variants a buyer speaks of: `灰的两条加黑的一条`, `要四罐`, `M 和 L 各一件`.

use std::sync::LazyLock;

use regex::Regex;

use crate::language::options;
use crate::language::variant::alike;
use crate::names::{Entity, EntityKind, is_whole};
use crate::shop::product::Product;
use crate::text::numeral;

/// A number of pieces.
static PIECES: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!("([0-9]{{1,4}}|[一二两俩三仨四五六七八九十百]{{1,4}}) ?(?:{UNIT})")).ok());
/// What pieces are counted by.
const UNIT: &str = "个|件|条|双|罐|瓶|盒|袋|包|份|套|支|片装|箱|桶|提|只|顶|本|张|对|打|桶|枚|颗|块(?:面膜)?|组|床|把|台|部|副|串|根|板|听|杯|管|单";
/// So many of each: `各一条`, `一样一件`, `每种来两包`.
static EACH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let number = "([0-9]{1,3}|[一二两俩三仨四五六七八九十])";
    let each = format!("(?:各|每样|每种|每款|每个颜色)(?:自|要|来|拿|买|拍)? ?{number}");
    Regex::new(&format!("{each}|一样(?:要|来|拿|买|拍)? ?{number} ?(?:{UNIT})")).ok()
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
        // … and `四件套` a name, and `一袋装` of `一袋装的四袋` a variant.
        !before.ends_with('第')
            && !after.starts_with(['套', '装'])
            && found.get(0).is_none_or(|whole| !is_money(text, &whole))
    };
    let found = every.find(counts);
    found.and_then(|found| value(found.get(1)?.as_str())).or_else(|| bare(text))
}

/// How many of each kind a text wants.
pub(crate) fn each(text: &str) -> Option<u32> {
    let found = EACH.as_ref()?.captures(text)?;
    value(found.get(1).or(found.get(2))?.as_str())
}

/// The parts of a text that speak of different goods.
pub(crate) fn parts(text: &str) -> impl Iterator<Item = &str> {
    split(text).map(str::trim).filter(|part| !part.is_empty())
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(JOINTS).flat_map(|part| part.split("还有"))
}

/// The pieces of a product that a text names, in its order. What is named without a number is one piece; `各` gives each its number.
pub(crate) fn pieces(product: &Product, text: &str, entities: &[Entity]) -> Vec<Pieces> {
    let each = self::each(text);
    let mut found: Vec<(Vec<String>, Option<u32>)> = Vec::new();
    // A number in front of the variants that it counts: `两条，黑的和白的`.
    let mut ahead = None;
    for part in split(text).flat_map(|part| counted(product, part)) {
        let options = named(product, part, entities);
        if self::each(part).is_some() {
            found.extend(apart(product, options).into_iter().filter(|it| !it.is_empty()).map(|it| (it, each)));
            continue;
        }
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
            (false, None) if found.len() == 1 && found.first().is_some_and(|(options, _)| options.is_empty()) => {
                ahead = found.pop().and_then(|(_, quantity)| quantity);
                found.push((options, None));
            }
            (false, quantity) => found.push((options, quantity)),
        }
    }
    let mut open = found.iter_mut().filter(|(_, quantity)| quantity.is_none());
    // Of several variants behind it there is one each.
    if let (Some((_, only)), None) = (open.next(), open.next()) {
        *only = ahead;
    }
    share(product, &mut found);
    let pieces = |(options, quantity): (_, Option<u32>)| Pieces { options, quantity: quantity.or(each).unwrap_or(1) };
    found.into_iter().map(pieces).collect()
}

/// What is said once for several: `S码，燕麦和酒红各一条`, `黑色M、L各一件`.
fn share(product: &Product, found: &mut Vec<(Vec<String>, Option<u32>)>) {
    let lacks = |axis: &str, options: &[String]| options::of_axis(product, axis, options).is_empty();
    let axes = options::axes(product);
    let [first, second, ..] = found.as_slice() else { return };
    let apart = axes.iter().all(|axis| lacks(axis, &first.0) || lacks(axis, &second.0));
    if first.1.is_none() && apart && !first.0.is_empty() && !second.0.is_empty() {
        let (common, _) = found.remove(0);
        for (options, _) in found.iter_mut() {
            let new = common.iter().filter(|value| {
                axes.iter()
                    .all(|axis| !options::values(product, axis).contains(&value.as_str()) || lacks(axis, options))
            });
            let new: Vec<String> = new.cloned().collect();
            options.extend(new);
        }
    }
    let mut colour: Vec<String> = Vec::new();
    for axis in axes.iter().filter(|axis| options::is_colour(axis)) {
        for (options, _) in found.iter_mut() {
            let sized = axes.iter().any(|axis| options::is_size(axis) && !lacks(axis, options));
            match options::of_axis(product, axis, options) {
                own if !own.is_empty() => colour = own,
                _ if sized => options.extend(colour.clone()),
                _ => {}
            }
        }
    }
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
        // `10片` of `10片装`.
        let said = whole.as_str().strip_suffix('装').unwrap_or(whole.as_str());
        let unit = said.chars().next_back()?;
        let packed = format!("{number}{unit}");
        let after = text.get(whole.start() + said.len()..).unwrap_or_default();
        if after.starts_with('套') {
            return None;
        }
        let of_variant = values.iter().any(|value| value.starts_with(&packed));
        // `7包的` and `三十包那个` are variants.
        let named = after.starts_with(['装', '的', '那', '/']);
        let counts = !after.starts_with('装') && (!of_variant || (number == 1 && !named) || !(several || named));
        counts.then_some((number, whole.end()))
    };
    every.into_iter().filter_map(count).collect()
}

/// Whether a number of `块` is money: `能减十块`, `十块钱`.
fn is_money(text: &str, found: &regex::Match<'_>) -> bool {
    let before = text.get(..found.start()).unwrap_or_default();
    let after = text.get(found.end()..).unwrap_or_default();
    let spent = ["减", "省", "差", "贵", "便宜", "花", "优惠", "补", "才", "卖", "是", "到", "加", "运费", "邮费"];
    // `一块儿`, `一块算`: together.
    let together = ["一块", "1块"].contains(&found.as_str())
        && after
            .trim_start()
            .starts_with(['儿', '算', '买', '拿', '要', '到', '多', '几', '好', '付', '下', '减', '用', '一', '共']);
    found.as_str().ends_with('块')
        && (together
            || after.starts_with(['钱', '的', '那', '券', '劵', '优'])
            || spent.iter().any(|word| before.trim_end().ends_with(word)))
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
    let all = each(part).is_some();
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
            found = match options::is_colour(axis) {
                true => short_colours(&values, part),
                false => in_short(product, &values, part),
            };
        }
        // Of what only several values are like none is named, unless it is one of each.
        if found.len() > 1 && !all {
            found.clear();
        }
        named.extend(found);
    }
    named
}

/// The colours that a part of a text names by their first character: `黑` of 黑色 and 白色.
fn short_colours(values: &[&str], part: &str) -> Vec<String> {
    let first = |value: &str| value.chars().next();
    let alone = |c: Option<char>| values.iter().filter(|value| first(value) == c).count() == 1;
    let named = |value: &&&str| first(value).is_some_and(|c| part.contains(c) && !c.is_ascii()) && alone(first(value));
    values.iter().filter(named).map(|value| (*value).to_owned()).collect()
}

/// The values that a part of a text names in short: `500的` of 500ml and 300ml, `三十包` and `家庭装` of 30包家庭装, `大的` of 15g and 50g.
fn in_short(product: &Product, values: &[&str], part: &str) -> Vec<String> {
    let written = options::form(part);
    let rules: [&dyn Fn(&str) -> bool; 3] =
        [&|value| is_packed(value, &written), &|value| is_numbered(value, &written), &|value| {
            is_called(value, values, product, part)
        }];
    for rule in rules {
        let fitting: Vec<String> = values.iter().filter(|value| rule(value)).map(|value| (*value).to_owned()).collect();
        if !fitting.is_empty() {
            return fitting;
        }
    }
    by_measure(values, part)
}

/// `30包` of 30包家庭装, `3盒装` of 3罐.
fn is_packed(value: &str, written: &str) -> bool {
    const VESSELS: &str = "罐盒瓶袋包支条";
    let Some((number, unit)) = options::amount(value) else { return false };
    let stands = |said: &str| {
        let mut ends = written.match_indices(said).filter(|(at, _)| is_whole(written, &(*at..at + said.len())));
        ends.next().is_some()
    };
    stands(&format!("{number}{unit}"))
        || (VESSELS.contains(&unit) && VESSELS.chars().any(|vessel| stands(&format!("{number}{vessel}装"))))
}

/// `500的` of 500ml; a figure of one digit, and one of money or of days, names nothing.
fn is_numbered(value: &str, written: &str) -> bool {
    let number: String = value.chars().take_while(char::is_ascii_digit).collect();
    let whole = |at: usize| is_whole(written, &(at..at + number.len()));
    let places = written.match_indices(number.as_str()).filter(|(at, _)| number.len() > 1 && whole(*at));
    let mut after = places.map(|(at, _)| written.get(at + number.len()..).and_then(|rest| rest.chars().next()));
    after.any(|next| next.is_none_or(|next| !"元块折天号月%".contains(next)))
}

/// `家庭装` of 30包家庭装: two characters of it side by side that no other value has, and that the product's own name lacks.
fn is_called(value: &str, values: &[&str], product: &Product, part: &str) -> bool {
    let words = value.trim_start_matches(|c: char| c.is_ascii());
    // What is counted is no name of it.
    let counted = if words.len() < value.len() {
        words.chars().skip(usize::from(options::amount(value).is_some_and(|(_, unit)| !unit.is_ascii()))).collect()
    } else {
        words.to_owned()
    };
    let letters: Vec<char> = counted.chars().filter(|c| c.is_alphabetic()).collect();
    let mut pairs = letters.windows(2).map(|pair| pair.iter().collect::<String>());
    let names = || product.aliases.iter().map(String::as_str).chain([product.title.as_str()]);
    pairs.any(|pair| {
        let own = values.iter().filter(|other| other.contains(&pair)).count() == 1;
        own && part.contains(&pair) && !names().any(|name| name.contains(&pair))
    })
}

/// By its measure: `大的` and `小瓶` of 15g and 50g, `一斤` of 250克 and 500克.
fn by_measure(values: &[&str], part: &str) -> Vec<String> {
    let amounts: Vec<(i64, String, &str)> =
        values.iter().filter_map(|value| options::amount(value).map(|(amount, unit)| (amount, unit, *value))).collect();
    let same = amounts.iter().all(|(_, unit, _)| amounts.first().is_some_and(|(_, first, _)| first == unit));
    if amounts.len() < 2 || amounts.len() != values.len() || !same {
        return Vec::new();
    }
    let found = |one: Option<&(i64, String, &str)>| one.map(|(_, _, value)| (*value).to_owned());
    let grams = amounts.first().filter(|(_, unit, _)| ["g", "克"].contains(&unit.as_str())).and_then(|_| grams(part));
    if let Some(one) = grams.and_then(|grams| found(amounts.iter().find(|(amount, ..)| *amount == grams))) {
        return vec![one];
    }
    let sized = |word: char| {
        let mut behind =
            part.match_indices(word).filter_map(|(at, found)| part.get(at + found.len()..)?.chars().next());
        behind.any(|next| "的那罐瓶支盒袋包份装号管片条只桶".contains(next)) || part.ends_with(word)
    };
    // Of `120g` and `120g×2支` the plain one.
    let most = || amounts.iter().max_by_key(|(amount, _, value)| (*amount, std::cmp::Reverse(value.len())));
    let least = || amounts.iter().min_by_key(|(amount, ..)| *amount);
    let ends = [(sized('小'), found(least())), (sized('大'), found(most()))];
    ends.into_iter().filter(|(said, _)| *said).filter_map(|(_, value)| value).collect()
}

/// A weight in 斤 that a text names, in grams.
fn grams(text: &str) -> Option<i64> {
    if text.contains("半斤") {
        return Some(250);
    }
    let written = options::form(text);
    let (before, _) = written.split_once('斤')?;
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let number: i64 = before.get(before.len() - digits..)?.parse().ok()?;
    number.checked_mul(500)
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

    fn product(variants: serde_json::Value) -> Product {
        let mut product = Product::new("p", "黑芝麻丸");
        product.skus = serde_json::from_value(variants).unwrap();
        product
    }

    fn packs(values: &[&str]) -> Product {
        let sku = |value: &&str| serde_json::json!({ "id": value, "options": { "规格": value } });
        product(values.iter().map(sku).collect())
    }

    fn clothes() -> Product {
        let sku = |colour: &str, size: &str| serde_json::json!({ "id": format!("{colour}/{size}"), "options": { "颜色": colour, "尺码": size } });
        let all = ["黑色", "酒红色"].into_iter().flat_map(|colour| ["M", "XL", "2XL"].map(|size| sku(colour, size)));
        product(all.collect())
    }

    #[track_caller]
    fn check(product: &Product, text: &str, expect: &[(&str, u32)]) {
        let found = pieces(product, &crate::text::normalize::normal(text), &[]);
        let shown = |piece: &Pieces| (options::in_order(product, &piece.options).join("/"), piece.quantity);
        let found: Vec<(String, u32)> = found.iter().map(shown).collect();
        let found: Vec<(&str, u32)> = found.iter().map(|(options, quantity)| (options.as_str(), *quantity)).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn a_variant_is_named_by_a_part_of_its_option() {
        let nuts = packs(&["7包尝鲜装", "30包家庭装"]);
        for (text, expect) in [
            ("三十包那个来两份", ("30包家庭装", 2)),
            ("家庭装一份", ("30包家庭装", 1)),
            ("尝鲜的来三份", ("7包尝鲜装", 3)),
            ("大包的来一份", ("30包家庭装", 1)),
            ("7包的", ("7包尝鲜装", 1)),
        ] {
            check(&nuts, text, &[expect]);
        }
        let bottles = packs(&["60ml旅行装", "120ml"]);
        check(&bottles, "旅行装洁面乳2支", &[("60ml旅行装", 2)]);
        check(&bottles, "大支一支", &[("120ml", 1)]);
        check(&packs(&["250克", "500克"]), "半斤的来两包", &[("250克", 2)]);
        check(&packs(&["250克", "500克"]), "500克一包", &[("500克", 1)]);
        check(&packs(&["5片", "10片"]), "10片装面膜3盒", &[("10片", 3)]);
        check(&packs(&["1罐", "3罐"]), "3盒装再加一罐", &[("3罐", 1), ("1罐", 1)]);
        // What the product itself is called names no variant.
        check(&packs(&["原味", "咸芝麻味"]), "黑芝麻丸两罐", &[("", 2)]);
    }

    #[test]
    fn what_is_said_once_holds_for_all() {
        let skirt = clothes();
        for (text, expect) in [
            ("黑xl 酒红2xl 一样一条", &[("黑色/XL", 1), ("酒红色/2XL", 1)][..]),
            ("黑2xl、酒红2xl各两条", &[("黑色/2XL", 2), ("酒红色/2XL", 2)]),
            ("两条 黑xl和酒红2xl", &[("黑色/XL", 1), ("酒红色/2XL", 1)]),
            ("三条，黑xl的", &[("黑色/XL", 3)]),
            ("xl 黑和酒红各一条", &[("黑色/XL", 1), ("酒红色/XL", 1)]),
            ("黑xl一条，俩一块儿", &[("黑色/XL", 1)]),
        ] {
            check(&skirt, text, expect);
        }
    }

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
