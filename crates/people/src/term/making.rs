//! School years and classes that a list of people names and the school does not have yet.

use db::{Conn, args};
use kernel::{ClassId, Day, Fault, YearId};
use web::Cx;

/// The school year of today, and whether it was made here.
///
/// # Errors
/// Those of the database.
pub async fn year(conn: &mut Conn, cx: &Cx) -> Result<(YearId, bool), Fault> {
    let (school, today) = (cx.school(), cx.today());
    let there: Option<YearId> = conn
        .maybe(
            "select id from school_year where school_id = $1 and starts_on <= $2 and ends_on >= $2
             order by starts_on desc limit 1",
            args![school, today],
        )
        .await?;
    if let Some(id) = there {
        return Ok((id, false));
    }
    // A school year begins on 1 September (Compulsory Education Law, and every province's calendar).
    let first = if today.month() >= 9 { today.year() } else { today.year() - 1 };
    let day = |year, month, day| Day::new(year, month, day).map_err(|e| Fault::from("school year", e));
    let (id, name) = (YearId(cx.uuid()), format!("{first}–{}", first + 1));
    conn.run(
        "insert into school_year (school_id, id, name, starts_on, ends_on) values ($1, $2, $3, $4, $5)",
        args![school, id, name, day(first, 9, 1)?, day(first + 1, 8, 31)?],
    )
    .await?;
    Ok((id, true))
}

/// A new class of a year.
///
/// # Errors
/// Those of the database.
pub async fn class(
    conn: &mut Conn,
    cx: &Cx,
    year: YearId,
    (grade, number): (i64, i64),
) -> Result<ClassId, Fault> {
    let id = ClassId(cx.uuid());
    conn.run(
        "insert into class (school_id, id, year_id, grade, number) values ($1, $2, $3, $4, $5)",
        args![cx.school(), id, year, grade, number],
    )
    .await?;
    Ok(id)
}
