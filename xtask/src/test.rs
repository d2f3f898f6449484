//! `cargo xtask test`: everything a change must pass, in the order in which it fails soonest.

use crate::postgres::Postgres;
use crate::process::{cargo, openly, quietly, shown};
use crate::report::Report;
use crate::{licences, python, tools};
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Tests that need Chromium live in a module `in_browser`, those that need LibreOffice in a module `in_office`.
const HEAVY: &[&str] = &["in_browser::", "in_office::"];

/// What the command line asked for.
#[derive(Debug, Default, PartialEq)]
pub struct Choice {
    quick: bool,
    crates: Vec<String>,
    filters: Vec<String>,
}

impl Choice {
    /// Reads the words after `cargo xtask test`.
    pub fn read(words: &[String]) -> Result<Self, String> {
        let mut choice = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--quick" => choice.quick = true,
                "-p" | "--package" => {
                    choice.crates.push(words.next().ok_or("-p wants the name of a crate")?.clone())
                }
                option if option.starts_with('-') => return Err(format!("`test` has no option {option}")),
                filter => choice.filters.push(filter.to_owned()),
            }
        }
        Ok(choice)
    }

    fn everything(&self) -> bool {
        self.crates.is_empty() && self.filters.is_empty()
    }

    /// `cargo test` for the chosen crates, up to the `--`.
    fn cargo_test(&self) -> Command {
        let mut command = locked(&["test"]);
        if self.crates.is_empty() {
            command.arg("--workspace");
        }
        for name in &self.crates {
            command.args(["--package", name]);
        }
        command
    }
}

/// Runs the steps; an error if any failed.
pub fn run(choice: &Choice) -> Result<(), String> {
    let mut report = Report::default();
    let folder = target()?.join("test-tools");
    let mut variables: Vec<(&str, OsString)> = Vec::new();
    let ready = report.step("tools", || {
        let note = tools::install(choice.quick)?;
        variables.push(("CHUNYU_PYTHON", python::venv(&folder)?.into()));
        variables.extend(tools::variables().into_iter().map(|(name, file)| (name, file.into())));
        Ok(note)
    });
    if !ready {
        return report.close();
    }
    if choice.everything() {
        report.step("format", || plainly(cargo().args(["fmt", "--all", "--", "--check"])));
        report.step("lints", || {
            plainly(locked(&["clippy"]).args(["--workspace", "--all-targets", "--", "-D", "warnings"]))
        });
        report.step("licences", licences::check);
    }
    let built = report.step("build", || plainly(choice.cargo_test().arg("--no-run")));
    let mut server = None;
    let served = built && report.step("postgres", || postgres(&folder, &mut server, &mut variables));
    if served {
        report.step("tests", || tests(choice, &variables));
    }
    drop(server);
    report.close()
}

/// Starts the tests' own server, unless the caller named one in `CHUNYU_TEST_PG`.
fn postgres(
    folder: &Path,
    server: &mut Option<Postgres>,
    variables: &mut Vec<(&str, OsString)>,
) -> Result<String, String> {
    if std::env::var_os("CHUNYU_TEST_PG").is_some() {
        return Ok("the one in CHUNYU_TEST_PG".to_owned());
    }
    let started = server.insert(Postgres::start(&folder.join("pg"))?);
    variables.push(("CHUNYU_TEST_PG", OsString::from(&started.url)));
    Ok("a private server".to_owned())
}

fn tests(choice: &Choice, variables: &[(&str, OsString)]) -> Result<String, String> {
    let mut command = choice.cargo_test();
    command.arg("--no-fail-fast").arg("--").args(&choice.filters);
    if choice.quick {
        command.args(HEAVY.iter().flat_map(|part| ["--skip", part]));
    }
    command.envs(variables.iter().map(|(name, value)| (name, value))).stdin(Stdio::null());
    let line = shown(&command);
    let failed = |error: std::io::Error| format!("`{line}` could not be started: {error}");
    // One pipe for both, so that cargo's headings stay above the results they belong to.
    let (reader, writer) = std::io::pipe().map_err(failed)?;
    command.stdout(writer.try_clone().map_err(failed)?).stderr(writer);
    let mut child = command.spawn().map_err(failed)?;
    // The command holds the pipe's other end: reading would never come to an end.
    drop(command);
    let mut tally = Tally::default();
    for line in BufReader::new(reader).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        tally.take(&line);
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    tally.verdict(status.success(), choice.quick)
}

