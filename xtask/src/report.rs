//! One line per step with its time, and all of them again at the end.

use std::time::{Duration, Instant};

/// What the steps came to.
#[derive(Default)]
pub struct Report {
    lines: Vec<Line>,
}

struct Line {
    name: &'static str,
    outcome: Result<String, String>,
    took: Duration,
}

impl Report {
    /// Runs a step; a failing one is noted and the run goes on. True if it succeeded.
    pub fn step(&mut self, name: &'static str, work: impl FnOnce() -> Result<String, String>) -> bool {
        println!("── {name} …");
        let began = Instant::now();
        let outcome = work();
        let line = Line { name, outcome, took: began.elapsed() };
        if let Err(reason) = &line.outcome {
            eprintln!("{reason}");
        }
        println!("── {}", line.shown());
        let good = line.outcome.is_ok();
        self.lines.push(line);
        good
    }

    /// Prints all lines; an error naming the failed steps if there is one.
    pub fn close(&self) -> Result<(), String> {
        println!("\n── summary");
        for line in &self.lines {
            println!("   {}", line.shown());
        }
        let failed: Vec<&str> =
            self.lines.iter().filter(|line| line.outcome.is_err()).map(|line| line.name).collect();
        if failed.is_empty() {
            println!("   all is well");
            return Ok(());
        }
        Err(format!("failed: {}", failed.join(", ")))
    }
}

impl Line {
    fn shown(&self) -> String {
        let (word, note) = match &self.outcome {
            Ok(note) => ("ok", note.as_str()),
            Err(reason) => ("FAILED", reason.lines().next().unwrap_or_default()),
        };
        format!("{:<10} {word:<6} {:>7.1} s  {note}", self.name, self.took.as_secs_f64())
    }
}
