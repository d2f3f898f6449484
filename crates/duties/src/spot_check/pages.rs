//! The pages of spot checks.

use access::{Action, Kind, scope};
use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use kernel::{CaseId, Day, Fault, SpotCheckId};
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, page, see_with};

use super::file::DrawFile;
use super::forms::{self, Question};
use super::store::{self, Check, Drawn};
use super::{Said, Stage, Strata, actions};
use crate::days::Days;
use crate::parts::Choice;
use crate::quality;

#[derive(Template)]
#[template(path = "spot_check/index.html")]
struct Index<'a> {
    cx: &'a Look,
    checks: &'a [Check],
    may: bool,
}

/// `GET /spot-checks`
pub async fn index(cx: Cx) -> Reply {
    cx.permit_school(Action::List, Kind::Duty)?;
    let may = cx.permit_school(Action::Create, Kind::Duty).is_ok();
    let checks = store::list(&mut cx.app.db.reader().await?, cx.school()).await?;
    page(&cx, &Index { cx: &cx, checks: &checks, may })
}

#[derive(Template)]
#[template(path = "spot_check/new.html")]
struct New<'a> {
    cx: &'a Look,
    form: &'a Fields,
    strata: Vec<Choice>,
}

/// `GET /spot-checks/new`
pub async fn new(cx: Cx) -> Reply {
    cx.permit_school(Action::Create, Kind::Duty)?;
    let form = forms::fill(&cx);
    page(&cx, &New { cx: &cx, strata: forms::strata(&cx, &form), form: &form })
}

/// `POST /spot-checks`
pub async fn create(cx: Cx, mut form: Fields) -> Reply {
    cx.permit_school(Action::Create, Kind::Duty)?;
    let Some(new) = forms::check(&cx, &mut form) else {
        let template = New { cx: &cx, strata: forms::strata(&cx, &form), form: &form };
        return page_with(&cx, StatusCode::UNPROCESSABLE_ENTITY, &template);
    };
    actions::freeze(&cx, &new).await?;
    see_with(&format!("/spot-checks/{}", new.key), "duties-said-spot-frozen")
}

/// One drawn case in the list.
struct Line {
    href: String,
    name: String,
    class: String,
    responsible: String,
    stage: Stage,
    due: String,
    good: String,
}

#[derive(Template)]
#[template(path = "spot_check/show.html")]
struct Show<'a> {
    cx: &'a Look,
    check: &'a Check,
    strata: &'static str,
    lines: Vec<Line>,
    form: &'a Fields,
    settled: usize,
    may: bool,
}

/// `GET /spot-checks/{id}`
pub async fn show(cx: Cx, Path(id): Path<SpotCheckId>) -> Reply {
    let check = find(&cx, id).await?;
    shown(&cx, StatusCode::OK, (&check, &Fields::default())).await
}

async fn find(cx: &Cx, id: SpotCheckId) -> Result<Check, Failure> {
    cx.permit_school(Action::Read, Kind::Duty)?;
    store::lookup(&mut cx.app.db.reader().await?, cx.school(), id).await?.ok_or(Failure::NotFound)
}

async fn shown(cx: &Cx, status: StatusCode, (check, form): (&Check, &Fields)) -> Reply {
    let scope = scope(&cx.actor, Action::List, Kind::Duty);
    let mut conn = cx.app.db.reader().await?;
    let sample = store::sample(&mut conn, &scope, check.id, cx.today()).await?;
    let lines: Vec<Line> = sample.iter().map(|drawn| line(cx, drawn)).collect();
    let settled = lines.iter().filter(|line| line.stage == Stage::Settled).count();
    let strata = Strata::from_code(&check.strata).map_or("", |strata| cx.t(strata.message_key()));
    let may = cx.permit_school(Action::Amend, Kind::Duty).is_ok();
    page_with(cx, status, &Show { cx, check, strata, lines, form, settled, may })
}

fn line(cx: &Cx, drawn: &Drawn) -> Line {
    let stage = drawn.stage();
    let good = drawn.answers().iter().filter(|mark| **mark == Some("yes")).count();
    let due = drawn.due_on.filter(|_| stage == Stage::Asked);
    Line {
        href: format!("/spot-checks/{}/cases/{}", drawn.check, drawn.case),
        name: drawn.name.clone(),
        class: class_words(cx, drawn),
        responsible: drawn.responsible.clone().unwrap_or_default(),
        stage,
        due: due.map(|day| cx.tx("duties-spot-due", cx.short_day(&day))).unwrap_or_default(),
        good: if stage == Stage::Unseen { String::new() } else { format!("{good} / 4") },
    }
}

