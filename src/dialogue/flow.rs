//! Flows: procedures over several turns, with answers, digressions, corrections and ways out.

use std::collections::BTreeMap;

use crate::action::Action;
use crate::dialogue::confirm::CONFIRMED;
use crate::dialogue::focus::Found;
use crate::dialogue::lookup::Need;
use crate::dialogue::out::Mark;
use crate::dialogue::{Draft, hash};
use crate::fact::{AskedFor, Fact, LeftBecause};
use crate::knowledge::field::{About, Reference, Template};
use crate::knowledge::{Flow, FlowStep, SlotKind, StepKind, Target, TextKey};
use crate::language::notes;
use crate::limits::STEPS;
use crate::names::IntentId;
use crate::reply::Reply;
use crate::session::{Choice, FlowState, Pick, Waiting};
use crate::shop::Call;

/// What a run of a flow came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// It waits for the buyer.
    Waiting,
    /// It is over.
    Done,
    /// It is over and has said nothing: other answers are tried.
    Answers,
}

impl<'a> Draft<'a> {
    /// Starts a flow. One that waits for the buyer meanwhile is replaced only if this one has to wait, too.
    pub(crate) fn start_flow(&mut self, flow: &'a Flow, intent: &IntentId) -> Need<Ended> {
        let waiting = self.state.flow.take().zip(self.state.waiting.take());
        let pending = self.state.pending.take();
        let (said, menu) = (self.out.mark(), self.state.menu.clone());
        let (asked_which, was_called) = (self.state.asked, self.calls_a_person());
        self.note(notes::flow(&flow.id, &flow.place));
        self.out.fact(Fact::FlowStarted { flow: flow.id.clone() });
        let first = flow.steps.first().map(|step| step.id.clone()).unwrap_or_default();
        self.state.flow = Some(FlowState {
            flow: flow.id.clone(),
            step: first,
            intent: Some(intent.clone()),
            ..FlowState::default()
        });
        let ended = self.run(flow)?;
        if let Some((before, asked)) = waiting {
            if self.calls_a_person() && !was_called {
                // Who was called goes on with this matter, too.
                self.out.left_flow(before.flow, LeftBecause::HandedOff);
                return Ok(ended);
            }
            if ended == Ended::Waiting && self.one_question {
                // The first question of the message stands; this one can be asked when it is answered.
                self.out.unask_since(said);
                self.state.menu = menu;
                // One question was asked, not two.
                self.state.asked = asked_which;
                self.state.flow = Some(before);
                self.state.waiting = Some(asked);
                self.state.pending = pending;
                return Ok(Ended::Waiting);
            }
            if ended == Ended::Waiting {
                self.out.left_flow(before.flow, LeftBecause::Replaced);
            } else {
                self.state.flow = Some(before);
                self.state.waiting = Some(asked);
                self.state.pending = pending;
            }
        }
        Ok(ended)
    }

    /// Goes on with the flow, which takes nothing from the message: that was about something else, or was read already.
    pub(crate) fn run_flow_unheard(&mut self) -> Need<()> {
        let heard = self.world.heard.take();
        let result = self.run_flow();
        self.world.heard = heard;
        result
    }

    /// Goes on with the flow at the step where it stands.
    pub(crate) fn run_flow(&mut self) -> Need<()> {
        let Some(state) = self.state.flow.clone() else { return Ok(()) };
        let knowledge = self.knowledge();
        let Some(flow) = knowledge.flow(&state.flow) else {
            self.leave_flow(LeftBecause::Gone);
            return Ok(());
        };
        self.intent.clone_from(&state.intent);
        if state.order.is_some() && self.state.order != state.order {
            self.state.order.clone_from(&state.order);
            self.order = None;
        }
        // A confirmed write goes out before its order is read again; everything else looks at the order as it is now.
        if let Some(running) = &mut self.state.flow
            && !running.anchor.is_empty()
            && !running.slots.contains_key(CONFIRMED)
        {
            running.step.clone_from(&running.anchor);
            self.asked_before = Some((state.step.clone(), state.asked));
            self.picked_order.clone_from(&self.state.order);
        }
        if self.run(flow)? == Ended::Answers
            && let Some(intent) = state.intent
        {
            self.answer(&intent, None)?;
        }
        Ok(())
    }

