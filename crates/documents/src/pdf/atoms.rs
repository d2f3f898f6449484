//! Text as atoms: letters with their width, their looks and what may stand at the ends of a line.

use super::face::{Face, Hand, Shape};
use crate::model::{Document, Lang, Span, WriteError, one_line};

/// How a run of letters looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Run {
    /// Letter size in points.
    pub size: f32,
    /// Set with a stroke of its own: the face has one weight.
    pub bold: bool,
    /// Points above the line.
    pub raised: f32,
    /// Grey instead of black.
    pub grey: bool,
    /// Whether it says what is missing: shaded.
    pub missing: bool,
    /// The note it leads to.
    pub note: Option<u32>,
}

impl Run {
    /// Plain letters of this size.
    pub(super) const fn of(size: f32) -> Self {
        Self { size, bold: false, raised: 0.0, grey: false, missing: false, note: None }
    }

    /// Heavier.
    pub(super) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }
}

/// One letter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Atom {
    pub letter: char,
    pub shape: Shape,
    /// Its width in points, squeezed to the grid where there is one.
    pub width: f32,
    pub run: Run,
}

/// What a letter is to the breaking of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A blank.
    Space,
    /// Part of a western word or number.
    Word,
    /// May not begin a line.
    Closing,
    /// May not end a line.
    Opening,
    /// A Chinese letter and whatever else may stand anywhere.
    Free,
}

impl Atom {
    pub(super) fn class(&self) -> Class {
        if self.run.note.is_some() {
            return Class::Closing;
        }
        match self.letter {
            ' ' => Class::Space,
            // A box to tick and the blank behind it stay with their word.
            '□' | '\u{A0}' => Class::Opening,
            '（' | '《' | '「' | '『' | '【' | '〔' | '〈' | '“' | '‘' | '(' | '[' | '{' | '⟦' => {
                Class::Opening
            }
            '，' | '。' | '、' | '；' | '：' | '？' | '！' | '）' | '》' | '」' | '』' | '】' | '〕'
            | '〉' | '”' | '’' | '…' | '—' | '·' | '％' | '⟧' => Class::Closing,
            '%' | ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '}' => Class::Closing,
            // −2.2, 1–4 and ≥5 stay whole.
            '−' | '–' | '±' | '≥' | '≤' => Class::Word,
            letter if letter.is_alphanumeric() && u32::from(letter) < 0x2E80 => Class::Word,
            letter if letter.is_ascii() => Class::Word,
            _ => Class::Free,
        }
    }

    /// How much of it is blank and may be given up.
    pub(super) fn slack(&self) -> f32 {
        match self.letter {
            '，' | '。' | '、' | '；' | '：' | '？' | '！' | '）' | '》' | '」' | '』' | '】' | '〕'
            | '（' | '《' | '「' | '『' | '【' | '〔' => self.width / 2.0,
            _ => 0.0,
        }
    }
}

/// Cuts words into atoms.
pub(super) struct Cutter<'a> {
    pub face: &'a Face,
    /// The face of the text, where it is another.
    pub text: Option<&'a Face>,
    pub document: &'a Document,
    /// The width of a full letter over its size: 0.986875 on the grid of formal documents, else 1.
    pub squeeze: f32,
}

impl<'a> Cutter<'a> {
    /// For a document, with the faces it is set in.
    ///
    /// # Errors
    /// [`WriteError::Face`].
    pub(super) fn new(document: &'a Document, face: &'a Face, squeeze: f32) -> Result<Self, WriteError> {
        let is_fangsong = document.layout.is_official() && document.lang == Lang::ZhHans;
        let text = if is_fangsong { Some(Face::of(Hand::Fangsong)?) } else { None };
        Ok(Self { face, text, document, squeeze })
    }

    /// The letter as it is drawn. What is bold or small print stays in the face with every letter.
    fn shape(&self, letter: char, run: Run) -> Option<Shape> {
        let is_text = !run.bold && !run.grey && is_chinese(letter);
        let text = self.text.filter(|text| is_text && text.has(letter));
        let drawn = if self.document.lang.is_chinese() { letter } else { narrow(letter) };
        text.unwrap_or(self.face).shape(drawn)
    }

    /// The atoms of plain words.
    pub(super) fn words(&self, text: &str, run: Run) -> Vec<Atom> {
        let mut atoms = Vec::new();
        self.push(&mut atoms, text, run);
        atoms
    }

    /// The atoms of one line of runs; a figure bears its note's number, raised and in brackets.
    ///
    /// # Errors
    /// [`WriteError::FactUnknown`].
    pub(super) fn spans(&self, spans: &[Span], run: Run) -> Result<Vec<Atom>, WriteError> {
        let mut atoms = Vec::new();
        for span in spans {
            match span {
                Span::Text(words) => self.push(&mut atoms, words, run),
                Span::Bold(words) => self.push(&mut atoms, words, run.bold()),
                Span::Missing { text } => {
                    let (open, close) = self.document.lang.brackets();
                    self.push(&mut atoms, &format!("{open}{text}{close}"), Run { missing: true, ..run });
                }
                Span::Fact { mark, text } => {
                    self.document.fact(*mark)?;
                    self.push(&mut atoms, text, run);
                    let small =
                        Run { size: run.size * 0.58, raised: run.size * 0.36, note: Some(*mark), ..run };
                    self.push(&mut atoms, &format!("[{mark}]"), small);
                }
            }
        }
        Ok(atoms)
    }

    fn push(&self, atoms: &mut Vec<Atom>, text: &str, run: Run) {
        for letter in one_line(text).chars() {
            let Some(shape) = self.shape(letter, run) else { continue };
            let squeeze = if shape.width > 0.9 { self.squeeze } else { 1.0 };
            atoms.push(Atom { letter, shape, width: shape.width * run.size * squeeze, run });
        }
    }
}

fn is_chinese(letter: char) -> bool {
    matches!(letter, '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

/// Among western words the quotation marks of the face, as wide as Chinese letters, would tear them apart.
const fn narrow(letter: char) -> char {
    match letter {
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        _ => letter,
    }
}
