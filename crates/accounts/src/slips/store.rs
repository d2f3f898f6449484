//! The SQL of first passwords.

use db::{Conn, Result, args};
use kernel::{Day, Instant, SchoolId, StaffId};

db::record! {
    /// Somebody who has not chosen a password yet.
    #[derive(Debug)]
    pub struct Waiting {
        pub staff: StaffId,
        pub name: String,
        pub login: String,
        /// Until when the first password opens the door; the beginning of time when there is none yet.
        pub first_until: Instant,
    }
}

/// Everybody of the school who serves and has not chosen a password yet, in the order of names.
pub async fn list(conn: &mut Conn, school: SchoolId, today: Day) -> Result<Vec<Waiting>> {
    conn.all(
        "select s.id, s.name, a.login, a.first_until from account a
         join staff s on s.school_id = a.school_id and s.id = a.staff_id
         where a.school_id = $1 and a.ended_at is null and a.first_until is not null and s.left_on >= $2
         order by s.sort_key, s.id",
        args![school, today],
    )
    .await
}

/// Sets a first password; 0 when the person has chosen one meanwhile.
pub async fn update(
    conn: &mut Conn,
    (school, login): (SchoolId, &str),
    (password, until): (&str, Instant),
    now: Instant,
) -> Result<u64> {
    conn.run(
        "update account set password = $3, first_until = $4, password_at = $5, failures = 0, wait_until = 0
         where school_id = $1 and login = $2 and first_until is not null and ended_at is null",
        args![school, login, password, until, now],
    )
    .await
}
