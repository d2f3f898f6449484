//! The excuse form of one child, with the excuses that stand.

use access::{Action, Kind};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::routing::{get, post};
use db::Conn;
use kernel::{Day, ExcuseId, RuleId, StudentId};
use people::student::{self, Student};
use serde::Deserialize;
use web::reply::page_with;
use web::{App, Cx, Failure, Fields, Look, Reply, see_with};

use super::{NewExcuse, create as write, store, withdraw as take_back};
use crate::days::{Days, number};
use crate::facts::Reason;
use crate::parts::{Choice, how_often};
use crate::rule;
use web::local_path;

/// No excuse is longer than a term.
const LONGEST: i32 = 180;

/// The longest note, in characters.
const NOTE: usize = 500;

/// The routes of this subject.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/students/{id}/excuses/new", get(new))
        .route("/students/{id}/excuses", post(create))
        .route("/students/{id}/excuses/{excuse}/withdrawal", post(withdraw))
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    rule: Option<RuleId>,
    back: Option<String>,
}

/// An excuse that stands, in words.
struct Line {
    id: ExcuseId,
    reason: &'static str,
    days: String,
    note: Option<String>,
}

#[derive(Template)]
#[template(path = "excuse/new.html")]
struct New<'a> {
    cx: &'a Look,
    student: &'a Student,
    form: &'a Fields,
    reasons: Vec<Choice>,
    rules: Vec<Choice>,
    lines: Vec<Line>,
}

/// `GET /students/{id}/excuses/new`
async fn new(cx: Cx, Path(id): Path<StudentId>, Query(asked): Query<Asked>) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let (student, _) = student::find_for(&mut conn, &cx, id, (Action::Create, Kind::Duty)).await?;
    let mut form = Fields::default();
    form.set("key", cx.uuid().to_string());
    form.set("rule", asked.rule.map(|rule| rule.to_string()).unwrap_or_default());
    form.set("from", cx.today().to_string());
    form.set("until", cx.today().to_string());
    form.set("back", local_path(asked.back.as_deref().unwrap_or(""), "/"));
    shown(&cx, &mut conn, StatusCode::OK, (&student, &form)).await
}

async fn shown(cx: &Cx, conn: &mut Conn, status: StatusCode, (student, form): (&Student, &Fields)) -> Reply {
    let reasons = Reason::ALL.iter().map(|reason| Choice {
        value: reason.code().to_owned(),
        label: cx.t(reason.message_key()).to_owned(),
        chosen: form.chose("reason", reason.code()),
    });
    let all = Choice {
        value: String::new(),
        label: cx.t("duties-excuse-all").to_owned(),
        chosen: form.some("rule").is_none(),
    };
    let one = rule::store::list(conn, cx.school(), cx.today()).await?.into_iter().map(|rule| {
        let value = uuid::Uuid::from_bytes(rule.id).to_string();
        Choice { chosen: form.chose("rule", &value), label: how_often(cx, &rule), value }
    });
    let rules = std::iter::once(all).chain(one).collect();
    let lines = lines(cx, conn, student).await?;
    page_with(cx, status, &New { cx, student, form, reasons: reasons.collect(), rules, lines })
}

/// What is not asked for today, each in a sentence without the words beside the reason: whoever may write an excuse finds
/// here that one stands, and from here the way to take it back. Nothing for anybody else.
///
/// # Errors
/// Those of the database.
pub async fn standing(conn: &mut Conn, cx: &Cx, student: &Student) -> Result<Vec<String>, Failure> {
    if cx.permit(Action::Create, Kind::Duty, &student.facts(cx.school())).is_err() {
        return Ok(Vec::new());
    }
    let mut rows = store::of_student(conn, cx.school(), student.id).await?;
    rows.retain(|row| row.from <= cx.today() && cx.today() <= row.until);
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let rules = rule::store::list(conn, cx.school(), cx.today()).await?;
    let sentence = |row: &store::Row| {
        let one = row.rule.and_then(|id| rules.iter().find(|rule| rule.id == id.bytes()));
        let what = one.map_or_else(|| cx.t("duties-excuse-all").to_owned(), |rule| how_often(cx, rule));
        let day = cx.short_day(&row.until);
        let reason = cx.t(Reason::from_code(&row.reason).unwrap_or(Reason::Other).message_key());
        let args = [("what", what.as_str().into()), ("day", day.as_str().into()), ("reason", reason.into())];
        cx.tf("duties-excuse-now", &args)
    };
    Ok(rows.iter().map(sentence).collect())
}

