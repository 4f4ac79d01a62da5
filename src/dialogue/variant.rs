//! Which variants of a product a message means: by the options that it names, and by those that were named before it.

use std::sync::LazyLock;

use regex::Regex;

use crate::dialogue::Draft;
use crate::dialogue::lookup::Need;
use crate::guard::written;
use crate::language::entity::size::letter_size;
use crate::language::options;
use crate::names::{Entity, EntityKind};
use crate::shop::product::{Product, Sku};
use crate::text::normalize::Normalized;
use crate::understand::Understanding;

/// Characters of a message that names options and nothing else.
const MAX_TEXT: usize = 16;
/// Texts that wait for the product whose options they name.
const MAX_TEXTS: usize = 3;
/// Options that are remembered of a question.
const MAX_OPTIONS: usize = 6;
/// Characters of an option or a text that is remembered.
const MAX_WORD: usize = 24;
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
pub(crate) fn only_options(heard: &Understanding) -> bool {
    use EntityKind::{Colour, ShoeSize, Size};
    let text = heard.text.as_str();
    let refuses = ["不要", "不是", "没收", "不想"].iter().any(|word| text.contains(word)) || is_no_option(text);
    let is_option = |kind| matches!(kind, Colour | Size | ShoeSize);
    let other = OTHER.as_ref().is_some_and(|other| other.is_match(text));
    let measures = |kind| other && matches!(kind, EntityKind::Quantity | EntityKind::Weight);
    let options = heard.entities.iter().all(|entity| is_option(entity.kind) || measures(entity.kind));
    if refuses || !options || text.chars().count() > MAX_TEXT {
        return false;
    }
    let mut rest = text.to_owned();
    for entity in heard.entities.iter().filter(|entity| is_option(entity.kind)) {
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
    NO_OPTION.iter().any(|word| text.contains(word))
}

impl Draft<'_> {
    /// The product's options that are meant: `黑色`, `M`. Of each kind what the message names, else what was named before it.
    pub(crate) fn heard_options(&self, product: &Product) -> Vec<String> {
        let meant = options::axes(product).into_iter().map(|axis| self.meant(product, axis));
        meant.flat_map(|meant| meant.unwrap_or_default()).collect()
    }

    /// What is meant and the product lacks: `XXL` where there are M, L and XL.
    pub(crate) fn lacking(&self, product: &Product) -> Vec<String> {
        options::axes(product).into_iter().filter_map(|axis| self.meant(product, axis).err()).collect()
    }

    /// Whether the message asks whether there is a variant of a product: `芒果8斤装有吗`.
    pub(crate) fn names_variant(&mut self) -> Need<bool> {
        let asks = |text: &str| text.contains('有') && text.chars().count() <= MAX_TEXT && !is_no_option(text);
        if !self.world.heard.is_some_and(|heard| asks(&heard.text)) || !self.passive_product()? {
            return Ok(false);
        }
        let named = |product| !self.heard_options(product).is_empty() || !self.lacking(product).is_empty();
        Ok(self.product.as_ref().is_some_and(named))
    }

    /// What is lacking, in the buyer's own words: `XXL` for a size that is compared as `2XL`.
    pub(crate) fn as_written(&self, lacking: &[String]) -> String {
        let entities = self.world.heard.map_or(&[][..], |heard| heard.entities.as_slice());
        let said = |value: &String| {
            let size = |entity: &&Entity| entity.kind == EntityKind::Size && entity.value.to_string() == *value;
            let size = entities.iter().find(size).map(|entity| entity.text.to_uppercase());
            size.unwrap_or_else(|| value.clone())
        };
        lacking.iter().map(said).collect::<Vec<_>>().join("、")
    }

    /// Of one kind of options those that are meant; as an error what is meant and none of them.
    fn meant(&self, product: &Product, axis: &str) -> Result<Vec<String>, String> {
        let text = self.world.heard.map_or("", |heard| heard.text.as_str());
        let values = options::values(product, axis);
        let written = |text: &str| -> Vec<String> {
            let written = options::written(product, text);
            let is_written = |value: &&str| *value == text || written.iter().any(|it| it == value);
            values.iter().copied().filter(is_written).map(str::to_owned).collect()
        };
        // What is written in full is meant rather than what sounds like it: `樱桃红` is not `复古红`.
        let in_full = written(text);
        if !in_full.is_empty() {
            return Ok(in_full);
        }
        let said = said(axis, &|kind| self.world.heard?.value(kind));
        if !said.is_empty() {
            return alike(&values, &said);
        }
        if let Some(other) = options::other(&values, text) {
            return Err(other);
        }
        let before = self.carried_words.iter().map(|text| written(text)).find(|it| !it.is_empty());
        match before {
            Some(before) => Ok(before),
            None => alike(&values, &said_before(axis, self)),
        }
    }

    /// What is kept of the options that a question named, for the message that goes on with it: the options themselves; where it
    /// is not known yet which product is meant, the texts that may name some. The newest come first.
    pub(crate) fn named_words(&self, before: Vec<String>) -> Vec<String> {
        let known = self.product.as_ref().filter(|product| Some(&product.id) == self.state.product.as_ref());
        let mut words: Vec<String> = Vec::new();
        let most = match (known, self.world.heard) {
            (Some(product), _) => {
                words = self.heard_options(product);
                MAX_OPTIONS
            }
            (None, heard) => {
                words.extend(heard.map(|heard| written::mask(&heard.text, &self.secrets().for_record()).into_owned()));
                words.extend(before);
                MAX_TEXTS
            }
        };
        words.retain(|word| word.chars().count() <= MAX_WORD);
        words.truncate(most);
        words
    }

    /// The variant of the order's product that the message asks for: the options that it names (`L码`, `大一码`), and for the
    /// rest those of the variant that was bought.
    pub(crate) fn wanted_sku(&self) -> Option<String> {
        let (product, order) = (self.product.as_ref()?, self.order.as_ref()?);
        let item = order.items.iter().find(|item| item.product == product.id)?;
        let bought = product.skus.iter().find(|sku| sku.id == item.sku);
        if !self.lacking(product).is_empty() {
            return None;
        }
        let mut named = self.heard_options(product);
        if let (true, Some(bought)) = (named.is_empty(), bought) {
            named.extend(self.heard_step(product, bought));
        }
        let fits = |sku: &&Sku| {
            sku.options.iter().all(|(axis, value)| {
                let has = bought.and_then(|bought| bought.options.get(axis));
                let of_axis = |name: &&String| product.skus.iter().any(|sku| sku.options.get(axis) == Some(*name));
                match named.iter().filter(of_axis).collect::<Vec<_>>().as_slice() {
                    [] => has.is_none_or(|has| has == value),
                    [only] => *only == value,
                    // `黑色换成白色` names what was bought, too.
                    several => several.contains(&value) && Some(value) != has,
                }
            })
        };
        let mut wanted = product.skus.iter().filter(fits).filter(|sku| sku.id != item.sku);
        wanted.next().filter(|_| !named.is_empty() && wanted.next().is_none()).map(|sku| sku.id.clone())
    }

    /// `大一码`, `小一号`: the size next to the one that was bought.
    fn heard_step(&self, product: &Product, bought: &Sku) -> Option<String> {
        let text = self.world.heard.map_or("", |heard| heard.text.as_str());
        let says = |word: char| {
            ["一码", "一号", "1码", "1号", "点", "一点"].iter().any(|step| text.contains(&format!("{word}{step}")))
        };
        let axis = bought.options.keys().find(|axis| options::is_size(axis))?;
        let sizes = options::values(product, axis);
        let at = sizes.iter().position(|size| bought.options.get(axis).is_some_and(|has| has == size))?;
        let next = match (says('大'), says('小')) {
            (true, false) => at.checked_add(1)?,
            (false, true) => at.checked_sub(1)?,
            _ => return None,
        };
        sizes.get(next).map(ToString::to_string)
    }

    /// The variants that the message means: those with every option that it names, or the one in the slot `sku`.
    pub(crate) fn skus<'p>(&self, product: &'p Product) -> impl Iterator<Item = &'p Sku> {
        let named = self.heard_options(product);
        let chosen = self.slot("sku").filter(|id| product.skus.iter().any(|sku| sku.id == *id)).map(str::to_owned);
        let fitting = match chosen {
            Some(chosen) => product.skus.iter().filter(|sku| sku.id == chosen).collect(),
            None if self.lacking(product).is_empty() => options::fitting(product, &named),
            None => Vec::new(),
        };
        fitting.into_iter()
    }
}

/// What is said of an option: its colour, its size.
fn said(axis: &str, value: &dyn Fn(EntityKind) -> Option<String>) -> Vec<String> {
    let colour = value(EntityKind::Colour).filter(|_| options::is_colour(axis));
    let sizes = [EntityKind::Size, EntityKind::ShoeSize].into_iter().filter_map(value);
    let sizes = sizes.filter(|_| !options::is_colour(axis));
    colour.into_iter().chain(sizes).collect()
}

fn said_before(axis: &str, draft: &Draft<'_>) -> Vec<String> {
    said(axis, &|kind| draft.named(kind).map(ToString::to_string))
}

/// Those of the values that the words name; as an error the word, where the values are of its kind and none is it.
fn alike(values: &[&str], said: &[String]) -> Result<Vec<String>, String> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;
    use crate::understand::Reader;

    #[test]
    fn options_alone_are_told_from_what_says_more() {
        let knowledge = Knowledge::ecommerce();
        let reader = Reader::new(&knowledge);
        let only = |text: &str| only_options(&reader.read(&knowledge, text, None));
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
