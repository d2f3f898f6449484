//! Rows that name no class: which class they are all put into is said by whoever brings the list in.

use access::Action;
use axum::extract::Path;
use kernel::{Fault, ImportId};
use web::{Cx, Failure, Fields, Reply, see_with};

use super::What;
use super::actions::{self, Settings};
use super::store::Import;
use crate::roster::fields::Field;
use crate::roster::mapping::Mapping;
use crate::term;

/// What the preview says of them.
#[derive(Default)]
pub(super) struct Unplaced {
    /// How many rows name no class.
    pub count: usize,
    /// The class that was said for all.
    pub said: Option<String>,
    /// As sent, in words, chosen now.
    pub classes: Vec<(String, String, bool)>,
}

/// Of an import that waits; nothing when every row names its class.
///
/// # Errors
/// Those of the database.
pub(super) async fn of(cx: &Cx, import: &Import, settings: &Settings) -> Result<Unplaced, Fault> {
    let said = match (import.what, Mapping::from_json(&import.mapping)) {
        (What::Roster, Ok(mapping)) => said(&mapping),
        _ => None,
    };
    if !actions::waits(import) || (settings.unplaced == 0 && said.is_none()) {
        return Ok(Unplaced::default());
    }
    let mut conn = cx.app.db.reader().await?;
    let classes = term::store::classes(&mut conn, cx.school(), cx.today()).await?;
    let choice = |class: &term::Class| {
        let place = (class.grade, class.number);
        (format!("{}-{}", place.0, place.1), cx.class_name(&place.0, &place.1), said == Some(place))
    };
    Ok(Unplaced {
        count: settings.unplaced,
        said: said.map(|(grade, number)| cx.class_name(&grade, &number)),
        classes: classes.iter().map(choice).collect(),
    })
}

fn said(mapping: &Mapping) -> Option<(i64, i64)> {
    let number = |field| mapping.implied.get(&field)?.parse::<i64>().ok();
    Some((number(Field::Grade)?, number(Field::Class)?))
}

/// `POST /imports/{id}/class`: reads again, with this class for every row that names none. Without one, none is said.
pub async fn put_all(cx: Cx, Path(id): Path<ImportId>, form: Fields) -> Reply {
    let import = actions::find(&cx, id, Action::Amend).await?;
    let mut mapping = Mapping::from_json(&import.mapping).map_err(|_| Failure::NotFound)?;
    mapping.implied.retain(|field, _| !matches!(field, Field::Grade | Field::Class));
    if let Some(asked) = form.some("class") {
        let mut conn = cx.app.db.reader().await?;
        let classes = term::store::classes(&mut conn, cx.school(), cx.today()).await?;
        let class = classes.iter().find(|class| format!("{}-{}", class.grade, class.number) == asked);
        let class = class.ok_or(Failure::BadRequest)?;
        mapping.implied.insert(Field::Grade, class.grade.to_string());
        mapping.implied.insert(Field::Class, class.number.to_string());
    }
    actions::remap(&cx, &import, mapping).await?;
    see_with(&format!("/imports/{id}"), "imports-said-read-again")
}
