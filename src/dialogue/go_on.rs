//! Going on: with the flow that runs, or with the last question, after something was picked, filled or said.

use crate::dialogue::Draft;
use crate::dialogue::flow::Ended;
use crate::dialogue::lookup::Known;
use crate::dialogue::open::CONFIRMED;
use crate::dialogue::request::{is_done, seen};
use crate::fact::LeftBecause;
use crate::knowledge::Flow;
use crate::knowledge::StepKind;
use crate::knowledge::TextKey;
use crate::language::notes;
use crate::session::Choice;
use crate::session::LastAsk;
use crate::session::Pending;
use crate::session::Waiting;
use crate::shop::OrderBy;
use crate::time::DAY;

/// A flow is come back to so often after other questions; then they are what the buyer talks about.
const MAX_RETURNS: u8 = 2;

impl<'a> Draft<'a> {
    /// Goes on with the flow at the step where it stands.
    pub(super) fn run_flow(&mut self) -> Known<()> {
        let Some(state) = self.open.flow().cloned() else { return Ok(()) };
        let knowledge = self.knowledge();
        let Some(flow) = knowledge.flow(&state.flow) else {
            self.leave_flow(LeftBecause::Gone);
            return Ok(());
        };
        self.talk.answer_to(state.intent.clone());
        if state.order.is_some() && *self.focus.order_id() != state.order {
            self.focus.discuss_order(state.order.clone());
            self.focus.show_order(None);
        }
        // A confirmed write goes out before its order is read again; everything else looks at the order as it is now.
        if self.open.look_again() {
            self.focus.pick(self.focus.order_id().clone());
        }
        if self.run(flow)? == Ended::Answers
            && let Some(intent) = state.intent
        {
            self.answer(&intent, None)?;
        }
        Ok(())
    }

    /// Goes on with the flow, which takes nothing from the message: that was about something else, or was read already.
    pub(super) fn run_flow_unheard(&mut self) -> Known<()> {
        let heard = self.world.heard.take();
        let result = self.run_flow();
        self.world.heard = heard;
        result
    }

    /// Fills the slot that was asked for and goes on.
    pub(super) fn fill_slot(&mut self, value: String) -> Known<()> {
        let asked = self.standing_step().and_then(|step| match &step.kind {
            StepKind::Ask { slot, kind, .. } => Some((slot.as_str(), Some(kind))),
            StepKind::Request { .. } => Some((CONFIRMED, None)),
            _ => None,
        });
        if let Some((slot, _)) = &asked
            && *slot == CONFIRMED
        {
            return self.answer_confirmation(&value);
        }
        if let Some((slot, kind)) = asked {
            self.set_slot(slot, value);
            if let Some(kind) = kind {
                self.fill_beside(kind);
            }
        }
        self.go_on()
    }

    /// Goes on with the flow, or with the last question, after something was picked.
    pub(super) fn go_on(&mut self) -> Known<()> {
        self.open.wait_no_more();
        if self.call_now()? {
            return Ok(());
        }
        if let Some(flow) = self.open.flow() {
            // What the question named stands while it waits for the rest.
            let own = |last: &&LastAsk| flow.intent.as_ref().is_some_and(|intent| last.intent.is(intent.as_str()));
            if let Some(last) = self.talk.last().as_ref().filter(own) {
                let (named, words) = (last.named.clone(), last.words.clone());
                self.talk.carry(named, words);
            }
            return self.run_flow();
        }
        match self.talk.last().clone() {
            Some(LastAsk { intent, .. }) => self.answer(&intent, None),
            None => Ok(()),
        }
    }

    /// Keeps the list that was chosen from for one more message: `那第二个呢`.
    pub(super) fn keep_menu(&mut self, menu: Vec<Choice>) {
        if self.open.menu().is_empty() && self.open.waiting().is_none() {
            self.open.offer(menu);
        }
    }

    /// Starts the flow again, keeping what was not corrected.
    pub(super) fn restart(&mut self, flow: &Flow) -> Known<()> {
        self.note(notes::CORRECTED_FLOW);
        self.open.disarm();
        for step in &flow.steps {
            if let (StepKind::Ask { slot, kind, .. }, Some(heard)) = (&step.kind, self.world.heard)
                && self.prefill(kind, heard)?.is_some()
            {
                self.open.empty(slot);
            }
        }
        self.focus.drop_order();
        self.open.restart_flow(flow.steps.first().map_or("", |step| step.id.as_str()));
        Ok(())
    }

