//! The effect of one case, and the children whom the grade or the school carries.

use access::{Action, Kind, decide, scope};
use askama::Template;
use axum::extract::Path;
use db::Conn;
use kernel::{CaseId, Day, clock::days_after};
use people::student::Student;
use web::{Cx, Failure, Look, Reply, page};

use super::reading::{self, Glance, Met, Track};
use super::{YEAR, store};
use crate::case::{CaseView, Tier, reading as cases};
use crate::review::Decision;
use crate::review::words::{self, days, tenths};

/// One child in the list.
struct Row {
    case: CaseId,
    name: String,
    place: String,
    tier: &'static str,
    opened_on: Day,
    closed_on: Option<Day>,
    decision: &'static str,
    done: usize,
    agreed: usize,
}

#[derive(Template)]
#[template(path = "effect/index.html")]
struct Index<'a> {
    cx: &'a Look,
    rows: Vec<Row>,
}

/// `GET /effects`
pub(super) async fn index(cx: Cx) -> Reply {
    let scope = scope(&cx.actor, Action::List, Kind::Case);
    if scope.is_empty() {
        return Err(Failure::NotFound);
    }
    let mut conn = cx.app.db.reader().await?;
    let mut rows = Vec::new();
    for key in store::keys(&mut conn, &scope, (cx.today(), days_after(cx.today(), -YEAR))).await? {
        rows.extend(row(&mut conn, &cx, key).await?);
    }
    drop(conn);
    page(&cx, &Index { cx: &cx, rows })
}

async fn row(conn: &mut Conn, cx: &Cx, key: store::Key) -> Result<Option<Row>, Failure> {
    let student = people::student::store::lookup(conn, cx.school(), key.student_id, cx.today()).await?;
    let Some(student) = student else { return Ok(None) };
    let tasks = reading::tasks(conn, cx, key.id).await?;
    Ok(Some(Row {
        case: key.id,
        place: student.class_words(&cx.look),
        name: student.name,
        tier: Tier::parse(&key.tier).map_or("", |tier| tier.word(cx)),
        opened_on: key.opened_on,
        closed_on: key.closed_on,
        decision: key.decision.and_then(|word| Decision::parse(&word)).map_or("", |one| one.word(cx)),
        done: tasks.iter().filter(|task| task.done_on.is_some()).count(),
        agreed: tasks.len(),
    }))
}

#[derive(Template)]
#[template(path = "effect/show.html")]
struct Show<'a> {
    cx: &'a Look,
    case: &'a CaseView,
    student: &'a Student,
    track: &'a Track,
    care: String,
}

impl Show<'_> {
    /// What a column stands for: before, at the closing, now.
    fn when(&self, at: &usize) -> &'static str {
        match (*at, self.track.glances.len()) {
            (0, _) => self.cx.t("reviews-effect-before"),
            (1, 3) => self.cx.t("reviews-effect-closing"),
            _ => self.cx.t("reviews-effect-now"),
        }
    }
    fn away(&self, glance: &Glance) -> String {
        self.cx.tx("reviews-effect-days", days(glance.away))
    }
    fn marks(&self, glance: &Glance) -> String {
        let Some(share) = glance.share else { return self.cx.t("reviews-effect-no-exam").to_owned() };
        let (own, class) = (tenths(share.own), share.class.map(tenths));
        match class {
            Some(class) => self
                .cx
                .tf("reviews-effect-marks-class", &[("own", (&own).into()), ("class", (&class).into())]),
            None => format!("{own}%"),
        }
    }
    fn told(&self, met: &Met) -> Vec<String> {
        let lines = words::lines(self.cx, &met.kept.figures).into_iter();
        lines.filter(|(key, _)| *key != "reviews-coming").flat_map(|(_, sentences)| sentences).collect()
    }
    fn agreed(&self) -> String {
        let done = self.track.tasks.iter().filter(|task| task.done_on.is_some()).count();
        self.cx.tf("reviews-effect-agreed", &[("done", done.into()), ("n", self.track.tasks.len().into())])
    }
}

/// `GET /cases/{id}/effect`
pub(super) async fn show(cx: Cx, Path(id): Path<CaseId>) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let (row, student, permit) = cases::find(&mut conn, &cx, id, Action::Read).await?;
    let case = cases::view(&mut conn, &cx, row, permit).await?;
    let closed_on =
        case.closures.iter().filter(|end| end.reopened_on.is_none()).map(|end| end.closed_on).max();
    let began = case.closures.iter().filter_map(|end| end.reopened_on).max().unwrap_or(case.opened_on);
    let track = reading::of(&mut conn, &cx, &student, (id, began, closed_on)).await?;
    let track = track.ok_or(Failure::NotFound)?;
    let may_amend = decide(&cx.actor, Action::Amend, Kind::Case, &student.facts(cx.school())).is_some();
    let care = crate::after_care::html(&mut conn, &cx, (id, &student), may_amend).await?;
    drop(conn);
    cx.log_readings(&track.permits).await?;
    page(&cx, &Show { cx: &cx, case: &case, student: &student, track: &track, care })
}
