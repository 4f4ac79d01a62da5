//! What fills a slot, and what does not: a question, a number of something else, another matter, a courtesy, a refusal, a
//! complaint or the wish for a person is answered as what it is, and the slot's question stands.

use crate::dialogue::Draft;
use crate::dialogue::confirm::is_whole;
use crate::dialogue::lookup::Known;
use crate::dialogue::private::BESIDE_ADDRESS;
use crate::fact::{Corrected, Fact};
use crate::knowledge::field::{Part, Template};
use crate::knowledge::{DayRange, Flow, SlotChoice, SlotKind, StepKind, TextKey};
use crate::language::entity::address;
use crate::language::notes;
use crate::names::{EntityKind, Mood};
use crate::time::DAY;
use crate::understand::{Ask, Understanding};

use crate::language::correction::{restated, restated_name};
use crate::language::free_text::{MAX_SLOT, asks_for_name, behind, is_statement};
use crate::language::free_text::{is_institution, may_be_nothing};
use crate::language::question::asks;
use crate::language::shown::{day, days};

impl Draft<'_> {
    /// The value that the message has for a slot, without having been asked.
    pub(crate) fn prefill(&mut self, kind: &SlotKind, heard: &Understanding) -> Known<Option<String>> {
        Ok(match kind {
            SlotKind::Entity(EntityKind::Phone) => heard.new_phone().or_else(|| {
                let carried = self.named(EntityKind::Phone).filter(|_| heard.entity(EntityKind::Phone).is_none());
                carried.map(ToString::to_string)
            }),
            SlotKind::Day(range) => heard.meant_day().filter(|date| self.is_possible(*range, date)),
            SlotKind::Entity(kind) => self.named(*kind).map(ToString::to_string),
            SlotKind::Choice(values) => values.iter().find(|choice| names(heard, choice)).map(|it| it.value.clone()),
            SlotKind::Address => {
                let text = self.original_text();
                let said = address::read(&text).filter(|_| !heard.leaves_address_open() && !heard.is_question());
                // A street without its town is in every town.
                said.map(|delivery| delivery.address).filter(|address| !address::region(address).is_empty())
            }
            SlotKind::Name => {
                let text = self.original_text();
                let beside = address::read(&text).and_then(|delivery| delivery.name);
                beside.or_else(|| address::announced_name(&text)).filter(|_| !heard.is_question())
            }
            SlotKind::Behind(words) => {
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                let text = self.original_text();
                behind(&text, &words).filter(|rest| is_statement(rest, 2) && !asks(rest)).map(str::to_owned)
            }
            SlotKind::Sku => {
                self.passive_order()?;
                self.passive_product()?;
                self.wanted_sku()
            }
            SlotKind::Text | SlotKind::YesNo | SlotKind::Photo => None,
        })
    }

    fn is_possible(&self, range: DayRange, date: &str) -> bool {
        let Some(away) = self.days_away(date) else { return false };
        range.min.is_none_or(|min| i64::from(min) <= away) && range.max.is_none_or(|max| away <= i64::from(max))
    }

    /// Days from the day of the message to this one.
    fn days_away(&self, date: &str) -> Option<i64> {
        let today = self.wall_now()?.day_number;
        Some(crate::time::day_number(date)? - today)
    }

    /// Says which days can be chosen, where the message named another one.
    pub(crate) fn say_possible_days(&mut self, kind: &SlotKind) {
        let (SlotKind::Day(range), Some(heard)) = (kind, self.world.heard) else { return };
        if heard.meant_day().is_none_or(|date| self.is_possible(*range, &date)) {
            return;
        }
        let Some(now) = self.world.input.at else { return };
        let offset = self.knowledge().profile.offset_minutes;
        let labels = &self.knowledge().labels;
        let name = |days: i32| day(days, now.plus_millis(i64::from(days).saturating_mul(DAY)).wall(offset), labels);
        let Some(shown) = days(range.min.map(name), range.max.map(name)) else { return };
        self.talk.say_of("range", shown);
        self.say_own(TextKey::DayOutOfRange);
    }

    /// What comes with a value: the receiver's name and telephone with an address.
    pub(crate) fn fill_beside(&mut self, kind: &SlotKind) {
        if *kind != SlotKind::Address {
            return;
        }
        let Some(delivery) = address::read(&self.original_text()) else { return };
        for ((slot, _), value) in BESIDE_ADDRESS.into_iter().zip([delivery.name, delivery.phone]) {
            if let Some(value) = value {
                self.set_slot(slot, value);
            }
        }
    }

    /// The text as the answer to a question that any text answers. What means something else is none, unless it asks nothing
    /// and is the flow's own matter, or says how something is to be done: `送货前打电话` as a note, `拍不了，开线了` for a picture.
    pub(crate) fn free_text(&self, kind: &SlotKind, say: &[Template], heard: &Understanding) -> Option<String> {
        let text = self.original_text();
        let question = words_of(say);
        if !(1..=MAX_SLOT).contains(&text.chars().count()) {
            return None;
        }
        if heard.is_nothing() {
            return (*kind == SlotKind::Text && may_be_nothing(&question)).then_some(text);
        }
        if is_institution(&text) && *kind != SlotKind::Photo {
            return Some(text);
        }
        if heard.is_remark() || heard.asks() || heard.is_number_of_something_else(&question) {
            return None;
        }
        let upset = heard.mood >= Mood::Annoyed || !heard.threats.is_empty() || heard.complains();
        if upset && *kind != SlotKind::Photo {
            return None;
        }
        let own = self.open.flow().and_then(|flow| flow.intent.as_ref());
        let related = |ask: &Ask| own.is_some_and(|own| ask.intent.is(own.as_str()) || own.is(ask.intent.as_str()));
        let instructs = heard.instructs() && !asks_for_name(&question);
        let elsewhere = |ask: &Ask| {
            let another = !related(ask) && (self.knowledge().asks_something(&ask.intent) || ask.intent.is("complaint"));
            match kind {
                // A defect is told in the words of returns, repairs and complaints; a deed on an order is none.
                SlotKind::Photo => {
                    let deed = ["order.cancel", "order.modify"].iter().any(|of| ask.intent.is(of));
                    let others = ["deliver", "ship", "invoice", "payment", "human"];
                    others.iter().any(|of| ask.intent.is(of)) || (deed && heard.asks_for_deed())
                }
                _ => another && !instructs,
            }
        };
        let other_matter = heard.asks.iter().filter(|ask| self.is_sure(ask)).any(elsewhere);
        (!other_matter).then_some(text)
    }

    /// `不对，我是装热水器`, `等下，改成周三吧`: takes the new value for a slot that is filled; the others stay. `false` when the
    /// message corrects none.
    pub(crate) fn corrects_slots(&mut self, heard: &Understanding, flow: &Flow) -> Known<bool> {
        let marked = heard.changes();
        let names_order = heard.points_at_order()
            || [EntityKind::OrderId, EntityKind::LastFour].iter().any(|kind| heard.entity(*kind).is_some());
        if !marked || names_order {
            return Ok(false);
        }
        let mut first: Option<&str> = None;
        for step in &flow.steps {
            let StepKind::Ask { slot, kind, say, .. } = &step.kind else { continue };
            let Some(old) = self.slot(slot).map(str::to_owned) else { continue };
            let new = match kind {
                SlotKind::Text | SlotKind::Behind(_) => restated(&self.original_text(), &words_of(say)),
                SlotKind::Name => self.prefill(kind, heard)?.or_else(|| restated_name(&self.original_text())),
                SlotKind::YesNo | SlotKind::Photo => None,
                SlotKind::Sku if self.names_an_order()? => None,
                _ => self.prefill(kind, heard)?,
            };
            let Some(new) = new.filter(|new| *new != old && is_whole(kind, new)) else { continue };
            if first.is_none() {
                self.open.disarm();
            }
            first = first.or(Some(&step.id));
            self.set_slot(slot, new);
            self.fill_beside(kind);
        }
        let Some(first) = first else { return Ok(false) };
        self.out.fact(Fact::Corrected { what: Corrected::Value });
        self.note(notes::CORRECTED_ANSWER);
        self.open.go_to(first);
        Ok(true)
    }
}

/// The words of a question.
fn words_of(say: &[Template]) -> String {
    let parts = say.iter().flat_map(|template| template.lines.iter().flatten());
    parts.filter_map(|part| if let Part::Text(text) = part { Some(text.as_str()) } else { None }).collect()
}

/// Whether the text names a value of a slot, and does not deny it.
pub(crate) fn names(heard: &Understanding, choice: &SlotChoice) -> bool {
    std::iter::once(&choice.value).chain(&choice.words).any(|word| heard.says(&word.to_lowercase()))
}
