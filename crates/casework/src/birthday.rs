//! Birthdays of the coming two weeks (F6), for whoever stands before the child's class or serves the child: with one tap to
//! a care note.

use access::actor::HeldFor;
use access::{Action, Actor, Columns, Kind, Role, scope};
use db::{Conn, Param, args, dialect};
use kernel::{Day, StudentId, clock::days_after};
use web::panel::{Panel, Row};
use web::{Cx, Failure};

/// So many days ahead, today with them.
const AHEAD: i64 = 14;
/// Lines on the first page.
const LINES: usize = 8;

db::record! {
    struct Child {
        id: StudentId,
        name: String,
        born_on: Day,
        grade: i64,
        number: i64,
        /// The day of the last care note of these weeks: a card is not written twice.
        cared_on: Option<Day>,
    }
}

/// The person without what is held for a grade or the school: a head of six hundred children is not reminded of each.
pub(crate) fn near(actor: &Actor) -> Actor {
    let mut near = actor.clone();
    near.roles.retain(|held| {
        held.role == Role::Mentor
            || matches!(held.role, Role::Homeroom | Role::Deputy)
                && matches!(held.held_for, HeldFor::Class(_))
    });
    near
}

/// The days looked at, as `MM-DD`. A child of 29 February has it on the 28th in other years.
fn days(today: Day) -> Vec<(String, Day)> {
    let mut days: Vec<(String, Day)> = Vec::new();
    for day in (0..AHEAD).map(|ahead| days_after(today, ahead)) {
        days.push((day.strftime("%m-%d").to_string(), day));
        if (day.month(), day.day()) == (2, 28) && !day.in_leap_year() {
            days.push(("02-29".to_owned(), day));
        }
    }
    days
}

/// Whose birthday comes.
///
/// # Errors
/// Those of the database.
pub async fn panel(conn: &mut Conn, cx: &Cx) -> Result<Option<Panel>, Failure> {
    let scope = scope(&near(&cx.actor), Action::Create, Kind::Note);
    if scope.is_empty() {
        return Ok(None);
    }
    let days = days(cx.today());
    let mut children = born_on(conn, &scope, (cx.today(), &days)).await?;
    let when = |child: &Child| {
        let born = child.born_on.strftime("%m-%d").to_string();
        days.iter().find(|(day, _)| *day == born).map(|(_, day)| *day)
    };
    children.sort_by_key(when);
    let mut panel = Panel::new("birthdays", cx.t("casework-birthdays"));
    panel.words = cx.t("casework-birthdays-words").to_owned();
    panel.rows = children.iter().take(LINES).filter_map(|child| Some(row(cx, child, when(child)?))).collect();
    // Something to look forward to, nothing that waits: it counts on the page and in no reminder.
    Ok((!panel.rows.is_empty()).then_some(panel))
}

fn row(cx: &Cx, child: &Child, on: Day) -> Row {
    let age = i64::from(on.year()) - i64::from(child.born_on.year());
    let day = if on == cx.today() { cx.t("casework-birthday-today").to_owned() } else { cx.short_day(&on) };
    let mut note = format!("{day} · {} · {}", cx.weekday(&on), cx.tn("casework-birthday-age", &age));
    if let Some(cared) = child.cared_on {
        note = format!("{note}·{}", cx.tx("casework-birthday-cared", cx.short_day(&cared)));
    }
    let href = format!("/notes/new?student={}&kind=care&x_occasion=birthday&back=/", child.id);
    let place = cx.class_name(&child.grade, &child.number);
    let row = Row { place, note, ..Row::to(format!("/students/{}", child.id), &child.name) };
    row.with_page(cx.t("casework-birthday-care"), cx.tx("casework-birthday-care-named", &child.name), href)
}

async fn born_on(
    conn: &mut Conn,
    scope: &access::Scope,
    (today, days): (Day, &[(String, Day)]),
) -> db::Result<Vec<Child>> {
    let mut wanted: Vec<String> = days.iter().map(|(day, _)| day.clone()).collect();
    dialect::padded(&mut wanted);
    let since = days_after(today, -AHEAD);
    let mut args = args![scope.school, today, since].to_vec();
    let list = dialect::list(args.len() + 1, wanted.len());
    args.extend(wanted.iter().map(|day| day.value().into_owned()));
    let condition = scope.condition(&Columns::ENROLLED, args.len() + 1);
    args.extend(condition.args);
    let sql = format!(
        "select s.id, s.name, s.born_on, c.grade, c.number,
           (select max(ns.held_on) from note_student ns join note n on n.school_id = $1 and n.id = ns.note_id
            where ns.school_id = $1 and ns.student_id = s.id and n.kind = 'care' and n.withdrawn_at is null
              and ns.held_on >= $3)
         from enrollment e
         join student s on s.school_id = $1 and s.id = e.student_id
         join class c on c.school_id = $1 and c.id = e.class_id
         where e.school_id = $1 and e.from_on <= $2 and e.until_on >= $2 and s.born_on is not null and substr(s.born_on, 6) in {list} and {}
         order by c.grade, c.number, s.sort_key, s.id",
        condition.sql
    );
    conn.all(&sql, &args).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    // F6
    #[test]
    fn two_weeks_go_over_the_turn_of_the_year_and_forget_no_leap_day() {
        let of = |day| days(day).into_iter().map(|(day, _)| day).collect::<Vec<_>>();
        let turn = of(date(2026, 12, 25));
        assert_eq!((turn.len(), turn.first().map(String::as_str)), (14, Some("12-25")));
        assert!(turn.contains(&"01-07".to_owned()) && !turn.contains(&"01-08".to_owned()));
        assert!(of(date(2027, 2, 20)).contains(&"02-29".to_owned()), "2027 has no 29 February");
        assert_eq!(of(date(2028, 2, 20)).iter().filter(|day| *day == "02-29").count(), 1);
    }
}
