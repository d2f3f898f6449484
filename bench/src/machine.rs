//! Where and when it was measured, and what a process uses, as Linux tells.

use std::process::Command;

use kernel::Clock;
use serde::Serialize;

use crate::Outcome;
use crate::figures::real;

/// Where and when.
#[derive(Debug, Default, Serialize)]
pub struct Machine {
    /// The processor's name.
    pub processor: String,
    /// How many of them.
    pub cores: usize,
    /// MiB.
    pub memory: u64,
    /// The kernel.
    pub system: String,
    /// What was measured.
    pub commit: String,
    /// When.
    pub time: String,
    /// Load averages (1, 5, 15 minutes), at the beginning and at the end.
    pub load: Vec<String>,
}

/// Looks around.
///
/// # Errors
/// When the machine tells nothing.
pub fn look() -> Outcome<Machine> {
    let processors = std::fs::read_to_string("/proc/cpuinfo")?;
    let name = processors.lines().find(|line| line.starts_with("model name"));
    let name = name.and_then(|line| line.split_once(": ")).map_or("unknown", |(_, name)| name);
    Ok(Machine {
        processor: name.to_owned(),
        cores: std::thread::available_parallelism()?.get(),
        memory: field("/proc/meminfo", "MemTotal")? / 1024,
        system: std::fs::read_to_string("/proc/sys/kernel/osrelease")?.trim().to_owned(),
        commit: commit(),
        time: Clock::system().now().local().strftime("%Y-%m-%d %H:%M").to_string(),
        load: vec![load()?],
    })
}

fn commit() -> String {
    let git = |words: &[&str]| {
        let output = Command::new("git").args(words).current_dir(env!("CARGO_MANIFEST_DIR")).output();
        output.ok().map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let changed = git(&["status", "--porcelain", "--untracked-files=no"]).unwrap_or_default();
    let name = git(&["rev-parse", "--short=12", "HEAD"]).unwrap_or_else(|| "unknown".to_owned());
    if changed.is_empty() { name } else { format!("{name} with changes") }
}

/// The load averages.
///
/// # Errors
/// When the machine does not tell.
pub fn load() -> Outcome<String> {
    let text = std::fs::read_to_string("/proc/loadavg")?;
    Ok(text.split(' ').take(3).collect::<Vec<_>>().join(" "))
}

/// Processor seconds of this process so far, without its children.
///
/// # Errors
/// When the machine does not tell.
pub fn spent() -> Outcome<f64> {
    seconds(11)
}

/// Processor seconds of its children that have ended.
///
/// # Errors
/// When the machine does not tell.
pub fn spent_by_children() -> Outcome<f64> {
    seconds(13)
}

fn seconds(from: usize) -> Outcome<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let after = stat.rsplit(") ").next().unwrap_or_default();
    let ticks: u64 = after.split(' ').skip(from).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    // Linux counts in hundredths here, on every machine.
    Ok(real(ticks) / 100.0)
}

/// A field of `/proc/PID/status` or the like, in KiB.
///
/// # Errors
/// When there is no such process or field.
pub fn field(file: &str, name: &str) -> Outcome<u64> {
    let text = std::fs::read_to_string(file)?;
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let number = line.and_then(|rest| rest.split_whitespace().next());
    Ok(number.ok_or_else(|| format!("{file} tells no {name}"))?.parse()?)
}
