//! What comes while a write waits for its yes and is neither yes nor no: that it cannot be done on the buyer's side, where the money
//! goes.

use crate::dialogue::Draft;
use crate::dialogue::lookup::Need;
use crate::fact::LeftBecause;
use crate::knowledge::{FlowStep, StepKind, TextKey};
use crate::language::entity::address;
use crate::language::notes;
use crate::names::EntityKind;
use crate::shop::order::OrderStatus;
use crate::understand::Understanding;

/// The writes that bring money back.
const BRING_MONEY: &[&str] = &["cancel", "refund_only", "return_refund", "price_protection"];

impl Draft<'_> {
    /// `电话也换成139…` to an address that waits for its yes: it belongs to the same write, and is shown with it.
    fn adds_phone(&mut self, heard: &Understanding, slots: &[String]) -> bool {
        let original = self.original_text();
        let wanted = slots.len() > 1
            && slots.iter().any(|slot| slot == "phone")
            && heard.adds_phone()
            && address::read(&original).is_none()
            && self.phone_is_a_value(heard);
        let Some(phone) = heard.value(EntityKind::Phone).filter(|_| wanted) else { return false };
        self.note(notes::PHONE_TOO);
        self.open.disarm();
        self.set_slot("phone", phone);
        true
    }

    /// Answers what belongs to the question that waits without being its answer, and asks it again in the same turn: a yes to
    /// that counts as to the first. `false` where the message is something else.
    pub(crate) fn meanwhile(&mut self, heard: &Understanding, step: &FlowStep) -> Need<bool> {
        let StepKind::Request { kind, slots, .. } = &step.kind else { return Ok(false) };
        if self.wants_a_part(heard) {
            return Ok(true);
        }
        if kind == "return_refund" && !slots.iter().any(|slot| slot == "problem") && heard.says_opened() {
            self.note(notes::OPENED);
            let Some(pending) = self.open.pending().cloned() else { return Ok(false) };
            self.talk.understand();
            self.ask_anew(pending)?;
            return Ok(true);
        }
        if heard.did_it() {
            self.note(notes::DONE_BY_BUYER);
            self.talk.understand();
            self.leave_flow(LeftBecause::DoneByBuyer);
            self.talk.forget_last();
            self.say_own(TextKey::DoneByBuyer);
            return Ok(true);
        }
        if self.adds_phone(heard, slots) {
            // It is said in the question itself.
        } else if heard.is_unable() {
            self.note(notes::UNABLE);
            self.say_own(TextKey::ConfirmHere);
        } else if heard.asks_of_money() && BRING_MONEY.contains(&kind.as_str()) {
            self.passive_order()?;
            if !self.says_refund_terms() {
                return Ok(false);
            }
            self.note(notes::WHERE_MONEY_GOES);
        } else {
            return Ok(false);
        }
        self.talk.understand();
        self.run_flow_unheard()?;
        Ok(true)
    }

    /// Where the money of the write that waits will go; `false` where none comes back by it.
    pub(crate) fn says_refund_terms(&mut self) -> bool {
        let pending = self.open.pending();
        // Of what was not paid nothing comes back.
        let paid = self.focus.order().is_some_and(|order| order.status != OrderStatus::PendingPayment);
        let of_money = pending.is_some_and(|pending| BRING_MONEY.contains(&pending.request.kind.as_str()));
        of_money && paid && self.say_own(TextKey::ConfirmMoney)
    }
}
