//! The small parts of the package.

use crate::markup::escape;
use crate::model::{Document, Lang, Layout, one_line};

pub(super) const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
"#;

pub(super) const SPACE: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

pub(super) const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/><Override PartName="/word/endnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/word/footer2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;

pub(super) const PACKAGE_LINKS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

const DOCUMENT_LINKS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable" Target="fontTable.xml"/><Relationship Id="rId5" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/endnotes" Target="endnotes.xml"/><Relationship Id="rId6" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/><Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer2.xml"/></Relationships>"#;

/// `word/_rels/document.xml.rels`: the parts of every file, and the pictures of this one.
pub(super) fn document_links(pictures: &str) -> String {
    DOCUMENT_LINKS.replace("</Relationships>", &format!("{pictures}</Relationships>"))
}

/// `docProps/core.xml`: title and language. No author: a paper is the school's, and names travel with files.
pub(super) fn properties(document: &Document) -> String {
    let title = escape(&one_line(&document.title));
    let lang = document.lang.office();
    format!(
        r#"{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:creator></dc:creator><dc:language>{lang}</dc:language><cp:lastModifiedBy></cp:lastModifiedBy></cp:coreProperties>"#
    )
}

/// What may not end and not begin a line: the usual marks of both scripts, and with them the bracket before a note's
/// number, which stays with the figure it belongs to.
const KINSOKU: &str = r#"<w:noLineBreaksAfter w:lang="zh-CN" w:val="$(£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥"/><w:noLineBreaksBefore w:lang="zh-CN" w:val="[!%),.:;?]}¢°·’†‡›℃∶、。〃〆〕〗〞﹚﹜！＂％＇），．：；？］｀｜｝～￠—…」』〉》】”"/>"#;

/// `word/settings.xml`.
pub(super) fn settings(document: &Document) -> String {
    let sides = match document.layout {
        Layout::Official => "<w:evenAndOddHeaders/>",
        Layout::Letter | Layout::Form | Layout::Ledger => "",
    };
    let east = if matches!(document.lang, Lang::ZhHant) { "zh-TW" } else { "zh-CN" };
    let kinsoku = KINSOKU.replace("zh-CN", east);
    format!(
        r#"{HEAD}<w:settings {SPACE}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/>{sides}<w:drawingGridVerticalSpacing w:val="579"/><w:characterSpacingControl w:val="compressPunctuation"/>{kinsoku}<w:endnotePr><w:numFmt w:val="decimal"/><w:endnote w:id="-1"/><w:endnote w:id="0"/></w:endnotePr><w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:adjustLineHeightInTable/><w:useFELayout/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="{east}"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>"#
    )
}

/// `word/numbering.xml`: number 1 is for points without numbers, each numbered list has its own from 2 on.
pub(super) fn numbering(lists: u32, lang: Lang) -> String {
    let number = if lang.is_chinese() { "%1." } else { "%1. " };
    let level = |format: &str, text: &str| {
        format!(
            r#"<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>"#
        )
    };
    let mut text = format!(
        r#"{HEAD}<w:numbering {SPACE}><w:abstractNum w:abstractNumId="0">{}</w:abstractNum><w:abstractNum w:abstractNumId="1">{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#,
        level("bullet", "• "),
        level("decimal", number),
    );
    for list in 0..lists {
        text.push_str(&format!(
            r#"<w:num w:numId="{}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"#,
            list + 2
        ));
    }
    text.push_str("</w:numbering>");
    text
}

/// Which pages a footer is for.
#[derive(Clone, Copy)]
pub(super) enum Side {
    /// Right-hand pages: the number stands right, one character in.
    Odd,
    /// Left-hand pages: the number stands left, one character in.
    Even,
}

/// A footer: — 1 — (GB/T 9704-2012, 7.5), or 1 / 2 under a form; below it a small line of its own, if there is one.
pub(super) fn footer(layout: Layout, side: Side, below: &str) -> String {
    let place = match (layout, side) {
        (Layout::Official, Side::Odd) => r#"<w:ind w:rightChars="100" w:right="280"/><w:jc w:val="right"/>"#,
        (Layout::Official, Side::Even) => r#"<w:ind w:leftChars="100" w:left="280"/><w:jc w:val="left"/>"#,
        (Layout::Letter | Layout::Form | Layout::Ledger, _) => r#"<w:jc w:val="center"/>"#,
    };
    let line = match layout {
        Layout::Letter => String::new(),
        Layout::Official => format!("{}{}{}", footer_run("— "), field("PAGE"), footer_run(" —")),
        Layout::Form | Layout::Ledger => {
            format!("{}{}{}", field("PAGE"), footer_run(" / "), field("NUMPAGES"))
        }
    };
    let below = if below.trim().is_empty() { String::new() } else { small_line(below) };
    format!(
        r#"{HEAD}<w:ftr {SPACE}><w:p><w:pPr><w:pStyle w:val="Footer"/>{place}</w:pPr>{line}</w:p>{below}</w:ftr>"#
    )
}

fn small_line(text: &str) -> String {
    let name = super::faces::Faces::of(Lang::ZhHans).song.name;
    let letters = format!(
        r#"<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:hint="eastAsia"/><w:color w:val="666666"/><w:sz w:val="15"/>"#
    );
    let words = crate::markup::escape(&crate::model::one_line(text));
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="center"/></w:pPr><w:r><w:rPr>{letters}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r></w:p>"#
    )
}

/// Page numbers are set in 宋体 throughout, figures and dashes too.
fn footer_fonts() -> String {
    let name = super::faces::Faces::of(Lang::ZhHans).song.name;
    format!(
        r#"<w:rPr><w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:hint="eastAsia"/></w:rPr>"#
    )
}

fn footer_run(text: &str) -> String {
    format!(r#"<w:r>{}<w:t xml:space="preserve">{text}</w:t></w:r>"#, footer_fonts())
}

fn field(name: &str) -> String {
    let fonts = footer_fonts();
    let mark = |kind: &str| format!(r#"<w:r>{fonts}<w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    format!(
        r#"{}<w:r>{fonts}<w:instrText xml:space="preserve"> {name} </w:instrText></w:r>{}<w:r>{fonts}<w:t>1</w:t></w:r>{}"#,
        mark("begin"),
        mark("separate"),
        mark("end"),
    )
}
