//! Which options of goods a message names: whether it names some and nothing else, a size next to another one, and which of a product's
//! values the words name.

use std::sync::LazyLock;

use regex::Regex;

use crate::language::entity::size::letter_size;
use crate::names::{Entity, EntityKind};
use crate::text::normalize::Normalized;
use crate::text::{fits, holds};

/// Characters of a message that names options and nothing else.
const MAX_TEXT: usize = 16;
/// Words for a size next to another one.
const STEPS: &[&str] = &["大一码", "大1码", "小一码", "小1码", "大一号", "大1号", "小一号", "小1号"];

/// Options of other goods than clothes: `芝麻味`, `5斤装`, `400g`, `256GB`.
static OTHER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let figure = "(?:[0-9]+(?:\\.[0-9]+)?|[一二两三四五六七八九十百]+) ?";
    let counted = "(?:斤|公斤|克|片|包|袋|瓶|支|盒|粒|抽|只|个|件|条|双)装";
    let measured = "(?:gb|tb|kg|ml|g|l|英寸|寸|毫升|毫克)";
    Regex::new(&format!("{figure}(?:{counted}|{measured})|\\p{{Han}}{{1,4}}味")).ok()
});
/// What is said of a smell, and what is asked.
const NO_OPTION: &[&str] =
    &["异味", "怪味", "气味", "臭味", "霉味", "香味", "酸味", "味道", "一股", "有味", "没味", "什么", "哪", "几", "多"];

/// `灰的`, `要大一码的`, `有XL吗`, `芝麻味的呢`: options of goods, wished for or asked about, and nothing else.
pub(crate) fn only_options(text: &str, entities: &[Entity]) -> bool {
    use EntityKind::{Colour, ShoeSize, Size};
    let is_option = |kind| matches!(kind, Colour | Size | ShoeSize);
    if text.chars().count() > MAX_TEXT {
        return false;
    }
    let other = fits(&OTHER, text);
    if !other && !holds(text, STEPS) && !entities.iter().any(|entity| is_option(entity.kind)) {
        return false;
    }
    let refuses = holds(text, &["不要", "不是", "没收", "不想"]) || is_no_option(text);
    let measures = |kind| other && matches!(kind, EntityKind::Quantity | EntityKind::Weight);
    let options = entities.iter().all(|entity| is_option(entity.kind) || measures(entity.kind));
    if refuses || !options {
        return false;
    }
    let mut rest = text.to_owned();
    for entity in entities.iter().filter(|entity| is_option(entity.kind)) {
        rest = rest.replacen(Normalized::new(&entity.text).text(), "", 1);
    }
    for step in STEPS {
        rest = rest.replace(step, "");
    }
    if let Some(other) = OTHER.as_ref() {
        rest = other.replace_all(&rest, "").into_owned();
    }
    let named = rest.len() < text.len();
    let around = "的那这个件款要想有没吗嘛么呢不还码号色了吧啊呀哦跟和加再就是我给来穿选也行可以都或者好谢";
    named && rest.chars().all(|c| !c.is_alphanumeric() || around.contains(c))
}

/// Whether something is said of a smell, or asked.
fn is_no_option(text: &str) -> bool {
    holds(text, NO_OPTION)
}

/// Those of the values that the words name; as an error the word, where the values are of its kind and none is it.
pub(crate) fn alike(values: &[&str], said: &[String]) -> Result<Vec<String>, String> {
    let named = |value: &&str| said.iter().any(|said| same_option(said, value));
    let found: Vec<String> = values.iter().copied().filter(named).map(str::to_owned).collect();
    let other = said.iter().find(|said| values.iter().any(|value| is_of_a_kind(said, value)));
    match other {
        Some(other) if found.is_empty() => Err(other.clone()),
        _ => Ok(found),
    }
}

