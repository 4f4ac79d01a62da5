//! Which goods fit a wish, without a look at every product's words.
//!
//! What is said of goods (title, names, category, values, options, tags) is kept as pairs of neighbouring characters, each with the
//! products that have it; a word of one character stands for itself. What a value denies (`帽子：无帽`) is not kept under the name that
//! it denies. Prices, stock and for whom goods are stand beside each other in one table, so that a wish without words is one pass over it.

use std::collections::HashMap;

use crate::money::Fen;
use crate::shop::product::{Product, ProductStatus, Sku};
use crate::shop::wish::{Sorting, Wish};

/// Products in an answer.
const MOST: usize = 20;

/// Goods with less than this share of what the best has do not fit the words.
const NEAR: f32 = 0.55;

/// Of the words that are known at all, goods that fit have this share.
const COVERS: f32 = 0.34;

/// What decides before any word is read.
#[derive(Clone, Debug)]
struct Brief {
    /// The lowest and the highest price of what is there.
    low: Option<Fen>,
    high: Option<Fen>,
    /// What says for whom it is.
    says: String,
    /// It can be bought, and there is some of it.
    sells: bool,
    sold: u64,
}

impl Brief {
    fn of(product: &Product) -> Brief {
        let there = |sku: &&Sku| sku.stock != Some(0);
        let prices = || product.skus.iter().filter(there).filter_map(|sku| sku.price);
        let on_sale = matches!(product.status, ProductStatus::OnSale | ProductStatus::Unknown);
        Brief {
            low: prices().min(),
            high: prices().max(),
            says: for_whom(product),
            sells: on_sale && (product.skus.is_empty() || product.skus.iter().any(|sku| sku.stock != Some(0))),
            sold: product.sold.unwrap_or_default(),
        }
    }

    fn fits(&self, wish: &Wish) -> bool {
        let above = wish.from.is_none_or(|from| self.high.is_some_and(|high| high >= from));
        let below = wish.to.is_none_or(|to| self.low.is_some_and(|low| low <= to));
        let cheaper = wish.cheaper_than.is_none_or(|than| self.low.is_some_and(|low| low < than));
        self.sells && above && below && cheaper && wish.whom.as_ref().is_none_or(|whom| whom.is_for(&self.says))
    }
}

/// The words of all goods.
#[derive(Clone, Debug, Default)]
pub(super) struct Wishes {
    brief: Vec<Brief>,
    /// The products, ascending, with a pair of characters; of a word of one character the second is a space.
    postings: HashMap<[char; 2], Vec<u32>>,
    /// The products by what they cost, by how often they were sold, and by when they came: the first is what is asked for first.
    cheapest: Vec<u32>,
    popular: Vec<u32>,
    newest: Vec<u32>,
}

/// What is said of a product, in pieces.
fn said_of(product: &Product) -> Vec<String> {
    let mut said: Vec<String> = vec![product.title.clone()];
    said.extend(product.aliases.iter().chain(&product.tags).cloned());
    said.extend(product.category.split('/').map(str::to_owned));
    for (name, value) in &product.attributes {
        said.push(name.clone());
        said.push(value.clone());
    }
    said.extend(product.skus.iter().flat_map(|sku| sku.options.values().cloned()));
    said
}

/// The texts of a product that say for whom it is.
fn for_whom(product: &Product) -> String {
    let own = product.attributes.values().map(String::as_str);
    let texts = [product.title.as_str(), product.category.as_str()].into_iter().chain(own);
    texts.collect::<Vec<_>>().join(" ")
}

/// The pairs of characters of a text, and its characters alone.
fn pairs(text: &str) -> impl Iterator<Item = [char; 2]> + '_ {
    let next = text.chars().skip(1).chain([' ']);
    let pairs = text.chars().zip(next).filter(|(a, b)| a.is_alphanumeric() && b.is_alphanumeric());
    pairs.map(|(a, b)| [a, b]).chain(text.chars().filter(|c| c.is_alphanumeric()).map(|c| [c, ' ']))
}

