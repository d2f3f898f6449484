//! The census of the school, and the worklist of a class.

use access::{Action, Kind, Permit, decide, scope};
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use db::Conn;
use kernel::{CensusId, ClassId, Day, StudentId, clock::days_after};
use language::Arg;
use people::student::Student;
use people::term::{self, Class, Term};
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, page, see, see_with};

use super::{Census, Looked, Progress, actions, class_facts, store};
use crate::counts;
use crate::finding::{self, Listed};
use crate::remark;
use crate::word::FINDING_KINDS;

/// Two weeks are what schools usually give.
const USUAL_DAYS: i64 = 14;

struct ClassLine {
    class: Progress,
    name: String,
    homeroom: String,
    /// Children found; nothing for a class of which the person may list none, where a nought would not be true.
    found: Option<i64>,
    href: Option<String>,
    words: String,
}

#[derive(Template)]
#[template(path = "census/index.html")]
struct Index<'a> {
    cx: &'a Look,
    term: Option<&'a Term>,
    census: Option<&'a Census>,
    is_open: bool,
    may_open: bool,
    may_count: bool,
    classes: &'a [ClassLine],
    looked: i64,
    total: i64,
    words: String,
    waiting: String,
    counts_found: bool,
    form: &'a Fields,
}

/// `GET /census`
pub async fn index(cx: Cx) -> Reply {
    overview(&cx, None, StatusCode::OK).await
}

async fn overview(cx: &Cx, typed: Option<&Fields>, status: StatusCode) -> Reply {
    let scope = scope(&cx.actor, Action::List, Kind::Census);
    if scope.is_empty() {
        return Err(Failure::NotFound);
    }
    let may_open = cx.permit_school(Action::Create, Kind::Census).is_ok();
    let mut conn = cx.app.db.reader().await?;
    let term = term::store::lookup_current(&mut conn, cx.school(), cx.today()).await?;
    let census = store::lookup_latest(&mut conn, cx.school(), cx.today()).await?;
    // A census of an earlier term is over, whether or not somebody closed it.
    let census = census.filter(|census| term.as_ref().is_some_and(|term| term.id == census.term_id));
    let progress = store::progress(&mut conn, &scope, cx.today(), census.as_ref().map(|one| one.id)).await?;
    let classes = lines(&mut conn, cx, progress).await?;
    if let ([ClassLine { href: Some(href), .. }], false) = (classes.as_slice(), may_open) {
        return see(href);
    }
    let mut fresh = Fields::default();
    let due = census.as_ref().map(|census| census.due_on).filter(|due| *due >= cx.today());
    fresh.set("due", due.unwrap_or_else(|| days_after(cx.today(), USUAL_DAYS)).to_string());
    let form = typed.unwrap_or(&fresh);
    let is_open = census.as_ref().is_some_and(|census| census.is_open(cx.today()));
    let not_begun: Vec<&str> = classes
        .iter()
        .filter(|line| line.class.looked == 0 && line.class.total > 0)
        .map(|line| line.name.as_str())
        .collect();
    let waiting = if is_open && not_begun.len() < classes.len() {
        language::list(cx.lang(), &not_begun)
    } else {
        String::new()
    };
    let sum = |of: fn(&Progress) -> i64| classes.iter().map(|line| of(&line.class)).sum();
    let (looked, total) = (sum(|class| class.looked), sum(|class| class.total));
    let index = Index {
        cx,
        term: term.as_ref(),
        census: census.as_ref(),
        is_open,
        may_open,
        may_count: counts::may_count(cx).is_ok(),
        classes: &classes,
        looked,
        total,
        words: of_words(cx, looked, total),
        counts_found: classes.iter().any(|line| line.found.is_some()),
        waiting,
        form,
    };
    page_with(cx, status, &index)
}

