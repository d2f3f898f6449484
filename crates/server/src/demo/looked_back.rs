//! Measures that were tried for some weeks and looked back on, so that the next child has something to learn from (P6);
//! and two people who have themselves reminded (M2).

use access::Kind;
use db::args;
use kernel::{MeasureUseId, StaffId, clock::days_after};

use super::calendar::at;
use super::cases::{BUSY, Case};
use super::cast::CAST;
use super::child::Child;
use super::maker::Maker;
use super::plans::worked;
use super::staff::School;

/// Looks back on one more measure in two of three cases, and sets reminders up.
pub fn make(maker: &mut Maker<'_>, school: &School, children: &[Child], cases: &[Case]) {
    for case in cases {
        let Some(child) = children.get(case.child) else { continue };
        if maker.aside.chance(660) {
            measure(maker, (case, child));
        }
    }
    reminders(maker, school);
}

/// What is often tried next for a category.
fn next(category: &str) -> &'static str {
    match category {
        "left_behind" => "carer-visit",
        "single_parent" | "divorced" => "family-time",
        "orphan" | "unattended" => "weekly-talk",
        "poor" => "quiet-supplies",
        "disabled" | "illness" => "one-line",
        "learning" => "small-steps",
        "psychological" => "daily-sport",
        "behaviour" => "screen-rules",
        _ => "catch-up",
    }
}

fn measure(maker: &mut Maker<'_>, (case, child): (&Case, &Child)) {
    let from = days_after(case.opened, maker.aside.between(6, 12));
    let ended = days_after(from, maker.aside.between(21, 32));
    if ended >= maker.term.today || case.closed.is_some_and(|(closed, _)| ended > closed) {
        return;
    }
    let (outcome, words) = match maker.aside.between(0, 9) {
        0..=3 => ("helped", "做了三周，孩子自己说轻松了些。"),
        4..=6 => ("partly", "有几天忘了，做到的日子都还不错。"),
        7 | 8 => ("not", "不太合孩子的性子，换一样试试。"),
        _ => ("unclear", "赶上月考，看不出来。"),
    };
    let (when, by) = (at(from, 16, 50), case.responsible);
    let id = MeasureUseId(maker.aside.uuid(when));
    let cell = maker.aside_sealer("measure_use", id.0, Kind::Case).cell("words_cell", words);
    let measure = next(child.found.first().map_or("", |(category, _)| *category));
    let ends = (ended, Some(outcome), Some(cell), Some(by));
    worked(maker, (case, child, id), (measure, from, when), ends);
}

/// The homeroom teacher of the busy class every morning, the moral-education office once a week.
fn reminders(maker: &mut Maker<'_>, school: &School) {
    let office = school
        .cast
        .iter()
        .find(|(place, _)| CAST.get(*place).is_some_and(|member| member.role == "moral-education"));
    let busy = school.classes.iter().find(|class| (class.grade, class.number) == BUSY);
    let (Some((_, office)), Some(busy)) = (office, busy) else { return };
    let when = at(days_after(maker.term.today, -30), 8, 0);
    let robots = "off";
    maker.book.reminder_setting.add(args![
        maker.school,
        true,
        "07:20",
        "21:00",
        "07:00",
        robots,
        "zh-Hans",
        when,
        *office
    ]);
    person(maker, busy.homeroom, ("daily", "homeroom@example.com"));
    person(maker, *office, ("weekly", "office@example.com"));
}

fn person(maker: &mut Maker<'_>, staff: StaffId, (often, email): (&str, &str)) {
    let when = at(days_after(maker.term.today, -29), 12, 30);
    let cell = maker.aside_sealer("reminder_person", staff.0, Kind::Staff).cell("email_cell", email);
    maker.book.reminder_person.add(args![maker.school, staff, often, cell, "zh-Hans", when]);
}
