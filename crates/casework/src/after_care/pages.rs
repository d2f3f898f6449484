//! The section on a closed case's page, and its small acts.

use access::{Action, Kind};
use askama::Template;
use axum::extract::Path;
use db::Conn;
use kernel::{CaseId, ClosureId, Day, Fault, HardDayId, StudentId};
use people::student::Student;
use web::{Cx, Failure, Fields, Look, Reply, see_with};

use super::{Moment, actions, store};
use web::local_path;

/// How long the words about a hard day may be, in characters.
const WORDS: usize = 200;

#[derive(Template)]
#[template(path = "after_care/_section.html")]
struct Section<'a> {
    cx: &'a Look,
    closure: ClosureId,
    student: &'a Student,
    open: Vec<Moment>,
    answered: Vec<(Day, String)>,
    hard: Vec<(HardDayId, String, String)>,
    today: Day,
    may_amend: bool,
}

/// The section of a closed case; empty for an open one, or for a child who left. The caller holds a permit for the case.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn html(
    conn: &mut Conn,
    cx: &Cx,
    (case, student): (CaseId, &Student),
    may_amend: bool,
) -> Result<String, Failure> {
    let Some(closed) = store::of_case(conn, cx.school(), cx.today(), case).await? else {
        return Ok(String::new());
    };
    let mut open = actions::open(conn, cx, &closed).await?;
    open.retain(|moment| moment.due_on > cx.today() || moment.stands(cx.today()));
    let answered = store::answers(conn, cx.school(), closed.id).await?;
    let mut hard = Vec::new();
    for (id, day, cell) in store::hard_days(conn, cx.school(), student.id).await? {
        let key = cx.app.row(cx.school(), "hard_day", id.bytes(), Kind::Case.label());
        hard.push((id, day, cx.app.open(&key, "what_cell", &cell)?));
    }
    let answered = answered.into_iter().map(|(_, day, name)| (day, name)).collect();
    let (closure, today) = (closed.id, cx.today());
    let section = Section { cx, closure, student, open, answered, hard, today, may_amend };
    Ok(section.render().map_err(|error| Fault::from("template", error))?)
}

/// `POST /closures/{id}/after-care`: all is well.
pub(super) async fn answer(cx: Cx, Path(id): Path<ClosureId>, fields: Fields) -> Reply {
    actions::all_is_well(&cx, id, fields.get("moment")).await?;
    see_with(local_path(fields.get("back"), "/"), "reviews-said-well")
}

/// `POST /students/{id}/hard-days`
pub(super) async fn note_day(cx: Cx, Path(id): Path<StudentId>, fields: Fields) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    people::student::find_for(&mut conn, &cx, id, (Action::Amend, Kind::Case)).await?;
    drop(conn);
    let back = local_path(fields.get("back"), "/cases");
    let day: Option<Day> = fields.get("day").parse().ok();
    let what = fields.some("what").filter(|text| text.chars().count() <= WORDS);
    let Some((day, what)) = day.zip(what) else {
        return see_with(back, "reviews-said-hard-day-missing");
    };
    actions::note_day(&cx, id, ((day.month(), day.day()), what)).await?;
    see_with(back, "reviews-said-hard-day")
}

/// `POST /hard-days/{id}/withdrawal`
pub(super) async fn withdraw_day(cx: Cx, Path(id): Path<HardDayId>, fields: Fields) -> Reply {
    actions::withdraw_day(&cx, id).await?;
    see_with(local_path(fields.get("back"), "/cases"), "reviews-said-hard-day-withdrawn")
}
