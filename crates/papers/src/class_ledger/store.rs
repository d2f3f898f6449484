//! The rows of the ledger, put together from the lists behind the figures: it cannot say otherwise than they do.

use std::collections::BTreeMap;

use access::{Action, Columns, Kind, scope};
use db::{Conn, args};
use kernel::{Day, StudentId};
use noticing::fade;
use web::{Cx, Failure};

use crate::figures::{self, Asked};

/// One child.
#[derive(Clone, Debug)]
pub struct Row {
    /// The id.
    pub student: StudentId,
    /// The name.
    pub name: String,
    /// `m`, `f` or `u`.
    pub sex: String,
    /// Codes of the categories that the reader may list.
    pub categories: Vec<String>,
    /// Since when the oldest of them, or else the case.
    pub since: Option<Day>,
    /// Responsible teachers.
    pub responsible: Vec<String>,
    /// Mentors.
    pub mentors: Vec<String>,
    /// Talks in the term.
    pub talks: i64,
    /// Home visits in the term.
    pub visits: i64,
    /// Contacts with the family in the term.
    pub contacts: i64,
    /// The last of these.
    pub last: Option<Day>,
    /// Whether a case is open.
    pub is_open: bool,
}

/// Categories that leave in a file: each kind by its own right to export.
const CATEGORIES: [(&str, Kind); 4] = [
    ("f.category = 'poor'", Kind::AidFinding),
    ("f.category in ('disabled', 'illness')", Kind::HealthFinding),
    ("f.category = 'psychological'", Kind::PsyFinding),
    ("f.category not in ('poor', 'disabled', 'illness', 'psychological')", Kind::Finding),
];

/// Those of them that not everybody with a ledger may take out.
pub const GUARDED: [(&[&str], Kind); 3] = [
    (&["poor"], Kind::AidFinding),
    (&["disabled", "illness"], Kind::HealthFinding),
    (&["psychological"], Kind::PsyFinding),
];

const CLASS: &str = "from student s
    join enrollment e on s.school_id = $1 and e.school_id = s.school_id and e.student_id = s.id
      and e.from_on <= $2 and e.until_on >= $2
    join class c on c.school_id = e.school_id and c.id = e.class_id and c.id = $3";

/// The children of the class with a category or an open case, by name.
pub async fn rows(conn: &mut Conn, cx: &Cx, asked: &Asked) -> Result<Vec<Row>, Failure> {
    let found = figures::list(conn, cx, asked, "found").await?.unwrap_or_default();
    let open = figures::list(conn, cx, asked, "open").await?.unwrap_or_default();
    let mut rows: BTreeMap<StudentId, Row> = BTreeMap::new();
    for (student, name, sex, _) in roster(conn, cx, asked).await? {
        let has =
            |items: &[figures::Item]| items.iter().any(|i| i.students.iter().any(|(id, _)| *id == student));
        let is_open = has(&open);
        if is_open || has(&found) {
            rows.insert(student, blank(student, name, sex, is_open));
        }
    }
    for (filter, kind) in CATEGORIES {
        categories(conn, cx, asked, (filter, kind), &mut rows).await?;
    }
    for item in &open {
        for (student, _) in &item.students {
            if let Some(row) = rows.get_mut(student) {
                row.since = row.since.or(item.day);
            }
        }
    }
    team(conn, cx, asked, &mut rows).await?;
    contacts(conn, cx, asked, &mut rows).await?;
    let order = roster(conn, cx, asked).await?;
    Ok(order.into_iter().filter_map(|(student, ..)| rows.remove(&student)).collect())
}

fn blank(student: StudentId, name: String, sex: String, is_open: bool) -> Row {
    Row {
        student,
        name,
        sex,
        categories: Vec::new(),
        since: None,
        responsible: Vec::new(),
        mentors: Vec::new(),
        talks: 0,
        visits: 0,
        contacts: 0,
        last: None,
        is_open,
    }
}

type Pupil = (StudentId, String, String, String);

