//! `没有取消成`, `还没取消掉`: what was to be cancelled is not, as the buyer sees it. The order is looked at, and its state said.

use crate::dialogue::Draft;
use crate::dialogue::lookup::Known;
use crate::language::notes;
use crate::names::IntentId;
use crate::understand::Understanding;

/// What the message is about.
const CANCEL: &str = "order.cancel";

impl Draft<'_> {
    /// Says how the order stands of which the buyer says that it was not cancelled; `false` when the message says nothing of
    /// the kind, or none is under discussion: then it is asked which.
    pub(crate) fn was_not_cancelled(&mut self, heard: &Understanding) -> Known<bool> {
        if !heard.is_not_cancelled()
            || self.crew.is_called()
            || (self.focus.order_id().is_none() && !self.passive_order()?)
        {
            return Ok(false);
        }
        let known = self.knowledge().intent(CANCEL).map(|intent| intent.id.clone());
        let Some(cancel) = known.filter(|_| self.world.input.buyer.is_some()) else { return Ok(false) };
        self.note(notes::NOT_CANCELLED);
        self.focus.pick(self.focus.order_id().clone());
        self.talk.understand();
        // It is looked at again, and not asked again.
        if self.talk.last().as_ref().is_some_and(|last| last.intent == IntentId::from(CANCEL)) {
            self.talk.forget_last();
        }
        self.answer(&cancel, None)?;
        Ok(true)
    }
}
