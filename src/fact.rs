//! What happened in a turn, in the past tense: the audit trail and the only input of the analytics.

mod vocabulary;

use serde::{Deserialize, Serialize};

use crate::names::{Entity, IntentId, Mood, ScoredIntent};
pub use vocabulary::{
    AskedFor, Blocked, Corrected, Heard, LeftBecause, LookedUp, LookupOutcome, Outcome, Point, Source, SourceError,
    WriteOutcome,
};

/// Something that happened in a turn. Texts are masked: no full phone number, address or name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Fact {
    /// An input arrived.
    Heard {
        /// What kind.
        kind: Heard,
        /// What was written or chosen, masked.
        text: String,
    },
    /// An input arrived whose id had been seen; the recorded outcome stands.
    Repeated {
        /// The message's id.
        id: String,
    },
    /// A text was understood, or not: no intents then.
    Understood {
        /// What the buyer wants, most probable first.
        intents: Vec<ScoredIntent>,
        /// What the buyer named, masked.
        entities: Vec<Entity>,
        /// How the buyer feels.
        mood: Mood,
    },
    /// The host was asked for something.
    LookedUp {
        /// What.
        what: LookedUp,
        /// The question, masked.
        query: String,
        /// What came of it.
        outcome: LookupOutcome,
    },
    /// Something of the knowledge was said.
    Answered {
        /// Which.
        by: Source,
        /// The intent it answers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        intent: Option<IntentId>,
    },
    /// The buyer was asked for something.
    Asked {
        /// What was asked for.
        what: AskedFor,
    },
    /// A menu of likely meanings was offered.
    Clarified {
        /// The intents offered.
        options: Vec<IntentId>,
    },
    /// Nothing was understood.
    NotUnderstood,
    /// A flow began.
    FlowStarted {
        /// Its id.
        flow: String,
    },
    /// A flow ended at one of its ends.
    FlowEnded {
        /// Its id.
        flow: String,
    },
    /// A flow was left before its end.
    FlowLeft {
        /// Its id.
        flow: String,
        /// Why.
        reason: LeftBecause,
    },
    /// The buyer corrected an earlier answer.
    Corrected {
        /// What was corrected.
        what: Corrected,
    },
    /// Somebody who is not signed in proved, or failed to prove, that an order is theirs.
    Verified {
        /// Whether the proof held.
        passed: bool,
    },
    /// A write was requested of the host.
    Requested {
        /// The idempotency key.
        key: String,
        /// What was requested.
        kind: String,
        /// How it ended.
        outcome: WriteOutcome,
    },
    /// A reply was held back because of what it contained.
    Blocked {
        /// What it contained.
        what: Blocked,
    },
    /// The message waits: for more of it, or for a person to answer first.
    Held,
    /// What was waiting was answered after all, because it was time.
    Woken,
    /// A message was taken for the people who come back.
    MessageTaken,
    /// A reply was suggested to a person and not sent.
    Suggested {
        /// Where it comes from, as in [`Suggestion::source`](crate::reply::Suggestion::source).
        source: Source,
    },
    /// The buyer was told of an order's event.
    Told {
        /// The order.
        order_id: String,
        /// The event of the knowledge that it was told by.
        event: String,
    },
    /// Goods were offered.
    Offered {
        /// Their ids.
        products: Vec<String>,
    },
    /// The buyer was reminded of what the bot had asked.
    Reminded,
    /// The buyer rated the service.
    Rated {
        /// 1 to 5.
        stars: u32,
    },
    /// The text was a notice of the platform and nothing that the buyer said.
    PlatformSaid {
        /// Which, as the knowledge lists it.
        notice: String,
    },
    /// What was reported as a person's words was what the bot had just said.
    Echoed,
    /// A person was called.
    HandedOff {
        /// Why.
        reason: String,
    },
    /// A person took the conversation over.
    TakenOver,
    /// A person gave the conversation back.
    HandedBack,
    /// Which point of the policy decided the turn: the last fact but one.
    Decided {
        /// The point.
        by: Point,
    },
    /// What became of the turn: always the last fact.
    Became {
        /// What.
        outcome: Outcome,
    },
}
