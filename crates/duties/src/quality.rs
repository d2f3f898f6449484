//! What the dates of the notes say about their quality (M7, D6): a note written down long after it was held is rarely
//! as good as one written the same day. A hint for a kind look, never a mark on anybody.

use access::{Columns, Scope};
use db::{Conn, Result, args};
use kernel::clock::days_after;
use kernel::{Day, Instant, NoteId, SchoolId, StaffId, StudentId};
use web::Look;

use crate::days::Days;

/// A note written down more than so many days after it was held is late: a weekend and a day.
pub const LATE_DAYS: i64 = 3;

db::record! {
    /// When a note was held and when it was written down.
    #[derive(Clone, Debug)]
    pub struct Written {
        /// The note.
        pub note: NoteId,
        /// One of its children.
        pub student: StudentId,
        /// Who wrote it.
        pub by: StaffId,
        /// When it was held.
        pub held_on: Day,
        /// When it was written down.
        pub recorded_at: Instant,
    }
}

impl Written {
    /// Whether it was written down late.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.recorded_at.day() > days_after(self.held_on, LATE_DAYS)
    }
}

/// Notes of one child, or of many: how many there are, and how many were late.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quality {
    /// Notes.
    pub notes: u32,
    /// Of these, late.
    pub late: u32,
}

impl Quality {
    /// The figures of these notes, each counted once.
    #[must_use]
    pub fn of<'w>(written: impl IntoIterator<Item = &'w Written>) -> Self {
        let mut seen: Vec<(NoteId, bool)> =
            written.into_iter().map(|one| (one.note, one.is_late())).collect();
        seen.sort_unstable();
        seen.dedup();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { notes: count(seen.len()), late: count(seen.iter().filter(|(_, late)| *late).count()) }
    }

    /// In words, one line each; nothing where there is nothing to say.
    #[must_use]
    pub fn words(&self, cx: &Look) -> Vec<String> {
        let mut lines = vec![cx.tn("duties-quality-notes", &i64::from(self.notes))];
        if self.late > 0 {
            lines.push(cx.tn("duties-quality-late", &i64::from(self.late)));
        }
        lines
    }
}

/// The notes of one child in these days.
///
/// # Errors
/// Those of the database.
pub async fn of_student(
    conn: &mut Conn,
    school: SchoolId,
    student: StudentId,
    days: Days,
) -> Result<Quality> {
    let written: Vec<Written> = conn
        .all(
            "select n.id, ns.student_id, n.recorded_by, ns.held_on, n.recorded_at from note_student ns
             cross join note n
             where n.school_id = ns.school_id and n.id = ns.note_id and ns.school_id = $1 and ns.student_id = $2
               and ns.held_on >= $3 and ns.held_on <= $4 and n.withdrawn_at is null",
            args![school, student, days.first, days.last],
        )
        .await?;
    Ok(Quality::of(&written))
}

/// The notes held in these days about children within the scope.
///
/// # Errors
/// Those of the database.
pub async fn written(conn: &mut Conn, scope: &Scope, today: Day, days: Days) -> Result<Vec<Written>> {
    let mut args = args![scope.school, today, days.first, days.last].to_vec();
    let condition = scope.condition(&Columns::USUAL, 5);
    args.extend(condition.args);
    let sql = format!(
        "select n.id, s.id, n.recorded_by, n.held_on, n.recorded_at from note n
         join note_student ns on ns.school_id = n.school_id and ns.note_id = n.id
         join student s on s.school_id = ns.school_id and s.id = ns.student_id
         left join enrollment e on e.school_id = s.school_id and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
         left join class c on c.school_id = e.school_id and c.id = e.class_id
         where n.school_id = $1 and n.held_on >= $3 and n.held_on <= $4 and n.withdrawn_at is null and {}",
        condition.sql
    );
    conn.all(&sql, &args).await
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use kernel::{Instant, NoteId, StaffId, StudentId};
    use uuid::Uuid;

    use super::{Quality, Written};

    fn written(note: u128, student: u128, days: i8) -> Written {
        Written {
            note: NoteId(Uuid::from_u128(note)),
            student: StudentId(Uuid::from_u128(student)),
            by: StaffId(Uuid::from_u128(9)),
            held_on: date(2026, 11, 6),
            recorded_at: Instant::at(date(2026, 11, 6 + days).at(21, 0, 0, 0)),
        }
    }

    // M7, D6
    #[test]
    fn a_note_of_friday_written_on_monday_is_in_time_and_one_of_two_children_counts_once() {
        let notes = [written(1, 1, 3), written(2, 1, 4), written(2, 2, 4), written(3, 3, 0)];
        assert_eq!(Quality::of(&notes), Quality { notes: 3, late: 1 });
    }
}
