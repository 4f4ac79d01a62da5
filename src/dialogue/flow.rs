//! Flows: procedures over several turns, with answers, digressions, corrections and ways out.

use crate::action::Action;
use std::collections::BTreeMap;

use crate::dialogue::focus::Found;
use crate::dialogue::lookup::Need;
use crate::dialogue::{Draft, hash};
use crate::fact::Fact;
use crate::knowledge::field::{About, Reference, Template};
use crate::knowledge::{Flow, FlowStep, HandOffOrder, Mode, SlotChoice, SlotKind, StepKind, Target, TextKey};
use crate::limits::{SLOT, STEPS};
use crate::names::{EntityKind, IntentId};
use crate::session::{Choice, FlowState, Pick, Waiting};
use crate::shop::order::Order;
use crate::shop::{Call, Request, RequestOutcome};
use crate::understand::{Ask, Understanding, asks_something};

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
        let (said, happened, menu) = (self.replies.len(), self.facts.len(), self.state.menu.clone());
        let (asked_which, was_called) = (self.state.asked, self.calls_a_person());
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
            if self.calls_a_person() && !was_called {
                // Who was called goes on with this matter, too.
                self.facts.push(Fact::FlowLeft { flow: before.flow, reason: "handed_off".to_owned() });
                return Ok(ended);
            }
            if ended == Ended::Waiting && self.one_question {
                // The first question of the message stands; this one can be asked when it is answered.
                self.replies.truncate(said);
                self.facts.truncate(happened);
                self.state.menu = menu;
                // One question was asked, not two.
                self.state.asked = asked_which;
                self.state.flow = Some(before);
                self.state.waiting = Some(asked);
                self.state.pending = pending;
                return Ok(Ended::Waiting);
            }
            if ended == Ended::Waiting {
                self.facts.push(Fact::FlowLeft { flow: before.flow, reason: "replaced".to_owned() });
            } else {
                self.state.flow = Some(before);
                self.state.waiting = Some(asked);
                self.state.pending = pending;
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
        let said = self.replies.len() + self.actions.len();
        for _ in 0..STEPS {
            let at = self.state.flow.as_ref().map(|state| state.step.clone()).unwrap_or_default();
            let Some(step) = flow.steps.iter().find(|step| step.id == at) else {
                self.leave_flow("gone");
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
                    let silent = self.replies.len() + self.actions.len() == said;
                    self.end_flow();
                    return Ok(if silent { Ended::Answers } else { Ended::Done });
                }
            }
        }
        // Nobody waits for so long, and silence would be no answer.
        self.note(format!("流程走了 {STEPS} 步还没有停，交给人工"));
        self.give_up();
        Ok(Ended::Done)
    }

    /// Takes one step; `None` when the buyer must answer first, or the flow is over.
    fn step(&mut self, step: &'a FlowStep) -> Need<Option<Target>> {
        match &step.kind {
            StepKind::Ask { slot, kind, say, again, tries, gave_up } => {
                self.look_up_for(say)?;
                let value = match self.world.heard {
                    Some(heard) if self.slot(slot).is_none() => self.prefill(kind, heard)?,
                    _ => None,
                };
                if let Some(value) = value {
                    self.set_slot(slot, value);
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
        if self.slot(slot).is_some() {
            return Some(step.next);
        }
        let before = self.asked_before.take_if(|(before, _)| *before == step.id).map(|(_, asked)| asked);
        let asked = before.or(self.state.flow.as_ref().map(|state| state.asked)).unwrap_or_default();
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

    fn slots(&self, names: &[String]) -> BTreeMap<String, String> {
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
            self.take_back_pending();
            if declined == Target::End {
                self.say_own(TextKey::RequestDropped);
            }
            return Ok(Some(declined));
        }
        let pending = match self.state.pending.clone() {
            Some(pending) if pending.kind == kind => pending,
            _ => {
                let Some(order_id) = self.state.order.clone() else { return Ok(Some(Target::End)) };
                let slots = self.slots(slots);
                // One revision is spent on several wishes when its turn was lost and the buyer went on with another one.
                let wish = hash(&format!("{order_id} {slots:?}"));
                let key = format!("{}:{}:{kind}:{wish:016x}", self.state.id, self.state.revision);
                let mut request = Request::new(key, self.world.input.buyer.clone(), order_id, kind);
                request.slots = slots;
                request
            }
        };
        if !confirm.is_empty() && confirmed.is_none() {
            self.look_up_for(confirm)?;
            let text = self.choose(confirm).unwrap_or_default();
            // What goes with the write waits in one place only.
            if let Some(flow) = &mut self.state.flow {
                flow.slots.retain(|slot, _| !pending.slots.contains_key(slot));
            }
            self.state.pending = Some(pending);
            self.state.waiting = Some(Waiting::Confirm);
            self.facts.push(Fact::Asked { what: "confirm".to_owned() });
            self.offer_under(text, Vec::new());
            return Ok(None);
        }
        if self.mode == Mode::Assist {
            self.note("辅助模式不办理，由同事来做");
            self.state.pending = None;
            self.give_back(pending.slots);
            return Ok(Some(Target::End));
        }
        let outcome = self.world.answers.request(&pending)?.clone();
        let Request { key, kind, order_id, buyer, slots } = pending;
        self.state.pending = None;
        self.give_back(slots);
        // As with look-ups: an order of somebody else is no answer.
        let own = |order: &Order| order.id == order_id && buyer.as_ref().is_none_or(|buyer| *buyer == order.buyer);
        let outcome = match outcome {
            Ok(RequestOutcome::Done(order)) if !own(&order) => Ok(RequestOutcome::Unknown),
            outcome => outcome,
        };
        let name = match &outcome {
            Ok(RequestOutcome::Done(_)) => "done",
            Ok(RequestOutcome::Refused(_)) => "refused",
            Err(crate::shop::LookupError::Unsupported) => "unsupported",
            Ok(RequestOutcome::Unknown) | Err(_) => "unknown",
        };
        self.note(format!("请求「{kind}」：{name}"));
        self.facts.push(Fact::Requested { key: key.clone(), kind: kind.clone(), outcome: name.to_owned() });
        self.actions.push(Action::Request { key, kind: kind.clone(), outcome: name.to_owned() });
        Ok(match outcome {
            Ok(RequestOutcome::Done(order)) => {
                self.order = Some(*order);
                if step.next == Target::End {
                    self.say_own(TextKey::RequestDone);
                }
                Some(step.next)
            }
            Ok(RequestOutcome::Refused(why)) => {
                // What was read of it before the write is not to be relied on any more.
                self.order = None;
                let why = why.trim_end_matches(['。', '！', '.', '!', ' ']).to_owned();
                self.own_slots.insert("why".to_owned(), why.clone());
                self.set_slot("why", why);
                if refused == Target::End {
                    self.say_own(TextKey::RequestRefused);
                }
                Some(refused)
            }
            _ => {
                // The person must see what is wanted.
                self.set_slot("request", kind);
                self.say_own(if name == "unsupported" { TextKey::RequestByPerson } else { TextKey::RequestUnknown });
                let named = self.rule_named("request").map(|rule| rule.order.clone());
                let order =
                    named.unwrap_or_else(|| HandOffOrder { reason: "request".to_owned(), ..HandOffOrder::default() });
                self.hand_off(&order, &[]);
                Some(Target::End)
            }
        })
    }

    /// The write is not waiting any more. What went with it is the flow's again, until that ends.
    pub(crate) fn take_back_pending(&mut self) {
        let slots = self.state.pending.take().map(|pending| pending.slots).unwrap_or_default();
        self.give_back(slots);
    }

    fn give_back(&mut self, slots: BTreeMap<String, String>) {
        self.state.waiting = None;
        if let Some(flow) = &mut self.state.flow {
            flow.slots.remove(CONFIRMED);
            flow.slots.extend(slots);
        }
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

    /// The value that the message has for a slot, without having been asked.
    pub(crate) fn prefill(&mut self, kind: &SlotKind, heard: &Understanding) -> Need<Option<String>> {
        Ok(match kind {
            SlotKind::Entity(kind) => self.named(*kind).map(ToString::to_string),
            SlotKind::Choice(values) => {
                values.iter().find(|choice| names(&heard.text, choice)).map(|it| it.value.clone())
            }
            SlotKind::Address => address(&self.original_text(), heard),
            SlotKind::Behind(words) => {
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                behind(&self.original_text(), &words).filter(|rest| is_statement(rest, 2)).map(str::to_owned)
            }
            SlotKind::Sku => {
                self.passive_order()?;
                self.passive_product()?;
                self.wanted_sku()
            }
            SlotKind::Text | SlotKind::YesNo | SlotKind::Photo => None,
        })
    }

    fn set_slot(&mut self, slot: &str, value: String) {
        self.note(format!("「{slot}」= {value}"));
        self.filled.push((slot.to_owned(), value.clone()));
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
        self.state.pending = None;
        // A flow that was left for a person may have asked for a message.
        if let Some(flow) = self.state.flow.take() {
            self.state.waiting = None;
            self.facts.push(Fact::FlowEnded { flow: flow.flow });
            self.ended_slots = flow.slots;
        }
    }

    /// Leaves the flow before its end, and forgets what was asked.
    pub(crate) fn leave_flow(&mut self, reason: &str) {
        self.state.waiting = None;
        self.state.pending = None;
        self.state.calling = None;
        if let Some(flow) = self.state.flow.take() {
            self.note(format!("离开流程「{}」：{reason}", flow.flow));
            self.facts.push(Fact::FlowLeft { flow: flow.flow, reason: reason.to_owned() });
        }
    }
}

/// The slot that holds the buyer's word on a write.
const CONFIRMED: &str = "confirmed";

impl Draft<'_> {
    /// The text as the answer to a question that any text answers. What means something else is none, unless it asks nothing
    /// and is the flow's own matter, or only looks like something else: `送货前打电话` as a note, `拍不了，开线了` for a picture.
    pub(crate) fn free_text(&self, kind: &SlotKind, heard: &Understanding) -> Option<String> {
        let own = self.state.flow.as_ref().and_then(|flow| flow.intent.as_ref());
        let related = |ask: &Ask| own.is_some_and(|own| ask.intent.is(own.as_str()) || own.is(ask.intent.as_str()));
        let about_it = |ask: &Ask| *kind == SlotKind::Photo || !ask.by_rule || related(ask);
        let asks = || heard.asks.iter().filter(|ask| self.is_sure(ask) && asks_something(&ask.intent));
        let answer = asks().next().is_none() || (!is_question(&heard.text) && asks().all(about_it));
        Some(self.original_text()).filter(|text| answer && (1..=SLOT).contains(&text.chars().count()))
    }
}

/// Whether a text has the form of a question.
pub(crate) fn is_question(text: &str) -> bool {
    let words = ["吗", "呢", "?", "什么", "怎么", "多少", "多久", "哪", "谁", "能不能", "可不可以", "是不是"];
    words.iter().any(|word| text.contains(word))
}

/// Whether the text names a value of a slot, and does not deny it.
fn names(text: &str, choice: &SlotChoice) -> bool {
    let words = std::iter::once(&choice.value).chain(&choice.words);
    let mut words = words.map(|word| word.to_lowercase());
    words.any(|word| {
        let mut at = text.match_indices(&word);
        at.any(|(at, _)| {
            !text.get(..at).is_some_and(|before| before.ends_with(['不', '没']) || before.ends_with("不是"))
        })
    })
}

/// The address in a text: what stands behind `改成` and the like, where it goes down to a street or a house.
fn address(text: &str, heard: &Understanding) -> Option<String> {
    let words = ["改成", "改为", "改到", "换成", "换到", "寄到", "送到", "发到", "地址是", "地址：", "地址:"];
    let rest = behind(text, &words).unwrap_or(text);
    let place = heard.entity(EntityKind::Province).or_else(|| heard.entity(EntityKind::City)).is_some();
    let parts =
        ["区", "县", "镇", "乡", "村", "路", "街", "巷", "道", "号", "栋", "幢", "楼", "室", "单元", "小区", "弄"];
    let detailed = parts.iter().filter(|part| rest.contains(**part)).count();
    let named = detailed > 0 && detailed.saturating_add(usize::from(place)) >= 2;
    (named && is_statement(rest, 6)).then(|| rest.to_owned())
}

/// What stands behind the last of these words, without the marks around it; `None` when none of them is there.
fn behind<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    let begin = words.iter().filter_map(|word| text.rfind(word).map(|at| at.saturating_add(word.len()))).max()?;
    Some(text.get(begin..)?.trim_matches(|c: char| c.is_whitespace() || "，。,.：:！!“”\"".contains(c)))
}

/// Whether a text says something and asks nothing, in so many characters at least.
fn is_statement(text: &str, at_least: usize) -> bool {
    (at_least..=SLOT).contains(&text.chars().count()) && !is_question(text)
}
