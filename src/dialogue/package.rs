//! What a person gets who takes the conversation over.

use std::collections::BTreeMap;

use crate::action::{HandOff, Priority, Speaker};
use crate::dialogue::Draft;
use crate::guard::privacy::Secrets;
use crate::guard::{privacy, written};
use crate::knowledge::{HandOffOrder, TextKey};
use crate::language::handover;
use crate::language::speech::promises;
use crate::names::Mood;
use crate::reply::Reply;

/// Promises that are passed on.
const PROMISES: usize = 4;

impl Draft<'_> {
    /// The package for a person, without the lines of this turn, which do not exist yet.
    pub(crate) fn package(&self, order: &HandOffOrder) -> HandOff {
        let all = self.secrets();
        let secrets = all.for_record();
        let slots: BTreeMap<String, String> = self
            .open
            .slots()
            .map(|(slot, value)| (slot.clone(), written::mask(value, &secrets).into_owned()))
            .collect();
        HandOff {
            reason: order.reason.clone(),
            priority: self.urgency(order),
            queue: order.queue.clone(),
            summary: vec![self.who(), self.wants(), self.done()],
            transcript: Vec::new(),
            omitted: 0,
            order_id: self.focus.order_id().clone(),
            product_id: self.focus.product_id().clone(),
            slots,
            mood: self.talk.mood(),
            promised: self.promised(&secrets),
            first_reply: self.first_reply(&all),
        }
    }

    /// As urgent as the rule says, and more for a buyer who is angry.
    pub(crate) fn urgency(&self, order: &HandOffOrder) -> Priority {
        let angry = self.talk.mood() >= Mood::Angry;
        order.priority.max(if angry { Priority::High } else { Priority::Normal })
    }

    fn who(&self) -> String {
        handover::who(self.world.input.buyer.as_deref(), self.focus.proved().is_some(), self.world.input.vip)
    }

    fn wants(&self) -> String {
        let said = self.masked_text();
        let done = self.talk.last().as_ref().is_some_and(|last| last.done);
        handover::wants(self.matter().as_deref(), done, &said)
    }

    fn done(&self) -> String {
        let order = self.focus.order_id().as_deref().map(|id| {
            let status = self.focus.order().filter(|order| order.id == id).map(|order| order.status.label());
            (id, status.unwrap_or_default())
        });
        let flow = self.running_flow();
        handover::done(order, self.focus.product_id().as_deref(), flow.map(|flow| flow.title.as_str()))
    }

    /// The bot's sentences that promise something, verbatim, the last ones.
    fn promised(&self, secrets: &Secrets) -> Vec<String> {
        let earlier =
            self.world.session.lines.iter().filter(|line| line.by == Speaker::Bot).map(|line| line.text.clone());
        let now = self.out.replies().map(Reply::text);
        let mut promised: Vec<String> = Vec::new();
        for text in earlier.chain(now) {
            for sentence in promises(&text, &self.knowledge().lexicon.promises) {
                let masked = privacy::mask(sentence, secrets).into_owned();
                if !promised.contains(&masked) {
                    promised.push(masked);
                }
            }
        }
        promised.split_off(promised.len().saturating_sub(PROMISES))
    }

    fn first_reply(&self, secrets: &Secrets) -> String {
        let upset = self.talk.mood() >= Mood::Annoyed;
        let key = if upset { TextKey::FirstReplyUpset } else { TextKey::FirstReply };
        let text = self.choose(self.knowledge().text(key)).unwrap_or_default();
        privacy::mask(&text, secrets).into_owned()
    }
}
