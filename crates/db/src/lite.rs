//! The embedded engine: SQLite in WAL mode with `synchronous=FULL`.
//!
//! Two files: the database, and beside it the log of readings (`log`). Each page that is read adds to the log; were it in
//! the same file, every commit of it would empty the page caches of all readers.
//!
//! One connection writes. Each transaction is a savepoint inside one engine transaction that a committer thread
//! commits for all who finished meanwhile (group commit): the writer's lock is fair, so the committer takes its turn
//! after those already waiting, and everybody who finished before it shares one flush to the disk.

use std::path::Path;
use std::sync::{Arc, Mutex as StdMutex, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, ffi};
use tokio::sync::{Mutex, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore, mpsc, oneshot};

use crate::{Durability, Error, Result, Row, Value};

const READERS: usize = 8;
/// The oldest SQLite without the WAL-reset race (3.51.3).
const OLDEST: i32 = 3_051_003;

/// The embedded database.
#[derive(Clone)]
pub struct Lite {
    writer: Arc<Mutex<Writer>>,
    wake: mpsc::UnboundedSender<()>,
    readers: Arc<Readers>,
    durability: Durability,
    path: Arc<Path>,
}

struct Writer {
    connection: Connection,
    /// Finished transactions that wait for the flush; `begun` while an engine transaction is open.
    finished: Vec<oneshot::Sender<Result<()>>>,
    begun: bool,
}

struct Readers {
    free: StdMutex<Vec<Connection>>,
    permits: Arc<Semaphore>,
}

impl Lite {
    /// Opens the file, checks the engine and starts the committer.
    pub fn open(path: &Path, durability: Durability) -> Result<Self> {
        if rusqlite::version_number() < OLDEST {
            return Err(Error::Bug(format!("SQLite {} is too old", rusqlite::version())));
        }
        let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        settings(&connection)?;
        let free = (0..READERS)
            .map(|_| connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY))
            .collect::<Result<Vec<_>>>()?;
        let writer = Arc::new(Mutex::new(Writer { connection, finished: Vec::new(), begun: false }));
        let (wake, woken) = mpsc::unbounded_channel();
        let committed = Arc::clone(&writer);
        std::thread::Builder::new()
            .name("committer".into())
            .spawn(move || committer(&committed, woken, durability))
            .map_err(|e| Error::Unavailable(e.to_string()))?;
        let readers =
            Arc::new(Readers { free: StdMutex::new(free), permits: Arc::new(Semaphore::new(READERS)) });
        Ok(Self { writer, wake, readers, durability, path: path.into() })
    }

    /// A connection for reading, returned to the pool when dropped.
    pub async fn reader(&self) -> Result<Reader> {
        let permit = Arc::clone(&self.readers.permits)
            .acquire_owned()
            .await
            .map_err(|_| Error::Unavailable("closed".into()))?;
        let connection = self.readers.free.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = connection.ok_or_else(|| Error::Bug("no reader left".into()))?;
        Ok(Reader(Arc::new(Lent {
            connection: StdMutex::new(Some(connection)),
            readers: Arc::clone(&self.readers),
            _permit: permit,
        })))
    }

    /// Copies both files into this folder. The log comes last: it may tell more than the records show, never less.
    pub fn copy_into(&self, folder: &Path) -> Result<()> {
        let connection = connect(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let lost = |error: std::io::Error| Error::Unavailable(error.to_string());
        for (schema, from) in [("main", self.path.to_path_buf()), ("log", log_of(&self.path)?.into())] {
            let to = folder.join(from.file_name().unwrap_or_default());
            let name =
                to.to_str().ok_or_else(|| Error::Unavailable(format!("{} is no text", to.display())))?;
            connection.execute(&format!("vacuum {schema} into ?1"), [name]).map_err(unavailable)?;
            std::fs::File::open(&to).and_then(|file| file.sync_all()).map_err(lost)?;
            whole(&to)?;
        }
        std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(lost)
    }

    /// Takes the writer's turn and opens a savepoint.
    pub async fn begin(&self) -> Result<Writing> {
        let mut writer = Arc::clone(&self.writer).lock_owned().await;
        if !writer.begun {
            script(&writer.connection, "begin immediate")?;
            writer.begun = true;
        }
        let started = script(&writer.connection, "savepoint one");
        let held = Arc::new(StdMutex::new(Some(writer)));
        let writing = Writing { held, ends: true, wake: self.wake.clone(), durability: self.durability };
        started.map(|()| writing)
    }
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let connection =
        Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(unavailable)?;
    // With STAT4 the planner plans each execution anew when bound values could matter; QPSG stops that.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(unavailable)?;
    connection.busy_timeout(Duration::from_secs(10)).map_err(unavailable)?;
    connection.set_prepared_statement_cache_capacity(256);
    connection
        .execute_batch("pragma cache_size=-4000; pragma mmap_size=268435456; pragma foreign_keys=on; pragma temp_store=memory;")
        .map_err(unavailable)?;
    connection.execute("attach database ?1 as log", [log_of(path)?]).map_err(unavailable)?;
    connection.execute_batch("pragma log.cache_size=-1000; pragma log.mmap_size=0;").map_err(unavailable)?;
    Ok(connection)
}

