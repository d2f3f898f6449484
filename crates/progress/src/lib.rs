//! Progress of one child on one measure (P2): trend, overlap with the base line, and a stated decision rule with a third
//! answer, "too early to say"; and of many together, before and after ([`compare`]). Pure: figures in, figures out.
//! Nothing here compares one child with another.
//!
//! Every figure is oriented: whatever the measure, a positive slope and a share above a half mean *better*, once the
//! caller has said which way is better. Definitions and sources stand at each function.

pub mod compare;
mod fit;
mod overlap;
mod rule;
pub mod share;

pub use fit::{Line, Slope, least_squares, theil_sen};
pub use overlap::{Overlap, overlap};
pub use rule::{Aim, Course, Decision, Judgement, Reason, judge};

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// More is better: pages read, words right.
    More,
    /// Less is better: days late, quarrels.
    Less,
}

impl Better {
    /// 1 when more is better, −1 when less is.
    #[must_use]
    pub const fn sign(self) -> f64 {
        match self {
            Self::More => 1.0,
            Self::Less => -1.0,
        }
    }
}

/// One reading: when (days, sessions, whatever the series counts in) and how much.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// When.
    pub time: f64,
    /// How much.
    pub value: f64,
}

impl Reading {
    /// A reading.
    #[must_use]
    pub const fn new(time: f64, value: f64) -> Self {
        Self { time, value }
    }
}

/// A number of things as a number to reckon with; counts of readings are small.
pub(crate) fn float(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

/// The middle value; the mean of the two in the middle of an even number. `None` of nothing.
#[must_use]
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    let upper = *sorted.get(half)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    Some(f64::midpoint(*sorted.get(half - 1)?, upper))
}

/// The mean. `None` of nothing.
#[must_use]
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / float(values.len()))
}
