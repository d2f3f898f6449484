#![allow(clippy::unwrap_used, clippy::indexing_slicing)]
use jiff::civil::{Date, date};

use super::{Bearer, Clock, Owed, State};
use crate::Id;
use crate::calendar::{CalendarFacts, SchoolCalendar};
use crate::contact::{Contact, NoteKind, Reached};
use crate::days::{Days, Since};
use crate::facts::{CaseFacts, Excuse, Member, Part, Reason};
use crate::rule::{Per, Rule, Who};
use crate::usual::Usual;

const LIN: Id = [1; 16];
const WU: Id = [2; 16];
const CHILD: Id = [9; 16];
const RULE: Id = [5; 16];

fn calendar() -> SchoolCalendar {
    let terms =
        vec![Days::new(date(2025, 9, 1), date(2026, 1, 23)), Days::new(date(2026, 3, 2), date(2026, 7, 3))];
    let days_off = vec![Days::new(date(2025, 10, 1), date(2025, 10, 8))];
    let make_ups = vec![date(2025, 9, 28), date(2025, 10, 11)];
    SchoolCalendar::new(&CalendarFacts { days_off, make_ups, ..CalendarFacts::new(terms) }).unwrap()
}

fn weekly() -> Rule {
    Usual::WeeklyTalk.rule(RULE, date(2025, 9, 1))
}

fn member(staff: Id, during: Since) -> Member {
    Member { staff, part: Part::Responsible, during }
}

/// A left-behind child of Ms Lin's, open since this day.
fn case(opened: Date) -> CaseFacts {
    CaseFacts {
        student: CHILD,
        open: vec![Since::from(opened)],
        members: vec![member(LIN, Since::from(date(2025, 9, 1)))],
        categories: vec![("left_behind".to_owned(), Since::from(date(2025, 9, 1)))],
        tiers: Vec::new(),
        contacts: Vec::new(),
        excuses: Vec::new(),
    }
}

fn talk(on: Date, by: Id) -> Contact {
    Contact { on, kind: NoteKind::Talk, reached: Reached::CHILD, by }
}

fn ill(first: Date, last: Date) -> Excuse {
    Excuse { days: Days::new(first, last), rule: None, staff: None, reason: Reason::Sick }
}

fn owed(case: &CaseFacts, rule: Rule, today: Date) -> Vec<Owed> {
    Clock::new(&calendar(), &[rule], today).owed(case)
}

fn one(case: &CaseFacts, rule: Rule, today: Date) -> (State, Option<Date>) {
    let list = owed(case, rule, today);
    assert_eq!(list.len(), 1, "{list:?}");
    (list[0].state, list[0].due_on)
}

// M2
#[test]
fn a_weekly_talk_is_due_on_friday_missed_on_monday_and_gone_with_the_first_talk() {
    let mut case = case(date(2025, 9, 8));
    assert_eq!(one(&case, weekly(), date(2025, 9, 10)), (State::Due, Some(date(2025, 9, 12))));
    assert_eq!(one(&case, weekly(), date(2025, 9, 14)), (State::Due, Some(date(2025, 9, 12))));
    assert_eq!(one(&case, weekly(), date(2025, 9, 15)), (State::Overdue, Some(date(2025, 9, 12))));
    // Three weeks later it is still one item, of the last week.
    let late = owed(&case, weekly(), date(2025, 9, 24));
    assert_eq!((late.len(), late[0].due_on), (1, Some(date(2025, 9, 19))));
    assert_eq!(late[0].message_key(date(2025, 9, 24)), "duties-owed-overdue-week");
    case.contacts.push(talk(date(2025, 9, 24), LIN));
    let done = owed(&case, weekly(), date(2025, 9, 24));
    assert_eq!((done[0].state, done[0].last_contact), (State::Done, Some(date(2025, 9, 24))));
}

