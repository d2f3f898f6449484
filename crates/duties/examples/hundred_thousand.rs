//! How long a hundred thousand open cases take on one core:
//! `cargo run --release -p duties --example hundred_thousand`.
//! Each has the five shipped rules, a team of four, twenty contacts of this term, every third an excuse.

use std::hint::black_box;
use std::time::Instant;

use duties::Id;
use duties::calendar::{CalendarFacts, SchoolCalendar};
use duties::clock::{Clock, State};
use duties::compliance::{by_group, by_person};
use duties::contact::{Contact, NoteKind, Reached};
use duties::days::{Days, Since};
use duties::facts::{CaseFacts, Excuse, Member, Part, Reason};
use duties::usual::{FAMILY_DIFFICULTY, usual};
use jiff::ToSpan;
use jiff::civil::{Date, date};

const CASES: u32 = 100_000;
const TODAY: Date = date(2026, 1, 14);

/// A plain linear congruential generator (Knuth, MMIX): the same cases on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(below)).unwrap_or(0)
    }

    fn day(&mut self) -> Date {
        let offset = i64::from(self.roll(135));
        date(2025, 9, 1).checked_add(offset.days()).unwrap_or(TODAY)
    }

    fn pick<T: Copy>(&mut self, from: &[T], or: T) -> T {
        let most = u32::try_from(from.len()).unwrap_or(1);
        usize::try_from(self.roll(most)).ok().and_then(|at| from.get(at)).copied().unwrap_or(or)
    }
}

fn id(number: u32) -> Id {
    u128::from(number).to_be_bytes()
}

fn case(number: u32, dice: &mut Dice) -> CaseFacts {
    let opened = Since::from(date(2025, 9, 1));
    let staff: Vec<Id> = (0..4).map(|_| id(dice.roll(8_000))).collect();
    let parts = [Part::Responsible, Part::Mentor, Part::Psychologist, Part::SubjectTeacher];
    let team = staff.iter().zip(parts);
    let member = |(staff, part): (&Id, Part)| Member { staff: *staff, part, during: opened };
    let members = team.map(member).collect();
    let mut contact = || Contact {
        on: dice.day(),
        kind: dice.pick(NoteKind::all(), (NoteKind::Talk, "talk")).0,
        reached: dice.pick(&[Reached::CHILD, Reached::FAMILY, Reached::BOTH], Reached::NOBODY),
        by: dice.pick(&staff, id(0)),
    };
    let contacts = (0..20).map(|_| contact()).collect();
    let ill = dice.day();
    let days = Days::new(ill, ill.checked_add(4.days()).unwrap_or(ill));
    let excuse = Excuse { days, rule: None, staff: None, reason: Reason::Sick };
    CaseFacts {
        student: id(number),
        open: vec![opened],
        members,
        categories: vec![(dice.pick(&FAMILY_DIFFICULTY, "poor").to_owned(), opened)],
        tiers: Vec::new(),
        contacts,
        excuses: if number.is_multiple_of(3) { vec![excuse] } else { Vec::new() },
    }
}

fn main() {
    let days_off =
        vec![Days::new(date(2025, 10, 1), date(2025, 10, 8)), Days::new(date(2026, 1, 1), date(2026, 1, 3))];
    let make_ups = vec![date(2025, 9, 28), date(2025, 10, 11), date(2026, 1, 4)];
    let terms = vec![Days::new(date(2025, 9, 1), date(2026, 1, 23))];
    let facts = CalendarFacts { days_off, make_ups, ..CalendarFacts::new(terms) };
    let Ok(calendar) = SchoolCalendar::new(&facts) else { return };
    let mut next = 0;
    let rules = usual(date(2025, 9, 1), || {
        next += 1;
        id(next)
    });
    let mut dice = Dice(2026);
    let cases: Vec<CaseFacts> = (0..CASES).map(|number| case(number, &mut dice)).collect();
    let clock = Clock::new(&calendar, &rules, TODAY);

    let started = Instant::now();
    let (mut lines, mut late) = (0, 0);
    for case in &cases {
        let list = black_box(clock.owed(case));
        lines += list.len();
        late += list.iter().filter(|owed| owed.state == State::Overdue).count();
    }
    println!("{CASES} cases: {lines} lines, {late} overdue, {:?}", started.elapsed());

    let started = Instant::now();
    let range = Days::new(date(2025, 9, 1), TODAY);
    let tallies: Vec<_> = cases.iter().map(|case| clock.tally(case, range)).collect();
    println!("compliance of the term, each case: {:?}", started.elapsed());
    let started = Instant::now();
    let (school, people) = (by_group(&tallies, |_| ()), by_person(&tallies));
    println!("added up for the school and {} people: {:?}", people.len(), started.elapsed());
    for tally in school.values() {
        let percent = tally.share().map_or(0, |share| share.percent());
        let (owed, children, never) = (tally.owed, tally.children(), tally.never_reached().count());
        println!("{percent}% of {owed}, median {:?} days, {never} of {children} never", tally.median_days());
    }
}
