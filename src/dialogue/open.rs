//! What is open: what was asked and waits, the menu that was offered, the flow that runs, the write that waits for its yes. Only this
//! file writes it.

use std::collections::BTreeMap;

use crate::session::{Choice, FlowState, Lapsed, OpenKept, Pending, Waiting};
use crate::shop::Request;

/// The slot that holds the buyer's word on a write.
pub(super) const CONFIRMED: &str = "confirmed";
/// What comes instead of an answer before the question of a write lapses: after the first it is asked once more.
const MAX_PASSED: u8 = 2;

/// What is open.
#[derive(Clone, Debug, Default)]
pub(super) struct Open {
    kept: OpenKept,
    /// The step that a flow stood at when this turn began, and how often it had asked.
    asked_before: Option<(String, u32)>,
    /// Slots that the flow has emptied in this turn: what was said in it has had its answer.
    cleared: Vec<String>,
    /// Slots of a flow that is over, for its last sentences.
    ended_slots: BTreeMap<String, String>,
    /// Every slot that was filled in this turn, whatever became of its flow.
    filled: Vec<(String, String)>,
}

/// A flow with what it waits for, put aside while another one is tried.
#[derive(Debug)]
pub(super) struct Aside {
    flow: FlowState,
    waiting: Waiting,
    pending: Option<Pending>,
}

impl Aside {
    pub(super) fn flow(&self) -> &str {
        &self.flow.flow
    }
}

impl Open {
    pub(super) fn new(kept: OpenKept) -> Open {
        Open { kept, ..Open::default() }
    }

    /// As at the beginning of a turn.
    pub(super) fn anew(&self) -> Open {
        Open::new(self.kept.clone())
    }

    /// What the session keeps.
    pub(super) fn kept(self) -> OpenKept {
        self.kept
    }

    /// Nothing is open: a person goes on with whatever it was. What lapsed may still be agreed to.
    pub(super) fn close(&mut self) {
        self.kept = OpenKept { lapsed: self.kept.lapsed.take(), asked: self.kept.asked, ..OpenKept::default() };
    }
}

/// What the bot waits for.
impl Open {
    pub(super) fn waiting(&self) -> &Option<Waiting> {
        &self.kept.waiting
    }

    pub(super) fn waits_for(&self, what: &Waiting) -> bool {
        self.kept.waiting.as_ref() == Some(what)
    }

    pub(super) fn wait_for(&mut self, what: Waiting) {
        self.kept.waiting = Some(what);
    }

    pub(super) fn wait_no_more(&mut self) {
        self.kept.waiting = None;
    }

    /// A look at something answers nothing that the buyer was asked.
    pub(super) fn wait_as_before(&mut self, waiting: Option<Waiting>) {
        self.kept.waiting = waiting;
    }

    /// How often in a row it was asked in vain which order or which product is meant.
    pub(super) fn asked_in_vain(&self) -> u8 {
        self.kept.asked
    }

    /// Asks which one is meant, once more.
    pub(super) fn ask_in_vain(&mut self) {
        self.kept.asked = self.kept.asked.saturating_add(1);
    }

    /// It is known which one is meant, or of no interest any more.
    pub(super) fn ask_afresh(&mut self) {
        self.kept.asked = 0;
    }

    /// What stood unanswered because something else was answered was not asked in vain.
    pub(super) fn ask_not_in_vain(&mut self) {
        self.kept.asked = self.kept.asked.saturating_sub(1);
        if let Some(flow) = &mut self.kept.flow {
            flow.asked = flow.asked.saturating_sub(1);
        }
    }

    /// The hand-off rule whose question was asked first.
    pub(super) fn calling(&self) -> &Option<String> {
        &self.kept.calling
    }

    pub(super) fn call_after_answer(&mut self, rule: String) {
        self.kept.calling = Some(rule);
    }

    pub(super) fn take_calling(&mut self) -> Option<String> {
        self.kept.calling.take()
    }
}

/// The menu.
impl Open {
    /// What the numbers of the last menu stand for.
    pub(super) fn menu(&self) -> &[Choice] {
        &self.kept.menu
    }

    pub(super) fn offer(&mut self, menu: Vec<Choice>) {
        self.kept.menu = menu;
    }

    pub(super) fn take_menu(&mut self) -> Vec<Choice> {
        std::mem::take(&mut self.kept.menu)
    }
}

/// The flow that runs.
impl Open {
    pub(super) fn flow(&self) -> &Option<FlowState> {
        &self.kept.flow
    }

