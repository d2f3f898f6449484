//! What is known of a child's health (F3): examinations with growth, allergies, diet, and illness events: found ill, taken
//! to hospital, family told, each with its time.

mod actions;
mod chart;
mod pages;
mod store;

use access::{Action, Kind, Permit};
use axum::Router;
use axum::routing::{get, post};
use db::Conn;
use kernel::{Day, Fault, HealthId, Instant};
use vault::RowKey;
use web::short::{Filled, Spec};
use web::{App, Cx, Failure, Look};

pub use actions::{New, keep};
pub use pages::card;

use crate::student::Student;

/// The room whose messages name the fields.
const ROOM: &str = "people";

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/students/{id}/health", get(pages::show).post(pages::keep))
        .route("/health/{id}/withdrawal", post(pages::withdraw))
}

/// What is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// An examination.
    Exam,
    /// An allergy.
    Allergy,
    /// Something about food.
    Diet,
    /// An illness event.
    Illness,
}

impl Sort {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Allergy, Self::Diet, Self::Illness, Self::Exam];

    /// The word in the database and in forms.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Exam => "exam",
            Self::Allergy => "allergy",
            Self::Diet => "diet",
            Self::Illness => "illness",
        }
    }

    /// The one with this word.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.key() == key)
    }

    /// The word that people read.
    #[must_use]
    pub fn word(self, look: &Look) -> &'static str {
        look.t(format!("people-health-{}", self.key()))
    }

    /// Its short fields. The first must be filled in, but for an examination, where any will do.
    #[must_use]
    pub const fn specs(self) -> &'static [Spec] {
        const VISION: f64 = 5.3;
        match self {
            Self::Exam => {
                const {
                    &[
                        Spec::number("height", 60.0, 230.0),
                        Spec::number("weight", 8.0, 200.0),
                        Spec::number("vision_left", 3.0, VISION),
                        Spec::number("vision_right", 3.0, VISION),
                        Spec::line("finding"),
                    ]
                }
            }
            Self::Allergy => const { &[Spec::line("allergen"), Spec::line("reaction")] },
            Self::Diet => const { &[Spec::line("avoids"), Spec::line("reason")] },
            Self::Illness => {
                const {
                    &[
                        Spec::line("symptom"),
                        Spec::time("found_at"),
                        Spec::time("hospital_at"),
                        Spec::line("hospital"),
                        Spec::time("told_at"),
                        Spec::line("told_whom"),
                    ]
                }
            }
        }
    }
}

/// One record, opened for somebody who may read it.
#[derive(Clone, Debug)]
pub struct Record {
    /// The id.
    pub id: HealthId,
    /// What it is.
    pub sort: Sort,
    /// The day it is about.
    pub on: Day,
    /// What was filled in.
    pub filled: Filled,
    /// When it was written down.
    pub at: Instant,
    /// By whom.
    pub by: String,
}

impl Record {
    /// Each field with its words.
    #[must_use]
    pub fn fields(&self, look: &Look) -> Vec<(&'static str, String)> {
        self.filled.read(look, ROOM, self.sort.specs())
    }
}

/// The health records of a child, newest first, for whoever may read them; nothing for others.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn of(
    conn: &mut Conn,
    cx: &Cx,
    student: &Student,
) -> Result<Option<(Vec<Record>, Permit)>, Failure> {
    let facts = student.facts(cx.school());
    let Some(permit) = access::permit(&cx.actor, Action::Read, Kind::Health, &facts) else { return Ok(None) };
    let rows = store::of_student(conn, &permit, student.id).await?;
    let records = rows.into_iter().map(|row| opened(cx, row)).collect::<Result<Vec<_>, Fault>>()?;
    Ok(Some((records, permit)))
}

fn opened(cx: &Cx, row: store::Row) -> Result<Record, Fault> {
    let sort = Sort::parse(&row.kind).ok_or_else(|| Fault::new("a health record of an unknown kind"))?;
    let json = cx.app.open(&row_key(cx, row.id), "fields_cell", &row.fields_cell)?;
    let filled = Filled::parse(sort.specs(), Some(&json))?;
    Ok(Record { id: row.id, sort, on: row.on_day, filled, at: row.recorded_at, by: row.name })
}

fn row_key(cx: &Cx, id: HealthId) -> RowKey<'static> {
    cx.app.row(cx.school(), "health", id.bytes(), Kind::Health.label())
}

#[cfg(test)]
mod tests {
    use super::*;

    // F3
    #[test]
    fn every_kind_of_health_record_has_words_in_three_languages() {
        for sort in Sort::ALL {
            assert_eq!(web::short::wordless(ROOM, sort.specs()), [""; 0]);
            assert!(language::has(&format!("people-health-{}", sort.key())));
            assert_eq!(Sort::parse(sort.key()), Some(sort));
        }
    }
}
