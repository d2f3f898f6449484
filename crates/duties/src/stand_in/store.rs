//! The SQL of stand-ins.

use db::{Conn, Result, Tx, args};
use kernel::{CaseId, Day, Instant, MemberId, SchoolId, StaffId, StandInId, StudentId};

use crate::days::Days;

db::record! {
    /// Somebody who stands in, with the names.
    pub struct Line {
        pub id: StandInId,
        pub away: String,
        pub stand_in: String,
        pub from: Day,
        pub until: Day,
    }
}

impl Line {
    /// Whether it ran on a day before this one; else it can be called off and never was.
    pub fn has_run(&self, today: Day) -> bool {
        self.from < today
    }
}

/// Those of today and of the days to come.
pub async fn list(conn: &mut Conn, school: SchoolId, today: Day) -> Result<Vec<Line>> {
    conn.all(
        "select x.id, a.name, b.name, x.from_on, x.until_on from stand_in x
         join staff a on a.school_id = x.school_id and a.id = x.away_id
         join staff b on b.school_id = x.school_id and b.id = x.stand_in_id
         where x.school_id = $1 and x.until_on >= $2 and x.until_on >= x.from_on order by x.from_on, x.id",
        args![school, today],
    )
    .await
}

db::record! {
    /// A stand-in that runs or will run, with the names.
    #[derive(Clone, Debug)]
    pub struct Arranged {
        /// Who is away.
        pub away_id: StaffId,
        /// That person's name.
        pub away: String,
        /// Who stands in.
        pub stand_in_id: StaffId,
        /// That person's name.
        pub stand_in: String,
        /// The first day.
        pub from: Day,
        /// The last day.
        pub until: Day,
    }
}

/// The stand-ins with a day among these, in which a person is away or stands in.
///
/// # Errors
/// Those of the database.
pub async fn among(conn: &mut Conn, school: SchoolId, staff: StaffId, days: Days) -> Result<Vec<Arranged>> {
    conn.all(
        "select x.away_id, a.name, x.stand_in_id, b.name, x.from_on, x.until_on from stand_in x
         join staff a on a.school_id = x.school_id and a.id = x.away_id
         join staff b on b.school_id = x.school_id and b.id = x.stand_in_id
         where x.school_id = $1 and (x.away_id = $2 or x.stand_in_id = $2) and x.from_on <= $3 and x.until_on >= $4
           and x.until_on >= x.from_on
         order by x.from_on, x.until_on, x.id",
        args![school, staff, days.last, days.first],
    )
    .await
}

/// Writes one; a second arrival of the same id changes nothing.
pub async fn insert(
    tx: &mut Tx,
    school: SchoolId,
    (id, away, stand_in): (StandInId, StaffId, StaffId),
    (days, at, by): (Days, Instant, StaffId),
) -> Result<u64> {
    tx.run(
        "insert into stand_in (school_id, id, away_id, stand_in_id, from_on, until_on, made_at, made_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (school_id, id) do nothing",
        args![school, id, away, stand_in, days.first, days.last, at, by],
    )
    .await
}

/// The open cases in which a person serves today, or whose child is in his or her homeroom class.
pub async fn cases_of(
    conn: &mut Conn,
    school: SchoolId,
    staff: StaffId,
    today: Day,
) -> Result<Vec<(CaseId, StudentId)>> {
    conn.all(
        "select k.id, k.student_id from support_case k
         where k.school_id = $1 and k.opened_on <= $2
           and not exists (select 1 from closure x where x.school_id = $1 and x.case_id = k.id and x.closed_on <= $2 and x.reopened_on > $2)
           and (exists (select 1 from member m where m.school_id = $1 and m.case_id = k.id and m.staff_id = $3 and m.from_on <= $2 and m.until_on >= $2)
             or exists (select 1 from enrollment e join role_held r on r.school_id = e.school_id and r.class_id = e.class_id
                where e.school_id = $1 and e.student_id = k.student_id and e.from_on <= $2 and e.until_on >= $2
                  and r.role = 'homeroom' and r.staff_id = $3 and r.from_on <= $2 and r.until_on >= $2))
         order by k.id",
        args![school, today, staff],
    )
    .await
}

/// A part in one case for these days: the right to the child.
pub async fn join(
    tx: &mut Tx,
    school: SchoolId,
    (id, case, student, staff): (MemberId, CaseId, StudentId, StaffId),
    (days, at, by): (Days, Instant, StaffId),
) -> Result<u64> {
    tx.run(
        "insert into member (school_id, id, case_id, student_id, staff_id, part, from_on, until_on, added_at, added_by)
         values ($1, $2, $3, $4, $5, 'member', $6, $7, $8, $9)",
        args![school, id, case, student, staff, days.first, days.last, at, by],
    )
    .await
}

/// The arrangements by which a person stands in for somebody after a day.
pub async fn of(conn: &mut Conn, school: SchoolId, staff: StaffId, last: Day) -> Result<Vec<StandInId>> {
    let sql =
        "select id from stand_in where school_id = $1 and stand_in_id = $2 and until_on > $3 order by id";
    conn.all(sql, args![school, staff, last]).await
}

/// Sets the last day, of the stand-in and of the parts that came with it.
pub async fn end(tx: &mut Tx, school: SchoolId, id: StandInId, last: Day) -> Result<u64> {
    tx.run(
        "update member set until_on = $1 where school_id = $2 and until_on > $1 and part = 'member' and exists (
           select 1 from stand_in x where x.school_id = $2 and x.id = $3 and x.stand_in_id = member.staff_id
             and x.made_at = member.added_at and x.made_by = member.added_by)",
        args![last, school, id],
    )
    .await?;
    tx.run(
        "update stand_in set until_on = $1 where school_id = $2 and id = $3 and until_on > $1",
        args![last, school, id],
    )
    .await
}
