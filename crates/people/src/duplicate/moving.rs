//! How the rows of one entry come to stand at another. Each room says which of its tables name a child ([`Table`]); one
//! transaction moves them all and notes every row, so that the join can be taken back.
//!
//! Why rows move and no pointer is followed: lists, scopes, figures and papers begin at today's enrollment of a child, and
//! a pointer would have to be followed in each of them. A row that has moved is found by all of them, also by those that
//! are yet to be written. Cells are bound to the row in which they stand and not to the child, so they stay as they are;
//! only the student's own row is sealed anew.

use db::{Conn, Tx, Value, args};
use futures_util::future::BoxFuture;
use kernel::{Fault, JoinId, StudentId};
use uuid::Uuid;
use web::Cx;

use super::LABEL;
use crate::kept::{self, Kept, Of};

/// A table that names a child.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The column that names the child.
    pub child: &'static str,
    /// The id that tells a row from the child's other rows.
    pub key: &'static str,
    /// A text that belongs to the key as well; `''` where none does.
    pub part: &'static str,
    /// When two rows say the same.
    pub twice: Option<Twice>,
}

/// When a row of either entry speaks of the same thing.
#[derive(Clone, Copy, Debug)]
pub struct Twice {
    /// The columns that are the same then.
    pub same: &'static [&'static str],
    /// All columns but school and child.
    pub columns: &'static [(&'static str, Of)],
    /// What must hold of the row at the entry that stays and of the other's, `x`, for that one to take its place.
    pub yields: &'static str,
    /// Columns of bits: what either row says holds.
    pub either: &'static [&'static str],
}

impl Table {
    /// A table with `student_id` and `id`.
    #[must_use]
    pub const fn of(name: &'static str) -> Self {
        Self { name, child: "student_id", key: "id", part: "''", twice: None }
    }

    /// The child stands in another column.
    #[must_use]
    pub const fn naming(self, child: &'static str) -> Self {
        Self { child, ..self }
    }

    /// Another id tells the rows apart.
    #[must_use]
    pub const fn by(self, key: &'static str) -> Self {
        Self { key, ..self }
    }

    /// A text belongs to the key.
    #[must_use]
    pub const fn and(self, part: &'static str) -> Self {
        Self { part, ..self }
    }

    /// Two rows with the same values here say the same: the one that stays is that of the entry that stays, and the
    /// other is put aside.
    #[must_use]
    pub const fn once(self, same: &'static [&'static str], columns: &'static [(&'static str, Of)]) -> Self {
        Self { twice: Some(Twice { same, columns, yields: "", either: &[] }), ..self }
    }

    /// Unless this holds of the row at the entry that stays: then it is the one put aside.
    #[must_use]
    pub const fn unless(self, yields: &'static str) -> Self {
        match self.twice {
            Some(twice) => Self { twice: Some(Twice { yields, ..twice }), ..self },
            None => self,
        }
    }
}

impl Table {
    /// Of these columns of bits, what either row says holds.
    #[must_use]
    pub const fn either(self, either: &'static [&'static str]) -> Self {
        match self.twice {
            Some(twice) => Self { twice: Some(Twice { either, ..twice }), ..self },
            None => self,
        }
    }

    /// The rest of the key in SQL, under an alias.
    fn part_of(&self, alias: &str) -> String {
        if self.part == "''" { self.part.to_owned() } else { format!("{alias}.{}", self.part) }
    }
}

/// A room whose records name children.
pub trait Keeps: Send + Sync {
    /// Its tables.
    fn tables(&self) -> &'static [Table];
    /// What must be settled before the rows move, where both entries hold what a child can have only once.
    fn settle<'a>(&'a self, joining: &'a Joining<'a>, tx: &'a mut Tx) -> BoxFuture<'a, Result<(), Fault>>;
}

/// One join under way.
pub struct Joining<'c> {
    /// Who joins.
    pub cx: &'c Cx,
    /// The join.
    pub id: JoinId,
    /// The entry that goes.
    pub old: StudentId,
    /// The entry that stays.
    pub kept: StudentId,
}

