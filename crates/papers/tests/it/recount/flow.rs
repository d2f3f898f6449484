//! Cases from before the days looked at to the last of them, day by day: who was where, and whose case was open.

use std::collections::BTreeSet;

use db::Conn;
use kernel::{ClassId, Day};
use uuid::Uuid;

use super::{Tables, all};

/// Who was in which class on which days of this school year, and which of the classes are looked at.
#[derive(Clone, Default)]
pub struct Stays {
    /// Child, class, grade, first and last day.
    rows: Vec<(Uuid, Uuid, i64, Day, Day)>,
    classes: BTreeSet<Uuid>,
    /// One child alone.
    only: Option<Uuid>,
}

impl Stays {
    pub async fn read(conn: &mut Conn, (year, classes): (Uuid, &[ClassId])) -> Self {
        let sql = "select e.student_id, e.class_id, c.grade, e.from_on, e.until_on, c.year_id from enrollment e, class c where c.id = e.class_id";
        let rows: Vec<(Uuid, Uuid, i64, Day, Day, Uuid)> = all(conn, sql).await;
        let rows = rows.into_iter().filter(|row| row.5 == year);
        Self {
            rows: rows.map(|row| (row.0, row.1, row.2, row.3, row.4)).collect(),
            classes: classes.iter().map(|class| class.0).collect(),
            only: None,
        }
    }

    /// Narrowed to a class, a grade or a child.
    pub fn narrowed(&mut self, kind: &str, of: &str) {
        match kind {
            "class" => self.classes = of.parse().into_iter().collect(),
            "grade" => {
                let grade: i64 = of.parse().unwrap();
                self.classes = self.rows.iter().filter(|row| row.2 == grade).map(|row| row.1).collect();
            }
            _ => self.only = of.parse().ok(),
        }
    }

    /// The class of this child on this day, if it had one.
    fn class_on(&self, child: Uuid, day: Day) -> Option<Uuid> {
        self.rows.iter().find(|row| row.0 == child && row.3 <= day && day <= row.4).map(|row| row.1)
    }

    fn is_here(&self, child: Uuid, day: Day) -> bool {
        self.class_on(child, day).is_some_and(|class| self.classes.contains(&class))
    }
}

impl Tables {
    fn was_open(&self, case: Uuid, day: Day) -> bool {
        let opened = self.cases.iter().any(|known| known.0 == case && known.2 <= day);
        opened && !self.closures.iter().any(|closed| closed.0 == case && closed.1 <= day && day < closed.2)
    }

    fn days(&self) -> Vec<Day> {
        let mut days = vec![self.starts];
        while let Some(next) = days.last().filter(|day| **day < self.until) {
            days.push(next.tomorrow().unwrap());
        }
        days
    }

    /// Each child's days are walked once: where it was the day before, and where it is next.
    pub(super) fn count_flow(&self, put: &mut impl FnMut(&str, usize)) {
        let keys =
            ["open-before", "came-with", "went-with", "opened", "closed", "closed-reached", "reopened"];
        let mut counted: Vec<(&str, BTreeSet<Uuid>)> = keys.map(|key| (key, BTreeSet::new())).to_vec();
        let days = self.days();
        for (case, child, _) in &self.cases {
            let stays = &self.stays;
            let is_mine = stays.only.is_none_or(|only| only == *child) && self.has_category(*child);
            if !is_mine {
                continue;
            }
            let places: Vec<(Day, bool)> = days
                .iter()
                .filter(|day| stays.class_on(*child, **day).is_some())
                .map(|day| (*day, stays.is_here(*child, *day)))
                .collect();
            for (at, (day, _)) in places.iter().enumerate().filter(|(_, place)| place.1) {
                let happened = self.happened((*case, *day), (at, &places));
                counted.iter_mut().filter(|(key, _)| happened.contains(key)).for_each(|(_, cases)| {
                    cases.insert(*case);
                });
            }
        }
        counted.iter().for_each(|(key, cases)| put(key, cases.len()));
    }

    /// What of a case falls on a day on which its child was here.
    fn happened(&self, (case, day): (Uuid, Day), (at, places): (usize, &[(Day, bool)])) -> Vec<&'static str> {
        let mut happened = Vec::new();
        let was_elsewhere = at.checked_sub(1).map(|before| !places[before].1);
        match was_elsewhere {
            None if self.was_open(case, self.starts.yesterday().unwrap()) => happened.push("open-before"),
            Some(true) if self.was_open(case, day.yesterday().unwrap()) => happened.push("came-with"),
            _ => {}
        }
        let stays = places.get(at + 1).map_or(day == self.until, |next| next.1);
        if !stays && self.was_open(case, day) {
            happened.push("went-with");
        }
        if self.cases.iter().any(|known| known.0 == case && known.2 == day) {
            happened.push("opened");
        }
        for closed in self.closures.iter().filter(|closed| closed.0 == case) {
            if closed.1 == day {
                happened.push("closed");
                happened.extend((closed.3 == "goals_reached").then_some("closed-reached"));
            }
            happened.extend((closed.2 == day).then_some("reopened"));
        }
        happened
    }
}
