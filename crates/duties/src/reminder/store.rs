//! The SQL of reminders: what a school and a person have settled, the robots, and the messages on their way.

use db::{Conn, Result, Tx, args};
use jiff::civil::Time;
use kernel::{ChannelId, Instant, MessageId, SchoolId, StaffId};

use super::Often;
use super::plan::Setting;

/// The setting of a school; the beginning where there is none.
///
/// # Errors
/// Those of the database.
pub async fn setting(conn: &mut Conn, school: SchoolId) -> Result<(Setting, String)> {
    let row: Option<(bool, String, String, String, String, String)> = conn
        .maybe(
            "select is_on, morning, quiet_from, quiet_until, robots, lang from reminder_setting where school_id = $1",
            args![school],
        )
        .await?;
    let usual = Setting::default();
    let Some((is_on, morning, from, until, robots, lang)) = row else {
        return Ok((usual, "zh-Hans".to_owned()));
    };
    let time = |text: &str, usual: Time| text.parse().unwrap_or(usual);
    let setting = Setting {
        is_on,
        morning: time(&morning, usual.morning),
        quiet_from: time(&from, usual.quiet_from),
        quiet_until: time(&until, usual.quiet_until),
        robots: Often::from_code(&robots).unwrap_or(Often::Off),
    };
    Ok((setting, lang))
}

/// Keeps the setting of a school.
///
/// # Errors
/// Those of the database.
pub async fn put_setting(
    tx: &mut Tx,
    school: SchoolId,
    (setting, lang): (&Setting, &str),
    (at, by): (Instant, StaffId),
) -> Result<()> {
    tx.run(
        "insert into reminder_setting (school_id, is_on, morning, quiet_from, quiet_until, robots, lang, changed_at, changed_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (school_id) do update set is_on = excluded.is_on, morning = excluded.morning, quiet_from = excluded.quiet_from,
           quiet_until = excluded.quiet_until, robots = excluded.robots, lang = excluded.lang, changed_at = excluded.changed_at,
           changed_by = excluded.changed_by",
        args![
            school,
            setting.is_on,
            hhmm(setting.morning),
            hhmm(setting.quiet_from),
            hhmm(setting.quiet_until),
            setting.robots.code(),
            lang,
            at,
            by
        ],
    )
    .await?;
    Ok(())
}

/// Hours and minutes, as a form shows them.
#[must_use]
pub fn hhmm(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

db::record! {
    /// A robot.
    #[derive(Clone, Debug)]
    pub struct Channel {
        /// The id.
        pub id: ChannelId,
        /// Whose robot.
        pub robot: String,
        /// What it is called.
        pub name: String,
        /// Sealed.
        pub url_cell: Vec<u8>,
        /// Sealed.
        pub secret_cell: Option<Vec<u8>>,
    }
}

/// The robots in use.
///
/// # Errors
/// Those of the database.
pub async fn channels(conn: &mut Conn, school: SchoolId) -> Result<Vec<Channel>> {
    conn.all(
        "select id, robot, name, url_cell, secret_cell from reminder_channel where school_id = $1 and ended_at is null order by made_at, id",
        args![school],
    )
    .await
}

/// A robot about to be kept.
pub struct NewChannel<'a> {
    /// The id.
    pub id: ChannelId,
    /// Whose.
    pub robot: &'static str,
    /// What it is called.
    pub name: &'a str,
    /// Sealed.
    pub url: Vec<u8>,
    /// Sealed.
    pub secret: Option<Vec<u8>>,
}

/// Keeps a robot; a second arrival of the same id changes nothing.
///
/// # Errors
/// Those of the database.
pub async fn insert_channel(
    tx: &mut Tx,
    school: SchoolId,
    new: &NewChannel<'_>,
    (at, by): (Instant, StaffId),
) -> Result<u64> {
    tx.run(
        "insert into reminder_channel (school_id, id, robot, name, url_cell, secret_cell, made_at, made_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (school_id, id) do nothing",
        args![school, new.id, new.robot, new.name, new.url, new.secret, at, by],
    )
    .await
}

/// Uses a robot no longer.
///
/// # Errors
/// Those of the database.
pub async fn end_channel(tx: &mut Tx, school: SchoolId, id: ChannelId, at: Instant) -> Result<u64> {
    tx.run(
        "update reminder_channel set ended_at = $1 where school_id = $2 and id = $3 and ended_at is null",
        args![at, school, id],
    )
    .await
}

db::record! {
    /// What a person has settled.
    #[derive(Clone, Debug)]
    pub struct Person {
        /// Who.
        pub staff: StaffId,
        /// How often.
        pub often: String,
        /// Sealed.
        pub email_cell: Option<Vec<u8>>,
        /// In which language.
        pub lang: String,
    }
}

const PEOPLE: &str = "select p.staff_id, p.often, p.email_cell, p.lang from reminder_person p";

/// What one person has settled.
///
/// # Errors
/// Those of the database.
pub async fn person(conn: &mut Conn, school: SchoolId, staff: StaffId) -> Result<Option<Person>> {
    conn.maybe(&format!("{PEOPLE} where p.school_id = $1 and p.staff_id = $2"), args![school, staff]).await
}

