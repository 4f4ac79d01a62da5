//! Who has the conversation, the bot or a person, and what was ordered of people. Only this file writes it.

use crate::action::Priority;
use crate::knowledge::Mode;
use crate::session::{PeopleKept, PeopleState};

/// The bot and the people of the shop, in one conversation.
#[derive(Clone, Debug)]
pub(super) struct Crew {
    kept: PeopleKept,
    /// Who speaks.
    mode: Mode,
    /// People first: how long they have.
    fill_in_millis: i64,
    /// What is said has fixed words, and nothing is added to them.
    fixed: bool,
    /// The message is also for the people who come back.
    also_taken: bool,
    /// The buyer was reminded, or will be.
    reminded: bool,
}

impl Crew {
    pub(super) fn new(kept: PeopleKept) -> Crew {
        Crew { kept, mode: Mode::Automatic, fill_in_millis: 0, fixed: false, also_taken: false, reminded: false }
    }

    /// As at the beginning of a turn.
    pub(super) fn anew(&self) -> Crew {
        Crew::new(self.kept.clone())
    }

    /// What the session keeps.
    pub(super) fn kept(self) -> PeopleKept {
        self.kept
    }

    /// Where nothing was sent, no message was taken either.
    pub(super) fn go_back_to(&mut self, before: &Crew) {
        self.kept.noted = before.kept.noted;
    }

    pub(super) fn mode(&self) -> Mode {
        self.mode
    }

    /// Who speaks, and where people come first how long they have.
    pub(super) fn speak_by(&mut self, mode: Mode, fill_in_millis: i64) {
        self.mode = mode;
        self.fill_in_millis = fill_in_millis;
    }

    pub(super) fn fill_in_millis(&self) -> i64 {
        self.fill_in_millis
    }
}

/// Who has it.
impl Crew {
    pub(super) fn has_it(&self) -> PeopleState {
        self.kept.has_it
    }

    /// Whether the bot has it, and nobody was called.
    pub(super) fn is_bots(&self) -> bool {
        self.kept.has_it == PeopleState::Bot
    }

    /// Whether a person was called and has not come yet.
    pub(super) fn is_called(&self) -> bool {
        self.kept.has_it == PeopleState::Called
    }

    /// How urgent the person was who was called.
    pub(super) fn urgency(&self) -> Priority {
        self.kept.called
    }

    pub(super) fn call(&mut self, urgency: Priority) {
        self.kept.has_it = PeopleState::Called;
        self.kept.called = urgency;
    }

    /// It has become more urgent.
    pub(super) fn raise(&mut self, urgency: Priority) {
        self.kept.called = urgency;
    }

    /// A person takes the conversation over.
    pub(super) fn take_over(&mut self) {
        self.kept.has_it = PeopleState::Person;
        self.kept.noted = false;
    }

    /// The bot has it again; who had it.
    pub(super) fn hand_back(&mut self) -> PeopleState {
        self.kept.called = Priority::Normal;
        std::mem::take(&mut self.kept.has_it)
    }
}

/// What was ordered.
impl Crew {
    /// Whether a message was taken for the people who come back.
    pub(super) fn has_noted(&self) -> bool {
        self.kept.noted
    }

    pub(super) fn take_note(&mut self) {
        self.kept.noted = true;
    }

    /// The message was taken and is answered, too.
    pub(super) fn take_also(&mut self) {
        self.also_taken = true;
    }

    pub(super) fn has_also_taken(&self) -> bool {
        self.also_taken
    }

    /// Whether the message was taken, which need not be said any more.
    pub(super) fn forget_also_taken(&mut self) -> bool {
        std::mem::take(&mut self.also_taken)
    }

    /// Whether what is said has fixed words.
    pub(super) fn is_fixed(&self) -> bool {
        self.fixed
    }

    pub(super) fn fix(&mut self, fixed: bool) {
        self.fixed = fixed;
    }

    pub(super) fn has_reminded(&self) -> bool {
        self.reminded
    }

    pub(super) fn remind(&mut self) {
        self.reminded = true;
    }
}
