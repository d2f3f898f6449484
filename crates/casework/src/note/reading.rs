//! Notes as people read them: opened, with what the person may see of each, and the proofs to be logged.

use access::{Action, Kind, Permit};
use db::Conn;
use db::together::{TryFutureExt, try_join3};
use kernel::{Day, Fault, Instant, NoteId, StaffId};
use people::student::Student;
use web::short::Filled;
use web::{Cx, Failure, Look};

use super::fields;
use super::model::{self, Channel, Content, NoteKind};
use super::store::{self, NoteRow};
use crate::follow_up::{self, FollowUp};

use super::sealed;

/// One note as this person may see it.
#[derive(Clone, Debug)]
pub struct NoteLine {
    /// The id.
    pub id: NoteId,
    /// What was done.
    pub kind: NoteKind,
    /// How the family was reached.
    pub channel: Option<Channel>,
    /// The day of the thing.
    pub held_on: Day,
    /// When it was written down.
    pub recorded_at: Instant,
    /// How long, in minutes.
    pub minutes: Option<i64>,
    /// Who wrote it.
    pub author: String,
    /// The writer's id.
    pub author_id: StaffId,
    /// What was said; nothing once withdrawn.
    pub text: Option<String>,
    /// The child's own words; nothing once withdrawn.
    pub own_words: Option<String>,
    /// The short fields of its kind; none once withdrawn.
    pub extra: Filled,
    /// The sealed part, for its readers alone.
    pub sealed: Option<String>,
    /// What was promised; nothing once withdrawn.
    pub follow_ups: Vec<FollowUp>,
    /// For how many children it was written.
    pub group: i64,
    /// From 1; more when it was amended.
    pub version: i64,
    /// Who withdrew it, and when.
    pub withdrawn: Option<(String, Instant)>,
    /// Whether this person may amend it: also whether its promises are his or hers to keep.
    pub may_amend: bool,
}

impl NoteLine {
    /// The day of recording, when it is another than the day of the thing (D6).
    #[must_use]
    pub fn recorded_late(&self) -> Option<Day> {
        model::recorded_late(self.held_on, self.recorded_at)
    }

    /// How long it took, and whether it was written down late or amended: one quiet line.
    #[must_use]
    pub fn small_print(&self, look: &Look) -> String {
        let minutes = self.minutes.map(|minutes| look.tn("casework-note-minutes-of", &minutes));
        let late = self.recorded_late().map(|day| {
            let (held, recorded) = (look.short_day(&self.held_on), look.short_day(&day));
            look.tf(
                "casework-note-late",
                &[("held", held.as_str().into()), ("recorded", recorded.as_str().into())],
            )
        });
        let version = (self.version > 1).then(|| look.tn("casework-note-version", &self.version));
        [minutes, late, version].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// The short fields, each with its words.
    #[must_use]
    pub fn fields(&self, look: &Look) -> Vec<(&'static str, String)> {
        self.extra.read(look, fields::ROOM, fields::specs(self.kind))
    }

    /// What was done, and how, in words.
    #[must_use]
    pub fn title(&self, look: &Look) -> String {
        let kind = self.kind.word(look);
        match self.channel {
            Some(channel) => format!("{kind} · {}", channel.word(look)),
            None => kind.to_owned(),
        }
    }
}

/// What a person may read of a child's notes.
pub struct Timeline {
    /// Newest first.
    pub lines: Vec<NoteLine>,
    /// To be given to `cx.log_readings` before the answer leaves.
    pub permits: Vec<Permit>,
}

/// The newest notes about a child, as far as this person may read them: home visits and other notes are judged each
/// by their own line of the policy, a subject teacher sees his or her own, sealed parts are there for named readers
/// alone, and a withdrawn note has no text.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn timeline(conn: &mut Conn, cx: &Cx, student: &Student, limit: i64) -> Result<Timeline, Failure> {
    let (mut a, mut b) = (conn.beside(), conn.beside());
    let (rows, mut promised, sealed) = try_join3(
        store::of_student(conn, &cx.actor, student.id, (cx.today(), limit)).err_into(),
        follow_up::of_student(&mut a, cx, student.id),
        sealed::noted(&mut b, cx.school(), student.id).err_into(),
    )
    .await?;
    let mut timeline = Timeline { lines: Vec::new(), permits: Vec::new() };
    for row in rows {
        let kind = kind_of(&row)?;
        let facts = student.facts(cx.school()).by(row.recorded_by);
        let Some(permit) = access::permit(&cx.actor, Action::Read, kind.record(), &facts) else { continue };
        let mut line = line_of(cx, &row)?;
        line.may_amend = access::decide(&cx.actor, Action::Amend, kind.record(), &facts).is_some();
        if line.withdrawn.is_none() {
            line.follow_ups = promised.extract_if(.., |promise| promise.note_id == row.id).collect();
            let part = match sealed.contains(&row.id) {
                true => sealed::part_of(conn, cx, &row, student).await?,
                false => None,
            };
            if let Some((text, permit)) = part {
                line.sealed = Some(text);
                remember(&mut timeline.permits, permit);
            }
        }
        remember(&mut timeline.permits, permit);
        timeline.lines.push(line);
    }
    Ok(timeline)
}

/// The same permit once is enough for the log.
pub(crate) fn remember(permits: &mut Vec<Permit>, permit: Permit) {
    if !permits.contains(&permit) {
        permits.push(permit);
    }
}

