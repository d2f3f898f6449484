//! The SQL of this room: what the figures are counted from, within the rights of whoever asks. Nothing is written.
//!
//! Placeholders of every statement: `$1` school, `$2` today, `$3` and `$4` first and last day looked at. Aliases: `s`
//! student, `e` today's enrollment, `c` its class, `k` case, `n` note.

use access::{Action, Actor, Columns, Kind, scope};
use db::{Conn, FromRow, Result, Value, args};
use kernel::{CaseId, ClassId, Day, ExamId, Instant, StaffId, StudentId};
use uuid::Uuid;

/// Children with their place of today; those who have left have none.
const CHILD: &str = "from student s
    left join enrollment e on s.school_id = $1 and e.school_id = s.school_id and e.student_id = s.id
      and e.from_on <= $2 and e.until_on >= $2
    left join class c on c.school_id = e.school_id and c.id = e.class_id
      and cast($3 as text) <= cast($4 as text)";

/// Their cases that were open on any of the days; not one that goes on in another, since two entries were joined (R5).
const CASE: &str =
    " join support_case k on k.school_id = s.school_id and k.student_id = s.id and k.opened_on <= $4
      and not exists (select 1 from closure x where x.school_id = k.school_id and x.case_id = k.id
                      and (x.closed_on < $3 or x.reason = 'joined' and x.closed_on <= k.opened_on)
                      and x.reopened_on > $4)";

/// Their notes of these days.
const NOTES: &str = " join note_student ns on ns.school_id = s.school_id and ns.student_id = s.id
    join note n on n.school_id = ns.school_id and n.id = ns.note_id and n.withdrawn_at is null
      and ns.held_on >= $3 and ns.held_on <= $4";

/// One reading: who asks, about which days.
pub(crate) struct Reading<'a> {
    pub actor: &'a Actor,
    pub action: Action,
    pub today: Day,
    pub days: (Day, Day),
}

/// A statement under way.
struct Statement<'r> {
    reading: &'r Reading<'r>,
    args: Vec<Value<'static>>,
    filter: String,
}

impl<'r> Statement<'r> {
    fn of(reading: &'r Reading<'r>) -> Self {
        let args = args![reading.actor.school, reading.today, reading.days.0, reading.days.1];
        let args = args.iter().map(|value| value.clone().into_owned()).collect();
        Self { reading, args, filter: " where s.school_id = $1".to_owned() }
    }

    fn condition(&mut self, action: Action, kind: Kind, columns: &Columns) -> String {
        let condition = scope(self.reading.actor, action, kind).condition(columns, self.args.len() + 1);
        self.args.extend(condition.args);
        condition.sql
    }

    /// Only where the reader may do with records of this kind what is to be done.
    fn may(self, kind: Kind) -> Self {
        let action = self.reading.action;
        self.may_do(action, kind)
    }

    fn may_do(mut self, action: Action, kind: Kind) -> Self {
        let sql = self.condition(action, kind, &Columns::USUAL);
        self.filter.push_str(&format!(" and {sql}"));
        self
    }

    /// Only notes that the reader may list.
    fn may_notes(mut self) -> Self {
        let action = self.reading.action;
        let visits = self.condition(action, Kind::HomeVisit, &Columns::NOTE);
        let others = self.condition(action, Kind::Note, &Columns::NOTE);
        self.filter.push_str(&format!(
            " and ((n.kind = 'home_visit' and {visits}) or (n.kind <> 'home_visit' and {others}))"
        ));
        self
    }

    /// Only findings whose category the reader may list. Counted together they name no category, so a paper counts them as
    /// the page does, of the children whose findings leave at all.
    fn may_findings(self) -> Self {
        let takes_out = self.reading.action != Action::List;
        let mut own = if takes_out { self.may(Kind::Finding) } else { self };
        let mut parts = Vec::new();
        for (which, kind) in [
            ("f.category = 'poor'", Kind::AidFinding),
            ("f.category in ('disabled', 'illness')", Kind::HealthFinding),
            ("f.category = 'psychological'", Kind::PsyFinding),
            ("f.category not in ('poor', 'disabled', 'illness', 'psychological')", Kind::Finding),
        ] {
            let sql = own.condition(Action::List, kind, &Columns::USUAL);
            parts.push(format!("({which} and {sql})"));
        }
        own.filter.push_str(&format!(" and ({})", parts.join(" or ")));
        own
    }

