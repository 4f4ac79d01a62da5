//! One conversation's state, to be stored between two messages.

mod bounds;
mod kept;
mod own;

use std::borrow::Cow;
use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::action::{Line, Speaker};
use crate::input::Input;
use crate::limits;
use crate::reply::Reply;
use crate::time::Time;
use bounds::{last_lines, last_seen, line_len, reply_len};
pub(crate) use kept::{
    Choice, FlowState, FocusKept, Just, Lapsed, LastAsk, Named, OpenKept, Pending, PeopleKept, PeopleState, Photo,
    Pick, Seen, Sought, Summed, TalkKept, Unread, Waiting,
};
pub(crate) use own::Own;

/// The version that this crate writes. Older ones are read for ever.
const VERSION: u16 = 1;
/// One conversation's state: a value that the host stores wherever it likes, with serde.
///
/// A turn never changes the session it began with; the next session is in [`Turn::session`](crate::Turn::session). Its
/// [`revision`](Session::revision) grows by one with each turn: hosts save by compare-and-set on it, and when another turn
/// was quicker they drop theirs and run the input again on the newer session.
///
/// It is state, not history: about 1 KB of JSON after 20 turns, beside two bounded rings (the last 40 lines, masked, at most
/// 8 KB, and the last 16 message ids with their replies, about as much). `docs/hosts.md` has the bounds. What is over them in a
/// stored session is cut when it is read.
///
/// [`fmt::Debug`] shows its id and revision only: the state may hold an address in clear.
///
/// ```
/// use kefu::Session;
///
/// let session = Session::new("s1");
/// let stored = serde_json::to_string(&session)?;
/// let restored: Session = serde_json::from_str(&stored)?;
/// assert_eq!(restored, session);
/// assert_eq!(restored.revision(), 0);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "State", into = "State")]
pub struct Session {
    pub(crate) state: Arc<State>,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("id", &self.state.id)
            .field("revision", &self.state.revision)
            .finish_non_exhaustive()
    }
}

/// Why a stored session cannot be restored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SessionError {
    /// It was written by a newer version of this crate. Update this process, or start a fresh session.
    #[error("the session has version {found}, this crate reads up to {VERSION}: update the crate before reading it")]
    Newer {
        /// The version of the stored session.
        found: u16,
    },
    /// It is something else, or a part of a session was lost. Begin the conversation anew, with [`Session::new`].
    #[error("this is no stored session, it has no version: begin a new one with `Session::new`")]
    NoVersion,
    /// It has no id. Replies and idempotency keys are made from it: two conversations without one would answer each other.
    #[error("the session has no id: begin a new one with `Session::new` and the conversation's id")]
    NoId,
}

/// What a session holds. Short names keep it small; what is empty is not written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct State {
    #[serde(rename = "v")]
    pub(crate) version: u16,
    pub(crate) id: String,
    pub(crate) revision: u64,
    /// The platform's id of the buyer whom the conversation belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) buyer: Option<String>,
    /// When the last input happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Whether it was said that an AI answers.
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) noticed: bool,
    /// What belongs to who speaks.
    #[serde(flatten)]
    pub(crate) own: Own,
    /// What belongs to the buyer, while somebody who is not signed in speaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) away: Option<Box<Own>>,
    /// How often a proof failed.
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) failures: u8,
    #[serde(flatten)]
    pub(crate) talk: TalkKept,
    #[serde(flatten)]
    pub(crate) people: PeopleKept,
    /// A hash of the last event of an order that the buyer was told.
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) told: u64,
    /// Hashes of those before it, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) told_before: Vec<u64>,
    /// The last lines, masked, oldest first.
    #[serde(skip_serializing_if = "VecDeque::is_empty", deserialize_with = "last_lines")]
    pub(crate) lines: VecDeque<Line>,
    /// How many lines came before them.
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) omitted: u32,
    /// The last inputs that had an id.
    #[serde(skip_serializing_if = "VecDeque::is_empty", deserialize_with = "last_seen")]
    pub(crate) seen: VecDeque<Seen>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Session {
    /// A conversation that has not begun. `id` names it for good: replies are varied by it, and idempotency keys contain it.
    /// It must not be empty: a session without an id is refused when it is restored.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Session {
        Session { state: Arc::new(State { version: VERSION, id: id.into(), ..State::default() }) }
    }

    /// The conversation's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.state.id
    }

    /// How many turns have changed it: what a compare-and-set compares.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.state.revision
    }

    /// The buyer whom the conversation belongs to; `None` until somebody signs in.
    #[must_use]
    pub fn buyer(&self) -> Option<&str> {
        self.state.buyer.as_deref()
    }

    /// The product under discussion, by its id.
    #[must_use]
    pub fn product(&self) -> Option<&str> {
        self.state.own.focus.product.as_deref()
    }

    /// The order under discussion, by its id.
    #[must_use]
    pub fn order(&self) -> Option<&str> {
        self.state.own.focus.order.as_deref()
    }

    /// When the conversation wants a [`Content::Wake`](crate::input::Content::Wake): the earliest of what waits unread and of the
    /// reminder; `None` where a wake would do nothing.
    ///
    /// It is what the last turn's [`Action::WakeAt`](crate::Action::WakeAt) said, or an earlier time that still holds. The action
    /// is a hint for a host with a timer; a host that died between saving the session and setting its timer asks the session, as
    /// does one that has no timers and looks every second at what is due. Only with [`Bot::wakes`](crate::Bot::wakes) is there
    /// anything to wake.
    ///
    /// ```
    /// use kefu::{Bot, Input, Knowledge, Session, Shop, Time};
    ///
    /// let bot = Bot::new(Knowledge::ecommerce()).wakes(true);
    /// let mut session = Session::new("s1");
    /// assert_eq!(session.wake_at(), None);
    ///
    /// let now: Time = "2026-11-28T10:00:00+08:00".parse()?;
    /// let turn = bot.reply(&mut session, Input::text("我想问下").at(now), &Shop::new());
    /// assert!(turn.replies.is_empty(), "it waits for the rest");
    /// let due = session.wake_at().ok_or("nothing waits")?;
    /// assert!(due > now);
    ///
    /// let turn = bot.reply(&mut session, Input::wake().at(due), &Shop::new());
    /// assert!(!turn.replies.is_empty(), "the rest did not come");
    /// assert_eq!(session.wake_at(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn wake_at(&self) -> Option<Time> {
        let unread = self.state.own.unread.as_ref().map(|unread| unread.due);
        unread.into_iter().chain(self.state.own.remind).min()
    }

    /// The last lines of the conversation, masked, oldest first: at most 40, at most 8 KB.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.state.lines.iter()
    }
}

