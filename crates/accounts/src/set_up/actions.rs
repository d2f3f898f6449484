//! Making the school.

use db::{Tx, args};
use kernel::{Day, RoleId, SchoolId, StaffId, TermId, YearId};
use language::Lang;
use uuid::Uuid;
use web::{App, Failure};

use crate::password::store;
use crate::sign_in;

/// What the first administrator typed.
pub struct NewSchool {
    /// The language in which the first terms are named: papers print these names.
    pub lang: Lang,
    /// The school's name.
    pub school: String,
    /// The administrator's name.
    pub name: String,
    /// The name to sign in with.
    pub login: String,
    /// The password, hashed.
    pub password: String,
}

/// The number of the first school.
const FIRST: SchoolId = SchoolId(1);

/// Uses the link up and makes the school, its year and terms, and the administrator. Returns a sign-in.
pub async fn create(app: &App, link: [u8; 32], new: &NewSchool) -> Result<String, Failure> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let used = tx
        .run("update setup_link set used_at = $1 where token_hash = $2 and used_at is null", args![now, link])
        .await?;
    if used != 1 {
        return Err(Failure::NotFound);
    }
    tx.run("insert into school (id, name, created_at) values ($1, $2, $3)", args![FIRST, new.school, now])
        .await?;
    calendar(&mut tx, app, new.lang).await?;
    let staff = administrator(&mut tx, app, &new.name).await?;
    store::insert(&mut tx, &new.login, (FIRST, staff), (&new.password, None), now).await?;
    let token = sign_in::begin(&mut tx, app, &new.login, (FIRST, staff)).await?;
    tx.commit().await?;
    Ok(token)
}

fn uuid(app: &App) -> Uuid {
    app.chance.uuid(app.clock.now())
}

async fn administrator(tx: &mut Tx, app: &App, name: &str) -> Result<StaffId, Failure> {
    let staff = StaffId(uuid(app));
    let (now, today) = (app.clock.now(), app.clock.today());
    tx.run(
        "insert into staff (school_id, id, name, sort_key, joined_on, created_at) values ($1, $2, $3, $4, $5, $6)",
        args![FIRST, staff, name, language::names::sort_key(name), today, now],
    )
    .await?;
    tx.run(
        "insert into role_held (school_id, id, staff_id, role, from_on, granted_at)
         values ($1, $2, $3, 'administrator', $4, $5)",
        args![FIRST, RoleId(uuid(app)), staff, today, now],
    )
    .await?;
    Ok(staff)
}

/// A first calendar that the school corrects: a year from 1 September, with the usual two terms.
async fn calendar(tx: &mut Tx, app: &App, lang: Lang) -> Result<(), Failure> {
    let today = app.clock.today();
    let first = if today.month() >= 8 { today.year() } else { today.year() - 1 };
    let day = |year: i16, month: i8, day: i8| Day::new(year, month, day).unwrap_or(today);
    let year = YearId(uuid(app));
    let (opens, ends) = (day(first, 9, 1), day(first + 1, 8, 31));
    tx.run(
        "insert into school_year (school_id, id, name, starts_on, ends_on) values ($1, $2, $3, $4, $5)",
        args![FIRST, year, format!("{first}–{}", first + 1), opens, ends],
    )
    .await?;
    let terms = [
        ("accounts-term-first", opens, day(first + 1, 1, 31)),
        ("accounts-term-second", day(first + 1, 2, 20), day(first + 1, 7, 10)),
    ];
    let (from, to) = (first.to_string(), (first + 1).to_string());
    for (key, starts, ends) in terms {
        let name = language::tf(lang, key, &[("from", (&from).into()), ("to", (&to).into())]);
        tx.run(
            "insert into term (school_id, id, year_id, name, starts_on, ends_on) values ($1, $2, $3, $4, $5, $6)",
            args![FIRST, TermId(uuid(app)), year, name, starts, ends],
        )
        .await?;
    }
    Ok(())
}
