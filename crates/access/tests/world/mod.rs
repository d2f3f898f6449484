//! Random small worlds: two schools whose ids are the same on purpose, and dates that crowd around today.

pub mod compare;
pub mod faults;
pub mod oracle;
pub mod rows;

use access::Role;
use kernel::clock::days_after;
use kernel::{Chance, Day, FOREVER};

/// Two schools on one day.
pub struct World {
    pub today: Day,
    pub schools: [School; 2],
}

/// A period, both days included.
#[derive(Clone, Copy)]
pub struct Period {
    pub from: Day,
    pub until: Day,
}

/// A school; everybody is a number within it.
pub struct School {
    pub id: i64,
    /// The grade of each class.
    pub classes: Vec<i64>,
    pub pupils: usize,
    pub staff: usize,
    pub enrollments: Vec<Enrollment>,
    pub roles: Vec<RoleRow>,
    pub cases: Vec<Case>,
    pub notes: Vec<Note>,
}

pub struct Enrollment {
    pub pupil: usize,
    pub class: usize,
    pub during: Period,
}

/// As it stands in the table: also rows that should never have come in.
pub struct RoleRow {
    pub staff: usize,
    pub role: &'static str,
    pub grade: Option<i64>,
    pub class: Option<usize>,
    pub during: Period,
}

pub struct Case {
    pub pupil: usize,
    pub opened: Day,
    /// Closed on, reopened on.
    pub closures: Vec<(Day, Day)>,
    pub members: Vec<(usize, Period)>,
}

pub struct Note {
    pub author: usize,
    pub pupils: Vec<usize>,
    pub readers: Vec<usize>,
}

/// The words a table of roles may hold: three are never granted.
const WORDS: [&str; 14] = [
    "homeroom",
    "homeroom",
    "deputy",
    "subject-teacher",
    "subject-teacher",
    "grade-leader",
    "moral-education",
    "psychologist",
    "principal",
    "registrar",
    "aid-officer",
    "mentor",
    "home",
    "janitor",
];

/// Makes one world from a seed.
pub struct Maker {
    chance: Chance,
    today: Day,
}

impl Maker {
    pub fn world(seed: u64) -> World {
        let chance = Chance::seeded(seed);
        let today = days_after(jiff::civil::date(2026, 9, 1), chance.below(300).cast_signed());
        let maker = Self { chance, today };
        let first = seed.cast_signed() * 2 + 1;
        // 6 + 3 classes of 3 grades, 20 + 10 pupils, 8 + 4 staff, 140 + 60 notes.
        let schools = [maker.school(first, [6, 20, 8, 140]), maker.school(first + 1, [3, 10, 4, 60])];
        World { today, schools }
    }

    fn below(&self, bound: usize) -> usize {
        self.chance.below(bound as u64) as usize
    }

    fn one_in(&self, many: usize) -> bool {
        self.below(many) == 0
    }

    /// A day near today, where mistakes are made, or far from it.
    fn day(&self) -> Day {
        let days = [-300, -40, -2, -1, -1, 0, 0, 1, 1, 2, 60];
        days_after(self.today, days[self.below(days.len())])
    }

    fn period(&self) -> Period {
        let from = if self.one_in(2) { days_after(self.today, -90) } else { self.day() };
        let until = if self.one_in(2) { FOREVER } else { self.day() };
        Period { from, until: until.max(from) }
    }

    fn school(&self, id: i64, [classes, pupils, staff, notes]: [usize; 4]) -> School {
        let mut school = School {
            id,
            classes: (0..classes).map(|class| 7 + (class % 3) as i64).collect(),
            pupils,
            staff,
            enrollments: Vec::new(),
            roles: Vec::new(),
            cases: Vec::new(),
            notes: Vec::new(),
        };
        for pupil in 0..pupils {
            self.enrol(&mut school, pupil);
        }
        for member in 0..staff {
            for _ in 0..=self.below(3) {
                let row = self.role(&school, member);
                school.roles.push(row);
            }
        }
        school.cases = (0..pupils / 2).map(|_| self.case(&school)).collect();
        school.notes = (0..notes).map(|_| self.note(&school)).collect();
        school
    }

    /// A chain of classes, one after the other, maybe with an end, maybe not begun, maybe with a gap.
    fn enrol(&self, school: &mut School, pupil: usize) {
        let mut from = if self.one_in(8) { self.day() } else { days_after(self.today, -301) };
        for _ in 0..=self.below(3) {
            let last = self.one_in(2);
            let until = if last && !self.one_in(4) { FOREVER } else { self.day() };
            if until < from {
                continue;
            }
            let class = self.below(school.classes.len());
            school.enrollments.push(Enrollment { pupil, class, during: Period { from, until } });
            if until == FOREVER {
                return;
            }
            from = days_after(until, 1 + i64::from(self.one_in(4)));
        }
    }

    fn role(&self, school: &School, staff: usize) -> RoleRow {
        let role = if self.one_in(20) { "administrator" } else { WORDS[self.below(WORDS.len())] };
        let class = Some(self.below(school.classes.len()));
        let grade = Some(7 + self.below(3) as i64);
        let (grade, class) = match role {
            // Now and then a row that no form would let in.
            _ if self.one_in(15) => (None, None),
            _ if self.one_in(15) => (grade, None),
            "homeroom" | "deputy" | "subject-teacher" => (None, class),
            "grade-leader" => (grade, None),
            _ => (None, None),
        };
        RoleRow { staff, role, grade, class, during: self.period() }
    }

    fn case(&self, school: &School) -> Case {
        let opened = if self.one_in(4) { self.day() } else { days_after(self.today, -80) };
        let closures = (0..self.below(3)).map(|_| {
            let closed = self.day().max(opened);
            let reopened = if self.one_in(2) { FOREVER } else { self.day().max(closed) };
            (closed, reopened)
        });
        let closures = closures.collect();
        let members = (0..1 + self.below(3)).map(|_| (self.below(school.staff), self.period())).collect();
        Case { pupil: self.below(school.pupils), opened, closures, members }
    }

    fn note(&self, school: &School) -> Note {
        let mut pupils = vec![self.below(school.pupils)];
        if self.one_in(6) {
            pupils.push((pupils[0] + 1) % school.pupils);
        }
        let mut readers = Vec::new();
        if self.one_in(3) {
            readers.push(self.below(school.staff));
            readers.push((readers[0] + 1) % school.staff);
        }
        Note { author: self.below(school.staff), pupils, readers }
    }
}

/// A role by its word in the table; `mentor` and `home` are never granted.
pub fn granted(word: &str) -> Option<Role> {
    let is_granted = |role: &Role| ![Role::Mentor, Role::Home].contains(role);
    Role::ALL.iter().copied().find(|role| role.key() == word && is_granted(role))
}
