//! The parent's side: starts a child for each file, bounds it, and makes an answer of whatever becomes of it.

use std::io::{self, BufReader, Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Semaphore, oneshot};

use super::book::{Book, Encoding, Fences, Landlock, Usage};
use super::child::preamble;
use super::collect::{Answer, collect};
use super::limits::{CHILD_CPU_WARNING_SECONDS, Limits};
use super::refusal::{Reason, Refusal};

/// The hidden sub-command of the program.
const SUB_COMMAND: &str = "read-table";
const RUNNING_PROGRAM: &str = "/proc/self/exe";
const BUFFER: usize = 64 * 1024;
const MEGABYTE: usize = 1024 * 1024;

/// Reads files in children. Cheap to clone; clones share the limit on children at a time.
#[derive(Clone, Debug)]
pub struct Reader {
    program: PathBuf,
    args: Vec<String>,
    limits: Limits,
    slots: Arc<Semaphore>,
}

impl Reader {
    /// A reader whose children run `program` with `args`; that program must call
    /// [`child_main`](super::child_main).
    pub fn new(program: PathBuf, args: Vec<String>, limits: Limits) -> Self {
        Self { program, args, limits, slots: Arc::new(Semaphore::new(limits.children)) }
    }

    /// A reader whose children run this same program with the sub-command `read-table`.
    ///
    /// # Errors
    /// When the program cannot find itself.
    pub fn this_program() -> io::Result<Self> {
        // The running program itself, also when another version has taken its place on the disk since.
        let running = PathBuf::from(RUNNING_PROGRAM);
        let program = if running.exists() { running } else { std::env::current_exe()? };
        Ok(Self::new(program, vec![SUB_COMMAND.to_owned()], Limits::default()))
    }

    /// A cleaner of pictures whose children run the same program.
    #[must_use]
    pub fn pictures(&self) -> crate::picture::Cleaner {
        crate::picture::Cleaner::new(self.program.clone())
    }

    /// A filler of templates whose children run the same program.
    #[must_use]
    pub fn templates(&self) -> crate::filling::Filler {
        crate::filling::Filler::new(self.program.clone())
    }

    /// Reads a file. Its encoding, if it is text, is found.
    ///
    /// # Errors
    /// A [`Refusal`] that says why and where, whatever happened to the child.
    pub async fn read(&self, file_name: &str, bytes: Vec<u8>) -> Result<Book, Refusal> {
        self.read_measured(file_name, bytes, None).await.0
    }

    /// Reads a text file in the encoding that a person chose, after [`Reason::Mojibake`] or a wrong guess.
    ///
    /// # Errors
    /// As [`Reader::read`].
    pub async fn read_as(
        &self,
        file_name: &str,
        bytes: Vec<u8>,
        encoding: Encoding,
    ) -> Result<Book, Refusal> {
        self.read_measured(file_name, bytes, Some(encoding)).await.0
    }

    /// Reads, and tells what the child used.
    pub async fn read_measured(
        &self,
        file_name: &str,
        bytes: Vec<u8>,
        chosen: Option<Encoding>,
    ) -> (Result<Book, Refusal>, Usage) {
        let outcome = self.run(file_name, bytes, chosen).await;
        (outcome.result, outcome.usage)
    }

    /// The fences that go up around a child on this machine, for `doctor`.
    ///
    /// # Errors
    /// When no child can be started or it does not answer.
    pub async fn fences(&self) -> Result<Fences, Refusal> {
        self.run("fences.csv", b"fences\n".to_vec(), None).await.result.map(|book| book.fences)
    }

    async fn run(&self, file_name: &str, bytes: Vec<u8>, chosen: Option<Encoding>) -> Outcome {
        if bytes.is_empty() {
            return Outcome::early(Reason::Empty.into());
        }
        if bytes.len() > self.limits.file_bytes {
            let limit = self.limits.file_bytes / MEGABYTE;
            return Outcome::early(Refusal::new(Reason::FileTooLarge).with("limit", limit));
        }
        let Ok(_slot) = self.slots.acquire().await else { return Outcome::early(Reason::Broke.into()) };
        let leash = Leash::default();
        let (send, receive) = oneshot::channel();
        let task = Task {
            program: self.program.clone(),
            args: self.args.clone(),
            head: preamble(file_name, chosen),
            bytes,
            answer_bytes: self.limits.answer_bytes,
            leash: Arc::clone(&leash.held),
        };
        // A thread of its own: the child dies with the thread that started it, and a pooled thread may end at any time.
        std::thread::spawn(move || send.send(task.run()));
        let outcome = tokio::time::timeout(self.limits.wall, receive).await;
        let outcome = match outcome {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) => Outcome::early(Reason::Broke.into()),
            Err(_) => Outcome::early(Reason::TooSlow.into()),
        };
        // Whatever happened, the child has ended or ends now.
        drop(leash);
        outcome.log();
        outcome
    }
}

/// What became of a child.
struct Outcome {
    result: Result<Book, Refusal>,
    usage: Usage,
    fences: Option<Fences>,
}

impl Outcome {
    fn early(refusal: Refusal) -> Self {
        Self { result: Err(refusal), usage: Usage::default(), fences: None }
    }

    /// Logs what an operator needs; nothing of the file, whose name may be a child's.
    fn log(&self) {
        if let Some(fences) = self.fences.filter(|fences| !fences.complete()) {
            let partial = fences.landlock == Landlock::Partial;
            tracing::warn!(?fences, partial, "not every fence around the reading of files is up");
        }
        let key = self.result.as_ref().err().map(Refusal::key);
        tracing::info!(refused = key, usage = ?self.usage, "a file was read");
    }
}

