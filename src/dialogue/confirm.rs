//! Writes: the question before them, the buyer's answer to it, and the request that goes out after a yes and nothing else.

use crate::action::{Action, Speaker};
use crate::dialogue::lookup::Need;
use crate::dialogue::open::CONFIRMED;
use crate::dialogue::reading::FAQ_SURE;
use crate::dialogue::{Draft, hash};
use crate::fact::{AskedFor, Corrected, Fact, LeftBecause, WriteOutcome};
use crate::knowledge::field::Template;
use crate::knowledge::{Flow, FlowStep, HandOffOrder, Mode, SlotKind, StepKind, Target, TextKey};
use crate::language::consent::{Consent, consent, is_explicit};
use crate::language::consent::{is_courteous, names_deed};
use crate::language::free_text::names_region;
use crate::language::notes;
use crate::language::question::asks_how;
use crate::language::speech::without_stop;
use crate::names::EntityKind;
use crate::session::{Lapsed, Pending, Waiting};
use crate::shop::order::{AftersaleKind, AftersaleStatus, Order, OrderStatus};
use crate::shop::{LookupError, OrderBy, Request, RequestOutcome};
use crate::time::DAY;
use crate::understand::{Ask, Understanding};

/// So many of the buyer's last messages are looked at for a question how something is done.
const HOW: usize = 2;

/// What comes to a request once it can go out, or could not.
enum Sent {
    /// With the order as it is now, where it is about one.
    Done(Option<Box<Order>>),
    Refused(String),
    /// Nobody knows, or the host cannot.
    NotKnown(WriteOutcome),
}

impl<'a> Draft<'a> {
    /// Asks for the confirmation of a write, or sends the one that was confirmed.
    pub(crate) fn request(&mut self, step: &'a FlowStep) -> Need<Option<Target>> {
        let StepKind::Request { kind, slots, confirm, about_order, refused, declined, .. } = &step.kind else {
            return Ok(None);
        };
        let confirmed = self.open.flow().as_ref().and_then(|flow| flow.slots.get(CONFIRMED)).cloned();
        if confirmed.as_deref() == Some("no") {
            self.open.disarm();
            if *declined == Target::End {
                self.say_own(TextKey::RequestDropped);
            }
            return Ok(Some(*declined));
        }
        let pending = match self.open.pending().clone() {
            Some(pending) if pending.request.kind == *kind => pending,
            _ => {
                let order_id = self.focus.order_id().clone().filter(|_| *about_order);
                if *about_order && order_id.is_none() {
                    return Ok(Some(Target::End));
                }
                let key = self.wish(order_id.as_deref().unwrap_or_default(), kind);
                let mut request = Request::without_order(key, self.world.input.buyer.clone(), kind);
                request.order_id = order_id;
                request.slots = self.slots(slots);
                Pending::new(request)
            }
        };
        if !confirm.is_empty() && confirmed.is_none() {
            self.look_up_for(confirm)?;
            return Ok(self.ask_for_yes(confirm, pending));
        }
        if self.crew.mode() == Mode::Assist {
            self.note(notes::ASSIST_DOES_NOTHING);
            self.open.sent(pending.request.slots);
            return Ok(Some(Target::End));
        }
        let sent = self.send(pending.request)?;
        Ok(Some(match sent {
            Sent::Done(order) => {
                if let Some(order) = order {
                    self.focus.show_order(Some(*order));
                }
                if step.next == Target::End {
                    self.say_own(TextKey::RequestDone);
                }
                step.next
            }
            Sent::Refused(why) => {
                // What was read of it before the write is not to be relied on any more.
                self.focus.show_order(None);
                let why = without_stop(&why).to_owned();
                self.talk.say_of("why", why.clone());
                self.set_slot("why", why);
                if *refused == Target::End {
                    self.say_own(TextKey::RequestRefused);
                }
                *refused
            }
            Sent::NotKnown(outcome) => {
                // The person must see what is wanted.
                self.set_slot("request", kind.clone());
                let unsupported = outcome == WriteOutcome::Unsupported;
                self.say_own(if unsupported { TextKey::RequestByPerson } else { TextKey::RequestUnknown });
                self.request_by_person();
                Target::End
            }
        }))
    }

