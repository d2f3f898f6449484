//! What the frequency rules asked for and what was done (M3): the duties room counts, a paper only tells it.

use access::Action;
use db::Conn;
use duties::compliance::{self, Report, Tally, Within};
use duties::days::Days;
use web::{Cx, Failure};

use super::{Asked, Item, Within as Of};

/// Names of the figures that come from here.
pub const KEYS: [&str; 4] = ["duty-owed", "duty-kept", "duty-missed", "duty-excused"];

/// The report about the class, grade or school so far.
///
/// # Errors
/// Those of the database.
pub(super) async fn find(conn: &mut Conn, cx: &Cx, asked: &Asked) -> Result<Report, Failure> {
    let within = match (&asked.only, &asked.within) {
        (Some(student), _) => Within::Student(*student),
        (None, Of::Class(class)) => Within::Class(class.id),
        (None, Of::Grade(grade)) => Within::Grade(*grade),
        (None, Of::School) => Within::All,
    };
    let mut report =
        compliance::of(conn, cx, Action::List, (within, Days::new(asked.from, asked.on))).await?;
    report.cases.retain(|counted| counted.picked.class.is_some());
    if asked.category.is_some() {
        let children = super::children(conn, cx, asked).await?;
        report.cases.retain(|counted| children.contains(&counted.picked.student));
    }
    Ok(report)
}

fn amount(key: &str, tally: &Tally) -> i64 {
    i64::from(match key {
        "duty-owed" => tally.owed,
        "duty-kept" => tally.kept,
        "duty-missed" => tally.owed.saturating_sub(tally.kept),
        _ => tally.excused,
    })
}

/// The counts by name.
pub(super) fn counts(report: &Report) -> Vec<(&'static str, i64)> {
    let total = report.total();
    KEYS.iter().map(|key| (*key, amount(key, &total))).collect()
}

/// The children behind a count, each with the part of it.
pub(super) fn list(report: &Report, key: &str) -> Option<Vec<Item>> {
    if !KEYS.contains(&key) {
        return None;
    }
    let items = report.by_child(None).into_iter().map(|(picked, tally)| Item {
        id: picked.student.0,
        day: None,
        what: Some(amount(key, &tally).to_string()),
        amount: amount(key, &tally),
        students: vec![(picked.student, picked.name.clone())],
    });
    Some(items.filter(|item| item.amount > 0).collect())
}
