//! What we write, opened by programs we did not write: LibreOffice sets the pages and they are measured; python-docx and
//! openpyxl read the files back; openxml-audit holds them against the schemas of the standard. Without these programs the tests fail: a file nobody else opened is not checked.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions)]

mod samples;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use documents::model::{Align, Block, Cell, Column, Document, Lang, Layout, Span, Table};
use documents::{excel, pdf, word};
use serde_json::Value;
use tempfile::TempDir;

const INSTALLS: &str = "`cargo xtask test` installs libreoffice-writer, libreoffice-calc, poppler-utils, fonts-noto-cjk, \
                        and python-docx, openpyxl and openxml-audit for the interpreter named by CHUNYU_PYTHON (else python3)";

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;

/// Text a person might paste, and what it must still say in the file.
const PASTED: [(&str, &str); 12] = [
    ("{ PAGE } { INCLUDETEXT \"/etc/passwd\" }", "{ PAGE } { INCLUDETEXT \"/etc/passwd\" }"),
    ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
    ("</w:t></w:r></w:p><w:p>", "</w:t></w:r></w:p><w:p>"),
    ("&amp; &#x41; <![CDATA[x]]> <!-- -->", "&amp; &#x41; <![CDATA[x]]> <!-- -->"),
    ("#read(\"/etc/passwd\") $x$ @ref \\input{x}", "#read(\"/etc/passwd\") $x$ @ref \\input{x}"),
    ("  前后 空格  ", "  前后 空格  "),
    ("堃赟喆犇䶮㛃𠮷", "堃赟喆犇䶮㛃𠮷"),
    ("ئۇيغۇر بالا", "ئۇيغۇر بالا"),
    ("བོད་ཡིག ꆈꌠꉙ", "བོད་ཡིག ꆈꌠꉙ"),
    ("👩\u{200D}🏫", "👩\u{200D}🏫"),
    ("王\u{0}小\u{1B}[31m明\u{7F}\u{9F}", "王小[31m明"),
    ("exe.\u{202E}gpj\u{2069}", "exe.gpj"),
];

struct Opened {
    folder: TempDir,
}