/// The counts in the result lines of `cargo test`.
#[derive(Debug, Default, PartialEq)]
struct Tally {
    programs: u32,
    passed: u32,
    failed: u32,
    ignored: u32,
    filtered: u32,
    names: Vec<String>,
}

impl Tally {
    fn take(&mut self, line: &str) {
        if let Some(name) = line.strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ... FAILED")) {
            self.names.push(name.to_owned());
        }
        let Some(counts) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". ")) else {
            return;
        };
        self.programs += 1;
        for part in counts.1.split("; ") {
            let Some((number, what)) = part.split_once(' ') else { continue };
            let Ok(number) = number.parse::<u32>() else { continue };
            match what {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.ignored += number,
                "filtered out" => self.filtered += number,
                _ => {}
            }
        }
    }

    fn verdict(&self, good: bool, quick: bool) -> Result<String, String> {
        let mut note = format!(
            "{} passed, {} failed, {} ignored in {} test programs",
            self.passed, self.failed, self.ignored, self.programs
        );
        if quick {
            note += &format!(" (--quick: {} browser, office or unasked tests left out)", self.filtered);
        }
        if good && self.failed == 0 && self.passed > 0 {
            return Ok(note);
        }
        if good && self.failed == 0 {
            return Err(format!("no test ran: {note}"));
        }
        Err(self.names.iter().fold(note, |text, name| text + "\n    failed: " + name))
    }
}

/// Cargo with the lock file as it is where nobody could look at a change of it.
fn locked(words: &[&str]) -> Command {
    let mut command = cargo();
    command.args(words);
    if std::env::var_os("CI").is_some() {
        command.arg("--locked");
    }
    command
}

fn plainly(command: &mut Command) -> Result<String, String> {
    openly(command.stdin(Stdio::null())).map(|()| String::new())
}

/// Cargo's target folder, wherever the environment or a configuration file put it.
pub fn target() -> Result<PathBuf, String> {
    let printed = quietly(cargo().args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: serde_json::Value = serde_json::from_str(&printed).map_err(|error| error.to_string())?;
    let folder = metadata.get("target_directory").and_then(serde_json::Value::as_str);
    folder.map(PathBuf::from).ok_or_else(|| "cargo metadata names no target folder".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn the_command_line_names_crates_and_filters() {
        let choice = Choice::read(&words("--quick -p db closes_a_case")).unwrap();
        let expected = Choice { quick: true, crates: words("db"), filters: words("closes_a_case") };
        assert_eq!(choice, expected);
        assert!(Choice::read(&words("--fast")).is_err());
        assert!(Choice::read(&words("-p")).is_err());
    }

    #[test]
    fn result_lines_are_added_up_and_failures_named() {
        let mut tally = Tally::default();
        tally.take("test a::b ... ok");
        tally.take("test a::c ... FAILED");
        tally.take("test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 3 filtered out; finished in 0.00s");
        tally.take(
            "test result: ok. 4 passed; 0 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.00s",
        );
        assert_eq!(
            (tally.programs, tally.passed, tally.failed, tally.ignored, tally.filtered),
            (2, 5, 1, 2, 3)
        );
        let reason = tally.verdict(false, false).unwrap_err();
        assert!(reason.starts_with("5 passed, 1 failed") && reason.contains("failed: a::c"), "{reason}");
    }

    #[test]
    fn a_run_in_which_no_test_ran_is_a_failure() {
        let mut tally = Tally::default();
        tally.take(
            "test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 7 filtered out; finished in 0.00s",
        );
        assert!(tally.verdict(true, false).unwrap_err().contains("no test ran"));
    }

    #[test]
    fn a_program_that_dies_without_a_result_line_is_a_failure() {
        let mut tally = Tally::default();
        tally.take(
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
        );
        assert!(tally.verdict(false, false).is_err());
    }
}
