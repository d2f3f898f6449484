//! The SQL of tiers.

use access::{Columns, Scope};
use db::together::try_join;
use db::{Conn, Result, args};
use kernel::{CaseId, ClassId, Day, FOREVER, Instant, SchoolId, StaffId, StudentId, TierChangeId};
use uuid::Uuid;

use super::history::{Renewal, Step};
use crate::case::Tier;

db::record! {
    /// A change of tier, its words still closed.
    #[derive(Clone, Debug)]
    pub struct ChangeRow {
        /// The id.
        pub id: TierChangeId,
        /// The case.
        pub case_id: CaseId,
        /// The child.
        pub student_id: StudentId,
        /// `up`, `down`, `breach`, `ended`.
        pub way: String,
        /// The tier that asks.
        pub from_tier: String,
        /// The tier that answers.
        pub to_tier: String,
        /// Sealed.
        pub reason_cell: Vec<u8>,
        /// When it was asked.
        pub asked_on: Day,
        /// By whom.
        pub asked_by: StaffId,
        /// The name.
        pub asker: String,
        /// What became of it; nothing while it waits.
        pub answer: Option<String>,
        /// Sealed.
        pub answer_cell: Option<Vec<u8>>,
        /// When it was answered.
        pub answered_on: Day,
        /// By whom.
        pub answerer: Option<String>,
        /// When the tier is looked at again.
        pub review_on: Option<Day>,
    }
}

const CHANGE: &str = "select t.id, t.case_id, t.student_id, t.way, t.from_tier, t.to_tier, t.reason_cell, t.asked_on, t.asked_by,
      a.name, t.answer, t.answer_cell, t.answered_on, b.name, t.review_on
    from tier_change t join staff a on a.school_id = t.school_id and a.id = t.asked_by
    left join staff b on b.school_id = t.school_id and b.id = t.answered_by";

/// One change, whoever asks.
pub(super) async fn lookup(conn: &mut Conn, school: SchoolId, id: TierChangeId) -> Result<Option<ChangeRow>> {
    conn.maybe(&format!("{CHANGE} where t.school_id = $1 and t.id = $2"), args![school, id]).await
}

/// The changes of a case, in the order in which they came.
pub(super) async fn of_case(conn: &mut Conn, school: SchoolId, case: CaseId) -> Result<Vec<ChangeRow>> {
    let sql = format!("{CHANGE} where t.school_id = $1 and t.case_id = $2 order by t.asked_at, t.id");
    conn.all(&sql, args![school, case]).await
}

/// A change to be asked, or one that holds at once.
pub(super) struct Asking<'a> {
    pub id: TierChangeId,
    pub about: (CaseId, StudentId),
    pub way: &'a str,
    pub tiers: (Tier, Tier),
    pub reason: Vec<u8>,
    pub asked: (Day, Instant, StaffId),
}

/// Asks.
pub(super) async fn insert(tx: &mut Conn, school: SchoolId, asking: &Asking<'_>) -> Result<()> {
    let (case, student) = asking.about;
    let (on, at, by) = asking.asked;
    tx.run(
        "insert into tier_change (school_id, id, case_id, student_id, way, from_tier, to_tier, reason_cell, asked_on, asked_at, asked_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![
            school,
            asking.id,
            case,
            student,
            asking.way,
            asking.tiers.0.key(),
            asking.tiers.1.key(),
            asking.reason,
            on,
            at,
            by
        ],
    )
    .await?;
    Ok(())
}

/// An answer as it is stored.
pub(super) struct Answering<'a> {
    pub answer: &'a str,
    pub words: Option<Vec<u8>>,
    pub review_on: Option<Day>,
    pub answered: (Day, Instant, StaffId),
}

