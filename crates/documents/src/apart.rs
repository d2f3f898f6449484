//! Work on somebody else's file in a child of this program: asked once over its standard input, bounded in time and size,
//! and ended whatever happens.

use std::io;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;

/// What may be asked of a child.
pub(crate) struct Bounds {
    /// Time from start to answer.
    pub wall: Duration,
    /// Longest answer taken, in bytes.
    pub answer: u64,
}

/// Why there is no answer.
#[derive(Debug)]
pub(crate) enum Silent {
    /// It took too long.
    Slow,
    /// It could not be asked.
    Broke,
}

/// Starts `program` with `sub_command`, sends it the parts one after the other, and takes its whole answer.
pub(crate) async fn ask(
    (program, sub_command): (&Path, &str),
    parts: &[&[u8]],
    bounds: &Bounds,
) -> Result<Vec<u8>, Silent> {
    // Dropped with the future: whatever happens, the child ends.
    let answer =
        tokio::time::timeout(bounds.wall, exchange(program, sub_command, parts, bounds.answer)).await;
    answer.map_err(|_| Silent::Slow)?.map_err(|_| Silent::Broke)
}

async fn exchange(program: &Path, sub_command: &str, parts: &[&[u8]], limit: u64) -> io::Result<Vec<u8>> {
    let mut child = Command::new(program)
        .arg(sub_command)
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
            for part in parts {
                // A child that has seen enough closes its end.
                let _ = input.write_all(part).await;
            }
            let _ = input.shutdown().await;
        }
    };
    let mut answer = Vec::new();
    let receive = async {
        match output {
            Some(output) => output.take(limit).read_to_end(&mut answer).await,
            None => Err(io::ErrorKind::BrokenPipe.into()),
        }
    };
    let ((), read) = tokio::join!(send, receive);
    read?;
    child.wait().await?;
    Ok(answer)
}
