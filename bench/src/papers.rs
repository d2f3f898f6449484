//! (e) A thousand student files as a bundle makes them, in Word and in PDF, and the school's own template filled; beside
//! what others make the same content with. Each in a process of its own, so that its memory is seen by itself.

use std::path::Path;

use access::{Action, Actor, Kind, scope};
use db::{Db, Durability, args};
use documents::filling::{Data, Filler, Row, Value};
use kernel::{Chance, Clock, Day, SchoolId, StaffId, StudentId};
use language::Lang;
use people::student::store::{self as students, Wanted};
use serde::{Deserialize, Serialize};
use server::demo::{DAY, Plan};
use tokio::process::Command;
use vault::{Suite, Vault};
use web::app::Parts;
use web::{App, Cx, Settings};

use crate::Outcome;
use crate::figures::real;
use crate::machine::{field, spent, spent_by_children};

/// How many files each row is about.
pub const FILES: usize = 1_000;
/// How many the slower ones make; their time is multiplied.
pub const FEW: usize = 100;
/// A bundle takes so many children at once.
const AT_ONCE: usize = 16;

const SCHOOL: SchoolId = SchoolId(1);

/// One row.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Line {
    /// What was made, by whom.
    pub what: String,
    /// How many files.
    pub files: usize,
    /// Processor seconds of all of them, with child processes.
    pub cpu: f64,
    /// Most resident memory, MiB.
    pub memory: u64,
    /// Bytes of all of them.
    pub bytes: usize,
    /// Most processor seconds of [`FILES`]; none where nothing is aimed at.
    pub aim: Option<f64>,
}

impl Line {
    /// The time of [`FILES`] of them.
    #[must_use]
    pub fn of_all(&self) -> f64 {
        let count = |files: usize| real(u64::try_from(files).unwrap_or(u64::MAX));
        self.cpu * count(FILES) / count(self.files).max(1.0)
    }
}

/// Everything of it.
#[derive(Debug, Default, Serialize)]
pub struct Measured {
    /// The rows.
    pub rows: Vec<Line>,
    /// Why the others are missing.
    pub left_out: Option<String>,
}

/// Measures the program, then the others, when their Python is there.
///
/// # Errors
/// When a paper is not made.
pub async fn measure() -> Outcome<Measured> {
    let folder = tempfile::tempdir()?;
    let db = Db::open_file(&folder.path().join("chunyu.db"), Durability::Full)?;
    db::migrate::run(&db).await?;
    let plan = Plan { password: Some("chuntian-xiaoyu-2026".to_owned()), ..Plan::on(DAY) };
    server::demo::make(&db, &vault(), &plan).await?;
    drop(db);
    let mut measured = Measured::default();
    for shape in ["docx", "pdf"] {
        measured.rows.push(ours(folder.path(), shape).await?);
    }
    match interpreter() {
        Some(python) => others(folder.path(), &python, &mut measured).await?,
        None => measured.left_out = Some("no Python with the packages of bench/requirements.txt".to_owned()),
    }
    Ok(measured)
}

#[expect(clippy::disallowed_methods, reason = "the measuring asks which interpreter was made ready for it")]
fn interpreter() -> Option<String> {
    std::env::var("CHUNYU_BENCH_PYTHON").ok()
}

async fn ours(folder: &Path, part: &str) -> Outcome<Line> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("make-papers").arg(folder).arg(part);
    read(command).await
}

async fn others(folder: &Path, python: &str, measured: &mut Measured) -> Outcome<()> {
    let script = folder.join("others.py");
    std::fs::write(&script, include_str!("papers.py"))?;
    let ask = |part: &str| {
        let mut command = Command::new(python);
        let font = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/documents/fonts");
        command.arg(&script).arg(folder).arg(part).arg(FEW.to_string()).arg(font);
        command
    };
    if !ask("prepare").status().await?.success() {
        return Err("the content for the others was not prepared".into());
    }
    measured.rows.insert(1, read(ask("python-docx")).await?);
    measured.rows.push(read(ask("typst")).await?);
    measured.rows.push(ours(folder, "template").await?);
    measured.rows.push(read(ask("docxtpl")).await?);
    Ok(())
}

