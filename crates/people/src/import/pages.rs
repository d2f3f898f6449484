//! The pages of imports.

use std::sync::Arc;
use std::time::Duration;

use access::{Action, Permit};
use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use kernel::{Fault, ImportId};
use serde::Deserialize;
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, page, see, see_with};

use super::actions::{self, Settings};
use super::leaving::{Leaver, leavers};
use super::preview::{self, PER_PAGE, RowShown};
use super::progress::{self, Progress};
use super::staff;
use super::store::{self, Import};
use super::undo::Blocked;
use super::unplaced::{self, Unplaced};
use super::{Counts, Fate, LABEL, Told, Tools, What, ending, forms, marks};

/// Imports on the list.
const LISTED: i64 = 100;
/// How long a click waits for a small import before the bar is shown.
const PATIENCE: Duration = Duration::from_millis(1_500);

struct Listed {
    id: ImportId,
    name: String,
    what: What,
    when: String,
    who: String,
    counts: Counts,
    state: &'static str,
    may_undo: bool,
}

#[derive(Template)]
#[template(path = "import/index.html")]
struct Index<'a> {
    cx: &'a Look,
    imports: Vec<Listed>,
}

/// The kinds of files that the person may bring in, or look at; a kind without a place to go is not offered.
///
/// # Errors
/// [`Failure::NotFound`] when there is none.
pub(super) fn open(cx: &Cx, tools: &Tools, action: Action) -> Result<Vec<(What, Permit)>, Failure> {
    let goes = |what: &What| match what {
        What::Roster => true,
        What::Marks | What::Absences => tools.marks.is_some(),
        What::Staff => tools.staff.is_some(),
    };
    let open = What::ALL.into_iter().filter(goes);
    let open: Vec<_> =
        open.filter_map(|what| Some((what, actions::permit(cx, what, action).ok()?))).collect();
    if open.is_empty() { Err(Failure::NotFound) } else { Ok(open) }
}

fn file_name(cx: &Cx, import: &Import) -> Result<String, Fault> {
    let row = cx.app.row(cx.school(), "import", import.id.bytes(), LABEL);
    cx.app.open(&row, "file_name_cell", &import.file_name)
}

fn state(import: &Import) -> &'static str {
    match (import.dropped_at, import.undone_at, import.applied_at) {
        (Some(_), ..) => "dropped",
        (_, Some(_), _) => "undone",
        (.., Some(_)) => "applied",
        _ => "waiting",
    }
}

/// `GET /imports`
pub async fn index(cx: Cx, Extension(tools): Extension<Arc<Tools>>) -> Reply {
    let open = open(&cx, &tools, Action::List)?;
    let mut conn = cx.app.db.reader().await?;
    let mut found = store::list(&mut conn, cx.school(), LISTED).await?;
    drop(conn);
    found.retain(|import| open.iter().any(|(what, _)| *what == import.what));
    let permits: Vec<Permit> = open.into_iter().map(|(_, permit)| permit).take(1).collect();
    cx.log_readings(&permits).await?;
    let listed = |import: Import| {
        Ok(Listed {
            id: import.id,
            name: file_name(&cx, &import)?,
            what: import.what,
            when: cx.moment(&import.read_at),
            who: import.reader.clone().unwrap_or_else(|| cx.t("imports-at-the-machine").to_owned()),
            counts: import.counts,
            state: state(&import),
            may_undo: ending::in_time(&cx, &import),
        })
    };
    let imports = found.into_iter().map(listed).collect::<Result<Vec<_>, Fault>>()?;
    page(&cx, &Index { cx: &cx, imports })
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    fate: String,
    #[serde(default)]
    page: usize,
}

struct Tab {
    fate: Fate,
    count: i64,
    current: bool,
}

#[derive(Template)]
#[template(path = "import/show.html")]
struct Show<'a> {
    cx: &'a Look,
    import: &'a Import,
    file_name: String,
    state: &'static str,
    settings: &'a Settings,
    tabs: Vec<Tab>,
    filter: &'static str,
    page: usize,
    rows: Vec<RowShown>,
    before: String,
    after: String,
    pages: String,
    leavers: Vec<Leaver>,
    classes: Vec<String>,
    unplaced: Unplaced,
    notices: Vec<String>,
    error: String,
    failed: String,
    may_undo: bool,
    blocked: Vec<String>,
    written: i64,
}

