//! `word/styles.xml`. Style names are Word's own, so that it shows them in the reader's language and its navigation
//! pane, tables of contents and "select all with similar formatting" work.

use super::faces::{Face, Faces, WESTERN};
use super::parts::{HEAD, SPACE};
use crate::look::{LETTER_SPACE, Look};
use crate::model::{Document, Lang, Layout};

/// The shade behind what is missing: light enough to read on a poor copy.
pub(super) const MISSING_SHADE: &str = "FFF2CC";

struct Style<'a> {
    id: &'a str,
    name: &'a str,
    paragraph: String,
    run: String,
}

/// Writes the part.
pub(super) fn write(document: &Document) -> String {
    let look = Look::of(document.layout);
    let faces = Faces::of(document.lang);
    let mut text = format!(
        "{HEAD}<w:styles {SPACE}>{}",
        defaults(document.lang, look, body_face(document.layout, faces))
    );
    for style in paragraphs(document, look, faces) {
        text.push_str(&paragraph_style(&style));
    }
    for (id, name, run) in [
        ("Fact", "Fact", String::new()),
        ("Missing", "Missing", format!(r#"<w:shd w:val="clear" w:color="auto" w:fill="{MISSING_SHADE}"/>"#)),
        ("EndnoteReference", "endnote reference", r#"<w:vertAlign w:val="superscript"/>"#.to_owned()),
    ] {
        text.push_str(&format!(
            r#"<w:style w:type="character" w:styleId="{id}"><w:name w:val="{name}"/><w:rPr>{run}</w:rPr></w:style>"#
        ));
    }
    text.push_str("</w:styles>");
    text
}

const fn body_face(layout: Layout, faces: &Faces) -> Face {
    match layout {
        Layout::Official | Layout::Letter => faces.text,
        Layout::Form | Layout::Ledger => faces.song,
    }
}

fn defaults(lang: Lang, look: &Look, face: Face) -> String {
    let east = if matches!(lang, Lang::ZhHant) { "zh-TW" } else { "zh-CN" };
    let justify = if lang.is_chinese() { "both" } else { "left" };
    let line = look.line.map_or_else(
        || r#"<w:spacing w:line="320" w:lineRule="atLeast"/>"#.to_owned(),
        |line| format!(r#"<w:spacing w:line="{line}" w:lineRule="exact"/>"#),
    );
    format!(
        r#"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{size}<w:lang w:val="en-US" w:eastAsia="{east}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:snapToGrid w:val="0"/>{line}<w:jc w:val="{justify}"/></w:pPr><w:rPr>{space}{size}</w:rPr></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"#,
        fonts = fonts(face),
        size = size(look.size),
        space = if look.line.is_some() { letter_space(LETTER_SPACE) } else { String::new() },
    )
}

fn paragraph_style(style: &Style<'_>) -> String {
    let Style { id, name, paragraph, run } = style;
    format!(
        r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"#
    )
}

fn paragraphs(document: &Document, look: &Look, faces: &Faces) -> Vec<Style<'static>> {
    let style = |id, name, paragraph: &str, run| Style { id, name, paragraph: paragraph.to_owned(), run };
    let mut styles = headings(document.layout, look, faces);
    let title_face = match document.layout {
        Layout::Official | Layout::Letter => faces.title,
        Layout::Form | Layout::Ledger => faces.black,
    };
    let title_run = format!("{}{}", fonts(title_face), other_size(look.title));
    let in_cell = r#"<w:spacing w:line="300" w:lineRule="atLeast"/>"#;
    let note = r#"<w:spacing w:line="280" w:lineRule="atLeast"/>"#;
    styles.extend([
        style("Title", "Title", r#"<w:keepNext/><w:jc w:val="center"/>"#, title_run),
        style("DocumentNumber", "Document Number", number_place(document.layout), String::new()),
        style("Addressee", "Addressee", "", String::new()),
        style("BodyText", "Body Text First Indent", &first_line(look), String::new()),
        style("ListItem", "List Paragraph", "", String::new()),
        style("Signature", "Signature", r#"<w:keepLines/><w:jc w:val="right"/>"#, String::new()),
        style("Caption", "caption", r#"<w:keepNext/><w:jc w:val="center"/>"#, caption(look, faces)),
        style("Cell", "Table Text", &format!(r#"{in_cell}<w:jc w:val="left"/>"#), other_size(look.cell)),
        style(
            "CellHead",
            "Table Head",
            &format!(r#"{in_cell}<w:jc w:val="center"/>"#),
            head(document.layout, look, faces),
        ),
        style(
            "Footer",
            "footer",
            &format!(r#"{note}<w:jc w:val="left"/>"#),
            format!("{}{}", fonts(faces.song), other_size(Look::page_number(document.layout))),
        ),
        style("EndnoteText", "endnote text", &format!(r#"{note}<w:jc w:val="left"/>"#), other_size(21)),
    ]);
    styles
}

fn headings(layout: Layout, look: &Look, faces: &Faces) -> Vec<Style<'static>> {
    let levels = [
        ("Heading1", "heading 1", faces.black),
        ("Heading2", "heading 2", if layout.is_official() { faces.kai } else { faces.black }),
        ("Heading3", "heading 3", body_face(layout, faces)),
        ("Heading4", "heading 4", body_face(layout, faces)),
    ];
    let place = match layout {
        Layout::Official | Layout::Letter => first_line(look),
        Layout::Form | Layout::Ledger => {
            r#"<w:spacing w:before="120" w:after="60" w:line="320" w:lineRule="atLeast"/>"#.to_owned()
        }
    };
    let heading = |(outline, (id, name, face)): (usize, (&'static str, &'static str, Face))| Style {
        id,
        name,
        paragraph: format!(r#"<w:keepNext/>{place}<w:outlineLvl w:val="{outline}"/>"#),
        run: fonts(face),
    };
    levels.into_iter().enumerate().map(heading).collect()
}

fn caption(look: &Look, faces: &Faces) -> String {
    format!("{}{}", fonts(faces.black), other_size(look.cell + 4))
}

/// Header rows: 黑体 under formal text; forms keep one face.
fn head(layout: Layout, look: &Look, faces: &Faces) -> String {
    match layout {
        Layout::Official | Layout::Letter => format!("{}{}", fonts(faces.black), other_size(look.cell)),
        Layout::Form | Layout::Ledger => other_size(look.cell),
    }
}

const fn number_place(layout: Layout) -> &'static str {
    match layout {
        Layout::Official | Layout::Letter => r#"<w:jc w:val="center"/>"#,
        Layout::Form | Layout::Ledger => r#"<w:jc w:val="right"/>"#,
    }
}

/// The first line starts two characters in.
pub(super) fn first_line(look: &Look) -> String {
    format!(r#"<w:ind w:firstLineChars="200" w:firstLine="{}"/>"#, look.character * 2)
}

/// A face for Chinese text; western letters keep theirs.
pub(super) fn fonts(face: Face) -> String {
    let name = face.name;
    format!(r#"<w:rFonts w:ascii="{WESTERN}" w:hAnsi="{WESTERN}" w:eastAsia="{name}" w:cs="{WESTERN}"/>"#)
}

/// A size other than the text's, without its squeeze.
fn other_size(half_points: u32) -> String {
    letter_space(0) + &size(half_points)
}

fn letter_space(twips: i32) -> String {
    format!(r#"<w:spacing w:val="{twips}"/>"#)
}

fn size(half_points: u32) -> String {
    format!(r#"<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>"#)
}
