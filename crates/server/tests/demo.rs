//! The demonstration school (U6): the same for the same seed, whole, sealed, and of nobody who exists.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions)]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use access::Kind;
use db::{Conn, Db, Durability, args};
use kernel::{Label, SchoolId};
use server::demo::{self, CAST, CELLS, DAY, Made, PUPILS, Plan};
use uuid::Uuid;
use vault::{Suite, Vault};

const PASSWORD: &str = "chuntian-xiaoyu-2026";

fn vault() -> Vault {
    Vault::from_root(&[7; 32], Suite::Aes256Gcm)
}

async fn school_in(folder: &Path, plan: &Plan) -> (Db, Made) {
    let db = Db::open_file(&folder.join("demo.db"), Durability::Full).unwrap();
    db::migrate::run(&db).await.unwrap();
    let made = demo::make(&db, &vault(), plan).await.unwrap();
    (db, made)
}

fn plan() -> Plan {
    Plan { password: Some(PASSWORD.to_owned()), ..Plan::on(DAY) }
}

async fn count(conn: &mut Conn, sql: &str) -> i64 {
    conn.one(sql, args![]).await.unwrap()
}

/// Ids, names and numbers of everything; and one cell, which hangs on the nonces.
async fn fingerprint(db: &Db) -> Vec<String> {
    let mut conn = db.reader().await.unwrap();
    let mut all = Vec::new();
    for sql in [
        "select id, name from student order by id",
        "select id, name from staff order by id",
        "select id, held_on from note order by id",
        "select id, category from finding order by id",
    ] {
        let rows: Vec<(Uuid, String)> = conn.all(sql, args![]).await.unwrap();
        all.extend(rows.into_iter().map(|(id, text)| format!("{id} {text}")));
    }
    let scores: i64 = conn.one("select cast(sum(score) as bigint) from mark", args![]).await.unwrap();
    let cell: Vec<u8> = conn.one("select text_cell from note order by id limit 1", args![]).await.unwrap();
    all.push(format!("{scores} {cell:?}"));
    all
}

// U5, U6: a million children take a while, and a window may be closed before.
#[test]
fn a_demonstration_whose_making_was_interrupted_says_how_to_begin_again() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("school");
    let make = || {
        Command::new(env!("CARGO_BIN_EXE_chunyu"))
            .args(["demo", "--only-make", "--students", "30", "--data"])
            .arg(&data)
            .output()
            .unwrap()
    };
    assert!(make().status.success());
    assert!(make().status.success(), "what is there is kept");
    std::fs::remove_file(data.join("demo-accounts.json")).unwrap();
    let again = make();
    let said = String::from_utf8(again.stderr).unwrap();
    assert!(!again.status.success() && said.contains(&format!("Remove {}", data.display())), "{said}");
}

// U6
#[tokio::test]
async fn the_same_seed_makes_the_same_school_and_another_seed_another() {
    let folders: [tempfile::TempDir; 3] = std::array::from_fn(|_| tempfile::tempdir().unwrap());
    let small = Plan { students: 270, ..plan() };
    let first = fingerprint(&school_in(folders[0].path(), &small).await.0).await;
    let again = fingerprint(&school_in(folders[1].path(), &small).await.0).await;
    let other = fingerprint(&school_in(folders[2].path(), &Plan { seed: 2, ..small }).await.0).await;
    assert!(first.len() > 500);
    assert!(first == again, "not the same school");
    assert!(first != other);
}

// U6, EN-04
#[tokio::test]
async fn the_school_is_whole_sealed_and_of_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let started = Instant::now();
    let (db, made) = school_in(folder.path(), &plan()).await;
    println!("made in {:?}: {:?}", started.elapsed(), made.figures);
    let mut conn = db.reader().await.unwrap();
    sums(&mut conn, &made).await;
    life(&mut conn).await;
    names(&mut conn).await;
    let numbers = cells(&mut conn).await;
    drop(conn);
    nothing_plain(folder.path(), &numbers);
    assert!(demo::make(&db, &vault(), &plan()).await.is_err(), "never beside a real school");
}

