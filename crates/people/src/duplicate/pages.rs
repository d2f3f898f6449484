//! The pages: who may stand twice, two entries side by side, and a join with the way back.

use access::{Action, Kind, Permit};
use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use db::{Conn, Value, args};
use kernel::{JoinId, StudentId};
use serde::Deserialize;
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, page, see_with};

use super::doubt::{self, Reason};
use super::entry::{self, CLASS, Entry, Line};
use super::family::{self, Twice};
use super::joining::{self, Choice};
use super::undoing::{self, Undone};
use super::{Rooms, apart, store};
use crate::guardian::{Guardian, mask_phone};
use crate::student::{self, Student};

/// Pairs on the page: whoever judges one makes room for the next.
const SHOWN: usize = 40;
/// Guardians on the page, and joins.
const MORE: usize = 20;

/// A pair in the list.
struct Listed {
    one: Student,
    other: Student,
    reasons: Vec<Reason>,
}

#[derive(Template)]
#[template(path = "duplicate/index.html")]
struct Index<'a> {
    cx: &'a Look,
    pairs: &'a [Listed],
    total: i64,
    guardians: &'a [Twice],
    joins: &'a [store::Join],
}

/// `GET /duplicates`
pub async fn index(cx: Cx) -> Reply {
    super::permit(&cx)?;
    let mut conn = cx.app.db.reader().await?;
    let found = doubt::pairs(&mut conn, &cx).await?;
    let total = i64::try_from(found.len()).unwrap_or(i64::MAX);
    let mut pairs = Vec::new();
    for ((one, other), reasons) in found.into_iter().take(SHOWN) {
        let one = student::store::lookup(&mut conn, cx.school(), one, cx.today()).await?;
        let other = student::store::lookup(&mut conn, cx.school(), other, cx.today()).await?;
        if let (Some(one), Some(other)) = (one, other) {
            pairs.push(Listed { one, other, reasons });
        }
    }
    let guardians = family::twice(&mut conn, &cx, MORE).await?;
    let joins = store::newest(&mut conn, cx.school(), i64::try_from(MORE).unwrap_or_default()).await?;
    drop(conn);
    let seen =
        guardians.iter().map(|one| cx.permit(Action::Read, Kind::Family, &one.student.facts(cx.school())));
    let permits = seen.collect::<Result<Vec<_>, _>>()?;
    cx.log_readings(&permits).await?;
    page(&cx, &Index { cx: &cx, pairs: &pairs, total, guardians: &guardians, joins: &joins })
}

impl Index<'_> {
    fn place(&self, student: &Student) -> String {
        let class = student.class_words(self.cx);
        if class.is_empty() { self.cx.t("duplicates-no-class").to_owned() } else { class }
    }
    fn phone(&self, guardian: &Guardian) -> String {
        guardian.phone.as_deref().map_or_else(|| self.cx.t("people-not-given").to_owned(), mask_phone)
    }
    fn joined(&self, join: &store::Join) -> String {
        let day = self.cx.day(&join.joined_on);
        self.cx.tf("duplicates-joined-line", &[("day", (&day).into()), ("who", (&join.joiner).into())])
    }
}

/// What the address asks for.
#[derive(Debug, Deserialize)]
pub struct Asked {
    one: StudentId,
    other: StudentId,
}

#[derive(Template)]
#[template(path = "duplicate/compare.html")]
struct Compare<'a> {
    cx: &'a Look,
    fields: &'a Fields,
    entries: [(&'static str, &'a Entry); 2],
    lines: &'a [Line],
    reasons: &'a [Reason],
    stays: StudentId,
}

/// `GET /duplicates/compare?one=…&other=…`
pub async fn compare(cx: Cx, Query(asked): Query<Asked>) -> Reply {
    beside(&cx, (asked.one, asked.other), &Fields::default()).await
}

