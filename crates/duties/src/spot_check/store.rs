//! The SQL of spot checks.

use access::{Columns, Facts, Scope};
use db::{Conn, Result, Tx, args};
use kernel::{
    CaseId, ClassId, Day, FOREVER, Instant, SchoolId, SpotCheckId, SpotFindingId, StaffId, StudentId,
};

use super::Stage;
use super::draw::Entry;

db::record! {
    /// A check.
    #[derive(Clone, Debug)]
    pub struct Check {
        /// The id.
        pub id: SpotCheckId,
        /// What it is called.
        pub name: String,
        /// By what the frame is divided.
        pub strata: String,
        /// How many are drawn.
        pub size: i64,
        /// Where the seed was to come from.
        pub seed_from: String,
        /// The fingerprint of the frame.
        pub frame_sha256: String,
        /// When the frame was frozen.
        pub frozen_on: Day,
        /// By when corrections are due.
        pub due_on: Day,
        /// The seed, once drawn.
        pub seed: Option<String>,
        /// When it was drawn.
        pub drawn_at: Option<Instant>,
        /// When it was closed.
        pub closed_on: Day,
        /// Who froze it.
        pub frozen_by: String,
        /// How many cases are in the frame.
        pub cases: i64,
    }
}

impl Check {
    /// Whether the sample is drawn.
    #[must_use]
    pub fn is_drawn(&self) -> bool {
        self.seed.is_some()
    }

    /// Whether nothing more is done with it.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.closed_on != FOREVER
    }
}

const CHECKS: &str = "select k.id, k.name, k.strata, k.size, k.seed_from, k.frame_sha256, k.frozen_on, k.due_on, k.seed, k.drawn_at, k.closed_on, a.name,
    (select count(*) from spot_check_case c where c.school_id = k.school_id and c.check_id = k.id)
    from spot_check k join staff a on a.school_id = k.school_id and a.id = k.frozen_by where k.school_id = $1";

/// All checks, the newest first.
///
/// # Errors
/// Those of the database.
pub async fn list(conn: &mut Conn, school: SchoolId) -> Result<Vec<Check>> {
    conn.all(&format!("{CHECKS} order by k.frozen_at desc, k.id desc"), args![school]).await
}

/// One check.
///
/// # Errors
/// Those of the database.
pub async fn lookup(conn: &mut Conn, school: SchoolId, id: SpotCheckId) -> Result<Option<Check>> {
    conn.maybe(&format!("{CHECKS} and k.id = $2"), args![school, id]).await
}

/// A check about to be frozen.
pub struct New<'a> {
    /// The id.
    pub id: SpotCheckId,
    /// What it is called.
    pub name: &'a str,
    /// By what the frame is divided.
    pub strata: &'static str,
    /// How many are drawn.
    pub size: i64,
    /// Where the seed will come from.
    pub seed_from: &'a str,
    /// The fingerprint.
    pub frame_sha256: &'a str,
    /// By when corrections are due.
    pub due_on: Day,
    /// When and by whom.
    pub frozen: (Day, Instant, StaffId),
}

/// Writes a check.
///
/// # Errors
/// Those of the database.
pub async fn insert(tx: &mut Tx, school: SchoolId, new: &New<'_>) -> Result<()> {
    let (on, at, by) = new.frozen;
    tx.run(
        "insert into spot_check (school_id, id, name, strata, size, seed_from, frame_sha256, frozen_on, frozen_at, frozen_by, due_on)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![school, new.id, new.name, new.strata, new.size, new.seed_from, new.frame_sha256, on, at, by, new.due_on],
    )
    .await?;
    Ok(())
}

/// Writes one case of the frame.
///
/// # Errors
/// Those of the database.
pub async fn insert_case(
    tx: &mut Tx,
    (school, check): (SchoolId, SpotCheckId),
    entry: &Entry,
    student: StudentId,
) -> Result<()> {
    tx.run(
        "insert into spot_check_case (school_id, check_id, case_id, student_id, stratum, weight) values ($1, $2, $3, $4, $5, $6)",
        args![school, check, entry.case, student, entry.stratum, i64::from(entry.weight)],
    )
    .await?;
    Ok(())
}

/// The cases drawn by some check since this instant.
///
/// # Errors
/// Those of the database.
pub async fn drawn_since(conn: &mut Conn, school: SchoolId, since: Instant) -> Result<Vec<CaseId>> {
    conn.all(
        "select distinct c.case_id from spot_check_case c
         join spot_check k on k.school_id = c.school_id and k.id = c.check_id
         where c.school_id = $1 and c.place is not null and k.drawn_at >= $2",
        args![school, since],
    )
    .await
}

