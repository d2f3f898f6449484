//! From a file's bytes to rows: read in a child, the sheet chosen, the columns proposed.

use documents::reading::{Book, Cell, Reader, Row, Sheet, Visibility};
use sha2::{Digest, Sha256};

use super::staff::layout::{self as staff_layout, StaffMapping};
use super::{Told, What};
use crate::roster::mapping::Mapping;
use crate::roster::marks_layout::{self, About, MarkMapping};
use crate::roster::{In, InRow, layout, oneroster};

/// One file as it was sent.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Its name on the sender's disk.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its name, or the names of several.
    pub name: String,
    /// SHA-256 over all bytes.
    pub hash: [u8; 32],
    /// The rows of the chosen sheet.
    pub rows: Vec<InRow>,
    /// How they are read.
    pub layout: Layout,
    /// What a person should know before trusting it.
    pub notices: Vec<Told>,
}

/// How rows are read.
#[derive(Clone, Debug)]
pub enum Layout {
    /// As students.
    Roster(Mapping),
    /// As marks or absences.
    Marks(MarkMapping),
    /// As people who serve.
    Staff(StaffMapping),
}

/// What the sender said beside the file.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// A mapping to use instead of a proposal.
    pub mapping: Option<Mapping>,
    /// For marks and absences.
    pub about: About,
}

/// Reads files: one, or those of a OneRoster export together.
///
/// # Errors
/// Why nothing can be read.
pub async fn read(
    reader: &Reader,
    files: Vec<Sent>,
    what: What,
    wanted: &Wanted,
) -> Result<Source, Vec<Told>> {
    let mut digest = Sha256::new();
    let mut books = Vec::new();
    let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
    for file in files {
        digest.update(&file.bytes);
        let book = reader.read(&file.name, file.bytes).await.map_err(|refusal| vec![Told::from(&refusal)])?;
        books.push((file.name, book));
    }
    let hash = digest.finalize().into();
    let notices = books.iter().flat_map(|(_, book)| book.notices.iter().map(Told::from)).collect();
    let (rows, layout, more) = match what {
        What::Roster => roster(books, wanted.mapping.as_ref())?,
        What::Staff => staff(books)?,
        What::Marks | What::Absences => marks(books, &wanted.about)?,
    };
    let mut source = Source { name: names.join(", "), hash, rows, layout, notices };
    source.notices.extend(more);
    Ok(source)
}

type Chosen = (Vec<InRow>, Layout, Vec<Told>);

fn roster(mut books: Vec<(String, Book)>, saved: Option<&Mapping>) -> Result<Chosen, Vec<Told>> {
    if books.len() > 1 {
        return joined(books);
    }
    let sheets = books.pop().map(|(_, book)| sheets(book)).unwrap_or_default();
    let first = sheets.first().ok_or_else(|| vec![Told::new("imports-file-blank")])?;
    if let Some(mapping) = saved {
        let mut faults = Vec::new();
        for rows in &sheets {
            match mapping.settle(rows) {
                Ok(settled) => return Ok((rows.clone(), Layout::Roster(settled), Vec::new())),
                Err(found) if faults.is_empty() => faults = found,
                Err(_) => {}
            }
        }
        return Err(faults.iter().map(|fault| Told::from(&fault.message())).collect());
    }
    let proposals = sheets.iter().filter_map(|rows| Some((rows, layout::propose(rows).ok()?)));
    let Some((rows, proposal)) = proposals.rev().max_by_key(|(_, proposal)| proposal.matches.len()) else {
        let why = layout::propose(first).err();
        return Err(why.iter().map(Told::from).collect());
    };
    let guessed = proposal.matches.iter().filter_map(layout::Match::guessed_name);
    let unread = proposal.leftovers.iter().map(layout::Leftover::message);
    let more = guessed.chain(unread).map(|message| Told::from(&message)).collect();
    Ok((rows.clone(), Layout::Roster(proposal.mapping), more))
}

fn joined(books: Vec<(String, Book)>) -> Result<Chosen, Vec<Told>> {
    let named: Vec<(String, Vec<InRow>)> = books
        .into_iter()
        .map(|(name, book)| (base(&name).to_owned(), sheets(book).into_iter().next().unwrap_or_default()))
        .collect();
    let tables: Vec<oneroster::Table<'_>> =
        named.iter().map(|(name, rows)| oneroster::Table { name, rows }).collect();
    let joined = oneroster::join(&tables).map_err(|message| vec![Told::from(&message)])?;
    let more = joined.left_out.iter().map(Told::from).collect();
    Ok((joined.rows, Layout::Roster(joined.mapping), more))
}

/// The name without folders.
fn base(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

fn marks(mut books: Vec<(String, Book)>, about: &About) -> Result<Chosen, Vec<Told>> {
    let sheets = books.pop().map(|(_, book)| sheets(book)).unwrap_or_default();
    let mut why = vec![Told::new("imports-file-blank")];
    for rows in sheets.into_iter().rev() {
        match marks_layout::propose(&rows, about) {
            Ok(mapping) => {
                let more = crate::roster::marks::left_out(&mapping).iter().map(Told::from).collect();
                return Ok((rows, Layout::Marks(mapping), more));
            }
            Err(message) => why = vec![Told::from(&message)],
        }
    }
    Err(why)
}

fn staff(mut books: Vec<(String, Book)>) -> Result<Chosen, Vec<Told>> {
    let sheets = books.pop().map(|(_, book)| sheets(book)).unwrap_or_default();
    let mut why = vec![Told::new("imports-file-blank")];
    for rows in sheets.into_iter().rev() {
        match staff_layout::propose(&rows) {
            Ok(mapping) => {
                let unread =
                    mapping.unread().map(|header| Told::new("imports-staff-unread").with("header", header));
                let more = unread.collect();
                return Ok((rows, Layout::Staff(mapping), more));
            }
            Err(message) => why = vec![Told::from(&message)],
        }
    }
    Err(why)
}

/// The sheets that hold anything, those that can be seen first.
fn sheets(book: Book) -> Vec<Vec<InRow>> {
    let mut sheets: Vec<Sheet> = book.sheets.into_iter().filter(|sheet| !sheet.rows.is_empty()).collect();
    sheets.sort_by_key(|sheet| sheet.visibility != Visibility::Visible);
    sheets.into_iter().map(|sheet| sheet.rows.into_iter().map(in_row).collect()).collect()
}

/// A row as the rules of rosters read it.
#[must_use]
pub fn in_row(row: Row) -> InRow {
    InRow { number: row.number, hidden: row.hidden, cells: row.cells.into_iter().map(cell).collect() }
}

fn cell(cell: Cell) -> In {
    match cell {
        Cell::Empty => In::Empty,
        Cell::Text(text) => In::Text(text),
        Cell::Number(number) => In::Number(number),
        Cell::LongNumber(digits) => In::Lost(digits),
        Cell::Date(date) => In::Date(date),
        Cell::DateTime(time) => In::Date(time.date()),
        Cell::Time(time) => In::Text(time.to_string()),
        Cell::Bool(yes) => In::Bool(yes),
        Cell::Error(error) => In::Error(error),
        Cell::NotComputed => In::Formula,
    }
}
