//! What a message says by the closed rules of the language, for a dialogue that reads no text.

use super::Understanding;
use crate::language::{free_text, politeness, question, waybill};

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
}
