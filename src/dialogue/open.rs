//! What is open: what was asked and waits, the menu that was offered, the flow that runs, the write that waits for its yes. Only this
//! file writes it.

use std::collections::BTreeMap;

use crate::session::{Choice, FlowState, Lapsed, OpenKept, Pending, Waiting};
use crate::shop::Request;

/// The slot that holds the buyer's word on a write.
pub(super) const CONFIRMED: &str = "confirmed";
/// What comes instead of an answer before the question of a write lapses: after the first it is asked once more.
const MAX_PASSED: u8 = 2;

/// What the bot waits for. What only exists while it waits for one of them lives there.
#[derive(Clone, Debug, Default)]
enum Waits {
    /// Nothing was asked.
    #[default]
    Nothing,
    /// A question that stands alone.
    Answer(Waiting),
    /// A question before a person is called as this rule says.
    Call { rule: String, asks: Option<Waiting> },
    /// A flow runs.
    Flow(Box<Running>),
}

/// A flow that runs.
#[derive(Clone, Debug)]
struct Running {
    flow: FlowState,
    /// What it asked; nothing while it is taking its steps.
    asks: Option<Waiting>,
    /// The write that waits for its yes.
    pending: Option<Pending>,
}

/// What is open.
#[derive(Clone, Debug, Default)]
pub(super) struct Open {
    waits: Waits,
    /// What the numbers of the last menu stand for.
    menu: Vec<Choice>,
    /// A write that was asked about and not done.
    lapsed: Option<Lapsed>,
    /// How often in a row it was asked in vain which order or which product is meant.
    in_vain: u8,
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
pub(super) struct Aside(Box<Running>);

impl Aside {
    pub(super) fn flow(&self) -> &str {
        &self.0.flow.flow
    }
}

impl Open {
    /// From what the session keeps.
    pub(super) fn new(kept: OpenKept) -> Open {
        let OpenKept { waiting, menu, flow, pending, lapsed, calling, asked } = kept;
        let waits = match (flow, calling, waiting) {
            (Some(flow), _, asks) => Waits::Flow(Box::new(Running { flow, asks, pending })),
            (None, Some(rule), asks) => Waits::Call { rule, asks },
            (None, None, Some(asks)) => Waits::Answer(asks),
            (None, None, None) => Waits::Nothing,
        };
        Open { waits, menu, lapsed, in_vain: asked, ..Open::default() }
    }

    /// As at the beginning of a turn.
    pub(super) fn anew(&self) -> Open {
        Open {
            waits: self.waits.clone(),
            menu: self.menu.clone(),
            lapsed: self.lapsed.clone(),
            in_vain: self.in_vain,
            ..Open::default()
        }
    }

    /// What the session keeps.
    pub(super) fn kept(self) -> OpenKept {
        let kept = OpenKept { menu: self.menu, lapsed: self.lapsed, asked: self.in_vain, ..OpenKept::default() };
        match self.waits {
            Waits::Nothing => kept,
            Waits::Answer(asks) => OpenKept { waiting: Some(asks), ..kept },
            Waits::Call { rule, asks } => OpenKept { waiting: asks, calling: Some(rule), ..kept },
            Waits::Flow(running) => {
                let Running { flow, asks, pending } = *running;
                OpenKept { waiting: asks, flow: Some(flow), pending, ..kept }
            }
        }
    }

    /// Nothing is open: a person goes on with whatever it was. What lapsed may still be agreed to.
    pub(super) fn close(&mut self) {
        self.waits = Waits::Nothing;
        self.menu.clear();
    }

    fn running(&self) -> Option<&Running> {
        if let Waits::Flow(running) = &self.waits { Some(running) } else { None }
    }

    fn running_mut(&mut self) -> Option<&mut Running> {
        if let Waits::Flow(running) = &mut self.waits { Some(running) } else { None }
    }
}

/// What the bot waits for.
impl Open {
    pub(super) fn waiting(&self) -> Option<Waiting> {
        match &self.waits {
            Waits::Nothing => None,
            Waits::Answer(asks) => Some(*asks),
            Waits::Call { asks, .. } => *asks,
            Waits::Flow(running) => running.asks,
        }
    }

    pub(super) fn waits_for(&self, what: Waiting) -> bool {
        self.waiting() == Some(what)
    }

    pub(super) fn wait_for(&mut self, what: Waiting) {
        self.wait(Some(what));
    }

    pub(super) fn wait_no_more(&mut self) {
        self.wait(None);
    }

    /// What was asked, if anything, as it was before.
    pub(super) fn wait(&mut self, what: Option<Waiting>) {
        match &mut self.waits {
            Waits::Nothing | Waits::Answer(_) => self.waits = what.map_or(Waits::Nothing, Waits::Answer),
            Waits::Call { asks, .. } => *asks = what,
            Waits::Flow(running) => running.asks = what,
        }
    }

    /// How often in a row it was asked in vain which order or which product is meant.
    pub(super) fn asked_in_vain(&self) -> u8 {
        self.in_vain
    }

