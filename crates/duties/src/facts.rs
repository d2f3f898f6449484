//! What the clock is told about one case: dated facts from casework, nothing computed.

pub mod store;

use crate::Id;
use crate::contact::Contact;
use crate::days::{Days, Since};
use crate::rule::{Tier, coded};
use crate::runs::{Run, meet, union, without};

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

/// Somebody who stands in for a colleague (代班): what the one owes in these days, the other owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StandIn {
    pub away: Id,
    pub stand_in: Id,
    pub during: Since,
}

/// The parts as they are borne when these people stand in: on the days of a stand-in the part passes to whoever
/// stands in, on all others it stays. Who stands in for somebody who stands in is asked once only.
#[must_use]
pub fn borne(members: &[Member], stand_ins: &[StandIn]) -> Vec<Member> {
    let mut borne = Vec::with_capacity(members.len());
    for member in members {
        let own = stand_ins.iter().filter(|one| one.away == member.staff);
        let away = union(own.clone().map(|one| Run::from(one.during)));
        let held = [Run::from(member.during)];
        borne.extend(without(&held, &away).into_iter().map(|run| Member { during: run.into(), ..*member }));
        for one in own {
            let overlap = meet(&held, &[Run::from(one.during)]);
            borne.extend(overlap.into_iter().map(|run| Member {
                staff: one.stand_in,
                during: run.into(),
                ..*member
            }));
        }
    }
    borne
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
