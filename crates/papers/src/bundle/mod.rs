//! Papers about many children at once (T4): a class's or a school's files in one archive, with progress; stopped and gone
//! on with at will. A bundle belongs to who asked for it and nobody else sees it.

mod pages;
mod store;
mod work;

use std::collections::BTreeSet;

use access::{Action, Kind, scope};
use axum::Router;
use axum::routing::{get, post};
use db::Conn;
use documents::filling::Filler;
use kernel::{BundleId, ClassId, Label, StudentId};
use people::student::store::{self as students, Wanted};
use people::term::Class;
use people::term::store as terms;
use web::cx::Change;
use web::{App, Cx, Failure};

use crate::{Shape, templates};
use store::{Asking, Bundle};
use work::Job;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/bundles", get(pages::index).post(pages::create))
        .route("/bundles/{id}", get(pages::show))
        .route("/bundles/{id}/progress", get(pages::progress))
        .route("/bundles/{id}/pause", post(pages::pause))
        .route("/bundles/{id}/resumption", post(pages::resume))
        .route("/bundles/{id}/drop", post(pages::discard))
        .route("/bundles/{id}/password", post(pages::password))
        .route("/bundles/{id}/archive", get(pages::archive))
}

/// The papers that are made in bundles.
pub const PAPERS: [&str; 4] = ["student-file", "contact-card", "form-support", "form-left-behind"];

/// How long the files are kept.
pub const DAYS: i64 = 7;

/// Whom a bundle is about.
#[derive(Clone, Copy, Debug)]
pub struct Whom {
    /// One class; none for all that the asker may take out.
    pub class: Option<ClassId>,
    /// Only children with an open case.
    pub only_cases: bool,
}

/// What is asked for.
#[derive(Clone, Debug)]
struct Wish {
    paper: String,
    shape: Shape,
    whom: Whom,
    /// The archive is to open with a password alone.
    locked: bool,
}

/// The children, by class and name, within what the asker may take out.
async fn children(conn: &mut Conn, cx: &Cx, whom: Whom) -> Result<Vec<StudentId>, Failure> {
    let takes = scope(&cx.actor, Action::Export, Kind::Roster);
    if takes.is_empty() {
        return Ok(Vec::new());
    }
    let wanted = Wanted { class: whom.class, skip: 0, take: i64::MAX };
    let all = students::list(conn, &takes, cx.today(), &wanted).await?;
    let mut ids: Vec<StudentId> = all.into_iter().map(|student| student.id).collect();
    if whom.only_cases {
        let cases = scope(&cx.actor, Action::Export, Kind::Case);
        let open: BTreeSet<StudentId> =
            store::with_case(conn, &cases, cx.today()).await?.into_iter().collect();
        ids.retain(|id| open.contains(id));
    }
    Ok(ids)
}

/// The classes whose children the asker may take out.
pub(crate) async fn classes(conn: &mut Conn, cx: &Cx) -> Result<Vec<Class>, Failure> {
    let mut classes = terms::classes(conn, cx.school(), cx.today()).await?;
    let facts = |class: &Class| access::Facts {
        class: Some(class.id),
        grade: Some(class.grade),
        ..access::Facts::school(cx.school())
    };
    classes.retain(|class| cx.permit(Action::Export, Kind::Roster, &facts(class)).is_ok());
    Ok(classes)
}

/// What a bundle is called.
async fn title(conn: &mut Conn, cx: &Cx, paper: &str) -> Result<String, Failure> {
    match templates::version_of(paper) {
        Some(version) => templates::title(conn, cx, version).await,
        None => Ok(cx.t(format!("papers-kind-{paper}")).to_owned()),
    }
}

/// Asks for a bundle and begins it; 0 children: nothing is asked for.
async fn ask(cx: &Cx, filler: Filler, id: BundleId, wish: &Wish) -> Result<usize, Failure> {
    let paper = wish.paper.as_str();
    if !PAPERS.contains(&paper) && templates::version_of(paper).is_none() {
        return Err(Failure::BadRequest);
    }
    let children = children(&mut cx.app.db.reader().await?, cx, wish.whom).await?;
    if children.is_empty() {
        return Ok(0);
    }
    let items: Vec<_> = children.iter().map(|student| (cx.uuid(), *student)).collect();
    let by = (cx.staff()?, cx.app.clock.now());
    let asking = Asking {
        id,
        paper,
        class: wish.whom.class,
        lang: cx.lang_tag(),
        shape: wish.shape.ending(),
        password: wish.locked.then(|| new_password(cx, id)),
        by,
    };
    let mut tx = cx.app.db.begin().await?;
    let old = store::older(&mut tx, cx.school(), by.1.plus(-DAYS * 86_400_000)).await?;
    store::drop_files(&mut tx, cx.school(), &old, by.1).await?;
    store::insert(&mut tx, cx.school(), &asking, &items).await?;
    let locked = if wish.locked { " locked" } else { "" };
    let words = format!("{paper} {} {}{locked}", asking.shape, items.len());
    tell(&mut tx, cx, id, ("bundle.asked", &words)).await?;
    tx.commit().await?;
    go_on(cx, filler, id, (paper, wish.shape))?;
    Ok(items.len())
}

/// A password for an archive, sealed: nobody reads it but the one who asked, once.
fn new_password(cx: &Cx, id: BundleId) -> Vec<u8> {
    let key = cx.app.row(cx.school(), "bundle", *id.0.as_bytes(), Label::CLOSE);
    cx.app.seal(&key, "password_cell", &cx.app.chance.password())
}

/// The password of a bundle; none when its archive is not locked.
fn password_of(cx: &Cx, bundle: &Bundle) -> Result<Option<String>, Failure> {
    let Some(cell) = &bundle.password_cell else { return Ok(None) };
    let key = cx.app.row(cx.school(), "bundle", *bundle.id.0.as_bytes(), Label::CLOSE);
    Ok(Some(cx.app.open(&key, "password_cell", cell)?))
}

fn go_on(cx: &Cx, filler: Filler, id: BundleId, (paper, shape): (&str, Shape)) -> Result<(), Failure> {
    let job = Job {
        app: cx.app.clone(),
        school: cx.school(),
        id,
        staff: cx.staff()?,
        lang: cx.lang(),
        paper: paper.to_owned(),
        shape,
        filler,
    };
    work::begin(job);
    Ok(())
}

async fn tell(tx: &mut db::Tx, cx: &Cx, id: BundleId, (name, after): (&str, &str)) -> Result<(), Failure> {
    let change =
        Change { name, kind: Kind::Paper, subject: id.0, student: None, before: None, after: Some(after) };
    Ok(cx.event(tx, change).await?)
}

/// A bundle of the asking person.
async fn find(cx: &Cx, id: BundleId) -> Result<Bundle, Failure> {
    let mut conn = cx.app.db.reader().await?;
    store::lookup(&mut conn, cx.school(), cx.staff()?, id).await?.ok_or(Failure::NotFound)
}

impl Bundle {
    /// Whether the archive opens with a password alone.
    fn locked(&self) -> bool {
        self.password_cell.is_some()
    }

    /// How many are still to be made.
    fn open(&self) -> i64 {
        self.all - self.made - self.failed
    }

    /// `working`, `paused`, `stopped` (by a restart), `done` or `dropped`.
    fn state(&self) -> &'static str {
        if self.dropped_at.is_some() {
            "dropped"
        } else if self.open() == 0 {
            "done"
        } else if self.paused_at.is_some() {
            "paused"
        } else if work::is_at_work(self.id) {
            "working"
        } else {
            "stopped"
        }
    }
}
