//! One SQL text for two engines. The only room that knows a database driver.
//!
//! SQL is written with `$1` placeholders in the dialect that both engines speak; what differs stands in `dialect`.
//! No text of a statement holds a dollar sign for anything else. Reading goes through [`Db::reader`], writing through [`Db::begin`] and
//! [`Tx::commit`]; a `Tx` that is dropped is rolled back.

mod bulk;
mod conn;
pub mod dialect;
mod lite;
pub mod migrate;
mod pg;
#[cfg(feature = "record")]
pub mod record;
mod row;
mod value;

use std::ops::{Deref, DerefMut};
use std::path::Path;

/// To ask several things together on handles [`Conn::beside`] each other, and wait for all.
pub use futures_util::future as together;

pub use bulk::Bulk;
pub use conn::Conn;
pub use row::{Column, FromRow, Record, Row, With};
pub use value::{Param, Value};

/// What went wrong between us and the engine. Texts carry no data of a person.
#[derive(Debug)]
pub enum Error {
    /// A unique or foreign key refused the row (SQLSTATE class 23).
    Refused(String),
    /// No row where one must be.
    Missing,
    /// The engine cannot be reached, or cannot write now: try again later.
    Unavailable(String),
    /// A bug.
    Bug(String),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused(why) => write!(f, "refused by a key: {why}"),
            Self::Missing => f.write_str("no such row"),
            Self::Unavailable(why) => write!(f, "database unavailable: {why}"),
            Self::Bug(why) => write!(f, "database: {why}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<Error> for kernel::Fault {
    fn from(error: Error) -> Self {
        Self::from("database", error)
    }
}

/// The result of a statement.
pub type Result<T> = std::result::Result<T, Error>;

/// Which engine serves: only `dialect` and the doctor ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded one.
    Sqlite,
    /// A server.
    Postgres,
}

/// The database: cheap to clone.
#[derive(Clone)]
pub enum Db {
    /// Embedded: one writer with group commit, several readers.
    Lite(lite::Lite),
    /// A pool of server connections.
    Pg(pg::Pg),
}

/// How hard the embedded engine works for durability. Only the crash harness asks for less than `Full`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// `synchronous=FULL`: a commit is on the disk before it is acknowledged.
    Full,
    /// The acknowledgement goes out before the commit: the negative control of the crash test.
    AcknowledgedEarly,
}

impl Db {
    /// Opens (or makes) the embedded database in this file.
    ///
    /// # Errors
    /// When the file cannot be opened, or the engine's settings do not read back as set.
    pub fn open_file(path: &Path, durability: Durability) -> Result<Self> {
        lite::Lite::open(path, durability).map(Self::Lite)
    }

    /// Connects to PostgreSQL by its URL.
    ///
    /// # Errors
    /// When the URL is malformed or the server cannot be reached.
    pub async fn open_url(url: &str) -> Result<Self> {
        pg::Pg::open(url).await.map(Self::Pg)
    }

    /// The engine that serves.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self {
            Self::Lite(_) => Engine::Sqlite,
            Self::Pg(_) => Engine::Postgres,
        }
    }

    /// A connection for reading.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when none can be had.
    pub async fn reader(&self) -> Result<Conn> {
        #[cfg(feature = "record")]
        record::note(|| record::Step::Reader);
        match self {
            Self::Lite(lite) => lite.reader().await.map(Conn::LiteRead),
            Self::Pg(pg) => pg.client().await.map(Conn::Pg),
        }
    }

    /// Copies the embedded database, as it is at one moment, into this folder under the name it has; others go on
    /// working. When this returns, the copy is on the disk.
    ///
    /// # Errors
    /// When it cannot be written; [`Error::Bug`] for a server, whose own tools do it.
    pub fn copy_into(&self, folder: &Path) -> Result<()> {
        match self {
            Self::Lite(lite) => lite.copy_into(folder),
            Self::Pg(_) => Err(Error::Bug("a server is copied by its own tools".into())),
        }
    }

    /// A transaction for writing.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when none can be begun.
    pub async fn begin(&self) -> Result<Tx> {
        #[cfg(feature = "record")]
        record::note(|| record::Step::Begin);
        let conn = match self {
            Self::Lite(lite) => Conn::LiteWrite(lite.begin().await?),
            Self::Pg(pg) => Conn::Pg(pg.begin().await?),
        };
        Ok(Tx(conn))
    }
}

/// A transaction: everything in it happens, or nothing.
pub struct Tx(Conn);

impl Tx {
    /// Commits. When this returns, the change is on the disk.
    ///
    /// # Errors
    /// When the engine could not commit; then nothing of it happened.
    pub async fn commit(self) -> Result<()> {
        #[cfg(feature = "record")]
        record::note(|| record::Step::Commit);
        match self.0 {
            Conn::LiteWrite(write) => write.commit().await,
            Conn::Pg(client) => client.commit().await,
            Conn::LiteRead(_) => Err(Error::Bug("a reader cannot commit".into())),
        }
    }
}

impl Deref for Tx {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.0
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0
    }
}

/// Names the arguments of a statement in order: `args![school, id, "text"]`.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { &[$($crate::Param::value(&$value)),*][..] };
}

/// A struct that is read from a row by the order of its fields.
#[macro_export]
macro_rules! record {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($(#[$fmeta:meta])* $fvis:vis $field:ident : $type:ty),+ $(,)? }) => {
        $(#[$meta])*
        $vis struct $name { $($(#[$fmeta])* $fvis $field: $type),+ }

        impl $crate::FromRow for $name {
            fn from_row(row: &$crate::Row<'_>) -> $crate::Result<Self> {
                let mut at = 0..;
                let mut next = || at.next().unwrap_or(usize::MAX);
                Ok(Self { $($field: row.get::<$type>(next())?),+ })
            }
        }

        impl $crate::Record for $name {
            const COLUMNS: usize = [$(stringify!($field)),+].len();
        }
    };
}
