//! A document as a fragment of HTML for the page: the same words, figures that are links, and the same notes below.
//!
//! Classes, for the style sheet: `document official|form` on the article; `title`, `number`, `to`, `signature`, `date`;
//! `fact` on links, `missing` on what is missing, `label` on label cells, `start center end` on cells, `lines-2` to `lines-10`
//! on rows that keep room for writing, `facts` on the notes; `drawn` on figures, and inside their `svg.chart` the classes of the style sheet. No style attributes and no scripts: the page's content security policy allows neither.

use crate::chart::{Chart, svg};
use crate::markup::escape;
use crate::model::{
    Align, Block, Cell, Column, Document, Form, FormRow, Lang, Layout, Level, List, Numbers, Slot, Span,
    Table, WriteError, clean, lines, place, shares,
};

/// Writes a document as an `<article>`. Its title is an `h2`, its headings `h3` to `h6`: the page has the `h1`.
///
/// # Errors
/// [`WriteError`] when a figure rests on a fact the document does not carry, a fact leads off this site, or a cell has
/// no room in its grid.
pub fn write(document: &Document) -> Result<String, WriteError> {
    document.check()?;
    let mut writer = Writer { document, numbers: Numbers::default(), charts: 0, html: String::new() };
    writer.opening();
    for block in &document.blocks {
        writer.block(block)?;
    }
    writer.closing();
    Ok(writer.html)
}

/// Charts are drawn for a sheet of this width.
const PAGE_WIDTH: f32 = 480.0;

struct Writer<'a> {
    document: &'a Document,
    numbers: Numbers,
    charts: u32,
    html: String,
}

