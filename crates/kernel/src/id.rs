//! Ids as types: a case id can never stand where a student id is meant.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// A school. It is the first column of every key of school-owned data, so that one school's data stay together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SchoolId(pub i64);

impl fmt::Display for SchoolId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            #[serde(transparent)]
            pub struct $name(pub Uuid);

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    self.0.fmt(f)
                }
            }

            impl FromStr for $name {
                type Err = uuid::Error;
                fn from_str(text: &str) -> Result<Self, uuid::Error> {
                    Uuid::parse_str(text).map(Self)
                }
            }

            impl $name {
                /// The id as 16 bytes: what the vault binds a cell to.
                #[must_use]
                pub fn bytes(self) -> [u8; 16] {
                    *self.0.as_bytes()
                }
            }
        )+

        /// Calls a macro once with the names of all id types, so that `db` can carry them.
        #[macro_export]
        macro_rules! for_each_id {
            ($callback:ident) => { $callback! { $($name),+ } };
        }
    };
}

ids! {
    /// A school year.
    YearId,
    /// A term of a school year.
    TermId,
    /// A class of one school year.
    ClassId,
    /// A staff member.
    StaffId,
    /// A role that a staff member holds for a scope and a period.
    RoleId,
    /// A student.
    StudentId,
    /// A period in which a student belongs to a class.
    EnrollmentId,
    /// A parent or other guardian of one student.
    GuardianId,
    /// One file brought in.
    ImportId,
    /// A saved column mapping.
    MappingId,
    /// One event: what changed.
    EventId,
    /// One reading of a sensitive thing.
    ReadingId,
    /// A census campaign.
    CensusId,
    /// A category found for a student.
    FindingId,
    /// A cause, strength or nomination noted for a student.
    RemarkId,
    /// An exam.
    ExamId,
    /// An absence.
    AbsenceId,
    /// A support case.
    CaseId,
    /// A closure of a case.
    ClosureId,
    /// One person's membership in a case team.
    MemberId,
    /// A support plan.
    PlanId,
    /// A version of a plan laid before somebody who agrees to it.
    ApprovalId,
    /// One step of a plan.
    TaskId,
    /// A measure of the library at work for a child.
    MeasureUseId,
    /// A daily checklist.
    ChecklistId,
    /// A slip with a link, to tick a daily checklist at home.
    ChecklistSlipId,
    /// A goal of a plan.
    GoalId,
    /// A note: one dated contact.
    NoteId,
    /// A follow-up promised in a note.
    FollowUpId,
    /// A text that speaks of danger.
    DangerId,
    /// A file kept with a note.
    AttachmentId,
    /// A health record of a child.
    HealthId,
    /// A review of one month.
    ReviewId,
    /// The end of a review.
    FinishId,
    /// A conference on one case.
    ConferenceId,
    /// A day of the year that is hard for a child.
    HardDayId,
    /// A case told so that nobody can tell which child it is about.
    ExemplaryId,
    /// A frequency rule.
    RuleId,
    /// An excuse that stops a clock.
    ExcuseId,
    /// Somebody who stands in for a colleague.
    StandInId,
    /// A robot that reminds.
    ChannelId,
    /// A reminder on its way.
    MessageId,
    /// A spot check.
    SpotCheckId,
    /// What a spot check saw in one case.
    SpotFindingId,
    /// A round of commendation.
    RoundId,
    /// Somebody of the staff commended.
    CommendationId,
    /// A paper kept in the page.
    PaperId,
    /// Papers about many children at once.
    BundleId,
    /// A template of the school's own.
    TemplateId,
    /// A bureau's table.
    BureauTableId,
    /// A change of tier, asked and answered.
    TierChangeId,
    /// Somebody at a child's side who is no staff.
    CompanionId,
    /// A seat in the leadership group.
    SeatId,
    /// That a finding was looked at again.
    FindingReviewId,
    /// That a quiet child was looked at.
    LookId,
    /// A child of school age who stopped coming.
    DropoutId,
    /// A request for legal aid.
    LegalAidId,
    /// Two entries of one child that became one.
    JoinId,
}
