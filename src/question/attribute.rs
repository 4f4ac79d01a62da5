//! Whether goods have a property that a buyer asks about, by what their page says, with the words of the page that prove it.

use std::borrow::Cow;
use std::ops::Range;

use crate::knowledge::property::{Holds, Property, Rule, Value, attribute};
use crate::language::attribute::{
    Tone, ages_of, clauses, figures, is_open, names_children, sentences, takes_out, tone, tone_of_name, yes_no,
};
use crate::language::shown::list;
use crate::shop::product::Product;
use crate::text::normalize::normal;
use crate::understand::property::PropertyAsk;

/// What a page says to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// What was asked is so.
    Yes,
    /// It is not so.
    No,
    /// It is so under a condition, in part, or the page says both.
    Partly,
    /// The page speaks of it, and what it says is neither.
    Says,
    /// The page does not speak of it.
    Unknown,
}

/// A verdict with what proves it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Judgement<'a> {
    /// To the question as it was asked: `不会起球吧` is a yes where it does not.
    pub(crate) verdict: Verdict,
    /// What the property is called.
    pub(crate) property: &'a str,
    /// What is so, where that is known: `不易起球`.
    pub(crate) said: Option<&'a str>,
    /// The attribute or the option that proves it; none where the title, a tag or the description does.
    pub(crate) attribute: Option<&'a str>,
    /// What stands there, word for word.
    pub(crate) value: Option<Cow<'a, str>>,
    /// Somebody could be hurt by a mistake: what is not known a person answers.
    pub(crate) safety: bool,
    /// It is a matter of an illness: what the page says is shown, and nothing concluded from it but a no.
    pub(crate) health: bool,
}

/// A line of a page.
struct Line<'a> {
    about: String,
    name: Option<&'a str>,
    /// Several of an option.
    values: Vec<&'a str>,
    /// It is what can be chosen, and not what the page says.
    option: bool,
}

impl<'a> Line<'a> {
    fn value(&self) -> Cow<'a, str> {
        match self.values.as_slice() {
            [one] => Cow::Borrowed(one),
            many => Cow::Owned(list(many)),
        }
    }
}

/// What the page of `product` says to what is asked of `property`.
fn judge<'a>(
    asked: &PropertyAsk,
    property: &'a Property,
    product: Option<&'a Product>,
    lines: &[Line<'a>],
) -> Judgement<'a> {
    let mut shown: Option<&Line<'a>> = None;
    let mut found: Vec<(Holds, &Line<'a>)> = Vec::new();
    for rule in &property.rules {
        for name in &rule.attributes {
            for line in lines.iter().filter(|line| line.about == *name) {
                match of_line(line, rule, property, asked.months) {
                    Some(holds) => found.push((holds, line)),
                    None if rule.shows => shown = shown.or(Some(line)),
                    None => {}
                }
            }
        }
    }
    let elsewhere = if found.is_empty() { other_lines(lines, property) } else { None };
    let written =
        product.into_iter().flat_map(texts).find_map(|line| Some((of_text(line.value().as_ref(), property)?, line)));
    let written = written.as_ref().map(|(holds, line)| (*holds, line)).or(elsewhere);
    let decided = if let Some(bad) = property.bad {
        // The worst counts, and what is written beside the attributes only where it warns.
        let warns = written.filter(|(holds, _)| *holds != bad.turned());
        let all = || found.iter().copied().chain(warns);
        [bad, Holds::Partly, bad.turned()].iter().find_map(|holds| all().find(|(found, _)| found == holds))
    } else {
        match (found.first().copied(), written) {
            (Some((holds, line)), Some((text, _))) if holds == text.turned() => Some((Holds::Partly, line)),
            (Some(first), _) => Some(first),
            (None, written) => written,
        }
    };
    let empty = Judgement {
        verdict: Verdict::Unknown,
        property: &property.name,
        said: None,
        attribute: None,
        value: None,
        safety: property.bad.is_some(),
        health: property.health,
    };
    match (decided, shown) {
        (Some((holds, line)), _) => Judgement {
            verdict: match if asked.positive { holds } else { holds.turned() } {
                Holds::Yes => Verdict::Yes,
                Holds::No => Verdict::No,
                Holds::Partly => Verdict::Partly,
            },
            said: match holds {
                Holds::Yes => Some(&property.is),
                Holds::No => Some(&property.is_not),
                Holds::Partly => None,
            },
            attribute: line.name,
            value: Some(line.value()),
            ..empty
        },
        (None, Some(line)) if property.bad.is_none() || property.health => {
            Judgement { verdict: Verdict::Says, attribute: line.name, value: Some(line.value()), ..empty }
        }
        _ => empty,
    }
}

