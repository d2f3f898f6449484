//! Commendation (M5): criteria that all staff can read, figures computed from the records, and a leader who judges and
//! writes why. How many children somebody has is no criterion, nor is what kind; nobody is ranked.

mod actions;
mod figures;
mod pages;
pub mod store;

use axum::Router;
use axum::routing::{get, post};
use kernel::keyed;
use web::{App, Look};

use crate::compliance::Tally;

pub use figures::{Standing, standings};

/// The routes of this subject.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/commendations", get(pages::index))
        .route("/commendations/rounds", post(pages::begin))
        .route("/commendations/rounds/{id}", get(pages::show).post(pages::give))
        .route("/commendations/rounds/{id}/withdrawal", post(pages::withdraw_round))
        .route("/commendations/{id}/withdrawal", post(pages::withdraw))
}

keyed! {
    /// What a criterion looks at.
    Measure {
        /// How many of a hundred contacts that were owed were kept: at least.
        Kept = "kept",
        /// How many children were never met: at most.
        Never = "never",
        /// Median school days until the first contact of a period: at most.
        Wait = "wait",
        /// For how many of a hundred children a strength or praise was written: at least.
        Strengths = "strengths",
    }
}

/// One criterion: a measure and its bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// What it looks at.
    pub measure: Measure,
    /// At least, or at most, so much.
    pub bound: i64,
}

/// The bounds a school begins with.
pub const USUAL: [Criterion; 4] = [
    Criterion { measure: Measure::Kept, bound: 90 },
    Criterion { measure: Measure::Never, bound: 0 },
    Criterion { measure: Measure::Wait, bound: 5 },
    Criterion { measure: Measure::Strengths, bound: 50 },
];

/// As it is stored: `kept:90,never:0`.
#[must_use]
pub fn written(criteria: &[Criterion]) -> String {
    let one = |one: &Criterion| format!("{}:{}", one.measure.key(), one.bound);
    criteria.iter().map(one).collect::<Vec<_>>().join(",")
}

/// From what is stored; what nobody knows is left out.
#[must_use]
pub fn read(text: &str) -> Vec<Criterion> {
    let one = |part: &str| {
        let (key, bound) = part.split_once(':')?;
        Some(Criterion { measure: Measure::parse(key)?, bound: bound.parse().ok()? })
    };
    text.split(',').filter_map(one).collect()
}

/// What is counted for one person in a round.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// What was owed and kept.
    pub tally: Tally,
    /// Of the children for whom something was owed, those for whom the person wrote a strength or praise.
    pub praised: usize,
}

impl Figures {
    /// The figure of a measure, rounded against the person by less than one; nothing where nothing was owed.
    #[must_use]
    pub fn of(&self, measure: Measure) -> Option<i64> {
        let share = self.tally.share()?;
        let number = |count: usize| i64::try_from(count).ok();
        match measure {
            Measure::Kept => Some(i64::from(share.percent())),
            Measure::Never => number(self.tally.never_reached().count()),
            Measure::Wait => self.tally.median_half_days().map(|half| i64::from(half.div_ceil(2))),
            Measure::Strengths => {
                number(self.praised)?.saturating_mul(100).checked_div(number(self.tally.children())?)
            }
        }
    }
}

impl Criterion {
    /// Whether this figure keeps within the bound.
    #[must_use]
    pub fn is_met(self, figure: i64) -> bool {
        match self.measure {
            Measure::Kept | Measure::Strengths => figure >= self.bound,
            Measure::Never | Measure::Wait => figure <= self.bound,
        }
    }

    /// In words, for everybody to read.
    #[must_use]
    pub fn words(self, look: &Look) -> String {
        look.tn(&format!("commendations-criterion-{}", self.measure.key()), &self.bound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // M5
    #[test]
    fn criteria_are_read_as_they_are_written() {
        assert_eq!(read(&written(&USUAL)), USUAL);
        assert_eq!(read("kept:x,children:9,"), []);
    }

    #[test]
    fn a_bound_holds_at_least_or_at_most() {
        let of = |measure, bound| Criterion { measure, bound };
        assert!(of(Measure::Kept, 90).is_met(90) && !of(Measure::Kept, 90).is_met(89));
        assert!(of(Measure::Never, 0).is_met(0) && !of(Measure::Never, 0).is_met(1));
        assert!(of(Measure::Wait, 5).is_met(5) && !of(Measure::Wait, 5).is_met(6));
    }

    #[test]
    fn who_owed_nothing_has_no_figures() {
        let none = Figures::default();
        assert!(Measure::ALL.iter().all(|measure| none.of(*measure).is_none()));
    }
}
