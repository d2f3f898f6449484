//! The policy. This page is all of it: what no line grants is refused.
//!
//! Source: the matrix of the trust paper (3.4), with the roles that hold rights today. A line reads: these people
//! may do this with such records of children within this reach.

use crate::actor::Role::{self, *};
use crate::kind::Action::{self, *};
use crate::kind::Kind::{self, *};

/// How far a right goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// Children now in a class for which the role is held.
    Class,
    /// Children now in the grade for which the role is held.
    Grade,
    /// All of the school.
    School,
    /// Children in whose open case the person now serves; at home, the one child of the slip.
    Assigned,
    /// Sealed parts whose named reader the person is.
    Named,
}

impl Reach {
    /// The word in message keys and goldens.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::Grade => "grade",
            Self::School => "school",
            Self::Assigned => "assigned",
            Self::Named => "named",
        }
    }
}

/// One line.
#[derive(Debug)]
pub struct Rule {
    /// Who.
    pub who: &'static [Role],
    /// May do what.
    pub may: &'static [Action],
    /// With which records.
    pub with: &'static [Kind],
    /// How far.
    pub within: Reach,
    /// Whether only what the person wrote, within that reach.
    pub own: bool,
}

impl Rule {
    /// Narrowed to what the person wrote.
    const fn own(self) -> Self {
        Self { own: true, ..self }
    }
}

const fn line(who: &'static [Role], may: &'static [Action], with: &'static [Kind], within: Reach) -> Rule {
    Rule { who, may, with, within, own: false }
}

