//! Nothing is said twice in a row.

use crate::dialogue::{Draft, hash};
use crate::fact::Fact;
use crate::guard::privacy::Secrets;
use crate::knowledge::TextKey;
use crate::reply::Reply;
use crate::understand::asks_something;

impl Draft<'_> {
    /// Where the turn would say, word for word, what the turn before said, a sentence before it tells that this is known:
    /// the buyer asked the same again, or did not answer. Courtesies may come back: they answer courtesies.
    pub(crate) fn say_otherwise(&mut self, secrets: &Secrets) {
        let turn = said(&self.replies);
        if turn == 0 || turn != self.world.session.turn {
            return;
        }
        let asks = self.state.waiting.is_some() || matches!(self.replies.last(), Some(Reply::Menu { .. }));
        let answered = self.facts.iter().any(|fact| match fact {
            Fact::Answered { intent, .. } => intent.as_ref().is_none_or(asks_something),
            Fact::FlowEnded { .. } => true,
            _ => false,
        });
        if answered && !asks && self.is_called() {
            // Who waits for a person has heard it, and need not hear how to call one.
            self.note("同事在路上，说过的不再说一遍");
            self.replies.clear();
            self.says_noted();
            return;
        }
        let key = match (asks, answered) {
            (true, _) => TextKey::OnceMore,
            (false, true) => TextKey::SaidBefore,
            (false, false) => return,
        };
        let knowledge = self.knowledge();
        let text = self.choose(knowledge.text(key));
        if let Some(reply) = text.and_then(|text| self.guard_reply(Reply::Text { text }, secrets)) {
            self.note("和上一句一样，先说明一下");
            self.replies.insert(0, reply);
        }
    }
}

/// A hash of everything that is said in a turn; 0 for nothing.
pub(crate) fn said(replies: &[Reply]) -> u64 {
    if replies.is_empty() {
        return 0;
    }
    hash(&replies.iter().map(Reply::text).collect::<Vec<_>>().join("\n"))
}