/// What lines say that no rule is about: `白色微透` behind any name. Where somebody could be hurt only what warns.
fn other_lines<'l, 'a>(lines: &'l [Line<'a>], property: &Property) -> Option<(Holds, &'l Line<'a>)> {
    let attributes = lines.iter().filter(|line| !line.option);
    let warns = |line: &Line<'_>| {
        let named = tone_of_name(&line.about);
        let of = |rule: &Rule| says(line.values.first()?, None, rule, property, named).sum(property.bad);
        property.rules.iter().find_map(of).filter(|holds| Some(*holds) != property.bad.map(Holds::turned))
    };
    let mut found = attributes.filter_map(|line| match property.bad {
        Some(_) => Some((warns(line)?, line)),
        None => Some((of_text(line.values.first()?, property)?, line)),
    });
    found.next()
}

/// What the page says to all that is asked, in the order of the message. Of what the same words ask for, what the page speaks of counts.
pub(crate) fn judge_all<'a>(
    asked: &[PropertyAsk],
    properties: &'a [Property],
    product: &'a Product,
) -> Vec<Judgement<'a>> {
    judge_each(asked, properties, product).into_iter().map(|(_, one)| one).collect()
}

/// The same, each with the place of its words.
pub(crate) fn judge_each<'a>(
    asked: &[PropertyAsk],
    properties: &'a [Property],
    product: &'a Product,
) -> Vec<(Range<usize>, Judgement<'a>)> {
    let lines = lines(product);
    let mut all: Vec<(Range<usize>, Judgement<'a>)> = Vec::with_capacity(asked.len());
    for ask in asked {
        let Some(property) = properties.get(ask.index) else { continue };
        let one = judge(ask, property, Some(product), &lines);
        match all.last_mut().filter(|(span, _)| span.start < ask.span.end && ask.span.start < span.end) {
            Some((_, known)) if rank(&one) > rank(known) => *known = one,
            Some(_) => {}
            None => all.push((ask.span.clone(), one)),
        }
    }
    all
}

/// The page to one property, which a message does not ask for by its words.
pub(crate) fn judge_one<'a>(index: usize, properties: &'a [Property], product: &'a Product) -> Option<Judgement<'a>> {
    let ask = PropertyAsk { index, positive: true, span: 0..0, months: None };
    judge_all(&[ask], properties, product).pop()
}

/// How much a judgement says.
fn rank(judgement: &Judgement<'_>) -> u8 {
    match judgement.verdict {
        Verdict::Unknown => 0,
        Verdict::Says => 1,
        Verdict::Yes | Verdict::No | Verdict::Partly => 2,
    }
}

/// The attributes of a page, and then the options of what can be bought.
fn lines(product: &Product) -> Vec<Line<'_>> {
    let attributes = product.attributes.iter().filter(|(_, value)| !value.trim().is_empty());
    let mut lines: Vec<Line<'_>> = attributes
        .map(|(name, value)| Line { about: attribute(name), name: Some(name), values: vec![value], option: false })
        .collect();
    let mut options: Vec<Line<'_>> = Vec::new();
    for (name, value) in product.skus.iter().flat_map(|sku| &sku.options) {
        match options.iter_mut().find(|line| line.name == Some(name)) {
            Some(line) if line.values.contains(&value.as_str()) => {}
            Some(line) => line.values.push(value),
            None => options.push(of_option(name, value)),
        }
    }
    lines.append(&mut options);
    lines
}

/// A value of an option, as a line of its own.
fn of_option<'a>(name: &'a str, value: &'a str) -> Line<'a> {
    Line { about: attribute(name), name: Some(name), values: vec![value], option: true }
}

/// What a value of an option says to what is asked, whatever the page says of the goods.
pub(crate) fn judge_option<'a>(
    ask: &PropertyAsk,
    property: &'a Property,
    (name, value): (&'a str, &'a str),
) -> Judgement<'a> {
    judge(ask, property, None, &[of_option(name, value)])
}

/// What else a page says: its title, its tags, and the sentences of its description.
fn texts(product: &Product) -> impl Iterator<Item = Line<'_>> {
    let tags = product.tags.iter().map(String::as_str);
    let all = std::iter::once(product.title.as_str()).chain(tags).chain(sentences(&product.description));
    all.map(|text| Line { about: String::new(), name: None, values: vec![text], option: false })
}