pub(crate) fn kind_of(row: &NoteRow) -> Result<NoteKind, Fault> {
    NoteKind::parse(&row.kind).ok_or_else(|| Fault::new("a note of an unknown kind"))
}

/// What a note says, opened.
pub(crate) fn content_of(cx: &Cx, row: &NoteRow) -> Result<Content, Failure> {
    let key = cx.app.row(cx.school(), "note", row.id.bytes(), Kind::Note.label());
    let kind = kind_of(row)?;
    let filled = cx.app.open_some(&key, "fields_cell", row.fields_cell.as_ref())?;
    Ok(Content {
        kind,
        channel: row.channel.as_deref().and_then(Channel::parse),
        held_on: row.held_on,
        minutes: row.minutes,
        text: cx.app.open(&key, "text_cell", &row.text_cell)?,
        own_words: cx.app.open_some(&key, "own_words_cell", row.own_words_cell.as_ref())?,
        extra: Filled::parse(fields::specs(kind), filled.as_deref())?,
    })
}

fn line_of(cx: &Cx, row: &NoteRow) -> Result<NoteLine, Failure> {
    let withdrawn = row.withdrawn_at.map(|at| (row.withdrawer.clone().unwrap_or_default(), at));
    let content = content_of(cx, row)?;
    let kept = withdrawn.is_none();
    Ok(NoteLine {
        id: row.id,
        kind: content.kind,
        channel: content.channel,
        held_on: row.held_on,
        recorded_at: row.recorded_at,
        minutes: row.minutes,
        author: row.author.clone(),
        author_id: row.recorded_by,
        text: Some(content.text).filter(|_| kept),
        own_words: content.own_words.filter(|_| kept),
        extra: if kept { content.extra } else { Filled::default() },
        sealed: None,
        follow_ups: Vec::new(),
        group: row.group,
        version: row.version,
        withdrawn,
        may_amend: true,
    })
}

/// A note, opened by its own address.
pub(crate) struct Opened {
    /// As it is stored.
    pub row: NoteRow,
    /// As the person may see it.
    pub line: NoteLine,
    /// The children of whom the person may read it; others are not named.
    pub students: Vec<Student>,
    /// To be logged.
    pub permits: Vec<Permit>,
}

/// Opens a note for somebody who may read it for at least one of its children.
///
/// # Errors
/// [`Failure::NotFound`] for everybody else.
pub(crate) async fn open(conn: &mut Conn, cx: &Cx, id: NoteId) -> Result<Opened, Failure> {
    let row = store::lookup(conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let record = kind_of(&row)?.record();
    let mut opened = Opened { line: line_of(cx, &row)?, row, students: Vec::new(), permits: Vec::new() };
    for student in store::students_of(conn, cx.school(), id).await? {
        let found = people::student::store::lookup(conn, cx.school(), student, cx.today()).await?;
        let student = found.ok_or(Failure::NotFound)?;
        let facts = student.facts(cx.school()).by(opened.row.recorded_by);
        opened.line.may_amend &= access::decide(&cx.actor, Action::Amend, record, &facts).is_some();
        if let Ok(permit) = cx.permit(Action::Read, record, &facts) {
            opened.permits.push(permit);
            opened.students.push(student);
        }
    }
    let first = opened.students.first().ok_or(Failure::NotFound)?;
    if opened.line.withdrawn.is_none() {
        opened.line.follow_ups = follow_up::of_note(conn, cx, id).await?;
        if let Some((text, permit)) = sealed::part_of(conn, cx, &opened.row, first).await? {
            opened.line.sealed = Some(text);
            opened.permits.push(permit);
        }
    }
    Ok(opened)
}

/// An earlier version, opened.
pub(super) struct Earlier {
    /// From 1.
    pub version: i64,
    /// What it said.
    pub text: String,
    /// The child's own words.
    pub own_words: Option<String>,
    /// The short fields.
    pub fields: Vec<(&'static str, String)>,
    /// The day it gave.
    pub held_on: Day,
    /// When it was written.
    pub written_at: Instant,
    /// By whom.
    pub writer: String,
    /// Why it was amended.
    pub why: Option<String>,
}

/// What a note said before it was amended, newest first.
///
/// # Errors
/// Those of the database and of damaged cells.
pub(super) async fn earlier(conn: &mut Conn, cx: &Cx, id: NoteId) -> Result<Vec<Earlier>, Failure> {
    let rows = store::versions(conn, cx.school(), id).await?;
    rows.into_iter()
        .map(|row| {
            let key = cx.app.row(cx.school(), "note_version", *row.id.as_bytes(), Kind::Note.label());
            let kind = NoteKind::parse(&row.kind).ok_or_else(|| Fault::new("a note of an unknown kind"))?;
            let filled = cx.app.open_some(&key, "fields_cell", row.fields_cell.as_ref())?;
            let specs = fields::specs(kind);
            Ok(Earlier {
                fields: Filled::parse(specs, filled.as_deref())?.read(cx, fields::ROOM, specs),
                version: row.version,
                text: cx.app.open(&key, "text_cell", &row.text_cell)?,
                own_words: cx.app.open_some(&key, "own_words_cell", row.own_words_cell.as_ref())?,
                held_on: row.held_on,
                written_at: row.written_at,
                writer: row.writer,
                why: cx.app.open_some(&key, "why_cell", row.why_cell.as_ref())?,
            })
        })
        .collect()
}
