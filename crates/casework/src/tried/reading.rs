//! What was tried for children like this one, as far as it may be told.

use std::collections::{BTreeMap, BTreeSet};

use access::{Action, Kind, scope};
use db::Conn;
use kernel::{FOREVER, StudentId};
use noticing::fade;
use noticing::word::Category;
use people::student::Student;
use web::{Cx, Failure, Look};

use super::model::{Ended, Tried, floor, tally};
use super::store;
use crate::plan::uses::Outcome;

/// First and last grade of primary school, junior and senior middle school.
const STAGES: [(i64, i64, &str); 3] = [(1, 6, "primary"), (7, 9, "junior"), (10, 12, "senior")];

/// What was tried for children of one category in one stage of school.
#[derive(Clone, Debug)]
pub struct Similar {
    /// The category that this child is in too.
    pub category: Category,
    /// What was tried, what most surely helped first.
    pub tried: Vec<Tried>,
    stage: &'static str,
}

impl Similar {
    /// Whom they are like: 留守·小学.
    #[must_use]
    pub fn word(&self, look: &Look) -> String {
        format!("{} · {}", self.category.word(look), look.t(format!("plans-tried-stage-{}", self.stage)))
    }
}

/// What was tried for children of the categories that this child is in. The caller holds the permits to read these; nothing
/// of other children is told but counts.
///
/// # Errors
/// Those of the database.
pub async fn similar(
    conn: &mut Conn,
    cx: &Cx,
    student: &Student,
    categories: &[Category],
) -> Result<Vec<Similar>, Failure> {
    let stage = STAGES
        .into_iter()
        .find(|(first, last, _)| student.grade.is_some_and(|it| it >= *first && it <= *last));
    let Some((first, last, stage)) = stage else { return Ok(Vec::new()) };
    let mine: BTreeSet<StudentId> =
        store::within(conn, &scope(&cx.actor, Action::List, Kind::Case), cx.today())
            .await?
            .into_iter()
            .collect();
    let mut all = Vec::new();
    for category in categories.iter().copied().filter(|one| *one != Category::Other) {
        let rows = store::ended(conn, cx.school(), student.id, (category, (first, last))).await?;
        let endings: Vec<Ended> = rows.into_iter().filter(was_in_force).filter_map(ended).collect();
        let tried = tally(&endings, &mine, floor(category.kind().label()));
        if !tried.is_empty() {
            all.push(Similar { category, tried, stage });
        }
    }
    Ok(all)
}

/// A category that nobody had looked at again in time was none when the measure began (C6).
fn was_in_force(row: &store::EndedRow) -> bool {
    row.review_on == FOREVER || fade::last_day(row.review_on) >= row.from_on
}

fn ended(row: store::EndedRow) -> Option<Ended> {
    let outcome = Outcome::parse(&row.outcome)?;
    Some(Ended { student: row.student_id, measure: row.measure, outcome })
}

/// How each measure went for similar children, in words, by its key: by the first category in which there is enough to
/// tell.
#[must_use]
pub(crate) fn words(look: &Look, similar: &[Similar]) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    for (group, tried) in similar.iter().flat_map(|group| group.tried.iter().map(move |tried| (group, tried)))
    {
        let (whom, counts, doubt) = (group.word(look), tried.counts(look), tried.doubt(look));
        let args = [("whom", (&whom).into()), ("counts", (&counts).into()), ("doubt", (&doubt).into())];
        words.entry(tried.measure.clone()).or_insert_with(|| look.tf("plans-tried-line", &args));
    }
    words
}