impl Wishes {
    pub(super) fn of(products: &[Product]) -> Wishes {
        let mut wishes = Wishes { brief: products.iter().map(Brief::of).collect(), ..Wishes::default() };
        for (number, product) in (0..).zip(products) {
            for text in said_of(product) {
                for pair in pairs(&text.to_lowercase()) {
                    let of_pair = wishes.postings.entry(pair).or_default();
                    if of_pair.last() != Some(&number) {
                        of_pair.push(number);
                    }
                }
            }
        }
        let all: Vec<u32> = (0..).zip(products).map(|(number, _)| number).collect();
        let at = |number: &u32| products.get(*number as usize);
        let sorted = |mut all: Vec<u32>, key: &dyn Fn(&Product) -> i64| {
            all.sort_by_key(|number| at(number).map(|product| (key(product), product.id.clone())));
            all
        };
        let low = |product: &Product| Brief::of(product).low.map_or(i64::MAX, |fen| fen.0);
        let sold = |product: &Product| -i64::try_from(product.sold.unwrap_or_default()).unwrap_or(i64::MAX);
        let listed = |product: &Product| -product.listed_at.map_or(0, |at| at.millis());
        wishes.cheapest = sorted(all.clone(), &low);
        wishes.popular = sorted(all.clone(), &sold);
        wishes.newest = sorted(all, &listed);
        wishes.newest.retain(|number| at(number).is_some_and(|product| product.listed_at.is_some()));
        wishes
    }

    /// The products that fit, best first.
    pub(super) fn that_fit(&self, wish: &Wish, products: &[Product]) -> Vec<u32> {
        let among = self.among(wish, products);
        let fits = |number: &u32| self.fits(*number, wish, products);
        if wish.words.is_empty() {
            let all = match wish.order {
                Sorting::Cheapest | Sorting::Dearest => &self.cheapest,
                Sorting::New => &self.newest,
                Sorting::Best | Sorting::Popular => &self.popular,
            };
            let all = among.as_ref().unwrap_or(all);
            return match wish.order {
                Sorting::Dearest => all.iter().rev().copied().filter(fits).take(MOST).collect(),
                _ => all.iter().copied().filter(fits).take(MOST).collect(),
            };
        }
        let mut scored: Vec<(f32, u32)> = self.by_words(&wish.words.to_lowercase());
        if let Some(among) = &among {
            scored.retain(|(_, number)| among.contains(number));
        }
        scored.retain(|(_, number)| fits(number));
        let best = scored.iter().map(|(score, _)| *score).fold(0.0, f32::max);
        scored.retain(|(score, _)| *score >= best * NEAR);
        let brief = |number: u32| self.brief.get(number as usize);
        let sold = |number: u32| brief(number).map_or(0, |brief| brief.sold);
        let low = |number: u32| brief(number).and_then(|brief| brief.low);
        let place = |number: u32| self.newest.iter().position(|it| *it == number);
        scored.sort_by(|(a, one), (b, other)| {
            let by = match wish.order {
                Sorting::Best => b.total_cmp(a),
                Sorting::Popular => sold(*other).cmp(&sold(*one)),
                Sorting::New => place(*one).cmp(&place(*other)),
                Sorting::Cheapest => low(*one).cmp(&low(*other)),
                Sorting::Dearest => low(*other).cmp(&low(*one)),
            };
            by.then(b.total_cmp(a)).then(sold(*other).cmp(&sold(*one))).then(one.cmp(other))
        });
        scored.into_iter().map(|(_, number)| number).take(MOST).collect()
    }