    /// A flow begins at its first step. What was running stands aside.
    pub(super) fn begin_flow(&mut self, flow: FlowState) -> Option<Aside> {
        let aside = self.kept.flow.take().zip(self.kept.waiting.take());
        let pending = self.kept.pending.take();
        self.kept.flow = Some(flow);
        aside.map(|(flow, waiting)| Aside { flow, waiting, pending })
    }

    /// What stood aside goes on.
    pub(super) fn resume(&mut self, aside: Aside) {
        self.kept.flow = Some(aside.flow);
        self.kept.waiting = Some(aside.waiting);
        self.kept.pending = aside.pending;
    }

    /// The flow is over, with its slots for its last sentences; which flow it was.
    pub(super) fn end_flow(&mut self) -> Option<String> {
        self.kept.pending = None;
        // A flow that was left for a person may have asked for a message.
        let flow = self.kept.flow.take()?;
        self.kept.waiting = None;
        self.ended_slots = flow.slots;
        Some(flow.flow)
    }

    /// The flow is left before its end, and what was asked is forgotten; which flow it was.
    pub(super) fn leave_flow(&mut self) -> Option<String> {
        self.kept.waiting = None;
        self.kept.pending = None;
        self.kept.calling = None;
        self.kept.flow.take().map(|flow| flow.flow)
    }

    /// The flow goes on at this step, which has not asked yet.
    pub(super) fn go_to(&mut self, step: &str) {
        if let Some(flow) = &mut self.kept.flow {
            step.clone_into(&mut flow.step);
            flow.asked = 0;
        }
    }

    /// The flow stands at this step, however often that has asked.
    pub(super) fn stand_at(&mut self, step: &str) {
        if let Some(flow) = &mut self.kept.flow {
            step.clone_into(&mut flow.step);
        }
    }

    /// The flow begins again, without its order.
    pub(super) fn restart_flow(&mut self, first: &str) {
        self.go_to(first);
        if let Some(flow) = &mut self.kept.flow {
            flow.anchor.clear();
            flow.order = None;
        }
    }

    /// The flow goes back to where it found its order, to look at it again; `false` where it found none, or a confirmed write
    /// goes out first.
    pub(super) fn look_again(&mut self) -> bool {
        let Some(flow) = &mut self.kept.flow else { return false };
        if flow.anchor.is_empty() || flow.slots.contains_key(CONFIRMED) {
            return false;
        }
        self.asked_before = Some((std::mem::replace(&mut flow.step, flow.anchor.clone()), flow.asked));
        true
    }

    /// The flow found its order at this step.
    pub(super) fn anchor(&mut self, step: &str, order: Option<String>) {
        if let Some(flow) = &mut self.kept.flow {
            step.clone_into(&mut flow.anchor);
            flow.order = order;
        }
    }

    /// Something was said or done since the flow found its order.
    pub(super) fn weigh_anchor(&mut self) {
        if let Some(flow) = &mut self.kept.flow {
            flow.anchor.clear();
        }
    }

    /// Whether the flow has an anchor.
    pub(super) fn is_anchored(&self) -> bool {
        self.kept.flow.as_ref().is_some_and(|flow| !flow.anchor.is_empty())
    }

    /// How often the step has asked, also before the flow looked again in this turn.
    pub(super) fn times_asked(&mut self, step: &str) -> u32 {
        let before = self.asked_before.take_if(|(before, _)| before == step).map(|(_, asked)| asked);
        before.or(self.kept.flow.as_ref().map(|flow| flow.asked)).unwrap_or_default()
    }

    /// The step asks, for the `times`th time.
    pub(super) fn ask(&mut self, times: u32) {
        if let Some(flow) = &mut self.kept.flow {
            flow.asked = times;
        }
    }

    /// The step asked in vain; how often by now.
    pub(super) fn ask_once_more(&mut self) -> u32 {
        self.kept.flow.as_mut().map_or(0, |flow| {
            flow.asked += 1;
            flow.asked
        })
    }

    /// How often the flow was come back to.
    pub(super) fn returned(&self) -> u8 {
        self.kept.flow.as_ref().map_or(0, |flow| flow.returned)
    }

    pub(super) fn come_back(&mut self) {
        if let Some(flow) = &mut self.kept.flow {
            flow.returned = flow.returned.saturating_add(1);
        }
    }
}

/// The slots.
impl Open {
    /// A slot of the running flow, of the write that waits, or of the flow that has just ended.
    pub(super) fn slot(&self, name: &str) -> Option<&str> {
        let running = self.kept.flow.as_ref().and_then(|flow| flow.slots.get(name));
        let pending = || self.kept.pending.as_ref().and_then(|pending| pending.request.slots.get(name));
        running.or_else(pending).or_else(|| self.ended_slots.get(name)).map(String::as_str)
    }

