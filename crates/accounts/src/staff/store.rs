//! The SQL of staff and roles.

use access::Role;
use access::actor::HeldFor;
use db::{Conn, Result, args, dialect};
use kernel::{ClassId, Day, Instant, RoleId, SchoolId, StaffId};

db::record! {
    /// A staff member in the list.
    #[derive(Clone, Debug)]
    pub struct Line {
        pub id: StaffId,
        pub name: String,
        pub login: Option<String>,
        pub left_on: Day,
        /// `m`, `f` or not said.
        pub sex: Option<String>,
    }
}

db::record! {
    /// A role as it is held.
    #[derive(Clone, Debug)]
    pub struct Held {
        pub id: RoleId,
        pub staff: StaffId,
        pub role: String,
        pub grade: Option<i64>,
        pub class_grade: Option<i64>,
        pub class_number: Option<i64>,
        pub from_on: Day,
        pub until_on: Day,
    }
}

const HELD: &str =
    "select r.id, r.staff_id, r.role, r.grade, c.grade, c.number, r.from_on, r.until_on from role_held r
    left join class c on c.school_id = r.school_id and c.id = r.class_id";

/// Everybody who serves or served, those who serve first.
pub async fn list(conn: &mut Conn, school: SchoolId, today: Day) -> Result<Vec<Line>> {
    conn.all(
        "select s.id, s.name, (select min(a.login) from account a where a.school_id = s.school_id and a.staff_id = s.id),
                s.left_on, s.sex
         from staff s where s.school_id = $1 order by case when s.left_on >= $2 then 0 else 1 end, s.sort_key, s.id",
        args![school, today],
    )
    .await
}

/// One staff member.
pub async fn lookup(conn: &mut Conn, school: SchoolId, id: StaffId) -> Result<Option<Line>> {
    conn.maybe(
        "select s.id, s.name, (select min(a.login) from account a where a.school_id = s.school_id and a.staff_id = s.id),
                s.left_on, s.sex
         from staff s where s.school_id = $1 and s.id = $2",
        args![school, id],
    )
    .await
}

/// The roles held on a day by everybody.
pub async fn roles_today(conn: &mut Conn, school: SchoolId, today: Day) -> Result<Vec<Held>> {
    let sql = format!(
        "{HELD} where r.school_id = $1 and r.from_on <= $2 and r.until_on >= $2
         order by r.from_on, coalesce(c.grade, r.grade, 0), coalesce(c.number, 0), r.id"
    );
    conn.all(&sql, args![school, today]).await
}

/// The roles held on a day or later by everybody.
pub async fn roles_to_come(conn: &mut Conn, school: SchoolId, today: Day) -> Result<Vec<Held>> {
    let sql = format!("{HELD} where r.school_id = $1 and r.until_on >= $2 order by r.from_on, r.id");
    conn.all(&sql, args![school, today]).await
}

/// All roles that one person held, newest first.
pub async fn roles_of(conn: &mut Conn, school: SchoolId, staff: StaffId) -> Result<Vec<Held>> {
    let sql = format!(
        "{HELD} where r.school_id = $1 and r.staff_id = $2 order by r.until_on desc, r.from_on desc, r.id"
    );
    conn.all(&sql, args![school, staff]).await
}

/// A new staff member.
pub async fn insert(
    conn: &mut Conn,
    (school, id): (SchoolId, StaffId),
    (name, subject, sex): (&str, Option<&str>, Option<&str>),
    (today, now): (Day, Instant),
) -> Result<()> {
    conn.run(
        "insert into staff (school_id, id, name, sort_key, subject, sex, joined_on, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![school, id, name, language::names::sort_key(name), subject, sex, today, now],
    )
    .await?;
    Ok(())
}

