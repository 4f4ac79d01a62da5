//! What wants nothing: praise, a laugh, a message to somebody else. It gets a word, moves nothing and calls nobody.

use crate::dialogue::Draft;
use crate::dialogue::lookup::Known;
use crate::knowledge::TextKey;
use crate::language::notes;
use crate::names::Mood;
use crate::understand::Understanding;

impl Draft<'_> {
    /// A word for what wants nothing; `false` where the message is more.
    pub(super) fn says_nothing_much(&mut self, heard: &Understanding) -> Known<bool> {
        if !heard.entities.is_empty() {
            return Ok(false);
        }
        // After trouble a laugh is none.
        let calm = self.talk.stalls() == 0 && self.world.session.talk.mood < Mood::Annoyed && self.offered().is_empty();
        let key = if calm && heard.praises() {
            TextKey::Praised
        } else if calm && heard.is_idle() {
            TextKey::Idle
        } else {
            return Ok(false);
        };
        self.note(notes::NOTHING_TO_DO);
        self.talk.understand();
        self.say_own(key);
        Ok(true)
    }
}
