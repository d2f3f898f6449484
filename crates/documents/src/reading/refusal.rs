//! Why a file, or a part of it, was not taken: values with a message key, never prose.

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)+) => {
        /// A reason, with the key of its message in `locales/*/reading.ftl`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Reason { $($(#[$doc])* $name,)+ }

        impl Reason {
            /// Every reason, in the order of their codes on the wire.
            pub const ALL: &'static [Reason] = &[$(Reason::$name,)+];

            /// The Fluent key.
            pub fn key(self) -> &'static str {
                match self { $(Reason::$name => $key,)+ }
            }
        }
    };
}

reasons! {
    /// Nothing in the file.
    Empty = "reading-file-empty",
    /// Larger than `limit` megabytes.
    FileTooLarge = "reading-file-too-large",
    /// Neither a spreadsheet nor text.
    NotSpreadsheet = "reading-file-not-spreadsheet",
    /// The name says workbook, the content is plain text.
    NameLies = "reading-file-name-lies",
    /// A web page with a spreadsheet's name.
    WebPage = "reading-file-web-page",
    /// XML Spreadsheet 2003.
    OldXml = "reading-file-old-xml",
    /// Binary workbook .xlsb.
    BinaryWorkbook = "reading-file-binary-workbook",
    /// OpenDocument.
    OpenDocument = "reading-file-open-document",
    /// A workbook of Excel 4 or older.
    AncientExcel = "reading-file-ancient-excel",
    /// Has a macro.
    Macro = "reading-file-macro",
    /// Asks for a password.
    Password = "reading-file-password",
    /// The container is cut short or contradicts itself.
    ContainerDamaged = "reading-container-damaged",
    /// The container is built to deceive or to swell.
    ContainerUnsafe = "reading-container-unsafe",
    /// More than `limit` entries.
    TooManyEntries = "reading-container-too-many-entries",
    /// Unpacks to more than `limit` megabytes.
    TooMuchUnpacked = "reading-container-too-much-unpacked",
    /// Another archive or workbook inside.
    Nested = "reading-container-nested",
    /// A part (`part`) that the workbook needs is missing.
    PartMissing = "reading-workbook-part-missing",
    /// A part (`part`) lies outside the file.
    PartOutside = "reading-workbook-part-outside",
    /// More than `limit` sheets.
    TooManySheets = "reading-workbook-too-many-sheets",
    /// Too many or too long formats.
    TooManyStyles = "reading-workbook-too-many-styles",
    /// The table of shared strings is too large.
    TooManyStrings = "reading-workbook-too-many-strings",
    /// A document type or an entity in XML.
    XmlDoctype = "reading-xml-doctype",
    /// XML in another encoding than UTF-8.
    XmlEncoding = "reading-xml-encoding",
    /// Not well-formed XML in `part`.
    XmlMalformed = "reading-xml-malformed",
    /// Nested too deep or too many attributes in `part`.
    XmlTooComplex = "reading-xml-too-complex",
    /// One tag or text in `part` is too long.
    XmlOversize = "reading-xml-oversize",
    /// A cell or row says it is at `found`, which cannot be.
    CellReference = "reading-cell-reference",
    /// Cells or rows out of order or twice.
    CellOrder = "reading-cell-order",
    /// A cell refers to a text that does not exist.
    CellTextMissing = "reading-cell-text-missing",
    /// A cell's number is no number.
    CellNumber = "reading-cell-number",
    /// More than 32,767 characters.
    CellTooLong = "reading-cell-too-long",
    /// Something beyond column `limit`.
    TooManyColumns = "reading-sheet-too-many-columns",
    /// More than `limit` rows.
    TooManyRows = "reading-sheet-too-many-rows",
    /// More than `limit` cells in the book.
    TooManyCells = "reading-book-too-many-cells",
    /// More text than `limit` megabytes in the book.
    TooMuchText = "reading-book-too-much-text",
    /// More than `limit` merged ranges.
    TooManyMerged = "reading-sheet-too-many-merged",
    /// A legacy workbook that cannot be understood.
    OldExcelDamaged = "reading-old-excel-damaged",
    /// Lines in different encodings; `line` is the first that differs.
    MixedEncoding = "reading-text-mixed-encoding",
    /// Encoding not recognised.
    UnknownEncoding = "reading-text-unknown-encoding",
    /// Characters were garbled before the file was saved; `encoding` may undo it.
    Mojibake = "reading-text-mojibake",
    /// Characters were lost for good (U+FFFD) in `line`.
    CharactersLost = "reading-text-characters-lost",
    /// A zero byte in `line`.
    ZeroByte = "reading-text-zero-byte",
    /// A quotation mark opened in `line` is never closed.
    OpenQuote = "reading-text-open-quote",
    /// The child took too long.
    TooSlow = "reading-child-too-slow",
    /// The child wanted too much memory.
    TooHeavy = "reading-child-too-heavy",
    /// The child broke off or could not start.
    Broke = "reading-child-broke",
    /// Neither a Word document nor an Excel workbook of the open kind.
    TemplateKind = "reading-template-kind",
    /// `part` leads outside the file.
    TemplateOutside = "reading-template-outside",
    /// `part` is a file, a control or a program inside the document.
    TemplateEmbedded = "reading-template-embedded",
    /// A field of Word (`found`) that does more than number and date.
    TemplateField = "reading-template-field",
    /// A formula (`found`) that reaches outside the workbook.
    TemplateFormula = "reading-template-formula",
    /// A filled file grew beyond `limit` megabytes.
    TemplateGrew = "reading-template-grew",
    /// Notice: numbers of 16 or more digits, whose end is lost.
    NoticeLongNumber = "reading-notice-long-number",
    /// Notice: text such as 1.1E+17 where digits were.
    NoticeScientific = "reading-notice-scientific",
    /// Notice: formulas that were never computed.
    NoticeNotComputed = "reading-notice-not-computed",
    /// Notice: formulas that refer to other files or programs.
    NoticeOutsideFormula = "reading-notice-outside-formula",
    /// Notice: error values.
    NoticeErrorCell = "reading-notice-error-cell",
    /// Notice: 29 February 1900, which never was.
    NoticeLeapDay = "reading-notice-leap-day",
    /// Notice: hidden rows are read as well.
    NoticeHiddenRows = "reading-notice-hidden-rows",
    /// Notice: hidden columns are read as well.
    NoticeHiddenColumns = "reading-notice-hidden-columns",
    /// Notice: a hidden sheet is read as well.
    NoticeHiddenSheet = "reading-notice-hidden-sheet",
    /// Notice: comments and drawings are not read.
    NoticeComments = "reading-notice-comments",
    /// Notice: links to other workbooks are not followed.
    NoticeOutsideLinks = "reading-notice-outside-links",
}