async fn sums(conn: &mut Conn, made: &Made) {
    for (table, rows) in [("class", 27), ("staff", 90), ("student", 1_200), ("school", 1), ("duty_rule", 5)] {
        assert_eq!(count(conn, &format!("select count(*) from {table}")).await, rows, "{table}");
        assert_eq!(made.figures[table], rows as u64);
    }
    let seated = "select count(distinct student_id) from enrollment where from_on <= '2026-11-20' and until_on >= '2026-11-20'";
    assert_eq!(count(conn, seated).await, 1_200);
    for class in conn.all::<i64>("select count(*) from enrollment group by class_id", args![]).await.unwrap()
    {
        assert!((44..=45).contains(&class), "{class}");
    }
    let roles: BTreeSet<&str> = made.accounts.iter().map(|account| account.role).collect();
    // Who ticks at home has a slip, not a sign-in.
    assert_eq!(roles.len(), access::Role::ALL.len() - 1, "somebody signs in for each role: {roles:?}");
    assert_eq!(made.accounts.len(), CAST.len());
    assert!(made.accounts.iter().all(|account| account.password == PASSWORD));
    let own = count(conn, "select count(*) from role_held where role = 'administrator'").await;
    let alone = "select count(*) from role_held a join role_held b on b.school_id = a.school_id and b.staff_id = a.staff_id
                 where a.role = 'administrator'";
    assert_eq!((own, count(conn, alone).await), (1, 1), "who keeps the system holds nothing else");
}

/// The life has the size and the shape that pages, duties and papers are shown with.
async fn life(conn: &mut Conn) {
    let open = "select count(*) from support_case k where not exists (select 1 from closure x
                where x.school_id = k.school_id and x.case_id = k.id and x.reopened_on > '2026-11-20')";
    let within = |n: i64, low: i64, high: i64, what: &str| assert!((low..=high).contains(&n), "{what}: {n}");
    within(count(conn, open).await, 110, 130, "open cases");
    within(
        count(conn, "select count(*) from closure where reopened_on = '9999-12-31'").await,
        10,
        20,
        "closed",
    );
    assert_eq!(count(conn, "select count(*) from closure where reopened_on < '9999-12-31'").await, 3);
    within(count(conn, "select count(*) from note").await, 3_800, 5_400, "notes");
    let met = "select count(distinct ns.student_id) from note_student ns
        join note n on n.school_id = ns.school_id and n.id = ns.note_id where n.kind = 'talk'";
    within(count(conn, met).await, 950, 1_080, "children with whom somebody talked; some are still to come");
    within(count(conn, "select count(*) from left_behind where roll > 0").await, 330, 480, "left behind");
    within(count(conn, "select count(*) from census_look").await, 1_140, 1_185, "looked at");
    within(count(conn, "select count(*) from note_version").await, 4, 12, "amended");
    within(count(conn, "select count(*) from note_sealed").await, 5, 60, "sealed");
    within(count(conn, "select count(*) from excuse").await, 10, 30, "excuses");
    assert_eq!(count(conn, "select count(*) from note where withdrawn_at is not null").await, 1);
    assert_eq!(count(conn, "select count(*) from exam").await, 3);
    let disagree = "select count(*) from left_behind where (roll > 0) <> (coalesce(civil, 'no') <> 'no')";
    assert!(count(conn, disagree).await > 20, "two definitions, neither computed from the other");
    let off_days =
        "select count(*) from note n join day_off d on d.school_id = n.school_id and d.day_on = n.held_on
                    where d.kind = 'holiday'";
    assert_eq!(count(conn, off_days).await, 0, "nobody works on a holiday");
    let today = kernel::Instant::at(DAY.at(6, 0, 0, 0)).0;
    for (table, column) in
        [("note", "recorded_at"), ("event", "at"), ("finding", "found_at"), ("plan", "written_at")]
    {
        assert_eq!(
            count(conn, &format!("select count(*) from {table} where {column} > {today}")).await,
            0,
            "{table}"
        );
    }
    let otherwise =
        "select count(*) from note n join note_student ns on ns.school_id = n.school_id and ns.note_id = n.id
                     where ns.held_on <> n.held_on";
    assert_eq!(count(conn, otherwise).await, 0, "the day beside a child is the note's");
    busy(conn).await;
}

