//! What goes out of a turn: what is said, what is done, what happened, and why. Only this file writes it; the others add to it,
//! ask about it, and take back what they added.

use std::collections::{HashSet, VecDeque};

use crate::action::{Action, HandOff, Line};
use crate::dialogue::bubbles::{self, Part};
use crate::fact::{AskedFor, Fact, LeftBecause, Outcome, Point, Source, WriteOutcome};
use crate::language::notes;
use crate::names::IntentId;
use crate::reply::{Reply, Suggestion};

/// What goes out of a turn.
#[derive(Clone, Debug)]
pub(super) struct Out {
    replies: Vec<(Part, Reply)>,
    suggestions: Vec<Suggestion>,
    actions: Vec<Action>,
    facts: Vec<Fact>,
    notes: Vec<String>,
    decided: Option<Point>,
    outcome: Outcome,
}

/// How much was said and done at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    replies: usize,
    actions: usize,
    facts: usize,
}

/// Everything that goes out, in the end.
pub(super) struct Gone {
    pub(super) replies: Vec<Reply>,
    pub(super) suggestions: Vec<Suggestion>,
    pub(super) actions: Vec<Action>,
    pub(super) facts: Vec<Fact>,
    pub(super) outcome: Outcome,
    pub(super) notes: Vec<String>,
}

impl Default for Out {
    fn default() -> Out {
        Out {
            replies: Vec::new(),
            suggestions: Vec::new(),
            actions: Vec::new(),
            facts: Vec::new(),
            notes: Vec::new(),
            decided: None,
            outcome: Outcome::Silent,
        }
    }
}

/// What is said.
impl Out {
    pub(super) fn say(&mut self, text: String) {
        if !text.is_empty() {
            self.reply(Reply::Text { text });
        }
    }

    pub(super) fn reply(&mut self, reply: Reply) {
        self.say_as(Part::Body, reply);
    }

    /// Says something that has a place of its own.
    pub(super) fn say_as(&mut self, part: Part, reply: Reply) {
        self.became(Outcome::Courtesy);
        let place = self.replies.partition_point(|(other, _)| *other <= part);
        self.replies.insert(place, (part, reply));
    }

    pub(super) fn replies(&self) -> impl DoubleEndedIterator<Item = &Reply> + ExactSizeIterator {
        self.replies.iter().map(|(_, reply)| reply)
    }

    pub(super) fn is_silent(&self) -> bool {
        self.replies.is_empty()
    }

    /// All that is said, as one text.
    pub(super) fn text(&self) -> String {
        self.replies().map(Reply::text).collect::<Vec<_>>().join("\n")
    }

    /// Changes the words of texts and menus.
    pub(super) fn reword(&mut self, mut words: impl FnMut(&str) -> String) {
        for (_, reply) in &mut self.replies {
            match reply {
                Reply::Text { text } => *text = words(text),
                Reply::Menu { text, items } => {
                    *text = words(text);
                    items.iter_mut().for_each(|item| item.label = words(&item.label));
                }
                _ => {}
            }
        }
    }

    pub(super) fn keep_replies(&mut self, mut keep: impl FnMut(&Reply) -> bool) {
        self.replies.retain(|(_, reply)| keep(reply));
    }

    /// Takes back everything that was said.
    pub(super) fn say_nothing(&mut self) {
        self.replies.clear();
    }

    /// Two questions of one message may have one answer.
    pub(super) fn say_each_once(&mut self) {
        if self.replies.len() < 2 {
            return;
        }
        let mut said = HashSet::new();
        self.replies.retain(|(_, reply)| said.insert(reply.text()));
    }

    /// Three messages at most: texts that follow each other are joined.
    pub(super) fn say_in_few(&mut self) {
        bubbles::few(&mut self.replies);
    }

    /// Puts every reply through a gate; whether all of them passed.
    pub(super) fn gate(&mut self, mut gate: impl FnMut(Reply) -> Option<Reply>) -> bool {
        let before = self.replies.len();
        let replies = std::mem::take(&mut self.replies);
        self.replies = replies.into_iter().filter_map(|(part, reply)| Some((part, gate(reply)?))).collect();
        self.replies.len() == before
    }
}

/// What is said and done from a moment on.
impl Out {
    pub(super) fn mark(&self) -> Mark {
        Mark { replies: self.replies.len(), actions: self.actions.len(), facts: self.facts.len() }
    }

    pub(super) fn said_since(&self, mark: Mark) -> impl Iterator<Item = &Reply> {
        self.replies().skip(mark.replies)
    }

    pub(super) fn is_silent_since(&self, mark: Mark) -> bool {
        self.replies.len() <= mark.replies
    }

