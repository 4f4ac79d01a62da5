//! Which products a text names, without a look at every product.
//!
//! A text names a product where a name of it stands in the text, or at least the end of one, which in Chinese says what the thing
//! is (`羽绒服` of `轻薄羽绒服`). So the names are kept in a tree from their last character on, and a text is read backwards from
//! each of its characters for as long as some name goes on: its cost does not depend on how many products there are.

use std::collections::HashMap;

use crate::names::joins;
use crate::shop::product::Product;

/// Products that are kept at one place: no answer has more.
pub(super) const MOST: usize = 5;

/// The names of all products, from their ends.
#[derive(Clone, Debug, Default)]
pub(super) struct Titles {
    /// From a place, by the character that stands before, to the next place. Place 0 is where every name ends.
    steps: HashMap<(u32, char), u32>,
    places: Vec<Place>,
}

/// What is named by the characters from here on. Products are in the order of their ids: of those behind the first few
/// none would be among the best, since all that are named here are named equally well.
#[derive(Clone, Debug, Default)]
struct Place {
    /// The products with a name that begins here.
    whole: Vec<u32>,
    /// The products with a name that goes on before.
    part: Vec<u32>,
}

impl Titles {
    /// The names of these products.
    pub(super) fn of(products: &[Product]) -> Titles {
        let mut titles = Titles { places: vec![Place::default()], ..Titles::default() };
        let mut order: Vec<(u32, &Product)> = (0..).zip(products).collect();
        order.sort_by(|a, b| a.1.id.cmp(&b.1.id));
        for (number, product) in order {
            for name in product.aliases.iter().map(String::as_str).chain([product.short_title()]) {
                titles.add(&name.to_lowercase(), number);
            }
        }
        titles
    }

    fn add(&mut self, name: &str, product: u32) {
        let mut place = 0;
        let mut rest = name.chars().rev().peekable();
        while let Some(c) = rest.next() {
            let new = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
            place = *self.steps.entry((place, c)).or_insert(new);
            if place == new {
                self.places.push(Place::default());
            }
            let before = rest.peek().copied();
            // `20元` names no `S20`: the end of a code is no end of a name
            if joins(before, Some(c)) {
                continue;
            }
            if let Some(place) = self.places.get_mut(place as usize) {
                let list = if before.is_none() { &mut place.whole } else { &mut place.part };
                if list.len() < MOST && list.last() != Some(&product) {
                    list.push(product);
                }
            }
        }
    }

    /// The products that `text` names, best first: by the length of the longest end of a name, two characters or more, that stands
    /// in the text, where a whole name counts double; then in the order of their ids. No more than [`MOST`].
    pub(super) fn named_in(&self, text: &str, products: &[Product]) -> Vec<u32> {
        let letters: Vec<char> = text.to_lowercase().chars().collect();
        let mut scored: Vec<(usize, u32)> = Vec::new();
        for end in 1..=letters.len() {
            let Some((read, after)) = letters.split_at_checked(end) else { continue };
            if joins(read.last().copied(), after.first().copied()) {
                continue;
            }
            let mut place = 0;
            for (length, c) in (1..).zip(read.iter().rev()) {
                let Some(next) = self.steps.get(&(place, *c)) else { break };
                place = *next;
                let before = end.checked_sub(length + 1).and_then(|at| letters.get(at)).copied();
                if length < 2 || joins(before, Some(*c)) {
                    continue;
                }
                let Some(Place { whole, part }) = self.places.get(place as usize) else { break };
                scored.extend(whole.iter().map(|product| (length * 2, *product)));
                scored.extend(part.iter().map(|product| (length, *product)));
            }
        }
        let id = |product: u32| products.get(product as usize).map(|product| product.id.as_str());
        scored.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| id(a.1).cmp(&id(b.1))).then(a.1.cmp(&b.1)));
        let mut named: Vec<u32> = Vec::with_capacity(MOST);
        for (_, product) in scored {
            if named.len() < MOST && !named.contains(&product) {
                named.push(product);
            }
        }
        named
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::names::is_whole;

    /// The length of the longest end of `name` that stands in the text, by looking for each of them.
    fn ending_in(text: &str, name: &str) -> usize {
        let stands = |end: &str| {
            let mut starts = text.char_indices().map(|(at, _)| at..at + end.len());
            starts.any(|span| text.get(span.clone()) == Some(end) && is_whole(text, &span))
        };
        let ends = name.char_indices().filter(|(at, _)| is_whole(name, &(*at..name.len())));
        let ends = ends.filter_map(|(at, _)| name.get(at..)).filter(|end| stands(end));
        match ends.map(|end| end.chars().count()).max().unwrap_or_default() {
            0 | 1 => 0,
            whole if whole == name.chars().count() => whole * 2,
            part => part,
        }
    }

    /// The same answer by a look at every name of every product.
    fn scanned(products: &[Product], text: &str) -> Vec<u32> {
        let text = text.to_lowercase();
        let score = |product: &Product| {
            let names = product.aliases.iter().map(String::as_str).chain([product.short_title()]);
            names.map(|name| ending_in(&text, &name.to_lowercase())).max().unwrap_or_default()
        };
        let mut scored: Vec<(usize, u32, &Product)> =
            (0..).zip(products).map(|(number, product)| (score(product), number, product)).collect();
        scored.retain(|(score, ..)| *score > 0);
        scored.sort_by(|a, b| b.0.cmp(&a.0).then(a.2.id.cmp(&b.2.id)));
        scored.into_iter().map(|(_, number, _)| number).take(MOST).collect()
    }

    fn named(text: &str, name: &str) -> bool {
        let products = [Product::new("p", name)];
        !Titles::of(&products).named_in(text, &products).is_empty()
    }

    #[test]
    fn a_number_names_no_code_that_ends_with_it() {
        for (text, name, expect) in [
            ("今天降价20元", "S20", 0),
            ("s20多少钱", "S20", 6),
            ("xs200", "s20", 0),
            ("有羽绒服吗", "轻薄羽绒服", 3),
            ("买台电脑", "轻羽14笔记本电脑", 2),
        ] {
            assert_eq!(ending_in(&text.to_lowercase(), &name.to_lowercase()), expect, "{text} {name}");
            assert_eq!(named(text, name), expect > 0, "{text} {name}");
        }
    }

    proptest! {
        #[test]
        fn the_names_answer_as_a_look_at_every_product(
            shop in prop::collection::vec(("[a-c]", "[羽绒服S20a ]{0,6}", prop::collection::vec("[羽绒服S20a]{0,4}", 0..3)), 0..30),
            text in "[羽绒服sS20a ]{0,12}",
        ) {
            let product = |(id, title, aliases): (String, String, Vec<String>)| Product { aliases, ..Product::new(id, title) };
            let products: Vec<Product> = shop.into_iter().map(product).collect();
            prop_assert_eq!(Titles::of(&products).named_in(&text, &products), scanned(&products, &text));
        }
    }
}
