//! The pages of bundles.

use access::{Action, Kind};
use askama::Template;
use axum::Extension;
use axum::body::Body;
use axum::extract::Path;
use documents::filling::Filler;
use kernel::{BundleId, ClassId};
use people::term::Class;
use web::{Cx, Failure, Fields, Look, Reply, file, page, see_with};

use super::store::{self, Bundle};
use super::{DAYS, PAPERS, Whom, Wish, work};
use crate::Shape;

/// The type of an archive.
const ZIP: &str = "application/zip";

#[derive(Template)]
#[template(path = "bundle/index.html")]
struct Index<'a> {
    cx: &'a Look,
    papers: [&'static str; 4],
    classes: Vec<Class>,
    templates: Vec<crate::templates::Version>,
    bundles: Vec<(Bundle, String)>,
    days: i64,
    key: String,
}

/// What each bundle is called.
async fn titles(conn: &mut db::Conn, cx: &Cx, bundles: &[Bundle]) -> Result<Vec<String>, Failure> {
    let mut titles = Vec::new();
    for bundle in bundles {
        titles.push(super::title(conn, cx, &bundle.paper).await?);
    }
    Ok(titles)
}

/// `GET /bundles`
pub async fn index(cx: Cx) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let bundles = store::list(&mut conn, cx.school(), cx.staff()?).await?;
    let takes = access::scope(&cx.actor, Action::Export, Kind::Roster);
    if takes.is_empty() && bundles.is_empty() {
        return Err(Failure::NotFound);
    }
    let classes = super::classes(&mut conn, &cx).await?;
    let templates = crate::templates::open_templates(&mut conn, cx.school()).await?;
    let titles = titles(&mut conn, &cx, &bundles).await?;
    let bundles = bundles.into_iter().zip(titles).collect();
    page(
        &cx,
        &Index {
            cx: &cx,
            papers: PAPERS,
            templates,
            classes,
            bundles,
            days: DAYS,
            key: cx.uuid().to_string(),
        },
    )
}

/// `POST /bundles`
pub async fn create(cx: Cx, Extension(filler): Extension<Filler>, mut form: Fields) -> Reply {
    let id: BundleId = form.parse(cx.lang(), "key").unwrap_or_else(|| BundleId(cx.uuid()));
    let class: Option<ClassId> = match form.get("class") {
        "" | "all" => None,
        _ => Some(form.parse(cx.lang(), "class").ok_or(Failure::BadRequest)?),
    };
    let whom = Whom { class, only_cases: form.get("only_cases") == "1" };
    let shape = match form.get("shape") {
        "" => Shape::Word,
        ending => Shape::of(ending).ok_or(Failure::BadRequest)?,
    };
    let wish = Wish { paper: form.get("paper").to_owned(), shape, whom, locked: form.get("locked") == "1" };
    if super::ask(&cx, filler, id, &wish).await? == 0 {
        return see_with("/bundles", "papers-said-bundle-nobody");
    }
    see_with(&format!("/bundles/{id}"), "papers-said-bundle-begun")
}

/// One that could not be made.
struct Left {
    link: String,
    name: String,
    why: &'static str,
}

#[derive(Template)]
#[template(path = "bundle/show.html")]
struct Show<'a> {
    cx: &'a Look,
    bundle: &'a Bundle,
    title: String,
    left: Vec<Left>,
    days: i64,
    /// What opens the archive, on the one page that shows it.
    password: Option<&'a str>,
}

/// `GET /bundles/{id}`
pub async fn show(cx: Cx, Path(id): Path<BundleId>) -> Reply {
    let bundle = super::find(&cx, id).await?;
    show_with(&cx, &bundle, None).await
}

/// `POST /bundles/{id}/password`: shows what opens the archive, once, to who asked for it.
pub async fn password(cx: Cx, Path(id): Path<BundleId>) -> Reply {
    let bundle = super::find(&cx, id).await?;
    let password = super::password_of(&cx, &bundle)?.ok_or(Failure::NotFound)?;
    let mut tx = cx.app.db.begin().await?;
    if !store::show_password(&mut tx, cx.school(), id, cx.app.clock.now()).await? {
        return see_with(&format!("/bundles/{id}"), "papers-said-bundle-password-shown");
    }
    super::tell(&mut tx, &cx, id, ("bundle.password-shown", "")).await?;
    tx.commit().await?;
    show_with(&cx, &bundle, Some(&password)).await
}

