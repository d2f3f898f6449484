//! The reviews of a month: which class, grade or school has met, and beginning one.

use access::{Action, Kind, decide, scope};
use askama::Template;
use axum::extract::Query;
use casework::review::store::{self, ReviewRow};
use casework::review::{Month, Place, actions};
use db::Conn;
use kernel::ReviewId;
use web::{Cx, Failure, Fields, Look, Reply, page, see};

/// One place in the list.
struct Row {
    place: String,
    name: String,
    cases: i64,
    review: Option<ReviewId>,
    finished: bool,
    decided: i64,
    may_begin: bool,
}

#[derive(Template)]
#[template(path = "review/index.html")]
struct Index<'a> {
    cx: &'a Look,
    month: Month,
    before: String,
    after: String,
    rows: Vec<Row>,
}

/// `GET /reviews?month=2026-11`
pub(super) async fn index(cx: Cx, Query(asked): Query<Vec<(String, String)>>) -> Reply {
    let this = Month::of(cx.today());
    let asked = Fields::from(asked);
    let month = Month::parse(asked.get("month")).unwrap_or(this).min(this);
    if scope(&cx.actor, Action::List, Kind::Case).is_empty() {
        return Err(Failure::NotFound);
    }
    let mut conn = cx.app.db.reader().await?;
    let rows = rows(&mut conn, &cx, month).await?;
    let after = if month < this { format!("/reviews?month={}", month.after().key()) } else { String::new() };
    let before = format!("/reviews?month={}", month.before().key());
    page(&cx, &Index { cx: &cx, month, before, after, rows })
}

/// The school and the grades for who sees all of them, then the classes with open cases.
async fn rows(conn: &mut Conn, cx: &Cx, month: Month) -> Result<Vec<Row>, Failure> {
    let scope = scope(&cx.actor, Action::List, Kind::Case);
    let days = (cx.today(), month.until(cx.today()));
    let classes = store::classes(conn, &scope, days).await?;
    let there = store::of_month(conn, cx.school(), &month.key()).await?;
    let mut places = vec![(Place::School, classes.iter().map(|class| class.3).sum())];
    for (_, grade, _, cases) in &classes {
        match places.iter_mut().find(|(place, _)| *place == Place::Grade(*grade)) {
            Some((_, count)) => *count += cases,
            None => places.push((Place::Grade(*grade), *cases)),
        }
    }
    places.extend(classes.iter().map(|(class, _, _, cases)| (Place::Class(*class), *cases)));
    let mut rows = Vec::new();
    for (place, cases) in places {
        let review = there.iter().find(|row| row.place == place.key());
        rows.extend(row(conn, cx, (place, cases), review).await?);
    }
    Ok(rows)
}

async fn row(
    conn: &mut Conn,
    cx: &Cx,
    (place, cases): (Place, i64),
    review: Option<&ReviewRow>,
) -> Result<Option<Row>, Failure> {
    let Some((facts, name)) = place.known(conn, cx.school(), cx).await? else { return Ok(None) };
    let may = |action| decide(&cx.actor, action, Kind::Case, &facts).is_some();
    // Whoever sees a class only through a child of it is shown the class once it has met, nothing wider.
    let sees = may(Action::List) || matches!(place, Place::Class(_)) && review.is_some();
    let row = Row {
        place: place.key(),
        name,
        cases,
        review: review.map(|row| row.id),
        finished: review.is_some_and(|row| row.finish_id.is_some()),
        decided: review.map_or(0, |row| row.decided).min(cases),
        may_begin: may(Action::Amend),
    };
    Ok(Some(row).filter(|row| sees && (row.cases > 0 || row.review.is_some())))
}

/// `POST /reviews`: begins the review of a month, or goes on with it.
pub(super) async fn create(cx: Cx, fields: Fields) -> Reply {
    let month = Month::parse(fields.get("month")).ok_or(Failure::BadRequest)?;
    let place = Place::parse(fields.get("place")).ok_or(Failure::BadRequest)?;
    let id = actions::begin(&cx, month, place).await?;
    see(&format!("/reviews/{id}"))
}