    /// Asks which one is meant, once more.
    pub(super) fn ask_in_vain(&mut self) {
        self.in_vain = self.in_vain.saturating_add(1);
    }

    /// It is known which one is meant, or of no interest any more.
    pub(super) fn ask_afresh(&mut self) {
        self.in_vain = 0;
    }

    /// What stood unanswered because something else was answered was not asked in vain.
    pub(super) fn ask_not_in_vain(&mut self) {
        self.in_vain = self.in_vain.saturating_sub(1);
        if let Some(running) = self.running_mut() {
            running.flow.asked = running.flow.asked.saturating_sub(1);
        }
    }

    /// The hand-off rule whose question was asked first.
    pub(super) fn calling(&self) -> Option<&str> {
        if let Waits::Call { rule, .. } = &self.waits { Some(rule) } else { None }
    }

    /// Whatever the answer is to what was asked, a person is called as this rule says.
    pub(super) fn call_after_answer(&mut self, rule: String) {
        self.waits = Waits::Call { rule, asks: self.waiting() };
    }

    pub(super) fn take_calling(&mut self) -> Option<String> {
        match std::mem::take(&mut self.waits) {
            Waits::Call { rule, asks } => {
                self.wait(asks);
                Some(rule)
            }
            other => {
                self.waits = other;
                None
            }
        }
    }
}

/// The menu.
impl Open {
    /// What the numbers of the last menu stand for.
    pub(super) fn menu(&self) -> &[Choice] {
        &self.menu
    }

    pub(super) fn offer(&mut self, menu: Vec<Choice>) {
        self.menu = menu;
    }

    pub(super) fn take_menu(&mut self) -> Vec<Choice> {
        std::mem::take(&mut self.menu)
    }
}

/// The flow that runs.
impl Open {
    pub(super) fn flow(&self) -> Option<&FlowState> {
        self.running().map(|running| &running.flow)
    }

    /// A flow begins at its first step. What was waiting in another one stands aside.
    pub(super) fn begin_flow(&mut self, flow: FlowState) -> Option<Aside> {
        let begun = Waits::Flow(Box::new(Running { flow, asks: None, pending: None }));
        match std::mem::replace(&mut self.waits, begun) {
            Waits::Flow(running) if running.asks.is_some() => Some(Aside(running)),
            _ => None,
        }
    }

    /// What stood aside goes on.
    pub(super) fn resume(&mut self, aside: Aside) {
        self.waits = Waits::Flow(aside.0);
    }

    /// The flow is over, with its slots for its last sentences; which flow it was.
    pub(super) fn end_flow(&mut self) -> Option<String> {
        // A flow that was left for a person may have asked for a message.
        let Waits::Flow(running) = &mut self.waits else { return None };
        let flow = std::mem::take(&mut running.flow);
        self.waits = Waits::Nothing;
        self.ended_slots = flow.slots;
        Some(flow.flow)
    }

    /// What waits is left, and what was asked is forgotten; which flow it was.
    pub(super) fn leave_flow(&mut self) -> Option<String> {
        match std::mem::take(&mut self.waits) {
            Waits::Flow(running) => Some(running.flow.flow),
            _ => None,
        }
    }

    /// The flow goes on at this step, which has not asked yet.
    pub(super) fn go_to(&mut self, step: &str) {
        if let Some(Running { flow, .. }) = self.running_mut() {
            step.clone_into(&mut flow.step);
            flow.asked = 0;
        }
    }

    /// The flow begins again, without its order.
    pub(super) fn restart_flow(&mut self, first: &str) {
        self.go_to(first);
        if let Some(Running { flow, .. }) = self.running_mut() {
            flow.anchor.clear();
            flow.order = None;
        }
    }

    /// The flow goes back to where it found its order, to look at it again; `false` where it found none, or a confirmed write
    /// goes out first.
    pub(super) fn look_again(&mut self) -> bool {
        let Waits::Flow(running) = &mut self.waits else { return false };
        let flow = &mut running.flow;
        if flow.anchor.is_empty() || flow.slots.contains_key(CONFIRMED) {
            return false;
        }
        self.asked_before = Some((std::mem::replace(&mut flow.step, flow.anchor.clone()), flow.asked));
        true
    }

    /// The flow found its order at this step.
    pub(super) fn anchor(&mut self, step: &str, order: Option<String>) {
        if let Some(Running { flow, .. }) = self.running_mut() {
            step.clone_into(&mut flow.anchor);
            flow.order = order;
        }
    }

    /// Something was said or done since the flow found its order.
    pub(super) fn weigh_anchor(&mut self) {
        if let Some(Running { flow, .. }) = self.running_mut() {
            flow.anchor.clear();
        }
    }

    /// How often the step has asked, also before the flow looked again in this turn.
    pub(super) fn times_asked(&mut self, step: &str) -> u32 {
        let before = self.asked_before.take_if(|(before, _)| before == step).map(|(_, asked)| asked);
        before.or(self.flow().map(|flow| flow.asked)).unwrap_or_default()
    }

    /// The step asks, for the `times`th time.
    pub(super) fn ask(&mut self, times: u32) {
        if let Some(Running { flow, .. }) = self.running_mut() {
            flow.asked = times;
        }
    }

