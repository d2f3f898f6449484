#![allow(clippy::unwrap_used, clippy::indexing_slicing)]
use jiff::civil::{Date, date};

use super::{CaseTally, Share, by_group, by_person};
use crate::Id;
use crate::calendar::{CalendarFacts, SchoolCalendar};
use crate::clock::Clock;
use crate::contact::{Contact, NoteKind, Reached};
use crate::days::{Days, Since};
use crate::facts::{CaseFacts, Excuse, Member, Part, Reason};
use crate::usual::Usual;

const LIN: Id = [1; 16];
const WU: Id = [2; 16];

/// Four weeks of September: 1st to 26th.
const MONTH: Days = Days { first: date(2025, 9, 1), last: date(2025, 9, 26) };

fn case(student: u8, talks: &[Date]) -> CaseFacts {
    let contact = |on: &Date| Contact { on: *on, kind: NoteKind::Talk, reached: Reached::CHILD, by: LIN };
    let during = Since::from(date(2025, 9, 1));
    CaseFacts {
        student: [student; 16],
        open: vec![during],
        members: vec![Member { staff: LIN, part: Part::Responsible, during }],
        categories: vec![("orphan".to_owned(), during)],
        tiers: Vec::new(),
        contacts: talks.iter().map(contact).collect(),
        excuses: Vec::new(),
    }
}

fn tally(case: &CaseFacts, today: Date) -> CaseTally {
    let term = Days::new(date(2025, 9, 1), date(2026, 1, 23));
    let calendar = SchoolCalendar::new(&CalendarFacts::new(vec![term])).unwrap();
    let rules = [Usual::WeeklyTalk.rule([5; 16], date(2025, 9, 1))];
    Clock::new(&calendar, &rules, today).tally(case, MONTH)
}

// M3, M7
#[test]
fn beside_the_percentage_stand_the_median_days_and_the_children_never_reached() {
    let today = date(2025, 9, 29);
    let met = case(1, &[date(2025, 9, 2), date(2025, 9, 10), date(2025, 9, 15), date(2025, 9, 26)]);
    let never = case(2, &[]);
    let cases = [tally(&met, today), tally(&never, today)];
    assert_eq!((cases[0].lines[0].owed, cases[0].lines[0].kept), (4, 4));
    assert_eq!(cases[0].lines[0].waits, [0, 1, 2, 4]);
    // Nobody came: each week has waited until today.
    assert_eq!(cases[1].lines[0].waits, [5, 10, 15, 20]);
    let class = by_group(&cases, |_| "Class 3").remove("Class 3").unwrap();
    assert_eq!(class.share(), Some(Share { kept: 4, owed: 8 }));
    assert_eq!(class.share().unwrap().percent(), 50);
    assert_eq!(class.median_days(), Some(4.5));
    assert_eq!((class.children(), class.never_reached().collect::<Vec<_>>()), (2, vec![[2; 16]]));
    assert_eq!(by_person(&cases)[&LIN], class);
}

// M7
#[test]
fn where_nothing_was_owed_there_is_no_percentage() {
    let mut excused = case(1, &[]);
    excused.excuses.push(Excuse { days: MONTH, rule: None, staff: None, reason: Reason::Sick });
    let tally = by_group(&[tally(&excused, date(2025, 9, 29))], |_| ()).remove(&()).unwrap();
    assert_eq!((tally.share(), tally.median_days(), tally.excused), (None, None, 4));
    assert_eq!(tally.children(), 0);
    assert_eq!(Share { kept: 999, owed: 1000 }.percent(), 99);
}

// M3
#[test]
fn the_week_that_is_not_over_is_not_counted() {
    let case = case(1, &[date(2025, 9, 2)]);
    let line = &tally(&case, date(2025, 9, 14)).lines[0];
    assert_eq!((line.owed, line.kept), (1, 1));
    let line = &tally(&case, date(2025, 9, 15)).lines[0];
    assert_eq!((line.owed, line.kept), (2, 1));
}

// M6
#[test]
fn misses_stay_with_who_had_the_child_then_and_not_with_the_successor() {
    let mut case = case(1, &[date(2025, 9, 24)]);
    let part = case.members[0];
    case.members = vec![
        Member { during: Since::until(date(2025, 9, 1), date(2025, 9, 17)), ..part },
        Member { staff: WU, during: Since::from(date(2025, 9, 17)), ..part },
    ];
    let people = by_person(&[tally(&case, date(2025, 9, 29))]);
    assert_eq!(people[&LIN].share(), Some(Share { kept: 0, owed: 2 }));
    // The week of the handover, from Wednesday, and the one after it.
    assert_eq!(people[&WU].share(), Some(Share { kept: 1, owed: 2 }));
}
