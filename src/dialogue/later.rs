//! What is kept for another time: what nobody has answered yet, the reminder, a picture before its words. Only this file writes it.

use crate::input::Content;
use crate::session::{Own, Photo, Unread};
use crate::time::Time;

/// Turns for which a picture waits for the words to it.
const PHOTO_TURNS: u64 = 5;

/// What is kept for another time.
#[derive(Clone, Debug, Default)]
pub(super) struct Later {
    /// What the buyer sent and nobody has answered yet.
    unread: Option<Box<Unread>>,
    /// A picture that came before any words about it.
    photo: Option<Photo>,
    /// When the buyer is reminded of what was asked.
    remind: Option<Time>,
}

impl Later {
    pub(super) fn take_from(own: &mut Own) -> Later {
        Later { unread: own.unread.take(), photo: own.photo.take(), remind: own.remind.take() }
    }

    pub(super) fn give_to(self, own: &mut Own) {
        (own.unread, own.photo, own.remind) = (self.unread, self.photo, self.remind);
    }

    /// Where nothing was sent, nobody is reminded; what waits for people waits.
    pub(super) fn go_back_to(&mut self, before: Later) {
        *self = Later { unread: self.unread.take(), remind: None, ..before };
    }
}

/// What nobody has answered yet.
impl Later {
    pub(super) fn unread(&self) -> Option<&Unread> {
        self.unread.as_deref()
    }

    pub(super) fn take_unread(&mut self) -> Option<Unread> {
        self.unread.take().map(|unread| *unread)
    }

    /// The message waits until then, whatever comes.
    pub(super) fn keep_unread(&mut self, content: Content, due: Time) {
        self.unread = Some(Box::new(Unread::new(content, due)));
    }
}

/// A picture before its words.
impl Later {
    pub(super) fn has_photo(&self) -> bool {
        self.photo.is_some()
    }

    pub(super) fn keep_photo(&mut self, url: &str, revision: u64) {
        self.photo = Some(Photo { url: url.to_owned(), revision });
    }

    /// The picture, if it came a few turns ago; it is kept no more.
    pub(super) fn take_photo(&mut self, revision: u64) -> Option<String> {
        let photo = self.photo.take().filter(|photo| revision.saturating_sub(photo.revision) <= PHOTO_TURNS);
        photo.map(|photo| photo.url)
    }

    pub(super) fn forget_photo(&mut self) {
        self.photo = None;
    }
}

/// The reminder.
impl Later {
    pub(super) fn remind_at(&self) -> Option<Time> {
        self.remind
    }

    /// The buyer is reminded then, or not at all.
    pub(super) fn remind(&mut self, at: Option<Time>) {
        self.remind = at;
    }
}
