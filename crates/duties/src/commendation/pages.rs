//! What all staff can read, and the page on which a leader judges.

use std::collections::HashMap;

use access::{Action, Kind};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use db::Conn;
use kernel::{CommendationId, Day, RoundId, StaffId};
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, see_with};

use super::actions::{self, NewRound};
use super::store::{self, Commendation, Round};
use super::{Criterion, Measure, Standing, USUAL, read, standings};
use crate::facts::store::staff_names;
use crate::parts::Choice;

/// A round as everybody reads it.
struct Read {
    round: Round,
    criteria: Vec<String>,
    given: Vec<Commendation>,
}

#[derive(Template)]
#[template(path = "commendation/index.html")]
struct Index<'a> {
    cx: &'a Look,
    fields: &'a Fields,
    rounds: Vec<Read>,
    /// The reader's own figures in the newest round.
    mine: Vec<String>,
    me: StaffId,
    may_begin: bool,
    may_see: bool,
}

impl Index<'_> {
    fn usual(&self, measure: &Measure) -> String {
        let usual = USUAL.iter().find(|one| one.measure == *measure).map_or(0, |one| one.bound);
        self.fields.some(measure.key()).map_or_else(|| usual.to_string(), str::to_owned)
    }
    fn label(&self, measure: &Measure) -> &'static str {
        self.cx.t(format!("commendations-measure-{}", measure.key()))
    }
    fn error(&self, measure: &Measure) -> &str {
        self.fields.error(measure.key())
    }
}

/// `GET /commendations`
pub(super) async fn index(cx: Cx) -> Reply {
    let mut fields = Fields::default();
    fields.set("id", cx.uuid().to_string());
    let term =
        people::term::store::lookup_current(&mut cx.app.db.reader().await?, cx.school(), cx.today()).await?;
    if let Some(term) = term {
        fields.set("from_on", term.starts_on.to_string());
        fields.set("until_on", term.ends_on.to_string());
    }
    index_page(&cx, &fields).await
}

async fn index_page(cx: &Cx, fields: &Fields) -> Reply {
    let me = cx.staff()?;
    let mut conn = cx.app.db.reader().await?;
    let rounds = store::rounds(&mut conn, cx.school()).await?;
    let mine = match rounds.first() {
        Some(round) => standings(&mut conn, cx, round).await?,
        None => Vec::new(),
    };
    let mine = mine.iter().find(|one| one.staff == me).map(|one| reasons(cx, one)).unwrap_or_default();
    let given = store::given(&mut conn, cx.school()).await?;
    drop(conn);
    let told = |round: Round| Read {
        criteria: read(&round.criteria).iter().map(|one| one.words(cx)).collect(),
        given: given.iter().filter(|one| one.round_id == round.id).cloned().collect(),
        round,
    };
    let template = Index {
        cx,
        fields,
        rounds: rounds.into_iter().map(told).collect(),
        mine,
        me,
        may_begin: cx.permit_school(Action::Create, Kind::Duty).is_ok(),
        may_see: cx.permit_school(Action::List, Kind::Duty).is_ok(),
    };
    let status = if fields.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(cx, status, &template)
}

/// `POST /commendations/rounds`
pub(super) async fn begin(cx: Cx, mut fields: Fields) -> Reply {
    cx.permit_school(Action::Create, Kind::Duty)?;
    let Some(new) = typed(&cx, &mut fields)? else { return index_page(&cx, &fields).await };
    actions::begin(&cx, &new).await?;
    see_with(&format!("/commendations/rounds/{}", new.id), "commendations-said-begun")
}

/// A round as typed; nothing when the form must come back.
fn typed(cx: &Cx, fields: &mut Fields) -> Result<Option<NewRound>, Failure> {
    let lang = cx.lang();
    let id: RoundId = fields.get("id").parse().map_err(|_| Failure::BadRequest)?;
    let name = fields.required(lang, "name");
    fields.at_most(lang, "name", 60);
    let (from, until): (Option<Day>, Option<Day>) =
        (fields.day(lang, "from_on"), fields.day(lang, "until_on"));
    let criteria: Vec<Criterion> = Measure::ALL.iter().filter_map(|one| bound(cx, fields, *one)).collect();
    if from > until {
        fields.refuse(lang, "until_on", "commendations-error-days");
    }
    let days = from.zip(until).filter(|_| fields.is_right());
    Ok(days.map(|days| NewRound { id, name, days, criteria }))
}

fn bound(cx: &Cx, fields: &mut Fields, measure: Measure) -> Option<Criterion> {
    let bound: Option<i64> = fields.parse(cx.lang(), measure.key());
    let bound = bound.filter(|bound| (0..=100).contains(bound));
    if bound.is_none() {
        fields.refuse(cx.lang(), measure.key(), "commendations-error-bound");
    }
    Some(Criterion { measure, bound: bound? })
}

/// Somebody who meets all criteria.
struct Proposed {
    staff: StaffId,
    name: String,
    reasons: Vec<String>,
}

