//! Cases as dated facts, and what can be said of them on any day. Pure, save for the loading.

use std::collections::{BTreeMap, HashMap};

use access::Action;
use casework::case::{CloseReason, Tier};
use casework::tier::{spans, store as tiers};
use db::Conn;
use kernel::{CaseId, ClassId, Day, StaffId, StudentId};
use web::{Cx, Failure, Look};

use crate::asked::Asked;
use crate::store::{self, AidRow, CaseRow, ChildRow, DangerRow, MemberRow, Reading, SignalRow};

/// A child as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Child {
    /// The id.
    pub id: StudentId,
    /// The name.
    pub name: String,
    /// Today's class.
    pub class: Option<ClassId>,
    /// Today's grade.
    pub grade: Option<i64>,
    /// The class's number in it.
    pub number: Option<i64>,
}

impl Child {
    /// The class in words; empty for a child who has left.
    #[must_use]
    pub fn place(&self, look: &Look) -> String {
        match (self.grade, self.number) {
            (Some(grade), Some(number)) => look.class_name(&grade, &number),
            _ => String::new(),
        }
    }

    /// What the policy needs to know.
    #[must_use]
    pub fn facts(&self, cx: &Cx) -> access::Facts {
        let (class, grade) = (self.class, self.grade);
        access::Facts { student: Some(self.id), class, grade, ..access::Facts::school(cx.school()) }
    }
}

/// A closure, until it was opened again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// When.
    pub on: Day,
    /// Until when.
    pub until: Day,
    /// Why.
    pub reason: String,
}

/// One case.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its child.
    pub child: Child,
    /// Since when.
    pub opened_on: Day,
    /// When the child left the school.
    pub left_on: Day,
    /// Its closures.
    pub closed: Vec<Closed>,
    /// When the first plan was written.
    pub planned_on: Option<Day>,
    /// When somebody really reached the child or the family, in order, and how.
    pub contacts: Vec<(Day, String)>,
    members: Vec<MemberRow>,
    tiers: Vec<(Tier, Day)>,
}

impl Case {
    /// Open on this day: no closure holds.
    #[must_use]
    pub fn is_open(&self, day: Day) -> bool {
        self.opened_on <= day && !self.closed.iter().any(|closed| closed.on <= day && closed.until > day)
    }

    /// Open on any of these days.
    #[must_use]
    pub fn was_open(&self, from: Day, until: Day) -> bool {
        self.opened_on <= until && !self.closed.iter().any(|closed| closed.on < from && closed.until > until)
    }

    /// The closure that began within these days and holds on the last of them.
    #[must_use]
    pub fn closure(&self, from: Day, until: Day) -> Option<&Closed> {
        self.closed.iter().find(|closed| closed.on >= from && closed.on <= until && closed.until > until)
    }

    /// Who has this part on this day.
    pub fn having<'c>(&'c self, part: &'c str, day: Day) -> impl Iterator<Item = StaffId> + 'c {
        let serves =
            move |member: &&MemberRow| member.part == part && member.from_on <= day && member.until_on >= day;
        self.members.iter().filter(serves).map(|member| member.staff)
    }

    /// Who carries it on this day; none before it was opened.
    #[must_use]
    pub fn tier_on(&self, day: Day) -> Option<Tier> {
        self.tiers.iter().rfind(|(_, from)| *from <= day).map(|(tier, _)| *tier)
    }

    /// Whether the plan was written by this day.
    #[must_use]
    pub fn is_planned(&self, day: Day) -> bool {
        self.planned_on.is_some_and(|on| on <= day)
    }

    /// Whether somebody reached the child or the family within these days.
    #[must_use]
    pub fn reached(&self, from: Day, until: Day) -> bool {
        self.contacts.iter().any(|(on, _)| *on >= from && *on <= until)
    }

    /// Whether the child is still of this school.
    #[must_use]
    pub fn stays(&self, day: Day) -> bool {
        self.left_on > day
    }
}

