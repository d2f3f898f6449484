//! The sealed part of a note (D3): for the readers named in it and its writer. For everybody else it does not exist,
//! and nothing tells that it does.

use access::actor::{Held, HeldFor};
use access::{Action, Actor, Facts, Kind, Permit, Role};
use db::{Conn, Result, Tx, args};
use kernel::{ClassId, Day, Instant, NoteId, SchoolId, StaffId, StudentId};
use people::student::Student;
use web::cx::Change;
use web::{Cx, Failure};

use super::model::{NewSealed, NoteKind};
use super::reading::kind_of;
use super::store::NoteRow;

/// Somebody who can be named as a reader.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The id.
    pub id: StaffId,
    /// The name.
    pub name: String,
    /// Psychologists come first.
    pub is_psychologist: bool,
}

db::record! {
    struct HeldRow {
        id: StaffId,
        name: String,
        role: Option<String>,
        grade: Option<i64>,
        class: Option<ClassId>,
    }
}

/// Staff who could read the sealed part of such a note about all these children, were they named: those whom the
/// policy lets read the note itself. The writer is left out: he or she always can.
///
/// # Errors
/// Those of the database.
pub async fn candidates(
    conn: &mut Conn,
    cx: &Cx,
    students: &[Student],
    kind: NoteKind,
) -> Result<Vec<Reader>> {
    let mut actors: Vec<(Reader, Actor)> = Vec::new();
    for row in held_today(conn, cx.school(), cx.today()).await? {
        if actors.last().is_none_or(|(reader, _)| reader.id != row.id) {
            let reader = Reader { id: row.id, name: row.name.clone(), is_psychologist: false };
            let actor =
                Actor { school: cx.school(), staff: Some(row.id), roles: Vec::new(), assigned: Vec::new() };
            actors.push((reader, actor));
        }
        if let (Some((_, actor)), Some(held)) = (actors.last_mut(), held(&row)) {
            actor.roles.push(held);
        }
    }
    for student in students {
        for staff in serving(conn, cx.school(), student, cx.today()).await? {
            if let Some((_, actor)) = actors.iter_mut().find(|(reader, _)| reader.id == staff) {
                actor.assigned.push(student.id.into());
                actor.roles.push(Held { role: Role::Mentor, held_for: HeldFor::School });
            }
        }
    }
    let facts: Vec<Facts> = students.iter().map(|student| student.facts(cx.school()).named(true)).collect();
    actors.retain(|(reader, actor)| {
        let may = |facts: &Facts| access::decide(actor, Action::Read, kind.sealed(), facts).is_some();
        Some(reader.id) != cx.actor.staff && !actor.is(Role::Administrator) && facts.iter().all(may)
    });
    let mut readers: Vec<Reader> = actors
        .into_iter()
        .map(|(reader, actor)| Reader { is_psychologist: actor.is(Role::Psychologist), ..reader })
        .collect();
    readers.sort_by_key(|reader| !reader.is_psychologist);
    Ok(readers)
}

fn held(row: &HeldRow) -> Option<Held> {
    let role = Role::parse(row.role.as_deref()?)?;
    let held_for = match (row.grade, row.class) {
        (_, Some(class)) => HeldFor::Class(class),
        (Some(grade), None) => HeldFor::Grade(grade),
        (None, None) => HeldFor::School,
    };
    role.is_for(held_for).then_some(Held { role, held_for })
}

async fn held_today(conn: &mut Conn, school: SchoolId, today: Day) -> Result<Vec<HeldRow>> {
    conn.all(
        "select s.id, s.name, r.role, r.grade, r.class_id from staff s
         left join role_held r on r.school_id = $1 and r.staff_id = s.id and r.from_on <= $2 and r.until_on >= $2
         where s.school_id = $1 and s.joined_on <= $2 and s.left_on >= $2 order by s.sort_key, s.id",
        args![school, today],
    )
    .await
}

