//! The parent's side: starts a child for each picture, bounds it, and makes an answer of whatever becomes of it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;

use super::child::{PICTURE, REASONS};
use super::{FILE_BYTES, Picture, SUB_COMMAND, Unfit};
use crate::apart::{self, Bounds, Silent};

/// Time from start to answer.
const WALL: Duration = Duration::from_secs(20);
/// Children at a time; the others wait.
const CHILDREN: usize = 2;

/// Cleans pictures in children. Cheap to clone; clones share the limit on children at a time.
#[derive(Clone, Debug)]
pub struct Cleaner {
    program: PathBuf,
    slots: Arc<Semaphore>,
}

impl Cleaner {
    /// A cleaner whose children run this program with the sub-command `clean-picture`; it must call
    /// [`child_main`](super::child_main) then.
    #[must_use]
    pub fn new(program: PathBuf) -> Self {
        Self { program, slots: Arc::new(Semaphore::new(CHILDREN)) }
    }

    /// The picture written anew.
    ///
    /// # Errors
    /// Why it is not taken, whatever happened to the child.
    pub async fn clean(&self, bytes: &[u8]) -> Result<Picture, Unfit> {
        if bytes.is_empty() || bytes.len() > FILE_BYTES {
            return Err(Unfit::Size);
        }
        let _slot = self.slots.acquire().await.map_err(|_| Unfit::Broke)?;
        let bounds = Bounds { wall: WALL, answer: u64::try_from(FILE_BYTES).unwrap_or_default() };
        let answer = apart::ask((&self.program, SUB_COMMAND), &[bytes], &bounds).await;
        let answer = answer.map_err(|silent| match silent {
            Silent::Slow => Unfit::Damaged,
            Silent::Broke => Unfit::Broke,
        })?;
        match answer.split_first() {
            Some((&PICTURE, jpeg)) if jpeg.starts_with(&[0xFF, 0xD8, 0xFF]) => {
                Ok(Picture { jpeg: jpeg.to_vec() })
            }
            Some((code, [])) => {
                let known = REASONS.iter().find(|(known, _)| known == code);
                Err(known.map_or(Unfit::Broke, |(_, unfit)| *unfit))
            }
            // It ended without a word: more memory or time than it may have.
            _ => Err(Unfit::Damaged),
        }
    }
}