/// What the figures of a term rest on.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Cases open in the term or the one before, by class and name.
    pub cases: Vec<Case>,
    /// Children with a case whose contact card is whole, and whether the reader may know.
    pub cards: Option<Vec<StudentId>>,
    /// Children of today's classes, and whether the census has looked at them.
    pub roster: Vec<(Child, bool)>,
    /// Signals of the term.
    pub(crate) signals: Vec<SignalRow>,
    /// Notes of the term that spoke of danger.
    pub(crate) dangers: Vec<DangerRow>,
    /// The same in the stretch before.
    pub(crate) dangers_before: Vec<DangerRow>,
    /// Requests for legal aid.
    pub(crate) aid: Vec<AidRow>,
}

/// Reads everything that is asked about, within the rights of the reader.
///
/// # Errors
/// Those of the database.
pub async fn load(conn: &mut Conn, cx: &Cx, asked: &Asked) -> Result<Known, Failure> {
    let reading = |from, until| Reading {
        actor: &cx.actor,
        action: asked.action,
        today: cx.today(),
        days: (from, until),
    };
    let (whole, term) = (reading(asked.since(), asked.on), reading(asked.term.starts_on, asked.on));
    let cases = cases(conn, cx, &whole).await?;
    let may_know_cards = [access::Kind::Family, access::Kind::Identity]
        .iter()
        .all(|kind| !access::scope(&cx.actor, Action::Read, *kind).is_empty());
    let cards = if may_know_cards { Some(store::whole_cards(conn, &term).await?) } else { None };
    let mut signals = store::findings(conn, &term).await?;
    signals.extend(store::nominations(conn, &term).await?);
    let dangers = store::dangers(conn, &term).await?;
    let dangers_before = match asked.before {
        Some((from, until)) => store::dangers(conn, &reading(from, until)).await?,
        None => Vec::new(),
    };
    let roster = store::roster(conn, &term).await?.into_iter().map(child).collect();
    let aid = store::aid(conn, &term).await?;
    let mut known = Known { cases, cards, roster, signals, dangers, dangers_before, aid };
    known.keep(asked);
    Ok(known)
}

/// The grades of the children whom the reader may ask about.
///
/// # Errors
/// Those of the database.
pub async fn grades(conn: &mut Conn, cx: &Cx, asked: &Asked) -> Result<Vec<i64>, Failure> {
    let days = (asked.term.starts_on, asked.on);
    let reading = Reading { actor: &cx.actor, action: asked.action, today: cx.today(), days };
    Ok(store::grades(conn, &reading).await?)
}

fn child(row: ChildRow) -> (Child, bool) {
    let ChildRow { id, name, class, grade, number, looked } = row;
    (Child { id, name, class, grade, number }, looked)
}

impl Known {
    /// Only the grade that is asked about.
    fn keep(&mut self, asked: &Asked) {
        self.cases.retain(|case| asked.holds(case.child.grade));
        self.roster.retain(|(child, _)| asked.holds(child.grade));
        self.signals.retain(|signal| asked.holds(signal.grade));
        self.dangers.retain(|danger| asked.holds(danger.grade));
        self.dangers_before.retain(|danger| asked.holds(danger.grade));
        self.aid.retain(|request| asked.holds(request.grade));
    }

    /// The cases open on a day.
    pub fn open(&self, day: Day) -> impl Iterator<Item = &Case> {
        self.cases.iter().filter(move |case| case.is_open(day))
    }
}

