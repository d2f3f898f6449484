//! All figures of a term together: the page, the paper and the sheets are made of the same.

use access::{Action, Kind, scope};
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
    let report = report_in(conn, cx, asked, Days::new(asked.term.starts_on, asked.on)).await?;
    let before = match asked.before {
        Some((from, until)) => report_in(conn, cx, asked, Days::new(from, until)).await?,
        None => None,
    };
    let goals = goals::all(asked, &known, (report.as_ref(), before.as_ref()));
    let median_minutes = goals::median_minutes(&known.dangers, cx.app.clock.now());
    let charts = charts(cx, asked, &known, report.as_ref());
    let outcomes = outcomes::find(conn, cx, asked, &known).await?;
    Ok(Figures { goals, median_minutes, charts, outcomes, known })
}

/// What was owed and kept. The duties room counts what may be listed; taken out is only what may leave as a whole.
async fn report_in(conn: &mut Conn, cx: &Cx, asked: &Asked, days: Days) -> Result<Option<Report>, Failure> {
    if scope(&cx.actor, asked.action, Kind::Duty) != scope(&cx.actor, Action::List, Kind::Duty) {
        return Ok(None);
    }
    let within = asked.grade.map_or(Within::All, Within::Grade);
    compliance::of(conn, cx, within, days).await.map(Some)
}

fn charts(cx: &Cx, asked: &Asked, known: &Known, report: Option<&Report>) -> Vec<Named> {
    let mut charts = vec![
        Named { id: "caseload", chart: caseload::by_grade(cx, asked, known) },
        Named { id: "weeks", chart: caseload::by_week(cx, asked, known) },
        Named { id: "load", chart: caseload::shares(cx, asked, known) },
        Named { id: "funnel", chart: funnel::chart(cx, asked, known) },
        Named { id: "flow", chart: flow::chart(cx, asked, known) },
    ];
    let heat = report.and_then(|report| heat::chart(cx, report));
    charts.extend(heat.map(|chart| Named { id: "heat", chart }));
    charts
}