fn class_words(cx: &Look, drawn: &Drawn) -> String {
    match (&drawn.grade, &drawn.number) {
        (Some(grade), Some(number)) => cx.class_name(grade, number),
        _ => String::new(),
    }
}

/// `POST /spot-checks/{id}/draw`
pub async fn draw(cx: Cx, Path(id): Path<SpotCheckId>, mut form: Fields) -> Reply {
    let check = find(&cx, id).await?;
    match forms::seed(&cx, &mut form) {
        Some(seed) => {
            actions::draw(&cx, id, &seed).await?;
            see_with(&format!("/spot-checks/{id}"), "duties-said-spot-drawn")
        }
        None => shown(&cx, StatusCode::UNPROCESSABLE_ENTITY, (&check, &form)).await,
    }
}

/// `GET /spot-checks/{id}/draw.json`: ids, strata and weights, without a name: so that anybody can draw again.
pub async fn file(cx: Cx, Path(id): Path<SpotCheckId>) -> Reply {
    cx.permit_school(Action::Export, Kind::Duty)?;
    let check = find(&cx, id).await?;
    let rows = store::frame(&mut cx.app.db.reader().await?, cx.school(), id).await?;
    let mut drawn: Vec<(i64, CaseId)> =
        rows.iter().filter_map(|(entry, place)| Some(((*place)?, entry.case))).collect();
    drawn.sort_unstable();
    let frame: Vec<_> = rows.into_iter().map(|(entry, _)| entry).collect();
    let size = usize::try_from(check.size).unwrap_or(0);
    let file = DrawFile {
        frozen_on: check.frozen_on.to_string(),
        frame_sha256: check.frame_sha256,
        seed: check.seed,
        sample: drawn.into_iter().map(|(_, case)| case).collect(),
        ..DrawFile::new(id.to_string(), &frame, (size, check.seed_from))
    };
    let text = serde_json::to_string_pretty(&file).map_err(|error| Fault::from("a draw as JSON", error))?;
    let name = format!("attachment; filename=\"spot-check-{id}.json\"");
    Ok(([(header::CONTENT_TYPE, "application/json".to_owned()), (header::CONTENT_DISPOSITION, name)], text)
        .into_response())
}

/// `POST /spot-checks/{id}/closure`
pub async fn close(cx: Cx, Path(id): Path<SpotCheckId>) -> Reply {
    let check = find(&cx, id).await?;
    let said = if actions::close(&cx, &check).await? {
        "duties-said-spot-closed"
    } else {
        "duties-said-spot-not-all-settled"
    };
    see_with(&format!("/spot-checks/{id}"), said)
}

#[derive(Template)]
#[template(path = "spot_check/case.html")]
struct Case<'a> {
    cx: &'a Look,
    drawn: &'a Drawn,
    class: String,
    stage: Stage,
    questions: Vec<Question>,
    seen: Vec<(&'static str, &'static str)>,
    said: Said,
    hints: Vec<String>,
    form: &'a Fields,
    back: String,
    is_mine: bool,
    may_look: bool,
    may_answer: bool,
    may_settle: bool,
}

/// `GET /spot-checks/{id}/cases/{case}`
pub async fn case(cx: Cx, Path((id, case)): Path<(SpotCheckId, CaseId)>) -> Reply {
    let drawn = actions::find(&cx, id, case).await?;
    let mut form = Fields::default();
    let due = store::lookup(&mut cx.app.db.reader().await?, cx.school(), id).await?.map(|check| check.due_on);
    form.set("due_on", forms::proposed_due(&cx, drawn.due_on.or(due)).to_string());
    case_shown(&cx, StatusCode::OK, (&drawn, form)).await
}

async fn case_shown(cx: &Cx, status: StatusCode, (drawn, mut form): (&Drawn, Fields)) -> Reply {
    let permit = actions::reading(cx, drawn)?;
    cx.log_readings(std::slice::from_ref(&permit)).await?;
    let said = actions::said(cx, drawn)?;
    if form.errors().is_empty() {
        for (question, mark) in super::QUESTIONS.iter().zip(drawn.answers()) {
            form.set(question, mark.unwrap_or_default());
        }
        form.set("words", said.words.clone());
        form.set("answer", said.answer.clone());
        form.set("asks", if drawn.asks == Some(true) { "1" } else { "" });
    }
    let stage = drawn.stage();
    let may_office = cx.permit_school(Action::Amend, Kind::Duty).is_ok();
    let may_answer = cx.permit(Action::Amend, Kind::Duty, &drawn.child(cx.school())).is_ok();
    let is_asked = is_asked(cx, drawn, may_office).await?;
    let template = Case {
        cx,
        drawn,
        class: class_words(cx, drawn),
        stage,
        questions: forms::questions(cx, &form),
        seen: seen(cx, drawn),
        is_mine: if said.answer.is_empty() { is_asked } else { drawn.answered_by == cx.actor.staff },
        said,
        hints: hints(cx, drawn).await?,
        form: &form,
        back: if may_office { format!("/spot-checks/{}", drawn.check) } else { "/".to_owned() },
        may_look: may_office && matches!(stage, Stage::Unseen | Stage::Asked) && drawn.answered_on.is_none(),
        may_answer: may_answer && is_asked && stage == Stage::Asked,
        may_settle: may_office && stage == Stage::Answered,
    };
    page_with(cx, status, &template)
}

