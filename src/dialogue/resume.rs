//! A text while a flow waits: the answer to its question, a correction, a way out, a digression, or none of these.

use crate::action::Priority;
use crate::dialogue::Draft;
use crate::dialogue::confirm::is_own;
use crate::dialogue::lookup::Known;
use crate::dialogue::rows::FAQ_SURE;
use crate::dialogue::slot::names;
use crate::fact::{Corrected, Fact, LeftBecause};
use crate::knowledge::{Flow, FlowStep, SlotChoice, SlotKind, StepKind, TextKey};
use crate::language::consent::{Consent, consent};
use crate::language::entity::address;
use crate::language::notes;
use crate::names::Mood;
use crate::names::{EntityKind, IntentId};
use crate::session::{Choice, Waiting};
use crate::understand::{Ask, Understanding};

/// Questions that do not fit are asked so often before a flow gives up.
const MAX_ASKED: u32 = 3;

/// From here on a message is nothing but politeness; below, it may be the answer that was asked for.
const COURTESY: f32 = 0.8;

/// A name has no more characters than this.
const BARE_NAME: usize = 3;
/// Whoever tells of one of these has a problem, which is not over because they leave.
const PROBLEMS: &[&str] = &["aftersale.defect", "aftersale.wrong_item", "deliver.lost"];

/// What chooses among a few things has no more characters than this.
const SHORT_CHOICE: usize = 8;

/// From here on a nudge asks when somebody comes, and is no message.
const NUDGE: f32 = 0.8;

/// From here on a message for the people who come back is also a question to be answered now.
const QUESTION: f32 = 0.8;

impl<'a> Draft<'a> {
    /// A text while something is asked: its answer, a correction, a way out, a digression; `false` when it is none of these.
    pub(crate) fn resume(&mut self, heard: &Understanding, menu: &[Choice]) -> Known<bool> {
        if self.take_message(heard)? {
            return Ok(true);
        }
        if self.open.calling().is_some() {
            if heard.wants_out() {
                self.call_off();
            } else {
                self.call_now()?;
            }
            return Ok(true);
        }
        if self.open.flow().is_none() {
            self.open.wait_no_more();
            return Ok(false);
        }
        let Some((flow, step)) = self.running_flow().zip(self.standing_step()) else {
            self.leave_flow(LeftBecause::Gone);
            return Ok(false);
        };
        if self.open.waits_for(Waiting::Confirm) {
            self.confirmation(heard, flow, step)?;
            return Ok(true);
        }
        // `没有的` to the question which one: there is none.
        let which = matches!(self.open.waiting(), Some(Waiting::Order | Waiting::Product));
        let none = which && heard.declines() && heard.asks.iter().all(|ask| ask.intent.is("deny"));
        if none && self.call_when_matter_open(heard) {
            return Ok(true);
        }
        if none || heard.wants_out() {
            self.open.ask_afresh();
            self.leave_flow(LeftBecause::Cancelled);
            self.say_own(TextKey::Cancelled);
            return Ok(true);
        }
        let own = |ask: &Ask| is_own(flow, ask);
        let correction = heard.corrects() && (!heard.entities.is_empty() || self.names_an_order()?);
        if self.corrects_slots(heard, flow)? {
            self.go_on()?;
            return Ok(true);
        }
        if correction {
            self.out.fact(Fact::Corrected { what: Corrected::Order });
            self.restart(flow)?;
            self.go_on()?;
            return Ok(true);
        }
        if which && self.asks_of_another(heard, flow) {
            self.leave_flow(LeftBecause::Replaced);
            return Ok(false);
        }
        if self.answers(heard, flow, step, menu)? {
            return Ok(true);
        }
        // A merchant's exact keyword is answered wherever it comes.
        if let Some(answer) = heard.answer
            && self.keyword_answer(answer)?
        {
            self.come_back(flow)?;
            return Ok(true);
        }
        if self.courtesy(heard, menu)? {
            return Ok(true);
        }
        if heard.is_objectless() && self.says_terms(flow)? {
            self.come_back(flow)?;
            return Ok(true);
        }
        if which && self.keeps_choice(heard, flow, menu) {
            return Ok(true);
        }
        if let Some(ask) = heard.asks.iter().find(|ask| self.surely_asks(ask)) {
            if !own(ask) {
                self.digress(heard, flow)?;
                return Ok(true);
            }
        } else if let Some(hit) = heard.faqs.first().filter(|hit| hit.exact || hit.confidence >= FAQ_SURE) {
            self.say_faq(*hit);
            self.come_back(flow)?;
            return Ok(true);
        }
        self.not_an_answer(step)?;
        Ok(true)
    }

    /// `7531… 这单付了多少` while a flow that only looks something up asks which order: a question of its own, with its own order.
    fn asks_of_another(&self, heard: &Understanding, flow: &Flow) -> bool {
        let writes = flow.steps.iter().any(|step| matches!(step.kind, StepKind::Request { .. }));
        let numbered = heard.waybill().is_some() || heard.entity(EntityKind::OrderId).is_some();
        let own = |ask: &Ask| flow.intents.iter().any(|own| ask.intent.is(own.as_str()));
        let another = |ask: &Ask| ask.by_rule && self.is_sure(ask) && !own(ask) && self.finds_order_for(&ask.intent);
        !writes && numbered && heard.asks.iter().any(another)
    }