/// What a page says beside the rows.
#[derive(Default)]
struct Beside {
    error: String,
    blocked: Vec<String>,
}

/// `GET /imports/{id}`
pub async fn show(cx: Cx, Path(id): Path<ImportId>, Query(asked): Query<Asked>) -> Reply {
    let import = actions::find(&cx, id, Action::Read).await?;
    if let Some(Progress::Running(done, of)) = progress::get(cx.school(), id) {
        return page(&cx, &Running { cx: &cx, id, done, of });
    }
    show_page(&cx, &import, &asked, Beside::default()).await
}

async fn show_page(cx: &Cx, import: &Import, asked: &Asked, beside: Beside) -> Reply {
    let permit = actions::permit(cx, import.what, Action::Read)?;
    let settings = actions::settings(import)?;
    let only = Fate::ALL.into_iter().find(|fate| fate.key() == asked.fate);
    let places = preview::places(&settings, only);
    let wanted: Vec<_> =
        places.iter().skip(asked.page.saturating_mul(PER_PAGE)).take(PER_PAGE).copied().collect();
    let rows = preview::rows(cx, import, &settings, &wanted, &permit).await?;
    let gone: Vec<uuid::Uuid> = settings.leavers.iter().take(200).copied().collect();
    let gone = if actions::waits(import) { gone } else { Vec::new() };
    let mut conn = cx.app.db.reader().await?;
    let leavers = leavers(&mut conn, cx, &gone).await?;
    drop(conn);
    cx.log_readings(&[permit]).await?;
    let filter = only.map_or("", Fate::key);
    let address = |page: usize| format!("/imports/{}?fate={filter}&page={page}", import.id);
    let pages = places.len().div_ceil(PER_PAGE);
    let failed = match progress::get(cx.school(), import.id) {
        Some(Progress::Failed(told)) => told.words(cx.lang()),
        _ => String::new(),
    };
    let picked = settings.picks.rows.values().filter(|pick| **pick != super::judge::Pick::Skip).count();
    let shown = Show {
        cx,
        import,
        file_name: file_name(cx, import)?,
        state: state(import),
        tabs: Fate::ALL
            .map(|fate| Tab { fate, count: import.counts.get(fate), current: only == Some(fate) })
            .into(),
        filter,
        page: asked.page,
        rows,
        before: asked.page.checked_sub(1).map(address).unwrap_or_default(),
        after: if asked.page + 1 < pages { address(asked.page + 1) } else { String::new() },
        pages: format!("{} / {}", asked.page + 1, pages.max(1)),
        leavers,
        classes: settings.classes.iter().map(|(grade, number)| cx.class_name(grade, number)).collect(),
        unplaced: unplaced::of(cx, import, &settings).await?,
        notices: settings.notices.iter().map(|told| told.words(cx.lang())).collect(),
        written: import.counts.new + import.counts.changed + i64::try_from(picked).unwrap_or(0),
        settings: &settings,
        error: beside.error,
        failed,
        may_undo: ending::in_time(cx, import),
        blocked: beside.blocked,
    };
    let bad = !shown.error.is_empty() || !shown.blocked.is_empty();
    page_with(cx, if bad { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &shown)
}

#[derive(Template)]
#[template(path = "import/running.html")]
struct Running<'a> {
    cx: &'a Look,
    id: ImportId,
    done: usize,
    of: usize,
}

#[derive(Template)]
#[template(path = "import/progress.html")]
struct Bar<'a> {
    cx: &'a Look,
    id: ImportId,
    running: Option<(usize, usize)>,
}

/// `GET /imports/{id}/progress`: a fragment.
pub async fn progress(cx: Cx, Path(id): Path<ImportId>) -> Reply {
    actions::find(&cx, id, Action::Read).await?;
    let running = match progress::get(cx.school(), id) {
        Some(Progress::Running(done, of)) => Some((done, of)),
        _ => None,
    };
    page(&cx, &Bar { cx: &cx, id, running })
}