    fn and(mut self, filter: &str) -> Self {
        self.filter.push_str(&format!(" and {filter}"));
        self
    }

    async fn all<T: FromRow + Send>(
        self,
        conn: &mut Conn,
        columns: &str,
        joins: &str,
        rest: &str,
    ) -> Result<Vec<T>> {
        conn.all(&format!("select {columns} {CHILD}{joins}{}{rest}", self.filter), &self.args).await
    }
}

db::record! {
    /// A case with its child.
    #[derive(Clone, Debug)]
    pub(crate) struct CaseRow {
        pub id: CaseId,
        pub student: StudentId,
        pub name: String,
        pub class: Option<ClassId>,
        pub grade: Option<i64>,
        pub number: Option<i64>,
        pub tier: String,
        pub opened_on: Day,
        pub left_on: Day,
    }
}

/// The cases open on any of the days, by class and name.
pub(crate) async fn cases(conn: &mut Conn, reading: &Reading<'_>) -> Result<Vec<CaseRow>> {
    let columns = "k.id, s.id, s.name, e.class_id, c.grade, c.number, k.tier, k.opened_on, s.left_on";
    let order = " order by c.grade, c.number, s.sort_key, s.id, k.opened_on, k.id";
    Statement::of(reading).may(Kind::Case).all(conn, columns, CASE, order).await
}

/// When these cases were closed and opened again, and why they were closed.
pub(crate) async fn closures(
    conn: &mut Conn,
    reading: &Reading<'_>,
) -> Result<Vec<(CaseId, Day, Day, String)>> {
    let joins = format!("{CASE} join closure y on y.school_id = k.school_id and y.case_id = k.id");
    let order = " order by y.closed_at, y.id";
    Statement::of(reading)
        .may(Kind::Case)
        .all(conn, "k.id, y.closed_on, y.reopened_on, y.reason", &joins, order)
        .await
}

db::record! {
    /// Somebody's part in a case.
    #[derive(Clone, Debug)]
    pub(crate) struct MemberRow {
        pub case: CaseId,
        pub staff: StaffId,
        pub part: String,
        pub from_on: Day,
        pub until_on: Day,
    }
}

/// Who serves or served in these cases as the responsible person or as mentor.
pub(crate) async fn members(conn: &mut Conn, reading: &Reading<'_>) -> Result<Vec<MemberRow>> {
    let joins = format!("{CASE} join member m on m.school_id = k.school_id and m.case_id = k.id");
    let filter = "m.part in ('responsible', 'mentor')";
    let columns = "k.id, m.staff_id, m.part, m.from_on, m.until_on";
    Statement::of(reading)
        .may(Kind::Case)
        .and(filter)
        .all(conn, columns, &joins, " order by m.from_on, m.id")
        .await
}

/// When the first plan of these cases was written.
pub(crate) async fn plans(conn: &mut Conn, reading: &Reading<'_>) -> Result<Vec<(CaseId, Day)>> {
    let joins = format!("{CASE} join plan p on p.school_id = k.school_id and p.case_id = k.id");
    Statement::of(reading)
        .may(Kind::Case)
        .all(conn, "k.id, min(p.written_on)", &joins, " group by k.id")
        .await
}

/// The children with a case whose contact card has an address and the telephone of a guardian.
pub(crate) async fn whole_cards(conn: &mut Conn, reading: &Reading<'_>) -> Result<Vec<StudentId>> {
    let whole =
        "s.address_cell is not null and exists (select 1 from guardian g where g.school_id = s.school_id
        and g.student_id = s.id and g.from_on <= $4 and g.until_on >= $4 and g.phone_cell is not null)";
    let statement = Statement::of(reading).may(Kind::Case);
    let statement = statement.may_do(Action::Read, Kind::Family).may_do(Action::Read, Kind::Identity);
    statement.and(whole).all(conn, "distinct s.id", CASE, "").await
}

