//! `word/document.xml`: the text, top to bottom, and the page it stands on.

use super::notes::Notes;
use super::parts::{HEAD, SPACE};
use super::pictures::Pictures;
use super::runs::{missing, paragraph, run, runs};
use super::{signature, tables};
use crate::chart::Chart;
use crate::look::{GRID_SPACE, Look};
use crate::model::{Block, Document, Lang, Layout, Level, List, Numbers, Span, WriteError, clean, lines};

/// On the same page as the next paragraph.
pub(super) const KEEP: &str = "<w:keepNext/>";

/// The parts that grow with the text.
pub(super) struct Body {
    /// `word/document.xml`.
    pub text: String,
    /// `word/endnotes.xml`.
    pub notes: String,
    /// Pictures of charts.
    pub pictures: Pictures,
    /// How many numbered lists the numbering part must provide for.
    pub numbered_lists: u32,
}

struct Writer<'a> {
    document: &'a Document,
    look: &'static Look,
    notes: Notes,
    pictures: Pictures,
    numbers: Numbers,
    numbered_lists: u32,
    break_due: bool,
    /// Whether a signature or a line to sign stands below the block under way, which does not stand alone on a page.
    signed_below: bool,
    text: String,
}

/// Writes the text.
///
/// # Errors
/// [`WriteError::CellWithoutRoom`], [`WriteError::FactUnknown`].
pub(super) fn write(document: &Document) -> Result<Body, WriteError> {
    let mut writer = Writer {
        document,
        look: Look::of(document.layout),
        notes: Notes::default(),
        pictures: Pictures::default(),
        numbers: Numbers::default(),
        numbered_lists: 0,
        break_due: false,
        signed_below: false,
        text: format!("{HEAD}<w:document {SPACE}><w:body>"),
    };
    writer.opening();
    for (at, block) in document.blocks.iter().enumerate() {
        writer.signed_below = document.held_below(at).is_some();
        writer.block(block)?;
    }
    writer.closing();
    let Writer { text, notes, pictures, numbered_lists, .. } = writer;
    Ok(Body { text, notes: notes.part(), pictures, numbered_lists })
}

