//! What makes an answer come once and in its turn: messages as they came in, sessions, and what goes out, in one database.
//!
//! A message is done in the transaction that stores its session and what is to be sent. Whatever dies, and wherever: either none
//! of the three happened and the message is still the next one, or all did and the rest is sending.

use kefu::{Action, Input, Reply, Session, Turn};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde::{Deserialize, Serialize};

use crate::store::StoreError;

pub const SCHEMA: &str = "
    -- Every message that ever came, by the platform's id. A session remembers the last sixteen; this table is what makes a copy of
    -- yesterday's a copy. Rows may go when nothing can come again, after a week or so.
    CREATE TABLE inbox (
        conversation TEXT NOT NULL, id TEXT NOT NULL, number INTEGER NOT NULL, came_at INTEGER NOT NULL,
        input TEXT NOT NULL, done INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (conversation, id)
    ) STRICT;
    CREATE INDEX inbox_in_order ON inbox (conversation, done, number);
    CREATE TABLE sessions (id TEXT PRIMARY KEY, revision INTEGER NOT NULL, json TEXT NOT NULL) STRICT;
    CREATE TABLE outbox (
        place INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, conversation TEXT NOT NULL,
        json TEXT NOT NULL, sent INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX outbox_unsent ON outbox (conversation, place) WHERE sent = 0;
";

/// A message as the platform delivers it, at least once.
#[derive(Clone, Debug)]
pub struct Message {
    pub conversation: String,
    /// The platform's number of the message in its conversation, from 1 on.
    pub number: i64,
    /// With the platform's id and time.
    pub input: Input,
}

/// What is to go out: a text for the buyer, or something for the host's own people and clocks to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outgoing {
    Reply(Reply),
    Action(Action),
}

/// Keeps a message that came. Only after this is the platform told that it arrived. A copy is dropped, however late it comes.
pub fn receive(connection: &Connection, message: &Message, now: i64) -> Result<(), StoreError> {
    let id = message.input.id.as_deref().ok_or(StoreError::NoId)?;
    connection.execute(
        "INSERT INTO inbox (conversation, id, number, came_at, input) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (conversation, id) DO NOTHING",
        params![message.conversation, id, message.number, now, serde_json::to_string(&message.input)?],
    )?;
    Ok(())
}

/// The message of a conversation whose turn it is, and the session as it is now: the one after the last that was done. Where one
/// is missing, those behind it wait, but only for those that came after `since`: it may never come.
pub fn next(connection: &Connection, conversation: &str, since: i64) -> Result<Option<(Session, Input)>, StoreError> {
    let sql = "
        SELECT inbox.input, sessions.json FROM inbox LEFT JOIN sessions ON sessions.id = inbox.conversation
        WHERE conversation = ?1 AND done = 0 AND (came_at <= ?2 OR number = 1 + (
            SELECT coalesce(max(number), 0) FROM inbox WHERE conversation = ?1 AND done = 1))
        ORDER BY number LIMIT 1";
    let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?));
    let found = connection.prepare_cached(sql)?.query_row(params![conversation, since], row).optional()?;
    let Some((input, session)) = found else { return Ok(None) };
    let session = match session {
        Some(json) => serde_json::from_str(&json)?,
        None => Session::new(conversation),
    };
    Ok(Some((session, serde_json::from_str(&input)?)))
}

/// Stores a turn: its session, its message as done, its replies and actions to be sent. `false`, and nothing, when the
/// session changed since revision `read`: another worker was quicker.
pub fn commit(connection: &mut Connection, read: u64, input: &Input, turn: &Turn) -> Result<bool, StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (session, json) = (&turn.session, serde_json::to_string(&turn.session)?);
    // An `UPDATE` alone would never store a conversation that begins.
    let stored = transaction.execute(
        "INSERT INTO sessions (id, revision, json) VALUES (?1, ?2, ?3)
         ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, json = excluded.json WHERE revision = ?4",
        params![session.id(), session.revision(), json, read],
    )?;
    if stored == 0 {
        return Ok(false);
    }
    transaction.execute(
        "UPDATE inbox SET done = 1 WHERE conversation = ?1 AND id = ?2",
        params![session.id(), input.id.as_deref()],
    )?;
    // The same revision: the session knows the message, and what it was answered with went into the outbox then.
    let replies = turn.replies.iter().filter(|_| session.revision() > read).cloned().map(Outgoing::Reply);
    let actions = turn.actions.iter().cloned().map(Outgoing::Action);
    for (index, outgoing) in replies.chain(actions).enumerate() {
        let id = format!("{}/{}/{index}", session.id(), session.revision());
        transaction.execute(
            "INSERT INTO outbox (id, conversation, json) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO NOTHING",
            params![id, session.id(), serde_json::to_string(&outgoing)?],
        )?;
    }
    transaction.commit()?;
    Ok(true)
}

/// The oldest thing of a conversation that was not sent yet, with its id.
pub fn unsent(connection: &Connection, conversation: &str) -> Result<Option<(String, Outgoing)>, StoreError> {
    let sql = "SELECT id, json FROM outbox WHERE conversation = ?1 AND sent = 0 ORDER BY place LIMIT 1";
    let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?));
    let found = connection.prepare_cached(sql)?.query_row([conversation], row).optional()?;
    found.map(|(id, json)| Ok((id, serde_json::from_str(&json)?))).transpose()
}

/// Marks what was sent.
pub fn sent(connection: &Connection, id: &str) -> Result<(), StoreError> {
    connection.execute("UPDATE outbox SET sent = 1 WHERE id = ?1", [id])?;
    Ok(())
}

/// The conversations that somebody left in the middle.
pub fn unfinished(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT conversation FROM inbox WHERE done = 0 UNION SELECT conversation FROM outbox WHERE sent = 0";
    let mut statement = connection.prepare_cached(sql)?;
    let conversations = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(conversations)
}
