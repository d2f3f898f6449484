//! Bringing a roster in without a browser: the same reading, judging and writing as the page, with its report in JSON.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use documents::reading::Reader;
use kernel::{Day, SchoolId};
use language::{Arg, Lang};
use people::import::{Options, Report, Sent, import_roster};
use people::roster::mapping::Mapping;

use super::at_the_machine::existing;
use crate::config::Wrong;

/// What to bring in.
#[derive(Debug, clap::Subcommand)]
pub enum Import {
    /// Students with their guardians and classes.
    Roster(Roster),
}

/// A roster to bring in.
#[derive(Debug, clap::Args)]
pub struct Roster {
    /// The file: xlsx, xls or csv; several for a OneRoster export.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The data folder.
    #[arg(long)]
    data: PathBuf,
    /// The number of the school.
    #[arg(long, default_value_t = 1)]
    school: i64,
    /// A saved mapping of columns, as JSON.
    #[arg(long)]
    map: Option<PathBuf>,
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

/// Brings in what is asked.
///
/// # Errors
/// Says what is wrong and what to do.
pub async fn import(asked: Import) -> Result<(), Wrong> {
    let Import::Roster(asked) = asked;
    let lang =
        Lang::parse(&asked.lang).ok_or_else(|| Wrong(format!("{} is no language of ours", asked.lang)))?;
    let files = asked.files.iter().map(sent).collect::<Result<Vec<_>, _>>()?;
    let map = asked.map.as_ref().map(|path| mapping(path, lang)).transpose()?;
    let app = existing(&asked.data, asked.today).await?;
    let reader = Reader::this_program().map_err(|e| Wrong(e.to_string()))?;
    let options = Options { map, dry_run: asked.dry_run, take_doubtful: asked.take_doubtful, lang };
    let report = import_roster(&app, SchoolId(asked.school), &reader, files, &options).await;
    let report = report.map_err(|failure| Wrong(format!("{failure:?}")))?;
    if asked.json {
        let mut out = BufWriter::new(std::io::stdout().lock());
        serde_json::to_writer_pretty(&mut out, &report).map_err(|e| Wrong(e.to_string()))?;
        writeln!(out).and_then(|()| out.flush()).map_err(|e| Wrong(e.to_string()))?;
    } else {
        print(&report);
    }
    if report.unread.is_empty() { Ok(()) } else { Err(Wrong(unread(&report))) }
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

fn unread(report: &Report) -> String {
    report.unread.iter().map(|reason| reason.message.as_str()).collect::<Vec<_>>().join("\n")
}

fn print(report: &Report) {
    println!("{}", serde_json::to_string(&report.counts).unwrap_or_default());
    for row in report.rows.iter() {
        println!("{}\t{}\t{}", row.row, row.cell.as_deref().unwrap_or("–"), row.message);
    }
}
