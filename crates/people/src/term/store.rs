//! The SQL of terms and classes.

use db::{Conn, Result, args};
use kernel::{ClassId, Day, SchoolId, TermId};

use super::{Class, DayOff, Term};

/// The term of this day: the one that contains it, else the last that began before it, else the first to come.
pub async fn lookup_current(conn: &mut Conn, school: SchoolId, today: Day) -> Result<Option<Term>> {
    let before = conn
        .maybe(
            "select id, year_id, name, starts_on, ends_on from term
             where school_id = $1 and starts_on <= $2 order by starts_on desc limit 1",
            args![school, today],
        )
        .await?;
    if before.is_some() {
        return Ok(before);
    }
    conn.maybe(
        "select id, year_id, name, starts_on, ends_on from term where school_id = $1 order by starts_on limit 1",
        args![school],
    )
    .await
}

/// All terms, newest first.
pub async fn list(conn: &mut Conn, school: SchoolId) -> Result<Vec<Term>> {
    conn.all(
        "select id, year_id, name, starts_on, ends_on from term where school_id = $1 order by starts_on desc",
        args![school],
    )
    .await
}

/// One term.
pub async fn lookup(conn: &mut Conn, school: SchoolId, id: TermId) -> Result<Option<Term>> {
    conn.maybe(
        "select id, year_id, name, starts_on, ends_on from term where school_id = $1 and id = $2",
        args![school, id],
    )
    .await
}

/// All days off and make-up days.
pub async fn days_off(conn: &mut Conn, school: SchoolId) -> Result<Vec<DayOff>> {
    conn.all("select day_on, kind, name from day_off where school_id = $1 order by day_on", args![school])
        .await
}

/// The classes of the school year of this day, in order.
pub async fn classes(conn: &mut Conn, school: SchoolId, today: Day) -> Result<Vec<Class>> {
    conn.all(
        "select c.id, c.grade, c.number from class c
         join school_year y on y.school_id = c.school_id and y.id = c.year_id
         where c.school_id = $1 and y.starts_on <= $2 and y.ends_on >= $2 order by c.grade, c.number",
        args![school, today],
    )
    .await
}

/// One class.
pub async fn lookup_class(conn: &mut Conn, school: SchoolId, id: ClassId) -> Result<Option<Class>> {
    conn.maybe("select id, grade, number from class where school_id = $1 and id = $2", args![school, id])
        .await
}
