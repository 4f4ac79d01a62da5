//! Whether goods suit somebody who is allergic to something: what the page says of it, and never a yes from its silence.

use super::Said;
use super::attribute::{Judgement, Verdict, judge_one};
use crate::knowledge::TextKey;
use crate::knowledge::property::Property;
use crate::language::asked::is_of_contents;
use crate::language::attribute::{Tone, clauses, is_of_allergens, tone, tone_of_name};
use crate::language::property::allergy_to;
use crate::language::shown::list;
use crate::shop::product::Product;
use crate::text::normalize::normal;

/// What a page says of an allergen, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Says {
    Contains,
    /// Perhaps traces of it.
    Careful,
    /// The page does not speak of it.
    Silent,
    Free,
}

/// What says it: an attribute and its value; both empty where the title does.
type Proof = (String, String);

/// What the page says of the worst of these allergens.
pub(crate) fn allergy(product: &Product, allergens: &[&str], properties: &[Property]) -> Option<Said> {
    let mut all: Vec<((Says, Proof), &str)> =
        allergens.iter().map(|allergen| (one(product, allergen, properties), *allergen)).collect();
    all.sort_by_key(|((says, _), _)| *says);
    let worst = all.first().map(|((says, _), _)| *says)?;
    let (names, proofs): (Vec<&str>, Vec<Proof>) =
        all.into_iter().filter(|((says, _), _)| *says == worst).map(|((_, proof), name)| (name, proof)).unzip();
    let key = match worst {
        Says::Contains => TextKey::AllergyContains,
        Says::Careful => TextKey::AllergyCareful,
        Says::Free => TextKey::AllergyFree,
        Says::Silent => TextKey::AllergySilent,
    };
    let (attribute, value) = proofs.into_iter().next()?;
    let said = Said::new(key).with("title", product.short_title()).with("asked", list(&names));
    Some(said.with("attribute", attribute).with("value", value))
}

fn one(product: &Product, allergen: &str, properties: &[Property]) -> (Says, Proof) {
    let asks = allergy_to(allergen);
    let about = |property: &&Property| {
        let mut phrases = property.asked.iter().filter(|phrase| !phrase.positive);
        phrases.any(|phrase| phrase.words.contains(&asks))
    };
    let known = properties.iter().position(|property| about(&property));
    let known = known.and_then(|index| judge_one(index, properties, product)).and_then(|judged| of_judgement(&judged));
    let named = by_name(product, allergen);
    // The worst counts.
    let found = known.into_iter().chain(named).min_by_key(|(says, _)| *says);
    found.unwrap_or_else(|| (Says::Silent, nearest(product)))
}

fn of_judgement(judgement: &Judgement<'_>) -> Option<(Says, Proof)> {
    let says = match judgement.verdict {
        Verdict::Yes => Says::Contains,
        Verdict::Partly => Says::Careful,
        Verdict::No => Says::Free,
        Verdict::Says | Verdict::Unknown => return None,
    };
    let attribute = judgement.attribute.unwrap_or_default().to_owned();
    Some((says, (attribute, judgement.value.as_deref().unwrap_or_default().to_owned())))
}

/// What the lines say that name what is in the goods, and the title.
fn by_name(product: &Product, allergen: &str) -> Option<(Says, Proof)> {
    let lines = product
        .attributes
        .iter()
        .filter(|(name, _)| is_of_contents(name) || is_of_allergens(name) || name.contains(allergen));
    let of_line = |(name, value): (&String, &String)| {
        let each = clauses(value).filter_map(|clause| {
            let clause = normal(clause);
            let at = clause.find(allergen)?;
            Some(match (tone(&clause, at, at + allergen.len()), tone_of_name(name)) {
                (Tone::Denied, _) | (Tone::Plain, Tone::Denied) => Says::Free,
                (Tone::Conditional, _) | (_, Tone::Conditional) => Says::Careful,
                (Tone::Plain, Tone::Plain) => Says::Contains,
            })
        });
        Some((each.min()?, (name.clone(), value.clone())))
    };
    let title = normal(&product.title);
    let titled = title.find(allergen).filter(|at| tone(&title, *at, at + allergen.len()) == Tone::Plain);
    let titled = titled.map(|_| (Says::Contains, Proof::default()));
    lines.filter_map(of_line).chain(titled).min_by_key(|(says, _)| *says)
}

/// The line that comes nearest to what is asked: that of allergens, else what is in the goods.
fn nearest(product: &Product) -> Proof {
    let find = |wanted: fn(&str) -> bool| product.attributes.iter().find(|(name, _)| wanted(name));
    let found = find(is_of_allergens).or_else(|| find(is_of_contents));
    found.map(|(name, value)| (name.clone(), value.clone())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;

    #[test]
    fn silence_is_no_yes() {
        let knowledge = Knowledge::ecommerce();
        let key = |attributes: &[(&str, &str)], allergens: &[&str]| {
            let attributes: std::collections::BTreeMap<&str, &str> = attributes.iter().copied().collect();
            let product = serde_json::json!({ "id": "p", "title": "芝麻丸", "attributes": attributes });
            let product = serde_json::from_value(product).unwrap();
            allergy(&product, allergens, &knowledge.properties).unwrap().key
        };
        for (name, value, allergen, expect) in [
            ("致敏提示", "含芝麻；同一生产线也加工花生、坚果制品", "花生", TextKey::AllergyCareful),
            ("过敏原", "含坚果;生产线同时加工花生、牛奶制品", "坚果", TextKey::AllergyContains),
            ("过敏原", "含坚果;生产线同时加工花生、牛奶制品", "核桃", TextKey::AllergyContains),
            ("配料", "牛肉、豆瓣酱、花生碎", "花生", TextKey::AllergyContains),
            ("配料", "乌龙茶、桂花", "花生", TextKey::AllergySilent),
            ("配料", "芒果、白砂糖", "芒果", TextKey::AllergyContains),
            ("酒精", "不含酒精", "酒精", TextKey::AllergyFree),
            ("成分", "水、烟酰胺5%、乙醇", "酒精", TextKey::AllergyContains),
            ("添加", "未添加香精、酒精", "酒精", TextKey::AllergyFree),
            ("产地", "河南", "花生", TextKey::AllergySilent),
            ("产地", "河南", "芝麻", TextKey::AllergyContains),
        ] {
            assert_eq!(key(&[(name, value)], &[allergen]), expect, "{name} {value}: {allergen}");
        }
        assert_eq!(key(&[("过敏原", "不含花生")], &["花生", "牛奶"]), TextKey::AllergySilent);
        assert_eq!(key(&[("过敏原", "含牛奶")], &["花生", "牛奶"]), TextKey::AllergyContains);
    }
}
