//! The work on a bundle: child by child, with the rights its asker holds at that moment. One that fails is named and
//! does not stop the others; after a restart the bundle is gone on with from where it stood.

use std::collections::BTreeSet;
use std::sync::{LazyLock, Mutex};

use documents::archive::Archive;
use documents::filling::Filler;
use documents::model::WriteError;
use futures_util::stream::{self, Stream};
use kernel::{BundleId, Fault, Label, StaffId, StudentId};
use language::Lang;
use web::{App, Cx, Failure};

use super::store::{self, Open};
use crate::{Shape, paper_of, templates};

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
    pub shape: Shape,
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
        papers.push(paper_of(cx, (&job.paper, job.shape), *student).await);
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

/// An archive on its way out, a part at a time: never whole in memory.
pub struct Taking {
    cx: Cx,
    id: BundleId,
    /// Children whom the asker may no longer take out are left out.
    may: BTreeSet<StudentId>,
    archive: Archive,
    after: i64,
}

impl Taking {
    /// Begins; `lock` is the name of the archive inside the locked one, and the password.
    ///
    /// # Errors
    /// When nothing can be locked here.
    pub fn begin(
        cx: Cx,
        id: BundleId,
        may: BTreeSet<StudentId>,
        lock: Option<(&str, &str)>,
    ) -> Result<Self, Failure> {
        let archive = match lock {
            Some((name, password)) => Archive::locked(name, password).map_err(fault)?,
            None => Archive::new(),
        };
        Ok(Self { cx, id, may, archive, after: 0 })
    }

    /// The bytes, as they come.
    pub fn stream(self) -> impl Stream<Item = Result<Vec<u8>, Fault>> {
        stream::try_unfold(Some(self), |taking| async move {
            match taking {
                Some(taking) => taking.part().await.map(Some),
                None => Ok(None),
            }
        })
    }

    /// The next bytes, and what comes after them.
    async fn part(mut self) -> Result<(Vec<u8>, Option<Self>), Fault> {
        let mut conn = self.cx.app.db.reader().await?;
        let part = store::made(&mut conn, self.cx.school(), self.id, (self.after, AT_ONCE)).await?;
        drop(conn);
        if part.is_empty() {
            return Ok((self.archive.finish().map_err(fault)?, None));
        }
        self.after += AT_ONCE;
        for item in part.iter().filter(|item| self.may.contains(&item.student_id)) {
            let key = self.cx.app.row(self.cx.school(), "bundle_item", *item.id.as_bytes(), Label::CLOSE);
            let name = self.cx.app.open(&key, "name_cell", &item.name_cell)?;
            let file =
                key.open("file_cell", &item.file_cell).map_err(|_| Fault::new("a file cannot be read"))?;
            self.archive.add(&name, &file).map_err(fault)?;
        }
        Ok((self.archive.take().map_err(fault)?, Some(self)))
    }
}

fn fault(error: WriteError) -> Fault {
    Fault::from("an archive", error)
}
