//! What a note is, and the rules about time.

use access::Kind;
use kernel::{Day, FollowUpId, Instant, NoteId, StaffId, StudentId};
use web::short::Filled;

use super::fields;
use crate::words::keyed;

/// How long a text may be, in characters.
pub const TEXT_LIMIT: usize = 4000;

/// How long a note can be written better without saying why, in milliseconds.
pub const EDIT_MS: i64 = 24 * 60 * 60 * 1000;

/// How long a note can be taken back without a reason, in milliseconds.
pub const UNDO_MS: i64 = 10 * 60 * 1000;

keyed! {
    /// What was done.
    NoteKind of "note" {
        /// 谈心谈话
        Talk = "talk",
        /// 家校联系
        FamilyContact = "family_contact",
        /// 家访
        HomeVisit = "home_visit",
        /// 学业辅导
        Tutoring = "tutoring",
        /// 观察
        Observation = "observation",
        /// 表扬
        Praise = "praise",
        /// 喜报
        GoodNews = "good_news",
        /// 关爱
        Care = "care",
        /// 突发情况
        Incident = "incident",
        /// 学生的话
        StudentReport = "student_report",
        /// 会商
        Conference = "conference",
    }
}

keyed! {
    /// The way of a contact with the family.
    Channel of "channel" {
        /// Telephone.
        Call = "call",
        /// Messages.
        Wechat = "wechat",
        /// Video.
        Video = "video",
        /// At school.
        Meeting = "meeting",
    }
}

impl NoteKind {
    /// The kind of record that the policy speaks of: home visits are a kind of their own.
    #[must_use]
    pub fn record(self) -> Kind {
        if self == Self::HomeVisit { Kind::HomeVisit } else { Kind::Note }
    }

    /// The kind of record of a part that is sealed in such a note.
    #[must_use]
    pub fn sealed(self) -> Kind {
        if self == Self::HomeVisit { Kind::SealedVisit } else { Kind::Sealed }
    }

    /// Whether it is written on the sheet for notes; the minutes of a meeting are written at the meeting.
    #[must_use]
    pub fn has_a_sheet(self) -> bool {
        self != Self::Conference
    }

    /// Its sign.
    #[must_use]
    pub fn icon(self) -> &'static str {
        match self {
            Self::Talk => "talk",
            Self::FamilyContact => "phone",
            Self::HomeVisit => "visit",
            Self::Tutoring => "book",
            Self::Observation => "eye",
            Self::Praise => "sprout",
            Self::GoodNews => "star",
            Self::Incident => "bell",
            Self::Care => "heart",
            Self::StudentReport => "pencil",
            Self::Conference => "people",
        }
    }
}

/// What one note says: the part that can be amended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// What was done.
    pub kind: NoteKind,
    /// How, for a contact with the family.
    pub channel: Option<Channel>,
    /// The day on which it was done; never after today.
    pub held_on: Day,
    /// How long, in minutes.
    pub minutes: Option<i64>,
    /// What was said or done.
    pub text: String,
    /// The child's own words.
    pub own_words: Option<String>,
    /// The short fields of its kind.
    pub extra: Filled,
}

impl Content {
    /// Everything in it that people wrote in words of their own.
    #[must_use]
    pub fn words(&self) -> String {
        let mut all = vec![self.text.as_str()];
        all.extend(self.own_words.as_deref());
        all.extend(self.extra.words(fields::specs(self.kind)));
        all.join("\n")
    }
}

/// A follow-up promised (D4).
#[derive(Clone, Debug)]
pub struct Promise {
    /// What.
    pub text: String,
    /// By when.
    pub due_on: Day,
}

/// A sealed part (D3).
#[derive(Clone, Debug)]
pub struct NewSealed {
    /// What only the named readers and the writer read.
    pub text: String,
    /// Who else may read it; the writer always may.
    pub readers: Vec<StaffId>,
}

/// A note about to be recorded.
#[derive(Clone, Debug)]
pub struct NewNote {
    /// Made when the form was shown: the same key twice is one note.
    pub key: NoteId,
    /// For whom: one record may serve several children (D2).
    pub students: Vec<StudentId>,
    /// What it says.
    pub content: Content,
    /// What was promised.
    pub promise: Option<Promise>,
    /// What is sealed.
    pub sealed: Option<NewSealed>,
    /// The earlier promise that this keeps.
    pub keeps: Option<FollowUpId>,
}

/// Whether the writer can still take a note back without giving a reason.
#[must_use]
pub fn can_undo(recorded_at: Instant, now: Instant) -> bool {
    now.0.saturating_sub(recorded_at.0) < UNDO_MS
}

/// Whether an amendment needs no reason: within a day.
#[must_use]
pub fn may_edit_freely(recorded_at: Instant, now: Instant) -> bool {
    now.0.saturating_sub(recorded_at.0) < EDIT_MS
}

/// The day of recording, when it is another than the day of the thing: late entries show both dates (D6).
#[must_use]
pub fn recorded_late(held_on: Day, recorded_at: Instant) -> Option<Day> {
    Some(recorded_at.day()).filter(|day| *day != held_on)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use jiff::civil::date;

    // D6
    #[test]
    fn a_late_entry_shows_both_dates() {
        let evening = Instant::at(date(2026, 11, 20).at(21, 30, 0, 0));
        assert_eq!(recorded_late(date(2026, 11, 20), evening), None);
        assert_eq!(recorded_late(date(2026, 11, 18), evening), Some(date(2026, 11, 20)));
    }

    #[test]
    fn a_note_can_be_taken_back_for_ten_minutes() {
        let then = Instant(1_000_000);
        assert!(can_undo(then, then.plus(UNDO_MS - 1)));
        assert!(!can_undo(then, then.plus(UNDO_MS)));
    }

    #[test]
    fn only_a_home_visit_is_a_record_of_its_own_kind() {
        for kind in NoteKind::ALL {
            let own = kind.record() == Kind::HomeVisit;
            assert_eq!(own, *kind == NoteKind::HomeVisit);
            assert_eq!(kind.sealed().needs(), Some(kind.record()));
            assert_eq!(NoteKind::parse(kind.key()), Some(*kind));
        }
    }
}
