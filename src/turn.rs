//! Turns step by step: the core asks, the host answers or declines, until the turn is done.

mod door;

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::action::Action;
use crate::dialogue::burst::{self, Read};
use crate::dialogue::lookup::Answers;
use crate::dialogue::trace::Trace;
use crate::dialogue::{Compiled, World, decide, notice};
use crate::fact::{Fact, Outcome};
use crate::input::{Content, Input};
use crate::limits::NEEDS;
use crate::reply::{Reply, Suggestion};
use crate::session::{Session, State};
use crate::shop::query::{Query, Question};
use crate::shop::{Call, Compose, LookupError, OrderQuery, ProductQuery, Request};

/// The outcome of one input.
///
/// It is written with serde, without its trace. [`fmt::Debug`] shows what is masked only: nothing of the session but its id
/// and revision.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Turn {
    /// What the buyer sees, in order. Empty while a person has the conversation, and in [`Mode::Assist`](crate::knowledge::Mode::Assist).
    pub replies: Vec<Reply>,
    /// In [`Mode::Assist`](crate::knowledge::Mode::Assist): what the person could say, best first, three at most.
    pub suggestions: Vec<Suggestion>,
    /// What the host should do or know.
    pub actions: Vec<Action>,
    /// What happened, masked: for the record and the analytics.
    pub facts: Vec<Fact>,
    /// What became of it, as the buyer sees it: the last of the facts, too.
    pub outcome: Outcome,
    /// The session to store for the next input.
    pub session: Session,
    #[serde(skip)]
    trace: Box<Trace>,
}

impl Turn {
    /// Why it came out like this.
    #[must_use]
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// All replies as plain text, a paragraph each.
    #[must_use]
    pub fn text(&self) -> String {
        self.replies.iter().map(Reply::text).collect::<Vec<_>>().join("\n")
    }
}

/// What a turn needs next.
///
/// A host answers a need with its `resume`, or says with `decline` that it does not offer such a thing, and gets the next
/// step. Steps are owned, `Send` and `'static`: they can wait in a queue, a task or a callback. Dropping one drops the turn;
/// the session is untouched, and the input can be run again.
///
/// ```
/// use kefu::{Bot, Input, Knowledge, Session, Step};
///
/// let bot = Bot::new(Knowledge::ecommerce());
/// let mut step = bot.begin(&Session::new("s1"), Input::text("到哪了").buyer("b1"));
/// let turn = loop {
///     step = match step {
///         Step::Done(turn) => break turn,
///         Step::Order(need) => need.resume(Ok(Vec::new())), // a look-up: await it here
///         other => other.decline(),
///     };
/// };
/// assert!(!turn.replies.is_empty());
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum Step {
    /// The turn is over.
    Done(Turn),
    /// Orders must be looked up.
    Order(Need<OrderQuery>),
    /// Products must be looked up.
    Product(Need<ProductQuery>),
    /// A write that the buyer confirmed must be carried out. A host honours [`Request::key`]: the same key again gets the first
    /// outcome again.
    Request(Need<Request>),
    /// A flow calls the host by name.
    Call(Need<Call>),
    /// A text could be written from evidence. Declining is what most hosts do.
    Compose(Need<Compose>),
}

impl Step {
    /// Declines whatever is needed: the host does not offer it. [`Step::Done`] stays as it is.
    #[must_use]
    pub fn decline(self) -> Step {
        match self {
            Step::Done(turn) => Step::Done(turn),
            Step::Order(need) => need.decline(),
            Step::Product(need) => need.decline(),
            Step::Request(need) => need.decline(),
            Step::Call(need) => need.decline(),
            Step::Compose(need) => need.decline(),
        }
    }
}

/// A turn that waits for the host.
struct Pending {
    compiled: Arc<Compiled>,
    /// The session as the host has it.
    stored: Session,
    /// The state as it is for who sends the input, where that is another one.
    state: Option<Box<State>>,
    wakes: bool,
    input: Input,
    read: Option<Read>,
    notice: Option<String>,
    answers: Answers,
}

/// A question that the turn waits with. See [`Step`].
pub struct Need<Q> {
    query: Q,
    pending: Box<Pending>,
}

impl<Q: fmt::Debug> fmt::Debug for Need<Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Need").field("query", &self.query).finish_non_exhaustive()
    }
}

impl<Q: Query> Need<Q> {
    /// What is asked.
    #[must_use]
    pub fn query(&self) -> &Q {
        &self.query
    }

    /// Goes on with what was found, or with why it could not be found out.
    #[must_use]
    pub fn resume(self, answer: Result<Q::Answer, LookupError>) -> Step {
        let mut pending = self.pending;
        pending.answers.add(door::told(self.query.told(answer)));
        advance(pending)
    }

    /// Goes on without: the host does not offer this.
    #[must_use]
    pub fn decline(self) -> Step {
        self.resume(Err(LookupError::Unsupported))
    }
}

/// Begins a turn. What is understood is understood once.
pub(crate) fn begin(compiled: Arc<Compiled>, wakes: bool, session: &Session, input: Input) -> Step {
    let mut input = notice::as_card(&compiled, door::input(input.without_empty_ids()));
    let notice = notice::notice_in(&compiled, &input.content);
    let state = session.state.for_input(&input).map(Box::new);
    let now = state.as_deref().unwrap_or(&session.state);
    if matches!(input.content, Content::Wake) {
        // What waited is answered to who asked it.
        input.buyer = now.speaker().cloned();
    }
    let read = if notice.is_some() { None } else { burst::read(&compiled, now, &input) };
    let answers = Answers::default();
    let stored = session.clone();
    advance(Box::new(Pending { compiled, wakes, stored, state, input, read, notice, answers }))
}

/// Decides with the answers known so far.
fn advance(pending: Box<Pending>) -> Step {
    let world = World {
        compiled: &pending.compiled,
        stored: &pending.stored.state,
        session: pending.state.as_deref().unwrap_or(&pending.stored.state),
        input: &pending.input,
        read: pending.read.as_ref(),
        heard: pending.read.as_ref().map(|read| &*read.heard),
        notice: pending.notice.as_deref(),
        answers: &pending.answers,
        wakes: pending.wakes,
        exhausted: false,
    };
    let exhausted = World { exhausted: true, ..world };
    let enough = pending.answers.len() >= NEEDS;
    let decided = decide(world).or_else(|question| if enough { decide(exhausted) } else { Err(question) });
    match decided {
        Ok(decision) => Step::Done(Turn {
            replies: decision.replies,
            suggestions: decision.suggestions,
            actions: decision.actions,
            facts: decision.facts,
            outcome: decision.outcome,
            session: Session { state: Arc::new(decision.state) },
            trace: Box::new(decision.trace),
        }),
        Err(Question::Order(query)) => Step::Order(Need { query, pending }),
        Err(Question::Product(query)) => Step::Product(Need { query, pending }),
        Err(Question::Request(query)) => Step::Request(Need { query, pending }),
        Err(Question::Call(query)) => Step::Call(Need { query, pending }),
        Err(Question::Compose(query)) => Step::Compose(Need { query, pending }),
    }
}
