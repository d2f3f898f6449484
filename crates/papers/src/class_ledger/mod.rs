//! The class ledger (T2): one row for each child with a category or a case, as an Excel sheet.

mod store;

use access::{Action, Kind};
use axum::extract::Path;
use documents::excel::{self, Column, Kind as Holds, Sheet, Value, Workbook};
use kernel::{ClassId, Day};
use people::term::store as terms;
use web::{Cx, Failure, Reply, file};

use crate::figures::{Asked, Within};
use crate::leaving;
use crate::prose::document_lang;
use store::Row;

/// Header, width in western characters, what it holds.
const COLUMNS: [(&str, u16, Holds); 13] = [
    ("papers-ledger-number", 6, Holds::Integer),
    ("papers-card-name", 10, Holds::Text),
    ("papers-card-sex", 6, Holds::Text),
    ("papers-card-class", 14, Holds::Text),
    ("papers-file-category", 26, Holds::Text),
    ("papers-file-since", 12, Holds::Date),
    ("papers-ledger-responsible", 12, Holds::Text),
    ("papers-ledger-mentor", 14, Holds::Text),
    ("papers-ledger-talks", 8, Holds::Integer),
    ("papers-ledger-visits", 8, Holds::Integer),
    ("papers-ledger-contacts", 10, Holds::Integer),
    ("papers-ledger-last", 12, Holds::Date),
    ("papers-ledger-state", 10, Holds::Text),
];

/// `GET /classes/{id}/ledger.xlsx`
pub async fn excel(cx: Cx, Path(id): Path<ClassId>) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let class = terms::lookup_class(&mut conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let term = terms::lookup_current(&mut conn, cx.school(), cx.today()).await?.ok_or(Failure::NotFound)?;
    let asked = Asked::find(&mut conn, &cx, Within::Class(class.clone()), term).await?;
    let facts = asked.facts(&cx);
    let mut permits = vec![cx.permit(Action::Export, Kind::Paper, &facts)?];
    for kind in [Kind::Roster, Kind::Case, Kind::Note, Kind::Finding] {
        permits.push(cx.permit(Action::Export, kind, &facts)?);
    }
    let rows = store::rows(&mut conn, &cx, &asked).await?;
    drop(conn);
    for row in &rows {
        let facts = access::Facts { student: Some(row.student), ..facts };
        permits.extend(access::permit(&cx.actor, Action::Export, Kind::Case, &facts));
        permits.extend(access::permit(&cx.actor, Action::Export, Kind::Finding, &facts));
    }
    cx.log_readings(&permits).await?;
    let leaving = leaving::begin(&cx, "class-ledger", id.0, None).await?;
    let class = cx.class_name(&class.grade, &class.number);
    let title = format!("{} {}", class, cx.t("papers-kind-class-ledger"));
    let workbook = workbook(&cx, &asked, rows, (&title, &class, &leaving.line));
    let bytes = leaving::blocking(move || excel::write(&workbook, None)).await?;
    file(&format!("{title}.xlsx"), leaving::EXCEL, bytes)
}

fn workbook(cx: &Cx, asked: &Asked, rows: Vec<Row>, (title, class, line): (&str, &str, &str)) -> Workbook {
    let columns = COLUMNS
        .iter()
        .map(|(key, width, kind)| Column { header: cx.t(key).to_owned(), width: *width, kind: *kind })
        .collect();
    let lines: Vec<Vec<Value>> =
        rows.into_iter().zip(1..).map(|(row, number)| cells(cx, class, row, number)).collect();
    let as_of = cx.tx("papers-as-of", cx.day(&asked.on));
    let mut heading = vec![title.to_owned(), as_of, line.to_owned()];
    heading.extend(kept_back(cx));
    let sheet = Sheet { name: class.to_owned(), title: Some(heading.join("\n")), columns, rows: lines };
    Workbook {
        title: title.to_owned(),
        lang: document_lang(cx.lang()),
        made_on: cx.today(),
        sheets: vec![sheet],
    }
}

/// Which categories the sheet does not name, because the person may not take them out; nothing when it names all.
fn kept_back(cx: &Cx) -> Option<String> {
    let kept =
        store::GUARDED.iter().filter(|(_, kind)| access::scope(&cx.actor, Action::Export, *kind).is_empty());
    let names: Vec<&str> =
        kept.flat_map(|(codes, _)| *codes).map(|code| cx.t(format!("terms-category-{code}"))).collect();
    (!names.is_empty()).then(|| cx.tx("papers-ledger-kept-back", names.join(cx.t("papers-comma"))))
}

fn cells(cx: &Cx, class: &str, row: Row, number: i64) -> Vec<Value> {
    let day = |day: Option<Day>| day.map_or(Value::Empty, Value::Date);
    let categories: Vec<&str> = row
        .categories
        .iter()
        .map(|code| cx.t(format!("terms-category-{}", code.replace('_', "-"))))
        .collect();
    vec![
        Value::Integer(number),
        Value::Text(row.name),
        Value::Text(cx.t(format!("terms-sex-{}", row.sex)).to_owned()),
        Value::Text(class.to_owned()),
        Value::Text(categories.join(cx.t("papers-comma"))),
        day(row.since),
        Value::Text(row.responsible.join(cx.t("papers-comma"))),
        Value::Text(row.mentors.join(cx.t("papers-comma"))),
        Value::Integer(row.talks),
        Value::Integer(row.visits),
        Value::Integer(row.contacts),
        day(row.last),
        Value::Text(
            cx.t(if row.is_open { "papers-ledger-open" } else { "papers-ledger-noticed" }).to_owned(),
        ),
    ]
}
