//! The SQL of findings.

use access::{Columns, Facts, Kind, Scope};
use db::{Conn, Param, Result, Row, args, dialect};
use kernel::{
    CensusId, ClassId, Day, FOREVER, FindingId, FindingReviewId, Instant, SchoolId, StaffId, StudentId,
};

use super::{Found, Listed};
use crate::fade;
use crate::word::{Category, Need};

db::record! {
    /// A row, its cells still closed.
    #[derive(Clone, Debug)]
    pub struct Raw {
        /// The id.
        pub id: FindingId,
        /// Whose.
        pub student_id: StudentId,
        /// The code of the category.
        pub category: String,
        /// Since when.
        pub since_on: Day,
        /// The code of the source.
        pub source: String,
        /// Codes of needs.
        pub need: Option<String>,
        /// 1 first, 3 last.
        pub priority: i64,
        /// When to look again.
        pub review_on: Option<Day>,
        /// Encrypted.
        pub evidence: Option<Vec<u8>>,
        /// When it was found.
        pub found_on: Day,
        /// By whom.
        pub found_by: StaffId,
        /// In which census.
        pub census_id: Option<CensusId>,
        /// The last day it holds.
        pub until_on: Day,
    }
}

const COLUMNS: &str =
    "id, student_id, category, since_on, source, need, priority, review_on, evidence_cell, found_on,
    found_by, census_id, until_on";

/// The findings of a child that hold on a day.
pub async fn of_student(conn: &mut Conn, school: SchoolId, student: StudentId, day: Day) -> Result<Vec<Raw>> {
    let sql = format!(
        "select {COLUMNS} from finding where school_id = $1 and student_id = $2 and found_on <= $3 and until_on >= $3
         order by found_at desc, id desc"
    );
    conn.all(&sql, args![school, student, day]).await
}

db::record! {
    /// A finding that counts no longer, its cells still closed.
    pub struct FormerRow {
        /// The id.
        pub id: FindingId,
        /// The code of the category.
        pub category: String,
        /// Since when.
        pub since_on: Day,
        /// The last day; the far future for what faded.
        pub until_on: Day,
        /// When it should have been looked at again.
        pub review_on: Option<Day>,
        /// Encrypted.
        pub evidence: Option<Vec<u8>>,
        /// Why it ended; encrypted.
        pub reason: Option<Vec<u8>>,
        /// Who ended it.
        pub ender: Option<String>,
    }
}

/// The findings of a child that ended before a day, or that nobody looked at again in time; the newest first.
pub async fn former(
    conn: &mut Conn,
    school: SchoolId,
    student: StudentId,
    (day, earliest): (Day, Day),
) -> Result<Vec<FormerRow>> {
    conn.all(
        "select f.id, f.category, f.since_on, f.until_on, f.review_on, f.evidence_cell, f.end_reason_cell, a.name
         from finding f left join staff a on a.school_id = $1 and a.id = f.ended_by
         where f.school_id = $1 and f.student_id = $2 and f.until_on >= f.found_on
           and (f.until_on < $3 or f.review_on < $4) order by f.until_on desc, f.found_at desc, f.id desc",
        args![school, student, day, earliest],
    )
    .await
}

/// The faded findings of a child in one category: one looks again, and they end.
pub async fn faded(
    conn: &mut Conn,
    school: SchoolId,
    student: StudentId,
    (category, day, earliest): (Category, Day, Day),
) -> Result<Vec<Raw>> {
    let sql = format!(
        "select {COLUMNS} from finding where school_id = $1 and student_id = $2 and category = $3 and until_on >= $4
           and review_on < $5"
    );
    conn.all(&sql, args![school, student, category.code(), day, earliest]).await
}

/// One finding.
pub async fn lookup(conn: &mut Conn, school: SchoolId, id: FindingId) -> Result<Option<Raw>> {
    let sql = format!("select {COLUMNS} from finding where school_id = $1 and id = $2");
    conn.maybe(&sql, args![school, id]).await
}