    /// Asks again what was asked, after something else was said.
    pub(super) fn come_back(&mut self, flow: &Flow) -> Known<()> {
        if self.open.flow().is_none() {
            return Ok(());
        }
        let most = if self.crew.is_called() { 0 } else { MAX_RETURNS };
        let returned = self.open.returned();
        if self.open.pending().is_none() && returned >= most {
            self.note(notes::ELSEWHERE);
            self.leave_flow(LeftBecause::Lapsed);
            self.open.ask_afresh();
            if self.out.is_silent() {
                // A card that says nothing to it.
                self.say_own(TextKey::GoOn);
            }
            return Ok(());
        }
        self.open.come_back();
        if self.world.session.own.open.waiting == Some(Waiting::Order) {
            // What a digression was about is no answer to the question which one.
            self.focus.drop_order();
            self.focus.discuss_product(self.world.session.own.focus.product.clone());
        }
        if self.world.session.own.open.waiting == Some(Waiting::Product) {
            self.focus.discuss_product(self.world.session.own.focus.product.clone());
            self.focus.hide_product();
        }
        self.talk.say_of("flow", flow.title.clone());
        let said = self.out.mark();
        self.say_own(TextKey::Resume);
        // What stood unanswered because something else was answered was not asked in vain.
        self.open.ask_not_in_vain();
        // What was heard belongs to the digression: it must not fill the flow's slots.
        self.run_flow_unheard()?;
        if self.out.left_a_flow_since(said) {
            // It was given up: there is nothing to come back to.
            let after = self.out.take_since(said);
            after.into_iter().skip(1).for_each(|reply| self.out.reply(reply));
        }
        Ok(())
    }

    /// Looks at the order as it is now and asks again, if it still can be done. The wish is the same, and so is its key.
    pub(super) fn ask_anew(&mut self, pending: Pending) -> Known<()> {
        let first = self.running_flow().and_then(|flow| flow.steps.first());
        let first = first.map(|step| step.id.clone()).unwrap_or_default();
        self.focus.pick(pending.request.order_id.clone());
        self.open.ask_anew(&pending.request, &first);
        self.run_flow_unheard()
    }

    /// Takes the buyer's word on the write that waits: `yes` or `no`.
    pub(super) fn answer_confirmation(&mut self, value: &str) -> Known<()> {
        let Some(pending) = self.open.pending().cloned().filter(|_| value == "yes") else {
            self.set_slot(CONFIRMED, value.to_owned());
            return self.go_on();
        };
        if pending.request.buyer != self.world.input.buyer {
            self.note(notes::ANOTHER_BUYER);
            if let Some(flow) = self.running_flow() {
                self.lapse(flow);
            }
            return Ok(());
        }
        let expired = pending.at.zip(self.world.input.at).is_some_and(|(asked, now)| now.since(asked) > DAY);
        if expired {
            self.note(notes::TOO_OLD);
            return self.ask_anew(pending);
        }
        let Some(order_id) = pending.request.order_id.clone() else {
            self.set_slot(CONFIRMED, "yes".to_owned());
            return self.go_on();
        };
        match self.own_orders(OrderBy::Id(order_id))? {
            Ok(orders) => match orders.into_iter().next() {
                // Of what an older version asked, it is not known what was shown.
                Some(order) if [0, seen(order)].contains(&pending.seen) || is_done(&pending.request, order) => {
                    self.focus.show_order(Some(order));
                }
                changed => {
                    self.note(notes::ORDER_CHANGED);
                    self.focus.show_order(changed);
                    self.say_own(TextKey::OrderChanged);
                    return self.ask_anew(pending);
                }
            },
            Err(error) => {
                self.note(notes::not_checked(&error.to_string()));
                self.look_up_failed();
                return Ok(());
            }
        }
        self.set_slot(CONFIRMED, "yes".to_owned());
        self.go_on()
    }
}