impl Joining<'_> {
    /// Sets a column of one row, and notes what stood there.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn set(
        &self,
        tx: &mut Conn,
        (table, row): (&str, Uuid),
        column: &str,
        (before, after): (Value<'static>, Value<'static>),
    ) -> Result<(), Fault> {
        let before = kept::json(&Kept::of(&before))?;
        self.note(tx, (table, row), column, Some(&before)).await?;
        let sql = format!("update {table} set {column} = $1 where school_id = $2 and id = $3");
        tx.run(&sql, args![after, self.cx.school(), row]).await?;
        Ok(())
    }

    /// Notes that a row was added.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn added(&self, tx: &mut Conn, table: &str, row: Uuid) -> Result<(), Fault> {
        self.note(tx, (table, row), "+", None).await
    }

    async fn note(
        &self,
        tx: &mut Conn,
        (table, row): (&str, Uuid),
        column: &str,
        before: Option<&str>,
    ) -> Result<(), Fault> {
        tx.run(
            "insert into duplicate_move (school_id, join_id, table_name, column_name, row_id, part, before)
             values ($1, $2, $3, $4, $5, '', $6) on conflict do nothing",
            args![self.cx.school(), self.id, table, column, row, before],
        )
        .await?;
        Ok(())
    }

    /// Puts the rows of this child that fulfil a condition aside: they stand in the join alone. `$1` is the school, `$2`
    /// the child; the arguments of the condition come after these.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn put_aside(
        &self,
        tx: &mut Conn,
        table: &Table,
        columns: &'static [(&'static str, Of)],
        (child, condition, more): (StudentId, &str, &[Value<'_>]),
    ) -> Result<(), Fault> {
        let (school, name) = (self.cx.school(), table.name);
        let filter = format!("from {name} where school_id = $1 and {} = $2 and {condition}", table.child);
        let list: Vec<String> = columns.iter().map(|(column, _)| format!("{name}.{column}")).collect();
        let mut rows = Vec::new();
        let sql = format!("select {} {filter}", list.join(", "));
        let args: Vec<Value<'_>> = args![school, child].iter().chain(more).cloned().collect();
        tx.each(&sql, &args, |row| {
            rows.push(kept::read(row, columns)?);
            Ok(())
        })
        .await?;
        if rows.is_empty() {
            return Ok(());
        }
        for row in rows {
            let id = self.cx.uuid();
            let body = kept::json(&(child, row.iter().map(Kept::of).collect::<Vec<_>>()))?;
            let key = self.cx.app.row(school, "duplicate_aside", *id.as_bytes(), LABEL);
            tx.run(
                "insert into duplicate_aside (school_id, id, join_id, table_name, body_cell) values ($1, $2, $3, $4, $5)",
                args![school, id, self.id, name, self.cx.app.seal(&key, "body_cell", &body)],
            )
            .await?;
        }
        tx.run(&format!("delete {filter}"), &args).await?;
        Ok(())
    }

    /// Moves what the old entry has in a table.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) async fn shift(&self, tx: &mut Conn, table: &Table) -> Result<(), Fault> {
        if let Some(twice) = &table.twice {
            self.once(tx, table, twice).await?;
        }
        let Table { name, child, key, .. } = table;
        let school = self.cx.school();
        let sql = format!(
            "insert into duplicate_move (school_id, join_id, table_name, column_name, row_id, part)
             select distinct j.school_id, j.id, '{name}', '{child}', t.{key}, {} from duplicate_join j
             join {name} t on t.school_id = j.school_id and t.{child} = j.old_id
             where j.school_id = $1 and j.id = $2",
            table.part_of("t")
        );
        tx.run(&sql, args![school, self.id]).await?;
        let sql = format!("update {name} set {child} = $1 where school_id = $2 and {child} = $3");
        tx.run(&sql, args![self.kept, school, self.old]).await?;
        Ok(())
    }

    async fn once(&self, tx: &mut Conn, table: &Table, twice: &Twice) -> Result<(), Fault> {
        let Table { name, child, .. } = table;
        let same: Vec<String> =
            twice.same.iter().map(|column| format!(" and x.{column} = {name}.{column}")).collect();
        let there = |also: &str| {
            format!(
                "exists (select 1 from {name} x where x.school_id = $1 and x.{child} = $3{}{also})",
                same.concat()
            )
        };
        if !twice.yields.is_empty() {
            let condition = there(&format!(" and {}", twice.yields));
            self.put_aside(tx, table, twice.columns, (self.kept, &condition, args![self.old])).await?;
        }
        for column in twice.either {
            self.join_bits(tx, table, (column, &same.concat())).await?;
        }
        self.put_aside(tx, table, twice.columns, (self.old, &there(""), args![self.kept])).await
    }

    async fn join_bits(
        &self,
        tx: &mut Conn,
        table: &Table,
        (column, same): (&str, &str),
    ) -> Result<(), Fault> {
        let (Table { name, child, key, .. }, school) = (table, self.cx.school());
        // As `Kept` writes a number.
        let sql = format!(
            "insert into duplicate_move (school_id, join_id, table_name, column_name, row_id, part, before)
             select j.school_id, j.id, '{name}', '{column}', {name}.{key}, {}, '{{\"i\":' || cast({name}.{column} as text) || '}}'
             from duplicate_join j
             join {name} on {name}.school_id = j.school_id and {name}.{child} = j.kept_id
             join {name} x on x.school_id = j.school_id and x.{child} = j.old_id{same}
             where j.school_id = $1 and j.id = $2",
            table.part_of(name)
        );
        tx.run(&sql, args![school, self.id]).await?;
        let other = format!("from {name} x where x.school_id = $1 and x.{child} = $3{same}");
        let sql = format!(
            "update {name} set {column} = {column} | (select x.{column} {other})
             where school_id = $1 and {child} = $2 and exists (select 1 {other})"
        );
        tx.run(&sql, args![school, self.kept, self.old]).await?;
        Ok(())
    }
}

/// Moves the rows of one join back to the entry from which they came.
///
/// # Errors
/// Those of the database.
pub(super) async fn shift_back(
    tx: &mut Conn,
    cx: &Cx,
    (join, table): (JoinId, &Table),
    (from, to): (StudentId, StudentId),
) -> Result<(), Fault> {
    let (Table { name, child, key, .. }, part) = (table, table.part_of(table.name));
    let sql = format!(
        "update {name} set {child} = $1 where school_id = $2 and {child} = $3
           and exists (select 1 from duplicate_move m where m.school_id = $2 and m.join_id = $4
             and m.table_name = '{name}' and m.column_name = '{child}' and m.row_id = {name}.{key} and m.part = {part})"
    );
    tx.run(&sql, args![to, cx.school(), from, join]).await?;
    Ok(())
}