/// Who is in a category of this kind on a day, with the class of that day. Rights follow today's class.
pub async fn list(
    conn: &mut Conn,
    scope: &Scope,
    kind: Kind,
    (day, today): (Day, Day),
) -> Result<Vec<Listed>> {
    // What faded by that day counts no longer (C6).
    let earliest = fade::earliest(day);
    let mut args = args![scope.school, today, day, earliest].to_vec();
    let mut codes: Vec<&str> = Category::of_kind(kind).into_iter().map(Category::code).collect();
    dialect::padded(&mut codes);
    let categories = dialect::list(args.len() + 1, codes.len());
    args.extend(codes.iter().map(|code| code.value().into_owned()));
    let condition = scope.condition(&Columns::USUAL, args.len() + 1);
    args.extend(condition.args);
    let sql = format!(
        "select s.id, s.name, dc.id, dc.grade, dc.number, f.category from finding f
         join student s on s.school_id = f.school_id and s.id = f.student_id
         left join enrollment e on e.school_id = $1 and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
         left join class c on c.school_id = e.school_id and c.id = e.class_id
         join enrollment d on d.school_id = s.school_id and d.student_id = s.id and d.from_on <= $3 and d.until_on >= $3
         join class dc on dc.school_id = d.school_id and dc.id = d.class_id
         where f.school_id = $1 and f.found_on <= $3 and f.until_on >= $3 and (f.review_on is null or f.review_on >= $4) and f.category in {categories} and {}
         order by dc.grade, dc.number, s.sort_key, s.id, f.category",
        condition.sql
    );
    let mut lines = Vec::new();
    conn.each(&sql, &args, |row| {
        lines.extend(listed(row)?);
        Ok(())
    })
    .await?;
    Ok(lines)
}

db::record! {
    /// A finding that was to be looked at again by now.
    #[derive(Clone, Debug)]
    pub struct Due {
        /// The finding.
        pub id: FindingId,
        /// The child.
        pub student: StudentId,
        /// The name.
        pub name: String,
        /// Today's class.
        pub class: Option<ClassId>,
        /// Today's grade.
        pub grade: Option<i64>,
        /// The class's number.
        pub number: Option<i64>,
        /// The code of the category.
        pub category: String,
        /// Since when.
        pub since_on: Day,
        /// When it was to be looked at again.
        pub review_on: Day,
    }
}

/// The findings that hold and were to be looked at again by this day, of each kind within its scope, the oldest first.
pub async fn due(
    conn: &mut Conn,
    rights: &[(Kind, Scope)],
    (school, today): (SchoolId, Day),
) -> Result<Vec<Due>> {
    if rights.is_empty() {
        return Ok(Vec::new());
    }
    // Kinds that reach equally far are asked for together.
    let mut alike: Vec<(&Scope, Vec<&str>)> = Vec::new();
    for (kind, scope) in rights {
        let codes = Category::of_kind(*kind).into_iter().map(Category::code);
        match alike.iter_mut().find(|(other, _)| *other == scope) {
            Some((_, list)) => list.extend(codes),
            None => alike.push((scope, codes.collect())),
        }
    }
    let mut args = args![school, today].to_vec();
    let mut within = Vec::new();
    for (scope, mut codes) in alike {
        dialect::padded(&mut codes);
        let categories = dialect::list(args.len() + 1, codes.len());
        args.extend(codes.iter().map(|code| code.value().into_owned()));
        let condition = scope.condition(&Columns::ENROLLED, args.len() + 1);
        args.extend(condition.args);
        within.push(format!("f.category in {categories} and {}", condition.sql));
    }
    let sql = format!(
        "select f.id, s.id, s.name, e.class_id, c.grade, c.number, f.category, f.since_on, f.review_on from finding f
         join enrollment e on e.school_id = $1 and e.student_id = f.student_id and e.from_on <= $2 and e.until_on >= $2
         cross join student s cross join class c
         where s.school_id = f.school_id and s.id = f.student_id and c.school_id = e.school_id and c.id = e.class_id
           and f.school_id = $1 and f.review_on is not null and f.review_on <= $2 and f.until_on >= $2
           and ({}) order by f.review_on, s.sort_key, f.id",
        within.join(" or ")
    );
    conn.all(&sql, &args).await
}