async fn read(mut command: Command) -> Outcome<Line> {
    let output = command.stderr(std::process::Stdio::inherit()).kill_on_drop(true).output().await?;
    if !output.status.success() {
        return Err("papers were not made".into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The child: `make-papers FOLDER docx|pdf|template`.
///
/// # Errors
/// When one is not made.
pub async fn child(words: &[String]) -> Outcome<()> {
    let [_, folder, part] = words else { return Err("make-papers FOLDER PART".into()) };
    let folder = Path::new(folder);
    let row = match papers::Shape::of(part) {
        Some(shape) => files(folder, shape).await?,
        None => filled(folder).await?,
    };
    println!("{}", serde_json::to_string(&row)?);
    Ok(())
}

fn vault() -> Vault {
    Vault::from_root(&[7; 32], Suite::Aes256Gcm)
}

fn app(folder: &Path) -> Outcome<App> {
    Ok(App::new(Parts {
        db: Db::open_file(&folder.join("chunyu.db"), Durability::Full)?,
        vault: vault(),
        clock: Clock::on(DAY),
        chance: Chance::system(),
        door: Box::new(accounts::door::StaffDoor),
        settings: Settings::default(),
    }))
}

/// Somebody who may take out the files of the whole school, with the children.
async fn asker(app: &App) -> Outcome<(Actor, Vec<StudentId>)> {
    let mut conn = app.db.reader().await?;
    let sql =
        "select distinct staff_id from role_held where school_id = 1 and class_id is null order by staff_id";
    let everybody: Vec<StaffId> = conn.all(sql, args![]).await?;
    let today: Day = DAY;
    for staff in everybody {
        let actor = access::actor::find(&mut conn, SCHOOL, staff, today).await?;
        let takes = scope(&actor, Action::Export, Kind::Roster);
        let wanted = Wanted { class: None, skip: 0, take: i64::MAX };
        let all = students::list(&mut conn, &takes, today, &wanted).await?;
        if all.len() >= FILES {
            return Ok((actor, all.into_iter().take(FILES).map(|student| student.id).collect()));
        }
    }
    Err("nobody may take out so many files".into())
}

/// The way a bundle goes: rights, readings written down, the words, the event, the file. Only the sealing of the file for
/// the days it is kept is not in it.
async fn files(folder: &Path, shape: papers::Shape) -> Outcome<Line> {
    let app = app(folder)?;
    let (actor, children) = asker(&app).await?;
    let kept = folder.join(shape.ending());
    std::fs::create_dir_all(&kept)?;
    std::fs::write("/proc/self/clear_refs", "5")?;
    let mut row = Line { files: children.len(), ..Line::default() };
    for (at, student) in children.into_iter().enumerate() {
        let before = spent()?;
        let cx = Cx::at_the_machine(app.clone(), actor.clone(), Lang::ZhHans);
        let made = papers::paper_of(&cx, ("student-file", shape), student).await;
        let (_, bytes) = made.map_err(|failure| format!("{failure:?}"))?;
        row.cpu += spent()? - before;
        row.bytes += bytes.len();
        if at < FEW {
            std::fs::write(kept.join(format!("{at:04}.{}", shape.ending())), bytes)?;
        }
    }
    row.memory = field("/proc/self/status", "VmHWM")? / 1024;
    (row.what, row.aim) = match shape {
        papers::Shape::Word => ("Word: Chunyu, from the database to the file".to_owned(), Some(2.0)),
        papers::Shape::Pdf => ("PDF: Chunyu, from the database to the file".to_owned(), Some(12.0)),
    };
    Ok(row)
}

/// The school's own template, in fenced children; their time counts.
async fn filled(folder: &Path) -> Outcome<Line> {
    let template = std::fs::read(folder.join("ours.docx"))?;
    let filler = Filler::new(std::env::current_exe()?);
    let mut row = Line { what: "Template: Chunyu".to_owned(), files: FILES, ..Line::default() };
    let before = spent()? + spent_by_children()?;
    let children: Vec<Data> = (0..FILES).map(data).collect();
    for some in children.chunks(AT_ONCE) {
        let made = filler.fill(&template, some.to_vec()).await.map_err(|refusal| refusal.key())?;
        row.bytes += made.iter().map(Vec::len).sum::<usize>();
    }
    row.cpu = spent()? + spent_by_children()? - before;
    row.memory = field("/proc/self/status", "VmHWM")? / 1024;
    Ok(row)
}

/// A child with ten facts and twelve notes; `papers.py` writes the same.
fn data(at: usize) -> Data {
    let text = |words: String| Value::Text(words);
    let values = (0..10).map(|n| (format!("事{n}"), text(format!("第{at}名学生的第{n}项"))));
    let note = |n: usize| -> Row {
        [
            ("日期".to_owned(), text(format!("2026年11月{}日", n + 1))),
            ("内容".to_owned(), text(format!("和第{at}名学生聊了{n}次，约好下周再见。"))),
        ]
        .into()
    };
    Data { values: values.collect(), rows: [("联系记录".to_owned(), (0..12).map(note).collect())].into() }
}