async fn roster(conn: &mut Conn, cx: &Cx, asked: &Asked) -> Result<Vec<Pupil>, Failure> {
    let (sql, args) = within(cx, asked, (Action::Export, Kind::Roster));
    let sql = format!("select s.id, s.name, s.sex, s.sort_key {CLASS} where {sql} order by s.sort_key, s.id");
    Ok(conn.all(&sql, &args).await?)
}

fn within(cx: &Cx, asked: &Asked, (action, kind): (Action, Kind)) -> (String, Vec<db::Value<'static>>) {
    let school = cx.school();
    let class = asked.class().map(|class| class.id);
    let fixed = args![school, asked.today, class];
    let mut args: Vec<db::Value<'static>> = fixed.iter().map(|value| value.clone().into_owned()).collect();
    let condition = scope(&cx.actor, action, kind).condition(&Columns::USUAL, args.len() + 1);
    args.extend(condition.args);
    (condition.sql, args)
}

async fn categories(
    conn: &mut Conn,
    cx: &Cx,
    asked: &Asked,
    (filter, kind): (&str, Kind),
    rows: &mut BTreeMap<StudentId, Row>,
) -> Result<(), Failure> {
    let (right, mut args) = within(cx, asked, (Action::Export, kind));
    args.push(db::Param::value(&asked.on).into_owned());
    args.push(db::Param::value(&fade::earliest(asked.on)).into_owned());
    let sql = format!(
        "select s.id, f.category, f.since_on {CLASS}
         join finding f on f.school_id = s.school_id and f.student_id = s.id
         where {right} and ({filter}) and f.found_on <= ${0} and f.until_on >= ${0}
           and (f.review_on is null or f.review_on >= ${1}) order by f.since_on, f.id",
        args.len() - 1,
        args.len()
    );
    let found: Vec<(StudentId, String, Day)> = conn.all(&sql, &args).await?;
    for (student, category, since) in found {
        if let Some(row) = rows.get_mut(&student) {
            row.since = Some(row.since.map_or(since, |old| old.min(since)));
            if !row.categories.contains(&category) {
                row.categories.push(category);
            }
        }
    }
    Ok(())
}

async fn team(
    conn: &mut Conn,
    cx: &Cx,
    asked: &Asked,
    rows: &mut BTreeMap<StudentId, Row>,
) -> Result<(), Failure> {
    let (right, mut args) = within(cx, asked, (Action::Export, Kind::Case));
    args.push(db::Param::value(&asked.on).into_owned());
    let sql = format!(
        "select s.id, m.part, t.name {CLASS}
         join support_case k on k.school_id = s.school_id and k.student_id = s.id
         join member m on m.school_id = k.school_id and m.case_id = k.id
         join staff t on t.school_id = m.school_id and t.id = m.staff_id
         where {right} and m.part in ('responsible', 'mentor') and m.from_on <= ${0} and m.until_on >= ${0}
         order by m.from_on, t.sort_key",
        args.len()
    );
    let members: Vec<(StudentId, String, String)> = conn.all(&sql, &args).await?;
    for (student, part, name) in members {
        if let Some(row) = rows.get_mut(&student).filter(|row| row.is_open) {
            let names = if part == "mentor" { &mut row.mentors } else { &mut row.responsible };
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    Ok(())
}

async fn contacts(
    conn: &mut Conn,
    cx: &Cx,
    asked: &Asked,
    rows: &mut BTreeMap<StudentId, Row>,
) -> Result<(), Failure> {
    for key in ["talks", "home-visits", "family-contacts"] {
        for item in figures::list(conn, cx, asked, key).await?.unwrap_or_default() {
            for (student, _) in &item.students {
                let Some(row) = rows.get_mut(student) else { continue };
                *match key {
                    "talks" => &mut row.talks,
                    "home-visits" => &mut row.visits,
                    _ => &mut row.contacts,
                } += 1;
                row.last = row.last.max(item.day);
            }
        }
    }
    Ok(())
}
