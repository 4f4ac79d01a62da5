//! How many of which variants a buyer speaks of: `灰的两条加黑的一条`, `要四罐`, `M 和 L 各一件`.

use std::sync::LazyLock;

use regex::Regex;

use crate::language::options;
use crate::language::variant::alike;
use crate::names::{Entity, EntityKind};
use crate::shop::product::Product;
use crate::text::numeral;

/// A number of pieces.
static PIECES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let unit = "个|件|条|双|罐|瓶|盒|袋|包|份|套|支|片装|箱|桶|提|只|顶|本|张|对|打|桶|斤装?|枚|颗|块(?:面膜)?|组|床|把|台|部|副|串|根|板|听|杯|管|单";
    Regex::new(&format!("([0-9]{{1,4}}|[一二两俩三仨四五六七八九十百]{{1,4}}) ?(?:{unit})")).ok()
});
/// A number without its measure word: `拍3`, `×2`, `要俩`.
static BARE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("(?:拍|要|买|来|拿|x|×|\\*|各) ?([0-9]{1,3}|[两俩仨])(?:$|[的吗呢,，?。 ])").ok());

/// What stands between one kind and the next.
const JOINTS: &[char] = &['加', '和', '跟', '与', '、', ',', '，', '+', ';', '；', '。'];

/// Pieces of a variant that somebody speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pieces {
    /// The values of options that are named.
    pub(crate) options: Vec<String>,
    pub(crate) quantity: u32,
}

/// How many a text names; `None` where it names none.
pub(crate) fn quantity(text: &str) -> Option<u32> {
    let found = PIECES.as_ref().and_then(|pieces| pieces.captures(text)).or_else(|| BARE.as_ref()?.captures(text))?;
    let number = found.get(1)?.as_str();
    number.parse().ok().or_else(|| match number {
        "俩" => Some(2),
        "仨" => Some(3),
        _ => numeral::value(number).and_then(|number| u32::try_from(number).ok()),
    })
}

/// Whether a text speaks of more than one piece.
pub(crate) fn speaks_of_pieces(text: &str) -> bool {
    quantity(text).is_some_and(|pieces| pieces > 1) || text.contains('加') || text.contains('各') || text.contains('+')
}

/// The pieces of a product that a text names, in its order. What is named without a number is one piece; `各` gives each its number.
pub(crate) fn pieces(product: &Product, text: &str, entities: &[Entity]) -> Vec<Pieces> {
    let each = text.split_once('各').and_then(|(_, rest)| quantity(&format!("各{rest}")).or_else(|| quantity(rest)));
    let parts = text.split(JOINTS).filter(|part| !part.trim().is_empty());
    let mut found: Vec<Pieces> = Vec::new();
    for part in parts {
        let options = named(product, part, entities);
        let quantity = quantity(part);
        // `6条装` is a variant, and no number of pieces.
        let packed = options.iter().any(|option| option.chars().any(|c| c.is_ascii_digit()));
        match (options.is_empty(), quantity.filter(|_| !packed || part.contains(['要', '拍', '买', '来']))) {
            (true, None) => {}
            (_, quantity) => found.push(Pieces { options, quantity: quantity.or(each).unwrap_or(1) }),
        }
    }
    found
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
        named.extend(alike(&values, &said).unwrap_or_default());
    }
    named
}
