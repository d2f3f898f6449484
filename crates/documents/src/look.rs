//! The measures of the pages, for every writer that sets them. Lengths are in twentieths of a point (twips), letter sizes in half points: the units
//! of the file format.

use crate::model::Layout;

/// A4, 210 × 297 mm.
pub(crate) const PAGE: (u32, u32) = (11_906, 16_838);

/// The measures of one kind of page.
pub(crate) struct Look {
    /// Width and height of the paper.
    pub page: (u32, u32),
    /// Margins: top, right, bottom, left.
    pub margins: [u32; 4],
    /// From the lower edge of the paper to the page number.
    pub footer: u32,
    /// Letter size of the text.
    pub size: u32,
    /// Letter size of the title.
    pub title: u32,
    /// Letter size in tables and forms.
    pub cell: u32,
    /// From line to line, exactly; none leaves it to the letters.
    pub line: Option<u32>,
    /// Width of one character.
    pub character: u32,
    /// Least height of a row in a table or form.
    pub row: u32,
}

/// GB/T 9704-2012, 5.2: 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm, 22 lines of 28 characters of 3号 (16 pt). The page
/// number stands 7 mm below the text (7.5).
const OFFICIAL: Look = Look {
    page: PAGE,
    margins: [2098, 1474, 1984, 1587],
    footer: 1406,
    size: 32,
    title: 44,
    cell: 24,
    line: Some(579),
    character: 316,
    row: 420,
};

/// Forms follow no standard: 20 mm all round leaves the most room that every printer prints; text of 五号 (10.5 pt).
const FORM: Look = Look {
    page: PAGE,
    margins: [1134, 1134, 1134, 1134],
    footer: 567,
    size: 21,
    title: 36,
    cell: 21,
    line: None,
    character: 210,
    row: 454,
};

/// A ledger lies across: 15 mm all round, letters of 小五 (9 pt), so that fifteen columns find room.
const LEDGER: Look = Look {
    page: (PAGE.1, PAGE.0),
    margins: [851, 851, 964, 851],
    footer: 454,
    size: 18,
    title: 32,
    cell: 18,
    line: None,
    character: 180,
    row: 400,
};

/// The grid the page declares: 28 characters of 16 pt squeezed into 156 mm, (442.2 / 28 − 16) pt in 4096ths of a point.
pub(crate) const GRID_SPACE: i32 = -849;

/// The same squeeze as letter spacing. The text does not lean on the grid: programs other than Word give a character
/// that is wider than its cell two cells. Exact line height and this spacing set 22 × 28 in all of them alike. Four would
/// do, were it not for programs that round each letter to the dots of a 600 dpi printer; justification takes up the rest.
pub(crate) const LETTER_SPACE: i32 = -6;

impl Look {
    pub(crate) const fn of(layout: Layout) -> &'static Self {
        match layout {
            Layout::Official | Layout::Letter => &OFFICIAL,
            Layout::Form => &FORM,
            Layout::Ledger => &LEDGER,
        }
    }

    /// Letter size of page numbers: 4号 (14 pt) in formal documents (7.5).
    pub(crate) const fn page_number(layout: Layout) -> u32 {
        match layout {
            Layout::Official | Layout::Letter => 28,
            Layout::Form | Layout::Ledger => 18,
        }
    }

    /// The width of the text.
    pub(crate) const fn width(&self) -> u32 {
        let [_, right, _, left] = self.margins;
        self.page.0 - left - right
    }
}
