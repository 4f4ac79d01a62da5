//! A stand-in for the platform's side: in place of its interface for sending, and of the desk where people work.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use crate::mailbox::Outgoing;

/// What the platform took, by conversation.
#[derive(Clone, Default)]
pub struct Platform(Arc<Mutex<Taken>>);

#[derive(Default)]
struct Taken {
    ids: BTreeSet<String>,
    by_conversation: BTreeMap<String, Vec<Outgoing>>,
}

impl Platform {
    /// Sends something. The platform takes an id once: what is sent again after a crash does not arrive again.
    pub async fn send(&self, conversation: &str, id: &str, outgoing: Outgoing) {
        tokio::task::yield_now().await; // a network
        self.take(conversation, id, outgoing);
        tokio::task::yield_now().await;
    }

    fn take(&self, conversation: &str, id: &str, outgoing: Outgoing) {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.ids.insert(id.to_owned()) {
            taken.by_conversation.entry(conversation.to_owned()).or_default().push(outgoing);
        }
    }

    /// What arrived in a conversation.
    pub fn arrived(&self, conversation: &str) -> Vec<Outgoing> {
        let taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        taken.by_conversation.get(conversation).cloned().unwrap_or_default()
    }
}
