//! The parent's side: asks a child about a template, and makes an answer of whatever becomes of it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;

use super::answer::{Answer, Question, framed, refusal, unframed};
use super::{Checked, Data, FILE_BYTES, SUB_COMMAND, Table};
use crate::apart::{self, Bounds, Silent};
use crate::reading::refusal::{Reason, Refusal};

/// Time from start to answer.
const WALL: Duration = Duration::from_secs(30);
/// Longest answer taken, in bytes.
const ANSWER_BYTES: u64 = 192 * 1024 * 1024;
/// Children at a time; the others wait.
const CHILDREN: usize = 2;

/// Checks and fills templates in children. Cheap to clone; clones share the limit on children at a time.
#[derive(Clone, Debug)]
pub struct Filler {
    program: PathBuf,
    slots: Arc<Semaphore>,
}

impl Filler {
    /// A filler whose children run this program with the sub-command `fill-template`; it must call
    /// [`child_main`](super::child_main) then.
    #[must_use]
    pub fn new(program: PathBuf) -> Self {
        Self { program, slots: Arc::new(Semaphore::new(CHILDREN)) }
    }

    /// Looks at a template.
    ///
    /// # Errors
    /// Why it is not taken, whatever happened to the child.
    pub async fn check(&self, file: &[u8]) -> Result<Checked, Refusal> {
        match self.ask(&Question::Check, file).await?.0 {
            Answer::Checked(checked) => Ok(checked),
            _ => Err(Reason::Broke.into()),
        }
    }

    /// Fills a template once for each of these, in the same order.
    ///
    /// # Errors
    /// As [`Filler::check`]; then none is filled.
    pub async fn fill(&self, file: &[u8], children: Vec<Data>) -> Result<Vec<Vec<u8>>, Refusal> {
        let wanted = children.len();
        let (answer, bytes) = self.ask(&Question::Fill(children), file).await?;
        let files = cut(answer, &bytes)?;
        if files.len() == wanted { Ok(files) } else { Err(Reason::Broke.into()) }
    }

    /// Puts rows into a table of somebody else's.
    ///
    /// # Errors
    /// As [`Filler::check`].
    pub async fn table(&self, file: &[u8], table: Table, rows: Vec<super::Row>) -> Result<Vec<u8>, Refusal> {
        let data = Data { rows: [(super::table::GROUP.to_owned(), rows)].into(), ..Data::default() };
        let (answer, bytes) = self.ask(&Question::Table(table, data), file).await?;
        cut(answer, &bytes)?.pop().ok_or_else(|| Reason::Broke.into())
    }

    async fn ask(&self, question: &Question, file: &[u8]) -> Result<(Answer, Vec<u8>), Refusal> {
        if file.len() > FILE_BYTES {
            return Err(Refusal::new(Reason::FileTooLarge).with("limit", FILE_BYTES / 1024 / 1024));
        }
        let broke = || Refusal::new(Reason::Broke);
        let head = framed(question).ok_or_else(broke)?;
        let _slot = self.slots.acquire().await.map_err(|_| broke())?;
        let bounds = Bounds { wall: WALL, answer: ANSWER_BYTES };
        let said = apart::ask((&self.program, SUB_COMMAND), &[&head, file], &bounds).await;
        let said = said.map_err(|silent| match silent {
            Silent::Slow => Refusal::new(Reason::TooSlow),
            Silent::Broke => broke(),
        })?;
        // It ended without a word: more memory or time than it may have.
        let (answer, bytes): (Answer, &[u8]) = unframed(&said).ok_or(Reason::TooHeavy)?;
        match answer {
            Answer::Refused(code, args) => Err(refusal(code, args)),
            answer => Ok((answer, bytes.to_vec())),
        }
    }
}

/// The files that follow an answer.
fn cut(answer: Answer, mut bytes: &[u8]) -> Result<Vec<Vec<u8>>, Refusal> {
    let Answer::Filled(sizes) = answer else { return Err(Reason::Broke.into()) };
    let mut files = Vec::new();
    for size in sizes {
        let (file, rest) = bytes.split_at_checked(size).ok_or(Reason::Broke)?;
        files.push(file.to_vec());
        bytes = rest;
    }
    Ok(files)
}
