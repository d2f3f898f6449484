//! How the goals go that are read (P2, T1): the decision rule counts nothing anew, a paper tells what stands on the goals'
//! pages, as of the last day looked at.

use std::collections::BTreeMap;

use access::Actor;
use casework::case::progress::{Series, Value};
use db::{Conn, Result};
use kernel::{Day, StudentId};
use progress::{Better, Course};
use uuid::Uuid;

use super::{Asked, Item, queries, store};

/// Those that are read: the query of the same name.
const MEASURED: &str = "goals-measured";

/// Names of the figures that come from here; with [`MEASURED`] as their sum.
pub const KEYS: [&str; 4] = ["goals-toward", "goals-level", "goals-away", "goals-early"];

/// The figure that counts goals of this course.
#[must_use]
pub const fn key(course: Course) -> &'static str {
    match course {
        Course::Better | Course::Recovering => "goals-toward",
        Course::Level => "goals-level",
        Course::Fading | Course::Worse => "goals-away",
        Course::TooEarly => "goals-early",
    }
}

db::record! {
    struct Row {
        goal: Uuid,
        set_on: Day,
        span: String,
        due_on: Option<Day>,
        better: String,
        target: Option<i64>,
        support_from: Day,
        read_on: Day,
        value: i64,
        reading: Uuid,
        student: StudentId,
        name: String,
    }
}

/// A goal with its readings so far.
struct Read {
    row: Row,
    readings: Vec<(Day, Value)>,
}

impl Read {
    fn key(&self) -> &'static str {
        let ends = self.row.target.map(Value).zip(self.row.due_on);
        let better = if self.row.better == "less" { Better::Less } else { Better::More };
        let support_from = self.row.support_from;
        key(Series { better, support_from, ends, readings: &self.readings }.judgement().course)
    }

    fn item(self) -> Item {
        let Row { goal, set_on, span, student, name, .. } = self.row;
        Item { id: goal, day: Some(set_on), what: Some(span), amount: 1, students: vec![(student, name)] }
    }
}

/// The goals that are read, each under the name of the figure that counts it.
///
/// # Errors
/// Those of the database.
pub(super) async fn find(
    conn: &mut Conn,
    actor: &Actor,
    asked: &Asked,
) -> Result<BTreeMap<&'static str, Vec<Item>>> {
    let mut by_key: BTreeMap<&'static str, Vec<Item>> = BTreeMap::new();
    let Some(query) = queries::find(MEASURED) else { return Ok(by_key) };
    let statement = store::statement(actor, asked, query);
    let sql = format!(
        "select distinct g.id, g.set_on, g.span, g.due_on, gm.better, gm.target, gm.support_from, gr.read_on, gr.value,
           gr.id as reading, s.id as student, s.name {} order by g.set_on desc, g.id, gr.read_on, reading",
        statement.from_where
    );
    let rows: Vec<Row> = conn.all(&sql, &statement.args).await?;
    let mut goals: Vec<Read> = Vec::new();
    for row in rows {
        let reading = (row.read_on, Value(row.value));
        match goals.last_mut().filter(|last| last.row.goal == row.goal) {
            Some(last) => last.readings.push(reading),
            None => goals.push(Read { row, readings: vec![reading] }),
        }
    }
    for goal in goals {
        by_key.entry(goal.key()).or_default().push(goal.item());
    }
    Ok(by_key)
}
