//! What a host may see of the knowledge: ids with the names that people know them by, for the labels of reports.

use super::Knowledge;
use crate::action::Priority;
use crate::names::IntentId;

/// What a buyer may want, as [`Fact::Understood`](crate::Fact::Understood) names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct IntentView<'k> {
    /// Its id: `ship.time`.
    pub id: &'k IntentId,
    /// Its name for menus and for people: `发货时间`.
    pub name: &'k str,
    /// The buyer's own sentence for it; empty where there is none.
    pub ask: &'k str,
}

/// A procedure of several turns, as [`Fact::FlowStarted`](crate::Fact::FlowStarted) names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FlowView<'k> {
    /// Its id.
    pub id: &'k str,
    /// What it is about: `催发货`.
    pub title: &'k str,
    /// What starts it.
    pub intents: &'k [IntentId],
}

/// An answer, as [`Fact::Answered`](crate::Fact::Answered) names it behind `answer:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AnswerView<'k> {
    /// Its id.
    pub id: &'k str,
    /// What it answers; an answer to keywords only has none.
    pub intents: &'k [IntentId],
    /// The messages that it answers whatever they are understood as.
    pub keywords: &'k [String],
}

/// An entry of the FAQ, as [`Fact::Answered`](crate::Fact::Answered) names it behind `faq:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FaqView<'k> {
    /// Its id.
    pub id: &'k str,
    /// Its question.
    pub question: &'k str,
    /// Other ways to ask it.
    pub similar: &'k [String],
    /// Its answer, verbatim.
    pub answer: &'k str,
}

/// A rule by which a person is called, whose reason [`Fact::HandedOff`](crate::Fact::HandedOff) names. Answers and steps of flows call
/// people for reasons of their own, which stand in no rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HandOffView<'k> {
    /// Its id.
    pub id: &'k str,
    /// Why a person is called; several rules may have the same reason.
    pub reason: &'k str,
    /// How soon.
    pub priority: Priority,
    /// The group of people who should take it.
    pub queue: Option<&'k str>,
    /// What calls for it; none where something else than an intent does.
    pub intents: &'k [IntentId],
}

/// What the knowledge has, in the order in which the bot tries it. Nothing is copied.
impl Knowledge {
    /// The intents.
    ///
    /// ```
    /// use std::collections::BTreeMap;
    ///
    /// use kefu::names::IntentId;
    /// use kefu::{Fact, Knowledge};
    ///
    /// // The labels of a report over stored facts.
    /// let knowledge = Knowledge::ecommerce();
    /// let names: BTreeMap<&IntentId, &str> = knowledge.intents().map(|intent| (intent.id, intent.name)).collect();
    /// let fact: Fact = serde_json::from_str(r#"{"type":"answered","by":"flow:delay","intent":"ship.time"}"#)?;
    /// let Fact::Answered { intent: Some(intent), .. } = &fact else { unreachable!() };
    /// assert_eq!(names[intent], "发货时间");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn intents(&self) -> impl ExactSizeIterator<Item = IntentView<'_>> {
        self.intents.iter().map(|it| IntentView { id: &it.id, name: &it.name, ask: &it.ask })
    }

    /// The flows.
    pub fn flows(&self) -> impl ExactSizeIterator<Item = FlowView<'_>> {
        self.flows.iter().map(|it| FlowView { id: &it.id, title: &it.title, intents: &it.intents })
    }

    /// The answers.
    pub fn answers(&self) -> impl ExactSizeIterator<Item = AnswerView<'_>> {
        self.answers.iter().map(|it| AnswerView { id: &it.id, intents: &it.intents, keywords: &it.keywords })
    }

    /// The FAQ.
    pub fn faqs(&self) -> impl ExactSizeIterator<Item = FaqView<'_>> {
        self.faqs.iter().map(|it| FaqView {
            id: &it.id,
            question: &it.question,
            similar: &it.similar,
            answer: &it.answer,
        })
    }

    /// The rules by which a person is called.
    pub fn hand_offs(&self) -> impl ExactSizeIterator<Item = HandOffView<'_>> {
        self.hand_offs.iter().map(|it| HandOffView {
            id: &it.id,
            reason: &it.order.reason,
            priority: it.order.priority,
            queue: it.order.queue.as_deref(),
            intents: &it.intents,
        })
    }
}
