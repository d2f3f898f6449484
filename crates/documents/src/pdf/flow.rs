//! The text, top to bottom, onto sheets.

use super::MOST_LETTERS;
use super::atoms::{Atom, Cutter, Run};
use super::face::Face;
use super::lines::{Line, Room, break_lines};
use super::sheet::{Entry, Sheets, letter, points};
use super::tree::{Branch, Kind, Tree};
use super::{drawn, furniture, grid};
use crate::look::Look;
use crate::model::{
    Block, Document, Level, List, Numbers, Signature, Span, WriteError, clean, lines, one_line,
};

/// Paragraphs of at most this many lines are not broken before a signature: one line alone would stay behind.
const SHORT: usize = 3;
const SHORT_LINES: f32 = 3.0;

/// The document under way.
pub(super) struct Flow<'a> {
    pub document: &'a Document,
    pub cutter: Cutter<'a>,
    pub sheets: Sheets,
    pub look: &'static Look,
    numbers: Numbers,
    break_due: bool,
    /// Room that the lines under way keep free below them: the signature does not stand alone on a page.
    pub held: f32,
}

/// Lays a document out.
///
/// # Errors
/// [`WriteError`] when a figure has no fact, a cell no room, or the document is too long.
pub(super) fn lay_out(document: &Document, face: &Face) -> Result<Sheets, WriteError> {
    if document.letters() > MOST_LETTERS {
        return Err(WriteError::TooLong { letters: MOST_LETTERS });
    }
    let look = Look::of(document.layout);
    // 28 letters of 16 pt share 156 mm (GB/T 9704-2012, 5.2.3).
    let squeeze = if look.line.is_some() && document.lang.is_chinese() {
        points(look.width()) / 28.0 / letter(look.size)
    } else {
        1.0
    };
    let cutter = Cutter::new(document, face, squeeze)?;
    let sheets = Sheets::new(look);
    let numbers = Numbers::default();
    let mut flow = Flow { document, cutter, sheets, look, numbers, break_due: false, held: 0.0 };
    flow.opening();
    let signed = document.signature.as_ref().map(|signature| flow.signed(signature));
    let below = signed.as_deref().map_or(0.0, |lines| flow.height_of(lines));
    for (at, block) in document.blocks.iter().enumerate() {
        flow.held = flow.held_below(at, below)?;
        if matches!(block, Block::Heading(..)) {
            let after = flow.held_below(at + 1, below)?;
            flow.keep_with(document.blocks.get(at + 1), after);
        }
        flow.block(block)?;
    }
    flow.held = 0.0;
    if let Some(lines) = signed {
        flow.signature(&lines);
    }
    furniture::notes(&mut flow);
    Ok(flow.sheets)
}

