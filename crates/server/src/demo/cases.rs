//! Cases, the people around them, plans and goals, closures.

use access::Kind;
use db::args;
use kernel::{
    CaseId, ClosureId, Day, FOREVER, FindingId, GoalId, MemberId, PlanId, StaffId, clock::days_after,
};

use super::calendar::at;
use super::child::Child;
use super::maker::{Change, Maker};
use super::plan_parts;
use super::staff::School;
use super::texts::say;

/// The class of the demonstration's first homeroom teacher: she owes several children a talk.
pub const BUSY: (i64, i64) = (7, 2);

/// A case, as far as the notes of the term need to know.
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// The place of the child in the school's list.
    pub child: usize,
    /// First day.
    pub opened: Day,
    /// Not open from the first of these days until the second.
    pub closed: Option<(Day, Day)>,
    /// Who carries it: class, grade or school.
    pub tier: &'static str,
    /// The responsible person: the homeroom teacher.
    pub responsible: StaffId,
    /// The teacher paired with the child.
    pub mentor: StaffId,
    /// The psychologist, in some.
    pub psychologist: Option<StaffId>,
    /// Of the class of the demonstration's first homeroom teacher.
    pub busy: bool,
    /// Of those whom the team lost sight of after a few weeks.
    pub missed: bool,
}

impl Case {
    /// Whether open on this day.
    pub fn open_on(&self, day: Day) -> bool {
        day >= self.opened && self.closed.is_none_or(|(closed, again)| day < closed || day >= again)
    }
}

/// Opens about five cases in each class, eight in the busy one.
pub fn make(maker: &mut Maker<'_>, school: &School, children: &[Child]) -> Vec<Case> {
    let mut cases = Vec::new();
    for (place, class) in school.classes.iter().enumerate() {
        let busy = (class.grade, class.number) == BUSY;
        let mut wanted: Vec<usize> = children
            .iter()
            .enumerate()
            .filter(|(_, c)| c.class == place && !c.found.is_empty())
            .map(|(at, _)| at)
            .collect();
        wanted.sort_by_key(|at| children.get(*at).map_or(0, urgency));
        for child in wanted.into_iter().take(if busy { 8 } else { 5 }) {
            let number = cases.len();
            let Some(mut case) = open(maker, school, children, (child, number, busy)) else { continue };
            let closed = cases.iter().filter(|case: &&Case| case.closed.is_some()).count();
            if let Some(child) = children.get(child).filter(|child| ends(number) && !busy && !child.supported)
            {
                close(maker, (&mut case, child), closed % 6 == 0);
            }
            cases.push(case);
        }
    }
    cases
}

/// Every eighth case has come to an end.
fn ends(number: usize) -> bool {
    number % 8 == 5
}

/// The lower, the more pressing.
fn urgency(child: &Child) -> i64 {
    let weight = |category: &str| match category {
        "psychological" | "orphan" | "unattended" => 30,
        "left_behind" => 12,
        _ => 7,
    };
    let found: i64 = child.found.iter().map(|(category, _)| weight(category)).sum();
    if child.supported { -1_000 } else { -found }
}

fn open(
    maker: &mut Maker<'_>,
    school: &School,
    children: &[Child],
    (place, number, busy): (usize, usize, bool),
) -> Option<Case> {
    let child = children.get(place)?;
    let class = school.classes.get(child.class)?;
    let late = !busy && !ends(number) && maker.dice.chance(40);
    let opened =
        maker.term.school_day(if late { maker.dice.between(50, 80) } else { maker.dice.between(9, 32) });
    let when = at(opened, 16, maker.dice.between(0, 59));
    let id = CaseId(maker.dice.uuid(when));
    let tier = match number % 20 {
        7 | 13 => "grade",
        17 => "school",
        _ => "class",
    };
    let concern = say(&maker.dice, "concern", child);
    let cell = maker.sealer("support_case", id.0, Kind::Case).cell("concern_cell", &concern);
    let finding: Option<FindingId> = child.found.first().map(|(_, id)| *id);
    let by = class.homeroom;
    maker.book.support_case.add(args![maker.school, id, child.id, tier, opened, when, by, finding, cell]);
    let change = Change {
        name: "case.opened",
        kind: Kind::Case,
        at: when,
        by,
        subject: id.0,
        student: Some(child.id),
        after: &concern,
    };
    maker.event(&change);
    let psychologist = (child.found.iter().any(|(category, _)| *category == "psychological")
        || maker.dice.chance(60))
    .then(|| maker.dice.pick(&school.psychologists).copied())
    .flatten();
    let mentor = mentor(maker, school, (number, by));
    let case = Case {
        id,
        child: place,
        opened,
        closed: None,
        tier,
        responsible: by,
        mentor,
        psychologist,
        busy,
        missed: number % 29 == 11 && !busy,
    };
    team(maker, school, (&case, child), tier);
    plan(maker, (&case, child));
    Some(case)
}

/// Anybody but the homeroom teacher; in every eighth case one of the three mentors who can sign in.
fn mentor(maker: &Maker<'_>, school: &School, (number, not): (usize, StaffId)) -> StaffId {
    let named: Vec<StaffId> = school
        .cast
        .iter()
        .filter(|(place, _)| super::cast::CAST.get(*place).is_some_and(|member| member.role == "mentor"))
        .map(|(_, staff)| *staff)
        .collect();
    let turn = (number % 8 == 3).then_some((number / 8) % named.len().max(1));
    if let Some(staff) = turn.and_then(|turn| named.get(turn)) {
        return *staff;
    }
    let drawn = maker.dice.pick(&school.mentors).copied().unwrap_or(not);
    if drawn == not { school.leaders.first().copied().unwrap_or(not) } else { drawn }
}

