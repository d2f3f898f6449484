//! Measures the program and writes `RESULTS.md`, and `PAPERS.md` about the papers. Run it by `cargo xtask bench`, which builds what it needs and starts
//! a PostgreSQL. Never a test: a timing says something about a machine and a moment.

mod figures;
mod http;
mod import;
mod load;
mod machine;
mod pages;
mod papers;
mod program;
mod replay;
mod results;
mod roster;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What a step gives.
pub type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Everything that was measured.
#[derive(Debug, Default, Serialize)]
pub struct Figures {
    /// Where and when.
    pub machine: machine::Machine,
    /// Pages beside bare handlers.
    pub pages: Vec<pages::Measured>,
    /// Why an engine was left out.
    pub left_out: Vec<String>,
    /// The import of a roster.
    pub import: Option<import::Measured>,
    /// A thousand files.
    pub papers: Option<papers::Measured>,
    /// Starts and memory.
    pub starts: Vec<program::Start>,
    /// Bytes on the wire.
    pub weights: Vec<program::Weight>,
}

/// What the command line asked for.
#[derive(Debug, Default)]
struct Asked {
    json: Option<PathBuf>,
    parts: Vec<String>,
    only: Vec<String>,
}

impl Asked {
    fn read(words: &[String]) -> Outcome<Self> {
        let mut asked = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--json" => asked.json = Some(words.next().ok_or("--json wants a file")?.into()),
                "--only" => asked.only.push(words.next().ok_or("--only wants a word")?.clone()),
                "pages" | "steps" | "import" | "starts" | "papers" => asked.parts.push(word.clone()),
                other => {
                    return Err(format!("no part is `{other}`: pages, steps, import, starts, papers").into());
                }
            }
        }
        Ok(asked)
    }

    fn wants(&self, part: &str) -> bool {
        self.parts.is_empty() || self.parts.iter().any(|one| one == part)
    }
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    // A fault of the program under measure is told in full: the load only sees that an answer was another.
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_max_level(tracing_subscriber::filter::LevelFilter::ERROR)
        .init();
    let outcome = match words.first().map(String::as_str) {
        // A roster is read in a child of the same program.
        Some("read-table") => return documents::reading::child_main(),
        Some("fill-template") => return documents::filling::child_main(),
        Some("make-papers") => several().and_then(|runtime| runtime.block_on(papers::child(&words))),
        Some("load") => single().and_then(|runtime| runtime.block_on(load::child())),
        Some("bring-in") => several().and_then(|runtime| runtime.block_on(import::child(&words))),
        _ => Asked::read(&words).and_then(|asked| several()?.block_on(all(&asked))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn single() -> Outcome<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?)
}

/// As the program itself runs.
fn several() -> Outcome<tokio::runtime::Runtime> {
    let threads =
        std::thread::available_parallelism().map_or(2, usize::from).saturating_mul(2).saturating_add(2);
    Ok(tokio::runtime::Builder::new_multi_thread().worker_threads(threads).enable_all().build()?)
}

async fn all(asked: &Asked) -> Outcome<()> {
    let mut figures = Figures { machine: machine::look()?, ..Figures::default() };
    if asked.wants("starts") {
        for students in [1_200, 100_000] {
            let (start, weights) = program::measure(students).await?;
            figures.starts.push(start);
            figures.weights.extend(weights);
        }
    }
    if asked.wants("import") {
        figures.import = Some(import::measure().await?);
    }
    if asked.wants("pages") {
        pages::measure(&mut figures, &pages::Asked { only: &asked.only, steps: false }).await?;
    }
    // Only when asked for: the statements of each page one by one, for whoever makes them faster.
    if asked.parts.iter().any(|part| part == "steps") {
        let steps = pages::Asked { only: &asked.only, steps: true };
        return pages::measure(&mut figures, &steps).await;
    }
    if asked.wants("papers") {
        figures.papers = Some(papers::measure().await?);
    }
    figures.machine.load.push(machine::load()?);
    let text = results::markdown(&figures);
    println!("{text}");
    if let Some(measured) = &figures.papers {
        let text = results::papers(&figures.machine, measured);
        println!("{text}");
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/PAPERS.md"), &text)?;
    }
    if asked.parts.is_empty() && asked.only.is_empty() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/RESULTS.md"), &text)?;
    }
    if let Some(file) = &asked.json {
        std::fs::write(file, serde_json::to_string_pretty(&figures)?)?;
    }
    Ok(())
}