async fn beside(cx: &Cx, (one, other): (StudentId, StudentId), fields: &Fields) -> Reply {
    super::permit(cx)?;
    if one == other {
        return Err(Failure::NotFound);
    }
    let mut conn = cx.app.db.reader().await?;
    let pair = (entry::open(&mut conn, cx, one).await?, entry::open(&mut conn, cx, other).await?);
    let pairs = doubt::pairs(&mut conn, cx).await?;
    drop(conn);
    let both = |two: &(StudentId, StudentId)| *two == (one, other) || *two == (other, one);
    let reasons =
        pairs.into_iter().find(|(two, _)| both(two)).map(|(_, reasons)| reasons).unwrap_or_default();
    let mut permits = Vec::new();
    for entry in [&pair.0, &pair.1] {
        for kind in [Kind::Identity, Kind::Family] {
            permits.push(cx.permit(Action::Read, kind, &entry.student.facts(cx.school()))?);
        }
    }
    cx.log_readings(&permits).await?;
    let lines = entry::beside(cx, &pair.0, &pair.1);
    // The entry that was there first has the links and the papers.
    let older = if pair.1.made_at < pair.0.made_at { other } else { one };
    let template = Compare {
        cx,
        fields,
        entries: [("one", &pair.0), ("other", &pair.1)],
        lines: &lines,
        reasons: &reasons,
        stays: fields.get("keep").parse().unwrap_or(older),
    };
    let status = if fields.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(cx, status, &template)
}

impl Compare<'_> {
    fn differing(&self) -> Vec<&Line> {
        self.lines.iter().filter(|line| line.differs).collect()
    }
    fn rest(&self) -> Vec<&Line> {
        self.lines.iter().filter(|line| !line.differs).collect()
    }
    fn chosen(&self, line: &Line) -> &'static str {
        match self.fields.get(&field(&line.key)) {
            "one" => "one",
            "other" => "other",
            _ if self.entries.first().is_some_and(|(_, entry)| entry.student.id == self.stays) => "one",
            _ => "other",
        }
    }
    fn stays(&self, entry: &Entry) -> bool {
        entry.student.id == self.stays
    }
    fn moves_class(&self) -> bool {
        self.lines.iter().any(|line| line.differs && line.key == CLASS)
    }
    fn made(&self, entry: &Entry) -> String {
        self.cx.tx("duplicates-made", self.cx.moment(&entry.made_at))
    }
    fn number(&self, name: &str) -> &'static str {
        self.cx.t(if name == "one" { "duplicates-first" } else { "duplicates-second" })
    }
    fn guardian(&self, one: &Guardian) -> String {
        let phone = one.phone.as_deref().map(mask_phone).unwrap_or_default();
        format!("{} {} {phone}", one.relation_words(self.cx), one.name).trim_end().to_owned()
    }
    fn same(&self, line: &Line) -> bool {
        line.one == line.other
    }
}

fn field(key: &str) -> String {
    format!("field-{key}")
}

/// `POST /duplicates/compare`: the judgement.
pub async fn judge(cx: Cx, Extension(rooms): Extension<Rooms>, mut fields: Fields) -> Reply {
    let lang = cx.lang();
    let (one, other) = (fields.parse::<StudentId>(lang, "one"), fields.parse::<StudentId>(lang, "other"));
    let (Some(one), Some(other)) = (one, other) else { return Err(Failure::BadRequest) };
    match fields.get("verdict") {
        "apart" => {
            apart::keep(&cx, (one, other)).await?;
            see_with("/duplicates", "duplicates-said-apart")
        }
        "join" => {
            let kept: Option<StudentId> = fields.parse(lang, "keep");
            let Some(kept) = kept.filter(|kept| [one, other].contains(kept)) else {
                fields.refuse(lang, "keep", "web-error-required");
                return beside(&cx, (one, other), &fields).await;
            };
            let (old, side) = if kept == one { (other, "other") } else { (one, "one") };
            let chosen = fields.pairs().iter().filter(|(_, value)| value == side);
            let from_old =
                chosen.filter_map(|(name, _)| Some(name.strip_prefix("field-")?.to_owned())).collect();
            let id = joining::join(&cx, &rooms, &Choice { kept, old, from_old }).await?;
            see_with(&format!("/duplicates/{id}"), "duplicates-said-joined")
        }
        _ => Err(Failure::BadRequest),
    }
}

/// `POST /duplicates/guardians`: two rows of one guardian become one.
pub async fn join_guardians(cx: Cx, mut fields: Fields) -> Reply {
    super::permit(&cx)?;
    let lang = cx.lang();
    let student = fields.parse(lang, "student").ok_or(Failure::BadRequest)?;
    let (kept, other) = (fields.parse(lang, "kept"), fields.parse(lang, "other"));
    let (Some(kept), Some(other)) = (kept, other) else { return Err(Failure::BadRequest) };
    family::join(&cx, student, (kept, other)).await?;
    see_with("/duplicates", "duplicates-said-guardian")
}

