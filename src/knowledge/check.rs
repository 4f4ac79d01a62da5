//! From the raw shapes to the checked model. It goes on after a problem, so that all of them are found at once; what it
//! returns may be used only when none of them is an error.

mod answer;
mod clock;
mod condition;
mod facts;
mod flow;
mod graph;
mod intent;
mod label;
mod people;
mod promotion;
mod property;
mod shadow;
mod text;
mod topic;

use std::collections::hash_map::Entry as Slot;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::diagnostic::Problems;
use super::field::{Field, FieldKind, Template};
use super::merge::{Laid, Merged, merge};
use super::nearest::did_you_mean;
use super::policy::Facts;
use super::problem::{Kind, Problem};
use super::source::{FaqEntry, HandOffTo, NamedEntry, Places, Source};
use super::{Faq, HandOffOrder, Knowledge, MenuEntry, Origin, Place, Profile, TextKey};
use crate::guard::outbound::OutboundGuard;
use crate::limits;
use crate::names::IntentId;
use crate::text::normalize::{normal, plain};
use text::Slots;

/// What a policy in days can be: beyond it dates are computed that no calendar has.
const DAYS: std::ops::RangeInclusive<i64> = 0..=limits::RETURN_DAYS as i64;

/// Lays `shop` over `pack` and checks the whole.
pub(crate) fn check(pack: Source, shop: Source, problems: &mut Problems) -> Knowledge {
    let merged = merge(pack, shop, problems);
    problems.guard_with(OutboundGuard::new(&merged.guard.banned, &merged.guard.allowed));
    let offset = clock::offset(&merged.shop, problems);
    let menus = merged.menus();
    let names = Names {
        keywords: merged.pack_keywords(),
        intents: merged.intents.iter().map(|intent| intent.id.clone()).collect(),
        disabled: merged.disabled.clone(),
        offset,
    };
    let Merged {
        shop,
        policies: named_policies,
        texts: named_texts,
        labels,
        guard,
        lexicon,
        missing,
        intents,
        answers,
        faqs,
        flows,
        hand_offs,
        modes,
        events,
        topics,
        facts: merged_facts,
        properties,
        promotions,
        ..
    } = merged;
    let pace = people::pace(&shop, problems);
    if let Some(notice) = &shop.notice {
        text::verbatim(notice, limits::OUTBOUND, shop.places.key("notice"), problems);
    }
    let policies = policies(named_policies, problems);
    let return_days = policies.get(&Field::PolicyReturnDays).and_then(|days| days.parse().ok());
    let knowledge = Knowledge {
        profile: Profile {
            hours: clock::hours(&shop, problems),
            offset_minutes: offset,
            welcome: text::templates(&shop.welcome, &shop.places, "welcome", &Slots::None, problems),
            menu: menu(shop.menu, &shop.places, problems),
            name: shop.name.unwrap_or_default(),
            assistant: shop.assistant.unwrap_or_default(),
            notice: shop.notice.unwrap_or_default(),
            notices: shop.notices.iter().map(|notice| plain(notice)).filter(|notice| !notice.is_empty()).collect(),
            compose: shop.compose.unwrap_or(false),
            pace,
        },
        policies,
        facts: Facts {
            promotions: promotion::promotions(promotions, offset, problems),
            return_days,
            ..facts::facts(merged_facts, problems)
        },
        texts: texts(named_texts, problems),
        labels: label::labels(labels, problems),
        kinds: intent::kinds(&intents),
        intents: intent::intents(intents, problems),
        answers: answer::answers(answers, &names, problems),
        faqs: checked_faqs(faqs, problems),
        flows: flow::flows(flows, &names, problems),
        hand_offs: hand_offs.into_iter().filter_map(|laid| people::hand_off(laid, &names, problems)).collect(),
        modes: modes.into_iter().map(|laid| people::mode(laid, problems)).collect(),
        events: events.into_iter().map(|laid| people::event(laid, problems)).collect(),
        topics: topics.into_iter().filter_map(|laid| topic::topic(laid, &names, problems)).collect(),
        properties: property::properties(properties, problems),
        guard,
        lexicon,
        menus,
        warnings: Vec::new(),
    };
    // Of a knowledge that is not built nothing is missing but what its errors say.
    if let Some(missing) = missing.filter(|_| !problems.has_errors()) {
        problems.warning(&Place { file: Kind::Intent.table().into(), line: 0, column: 0 }, missing);
    }
    knowledge
}

/// What entries may refer to.
struct Names {
    intents: BTreeSet<String>,
    disabled: BTreeSet<String>,
    /// The pack's keywords, normalised, each with its intent.
    keywords: HashMap<String, String>,
    /// Minutes east of Greenwich.
    offset: i32,
}

/// The intents an entry refers to that are there.
struct Wanted {
    ids: Vec<IntentId>,
    /// The entry named intents, and all of them were taken out.
    gone: bool,
}

impl Names {
    fn wanted(&self, ids: &[String], place: impl Fn(usize) -> Place, problems: &mut Problems) -> Wanted {
        let mut wanted = Vec::new();
        let mut gone = !ids.is_empty();
        for (index, id) in ids.iter().enumerate() {
            let id = id.trim();
            if self.intents.contains(id) {
                wanted.push(IntentId::from(id));
                gone = false;
            } else if !self.disabled.contains(id) {
                let hint = did_you_mean(id, self.intents.iter().map(String::as_str));
                problems.error(&place(index), Problem::UnknownIntent { id: id.to_owned(), hint });
                gone = false;
            }
        }
        Wanted { ids: wanted, gone }
    }
}

