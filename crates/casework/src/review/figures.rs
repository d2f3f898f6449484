//! What is known of one case in one month: what was done, what moved, what is due, what the child said.

use kernel::Day;
use serde::{Deserialize, Serialize};

/// A day in JSON as everywhere else: `YYYY-MM-DD`.
pub(crate) mod iso {
    use kernel::Day;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(day: &Day, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&day.to_string())
    }

    pub fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Day, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

/// What was owed in the month and kept of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    /// Contacts owed.
    pub owed: i64,
    /// Of these, kept.
    pub kept: i64,
    /// What an excuse took away.
    pub excused: i64,
}

/// A figure before and now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Before.
    pub before: i64,
    /// Now.
    pub now: i64,
}

/// Something that is to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coming {
    /// `follow-up`, `still` for one whose day has passed, `goal` or `look-again`
    pub what: String,
    /// In the words of who wrote it; empty for a category to be looked at again.
    pub text: String,
    /// By when.
    #[serde(with = "iso")]
    pub on: Day,
}

/// Words of the child.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The words.
    pub text: String,
    /// When.
    #[serde(with = "iso")]
    pub on: Day,
}

/// A goal that is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The goal's words.
    pub text: String,
    /// How many readings.
    pub readings: i64,
    /// How it goes: the word of `progress::Course`.
    pub course: String,
    /// What is proposed: the word of `progress::Decision`.
    pub decision: String,
}

/// The figures of one case in one month. Nothing where the reader may not know, or where nothing is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Since when the case is open.
    #[serde(with = "iso")]
    pub opened_on: Day,
    /// The tier's word.
    pub tier: String,
    /// Newest strengths, two at most.
    pub strengths: Vec<String>,
    /// The newest words of the child in this month.
    pub said: Option<Said>,
    /// Notes of the month by kind.
    pub contacts: Vec<(String, i64)>,
    /// What was owed; nothing where nothing can be counted.
    pub owed: Option<Owed>,
    /// Goals neither reached nor given up.
    pub goals_open: i64,
    /// Goals reached in this month.
    pub goals_reached: i64,
    /// Goals reached since the opening.
    pub goals_reached_ever: i64,
    /// What the readings of goals say.
    #[serde(default)]
    pub progress: Vec<Progress>,
    /// Half days of absence: the month before, and this month.
    pub absences: Option<Change>,
    /// Share of full marks over all subjects, in tenths of a percent: the last exam before the opening, the newest since.
    pub marks: Option<Change>,
    /// The average of the class in the same two exams: without it nobody can tell a harder exam from a harder time.
    pub marks_class: Option<Change>,
    /// What is to come, the soonest first.
    pub coming: Vec<Coming>,
}

impl Figures {
    /// Nothing but when the case was opened and who carries it.
    #[must_use]
    pub fn new(opened_on: Day, tier: &str) -> Self {
        Self {
            opened_on,
            tier: tier.to_owned(),
            strengths: Vec::new(),
            said: None,
            contacts: Vec::new(),
            owed: None,
            goals_open: 0,
            goals_reached: 0,
            goals_reached_ever: 0,
            progress: Vec::new(),
            absences: None,
            marks: None,
            marks_class: None,
            coming: Vec::new(),
        }
    }

    /// By how much the child came nearer to the average of the class, in tenths of a percent; nothing without one.
    #[must_use]
    pub fn nearer(&self) -> Option<i64> {
        let (own, class) = self.marks.zip(self.marks_class)?;
        Some((own.now - class.now) - (own.before - class.before))
    }

    /// How many notes there are of the month.
    #[must_use]
    pub fn notes(&self) -> i64 {
        self.contacts.iter().map(|(_, count)| count).sum()
    }
}
