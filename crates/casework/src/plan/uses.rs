//! Measures of the library at work for a child: since when, until when, and how it ended (P6, P7). Rooms that count what
//! was tried before read [`of_case`], or the table `measure_use` by its columns `measure` and `outcome`.

use access::Kind;
use axum::extract::Path;
use db::{Conn, Tx, args};
use kernel::{CaseId, Day, FOREVER, Instant, MeasureUseId, SchoolId, StaffId, clock::days_after};
use web::{Cx, Failure, Fields, Reply, see_with};

use crate::case::actions::{self, About, Told};
use crate::case::model::ended;
use crate::library;
use crate::words::keyed;

keyed! {
    /// How a measure ended.
    Outcome of "outcome" {
        /// It helped.
        Helped = "helped",
        /// It helped in part.
        Partly = "partly",
        /// It did not help.
        Not = "not",
        /// One cannot say yet.
        Unclear = "unclear",
    }
}

/// One measure at work for a child.
#[derive(Clone, Debug)]
pub struct MeasureUse {
    /// The id.
    pub id: MeasureUseId,
    /// The case.
    pub case: CaseId,
    /// The key in the library.
    pub measure: String,
    /// Its name there.
    pub name: String,
    /// Since when.
    pub from_on: Day,
    /// The last day; nothing while it is at work.
    pub until_on: Option<Day>,
    /// How it ended, if somebody said.
    pub outcome: Option<Outcome>,
    /// The words about it.
    pub words: Option<String>,
}

db::record! {
    struct UseRow {
        id: MeasureUseId,
        case_id: CaseId,
        measure: String,
        from_on: Day,
        until_on: Day,
        outcome: Option<String>,
        words_cell: Option<Vec<u8>>,
    }
}

const USE: &str = "select id, case_id, measure, from_on, until_on, outcome, words_cell from measure_use";

/// All measures ever at work in a case: those at work first, then the newest. The caller holds the permit to read it.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn of_case(conn: &mut Conn, cx: &Cx, case: CaseId) -> Result<Vec<MeasureUse>, Failure> {
    // What was picked and taken away on one day was never at work.
    let sql = format!(
        "{USE} where school_id = $1 and case_id = $2 and until_on >= from_on order by until_on desc, from_on, added_at, id"
    );
    let rows: Vec<UseRow> = conn.all(&sql, args![cx.school(), case]).await?;
    let names = library::names(conn, cx).await?;
    rows.into_iter()
        .map(|row| {
            let key = cx.app.row(cx.school(), "measure_use", row.id.bytes(), Kind::Case.label());
            Ok(MeasureUse {
                id: row.id,
                case: row.case_id,
                name: names.get(&row.measure).unwrap_or(&row.measure).clone(),
                measure: row.measure,
                from_on: row.from_on,
                until_on: ended(row.until_on),
                outcome: row.outcome.as_deref().and_then(Outcome::parse),
                words: cx.app.open_some(&key, "words_cell", row.words_cell.as_ref())?,
            })
        })
        .collect()
}

/// Makes these measures the ones at work: begins what is new, ends what is no longer picked.
pub(super) async fn pick(tx: &mut Tx, cx: &Cx, about: About, picks: &[String]) -> Result<(), Failure> {
    let names = library::names(tx, cx).await?;
    let now = of_case(tx, cx, about.case).await?;
    let now: Vec<&MeasureUse> = now.iter().filter(|one| one.until_on.is_none()).collect();
    for (key, name) in names.iter().filter(|(key, _)| picks.contains(*key)) {
        if now.iter().any(|one| one.measure == *key) {
            continue;
        }
        let id = MeasureUseId(cx.uuid());
        let when = (cx.today(), cx.app.clock.now(), cx.staff()?);
        insert(tx, cx.school(), (id, about), key, when).await?;
        let told = Told { name: "measure.begun", before: None, after: Some(name) };
        actions::tell(tx, cx, (about, id.0), told).await?;
    }
    for one in now.into_iter().filter(|one| !picks.contains(&one.measure)) {
        let last = days_after(cx.today(), -1);
        finish(tx, cx, (about, one), (last, None, None)).await?;
    }
    Ok(())
}

/// Puts one measure to work. False: it is at work already, and nothing was written.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not amend the case, or for no measure of the library;
/// [`Failure::Stale`] when the case is closed.
pub async fn begin(cx: &Cx, case: CaseId, measure: &str) -> Result<bool, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let about = actions::amendable(&mut tx, cx, case).await?;
    if !library::names(&mut tx, cx).await?.contains_key(measure) {
        return Err(Failure::NotFound);
    }
    let now = of_case(&mut tx, cx, case).await?;
    let mut picks: Vec<String> =
        now.into_iter().filter(|one| one.until_on.is_none()).map(|one| one.measure).collect();
    if picks.iter().any(|key| key == measure) {
        return Ok(false);
    }
    picks.push(measure.to_owned());
    pick(&mut tx, cx, about, &picks).await?;
    tx.commit().await?;
    Ok(true)
}