impl Reason {
    /// Its code on the wire.
    pub(crate) fn code(self) -> u64 {
        let position = Self::ALL.iter().position(|reason| *reason == self).unwrap_or_default();
        u64::try_from(position).unwrap_or_default()
    }

    /// The reason with a code; none when the wire is wrong.
    pub(crate) fn from_code(code: u64) -> Option<Self> {
        Self::ALL.get(usize::try_from(code).ok()?).copied()
    }
}

/// Names that arguments of messages may have.
pub(crate) const ARGUMENTS: [&str; 6] = ["limit", "found", "part", "line", "encoding", "count"];

/// Why something was not taken, or what a person should know: a message key, its arguments, and the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub reason: Reason,
    /// Arguments of the message.
    pub args: Vec<(&'static str, String)>,
    /// Name of the sheet, where the matter lies in one.
    pub sheet: Option<String>,
    /// Name of the cell, as "B7".
    pub cell: Option<String>,
}

impl Refusal {
    pub fn new(reason: Reason) -> Self {
        Self { reason, args: Vec::new(), sheet: None, cell: None }
    }

    /// The Fluent key.
    pub fn key(&self) -> &'static str {
        self.reason.key()
    }

    /// The key of the words for the place, to be put before the message: file, sheet (`sheet`), or cell (`cell`).
    pub fn place_key(&self) -> &'static str {
        match (&self.sheet, &self.cell) {
            (Some(_), Some(_)) => "reading-place-cell",
            (Some(_), None) => "reading-place-sheet",
            (None, _) => "reading-place-file",
        }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    pub(crate) fn at(mut self, sheet: Option<&str>, cell: Option<String>) -> Self {
        self.sheet = self.sheet.or_else(|| sheet.map(str::to_owned));
        self.cell = self.cell.or(cell);
        self
    }
}

impl From<Reason> for Refusal {
    fn from(reason: Reason) -> Self {
        Self::new(reason)
    }
}
