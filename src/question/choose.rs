//! Which of several goods, or of several variants, has most of what is asked: by a property of them, or by a figure of their pages.

use super::Said;
use super::attribute::{Judgement, Verdict, judge_all, judge_option};
use crate::knowledge::TextKey;
use crate::knowledge::property::Property;
use crate::language::compare::{
    Scale, all_are, amount, called, days, is_about, it_is, quoted, season, side, silent, that_is, within,
};
use crate::language::options;
use crate::language::property::{bare_word, denies};
use crate::language::shown::{in_a_row, list, money};
use crate::language::sums::attribute;
use crate::language::terms::side_by_side;
use crate::shop::product::Product;
use crate::understand::property::PropertyAsk;

/// So many attributes are said of each where none answers.
const ATTRIBUTES: usize = 3;

/// One of those that are held side by side: goods, or a variant of them by an option.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Side<'a> {
    pub(crate) product: &'a Product,
    pub(crate) option: Option<(&'a str, &'a str)>,
}

impl Side<'_> {
    fn name(&self) -> String {
        self.option.map_or_else(|| quoted(self.product.short_title()), |(_, value)| value.to_owned())
    }
}

/// By what they are held side by side.
#[derive(Clone, Copy, Debug)]
pub(crate) enum By<'a> {
    /// What was asked in these words.
    Property(&'a PropertyAsk, &'a str),
    /// The most of it, or the least.
    Scale(Scale, bool),
}

/// Where a side stands.
#[derive(Debug, Default)]
struct Stand {
    /// Grows with what is asked; none where the page does not say it.
    rank: Option<i64>,
    /// What the page says; empty where it is silent.
    says: String,
    /// That it has what is asked, and that it has it not: of properties.
    verdict: Option<Verdict>,
}

/// What is said of them; `None` where variants cannot be told apart by it, which says nothing of the goods.
pub(crate) fn choose(by: By<'_>, sides: &[Side<'_>], properties: &[Property]) -> Option<Said> {
    let stands: Vec<Stand> = sides.iter().map(|side| stand(by, side, properties)).collect();
    let known = stands.iter().filter(|stand| stand.rank.is_some()).count();
    let best = stands.iter().filter_map(|stand| stand.rank).max();
    let of_options = sides.iter().all(|side| side.option.is_some());
    let level = stands.iter().all(|stand| stand.rank == best);
    if of_options && (known < sides.len() || level) {
        return None;
    }
    let what = what(by, properties);
    let pairs = || sides.iter().zip(&stands);
    if known == sides.len() && !level {
        let winners = pairs().filter(|(_, stand)| stand.rank == best);
        let names: Vec<String> = winners.map(|(side, _)| side.name()).collect();
        let found = it_is(&that_wins(by, &stands, properties), &list(&refs(&names)));
        let title = sides.first().filter(|_| of_options).map(|side| side.product.short_title());
        let found = title.map_or_else(|| found.clone(), |title| within(title, &found));
        let said = Said::new(TextKey::CompareFound).with("found", found);
        return Some(if of_options { said } else { said.with("sides", beside(sides, &stands, what)) });
    }
    if known == sides.len() {
        let said = Said::new(TextKey::CompareLevel).with("sides", beside(sides, &stands, what));
        return Some(said.with("found", all_so(by, &stands, properties)));
    }
    if stands.iter().any(|stand| !stand.says.is_empty()) {
        return Some(Said::new(TextKey::CompareBeside).with("sides", beside(sides, &stands, what)));
    }
    let names: Vec<String> = sides.iter().map(Side::name).collect();
    let said = Said::new(TextKey::CompareSilent).with("names", list(&refs(&names))).with("property", what);
    Some(said.with("sides", differences(sides)))
}

fn refs(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).collect()
}

