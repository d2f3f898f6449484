//! Requests as people read them: opened, with the proofs to be logged.

use access::{Action, Kind, Permit, scope};
use db::{Conn, With};
use kernel::LegalAidId;
use people::student::Student;
use web::{Cx, Failure};

use super::store::{self, Row};
use super::{Answer, Answered, Asked, Request};

/// One request, for who may do this with the cases of its child.
///
/// # Errors
/// [`Failure::NotFound`] for others, and for one that was withdrawn.
pub async fn find(
    conn: &mut Conn,
    cx: &Cx,
    id: LegalAidId,
    action: Action,
) -> Result<(Request, Permit), Failure> {
    let row = store::lookup(conn, cx.school(), cx.today(), id).await?.ok_or(Failure::NotFound)?;
    let permit = cx.permit(action, Kind::Case, &row.0.facts(cx.school()))?;
    Ok((opened(cx, row)?, permit))
}

/// All requests for the children whose cases the person may read, each with its proof.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn all(conn: &mut Conn, cx: &Cx) -> Result<Vec<(Request, Permit)>, Failure> {
    let scope = scope(&cx.actor, Action::List, Kind::Case);
    let mut all = Vec::new();
    if scope.is_empty() {
        return Ok(all);
    }
    for row in store::list(conn, &scope, cx.today()).await? {
        let facts = row.0.facts(cx.school());
        let Some(permit) = access::permit(&cx.actor, Action::Read, Kind::Case, &facts) else { continue };
        all.push((opened(cx, row)?, permit));
    }
    Ok(all)
}

fn opened(cx: &Cx, With(student, row): With<Student, Row>) -> Result<Request, Failure> {
    let key = cx.app.row(cx.school(), "legal_aid", row.id.bytes(), Kind::Case.label());
    let asked = Asked {
        on: row.asked_on,
        matter: cx.app.open(&key, "matter_cell", &row.matter_cell)?,
        place: cx.app.open_some(&key, "place_cell", row.place_cell.as_ref())?,
    };
    let answered = match (row.answer.as_deref().and_then(Answer::parse), row.answered_on) {
        (Some(answer), Some(on)) => {
            let words = cx.app.open_some(&key, "answer_cell", row.answer_cell.as_ref())?;
            Some(Answered { on, answer, words })
        }
        _ => None,
    };
    Ok(Request { id: row.id, student, asked, written_by: row.written_by, answered })
}
