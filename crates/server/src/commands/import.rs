//! Bringing lists in without a browser: the same reading, judging and writing as the page, with its report in JSON.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use documents::reading::Reader;
use kernel::{Day, SchoolId};
use language::{Arg, Lang};
use people::import::command::Reason;
use people::import::staff::command::StaffLine;
use people::import::{Counts, Options, Sent, Tools, import_roster, import_staff};
use people::roster::mapping::Mapping;
use serde::Serialize;

use super::at_the_machine::existing;
use super::say;
use crate::config::Wrong;

/// What to bring in.
#[derive(Debug, clap::Subcommand)]
pub enum Import {
    /// Students with their guardians and classes.
    Roster(Roster),
    /// Staff with their roles and the names they sign in with.
    Staff(Staff),
}

/// A roster to bring in.
#[derive(Debug, clap::Args)]
pub struct Roster {
    /// The file: xlsx, xls or csv; several for a OneRoster export.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// A saved mapping of columns, as JSON.
    #[arg(long)]
    map: Option<PathBuf>,
    #[command(flatten)]
    how: How,
}

/// A list of staff to bring in.
#[derive(Debug, clap::Args)]
pub struct Staff {
    /// The file: xlsx, xls or csv, one row a person, as the blank list on the imports page.
    file: PathBuf,
    #[command(flatten)]
    how: How,
}

/// Where to, and how.
#[derive(Debug, clap::Args)]
struct How {
    /// The data folder.
    #[arg(long)]
    data: PathBuf,
    /// The number of the school.
    #[arg(long, default_value_t = 1)]
    school: i64,
    /// Judge every row and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Take doubtful rows of which it is clear who they are.
    #[arg(long)]
    take_doubtful: bool,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
    /// zh-Hans, zh-Hant or en.
    #[arg(long, default_value = "zh-Hans")]
    lang: String,
    /// The school day (YYYY-MM-DD); the machine's when not given.
    #[arg(long)]
    today: Option<Day>,
}

impl How {
    fn lang(&self) -> Result<Lang, Wrong> {
        Lang::parse(&self.lang).ok_or_else(|| Wrong(format!("{} is no language of ours", self.lang)))
    }

    fn options(&self, map: Option<Mapping>) -> Result<Options, Wrong> {
        let (dry_run, take_doubtful) = (self.dry_run, self.take_doubtful);
        Ok(Options { map, dry_run, take_doubtful, lang: self.lang()? })
    }
}

/// Brings in what is asked.
///
/// # Errors
/// Says what is wrong and what to do.
pub async fn import(asked: Import) -> Result<(), Wrong> {
    match asked {
        Import::Roster(asked) => roster(asked).await,
        Import::Staff(asked) => staff(asked).await,
    }
}

async fn roster(asked: Roster) -> Result<(), Wrong> {
    let lang = asked.how.lang()?;
    let files = asked.files.iter().map(sent).collect::<Result<Vec<_>, _>>()?;
    let map = asked.map.as_ref().map(|path| mapping(path, lang)).transpose()?;
    let options = asked.how.options(map)?;
    let app = existing(&asked.how.data, asked.how.today).await?;
    let reader = Reader::this_program().map_err(|e| Wrong(e.to_string()))?;
    let report = import_roster(&app, SchoolId(asked.how.school), &reader, files, &options).await;
    let report = report.map_err(|failure| Wrong(format!("{failure:?}")))?;
    if asked.how.json {
        json(&report)?;
    } else {
        let rows = report.rows.iter();
        let lines = rows.map(|row| (row.row, row.cell.unwrap_or_else(|| "–".to_owned()), row.message));
        print(&report.counts, lines)?;
    }
    read_at_all(&report.unread)
}

async fn staff(asked: Staff) -> Result<(), Wrong> {
    let options = asked.how.options(None)?;
    let file = sent(&asked.file)?;
    let app = existing(&asked.how.data, asked.how.today).await?;
    let reader = Reader::this_program().map_err(|e| Wrong(e.to_string()))?;
    let tools = Tools { reader, marks: None, staff: Some(Arc::new(accounts::staff::intake::Intake)) };
    let report = import_staff(&app, SchoolId(asked.how.school), &tools, file, &options).await;
    let report = report.map_err(|failure| Wrong(format!("{failure:?}")))?;
    if asked.how.json {
        json(&report)?;
    } else {
        let says = |line: &StaffLine| line.says.iter().map(|why| why.message.clone()).collect::<Vec<_>>();
        let told = report.rows.iter().filter(|line| !line.says.is_empty());
        print(&report.counts, told.map(|line| (line.row, line.name.clone(), says(line).join(" "))))?;
    }
    read_at_all(&report.unread)
}

fn sent(path: &PathBuf) -> Result<Sent, Wrong> {
    let bytes = fs::read(path).map_err(|e| Wrong(format!("{}: {e}", path.display())))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Sent { name, bytes })
}

fn mapping(path: &PathBuf, lang: Lang) -> Result<Mapping, Wrong> {
    let text = fs::read_to_string(path).map_err(|e| Wrong(format!("{}: {e}", path.display())))?;
    Mapping::from_json(&text).map_err(|fault| {
        let message = fault.message();
        let args: Vec<(&str, Arg<'_>)> =
            message.args.iter().map(|(name, text)| (*name, Arg::Text(text))).collect();
        Wrong(language::tf(lang, message.key, &args))
    })
}

fn read_at_all(unread: &[Reason]) -> Result<(), Wrong> {
    if unread.is_empty() {
        return Ok(());
    }
    Err(Wrong(unread.iter().map(|reason| reason.message.as_str()).collect::<Vec<_>>().join("\n")))
}

fn json<T: Serialize>(report: &T) -> Result<(), Wrong> {
    say(|out| {
        serde_json::to_writer_pretty(&mut *out, report)?;
        writeln!(out)
    })
}

fn print(counts: &Counts, lines: impl Iterator<Item = (u32, String, String)>) -> Result<(), Wrong> {
    say(|out| {
        serde_json::to_writer(&mut *out, counts)?;
        writeln!(out)?;
        for (row, place, message) in lines {
            writeln!(out, "{row}\t{place}\t{message}")?;
        }
        Ok(())
    })
}
