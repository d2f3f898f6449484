//! The SQL of templates.

use db::{Conn, Result, Tx, args};
use kernel::{Instant, SchoolId, StaffId, TemplateId};
use uuid::Uuid;

db::record! {
    /// One version of a template.
    #[derive(Clone, Debug)]
    pub struct Version {
        /// The id.
        pub id: Uuid,
        /// The template.
        pub template_id: TemplateId,
        /// What the template is called.
        pub name: String,
        /// Which version, from 1.
        pub number: i64,
        /// `docx` or `xlsx`.
        pub shape: String,
        /// The names in use, as JSON.
        pub uses: String,
        /// When it was added.
        pub added_at: Instant,
        /// By whom, by name.
        pub added_by: String,
        /// The template was withdrawn.
        pub withdrawn_at: Option<Instant>,
    }
}

const VERSION: &str =
    "select v.id, v.template_id, t.name, v.number, v.shape, v.uses, v.added_at, s.name, t.withdrawn_at
    from template_version v
    join template t on t.school_id = v.school_id and t.id = v.template_id
    join staff s on s.school_id = v.school_id and s.id = v.added_by
    where v.school_id = $1";

/// The newest version of each template in use, by name.
pub async fn of_school(conn: &mut Conn, school: SchoolId) -> Result<Vec<Version>> {
    let sql = format!(
        "{VERSION} and t.withdrawn_at is null and not exists (select 1 from template_version w
         where w.school_id = v.school_id and w.template_id = v.template_id and w.number > v.number) order by t.name, t.id"
    );
    conn.all(&sql, args![school]).await
}

/// All versions of a template, newest first.
pub async fn versions(conn: &mut Conn, school: SchoolId, id: TemplateId) -> Result<Vec<Version>> {
    conn.all(&format!("{VERSION} and v.template_id = $2 order by v.number desc"), args![school, id]).await
}

/// One version.
pub async fn lookup_version(conn: &mut Conn, school: SchoolId, id: Uuid) -> Result<Option<Version>> {
    conn.maybe(&format!("{VERSION} and v.id = $2"), args![school, id]).await
}

/// The sealed file of a version.
pub async fn file(conn: &mut Conn, school: SchoolId, id: Uuid) -> Result<Vec<u8>> {
    conn.one("select file_cell from template_version where school_id = $1 and id = $2", args![school, id])
        .await
}

/// A new template; the same id sent twice is one.
pub async fn insert(
    tx: &mut Tx,
    school: SchoolId,
    (id, name): (TemplateId, &str),
    (by, at): (StaffId, Instant),
) -> Result<()> {
    tx.run(
        "insert into template (school_id, id, name, made_at, made_by) values ($1, $2, $3, $4, $5)
         on conflict (school_id, id) do nothing",
        args![school, id, name, at, by],
    )
    .await?;
    Ok(())
}

/// A version as it is added.
pub struct Adding<'a> {
    pub id: Uuid,
    pub template: TemplateId,
    pub shape: &'a str,
    pub uses: &'a str,
    pub file: Vec<u8>,
}

/// Adds a version after the others.
pub async fn insert_version(
    tx: &mut Tx,
    school: SchoolId,
    new: Adding<'_>,
    (by, at): (StaffId, Instant),
) -> Result<i64> {
    let last: i64 = tx
        .one(
            "select coalesce(max(number), 0) from template_version where school_id = $1 and template_id = $2",
            args![school, new.template],
        )
        .await?;
    tx.run(
        "insert into template_version (school_id, id, template_id, number, shape, uses, file_cell, added_at, added_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![school, new.id, new.template, last + 1, new.shape, new.uses, new.file, at, by],
    )
    .await?;
    Ok(last + 1)
}

/// Takes a template out of use.
pub async fn withdraw(
    tx: &mut Tx,
    school: SchoolId,
    id: TemplateId,
    (by, at): (StaffId, Instant),
) -> Result<u64> {
    tx.run(
        "update template set withdrawn_at = $1, withdrawn_by = $2
         where school_id = $3 and id = $4 and withdrawn_at is null",
        args![at, by, school, id],
    )
    .await
}
