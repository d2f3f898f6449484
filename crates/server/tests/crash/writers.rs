//! The program under test: it serves its pages, and four writers beside do the product's kinds of work, each
//! transaction over several tables. What is acknowledged to these goes out on standard output, a line each.

use std::io::Write as _;
use std::path::Path;

use accounts::door::StaffDoor;
use db::{Db, Durability, Result, Tx, args};
use documents::reading::{Limits, Reader};
use kernel::{Chance, Clock, Day, SchoolId, StaffId};
use uuid::Uuid;
use vault::{Suite, Vault};
use web::app::Parts;
use web::{App, Settings};

/// Begins the line, with the address, that is said once: all is open and the writers begin.
pub const READY: &str = "crash-ready ";
/// Begins the line of an acknowledgement.
pub const KEPT: &str = "crash-kept ";

const SCHOOL: SchoolId = SchoolId(1);
const TODAY: Day = jiff::civil::date(2026, 11, 20);
/// Half of them write here, half over HTTP.
pub const WRITERS: u32 = 8;
pub const STUDENTS: u32 = 30;

/// An id that says by itself in which cycle it was made, so that a cycle is a range of the primary key.
pub fn id(cycle: u64, writer: u32, number: u32) -> Uuid {
    Uuid::from_u128((u128::from(cycle) << 64) | (u128::from(writer) << 32) | u128::from(number))
}

/// Cycles after which what was sent in one may be sent again: some programs die before they can be posted to.
const AGAIN: u64 = 30;

/// The first and the last id that a cycle may write; of all cycles for `None`.
pub fn range(cycle: Option<u64>) -> (Uuid, Uuid) {
    match cycle {
        Some(cycle) => (id(cycle.saturating_sub(AGAIN).max(1), 0, 0), id(cycle, u32::MAX, u32::MAX)),
        // What the program makes itself has ids of today, far above.
        None => (id(1, 0, 0), id(u64::from(u32::MAX), 0, 0)),
    }
}

fn person(writer: u32) -> Uuid {
    id(0, 1, writer)
}

pub fn student(number: u32) -> Uuid {
    id(0, 2, number % STUDENTS)
}

fn app(db: Db) -> App {
    App::new(Parts {
        db,
        vault: Vault::from_root(&[7; 32], Suite::Aes256Gcm),
        clock: Clock::on(TODAY),
        chance: Chance::system(),
        door: Box::new(StaffDoor),
        settings: Settings::default(),
    })
}

/// A school with a class of children and its staff; the sign-ins of those who write over HTTP.
pub async fn prepare(file: &Path) -> Vec<(u32, String)> {
    let app = app(Db::open_file(file, Durability::Full).unwrap());
    db::migrate::run(&app.db).await.unwrap();
    let mut tx = app.db.begin().await.unwrap();
    tx.run("insert into school (id, name, created_at) values ($1, '春雨学校', 0)", args![SCHOOL])
        .await
        .unwrap();
    for writer in 0..WRITERS {
        let sql = "insert into staff (school_id, id, name, sort_key, joined_on, created_at)
                   values ($1, $2, '老师', 'x', '2020-09-01', 0)";
        tx.run(sql, args![SCHOOL, person(writer)]).await.unwrap();
    }
    let class = id(0, 3, 1);
    let year = "insert into school_year (school_id, id, name, starts_on, ends_on) values ($1, $2, '2026', '2026-09-01', '2027-08-31')";
    tx.run(year, args![SCHOOL, class]).await.unwrap();
    let sql = "insert into class (school_id, id, year_id, grade, number) values ($1, $2, $2, 7, 1)";
    tx.run(sql, args![SCHOOL, class]).await.unwrap();
    for number in 0..STUDENTS {
        let sql = "insert into student (school_id, id, name, sort_key, sex, created_at) values ($1, $2, '学生', 'x', 'u', 0)";
        tx.run(sql, args![SCHOOL, student(number)]).await.unwrap();
        let sql = "insert into enrollment (school_id, id, student_id, class_id, from_on) values ($1, $2, $2, $3, '2026-09-01')";
        tx.run(sql, args![SCHOOL, student(number), class]).await.unwrap();
    }
    let mut tokens = Vec::new();
    for writer in WRITERS / 2..WRITERS {
        let (login, staff) = (writer.to_string(), person(writer));
        let sql = "insert into role_held (school_id, id, staff_id, role, class_id, from_on, granted_at)
                   values ($1, $2, $2, 'homeroom', $3, '2026-09-01', 0)";
        tx.run(sql, args![SCHOOL, staff, class]).await.unwrap();
        let sql = "insert into account (login, school_id, staff_id, password, created_at, password_at) values ($1, $2, $3, '', 0, 0)";
        tx.run(sql, args![login, SCHOOL, staff]).await.unwrap();
        let who = (SCHOOL, StaffId(staff));
        tokens.push((writer, accounts::sign_in::begin(&mut tx, &app, &login, who).await.unwrap()));
    }
    tx.commit().await.unwrap();
    tokens
}

