//! Whether the conversation moves: a turn that brings the buyer no further is counted, and at the second a person goes on.

use crate::dialogue::topic::REMARK;
use crate::dialogue::{Draft, repeat};
use crate::knowledge::HandOffRule;
use crate::language::notes;
use crate::names::Mood;
use crate::understand::Understanding;

impl<'a> Draft<'a> {
    /// Counts a turn that brought nothing. At the second, for an upset buyer at the first, a person is called instead of what
    /// would be said.
    pub(crate) fn call_when_stalled(&mut self) {
        if !self.crew.is_bots() || self.calls_a_person() {
            self.talk.forget_stalls();
            self.talk.leave_nothing_open();
            return;
        }
        if self.world.heard.is_some_and(Understanding::takes_leave) {
            // Who says thanks, or that nothing is needed, waits for nobody.
            return;
        }
        let again = !self.out.is_silent() && repeat::said(&self.out) == self.world.session.talk.turn;
        let asked = self.talk.intent().as_ref().is_some_and(|intent| self.knowledge().asks_something(intent));
        // What is told, and not asked, and gets the same again, was not heard.
        let told = |heard: &Understanding| heard.length() > REMARK && !heard.is_question();
        if again && asked && self.open.waiting().is_none() && self.world.heard.is_some_and(told) {
            self.talk.set_unheard();
        }
        if !self.talk.count(again, asked) {
            return;
        }
        if let Some(rule) = self.rule_stalled() {
            self.note(notes::stalled(self.talk.stalls()));
            self.call_instead(rule);
            self.talk.forget_stalls();
        }
    }

    /// The buyer nods, thanks or leaves, and the question before it was never answered: somebody looks into it, and nothing
    /// cheerful is said. `false` where nothing is open.
    pub(crate) fn call_when_left_open(&mut self, heard: &Understanding) -> bool {
        let settled = heard.leaves_nothing_open();
        let open = self.talk.take_unanswered() && !settled && self.crew.is_bots();
        let Some(rule) = self.rule_named("left_open").filter(|_| open) else { return false };
        self.note(notes::LEFT_OPEN);
        self.rule_hand_off(rule);
        true
    }

    /// The rule for a conversation that does not move.
    fn rule_stalled(&self) -> Option<&'a HandOffRule> {
        let moods = [self.world.heard.map(|heard| heard.mood), Some(self.world.session.talk.mood)];
        let upset = moods.into_iter().flatten().any(|mood| mood >= Mood::Annoyed);
        let patience = |turns: u32| if upset || self.talk.is_exhausted() { 1 } else { turns };
        let rules = &self.knowledge().hand_offs;
        let mut rules = rules.iter().filter(|rule| rule.stalled.is_some() && self.holds_beside_stall(rule));
        rules.find(|rule| rule.stalled.is_some_and(|turns| u32::from(self.talk.stalls()) >= patience(turns)))
    }
}
