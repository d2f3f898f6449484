//! The SQL of duplicates.

use db::{Conn, Result, args};
use kernel::{Day, Instant, JoinId, SchoolId, StudentId};
use uuid::Uuid;

db::record! {
    /// Two entries that share something.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Two {
        /// One.
        pub one: StudentId,
        /// The other.
        pub other: StudentId,
    }
}

/// Entries with the same text or blind index in a column; `with` holds of both as well.
async fn same(conn: &mut Conn, school: SchoolId, (column, with): (&str, &str)) -> Result<Vec<Two>> {
    let sql = format!(
        "select a.id, b.id from student a
         join student b on b.school_id = a.school_id and b.{column} = a.{column} and b.id > a.id{with}
         where a.school_id = $1 and a.{column} is not null order by a.sort_key, a.id, b.id"
    );
    conn.all(&sql, args![school]).await
}

/// Entries of the same name and birthday.
pub async fn same_name_and_birth(conn: &mut Conn, school: SchoolId) -> Result<Vec<Two>> {
    same(conn, school, ("name", " and b.born_on = a.born_on")).await
}

/// Entries of the same identity number.
pub async fn same_id_number(conn: &mut Conn, school: SchoolId) -> Result<Vec<Two>> {
    same(conn, school, ("id_number_index", "")).await
}

/// Entries of the same number in the school.
pub async fn same_student_number(conn: &mut Conn, school: SchoolId) -> Result<Vec<Two>> {
    same(conn, school, ("student_number", "")).await
}

/// Entries whose families are reached at the same telephone, with their names.
pub async fn same_phone(
    conn: &mut Conn,
    school: SchoolId,
    today: Day,
) -> Result<Vec<(Uuid, Uuid, String, String)>> {
    conn.all(
        "select distinct a.id, b.id, a.name, b.name from guardian g
         join guardian o on o.school_id = g.school_id and o.phone_index = g.phone_index and o.student_id > g.student_id
         join student a on a.school_id = g.school_id and a.id = g.student_id
         join student b on b.school_id = o.school_id and b.id = o.student_id
         where g.school_id = $1 and g.phone_index is not null and g.from_on <= $2 and g.until_on >= $2
           and o.from_on <= $2 and o.until_on >= $2 order by a.id, b.id",
        args![school, today],
    )
    .await
}

/// The pairs that somebody judged to be two children.
pub async fn apart(conn: &mut Conn, school: SchoolId) -> Result<Vec<Two>> {
    conn.all("select one_id, other_id from duplicate_apart where school_id = $1", args![school]).await
}

/// Judges a pair to be two children.
pub async fn keep_apart(
    tx: &mut Conn,
    (school, id): (SchoolId, Uuid),
    (one, other): (StudentId, StudentId),
    (on, at, by): (Day, Instant, kernel::StaffId),
) -> Result<()> {
    tx.run(
        "insert into duplicate_apart (school_id, id, one_id, other_id, judged_on, judged_at, judged_by)
         values ($1, $2, $3, $4, $5, $6, $7)",
        args![school, id, one, other, on, at, by],
    )
    .await?;
    Ok(())
}

/// The entry at which a child stands whose own entry was joined with it.
///
/// # Errors
/// Those of the database.
pub async fn kept_for(conn: &mut Conn, school: SchoolId, old: StudentId) -> Result<Option<StudentId>> {
    conn.maybe(
        "select kept_id from duplicate_join where school_id = $1 and old_id = $2 and undone_at is null",
        args![school, old],
    )
    .await
}

db::record! {
    /// What an entry was known by that was joined with another.
    #[derive(Clone, Debug)]
    pub struct Also {
        /// Where the child stands.
        pub kept: StudentId,
        /// The name.
        pub name: String,
        /// The birthday.
        pub born_on: Option<Day>,
        /// The number in the school.
        pub student_number: Option<String>,
        /// The blind index of the roll number.
        pub roll: Option<Vec<u8>>,
        /// The blind index of the identity number.
        pub id_number: Option<Vec<u8>>,
    }
}

/// All that children are known by beside what their entries say.
///
/// # Errors
/// Those of the database.
pub async fn also(conn: &mut Conn, school: SchoolId) -> Result<Vec<Also>> {
    conn.all(
        "select kept_id, old_name, old_born_on, old_student_number, old_roll_number_index, old_id_number_index
         from duplicate_join where school_id = $1 and undone_at is null order by id",
        args![school],
    )
    .await
}

db::record! {
    /// A join as it is kept.
    #[derive(Clone, Debug)]
    pub struct Join {
        /// The join.
        pub id: JoinId,
        /// The entry that went.
        pub old: StudentId,
        /// Where the child stands.
        pub kept: StudentId,
        /// The name of the entry that went.
        pub old_name: String,
        /// The name of the child.
        pub name: Option<String>,
        /// Sealed.
        pub before: Vec<u8>,
        /// When.
        pub joined_on: Day,
        /// By whom.
        pub joiner: String,
        /// When it was taken back.
        pub undone_at: Option<Instant>,
    }
}

impl Join {
    /// The child's name; that of the entry that went, for one who is here no longer.
    #[must_use]
    pub fn child(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.old_name)
    }
}

const JOIN: &str =
    "select j.id, j.old_id, j.kept_id, j.old_name, s.name, j.before_cell, j.joined_on, a.name, j.undone_at
    from duplicate_join j join staff a on a.school_id = j.school_id and a.id = j.joined_by
    left join student s on s.school_id = j.school_id and s.id = j.kept_id";

/// One join.
pub async fn lookup(conn: &mut Conn, school: SchoolId, id: JoinId) -> Result<Option<Join>> {
    conn.maybe(&format!("{JOIN} where j.school_id = $1 and j.id = $2"), args![school, id]).await
}

/// The newest joins.
pub async fn newest(conn: &mut Conn, school: SchoolId, most: i64) -> Result<Vec<Join>> {
    let sql = format!("{JOIN} where j.school_id = $1 order by j.joined_at desc, j.id limit $2");
    conn.all(&sql, args![school, most]).await
}

/// The rows put aside in a join: id, table, body.
pub async fn asides(conn: &mut Conn, school: SchoolId, join: JoinId) -> Result<Vec<(Uuid, String, Vec<u8>)>> {
    conn.all(
        "select id, table_name, body_cell from duplicate_aside where school_id = $1 and join_id = $2 order by id",
        args![school, join],
    )
    .await
}

db::record! {
    /// What was changed in another column, or a row that was added.
    pub struct Changed {
        /// The table.
        pub table: String,
        /// The column; `+` for an added row.
        pub column: String,
        /// The row.
        pub row: Uuid,
        /// The rest of its key.
        pub part: String,
        /// What stood there.
        pub before: Option<String>,
    }
}

/// What was changed in other columns, and what was added.
pub async fn changes(conn: &mut Conn, school: SchoolId, join: JoinId) -> Result<Vec<Changed>> {
    conn.all(
        "select table_name, column_name, row_id, part, before from duplicate_move
         where school_id = $1 and join_id = $2 and (before is not null or column_name = '+')
         order by table_name, column_name, row_id",
        args![school, join],
    )
    .await
}
