//! The work on a bundle: child by child, with the rights its asker holds at that moment. One that fails is named and
//! does not stop the others; after a restart the bundle is gone on with from where it stood.

use std::collections::BTreeSet;
use std::sync::{LazyLock, Mutex};

use documents::filling::Filler;
use kernel::{BundleId, Fault, Label, StaffId, StudentId};
use language::Lang;
use web::{App, Cx, Failure};

use super::store::{self, Open};
use crate::{paper_of, templates};

/// How many papers are kept with one commit.
const AT_ONCE: i64 = 16;

/// The bundles that this program works on: a second request to go on starts no second worker.
static AT_WORK: LazyLock<Mutex<BTreeSet<BundleId>>> = LazyLock::new(Mutex::default);

/// Whether somebody works on it now.
pub fn is_at_work(id: BundleId) -> bool {
    AT_WORK.lock().is_ok_and(|set| set.contains(&id))
}

/// Which bundle, whose, in which language.
#[derive(Clone)]
pub struct Job {
    pub app: App,
    pub school: kernel::SchoolId,
    pub id: BundleId,
    pub staff: StaffId,
    pub lang: Lang,
    pub paper: String,
    /// Fills templates of the school's own.
    pub filler: Filler,
}

/// Begins the work, or goes on with it, in the background.
pub fn begin(job: Job) {
    if !AT_WORK.lock().is_ok_and(|mut set| set.insert(job.id)) {
        return;
    }
    tokio::spawn(async move {
        let id = job.id;
        let done = tokio::spawn(run(job)).await;
        if !matches!(done, Ok(Ok(()))) {
            tracing::error!(?done, "the work on a bundle stopped");
        }
        if let Ok(mut set) = AT_WORK.lock() {
            set.remove(&id);
        }
    });
}

async fn run(job: Job) -> Result<(), Failure> {
    loop {
        let cx = asker(&job).await?;
        let next = store::next(&mut job.app.db.reader().await?, job.school, job.id, AT_ONCE).await?;
        if next.is_empty() {
            return Ok(());
        }
        let students: Vec<StudentId> = next.iter().map(|item| item.student_id).collect();
        let made = next.into_iter().zip(papers(&cx, &job, &students).await).collect();
        keep(&cx, job.id, made).await?;
    }
}

/// The papers of some children, in the same order. A template is opened once for all of them.
async fn papers(cx: &Cx, job: &Job, students: &[StudentId]) -> Vec<templates::Outcome> {
    if let Some(version) = templates::version_of(&job.paper) {
        return templates::fill(cx, &job.filler, version, students).await;
    }
    let mut papers = Vec::new();
    for student in students {
        papers.push(paper_of(cx, &job.paper, *student).await);
    }
    papers
}

/// The asker with the rights of this moment: what ended meanwhile is no longer taken out.
async fn asker(job: &Job) -> Result<Cx, Failure> {
    let mut conn = job.app.db.reader().await?;
    let actor = access::actor::find(&mut conn, job.school, job.staff, job.app.clock.today()).await?;
    Ok(Cx::at_the_machine(job.app.clone(), actor, job.lang))
}

type Outcome = (Open, templates::Outcome);

async fn keep(cx: &Cx, id: BundleId, made: Vec<Outcome>) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    for (item, paper) in made {
        let place = (id, item.seq);
        match paper {
            Ok((name, bytes)) => {
                let key = cx.app.row(cx.school(), "bundle_item", *item.id.as_bytes(), Label::CLOSE);
                let name = cx.app.seal(&key, "name_cell", &name);
                let file = key.seal("file_cell", cx.app.chance.bytes(), &bytes);
                store::keep(&mut tx, cx.school(), place, (&name, &file), cx.app.clock.now()).await?;
            }
            Err(failure) => store::fail(&mut tx, cx.school(), place, reason(&failure)).await?,
        }
    }
    Ok(tx.commit().await?)
}

fn reason(failure: &Failure) -> &'static str {
    match failure {
        Failure::NotFound => "no-right",
        _ => {
            tracing::error!(?failure, "a paper of a bundle");
            "broken"
        }
    }
}

/// The archive of what is made. Children whom the asker may no longer take out are left out.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn archive(cx: &Cx, id: BundleId, may: &BTreeSet<StudentId>) -> Result<Vec<u8>, Failure> {
    let mut archive = documents::archive::Archive::new();
    let mut after = 0;
    loop {
        let part = store::made(&mut cx.app.db.reader().await?, cx.school(), id, (after, AT_ONCE)).await?;
        if part.is_empty() {
            break;
        }
        after += AT_ONCE;
        for item in part.iter().filter(|item| may.contains(&item.student_id)) {
            let key = cx.app.row(cx.school(), "bundle_item", *item.id.as_bytes(), Label::CLOSE);
            let name = cx.app.open(&key, "name_cell", &item.name_cell)?;
            let file =
                key.open("file_cell", &item.file_cell).map_err(|_| Fault::new("a file cannot be read"))?;
            archive.add(&name, &file).map_err(|error| Fault::from("an archive", error))?;
        }
    }
    Ok(archive.finish().map_err(|error| Fault::from("an archive", error))?)
}
