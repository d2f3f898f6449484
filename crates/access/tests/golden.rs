//! AC-01: every decision about every role, kind, action, relation and time, as a page that people can read.
//!
//! `UPDATE_GOLDEN=1 cargo test -p access --test golden` writes the page anew; the change of the page is then what a
//! reviewer reads.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions)]

mod matrix;

use std::fmt::Write as _;
use std::path::Path;

use access::actor::HeldFor;
use access::{Action, Actor, Facts, Kind, Reach, Role, actor, decide};
use db::{Db, Durability, args};
use kernel::{ClassId, Day, FOREVER, SchoolId, StaffId, StudentId};
use uuid::Uuid;

const TODAY: Day = jiff::civil::date(2026, 11, 20);
const HOME: SchoolId = SchoolId(1);
const AWAY: SchoolId = SchoolId(2);
/// Held for: a class of this grade.
const GRADE: i64 = 7;
const MINE: ClassId = ClassId(Uuid::from_u128(0xc1));
const NEXT_DOOR: ClassId = ClassId(Uuid::from_u128(0xc2));
const FAR: ClassId = ClassId(Uuid::from_u128(0xc3));
/// The child in whose case the person serves, and any other child.
const SERVED: StudentId = StudentId(Uuid::from_u128(0xa1));
const OTHER: StudentId = StudentId(Uuid::from_u128(0xa2));
const STRANGER: StaffId = StaffId(Uuid::from_u128(0xb0));
/// Who ticks at home is no member of staff and wrote nothing.
const NOBODY: StaffId = StaffId(Uuid::from_u128(0xb1));

/// How the record stands to the person: name, and what decides.
const RELATIONS: [&str; 13] = [
    "in-class",
    "in-grade",
    "elsewhere",
    "abroad",
    "served",
    "own-here",
    "own-grade",
    "own-gone",
    "named-here",
    "named-far",
    "named-served",
    "left",
    "no-child",
];

/// A row of the table of relations: school, child, its class and grade, whether the person wrote it and is named.
fn facts(relation: &str, me: StaffId) -> Facts {
    let child = |class, grade, student| Facts {
        school: HOME,
        student: Some(student),
        class: Some(class),
        grade: Some(grade),
        author: Some(STRANGER),
        named: false,
    };
    let here = child(MINE, GRADE, OTHER);
    let far = child(FAR, GRADE + 1, OTHER);
    match relation {
        "in-class" => here,
        "in-grade" => child(NEXT_DOOR, GRADE, OTHER),
        "elsewhere" => far,
        "abroad" => Facts { school: AWAY, ..here }.by(me).named(true),
        "served" => child(FAR, GRADE + 1, SERVED),
        "own-here" => here.by(me),
        "own-grade" => child(NEXT_DOOR, GRADE, OTHER).by(me),
        "own-gone" => far.by(me),
        "named-here" => here.named(true),
        "named-far" => far.named(true),
        "named-served" => child(FAR, GRADE + 1, SERVED).named(true),
        "left" => Facts { class: None, grade: None, ..here },
        "no-child" => Facts::school(HOME),
        other => panic!("no relation {other}"),
    }
}

/// Which relations a reach covers, read from the paper's words.
fn covers(within: Reach, relation: &str) -> bool {
    match within {
        Reach::Class => matches!(relation, "in-class" | "own-here" | "named-here"),
        Reach::Grade => matches!(relation, "in-class" | "in-grade" | "own-here" | "own-grade" | "named-here"),
        Reach::School => relation != "abroad",
        Reach::Assigned => matches!(relation, "served" | "named-served"),
        Reach::Named => matches!(relation, "named-here" | "named-far" | "named-served"),
    }
}

/// The same for a cell: what is sealed needs the right to read its note as well.
fn expected(kind: Kind, column: usize, action: Action, relation: &str) -> bool {
    let reaches = |kind, action| {
        let right = matrix::right(matrix::here(kind, column), action);
        right.is_some_and(|right| {
            covers(right.within, relation) && (!right.own || relation.starts_with("own-"))
        })
    };
    let note = match kind {
        Kind::Sealed => Some(Kind::Note),
        Kind::SealedVisit => Some(Kind::HomeVisit),
        _ => None,
    };
    reaches(kind, action) && note.is_none_or(|note| reaches(note, Action::Read))
}

