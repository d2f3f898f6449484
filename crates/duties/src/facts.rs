//! What the clock is told about one case: dated facts from casework, nothing computed.

pub mod store;

use crate::Id;
use crate::contact::Contact;
use crate::days::{Days, Since};
use crate::rule::{Tier, coded};

/// A person's part around a case (K3). The codes are those of the table `member`; the homeroom teacher
/// comes from the roles held for the child's class and is in the team only as a member, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    Responsible,
    Mentor,
    Psychologist,
    SubjectTeacher,
    Leader,
    Member,
    Homeroom,
}

coded!(Part {
    Responsible => "responsible", "terms-part-responsible";
    Mentor => "mentor", "terms-part-mentor";
    Psychologist => "psychologist", "terms-part-psychologist";
    SubjectTeacher => "subject_teacher", "terms-part-subject-teacher";
    Leader => "leader", "terms-part-leader";
    Member => "member", "terms-part-member";
    Homeroom => "homeroom", "duties-who-homeroom";
});

impl Part {
    /// Those in the team owe what "each member" owes.
    #[must_use]
    pub fn is_in_team(self) -> bool {
        self != Self::Homeroom
    }
}

/// One person's part in the team for a time. A substitute is a member with the part they
/// stand in for, for as long as they do; who left has an `until`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Member {
    pub staff: Id,
    pub part: Part,
    pub during: Since,
}

/// Why a clock stands still. The words behind it stay with the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    Sick,
    Leave,
    StaffLeave,
    BoardingHome,
    SchoolEvent,
    Other,
}

coded!(Reason {
    Sick => "sick", "terms-excuse-sick";
    Leave => "leave", "terms-excuse-leave";
    StaffLeave => "staff_leave", "terms-excuse-staff-leave";
    BoardingHome => "boarding_home", "terms-excuse-boarding-home";
    SchoolEvent => "school_event", "terms-excuse-school-event";
    Other => "other", "terms-excuse-other";
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
