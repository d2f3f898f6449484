//! Measures of the library at work, and how some of them ended; small steps; a daily checklist of the first class
//! (P3, P5, P6, P7).

use access::Kind;
use db::args;
use kernel::{ChecklistId, Day, FOREVER, Instant, MeasureUseId, StaffId, TaskId, clock::days_after};
use language::Lang;
use web::Look;

use super::calendar::at;
use super::cases::{BUSY, Case};
use super::child::Child;
use super::maker::Maker;
use super::staff::School;

/// A measure that was tried this long is looked back on.
const LONG: i64 = 42;
/// School days with ticks.
const TICKED: usize = 9;
/// Things of the checklist that ships with the program.
const THINGS: i64 = 8;

/// Puts plans to work in every case, and gives the first class its checklist.
pub fn make(maker: &mut Maker<'_>, school: &School, children: &[Child], cases: &[Case]) {
    for case in cases.iter().filter(|case| case.open_on(maker.term.today)) {
        let Some(child) = children.get(case.child) else { continue };
        measures(maker, (case, child));
        if case.busy && child.found.iter().any(|(category, _)| *category == "learning") {
            steps(maker, (case, child));
        }
    }
    checklist(maker, school, children);
}

/// What is offered for a category: first tried, then at work.
fn offered(category: &str) -> [&'static str; 2] {
    match category {
        "left_behind" => ["good-news", "video-call"],
        "single_parent" | "divorced" => ["class-task", "weekly-talk"],
        "orphan" | "unattended" => ["feast-days", "stand-in-parent"],
        "poor" => ["reading-corner", "aid-check"],
        "disabled" | "illness" => ["companion", "small-steps"],
        "learning" => ["peer-teacher", "ten-minutes"],
        "psychological" => ["regular-sleep", "calm-ways"],
        "behaviour" => ["agreement", "named-praise"],
        _ => ["morning-greeting", "weekly-talk"],
    }
}

fn measures(maker: &mut Maker<'_>, (case, child): (&Case, &Child)) {
    let [tried, now] = offered(child.found.first().map_or("", |(category, _)| *category));
    let from = days_after(case.opened, 5);
    let ended = days_after(from, LONG);
    let by = case.responsible;
    let when = at(from, 17, 15);
    if ended < maker.term.today {
        let id = MeasureUseId(maker.dice.uuid(when));
        let (outcome, words) = how_it_went(maker, tried);
        let cell = maker.sealer("measure_use", id.0, Kind::Case).cell("words_cell", words);
        let ends = (ended, Some(outcome), Some(cell), Some(by));
        worked(maker, (case, child, id), (tried, from, when), ends);
    }
    let id = MeasureUseId(maker.dice.uuid(when));
    worked(maker, (case, child, id), (now, from, when), (FOREVER, None, None, None));
}

/// Outcome and words.
fn how_it_went(maker: &Maker<'_>, measure: &str) -> (&'static str, &'static str) {
    match (measure, maker.dice.between(0, 3)) {
        ("peer-teacher", 0 | 1) => ("helped", "同桌讲得比我细，他肯开口问了。"),
        (_, 0 | 1) => ("helped", "慢慢有了笑脸，愿意接着做。"),
        (_, 2) => ("partly", "头几周起劲，后来要提醒一句。"),
        _ => ("unclear", "做了几次就遇上放假，还看不出来。"),
    }
}

/// Last day, outcome, words, by whom ended.
pub(super) type Ends = (Day, Option<&'static str>, Option<Vec<u8>>, Option<StaffId>);

/// A measure at work for a child.
pub(super) fn worked(
    maker: &mut Maker<'_>,
    (case, child, id): (&Case, &Child, MeasureUseId),
    (measure, from, when): (&str, Day, Instant),
    (until, outcome, words, ended_by): Ends,
) {
    let by = case.responsible;
    maker.book.measure_use.add(args![
        maker.school,
        id,
        case.id,
        child.id,
        measure,
        from,
        until,
        outcome,
        words,
        when,
        by,
        ended_by
    ]);
}

/// A big thing in small pieces: two done, one to do.
fn steps(maker: &mut Maker<'_>, (case, child): (&Case, &Child)) {
    let set = days_after(maker.term.today, -12);
    let steps = ["把这学期的生字本翻一遍，不会的折个角", "每天听写折角的五个", "和同桌互相考一次"];
    for (place, text) in steps.into_iter().enumerate() {
        let when = at(set, 16, 40);
        let id = TaskId(maker.dice.uuid(when));
        let cell = maker.sealer("plan_task", id.0, Kind::Case).cell("text_cell", text);
        let days = i64::try_from(place).unwrap_or(0) * 5;
        let (due, by) = (days_after(set, days + 5), case.responsible);
        let done = if due < maker.term.today { due } else { FOREVER };
        let done_by = (done != FOREVER).then_some(by);
        maker.book.plan_task.add(args![
            maker.school,
            id,
            case.id,
            child.id,
            cell,
            due,
            done,
            done_by,
            set,
            when,
            by
        ]);
    }
}

fn checklist(maker: &mut Maker<'_>, school: &School, children: &[Child]) {
    let busy = school.classes.iter().position(|class| (class.grade, class.number) == BUSY);
    let Some((place, class)) = busy.and_then(|place| Some((place, school.classes.get(place)?))) else {
        return;
    };
    let ticked = maker.term.days.iter().rev().skip(1).take(TICKED).copied();
    let days: Vec<Day> = ticked.collect();
    let Some(from) = days.last().copied() else { return };
    let (when, by) = (at(from, 8, 10), class.homeroom);
    let id = ChecklistId(maker.dice.uuid(when));
    let look = Look::of_lang(Lang::ZhHans);
    let sealer = maker.sealer("checklist", id.0, Kind::Checklist);
    let name = sealer.cell("name_cell", look.t("checklists-preset-eight"));
    let items = sealer.cell("items_cell", look.t("checklists-preset-eight-items"));
    let until = days_after(from, 27);
    maker.book.checklist.add(args![maker.school, id, class.id, name, items, from, until, when, by]);
    for child in children.iter().filter(|child| child.class == place) {
        for day in &days {
            if maker.dice.chance(820) {
                let done = bits(maker);
                let when = at(*day, 16, 55);
                maker.book.checklist_day.add(args![maker.school, id, child.id, *day, done, when, by]);
            }
        }
    }
}

/// Most things of the day.
fn bits(maker: &Maker<'_>) -> i64 {
    (0..THINGS).filter(|_| maker.dice.chance(700)).fold(0, |bits, thing| bits | 1 << thing)
}
