//! A list of staff beside those who serve: what becomes of every person.

use std::collections::{BTreeMap, BTreeSet};

use access::Role;
use kernel::StaffId;

use super::posts::{Place, Post};
use super::rows::{Person, StaffRow};
use super::{Known, KnownPerson, Wanted};
use crate::import::actions::{Reading, Say, Settings};
use crate::import::judge::{Pick, Picks};
use crate::import::{Fate, Told};
use crate::roster::InRow;

/// One person as judged.
pub struct JudgedRow {
    /// As read.
    pub row: StaffRow,
    /// What becomes of it.
    pub fate: Fate,
    /// What is to be said.
    pub says: Vec<Told>,
    /// Who it is.
    pub who: Option<StaffId>,
    /// Who it may be, with name and sign-in name.
    pub candidates: Vec<(StaffId, String)>,
    /// What a known person gets beside what is held; all of it for somebody new.
    pub gains: Person,
}

/// The whole list.
pub struct Judged {
    /// Person by person.
    pub rows: Vec<JudgedRow>,
    /// Classes that will be made.
    pub classes: BTreeSet<(i64, i64)>,
}

/// Sets the rows beside those who serve and the classes that are there.
#[must_use]
pub fn judge(rows: Vec<StaffRow>, known: &Known, there: &BTreeSet<(i64, i64)>) -> Judged {
    let mut judging = Judging { known, there, signs: BTreeMap::new(), homerooms: BTreeMap::new() };
    let rows: Vec<JudgedRow> = rows.into_iter().map(|row| judging.row(row)).collect();
    let taken = rows.iter().filter(|row| row.fate != Fate::Refused);
    let classes = taken.flat_map(|row| &row.row.person.posts).filter_map(|post| match post.place {
        Place::Class(grade, number) => Some((grade, number)),
        _ => None,
    });
    Judged { classes: classes.filter(|place| !there.contains(place)).collect(), rows }
}

struct Judging<'k> {
    known: &'k Known,
    there: &'k BTreeSet<(i64, i64)>,
    /// Sign-in names of the list, and the row of each.
    signs: BTreeMap<String, u32>,
    /// Homeroom teachers of the list by class.
    homerooms: BTreeMap<(i64, i64), String>,
}

impl Judging<'_> {
    fn row(&mut self, row: StaffRow) -> JudgedRow {
        let mut says = row.refusals.clone();
        let (who, candidates) = self.who(&row, &mut says);
        self.sign_in_once(&row, &mut says);
        let known = who.and_then(|id| self.known.people.iter().find(|person| person.id == id));
        alone(&row, known, &mut says);
        let refused = !says.is_empty() && candidates.is_empty();
        let mut doubts = row.doubts.clone();
        let gains = known.map_or_else(|| row.person.clone(), |known| gains(&row.person, known));
        self.classes(&row, &mut doubts);
        self.homerooms(&gains, &mut doubts);
        let doubtful = !doubts.is_empty() || !candidates.is_empty();
        says.extend(doubts);
        let fate = match known {
            _ if refused => Fate::Refused,
            _ if doubtful => Fate::Doubtful,
            Some(_) if gains.is_nothing() => Fate::Same,
            Some(_) => Fate::Changed,
            None => Fate::New,
        };
        JudgedRow { row, fate, says, who, candidates, gains }
    }

    /// Who it is: by the sign-in name, else by a name that one person has. What is said first when it cannot be told.
    fn who(&self, row: &StaffRow, says: &mut Vec<Told>) -> (Option<StaffId>, Vec<(StaffId, String)>) {
        let person = &row.person;
        if let Some(sign_in) = &person.sign_in {
            if let Some(known) =
                self.known.people.iter().find(|known| known.sign_in.as_ref() == Some(sign_in))
            {
                if known.name != person.name {
                    let told = Told::new("imports-staff-other-name").with("row", row.number);
                    says.push(told.with("sign_in", sign_in).with("name", &known.name));
                }
                return (Some(known.id), Vec::new());
            }
            if self.known.taken.contains(sign_in) {
                says.push(Told::new("imports-staff-taken").with("row", row.number).with("sign_in", sign_in));
                return (None, Vec::new());
            }
        }
        let same: Vec<&KnownPerson> =
            self.known.people.iter().filter(|known| known.name == person.name).collect();
        let label = |known: &&KnownPerson| {
            let sign_in = known.sign_in.as_deref().map(|sign_in| format!("（{sign_in}）"));
            (known.id, format!("{}{}", known.name, sign_in.unwrap_or_default()))
        };
        match same.as_slice() {
            [] => (None, Vec::new()),
            [one] if person.sign_in.is_none() || one.sign_in.is_none() => (Some(one.id), Vec::new()),
            _ => {
                if says.is_empty() {
                    says.push(
                        Told::new("imports-staff-which").with("row", row.number).with("name", &person.name),
                    );
                    return (None, same.iter().map(label).collect());
                }
                (None, Vec::new())
            }
        }
    }

    /// A sign-in name stands once in a list.
    fn sign_in_once(&mut self, row: &StaffRow, says: &mut Vec<Told>) {
        let Some(sign_in) = &row.person.sign_in else { return };
        if let Some(other) = self.signs.get(sign_in) {
            let told = Told::new("imports-staff-twice").with("row", row.number).with("other", other);
            says.push(told.with("sign_in", sign_in));
            return;
        }
        self.signs.insert(sign_in.clone(), row.number);
    }

    /// A class that is not there is made; where the grade has classes already, a person looks at it first.
    fn classes(&self, row: &StaffRow, doubts: &mut Vec<Told>) {
        for post in &row.person.posts {
            let Place::Class(grade, number) = post.place else { continue };
            let others = self.there.iter().any(|(own, _)| *own == grade);
            if others && !self.there.contains(&(grade, number)) {
                let told = Told::new("imports-staff-no-class").with("row", row.number);
                doubts.push(told.with("grade", grade).with("number", number));
            }
        }
    }

    /// Two homeroom teachers of one class are a question, not a mistake: one may follow the other.
    fn homerooms(&mut self, gains: &Person, doubts: &mut Vec<Told>) {
        for post in gains.posts.iter().filter(|post| post.role == Role::Homeroom.key()) {
            let Place::Class(grade, number) = post.place else { continue };
            let holds = |known: &&KnownPerson| known.posts.contains(post);
            let known = self.known.people.iter().find(holds).map(|known| known.name.clone());
            let other = known.or_else(|| self.homerooms.get(&(grade, number)).cloned());
            if let Some(name) = other {
                let told = Told::new("imports-staff-homeroom").with("grade", grade).with("number", number);
                doubts.push(told.with("name", name));
            }
            self.homerooms.insert((grade, number), gains.name.clone());
        }
    }
}

