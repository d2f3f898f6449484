//! The pack of a month: it builds itself from what is recorded, for each open case of a place within what the person
//! may see.

use std::collections::HashMap;

use access::{Action, Kind, Permit, decide, scope};
use db::Conn;
use kernel::{CaseId, Day, NoteId, ReviewId, clock::days_after};
use people::student::Student;
use web::{Cx, Failure};

use super::figures::{Change, Coming, Figures, Owed, Progress, Said};
use super::model::{Kept, Month, Place, Settled, Task};
use super::propose::propose;
use super::reading::kept_permits;
use super::store::{self, CaseRow, DecisionRow};
use crate::note::reading::{content_of, kind_of};
use crate::note::{NoteKind, remember};
use crate::{case, follow_up, note};

/// So many notes of a child are looked at: more than anybody writes in two months.
const NOTES: i64 = 200;
/// Absences are compared over so many days.
const DAYS: i64 = 30;

/// One case in the pack.
#[derive(Clone, Debug)]
pub struct Line {
    /// What is known, proposed and decided.
    pub kept: Kept,
    /// Whether this person may decide.
    pub may_decide: bool,
}

/// The pack of a place and month, with the readings to be logged. `owed` says what was owed in each case; `review`
/// names the review whose decisions stand beside.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn pack(
    conn: &mut Conn,
    cx: &Cx,
    (place, month): (Place, Month),
    review: Option<ReviewId>,
    owed: &HashMap<CaseId, Owed>,
) -> Result<(Vec<Line>, Vec<Permit>), Failure> {
    let scope = scope(&cx.actor, Action::List, Kind::Case);
    let days = (cx.today(), month.until(cx.today()));
    let rows = match scope.is_empty() {
        true => Vec::new(),
        false => store::cases(conn, &scope, place, days).await?,
    };
    let mut decisions = match review {
        Some(review) => store::decisions(conn, cx.school(), review).await?,
        None => Vec::new(),
    };
    let (mut lines, mut permits) = (Vec::new(), Vec::new());
    for row in rows {
        let student = people::student::store::lookup(conn, cx.school(), row.student_id, cx.today()).await?;
        let Some(student) = student else { continue };
        let Some(seen) = kept_permits(cx, &student) else { continue };
        let newest = decisions.iter().position(|decision| decision.case_id == row.id);
        let settled = match newest.map(|at| decisions.remove(at)) {
            Some(decision) => Some(settled(conn, cx, decision).await?),
            None => None,
        };
        let owed = owed.get(&row.id).copied();
        lines.push(line(conn, cx, (row, &student), month, (owed, settled)).await?);
        seen.into_iter().for_each(|permit| remember(&mut permits, permit));
    }
    Ok((lines, permits))
}

async fn line(
    conn: &mut Conn,
    cx: &Cx,
    (row, student): (CaseRow, &Student),
    month: Month,
    (owed, settled): (Option<Owed>, Option<Settled>),
) -> Result<Line, Failure> {
    let until = month.until(cx.today());
    let mut figures = Figures { owed, ..Figures::new(row.opened_on, &row.tier) };
    notes(conn, cx, student, (month, &mut figures)).await?;
    goals(conn, cx, row.id, (month, &mut figures)).await?;
    remarks(conn, cx, student, &mut figures).await?;
    study(conn, cx, student, (until, &mut figures)).await?;
    figures.coming.sort_by_key(|coming| coming.on);
    let facts = student.facts(cx.school());
    let kept = Kept {
        case: row.id,
        student: student.id,
        name: student.name.clone(),
        grade: student.grade,
        number: student.class_number,
        responsible: row.responsible,
        proposal: propose(&figures, until),
        figures,
        settled,
    };
    Ok(Line { kept, may_decide: decide(&cx.actor, Action::Amend, Kind::Case, &facts).is_some() })
}

/// What was done in the month, what the child said, what is promised.
async fn notes(
    conn: &mut Conn,
    cx: &Cx,
    student: &Student,
    (month, figures): (Month, &mut Figures),
) -> Result<(), Failure> {
    let (first, until) = (month.first(), month.until(cx.today()));
    let rows = note::store::of_student(conn, &cx.actor, student.id, (cx.today(), NOTES)).await?;
    let mut readable: Vec<NoteId> = Vec::new();
    for row in rows.into_iter().filter(|row| row.withdrawn_at.is_none()) {
        readable.push(row.id);
        let kind = kind_of(&row)?;
        if kind == NoteKind::Conference || row.held_on < first || row.held_on > until {
            continue;
        }
        match figures.contacts.iter_mut().find(|(known, _)| known == kind.key()) {
            Some((_, count)) => *count += 1,
            None => figures.contacts.push((kind.key().to_owned(), 1)),
        }
        if figures.said.is_none() && kind.record() == Kind::Note && row.group == 1 {
            let words = content_of(cx, &row)?.own_words;
            figures.said = words.map(|text| Said { text, on: row.held_on });
        }
    }
    let promised = follow_up::of_student(conn, cx, student.id).await?;
    let open = promised.into_iter().filter(|one| one.done_on.is_none() && readable.contains(&one.note_id));
    let what = |due: Day| if due < until { "still" } else { "follow-up" };
    figures.coming.extend(open.map(|one| coming(what(one.due_on), one.text, one.due_on)));
    Ok(())
}

