//! Entries as people read them: opened, with the proofs to be logged, and the visits that are notes.

use access::{Action, Kind, Permit, scope};
use db::{Conn, With};
use kernel::{Day, DropoutId, FOREVER};
use people::student::Student;
use web::{Cx, Failure};

use super::store::{self, Row};
use super::{Dropout, Ended, Ending, Known, Placement, Reason};
use crate::note::{NoteKind, NoteLine, timeline};

/// As many notes of one child are looked through.
const NOTES: i64 = 200;

/// One entry, for who may do this with the cases of its child.
///
/// # Errors
/// [`Failure::NotFound`] for others, and for one that was withdrawn.
pub async fn find(
    conn: &mut Conn,
    cx: &Cx,
    id: DropoutId,
    action: Action,
) -> Result<(Dropout, Permit), Failure> {
    let row = store::lookup(conn, cx.school(), cx.today(), id).await?.ok_or(Failure::NotFound)?;
    let permit = cx.permit(action, Kind::Case, &row.0.facts(cx.school()))?;
    Ok((opened(cx, row)?, permit))
}

/// All entries of the children with whose cases the person may do this; the open ones first, each with its proof.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn all(conn: &mut Conn, cx: &Cx, action: Action) -> Result<Vec<(Dropout, Permit)>, Failure> {
    let scope = scope(&cx.actor, action, Kind::Case);
    let mut all = Vec::new();
    if scope.is_empty() {
        return Ok(all);
    }
    for row in store::list(conn, &scope, cx.today()).await? {
        let facts = row.0.facts(cx.school());
        // What a list shows is read, though it was found by the right to list.
        let with = if action == Action::List { Action::Read } else { action };
        let Some(permit) = access::permit(&cx.actor, with, Kind::Case, &facts) else { continue };
        all.push((opened(cx, row)?, permit));
    }
    Ok(all)
}

/// The entries of one child, the newest first; the caller holds a permit to read its cases.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn of_student(conn: &mut Conn, cx: &Cx, student: &Student) -> Result<Vec<Dropout>, Failure> {
    let rows = store::of_student(conn, cx.school(), cx.today(), student.id).await?;
    rows.into_iter().map(|row| opened(cx, row)).collect()
}

/// The open entry of a child, for who may read its cases; none for others.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn open_of(
    conn: &mut Conn,
    cx: &Cx,
    student: &Student,
) -> Result<Option<(Dropout, Permit)>, Failure> {
    let facts = student.facts(cx.school());
    let Some(permit) = access::permit(&cx.actor, Action::Read, Kind::Case, &facts) else { return Ok(None) };
    let entries = of_student(conn, cx, student).await?;
    Ok(entries.into_iter().find(|entry| entry.ended.is_none()).map(|entry| (entry, permit)))
}

/// A visit, a call or a talk while the child stayed away.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The note.
    pub line: NoteLine,
    /// The proof under which it was read.
    pub permit: Option<Permit>,
}

impl Visit {
    /// Who went: the writer, and who else was there.
    #[must_use]
    pub fn who(&self, separator: &str) -> String {
        let others = self.line.extra.get("people");
        others
            .map_or_else(|| self.line.author.clone(), |them| format!("{}{separator}{them}", self.line.author))
    }

    /// What came of it: what was agreed, or else what was said; that nobody was there, if so.
    #[must_use]
    pub fn result(&self, look: &web::Look) -> String {
        if crate::note::fields::reached(&self.line.extra) == Some("nobody") {
            return look.t("dropouts-visit-nobody").to_owned();
        }
        let agreed = self.line.extra.get("agreed").map(str::to_owned);
        agreed.or_else(|| self.line.text.clone()).unwrap_or_default()
    }
}

/// The visits, calls and talks since the child stayed away, as far as the person may read them; the oldest first.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn visits(conn: &mut Conn, cx: &Cx, entry: &Dropout) -> Result<Vec<Visit>, Failure> {
    let until = entry.ended.as_ref().map_or(FOREVER, |(ended, _)| ended.on);
    let notes = timeline(conn, cx, &entry.student, NOTES).await?;
    let facts = entry.student.facts(cx.school());
    let asks = |line: &NoteLine| {
        let kinds = [NoteKind::HomeVisit, NoteKind::FamilyContact, NoteKind::Talk];
        kinds.contains(&line.kind) && within(line.held_on, (entry.known.left_on, until))
    };
    let visit = |line: NoteLine| {
        let facts = facts.by(line.author_id);
        Visit { permit: access::permit(&cx.actor, Action::Read, line.kind.record(), &facts), line }
    };
    let found = notes.lines.into_iter().filter(|line| line.withdrawn.is_none() && asks(line));
    let mut visits: Vec<Visit> = found.map(visit).collect();
    visits.reverse();
    Ok(visits)
}

fn within(day: Day, (from, until): (Day, Day)) -> bool {
    from <= day && day <= until
}

fn opened(cx: &Cx, With(student, row): With<Student, Row>) -> Result<Dropout, Failure> {
    let key = cx.app.row(cx.school(), "dropout", row.id.bytes(), Kind::Case.label());
    let cell = |column, cell: Option<&Vec<u8>>| cx.app.open_some(&key, column, cell);
    let known = Known {
        left_on: row.left_on,
        reason: Reason::parse(&row.reason).unwrap_or(Reason::Unknown),
        words: cell("words_cell", row.words_cell.as_ref())?,
        whereabouts: cell("whereabouts_cell", row.whereabouts_cell.as_ref())?,
    };
    let ended = match row.ended_at {
        Some(at) => {
            let ended = Ended {
                on: row.ended_on,
                how: row.ending.as_deref().and_then(Ending::parse).unwrap_or(Ending::Other),
                placement: row.placement.as_deref().and_then(Placement::parse),
                ground: cell("ground_cell", row.ground_cell.as_ref())?.unwrap_or_default(),
            };
            Some((ended, at))
        }
        None => None,
    };
    let (begun_at, begun_by, confirmed_on) = (row.begun_at, row.begun_by, row.confirmed_on);
    Ok(Dropout { id: row.id, student, known, begun_at, begun_by, confirmed_on, ended })
}
