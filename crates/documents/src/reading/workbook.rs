//! A workbook of the open kind (.xlsx), read as a stream.

use std::collections::HashSet;
use std::io::Write;

use super::book::{Encoding, Format, Visibility};
use super::container::Container;
use super::emit::Emitter;
use super::limits::SHEETS;
use super::refusal::{Reason, Refusal};
use super::relations::{Relations, relations};
use super::sheet::{self, Tables};
use super::strings::Strings;
use super::styles::Styles;
use super::xml::{Step, Tag, Xml};

/// A sheet as the workbook announces it.
struct Announced {
    name: String,
    visibility: Visibility,
    relation: String,
}

/// Reads the workbook in `bytes` and sends its rows.
pub(super) fn read<W: Write>(bytes: &[u8], out: &mut Emitter<W>) -> Result<(), Refusal> {
    let container = Container::open(bytes)?;
    check_kind(&container)?;
    let workbook = workbook_part(&container)?;
    let relations = relations(&container, &workbook)?;
    let (announced, since_1904) = announced(&container, &workbook)?;
    let tables = Tables {
        strings: read_strings(&container, &relations)?,
        styles: read_styles(&container, &relations)?,
        since_1904,
    };
    out.book(Format::Xlsx, None::<Encoding>, None)?;
    let mut seen = HashSet::new();
    for sheet in announced {
        read_sheet(&container, &relations, &sheet, &mut seen, (&tables, &mut *out))?;
    }
    note_left_out(&container, out);
    Ok(())
}

/// Refuses what is a container but not a plain workbook.
fn check_kind(container: &Container<'_>) -> Result<(), Refusal> {
    if container.any(|name| name.ends_with("vbaproject.bin") || name.contains("/macrosheets/")) {
        return Err(Reason::Macro.into());
    }
    if container.has("xl/workbook.bin") {
        return Err(Reason::BinaryWorkbook.into());
    }
    if container.has("mimetype") || container.has("content.xml") {
        return Err(Reason::OpenDocument.into());
    }
    if !container.has("[content_types].xml") {
        return Err(Reason::NotSpreadsheet.into());
    }
    Ok(())
}

fn workbook_part(container: &Container<'_>) -> Result<String, Refusal> {
    let package = relations(container, "")?;
    let main = package.into_values().find(|relation| relation.kind == "officeDocument");
    match main {
        Some(relation) => {
            let name =
                relation.part.ok_or_else(|| Refusal::new(Reason::PartOutside).with("part", "workbook"))?;
            // A Word document or slides are packages, too.
            let sheets =
                name.to_lowercase().starts_with("xl/") || name.to_lowercase().ends_with("workbook.xml");
            if sheets { Ok(name) } else { Err(Reason::NotSpreadsheet.into()) }
        }
        None if container.has("xl/workbook.xml") => Ok("xl/workbook.xml".to_owned()),
        None => Err(Reason::NotSpreadsheet.into()),
    }
}

fn open<'a>(container: &Container<'a>, name: &str) -> Result<Xml<'a>, Refusal> {
    let part = container.part(name).ok_or_else(|| Refusal::new(Reason::PartMissing).with("part", name))?;
    Xml::open(part, name)
}

fn announced(container: &Container<'_>, workbook: &str) -> Result<(Vec<Announced>, bool), Refusal> {
    let mut xml = open(container, workbook)?;
    let mut sheets = Vec::new();
    let mut since_1904 = false;
    loop {
        match xml.next()? {
            Step::Open(tag) if tag.name() == "workbookPr" => {
                since_1904 = tag.get("date1904")?.is_some_and(|value| value == "1" || value == "true");
            }
            Step::Open(tag) if tag.name() == "sheet" => sheets.push(announce(&tag)?),
            Step::End => break,
            _ => {}
        }
        if sheets.len() > SHEETS {
            return Err(Refusal::new(Reason::TooManySheets).with("limit", SHEETS));
        }
    }
    if sheets.is_empty() { Err(Reason::NotSpreadsheet.into()) } else { Ok((sheets, since_1904)) }
}

fn announce(tag: &Tag<'_>) -> Result<Announced, Reason> {
    let visibility = match tag.get("state")?.as_deref() {
        Some("hidden") => Visibility::Hidden,
        Some("veryHidden") => Visibility::VeryHidden,
        _ => Visibility::Visible,
    };
    let name = tag.get("name")?.unwrap_or_default();
    Ok(Announced { name, visibility, relation: tag.get("id")?.unwrap_or_default() })
}

fn only_part(relations: &Relations, kind: &str) -> Result<Option<String>, Refusal> {
    match relations.values().find(|relation| relation.kind == kind) {
        None => Ok(None),
        Some(relation) => match &relation.part {
            Some(part) => Ok(Some(part.clone())),
            None => Err(Refusal::new(Reason::PartOutside).with("part", kind)),
        },
    }
}

fn read_strings(container: &Container<'_>, relations: &Relations) -> Result<Strings, Refusal> {
    // A table that is announced and missing hurts only when a cell needs it, and then the cell is named.
    match only_part(relations, "sharedStrings")? {
        Some(name) if container.part(&name).is_some() => {
            Strings::read(open(container, &name)?, container.unpacked(&name).unwrap_or_default())
        }
        _ => Ok(Strings::default()),
    }
}

fn read_styles(container: &Container<'_>, relations: &Relations) -> Result<Styles, Refusal> {
    match only_part(relations, "styles")? {
        Some(name) => Styles::read(open(container, &name)?),
        None => Ok(Styles::default()),
    }
}

fn read_sheet<W: Write>(
    container: &Container<'_>,
    relations: &Relations,
    sheet: &Announced,
    seen: &mut HashSet<String>,
    (tables, out): (&Tables, &mut Emitter<W>),
) -> Result<(), Refusal> {
    let at_sheet = |refusal: Refusal| refusal.at(Some(&sheet.name), None);
    let missing = |reason: Reason| at_sheet(Refusal::new(reason).with("part", &sheet.name));
    let relation = relations.get(&sheet.relation).ok_or_else(|| missing(Reason::PartMissing))?;
    if matches!(relation.kind.as_str(), "chartsheet" | "dialogsheet") {
        return Ok(());
    }
    let part = relation.part.as_deref().ok_or_else(|| missing(Reason::PartOutside))?;
    // Two sheets that share one part multiply what is to be read.
    if relation.kind != "worksheet" || !seen.insert(part.to_lowercase()) {
        return Err(missing(Reason::PartMissing));
    }
    let xml = open(container, part).map_err(at_sheet)?;
    out.begin_sheet(&sheet.name, sheet.visibility)?;
    if sheet.visibility != Visibility::Visible {
        out.note(Reason::NoticeHiddenSheet, None);
    }
    sheet::read(xml, tables, out).map_err(at_sheet)?;
    out.end_sheet()
}

fn note_left_out<W: Write>(container: &Container<'_>, out: &mut Emitter<W>) {
    if container.any(|name| {
        ["xl/comments", "xl/threadedcomments", "xl/drawings/"].iter().any(|start| name.starts_with(start))
    }) {
        out.note(Reason::NoticeComments, None);
    }
    if container.any(|name| name.starts_with("xl/externallinks/")) {
        out.note(Reason::NoticeOutsideLinks, None);
    }
}
