//! The SQL of checklists.

use access::{Columns, Scope};
use db::{Conn, Result, args};
use kernel::{ChecklistId, ChecklistSlipId, ClassId, Day, Instant, SchoolId, StaffId, StudentId};

db::record! {
    /// A checklist as it is stored.
    pub struct Row {
        /// The id.
        pub id: ChecklistId,
        /// The class, if it is for one.
        pub class_id: Option<ClassId>,
        /// Sealed.
        pub name_cell: Vec<u8>,
        /// Sealed: one item on a line.
        pub items_cell: Vec<u8>,
        /// First day.
        pub from_on: Day,
        /// Last day.
        pub until_on: Day,
    }
}

const LIST: &str =
    "select k.id, k.class_id, k.name_cell, k.items_cell, k.from_on, k.until_on from checklist k";

/// One list, whoever asks.
pub async fn lookup(conn: &mut Conn, school: SchoolId, id: ChecklistId) -> Result<Option<Row>> {
    conn.maybe(&format!("{LIST} where k.school_id = $1 and k.id = $2"), args![school, id]).await
}

/// The lists with a child within the scope, the newest first.
pub async fn list(conn: &mut Conn, scope: &Scope, today: Day) -> Result<Vec<Row>> {
    let mut args = args![scope.school, today].to_vec();
    let of_class = scope.condition(&Columns::USUAL, args.len() + 1);
    args.extend(of_class.args);
    let by_name = scope.condition(&Columns::USUAL, args.len() + 1);
    args.extend(by_name.args);
    let enrolled = "from student s
        join enrollment e on e.school_id = $1 and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
        join class c on c.school_id = $1 and c.id = e.class_id";
    let sql = format!(
        "{LIST} where k.school_id = $1 and (
           exists (select 1 {enrolled} where s.school_id = $1 and e.class_id = k.class_id and {})
           or exists (select 1 {enrolled} join checklist_student m on m.school_id = $1 and m.student_id = s.id
             where s.school_id = $1 and m.checklist_id = k.id and {}))
         order by k.until_on desc, k.made_at desc, k.id limit 100",
        of_class.sql, by_name.sql
    );
    conn.all(&sql, &args).await
}

/// The children named in a list.
pub async fn named(conn: &mut Conn, school: SchoolId, id: ChecklistId) -> Result<Vec<StudentId>> {
    let sql = "select student_id from checklist_student where school_id = $1 and checklist_id = $2";
    conn.all(sql, args![school, id]).await
}

/// Makes a list for a class, or for these children.
pub async fn insert(
    tx: &mut Conn,
    school: SchoolId,
    row: &Row,
    (at, by): (Instant, StaffId),
    students: &[StudentId],
) -> Result<()> {
    tx.run(
        "insert into checklist (school_id, id, class_id, name_cell, items_cell, from_on, until_on, made_at, made_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![
            school, row.id, row.class_id, row.name_cell, row.items_cell, row.from_on, row.until_on, at, by
        ],
    )
    .await?;
    for student in students {
        tx.run(
            "insert into checklist_student (school_id, student_id, checklist_id) values ($1, $2, $3)",
            args![school, *student, row.id],
        )
        .await?;
    }
    Ok(())
}

/// Sets the last day.
pub async fn end(tx: &mut Conn, school: SchoolId, id: ChecklistId, until: Day) -> Result<()> {
    tx.run("update checklist set until_on = $1 where school_id = $2 and id = $3", args![until, school, id])
        .await?;
    Ok(())
}

db::record! {
    /// What a child did on a day.
    pub struct DayRow {
        /// The child.
        pub student: StudentId,
        /// The day.
        pub day: Day,
        /// Items as bits.
        pub done: i64,
        /// Whose slip ticked last: a key of [`super::slip::Hand`]; nothing when somebody of the staff did.
        pub hand: Option<String>,
    }
}

/// What every child of a list did on every day.
pub async fn days(conn: &mut Conn, school: SchoolId, id: ChecklistId) -> Result<Vec<DayRow>> {
    let sql = "select d.student_id, d.day_on, d.done, p.hand from checklist_day d
        left join checklist_slip p on p.school_id = $1 and p.id = d.slip_id
        where d.school_id = $1 and d.checklist_id = $2";
    conn.all(sql, args![school, id]).await
}

/// Who ticked: somebody of the staff, or whoever held a slip.
pub type Who = (Option<StaffId>, Option<ChecklistSlipId>);

/// Writes what a child did on a day: what was ticked, without what was taken away; anything else stays.
pub async fn mark(
    tx: &mut Conn,
    school: SchoolId,
    (id, student, day): (ChecklistId, StudentId, Day),
    (done, taken): (i64, i64),
    (at, (staff, slip)): (Instant, Who),
) -> Result<()> {
    tx.run(
        "insert into checklist_day (school_id, checklist_id, student_id, day_on, done, marked_at, marked_by, slip_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (school_id, checklist_id, student_id, day_on)
         do update set done = (checklist_day.done & $9) | excluded.done, marked_at = excluded.marked_at,
           marked_by = excluded.marked_by, slip_id = excluded.slip_id",
        args![school, id, student, day, done, at, staff, slip, !taken],
    )
    .await?;
    Ok(())
}
