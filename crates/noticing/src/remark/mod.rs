//! What is said of a child: strengths, the child's own words, causes, nominations (C2, C3).

pub mod actions;
mod pages;
pub mod store;

use access::{Action, Kind, Permit};
use axum::Router;
use axum::routing::{get, post};
use db::Conn;
use kernel::{Day, Fault, RemarkId, StaffId, StudentId};
use people::student::Student;
use web::{App, Cx, Failure};

pub use actions::{note, withdraw};

use crate::word::RemarkKind;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/students/{id}/strengths", post(pages::strength))
        .route("/students/{id}/nominations", get(pages::new_nomination).post(pages::nominate))
        .route("/remarks/{id}/withdrawal", post(pages::withdraw))
}

/// A remark, opened for somebody who may read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Its id.
    pub id: RemarkId,
    /// About whom.
    pub student: StudentId,
    /// What it is.
    pub kind: RemarkKind,
    /// The code of a cause, or of a nomination's source.
    pub topic: Option<String>,
    /// The words.
    pub text: String,
    /// When.
    pub noted_on: Day,
    /// By whom.
    pub noted_by: StaffId,
    /// A nomination that was looked into.
    pub settled_on: Option<Day>,
}

/// The remarks about one child that were not withdrawn, newest first, as far as this person may read them; and the
/// permits to log.
///
/// # Errors
/// Those of the database, and a fault when a cell is damaged.
pub async fn of(conn: &mut Conn, cx: &Cx, student: &Student) -> Result<(Vec<Remark>, Vec<Permit>), Failure> {
    let facts = student.facts(cx.school());
    let mut remarks = Vec::new();
    let mut permits = Vec::new();
    for raw in store::of_student(conn, cx.school(), student.id).await? {
        let Ok(permit) = cx.permit(Action::Read, Kind::Remark, &facts.by(raw.noted_by)) else { continue };
        remarks.push(open(cx, raw)?);
        permits.push(permit);
    }
    permits.truncate(1);
    Ok((remarks, permits))
}

fn open(cx: &Cx, raw: store::Raw) -> Result<Remark, Fault> {
    let row = row_key(cx, raw.id);
    Ok(Remark {
        id: raw.id,
        student: raw.student_id,
        kind: RemarkKind::parse(&raw.kind).ok_or_else(|| Fault::new("a remark that nobody knows"))?,
        topic: raw.topic,
        text: cx.app.open(&row, "text_cell", &raw.text)?,
        noted_on: raw.noted_on,
        noted_by: raw.noted_by,
        settled_on: raw.settled_on,
    })
}

fn row_key(cx: &Cx, id: RemarkId) -> vault::RowKey<'static> {
    cx.app.row(cx.school(), "remark", id.bytes(), Kind::Remark.label())
}
