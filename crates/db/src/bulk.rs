//! Many rows of one table, a few dozen to a statement.

use crate::{Conn, Result, Value, dialect};

/// Arguments of one statement at most: SQLite takes 32,766, and a statement should stay short enough to be kept prepared.
const ARGUMENTS: usize = 800;

/// Rows that wait to be inserted. Rows of a table that others refer to are flushed before the others.
pub struct Bulk {
    head: &'static str,
    columns: usize,
    rows: usize,
    /// Made when rows first fill it.
    full: String,
    waiting: Vec<Value<'static>>,
}

impl Bulk {
    /// For `insert into table (a, b)` with so many columns.
    #[must_use]
    pub fn new(head: &'static str, columns: usize) -> Self {
        let columns = columns.max(1);
        let rows = (ARGUMENTS / columns).max(1);
        Self { head, columns, rows, full: String::new(), waiting: Vec::new() }
    }

    /// Adds a row; it is written with the next flush.
    pub fn push(&mut self, row: impl IntoIterator<Item = Value<'static>>) {
        self.waiting.extend(row);
    }

    /// How many rows wait.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.waiting.len() / self.columns
    }

    /// How many rows one statement takes.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Writes as many full statements as wait; the rest stays.
    ///
    /// # Errors
    /// Those of the statement.
    pub async fn flush_full(&mut self, conn: &mut Conn) -> Result<()> {
        let size = self.rows * self.columns;
        let mut done = 0;
        while let Some(args) = self.waiting.get(done..done + size) {
            if self.full.is_empty() {
                self.full = statement(self.head, self.columns, self.rows);
            }
            conn.run(&self.full, args).await?;
            done += size;
        }
        self.waiting.drain(..done);
        Ok(())
    }

    /// Writes all that waits.
    ///
    /// # Errors
    /// Those of the statement.
    pub async fn flush(&mut self, conn: &mut Conn) -> Result<()> {
        self.flush_full(conn).await?;
        if !self.waiting.is_empty() {
            let sql = statement(self.head, self.columns, self.waiting());
            conn.run(&sql, &self.waiting).await?;
            self.waiting.clear();
        }
        Ok(())
    }
}

fn statement(head: &str, columns: usize, rows: usize) -> String {
    let mut sql = format!("{head} values ");
    for row in 0..rows {
        if row > 0 {
            sql.push(',');
        }
        sql.push_str(&dialect::list(row * columns + 1, columns));
    }
    sql
}
