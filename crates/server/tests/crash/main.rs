//! RL-01: the program is killed at random moments while eight writers write; nothing that was acknowledged is lost,
//! nothing half done is seen, and it starts again at once. With acknowledgements sent before the commit the same
//! harness finds losses: it can fail.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "tests"
)]

mod check;
mod writers;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use check::Acknowledged;
use db::{Db, Durability};
use kernel::Chance;
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

    /// Waits until the writers write.
    fn wait(&self) -> Vec<String> {
        let mut lines = Vec::new();
        while let Ok(line) = self.said.recv_timeout(Duration::from_secs(30)) {
            // The test runner of the child has begun the line with the name of the test.
            let ready = line.ends_with(writers::READY);
            lines.push(line);
            if ready {
                return lines;
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

/// One cycle: start, write, kill at a random moment. What was acknowledged is added.
fn cycle(file: &Path, number: u64, durability: Durability, chance: &Chance, kept: &mut Acknowledged) {
    let running = Running::start(file, number, durability);
    // One in eight dies while it opens and recovers, the others while they write.
    let (lines, most) = if chance.below(8) == 0 { (Vec::new(), 40) } else { (running.wait(), 120) };
    std::thread::sleep(Duration::from_micros(chance.below(most * 1000)));
    for line in running.kill(lines) {
        kept.hear(&line);
    }
}

fn open(file: &Path, runtime: &tokio::runtime::Runtime) -> Db {
    let began = Instant::now();
    let db = Db::open_file(file, Durability::Full).unwrap();
    runtime.block_on(db::migrate::run(&db)).unwrap();
    assert!(began.elapsed() <= START, "the start took {:?}", began.elapsed());
    db
}

#[test]
fn two_hundred_kills_lose_nothing_that_was_acknowledged() {
    let began = Instant::now();
    let (folder, chance) = (SqliteFolder::fresh(), Chance::seeded(20_261_120));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(writers::prepare(&folder.file()));
    let mut all = Acknowledged::default();
    let mut slowest = Duration::ZERO;
    for number in 1..=CYCLES {
        let mut kept = Acknowledged::default();
        cycle(&folder.file(), number, Durability::Full, &chance, &mut kept);
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
    let (seconds, slowest) = (began.elapsed().as_secs_f64(), slowest.as_millis());
    println!(
        "{CYCLES} kills, {} acknowledged, 0 lost, slowest start {slowest} ms, {seconds:.1} s",
        all.len()
    );
}

/// The negative control.
#[test]
fn acknowledging_before_the_commit_is_found_out() {
    let (folder, chance) = (SqliteFolder::fresh(), Chance::seeded(7));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(writers::prepare(&folder.file()));
    for number in 1..=60 {
        let mut kept = Acknowledged::default();
        cycle(&folder.file(), number, Durability::AcknowledgedEarly, &chance, &mut kept);
        let db = open(&folder.file(), &runtime);
        let lost = runtime.block_on(check::after(&db, Some(number), &kept));
        if lost > 0 {
            println!("found out in cycle {number}: {lost} of {} acknowledged transactions lost", kept.len());
            return;
        }
    }
    panic!("60 kills, and the harness saw no loss: it cannot see one");
}
