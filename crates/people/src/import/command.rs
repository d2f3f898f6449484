//! Bringing a roster in at the machine: the same reading, judging and writing as on the page, in one go.

use std::sync::Arc;
use std::time::Instant as Watch;

use access::{Action, Actor, Role};
use documents::reading::Reader;
use kernel::{ImportId, SchoolId};
use language::Lang;
use serde::Serialize;
use web::{App, Cx, Failure};

use super::actions::{self, Choice, Done};
use super::file::{self, Layout, Sent, Source, Wanted};
use super::judge::{self, Judged, Picks};
use super::listed::{ChangedRow, Listed, NewRow, RowReason};
use super::store::{self, New, Step};
use super::{Counts, Told, What};
use crate::roster::letters;
use crate::roster::mapping::Mapping;

/// How it is to be done.
#[derive(Clone, Debug)]
pub struct Options {
    /// A mapping instead of a proposal.
    pub map: Option<Mapping>,
    /// Only judge; write nothing at all.
    pub dry_run: bool,
    /// Take doubtful rows of which it is clear who they are.
    pub take_doubtful: bool,
    /// The language of the messages.
    pub lang: Lang,
}

/// What came of it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// The import; none when nothing was written.
    pub import: Option<ImportId>,
    /// Why the file could not be read at all.
    pub unread: Vec<Reason>,
    /// How many rows of each fate.
    pub counts: Counts,
    /// What was written.
    pub done: Option<Done>,
    /// How many known students are not in the file.
    pub leavers: usize,
    /// More than a tenth.
    pub many_leave: bool,
    /// Rows that name no class, of students who are not known yet.
    pub unplaced: usize,
    /// Which column was read as which field.
    pub columns: Vec<(String, String)>,
    /// Refused and doubtful rows, each reason by itself.
    pub rows: Listed<RowReason>,
    /// Students not known yet, with their cells.
    pub new: Listed<NewRow>,
    /// Known students of whom something changes, with what was and what will be.
    pub changed: Listed<ChangedRow>,
    /// Milliseconds: reading, judging, writing.
    pub milliseconds: [u64; 3],
}

/// A reason in words.
#[derive(Clone, Debug, Serialize)]
pub struct Reason {
    /// The key of the message.
    pub key: String,
    /// In words.
    pub message: String,
}

/// Brings a roster in, with the rights of a registrar at the machine. `files` is one file, or those of a OneRoster export.
///
/// # Errors
/// Those of the database: then nothing was written. A file that cannot be read is a [`Report`] that says so.
pub async fn import_roster(
    app: &App,
    school: SchoolId,
    reader: &Reader,
    files: Vec<Sent>,
    options: &Options,
) -> Result<Report, Failure> {
    let cx = Cx::at_the_machine(app.clone(), Actor::at_the_machine(school, Role::Registrar), options.lang);
    actions::permit(&cx, What::Roster, Action::Create)?;
    let began = Watch::now();
    let wanted = Wanted { mapping: options.map.clone(), ..Wanted::default() };
    let source = match file::read(reader, files, What::Roster, &wanted).await {
        Ok(source) => source,
        Err(why) => return Ok(Report { unread: reasons(&why, options.lang), ..Report::default() }),
    };
    let read = millis(began);
    bring_in(&cx, source, options, read).await
}

async fn bring_in(cx: &Cx, mut source: Source, options: &Options, read: u64) -> Result<Report, Failure> {
    let Layout::Roster(mapping) = source.layout.clone() else { return Err(Failure::BadRequest) };
    let began = Watch::now();
    let checked = actions::check(std::mem::take(&mut source.rows), mapping.clone(), cx.today()).await?;
    if options.dry_run {
        let mut conn = cx.app.db.reader().await?;
        let judged = judge::judge(&mut conn, cx, checked).await?;
        return Ok(Report {
            milliseconds: [read, millis(began), 0],
            ..report(judged, &mapping, options.lang)
        });
    }
    let mut tx = cx.app.db.begin().await?;
    actions::turn(&mut tx, cx).await?;
    let judged = judge::judge(&mut tx, cx, checked).await?;
    let judging = millis(began);
    let began = Watch::now();
    let id = ImportId(cx.uuid());
    let text = mapping.to_json().map_err(|e| kernel::Fault::from("json", e))?;
    let new = New { id, what: What::Roster, file_name: &source.name, hash: source.hash, mapping: &text };
    store::insert(&mut tx, cx, &new).await?;
    store::update(&mut tx, cx.school(), id, (&text, "{}"), &judged.counts).await?;
    store::step(&mut tx, cx, id, Step::Applied).await?;
    let choice = Choice { picks: Picks { all: options.take_doubtful, ..Picks::default() }, leave: false };
    let done = actions::write(&mut tx, cx, id, (&judged, &choice), |_| {}).await?;
    actions::applied(&mut tx, cx, id, done).await?;
    tx.commit().await?;
    let milliseconds = [read, judging, millis(began)];
    Ok(Report { import: Some(id), done: Some(done), milliseconds, ..report(judged, &mapping, options.lang) })
}

fn millis(began: Watch) -> u64 {
    u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX)
}

pub(crate) fn reasons(why: &[Told], lang: Lang) -> Vec<Reason> {
    why.iter().map(|told| Reason { key: told.key.clone(), message: told.words(lang) }).collect()
}

fn report(judged: Judged, mapping: &Mapping, lang: Lang) -> Report {
    let column = |(field, place): (&crate::roster::fields::Field, &crate::roster::mapping::Place)| {
        (letters(place.column), field.key())
    };
    let judged = Arc::new(judged);
    Report {
        counts: judged.counts,
        leavers: judged.leavers.len(),
        many_leave: judged.many_leave,
        unplaced: judged.unplaced,
        columns: mapping.columns.iter().map(column).collect(),
        rows: Listed::of(&judged, lang),
        new: Listed::of(&judged, lang),
        changed: Listed::of(&judged, lang),
        ..Report::default()
    }
}
