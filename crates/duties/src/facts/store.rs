//! The facts of cases out of the records: a handful of statements, however many cases there are. A `cross join` says
//! where to begin: from the few children to their notes, never from all notes of the term to the children.

use std::collections::HashMap;

use access::{Columns, Scope};
use casework::tier::store::Course;
use db::together::{try_join3, try_join4};
use db::{Conn, FromRow, Param, Result, Value, args, dialect};
use jiff::civil::Date;
use kernel::{CaseId, ClassId, Day, FOREVER, RuleId, SchoolId, StaffId, StudentId};
use noticing::fade;

use super::{CaseFacts, Excuse, Member, Part, Reason, StandIn, borne};
use crate::contact::stored;
use crate::days::{Days, Since};
use crate::rule::Tier;

/// Child, kind, channel, who was reached, day, by whom.
type NoteRow = (StudentId, String, Option<String>, Option<String>, Day, StaffId);
/// Child, category, first and last day, when it was to be looked at again.
type FindingRow = (StudentId, String, Day, Day, Option<Day>);
/// Case, person, part, first and last day.
type MemberRow = (CaseId, StaffId, String, Day, Day);
/// Child, homeroom teacher, since and until when, and the same of the enrollment.
type HomeroomRow = (StudentId, StaffId, Day, Day, Day, Day);
/// Student, rule, person, first and last day, reason.
type ExcuseRow = (StudentId, Option<RuleId>, Option<StaffId>, Day, Day, String);

/// How many cases one statement asks about.
const AT_ONCE: usize = 256;

db::record! {
    /// A case with what a list shows of its child.
    #[derive(Clone, Debug)]
    pub struct Picked {
        /// The case.
        pub case: CaseId,
        /// The child.
        pub student: StudentId,
        /// The child's name.
        pub name: String,
        /// Who carries the case.
        pub tier: String,
        /// When it was first opened.
        pub opened_on: Day,
        /// Today's class; none for a child who has left.
        pub class: Option<ClassId>,
        /// Today's grade.
        pub grade: Option<i64>,
        /// The class's number within the grade.
        pub number: Option<i64>,
    }
}

impl Picked {
    /// What the policy needs to know of the child.
    #[must_use]
    pub fn facts(&self, school: SchoolId) -> access::Facts {
        let (class, grade) = (self.class, self.grade);
        access::Facts { school, student: Some(self.student), class, grade, author: None, named: false }
    }

    /// The class in words; empty for a child who has left.
    #[must_use]
    pub fn class_words(&self, look: &web::Look) -> String {
        match (self.grade, self.number) {
            (Some(grade), Some(number)) => look.class_name(&grade, &number),
            _ => String::new(),
        }
    }
}

const COLUMNS: &str = "select k.id, s.id, s.name, k.tier, k.opened_on, e.class_id, c.grade, c.number";

/// The cases of the school `$1`, so that the placeholders appear in order.
const CASES: &str = "with chosen (school_id, id, student_id, tier, opened_on) as (
    select school_id, id, student_id, tier, opened_on from support_case where school_id = $1)";

/// `$2` is today. Needs `k`, the case, and [`ITS`]. Names are looked up last, for the children who have a case.
const CHILD: &str = "cross join student s
    left join enrollment e on e.school_id = s.school_id and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
    left join class c on c.school_id = e.school_id and c.id = e.class_id";

/// Open on the day `$2`.
const OPEN: &str = "k.opened_on <= $2 and not exists (select 1 from closure x
    where x.school_id = k.school_id and x.case_id = k.id and x.closed_on <= $2 and x.reopened_on > $2)";

/// Whose case it is.
const ITS: &str = "s.school_id = k.school_id and s.id = k.student_id";

fn within(scope: &Scope, args: &mut Vec<Value<'_>>) -> String {
    let condition = scope.condition(&Columns::USUAL, args.len() + 1);
    args.extend(condition.args);
    condition.sql
}

