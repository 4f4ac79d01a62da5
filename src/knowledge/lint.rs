//! What only the built bot can tell about its knowledge: which of the shop's own texts it understands otherwise than meant.

use super::diagnostic::{Diagnostic, Problems};
use super::problem::{Never, Problem};
use super::{Faq, Intent, Knowledge, List, MenuSite, Origin, Place};
use crate::bot::Bot;
use crate::fact::Fact;
use crate::input::Input;
use crate::session::Session;
use crate::shop::Shop;
use crate::understand::{Evidence, EvidenceKind, Reader, root};

/// Reads the shop's own texts with the bot that was built from them, and reports what comes out otherwise than it was
/// meant, as warnings by file and line:
///
/// - an example that the bot would take for another intent if it were not written down word for word,
/// - a counter-example that the bot takes for the very intent it should not be,
/// - a question of the FAQ that finds another entry first,
/// - a keyword that never decides, or the keyword of an answer that a rule of the pack understands already,
/// - an item of a menu that the bot itself does not understand.
///
/// What is wrong with the files as such is in [`Knowledge::warnings`]. It takes a few microseconds for each text.
///
/// ```
/// use kefu::{Bot, Knowledge};
///
/// let knowledge = Knowledge::builder()
///     .toml("shop.toml", "[[intent]]\nid = 'order.bulk'\nname = '批发'\nkeywords = ['批发', '[捂脸]']\n")
///     .build()?;
/// let found = kefu::knowledge::lint(&Bot::new(knowledge));
/// assert_eq!((found.len(), found[0].line), (1, 4)); // a message of nothing but emoji is answered before keywords are tried
/// # Ok::<(), kefu::KnowledgeError>(())
/// ```
#[must_use]
pub fn lint(bot: &Bot) -> Vec<Diagnostic> {
    let (knowledge, reader) = (bot.knowledge(), bot.reader());
    let mut problems = Problems::default();
    for (index, intent) in knowledge.intents.iter().enumerate() {
        for site in &intent.sites {
            let Some(text) = intent.list(site.list).get(site.index) else { continue };
            match site.list {
                List::Examples => example(knowledge, reader, index, text, &site.place, &mut problems),
                List::CounterExamples => counter_example(knowledge, reader, intent, text, &site.place, &mut problems),
                List::Keywords => keyword(knowledge, reader, index, text, &site.place, &mut problems),
            }
        }
    }
    for (index, faq) in knowledge.faqs.iter().enumerate() {
        let texts = std::iter::once((&faq.question, &faq.place)).chain(faq.similar.iter().zip(&faq.similar_places));
        for (text, place) in texts {
            question(knowledge, reader, index, text, place, &mut problems);
        }
    }
    answer_keywords(knowledge, reader, &mut problems);
    // What the host's writer would make of it nobody knows.
    for site in knowledge.menus.iter().filter(|_| !knowledge.profile.compose) {
        menu_item(bot, site, &mut problems);
    }
    problems.into_sorted()
}

/// An example teaches by its likeness to what buyers write. One that is understood otherwise when it is not recognised as
/// itself teaches too little, or the wrong thing.
fn example(knowledge: &Knowledge, reader: &Reader, own: usize, text: &str, place: &Place, problems: &mut Problems) {
    let Some(intent) = knowledge.intents.get(own) else { return };
    let Some((taken, confidence)) = reader.read_anew(knowledge, text) else { return };
    if root(knowledge, taken) == root(knowledge, own) {
        return;
    }
    let taken = knowledge.intents.get(taken).map(|taken| taken.id.to_string()).unwrap_or_default();
    let (text, own, percent) = (text.to_owned(), intent.id.to_string(), percent(confidence));
    problems.warning(place, Problem::ExampleTaken { text, own, taken, percent });
}

fn percent(confidence: f32) -> u32 {
    (confidence * 100.0).round() as u32
}

fn counter_example(
    knowledge: &Knowledge,
    reader: &Reader,
    intent: &Intent,
    text: &str,
    place: &Place,
    problems: &mut Problems,
) {
    let understanding = reader.read(knowledge, text, None);
    let Some(best) = understanding.best().filter(|best| best.id.is(intent.id.as_str())) else { return };
    let (text, own, percent) = (text.to_owned(), intent.id.to_string(), percent(best.confidence));
    problems.warning(place, Problem::CounterTaken { text, own, percent });
}

fn keyword(knowledge: &Knowledge, reader: &Reader, own: usize, text: &str, place: &Place, problems: &mut Problems) {
    let Some(intent) = knowledge.intents.get(own) else { return };
    let understanding = reader.read(knowledge, text, None);
    let never = if understanding.light {
        Never::Light
    } else if let Some(answer) = understanding.answer.and_then(|answer| knowledge.answers.get(answer)) {
        Never::Answer { id: answer.id.clone(), place: answer.place.clone() }
    } else {
        match understanding.best() {
            Some(best) if best.id == intent.id => return,
            Some(best) => Never::Taken { intent: best.id.to_string() },
            None => Never::Nothing,
        }
    };
    problems.warning(place, Problem::KeywordNever { text: text.to_owned(), intent: intent.id.to_string(), never });
}

fn question(knowledge: &Knowledge, reader: &Reader, own: usize, text: &str, place: &Place, problems: &mut Problems) {
    let Some(first) = reader.search_anew(text) else { return };
    let Some(other) = knowledge.faqs.get(first).filter(|_| first != own) else { return };
    let Faq { question, place: there, .. } = other;
    let (text, question, there) = (text.to_owned(), question.clone(), there.clone());
    problems.warning(place, Problem::AnotherFaqFirst { text, question, place: there });
}

/// Those of answers: they need no intent, but a message must be able to be them.
fn answer_keywords(knowledge: &Knowledge, reader: &Reader, problems: &mut Problems) {
    for answer in &knowledge.answers {
        for text in &answer.keywords {
            let understanding = reader.read(knowledge, text, None);
            let evidence = &understanding.evidence;
            let rule = evidence.iter().find(|one| one.kind == EvidenceKind::Pattern && one.text == *text);
            // Of the pack's keywords the check has said it.
            let keyword = |one: &Evidence| one.kind == EvidenceKind::Keyword && !one.target.starts_with("answer:");
            if let Some(rule) = rule.filter(|_| answer.origin == Origin::Shop && !evidence.iter().any(keyword))
                && !answer.intents.iter().any(|intent| intent.is(&rule.target))
            {
                let problem = Problem::AnswerTakesKeyword { word: text.clone(), id: rule.target.clone() };
                problems.warning(&answer.place, problem);
            }
            if understanding.answer.is_none() {
                let (text, id) = (text.clone(), answer.id.clone());
                problems.warning(&answer.place, Problem::AnswerKeywordNever { text, answer: id });
            }
        }
    }
}

/// Choosing an item is like writing what it stands for, in a conversation in which nothing else was said.
fn menu_item(bot: &Bot, site: &MenuSite, problems: &mut Problems) {
    let turn = bot.reply(&mut Session::new("lint"), Input::text(site.item.ask.as_str()), &Shop::new());
    if turn.facts.iter().any(|fact| matches!(fact, Fact::NotUnderstood | Fact::Clarified { .. })) {
        let (label, ask) = (site.item.label.clone(), site.item.ask.clone());
        problems.warning(&site.place, Problem::MenuNotUnderstood { label, ask });
    }
}
