//! The SQL of the library.

use std::collections::BTreeSet;

use db::{Conn, Result, args};
use kernel::{Day, Instant, SchoolId, StaffId};
use uuid::Uuid;

db::record! {
    /// A measure that the school added.
    pub struct Own {
        /// The id.
        pub id: Uuid,
        /// Codes joined by commas.
        pub categories: String,
        /// What is done.
        pub name: String,
        /// What it is for.
        pub purpose: String,
        /// How to see whether it works.
        pub sign: String,
    }
}

/// The school's own measures, oldest first.
pub async fn own(conn: &mut Conn, school: SchoolId) -> Result<Vec<Own>> {
    conn.all(
        "select id, categories, name, purpose, sign from school_measure where school_id = $1 order by made_at, id",
        args![school],
    )
    .await
}

/// The keys of measures that the school does not offer.
pub async fn hidden(conn: &mut Conn, school: SchoolId) -> Result<BTreeSet<String>> {
    let keys: Vec<String> =
        conn.all("select measure from measure_hidden where school_id = $1", args![school]).await?;
    Ok(keys.into_iter().collect())
}

/// Adds a measure of the school.
pub async fn insert(
    tx: &mut Conn,
    school: SchoolId,
    new: &Own,
    (on, at, by): (Day, Instant, StaffId),
) -> Result<()> {
    tx.run(
        "insert into school_measure (school_id, id, categories, name, purpose, sign, made_on, made_at, made_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![school, new.id, new.categories, new.name, new.purpose, new.sign, on, at, by],
    )
    .await?;
    Ok(())
}

/// The school no longer offers a measure.
pub async fn hide(tx: &mut Conn, school: SchoolId, key: &str, (at, by): (Instant, StaffId)) -> Result<()> {
    tx.run(
        "insert into measure_hidden (school_id, measure, hidden_at, hidden_by) values ($1, $2, $3, $4)",
        args![school, key, at, by],
    )
    .await?;
    Ok(())
}

/// The school offers it again.
pub async fn show(tx: &mut Conn, school: SchoolId, key: &str) -> Result<()> {
    tx.run("delete from measure_hidden where school_id = $1 and measure = $2", args![school, key]).await?;
    Ok(())
}
