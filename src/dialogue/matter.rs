//! The matter in hand: its slots are filled, and it is left, with what was not done remembered.

use crate::dialogue::Draft;
use crate::fact::LeftBecause;
use crate::knowledge::Flow;
use crate::knowledge::TextKey;
use crate::language::notes;
use crate::session::Lapsed;
use std::collections::BTreeMap;

impl<'a> Draft<'a> {
    /// Leaves the flow before its end, and forgets what was asked.
    pub(super) fn leave_flow(&mut self, reason: LeftBecause) {
        if reason != LeftBecause::Cancelled {
            self.remember_lapsed();
        }
        if let Some(flow) = self.open.leave_flow() {
            self.note(notes::left(&flow, &reason.to_string()));
            self.out.left_flow(flow, reason);
        }
    }

    pub(super) fn set_slot(&mut self, slot: &str, value: String) {
        self.note(notes::filled(slot, &value));
        self.open.fill(slot, value);
        self.talk.moves();
    }

    pub(super) fn slots(&self, names: &[String]) -> BTreeMap<String, String> {
        names.iter().filter_map(|name| Some((name.clone(), self.slot(name)?.to_owned()))).collect()
    }

    /// Whether what was said may fill the slot: it is empty, and what was said has had no other answer.
    pub(super) fn may_fill(&self, slot: &str) -> bool {
        self.slot(slot).is_none() && !self.open.is_cleared(slot)
    }

    /// Remembers a write that was asked about and not done, for a yes that comes too late.
    pub(super) fn remember_lapsed(&mut self) {
        let intent = self.open.flow().and_then(|flow| flow.intent.clone());
        if let (Some(pending), Some(intent)) = (self.open.pending(), intent) {
            let order = pending.request.order_id.clone();
            self.open.remember_lapsed(Lapsed { intent, order, at: self.world.input.at });
        }
    }

    /// Lets the question go, with a word: nothing is done.
    pub(super) fn lapse(&mut self, flow: &Flow) {
        self.note(notes::LAPSED);
        self.leave_flow(LeftBecause::Lapsed);
        self.talk.say_of("flow", flow.title.clone());
        self.say_own(TextKey::ConfirmLapsed);
    }
}
