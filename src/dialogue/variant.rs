//! Which variants of a product a message means: by the options that it names, and by those that were named before it.

use crate::dialogue::Draft;
use crate::guard::written;
use crate::language::options;
use crate::language::shown::list;
use crate::language::variant::{Step, alike};
use crate::names::{Entity, EntityKind};
use crate::shop::product::{Product, Sku};

/// Texts that wait for the product whose options they name.
const MAX_TEXTS: usize = 3;
/// Options that are remembered of a question.
const MAX_OPTIONS: usize = 6;
/// Characters of an option or a text that is remembered.
const MAX_WORD: usize = 24;

impl Draft<'_> {
    /// The product's options that are meant: `黑色`, `M`. Of each kind what the message names, else what was named before it.
    pub(crate) fn heard_options(&self, product: &Product) -> Vec<String> {
        self.meant_and_lacking(product).0
    }

    /// The product's options that are meant, and what is meant and the product lacks: `XXL` where there are M, L and XL.
    pub(crate) fn meant_and_lacking(&self, product: &Product) -> (Vec<String>, Vec<String>) {
        let (mut named, mut lacking) = (Vec::new(), Vec::new());
        for meant in self.meant(product) {
            match meant {
                Ok(options) => named.extend(options),
                Err(other) => lacking.push(other),
            }
        }
        (named, lacking)
    }

    /// What is lacking, in the buyer's own words: `XXL` for a size that is compared as `2XL`.
    pub(crate) fn as_written(&self, lacking: &[String]) -> String {
        let entities = self.world.heard.map_or(&[][..], |heard| heard.entities.as_slice());
        let said = |value: &String| {
            let size = |entity: &&Entity| entity.kind == EntityKind::Size && entity.value.to_string() == *value;
            let size = entities.iter().find(size).map(|entity| entity.text.to_uppercase());
            size.unwrap_or_else(|| value.clone())
        };
        list(&lacking.iter().map(said).collect::<Vec<_>>())
    }

    /// Of each kind of options those that are meant; as an error what is meant and none of them.
    fn meant<'p>(&self, product: &'p Product) -> impl Iterator<Item = Result<Vec<String>, String>> + use<'p, '_> {
        let written = self.world.heard.map(|heard| heard.values_in_full(product)).unwrap_or_default();
        options::axes(product).into_iter().map(move |axis| self.meant_of(product, axis, &written))
    }

    /// Of one kind of options those that are meant, when the message has these values written in full.
    fn meant_of(&self, product: &Product, axis: &str, written: &[String]) -> Result<Vec<String>, String> {
        let values = options::values(product, axis);
        // What is written in full is meant rather than what sounds like it: `樱桃红` is not `复古红`.
        let in_full = options::of_axis(product, axis, written);
        if !in_full.is_empty() {
            return Ok(in_full);
        }
        let said = said(axis, &|kind| self.world.heard?.value(kind));
        if !said.is_empty() {
            return alike(&values, &said);
        }
        if let Some(other) = self.world.heard.and_then(|heard| heard.other_value(&values)) {
            return Err(other);
        }
        let before = self.talk.carried_words().iter();
        let before = before.map(|text| options::of_axis(product, axis, &options::in_full(product, text)));
        let before = before.into_iter().find(|it| !it.is_empty());
        match before {
            Some(before) => Ok(before),
            None => alike(&values, &said_before(axis, self)),
        }
    }

    /// What is kept of the options that a question named, for the message that goes on with it: the options that are meant; where it
    /// is not known yet which product is meant, the texts that may name some. The newest come first.
    pub(crate) fn named_words(&self, before: Vec<String>, meant: Vec<String>) -> Vec<String> {
        let known = self.focus.product().is_some_and(|product| Some(&product.id) == self.focus.product_id().as_ref());
        let (mut words, most) = if known {
            (meant, MAX_OPTIONS)
        } else {
            let secrets = || self.secrets().for_record();
            let now = self.world.heard.map(|heard| written::mask(&heard.text, &secrets()).into_owned());
            (now.into_iter().chain(before).collect(), MAX_TEXTS)
        };
        words.retain(|word| word.chars().count() <= MAX_WORD);
        words.truncate(most);
        words
    }

    /// The variant of the order's product that the message asks for: the options that it names (`L码`, `大一码`), and for the
    /// rest those of the variant that was bought.
    pub(crate) fn wanted_sku(&self) -> Option<String> {
        let (product, order) = (self.focus.product()?, self.focus.order()?);
        let item = order.items.iter().find(|item| item.product == product.id)?;
        let bought = product.skus.iter().find(|sku| sku.id == item.sku);
        let (mut named, lacking) = self.meant_and_lacking(product);
        if !lacking.is_empty() {
            return None;
        }
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
        let axis = bought.options.keys().find(|axis| options::is_size(axis))?;
        let sizes = options::values(product, axis);
        let at = sizes.iter().position(|size| bought.options.get(axis).is_some_and(|has| has == size))?;
        let next = match self.world.heard?.step()? {
            Step::Larger => at.checked_add(1)?,
            Step::Smaller => at.checked_sub(1)?,
        };
        sizes.get(next).map(ToString::to_string)
    }

    /// The variants that the message means: those with every option that it names, or the one in the slot `sku`.
    pub(crate) fn skus<'p>(&self, product: &'p Product) -> impl Iterator<Item = &'p Sku> {
        let chosen = self.slot("sku").filter(|id| product.skus.iter().any(|sku| sku.id == *id));
        let fitting = match chosen {
            Some(chosen) => product.skus.iter().filter(|sku| sku.id == chosen).collect(),
            None => match self.meant_and_lacking(product) {
                (named, lacking) if lacking.is_empty() => options::fitting(product, &named),
                _ => Vec::new(),
            },
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