/// Says that an entry of the shop lost all its intents; of the pack's that was meant.
fn warn_gone(kind: Kind, id: &str, origin: Origin, place: &Place, problems: &mut Problems) {
    if origin == Origin::Shop {
        problems.warning(place, Problem::Gone { kind, id: id.to_owned() });
    }
}

fn menu(items: Vec<MenuEntry>, places: &Places, problems: &mut Problems) -> Vec<MenuEntry> {
    if items.len() > limits::CHOICES {
        problems.warning(places.key("menu"), Problem::LongMenu { items: items.len() });
    }
    for (index, item) in items.iter().enumerate() {
        let place = places.item("menu", index);
        if item.label.trim().is_empty() || item.ask.trim().is_empty() {
            problems.error(place, Problem::EmptyMenuItem);
        }
        text::verbatim(&item.label, limits::LABEL, place, problems);
    }
    items
}

fn order(to: HandOffTo, id: &str) -> HandOffOrder {
    HandOffOrder { reason: to.reason.unwrap_or_else(|| id.to_owned()), priority: to.priority, queue: to.queue }
}

fn policies(entries: Vec<NamedEntry>, problems: &mut Problems) -> BTreeMap<Field, String> {
    let known = Field::ALL.iter().filter_map(|field| Some((field.name().strip_prefix("policy.")?, *field)));
    let known: Vec<(&str, Field)> = known.collect();
    let mut policies = BTreeMap::new();
    for entry in entries {
        let name = entry.name.strip_prefix("policy.").unwrap_or(&entry.name);
        let Some((_, field)) = known.iter().find(|(other, _)| *other == name) else {
            let hint = did_you_mean(name, known.iter().map(|(other, _)| *other).chain(["shipping", "delivery"]));
            problems.error(entry.places.whole(), Problem::UnknownPolicy { name: name.to_owned(), hint });
            continue;
        };
        let value = entry.values.into_iter().next().unwrap_or_default();
        let place = entry.places.item("value", 0);
        if value.trim().is_empty() {
            problems.error(place, Problem::EmptyPolicy { name: name.to_owned() });
        }
        if field.kind() == FieldKind::Number && !value.trim().parse().is_ok_and(|days| DAYS.contains(&days)) {
            problems.error(place, Problem::PolicyDays { name: name.to_owned(), value: value.clone() });
        }
        text::verbatim(&value, limits::OUTBOUND, place, problems);
        policies.insert(*field, value.trim().to_owned());
    }
    policies
}

fn texts(entries: Vec<NamedEntry>, problems: &mut Problems) -> BTreeMap<TextKey, Vec<Template>> {
    let mut texts = BTreeMap::new();
    for entry in entries {
        let Some(key) = TextKey::named(&entry.name) else {
            let hint = did_you_mean(&entry.name, TextKey::ALL.iter().map(|key| key.name()));
            problems.error(entry.places.whole(), Problem::UnknownText { name: entry.name, hint });
            continue;
        };
        let slots = key.slots();
        if entry.values.is_empty() {
            problems.error(entry.places.whole(), Problem::NoVariants { name: entry.name.clone() });
        }
        texts.insert(key, text::templates(&entry.values, &entry.places, "value", &Slots::These(slots), problems));
    }
    texts
}

fn checked_faqs(faqs: Vec<Laid<FaqEntry>>, problems: &mut Problems) -> Vec<Faq> {
    let mut questions: HashMap<String, Place> = HashMap::with_capacity(faqs.len());
    let mut checked = Vec::with_capacity(faqs.len());
    for Laid { entry: faq, .. } in faqs {
        let place = faq.places.key("question").clone();
        for (text, name, problem) in
            [(&faq.question, "question", Problem::FaqNoQuestion), (&faq.answer, "answer", Problem::FaqNoAnswer)]
        {
            if text.trim().is_empty() {
                problems.error(faq.places.key(name), problem);
            }
        }
        match questions.entry(normal(&faq.question)) {
            Slot::Occupied(first) => {
                let question = faq.question.trim().to_owned();
                problems.error(&place, Problem::QuestionTwice { question, first: first.get().clone() });
            }
            Slot::Vacant(slot) => {
                slot.insert(place.clone());
            }
        }
        text::verbatim(&faq.answer, limits::OUTBOUND, faq.places.key("answer"), problems);
        let places = &faq.places;
        let similar = faq.similar.into_iter().enumerate().filter(|(_, text)| !text.trim().is_empty());
        let (similar, similar_places): (Vec<String>, Vec<Place>) =
            similar.map(|(index, text)| (text, places.item("similar", index).clone())).unzip();
        let (question, answer) = (faq.question.trim().to_owned(), faq.answer.trim().to_owned());
        checked.push(Faq { id: faq.id, question, similar, answer, place, similar_places });
    }
    for faq in &checked {
        for (similar, place) in faq.similar.iter().zip(&faq.similar_places) {
            if let Some(other) = questions.get(&normal(similar)).filter(|other| **other != faq.place) {
                let problem = Problem::SimilarIsQuestion { similar: similar.clone(), other: other.clone() };
                problems.warning(place, problem);
            }
        }
    }
    checked
}