/// Says of which sex somebody is, or no longer.
pub async fn update_sex(conn: &mut Conn, school: SchoolId, id: StaffId, sex: Option<&str>) -> Result<()> {
    conn.run(
        "update staff set sex = $1, row_version = row_version + 1 where school_id = $2 and id = $3",
        args![sex, school, id],
    )
    .await?;
    Ok(())
}

/// Sets what a list says of somebody.
pub async fn update_about(
    conn: &mut Conn,
    (school, id): (SchoolId, StaffId),
    (sex, subject): (Option<&str>, Option<&str>),
) -> Result<()> {
    conn.run(
        "update staff set sex = $3, subject = $4, row_version = row_version + 1 where school_id = $1 and id = $2",
        args![school, id, sex, subject],
    )
    .await?;
    Ok(())
}

/// A role for a scope and a period.
pub struct NewRole {
    pub id: RoleId,
    pub staff: StaffId,
    pub role: Role,
    pub held_for: HeldFor,
    pub from: Day,
    pub until: Day,
}

impl NewRole {
    /// As the event says it.
    pub fn told(&self) -> String {
        serde_json::json!({"role": self.role.key(), "for": format!("{:?}", self.held_for), "from": self.from.to_string(),
            "until": self.until.to_string()})
        .to_string()
    }
}

/// Takes the turn for this person's roles: two at once would not see each other.
pub async fn turn(tx: &mut Conn, school: SchoolId, staff: StaffId) -> Result<()> {
    let lock = dialect::for_update(tx.engine());
    let sql = format!("select name from staff where school_id = $1 and id = $2{lock}");
    tx.maybe::<String>(&sql, args![school, staff]).await?;
    Ok(())
}

/// Grants a role.
pub async fn grant(
    conn: &mut Conn,
    school: SchoolId,
    new: &NewRole,
    (by, now): (Option<StaffId>, Instant),
) -> Result<()> {
    let (grade, class): (Option<i64>, Option<ClassId>) = match new.held_for {
        HeldFor::School => (None, None),
        HeldFor::Grade(grade) => (Some(grade), None),
        HeldFor::Class(class) => (None, Some(class)),
    };
    conn.run(
        "insert into role_held (school_id, id, staff_id, role, grade, class_id, from_on, until_on, granted_at, granted_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![school, new.id, new.staff, new.role.key(), grade, class, new.from, new.until, now, by],
    )
    .await?;
    Ok(())
}

/// Ends a role; `until` is its last day.
pub async fn end(conn: &mut Conn, school: SchoolId, staff: StaffId, role: RoleId, until: Day) -> Result<u64> {
    conn.run(
        "update role_held set until_on = $1 where school_id = $2 and staff_id = $3 and id = $4 and until_on > $1",
        args![until, school, staff, role],
    )
    .await
}

/// The person leaves: last day, no role after it, no account, no sign-in.
pub async fn leave(conn: &mut Conn, school: SchoolId, staff: StaffId, last: Day, now: Instant) -> Result<()> {
    conn.run("update staff set left_on = $1 where school_id = $2 and id = $3", args![last, school, staff])
        .await?;
    conn.run(
        "update role_held set until_on = $1 where school_id = $2 and staff_id = $3 and until_on > $1",
        args![last, school, staff],
    )
    .await?;
    conn.run(
        "update account set ended_at = $1 where school_id = $2 and staff_id = $3 and ended_at is null",
        args![now, school, staff],
    )
    .await?;
    conn.run(
        "update sign_in set ended_at = $1 where school_id = $2 and staff_id = $3 and ended_at is null",
        args![now, school, staff],
    )
    .await?;
    Ok(())
}

/// How many others may administer: the last administrator cannot leave.
pub async fn other_administrators(
    conn: &mut Conn,
    school: SchoolId,
    staff: StaffId,
    today: Day,
) -> Result<i64> {
    conn.one(
        "select count(*) from role_held where school_id = $1 and staff_id <> $2 and role = 'administrator'
         and from_on <= $3 and until_on >= $3",
        args![school, staff, today],
    )
    .await
}
