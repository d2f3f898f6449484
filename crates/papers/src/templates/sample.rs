//! A template with everything in it: fields, rows, conditions. To begin from, and for the demonstration school.

use documents::excel::{self, Column, Kind, Sheet, Value, Workbook};
use documents::filling::Shape;
use documents::model::{
    Align, Block, Cell, Column as TableColumn, Document, Form, FormRow, Layout, Span, Table, WriteError,
};
use kernel::Day;
use language::{Lang, t};

use super::names::group_label;
use crate::fields::label;
use crate::prose::document_lang;

/// The file.
///
/// # Errors
/// Those of the writers.
pub fn bytes(lang: Lang, shape: Shape, today: Day) -> Result<Vec<u8>, WriteError> {
    match shape {
        Shape::Word => documents::word::write(&word(lang)),
        Shape::Excel => excel::write(&workbook(lang, today), None),
    }
}

fn field(lang: Lang, key: &str) -> String {
    format!("{{{{{}}}}}", label(lang, key))
}

fn paragraph(text: String) -> Block {
    Block::Paragraph(vec![Span::Text(text)])
}

/// A condition around words.
fn when(lang: Lang, key: &str, words: &str) -> String {
    format!("{{{{?{}}}}}{words}{{{{/?}}}}", label(lang, key))
}

fn word(lang: Lang) -> Document {
    let cell = |key: &str| [Cell::label(label(lang, key)), Cell::text(field(lang, key))];
    let row = |keys: &[&str]| FormRow { cells: keys.iter().flat_map(|key| cell(key)).collect(), lines: 1 };
    let long = |key: &str, lines| FormRow {
        cells: vec![Cell::label(label(lang, key)), Cell::text(field(lang, key)).across(5)],
        lines,
    };
    let form = Form {
        columns: vec![11, 14, 11, 14, 11, 14],
        rows: vec![
            row(&["name", "sex", "class"]),
            row(&["born", "boarding", "mentor"]),
            row(&["guardian", "guardian-relation", "guardian-phone"]),
            long("strengths", 3),
            long("own-words", 2),
            long("goals-near", 3),
        ],
    };
    let away = format!("{}{}", t(lang, "papers-sample-away"), field(lang, "father-place"));
    let blocks = vec![
        paragraph(format!(
            "{}    {}    {}",
            field(lang, "school"),
            field(lang, "term"),
            field(lang, "today")
        )),
        Block::Form(form),
        paragraph(when(lang, "father-place", &away)),
        Block::Table(notes(lang)),
        paragraph(format!(
            "{{{{!{}}}}}{}{{{{/?}}}}",
            group_label(lang, "notes"),
            t(lang, "papers-sample-no-notes")
        )),
        paragraph(field(lang, "leaving")),
    ];
    Document::plain(Layout::Form, t(lang, "papers-sample-title"), blocks, document_lang(lang))
}

fn notes(lang: Lang) -> Table {
    let keys = ["note-day", "note-kind", "note-writer", "note-text"];
    let group = group_label(lang, "notes");
    let inside = keys.iter().enumerate().map(|(place, key)| {
        let (before, after) = match place {
            0 => (format!("{{{{#{group}}}}}"), String::new()),
            3 => (String::new(), format!("{{{{/{group}}}}}")),
            _ => (String::new(), String::new()),
        };
        Cell::text(format!("{before}{}{after}", field(lang, key)))
    });
    let column = |width| TableColumn { width, align: Align::Start };
    Table {
        caption: Some(group.to_owned()),
        columns: vec![column(3), column(2), column(2), column(7)],
        header: vec![keys.iter().map(|key| Cell::text(label(lang, key))).collect()],
        rows: vec![inside.collect()],
    }
}

fn workbook(lang: Lang, today: Day) -> Workbook {
    let keys = ["name", "class", "born", "age", "guardian", "guardian-phone"];
    let column = |key: &&str| Column { header: label(lang, key).to_owned(), width: 16, kind: Kind::Text };
    let people = Sheet {
        name: t(lang, "papers-sample-sheet").to_owned(),
        title: Some(format!("{} {}", field(lang, "school"), t(lang, "papers-sample-title"))),
        columns: keys.iter().map(column).collect(),
        rows: vec![keys.iter().map(|key| Value::Text(field(lang, key))).collect()],
    };
    let keys = ["exam-day", "exam", "exam-marks"];
    let group = group_label(lang, "exams");
    let inside = |(place, key): (usize, &&str)| {
        let (before, after) = match place {
            0 => (format!("{{{{#{group}}}}}"), String::new()),
            2 => (String::new(), format!("{{{{/{group}}}}}")),
            _ => (String::new(), String::new()),
        };
        Value::Text(format!("{before}{}{after}", field(lang, key)))
    };
    let exams = Sheet {
        name: group.to_owned(),
        title: Some(format!("{} {group}", field(lang, "name"))),
        columns: keys.iter().map(column).collect(),
        rows: vec![keys.iter().enumerate().map(inside).collect()],
    };
    Workbook {
        title: t(lang, "papers-sample-title").to_owned(),
        lang: document_lang(lang),
        made_on: today,
        sheets: vec![people, exams],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_samples_have_everything_and_nothing_wrong_in_three_languages() {
        for lang in [Lang::ZhHans, Lang::ZhHant, Lang::En] {
            for shape in [Shape::Word, Shape::Excel] {
                let bytes = bytes(lang, shape, Day::constant(2026, 11, 20)).unwrap();
                let checked = documents::filling::check_own(&bytes).unwrap();
                assert_eq!(checked.shape, shape);
                assert_eq!(checked.flaws, [], "{lang:?}");
                assert_eq!(super::super::names::unknown(lang, &checked), [], "{lang:?}");
                assert!(checked.uses.len() >= 9, "{checked:?}");
            }
        }
    }
}
