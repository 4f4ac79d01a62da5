//! Orders and writes in SQLite, and the small pool of connections that everything goes through.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use kefu::{Order, OrderBy, OrderQuery, OrderStatus, Request, RequestOutcome};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use tokio::sync::Semaphore;

use crate::mailbox;

/// Connections that are open.
pub const CONNECTIONS: usize = 4;

const SCHEMA: &str = "
    CREATE TABLE orders   (id TEXT PRIMARY KEY, buyer TEXT NOT NULL, ordered_at INTEGER, json TEXT NOT NULL) STRICT;
    CREATE INDEX orders_of_buyer ON orders (buyer, ordered_at DESC);
    CREATE TABLE requests (key TEXT PRIMARY KEY, refused TEXT, json TEXT) STRICT;
";

/// What can go wrong with the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("database: {0}")]
    Database(#[from] rusqlite::Error),
    #[error("stored data: {0}")]
    Data(#[from] serde_json::Error),
    #[error("the thread of a query failed")]
    Thread,
    #[error("other workers were quicker with this conversation again and again")]
    Busy,
    #[error("a message without the platform's id cannot be told from its copies")]
    NoId,
}

/// A few connections. SQLite blocks, so they are used on the runtime's threads for blocking work.
#[derive(Clone)]
pub struct Pool {
    idle: Arc<Mutex<Vec<Connection>>>,
    /// As many permits as connections: who has one finds one.
    permits: Arc<Semaphore>,
}

impl Pool {
    /// A new database with these orders.
    pub fn create(path: &Path, orders: &[Order]) -> Result<Pool, StoreError> {
        let mut connection = Connection::open(path)?;
        connection.pragma_update(None, "journal_mode", "WAL")?; // readers do not wait for the writer
        let transaction = connection.transaction()?;
        transaction.execute_batch(SCHEMA)?;
        transaction.execute_batch(mailbox::SCHEMA)?;
        for order in orders {
            transaction.execute(
                "INSERT INTO orders (id, buyer, ordered_at, json) VALUES (?1, ?2, ?3, ?4)",
                params![order.id, order.buyer, order.ordered_at.map(kefu::Time::millis), serde_json::to_string(order)?],
            )?;
        }
        transaction.commit()?;
        Pool::open(path)
    }

    /// A database that is there: every worker opens it for itself.
    pub fn open(path: &Path) -> Result<Pool, StoreError> {
        let mut connections = Vec::with_capacity(CONNECTIONS);
        for _ in 0..CONNECTIONS {
            let connection = Connection::open(path)?;
            connection.busy_timeout(Duration::from_secs(1))?;
            connections.push(connection);
        }
        let permits = Arc::new(Semaphore::new(connections.len()));
        Ok(Pool { idle: Arc::new(Mutex::new(connections)), permits })
    }

    /// Does something with a connection, as soon as one is idle.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(|_| StoreError::Thread)?;
        let idle = Arc::clone(&self.idle);
        let done = tokio::task::spawn_blocking(move || {
            let _permit = permit; // given back with the connection, also when nobody waits for the result any more
            let mut connection = idle.lock().unwrap_or_else(PoisonError::into_inner).pop().ok_or(StoreError::Thread)?;
            let done = work(&mut connection);
            idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            done
        });
        done.await.map_err(|_| StoreError::Thread)?
    }
}

/// The orders that a query asks for, newest first. Of other buyers nothing is found.
pub fn orders(connection: &Connection, query: &OrderQuery) -> Result<Vec<Order>, StoreError> {
    let (sql, id) = match &query.by {
        // Without a buyer only a full order number finds anything, and the bot then asks for the phone's last digits.
        OrderBy::Id(id) => ("SELECT json FROM orders WHERE id = ?1 AND (?2 IS NULL OR buyer = ?2)", id.as_str()),
        _ => ("SELECT json FROM orders WHERE ?1 = '' AND buyer = ?2 ORDER BY ordered_at DESC LIMIT 20", ""),
    };
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(params![id, query.buyer], |row| row.get::<_, String>(0))?;
    let mut orders: Vec<Order> = Vec::new();
    for json in rows {
        orders.push(serde_json::from_str(&json?)?);
    }
    if let OrderBy::Phone(digits) = &query.by {
        orders.retain(|order| order.phone_ends_with(digits));
    }
    Ok(orders)
}

/// Carries a write out, or says how it ended the first time; `None` when this shop does not offer it.
///
/// The key, the condition and the write stand in one transaction that is a writer from its beginning: two runs of one turn
/// cannot both find that the key is new.
pub fn request(connection: &mut Connection, request: &Request) -> Result<Option<RequestOutcome>, StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let first = transaction
        .query_row("SELECT refused, json FROM requests WHERE key = ?1", [&request.key], |row| {
            Ok((row.get::<_, Option<String>>(0)?, row.get::<_, Option<String>>(1)?))
        })
        .optional()?;
    match first {
        Some((_, Some(json))) => return Ok(Some(RequestOutcome::Done(Box::new(serde_json::from_str(&json)?)))),
        Some((why, None)) => return Ok(Some(RequestOutcome::Refused(why.unwrap_or_default()))),
        None => {}
    }
    let order = transaction
        .query_row(
            "SELECT json FROM orders WHERE id = ?1 AND (?2 IS NULL OR buyer = ?2)",
            params![request.order_id, request.buyer],
            |row| row.get::<_, String>(0),
        )
        .optional()?;
    let Some(json) = order else { return Ok(Some(RequestOutcome::Refused("没有找到这个订单".to_owned()))) };
    let mut order: Order = serde_json::from_str(&json)?;
    let unshipped = matches!(order.status, OrderStatus::PendingPayment | OrderStatus::Paid | OrderStatus::Preparing);
    let refused = match request.kind.as_str() {
        "cancel" if unshipped => {
            order.status = OrderStatus::Cancelled;
            None
        }
        "urge" if unshipped => {
            order.note.push_str("买家催发货");
            None
        }
        "cancel" | "urge" => Some("订单已经发出了"),
        _ => return Ok(None), // a person does it
    };
    let json = serde_json::to_string(&order)?;
    transaction.execute(
        "INSERT INTO requests (key, refused, json) VALUES (?1, ?2, ?3)",
        params![request.key, refused, refused.is_none().then_some(&json)],
    )?;
    transaction.execute("UPDATE orders SET json = ?2 WHERE id = ?1", params![order.id, json])?;
    transaction.commit()?;
    Ok(Some(match refused {
        Some(why) => RequestOutcome::Refused(why.to_owned()),
        None => RequestOutcome::Done(Box::new(order)),
    }))
}

/// How many writes there were.
pub fn requests(connection: &Connection) -> Result<u64, StoreError> {
    Ok(connection.query_row("SELECT count(*) FROM requests", [], |row| row.get(0))?)
}
