//! The SQL of accounts.

use db::{Conn, Result, args};
use kernel::{Instant, SchoolId, StaffId};

db::record! {
    /// An account as sign-in needs it.
    pub struct Account {
        /// The school.
        pub school: SchoolId,
        /// The person.
        pub staff: StaffId,
        /// Argon2id, in PHC form.
        pub password: String,
        /// Wrong passwords since the last right one.
        pub failures: i64,
        /// No password is looked at before this.
        pub wait_until: Instant,
        /// When the account was ended.
        pub ended_at: Option<Instant>,
        /// Until when a first password opens the door; none once the person chose one.
        pub first_until: Option<Instant>,
    }
}

/// The account with this name.
pub async fn lookup(conn: &mut Conn, login: &str) -> Result<Option<Account>> {
    conn.maybe(
        "select school_id, staff_id, password, failures, wait_until, ended_at, first_until from account where login = $1",
        args![login],
    )
    .await
}

/// The account of a person.
pub async fn login_of(conn: &mut Conn, school: SchoolId, staff: StaffId) -> Result<String> {
    conn.one(
        "select login from account where school_id = $1 and staff_id = $2 order by login",
        args![school, staff],
    )
    .await
}

/// Makes an account. `first` is until when its password, a first one, opens the door; none when the person chose it.
pub async fn insert(
    conn: &mut Conn,
    login: &str,
    (school, staff): (SchoolId, StaffId),
    (password, first): (&str, Option<Instant>),
    now: Instant,
) -> Result<()> {
    conn.run(
        "insert into account (login, school_id, staff_id, password, created_at, password_at, first_until)
         values ($1, $2, $3, $4, $5, $5, $6)",
        args![login, school, staff, password, now, first],
    )
    .await?;
    Ok(())
}

/// Notes a wrong password: how many now, and until when to wait.
pub async fn fail(conn: &mut Conn, login: &str, failures: i64, wait_until: Instant) -> Result<()> {
    conn.run(
        "update account set failures = $1, wait_until = $2 where login = $3",
        args![failures, wait_until, login],
    )
    .await
    .map(|_| ())
}

/// Sets a new password, a first one or one's own, and ends every sign-in of the account.
pub async fn update(
    conn: &mut Conn,
    login: &str,
    (password, first): (&str, Option<Instant>),
    now: Instant,
) -> Result<()> {
    conn.run(
        "update account set password = $1, password_at = $2, failures = 0, wait_until = 0, first_until = $4
         where login = $3",
        args![password, now, login, first],
    )
    .await?;
    conn.run("update sign_in set ended_at = $1 where login = $2 and ended_at is null", args![now, login])
        .await?;
    Ok(())
}
