//! RL-01: the program is killed at random moments while eight writers write, four of them over HTTP; nothing that was
//! acknowledged is lost, nothing half done is seen, what was sent again is there once, and it starts again at once. With
//! acknowledgements sent before the commit the same harness finds losses: it can fail.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "tests"
)]

mod check;
mod posters;
mod writers;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use check::Acknowledged;
use db::{Db, Durability};
use kernel::Chance;
use posters::Poster;
use testkit::engines::SqliteFolder;

/// Tells the child what to write into.
const FILE: &str = "CHUNYU_CRASH_FILE";
const CYCLE: &str = "CHUNYU_CRASH_CYCLE";
/// Set for the negative control.
const EARLY: &str = "CHUNYU_CRASH_EARLY";

const CYCLES: u64 = 200;
/// A start after a kill takes no longer (RL-01).
const START: Duration = Duration::from_secs(2);

/// The child: the other tests start it as a program of its own and kill it.
#[test]
#[ignore = "not a test: the program that the tests here start and kill"]
fn writes_until_killed() {
    let read = |name| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
    let (Some(file), Some(cycle)) = (read(FILE), read(CYCLE)) else {
        println!("nothing to do without {FILE}");
        return;
    };
    let durability = if read(EARLY).is_some() { Durability::AcknowledgedEarly } else { Durability::Full };
    writers::write_until_killed(Path::new(&file), cycle.parse().unwrap(), durability);
}

/// A running child and what it has said.
struct Running {
    child: Child,
    said: Receiver<String>,
    reader: JoinHandle<()>,
}

impl Running {
    fn start(file: &Path, cycle: u64, durability: Durability) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "writes_until_killed", "--ignored", "--nocapture", "--test-threads=1"]);
        command.env(FILE, file).env(CYCLE, cycle.to_string());
        if durability == Durability::AcknowledgedEarly {
            command.env(EARLY, "1");
        }
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let (tell, said) = channel();
        let reader = std::thread::spawn(move || {
            // A last line without its end was never said.
            for line in output.lines().map_while(Result::ok) {
                let _ = tell.send(line);
            }
        });
        Self { child, said, reader }
    }

    /// Waits until the writers write; what was said, and the address.
    fn wait(&self) -> (Vec<String>, String) {
        let mut lines = Vec::new();
        while let Ok(line) = self.said.recv_timeout(Duration::from_secs(30)) {
            // The test runner of the child has begun the line with the name of the test.
            let ready = line.split_once(writers::READY).map(|(_, address)| address.to_owned());
            lines.push(line);
            if let Some(address) = ready {
                return (lines, address);
            }
        }
        panic!("the writers did not start: {lines:?}");
    }

    /// SIGKILL; then all that was said before.
    fn kill(mut self, mut lines: Vec<String>) -> Vec<String> {
        assert!(self.child.try_wait().unwrap().is_none(), "the writers ended by themselves");
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.reader.join().unwrap();
        lines.extend(self.said.try_iter());
        lines
    }
}

/// Waits until it holds, for a second at most.
fn until(holds: impl Fn() -> bool) {
    let since = Instant::now();
    while !holds() && since.elapsed() < Duration::from_secs(1) {
        std::thread::sleep(Duration::from_micros(100));
    }
}

/// One cycle: start, write, kill at a random moment. What was acknowledged is added.
fn cycle(
    file: &Path,
    (number, durability): (u64, Durability),
    posters: &mut [Poster],
    chance: &Chance,
    kept: &mut Acknowledged,
) {
    let running = Running::start(file, number, durability);
    // One in eight dies while it opens and recovers, the others while they write.
    if chance.below(8) == 0 {
        std::thread::sleep(Duration::from_micros(chance.below(40_000)));
        running.kill(Vec::new()).iter().for_each(|line| kept.hear(line));
        return;
    }
    let (lines, address) = running.wait();
    let answered = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let (address, answered) = (&address, &answered);
        let post = |poster: &'_ mut Poster| poster.post_until_killed(address, number, answered);
        let posting: Vec<_> = posters.iter_mut().map(|poster| scope.spawn(move || post(poster))).collect();
        // Every other cycle dies some time after its first answer, however slow the machine is; the rest at any time.
        if number % 2 == 0 {
            until(|| answered.load(Ordering::SeqCst) > 0);
        }
        std::thread::sleep(Duration::from_micros(chance.below(120_000)));
        // The control dies just when it has answered.
        let before = answered.load(Ordering::SeqCst);
        if durability == Durability::AcknowledgedEarly {
            until(|| answered.load(Ordering::SeqCst) > before);
        }
        running.kill(lines).iter().for_each(|line| kept.hear(line));
        posting.into_iter().flat_map(|one| one.join().unwrap()).for_each(|note| kept.answered(note));
    });
}

