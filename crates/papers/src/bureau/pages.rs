//! The pages of bureau tables.

use access::{Action, Kind};
use askama::Template;
use axum::Extension;
use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use documents::filling::{Filler, Shape};
use documents::reading::{Reader, Refusal};
use kernel::{BureauTableId, Fault};
use noticing::word::Category;
use people::roster::InRow;
use web::reply::page_with;
use web::upload::Upload;
use web::{Cx, Failure, Fields, Look, Reply, page, see_with};

use super::actions::{self, Nothing};
use super::columns::{self, Column, Form, NUMBER};
use super::store::{self, HandIn, Table};
use crate::fields::{FIELDS, Source, label};
use crate::leaving;

#[derive(Template)]
#[template(path = "bureau/index.html")]
struct Index<'a> {
    cx: &'a Look,
    tables: Vec<Table>,
    form: &'a Fields,
    refused: String,
    key: String,
}

async fn index_page(cx: &Cx, form: &Fields, refused: String) -> Reply {
    let tables = store::list(&mut cx.app.db.reader().await?, cx.school()).await?;
    let right = refused.is_empty() && form.is_right();
    let status = if right { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(cx, status, &Index { cx, tables, form, refused, key: cx.uuid().to_string() })
}

/// `GET /bureau-tables`
pub async fn index(cx: Cx) -> Reply {
    actions::permit(&cx)?;
    index_page(&cx, &Fields::default(), String::new()).await
}

/// `POST /bureau-tables`: the file is looked at, its header found, and a field proposed for each column.
pub async fn create(
    cx: Cx,
    Extension(filler): Extension<Filler>,
    Extension(reader): Extension<Reader>,
    upload: Multipart,
) -> Reply {
    actions::permit(&cx)?;
    let (mut form, files) = web::upload::sent(upload).await?;
    let id = form.parse(cx.lang(), "key").unwrap_or_else(|| BureauTableId(cx.uuid()));
    let name = form.required(cx.lang(), "name");
    form.at_most(cx.lang(), "name", 60);
    let Some(file) = files.into_iter().next() else {
        form.refuse(cx.lang(), "file", "papers-template-file-none");
        return index_page(&cx, &form, String::new()).await;
    };
    if !form.is_right() {
        return index_page(&cx, &form, String::new()).await;
    }
    let (sheet, proposal) = match looked_at(&cx, &filler, &reader, &file).await {
        Ok(found) => found,
        Err(why) => return index_page(&cx, &form, why).await,
    };
    let columns =
        serde_json::to_string(&proposal.columns).map_err(|e| Fault::from("the columns of a table", e))?;
    let table = Table {
        id,
        name,
        sheet,
        first_row: i64::from(proposal.row),
        columns,
        category: None,
        grade: None,
        made_at: cx.app.clock.now(),
    };
    actions::bring_in(&cx, &table, &file.bytes).await?;
    see_with(&format!("/bureau-tables/{id}/columns"), "papers-said-bureau-read")
}

/// The sheet with a header, and what its columns seem to ask for; or why the file is not taken.
async fn looked_at(
    cx: &Cx,
    filler: &Filler,
    reader: &Reader,
    file: &Upload,
) -> Result<(String, columns::Proposal), String> {
    let told = |refusal: Refusal| {
        let args: Vec<_> =
            refusal.args.iter().map(|(name, value)| (*name, language::Arg::Text(value))).collect();
        cx.tf(refusal.key(), &args)
    };
    let checked = filler.check(&file.bytes).await.map_err(told)?;
    if checked.shape != Shape::Excel {
        return Err(cx.t("reading-file-not-spreadsheet").to_owned());
    }
    let book = reader.read(&file.name, file.bytes.clone()).await.map_err(told)?;
    for sheet in book.sheets {
        let rows: Vec<InRow> = sheet.rows.into_iter().map(people::import::in_row).collect();
        if let Some(proposal) = columns::propose(&rows) {
            return Ok((sheet.name, proposal));
        }
    }
    Err(cx.t("papers-bureau-no-header").to_owned())
}

/// A table that the person looks after.
async fn found(cx: &Cx, id: BureauTableId) -> Result<Table, Failure> {
    actions::permit(cx)?;
    store::lookup(&mut cx.app.db.reader().await?, cx.school(), id).await?.ok_or(Failure::NotFound)
}

/// A field that a column may ask for.
struct Choice {
    key: &'static str,
    label: &'static str,
}

#[derive(Template)]
#[template(path = "bureau/columns.html")]
struct Edit<'a> {
    cx: &'a Look,
    table: &'a Table,
    columns: Vec<Column>,
    choices: Vec<Choice>,
    forms: [Form; 5],
    categories: Vec<&'static str>,
}