/// Whether the reader is the one whose answer is asked for: who is responsible for the case, who stands in for that
/// person, or whoever keeps the child's duties where nobody is responsible. The office asks, and does not answer.
async fn is_asked(cx: &Cx, drawn: &Drawn, is_office: bool) -> Result<bool, Failure> {
    let (Some(me), Some(asked)) = (cx.actor.staff, drawn.responsible_id) else { return Ok(!is_office) };
    if me == asked {
        return Ok(true);
    }
    let mut conn = cx.app.db.reader().await?;
    let today = Days::new(cx.today(), cx.today());
    let stood_in = crate::stand_in::among(&mut conn, cx.school(), me, today).await?;
    Ok(stood_in.iter().any(|one| one.away_id == asked && one.stand_in_id == me))
}

fn seen(cx: &Look, drawn: &Drawn) -> Vec<(&'static str, &'static str)> {
    let answers = super::QUESTIONS.iter().zip(drawn.answers());
    let line = |(question, mark): (&&str, Option<&str>)| {
        let mark = super::Mark::from_code(mark?)?;
        Some((cx.t(super::question_key(question)), cx.t(mark.message_key())))
    };
    answers.filter_map(line).collect()
}

/// What the records say of themselves, for a kind look before reading them.
async fn hints(cx: &Cx, drawn: &Drawn) -> Result<Vec<String>, Failure> {
    let today = cx.today();
    let mut conn = cx.app.db.reader().await?;
    let term = people::term::store::lookup_current(&mut conn, cx.school(), today).await?;
    let first: Day = term.map_or(today, |term| term.starts_on);
    let found = quality::of_student(&mut conn, cx.school(), drawn.student, Days::new(first, today)).await?;
    Ok(found.words(cx))
}

/// `POST /spot-checks/{id}/cases/{case}/finding`
pub async fn look(cx: Cx, Path((id, case)): Path<(SpotCheckId, CaseId)>, mut form: Fields) -> Reply {
    cx.permit_school(Action::Amend, Kind::Duty)?;
    let drawn = actions::find(&cx, id, case).await?;
    match forms::look(&cx, &mut form) {
        Some(look) => {
            actions::look(&cx, &drawn, &look).await?;
            see_with(&format!("/spot-checks/{id}"), "duties-said-spot-looked")
        }
        None => case_shown(&cx, StatusCode::UNPROCESSABLE_ENTITY, (&drawn, form)).await,
    }
}

/// `POST /spot-checks/{id}/cases/{case}/answer`
pub async fn answer(cx: Cx, Path((id, case)): Path<(SpotCheckId, CaseId)>, mut form: Fields) -> Reply {
    let drawn = actions::find(&cx, id, case).await?;
    match forms::answer(&cx, &mut form) {
        Some(text) => {
            actions::answer(&cx, &drawn, &text).await?;
            see_with(&format!("/spot-checks/{id}/cases/{case}"), "duties-said-spot-answered")
        }
        None => case_shown(&cx, StatusCode::UNPROCESSABLE_ENTITY, (&drawn, form)).await,
    }
}

/// `POST /spot-checks/{id}/cases/{case}/settlement`: settled, or asked again (`again=1`) by another day, with a word.
pub async fn settle(cx: Cx, Path((id, case)): Path<(SpotCheckId, CaseId)>, mut form: Fields) -> Reply {
    let drawn = actions::find(&cx, id, case).await?;
    cx.permit_school(Action::Amend, Kind::Duty)?;
    let again = if form.chose("again", "1") { forms::again(&cx, &mut form) } else { None };
    if !form.is_right() {
        return case_shown(&cx, StatusCode::UNPROCESSABLE_ENTITY, (&drawn, form)).await;
    }
    let said = match actions::settle(&cx, &drawn, again.as_ref()).await? {
        true if again.is_some() => "duties-said-spot-asked-again",
        true => "duties-said-spot-settled",
        false => "duties-said-spot-own-answer",
    };
    see_with(&format!("/spot-checks/{id}"), said)
}
