//! What the clock is told about one case: dated facts from casework, nothing computed.

use crate::Id;
use crate::contact::Contact;
use crate::day::{Days, Since};
use crate::rule::{Tier, coded};

/// A member's part in the team (K3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    Homeroom,
    DeputyHomeroom,
    Mentor,
    Psychologist,
    SubjectTeacher,
    Leader,
    Volunteer,
    TemporaryGuardian,
    PeerHelper,
}

coded!(Part {
    Homeroom => "homeroom", "duties-part-homeroom";
    DeputyHomeroom => "deputy-homeroom", "duties-part-deputy-homeroom";
    Mentor => "mentor", "duties-part-mentor";
    Psychologist => "psychologist", "duties-part-psychologist";
    SubjectTeacher => "subject-teacher", "duties-part-subject-teacher";
    Leader => "leader", "duties-part-leader";
    Volunteer => "volunteer", "duties-part-volunteer";
    TemporaryGuardian => "temporary-guardian", "duties-part-temporary-guardian";
    PeerHelper => "peer-helper", "duties-part-peer-helper";
});

impl Part {
    /// Staff owe what "each member" owes. Volunteers, guardians and classmates help; they owe nothing.
    #[must_use]
    pub fn is_staff(self) -> bool {
        !matches!(self, Self::Volunteer | Self::TemporaryGuardian | Self::PeerHelper)
    }
}

/// One person's part in the team for a time. A substitute is a member with the part and the
/// responsibility they stand in for, for as long as they do; who left has an `until`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Member {
    pub staff: Id,
    pub part: Part,
    pub responsible: bool,
    pub during: Since,
}

/// Why a clock stands still. The words behind it stay with the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    StudentIll,
    StudentAway,
    StaffIll,
    StaffAway,
    Other,
}

coded!(Reason {
    StudentIll => "student-ill", "duties-reason-student-ill";
    StudentAway => "student-away", "duties-reason-student-away";
    StaffIll => "staff-ill", "duties-reason-staff-ill";
    StaffAway => "staff-away", "duties-reason-staff-away";
    Other => "other", "duties-reason-other";
});

/// Days that do not count against anybody, or against one person, or for one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Excuse {
    pub days: Days,
    /// `None`: every rule.
    pub rule: Option<Id>,
    /// `None`: everybody, the student too (a child in hospital). Else one member of staff.
    pub staff: Option<Id>,
    pub reason: Reason,
}

/// One case of one student, from its opening over every closure and reopening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFacts {
    pub student: Id,
    /// When it was open: until the day of the closure, again from the day it was reopened.
    pub open: Vec<Since>,
    pub members: Vec<Member>,
    /// Codes of categories and when each held.
    pub categories: Vec<(String, Since)>,
    pub tiers: Vec<(Tier, Since)>,
    pub contacts: Vec<Contact>,
    pub excuses: Vec<Excuse>,
}
