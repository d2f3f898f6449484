//! Papers without a browser: what the commands of the program call.

use access::actor::HeldFor;
use access::{Actor, Held, Role};
use db::args;
use kernel::{Fault, SchoolId, StaffId};
use language::Lang;
use people::term::store as terms;
use web::{App, Cx, Failure};

use crate::figures::Asked;
use crate::leaving::{self, Shape};
use crate::paper;

/// Why there is no paper.
#[derive(Debug)]
pub enum NoPaper {
    /// Nobody signs in under this name or is called so.
    NoTeacher,
    /// Several people are called so: give the name to sign in with.
    SeveralTeachers,
    /// No term has this name.
    NoTerm,
    /// The person answers for no class today.
    NoClass,
    /// A bug, or the database.
    Fault(Fault),
}

impl NoPaper {
    /// The words for the computer person.
    #[must_use]
    pub fn message_key(&self) -> &'static str {
        match self {
            Self::NoTeacher => "papers-command-no-teacher",
            Self::SeveralTeachers => "papers-command-several-teachers",
            Self::NoTerm => "papers-command-no-term",
            Self::NoClass => "papers-command-no-class",
            Self::Fault(_) => "papers-command-fault",
        }
    }
}

impl From<Failure> for NoPaper {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Fault(fault) => Self::Fault(fault),
            Failure::NotFound => Self::NoClass,
            _ => Self::Fault(Fault::new("the paper cannot be made")),
        }
    }
}

impl From<db::Error> for NoPaper {
    fn from(error: db::Error) -> Self {
        Self::Fault(error.into())
    }
}

impl From<Fault> for NoPaper {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// What is wanted.
#[derive(Clone, Debug)]
pub struct Order {
    /// `term-summary` or `term-plan`.
    pub kind: String,
    /// The name to sign in with or the person's name.
    pub teacher: String,
    /// A term's name, or `current`.
    pub term: String,
    /// Word or PDF.
    pub shape: Shape,
}

/// The paper as a file, with that teacher's rights; logged as an export of theirs.
///
/// # Errors
/// [`NoPaper`].
pub async fn write(app: &App, lang: Lang, order: &Order) -> Result<Vec<u8>, NoPaper> {
    let (cx, name) = teacher_at_work(app, lang, &order.teacher).await?;
    let asked = asked(&cx, &order.term).await?;
    let permit = cx.permit(access::Action::Export, access::Kind::Paper, &asked.facts(&cx))?;
    let written = paper::compute(&cx, &order.kind, &asked, &name).await?;
    cx.log_readings(&[permit]).await?;
    let leaving = leaving::begin(&cx, &order.kind, asked.class.id.0, None).await?;
    Ok(leaving::bytes(written.document, leaving.line, order.shape).await?)
}

async fn teacher_at_work(app: &App, lang: Lang, teacher: &str) -> Result<(Cx, String), NoPaper> {
    let mut conn = app.db.reader().await?;
    let by_login: Option<(SchoolId, StaffId)> = conn
        .maybe("select school_id, staff_id from account where login = $1", args![teacher.to_lowercase()])
        .await?;
    let (school, staff) = match by_login {
        Some(found) => found,
        None => {
            let named: Vec<(SchoolId, StaffId)> =
                conn.all("select school_id, id from staff where name = $1 limit 2", args![teacher]).await?;
            match named.as_slice() {
                [] => return Err(NoPaper::NoTeacher),
                [one] => *one,
                _ => return Err(NoPaper::SeveralTeachers),
            }
        }
    };
    let name = people::staff::store::find_name(&mut conn, school, staff).await?;
    let actor = access::actor::find(&mut conn, school, staff, app.clock.today()).await?;
    Ok((Cx::at_the_machine(app.clone(), actor, lang), name))
}

async fn asked(cx: &Cx, term: &str) -> Result<Asked, NoPaper> {
    let mut conn = cx.app.db.reader().await?;
    let term = match term {
        "current" => terms::lookup_current(&mut conn, cx.school(), cx.today()).await?,
        name => terms::list(&mut conn, cx.school()).await?.into_iter().find(|term| term.name == name),
    };
    let term = term.ok_or(NoPaper::NoTerm)?;
    let classes = cx.actor.classes(&[Role::Homeroom, Role::Deputy]);
    let class = *classes.first().ok_or(NoPaper::NoClass)?;
    let class = terms::lookup_class(&mut conn, cx.school(), class).await?.ok_or(NoPaper::NoClass)?;
    Ok(Asked::find(&mut conn, cx, class, term).await?)
}

/// Whoever owns the machine and asks for the counts of a school: the rights of a principal, without a name.
#[must_use]
pub fn reader_at_the_machine(school: SchoolId) -> Actor {
    let held = Held { role: Role::Principal, held_for: HeldFor::School };
    Actor { school, staff: None, roles: vec![held], assigned: Vec::new() }
}