fn coming(what: &str, text: String, on: Day) -> Coming {
    Coming { what: what.to_owned(), text, on }
}

async fn goals(
    conn: &mut Conn,
    cx: &Cx,
    id: CaseId,
    (month, figures): (Month, &mut Figures),
) -> Result<(), Failure> {
    let until = month.until(cx.today());
    let goals = case::reading::goals(conn, cx, id).await?;
    let read = case::progress::of_goals(conn, cx, id, &goals).await?;
    figures.progress = read.into_iter().filter(|one| !one.points.is_empty()).map(progress).collect();
    for goal in goals {
        match goal.reached_on.filter(|day| *day <= until) {
            _ if goal.is_withdrawn || goal.set_on > until => {}
            Some(day) => {
                figures.goals_reached += i64::from(day >= month.first());
                figures.goals_reached_ever += i64::from(day >= figures.opened_on);
            }
            None => {
                figures.goals_open += 1;
                figures.coming.extend(goal.due_on.map(|due| coming("goal", goal.text, due)));
            }
        }
    }
    Ok(())
}

fn progress(one: case::progress::GoalProgress) -> Progress {
    Progress {
        readings: one.readings(),
        text: one.text,
        course: one.judgement.course.key().to_owned(),
        decision: one.judgement.decision.key().to_owned(),
    }
}

/// Strengths; and which category is to be looked at again, without naming it.
async fn remarks(conn: &mut Conn, cx: &Cx, student: &Student, figures: &mut Figures) -> Result<(), Failure> {
    let (remarks, _) = noticing::remark::of(conn, cx, student).await?;
    let strengths = remarks.into_iter().filter(|one| one.kind == noticing::word::RemarkKind::Strength);
    figures.strengths = strengths.take(2).map(|one| one.text).collect();
    let (findings, _) = noticing::finding::current_of(conn, cx, student, cx.today()).await?;
    let again = findings.into_iter().filter_map(|one| one.what.review_on).min();
    figures.coming.extend(again.map(|on| coming("look-again", String::new(), on)));
    Ok(())
}

/// Marks and absences before and after.
async fn study(
    conn: &mut Conn,
    cx: &Cx,
    student: &Student,
    (until, figures): (Day, &mut Figures),
) -> Result<(), Failure> {
    let Ok(permit) = cx.permit(Action::Read, Kind::Marks, &student.facts(cx.school())) else {
        return Ok(());
    };
    let marks = noticing::marks::shares(conn, &permit, student).await?;
    let before = marks.iter().rev().find(|one| one.held_on < figures.opened_on);
    let now = marks.iter().rev().find(|one| one.held_on >= figures.opened_on && one.held_on <= until);
    let both = before.zip(now);
    figures.marks = both.map(|(before, now)| Change { before: before.own, now: now.own });
    figures.marks_class =
        both.and_then(|(before, now)| Some(Change { before: before.class?, now: now.class? }));
    let absences = noticing::absences::of(conn, &permit, student).await?;
    let half_days = |first: Day, last: Day| -> i64 {
        absences
            .iter()
            .filter(|one| one.from_on > first && one.from_on <= last)
            .map(|one| one.half_days)
            .sum()
    };
    let (middle, first) = (days_after(until, -DAYS), days_after(until, -2 * DAYS));
    figures.absences = Some(Change { before: half_days(first, middle), now: half_days(middle, until) });
    Ok(())
}

/// A decision as people read it, with the tasks as they stand today.
pub(crate) async fn settled(conn: &mut Conn, cx: &Cx, row: DecisionRow) -> Result<Settled, Failure> {
    let key = cx.app.row(cx.school(), "review_decision", *row.id.as_bytes(), Kind::Case.label());
    let promised = match row.note_id {
        Some(note) => follow_up::of_note(conn, cx, note).await?,
        None => Vec::new(),
    };
    let task = |one: follow_up::FollowUp| Task {
        text: one.text,
        owner: one.owner,
        due_on: one.due_on,
        done: one.done_on.is_some(),
    };
    Ok(Settled {
        as_proposed: row.decision == row.proposal,
        why: cx.app.open_some(&key, "why_cell", row.why_cell.as_ref())?,
        decision: row.decision,
        by: row.by,
        tasks: promised.into_iter().map(task).collect(),
    })
}
