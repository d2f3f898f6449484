//! The slow oracle: the matrix of the paper with its departures, read over the raw world. It knows nothing of the
//! policy, of scopes, or of SQL.

use std::sync::OnceLock;

use access::{Action, Kind, Reach, Role};
use kernel::Day;

use super::{Period, School, World, granted};
use crate::matrix::{self, Right};

/// A record as the oracle sees it.
#[derive(Clone, Copy, Debug)]
pub struct Record {
    /// Which of the two schools.
    pub school: usize,
    pub pupil: usize,
    pub author: Option<usize>,
    /// Whether the person who asks is a named reader.
    pub named: bool,
}

/// What a person holds on the day, as one would read it off the wall.
pub struct Person<'w> {
    world: &'w World,
    school: usize,
    staff: usize,
    held: Vec<(Role, Option<i64>, Option<usize>)>,
    served: Vec<usize>,
}

fn holds(during: Period, day: Day) -> bool {
    during.from <= day && day <= during.until
}

/// The class of a pupil on a day.
pub fn class(school: &School, pupil: usize, day: Day) -> Option<usize> {
    school.enrollments.iter().find(|e| e.pupil == pupil && holds(e.during, day)).map(|e| e.class)
}

impl<'w> Person<'w> {
    pub fn new(world: &'w World, school: usize, staff: usize) -> Self {
        let here = &world.schools[school];
        let mut person = Self { world, school, staff, held: Vec::new(), served: Vec::new() };
        for row in here.roles.iter().filter(|row| row.staff == staff && holds(row.during, world.today)) {
            let fits = match row.role {
                "homeroom" | "deputy" | "subject-teacher" => row.class.is_some(),
                "grade-leader" => row.grade.is_some() && row.class.is_none(),
                _ => row.grade.is_none() && row.class.is_none(),
            };
            if let (Some(role), true) = (granted(row.role), fits) {
                person.held.push((role, row.grade, row.class));
            }
        }
        for case in &here.cases {
            let shut =
                case.closures.iter().any(|(closed, again)| *closed <= world.today && world.today < *again);
            let member =
                case.members.iter().any(|(who, during)| *who == staff && holds(*during, world.today));
            if case.opened <= world.today && !shut && member {
                person.served.push(case.pupil);
            }
        }
        if !person.served.is_empty() {
            person.held.push((Role::Mentor, None, None));
        }
        // One who keeps the system holds nothing else and serves nobody; who does both may do neither.
        let keeps = |(role, ..): &(Role, Option<i64>, Option<usize>)| *role == Role::Administrator;
        if person.held.iter().any(keeps) && !person.held.iter().all(keeps) {
            person.held.clear();
            person.served.clear();
        }
        person
    }

    /// Whether the paper, with its departures, gives it.
    pub fn may(&self, kind: Kind, action: Action, record: &Record) -> bool {
        if record.school != self.school {
            return false;
        }
        let note = match kind {
            Kind::Sealed => Some(Kind::Note),
            Kind::SealedVisit => Some(Kind::HomeVisit),
            _ => None,
        };
        if note.is_some_and(|note| !self.may(note, Action::Read, record)) {
            return false;
        }
        let here = &self.world.schools[self.school];
        let class = class(here, record.pupil, self.world.today);
        self.held.iter().any(|(role, grade, of)| {
            let Some(right) = cell(kind, *role, action) else { return false };
            let mine = record.author == Some(self.staff);
            let reached = match right.within {
                Reach::School => true,
                Reach::Grade => class.is_some_and(|class| Some(here.classes[class]) == *grade),
                Reach::Class => class.is_some() && class == *of,
                Reach::Assigned => self.served.contains(&record.pupil),
                Reach::Named => record.named,
            };
            reached && (mine || !right.own)
        })
    }
}

/// The cell of the matrix, looked up once.
fn cell(kind: Kind, role: Role, action: Action) -> Option<Right> {
    static TABLE: OnceLock<Vec<Option<Right>>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let all = Kind::ALL.iter().flat_map(|kind| Role::ALL.iter().map(move |role| (*kind, *role)));
        all.flat_map(|(kind, role)| Action::ALL.iter().map(move |action| (kind, role, *action)))
            .map(|(kind, role, action)| matrix::right(matrix::here(kind, matrix::column(role)), action))
            .collect()
    });
    let place = (kind as usize * Role::ALL.len() + role as usize) * Action::ALL.len() + action as usize;
    table[place]
}
