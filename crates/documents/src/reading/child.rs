//! The child: what the hidden sub-command runs.

use std::io::{self, Read, Write};
use std::process::ExitCode;

use super::book::{Encoding, Fences};
use super::emit::Emitter;
use super::limits::FILE_BYTES;
use super::refusal::{Reason, Refusal};
use super::sniff::{Kind, sniff};
use super::{delimited, fence, old_excel, workbook};

/// Longest name of a file, in bytes.
const NAME_BYTES: usize = 1_024;

/// What a parent writes before the bytes of the file: encoding (0 when it is to be found), length of the name, name.
pub(super) fn preamble(name: &str, chosen: Option<Encoding>) -> Vec<u8> {
    let choice =
        chosen.and_then(|own| Encoding::ALL.iter().position(|one| *one == own)).map_or(0, |at| at + 1);
    // Only the end of a name matters: the extension.
    let start =
        name.char_indices().map(|(at, _)| at).find(|at| name.len() - at <= NAME_BYTES).unwrap_or_default();
    let name = name.get(start..).unwrap_or_default();
    let mut bytes = vec![u8::try_from(choice).unwrap_or_default()];
    bytes.extend_from_slice(&u16::try_from(name.len()).unwrap_or_default().to_le_bytes());
    bytes.extend_from_slice(name.as_bytes());
    bytes
}

/// Runs the child: raises the fences, reads a file from standard input, writes its rows to standard output.
///
/// The program that calls this must do so before it starts any thread, opens any file or asks for much memory.
pub fn child_main() -> ExitCode {
    // Opened before the fences, which let nothing be opened.
    let own_status = std::fs::File::open("/proc/self/status").ok();
    let Ok(fences) = fence::raise() else { return ExitCode::FAILURE };
    match answer(fences, own_status, io::stdin().lock(), io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn answer(
    fences: Fences,
    own_status: Option<std::fs::File>,
    mut input: impl Read,
    output: impl Write,
) -> Result<(), Refusal> {
    let mut out = Emitter::new(output, fences)?;
    let result = take(&mut input).and_then(|file| read(&file, &mut out));
    out.finish(result, || own_status.and_then(peak_memory).unwrap_or_default())
}

/// The peak of resident memory in bytes, from the kernel's status of a process.
fn peak_memory(mut status: impl Read) -> Option<u64> {
    let mut text = String::new();
    status.read_to_string(&mut text).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
}

struct File {
    name: String,
    chosen: Option<Encoding>,
    bytes: Vec<u8>,
}

fn take(input: &mut impl Read) -> Result<File, Refusal> {
    let broke = |_| Refusal::new(Reason::Broke);
    let mut head = [0; 3];
    input.read_exact(&mut head).map_err(broke)?;
    let [choice, low, high] = head;
    let mut name = vec![0; usize::from(u16::from_le_bytes([low, high]))];
    input.read_exact(&mut name).map_err(broke)?;
    let limit = u64::try_from(FILE_BYTES).unwrap_or_default() + 1;
    let mut bytes = Vec::new();
    input.take(limit).read_to_end(&mut bytes).map_err(broke)?;
    if bytes.len() > FILE_BYTES {
        return Err(Refusal::new(Reason::FileTooLarge).with("limit", FILE_BYTES / 1024 / 1024));
    }
    let chosen = usize::from(choice).checked_sub(1).and_then(|at| Encoding::ALL.get(at)).copied();
    Ok(File { name: String::from_utf8_lossy(&name).into_owned(), chosen, bytes })
}

fn read<W: Write>(file: &File, out: &mut Emitter<W>) -> Result<(), Refusal> {
    match sniff(&file.name, &file.bytes)? {
        Kind::Workbook => workbook::read(&file.bytes, out),
        Kind::Compound => old_excel::read(&file.bytes, out),
        Kind::Text => delimited::read(&file.bytes, file.chosen, out),
    }
}