#[derive(Template)]
#[template(path = "commendation/show.html")]
struct Show<'a> {
    cx: &'a Look,
    fields: &'a Fields,
    round: &'a Round,
    criteria: Vec<String>,
    proposed: Vec<Proposed>,
    given: Vec<Commendation>,
    staff: Vec<Choice>,
    may_give: bool,
}

impl Show<'_> {
    /// Whether the reason for taking this one back came back.
    fn wants_why(&self, one: &Commendation) -> bool {
        !self.fields.error("why").is_empty() && self.fields.chose("withdrawn", &one.id.to_string())
    }
}

/// `GET /commendations/rounds/{id}`: for who sees what the whole school owed.
pub(super) async fn show(cx: Cx, Path(id): Path<RoundId>) -> Reply {
    round_page(&cx, id, &Fields::default()).await
}

async fn round_page(cx: &Cx, id: RoundId, fields: &Fields) -> Reply {
    cx.permit_school(Action::List, Kind::Duty)?;
    let mut conn = cx.app.db.reader().await?;
    let round = store::round(&mut conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let mut given = store::given(&mut conn, cx.school()).await?;
    given.retain(|one| one.round_id == id);
    let proposed = proposed(&mut conn, cx, (&round, &given)).await?;
    let mut serving = people::staff::store::list_names(&mut conn, cx.school(), cx.today()).await?;
    serving.retain(|staff| given.iter().all(|one| one.staff_id != staff.id));
    drop(conn);
    let choice = |one: people::staff::StaffName| {
        let value = one.id.to_string();
        Choice { chosen: fields.get("staff") == value, label: one.name, value }
    };
    let template = Show {
        cx,
        fields,
        criteria: read(&round.criteria).iter().map(|one| one.words(cx)).collect(),
        round: &round,
        proposed,
        given,
        staff: serving.into_iter().map(choice).collect(),
        may_give: cx.permit_school(Action::Create, Kind::Duty).is_ok(),
    };
    let status = if fields.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(cx, status, &template)
}

/// Who meets all criteria and is not commended yet, by name.
async fn proposed(
    conn: &mut Conn,
    cx: &Cx,
    (round, given): (&Round, &[Commendation]),
) -> Result<Vec<Proposed>, Failure> {
    let mut all: HashMap<StaffId, Standing> =
        standings(conn, cx, round).await?.into_iter().map(|one| (one.staff, one)).collect();
    let open = |(staff, name): (StaffId, String)| {
        let standing = all.remove(&staff).filter(Standing::meets_all)?;
        let done = given.iter().any(|one| one.staff_id == staff);
        (!done).then(|| Proposed { staff, name, reasons: reasons(cx, &standing) })
    };
    Ok(staff_names(conn, cx.school()).await?.into_iter().filter_map(open).collect())
}

/// The figures in words.
fn reasons(look: &Look, standing: &Standing) -> Vec<String> {
    let one = |(criterion, figure): &(Criterion, i64)| {
        look.tn(&format!("commendations-figure-{}", criterion.measure.key()), figure)
    };
    standing.lines.iter().map(one).collect()
}

/// `POST /commendations/rounds/{id}`
pub(super) async fn give(cx: Cx, Path(id): Path<RoundId>, mut fields: Fields) -> Reply {
    cx.permit_school(Action::Create, Kind::Duty)?;
    let lang = cx.lang();
    fields.required(lang, "staff");
    let words = fields.required(lang, "words");
    fields.at_most(lang, "words", 300);
    let staff = fields.parse(lang, "staff");
    let Some(staff) = staff.filter(|_| fields.is_right()) else { return round_page(&cx, id, &fields).await };
    if !actions::give(&cx, id, (staff, &words)).await? {
        fields.refuse(lang, "staff", "commendations-error-already");
        return round_page(&cx, id, &fields).await;
    }
    see_with(&format!("/commendations/rounds/{id}"), "commendations-said-given")
}

/// `POST /commendations/rounds/{id}/withdrawal`
pub(super) async fn withdraw_round(cx: Cx, Path(id): Path<RoundId>) -> Reply {
    actions::withdraw_round(&cx, id).await?;
    see_with("/commendations", "commendations-said-round-withdrawn")
}

/// `POST /commendations/{id}/withdrawal`
pub(super) async fn withdraw(cx: Cx, Path(id): Path<CommendationId>, mut fields: Fields) -> Reply {
    cx.permit_school(Action::Amend, Kind::Duty)?;
    let why = fields.required(cx.lang(), "why");
    fields.at_most(cx.lang(), "why", 300);
    if !fields.is_right() {
        let mut conn = cx.app.db.reader().await?;
        let there = store::lookup(&mut conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
        drop(conn);
        fields.set("withdrawn", id.to_string());
        return round_page(&cx, there.round_id, &fields).await;
    }
    let round = actions::withdraw(&cx, id, &why).await?;
    see_with(&format!("/commendations/rounds/{round}"), "commendations-said-withdrawn")
}
