//! The one program. See `chunyu --help`.

use std::process::ExitCode;

use clap::Parser;
use server::commands::{Cli, run};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Untrusted files are read by a child of the same program, fenced in before any thread exists.
    if std::env::args().nth(1).as_deref() == Some("read-table") {
        return documents::reading::child_main();
    }
    if std::env::args().nth(1).as_deref() == Some("clean-picture") {
        return documents::picture::child_main();
    }
    if std::env::args().nth(1).as_deref() == Some("fill-template") {
        return documents::filling::child_main();
    }
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(tracing::Level::INFO).init();
    let cli = Cli::parse();
    let threads =
        std::thread::available_parallelism().map_or(2, usize::from).saturating_mul(2).saturating_add(2);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(threads).enable_all().build();
    let outcome =
        runtime.map_err(|e| server::config::Wrong(e.to_string())).and_then(|rt| rt.block_on(run(cli)));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(wrong) => {
            eprintln!("{wrong}");
            ExitCode::FAILURE
        }
    }
}
