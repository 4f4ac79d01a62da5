//! The buyer says that nothing is wrong, or not any more: `东西齐的，一样没缺`, `没坏`, `找到了`, `解决了`. That ends the matter.

use crate::dialogue::Draft;
use crate::dialogue::lookup::Known;
use crate::fact::{LeftBecause, Source};
use crate::knowledge::{SlotKind, StepKind, TextKey};
use crate::language::notes;
use crate::session::Waiting;
use crate::understand::Understanding;

impl Draft<'_> {
    /// A service is not wanted: nothing is done. A person who was called for it hears so in the conversation.
    pub(super) fn drops_service(&mut self, heard: &Understanding) -> Known<bool> {
        if self.open.waits_for(Waiting::Confirm) || !heard.is_unwanted() {
            return Ok(false);
        }
        self.note(notes::UNWANTED);
        self.talk.understand();
        self.leave_flow(LeftBecause::Cancelled);
        self.open.ask_afresh();
        self.talk.forget_last();
        self.say_own(if self.crew.is_called() { TextKey::NodCalled } else { TextKey::Cancelled });
        Ok(true)
    }

    /// Nothing is wrong, or not any more: that ends the matter, unless it is the answer to a question of yes or no, or a person was
    /// called for it.
    pub(super) fn settles(&mut self, heard: &Understanding) -> Known<bool> {
        let flow = self.open.flow();
        let missed = flow.and_then(|flow| flow.intent.as_ref()).is_some_and(|intent| intent.is("deliver"));
        if !(heard.is_settled() || (missed && heard.has_come())) {
            return Ok(false);
        }
        let yes_no =
            matches!(self.standing_step().map(|step| &step.kind), Some(StepKind::Ask { kind: SlotKind::YesNo, .. }));
        let answer = (self.open.waits_for(Waiting::Slot) && yes_no)
            || matches!(
                self.open.waiting(),
                Some(Waiting::Confirm | Waiting::Message | Waiting::HandOff | Waiting::Feedback)
            );
        if answer || !self.crew.is_bots() {
            return Ok(false);
        }
        self.note(notes::SETTLED);
        self.talk.understand();
        self.talk.leave_nothing_open();
        self.leave_flow(LeftBecause::Cancelled);
        self.open.ask_afresh();
        self.talk.forget_last();
        self.answered(Source::Text("settled".to_owned()), None);
        self.say_own(TextKey::Settled);
        Ok(true)
    }
}