/// `POST /imports/{id}/picks`
pub async fn pick(cx: Cx, Path(id): Path<ImportId>, form: Fields) -> Reply {
    actions::pick(&cx, id, forms::picks(&form)).await?;
    see_with(
        &format!("/imports/{id}?fate=doubtful&page={}", form.get("page").parse().unwrap_or(0)),
        "imports-said-picked",
    )
}

/// `POST /imports/{id}/application`: the second click.
pub async fn apply(
    cx: Cx,
    Extension(tools): Extension<Arc<Tools>>,
    Path(id): Path<ImportId>,
    form: Fields,
) -> Reply {
    let mut import = actions::find(&cx, id, Action::Amend).await?;
    let path = format!("/imports/{id}");
    if import.dropped_at.is_some() || import.undone_at.is_some() {
        return Err(Failure::Stale);
    }
    if actions::waits(&import) && form.some("page").is_some() {
        actions::pick(&cx, id, forms::picks(&form)).await?;
        import = actions::find(&cx, id, Action::Amend).await?;
    }
    let settings = actions::settings(&import)?;
    let leave = form.get("leave") == "1";
    if leave && settings.many_leave && form.get("confirm") != settings.leavers.len().to_string() {
        let error = cx.tn("imports-confirm-wrong", &i64::try_from(settings.leavers.len()).unwrap_or(0));
        return show_page(&cx, &import, &Asked::default(), Beside { error, ..Beside::default() }).await;
    }
    if import.applied_at.is_some() || !progress::begin(cx.school(), id, settings.fates.len()) {
        return see(&path);
    }
    let work = tokio::spawn(run(cx.clone(), tools, import, leave));
    match tokio::time::timeout(PATIENCE, work).await {
        Ok(Ok(true)) => see_with(&path, "imports-said-applied"),
        _ => see(&path),
    }
}

/// Applies in the background; true when it went well.
async fn run(cx: Cx, tools: Arc<Tools>, import: Import, leave: bool) -> bool {
    let (school, id) = (cx.school(), import.id);
    let inner = tokio::spawn(async move {
        match (import.what, &tools.marks, &tools.staff) {
            (What::Roster, ..) => {
                actions::apply(&cx, &import, leave, |done| progress::set(school, id, done)).await
            }
            (What::Marks | What::Absences, Some(sink), _) => marks::apply(&cx, &import, sink.as_ref()).await,
            (What::Staff, _, Some(sink)) => staff::apply(&cx, &import, sink.as_ref()).await,
            _ => Err(Failure::NotFound),
        }
    });
    match inner.await {
        Ok(Ok(())) => {
            progress::done(school, id);
            true
        }
        Ok(Err(Failure::Busy)) => {
            progress::failed(school, id, Told::new("imports-failed-busy"));
            false
        }
        other => {
            tracing::error!(?other, "an import was not applied");
            progress::failed(school, id, Told::new("imports-failed"));
            false
        }
    }
}

/// `POST /imports/{id}/undo`
pub async fn undo(cx: Cx, Extension(tools): Extension<Arc<Tools>>, Path(id): Path<ImportId>) -> Reply {
    let import = actions::find(&cx, id, Action::Amend).await?;
    let blocked = match ending::undo(&cx, &import, &tools).await? {
        Ok(()) => return see_with(&format!("/imports/{id}"), "imports-said-undone"),
        Err(Blocked::Touched(names)) => names,
        Err(Blocked::Others) => Vec::new(),
    };
    let key = if blocked.is_empty() { "imports-undo-others" } else { "imports-undo-touched" };
    let error = match import.what {
        What::Staff => cx.t(format!("{key}-staff")).to_owned(),
        _ => cx.t(key).to_owned(),
    };
    show_page(&cx, &import, &Asked::default(), Beside { error, blocked }).await
}

/// `POST /imports/{id}/drop`
pub async fn discard(cx: Cx, Path(id): Path<ImportId>) -> Reply {
    let import = actions::find(&cx, id, Action::Amend).await?;
    ending::discard(&cx, &import).await?;
    see_with("/imports", "imports-said-dropped")
}
