//! The one face: Noto Serif SC (Source Han Serif), whole, without hinting. It holds every letter of the standard tables,
//! so that no child's name has a hole in it.

use std::sync::OnceLock;

use krilla::text::Font;
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::outline::OutlineGlyphCollection;
use skrifa::{FontRef, MetadataProvider};

use crate::model::WriteError;

static BYTES: &[u8] = include_bytes!("../../fonts/NotoSerifSC-Regular.otf");

/// What stands for a letter that the face lacks: the printer's empty sort. The letter itself stays in the file's text.
const LACKING: char = '〓';

/// The face with its tables at hand.
pub(crate) struct Face {
    pub font: Font,
    letters: Charmap<'static>,
    widths: GlyphMetrics<'static>,
    /// The letters' shapes, for pictures.
    pub outlines: OutlineGlyphCollection<'static>,
}

/// One letter as the face has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Shape {
    pub glyph: u32,
    /// Its width for a letter size of 1.
    pub width: f32,
}

impl Face {
    /// The face, read once.
    ///
    /// # Errors
    /// [`WriteError::Face`] when its bytes are no face: then the program was built wrongly.
    pub(crate) fn get() -> Result<&'static Self, WriteError> {
        static FACE: OnceLock<Option<Face>> = OnceLock::new();
        FACE.get_or_init(Self::read).as_ref().ok_or(WriteError::Face)
    }

    fn read() -> Option<Self> {
        let tables = FontRef::new(BYTES).ok()?;
        let font = Font::new(BYTES.into(), 0)?;
        let em = Size::new(1.0);
        Some(Self {
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
        Some(Shape { glyph: glyph.to_u32(), width: self.widths.advance_width(glyph)? })
    }
}