/// The words behind a reason are as close to the child as a note, and shown to those who may read notes.
async fn lines(cx: &Cx, conn: &mut Conn, student: &Student) -> Result<Vec<Line>, Failure> {
    let rows = store::of_student(conn, cx.school(), student.id).await?;
    let permit = cx.permit(Action::Read, Kind::Note, &student.facts(cx.school())).ok();
    let permit = permit.filter(|_| rows.iter().any(|row| row.note_cell.is_some()));
    cx.log_readings(permit.as_slice()).await?;
    rows.into_iter().map(|row| line(cx, row, permit.is_some())).collect()
}

fn line(cx: &Cx, row: store::Row, with_note: bool) -> Result<Line, Failure> {
    let key = cx.app.row(cx.school(), "excuse", row.id.bytes(), Kind::Note.label());
    let cell = row.note_cell.as_ref().filter(|_| with_note);
    let note = cx.app.open_some(&key, "note_cell", cell)?;
    let reason = Reason::from_code(&row.reason).unwrap_or(Reason::Other);
    let days = match row.from == row.until {
        true => cx.day(&row.from),
        false => format!("{} – {}", cx.day(&row.from), cx.day(&row.until)),
    };
    Ok(Line { id: row.id, reason: cx.t(reason.message_key()), days, note })
}

/// `POST /students/{id}/excuses`
async fn create(cx: Cx, Path(id): Path<StudentId>, mut form: Fields) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let (student, _) = student::find_for(&mut conn, &cx, id, (Action::Create, Kind::Duty)).await?;
    match read(&cx, &mut form, id) {
        Some(new) => {
            drop(conn);
            write(&cx, &new).await?;
            see_with(local_path(form.get("back"), "/"), "duties-said-excuse")
        }
        None => shown(&cx, &mut conn, StatusCode::UNPROCESSABLE_ENTITY, (&student, &form)).await,
    }
}

fn read(cx: &Cx, form: &mut Fields, student: StudentId) -> Option<NewExcuse> {
    let lang = cx.lang();
    let key = form.parse(lang, "key");
    let rule = form.parse(lang, "rule");
    let reason = Reason::from_code(form.get("reason"));
    if reason.is_none() {
        form.refuse(lang, "reason", "web-error-required");
    }
    form.required(lang, "from");
    let first: Option<Day> = form.day(lang, "from");
    let last = form.day(lang, "until").or(first);
    form.at_most(lang, "note", NOTE);
    let days = Days::new(first?, last?);
    let length = number(days.last) - number(days.first);
    if length < 0 {
        form.refuse(lang, "until", "duties-excuse-backwards");
    } else if length > LONGEST {
        form.refuse(lang, "until", "duties-excuse-too-long");
    }
    let note = form.some("note").map(str::to_owned);
    let new = NewExcuse { key: key?, student, rule, days, reason: reason?, note };
    form.is_right().then_some(new)
}

/// `POST /students/{id}/excuses/{excuse}/withdrawal`
async fn withdraw(cx: Cx, Path((student, id)): Path<(StudentId, ExcuseId)>, form: Fields) -> Reply {
    take_back(&cx, student, id).await?;
    see_with(local_path(form.get("back"), "/"), "duties-said-excuse-withdrawn")
}
