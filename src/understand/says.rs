//! What a message says by the closed rules of the language, for a dialogue that reads no text.

use super::Understanding;
use crate::language::{
    deed, free_text, meanwhile, outcome, photo, politeness, question, remark, reported, settled, waybill,
};
use crate::names::EntityKind;

impl Understanding {
    /// Whether it has the form of a question.
    pub(crate) fn is_question(&self) -> bool {
        question::is_question(&self.text)
    }

    /// Whether it asks something, in any of the forms of a question.
    pub(crate) fn asks(&self) -> bool {
        question::asks(&self.text)
    }

    /// Whether it says that there is nothing to say.
    pub(crate) fn is_nothing(&self) -> bool {
        free_text::is_nothing(&self.text)
    }

    /// Whether it is a courtesy, a refusal, a pause or the wish for a person, and nothing else.
    pub(crate) fn is_remark(&self) -> bool {
        free_text::is_remark(&self.text)
    }

    /// Whether it complains.
    pub(crate) fn complains(&self) -> bool {
        free_text::complains(&self.text)
    }

    /// Whether it says how the parcel is to be packed or brought.
    pub(crate) fn instructs(&self) -> bool {
        free_text::instructs(&self.text)
    }

    /// The message proper, without politeness around it.
    pub(crate) fn core(&self) -> &str {
        politeness::core(&self.text)
    }

    /// Whether it is nothing but a number that names something else than was asked for, or a day.
    pub(crate) fn is_number_of_something_else(&self, question: &str) -> bool {
        free_text::is_number_of_something_else(&self.text, &self.entities, question)
    }

    /// The number of a parcel that it gives: a whole one, or something that was to be one.
    pub(crate) fn waybill(&self) -> Option<String> {
        waybill::waybill(&self.text, &self.entities)
    }

    /// Whether it is the number of a parcel, and nothing that says what of it.
    pub(crate) fn only_waybill(&self) -> bool {
        waybill::only_waybill(&self.text, &self.entities)
    }

    /// Whether it asks for a deed in so many words.
    pub(crate) fn asks_for_deed(&self) -> bool {
        deed::asks_for(&self.text)
    }

    /// Whether it asks somebody to do something.
    pub(crate) fn asks_somebody(&self) -> bool {
        deed::asks_somebody(&self.text)
    }

    /// Whether the courier is to hurry, or to come at another time.
    pub(crate) fn urges(&self) -> bool {
        deed::urges(&self.text)
    }

    /// Whether the goods are on their way back.
    pub(crate) fn was_sent_back(&self) -> bool {
        deed::was_sent_back(&self.text)
    }

    /// Whether it says that nothing is wrong, or not any more, and nothing else.
    pub(crate) fn is_settled(&self) -> bool {
        settled::is_settled(&self.text)
    }

    /// Whether it says that a service is not wanted, and nothing else.
    pub(crate) fn is_unwanted(&self) -> bool {
        settled::is_unwanted(&self.text)
    }

    /// Whether it says that what was waited for is there.
    pub(crate) fn has_come(&self) -> bool {
        settled::has_come(&self.text)
    }

    /// Whether it praises, and says nothing else.
    pub(crate) fn praises(&self) -> bool {
        remark::praises(&self.text)
    }

    /// Whether it is a laugh or has nothing to say, or was for somebody else.
    pub(crate) fn is_idle(&self) -> bool {
        remark::is_idle(&self.text)
    }

    /// Whether it says what was done.
    pub(crate) fn is_done(&self) -> bool {
        reported::is_done(&self.text)
    }

    /// Whether it says what would be done.
    pub(crate) fn is_conditional(&self) -> bool {
        reported::is_conditional(&self.text)
    }

    /// Whether it says that the goods were opened or used.
    pub(crate) fn says_opened(&self) -> bool {
        reported::says_opened(&self.text)
    }

    /// Whether it says that it does not work on the buyer's own page.
    pub(crate) fn is_unable(&self) -> bool {
        meanwhile::is_unable(&self.text)
    }

    /// Whether the buyer has done it.
    pub(crate) fn did_it(&self) -> bool {
        meanwhile::did_it(&self.text)
    }

    /// Whether it asks where the money goes, and when.
    pub(crate) fn asks_of_money(&self) -> bool {
        meanwhile::asks_of_money(&self.text)
    }

    /// Whether it asks what a deed costs or brings with it.
    pub(crate) fn asks_about_deed(&self) -> bool {
        meanwhile::asks_about_deed(&self.text)
    }

    /// Whether a part of the money is asked for.
    pub(crate) fn wants_a_part(&self) -> bool {
        meanwhile::wants_a_part(&self.text)
    }

    /// The day on which the buyer would rather have the parcel, as written.
    pub(crate) fn another_day(&self) -> Option<&str> {
        let day = self.entity(EntityKind::Date).map(|date| date.text.as_str());
        day.filter(|_| meanwhile::wants_another_day(&self.text))
    }

    /// Whether it says that what was to be cancelled is not, and nothing else.
    pub(crate) fn is_not_cancelled(&self) -> bool {
        outcome::is_not_cancelled(&self.text)
    }

    /// Whether it points at a picture, and says nothing else.
    pub(crate) fn points_at_photo(&self) -> bool {
        photo::points_at_photo(&self.text)
    }
}
