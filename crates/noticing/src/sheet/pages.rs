//! The sheet of one student.

use access::{Action, Facts, Kind, Permit};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use db::Conn;
use kernel::{FindingId, StudentId, clock::days_after};
use people::student::{self, Student};
use people::term;
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, see_with};

use super::actions::{cause_of, save};
use super::{Choice, forms};
use crate::finding::{self, Finding};
use crate::left_behind::{self, CIVIL, LeftBehind};
use crate::remark::{self, Remark};
use crate::word::{Category, Cause, Need, RemarkKind, Source};

/// When no term is known, a category is looked at again after so many days.
const USUAL_REVIEW: i64 = 120;

/// All that the sheet stands on.
struct Ground {
    student: Student,
    facts: Facts,
    findings: Vec<Finding>,
    remarks: Vec<Remark>,
    left_behind: Option<LeftBehind>,
    on_the_roll: Option<i64>,
    review: kernel::Day,
    permits: Vec<Permit>,
}

struct Panel {
    code: &'static str,
    word: &'static str,
    hint: &'static str,
    chosen: bool,
    is_current: bool,
    is_left_behind: bool,
    sources: Vec<Choice>,
    needs: Vec<Choice>,
}

struct Line {
    code: &'static str,
    word: &'static str,
}

struct Heard {
    text: String,
    source: &'static str,
    day: kernel::Day,
}

#[derive(Template)]
#[template(path = "sheet/edit.html")]
struct Edit<'a> {
    cx: &'a Look,
    student: &'a Student,
    form: &'a Fields,
    back: String,
    back_words: &'a str,
    strengths: Vec<&'a str>,
    own_words: Vec<&'a str>,
    heard: Vec<Heard>,
    panels: Vec<Panel>,
    fixed: Vec<&'static str>,
    shown: Vec<FindingId>,
    rolls: Vec<Choice>,
    civils: Vec<Choice>,
    roll_words: String,
    causes: Vec<Line>,
    may_remark: bool,
}

/// `GET /census/students/{student}`
pub async fn edit(cx: Cx, Path(id): Path<StudentId>) -> Reply {
    show(&cx, id, None, StatusCode::OK).await
}