/// Opens and serves as the program does, and writes, until somebody ends the process.
pub fn write_until_killed(file: &Path, cycle: u64, durability: Durability) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build().unwrap();
    runtime.block_on(async {
        let db = Db::open_file(file, durability).unwrap();
        db::migrate::run(&db).await.unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let reader = Reader::new(std::env::current_exe().unwrap(), Vec::new(), Limits::default());
        let router = server::router::router(app(db.clone()), reader);
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        say(&format!("{READY}{address}"));
        // The control hurries, and its commits are long: the more are under way, the sooner a lie shows.
        let haste = if durability == Durability::Full { (20_000, 0) } else { (0, 300_000) };
        let tasks: Vec<_> =
            (0..WRITERS / 2).map(|writer| tokio::spawn(write(db.clone(), (cycle, writer), haste))).collect();
        for task in tasks {
            task.await.unwrap();
        }
    });
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    // One write to the pipe: a line is said whole or not at all.
    out.write_all(format!("{line}\n").as_bytes()).and_then(|()| out.flush()).unwrap();
}

async fn write(db: Db, (cycle, writer): (u64, u32), (pause, more): (u64, u64)) {
    let chance = Chance::seeded(cycle * 100 + u64::from(writer));
    let mut version = 1;
    for number in 0.. {
        let note = id(cycle, writer, number);
        let work = Work {
            cycle,
            writer,
            number,
            size: more + 100 + chance.below(if number % 10 == 0 { 6_000 } else { 400 }),
        };
        let kept = work.record(&db, note).await.map(|()| format!("note {} 1", note.as_u128()));
        say(&format!("{KEPT}{}", kept.unwrap()));
        if number % 3 == 0 {
            version += 1;
            work.amend(&db, id(cycle, writer, 0), version).await.unwrap();
            say(&format!("{KEPT}note {} {version}", id(cycle, writer, 0).as_u128()));
        }
        if number % 4 == 0 {
            work.open_case(&db, note).await.unwrap();
            say(&format!("{KEPT}case {} 1", note.as_u128()));
        }
        if number % 8 == 0 {
            work.close_case(&db, note).await.unwrap();
            say(&format!("{KEPT}closure {} 1", note.as_u128()));
        }
        tokio::time::sleep(std::time::Duration::from_micros(chance.below(pause))).await;
    }
}

/// One turn of one writer. Every transaction writes its event in the middle, so that a torn one shows.
struct Work {
    cycle: u64,
    writer: u32,
    number: u32,
    size: u64,
}

impl Work {
    fn text(&self) -> Vec<u8> {
        vec![b'x'; self.size as usize]
    }

    fn at(&self) -> i64 {
        self.cycle.cast_signed()
    }

    async fn event(&self, tx: &mut Tx, (name, subject): (&str, Uuid), which: u32) -> Result<u64> {
        // Four writers' worth of room above the writers: events of one subject differ by `which`.
        let kind = match name {
            "note.recorded" => 1,
            "note.amended" => 2,
            "case.opened" => 3,
            _ => 4,
        };
        let event = Uuid::from_u128(subject.as_u128() | (kind << 56) | (u128::from(which) << 40));
        tx.run(
            "insert into event (school_id, id, at, actor_id, name, subject_id, student_id, label, before_cell, after_cell)
             values ($1, $2, $3, $4, $5, $6, $7, 'L2.GEN', null, $8)",
            args![SCHOOL, event, self.at(), person(self.writer), name, subject, student(which), self.text()],
        )
        .await
    }