/// What a line says by a rule. Of the values of an option each says its own.
fn of_line(line: &Line<'_>, rule: &Rule, property: &Property, months: Option<u32>) -> Option<Holds> {
    let named = tone_of_name(&line.about);
    let of = |value: &&str| {
        let holds = if property.age { of_age(value, months, named) } else { None };
        holds.or_else(|| of_value(value, &line.about, rule, property, named))
    };
    let mut each = line.values.iter().map(of);
    let first = each.next()?;
    let mut several = false;
    let mut some = first;
    for one in each {
        several |= one != first;
        some = some.or(one);
    }
    if several { some.map(|_| Holds::Partly) } else { first }
}

/// What a value says by a rule.
fn of_value(value: &str, about: &str, rule: &Rule, property: &Property, named: Tone) -> Option<Holds> {
    let absent = || rule.absent.filter(|_| !is_open(value));
    says(value, Some(about).filter(|_| rule.named), rule, property, named).sum(property.bad).or_else(absent)
}

/// What the clauses of a value say by a rule; `about` is what the attribute is about, where the property is named after it.
fn says(value: &str, about: Option<&str>, rule: &Rule, property: &Property, named: Tone) -> Says {
    let mut says = Says::default();
    for clause in clauses(value) {
        let mut clause = normal(clause);
        for except in rule.except.iter().filter(|except| !except.is_empty()) {
            clause = clause.replace(except.as_str(), " ");
        }
        let before = says;
        for (value, holds) in &rule.values {
            says.out |= *holds == Holds::Yes && is_out(&clause, value);
            let heard = of_clause(&clause, value, *holds, rule.named || property.bad.is_some(), named);
            // `不透` denies what another clause may say; `手洗` does not.
            says.hear(heard.map(|(holds, denies)| (holds, denies || value.denies(&property.name))));
        }
        if let Some(about) = about
            && says == before
        {
            let turned = |yes: bool| if yes == is_positive(about, property) { Holds::Yes } else { Holds::No };
            let word = || spoken(&clause, property);
            says.hear(yes_no(&clause).map(turned).or_else(word).map(|holds| (holds, true)));
        }
    }
    says
}

/// What the clauses of a value say together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Says {
    partly: bool,
    yes: bool,
    /// A word for no.
    no: bool,
    /// A word for yes that is denied.
    denied: bool,
    /// A word for yes that is taken out of what holds for all others.
    out: bool,
}

impl Says {
    fn hear(&mut self, heard: Option<(Holds, bool)>) {
        match heard {
            Some((Holds::Partly, _)) => self.partly = true,
            Some((Holds::Yes, _)) => self.yes = true,
            Some((Holds::No, true)) => self.denied = true,
            Some((Holds::No, false)) => self.no = true,
            None => {}
        }
    }

    /// `手洗或机洗` can be washed in a machine; where somebody could be hurt the worst counts.
    fn sum(self, bad: Option<Holds>) -> Option<Holds> {
        match self {
            Says { out: true, .. } => Some(Holds::No),
            Says { partly: false, yes: true, .. } if bad == Some(Holds::Yes) => Some(Holds::Yes),
            Says { partly: false, no: true, .. } | Says { partly: false, denied: true, .. }
                if bad == Some(Holds::No) =>
            {
                Some(Holds::No)
            }
            Says { partly: true, .. } | Says { yes: true, denied: true, .. } => Some(Holds::Partly),
            Says { yes: true, .. } => Some(Holds::Yes),
            Says { no: true, .. } | Says { denied: true, .. } => Some(Holds::No),
            _ => None,
        }
    }
}

/// Whether a clause takes a word out of all that it speaks of.
fn is_out(clause: &str, value: &Value) -> bool {
    let Value::Word(word) = value else { return false };
    clause.find(word.as_str()).is_some_and(|at| takes_out(clause, at, at + word.len()))
}

/// What a clause says by one value, and whether that is a denial.
fn of_clause(clause: &str, value: &Value, holds: Holds, denials: bool, named: Tone) -> Option<(Holds, bool)> {
    match value {
        Value::Whole(whole) => (clause.trim() == whole).then_some((holds, false)),
        Value::Figure(figure) => {
            let found = figures(clause);
            let mut meant = found.iter().filter(|found| figure.means(found)).peekable();
            (meant.peek().is_some() && meant.all(|found| figure.holds(found))).then_some((holds, false))
        }
        Value::Word(word) => {
            let (at, _) = clause.match_indices(word.as_str()).next()?;
            match (tone(clause, at, at + word.len()), holds, named) {
                (Tone::Denied, Holds::Yes, Tone::Plain) => denials.then_some((Holds::No, true)),
                (Tone::Denied, ..) => None,
                (_, Holds::Yes, Tone::Conditional) | (Tone::Conditional, Holds::Yes, _) => Some((Holds::Partly, false)),
                (_, Holds::Yes, Tone::Denied) => Some((Holds::No, false)),
                _ => Some((holds, false)),
            }
        }
    }
}