/// When the role is held, seen from today.
const TIMES: [&str; 4] = ["not yet", "ended yesterday", "now", "ends today"];

fn period(time: &str) -> (Day, Day) {
    let yesterday = kernel::clock::days_after(TODAY, -1);
    let began = kernel::clock::days_after(TODAY, -30);
    match time {
        "not yet" => (kernel::clock::days_after(TODAY, 1), FOREVER),
        "ended yesterday" => (began, yesterday),
        "ends today" => (began, TODAY),
        _ => (began, FOREVER),
    }
}

fn me(role: Role, time: &str) -> StaffId {
    let role = Role::ALL.iter().position(|r| *r == role).unwrap() as u128;
    let time = TIMES.iter().position(|t| *t == time).unwrap() as u128;
    StaffId(Uuid::from_u128(0x1000 + role * 16 + time))
}

/// A school with one person for each role and time, in a real database: the dates are read by `actor::find`.
async fn school(folder: &testkit::engines::SqliteFolder) -> Db {
    let db = Db::open_file(&folder.file(), Durability::Full).unwrap();
    db::migrate::run(&db).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    let id = Uuid::from_u128;
    for (sql, args) in [
        ("insert into school (id, name, created_at) values ($1, 'x', 0)", args![HOME].to_vec()),
        (
            "insert into school_year (school_id, id, name, starts_on, ends_on) values ($1, $2, '2026', '2026-09-01', '2027-07-10')",
            args![HOME, id(1)].to_vec(),
        ),
        (
            "insert into class (school_id, id, year_id, grade, number) values ($1, $2, $3, 7, 1)",
            args![HOME, MINE, id(1)].to_vec(),
        ),
        (
            "insert into student (school_id, id, name, sort_key, sex, created_at) values ($1, $2, 'x', 'x', 'u', 0)",
            args![HOME, SERVED].to_vec(),
        ),
        (
            "insert into support_case (school_id, id, student_id, tier, opened_on, opened_at, opened_by, concern_cell) values ($1, $2, $3, 'class', '2026-09-02', 0, $3, $2)",
            args![HOME, id(2).as_bytes().to_vec(), SERVED].to_vec(),
        ),
    ] {
        tx.run(sql, &args).await.unwrap();
    }
    for role in Role::ALL {
        for time in TIMES {
            hold(&mut tx, *role, time).await;
        }
    }
    tx.commit().await.unwrap();
    db
}

async fn hold(tx: &mut db::Tx, role: Role, time: &str) {
    let (from, until) = period(time);
    let me = me(role, time);
    let person = "insert into staff (school_id, id, name, sort_key, joined_on, created_at) values ($1, $2, 'x', 'x', '2020-09-01', 0)";
    tx.run(person, args![HOME, me]).await.unwrap();
    if role == Role::Mentor {
        let member = "insert into member (school_id, id, case_id, student_id, staff_id, part, from_on, until_on, added_at)
                      values ($1, $2, $3, $4, $2, 'mentor', $5, $6, 0)";
        tx.run(member, args![HOME, me, Uuid::from_u128(2), SERVED, from, until]).await.unwrap();
        return;
    }
    let class = role.is_for(HeldFor::Class(MINE)).then_some(MINE);
    let grade = role.is_for(HeldFor::Grade(GRADE)).then_some(GRADE);
    let held = "insert into role_held (school_id, id, staff_id, role, grade, class_id, from_on, until_on, granted_at)
                values ($1, $2, $2, $3, $4, $5, $6, $7, 0)";
    tx.run(held, args![HOME, me, role.key(), grade, class, from, until]).await.unwrap();
}

/// The person as the database tells, serving the served child whatever the role, so that each line of the policy is
/// seen by itself: what comes from serving alone is the mentor's part of the page.
async fn person(db: &Db, role: Role, time: &str) -> Actor {
    if role == Role::Home {
        return Actor::at_home(HOME, SERVED);
    }
    let mut conn = db.reader().await.unwrap();
    let mut actor = actor::find(&mut conn, HOME, me(role, time), TODAY).await.unwrap();
    if role != Role::Mentor {
        actor.assigned = vec![SERVED.into()];
    }
    actor
}

