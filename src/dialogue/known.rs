//! What every room of the dialogue may ask: the knowledge, the message, what is filled in, and the notes of the trace.

use crate::action::Speaker;
use crate::dialogue::Draft;
use crate::fact::Source;
use crate::knowledge::{Flow, FlowStep, HandOffRule, Knowledge, MenuEntry};
use crate::names::{Entity, EntityKind, IntentId, Value};
use crate::session::{Choice, Pick};
use crate::time::{Wall, within};
use crate::understand::{Ask, Understanding};

/// Whether a person can come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Availability {
    Here,
    Queue,
    Nobody,
}

impl<'a> Draft<'a> {
    pub(super) fn knowledge(&self) -> &'a Knowledge {
        &self.world.compiled.knowledge
    }

    /// The time of the message by the shop's clock.
    pub(super) fn wall_now(&self) -> Option<Wall> {
        self.world.input.at.map(|now| now.wall(self.knowledge().profile.offset_minutes))
    }

    /// Whether people are there by the shop's hours; `None` when hours or time are not known.
    pub(crate) fn shop_open(&self) -> Option<bool> {
        let now = self.wall_now()?.minutes();
        self.knowledge().profile.hours.map(|hours| within(now, hours))
    }

    /// Whether somebody comes who is called now.
    pub(crate) fn availability(&self) -> Availability {
        match self.world.input.people {
            Some(people) if people.online == 0 => Availability::Nobody,
            Some(people) if people.waiting > 0 => Availability::Queue,
            Some(_) => Availability::Here,
            None if self.shop_open() == Some(false) => Availability::Nobody,
            None => Availability::Here,
        }
    }

    /// A line of the trace, for the merchant.
    pub(super) fn note(&mut self, note: impl Into<String>) {
        self.out.note(note.into());
    }

    /// Something of the knowledge was said.
    pub(super) fn answered(&mut self, by: Source, intent: Option<IntentId>) {
        let question = intent.as_ref().is_none_or(|intent| self.knowledge().asks_something(intent));
        self.out.answered(by, intent, question);
    }

    /// The flow that runs, as the knowledge has it.
    pub(super) fn running_flow(&self) -> Option<&'a Flow> {
        self.knowledge().flow(&self.open.flow()?.flow)
    }

    /// The step at which the running flow stands.
    pub(super) fn standing_step(&self) -> Option<&'a FlowStep> {
        let step = &self.open.flow()?.step;
        self.running_flow()?.steps.iter().find(|it| it.id == *step)
    }

    /// A slot of the running flow, of the flow that has just ended, or of the engine's own sentence.
    pub(super) fn slot(&self, name: &str) -> Option<&str> {
        self.open.slot(name).or_else(|| self.talk.own_slot(name))
    }

    /// The value of this kind: of the message, or, where the message belongs to the last question, of that.
    pub(super) fn named(&self, kind: EntityKind) -> Option<&Value> {
        let heard = self.world.heard.and_then(|heard| heard.entity(kind)).map(|entity| &entity.value);
        heard.or_else(|| {
            let replaced = |entity: &Entity| same_kind(entity.kind, kind);
            if self.world.heard.is_some_and(|heard| heard.entities.iter().any(replaced)) {
                return None;
            }
            self.talk.carried().iter().find(|(carried, _)| *carried == kind).map(|(_, value)| value)
        })
    }

    /// What is being answered, as the buyer wrote it: the message, with what waited before it.
    pub(super) fn whole_text(&self) -> &'a str {
        self.world.read.map_or("", |read| read.text.as_str())
    }

    /// What the buyer wrote, in clear: for slots that must reach the host as written.
    pub(super) fn original_text(&self) -> String {
        match &self.world.input.content {
            crate::input::Content::Text { text } => crate::text::limit::inbound(text).trim().to_owned(),
            // What waited until now.
            crate::input::Content::Wake => self.whole_text().trim().to_owned(),
            _ => String::new(),
        }
    }

    /// Whether what was understood is sure enough to be answered without asking back.
    pub(super) fn is_sure(&self, ask: &Ask) -> bool {
        let known = self.knowledge().intent(ask.intent.as_str());
        !ask.intent.is("other") && known.is_some_and(|intent| ask.confidence >= intent.threshold)
    }

    /// Whether it is surely a question, and no courtesy or remark.
    pub(super) fn surely_asks(&self, ask: &Ask) -> bool {
        self.is_sure(ask) && self.knowledge().asks_something(&ask.intent)
    }

    /// The rule with this id, for what the engine itself notices (`lookup_failed`, `verify_failed`, `request`).
    pub(super) fn rule_named(&self, id: &str) -> Option<&'a HandOffRule> {
        self.knowledge().hand_offs.iter().find(|rule| rule.id == id)
    }

    /// What the buyer said before.
    pub(super) fn heard_before(&self) -> Option<Understanding> {
        let mut lines = self.world.session.lines.iter().rev().filter(|line| line.by == Speaker::Buyer);
        let line = lines.next()?;
        Some(self.world.compiled.reader.read(self.knowledge(), &line.text, self.world.input.at))
    }

    /// The menu of the turn before.
    pub(super) fn offered(&self) -> &'a [Choice] {
        &self.world.session.own.open.menu
    }

    /// What the item of the last menu said that was chosen.
    pub(super) fn chosen_label(&self, choice: u32) -> String {
        let index = usize::try_from(choice).unwrap_or(0).wrapping_sub(1);
        match self.offered().get(index) {
            Some(item) => item.label.clone(),
            None => choice.to_string(),
        }
    }

    /// The shop's own menu as choices.
    pub(super) fn entries(entries: &[MenuEntry]) -> Vec<Choice> {
        entries.iter().map(|entry| Choice { label: entry.label.clone(), pick: Pick::Ask(entry.ask.clone()) }).collect()
    }
}

/// Whether a value of one kind takes the place of one of the other.
pub(super) fn same_kind(a: EntityKind, b: EntityKind) -> bool {
    use EntityKind::{City, Province, ShoeSize, Size};
    a == b || matches!((a, b), (Size, ShoeSize) | (ShoeSize, Size) | (Province, City) | (City, Province))
}
