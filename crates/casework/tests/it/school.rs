//! A small school made by hand: two classes, their staff, six children.

use db::{Db, args};
use futures_util::future::BoxFuture;
use jiff::civil::{Date, date};
use kernel::{Chance, ClassId, Clock, Fault, RoleId, SchoolId, StaffId, StudentId, YearId};
use uuid::Uuid;
use vault::{Suite, Vault};
use web::app::Parts;
use web::{App, Cx, Door, Entered, Settings};

/// The school day of every story.
pub const TODAY: Date = date(2026, 11, 20);
const SCHOOL: SchoolId = SchoolId(7);
const BEGIN: &str = "2026-09-01";

type Person = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// Staff: the token of the sign-in, the name, roles with what they are held for (`4.1` a class, `4` a grade, none the school).
const STAFF: &[Person] = &[
    ("homeroom", "周敏", &[("homeroom", "4.1")]),
    ("other-homeroom", "李航", &[("homeroom", "4.2")]),
    ("subject", "王静", &[("subject-teacher", "4.1")]),
    ("mentor", "吴桐", &[]),
    ("psychologist", "陈立", &[("psychologist", "")]),
    ("moral", "郑卫", &[("moral-education", "")]),
    ("registrar", "孙芸", &[("registrar", "")]),
    ("deputy", "唐悦", &[("deputy", "4.1")]),
    ("administrator", "韩松", &[("administrator", "")]),
    ("grade", "冯岚", &[("grade-leader", "4")]),
    ("principal", "周文远", &[("principal", "")]),
];

/// Children and their classes.
const STUDENTS: &[(&str, i64)] =
    &[("陈雨桐", 1), ("刘子涵", 1), ("何欣怡", 1), ("马思远", 1), ("杨浩然", 2), ("罗小雨", 2)];

/// The school, running.
#[derive(Clone)]
pub struct School {
    /// The program.
    pub app: App,
}

fn id(kind: u128, number: u128) -> Uuid {
    Uuid::from_u128((kind << 64) + number)
}

/// The id of the staff member with this token.
pub fn staff(token: &str) -> StaffId {
    let at = STAFF.iter().position(|(known, _, _)| *known == token).unwrap();
    StaffId(id(1, at as u128 + 1))
}

/// The id of a child.
pub fn student(name: &str) -> StudentId {
    let at = STUDENTS.iter().position(|(known, _)| *known == name).unwrap();
    StudentId(id(2, at as u128 + 1))
}

struct Tokens;

impl Door for Tokens {
    fn enter<'a>(&'a self, app: &'a App, token: &'a str) -> BoxFuture<'a, Result<Option<Entered>, Fault>> {
        Box::pin(async move {
            let Some((_, name, _)) = STAFF.iter().find(|(known, _, _)| *known == token) else {
                return Ok(None);
            };
            let mut conn = app.db.reader().await?;
            let actor = access::actor::find(&mut conn, SCHOOL, staff(token), app.clock.today()).await?;
            Ok(Some(Entered {
                actor,
                name: (*name).to_owned(),
                school_name: "春雨小学".to_owned(),
                must_choose: false,
            }))
        })
    }
}

impl School {
    /// Makes it in an empty database.
    pub async fn make(db: Db) -> Self {
        db::migrate::run(&db).await.unwrap();
        let app = App::new(Parts {
            db,
            vault: Vault::from_root(&[7; 32], Suite::Aes256Gcm),
            clock: Clock::on(TODAY),
            chance: Chance::seeded(7),
            door: Box::new(Tokens),
            settings: Settings::default(),
        });
        fill(&app.db).await.unwrap();
        Self { app }
    }

    /// The person with this token at work, without a browser.
    pub async fn cx(&self, token: &str) -> Cx {
        let mut conn = self.app.db.reader().await.unwrap();
        let actor = access::actor::find(&mut conn, SCHOOL, staff(token), TODAY).await.unwrap();
        Cx::at_the_machine(self.app.clone(), actor, language::Lang::ZhHans)
    }

    /// How many rows a statement counts in this school (`$1`).
    pub async fn count(&self, sql: &str) -> i64 {
        self.app.db.reader().await.unwrap().one(sql, args![SCHOOL]).await.unwrap()
    }

    /// Changes rows of this school (`$1`) behind the program's back.
    pub async fn run(&self, sql: &str) {
        let mut tx = self.app.db.begin().await.unwrap();
        tx.run(sql, args![SCHOOL]).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// How many events bear this name.
    pub async fn events(&self, name: &str) -> i64 {
        let mut conn = self.app.db.reader().await.unwrap();
        let sql = "select count(*) from event where school_id = $1 and name = $2";
        conn.one(sql, args![SCHOOL, name]).await.unwrap()
    }

    /// How many readings of this kind by this person were logged.
    pub async fn readings(&self, token: &str, kind: &str) -> i64 {
        let mut conn = self.app.db.reader().await.unwrap();
        let sql = "select count(*) from log.reading where school_id = $1 and actor_id = $2 and kind = $3";
        conn.one(sql, args![SCHOOL, staff(token), kind]).await.unwrap()
    }
}

async fn fill(db: &Db) -> db::Result<()> {
    let mut tx = db.begin().await?;
    tx.run("insert into school (id, name, created_at) values ($1, $2, $3)", args![SCHOOL, "春雨小学", 0i64])
        .await?;
    let year = YearId(id(3, 1));
    tx.run(
        "insert into school_year (school_id, id, name, starts_on, ends_on) values ($1, $2, $3, $4, $5)",
        args![SCHOOL, year, "2026", BEGIN, "2027-08-31"],
    )
    .await?;
    let class = |number: i64| ClassId(id(4, number as u128));
    for number in [1i64, 2] {
        tx.run(
            "insert into class (school_id, id, year_id, grade, number) values ($1, $2, $3, $4, $5)",
            args![SCHOOL, class(number), year, 4i64, number],
        )
        .await?;
    }
    for (at, (token, name, roles)) in STAFF.iter().enumerate() {
        tx.run(
            "insert into staff (school_id, id, name, sort_key, joined_on, created_at) values ($1, $2, $3, $4, $5, $6)",
            args![SCHOOL, staff(token), *name, at.to_string(), BEGIN, 0i64],
        )
        .await?;
        for (role, held_for) in *roles {
            let of = held_for.strip_prefix("4.").map(|number| class(number.parse().unwrap()));
            let grade = (*held_for == "4").then_some(4i64);
            tx.run(
                "insert into role_held (school_id, id, staff_id, role, class_id, grade, from_on, granted_at)
                 values ($1, $2, $3, $4, $5, $6, $7, $8)",
                args![SCHOOL, RoleId(id(5, at as u128)), staff(token), *role, of, grade, BEGIN, 0i64],
            )
            .await?;
        }
    }
    for (at, (name, number)) in STUDENTS.iter().enumerate() {
        tx.run(
            "insert into student (school_id, id, name, sort_key, sex, created_at) values ($1, $2, $3, $4, $5, $6)",
            args![SCHOOL, student(name), *name, at.to_string(), "f", 0i64],
        )
        .await?;
        tx.run(
            "insert into enrollment (school_id, id, student_id, class_id, from_on) values ($1, $2, $3, $4, $5)",
            args![SCHOOL, id(6, at as u128), student(name), class(*number), BEGIN],
        )
        .await?;
    }
    tx.commit().await
}