/// The frame, with the place of each case that was drawn.
///
/// # Errors
/// Those of the database.
pub async fn frame(
    conn: &mut Conn,
    school: SchoolId,
    check: SpotCheckId,
) -> Result<Vec<(Entry, Option<i64>)>> {
    let rows: Vec<(CaseId, String, i64, Option<i64>)> = conn
        .all(
            "select case_id, stratum, weight, place from spot_check_case where school_id = $1 and check_id = $2 order by case_id",
            args![school, check],
        )
        .await?;
    let entry = |(case, stratum, weight, place)| {
        let weight = u32::try_from(weight).unwrap_or(1);
        (Entry { case, stratum, weight }, place)
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// Keeps the seed; 0 when the sample is drawn already.
///
/// # Errors
/// Those of the database.
pub async fn put_seed(
    tx: &mut Tx,
    (school, id): (SchoolId, SpotCheckId),
    seed: &str,
    (at, by): (Instant, StaffId),
) -> Result<u64> {
    tx.run(
        "update spot_check set seed = $1, drawn_at = $2, drawn_by = $3 where school_id = $4 and id = $5 and seed is null",
        args![seed, at, by, school, id],
    )
    .await
}

/// Keeps the place of a drawn case.
///
/// # Errors
/// Those of the database.
pub async fn put_place(
    tx: &mut Tx,
    (school, check): (SchoolId, SpotCheckId),
    case: CaseId,
    place: i64,
) -> Result<()> {
    tx.run(
        "update spot_check_case set place = $1 where school_id = $2 and check_id = $3 and case_id = $4",
        args![place, school, check, case],
    )
    .await?;
    Ok(())
}

/// Closes a check.
///
/// # Errors
/// Those of the database.
pub async fn close(
    tx: &mut Tx,
    (school, id): (SchoolId, SpotCheckId),
    (on, by): (Day, StaffId),
) -> Result<u64> {
    tx.run(
        "update spot_check set closed_on = $1, closed_by = $2 where school_id = $3 and id = $4 and closed_on = $5",
        args![on, by, school, id, FOREVER],
    )
    .await
}

db::record! {
    /// A drawn case with its child, who answers for it, and what was seen.
    #[derive(Clone, Debug)]
    pub struct Drawn {
        /// The check.
        pub check: SpotCheckId,
        /// Its name.
        pub check_name: String,
        /// The case.
        pub case: CaseId,
        /// The child.
        pub student: StudentId,
        /// The name.
        pub name: String,
        /// Today's class.
        pub class: Option<ClassId>,
        /// Today's grade.
        pub grade: Option<i64>,
        /// The class's number.
        pub number: Option<i64>,
        /// Its stratum.
        pub stratum: String,
        /// Its place in the sample.
        pub place: i64,
        /// Who answers for the case.
        pub responsible: Option<String>,
        /// That person.
        pub responsible_id: Option<StaffId>,
        /// What was seen.
        pub finding: Option<SpotFindingId>,
        /// Facts instead of labels.
        pub facts: Option<String>,
        /// The child's own words.
        pub own_words: Option<String>,
        /// Promises kept up.
        pub follow_up: Option<String>,
        /// A plan that fits.
        pub plan_fits: Option<String>,
        /// Sealed.
        pub words_cell: Option<Vec<u8>>,
        /// Whether something is asked of the teacher.
        pub asks: Option<bool>,
        /// By when.
        pub due_on: Option<Day>,
        /// When somebody looked.
        pub looked_on: Option<Day>,
        /// Sealed.
        pub answer_cell: Option<Vec<u8>>,
        /// Why it was asked once more. Sealed.
        pub again_cell: Option<Vec<u8>>,
        /// What was answered before it was asked once more. Sealed.
        pub earlier_cell: Option<Vec<u8>>,
        /// When it was answered.
        pub answered_on: Option<Day>,
        /// By whom.
        pub answered_by: Option<StaffId>,
        /// When nothing was left to do.
        pub settled_on: Option<Day>,
    }
}

impl Drawn {
    /// How far it is.
    #[must_use]
    pub fn stage(&self) -> Stage {
        match (self.finding, self.asks, self.answered_on, self.settled_on) {
            (None, ..) => Stage::Unseen,
            (_, _, _, Some(day)) if day != FOREVER => Stage::Settled,
            (_, Some(false), ..) => Stage::Settled,
            (_, _, Some(_), _) => Stage::Answered,
            _ => Stage::Asked,
        }
    }

    /// What the policy needs to know of the child.
    #[must_use]
    pub fn child(&self, school: SchoolId) -> Facts {
        let (class, grade) = (self.class, self.grade);
        Facts { school, student: Some(self.student), class, grade, author: None, named: false }
    }

    /// The answers in the order of the questions.
    #[must_use]
    pub fn answers(&self) -> [Option<&str>; 4] {
        [&self.facts, &self.own_words, &self.follow_up, &self.plan_fits].map(Option::as_deref)
    }
}

const DRAWN: &str = "select c.check_id, k.name, c.case_id, s.id, s.name, e.class_id, g.grade, g.number, c.stratum, c.place,
    (select min(a.name) from member m join staff a on a.school_id = m.school_id and a.id = m.staff_id
       where m.school_id = c.school_id and m.case_id = c.case_id and m.part = 'responsible' and m.from_on <= $2 and m.until_on >= $2),
    (select m.staff_id from member m where m.school_id = c.school_id and m.case_id = c.case_id and m.part = 'responsible'
       and m.from_on <= $2 and m.until_on >= $2 order by m.from_on, m.id limit 1),
    f.id, f.facts, f.own_words, f.follow_up, f.plan_fits, f.words_cell, f.asks, f.due_on, f.looked_on, f.answer_cell,
    f.again_cell, f.earlier_cell, f.answered_on, f.answered_by, f.settled_on
    from spot_check_case c
    join spot_check k on k.school_id = c.school_id and k.id = c.check_id
    join student s on s.school_id = c.school_id and s.id = c.student_id
    left join enrollment e on e.school_id = s.school_id and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
    left join class g on g.school_id = e.school_id and g.id = e.class_id
    left join spot_finding f on f.school_id = c.school_id and f.check_id = c.check_id and f.case_id = c.case_id
    where c.school_id = $1 and c.place is not null";

const COLUMNS: Columns =
    Columns { student: "s.id", class: "e.class_id", grade: "g.grade", author: None, note: None };

/// The sample of a check, as far as the scope goes, in the order of the draw.
///
/// # Errors
/// Those of the database.
pub async fn sample(conn: &mut Conn, scope: &Scope, check: SpotCheckId, today: Day) -> Result<Vec<Drawn>> {
    let mut args = args![scope.school, today, check].to_vec();
    let condition = scope.condition(&COLUMNS, 4);
    args.extend(condition.args);
    conn.all(&format!("{DRAWN} and c.check_id = $3 and {} order by c.place", condition.sql), &args).await
}

/// What is not settled yet in the checks that are open, as far as the scope goes; what nobody has looked at yet only if
/// `unseen`, and after what was looked at: the day by which something is asked comes first.
///
/// # Errors
/// Those of the database.
pub async fn open(conn: &mut Conn, scope: &Scope, today: Day, unseen: bool) -> Result<Vec<Drawn>> {
    let mut args = args![scope.school, today, FOREVER, unseen].to_vec();
    let condition = scope.condition(&COLUMNS, 5);
    args.extend(condition.args);
    let sql = format!(
        "{DRAWN} and k.closed_on = $3 and (f.id is null and $4 or f.asks and f.settled_on = $3) and {}
         order by case when f.id is null then 1 else 0 end, f.due_on, k.frozen_at, c.place, c.case_id",
        condition.sql
    );
    conn.all(&sql, &args).await
}

/// One drawn case.
///
/// # Errors
/// Those of the database.
pub async fn lookup_drawn(
    conn: &mut Conn,
    school: SchoolId,
    (check, case): (SpotCheckId, CaseId),
    today: Day,
) -> Result<Option<Drawn>> {
    let sql = format!("{DRAWN} and c.check_id = $3 and c.case_id = $4");
    conn.maybe(&sql, args![school, today, check, case]).await
}

/// What was seen, about to be kept.
pub struct NewFinding<'a> {
    /// The id.
    pub id: SpotFindingId,
    /// The drawn case.
    pub of: &'a Drawn,
    /// In the order of the questions.
    pub marks: [&'static str; 4],
    /// Sealed.
    pub words: Option<Vec<u8>>,
    /// Whether something is asked.
    pub asks: bool,
    /// By when.
    pub due_on: Day,
    /// When and by whom.
    pub looked: (Day, Instant, StaffId),
}

/// Writes what was seen, or sees it anew as long as nobody has answered.
///
/// # Errors
/// Those of the database.
pub async fn put_finding(tx: &mut Tx, school: SchoolId, new: &NewFinding<'_>) -> Result<u64> {
    let [facts, own_words, follow_up, plan_fits] = new.marks;
    let (on, at, by) = new.looked;
    if new.of.finding.is_some() {
        return tx
            .run(
                "update spot_finding set facts = $1, own_words = $2, follow_up = $3, plan_fits = $4, words_cell = $5, asks = $6, due_on = $7,
                   looked_on = $8, looked_at = $9, looked_by = $10, row_version = row_version + 1
                 where school_id = $11 and id = $12 and answered_on is null",
                args![facts, own_words, follow_up, plan_fits, new.words, new.asks, new.due_on, on, at, by, school, new.id],
            )
            .await;
    }
    tx.run(
        "insert into spot_finding (school_id, id, check_id, case_id, student_id, facts, own_words, follow_up, plan_fits, words_cell, asks, due_on, looked_on, looked_at, looked_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        args![
            school, new.id, new.of.check, new.of.case, new.of.student, facts, own_words, follow_up, plan_fits, new.words, new.asks,
            new.due_on, on, at, by
        ],
    )
    .await
}

/// Keeps an answer.
///
/// # Errors
/// Those of the database.
pub async fn put_answer(
    tx: &mut Tx,
    (school, id): (SchoolId, SpotFindingId),
    cell: &[u8],
    (on, by): (Day, StaffId),
) -> Result<u64> {
    tx.run(
        "update spot_finding set answer_cell = $1, answered_on = $2, answered_by = $3, row_version = row_version + 1
         where school_id = $4 and id = $5 and asks and settled_on = $6",
        args![cell, on, by, school, id, FOREVER],
    )
    .await
}

/// A second request: by when, and sealed why it is asked and what was answered until now.
pub struct Again {
    /// By when.
    pub due_on: Day,
    /// Sealed.
    pub again_cell: Option<Vec<u8>>,
    /// Sealed.
    pub earlier_cell: Option<Vec<u8>>,
}

/// Nothing is left to do, or the answer is asked for once more with a new day; what was answered moves aside.
///
/// # Errors
/// Those of the database.
pub async fn settle(
    tx: &mut Tx,
    (school, id): (SchoolId, SpotFindingId),
    again: Option<Again>,
    (on, by): (Day, StaffId),
) -> Result<u64> {
    match again {
        None => {
            tx.run(
                "update spot_finding set settled_on = $1, settled_by = $2, row_version = row_version + 1
                 where school_id = $3 and id = $4 and answered_on is not null and settled_on = $5",
                args![on, by, school, id, FOREVER],
            )
            .await
        }
        Some(again) => {
            tx.run(
                "update spot_finding set answered_on = $1, answer_cell = null, due_on = $2, again_cell = $3, earlier_cell = $4,
                   row_version = row_version + 1
                 where school_id = $5 and id = $6 and answered_on is not null and settled_on = $7",
                args![None::<Day>, again.due_on, again.again_cell, again.earlier_cell, school, id, FOREVER],
            )
            .await
        }
    }
}

db::record! {
    /// What spot checks saw in the case of one child, without words.
    #[derive(Clone, Debug)]
    pub struct Seen {
        /// The child.
        pub student: StudentId,
        /// Who answered for the case when somebody looked.
        pub responsible: Option<StaffId>,
        /// Facts instead of labels.
        pub facts: String,
        /// The child's own words.
        pub own_words: String,
        /// Promises kept up.
        pub follow_up: String,
        /// A plan that fits.
        pub plan_fits: String,
        /// Whether something was asked.
        pub asks: bool,
        /// By when.
        pub due_on: Day,
        /// When it was answered.
        pub answered_on: Option<Day>,
    }
}

impl Seen {
    /// How many of the four questions were answered with yes.
    #[must_use]
    pub fn good(&self) -> u32 {
        let marks = [&self.facts, &self.own_words, &self.follow_up, &self.plan_fits];
        marks.iter().map(|mark| u32::from(mark.as_str() == "yes")).sum()
    }
}

/// What spot checks saw in these days, as far as the scope goes: for figures.
///
/// # Errors
/// Those of the database.
pub async fn seen(conn: &mut Conn, scope: &Scope, today: Day, days: crate::days::Days) -> Result<Vec<Seen>> {
    let mut args = args![scope.school, today, days.first, days.last].to_vec();
    let condition = scope.condition(&COLUMNS, 5);
    args.extend(condition.args);
    let sql = format!(
        "select f.student_id,
           (select m.staff_id from member m where m.school_id = f.school_id and m.case_id = f.case_id and m.part = 'responsible'
             and m.from_on <= f.looked_on and m.until_on >= f.looked_on order by m.from_on, m.id limit 1),
           f.facts, f.own_words, f.follow_up, f.plan_fits, f.asks, f.due_on, f.answered_on
         from spot_finding f
         join student s on s.school_id = f.school_id and s.id = f.student_id
         left join enrollment e on e.school_id = s.school_id and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
         left join class g on g.school_id = e.school_id and g.id = e.class_id
         where f.school_id = $1 and f.looked_on >= $3 and f.looked_on <= $4 and {}",
        condition.sql
    );
    conn.all(&sql, &args).await
}