#[derive(Template)]
#[template(path = "duplicate/show.html")]
struct Show<'a> {
    cx: &'a Look,
    join: &'a store::Join,
    lines: &'a [Line],
    from_old: &'a std::collections::BTreeSet<String>,
    aside: Vec<String>,
    error: &'a str,
}

/// `GET /duplicates/{id}`
pub async fn show(cx: Cx, Path(id): Path<JoinId>) -> Reply {
    shown(&cx, id, "").await
}

async fn shown(cx: &Cx, id: JoinId, error: &str) -> Reply {
    super::permit(cx)?;
    let mut conn = cx.app.db.reader().await?;
    let join = store::lookup(&mut conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let child = student::store::lookup(&mut conn, cx.school(), join.kept, cx.today()).await?;
    let facts = child.ok_or(Failure::NotFound)?.facts(cx.school());
    let mut permits = vec![cx.permit(Action::Read, Kind::Identity, &facts)?];
    let marks = cx.permit(Action::Read, Kind::Marks, &facts).ok();
    let aside = aside(&mut conn, cx, &join, marks.as_ref()).await?;
    permits.extend(marks.filter(|_| !aside.is_empty()));
    drop(conn);
    cx.log_readings(&permits).await?;
    let before = undoing::before(cx, &join)?;
    let status = if error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let template = Show { cx, join: &join, lines: &before.lines, from_old: &before.from_old, aside, error };
    page_with(cx, status, &template)
}

/// What both entries said of one exam or one absence, in words: the marks and absences that were put aside. Other rows put
/// aside say nothing that the child's page does not say.
async fn aside(
    conn: &mut Conn,
    cx: &Cx,
    join: &store::Join,
    marks: Option<&Permit>,
) -> Result<Vec<String>, Failure> {
    let mut lines = Vec::new();
    if marks.is_none() || join.undone_at.is_some() {
        return Ok(lines);
    }
    for (id, table, body) in store::asides(conn, cx.school(), join.id).await? {
        let (_, row) = undoing::aside(cx, (id, &body))?;
        match (table.as_str(), row.as_slice()) {
            ("mark", [Value::Id(exam), Value::Text(subject), score, Value::Int(full), ..]) => {
                let sql = "select name from exam where school_id = $1 and id = $2";
                let exam: Option<String> = conn.maybe(sql, args![cx.school(), *exam]).await?;
                let points = |n: i64| {
                    format!("{}.{:02}", n / 100, n % 100)
                        .trim_end_matches('0')
                        .trim_end_matches('.')
                        .to_owned()
                };
                let score = match score {
                    Value::Int(score) => format!("{} / {}", points(*score), points(*full)),
                    _ => cx.t("duplicates-aside-no-mark").to_owned(),
                };
                lines.push(format!("{} · {subject} · {score}", exam.unwrap_or_default()));
            }
            (
                "absence",
                [_, Value::Text(from), Value::Text(until), Value::Int(halves), Value::Text(reason), ..],
            ) => {
                let day = |text: &str| text.parse().map(|day| cx.short_day(&day)).unwrap_or_default();
                let days = if from == until { day(from) } else { format!("{}–{}", day(from), day(until)) };
                let args =
                    [("days", (&days).into()), ("n", (*halves).into()), ("why", reason.as_ref().into())];
                lines.push(cx.tf("duplicates-aside-absence", &args));
            }
            _ => {}
        }
    }
    Ok(lines)
}

impl Show<'_> {
    fn what(&self) -> String {
        let day = self.cx.day(&self.join.joined_on);
        self.cx.tf("duplicates-joined-line", &[("day", (&day).into()), ("who", (&self.join.joiner).into())])
    }
    fn is_from_old(&self, line: &Line) -> bool {
        line.differs && self.from_old.contains(&line.key)
    }
}

/// `POST /duplicates/{id}/undo`
pub async fn undo(cx: Cx, Extension(rooms): Extension<Rooms>, Path(id): Path<JoinId>) -> Reply {
    match undoing::undo(&cx, &rooms, id).await? {
        Undone::Done => see_with(&format!("/duplicates/{id}"), "duplicates-said-undone"),
        Undone::NumberTaken => shown(&cx, id, cx.t("duplicates-number-taken")).await,
    }
}
