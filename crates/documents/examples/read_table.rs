//! The child that reads a table, as a program of its own: the tests start it. It uses the allocator of the server, so
//! that the limits are tried with what the server runs.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    documents::reading::child_main()
}