    /// The products that a wish to match, or to be like, another one leaves.
    fn among(&self, wish: &Wish, products: &[Product]) -> Option<Vec<u32>> {
        let other = wish.with.as_ref().or(wish.like.as_ref())?;
        let other = products.iter().find(|product| product.id == *other)?;
        let root = |product: &Product| product.category.rsplit_once('/').map(|(root, _)| root.to_owned());
        let listed =
            |product: &Product, own: &[String], back: &[String]| own.contains(&product.id) || back.contains(&other.id);
        let near = |product: &Product| product.category == other.category && !other.category.is_empty();
        let all = |fits: &dyn Fn(&Product) -> bool| -> Vec<u32> {
            let others = (0..).zip(products).filter(|(_, product)| product.id != other.id && fits(product));
            others.map(|(number, _)| number).collect()
        };
        if wish.with.is_some() {
            return Some(all(&|product| listed(product, &other.complements, &product.complements)));
        }
        let like = all(&|product| listed(product, &other.related, &product.related) || near(product));
        let there = like.iter().any(|number| self.fits(*number, &Wish { like: None, ..wish.clone() }, products));
        Some(if there { like } else { all(&|product| root(product).is_some() && root(product) == root(other)) })
    }

    fn fits(&self, number: u32, wish: &Wish, products: &[Product]) -> bool {
        let (Some(brief), Some(product)) = (self.brief.get(number as usize), products.get(number as usize)) else {
            return false;
        };
        if !brief.fits(wish) || wish.not.ids.contains(&product.id) {
            return false;
        }
        if wish.place.as_ref().is_some_and(|place| product.remote_freight.get(place) == Some(&None)) {
            return false;
        }
        let values = || product.attributes.values().chain(&product.tags).chain([&product.title]);
        let has = |word: &String| values().any(|said| said.contains(word.as_str()));
        if wish.not.words.iter().any(has) {
            return false;
        }
        let there = |sku: &Sku| {
            let is = |value: &String| sku.options.values().any(|own| own.contains(value.as_str()));
            let price = |fen: Fen| wish.from.is_none_or(|from| fen >= from) && wish.to.is_none_or(|to| fen <= to);
            let colour = wish.colours.is_empty() || wish.colours.iter().any(is);
            let size = wish.size.as_ref().is_none_or(|size| sku.options.values().any(|own| own == size));
            let unwanted = wish.not.colours.iter().any(is);
            sku.stock != Some(0) && colour && size && !unwanted && sku.price.is_none_or(price)
        };
        product.skus.is_empty() || product.skus.iter().any(there)
    }

    /// The products that have something of the words, each with how much of what is known of them. Of the names of one thing,
    /// which `|` parts, the one that fits best counts.
    fn by_words(&self, words: &str) -> Vec<(f32, u32)> {
        let mut scores: HashMap<u32, f32> = HashMap::new();
        let mut all = 0.0;
        for word in words.split_whitespace() {
            let mut of_word: HashMap<u32, f32> = HashMap::new();
            let mut most = 0.0_f32;
            for name in word.split('|') {
                let (known, of_name) = self.by_name(name);
                most = most.max(known);
                for (number, score) in of_name {
                    let best = of_word.entry(number).or_default();
                    *best = best.max(score);
                }
            }
            all += most;
            for (number, score) in of_word {
                *scores.entry(number).or_default() += score;
            }
        }
        scores.into_iter().filter(|(_, score)| *score >= all * COVERS).map(|(number, score)| (score, number)).collect()
    }

    /// How much of a name is known at all, and which products have how much of it.
    fn by_name(&self, name: &str) -> (f32, HashMap<u32, f32>) {
        let mut scores: HashMap<u32, f32> = HashMap::new();
        let mut known = 0.0;
        let count = self.brief.len().max(1) as f32;
        let single = name.chars().count() == 1;
        for pair in pairs(name).filter(|pair| (pair[1] == ' ') == single) {
            let Some(of_pair) = self.postings.get(&pair) else { continue };
            let weight = (1.0 + count / of_pair.len() as f32).ln();
            known += weight;
            for number in of_pair {
                *scores.entry(*number).or_default() += weight;
            }
        }
        (known, scores)
    }
}