    /// The step asked in vain; how often by now.
    pub(super) fn ask_once_more(&mut self) -> u32 {
        self.running_mut().map_or(0, |running| {
            running.flow.asked += 1;
            running.flow.asked
        })
    }

    /// How often the flow was come back to.
    pub(super) fn returned(&self) -> u8 {
        self.flow().map_or(0, |flow| flow.returned)
    }

    pub(super) fn come_back(&mut self) {
        if let Some(Running { flow, .. }) = self.running_mut() {
            flow.returned = flow.returned.saturating_add(1);
        }
    }
}

/// The slots.
impl Open {
    /// A slot of the running flow, of the write that waits, or of the flow that has just ended.
    pub(super) fn slot(&self, name: &str) -> Option<&str> {
        let running = self.flow().and_then(|flow| flow.slots.get(name));
        let pending = || self.pending().and_then(|pending| pending.request.slots.get(name));
        running.or_else(pending).or_else(|| self.ended_slots.get(name)).map(String::as_str)
    }

    /// The slots of the running flow and of the flow that has just ended.
    pub(super) fn slots(&self) -> impl Iterator<Item = (&String, &String)> {
        self.flow().into_iter().flat_map(|flow| &flow.slots).chain(&self.ended_slots)
    }

    /// Every value that is known, also of a write that waits, and of what was filled in this turn.
    pub(super) fn values(&self) -> impl Iterator<Item = (&String, &String)> {
        let pending = self.pending().into_iter().flat_map(|pending| &pending.request.slots);
        let filled = self.filled.iter().map(|(slot, value)| (slot, value));
        self.slots().chain(pending).chain(filled)
    }

    pub(super) fn fill(&mut self, slot: &str, value: String) {
        self.filled.push((slot.to_owned(), value.clone()));
        if let Some(Running { flow, .. }) = self.running_mut() {
            flow.slots.insert(slot.to_owned(), value);
        }
    }

    /// Whether a slot was filled in this turn.
    pub(super) fn has_filled(&self) -> bool {
        !self.filled.is_empty()
    }

    pub(super) fn empty(&mut self, slot: &str) {
        if let Some(Running { flow, .. }) = self.running_mut() {
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
    pub(super) fn pending(&self) -> Option<&Pending> {
        self.running().and_then(|running| running.pending.as_ref())
    }

    /// The request waits for its yes. What goes with it waits in one place only.
    pub(super) fn arm(&mut self, pending: Pending) {
        if let Some(running) = self.running_mut() {
            running.flow.slots.retain(|slot, _| !pending.request.slots.contains_key(slot));
            running.pending = Some(pending);
        }
    }

    /// The request waits no more. What went with it is the flow's again, until that ends.
    pub(super) fn disarm(&mut self) {
        let pending = self.running_mut().and_then(|running| running.pending.take());
        self.sent(pending.map(|pending| pending.request.slots).unwrap_or_default());
    }

    /// The request went out. What went with it is the flow's again.
    pub(super) fn sent(&mut self, slots: BTreeMap<String, String>) {
        self.wait_no_more();
        if let Some(Running { flow, pending, .. }) = self.running_mut() {
            *pending = None;
            flow.slots.remove(CONFIRMED);
            flow.slots.extend(slots);
        }
    }

    /// What goes with the request is the flow's, too, which asks for it anew from its first step, or where it found its order.
    pub(super) fn ask_anew(&mut self, request: &Request, first: &str) {
        if let Some(Running { flow, .. }) = self.running_mut() {
            flow.slots.extend(request.slots.clone());
            if flow.anchor.is_empty() {
                first.clone_into(&mut flow.step);
            }
        }
        self.wait_no_more();
    }

    /// What went with the request is asked for again, from this step on.
    pub(super) fn ask_values_again(&mut self, step: &str) {
        let slots: Vec<String> =
            self.pending().into_iter().flat_map(|pending| pending.request.slots.keys().cloned()).collect();
        self.disarm();
        slots.iter().for_each(|slot| self.empty(slot));
        self.go_to(step);
    }

    /// Counts what came instead of a yes; whether that is enough.
    pub(super) fn pass(&mut self) -> bool {
        self.running_mut().and_then(|running| running.pending.as_mut()).is_none_or(|pending| {
            pending.passed = pending.passed.saturating_add(1);
            pending.passed >= MAX_PASSED
        })
    }

    /// Whether something else was said since the question of the write.
    pub(super) fn mark_aside(&mut self, aside: bool) {
        if let Some(pending) = self.running_mut().and_then(|running| running.pending.as_mut()) {
            pending.aside = aside;
        }
    }

    /// A write that was asked about and not done.
    pub(super) fn lapsed(&self) -> Option<&Lapsed> {
        self.lapsed.as_ref()
    }

    pub(super) fn remember_lapsed(&mut self, lapsed: Lapsed) {
        self.lapsed = Some(lapsed);
    }

    pub(super) fn forget_lapsed(&mut self) {
        self.lapsed = None;
    }
}
