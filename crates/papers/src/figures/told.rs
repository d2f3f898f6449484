//! Cases worth telling without a name: what was done for one child and what came of it, as counts alone. Nothing that
//! anybody wrote about the child is used, and a person confirms each before it leaves.

use std::collections::BTreeMap;

use db::Conn;
use kernel::StudentId;
use web::{Cx, Failure};

use super::{Asked, queries, store, together};

/// One case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The tail of its names: `student:…`.
    pub tail: String,
}

/// What is counted about one child.
pub const KEYS: [&str; 6] = ["talks", "home-visits", "family-contacts", "tutoring", "goals", "goals-reached"];

/// At most this many are told: examples, not a list.
const MOST: usize = 2;

/// The children for whom most was reached, each with at least one goal reached and three conversations or visits.
///
/// # Errors
/// Those of the database.
pub(super) async fn find(
    conn: &mut Conn,
    cx: &Cx,
    asked: &Asked,
    counts: &mut BTreeMap<String, i64>,
) -> Result<Vec<Told>, Failure> {
    let Some(reached) = queries::find("goals-reached") else { return Ok(Vec::new()) };
    let mut goals: BTreeMap<StudentId, i64> = BTreeMap::new();
    for item in store::list(conn, &cx.actor, asked, reached).await? {
        for (student, _) in item.students {
            *goals.entry(student).or_default() += 1;
        }
    }
    let mut most: Vec<(StudentId, i64)> = goals.into_iter().collect();
    most.sort_by_key(|(student, n)| (-n, student.0));
    let mut told = Vec::new();
    let of_child = queries::of(&KEYS);
    for (student, _) in most.into_iter().take(MOST * 3) {
        if told.len() == MOST {
            break;
        }
        let of = Asked { only: Some(student), ..asked.clone() };
        let own = together::counts(conn, &cx.actor, &of, &of_child).await?;
        let met: i64 = ["talks", "home-visits", "tutoring"].iter().filter_map(|key| own.get(*key)).sum();
        if met >= 3 {
            let tail = format!("student:{student}");
            counts.extend(own.into_iter().map(|(key, n)| (format!("{key}@{tail}"), n)));
            told.push(Told { tail });
        }
    }
    Ok(told)
}