    /// Takes the text as the answer to what was asked; `false` when it is none.
    fn answers(&mut self, heard: &Understanding, flow: &Flow, step: &FlowStep, menu: &[Choice]) -> Known<bool> {
        let has = |kind| heard.entity(kind).is_some();
        // The flow's own question once more (`裤子到哪了`) is no other question.
        let own = |intent: &IntentId| flow.intents.iter().any(|own| intent.is(own.as_str()));
        // A bare name (`裤子`) is one of those to choose from, whatever else is said of such things.
        let bare = heard.core().chars().count() <= BARE_NAME;
        let another =
            |ask: &Ask| self.knowledge().asks_something(&ask.intent) && !own(&ask.intent) && (ask.by_rule || !bare);
        let elsewhere = heard.asks.iter().any(|ask| self.is_sure(ask) && another(ask));
        match self.open.waiting() {
            Some(Waiting::Verify) => {
                if has(EntityKind::OrderId) || self.proof().is_some() {
                    self.go_on()?;
                    return Ok(true);
                }
            }
            Some(Waiting::Order) => {
                if heard.waybill().is_some()
                    || has(EntityKind::OrderId)
                    || has(EntityKind::LastFour)
                    || has(EntityKind::Phone)
                {
                    self.go_on()?;
                    return Ok(true);
                }
                if let Some(choice) = heard.best_label(menu, |choice| &choice.label).filter(|_| !elsewhere) {
                    self.open.offer(menu.to_vec());
                    self.pick(choice.pick.clone())?;
                    return Ok(true);
                }
                if !elsewhere && self.names_an_order()? {
                    self.go_on()?;
                    self.keep_menu(menu.to_vec());
                    return Ok(true);
                }
            }
            Some(Waiting::Product) => {
                if let Some(choice) = heard.best_label(menu, |choice| &choice.label).filter(|_| !elsewhere) {
                    self.open.offer(menu.to_vec());
                    self.pick(choice.pick.clone())?;
                    return Ok(true);
                }
                if self.passive_product()? {
                    self.go_on()?;
                    return Ok(true);
                }
                if self.keeps_options(heard, menu) {
                    return Ok(true);
                }
            }
            Some(Waiting::Slot) => {
                let StepKind::Ask { kind, say, .. } = &step.kind else { return Ok(false) };
                let value = self.prefill(kind, heard)?.or_else(|| match kind {
                    SlotKind::YesNo => match consent(self.whole_text(), &[]) {
                        Some(Consent::Yes) => Some("yes".to_owned()),
                        Some(Consent::No) => Some("no".to_owned()),
                        Some(Consent::Later) | None => None,
                    },
                    SlotKind::Text | SlotKind::Behind(_) | SlotKind::Photo if !self.is_courtesy(heard) => {
                        self.free_text(kind, say, heard)
                    }
                    SlotKind::Name if !self.is_courtesy(heard) => {
                        self.free_text(kind, say, heard).and_then(|text| address::name(&text))
                    }
                    _ => None,
                });
                if let Some(value) = value {
                    self.fill_slot(value)?;
                    return Ok(true);
                }
                // A day that cannot be: it is said which can.
                if matches!(kind, SlotKind::Day(_)) && has(EntityKind::Date) && !elsewhere {
                    self.go_on()?;
                    return Ok(true);
                }
            }
            Some(Waiting::Confirm | Waiting::Message | Waiting::HandOff | Waiting::More | Waiting::Feedback) | None => {
            }
        }
        Ok(false)
    }

    /// More of what is wished for while it is asked which product: it is kept until that is named, and nothing is asked again.
    fn keeps_options(&mut self, heard: &Understanding, menu: &[Choice]) -> bool {
        let asks = heard.asks.iter().any(|ask| self.surely_asks(ask));
        if !heard.only_options() && (asks || !heard.only_entities()) {
            return false;
        }
        self.note(notes::OPTIONS_KEPT);
        self.talk.answer_to(self.open.flow().and_then(|state| state.intent.clone()));
        // Of `大一码` nothing can be said back.
        let key = if heard.entities.is_empty() { TextKey::GoOn } else { TextKey::TakeYourTime };
        self.offer(key, menu.to_vec());
        true
    }

    /// `不想要了` while it is asked which order: the answer to what the flow asks later is kept, and which order is asked again.
    fn keeps_choice(&mut self, heard: &Understanding, flow: &Flow, menu: &[Choice]) -> bool {
        let short = heard.core().chars().count() <= SHORT_CHOICE && !heard.is_question();
        // `我手机坏了` tells of something else than why this is returned.
        let only = |choice: &&SlotChoice| choice.words.iter().chain([&choice.value]).any(|word| heard.is_only(word));
        let mut choices = flow.steps.iter().filter_map(|step| match &step.kind {
            StepKind::Ask { slot, kind: SlotKind::Choice(values), .. } => {
                Some((slot, values.iter().filter(|choice| names(heard, choice)).find(only)?.value.clone()))
            }
            _ => None,
        });
        let Some((slot, value)) = choices.next().filter(|_| short) else { return false };
        self.note(notes::choice_kept(&value));
        self.set_slot(slot, value);
        self.offer(TextKey::TakeYourTime, menu.to_vec());
        true
    }

