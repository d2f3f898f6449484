//! Arbitrary cases in a real school year: festivals, make-up days, a winter break.

use duties::Id;
use duties::calendar::CalendarFacts;
use duties::contact::{Contact, NoteKind, Reached};
use duties::days::{Days, Since};
use duties::facts::{CaseFacts, Excuse, Member, Part, Reason, StandIn};
use duties::rule::{Act, Per, Rule, RuleName, Tier, Who};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// 2025/26: National Day and Mid-Autumn, New Year, Qingming, Labour Day and Dragon Boat as announced, and
/// the break over Spring Festival.
pub fn year() -> CalendarFacts {
    let off = |a: Date, b: Date| Days::new(a, b);
    CalendarFacts {
        days_off: vec![
            off(date(2025, 10, 1), date(2025, 10, 8)),
            off(date(2026, 1, 1), date(2026, 1, 3)),
            off(date(2026, 4, 4), date(2026, 4, 6)),
            off(date(2026, 5, 1), date(2026, 5, 5)),
            off(date(2026, 6, 19), date(2026, 6, 21)),
        ],
        make_ups: vec![date(2025, 9, 28), date(2025, 10, 11), date(2026, 1, 4), date(2026, 5, 9)],
        ..CalendarFacts::new(vec![
            Days::new(date(2025, 9, 1), date(2026, 1, 23)),
            Days::new(date(2026, 2, 24), date(2026, 7, 3)),
        ])
    }
}

pub fn id(number: u8) -> Id {
    [number; 16]
}

pub fn day() -> impl Strategy<Value = Date> {
    (0..330i64).prop_map(|offset| date(2025, 8, 25).checked_add(offset.days()).unwrap())
}

/// A day of the school year: before it the calendar has no weeks, and the clock no lines.
pub fn today() -> impl Strategy<Value = Date> {
    (0..320i64).prop_map(|offset| date(2025, 9, 1).checked_add(offset.days()).unwrap())
}

fn since() -> impl Strategy<Value = Since> {
    (0..200i64, option::weighted(0.4, 1..150i64)).prop_map(|(from, length)| {
        let from = date(2025, 8, 25).checked_add(from.days()).unwrap();
        Since { from, until: length.map(|length| from.checked_add(length.days()).unwrap()) }
    })
}

fn early() -> impl Strategy<Value = Since> {
    (0..40i64).prop_map(|from| Since::from(date(2025, 8, 25).checked_add(from.days()).unwrap()))
}

fn held() -> impl Strategy<Value = Since> {
    prop_oneof![early(), since()]
}

pub fn contact() -> impl Strategy<Value = Contact> {
    let kind = prop_oneof![Just(NoteKind::Talk), select(NoteKind::all()).prop_map(|(kind, _)| kind)];
    (day(), kind, any::<[bool; 2]>(), 1..4u8).prop_map(|(on, kind, [child, family], by)| Contact {
        on,
        kind,
        reached: Reached { child, family },
        by: id(by),
    })
}

pub fn excuse() -> impl Strategy<Value = Excuse> {
    let reason = select(Reason::ALL);
    (day(), 0..25i64, option::weighted(0.2, 1..5u8), option::weighted(0.3, 1..4u8), reason).prop_map(
        |(first, length, rule, staff, reason)| Excuse {
            days: Days::new(first, first.checked_add(length.days()).unwrap()),
            rule: rule.map(id),
            staff: staff.map(id),
            reason,
        },
    )
}

pub fn stand_in() -> impl Strategy<Value = StandIn> {
    (1..4u8, 1..5u8, held()).prop_map(|(away, stand_in, during)| StandIn {
        away: id(away),
        stand_in: id(stand_in),
        during,
    })
}

pub fn case() -> impl Strategy<Value = CaseFacts> {
    let member = (1..4u8, select(Part::ALL), held());
    let member = member.prop_map(|(staff, part, during)| Member { staff: id(staff), part, during });
    let category = (select(&["left_behind", "poor", "illness"][..]), held());
    let category = category.prop_map(|(code, since)| (code.to_owned(), since));
    (
        vec(held(), 1..3),
        vec(member, 1..5),
        vec(category, 0..3),
        vec((select(Tier::ALL), held()), 0..3),
        vec(contact(), 0..12),
        vec(excuse(), 0..4),
    )
        .prop_map(|(open, members, categories, tiers, contacts, excuses)| CaseFacts {
            student: id(99),
            open,
            members,
            categories,
            tiers,
            contacts,
            excuses,
        })
}

pub fn rules() -> impl Strategy<Value = Vec<Rule>> {
    let shape = (
        select(vec![Vec::new(), vec!["left_behind"], vec!["left_behind", "poor"]]),
        option::weighted(0.2, select(Tier::ALL)),
        select(Who::ALL),
        select(Act::ALL),
        (prop_oneof![4 => 1..5u32, 1 => 5..12u32], select(Per::ALL)),
        prop_oneof![3 => Just(Since::from(date(2025, 8, 25))), 1 => held()],
    );
    let rule = shape.prop_map(|(categories, tier, who, act, (times, per), during)| Rule {
        id: id(0),
        name: RuleName::Own("rule".to_owned()),
        categories: categories.into_iter().map(str::to_owned).collect(),
        tier,
        who,
        act,
        times,
        per,
        during,
    });
    vec(rule, 1..4).prop_map(|mut rules| {
        for (number, rule) in (1u8..).zip(&mut rules) {
            rule.id = id(number);
        }
        rules
    })
}