/// Open cases in which this person serves today, or whose child is in his or her homeroom class.
///
/// # Errors
/// Those of the database.
pub async fn of_staff(conn: &mut Conn, scope: &Scope, staff: StaffId, today: Day) -> Result<Vec<Picked>> {
    let mut args = args![scope.school, today, staff].to_vec();
    let within = within(scope, &mut args);
    let sql = format!(
        "with served (school_id, student_id) as (
           select m.school_id, m.student_id from member m
           where m.school_id = $1 and m.from_on <= $2 and m.until_on >= $2 and m.staff_id = $3
           union
           select r.school_id, i.student_id from role_held r
           join enrollment i on i.school_id = r.school_id and i.class_id = r.class_id
             and i.from_on <= $2 and i.until_on >= $2
           where r.school_id = $1 and r.staff_id = $3 and r.role = 'homeroom' and r.from_on <= $2 and r.until_on >= $2)
         {COLUMNS} from served v
         cross join support_case k
         {CHILD} where {ITS} and k.school_id = v.school_id and k.student_id = v.student_id and {OPEN} and {within} order by c.grade, c.number, s.sort_key, s.id"
    );
    conn.all(&sql, &args).await
}

/// The open cases of one child. The caller holds a permit.
///
/// # Errors
/// Those of the database.
pub async fn of_student(
    conn: &mut Conn,
    school: SchoolId,
    student: StudentId,
    today: Day,
) -> Result<Vec<Picked>> {
    let sql = format!("{CASES} {COLUMNS} from chosen k {CHILD} where {ITS} and {OPEN} and k.student_id = $3");
    conn.all(&sql, args![school, today, student]).await
}

/// Cases within the scope that were open at some time in these days.
///
/// # Errors
/// Those of the database.
pub async fn in_days(conn: &mut Conn, scope: &Scope, today: Day, days: Days) -> Result<Vec<Picked>> {
    let mut args = args![scope.school, today, days.first, days.last].to_vec();
    let within = within(scope, &mut args);
    let sql = format!(
        "{CASES} {COLUMNS} from chosen k {CHILD}
         where {ITS} and not exists (select 1 from closure x where x.school_id = k.school_id and x.case_id = k.id
             and x.closed_on <= $3 and x.reopened_on > $4)
           and k.opened_on <= $4 and {within} order by c.grade, c.number, s.sort_key, s.id"
    );
    conn.all(&sql, &args).await
}

/// Everybody who serves or served at the school, in order of their names.
///
/// # Errors
/// Those of the database.
pub async fn staff_names(conn: &mut Conn, school: SchoolId) -> Result<Vec<(StaffId, String)>> {
    conn.all("select id, name from staff where school_id = $1 order by sort_key, id", args![school]).await
}

/// The facts of these cases, in their order, with the notes held in these days.
///
/// # Errors
/// Those of the database.
pub async fn load(
    conn: &mut Conn,
    school: SchoolId,
    cases: &[Picked],
    notes: Days,
) -> Result<Vec<CaseFacts>> {
    let mut all = Vec::with_capacity(cases.len());
    for some in cases.chunks(AT_ONCE) {
        all.extend(Loading::new(school, some).all(conn, some, notes).await?);
    }
    Ok(all)
}

// Each ends before the list of cases or children.
const CLOSURES: &str = "select case_id, closed_on, reopened_on from closure where school_id = $1 and case_id";
const MEMBERS: &str =
    "select case_id, staff_id, part, from_on, until_on from member where school_id = $1 and case_id";
const HOMEROOMS: &str = "select i.student_id, r.staff_id, r.from_on, r.until_on, i.from_on, i.until_on from enrollment i
    cross join role_held r
    where r.school_id = i.school_id and r.class_id = i.class_id and r.role = 'homeroom' and i.school_id = $1 and i.student_id";
const FINDINGS: &str = "select student_id, category, since_on, until_on, review_on from finding where school_id = $1 and student_id";
const NOTES: &str =
    "select ns.student_id, n.kind, n.channel, n.reached, ns.held_on, n.recorded_by from note_student ns
    cross join note n
    where n.school_id = ns.school_id and n.id = ns.note_id and ns.school_id = $1 and ns.held_on >= $2
      and ns.held_on <= $3 and n.withdrawn_at is null and ns.student_id";
const EXCUSES: &str = "select student_id, rule_id, staff_id, from_on, until_on, reason from excuse
    where school_id = $1 and withdrawn_at is null and student_id";
const ABSENCES: &str = "select student_id, from_on, until_on, half_days, reason from absence
    where school_id = $1 and until_on >= $2 and from_on <= $3 and student_id";
const LEAVERS: &str = "select id, left_on from student where school_id = $1 and left_on < $2 and id";
const STAND_INS: &str = "select away_id, stand_in_id, from_on, until_on from stand_in
    where school_id = $1 and until_on >= from_on order by id";