/// 陈静 owes some of her children a talk and has promises to keep.
async fn busy(conn: &mut Conn) {
    let she = "select a.staff_id from account a where a.login = 'chen.jing'";
    let talked = format!(
        "select count(distinct m.student_id) from member m
         join note_student ns on ns.school_id = m.school_id and ns.student_id = m.student_id
         join note n on n.school_id = ns.school_id and n.id = ns.note_id
         where m.part = 'responsible' and m.staff_id = ({she}) and n.recorded_by = m.staff_id and n.kind = 'talk'
           and n.held_on >= '2026-11-16'"
    );
    let hers = count(
        conn,
        &format!("select count(*) from member where part = 'responsible' and staff_id = ({she})"),
    )
    .await;
    let owed = hers - count(conn, &talked).await;
    assert_eq!(hers, 8);
    assert!((3..=8).contains(&owed), "{owed}");
    let promised = format!(
        "select count(*) from follow_up where owner_id = ({she}) and done_on = '9999-12-31' and due_on >= '2026-11-19'"
    );
    assert!(count(conn, &promised).await >= 3);
    let mentored = "select count(*) from member where part = 'mentor' and staff_id = (select staff_id from account where login = 'tang.xue')";
    assert!(count(conn, mentored).await > 0);
}

async fn names(conn: &mut Conn) {
    let names: Vec<String> = conn.all("select name from student", args![]).await.unwrap();
    let surnames: Vec<&str> =
        demo::words("surnames").iter().filter_map(|line| line.split(' ').next()).collect();
    let list = |name: &str| demo::words(name).iter().copied();
    let mut given: BTreeSet<String> = BTreeSet::new();
    for who in ["girls", "boys"] {
        given.extend(list(&format!("{who}-single")).chain(list("rare")).map(str::to_owned));
        for first in list(&format!("{who}-first")) {
            given.extend(list(&format!("{who}-second")).map(|second| format!("{first}{second}")));
        }
    }
    let whole: Vec<&str> = list("girls-other-peoples")
        .chain(list("boys-other-peoples"))
        .filter_map(|line| line.split(' ').next())
        .chain(PUPILS.iter().map(|pupil| pupil.name))
        .collect();
    let known: BTreeSet<&str> = list("well-known").collect();
    for name in &names {
        let listed = whole.contains(&name.as_str())
            || surnames.iter().any(|s| name.strip_prefix(s).is_some_and(|rest| given.contains(rest)));
        assert!(listed && !known.contains(name.as_str()), "{name}");
    }
    let different: BTreeSet<&String> = names.iter().collect();
    assert!(different.len() > 900 && different.len() < 1_200, "{}", different.len());
    let lin: Vec<i64> = conn
        .all(
            "select count(*) from name_key where key in ('林小雨', 'linxiaoyu', 'lxy') group by student_id",
            args![],
        )
        .await
        .unwrap();
    assert!(lin.contains(&3), "found by name, pinyin and initials");
}

/// Opens every cell under its own label, and no other label opens it. Gives some ID numbers.
async fn cells(conn: &mut Conn) -> Vec<String> {
    let vault = vault();
    let mut numbers = Vec::new();
    for (table, column, kind) in CELLS {
        let row = match *table {
            "note_sealed" => "note_id",
            "reminder_person" => "staff_id",
            _ => "id",
        };
        let of = match *table {
            "finding" => "category",
            "note" | "note_version" => "kind",
            "event" => "label",
            _ => "'-'",
        };
        let sql = format!("select school_id, {row}, {column}, {of} from {table} where {column} is not null");
        let found: Vec<(SchoolId, Uuid, Vec<u8>, String)> = conn.all(&sql, args![]).await.unwrap();
        assert!(!found.is_empty(), "{table}.{column} is never filled");
        for (school, id, cell, of) in found {
            let label = label(table, *kind, &of);
            let open =
                |label: Label| vault.row(school.0, table, *id.as_bytes(), label).open_text(column, &cell);
            let text = open(label).unwrap_or_else(|_| panic!("{table}.{column} does not open"));
            let is_json =
                text.starts_with(['{', '[']) && serde_json::from_str::<serde_json::Value>(&text).is_ok();
            let text = if is_json { strings(&text) } else { text };
            let odd = text.trim().is_empty() || text.contains(['{', '}']);
            assert!(!odd, "{table}.{column}: {text}");
            assert!(open(Label::COUNTED).is_err());
            if *column == "id_number_cell" {
                numbers.push(text);
            }
        }
    }
    numbers
}