    /// Whether nothing was said or ordered.
    pub(super) fn is_idle_since(&self, mark: Mark) -> bool {
        self.replies.len() + self.actions.len() == mark.replies + mark.actions
    }

    pub(super) fn unsay_since(&mut self, mark: Mark) {
        self.replies.truncate(mark.replies);
    }

    /// Takes away what was said, to say it later or in part.
    pub(super) fn take_since(&mut self, mark: Mark) -> Vec<Reply> {
        let taken = self.replies.split_off(mark.replies.min(self.replies.len()));
        taken.into_iter().map(|(_, reply)| reply).collect()
    }

    /// Makes one text of what one question was answered with.
    pub(super) fn join_since(&mut self, mark: Mark) {
        bubbles::one_text(&mut self.replies, mark.replies);
    }

    /// What was tried came to nothing. A proof that passed or failed stays one.
    pub(super) fn put_back(&mut self, before: Out) {
        let tried = std::mem::replace(self, before);
        let proofs = tried.facts.into_iter().skip(self.facts.len());
        self.facts.extend(proofs.filter(|fact| matches!(fact, Fact::Verified { .. })));
    }

    /// Whether a flow was left.
    pub(super) fn left_a_flow_since(&self, mark: Mark) -> bool {
        self.facts.iter().skip(mark.facts).any(|fact| matches!(fact, Fact::FlowLeft { .. }))
    }
}

/// What is done.
impl Out {
    pub(super) fn act(&mut self, action: Action) {
        if matches!(action, Action::HandOff(_) | Action::TakeMessage { .. }) {
            self.became(Outcome::HandedOver);
        }
        self.actions.push(action);
    }

    pub(super) fn acts(&self) -> bool {
        !self.actions.is_empty()
    }

    /// Whether this turn calls a person, or notes the matter for one who comes back.
    pub(super) fn calls_a_person(&self) -> bool {
        self.actions.iter().any(|action| matches!(action, Action::HandOff(_) | Action::TakeMessage { .. }))
    }

    /// Whether a write went out, whatever came of it.
    pub(super) fn wrote(&self) -> bool {
        self.actions.iter().any(|action| matches!(action, Action::Request { .. }))
    }

    /// Whether a write was carried out.
    pub(super) fn has_done(&self) -> bool {
        let done = |action: &Action| matches!(action, Action::Request { outcome: WriteOutcome::Done, .. });
        self.actions.iter().any(done)
    }

    /// A message that was taken in this turn is taken with a better reason.
    pub(super) fn untake_message(&mut self) {
        self.actions.retain(|action| !matches!(action, Action::TakeMessage { .. }));
        self.facts.retain(|fact| !matches!(fact, Fact::MessageTaken));
    }

    /// The packages for people, which were put together before the lines of this turn existed.
    pub(super) fn complete_packages(&mut self, lines: &VecDeque<Line>, omitted: u32) {
        for action in &mut self.actions {
            if let Action::HandOff(package) = action {
                let package: &mut HandOff = package;
                package.transcript = lines.iter().cloned().collect();
                package.omitted = omitted;
            }
        }
    }
}

/// What happened.
impl Out {
    /// Something happened. What became of the turn is what matters most of it: [`Outcome`] has the order.
    pub(super) fn fact(&mut self, fact: Fact) {
        match &fact {
            Fact::Asked { .. } => self.became(Outcome::AskedBack),
            Fact::Clarified { .. } => self.became(Outcome::Menu),
            Fact::Held => self.became(Outcome::Held),
            Fact::Repeated { .. } => self.became(Outcome::Repeated),
            Fact::FlowEnded { .. } | Fact::Requested { .. } => self.became(Outcome::Answered),
            _ => {}
        }
        self.facts.push(fact);
    }

    /// Something of the knowledge was said: to a question, or to a courtesy or remark.
    pub(super) fn answered(&mut self, by: Source, intent: Option<IntentId>, question: bool) {
        self.became(if question { Outcome::Answered } else { Outcome::Courtesy });
        self.fact(Fact::Answered { by, intent });
    }

    pub(super) fn asked(&mut self, what: AskedFor) {
        self.fact(Fact::Asked { what });
    }

    pub(super) fn left_flow(&mut self, flow: String, reason: LeftBecause) {
        self.fact(Fact::FlowLeft { flow, reason });
    }

    /// Nothing was understood; `noted`: a person is on the way and will read it.
    pub(super) fn not_understood(&mut self, noted: bool) {
        self.became(if noted { Outcome::Noted } else { Outcome::NotUnderstood });
        self.facts.push(Fact::NotUnderstood);
    }