/// What is allowed, by relation.
fn allowed(actor: &Actor, action: Action, kind: Kind) -> Vec<&'static str> {
    let staff = actor.staff.unwrap_or(NOBODY);
    RELATIONS.into_iter().filter(|r| decide(actor, action, kind, &facts(r, staff)).is_some()).collect()
}

async fn everybody(db: &Db, time: &str) -> Vec<(Role, Actor)> {
    let mut all = Vec::new();
    for role in Role::ALL {
        all.push((*role, person(db, *role, time).await));
    }
    all
}

fn decisions(actor: &Actor) -> usize {
    let pairs = Kind::ALL.iter().flat_map(|kind| Action::ALL.iter().map(move |action| (*kind, *action)));
    pairs.map(|(kind, action)| allowed(actor, action, kind).len()).sum()
}

#[tokio::test]
async fn the_policy_is_the_papers_matrix_with_the_departures_that_are_written_down() {
    let folder = testkit::engines::SqliteFolder::fresh();
    let db = school(&folder).await;
    let mut wrong = Vec::new();
    for (role, actor) in everybody(&db, "now").await {
        let column = matrix::column(role);
        for (kind, action) in pairs() {
            let wanted: Vec<&str> =
                RELATIONS.into_iter().filter(|r| expected(kind, column, action, r)).collect();
            let found = allowed(&actor, action, kind);
            if wanted != found {
                wrong.push(format!(
                    "{} {} {}: paper {wanted:?}, policy {found:?}",
                    role.key(),
                    kind.key(),
                    action.key()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} cells differ:\n{}", wrong.len(), wrong.join("\n"));
}

fn pairs() -> impl Iterator<Item = (Kind, Action)> {
    Kind::ALL.iter().flat_map(|kind| Action::ALL.iter().map(move |action| (*kind, *action)))
}

#[test]
fn a_departure_says_something_new() {
    for departure in matrix::DEPARTURES {
        let paper = matrix::paper(departure.kind).cells[departure.column];
        assert_ne!(departure.here, paper, "{} needs no departure", departure.kind.key());
        let same =
            matrix::DEPARTURES.iter().filter(|d| d.kind == departure.kind && d.column == departure.column);
        assert_eq!(same.count(), 1, "{} departs twice", departure.kind.key());
    }
    assert!(Kind::ALL.iter().all(|kind| matrix::paper(*kind).kind == *kind));
}

#[tokio::test]
async fn a_role_gives_all_on_its_last_day_and_nothing_before_or_after() {
    let folder = testkit::engines::SqliteFolder::fresh();
    let db = school(&folder).await;
    let now = everybody(&db, "now").await;
    for (role, actor) in
        everybody(&db, "not yet").await.into_iter().chain(everybody(&db, "ended yesterday").await)
    {
        // The days of a slip are told by the stories of checklists: no table of roles knows it.
        if role == Role::Home {
            continue;
        }
        assert_eq!(decisions(&actor), 0, "{}", role.key());
    }
    for ((role, today), (_, now)) in everybody(&db, "ends today").await.into_iter().zip(now) {
        assert!(decisions(&now) > 0);
        for (kind, action) in pairs() {
            assert_eq!(allowed(&today, action, kind), allowed(&now, action, kind), "{}", role.key());
        }
    }
}

#[tokio::test]
async fn every_decision_is_as_reviewed() {
    let folder = testkit::engines::SqliteFolder::fresh();
    let db = school(&folder).await;
    let mut page = head();
    overview(&mut page);
    page.push_str(LEGEND);
    let mut times = String::from("\n\nALLOWED DECISIONS BY TIME OF THE ROLE\n\n");
    let _ = writeln!(times, "{:<18}{}", "", TIMES.map(|time| format!("{time:>17}")).concat());
    for (role, actor) in everybody(&db, "now").await {
        one_role(&mut page, role, &actor);
        if role == Role::Home {
            continue;
        }
        let _ = write!(times, "{:<18}", role.key());
        for time in TIMES {
            let _ = write!(times, "{:>17}", decisions(&person(&db, role, time).await));
        }
        times.push('\n');
    }
    page.push_str(&times);
    compare(&page);
}

fn head() -> String {
    let mut text = String::from(
        "WHO MAY DO WHAT WITH WHICH RECORD OF WHICH CHILD

Made by crates/access/tests/golden.rs from the policy itself, with roles read from a database.
l list   r read   v reveal what is masked   c create   a amend or withdraw   x export   - nothing

DEPARTURES FROM THE MATRIX OF THE TRUST PAPER (3.4)
The paper's row stands in brackets, or the catalogue's id where the paper has no row.

",
    );
    for d in matrix::DEPARTURES {
        let paper = matrix::paper(d.kind);
        let who = matrix::COLUMNS[d.column].iter().map(|role| role.key()).collect::<Vec<_>>().join(", ");
        let what = format!("{} ({})", d.kind.key(), paper.source);
        let change = format!("{} -> {}", paper.cells[d.column], d.here);
        let _ = writeln!(text, "{what:<21}{who:<18}{change:<38}{}", d.why);
    }
    text
}

/// What the columns of the tables by role mean.
const LEGEND: &str = "

THE COLUMNS OF THE TABLES BY ROLE
The role is held for one class of grade 7, for grade 7, or for the school; the person serves in one child's open case.
in-class      a child of the class            in-grade      of another class of the grade
elsewhere     of another grade                abroad        of another school, own record, named reader
served        of another grade, served        own-here      own record about a child of the class
own-grade     own record, another class of it   own-gone      own record, another grade now
named-here, named-far, named-served           the person is a named reader: child of the class, elsewhere, served
left          a child who is in no class now  no-child      a record of the school itself
What comes from serving alone is shown under MENTOR, not again under the others.
HOME is whoever holds the slip of one child (here the served one) and ticks its daily list: nobody with an account.
";

fn overview(page: &mut String) {
    page.push_str("\n\nTHE WHOLE ON ONE PAGE (homeroom stands for its deputy too)\n\n");
    let cell = |text: &str| format!("{text:<20}");
    let names = matrix::COLUMNS.map(|roles| cell(roles[0].key())).concat();
    let _ = writeln!(page, "{}{}", cell(""), names.trim_end());
    for kind in Kind::ALL {
        let cells: String =
            (0..matrix::COLUMNS.len()).map(|column| cell(matrix::here(*kind, column))).collect();
        let _ = writeln!(page, "{}{}", cell(kind.key()), cells.trim_end());
    }
}

fn one_role(page: &mut String, role: Role, actor: &Actor) {
    let _ = writeln!(page, "\n\n{}\n", role.key().to_uppercase());
    let cell = |text: &str| format!("{text:<13}");
    let _ = writeln!(page, "{:<18}{}", "", RELATIONS.map(cell).concat().trim_end());
    for kind in Kind::ALL {
        let cells = RELATIONS.map(|relation| {
            let may = |action: &Action| allowed(actor, *action, *kind).contains(&relation);
            let letters: String = Action::ALL.iter().filter(|a| may(a)).map(|a| matrix::letter(*a)).collect();
            cell(if letters.is_empty() { "-" } else { &letters })
        });
        let _ = writeln!(page, "{:<18}{}", kind.key(), cells.concat().trim_end());
    }
}

#[expect(clippy::disallowed_methods, reason = "a test may be told to write its page anew")]
fn compare(page: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/policy.txt");
    if std::env::var("UPDATE_GOLDEN").is_ok() {
        std::fs::write(&file, page).unwrap();
        return;
    }
    let reviewed = std::fs::read_to_string(&file).unwrap_or_default();
    if reviewed != page {
        panic!(
            "the policy has changed; if it should, review and run with UPDATE_GOLDEN=1:\n{}",
            diff(&reviewed, page)
        );
    }
}

/// Lines that are only in one of the two.
fn diff(old: &str, new: &str) -> String {
    let gone = old.lines().filter(|line| !new.lines().any(|l| l == *line)).map(|line| format!("- {line}\n"));
    let come = new.lines().filter(|line| !old.lines().any(|l| l == *line)).map(|line| format!("+ {line}\n"));
    gone.chain(come).collect()
}
