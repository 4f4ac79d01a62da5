//! The end of a turn: what goes out is put in order, guarded and masked, the record is written and the next state.

use std::borrow::Cow;
use std::sync::Arc;

use crate::action::Speaker;
use crate::dialogue::Draft;
use crate::dialogue::bubbles::Part;
use crate::dialogue::out::Gone;
use crate::dialogue::trace::Trace;
use crate::dialogue::{Decision, repeat};
use crate::fact::AskedFor;
use crate::fact::Fact;
use crate::fact::Point;
use crate::guard;
use crate::guard::privacy;
use crate::guard::privacy::Secrets;
use crate::guard::written;
use crate::input::Content;
use crate::knowledge::Mode;
use crate::language::notes;
use crate::language::{handover, labels};
use crate::reply::Reply;
use crate::session::State;

impl<'a> Draft<'a> {
    /// Closes the turn: guards and masks what goes out, writes the record and the next state.
    pub(super) fn finish(mut self) -> Decision {
        self.tell_also_taken();
        self.care();
        let secrets = self.secrets();
        self.remember_named();
        self.out.say_each_once();
        let secrets_of_replies = self.secrets_of_replies(&secrets);
        self.guard_replies(&secrets_of_replies);
        self.out.say_in_few();
        if self.crew.mode() == Mode::Assist {
            self.suggest(&secrets_of_replies);
        } else {
            self.say_otherwise(&secrets_of_replies);
            self.out.say_in_few();
            self.plan_reminder();
        }
        let secrets = secrets.for_record();
        let turn = repeat::said(&self.out);
        self.remember_just(&secrets);
        let silent = self.out.is_silent();
        if !silent && !self.state.noticed {
            self.state.noticed = true;
            let notice = self.knowledge().profile.notice.clone();
            if !notice.is_empty() {
                self.out.say_as(Part::Notice, Reply::Text { text: notice });
            }
        }
        self.mask_heard(&secrets);
        self.out.add_look_ups(self.world.answers.facts(&secrets, self.focus.proved().as_deref()));

        let buyer_said = match &self.world.input.content {
            _ if self.world.notice.is_some() => String::new(),
            Content::Text { text } => guard::inbound(text).into_owned(),
            Content::OrderCard { order_id } => handover::order_card(order_id),
            Content::ProductCard { product_id } => handover::product_card(product_id),
            Content::Image { .. } => labels::PICTURE.to_owned(),
            Content::Menu { choice } => self.chosen_label(*choice),
            Content::Visit { .. }
            | Content::Agent { .. }
            | Content::OrderEvent { .. }
            | Content::Rated { .. }
            | Content::Wake => String::new(),
        };
        self.finish_lines(&written::mask(&buyer_said, &secrets), &secrets_of_replies.for_record());
        if !silent {
            self.talk.remember_said(self.last_words(), turn);
        }
        if let Some(id) = &self.world.input.id {
            let replies: Vec<Reply> = self.out.replies().cloned().collect();
            self.state.record(id, self.world.input.buyer.is_none(), replies);
        }
        let heard = !self.out.is_silent() || self.out.happened(&Fact::Held);
        let how = self.was_asked_how();
        if heard {
            self.open.mark_aside(how || !self.out.happened(&Fact::Asked { what: AskedFor::Confirm }));
        }
        self.state.at = self.world.input.at.or(self.state.at);
        self.state.revision = self.state.revision.saturating_add(1);
        let Gone { replies, suggestions, actions, facts, outcome, notes } = std::mem::take(&mut self.out).gone();
        let trace = Trace::new(self.world.read.map(|read| Arc::clone(&read.heard)), notes, secrets);
        let state = self.into_state();
        Decision { replies, suggestions, actions, facts, outcome, state, trace }
    }

    pub(super) fn finish_lines(&mut self, buyer_said: &str, secrets: &Secrets) {
        let at = self.world.input.at;
        self.state.lines.clone_from(&self.world.session.lines);
        self.state.seen.clone_from(&self.world.session.seen);
        let agent = match &self.world.input.content {
            Content::Agent { text: Some(text), .. } if !self.out.happened(&Fact::Echoed) => Some(text),
            _ => None,
        };
        let agent = agent.map(|text| (Speaker::Agent, written::mask(text, secrets)));
        let said = |reply: &Reply| (Speaker::Bot, Cow::Owned(privacy::mask(&reply.text(), secrets).into_owned()));
        let lines = std::iter::once((Speaker::Buyer, Cow::Borrowed(buyer_said))).chain(agent);
        self.state.remember_lines(at, lines.chain(self.out.replies().map(said)));
        self.out.complete_packages(&self.state.lines, self.state.omitted);
    }

    /// The recorded outcome of a message that came again. Nothing changes.
    pub(super) fn repeat(mut self, id: &str, replies: Vec<Reply>) -> Decision {
        let secrets = self.secrets().for_record();
        self.mask_heard_again(&secrets);
        self.out.fact(Fact::Repeated { id: id.to_owned() });
        self.out.decided_by(Point::Again);
        let notes = vec![notes::repeated(id)];
        // What was understood then may rest on words that were hidden since.
        let trace = Trace::new(None, notes, secrets);
        let gone = self.out.gone();
        Decision {
            replies,
            suggestions: Vec::new(),
            actions: Vec::new(),
            facts: gone.facts,
            outcome: gone.outcome,
            state: self.world.stored.clone(),
            trace,
        }
    }

    /// The state as the session keeps it.
    pub(super) fn into_state(self) -> State {
        let mut state = self.state;
        (state.own.focus, state.failures) = self.focus.kept();
        state.own.open = self.open.kept();
        (state.talk, state.own.last, state.own.remarks) = self.talk.kept();
        state.people = self.crew.kept();
        self.later.give_to(&mut state.own);
        state
    }
}