async fn show_with(cx: &Cx, bundle: &Bundle, password: Option<&str>) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let mut left = Vec::new();
    for failed in store::failed(&mut conn, cx.school(), bundle.id).await? {
        let known = people::student::find(&mut conn, cx, failed.student_id).await.ok();
        left.push(Left {
            link: known.as_ref().map(|s| format!("/students/{}", s.id)).unwrap_or_default(),
            name: known.map_or_else(|| cx.t("papers-bundle-unknown").to_owned(), |student| student.name),
            why: cx.t(format!("papers-bundle-fault-{}", failed.fault)),
        });
    }
    let title = super::title(&mut conn, cx, &bundle.paper).await?;
    drop(conn);
    page(cx, &Show { cx, bundle, title, left, days: DAYS, password })
}

#[derive(Template)]
#[template(path = "bundle/_progress.html")]
struct Progress<'a> {
    cx: &'a Look,
    bundle: &'a Bundle,
}

/// `GET /bundles/{id}/progress`
pub async fn progress(cx: Cx, Path(id): Path<BundleId>) -> Reply {
    let bundle = super::find(&cx, id).await?;
    page(&cx, &Progress { cx: &cx, bundle: &bundle })
}

/// `POST /bundles/{id}/pause`
pub async fn pause(cx: Cx, Path(id): Path<BundleId>) -> Reply {
    super::find(&cx, id).await?;
    let mut tx = cx.app.db.begin().await?;
    store::pause(&mut tx, cx.school(), id, Some(cx.app.clock.now())).await?;
    super::tell(&mut tx, &cx, id, ("bundle.paused", "")).await?;
    tx.commit().await?;
    see_with(&format!("/bundles/{id}"), "papers-said-bundle-paused")
}

/// `POST /bundles/{id}/resumption`: goes on, and tries again what could not be made.
pub async fn resume(cx: Cx, Extension(filler): Extension<Filler>, Path(id): Path<BundleId>) -> Reply {
    let bundle = super::find(&cx, id).await?;
    if bundle.dropped_at.is_some() {
        return Err(Failure::Stale);
    }
    let mut tx = cx.app.db.begin().await?;
    store::pause(&mut tx, cx.school(), id, None).await?;
    store::retry(&mut tx, cx.school(), id).await?;
    super::tell(&mut tx, &cx, id, ("bundle.resumed", "")).await?;
    tx.commit().await?;
    let shape = Shape::of(&bundle.shape).unwrap_or(Shape::Word);
    super::go_on(&cx, filler, id, (&bundle.paper, shape))?;
    see_with(&format!("/bundles/{id}"), "papers-said-bundle-begun")
}

/// `POST /bundles/{id}/drop`
pub async fn discard(cx: Cx, Path(id): Path<BundleId>) -> Reply {
    super::find(&cx, id).await?;
    let mut tx = cx.app.db.begin().await?;
    store::drop_files(&mut tx, cx.school(), &[id], cx.app.clock.now()).await?;
    super::tell(&mut tx, &cx, id, ("bundle.dropped", "")).await?;
    tx.commit().await?;
    see_with("/bundles", "papers-said-bundle-dropped")
}

/// `GET /bundles/{id}/archive`
pub async fn archive(cx: Cx, Path(id): Path<BundleId>) -> Reply {
    let bundle = super::find(&cx, id).await?;
    let all = Whom { class: None, only_cases: false };
    let may = super::children(&mut cx.app.db.reader().await?, &cx, all).await?.into_iter().collect();
    let mut tx = cx.app.db.begin().await?;
    super::tell(&mut tx, &cx, id, ("bundle.taken", &bundle.paper)).await?;
    tx.commit().await?;
    let title = super::title(&mut cx.app.db.reader().await?, &cx, &bundle.paper).await?;
    let name = format!("{title} {}.zip", cx.day(&cx.today()));
    let password = super::password_of(&cx, &bundle)?;
    let lock = password.as_deref().map(|password| (name.as_str(), password));
    let taking = work::Taking::begin(cx, id, may, lock)?;
    file(&name, ZIP, Body::from_stream(taking.stream()))
}
