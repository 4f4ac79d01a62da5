//! `说错了，是换不是退`: the buyer takes back what they wanted and wants something else, in the middle of it or after a person was
//! called for it.

use crate::action::{Action, Priority};
use crate::dialogue::Draft;
use crate::dialogue::lookup::Known;
use crate::fact::{Corrected, Fact, LeftBecause};
use crate::knowledge::TextKey;
use crate::language::notes;
use crate::language::retraction::{as_wish, changed, may_retract, meant};
use crate::text::normalize::Normalized;
use crate::understand::Understanding;

impl Draft<'_> {
    /// Takes up the new wish in the place of the last one; `false` when the message takes back no wish.
    pub(crate) fn wants_something_else(&mut self, heard: &Understanding) -> Known<bool> {
        let waits = self.waits_for_people();
        if !waits && self.world.read.is_some_and(|read| !may_retract(&read.text)) {
            return Ok(false);
        }
        // Of a burst the last message alone.
        let own = self.world.read.map(|read| Normalized::new(&read.text));
        let own = own.as_ref().map(Normalized::text);
        let changed = if waits { own.map_or_else(|| heard.changed(), changed) } else { None };
        if let Some(Err(nothing)) = changed
            && self.about().is_some()
        {
            self.tell_people(nothing.to_owned());
            return Ok(true);
        }
        let Some(meant) = own.map_or_else(|| heard.meant(), meant).or_else(|| changed?.ok()) else { return Ok(false) };
        let text = as_wish(meant);
        let wish = self.world.compiled.reader.read(self.knowledge(), &text, self.world.input.at);
        let Some(ask) = wish.asks.iter().find(|ask| self.surely_asks(ask)) else {
            return Ok(false);
        };
        let before = self.open.flow().and_then(|flow| flow.intent.clone());
        let before = before.or_else(|| self.talk.last().as_ref().map(|last| last.intent.clone()));
        if before.is_none_or(|before| before == ask.intent) {
            return Ok(false);
        }
        let name = self.knowledge().intent(ask.intent.as_str()).map(|intent| intent.name.clone()).unwrap_or_default();
        self.out.fact(Fact::Corrected { what: Corrected::Wish });
        self.note(notes::changed(&name));
        self.talk.understand();
        if self.waits_for_people() {
            self.count_ask(&ask.intent);
            self.tell_people(name);
            return Ok(true);
        }
        self.leave_flow(LeftBecause::Replaced);
        // It is wanted of the same order.
        if let Some(order) = self.focus.order_id().clone() {
            self.focus.name(order, self.state.revision);
        }
        self.world.heard = None;
        self.talk.read_instead(wish);
        Ok(true)
    }

    /// Tells the people who are on the way, or come back, what is wanted now, and the buyer that they know.
    fn tell_people(&mut self, wants: String) {
        self.open.wait_no_more();
        self.talk.say_of("wish", wants.clone());
        let message = self.masked_text();
        if self.crew.is_called() {
            self.out.act(Action::Update { wants, message });
        } else {
            self.take_note(message, "message".to_owned(), Priority::Normal);
        }
        self.say_own(TextKey::WishTaken);
    }
}