impl TryFrom<State> for Session {
    type Error = SessionError;

    fn try_from(state: State) -> Result<Session, SessionError> {
        if state.version > VERSION {
            return Err(SessionError::Newer { found: state.version });
        }
        if state.version == 0 {
            return Err(SessionError::NoVersion);
        }
        if state.id.trim().is_empty() {
            return Err(SessionError::NoId);
        }
        Ok(Session { state: Arc::new(State { version: VERSION, ..state }.within_bounds()) })
    }
}

impl From<Session> for State {
    fn from(session: Session) -> State {
        Arc::unwrap_or_clone(session.state)
    }
}

impl State {
    /// The state but for its two rings, which a turn reads and only its end writes.
    pub(crate) fn without_rings(&self) -> State {
        State {
            version: self.version,
            id: self.id.clone(),
            revision: self.revision,
            buyer: self.buyer.clone(),
            at: self.at,
            noticed: self.noticed,
            own: self.own.clone(),
            away: self.away.clone(),
            failures: self.failures,
            talk: self.talk.clone(),
            people: self.people.clone(),
            told: self.told,
            told_before: self.told_before.clone(),
            omitted: self.omitted,
            lines: VecDeque::new(),
            seen: VecDeque::new(),
        }
    }

    /// Remembers the message that was answered, if it is short.
    pub(crate) fn remember_just(&mut self, at: Option<Time>, text: &str, missed: bool) {
        let short = !text.is_empty() && text.chars().count() <= limits::JUST;
        self.own.just = at.filter(|_| short).map(|at| Just { at, text: text.to_owned(), missed });
    }

    /// Keeps lines for the hand-off package, and forgets the oldest ones over the bounds.
    pub(crate) fn remember_lines<'t>(
        &mut self,
        at: Option<Time>,
        lines: impl IntoIterator<Item = (Speaker, Cow<'t, str>)>,
    ) {
        for (by, text) in lines {
            self.push_line(by, at, &text);
        }
        self.trim_lines();
    }

    fn push_line(&mut self, by: Speaker, at: Option<Time>, text: &str) {
        if text.is_empty() {
            return;
        }
        let text = if text.chars().nth(limits::OUTBOUND).is_some() {
            let start: String = text.chars().take(limits::OUTBOUND - 1).collect();
            format!("{start}…")
        } else {
            text.to_owned()
        };
        self.lines.push_back(Line::new(by, at, text));
    }

    fn trim_lines(&mut self) {
        let mut bytes: usize = self.lines.iter().map(line_len).sum();
        while self.lines.len() > limits::LINES || bytes > limits::LINES_BYTES {
            let Some(oldest) = self.lines.pop_front() else { break };
            bytes = bytes.saturating_sub(line_len(&oldest));
            self.omitted = self.omitted.saturating_add(1);
        }
    }

