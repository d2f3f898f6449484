//! The cases in which a measure is or was at work, as far as one may read them.

use access::{Action, Kind, Permit, scope};
use askama::Template;
use axum::extract::Path;
use db::Conn;
use kernel::{CaseId, Day};
use web::{Cx, Failure, Look, Reply, page};

use super::store::{self, UseRow};
use crate::case::model::ended;
use crate::library;
use crate::note::remember;
use crate::plan::uses::Outcome;

/// One child for whom it is or was at work.
struct Line {
    case: CaseId,
    name: String,
    place: String,
    from_on: Day,
    until_on: Option<Day>,
    outcome: Option<&'static str>,
    words: Option<String>,
}

#[derive(Template)]
#[template(path = "tried/index.html")]
struct Index<'a> {
    cx: &'a Look,
    name: String,
    purpose: String,
    lines: Vec<Line>,
}

/// `GET /measures/{key}/cases`
pub(super) async fn index(cx: Cx, Path(key): Path<String>) -> Reply {
    let scope = scope(&cx.actor, Action::List, Kind::Case);
    if scope.is_empty() {
        return Err(Failure::NotFound);
    }
    let mut conn = cx.app.db.reader().await?;
    let measure = library::all(&mut conn, &cx).await?.into_iter().find(|one| one.key == key);
    let measure = measure.ok_or(Failure::NotFound)?;
    let (mut lines, mut permits) = (Vec::new(), Vec::new());
    for row in store::uses(&mut conn, &scope, (cx.today(), &key)).await? {
        lines.extend(line(&mut conn, &cx, row, &mut permits).await?);
    }
    drop(conn);
    cx.log_readings(&permits).await?;
    page(&cx, &Index { cx: &cx, name: measure.name, purpose: measure.purpose, lines })
}

async fn line(
    conn: &mut Conn,
    cx: &Cx,
    row: UseRow,
    permits: &mut Vec<Permit>,
) -> Result<Option<Line>, Failure> {
    let student = people::student::store::lookup(conn, cx.school(), row.student_id, cx.today()).await?;
    let Some(student) = student else { return Ok(None) };
    let permit = access::permit(&cx.actor, Action::Read, Kind::Case, &student.facts(cx.school()));
    let Some(permit) = permit else { return Ok(None) };
    remember(permits, permit);
    let key = cx.app.row(cx.school(), "measure_use", row.id.bytes(), Kind::Case.label());
    Ok(Some(Line {
        case: row.case_id,
        place: student.class_words(&cx.look),
        name: student.name,
        from_on: row.from_on,
        until_on: ended(row.until_on),
        outcome: row.outcome.as_deref().and_then(Outcome::parse).map(|one| one.word(cx)),
        words: cx.app.open_some(&key, "words_cell", row.words_cell.as_ref())?,
    }))
}
