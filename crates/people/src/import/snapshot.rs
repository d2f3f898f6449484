//! The row of a student exactly as it stood before a change, for the undo.

use db::{Conn, FromRow, Row, Value, args};
use kernel::{Fault, StudentId};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;
use web::Cx;

use super::columns::{UNOPENED, Values, WRITTEN};
use crate::kept::Kept;
use crate::roster::fields::Field;

#[derive(Serialize, Deserialize)]
struct Saved {
    columns: Vec<Kept>,
    /// The version that the change gave the row: another one means that somebody changed it since.
    now: i64,
}

/// The columns of [`WRITTEN`] as they stand.
pub struct Snapshot(Vec<Value<'static>>);

impl FromRow for Snapshot {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let mut values = Vec::with_capacity(WRITTEN.len());
        for (at, column) in WRITTEN.iter().enumerate() {
            values.push(match *column {
                "row_version" | "roll_left_behind" => {
                    row.get::<Option<i64>>(at)?.map_or(Value::Null, Value::Int)
                }
                "only_child" | "migrant_child" | "roll_orphan" => {
                    row.get::<Option<bool>>(at)?.map_or(Value::Null, Value::Bool)
                }
                name if name.ends_with("_cell") || name.ends_with("_index") => {
                    row.get::<Option<Vec<u8>>>(at)?.map_or(Value::Null, |bytes| Value::Bytes(bytes.into()))
                }
                _ => row.get::<Option<String>>(at)?.map_or(Value::Null, |text| Value::Text(text.into())),
            });
        }
        Ok(Self(values))
    }
}

impl Snapshot {
    /// The row now.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn take(conn: &mut Conn, cx: &Cx, id: StudentId) -> Result<Self, Fault> {
        static SELECT: LazyLock<String> = LazyLock::new(|| {
            format!("select {} from student where school_id = $1 and id = $2", WRITTEN.join(", "))
        });
        Ok(conn.one(&SELECT, args![cx.school(), id]).await?)
    }

    /// The version of the row.
    #[must_use]
    pub fn version(&self) -> i64 {
        match self.0.last() {
            Some(Value::Int(version)) => *version,
            _ => 0,
        }
    }

    /// As it is kept; `now` is the version after the change.
    #[must_use]
    pub fn json(&self, now: i64) -> String {
        serde_json::to_string(&Saved { columns: self.0.iter().map(Kept::of).collect(), now })
            .unwrap_or_default()
    }

    /// Read back, with the version that the change gave.
    ///
    /// # Errors
    /// When it is not what [`Snapshot::json`] wrote.
    pub fn read(text: &str) -> Result<(Self, i64), Fault> {
        let saved: Saved = serde_json::from_str(text).map_err(|e| Fault::from("a kept row", e))?;
        let values = saved.columns.into_iter().map(Kept::value);
        Ok((Self(values.collect()), saved.now))
    }

    /// Puts numbers that nobody opened into a new row as they were.
    pub fn keep_unopened(&self, row: &mut [Value<'static>], after: &Values) {
        for (field, columns) in [
            (Field::IdNumber, ["id_number_cell", "id_number_index"]),
            (Field::RollNumber, ["roll_number_cell", "roll_number_index"]),
        ] {
            if !after.get(&field).is_some_and(|value| value.starts_with(UNOPENED)) {
                continue;
            }
            for column in columns {
                let at = WRITTEN.iter().position(|own| *own == column).unwrap_or(usize::MAX);
                if let (Some(slot), Some(old)) = (row.get_mut(at), self.0.get(at)) {
                    *slot = old.clone();
                }
            }
        }
    }

    /// Puts the row back.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn restore(self, conn: &mut Conn, cx: &Cx, id: StudentId) -> Result<(), Fault> {
        let mut args = vec![Value::Int(cx.school().0), Value::Id(id.0)];
        args.extend(self.0);
        conn.run(update(), &args).await?;
        Ok(())
    }

    /// The name in it.
    #[must_use]
    pub fn name(&self) -> &str {
        match self.0.first() {
            Some(Value::Text(name)) => name,
            _ => "",
        }
    }
}

/// The statement that sets all written columns: school, student, then the columns.
pub fn update() -> &'static str {
    static UPDATE: LazyLock<String> = LazyLock::new(|| {
        let sets: Vec<String> =
            WRITTEN.iter().enumerate().map(|(at, column)| format!("{column} = ${}", at + 3)).collect();
        format!("update student set {} where school_id = $1 and id = $2", sets.join(", "))
    });
    &UPDATE
}

/// The head of the statement that inserts students: school, student, time, then the columns.
pub fn insert_head() -> &'static str {
    static HEAD: LazyLock<String> =
        LazyLock::new(|| format!("insert into student (school_id, id, created_at, {})", WRITTEN.join(", ")));
    &HEAD
}