    /// A key that is the same whenever this turn is run again, and another one for every other wish: one revision is spent on
    /// several wishes when its turn was lost and the buyer went on with another one. Nothing of what the wish contains can be
    /// guessed from it.
    fn wish(&self, order_id: &str, kind: &str) -> String {
        let input = self.world.input;
        let message = hash(&format!("{order_id} {:?} {:?}", input.id, input.at));
        format!("{}:{}:{kind}:{message:016x}", self.state.id, self.state.revision)
    }

    /// Says what exactly will be done and asks for a yes. What was not said is not armed.
    fn ask_for_yes(&mut self, confirm: &[Template], mut pending: Pending) -> Option<Target> {
        pending.at = self.world.input.at;
        pending.seen = self.focus.order().as_ref().map_or(0, seen);
        self.open.arm(pending);
        // Asked once more, it says no less than before: how much comes back is a part of the question.
        let values = |template: &Template| self.render(template).map(|_| template.references().count());
        let most = confirm.iter().filter_map(values).max();
        let fullest: Vec<Template> = confirm.iter().filter(|template| values(template) == most).cloned().collect();
        let text = self.choose(&fullest).filter(|text| self.may_be_said(text));
        let Some(text) = text else {
            self.note(notes::CANNOT_BE_CONFIRMED);
            self.open.disarm();
            self.say_own(TextKey::RequestByPerson);
            self.request_by_person();
            return Some(Target::End);
        };
        self.open.wait_for(Waiting::Confirm);
        self.out.asked(AskedFor::Confirm);
        self.out.say(text);
        None
    }

    /// Whether a text would pass the outbound guard as it will be said.
    fn may_be_said(&self, text: &str) -> bool {
        let masked = crate::guard::privacy::mask(text, &self.secrets()).into_owned();
        self.objection(&masked).is_none()
    }

    /// Calls the person who carries requests out.
    fn request_by_person(&mut self) {
        let named = self.rule_named("request").map(|rule| rule.order.clone());
        let order = named.unwrap_or_else(|| HandOffOrder { reason: "request".to_owned(), ..HandOffOrder::default() });
        self.hand_off(&order, &[]);
    }

    fn send(&mut self, request: Request) -> Need<Sent> {
        let outcome = self.world.answers.get(&request)?.clone();
        let Request { key, kind, order_id, buyer, slots } = request;
        self.open.sent(slots);
        // As with look-ups: an order of somebody else is no answer.
        let own = |order: &Order| {
            order_id.as_ref() == Some(&order.id) && buyer.as_ref().is_none_or(|buyer| *buyer == order.buyer)
        };
        let (outcome, sent) = match outcome {
            Ok(RequestOutcome::Done(order)) if own(&order) => (WriteOutcome::Done, Sent::Done(Some(order))),
            Ok(RequestOutcome::DoneWithoutOrder) if order_id.is_none() => (WriteOutcome::Done, Sent::Done(None)),
            Ok(RequestOutcome::Refused(why)) => (WriteOutcome::Refused, Sent::Refused(why)),
            Err(LookupError::Unsupported) => (WriteOutcome::Unsupported, Sent::NotKnown(WriteOutcome::Unsupported)),
            Ok(_) | Err(_) => (WriteOutcome::Unknown, Sent::NotKnown(WriteOutcome::Unknown)),
        };
        self.note(notes::requested(&kind, &outcome.to_string()));
        self.out.fact(Fact::Requested { key: key.clone(), kind: kind.clone(), outcome });
        self.out.act(Action::Request { key, kind, outcome });
        Ok(sent)
    }