async fn cases(conn: &mut Conn, cx: &Cx, reading: &Reading<'_>) -> Result<Vec<Case>, Failure> {
    let rows = store::cases(conn, reading).await?;
    let ids: Vec<CaseId> = rows.iter().map(|row| row.id).collect();
    let mut courses = tiers::courses(conn, cx.school(), &ids).await?;
    let mut closed: HashMap<CaseId, Vec<Closed>> = HashMap::new();
    for (case, on, until, reason) in store::closures(conn, reading).await? {
        closed.entry(case).or_default().push(Closed { on, until, reason });
    }
    let mut members: HashMap<CaseId, Vec<MemberRow>> = HashMap::new();
    for member in store::members(conn, reading).await? {
        members.entry(member.case).or_default().push(member);
    }
    let plans: HashMap<CaseId, Day> = store::plans(conn, reading).await?.into_iter().collect();
    let mut contacts: BTreeMap<StudentId, Vec<(Day, String)>> = BTreeMap::new();
    for (student, on, kind) in store::contacts(conn, reading).await? {
        contacts.entry(student).or_default().push((on, kind));
    }
    let case = |row: CaseRow| {
        let course = courses.remove(&row.id).unwrap_or_default();
        let now = Tier::parse(&row.tier).unwrap_or(Tier::Class);
        let tiers = spans(row.opened_on, now, &course.steps, &course.renewals);
        Case {
            opened_on: row.opened_on,
            left_on: row.left_on,
            closed: lived(closed.remove(&row.id).unwrap_or_default()),
            planned_on: plans.get(&row.id).copied(),
            contacts: contacts.get(&row.student).cloned().unwrap_or_default(),
            members: members.remove(&row.id).unwrap_or_default(),
            tiers: tiers.into_iter().map(|span| (span.tier, span.from)).collect(),
            child: Child {
                id: row.student,
                name: row.name,
                class: row.class,
                grade: row.grade,
                number: row.number,
            },
        }
    };
    Ok(rows.into_iter().map(case).collect())
}

/// The closures, without times of no length: what was opened again and went on in another case of the child from that
/// very day, since two entries were joined (R5), stayed closed.
fn lived(mut closed: Vec<Closed>) -> Vec<Closed> {
    closed.sort_by_key(|one| (one.on, one.until));
    let mut all: Vec<Closed> = Vec::new();
    for one in closed {
        match all.last_mut() {
            Some(last) if one.reason == CloseReason::Joined.key() && one.on == last.until => {
                last.until = one.until;
            }
            _ => all.push(one),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing)]
    use jiff::civil::date;
    use kernel::FOREVER;

    use super::*;

    // R5, K5
    #[test]
    fn what_was_opened_again_and_went_on_elsewhere_that_day_stayed_closed() {
        let closed = |on, until, reason: CloseReason| Closed { on, until, reason: reason.key().to_owned() };
        let (ended, again) = (date(2026, 9, 25), date(2026, 10, 12));
        let all = lived(vec![
            closed(again, FOREVER, CloseReason::Joined),
            closed(ended, again, CloseReason::GoalsReached),
        ]);
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].on, all[0].until, all[0].reason.as_str()), (ended, FOREVER, "goals_reached"));
        // A reopening by a person stays one, also on the day of a closing.
        let all = lived(vec![
            closed(ended, again, CloseReason::GoalsReached),
            closed(again, FOREVER, CloseReason::Other),
        ]);
        assert_eq!(all.len(), 2);
    }
}

#[cfg(test)]
pub(crate) mod invented {
    #![allow(clippy::unwrap_used)]
    use kernel::FOREVER;
    use uuid::Uuid;

    use super::*;

    /// A case of the n-th child, in this grade.
    pub(crate) fn case(n: u128, grade: i64, opened_on: Day) -> Case {
        let child = Child {
            id: StudentId(Uuid::from_u128(n)),
            name: format!("第{n}个孩子"),
            class: None,
            grade: Some(grade),
            number: Some(1),
        };
        Case {
            child,
            opened_on,
            left_on: FOREVER,
            closed: Vec::new(),
            planned_on: None,
            contacts: Vec::new(),
            members: Vec::new(),
            tiers: vec![(Tier::Class, opened_on)],
        }
    }

    impl Case {
        pub(crate) fn closed(mut self, on: Day, until: Day) -> Self {
            self.closed.push(Closed { on, until, reason: "goals_reached".to_owned() });
            self
        }
        pub(crate) fn with(mut self, part: &str, staff: u128, from_on: Day) -> Self {
            let staff = StaffId(Uuid::from_u128(staff));
            let member = MemberRow {
                case: CaseId(Uuid::nil()),
                staff,
                part: part.to_owned(),
                from_on,
                until_on: FOREVER,
            };
            self.members.push(member);
            self
        }
        pub(crate) fn carried(mut self, tier: Tier, from: Day) -> Self {
            self.tiers.push((tier, from));
            self
        }
    }
}
