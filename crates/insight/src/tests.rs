#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use access::Action;
use casework::case::Tier;
use duties::compliance::Report;
use duties::days::Days;
use jiff::civil::date;
use kernel::{Day, FOREVER, StudentId, TermId, YearId};
use language::Lang;
use people::term::Term;
use uuid::Uuid;
use web::Look;

use crate::asked::Asked;
use crate::facts::Known;
use crate::facts::invented::case;
use crate::store::SignalRow;
use crate::{caseload, flow, funnel, goals};

const STARTS: Day = date(2026, 9, 1);
const ON: Day = date(2026, 11, 20);

fn asked() -> Asked {
    let term = Term {
        id: TermId(Uuid::nil()),
        year_id: YearId(Uuid::nil()),
        name: "秋".to_owned(),
        starts_on: STARTS,
        ends_on: date(2027, 1, 22),
    };
    Asked {
        term,
        on: ON,
        grade: None,
        before: Some((date(2026, 3, 2), date(2026, 5, 21))),
        action: Action::List,
    }
}

fn nothing_owed() -> Report {
    Report { range: Days::new(STARTS, ON), cases: Vec::new(), weeks: Vec::new(), class_weeks: Vec::new() }
}

fn signal(child: u128, looked: bool) -> SignalRow {
    SignalRow { student: StudentId(Uuid::from_u128(child)), grade: Some(4), on: date(2026, 9, 10), looked }
}

// S3: each step of the funnel is a part of the one above.
#[test]
fn a_child_is_in_a_step_only_who_went_through_all_above() {
    let mut planned = case(1, 4, date(2026, 9, 12));
    planned.planned_on = Some(date(2026, 9, 20));
    planned.contacts = vec![(date(2026, 9, 22), "talk".to_owned())];
    let planned = planned.closed(date(2026, 11, 10), FOREVER);
    let mut unplanned = case(2, 4, date(2026, 9, 12));
    unplanned.contacts = vec![(date(2026, 9, 22), "talk".to_owned())];
    let without_signal = case(3, 4, date(2026, 9, 12));
    let known = Known {
        cases: vec![planned, unplanned, without_signal],
        signals: vec![signal(1, true), signal(2, false), signal(4, true), signal(5, false)],
        ..Known::default()
    };
    let steps = funnel::steps(&asked(), &known);
    assert_eq!(steps.each_ref().map(|step| step.len()), [4, 3, 2, 1, 1, 1]);
    for pair in steps.windows(2) {
        assert!(pair[1].is_subset(&pair[0]));
    }
}

// S3, K2
#[test]
fn the_ways_between_tiers_add_up_to_the_cases_of_the_term() {
    let old = date(2026, 3, 10);
    let known = Known {
        cases: vec![
            case(1, 4, old),
            case(2, 4, old).carried(Tier::Grade, date(2026, 10, 1)),
            case(3, 4, old).carried(Tier::School, date(2026, 5, 1)).carried(Tier::Grade, date(2026, 10, 1)),
            case(4, 4, date(2026, 9, 20)),
            case(5, 4, old).closed(date(2026, 10, 1), FOREVER),
            case(6, 4, old).closed(date(2026, 6, 1), FOREVER),
            case(7, 4, old).closed(date(2026, 6, 1), date(2026, 10, 9)),
        ],
        ..Known::default()
    };
    let ways = flow::ways(&asked(), &known);
    assert_eq!(ways, [[1, 1, 0, 1], [0, 0, 0, 0], [0, 1, 0, 0], [2, 0, 0, 0]]);
    let open = known.open(ON).count();
    let held: i64 = ways.iter().map(|row| row[0] + row[1] + row[2]).sum();
    assert_eq!(held, i64::try_from(open).unwrap());
}

