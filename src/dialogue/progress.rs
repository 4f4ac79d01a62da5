//! Whether the conversation moves: a turn that brings the buyer no further is counted, and at the second a person goes on.

use crate::dialogue::topic::REMARK;
use crate::dialogue::{Draft, repeat};
use crate::knowledge::HandOffRule;
use crate::language::notes;
use crate::names::Mood;
use crate::session::PeopleState;
use crate::understand::Understanding;

/// What a turn was to the buyer; said where it is decided. Courtesies are neither.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Progress {
    /// Something was answered from what is known of the buyer's matter, taken or done.
    moved: bool,
    /// A remark, a menu of meanings, "not understood", a question once more, or what was said before.
    stood: bool,
    /// There is nothing more to say to this than what was said.
    ended: bool,
    /// What was asked was not answered: it was not understood, or what was said before was said to something else.
    unanswered: bool,
}

impl<'a> Draft<'a> {
    pub(crate) fn moves(&mut self) {
        self.progress.moved = true;
    }

    pub(crate) fn stands(&mut self) {
        self.progress.stood = true;
    }

    /// As [`Draft::stands`], and what was asked has no answer.
    pub(crate) fn leaves_unanswered(&mut self) {
        self.progress.stood = true;
        self.progress.unanswered = true;
    }

    /// All that can be said of the matter was said already.
    pub(crate) fn has_nothing_more(&mut self) {
        self.progress.stood = true;
        self.progress.ended = true;
    }

    /// Counts a turn that brought nothing. At the second, for an upset buyer at the first, a person is called instead of what
    /// would be said.
    pub(crate) fn call_when_stalled(&mut self) {
        if self.state.people != PeopleState::Bot || self.calls_a_person() {
            (self.state.stalls, self.state.unanswered) = (0, false);
            return;
        }
        if self.world.heard.is_some_and(Understanding::takes_leave) {
            // Who says thanks, or that nothing is needed, waits for nobody.
            return;
        }
        let again = !self.out.is_silent() && repeat::said(&self.out) == self.world.session.turn;
        let asked = self.intent.as_ref().is_some_and(|intent| self.knowledge().asks_something(intent));
        // What is told, and not asked, and gets the same again, was not heard.
        let told = |heard: &Understanding| heard.length() > REMARK && !heard.is_question();
        self.progress.ended |= again && asked && self.state.waiting.is_none() && self.world.heard.is_some_and(told);
        if self.progress.moved || self.progress.stood {
            self.state.unanswered = self.progress.unanswered;
        }
        if self.progress.moved && !again {
            self.state.stalls = 0;
        } else if self.progress.stood || (again && asked) {
            self.state.stalls = self.state.stalls.saturating_add(1);
            if let Some(rule) = self.rule_stalled() {
                self.note(notes::stalled(self.state.stalls));
                self.out.say_nothing();
                self.state.menu.clear();
                self.out.forget_asked();
                self.rule_hand_off(rule);
                self.state.stalls = 0;
            }
        }
    }

    /// The buyer nods, thanks or leaves, and the question before it was never answered: somebody looks into it, and nothing
    /// cheerful is said. `false` where nothing is open.
    pub(crate) fn call_when_left_open(&mut self, heard: &Understanding) -> bool {
        let settled = heard.leaves_nothing_open();
        let open = std::mem::take(&mut self.state.unanswered) && !settled && self.state.people == PeopleState::Bot;
        let Some(rule) = self.rule_named("left_open").filter(|_| open) else { return false };
        self.note(notes::LEFT_OPEN);
        self.rule_hand_off(rule);
        true
    }

    /// The rule for a conversation that does not move.
    fn rule_stalled(&self) -> Option<&'a HandOffRule> {
        let moods = [self.world.heard.map(|heard| heard.mood), Some(self.world.session.mood)];
        let upset = moods.into_iter().flatten().any(|mood| mood >= Mood::Annoyed);
        let patience = |turns: u32| if upset || self.progress.ended { 1 } else { turns };
        let rules = &self.knowledge().hand_offs;
        let mut rules = rules.iter().filter(|rule| rule.stalled.is_some() && self.holds_beside_stall(rule));
        rules.find(|rule| rule.stalled.is_some_and(|turns| u32::from(self.state.stalls) >= patience(turns)))
    }
}
