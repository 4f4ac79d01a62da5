//! The request of a write: it waits for its yes, and goes out after it.

use crate::action::Action;
use crate::dialogue::Draft;
use crate::dialogue::hash;
use crate::dialogue::lookup::{Answers, Need};
use crate::dialogue::open::CONFIRMED;
use crate::fact::AskedFor;
use crate::fact::Fact;
use crate::fact::WriteOutcome;
use crate::knowledge::FlowStep;
use crate::knowledge::HandOffOrder;
use crate::knowledge::Mode;
use crate::knowledge::StepKind;
use crate::knowledge::Target;
use crate::knowledge::TextKey;
use crate::knowledge::field::Template;
use crate::language::notes;
use crate::language::speech::without_stop;
use crate::session::Pending;
use crate::session::Waiting;
use crate::shop::LookupError;
use crate::shop::Request;
use crate::shop::RequestOutcome;
use crate::shop::order::AftersaleKind;
use crate::shop::order::AftersaleStatus;
use crate::shop::order::Order;
use crate::shop::order::OrderStatus;

/// What comes to a request once it can go out, or could not.
pub(super) enum Sent<'a> {
    /// With the order as it is now, where it is about one.
    Done(Option<&'a Order>),
    Refused(&'a str),
    /// Nobody knows, or the host cannot.
    NotKnown(WriteOutcome),
}

impl<'a> Draft<'a> {
    /// Asks for the confirmation of a write, or sends the one that was confirmed.
    pub(super) fn request(&mut self, step: &'a FlowStep) -> Need<Option<Target>> {
        let StepKind::Request { kind, slots, confirm, about_order, refused, declined, .. } = &step.kind else {
            return Ok(None);
        };
        let confirmed = self.open.flow().and_then(|flow| flow.slots.get(CONFIRMED)).cloned();
        if confirmed.as_deref() == Some("no") {
            self.open.disarm();
            if *declined == Target::End {
                self.say_own(TextKey::RequestDropped);
            }
            return Ok(Some(*declined));
        }
        let pending = match self.open.pending().cloned() {
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
                    self.focus.show_order(Some(order));
                }
                if step.next == Target::End {
                    self.say_own(TextKey::RequestDone);
                }
                step.next
            }
            Sent::Refused(why) => {
                // What was read of it before the write is not to be relied on any more.
                self.focus.show_order(None);
                let why = without_stop(why).to_owned();
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
    pub(super) fn wish(&self, order_id: &str, kind: &str) -> String {
        let input = self.world.input;
        let message = hash(&format!("{order_id} {:?} {:?}", input.id, input.at));
        format!("{}:{}:{kind}:{message:016x}", self.state.id, self.state.revision)
    }

    /// Says what exactly will be done and asks for a yes. What was not said is not armed.
    pub(super) fn ask_for_yes(&mut self, confirm: &[Template], mut pending: Pending) -> Option<Target> {
        pending.at = self.world.input.at;
        pending.seen = self.focus.order().map_or(0, seen);
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
    pub(super) fn may_be_said(&self, text: &str) -> bool {
        let masked = crate::guard::privacy::mask(text, &self.secrets()).into_owned();
        self.objection(&masked).is_none()
    }

    /// Calls the person who carries requests out.
    pub(super) fn request_by_person(&mut self) {
        let named = self.rule_named("request").map(|rule| rule.order.clone());
        let order = named.unwrap_or_else(|| HandOffOrder { reason: "request".to_owned(), ..HandOffOrder::default() });
        self.hand_off(&order, &[]);
    }

    pub(super) fn send(&mut self, request: Request) -> Need<Sent<'a>> {
        let answers: &'a Answers = self.world.answers;
        let outcome = answers.get(&request)?;
        let Request { key, kind, order_id, buyer, slots } = request;
        self.open.sent(slots);
        // As with look-ups: an order of somebody else is no answer.
        let own = |order: &Order| {
            order_id.as_ref() == Some(&order.id) && buyer.as_ref().is_none_or(|buyer| *buyer == order.buyer)
        };
        let (outcome, sent) = match outcome {
            Ok(RequestOutcome::Done(order)) if own(order) => (WriteOutcome::Done, Sent::Done(Some(order))),
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
}

/// A hash of what a buyer who agrees must have been shown: how far the order is, what it is, what it cost, where it goes, and
/// what was asked for after the sale. Never 0.
pub(super) fn seen(order: &Order) -> u64 {
    let items: Vec<_> = order.items.iter().map(|item| (&item.title, &item.sku, item.quantity, item.price.0)).collect();
    let aftersales: Vec<_> = order.aftersales.iter().map(|it| (&it.id, it.status.as_str())).collect();
    let money = [order.total, order.paid, order.freight, order.discount].map(|money| money.map(|money| money.0));
    let shown = (order.status.as_str(), items, money, &order.receiver, aftersales);
    hash(&format!("{shown:?}")).max(1)
}

/// Whether the order already is as the request wants it: its write went out in a turn that was lost. Sending it again changes
/// nothing and gets its first outcome.
pub(super) fn is_done(request: &Request, order: &Order) -> bool {
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
pub(super) fn asked_for(kind: &str) -> &'static [AftersaleKind] {
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
