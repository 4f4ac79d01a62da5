//! Trying something: it is kept, or everything is as before.

use crate::dialogue::lookup::Known;
use crate::dialogue::{Course, Draft};

impl<'a> Draft<'a> {
    /// Tries something. Where it comes to nothing (`false`), everything is as it was: what is under discussion, what is open, what was
    /// counted, said, done and noted. Only a proof that passed or failed stays one, and what the host told is known.
    pub(super) fn attempt(&mut self, tries: impl FnOnce(&mut Draft<'a>) -> Known<bool>) -> Known<bool> {
        let (before, out, heard) = (self.course(), self.out.clone(), self.world.heard);
        if tries(self)? {
            return Ok(true);
        }
        let Course { focus, open, talk, crew, later, state } = before;
        self.focus.put_back(focus);
        self.open = open;
        self.talk = talk;
        self.crew = crew;
        self.later = later;
        self.state = state;
        self.out.put_back(out);
        self.world.heard = heard;
        Ok(false)
    }

    /// What the turn has come to, but for what goes out.
    pub(super) fn course(&self) -> Course<'a> {
        Course {
            focus: self.focus.clone(),
            open: self.open.clone(),
            talk: self.talk.clone(),
            crew: self.crew.clone(),
            later: self.later.clone(),
            state: self.state.clone(),
        }
    }
}
