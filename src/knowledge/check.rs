//! From the raw shapes to the checked model. It goes on after a problem, so that all of them are found at once; what it
//! returns may be used only when none of them is an error.

mod answer;
mod clock;
mod condition;
mod flow;
mod graph;
mod intent;
mod people;
mod shadow;
mod text;

use std::collections::hash_map::Entry as Slot;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::diagnostic::Problems;
use super::field::{Field, FieldKind, Template};
use super::merge::{Laid, Merged, merge, normal};
use super::nearest::did_you_mean;
use super::source::{FaqEntry, HandOffTo, NamedEntry, Source};
use super::{Faq, HandOffOrder, Knowledge, MenuEntry, Origin, Place, Profile, TextKey};
use crate::guard::outbound::OutboundGuard;
use crate::limits;
use crate::names::IntentId;
use crate::text::normalize::plain;
use text::Slots;

/// What a policy in days can be: beyond it dates are computed that no calendar has.
const DAYS: std::ops::RangeInclusive<i64> = 0..=limits::RETURN_DAYS as i64;

/// Lays `shop` over `pack` and checks the whole.
pub(crate) fn check(pack: Source, shop: Source, problems: &mut Problems) -> Knowledge {
    let merged = merge(pack, shop, problems);
    problems.guard_with(OutboundGuard::new(&merged.guard.banned, &merged.guard.allowed));
    let offset = clock::offset(&merged.shop, problems);
    let names = Names {
        intents: merged.intents.iter().map(|intent| intent.id.clone()).collect(),
        disabled: merged.disabled.clone(),
        offset,
    };
    let Merged {
        shop,
        policies: named_policies,
        texts: named_texts,
        guard,
        lexicon,
        intents,
        answers,
        faqs,
        flows,
        hand_offs,
        modes,
        events,
        ..
    } = merged;
    let pace = people::pace(&shop, problems);
    Knowledge {
        profile: Profile {
            hours: clock::hours(&shop, problems),
            offset_minutes: offset,
            welcome: text::templates(&shop.welcome, &shop.places, "welcome", &Slots::None, problems),
            menu: menu(shop.menu, shop.places.key("menu"), problems),
            name: shop.name.unwrap_or_default(),
            assistant: shop.assistant.unwrap_or_default(),
            notice: shop.notice.unwrap_or_default(),
            notices: shop.notices.iter().map(|notice| plain(notice)).filter(|notice| !notice.is_empty()).collect(),
            compose: shop.compose.unwrap_or(false),
            pace,
        },
        policies: policies(named_policies, problems),
        texts: texts(named_texts, problems),
        intents: intent::intents(intents, problems),
        answers: answer::answers(answers, &names, problems),
        faqs: checked_faqs(faqs, problems),
        flows: flow::flows(flows, &names, problems),
        hand_offs: hand_offs.into_iter().filter_map(|laid| people::hand_off(laid, &names, problems)).collect(),
        modes: modes.into_iter().map(|laid| people::mode(laid, problems)).collect(),
        events: events.into_iter().map(|laid| people::event(laid, problems)).collect(),
        guard,
        lexicon,
        warnings: Vec::new(),
    }
}

/// What entries may refer to.
struct Names {
    intents: BTreeSet<String>,
    disabled: BTreeSet<String>,
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
                let help = did_you_mean(id, self.intents.iter().map(String::as_str));
                problems.error(&place(index), format!("there is no intent `{id}`"), help);
                gone = false;
            }
        }
        Wanted { ids: wanted, gone }
    }
}

/// Says that an entry of the shop lost all its intents; of the pack's that was meant.
fn warn_gone(what: &str, id: &str, origin: Origin, place: &Place, problems: &mut Problems) {
    if origin == Origin::Shop {
        let message = format!("the {what} `{id}` is never used: what it is for is disabled");
        problems.warning(place, message, "enable the intent, or take this out too");
    }
}

fn menu(items: Vec<MenuEntry>, place: &Place, problems: &mut Problems) -> Vec<MenuEntry> {
    for item in &items {
        if item.label.trim().is_empty() || item.ask.trim().is_empty() {
            problems.error(place, "an item of this menu is empty", "");
        }
        problems.said(&item.label, place);
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
            let help = did_you_mean(name, known.iter().map(|(other, _)| *other));
            problems.error(entry.places.whole(), format!("there is no policy `{name}`"), help);
            continue;
        };
        let value = entry.values.into_iter().next().unwrap_or_default();
        let place = entry.places.item("value", 0);
        if value.trim().is_empty() {
            problems.error(
                place,
                format!("the policy `{name}` is empty"),
                "leave it out: what is not known is not said",
            );
        }
        if field.kind() == FieldKind::Number {
            match value.trim().parse::<i64>() {
                Ok(days) if DAYS.contains(&days) => {}
                Ok(_) => {
                    let message = format!("the policy `{name}` is a number of days from 0 to 365, not `{value}`");
                    problems.error(place, message, "");
                }
                Err(_) => problems.error(place, format!("the policy `{name}` is a whole number, not `{value}`"), ""),
            }
        }
        problems.said(&value, place);
        policies.insert(*field, value.trim().to_owned());
    }
    policies
}

fn texts(entries: Vec<NamedEntry>, problems: &mut Problems) -> BTreeMap<TextKey, Vec<Template>> {
    let mut texts = BTreeMap::new();
    for entry in entries {
        let Some(key) = TextKey::named(&entry.name) else {
            let help = did_you_mean(&entry.name, TextKey::ALL.iter().map(|key| key.name()));
            problems.error(entry.places.whole(), format!("there is no text `{}`", entry.name), help);
            continue;
        };
        // What the engine itself puts into a slot for this one sentence.
        let slots: &[&str] = match key {
            TextKey::ClarifyOne => &["meaning"],
            TextKey::Resume | TextKey::Remind | TextKey::ConfirmLapsed => &["flow"],
            TextKey::Apology | TextKey::FirstReply | TextKey::FirstReplyUpset => &["about"],
            TextKey::RequestRefused => &["why"],
            TextKey::WishTaken => &["wish"],
            TextKey::DayOutOfRange => &["range"],
            _ => &[],
        };
        if entry.values.is_empty() {
            problems.error(entry.places.whole(), format!("the text `{}` is empty", entry.name), "");
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
        for (text, name) in [(&faq.question, "question"), (&faq.answer, "answer")] {
            if text.trim().is_empty() {
                problems.error(faq.places.key(name), format!("the {name} of an FAQ is empty"), "");
            }
        }
        match questions.entry(normal(&faq.question)) {
            Slot::Occupied(first) => {
                let help = format!("the first one: {}; make one of both", first.get());
                problems.error(&place, format!("the question `{}` stands twice", faq.question.trim()), help);
            }
            Slot::Vacant(slot) => {
                slot.insert(place.clone());
            }
        }
        problems.said(&faq.answer, faq.places.key("answer"));
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
                let help = format!("the other one: {other}");
                let message = format!("`{similar}` is the question of another FAQ");
                problems.warning(place, message, help);
            }
        }
    }
    checked
}
