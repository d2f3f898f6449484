//! The SQL of the school's calendar.

use db::together::try_join;
use db::{Conn, Result, Tx, args};
use kernel::{Day, SchoolId, TermId, YearId};
use people::term::DayOff;
use people::term::store as terms;

use super::CalendarFacts;
use crate::days::Days;

/// All that the school has entered.
///
/// # Errors
/// Those of the database.
pub async fn facts(conn: &mut Conn, school: SchoolId) -> Result<CalendarFacts> {
    let mut own = conn.beside();
    let (list, days_off) = try_join(terms::list(conn, school), terms::days_off(&mut own, school)).await?;
    let mut facts =
        CalendarFacts::new(list.iter().map(|term| Days::new(term.starts_on, term.ends_on)).collect());
    for day in days_off {
        if day.kind == "make_up" {
            facts.make_ups.push(day.day_on);
        } else {
            grow(&mut facts.days_off, day.day_on);
        }
    }
    Ok(facts)
}

/// Days in a row become one stretch, so that a calendar is quick to build.
fn grow(stretches: &mut Vec<Days>, day: Day) {
    match stretches.last_mut() {
        Some(last) if last.last.tomorrow().ok() == Some(day) => last.last = day,
        _ => stretches.push(Days::new(day, day)),
    }
}

/// Days off or make-up days in a row that have one name: a line of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// From and to.
    pub days: Days,
    /// Whether there is school.
    pub is_make_up: bool,
    /// What it is called.
    pub name: String,
}

/// The lines of the page, in order.
///
/// # Errors
/// Those of the database.
pub async fn lines(conn: &mut Conn, school: SchoolId) -> Result<Vec<Line>> {
    let mut lines: Vec<Line> = Vec::new();
    for DayOff { day_on, kind, name } in terms::days_off(conn, school).await? {
        let is_make_up = kind == "make_up";
        match lines.last_mut() {
            Some(line)
                if line.is_make_up == is_make_up
                    && line.name == name
                    && line.days.last.tomorrow().ok() == Some(day_on) =>
            {
                line.days.last = day_on;
            }
            _ => lines.push(Line { days: Days::new(day_on, day_on), is_make_up, name }),
        }
    }
    Ok(lines)
}

/// Writes one day; what was said of it before is replaced.
///
/// # Errors
/// Those of the database.
pub async fn put_day(tx: &mut Tx, school: SchoolId, day: Day, (kind, name): (&str, &str)) -> Result<()> {
    tx.run(
        "insert into day_off (school_id, day_on, kind, name) values ($1, $2, $3, $4)
         on conflict (school_id, day_on) do update set kind = excluded.kind, name = excluded.name",
        args![school, day, kind, name],
    )
    .await?;
    Ok(())
}

/// These days are ordinary again.
///
/// # Errors
/// Those of the database.
pub async fn remove_days(tx: &mut Tx, school: SchoolId, days: Days) -> Result<u64> {
    tx.run(
        "delete from day_off where school_id = $1 and day_on >= $2 and day_on <= $3",
        args![school, days.first, days.last],
    )
    .await
}

/// Corrects a term.
///
/// # Errors
/// Those of the database.
pub async fn update_term(
    tx: &mut Tx,
    school: SchoolId,
    id: TermId,
    (name, days): (&str, Days),
) -> Result<u64> {
    tx.run(
        "update term set name = $1, starts_on = $2, ends_on = $3 where school_id = $4 and id = $5",
        args![name, days.first, days.last, school, id],
    )
    .await
}

/// The school year that holds this day.
///
/// # Errors
/// Those of the database.
pub async fn lookup_year(conn: &mut Conn, school: SchoolId, day: Day) -> Result<Option<YearId>> {
    conn.maybe(
        "select id from school_year where school_id = $1 and starts_on <= $2 and ends_on >= $2",
        args![school, day],
    )
    .await
}

/// A school year.
///
/// # Errors
/// Those of the database.
pub async fn insert_year(
    tx: &mut Tx,
    school: SchoolId,
    id: YearId,
    (name, days): (&str, Days),
) -> Result<()> {
    tx.run(
        "insert into school_year (school_id, id, name, starts_on, ends_on) values ($1, $2, $3, $4, $5)",
        args![school, id, name, days.first, days.last],
    )
    .await?;
    Ok(())
}

/// A term of a year. A second arrival of the same id changes nothing.
///
/// # Errors
/// Those of the database.
pub async fn insert_term(
    tx: &mut Tx,
    school: SchoolId,
    (id, year): (TermId, YearId),
    (name, days): (&str, Days),
) -> Result<()> {
    tx.run(
        "insert into term (school_id, id, year_id, name, starts_on, ends_on) values ($1, $2, $3, $4, $5, $6)
         on conflict (school_id, id) do nothing",
        args![school, id, year, name, days.first, days.last],
    )
    .await?;
    Ok(())
}
