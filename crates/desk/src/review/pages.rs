//! One review: the pack, the meeting, the finish.

use access::Permit;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use casework::review::actions::{self, Meeting};
use casework::review::{Decision, Kept, Line, ReviewView, find, words};
use casework::words::Choice;
use db::Conn;
use kernel::ReviewId;
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, see_with};

#[derive(Template)]
#[template(path = "review/show.html")]
struct Show<'a> {
    cx: &'a Look,
    fields: &'a Fields,
    review: &'a ReviewView,
    lines: &'a [Line],
    decided: i64,
    staff: Vec<Choice>,
    chairs: Vec<Choice>,
}

impl Show<'_> {
    /// The sentences under one case.
    fn told(&self, kept: &Kept) -> Vec<(&'static str, Vec<String>)> {
        words::lines(self.cx, &kept.figures)
    }
    fn said(&self, kept: &Kept) -> Option<String> {
        words::said(self.cx, &kept.figures)
    }
    fn proposed(&self, kept: &Kept) -> &'static str {
        kept.proposal.decision().word(self.cx)
    }
    fn names(&self) -> String {
        let names: Vec<&str> = self.review.present.iter().map(|(_, name)| name.as_str()).collect();
        language::list(self.cx.lang(), &names)
    }
    fn held_on(&self) -> String {
        self.fields.some("held_on").map_or_else(|| self.review.held_on.to_string(), str::to_owned)
    }
    fn others(&self) -> &str {
        self.fields.some("others").or(self.review.others.as_deref()).unwrap_or("")
    }
    /// Children whom nobody has decided about yet.
    fn waiting(&self) -> i64 {
        i64::try_from(self.lines.len()).unwrap_or(i64::MAX) - self.decided
    }
    fn can_close(&self, kept: &Kept) -> bool {
        kept.settled.as_ref().is_some_and(|settled| settled.decision == Decision::Close.key())
    }
}

/// `GET /reviews/{id}`
pub(super) async fn show(cx: Cx, Path(id): Path<ReviewId>) -> Reply {
    review_page(&cx, id, &Fields::default()).await
}

async fn review_page(cx: &Cx, id: ReviewId, fields: &Fields) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let review = find(&mut conn, cx, id).await?;
    let (lines, permits) = super::lines(&mut conn, cx, &review).await?;
    let staff = staff(&mut conn, cx, &review).await?;
    drop(conn);
    log(cx, &permits).await?;
    let decided = lines.iter().filter(|line| line.kept.settled.is_some()).count();
    let show = Show {
        cx,
        fields,
        review: &review,
        lines: &lines,
        decided: i64::try_from(decided).unwrap_or(i64::MAX),
        staff: staff.0,
        chairs: staff.1,
    };
    let status = if fields.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(cx, status, &show)
}

async fn log(cx: &Cx, permits: &[Permit]) -> Result<(), Failure> {
    Ok(cx.log_readings(permits).await?)
}

/// Who may be named as present, and as chair.
async fn staff(conn: &mut Conn, cx: &Cx, review: &ReviewView) -> Result<(Vec<Choice>, Vec<Choice>), Failure> {
    if !review.may_lead || review.finished().is_some() {
        return Ok((Vec::new(), Vec::new()));
    }
    let serving = people::staff::store::list_names(conn, cx.school(), cx.today()).await?;
    let choice = |chosen: &dyn Fn(kernel::StaffId) -> bool| -> Vec<Choice> {
        let one = |one: &people::staff::StaffName| Choice {
            value: one.id.to_string(),
            label: one.name.clone(),
            chosen: chosen(one.id),
        };
        serving.iter().map(one).collect()
    };
    let present = choice(&|id| review.present.iter().any(|(known, _)| *known == id));
    Ok((present, choice(&|id| review.chair.0 == id)))
}

/// `POST /reviews/{id}/meeting`
pub(super) async fn meet(cx: Cx, Path(id): Path<ReviewId>, mut fields: Fields) -> Reply {
    let lang = cx.lang();
    let held_on = fields.day(lang, "held_on");
    let chair = fields.parse(lang, "chair");
    fields.at_most(lang, "others", 200);
    if held_on.is_none_or(|day| day > cx.today()) {
        fields.refuse(lang, "held_on", "reviews-error-day");
    }
    let (Some(held_on), Some(chair)) = (held_on, chair) else { return review_page(&cx, id, &fields).await };
    if !fields.is_right() {
        return review_page(&cx, id, &fields).await;
    }
    let present = fields.all("present").into_iter().map(str::parse).collect::<Result<Vec<_>, _>>();
    let present = present.map_err(|_| Failure::BadRequest)?;
    let others = fields.some("others").map(str::to_owned);
    actions::meet(&cx, id, &Meeting { held_on, chair, present, others }).await?;
    see_with(&format!("/reviews/{id}"), "reviews-said-met")
}

/// `POST /reviews/{id}/finish`: keeps the figures of this day.
pub(super) async fn finish(cx: Cx, Path(id): Path<ReviewId>) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let review = find(&mut conn, &cx, id).await?;
    if review.finished().is_some() {
        return Err(Failure::Stale);
    }
    let (lines, permits) = super::lines(&mut conn, &cx, &review).await?;
    drop(conn);
    log(&cx, &permits).await?;
    let kept: Vec<Kept> = lines.into_iter().map(|line| line.kept).collect();
    actions::finish(&cx, id, &kept).await?;
    see_with(&format!("/reviews/{id}"), "reviews-said-finished")
}

/// `POST /reviews/{id}/reopening`
pub(super) async fn reopen(cx: Cx, Path(id): Path<ReviewId>, mut fields: Fields) -> Reply {
    let why = fields.required(cx.lang(), "why");
    fields.at_most(cx.lang(), "why", 400);
    if !fields.is_right() {
        return review_page(&cx, id, &fields).await;
    }
    actions::reopen(&cx, id, &why).await?;
    see_with(&format!("/reviews/{id}"), "reviews-said-reopened")
}
