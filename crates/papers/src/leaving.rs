//! A paper on its way out of the house: who, when, with what number, for what (trust 4.7, the visible part), and the
//! event that says so.

use access::Kind;
use documents::model::{Document, WriteError};
use kernel::{Fault, StudentId};
use language::Arg;
use uuid::Uuid;
use web::cx::Change;
use web::{Cx, Failure, Reply};

/// The shape of a file that leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// To be worked on.
    Word,
    /// To be printed and kept.
    Pdf,
}

impl Shape {
    /// The shape with this ending.
    #[must_use]
    pub fn of(ending: &str) -> Option<Self> {
        [Self::Word, Self::Pdf].into_iter().find(|shape| shape.ending() == ending)
    }

    /// The ending of the file's name.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Word => "docx",
            Self::Pdf => "pdf",
        }
    }

    /// The type of the file.
    #[must_use]
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Word => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pdf => "application/pdf",
        }
    }
}

/// The type of an Excel file.
pub const EXCEL: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// One paper leaving.
pub struct Leaving {
    /// The line at the foot of every page; its number comes from the event.
    pub line: String,
}

/// Writes the event, and says what stands at the foot of every page. The kind of paper is its purpose.
///
/// # Errors
/// Those of the database: then nothing may leave.
pub async fn begin(
    cx: &Cx,
    paper: &str,
    subject: Uuid,
    student: Option<StudentId>,
) -> Result<Leaving, Failure> {
    let serial = cx.uuid();
    let mut tx = cx.app.db.begin().await?;
    let after = format!("{paper} {serial}");
    let change = Change {
        name: "paper.exported",
        kind: Kind::Paper,
        subject,
        student,
        before: None,
        after: Some(&after),
    };
    cx.event(&mut tx, change).await?;
    tx.commit().await?;
    Ok(Leaving { line: line(cx, paper, serial).await? })
}

async fn line(cx: &Cx, paper: &str, serial: Uuid) -> Result<String, Failure> {
    let who = match (cx.look.who(), cx.actor.staff) {
        (Some(who), _) => who.name.clone(),
        (None, Some(staff)) => {
            people::staff::store::find_name(&mut cx.app.db.reader().await?, cx.school(), staff).await?
        }
        (None, None) => cx.t("papers-machine").to_owned(),
    };
    let when = cx.moment(&cx.app.clock.now());
    // The last twelve digits are chance: enough to find the event, short enough to read out.
    let text = serial.simple().to_string();
    let short = text.get(20..).unwrap_or(&text).to_uppercase();
    let purpose = cx.t(format!("papers-kind-{paper}"));
    let args = [("who", &who), ("when", &when), ("serial", &short), ("purpose", &purpose.to_owned())];
    Ok(cx.tf("papers-foot", &args.map(|(name, text)| (name, Arg::Text(text)))))
}

/// The file, written off the threads that answer.
///
/// # Errors
/// A fault when the document does not hold together.
pub async fn bytes(document: Document, line: String, shape: Shape) -> Result<Vec<u8>, Fault> {
    let write = move || match shape {
        Shape::Word => documents::word::write_marked(&document, &line),
        Shape::Pdf => documents::pdf::write_marked(&document, &line),
    };
    blocking(write).await
}

/// The same as an answer to a browser.
///
/// # Errors
/// As [`bytes`].
pub async fn file(document: Document, name: &str, (leaving, shape): (Leaving, Shape)) -> Reply {
    let bytes = bytes(document, leaving.line, shape).await?;
    web::file(&format!("{name}.{}", shape.ending()), shape.mime(), bytes)
}

/// A document on a page to print.
pub struct Printed {
    /// The document.
    pub html: String,
    /// Whether it lies across the paper, and with it what stands below it.
    pub is_across: bool,
}

/// The page to print.
///
/// # Errors
/// As [`bytes`].
pub async fn printed(document: Document) -> Result<Printed, Fault> {
    let is_across = document.layout.is_across();
    let html = blocking(move || documents::html::write(&document)).await?;
    Ok(Printed { html, is_across })
}

/// Runs a writer off the threads that answer.
///
/// # Errors
/// A fault when it fails.
pub async fn blocking<T: Send + 'static>(
    write: impl FnOnce() -> Result<T, WriteError> + Send + 'static,
) -> Result<T, Fault> {
    let done =
        tokio::task::spawn_blocking(write).await.map_err(|error| Fault::from("writing a paper", error))?;
    done.map_err(|error| Fault::from("writing a paper", error))
}