/// Reads a copy through, as the engine itself does when it doubts one.
fn whole(copy: &Path) -> Result<()> {
    let copy = Connection::open_with_flags(copy, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(unavailable)?;
    let says: String = copy.pragma_query_value(None, "quick_check", |row| row.get(0)).map_err(unavailable)?;
    if says == "ok" { Ok(()) } else { Err(Error::Unavailable(says)) }
}

/// `chunyu.db` has its log in `chunyu-readings.db`.
fn log_of(path: &Path) -> Result<String> {
    let name = path.with_extension("").into_os_string().into_string();
    Ok(name.map_err(|name| Error::Unavailable(format!("{} is no text", name.display())))? + "-readings.db")
}

/// Sets what must hold, and reads it back: a setting that did not take is an error at start.
fn settings(connection: &Connection) -> Result<()> {
    connection
        // An import dirties more pages than a reader's cache holds; spilt ones are read again, a fifth of its time.
        .execute_batch("pragma cache_size=-24000; pragma journal_mode=wal; pragma synchronous=full; pragma secure_delete=on; pragma log.journal_mode=wal; pragma log.synchronous=full; pragma wal_autocheckpoint=2000;")
        .map_err(unavailable)?;
    let holds = |schema: &str, name: &str, wanted: rusqlite::types::Value| {
        let read =
            connection.pragma_query_value(Some(schema), name, |row| row.get::<_, rusqlite::types::Value>(0));
        match read {
            Ok(value) if value == wanted => Ok(()),
            Ok(value) => Err(Error::Bug(format!("pragma {schema}.{name} is {value:?}"))),
            Err(error) => Err(unavailable(error)),
        }
    };
    for schema in ["main", "log"] {
        holds(schema, "journal_mode", rusqlite::types::Value::Text("wal".into()))?;
        holds(schema, "synchronous", rusqlite::types::Value::Integer(2))?;
    }
    holds("main", "foreign_keys", rusqlite::types::Value::Integer(1))
}

/// How long after the answer the commit comes in the control: longer than an answer needs to whoever kills the program
/// when it arrives, on a slow machine too.
const LATE: Duration = Duration::from_millis(300);

/// Commits for all who finished, each time somebody calls.
fn committer(writer: &Mutex<Writer>, mut woken: mpsc::UnboundedReceiver<()>, durability: Durability) {
    while woken.blocking_recv().is_some() {
        if durability == Durability::AcknowledgedEarly {
            std::thread::sleep(LATE);
        }
        while woken.try_recv().is_ok() {}
        let mut writer = writer.blocking_lock();
        writer.flush();
    }
}

impl Writer {
    fn flush(&mut self) {
        if !self.begun {
            return;
        }
        let outcome = script(&self.connection, "commit");
        if outcome.is_err() {
            // Nothing of the group may stay half done.
            let _ = script(&self.connection, "rollback");
        }
        self.begun = false;
        for finished in self.finished.drain(..) {
            let told = match &outcome {
                Ok(()) => Ok(()),
                Err(error) => Err(Error::Unavailable(error.to_string())),
            };
            // Whoever went away meanwhile does not need the answer.
            let _ = finished.send(told);
        }
    }
}

/// A connection for reading; it goes back when its last handle is dropped.
#[derive(Clone)]
pub struct Reader(Arc<Lent>);

/// A connection that was taken from the pool. Nobody waits for its lock: who holds it waits for nothing.
struct Lent {
    connection: StdMutex<Option<Connection>>,
    readers: Arc<Readers>,
    _permit: OwnedSemaphorePermit,
}

impl Reader {
    pub(crate) fn with<T>(&self, ask: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let held = self.0.connection.lock().unwrap_or_else(PoisonError::into_inner);
        ask(held.as_ref().ok_or_else(|| Error::Bug("reader already returned".into()))?)
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        let connection = self.connection.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(connection) = connection {
            self.readers.free.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        }
    }
}

/// One transaction of the writer. Its lock is as a reader's.
pub struct Writing {
    held: Arc<StdMutex<Option<OwnedMutexGuard<Writer>>>>,
    /// Whether this handle ends the transaction: the one that began it.
    ends: bool,
    wake: mpsc::UnboundedSender<()>,
    durability: Durability,
}

impl Writing {
    pub(crate) fn beside(&self) -> Self {
        Self {
            held: Arc::clone(&self.held),
            ends: false,
            wake: self.wake.clone(),
            durability: self.durability,
        }
    }

    pub(crate) fn with<T>(&self, ask: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        ask(held.as_ref().map(|w| &w.connection).ok_or_else(|| Error::Bug("already committed".into()))?)
    }

    fn take(&self) -> Option<OwnedMutexGuard<Writer>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Closes the savepoint, gives the turn away, and waits until the group is on the disk.
    pub async fn commit(self) -> Result<()> {
        let (told, outcome) = oneshot::channel();
        {
            let mut writer = self.take().ok_or_else(|| Error::Bug("already committed".into()))?;
            if let Err(error) = script(&writer.connection, "release one") {
                let _ = script(&writer.connection, "rollback to one; release one");
                drop(writer);
                let _ = self.wake.send(());
                return Err(error);
            }
            writer.finished.push(told);
        }
        let _ = self.wake.send(());
        if self.durability == Durability::AcknowledgedEarly {
            return Ok(());
        }
        outcome.await.map_err(|_| Error::Unavailable("the committer is gone".into()))?
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        if !self.ends {
            return;
        }
        if let Some(writer) = self.take() {
            let _ = script(&writer.connection, "rollback to one; release one");
            drop(writer);
            let _ = self.wake.send(());
        }
    }
}

pub(crate) fn script(connection: &Connection, sql: &str) -> Result<()> {
    connection.execute_batch(sql).map_err(|e| error(&e))
}

fn bind<'c>(
    connection: &'c Connection,
    sql: &str,
    args: &[Value<'_>],
) -> Result<rusqlite::CachedStatement<'c>> {
    // SQLite numbers `$1` by first appearance, `?1` by its number, as PostgreSQL does.
    let mut statement = connection.prepare_cached(&sql.replace('$', "?")).map_err(|e| error(&e))?;
    if statement.parameter_count() != args.len() {
        return Err(Error::Bug(format!("{} arguments for: {sql}", args.len())));
    }
    for (at, value) in args.iter().enumerate() {
        statement.raw_bind_parameter(at + 1, value).map_err(|e| error(&e))?;
    }
    Ok(statement)
}

