//! Monthly reviews: last month's are finished in two classes, this month's is begun in one.

use access::Kind;
use casework::review::figures::{Change, Figures, Owed};
use casework::review::model::{Kept, Month, Place, Settled};
use casework::review::{Decision, propose};
use db::args;
use kernel::{Day, FinishId, ReviewId, clock::days_after};

use super::calendar::at;
use super::cases::Case;
use super::cast::CAST;
use super::child::Child;
use super::maker::{Change as Told, Maker};
use super::staff::{Class, School};

/// The classes that met last month.
const MET: [(i64, i64); 2] = [(7, 2), (4, 1)];
/// The class that has begun this month's.
const BEGUN: (i64, i64) = (4, 1);

/// One class with its cases that were open on a day.
struct Meeting<'a> {
    class: &'a Class,
    chair: &'static str,
    month: Month,
    on: Day,
    cases: Vec<(&'a Case, &'a Child)>,
}

/// Writes the reviews.
pub fn make(maker: &mut Maker<'_>, school: &School, children: &[Child], cases: &[Case]) {
    let this = Month::of(maker.term.today);
    for class in school.classes.iter().filter(|class| MET.contains(&(class.grade, class.number))) {
        let meeting = |month: Month, on: Day| Meeting {
            class,
            chair: name(school, class),
            month,
            on,
            cases: of_class(school, class, (children, cases), on),
        };
        let last = meeting(this.before(), weekday(this.before().last()));
        if last.on >= maker.term.starts && !last.cases.is_empty() {
            finished(maker, &last);
        }
        if (class.grade, class.number) == BEGUN {
            let now = meeting(this, weekday(days_after(maker.term.today, -1)));
            begin(maker, &now);
        }
    }
}

/// The name of the homeroom teacher, who is one of the cast.
fn name(school: &School, class: &Class) -> &'static str {
    let place = school.cast.iter().find(|(_, staff)| *staff == class.homeroom).map(|(place, _)| *place);
    place.and_then(|place| CAST.get(place)).map_or("", |member| member.name)
}

fn weekday(day: Day) -> Day {
    let past = i64::from(day.weekday().to_monday_one_offset()) - 5;
    days_after(day, -past.max(0))
}

fn of_class<'a>(
    school: &School,
    class: &Class,
    (children, cases): (&'a [Child], &'a [Case]),
    on: Day,
) -> Vec<(&'a Case, &'a Child)> {
    let of = |case: &'a Case| {
        let child = children.get(case.child)?;
        let there = school.classes.get(child.class).is_some_and(|one| one.id == class.id);
        (there && case.open_on(on)).then_some((case, child))
    };
    cases.iter().filter_map(of).collect()
}

fn begin(maker: &mut Maker<'_>, meeting: &Meeting<'_>) -> ReviewId {
    let when = at(meeting.on, 16, 30);
    let id = ReviewId(maker.dice.uuid(when));
    let (month, place) = (meeting.month.key(), Place::Class(meeting.class.id).key());
    let chair = meeting.class.homeroom;
    maker.book.review.add(args![maker.school, id, month, place, meeting.on, chair, when, chair]);
    for staff in [chair, meeting.class.deputy] {
        maker.book.review_present.add(args![maker.school, id, staff]);
    }
    let after = format!("{month} {place}");
    told(maker, meeting, ("review.begun", id.0, &after));
    id
}

fn told(
    maker: &mut Maker<'_>,
    meeting: &Meeting<'_>,
    (name, subject, after): (&'static str, uuid::Uuid, &str),
) {
    let (at, by) = (at(meeting.on, 17, 0), meeting.class.homeroom);
    maker.event(&Told { name, kind: Kind::Case, at, by, subject, student: None, after });
}

fn finished(maker: &mut Maker<'_>, meeting: &Meeting<'_>) {
    let review = begin(maker, meeting);
    let when = at(meeting.on, 17, 10);
    let finish = FinishId(maker.dice.uuid(when));
    let by = meeting.class.homeroom;
    maker.book.review_finish.add(args![maker.school, finish, review, meeting.on, when, by]);
    for (seat, one) in (0_i64..).zip(&meeting.cases) {
        let kept = kept(maker, meeting, *one);
        decided(maker, meeting, (review, *one, &kept));
        let id = maker.dice.uuid(when);
        let text = serde_json::to_string(&kept).unwrap_or_default();
        let cell = maker.sealer("review_kept", id, Kind::Case).cell("kept_cell", &text);
        maker.book.review_kept.add(args![maker.school, id, finish, review, one.0.id, one.1.id, seat, cell]);
    }
    let after = format!("{0}/{0}", meeting.cases.len());
    told(maker, meeting, ("review.finished", review.0, &after));
}

fn decided(
    maker: &mut Maker<'_>,
    meeting: &Meeting<'_>,
    (review, (case, child), kept): (ReviewId, (&Case, &Child), &Kept),
) {
    let when = at(meeting.on, 16, 45);
    let id = maker.dice.uuid(when);
    let word = kept.proposal.decision.as_str();
    let by = meeting.class.homeroom;
    maker.book.review_decision.add(args![maker.school, id, review, case.id, child.id, word, word, when, by]);
}

/// The figures as they may have been: a few talks, most of what was owed kept.
fn kept(maker: &Maker<'_>, meeting: &Meeting<'_>, (case, child): (&Case, &Child)) -> Kept {
    let talks = maker.dice.between(2, 4);
    let figures = Figures {
        contacts: vec![("talk".to_owned(), talks), ("family_contact".to_owned(), 1)],
        owed: Some(Owed { owed: 4, kept: talks, excused: 0 }),
        goals_open: maker.dice.between(1, 3),
        goals_reached: maker.dice.between(0, 1),
        absences: Some(Change { before: maker.dice.between(0, 2), now: maker.dice.between(0, 2) }),
        ..Figures::new(case.opened, "class")
    };
    let proposal = propose(&figures, meeting.on);
    let settled = Settled {
        decision: Decision::parse(&proposal.decision).unwrap_or(Decision::GoOn).key().to_owned(),
        as_proposed: true,
        why: None,
        by: meeting.chair.to_owned(),
        tasks: Vec::new(),
    };
    Kept {
        case: case.id,
        student: child.id,
        name: child.name.clone(),
        grade: Some(meeting.class.grade),
        number: Some(meeting.class.number),
        responsible: Some(meeting.chair.to_owned()),
        figures,
        proposal,
        settled: Some(settled),
    }
}
