//! The SQL of companions.

use db::{Conn, Result, args};
use kernel::clock::days_after;
use kernel::{CaseId, ClassId, CompanionId, Day, Instant, SchoolId, StaffId, StudentId};

db::record! {
    /// A row, its cells still closed.
    pub(super) struct Row {
        /// The id.
        pub id: CompanionId,
        /// The case.
        pub case_id: CaseId,
        /// The key of the part.
        pub part: String,
        /// The classmate.
        pub peer_id: Option<StudentId>,
        /// Encrypted.
        pub name_cell: Option<Vec<u8>>,
        /// Encrypted.
        pub relation_cell: Option<Vec<u8>>,
        /// Encrypted.
        pub phone_cell: Option<Vec<u8>>,
        /// Since when.
        pub from_on: Day,
        /// The last day.
        pub until_on: Day,
        /// The last day that was meant, where somebody ended it before.
        pub meant_until_on: Option<Day>,
    }
}

impl Row {
    /// The last day that was meant, when the end was pressed today: it can be taken back.
    pub(super) fn back_until(&self, today: Day) -> Option<Day> {
        self.meant_until_on.filter(|_| self.until_on == days_after(today, -1))
    }
}

const ROW: &str = "select id, case_id, part, peer_id, name_cell, relation_cell, phone_cell, from_on, until_on, meant_until_on from companion";

/// All of a case. Who came and left on one day was never there, but stays in sight for that day: the end can be taken back.
pub(super) async fn list(
    conn: &mut Conn,
    school: SchoolId,
    (case, today): (CaseId, Day),
) -> Result<Vec<Row>> {
    let sql = format!(
        "{ROW} where school_id = $1 and case_id = $2 and (until_on >= from_on or from_on = $3)
         order by until_on desc, from_on, id"
    );
    conn.all(&sql, args![school, case, today]).await
}

/// The temporary guardians of a case on a day.
pub(super) async fn guardians(
    conn: &mut Conn,
    school: SchoolId,
    (case, today): (CaseId, Day),
) -> Result<Vec<Row>> {
    let sql = format!(
        "{ROW} where school_id = $1 and case_id = $2 and part = 'temporary_guardian' and from_on <= $3 and until_on >= $3
         order by from_on, id"
    );
    conn.all(&sql, args![school, case, today]).await
}

/// One.
pub(super) async fn lookup(conn: &mut Conn, school: SchoolId, id: CompanionId) -> Result<Option<Row>> {
    conn.maybe(&format!("{ROW} where school_id = $1 and id = $2"), args![school, id]).await
}

/// Homeroom teachers and deputies of a class on a day: role and name.
pub(super) async fn teachers(
    conn: &mut Conn,
    school: SchoolId,
    (class, day): (ClassId, Day),
) -> Result<Vec<(String, String)>> {
    conn.all(
        "select r.role, a.name from role_held r join staff a on a.school_id = r.school_id and a.id = r.staff_id
         where r.school_id = $1 and r.class_id = $2 and r.role in ('homeroom', 'deputy')
           and r.from_on <= $3 and r.until_on >= $3 order by r.role desc, a.sort_key, a.id",
        args![school, class, day],
    )
    .await
}

/// A new row.
pub(super) struct New {
    /// Its id.
    pub id: CompanionId,
    /// The case and the child.
    pub about: (CaseId, StudentId),
    /// The key of the part.
    pub part: &'static str,
    /// The classmate.
    pub peer: Option<StudentId>,
    /// Name, relation and telephone, encrypted.
    pub cells: [Option<Vec<u8>>; 3],
    /// The first and the last day.
    pub days: (Day, Day),
}

/// Inserts.
pub(super) async fn insert(
    tx: &mut Conn,
    school: SchoolId,
    new: New,
    (at, by): (Instant, StaffId),
) -> Result<()> {
    let [name, relation, phone] = new.cells;
    tx.run(
        "insert into companion (school_id, id, case_id, student_id, part, peer_id, name_cell, relation_cell, phone_cell,
         from_on, until_on, added_at, added_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        args![
            school, new.id, new.about.0, new.about.1, new.part, new.peer, name, relation, phone, new.days.0, new.days.1,
            at, by
        ],
    )
    .await?;
    Ok(())
}

/// The last day, and the one that was meant before it was ended.
pub(super) async fn end(
    tx: &mut Conn,
    school: SchoolId,
    id: CompanionId,
    (until_on, meant): (Day, Option<Day>),
) -> Result<()> {
    tx.run(
        "update companion set until_on = $1, meant_until_on = $2 where school_id = $3 and id = $4",
        args![until_on, meant, school, id],
    )
    .await?;
    Ok(())
}
