//! Left-behind by both definitions, each from its own evidence, neither computed from the other.
//!
//! The school roll counts one parent away for three months or more, at any age of compulsory schooling; civil
//! affairs (State Council 2016 no. 13) counts under sixteen, both parents away, or one away and the other unable
//! to care.

use std::collections::HashMap;

use access::{Action, Kind, Permit};
use db::{Conn, Tx, args};
use kernel::{Day, FOREVER, SchoolId, StudentId, clock::days_after};
use people::student::Student;
use serde_json::json;
use uuid::Uuid;
use web::cx::Change;
use web::{Cx, Failure};

db::record! {
    /// What both definitions say of one child.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct LeftBehind {
        /// Its id.
        pub id: Uuid,
        /// School roll: 0 no, 1 one parent away, 2 both.
        pub roll: Option<i64>,
        /// Civil affairs: `no`, `both_away`, `one_away_other_unable`.
        pub civil: Option<String>,
        /// Since when.
        pub since_on: Option<Day>,
        /// Recorded on.
        pub from_on: Day,
    }
}

db::record! {
    struct Whose {
        student: StudentId,
        id: Uuid,
        roll: Option<i64>,
        civil: Option<String>,
        since_on: Option<Day>,
        from_on: Day,
    }
}

/// The answers of the civil affairs' definition.
pub const CIVIL: [&str; 3] = ["no", "both_away", "one_away_other_unable"];

/// The answers to be recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// School roll: 0, 1, 2.
    pub roll: Option<i64>,
    /// One of [`CIVIL`].
    pub civil: Option<String>,
    /// Since when.
    pub since_on: Option<Day>,
}

/// What holds for a child on a day, for a person who may read findings; and the permit to log.
///
/// # Errors
/// Those of the database.
pub async fn of(
    conn: &mut Conn,
    cx: &Cx,
    student: &Student,
    day: Day,
) -> Result<Option<(LeftBehind, Permit)>, Failure> {
    let Ok(permit) = cx.permit(Action::Read, Kind::Finding, &student.facts(cx.school())) else {
        return Ok(None);
    };
    Ok(lookup(conn, cx.school(), student.id, day).await?.map(|found| (found, permit)))
}

/// The same for several children; those of whom nothing is recorded, or whose findings the person may not read, are
/// absent.
///
/// # Errors
/// Those of the database.
pub async fn of_many(
    conn: &mut Conn,
    cx: &Cx,
    students: &[&Student],
    day: Day,
) -> Result<HashMap<StudentId, (LeftBehind, Permit)>, Failure> {
    let permit = |student: &&Student| {
        Some((student.id, cx.permit(Action::Read, Kind::Finding, &student.facts(cx.school())).ok()?))
    };
    let mut permits: HashMap<StudentId, Permit> = students.iter().filter_map(permit).collect();
    let ids: Vec<StudentId> = permits.keys().copied().collect();
    let sql = "select student_id, id, roll, civil, since_on, from_on from left_behind
               where school_id = $1 and from_on <= $2 and until_on >= $2 and student_id in (THESE)
               order by recorded_at desc";
    let mut found = HashMap::new();
    for row in conn.all_of::<Whose>(sql, args![cx.school(), day], &ids).await? {
        let Whose { student, id, roll, civil, since_on, from_on } = row;
        // The newest comes first; the permit is gone when an older one follows.
        if let Some(permit) = permits.remove(&student) {
            found.insert(student, (LeftBehind { id, roll, civil, since_on, from_on }, permit));
        }
    }
    Ok(found)
}

async fn lookup(
    conn: &mut Conn,
    school: SchoolId,
    student: StudentId,
    day: Day,
) -> db::Result<Option<LeftBehind>> {
    conn.maybe(
        "select id, roll, civil, since_on, from_on from left_behind
         where school_id = $1 and student_id = $2 and from_on <= $3 and until_on >= $3
         order by recorded_at desc limit 1",
        args![school, student, day],
    )
    .await
}

/// What the roll of the school itself says (an imported column): evidence of the first definition alone.
///
/// # Errors
/// Those of the database.
pub async fn on_the_roll(conn: &mut Conn, school: SchoolId, student: StudentId) -> db::Result<Option<i64>> {
    conn.one("select roll_left_behind from student where school_id = $1 and id = $2", args![school, student])
        .await
}

/// Records both answers, ending what held before. `None` ends it without a successor.
///
/// # Errors
/// Not found when the policy refuses.
pub async fn record_in(
    tx: &mut Tx,
    cx: &Cx,
    student: &Student,
    answers: Option<&Answers>,
) -> Result<(), Failure> {
    cx.permit(Action::Create, Kind::Finding, &student.facts(cx.school()))?;
    let old = lookup(tx, cx.school(), student.id, cx.today()).await?;
    let before = old.as_ref().map(|old| (old.roll, old.civil.clone(), old.since_on));
    let after = answers.map(|new| (new.roll, new.civil.clone(), new.since_on));
    if before == after || (before.is_none() && answers == Some(&Answers::default())) {
        return Ok(());
    }
    end(tx, cx, student.id).await?;
    let id = cx.uuid();
    if let Some(new) = answers {
        tx.run(
            "insert into left_behind (school_id, id, student_id, roll, civil, since_on, from_on, recorded_at, recorded_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            args![
                cx.school(),
                id,
                student.id,
                new.roll,
                new.civil,
                new.since_on,
                cx.today(),
                cx.app.clock.now(),
                cx.staff()?
            ],
        )
        .await?;
    }
    let told = |(roll, civil, since): (Option<i64>, Option<String>, Option<Day>)| {
        json!({ "roll": roll, "civil": civil, "since_on": since.map(|day| day.to_string()) }).to_string()
    };
    let (before, after) = (before.map(told), after.map(told));
    let change = Change {
        name: "left-behind.recorded",
        kind: Kind::Finding,
        subject: id,
        student: Some(student.id),
        before: before.as_deref(),
        after: after.as_deref(),
    };
    Ok(cx.event(tx, change).await?)
}

async fn end(tx: &mut Tx, cx: &Cx, student: StudentId) -> db::Result<()> {
    let yesterday = days_after(cx.today(), -1);
    tx.run(
        "update left_behind set until_on = $1 where school_id = $2 and student_id = $3 and until_on = $4",
        args![yesterday, cx.school(), student, FOREVER],
    )
    .await?;
    Ok(())
}
