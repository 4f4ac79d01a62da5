//! A deed that the buyer asks for and that nothing here does: `帮我换成专票`, `麻烦让师傅下午再来`, `把运费险取消掉`. What is known of it is
//! said, and a person is asked to do it.

use crate::dialogue::Draft;
use crate::dialogue::find::fits as in_focus;
use crate::dialogue::lookup::Known;
use crate::dialogue::template::{current_aftersale, newest_parcel};
use crate::fact::{Fact, Source};
use crate::knowledge::Flow;
use crate::knowledge::HandOffOrder;
use crate::knowledge::StepKind;
use crate::knowledge::{Among, TextKey};
use crate::language::notes;
use crate::names::IntentId;
use crate::shop::OrderBy;
use crate::shop::order::{AftersaleStatus, Order, ParcelState};
use crate::understand::Understanding;

/// What somebody does who serves a buyer that has bought: a change of it is no question about wares or terms.
const SERVED: &[&str] = &["invoice", "deliver", "aftersale", "order", "account", "complaint", "inform", "human"];

impl Draft<'_> {
    /// The buyer has sent back what the shop waits for: somebody looks out for it. `false` where nothing is waited for.
    pub(crate) fn has_sent_back(&mut self, heard: &Understanding) -> Known<bool> {
        if self.world.input.buyer.is_none() || !self.crew.is_bots() || !heard.was_sent_back() {
            return Ok(false);
        }
        let orders = self.own_orders(OrderBy::Recent)?.unwrap_or_default();
        let waits = |order: &&Order| {
            current_aftersale(order).is_some_and(|request| request.status == AftersaleStatus::WaitingBuyerReturn)
        };
        let Some(order) = orders.into_iter().find(waits) else { return Ok(false) };
        let Some(rule) = self.rule_named("passed_on") else { return Ok(false) };
        self.note(notes::SENT_BACK);
        self.talk.understand();
        self.focus.discuss_order(Some(order.id.clone()));
        self.focus.show_order(Some(order));
        self.say_own(TextKey::SentBack);
        self.rule_hand_off(rule);
        Ok(true)
    }

    /// Whether something was done or looked up for the buyer, and not only told.
    pub(crate) fn is_served(&self) -> bool {
        let told = self.told_by(|by| matches!(by, Source::Answer(_) | Source::Faq(_)));
        self.out.facts().any(|fact| match fact {
            Fact::Requested { .. } => true,
            Fact::FlowEnded { .. } | Fact::LookedUp { .. } => !told,
            _ => false,
        })
    }

    /// Whether the order in focus is on its way, and the courier does not come today anyway.
    fn is_on_the_way(&self) -> bool {
        let parcel = self.focus.order().filter(|order| in_focus(order, Among::Shipped)).and_then(newest_parcel);
        let state = parcel.and_then(|parcel| parcel.nodes.last()).map(|node| node.state);
        state.is_some_and(|state| !matches!(state, ParcelState::Signed | ParcelState::OutForDelivery))
    }

    fn told_by(&self, of: fn(&Source) -> bool) -> bool {
        self.out.facts().any(|fact| matches!(fact, Fact::Answered { by, .. } if of(by)))
    }

    /// The buyer asks for a deed, and got a text, a menu of meanings or nothing: a person is asked to do it, behind what is known
    /// of it.
    pub(crate) fn passes_on_deed(&mut self) {
        let Some(heard) = self.world.heard.filter(|_| self.crew.is_bots()) else { return };
        let under_way =
            self.open.waiting().is_some() || self.open.flow().is_some() || self.world.session.own.open.flow.is_some();
        if under_way || self.calls_a_person() {
            return;
        }
        let of_parcel = heard.best().is_some_and(|best| best.id.is("deliver")) && self.is_on_the_way();
        let urged = of_parcel && heard.urges();
        if !urged && (self.is_served() || !heard.asks_for_deed()) {
            return;
        }
        let served = |intent: &IntentId| SERVED.iter().any(|of| intent.is(of));
        let lost = self.out.is_lost() || heard.best().is_some_and(|best| best.id.is("inform"));
        if !lost && !heard.best().is_some_and(|best| served(&best.id)) {
            return;
        }
        // The merchant's own row says how it is done; who asks for help all the same gets it.
        if self.told_by(|by| matches!(by, Source::Faq(_))) && !heard.asks_somebody() {
            return;
        }
        let Some(rule) = self.rule_named("passed_on") else { return };
        self.note(notes::FOR_A_PERSON);
        if lost {
            return self.call_instead(rule);
        }
        self.open.offer(Vec::new());
        self.rule_hand_off(rule);
    }

    /// A part of the money is for a person to grant: that is said, and one is called. `false` where none is asked for.
    pub(super) fn wants_a_part(&mut self, heard: &Understanding) -> bool {
        if !heard.wants_a_part() {
            return false;
        }
        self.note(notes::PART_OF_THE_MONEY);
        self.talk.understand();
        self.say_own(TextKey::PartialRefund);
        self.hand_off(&HandOffOrder { reason: "partial_refund".to_owned(), ..HandOffOrder::default() }, &[]);
        true
    }

    /// Another day for an order that is known: taken down and passed on. `false` where the message names none.
    pub(super) fn wants_another_day(&mut self) -> bool {
        let named = self.world.heard.and_then(Understanding::another_day).is_some();
        let known = self.focus.order_id().is_some() && self.open.flow().is_none() && self.crew.is_bots();
        let Some(rule) = self.rule_named("passed_on").filter(|_| named && known) else { return false };
        self.note(notes::ANOTHER_DAY);
        self.talk.understand();
        self.rule_hand_off(rule);
        true
    }

    /// Says what is known of what a deed costs or brings with it, instead of beginning it; `false` where the message asks no such
    /// thing, or the deed has no procedure that would ask something.
    pub(super) fn asked_about_deed(&mut self, intent: &IntentId) -> bool {
        let begins = |flow: &Flow| {
            flow.intents.contains(intent) && flow.steps.iter().any(|step| matches!(step.kind, StepKind::Request { .. }))
        };
        let asks = |_: &&Flow| self.world.heard.is_some_and(Understanding::asks_about_deed);
        let flow = self.knowledge().flows.iter().find(|flow| begins(flow)).filter(asks);
        let Some(flow) = flow else { return false };
        self.note(notes::ABOUT_THE_DEED);
        self.talk.say_of("flow", flow.title.clone());
        self.say_own(TextKey::AboutDeed)
    }
}
