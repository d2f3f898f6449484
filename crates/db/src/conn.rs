//! A connection of either engine, with the four ways to ask.

use crate::{Error, FromRow, Result, Row, Value, lite, pg};

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
        debug_assert!(in_order(sql), "placeholders must first appear in order: {sql}");
        match self {
            Self::LiteRead(reader) => lite::each(reader.connection(), sql, args, &mut each),
            Self::LiteWrite(writing) => lite::each(writing.connection(), sql, args, &mut each),
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
        debug_assert!(in_order(sql), "placeholders must first appear in order: {sql}");
        match self {
            Self::LiteRead(_) => Err(Error::Bug("a reader cannot write".into())),
            Self::LiteWrite(writing) => lite::run(writing.connection()?, sql, args),
            Self::Pg(client) => client.run(sql, args).await,
        }
    }

    /// Runs several statements without arguments: migrations alone need it.
    pub(crate) async fn script(&mut self, sql: &str) -> Result<()> {
        match self {
            Self::LiteRead(_) => Err(Error::Bug("a reader cannot write".into())),
            Self::LiteWrite(writing) => lite::script(writing.connection()?, sql),
            Self::Pg(client) => client.script(sql).await,
        }
    }
}

/// SQLite numbers `$1` by first appearance: an argument list is right on both engines only when they agree.
fn in_order(sql: &str) -> bool {
    let mut highest = 0;
    let mut rest = sql;
    while let Some(at) = rest.find('$') {
        rest = rest.get(at + 1..).unwrap_or("");
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        match digits.parse::<u32>() {
            Ok(n) if n == highest + 1 => highest = n,
            Ok(n) if n <= highest => {}
            _ => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn placeholders_out_of_order_are_caught() {
        assert!(in_order("select $1, $2, $1, $3"));
        assert!(!in_order("select $2, $1"));
        assert!(!in_order("select $1, $3"));
    }
}
