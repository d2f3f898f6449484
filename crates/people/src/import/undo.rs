//! Takes a whole import back: what stood there before stands there again, byte for byte.

use db::{Conn, Error, Tx, args};
use kernel::{Day, Fault, GuardianId, ImportId, Instant, StudentId};
use uuid::Uuid;
use web::Cx;

use super::snapshot::Snapshot;
use super::store;
use super::write::what;

/// Why an import cannot be taken back.
#[derive(Debug)]
pub enum Blocked {
    /// These students or people were changed since.
    Touched(Vec<String>),
    /// Other records speak of those who would be gone.
    Others,
}

struct Entry {
    what: String,
    subject: Uuid,
    before: Option<String>,
}

/// Takes it back in the transaction; nothing is changed when something blocks it.
///
/// # Errors
/// Those of the database.
pub async fn undo(
    tx: &mut Tx,
    cx: &Cx,
    import: ImportId,
    applied: Instant,
) -> Result<Result<(), Blocked>, Fault> {
    let noted = store::noted_changes(tx, cx, import).await?;
    let entries: Vec<Entry> =
        noted.into_iter().map(|(what, subject, before)| Entry { what, subject, before }).collect();
    let touched = touched(tx, cx, import, applied, &entries).await?;
    if !touched.is_empty() {
        return Ok(Err(Blocked::Touched(touched)));
    }
    match take_back(tx, cx, import, entries).await {
        Ok(()) => Ok(Ok(())),
        Err(Failed::Refused) => Ok(Err(Blocked::Others)),
        Err(Failed::Fault(fault)) => Err(fault),
    }
}

enum Failed {
    Refused,
    Fault(Fault),
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(_) => Self::Refused,
            other => Self::Fault(other.into()),
        }
    }
}

impl From<Fault> for Failed {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// Names of students of whom something happened since: by the version of the row, and by events.
async fn touched(
    conn: &mut Conn,
    cx: &Cx,
    import: ImportId,
    applied: Instant,
    entries: &[Entry],
) -> Result<Vec<String>, Fault> {
    let mut names: Vec<String> = conn
        .all(
            "select s.name from import_change x join student s on s.school_id = x.school_id and s.id = x.subject_id
             where x.school_id = $1 and x.import_id = $2 and x.what in ('student.new', 'student.changed')
               and (x.what = 'student.new' and s.row_version <> 1
                    or exists (select 1 from event v where v.school_id = x.school_id and v.student_id = s.id and v.at > $3
                               and not exists (select 1 from import u where u.school_id = v.school_id
                                               and u.id = v.subject_id and u.undone_at is not null)))
             order by s.sort_key",
            args![cx.school(), import, applied],
        )
        .await?;
    for entry in entries.iter().filter(|entry| entry.what == what::STUDENT_CHANGED) {
        let Some(before) = &entry.before else { continue };
        let (snapshot, now) = Snapshot::read(before)?;
        let version: Option<i64> = conn
            .maybe(
                "select row_version from student where school_id = $1 and id = $2",
                args![cx.school(), entry.subject],
            )
            .await?;
        if version != Some(now) && !names.iter().any(|name| name == snapshot.name()) {
            names.push(snapshot.name().to_owned());
        }
    }
    names.dedup();
    Ok(names)
}

async fn take_back(tx: &mut Tx, cx: &Cx, import: ImportId, entries: Vec<Entry>) -> Result<(), Failed> {
    let mine = "(select subject_id from import_change where school_id = $1 and import_id = $2 and what =";
    for (table, column, what) in [
        ("name_key", "student_id", what::STUDENT_NEW),
        ("guardian", "student_id", what::STUDENT_NEW),
        ("enrollment", "student_id", what::STUDENT_NEW),
        ("student", "id", what::STUDENT_NEW),
        ("guardian", "id", what::GUARDIAN_NEW),
        ("enrollment", "id", what::ENROLLMENT_NEW),
    ] {
        let sql = format!("delete from {table} where school_id = $1 and {column} in {mine} '{what}')");
        tx.run(&sql, args![cx.school(), import]).await?;
    }
    for entry in entries {
        put_back(tx, cx, entry).await?;
    }
    forget_classes(tx, cx, import).await?;
    Ok(())
}

/// Takes back the classes and years that an import made; what others use meanwhile stays.
///
/// # Errors
/// Those of the database.
pub async fn forget_classes(tx: &mut Tx, cx: &Cx, import: ImportId) -> db::Result<()> {
    let mine = "(select subject_id from import_change where school_id = $1 and import_id = $2 and what =";
    let sql = format!(
        "delete from class where school_id = $1 and id in {mine} '{}')
         and not exists (select 1 from enrollment e where e.school_id = class.school_id and e.class_id = class.id)
         and not exists (select 1 from role_held r where r.school_id = class.school_id and r.class_id = class.id)",
        what::CLASS_NEW
    );
    tx.run(&sql, args![cx.school(), import]).await?;
    let sql = format!(
        "delete from school_year where school_id = $1 and id in {mine} '{}')
         and not exists (select 1 from class c where c.school_id = school_year.school_id and c.year_id = school_year.id)
         and not exists (select 1 from term t where t.school_id = school_year.school_id and t.year_id = school_year.id)",
        what::YEAR_NEW
    );
    tx.run(&sql, args![cx.school(), import]).await?;
    Ok(())
}

async fn put_back(tx: &mut Tx, cx: &Cx, entry: Entry) -> Result<(), Failed> {
    match (entry.what.as_str(), &entry.before) {
        (what::STUDENT_CHANGED, Some(before)) => {
            let (snapshot, _) = Snapshot::read(before)?;
            let id = StudentId(entry.subject);
            let name = snapshot.name().to_owned();
            snapshot.restore(tx, cx, id).await?;
            tx.run("delete from name_key where school_id = $1 and student_id = $2", args![cx.school(), id])
                .await?;
            for key in language::names::search_keys(&name) {
                tx.run(
                    "insert into name_key (school_id, key, student_id) values ($1, $2, $3)",
                    args![cx.school(), key, id],
                )
                .await?;
            }
        }
        (what::ENROLLMENT_ENDED, Some(before)) => {
            let kept: serde_json::Value =
                serde_json::from_str(before).map_err(|e| Fault::from("a kept row", e))?;
            let until: Option<Day> =
                kept.get("until_on").and_then(|day| day.as_str()).and_then(|day| day.parse().ok());
            let until = until.ok_or_else(|| Fault::new("a kept day"))?;
            tx.run(
                "update enrollment set until_on = $1 where school_id = $2 and id = $3",
                args![until, cx.school(), entry.subject],
            )
            .await?;
        }
        (what::GUARDIAN_ENDED, _) => {
            tx.run(
                "update guardian set until_on = '9999-12-31', row_version = row_version - 1
                 where school_id = $1 and id = $2",
                args![cx.school(), GuardianId(entry.subject)],
            )
            .await?;
        }
        _ => {}
    }
    Ok(())
}
