//! Runs cases through real children.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use documents::reading::{Book, Limits, Reader, Refusal, Usage};

use super::{Case, Expect};

const MEMORY_BAR: u64 = 256 * 1024 * 1024;
const CPU_BAR: Duration = Duration::from_secs(10);

/// The program of an example, built to the state of the sources.
pub fn example(name: &str) -> PathBuf {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    let folder = BUILT.get_or_init(|| {
        // …/target/debug/deps/reading_corpus-0123 → …/target/debug
        let own = std::env::current_exe().unwrap();
        let profile = own.parent().unwrap().parent().unwrap();
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--offline", "--package", "documents", "--examples"]);
        build.arg("--target-dir").arg(profile.parent().unwrap());
        if !cfg!(debug_assertions) {
            build.arg("--release");
        }
        assert!(build.current_dir(env!("CARGO_MANIFEST_DIR")).status().unwrap().success());
        profile.join("examples")
    });
    folder.join(name)
}

pub fn reader(program: &str) -> Reader {
    // The bar is processor time: a busy machine must not turn a verdict into "too slow".
    let limits = Limits { wall: Duration::from_secs(60), ..Limits::default() };
    Reader::new(example(program), Vec::new(), limits)
}

pub fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

/// Runs a case and says what is wrong, if anything.
pub fn run(reader: &Reader, case: &Case) -> Result<(), String> {
    let bytes = (case.bytes)();
    let size = bytes.len();
    let start = Instant::now();
    let (result, usage) = block_on(reader.read_measured(case.name, bytes, None));
    let wall = start.elapsed();
    let said = result.as_ref().map_or_else(|refusal| refusal.key(), |_| "read");
    println!(
        "{:5} {:>9} B  {said:42} {:>4} MiB {:>5} ms cpu {:>5} ms  {}",
        case.id,
        size,
        usage.peak_memory >> 20,
        usage.cpu.as_millis(),
        wall.as_millis(),
        case.made,
    );
    check_usage(usage)
        .and_then(|()| check(case, result))
        .map_err(|wrong| format!("case {}: {wrong}", case.id))
}

fn check_usage(usage: Usage) -> Result<(), String> {
    if usage.peak_memory > MEMORY_BAR || usage.cpu > CPU_BAR {
        return Err(format!("the child used too much: {usage:?}"));
    }
    Ok(())
}

fn check(case: &Case, result: Result<Book, Refusal>) -> Result<(), String> {
    match (&case.expect, result) {
        (Expect::Read(judge), Ok(book)) => {
            judge(&book);
            Ok(())
        }
        (Expect::Refused(reason, place), Err(refusal)) => {
            let found = (refusal.sheet.as_deref(), refusal.cell.as_deref());
            let wanted = place.map_or(found, |(sheet, cell)| (Some(sheet), Some(cell)));
            let right = refusal.reason == *reason && found == wanted;
            if right { Ok(()) } else { Err(format!("expected {reason:?} at {place:?}, got {refusal:?}")) }
        }
        (Expect::Read(_), Err(refusal)) => Err(format!("expected a book, got {refusal:?}")),
        (Expect::Refused(reason, _), Ok(_)) => Err(format!("expected {reason:?}, got a book")),
    }
}

/// Runs all cases and fails with everything that is wrong.
pub fn run_all(cases: &[Case]) {
    let reader = reader("read_table");
    let wrong: Vec<String> = cases.iter().filter_map(|case| run(&reader, case).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
