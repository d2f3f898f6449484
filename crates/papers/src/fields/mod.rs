//! The field dictionary (T5): every fact about one child that a form, a template of the school or a bureau's table may ask
//! for, by one name. Each is read under the right to the records it comes from; what the reader may not take out is
//! not there, what nobody has recorded is empty.

mod card;
pub(crate) mod dropout;
mod note;
mod read;
mod support;

use std::collections::BTreeMap;

use kernel::Day;
use language::Lang;
use web::Cx;

pub(crate) use note::takeable as notes;
pub(crate) use read::PRIORITY;
pub use read::{Child, child, children};

/// Where facts come from; each is read only when one of its fields is asked for, so that the log of readings stays true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The frame: school, day, who writes.
    Frame,
    /// The school roll.
    Roster,
    /// The contact card and the guardians.
    Card,
    /// Health.
    Health,
    /// Categories in force, and the two definitions of left-behind.
    Findings,
    /// Strengths, own words, causes.
    Remarks,
    /// The newest case with team, plan and goals.
    Case,
    /// The note a sheet is about, or all notes as rows.
    Notes,
    /// Exams.
    Marks,
    /// The newest drop-out entry.
    Dropout,
}

/// A field of the dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in templates, maps and message keys.
    pub key: &'static str,
    /// Where it comes from.
    pub source: Source,
}

macro_rules! dictionary {
    ($($source:ident: $($key:literal)+;)+) => {
        /// All fields, as they are listed for people.
        pub const FIELDS: &[Field] = &[$($(Field { key: $key, source: Source::$source },)+)+];
    };
}

dictionary! {
    Frame: "school" "today" "month" "term" "writer" "leaving";
    Roster: "name" "sex" "born" "age" "class" "grade" "student-number" "stage";
    Card: "ethnic" "household" "boarding" "boards" "id-number" "roll-number" "phone" "address"
          "father" "father-phone" "father-place" "father-id" "mother" "mother-phone" "mother-place" "mother-id"
          "grandfather" "grandmother" "maternal-grandfather" "maternal-grandmother"
          "guardian" "guardian-relation" "guardian-phone" "guardian-occupation" "guardian-employer"
          "entrusted" "is-entrusted" "entrusted-phone" "entrusted-id" "entrusted-relation" "entrusted-address" "family-members";
    Health: "health" "disability";
    Findings: "categories" "needs" "found-on" "left-behind-roll" "left-behind-civil" "both-away" "one-away-unable"
              "priority-groups";
    Remarks: "strengths" "own-words" "causes";
    Case: "case-opened" "concern" "tier" "responsible" "mentor" "team" "situation" "measures" "goals-near" "goals-far"
          "case-closed";
    Notes: "note-day" "note-recorded" "note-kind" "note-minutes" "note-text" "note-own-words" "note-writer" "follow-up"
           "follow-up-day" "note-number" "support-times";
    Marks: "marks";
    Dropout: "left-on" "left-reason" "whereabouts" "dropout-stage" "persuasion" "persuasion-times" "back-on" "placement"
             "struck-on" "struck-ground" "reported-on";
}

/// Groups of rows that templates and forms may repeat, each with the fields of a row.
pub const ROWS: &[(&str, Source, &[&str])] = &[
    ("guardians", Source::Card, &["relation", "person", "person-phone", "occupation", "employer", "away"]),
    ("members", Source::Case, &["part", "person", "since"]),
    ("goals", Source::Case, &["goal", "span", "due", "reached"]),
    ("notes", Source::Notes, &["note-day", "note-kind", "note-writer", "note-text", "note-own-words"]),
    ("exams", Source::Marks, &["exam-day", "exam", "exam-marks"]),
];

/// The field of a name.
#[must_use]
pub fn find(key: &str) -> Option<Field> {
    FIELDS.iter().find(|field| field.key == key).copied()
}

/// What a field is called.
#[must_use]
pub fn label(lang: Lang, key: &str) -> &'static str {
    language::t(lang, &format!("papers-field-{key}"))
}

/// What stands in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Words.
    Text(String),
    /// A day.
    Day(Day),
    /// A whole number.
    Number(i64),
}

impl Value {
    /// Words for the reader of a paper.
    #[must_use]
    pub fn words(&self, cx: &Cx) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Day(day) => cx.day(day),
            Self::Number(number) => number.to_string(),
        }
    }
}

/// What is known, by the names of the fields. A field that is not there is not known, or may not be taken out.
pub type Values = BTreeMap<&'static str, Value>;

/// Keeps words unless they are blank.
pub(super) fn put(values: &mut Values, key: &'static str, words: Option<String>) {
    if let Some(words) = words.filter(|words| !words.trim().is_empty()) {
        values.insert(key, Value::Text(words));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_field_has_one_name_and_a_label_in_three_languages() {
        let keys: BTreeSet<&str> = FIELDS.iter().map(|field| field.key).collect();
        assert_eq!(keys.len(), FIELDS.len());
        let in_rows = ROWS.iter().flat_map(|(_, _, keys)| keys.iter().copied());
        for key in keys.iter().copied().chain(in_rows) {
            assert!(language::has(&format!("papers-field-{key}")), "papers-field-{key}");
        }
    }
}