/// The days on which the child of a case or its family was really reached.
pub(crate) async fn contacts(
    conn: &mut Conn,
    reading: &Reading<'_>,
) -> Result<Vec<(StudentId, Day, String)>> {
    let real = "n.kind in ('talk', 'home_visit', 'family_contact', 'tutoring', 'care')
        and coalesce(n.reached, 'both') <> 'nobody'";
    let joins = format!("{CASE}{NOTES}");
    let statement = Statement::of(reading).may(Kind::Case).may_notes().and(real);
    statement.all(conn, "distinct s.id, n.held_on, n.kind", &joins, " order by 1, 2").await
}

db::record! {
    /// A child with its place of today.
    #[derive(Clone, Debug)]
    pub(crate) struct ChildRow {
        pub id: StudentId,
        pub name: String,
        pub class: Option<ClassId>,
        pub grade: Option<i64>,
        pub number: Option<i64>,
        pub looked: bool,
    }
}

/// The children of today's classes, and whether the census of the term that began on the first day has looked at them.
pub(crate) async fn roster(conn: &mut Conn, reading: &Reading<'_>) -> Result<Vec<ChildRow>> {
    let joins = " left join census_look w on w.school_id = s.school_id and w.student_id = s.id and w.looked_on <= $4
        and w.census_id = (select z.id from census z join term tm on tm.school_id = z.school_id and tm.id = z.term_id
                           where z.school_id = s.school_id and tm.starts_on = $3)";
    let columns = "s.id, s.name, e.class_id, c.grade, c.number, w.student_id is not null";
    let order = " order by c.grade, c.number, s.sort_key, s.id";
    Statement::of(reading)
        .may(Kind::Census)
        .and("e.class_id is not null")
        .all(conn, columns, joins, order)
        .await
}

/// The grades in which the reader may list cases.
pub(crate) async fn grades(conn: &mut Conn, reading: &Reading<'_>) -> Result<Vec<i64>> {
    let statement = Statement::of(reading).may(Kind::Case).and("c.grade is not null");
    statement.all(conn, "distinct c.grade", "", " order by 1").await
}

db::record! {
    /// Something that said: this child may need us.
    #[derive(Clone, Debug)]
    pub(crate) struct SignalRow {
        pub student: StudentId,
        pub grade: Option<i64>,
        pub on: Day,
        pub looked: bool,
    }
}

/// Categories found in these days. Whoever found one has looked.
pub(crate) async fn findings(conn: &mut Conn, reading: &Reading<'_>) -> Result<Vec<SignalRow>> {
    let joins = " join finding f on f.school_id = s.school_id and f.student_id = s.id";
    let within = "f.found_on >= $3 and f.found_on <= $4";
    Statement::of(reading)
        .may_findings()
        .and(within)
        .all(conn, "s.id, c.grade, f.found_on, true", joins, "")
        .await
}

/// Nominations of these days, and whether somebody has settled them.
pub(crate) async fn nominations(conn: &mut Conn, reading: &Reading<'_>) -> Result<Vec<SignalRow>> {
    let joins =
        " join remark r on r.school_id = s.school_id and r.student_id = s.id and r.kind = 'nomination'";
    let within = "r.withdrawn_at is null and r.noted_on >= $3 and r.noted_on <= $4";
    let columns = "s.id, c.grade, r.noted_on, r.settled_on is not null";
    Statement::of(reading).may(Kind::Remark).and(within).all(conn, columns, joins, "").await
}

db::record! {
    /// A note that spoke of danger: when it was pointed out and when somebody first answered.
    #[derive(Clone, Debug)]
    pub(crate) struct DangerRow {
        pub id: Uuid,
        pub student: StudentId,
        pub name: String,
        pub class: Option<ClassId>,
        pub grade: Option<i64>,
        pub number: Option<i64>,
        pub found_at: Instant,
        pub answered_at: Option<Instant>,
    }
}

/// The pointers in notes of these days; those in sealed parts have other readers and are not counted.
pub(crate) async fn dangers(conn: &mut Conn, reading: &Reading<'_>) -> Result<Vec<DangerRow>> {
    let joins = format!(
        "{NOTES} join danger d on d.school_id = n.school_id and d.note_id = n.id and d.part = 'note'"
    );
    let columns = "d.id, s.id, s.name, e.class_id, c.grade, c.number, d.found_at,
        (select min(a.answered_at) from danger_answer a where a.school_id = d.school_id and a.danger_id = d.id)";
    let order = " order by d.found_at, d.id, s.id";
    Statement::of(reading).may_notes().all(conn, columns, &joins, order).await
}