/// Answers; false when it was answered already.
pub(super) async fn settle(
    tx: &mut Conn,
    (school, id): (SchoolId, TierChangeId),
    with: &Answering<'_>,
) -> Result<bool> {
    let (on, at, by) = with.answered;
    let touched = tx
        .run(
            "update tier_change set answer = $1, answer_cell = $2, review_on = $3, answered_on = $4, answered_at = $5,
               answered_by = $6 where school_id = $7 and id = $8 and answered_on = $9",
            args![with.answer, with.words, with.review_on, on, at, by, school, id, FOREVER],
        )
        .await?;
    Ok(touched == 1)
}

/// Repeats the newest tier in the case, for lists.
pub(super) async fn put(tx: &mut Conn, school: SchoolId, case: CaseId, tier: Tier) -> Result<()> {
    tx.run(
        "update support_case set tier = $1, row_version = row_version + 1 where school_id = $2 and id = $3",
        args![tier.key(), school, case],
    )
    .await?;
    Ok(())
}

/// Keeps the tier until another day.
pub(super) async fn insert_review(
    tx: &mut Conn,
    school: SchoolId,
    (id, case, student): (Uuid, CaseId, StudentId),
    (review_on, reason): (Day, Option<Vec<u8>>),
    (on, at, by): (Day, Instant, StaffId),
) -> Result<()> {
    tx.run(
        "insert into tier_review (school_id, id, case_id, student_id, reviewed_on, reviewed_at, reviewed_by, review_on, reason_cell)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![school, id, case, student, on, at, by, review_on, reason],
    )
    .await?;
    Ok(())
}

db::record! {
    /// A form as it was written, still closed.
    pub struct FormRow {
        /// The id.
        pub id: Uuid,
        /// Which.
        pub form: String,
        /// Sealed.
        pub body_cell: Vec<u8>,
        /// When.
        pub written_on: Day,
        /// By whom.
        pub writer: String,
    }
}

/// The forms of a case, newest first.
pub(super) async fn forms(conn: &mut Conn, school: SchoolId, case: CaseId) -> Result<Vec<FormRow>> {
    conn.all(
        "select f.id, f.form, f.body_cell, f.written_on, a.name from tier_form f
         join staff a on a.school_id = $1 and a.id = f.written_by
         where f.school_id = $1 and f.case_id = $2 order by f.written_at desc, f.id desc",
        args![school, case],
    )
    .await
}

/// Writes a form.
pub(super) async fn insert_form(
    tx: &mut Conn,
    school: SchoolId,
    (id, case, student): (Uuid, CaseId, StudentId),
    (form, body, review_on): (&str, Vec<u8>, Option<Day>),
    (on, at, by): (Day, Instant, StaffId),
) -> Result<()> {
    tx.run(
        "insert into tier_form (school_id, id, case_id, student_id, form, body_cell, review_on, written_on, written_at, written_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![school, id, case, student, form, body, review_on, on, at, by],
    )
    .await?;
    Ok(())
}

db::record! {
    /// An open case as the board sees it.
    #[derive(Clone, Debug)]
    pub struct Standing {
        /// The case.
        pub case: CaseId,
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
        /// The tier given last.
        pub tier: String,
        /// Since when the case is open.
        pub opened_on: Day,
        /// Who answers for it.
        pub responsible: Option<String>,
        /// Whether it has a plan.
        pub has_plan: bool,
    }
}

/// Which cases are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// All.
    EveryTier,
    /// Those of the grade and the school.
    AboveClass,
}

/// The open cases within the scope, in the order of the classes and names.
pub(super) async fn standing(
    conn: &mut Conn,
    scope: &Scope,
    (today, of): (Day, Of),
) -> Result<Vec<Standing>> {
    let mut args = args![scope.school, today].to_vec();
    let condition = scope.condition(&Columns::ENROLLED, args.len() + 1);
    args.extend(condition.args);
    let tiers = if of == Of::AboveClass { "k.tier <> 'class'" } else { "1 = 1" };
    let sql = format!(
        "select k.id, s.id, s.name, e.class_id, c.grade, c.number, k.tier, k.opened_on,
           (select r.name from member m join staff r on r.school_id = $1 and r.id = m.staff_id
            where m.school_id = $1 and m.case_id = k.id and m.part = 'responsible' and m.from_on <= $2 and m.until_on >= $2
              and r.left_on >= $2 order by m.from_on desc limit 1),
           exists (select 1 from plan p where p.school_id = $1 and p.case_id = k.id)
         from support_case k
         join enrollment e on e.school_id = $1 and e.student_id = k.student_id and e.from_on <= $2 and e.until_on >= $2
         cross join student s cross join class c
         where s.school_id = $1 and s.id = k.student_id and c.school_id = $1 and c.id = e.class_id
           and k.school_id = $1 and k.opened_on <= $2 and {tiers} and {} and {}
         order by c.grade, c.number, s.sort_key, s.id",
        crate::case::IS_OPEN, condition.sql
    );
    conn.all(&sql, &args).await
}

