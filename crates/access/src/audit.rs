//! Events (what changed) and readings (who looked), each in the transaction of the act.

use std::collections::HashSet;

use db::{Bulk, Conn, Param, Result, Value, args};
use kernel::{Chance, EventId, Instant, ReadingId, SchoolId, StaffId, StudentId};
use uuid::Uuid;

use crate::decide::Permit;
use crate::kind::Kind;

/// One change.
pub struct Event<'a> {
    /// Its id, made first so that the cells can be bound to it.
    pub id: EventId,
    /// `note.recorded`
    pub name: &'a str,
    /// The kind of the thing changed: its label is the event's.
    pub kind: Kind,
    /// The thing.
    pub subject: Uuid,
    /// The child.
    pub student: Option<StudentId>,
    /// Encrypted: how it was.
    pub before: Option<Vec<u8>>,
    /// Encrypted: how it is.
    pub after: Option<Vec<u8>>,
}

/// Writes an event.
///
/// # Errors
/// Those of the database; then the change must not be committed.
pub async fn event(
    tx: &mut Conn,
    (school, actor): (SchoolId, Option<StaffId>),
    now: Instant,
    event: Event<'_>,
) -> Result<()> {
    tx.run(
        "insert into event (school_id, id, at, actor_id, name, subject_id, student_id, label, before_cell, after_cell)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            school,
            event.id,
            now,
            actor,
            event.name,
            event.subject,
            event.student,
            event.kind.label().text(),
            event.before,
            event.after
        ],
    )
    .await?;
    Ok(())
}

/// The events of one act on many children, written together.
pub struct Events {
    who: (SchoolId, Option<StaffId>),
    bulk: Bulk,
}

impl Events {
    /// None yet.
    #[must_use]
    pub fn new(who: (SchoolId, Option<StaffId>)) -> Self {
        let head = "insert into event (school_id, id, at, actor_id, name, subject_id, student_id, label, before_cell, after_cell)";
        Self { who, bulk: Bulk::new(head, 10) }
    }

    /// Adds one.
    pub fn put(&mut self, now: Instant, event: &Event<'_>) {
        let (school, actor) = self.who;
        let label = event.kind.label().text();
        let row: Vec<Value<'static>> = args![
            school,
            event.id,
            now,
            actor,
            event.name,
            event.subject,
            event.student,
            label,
            event.before,
            event.after
        ]
        .iter()
        .map(|value| value.value().into_owned())
        .collect();
        self.bulk.push(row);
    }

    /// Writes what fills a statement.
    ///
    /// # Errors
    /// Those of the database; then the change must not be committed.
    pub async fn flush_full(&mut self, tx: &mut Conn) -> Result<()> {
        self.bulk.flush_full(tx).await
    }

    /// Writes the rest.
    ///
    /// # Errors
    /// Those of the database; then the change must not be committed.
    pub async fn flush(&mut self, tx: &mut Conn) -> Result<()> {
        self.bulk.flush(tx).await
    }
}

/// Writes down what was read under these permits: one line for each kind, action, child and reason. Who reads a child's notes as
/// the writer of one and the mentor of the child did both.
/// Permits of kinds below level 2 are passed over.
///
/// # Errors
/// Those of the database; then the answer must not leave.
pub async fn readings(tx: &mut Conn, now: Instant, chance: &Chance, permits: &[Permit]) -> Result<()> {
    let head = "insert into log.reading (school_id, id, at, actor_id, kind, action, student_id, reason)";
    let mut bulk = Bulk::new(head, 8);
    let mut told = HashSet::new();
    for permit in permits.iter().filter(|permit| permit.kind().reading_is_logged()) {
        let Some(staff) = permit.staff() else { continue };
        let (kind, action, student) = (permit.kind().key(), permit.action().key(), permit.student());
        let reason = permit.reason().text();
        if !told.insert((kind, action, student, reason.clone())) {
            continue;
        }
        let (school, id) = (permit.school(), ReadingId(chance.uuid(now)));
        let row = args![school, id, now, staff, kind, action, student, reason];
        bulk.push(row.iter().map(|value| value.value().into_owned()));
    }
    bulk.flush(tx).await
}
