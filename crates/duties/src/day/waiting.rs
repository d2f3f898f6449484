//! For those who answer for a grade or the school: the classes, and who in them waits longest. No names of teachers
//! and no ranks: a place to lend a hand.

use std::collections::BTreeMap;

use access::actor::HeldFor;
use access::{Action, Actor, Columns, Kind, Role, scope};
use db::{Conn, args};
use kernel::{ClassId, Day, StudentId};
use web::{Cx, Failure};

/// After so many days without a contact a child counts as waiting: two school weeks.
const WAITS: i64 = 14;

/// The kinds of note in which somebody was met or spoken with; a test holds them to the table of contacts.
const MET: [&str; 5] = ["talk", "home_visit", "family_contact", "tutoring", "care"];

/// One class with open cases.
#[derive(Clone, Debug)]
pub struct ClassLine {
    /// The class.
    pub class: ClassId,
    /// In words.
    pub name: String,
    /// Children with an open case.
    pub children: i64,
    /// Of these, without a contact for two weeks.
    pub waiting: i64,
    /// Who waits longest.
    pub longest: StudentId,
    /// That child's name.
    pub longest_name: String,
    /// That child's last contact, in words.
    pub last: String,
    last_on: Option<Day>,
}

db::record! {
    struct Row {
        student: StudentId,
        name: String,
        class: ClassId,
        grade: i64,
        number: i64,
        last_on: Option<Day>,
    }
}

/// The person without what comes from classes and cases: what remains is held for a grade or the school.
fn leading(actor: &Actor) -> Actor {
    let mut leading = actor.clone();
    leading.roles.retain(|held| held.role != Role::Mentor && !matches!(held.held_for, HeldFor::Class(_)));
    leading.assigned.clear();
    leading
}

/// The classes within what the person leads; none for others.
pub(super) async fn classes(conn: &mut Conn, cx: &Cx) -> Result<Vec<ClassLine>, Failure> {
    let scope = scope(&leading(&cx.actor), Action::List, Kind::Duty);
    if scope.is_empty() {
        return Ok(Vec::new());
    }
    let condition = scope.condition(&Columns::USUAL, 3);
    let (school, today) = (cx.school(), cx.today());
    let mut args = args![school, today].to_vec();
    args.extend(condition.args);
    let met = MET.map(|kind| format!("'{kind}'")).join(",");
    let sql = format!(
        "with chosen (school_id, student_id) as (
           select distinct k.school_id, k.student_id from support_case k where k.school_id = $1 and k.opened_on <= $2
             and not exists (select 1 from closure x where x.school_id = k.school_id and x.case_id = k.id
               and x.closed_on <= $2 and x.reopened_on > $2))
         select s.id, s.name, e.class_id, c.grade, c.number,
           (select max(ns.held_on) from note_student ns
            cross join note n
            where n.school_id = ns.school_id and n.id = ns.note_id and ns.school_id = k.school_id and ns.student_id = k.student_id and n.withdrawn_at is null
              and ns.held_on <= $2 and n.kind in ({met}) and coalesce(n.reached, 'both') <> 'nobody')
         from chosen k
         join student s on s.school_id = k.school_id and s.id = k.student_id
         join enrollment e on e.school_id = s.school_id and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
         join class c on c.school_id = e.school_id and c.id = e.class_id
         where {} order by c.grade, c.number, s.sort_key, s.id",
        condition.sql
    );
    let rows: Vec<Row> = conn.all(&sql, &args).await?;
    Ok(lines(cx, rows))
}

fn lines(cx: &Cx, rows: Vec<Row>) -> Vec<ClassLine> {
    let line = kernel::clock::days_after(cx.today(), -WAITS);
    let mut classes: BTreeMap<(i64, i64), ClassLine> = BTreeMap::new();
    for row in rows {
        let waits = i64::from(row.last_on.is_none_or(|last| last <= line));
        let class = classes.entry((row.grade, row.number)).or_insert_with(|| first(cx, &row));
        class.children += 1;
        class.waiting += waits;
        if row.last_on < class.last_on {
            class.longest = row.student;
            class.longest_name = row.name;
            class.last_on = row.last_on;
        }
    }
    let mut classes: Vec<ClassLine> = classes.into_values().collect();
    for class in &mut classes {
        class.last = match class.last_on {
            Some(day) => cx.tx("duties-day-last", language::days_ago(cx.lang(), day, cx.today())),
            None => cx.t("duties-day-last-never").to_owned(),
        };
    }
    classes.sort_by_key(|class| (class.last_on, -class.waiting));
    classes
}

fn first(cx: &Cx, row: &Row) -> ClassLine {
    ClassLine {
        class: row.class,
        name: cx.class_name(&row.grade, &row.number),
        children: 0,
        waiting: 0,
        longest: row.student,
        longest_name: row.name.clone(),
        last: String::new(),
        last_on: row.last_on,
    }
}

#[cfg(test)]
mod tests {
    use super::MET;
    use crate::contact::stored;
    use crate::rule::Act;

    fn meets(kind: &str) -> bool {
        let note = stored(kind, (None, None), jiff::civil::date(2026, 9, 1), [0; 16]);
        note.is_some_and(|note| note.counts_for(Act::AnyContact))
    }

    // M6
    #[test]
    fn whoever_was_met_by_the_table_of_contacts_does_not_wait() {
        assert!(MET.iter().all(|kind| meets(kind)));
        assert!(!["observation", "student_report", "good_news"].iter().any(|kind| meets(kind)));
    }
}
