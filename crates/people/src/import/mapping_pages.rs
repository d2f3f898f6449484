//! Which column is read as what, for a person to look at and change.

use access::Action;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kernel::{Fault, ImportId};
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, see_with};

use super::store::{self, Import};
use super::{Told, actions, forms};
use crate::roster::fields::{self, Field, GuardianField};
use crate::roster::mapping::Mapping;
use crate::roster::{layout, letters, text};

struct Choice {
    key: String,
    label: String,
}

struct Column {
    number: usize,
    letter: String,
    header: String,
    examples: String,
    chosen: String,
}

#[derive(Template)]
#[template(path = "import/mapping.html")]
struct Columns<'a> {
    cx: &'a Look,
    import: &'a Import,
    columns: Vec<Column>,
    choices: Vec<Choice>,
    error: String,
}

/// The fields a column can be read as.
fn choices(cx: &Cx) -> Vec<Choice> {
    use GuardianField as G;
    let own = fields::all().iter().map(|spec| spec.field);
    let parts = [
        G::Name,
        G::Relation,
        G::Phone,
        G::IsGuardian,
        G::IdType,
        G::IdNumber,
        G::Employer,
        G::Occupation,
        G::Address,
        G::Household,
        G::EthnicGroup,
        G::RelationNote,
    ];
    let guardians = (1..=3).flat_map(|nth| parts.map(|part| Field::Guardian(nth, part)));
    let choice =
        |field: Field| Choice { key: field.key(), label: Told::from(&field.name()).words(cx.lang()) };
    own.chain(guardians).map(choice).collect()
}

async fn first_rows(cx: &Cx, id: ImportId) -> Result<Vec<crate::roster::InRow>, Failure> {
    let mut conn = cx.app.db.reader().await?;
    Ok(store::rows_of_part(&mut conn, cx, id, 0).await?.unwrap_or_default())
}

fn headers(rows: &[crate::roster::InRow], mapping: &Mapping) -> Vec<String> {
    layout::header_texts(rows, mapping.header_row, mapping.header_rows.max(1))
}

async fn columns_page(cx: &Cx, import: &Import, error: String) -> Reply {
    let mapping = Mapping::from_json(&import.mapping).map_err(|_| Failure::NotFound)?;
    let rows = first_rows(cx, import.id).await?;
    let permit = actions::permit(cx, import.what, Action::Amend)?;
    cx.log_readings(&[permit]).await?;
    let below = rows.iter().filter(|row| row.number >= mapping.first_row()).take(40);
    let below: Vec<_> = below.collect();
    let column = |(number, header): (u16, String)| {
        let said = below.iter().filter_map(|row| text::said(row.cell(number)));
        let examples: Vec<String> = said.take(3).map(|text| text.chars().take(24).collect()).collect();
        let field = mapping.columns.iter().find(|(_, place)| place.column == number).map(|(field, _)| *field);
        let examples = examples.iter().map(|text| field.map_or(text.clone(), |field| field.shown(text)));
        Column {
            number: usize::from(number),
            letter: letters(number),
            header,
            examples: examples.collect::<Vec<_>>().join(" · "),
            chosen: field.map(Field::key).unwrap_or_default(),
        }
    };
    let columns = (0u16..).zip(headers(&rows, &mapping)).map(column).collect();
    let status = if error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(cx, status, &Columns { cx, import, columns, choices: choices(cx), error })
}

/// `GET /imports/{id}/mapping`
pub async fn edit_mapping(cx: Cx, Path(id): Path<ImportId>) -> Reply {
    let import = actions::find(&cx, id, Action::Amend).await?;
    columns_page(&cx, &import, String::new()).await
}

/// `POST /imports/{id}/mapping`: reads again, and remembers the mapping when it has a name.
pub async fn update_mapping(cx: Cx, Path(id): Path<ImportId>, form: Fields) -> Reply {
    let import = actions::find(&cx, id, Action::Amend).await?;
    let old = Mapping::from_json(&import.mapping).map_err(|_| Failure::NotFound)?;
    let rows = first_rows(&cx, id).await?;
    let mapping = match forms::mapping(&form, &old, &headers(&rows, &old)) {
        Ok(mapping) => mapping,
        Err(told) => return columns_page(&cx, &import, told.words(cx.lang())).await,
    };
    if let Some(name) = form.some("remember").filter(|name| name.chars().count() <= 60) {
        // The class of this one list is not that of the next.
        let mut kept = mapping.clone();
        kept.implied.retain(|field, _| !matches!(field, Field::Grade | Field::Class));
        let text = kept.to_json().map_err(|e| Fault::from("json", e))?;
        let mut tx = cx.app.db.begin().await?;
        store::save_mapping(&mut tx, &cx, import.what, (name, &text)).await?;
        tx.commit().await?;
    }
    actions::remap(&cx, &import, mapping).await?;
    see_with(&format!("/imports/{id}"), "imports-said-read-again")
}