    fn run(&mut self, flow: &'a Flow) -> Need<Ended> {
        let begun = self.out.mark();
        for _ in 0..STEPS {
            let at = self.state.flow.as_ref().map(|state| state.step.clone()).unwrap_or_default();
            let Some(step) = flow.steps.iter().find(|step| step.id == at) else {
                self.leave_flow(LeftBecause::Gone);
                return Ok(Ended::Answers);
            };
            let target = match self.step(step)? {
                Some(target) => target,
                None => return Ok(if self.state.flow.is_some() { Ended::Waiting } else { Ended::Done }),
            };
            if let Some(state) = &mut self.state.flow {
                match &step.kind {
                    StepKind::FindOrder { .. } if self.order.is_some() => {
                        state.anchor.clone_from(&step.id);
                        state.order.clone_from(&self.state.order);
                    }
                    StepKind::Say { .. } | StepKind::Call { .. } | StepKind::Request { .. } => state.anchor.clear(),
                    _ => {}
                }
            }
            match target {
                Target::Step(index) => {
                    let next = flow.steps.get(index).map(|step| step.id.clone()).unwrap_or_default();
                    if let Some(state) = &mut self.state.flow {
                        state.step = next;
                        state.asked = 0;
                    }
                }
                Target::End | Target::Answers => {
                    let silent = self.out.is_idle_since(begun);
                    self.end_flow();
                    if silent {
                        return Ok(Ended::Answers);
                    }
                    self.count_end(begun);
                    return Ok(Ended::Done);
                }
            }
        }
        // Nobody waits for so long, and silence would be no answer.
        self.note(notes::endless(STEPS));
        self.give_up();
        Ok(Ended::Done)
    }

    /// A flow has come to its end. Where it has written nothing and said what was said before, it brings nothing.
    fn count_end(&mut self, said: Mark) {
        let words: Vec<String> = self.out.said_since(said).map(Reply::text).collect();
        let before = self.state.answered_before(hash(&words.join("\n")));
        if before && self.filled.is_empty() && !self.out.acts() {
            self.stands();
        } else {
            self.moves();
        }
    }

    /// Takes one step; `None` when the buyer must answer first, or the flow is over.
    fn step(&mut self, step: &'a FlowStep) -> Need<Option<Target>> {
        match &step.kind {
            StepKind::Ask { slot, kind, say, again, tries, gave_up } => {
                self.look_up_for(say)?;
                let value = match self.world.heard {
                    Some(heard) if self.slot(slot).is_none() && !self.cleared.contains(slot) => {
                        self.prefill(kind, heard)?
                    }
                    _ => None,
                };
                let value = match value {
                    None if self.slot(slot).is_none() && !self.cleared.contains(slot) => self.photo_for(kind),
                    value => value,
                };
                if let Some(value) = value {
                    self.set_slot(slot, value);
                    self.fill_beside(kind);
                }
                if self.slot(slot).is_none() && !self.cleared.contains(slot) {
                    self.say_possible_days(kind);
                }
                Ok(self.ask(step, slot, kind, say, again, *tries, *gave_up))
            }
            StepKind::FindOrder { among, say, none } => {
                let found = self.find_order(*among, say)?;
                if found == Found::Yes {
                    self.product_of_order();
                }
                Ok(self.after_search(found, step.next, *none))
            }
            StepKind::FindProduct { say, none } => {
                let found = self.find_product(say)?;
                Ok(self.after_search(found, step.next, *none))
            }
            StepKind::Branch { arms } => {
                for (when, _) in arms {
                    self.prepare(when)?;
                }
                let arm = arms.iter().find(|(when, _)| self.holds(when));
                Ok(Some(arm.map_or(step.next, |(_, target)| *target)))
            }
            StepKind::Say { say, menu, tag, clear } => {
                self.look_up_for(say)?;
                if let Some(text) = self.choose(say) {
                    self.offer_under(text, Draft::entries(menu));
                }
                // What was said in this turn has had its answer: it must not fill the slot again.
                for slot in clear {
                    self.cleared.push(slot.clone());
                    if let Some(flow) = &mut self.state.flow {
                        flow.slots.remove(slot);
                    }
                }
                if let Some(tag) = tag {
                    self.out.act(Action::Tag { tag: tag.clone() });
                }
                Ok(Some(step.next))
            }
            StepKind::Call { name, slots, failed } => self.call(name, slots, step.next, *failed),
            StepKind::Request { .. } => self.request(step),
            StepKind::HandOff { order, say } => {
                self.look_up_for(say)?;
                self.hand_off(order, say);
                Ok(Some(Target::End))
            }
        }
    }

    /// Where a flow goes on after the search for an order or a product.
    fn after_search(&mut self, found: Found, next: Target, none: Target) -> Option<Target> {
        match found {
            Found::Yes => Some(next),
            Found::No => Some(none),
            Found::Asked => None,
            Found::Failed => {
                self.end_flow();
                None
            }
        }
    }

    /// Looks up what a condition speaks of, without asking the buyer.
    pub(crate) fn prepare(&mut self, when: &crate::knowledge::field::Condition) -> Need<()> {
        if when.needs(About::Buyer) {
            self.count_orders()?;
        }
        if when.needs(About::Order) {
            self.passive_order()?;
        }
        if when.needs(About::Product) {
            self.passive_product()?;
        }
        Ok(())
    }