/// What the statements found of some cases.
struct Found {
    closures: Vec<(CaseId, Day, Day)>,
    members: Vec<MemberRow>,
    homerooms: Vec<HomeroomRow>,
    courses: HashMap<CaseId, Course>,
    findings: Vec<FindingRow>,
    notes: Vec<NoteRow>,
    excuses: Vec<ExcuseRow>,
    absences: Vec<(StudentId, Day, Day, i64, String)>,
    leavers: Vec<(StudentId, Day)>,
    stand_ins: Vec<(StaffId, StaffId, Day, Day)>,
}

/// The rows of one question, on a handle of its own.
async fn rows<T: FromRow + Send>(conn: &Conn, (sql, args): (String, Vec<Value<'static>>)) -> Result<Vec<T>> {
    conn.beside().all(&sql, &args).await
}

/// A part of the cases while their facts come in.
struct Loading {
    school: SchoolId,
    case_ids: Vec<CaseId>,
    student_ids: Vec<StudentId>,
    by_case: HashMap<CaseId, usize>,
    by_student: HashMap<StudentId, Vec<usize>>,
    closures: Vec<Vec<(Date, Date)>>,
    facts: Vec<CaseFacts>,
}

impl Loading {
    fn new(school: SchoolId, cases: &[Picked]) -> Self {
        let mut by_student: HashMap<StudentId, Vec<usize>> = HashMap::new();
        for (at, case) in cases.iter().enumerate() {
            by_student.entry(case.student).or_default().push(at);
        }
        let mut case_ids: Vec<CaseId> = cases.iter().map(|case| case.case).collect();
        let mut student_ids: Vec<StudentId> = by_student.keys().copied().collect();
        student_ids.sort_unstable();
        dialect::padded(&mut case_ids);
        dialect::padded(&mut student_ids);
        let by_case = cases.iter().enumerate().map(|(at, case)| (case.case, at)).collect();
        let facts = cases.iter().map(fresh).collect();
        let closures = vec![Vec::new(); cases.len()];
        Self { school, case_ids, student_ids, by_case, by_student, closures, facts }
    }

    async fn all(mut self, conn: &mut Conn, cases: &[Picked], notes: Days) -> Result<Vec<CaseFacts>> {
        let found = self.found(conn, notes).await?;
        self.closures(found.closures);
        self.members(found.members);
        self.homerooms(found.homerooms);
        self.tiers(&found.courses, cases);
        self.findings(found.findings);
        self.notes(found.notes);
        self.excuses(found.excuses);
        self.absences(found.absences);
        self.leavers(found.leavers);
        self.stand_ins(found.stand_ins);
        Ok(self.facts)
    }

    /// All that is asked, asked together.
    async fn found(&self, conn: &mut Conn, notes: Days) -> Result<Found> {
        let days = [notes.first.value().into_owned(), notes.last.value().into_owned()];
        let mut own = conn.beside();
        let of_cases = try_join4(
            rows(conn, self.ask(CLOSURES, &[], &self.case_ids)),
            rows(conn, self.ask(MEMBERS, &[], &self.case_ids)),
            casework::tier::store::courses(&mut own, self.school, &self.case_ids),
            rows(conn, (STAND_INS.to_owned(), vec![self.school.value().into_owned()])),
        );
        let of_students = try_join3(
            rows(conn, self.ask(HOMEROOMS, &[], &self.student_ids)),
            rows(conn, self.ask(FINDINGS, &[], &self.student_ids)),
            rows(conn, self.ask(NOTES, &days, &self.student_ids)),
        );
        let excused = try_join3(
            rows(conn, self.ask(EXCUSES, &[], &self.student_ids)),
            rows(conn, self.ask(ABSENCES, &days, &self.student_ids)),
            rows(conn, self.ask(LEAVERS, &[FOREVER.value().into_owned()], &self.student_ids)),
        );
        let ((closures, members, courses, stand_ins), (homerooms, findings, notes), excused) =
            try_join3(of_cases, of_students, excused).await?;
        let (excuses, absences, leavers) = excused;
        Ok(Found {
            closures,
            members,
            homerooms,
            courses,
            findings,
            notes,
            excuses,
            absences,
            leavers,
            stand_ins,
        })
    }

    fn ask<T: Param>(&self, sql: &str, first: &[Value<'static>], ids: &[T]) -> (String, Vec<Value<'static>>) {
        let mut args = vec![self.school.value().into_owned()];
        args.extend(first.iter().cloned());
        let list = dialect::list(args.len() + 1, ids.len());
        args.extend(ids.iter().map(|id| id.value().into_owned()));
        (format!("{sql} in {list}"), args)
    }

    fn of_case(&mut self, case: CaseId, put: impl FnOnce(&mut CaseFacts)) {
        if let Some(facts) = self.by_case.get(&case).and_then(|at| self.facts.get_mut(*at)) {
            put(facts);
        }
    }

    fn of_student(&mut self, student: StudentId, mut put: impl FnMut(&mut CaseFacts)) {
        for at in self.by_student.get(&student).into_iter().flatten() {
            if let Some(facts) = self.facts.get_mut(*at) {
                put(facts);
            }
        }
    }

    fn closures(&mut self, rows: Vec<(CaseId, Day, Day)>) {
        for (case, closed, reopened) in rows {
            if let Some(list) = self.by_case.get(&case).and_then(|at| self.closures.get_mut(*at)) {
                list.push((closed, reopened));
            }
        }
        for (facts, closures) in self.facts.iter_mut().zip(&mut self.closures) {
            closures.sort_unstable();
            facts.open = open(facts.open.first().map_or(FOREVER, |since| since.from), closures);
        }
    }

    fn members(&mut self, rows: Vec<MemberRow>) {
        for (case, staff, part, from, until) in rows {
            let part = Part::from_code(&part).unwrap_or(Part::Member);
            self.of_case(case, |facts| {
                facts.members.push(Member { staff: staff.bytes(), part, during: held(from, until) });
            });
        }
    }

    /// The homeroom teachers of the classes the children were in, for as long as both lasted.
    fn homerooms(&mut self, rows: Vec<HomeroomRow>) {
        for (student, staff, from, until, enrolled, left) in rows {
            let during = held(from.max(enrolled), until.min(left));
            let member = Member { staff: staff.bytes(), part: Part::Homeroom, during };
            self.of_student(student, |facts| facts.members.push(member));
        }
    }

    /// The tiers as they changed, and as they faded where nobody renewed them (K2, C6).
    fn tiers(&mut self, courses: &HashMap<CaseId, Course>, cases: &[Picked]) {
        for case in cases {
            let Some(now) = casework::case::Tier::parse(&case.tier) else { continue };
            let course = courses.get(&case.case).cloned().unwrap_or_default();
            let spans = casework::tier::spans(case.opened_on, now, &course.steps, &course.renewals);
            let held = |span: &casework::tier::Span| {
                let since = Since { from: span.from, until: span.until };
                Tier::from_code(span.tier.key()).map(|tier| (tier, since))
            };
            self.of_case(case.case, |facts| facts.tiers = spans.iter().filter_map(held).collect());
        }
    }

    /// The categories, each until it ended or nobody looked at it again in time (C6).
    fn findings(&mut self, rows: Vec<FindingRow>) {
        for (student, category, since, until, review) in rows {
            let until = review.map_or(until, |day| until.min(fade::last_day(day)));
            self.of_student(student, |facts| facts.categories.push((category.clone(), held(since, until))));
        }
    }

    fn notes(&mut self, rows: Vec<NoteRow>) {
        for (student, kind, channel, reached, on, by) in rows {
            if let Some(contact) = stored(&kind, (channel.as_deref(), reached.as_deref()), on, by.bytes()) {
                self.of_student(student, |facts| facts.contacts.push(contact));
            }
        }
    }

    /// Sick and other leave out of the school's lists of absences, whole days alone.
    fn absences(&mut self, rows: Vec<(StudentId, Day, Day, i64, String)>) {
        for (student, from, until, half_days, reason) in rows {
            let days = Days::new(from, until);
            if let Some(reason) = absent(&reason).filter(|_| is_whole(days, half_days)) {
                let excuse = Excuse { days, rule: None, staff: None, reason };
                self.of_student(student, |facts| facts.excuses.push(excuse));
            }
        }
    }

    /// Nobody owes anything for a child who has left the school, whether or not the case was closed.
    fn leavers(&mut self, rows: Vec<(StudentId, Day)>) {
        for (student, left) in rows {
            let ended = left.tomorrow().unwrap_or(left);
            self.of_student(student, |facts| {
                facts.open.retain(|since| since.from < ended);
                for since in &mut facts.open {
                    since.until = Some(since.until.map_or(ended, |until| until.min(ended)));
                }
            });
        }
    }

    /// Who stood in for whom: last, when all parts are there.
    fn stand_ins(&mut self, rows: Vec<(StaffId, StaffId, Day, Day)>) {
        let stand_in = |(away, stand_in, from, until): (StaffId, StaffId, Day, Day)| StandIn {
            away: away.bytes(),
            stand_in: stand_in.bytes(),
            during: held(from, until),
        };
        let stand_ins: Vec<StandIn> = rows.into_iter().map(stand_in).collect();
        if !stand_ins.is_empty() {
            for facts in &mut self.facts {
                facts.members = borne(&facts.members, &stand_ins);
            }
        }
    }

    fn excuses(&mut self, rows: Vec<ExcuseRow>) {
        for (student, rule, staff, from, until, reason) in rows {
            let reason = Reason::from_code(&reason).unwrap_or(Reason::Other);
            let (rule, staff) = (rule.map(RuleId::bytes), staff.map(StaffId::bytes));
            let excuse = Excuse { days: Days::new(from, until), rule, staff, reason };
            self.of_student(student, |facts| facts.excuses.push(excuse));
        }
    }
}

/// Why a child was absent, as lists write it; what is no excuse stops no clock.
fn absent(reason: &str) -> Option<Reason> {
    if reason.contains('病') {
        Some(Reason::Sick)
    } else if reason.contains("事假") || reason.contains("请假") || reason.contains("請假") {
        Some(Reason::Leave)
    } else {
        None
    }
}

/// Whether a child was away for whole days from the first to the last: older lists give sums over a period.
fn is_whole(days: Days, half_days: i64) -> bool {
    let mut weekdays = 0;
    let mut day = days.first;
    while day <= days.last && weekdays <= half_days {
        weekdays += i64::from(day.weekday().to_monday_zero_offset() < 5);
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    half_days >= 2 * weekdays.max(1)
}

fn fresh(case: &Picked) -> CaseFacts {
    let opened = Since::from(case.opened_on);
    CaseFacts {
        student: case.student.bytes(),
        open: vec![opened],
        members: Vec::new(),
        categories: Vec::new(),
        tiers: Tier::from_code(&case.tier).map(|tier| (tier, opened)).into_iter().collect(),
        contacts: Vec::new(),
        excuses: Vec::new(),
    }
}

/// In the tables the last day still counts, in the model it is the day of the ending that no longer does.
fn held(from: Day, until: Day) -> Since {
    let ended = Some(until).filter(|day| *day != FOREVER).map(|day| day.tomorrow().unwrap_or(day));
    Since { from, until: ended }
}

/// From the opening over every closure (the day itself is no longer open) and reopening.
fn open(opened: Date, closures: &[(Date, Date)]) -> Vec<Since> {
    let mut spans = Vec::with_capacity(closures.len() + 1);
    let mut from = opened;
    for (closed, reopened) in closures {
        spans.push(Since::until(from, *closed));
        from = *reopened;
    }
    if from != FOREVER {
        spans.push(Since::from(from));
    }
    spans
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use kernel::FOREVER;

    use super::{absent, held, is_whole, open};
    use crate::days::Days;
    use crate::days::Since;
    use crate::facts::Reason;

    // M6
    #[test]
    fn whole_days_of_sickness_stop_the_clock_and_a_sum_or_a_truant_does_not() {
        let days = |first, last| Days::new(date(2026, 9, first), date(2026, 9, last));
        assert!(is_whole(days(7, 7), 2) && is_whole(days(7, 9), 6) && is_whole(days(11, 14), 4));
        assert!(!is_whole(days(7, 7), 1) && !is_whole(days(1, 30), 9));
        assert_eq!(
            (absent("病假"), absent("事假"), absent("旷课")),
            (Some(Reason::Sick), Some(Reason::Leave), None)
        );
    }

    // K1
    #[test]
    fn a_case_is_open_until_its_closure_and_again_from_its_reopening() {
        let (september, october, november) = (date(2026, 9, 1), date(2026, 10, 9), date(2026, 11, 2));
        assert_eq!(open(september, &[]), [Since::from(september)]);
        assert_eq!(open(september, &[(october, FOREVER)]), [Since::until(september, october)]);
        let again = [Since::until(september, october), Since::from(november)];
        assert_eq!(open(september, &[(october, november)]), again);
        assert_eq!(held(september, october), Since::until(september, date(2026, 10, 10)));
        assert_eq!(held(september, FOREVER), Since::from(september));
    }
}
