//! The SQL of slips.

use db::{Conn, Result, args};
use kernel::{ChecklistId, ChecklistSlipId, Day, Instant, SchoolId, StaffId, StudentId};

use super::Pace;

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
    }
}

const LIVING: &str = "select id, checklist_id, student_id, hand, until_on, opened_on from checklist_slip
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

/// Uses a slip once more, unless it was used too often of late. One statement, so that many at once are counted one after
/// the other. A clock that went back shuts nobody out: the count begins anew.
pub(super) async fn use_once(
    tx: &mut Conn,
    school: SchoolId,
    id: ChecklistSlipId,
    (now, pace): (Instant, Pace),
) -> Result<bool> {
    let since = now.plus(-pace.within);
    let used = tx
        .run(
            "update checklist_slip
               set uses = case when counted_from > $3 and counted_from <= $4 then uses + 1 else 1 end,
                   counted_from = case when counted_from > $3 and counted_from <= $4 then counted_from else $4 end
             where school_id = $1 and id = $2 and ended_at is null
               and not (counted_from > $3 and counted_from <= $4 and uses >= $5)",
            args![school, id, since, now, pace.often],
        )
        .await?;
    Ok(used > 0)
}

/// Writes down that a slip was opened on a day; whether it is the first time on that day.
pub async fn opened(tx: &mut Conn, school: SchoolId, id: ChecklistSlipId, today: Day) -> Result<bool> {
    let sql = "update checklist_slip set opened_on = $1
        where school_id = $2 and id = $3 and (opened_on is null or opened_on <> $1)";
    Ok(tx.run(sql, args![today, school, id]).await? > 0)
}
