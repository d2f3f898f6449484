//! All figures of a term together: the page, the paper and the sheets are made of the same.

use db::Conn;
use documents::chart::Chart;
use duties::compliance::{self, Report, Within};
use duties::days::Days;
use web::{Cx, Failure};

use crate::asked::Asked;
use crate::facts::{self, Known};
use crate::goals::{self, Goal};
use crate::outcomes::{self, Outcome};
use crate::{caseload, flow, funnel, heat};

/// A chart with its name in addresses and on the page.
#[derive(Clone, Debug)]
pub struct Named {
    /// `caseload`, `funnel` …
    pub id: &'static str,
    /// The chart.
    pub chart: Chart,
}

/// Everything.
pub struct Figures {
    /// The goals.
    pub goals: Vec<Goal>,
    /// The median time until a pointer was answered, in minutes.
    pub median_minutes: Option<i64>,
    /// The charts, in order.
    pub charts: Vec<Named>,
    /// Before and after.
    pub outcomes: Vec<Outcome>,
    /// The records that they rest on.
    pub known: Known,
}

/// Counts everything within the rights of the reader.
///
/// # Errors
/// Those of the database.
pub async fn find(conn: &mut Conn, cx: &Cx, asked: &Asked) -> Result<Figures, Failure> {
    let known = facts::load(conn, cx, asked).await?;
    let within = asked.grade.map_or(Within::All, Within::Grade);
    let term = Days::new(asked.term.starts_on, asked.on);
    let report = compliance::of(conn, cx, asked.action, (within, term)).await?;
    let before = match asked.before.map(|(from, until)| Days::new(from, until)) {
        Some(days) => Some(compliance::of(conn, cx, asked.action, (within, days)).await?),
        None => None,
    };
    let goals = goals::all(asked, &known, (&report, before.as_ref()));
    let median_minutes = goals::median_minutes(&known.dangers, cx.app.clock.now());
    let charts = charts(cx, asked, &known, &report);
    let outcomes = outcomes::find(conn, cx, asked, &known).await?;
    Ok(Figures { goals, median_minutes, charts, outcomes, known })
}

fn charts(cx: &Cx, asked: &Asked, known: &Known, report: &Report) -> Vec<Named> {
    let mut charts = vec![
        Named { id: "caseload", chart: caseload::by_grade(cx, asked, known) },
        Named { id: "weeks", chart: caseload::by_week(cx, asked, known) },
        Named { id: "load", chart: caseload::shares(cx, asked, known) },
        Named { id: "funnel", chart: funnel::chart(cx, asked, known) },
        Named { id: "flow", chart: flow::chart(cx, asked, known) },
    ];
    charts.extend(heat::chart(cx, report).map(|chart| Named { id: "heat", chart }));
    charts
}
