//! The policy, compiled to an answer for one record, and to words.

use kernel::{ClassId, SchoolId, StaffId, StudentId};

use crate::actor::{Actor, Held, HeldFor, Role};
use crate::kind::{Action, Kind};
use crate::policy::{POLICY, Reach, Rule};

/// What a decision needs to know of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Whose record.
    pub school: SchoolId,
    /// About which child; `None` for records of the school itself.
    pub student: Option<StudentId>,
    /// The child's class today.
    pub class: Option<ClassId>,
    /// The child's grade today.
    pub grade: Option<i64>,
    /// Who wrote it.
    pub author: Option<StaffId>,
    /// Whether the asking person is a named reader of a sealed part.
    pub named: bool,
}

impl Facts {
    /// A record of the school that is about no child.
    #[must_use]
    pub fn school(school: SchoolId) -> Self {
        Self { school, student: None, class: None, grade: None, author: None, named: false }
    }

    /// The same child, a record by this author.
    #[must_use]
    pub fn by(self, author: StaffId) -> Self {
        Self { author: Some(author), ..self }
    }

    /// The same record, with the asking person named or not.
    #[must_use]
    pub fn named(self, named: bool) -> Self {
        Self { named, ..self }
    }
}

/// Why something is allowed: a role and its reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The role that gives the right.
    pub role: Role,
    /// How far it goes.
    pub within: Reach,
    /// Whether it goes no further than what the person wrote.
    pub own: bool,
}

impl Reason {
    /// The reason in the log: `homeroom/class`, `subject-teacher/own-in-class`.
    #[must_use]
    pub fn text(self) -> String {
        format!("{}/{}{}", self.role.key(), if self.own { "own-in-" } else { "" }, self.within.key())
    }
}

/// The first line of the policy that allows it, or `None`: refused.
#[must_use]
pub fn decide(actor: &Actor, action: Action, kind: Kind, facts: &Facts) -> Option<Reason> {
    if actor.school != facts.school {
        return None;
    }
    if let Some(needed) = kind.needs() {
        decide(actor, Action::Read, needed, facts)?;
    }
    POLICY.iter().filter(|rule| rule.may.contains(&action) && rule.with.contains(&kind)).find_map(|rule| {
        let held = actor.roles.iter().filter(|held| rule.who.contains(&held.role));
        held.filter(|held| reaches(actor, held, rule, facts)).map(|held| rule.reason(held.role)).next()
    })
}

impl Rule {
    fn reason(&self, role: Role) -> Reason {
        Reason { role, within: self.within, own: self.own }
    }
}

fn reaches(actor: &Actor, held: &Held, rule: &Rule, facts: &Facts) -> bool {
    if rule.own && (actor.staff.is_none() || facts.author != actor.staff) {
        return false;
    }
    match rule.within {
        Reach::School => held.held_for == HeldFor::School,
        Reach::Grade => matches!(held.held_for, HeldFor::Grade(grade) if facts.grade == Some(grade)),
        Reach::Class => matches!(held.held_for, HeldFor::Class(class) if facts.class == Some(class)),
        Reach::Assigned => facts.student.is_some_and(|student| actor.serves(student)),
        Reach::Named => facts.named,
    }
}

/// The proof that somebody may do something with records of a kind about one child (or of the school).
/// Only [`permit`] makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permit {
    school: SchoolId,
    staff: Option<StaffId>,
    student: Option<StudentId>,
    action: Action,
    kind: Kind,
    reason: Reason,
}

impl Permit {
    /// The school.
    #[must_use]
    pub fn school(&self) -> SchoolId {
        self.school
    }
    /// Who.
    #[must_use]
    pub fn staff(&self) -> Option<StaffId> {
        self.staff
    }
    /// About whom.
    #[must_use]
    pub fn student(&self) -> Option<StudentId> {
        self.student
    }
    /// What.
    #[must_use]
    pub fn action(&self) -> Action {
        self.action
    }
    /// With what.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }
    /// Why.
    #[must_use]
    pub fn reason(&self) -> Reason {
        self.reason
    }
}

/// Asks the policy; the permit is what stores and pages want to see.
#[must_use]
pub fn permit(actor: &Actor, action: Action, kind: Kind, facts: &Facts) -> Option<Permit> {
    let reason = decide(actor, action, kind, facts)?;
    Some(Permit { school: actor.school, staff: actor.staff, student: facts.student, action, kind, reason })
}

/// The answer in words: why it is allowed, or who else may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Explained {
    /// Allowed, for this reason.
    Because(Reason),
    /// Refused; these roles, with this reach, could.
    OnlyFor(Vec<Reason>),
}

/// Why, or why not: the lines of the policy that speak of it.
#[must_use]
pub fn explain(actor: &Actor, action: Action, kind: Kind, facts: &Facts) -> Explained {
    if let Some(reason) = decide(actor, action, kind, facts) {
        return Explained::Because(reason);
    }
    let lines = POLICY.iter().filter(|rule| rule.may.contains(&action) && rule.with.contains(&kind));
    let mut others = Vec::new();
    for rule in lines {
        for role in rule.who {
            let reason = rule.reason(*role);
            if !others.contains(&reason) {
                others.push(reason);
            }
        }
    }
    Explained::OnlyFor(others)
}
