//! Checklists as people read them: each sees the children within his or her reach, and a list without any is not there.

use std::collections::BTreeMap;

use access::{Action, Facts, Kind, Permit};
use db::Conn;
use kernel::{ChecklistId, ClassId, Day, StudentId};
use people::student::{self, Student};
use web::{Cx, Failure};

use super::model::Checklist;
use super::slip::Hand;
use super::store;

/// Children of a class, at most.
const CLASS: i64 = 200;

/// A list with the children whom this person may read.
pub(in crate::checklist) struct Seen {
    pub list: Checklist,
    pub children: Vec<Student>,
    pub permits: Vec<Permit>,
}

/// One list.
///
/// # Errors
/// [`Failure::NotFound`] for a list none of whose children this person may read.
pub(in crate::checklist) async fn find(conn: &mut Conn, cx: &Cx, id: ChecklistId) -> Result<Seen, Failure> {
    let row = store::lookup(conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let scope = access::scope(&cx.actor, Action::Read, Kind::Checklist);
    let children = match row.class_id {
        Some(class) => {
            let wanted = student::store::Wanted { class: Some(class), skip: 0, take: CLASS };
            student::store::list(conn, &scope, cx.today(), &wanted).await?
        }
        None => named(conn, cx, id).await?,
    };
    let permits: Vec<Permit> = children
        .iter()
        .filter_map(|child| cx.permit(Action::Read, Kind::Checklist, &child.facts(cx.school())).ok())
        .collect();
    if permits.is_empty() {
        return Err(Failure::NotFound);
    }
    Ok(Seen { list: open(cx, &row)?, children, permits })
}

/// The children named in a list whom this person may read.
async fn named(conn: &mut Conn, cx: &Cx, id: ChecklistId) -> Result<Vec<Student>, Failure> {
    let mut children = Vec::new();
    for student in store::named(conn, cx.school(), id).await? {
        let child = student::store::lookup(conn, cx.school(), student, cx.today()).await?;
        let reads =
            |child: &Student| cx.permit(Action::Read, Kind::Checklist, &child.facts(cx.school())).is_ok();
        children.extend(child.filter(reads));
    }
    children.sort_by_key(|child| (child.grade, child.class_number, child.id));
    Ok(children)
}

/// All lists with a child whom this person may list, the newest first.
///
/// # Errors
/// Those of the database and of damaged cells.
pub(in crate::checklist) async fn all(conn: &mut Conn, cx: &Cx) -> Result<Vec<Checklist>, Failure> {
    let scope = access::scope(&cx.actor, Action::List, Kind::Checklist);
    if scope.is_empty() {
        return Err(Failure::NotFound);
    }
    let rows = store::list(conn, &scope, cx.today()).await?;
    rows.iter().map(|row| open(cx, row)).collect()
}

fn open(cx: &Cx, row: &store::Row) -> Result<Checklist, Failure> {
    let key = cx.app.row(cx.school(), "checklist", row.id.bytes(), Kind::Checklist.label());
    let items = cx.app.open(&key, "items_cell", &row.items_cell)?;
    Ok(Checklist {
        id: row.id,
        class: row.class_id,
        name: cx.app.open(&key, "name_cell", &row.name_cell)?,
        items: items.lines().map(str::to_owned).collect(),
        from_on: row.from_on,
        until_on: row.until_on,
    })
}

/// What a child did on a day.
#[derive(Clone, Debug)]
pub(in crate::checklist) struct Ticks {
    /// Items as bits.
    pub done: i64,
    /// Who ticked last, when it was at home.
    pub hand: Option<Hand>,
}

/// What each child did, by day.
pub(in crate::checklist) type Done = BTreeMap<StudentId, BTreeMap<Day, Ticks>>;

/// What the children of a list did. The caller shows those alone whom [`find`] gave.
///
/// # Errors
/// Those of the database.
pub(in crate::checklist) async fn done(conn: &mut Conn, cx: &Cx, id: ChecklistId) -> Result<Done, Failure> {
    let mut done = Done::new();
    for row in store::days(conn, cx.school(), id).await? {
        let ticks = Ticks { done: row.done, hand: row.hand.as_deref().and_then(Hand::parse) };
        done.entry(row.student).or_default().insert(row.day, ticks);
    }
    Ok(done)
}

/// What the policy knows of a whole class: who may do something with all its children may do it with the class.
pub(in crate::checklist) fn of_class(cx: &Cx, class: ClassId, grade: Option<i64>) -> Facts {
    Facts { class: Some(class), grade, ..Facts::school(cx.school()) }
}

/// The grade of a class.
///
/// # Errors
/// [`Failure::NotFound`] for no class of this school.
pub(in crate::checklist) async fn grade(
    conn: &mut Conn,
    cx: &Cx,
    class: ClassId,
) -> Result<Option<i64>, Failure> {
    let class =
        people::term::store::lookup_class(conn, cx.school(), class).await?.ok_or(Failure::NotFound)?;
    Ok(Some(class.grade))
}
