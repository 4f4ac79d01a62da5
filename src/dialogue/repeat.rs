//! Nothing is said twice in a row.

use crate::dialogue::bubbles::Part;
use crate::dialogue::out::Out;
use crate::dialogue::{Draft, hash};
use crate::fact::Fact;
use crate::guard::privacy::Secrets;
use crate::knowledge::TextKey;
use crate::language::notes;
use crate::reply::Reply;

impl Draft<'_> {
    /// Where the turn would say, word for word, what the turn before said, a sentence before it tells that this is known:
    /// the buyer asked the same again, or did not answer. Courtesies may come back: they answer courtesies.
    pub(crate) fn say_otherwise(&mut self, secrets: &Secrets) {
        let turn = said(&self.out);
        if turn == 0 || turn != self.world.session.talk.turn {
            return;
        }
        let asks = self.open.waiting().is_some() || matches!(self.out.replies().next_back(), Some(Reply::Menu { .. }));
        let answered = self.out.facts().any(|fact| match fact {
            Fact::Answered { intent, .. } => {
                intent.as_ref().is_none_or(|intent| self.knowledge().asks_something(intent))
            }
            Fact::FlowEnded { .. } => true,
            _ => false,
        });
        if answered && !asks && self.crew.is_called() {
            // Who waits for a person has heard it, and need not hear how to call one.
            self.note(notes::ON_THE_WAY_SAID_BEFORE);
            self.out.say_nothing();
            self.says_noted();
            return;
        }
        let key = match (asks, answered) {
            (true, _) => TextKey::OnceMore,
            (false, true) => TextKey::SaidBefore,
            (false, false) => return,
        };
        let knowledge = self.knowledge();
        let Some(text) = self.choose(knowledge.text(key)) else { return };
        match self.guard_reply(Reply::Text { text }, secrets) {
            Ok(reply) => {
                self.note(notes::SAME_AS_LAST);
                self.out.say_as(Part::SaidBefore, reply);
            }
            Err(finding) => self.tell_blocked(&finding),
        }
    }
}

/// A hash of everything that is said in a turn; 0 for nothing.
pub(super) fn said(out: &Out) -> u64 {
    if out.is_silent() { 0 } else { hash(&out.text()) }
}