/// The requests within the scope that wait for an answer, or that were returned since a day; oldest first.
pub(super) async fn waiting(
    conn: &mut Conn,
    scope: &Scope,
    (today, returned_since): (Day, Day),
) -> Result<Vec<ChangeRow>> {
    let mut args = args![scope.school, today, FOREVER, returned_since].to_vec();
    let condition = scope.condition(&Columns::USUAL, args.len() + 1);
    args.extend(condition.args);
    let sql = format!(
        "{CHANGE} join support_case k on k.school_id = t.school_id and k.id = t.case_id
         join student s on s.school_id = t.school_id and s.id = t.student_id
         left join enrollment e on e.school_id = t.school_id and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
         left join class c on c.school_id = t.school_id and c.id = e.class_id
         where t.school_id = $1 and {} and (t.answered_on = $3 or t.answer = 'returned' and t.answered_on >= $4) and {}
         order by t.asked_at, t.id",
        crate::case::IS_OPEN, condition.sql
    );
    // IS_OPEN speaks of $1 and $2, which are named before it.
    conn.all(&sql, &args).await
}

/// Who leads a grade on a day: grade and person.
pub(super) async fn grade_leaders(
    conn: &mut Conn,
    school: SchoolId,
    today: Day,
) -> Result<Vec<(i64, StaffId)>> {
    let sql = "select grade, staff_id from role_held
         where school_id = $1 and role = 'grade-leader' and from_on <= $2 and until_on >= $2 and grade is not null";
    conn.all(sql, args![school, today]).await
}

/// What changed the tiers of one case: steps and renewals in the order of their days.
#[derive(Clone, Debug, Default)]
pub struct Course {
    /// Accepted changes.
    pub steps: Vec<Step>,
    /// Reviews that kept the tier.
    pub renewals: Vec<Renewal>,
}

type RenewalRow = (CaseId, Day, Day);
type StepRow = (CaseId, String, String, Day, Option<Day>);

/// The courses of these cases; a case that never changed is absent.
///
/// # Errors
/// Those of the database.
pub async fn courses(
    conn: &mut Conn,
    school: SchoolId,
    cases: &[CaseId],
) -> Result<std::collections::HashMap<CaseId, Course>> {
    let mut all: std::collections::HashMap<CaseId, Course> = std::collections::HashMap::new();
    let steps = "select case_id, from_tier, to_tier, answered_on, review_on from tier_change
         where school_id = $1 and case_id in (THESE) and answer = 'accepted' order by answered_at, id";
    let renewals =
        "select case_id, reviewed_on, review_on from tier_review where school_id = $1 and case_id in (THESE)
         order by reviewed_at, id";
    let mut own = conn.beside();
    let (steps, renewals) = try_join(
        conn.all_of::<StepRow>(steps, args![school], cases),
        own.all_of::<RenewalRow>(renewals, args![school], cases),
    )
    .await?;
    for (case, from, to, on, review_on) in steps {
        if let (Some(from), Some(to)) = (Tier::parse(&from), Tier::parse(&to)) {
            all.entry(case).or_default().steps.push(Step { from, to, on, review_on });
        }
    }
    for (case, on, review_on) in renewals {
        all.entry(case).or_default().renewals.push(Renewal { on, review_on });
    }
    Ok(all)
}