/// Some have talked with a grown-up for weeks and are not paired yet.
fn is_alone(case: &Case, child: &Child) -> bool {
    child.grade % 3 == 1 && case.psychologist.is_some() && !child.supported && case.tier == "class"
}

fn team(maker: &mut Maker<'_>, school: &School, (case, child): (&Case, &Child), tier: &str) {
    let mut team = vec![(case.responsible, "responsible"), (case.mentor, "mentor")];
    team.extend(case.psychologist.map(|staff| (staff, "psychologist")));
    let grade = usize::try_from(child.grade - 1).unwrap_or(0);
    match tier {
        "grade" => team.extend(school.leaders.get(grade).map(|staff| (*staff, "leader"))),
        "school" => team.extend(school.principals.last().map(|staff| (*staff, "leader"))),
        _ => {}
    }
    for (place, (staff, part)) in team.iter().enumerate() {
        if team.iter().take(place).any(|(other, _)| other == staff) {
            continue;
        }
        let when = at(case.opened, 17, 10);
        let id = MemberId(maker.dice.uuid(when));
        if *part == "mentor" && is_alone(case, child) {
            continue;
        }
        maker.book.member.add(args![
            maker.school,
            id,
            case.id,
            child.id,
            *staff,
            *part,
            case.opened,
            when,
            case.responsible
        ]);
    }
}

fn plan(maker: &mut Maker<'_>, (case, child): (&Case, &Child)) {
    let written = days_after(case.opened, maker.dice.between(1, 9)).min(days_after(maker.term.today, -1));
    if maker.dice.chance(130) {
        return;
    }
    let when = at(written, 17, maker.dice.between(0, 59));
    let id = PlanId(maker.dice.uuid(when));
    let situation = say(&maker.dice, "situation", child);
    let measures = say(&maker.dice, "measures", child);
    let sealer = maker.sealer("plan", id.0, Kind::Case);
    let cells = (sealer.cell("situation_cell", &situation), sealer.cell("measures_cell", &measures));
    let by = case.responsible;
    let (templates, texts) = plan_parts::of(child);
    let sections = maker.aside_sealer("plan", id.0, Kind::Case).cell("sections_cell", &texts);
    maker.book.plan.add(args![
        maker.school,
        id,
        case.id,
        child.id,
        cells.0,
        cells.1,
        written,
        when,
        by,
        templates,
        sections
    ]);
    let change = Change {
        name: "plan.written",
        kind: Kind::Case,
        at: when,
        by,
        subject: id.0,
        student: Some(child.id),
        after: &situation,
    };
    maker.event(&change);
    for span in ["near", "near", "far"] {
        if span == "far" || maker.dice.chance(780) {
            goal(maker, (case, child), (span, written));
        }
    }
}

fn goal(maker: &mut Maker<'_>, (case, child): (&Case, &Child), (span, set): (&str, Day)) {
    let id = GoalId(maker.dice.uuid(at(set, 17, 30)));
    let text = say(&maker.dice, &format!("goal-{span}"), child);
    let measure = say(&maker.dice, "goal-measure", child);
    let sealer = maker.sealer("goal", id.0, Kind::Case);
    let cells = (sealer.cell("text_cell", &text), sealer.cell("measure_cell", &measure));
    let due = days_after(set, if span == "near" { 42 } else { 130 });
    let reached = days_after(set, maker.dice.between(20, 60));
    let is_reached = span == "near" && reached <= maker.term.today && maker.dice.chance(450);
    let reached_on = if is_reached { reached } else { FOREVER };
    let by = case.responsible;
    let reached_by = is_reached.then_some(by);
    maker.book.goal.add(args![
        maker.school,
        id,
        case.id,
        child.id,
        cells.0,
        cells.1,
        span,
        due,
        reached_on,
        reached_by,
        set,
        by
    ]);
}

/// Closes a case in the ninth or tenth week; some are opened again.
fn close(maker: &mut Maker<'_>, (case, child): (&mut Case, &Child), reopened: bool) {
    let closed = maker.term.school_day(maker.dice.between(56, 68));
    let again = maker.term.school_day(maker.dice.between(72, 77));
    let (again, when) = (if reopened { again } else { FOREVER }, at(closed, 16, 40));
    let id = ClosureId(maker.dice.uuid(when));
    let note = say(&maker.dice, "close", child);
    let back = say(&maker.dice, "reopen", child);
    let sealer = maker.sealer("closure", id.0, Kind::Case);
    let note_cell = sealer.cell("note_cell", &note);
    let back_cell = reopened.then(|| sealer.cell("reopen_note_cell", &back));
    let by = case.responsible;
    let reason = maker.dice.word(&["goals_reached", "goals_reached", "handed_over"]);
    maker.book.closure.add(args![
        maker.school,
        id,
        case.id,
        child.id,
        closed,
        when,
        by,
        reason,
        note_cell,
        again,
        reopened.then_some(by),
        back_cell
    ]);
    case.closed = Some((closed, again));
    let change = |name, at, after| Change {
        name,
        kind: Kind::Case,
        at,
        by,
        subject: case.id.0,
        student: Some(child.id),
        after,
    };
    maker.event(&change("case.closed", when, &note));
    if reopened {
        maker.event(&change("case.reopened", at(again, 8, 30), &back));
    }
}
