//! What an office does with the calendar. Every change must leave a calendar that can be used.

use access::{Action, Kind};
use db::Tx;
use kernel::{Day, TermId, YearId};
use uuid::Uuid;
use web::cx::Change;
use web::{Cx, Failure};

use super::{CalendarError, SchoolCalendar, store};
use crate::days::Days;

/// Done, or the first reason why it cannot be.
pub type Outcome = Result<Result<(), CalendarError>, Failure>;

/// A term as typed.
pub struct NewTerm {
    /// An existing term to correct, or the id of a new one.
    pub id: TermId,
    /// Its name.
    pub name: String,
    /// From and to.
    pub days: Days,
}

/// Writes days off, or make-up days.
///
/// # Errors
/// When the person may not, and those of the database.
pub async fn put_days(cx: &Cx, days: Days, (kind, name): (&str, &str)) -> Outcome {
    cx.permit_school(Action::Create, Kind::Rules)?;
    let mut tx = cx.app.db.begin().await?;
    let mut day = Some(days.first);
    while let Some(on) = day.filter(|on| *on <= days.last) {
        store::put_day(&mut tx, cx.school(), on, (kind, name)).await?;
        day = on.tomorrow().ok();
    }
    let words = format!("{kind} {} {} {name}", days.first, days.last);
    finish(tx, cx, ("calendar.days_put", cx.uuid()), &words).await
}

/// Makes days ordinary again.
///
/// # Errors
/// As [`put_days`].
pub async fn remove_days(cx: &Cx, days: Days) -> Outcome {
    cx.permit_school(Action::Amend, Kind::Rules)?;
    let mut tx = cx.app.db.begin().await?;
    store::remove_days(&mut tx, cx.school(), days).await?;
    finish(tx, cx, ("calendar.days_removed", cx.uuid()), &format!("{} {}", days.first, days.last)).await
}

/// Corrects a term.
///
/// # Errors
/// As [`put_days`].
pub async fn update_term(cx: &Cx, term: &NewTerm) -> Outcome {
    cx.permit_school(Action::Amend, Kind::Rules)?;
    let mut tx = cx.app.db.begin().await?;
    if store::update_term(&mut tx, cx.school(), term.id, (&term.name, term.days)).await? == 0 {
        return Err(Failure::NotFound);
    }
    finish(tx, cx, ("term.amended", term.id.0), &words(term)).await
}

/// A new term, in the school year that holds its first day; the year is made when there is none.
///
/// # Errors
/// As [`put_days`].
pub async fn create_term(cx: &Cx, term: &NewTerm) -> Outcome {
    cx.permit_school(Action::Create, Kind::Rules)?;
    let mut tx = cx.app.db.begin().await?;
    let year = year_of(&mut tx, cx, term.days.first).await?;
    store::insert_term(&mut tx, cx.school(), (term.id, year), (&term.name, term.days)).await?;
    finish(tx, cx, ("term.made", term.id.0), &words(term)).await
}

fn words(term: &NewTerm) -> String {
    format!("{} {} {}", term.name, term.days.first, term.days.last)
}

/// A school year lasts from 1 September to 31 August.
async fn year_of(tx: &mut Tx, cx: &Cx, day: Day) -> Result<YearId, Failure> {
    if let Some(year) = store::lookup_year(tx, cx.school(), day).await? {
        return Ok(year);
    }
    let first = if day.month() >= 9 { day.year() } else { day.year() - 1 };
    let on = |year: i16, month: i8, of: i8| Day::new(year, month, of).unwrap_or(day);
    let (id, days) = (YearId(cx.uuid()), Days::new(on(first, 9, 1), on(first + 1, 8, 31)));
    store::insert_year(tx, cx.school(), id, (&format!("{first}–{}", first + 1), days)).await?;
    Ok(id)
}

/// Looks at the whole calendar as it would be; a mistake undoes the change.
async fn finish(mut tx: Tx, cx: &Cx, (name, subject): (&str, Uuid), after: &str) -> Outcome {
    let facts = store::facts(&mut tx, cx.school()).await?;
    if let Some(mistake) = SchoolCalendar::new(&facts).err().and_then(|mistakes| mistakes.into_iter().next())
    {
        return Ok(Err(mistake));
    }
    let change = Change { name, kind: Kind::Rules, subject, student: None, before: None, after: Some(after) };
    cx.event(&mut tx, change).await?;
    tx.commit().await?;
    Ok(Ok(()))
}