impl Opened {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// All files, written and converted once.
static OPENED: LazyLock<Opened> = LazyLock::new(|| {
    let opened = Opened { folder: tempfile::tempdir().unwrap() };
    let write = |name: &str, bytes: Vec<u8>| std::fs::write(opened.path(name), bytes).unwrap();
    write("full.docx", word::write(&full_pages()).unwrap());
    write("summary.docx", word::write(&samples::term_summary()).unwrap());
    write("file.docx", word::write(&samples::student_file()).unwrap());
    write("pasted.docx", word::write(&pasted()).unwrap());
    write("ledger.xlsx", excel::write(&samples::ledger(), None).unwrap());
    write("streamed.xlsx", excel::write(&samples::ledger(), Some(opened.folder.path())).unwrap());
    write("own-full.pdf", pdf::write(&full_pages()).unwrap());
    write("own-summary.pdf", pdf::write(&samples::term_summary()).unwrap());
    write("own-file.pdf", pdf::write(&samples::student_file()).unwrap());
    write("own-pasted.pdf", pdf::write(&pasted()).unwrap());
    for above in ABOVE {
        write(&format!("sign-{above}.docx"), word::write(&to_sign(above)).unwrap());
        write(&format!("own-sign-{above}.pdf"), pdf::write(&to_sign(above)).unwrap());
    }
    let words = ["full.docx", "summary.docx", "file.docx", "pasted.docx"];
    let signed: Vec<String> = ABOVE.map(|above| format!("sign-{above}.docx")).collect();
    let signed: Vec<&str> = signed.iter().map(String::as_str).collect();
    convert(&opened, "pdf", &[&words[..], &["ledger.xlsx"], &signed].concat());
    convert(&opened, "fods", &["ledger.xlsx", "streamed.xlsx"]);
    opened
});

/// Three pages of text without a gap; every character differs from its neighbour.
fn full_pages() -> Document {
    let text =
        (0..28 * 22 * 3).map(|position| char::from_u32(0x5B66 + position % 97).unwrap()).collect::<String>();
    plain(Layout::Official, vec![Block::Paragraph(vec![Span::text(text)])])
}

/// So many lines above a ledger of two rows, that its end comes before, at and behind the end of the page.
const ABOVE: std::ops::Range<usize> = 6..18;

/// A ledger of two rows with its line to sign.
fn to_sign(above: usize) -> Document {
    let column = Column { width: 1, align: Align::Start };
    let row = |name: &str| vec![Cell::text(name), Cell::text("劝返\n".repeat(9).trim_end())];
    let header = vec![vec![Cell::label("姓名"), Cell::label("经过")]];
    let table =
        Table { caption: None, columns: vec![column; 2], header, rows: vec![row("甲生"), row("乙生")] };
    let mut blocks = vec![Block::Paragraph(vec![Span::text("春雨")]); above];
    blocks.extend([Block::Table(table), Block::Paragraph(vec![Span::text("填表人：＿＿＿　日期：＿＿＿")])]);
    plain(Layout::Ledger, blocks)
}

fn pasted() -> Document {
    plain(
        Layout::Form,
        PASTED.iter().map(|(pasted, _)| Block::Paragraph(vec![Span::text(*pasted)])).collect(),
    )
}

fn plain(layout: Layout, blocks: Vec<Block>) -> Document {
    let (number, to, signature) = (None, None, None);
    Document {
        layout,
        title: String::new(),
        number,
        to,
        blocks,
        signature,
        facts: vec![],
        lang: Lang::ZhHans,
    }
}

fn convert(opened: &Opened, format: &str, names: &[&str]) {
    let profile = format!("-env:UserInstallation=file://{}", opened.path("profile").display());
    let folder = opened.folder.path();
    let mut soffice = Command::new("soffice");
    soffice.arg(profile).args(["--headless", "--convert-to", format, "--outdir"]).arg(folder);
    let output = run(soffice.args(names.iter().map(|name| opened.path(name))));
    for name in names {
        let converted = opened.path(name).with_extension(format);
        assert!(converted.exists(), "LibreOffice did not open {name}: {output}");
    }
}

fn run(command: &mut Command) -> String {
    let program = command.get_program().to_string_lossy().into_owned();
    let output =
        command.output().unwrap_or_else(|error| panic!("{program} cannot be started ({error}); {INSTALLS}"));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} failed: {errors}\n{INSTALLS}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[expect(clippy::disallowed_methods, reason = "a test asks which interpreter the machine has")]
fn python(script: &str, file: &Path) -> Value {
    let interpreter = std::env::var("CHUNYU_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let output = run(Command::new(interpreter).arg("-c").arg(script).arg(file));
    serde_json::from_str(&output).unwrap()
}

/// A line as it stands on the page, in points.
struct Line {
    left: f64,
    top: f64,
    bottom: f64,
    right: f64,
    text: String,
}

/// The lines of each page.
fn pages(name: &str) -> Vec<Vec<Line>> {
    let layout = run(Command::new("pdftotext").arg("-bbox-layout").arg(OPENED.path(name)).arg("-"));
    layout.split("<page ").skip(1).map(|page| page.split("<line ").skip(1).map(line).collect()).collect()
}

fn line(markup: &str) -> Line {
    let number = |name: &str| {
        let start = markup.find(name).unwrap() + name.len() + 2;
        markup[start..].split('"').next().unwrap().parse().unwrap()
    };
    let words = markup
        .split("<word ")
        .skip(1)
        .map(|word| word.split_once('>').unwrap().1.split("</word>").next().unwrap());
    Line {
        left: number("xMin"),
        top: number("yMin"),
        bottom: number("yMax"),
        right: number("xMax"),
        text: words.collect(),
    }
}

fn body(page: &[Line]) -> Vec<&Line> {
    page.iter().filter(|line| !line.text.starts_with('—')).collect()
}

fn near(measured: f64, wanted: f64, tolerance: f64, what: &str) {
    assert!((measured - wanted).abs() <= tolerance, "{what}: {measured:.1}, wanted {wanted} ± {tolerance}");
}

#[test]
fn an_official_page_is_a4_with_22_lines_of_28_characters_inside_the_margins_of_the_standard() {
    for name in ["full.pdf", "own-full.pdf"] {
        official_page(name);
    }
}

/// The page as LibreOffice sets the Word file, or as we set the PDF.
fn official_page(name: &str) {
    let information = run(Command::new("pdfinfo").arg(OPENED.path(name)));
    assert!(information.contains("(A4)"), "{information}");
    let pages = pages(name);
    let second = body(&pages[1]);
    assert_eq!(second.len(), 22, "lines on a full page");
    for line in &second {
        assert_eq!(line.text.chars().count(), 28, "characters on a full line");
        near(line.left / MM, 28.0, 1.0, "left margin in mm");
        near(line.right / MM, 210.0 - 26.0, 1.0, "right edge of the text in mm");
    }
    // A line is 28.95 pt high; how high the letters stand in it is the program's choice.
    let middle = |line: &Line| f64::midpoint(line.top, line.bottom);
    near(middle(second[0]) / MM, 37.0 + 28.95 / 2.0 / MM, 2.5, "middle of the first line in mm");
    let pitch = (middle(second[21.min(second.len() - 1)]) - middle(second[0])) / (second.len() - 1) as f64;
    near(pitch, 28.95, 0.1, "from line to line in pt");
}

/// The letter sizes of a PDF, each with its words, in points: another program reads them off the page.
fn sizes(name: &str) -> Vec<(f64, String)> {
    let mut command = Command::new("pdftohtml");
    command.args(["-xml", "-i", "-nodrm", "-zoom", "1", "-stdout"]).arg(OPENED.path(name));
    let markup = run(&mut command);
    let value = |tag: &str, name: &str| {
        let rest = tag.split_once(&format!(" {name}=\"")).unwrap_or_else(|| panic!("{name} in {tag}")).1;
        rest.split('"').next().unwrap().to_owned()
    };
    let fonts = markup.split("<fontspec").skip(1).map(|tag| (value(tag, "id"), value(tag, "size")));
    let fonts: std::collections::BTreeMap<String, String> = fonts.collect();
    let plain = |words: &str| {
        words.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, rest)| rest)).collect()
    };
    let texts = markup.split("<text").skip(1).map(|tag| {
        let words = tag.split_once('>').unwrap().1.split("</text>").next().unwrap();
        (fonts[&value(tag, "font")].parse().unwrap(), plain(words))
    });
    texts.collect()
}