    /// A note about one to three children; how many stands in `minutes`.
    async fn record(&self, db: &Db, note: Uuid) -> Result<()> {
        let many = 1 + self.number % 3;
        let mut tx = db.begin().await?;
        tx.run(
            "insert into note (school_id, id, kind, held_on, minutes, text_cell, recorded_at, recorded_by)
             values ($1, $2, 'talk', '2026-11-20', $3, $4, $5, $6)",
            args![SCHOOL, note, i64::from(many), self.text(), self.at(), person(self.writer)],
        )
        .await?;
        for which in 0..many {
            let about = "insert into note_student (school_id, student_id, held_on, note_id)
                 values ($1, $2, '2026-11-20', $3)";
            tx.run(about, args![SCHOOL, student(which), note]).await?;
            self.event(&mut tx, ("note.recorded", note), which).await?;
        }
        tx.run(
            "insert into follow_up (school_id, id, note_id, student_id, owner_id, due_on, text_cell)
             values ($1, $2, $2, $3, $4, '2026-12-01', $5)",
            args![SCHOOL, note, student(0), person(self.writer), self.text()],
        )
        .await?;
        tx.commit().await
    }

    async fn amend(&self, db: &Db, note: Uuid, version: u32) -> Result<()> {
        let mut tx = db.begin().await?;
        tx.run(
            "insert into note_version (school_id, note_id, version, id, kind, held_on, text_cell, written_at, written_by)
             select school_id, id, version, $1, kind, held_on, text_cell, recorded_at, recorded_by from note
             where school_id = $2 and id = $3",
            args![note, SCHOOL, note],
        )
        .await?;
        self.event(&mut tx, ("note.amended", note), version).await?;
        tx.run(
            "update note set version = $1, text_cell = $2, amended_at = $3, amended_by = $4 where school_id = $5 and id = $6",
            args![i64::from(version), self.text(), self.at(), person(self.writer), SCHOOL, note],
        )
        .await?;
        tx.commit().await
    }

    /// A case with two members, a plan and two goals.
    async fn open_case(&self, db: &Db, case: Uuid) -> Result<()> {
        let (child, me) = (student(self.number), person(self.writer));
        let mut tx = db.begin().await?;
        tx.run(
            "insert into support_case (school_id, id, student_id, tier, opened_on, opened_at, opened_by, concern_cell)
             values ($1, $2, $3, 'class', '2026-11-20', $4, $5, $6)",
            args![SCHOOL, case, child, self.at(), me, self.text()],
        )
        .await?;
        for which in 0..2u128 {
            let one = Uuid::from_u128(case.as_u128() | (which << 56));
            let member =
                "insert into member (school_id, id, case_id, student_id, staff_id, part, from_on, added_at)
                          values ($1, $2, $3, $4, $5, 'mentor', '2026-11-20', 0)";
            tx.run(member, args![SCHOOL, one, case, child, me]).await?;
            let goal =
                "insert into goal (school_id, id, case_id, student_id, text_cell, span, set_on, set_by)
                        values ($1, $2, $3, $4, $5, 'near', '2026-11-20', $6)";
            tx.run(goal, args![SCHOOL, one, case, child, self.text(), me]).await?;
        }
        self.event(&mut tx, ("case.opened", case), 0).await?;
        tx.run(
            "insert into plan (school_id, id, case_id, student_id, situation_cell, measures_cell, written_on, written_at, written_by)
             values ($1, $2, $3, $4, $5, $5, '2026-11-20', $6, $7)",
            args![SCHOOL, case, case, child, self.text(), self.at(), me],
        )
        .await?;
        tx.commit().await
    }

    /// Closing ends the membership of everybody.
    async fn close_case(&self, db: &Db, case: Uuid) -> Result<()> {
        let mut tx = db.begin().await?;
        tx.run(
            "update member set until_on = '2026-11-20' where school_id = $1 and case_id = $2",
            args![SCHOOL, case],
        )
        .await?;
        self.event(&mut tx, ("case.closed", case), 0).await?;
        tx.run(
            "insert into closure (school_id, id, case_id, student_id, closed_on, closed_at, closed_by, reason)
             values ($1, $2, $2, $3, '2026-11-20', $4, $5, 'better')",
            args![SCHOOL, case, student(self.number), self.at(), person(self.writer)],
        )
        .await?;
        tx.commit().await
    }
}