impl Writer<'_> {
    fn opening(&mut self) {
        let Document { layout, title, number, to, lang, .. } = self.document;
        let kind = match layout {
            Layout::Official | Layout::Letter => "official",
            Layout::Form => "form",
            Layout::Ledger => "form ledger",
        };
        self.html.push_str(&format!(r#"<article class="document {kind}" lang="{}">"#, lang.html()));
        if let Some(number) = number {
            self.html.push_str(&format!(r#"<p class="number">{}</p>"#, escape(number)));
        }
        if !clean(title).trim().is_empty() {
            self.html.push_str(&format!(r#"<h2 class="title">{}</h2>"#, broken(&whole_years(title))));
        }
        if let Some(to) = to {
            let colon = if lang.is_chinese() { "：" } else { ":" };
            self.html.push_str(&format!(
                r#"<p class="to">{}{colon}</p>"#,
                escape(to.trim_end_matches(['：', ':']))
            ));
        }
    }

    fn block(&mut self, block: &Block) -> Result<(), WriteError> {
        let html = match block {
            Block::Heading(level, spans) => self.heading(*level, spans)?,
            Block::Paragraph(spans) => self.paragraphs(spans)?,
            Block::Table(table) => self.table(table)?,
            Block::Form(form) => self.form(form)?,
            Block::List(list) => self.list(list)?,
            Block::Chart(chart) => self.chart(chart)?,
            Block::Missing(words) => format!("<p>{}</p>", missing(self.document.lang, words)),
            Block::PageBreak => r#"<hr class="page-break">"#.to_owned(),
        };
        self.html.push_str(&html);
        Ok(())
    }

    fn heading(&mut self, level: Level, spans: &[Span]) -> Result<String, WriteError> {
        let tag = match level {
            Level::One => "h3",
            Level::Two => "h4",
            Level::Three => "h5",
            Level::Four => "h6",
        };
        let number = match self.document.layout {
            Layout::Official | Layout::Letter => self.numbers.next(level, self.document.lang),
            Layout::Form | Layout::Ledger => String::new(),
        };
        let text = lines(spans).iter().map(|line| self.spans(line)).collect::<Result<String, _>>()?;
        Ok(format!("<{tag}>{number}{text}</{tag}>"))
    }

    fn paragraphs(&self, spans: &[Span]) -> Result<String, WriteError> {
        let mut html = String::new();
        for line in lines(spans) {
            html.push_str(&format!("<p>{}</p>", self.spans(&line)?));
        }
        Ok(html)
    }

    fn list(&self, list: &List) -> Result<String, WriteError> {
        let tag = if list.numbered { "ol" } else { "ul" };
        let mut html = format!("<{tag}>");
        for item in &list.items {
            html.push_str(&format!("<li>{}</li>", self.broken_spans(item)?));
        }
        html.push_str(&format!("</{tag}>"));
        Ok(html)
    }

    fn spans(&self, spans: &[Span]) -> Result<String, WriteError> {
        spans.iter().map(|span| self.span(span)).collect()
    }

    fn span(&self, span: &Span) -> Result<String, WriteError> {
        Ok(match span {
            Span::Text(words) => escape(words),
            Span::Bold(words) => format!("<strong>{}</strong>", escape(words)),
            Span::Missing { text } => missing(self.document.lang, text),
            Span::Fact { mark, text } => {
                let fact = self.document.fact(*mark)?;
                format!(
                    r#"<a class="fact" href="{}" title="{}">{}<sup>[{mark}]</sup></a>"#,
                    escape(&fact.link),
                    escape(&fact.note(self.document.lang)),
                    escape(text),
                )
            }
        })
    }

    fn broken_spans(&self, spans: &[Span]) -> Result<String, WriteError> {
        let lines = lines(spans).iter().map(|line| self.spans(line)).collect::<Result<Vec<_>, _>>()?;
        Ok(lines.join("<br>"))
    }

    fn table(&self, table: &Table) -> Result<String, WriteError> {
        let cells = table.header.iter().chain(&table.rows).map(Vec::as_slice).collect::<Vec<_>>();
        let placed = place(&cells, table.columns.len())?;
        let (head, rows) = placed.split_at_checked(table.header.len()).unwrap_or_default();
        let caption =
            table.caption.as_deref().map(|caption| format!("<caption>{}</caption>", escape(caption)));
        let aligns = table.columns.iter().map(|Column { align, .. }| *align).collect::<Vec<_>>();
        let weights = table.columns.iter().map(|Column { width, .. }| *width).collect::<Vec<_>>();
        let mut html = format!("<table>{}{}", caption.unwrap_or_default(), widths(&weights));
        if !head.is_empty() {
            html.push_str(&format!("<thead>{}</thead>", self.rows(head, &aligns, true)?));
        }
        html.push_str(&format!("<tbody>{}</tbody></table>", self.rows(rows, &aligns, false)?));
        Ok(html)
    }

    /// The drawing with its name, what it says, and its table.
    fn chart(&mut self, chart: &Chart) -> Result<String, WriteError> {
        self.charts += 1;
        let drawing = svg(chart, &format!("chart-{}", self.charts), PAGE_WIDTH);
        let (title, says) = (escape(&chart.title), escape(&chart.says));
        let table = self.table(&chart.table())?;
        Ok(format!(
            r#"<figure class="drawn"><figcaption>{title}</figcaption>{drawing}<p>{says}</p></figure>{table}"#
        ))
    }

    fn form(&self, form: &Form) -> Result<String, WriteError> {
        let cells = form.rows.iter().map(|row| row.cells.as_slice()).collect::<Vec<_>>();
        let placed = place(&cells, form.columns.len())?;
        let aligns = vec![Align::Start; form.columns.len()];
        Ok(format!(
            r#"<table class="form">{}<tbody>{}</tbody></table>"#,
            widths(&form.columns),
            self.rows_of(&placed, &aligns, &form.rows)?
        ))
    }

    /// Rows that keep room for writing by hand; the style sheet knows up to ten lines.
    fn rows_of(
        &self,
        placed: &[Vec<Slot<'_>>],
        aligns: &[Align],
        rows: &[FormRow],
    ) -> Result<String, WriteError> {
        let mut html = String::new();
        for (slots, row) in placed.iter().zip(rows) {
            let one = self.rows(std::slice::from_ref(slots), aligns, false)?;
            match row.lines.min(10) {
                0 | 1 => html.push_str(&one),
                lines => html.push_str(&one.replacen("<tr>", &format!(r#"<tr class="lines-{lines}">"#), 1)),
            }
        }
        Ok(html)
    }

    fn rows(&self, rows: &[Vec<Slot<'_>>], aligns: &[Align], head: bool) -> Result<String, WriteError> {
        let mut html = String::new();
        for row in rows {
            html.push_str("<tr>");
            let mut column = 0;
            for slot in row {
                let align = aligns.get(column).copied().unwrap_or(Align::Start);
                column += match slot {
                    Slot::Begins(cell) => cell.across.max(1),
                    Slot::Covered(columns) => *columns,
                    Slot::Empty => 1,
                };
                match slot {
                    Slot::Begins(cell) => html.push_str(&self.cell(cell, align, head)?),
                    Slot::Covered(_) => {}
                    Slot::Empty => html.push_str("<td></td>"),
                }
            }
            html.push_str("</tr>");
        }
        Ok(html)
    }

    fn cell(&self, cell: &Cell, align: Align, head: bool) -> Result<String, WriteError> {
        let centred = head || cell.label;
        let align = match cell.align.unwrap_or(if centred { Align::Center } else { align }) {
            Align::Start => "start",
            Align::Center => "center",
            Align::End => "end",
        };
        let (tag, scope, class) = match (head, cell.label) {
            (true, _) => ("th", if cell.across > 1 { r#" scope="colgroup""# } else { r#" scope="col""# }, ""),
            (false, true) => ("th", r#" scope="row""#, "label "),
            (false, false) => ("td", "", ""),
        };
        let across = if cell.across > 1 { format!(r#" colspan="{}""#, cell.across) } else { String::new() };
        let down = if cell.down > 1 { format!(r#" rowspan="{}""#, cell.down) } else { String::new() };
        let text = self.broken_spans(&cell.spans)?;
        Ok(format!(r#"<{tag} class="{class}{align}"{scope}{across}{down}>{text}</{tag}>"#))
    }

    /// Signature, and the notes that Word sets as endnotes.
    fn closing(&mut self) {
        if let Some(signature) = &self.document.signature {
            self.html.push_str(&format!(
                r#"<p class="signature">{}<br><span class="date">{}</span></p>"#,
                broken(&signature.org),
                escape(&signature.date)
            ));
        }
        if !self.document.facts.is_empty() {
            self.html.push_str(r#"<ol class="facts">"#);
            for fact in &self.document.facts {
                let note = escape(&fact.note(self.document.lang));
                let link = escape(&fact.link);
                self.html.push_str(&format!(r#"<li value="{}"><a href="{link}">{note}</a></li>"#, fact.mark));
            }
            self.html.push_str("</ol>");
        }
        self.html.push_str("</article>");
    }
}

/// The columns with the widths that they have in Word and PDF, in per cent.
fn widths(weights: &[u32]) -> String {
    let one = |share: u32| format!(r#"<col width="{}%">"#, f64::from(share) / 100.0);
    format!("<colgroup>{}</colgroup>", shares(weights, 10_000).into_iter().map(one).collect::<String>())
}

fn missing(lang: Lang, words: &str) -> String {
    let (open, close) = lang.brackets();
    format!(r#"<span class="missing">{open}{}{close}</span>"#, escape(words))
}

/// A title in which a school year is not torn apart: joiners hold 2026—2027学年 together, and a narrow page breaks before
/// or after it.
#[must_use]
pub fn whole_years(title: &str) -> String {
    const JOINER: char = '\u{2060}';
    let mut out = String::with_capacity(title.len());
    let mut last = ' ';
    for letter in title.chars() {
        let joined = matches!(
            (last, letter),
            ('0'..='9', '—' | '–' | '学' | '學') | ('—' | '–', '0'..='9') | ('学' | '學', '年')
        );
        out.extend(joined.then_some(JOINER));
        out.push(letter);
        last = letter;
    }
    out
}

fn broken(text: &str) -> String {
    clean(text).split('\n').map(escape).collect::<Vec<_>>().join("<br>")
}

#[cfg(test)]
mod tests;
