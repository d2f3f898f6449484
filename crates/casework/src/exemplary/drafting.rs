//! Drafting: the sheet begins with what the case holds, and neutral words stand where a name stood.

use access::{Action, Kind};
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use kernel::{CaseId, ExemplaryId};
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, see_with};

use super::account::Part;
use super::actions::{self, LIMIT, Typed};
use super::neutral::Known;
use super::reading::{self, made_neutral};
use crate::case::{CaseView, reading as cases};

#[derive(Template)]
#[template(path = "exemplary/form.html")]
struct Form<'a> {
    cx: &'a Look,
    fields: &'a Fields,
    action: String,
    back: String,
}

/// `GET /exemplary-cases/new?case=…`
pub(super) async fn new(cx: Cx, Query(asked): Query<Vec<(String, String)>>) -> Reply {
    let mut fields = Fields::from(asked);
    let case: CaseId = fields.get("case").parse().map_err(|_| Failure::NotFound)?;
    let mut conn = cx.app.db.reader().await?;
    let (row, student, permit) = cases::find(&mut conn, &cx, case, Action::Amend).await?;
    if row.is_open {
        return Err(Failure::NotFound);
    }
    let read = cx.permit(Action::Read, Kind::Case, &student.facts(cx.school()))?;
    let view = cases::view(&mut conn, &cx, row, permit).await?;
    let known = reading::known(&mut conn, &cx, &student).await?;
    drop(conn);
    cx.log_readings(&[read]).await?;
    fields.set("id", cx.uuid().to_string());
    fields.set("text", made_neutral(&cx, &told(&cx, &view), &known));
    form(&cx, &fields, ("/exemplary-cases".to_owned(), format!("/cases/{case}")))
}

/// What the case holds, under the headings of a good account.
fn told(cx: &Cx, case: &CaseView) -> String {
    let goals: Vec<&str> =
        case.goals.iter().filter(|goal| goal.reached_on.is_some()).map(|goal| goal.text.as_str()).collect();
    let ending = case.closures.first().and_then(|end| end.note.clone()).unwrap_or_default();
    let done = case.plan.as_ref().map(|plan| plan.measures.clone()).unwrap_or_default();
    let parts = [
        (Part::First, case.concern.clone()),
        (Part::Done, done),
        (Part::Goals, goals.join("\n")),
        (Part::Then, ending),
        (Part::Learnt, String::new()),
    ];
    let part = |(part, text): &(Part, String)| format!("{}\n{text}", cx.t(part.message_key()));
    parts.iter().map(part).collect::<Vec<_>>().join("\n\n")
}

fn form(cx: &Cx, fields: &Fields, (action, back): (String, String)) -> Reply {
    let status = if fields.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(cx, status, &Form { cx, fields, action, back })
}

/// What was typed, with neutral words; nothing when the form must come back.
fn typed(cx: &Cx, fields: &mut Fields, known: &Known) -> Option<Typed> {
    let lang = cx.lang();
    let (title, text) = (fields.required(lang, "title"), fields.required(lang, "text"));
    fields.at_most(lang, "title", 60);
    fields.at_most(lang, "text", LIMIT);
    for consent in ["child", "family"] {
        fields.at_most(lang, consent, 300);
    }
    fields.is_right().then(|| Typed {
        title: made_neutral(cx, &title, known),
        text: made_neutral(cx, &text, known),
        child: fields.some("child").map(str::to_owned),
        family: fields.some("family").map(str::to_owned),
    })
}

/// `POST /exemplary-cases`
pub(super) async fn create(cx: Cx, mut fields: Fields) -> Reply {
    let case: CaseId = fields.get("case").parse().map_err(|_| Failure::BadRequest)?;
    let id: ExemplaryId = fields.get("id").parse().map_err(|_| Failure::BadRequest)?;
    let mut conn = cx.app.db.reader().await?;
    let (_, student, _) = cases::find(&mut conn, &cx, case, Action::Amend).await?;
    let known = reading::known(&mut conn, &cx, &student).await?;
    drop(conn);
    let Some(typed) = typed(&cx, &mut fields, &known) else {
        return form(&cx, &fields, ("/exemplary-cases".to_owned(), format!("/cases/{case}")));
    };
    actions::draft(&cx, (id, case), &typed).await?;
    see_with(&format!("/exemplary-cases/{id}"), "exemplary-said-drafted")
}

/// `GET /exemplary-cases/{id}/edit`
pub(super) async fn edit(cx: Cx, Path(id): Path<ExemplaryId>) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let (draft, student, _) = reading::find(&mut conn, &cx, id, Action::Amend).await?;
    drop(conn);
    cx.log_readings(&[cx.permit(Action::Read, Kind::Case, &student.facts(cx.school()))?]).await?;
    let mut fields = Fields::default();
    fields.set("version", draft.version.to_string());
    fields.set("title", draft.title);
    fields.set("text", draft.text);
    fields.set("child", draft.child.unwrap_or_default());
    fields.set("family", draft.family.unwrap_or_default());
    let path = format!("/exemplary-cases/{id}");
    form(&cx, &fields, (path.clone(), path))
}

/// `POST /exemplary-cases/{id}`
pub(super) async fn update(cx: Cx, Path(id): Path<ExemplaryId>, mut fields: Fields) -> Reply {
    let version: i64 = fields.get("version").parse().map_err(|_| Failure::BadRequest)?;
    let mut conn = cx.app.db.reader().await?;
    let (_, student, _) = reading::find(&mut conn, &cx, id, Action::Amend).await?;
    let known = reading::known(&mut conn, &cx, &student).await?;
    drop(conn);
    let path = format!("/exemplary-cases/{id}");
    let Some(typed) = typed(&cx, &mut fields, &known) else {
        return form(&cx, &fields, (path.clone(), path));
    };
    actions::rewrite(&cx, (id, version), &typed).await?;
    see_with(&path, "exemplary-said-drafted")
}
