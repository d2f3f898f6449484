//! The SQL of my day that is not the clock's: what a person promised.

use access::{Action, Facts, Kind, Permit};
use db::{Conn, args};
use kernel::{ClassId, Day, FOREVER, FollowUpId, NoteId, StaffId, StudentId};
use web::{Cx, Failure};

/// Promises due within so many days stand on the page.
const AHEAD: i64 = 7;

/// Something promised in a note (D4).
#[derive(Clone, Debug)]
pub struct Promise {
    /// The follow-up.
    pub id: FollowUpId,
    /// The note it stands in.
    pub note: NoteId,
    /// The child.
    pub student: StudentId,
    /// The name.
    pub name: String,
    /// By when.
    pub due_on: Day,
    /// Whether the day has come.
    pub is_due: bool,
    /// By when, in words.
    pub when: String,
    /// What.
    pub text: String,
    /// Whether it was kept: it stays on the page for that day, so that a slip of the finger is taken back.
    pub is_kept: bool,
}

db::record! {
    struct Row {
        id: FollowUpId,
        note: NoteId,
        kind: String,
        author: StaffId,
        due_on: Day,
        done_on: Day,
        text_cell: Vec<u8>,
        student: StudentId,
        name: String,
        class: Option<ClassId>,
        grade: Option<i64>,
    }
}

/// The promises of this person that come due within a week and are open or were kept today, as far as the notes may be read; and the permits.
pub(super) async fn promises(
    conn: &mut Conn,
    cx: &Cx,
    staff: StaffId,
) -> Result<(Vec<Promise>, Vec<Permit>), Failure> {
    let until = kernel::clock::days_after(cx.today(), AHEAD);
    let rows: Vec<Row> = conn
        .all(
            "with owed (school_id, id, note_id, student_id, due_on, done_on, text_cell) as (
               select school_id, id, note_id, student_id, due_on, done_on, text_cell from follow_up
               where school_id = $1 and owner_id = $2 and done_on in ($3, $5) and due_on <= $4)
             select f.id, f.note_id, n.kind, n.recorded_by, f.due_on, f.done_on, f.text_cell, s.id, s.name, e.class_id, c.grade
             from owed f
             join note n on n.school_id = f.school_id and n.id = f.note_id and n.withdrawn_at is null
             join student s on s.school_id = f.school_id and s.id = f.student_id
             left join enrollment e on e.school_id = s.school_id and e.student_id = s.id
               and e.from_on <= $5 and e.until_on >= $5
             left join class c on c.school_id = e.school_id and c.id = e.class_id
             order by f.due_on, s.sort_key, f.id",
            args![cx.school(), staff, FOREVER, until, cx.today()],
        )
        .await?;
    let (mut promises, mut permits) = (Vec::new(), Vec::new());
    for row in rows {
        let kind = if row.kind == "home_visit" { Kind::HomeVisit } else { Kind::Note };
        let (class, grade) = (row.class, row.grade);
        let facts = Facts {
            school: cx.school(),
            student: Some(row.student),
            class,
            grade,
            author: Some(row.author),
            named: false,
        };
        let Some(permit) = access::permit(&cx.actor, Action::Read, kind, &facts) else { continue };
        permits.push(permit);
        promises.push(opened(cx, row)?);
    }
    Ok((promises, permits))
}

fn opened(cx: &Cx, row: Row) -> Result<Promise, Failure> {
    let key = cx.app.row(cx.school(), "follow_up", row.id.bytes(), Kind::Note.label());
    Ok(Promise {
        id: row.id,
        note: row.note,
        student: row.student,
        name: row.name,
        due_on: row.due_on,
        is_due: row.due_on <= cx.today(),
        when: language::days_ago(cx.lang(), row.due_on, cx.today()),
        is_kept: row.done_on != FOREVER,
        text: cx.app.open(&key, "text_cell", &row.text_cell)?,
    })
}
