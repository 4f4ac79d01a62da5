//! A picture before any words: it is kept for the flow that will ask for one, and words that only point at it tell a defect.

use crate::dialogue::Draft;
use crate::dialogue::lookup::Need;
use crate::knowledge::{SlotKind, TextKey};
use crate::language::notes;
use crate::names::IntentId;
use crate::session::Photo;
use crate::understand::Understanding;

/// Turns for which a picture waits for the words to it.
const TURNS: u64 = 5;
/// What words that point at a picture tell of.
const DEFECT: &str = "aftersale.defect";

impl Draft<'_> {
    /// Keeps a picture that nothing has asked for.
    pub(crate) fn keep_photo(&mut self, url: &str) {
        self.state.own.photo = Some(Photo { url: url.to_owned(), revision: self.state.revision });
    }

    /// The picture that came a few turns ago, for a flow that wants one: it is not asked for again.
    pub(crate) fn photo_for(&mut self, kind: &SlotKind) -> Option<String> {
        if *kind != SlotKind::Photo {
            return None;
        }
        let photo =
            self.state.own.photo.take().filter(|photo| self.state.revision.saturating_sub(photo.revision) <= TURNS)?;
        self.note(notes::PICTURE_HAD);
        self.say_own(TextKey::PhotoTaken);
        Some(photo.url)
    }

    /// A picture of something else than goods that are not as they should be is for no such flow.
    pub(crate) fn forget_photo(&mut self, intent: &IntentId) {
        if self.knowledge().asks_something(intent) && !intent.is("aftersale") {
            self.state.own.photo = None;
        }
    }

    /// Words that only point at the picture before them; `false` where there is none.
    pub(crate) fn tells_of_photo(&mut self, heard: &Understanding) -> Need<bool> {
        if self.state.own.photo.is_none() || !heard.points_at_photo() || self.crew.is_called() {
            return Ok(false);
        }
        let known = self.knowledge().intent(DEFECT).map(|(_, intent)| intent.id.clone());
        let Some(defect) = known else { return Ok(false) };
        self.note(notes::PICTURE_MEANT);
        self.talk.understand();
        self.answer(&defect, None)?;
        Ok(true)
    }
}
