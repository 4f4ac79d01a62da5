//! Flows: procedures over several turns, step by step, until one asks the buyer or the flow is over.

use crate::action::Action;
use crate::dialogue::find::Found;
use crate::dialogue::lookup::Known;
use crate::dialogue::out::Mark;
use crate::dialogue::{Draft, hash};
use crate::fact::{AskedFor, Fact, LeftBecause};
use crate::knowledge::field::Template;
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
    /// Starts a flow. Of several questions of one message the first that needs the buyer stands: this one is asked when that is
    /// answered.
    pub(crate) fn start_flow(&mut self, flow: &'a Flow, intent: &IntentId) -> Known<Ended> {
        let waits = self.open.flow().is_some() && self.open.waiting().is_some();
        if !waits || !self.talk.asks_one_of_several() {
            return self.begin(flow, intent);
        }
        let mut ended = Ended::Waiting;
        let was_called = self.calls_a_person();
        self.attempt(|draft| {
            ended = draft.begin(flow, intent)?;
            Ok(ended != Ended::Waiting || (draft.calls_a_person() && !was_called))
        })?;
        Ok(ended)
    }

    /// Begins a flow. One that waits for the buyer meanwhile is replaced only if this one has to wait, too.
    fn begin(&mut self, flow: &'a Flow, intent: &IntentId) -> Known<Ended> {
        let was_called = self.calls_a_person();
        self.note(notes::flow(&flow.id, &flow.place));
        self.out.fact(Fact::FlowStarted { flow: flow.id.clone() });
        let first = flow.steps.first().map(|step| step.id.clone()).unwrap_or_default();
        let begun =
            FlowState { flow: flow.id.clone(), step: first, intent: Some(intent.clone()), ..FlowState::default() };
        let aside = self.open.begin_flow(begun);
        let ended = self.run(flow)?;
        let Some(aside) = aside else { return Ok(ended) };
        if self.calls_a_person() && !was_called {
            // Who was called goes on with this matter, too.
            self.out.left_flow(aside.flow().to_owned(), LeftBecause::HandedOff);
        } else if ended == Ended::Waiting {
            self.out.left_flow(aside.flow().to_owned(), LeftBecause::Replaced);
        } else {
            self.open.resume(aside);
        }
        Ok(ended)
    }

    pub(super) fn run(&mut self, flow: &'a Flow) -> Known<Ended> {
        let begun = self.out.mark();
        for _ in 0..STEPS {
            let at = self.open.flow().map(|state| state.step.clone()).unwrap_or_default();
            let Some(step) = flow.steps.iter().find(|step| step.id == at) else {
                self.leave_flow(LeftBecause::Gone);
                return Ok(Ended::Answers);
            };
            let target = match self.step(step)? {
                Some(target) => target,
                None => return Ok(if self.open.flow().is_some() { Ended::Waiting } else { Ended::Done }),
            };
            match &step.kind {
                StepKind::FindOrder { .. } if self.focus.order().is_some() => {
                    self.open.anchor(&step.id, self.focus.order_id().clone());
                }
                StepKind::Say { .. } | StepKind::Call { .. } | StepKind::Request { .. } => self.open.weigh_anchor(),
                _ => {}
            }
            match target {
                Target::Step(index) => {
                    self.open.go_to(flow.steps.get(index).map_or("", |step| step.id.as_str()));
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
        let before = self.talk.tells_again(hash(&words.join("\n")));
        if before && !self.open.has_filled() && !self.out.acts() {
            self.talk.stands();
        } else {
            self.talk.moves();
        }
    }

    /// Takes one step; `None` when the buyer must answer first, or the flow is over.
    fn step(&mut self, step: &'a FlowStep) -> Known<Option<Target>> {
        match &step.kind {
            StepKind::Ask { slot, kind, say, again, tries, gave_up } => {
                self.look_up_for(say)?;
                let value = match self.world.heard {
                    Some(heard) if self.may_fill(slot) => self.prefill(kind, heard)?,
                    _ => None,
                };
                let value = match value {
                    None if self.may_fill(slot) => self.photo_for(kind),
                    value => value,
                };
                if let Some(value) = value {
                    self.set_slot(slot, value);
                    self.fill_beside(kind);
                }
                if self.may_fill(slot) {
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
                clear.iter().for_each(|slot| self.open.clear(slot));
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
        let asked = self.open.times_asked(&step.id);
        if asked >= tries {
            self.note(notes::in_vain(asked, slot));
            if gave_up == Target::End {
                self.say_own(TextKey::GaveUp);
            }
            return Some(gave_up);
        }
        self.open.ask(asked + 1);
        self.out.asked(AskedFor::Slot(slot.to_owned()));
        self.open.wait_for(Waiting::Slot);
        let text = self.choose(if asked > 0 && !again.is_empty() { again } else { say }).unwrap_or_default();
        let choice = |value: &str, label: &str| Choice { label: label.to_owned(), pick: Pick::Slot(value.to_owned()) };
        let choices = match kind {
            SlotKind::Choice(values) => values.iter().map(|it| choice(&it.value, &it.value)).collect(),
            _ => Vec::new(),
        };
        self.offer_under(text, choices);
        None
    }

    fn call(&mut self, name: &str, slots: &[String], next: Target, failed: Target) -> Known<Option<Target>> {
        let mut call = Call::new(name, self.world.input.buyer.clone());
        call.slots = self.slots(slots);
        if let Some(order) = self.focus.order_id() {
            call.slots.insert("order_id".to_owned(), order.clone());
        }
        if let Some(product) = self.focus.product_id() {
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

    /// In a flow about an order the product is the order's: the only one, or none in particular.
    fn product_of_order(&mut self) {
        let Some(order) = self.focus.order() else { return };
        let product = match order.items.as_slice() {
            [item] => Some(item.product.clone()).filter(|product| !product.is_empty()),
            _ => None,
        };
        if *self.focus.product_id() != product {
            self.focus.discuss_product(product);
            self.focus.hide_product();
        }
    }

    fn end_flow(&mut self) {
        if let Some(flow) = self.open.end_flow() {
            self.out.fact(Fact::FlowEnded { flow });
            if self.out.has_done() {
                self.talk.set_done();
            }
        }
    }
}
