//! Goals of a case: set, reached, withdrawn, taken back (P2 in its first form).

use access::Kind;
use axum::extract::Path;
use db::Tx;
use kernel::{CaseId, Day, FOREVER, GoalId};
use web::{Cx, Failure, Fields, Reply, see_with};

use super::actions::{self, About, Told};
use super::{pages, reading, store};

/// A goal about to be set.
#[derive(Clone, Debug)]
pub struct NewGoal {
    /// Made when the form was shown.
    pub key: GoalId,
    /// What is to change.
    pub text: String,
    /// How one will see it.
    pub measure: Option<String>,
    /// Near, not far.
    pub is_near: bool,
    /// By when.
    pub due_on: Option<Day>,
}

pub(super) async fn insert(tx: &mut Tx, cx: &Cx, about: About, new: &NewGoal) -> Result<(), Failure> {
    let key = cx.app.row(cx.school(), "goal", new.key.bytes(), Kind::Case.label());
    let goal = store::Setting {
        id: new.key,
        text: cx.app.seal(&key, "text_cell", &new.text),
        measure: cx.app.seal_some(&key, "measure_cell", new.measure.as_deref()),
        span: if new.is_near { "near" } else { "far" },
        due_on: new.due_on,
    };
    store::insert_goal(tx, cx.school(), (about.case, about.student), &goal, (cx.today(), cx.staff()?))
        .await?;
    let told = Told { name: "goal.set", before: None, after: Some(&new.text) };
    actions::tell(tx, cx, (about, new.key.0), told).await
}

/// Sets a goal. The same key again changes nothing.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not amend the case.
pub async fn set(cx: &Cx, case: CaseId, new: &NewGoal) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let about = actions::amendable(&mut tx, cx, case).await?;
    if let Some(there) = store::goal(&mut tx, cx.school(), new.key).await? {
        return if there.case_id == case { Ok(()) } else { Err(Failure::NotFound) };
    }
    insert(&mut tx, cx, about, new).await?;
    Ok(tx.commit().await?)
}

/// What becomes of a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Reached today.
    Reached,
    /// Given up.
    Withdrawn,
    /// Open again.
    Open,
}

/// Says what became of a goal; returns its case.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not amend the case.
pub async fn settle(cx: &Cx, id: GoalId, fate: Fate) -> Result<CaseId, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let (about, row) = actions::of_goal(&mut tx, cx, id).await?;
    let goal = reading::goal(cx, &row)?;
    let (name, reached, withdrawn) = match fate {
        Fate::Reached => ("goal.reached", (cx.today(), Some(cx.staff()?)), None),
        Fate::Withdrawn => ("goal.withdrawn", (FOREVER, None), Some(cx.app.clock.now())),
        Fate::Open => ("goal.reopened", (FOREVER, None), None),
    };
    if goal.is_open() != (fate == Fate::Open) {
        store::settle_goal(&mut tx, cx.school(), id, reached, withdrawn).await?;
        let told = Told { name, before: None, after: Some(&goal.text) };
        actions::tell(&mut tx, cx, (about, id.0), told).await?;
        tx.commit().await?;
    }
    Ok(about.case)
}

/// `POST /cases/{id}/goals`
pub(super) async fn create(cx: Cx, Path(id): Path<CaseId>, mut fields: Fields) -> Reply {
    let lang = cx.lang();
    let key = fields.get("key").parse().map_err(|_| Failure::BadRequest)?;
    let text = fields.required(lang, "goal");
    fields.at_most(lang, "goal", 400);
    fields.at_most(lang, "measure", 400);
    let due_on = fields.day(lang, "due_on");
    if !fields.is_right() {
        return pages::case_page(&cx, id, &fields).await;
    }
    let measure = fields.some("measure").map(str::to_owned);
    let new = NewGoal { key, text, measure, is_near: fields.get("span") != "far", due_on };
    set(&cx, id, &new).await?;
    see_with(&format!("/cases/{id}"), "casework-said-goal-set")
}

/// `POST /goals/{id}/reach`
pub(super) async fn reach(cx: Cx, Path(id): Path<GoalId>) -> Reply {
    let case = settle(&cx, id, Fate::Reached).await?;
    see_with(&format!("/cases/{case}"), "casework-said-goal-reached")
}

/// `POST /goals/{id}/withdrawal`
pub(super) async fn withdraw(cx: Cx, Path(id): Path<GoalId>) -> Reply {
    let case = settle(&cx, id, Fate::Withdrawn).await?;
    see_with(&format!("/cases/{case}"), "casework-said-goal-withdrawn")
}

/// `POST /goals/{id}/return`: the goal is open again.
pub(super) async fn take_back(cx: Cx, Path(id): Path<GoalId>) -> Reply {
    let case = settle(&cx, id, Fate::Open).await?;
    see_with(&format!("/cases/{case}"), "casework-said-goal-open")
}
