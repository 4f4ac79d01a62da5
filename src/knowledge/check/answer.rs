//! Answers: what each needs, and in which order they are tried.

use std::cmp::Reverse;

use super::super::diagnostic::Problems;
use super::super::field::{About, Condition, Reference};
use super::super::merge::Laid;
use super::super::problem::{Kind, Problem};
use super::super::range;
use super::super::source::AnswerEntry;
use super::super::{Answer, Class, Origin};
use super::text::Slots;
use super::{Names, clock, condition, menu, normal, order, shadow, text, warn_gone};

pub(super) fn answers(laid: Vec<Laid<AnswerEntry>>, names: &Names, problems: &mut Problems) -> Vec<Answer> {
    let mut answers: Vec<Answer> = laid.into_iter().filter_map(|laid| answer(laid, names, problems)).collect();
    // Stable: what is equal stays in the order of the files.
    answers.sort_by_key(|answer| (answer.class, Reverse(conditions(answer)), answer.origin));
    shadow::warn(&answers, problems);
    answers
}

fn answer(laid: Laid<AnswerEntry>, names: &Names, problems: &mut Problems) -> Option<Answer> {
    let Laid { entry, origin } = laid;
    let places = &entry.places;
    let place = places.whole().clone();
    let wanted = names.wanted(&entry.intents, |index| places.item("intent", index).clone(), problems);
    if wanted.gone && entry.keywords.is_empty() {
        warn_gone(Kind::Answer, &entry.id, origin, &place, problems);
        return None;
    }
    if entry.intents.is_empty() && entry.keywords.is_empty() {
        problems.error(&place, Problem::AnswersNothing { id: entry.id });
        return None;
    }
    let written = ["say", "image", "menu", "hand_off"].iter().any(|key| places.has(key));
    if !written && entry.say.is_empty() && entry.image.is_none() && entry.menu.is_empty() && entry.hand_off.is_none() {
        problems.error(&place, Problem::AnswerSaysNothing { id: entry.id });
        return None;
    }
    for (key, list) in [("keywords", &entry.keywords), ("product", &entry.products)] {
        for (index, _) in list.iter().enumerate().filter(|(_, text)| text.trim().is_empty()) {
            problems.error(places.item(key, index), Problem::EmptyItem { key });
        }
    }
    for (index, keyword) in entry.keywords.iter().enumerate().filter(|_| origin == Origin::Shop) {
        let taken = names.keywords.get(&normal(keyword)).filter(|id| !entry.intents.contains(id));
        if let Some(id) = taken {
            let problem = Problem::AnswerTakesKeyword { word: keyword.clone(), id: id.clone() };
            problems.warning(places.item("keywords", index), problem);
        }
    }
    range::check("given", entry.given, places, problems);
    let instant = |key: &'static str, text: &Option<String>, problems: &mut Problems| {
        clock::instant(key, text.as_deref()?, names.offset, places.key(key), problems)
    };
    let dates = (instant("from", &entry.from, problems), instant("until", &entry.until, problems));
    if let (Some(from), Some(until)) = dates
        && from >= until
    {
        problems.error(places.key("until"), Problem::NeverInTime { id: entry.id.clone() });
    }
    let daily = entry.daily.as_deref().and_then(|text| clock::window("daily", text, places.key("daily"), problems));
    let when = condition::condition(&entry.when, places, "when", &Slots::None, problems);
    let say = text::templates(&entry.say, places, "say", &Slots::None, problems);
    let menu = menu(entry.menu, places, problems);
    if entry.hand_off.is_some() {
        text::promises_are_marked(&entry.say, places, "say", problems);
    }
    let hand_off = entry.hand_off.map(|to| order(to, &entry.id));
    let mut answer = Answer {
        id: entry.id,
        intents: wanted.ids,
        keywords: entry.keywords.iter().map(|keyword| normal(keyword)).collect(),
        class: Class::Default,
        when,
        products: entry.products,
        dates,
        daily,
        given: entry.given,
        say,
        menu,
        image: entry.image,
        tag: entry.tag,
        hand_off,
        origin,
        place,
    };
    answer.class = class(&answer);
    Some(answer)
}

/// Whether the condition can hold in one turn and not in the next: what the shop's policies say never changes.
fn varies(when: &Condition) -> bool {
    when.tests
        .iter()
        .any(|test| !matches!(&test.subject, Reference::Field(field) if field.name().starts_with("policy.")))
}

/// The first kind of condition that the answer has.
fn class(answer: &Answer) -> Class {
    if !answer.keywords.is_empty() {
        Class::Keyword
    } else if answer.daily.is_some() || answer.dates != (None, None) {
        Class::Window
    } else if answer.when.needs(About::Order) {
        Class::OrderState
    } else if !answer.products.is_empty() {
        Class::Product
    } else if varies(&answer.when) {
        Class::Variable
    } else if answer.given.is_some() {
        Class::HitCount
    } else if answer.hand_off.is_some() && answer.say.is_empty() {
        Class::HandOff
    } else {
        Class::Default
    }
}

/// How many conditions it has.
fn conditions(answer: &Answer) -> usize {
    let (from, until) = answer.dates;
    let parts = [
        !answer.keywords.is_empty(),
        !answer.products.is_empty(),
        from.is_some() || until.is_some(),
        answer.daily.is_some(),
        answer.given.is_some(),
    ];
    parts.into_iter().filter(|part| *part).count() + answer.when.tests.len()
}