    /// The policy decided at this point. Where a point leads to another one (a menu to what its item asks), that one did.
    pub(super) fn decided_by(&mut self, point: Point) {
        self.decided.get_or_insert(point);
    }

    fn became(&mut self, outcome: Outcome) {
        self.outcome = self.outcome.max(outcome);
    }

    pub(super) fn facts(&self) -> impl DoubleEndedIterator<Item = &Fact> {
        self.facts.iter()
    }

    pub(super) fn happened(&self, fact: &Fact) -> bool {
        self.facts.contains(fact)
    }

    /// Whether it is not known what the buyer means: nothing was understood, or several things may be meant.
    pub(super) fn is_lost(&self) -> bool {
        self.facts.iter().any(|fact| matches!(fact, Fact::Clarified { .. } | Fact::NotUnderstood))
    }

    /// Something else is said instead.
    pub(super) fn forget_said(&mut self) {
        let said = |fact: &Fact| matches!(fact, Fact::Answered { .. } | Fact::Clarified { .. } | Fact::Asked { .. });
        self.replies.clear();
        self.facts.retain(|fact| !said(fact));
    }

    /// The text waits, and nothing comes of what was understood of it yet.
    pub(super) fn forget_understood(&mut self) {
        self.facts.retain(|fact| !matches!(fact, Fact::Understood { .. }));
    }

    /// The news of an order must not go out.
    pub(super) fn forget_told(&mut self) {
        self.facts.retain(|fact| !matches!(fact, Fact::Told { .. }));
    }

    pub(super) fn change_facts(&mut self, change: impl FnMut(&mut Fact)) {
        self.facts.iter_mut().for_each(change);
    }

    /// The look-ups of the turn, behind what came in.
    pub(super) fn add_look_ups(&mut self, look_ups: Vec<Fact>) {
        let came_in = |fact: &&Fact| matches!(fact, Fact::Heard { .. } | Fact::Understood { .. });
        let place = self.facts.iter().take_while(came_in).count();
        self.facts.splice(place..place, look_ups);
    }
}

/// What could be said by a person.
impl Out {
    /// Nothing is sent: what was said becomes the suggestion, and nothing of what was said and asked happened.
    pub(super) fn suggest_instead(&mut self, source: Source, confidence: f32) {
        let said: Vec<Reply> = std::mem::take(&mut self.replies).into_iter().map(|(_, reply)| reply).collect();
        if !said.is_empty() && !self.happened(&Fact::NotUnderstood) {
            self.suggestions.push(Suggestion::new(said, confidence, source));
        }
    }

    pub(super) fn suggest(&mut self, suggestion: Suggestion) {
        let text = suggestion.text();
        if !text.is_empty() && self.suggestions.iter().all(|known| known.text() != text) {
            self.suggestions.push(suggestion);
        }
    }

    /// Keeps the best suggestions, best first.
    pub(super) fn rank_suggestions(&mut self, most: usize) {
        self.suggestions.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        self.suggestions.truncate(most);
    }

    /// What the buyer was told or asked did not happen; what was suggested did.
    pub(super) fn record_suggestions(&mut self) {
        self.facts.retain(|fact| !is_of_what_was_said(fact));
        self.facts.extend(self.suggestions.iter().map(|it| Fact::Suggested { source: it.source.clone() }));
        if self.outcome < Outcome::HandedOver {
            self.outcome = Outcome::Silent;
        }
    }
}

/// Why.
impl Out {
    /// A line of the trace, for the merchant.
    pub(super) fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    /// Everything, with what became of the turn as its last fact, and why first.
    pub(super) fn gone(mut self) -> Gone {
        if let Some(point) = self.decided {
            self.notes.insert(0, notes::decided_by(point));
        }
        let unsaid = self.replies.is_empty() && self.outcome <= Outcome::Answered;
        let outcome = if unsaid { Outcome::Silent } else { self.outcome };
        self.facts.extend(self.decided.map(|by| Fact::Decided { by }));
        self.facts.push(Fact::Became { outcome });
        Gone {
            replies: self.replies.into_iter().map(|(_, reply)| reply).collect(),
            suggestions: self.suggestions,
            actions: self.actions,
            facts: self.facts,
            outcome,
            notes: self.notes,
        }
    }
}

/// Facts about what the buyer was told or asked, which did not happen where nothing is sent.
fn is_of_what_was_said(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::Answered { .. }
            | Fact::Asked { .. }
            | Fact::Clarified { .. }
            | Fact::FlowStarted { .. }
            | Fact::FlowEnded { .. }
            | Fact::FlowLeft { .. }
            | Fact::Corrected { .. }
            | Fact::Told { .. }
            | Fact::Offered { .. }
            | Fact::Reminded
    )
}
