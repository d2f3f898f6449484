//! The list: quiet children, when they were last written of, and what else suggests a look.

use std::collections::HashMap;

use access::{Kind, Permit};
use db::Conn;
use kernel::{ClassId, Day, StudentId, clock::days_after};
use web::{Cx, Failure};

use super::store;
use super::weeks::first_day;
use crate::calendar::{self, SchoolCalendar};
use crate::seated::Seated;

/// From so many half days away on, absence is a reason to look.
const AWAY: i64 = 6;

/// A mark that fell by so many of a hundred since the exam before is a reason to look.
const FELL: i64 = 20;

/// How far back exams are compared, in days.
const YEAR: i64 = 365;

/// Why a child may be worth a look, beside the silence: each with its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Away for so many half days within the weeks asked.
    Away(i64),
    /// A subject, with the share of full marks before and now, in percent.
    Fell(String, i64, i64),
}

/// A line.
pub(super) struct Line {
    pub child: Seated,
    pub last: Option<Day>,
    pub signs: Vec<Sign>,
}

/// The first day of so many school weeks by the school's calendar; none when there were not so many.
///
/// # Errors
/// Those of the database.
pub(super) async fn since(conn: &mut Conn, cx: &Cx, weeks: u32) -> Result<Option<Day>, Failure> {
    let facts = calendar::store::facts(conn, cx.school()).await?;
    let calendar = SchoolCalendar::new(&facts).ok();
    Ok(calendar.and_then(|calendar| first_day(&calendar, cx.today(), weeks)))
}

/// The quiet children since a day, of one class if asked.
///
/// # Errors
/// Those of the database.
pub(super) async fn children(
    conn: &mut Conn,
    cx: &Cx,
    since: Option<Day>,
    class: Option<ClassId>,
) -> Result<Vec<Seated>, Failure> {
    match since {
        Some(since) => Ok(store::children(conn, cx, since, class).await?),
        None => Ok(Vec::new()),
    }
}

/// The lines of these children, and the permits to log.
///
/// # Errors
/// Those of the database.
pub(super) async fn lines(
    conn: &mut Conn,
    cx: &Cx,
    since: Day,
    children: Vec<Seated>,
) -> Result<(Vec<Line>, Vec<Permit>), Failure> {
    let ids: Vec<StudentId> = children.iter().map(|child| child.id).collect();
    let counted = children.iter().filter(|child| child.permit(cx, Kind::Marks).is_some());
    let counted: Vec<StudentId> = counted.map(|child| child.id).collect();
    let notes = store::last_notes(conn, (cx.school(), cx.today()), &ids).await?;
    let away: HashMap<StudentId, i64> =
        store::absences(conn, (cx.school(), since), &counted).await?.into_iter().collect();
    let mut fell = fallen(store::marks(conn, (cx.school(), days_after(cx.today(), -YEAR)), &counted).await?);
    let permits = children.iter().filter_map(|child| child.permit(cx, Kind::Note)).collect();
    let line = |child: Seated| {
        let visits = child.permit(cx, Kind::HomeVisit).is_some();
        let own = notes.iter().filter(|(id, kind, _)| *id == child.id && (visits || kind != "home_visit"));
        let last = own.map(|(_, _, day)| *day).max();
        let away = away.get(&child.id).copied().filter(|half_days| *half_days >= AWAY).map(Sign::Away);
        let signs = away.into_iter().chain(fell.remove(&child.id)).collect();
        Line { child, last, signs }
    };
    Ok((children.into_iter().map(line).collect(), permits))
}

/// For each child the subject that fell most from one exam to the last, if it fell much. Marks come oldest first.
fn fallen(marks: Vec<(StudentId, String, i64, i64)>) -> HashMap<StudentId, Sign> {
    let mut rows: HashMap<(StudentId, String), (Option<i64>, i64)> = HashMap::new();
    for (child, subject, score, full) in marks {
        let share = score.saturating_mul(100).checked_div(full).unwrap_or(0);
        let row = rows.entry((child, subject)).or_insert((None, share));
        if row.0.is_some() || row.1 != share {
            *row = (Some(row.1), share);
        }
    }
    let mut worst: HashMap<StudentId, (i64, Sign)> = HashMap::new();
    for ((child, subject), (before, now)) in rows {
        let Some(before) = before.filter(|before| before - now >= FELL) else { continue };
        let fell = before - now;
        let key = |sign: &Sign| matches!(sign, Sign::Fell(other, ..) if *other <= subject);
        if worst.get(&child).is_none_or(|(most, sign)| fell > *most || fell == *most && !key(sign)) {
            worst.insert(child, (fell, Sign::Fell(subject, before, now)));
        }
    }
    worst.into_iter().map(|(child, (_, sign))| (child, sign)).collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    // C6
    #[test]
    fn only_a_mark_that_fell_much_is_a_reason() {
        let child = |number| StudentId(Uuid::from_u128(number));
        let mark = |number, subject: &str, score| (child(number), subject.to_owned(), score, 100);
        let marks = vec![
            mark(1, "数学", 85),
            mark(1, "语文", 80),
            mark(2, "数学", 70),
            mark(3, "数学", 60),
            mark(1, "数学", 60),
            mark(1, "语文", 50),
            mark(2, "数学", 60),
            mark(3, "数学", 90),
        ];
        let fell = fallen(marks);
        assert_eq!(fell.get(&child(1)), Some(&Sign::Fell("语文".to_owned(), 80, 50)));
        assert_eq!(fell.len(), 1);
        assert!(fallen(vec![mark(1, "数学", 30)]).is_empty(), "one exam falls from nothing");
    }
}
