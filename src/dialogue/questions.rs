//! Several questions of one message, or one question about several orders.

use crate::dialogue::Draft;
use crate::dialogue::lookup::Known;
use crate::dialogue::rows::{FAQ_LIKELY, FAQ_SURE, QUITE_SURE};
use crate::knowledge::TextKey;
use crate::names::EntityKind;
use crate::names::IntentId;
use crate::reply::Reply;
use crate::understand::Ask;
use crate::understand::FaqHit;

/// Of so many orders in one message each is looked at: a turn may ask the host for eight things.
const ORDERS_NAMED: usize = 3;

impl<'a> Draft<'a> {
    /// Answers several questions in their order. What asks the buyer back comes last, so that its menu stands at the end.
    pub(super) fn answer_all(&mut self, asks: &[Ask], faq: Option<FaqHit>) -> Known<()> {
        let faq = faq.filter(|_| asks.len() == 1);
        let mut question = Vec::new();
        // Where something better is said, a standard text to what is only likely to be asked says nothing.
        let (mut standard, mut better) = (Vec::new(), false);
        self.talk.ask_one_of(true);
        let noted = self.calls_a_person();
        for ask in asks {
            if self.calls_a_person() && !noted {
                // Who was called answers the rest.
                break;
            }
            let said = self.out.mark();
            let was_waiting = self.open.waiting().is_some();
            let before = (self.talk.last().clone(), self.talk.intent().clone());
            self.talk.say_standard(false);
            // What a rule decided does not yield to what is only possible, and what is certain only to what is as good as sure.
            let least = if ask.certain { FAQ_SURE } else { FAQ_LIKELY };
            let faq = faq.filter(|hit| !ask.by_rule || hit.confidence >= least);
            match self.several_orders(&ask.intent) {
                Some(orders) if asks.len() == 1 => self.answer_each(&ask.intent, &orders)?,
                _ => self.answer(&ask.intent, faq)?,
            }
            if was_waiting && self.out.is_idle_since(said) {
                // It was put off, so the question before it is still the last one.
                let (last, intent) = before;
                self.talk.put_last(last);
                self.talk.answer_to(intent);
            }
            if asks.len() > 1 {
                self.out.join_since(said);
            }
            let likely = self.talk.has_said_standard() && !ask.by_rule && ask.confidence < QUITE_SURE;
            better |= !likely && !self.out.is_silent_since(said);
            if self.open.waiting().is_some() && !was_waiting {
                question = self.out.take_since(said);
            } else if likely {
                standard.extend(self.out.said_since(said).map(Reply::text));
            }
        }
        self.talk.ask_one_of(false);
        if better {
            self.out.keep_replies(|reply| !standard.contains(&reply.text()));
        }
        question.into_iter().for_each(|reply| self.out.reply(reply));
        Ok(())
    }

    /// The orders that the message names by their numbers, where it names several and the intent is about orders.
    pub(super) fn several_orders(&self, intent: &IntentId) -> Option<Vec<String>> {
        self.world.input.buyer.as_ref().filter(|_| self.finds_order_for(intent))?;
        let mut ids: Vec<String> = Vec::new();
        for entity in self.world.heard?.entities.iter().filter(|entity| entity.kind == EntityKind::OrderId) {
            let id = entity.value.to_string();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids.truncate(ORDERS_NAMED);
        (ids.len() > 1).then_some(ids)
    }

    /// Answers for one order after the other. Where one has to ask, it stands alone, and the buyer hears how many are left.
    pub(super) fn answer_each(&mut self, intent: &IntentId, orders: &[String]) -> Known<()> {
        for (number, id) in (1..).zip(orders) {
            let said = self.out.mark();
            self.focus.pick(Some(id.clone()));
            self.focus.show_order(None);
            self.answer(intent, None)?;
            self.out.join_since(said);
            if self.open.waiting().is_some() || self.calls_a_person() {
                let left = orders.len().saturating_sub(number);
                if left > 0 && !self.calls_a_person() {
                    self.talk.say_of("left", left.to_string());
                    let question = self.out.take_since(said);
                    self.say_own(TextKey::OneByOne);
                    question.into_iter().for_each(|reply| self.out.reply(reply));
                }
                break;
            }
        }
        self.focus.pick(None);
        Ok(())
    }
}
