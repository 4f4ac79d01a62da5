//! The gate of what goes out: guarded and masked once, and nothing stays armed whose words were not said.

use crate::dialogue::Draft;
use crate::fact::Fact;
use crate::fact::LeftBecause;
use crate::guard::outbound::Finding;
use crate::guard::privacy;
use crate::guard::privacy::Secrets;
use crate::input::Content;
use crate::knowledge::TextKey;
use crate::language::notes;
use crate::reply::MenuItem;
use crate::reply::Reply;
use crate::text::limit;

impl<'a> Draft<'a> {
    /// Why a text must not go out. What the shop calls its goods is quoted: no title makes a sentence about it unsayable.
    pub(super) fn objection(&self, text: &str) -> Option<Finding> {
        let guard = &self.world.compiled.guard;
        guard.held_back(text).into_iter().next()?;
        let quoted =
            self.world.answers.titles().into_iter().fold(text.to_owned(), |text, title| text.replace(title, "…"));
        guard.held_back(&quoted).into_iter().next()
    }

    /// Masks what goes out, holds back what must not, and cuts what is too long. Nothing stays armed whose words were not said.
    pub(super) fn guard_replies(&mut self, secrets: &Secrets) {
        let mut out = std::mem::take(&mut self.out);
        let mut blocked = Vec::new();
        let passed = out.gate(|reply| self.guard_reply(reply, secrets).map_err(|finding| blocked.push(finding)).ok());
        self.out = out;
        for finding in blocked {
            self.tell_blocked(&finding);
        }
        if !passed {
            self.disarm();
        }
    }

    /// A reply was held back: what it asked, offered or told was not asked, offered or told.
    pub(super) fn disarm(&mut self) {
        if !self.out.replies().any(|reply| matches!(reply, Reply::Menu { .. })) {
            self.open.offer(Vec::new());
        }
        if matches!(self.world.input.content, Content::OrderEvent { .. }) {
            // Nobody asked: nothing is better than an excuse.
            self.out.say_nothing();
            self.state.told_as_before(self.world.session);
            self.out.forget_told();
            return;
        }
        if self.open.waiting().is_some() && self.crew.is_bots() {
            self.leave_flow(LeftBecause::Blocked);
        }
        if self.out.is_silent() {
            self.say_own(TextKey::NoAnswer);
        }
    }

    /// The reply as it may go out, or why it must not.
    pub(super) fn guard_reply(&self, reply: Reply, secrets: &Secrets) -> Result<Reply, Finding> {
        // Masked first: a courier's number in a parcel's text is no reason to say nothing.
        let reply = guarded(reply, secrets);
        match self.objection(&reply.text()) {
            Some(finding) => Err(finding),
            None => Ok(reply),
        }
    }

    /// Records that a reply was held back.
    pub(super) fn tell_blocked(&mut self, finding: &Finding) {
        self.out.fact(Fact::Blocked { what: finding.kind });
        self.note(notes::blocked(&finding.text));
    }
}

/// The reply with its texts masked and within the platform's length.
pub(super) fn guarded(reply: Reply, secrets: &Secrets) -> Reply {
    let safe = |text: String| limit::outbound(&privacy::mask(&text, secrets)).into_owned();
    match reply {
        Reply::Text { text } => Reply::Text { text: safe(text) },
        Reply::Menu { text, items } => Reply::Menu {
            text: safe(text),
            items: items.into_iter().map(|item| MenuItem::new(safe(item.label))).collect(),
        },
        other => other,
    }
}