    /// The buyer leaves while a flow waits: what it was asked twice for in vain, and a problem with goods or parcels, is where it
    /// was. `false` where nothing is left open.
    fn call_when_matter_open(&mut self, heard: &Understanding) -> bool {
        let intent = self.open.flow().and_then(|flow| flow.intent.as_ref());
        let problem = intent.is_some_and(|intent| PROBLEMS.iter().any(|it| intent.is(it)));
        if problem || self.open.asked_in_vain() > 1 {
            self.talk.leave_open();
        }
        self.call_when_left_open(heard)
    }

    /// A courtesy instead of an answer: thanks and farewells end it, everything else leaves the question as it stands.
    fn courtesy(&mut self, heard: &Understanding, menu: &[Choice]) -> Known<bool> {
        let Some(ask) = heard.asks.first().filter(|_| self.is_courtesy(heard)) else { return Ok(false) };
        let which = matches!(self.world.session.own.open.waiting, Some(Waiting::Order | Waiting::Product));
        if which && ask.intent.is("affirm") && heard.has_yes() {
            // A yes is no answer to the question which one.
            return Ok(false);
        }
        if ask.intent.is("thanks") || ask.intent.is("goodbye") {
            if self.call_when_matter_open(heard) {
                return Ok(true);
            }
            self.open.ask_afresh();
            let flow = self.running_flow();
            let writes = |flow: &&Flow| flow.steps.iter().any(|step| matches!(step.kind, StepKind::Request { .. }));
            match flow.filter(writes) {
                // What was wished for is not done, and the buyer must not believe it is.
                Some(flow) if self.open.waits_for(Waiting::Slot) => self.lapse(flow),
                _ => {
                    self.leave_flow(LeftBecause::Cancelled);
                    self.answer(&ask.intent, None)?;
                }
            }
        } else {
            self.note(notes::COURTESY);
            self.open.offer(menu.to_vec());
            let again = which && ask.intent.is("affirm") && !menu.is_empty() && heard.asks.len() == 1;
            self.say_own(if again { TextKey::WhichOne } else { TextKey::TakeYourTime });
        }
        Ok(true)
    }

    /// Whether the message is nothing but politeness.
    fn is_courtesy(&self, heard: &Understanding) -> bool {
        let [ask] = heard.asks.as_slice() else { return false };
        let courtesies = ["thanks", "goodbye", "affirm", "greeting", "nudge"];
        let sure = ask.by_rule || ask.confidence >= COURTESY;
        sure && courtesies.iter().any(|id| ask.intent.is(id))
    }

    /// The text was not what was asked for: asks again, and gives up after a while.
    fn not_an_answer(&mut self, step: &FlowStep) -> Known<()> {
        self.talk.stands();
        if matches!(step.kind, StepKind::Ask { .. }) {
            return self.run_flow_unheard();
        }
        let asked = self.open.ask_once_more();
        if asked >= MAX_ASKED {
            self.give_up();
            return Ok(());
        }
        self.run_flow_unheard()
    }

    /// The message for the people who come back. What is a question, too, is answered besides; a courtesy is no message.
    pub(super) fn take_message(&mut self, heard: &Understanding) -> Known<bool> {
        let feedback = self.open.waits_for(Waiting::Feedback);
        if !self.open.waits_for(Waiting::Message) && !feedback {
            return Ok(false);
        }
        self.open.wait_no_more();
        let first = heard.asks.first();
        let courtesies = ["greeting", "thanks", "goodbye", "affirm", "deny"];
        let asks_when = heard.asks_for_people();
        let nudges = first.is_some_and(|ask| ask.intent.is("nudge") && ask.confidence >= NUDGE);
        if !feedback && (nudges || asks_when) {
            self.open.wait_for(Waiting::Message);
            if self.crew.has_noted() {
                self.say_when();
            } else {
                // Nothing was noted yet that somebody could answer.
                self.say_own(TextKey::HandOffNobody);
            }
            return Ok(true);
        }
        if first.is_some_and(|ask| self.is_sure(ask) && courtesies.iter().any(|it| ask.intent.is(it))) {
            return Ok(false);
        }
        let question =
            heard.asks.iter().any(|ask| ask.confidence >= QUESTION && self.knowledge().asks_something(&ask.intent));
        self.passive_order()?;
        let angry = self.talk.mood() >= Mood::Angry;
        let reason = if feedback { "rated" } else { "message" };
        self.note_message(reason.to_owned(), if angry { Priority::High } else { Priority::Normal });
        self.note(notes::MESSAGE_TAKEN);
        if question {
            self.crew.take_also();
            return Ok(false);
        }
        self.say_own(if feedback { TextKey::FeedbackTaken } else { TextKey::MessageTaken });
        Ok(true)
    }
}
