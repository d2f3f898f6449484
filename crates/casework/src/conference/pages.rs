//! Calling a conference, its page, its minutes.

use access::{Action, Kind, Permit};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use db::Conn;
use kernel::{CaseId, ConferenceId, Day, Fault, NoteId, StaffId, clock::days_after};
use people::student::Student;
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, see_with};

use super::actions::{self, Minutes, NewConference};
use super::{ACTS, reading, store};
use crate::case::{self, Member};
use crate::note::Promise;
use crate::note::model::TEXT_LIMIT;
use crate::words::Choice;

/// When a conference meets unless another day is chosen: in three days. An agreed act is due in two weeks.
const SOON: i64 = 3;
const USUAL: i64 = 14;

#[derive(Template)]
#[template(path = "conference/new.html")]
struct New<'a> {
    cx: &'a Look,
    id: CaseId,
    student: &'a Student,
    fields: &'a Fields,
    team: Vec<Choice>,
    meets_on: Day,
}

/// `GET /cases/{id}/conferences/new`
pub(super) async fn new(cx: Cx, Path(id): Path<CaseId>) -> Reply {
    calling(&cx, id, &Fields::default()).await
}

async fn calling(cx: &Cx, id: CaseId, fields: &Fields) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let (row, student, _) = case::reading::find(&mut conn, cx, id, Action::Amend).await?;
    if !row.is_open {
        return Err(Failure::Stale);
    }
    let team = team(&mut conn, cx, id).await?;
    let choice = |member: &Member| Choice {
        value: member.staff_id.to_string(),
        label: format!("{} · {}", member.name, member.part.word(cx)),
        chosen: fields.all("invited").is_empty() || fields.chose("invited", &member.staff_id.to_string()),
    };
    let template = New {
        cx,
        id,
        student: &student,
        fields,
        team: team.iter().map(choice).collect(),
        meets_on: fields.get("meets_on").parse().unwrap_or(days_after(cx.today(), SOON)),
    };
    let status = if fields.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(cx, status, &template)
}

async fn team(conn: &mut Conn, cx: &Cx, case: CaseId) -> Result<Vec<Member>, Failure> {
    let members = case::reading::members(conn, cx, case).await?;
    let mut team = case::model::Team::on(members, cx.today()).now;
    let mut seen: Vec<StaffId> = Vec::new();
    team.retain(|member| {
        let new = !seen.contains(&member.staff_id);
        seen.push(member.staff_id);
        new
    });
    Ok(team)
}

/// `POST /cases/{id}/conferences`
pub(super) async fn create(cx: Cx, Path(id): Path<CaseId>, mut fields: Fields) -> Reply {
    let lang = cx.lang();
    let about = fields.required(lang, "about");
    fields.at_most(lang, "about", 400);
    fields.at_most(lang, "others", 200);
    let meets_on = fields.day(lang, "meets_on").unwrap_or(days_after(cx.today(), SOON));
    let invited = fields.all("invited").into_iter().map(str::parse).collect::<Result<Vec<_>, _>>();
    let invited = invited.map_err(|_| Failure::BadRequest)?;
    if !fields.is_right() {
        return calling(&cx, id, &fields).await;
    }
    let others = fields.some("others").map(str::to_owned);
    let new = NewConference { meets_on, about, invited, others };
    let conference = actions::call(&cx, id, &new).await?;
    see_with(&format!("/conferences/{conference}"), "reviews-said-called")
}

/// One agreed act on the sheet.
struct Act {
    at: usize,
    text: String,
    owners: Vec<Choice>,
    due_on: Day,
}

#[derive(Template)]
#[template(path = "conference/show.html")]
struct Show<'a> {
    cx: &'a Look,
    id: ConferenceId,
    case: CaseId,
    student: &'a Student,
    fields: &'a Fields,
    meets_on: Day,
    caller: String,
    about: String,
    invited: String,
    others: Option<String>,
    note: Option<NoteId>,
    /// Whether the minutes can be taken out.
    may_take: bool,
    cancelled: bool,
    may_amend: bool,
    acts: Vec<Act>,
}

impl Show<'_> {
    fn number(&self, act: &Act) -> i64 {
        i64::try_from(act.at).unwrap_or(0)
    }
    fn wrong(&self, act: &Act) -> &str {
        let due = self.fields.error(&format!("due{}", act.at));
        if due.is_empty() { self.fields.error(&format!("act{}", act.at)) } else { due }
    }
}

/// `GET /conferences/{id}`
pub(super) async fn show(cx: Cx, Path(id): Path<ConferenceId>) -> Reply {
    conference_page(&cx, id, &Fields::default()).await
}

