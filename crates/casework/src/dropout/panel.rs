//! On the first page: children who have not come for days without being ill, each with one tap to write it down. A proposal
//! with its figures; a person decides what it means.

use std::collections::BTreeMap;

use access::{Action, Kind, decide, scope};
use db::Conn;
use kernel::{Day, StudentId, clock::days_after};
use web::panel::{Panel, Row};
use web::{Cx, Failure};

use super::store::{self, Away};

/// Absences of so many days back are put together.
const BACK: i64 = 30;
/// The last of them may be so many days old: a long weekend.
const FRESH: i64 = 5;
/// From here it is worth asking: three days, in half days. Local rules for "suspected" begin there.
const LONG: i64 = 6;

/// A child who has not come for days.
struct Gone<'a> {
    first: &'a Away,
    half_days: i64,
}

/// Absences with leave for an illness are no reason to ask why; whatever else is said is.
fn is_ill(reason: &str) -> bool {
    ["病", "住院", "ill", "sick"].iter().any(|word| reason.contains(word))
}

/// The children whose absences, other than for an illness, come to three days or more.
fn gone(rows: &[Away]) -> Vec<Gone<'_>> {
    let mut by_child: BTreeMap<StudentId, Gone<'_>> = BTreeMap::new();
    let mut order: Vec<StudentId> = Vec::new();
    for row in rows.iter().filter(|row| !is_ill(&row.reason)) {
        let child = by_child.entry(row.student_id).or_insert_with(|| {
            order.push(row.student_id);
            Gone { first: row, half_days: 0 }
        });
        child.half_days += row.half_days;
    }
    let found = order.iter().filter_map(|id| by_child.remove(id));
    found.filter(|child| child.half_days >= LONG).collect()
}

/// What is proposed to who may begin an entry and stands before the class: not to who answers for hundreds.
///
/// # Errors
/// Those of the database.
pub async fn panel(conn: &mut Conn, cx: &Cx) -> Result<Option<Panel>, Failure> {
    let near = crate::birthday::near(&cx.actor);
    let scope = scope(&near, Action::List, Kind::Marks);
    if scope.is_empty() {
        return Ok(None);
    }
    let today = cx.today();
    let days: (Day, Day, Day) = (today, days_after(today, -BACK), days_after(today, -FRESH));
    let rows = store::away(conn, &scope, days).await?;
    let mut panel = Panel::new("dropouts", cx.t("dropouts-panel"));
    panel.words = cx.t("dropouts-panel-words").to_owned();
    for child in gone(&rows) {
        let student =
            people::student::store::lookup(conn, cx.school(), child.first.student_id, today).await?;
        let facts = student.map(|student| student.facts(cx.school()));
        if facts.is_some_and(|facts| decide(&cx.actor, Action::Create, Kind::Case, &facts).is_some()) {
            panel.push(row(cx, &child));
        }
    }
    Ok(panel.unless_empty())
}

fn row(cx: &Cx, child: &Gone<'_>) -> Row {
    let Away { student_id, name, grade, number, from_on, .. } = child.first;
    let day = cx.short_day(from_on);
    let days = child.half_days / 2;
    let note = cx.tf("dropouts-panel-since", &[("day", day.as_str().into()), ("days", days.into())]);
    let href = format!("/dropouts/new?student={student_id}&left_on={from_on}");
    let row =
        Row { place: cx.class_name(grade, number), note, ..Row::to(format!("/students/{student_id}"), name) };
    row.with_page(cx.t("dropouts-begin"), cx.tx("dropouts-begin-named", name), href)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn away(child: u128, day: i8, half_days: i64, reason: &str) -> Away {
        Away {
            student_id: StudentId(uuid::Uuid::from_u128(child)),
            name: "陈雨桐".to_owned(),
            grade: 7,
            number: 2,
            from_on: date(2026, 11, day),
            half_days,
            reason: reason.to_owned(),
        }
    }

    #[test]
    fn three_days_without_an_illness_are_worth_asking() {
        let rows = [away(1, 3, 4, "旷课"), away(1, 9, 2, "事假"), away(2, 9, 5, "旷课")];
        let found = gone(&rows);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].half_days, found[0].first.from_on), (6, date(2026, 11, 3)));
    }

    #[test]
    fn a_long_illness_is_no_reason_to_ask() {
        assert!(gone(&[away(1, 3, 20, "病假"), away(1, 20, 2, "旷课")]).is_empty());
    }
}
