//! Progress from a table, without a school (P2): for each case and measure the trend, the overlap with the base line and
//! what the decision rule says. The figures are those of the pages.

mod table;

use std::fs;
use std::path::PathBuf;

use language::Lang;
use progress::{Aim, Better, Judgement, Reading, Slope, judge, least_squares, mean, median, theil_sen};
use serde::Serialize;
use serde_json::json;

use super::say;
use crate::config::Wrong;
use table::{From, Series};

/// What can be asked.
#[derive(Debug, clap::Args)]
pub struct Asked {
    /// A CSV table of case, measure, time, phase, value; an empty value or NA is a gap.
    file: PathBuf,
    /// As JSON: the only form, said aloud.
    #[arg(long)]
    json: bool,
    /// A measure of which less is better; may be given several times.
    #[arg(long)]
    less: Vec<String>,
    /// A measure of which more is better; may be given several times.
    #[arg(long)]
    more: Vec<String>,
    /// The value to be reached, the same for all series.
    #[arg(long, requires = "due")]
    target: Option<f64>,
    /// When, in the table's units of time.
    #[arg(long, requires = "target")]
    due: Option<f64>,
    /// zh-Hans, zh-Hant or en.
    #[arg(long, default_value = "en")]
    lang: String,
}

/// Prints the figures of every series.
///
/// # Errors
/// Names the file, the column or the row that cannot be read.
pub fn progress(asked: &Asked) -> Result<(), Wrong> {
    let lang =
        Lang::parse(&asked.lang).ok_or_else(|| Wrong(format!("{} is no language of ours", asked.lang)))?;
    let bytes = fs::read(&asked.file).map_err(|e| Wrong(format!("{}: {e}", asked.file.display())))?;
    let table = table::read(&bytes)?;
    let series: Vec<Told<'_>> = table.series.iter().map(|one| told(one, asked, lang)).collect();
    let all = json!({ "rows": table.rows, "missing": table.missing, "series": series });
    say(|out| {
        serde_json::to_writer_pretty(&mut *out, &all)?;
        writeln!(out)
    })
}

/// What is printed of one series.
#[derive(Serialize)]
struct Told<'a> {
    study: Option<&'a str>,
    case: &'a str,
    measure: &'a str,
    better: &'static str,
    better_from: &'static str,
    phases: Vec<OfPhase<'a>>,
    /// Of all phases after the first.
    support: Figures,
    readings_before: usize,
    readings_after: usize,
    nap: Option<f64>,
    nap_low: Option<f64>,
    nap_high: Option<f64>,
    tau: Option<f64>,
    tau_u: Option<f64>,
    course: &'static str,
    decision: &'static str,
    reason: &'static str,
    words: String,
}

#[derive(Serialize)]
struct OfPhase<'a> {
    phase: &'a str,
    missing: usize,
    #[serde(flatten)]
    figures: Figures,
}

#[derive(Serialize)]
struct Figures {
    n: usize,
    mean: Option<f64>,
    median: Option<f64>,
    theil_sen: Option<Fit>,
    least_squares: Option<Fit>,
}

#[derive(Serialize)]
struct Fit {
    slope: f64,
    intercept: f64,
    low: Option<f64>,
    high: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<f64>,
}

impl Fit {
    fn of(slope: Slope, error: Option<f64>) -> Self {
        let (low, high) = slope.interval.unzip();
        Self { slope: slope.slope, intercept: slope.intercept, low, high, error }
    }
}

fn told<'a>(series: &'a Series, asked: &Asked, lang: Lang) -> Told<'a> {
    let (better, from) = direction(&series.measure, asked);
    let (before, after) = series.halves();
    let aim = asked.target.zip(asked.due).and_then(|to| aim(before, after, to));
    let found = judge(before, after, better, aim.as_ref());
    let phases = series.phases.iter();
    let phases = phases.map(|phase| OfPhase {
        phase: &phase.name,
        missing: phase.missing,
        figures: figures(&phase.readings),
    });
    Told {
        study: series.study.as_deref(),
        case: &series.case,
        measure: &series.measure,
        better: if better == Better::More { "more" } else { "less" },
        better_from: from.key(),
        phases: phases.collect(),
        support: figures(after),
        readings_before: found.before,
        readings_after: found.after,
        nap: found.overlap.map(|one| one.nap),
        nap_low: found.overlap.map(|one| one.interval.0),
        nap_high: found.overlap.map(|one| one.interval.1),
        tau: found.overlap.map(|one| one.tau),
        tau_u: found.overlap.map(|one| one.tau_u),
        course: found.course.key(),
        decision: found.decision.key(),
        reason: found.reason.key(),
        words: words(lang, &found),
    }
}

/// From the middle of the base line, when support began, to the target.
fn aim(before: &[Reading], after: &[Reading], (target, due): (f64, f64)) -> Option<Aim> {
    let values: Vec<f64> = before.iter().map(|one| one.value).collect();
    let from = Reading::new(after.first()?.time, median(&values)?);
    Some(Aim { from, to: Reading::new(due, target) })
}

fn direction(measure: &str, asked: &Asked) -> (Better, From) {
    if asked.less.iter().any(|one| one == measure) {
        (Better::Less, From::Given)
    } else if asked.more.iter().any(|one| one == measure) {
        (Better::More, From::Given)
    } else if table::sounds_bad(measure) {
        (Better::Less, From::Name)
    } else {
        (Better::More, From::Assumed)
    }
}

fn figures(readings: &[Reading]) -> Figures {
    let values: Vec<f64> = readings.iter().map(|one| one.value).collect();
    Figures {
        n: readings.len(),
        mean: mean(&values),
        median: median(&values),
        theil_sen: theil_sen(readings).map(|slope| Fit::of(slope, None)),
        least_squares: least_squares(readings).map(|line| Fit::of(line.slope, Some(line.error))),
    }
}

/// How it goes and what is proposed, in two sentences.
fn words(lang: Lang, found: &Judgement) -> String {
    let course = language::t(lang, &format!("casework-progress-course-{}", found.course.key()));
    let decision = language::t(lang, &format!("casework-progress-decision-{}", found.decision.key()));
    language::tf(lang, "casework-progress-both", &[("course", course.into()), ("decision", decision.into())])
}
