//! P2: `chunyu progress` against the figures of published statistics packages (SciPy), on published single cases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions)]

use std::process::Command;

use serde_json::Value;

/// The same figures by SciPy, by definitions written down anew; prints one JSON line for each series.
const SCIPY: &str = include_str!("progress_by_scipy.py");

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/single-cases.csv");

fn ours(options: &[&str]) -> Value {
    let output =
        Command::new(env!("CARGO_BIN_EXE_chunyu")).args(["progress", CASES, "--json"]).args(options).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[expect(clippy::disallowed_methods, reason = "a test asks which interpreter the machine has")]
fn theirs() -> Vec<Value> {
    let python = std::env::var("CHUNYU_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let output = Command::new(python).args(["-c", SCIPY, CASES]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn same(ours: &Value, theirs: &Value, what: &str) {
    match (ours.as_f64(), theirs.as_f64()) {
        (Some(one), Some(other)) => {
            assert!((one - other).abs() <= 1e-8 * other.abs().max(1.0), "{what}: {one} and {other}");
        }
        _ => assert_eq!(ours, theirs, "{what}"),
    }
}

#[test]
fn every_published_series_gets_the_figures_that_a_statistics_package_gives() {
    let (ours, theirs) = (ours(&[]), theirs());
    let series = ours["series"].as_array().unwrap();
    assert_eq!((series.len(), theirs.len()), (49, 49));
    for (one, other) in series.iter().zip(&theirs) {
        let name = format!("{} {} {}", one["study"], one["case"], one["measure"]);
        assert_eq!(
            other["name"],
            format!(
                "{}/{}/{}",
                one["study"].as_str().unwrap(),
                one["case"].as_str().unwrap(),
                one["measure"].as_str().unwrap()
            )
        );
        for key in ["nap", "nap_low", "nap_high", "tau", "tau_u"] {
            same(&one[key], &other[key], &format!("{name} {key}"));
        }
        for (phase, of) in [(&one["phases"][0], "a"), (&one["support"], "b")] {
            for (fit, keys) in [
                ("theil_sen", ["slope", "intercept", "low", "high", "slope"]),
                ("least_squares", ["slope", "intercept", "low", "high", "error"]),
            ] {
                for key in keys {
                    let (mine, its) = (&phase[fit][key], &other[of][fit][key]);
                    same(mine, its, &format!("{name} {of} {fit} {key}"));
                }
            }
        }
    }
}

#[test]
fn a_series_that_gets_worse_is_said_to_get_worse() {
    let told = |options: &[&str]| {
        let all = ours(options);
        let series = all["series"].as_array().unwrap().clone();
        series
            .into_iter()
            .map(|one| (one["course"].as_str().unwrap().to_owned(), one["nap_high"].as_f64().unwrap()))
            .collect::<Vec<_>>()
    };
    // Turned round, what got better got worse: every series whose overlap says so in full must be called by its name.
    let turned = told(&[
        "--more",
        "disruptive_behavior",
        "--less",
        "academic_engagement",
        "--less",
        "score",
        "--less",
        "values",
    ]);
    let worse: Vec<_> = turned.iter().filter(|(_, high)| *high < 0.5).collect();
    assert!(worse.len() > 20, "{turned:?}");
    assert!(worse.iter().all(|(course, _)| ["worse", "recovering"].contains(&course.as_str())), "{worse:?}");
}

#[test]
fn what_is_missing_in_the_table_is_counted_and_not_taken_for_nothing() {
    let all = ours(&[]);
    assert_eq!((all["rows"].as_u64(), all["missing"].as_u64()), (Some(4491), Some(1382)));
    let one = &all["series"][0];
    let phases = one["phases"].as_array().unwrap();
    let read: u64 = phases.iter().map(|phase| phase["n"].as_u64().unwrap()).sum();
    assert_eq!(read, one["readings_before"].as_u64().unwrap() + one["readings_after"].as_u64().unwrap());
}
