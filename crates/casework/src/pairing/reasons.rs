//! What speaks for a pair: the reasons of the published objective, from facts that the reader may know.

use std::collections::HashMap;

use access::{Action, Facts, Kind, Permit};
use db::Conn;
use kernel::{ClassId, StaffId, StudentId, clock::days_after};
use web::{Cx, Failure};

use super::solving;
use super::store::{self, Alone};

/// How far back talks and marks count, in days.
const YEAR: i64 = 365;

/// Below this share of the full marks a subject is hard, in percent.
const HARD: i64 = 60;

/// Why a pair: the message `pairing-why-…` with its points and a number in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Why {
    pub key: &'static str,
    pub points: i64,
    pub times: i64,
}

/// What is known of the grown-ups and the children.
pub(super) struct Known {
    staff: HashMap<StaffId, (Option<String>, Option<String>)>,
    classes: HashMap<StaffId, Vec<(ClassId, i64)>>,
    talks: HashMap<(StudentId, StaffId), i64>,
    before: Vec<(StudentId, StaffId)>,
    hard: HashMap<StudentId, String>,
}

/// Gathers what the reasons ask for. Talks, visits and marks count only for children of whom the reader may know them.
///
/// # Errors
/// Those of the database.
pub(super) async fn known(conn: &mut Conn, cx: &Cx, alone: &[Alone]) -> Result<Known, Failure> {
    let (school, today) = (cx.school(), cx.today());
    let since = days_after(today, -YEAR);
    let of = |kind| -> Vec<StudentId> {
        alone.iter().filter(|one| may(cx, kind, one).is_some()).map(|one| one.student).collect()
    };
    let mut classes: HashMap<StaffId, Vec<(ClassId, i64)>> = HashMap::new();
    for (who, class, grade) in store::teaching(conn, school, today).await? {
        classes.entry(who).or_default().push((class, grade));
    }
    let mut talks: HashMap<(StudentId, StaffId), i64> = HashMap::new();
    for (kind, kinds) in [(Kind::Note, store::TALKS), (Kind::HomeVisit, store::VISITS)] {
        for (child, who, count) in store::talks(conn, (school, since), kinds, &of(kind)).await? {
            *talks.entry((child, who)).or_default() += count;
        }
    }
    let staff = store::staff(conn, school).await?;
    Ok(Known {
        staff: staff.into_iter().map(|(who, subject, sex)| (who, (subject, sex))).collect(),
        classes,
        talks,
        before: store::mentors_before(conn, (school, today), &of(Kind::Case)).await?,
        hard: hard(store::marks(conn, (school, since), &of(Kind::Marks)).await?),
    })
}

/// The subject in which each child had the least of the full marks, where it was little.
fn hard(marks: Vec<(StudentId, String, i64, i64)>) -> HashMap<StudentId, String> {
    let mut hard: HashMap<StudentId, (i64, String)> = HashMap::new();
    for (child, subject, score, full) in marks {
        let share = score.saturating_mul(100).checked_div(full).unwrap_or(100);
        if share < HARD && hard.get(&child).is_none_or(|(least, _)| share < *least) {
            hard.insert(child, (share, subject));
        }
    }
    hard.into_iter().map(|(child, (_, subject))| (child, subject)).collect()
}

/// The permit to list such records of a child.
pub(super) fn may(cx: &Cx, kind: Kind, at: &Alone) -> Option<Permit> {
    let (class, grade) = (at.class, at.grade);
    let facts =
        Facts { school: cx.school(), student: Some(at.student), class, grade, author: None, named: false };
    access::permit(&cx.actor, Action::List, kind, &facts)
}

impl Known {
    /// What speaks for a pair; none when it cannot be: the mentor is another grown-up than who answers for the case
    /// and than the psychologist in it.
    pub(super) fn reasons(&self, child: &Alone, who: StaffId) -> Option<Vec<Why>> {
        if child.responsible == Some(who) || child.psychologist == Some(who) {
            return None;
        }
        let talks = self.talks.get(&(child.student, who)).copied().unwrap_or(0);
        let all = [
            (child.wish == Some(who), "wish", solving::WISH),
            (talks > 0, "talked", solving::TALKED.saturating_mul(talks.min(solving::TALKS))),
            (self.before.contains(&(child.student, who)), "before", solving::BEFORE),
            (self.teaches(who, |(class, _)| child.class == Some(class)), "teaches", solving::TEACHES),
            (self.eases(child, who), "subject", solving::SUBJECT),
            (self.is_of_ones_sex(child, who), "sex", solving::SEX),
            (
                child.boards() && self.teaches(who, |(_, grade)| child.grade == Some(grade)),
                "boards",
                solving::BOARDS,
            ),
        ];
        let why = |(_, key, points)| Why { key, points, times: if key == "talked" { talks } else { 0 } };
        Some(all.into_iter().filter(|(holds, ..)| *holds).map(why).collect())
    }

    fn teaches(&self, who: StaffId, is: impl Fn((ClassId, i64)) -> bool) -> bool {
        self.classes.get(&who).is_some_and(|all| all.iter().any(|one| is(*one)))
    }

    fn eases(&self, child: &Alone, who: StaffId) -> bool {
        let subject = self.staff.get(&who).and_then(|(subject, _)| subject.as_ref());
        subject.is_some() && self.hard.get(&child.student) == subject
    }

    fn is_of_ones_sex(&self, child: &Alone, who: StaffId) -> bool {
        let matters = child.boards() || child.grade.is_some_and(|grade| grade >= solving::SEX_FROM);
        let sex = self.staff.get(&who).and_then(|(_, sex)| sex.as_deref());
        matters && sex == Some(child.sex.as_str())
    }
}
