//! The child: what the hidden sub-command runs.

use std::io::{self, Read, Write};
use std::process::ExitCode;

use super::decode::clean;
use super::{FILE_BYTES, Unfit};
use crate::reading::fence;

/// The first byte of an answer: a picture follows, or why there is none.
pub(super) const PICTURE: u8 = 0;
pub(super) const REASONS: [(u8, Unfit); 3] = [(1, Unfit::Size), (2, Unfit::Kind), (3, Unfit::Damaged)];

/// Runs the child: raises the fences, reads a picture from standard input, writes it anew to standard output.
///
/// The program that calls this must do so before it starts any thread, opens any file or asks for much memory.
pub fn child_main() -> ExitCode {
    if fence::raise().is_err() {
        return ExitCode::FAILURE;
    }
    let mut bytes = Vec::new();
    let limit = u64::try_from(FILE_BYTES).unwrap_or_default() + 1;
    if io::stdin().lock().take(limit).read_to_end(&mut bytes).is_err() {
        return ExitCode::FAILURE;
    }
    let answer = match clean(&bytes) {
        _ if bytes.len() > FILE_BYTES => vec![1],
        Ok(jpeg) => [vec![PICTURE], jpeg].concat(),
        Err(unfit) => vec![REASONS.iter().find(|(_, known)| *known == unfit).map_or(3, |(code, _)| *code)],
    };
    match io::stdout().lock().write_all(&answer) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
