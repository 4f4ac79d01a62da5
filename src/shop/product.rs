//! Products, in the shapes that hosts store them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::money::Fen;
use crate::time::Time;

/// A product of the shop. What is absent is not known and is not said.
///
/// ```
/// use kefu::Product;
///
/// let product: Product = serde_json::from_str(r#"{
///     "id": "p1001", "title": "纯棉圆领T恤", "attributes": {"材质": "100%棉"},
///     "skus": [{"id": "黑色/M", "options": {"颜色": "黑色", "尺码": "M"}, "price": 12900, "stock": 12}]
/// }"#)?;
/// assert_eq!(product.attributes["材质"], "100%棉");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Product {
    /// The product's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What buyers call it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Its number in the live room's list (`3号链接`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link_number: Option<u32>,
    /// The path of its category, with slashes.
    #[serde(default)]
    pub category: String,
    /// Whether it can be bought.
    #[serde(default)]
    pub status: ProductStatus,
    /// What it is like: 材质, 厚度, 产地, …
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
    /// Its variants.
    #[serde(default)]
    pub skus: Vec<Sku>,
    /// Which size fits whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size_chart: Option<SizeChart>,
    /// Within how many hours it ships.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ship_within_hours: Option<u32>,
    /// When it ships where it is sold before it is there (预售).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub presale_ship_at: Option<Time>,
    /// Whether it can be returned within seven days without a reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seven_day_return: Option<bool>,
    /// Whether sending is free.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free_shipping: Option<bool>,
    /// What sending costs where it is not free.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freight: Option<Fen>,
    /// What sending to a province costs; `None`: it is not delivered there.
    #[serde(default)]
    pub remote_freight: BTreeMap<String, Option<Fen>>,
    /// Words for finding it.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Products like it.
    #[serde(default)]
    pub related: Vec<String>,
    /// Products that go with it.
    #[serde(default)]
    pub complements: Vec<String>,
    /// How many were sold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sold: Option<u64>,
    /// Since when it is in the shop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listed_at: Option<Time>,
    /// Sentences about it that may be said word for word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<String>,
    /// A description.
    #[serde(default)]
    pub description: String,
}

/// Whether a product can be bought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ProductStatus {
    /// It can.
    OnSale,
    /// It was taken off the shelf.
    OffShelf,
    /// It was deleted.
    Deleted,
    /// A state that this version does not know.
    #[default]
    #[serde(other)]
    Unknown,
}

impl ProductStatus {
    /// The state behind the platform's number.
    #[must_use]
    pub fn from_code(code: u32) -> ProductStatus {
        match code {
            0 => ProductStatus::OnSale,
            1 => ProductStatus::OffShelf,
            2 => ProductStatus::Deleted,
            _ => ProductStatus::Unknown,
        }
    }
}

/// One variant of a product.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Sku {
    /// Its name, as orders give it (`黑色/M`).
    pub id: String,
    /// What it is, by option (`颜色` → `黑色`).
    #[serde(default)]
    pub options: BTreeMap<String, String>,
    /// Its price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Fen>,
    /// How many are there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stock: Option<u32>,
    /// When there will be more of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restock_at: Option<Time>,
}

impl Sku {
    /// How many there are of all of them; `None` where it is not known of one.
    pub(crate) fn stock_of<'a>(skus: impl IntoIterator<Item = &'a Sku>) -> Option<u32> {
        skus.into_iter().try_fold(0_u32, |sum, sku| Some(sum.saturating_add(sku.stock?)))
    }
}

/// A table of sizes. The first row of a match is the one to recommend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SizeChart {
    /// The names of the columns; the first names the size, others carry their unit (`身高cm`, `体重kg`).
    pub columns: Vec<String>,
    /// The rows; a cell is a value or a range (`160-170`, `55以上`).
    pub rows: Vec<Vec<String>>,
    /// Those of the columns that measure the body and not the goods, where their names do not say it: a `胸围` may be of either,
    /// and is one of the goods unless it stands here or is called `净胸围`, `适合胸围` or the like. `身高`, `体重`, `脚长` are of a body anyway.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub body: Vec<String>,
}

impl Product {
    /// The lowest price of a variant that is left.
    pub(crate) fn lowest_price(&self) -> Option<Fen> {
        self.skus.iter().filter(|sku| sku.stock != Some(0)).filter_map(|sku| sku.price).min()
    }

    /// The name for the middle of a sentence: the title up to its first space.
    #[must_use]
    pub fn short_title(&self) -> &str {
        self.title.split_whitespace().next().unwrap_or(&self.title)
    }
}
