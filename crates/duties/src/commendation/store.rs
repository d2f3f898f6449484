//! The SQL of commendation.

use db::{Conn, Result, args};
use kernel::{CommendationId, Day, Instant, RoundId, SchoolId, StaffId};
use uuid::Uuid;

db::record! {
    /// A round: the criteria of a span of days.
    #[derive(Clone, Debug)]
    pub struct Round {
        /// The id.
        pub id: RoundId,
        /// What it is called.
        pub name: String,
        /// The first day that counts.
        pub from_on: Day,
        /// The last one.
        pub until_on: Day,
        /// As [`super::written`].
        pub criteria: String,
        /// By whom it was begun.
        pub beginner: String,
    }
}

const ROUND: &str = "select r.id, r.name, r.from_on, r.until_on, r.criteria, a.name from commendation_round r
    join staff a on a.school_id = $1 and a.id = r.begun_by where r.school_id = $1 and r.withdrawn_at is null";

/// All rounds, the newest first.
pub async fn rounds(conn: &mut Conn, school: SchoolId) -> Result<Vec<Round>> {
    conn.all(&format!("{ROUND} order by r.until_on desc, r.id desc"), args![school]).await
}

/// One round.
pub async fn round(conn: &mut Conn, school: SchoolId, id: RoundId) -> Result<Option<Round>> {
    conn.maybe(&format!("{ROUND} and r.id = $2"), args![school, id]).await
}

/// Begins a round; the same id twice is one.
pub async fn insert_round(
    tx: &mut Conn,
    school: SchoolId,
    (id, name): (RoundId, &str),
    (from, until, criteria): (Day, Day, &str),
    (at, by): (Instant, StaffId),
) -> Result<bool> {
    let touched = tx
        .run(
            "insert into commendation_round (school_id, id, name, from_on, until_on, criteria, begun_at, begun_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (school_id, id) do nothing",
            args![school, id, name, from, until, criteria, at, by],
        )
        .await?;
    Ok(touched == 1)
}

/// Takes a round back in which nobody is commended; false otherwise.
pub async fn withdraw_round(
    tx: &mut Conn,
    school: SchoolId,
    id: RoundId,
    (at, by): (Instant, StaffId),
) -> Result<bool> {
    let touched = tx
        .run(
            "update commendation_round set withdrawn_at = $1, withdrawn_by = $2
             where school_id = $3 and id = $4 and withdrawn_at is null and not exists (select 1 from commendation c
               where c.school_id = $3 and c.round_id = $4 and c.withdrawn_at is null)",
            args![at, by, school, id],
        )
        .await?;
    Ok(touched == 1)
}

db::record! {
    /// A commendation.
    #[derive(Clone, Debug)]
    pub struct Commendation {
        /// The id.
        pub id: CommendationId,
        /// The round.
        pub round_id: RoundId,
        /// Who is commended.
        pub staff_id: StaffId,
        /// That person's name.
        pub name: String,
        /// Why, in words.
        pub words: String,
        /// When.
        pub given_on: Day,
        /// By whom.
        pub giver: String,
    }
}

const GIVEN: &str =
    "select c.id, c.round_id, c.staff_id, s.name, c.words, c.given_on, g.name from commendation c
    join staff s on s.school_id = $1 and s.id = c.staff_id
    join staff g on g.school_id = $1 and g.id = c.given_by
    join commendation_round r on r.school_id = $1 and r.id = c.round_id and r.withdrawn_at is null
    where c.school_id = $1 and c.withdrawn_at is null";

/// All that hold, by name within their rounds.
pub async fn given(conn: &mut Conn, school: SchoolId) -> Result<Vec<Commendation>> {
    conn.all(&format!("{GIVEN} order by c.round_id, s.sort_key, s.id"), args![school]).await
}

/// One that holds.
pub async fn lookup(conn: &mut Conn, school: SchoolId, id: CommendationId) -> Result<Option<Commendation>> {
    conn.maybe(&format!("{GIVEN} and c.id = $2"), args![school, id]).await
}

/// Commends somebody; false when that was done in this round already.
pub async fn insert(
    tx: &mut Conn,
    school: SchoolId,
    (id, round, staff): (CommendationId, RoundId, StaffId),
    words: &str,
    (on, at, by): (Day, Instant, StaffId),
) -> Result<bool> {
    let there: i64 = tx
        .one(
            "select count(*) from commendation where school_id = $1 and round_id = $2 and staff_id = $3 and withdrawn_at is null",
            args![school, round, staff],
        )
        .await?;
    if there > 0 {
        return Ok(false);
    }
    tx.run(
        "insert into commendation (school_id, id, round_id, staff_id, words, given_on, given_at, given_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![school, id, round, staff, words, on, at, by],
    )
    .await?;
    Ok(true)
}

/// Takes one back with a reason; false when that was done.
pub async fn withdraw(
    tx: &mut Conn,
    school: SchoolId,
    id: CommendationId,
    (at, by, why): (Instant, StaffId, &str),
) -> Result<bool> {
    let touched = tx
        .run(
            "update commendation set withdrawn_at = $1, withdrawn_by = $2, withdrawn_why = $3
             where school_id = $4 and id = $5 and withdrawn_at is null",
            args![at, by, why, school, id],
        )
        .await?;
    Ok(touched == 1)
}

/// Who wrote a strength, praise or good news for whom in these days: person and child, each pair once.
pub async fn praised(
    conn: &mut Conn,
    school: SchoolId,
    (first, last): (Day, Day),
) -> Result<Vec<(StaffId, Uuid)>> {
    conn.all(
        "select r.noted_by, r.student_id from remark r
         where r.school_id = $1 and r.kind = 'strength' and r.noted_on >= $2 and r.noted_on <= $3 and r.withdrawn_at is null
         union
         select n.recorded_by, ns.student_id from note n join note_student ns on ns.school_id = n.school_id and ns.note_id = n.id
         where n.school_id = $1 and n.kind in ('praise', 'good_news') and n.held_on >= $2 and n.held_on <= $3 and n.withdrawn_at is null",
        args![school, first, last],
    )
    .await
}