impl Flow<'_> {
    /// The room to keep free below the block at this place; `signature` is the signature's.
    fn held_below(&self, at: usize, signature: f32) -> Result<f32, WriteError> {
        let Some(below) = self.document.held_below(at) else { return Ok(0.0) };
        below.iter().try_fold(signature, |held, block| Ok(held + self.height_of_closing(block)?))
    }

    /// The room that a block takes with which a document closes.
    fn height_of_closing(&self, block: &Block) -> Result<f32, WriteError> {
        match block {
            Block::Paragraph(spans) => lines(spans).iter().try_fold(0.0, |height, line| {
                let set = break_lines(&self.cutter.spans(line, self.text())?, self.room(self.indent()));
                Ok(height + self.pitch() * nth(set.len()))
            }),
            Block::Form(form) => grid::height_of(self, form),
            _ => Ok(0.0),
        }
    }

    /// From line to line.
    pub(super) fn pitch(&self) -> f32 {
        points(self.look.line.unwrap_or(320))
    }

    pub(super) fn text(&self) -> Run {
        Run::of(letter(self.look.size))
    }

    fn official(&self) -> bool {
        self.document.layout.is_official()
    }

    /// Two letters.
    fn indent(&self) -> f32 {
        points(self.look.character * 2)
    }

    /// The text width, the first line `first` in.
    pub(super) fn room(&self, first: f32) -> Room {
        Room { width: self.sheets.width(), first, even: self.document.lang.is_chinese() }
    }

    /// Number, title, addressee; the measures are those of the Word file.
    fn opening(&mut self) {
        let document = self.document;
        if let Some(number) = &document.number {
            let place = if self.official() { Place::Middle } else { Place::End };
            self.one(number, (self.text(), place), Kind::Paragraph);
            self.sheets.at += if self.official() { self.pitch() * 2.0 } else { 3.0 };
        }
        let title = clean(&document.title);
        let rows: Vec<&str> = title.split('\n').filter(|row| !row.trim().is_empty()).collect();
        if !rows.is_empty() {
            let words = rows.concat();
            let branch = self.sheets.tree.branch(Tree::root(), Kind::Heading(1, words.clone()));
            self.entry(1, words);
            for row in rows {
                let run = Run::of(letter(self.look.title)).bold();
                let atoms = self.cutter.words(row, run);
                self.placed(&atoms, Place::Middle, self.pitch().max(run.size * 1.3), branch);
            }
            self.sheets.at += if self.official() { self.pitch() } else { self.pitch() / 2.0 };
        }
        if let Some(to) = &document.to {
            let colon = if document.lang.is_chinese() { "：" } else { ":" };
            let words = format!("{}{colon}", to.trim_end_matches(['：', ':']));
            self.one(&words, (self.text(), Place::Start), Kind::Paragraph);
        }
    }

    fn entry(&mut self, level: u16, words: String) {
        let (sheet, top) = (self.sheets.last(), self.sheets.at);
        self.sheets.entries.push(Entry { level, words, sheet, top });
    }

    fn one(&mut self, words: &str, (run, place): (Run, Place), kind: Kind) {
        let branch = self.sheets.tree.branch(Tree::root(), kind);
        let atoms = self.cutter.words(words, run);
        self.placed(&atoms, place, self.pitch(), branch);
    }

    /// Lines that stand left, in the middle or right.
    fn placed(&mut self, atoms: &[Atom], place: Place, pitch: f32, branch: Branch) {
        let room = Room { even: false, ..self.room(0.0) };
        for line in break_lines(atoms, room) {
            self.sheets.need(pitch);
            let spare = room.width - line.width;
            let left = self.sheets.left()
                + match place {
                    Place::Start => 0.0,
                    Place::Middle => spare / 2.0,
                    Place::End => spare,
                };
            self.sheets.line(&line, (left, self.sheets.at, pitch), Some(branch));
            self.sheets.at += pitch;
        }
    }

    fn block(&mut self, block: &Block) -> Result<(), WriteError> {
        if std::mem::take(&mut self.break_due) && !self.sheets.is_fresh() {
            self.sheets.turn();
        }
        match block {
            Block::Heading(level, spans) => self.heading(*level, spans),
            Block::Paragraph(spans) => self.paragraphs(spans),
            Block::List(list) => self.list(list),
            Block::Missing(words) => self.paragraphs(&[Span::missing(words)]),
            Block::PageBreak => {
                self.break_due = true;
                Ok(())
            }
            Block::Table(table) => grid::table(self, table),
            Block::Form(form) => grid::form(self, form),
            Block::Chart(chart) => drawn::chart(self, chart),
        }
    }

    /// Begins another page when a heading and what stands whole below it do not fit this one. `after`: what the next
    /// block keeps free below itself.
    fn keep_with(&mut self, next: Option<&Block>, after: f32) {
        let below = match next {
            Some(Block::Chart(chart)) => drawn::least(self, chart),
            Some(Block::Table(table)) => grid::least_of(self, table, after),
            Some(Block::Paragraph(_)) if after > 0.0 => self.pitch() * SHORT_LINES + after,
            _ => return,
        };
        let around = if self.official() { 0.0 } else { 9.0 };
        if !self.break_due {
            self.sheets.need(self.pitch() + around + below);
        }
    }

    fn heading(&mut self, level: Level, spans: &[Span]) -> Result<(), WriteError> {
        let depth = match level {
            Level::One => 2,
            Level::Two => 3,
            Level::Three => 4,
            Level::Four => 5,
        };
        let number =
            if self.official() { self.numbers.next(level, self.document.lang) } else { String::new() };
        // 黑体 and 楷体 stand out in Word; here the same face does by weight, for the first level only.
        let run = if depth == 2 || !self.official() { self.text().bold() } else { self.text() };
        let mut atoms = self.cutter.words(&number, run);
        for line in lines(spans) {
            atoms.extend(self.cutter.spans(&line, run)?);
        }
        let words = format!("{number}{}", spans.iter().map(Span::words).map(one_line).collect::<String>());
        if !self.official() && !self.sheets.is_fresh() {
            self.sheets.at += 6.0;
        }
        // Not alone at the foot of a page.
        self.sheets.need(self.pitch() * 2.0);
        let branch = self.sheets.tree.branch(Tree::root(), Kind::Heading(depth, words.clone()));
        self.entry(depth, words);
        let first = if self.official() { self.indent() } else { 0.0 };
        self.running(&atoms, first, branch);
        if !self.official() {
            self.sheets.at += 3.0;
        }
        Ok(())
    }

    pub(super) fn paragraphs(&mut self, spans: &[Span]) -> Result<(), WriteError> {
        let held = std::mem::take(&mut self.held);
        let mut lines = lines(spans).into_iter().peekable();
        while let Some(line) = lines.next() {
            self.held = if lines.peek().is_none() { held } else { 0.0 };
            let atoms = self.cutter.spans(&line, self.text())?;
            let branch = self.sheets.tree.branch(Tree::root(), Kind::Paragraph);
            self.running(&atoms, self.indent(), branch);
        }
        Ok(())
    }

    fn list(&mut self, list: &List) -> Result<(), WriteError> {
        let whole = self.sheets.tree.branch(Tree::root(), Kind::List { numbered: list.numbered });
        for (place, item) in list.items.iter().enumerate() {
            let mark = if list.numbered { format!("{}.", place + 1) } else { "• ".to_owned() };
            let one = self.sheets.tree.branch(whole, Kind::Item);
            let body = self.sheets.tree.branch(one, Kind::Body);
            for (row, line) in lines(item).iter().enumerate() {
                let mut atoms = if row == 0 { self.cutter.words(&mark, self.text()) } else { Vec::new() };
                atoms.extend(self.cutter.spans(line, self.text())?);
                let first = if row == 0 { self.indent() } else { 0.0 };
                self.running(&atoms, first, body);
            }
        }
        Ok(())
    }

    /// Lines of running text. When something is held below them, a short paragraph stays whole and of a longer one the
    /// last two lines go with it.
    fn running(&mut self, atoms: &[Atom], first: f32, branch: Branch) {
        let (pitch, held) = (self.pitch(), self.held);
        let lines = break_lines(atoms, self.room(first));
        let together = if lines.len() <= SHORT { 0 } else { lines.len() - 2 };
        for (place, line) in lines.iter().enumerate() {
            let rest = nth(lines.len() - place);
            let kept = held > 0.0 && place == together;
            self.sheets.need(if kept { pitch * rest + held } else { pitch });
            let left = self.sheets.left() + if place == 0 { first } else { 0.0 };
            self.sheets.line(line, (left, self.sheets.at, pitch), Some(branch));
            self.sheets.at += pitch;
        }
    }

    /// The lines of a signature: names, date.
    fn signed(&self, signature: &Signature) -> Vec<Line> {
        let names = clean(&signature.org);
        let names = names.split('\n').map(str::trim).filter(|row| !row.is_empty()).map(str::to_owned);
        let room = Room { even: false, ..self.room(0.0) };
        let set = |row: String| break_lines(&self.cutter.words(&row, self.text()), room);
        names.chain([one_line(&signature.date)]).flat_map(set).collect()
    }

    /// The room that a signature takes, with the empty lines for the seal above it.
    fn height_of(&self, lines: &[Line]) -> f32 {
        self.pitch() * (nth(lines.len()) + if self.official() { 2.0 } else { 1.0 })
    }

    /// The date ends four letters before the margin, the names stand in the middle over it; a name that would come nearer
    /// than two letters pushes everything in (GB/T 9704-2012, 7.3.5).
    fn signature(&mut self, set: &[Line]) {
        let pitch = self.pitch();
        let character = points(self.look.character);
        let widest = set.iter().map(|line| line.width).fold(0.0_f32, f32::max);
        let date = set.last().map_or(0.0, |line| line.width);
        let middle = (character * 4.0 + date / 2.0).max(character * 2.0 + widest / 2.0);
        let right = self.sheets.left() + self.sheets.width();
        self.sheets.need(self.height_of(set));
        if !self.sheets.is_fresh() {
            self.sheets.at += if self.official() { pitch * 2.0 } else { 24.0 };
        }
        let branch = self.sheets.tree.branch(Tree::root(), Kind::Paragraph);
        for line in set {
            let left = (right - middle - line.width / 2.0).max(self.sheets.left());
            self.sheets.line(line, (left, self.sheets.at, pitch), Some(branch));
            self.sheets.at += pitch;
        }
    }
}

/// A number of lines as a factor of heights.
pub(super) fn nth(many: usize) -> f32 {
    f32::from(u16::try_from(many).unwrap_or(u16::MAX))
}

/// How a line stands.
#[derive(Clone, Copy)]
enum Place {
    Start,
    Middle,
    End,
}