async fn lines(conn: &mut Conn, cx: &Cx, progress: Vec<Progress>) -> Result<Vec<ClassLine>, Failure> {
    let homerooms = store::homerooms(conn, cx.school(), cx.today()).await?;
    let findings = finding::list(conn, cx, cx.today()).await?;
    let line = |class: Progress| {
        let mut children: Vec<StudentId> =
            findings.iter().filter(|one| one.class == class.class).map(|one| one.student).collect();
        children.sort();
        children.dedup();
        let names: Vec<&str> =
            homerooms.iter().filter(|(of, _)| *of == class.class).map(|(_, name)| name.as_str()).collect();
        let facts =
            class_facts(cx.school(), &Class { id: class.class, grade: class.grade, number: class.number });
        let may = decide(&cx.actor, Action::Read, Kind::Census, &facts).is_some();
        let counts =
            FINDING_KINDS.iter().any(|kind| decide(&cx.actor, Action::List, *kind, &facts).is_some());
        ClassLine {
            name: cx.class_name(&class.grade, &class.number),
            homeroom: language::list(cx.lang(), &names),
            found: counts.then(|| i64::try_from(children.len()).unwrap_or(0)),
            href: may.then(|| format!("/census/classes/{}", class.class)),
            words: of_words(cx, class.looked, class.total),
            class,
        }
    };
    Ok(progress.into_iter().map(line).collect())
}

fn of_words(look: &Look, looked: i64, total: i64) -> String {
    look.tf("noticing-census-of", &[("looked", Arg::Number(looked)), ("total", Arg::Number(total))])
}

/// `POST /census`
pub async fn create(cx: Cx, mut form: Fields) -> Reply {
    cx.permit_school(Action::Create, Kind::Census)?;
    form.required(cx.lang(), "due");
    match form.day(cx.lang(), "due") {
        Some(due) if due >= cx.today() => {
            actions::open(&cx, due).await?;
            see_with("/census", "noticing-said-opened")
        }
        Some(_) => {
            form.refuse(cx.lang(), "due", "noticing-error-past");
            overview(&cx, Some(&form), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        None => overview(&cx, Some(&form), StatusCode::UNPROCESSABLE_ENTITY).await,
    }
}

/// `POST /census/{id}/closure`
pub async fn close(cx: Cx, Path(id): Path<CensusId>) -> Reply {
    actions::close(&cx, id).await?;
    see_with("/census", "noticing-said-closed")
}

struct Row {
    id: StudentId,
    name: String,
    looked: bool,
    found: bool,
    tags: Vec<&'static str>,
    nominations: i64,
}

struct Sheet {
    class: ClassId,
    rows: Vec<Row>,
    looked: i64,
    total: i64,
    words: String,
    may_look: bool,
}

#[derive(Template)]
#[template(path = "census/class.html")]
struct Show<'a> {
    cx: &'a Look,
    sheet: &'a Sheet,
    name: String,
    due: Option<Day>,
    is_open: bool,
    has_more: bool,
}

#[derive(Template)]
#[template(path = "census/fragment.html")]
struct Fragment<'a> {
    cx: &'a Look,
    sheet: &'a Sheet,
}

/// `GET /census/classes/{class}`
pub async fn show(cx: Cx, Path(class): Path<ClassId>) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let class = term::store::lookup_class(&mut conn, cx.school(), class).await?.ok_or(Failure::NotFound)?;
    let (sheet, census, permits) = worklist(&mut conn, &cx, &class, None).await?;
    let classes = scope(&cx.actor, Action::List, Kind::Census);
    let has_more = store::progress(&mut conn, &classes, cx.today(), None).await?.len() > 1;
    drop(conn);
    cx.log_readings(&permits).await?;
    let is_open = census.as_ref().is_some_and(|census| census.is_open(cx.today()));
    let name = cx.class_name(&class.grade, &class.number);
    page(
        &cx,
        &Show { cx: &cx, sheet: &sheet, name, due: census.map(|census| census.due_on), is_open, has_more },
    )
}

