//! Bringing files in (R1, R3, R4): read in a fenced child process, judged, shown, and applied only by a second click;
//! undone whole. The rules themselves are in [`crate::roster`]; here are the steps and what is written.

pub mod actions;
pub(crate) mod columns;
pub mod command;
pub mod ending;
mod file;
mod forms;
mod judge;
pub(crate) mod known;
mod leaving;
pub mod listed;
mod mapping_pages;
pub mod marks;
mod new_pages;
mod packed;
mod pages;
mod panel;
mod preview;
mod progress;
pub(crate) mod snapshot;
pub mod staff;
pub mod store;
pub mod undo;
mod unplaced;
pub mod write;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use axum::{Extension, Router};
use documents::reading::{Reader, Refusal};
use kernel::Label;
use language::{Arg, Lang};
use serde::{Deserialize, Serialize};
use web::{App, Look};

pub use command::{Options, Report, import_roster};
pub use file::{Sent, in_row};
pub use marks::{MarksSheet, MarksSink};
pub use panel::panel;
pub use staff::StaffSink;
pub use staff::command::{StaffReport, import_staff};

use crate::roster::Message;

/// The largest request: a file of 20 MB and the fields beside it.
const MOST_BYTES: usize = 21 * 1024 * 1024;
/// How long an import can be undone.
pub const UNDO_DAYS: i64 = 7;
/// The label of all that is kept of a file.
pub(crate) const LABEL: Label = Label::CLOSE;

/// What importing needs beside the program.
#[derive(Clone)]
pub struct Tools {
    /// Reads files in children.
    pub reader: Reader,
    /// Where marks and absences go; without one those kinds are not offered.
    pub marks: Option<Arc<dyn MarksSink>>,
    /// Where people who serve go; without one that kind is not offered.
    pub staff: Option<Arc<dyn StaffSink>>,
}

/// The routes of this subject.
pub fn routes(tools: Tools) -> Router<App> {
    let upload = post(new_pages::create).layer(DefaultBodyLimit::max(MOST_BYTES));
    Router::new()
        .route("/imports", get(pages::index).merge(upload))
        .route("/imports/new", get(new_pages::new))
        .route("/imports/blanks/staff.xlsx", get(new_pages::blank))
        .route("/imports/{id}", get(pages::show))
        .route("/imports/{id}/mapping", get(mapping_pages::edit_mapping).post(mapping_pages::update_mapping))
        .route("/imports/{id}/picks", post(pages::pick))
        .route("/imports/{id}/class", post(unplaced::put_all))
        .route("/imports/{id}/application", post(pages::apply))
        .route("/imports/{id}/progress", get(pages::progress))
        .route("/imports/{id}/undo", post(pages::undo))
        .route("/imports/{id}/drop", post(pages::discard))
        .layer(Extension(Arc::new(tools)))
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// Students with their guardians and classes.
    Roster,
    /// Marks of exams.
    Marks,
    /// Days and counts of absence.
    Absences,
    /// People who serve, with their roles.
    Staff,
}

impl What {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Roster, Self::Marks, Self::Absences, Self::Staff];

    /// As it stands in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Roster => "roster",
            Self::Marks => "marks",
            Self::Absences => "absences",
            Self::Staff => "staff",
        }
    }

    /// The kind of a key.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.key() == key)
    }
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// Somebody not known yet.
    New,
    /// Somebody known, of whom something changes.
    Changed,
    /// Nothing changes.
    Same,
    /// A person has to look: taken only when ticked.
    Doubtful,
    /// Not taken.
    Refused,
}

impl Fate {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::New, Self::Changed, Self::Same, Self::Doubtful, Self::Refused];

    /// Its word in addresses and message keys.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::Doubtful => "doubtful",
            Self::Refused => "refused",
        }
    }

    /// Its sign.
    #[must_use]
    pub fn icon(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "done",
            Self::Doubtful => "doubt",
            Self::Refused => "refused",
        }
    }

    /// Its letter in the list of all rows.
    pub(crate) fn letter(self) -> char {
        match self {
            Self::New => 'n',
            Self::Changed => 'c',
            Self::Same => 's',
            Self::Doubtful => 'd',
            Self::Refused => 'r',
        }
    }

    /// The fate of a letter.
    pub(crate) fn of_letter(letter: char) -> Option<Self> {
        Self::ALL.into_iter().find(|fate| fate.letter() == letter)
    }
}

/// How many rows of each fate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Not known yet.
    pub new: i64,
    /// Known, something changes.
    pub changed: i64,
    /// Nothing changes.
    pub same: i64,
    /// A person has to look.
    pub doubtful: i64,
    /// Not taken.
    pub refused: i64,
}

impl Counts {
    /// Of a list of fates.
    #[must_use]
    pub fn of(fates: &[Fate]) -> Self {
        let mut counts = Self::default();
        for fate in fates {
            *match fate {
                Fate::New => &mut counts.new,
                Fate::Changed => &mut counts.changed,
                Fate::Same => &mut counts.same,
                Fate::Doubtful => &mut counts.doubtful,
                Fate::Refused => &mut counts.refused,
            } += 1;
        }
        counts
    }

    /// How many of one fate.
    #[must_use]
    pub fn get(&self, fate: Fate) -> i64 {
        match fate {
            Fate::New => self.new,
            Fate::Changed => self.changed,
            Fate::Same => self.same,
            Fate::Doubtful => self.doubtful,
            Fate::Refused => self.refused,
        }
    }
}

/// A message with its arguments, as it is kept between the clicks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The message.
    pub key: String,
    /// Its arguments.
    pub args: Vec<(String, String)>,
}

impl Told {
    /// A message without arguments.
    #[must_use]
    pub fn new(key: &str) -> Self {
        Self { key: key.to_owned(), args: Vec::new() }
    }

    /// With one argument more.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.push((name.to_owned(), value.to_string()));
        self
    }

    /// In the reader's language.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let class = self.class(lang);
        let mut args: Vec<(&str, Arg<'_>)> =
            self.args.iter().map(|(name, value)| (name.as_str(), Arg::Text(value))).collect();
        args.extend(class.as_deref().map(|class| ("class", Arg::Text(class))));
        language::tf(lang, &self.key, &args)
    }

    /// The class it speaks of by grade and number, in words.
    fn class(&self, lang: Lang) -> Option<String> {
        let number = |wanted: &str| self.args.iter().find(|(name, _)| name == wanted)?.1.parse::<i64>().ok();
        Some(Look::of_lang(lang).class_name(&number("grade")?, &number("number")?))
    }

    /// The cell it speaks of, as a spreadsheet names it: `C5`.
    #[must_use]
    pub fn cell(&self) -> Option<&str> {
        let cell = self.args.iter().find(|(name, _)| name == "cell")?;
        Some(cell.1.as_str()).filter(|cell| !cell.starts_with('–'))
    }
}

impl From<&Message> for Told {
    fn from(message: &Message) -> Self {
        let args = message.args.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        Self { key: message.key.to_owned(), args: args.collect() }
    }
}

impl From<&Refusal> for Told {
    fn from(refusal: &Refusal) -> Self {
        let args = refusal.args.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        let mut told = Self { key: refusal.key().to_owned(), args: args.collect() };
        if let Some(cell) = &refusal.cell {
            told = told.with("cell", cell);
        }
        told
    }
}