// M6
#[test]
fn in_the_national_day_week_two_days_remain_and_the_talk_is_due_on_the_make_up_saturday() {
    let case = case(date(2025, 9, 8));
    let mut kept = case.clone();
    kept.contacts.push(talk(date(2025, 9, 30), LIN));
    // Monday and Tuesday before the holiday; the Sunday before belongs to the week before.
    assert_eq!(one(&kept, weekly(), date(2025, 10, 2)), (State::Done, Some(date(2025, 9, 30))));
    // The week of 6 October has Thursday, Friday and the make-up Saturday.
    assert_eq!(one(&kept, weekly(), date(2025, 10, 7)), (State::Due, Some(date(2025, 10, 11))));
    // A holiday call to the child counts, too.
    kept.contacts.push(Contact {
        on: date(2025, 10, 7),
        kind: NoteKind::VideoCall,
        reached: Reached::CHILD,
        by: LIN,
    });
    assert_eq!(one(&kept, weekly(), date(2025, 10, 9)).0, State::Done);
}

// M6
#[test]
fn a_case_opened_on_friday_owes_nothing_that_week() {
    let case = case(date(2025, 9, 12));
    assert_eq!(one(&case, weekly(), date(2025, 9, 12)), (State::Coming, Some(date(2025, 9, 19))));
    assert_eq!(one(&case, weekly(), date(2025, 9, 15)), (State::Due, Some(date(2025, 9, 19))));
    let thursday = self::case(date(2025, 9, 11));
    assert_eq!(one(&thursday, weekly(), date(2025, 9, 11)), (State::Due, Some(date(2025, 9, 12))));
}

// M6
#[test]
fn the_winter_break_asks_nothing_and_spring_begins_without_old_debts() {
    let case = case(date(2025, 9, 8));
    assert_eq!(one(&case, weekly(), date(2026, 1, 23)).0, State::Overdue);
    assert_eq!(one(&case, weekly(), date(2026, 2, 17)), (State::NothingOwed, None));
    assert_eq!(one(&case, weekly(), date(2026, 3, 2)), (State::Due, Some(date(2026, 3, 6))));
}

// M6
#[test]
fn a_child_ill_from_wednesday_leaves_the_talk_to_the_days_after_the_return() {
    let mut case = case(date(2025, 9, 15));
    case.excuses.push(ill(date(2025, 9, 17), date(2025, 9, 19)));
    let friday = owed(&case, weekly(), date(2025, 9, 19));
    assert_eq!((friday[0].state, friday[0].excused_by), (State::Excused, Some(Reason::Sick)));
    // Monday and Tuesday ticked; three more school days are given.
    let monday = owed(&case, weekly(), date(2025, 9, 22));
    assert_eq!((monday[0].state, monday[0].due_on), (State::Due, Some(date(2025, 9, 24))));
    assert_eq!(monday[0].message_key(date(2025, 9, 22)), "duties-owed-due-stretched");
    assert_eq!(one(&case, weekly(), date(2025, 9, 25)), (State::Overdue, Some(date(2025, 9, 24))));
}

// M6
#[test]
fn a_week_wholly_ill_owes_nothing_and_an_ill_teacher_stops_only_her_own_clock() {
    let mut case = case(date(2025, 9, 15));
    let week = Days::new(date(2025, 9, 15), date(2025, 9, 21));
    case.members.push(member(WU, Since::from(date(2025, 9, 15))));
    case.excuses.push(Excuse { days: week, rule: None, staff: Some(LIN), reason: Reason::StaffLeave });
    let list = owed(&case, weekly(), date(2025, 9, 16));
    let state = |staff| list.iter().find(|owed| owed.bearer == Bearer::Staff(staff)).unwrap().state;
    assert_eq!((state(LIN), state(WU)), (State::Excused, State::Due));
    let after = owed(&case, weekly(), date(2025, 9, 22));
    let late: Vec<_> = after.iter().filter(|owed| owed.state == State::Overdue).collect();
    assert_eq!((late.len(), late[0].bearer), (1, Bearer::Staff(WU)));
}

