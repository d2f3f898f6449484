//! People around a case who are no staff (K3): a classmate who helps, a volunteer, a temporary guardian. They are
//! contacts with dates; none of them has an account or sees anything.

mod actions;
mod pages;
mod store;

use access::{Action, Kind, Permit};
use axum::Router;
use axum::routing::post;
use db::Conn;
use kernel::{CaseId, CompanionId, Day, StudentId};
use people::student::Student;
use web::{App, Cx, Failure, Look};

use crate::case::model::ended;
use crate::words::{Choice, keyed};

keyed! {
    /// What somebody who is no staff is to the child.
    CompanionPart of "companion" {
        /// 同伴小老师
        PeerHelper = "peer_helper",
        /// 志愿者
        Volunteer = "volunteer",
        /// 临时监护人
        TemporaryGuardian = "temporary_guardian",
    }
}

/// The routes of this subject.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/cases/{id}/companions", post(pages::create))
        .route("/companions/{id}/end", post(pages::end))
        .route("/companions/{id}/return", post(pages::come_back))
}

/// Somebody at the child's side.
#[derive(Clone, Debug)]
pub(crate) struct Companion {
    pub id: CompanionId,
    pub part: CompanionPart,
    /// None for a classmate of whom the reader may not know.
    pub name: Option<String>,
    pub relation: Option<String>,
    pub phone: Option<String>,
    pub from_on: Day,
    pub until_on: Option<Day>,
    /// Whether it is over.
    pub is_over: bool,
    /// Whether it was ended today, so that it can be taken back.
    pub can_come_back: bool,
}

impl Companion {
    /// Whether there was a day: not for whoever was added and ended on the same one.
    pub fn was_there(&self) -> bool {
        self.until_on.is_none_or(|day| day >= self.from_on)
    }
}

/// Everybody around a case who is not in its team by name.
pub(crate) struct Around {
    /// Homeroom teachers and deputies of the child's class: role and name.
    pub teachers: Vec<(String, String)>,
    pub companions: Vec<Companion>,
    /// Classmates who can help, for whom the reader may know of them.
    pub classmates: Vec<Choice>,
    pub parts: Vec<Choice>,
}

/// Those around the case of a child. The caller holds a permit to read the case.
///
/// # Errors
/// Those of the database and of damaged cells.
pub(crate) async fn around(
    conn: &mut Conn,
    cx: &Cx,
    (case, student): (CaseId, &Student),
    typed: (&str, &str),
) -> Result<Around, Failure> {
    let teachers = match student.class_id {
        Some(class) => store::teachers(conn, cx.school(), (class, cx.today())).await?,
        None => Vec::new(),
    };
    let mut companions = Vec::new();
    for row in store::list(conn, cx.school(), (case, cx.today())).await? {
        companions.push(opened(conn, cx, row).await?);
    }
    let classmate = |one: &Student| {
        let value = one.id.to_string();
        Choice { chosen: value == typed.1, label: one.name.clone(), value }
    };
    Ok(Around {
        teachers,
        companions,
        classmates: classmates(conn, cx, student).await?.iter().map(classmate).collect(),
        parts: CompanionPart::choices(cx, typed.0),
    })
}

/// Who looks after a child for a time.
#[derive(Clone, Debug)]
pub struct LookingAfter {
    /// The name.
    pub name: String,
    /// What the person is to the child, as written.
    pub relation: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
    /// The last day.
    pub until_on: Option<Day>,
}

impl LookingAfter {
    /// `临时监护人 · 邻居`
    #[must_use]
    pub fn relation_words(&self, cx: &Look) -> String {
        let part = CompanionPart::TemporaryGuardian.word(cx);
        self.relation.as_ref().map_or_else(|| part.to_owned(), |relation| format!("{part} · {relation}"))
    }
}

/// The temporary guardians of today in a case: whom to call where the parents are far away. The caller holds a permit to
/// read the case and logs it.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn looking_after(conn: &mut Conn, cx: &Cx, case: CaseId) -> Result<Vec<LookingAfter>, Failure> {
    let mut found = Vec::new();
    for row in store::guardians(conn, cx.school(), (case, cx.today())).await? {
        let one = opened(conn, cx, row).await?;
        let name = one.name.unwrap_or_default();
        found.push(LookingAfter { name, relation: one.relation, phone: one.phone, until_on: one.until_on });
    }
    Ok(found)
}

/// Who looks after this child today, with the permit for `cx.log_readings`; nothing where nobody does, or for who may not
/// read the child's case.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn looking_after_child(
    conn: &mut Conn,
    cx: &Cx,
    student: &Student,
) -> Result<Option<(Vec<LookingAfter>, Permit)>, Failure> {
    let facts = student.facts(cx.school());
    let Some(permit) = access::permit(&cx.actor, Action::Read, Kind::Case, &facts) else { return Ok(None) };
    let open = crate::case::store::lookup_open(conn, cx.school(), student.id, cx.today()).await?;
    let Some(case) = open else { return Ok(None) };
    let people = looking_after(conn, cx, case).await?;
    Ok((!people.is_empty()).then_some((people, permit)))
}

/// The children of the class whom the reader may list, without the child itself.
async fn classmates(conn: &mut Conn, cx: &Cx, student: &Student) -> Result<Vec<Student>, Failure> {
    let scope = access::scope(&cx.actor, Action::List, Kind::Roster);
    if scope.is_empty() || student.class_id.is_none() {
        return Ok(Vec::new());
    }
    let wanted = people::student::store::Wanted { class: student.class_id, skip: 0, take: 200 };
    let mut all = people::student::store::list(conn, &scope, cx.today(), &wanted).await?;
    all.retain(|one| one.id != student.id);
    Ok(all)
}

async fn opened(conn: &mut Conn, cx: &Cx, row: store::Row) -> Result<Companion, Failure> {
    let key = cx.app.row(cx.school(), "companion", row.id.bytes(), Kind::Case.label());
    let cell = |column, cell: Option<&Vec<u8>>| cx.app.open_some(&key, column, cell);
    let name = match row.peer_id {
        Some(peer) => peer_name(conn, cx, peer).await?,
        None => cell("name_cell", row.name_cell.as_ref())?,
    };
    let until_on = ended(row.until_on);
    Ok(Companion {
        id: row.id,
        part: CompanionPart::parse(&row.part).unwrap_or(CompanionPart::Volunteer),
        name,
        relation: cell("relation_cell", row.relation_cell.as_ref())?,
        phone: cell("phone_cell", row.phone_cell.as_ref())?,
        from_on: row.from_on,
        can_come_back: row.back_until(cx.today()).is_some(),
        is_over: until_on.is_some_and(|day| day < cx.today()),
        until_on,
    })
}

/// The name of a classmate, for whoever may know of that child too.
async fn peer_name(conn: &mut Conn, cx: &Cx, peer: StudentId) -> Result<Option<String>, Failure> {
    let peer = people::student::store::lookup(conn, cx.school(), peer, cx.today()).await?;
    let known = peer.filter(|one| cx.permit(Action::List, Kind::Roster, &one.facts(cx.school())).is_ok());
    Ok(known.map(|one| one.name))
}
