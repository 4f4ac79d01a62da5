//! The host: what comes is kept, answered in its turn, and sent. Several processes may do all of it at once, and die anywhere.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use kefu::shop::ProductSource;
use kefu::{
    Bot, Input, LookupError, MemoryProducts, Order, OrderQuery, Request, RequestOutcome, Session, Step, Time, Turn,
};

use crate::mailbox::{self, Message};
use crate::platform::Platform;
use crate::store::{self, Pool, StoreError};

/// How often another worker may be quicker before a conversation is left to it.
const OVERTAKEN: usize = 20;

#[derive(Clone)]
pub struct Host {
    pub bot: Bot,
    pub pool: Pool,
    /// A few hundred products fit in memory; more of them would be looked up like the orders.
    pub products: Arc<MemoryProducts>,
    pub platform: Platform,
    /// How long a look-up may take: a buyer waits for it.
    pub patience: Duration,
    /// How long a message waits for an earlier one that the platform has not delivered yet.
    pub gap: Duration,
}

impl Host {
    /// What the platform calls with each message. Where this fails, or the process dies in it, the platform delivers again.
    pub async fn receive(&self, message: Message) -> Result<(), StoreError> {
        let now = Time::from(SystemTime::now()).millis();
        self.pool.run(move |connection| mailbox::receive(connection, &message, now)).await
    }

    /// Answers what has come in a conversation, one message after the other, and sends what was said.
    pub async fn work(&self, conversation: &str) -> Result<(), StoreError> {
        let mut overtaken = 0;
        while let Some((session, input)) = self.next(conversation).await? {
            let turn = self.turn(&session, input.clone()).await;
            let read = session.revision();
            let stored = self.pool.run(move |connection| mailbox::commit(connection, read, &input, &turn)).await?;
            // Not stored: another worker was quicker with this message. What this turn would have said is forgotten, and
            // what comes next is read anew.
            overtaken += usize::from(!stored);
            if overtaken > OVERTAKEN {
                return Err(StoreError::Busy);
            }
        }
        self.deliver(conversation).await
    }

    /// Goes on where somebody died. Every worker does this when it starts, and every few seconds.
    pub async fn sweep(&self) -> Result<(), StoreError> {
        for conversation in self.pool.run(|connection| mailbox::unfinished(connection)).await? {
            self.work(&conversation).await?;
        }
        Ok(())
    }

    async fn next(&self, conversation: &str) -> Result<Option<(Session, Input)>, StoreError> {
        let gap = i64::try_from(self.gap.as_millis()).unwrap_or(i64::MAX);
        let since = Time::from(SystemTime::now()).millis().saturating_sub(gap);
        let conversation = conversation.to_owned();
        self.pool.run(move |connection| mailbox::next(connection, &conversation, since)).await
    }

    /// One after the other and marked after it was sent: what is sent twice has the same id both times.
    async fn deliver(&self, conversation: &str) -> Result<(), StoreError> {
        loop {
            let of = conversation.to_owned();
            let Some((id, outgoing)) = self.pool.run(move |connection| mailbox::unsent(connection, &of)).await? else {
                return Ok(());
            };
            self.platform.send(conversation, &id, outgoing).await;
            self.pool.run(move |connection| mailbox::sent(connection, &id)).await?;
        }
    }

    /// Drives a turn.
    pub async fn turn(&self, session: &Session, input: Input) -> Turn {
        let mut step = self.bot.begin(session, input);
        loop {
            step = match step {
                Step::Done(turn) => return turn,
                Step::Order(need) => {
                    let found = self.orders(need.query().clone()).await;
                    need.resume(found)
                }
                Step::Product(need) => {
                    let found = self.products.products(need.query());
                    need.resume(found)
                }
                Step::Request(need) => {
                    let outcome = self.request(need.query().clone()).await;
                    need.resume(outcome)
                }
                other => other.decline(), // calls of flows, composed texts, and what later versions may need
            }
        }
    }

    async fn orders(&self, query: OrderQuery) -> Result<Vec<Order>, LookupError> {
        let found = self.pool.run(move |connection| store::orders(connection, &query));
        match tokio::time::timeout(self.patience, found).await {
            Ok(found) => found.map_err(|error| LookupError::Failed(error.to_string())),
            Err(_) => Err(LookupError::TimedOut),
        }
    }

    async fn request(&self, request: Request) -> Result<RequestOutcome, LookupError> {
        let outcome = self.pool.run(move |connection| store::request(connection, &request));
        match tokio::time::timeout(self.patience, outcome).await {
            Ok(Ok(Some(outcome))) => Ok(outcome),
            Ok(Ok(None)) => Err(LookupError::Unsupported),
            // It may have been written, or still be: nobody knows, and nobody should claim to.
            Ok(Err(_)) | Err(_) => Ok(RequestOutcome::Unknown),
        }
    }
}
