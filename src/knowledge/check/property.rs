//! What buyers ask of goods in their own words.

use super::super::diagnostic::Problems;
use super::super::merge::Laid;
use super::super::problem::Problem;
use super::super::property::{Holds, Phrase, Property, Rule, Value, attribute};
use super::super::source::{Places, PropertyEntry, PropertyHolds, PropertyRule, PropertySafety};
use crate::language::property::contrary;
use crate::text::normalize::normal;

/// The layers as one: an entry with a known id adds to that property, and what it says of attributes is read first.
pub(super) fn properties(laid: Vec<Laid<PropertyEntry>>, problems: &mut Problems) -> Vec<Property> {
    let mut properties: Vec<Property> = Vec::with_capacity(laid.len());
    for Laid { entry, .. } in laid {
        match properties.iter_mut().find(|property| property.id == entry.id) {
            Some(known) => extend(known, entry, problems),
            None => properties.push(new(entry, problems)),
        }
    }
    properties
}

fn new(entry: PropertyEntry, problems: &mut Problems) -> Property {
    let given = entry.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    if given.is_none() {
        problems.error(entry.places.whole(), Problem::PropertyName { id: entry.id.clone() });
    }
    if entry.asked.is_empty() && entry.asked_not.is_empty() {
        problems.error(entry.places.whole(), Problem::PropertyNeverAsked { id: entry.id.clone() });
    }
    let name = given.unwrap_or_default().to_owned();
    let mut property = Property {
        id: entry.id.clone(),
        is: name.clone(),
        is_not: contrary(&name),
        name,
        asked: Vec::new(),
        innocent: Vec::new(),
        unless: Vec::new(),
        rules: Vec::new(),
        bad: None,
        health: false,
        age: false,
    };
    extend(&mut property, entry, problems);
    property
}

fn extend(property: &mut Property, entry: PropertyEntry, problems: &mut Problems) {
    let named = named(property, &entry, problems);
    let PropertyEntry { name, is, is_not, asked, asked_not, innocent, unless, rules, safety, age, places, .. } = entry;
    let own: Vec<Rule> = rules.into_iter().map(|rule| checked(rule, false, problems)).collect();
    property.rules.splice(0..0, named.into_iter().chain(own));
    for (key, texts, positive) in [("asked", asked, true), ("asked_not", asked_not, false)] {
        for (index, text) in texts.into_iter().enumerate() {
            match Phrase::read(&text, positive) {
                Some(phrase) => property.asked.push(phrase),
                None => problems.error(places.item(key, index), Problem::PropertyPhrase { key, text }),
            }
        }
    }
    property.innocent.extend(words("innocent", innocent, &places, problems));
    property.unless.extend(words("unless", unless, &places, problems));
    for (to, given) in [(&mut property.name, name), (&mut property.is, is), (&mut property.is_not, is_not)] {
        if let Some(text) = given.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()) {
            *to = text;
        }
    }
    property.bad = match safety {
        Some(PropertySafety::Suits | PropertySafety::Health) => Some(Holds::No),
        Some(PropertySafety::Harms) => Some(Holds::Yes),
        None => property.bad,
    };
    property.health = safety.map_or(property.health, |safety| safety == PropertySafety::Health);
    property.age = age.unwrap_or(property.age);
}

/// What the attributes say that the property is named after. Values without attributes are of those that it has already.
fn named(property: &Property, entry: &PropertyEntry, problems: &mut Problems) -> Option<Rule> {
    let says = !(entry.yes.is_empty() && entry.no.is_empty() && entry.partly.is_empty());
    if !says && entry.attributes.is_empty() {
        return None;
    }
    let rule = PropertyRule {
        attributes: entry.attributes.clone(),
        yes: entry.yes.clone(),
        no: entry.no.clone(),
        partly: entry.partly.clone(),
        except: Vec::new(),
        shows: Some(true),
        absent: None,
        places: entry.places.clone(),
    };
    match property.rules.iter().find(|rule| rule.named) {
        Some(known) if entry.attributes.is_empty() => {
            let known = known.attributes.clone();
            Some(Rule { attributes: known, named: true, ..values(rule, problems) })
        }
        _ => Some(checked(rule, true, problems)),
    }
}

fn checked(rule: PropertyRule, named: bool, problems: &mut Problems) -> Rule {
    if rule.attributes.is_empty() {
        problems.error(rule.places.whole(), Problem::PropertyNoAttributes);
    }
    let attributes = words("attributes", rule.attributes.clone(), &rule.places, problems);
    let attributes = attributes.iter().map(|name| attribute(name)).collect();
    Rule { attributes, named, ..values(rule, problems) }
}