/// Whether a word and an option measure in the same way, so that one that is no other's is none: `XXL` and `M`, `45` and `42`,
/// two colours. `深色` is no colour of its own.
fn is_of_a_kind(said: &str, option: &str) -> bool {
    let vague = ["深色", "浅色", "彩色", "纯色", "亮色", "暗色"];
    let number = |text: &str| text.parse::<u32>().is_ok_and(|size| (20..60).contains(&size));
    let mut parts = option.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    if said.ends_with('色') {
        let colours = "黑白红橙黄绿青蓝紫粉灰棕咖米杏驼银金桃藏裸橘褐奶";
        return !vague.contains(&said) && option.contains(|c| colours.contains(c));
    }
    parts.any(|part| if number(said) { number(part) } else { letter_size(&part.to_lowercase()).is_some() })
}

/// Whether the buyer's word names the product's option: `黑色` names `黑色` and `经典黑`, `xl` names `XL`.
fn same_option(said: &str, option: &str) -> bool {
    // `M【100-110斤】`, `42/265mm`: the size, and what it measures.
    let mut parts = option.split(|c: char| !c.is_ascii_alphanumeric()).chain([option]);
    let is_size = |part: &str| letter_size(&part.to_lowercase()).is_some_and(|size| size == said);
    if parts.any(|part| said.eq_ignore_ascii_case(part) || is_size(part)) {
        return true;
    }
    let colour = said.strip_suffix('色').unwrap_or("");
    !colour.is_empty() && option.contains(colour)
}

/// Whether a text may ask whether there is a variant of goods: `芒果8斤装有吗`.
pub(crate) fn asks_for_variant(text: &str) -> bool {
    asks_whether(text) && text.chars().count() <= MAX_TEXT && !is_no_option(text)
}

/// Whether a text may ask whether there is something.
pub(crate) fn asks_whether(text: &str) -> bool {
    text.contains('有')
}

/// Whether a text speaks of an option in the words for one.
pub(crate) fn speaks_of_option(text: &str) -> bool {
    text.contains(['装', '味', '色', '款', '码'])
}

/// A size next to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Larger,
    Smaller,
}

/// `大一码`, `小一号`: the size next to the one that was bought.
pub(crate) fn step(text: &str) -> Option<Step> {
    let says = |word: char| {
        ["一码", "一号", "1码", "1号", "点", "一点"].iter().any(|step| text.contains(&format!("{word}{step}")))
    };
    match (says('大'), says('小')) {
        (true, false) => Some(Step::Larger),
        (false, true) => Some(Step::Smaller),
        _ => None,
    }
}

/// A colour as options have it: `黑` of `黑色`.
pub(crate) fn bare_colour(colour: &str) -> &str {
    colour.trim_end_matches('色')
}

/// Whether a text is short enough to be the name of an option.
pub(crate) fn is_name(text: &str) -> bool {
    text.chars().count() <= MAX_TEXT
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;
    use crate::understand::Reader;

    #[test]
    fn options_alone_are_told_from_what_says_more() {
        let knowledge = Knowledge::ecommerce();
        let reader = Reader::new(&knowledge);
        let only = |text: &str| reader.read(&knowledge, text, None).only_options();
        for text in [
            "灰的",
            "要大一码的",
            "XL",
            "有XL吗",
            "有没有灰色的",
            "黑色XL还有吗",
            "我要白色的",
            "42码的有没有",
            "那芝麻味的呢",
            "5斤装的",
            "五斤装有吗",
            "256GB的有没有",
        ] {
            assert!(only(text), "{text}");
        }
        for text in [
            "不要黑的",
            "黑色会掉色吗",
            "XL多少钱",
            "灰的那单到哪了",
            "有货吗",
            "我穿XL的裤子",
            "好的",
            "这个",
            "有异味",
            "有股怪味",
            "什么味的",
            "120斤",
            "味道很重",
        ] {
            assert!(!only(text), "{text}");
        }
    }

    #[test]
    fn a_size_is_found_beside_its_measures() {
        assert!(same_option("M", "M【100-110斤】"));
        assert!(same_option("42", "42/265mm"));
        assert!(!same_option("L", "XL"));
    }
}
