//! Papers without a browser: what the commands of the program call.

use access::Role;
use access::actor::HeldFor;
use db::args;
use kernel::{Fault, SchoolId, StaffId};
use language::Lang;
use noticing::word::Category;
use people::term::Term;
use people::term::store as terms;
use web::{App, Cx, Failure};

mod district;

use crate::leaving::{self, Shape};
use crate::paper::{self, About};
pub use crate::prose::Level;

/// Why there is no paper.
#[derive(Debug)]
pub enum NoPaper {
    /// Nobody signs in under this name or is called so.
    NoTeacher,
    /// Several people are called so: give the name to sign in with.
    SeveralTeachers,
    /// No term has this name.
    NoTerm,
    /// The person answers for no class today, or not for what is asked.
    NoClass,
    /// Which grade is not said.
    NoGrade,
    /// No category has this code.
    NoCategory,
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
            Self::NoGrade => "papers-command-no-grade",
            Self::NoCategory => "papers-command-no-category",
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
    /// `term-summary`, `term-plan` or `year-summary`.
    pub kind: String,
    /// Whose paper.
    pub level: Level,
    /// The name to sign in with or the person's name; not needed for a district.
    pub teacher: Option<String>,
    /// The grade; not needed when the person answers for one alone.
    pub grade: Option<i64>,
    /// Only the children in one category, by its code.
    pub category: Option<String>,
    /// A term's name, or `current`.
    pub term: String,
    /// Word or PDF.
    pub shape: Shape,
}

/// The paper as a file, with that person's rights; logged as an export of theirs.
///
/// # Errors
/// [`NoPaper`].
pub async fn write(app: &App, lang: Lang, order: &Order) -> Result<Vec<u8>, NoPaper> {
    let category = match order.category.as_deref().map(|code| code.replace('-', "_")) {
        Some(code) => Some(Category::parse(&code).ok_or(NoPaper::NoCategory)?),
        None => None,
    };
    if order.level == Level::District {
        return district::write(app, lang, order, category).await;
    }
    let teacher = order.teacher.as_deref().ok_or(NoPaper::NoTeacher)?;
    let (cx, name) = teacher_at_work(app, lang, teacher).await?;
    let about = about(&cx, order, category).await?;
    let asked = paper::asked(&cx, &about).await?;
    let permit = cx.permit(access::Action::Export, paper::record_of(category), &asked.facts(&cx))?;
    let (written, _) = paper::compute(&cx, &order.kind, &asked, &name).await?;
    cx.log_readings(&[permit]).await?;
    let subject = about.class.map_or(about.term.0, |class| class.0);
    let leaving = leaving::begin(&cx, &order.kind, subject, None).await?;
    Ok(leaving::bytes(written.leaving(), leaving.line, order.shape).await?)
}

async fn about(cx: &Cx, order: &Order, category: Option<Category>) -> Result<About, NoPaper> {
    let mut conn = cx.app.db.reader().await?;
    let term = term_of(&mut conn, cx, &order.term).await?.ok_or(NoPaper::NoTerm)?.id;
    let own_grade = cx.actor.roles.iter().find_map(|held| match held.held_for {
        HeldFor::Grade(grade) => Some(grade),
        _ => None,
    });
    let (class, grade) = match order.level {
        Level::Class => {
            let classes = cx.actor.classes(&[Role::Homeroom, Role::Deputy]);
            (Some(*classes.first().ok_or(NoPaper::NoClass)?), None)
        }
        Level::Grade => (None, Some(order.grade.or(own_grade).ok_or(NoPaper::NoGrade)?)),
        Level::School | Level::District => (None, None),
    };
    Ok(About { kind: order.kind.clone(), class, grade, category, term })
}

/// The term of this name, or the one of today.
async fn term_of(conn: &mut db::Conn, cx: &Cx, name: &str) -> Result<Option<Term>, NoPaper> {
    Ok(match name {
        "current" => terms::lookup_current(conn, cx.school(), cx.today()).await?,
        name => terms::list(conn, cx.school()).await?.into_iter().find(|term| term.name == name),
    })
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
