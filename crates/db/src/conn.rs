//! A connection of either engine, with the four ways to ask.

use crate::{Error, FromRow, Param, Result, Row, Value, dialect, lite, pg};

/// So many things are asked about with one statement.
const TOGETHER: usize = 256;

/// A connection: for reading, or inside a [`crate::Tx`].
pub enum Conn {
    /// A reader of the embedded engine.
    LiteRead(lite::Reader),
    /// The writer of the embedded engine, held until commit or roll-back.
    LiteWrite(lite::Writing),
    /// A server connection.
    Pg(pg::Client),
}

impl Conn {
    /// Which engine answers: `dialect` asks.
    #[must_use]
    pub fn engine(&self) -> crate::Engine {
        match self {
            Self::LiteRead(_) | Self::LiteWrite(_) => crate::Engine::Sqlite,
            Self::Pg(_) => crate::Engine::Postgres,
        }
    }

    /// Another handle on the same connection, so that what a page needs can be asked together (`try_join`): a server gets
    /// all questions in one packet and answers them in their order, the embedded engine answers one by one. Inside a
    /// transaction it reads and writes there too, and its end is the transaction's.
    #[must_use]
    pub fn beside(&self) -> Self {
        match self {
            Self::LiteRead(reader) => Self::LiteRead(reader.clone()),
            Self::LiteWrite(writing) => Self::LiteWrite(writing.beside()),
            Self::Pg(client) => Self::Pg(client.beside()),
        }
    }

    /// Calls `each` with every row.
    ///
    /// # Errors
    /// Those of the statement, and what `each` returns.
    pub async fn each(
        &mut self,
        sql: &str,
        args: &[Value<'_>],
        mut each: impl FnMut(&Row<'_>) -> Result<()> + Send,
    ) -> Result<()> {
        #[cfg(feature = "record")]
        crate::record::note(|| crate::record::Step::Rows(sql.to_owned(), crate::record::owned(args)));
        match self {
            Self::LiteRead(reader) => reader.with(|connection| lite::each(connection, sql, args, &mut each)),
            Self::LiteWrite(writing) => {
                writing.with(|connection| lite::each(connection, sql, args, &mut each))
            }
            Self::Pg(client) => client.each(sql, args, &mut each).await,
        }
    }

    /// All rows.
    ///
    /// # Errors
    /// Those of the statement.
    pub async fn all<T: FromRow + Send>(&mut self, sql: &str, args: &[Value<'_>]) -> Result<Vec<T>> {
        let mut rows = Vec::new();
        self.each(sql, args, |row| {
            rows.push(T::from_row(row)?);
            Ok(())
        })
        .await?;
        Ok(rows)
    }

    /// All rows about many things: asked for some of them at a time, their list in the place of `(THESE)`.
    ///
    /// # Errors
    /// Those of the statement.
    pub async fn all_of<T: FromRow + Send>(
        &mut self,
        sql: &str,
        args: &[Value<'_>],
        these: &[impl Param + Sync],
    ) -> Result<Vec<T>> {
        let mut rows = Vec::new();
        for some in these.chunks(TOGETHER) {
            let mut some: Vec<Value<'_>> = some.iter().map(Param::value).collect();
            dialect::padded(&mut some);
            let list = dialect::list(args.len() + 1, some.len());
            let args: Vec<Value<'_>> = args.iter().cloned().chain(some).collect();
            rows.extend(self.all::<T>(&sql.replace("(THESE)", &list), &args).await?);
        }
        Ok(rows)
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// Those of the statement.
    pub async fn maybe<T: FromRow + Send>(&mut self, sql: &str, args: &[Value<'_>]) -> Result<Option<T>> {
        let mut found = None;
        self.each(sql, args, |row| {
            if found.is_none() {
                found = Some(T::from_row(row)?);
            }
            Ok(())
        })
        .await?;
        Ok(found)
    }

    /// The first row.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none; else those of the statement.
    pub async fn one<T: FromRow + Send>(&mut self, sql: &str, args: &[Value<'_>]) -> Result<T> {
        self.maybe(sql, args).await?.ok_or(Error::Missing)
    }

    /// Runs a statement; returns how many rows it touched.
    ///
    /// # Errors
    /// Those of the statement.
    pub async fn run(&mut self, sql: &str, args: &[Value<'_>]) -> Result<u64> {
        #[cfg(feature = "record")]
        crate::record::note(|| crate::record::Step::Run(sql.to_owned(), crate::record::owned(args)));
        match self {
            Self::LiteRead(_) => Err(Error::Bug("a reader cannot write".into())),
            Self::LiteWrite(writing) => writing.with(|connection| lite::run(connection, sql, args)),
            Self::Pg(client) => client.run(sql, args).await,
        }
    }

    /// Runs several statements without arguments: migrations alone need it.
    pub(crate) async fn script(&mut self, sql: &str) -> Result<()> {
        match self {
            Self::LiteRead(_) => Err(Error::Bug("a reader cannot write".into())),
            Self::LiteWrite(writing) => writing.with(|connection| lite::script(connection, sql)),
            Self::Pg(client) => client.script(sql).await,
        }
    }
}