// M6
#[test]
fn who_left_owes_nothing_and_the_successor_sees_the_child_without_the_debt() {
    let mut case = case(date(2025, 9, 8));
    case.members = vec![
        member(LIN, Since::until(date(2025, 9, 8), date(2025, 9, 26))),
        member(WU, Since::from(date(2025, 9, 26))),
    ];
    // Friday, and a make-up Sunday: two school days, so this week's talk is Ms Wu's.
    let list = owed(&case, weekly(), date(2025, 9, 26));
    assert_eq!((list.len(), list[0].bearer, list[0].state), (1, Bearer::Staff(WU), State::Due));
    case.members = vec![
        member(LIN, Since::until(date(2025, 9, 8), date(2025, 9, 19))),
        member(WU, Since::from(date(2025, 9, 19))),
    ];
    // Taken over on a Friday: nothing owed this week, but a child nobody has met is on the list at once.
    assert_eq!(one(&case, weekly(), date(2025, 9, 19)), (State::Due, Some(date(2025, 9, 28))));
    case.contacts.push(talk(date(2025, 9, 16), LIN));
    assert_eq!(one(&case, weekly(), date(2025, 9, 19)).0, State::Coming);
}

// M1, M2
#[test]
fn of_two_talks_a_month_one_is_due_in_the_middle_and_one_at_the_end() {
    let mut case = case(date(2025, 11, 1));
    let twice = || Usual::MemberTalks.rule(RULE, date(2025, 9, 1));
    assert_eq!(one(&case, twice(), date(2025, 11, 3)), (State::Coming, Some(date(2025, 11, 14))));
    assert_eq!(one(&case, twice(), date(2025, 11, 10)), (State::Due, Some(date(2025, 11, 14))));
    let half = owed(&case, twice(), date(2025, 11, 17));
    assert_eq!((half[0].state, half[0].done, half[0].needed), (State::Overdue, 0, 2));
    assert_eq!(half[0].message_key(date(2025, 11, 17)), "duties-owed-overdue-halfway");
    // Another's talk is not hers; two notes on one day are one talk.
    case.contacts.push(talk(date(2025, 11, 17), WU));
    assert_eq!(one(&case, twice(), date(2025, 11, 17)).0, State::Overdue);
    case.contacts.extend([talk(date(2025, 11, 17), LIN), talk(date(2025, 11, 17), LIN)]);
    assert_eq!(one(&case, twice(), date(2025, 11, 17)), (State::Coming, Some(date(2025, 11, 28))));
    assert_eq!(owed(&case, twice(), date(2025, 11, 17))[0].left(), 1);
}

// M1
#[test]
fn while_a_child_has_no_mentor_the_responsible_person_stands_in() {
    let mut case = case(date(2025, 9, 8));
    let rule = || Rule { who: Who::Mentor, ..weekly() };
    let mentor = Member { part: Part::Mentor, ..member(WU, Since::from(date(2025, 10, 13))) };
    case.members.push(mentor);
    let who = |today| owed(&case, rule(), today).iter().map(|owed| owed.bearer).collect::<Vec<_>>();
    assert_eq!(who(date(2025, 9, 16)), [Bearer::Staff(LIN)]);
    assert_eq!(who(date(2025, 10, 14)), [Bearer::Staff(WU)]);
}

// M1
#[test]
fn a_child_in_two_categories_owes_once_and_one_in_none_owes_nothing() {
    let mut case = case(date(2025, 9, 8));
    case.categories.push(("poor".to_owned(), Since::from(date(2025, 9, 1))));
    assert_eq!(owed(&case, weekly(), date(2025, 9, 10)).len(), 1);
    case.categories = vec![("illness".to_owned(), Since::from(date(2025, 9, 1)))];
    assert_eq!(owed(&case, weekly(), date(2025, 9, 10)), []);
}

// M1
#[test]
fn the_monthly_report_is_the_students_and_a_reopened_case_starts_afresh() {
    let mut case = case(date(2025, 9, 1));
    let report = Usual::MonthlyReport.rule(RULE, date(2025, 9, 1));
    let list = owed(&case, report, date(2025, 9, 22));
    assert_eq!((list[0].bearer, list[0].per, list[0].state), (Bearer::Student, Per::Month, State::Coming));
    case.open = vec![Since::until(date(2025, 9, 1), date(2025, 9, 20)), Since::from(date(2025, 10, 20))];
    assert_eq!(owed(&case, weekly(), date(2025, 9, 20)), []);
    assert_eq!(one(&case, weekly(), date(2025, 10, 20)), (State::Due, Some(date(2025, 10, 24))));
}
