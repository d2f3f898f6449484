//! `cargo xtask bench`: builds the program and the measuring beside it, starts a PostgreSQL, measures.

use std::process::{Command, Stdio};

use crate::postgres::Postgres;
use crate::process::{cargo, openly};
use crate::python;
use crate::test::target;

/// Measures with these words: `--json FILE`, and parts when not all are wanted.
pub fn run(words: &[String]) -> Result<(), String> {
    // Both at once, so that each crate is compiled once for both programs.
    openly(cargo().args(["build", "--release", "--package", "server", "--package", "bench"]))?;
    let folder = target()?;
    let mut command = Command::new(folder.join("release/bench"));
    command.args(words).stdin(Stdio::null());
    // Only when they are asked for by name: they ask a package registry.
    if words.iter().any(|word| word == "papers") {
        match python::of_the_bench(&folder.join("test-tools")) {
            Ok(python) => _ = command.env("CHUNYU_BENCH_PYTHON", python),
            Err(reason) => eprintln!("xtask: without the tools of others: {reason}"),
        }
    }
    let mut server = None;
    if std::env::var_os("CHUNYU_TEST_PG").is_none() {
        match Postgres::start(&folder.join("test-tools/pg")) {
            Ok(started) => {
                command.env("CHUNYU_TEST_PG", &server.insert(started).url);
            }
            Err(reason) => eprintln!("xtask: without PostgreSQL: {reason}"),
        }
    }
    let outcome = openly(&mut command);
    drop(server);
    outcome
}
