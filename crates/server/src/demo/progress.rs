//! Goals that are read once a week in the first class: one on its way, one level, one that has become harder, one just
//! begun (P2).

use access::Kind;
use db::args;
use kernel::{Day, FOREVER, GoalId, MeasureUseId, clock::days_after};
use uuid::Uuid;

use super::calendar::at;
use super::cases::Case;
use super::child::Child;
use super::maker::{Change, Maker};
use super::plans::worked;

/// A goal with its readings, in whole units, the newest yesterday and one each week before it.
struct Told {
    text: &'static str,
    how: &'static str,
    unit: &'static str,
    better: &'static str,
    target: i64,
    before: &'static [i64],
    after: &'static [i64],
    /// A measure of the library that began so many days ago.
    begun: Option<(&'static str, i64)>,
}

const GOALS: [Told; 4] = [
    Told {
        text: "一周里自己把作业交齐的天数多起来。",
        how: "看作业登记，每周数一次",
        unit: "天",
        better: "more",
        target: 5,
        before: &[1, 2, 1],
        after: &[2, 2, 3, 3, 3, 3, 4],
        begun: None,
    },
    Told {
        text: "课间愿意和同学一起玩。",
        how: "一周里有几天和同学玩过，问孩子自己",
        unit: "天",
        better: "more",
        target: 4,
        before: &[2, 1, 2],
        after: &[2, 2, 1, 2, 2, 1, 2],
        begun: Some(("companion", 15)),
    },
    Told {
        text: "早上赶得上早读。",
        how: "一周里晚到几次，看考勤",
        unit: "次",
        better: "less",
        target: 0,
        before: &[1, 1, 2, 1],
        after: &[1, 2, 2, 2, 3, 3, 3],
        begun: None,
    },
    Told {
        text: "每晚读一会儿自己喜欢的书。",
        how: "一晚读几分钟，孩子自己记",
        unit: "分钟",
        better: "more",
        target: 20,
        before: &[5, 8],
        after: &[10, 9, 12],
        begun: None,
    },
];

/// Gives the first open cases of the busy class their goals.
pub fn make(maker: &mut Maker<'_>, children: &[Child], cases: &[Case]) {
    let today = maker.term.today;
    let open = cases.iter().filter(|case| case.busy && case.open_on(today));
    for (case, told) in open.zip(GOALS) {
        let Some(child) = children.get(case.child) else { continue };
        one(maker, (case, child), &told);
    }
}

fn weeks(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(0)
}

fn one(maker: &mut Maker<'_>, (case, child): (&Case, &Child), told: &Told) {
    let newest = days_after(maker.term.today, -1);
    let support = days_after(newest, 7 - 7 * weeks(told.after.len()));
    let goal = set(maker, (case, child), told, support);
    let first = days_after(support, -7 * weeks(told.before.len()));
    for (place, value) in told.before.iter().chain(told.after).enumerate() {
        let on = days_after(first, 7 * weeks(place));
        let noted = at(on.max(support), 16, 30);
        let id: Uuid = maker.dice.uuid(noted);
        let by = case.responsible;
        maker.book.goal_reading.add(args![maker.school, id, goal, child.id, on, value * 1000, noted, by]);
    }
    if let Some((measure, ago)) = told.begun {
        let from = days_after(maker.term.today, -ago);
        let when = at(from, 17, 5);
        let id = MeasureUseId(maker.dice.uuid(when));
        worked(maker, (case, child, id), (measure, from, when), (FOREVER, None, None, None));
    }
}

/// The goal, and how it is read.
fn set(maker: &mut Maker<'_>, (case, child): (&Case, &Child), told: &Told, support: Day) -> GoalId {
    let when = at(support, 16, 20);
    let id = GoalId(maker.dice.uuid(when));
    let sealer = maker.sealer("goal", id.0, Kind::Case);
    let cells = (sealer.cell("text_cell", told.text), sealer.cell("measure_cell", told.how));
    let unit = maker.sealer("goal_measure", id.0, Kind::Case).cell("unit_cell", told.unit);
    let (due, by, school) = (days_after(support, 70), case.responsible, maker.school);
    let reached: Option<kernel::StaffId> = None;
    maker.book.goal.add(args![
        school, id, case.id, child.id, cells.0, cells.1, "near", due, FOREVER, reached, support, by
    ]);
    let target = told.target * 1000;
    maker.book.goal_measure.add(args![school, id, child.id, unit, told.better, target, support, when, by]);
    let change = Change {
        name: "goal.set",
        kind: Kind::Case,
        at: when,
        by,
        subject: id.0,
        student: Some(child.id),
        after: told.text,
    };
    maker.event(&change);
    id
}
