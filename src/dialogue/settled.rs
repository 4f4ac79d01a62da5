//! The buyer says that nothing is wrong, or not any more: `东西齐的，一样没缺`, `没坏`, `找到了`, `解决了`. That ends the matter.

use crate::dialogue::Draft;
use crate::fact::{LeftBecause, Source};
use crate::knowledge::{SlotKind, StepKind, TextKey};
use crate::language::notes;
use crate::session::Waiting;

impl Draft<'_> {
    /// A service is not wanted: nothing is done. A person who was called for it hears so in the conversation.
    pub(crate) fn drops_service(&mut self) {
        self.note(notes::UNWANTED);
        self.talk.understand();
        self.leave_flow(LeftBecause::Cancelled);
        self.open.ask_afresh();
        self.talk.forget_last();
        self.say_own(if self.crew.is_called() { TextKey::NodCalled } else { TextKey::Cancelled });
    }

    /// Ends the matter; `false` where the message is the answer to a question of yes or no, or a person was called for it.
    pub(crate) fn settles(&mut self) -> bool {
        let flow = self.open.flow().as_ref();
        let step =
            flow.and_then(|state| self.knowledge().flow(&state.flow)?.steps.iter().find(|step| step.id == state.step));
        let yes_no = matches!(step.map(|step| &step.kind), Some(StepKind::Ask { kind: SlotKind::YesNo, .. }));
        let answer = (self.open.waits_for(&Waiting::Slot) && yes_no)
            || matches!(
                self.open.waiting(),
                Some(Waiting::Confirm | Waiting::Message | Waiting::HandOff | Waiting::Feedback)
            );
        if answer || !self.crew.is_bots() {
            return false;
        }
        self.note(notes::SETTLED);
        self.talk.understand();
        self.talk.leave_nothing_open();
        self.leave_flow(LeftBecause::Cancelled);
        self.open.ask_afresh();
        self.talk.forget_last();
        self.answered(Source::Text("settled".to_owned()), None);
        self.say_own(TextKey::Settled);
        true
    }
}
