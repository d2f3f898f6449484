//! The SQL of bundles.

use db::{Conn, Result, Tx, Value, args};
use kernel::{BundleId, ClassId, Day, Instant, SchoolId, StaffId, StudentId};
use uuid::Uuid;

db::record! {
    /// A bundle with how far it is.
    #[derive(Clone, Debug)]
    pub struct Bundle {
        /// The id.
        pub id: BundleId,
        /// Which paper.
        pub paper: String,
        /// Of which class; none for all the asker may take out.
        pub class_id: Option<ClassId>,
        /// In which language.
        pub lang: String,
        /// In which shape (the ending of the files); templates keep their own.
        pub shape: String,
        /// The password of the archive, sealed; none when it is not locked.
        pub password_cell: Option<Vec<u8>>,
        /// When the password was shown.
        pub password_shown_at: Option<Instant>,
        /// When it was asked for.
        pub asked_at: Instant,
        /// Stopped by hand.
        pub paused_at: Option<Instant>,
        /// The files are gone.
        pub dropped_at: Option<Instant>,
        /// How many children.
        pub all: i64,
        /// How many are made.
        pub made: i64,
        /// How many could not be made.
        pub failed: i64,
    }
}

db::record! {
    /// One child's paper that is still to be made.
    pub struct Open { pub seq: i64, pub id: Uuid, pub student_id: StudentId }
}

db::record! {
    /// One child's paper that is there.
    pub struct Made {
        pub id: Uuid,
        pub student_id: StudentId,
        pub name_cell: Vec<u8>,
        pub file_cell: Vec<u8>,
    }
}

db::record! {
    /// One that could not be made.
    pub struct Failed { pub student_id: StudentId, pub fault: String }
}

const BUNDLE: &str = "select b.id, b.paper, b.class_id, b.lang, b.shape, b.password_cell, b.password_shown_at,
    b.asked_at, b.paused_at, b.dropped_at,
    (select count(*) from bundle_item i where i.school_id = b.school_id and i.bundle_id = b.id),
    (select count(*) from bundle_item i where i.school_id = b.school_id and i.bundle_id = b.id and i.made_at is not null),
    (select count(*) from bundle_item i where i.school_id = b.school_id and i.bundle_id = b.id and i.fault is not null)
    from bundle b where b.school_id = $1 and b.asked_by = $2";

/// The bundles of one person, newest first.
pub async fn list(conn: &mut Conn, school: SchoolId, staff: StaffId) -> Result<Vec<Bundle>> {
    conn.all(&format!("{BUNDLE} order by b.asked_at desc limit 20"), args![school, staff]).await
}

/// A bundle of this person.
pub async fn lookup(
    conn: &mut Conn,
    school: SchoolId,
    staff: StaffId,
    id: BundleId,
) -> Result<Option<Bundle>> {
    conn.maybe(&format!("{BUNDLE} and b.id = $3"), args![school, staff, id]).await
}

/// A bundle as it is asked for.
pub struct Asking<'a> {
    pub id: BundleId,
    pub paper: &'a str,
    pub class: Option<ClassId>,
    pub lang: &'a str,
    pub shape: &'a str,
    pub password: Option<Vec<u8>>,
    pub by: (StaffId, Instant),
}

/// Writes what is asked for; the same id sent twice is one bundle.
pub async fn insert(
    tx: &mut Tx,
    school: SchoolId,
    asking: &Asking<'_>,
    items: &[(Uuid, StudentId)],
) -> Result<()> {
    let new = tx
        .run(
            "insert into bundle (school_id, id, paper, class_id, lang, shape, password_cell, asked_at, asked_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (school_id, id) do nothing",
            args![
                school,
                asking.id,
                asking.paper,
                asking.class,
                asking.lang,
                asking.shape,
                asking.password.as_deref(),
                asking.by.1,
                asking.by.0
            ],
        )
        .await?;
    if new == 0 {
        return Ok(());
    }
    for ((id, student), seq) in items.iter().zip(1_i64..) {
        tx.run(
            "insert into bundle_item (school_id, bundle_id, seq, id, student_id) values ($1, $2, $3, $4, $5)",
            args![school, asking.id, seq, *id, *student],
        )
        .await?;
    }
    Ok(())
}

/// The next to be made; none while the bundle is stopped.
pub async fn next(conn: &mut Conn, school: SchoolId, id: BundleId, take: i64) -> Result<Vec<Open>> {
    conn.all(
        "select i.seq, i.id, i.student_id from bundle_item i
         join bundle b on b.school_id = i.school_id and b.id = i.bundle_id
         where i.school_id = $1 and i.bundle_id = $2 and i.made_at is null and i.fault is null
           and b.paused_at is null and b.dropped_at is null order by i.seq limit $3",
        args![school, id, take],
    )
    .await
}