/// Takes back a measure that began today: it was never at work.
///
/// # Errors
/// As [`end`]; [`Failure::Stale`] for one that began before, which ends and is kept.
pub async fn withdraw(cx: &Cx, id: MeasureUseId) -> Result<CaseId, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let (about, one) = find(&mut tx, cx, id).await?;
    if one.from_on != cx.today() || one.until_on.is_some() {
        return Err(Failure::Stale);
    }
    finish(&mut tx, cx, (about, &one), (days_after(cx.today(), -1), None, None)).await?;
    tx.commit().await?;
    Ok(about.case)
}

async fn insert(
    tx: &mut Conn,
    school: SchoolId,
    (id, about): (MeasureUseId, About),
    measure: &str,
    (on, at, by): (Day, Instant, StaffId),
) -> Result<(), Failure> {
    tx.run(
        "insert into measure_use (school_id, id, case_id, student_id, measure, from_on, added_at, added_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![school, id, about.case, about.student, measure, on, at, by],
    )
    .await?;
    Ok(())
}

async fn finish(
    tx: &mut Tx,
    cx: &Cx,
    (about, one): (About, &MeasureUse),
    (last, outcome, words): (Day, Option<Outcome>, Option<&str>),
) -> Result<(), Failure> {
    let key = cx.app.row(cx.school(), "measure_use", one.id.bytes(), Kind::Case.label());
    let cell = cx.app.seal_some(&key, "words_cell", words);
    tx.run(
        "update measure_use set until_on = $1, outcome = $2, words_cell = $3, ended_by = $4
         where school_id = $5 and id = $6",
        args![last, outcome.map(Outcome::key), cell, cx.staff()?, cx.school(), one.id],
    )
    .await?;
    let after = format!("{} {} {}", one.name, outcome.map_or("", Outcome::key), words.unwrap_or_default());
    let told = Told { name: "measure.ended", before: None, after: Some(after.trim()) };
    actions::tell(tx, cx, (about, one.id.0), told).await
}

/// Says how a measure went: it ends today.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not amend the case, or for no measure of it.
pub async fn end(
    cx: &Cx,
    id: MeasureUseId,
    (outcome, words): (Outcome, Option<&str>),
) -> Result<CaseId, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let (about, one) = find(&mut tx, cx, id).await?;
    finish(&mut tx, cx, (about, &one), (cx.today(), Some(outcome), words)).await?;
    tx.commit().await?;
    Ok(about.case)
}

/// Takes an ending back: the measure is at work again.
///
/// # Errors
/// As [`end`].
pub async fn resume(cx: &Cx, id: MeasureUseId) -> Result<CaseId, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let (about, one) = find(&mut tx, cx, id).await?;
    finish(&mut tx, cx, (about, &one), (FOREVER, None, None)).await?;
    tx.commit().await?;
    Ok(about.case)
}

async fn find(tx: &mut Tx, cx: &Cx, id: MeasureUseId) -> Result<(About, MeasureUse), Failure> {
    let sql = "select case_id from measure_use where school_id = $1 and id = $2";
    let case: Option<CaseId> = tx.maybe(sql, args![cx.school(), id]).await?;
    let about = actions::amendable(tx, cx, case.ok_or(Failure::NotFound)?).await?;
    let all = of_case(tx, cx, about.case).await?;
    Ok((about, all.into_iter().find(|one| one.id == id).ok_or(Failure::NotFound)?))
}

/// `POST /measure-uses/{id}/end`
pub(super) async fn close(cx: Cx, Path(id): Path<MeasureUseId>, mut fields: Fields) -> Reply {
    let outcome = Outcome::parse(fields.get("outcome")).ok_or(Failure::BadRequest)?;
    fields.at_most(cx.lang(), "words", 400);
    if !fields.is_right() {
        return Err(Failure::TooLarge);
    }
    let case = end(&cx, id, (outcome, fields.some("words"))).await?;
    see_with(&format!("/cases/{case}/plan#measures"), "plans-said-measure-ended")
}

/// `POST /measure-uses/{id}/return`
pub(super) async fn reopen(cx: Cx, Path(id): Path<MeasureUseId>) -> Reply {
    let case = resume(&cx, id).await?;
    see_with(&format!("/cases/{case}/plan#measures"), "plans-said-measure-resumed")
}

/// `POST /cases/{id}/measures`: takes a measure that was tried elsewhere into this plan.
pub(super) async fn take(cx: Cx, Path(id): Path<CaseId>, fields: Fields) -> Reply {
    begin(&cx, id, fields.get("measure")).await?;
    see_with(&format!("/cases/{id}/plan#measures"), "plans-said-measure-begun")
}

/// `POST /measure-uses/{id}/withdrawal`
pub(super) async fn take_back(cx: Cx, Path(id): Path<MeasureUseId>) -> Reply {
    let case = withdraw(&cx, id).await?;
    see_with(&format!("/cases/{case}/plan"), "plans-said-measure-withdrawn")
}
