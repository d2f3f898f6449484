//! The forms (T2): blank to print, or filled from the records within the reader's rights. What is not known stays a line
//! to write on; a form never guesses.

pub mod catalogue;
mod sheet;

use std::collections::BTreeSet;

use access::{Action, Kind};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, RawQuery};
use axum::routing::get;
use documents::model::Document;
use kernel::{NoteId, StudentId};
use people::student::{self, Student};
use serde::Deserialize;
use web::{App, Cx, Failure, Look, Reply, page};

use crate::fields::{self, Child, Source};
use crate::leaving::{self, Leaving, Shape};
use crate::paper::pages::{Files, Print};
use crate::student_file::store::Note;
use catalogue::{FORMS, Form, Item};

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/forms", get(index))
        .route("/forms/{form}", get(print))
        .route("/forms/{form}/word", get(word))
        .route("/forms/{form}/pdf", get(pdf))
}

/// Whom a form is filled for; nobody: a blank one.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct For {
    student: Option<StudentId>,
    note: Option<NoteId>,
}

/// A form as the list shows it.
struct Line {
    form: &'static Form,
    tail: String,
    /// The newest notes that can fill it: where to, and the day.
    notes: Vec<(String, String)>,
}

/// How many notes a form is offered for.
const NOTES: usize = 4;

impl Line {
    fn of(cx: &Cx, form: &'static Form, student: Option<&Student>, notes: &[Note]) -> Self {
        let tail = student.map(|student| format!("?student={}", student.id)).unwrap_or_default();
        let fitting = notes.iter().rev().filter(|note| form.is_about(&note.kind)).take(NOTES);
        let notes =
            fitting.map(|note| (format!("{tail}&note={}", note.id), cx.short_day(&note.held_on))).collect();
        Self { form, tail, notes }
    }
}

#[derive(Template)]
#[template(path = "forms/index.html")]
struct Index<'a> {
    cx: &'a Look,
    student: Option<&'a Student>,
    lines: Vec<Line>,
    templates: Vec<crate::templates::Version>,
}

/// `GET /forms`: all forms, blank, or to be filled for a child.
async fn index(cx: Cx, Query(asked): Query<For>) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let (mut student, mut notes) = (None, Vec::new());
    if let Some(id) = asked.student {
        let found = student::find_for(&mut conn, &cx, id, (Action::Export, Kind::Roster)).await?.0;
        notes = fields::notes(&mut conn, &cx, &found).await?;
        student = Some(found);
    }
    let templates = match student {
        Some(_) => crate::templates::open_templates(&mut conn, cx.school()).await?,
        None => Vec::new(),
    };
    drop(conn);
    let lines = FORMS.iter().map(|form| Line::of(&cx, form, student.as_ref(), &notes)).collect();
    page(&cx, &Index { cx: &cx, student: student.as_ref(), lines, templates })
}

/// `GET /forms/{form}`
async fn print(
    cx: Cx,
    Path(key): Path<String>,
    Query(asked): Query<For>,
    RawQuery(question): RawQuery,
) -> Reply {
    let sheet = Sheet::make(&cx, &key, asked).await?;
    let back = asked.student.map_or("/forms".to_owned(), |id| format!("/forms?student={id}"));
    let printed = leaving::printed(sheet.document).await?;
    let files = Files::below(&format!("/forms/{key}"), question.as_deref());
    page(&cx, &Print { cx: &cx, title: sheet.title, printed, line: sheet.line, back, files })
}

/// `GET /forms/{form}/word`
async fn word(cx: Cx, Path(key): Path<String>, Query(asked): Query<For>) -> Reply {
    leaves(&cx, &key, (asked, Shape::Word)).await
}

/// `GET /forms/{form}/pdf`
async fn pdf(cx: Cx, Path(key): Path<String>, Query(asked): Query<For>) -> Reply {
    leaves(&cx, &key, (asked, Shape::Pdf)).await
}

async fn leaves(cx: &Cx, key: &str, (asked, shape): (For, Shape)) -> Reply {
    let sheet = Sheet::make(cx, key, asked).await?;
    leaving::file(sheet.document, &sheet.title, (Leaving { line: sheet.line }, shape)).await
}

/// A form ready to leave.
struct Sheet {
    document: Document,
    title: String,
    line: String,
}

impl Sheet {
    /// Reads what the form asks for, logs it, and says so in the log of what leaves. A blank form tells nothing.
    async fn make(cx: &Cx, key: &str, asked: For) -> Result<Self, Failure> {
        let form = catalogue::find(key).ok_or(Failure::NotFound)?;
        let kind = format!("form-{key}");
        let title = cx.t(format!("papers-kind-{kind}")).to_owned();
        let Some(student) = asked.student else {
            return Ok(Self { document: sheet::document(cx, form, None), title, line: String::new() });
        };
        let (document, title) = taken(cx, form, (student, asked.note)).await?;
        let leaving = leaving::begin(cx, &kind, student.0, Some(student)).await?;
        Ok(Self { document, title, line: leaving.line })
    }
}

/// A filled form with its name, its readings logged.
pub(crate) async fn taken(
    cx: &Cx,
    form: &Form,
    about: (StudentId, Option<NoteId>),
) -> Result<(Document, String), Failure> {
    let mut conn = cx.app.db.reader().await?;
    let child = fields::child(&mut conn, cx, about, &sources(form)).await?;
    drop(conn);
    cx.log_readings(&child.permits).await?;
    let title = format!("{} {}", cx.t(format!("papers-kind-form-{}", form.key)), child.student.name);
    Ok((sheet::document(cx, form, Some(&child)), title))
}

/// What must be read for a form.
fn sources(form: &Form) -> BTreeSet<Source> {
    let items = form.rows.iter().flat_map(|(_, items)| items.iter());
    let key = |item: &Item| match item {
        Item::Field(key) | Item::As(_, key) => Some(*key),
        Item::Hand(_) => None,
    };
    items.filter_map(key).filter_map(fields::find).map(|field| field.source).collect()
}
