//! A text while a write waits for its yes: the answer, a correction, another matter, or none of these.

use crate::action::Speaker;
use crate::dialogue::Draft;
use crate::dialogue::lookup::Known;
use crate::dialogue::rows::FAQ_SURE;
use crate::fact::{Corrected, Fact};
use crate::knowledge::{Flow, FlowStep, SlotKind, StepKind, TextKey};
use crate::language::consent::{Consent, consent, is_explicit};
use crate::language::consent::{is_courteous, names_deed};
use crate::language::free_text::names_region;
use crate::language::notes;
use crate::language::question::asks_how;
use crate::names::EntityKind;
use crate::names::IntentId;
use crate::time::DAY;
use crate::understand::{Ask, Understanding};

/// So many of the buyer's last messages are looked at for a question how something is done.
const HOW: usize = 2;

impl<'a> Draft<'a> {
    /// A text while a write waits for its yes.
    pub(crate) fn confirmation(&mut self, heard: &Understanding, flow: &'a Flow, step: &'a FlowStep) -> Known<()> {
        if self.meanwhile(heard, step)? {
            return Ok(());
        }
        match consent(self.whole_text(), verbs(step)) {
            Some(Consent::Yes) => {
                let pending = self.open.pending().cloned();
                let bare = pending.filter(|pending| pending.aside && !is_explicit(self.whole_text(), verbs(step)));
                return match bare {
                    // Something else was said since: it may be that which is agreed to.
                    Some(pending) => self.ask_anew(pending),
                    None => self.answer_confirmation("yes"),
                };
            }
            Some(Consent::No) => return self.answer_confirmation("no"),
            Some(Consent::Later) => {
                self.note(notes::WANTS_TIME);
                self.say_own(TextKey::ConfirmHeld);
                return Ok(());
            }
            None => {}
        }
        let own = |ask: &Ask| is_own(flow, ask);
        let wanted: Vec<&Ask> = heard.asks.iter().filter(|ask| self.surely_asks(ask)).collect();
        let elsewhere = wanted.iter().any(|ask| !own(ask));
        if !heard.is_question() && self.corrects_slots(heard, flow)? {
            return self.go_on();
        }
        if !elsewhere && (self.names_another_order(heard)? || self.names_another_value(heard, flow)?) {
            self.out.fact(Fact::Corrected { what: Corrected::Order });
            self.restart(flow)?;
            return self.go_on();
        }
        // The same wish, with the number of the order: it is asked for anew.
        if !elsewhere && !wanted.is_empty() && !heard.is_question() && heard.entity(EntityKind::OrderId).is_some() {
            self.restart(flow)?;
            return self.go_on();
        }
        // Its own number again is no other matter.
        let pending = self.open.pending().and_then(|pending| pending.request.order_id.clone());
        if !elsewhere && pending.is_some() && heard.value(EntityKind::OrderId) == pending {
            self.note(notes::SAME_AGAIN);
            return self.let_stand(flow);
        }
        let day = heard.another_day().is_some();
        if !day && !heard.is_question() && heard.unsettles(elsewhere) {
            return self.unsettle(flow);
        }
        if let Some(answer) = heard.answer
            && self.keyword_answer(answer)?
        {
            return self.let_stand(flow);
        }
        // `28号再送` names a day, and is no farewell.
        let leaves = heard.entity(EntityKind::Date).is_none();
        if leaves && heard.asks.iter().any(|ask| self.is_sure(ask) && ask.intent.is("goodbye")) {
            self.lapse(flow);
            return Ok(());
        }
        if elsewhere {
            return self.digress(heard, flow);
        }
        let faq = heard.faqs.first().filter(|hit| hit.exact || hit.confidence >= FAQ_SURE);
        if let Some(hit) = faq.filter(|_| wanted.is_empty()) {
            self.say_faq(*hit);
            return self.let_stand(flow);
        }
        if heard.is_question() && self.says_terms(flow)? {
            return self.let_stand(flow);
        }
        if heard.is_question() {
            // Nobody agrees to what he asks about: a question that has no answer here goes to a person.
            self.talk.leaves_unanswered();
        }
        if self.open.pass() {
            self.lapse(flow);
        } else {
            self.say_own(TextKey::YesOrNo);
        }
        Ok(())
    }

    /// Whether a write waits and the message names another order: by its number, or by what was bought.
    fn names_another_order(&mut self, heard: &Understanding) -> Known<bool> {
        let pending = self.open.pending().and_then(|pending| pending.request.order_id.clone());
        let Some(pending) = pending else {
            return Ok(false);
        };
        if let Some(id) = heard.value(EntityKind::OrderId) {
            return Ok(id != pending);
        }
        let corrects = heard.corrects();
        let mentioned = heard.only_mentions();
        if !corrects && (mentioned || heard.is_question()) {
            return Ok(false);
        }
        if corrects
            && heard.entity(EntityKind::LastFour).is_some_and(|tail| !pending.ends_with(&tail.value.to_string()))
        {
            return Ok(true);
        }
        let named = self.named_orders()?;
        Ok(!named.is_empty() && named.iter().all(|order| order.id != pending))
    }