async fn conference_page(cx: &Cx, id: ConferenceId, fields: &Fields) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let row = store::lookup(&mut conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let (case, student, permit): (_, _, Permit) =
        case::reading::find(&mut conn, cx, row.case_id, Action::Read).await?;
    let facts = student.facts(cx.school());
    let may = |action, kind| access::decide(&cx.actor, action, kind, &facts).is_some();
    let may_amend = may(Action::Amend, Kind::Case) && may(Action::Create, Kind::Note);
    let key = cx.app.row(cx.school(), "conference", id.bytes(), Kind::Case.label());
    let mut serving = people::staff::store::list_names(&mut conn, cx.school(), cx.today()).await?;
    let invited = store::invited(&mut conn, cx.school(), id).await?;
    let may_take = reading::may_take(&mut conn, cx, (&student, row.note_id)).await?;
    drop(conn);
    // Who sits at the table is mostly who will do it.
    serving.sort_by_key(|one| !invited.contains(&one.name));
    cx.log_readings(&[permit]).await?;
    let template = Show {
        cx,
        id,
        case: case.id,
        student: &student,
        fields,
        meets_on: row.meets_on,
        caller: row.caller,
        about: cx.app.open(&key, "about_cell", &row.about_cell)?,
        invited: language::list(cx.lang(), &invited),
        others: cx.app.open_some(&key, "others_cell", row.others_cell.as_ref())?,
        note: row.note_id,
        may_take,
        cancelled: row.cancelled_at.is_some(),
        may_amend,
        acts: (1..=ACTS).map(|at| act(cx, fields, at, &serving)).collect(),
    };
    let status = if fields.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(cx, status, &template)
}

fn act(cx: &Cx, fields: &Fields, at: usize, serving: &[people::staff::StaffName]) -> Act {
    let chosen = fields.some(&format!("owner{at}")).map(str::to_owned);
    let chosen = chosen.or_else(|| cx.actor.staff.map(|me| me.to_string())).unwrap_or_default();
    let owner = |one: &people::staff::StaffName| {
        let value = one.id.to_string();
        Choice { chosen: value == chosen, label: one.name.clone(), value }
    };
    Act {
        at,
        text: fields.get(&format!("act{at}")).to_owned(),
        owners: serving.iter().map(owner).collect(),
        due_on: fields.get(&format!("due{at}")).parse().unwrap_or(days_after(cx.today(), USUAL)),
    }
}

/// `POST /conferences/{id}/minutes`
pub(super) async fn write(cx: Cx, Path(id): Path<ConferenceId>, mut fields: Fields) -> Reply {
    let lang = cx.lang();
    let child = fields.required(lang, "child");
    let text = fields.required(lang, "text");
    fields.at_most(lang, "child", TEXT_LIMIT);
    fields.at_most(lang, "family", web::short::LIMIT);
    fields.at_most(lang, "text", TEXT_LIMIT);
    let acts = (1..=ACTS).filter_map(|at| agreed(&cx, &mut fields, at)).collect();
    if !fields.is_right() {
        return conference_page(&cx, id, &fields).await;
    }
    let family = fields.some("family").map(str::to_owned);
    actions::write(&cx, id, &Minutes { child, family, text, acts }).await?;
    see_with(&format!("/conferences/{id}"), "reviews-said-minuted")
}

fn agreed(cx: &Cx, fields: &mut Fields, at: usize) -> Option<(StaffId, Promise)> {
    let (act, owner, due) = (format!("act{at}"), format!("owner{at}"), format!("due{at}"));
    let text = fields.some(&act)?.to_owned();
    fields.at_most(cx.lang(), &act, 400);
    let owner = fields.parse(cx.lang(), &owner).or(cx.actor.staff)?;
    let due_on = fields.day(cx.lang(), &due).unwrap_or(days_after(cx.today(), USUAL));
    if due_on < cx.today() {
        fields.refuse(cx.lang(), &due, "reviews-error-due");
    }
    Some((owner, Promise { text, due_on }))
}

/// `POST /conferences/{id}/cancellation`
pub(super) async fn cancel(cx: Cx, Path(id): Path<ConferenceId>) -> Reply {
    let case = actions::cancel(&cx, id).await?;
    see_with(&format!("/cases/{case}"), "reviews-said-cancelled")
}

#[derive(Template)]
#[template(path = "conference/_section.html")]
struct Section<'a> {
    cx: &'a Look,
    case: CaseId,
    rows: Vec<(ConferenceId, Day, String, bool)>,
    may_call: bool,
}

/// The section of a case's page. The caller holds a permit for the case.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn html(conn: &mut Conn, cx: &Cx, case: CaseId, may_call: bool) -> Result<String, Failure> {
    let mut rows = Vec::new();
    for row in store::of_case(conn, cx.school(), case).await? {
        let key = cx.app.row(cx.school(), "conference", row.id.bytes(), Kind::Case.label());
        let about = cx.app.open(&key, "about_cell", &row.about_cell)?;
        rows.push((row.id, row.meets_on, about, row.note_id.is_some()));
    }
    let section = Section { cx, case, rows, may_call };
    Ok(section.render().map_err(|error| Fault::from("template", error))?)
}
