//! Looking at categories again (C6): those whose day has come, each with one tap to keep it or to let it end.

use access::{Action, Kind, Permit, scope};
use askama::Template;
use axum::extract::Path;
use kernel::{Day, FOREVER, FindingId, FindingReviewId, StudentId, clock::days_after};
use people::student;
use web::cx::Change;
use web::{Cx, Failure, Fields, Look, Reply, page, see_with};

use super::store::{self, Due, Kept};
use super::{category, panel};
use crate::fade::{self, Standing};
use crate::word::{Category, FINDING_KINDS};

/// For how many days a category is kept unless another day is said.
pub const RENEWED_DAYS: i64 = 120;

#[derive(Template)]
#[template(path = "finding/reviews.html")]
struct Index<'a> {
    cx: &'a Look,
    /// Each with whether it counts no longer.
    lines: Vec<(Due, bool)>,
    /// Kept today by the reader, to be taken back.
    kept: Vec<Kept>,
}

impl Kept {
    fn word(&self, look: &Look) -> &'static str {
        Category::parse(&self.category).map_or("", |category| category.word(look))
    }
}

impl Due {
    fn place(&self, look: &Look) -> String {
        match (self.grade, self.number) {
            (Some(grade), Some(number)) => look.class_name(&grade, &number),
            _ => String::new(),
        }
    }

    fn word(&self, look: &Look) -> &'static str {
        Category::parse(&self.category).map_or("", |category| category.word(look))
    }
}

/// `GET /finding-reviews`
pub async fn index(cx: Cx) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let (mut lines, mut kept, mut permits) = (Vec::new(), Vec::new(), Vec::new());
    let mut may = false;
    for kind in FINDING_KINDS {
        let right = scope(&cx.actor, Action::Amend, kind);
        may |= !right.is_empty();
        if right.is_empty() || scope(&cx.actor, Action::List, kind).is_empty() {
            continue;
        }
        for one in store::due(&mut conn, &[(kind, right.clone())], (cx.school(), cx.today())).await? {
            let faded = fade::standing(Some(one.review_on), cx.today()) == Standing::Faded;
            permits.extend(permit(&cx, kind, &one));
            lines.push((one, faded));
        }
        kept.extend(store::kept(&mut conn, &right, kind, (cx.today(), cx.staff()?)).await?);
    }
    drop(conn);
    if !may {
        return Err(Failure::NotFound);
    }
    cx.log_readings(&permits).await?;
    lines.sort_by(|(a, _), (b, _)| (a.grade, a.number, &a.name).cmp(&(b.grade, b.number, &b.name)));
    page(&cx, &Index { cx: &cx, lines, kept })
}

fn permit(cx: &Cx, kind: Kind, one: &Due) -> Option<Permit> {
    access::permit(&cx.actor, Action::Amend, kind, &panel::facts(cx, one))
}

/// `POST /findings/{id}/renewal`: it stays; one tap.
pub async fn create(cx: Cx, Path(id): Path<FindingId>, mut fields: Fields) -> Reply {
    let until = fields.day(cx.lang(), "until").unwrap_or_else(|| days_after(cx.today(), RENEWED_DAYS));
    if until <= cx.today() || !fields.is_right() {
        return Err(Failure::BadRequest);
    }
    renew(&cx, id, (until, fields.some("why"))).await?;
    see_with("/finding-reviews", "noticing-said-renewed")
}

/// Keeps a category until another day. Who may not read it cannot keep it.
///
/// # Errors
/// Not found when there is none, when it ended, or when the policy refuses.
pub async fn renew(cx: &Cx, id: FindingId, (until, why): (Day, Option<&str>)) -> Result<StudentId, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let raw = store::lookup(&mut tx, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let student = student::find(&mut tx, cx, raw.student_id).await?;
    let (kind, facts) = (category(&raw)?.kind(), student.facts(cx.school()));
    cx.permit(Action::Read, kind, &facts)?;
    cx.permit(Action::Amend, kind, &facts)?;
    if raw.until_on != FOREVER {
        return Err(Failure::NotFound);
    }
    let review = FindingReviewId(cx.uuid());
    let key = cx.app.row(cx.school(), "finding_review", review.bytes(), kind.label());
    let cell = cx.app.seal_some(&key, "reason_cell", why);
    let when = (cx.today(), cx.app.clock.now(), cx.staff()?);
    store::renew(&mut tx, cx.school(), (review, &raw), (until, cell), when).await?;
    let before = raw.review_on.map(|day| day.to_string());
    let after = format!("{until} {}", why.unwrap_or_default());
    let change = Change {
        name: "finding.renewed",
        kind,
        subject: id.0,
        student: Some(student.id),
        before: before.as_deref(),
        after: Some(after.trim()),
    };
    cx.event(&mut tx, change).await?;
    tx.commit().await?;
    Ok(student.id)
}

/// `POST /finding-reviews/{id}/undo`: the tap was a mistake; the day stands as it stood.
pub async fn undo(cx: Cx, Path(id): Path<FindingReviewId>) -> Reply {
    let mut tx = cx.app.db.begin().await?;
    let review = store::lookup_review(&mut tx, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let raw = store::lookup(&mut tx, cx.school(), review.finding).await?.ok_or(Failure::NotFound)?;
    let student = student::find(&mut tx, &cx, raw.student_id).await?;
    let (kind, facts) = (category(&raw)?.kind(), student.facts(cx.school()));
    cx.permit(Action::Read, kind, &facts)?;
    cx.permit(Action::Amend, kind, &facts)?;
    // Only one's own tap of today, and only while nothing newer stands on it.
    let own = review.reviewed_by == cx.staff()? && review.reviewed_on == cx.today();
    if !own || raw.review_on != Some(review.review_on) || raw.until_on != FOREVER {
        return Err(Failure::Stale);
    }
    store::take_back(&mut tx, cx.school(), (id, &review)).await?;
    let (before, after) = (review.review_on.to_string(), review.was_on.map(|day| day.to_string()));
    let change = Change {
        name: "finding.renewal-withdrawn",
        kind,
        subject: raw.id.0,
        student: Some(student.id),
        before: Some(&before),
        after: after.as_deref(),
    };
    cx.event(&mut tx, change).await?;
    tx.commit().await?;
    see_with("/finding-reviews", "noticing-said-renewal-undone")
}
