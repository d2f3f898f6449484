//! The change of marks: the last exam of the term against the one before it. A child counts when both exams have
//! marks in common subjects; the rate is the sum of the scores over the sum of the full scores of those subjects.

use std::collections::{BTreeMap, BTreeSet};

use access::{Action, Actor, Kind};
use db::{Conn, Result};
use kernel::{Day, ExamId, StudentId};

use super::queries::{self, Guard};
use super::store::{self, HERE, base, base_args, guarded};
use super::{Asked, Item};

/// With fewer children than this a mean says little.
pub const FEW: i64 = 5;

/// One child's rates in ten-thousandths.
#[derive(Clone, Debug)]
struct Rate {
    student: StudentId,
    name: String,
    served: bool,
    before: i64,
    after: i64,
}

/// The comparison of two exams.
#[derive(Clone, Debug)]
pub struct Marks {
    /// The exam before.
    pub before: String,
    /// The last exam.
    pub after: String,
    /// Its day.
    pub on: Day,
    rates: Vec<Rate>,
}

db::record! {
    struct MarkRow {
        student: StudentId,
        name: String,
        exam: ExamId,
        subject: String,
        score: i64,
        full: i64,
    }
}

/// Names of the figures that come from here.
pub const KEYS: [&str; 5] = ["marks-compared", "marks-better", "marks-worse", "marks-same", "marks-class"];

impl Marks {
    fn chosen(&self, key: &str) -> Option<Vec<&Rate>> {
        let keep: fn(&Rate) -> bool = match key {
            "marks-compared" => |rate| rate.served,
            "marks-better" => |rate| rate.served && rate.after > rate.before,
            "marks-worse" => |rate| rate.served && rate.after < rate.before,
            "marks-same" => |rate| rate.served && rate.after == rate.before,
            "marks-class" => |_| true,
            _ => return None,
        };
        Some(self.rates.iter().filter(|rate| keep(rate)).collect())
    }

    /// The counts by name.
    pub(super) fn counts(&self) -> Vec<(&'static str, i64)> {
        let count =
            |key: &str| self.chosen(key).map_or(0, |rates| i64::try_from(rates.len()).unwrap_or(i64::MAX));
        KEYS.iter().map(|key| (*key, count(key))).collect()
    }

    /// The children behind a count, each with both rates.
    pub(super) fn list(&self, key: &str) -> Option<Vec<Item>> {
        let item = |rate: &Rate| Item {
            id: rate.student.0,
            day: None,
            what: Some(format!("{} → {}", percent(rate.before / 10), percent(rate.after / 10))),
            amount: 1,
            students: vec![(rate.student, rate.name.clone())],
        };
        Some(self.chosen(key)?.into_iter().map(item).collect())
    }

    /// The mean rates before and after, in thousandths; `None` for nobody.
    #[must_use]
    pub fn means(&self, key: &str) -> Option<(i64, i64)> {
        let rates = self.chosen(key)?;
        let many = i64::try_from(rates.len()).ok().filter(|many| *many > 0)?;
        let mean = |sum: i64| (sum + many * 5) / (many * 10);
        Some((
            mean(rates.iter().map(|rate| rate.before).sum()),
            mean(rates.iter().map(|rate| rate.after).sum()),
        ))
    }
}

/// 724 is 72.4%.
#[must_use]
pub fn percent(thousandths: i64) -> String {
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}

/// The comparison, if the term has an exam with marks of this class and there is an earlier one.
pub(super) async fn find(conn: &mut Conn, actor: &Actor, asked: &Asked) -> Result<Option<Marks>> {
    let base = base(asked);
    let mut args = base_args(actor, asked);
    let right = guarded(actor, Guard::Of(Action::List, Kind::Marks), &mut args);
    let joins = "join mark mk on mk.school_id = s.school_id and mk.student_id = s.id and mk.score is not null
        join exam x on x.school_id = mk.school_id and x.id = mk.exam_id and x.held_on <= $5";
    let sql = format!(
        "select distinct x.id, x.name, x.held_on {base} {joins} where {HERE} and p.until_on >= $5 and {right} order by x.held_on desc, x.id limit 2"
    );
    let exams: Vec<(ExamId, String, Day)> = conn.all(&sql, &args).await?;
    let [(last, after, on), (previous, before, _)] = exams.as_slice() else { return Ok(None) };
    if *on < asked.from {
        return Ok(None);
    }
    let exams_at = args.len() + 1;
    args.extend([db::Value::Id(last.0), db::Value::Id(previous.0)]);
    let sql = format!(
        "select s.id, s.name, x.id, mk.subject, mk.score, mk.full_score
         {base} {joins} where {HERE} and p.until_on >= $5 and {right} and x.id in (${exams_at}, ${}) order by s.sort_key, s.id",
        exams_at + 1
    );
    let rows: Vec<MarkRow> = conn.all(&sql, &args).await?;
    let served = served(conn, actor, asked).await?;
    let rates = rates(rows, *last, &served);
    Ok(Some(Marks { before: before.clone(), after: after.clone(), on: *on, rates }))
}

async fn served(conn: &mut Conn, actor: &Actor, asked: &Asked) -> Result<BTreeSet<StudentId>> {
    let Some(query) = queries::find("served") else { return Ok(BTreeSet::new()) };
    let items = store::list(conn, actor, asked, query).await?;
    Ok(items.into_iter().map(|item| StudentId(item.id)).collect())
}

/// Scores by subject: before and after, each with its full score.
type Subjects = BTreeMap<String, [Option<(i64, i64)>; 2]>;

fn rates(rows: Vec<MarkRow>, last: ExamId, served: &BTreeSet<StudentId>) -> Vec<Rate> {
    let mut children: Vec<(Rate, Subjects)> = Vec::new();
    for row in rows {
        if children.last().is_none_or(|(rate, _)| rate.student != row.student) {
            let served = served.contains(&row.student);
            let rate = Rate { student: row.student, name: row.name, served, before: 0, after: 0 };
            children.push((rate, Subjects::new()));
        }
        if let Some((_, subjects)) = children.last_mut() {
            let [before, after] = subjects.entry(row.subject).or_default();
            *(if row.exam == last { after } else { before }) = Some((row.score, row.full));
        }
    }
    children.into_iter().filter_map(|(rate, subjects)| with_rates(rate, &subjects)).collect()
}

fn with_rates(rate: Rate, subjects: &Subjects) -> Option<Rate> {
    let both = subjects.values().filter_map(|[before, after]| Some(((*before)?, (*after)?)));
    let sum = both.fold([0_i64; 4], |[a, b, c, d], (before, after)| {
        [a + before.0, b + before.1, c + after.0, d + after.1]
    });
    let [before, before_full, after, after_full] = sum;
    let rate_of = |score: i64, full: i64| (score.saturating_mul(10_000) + full / 2).checked_div(full);
    Some(Rate { before: rate_of(before, before_full)?, after: rate_of(after, after_full)?, ..rate })
}