#[derive(Debug, Default)]
struct Held {
    child: Option<Child>,
    cut: bool,
}

/// Holds a child; when it is dropped the child is killed, also when nobody waits for the answer any more.
#[derive(Debug, Default)]
struct Leash {
    held: Arc<Mutex<Held>>,
}

fn lock(held: &Mutex<Held>) -> MutexGuard<'_, Held> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}

fn cut(held: &Mutex<Held>) {
    let mut held = lock(held);
    held.cut = true;
    if let Some(child) = &mut held.child {
        // It may have ended by itself; the number of a child that was not waited for belongs to nobody else.
        let _ = child.kill();
    }
}

impl Drop for Leash {
    fn drop(&mut self) {
        cut(&self.held);
    }
}

/// What the thread of one child does.
struct Task {
    program: PathBuf,
    args: Vec<String>,
    head: Vec<u8>,
    bytes: Vec<u8>,
    answer_bytes: u64,
    leash: Arc<Mutex<Held>>,
}

impl Task {
    fn run(self) -> Outcome {
        self.try_run().unwrap_or_else(|_| Outcome::early(Reason::Broke.into()))
    }

    fn try_run(self) -> io::Result<Outcome> {
        let mut child = Command::new(&self.program)
            .args(&self.args)
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let id = child.id();
        let too_late = {
            let mut held = lock(&self.leash);
            held.child = Some(child);
            held.cut
        };
        if too_late {
            cut(&self.leash);
        }
        if let Some(mut input) = input {
            // A child that has seen enough closes its end.
            let _ = input.write_all(&self.head).and_then(|()| input.write_all(&self.bytes));
        }
        drop(self.bytes);
        let output = output.ok_or(io::ErrorKind::BrokenPipe)?;
        let answer = collect(BufReader::with_capacity(BUFFER, output.take(self.answer_bytes)));
        if answer.is_err() {
            cut_unless_ending(&self.leash, id);
        }
        let usage = await_end(id)?;
        let status = match &mut lock(&self.leash).child {
            Some(child) => child.wait()?,
            None => return Err(io::ErrorKind::NotFound.into()),
        };
        Ok(outcome(answer, status, usage))
    }
}

/// Kills a child that talks nonsense. One that is ending by itself is left a moment, so that its own end is seen.
fn cut_unless_ending(leash: &Mutex<Held>, id: u32) {
    for _ in 0..20 {
        if has_ended(id) {
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    cut(leash);
}

fn outcome(answer: io::Result<Answer>, status: ExitStatus, usage: Usage) -> Outcome {
    match answer {
        Ok(answer) => {
            let peak_memory = if answer.peak_memory > 0 { answer.peak_memory } else { usage.peak_memory };
            let usage = Usage { peak_memory, ..usage };
            Outcome { result: answer.result, usage, fences: Some(answer.fences) }
        }
        Err(_) => Outcome { result: Err(end_of_child(status, usage).into()), usage, fences: None },
    }
}

/// What the end of a child that gave no answer means.
fn end_of_child(status: ExitStatus, usage: Usage) -> Reason {
    // Killed at the hard limit because it held off the signal of the soft one.
    let spent = usage.cpu >= Duration::from_secs(CHILD_CPU_WARNING_SECONDS);
    match status.signal() {
        Some(libc::SIGXCPU | libc::SIGALRM) => Reason::TooSlow,
        Some(libc::SIGKILL) if spent => Reason::TooSlow,
        // An allocation that fails aborts; a stack that cannot grow faults.
        Some(libc::SIGABRT | libc::SIGSEGV | libc::SIGBUS) => Reason::TooHeavy,
        _ => Reason::Broke,
    }
}

/// Waits until the child has ended, leaves it to be waited for, and tells what it used.
fn await_end(id: u32) -> io::Result<Usage> {
    wait(id, libc::WEXITED | libc::WNOWAIT).map(|(_, usage)| usage)
}

fn has_ended(id: u32) -> bool {
    wait(id, libc::WEXITED | libc::WNOWAIT | libc::WNOHANG).map_or(true, |(ended, _)| ended)
}

/// waitid(2) as the kernel has it, with the usage that the C library leaves out.
#[expect(
    unsafe_code,
    reason = "neither the standard library nor libc gives the usage without reaping the child"
)]
fn wait(id: u32, options: libc::c_int) -> io::Result<(bool, Usage)> {
    loop {
        // SAFETY: both are plain C structures of numbers, for which all zeros is a value.
        let (mut info, mut usage): (libc::siginfo_t, libc::rusage) =
            unsafe { (std::mem::zeroed(), std::mem::zeroed()) };
        // SAFETY: the kernel writes to `info` and `usage`, which live through the call.
        let result = unsafe {
            libc::syscall(libc::SYS_waitid, libc::P_PID, id, &raw mut info, options, &raw mut usage)
        };
        if result == 0 {
            return Ok((info.si_signo == libc::SIGCHLD, usage_of(&usage)));
        }
        let error = io::Error::last_os_error();
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
}

fn usage_of(usage: &libc::rusage) -> Usage {
    let time = |value: libc::timeval| {
        Duration::from_secs(u64::try_from(value.tv_sec).unwrap_or_default())
            + Duration::from_micros(u64::try_from(value.tv_usec).unwrap_or_default())
    };
    Usage {
        peak_memory: u64::try_from(usage.ru_maxrss).unwrap_or_default() * 1024,
        cpu: time(usage.ru_utime) + time(usage.ru_stime),
    }
}
