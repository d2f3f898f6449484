//! The parent's side: starts a child for each picture, bounds it, and makes an answer of whatever becomes of it.

use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use tokio::sync::Semaphore;

use super::child::{PICTURE, REASONS};
use super::{FILE_BYTES, Picture, SUB_COMMAND, Unfit};

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
        // Dropped with the future: whatever happens, the child ends.
        let answer = tokio::time::timeout(WALL, self.ask(bytes)).await;
        let answer = answer.map_err(|_| Unfit::Damaged)?.map_err(|_| Unfit::Broke)?;
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

    async fn ask(&self, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
        let mut child = Command::new(&self.program)
            .arg(SUB_COMMAND)
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let send = async {
            if let Some(mut input) = input {
                // A child that has seen enough closes its end.
                let _ = input.write_all(bytes).await;
                let _ = input.shutdown().await;
            }
        };
        let mut answer = Vec::new();
        let limit = u64::try_from(FILE_BYTES).unwrap_or_default();
        let receive = async {
            match output {
                Some(output) => output.take(limit).read_to_end(&mut answer).await,
                None => Err(std::io::ErrorKind::BrokenPipe.into()),
            }
        };
        let ((), read) = tokio::join!(send, receive);
        read?;
        child.wait().await?;
        Ok(answer)
    }
}