/// How many sides a question by a property can rank: of what the same words ask for, what the pages speak of is meant.
pub(crate) fn ranked(ask: &PropertyAsk, sides: &[Side<'_>], properties: &[Property]) -> usize {
    sides.iter().filter(|side| stand(By::Property(ask, ""), side, properties).rank.is_some()).count()
}

fn stand(by: By<'_>, side: &Side<'_>, properties: &[Property]) -> Stand {
    match by {
        By::Property(ask, _) => of_property(ask, side, properties).unwrap_or_default(),
        By::Scale(scale, most) => {
            let stand = of_scale(scale, side).unwrap_or_default();
            Stand { rank: stand.rank.map(|rank| if most { rank } else { rank.saturating_neg() }), ..stand }
        }
    }
}

fn of_property(ask: &PropertyAsk, side: &Side<'_>, properties: &[Property]) -> Option<Stand> {
    let property = properties.get(ask.index)?;
    let judged = match side.option {
        Some(option) => judge_option(ask, property, option),
        None => judge_all(std::slice::from_ref(ask), properties, side.product).pop()?,
    };
    let rank = match judged.verdict {
        // Of an illness nothing good is concluded.
        Verdict::Yes | Verdict::Partly if judged.health => None,
        Verdict::Yes => Some(2),
        Verdict::Partly => Some(1),
        Verdict::No => Some(0),
        Verdict::Says | Verdict::Unknown => None,
    };
    Some(Stand { rank, says: says(&judged), verdict: Some(judged.verdict) })
}

/// What the page says, with its name where the value does not name it: `厚度加厚`, `不含酒精`.
fn says(judged: &Judgement<'_>) -> String {
    let value = judged.value.as_deref().unwrap_or_default();
    match judged.attribute {
        Some(name) if !value.contains(name) => attribute(name, value),
        _ => value.to_owned(),
    }
}

fn of_scale(scale: Scale, side: &Side<'_>) -> Option<Stand> {
    if scale == Scale::Price {
        let price = match side.option {
            Some((_, value)) => {
                options::fitting(side.product, &[value.to_owned()]).iter().filter_map(|sku| sku.price).min()
            }
            None => side.product.lowest_price(),
        }?;
        return Some(Stand { rank: Some(price.0), says: money(price), verdict: None });
    }
    let figure = |value: &str| match scale {
        Scale::Keeps => days(value),
        Scale::Amount | Scale::Weight => amount(value).map(|(_, amount)| amount),
        Scale::New => season(value),
        Scale::Price => None,
    };
    if let Some((_, value)) = side.option {
        return figure(value).map(|rank| Stand { rank: Some(rank), says: String::new(), verdict: None });
    }
    let lines = || side.product.attributes.iter().filter(|(name, _)| is_about(scale, name));
    let (name, value) = lines().find(|(_, value)| figure(value).is_some()).or_else(|| lines().next())?;
    Some(Stand { rank: figure(value), says: attribute(name, value), verdict: None })
}

/// What they are held side by side by is called.
fn what<'p>(by: By<'_>, properties: &'p [Property]) -> &'p str {
    match by {
        By::Property(ask, _) => properties.get(ask.index).map_or("", |property| &property.name),
        By::Scale(scale, most) => called(scale, most).0,
    }
}

/// What is said of the side that wins.
fn that_wins(by: By<'_>, stands: &[Stand], properties: &[Property]) -> String {
    match by {
        By::Property(ask, words) => {
            let Some(property) = properties.get(ask.index) else { return String::new() };
            // What has degrees is said by them, unless the others have nothing of it.
            let degrees = property.name.chars().nth(1).is_none();
            let some = stands.iter().any(|stand| stand.verdict == Some(Verdict::Partly));
            let word = Some(bare_word(words))
                .filter(|word| !word.is_empty() && !denies(word) && degrees && (some || !ask.positive));
            that_is(if ask.positive { &property.is } else { &property.is_not }, word)
        }
        By::Scale(scale, most) => called(scale, most).1.to_owned(),
    }
}

/// What is so of all of them; empty where it is so in part, or they say it by figures.
fn all_so(by: By<'_>, stands: &[Stand], properties: &[Property]) -> String {
    let By::Property(ask, _) = by else { return String::new() };
    let Some(property) = properties.get(ask.index) else { return String::new() };
    let yes = match stands.first().and_then(|stand| stand.verdict) {
        Some(Verdict::Yes) => ask.positive,
        Some(Verdict::No) => !ask.positive,
        _ => return String::new(),
    };
    all_are(if yes { &property.is } else { &property.is_not })
}

/// The sides next to each other.
fn beside(sides: &[Side<'_>], stands: &[Stand], what: &str) -> String {
    let one = |(of, stand): (&Side<'_>, &Stand)| {
        if stand.says.is_empty() { silent(&of.name(), what) } else { side(&of.name(), &stand.says) }
    };
    side_by_side(&sides.iter().zip(stands).map(one).collect::<Vec<_>>())
}

/// What else tells the goods apart; empty where nothing does.
fn differences(sides: &[Side<'_>]) -> String {
    let Some((first, rest)) = sides.split_first() else { return String::new() };
    let differs = |name: &String, value: &String| {
        let others: Vec<Option<&String>> = rest.iter().map(|side| side.product.attributes.get(name)).collect();
        others.iter().all(Option::is_some) && others.iter().any(|other| *other != Some(value))
    };
    let all = first.product.attributes.iter().filter(|(name, value)| differs(name, value));
    let names: Vec<&String> = all.map(|(name, _)| name).take(ATTRIBUTES).collect();
    if names.is_empty() {
        return String::new();
    }
    let of = |one: &Side<'_>| {
        let values = names.iter().filter_map(|name| Some(attribute(name, one.product.attributes.get(*name)?)));
        side(&one.name(), &in_a_row(&values.collect::<Vec<_>>()))
    };
    side_by_side(&sides.iter().map(of).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests;