// T1: GB/T 9704-2012, 7.3.1, 7.3.3, 7.5: the title in 2号, headings and text in 3号, page numbers in 4号.
#[test]
fn title_text_and_page_numbers_have_the_sizes_of_the_standard() {
    for name in ["summary.pdf", "own-summary.pdf"] {
        let sizes = sizes(name);
        let size_of = |words: &str| {
            let found = sizes.iter().find(|(_, text)| text.contains(words));
            found.unwrap_or_else(|| panic!("{words} is not on a page of {name}")).0
        };
        near(size_of("情况的报告"), 22.0, 0.5, &format!("{name}: title, 2号"));
        for words in ["基本情况", "学生分布", "家访", "春江市第三中学"] {
            near(size_of(words), 16.0, 0.5, &format!("{name}: {words}, 3号"));
        }
        let numbers = sizes.iter().filter(|(_, text)| text.trim().starts_with('—'));
        let numbers: Vec<f64> = numbers.map(|(size, _)| *size).collect();
        assert!(!numbers.is_empty() && numbers.iter().all(|size| (size - 14.0).abs() <= 0.5), "{numbers:?}");
    }
}

/// The style of a paragraph in a Word file: its East Asian face and its size in points.
const READ_STYLES: &str = r#"
import sys, json, docx
from docx.oxml.ns import qn
d = docx.Document(sys.argv[1])
def look(name, of):
    style = d.styles[name]
    while style is not None:
        r = style.element.rPr
        value = None
        if r is not None:
            value = r.rFonts.get(qn("w:eastAsia")) if of == "face" and r.rFonts is not None else None
            value = style.font.size.pt if of == "size" and style.font.size is not None else value
        if value is not None:
            return value
        style = style.base_style
    defaults = d.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    if of == "face":
        return defaults.find(qn("w:rFonts")).get(qn("w:eastAsia"))
    return int(defaults.find(qn("w:sz")).get(qn("w:val"))) / 2