/// The worklist of a class, or one row of it, with the permits to log.
async fn worklist(
    conn: &mut Conn,
    cx: &Cx,
    class: &Class,
    only: Option<StudentId>,
) -> Result<(Sheet, Option<Census>, Vec<Permit>), Failure> {
    let facts = class_facts(cx.school(), class);
    cx.permit(Action::Read, Kind::Census, &facts)?;
    let census = store::lookup_latest(conn, cx.school(), cx.today()).await?;
    let scope = scope(&cx.actor, Action::List, Kind::Census);
    let wanted = store::Wanted { class: class.id, student: only, census: census.as_ref().map(|one| one.id) };
    let looked = store::worklist(conn, &scope, cx.today(), wanted).await?;
    let all = store::progress(conn, &scope, cx.today(), wanted.census).await?;
    let progress = all.into_iter().find(|one| one.class == class.id);
    let mut findings = finding::list(conn, cx, cx.today()).await?;
    findings.retain(|one| one.class == class.id && only.is_none_or(|only| only == one.student));
    let permits = class_permits(cx, class, &findings);
    let remarks = access::scope(&cx.actor, Action::List, Kind::Remark);
    let waiting = remark::store::waiting(conn, &remarks, cx.today()).await?;
    let rows = looked.into_iter().map(|one| row(cx, one, &findings, &waiting)).collect();
    let (looked, total) = progress.map_or((0, 0), |one| (one.looked, one.total));
    let is_open = census.as_ref().is_some_and(|census| census.is_open(cx.today()));
    let may_look = is_open && decide(&cx.actor, Action::Create, Kind::Census, &facts).is_some();
    let words = of_words(cx, looked, total);
    Ok((Sheet { class: class.id, rows, looked, total, words, may_look }, census, permits))
}

/// One permit for each child and kind whose category the list shows.
fn class_permits(cx: &Cx, class: &Class, findings: &[Listed]) -> Vec<Permit> {
    let mut permits: Vec<Permit> = Vec::new();
    for line in findings {
        let kind = line.category.kind();
        let seen = |permit: &Permit| permit.student() == Some(line.student) && permit.kind() == kind;
        if !permits.iter().any(seen) {
            let facts = access::Facts { student: Some(line.student), ..class_facts(cx.school(), class) };
            permits.extend(cx.permit(Action::List, kind, &facts).ok());
        }
    }
    permits
}

fn row(look: &Look, one: Looked, findings: &[Listed], waiting: &[(StudentId, i64)]) -> Row {
    let tags = findings.iter().filter(|line| line.student == one.id).map(|line| line.category.word(look));
    let nominations = waiting.iter().find(|(of, _)| *of == one.id).map_or(0, |(_, count)| *count);
    Row {
        id: one.id,
        tags: tags.collect(),
        name: one.name,
        looked: one.looked_on.is_some(),
        found: one.found > 0,
        nominations,
    }
}

/// `POST /census/classes/{class}/students/{student}/look`: the one tap.
pub async fn look(cx: Cx, Path((class, student)): Path<(ClassId, StudentId)>, headers: HeaderMap) -> Reply {
    let student = actions::look(&cx, student).await?;
    answer(&cx, class, &student, (&headers, "noticing-said-looked")).await
}

/// `POST /census/classes/{class}/students/{student}/look/withdrawal`
pub async fn unlook(cx: Cx, Path((class, student)): Path<(ClassId, StudentId)>, headers: HeaderMap) -> Reply {
    let student = actions::unlook(&cx, student).await?;
    answer(&cx, class, &student, (&headers, "noticing-said-unlooked")).await
}

/// The row again for the script, the list again for a browser without it.
async fn answer(cx: &Cx, class: ClassId, student: &Student, (headers, said): (&HeaderMap, &str)) -> Reply {
    if !headers.contains_key("x-fragment") {
        return see_with(&format!("/census/classes/{class}#student-{}", student.id), said);
    }
    let mut conn = cx.app.db.reader().await?;
    let class = term::store::lookup_class(&mut conn, cx.school(), class).await?.ok_or(Failure::NotFound)?;
    let (sheet, _, permits) = worklist(&mut conn, cx, &class, Some(student.id)).await?;
    drop(conn);
    cx.log_readings(&permits).await?;
    page(cx, &Fragment { cx, sheet: &sheet })
}
