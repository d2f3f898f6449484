//! The part of a plan's page that tells what helped this child before, and what was tried for others like it.

use access::Permit;
use askama::Template;
use db::Conn;
use kernel::{CaseId, Fault, StudentId};
use noticing::word::Category;
use people::student::Student;
use web::{Cx, Failure, Look};

use super::{Similar, Tried, similar};
use crate::library;
use crate::plan::uses::{self, MeasureUse, Outcome};

/// So many measures are shown for one category.
const MOST: usize = 4;

#[derive(Template)]
#[template(path = "tried/_section.html")]
struct Section<'a> {
    cx: &'a Look,
    case: CaseId,
    before: Vec<MeasureUse>,
    groups: Vec<(String, Vec<(String, Tried)>)>,
}

/// The section, with the readings to be logged; for somebody who may write the plan. `now` are the measures of the case.
pub async fn html(
    conn: &mut Conn,
    cx: &Cx,
    (case, student): (CaseId, &Student),
    now: &[MeasureUse],
) -> Result<(String, Vec<Permit>), Failure> {
    let (findings, permits) = noticing::finding::current_of(conn, cx, student, cx.today()).await?;
    let categories: Vec<Category> = findings.iter().map(|finding| finding.what.category).collect();
    let similar = similar(conn, cx, student, &categories).await?;
    let is_new = |key: &str| !now.iter().any(|one| one.until_on.is_none() && one.measure == key);
    let before = before(conn, cx, (case, student.id)).await?;
    let groups = groups(conn, cx, similar, is_new).await?;
    let section =
        Section { cx, case, before: before.into_iter().filter(|one| is_new(&one.measure)).collect(), groups };
    let html = section.render().map_err(|error| Fault::from("template", error))?;
    Ok((html, permits))
}

/// What helped this child in its other cases, the newest first, each measure once.
async fn before(
    conn: &mut Conn,
    cx: &Cx,
    (case, student): (CaseId, StudentId),
) -> Result<Vec<MeasureUse>, Failure> {
    let mut all: Vec<MeasureUse> = Vec::new();
    for other in crate::episode::cases(conn, cx.school(), student).await? {
        if other != case {
            all.extend(uses::of_case(conn, cx, other).await?);
        }
    }
    all.retain(|one| matches!(one.outcome, Some(Outcome::Helped | Outcome::Partly)));
    all.sort_by_key(|one| std::cmp::Reverse(one.until_on));
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|one| seen.insert(one.measure.clone()));
    Ok(all)
}

/// By category, in words: measures that the school offers and that are not at work already.
async fn groups(
    conn: &mut Conn,
    cx: &Cx,
    similar: Vec<Similar>,
    is_new: impl Fn(&str) -> bool,
) -> Result<Vec<(String, Vec<(String, Tried)>)>, Failure> {
    let offered = library::all(conn, cx).await?;
    let name =
        |key: &str| offered.iter().find(|one| one.key == key && !one.is_hidden).map(|one| one.name.clone());
    let group = |of: Similar| {
        let named = of.tried.iter().filter(|one| is_new(&one.measure));
        let named = named.filter_map(|one| Some((name(&one.measure)?, one.clone())));
        (of.word(cx), named.take(MOST).collect::<Vec<_>>())
    };
    Ok(similar.into_iter().map(group).filter(|(_, list)| !list.is_empty()).collect())
}