names = dict(title="Title", text="Body Text First Indent", one="heading 1", two="heading 2", three="heading 3")
def find(name):
    return next(s.name for s in d.styles if s.name.lower() == name.lower())
print(json.dumps({key: [look(find(name), "face"), look(find(name), "size")] for key, name in names.items()}))
"#;

// T1: GB/T 9704-2012: the faces that Word is told, by name; 小标宋 for the title, 仿宋 for the text, 黑体 and 楷体 for the
// first two levels.
#[test]
fn word_is_told_the_faces_of_the_standard() {
    let read = python(READ_STYLES, &OPENED.path("summary.docx"));
    let wanted = [
        ("title", "小标宋", 22.0),
        ("text", "仿宋", 16.0),
        ("one", "黑体", 16.0),
        ("two", "楷体", 16.0),
        ("three", "仿宋", 16.0),
    ];
    for (what, face, size) in wanted {
        let (named, points) = (read[what][0].as_str().unwrap(), read[what][1].as_f64().unwrap());
        assert!(named.contains(face), "{what}: {named}, wanted {face}");
        near(points, size, 0.01, what);
    }
}

#[test]
fn a_paragraph_begins_two_characters_in() {
    for name in ["full.pdf", "own-full.pdf"] {
        let pages = pages(name);
        let first = body(&pages[0]);
        near((first[0].left - first[1].left) / 16.0, 2.0, 0.2, "indent in characters");
        near(first[0].text.chars().count() as f64, 26.0, 1.0, "characters on the first line");
    }
}

#[test]
fn page_numbers_stand_right_on_odd_pages_and_left_on_even_ones_seven_millimetres_below_the_text() {
    for (page, lines) in pages("full.pdf").iter().enumerate().chain(pages("own-full.pdf").iter().enumerate())
    {
        let number = lines.iter().find(|line| line.text.starts_with('—')).expect("a page number");
        assert_eq!(number.text, format!("—{}—", page + 1));
        near(f64::midpoint(number.top, number.bottom) / MM, 297.0 - 35.0 + 7.0, 2.0, "page number in mm");
        let right = page % 2 == 0;
        assert_eq!(number.left > 105.0 * MM, right, "page {}", page + 1);
    }
}

#[test]
fn the_summary_sets_its_signature_over_its_date_and_says_what_its_figures_rest_on() {
    for name in ["summary.pdf", "own-summary.pdf"] {
        signed_summary(name);
    }
}

fn signed_summary(name: &str) {
    let pages = pages(name);
    let lines = pages.iter().flatten().collect::<Vec<_>>();
    let find = |text: &str| {
        *lines.iter().rfind(|line| line.text == text).unwrap_or_else(|| panic!("{text} is not on a page"))
    };
    let (org, date) = (find("春江市第三中学"), find("2026年1月20日"));
    // A machine without Times New Roman sets the figures of the date wider than Word does.
    near(
        f64::midpoint(org.left, org.right),
        f64::midpoint(date.left, date.right),
        10.0,
        &format!("{name}: middle of the signature in pt"),
    );
    near((184.0 * MM - date.right) / 15.8, 4.0, 0.5, "characters after the date");
    let all = lines.iter().map(|line| line.text.as_str()).collect::<String>();
    for said in
        ["在帮学生人数：214（截至2026年1月20日）", "【未登记】", "（一）学生分布", "1.家访", "（1）课后辅导"]
    {
        assert!(all.contains(said), "{said} is missing in {all}");
    }
    let heads = lines.iter().filter(|line| line.text == "新建档").count();
    assert_eq!(heads, 1, "a small table stays on one page");
}