pub(crate) fn each(
    connection: &Connection,
    sql: &str,
    args: &[Value<'_>],
    each: &mut (dyn FnMut(&Row<'_>) -> Result<()> + Send),
) -> Result<()> {
    let mut statement = bind(connection, sql, args)?;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next().map_err(|e| error(&e))? {
        each(&Row::lite(row))?;
    }
    Ok(())
}

pub(crate) fn run(connection: &Connection, sql: &str, args: &[Value<'_>]) -> Result<u64> {
    let mut statement = bind(connection, sql, args)?;
    let touched = statement.raw_execute().map_err(|e| error(&e))?;
    Ok(u64::try_from(touched).unwrap_or(u64::MAX))
}

#[expect(clippy::needless_pass_by_value, reason = "used as a function of map_err")]
fn unavailable(error: rusqlite::Error) -> Error {
    Error::Unavailable(error.to_string())
}

fn error(error: &rusqlite::Error) -> Error {
    match error {
        rusqlite::Error::SqliteFailure(failure, text) => {
            let text = text.clone().unwrap_or_default();
            match failure.extended_code & 0xff {
                ffi::SQLITE_CONSTRAINT => Error::Refused(text),
                ffi::SQLITE_BUSY
                | ffi::SQLITE_LOCKED
                | ffi::SQLITE_FULL
                | ffi::SQLITE_IOERR
                | ffi::SQLITE_READONLY => Error::Unavailable(text),
                _ => Error::Bug(text),
            }
        }
        other => Error::Bug(other.to_string()),
    }
}