db::record! {
    /// A child for whom legal aid was asked, and what came of it.
    #[derive(Clone, Debug)]
    pub(crate) struct AidRow {
        pub student: StudentId,
        pub name: String,
        pub class: Option<ClassId>,
        pub grade: Option<i64>,
        pub number: Option<i64>,
        pub asked_on: Day,
        pub answer: Option<String>,
        pub answered_on: Option<Day>,
    }
}

/// The requests for legal aid by the last day, in the order of classes and names.
pub(crate) async fn aid(conn: &mut Conn, reading: &Reading<'_>) -> Result<Vec<AidRow>> {
    let joins = " join legal_aid q on q.school_id = s.school_id and q.student_id = s.id";
    let columns = "s.id, s.name, e.class_id, c.grade, c.number, q.asked_on, q.answer, q.answered_on";
    let statement = Statement::of(reading).may(Kind::Case).and("q.withdrawn_at is null and q.asked_on <= $4");
    statement.all(conn, columns, joins, " order by c.grade, c.number, s.sort_key, s.id, q.id").await
}

db::record! {
    /// An exam.
    #[derive(Clone, Debug)]
    pub(crate) struct ExamRow {
        pub id: ExamId,
        pub name: String,
        pub on: Day,
    }
}

/// The exams of these days of which the reader may list marks, the oldest first.
pub(crate) async fn exams(conn: &mut Conn, reading: &Reading<'_>) -> Result<Vec<ExamRow>> {
    let joins =
        " join mark mk on mk.school_id = s.school_id and mk.student_id = s.id and mk.score is not null
        join exam x on x.school_id = mk.school_id and x.id = mk.exam_id";
    let statement = Statement::of(reading).may(Kind::Marks).and("x.held_on >= $3 and x.held_on <= $4");
    statement.all(conn, "distinct x.id, x.name, x.held_on", joins, " order by x.held_on, x.id").await
}

db::record! {
    /// A mark: hundredths of a point.
    #[derive(Clone, Debug)]
    pub(crate) struct MarkRow {
        pub student: StudentId,
        pub grade: i64,
        pub exam: ExamId,
        pub subject: String,
        pub score: i64,
        pub full: i64,
    }
}

/// The marks of two exams, by child.
pub(crate) async fn marks(
    conn: &mut Conn,
    reading: &Reading<'_>,
    exams: [ExamId; 2],
) -> Result<Vec<MarkRow>> {
    let joins =
        " join mark mk on mk.school_id = s.school_id and mk.student_id = s.id and mk.score is not null";
    let mut statement = Statement::of(reading).may(Kind::Marks).and("c.grade is not null");
    let first = statement.args.len() + 1;
    statement.args.extend(exams.map(|exam| Value::Id(exam.0)));
    let within = format!("mk.exam_id in (${first}, ${})", first + 1);
    let columns = "s.id, c.grade, mk.exam_id, mk.subject, mk.score, mk.full_score";
    statement.and(&within).all(conn, columns, joins, " order by s.id").await
}

/// Half days missed in these days, by child; children who missed none are absent.
pub(crate) async fn absences(conn: &mut Conn, reading: &Reading<'_>) -> Result<Vec<(StudentId, i64)>> {
    let joins = " join absence a on a.school_id = s.school_id and a.student_id = s.id";
    let within = "a.from_on >= $3 and a.from_on <= $4";
    let sum = "s.id, cast(sum(a.half_days) as bigint)";
    Statement::of(reading).may(Kind::Marks).and(within).all(conn, sum, joins, " group by s.id").await
}

/// The addresses of the children with a case, sealed; the reader must be allowed to read each.
pub(crate) async fn addresses(conn: &mut Conn, reading: &Reading<'_>) -> Result<Vec<(StudentId, Vec<u8>)>> {
    let statement = Statement::of(reading).may(Kind::Case).may_do(Action::Read, Kind::Identity);
    statement.and("s.address_cell is not null").all(conn, "distinct s.id, s.address_cell", CASE, "").await
}
