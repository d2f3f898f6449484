//! Photos and recordings kept with a note (F4): looked at in a child process before they are kept, sealed in pieces, served
//! to whoever may read the note and to nobody else.

mod pages;
mod store;

use access::Kind;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use axum::{Extension, Router};
use db::{Conn, Tx};
use documents::picture::{self, Cleaner, Unfit};
use kernel::{AttachmentId, Fault, NoteId};
use vault::RowKey;
use web::cx::Change;
use web::{App, Cx, Failure};

use crate::note;
pub use store::Attachment;

/// Bytes of one sealed piece.
const PIECE: usize = 256 * 1024;
/// The file with a little room for what stands around it in an upload.
const MOST_BYTES: usize = picture::FILE_BYTES + 64 * 1024;
/// Photos and recordings of one note.
const MOST: usize = 9;

/// The routes of this subject. The cleaner writes pictures anew in a child process.
pub fn routes(cleaner: Cleaner) -> Router<App> {
    let add = post(pages::add).layer(DefaultBodyLimit::max(MOST_BYTES));
    Router::new()
        .route("/notes/{id}/attachments", add)
        .route("/attachments/{id}", get(pages::show))
        .route("/attachments/{id}/withdrawal", post(pages::withdraw))
        .layer(Extension(cleaner))
}

/// A file that may be kept.
pub(crate) struct Fit {
    kind: &'static str,
    media: &'static str,
    bytes: Vec<u8>,
}

/// Looks at what was sent: a picture is written anew, a recording must hold together, all else is refused.
pub(crate) async fn looked_at(cleaner: &Cleaner, bytes: Vec<u8>) -> Result<Fit, Unfit> {
    if picture::is_picture(&bytes) {
        let clean = cleaner.clean(&bytes).await?;
        return Ok(Fit { kind: "picture", media: "image/jpeg", bytes: clean.jpeg });
    }
    let sound = picture::sound(&bytes)?;
    Ok(Fit { kind: "sound", media: sound.media(), bytes })
}

fn row_key(cx: &Cx, id: AttachmentId) -> RowKey<'static> {
    cx.app.row(cx.school(), "attachment_piece", id.bytes(), Kind::Note.label())
}

fn column(place: usize) -> String {
    format!("cell-{place}")
}

/// Keeps a file with a note, for whoever may amend the note. The same key twice is one file.
///
/// # Errors
/// [`Failure::NotFound`] for whoever may not amend the note, [`Failure::BadRequest`] when it has enough already.
pub(crate) async fn keep(cx: &Cx, note: NoteId, id: AttachmentId, fit: &Fit) -> Result<(), Failure> {
    let me = cx.staff()?;
    let mut tx = cx.app.db.begin().await?;
    let opened = amendable(&mut tx, cx, note).await?;
    if store::of_note(&mut tx, cx.school(), note).await?.len() >= MOST {
        return Err(Failure::BadRequest);
    }
    let pieces: Vec<&[u8]> = fit.bytes.chunks(PIECE).collect();
    let new = Attachment {
        id,
        note_id: note,
        kind: fit.kind.to_owned(),
        media: fit.media.to_owned(),
        size: i64::try_from(fit.bytes.len()).unwrap_or(i64::MAX),
        pieces: i64::try_from(pieces.len()).unwrap_or(i64::MAX),
    };
    if !store::insert(&mut tx, cx.school(), &new, (me, cx.app.clock.now())).await? {
        return Ok(());
    }
    let key = row_key(cx, id);
    for (place, piece) in pieces.into_iter().enumerate() {
        let cell = key.seal(&column(place), cx.app.chance.bytes(), piece);
        store::insert_piece(&mut tx, cx.school(), (id, place), cell).await?;
    }
    tell(&mut tx, cx, ("attachment.added", id), &opened).await?;
    Ok(tx.commit().await?)
}

/// The note, for somebody who may amend it.
async fn amendable(conn: &mut Conn, cx: &Cx, note: NoteId) -> Result<note::Opened, Failure> {
    let opened = note::open(conn, cx, note).await?;
    let may = opened.line.may_amend && opened.line.withdrawn.is_none();
    if may { Ok(opened) } else { Err(Failure::NotFound) }
}

async fn tell(
    tx: &mut Tx,
    cx: &Cx,
    (name, id): (&str, AttachmentId),
    opened: &note::Opened,
) -> Result<(), Failure> {
    for student in &opened.students {
        let kind = opened.line.kind.record();
        let change =
            Change { name, kind, subject: id.0, student: Some(student.id), before: None, after: None };
        cx.event(tx, change).await?;
    }
    Ok(())
}

/// What is kept with a note that is open before this person.
///
/// # Errors
/// Those of the database.
pub async fn of_note(conn: &mut Conn, cx: &Cx, note: NoteId) -> Result<Vec<Attachment>, Failure> {
    Ok(store::of_note(conn, cx.school(), note).await?)
}

/// A file with its bytes, for whoever may read its note; the reading is logged before it leaves.
///
/// # Errors
/// [`Failure::NotFound`] for everybody else, and once the note or the file was withdrawn.
pub(crate) async fn find(cx: &Cx, id: AttachmentId) -> Result<(Attachment, Vec<u8>), Failure> {
    let mut conn = cx.app.db.reader().await?;
    let found = store::lookup(&mut conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let opened = note::open(&mut conn, cx, found.note_id).await?;
    if opened.line.withdrawn.is_some() {
        return Err(Failure::NotFound);
    }
    let (key, mut bytes) = (row_key(cx, id), Vec::new());
    for (place, cell) in store::pieces(&mut conn, cx.school(), id).await?.into_iter().enumerate() {
        let piece =
            key.open(&column(place), &cell).map_err(|_| Fault::new("a piece of a file cannot be read"))?;
        bytes.extend_from_slice(&piece);
    }
    drop(conn);
    if i64::try_from(bytes.len()) != Ok(found.size) {
        return Err(Fault::new("a file is not whole").into());
    }
    cx.log_readings(&opened.permits).await?;
    Ok((found, bytes))
}

/// Takes a file out; it is served no more.
///
/// # Errors
/// [`Failure::NotFound`] for whoever may not amend its note.
pub(crate) async fn withdraw(cx: &Cx, id: AttachmentId) -> Result<NoteId, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let found = store::lookup(&mut tx, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let opened = amendable(&mut tx, cx, found.note_id).await?;
    store::withdraw(&mut tx, cx.school(), id, (cx.staff()?, cx.app.clock.now())).await?;
    tell(&mut tx, cx, ("attachment.withdrawn", id), &opened).await?;
    tx.commit().await?;
    Ok(found.note_id)
}
