//! A good-news letter to the family (喜报), and praise on paper (F6): a note in warm words, signed by school and teacher.

use access::{Action, Kind, Permit};
use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use casework::note::{NoteKind, NoteLine, timeline};
use documents::model::{Block, Document, Layout, Signature, Span};
use kernel::{NoteId, StudentId};
use people::student::{self, Student};
use web::{App, Cx, Failure, Reply, page};

use crate::leaving::{self, Shape};
use crate::paper::pages::{Files, Print};
use crate::paper::store::school_name;
use crate::prose::document_lang;

/// So many notes are looked through for the one asked for.
const NOTES: i64 = 2_000;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/students/{student}/letters/{note}", get(print))
        .route("/students/{student}/letters/{note}/word", get(word))
        .route("/students/{student}/letters/{note}/pdf", get(pdf))
}

/// Whether a note of this kind can become a letter.
#[must_use]
pub fn is_letter(kind: NoteKind) -> bool {
    matches!(kind, NoteKind::GoodNews | NoteKind::Praise)
}

/// `GET /students/{student}/letters/{note}`: to print, on A4 or A5.
async fn print(cx: Cx, Path((student, note)): Path<(StudentId, NoteId)>) -> Reply {
    let (document, name) = taken(&cx, student, note).await?;
    let leaving = leaving::begin(&cx, "letter", note.0, Some(student)).await?;
    let printed = leaving::printed(document).await?;
    let files = Files::below(&format!("/students/{student}/letters/{note}"), None);
    let back = format!("/notes/{note}");
    page(&cx, &Print { cx: &cx, title: name, printed, line: leaving.line, back, files })
}

/// `GET /students/{student}/letters/{note}/word`
async fn word(cx: Cx, Path(ids): Path<(StudentId, NoteId)>) -> Reply {
    leaves(&cx, ids, Shape::Word).await
}

/// `GET /students/{student}/letters/{note}/pdf`
async fn pdf(cx: Cx, Path(ids): Path<(StudentId, NoteId)>) -> Reply {
    leaves(&cx, ids, Shape::Pdf).await
}

async fn leaves(cx: &Cx, (student, note): (StudentId, NoteId), shape: Shape) -> Reply {
    let (document, name) = taken(cx, student, note).await?;
    let leaving = leaving::begin(cx, "letter", note.0, Some(student)).await?;
    leaving::file(document, &name, (leaving, shape)).await
}

async fn taken(cx: &Cx, id: StudentId, note: NoteId) -> Result<(Document, String), Failure> {
    let mut conn = cx.app.db.reader().await?;
    let student = student::find(&mut conn, cx, id).await?;
    let lines = timeline(&mut conn, cx, &student, NOTES).await?.lines;
    let line =
        lines.into_iter().find(|line| line.id == note && is_letter(line.kind) && line.withdrawn.is_none());
    let line = line.ok_or(Failure::NotFound)?;
    let permit: Permit =
        cx.permit(Action::Export, Kind::Note, &student.facts(cx.school()).by(line.author_id))?;
    let school = school_name(&mut conn, cx.school()).await?;
    drop(conn);
    cx.log_readings(&[permit]).await?;
    let name = format!("{} {}", line.kind.word(cx), student.name);
    Ok((document(cx, &student, &line, &school), name))
}

fn document(cx: &Cx, student: &Student, line: &NoteLine, school: &str) -> Document {
    let key = if line.kind == NoteKind::GoodNews { "good-news" } else { "praise" };
    let say = |part: &str| cx.tx(&format!("papers-letter-{key}-{part}"), &student.name);
    let mut words = vec![say("open"), line.text.clone().unwrap_or_default()];
    words.extend(line.extra.get("small_win").map(|win| cx.tx("papers-letter-small-win", win)));
    words.push(say("close"));
    Document {
        layout: Layout::Letter,
        title: cx.t(format!("papers-letter-{key}")).to_owned(),
        number: None,
        to: Some(cx.tx("papers-letter-to", &student.name)),
        blocks: words.into_iter().map(|text| Block::Paragraph(vec![Span::text(text)])).collect(),
        signature: Some(Signature {
            org: format!("{school}\n{}", cx.tx("papers-letter-teacher", &line.author)),
            date: cx.day(&line.held_on),
        }),
        facts: Vec::new(),
        lang: document_lang(cx.lang()),
    }
}
