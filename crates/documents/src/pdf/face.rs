//! The faces: Noto Serif SC (Source Han Serif, a 宋), whole, without hinting, which holds every letter of the standard
//! tables, so that no child's name has a hole in it; and Zhuque Fangsong, a 仿宋 for the text of formal documents (GB/T
//! 9704-2012, 5.2.2), of which only Chinese letters are used: marks and figures stay in the one face.

use std::sync::OnceLock;

use krilla::text::Font;
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::outline::OutlineGlyphCollection;
use skrifa::{FontRef, MetadataProvider};

use crate::model::WriteError;

static SONG: &[u8] = include_bytes!("../../fonts/NotoSerifSC-Regular.otf");
static FANGSONG: &[u8] = include_bytes!("../../fonts/ZhuqueFangsong-Regular.otf");

/// What stands for a letter that the face lacks: the printer's empty sort. The letter itself stays in the file's text.
const LACKING: char = '〓';

/// A face with its tables at hand.
pub(crate) struct Face {
    hand: Hand,
    pub font: Font,
    letters: Charmap<'static>,
    widths: GlyphMetrics<'static>,
    /// The letters' shapes, for pictures.
    pub outlines: OutlineGlyphCollection<'static>,
}

/// Which of the faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hand {
    /// 宋, with every letter.
    Song,
    /// 仿宋, with the Chinese letters of GB 2312 and many more.
    Fangsong,
}

/// One letter as the face has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Shape {
    pub glyph: u32,
    /// The face that draws it.
    pub hand: Hand,
    /// Its width for a letter size of 1.
    pub width: f32,
}

impl Face {
    /// The face with every letter, read once.
    ///
    /// # Errors
    /// [`WriteError::Face`] when its bytes are no face: then the program was built wrongly.
    pub(crate) fn get() -> Result<&'static Self, WriteError> {
        Self::of(Hand::Song)
    }

    /// The face of this hand, read once.
    ///
    /// # Errors
    /// As [`Face::get`].
    pub(crate) fn of(hand: Hand) -> Result<&'static Self, WriteError> {
        static ALL: [OnceLock<Option<Face>>; 2] = [OnceLock::new(), OnceLock::new()];
        let [song, fangsong] = &ALL;
        let face = match hand {
            Hand::Song => song.get_or_init(|| Self::read(hand, SONG)),
            Hand::Fangsong => fangsong.get_or_init(|| Self::read(hand, FANGSONG)),
        };
        face.as_ref().ok_or(WriteError::Face)
    }

    fn read(hand: Hand, bytes: &'static [u8]) -> Option<Self> {
        let tables = FontRef::new(bytes).ok()?;
        let font = Font::new(bytes.into(), 0)?;
        let em = Size::new(1.0);
        Some(Self {
            hand,
            font,
            letters: tables.charmap(),
            widths: tables.glyph_metrics(em, LocationRef::default()),
            outlines: tables.outline_glyphs(),
        })
    }

    /// Whether the face has this letter.
    pub(crate) fn has(&self, letter: char) -> bool {
        self.letters.map(letter).is_some_and(|glyph| glyph.to_u32() != 0)
    }

    /// The letter, or what stands for it; nothing for marks without a shape, such as joiners.
    pub(crate) fn shape(&self, letter: char) -> Option<Shape> {
        if matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
        {
            return None;
        }
        let shown = if self.has(letter) { letter } else { LACKING };
        let glyph = self.letters.map(shown)?;
        Some(Shape { glyph: glyph.to_u32(), hand: self.hand, width: self.widths.advance_width(glyph)? })
    }
}
