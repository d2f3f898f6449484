//! The search page, and its list alone for searching while typing.

use access::{Action, Kind, Scope, scope};
use askama::Template;
use axum::extract::Query;
use db::Conn;
use kernel::Day;
use language::names::normalise_query;
use people::student::Student;
use serde::Deserialize;
use web::{Cx, Failure, Look, Reply, page};

use super::{class_typed, names_with_class, store};

/// How many readings of a name with a class are tried.
const READINGS: usize = 4;

/// What the address asks for.
#[derive(Debug, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    fragment: Option<String>,
}

#[derive(Template)]
#[template(path = "search/index.html")]
struct Index<'a> {
    cx: &'a Look,
    query: &'a str,
    found: &'a [Student],
}

#[derive(Template)]
#[template(path = "search/list.html")]
struct List<'a> {
    cx: &'a Look,
    query: &'a str,
    found: &'a [Student],
}

/// `GET /search?q=…`
pub async fn index(cx: Cx, Query(asked): Query<Asked>) -> Reply {
    let scope = scope(&cx.actor, Action::List, Kind::Roster);
    let query: String = asked.q.trim().chars().take(40).collect();
    let found =
        if query.is_empty() || scope.is_empty() { Vec::new() } else { find(&cx, &scope, &query).await? };
    if asked.fragment.is_some() {
        return page(&cx, &List { cx: &cx, query: &query, found: &found });
    }
    page(&cx, &Index { cx: &cx, query: &query, found: &found })
}

async fn find(cx: &Cx, scope: &Scope, query: &str) -> Result<Vec<Student>, Failure> {
    let mut conn = cx.app.db.reader().await?;
    let today = cx.today();
    if let Some((grade, number)) = class_typed(query) {
        return Ok(store::by_class(&mut conn, scope, today, grade, number).await?);
    }
    let number: String = query.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase();
    if number.len() >= 15 {
        let roll = cx.app.vault.index(cx.school().0, "roll_number", &number);
        let id = cx.app.vault.index(cx.school().0, "id_number", &number);
        return Ok(store::by_number(&mut conn, scope, today, &roll, &id).await?);
    }
    let found = by_name(&mut conn, (scope, today), query, None).await?;
    if !found.is_empty() {
        return Ok(found);
    }
    for (name, class) in names_with_class(query).into_iter().take(READINGS) {
        let found = by_name(&mut conn, (scope, today), &name, Some(class)).await?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

async fn by_name(
    conn: &mut Conn,
    (scope, today): (&Scope, Day),
    typed: &str,
    class: Option<(i64, i64)>,
) -> Result<Vec<Student>, Failure> {
    let key = normalise_query(typed);
    if key.is_empty() {
        return Ok(Vec::new());
    }
    Ok(store::by_key(conn, scope, today, (&key, class)).await?)
}
