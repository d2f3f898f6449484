//! What a school said of a child once and says no longer (C6): categories that ended or faded. They are sealed: no page
//! shows them; who keeps categories of this kind may open them with a reason, which is logged with the name.

use access::{Action, Facts, Kind, Permit};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use db::Conn;
use kernel::{Day, StudentId};
use people::student::{self, Student};
use web::cx::Change;
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply};

use super::row_key;
use super::store::{self, FormerRow};
use crate::fade;
use crate::word::{Category, FINDING_KINDS};

/// How long a reason may be.
const MOST: usize = 400;

/// A category that counts no longer.
struct Former {
    category: Category,
    since_on: Day,
    until_on: Day,
    evidence: String,
    reason: Option<String>,
    ender: Option<String>,
}

#[derive(Template)]
#[template(path = "finding/former.html")]
struct Show<'a> {
    cx: &'a Look,
    student: &'a Student,
    fields: &'a Fields,
    sealed: usize,
    opened: Option<Vec<Former>>,
}

/// The permits to keep and read categories, by kind.
fn permits(cx: &Cx, facts: &Facts) -> Vec<Permit> {
    let both = |kind: &Kind| {
        let read = access::permit(&cx.actor, Action::Read, *kind, facts)?;
        access::permit(&cx.actor, Action::Amend, *kind, facts).map(|_| read)
    };
    FINDING_KINDS.iter().filter_map(both).collect()
}

async fn rows(
    conn: &mut Conn,
    cx: &Cx,
    student: StudentId,
    permits: &[Permit],
) -> Result<Vec<FormerRow>, Failure> {
    let earliest = fade::earliest(cx.today());
    let mut rows = store::former(conn, cx.school(), student, (cx.today(), earliest)).await?;
    let kind = |row: &FormerRow| Category::parse(&row.category).map(Category::kind);
    rows.retain(|row| permits.iter().any(|permit| Some(permit.kind()) == kind(row)));
    Ok(rows)
}

/// How many categories of this child are sealed that this person could open.
///
/// # Errors
/// Those of the database.
pub async fn sealed(conn: &mut Conn, cx: &Cx, student: &Student) -> Result<usize, Failure> {
    let permits = permits(cx, &student.facts(cx.school()));
    if permits.is_empty() {
        return Ok(0);
    }
    Ok(rows(conn, cx, student.id, &permits).await?.len())
}

/// `GET /students/{id}/former-findings`: asks why.
pub(super) async fn show(cx: Cx, Path(id): Path<StudentId>) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let student = student::find(&mut conn, &cx, id).await?;
    let permits = permits(&cx, &student.facts(cx.school()));
    if permits.is_empty() {
        return Err(Failure::NotFound);
    }
    let sealed = rows(&mut conn, &cx, id, &permits).await?.len();
    let fields = &Fields::default();
    page_with(&cx, StatusCode::OK, &Show { cx: &cx, student: &student, fields, sealed, opened: None })
}

/// `POST /students/{id}/former-findings`: opens them for this one answer.
pub(super) async fn open(cx: Cx, Path(id): Path<StudentId>, mut fields: Fields) -> Reply {
    let why = fields.required(cx.lang(), "why");
    fields.at_most(cx.lang(), "why", MOST);
    let mut tx = cx.app.db.begin().await?;
    let student = student::find(&mut tx, &cx, id).await?;
    let permits = permits(&cx, &student.facts(cx.school()));
    if permits.is_empty() {
        return Err(Failure::NotFound);
    }
    let rows = rows(&mut tx, &cx, id, &permits).await?;
    let sealed = rows.len();
    if !fields.is_right() {
        let show = Show { cx: &cx, student: &student, fields: &fields, sealed, opened: None };
        return page_with(&cx, StatusCode::UNPROCESSABLE_ENTITY, &show);
    }
    let mut used: Vec<Permit> = Vec::new();
    let mut opened = Vec::new();
    for row in rows {
        let kind = category_kind(&row)?;
        if !used.iter().any(|permit| permit.kind() == kind) {
            used.extend(permits.iter().find(|permit| permit.kind() == kind).cloned());
            let change = Change {
                name: "finding.unsealed",
                kind,
                subject: id.0,
                student: Some(id),
                before: None,
                after: Some(&why),
            };
            cx.event(&mut tx, change).await?;
        }
        opened.push(former(&cx, row)?);
    }
    tx.commit().await?;
    cx.log_readings(&used).await?;
    let show = Show { cx: &cx, student: &student, fields: &fields, sealed, opened: Some(opened) };
    page_with(&cx, StatusCode::OK, &show)
}

fn category_kind(row: &FormerRow) -> Result<Kind, Failure> {
    Ok(Category::parse(&row.category)
        .ok_or_else(|| kernel::Fault::new("a category that nobody knows"))?
        .kind())
}

fn former(cx: &Cx, row: FormerRow) -> Result<Former, Failure> {
    let category = Category::parse(&row.category).unwrap_or(Category::Other);
    let key = row_key(cx, row.id, category);
    let faded = row.review_on.map(fade::last_day).filter(|_| row.until_on >= cx.today());
    Ok(Former {
        category,
        since_on: row.since_on,
        until_on: faded.unwrap_or(row.until_on),
        evidence: cx.app.open_some(&key, "evidence_cell", row.evidence.as_ref())?.unwrap_or_default(),
        reason: cx
            .app
            .open_some(&key, "end_reason_cell", row.reason.as_ref())?
            .filter(|text| !text.is_empty()),
        ender: row.ender,
    })
}