    /// Whether the message gives another value for what is to be written: a new address, phone or variant.
    fn names_another_value(&mut self, heard: &Understanding, flow: &Flow) -> Known<bool> {
        for step in &flow.steps {
            let StepKind::Ask { slot, kind, .. } = &step.kind else { continue };
            if !matches!(kind, SlotKind::Entity(_) | SlotKind::Address | SlotKind::Name | SlotKind::Sku) {
                continue;
            }
            let known = |slots: &std::collections::BTreeMap<String, String>| slots.get(slot).cloned();
            let asked = self.open.pending().and_then(|pending| known(&pending.request.slots));
            let asked = asked.or_else(|| self.open.flow().and_then(|flow| known(&flow.slots)));
            let Some(asked) = asked else { continue };
            if self.prefill(kind, heard)?.is_some_and(|value| value != asked && is_whole(kind, &value)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What waits for a yes is not what is meant, and it is not clear what is: what was filled in for it is asked for again;
    /// where nothing was, it is put down.
    fn unsettle(&mut self, flow: &Flow) -> Known<()> {
        let slots = self.open.pending().map(|pending| pending.request.slots.clone()).unwrap_or_default();
        let filled = |step: &&FlowStep| matches!(&step.kind, StepKind::Ask { slot, .. } if slots.contains_key(slot));
        let Some(first) = flow.steps.iter().find(filled) else {
            self.lapse(flow);
            return Ok(());
        };
        self.note(notes::SOMETHING_ELSE);
        self.out.fact(Fact::Corrected { what: Corrected::Value });
        self.open.ask_values_again(&first.id);
        self.run_flow_unheard()
    }

    /// Something else was answered: the question is asked once more, and the next time it lapses.
    pub(crate) fn let_stand(&mut self, flow: &Flow) -> Known<()> {
        if self.open.pending().is_some() && self.open.pass() {
            self.lapse(flow);
            return Ok(());
        }
        self.come_back(flow)
    }

    /// Whether what waits since this turn was asked back to a question how it is done: a bare yes may be meant for the explanation.
    pub(crate) fn was_asked_how(&self) -> bool {
        if self.open.pending().is_none() || self.world.session.own.open.pending.is_some() {
            return false;
        }
        let mut said = self.state.lines.iter().rev().filter(|line| line.by == Speaker::Buyer).take(HOW);
        said.any(|line| asks_how(&line.text))
    }

    /// A yes to a question that does not stand any more: it is looked at, and asked, again. `好的` alone is a courtesy by then.
    pub(super) fn takes_up_lapsed(&mut self) -> Known<bool> {
        let Some(lapsed) = self.open.lapsed().cloned() else { return Ok(false) };
        let old = lapsed.at.zip(self.world.input.at).is_some_and(|(at, now)| now.since(at) > DAY);
        let knowledge = self.knowledge();
        let flow = knowledge.flows.iter().find(|flow| flow.intents.contains(&lapsed.intent)).filter(|_| !old);
        let Some(flow) = flow else {
            self.open.forget_lapsed();
            return Ok(false);
        };
        let said = self.whole_text();
        let verbs: Vec<String> = flow.steps.iter().flat_map(verbs).cloned().collect();
        let agrees = consent(said, &verbs) == Some(Consent::Yes);
        if !agrees || (is_courteous(said) && !names_deed(said, &verbs)) {
            return Ok(false);
        }
        self.note(notes::TAKEN_UP);
        self.open.forget_lapsed();
        self.talk.understand();
        self.focus.pick(lapsed.order);
        self.world.heard = None;
        self.answer(&lapsed.intent, None)?;
        Ok(true)
    }

    /// Answers a different question and comes back to the flow, unless the other question needs the buyer, too.
    pub(super) fn digress(&mut self, heard: &Understanding, flow: &'a Flow) -> Known<()> {
        self.note(notes::DIGRESSION);
        let before = self.open.flow().map(|state| state.flow.clone());
        let asks: Vec<IntentId> =
            heard.asks.iter().filter(|ask| self.is_sure(ask)).map(|ask| ask.intent.clone()).collect();
        let last = self.talk.last().clone();
        for intent in asks {
            // Where the money of what waits will go, and when, is no question about a refund that there is.
            let of_money =
                intent.is("aftersale.refund_progress") && self.open.pending().is_some() && self.passive_order()?;
            if of_money && self.says_refund_terms() {
                continue;
            }
            self.answer(&intent, heard.faqs.first().copied())?;
        }
        if self.open.flow().map(|state| state.flow.clone()) == before {
            self.talk.put_last(last);
            self.let_stand(flow)?;
        }
        Ok(())
    }
}

/// Whether a value can stand in the place of another: an address without its city is a part of one.
pub(crate) fn is_whole(kind: &SlotKind, value: &str) -> bool {
    *kind != SlotKind::Address || names_region(value)
}

/// Whether it is the flow's own matter that is asked about.
pub(super) fn is_own(flow: &Flow, ask: &Ask) -> bool {
    flow.intents.iter().any(|own| ask.intent.is(own.as_str()) || own.is(ask.intent.as_str()))
}

/// The words by which a request may be agreed to.
fn verbs(step: &FlowStep) -> &[String] {
    match &step.kind {
        StepKind::Request { agree, .. } => agree,
        _ => &[],
    }
}