async fn serving(conn: &mut Conn, school: SchoolId, student: &Student, today: Day) -> Result<Vec<StaffId>> {
    conn.all(
        "select distinct m.staff_id from member m
         join support_case k on k.school_id = $1 and k.id = m.case_id and k.opened_on <= $2
         where m.school_id = $1 and m.student_id = $3 and m.from_on <= $2 and m.until_on >= $2
           and not exists (select 1 from closure x where x.school_id = $1 and x.case_id = k.id
                           and x.closed_on <= $2 and x.reopened_on > $2)",
        args![school, today, student.id],
    )
    .await
}

/// Seals a part in the transaction of its note. The event names no child, so that no history of a child can tell that
/// something is sealed; it is found by the note alone.
///
/// # Errors
/// Not found when the writer may not seal here; else those of the database.
pub(super) async fn seal(
    tx: &mut Tx,
    cx: &Cx,
    (note, kind, students): (NoteId, NoteKind, &[Student]),
    part: &NewSealed,
) -> std::result::Result<(), Failure> {
    let me = cx.staff()?;
    for student in students {
        cx.permit(Action::Create, kind.sealed(), &student.facts(cx.school()).by(me).named(true))?;
    }
    let now = cx.app.clock.now();
    let row = cx.app.row(cx.school(), "note_sealed", note.bytes(), Kind::Sealed.label());
    let cell = cx.app.seal(&row, "text_cell", &part.text);
    tx.run(
        "insert into note_sealed (school_id, note_id, text_cell, sealed_at, sealed_by) values ($1, $2, $3, $4, $5)",
        args![cx.school(), note, cell, now, me],
    )
    .await?;
    name(tx, cx, note, (me, now), me).await?;
    for reader in part.readers.iter().filter(|reader| **reader != me) {
        name(tx, cx, note, (me, now), *reader).await?;
    }
    let change = Change {
        name: "note.sealed",
        kind: kind.sealed(),
        subject: note.0,
        student: None,
        before: None,
        after: Some(&part.text),
    };
    Ok(cx.event(tx, change).await?)
}

async fn name(
    tx: &mut Tx,
    cx: &Cx,
    note: NoteId,
    (by, at): (StaffId, Instant),
    reader: StaffId,
) -> Result<()> {
    tx.run(
        "insert into note_reader (school_id, note_id, staff_id, named_at, named_by) values ($1, $2, $3, $4, $5)
         on conflict do nothing",
        args![cx.school(), note, reader, at, by],
    )
    .await?;
    Ok(())
}

/// The notes about a child that have a sealed part: most have none and need not be asked one by one.
pub(super) async fn noted(conn: &mut Conn, school: SchoolId, student: StudentId) -> Result<Vec<NoteId>> {
    conn.all(
        "select p.note_id from note_student ns join note_sealed p on p.school_id = ns.school_id and p.note_id = ns.note_id
         where ns.school_id = $1 and ns.student_id = $2",
        args![school, student],
    )
    .await
}

/// The sealed part of a note for this person, with the permit to be logged; nothing when there is none, or when the
/// policy does not let this person read it.
///
/// # Errors
/// Those of the database and of a damaged cell.
pub(super) async fn part_of(
    conn: &mut Conn,
    cx: &Cx,
    note: &NoteRow,
    student: &Student,
) -> std::result::Result<Option<(String, Permit)>, Failure> {
    let Some(me) = cx.actor.staff else { return Ok(None) };
    let found: Option<(Vec<u8>, bool)> = conn
        .maybe(
            "select p.text_cell, exists (select 1 from note_reader r
               where r.school_id = $1 and r.note_id = $2 and r.staff_id = $3)
             from note_sealed p where p.school_id = $1 and p.note_id = $2",
            args![cx.school(), note.id, me],
        )
        .await?;
    let Some((cell, named)) = found else { return Ok(None) };
    let facts = student.facts(cx.school()).by(note.recorded_by).named(named);
    let Some(permit) = access::permit(&cx.actor, Action::Read, kind_of(note)?.sealed(), &facts) else {
        return Ok(None);
    };
    let row = cx.app.row(cx.school(), "note_sealed", note.id.bytes(), Kind::Sealed.label());
    Ok(Some((cx.app.open(&row, "text_cell", &cell)?, permit)))
}