/// The administrator's role stands alone (trust 3.3), and a list gives it only to somebody new.
fn alone(row: &StaffRow, known: Option<&KnownPerson>, says: &mut Vec<Told>) {
    let keeps = |post: &Post| post.role == Role::Administrator.key();
    let Some(known) = known else { return };
    let (is, gets) = (known.posts.iter().any(keeps), row.person.posts.iter().any(keeps));
    let others = row.person.posts.iter().any(|post| !keeps(post));
    if (is && others) || (gets && !is) {
        says.push(Told::new("imports-staff-alone").with("row", row.number));
    }
}

/// What a list says beyond what is known.
fn gains(person: &Person, known: &KnownPerson) -> Person {
    let new =
        |told: &Option<String>, own: &Option<String>| told.clone().filter(|told| own.as_ref() != Some(told));
    Person {
        name: person.name.clone(),
        // Who serves and cannot sign in gets an account with the list.
        sign_in: match known.sign_in {
            Some(_) => None,
            None => person.sign_in.clone().or_else(|| Some(language::names::sign_in(&person.name))),
        },
        sex: new(&person.sex, &known.sex),
        subject: new(&person.subject, &known.subject),
        posts: person.posts.iter().filter(|post| !known.posts.contains(post)).cloned().collect(),
        from: person.from,
        until: person.until,
        known: true,
    }
}

impl Person {
    /// Whether there is nothing to write.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.sign_in.is_none() && self.sex.is_none() && self.subject.is_none() && self.posts.is_empty()
    }
}

impl Judged {
    /// What is written: the certain ones, and those doubtful ones that were picked.
    #[must_use]
    pub fn wanted(&self, picks: &Picks) -> Vec<Wanted> {
        self.rows.iter().filter_map(|judged| judged.wanted(picks)).collect()
    }

    /// People of whom nothing changes.
    #[must_use]
    pub fn count_same(&self) -> i64 {
        i64::try_from(self.rows.iter().filter(|row| row.fate == Fate::Same).count()).unwrap_or(i64::MAX)
    }

    /// As it is kept between the clicks.
    pub(crate) fn reading(self, rows: &[InRow], settings: Settings) -> Reading {
        let fates: Vec<Fate> = self.rows.iter().map(|judged| judged.fate).collect();
        let says = self.rows.into_iter().map(|judged| judged.say(rows)).collect();
        Reading::new(Settings { classes: self.classes, picks: Picks::default(), ..settings }, says, &fates)
    }
}

impl JudgedRow {
    fn wanted(&self, picks: &Picks) -> Option<Wanted> {
        let pick = picks.rows.get(&self.row.number).copied();
        // Who it is cannot be decided for many at once.
        let by_all = (picks.all && self.candidates.is_empty()).then_some(Pick::Take(0));
        let who = match (self.fate, pick.or(by_all)) {
            (Fate::New, _) => None,
            (Fate::Changed, _) => self.who,
            (Fate::Doubtful, Some(Pick::New)) => None,
            (Fate::Doubtful, Some(Pick::Take(nth))) if !self.candidates.is_empty() => {
                Some(self.candidates.get(nth)?.0)
            }
            (Fate::Doubtful, Some(Pick::Take(_))) => self.who,
            _ => return None,
        };
        Some(Wanted { who, person: self.row.person.clone() })
    }

    fn say(self, rows: &[InRow]) -> Say {
        Say {
            number: self.row.number,
            at: rows.binary_search_by_key(&self.row.number, |own| own.number).unwrap_or_default(),
            name: self.row.person.name.clone(),
            says: self.says,
            changes: Vec::new(),
            candidates: self.candidates.into_iter().map(|(id, label)| (id.0, label)).collect(),
            person: Some(if self.who.is_some() { self.gains } else { self.row.person }),
        }
    }
}
