//! A student's file (F1, T2): everything about one child that the reader may take out, strengths before all that is hard.
//! Numbers of identity and telephone are masked; sealed parts of notes are never in it.

pub(crate) mod content;
pub(crate) mod store;

use access::{Action, Kind};
use axum::extract::Path;
use documents::model::Document;
use kernel::StudentId;
use people::student;
use web::{Cx, Failure, Reply, page};

use crate::leaving::{self, Shape};
use crate::paper::pages::{Files, Print};
use crate::reader::Reader;

/// `GET /students/{id}/file.docx`
pub async fn word(cx: Cx, Path(id): Path<StudentId>) -> Reply {
    leaves(&cx, id, Shape::Word).await
}

/// `GET /students/{id}/file.pdf`
pub async fn pdf(cx: Cx, Path(id): Path<StudentId>) -> Reply {
    leaves(&cx, id, Shape::Pdf).await
}

async fn leaves(cx: &Cx, id: StudentId, shape: Shape) -> Reply {
    let (document, name) = taken(cx, id).await?;
    let leaving = leaving::begin(cx, "student-file", id.0, Some(id)).await?;
    leaving::file(document, &name, (leaving, shape)).await
}

/// `GET /students/{id}/file`
pub async fn print(cx: Cx, Path(id): Path<StudentId>) -> Reply {
    let (document, title) = taken(&cx, id).await?;
    let leaving = leaving::begin(&cx, "student-file", id.0, Some(id)).await?;
    let printed = leaving::printed(document).await?;
    let back = format!("/students/{id}");
    let files = Files::beside(&format!("{back}/file"));
    page(&cx, &Print { cx: &cx, title, printed, line: leaving.line, back, files })
}

/// The file with its name, its readings logged.
pub(crate) async fn taken(cx: &Cx, id: StudentId) -> Result<(Document, String), Failure> {
    let mut conn = cx.app.db.reader().await?;
    let (student, permit) = student::find_for(&mut conn, cx, id, (Action::Export, Kind::Roster)).await?;
    let name = format!("{} {}", cx.t("papers-kind-student-file"), student.name);
    let mut reader = Reader::taking(cx, student, permit);
    let document = content::document(&mut conn, &mut reader).await?;
    drop(conn);
    cx.log_readings(&reader.used).await?;
    Ok((document, name))
}
