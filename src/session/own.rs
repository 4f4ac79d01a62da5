//! Who speaks: what of a conversation is closed to everybody but the one it belongs to.

use serde::{Deserialize, Serialize};

use super::{FocusKept, Just, LastAsk, OpenKept, Photo, State, Unread, VERSION, is_default};
use crate::input::Input;
use crate::time::Time;

/// What of a conversation belongs to who speaks: closed to everybody else, and open again when they are back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Own {
    #[serde(flatten)]
    pub(crate) focus: FocusKept,
    #[serde(flatten)]
    pub(crate) open: OpenKept,
    /// The last question, for `那黑色的呢` and for those who ask it again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last: Option<LastAsk>,
    /// What the buyer sent and nobody has answered yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) unread: Option<Box<Unread>>,
    /// The message that was answered last, for what comes right behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) just: Option<Just>,
    /// A picture that came before any words about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) photo: Option<Photo>,
    /// When the buyer is reminded of what was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) remind: Option<Time>,
    /// How many remarks without a question came in a row.
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) remarks: u8,
}

impl State {
    /// The same conversation as if it had not begun: for another buyer. Failed proofs count on.
    fn fresh(&self) -> State {
        let (id, revision, failures) = (self.id.clone(), self.revision, self.failures);
        State { version: VERSION, id, revision, failures, ..State::default() }
    }

    /// The state as it is for who sends the input, where that is another one than is stored: a session belongs to its first buyer.
    /// Signing in keeps it, another buyer gets a fresh one, and who is not signed in finds nothing of what belongs to the buyer and
    /// starts with what they name themselves.
    pub(crate) fn for_input(&self, input: &Input) -> Option<State> {
        let speaks = input.content.is_of_buyer();
        match (&self.buyer, &input.buyer) {
            (Some(owner), Some(buyer)) if owner != buyer => Some(State { buyer: input.buyer.clone(), ..self.fresh() }),
            (Some(_), Some(_)) if speaks && self.away.is_some() => {
                let mut state = self.clone();
                state.own = state.away.take().map(|own| *own).unwrap_or_default();
                Some(state)
            }
            (Some(_), None) if speaks && self.away.is_none() => {
                let mut state = self.clone();
                state.away = Some(Box::new(std::mem::take(&mut state.own)));
                Some(state)
            }
            (None, Some(_)) => Some(State { buyer: input.buyer.clone(), ..self.clone() }),
            _ => None,
        }
    }

    /// Who spoke last, by the platform's id; `None` for somebody who was not signed in.
    pub(crate) fn speaker(&self) -> Option<&String> {
        self.buyer.as_ref().filter(|_| self.away.is_none())
    }
}
