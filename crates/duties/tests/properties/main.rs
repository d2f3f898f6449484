//! What must hold for every case (M3, M6).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions)]

mod cases;
mod scratch;

use std::collections::{BTreeMap, BTreeSet};

use cases::{case, contact, day, excuse, id, rules, stand_in, today, year};
use duties::calendar::SchoolCalendar;
use duties::clock::{Bearer, Clock, Owed, State};
use duties::compliance::{CaseTally, Line, Tally, by_group, by_person};
use duties::days::{Days, Since};
use duties::facts::{CaseFacts, borne};
use duties::rule::Rule;
use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::prelude::*;
use scratch::World;

fn owed(case: &CaseFacts, rules: &[Rule], today: Date) -> Vec<Owed> {
    let calendar = SchoolCalendar::new(&year()).unwrap();
    Clock::new(&calendar, rules, today).owed(case)
}

fn tally(case: &CaseFacts, rules: &[Rule], today: Date, range: Days) -> CaseTally {
    let calendar = SchoolCalendar::new(&year()).unwrap();
    Clock::new(&calendar, rules, today).tally(case, range)
}

fn overdue(list: &[Owed]) -> Vec<([u8; 16], Bearer)> {
    let late = list.iter().filter(|owed| owed.state == State::Overdue);
    let mut who: Vec<_> = late.map(|owed| (owed.rule, owed.bearer)).collect();
    who.sort_unstable();
    who
}

fn is_part_of(some: &[([u8; 16], Bearer)], all: &[([u8; 16], Bearer)]) -> bool {
    some.iter().all(|one| all.contains(one))
}

/// A day, and each day on which something falls due with the day after: an error of one day shows there and nowhere else.
fn turning_points(list: &[Owed], today: Date) -> BTreeSet<Date> {
    let due = list.iter().filter_map(|owed| owed.due_on);
    due.flat_map(|day| [day, day.tomorrow().unwrap()]).chain([today]).collect()
}

fn bearers() -> impl Iterator<Item = Bearer> {
    (1..4).map(|number| Bearer::Staff(id(number))).chain([Bearer::Student])
}

