//! A child that fills templates, for the tests of rooms that have no program of their own.

use std::process::ExitCode;

fn main() -> ExitCode {
    documents::filling::child_main()
}