#[test]
fn caseloads_count_each_day_by_its_own_facts() {
    let known = Known {
        cases: vec![
            case(1, 4, date(2026, 3, 10)).with("mentor", 1, STARTS).closed(date(2026, 9, 5), FOREVER),
            case(2, 4, date(2026, 9, 10)).with("mentor", 1, STARTS),
            case(3, 5, date(2026, 9, 17)).with("mentor", 1, STARTS).with("responsible", 2, STARTS),
        ],
        ..Known::default()
    };
    let look = Look::of_lang(Lang::En);
    let by_week = caseload::by_week(&look, &asked(), &known);
    let said: Vec<&str> =
        by_week.rows.iter().map(|row| row.values[0].as_ref().unwrap().said.as_str()).collect();
    assert_eq!(said[..4], ["0", "1", "2", "2"]);
    let before: Vec<&str> =
        by_week.rows.iter().map(|row| row.values[1].as_ref().unwrap().said.as_str()).collect();
    assert_eq!(before[..3], ["0", "1", "1"], "the same weeks of the term before");
    let shares = caseload::shares(&look, &asked(), &known);
    assert_eq!(shares.said()[1].1, ["0", "1"], "one mentor of two children");
    assert_eq!(shares.said()[0].1, ["1", "0"], "one person responsible for one");
}

// S3, T1: the figures and the term summary say the same of a case that was closed and opened again.
#[test]
fn a_case_closed_and_opened_again_counts_as_closed_and_as_reopened() {
    let again = case(1, 4, STARTS).closed(date(2026, 10, 1), date(2026, 10, 20));
    let over = case(2, 4, STARTS).closed(date(2026, 10, 1), FOREVER);
    let mut one = Known { cases: vec![over, case(3, 4, STARTS)], ..Known::default() };
    let says = |known: &Known| caseload::by_week(&Look::of_lang(Lang::ZhHans), &asked(), known).says;
    assert_eq!(says(&one), "本学期到现在：新开 2 个，结案 1 个。");
    one.cases.push(again);
    assert_eq!(says(&one), "本学期到现在：新开 3 个，结案 2 个，重新开案 1 个。");
}

// S1
#[test]
fn a_goal_says_who_is_missing_and_a_child_with_two_cases_is_one_child() {
    let twice = case(1, 4, date(2026, 3, 10)).with("mentor", 1, STARTS);
    let known = Known { cases: vec![twice.clone(), twice, case(2, 4, STARTS)], ..Known::default() };
    let all = goals::all(&asked(), &known, (&nothing_owed(), None));
    let mentor = all.iter().find(|goal| goal.key == "mentor").unwrap();
    assert_eq!((mentor.now, mentor.missing.len()), (Some((1, 2)), 1));
    assert_eq!(mentor.before, Some((0, 1)), "in spring nobody was paired");
    let aid = all.iter().find(|goal| goal.key == "legal-aid").unwrap();
    assert_eq!(aid.now, None, "where nobody asked, no share is told");
}

// S1, X3
#[test]
fn a_request_for_legal_aid_counts_until_it_is_granted_and_not_when_nobody_is_entitled() {
    let row = |n, answer: Option<&str>, on| crate::store::AidRow {
        student: case(n, 4, STARTS).child.id,
        name: String::new(),
        class: None,
        grade: Some(4),
        number: Some(1),
        asked_on: STARTS,
        answer: answer.map(str::to_owned),
        answered_on: on,
    };
    let day = Some(date(2026, 10, 1));
    let aid = vec![row(1, Some("given"), day), row(2, None, None), row(3, Some("ineligible"), day)];
    let known = Known { aid, ..Known::default() };
    let all = goals::all(&asked(), &known, (&nothing_owed(), None));
    let goal = all.iter().find(|goal| goal.key == "legal-aid").unwrap();
    assert_eq!((goal.now, goal.missing.len()), (Some((1, 2)), 1));
}

#[test]
fn who_left_in_good_order_counts_as_staying_and_who_just_left_does_not() {
    let mut gone = case(1, 4, date(2026, 3, 10));
    gone.left_on = date(2026, 10, 1);
    let mut moved = case(2, 4, date(2026, 3, 10)).closed(date(2026, 10, 1), FOREVER);
    moved.left_on = date(2026, 10, 1);
    for closed in &mut moved.closed {
        closed.reason = "moved_away".to_owned();
    }
    let known = Known { cases: vec![gone, moved, case(3, 4, STARTS)], ..Known::default() };
    let all = goals::all(&asked(), &known, (&nothing_owed(), None));
    let stay = all.iter().find(|goal| goal.key == "stay").unwrap();
    assert_eq!((stay.now, stay.missing.len()), (Some((2, 3)), 1));
}
