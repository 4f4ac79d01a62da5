//! What was computed is said, and is what the conversation is about.

use crate::dialogue::Draft;
use crate::fact::Source;
use crate::language::matter::Matter;
use crate::language::notes;
use crate::names::IntentId;
use crate::question::Said;

impl Draft<'_> {
    /// Says what was computed of a matter: it is what the conversation is about.
    pub(super) fn says_of(&mut self, matter: Matter, said: Said) -> bool {
        let intent = IntentId::from(matter.intent());
        let key = said.key;
        if !self.say_said(said) {
            return false;
        }
        self.note(notes::computed(key.name()));
        self.talk.understand();
        self.talk.answer_to(Some(intent.clone()));
        self.talk.moves();
        self.talk.ask(intent.clone(), 1);
        self.answered(Source::Text(key.name().to_owned()), Some(intent));
        true
    }

    /// Says a sentence and those behind it, each with its own values.
    pub(super) fn say_said(&mut self, said: Said) -> bool {
        for (slot, value) in &said.slots {
            self.talk.say_of(slot, value.as_str());
        }
        let spoken = self.say_own(said.key);
        if said.then.is_empty() {
            return spoken;
        }
        for (slot, _) in &said.slots {
            self.talk.say_no_more_of(slot);
        }
        said.then.into_iter().fold(spoken, |spoken, next| self.say_said(next) || spoken)
    }
}
