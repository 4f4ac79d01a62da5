//! Answers that can never be chosen, because an earlier one holds whenever they do.

use super::super::Answer;
use super::super::diagnostic::Problems;
use super::super::field::{Accept, Field, FieldKind, Part, Reference, Template, Test};
use super::super::problem::Problem;

/// Warns of them. `answers` stand in the order in which they are tried.
pub(super) fn warn(answers: &[Answer], problems: &mut Problems) {
    for (index, late) in answers.iter().enumerate() {
        let earlier = answers.get(..index).unwrap_or_default();
        let covering =
            |asked: &dyn Fn(&Answer) -> bool| earlier.iter().find(|early| asked(early) && covers(early, late));
        let by_intent = late.intents.iter().map(|id| covering(&|early| early.intents.contains(id)));
        let by_keyword = late.keywords.iter().map(|word| covering(&|early| early.keywords.contains(word)));
        let Some(all) = by_intent.chain(by_keyword).collect::<Option<Vec<&Answer>>>() else { continue };
        // A shop that answers in the pack's place means it.
        let Some(first) = all.first().filter(|_| all.iter().any(|early| early.origin == late.origin)) else { continue };
        let (id, place) = (late.id.clone(), first.place.clone());
        problems.warning(&late.place, Problem::NeverChosen { id, first: first.id.clone(), place });
    }
}

/// Whether `early` is said whenever `late` could be.
fn covers(early: &Answer, late: &Answer) -> bool {
    let (from, until) = early.dates;
    let products = early.products.is_empty()
        || !late.products.is_empty() && late.products.iter().all(|id| early.products.contains(id));
    products
        && (from.is_none() || late.dates.0 >= from)
        && (until.is_none() || late.dates.1.is_some_and(|late| Some(late) <= until))
        && (early.daily.is_none() || early.daily == late.daily)
        && (early.given.is_none() || early.given == late.given)
        && early.when.tests.iter().all(|test| late.when.tests.iter().any(|other| implies(other, test)))
        && speaks(early, late)
}

/// Whether `strong` cannot hold without `weak`.
fn implies(strong: &Test, weak: &Test) -> bool {
    strong.subject == weak.subject
        && match (&strong.accept, &weak.accept) {
            (Accept::Is(a), Accept::Is(b)) => a == b,
            // Only a value can be one of some values; a flag has none of these.
            (Accept::OneOf(_) | Accept::Between(..), Accept::Is(known)) => *known,
            (Accept::OneOf(a), Accept::OneOf(b)) => a.iter().all(|value| b.contains(value)),
            (Accept::Between(a, b), Accept::Between(low, high)) => a >= low && b <= high,
            _ => false,
        }
}

/// Whether there is always something of `early` to say: a text whose first line refers to what is not known is skipped.
fn speaks(early: &Answer, late: &Answer) -> bool {
    let known = |field: &Field| {
        let tests = early.when.tests.iter().chain(&late.when.tests);
        tests.filter(|test| test.subject == Reference::Field(*field)).any(|test| match test.accept {
            Accept::Is(known) => known || field.kind() == FieldKind::Flag,
            Accept::OneOf(_) | Accept::Between(..) => true,
        })
    };
    let sure = |template: &Template| {
        template.lines.first().is_none_or(|line| {
            line.iter().all(|part| match part {
                Part::Text(_) => true,
                Part::WithPeople(_) => false,
                Part::Value(Reference::Field(field)) => known(field),
                Part::Value(Reference::Slot(_)) => false,
            })
        })
    };
    early.say.iter().all(sure)
}
