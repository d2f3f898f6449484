//! Compliance out of the records, within what the reader may see.

use std::collections::{BTreeMap, HashMap};

use access::{Action, Facts, Kind, decide, scope};
use db::Conn;
use kernel::{ClassId, StaffId, StudentId};
use web::{Cx, Failure};

use super::{CaseTally, Tally, by_group, by_person};
use crate::Id;
use crate::clock::Bearer;
use crate::days::Days;
use crate::facts::store::{self, Picked};
use crate::setting::Setting;

/// A month that began before the range is judged as a whole, so its notes are read as well.
const BEFORE: i64 = 31;

/// Which children a report is about, inside what the reader may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// All of them.
    All,
    /// Those now in a class.
    Class(ClassId),
    /// Those now in a grade.
    Grade(i64),
    /// One child.
    Student(StudentId),
}

/// One case with its figures.
#[derive(Clone, Debug)]
pub struct Counted {
    /// The case and its child.
    pub picked: Picked,
    /// What was owed and kept.
    pub tally: CaseTally,
}

/// What was owed and kept in a range of days.
#[derive(Clone, Debug)]
pub struct Report {
    /// The days asked for.
    pub range: Days,
    /// Every case that was open in them, by class and name.
    pub cases: Vec<Counted>,
    /// The same week by week: the periods that ended in each, the oldest week first.
    pub weeks: Vec<(Days, Tally)>,
    /// The same by class: grade, number and id; children who have left stand under `None`.
    pub class_weeks: Vec<(Days, BTreeMap<Place, Tally>)>,
}

/// A class by grade, number and id; none for children who have left.
pub type Place = Option<(i64, i64, ClassId)>;

/// Counts again, from the records, what was owed and kept in these days, of the children with whom the reader may do
/// this: look at their duties, or take them out. Whoever sees a child only because he or she serves in its case gets the
/// own figures alone; class, grade and school see everybody's.
///
/// # Errors
/// Those of the database.
pub async fn of(
    conn: &mut Conn,
    cx: &Cx,
    action: Action,
    (within, range): (Within, Days),
) -> Result<Report, Failure> {
    let scope = scope(&cx.actor, action, Kind::Duty);
    let setting = Setting::load(conn, cx.school(), range, cx.today()).await?;
    let Some(clock) = setting.clock(cx.today()).filter(|_| !scope.is_empty()) else {
        return Ok(Report { range, cases: Vec::new(), weeks: Vec::new(), class_weeks: Vec::new() });
    };
    let mut picked = store::in_days(conn, &scope, cx.today(), range).await?;
    picked.retain(|case| match within {
        Within::All => true,
        Within::Class(class) => case.class == Some(class),
        Within::Grade(grade) => case.grade == Some(grade),
        Within::Student(student) => case.student == student,
    });
    let notes = Days::new(kernel::clock::days_after(range.first, -BEFORE), cx.today());
    let facts = store::load(conn, cx.school(), &picked, notes).await?;
    let mine = cx.actor.staff.map(|staff| Bearer::Staff(staff.bytes()));
    let all: Vec<bool> = picked.iter().map(|picked| sees_colleagues(cx, action, picked)).collect();
    let tallies = |days: Days| -> Vec<CaseTally> {
        let counted = facts.iter().map(|facts| clock.tally(facts, days)).zip(&all);
        counted.map(|(tally, all)| if *all { tally } else { tally.only(mine) }).collect()
    };
    let (mut weeks, mut class_weeks) = (Vec::new(), Vec::new());
    for week in clock.weeks(range) {
        let tallies = tallies(week);
        weeks.push((week, together(&tallies)));
        class_weeks.push((week, grouped(picked.iter(), &tallies, place)));
    }
    let cases = picked.into_iter().zip(tallies(range));
    let cases = cases.map(|(picked, tally)| Counted { picked, tally }).collect();
    Ok(Report { range, cases, weeks, class_weeks })
}

fn together(tallies: &[CaseTally]) -> Tally {
    by_group(tallies, |_| ()).remove(&()).unwrap_or_default()
}

/// Whether the right to this child's duties comes from more than serving in its case.
fn sees_colleagues(cx: &Cx, action: Action, picked: &Picked) -> bool {
    let mut standing = cx.actor.clone();
    standing.assigned.clear();
    let facts: Facts = picked.facts(cx.school());
    decide(&standing, action, Kind::Duty, &facts).is_some()
}

impl Report {
    /// All of it together.
    #[must_use]
    pub fn total(&self) -> Tally {
        self.grouped(|_| ()).remove(&()).unwrap_or_default()
    }

    /// By class.
    #[must_use]
    pub fn by_class(&self) -> BTreeMap<Place, Tally> {
        self.grouped(place)
    }

    /// By grade.
    #[must_use]
    pub fn by_grade(&self) -> BTreeMap<Option<i64>, Tally> {
        self.grouped(|case| case.grade)
    }

    /// By person.
    #[must_use]
    pub fn by_person(&self) -> BTreeMap<Id, Tally> {
        by_person(&self.tallies())
    }

    /// The children for whom something was owed, each with the figures of everybody, or of one person.
    #[must_use]
    pub fn by_child(&self, of: Option<StaffId>) -> Vec<(&Picked, Tally)> {
        let mut places: HashMap<StudentId, usize> = HashMap::new();
        let mut children: Vec<(&Picked, Tally)> = Vec::new();
        for Counted { picked, tally } in &self.cases {
            let one = std::slice::from_ref(tally);
            let figures = match of {
                Some(staff) => by_person(one).remove(&staff.bytes()),
                None => by_group(one, |_| ()).remove(&()),
            };
            let Some(figures) = figures.filter(|figures| figures.owed + figures.excused > 0) else {
                continue;
            };
            match places.get(&picked.student).and_then(|at| children.get_mut(*at)) {
                Some((_, known)) => known.merge(&figures),
                None => {
                    places.insert(picked.student, children.len());
                    children.push((picked, figures));
                }
            }
        }
        children
    }

    fn tallies(&self) -> Vec<CaseTally> {
        self.cases.iter().map(|case| case.tally.clone()).collect()
    }

    fn grouped<K: Ord>(&self, key: impl Fn(&Picked) -> K) -> BTreeMap<K, Tally> {
        grouped(self.cases.iter().map(|case| &case.picked), &self.tallies(), key)
    }
}

fn place(picked: &Picked) -> Place {
    Some((picked.grade?, picked.number?, picked.class?))
}

fn grouped<'p, K: Ord>(
    picked: impl Iterator<Item = &'p Picked>,
    tallies: &[CaseTally],
    key: impl Fn(&Picked) -> K,
) -> BTreeMap<K, Tally> {
    let places: HashMap<Id, &Picked> = picked.map(|picked| (picked.student.bytes(), picked)).collect();
    let mut groups: BTreeMap<K, Tally> = BTreeMap::new();
    for (student, tally) in by_group(tallies, |case| case.student) {
        if let Some(picked) = places.get(&student) {
            groups.entry(key(picked)).or_default().merge(&tally);
        }
    }
    groups
}
