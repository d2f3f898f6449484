//! The SQL of slips.

use db::{Conn, Result, args};
use kernel::{ChecklistId, ChecklistSlipId, Day, Instant, SchoolId, StaffId, StudentId};

db::record! {
    /// A slip that is not taken back.
    #[derive(Clone, Debug)]
    pub struct Slip {
        /// The id.
        pub id: ChecklistSlipId,
        /// The list.
        pub checklist: ChecklistId,
        /// The child.
        pub student: StudentId,
        /// Who holds it: a key of [`super::Hand`].
        pub hand: String,
        /// Its last day.
        pub until_on: Day,
        /// On which day it was opened last.
        pub opened_on: Option<Day>,
        /// Since when its uses are counted.
        pub counted_from: Instant,
        /// How many they are.
        pub uses: i64,
    }
}

const LIVING: &str =
    "select id, checklist_id, student_id, hand, until_on, opened_on, counted_from, uses from checklist_slip
    where school_id = $1 and ended_at is null and until_on >= $2";

/// The slip of a link, if it holds on this day.
pub async fn lookup(conn: &mut Conn, school: SchoolId, hash: [u8; 32], today: Day) -> Result<Option<Slip>> {
    conn.maybe(&format!("{LIVING} and token_hash = $3"), args![school, today, hash]).await
}

/// The slips of a list that hold on this day.
pub async fn list(conn: &mut Conn, school: SchoolId, id: ChecklistId, today: Day) -> Result<Vec<Slip>> {
    conn.all(&format!("{LIVING} and checklist_id = $3 order by hand, made_at, id"), args![school, today, id])
        .await
}

/// Keeps a new slip under the hash of its link.
pub async fn insert(
    tx: &mut Conn,
    school: SchoolId,
    (new, hash): (&Slip, [u8; 32]),
    (at, by): (Instant, StaffId),
) -> Result<()> {
    tx.run(
        "insert into checklist_slip (school_id, id, checklist_id, student_id, hand, token_hash, until_on, made_at, made_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![school, new.id, new.checklist, new.student, new.hand, hash, new.until_on, at, by],
    )
    .await?;
    Ok(())
}

/// Takes a slip back.
pub async fn end(
    tx: &mut Conn,
    school: SchoolId,
    id: ChecklistSlipId,
    (at, by): (Instant, StaffId),
) -> Result<()> {
    tx.run(
        "update checklist_slip set ended_at = $1, ended_by = $2 where school_id = $3 and id = $4 and ended_at is null",
        args![at, by, school, id],
    )
    .await?;
    Ok(())
}

/// Writes down that a slip was opened on a day, and how often.
pub async fn opened(
    tx: &mut Conn,
    school: SchoolId,
    id: ChecklistSlipId,
    today: Day,
    (from, uses): (Instant, i64),
) -> Result<()> {
    tx.run(
        "update checklist_slip set opened_on = $1, counted_from = $2, uses = $3 where school_id = $4 and id = $5",
        args![today, from, uses, school, id],
    )
    .await?;
    Ok(())
}
