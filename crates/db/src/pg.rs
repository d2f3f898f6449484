//! A PostgreSQL server behind a pool.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod};
use tokio_postgres::types::ToSql;
use tokio_postgres::{NoTls, error::SqlState};

use crate::{Error, Result, Row, Value};

const CONNECTIONS: usize = 16;

/// A pool of server connections.
#[derive(Clone)]
pub struct Pg(Arc<Pool>);

impl Pg {
    /// Connects once to be sure of the address and of an encoding that can hold every name.
    pub async fn open(url: &str) -> Result<Self> {
        let config: tokio_postgres::Config = url.parse().map_err(|e| Error::Unavailable(format!("{e}")))?;
        let fast = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let pool = Pool::builder(Manager::from_config(config, NoTls, fast))
            .max_size(CONNECTIONS)
            .build()
            .map_err(|e| Error::Bug(e.to_string()))?;
        let pg = Self(Arc::new(pool));
        let mut client = pg.client().await?;
        let mut encoding = String::new();
        client
            .each("show server_encoding", &[], &mut |row| {
                encoding = row.get(0)?;
                Ok(())
            })
            .await?;
        if encoding != "UTF8" {
            return Err(Error::Unavailable(format!("the database's encoding is {encoding}, not UTF8")));
        }
        Ok(pg)
    }

    /// A connection for reading.
    pub async fn client(&self) -> Result<Client> {
        let object = self.0.get().await.map_err(|e| Error::Unavailable(e.to_string()))?;
        Ok(Client {
            lent: Arc::new(Lent { object: Some(object), spoilt: AtomicBool::new(false) }),
            open: false,
        })
    }

    /// A connection with a transaction open.
    pub async fn begin(&self) -> Result<Client> {
        let mut client = self.client().await?;
        client.script("begin").await?;
        client.open = true;
        Ok(client)
    }
}

/// One server connection; it goes back when its last handle is dropped.
pub struct Client {
    lent: Arc<Lent>,
    /// Whether a transaction is open that this handle ends.
    open: bool,
}

/// A connection that was taken from the pool.
struct Lent {
    object: Option<Object>,
    /// A transaction was left unfinished.
    spoilt: AtomicBool,
}

impl Drop for Lent {
    fn drop(&mut self) {
        // An unfinished transaction leaves with its connection: the server rolls it back.
        if *self.spoilt.get_mut()
            && let Some(object) = self.object.take()
        {
            drop(Object::take(object));
        }
    }
}

impl Client {
    /// Another handle on the same connection.
    pub(crate) fn beside(&self) -> Self {
        Self { lent: Arc::clone(&self.lent), open: false }
    }

    fn object(&self) -> Result<&Object> {
        self.lent.object.as_ref().ok_or_else(|| Error::Bug("connection already returned".into()))
    }

    pub(crate) async fn script(&mut self, sql: &str) -> Result<()> {
        self.object()?.batch_execute(sql).await.map_err(|e| error(&e))
    }

    pub(crate) async fn each(
        &mut self,
        sql: &str,
        args: &[Value<'_>],
        each: &mut (dyn FnMut(&Row<'_>) -> Result<()> + Send),
    ) -> Result<()> {
        let object = self.object()?;
        let statement = object.prepare_cached(sql).await.map_err(|e| error(&e))?;
        let rows = object.query(&statement, &params(args)).await.map_err(|e| error(&e))?;
        rows.iter().try_for_each(|row| each(&Row::pg(row)))
    }

    pub(crate) async fn run(&mut self, sql: &str, args: &[Value<'_>]) -> Result<u64> {
        let object = self.object()?;
        let statement = object.prepare_cached(sql).await.map_err(|e| error(&e))?;
        object.execute(&statement, &params(args)).await.map_err(|e| error(&e))
    }

    pub(crate) async fn commit(mut self) -> Result<()> {
        self.script("commit").await?;
        self.open = false;
        Ok(())
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if self.open {
            self.lent.spoilt.store(true, Ordering::Release);
        }
    }
}

fn params<'a>(args: &'a [Value<'_>]) -> Vec<&'a (dyn ToSql + Sync)> {
    let mut params: Vec<&(dyn ToSql + Sync)> = Vec::with_capacity(args.len());
    for value in args {
        params.push(value);
    }
    params
}

fn error(error: &tokio_postgres::Error) -> Error {
    let Some(failure) = error.as_db_error() else {
        return if error.is_closed() {
            Error::Unavailable(error.to_string())
        } else {
            Error::Bug(error.to_string())
        };
    };
    let text = format!("{}: {}", failure.code().code(), failure.message());
    match failure.code() {
        &SqlState::UNIQUE_VIOLATION
        | &SqlState::FOREIGN_KEY_VIOLATION
        | &SqlState::CHECK_VIOLATION
        | &SqlState::NOT_NULL_VIOLATION => Error::Refused(text),
        &SqlState::T_R_SERIALIZATION_FAILURE
        | &SqlState::T_R_DEADLOCK_DETECTED
        | &SqlState::ADMIN_SHUTDOWN
        | &SqlState::READ_ONLY_SQL_TRANSACTION => Error::Unavailable(text),
        _ => Error::Bug(text),
    }
}
