//! Puts worlds into a database, many rows to a statement.

use db::{Param, Result, Tx, Value};
use kernel::{CaseId, ClassId, Day, FOREVER, NoteId, StaffId, StudentId};
use uuid::Uuid;

use super::{School, World};

pub fn student(pupil: usize) -> StudentId {
    StudentId(id(0xa, pupil))
}
pub fn staff(person: usize) -> StaffId {
    StaffId(id(0xb, person))
}
pub fn class(class: usize) -> ClassId {
    ClassId(id(0xc, class))
}
pub fn note(note: usize) -> NoteId {
    NoteId(id(0xe, note))
}
fn case(case: usize) -> CaseId {
    CaseId(id(0xd, case))
}
fn id(family: u128, number: usize) -> Uuid {
    Uuid::from_u128((family << 64) + number as u128)
}

/// Rows that wait for one table.
struct Table {
    name: &'static str,
    columns: &'static str,
    width: usize,
    values: Vec<Value<'static>>,
    /// A number for the rows that nobody refers to.
    serial: usize,
}

impl Table {
    fn new(name: &'static str, columns: &'static str) -> Self {
        Self { name, columns, width: columns.split(", ").count(), values: Vec::new(), serial: 0 }
    }

    fn row(&mut self, row: &[Value<'_>]) {
        assert_eq!(row.len(), self.width, "{}", self.name);
        self.serial += 1;
        self.values.extend(row.iter().cloned().map(Value::into_owned));
    }

    fn serial(&self) -> Uuid {
        id(0xf, self.serial)
    }

    /// 64, 32, … rows at a time, so that few statements are prepared.
    async fn write(&self, tx: &mut Tx) -> Result<()> {
        let mut rest = self.values.as_slice();
        let mut many = 64;
        while !rest.is_empty() {
            while rest.len() < many * self.width {
                many /= 2;
            }
            let (part, after) = rest.split_at(many * self.width);
            let rows: Vec<String> =
                (0..many).map(|at| db::dialect::list(1 + at * self.width, self.width)).collect();
            let sql = format!("insert into {} ({}) values {}", self.name, self.columns, rows.join(", "));
            tx.run(&sql, part).await?;
            rest = after;
        }
        Ok(())
    }
}

/// All tables, in an order that foreign keys allow.
struct Tables {
    school: Table,
    year: Table,
    class: Table,
    staff: Table,
    role: Table,
    student: Table,
    enrollment: Table,
    case: Table,
    closure: Table,
    member: Table,
    note: Table,
    about: Table,
    reader: Table,
}

macro_rules! row {
    ($table:expr, $($value:expr),+ $(,)?) => { $table.row(&[$(Param::value(&$value)),+]) };
}

impl Tables {
    fn new() -> Self {
        Self {
            school: Table::new("school", "id, name, created_at"),
            year: Table::new("school_year", "school_id, id, name, starts_on, ends_on"),
            class: Table::new("class", "school_id, id, year_id, grade, number"),
            staff: Table::new("staff", "school_id, id, name, sort_key, joined_on, created_at"),
            role: Table::new(
                "role_held",
                "school_id, id, staff_id, role, grade, class_id, from_on, until_on, granted_at",
            ),
            student: Table::new("student", "school_id, id, name, sort_key, sex, created_at"),
            enrollment: Table::new("enrollment", "school_id, id, student_id, class_id, from_on, until_on"),
            case: Table::new(
                "support_case",
                "school_id, id, student_id, tier, opened_on, opened_at, opened_by, concern_cell",
            ),
            closure: Table::new(
                "closure",
                "school_id, id, case_id, student_id, closed_on, closed_at, closed_by, reason, reopened_on",
            ),
            member: Table::new(
                "member",
                "school_id, id, case_id, student_id, staff_id, part, from_on, until_on, added_at",
            ),
            note: Table::new("note", "school_id, id, kind, held_on, text_cell, recorded_at, recorded_by"),
            about: Table::new("note_student", "school_id, student_id, held_on, note_id"),
            reader: Table::new("note_reader", "school_id, note_id, staff_id, named_at, named_by"),
        }
    }

    fn people(&mut self, school: &School, today: Day) {
        let (s, year, none) = (school.id, id(0x9, 0), 0i64);
        row!(self.school, s, "x", none);
        row!(self.year, s, year, "x", today, FOREVER);
        for (number, grade) in school.classes.iter().enumerate() {
            row!(self.class, s, class(number), year, *grade, number as i64);
        }
        for person in 0..school.staff {
            row!(self.staff, s, staff(person), "x", "x", today, none);
        }
        for r in &school.roles {
            let of = r.class.map(class);
            let key = self.role.serial();
            row!(self.role, s, key, staff(r.staff), r.role, r.grade, of, r.during.from, r.during.until, none);
        }
        for pupil in 0..school.pupils {
            row!(self.student, s, student(pupil), "x", "x", "u", none);
        }
        for e in &school.enrollments {
            let key = self.enrollment.serial();
            row!(self.enrollment, s, key, student(e.pupil), class(e.class), e.during.from, e.during.until);
        }
    }

    fn casework(&mut self, school: &School, today: Day) {
        let (s, none, cell) = (school.id, 0i64, [0u8; 1]);
        for (number, c) in school.cases.iter().enumerate() {
            let (child, key) = (student(c.pupil), case(number));
            row!(self.case, s, key, child, "class", c.opened, none, staff(0), cell);
            for (closed, again) in &c.closures {
                let of = self.closure.serial();
                row!(self.closure, s, of, key, child, *closed, none, staff(0), "x", *again);
            }
            for (who, during) in &c.members {
                let of = self.member.serial();
                row!(self.member, s, of, key, child, staff(*who), "mentor", during.from, during.until, none);
            }
        }
        for (number, n) in school.notes.iter().enumerate() {
            row!(self.note, s, note(number), "talk", today, cell, none, staff(n.author));
            n.pupils.iter().for_each(|pupil| row!(self.about, s, student(*pupil), today, note(number)));
            n.readers
                .iter()
                .for_each(|who| row!(self.reader, s, note(number), staff(*who), none, staff(n.author)));
        }
    }

    async fn write(&self, tx: &mut Tx) -> Result<()> {
        let first =
            [&self.school, &self.year, &self.class, &self.staff, &self.role, &self.student, &self.enrollment];
        let then = [&self.case, &self.closure, &self.member, &self.note, &self.about, &self.reader];
        for table in first.into_iter().chain(then) {
            table.write(tx).await?;
        }
        Ok(())
    }
}

/// Writes these worlds in one transaction.
pub async fn insert(db: &db::Db, worlds: &[World]) -> Result<()> {
    let mut tables = Tables::new();
    for world in worlds {
        for school in &world.schools {
            tables.people(school, world.today);
            tables.casework(school, world.today);
        }
    }
    let mut tx = db.begin().await?;
    tables.write(&mut tx).await?;
    tx.commit().await
}
