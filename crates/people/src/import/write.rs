//! Writes what was judged: students, classes, guardians, the keys they are found by, and what stood there before.

use std::collections::HashMap;

use access::Kind;
use access::audit::{Event, Events};
use db::{Bulk, Conn, Tx, Value, args};
use kernel::clock::days_after;
use kernel::{ClassId, Day, EnrollmentId, EventId, Fault, GuardianId, ImportId, StudentId, YearId};
use serde_json::json;
use web::Cx;

use super::LABEL;
use super::columns::{self, Sealer, Values, WRITTEN, owned};
use super::snapshot::{self, Snapshot};
use crate::guardian::{self, Guardian};
use crate::roster::compare::Change;
use crate::roster::fields::{Field, GUARDIANS};
use crate::term;

/// Students to a flush.
const AT_ONCE: usize = 64;

/// What an import did to one row, as `import_change.what` has it.
pub mod what {
    /// A student who was not known; with enrollment, guardians and keys.
    pub const STUDENT_NEW: &str = "student.new";
    /// The row of a student before the change.
    pub const STUDENT_CHANGED: &str = "student.changed";
    /// An enrollment begun for a known student.
    pub const ENROLLMENT_NEW: &str = "enrollment.new";
    /// An enrollment ended; its last day before.
    pub const ENROLLMENT_ENDED: &str = "enrollment.ended";
    /// A guardian begun for a known student.
    pub const GUARDIAN_NEW: &str = "guardian.new";
    /// A guardian ended.
    pub const GUARDIAN_ENDED: &str = "guardian.ended";
    /// A class made.
    pub const CLASS_NEW: &str = "class.new";
    /// A school year made.
    pub const YEAR_NEW: &str = "year.new";
}

/// Writes one import.
pub struct Writer<'a> {
    cx: &'a Cx,
    import: ImportId,
    sealer: Sealer<'a>,
    year: Option<YearId>,
    classes: HashMap<(i64, i64), ClassId>,
    seq: i64,
    students: Bulk,
    enrollments: Bulk,
    guardians: Bulk,
    /// What students are found by, kept until the end: written in their order, each page of the table is touched once.
    keys: Vec<(String, StudentId)>,
    changes: Bulk,
    events: Events,
}