/// A rule's values, without its attributes.
fn values(rule: PropertyRule, problems: &mut Problems) -> Rule {
    let PropertyRule { yes, no, partly, except, shows, absent, places, .. } = rule;
    let mut values = Vec::new();
    for (key, texts, holds) in [("partly", partly, Holds::Partly), ("yes", yes, Holds::Yes), ("no", no, Holds::No)] {
        for (index, text) in texts.into_iter().enumerate() {
            match Value::read(&text) {
                Some(value) => values.push((value, holds)),
                None => problems.error(places.item(key, index), Problem::PropertyValue { key, text }),
            }
        }
    }
    let absent = absent.map(|absent| match absent {
        PropertyHolds::Yes => Holds::Yes,
        PropertyHolds::No => Holds::No,
        PropertyHolds::Partly => Holds::Partly,
    });
    let except = words("except", except, &places, problems);
    Rule { attributes: Vec::new(), named: false, values, except, shows: shows.unwrap_or(false), absent }
}

/// The words of a list in their normal form, without the empty ones.
fn words(key: &'static str, words: Vec<String>, places: &Places, problems: &mut Problems) -> Vec<String> {
    let mut kept = Vec::with_capacity(words.len());
    for (index, word) in words.iter().enumerate() {
        let word = normal(word);
        if word.is_empty() {
            problems.error(places.item(key, index), Problem::EmptyItem { key });
        } else {
            kept.push(word);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use crate::knowledge::{Diagnostic, Knowledge, Language};

    /// What is said of a text, in English.
    fn said(toml: &str) -> Vec<String> {
        let (_, found) = Knowledge::empty().toml("shop.toml", toml).check();
        let in_english = |one: &Diagnostic| one.in_language(Language::English).to_string();
        found.iter().map(in_english).filter(|said| !said.contains("no intent")).collect()
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        for (toml, line, expect) in [
            ("[[property]]\nid = \"a\"\nasked = \"刻字\"", 1, "has no name"),
            ("[[property]]\nid = \"a\"\nname = \"刻字\"", 1, "nothing asks"),
            ("[[property]]\nid = \"a\"\nname = \"刻字\"\nasked = [\"刻字\", \"a|\"]", 4, "`a|` in `asked`"),
            ("[[property]]\nid = \"a\"\nname = \"刻字\"\nasked = \"刻字\"\nyes = \"有\"", 1, "no attributes"),
            (
                "[[property]]\nid = \"a\"\nname = \"刻字\"\nasked = \"刻字\"\nattributes = \"刻字\"\nno = \">x\"",
                6,
                "`>x` in `no`",
            ),
            ("[[property]]\nid = \"a\"\nname = \"刻字\"\nasked = \"刻字\"\nsafety = \"yes\"", 5, "cannot be `yes`"),
            (
                "[[property]]\nid = \"a\"\nname = \"刻字\"\nasked = \"刻字\"\ninnocent = [\" \"]",
                5,
                "`innocent` is empty",
            ),
            (
                "[[property]]\nid = \"a\"\nname = \"刻字\"\nasked = \"刻字\"\nrule = [{ yes = \"有\" }]",
                5,
                "no attributes",
            ),
        ] {
            let said = said(toml);
            let told = |one: &String| one.contains(expect) && one.starts_with(&format!("shop.toml:{line}:"));
            assert!(said.iter().any(told), "{toml}\n{said:?}");
        }
    }

    #[test]
    fn a_shop_adds_to_the_packs() {
        let toml =
            "[[property]]\nid = \"wear.pilling\"\nasked = \"起毛粒粒\"\nattributes = \"毛球测试\"\nno = \">=4级\"";
        let knowledge = Knowledge::builder().toml("shop.toml", toml).build().unwrap();
        assert!(knowledge.warnings().is_empty(), "{:?}", knowledge.warnings());
        let pilling = knowledge.properties.iter().find(|one| one.id == "wear.pilling").unwrap();
        assert_eq!(pilling.name, "起球");
        assert_eq!(pilling.rules[0].attributes, ["毛球测试"]);
        assert!(pilling.rules.len() > 1 && pilling.asked.iter().any(|phrase| phrase.words == ["起球"]));
        let out = "[[property]]\nid = \"wear.pilling\"\ndisabled = true";
        let knowledge = Knowledge::builder().toml("shop.toml", out).build().unwrap();
        assert!(knowledge.properties.iter().all(|one| one.id != "wear.pilling"));
    }
}
