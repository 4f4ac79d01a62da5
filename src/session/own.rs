//! Who speaks: what of a conversation is closed to everybody but the one it belongs to.

use serde::{Deserialize, Serialize};

use super::{
    Choice, FlowState, Just, Lapsed, LastAsk, Named, Pending, Photo, State, Unread, VERSION, Waiting, is_default,
};
use crate::input::Input;
use crate::time::Time;

/// What of a conversation belongs to who speaks: closed to everybody else, and open again when they are back. The fields are
/// those of [`State`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Own {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) product: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) order: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) named: Option<Named>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) claim: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) proved: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) waiting: Option<Waiting>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) menu: Vec<Choice>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) flow: Option<FlowState>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last: Option<LastAsk>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) pending: Option<Pending>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) lapsed: Option<Lapsed>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) calling: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) unread: Option<Unread>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) just: Option<Just>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) photo: Option<Photo>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) remind: Option<Time>,
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) remarks: u8,
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) asked: u8,
}

impl State {
    /// The same conversation as if it had not begun: for another buyer. Failed proofs count on.
    fn fresh(&self) -> State {
        let (id, revision, failures) = (self.id.clone(), self.revision, self.failures);
        State { version: VERSION, id, revision, failures, ..State::default() }
    }

    /// The state as it is for who sends the input: a session belongs to its first buyer. Signing in keeps it, another buyer gets
    /// a fresh one, and who is not signed in finds nothing of what belongs to the buyer and starts with what they name
    /// themselves.
    pub(crate) fn for_input(&self, input: &Input) -> State {
        let mut state = self.clone();
        let speaks = input.content.is_of_buyer();
        match (&state.buyer, &input.buyer) {
            (Some(owner), Some(buyer)) if owner != buyer => {
                state = state.fresh();
                state.buyer.clone_from(&input.buyer);
            }
            (Some(_), Some(_)) if speaks => {
                if let Some(own) = state.away.take() {
                    state.give(*own);
                }
            }
            (Some(_), None) if speaks && state.away.is_none() => state.away = Some(Box::new(state.take())),
            (None, Some(_)) => state.buyer.clone_from(&input.buyer),
            _ => {}
        }
        state
    }

    /// Who spoke last, by the platform's id; `None` for somebody who was not signed in.
    pub(crate) fn speaker(&self) -> Option<&String> {
        self.buyer.as_ref().filter(|_| self.away.is_none())
    }

    /// Takes what belongs to who spoke until now.
    pub(super) fn take(&mut self) -> Own {
        use std::mem::take;
        Own {
            product: take(&mut self.product),
            order: take(&mut self.order),
            named: take(&mut self.named),
            claim: take(&mut self.claim),
            proved: take(&mut self.proved),
            waiting: take(&mut self.waiting),
            menu: take(&mut self.menu),
            flow: take(&mut self.flow),
            last: take(&mut self.last),
            pending: take(&mut self.pending),
            lapsed: take(&mut self.lapsed),
            calling: take(&mut self.calling),
            unread: take(&mut self.unread),
            just: take(&mut self.just),
            photo: take(&mut self.photo),
            remind: take(&mut self.remind),
            remarks: take(&mut self.remarks),
            asked: take(&mut self.asked),
        }
    }

    /// Gives it back, in place of what belongs to who spoke meanwhile.
    pub(super) fn give(&mut self, own: Own) {
        let Own {
            product,
            order,
            named,
            claim,
            proved,
            waiting,
            menu,
            flow,
            last,
            pending,
            lapsed,
            calling,
            unread,
            just,
            photo,
            remind,
            remarks,
            asked,
        } = own;
        *self = State {
            product,
            order,
            named,
            claim,
            proved,
            waiting,
            menu,
            flow,
            last,
            pending,
            lapsed,
            calling,
            unread,
            just,
            photo,
            remind,
            remarks,
            asked,
            ..std::mem::take(self)
        };
    }
}