    /// A text while a write waits for its yes.
    pub(crate) fn confirmation(&mut self, heard: &Understanding, flow: &'a Flow, step: &'a FlowStep) -> Need<()> {
        if self.meanwhile(heard, step)? {
            return Ok(());
        }
        match consent(self.whole_text(), verbs(step)) {
            Some(Consent::Yes) => {
                let pending = self.open.pending().clone();
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
        let own = |ask: &Ask| flow.intents.iter().any(|own| ask.intent.is(own.as_str()) || own.is(ask.intent.as_str()));
        let wanted: Vec<&Ask> =
            heard.asks.iter().filter(|ask| self.is_sure(ask) && self.knowledge().asks_something(&ask.intent)).collect();
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
        let pending = self.open.pending().as_ref().and_then(|pending| pending.request.order_id.clone());
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

    /// What is being answered, as the buyer wrote it: the message, with what waited before it.
    pub(crate) fn whole_text(&self) -> &'a str {
        self.world.read.map_or("", |read| read.text.as_str())
    }

    /// Takes the buyer's word on the write that waits: `yes` or `no`.
    pub(crate) fn answer_confirmation(&mut self, value: &str) -> Need<()> {
        let Some(pending) = self.open.pending().clone().filter(|_| value == "yes") else {
            self.set_slot(CONFIRMED, value.to_owned());
            return self.go_on();
        };
        if pending.request.buyer != self.world.input.buyer {
            self.note(notes::ANOTHER_BUYER);
            if let Some(flow) = self.open.flow().as_ref().and_then(|state| self.knowledge().flow(&state.flow)) {
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
                Some(order) if [0, seen(&order)].contains(&pending.seen) || is_done(&pending.request, &order) => {
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

    /// Looks at the order as it is now and asks again, if it still can be done. The wish is the same, and so is its key.
    pub(crate) fn ask_anew(&mut self, pending: Pending) -> Need<()> {
        let first = self.open.flow().as_ref().and_then(|state| self.knowledge().flow(&state.flow)?.steps.first());
        let first = first.map(|step| step.id.clone()).unwrap_or_default();
        self.focus.pick(pending.request.order_id.clone());
        self.open.ask_anew(&pending.request, &first);
        self.run_flow_unheard()
    }

    /// Whether a write waits and the message names another order: by its number, or by what was bought.
    fn names_another_order(&mut self, heard: &Understanding) -> Need<bool> {
        let pending = self.open.pending().as_ref().and_then(|pending| pending.request.order_id.clone());
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
    fn names_another_value(&mut self, heard: &Understanding, flow: &Flow) -> Need<bool> {
        for step in &flow.steps {
            let StepKind::Ask { slot, kind, .. } = &step.kind else { continue };
            if !matches!(kind, SlotKind::Entity(_) | SlotKind::Address | SlotKind::Name | SlotKind::Sku) {
                continue;
            }
            let known = |slots: &std::collections::BTreeMap<String, String>| slots.get(slot).cloned();
            let asked = self.open.pending().as_ref().and_then(|pending| known(&pending.request.slots));
            let asked = asked.or_else(|| self.open.flow().as_ref().and_then(|flow| known(&flow.slots)));
            let Some(asked) = asked else { continue };
            if self.prefill(kind, heard)?.is_some_and(|value| value != asked && is_whole(kind, &value)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What waits for a yes is not what is meant, and it is not clear what is: what was filled in for it is asked for again;
    /// where nothing was, it is put down.
    fn unsettle(&mut self, flow: &Flow) -> Need<()> {
        let slots = self.open.pending().as_ref().map(|pending| pending.request.slots.clone()).unwrap_or_default();
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
    pub(crate) fn let_stand(&mut self, flow: &Flow) -> Need<()> {
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

    /// Lets the question go, with a word: nothing is done.
    pub(crate) fn lapse(&mut self, flow: &Flow) {
        self.note(notes::LAPSED);
        self.leave_flow(LeftBecause::Lapsed);
        self.talk.say_of("flow", flow.title.clone());
        self.say_own(TextKey::ConfirmLapsed);
    }

    /// Remembers a write that was asked about and not done, for a yes that comes too late.
    pub(crate) fn remember_lapsed(&mut self) {
        let intent = self.open.flow().as_ref().and_then(|flow| flow.intent.clone());
        if let (Some(pending), Some(intent)) = (self.open.pending(), intent) {
            let order = pending.request.order_id.clone();
            self.open.remember_lapsed(Lapsed { intent, order, at: self.world.input.at });
        }
    }

    /// A yes to a question that does not stand any more: it is looked at, and asked, again. `好的` alone is a courtesy by then.
    pub(super) fn takes_up_lapsed(&mut self) -> Need<bool> {
        let Some(lapsed) = self.open.lapsed().clone() else { return Ok(false) };
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
}

/// Whether a value can stand in the place of another: an address without its city is a part of one.
pub(crate) fn is_whole(kind: &SlotKind, value: &str) -> bool {
    *kind != SlotKind::Address || names_region(value)
}

/// The words by which a request may be agreed to.
fn verbs(step: &FlowStep) -> &[String] {
    match &step.kind {
        StepKind::Request { agree, .. } => agree,
        _ => &[],
    }
}

/// A hash of what a buyer who agrees must have been shown: how far the order is, what it is, what it cost, where it goes, and
/// what was asked for after the sale. Never 0.
fn seen(order: &Order) -> u64 {
    let items: Vec<_> = order.items.iter().map(|item| (&item.title, &item.sku, item.quantity, item.price.0)).collect();
    let aftersales: Vec<_> = order.aftersales.iter().map(|it| (&it.id, it.status.as_str())).collect();
    let money = [order.total, order.paid, order.freight, order.discount].map(|money| money.map(|money| money.0));
    let shown = (order.status.as_str(), items, money, &order.receiver, aftersales);
    hash(&format!("{shown:?}")).max(1)
}

/// Whether the order already is as the request wants it: its write went out in a turn that was lost. Sending it again changes
/// nothing and gets its first outcome.
fn is_done(request: &Request, order: &Order) -> bool {
    let slot = |name: &str| request.slots.get(name).map(String::as_str);
    let receiver = order.receiver.as_ref();
    match request.kind.as_str() {
        "cancel" => order.status == OrderStatus::Cancelled,
        "change_address" => receiver.is_some_and(|it| slot("address") == Some(it.address.as_str())),
        "change_phone" => receiver.is_some_and(|it| slot("phone") == Some(it.phone.as_str())),
        "change_sku" => order.items.first().is_some_and(|item| slot("sku") == Some(item.sku.as_str())),
        "withdraw_aftersale" => order.aftersales.last().is_some_and(|it| it.status == AftersaleStatus::Cancelled),
        kind => order.aftersales.iter().any(|it| it.status.is_running() && asked_for(kind).contains(&it.kind)),
    }
}

/// What a request of this kind is on its order. Of a shop's own kind nothing of the order tells.
fn asked_for(kind: &str) -> &'static [AftersaleKind] {
    use AftersaleKind::{
        Exchange, PriceProtection, RefundBeforeShipping, RefundOnly, Repair, Resend, ReturnRefund, Unknown,
    };
    match kind {
        "refund_only" => &[RefundOnly, RefundBeforeShipping, Unknown],
        "return_refund" => &[ReturnRefund, Unknown],
        "exchange" => &[Exchange, Unknown],
        "resend" => &[Resend, Unknown],
        "repair" => &[Repair, Unknown],
        "price_protection" => &[PriceProtection, Unknown],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An order with a request after the sale.
    fn order(kind: &str, status: &str) -> Order {
        let mut order = Order::new("1", "b", OrderStatus::Finished);
        let aftersale = serde_json::json!([{ "id": "a", "kind": kind, "status": status }]);
        order.aftersales = serde_json::from_value(aftersale).unwrap();
        order
    }

    fn request(kind: &str) -> Request {
        Request::without_order("key", None, kind)
    }

    #[test]
    fn a_request_that_is_under_way_is_done_for_its_own_kind_only() {
        let running = order("return_refund", "waiting_seller");
        assert!(is_done(&request("return_refund"), &running));
        for other in ["exchange", "resend", "price_protection", "invoice", "note", "cancel", "withdraw_aftersale"] {
            assert!(!is_done(&request(other), &running), "{other}");
        }
        assert!(is_done(&request("refund_only"), &order("refund_before_shipping", "waiting_seller")));
        assert!(!is_done(&request("return_refund"), &order("return_refund", "closed")));
    }
}
