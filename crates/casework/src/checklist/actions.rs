//! What is done with a checklist: one transaction each, with its event.

use access::{Action, Kind};
use db::{Conn, Tx};
use kernel::{ChecklistId, ChecklistSlipId, Day, StudentId, clock::days_after};
use web::cx::Change;
use web::{Cx, Failure};

use super::model::{Checklist, has, merged, taken};
use super::{reading, store};

/// Makes a list. The same id again changes nothing.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not write for the class or for one of the children.
pub async fn make(cx: &Cx, new: &Checklist, students: &[StudentId]) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    if let Some(class) = new.class {
        let grade = reading::grade(&mut tx, cx, class).await?;
        cx.permit(Action::Amend, Kind::Checklist, &reading::of_class(cx, class, grade))?;
    }
    for student in students {
        people::student::find_for(&mut tx, cx, *student, (Action::Amend, Kind::Checklist)).await?;
    }
    if store::lookup(&mut tx, cx.school(), new.id).await?.is_some() {
        return Ok(());
    }
    let key = cx.app.row(cx.school(), "checklist", new.id.bytes(), Kind::Checklist.label());
    let row = store::Row {
        id: new.id,
        class_id: new.class,
        name_cell: cx.app.seal(&key, "name_cell", &new.name),
        items_cell: cx.app.seal(&key, "items_cell", &new.items.join("\n")),
        from_on: new.from_on,
        until_on: new.until_on,
    };
    store::insert(&mut tx, cx.school(), &row, (cx.app.clock.now(), cx.staff()?), students).await?;
    tell(&mut tx, cx, ("checklist.made", new.id, None), (None, &new.name)).await?;
    Ok(tx.commit().await?)
}

/// Who may end a list for all its children, those too who are out of this person's sight.
///
/// # Errors
/// As a missing page; those of the database.
pub async fn may_end(conn: &mut Conn, cx: &Cx, list: &Checklist) -> Result<(), Failure> {
    if let Some(class) = list.class {
        let grade = reading::grade(conn, cx, class).await?;
        cx.permit(Action::Amend, Kind::Checklist, &reading::of_class(cx, class, grade))?;
        return Ok(());
    }
    for student in store::named(conn, cx.school(), list.id).await? {
        people::student::find_for(conn, cx, student, (Action::Amend, Kind::Checklist)).await?;
    }
    Ok(())
}

/// Ends a list: yesterday was its last day. Only who may write for all its children may.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not.
pub async fn end(cx: &Cx, id: ChecklistId) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let seen = reading::find(&mut tx, cx, id).await?;
    may_end(&mut tx, cx, &seen.list).await?;
    if seen.list.until_on >= cx.today() {
        let last = days_after(cx.today(), -1);
        store::end(&mut tx, cx.school(), id, last).await?;
        tell(&mut tx, cx, ("checklist.ended", id, None), (None, &seen.list.name)).await?;
    }
    Ok(tx.commit().await?)
}

/// What was ticked on a page.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// The day.
    pub day: Day,
    /// The child.
    pub student: StudentId,
    /// What stood on the page, where the page said so.
    pub stood: Option<i64>,
    /// What was ticked when it was sent.
    pub done: i64,
}

/// Who ticks.
#[derive(Clone, Copy, Debug)]
pub enum By {
    /// The person who is signed in.
    Staff,
    /// Whoever holds this slip.
    Slip(ChecklistSlipId),
}

/// Writes what children did on days; what stands already is left alone, and so is what somebody else ticked meanwhile.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not write for one of them, [`Failure::BadRequest`] for a day outside the
/// period or yet to come.
pub async fn mark(cx: &Cx, id: ChecklistId, by: By, marks: &[Mark]) -> Result<(), Failure> {
    let who = match by {
        By::Staff => (Some(cx.staff()?), None),
        By::Slip(slip) => (None, Some(slip)),
    };
    let mut tx = cx.app.db.begin().await?;
    let seen = reading::find(&mut tx, cx, id).await?;
    let is_open = |day: Day| seen.list.runs_on(day) && day <= cx.today();
    if !marks.iter().all(|mark| is_open(mark.day)) {
        return Err(Failure::BadRequest);
    }
    let before = reading::done(&mut tx, cx, id).await?;
    for Mark { day, student, stood, done } in marks {
        let child = seen.children.iter().find(|child| child.id == *student).ok_or(Failure::NotFound)?;
        cx.permit(Action::Amend, Kind::Checklist, &child.facts(cx.school()))?;
        let now = before.get(student).and_then(|days| days.get(day)).map_or(0, |ticks| ticks.done);
        let then = merged(now, *stood, *done);
        if now == then {
            continue;
        }
        let change = (*done, taken(*stood, *done));
        store::mark(&mut tx, cx.school(), (id, *student, *day), change, (cx.app.clock.now(), who)).await?;
        let words = |done| format!("{day}: {}", items(&seen.list, done));
        let (before, after) = (words(now), words(then));
        let (name, after) = match by {
            By::Staff => ("checklist.marked", after),
            By::Slip(slip) => ("checklist.marked-at-home", format!("{after} ({slip})")),
        };
        tell(&mut tx, cx, (name, id, Some(*student)), (Some(&before), &after)).await?;
    }
    Ok(tx.commit().await?)
}

fn items(list: &Checklist, done: i64) -> String {
    let all = list.items.iter().enumerate().filter(|(at, _)| has(done, *at));
    all.map(|(_, item)| item.as_str()).collect::<Vec<_>>().join(", ")
}

async fn tell(
    tx: &mut Tx,
    cx: &Cx,
    (name, id, student): (&str, ChecklistId, Option<StudentId>),
    (before, after): (Option<&str>, &str),
) -> Result<(), Failure> {
    let change = Change { name, kind: Kind::Checklist, subject: id.0, student, before, after: Some(after) };
    Ok(cx.event(tx, change).await?)
}