#[test]
fn a_student_file_with_room_for_handwriting_fits_one_page() {
    for name in ["file.pdf", "own-file.pdf"] {
        one_page_file(name);
    }
}

fn one_page_file(name: &str) {
    let pages = pages(name);
    let first = pages[0].iter().map(|line| line.text.as_str()).collect::<String>();
    assert!(
        first.contains("学困生帮扶档案表") && first.contains("签字：") && first.contains("【未填写】"),
        "{first}"
    );
    let second =
        pages.get(1).map(|page| body(page).into_iter().map(|line| line.text.as_str()).collect::<String>());
    assert!(second.is_none_or(|notes| notes.contains("王小明参加辅导次数：23")), "only notes may follow");
}

/// The words of a PDF as another program reads them, without blanks and line ends.
fn words_of(name: &str) -> String {
    let text = run(Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(OPENED.path(name)).arg("-"));
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

// T2
#[test]
fn what_is_pasted_stands_in_the_pdf_as_it_was_pasted() {
    let read = words_of("own-pasted.pdf");
    for (_, wanted) in PASTED {
        let wanted: String = wanted.chars().filter(|l| !l.is_whitespace() && *l != '\u{200D}').collect();
        // Letters of right-to-left scripts are read back in the order of the page.
        let reversed: String = wanted.chars().rev().collect();
        let sorted = |text: &str| {
            let mut letters: Vec<char> = text.chars().collect();
            letters.sort_unstable();
            letters
        };
        let arabic = wanted.chars().any(|letter| ('\u{600}'..'\u{700}').contains(&letter));
        let there = read.contains(&wanted)
            || arabic && sorted(&wanted).iter().all(|letter| read.contains(*letter))
            || read.contains(&reversed);
        assert!(there, "{wanted} is not in {read}");
    }
    let bytes = std::fs::read(OPENED.path("own-pasted.pdf")).unwrap();
    let raw = String::from_utf8_lossy(&bytes);
    assert!(!raw.contains("/JavaScript") && !raw.contains("/Launch") && !raw.contains("/URI"));
}

// T2
#[test]
fn a_pdf_is_tagged_names_its_language_embeds_its_face_and_links_each_figure_to_its_note() {
    let information = run(Command::new("pdfinfo").arg(OPENED.path("own-summary.pdf")));
    assert!(information.contains("Tagged:          yes"), "{information}");
    let embedded = |name: &str| {
        let fonts = run(Command::new("pdffonts").arg(OPENED.path(name)));
        let whole = |line: &&str| line.contains("yes yes yes");
        let faces: Vec<String> = fonts.lines().skip(2).filter(whole).map(str::to_owned).collect();
        assert_eq!(faces.len(), fonts.lines().skip(2).count(), "{fonts}");
        faces
    };
    // 宋 for titles and figures, 仿宋 for the text of formal documents (GB/T 9704-2012, 5.2.2); forms have one face.
    let faces = embedded("own-summary.pdf");
    let has = |face: &str| faces.iter().any(|line| line.contains(face));
    assert!(faces.len() == 2 && has("+NotoSerifSC") && has("+ZhuqueFangsong"), "{faces:?}");
    let form = embedded("own-file.pdf");
    assert!(form.len() == 1 && form[0].contains("+NotoSerifSC"), "{form:?}");
    let tree = run(Command::new("pdfinfo").arg("-struct-text").arg(OPENED.path("own-summary.pdf")));
    for tag in ["H1", "H2", "H3", "P ", "Table", "TH", "TD", "Link", "Note"] {
        assert!(tree.contains(tag), "{tag} is not in {tree}");
    }
    let order = ["基本情况", "学生分布", "存在的问题", "下一步安排", "春江市第三中学"];
    let places: Vec<usize> = order.iter().map(|words| tree.find(words).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn libreoffice_finds_no_formula_in_a_ledger() {
    for name in ["ledger.fods", "streamed.fods"] {
        let cells = std::fs::read_to_string(OPENED.path(name)).unwrap();
        assert!(cells.contains("=1+1") && cells.contains("@SUM(A1:A9)"), "{name} holds what was typed");
        assert_eq!(cells.matches("table:formula=").count(), 0, "{name}");
        assert_eq!(cells.matches(r#"office:date-value="2025-09-08"#).count(), 1, "{name}");
    }
}

const READ_WORD: &str = r#"
import sys, json, docx
d = docx.Document(sys.argv[1])
s = d.sections[0]
notes = [r.target_part.blob.decode() for r in d.part.rels.values() if r.reltype.endswith("/endnotes")]
print(json.dumps(dict(
    page=[s.page_width.mm, s.page_height.mm, s.top_margin.mm, s.left_margin.mm],
    even=d.settings.odd_and_even_pages_header_footer,
    author=d.core_properties.author, title=d.core_properties.title, language=d.core_properties.language,
    paragraphs=[[p.style.name, p.text] for p in d.paragraphs],
    tables=[[[c.text for c in r.cells] for r in t.rows] for t in d.tables],
    notes=notes)))
"#;

// T2: measured on the sheets that others set: the line to sign stands below somebody.
#[test]
fn the_line_to_sign_a_ledger_stands_below_a_row_in_word_and_pdf() {
    for shape in ["sign", "own-sign"] {
        let many: Vec<usize> = ABOVE
            .map(|above| {
                let pages = pages(&format!("{shape}-{above}.pdf"));
                let last: String = pages.last().unwrap().iter().map(|line| line.text.as_str()).collect();
                let above_it = last.split_once("填表人").map(|(above_it, _)| above_it).unwrap_or_default();
                assert!(above_it.contains("乙生"), "{shape}, {above} lines above: {last}");
                pages.len()
            })
            .collect();
        assert!(many.first() == Some(&1) && many.last() == Some(&2), "{shape}: {many:?}");
    }
}

#[test]
fn python_docx_reads_the_summary_back() {
    let read = python(READ_WORD, &OPENED.path("summary.docx"));
    for (position, millimetres) in [210.0, 297.0, 37.0, 28.0].into_iter().enumerate() {
        near(read["page"][position].as_f64().unwrap(), millimetres, 0.1, "page");
    }
    assert_eq!(read["even"], true);
    assert_eq!(read["author"], "");
    assert_eq!(read["title"], "关于2025—2026学年第一学期 学困生帮扶工作情况的报告");
    assert_eq!(read["language"], "zh-CN");
    let styled = |style: &str| {
        let paragraphs = read["paragraphs"].as_array().unwrap().iter();
        paragraphs
            .filter(|paragraph| paragraph[0] == style)
            .map(|p| p[1].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(styled("Heading 1"), ["一、基本情况", "二、存在的问题", "三、下一步安排"]);
    assert_eq!(styled("Heading 2"), ["（一）学生分布", "（二）工作开展"]);
    assert_eq!(styled("Heading 4"), ["（1）课后辅导", "（2）同伴互助"]);
    assert_eq!(read["tables"][0][0], serde_json::json!(["年级", "人数", "人数", "人数", "备注"]));
    assert_eq!(read["tables"][0][5][4], "【随班就读人数未填】");
    let notes = read["notes"][0].as_str().unwrap();
    assert_eq!(notes.matches("<w:endnote w:id=").count(), 3);
}

/// What the schemas of ISO/IEC 29500 and the rules of the Open XML SDK have against a file, as another program knows them.
const AUDIT: &str = "
import json, sys
from openxml_audit import OpenXmlValidator
found = OpenXmlValidator(max_errors=0).validate(sys.argv[1]).errors
print(json.dumps([f'{e.part_uri} {e.path}: {e.description}' for e in found]))";

// T2: document, styles, settings, endnotes, footers of every kind of document, and the ledger.
#[test]
fn no_part_of_a_file_breaks_the_schemas_of_the_standard() {
    for name in ["full.docx", "summary.docx", "file.docx", "pasted.docx", "ledger.xlsx"] {
        let found = python(AUDIT, &OPENED.path(name));
        // A theme is asked for by one program and by no clause of the standard: we name our typefaces ourselves.
        let found: Vec<_> = found.as_array().unwrap().iter().map(|e| e.as_str().unwrap()).collect();
        let found: Vec<_> = found.into_iter().filter(|e| !e.contains("relationships/theme")).collect();
        assert!(found.is_empty(), "{name}: {found:#?}");
    }
}

#[test]
fn python_docx_reads_every_cell_of_a_form() {
    let read = python(READ_WORD, &OPENED.path("file.docx"));
    let rows = read["tables"][0].as_array().unwrap();
    assert_eq!(rows.len(), 11);
    assert!(rows.iter().all(|row| row.as_array().unwrap().len() == 7), "every row fills the grid");
    assert_eq!(rows[3][6], "照片", "the photo covers four rows");
    assert_eq!(rows[5][3], "【未填写】");
}

#[test]
fn what_is_pasted_reads_back_as_it_was_pasted() {
    let read = python(READ_WORD, &OPENED.path("pasted.docx"));
    let paragraphs = read["paragraphs"].as_array().unwrap();
    for ((_, wanted), paragraph) in PASTED.iter().zip(paragraphs) {
        assert_eq!(paragraph[1], *wanted);
    }
    assert_eq!(paragraphs.len(), PASTED.len());
}

const READ_SHEET: &str = r#"
import sys, json, openpyxl
b = openpyxl.load_workbook(sys.argv[1])
s = b.worksheets[0]
print(json.dumps(dict(
    name=s.title, frozen=s.freeze_panes, filter=s.auto_filter.ref, titles=s.print_title_rows, area=s.print_area,
    across=s.page_setup.orientation, paper=s.page_setup.paperSize, fit=[s.sheet_properties.pageSetUpPr.fitToPage, s.page_setup.fitToHeight],
    author=b.properties.creator or "", bold=s["A2"].font.b,
    rows=[[[c.data_type, c.is_date, str(c.value)] for c in r] for r in s.iter_rows(min_row=2)])))
"#;

#[test]
fn openpyxl_reads_a_ledger_back_with_its_types() {
    for name in ["ledger.xlsx", "streamed.xlsx"] {
        let read = python(READ_SHEET, &OPENED.path(name));
        assert_eq!(read["name"], "台账-2025-2026-");
        assert_eq!(read["frozen"], "A3");
        assert_eq!(read["filter"], "A2:F7");
        assert_eq!(read["titles"], "$1:$2");
        assert!(read["area"].as_str().unwrap().ends_with("$A$1:$F$7"));
        assert_eq!(read["across"], "landscape");
        assert_eq!(read["paper"], 9);
        assert_eq!(read["fit"], serde_json::json!([true, 0]));
        assert_eq!(read["author"], "");
        assert_eq!(read["bold"], true);
        let cell = |row: usize, column: usize| read["rows"][row][column].clone();
        assert_eq!(
            cell(1, 0),
            serde_json::json!(["s", false, "0012003"]),
            "{name}: a number keeps its zeros"
        );
        assert_eq!(cell(1, 2), serde_json::json!(["d", true, "2025-09-08 00:00:00"]), "{name}");
        assert_eq!(cell(1, 3), serde_json::json!(["n", false, "2"]), "{name}");
        for (row, typed) in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1:A9)"].iter().enumerate() {
            let read = cell(row + 1, 5);
            assert_ne!(read[0], "f", "{name}: a formula");
            assert_eq!(read[2], *typed, "{name}");
        }
    }
}
