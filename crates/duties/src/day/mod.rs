//! My day (M2): what a person owes today, what he or she promised, what comes, what is done; for those who answer
//! for a grade or the school, the classes in which a child waits longest. Counted from the records at every look.

mod store;
mod task;
mod waiting;

use access::{Action, Kind, Permit, Scope, scope};
use askama::Template;
use db::Conn;
use db::together::TryFutureExt;
use db::together::{try_join, try_join3};
use kernel::{Day, Fault, StaffId, StudentId};
use people::student::Student;
use web::{Cx, Failure, Look};

pub use store::Promise;
pub use task::Task;
pub use waiting::ClassLine;

use crate::clock::{Bearer, Owed, State};
use crate::days::Days;
use crate::facts::store::{self as cases, Picked};
use crate::facts::{CaseFacts, Part};
use crate::rule::Act;
use crate::setting::Setting;
use crate::stand_in::{self, Notice};

/// How far back notes are looked at outside a term: a month and a week around its edges.
const BACK: i64 = 40;

/// What stands in the way of a list, or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There are terms and rules, and the day lies in a term.
    School,
    /// Between two terms nothing is asked.
    Holiday,
    /// The school has not entered its terms yet.
    NoCalendar,
    /// The school has not said yet what it asks of whom.
    NoRules,
}

/// The tasks of one kind of act that are due.
#[derive(Debug)]
pub struct Group {
    /// Its heading.
    pub title_key: &'static str,
    /// A name for the page.
    pub id: &'static str,
    /// The children, those who wait longest first.
    pub tasks: Vec<Task>,
}

/// A person's day.
#[derive(Debug)]
pub struct DayView {
    /// The day.
    pub today: Day,
    /// What stands in the way of a list, or nothing.
    pub standing: Standing,
    /// How many open cases the person serves in.
    pub cases: usize,
    /// What is due, by act.
    pub due: Vec<Group>,
    /// For whom the person stands in, today or within the week, or who stands in for the person.
    pub stand_ins: Vec<Notice>,
    /// What the person promised, as far as it is due within a week or was kept today.
    pub promises: Vec<Promise>,
    /// What comes later.
    pub coming: Vec<Task>,
    /// What is done in this week, month or term.
    pub done: Vec<Task>,
    /// Where an excuse stops the clock.
    pub paused: Vec<Task>,
    /// The classes of a grade or the school, those first in which a child waits longest.
    pub classes: Vec<ClassLine>,
    /// Readings to be logged before the answer leaves.
    pub permits: Vec<Permit>,
}

impl DayView {
    /// Whether nothing is left for today.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.due.is_empty() && self.promises.iter().all(|promise| promise.is_kept)
    }

    /// Whether a colleague does today what the person would owe.
    #[must_use]
    pub fn is_away(&self) -> bool {
        self.stand_ins.iter().any(|one| one.is_away)
    }

    /// How many children wait for something today.
    #[must_use]
    pub fn due_children(&self) -> usize {
        let mut children: Vec<StudentId> =
            self.due.iter().flat_map(|group| group.tasks.iter().map(|task| task.student)).collect();
        children.sort_unstable();
        children.dedup();
        children.len()
    }

    /// How many classes have a child who waits.
    #[must_use]
    pub fn waiting_classes(&self) -> usize {
        self.classes.iter().filter(|class| class.waiting > 0).count()
    }

    /// How many classes have none.
    #[must_use]
    pub fn met_classes(&self) -> usize {
        self.classes.len() - self.waiting_classes()
    }

    /// The sections, for the page that gathers panels: what waits today with the stand-ins above it, and what comes, rests
    /// or is done.
    ///
    /// # Errors
    /// When a template cannot be rendered.
    pub fn html(&self, cx: &Look) -> Result<(String, String), Fault> {
        let fault = |error| Fault::from("template", error);
        let now = NowPart { cx, view: self }.render().map_err(fault)?;
        let now = stand_in::html(cx, &self.stand_ins)? + &now;
        Ok((now, LaterPart { cx, view: self }.render().map_err(fault)?))
    }
}

#[derive(Template)]
#[template(path = "day/_now.html")]
struct NowPart<'a> {
    cx: &'a Look,
    view: &'a DayView,
}

#[derive(Template)]
#[template(path = "day/_later.html")]
struct LaterPart<'a> {
    cx: &'a Look,
    view: &'a DayView,
}

/// How many children wait for something from this person today, and how many promises have come due.
///
/// # Errors
/// As [`view`].
pub async fn waiting(conn: &mut Conn, cx: &Cx) -> Result<usize, Failure> {
    if scope(&cx.actor, Action::List, Kind::Duty).is_empty() {
        return Ok(0);
    }
    let view = view(conn, cx).await?;
    Ok(view.due_children()
        + view.promises.iter().filter(|promise| promise.is_due && !promise.is_kept).count())
}

/// The day of the asking person. The caller logs `permits` before the answer leaves.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn view(conn: &mut Conn, cx: &Cx) -> Result<DayView, Failure> {
    let (today, staff) = (cx.today(), cx.staff()?);
    let scope = scope(&cx.actor, Action::List, Kind::Duty);
    let (mut own, mut promised, mut led, mut stood) =
        (conn.beside(), conn.beside(), conn.beside(), conn.beside());
    let setting = Setting::load(&mut own, cx.school(), Days::new(today, today), today);
    // What stands by itself is asked together.
    let ((setting, picked), (promises, permits), (classes, stand_ins)) = try_join3(
        try_join(setting, picked(conn, &scope, staff, today)).err_into(),
        store::promises(&mut promised, cx, staff),
        try_join(waiting::classes(&mut led, cx), stand_in::notices(&mut stood, cx)),
    )
    .await?;
    let facts = facts(conn, cx, &setting, &picked).await?;
    let mut all = Vec::new();
    for (case, picked) in facts.iter().zip(&picked) {
        all.extend(mine(&setting, case, staff.bytes(), today).into_iter().map(|owed| (picked, owed)));
    }
    let cases = served(&facts, staff.bytes());
    Ok(DayView { cases, stand_ins, promises, permits, classes, ..sorted(cx, &setting, all) })
}

