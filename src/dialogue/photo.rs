//! A picture before any words: it is kept for the flow that will ask for one, and words that only point at it tell a defect.

use crate::dialogue::Draft;
use crate::knowledge::{SlotKind, TextKey};
use crate::language::notes;
use crate::names::IntentId;

impl Draft<'_> {
    /// Keeps a picture that nothing has asked for.
    pub(crate) fn keep_photo(&mut self, url: &str) {
        self.later.keep_photo(url, self.state.revision);
    }

    /// The picture that came a few turns ago, for a flow that wants one: it is not asked for again.
    pub(crate) fn photo_for(&mut self, kind: &SlotKind) -> Option<String> {
        if *kind != SlotKind::Photo {
            return None;
        }
        let photo = self.later.take_photo(self.state.revision)?;
        self.note(notes::PICTURE_HAD);
        self.say_own(TextKey::PhotoTaken);
        Some(photo)
    }

    /// A picture of something else than goods that are not as they should be is for no such flow.
    pub(crate) fn forget_photo(&mut self, intent: &IntentId) {
        if self.knowledge().asks_something(intent) && !intent.is("aftersale") {
            self.later.forget_photo();
        }
    }
}