    /// What an input was answered with, if it is still known: it has an id, and came from the same buyer.
    pub(crate) fn recorded(&self, input: &Input) -> Option<&Seen> {
        let id = input.id.as_ref()?;
        let same_buyer = self.buyer.is_none() || input.buyer.is_none() || self.buyer == input.buyer;
        let seen = self.seen.iter().find(|seen| seen.id == *id && seen.unsigned == input.buyer.is_none());
        seen.filter(|_| same_buyer)
    }

    /// Keeps what an input was answered with.
    pub(crate) fn record(&mut self, id: &str, unsigned: bool, replies: Vec<Reply>) {
        self.seen.push_back(Seen { id: id.to_owned(), replies, unsigned });
        self.trim_seen();
    }

    /// The last input's replies, with the notice before them, are kept whatever they are: a crash before they were sent must not
    /// lose them.
    fn trim_seen(&mut self) {
        while self.seen.len() > limits::SEEN {
            self.seen.pop_front();
        }
        let mut bytes = 0_usize;
        for (age, seen) in self.seen.iter_mut().rev().enumerate() {
            bytes = bytes.saturating_add(seen.replies.iter().map(reply_len).sum());
            if bytes > limits::SEEN_BYTES && (age > 0 || seen.replies.len() > limits::REPLIES + 1) {
                seen.replies.clear();
            }
        }
    }

    /// Whether the buyer was told this event of an order.
    pub(crate) fn was_told(&self, event: u64) -> bool {
        self.told == event || self.told_before.contains(&event)
    }

    /// What was to be told must not go out: the buyer was told what was told before.
    pub(crate) fn told_as_before(&mut self, before: &State) {
        self.told = before.told;
        self.told_before.clone_from(&before.told_before);
    }

    /// Remembers that the buyer was told this event.
    pub(crate) fn remember_told(&mut self, event: u64) {
        if self.told != 0 {
            self.told_before.push(self.told);
        }
        self.told_before.drain(..self.told_before.len().saturating_sub(limits::TOLD - 1));
        self.told = event;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::Content;

    #[test]
    fn a_newer_session_is_refused_with_what_to_do() {
        let error = serde_json::from_str::<Session>(r#"{"v":99,"id":"s"}"#).unwrap_err().to_string();
        assert!(error.contains("version 99"), "{error}");
    }

    #[test]
    fn what_is_no_session_is_refused_with_what_to_do() {
        for (json, expect) in [
            ("{}", "no version"),
            (r#"{"id":"s"}"#, "no version"),
            (r#"{"v":1}"#, "no id"),
            (r#"{"v":1,"id":" "}"#, "no id"),
        ] {
            let error = serde_json::from_str::<Session>(json).unwrap_err().to_string();
            assert!(error.contains(expect) && error.contains("Session::new"), "{json}: {error}");
        }
        let nameless = serde_json::to_string(&Session::new("")).unwrap();
        assert!(serde_json::from_str::<Session>(&nameless).is_err());
    }

    #[test]
    fn the_lines_are_bounded_and_omissions_counted() {
        let mut state = State::default();
        state.remember_lines(None, (0..100).map(|number| (Speaker::Buyer, Cow::Owned(format!("第{number}句")))));
        assert_eq!((state.lines.len(), state.omitted), (40, 60));
        state.remember_lines(None, [(Speaker::Buyer, Cow::Owned("长".repeat(2_000)))]);
        let bytes: usize = state.lines.iter().map(|line| line.text.len()).sum();
        assert!(bytes <= limits::LINES_BYTES);
    }

    #[test]
    fn recorded_replies_are_bounded() {
        let mut state = State::default();
        for number in 0..20 {
            state.record(&number.to_string(), true, vec![Reply::Text { text: "长".repeat(500) }]);
        }
        assert_eq!(state.seen.len(), 16);
        let recorded = |id: &str| state.recorded(&Input::text("").id(id));
        assert!(recorded("3").is_none());
        assert!(recorded("4").is_some_and(|seen| seen.replies.is_empty()));
        assert!(recorded("19").is_some_and(|seen| !seen.replies.is_empty()));
        let longest = || Reply::Text { text: "长".repeat(800) };
        state.record("20", true, vec![longest(), longest(), longest(), longest()]);
        assert!(
            state.recorded(&Input::text("").id("20")).is_some_and(|seen| seen.replies.len() == 4),
            "the last one's are kept"
        );
        assert!(state.recorded(&Input::text("").id("19")).is_some_and(|seen| seen.replies.is_empty()));
    }

    #[test]
    fn a_number_is_not_cut_in_two() {
        for (begins, expect) in [
            ("6917523100040620221", ""),
            ("691752310 0040620221", ""),
            ("好的好的好的好的好的好", "的好的好的好的好的好"),
        ] {
            let content = Content::Text { text: format!("{begins}{}", "啊".repeat(110)) };
            let Content::Text { text } = Unread::new(content, Time::from_millis(0)).content else { panic!() };
            assert_eq!(text.trim_end_matches('啊'), expect, "{begins}");
        }
    }
}
