//! Bringing a list of staff in at the machine: the same reading, judging and writing as on the page, in one go.

use access::{Actor, Role};
use kernel::{ImportId, SchoolId};
use serde::Serialize;
use web::{App, Cx, Failure};

use super::judge::{Judged, JudgedRow};
use super::{apply, judged};
use crate::import::actions::{self, Done};
use crate::import::command::{Options, Reason, reasons};
use crate::import::file::{self, Layout, Sent, Source, Wanted};
use crate::import::judge::Picks;
use crate::import::{Counts, Fate, Tools, What, marks};

/// What came of it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct StaffReport {
    /// The import; none when nothing was written.
    pub import: Option<ImportId>,
    /// Why the file could not be read at all.
    pub unread: Vec<Reason>,
    /// How many people of each fate.
    pub counts: Counts,
    /// What was written.
    pub done: Option<Done>,
    /// Each person of the list.
    pub rows: Vec<StaffLine>,
}

/// What becomes of one person of the list, and why.
#[derive(Clone, Debug, Serialize)]
pub struct StaffLine {
    /// As the spreadsheet counts.
    pub row: u32,
    /// The name.
    pub name: String,
    /// What becomes of the row.
    pub fate: Fate,
    /// Doubts and refusals.
    pub says: Vec<Reason>,
}

/// Brings a list of staff in, with the rights of an administrator at the machine.
///
/// # Errors
/// Those of the database: then nothing was written. A file that cannot be read is a [`StaffReport`] that says so.
pub async fn import_staff(
    app: &App,
    school: SchoolId,
    tools: &Tools,
    file: Sent,
    options: &Options,
) -> Result<StaffReport, Failure> {
    let actor = Actor::at_the_machine(school, Role::Administrator);
    let cx = Cx::at_the_machine(app.clone(), actor, options.lang);
    actions::permit(&cx, What::Staff, access::Action::Create)?;
    let source = match file::read(&tools.reader, vec![file], What::Staff, &Wanted::default()).await {
        Ok(source) => source,
        Err(why) => {
            return Ok(StaffReport { unread: reasons(&why, options.lang), ..StaffReport::default() });
        }
    };
    let seen = look(&cx, tools, &source, options).await?;
    if options.dry_run { Ok(seen) } else { write(&cx, tools, source, (seen, options)).await }
}

/// What the list would do, row by row.
async fn look(cx: &Cx, tools: &Tools, source: &Source, options: &Options) -> Result<StaffReport, Failure> {
    let Layout::Staff(mapping) = &source.layout else { return Err(Failure::BadRequest) };
    let sink = tools.staff.as_deref().ok_or(Failure::NotFound)?;
    let mut conn = cx.app.db.reader().await?;
    let Judged { rows, .. } = judged(&mut conn, cx, (sink, &source.rows, mapping)).await?;
    let line = |one: &JudgedRow| StaffLine {
        row: one.row.number,
        name: one.row.person.name.clone(),
        fate: one.fate,
        says: reasons(&one.says, options.lang),
    };
    let fates: Vec<Fate> = rows.iter().map(|one| one.fate).collect();
    Ok(StaffReport {
        counts: Counts::of(&fates),
        rows: rows.iter().map(line).collect(),
        ..StaffReport::default()
    })
}

async fn write(
    cx: &Cx,
    tools: &Tools,
    source: Source,
    (seen, options): (StaffReport, &Options),
) -> Result<StaffReport, Failure> {
    let sink = tools.staff.as_deref().ok_or(Failure::NotFound)?;
    let id = actions::create(cx, tools, (What::Staff, source, marks::Kept::default())).await?;
    if options.take_doubtful {
        actions::pick(cx, id, Picks { all: true, ..Picks::default() }).await?;
    }
    apply(cx, &actions::find(cx, id, access::Action::Amend).await?, sink).await?;
    let written = actions::find(cx, id, access::Action::List).await?;
    Ok(StaffReport { import: Some(id), done: actions::settings(&written)?.done, ..seen })
}