impl Writer<'_> {
    /// Number, title, addressee. The title stands two lines below the number, the text one line below the title (7.2.5,
    /// 7.3.1, 7.3.2).
    fn opening(&mut self) {
        let line = self.look.line.unwrap_or(240);
        if let Some(number) = &self.document.number {
            let space = format!(r#"<w:spacing w:after="{}"/>"#, if self.official() { line * 2 } else { 60 });
            self.text.push_str(&paragraph("DocumentNumber", &space, &run("", number)));
        }
        let title = clean(&self.document.title);
        let rows = title.split('\n').filter(|row| !row.trim().is_empty()).collect::<Vec<_>>();
        for (position, row) in rows.iter().enumerate() {
            let last = position + 1 == rows.len();
            let space = if last {
                format!(r#"<w:spacing w:after="{}"/>"#, line / self.title_gap())
            } else {
                String::new()
            };
            self.text.push_str(&paragraph("Title", &space, &run("", row)));
        }
        if let Some(to) = &self.document.to {
            let colon = if self.document.lang.is_chinese() { "：" } else { ":" };
            let to = to.trim_end_matches(['：', ':']);
            self.text.push_str(&paragraph("Addressee", "", &run("", &format!("{to}{colon}"))));
        }
    }

    fn title_gap(&self) -> u32 {
        if self.official() { 1 } else { 2 }
    }

    fn official(&self) -> bool {
        self.document.layout.is_official()
    }

    fn block(&mut self, block: &Block) -> Result<(), WriteError> {
        match block {
            Block::Heading(level, spans) => self.heading(*level, spans)?,
            Block::Paragraph(spans) => self.paragraphs(spans)?,
            Block::List(list) => self.list(list)?,
            Block::Missing(words) => {
                let missing = missing(self.document, words);
                self.paragraph("BodyText", "", &missing);
            }
            Block::PageBreak => self.break_due = true,
            Block::Table(table) => {
                if let Some(caption) = &table.caption {
                    self.paragraph("Caption", "", &run("", caption));
                }
                let table = tables::table(self.document, &mut self.notes, (table, self.signed_below))?;
                self.grid(&table);
            }
            Block::Chart(chart) => self.chart(chart)?,
            Block::Form(form) => {
                let form = tables::form(self.document, &mut self.notes, (form, self.signed_below))?;
                self.grid(&form);
            }
        }
        Ok(())
    }

    /// Name, picture, what it says, table. A line of exact height would cut the picture off.
    fn chart(&mut self, chart: &Chart) -> Result<(), WriteError> {
        let points = |twips: u32| f32::from(u16::try_from(twips).unwrap_or(u16::MAX)) / 20.0;
        let [top, _, bottom, _] = self.look.margins;
        let size = (points(self.look.width()), points(self.look.page.1 - top - bottom) * 0.85);
        let picture = self.pictures.add(chart, size)?;
        self.paragraph("Caption", "<w:keepNext/>", &run("", &chart.title));
        let place = r#"<w:keepNext/><w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>"#;
        self.paragraph("Normal", place, &picture);
        self.paragraphs(&[Span::text(&chart.says)])?;
        for table in chart.tables() {
            let table = tables::table(self.document, &mut self.notes, (&table, self.signed_below))?;
            self.grid(&table);
        }
        Ok(())
    }

    /// A paragraph; the first after a page break starts a page. No break stands in the text itself: it would leave an
    /// empty line at the head of the page.
    fn paragraph(&mut self, style: &str, place: &str, runs: &str) {
        let start = if std::mem::take(&mut self.break_due) { "<w:pageBreakBefore/>" } else { "" };
        // The order of the schema: what keeps it with the next one comes first.
        let (keep, place) = place.strip_prefix(KEEP).map_or(("", place), |rest| (KEEP, rest));
        self.text.push_str(&paragraph(style, &format!("{keep}{start}{place}"), runs));
    }

    /// Tables need a paragraph after them: Word joins neighbours, and refuses one at the end of a file. It is kept so
    /// small that a form filling its page does not spill onto another.
    fn grid(&mut self, grid: &str) {
        let tiny = |keep: &str, line: u32| {
            format!(
                r#"{keep}<w:spacing w:line="{line}" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr>"#
            )
        };
        if self.break_due {
            self.paragraph("Normal", &tiny("", 20), "");
        }
        self.text.push_str(grid);
        let keep = if self.signed_below { KEEP } else { "" };
        self.paragraph("Normal", &tiny(keep, if self.official() { 200 } else { 60 }), "");
    }

    fn heading(&mut self, level: Level, spans: &[Span]) -> Result<(), WriteError> {
        let style = match level {
            Level::One => "Heading1",
            Level::Two => "Heading2",
            Level::Three => "Heading3",
            Level::Four => "Heading4",
        };
        let number =
            if self.official() { self.numbers.next(level, self.document.lang) } else { String::new() };
        let number = if number.is_empty() { String::new() } else { run("", &number) };
        let mut text = number;
        for line in lines(spans) {
            text.push_str(&runs(self.document, &mut self.notes, &line)?);
        }
        self.paragraph(style, "", &text);
        Ok(())
    }

    fn paragraphs(&mut self, spans: &[Span]) -> Result<(), WriteError> {
        let mut lines = lines(spans).into_iter().peekable();
        while let Some(line) = lines.next() {
            let runs = runs(self.document, &mut self.notes, &line)?;
            // Two lines at least go with the signature below.
            let last = self.signed_below && lines.peek().is_none();
            self.paragraph("BodyText", if last { "<w:keepNext/><w:widowControl/>" } else { "" }, &runs);
        }
        Ok(())
    }

    /// Points are set like paragraphs: the mark two characters in, the following lines full width.
    fn list(&mut self, list: &List) -> Result<(), WriteError> {
        self.numbered_lists += u32::from(list.numbered);
        let number = if list.numbered { self.numbered_lists + 1 } else { 1 };
        let indent = super::styles::first_line(self.look);
        let place = format!(r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>{indent}"#);
        for item in &list.items {
            let mut text = String::new();
            for (position, line) in lines(item).iter().enumerate() {
                text.push_str(if position > 0 { "<w:r><w:br/></w:r>" } else { "" });
                text.push_str(&runs(self.document, &mut self.notes, line)?);
            }
            self.paragraph("ListItem", &place, &text);
        }
        Ok(())
    }

    fn closing(&mut self) {
        if let Some(signed) = &self.document.signature {
            self.text.push_str(&signature::write(signed, self.document.layout, self.look));
        }
        self.text.push_str(&section(self.document.layout, self.document.lang, self.look));
        self.text.push_str("</w:body></w:document>");
    }
}

/// The page: size, margins, grid, footers.
fn section(layout: Layout, lang: Lang, look: &Look) -> String {
    let [top, right, bottom, left] = look.margins;
    let (width, height) = look.page;
    let across = if width > height { r#" w:orient="landscape""# } else { "" };
    let footer = look.footer;
    let grid = match (layout, lang.is_chinese()) {
        (Layout::Official | Layout::Letter, true) => {
            format!(r#"<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="{GRID_SPACE}"/>"#)
        }
        (Layout::Official | Layout::Letter, false) => {
            r#"<w:docGrid w:type="lines" w:linePitch="579"/>"#.to_owned()
        }
        (Layout::Form | Layout::Ledger, _) => String::new(),
    };
    let even = match layout {
        Layout::Official => r#"<w:footerReference w:type="even" r:id="rId7"/>"#,
        Layout::Letter | Layout::Form | Layout::Ledger => "",
    };
    format!(
        r#"<w:sectPr>{even}<w:footerReference w:type="default" r:id="rId6"/><w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr><w:pgSz w:w="{width}" w:h="{height}"{across}/><w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="851" w:footer="{footer}" w:gutter="0"/>{grid}</w:sectPr>"#
    )
}