    /// Looks up what texts speak of: a flow that waited for the buyer has an order in focus, and does not know it any more.
    pub(crate) fn look_up_for(&mut self, texts: &[Template]) -> Need<()> {
        let about = |about: About| {
            texts
                .iter()
                .flat_map(Template::references)
                .any(|it| matches!(it, Reference::Field(field) if field.about() == about))
        };
        if about(About::Order) && self.state.order.is_some() {
            self.passive_order()?;
        }
        if about(About::Product) && self.state.product.is_some() {
            self.passive_product()?;
        }
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one step, taken apart where it is matched")]
    fn ask(
        &mut self,
        step: &FlowStep,
        slot: &str,
        kind: &SlotKind,
        say: &[Template],
        again: &[Template],
        tries: u32,
        gave_up: Target,
    ) -> Option<Target> {
        if self.slot(slot).is_some() {
            return Some(step.next);
        }
        let before = self.asked_before.take_if(|(before, _)| *before == step.id).map(|(_, asked)| asked);
        let asked = before.or(self.state.flow.as_ref().map(|state| state.asked)).unwrap_or_default();
        if asked >= tries {
            self.note(notes::in_vain(asked, slot));
            if gave_up == Target::End {
                self.say_own(TextKey::GaveUp);
            }
            return Some(gave_up);
        }
        if let Some(state) = &mut self.state.flow {
            state.asked = asked + 1;
        }
        self.out.asked(AskedFor::Slot(slot.to_owned()));
        self.state.waiting = Some(Waiting::Slot);
        let text = self.choose(if asked > 0 && !again.is_empty() { again } else { say }).unwrap_or_default();
        let choice = |value: &str, label: &str| Choice { label: label.to_owned(), pick: Pick::Slot(value.to_owned()) };
        let choices = match kind {
            SlotKind::Choice(values) => values.iter().map(|it| choice(&it.value, &it.value)).collect(),
            _ => Vec::new(),
        };
        self.offer_under(text, choices);
        None
    }

    fn call(&mut self, name: &str, slots: &[String], next: Target, failed: Target) -> Need<Option<Target>> {
        let mut call = Call::new(name, self.world.input.buyer.clone());
        call.slots = self.slots(slots);
        if let Some(order) = &self.state.order {
            call.slots.insert("order_id".to_owned(), order.clone());
        }
        if let Some(product) = &self.state.product {
            call.slots.insert("product_id".to_owned(), product.clone());
        }
        Ok(Some(match self.world.answers.get(&call)?.clone() {
            Ok(values) => {
                for (slot, value) in values {
                    self.set_slot(&slot, value);
                }
                next
            }
            Err(error) => {
                self.note(notes::call_failed(name, &error.to_string()));
                if failed == Target::End {
                    self.look_up_failed();
                }
                failed
            }
        }))
    }

    pub(crate) fn slots(&self, names: &[String]) -> BTreeMap<String, String> {
        names.iter().filter_map(|name| Some((name.clone(), self.slot(name)?.to_owned()))).collect()
    }

    /// In a flow about an order the product is the order's: the only one, or none in particular.
    fn product_of_order(&mut self) {
        let Some(order) = &self.order else { return };
        let product = match order.items.as_slice() {
            [item] => Some(item.product.clone()).filter(|product| !product.is_empty()),
            _ => None,
        };
        if self.state.product != product {
            self.state.product = product;
            self.product = None;
        }
    }

    pub(crate) fn set_slot(&mut self, slot: &str, value: String) {
        self.note(notes::filled(slot, &value));
        self.filled.push((slot.to_owned(), value.clone()));
        self.moves();
        if let Some(flow) = &mut self.state.flow {
            flow.slots.insert(slot.to_owned(), value);
        }
    }

    /// Fills the slot that was asked for and goes on.
    pub(crate) fn fill_slot(&mut self, value: String) -> Need<()> {
        let knowledge = self.knowledge();
        let asked = self.state.flow.as_ref().and_then(|state| {
            let step = knowledge.flow(&state.flow)?.steps.iter().find(|step| step.id == state.step)?;
            match &step.kind {
                StepKind::Ask { slot, kind, .. } => Some((slot.as_str(), Some(kind))),
                StepKind::Request { .. } => Some((CONFIRMED, None)),
                _ => None,
            }
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

    fn end_flow(&mut self) {
        self.state.pending = None;
        // A flow that was left for a person may have asked for a message.
        if let Some(flow) = self.state.flow.take() {
            self.state.waiting = None;
            self.out.fact(Fact::FlowEnded { flow: flow.flow });
            if self.out.has_done()
                && let Some(last) = &mut self.state.last
            {
                last.done = true;
            }
            self.ended_slots = flow.slots;
        }
    }

    /// Leaves the flow before its end, and forgets what was asked.
    pub(crate) fn leave_flow(&mut self, reason: LeftBecause) {
        if reason != LeftBecause::Cancelled {
            self.remember_lapsed();
        }
        self.state.waiting = None;
        self.state.pending = None;
        self.state.calling = None;
        if let Some(flow) = self.state.flow.take() {
            self.note(notes::left(&flow.flow, &reason.to_string()));
            self.out.left_flow(flow.flow, reason);
        }
    }
}
