//! The child that reads a table, as a program of its own: the tests start it. It uses the allocator of the server, so
//! that the limits are tried with what the server runs.
//!
//! `read_table parent` is a parent whose children are this same program, as in the server. `read_table hold` starts
//! a child on its own standard input, says its number and waits.

use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use documents::reading::{Reader, child_main};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let done = match std::env::args().nth(1).as_deref() {
        Some("parent") => parent(),
        Some("hold") => hold(),
        _ => return child_main(),
    };
    if done.is_some() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn parent() -> Option<()> {
    let reader = Reader::this_program().ok()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
    let fences = runtime.block_on(reader.fences()).ok()?;
    println!("{fences:?}");
    Some(())
}

fn hold() -> Option<()> {
    let own = std::env::current_exe().ok()?;
    let child = Command::new(own).stdin(Stdio::inherit()).stdout(Stdio::null()).spawn().ok()?;
    println!("{}", child.id());
    std::thread::sleep(Duration::from_secs(30));
    Some(())
}
