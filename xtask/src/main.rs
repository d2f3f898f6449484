//! The repository's own commands: `cargo xtask COMMAND`. Only std and serde_json, so that the first call compiles
//! in seconds on a machine that has nothing but Rust.

mod bench;
mod licences;
mod postgres;
mod process;
mod python;
mod report;
mod test;
mod tools;

use std::path::PathBuf;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  test [--quick] [-p CRATE]… [FILTER…]
            Install what the tests need, start a private PostgreSQL, then: format, lints, licences, build, tests.
            With -p or a FILTER only the tests are built and run. --quick leaves out browser and office tests.
  bench [--json FILE] [--only WORD] [pages] [import] [starts] [steps]
            Measure the program beside bare handlers, and write bench/RESULTS.md when no part is named.
  licences  Hold every dependency against deny.toml and count the crates.
  help      This text.
";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_default();
    let rest: Vec<String> = words.collect();
    let outcome = match command.as_str() {
        "test" => test::Choice::read(&rest).and_then(|choice| test::run(&choice)),
        "bench" => bench::run(&rest),
        "licences" => licences::check().map(|note| println!("{note}")),
        "" | "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("there is no command `{other}`\n\n{HELP}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("xtask: {reason}");
            ExitCode::FAILURE
        }
    }
}

/// The folder of the workspace's `Cargo.toml`.
fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map(PathBuf::from).unwrap_or(here)
}