fn open(file: &Path, runtime: &tokio::runtime::Runtime) -> Db {
    let began = Instant::now();
    let db = Db::open_file(file, Durability::Full).unwrap();
    runtime.block_on(db::migrate::run(&db)).unwrap();
    assert!(began.elapsed() <= START, "the start took {:?}", began.elapsed());
    db
}

fn posters(tokens: Vec<(u32, String)>) -> Vec<Poster> {
    tokens.into_iter().map(|(writer, token)| Poster::new(writer, token)).collect()
}

#[test]
fn two_hundred_kills_lose_nothing_that_was_acknowledged() {
    let began = Instant::now();
    let (folder, chance) = (SqliteFolder::fresh(), Chance::seeded(20_261_120));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut posters = posters(runtime.block_on(writers::prepare(&folder.file())));
    let mut all = Acknowledged::default();
    let mut slowest = Duration::ZERO;
    for number in 1..=CYCLES {
        let mut kept = Acknowledged::default();
        cycle(&folder.file(), (number, Durability::Full), &mut posters, &chance, &mut kept);
        let starting = Instant::now();
        let db = open(&folder.file(), &runtime);
        slowest = slowest.max(starting.elapsed());
        let lost = runtime.block_on(check::after(&db, Some(number), &kept));
        assert_eq!(lost, 0, "cycle {number}: {lost} of {} acknowledged transactions are lost", kept.len());
        all.add(kept);
    }
    let db = open(&folder.file(), &runtime);
    assert_eq!(runtime.block_on(check::after(&db, None, &all)), 0);
    // Kills that nobody was working under would prove nothing.
    assert!(all.len() > CYCLES as usize * 10, "only {} transactions", all.len());
    assert!(all.answered > CYCLES as usize * 2, "only {} over HTTP", all.answered);
    let again: usize = posters.iter().map(|poster| poster.again).sum();
    assert!(again > CYCLES as usize / 2, "only {again} were sent again");
    let (seconds, slowest) = (began.elapsed().as_secs_f64(), slowest.as_millis());
    println!(
        "{CYCLES} kills, {} acknowledged ({} over HTTP, {again} sent again), 0 lost, slowest start {slowest} ms, {seconds:.1} s",
        all.len(),
        all.answered
    );
}

/// The negative control: a program that answers before the commit is caught by those who write in it, and by those who
/// post to it.
#[test]
fn acknowledging_before_the_commit_is_found_out() {
    let (folder, chance) = (SqliteFolder::fresh(), Chance::seeded(7));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut posters = posters(runtime.block_on(writers::prepare(&folder.file())));
    let (mut lost, mut answered) = (0, 0);
    for number in 1..=60 {
        let mut kept = Acknowledged::default();
        cycle(&folder.file(), (number, Durability::AcknowledgedEarly), &mut posters, &chance, &mut kept);
        let db = open(&folder.file(), &runtime);
        lost += runtime.block_on(check::after(&db, Some(number), &kept));
        answered += runtime.block_on(check::after(&db, Some(number), &kept.over_http()));
        if lost > answered && answered > 0 {
            println!(
                "found out in cycle {number}: {lost} acknowledged transactions lost, {answered} over HTTP"
            );
            return;
        }
    }
    panic!("60 kills, and the harness saw {lost} losses, {answered} over HTTP: it cannot see both");
}
