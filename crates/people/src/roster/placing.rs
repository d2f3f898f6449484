//! Grade and class of a row, which one column, two columns, or each of them may tell.

use super::cells::At;
use super::check::{CheckedRow, Context, Verdict};
use super::class_text::{Placement, read_class, read_grade};
use super::fields::Field;
use super::text::{said, tidy};
use super::{In, InRow, Message, Why};

struct Cell {
    at: At,
    text: String,
    /// The spreadsheet made a date of 7-3.
    was_date: bool,
    placed: Placement,
}

/// Puts the cells of grade and class into the row.
pub(super) fn place(row: &InRow, checked: &mut CheckedRow, context: &Context<'_>) {
    let grade = read(row, Field::Grade, checked, context);
    let class = read(row, Field::Class, checked, context);
    let told = |cell: &Option<Cell>| cell.as_ref().and_then(|cell| cell.placed.grade);
    if let (Some(by_grade), Some(by_class)) = (told(&grade), told(&class))
        && by_grade != by_class
        && let Some(cell) = &class
    {
        let message =
            cell.at.message("roster-grade-class-disagree", &cell.text).with("grade", by_grade.to_string());
        checked.doubt(message);
    }
    put_grade(checked, grade.as_ref(), class.as_ref());
    put_class(checked, grade.as_ref(), class.as_ref());
    if grade.is_none() && class.is_none() {
        said_of_all(checked, context);
    }
}

/// A list of one class names it nowhere in its rows; whoever brings it in says which.
fn said_of_all(checked: &mut CheckedRow, context: &Context<'_>) {
    for field in [Field::Grade, Field::Class] {
        if let Some(number) = context.mapping.implied.get(&field) {
            checked.put(field, None, Verdict::Value(number.clone()));
        }
    }
}

fn read(row: &InRow, field: Field, checked: &mut CheckedRow, context: &Context<'_>) -> Option<Cell> {
    let column = context.mapping.column(field)?;
    let at = At { row: row.number, column, field, shape: field.shape() };
    let cell = row.cell(column);
    let text = match cell {
        // July 3 was 7-3 before the spreadsheet saw it.
        In::Date(date) => format!("{}-{}", date.month(), date.day()),
        In::Formula | In::Error(_) | In::Lost(_) => {
            let key = if *cell == In::Formula { "roster-cell-formula" } else { "roster-cell-error" };
            let from = said(cell).unwrap_or_default().into_owned();
            let message = Box::new(at.message(key, &from));
            checked.put(field, Some(column), Verdict::Refusal { from, message });
            return None;
        }
        other => tidy(&said(other)?).0.into_owned(),
    };
    let reader = if field == Field::Grade { read_grade } else { read_class };
    let placed = reader(&text, context.stage, context.today);
    Some(Cell { at, text, was_date: matches!(cell, In::Date(_)), placed })
}

fn put_grade(checked: &mut CheckedRow, grade: Option<&Cell>, class: Option<&Cell>) {
    let own = grade.and_then(|cell| Some((cell, cell.placed.grade?)));
    if let Some((cell, number)) = own {
        checked.put(Field::Grade, Some(cell.at.column), verdict(cell, number));
        return;
    }
    if let Some((cell, number)) = class.and_then(|cell| Some((cell, cell.placed.grade?))) {
        let to = number.to_string();
        let verdict = Verdict::Normalised { from: cell.text.clone(), to, why: Why::FromOther };
        checked.put(Field::Grade, Some(cell.at.column), verdict);
        return;
    }
    let Some(cell) = grade.or(class) else { return };
    let message = match cell.placed.cohort {
        Some(year) => cell.at.message("roster-cohort", &cell.text).with("year", year.to_string()),
        None if grade.is_some() => cell.at.message("roster-grade-unreadable", &cell.text),
        None => cell.at.message("roster-grade-untold", &cell.text),
    };
    if grade.is_some() {
        let (from, message) = (cell.text.clone(), Box::new(message));
        checked.put(Field::Grade, Some(cell.at.column), Verdict::Refusal { from, message });
    } else {
        checked.doubt(message);
    }
}

fn put_class(checked: &mut CheckedRow, grade: Option<&Cell>, class: Option<&Cell>) {
    for cell in [class, grade].into_iter().flatten() {
        if let Some(number) = cell.placed.class {
            checked.put(Field::Class, Some(cell.at.column), verdict(cell, number));
            return;
        }
        if let Some(name) = cell.placed.name.as_ref().filter(|_| cell.at.field == Field::Class) {
            let message: Message =
                cell.at.message("roster-class-name", &cell.text).with("name", name.as_str());
            let (from, to, message) = (cell.text.clone(), name.clone(), Box::new(message));
            checked.put(Field::Class, Some(cell.at.column), Verdict::Doubt { from, to, message });
            return;
        }
    }
}

fn verdict(cell: &Cell, number: u8) -> Verdict {
    let (from, to) = (cell.text.clone(), number.to_string());
    if cell.was_date {
        let message = Box::new(cell.at.message("roster-class-date", &cell.text));
        Verdict::Doubt { from, to, message }
    } else if from == to {
        Verdict::Value(to)
    } else {
        Verdict::Normalised { from, to, why: Why::ClassForm }
    }
}