    /// The slots of the running flow and of the flow that has just ended.
    pub(super) fn slots(&self) -> impl Iterator<Item = (&String, &String)> {
        self.kept.flow.iter().flat_map(|flow| &flow.slots).chain(&self.ended_slots)
    }

    /// Every value that is known, also of a write that waits, and of what was filled in this turn.
    pub(super) fn values(&self) -> impl Iterator<Item = (&String, &String)> {
        let pending = self.kept.pending.iter().flat_map(|pending| &pending.request.slots);
        let filled = self.filled.iter().map(|(slot, value)| (slot, value));
        self.slots().chain(pending).chain(filled)
    }

    pub(super) fn fill(&mut self, slot: &str, value: String) {
        self.filled.push((slot.to_owned(), value.clone()));
        if let Some(flow) = &mut self.kept.flow {
            flow.slots.insert(slot.to_owned(), value);
        }
    }

    /// Whether a slot was filled in this turn.
    pub(super) fn has_filled(&self) -> bool {
        !self.filled.is_empty()
    }

    pub(super) fn empty(&mut self, slot: &str) {
        if let Some(flow) = &mut self.kept.flow {
            flow.slots.remove(slot);
        }
    }

    /// Empties a slot that this turn must not fill again.
    pub(super) fn clear(&mut self, slot: &str) {
        self.cleared.push(slot.to_owned());
        self.empty(slot);
    }

    /// Whether the slot was emptied in this turn.
    pub(super) fn is_cleared(&self, slot: &str) -> bool {
        self.cleared.iter().any(|it| it == slot)
    }
}

/// The write that waits for its yes.
impl Open {
    pub(super) fn pending(&self) -> &Option<Pending> {
        &self.kept.pending
    }

    /// The request waits for its yes. What goes with it waits in one place only.
    pub(super) fn arm(&mut self, pending: Pending) {
        if let Some(flow) = &mut self.kept.flow {
            flow.slots.retain(|slot, _| !pending.request.slots.contains_key(slot));
        }
        self.kept.pending = Some(pending);
    }

    /// The request waits no more. What went with it is the flow's again, until that ends.
    pub(super) fn disarm(&mut self) {
        let slots = self.kept.pending.take().map(|pending| pending.request.slots).unwrap_or_default();
        self.give_back(slots);
    }

    /// The request went out. What went with it is the flow's again.
    pub(super) fn sent(&mut self, request_slots: BTreeMap<String, String>) {
        self.kept.pending = None;
        self.give_back(request_slots);
    }

    fn give_back(&mut self, slots: BTreeMap<String, String>) {
        self.kept.waiting = None;
        if let Some(flow) = &mut self.kept.flow {
            flow.slots.remove(CONFIRMED);
            flow.slots.extend(slots);
        }
    }

    /// What goes with the request is the flow's, too, which asks for it anew from its first step, or where it found its order.
    pub(super) fn ask_anew(&mut self, request: &Request, first: &str) {
        if let Some(flow) = &mut self.kept.flow {
            flow.slots.extend(request.slots.clone());
        }
        if !self.is_anchored() {
            self.stand_at(first);
        }
        self.kept.waiting = None;
    }

    /// What went with the request is asked for again, from this step on.
    pub(super) fn ask_values_again(&mut self, step: &str) {
        let slots: Vec<String> =
            self.kept.pending.iter().flat_map(|pending| pending.request.slots.keys().cloned()).collect();
        self.disarm();
        slots.iter().for_each(|slot| self.empty(slot));
        self.go_to(step);
    }

    /// Counts what came instead of a yes; whether that is enough.
    pub(super) fn pass(&mut self) -> bool {
        self.kept.pending.as_mut().is_none_or(|pending| {
            pending.passed = pending.passed.saturating_add(1);
            pending.passed >= MAX_PASSED
        })
    }

    /// Whether something else was said since the question of the write.
    pub(super) fn set_aside(&mut self, aside: bool) {
        if let Some(pending) = &mut self.kept.pending {
            pending.aside = aside;
        }
    }

    /// A write that was asked about and not done.
    pub(super) fn lapsed(&self) -> &Option<Lapsed> {
        &self.kept.lapsed
    }

    pub(super) fn remember_lapsed(&mut self, lapsed: Lapsed) {
        self.kept.lapsed = Some(lapsed);
    }

    pub(super) fn forget_lapsed(&mut self) {
        self.kept.lapsed = None;
    }
}
