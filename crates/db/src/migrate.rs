//! The numbered list of migrations, the same for both engines, each applied once in a transaction.

use crate::{Conn, Db, Error, Result, args, dialect};

/// Number and text of each migration.
const LIST: &[(i64, &str)] = &[
    (1, include_str!("../../../migrations/0001_people.sql")),
    (2, include_str!("../../../migrations/0002_accounts.sql")),
    (3, include_str!("../../../migrations/0003_noticing.sql")),
    (4, include_str!("../../../migrations/0004_casework.sql")),
    (5, include_str!("../../../migrations/0005_duties.sql")),
    (6, include_str!("../../../migrations/0006_papers.sql")),
    (7, include_str!("../../../migrations/0007_tiers.sql")),
    (8, include_str!("../../../migrations/0008_plans.sql")),
    (9, include_str!("../../../migrations/0009_notes.sql")),
    (10, include_str!("../../../migrations/0010_clocks.sql")),
    (11, include_str!("../../../migrations/0011_reviews.sql")),
    (12, include_str!("../../../migrations/0012_papers.sql")),
    (13, include_str!("../../../migrations/0013_forms.sql")),
    (15, include_str!("../../../migrations/0015_ways.sql")),
    (16, include_str!("../../../migrations/0016_progress.sql")),
    (17, include_str!("../../../migrations/0017_commendation.sql")),
    (18, include_str!("../../../migrations/0018_around.sql")),
    (19, include_str!("../../../migrations/0019_templates.sql")),
    (21, include_str!("../../../migrations/0021_papers.sql")),
    (22, include_str!("../../../migrations/0022_duplicates.sql")),
    (23, include_str!("../../../migrations/0023_ways.sql")),
    (25, include_str!("../../../migrations/0025_legal_aid.sql")),
    (26, include_str!("../../../migrations/0026_readings.sql")),
    (27, include_str!("../../../migrations/0027_staff_lists.sql")),
    (28, include_str!("../../../migrations/0028_slips.sql")),
    (29, include_str!("../../../migrations/0029_note_days.sql")),
    (30, include_str!("../../../migrations/0030_companion_meant.sql")),
    (31, include_str!("../../../migrations/0031_asked_again.sql")),
];

/// Brings the database to the newest schema. A database of a newer program is refused: an older program must not
/// write into it.
///
/// # Errors
/// Those of the statements; [`Error::Bug`] for a database from the future.
pub async fn run(db: &Db) -> Result<()> {
    let mut tx = db.begin().await?;
    tx.script(dialect::log(db.engine())).await?;
    tx.script("create table if not exists schema_version (version bigint not null primary key);").await?;
    let applied: Vec<i64> = tx.all("select version from schema_version order by version", args![]).await?;
    tx.commit().await?;
    if let Some(strange) = applied.iter().find(|version| LIST.iter().all(|(number, _)| number != *version)) {
        return Err(Error::Bug(format!(
            "the database is of version {strange}, which this program does not know"
        )));
    }
    // Not by the highest number: two lines of work may each bring one, and the lower may arrive later.
    for (number, text) in LIST.iter().filter(|(number, _)| !applied.contains(number)) {
        let mut tx = db.begin().await?;
        tx.script(&dialect::schema(db.engine(), text)).await?;
        tx.run("insert into schema_version (version) values ($1)", args![*number]).await?;
        tx.commit().await?;
    }
    if db.engine() == crate::Engine::Sqlite {
        teach(db).await?;
    }
    Ok(())
}

/// Tells SQLite's planner how the indexes choose. Without statistics it takes the primary key's first column, the
/// school, for as good as an index on the child, and walks the whole school. The figures are those of a school of
/// some size and stay as they are, so that plans do not change with the data: a column of ids or hashes chooses some
/// twenty rows, any other column a few thousand.
async fn teach(db: &Db) -> Result<()> {
    let mut tx = db.begin().await?;
    // The table of figures is made by the engine alone. One row of an index is looked at: what it finds is not kept.
    for (schema, table) in [("main", "school"), ("log", "reading")] {
        let analyze = format!("analyze {schema}.{table}; delete from {schema}.sqlite_stat1;");
        tx.script(&format!("pragma analysis_limit = 1; {analyze}")).await?;
        teach_in(&mut tx, schema).await?;
    }
    tx.script("analyze sqlite_schema;").await?;
    tx.commit().await
}

async fn teach_in(tx: &mut Conn, schema: &str) -> Result<()> {
    let sql = format!(
        "select t.name, i.name, i.\"unique\", i.origin from {schema}.sqlite_schema t, pragma_index_list(t.name, $1) i
         where t.type = 'table' and t.name not like 'sqlite_%'"
    );
    let indexes: Vec<(String, String, i64, String)> = tx.all(&sql, args![schema]).await?;
    for (table, index, unique, origin) in indexes {
        let sql = "select coalesce(name, '') from pragma_index_info($1, $2) order by seqno";
        let columns: Vec<String> = tx.all(sql, args![index, schema]).await?;
        // The primary key of a table without rowid is the table itself, and is named so in the statistics.
        let name = if origin == "pk" { &table } else { &index };
        let sql = format!("insert into {schema}.sqlite_stat1 (tbl, idx, stat) values ($1, $2, $3)");
        tx.run(&sql, args![table, name, chosen(&columns, unique == 1)]).await?;
    }
    Ok(())
}

/// How many rows are left after each column of an index, as `sqlite_stat1` writes it.
fn chosen(columns: &[String], unique: bool) -> String {
    let mut rows: u64 = 1_000_000;
    let mut figures = vec![rows.to_string()];
    for (at, column) in columns.iter().enumerate() {
        let names_one = column.ends_with("id")
            || column.ends_with("_index")
            || column.ends_with("_hash")
            || column == "key";
        rows = match column.as_str() {
            "school_id" => rows.min(100_000),
            _ if names_one => rows.min(20),
            _ => rows.min(5_000),
        };
        if unique && at + 1 == columns.len() {
            rows = 1;
        }
        figures.push(rows.to_string());
    }
    figures.join(" ")
}

/// A short name for the sum of all migrations (FNV-1a): test databases made from an older text are not used again.
#[must_use]
pub fn fingerprint() -> String {
    let mut sum: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in LIST.iter().flat_map(|(_, text)| text.bytes()) {
        sum = (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{sum:016x}")
}

/// Every `create table` with the placement declared above it, for the distributed engine and for tests.
///
/// # Errors
/// Names the table that declares none.
pub fn placements() -> std::result::Result<Vec<(String, String)>, String> {
    let mut found = Vec::new();
    for (_, text) in LIST {
        let mut placement = None;
        for line in text.lines() {
            if let Some(place) = line.strip_prefix("-- placement: ") {
                placement = Some(place.to_owned());
            } else if let Some(rest) = line.strip_prefix("create table ") {
                let table = rest.split_whitespace().next().unwrap_or_default().to_owned();
                let place = placement.take().ok_or_else(|| table.clone())?;
                found.push((table, place));
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_table_says_where_a_distributed_engine_keeps_it() {
        let placements = super::placements().expect("a table without a placement");
        assert!(placements.len() > 30);
        assert!(
            placements
                .iter()
                .all(|(_, p)| ["school", "reference"].contains(&p.as_str()) || p.starts_with("own key"))
        );
    }
}