impl<'a> Writer<'a> {
    /// For one import, in its transaction.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn new(tx: &mut Tx, cx: &'a Cx, import: ImportId) -> Result<Self, Fault> {
        let classes = term::store::classes(tx, cx.school(), cx.today()).await?;
        Ok(Self {
            cx,
            import,
            sealer: Sealer::new(&cx.app, cx.school()),
            year: None,
            classes: classes.into_iter().map(|class| ((class.grade, class.number), class.id)).collect(),
            seq: 0,
            students: Bulk::new(snapshot::insert_head(), WRITTEN.len() + 3),
            enrollments: Bulk::new("insert into enrollment (school_id, id, student_id, class_id, seat, from_on)", 6),
            guardians: Bulk::new(
                "insert into guardian (school_id, id, student_id, seat, relation, is_legal, name_cell, phone_cell,
                 phone_index, employer_cell, occupation_cell, address_cell, id_number_cell, from_on)",
                14,
            ),
            keys: Vec::new(),
            changes: Bulk::new(
                "insert into import_change (school_id, import_id, seq, id, what, subject_id, before_cell)",
                7,
            ),
            events: Events::new((cx.school(), cx.actor.staff)),
        })
    }

    /// A student who was not known.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn insert(&mut self, tx: &mut Tx, values: &Values) -> Result<(), Fault> {
        let (school, today) = (self.cx.school(), self.cx.today());
        let id = StudentId(self.cx.uuid());
        let mut row = vec![owned(&school), owned(&id), owned(&self.cx.app.clock.now())];
        row.extend(self.sealer.row(id, values, 1)?);
        self.students.push(row);
        if let Some(place) = columns::place(values) {
            let class = self.class(tx, place).await?;
            let enrollment = EnrollmentId(self.cx.uuid());
            self.enrollments.push([
                owned(&school),
                owned(&enrollment),
                owned(&id),
                owned(&class),
                owned(&seat(values)),
                owned(&today),
            ]);
        }
        for nth in 1..=GUARDIANS {
            if let Some(guardian) = columns::guardian(values, nth) {
                let own = GuardianId(self.cx.uuid());
                self.guardian(id, own, &guardian);
            }
        }
        self.name_keys(id, columns::name(values));
        self.note(what::STUDENT_NEW, id.0, None);
        self.event("student.added", id, None);
        if self.students.waiting() >= AT_ONCE {
            self.flush_full(tx).await?;
        }
        Ok(())
    }

    fn name_keys(&mut self, id: StudentId, name: &str) {
        self.keys.extend(language::names::search_keys(name).into_iter().map(|key| (key, id)));
    }

    fn guardian(&mut self, student: StudentId, id: GuardianId, guardian: &Guardian) {
        let (app, school) = (&self.cx.app, self.cx.school());
        let key = app.row(school, "guardian", id.bytes(), guardian::LABEL);
        let seal = |column: &str, text: &Option<String>| owned(&app.seal_some(&key, column, text.as_deref()));
        let index = guardian.phone.as_deref().map(|phone| guardian::phone_index(app, school, phone));
        self.guardians.push([
            owned(&school),
            owned(&id),
            owned(&student),
            owned(&guardian.seq),
            owned(&guardian.relation),
            owned(&guardian.is_legal),
            owned(&app.seal(&key, "name_cell", &guardian.name)),
            seal("phone_cell", &guardian.phone),
            owned(&index),
            seal("employer_cell", &guardian.employer),
            seal("occupation_cell", &guardian.occupation),
            seal("address_cell", &guardian.address),
            seal("id_number_cell", &guardian.id_number),
            owned(&self.cx.today()),
        ]);
    }

    /// Changes a known student to these values.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn change(
        &mut self,
        tx: &mut Tx,
        id: StudentId,
        (before, after): (&Values, &Values),
        changes: &[Change],
    ) -> Result<(), Fault> {
        let snapshot = Snapshot::take(tx, self.cx, id).await?;
        let version = snapshot.version().saturating_add(1);
        let mut row = self.sealer.row(id, after, version)?;
        snapshot.keep_unopened(&mut row, after);
        let mut args = vec![owned(&self.cx.school()), owned(&id)];
        args.extend(row);
        tx.run(snapshot::update(), &args).await?;
        self.note(what::STUDENT_CHANGED, id.0, Some(&snapshot.json(version)));
        if columns::name(before) != columns::name(after) {
            tx.run(
                "delete from name_key where school_id = $1 and student_id = $2",
                args![self.cx.school(), id],
            )
            .await?;
            self.name_keys(id, columns::name(after));
        }
        if columns::place(after).is_some() && columns::place(before) != columns::place(after) {
            self.move_class(tx, id, after).await?;
        }
        for nth in 1..=GUARDIANS {
            let touched = |change: &&Change| matches!(change.field, Field::Guardian(own, _) if own == nth);
            if changes.iter().any(|change| touched(&change)) {
                self.change_guardian(tx, id, columns::guardian(after, nth)).await?;
            }
        }
        let said = |side: fn(&Change) -> &String| {
            let fields: serde_json::Map<String, serde_json::Value> = changes
                .iter()
                .map(|change| (change.field.key(), json!(columns::shown(change.field, side(change)))))
                .collect();
            serde_json::Value::Object(fields).to_string()
        };
        let told = (said(|change| &change.old), said(|change| &change.new));
        self.event("student.changed", id, Some((&told.0, &told.1)));
        Ok(())
    }

    async fn change_guardian(
        &mut self,
        tx: &mut Tx,
        id: StudentId,
        new: Option<Guardian>,
    ) -> Result<(), Fault> {
        let Some(mut new) = new else { return Ok(()) };
        let (school, today) = (self.cx.school(), self.cx.today());
        let there = guardian::store::guardians(tx, &self.cx.app, school, id, today).await?;
        if let Some(old) = there.iter().find(|old| old.seq == new.seq) {
            let Some(old_id) = old.id else { return Ok(()) };
            guardian::store::end(tx, (school, id, old_id), days_after(today, -1)).await?;
            self.note(what::GUARDIAN_ENDED, old_id.0, None);
            // What no list tells stays as it was.
            new.lives_with = old.lives_with;
            new.away_place.clone_from(&old.away_place);
            new.away_since = old.away_since;
        }
        let own = GuardianId(self.cx.uuid());
        guardian::store::insert(tx, &self.cx.app, (school, id, own), &new, today).await?;
        self.note(what::GUARDIAN_NEW, own.0, None);
        Ok(())
    }

    async fn move_class(&mut self, tx: &mut Tx, id: StudentId, after: &Values) -> Result<(), Fault> {
        let Some(place) = columns::place(after) else { return Ok(()) };
        let class = self.class(tx, place).await?;
        self.end_enrollments(tx, id).await?;
        let enrollment = EnrollmentId(self.cx.uuid());
        tx.run(
            "insert into enrollment (school_id, id, student_id, class_id, seat, from_on) values ($1, $2, $3, $4, $5, $6)",
            args![self.cx.school(), enrollment, id, class, seat(after), self.cx.today()],
        )
        .await?;
        self.note(what::ENROLLMENT_NEW, enrollment.0, None);
        Ok(())
    }

    async fn end_enrollments(&mut self, tx: &mut Tx, id: StudentId) -> Result<(), Fault> {
        let (school, today) = (self.cx.school(), self.cx.today());
        let open: Vec<(EnrollmentId, Day)> = tx
            .all(
                "select id, until_on from enrollment where school_id = $1 and student_id = $2 and until_on >= $3",
                args![school, id, today],
            )
            .await?;
        let until = days_after(today, -1);
        for (enrollment, before) in open {
            tx.run(
                "update enrollment set until_on = $1 where school_id = $2 and id = $3",
                args![until, school, enrollment],
            )
            .await?;
            let before = json!({"until_on": before.to_string(), "now": until.to_string()}).to_string();
            self.note(what::ENROLLMENT_ENDED, enrollment.0, Some(&before));
        }
        Ok(())
    }

    /// A student whom the list no longer has: the last day was yesterday.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn leave(&mut self, tx: &mut Tx, id: StudentId) -> Result<(), Fault> {
        let snapshot = Snapshot::take(tx, self.cx, id).await?;
        let until = days_after(self.cx.today(), -1);
        tx.run(
            "update student set left_on = $1, row_version = row_version + 1 where school_id = $2 and id = $3",
            args![until, self.cx.school(), id],
        )
        .await?;
        self.note(what::STUDENT_CHANGED, id.0, Some(&snapshot.json(snapshot.version().saturating_add(1))));
        self.end_enrollments(tx, id).await?;
        self.event("student.left", id, None);
        Ok(())
    }

    /// The class of the school year now; made when missing, and the year too.
    async fn class(&mut self, tx: &mut Tx, place: (i64, i64)) -> Result<ClassId, Fault> {
        if let Some(id) = self.classes.get(&place) {
            return Ok(*id);
        }
        let year = self.year(tx).await?;
        let id = term::making::class(tx, self.cx, year, place).await?;
        self.note(what::CLASS_NEW, id.0, None);
        self.classes.insert(place, id);
        Ok(id)
    }

    async fn year(&mut self, tx: &mut Tx) -> Result<YearId, Fault> {
        if let Some(year) = self.year {
            return Ok(year);
        }
        let (id, made) = term::making::year(tx, self.cx).await?;
        if made {
            self.note(what::YEAR_NEW, id.0, None);
        }
        self.year = Some(id);
        Ok(id)
    }

    fn note(&mut self, what: &'static str, subject: uuid::Uuid, before: Option<&str>) {
        let id = self.cx.uuid();
        let cell = before.map(|text| {
            let row = self.cx.app.row(self.cx.school(), "import_change", *id.as_bytes(), LABEL);
            self.cx.app.seal(&row, "before_cell", text)
        });
        self.seq += 1;
        self.changes.push([
            owned(&self.cx.school()),
            owned(&self.import),
            owned(&self.seq),
            owned(&id),
            owned(what),
            owned(&subject),
            owned(&cell),
        ]);
    }

    /// One event of a student, whose subject is the import.
    fn event(&mut self, name: &str, student: StudentId, told: Option<(&str, &str)>) {
        let id = EventId(self.cx.uuid());
        let kind = if told.is_some() { Kind::Identity } else { Kind::Roster };
        let sides = told.map(|(before, after)| {
            let row = self.cx.app.row(self.cx.school(), "event", id.bytes(), kind.label());
            (self.cx.app.seal(&row, "before_cell", before), self.cx.app.seal(&row, "after_cell", after))
        });
        let (before, after) = sides.unzip();
        let event = Event { id, name, kind, subject: self.import.0, student: Some(student), before, after };
        self.events.put(self.cx.app.clock.now(), &event);
    }

    /// Writes what fills statements; students first, since others refer to them.
    async fn flush_full(&mut self, conn: &mut Conn) -> Result<(), Fault> {
        self.students.flush(conn).await?;
        self.enrollments.flush_full(conn).await?;
        self.guardians.flush_full(conn).await?;
        self.changes.flush_full(conn).await?;
        Ok(self.events.flush_full(conn).await?)
    }

    async fn write_keys(&mut self, conn: &mut Conn) -> Result<(), Fault> {
        let mut bulk = Bulk::new("insert into name_key (school_id, key, student_id)", 3);
        self.keys.sort_unstable();
        self.keys.dedup();
        for (key, id) in self.keys.drain(..) {
            bulk.push([owned(&self.cx.school()), Value::Text(key.into()), owned(&id)]);
            if bulk.waiting() == bulk.rows() {
                bulk.flush_full(conn).await?;
            }
        }
        Ok(bulk.flush(conn).await?)
    }

    /// Writes all that waits.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn finish(mut self, conn: &mut Conn) -> Result<(), Fault> {
        self.students.flush(conn).await?;
        self.enrollments.flush(conn).await?;
        self.guardians.flush(conn).await?;
        self.write_keys(conn).await?;
        self.changes.flush(conn).await?;
        Ok(self.events.flush(conn).await?)
    }
}

/// The place on the class list.
fn seat(values: &Values) -> Option<i64> {
    values.get(&Field::ClassNumber).and_then(|text| text.parse().ok())
}
