//! What a person gets who comes later: what was handed over, said back, and messages.

use crate::action::Action;
use crate::action::Priority;
use crate::action::Speaker;
use crate::dialogue::Draft;
use crate::fact::Fact;
use crate::guard;
use crate::guard::written;
use crate::input::Content;
use crate::knowledge::TextKey;
use crate::language::entity::address;
use crate::language::handover;
use crate::language::invoice::tax_id;
use crate::language::invoice::title;
use crate::language::shown::Given;
use crate::language::shown::list;
use crate::names::EntityKind;
use crate::understand::Understanding;

impl<'a> Draft<'a> {
    /// What the message hands over, each with its name, masked.
    pub(super) fn taken(&self, heard: &Understanding) -> Vec<(Given, String)> {
        let secrets = self.secrets().for_record();
        let value =
            |kind| heard.entity(kind).map(|entity| written::mask(&entity.value.to_string(), &secrets).into_owned());
        let original = self.original_text();
        let mut taken: Vec<(Given, String)> = Vec::new();
        for (kind, given) in [
            (EntityKind::OrderId, Given::Order),
            (EntityKind::Tracking, Given::Tracking),
            (EntityKind::Phone, Given::Phone),
            (EntityKind::Landline, Given::Phone),
        ] {
            taken.extend(value(kind).map(|value| (given, value)));
        }
        if let Some(found) = address::read(&original) {
            taken.push((Given::Address, format!("{}****", address::region(&found.address))));
        }
        taken.extend(heard.another_day().map(|day| (Given::Day, day.to_owned())));
        taken.extend(title(&original).map(|title| (Given::Title, written::mask(title, &secrets).into_owned())));
        // Letters and digits that were read as something else are no tax id: `SF1402285719346`.
        let is_another = |tax: &str| heard.entities.iter().any(|it| it.value.to_string().eq_ignore_ascii_case(tax));
        let tax = tax_id(&original).filter(|tax| !is_another(tax));
        taken.extend(tax.and_then(|tax| Some((Given::TaxId, format!("{}****", tax.get(..4)?)))));
        taken
    }

    /// Says back what was handed over in this message, where a person gets it; `false` when nothing was.
    pub(super) fn says_taken(&mut self) -> bool {
        let taken = self.world.heard.map(|heard| self.taken(heard)).unwrap_or_default();
        if taken.is_empty() {
            return false;
        }
        let parts: Vec<String> = taken.iter().map(|(name, value)| format!("{} {value}", name.label())).collect();
        self.talk.say_of("taken", list(&parts));
        self.say_own(TextKey::TakenDown)
    }

    /// What comes while a person is on the way is noted for them, what was handed over by its name.
    pub(super) fn says_noted(&mut self) {
        if self.says_taken() {
            return;
        }
        let leaves = self.world.heard.is_some_and(Understanding::takes_leave);
        self.say_own(if leaves { TextKey::ClosingCalled } else { TextKey::Noted });
    }

    /// What the buyer wrote, masked: in this turn, or what waited until now.
    pub(super) fn masked_text(&self) -> String {
        let text = match (&self.world.input.content, self.world.read) {
            (Content::Menu { choice }, _) => self.chosen_label(*choice),
            (_, Some(read)) => guard::inbound(&read.text).into_owned(),
            _ => String::new(),
        };
        written::mask(&text, &self.secrets().for_record()).into_owned()
    }

    pub(super) fn take_note(&mut self, message: String, reason: String, priority: Priority) {
        self.out.fact(Fact::MessageTaken);
        self.crew.take_note();
        let order_id = self.focus.order_id().clone();
        self.out.act(Action::TakeMessage { message, order_id, reason, priority });
    }

    pub(super) fn note_message(&mut self, reason: String, priority: Priority) {
        let mut message = self.masked_text();
        if self.world.session.own.open.calling.is_some() {
            // The answer to the question that was asked first says little without what it is about.
            let before = self.world.session.lines.iter().rev().find(|line| line.by == Speaker::Buyer);
            if let Some(before) = before {
                message = handover::with_before(&before.text, &message);
            }
        }
        self.take_note(message, reason, priority);
    }

    /// More of a message for those who come back: a card, a picture.
    pub(super) fn note_more(&mut self, what: &str) {
        self.take_note(what.to_owned(), "message".to_owned(), Priority::Normal);
        self.open.wait_no_more();
        self.say_own(TextKey::MessageTaken);
    }

    /// What the last question was about, by its name in the knowledge, unless that is done.
    pub(super) fn about(&self) -> Option<String> {
        self.talk.last().as_ref().filter(|last| !last.done)?;
        self.matter()
    }

    pub(super) fn matter(&self) -> Option<String> {
        let last = self.talk.last().as_ref()?;
        Some(self.knowledge().intent(last.intent.as_str())?.name.clone())
    }
}