db::record! {
    /// A finding as the list of its kind shows it.
    #[derive(Clone, Debug)]
    pub struct Registered {
        /// The child.
        pub student: StudentId,
        /// The name.
        pub name: String,
        /// Today's class.
        pub class: ClassId,
        /// Its grade.
        pub grade: i64,
        /// Its number within the grade.
        pub number: i64,
        /// When it was found.
        pub found_on: Day,
        /// By whom.
        pub finder: String,
    }
}

impl Registered {
    /// What the policy asks about it.
    #[must_use]
    pub fn facts(&self, school: SchoolId) -> Facts {
        let (student, class, grade) = (Some(self.student), Some(self.class), Some(self.grade));
        Facts { school, student, class, grade, author: None, named: false }
    }
}

/// The newest findings of hardship that count today, and how many there are.
pub async fn registered(
    conn: &mut Conn,
    scope: &Scope,
    today: Day,
    take: i64,
) -> Result<(Vec<Registered>, i64)> {
    let (earliest, poor) = (fade::earliest(today), Category::Poor.code());
    let mut args = args![scope.school, today, earliest, poor].to_vec();
    let condition = scope.condition(&Columns::ENROLLED, args.len() + 1);
    args.extend(condition.args);
    let from = format!(
        "from finding f
         join enrollment e on e.school_id = $1 and e.student_id = f.student_id and e.from_on <= $2 and e.until_on >= $2
         join class c on c.school_id = e.school_id and c.id = e.class_id
         join student s on s.school_id = f.school_id and s.id = f.student_id
         join staff a on a.school_id = f.school_id and a.id = f.found_by
         where f.school_id = $1 and f.category = $4 and f.found_on <= $2 and f.until_on >= $2
           and (f.review_on is null or f.review_on >= $3) and {}",
        condition.sql
    );
    let all = conn.one(&format!("select count(*) {from}"), &args).await?;
    let rows = format!(
        "select s.id, s.name, e.class_id, c.grade, c.number, f.found_on, a.name {from}
         order by f.found_on desc, s.sort_key, f.id limit {take}"
    );
    Ok((conn.all(&rows, &args).await?, all))
}

fn listed(row: &Row<'_>) -> Result<Option<Listed>> {
    let (student, name, class) = (row.get(0)?, row.get(1)?, row.get::<ClassId>(2)?);
    let (grade, number, code) = (row.get(3)?, row.get(4)?, row.get::<String>(5)?);
    Ok(Category::parse(&code).map(|category| Listed { student, name, class, grade, number, category }))
}

/// A new row.
pub struct New<'a> {
    /// Its id.
    pub id: FindingId,
    /// Whose.
    pub student: StudentId,
    /// What.
    pub what: &'a Found,
    /// Encrypted evidence.
    pub evidence: Option<Vec<u8>>,
    /// When.
    pub found: (Day, Instant),
    /// By whom.
    pub found_by: StaffId,
    /// In which census.
    pub census: Option<CensusId>,
}

/// Inserts; `false` when a row with this id stands there already.
pub async fn insert(tx: &mut Conn, school: SchoolId, new: New<'_>) -> Result<bool> {
    let what = new.what;
    let touched = tx
        .run(
            "insert into finding (school_id, id, student_id, category, since_on, source, need, priority, review_on,
             evidence_cell, found_on, found_at, found_by, census_id)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict do nothing",
            args![
                school,
                new.id,
                new.student,
                what.category.code(),
                what.since_on,
                what.source.code(),
                Need::join(&what.needs),
                what.priority,
                what.review_on,
                new.evidence,
                new.found.0,
                new.found.1,
                new.found_by,
                new.census
            ],
        )
        .await?;
    Ok(touched == 1)
}

/// Corrects the details; the event keeps how they were.
pub async fn update(
    tx: &mut Conn,
    school: SchoolId,
    id: FindingId,
    (what, evidence): (&Found, Option<Vec<u8>>),
) -> Result<()> {
    tx.run(
        "update finding set since_on = $1, source = $2, need = $3, priority = $4, review_on = $5, evidence_cell = $6
         where school_id = $7 and id = $8",
        args![
            what.since_on,
            what.source.code(),
            Need::join(&what.needs),
            what.priority,
            what.review_on,
            evidence,
            school,
            id
        ],
    )
    .await?;
    Ok(())
}

