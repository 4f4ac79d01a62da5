//! Working together with people: hand-offs, messages for those who are not there, and silence.

use crate::action::{Action, Priority};
use crate::dialogue::Draft;
use crate::dialogue::known::Availability;
use crate::fact::{Fact, LeftBecause};
use crate::input::AgentAction;
use crate::knowledge::field::Template;
use crate::knowledge::{HandOffOrder, HandOffRule, Mode, TextKey};
use crate::language::notes;
use crate::session::{PeopleState, Waiting};

impl Draft<'_> {
    /// Calls a person as the rule says.
    pub(crate) fn rule_hand_off(&mut self, rule: &HandOffRule) {
        self.note(notes::rule(&rule.id, &rule.place));
        self.transfer(&rule.order, &rule.say, Some(rule));
    }

    /// Calls a person, once: until somebody comes, the wish is confirmed and not ordered again.
    pub(crate) fn hand_off(&mut self, order: &HandOffOrder, say: &[Template]) {
        self.transfer(order, say, None);
    }

    /// Calls a person instead of what would have been said: nothing of it is said, offered or recorded.
    pub(crate) fn call_instead(&mut self, rule: &HandOffRule) {
        self.out.forget_said();
        self.open.offer(Vec::new());
        self.rule_hand_off(rule);
    }

    fn transfer(&mut self, order: &HandOffOrder, say: &[Template], rule: Option<&HandOffRule>) {
        // What is urgent has its own words, and nothing is added to them.
        self.crew.fix(order.priority == Priority::Urgent);
        if !self.crew.is_bots() {
            return self.transfer_again(order, say);
        }
        if self.crew.is_fixed() && rule.is_some() {
            // What was under way before an emergency is not what the person comes for.
            self.leave_flow(LeftBecause::HandedOff);
            self.talk.forget_last();
        }
        self.say(say);
        if !self.crew.is_fixed() {
            self.says_taken();
        }
        if let Some(about) = self.about() {
            self.talk.say_of("about", about);
        }
        let package = self.package(order);
        self.leave_flow(LeftBecause::HandedOff);
        match self.availability() {
            Availability::Nobody => self.nobody(order, package.priority, rule),
            availability => {
                self.crew.call(package.priority);
                self.talk.understand();
                self.out.fact(Fact::HandedOff { reason: order.reason.clone() });
                self.out.act(Action::HandOff(Box::new(package)));
                let (own, key) = match availability {
                    Availability::Queue => (rule.map(|rule| &rule.say_queue), TextKey::HandOffQueue),
                    _ => (rule.map(|rule| &rule.say_here), TextKey::HandOff),
                };
                self.say_own_or(own, key);
            }
        }
    }

    /// A person is wanted who is on the way already: sooner, where it has become more urgent.
    fn transfer_again(&mut self, order: &HandOffOrder, say: &[Template]) {
        self.note(notes::NOT_CALLED_TWICE);
        if self.crew.is_called() && order.priority > self.crew.urgency() {
            self.crew.raise(order.priority);
            self.out.act(Action::Raise { reason: order.reason.clone(), priority: order.priority });
            self.say(say);
        }
        self.say_own(TextKey::HandOffAgain);
    }

    /// Nobody is there: the matter is noted for those who come back, or a message is asked for.
    fn nobody(&mut self, order: &HandOffOrder, priority: Priority, rule: Option<&HandOffRule>) {
        self.note(notes::NOBODY_THERE);
        let earlier = self.crew.has_noted();
        let known = order.reason != "asked";
        if known {
            if self.crew.forget_also_taken() {
                // Once is enough, with the better reason.
                self.out.untake_message();
            }
            self.note_message(order.reason.clone(), priority);
        }
        self.open.wait_for(Waiting::Message);
        let key = match (known, earlier) {
            (true, _) => TextKey::HandOffNoted,
            (false, true) => TextKey::HandOffStill,
            (false, false) => TextKey::HandOffNobody,
        };
        self.say_own_or(rule.map(|rule| &rule.say_nobody), key);
    }

    /// Says the rule's own sentence, else the engine's.
    fn say_own_or(&mut self, own: Option<&Vec<Template>>, key: TextKey) {
        if !own.is_some_and(|own| self.say(own)) {
            self.say_own(key);
        }
    }

    /// Whether the buyer waits for a person: for one who was called, or for one who comes back.
    pub(crate) fn waits_for_people(&self) -> bool {
        let noted = self.crew.has_noted() && self.availability() == Availability::Nobody;
        self.crew.is_called() || (self.crew.is_bots() && noted)
    }

    /// Whether this turn calls a person, or notes the matter for one who comes back.
    pub(crate) fn calls_a_person(&self) -> bool {
        self.out.calls_a_person()
    }

    /// How long it takes until a person comes, as far as it is known.
    pub(crate) fn say_when(&mut self) {
        self.note(notes::ASKED_HOW_LONG);
        let called = self.crew.is_called();
        let key = match self.availability() {
            Availability::Nobody => TextKey::WhenOpen,
            Availability::Queue if called => TextKey::WhenQueue,
            _ => TextKey::HandOffAgain,
        };
        self.say_own(key);
    }

    /// After the answer to a message that was taken, too: that it was, and more can follow.
    pub(crate) fn tell_also_taken(&mut self) {
        if !self.crew.has_also_taken() || !self.crew.is_bots() {
            return;
        }
        if self.out.is_silent() {
            // There was nothing more to say to it.
            self.say_own(TextKey::MessageTaken);
        } else if self.world.session.people.has_it == PeopleState::Bot {
            self.say_own(TextKey::MessageAlso);
        }
        if self.open.waiting().is_none() {
            self.open.wait_for(Waiting::Message);
        }
    }

    /// A look-up failed: an honest sentence, and a person where the rules say so.
    pub(crate) fn look_up_failed(&mut self) {
        self.note(notes::LOOK_UP_FAILED);
        self.hand_off_or_say(self.rule_named("lookup_failed"), TextKey::LookupFailed);
    }

    /// A person is called by the rule; where there is none, this is said.
    pub(super) fn hand_off_or_say(&mut self, rule: Option<&HandOffRule>, key: TextKey) {
        match rule {
            Some(rule) => self.rule_hand_off(rule),
            None => {
                self.say_own(key);
            }
        }
    }

    /// A person of the shop acted: the bot is silent until the conversation is handed back.
    pub(crate) fn agent(&mut self, action: AgentAction, note: Option<&str>) {
        self.later.take_unread();
        match action {
            AgentAction::TookOver | AgentAction::Said => {
                if self.crew.has_it() != PeopleState::Person {
                    self.crew.take_over();
                    self.leave_flow(LeftBecause::HandedOff);
                    self.out.fact(Fact::TakenOver);
                }
            }
            AgentAction::HandedBack => {
                let before = self.crew.hand_back();
                self.talk.understand();
                self.out.fact(Fact::HandedBack);
                // Where nobody had it, the buyer noticed nothing and is told nothing.
                if before == PeopleState::Bot || self.crew.mode() == Mode::Assist {
                    return;
                }
                let note = note.filter(|note| !note.trim().is_empty());
                if let Some(note) = note {
                    self.note(notes::handed_back(note));
                }
                self.say_own(if note.is_some() { TextKey::HandedBackNote } else { TextKey::HandedBack });
            }
        }
    }

    /// It was asked in vain: a person, where the rules say so.
    pub(super) fn give_up(&mut self) {
        self.leave_flow(LeftBecause::GaveUp);
        if self.crew.is_called() {
            self.says_noted();
            return;
        }
        self.hand_off_or_say(self.rule_named("gave_up"), TextKey::GaveUp);
    }
}