/// Whether a yes of an attribute with this name is a yes to the property: `起球` and `抗起球`.
fn is_positive(about: &str, property: &Property) -> bool {
    longest(about, property).is_none_or(|(_, _, positive)| positive)
}

/// What a text says of a property by the words that it is asked with.
fn spoken(text: &str, property: &Property) -> Option<Holds> {
    let (at, width, positive) = longest(text, property)?;
    let holds = if positive { Holds::Yes } else { Holds::No };
    match tone(text, at, at + width) {
        Tone::Plain => Some(holds),
        Tone::Denied => Some(holds.turned()),
        Tone::Conditional => Some(Holds::Partly),
    }
}

/// The longest of its words in a text: where, how long, and what it speaks for. A word of one character says too little alone.
fn longest(text: &str, property: &Property) -> Option<(usize, usize, bool)> {
    let plain = property.asked.iter().filter(|phrase| phrase.with.is_empty());
    let words = plain.flat_map(|phrase| phrase.words.iter().map(|word| (word.as_str(), phrase.positive)));
    let words = words.filter(|(word, _)| word.chars().nth(1).is_some());
    let found = words.filter_map(|(word, positive)| Some((text.find(word)?, word.len(), positive)));
    let innocent = |at: usize, width: usize| {
        let holding = property.innocent.iter().filter_map(|word| Some((text.find(word.as_str())?, word.len())));
        holding.into_iter().any(|(start, long)| start < at + width && at < start + long)
    };
    found.filter(|(at, width, _)| !innocent(*at, *width)).max_by_key(|(at, width, _)| (*width, usize::MAX - at))
}

/// What a text beside the attributes says.
fn of_text(text: &str, property: &Property) -> Option<Holds> {
    let mut said = clauses(text).filter_map(|clause| spoken(&normal(clause), property));
    let first = said.next()?;
    // `豆沙粉不透，浅灰格微透`
    Some(if said.all(|other| other == first) { first } else { Holds::Partly })
}

/// What a value says to somebody of this age, or to a child whose age is not known.
fn of_age(value: &str, months: Option<u32>, named: Tone) -> Option<Holds> {
    let mut found: Option<Holds> = None;
    for clause in clauses(value) {
        let clause = normal(clause);
        let holds = match (ages_of(&clause), months) {
            (Some(ages), Some(months)) => {
                match (ages.denied || named == Tone::Denied, ages.careful || named == Tone::Conditional) {
                    (_, true) => ages.holds(months).then_some(Holds::Partly),
                    (true, _) => ages.holds(months).then_some(Holds::No),
                    _ if ages.holds(months) => Some(Holds::Yes),
                    _ => Some(Holds::No),
                }
            }
            (Some(ages), None) if ages.denied || ages.careful || named != Tone::Plain => Some(Holds::Partly),
            (Some(ages), None) if ages.from == 0 && ages.until.is_none_or(|until| until >= INFANT) => Some(Holds::Yes),
            (Some(ages), None) if ages.from >= GROWING => Some(Holds::No),
            (Some(_), None) => Some(Holds::Partly),
            (None, months) if names_children(&clause) => match (tone(&clause, 0, 0), named) {
                (Tone::Conditional, _) | (_, Tone::Conditional) => Some(Holds::Partly),
                (Tone::Denied, _) | (_, Tone::Denied) => Some(Holds::No),
                _ if months.is_some() => Some(Holds::Partly),
                _ => Some(Holds::Yes),
            },
            (None, _) => None,
        };
        // The worst counts.
        found = match (found, holds) {
            (Some(Holds::No), _) | (_, Some(Holds::No)) => Some(Holds::No),
            (Some(Holds::Partly), _) | (_, Some(Holds::Partly)) => Some(Holds::Partly),
            (one, other) => one.or(other),
        };
    }
    found
}

/// In months: until then somebody is called a baby; from then on nobody is called a child by their parents' side of the counter.
const INFANT: u32 = 36;
const GROWING: u32 = 14 * 12;

#[cfg(test)]
mod tests;
