//! A case on one page, and the small acts on it.

use access::Action;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kernel::{CaseId, Day, MemberId, StaffId};
use people::student::Student;
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, see_with};

use super::actions::{self, Left};
use super::model::{Called, CaseView, Goal, Member, Part};
use super::progress::{self, GoalProgress};
use super::{reading, taking};
use crate::companion::{self, Around};
use crate::note::{self, NoteLine};
use crate::pairing::Serving;
use crate::tier;
use crate::words::Choice;
use crate::{after_care, conference, episode};

/// How many notes a case's page shows.
const NOTES: i64 = 60;

#[derive(Template)]
#[template(path = "case/show.html")]
struct Show<'a> {
    cx: &'a Look,
    fields: &'a Fields,
    case: &'a CaseView,
    progress: Vec<GoalProgress>,
    student: &'a Student,
    lines: &'a [NoteLine],
    may_amend: bool,
    may_write: bool,
    /// Whether the new homeroom teacher may take the case over with one tap.
    may_take: bool,
    me: Option<StaffId>,
    today: Day,
    staff: Vec<Choice>,
    parts: Vec<Choice>,
    key: String,
    history: String,
    care: String,
    conferences: String,
    called: Vec<Choice>,
    tier: tier::Card,
    around: Around,
}

impl Show<'_> {
    /// The readings of a goal, where somebody has said what is read.
    fn progress_of(&self, goal: &Goal) -> Option<&GoalProgress> {
        self.progress.iter().find(|one| one.goal == goal.id)
    }

    /// Whether this is the reader: who leaves by the own hand sees the case no longer.
    fn is_me(&self, member: &Member) -> bool {
        self.me == Some(member.staff_id)
    }

    /// Whether the leaving can be taken back here.
    fn can_come_back(&self, member: &Member) -> bool {
        self.may_amend && self.case.is_open && member.can_come_back(self.today)
    }
}

/// `GET /cases/{id}`
pub async fn show(cx: Cx, Path(id): Path<CaseId>) -> Reply {
    case_page(&cx, id, &Fields::default()).await
}

/// The page, with a form that came back if something was wrong in it.
pub(crate) async fn case_page(cx: &Cx, id: CaseId, fields: &Fields) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let (row, student, permit) = reading::find(&mut conn, cx, id, Action::Read).await?;
    let case = reading::view(&mut conn, cx, row, permit.clone()).await?;
    let progress = progress::of_goals(&mut conn, cx, id, &case.goals).await?;
    let tier = tier::card(&mut conn, cx, (id, case.tier, case.opened_on), &student).await?;
    let typed = (fields.some("companion").unwrap_or("peer_helper"), fields.get("peer"));
    let around = companion::around(&mut conn, cx, (id, &student), typed).await?;
    let timeline = note::timeline(&mut conn, cx, &student, NOTES).await?;
    let facts = student.facts(cx.school());
    let may = |action, kind| access::decide(&cx.actor, action, kind, &facts).is_some();
    let may_amend = may(Action::Amend, access::Kind::Case);
    let may_take = may_amend && taking::is_offered(&mut conn, cx, (&case, &student)).await?;
    let serving = Serving::find(&mut conn, cx).await?;
    let history = episode::of_student(&mut conn, cx, &student).await?;
    let care = after_care::html(&mut conn, cx, (id, &student), may_amend).await?;
    let conferences = conference::html(&mut conn, cx, id, may_amend && case.is_open).await?;
    drop(conn);
    let mut permits = timeline.permits;
    permits.push(permit);
    permits.extend(history.iter().flat_map(|history| history.permits.iter().cloned()));
    cx.log_readings(&permits).await?;
    let template = Show {
        cx,
        fields,
        history: episode::html(cx, history.as_ref())?,
        care,
        conferences,
        lines: &timeline.lines,
        may_amend,
        may_take,
        me: cx.actor.staff,
        today: cx.today(),
        may_write: may(Action::Create, access::Kind::Note),
        staff: serving.choices(cx, fields.get("staff")),
        parts: Part::choices(cx, fields.some("part").unwrap_or("mentor")),
        key: cx.uuid().to_string(),
        called: Called::choices(cx, fields.get("called")),
        tier,
        around,
        case: &case,
        progress,
        student: &student,
    };
    let status = if fields.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(cx, status, &template)
}

/// `POST /cases/{id}/members`
pub async fn join(cx: Cx, Path(id): Path<CaseId>, mut fields: Fields) -> Reply {
    fields.required(cx.lang(), "staff");
    let staff = fields.parse(cx.lang(), "staff");
    let part = Part::parse(fields.get("part")).ok_or(Failure::BadRequest)?;
    let Some(staff) = staff else { return case_page(&cx, id, &fields).await };
    actions::join(&cx, id, (staff, part), Called::parse(fields.get("called"))).await?;
    let taken = part.is_responsible() && cx.actor.staff == Some(staff);
    let said = if taken { "casework-said-case-taken" } else { "casework-said-member-joined" };
    see_with(&format!("/cases/{id}"), said)
}

/// `POST /cases/{id}/members/{member}/return`
pub async fn come_back(cx: Cx, Path((id, member)): Path<(CaseId, MemberId)>) -> Reply {
    actions::come_back(&cx, id, member).await?;
    see_with(&format!("/cases/{id}"), "casework-said-member-returned")
}

/// `POST /cases/{id}/members/{member}/end`
pub async fn leave(cx: Cx, Path((id, member)): Path<(CaseId, MemberId)>) -> Reply {
    let case = format!("/cases/{id}");
    match actions::leave(&cx, id, member).await? {
        // Who leaves by his or her own hand may see the case no longer.
        Left::Done(staff) if Some(staff) == cx.actor.staff => see_with("/cases", "casework-said-member-left"),
        Left::Done(_) => see_with(&case, "casework-said-member-left"),
        Left::IsResponsible => see_with(&case, "casework-said-responsible-stays"),
    }
}