/// The texts in a cell of JSON.
fn strings(json: &str) -> String {
    fn all(value: &serde_json::Value, texts: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) => texts.push(text.clone()),
            serde_json::Value::Array(list) => list.iter().for_each(|one| all(one, texts)),
            serde_json::Value::Object(map) => map.values().for_each(|one| all(one, texts)),
            _ => {}
        }
    }
    let mut texts = Vec::new();
    all(&serde_json::from_str(json).unwrap(), &mut texts);
    texts.join("\n")
}

fn label(table: &str, kind: Kind, of: &str) -> Label {
    match table {
        "finding" => demo::finding_kind(of).label(),
        "note" | "note_version" => demo::note_kind(of).label(),
        "event" => [Label::PLAIN, Label::CLOSE, Label::AID, Label::MED, Label::PSY]
            .into_iter()
            .find(|l| l.text() == of)
            .unwrap(),
        _ => kind.label(),
    }
}

/// No ID number, no phone number and no sentence lies readable in the files of the database.
fn nothing_plain(folder: &Path, numbers: &[String]) {
    assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), 1_200, "one number for each child");
    for number in numbers {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let sum: u32 = number.chars().zip(weights).map(|(c, w)| c.to_digit(10).unwrap() * w).sum();
        assert_eq!(number.chars().last(), "10X98765432".chars().nth(sum as usize % 11));
        assert!(number.starts_with(demo::REGION));
    }
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        bytes.extend(std::fs::read(entry.unwrap().path()).unwrap());
    }
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("清溪镇九年制学校") && text.contains("2026-11-16"), "the scan finds what is there");
    for needle in
        numbers.iter().step_by(40).map(String::as_str).chain(["52050120", "1600001", "打工", "广东"])
    {
        assert!(!text.contains(needle), "{needle} lies readable in the database");
    }
}

// U6
#[tokio::test]
async fn any_day_has_its_school_and_many_children_have_many_schools() {
    let folder = tempfile::tempdir().unwrap();
    let spring = kernel::Day::constant(2027, 4, 21);
    let (db, made) = school_in(folder.path(), &Plan { today: spring, students: 1_260, ..plan() }).await;
    let mut conn = db.reader().await.unwrap();
    let sizes: Vec<i64> = conn
        .all("select count(*) from student group by school_id order by school_id", args![])
        .await
        .unwrap();
    assert_eq!(sizes, [1_200, 60]);
    assert!(made.accounts.iter().any(|account| account.sign_in == "chen.jing.2"));
    let term: String = conn
        .one("select name from term where school_id = 2 and starts_on <= '2027-04-21' and ends_on >= '2027-04-21'", args![])
        .await
        .unwrap();
    assert_eq!(term, "2026—2027学年第二学期");
}

/// How fast many schools are made: `cargo test --release -p server --test demo -- --ignored --nocapture`.
#[tokio::test]
#[ignore = "a measurement"]
async fn twenty_schools_are_made_at_a_bearable_rate() {
    let folder = tempfile::tempdir().unwrap();
    let (_, one) = timed(folder.path(), "one", 1_200).await;
    let (rate, _) = timed(folder.path(), "many", 24_000).await;
    println!("one school in {one:.2} s; {rate:.0} children a second");
    assert!(rate > 300.0, "{rate}");
}

async fn timed(folder: &Path, name: &str, students: u64) -> (f64, f64) {
    let folder = folder.join(name);
    std::fs::create_dir(&folder).unwrap();
    let started = Instant::now();
    let (_, made) = school_in(&folder, &Plan { students, ..Plan::on(DAY) }).await;
    let seconds = started.elapsed().as_secs_f64();
    let rows: u64 = made.figures.values().sum();
    println!("{students} children, {rows} rows, {seconds:.2} s");
    (students as f64 / seconds, seconds)
}
