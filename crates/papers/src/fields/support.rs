//! The newest case: why, who, the plan, the goals.

use std::collections::BTreeMap;

use access::Kind;
use db::Conn;
use kernel::{CaseId, FOREVER, Label};
use web::Failure;

use super::{Value, Values, put};
use crate::reader::Reader;
use crate::student_file::store;

type Rows = BTreeMap<&'static str, Vec<Values>>;

/// Fields and rows of the case; nothing when there is none.
pub async fn read(
    conn: &mut Conn,
    reader: &mut Reader<'_>,
    (values, rows): (&mut Values, &mut Rows),
) -> Result<(), Failure> {
    let cx = reader.cx;
    if reader.may(Kind::Case).is_none() {
        return Ok(());
    }
    let (school, today) = (cx.school(), cx.today());
    let Some(case) = store::case(conn, school, reader.student.id, today).await? else { return Ok(()) };
    let row = cx.app.row(school, "support_case", case.id.bytes(), Label::CLOSE);
    put(values, "concern", Some(cx.app.open(&row, "concern_cell", &case.concern)?));
    put(values, "tier", Some(cx.t(format!("terms-tier-{}", case.tier)).to_owned()));
    values.insert("case-opened", Value::Day(case.opened_on));
    if let Some(day) = case.closed_on {
        values.insert("case-closed", Value::Day(day));
    }
    team(conn, reader, case.id, (values, rows)).await?;
    plan(conn, reader, case.id, values).await?;
    goals(conn, reader, case.id, (values, rows)).await
}

async fn team(
    conn: &mut Conn,
    reader: &Reader<'_>,
    case: CaseId,
    (values, rows): (&mut Values, &mut Rows),
) -> Result<(), Failure> {
    let cx = reader.cx;
    let mut lines = Vec::new();
    let (mut all, mut responsible, mut mentors) = (Vec::new(), Vec::new(), Vec::new());
    for member in store::team(conn, cx.school(), case, cx.today()).await? {
        let part = cx.t(format!("terms-part-{}", member.part.replace('_', "-"))).to_owned();
        all.push(format!("{}（{part}）", member.name));
        match member.part.as_str() {
            "responsible" => responsible.push(member.name.clone()),
            "mentor" => mentors.push(member.name.clone()),
            _ => {}
        }
        let words = [("part", Value::Text(part)), ("person", Value::Text(member.name))];
        lines.push(Values::from_iter(words.into_iter().chain([("since", Value::Day(member.from_on))])));
    }
    for (key, names) in [("team", all), ("responsible", responsible), ("mentor", mentors)] {
        put(values, key, Some(names.join(cx.t("papers-comma"))));
    }
    rows.insert("members", lines);
    Ok(())
}

async fn plan(
    conn: &mut Conn,
    reader: &Reader<'_>,
    case: CaseId,
    values: &mut Values,
) -> Result<(), Failure> {
    let cx = reader.cx;
    let Some(plan) = store::plan(conn, cx.school(), case).await? else { return Ok(()) };
    let row = cx.app.row(cx.school(), "plan", plan.id.bytes(), Label::CLOSE);
    put(values, "situation", Some(cx.app.open(&row, "situation_cell", &plan.situation)?));
    put(values, "measures", Some(cx.app.open(&row, "measures_cell", &plan.measures)?));
    Ok(())
}

async fn goals(
    conn: &mut Conn,
    reader: &Reader<'_>,
    case: CaseId,
    (values, rows): (&mut Values, &mut Rows),
) -> Result<(), Failure> {
    let cx = reader.cx;
    let (mut near, mut far, mut lines) = (Vec::new(), Vec::new(), Vec::new());
    for goal in store::goals(conn, cx.school(), case).await? {
        let row = cx.app.row(cx.school(), "goal", goal.id.bytes(), Label::CLOSE);
        let text = cx.app.open(&row, "text_cell", &goal.text)?;
        if goal.span == "far" {
            far.push(text.clone())
        } else {
            near.push(text.clone())
        }
        let mut line = Values::new();
        put(&mut line, "goal", Some(text));
        put(&mut line, "span", Some(cx.t(format!("terms-goal-span-{}", goal.span)).to_owned()));
        if let Some(day) = goal.due_on {
            line.insert("due", Value::Day(day));
        }
        if goal.reached_on != FOREVER {
            line.insert("reached", Value::Day(goal.reached_on));
        }
        lines.push(line);
    }
    put(values, "goals-near", Some(near.join("\n")));
    put(values, "goals-far", Some(far.join("\n")));
    rows.insert("goals", lines);
    Ok(())
}
