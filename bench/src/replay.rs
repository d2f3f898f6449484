//! The bare handler beside a page: the same statements in the same order through the same pool, and the same bytes.
//! It knows nobody, opens no cell and fills no template; it steps over the rows and does not even decode them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use db::record::Step;
use db::{Conn, Tx, Value};
use uuid::Uuid;
use web::App;

use crate::Outcome;
use crate::http::Answer;

/// What was recorded of one page.
pub struct Bare {
    app: App,
    steps: Vec<Step>,
    /// Ids that the page made: made anew each time.
    fresh: Vec<Uuid>,
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Bytes,
}

impl Bare {
    /// From what a page asked and answered.
    ///
    /// # Errors
    /// When the answer has headers that are none.
    pub fn new(app: App, steps: Vec<Step>, answer: Answer) -> Outcome<Self> {
        let mut headers: Vec<(HeaderName, HeaderValue)> = Vec::new();
        for (name, value) in answer.headers() {
            if !["date", "content-length", "transfer-encoding"].contains(&name) {
                headers.push((name.parse()?, value.parse()?));
            }
        }
        let fresh = steps.iter().flat_map(made).collect();
        let status = StatusCode::from_u16(answer.status)?;
        Ok(Self { app, steps, fresh, status, headers, body: answer.body.into() })
    }

    /// The statement that took longest, of [`Bare::run`] once more: its milliseconds and its text on one line.
    ///
    /// # Errors
    /// Those of the statements.
    pub async fn slowest(&self) -> Outcome<(f64, String)> {
        let steps = self.steps(1).await?;
        steps.into_iter().max_by(|one, other| one.0.total_cmp(&other.0)).ok_or_else(|| "no statement".into())
    }

    /// Every step in order with its milliseconds, the middle of so many runs, and its text on one line.
    ///
    /// # Errors
    /// Those of the statements.
    pub async fn steps(&self, runs: usize) -> Outcome<Vec<(f64, String)>> {
        let mut times = vec![Vec::new(); self.steps.len()];
        for _ in 0..runs {
            let mut run = Vec::new();
            self.run_timed(&mut run).await?;
            times.iter_mut().zip(run).for_each(|(list, time)| list.push(time));
        }
        Ok(times.into_iter().map(crate::figures::median).zip(self.steps.iter().map(text)).collect())
    }

    /// How the engine goes about the reading statement at this step: its own words.
    ///
    /// # Errors
    /// Those of the statement.
    pub async fn plan(&self, at: usize) -> Outcome<Vec<String>> {
        let Some(Step::Rows(sql, args)) = self.steps.get(at) else { return Ok(Vec::new()) };
        let (before, column) = match self.app.db.engine() {
            db::Engine::Sqlite => ("explain query plan", 3),
            db::Engine::Postgres => ("explain analyze", 0),
        };
        let mut lines = Vec::new();
        let each = |row: &db::Row<'_>| {
            lines.push(row.get::<String>(column)?);
            Ok(())
        };
        self.app.db.reader().await?.each(&format!("{before} {sql}"), args, each).await?;
        Ok(lines)
    }

    async fn run(&self) -> Outcome<()> {
        self.run_timed(&mut Vec::new()).await
    }

    /// `times` gets the milliseconds of each step.
    async fn run_timed(&self, times: &mut Vec<f64>) -> Outcome<()> {
        let now = self.app.clock.now();
        let new: HashMap<Uuid, Uuid> =
            self.fresh.iter().map(|old| (*old, self.app.chance.uuid(now))).collect();
        let (mut reader, mut tx): (Option<Conn>, Option<Tx>) = (None, None);
        for step in &self.steps {
            let began = Instant::now();
            match step {
                Step::Reader => {
                    drop(reader.take());
                    reader = Some(self.app.db.reader().await?);
                }
                Step::Begin => tx = Some(self.app.db.begin().await?),
                Step::Commit => tx.take().ok_or("nothing to commit")?.commit().await?,
                Step::Rows(sql, args) => {
                    let conn = held(&mut reader, &mut tx)?;
                    conn.each(sql, &renewed(args, &new), |_| Ok(())).await?;
                }
                Step::Run(sql, args) => {
                    held(&mut reader, &mut tx)?.run(sql, &renewed(args, &new)).await?;
                }
            }
            times.push(began.elapsed().as_secs_f64() * 1000.0);
        }
        Ok(())
    }
}

fn text(step: &Step) -> String {
    match step {
        Step::Rows(sql, _) | Step::Run(sql, _) => sql.split_whitespace().collect::<Vec<_>>().join(" "),
        Step::Reader => "a reader".to_owned(),
        Step::Begin => "begin".to_owned(),
        Step::Commit => "commit".to_owned(),
    }
}

fn held<'c>(reader: &'c mut Option<Conn>, tx: &'c mut Option<Tx>) -> Outcome<&'c mut Conn> {
    match (tx, reader) {
        (Some(tx), _) => Ok(&mut **tx),
        (None, Some(reader)) => Ok(reader),
        (None, None) => Err("a statement without a connection".into()),
    }
}

fn renewed<'a>(args: &'a [Value<'static>], new: &HashMap<Uuid, Uuid>) -> Cow<'a, [Value<'a>]> {
    if new.is_empty() {
        return Cow::Borrowed(args);
    }
    let one = |value: &Value<'static>| match value {
        Value::Id(id) => Value::Id(new.get(id).copied().unwrap_or(*id)),
        other => other.clone(),
    };
    Cow::Owned(args.iter().map(one).collect())
}

/// The ids that a statement gives to the rows it inserts.
fn made(step: &Step) -> Vec<Uuid> {
    let Step::Run(sql, args) = step else { return Vec::new() };
    let Some((columns, rows)) = inserted(sql) else { return Vec::new() };
    let Some(place) = columns.split(',').position(|column| column.trim() == "id") else { return Vec::new() };
    let id = |row: &str| {
        let number: usize = row.split(',').nth(place)?.trim().strip_prefix('$')?.parse().ok()?;
        match args.get(number.checked_sub(1)?)? {
            Value::Id(id) => Some(*id),
            _ => None,
        }
    };
    rows.split('(').skip(1).filter_map(|row| id(row.split_once(')')?.0)).collect()
}

/// The columns of an insert, and its rows.
fn inserted(sql: &str) -> Option<(&str, &str)> {
    let (columns, rest) = sql.strip_prefix("insert into ")?.split_once('(')?.1.split_once(')')?;
    Some((columns, rest))
}

/// The handler.
pub async fn answer(State(bare): State<Arc<Bare>>, _body: Bytes) -> Response {
    let outcome = bare.run().await;
    let mut response = Response::new(Body::from(bare.body.clone()));
    *response.status_mut() = bare.status;
    if let Err(error) = outcome {
        eprintln!("bare: {error}");
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    }
    for (name, value) in &bare.headers {
        response.headers_mut().append(name.clone(), value.clone());
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_of_a_new_row_is_found_in_its_statement() {
        let id = Uuid::from_u128(7);
        let step = |sql: &str| Step::Run(sql.to_owned(), vec![Value::Int(1), Value::Int(5), Value::Id(id)]);
        assert_eq!(made(&step("insert into note (school_id, id,\n at) values ($1, $3, $2)")), [id]);
        assert_eq!(made(&step("insert into note (school_id, id) values ($1, $3),($2, $3)")), [id, id]);
        assert_eq!(
            made(&step("insert into note_student (school_id, note_id) values ($1, $3)")),
            Vec::<Uuid>::new()
        );
        assert_eq!(made(&step("update note set id = $3")), Vec::<Uuid>::new());
    }
}