/// The lines.
pub const POLICY: &[Rule] = &[
    // Those who stand before the class every day.
    line(&[Homeroom, Deputy], &[List, Read, Export], &[Roster, Marks, Census, Duty], Reach::Class),
    line(&[Homeroom, Deputy], &[Read, Reveal, Amend, Export], &[Identity, Family], Reach::Class),
    line(&[Homeroom, Deputy], &[Read], &[History], Reach::Class),
    line(
        &[Homeroom, Deputy],
        &[List, Read, Create, Amend, Export],
        &[Census, Finding, Remark, Checklist, Case, Note, HomeVisit, Duty],
        Reach::Class,
    ),
    line(
        &[Homeroom, Deputy],
        &[List, Read, Create, Amend],
        &[AidFinding, HealthFinding, Health],
        Reach::Class,
    ),
    line(&[Homeroom, Deputy], &[Create], &[PsyFinding], Reach::Class),
    line(&[Homeroom, Deputy], &[List, Read, Create, Amend, Export], &[Paper], Reach::Class),
    line(&[SubjectTeacher], &[List, Read], &[Roster], Reach::Class),
    line(&[SubjectTeacher], &[Read], &[Marks], Reach::Class),
    line(&[SubjectTeacher], &[Create], &[Note, Remark], Reach::Class),
    line(&[SubjectTeacher], &[List, Read, Amend], &[Note, Remark], Reach::Class).own(),
    // Those who serve in a child's open case.
    line(&[Mentor], &[List, Read], &[Roster, Marks, Census], Reach::Assigned),
    line(&[Mentor], &[Read], &[Identity, Family, Finding], Reach::Assigned),
    line(
        &[Mentor],
        &[List, Read, Create, Amend],
        &[Remark, Checklist, Case, Note, HomeVisit, Duty],
        Reach::Assigned,
    ),
    // Those who answer for a grade or the school.
    line(
        &[GradeLeader],
        &[List, Read, Export],
        &[Roster, Marks, Census, Finding, Remark, Checklist, Case, Note, HomeVisit, Duty, Paper],
        Reach::Grade,
    ),
    line(&[GradeLeader], &[Read], &[Identity, Family, History], Reach::Grade),
    line(&[GradeLeader], &[Create, Amend], &[Case, Duty], Reach::Grade),
    line(&[GradeLeader], &[Create], &[Approval], Reach::Grade),
    line(&[GradeLeader], &[Create], &[Note], Reach::Grade),
    line(&[GradeLeader], &[Amend], &[Note], Reach::Grade).own(),
    line(
        &[MoralEducation, Principal],
        &[List, Read, Export],
        &[Roster, Marks, Census, Finding, Remark, Checklist, Case, Note, HomeVisit, Duty, Paper],
        Reach::School,
    ),
    line(&[MoralEducation, Principal], &[Read], &[Identity, Family, History], Reach::School),
    line(
        &[MoralEducation],
        &[Create, Amend],
        &[Census, Finding, Case, Duty, Remark, Checklist, Paper],
        Reach::School,
    ),
    line(&[MoralEducation, Principal], &[Create], &[Approval], Reach::School),
    line(&[MoralEducation], &[Create], &[Note, HomeVisit], Reach::School),
    line(&[MoralEducation], &[Amend], &[Note, HomeVisit], Reach::School).own(),
    line(&[GradeLeader], &[Create], &[Paper], Reach::Grade),
    line(&[GradeLeader], &[Amend], &[Paper], Reach::Grade).own(),
    line(&[Principal], &[Create], &[Paper], Reach::School),
    line(&[Principal], &[Amend], &[Paper], Reach::School).own(),
    line(&[MoralEducation, Principal], &[List, Read], &[Staff, Rules], Reach::School),
    line(&[MoralEducation], &[Create, Amend], &[Rules], Reach::School),
    line(&[Principal], &[Amend], &[Case], Reach::School),
    line(&[Principal], &[List, Read], &[AidFinding], Reach::School),
    line(&[Psychologist], &[List, Read], &[Roster, Case, Note, Finding, Remark, Checklist], Reach::School),
    line(&[Psychologist], &[Read], &[Identity, Family], Reach::School),
    line(&[Psychologist], &[List, Read, Create, Amend], &[PsyFinding], Reach::School),
    line(&[Psychologist], &[List, Read, Create, Amend, Export], &[PsyPaper], Reach::School),
    line(&[Psychologist], &[Create, Amend], &[Remark, Checklist, Case], Reach::School),
    line(&[Psychologist], &[Create], &[Note], Reach::School),
    line(&[Psychologist], &[Amend], &[Note], Reach::School).own(),
    line(&[Psychologist], &[Read], &[Marks, Health], Reach::Assigned),
    // What was sealed: the named readers alone, and only while they may read the note.
    line(
        &[Homeroom, Deputy, Mentor, GradeLeader, MoralEducation, Psychologist, Principal],
        &[Read],
        &[Sealed, SealedVisit],
        Reach::Named,
    ),
    line(
        &[Homeroom, Deputy, Mentor, GradeLeader, MoralEducation, Psychologist, Principal],
        &[Create],
        &[Sealed, SealedVisit],
        Reach::Named,
    ),
    // Those who keep the rolls and the aid.
    line(
        &[Registrar],
        &[List, Read, Create, Amend, Export],
        &[Roster, Identity, Family, Marks],
        Reach::School,
    ),
    line(&[Registrar], &[Reveal], &[Identity, Family], Reach::School),
    line(&[Registrar], &[List, Read, Create, Amend], &[Import], Reach::School),
    line(&[Registrar], &[List, Read], &[Staff, Rules], Reach::School),
    line(&[AidOfficer], &[List, Read], &[Roster], Reach::School),
    line(&[AidOfficer], &[Read, Reveal], &[Identity, Family], Reach::School),
    line(&[AidOfficer], &[List, Read, Create, Amend, Export], &[AidFinding], Reach::School),
    // Whoever holds a child's slip ticks that child's daily list, and has no list of children and nothing else.
    line(&[Home], &[Read, Amend], &[Checklist], Reach::Assigned),
    // Those who keep the system see no child.
    line(&[Administrator], &[List, Read, Create, Amend], &[Staff, Rules], Reach::School),
];
