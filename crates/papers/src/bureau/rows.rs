//! The rows of a table: the children within the right of whoever hands in, each read through the dictionary.

use std::collections::BTreeSet;

use access::{Action, Kind, Permit, scope};
use documents::filling::Row;
use kernel::StudentId;
use people::student::store::{self as students, Wanted};
use web::{Cx, Failure};

use super::columns::{self, Column, NUMBER};
use super::store::Table;
use crate::fields::{self, Child, Source};

/// One child's row.
pub struct Line {
    /// The child.
    pub student: StudentId,
    /// The cells by the letters of their columns; the running number comes last.
    pub cells: Row,
    /// Stands for the content of the row without telling it.
    pub mark: [u8; 16],
    /// What it was read under.
    pub permits: Vec<Permit>,
}

/// Everybody whom the table asks for.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn of(cx: &Cx, table: &Table, columns: &[Column]) -> Result<Vec<Line>, Failure> {
    let takes = scope(&cx.actor, Action::Export, Kind::Roster);
    let wanted = Wanted { class: None, skip: 0, take: i64::MAX };
    let mut conn = cx.app.db.reader().await?;
    let mut all = students::list(&mut conn, &takes, cx.today(), &wanted).await?;
    all.retain(|student| table.grade.is_none() || student.grade == table.grade);
    let sources = sources(table, columns);
    let children = fields::children(&mut conn, cx, all, &sources).await?;
    let asked_for = children.into_iter().filter(|child| is_asked_for(cx, table, child));
    Ok(asked_for.map(|child| line(cx, columns, child)).collect())
}

fn sources(table: &Table, columns: &[Column]) -> BTreeSet<Source> {
    let named = columns.iter().filter_map(|column| fields::find(&column.field)).map(|field| field.source);
    named.chain(table.category.as_ref().map(|_| Source::Findings)).collect()
}

/// Whether the child has the category, as far as the reader may know.
fn is_asked_for(cx: &Cx, table: &Table, child: &Child) -> bool {
    let Some(category) = &table.category else { return true };
    let word = cx.t(format!("terms-category-{}", category.replace('_', "-")));
    let known = child.values.get("categories").map(|value| value.words(cx)).unwrap_or_default();
    known.split(cx.t("papers-comma")).any(|one| one == word)
}

fn line(cx: &Cx, columns: &[Column], child: Child) -> Line {
    let cell = |column: &Column| {
        let value = child.values.get(column.field.as_str())?;
        Some((column.letters.clone(), columns::written(cx, column, value)))
    };
    let cells: Row = columns.iter().filter(|column| column.field != NUMBER).filter_map(cell).collect();
    // The day of filling changes every day and is no change of the child's.
    let still = |letters: &String| {
        let moving =
            |column: &&Column| matches!(column.field.as_str(), "today" | "month" | "leaving" | "writer");
        !columns.iter().filter(moving).any(|column| column.letters == *letters)
    };
    let content: Vec<_> = cells.iter().filter(|(letters, _)| still(letters)).collect();
    let mark = cx.app.vault.index(cx.school().0, "hand_in_row", &format!("{content:?}"));
    Line { student: child.student.id, cells, mark, permits: child.permits }
}
