//! (b) A roster of 20,000 rows brought in, beside calamine that only reads the file. In a process of its own, so that
//! its memory is seen by itself.

use std::io::Cursor;
use std::path::Path;
use std::time::Instant;

use calamine::{Reader as _, Xlsx};
use db::{Db, Durability, args};
use documents::reading::Reader;
use kernel::{Chance, Clock, SchoolId};
use language::Lang;
use people::import::{Options, Sent, import_roster};
use serde::{Deserialize, Serialize};
use tokio::process::Command;
use vault::{Suite, Vault};
use web::app::Parts;
use web::{App, Settings};

use crate::Outcome;
use crate::figures::median;
use crate::machine::{field, spent};
use crate::roster;

/// How often the same roster comes again.
const ROUNDS: usize = 4;
/// How often reading alone is timed.
const READS: usize = 5;

/// What was measured; seconds, and MiB where it is about memory.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Measured {
    /// Bytes of the workbook.
    pub bytes: usize,
    /// Calamine reading the sheet, wall clock: the middle of [`READS`].
    pub calamine: f64,
    /// The program reading it in a fenced child, wall clock.
    pub reading: f64,
    /// Processor seconds of the program itself while reading.
    pub reading_cpu: f64,
    /// Processor seconds of the child.
    pub child_cpu: f64,
    /// Each import in turn: the first makes all children, the others find the same.
    pub rounds: Vec<Round>,
}

/// One import.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Round {
    /// Rows by what became of them.
    pub counts: String,
    /// Wall clock of the whole.
    pub wall: f64,
    /// Wall clock of reading, judging and writing.
    pub steps: [f64; 3],
    /// Processor seconds of the program, without the child that reads.
    pub cpu: f64,
    /// Resident before and after, and the most in between.
    pub memory: [u64; 3],
}

/// Starts a child of this program for it.
///
/// # Errors
/// When the child fails.
pub async fn measure() -> Outcome<Measured> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("roster.xlsx");
    std::fs::write(&file, roster::workbook()?)?;
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("bring-in").arg(&file).arg(folder.path());
    let output = command.stderr(std::process::Stdio::inherit()).kill_on_drop(true).output().await?;
    if !output.status.success() {
        return Err("the import failed".into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The child: `bring-in FILE FOLDER`.
///
/// # Errors
/// When the file is not taken.
pub async fn child(words: &[String]) -> Outcome<()> {
    let [_, file, folder] = words else { return Err("bring-in FILE FOLDER".into()) };
    let app = school(Path::new(folder)).await?;
    let reader = Reader::this_program()?;
    let mut measured = Measured::default();
    for _ in 0..ROUNDS {
        measured.rounds.push(round(&app, &reader, file).await?);
    }
    let mut times = [Vec::new(), Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..READS {
        let bytes = std::fs::read(file)?;
        measured.bytes = bytes.len();
        let (wall, cpu, child) = fenced(&reader, bytes.clone()).await?;
        for (list, time) in times.iter_mut().zip([bare(&bytes)?, wall, cpu, child]) {
            list.push(time);
        }
    }
    let [calamine, reading, reading_cpu, child_cpu] = times.map(median);
    let measured = Measured { calamine, reading, reading_cpu, child_cpu, ..measured };
    println!("{}", serde_json::to_string(&measured)?);
    Ok(())
}

/// A school without children.
async fn school(folder: &Path) -> Outcome<App> {
    let db = Db::open_file(&folder.join("chunyu.db"), Durability::Full)?;
    db::migrate::run(&db).await?;
    let mut tx = db.begin().await?;
    tx.run("insert into school (id, name, created_at) values (1, '清溪镇九年制学校', 0)", args![]).await?;
    tx.commit().await?;
    Ok(App::new(Parts {
        db,
        vault: Vault::from_root(&[7; 32], Suite::Aes256Gcm),
        clock: Clock::on(server::demo::DAY),
        chance: Chance::system(),
        door: Box::new(accounts::door::StaffDoor),
        settings: Settings::default(),
    }))
}

async fn round(app: &App, reader: &Reader, file: &str) -> Outcome<Round> {
    // 5 resets the highest memory seen.
    std::fs::write("/proc/self/clear_refs", "5")?;
    let before = resident()?;
    let options = Options { map: None, dry_run: false, take_doubtful: true, lang: Lang::En };
    let (began, cpu) = (Instant::now(), spent()?);
    let sent = vec![Sent { name: "roster.xlsx".into(), bytes: std::fs::read(file)? }];
    let report = import_roster(app, SchoolId(1), reader, sent, &options).await;
    let report = report.map_err(|failure| format!("{failure:?}"))?;
    let (wall, cpu) = (began.elapsed().as_secs_f64(), spent()? - cpu);
    if report.import.is_none() {
        return Err(format!("the roster was not taken: {:?}", report.unread).into());
    }
    if let Some(row) = report.rows.iter().next() {
        eprintln!("row {}: {}", row.row, row.message);
    }
    let counts = report.counts;
    Ok(Round {
        counts: format!(
            "{} new, {} the same, {} changed, {} doubtful, {} refused",
            counts.new, counts.same, counts.changed, counts.doubtful, counts.refused
        ),
        wall,
        steps: report.milliseconds.map(|time| crate::figures::real(time) / 1000.0),
        cpu,
        memory: [before, resident()?, field("/proc/self/status", "VmHWM")? / 1024],
    })
}

fn resident() -> Outcome<u64> {
    Ok(field("/proc/self/status", "VmRSS")? / 1024)
}

/// Reading as the program does it: seconds by the wall, of this process, of the child.
async fn fenced(reader: &Reader, bytes: Vec<u8>) -> Outcome<(f64, f64, f64)> {
    let (began, cpu) = (Instant::now(), spent()?);
    let (book, usage) = reader.read_measured("roster.xlsx", bytes, None).await;
    let (wall, cpu) = (began.elapsed().as_secs_f64(), spent()? - cpu);
    let rows: usize =
        book.map_err(|refusal| refusal.key())?.sheets.iter().map(|sheet| sheet.rows.len()).sum();
    if rows == 0 {
        return Err("nothing was read".into());
    }
    Ok((wall, cpu, usage.cpu.as_secs_f64()))
}

/// Calamine alone.
fn bare(bytes: &[u8]) -> Outcome<f64> {
    let began = Instant::now();
    let mut book = Xlsx::new(Cursor::new(bytes))?;
    let names = book.sheet_names();
    let range = book.worksheet_range(names.first().ok_or("no sheet")?)?;
    if range.used_cells().count() == 0 {
        return Err("nothing was read".into());
    }
    Ok(began.elapsed().as_secs_f64())
}
