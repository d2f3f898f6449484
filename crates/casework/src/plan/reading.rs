//! Plans as people read them. The caller holds the permit to read the case.

use std::collections::BTreeMap;

use access::Kind;
use db::Conn;
use kernel::{CaseId, Fault, PlanId};
use uuid::Uuid;
use web::{Cx, Failure};

use super::model::{Plan, PlanText};
use super::store::{self, Cells, PlanRow};
use super::template;

/// The plan of a case.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn of_case(conn: &mut Conn, cx: &Cx, case: CaseId) -> Result<Option<Plan>, Failure> {
    let row = store::lookup(conn, cx.school(), case).await?;
    row.map(|row| open(cx, "plan", row)).transpose()
}

/// What it said before, newest first.
///
/// # Errors
/// As [`of_case`].
pub async fn versions(conn: &mut Conn, cx: &Cx, plan: PlanId) -> Result<Vec<Plan>, Failure> {
    let rows = store::versions(conn, cx.school(), plan).await?;
    rows.into_iter().map(|row| open(cx, "plan_version", row)).collect()
}

fn open(cx: &Cx, table: &'static str, row: PlanRow) -> Result<Plan, Failure> {
    let key = cx.app.row(cx.school(), table, *row.id.as_bytes(), Kind::Case.label());
    let situation = cx.app.open(&key, "situation_cell", &row.situation_cell)?;
    let measures = cx.app.open(&key, "measures_cell", &row.measures_cell)?;
    let others = cx.app.open_some(&key, "sections_cell", row.sections_cell.as_ref())?;
    let texts: BTreeMap<String, String> = match others {
        Some(json) => serde_json::from_str(&json).map_err(|_| Fault::new("the sections of a plan"))?,
        None => BTreeMap::new(),
    };
    let mut text = PlanText { templates: template::split(&row.templates), texts };
    text.set("situation", &situation);
    text.set("measures", &measures);
    Ok(Plan {
        id: PlanId(row.id),
        situation,
        measures,
        text,
        written_on: row.written_on,
        writer: row.writer,
        written_by: row.written_by,
        version: row.row_version,
    })
}

/// The cells of a plan or of a version of one.
///
/// # Errors
/// None in practice: words are always JSON.
pub(super) fn seal(cx: &Cx, table: &'static str, id: Uuid, text: &PlanText) -> Result<Cells, Failure> {
    let key = cx.app.row(cx.school(), table, *id.as_bytes(), Kind::Case.label());
    let apart = ["situation", "measures"];
    let others: BTreeMap<&String, &String> =
        text.texts.iter().filter(|(section, _)| !apart.contains(&section.as_str())).collect();
    let json = if others.is_empty() { None } else { Some(serde_json::to_string(&others)) };
    let json = json.transpose().map_err(|error| Fault::from("the sections of a plan", error))?;
    Ok(Cells {
        templates: template::join(&text.templates),
        situation: cx.app.seal(&key, "situation_cell", text.get("situation")),
        measures: cx.app.seal(&key, "measures_cell", text.get("measures")),
        sections: cx.app.seal_some(&key, "sections_cell", json.as_deref()),
    })
}