/// Everybody who wants letters and serves on this day.
///
/// # Errors
/// Those of the database.
pub async fn people(conn: &mut Conn, school: SchoolId, today: kernel::Day) -> Result<Vec<Person>> {
    let sql = format!(
        "{PEOPLE} join staff s on s.school_id = p.school_id and s.id = p.staff_id
         where p.school_id = $1 and p.often <> 'off' and p.email_cell is not null and s.left_on >= $2 order by p.staff_id"
    );
    conn.all(&sql, args![school, today]).await
}

/// Keeps what a person has settled.
///
/// # Errors
/// Those of the database.
pub async fn put_person(tx: &mut Tx, school: SchoolId, person: &Person, at: Instant) -> Result<()> {
    tx.run(
        "insert into reminder_person (school_id, staff_id, often, email_cell, lang, changed_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (school_id, staff_id) do update set often = excluded.often, email_cell = excluded.email_cell, lang = excluded.lang,
           changed_at = excluded.changed_at",
        args![school, person.staff, person.often, person.email_cell, person.lang, at],
    )
    .await?;
    Ok(())
}

/// Everybody who can sign in: whose things a group's number adds up.
///
/// # Errors
/// Those of the database.
pub async fn who_can_sign_in(conn: &mut Conn, school: SchoolId) -> Result<Vec<StaffId>> {
    conn.all(
        "select distinct staff_id from account where school_id = $1 and ended_at is null order by staff_id",
        args![school],
    )
    .await
}

/// All schools.
///
/// # Errors
/// Those of the database.
pub async fn schools(conn: &mut Conn) -> Result<Vec<SchoolId>> {
    let all: Vec<i64> =
        conn.all("select school_id from reminder_setting where is_on order by school_id", args![]).await?;
    Ok(all.into_iter().map(SchoolId).collect())
}

/// Puts a message on its way, unless it is on its way or was sent already.
///
/// # Errors
/// Those of the database.
pub async fn enqueue(
    tx: &mut Tx,
    (school, id): (SchoolId, MessageId),
    (to, kind, slot): (uuid::Uuid, &str, &str),
    due: Instant,
) -> Result<u64> {
    tx.run(
        "insert into reminder_message (school_id, id, to_id, kind, slot, due_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (school_id, to_id, slot) do nothing",
        args![school, id, to, kind, slot, due],
    )
    .await
}

db::record! {
    /// A message on its way.
    #[derive(Clone, Debug)]
    pub struct Message {
        /// The school.
        pub school: SchoolId,
        /// The id.
        pub id: MessageId,
        /// A robot, or a person.
        pub to: uuid::Uuid,
        /// `robot` or `mail`.
        pub kind: String,
        /// Which day or week it is for; `T…` is a trial.
        pub slot: String,
        /// How often it was tried.
        pub attempts: i64,
    }
}

/// Messages that are due and that nobody is carrying.
///
/// # Errors
/// Those of the database.
pub async fn due(conn: &mut Conn, now: Instant) -> Result<Vec<Message>> {
    conn.all(
        "select school_id, id, to_id, kind, slot, attempts from reminder_message
         where done_at is null and due_at <= $1 and claimed_until <= $1 order by due_at, id limit 50",
        args![now],
    )
    .await
}

/// Takes a message to carry it; 0 when somebody else was faster.
///
/// # Errors
/// Those of the database.
pub async fn claim(tx: &mut Tx, message: &Message, (now, until): (Instant, Instant)) -> Result<u64> {
    tx.run(
        "update reminder_message set claimed_until = $1, attempts = attempts + 1
         where school_id = $2 and id = $3 and done_at is null and claimed_until <= $4",
        args![until, message.school, message.id, now],
    )
    .await
}

/// It is done: sent, or given up for this reason.
///
/// # Errors
/// Those of the database.
pub async fn done(tx: &mut Tx, message: &Message, now: Instant, why: Option<&str>) -> Result<u64> {
    tx.run(
        "update reminder_message set done_at = $1, why = $2 where school_id = $3 and id = $4 and done_at is null",
        args![now, why, message.school, message.id],
    )
    .await
}

/// It waits until then.
///
/// # Errors
/// Those of the database.
pub async fn wait(tx: &mut Tx, message: &Message, until: Instant, why: Option<&str>) -> Result<u64> {
    tx.run(
        "update reminder_message set due_at = $1, claimed_until = 0, why = $2 where school_id = $3 and id = $4 and done_at is null",
        args![until, why, message.school, message.id],
    )
    .await
}

db::record! {
    /// How the last message to a robot went.
    #[derive(Clone, Debug)]
    pub struct Last {
        /// When it was done; none: on its way.
        pub done_at: Option<Instant>,
        /// Why it was not delivered (yet).
        pub why: Option<String>,
    }
}

/// How the last message went.
///
/// # Errors
/// Those of the database.
pub async fn last(conn: &mut Conn, school: SchoolId, to: uuid::Uuid) -> Result<Option<Last>> {
    conn.maybe(
        "select done_at, why from reminder_message where school_id = $1 and to_id = $2 order by due_at desc, id desc limit 1",
        args![school, to],
    )
    .await
}