/// Acts owed, kept and excused by the slow way.
fn scratch_tally(world: &World<'_>, range: Days) -> (usize, usize, usize) {
    let mut sum = (0, 0, 0);
    let mut runs: Vec<(Date, Date)> = scratch::days(scratch::FIRST, scratch::END)
        .filter(|day| world.has_duty(*day))
        .map(|day| world.run(day))
        .collect();
    runs.dedup();
    let mut periods: Vec<Days> =
        scratch::days(scratch::FIRST, scratch::END).filter_map(|day| world.period(day)).collect();
    periods.dedup();
    for run in runs {
        for period in &periods {
            let last = scratch::days(period.first, period.last).filter(|day| world.school(*day)).last();
            if period.last < run.0 || run.1 <= period.first || !last.is_some_and(|last| range.holds(last)) {
                continue;
            }
            let piece = world.piece(run, *period);
            if piece.window_end < world.today {
                sum.0 += piece.owed;
                sum.1 += piece.done.min(piece.owed);
                sum.2 += piece.plain.saturating_sub(piece.owed);
            }
        }
    }
    sum
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    // M2, M6
    #[test]
    fn the_list_equals_the_list_computed_from_scratch(case in case(), rules in rules(), today in today()) {
        let facts = year();
        for today in turning_points(&owed(&case, &rules, today), today) {
            let list = owed(&case, &rules, today);
            for rule in &rules {
                for bearer in bearers() {
                    let world = World { calendar: &facts, case: &case, rule, bearer, today };
                    let fast = list.iter().find(|owed| owed.rule == rule.id && owed.bearer == bearer);
                    let fast = fast.map(|o| (o.state, o.due_on, o.done as usize, o.needed as usize));
                    prop_assert_eq!(fast, world.verdict(), "{} {:?} {:?}", today, rule, bearer);
                }
            }
        }
    }

    // M6
    #[test]
    fn on_each_day_a_part_is_borne_by_its_holder_or_by_who_stands_in(
        case in case(), stand_ins in vec(stand_in(), 0..3), on in day()
    ) {
        let holds = |since: &Since| since.from <= on && since.until.is_none_or(|until| on < until);
        let mut slow: Vec<_> = case.members.iter().filter(|member| holds(&member.during)).flat_map(|member| {
            let now = stand_ins.iter().filter(|one| one.away == member.staff && holds(&one.during));
            let others: Vec<_> = now.map(|one| (one.stand_in, member.part)).collect();
            if others.is_empty() { vec![(member.staff, member.part)] } else { others }
        }).collect();
        let fast = borne(&case.members, &stand_ins);
        let mut fast: Vec<_> =
            fast.iter().filter(|member| holds(&member.during)).map(|member| (member.staff, member.part)).collect();
        slow.sort_unstable();
        fast.sort_unstable();
        prop_assert_eq!(fast, slow);
    }

    // M6
    #[test]
    fn there_is_one_line_at_most_for_each_rule_and_person(case in case(), rules in rules(), today in today()) {
        let list = owed(&case, &rules, today);
        let mut keys: Vec<_> = list.iter().map(|owed| (owed.rule, owed.bearer)).collect();
        keys.sort_unstable();
        keys.dedup();
        prop_assert_eq!(keys.len(), list.len());
    }

    // M6
    #[test]
    fn one_more_contact_never_makes_more_overdue(
        case in case(), rules in rules(), today in today(), more in contact()
    ) {
        let before = overdue(&owed(&case, &rules, today));
        let mut after = case.clone();
        after.contacts.push(more);
        prop_assert!(is_part_of(&overdue(&owed(&after, &rules, today)), &before));
    }

    // M6
    #[test]
    fn one_more_excuse_never_makes_more_overdue(
        case in case(), rules in rules(), today in today(), more in excuse()
    ) {
        let before = overdue(&owed(&case, &rules, today));
        let mut after = case.clone();
        after.excuses.push(more);
        prop_assert!(is_part_of(&overdue(&owed(&after, &rules, today)), &before));
    }

    // K1, M6
    #[test]
    fn closing_a_case_stops_everything(case in case(), rules in rules(), today in today()) {
        let mut closed = case;
        for since in &mut closed.open {
            since.until = Some(since.until.map_or(today, |until| until.min(today)));
        }
        prop_assert_eq!(owed(&closed, &rules, today), []);
    }

    // M6
    #[test]
    fn between_two_terms_nothing_is_asked(case in case(), rules in rules(), offset in 0..30i64) {
        let today = date(2026, 1, 24).checked_add(jiff::Span::new().days(offset)).unwrap();
        for owed in owed(&case, &rules, today) {
            prop_assert!(matches!(owed.state, State::Done | State::NothingOwed), "{:?}", owed);
        }
    }

    #[test]
    fn the_order_of_the_facts_is_irrelevant(case in case(), rules in rules(), today in today()) {
        let mut turned = case.clone();
        turned.open.reverse();
        turned.members.reverse();
        turned.categories.reverse();
        turned.tiers.reverse();
        turned.contacts.reverse();
        turned.excuses.reverse();
        let turned_rules: Vec<Rule> = rules.iter().rev().cloned().collect();
        let range = Days::new(date(2025, 9, 1), date(2026, 7, 3));
        prop_assert_eq!(owed(&case, &rules, today), owed(&turned, &turned_rules, today));
        prop_assert_eq!(tally(&case, &rules, today, range), tally(&turned, &turned_rules, today, range));
    }

    // M3, M7
    #[test]
    fn compliance_keeps_at_most_what_is_owed_and_an_excuse_owes_no_more(
        case in case(), rules in rules(), today in today(), more in excuse()
    ) {
        let range = Days::new(date(2025, 9, 1), date(2026, 7, 3));
        let total = |case: &CaseFacts| {
            let lines = tally(case, &rules, today, range).lines;
            lines.iter().map(|line| line.owed).sum::<u32>()
        };
        for line in tally(&case, &rules, today, range).lines {
            prop_assert!(line.kept <= line.owed);
        }
        let mut after = case.clone();
        after.excuses.push(more);
        prop_assert!(total(&after) <= total(&case));
    }

    // M3
    #[test]
    fn figures_of_groups_put_together_are_the_figures_of_the_whole(
        cases in vec(case(), 1..6), rules in rules(), today in today()
    ) {
        let range = Days::new(date(2025, 9, 1), date(2026, 7, 3));
        let mut tallies: Vec<CaseTally> = cases.iter().map(|case| tally(case, &rules, today, range)).collect();
        for (number, tally) in (1u8..).zip(&mut tallies) {
            tally.student = id(number);
        }
        let classes = by_group(&tallies, |case| case.student[0] % 2);
        let mut school = Tally::default();
        for class in classes.values().rev() {
            school.merge(class);
        }
        prop_assert_eq!(by_group(&tallies, |_| ()).remove(&()), Some(school.clone()));
        let by_staff: u32 = by_person(&tallies).values().map(|tally| tally.owed).sum();
        let student = |line: &&Line| line.bearer == Bearer::Student;
        let by_students: u32 =
            tallies.iter().flat_map(|case| &case.lines).filter(student).map(|line| line.owed).sum();
        prop_assert_eq!(by_staff + by_students, school.owed);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    // M3
    #[test]
    fn compliance_equals_compliance_computed_from_scratch(
        case in case(), rules in rules(), today in today(), (a, b) in (day(), day())
    ) {
        let facts = year();
        let range = Days::new(a.min(b), a.max(b));
        let fast: BTreeMap<_, _> = tally(&case, &rules, today, range)
            .lines
            .into_iter()
            .map(|line| ((line.rule, line.bearer), (line.owed as usize, line.kept as usize, line.excused as usize)))
            .collect();
        for rule in &rules {
            for bearer in bearers() {
                let world = World { calendar: &facts, case: &case, rule, bearer, today };
                let slow = scratch_tally(&world, range);
                let fast = fast.get(&(rule.id, bearer)).copied().unwrap_or_default();
                prop_assert_eq!(fast, if slow.0 + slow.2 == 0 { (0, 0, 0) } else { slow }, "{:?} {:?}", rule, bearer);
            }
        }
    }
}