/// Keeps a made paper, unless it was made meanwhile.
pub async fn keep(
    tx: &mut Tx,
    school: SchoolId,
    (bundle, seq): (BundleId, i64),
    (name, file): (&[u8], &[u8]),
    at: Instant,
) -> Result<()> {
    tx.run(
        "update bundle_item set name_cell = $1, file_cell = $2, made_at = $3
         where school_id = $4 and bundle_id = $5 and seq = $6 and made_at is null",
        args![name, file, at, school, bundle, seq],
    )
    .await?;
    Ok(())
}

/// Says why one could not be made.
pub async fn fail(tx: &mut Tx, school: SchoolId, (bundle, seq): (BundleId, i64), fault: &str) -> Result<()> {
    tx.run(
        "update bundle_item set fault = $1 where school_id = $2 and bundle_id = $3 and seq = $4",
        args![fault, school, bundle, seq],
    )
    .await?;
    Ok(())
}

/// Forgets the faults, so that these are tried again.
pub async fn retry(tx: &mut Tx, school: SchoolId, bundle: BundleId) -> Result<()> {
    tx.run(
        "update bundle_item set fault = null where school_id = $1 and bundle_id = $2",
        args![school, bundle],
    )
    .await?;
    Ok(())
}

/// Stops the bundle, or lets it go on.
pub async fn pause(tx: &mut Tx, school: SchoolId, bundle: BundleId, at: Option<Instant>) -> Result<()> {
    tx.run("update bundle set paused_at = $1 where school_id = $2 and id = $3", args![at, school, bundle])
        .await?;
    Ok(())
}

/// Notes that the password was shown; false when it had been shown before.
pub async fn show_password(tx: &mut Tx, school: SchoolId, bundle: BundleId, at: Instant) -> Result<bool> {
    let first = tx
        .run(
            "update bundle set password_shown_at = $1
             where school_id = $2 and id = $3 and password_cell is not null and password_shown_at is null",
            args![at, school, bundle],
        )
        .await?;
    Ok(first > 0)
}

/// Removes the files of bundles and what opens them; what was asked for and when stays.
pub async fn drop_files(tx: &mut Tx, school: SchoolId, bundles: &[BundleId], at: Instant) -> Result<()> {
    for bundle in bundles {
        tx.run(
            "update bundle_item set name_cell = null, file_cell = null where school_id = $1 and bundle_id = $2",
            args![school, *bundle],
        )
        .await?;
        tx.run(
            "update bundle set dropped_at = $1, password_cell = null where school_id = $2 and id = $3",
            args![at, school, *bundle],
        )
        .await?;
    }
    Ok(())
}

/// Bundles asked for before this instant whose files are still there.
pub async fn older(conn: &mut Conn, school: SchoolId, than: Instant) -> Result<Vec<BundleId>> {
    let sql = "select id from bundle where school_id = $1 and asked_at < $2 and dropped_at is null";
    conn.all(sql, args![school, than]).await
}

/// The papers that are there, in order; a part at a time.
pub async fn made(
    conn: &mut Conn,
    school: SchoolId,
    bundle: BundleId,
    (after, take): (i64, i64),
) -> Result<Vec<Made>> {
    conn.all(
        "select id, student_id, name_cell, file_cell from bundle_item
         where school_id = $1 and bundle_id = $2 and made_at is not null and file_cell is not null
         order by seq limit $3 offset $4",
        args![school, bundle, take, after],
    )
    .await
}

/// Those that could not be made.
pub async fn failed(conn: &mut Conn, school: SchoolId, bundle: BundleId) -> Result<Vec<Failed>> {
    conn.all(
        "select student_id, fault from bundle_item
         where school_id = $1 and bundle_id = $2 and fault is not null order by seq",
        args![school, bundle],
    )
    .await
}

/// The children with an open case on the day, among those of a scope's condition.
pub async fn with_case(conn: &mut Conn, scope: &access::Scope, today: Day) -> Result<Vec<StudentId>> {
    let condition = scope.condition(&access::Columns::USUAL, 3);
    let sql = format!(
        "select s.id from student s
         join enrollment e on e.school_id = s.school_id and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
         join class c on c.school_id = e.school_id and c.id = e.class_id
         join support_case k on k.school_id = s.school_id and k.student_id = s.id and k.opened_on <= $2
         where s.school_id = $1 and not exists (select 1 from closure x where x.school_id = k.school_id
             and x.case_id = k.id and x.closed_on <= $2 and x.reopened_on > $2) and {}",
        condition.sql
    );
    let mut args: Vec<Value<'_>> = args![scope.school, today].to_vec();
    args.extend(condition.args);
    conn.all(&sql, &args).await
}
