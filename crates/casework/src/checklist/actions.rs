//! What is done with a checklist: one transaction each, with its event.

use access::{Action, Kind};
use db::Tx;
use kernel::{ChecklistId, Day, StudentId, clock::days_after};
use web::cx::Change;
use web::{Cx, Failure};

use super::model::{Checklist, has};
use super::{reading, store};

/// Makes a list. The same id again changes nothing.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not write for the class or for one of the children.
pub async fn make(cx: &Cx, new: &Checklist, students: &[StudentId]) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    if let Some(class) = new.class {
        let grade = reading::grade(&mut tx, cx, class).await?;
        cx.permit(Action::Amend, Kind::Remark, &reading::of_class(cx, class, grade))?;
    }
    for student in students {
        people::student::find_for(&mut tx, cx, *student, (Action::Amend, Kind::Remark)).await?;
    }
    if store::lookup(&mut tx, cx.school(), new.id).await?.is_some() {
        return Ok(());
    }
    let key = cx.app.row(cx.school(), "checklist", new.id.bytes(), Kind::Remark.label());
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

/// Ends a list: yesterday was its last day. Only who may write for all its children may.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not.
pub async fn end(cx: &Cx, id: ChecklistId) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let seen = reading::find(&mut tx, cx, id).await?;
    if let Some(class) = seen.list.class {
        let grade = reading::grade(&mut tx, cx, class).await?;
        cx.permit(Action::Amend, Kind::Remark, &reading::of_class(cx, class, grade))?;
    } else {
        for student in store::named(&mut tx, cx.school(), id).await? {
            people::student::find_for(&mut tx, cx, student, (Action::Amend, Kind::Remark)).await?;
        }
    }
    if seen.list.until_on >= cx.today() {
        let last = days_after(cx.today(), -1);
        store::end(&mut tx, cx.school(), id, last).await?;
        tell(&mut tx, cx, ("checklist.ended", id, None), (None, &seen.list.name)).await?;
    }
    Ok(tx.commit().await?)
}

/// Writes what children did on days; what stands already is left alone.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not write for one of them, [`Failure::BadRequest`] for a day outside the
/// period or yet to come.
pub async fn mark(cx: &Cx, id: ChecklistId, marks: &[(Day, StudentId, i64)]) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let seen = reading::find(&mut tx, cx, id).await?;
    let is_open = |day: Day| seen.list.runs_on(day) && day <= cx.today();
    if !marks.iter().all(|(day, ..)| is_open(*day)) {
        return Err(Failure::BadRequest);
    }
    let before = reading::done(&mut tx, cx, id).await?;
    for (day, student, done) in marks {
        let child = seen.children.iter().find(|child| child.id == *student).ok_or(Failure::NotFound)?;
        cx.permit(Action::Amend, Kind::Remark, &child.facts(cx.school()))?;
        let stood = before.get(student).and_then(|days| days.get(day)).copied().unwrap_or(0);
        if stood == *done {
            continue;
        }
        let when = (cx.app.clock.now(), cx.staff()?);
        store::mark(&mut tx, cx.school(), (id, *student, *day), *done, when).await?;
        let words = |done| format!("{day}: {}", items(&seen.list, done));
        let (before, after) = (words(stood), words(*done));
        tell(&mut tx, cx, ("checklist.marked", id, Some(*student)), (Some(&before), &after)).await?;
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
    let change = Change { name, kind: Kind::Remark, subject: id.0, student, before, after: Some(after) };
    Ok(cx.event(tx, change).await?)
}