/// Ends; `false` when it had ended already.
pub async fn end(
    tx: &mut Conn,
    (school, id): (SchoolId, FindingId),
    (until_on, by): (Day, StaffId),
    reason: Option<Vec<u8>>,
) -> Result<bool> {
    let touched = tx
        .run(
            "update finding set until_on = $1, ended_by = $2, end_reason_cell = $3
             where school_id = $4 and id = $5 and until_on = $6",
            args![until_on, by, reason, school, id, FOREVER],
        )
        .await?;
    Ok(touched == 1)
}

/// Keeps a finding until another day, and that it was looked at.
pub(super) async fn renew(
    tx: &mut Conn,
    school: SchoolId,
    (id, finding): (FindingReviewId, &Raw),
    (until, why): (Day, Option<Vec<u8>>),
    (on, at, by): (Day, Instant, StaffId),
) -> Result<()> {
    tx.run(
        "insert into finding_review (school_id, id, finding_id, student_id, was_on, review_on, reviewed_on, reviewed_at, reviewed_by, reason_cell)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![school, id, finding.id, finding.student_id, finding.review_on, until, on, at, by, why],
    )
    .await?;
    tx.run(
        "update finding set review_on = $1 where school_id = $2 and id = $3 and until_on = $4",
        args![until, school, finding.id, FOREVER],
    )
    .await?;
    Ok(())
}

db::record! {
    /// That a finding was looked at again.
    pub(super) struct Review {
        /// The finding.
        pub finding: FindingId,
        /// The day that stood before.
        pub was_on: Option<Day>,
        /// The day that it was kept until.
        pub review_on: Day,
        /// When.
        pub reviewed_on: Day,
        /// By whom.
        pub reviewed_by: StaffId,
    }
}

/// One look.
pub(super) async fn lookup_review(
    conn: &mut Conn,
    school: SchoolId,
    id: FindingReviewId,
) -> Result<Option<Review>> {
    conn.maybe(
        "select finding_id, was_on, review_on, reviewed_on, reviewed_by from finding_review
         where school_id = $1 and id = $2",
        args![school, id],
    )
    .await
}

/// Takes a look back: the day stands as it stood. The event keeps that it was.
pub(super) async fn take_back(
    tx: &mut Conn,
    school: SchoolId,
    (id, review): (FindingReviewId, &Review),
) -> Result<()> {
    tx.run("delete from finding_review where school_id = $1 and id = $2", args![school, id]).await?;
    tx.run(
        "update finding set review_on = $1 where school_id = $2 and id = $3",
        args![review.was_on, school, review.finding],
    )
    .await?;
    Ok(())
}

db::record! {
    /// A finding that somebody kept today.
    #[derive(Clone, Debug)]
    pub struct Kept {
        /// The look.
        pub review: FindingReviewId,
        /// The child.
        pub student: StudentId,
        /// The name.
        pub name: String,
        /// The code of the category.
        pub category: String,
        /// Until when.
        pub review_on: Day,
    }
}

/// The findings of a kind within the scope that this person kept today and that still stand so.
pub(super) async fn kept(
    conn: &mut Conn,
    scope: &Scope,
    kind: Kind,
    (today, by): (Day, StaffId),
) -> Result<Vec<Kept>> {
    let mut args = args![scope.school, today, by].to_vec();
    let mut codes: Vec<&str> = Category::of_kind(kind).into_iter().map(Category::code).collect();
    dialect::padded(&mut codes);
    let categories = dialect::list(args.len() + 1, codes.len());
    args.extend(codes.iter().map(|code| code.value().into_owned()));
    let condition = scope.condition(&Columns::USUAL, args.len() + 1);
    args.extend(condition.args);
    let sql = format!(
        "select v.id, s.id, s.name, f.category, v.review_on from finding_review v
         join finding f on f.school_id = v.school_id and f.id = v.finding_id
         join student s on s.school_id = f.school_id and s.id = f.student_id
         join enrollment e on e.school_id = $1 and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
         join class c on c.school_id = e.school_id and c.id = e.class_id
         where v.school_id = $1 and v.reviewed_on = $2 and v.reviewed_by = $3 and f.until_on >= $2
           and f.review_on = v.review_on and f.category in {categories} and {} order by v.reviewed_at desc, v.id",
        condition.sql
    );
    conn.all(&sql, &args).await
}
