//! The sheet is saved as a whole: findings, remarks, left-behind, nominations and the look, in one transaction.

use access::{Action, Kind};
use db::Tx;
use kernel::{CensusId, FindingId, RemarkId, StudentId};
use people::student::{self, Student};
use web::{Cx, Failure};

use super::forms::Sheet;
use super::nth;
use crate::finding::{self, Finding, Found};
use crate::remark::{self, Remark, actions::New};
use crate::word::{Category, RemarkKind};
use crate::{census, left_behind};

/// Saves the sheet. What this person may not read is neither seen nor ended.
///
/// # Errors
/// Not found when the policy refuses.
pub async fn save(cx: &Cx, id: StudentId, sheet: &Sheet) -> Result<Student, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let student = student::find(&mut tx, cx, id).await?;
    let facts = student.facts(cx.school());
    if !Category::ALL.iter().any(|one| cx.permit(Action::Create, one.kind(), &facts).is_ok()) {
        return Err(Failure::NotFound);
    }
    let census = census::store::lookup_latest(&mut tx, cx.school(), cx.today()).await?;
    let census = census.filter(|census| census.is_open(cx.today()));
    let takes_census = cx.permit(Action::Create, Kind::Census, &facts).is_ok();
    let census = census.filter(|_| takes_census);
    let (current, _) = finding::current_of(&mut tx, cx, &student, cx.today()).await?;
    keep_or_find(&mut tx, cx, (&student, &current), sheet, census.as_ref().map(|one| one.id)).await?;
    end_unticked(&mut tx, cx, (&student, &current), sheet).await?;
    let (remarks, _) = remark::of(&mut tx, cx, &student).await?;
    say(&mut tx, cx, &student, sheet).await?;
    renew_causes(&mut tx, cx, (&student, &remarks), sheet).await?;
    if takes_census {
        let waiting = |one: &&Remark| one.kind == RemarkKind::Nomination && one.settled_on.is_none();
        for nomination in remarks.iter().filter(waiting) {
            remark::actions::settle_in(&mut tx, cx, &student, nomination).await?;
        }
    }
    if let Some(census) = &census {
        census::actions::look_in(&mut tx, cx, census, &student).await?;
    }
    tx.commit().await?;
    Ok(student)
}

async fn keep_or_find(
    tx: &mut Tx,
    cx: &Cx,
    (student, current): (&Student, &[Finding]),
    sheet: &Sheet,
    census: Option<CensusId>,
) -> Result<(), Failure> {
    for (n, what) in (1..).zip(Category::ALL).filter_map(|(n, category)| Some((n, ticked(sheet, *category)?)))
    {
        match newest(current, what.category) {
            Some(old) => {
                let what = Found { priority: old.what.priority, ..what.clone() };
                finding::actions::amend_in(tx, cx, student, old, &what).await?;
            }
            None => {
                finding::actions::end_faded_in(tx, cx, student, what.category).await?;
                let id = FindingId(nth(sheet.key, n));
                finding::actions::find_in(tx, cx, (id, student), what, census).await?;
            }
        }
        if what.category == Category::LeftBehind {
            left_behind::record_in(tx, cx, student, Some(&sheet.left_behind)).await?;
        }
    }
    Ok(())
}

async fn end_unticked(
    tx: &mut Tx,
    cx: &Cx,
    (student, current): (&Student, &[Finding]),
    sheet: &Sheet,
) -> Result<(), Failure> {
    for old in current.iter().filter(|old| sheet.shown.contains(&old.id)) {
        let category = old.what.category;
        if ticked(sheet, category).is_some() {
            continue;
        }
        finding::actions::end_in(tx, cx, student, old, sheet.reason(category)).await?;
        if category == Category::LeftBehind {
            left_behind::record_in(tx, cx, student, None).await?;
        }
    }
    Ok(())
}

fn ticked(sheet: &Sheet, category: Category) -> Option<&Found> {
    sheet.ticked.iter().find(|what| what.category == category)
}

fn newest(current: &[Finding], category: Category) -> Option<&Finding> {
    current.iter().filter(|one| one.what.category == category).max_by_key(|one| one.id)
}

async fn say(tx: &mut Tx, cx: &Cx, student: &Student, sheet: &Sheet) -> Result<(), Failure> {
    let said = [(20, RemarkKind::Strength, &sheet.strength), (21, RemarkKind::OwnWords, &sheet.own_words)];
    for (n, kind, text) in said {
        let Some(text) = text else { continue };
        let new = New { id: RemarkId(nth(sheet.key, n)), kind, topic: None, text };
        remark::actions::note_in(tx, cx, student, new).await?;
    }
    Ok(())
}

async fn renew_causes(
    tx: &mut Tx,
    cx: &Cx,
    (student, remarks): (&Student, &[Remark]),
    sheet: &Sheet,
) -> Result<(), Failure> {
    for (n, (cause, text)) in (30..).zip(sheet.causes.iter().flatten()) {
        let old = cause_of(remarks, cause.code());
        if old.map_or("", |old| old.text.as_str()) == text {
            continue;
        }
        if let Some(old) = old {
            remark::actions::withdraw_in(tx, cx, student, old).await?;
        }
        if !text.is_empty() {
            let (id, topic) = (RemarkId(nth(sheet.key, n)), Some(cause.code()));
            remark::actions::note_in(tx, cx, student, New { id, kind: RemarkKind::Cause, topic, text })
                .await?;
        }
    }
    Ok(())
}

/// The cause of this kind as it stands: the newest.
pub(super) fn cause_of<'r>(remarks: &'r [Remark], code: &str) -> Option<&'r Remark> {
    remarks.iter().find(|one| one.kind == RemarkKind::Cause && one.topic.as_deref() == Some(code))
}
