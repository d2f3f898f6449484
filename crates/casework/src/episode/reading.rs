//! The episodes of a child as people read them: what helped last time first, then the pattern.

use access::{Action, Kind, Permit};
use askama::Template;
use db::Conn;
use kernel::{Day, Fault, clock::days_after};
use people::student::Student;
use web::{Cx, Failure, Look};

use super::{Ended, Episode, Facts, episodes, intervals, store};
use crate::case::{CaseView, reading};
use crate::plan::uses::{MeasureUse, Outcome};
use crate::words::word;

/// So many days before an episode are looked at for what came before.
const BEFORE: i64 = 30;

/// What is known of the times before.
pub struct History {
    /// All episodes, the first one first.
    pub episodes: Vec<Episode>,
    /// Readings to be logged.
    pub permits: Vec<Permit>,
    helped: Option<Helped>,
    before: Vec<String>,
}

/// What helped in the last episode that ended well: contacts by kind, the plan, goals reached, words of the closure.
struct Helped {
    from: Day,
    until: Day,
    done: Vec<(String, i64)>,
    measures: Option<String>,
    tried: Vec<String>,
    goals: Vec<String>,
    note: Option<String>,
}

#[derive(Template)]
#[template(path = "episode/_history.html")]
struct Panel<'a> {
    cx: &'a Look,
    history: &'a History,
    pattern: String,
    done: String,
}

/// The episodes of a child, if there was one before and this person may read its cases.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn of_student(conn: &mut Conn, cx: &Cx, student: &Student) -> Result<Option<History>, Failure> {
    let facts = student.facts(cx.school());
    let Some(permit) = access::permit(&cx.actor, Action::Read, Kind::Case, &facts) else { return Ok(None) };
    let mut views = Vec::new();
    for id in store::cases(conn, cx.school(), student.id).await? {
        let (row, _, permit) = reading::find(conn, cx, id, Action::Read).await?;
        views.push(reading::view(conn, cx, row, permit).await?);
    }
    let episodes = episodes(&views.iter().map(facts_of).collect::<Vec<_>>());
    if !episodes.iter().any(|episode| episode.ended.is_some()) {
        return Ok(None);
    }
    let mut permits = vec![permit];
    let helped = helped(conn, cx, student, (&episodes, &views)).await?;
    let before = before(conn, cx, student, (&episodes, &mut permits)).await?;
    Ok(Some(History { episodes, permits, helped, before }))
}

fn facts_of(case: &CaseView) -> Facts {
    let end = |closure: &crate::case::Closure| Ended {
        on: closure.closed_on,
        reason: closure.reason,
        note: closure.note.clone(),
        again: closure.reopened_on.map(|on| (on, closure.reopen_note.clone().unwrap_or_default())),
    };
    Facts {
        case: case.id,
        opened_on: case.opened_on,
        concern: case.concern.clone(),
        closures: case.closures.iter().map(end).collect(),
    }
}

async fn helped(
    conn: &mut Conn,
    cx: &Cx,
    student: &Student,
    (episodes, views): (&[Episode], &[CaseView]),
) -> Result<Option<Helped>, Failure> {
    let Some(last) = episodes.iter().rev().find(|episode| episode.ended_well()) else { return Ok(None) };
    let Some((until, _, note)) = last.ended.clone() else { return Ok(None) };
    let facts = student.facts(cx.school());
    let may = |kind| access::decide(&cx.actor, Action::Read, kind, &facts).is_some();
    let days = (last.from, until);
    let done = match may(Kind::Note) {
        true => store::done(conn, cx.school(), student.id, days, may(Kind::HomeVisit)).await?,
        false => Vec::new(),
    };
    let view = views.iter().find(|view| view.id == last.case);
    let in_time = |day: Day| day >= last.from && day <= until;
    let plan = view.and_then(|view| view.plan.as_ref()).filter(|plan| in_time(plan.written_on));
    let tried = view.into_iter().flat_map(|view| &view.measures).filter(|one| in_time(one.from_on));
    let tried = tried.filter(|one| matches!(one.outcome, Some(Outcome::Helped | Outcome::Partly)));
    let goals = view.into_iter().flat_map(|view| &view.goals);
    let reached = goals.filter(|goal| goal.reached_on.is_some_and(in_time));
    Ok(Some(Helped {
        from: last.from,
        until,
        done,
        tried: tried.map(|one| with_outcome(cx, one)).collect(),
        measures: plan.map(|plan| plan.measures.clone()),
        goals: reached.map(|goal| goal.text.clone()).collect(),
        note,
    }))
}

/// A measure, how it went, and the words about it.
fn with_outcome(cx: &Look, one: &MeasureUse) -> String {
    let outcome = one.outcome.map_or("", |outcome| outcome.word(cx));
    let words = one.words.as_deref().unwrap_or_default();
    let parts = [one.name.as_str(), outcome, words];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What is known of the weeks before each episode but the first: the pause, and absences.
async fn before(
    conn: &mut Conn,
    cx: &Cx,
    student: &Student,
    (episodes, permits): (&[Episode], &mut Vec<Permit>),
) -> Result<Vec<String>, Failure> {
    let marks = access::permit(&cx.actor, Action::Read, Kind::Marks, &student.facts(cx.school()));
    let absences = match &marks {
        Some(permit) => noticing::absences::of(conn, permit, student).await?,
        None => Vec::new(),
    };
    permits.extend(marks);
    let line = |(episode, pause): (&Episode, i32)| {
        let (first, last) = (days_after(episode.from, -BEFORE), days_after(episode.from, -1));
        let inside = absences.iter().filter(|one| one.from_on >= first && one.from_on <= last);
        let half_days: i64 = inside.map(|one| one.half_days).sum();
        let (day, away) = (cx.short_day(&episode.from), crate::review::words::days(half_days));
        let args = [
            ("day", (&day).into()),
            ("weeks", (pause / 7).into()),
            ("days", (&away).into()),
            ("away", half_days.into()),
        ];
        cx.tf("reviews-before", &args)
    };
    Ok(episodes.iter().skip(1).zip(intervals(episodes)).map(line).collect())
}

/// The section for a case's page and for the sheet on which a new case is opened; empty for a first time.
///
/// # Errors
/// A fault when the template cannot be rendered.
pub fn html(cx: &Look, history: Option<&History>) -> Result<String, Fault> {
    let Some(history) = history else { return Ok(String::new()) };
    let kind = |(kind, n): &(String, i64)| {
        cx.tf("reviews-done-kind", &[("kind", word(cx, "note", kind).into()), ("n", (*n).into())])
    };
    let done: Vec<String> = history.helped.iter().flat_map(|helped| &helped.done).map(kind).collect();
    let pattern = cx.tf("reviews-pattern", &[("n", history.episodes.len().into())]);
    let panel = Panel { cx, history, pattern, done: language::list(cx.lang(), &done) };
    panel.render().map_err(|error| Fault::from("template", error))
}

impl Panel<'_> {
    fn is_again(&self) -> bool {
        self.history.episodes.len() > 1
    }
    fn end(&self, episode: &Episode) -> String {
        match &episode.ended {
            Some((day, reason, _)) => format!("{} · {}", self.cx.short_day(day), reason.word(self.cx)),
            None => self.cx.t("reviews-lasts").to_owned(),
        }
    }
}
