//! What is private in a conversation, and how the record shows it.

use std::collections::BTreeMap;

use crate::action::Speaker;
use crate::dialogue::Draft;
use crate::fact::{Fact, Heard};
use crate::guard::privacy::{self, SecretKind, Secrets};
use crate::guard::written;
use crate::knowledge::field::{Part, Template};
use crate::knowledge::{Flow, Knowledge, SlotKind, StepKind};
use crate::language::identity::phones;
use crate::language::person;
use crate::names::{Entity, EntityKind, Value};
use crate::session::OpenKept;
use crate::text::normalize::Normalized;

/// The slots that an address brings beside its own.
pub(crate) const BESIDE_ADDRESS: [(&str, SecretKind); 2] = [("name", SecretKind::Name), ("phone", SecretKind::Phone)];

/// The slots whose values are secrets, by what is asked for and not by what a shop calls it. What is one in one flow is one in
/// all: a value may outlive its flow.
pub(crate) fn private_slots(knowledge: &Knowledge) -> BTreeMap<String, SecretKind> {
    let mut slots = BTreeMap::new();
    for (slot, kind) in knowledge.flows.iter().flat_map(secrets_of) {
        slots.entry(slot.to_owned()).or_insert(kind);
    }
    slots
}

/// The slots of a flow whose values are secrets: what it asks for first, then what the reader of an address fills beside it.
fn secrets_of(flow: &Flow) -> impl Iterator<Item = (&str, SecretKind)> {
    let asked = flow.steps.iter().filter_map(|step| {
        let StepKind::Ask { slot, kind, .. } = &step.kind else { return None };
        let secret = match kind {
            SlotKind::Address => SecretKind::Address,
            SlotKind::Name => SecretKind::Name,
            SlotKind::Entity(EntityKind::Phone | EntityKind::Landline) => SecretKind::Phone,
            _ => return None,
        };
        Some((slot.as_str(), secret))
    });
    let address = asked.clone().any(|(_, kind)| kind == SecretKind::Address);
    asked.chain(BESIDE_ADDRESS.into_iter().filter(move |_| address))
}

/// What a slot of a flow holds that is a secret.
pub(crate) fn secret_in(flow: &Flow, slot: &str) -> Option<SecretKind> {
    secrets_of(flow).find(|(name, _)| *name == slot).map(|(_, kind)| kind)
}

impl Draft<'_> {
    /// What nothing that goes out may contain: the receivers of the buyer's orders seen in this turn, and what the buyer gave as
    /// an address, a phone or a name.
    pub(crate) fn secrets(&self) -> Secrets {
        let mut secrets = self.receivers();
        fn of(open: &OpenKept) -> impl Iterator<Item = (&String, &String)> {
            let waits = open.pending.iter().flat_map(|pending| &pending.request.slots);
            open.flow.iter().flat_map(|flow| &flow.slots).chain(waits)
        }
        let away = [&self.state.away, &self.world.session.away].into_iter().flatten().flat_map(|own| of(&own.open));
        let known = self.open.values().chain(of(&self.world.session.own.open)).chain(away);
        for (slot, value) in known {
            match self.world.compiled.private_slots.get(slot) {
                Some(kind) => {
                    secrets.add(*kind, value);
                    secrets.add(*kind, Normalized::new(value).text());
                }
                None => {
                    // `寄到…` in a note, a person in an invoice's title.
                    for span in person::addresses(value) {
                        secrets.add(SecretKind::Address, value.get(span).unwrap_or_default());
                    }
                    let phones = phones(value);
                    let beside = !phones.is_empty();
                    for span in phones.into_iter().map(|(span, _)| span) {
                        secrets.add_of_record(SecretKind::Phone, value.get(span).unwrap_or_default());
                    }
                    for span in person::names(value, beside) {
                        secrets.add_of_record(SecretKind::Name, value.get(span).unwrap_or_default());
                    }
                    if person::is_name(value) {
                        secrets.add_of_record(SecretKind::Name, value);
                    }
                }
            }
        }
        secrets
    }

    /// The secrets of what is said: without receivers whose names are words of the shop's own sentences (`确认`).
    pub(crate) fn secrets_of_replies(&self, secrets: &Secrets) -> Secrets {
        let said: Vec<String> = self.out.replies().map(crate::reply::Reply::text).collect();
        secrets.for_replies(|name| said.iter().any(|text| text.contains(name)) && says(self.knowledge(), name))
    }

    /// Masks what was heard. That is done last: a text may have become an address or a name since.
    pub(crate) fn mask_heard(&mut self, secrets: &Secrets) {
        self.out.change_facts(|fact| {
            if let Fact::Heard { text, .. } = fact {
                *text = written::mask(text, secrets).into_owned();
            }
        });
    }

    /// Masks what was heard in a message that comes again. What made a part of it a secret may be over: then the record shows
    /// what it showed the first time, or nothing.
    pub(crate) fn mask_heard_again(&mut self, secrets: &Secrets) {
        self.mask_heard(secrets);
        let lines = &self.world.session.lines;
        self.out.change_facts(|fact| {
            if let Fact::Heard { kind, text } = fact
                && *kind == Heard::Text
                && !lines.iter().any(|line| line.by == Speaker::Buyer && line.text == *text)
            {
                *text = "****".to_owned();
            }
        });
    }
}

/// An entity as the record shows it.
pub(crate) fn masked(mut entity: Entity, secrets: &Secrets) -> Entity {
    if entity.kind == EntityKind::Phone {
        let number = privacy::masked_number(&entity.value.to_string());
        return Entity { text: number.clone(), value: Value::Text(number), ..entity };
    }
    let mask = |text: &str| written::mask(text, secrets).into_owned();
    entity.text = mask(&entity.text);
    if let Value::Text(value) = &mut entity.value {
        *value = mask(value);
    }
    entity
}

/// Whether one of the shop's own sentences has this word.
fn says(knowledge: &Knowledge, word: &str) -> bool {
    let in_text = |template: &Template| {
        template.lines.iter().flatten().any(|part| matches!(part, Part::Text(text) if text.contains(word)))
    };
    let any = |templates: &[Template]| templates.iter().any(in_text);
    let in_step = |kind: &StepKind| match kind {
        StepKind::Ask { say, again, .. } => any(say) || any(again),
        StepKind::FindOrder { say, .. }
        | StepKind::FindProduct { say, .. }
        | StepKind::Say { say, .. }
        | StepKind::HandOff { say, .. } => any(say),
        StepKind::Request { confirm, .. } => any(confirm),
        StepKind::Branch { .. } | StepKind::Call { .. } => false,
    };
    knowledge.texts.values().any(|texts| any(texts))
        || knowledge.answers.iter().any(|answer| any(&answer.say))
        || knowledge.flows.iter().flat_map(|flow| &flow.steps).any(|step| in_step(&step.kind))
        || knowledge.events.iter().any(|event| any(&event.say))
        || knowledge.intents.iter().any(|intent| intent.name.contains(word))
        || knowledge.hand_offs.iter().any(|rule| {
            [&rule.ask, &rule.say, &rule.say_here, &rule.say_queue, &rule.say_nobody].iter().any(|texts| any(texts))
        })
}
