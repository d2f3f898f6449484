//! The child: what the hidden sub-command runs.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::process::ExitCode;

use super::answer::{Answer, Question, Shape, framed, unframed};
use super::excel::{self, Book};
use super::package::{Opened, Part, rewritten};
use super::place::Gathered;
use super::render::Filling;
use super::{Checked, Data, FILE_BYTES, Table, safe, word};
use crate::reading::fence;
use crate::reading::refusal::{Reason, Refusal};

/// Longest question with its file, in bytes.
const QUESTION_BYTES: u64 = 64 * 1024 * 1024;
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];

/// Runs the child: raises the fences, reads a question and a template from standard input, answers on standard output.
///
/// The program that calls this must do so before it starts any thread, opens any file or asks for much memory.
pub fn child_main() -> ExitCode {
    if fence::raise().is_err() {
        return ExitCode::FAILURE;
    }
    let mut asked = Vec::new();
    let read = io::stdin().lock().take(QUESTION_BYTES).read_to_end(&mut asked);
    let answer = read.ok().and_then(|_| answer(&asked));
    match answer.map(|bytes| io::stdout().lock().write_all(&bytes)) {
        Some(Ok(())) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn answer(asked: &[u8]) -> Option<Vec<u8>> {
    let (question, file): (Question, &[u8]) = unframed(asked)?;
    let done = match question {
        Question::Check => checked(file).map(|checked| (Answer::Checked(checked), Vec::new())),
        Question::Fill(children) => filled(file, &children).map(files),
        Question::Table(table, data) => tabled(file, &table, &data).map(|file| files(vec![file])),
    };
    let (head, bytes) = done.unwrap_or_else(|refusal| (Answer::from(&refusal), Vec::new()));
    Some([framed(&head)?, bytes].concat())
}

fn files(files: Vec<Vec<u8>>) -> (Answer, Vec<u8>) {
    (Answer::Filled(files.iter().map(Vec::len).collect()), files.concat())
}

/// A template ready to be filled.
struct Ready {
    shape: Shape,
    parts: Vec<Part>,
    book: Book,
}

fn ready(file: &[u8], table: Option<&Table>, gathered: &mut Gathered) -> Result<Ready, Refusal> {
    if file.is_empty() {
        return Err(Reason::Empty.into());
    }
    if file.len() > FILE_BYTES {
        return Err(Refusal::new(Reason::FileTooLarge).with("limit", FILE_BYTES / 1024 / 1024));
    }
    if file.starts_with(COMPOUND) {
        return Err(compound(file));
    }
    if !file.starts_with(b"PK") {
        return Err(Reason::TemplateKind.into());
    }
    let opened = Opened::new(file)?;
    let shape = safe::inspect(&opened)?;
    match shape {
        Shape::Word if table.is_some() => Err(Reason::NotSpreadsheet.into()),
        Shape::Word => Ok(Ready { shape, parts: word::parts(&opened, gathered)?, book: Book::default() }),
        Shape::Excel => {
            let mut book = excel::book(&opened, table, gathered)?;
            Ok(Ready { shape, parts: std::mem::take(&mut book.parts), book })
        }
    }
}

/// A compound file: an encrypted document says so in its directory, all others are of the old kinds.
fn compound(file: &[u8]) -> Refusal {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let encrypted = file.windows(name.len()).any(|window| window == name);
    if encrypted { Reason::Password.into() } else { Reason::TemplateKind.into() }
}

/// The names and faults of a template.
pub(super) fn checked(file: &[u8]) -> Result<Checked, Refusal> {
    let mut gathered = Gathered::default();
    let ready = ready(file, None, &mut gathered)?;
    Ok(Checked { shape: ready.shape, uses: gathered.uses, flaws: gathered.flaws })
}

fn filled(file: &[u8], children: &[Data]) -> Result<Vec<Vec<u8>>, Refusal> {
    let ready = ready(file, None, &mut Gathered::default())?;
    children.iter().map(|data| ready.fill(file, data)).collect()
}

fn tabled(file: &[u8], table: &Table, data: &Data) -> Result<Vec<u8>, Refusal> {
    ready(file, Some(table), &mut Gathered::default())?.fill(file, data)
}

impl Ready {
    fn fill(&self, file: &[u8], data: &Data) -> Result<Vec<u8>, Refusal> {
        let mut changed = BTreeMap::new();
        let mut dated = false;
        for part in &self.parts {
            let mut filling = Filling::new(data, part.line_end);
            filling.since_1904 = self.book.since_1904;
            filling.items(&part.items)?;
            dated |= filling.dated;
            changed.insert(part.name.to_lowercase(), filling.out);
        }
        if let Some((name, text)) = self.book.styles.clone().filter(|_| dated) {
            changed.insert(name, text);
        }
        if let Some(text) = self.book.workbook.clone() {
            changed.insert(excel::WORKBOOK.to_owned(), text);
        }
        rewritten(file, &changed)
    }
}
