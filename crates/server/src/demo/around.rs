//! The people around a child: the leadership group, whom a child would like, a classmate who helps.

use access::Kind;
use db::args;
use kernel::{CompanionId, FOREVER, GuardianId, LookId, SeatId, clock::days_after};

use super::acquainted::{QUIET, QUIET_ONE};
use super::calendar::at;
use super::cases::{BUSY, Case};
use super::child::Child;
use super::maker::{Change, Maker};
use super::staff::School;

/// Writes it all.
pub fn make(maker: &mut Maker<'_>, school: &School, children: &[Child], cases: &[Case]) {
    leadership(maker, school);
    looks(maker, school, children);
    households(maker, school, children);
    let busy: Vec<&Case> = cases.iter().filter(|case| case.busy).collect();
    for (number, case) in busy.into_iter().enumerate() {
        let Some(child) = children.get(case.child) else { continue };
        match number {
            1 => wish(maker, school, (case, child)),
            2 => peer(maker, children, (case, child)),
            3 => guardian(maker, (case, child)),
            _ => {}
        }
    }
}

/// The leadership group with its duties.
fn leadership(maker: &mut Maker<'_>, school: &School) {
    let from = maker.term.starts;
    let now = at(from, 9, 0);
    let (first, second) = (school.principals.first().copied(), school.principals.get(1).copied());
    let (office, by) = (school.moral.first().copied(), school.moral.first().copied());
    let psychologist = school.psychologists.first().copied();
    let seats = [
        (first, "head", "全面负责；每学期听两次汇报，批准教育计划。"),
        (second, "deputy", "分管日常；排结对，管人手和经费。"),
        (office, "member", "管摸排、每月研判和各层级的衔接。"),
        (psychologist, "member", "管心理支持，培训结对教师。"),
    ];
    for (who, seat, duties) in seats {
        let (Some(who), Some(by)) = (who, by) else { continue };
        let id = SeatId(maker.dice.uuid(now));
        maker.book.leadership_seat.add(args![maker.school, id, who, seat, duties, from, now, by]);
    }
}

/// Homeroom teachers looked at most of the children of whom they write little; some are still to be thought of.
fn looks(maker: &mut Maker<'_>, school: &School, children: &[Child]) {
    for (place, class) in school.classes.iter().enumerate() {
        let of_class = children.iter().filter(|child| child.class == place);
        for (number, child) in of_class.enumerate().filter(|(number, _)| number % QUIET != QUIET_ONE) {
            let on = maker.term.ago(2 + number % QUIET);
            let when = at(on, 16, 45);
            let id = LookId(maker.dice.uuid(when));
            maker.book.quiet_look.add(args![maker.school, id, child.id, on, when, class.homeroom]);
        }
    }
}

/// Two children who live with one grandmother: one in the busy class.
fn households(maker: &mut Maker<'_>, school: &School, children: &[Child]) {
    let surname = |child: &Child| child.name.chars().next();
    let busy = school.classes.iter().position(|class| (class.grade, class.number) == BUSY);
    let of_busy = |child: &&Child| Some(child.class) == busy && !child.supported;
    for first in children.iter().filter(of_busy).skip(9) {
        let like = |child: &&Child| {
            child.grade < first.grade && surname(child) == surname(first) && child.village == first.village
        };
        let Some(second) = children.iter().find(like) else { continue };
        let phone = super::phone(maker.school, 90_072);
        for child in [first, second] {
            grandmother(maker, child, &phone);
        }
        return;
    }
}

fn grandmother(maker: &mut Maker<'_>, child: &Child, phone: &str) {
    let id = GuardianId(maker.dice.uuid(super::staff::set_up(maker)));
    let sealer = maker.sealer("guardian", id.0, Kind::Family);
    let (name, phone_cell) = (sealer.cell("name_cell", "李桂英"), sealer.cell("phone_cell", phone));
    let phone_index = maker.vault.index(maker.school.0, super::index::PHONE, phone);
    let none: Option<Vec<u8>> = None;
    maker.book.guardian.add(args![
        maker.school,
        id,
        child.id,
        4_i64,
        "grandmother",
        false,
        true,
        name,
        phone_cell,
        phone_index,
        none.clone(),
        none.clone(),
        none.clone(),
        none,
        None::<kernel::Day>,
        maker.term.year.starts
    ]);
}

/// A child who said with whom it likes to talk.
fn wish(maker: &mut Maker<'_>, school: &School, (case, child): (&Case, &Child)) {
    let Some(who) = school.mentors.last().copied() else { return };
    let on = days_after(maker.term.today, -4).max(case.opened);
    maker.book.mentor_wish.add(args![maker.school, case.id, child.id, who, on, case.responsible]);
}

/// A classmate who walks to school with the child.
fn peer(maker: &mut Maker<'_>, children: &[Child], (case, child): (&Case, &Child)) {
    let other =
        children.iter().find(|one| one.class == child.class && one.id != child.id && one.found.is_empty());
    let Some(other) = other else { return };
    let from = days_after(case.opened, 5).min(maker.term.today);
    let when = at(from, 12, 20);
    let id = CompanionId(maker.dice.uuid(when));
    let none: Option<Vec<u8>> = None;
    maker.book.companion.add(args![
        maker.school,
        id,
        case.id,
        child.id,
        "peer_helper",
        other.id,
        none.clone(),
        none.clone(),
        none,
        from,
        FOREVER,
        when,
        case.responsible
    ]);
    told(maker, (case, child), (id, when), "peer_helper");
}

/// An aunt who looks after the child until the parents are back.
fn guardian(maker: &mut Maker<'_>, (case, child): (&Case, &Child)) {
    let from = days_after(case.opened, 8).min(maker.term.today);
    let when = at(from, 17, 40);
    let id = CompanionId(maker.dice.uuid(when));
    let phone = super::phone(maker.school, 90_071);
    let sealer = maker.sealer("companion", id.0, Kind::Case);
    let cells = [("name_cell", "王秀兰"), ("relation_cell", "姑姑"), ("phone_cell", phone.as_str())]
        .map(|(column, text)| Some(sealer.cell(column, text)));
    let [name, relation, number] = cells;
    let until = days_after(maker.term.today, 60);
    let nobody: Option<kernel::StudentId> = None;
    maker.book.companion.add(args![
        maker.school,
        id,
        case.id,
        child.id,
        "temporary_guardian",
        nobody,
        name,
        relation,
        number,
        from,
        until,
        when,
        case.responsible
    ]);
    told(maker, (case, child), (id, when), "temporary_guardian");
}

fn told(
    maker: &mut Maker<'_>,
    (case, child): (&Case, &Child),
    (id, when): (CompanionId, kernel::Instant),
    part: &str,
) {
    maker.event(&Change {
        name: "companion.joined",
        kind: Kind::Case,
        at: when,
        by: case.responsible,
        subject: id.0,
        student: Some(child.id),
        after: part,
    });
}
