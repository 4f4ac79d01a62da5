//! Flows: procedures over several turns, with answers, digressions, corrections and ways out.

use crate::action::Action;
use crate::dialogue::Draft;
use crate::dialogue::focus::Found;
use crate::dialogue::lookup::Need;
use crate::fact::Fact;
use crate::knowledge::field::{About, Reference, Template};
use crate::knowledge::{Flow, FlowStep, HandOffOrder, SlotKind, StepKind, Target, TextKey};
use crate::names::IntentId;
use crate::session::{Choice, FlowState, Pick, Waiting};
use crate::shop::{Call, Request, RequestOutcome};
use crate::understand::Understanding;

/// Steps that a flow takes in one turn at most. The check refuses flows that could take more.
const MAX_STEPS: usize = 64;

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
        let (said, happened, menu) = (self.replies.len(), self.facts.len(), self.state.menu.clone());
        self.note(format!("流程「{}」（{}）", flow.id, flow.place));
        self.facts.push(Fact::FlowStarted { flow: flow.id.clone() });
        let first = flow.steps.first().map(|step| step.id.clone()).unwrap_or_default();
        self.state.flow = Some(FlowState {
            flow: flow.id.clone(),
            step: first,
            intent: Some(intent.clone()),
            ..FlowState::default()
        });
        let ended = self.run(flow)?;
        if let Some((before, asked)) = waiting {
            if ended == Ended::Waiting && self.one_question {
                // The first question of the message stands; this one can be asked when it is answered.
                self.replies.truncate(said);
                self.facts.truncate(happened);
                self.state.menu = menu;
                self.state.flow = Some(before);
                self.state.waiting = Some(asked);
                return Ok(Ended::Waiting);
            }
            if ended == Ended::Waiting {
                self.facts.push(Fact::FlowLeft { flow: before.flow, reason: "replaced".to_owned() });
            } else {
                self.state.flow = Some(before);
                self.state.waiting = Some(asked);
            }
        }
        Ok(ended)
    }

    /// Goes on with the flow at the step where it stands.
    pub(crate) fn run_flow(&mut self) -> Need<()> {
        let Some(state) = self.state.flow.clone() else { return Ok(()) };
        let knowledge = self.knowledge();
        let Some(flow) = knowledge.flow(&state.flow) else {
            self.leave_flow("gone");
            return Ok(());
        };
        self.intent.clone_from(&state.intent);
        if self.run(flow)? == Ended::Answers
            && let Some(intent) = state.intent
        {
            self.answer(&intent, None)?;
        }
        Ok(())
    }

    fn run(&mut self, flow: &'a Flow) -> Need<Ended> {
        let said = self.replies.len() + self.actions.len();
        for _ in 0..MAX_STEPS {
            let at = self.state.flow.as_ref().map(|state| state.step.clone()).unwrap_or_default();
            let Some(step) = flow.steps.iter().find(|step| step.id == at) else {
                self.leave_flow("gone");
                return Ok(Ended::Answers);
            };
            let target = match self.step(step)? {
                Some(target) => target,
                None => return Ok(if self.state.flow.is_some() { Ended::Waiting } else { Ended::Done }),
            };
            match target {
                Target::Step(index) => {
                    let next = flow.steps.get(index).map(|step| step.id.clone()).unwrap_or_default();
                    if let Some(state) = &mut self.state.flow {
                        state.step = next;
                        state.asked = 0;
                    }
                }
                Target::End | Target::Answers => {
                    let silent = self.replies.len() + self.actions.len() == said;
                    self.end_flow();
                    return Ok(if silent { Ended::Answers } else { Ended::Done });
                }
            }
        }
        self.end_flow();
        Ok(Ended::Done)
    }

    /// Takes one step; `None` when the buyer must answer first, or the flow is over.
    fn step(&mut self, step: &'a FlowStep) -> Need<Option<Target>> {
        match &step.kind {
            StepKind::Ask { slot, kind, say, again, tries, gave_up } => {
                self.look_up_for(say)?;
                Ok(self.ask(step, slot, kind, say, again, *tries, *gave_up))
            }
            StepKind::FindOrder { among, say, none } => {
                let found = self.find_order(*among, say)?;
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
            StepKind::Say { say, menu, tag } => {
                self.look_up_for(say)?;
                if let Some(text) = self.choose(say) {
                    self.offer_under(text, Draft::entries(menu));
                }
                if let Some(tag) = tag {
                    self.actions.push(Action::Tag { tag: tag.clone() });
                }
                Ok(Some(step.next))
            }
            StepKind::Call { name, slots, failed } => self.call(name, slots, step.next, *failed),
            StepKind::Request { kind, slots, confirm, refused, declined } => {
                self.request(step, kind, slots, confirm, *refused, *declined)
            }
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
    fn prepare(&mut self, when: &crate::knowledge::field::Condition) -> Need<()> {
        if when.needs(About::Order) {
            self.passive_order()?;
        }
        if when.needs(About::Product) {
            self.passive_product()?;
        }
        Ok(())
    }

    /// Looks up what texts speak of: a flow that waited for the buyer has an order in focus, and does not know it any more.
    fn look_up_for(&mut self, texts: &[Template]) -> Need<()> {
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
        let filled = self.slot(slot).is_some();
        let heard = if filled { None } else { self.world.heard.and_then(|heard| prefill(kind, heard)) };
        let heard = heard.or_else(|| match kind {
            SlotKind::Entity(kind) if !filled => self.named(*kind).map(ToString::to_string),
            _ => None,
        });
        if let Some(value) = heard {
            self.set_slot(slot, value);
            return Some(step.next);
        }
        if filled {
            return Some(step.next);
        }
        let asked = self.state.flow.as_ref().map_or(0, |state| state.asked);
        if asked >= tries {
            self.note(format!("问了 {asked} 次没有得到「{slot}」"));
            if gave_up == Target::End {
                self.say_own(TextKey::GaveUp);
            }
            return Some(gave_up);
        }
        if let Some(state) = &mut self.state.flow {
            state.asked = asked + 1;
        }
        self.facts.push(Fact::Asked { what: slot.to_owned() });
        self.state.waiting = Some(Waiting::Slot);
        let text = self.choose(if asked > 0 && !again.is_empty() { again } else { say }).unwrap_or_default();
        let choice = |value: &str, label: &str| Choice { label: label.to_owned(), pick: Pick::Slot(value.to_owned()) };
        let choices = match kind {
            SlotKind::Choice(values) => values.iter().map(|value| choice(value, value)).collect(),
            SlotKind::YesNo | SlotKind::Text | SlotKind::Entity(_) => Vec::new(),
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
        Ok(Some(match self.world.answers.call(&call)?.clone() {
            Ok(values) => {
                for (slot, value) in values {
                    self.set_slot(&slot, value);
                }
                next
            }
            Err(error) => {
                self.note(format!("调用「{name}」失败：{error}"));
                if failed == Target::End {
                    self.look_up_failed();
                }
                failed
            }
        }))
    }

    fn slots(&self, names: &[String]) -> std::collections::BTreeMap<String, String> {
        names.iter().filter_map(|name| Some((name.clone(), self.slot(name)?.to_owned()))).collect()
    }

    /// Asks for the confirmation of a write, or sends the one that was confirmed.
    fn request(
        &mut self,
        step: &FlowStep,
        kind: &str,
        slots: &[String],
        confirm: &[Template],
        refused: Target,
        declined: Target,
    ) -> Need<Option<Target>> {
        let confirmed = self.state.flow.as_ref().and_then(|flow| flow.slots.get(CONFIRMED)).cloned();
        if confirmed.as_deref() == Some("no") {
            self.drop_pending();
            if declined == Target::End {
                self.say_own(TextKey::RequestDropped);
            }
            return Ok(Some(declined));
        }
        let pending = match self.state.pending.clone() {
            Some(pending) if pending.kind == kind => pending,
            _ => {
                let Some(order_id) = self.state.order.clone() else { return Ok(Some(Target::End)) };
                let key = format!("{}:{}:{kind}", self.state.id, self.state.revision);
                let mut request = Request::new(key, self.world.input.buyer.clone(), order_id, kind);
                request.slots = self.slots(slots);
                request
            }
        };
        if !confirm.is_empty() && confirmed.is_none() {
            self.look_up_for(confirm)?;
            let text = self.choose(confirm).unwrap_or_default();
            self.state.pending = Some(pending);
            self.state.waiting = Some(Waiting::Confirm);
            self.facts.push(Fact::Asked { what: "confirm".to_owned() });
            self.offer_under(text, Vec::new());
            return Ok(None);
        }
        let outcome = self.world.answers.request(&pending)?.clone();
        self.drop_pending();
        let name = match &outcome {
            Ok(RequestOutcome::Done(_)) => "done",
            Ok(RequestOutcome::Refused(_)) => "refused",
            Err(crate::shop::LookupError::Unsupported) => "unsupported",
            Ok(RequestOutcome::Unknown) | Err(_) => "unknown",
        };
        let Request { key, kind, order_id, buyer, .. } = pending;
        self.note(format!("请求「{kind}」：{name}"));
        self.facts.push(Fact::Requested { key: key.clone(), kind: kind.clone(), outcome: name.to_owned() });
        self.actions.push(Action::Request { key, kind: kind.clone(), outcome: name.to_owned() });
        Ok(match outcome {
            Ok(RequestOutcome::Done(order)) => {
                // As with look-ups: an order of somebody else is not taken for the answer.
                self.order = Some(*order)
                    .filter(|order| order.id == order_id && buyer.as_ref().is_none_or(|buyer| *buyer == order.buyer));
                if step.next == Target::End {
                    self.say_own(TextKey::RequestDone);
                }
                Some(step.next)
            }
            Ok(RequestOutcome::Refused(why)) => {
                self.own_slots.insert("why".to_owned(), why.clone());
                self.set_slot("why", why);
                if refused == Target::End {
                    self.say_own(TextKey::RequestRefused);
                }
                Some(refused)
            }
            _ => {
                self.say_own(TextKey::RequestByPerson);
                let named = self.rule_named("request").map(|rule| rule.order.clone());
                let order =
                    named.unwrap_or_else(|| HandOffOrder { reason: "request".to_owned(), ..HandOffOrder::default() });
                self.hand_off(&order, &[]);
                Some(Target::End)
            }
        })
    }

    /// The write is not waiting any more; the clear values go with it.
    fn drop_pending(&mut self) {
        self.state.pending = None;
        self.state.waiting = None;
        if let Some(flow) = &mut self.state.flow {
            flow.slots.remove(CONFIRMED);
        }
    }

    fn set_slot(&mut self, slot: &str, value: String) {
        self.note(format!("「{slot}」= {value}"));
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
                StepKind::Ask { slot, .. } => Some(slot.clone()),
                StepKind::Request { .. } => Some(CONFIRMED.to_owned()),
                _ => None,
            }
        });
        if let Some(slot) = asked {
            self.set_slot(&slot, value);
        }
        self.go_on()
    }

    fn end_flow(&mut self) {
        self.state.waiting = None;
        if let Some(flow) = self.state.flow.take() {
            self.facts.push(Fact::FlowEnded { flow: flow.flow });
            self.ended_slots = flow.slots;
        }
    }

    /// Leaves the flow before its end, and forgets what was asked.
    pub(crate) fn leave_flow(&mut self, reason: &str) {
        self.state.waiting = None;
        self.state.pending = None;
        if let Some(flow) = self.state.flow.take() {
            self.note(format!("离开流程「{}」：{reason}", flow.flow));
            self.facts.push(Fact::FlowLeft { flow: flow.flow, reason: reason.to_owned() });
        }
    }
}

/// The slot that holds the buyer's word on a write.
const CONFIRMED: &str = "confirmed";

/// The value that the message has for a slot, without having been asked.
pub(crate) fn prefill(kind: &SlotKind, heard: &Understanding) -> Option<String> {
    match kind {
        SlotKind::Entity(kind) => heard.value(*kind),
        SlotKind::Choice(values) => values.iter().find(|value| heard.text.contains(&value.to_lowercase())).cloned(),
        SlotKind::Text | SlotKind::YesNo => None,
    }
}