/// `POST /census/students/{student}`
pub async fn update(cx: Cx, Path(id): Path<StudentId>, mut form: Fields) -> Reply {
    let Some(sheet) = forms::read(cx.lang(), cx.today(), &mut form) else {
        return show(&cx, id, Some(form), StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let student = save(&cx, id, &sheet).await?;
    see_with(&back(&cx, &student), "noticing-said-saved")
}

/// To the worklist for those who take the census, else to the student.
fn back(cx: &Cx, student: &Student) -> String {
    let facts = Facts { student: None, ..student.facts(cx.school()) };
    match (student.class_id, cx.permit(Action::Read, Kind::Census, &facts)) {
        (Some(class), Ok(_)) => format!("/census/classes/{class}#student-{}", student.id),
        _ => format!("/students/{}", student.id),
    }
}

async fn show(cx: &Cx, id: StudentId, typed: Option<Fields>, status: StatusCode) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let ground = ground(&mut conn, cx, id).await?;
    drop(conn);
    cx.log_readings(&ground.permits).await?;
    let form = typed.unwrap_or_else(|| fresh(cx, &ground));
    let may = |action, category: Category| cx.permit(action, category.kind(), &ground.facts).is_ok();
    let creatable: Vec<Category> =
        Category::ALL.iter().copied().filter(|one| may(Action::Create, *one)).collect();
    if creatable.is_empty() {
        return Err(Failure::NotFound);
    }
    let fixed = ground.findings.iter().map(|one| one.what.category).filter(|one| !creatable.contains(one));
    let ending = ground.findings.iter().filter(|one| creatable.contains(&one.what.category));
    let ending = ending.filter(|one| may(Action::Amend, one.what.category));
    let texts = |kind: RemarkKind| -> Vec<&str> {
        ground.remarks.iter().filter(|one| one.kind == kind).map(|one| one.text.as_str()).collect()
    };
    let back = back(cx, &ground.student);
    let to_list = back.starts_with("/census/");
    let edit = Edit {
        cx,
        student: &ground.student,
        form: &form,
        back_words: if to_list { cx.t("noticing-back-to-list") } else { &ground.student.name },
        back,
        strengths: texts(RemarkKind::Strength),
        own_words: texts(RemarkKind::OwnWords),
        heard: heard(cx, &ground.remarks),
        panels: creatable.iter().map(|one| panel(cx, &ground, &form, *one)).collect(),
        fixed: fixed.map(|one| one.word(cx)).collect(),
        shown: ending.map(|one| one.id).collect(),
        rolls: rolls(cx, &form),
        civils: civils(cx, &form),
        roll_words: ground.on_the_roll.map(|roll| cx.t(roll_key(roll)).to_owned()).unwrap_or_default(),
        causes: Cause::ALL.iter().map(|one| Line { code: one.code(), word: one.word(cx) }).collect(),
        may_remark: cx.permit(Action::Create, Kind::Remark, &ground.facts).is_ok(),
    };
    page_with(cx, status, &edit)
}

async fn ground(conn: &mut Conn, cx: &Cx, id: StudentId) -> Result<Ground, Failure> {
    let student = student::find(conn, cx, id).await?;
    let (findings, mut permits) = finding::current_of(conn, cx, &student, cx.today()).await?;
    let (remarks, more) = remark::of(conn, cx, &student).await?;
    permits.extend(more);
    let left_behind = left_behind::of(conn, cx, &student, cx.today()).await?;
    let left_behind = left_behind.map(|(found, permit)| {
        permits.push(permit);
        found
    });
    let on_the_roll = left_behind::on_the_roll(conn, cx.school(), id).await?;
    let term = term::store::lookup_current(conn, cx.school(), cx.today()).await?;
    let review = term.map(|term| term.ends_on).filter(|day| *day > cx.today());
    let review = review.unwrap_or_else(|| days_after(cx.today(), USUAL_REVIEW));
    let facts = student.facts(cx.school());
    Ok(Ground { facts, student, findings, remarks, left_behind, on_the_roll, review, permits })
}

fn heard(look: &Look, remarks: &[Remark]) -> Vec<Heard> {
    let waiting = remarks.iter().filter(|one| one.kind == RemarkKind::Nomination && one.settled_on.is_none());
    let heard = waiting.map(|one| Heard {
        text: one.text.clone(),
        source: one.topic.as_deref().and_then(Source::parse).map_or("", |source| source.word(look)),
        day: one.noted_on,
    });
    heard.collect()
}

/// The sheet as it opens: what stands already is ticked, the rest has sensible beginnings.
fn fresh(cx: &Cx, ground: &Ground) -> Fields {
    let mut form = Fields::default();
    form.set("key", cx.uuid().to_string());
    let nominated =
        ground.remarks.iter().find(|one| one.kind == RemarkKind::Nomination && one.settled_on.is_none());
    let source =
        nominated.and_then(|one| one.topic.clone()).unwrap_or_else(|| Source::Observation.code().to_owned());
    for category in Category::ALL {
        let code = category.code();
        match ground.findings.iter().filter(|one| one.what.category == *category).max_by_key(|one| one.id) {
            Some(old) => standing(&mut form, old),
            None => {
                form.set(&format!("since-{code}"), cx.today().to_string());
                form.set(&format!("source-{code}"), source.clone());
                form.set(&format!("review-{code}"), ground.review.to_string());
            }
        }
    }
    let roll = ground.left_behind.as_ref().map_or(ground.on_the_roll, |found| found.roll);
    form.set("roll", roll.map(|roll| roll.to_string()).unwrap_or_default());
    form.set("civil", ground.left_behind.as_ref().and_then(|found| found.civil.clone()).unwrap_or_default());
    for cause in Cause::ALL {
        let text = cause_of(&ground.remarks, cause.code()).map(|one| one.text.clone());
        form.set(&format!("cause-{}", cause.code()), text.unwrap_or_default());
    }
    form
}

fn standing(form: &mut Fields, old: &Finding) {
    let (what, code) = (&old.what, old.what.category.code());
    form.set("category", code);
    form.set(&format!("since-{code}"), what.since_on.to_string());
    form.set(&format!("source-{code}"), what.source.code());
    form.set(&format!("review-{code}"), what.review_on.map(|day| day.to_string()).unwrap_or_default());
    form.set(&format!("evidence-{code}"), what.evidence.clone());
    for need in &what.needs {
        form.set(&format!("need-{code}"), need.code());
    }
}

fn panel(cx: &Cx, ground: &Ground, form: &Fields, category: Category) -> Panel {
    let code = category.code();
    let (source, need) = (format!("source-{code}"), format!("need-{code}"));
    let readable = cx.permit(Action::Read, category.kind(), &ground.facts).is_ok();
    let sources = Source::ALL.iter().map(|one| Choice {
        value: one.code(),
        label: one.word(cx),
        chosen: form.chose(&source, one.code()),
    });
    let needs = Need::ALL.iter().map(|one| Choice {
        value: one.code(),
        label: one.word(cx),
        chosen: form.chose(&need, one.code()),
    });
    Panel {
        code,
        word: category.word(cx),
        hint: if readable { "" } else { cx.t("noticing-write-only") },
        chosen: form.chose("category", code),
        is_current: ground.findings.iter().any(|one| one.what.category == category),
        is_left_behind: category == Category::LeftBehind,
        sources: sources.collect(),
        needs: needs.collect(),
    }
}

fn roll_key(roll: i64) -> &'static str {
    match roll {
        0 => "noticing-roll-0",
        1 => "noticing-roll-1",
        _ => "noticing-roll-2",
    }
}

fn rolls(look: &Look, form: &Fields) -> Vec<Choice> {
    let all = [("", "noticing-unasked"), ("0", roll_key(0)), ("1", roll_key(1)), ("2", roll_key(2))];
    let choice = |(value, key)| Choice { value, label: look.t(key), chosen: form.get("roll") == value };
    all.into_iter().map(choice).collect()
}

fn civils(look: &Look, form: &Fields) -> Vec<Choice> {
    let keys = ["noticing-civil-no", "noticing-civil-both-away", "noticing-civil-one-away-other-unable"];
    let all = std::iter::once(("", "noticing-unasked")).chain(CIVIL.into_iter().zip(keys));
    let choice = |(value, key)| Choice { value, label: look.t(key), chosen: form.get("civil") == value };
    all.map(choice).collect()
}