async fn picked(conn: &mut Conn, scope: &Scope, staff: StaffId, today: Day) -> db::Result<Vec<Picked>> {
    match scope.is_empty() {
        true => Ok(Vec::new()),
        false => cases::of_staff(conn, scope, staff, today).await,
    }
}

/// Everything that is owed for one child today, by whomever; nothing without a right to its duties.
///
/// # Errors
/// Those of the database.
pub async fn owed_of_student(
    conn: &mut Conn,
    cx: &Cx,
    student: &Student,
) -> Result<Vec<(Owed, Act)>, Failure> {
    if cx.permit(Action::Read, Kind::Duty, &student.facts(cx.school())).is_err() {
        return Ok(Vec::new());
    }
    let today = cx.today();
    let mut own = conn.beside();
    let (setting, picked) = try_join(
        Setting::load(&mut own, cx.school(), Days::new(today, today), today),
        cases::of_student(conn, cx.school(), student.id, today),
    )
    .await?;
    let facts = facts(conn, cx, &setting, &picked).await?;
    let Some(clock) = setting.clock(today) else { return Ok(Vec::new()) };
    let owed = facts.iter().flat_map(|case| clock.owed(case));
    Ok(owed.filter_map(|owed| Some((owed, act_of(&setting, &owed)?))).collect())
}

/// The facts of the cases, with the notes of this term.
async fn facts(
    conn: &mut Conn,
    cx: &Cx,
    setting: &Setting,
    picked: &[Picked],
) -> Result<Vec<CaseFacts>, Failure> {
    let today = cx.today();
    let back = kernel::clock::days_after(today, -BACK);
    let first = setting.term.map_or(back, |term| term.first.min(back));
    Ok(cases::load(conn, cx.school(), picked, Days::new(first, today)).await?)
}

/// What this person owes in a case; what the child owes stands with the mentor, or with who answers for the case.
fn mine(setting: &Setting, case: &CaseFacts, staff: crate::Id, today: Day) -> Vec<Owed> {
    let Some(clock) = setting.clock(today) else { return Vec::new() };
    let now = |part: Part| {
        let held = case.members.iter().filter(move |member| member.part == part);
        held.filter(|member| member.during.from <= today && member.during.until.is_none_or(|end| today < end))
    };
    let guide = if now(Part::Mentor).next().is_some() { Part::Mentor } else { Part::Responsible };
    let guides = now(guide).any(|member| member.staff == staff);
    let mut owed = clock.owed(case);
    owed.retain(|owed| owed.bearer == Bearer::Staff(staff) || guides && owed.bearer == Bearer::Student);
    owed
}

/// In how many of the cases the person is in the team.
fn served(facts: &[CaseFacts], staff: crate::Id) -> usize {
    let serves =
        |case: &&CaseFacts| case.members.iter().any(|one| one.staff == staff && one.part.is_in_team());
    facts.iter().filter(serves).count()
}

fn act_of(setting: &Setting, owed: &Owed) -> Option<Act> {
    setting.rules.iter().find(|rule| rule.id == owed.rule).map(|rule| rule.act)
}

const GROUPS: [(Act, &str, &str); 5] = [
    (Act::Talk, "talk", "duties-day-talk"),
    (Act::FamilyContact, "family", "duties-day-family"),
    (Act::SpecialSupport, "support", "duties-day-support"),
    (Act::HomeVisit, "visit", "duties-day-visit"),
    (Act::AnyContact, "any", "duties-day-any"),
];

fn sorted(cx: &Cx, setting: &Setting, all: Vec<(&Picked, Owed)>) -> DayView {
    let mut tasks = task::merged(cx, setting, all);
    let mut take = |wanted: &dyn Fn(&Task) -> bool| {
        let (taken, rest) = std::mem::take(&mut tasks).into_iter().partition(|task| wanted(task));
        tasks = rest;
        let mut taken: Vec<Task> = taken;
        taken.sort_by_key(|task| (task.state, task.last_on, task.due_on));
        taken
    };
    let late = |task: &Task| matches!(task.state, State::Overdue | State::Due);
    let groups = GROUPS.map(|(act, id, title_key)| Group {
        title_key,
        id,
        tasks: take(&|task| task.act == act && late(task)),
    });
    DayView {
        today: cx.today(),
        standing: standing(setting),
        cases: 0,
        due: groups.into_iter().filter(|group| !group.tasks.is_empty()).collect(),
        stand_ins: Vec::new(),
        promises: Vec::new(),
        coming: take(&|task| late(task) || task.state == State::Coming),
        done: take(&|task| task.state == State::Done),
        paused: take(&|task| task.state == State::Excused),
        classes: Vec::new(),
        permits: Vec::new(),
    }
}

fn standing(setting: &Setting) -> Standing {
    if !setting.has_terms {
        Standing::NoCalendar
    } else if setting.rules.is_empty() {
        Standing::NoRules
    } else if setting.term.is_none() {
        Standing::Holiday
    } else {
        Standing::School
    }
}