/// `GET /bureau-tables/{id}/columns`
pub async fn edit(cx: Cx, Path(id): Path<BureauTableId>) -> Reply {
    let table = found(&cx, id).await?;
    let columns = actions::columns(&table)?;
    let fields = FIELDS.iter().filter(|field| field.source != Source::Notes && field.key != "leaving");
    let fields = fields.map(|field| Choice { key: field.key, label: label(cx.lang(), field.key) });
    let number = Choice { key: NUMBER, label: cx.t("papers-bureau-number") };
    let edit = Edit {
        cx: &cx,
        table: &table,
        columns,
        choices: std::iter::once(number).chain(fields).collect(),
        forms: Form::ALL,
        categories: Category::ALL.iter().map(|category| category.key()).collect(),
    };
    page(&cx, &edit)
}

/// `POST /bureau-tables/{id}/columns`
pub async fn update(cx: Cx, Path(id): Path<BureauTableId>, mut form: Fields) -> Reply {
    let mut table = found(&cx, id).await?;
    let mut columns = actions::columns(&table)?;
    for column in &mut columns {
        let named = |part: &str| format!("{part}-{}", column.letters);
        let field = form.get(&named("field"));
        let is_known = field == NUMBER || crate::fields::find(field).is_some();
        let wanted = form.get(&named("form"));
        let shape = Form::ALL.into_iter().find(|one| one.key() == wanted).unwrap_or_default();
        let unit: String = form.get(&named("unit")).chars().take(10).collect();
        column.field = if is_known { field.to_owned() } else { String::new() };
        (column.form, column.unit) = (shape, unit);
    }
    table.first_row =
        form.parse(cx.lang(), "row").filter(|row| (1..=1_000).contains(row)).unwrap_or(table.first_row);
    table.category =
        form.some("category").and_then(Category::parse).map(|category| category.key().to_owned());
    table.grade = form.parse(cx.lang(), "grade");
    table.columns = serde_json::to_string(&columns).map_err(|e| Fault::from("the columns of a table", e))?;
    actions::name_columns(&cx, &table).await?;
    see_with(&format!("/bureau-tables/{id}"), "papers-said-bureau-mapped")
}

#[derive(Template)]
#[template(path = "bureau/show.html")]
struct Show<'a> {
    cx: &'a Look,
    table: &'a Table,
    /// Headers with what they ask for; empty: stays blank.
    columns: Vec<(String, &'static str)>,
    /// Headers of what this person may not take out.
    left_empty: Vec<String>,
    hand_ins: Vec<HandIn>,
}

/// The headers of columns that stay empty because numbers, addresses and families do not leave with this person.
fn left_empty(cx: &Cx, columns: &[Column]) -> Vec<String> {
    let takes = [Kind::Identity, Kind::Family]
        .iter()
        .all(|kind| !access::scope(&cx.actor, Action::Export, *kind).is_empty());
    let is_of_card = |column: &&Column| {
        crate::fields::find(&column.field)
            .is_some_and(|field| matches!(field.source, Source::Card | Source::Health))
    };
    let headers = columns.iter().filter(is_of_card).map(|column| column.header.clone());
    if takes { Vec::new() } else { headers.collect() }
}

/// `GET /bureau-tables/{id}`
pub async fn show(cx: Cx, Path(id): Path<BureauTableId>) -> Reply {
    let table = found(&cx, id).await?;
    let hand_ins = store::hand_ins(&mut cx.app.db.reader().await?, cx.school(), id).await?;
    let words = |column: Column| {
        let means = match crate::fields::find(&column.field) {
            Some(field) => label(cx.lang(), field.key),
            None if column.field == NUMBER => cx.t("papers-bureau-number"),
            None => "",
        };
        (column.header, means)
    };
    let columns = actions::columns(&table)?;
    let left_empty = left_empty(&cx, &columns);
    let columns = columns.into_iter().map(words).collect();
    page(&cx, &Show { cx: &cx, table: &table, columns, left_empty, hand_ins })
}

/// `POST /bureau-tables/{id}/hand-ins`
pub async fn hand_in(
    cx: Cx,
    Extension(filler): Extension<Filler>,
    Path(id): Path<BureauTableId>,
    form: Fields,
) -> Reply {
    let table = found(&cx, id).await?;
    let said = match actions::hand_in(&cx, &filler, (&table, form.get("which") != "changed")).await? {
        Ok(_) => "papers-said-bureau-handed-in",
        Err(Nothing::Nobody) => "papers-said-bureau-nobody",
        Err(Nothing::Unchanged) => "papers-said-bureau-unchanged",
    };
    see_with(&format!("/bureau-tables/{id}"), said)
}

/// `GET /bureau-tables/{id}/hand-ins/{number}/file`
pub async fn file(cx: Cx, Path((id, number)): Path<(BureauTableId, i64)>) -> Reply {
    let table = found(&cx, id).await?;
    let bytes = actions::handed_in(&cx, &table, number).await?;
    web::file(&format!("{} {number}.xlsx", table.name), leaving::EXCEL, bytes)
}

/// `POST /bureau-tables/{id}/withdrawal`
pub async fn withdraw(cx: Cx, Path(id): Path<BureauTableId>) -> Reply {
    found(&cx, id).await?;
    actions::withdraw(&cx, id).await?;
    see_with("/bureau-tables", "papers-said-bureau-withdrawn")
}
